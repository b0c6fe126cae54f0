//! A walk, state by state.

mod asking;
mod leaving;
mod revising;
mod ticking;
