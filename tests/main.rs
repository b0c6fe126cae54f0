//! The one test binary: one link step. Its folders mirror the layers of `src/`.

mod architecture;
mod common;
mod domain;
mod store;
