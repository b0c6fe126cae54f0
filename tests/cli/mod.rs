//! The real binary on the command line: what goes in, what comes out, and the exit code.
//!
//! Snapshots show a whole exchange as a user sees it. `INSTA_UPDATE=always cargo test` writes them anew.

mod anoniem;
mod casus;
mod checklists;
mod doorgeven;
mod faults;
mod gemeente;
mod intervisie;
mod kluis;
mod lookups;
mod netwerk;
mod oefening;
mod oefening_start;
mod tekenen;
mod usage;
mod verschil;
mod walk_file;
#[cfg(unix)]
mod zaal;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The program on a machine of its own: an empty home, an empty folder for its files, no printer.
pub struct Aandacht {
    home: TempDir,
}

/// What a run of the program did.
pub struct Run {
    line: String,
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl Aandacht {
    pub fn new() -> Self {
        Aandacht { home: TempDir::new().expect("a temporary folder") }
    }

    /// The program's own folder with this file in it, such as `checklists/signalen/x.json`.
    pub fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.map().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
        self
    }

    /// The program's own folder.
    pub fn map(&self) -> &Path {
        self.home.path()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aandacht"));
        command.env_clear().env("HOME", self.map()).env("AANDACHT_MAP", self.map()).current_dir(self.map());
        command
    }

    /// Runs the program on these words, with nothing to read.
    pub fn run(&self, args: &str) -> Run {
        self.run_args(&args.split_whitespace().collect::<Vec<_>>(), "")
    }

    /// The same, reading this.
    pub fn run_on(&self, args: &str, stdin: &str) -> Run {
        self.run_args(&args.split_whitespace().collect::<Vec<_>>(), stdin)
    }

    fn run_args(&self, args: &[&str], stdin: &str) -> Run {
        let output = self.command().args(args).write_stdin(stdin).output().expect("the program runs");
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("the program speaks UTF-8");
            text.replace(&self.map().display().to_string(), "[MAP]")
        };
        Run {
            line: args.join(" "),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            code: output.status.code().expect("the program ends by itself"),
        }
    }
}

impl Run {
    /// It went well and said nothing on the side.
    pub fn ok(self) -> Self {
        assert_eq!((self.code, self.stderr.as_str()), (0, ""), "{}", self.transcript());
        self
    }

    /// It ended with this exit code and told why on stderr, in lines.
    pub fn failed(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}", self.transcript());
        assert!(self.stderr.starts_with("Fout: "), "{}", self.transcript());
        assert!(self.stderr.contains("\nWat te doen: "), "{}", self.transcript());
        self
    }

    /// It ended with this exit code and told why on stderr, as JSON.
    pub fn failed_json(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}", self.transcript());
        self.fault();
        self
    }

    /// The same run without what stands on stdout, for a snapshot of the rest.
    pub fn quiet(self) -> Self {
        Run { stdout: String::new(), ..self }
    }

    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{}", self.transcript()))
    }

    /// The fault that stands on stderr as JSON, with exactly its four fields, all of them text.
    pub fn fault(&self) -> Value {
        let told: Value =
            serde_json::from_str(&self.stderr).unwrap_or_else(|error| panic!("{error}\n{}", self.transcript()));
        assert_eq!(keys(&told), ["fout"]);
        assert_eq!(keys(&told["fout"]), ["advies", "plaats", "waarom", "wat"]);
        for field in ["wat", "advies"] {
            assert!(told["fout"][field].as_str().is_some_and(|text| !text.is_empty()), "{told}");
        }
        told["fout"].clone()
    }

    /// The whole exchange.
    pub fn transcript(&self) -> String {
        let mut text = format!("$ aandacht {}\n{}", self.line, self.stdout);
        if !self.stderr.is_empty() {
            text.push_str("[stderr]\n");
            text.push_str(&self.stderr);
        }
        text.push_str(&format!("[exit {}]\n", self.code));
        text
    }
}

/// The keys of a JSON object, in order of the alphabet.
pub fn keys(value: &Value) -> Vec<&str> {
    let mut found: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    found.sort_unstable();
    found
}

/// Compares an exchange with the one that was kept under this name. What changes by itself is left out: the day of a
/// report, the fingerprint of content, the version of the program.
pub fn snapshot(name: &str, runs: &[Run]) {
    let text: String = runs.iter().map(Run::transcript).collect::<Vec<_>>().join("\n");
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r"(versie [^\n]*, )\d{1,2} [a-z]+ \d{4}", "$1[VANDAAG]");
    settings.add_filter(r"\b([0-9a-f]{64}|[0-9a-f]{16})\b", "[VINGERAFDRUK]");
    settings.add_filter(r"aandacht \d+\.\d+\.\d+", "aandacht [VERSIE]");
    settings.bind(|| insta::assert_snapshot!(name, text));
}
