//! kill -9 in the middle of anything that a vault does: being made, opened, written, imported into, given another
//! password, backed up. What was acknowledged is there, nothing is torn, and there is nothing to say about it.
//!
//! The child is this test binary itself. Step `n` is a pure function of `n`, so the parent knows what must be there.
//! 10 rounds here; `AANDACHT_VAULT_KILLS=1000 cargo test vault_kill -- --nocapture` for more.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use aandacht::domain::kluis::{Batch, Change, Favoriet, Key, Model, Owner};
use aandacht::store::session::{self, Session, With};
use aandacht::store::vault::{Cost, Limits};
use aandacht::store::{Folder, VaultError};

use super::common::{PASSWORD, moment};
use super::images::{below, named, open, patiently, put, record, scratch, without_ballast};
use super::model::mix;

const CHILD: &str = "AANDACHT_CRASH_VAULT_CHILD";
/// Records that the ordinary steps write.
const RECORDS: usize = 40;

/// What step `n` changes; the last one says how far it came.
fn changes(n: u64) -> Vec<Change> {
    let mut changes = Vec::new();
    let count = if n.is_multiple_of(17) { 1_200 } else { 1 + mix(n) % 5 };
    for at in 0..count {
        let seed = mix(n * 2_003 + at);
        // Imports write elsewhere too.
        let of = if count > 5 && !at.is_multiple_of(8) { 1_000 } else { RECORDS };
        let key = below(seed, of);
        let size = if seed.is_multiple_of(11) { 14_000 } else { 30 + below(seed ^ 1, 200) };
        let size = if count > 5 { 30 } else { size };
        changes.push(match seed % 5 {
            0 => Change::Delete(named(key)),
            _ => put(key, Owner::Shared, record(seed, size)),
        });
    }
    changes.push(Change::Put { key: last(), owner: Owner::Shared, record: record(n, 20) });
    changes
}

fn last() -> Key {
    Key::Named("laatste stap".to_owned())
}

/// Does step `n`; every so often also what does not change any record.
fn step(session: &mut Session, n: u64) -> Result<(), VaultError> {
    let now = moment(100 + i64::try_from(n).unwrap());
    match n % 13 {
        3 => drop(session.vault()?.add_casus(now.stamp)?),
        6 => {
            let with = With::Password(PASSWORD);
            session.set_password(with, PASSWORD, Cost::for_tests(), Limits::TESTS, now)?;
        }
        9 => drop(session.back_up(now)?),
        _ => {}
    }
    let changes = changes(n);
    if changes.len() > 1_000 {
        session.vault()?.import(&mut changes.into_iter(), now.stamp, &mut |_| {})?;
    } else {
        session.commit(&Batch { changes }, now)?;
    }
    Ok(())
}

/// The texts that must be there after step `n`, sorted.
fn expected(n: u64) -> Vec<String> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for change in (1..=n).flat_map(changes) {
        match change {
            Change::Put { key: Key::Named(name), record, .. } => {
                let text = <&Favoriet>::try_from(&record).unwrap().id.clone();
                texts.insert(name, text);
            }
            Change::Delete(Key::Named(name)) => drop(texts.remove(&name)),
            _ => {}
        }
    }
    let mut texts: Vec<String> = texts.into_values().collect();
    texts.sort();
    texts
}

fn texts(model: &Model) -> Vec<String> {
    let mut texts: Vec<String> = model.all::<Favoriet>().map(|(_, favoriet)| favoriet.id.clone()).collect();
    texts.sort();
    texts
}

/// How far a vault came: the step whose mark it holds, looked for from `from`.
fn reached(model: &Model, from: u64) -> Option<u64> {
    let has = |n: &u64| {
        let mark = record(*n, 20);
        model.records().any(|(_, stored)| stored.record == mark)
    };
    if model.is_empty() { Some(0) } else { (from..from + 3).rev().chain((1..from).rev()).find(has) }
}

/// Runs only as a child: makes or opens the vault and does step after step, saying each number once it is durable.
#[test]
fn child_of_the_vault_crash_test() {
    let Ok(root) = std::env::var(CHILD) else { return };
    let folder = Folder::new(Path::new(&root), std::process::id());
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| {
        writeln!(out, "\n{line}").unwrap();
        out.flush().unwrap();
    };
    say("begun".to_owned());
    let make = || session::create(&folder, PASSWORD, Cost::for_tests(), moment(0)).map(|(welcome, _)| welcome);
    let welcome = patiently(|| if folder.has_vault() { open(&folder) } else { make() }).unwrap();
    assert!(!welcome.read_only && welcome.warnings.is_empty());
    let done = (0..100_000).find_map(|n| reached(&welcome.model, n)).unwrap();
    let mut session = welcome.session;
    say(format!("open {done}"));
    for n in done + 1.. {
        step(&mut session, n).unwrap();
        say(format!("ack {n}"));
    }
}

