//! Saved when shown as saved: of every act of the domain, what the program shows as kept is on the disk when it is
//! killed at that very moment.
//!
//! The child is this test binary itself: it opens the vault, does one act on the real kluis, says what it shows now, and
//! is killed. The next one says what it found.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use aandacht::app::kluis::{Kluis, Safety};
use aandacht::content::Content;
use aandacht::domain::kluis::{Change, KluisAct, KluisNews, KluisState, Model, OpenWith, Password, Weight};
use aandacht::platform::clock::Clock;
use jiff::civil::datetime;

use super::casus::PASSWORD;
use super::daden::daden;
use crate::store::images::{scratch, without_ballast};

const CHILD: &str = "AANDACHT_ACT_CHILD";

/// Everything that is in a model: an id and what stands under it, shortened.
pub fn shown(model: &Model) -> String {
    let record = |(id, stored): (_, &aandacht::domain::kluis::Stored)| {
        let mut hash = DefaultHasher::new();
        (format!("{:?}", stored.owner), stored.record.to_bytes().unwrap()).hash(&mut hash);
        format!("{id}:{}:{:x}", stored.record.kind(), hash.finish())
    };
    model.records().map(record).collect::<Vec<_>>().join(" ")
}

/// Opens the vault; one that another process has just let go of may be held for a moment.
pub fn opened(kluis: &mut Kluis) {
    let begun = Instant::now();
    while let Err(fault) = kluis.run(KluisAct::Open(OpenWith::Password(Password::new(PASSWORD)))) {
        assert!(begun.elapsed() < Duration::from_secs(5), "{fault:?}");
        sleep(Duration::from_millis(10));
    }
    assert_eq!(kluis.view.state, KluisState::Open);
    let said = &kluis.view.warnings;
    assert!(said.iter().all(|finding| finding.weight < Weight::Fout), "{said:?}");
}

/// Whether a model holds every line and draft of a batch, and nothing that the batch removes by id.
pub fn holds(model: &Model, act: &KluisAct) -> bool {
    let (KluisAct::Commit(batch) | KluisAct::Keep(batch)) = act else { return true };
    batch.changes.iter().all(|change| match change {
        Change::Put { record, .. } => model.records().any(|(_, stored)| stored.record == *record),
        Change::Delete(_) => true,
    })
}

/// Runs only as a child: does act `n`, says what it shows as kept, and waits for its end.
#[test]
fn child_of_the_act_test() {
    let Ok(given) = std::env::var(CHILD) else { return };
    let (n, root) = given.split_once(' ').unwrap();
    let n: usize = n.parse().unwrap();
    let clock = Clock::standing(datetime(2026, 11, 23, 9, 0, 0, 0));
    clock.pass(Duration::from_secs(60 * n as u64));
    let mut kluis = Kluis::new(Path::new(root), std::process::id(), Safety::for_tests(), clock.clone());
    opened(&mut kluis);
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| {
        writeln!(out, "\n{line}").unwrap();
        out.flush().unwrap();
    };
    say(format!("found {}", shown(&kluis.view.model)));
    if let Some(daad) = daden().get(n) {
        let act = daad.asked(&kluis.view.model, &Content::shipped(), clock.now());
        let news = kluis.run(act.clone());
        assert!(matches!(news, Ok(KluisNews::Committed | KluisNews::Kept | KluisNews::Destroyed(_))), "{news:?}");
        assert!(holds(&kluis.view.model, &act), "{}: it is not shown", daad.naam);
        say(format!("saved {}", shown(&kluis.view.model)));
    }
    sleep(Duration::from_secs(60));
}

/// What a child says until it is killed: what it found, and what it saved.
fn killed(root: &Path, n: usize, wanted: &str) -> (String, String) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "verhaal::bewaard::child_of_the_act_test", "--nocapture", "--test-threads=1"])
        .env(CHILD, format!("{n} {}", root.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let (mut found, mut saved) = (None, None);
    for line in lines {
        match line.split_once(' ') {
            Some(("found", rest)) => found = Some(rest.to_owned()),
            Some(("saved", rest)) => saved = Some(rest.to_owned()),
            _ => {}
        }
        if line.starts_with(wanted) {
            break;
        }
    }
    let died = child.try_wait().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(died.is_none(), "act {n}: the child died by itself: {died:?}");
    (found.expect("it was opened"), saved.unwrap_or_default())
}

#[test]
fn what_is_shown_as_saved_is_there_after_a_kill_for_every_act() {
    let dir = scratch();
    let root = dir.path().join("data");
    without_ballast(&root);
    let clock = Clock::standing(datetime(2026, 11, 23, 8, 0, 0, 0));
    let mut kluis = Kluis::new(&root, 1, Safety::for_tests(), clock);
    kluis.run(KluisAct::Create(Password::new(PASSWORD))).unwrap();
    let mut before = shown(&kluis.view.model);
    assert_eq!(kluis.leave_quietly(), Ok(()));
    drop(kluis);
    let daden = daden();
    for (n, daad) in daden.iter().enumerate() {
        let (found, saved) = killed(&root, n, "saved ");
        assert_eq!(found, before, "after a kill before {}", daad.naam);
        assert_ne!(saved, found, "{} changed nothing", daad.naam);
        before = saved;
    }
    let (found, _) = killed(&root, daden.len(), "found ");
    assert_eq!(found, before, "after the last kill");
}
