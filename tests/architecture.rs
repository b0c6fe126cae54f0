//! The borders between the layers, read from the sources (`ontwerp.md` §3).
//!
//! A layer may use the layers under it, a few crates, and of `std` only what its work needs. The table below is the one
//! of the design; [`violations`] holds a source file against it and is itself tested on planted imports.

mod scan;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use scan::{Source, modules};

/// What a layer may use.
struct Layer {
    name: &'static str,
    /// Layers under it.
    uses: &'static [&'static str],
    /// Crates.
    crates: &'static [&'static str],
    /// Parts of `std` beyond what only computes; see [`IMPURE`].
    std: &'static [&'static str],
}

/// Crates that only compute. Every layer may have them.
const PURE: [&str; 12] = [
    "serde",
    "serde_json",
    "serde_path_to_error",
    "thiserror",
    "schemars",
    "sha2",
    "jiff",
    "unicode_normalization",
    "strsim",
    "zeroize",
    "miniz_oxide",
    "base64",
];

/// The parts of `std` that touch the world. What is not listed (collections, fmt, sync, `path` as a plain value …) is
/// free for all.
const IMPURE: [&str; 10] = [
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::os",
    "std::panic",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
];

const LAYERS: [Layer; 10] = [
    Layer { name: "domain", uses: &[], crates: &[], std: &[] },
    Layer { name: "content", uses: &["domain"], crates: &["include_dir"], std: &[] },
    // Opens its own directory and has its own thread; the crates are those of `opslag.md`.
    Layer {
        name: "store",
        uses: &["domain"],
        crates: &[
            "sled",
            "argon2",
            "chacha20poly1305",
            "hkdf",
            "hmac",
            "zeroize",
            "secrecy",
            "fs4",
            "rand_core",
            "getrandom",
            // Free room on the disk, without unsafe code.
            "rustix",
        ],
        // Its own files are for the user alone, which only the system's own file modes can say.
        std: &["std::fs", "std::io", "std::os::unix::fs", "std::panic", "std::thread"],
    },
    // Bytes in, records out: no files. A parser that panics on what a stranger made is caught.
    Layer {
        name: "import",
        uses: &["domain"],
        crates: &["csv", "encoding_rs", "calamine", "zip", "quick_xml", "calcard"],
        std: &["std::io", "std::panic"],
    },
    // Writes to `io::Write`: no files.
    Layer {
        name: "export",
        uses: &["domain"],
        crates: &["csv", "rust_xlsxwriter", "calcard", "textwrap", "unicode_width"],
        std: &["std::io"],
    },
    Layer {
        name: "ui",
        uses: &["domain"],
        crates: &[
            "ratatui",
            "crossterm",
            "ratatui_textarea",
            "unicode_width",
            "textwrap",
            "anstyle_query",
            "qrcode",
            "tui_big_text",
        ],
        // Input is a thread that blocks on the terminal; drawing writes to it.
        std: &["std::io", "std::thread"],
    },
    // Lines in, lines out, through readers and writers that it is given.
    Layer { name: "lijn", uses: &["domain"], crates: &["unicode_width", "textwrap"], std: &["std::io"] },
    Layer {
        name: "platform",
        uses: &["domain"],
        // rustix and rpassword are how the system is asked for what std does not offer: limits, locked pages, echo off.
        crates: &[
            "directories",
            "signal_hook",
            "anstyle_query",
            "terminal_colorsaurus",
            "getrandom",
            "libc",
            "rustix",
            "rpassword",
            "keyring",
            // A place on a WebDAV server, only with its feature: requests, and the listing that comes back.
            "ureq",
            "quick_xml",
        ],
        // The network of this computer alone: the room view.
        std: &[
            "std::env",
            "std::fs",
            "std::io",
            "std::net",
            "std::os",
            "std::panic",
            "std::process",
            "std::thread",
            "std::time",
        ],
    },
    // Of ratatui and crossterm only what the loop needs: the terminal it owns and the events it waits for.
    Layer {
        name: "app",
        uses: &["domain", "content", "store", "import", "export", "ui", "lijn", "platform"],
        // A signature is made and checked where the file is: it only computes, with randomness of the system.
        crates: &["ratatui", "crossterm", "toml", "minisign", "minisign_verify"],
        std: &["std::io", "std::thread", "std::process::ExitCode", "std::time::Instant"],
    },
    Layer {
        name: "cli",
        uses: &["domain", "app"],
        crates: &["clap", "clap_complete", "textwrap", "unicode_width"],
        std: &["std::io", "std::process::ExitCode", "std::env::args_os"],
    },
];