fn start(root: &Path) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::crash_vault::child_of_the_vault_crash_test", "--nocapture", "--test-threads=1"])
        .env(CHILD, root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    (child, output)
}

/// When a child is killed.
#[derive(Clone, Copy)]
enum Kill {
    /// This long after it began: it makes or opens the vault, or writes.
    After(Duration),
    /// When it acknowledged this many steps, and then this long after.
    Steps(u64, Duration),
}

/// Lets a child go on until it is killed; gives the last number that it acknowledged, or how far it found the vault.
fn killed(root: &Path, kill: Kill) -> Option<u64> {
    let (mut child, output) = start(root);
    let mut lines = output.lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "begun"), "the child died by itself: nothing was tested");
    let mut known = None;
    let note = |line: &str, known: &mut Option<u64>| {
        let number = line.strip_prefix("ack ").or_else(|| line.strip_prefix("open "));
        if let Some(n) = number.and_then(|n| n.parse().ok()) {
            *known = Some(n);
        }
    };
    let wait = match kill {
        Kill::After(wait) => wait,
        Kill::Steps(steps, wait) => {
            let mut seen = 0;
            for line in lines.by_ref() {
                note(&line, &mut known);
                seen += u64::from(line.starts_with("ack "));
                if seen >= steps {
                    break;
                }
            }
            wait
        }
    };
    let until = Instant::now() + wait;
    while Instant::now() < until {
        std::thread::sleep(Duration::from_micros(200));
    }
    let died = child.try_wait().unwrap();
    assert!(died.is_none(), "the child died by itself: {died:?}");
    child.kill().unwrap();
    // What it still said before it died counts too.
    lines.for_each(|line| note(&line, &mut known));
    child.wait().unwrap();
    known
}

#[test]
fn vault_kills_lose_nothing_that_was_acknowledged_and_leave_nothing_to_say() {
    let rounds = std::env::var("AANDACHT_VAULT_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(10_u64);
    let (mut total, mut lost, mut torn, mut doubted, mut unopenable, mut unmade) = (0, 0, 0, 0, 0, 0);
    let mut dir = scratch();
    let mut acknowledged = 0;
    for round in 0..rounds {
        if round % 10 == 0 {
            dir = scratch();
            acknowledged = 0;
            without_ballast(&dir.path().join("data"));
        }
        let root = dir.path().join("data");
        let micros = Duration::from_micros(mix(round) % 40_000);
        let kill = match round % 10 {
            // While it is being made, and while it opens.
            0 | 1 | 4 | 7 => Kill::After(micros),
            _ => Kill::Steps(1 + mix(round) % 25, micros / 4),
        };
        let before = acknowledged;
        acknowledged = killed(&root, kill).unwrap_or(acknowledged).max(acknowledged);
        total += acknowledged - before;
        let folder = Folder::new(&root, std::process::id());
        if !folder.has_vault() {
            assert_eq!(acknowledged, 0, "round {round}: a vault is gone");
            unmade += 1;
            continue;
        }
        let welcome = match open(&folder) {
            Ok(welcome) => welcome,
            Err(error) => {
                println!("round {round}: {error:?}");
                unopenable += 1;
                dir = scratch();
                acknowledged = 0;
                without_ballast(&dir.path().join("data"));
                continue;
            }
        };
        if welcome.read_only || !welcome.warnings.is_empty() {
            println!("round {round}: {:?}", welcome.warnings);
            doubted += 1;
        }
        let found = reached(&welcome.model, acknowledged).unwrap_or(0);
        lost += u64::from(found < acknowledged);
        let whole = found <= acknowledged + 1 && texts(&welcome.model) == expected(found);
        if !whole {
            println!("round {round}: torn at {found}, acknowledged {acknowledged}");
        }
        torn += u64::from(!whole);
        acknowledged = found;
        if round % 3 == 0 {
            welcome.session.close().unwrap();
        }
    }
    println!(
        "{rounds} kills of a vault: {total} steps acknowledged, {unmade} not made yet, lost {lost}, torn {torn}, \
         doubted {doubted}, unopenable {unopenable}"
    );
    assert_eq!((lost, torn, doubted, unopenable), (0, 0, 0, 0));
    assert!(total > 0, "nothing was tested");
}
