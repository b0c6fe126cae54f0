//! Files of the network: `cargo bench --bench uitwissel`.
//!
//! For 10,000 and 100,000 entries of some 600 bytes of JSON, and for 1,000,000 when `AANDACHT_MILJOEN` is set: how long
//! it takes to read a file in and keep it in a kluis, to write it, and to merge two versions in which each changed a tenth
//! of the entries, and how much memory each needs at most. Every part runs in a process of its own.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a bench")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use aandacht::content::Content;
use aandacht::domain::gesprek::Reader;
use aandacht::domain::kluis::{Model, Owner, Stored};
use aandacht::domain::netwerk::bestand::{Inhoud, Kop, Netwerkbestand};
use aandacht::domain::netwerk::inlezen;
use aandacht::domain::netwerk::invoer::Gelezen;
use aandacht::domain::netwerk::invoer::afzender::Afzender;
use aandacht::domain::netwerk::invoer::koppeling::Koppeling;
use aandacht::domain::netwerk::invoer::overnemen::{Afkomst, overnemen};
use aandacht::domain::netwerk::invoer::voorstel::{Antwoord, voorstel};
use aandacht::domain::netwerk::uitvoer::{Uitvoer, Uitvoerkeuze};
use aandacht::domain::netwerk::voegsamen::{Keuze, vergelijk};
use aandacht::domain::netwerk::{Herkomst, Veld, Vermelding, Waarde};
use aandacht::export::netwerk::{csv, hsds, pagina, vcard, xlsx};
use aandacht::import::{self, Grenzen};
use aandacht::store::Folder;
use aandacht::store::session;
use aandacht::store::vault::Cost;

mod regio;

use regio::{entry, forget_peak, moment, status};

const PASSWORD: &str = "vier losse woorden samen";
const MIB: f64 = 1024.0 * 1024.0;
/// Most seconds at 100,000: reading in, writing, merging; and most MiB of reading in.
const DEMAND: (f64, f64, f64, f64) = (5.0, 3.0, 3.0, 350.0);

/// What is measured, and most seconds at 100,000 entries.
const PARTS: &[(&str, f64)] = &[
    ("schrijf-netwerk", DEMAND.1),
    ("schrijf-csv", DEMAND.1),
    ("schrijf-xlsx", DEMAND.1),
    ("schrijf-vcard", DEMAND.1),
    ("schrijf-hsds", DEMAND.1),
    ("schrijf-pagina", DEMAND.1),
    ("lees-netwerk", DEMAND.0),
    ("lees-csv", DEMAND.0),
    ("lees-xlsx", DEMAND.0),
    ("lees-vcard", DEMAND.0),
    ("lees-hsds", DEMAND.0),
    ("voegsamen", DEMAND.2),
];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.as_slice() {
        [part, dir, number] => {
            let (seconds, peak) = run(part, Path::new(dir), number.parse().unwrap());
            println!("seconds {seconds}\npeak {peak}");
        }
        _ => everything(),
    }
}

fn everything() {
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut sizes = vec![10_000_usize, 100_000];
    if std::env::var_os("AANDACHT_MILJOEN").is_some() {
        sizes.push(1_000_000);
    }
    println!("{:>16} {:>9} {:>9} {:>10} {:>10}", "part", "entries", "seconds", "peak MiB", "x linear");
    let mut before: BTreeMap<&str, f64> = BTreeMap::new();
    for count in sizes {
        let dir = place.path().join(count.to_string());
        fs::create_dir_all(&dir).unwrap();
        for (part, most) in PARTS {
            let figures = child(part, &dir, count);
            let (seconds, peak) = (figures["seconds"], figures["peak"] / MIB);
            let linear = before.get(part).map_or(f64::NAN, |small| seconds / small / 10.0);
            before.insert(part, seconds);
            let mut verdict = String::new();
            if count == 100_000 {
                let reads = part.starts_with("lees");
                let holds = seconds <= *most && (!reads || peak <= DEMAND.3);
                verdict = format!(
                    "  demanded: {most} s{}: {}",
                    if reads { ", 350 MiB" } else { "" },
                    if holds { "holds" } else { "MISSED" }
                );
            }
            println!("{part:>16} {count:>9} {seconds:>9.2} {peak:>10.1} {linear:>10.2}{verdict}");
        }
    }
}

/// A part in a process of its own.
fn child(part: &str, dir: &Path, count: usize) -> BTreeMap<String, f64> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([part.as_ref(), dir.as_os_str(), count.to_string().as_ref()]).stderr(Stdio::inherit());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{part}");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let figure = |line: &str| line.split_once(' ').map(|(name, figure)| (name.to_owned(), figure.parse().unwrap()));
    text.lines().filter_map(figure).collect()
}

fn model(count: usize) -> Model {
    Model::new((0..count).map(entry).map(|(id, record)| (id, Stored { owner: Owner::Shared, record })).collect())
}

fn bestand(inhoud: Inhoud) -> Netwerkbestand {
    let kop = Kop {
        regio: "Bench".to_owned(),
        uitgever: "bench".to_owned(),
        gemaakt_op: moment(0).stamp,
        geldig_tot: None,
        versie_id: inhoud.versie_id(),
        voorgangers: Vec::new(),
        oefening: false,
    };
    Netwerkbestand { kop, inhoud }
}

