//! kill -9 in the middle of anything: what was acknowledged is there, whole, and nothing else.
//!
//! The child is this test binary itself. Transaction `n` is a pure function of `n`, so the parent can check every
//! record against a model at the head it finds. 25 rounds here; `AANDACHT_KILLS=1000 cargo test kill` for more.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use aandacht::store::backend::{Backend, Op, SledBackend, Tree};

const CHILD: &str = "AANDACHT_CRASH_CHILD";

/// Small reproducible randomness.
fn mix(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// The changes of transaction `n`: a few records, an audit row, the head.
fn transaction(n: u64) -> Vec<Op> {
    let mut ops = Vec::new();
    for at in 0..3 + mix(n) % 6 {
        let seed = mix(n * 31 + at);
        let key = (seed % 200).to_be_bytes().to_vec();
        if seed.is_multiple_of(5) {
            ops.push(Op::Delete { tree: Tree::Entries, key });
        } else {
            let size = usize::try_from(100 + mix(seed) % 6000).unwrap();
            let value = (0..size).map(|byte| mix(seed ^ byte as u64).to_be_bytes()[0]).collect();
            ops.push(Op::Put { tree: Tree::Entries, key, value });
        }
    }
    ops.push(Op::Put { tree: Tree::Audit, key: n.to_be_bytes().to_vec(), value: mix(n).to_be_bytes().to_vec() });
    ops.push(Op::Put { tree: Tree::Meta, key: b"head".to_vec(), value: n.to_be_bytes().to_vec() });
    ops
}

fn head(backend: &dyn Backend) -> u64 {
    let found = backend.get(Tree::Meta, b"head").unwrap();
    found.map_or(0, |bytes| u64::from_be_bytes(bytes.try_into().unwrap()))
}

/// Runs only as a child: opens the store and writes transactions for ever, saying each number once it is durable.
#[test]
fn child_of_the_crash_test() {
    let Ok(dir) = std::env::var(CHILD) else { return };
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nopening").unwrap();
    out.flush().unwrap();
    let backend = SledBackend::open(Path::new(&dir)).unwrap();
    for n in head(&backend) + 1.. {
        backend.commit(&transaction(n)).unwrap();
        writeln!(out, "\nack {n}").unwrap();
        out.flush().unwrap();
    }
}

fn start(dir: &Path) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::crash::child_of_the_crash_test", "--nocapture", "--test-threads=1"])
        .env(CHILD, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    (child, output)
}

/// Lets a child write until `stop` says so, kills it, and returns the last number it acknowledged.
fn killed(dir: &Path, mut stop: impl FnMut(u64, Duration) -> bool) -> u64 {
    let (mut child, output) = start(dir);
    let from = Instant::now();
    let mut acknowledged = 0;
    let mut stopped = false;
    for line in output.lines() {
        let Ok(line) = line else { break };
        if let Some(n) = line.strip_prefix("ack ").and_then(|n| n.parse().ok()) {
            acknowledged = n;
        }
        // What it still said before it died counts too.
        if !stopped && stop(acknowledged, from.elapsed()) {
            stopped = true;
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    assert!(stopped && acknowledged > 0, "the child died by itself: nothing was tested");
    acknowledged
}

/// Everything that the first `n` transactions leave.
fn model(n: u64) -> BTreeMap<(Tree, Vec<u8>), Vec<u8>> {
    let mut records = BTreeMap::new();
    for op in (1..=n).flat_map(transaction) {
        match op {
            Op::Put { tree, key, value } => records.insert((tree, key), value),
            Op::Delete { tree, key } => records.remove(&(tree, key)),
        };
    }
    records
}

#[test]
fn kill_nine_loses_nothing_that_was_acknowledged_and_tears_nothing() {
    let rounds = std::env::var("AANDACHT_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(25);
    let (mut total, mut lost, mut torn) = (0, 0, 0);
    let mut folder = tempfile::tempdir().unwrap();
    for round in 0..rounds {
        if round % 8 == 0 {
            folder = tempfile::tempdir().unwrap();
        }
        let dir = folder.path().join("store");
        let more = mix(round) % 40;
        let mut first = None;
        let acknowledged = killed(&dir, |n, _| n > 0 && n >= *first.get_or_insert(n) + more);
        let backend = Box::new(SledBackend::open(&dir).unwrap());
        let found = head(backend.as_ref());
        total += acknowledged;
        lost += u64::from(found < acknowledged);
        let mut records = BTreeMap::new();
        for tree in Tree::ALL {
            backend
                .scan(tree, &mut |key, value| {
                    records.insert((tree, key.to_vec()), value.to_vec());
                    Ok(())
                })
                .unwrap();
        }
        torn += u64::from(records != model(found));
        backend.close().unwrap();
    }
    println!(
        "{rounds} kill rounds: last acknowledged numbers add up to {total}, lost {lost}, torn {torn}, unopenable 0"
    );
    assert_eq!((lost, torn), (0, 0));
}

#[test]
fn kills_while_the_store_opens_never_keep_it_shut() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("store");
    let mut acknowledged = killed(&dir, |n, _| n >= 60);
    for round in 0..12_u64 {
        // Killed while opening, or in its first commits.
        let (mut child, output) = start(&dir);
        let mut lines = output.lines();
        assert!(lines.any(|line| line.unwrap() == "opening"), "the child died by itself: nothing was tested");
        let until = Instant::now() + Duration::from_micros(mix(round) % 12_000);
        while Instant::now() < until {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let backend = Box::new(SledBackend::open(&dir).unwrap());
        let found = head(backend.as_ref());
        assert!(found >= acknowledged, "round {round}: {found} after {acknowledged}");
        acknowledged = found;
        backend.close().unwrap();
    }
}
