//! Whole sessions: to an outcome, into a file, to the end of the input.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::{WHOLE, menu, turns, typed, walk};
use crate::cli::{Aandacht, snapshot};

#[test]
fn a_full_consult_leads_to_the_outcome_and_into_a_file() {
    let program = Aandacht::new();
    let mut lines = vec!["1", "1"];
    lines.extend(WHOLE);
    lines.extend(["opslaan", "verslag.md", "klaar", "stop"]);
    let run = menu(&program, &lines);
    let asked = turns(&run.stdout);
    assert_eq!(asked.len(), WHOLE.len(), "{asked:#?}");
    assert!(asked[0].starts_with("Vraag 1. ") && asked[18].starts_with("Vraag 19. "), "{asked:#?}");
    assert!(run.stdout.contains("\nNu doen\n1. "), "{}", run.stdout);
    assert!(run.stdout.contains("Opgeslagen als [MAP]/verslag.md."), "{}", run.stdout);
    assert!(run.stdout.ends_with("Lijnmodus is gestopt.\n"));
    let saved = fs::read_to_string(program.map().join("verslag.md")).expect("the file is there");
    assert!(saved.starts_with("# Meldcode (basis)\n"), "{saved}");
    for part in ["## Nu doen", "## Waarom", "## Uw antwoorden", "## Bronnen", "concept"] {
        assert!(saved.contains(part), "{part}\n{saved}");
    }
}

#[cfg(unix)]
#[test]
fn a_saved_report_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let program = Aandacht::new();
    walk(&program, "kindcheck", &["nee", "opslaan", "verslag.md", "klaar"]);
    let mode = fs::metadata(program.map().join("verslag.md")).expect("the file is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_file_is_never_overwritten_and_another_name_is_asked() {
    let program = Aandacht::new().with("bestaat.md", "van iemand anders");
    let run = walk(&program, "kindcheck", &["nee", "opslaan", "bestaat.md", "anders.md", "klaar"]);
    assert!(run.stdout.contains("Fout: Dit bestand bestaat al."), "{}", run.stdout);
    assert!(run.stdout.contains("Opgeslagen als [MAP]/anders.md."), "{}", run.stdout);
    let kept = fs::read_to_string(program.map().join("bestaat.md")).expect("the file is there");
    assert_eq!(kept, "van iemand anders");
}

#[test]
fn a_folder_that_is_not_there_is_told_and_the_answers_are_kept() {
    let run = walk(&Aandacht::new(), "kindcheck", &["nee", "opslaan", "weg/verslag.md", ":terug", "klaar"]);
    assert!(run.stdout.contains("Fout: Het bestand is niet bewaard."), "{}", run.stdout);
    assert!(run.stdout.contains("Er is niets opgeslagen. Uw antwoorden zijn er nog."), "{}", run.stdout);
}

#[test]
fn an_empty_line_takes_the_proposed_name_with_nothing_of_the_case_in_it() {
    let program = Aandacht::new();
    walk(&program, "kindcheck", &["nee", "opslaan", "", "klaar"]);
    let names: Vec<String> = fs::read_dir(program.map())
        .expect("the home is there")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 1, "{names:?}");
    assert!(names[0].starts_with("kindcheck-20") && names[0].ends_with(".md"), "{names:?}");
}

#[test]
fn without_a_printer_it_says_so_and_goes_on() {
    let run = walk(&Aandacht::new(), "kindcheck", &["nee", "afdrukken", "klaar"]);
    assert!(run.stdout.contains("Fout: Er is niet afgedrukt."), "{}", run.stdout);
    assert!(run.stdout.contains("Schrijf het over op papier, of sla een verslag op als bestand."), "{}", run.stdout);
}

#[test]
fn consulting_leaves_nothing_behind() {
    let program = Aandacht::new();
    walk(&program, "meldcode-basis", &WHOLE);
    let left = fs::read_dir(program.map()).expect("the home is there").count();
    assert_eq!(left, 0, "nothing is stored");
}

#[test]
fn the_input_may_end_anywhere() {
    let program = Aandacht::new();
    let mut lines = vec!["1", "1"];
    lines.extend(WHOLE);
    lines.extend(["opslaan", "verslag.md", "klaar", "8"]);
    for count in 0..=lines.len() {
        let run = menu(&program, &lines[..count]);
        let said = ["Lijnmodus is gestopt.", "U stopt hier."].iter().any(|end| run.stdout.contains(end));
        assert!(said, "after {count} lines\n{}", run.stdout);
        let _ = fs::remove_file(program.map().join("verslag.md"));
    }
    // Half a line, and a line that never ends.
    program.run_on("raadpleeg kindcheck --lijn", "ne").ok();
    program.run_on("raadpleeg kindcheck --lijn", &"x".repeat(300_000)).ok();
}

