//! Help, version, completion, keys; wrong use; pipes and full disks.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Aandacht, Run, snapshot};

/// Every command that has help of its own.
const COMMANDS: [&str; 31] = [
    "",
    "raadpleeg",
    "loop",
    "gemeente",
    "noodnummers",
    "signalen",
    "woord",
    "naslag",
    "checklists",
    "checklists lijst",
    "checklists toon",
    "checklists controleer",
    "checklists routes",
    "checklists waarborgen",
    "checklists schema",
    "toetsen",
    "aanvulling",
    "casus",
    "casus nieuw",
    "casus noteer",
    "casus antwoord",
    "casus lijst",
    "casus toon",
    "casus zoek",
    "casus agenda",
    "casus ongedaan",
    "casus opnieuw",
    "casus afdruk",
    "casus sluit",
    "casus vernietig",
    "demo",
];

/// What clap says of itself when nobody translates it.
const ENGLISH: [&str; 14] = [
    "usage",
    "options",
    "commands",
    "arguments",
    "command",
    "print",
    "default",
    "possible",
    "values",
    "aliases",
    "error",
    "subcommand",
    "for more",
    "required",
];

fn english_in(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    ENGLISH.into_iter().filter(|word| text.contains(word)).collect()
}

#[test]
fn help_is_dutch_everywhere_and_has_the_exit_codes() {
    let program = Aandacht::new();
    for command in COMMANDS {
        let help = program.run(&format!("{command} --help")).ok().stdout;
        assert_eq!(english_in(&help), Vec::<&str>::new(), "{command}\n{help}");
        assert!(help.contains("Gebruik: aandacht") && help.contains("Exitcodes: 0 klaar"), "{command}\n{help}");
        for also in ["-h", "--hulp"] {
            assert_eq!(program.run(&format!("{command} {also}")).ok().stdout, help, "{command} {also}");
        }
    }
    snapshot(
        "help",
        &[
            program.run("--help"),
            program.run("loop --help"),
            program.run("checklists --help"),
            program.run("checklists schema --help"),
        ],
    );
}

#[test]
fn help_names_every_subcommand_and_the_emergency_numbers() {
    let help = Aandacht::new().run("--help").ok().stdout;
    for command in COMMANDS.iter().filter(|command| !command.is_empty() && !command.contains(' ')) {
        assert!(help.lines().any(|line| line.trim_start().starts_with(command)), "{command}");
    }
    let folded = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(folded.contains("112") && folded.contains("Veilig Thuis 0800-2000"), "{help}");
}

#[test]
fn the_version_comes_with_the_versions_of_the_content() {
    let program = Aandacht::new();
    let run = program.run("--version").ok();
    assert!(run.stdout.starts_with(&format!("aandacht {}\n", env!("CARGO_PKG_VERSION"))), "{}", run.stdout);
    for also in ["-V", "--versie"] {
        assert_eq!(program.run(also).ok().stdout, run.stdout, "{also}");
    }
    let listed = program.run("checklists lijst").ok().stdout;
    assert_eq!(run.stdout.lines().count(), listed.lines().count() + 1, "every file has a version");
    snapshot("version", &[run]);
}

#[test]
fn wrong_use_is_told_in_dutch_and_ends_with_exit_code_2() {
    let program = Aandacht::new();
    let wrong = [
        "onzin",
        "--onzin",
        "gemeente",
        "gemeente --onzin",
        "loop",
        "loop kindcheck",
        "loop kindcheck --antwoorden",
        "loop kindcheck --antwoorden - extra",
        "noodnummers extra",
        "raadpleeg kindcheck extra",
        "checklists",
        "checklists lijstt",
        "checklists toon",
        "checklists lijst onzin",
        "aanvulling",
        "aanvulling basj",
        "--map",
        "--lijn=misschien extra",
    ];
    let runs: Vec<Run> = wrong.iter().map(|args| program.run(args).failed(2)).collect();
    for run in &runs {
        assert_eq!(run.stdout, "", "{}", run.transcript());
        assert_eq!(english_in(&run.stderr), Vec::<&str>::new(), "{}", run.transcript());
    }
    snapshot("wrong_use", &runs);
}

#[test]
fn wrong_use_with_json_is_told_as_json() {
    let program = Aandacht::new();
    for args in ["onzin --json", "gemeente --json", "loop --json", "loop kindcheck --json", "checklists --json"] {
        let run = program.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args}");
        run.fault();
    }
    let unknown = program.run("checklists lijst onzin --json");
    assert_eq!(unknown.code, 2);
    assert!(unknown.fault()["wat"].as_str().is_some_and(|wat| wat.contains("onzin")));
}

