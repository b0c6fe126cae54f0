//! What leaves the program.

mod netwerk;
