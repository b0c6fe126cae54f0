//! `aandacht zaal` in a real terminal, with the trainer's side in the test.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use aandacht::app::zaal::Zaalserver;
use aandacht::domain::zaal::{Zaalbeeld, Zaalfase};
use aandacht::platform::dirs::Dirs;
use tempfile::TempDir;

use super::terminal::{CTRL_C, ESC, F9, Terminal};

fn phase(titel: &str, tekst: &str) -> Zaalbeeld {
    let fase = Zaalfase { titel: titel.to_owned(), nummer: 4, van: 7, tekst: tekst.to_owned() };
    // So many facts that every letter is as on paper.
    let feiten = (1..=14).map(|at| format!("Feit {at}.")).collect();
    Zaalbeeld { titel: "Incidentmethode".to_owned(), oefening: true, fase: Some(fase), feiten, ..Zaalbeeld::default() }
}

fn server(home: &Path) -> Zaalserver {
    Zaalserver::open(&Dirs::find(Some(home)).expect("a folder was given")).expect("a socket")
}

/// Every file under a folder.
fn files(folder: &Path) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeSet::new() };
    entries
        .flatten()
        .flat_map(|entry| {
            if entry.path().is_dir() { files(&entry.path()) } else { [entry.path().display().to_string()].into() }
        })
        .collect()
}

#[test]
fn it_waits_follows_survives_a_restart_and_leaves_a_whole_terminal() {
    let home = TempDir::new().expect("a temporary folder");
    let map = home.path().to_path_buf();
    let mut terminal = Terminal::in_home(home, &["zaal"]);
    terminal.see("Ik wacht op het programma van de trainer.").see("F9");
    assert_eq!(files(&map), BTreeSet::new(), "nothing is opened, made or kept");
    let trainer = server(&map);
    trainer.toon(&phase("Informatievragen", "Stel alleen vragen."));
    terminal.see("Informatievragen").see("fase 4 van 7").see("OEFENING").see("Feit 14.");
    trainer.toon(&phase("Analyse", "Wat valt op?"));
    terminal.see("Analyse");
    drop(trainer);
    terminal.see("Geen verbinding met het programma van de trainer.").see("Feit 14.");
    let trainer = server(&map);
    trainer.toon(&phase("Advies", "Een tip per persoon."));
    terminal.see("Advies").until("the line is gone", |screen| !screen.contents().contains("Geen verbinding"));
    terminal.press(F9).until("all of the page", |screen| !screen.contents().contains("Feit 14."));
    terminal.see("Alarmnummer").press(ESC).see("Feit 14.").press("q");
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
}

#[test]
fn a_code_leads_to_the_port_of_the_trainer() {
    let trainer = Zaalserver::open_met_code().expect("a port");
    trainer.toon(&phase("Informatievragen", "Stel alleen vragen."));
    let code = trainer.code().expect("a code").to_owned();
    let mut terminal = Terminal::with("xterm-256color", &["zaal", "--code", &code], 60, 20);
    terminal.see("Informatievragen").press(CTRL_C);
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
}

#[test]
fn a_signal_ends_it_with_a_whole_terminal() {
    let mut terminal = Terminal::with("xterm-256color", &["zaal"], 80, 24);
    let status = terminal.see("Ik wacht").signal("TERM").ended();
    assert_eq!((status.exit_code(), status.signal()), (0, None));
    terminal.is_restored();
}

#[test]
fn in_lines_every_picture_is_printed_once_and_stop_ends_it() {
    let home = TempDir::new().expect("a temporary folder");
    let trainer = server(home.path());
    let mut terminal = Terminal::in_home(home, &["zaal", "--lijn"]);
    terminal.see("Typ stop om te stoppen");
    trainer.toon(&phase("Informatievragen", "Stel alleen vragen."));
    terminal.see("Informatievragen").see("14. Feit 14.").press("nood\r").see("0800-2000").press("stop\r");
    assert_eq!(terminal.ended().exit_code(), 0);
    assert!(!terminal.written().contains('\x1b'), "{:?}", terminal.written());
}