/// The seconds and the most bytes of a part.
fn run(part: &str, dir: &Path, count: usize) -> (f64, f64) {
    let file = |name: &str| dir.join(name);
    let content = Content::shipped();
    let table = content.gemeenten().unwrap();
    match part {
        "voegsamen" => {
            let basis = Inhoud::van(&model(count), true);
            let (mine, theirs) = (edited(&basis, 0, "mijn"), edited(&basis, 5, "hun"));
            forget_peak();
            let from = Instant::now();
            let samen = vergelijk(Some(&basis), &mine, &theirs);
            let keuzes = vec![Some(Keuze::Mijn); samen.conflicten.len()];
            let result = samen.resultaat(&keuzes, "bench", moment(9).stamp).unwrap();
            let seconds = from.elapsed().as_secs_f64();
            assert_eq!(result.vermeldingen.len(), count);
            (seconds, status("VmHWM"))
        }
        _ if part.starts_with("schrijf") => {
            let model = model(count);
            forget_peak();
            let from = Instant::now();
            let keuze = Uitvoerkeuze { notities: true, ..Uitvoerkeuze::default() };
            let out = |name: &str| BufWriter::new(File::create(file(name)).unwrap());
            match part {
                "schrijf-netwerk" => {
                    let made = bestand(Inhoud::van(&model, false));
                    let mut text = Bytes(out("n.json"));
                    made.schrijf(&mut text).unwrap();
                }
                _ => {
                    let uitvoer = Uitvoer::van(&model, &table.inhoud, &keuze);
                    match part {
                        "schrijf-csv" => csv::write(&uitvoer, &mut out("n.csv")).unwrap(),
                        "schrijf-xlsx" => xlsx::write(&uitvoer, moment(0).stamp, &mut out("n.xlsx")).unwrap(),
                        "schrijf-vcard" => vcard::write(&uitvoer, vcard::VcardVersie::V4, &mut out("n.vcf")).unwrap(),
                        "schrijf-hsds" => hsds::write(&uitvoer, &mut out("n.hsds.json")).unwrap(),
                        _ => pagina::write(&uitvoer, moment(0).local.date(), &mut out("n.html")).unwrap(),
                    }
                }
            }
            (from.elapsed().as_secs_f64(), status("VmHWM"))
        }
        _ => {
            let name = match part {
                "lees-netwerk" => "n.json",
                "lees-csv" => "n.csv",
                "lees-xlsx" => "n.xlsx",
                "lees-vcard" => "n.vcf",
                _ => "n.hsds.json",
            };
            let folder = Folder::new(&dir.join(format!("kluis-{part}")), std::process::id());
            let mut opened = session::create(&folder, PASSWORD, Cost::NEW[0], moment(0)).unwrap().0;
            let model = std::mem::take(&mut opened.model);
            forget_peak();
            let from = Instant::now();
            let mut source = BufReader::new(File::open(file(name)).unwrap());
            let batch = if part == "lees-netwerk" {
                let read = import::netwerk::lees(&mut source).unwrap();
                let opname = inlezen::opname(&model, read, false).unwrap();
                let keuzes = vec![Some(Keuze::Hun); opname.samen.conflicten.len()];
                inlezen::overnemen(&model, &opname, &keuzes, moment(1)).unwrap()
            } else {
                let read = import::lees(name, &mut source, &limits(count)).unwrap();
                let concepten = match read.inhoud {
                    Gelezen::Concepten(concepten) => concepten,
                    Gelezen::Tabellen(tabellen) => {
                        let mut all = Vec::new();
                        for tabel in aandacht::domain::netwerk::invoer::koppeling::bruikbaar(tabellen).0 {
                            all.extend(Koppeling::raad(&tabel).lees(tabel).0);
                        }
                        all
                    }
                };
                let afzender = Afzender::default();
                let mut plan = voorstel(&model, &table.inhoud, &afzender, concepten, Vec::new(), moment(1));
                plan.rijen.iter_mut().for_each(|rij| rij.antwoord = Some(Antwoord::Nieuw));
                let afkomst = Afkomst { afzender: &afzender, koppelingen: &[], bron: name, wat: name };
                let batch = overnemen(&model, &plan, &afkomst, moment(1)).unwrap();
                drop(plan);
                batch
            };
            assert!(batch.changes.len() >= count, "{part}: {} of {count}", batch.changes.len());
            opened.session.commit(&batch, moment(2)).unwrap();
            let found = (from.elapsed().as_secs_f64(), status("VmHWM"));
            opened.session.close().unwrap();
            found
        }
    }
}

/// The limits of the program; wide enough for a million, which it refuses in formats that are read whole.
fn limits(count: usize) -> Grenzen {
    let wide = if count > 100_000 { 2 << 30 } else { Grenzen::default().bestand };
    Grenzen { bestand: wide, ..Grenzen::default() }
}

/// A tenth of the entries with another telephone number or name, beginning at this one of every ten.
fn edited(basis: &Inhoud, first: usize, door: &str) -> Inhoud {
    let mut inhoud = basis.clone();
    let herkomst = Herkomst { op: moment(5).stamp, door: door.to_owned(), bron: "bench".to_owned() };
    for (at, (_, entry)) in inhoud.vermeldingen.iter_mut().enumerate() {
        // One in a hundred is changed by both.
        if at % 10 == first || at % 100 == 7 {
            set(entry, door, &herkomst);
        }
    }
    inhoud
}

fn set(entry: &mut Vermelding, text: &str, herkomst: &Herkomst) {
    entry.zet(Veld::Notitie, Some(Waarde::tekst(text)), herkomst);
}

/// Text as bytes.
struct Bytes<W: Write>(W);

impl<W: Write> std::fmt::Write for Bytes<W> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.write_all(text.as_bytes()).map_err(|_| std::fmt::Error)
    }
}
