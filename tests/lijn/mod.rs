//! Lijnmodus through the pipes of the real binary: lines in, lines out.

mod commands;
mod sessions;

use crate::cli::{Aandacht, Run};

/// Lines as somebody types them.
fn typed(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// A session at the main menu.
fn menu(program: &Aandacht, lines: &[&str]) -> Run {
    program.run_on("--lijn", &typed(lines)).ok()
}

/// A session at the beginning of a checklist.
fn walk(program: &Aandacht, id: &str, lines: &[&str]) -> Run {
    program.run_on(&format!("raadpleeg {id} --lijn"), &typed(lines)).ok()
}

/// The answers that lead through the whole meldcode to help that works.
const WHOLE: [&str; 19] = [
    "nee", "nee", "ja", "nee", "nee", "nee", "nee", "verder", "verder", "geen", "verder", "nee", "verder", "ja", "nee",
    "ja", "ja", "verder", "ja",
];

/// The lines that begin a turn, repeats left out: `Vraag 1. Is er gevaar?`
fn turns(output: &str) -> Vec<&str> {
    let mut found: Vec<&str> = output.lines().filter(|line| is_turn(line)).collect();
    found.dedup();
    found
}

fn is_turn(line: &str) -> bool {
    [aandacht::lijn::VRAAG, aandacht::lijn::TAAK, aandacht::lijn::LIJST].iter().any(|marker| {
        let rest = line.strip_prefix(marker).and_then(|rest| rest.strip_prefix(' '));
        rest.and_then(|rest| rest.split_once(". ")).is_some_and(|(number, _)| number.parse::<usize>().is_ok())
    })
}
