//! kill -9 in the middle of anything: what was acknowledged is there, whole, and nothing else.
//!
//! The child is this test binary itself, and the parent checks every record against a model at the head it finds.
//! 25 rounds here; `AANDACHT_KILLS=1000 cargo test kill` for more.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use aandacht::store::backend::{Backend, SledBackend};

use super::model::{head, mix, model, records, transaction};

const CHILD: &str = "AANDACHT_CRASH_CHILD";

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
        torn += u64::from(records(backend.as_ref()) != model(found));
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
