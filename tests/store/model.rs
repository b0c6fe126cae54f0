//! What a store must hold after transaction `n`: shared by the tests that end its process and those that cut its power.
//!
//! Transaction `n` is a pure function of `n`, so whoever finds a store can check every record against the head it has.

use std::collections::BTreeMap;

use aandacht::store::backend::{Backend, Op, Tree};

/// Every record of a store.
pub type Records = BTreeMap<(Tree, Vec<u8>), Vec<u8>>;

/// Small reproducible randomness.
pub fn mix(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// The changes of transaction `n`: a few records, an audit row, the head.
pub fn transaction(n: u64) -> Vec<Op> {
    let mut ops = Vec::new();
    for at in 0..3 + mix(n) % 6 {
        let seed = mix(n * 31 + at);
        let key = (seed % 200).to_be_bytes().to_vec();
        if seed.is_multiple_of(5) {
            ops.push(Op::Delete { tree: Tree::Entries, key });
        } else {
            let size = usize::try_from(100 + mix(seed) % 6000).unwrap();
            ops.push(Op::Put { tree: Tree::Entries, key, value: noise(seed, size) });
        }
    }
    ops.push(Op::Put { tree: Tree::Audit, key: n.to_be_bytes().to_vec(), value: mix(n).to_be_bytes().to_vec() });
    ops.push(Op::Put { tree: Tree::Meta, key: b"head".to_vec(), value: n.to_be_bytes().to_vec() });
    ops
}

/// Bytes that look like a sealed value.
fn noise(seed: u64, size: usize) -> Vec<u8> {
    let mut bytes: Vec<u8> = (0..size.div_ceil(8)).flat_map(|at| mix(seed ^ at as u64).to_be_bytes()).collect();
    bytes.truncate(size);
    bytes
}

/// Everything that the first `n` transactions leave.
pub fn model(n: u64) -> Records {
    let mut records = BTreeMap::new();
    for op in (1..=n).flat_map(transaction) {
        match op {
            Op::Put { tree, key, value } => records.insert((tree, key), value),
            Op::Delete { tree, key } => records.remove(&(tree, key)),
        };
    }
    records
}

/// The last transaction that a store holds.
pub fn head(backend: &dyn Backend) -> u64 {
    let found = backend.get(Tree::Meta, b"head").unwrap();
    found.map_or(0, |bytes| u64::from_be_bytes(bytes.try_into().unwrap()))
}

/// Everything that a store holds.
pub fn records(backend: &dyn Backend) -> Records {
    let mut records = BTreeMap::new();
    for tree in Tree::ALL {
        backend
            .scan(tree, &mut |key, value| {
                records.insert((tree, key.to_vec()), value.to_vec());
                Ok(())
            })
            .unwrap();
    }
    records
}