/// Macros that print past whoever was given the writer; only the outermost layers have a process to print from.
const PRINTING: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];

/// Everything in a source file that its layer may not have. `path` is relative to `src/`.
fn violations(path: &str, text: &str) -> Vec<String> {
    let source = Source::parse(path, text);
    let mut found = Vec::new();
    let layer = match path.split('/').next().map(|first| first.trim_end_matches(".rs")) {
        Some("main" | "lib") => {
            found.extend(root_violations(path, &source));
            None
        }
        Some(name) => {
            let layer = LAYERS.iter().find(|layer| layer.name == name);
            if layer.is_none() {
                found.push(format!("{path}: the layer `{name}` is not in the table"));
            }
            layer
        }
        None => None,
    };
    if let Some(layer) = layer {
        found.extend(
            source.paths.iter().filter_map(|used| {
                Some(format!("{path}: {} may not use {used}: {}", layer.name, refusal(layer, used)?))
            }),
        );
        let may_print = matches!(layer.name, "platform" | "app" | "cli");
        let printed = source.macros.iter().filter(|name| !may_print && PRINTING.contains(&name.as_str()));
        found.extend(printed.map(|name| format!("{path}: {name}! prints past its writer")));
    }
    if text.contains("Timestamp::now") && !path.starts_with("platform/") {
        found.push(format!("{path}: the clock stands in platform"));
    }
    if source.has("unsafe") && path != "platform/proces.rs" {
        found.push(format!("{path}: unsafe stands only in platform/proces.rs"));
    }
    let keys = ["KeyEvent", "KeyCode", "KeyModifiers", "KeyEventKind"];
    if let Some(key) = keys.into_iter().find(|key| source.has(key)).filter(|_| path != "ui/key.rs") {
        found.push(format!("{path}: {key} is spelled only in ui/key.rs"));
    }
    found
}

/// The library's root only names its layers; the binary only calls the command line.
fn root_violations(path: &str, source: &Source) -> Vec<String> {
    let allowed: &[&str] = if path == "main.rs" { &["crate::cli", "std::process::ExitCode"] } else { &[] };
    let within = |used: &&String| !allowed.iter().any(|allowed| starts_with(used, allowed));
    source.paths.iter().filter(within).map(|used| format!("{path}: the root may not use {used}")).collect()
}

/// Why a layer may not use a path; `None` when it may.
fn refusal(layer: &Layer, used: &str) -> Option<String> {
    let mut segments = used.split("::");
    let root = segments.next().unwrap_or_default();
    match root {
        "crate" => {
            let other = segments.next().unwrap_or_default();
            let known = LAYERS.iter().any(|known| known.name == other);
            match other {
                _ if other == layer.name || layer.uses.contains(&other) => None,
                _ if known => Some(format!("{other} does not stand under {}", layer.name)),
                _ => Some("it is no layer".to_owned()),
            }
        }
        "std" | "core" | "alloc" => {
            let used = used.replacen(root, "std", 1);
            // `std::io` names a part, and `std::*` or `std::time` names more than one.
            let touched: Vec<&str> = IMPURE
                .into_iter()
                .filter(|part| starts_with(&used, part) || starts_with(part, used.trim_end_matches("::*")))
                .collect();
            let refused = touched.into_iter().find(|part| {
                !layer.std.iter().any(|allowed| starts_with(&used, allowed) || starts_with(part, allowed))
            });
            refused.map(|part| format!("{part} touches the world"))
        }
        "jiff" => {
            // A `Timestamp` is a value like any other; asking for the present one is what [`violations`] looks for.
            let clock = ["jiff::Zoned", "jiff::tz", "jiff::*"];
            let hit = layer.name != "platform" && clock.iter().any(|part| starts_with(used, part));
            hit.then(|| "the clock stands in platform".to_owned())
        }
        _ if PURE.contains(&root) || layer.crates.contains(&root) => None,
        _ => Some(format!("the crate {root} is not in its list")),
    }
}

