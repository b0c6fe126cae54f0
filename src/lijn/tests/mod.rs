//! Whole sessions over small trees: what goes in, what comes out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod form;
mod lookups;
mod reader;
mod walks;

use std::io::{self, Cursor, Write};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::{date, datetime};

use super::{Lijn, Options, Ports};
use crate::domain::boom::Boom;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Effect, Msg, Reader, Settings};
use crate::domain::kluis::Moment;
use crate::domain::walk::Walk;
use reader::Shelf;

/// What a session did.
pub(super) struct Session {
    pub(super) output: String,
    pub(super) effects: Vec<Effect>,
    pub(super) walk: Walk,
}

/// Runs a session on these lines; the first save fails when `failing`.
fn run(lines: &[&str], settings: Settings, failing: bool, act: impl FnOnce(&mut Lijn<'_>) -> Walk) -> Session {
    let shelf = Shelf::new();
    let mut input = Cursor::new(lines.iter().map(|line| format!("{line}\n")).collect::<String>());
    let mut output = Vec::new();
    let mut effects = Vec::new();
    let mut perform = |effect: Effect| {
        effects.push(effect.clone());
        answer(&effect, failing && effects.len() == 1)
    };
    let walk = {
        let now = moment;
        let ports = Ports { reader: &shelf, input: &mut input, output: &mut output, perform: &mut perform, now: &now };
        let options = Options { width: 200, today: date(2026, 11, 21), settings, echo: true };
        act(&mut Lijn::new(ports, options))
    };
    Session { output: String::from_utf8(output).expect("lines are UTF-8"), effects, walk }
}

/// A Saturday afternoon.
fn moment() -> Moment {
    Moment::utc(datetime(2026, 11, 21, 15, 30, 0, 0))
}

fn answer(effect: &Effect, fails: bool) -> Msg {
    match effect {
        _ if fails => {
            Msg::Failed(Fault::input("De schijf is vol.", "Er past niets meer bij.", "Kies een andere plek."))
        }
        Effect::Save(path, _) => Msg::Saved(PathBuf::from("/tmp").join(path)),
        Effect::Print(_) => Msg::Printed,
        Effect::KeepSettings(_) => Msg::SettingsKept,
        Effect::Open(_)
        | Effect::Replace(_)
        | Effect::Close
        | Effect::Home
        | Effect::Say(_)
        | Effect::KeepDraft
        | Effect::Kluis(_)
        | Effect::Seal(..)
        | Effect::Noodbestand(..)
        | Effect::Loopt(_)
        | Effect::Bel
        | Effect::Oefenen(_)
        | Effect::Zaal(_)
        | Effect::Inlezen(_)
        | Effect::Uitgeven(..)
        | Effect::Quit => Msg::Shown,
    }
}

/// Walks the tree of [`reader`] on these lines.
fn walked(lines: &[&str]) -> Session {
    run(lines, Settings::default(), false, |lijn| lijn.walk(Walk::new(&tree("proef"))).expect("no fault"))
}

/// Runs the main menu on these lines.
fn started(lines: &[&str]) -> Session {
    with_settings(lines, Settings::default())
}

fn with_settings(lines: &[&str], settings: Settings) -> Session {
    run(lines, settings, false, |lijn| {
        lijn.start("door --lijn").expect("no fault");
        Walk::new(&tree("proef"))
    })
}

fn tree(id: &str) -> Arc<Boom> {
    Shelf::new().tree(id).expect("the tree holds")
}

impl Session {
    /// The lines that a turn of a walk begins with, in order, repeats left out.
    fn turns(&self) -> Vec<&str> {
        let mut found: Vec<&str> = self.output.lines().filter(|line| is_turn(line)).collect();
        found.dedup();
        found
    }

    fn has(&self, text: &str) -> bool {
        self.output.contains(text)
    }

    fn answers(&self) -> Vec<(&str, &str)> {
        self.walk.answers().map(|answer| (answer.knoop.as_str(), answer.antwoord.as_str())).collect()
    }
}

fn is_turn(line: &str) -> bool {
    [super::VRAAG, super::TAAK, super::LIJST].iter().any(|marker| {
        let rest = line.strip_prefix(marker).and_then(|rest| rest.strip_prefix(' '));
        rest.and_then(|rest| rest.split_once(". ")).is_some_and(|(number, _)| number.parse::<usize>().is_ok())
    })
}

/// An output that nobody reads.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn an_output_that_nobody_reads_ends_quietly_and_keeps_the_walk() {
    let shelf = Shelf::new();
    let mut perform = |_: Effect| Msg::Printed;
    let mut input = Cursor::new("ja\n");
    let now = moment;
    let ports = Ports { reader: &shelf, input: &mut input, output: &mut Closed, perform: &mut perform, now: &now };
    let options = Options { width: 80, today: date(2026, 11, 21), settings: Settings::default(), echo: true };
    let mut lijn = Lijn::new(ports, options);
    assert!(lijn.start("door --lijn").is_ok());
    let mut walk = Walk::new(&shelf.tree("proef").expect("the tree holds"));
    walk.answer(crate::domain::walk::Answer::new("gevaar", "nee")).expect("it fits");
    let walk = lijn.walk(walk).expect("a broken pipe is no fault");
    assert_eq!(walk.steps().len(), 1);
}
