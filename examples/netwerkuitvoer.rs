//! Writes every export of a made-up network into a folder, for `scripts/lees_uitvoer.py` to read with other programs.
//!
//! `cargo run --example netwerkuitvoer -- MAP`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "an example")]

use std::fs::{File, create_dir_all};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use aandacht::domain::netwerk::uitvoer::{Uitvoer, Uitvoerkeuze};
use aandacht::export::netwerk::vcard::VcardVersie;
use aandacht::export::netwerk::{csv, dot, hsds, lijst, pagina, svg, vcard, xlsx};
use jiff::Timestamp;
use jiff::civil::date;

#[path = "../tests/common/uitvoernet.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod uitvoernet;

fn main() -> io::Result<()> {
    let map = PathBuf::from(std::env::args_os().nth(1).expect("a folder to write in"));
    create_dir_all(&map)?;
    let (model, gemeenten) = (uitvoernet::uitvoernet(), uitvoernet::gemeenten());
    let uitvoer = Uitvoer::van(&model, &gemeenten, &Uitvoerkeuze::default());
    let gemaakt: Timestamp = "2026-11-22T12:00:00Z".parse().expect("a moment");
    let vandaag = date(2026, 11, 22);
    let open = |name: &str| File::create(map.join(name)).map(BufWriter::new);
    csv::write(&uitvoer, &mut open("netwerk.csv")?)?;
    xlsx::write(&uitvoer, gemaakt, &mut open("netwerk.xlsx")?)?;
    vcard::write(&uitvoer, VcardVersie::V3, &mut open("netwerk-3.vcf")?)?;
    vcard::write(&uitvoer, VcardVersie::V4, &mut open("netwerk-4.vcf")?)?;
    hsds::write(&uitvoer, &mut open("netwerk.hsds.json")?)?;
    lijst::write(&uitvoer, vandaag, &mut open("netwerk.md")?)?;
    dot::write(&uitvoer, &mut open("netwerk.dot")?)?;
    svg::write(&uitvoer, &mut open("netwerk.svg")?)?;
    pagina::write(&uitvoer, vandaag, &mut open("netwerk.html")?)?;
    // What the readers have to find in them, counted here.
    let mut found = open("verwacht.json")?;
    let names: Vec<String> = uitvoer.rijen().map(|(_, entry)| entry.titel().to_owned()).collect();
    writeln!(found, "{}", serde_json::json!({ "vermeldingen": uitvoer.len(), "titels": names }))?;
    found.flush()
}
