//! What a running program lets others see of itself.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use aandacht::platform::proces;
use assert_cmd::Command;
use tempfile::TempDir;

/// The mode of a file or folder.
fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).permissions().mode() & 0o777
}

#[test]
fn every_file_and_folder_that_the_program_makes_is_for_the_user_alone() {
    let top = TempDir::new().expect("a temporary folder");
    let map = top.path().join("nieuw").join("map");
    let run = Command::new(env!("CARGO_BIN_EXE_aandacht"))
        .args(["--lijn", "--map"])
        .arg(&map)
        .env_clear()
        .env("HOME", top.path())
        .current_dir(top.path())
        .write_stdin("8\n\n\nden bosch\n\n\n\n\n2\nnee\nopslaan\nverslag.md\nklaar\nstop\n")
        .output()
        .expect("the program runs");
    assert!(run.status.success(), "{run:?}");
    let made = [map.parent().expect("a folder").to_path_buf(), map.clone()];
    for folder in made {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
    }
    for file in [map.join("instellingen.toml"), top.path().join("verslag.md")] {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[test]
fn keys_can_be_kept_in_memory() {
    let key = Box::new([7; 32]);
    // Whether the system allows it is its own affair; that the bytes are untouched is ours.
    let _ = proces::keep_in_memory(key.as_slice());
    assert_eq!(*key, [7; 32]);
    assert!(proces::keep_in_memory(&[]));
}

#[test]
fn a_descriptor_that_is_not_open_is_an_error() {
    assert!(proces::inherited(60_000).is_err());
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io::{BufRead, BufReader, Read};
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command, Stdio};

    use super::*;

    /// The program while it waits for its first line, and whether it runs as somebody other than root.
    struct Running {
        child: Child,
        ordinary: bool,
        _top: TempDir,
    }

    impl Running {
        fn start() -> Running {
            let top = TempDir::new().expect("a temporary folder");
            let root = fs::metadata("/proc/self").expect("it is there").uid() == 0;
            // Everything in /proc is root's when the program itself is; so it must not be.
            let own = || spawn(Path::new(env!("CARGO_BIN_EXE_aandacht")), None).expect("the program starts");
            let (mut child, ordinary) = match root {
                true => match spawn(&for_everybody(&top), Some(65_534)) {
                    Ok(child) => (child, true),
                    // A container may know no other user than root.
                    Err(_) => (own(), false),
                },
                false => (own(), true),
            };
            let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
            let mut seen = Vec::new();
            while !seen.ends_with(b"Uw keuze:") {
                assert!(output.read_until(b':', &mut seen).is_ok_and(|count| count > 0), "{seen:?}");
            }
            child.stdout = Some(output.into_inner());
            Running { child, ordinary, _top: top }
        }

        fn proc(&self, name: &str) -> PathBuf {
            PathBuf::from(format!("/proc/{}/{name}", self.child.id()))
        }

        /// The line of a file in /proc that begins like this.
        fn line(&self, file: &str, start: &str) -> String {
            let text = fs::read_to_string(self.proc(file)).expect("everybody may read it");
            text.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}\n{text}")).to_owned()
        }
    }

    impl Drop for Running {
        fn drop(&mut self) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    /// A copy of the program in a folder that everybody may enter.
    fn for_everybody(top: &TempDir) -> PathBuf {
        let copy = top.path().join("aandacht");
        fs::copy(env!("CARGO_BIN_EXE_aandacht"), &copy).expect("it can be copied");
        for path in [top.path(), &copy] {
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("it is ours");
        }
        copy
    }

    fn spawn(program: &Path, user: Option<u32>) -> std::io::Result<Child> {
        let mut command = Command::new(program);
        command.arg("--lijn").env_clear().env("HOME", "/nergens").current_dir("/");
        if let Some(user) = user {
            command.uid(user).gid(user);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
    }

    #[test]
    fn a_running_program_leaves_no_core_file_and_cannot_be_looked_into() {
        let mut running = Running::start();
        let limits = running.line("limits", "Max core file size");
        let limits: Vec<&str> = limits.split_whitespace().collect();
        assert_eq!(limits[4..6], ["0", "0"], "soft and hard: {limits:?}");
        assert_eq!(running.line("status", "Umask:"), "Umask:\t0077");
        if running.ordinary {
            // Linux gives these to root when the memory of a process is nobody's to see (PR_SET_DUMPABLE).
            let owner = fs::metadata(running.proc("maps")).expect("it runs").uid();
            assert_eq!(owner, 0, "dumpable");
            let own = fs::metadata(format!("/proc/{}", running.child.id())).expect("it runs").uid();
            assert_ne!(own, 0, "it does not run as root");
        }
        // What the measurements read stays readable for everybody.
        assert!(running.line("status", "VmHWM:").ends_with("kB"));
        drop(running.child.stdin.take());
        let mut rest = String::new();
        let output = running.child.stdout.as_mut().expect("a pipe");
        output.read_to_string(&mut rest).expect("it can be read");
        assert!(running.child.wait().expect("it ends").success(), "the end of its input ends it\n{rest}");
    }

    #[test]
    fn the_names_of_the_threads_of_the_engine_are_known() {
        use aandacht::platform::panic::is_caught;
        use aandacht::store::backend::{Backend, SledBackend};

        let top = TempDir::new().expect("a temporary folder");
        let engine = SledBackend::open(&top.path().join("opslag")).expect("it opens");
        let tasks = fs::read_dir("/proc/self/task").expect("Linux has it").flatten();
        let names: Vec<String> = tasks
            .filter_map(|task| fs::read_to_string(task.path().join("comm")).ok())
            .map(|name| name.trim_end().to_owned())
            .collect();
        for start in ["sled-io-", "log flusher"] {
            assert!(names.iter().any(|name| name.starts_with(start)), "{start}: {names:?}");
        }
        let unknown: Vec<_> = names.iter().filter(|name| name.contains("sled") || name.contains("flush")).collect();
        assert!(unknown.iter().all(|name| is_caught(Some(name))), "{unknown:?}");
        assert!(is_caught(Some("opslag")) && !is_caught(Some("main")) && !is_caught(None));
        Box::new(engine).close().expect("it closes");
    }
}