/// Whether a path is another path or stands inside it.
fn starts_with(path: &str, start: &str) -> bool {
    path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

// --- the sources -----------------------------------------------------------------------------------------------------

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under a folder, as paths relative to it with `/` between the parts.
fn files_under(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(here) = open.pop() {
        let Ok(entries) = fs::read_dir(&here) else { continue };
        for entry in entries {
            let path = entry.expect("a folder can be listed").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let relative = path.strip_prefix(folder).expect("it stands under the folder");
                found.push(relative.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort_unstable();
    found
}

fn rust_files(folder: &Path) -> Vec<(String, String)> {
    files_under(folder)
        .into_iter()
        .filter(|path| path.ends_with(".rs"))
        .map(|path| {
            let text = fs::read_to_string(folder.join(&path)).expect("a source can be read");
            (path, text)
        })
        .collect()
}

fn none(found: Vec<String>) {
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_layer_uses_only_what_stands_under_it() {
    let sources = rust_files(&root().join("src"));
    assert!(sources.iter().any(|(path, _)| path.starts_with("domain/")), "the sources were found");
    none(sources.iter().flat_map(|(path, text)| violations(path, text)).collect());
}

/// Whether `Color::` stands in the code.
fn names_a_colour(source: &Source) -> bool {
    source.names_in_path("Color")
}

/// Whether the crate itself is used, and not a module of ours with its name.
fn uses_sled(source: &Source) -> bool {
    source.paths.iter().any(|used| starts_with(used, "sled"))
}

#[test]
fn colours_are_named_in_one_file_and_sled_in_one() {
    let sources = rust_files(&root().join("src"));
    let files = |is: fn(&Source) -> bool| -> Vec<String> {
        let hits = sources.iter().filter(|(path, text)| is(&Source::parse(path, text)));
        hits.map(|(path, _)| path.clone()).collect()
    };
    let colours = files(names_a_colour);
    assert!(colours.len() <= 1, "Color:: stands in {colours:?}");
    let sled = files(uses_sled);
    assert!(sled.len() <= 1 && sled.iter().all(|path| path.starts_with("store/")), "sled:: stands in {sled:?}");
    for (text, colour, engine) in [
        ("use ratatui::style::Color; const C: Color = Color::Red;", true, false),
        ("use sled::Db;", false, true),
        ("fn f() { ::sled::open(x); }", false, true),
        ("mod sled; pub use self::sled::SledBackend; // sled::Db, Color::Red", false, false),
    ] {
        let source = Source::parse("store/backend/mod.rs", text);
        assert_eq!((names_a_colour(&source), uses_sled(&source)), (colour, engine), "{text}");
    }
}

#[test]
fn every_rust_file_is_reached_by_a_mod_line() {
    let mut forgotten = Vec::new();
    for (folder, roots) in [("tests", &["main.rs"][..]), ("src", &["lib.rs", "main.rs"])] {
        let folder = root().join(folder);
        let mut reached: BTreeSet<String> = BTreeSet::new();
        let mut open: Vec<String> = roots.iter().map(|root| (*root).to_owned()).collect();
        while let Some(path) = open.pop() {
            let Ok(text) = fs::read_to_string(folder.join(&path)) else { continue };
            if reached.insert(path.clone()) {
                open.extend(modules(&path, &text));
            }
        }
        let all = files_under(&folder).into_iter().filter(|path| path.ends_with(".rs"));
        forgotten.extend(all.filter(|path| !reached.contains(path)).map(|path| folder.join(path)));
    }
    assert!(forgotten.is_empty(), "no mod line leads to {forgotten:#?}");
}

#[test]
fn nothing_is_left_for_later() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME")];
    let mut found = Vec::new();
    for folder in ["docs", "tests", "src"] {
        let folder = root().join(folder);
        for path in files_under(&folder) {
            let Ok(text) = fs::read_to_string(folder.join(&path)) else { continue };
            let lines = text.lines().enumerate().filter(|(_, line)| marks.iter().any(|mark| line.contains(mark)));
            found.extend(
                lines.map(|(at, line)| format!("{}:{}: {}", folder.join(&path).display(), at + 1, line.trim())),
            );
        }
    }
    none(found);
}

// --- the checker itself ----------------------------------------------------------------------------------------------

#[test]
fn a_planted_import_is_found_however_it_is_written() {
    for (path, text) in [
        ("domain/x.rs", "use std::fs;"),
        ("domain/x.rs", "use std::{collections::HashMap, fs::File};"),
        ("domain/x.rs", "use std::{fmt, io::{self, Write as _}};"),
        ("domain/x.rs", "fn f() { let _ = ::std::env::var(\"A\"); }"),
        ("domain/x.rs", "fn f() -> std::time::Instant { loop {} }"),
        ("domain/x.rs", "use std::time::*;"),
        ("domain/x.rs", "use std::*;"),
        ("domain/x.rs", "use core::net::IpAddr;"),
        ("domain/x.rs", "use std::thread;"),
        ("domain/x.rs", "use crate::content::Content;"),
        ("domain/x.rs", "use crate::{domain::walk, store};"),
        ("domain/x.rs", "fn f(x: crate::ui::Screen) {}"),
        ("domain/x.rs", "use super::super::ui::Screen;"),
        ("domain/boom/x.rs", "use super::super::super::content;"),
        ("domain/mod.rs", "use super::content;"),
        ("domain/x.rs", "mod tests { use super::super::super::content; }"),
        ("domain/x.rs", "pub(crate) use crate::app::App as Other;"),
        ("domain/x.rs", "use ratatui::Frame;"),
        ("domain/x.rs", "use r#ratatui::Frame;"),
        ("domain/x.rs", "extern crate rand;"),
        ("domain/x.rs", "fn f() { jiff::Zoned::now(); }"),
        ("domain/x.rs", "use jiff::Timestamp; fn f() -> Timestamp { Timestamp::now() }"),
        ("domain/x.rs", "#[derive(clap::Parser)] struct X;"),
        ("domain/x.rs", "fn f() { println!(\"x\"); }"),
        ("domain/x.rs", "fn f() { unsafe { g() } }"),
        ("domain/x.rs", "/* a /* b */ c */ use std::fs; // use crate::domain;"),
        ("domain/x.rs", "const S: &str = r#\"\"\"#; use std::fs;"),
        ("domain/x.rs", "const C: char = '\"'; use std::fs;"),
        ("domain/x.rs", "fn f<'a>(x: &'a str) { std::fs::read(x); }"),
        ("content/x.rs", "use crate::store::Store;"),
        ("content/x.rs", "use crate::ui;"),
        ("content/x.rs", "use std::fs::read;"),
        ("ui/screens/x.rs", "use crate::content::Content;"),
        ("ui/screens/x.rs", "use std::fs;"),
        ("ui/screens/x.rs", "use crossterm::event::KeyCode;"),
        ("ui/screens/x.rs", "use ratatui::crossterm::event::{KeyEvent};"),
        ("lijn/x.rs", "use crate::ui::key;"),
        ("lijn/x.rs", "use crate::platform::clock;"),
        ("lijn/x.rs", "fn f() { print!(\"x\") }"),
        ("import/x.rs", "use std::fs::File;"),
        ("export/x.rs", "use std::fs::File;"),
        ("store/x.rs", "use crate::content;"),
        ("platform/x.rs", "use crate::app;"),
        ("platform/x.rs", "use ratatui::restore;"),
        ("app/x.rs", "use crate::cli;"),
        ("app/x.rs", "use std::fs;"),
        ("app/x.rs", "fn f(key: crossterm::event::KeyEvent) {}"),
        ("cli/x.rs", "use ratatui::Terminal;"),
        ("cli/x.rs", "use sled::Db;"),
        ("cli/x.rs", "use crate::content::Content;"),
        ("cli/x.rs", "use crate::platform::files;"),
        ("nieuw/x.rs", ""),
        ("nieuw.rs", ""),
        ("lib.rs", "use std::fs;"),
        ("main.rs", "use aandacht::domain;"),
    ] {
        assert!(!violations(path, text).is_empty(), "{path} with {text:?} passes");
    }
}

#[test]
fn what_only_looks_like_a_forbidden_import_passes() {
    for (path, text) in [
        ("domain/x.rs", "//! use std::fs; [`std::fs`]\n/// crate::ui\nuse std::{fmt, sync::Arc};"),
        ("domain/x.rs", "const S: &str = \"use std::fs; \\\" crate::ui::x\"; const T: &str = r\"std::fs::read\";"),
        ("domain/x.rs", "use std::path::PathBuf; use std::time::Duration;"),
        ("domain/x.rs", "use jiff::civil::{Date, date};"),
        (
            "domain/walk/x.rs",
            "use super::super::boom::Boom; use super::Walk; use crate::domain::inhoud; use self::y::z;",
        ),
        ("domain/x.rs", "mod tests { use super::fold; use super::super::walk; }"),
        ("domain/x.rs", "fn f(fs: &str) { fs.io(); Self::thread(); T::env::<u8>(); let net = fs; }"),
        ("domain/x.rs", "#[derive(serde::Serialize, thiserror::Error)] #[error(\"std::fs\")] struct X;"),
        ("domain/x.rs", "fn f(c: char) -> bool { c == '\\'' || c == '\"' || matches!(c, 'a'..='z') }"),
        ("content/x.rs", "use crate::domain::boom::Boom;"),
        ("platform/proces.rs", "fn f() { unsafe { libc::mlockall(1) }; }"),
        ("platform/x.rs", "use jiff::Zoned; use std::{env, fs};"),
        ("cli/x.rs", "fn f() { eprintln!(\"x\"); }"),
        ("ui/key.rs", "use crossterm::event::{KeyCode, KeyEvent};"),
        ("ui/x.rs", "use ratatui::style::Style; use crate::domain::gesprek::Key;"),
        ("app/mod.rs", "use crate::{content::Content, lijn, platform::files, ui}; use ratatui::DefaultTerminal;"),
        ("cli/mod.rs", "use crate::app; use std::process::ExitCode; use clap::Parser;"),
        ("main.rs", "use std::process::ExitCode; fn main() -> ExitCode { aandacht::cli::main() }"),
        ("lib.rs", "pub mod domain; pub mod ui;"),
    ] {
        assert_eq!(violations(path, text), Vec::<String>::new(), "{path} with {text:?}");
    }
}

#[test]
fn mod_lines_are_followed_to_their_files() {
    let text = "mod one; pub mod two; #[cfg(test)] mod three { mod four; } // mod five;\nconst S: &str = \"mod six;\";";
    let mut found = modules("a/mod.rs", text);
    found.sort_unstable();
    assert_eq!(
        found,
        ["a/one.rs", "a/one/mod.rs", "a/three/four.rs", "a/three/four/mod.rs", "a/two.rs", "a/two/mod.rs"]
    );
    assert_eq!(modules("b.rs", "mod x;"), ["b/x.rs", "b/x/mod.rs"]);
    assert_eq!(modules("main.rs", "mod x;"), ["x.rs", "x/mod.rs"]);
    assert_eq!(modules("lib.rs", "mod x;"), ["x.rs", "x/mod.rs"]);
}