#[test]
fn toetsen_is_what_stands_in_the_docs() {
    let program = Aandacht::new();
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/toetsen.md");
    let docs = fs::read_to_string(docs).expect("docs/toetsen.md is there");
    let made = program.run("toetsen --markdown").ok().stdout;
    let other = made.lines().zip(docs.lines()).find(|(made, kept)| made != kept);
    assert_eq!(other, None, "make it again: aandacht toetsen --markdown > docs/toetsen.md");
    assert_eq!(made.lines().count(), docs.lines().count(), "make it again");
    let plain = program.run("toetsen").ok().stdout;
    for key in ["F9, Ctrl-N", "F10, Ctrl-L", "F1, ?"] {
        assert!(plain.contains(key), "{key}");
    }
    for screen in docs.lines().filter_map(|line| line.strip_prefix("## ")) {
        assert!(plain.lines().any(|line| line == screen), "{screen}");
    }
}

#[test]
fn completion_is_there_for_every_shell_and_bash_understands_its_own() {
    let program = Aandacht::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = program.run(&format!("aanvulling {shell}")).ok().stdout;
        assert!(script.contains("aandacht") && script.contains("noodnummers"), "{shell}");
    }
    let script = program.run("aanvulling bash").ok().stdout;
    let path = program.map().join("aanvulling.bash");
    fs::write(&path, script).expect("the script can be written");
    let checked = Command::new("bash").arg("-n").arg(&path).output();
    assert!(checked.is_ok_and(|checked| checked.status.success()), "bash reads the script");
}

#[test]
fn the_map_option_goes_before_the_variable() {
    let program = Aandacht::new().with("elders/checklists/kapot.json", "{").with("checklists/ook-kapot.json", "{");
    let run = program.run("--map elders noodnummers").quiet();
    assert!(run.stderr.contains("elders/checklists/kapot.json"), "{}", run.stderr);
    assert!(!run.stderr.contains("ook-kapot"), "{}", run.stderr);
    assert_eq!(run.code, 0);
}

#[test]
fn settings_that_cannot_be_read_are_told_and_the_defaults_are_used() {
    let program = Aandacht::new().with("instellingen.toml", "thema = \"donker\"\nbreedte = \"breed\"\n");
    let run = program.run("gemeente ede").quiet();
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("instellingen.toml, regel 2"), "{}", run.stderr);
    assert!(program.map().join("instellingen.toml").exists(), "looking something up touches nothing");
}

#[test]
fn a_reader_that_stops_reading_is_no_fault() {
    let program = Aandacht::new();
    for args in ["checklists routes meldcode-basis", "noodnummers", "woord", "checklists schema", "--help"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_aandacht"))
            .args(args.split_whitespace())
            .env("AANDACHT_MAP", program.map())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut first = String::new();
        let mut stdout = BufReader::with_capacity(64, child.stdout.take().expect("a pipe"));
        stdout.read_line(&mut first).expect("a line");
        drop(stdout);
        let mut stderr = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut stderr).expect("it can be read");
        let status = child.wait().expect("it ends");
        assert_eq!((status.code(), stderr.as_str()), (Some(0), ""), "{args}");
        assert!(!first.is_empty(), "{args}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_internal_fault_and_never_silent() {
    let program = Aandacht::new();
    // Less than a buffer and more than one.
    for args in ["noodnummers", "--version", "checklists schema", "gemeente ede --json"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let run = Command::new(env!("CARGO_BIN_EXE_aandacht"))
            .args(args.split_whitespace())
            .env("AANDACHT_MAP", program.map())
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .expect("the program runs");
        let stderr = String::from_utf8(run.stderr).expect("UTF-8");
        assert_eq!(run.status.code(), Some(4), "{args}: {stderr}");
        assert!(stderr.contains("de schijf is vol"), "{args}: {stderr}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_closed_or_full_stderr_changes_nothing_about_the_exit_code() {
    let program = Aandacht::new();
    for (args, code) in [("gemeente xyzzyq", 1), ("gemeente xyzzyq --json", 1), ("onzin", 2), ("--onzin --json", 2)] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let run = Command::new(env!("CARGO_BIN_EXE_aandacht"))
            .args(args.split_whitespace())
            .env("AANDACHT_MAP", program.map())
            .stdout(Stdio::null())
            .stderr(full)
            .status()
            .expect("the program runs");
        assert_eq!(run.code(), Some(code), "{args}");
    }
}