#[test]
fn stopping_halfway_shows_what_was_answered() {
    let run = walk(&Aandacht::new(), "meldcode-basis", &["nee", "nee", "stop"]);
    assert!(run.stdout.contains("U stopt hier. Dit hebt u tot nu toe beantwoord."), "{}", run.stdout);
    assert!(run.stdout.contains("Nog niet klaar: er is nog geen uitkomst."), "{}", run.stdout);
    assert!(run.stdout.contains("Uw antwoorden\nIs er nu direct gevaar voor iemand? Nee\n"), "{}", run.stdout);
}

#[test]
fn the_output_has_no_control_characters_whatever_is_typed() {
    let program = Aandacht::new();
    let mut lines = vec!["\u{1b}[2J", "a\u{0}b", "\u{7}", "\u{9b}31m", "\u{202e}om", "waarom", "?", "nood"];
    lines.extend(WHOLE);
    lines.extend(["waarom", "\u{1b}]0;titel\u{7}", "opslaan", "\u{1b}[31mrood.md", "stop"]);
    let output = walk(&program, "meldcode-basis", &lines).stdout;
    let hidden = |letter: &char| {
        *letter != '\n' && (letter.is_control() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'))
    };
    assert_eq!(output.chars().find(hidden), None);
    let ascii = program.run_on("raadpleeg meldcode-basis --lijn --ascii", &typed(&lines)).ok().stdout;
    assert!(ascii.chars().all(|letter| letter == '\n' || (' '..='~').contains(&letter)), "{ascii}");
}

#[test]
fn no_line_is_longer_than_80_columns_except_for_an_address() {
    let program = Aandacht::new();
    let mut lines = WHOLE.to_vec();
    lines.extend(["?", "waarom", "antwoorden", "klaar"]);
    for line in walk(&program, "meldcode-basis", &lines).stdout.lines() {
        assert!(line.chars().count() <= 80 || line.contains("http"), "{line}");
    }
}

#[test]
fn one_walk_reads_like_this() {
    let lines = ["ja", "1", "?", "twijfel", "misschien", "ja", "klaar"];
    snapshot("lijn_kindcheck", &[walk(&Aandacht::new(), "kindcheck", &lines)]);
}

#[test]
fn the_start_reads_like_this() {
    snapshot("lijn_start", &[menu(&Aandacht::new(), &["onzin", "?", "stop"])]);
}

#[test]
fn lines_are_spoken_when_asked_by_the_variable_and_when_there_is_no_terminal() {
    let start = |value: Option<&str>| {
        let program = Aandacht::new();
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_aandacht"));
        command.env_clear().env("HOME", program.map()).env("AANDACHT_MAP", program.map());
        command.envs(value.map(|value| ("AANDACHT_LIJN", value)));
        let output = command.write_stdin("stop\n").output().expect("the program runs");
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("UTF-8").lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(start(Some("1")), "Lijnmodus staat aan (door --lijn of AANDACHT_LIJN).");
    for value in [None, Some("0"), Some("")] {
        assert_eq!(start(value), "Lijnmodus staat aan (omdat dit geen volledige terminal is).", "{value:?}");
    }
}

#[test]
fn an_own_file_that_was_left_out_is_named_at_the_start() {
    let program = Aandacht::new().with("checklists/kapot.json", "{");
    let run = program.run_on("--lijn", "stop\n");
    assert_eq!(run.code, 0);
    assert!((run.stdout + &run.stderr).contains("kapot.json"));
}

#[test]
fn settings_that_cannot_be_read_are_told_at_the_start() {
    let program = Aandacht::new().with("instellingen.toml", "breedte = \"breed\"\n");
    let run = program.run_on("--lijn", "stop\n");
    assert_eq!(run.code, 0);
    assert!((run.stdout + &run.stderr).contains("instellingen.toml"), "a setting that is ignored is not kept quiet");
}

#[test]
fn a_reader_that_stops_reading_is_no_fault() {
    let program = Aandacht::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_aandacht"))
        .arg("--lijn")
        .env("AANDACHT_MAP", program.map())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut first = String::new();
    let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    stdout.read_line(&mut first).expect("a line");
    assert!(first.starts_with("Lijnmodus staat aan"), "{first}");
    drop(stdout);
    let mut stdin = child.stdin.take().expect("a pipe");
    // The program may be gone before it reads this.
    let _ = std::io::Write::write_all(&mut stdin, typed(&["1", "1", "nee", "stop", "stop"]).as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
