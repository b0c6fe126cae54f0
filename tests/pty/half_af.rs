//! A casus in a real terminal: what is typed outlives every end of the program, and what goes to the printer out of
//! practice says so.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use aandacht::app::kluis::{Kluis, Safety};
use aandacht::domain::casus::{Rol, begin, concepten, dossiers};
use aandacht::domain::kluis::{KluisAct, OpenWith, Password, WATERMERK};
use aandacht::platform::clock::Clock;
use tempfile::TempDir;

use super::terminal::Terminal;

const PASSWORD: &str = "vier losse woorden samen";
const TYPED: &str = "Een halve zin die blijft";
const RIGHT: &str = "\x1b[C";

/// A real vault whose password costs no more than one of practice.
fn kluis(home: &Path) -> Kluis {
    Kluis::new(home, std::process::id(), Safety::OEFENING, Clock::real())
}

fn home() -> TempDir {
    let home = TempDir::new().expect("a temporary folder");
    fs::write(home.path().join("instellingen.toml"), "").expect("settings can be written");
    let mut kluis = kluis(home.path());
    kluis.run(KluisAct::Create(Password::new(PASSWORD))).expect("it is made");
    kluis.run(KluisAct::SheetChecked).expect("it is kept");
    let batch = begin("Wilg-Egel", "", Rol::Professional, None, Clock::real().now());
    kluis.run(KluisAct::Commit(batch)).expect("it is kept");
    kluis.leave_quietly().expect("it closes");
    home
}

/// A terminal in which half a note is typed.
fn typing() -> Terminal {
    let mut terminal = Terminal::in_home(home(), &[]);
    terminal.see("Kluis openen").press(PASSWORD).press("\r").see("Kluis open.").press("2").see("Casussen").press("\r");
    terminal.see("Casus Wilg-Egel").press("n").see("Gezien, gehoord of geconcludeerd?").press(RIGHT).press("\t");
    terminal.see("Zo feitelijk mogelijk").press(TYPED).see(TYPED);
    terminal
}

/// What is kept of the note.
fn found(home: &Path) -> String {
    let mut kluis = kluis(home);
    kluis.run(KluisAct::Open(OpenWith::Password(Password::new(PASSWORD)))).expect("it opens");
    let casus = dossiers(&kluis.view.model).remove(0).id;
    concepten(&kluis.view.model, casus).first().map(|kept| kept.velden.get("tekst").to_owned()).unwrap_or_default()
}

#[test]
fn half_a_note_outlives_a_signal_to_stop_and_a_terminal_that_is_closed() {
    for signal in ["TERM", "HUP"] {
        let mut terminal = typing();
        assert_eq!(terminal.signal(signal).ended().exit_code(), 0);
        assert_eq!(found(terminal.home()), TYPED, "{signal}");
    }
    let mut terminal = typing();
    terminal.hang_up();
    assert_eq!(found(terminal.home()), TYPED);
}

#[test]
fn half_a_note_that_stood_for_two_seconds_outlives_a_kill() {
    let mut terminal = typing();
    // Two seconds, and what a busy machine takes to write.
    sleep(Duration::from_millis(3_500));
    terminal.signal("KILL").ended();
    assert_eq!(found(terminal.home()), TYPED);
}

#[test]
fn what_practice_sends_to_the_printer_says_that_it_is_practice() {
    let home = TempDir::new().expect("a temporary folder");
    fs::write(home.path().join("instellingen.toml"), "").expect("settings can be written");
    let printer = home.path().join("bin/lp");
    fs::create_dir(home.path().join("bin")).expect("a folder can be made");
    fs::write(&printer, "#!/bin/sh\n/bin/cat > \"$HOME/papier\"\n").expect("a printer of our own");
    fs::set_permissions(&printer, fs::Permissions::from_mode(0o755)).expect("it can run");
    let mut terminal = Terminal::in_home(home, &["demo"]);
    terminal.see("OEFENING").press("2").see("Casussen").press("\r").see("Casus ").press("p").see("Welke afdruk?");
    terminal.press("p").see("Naar de printer gestuurd.");
    let paper = fs::read_to_string(terminal.home().join("papier")).expect("it was printed");
    assert_eq!(paper.matches(WATERMERK).count(), 2, "first and last:\n{paper}");
}
