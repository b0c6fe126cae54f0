//! A password from where the user keeps it, through real files, pipes and descriptors.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use aandacht::platform::secret::{Given, PasswordSource};
use tempfile::TempDir;

use crate::pty::example;

/// A file with this in it and this mode.
fn file(folder: &Path, text: &str, mode: u32) -> std::path::PathBuf {
    let path = folder.join(format!("wachtwoord-{mode:o}"));
    fs::write(&path, text).expect("it can be written");
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("it is ours");
    path
}

fn given(source: PasswordSource) -> Given {
    source.read().unwrap_or_else(|fault| panic!("{:?}", fault.lines()))
}

/// The words of the fault.
fn refused(source: PasswordSource) -> String {
    match source.read() {
        Ok(_) => panic!("it is read"),
        Err(fault) => fault.lines().join("\n"),
    }
}

#[test]
fn a_file_that_others_can_read_is_read_with_a_warning() {
    let top = TempDir::new().expect("a temporary folder");
    for (mode, warned) in [(0o600, false), (0o400, false), (0o640, true), (0o604, true), (0o666, true)] {
        let path = file(top.path(), "vier losse woorden hier\nen meer\n", mode);
        let given = given(PasswordSource::File(path.clone()));
        assert_eq!(given.password.expose(), "vier losse woorden hier");
        assert_eq!(given.warning.is_some(), warned, "{mode:o}");
        let warning = given.warning.unwrap_or_default();
        assert!(!warned || warning.contains(&path.display().to_string()) && warning.contains("chmod 600"), "{warning}");
    }
}

#[test]
fn what_is_no_password_is_told_without_saying_what_it_was() {
    let top = TempDir::new().expect("a temporary folder");
    for (text, told) in [
        ("", "De regel is leeg."),
        ("\ngeheim", "De regel is leeg."),
        ("geheim\u{7}\n", "geen letter, cijfer of leesteken"),
        (&"geheim".repeat(200), "ten hoogste 1024 bytes"),
    ] {
        let said = refused(PasswordSource::File(file(top.path(), text, 0o600)));
        assert!(said.contains(told) && said.contains("Wat te doen: "), "{said}");
        assert!(!said.contains("geheim"), "{said}");
    }
    assert!(refused(PasswordSource::File(top.path().join("weg"))).contains("Het bestand of de map bestaat niet."));
    assert!(refused(PasswordSource::File(top.path().to_path_buf())).contains("Dit is een map."));
    assert!(refused(PasswordSource::Descriptor(60_000)).contains("fd:60000"));
}

/// What the example says when a shell runs it; `$0` is the example.
fn shell(script: &str, folder: &Path) -> (Option<i32>, String) {
    let run = Command::new("sh")
        .args(["-c", script])
        .arg(example("wachtwoord"))
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the shell runs");
    (run.status.code(), String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr))
}

#[test]
fn a_password_comes_from_standard_input_or_a_descriptor_too() {
    let top = TempDir::new().expect("a temporary folder");
    file(top.path(), "geheim\n", 0o600);
    file(top.path(), "geheim\n", 0o644);
    for (script, warned) in [
        ("printf 'geheim\\nmeer' | \"$0\" -", None),
        ("\"$0\" - < wachtwoord-600", None),
        ("\"$0\" - < wachtwoord-644", Some("standaardinvoer")),
        ("\"$0\" fd:3 3< wachtwoord-600", None),
        ("\"$0\" fd:9 9< wachtwoord-644", Some("fd:9")),
        ("printf geheim | { exec 4<&0; \"$0\" fd:4 < /dev/null; }", None),
    ] {
        let (code, said) = shell(script, top.path());
        assert_eq!(code, Some(0), "{script}\n{said}");
        assert!(said.contains("Gekregen: mieheg"), "{script}\n{said}");
        assert!(said.contains(&format!("({})", warned.unwrap_or("?"))) == warned.is_some(), "{script}\n{said}");
    }
    let (code, said) = shell("printf 'geheim\\nmeer\\n' | { \"$0\" -; cat; }", top.path());
    assert!(code == Some(0) && said.ends_with("meer\n"), "what follows is left for who comes next\n{said}");
}

#[test]
fn with_nobody_to_ask_the_user_is_told_how_to_give_it() {
    let top = TempDir::new().expect("a temporary folder");
    let (code, said) = shell("\"$0\"", top.path());
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("geen terminal") && said.contains("--wachtwoord-uit"), "{said}");
}
