//! A walk is its answers: what they add up to, what a change does to them, and what the outcome says.

mod anywhere;
mod data;
mod fits;
mod outcomes;
mod reasons;

use aandacht::domain::walk::{Walk, transcript};
use serde_json::Value;

/// Everything a walk says of itself, so that two walks can be compared in full.
fn shown(walk: &Walk) -> (Value, Vec<(String, usize)>, Vec<usize>) {
    let passed = walk.passed().iter().map(|passed| (passed.spot.path(), passed.after)).collect();
    (serde_json::to_value(transcript(walk)).expect("a transcript is JSON"), passed, walk.open_doubts())
}
