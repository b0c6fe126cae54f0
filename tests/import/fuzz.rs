//! Every importer under files that nobody meant: the corpus in `tests/data/import/corpus/<format>/`, mutated.
//!
//! In the normal run a second for each importer. Longer, ten minutes each, and with the counts on the screen:
//!
//! ```text
//! AANDACHT_FUZZ_SECONDEN=600 cargo test --release --test main import::fuzz -- --nocapture --test-threads=1
//! ```
//!
//! `AANDACHT_FUZZ_ZAAD` sets where the dice begin (a number); the same number gives the same files. A file on which an
//! importer panics or forgets a limit is written to the folder for temporary files and named.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use aandacht::domain::netwerk::invoer::{Gelezen, Inlezing};
use aandacht::import::{self, Grenzen};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Dice that fall the same way every time.
struct Dobbel(u64);

impl Dobbel {
    fn worp(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn onder(&mut self, most: usize) -> usize {
        if most == 0 { 0 } else { usize::try_from(self.worp() % most as u64).expect("it fits") }
    }
}

/// What turns up in files that go wrong.
const STUKKEN: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b";",
    b",",
    b"\t",
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"sep=,\n",
    b"'=",
    b"BEGIN:VCARD\r\n",
    b"END:VCARD\r\n",
    b"=\r\n",
    b"ENCODING=QUOTED-PRINTABLE:",
    b";CHARSET=utf-16:",
    b"ENCODING=b:",
    b"\r\n ",
    b"item1.",
    b"X-AANDACHT-SOORT:",
    b"N:;;;;",
    b"\\n",
    b"{",
    b"}",
    b"[",
    b"]",
    b"null",
    b"1e999",
    b"\\ud800",
    b":",
    b"\"id\":",
    b"<",
    b">",
    b"&#x0;",
    b"&amp;",
    b"<!--",
    b"<![CDATA[",
    b"16384",
    b"1048576",
    b"99999999999999999999",
    b"-1",
    b"A0",
    b"XFE1",
    b"table:number-rows-repeated=\"",
    b"t=\"s\"",
    b"<v>9</v>",
    b"</table:table-cell>",
    b"2026-11-22",
    b"\xf0\x9f\x98\x80",
];

fn verander(dobbel: &mut Dobbel, bytes: &mut Vec<u8>) {
    for _ in 0..=dobbel.onder(6) {
        let at = dobbel.onder(bytes.len() + 1);
        match dobbel.onder(7) {
            0 if !bytes.is_empty() => {
                let at = at.min(bytes.len() - 1);
                bytes[at] ^= 1 << dobbel.onder(8);
            }
            1 if !bytes.is_empty() => {
                let at = at.min(bytes.len() - 1);
                bytes[at] = u8::try_from(dobbel.onder(256)).expect("a byte");
            }
            2 => {
                let end = (at + dobbel.onder(64)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let piece = STUKKEN[dobbel.onder(STUKKEN.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            4 => {
                let piece = STUKKEN[dobbel.onder(STUKKEN.len())];
                let end = (at + piece.len()).min(bytes.len());
                bytes.splice(at..end, piece.iter().copied());
            }
            5 => {
                let end = (at + dobbel.onder(200)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                for _ in 0..=dobbel.onder(4) {
                    bytes.splice(at..at, piece.iter().copied());
                }
            }
            _ => bytes.truncate(at.max(bytes.len() / 2)),
        }
        bytes.truncate(64 << 10);
    }
}

/// Changes what is in a zip, and packs it again: mutated deflate alone never gets past its checksum.
fn verander_in_zip(dobbel: &mut Dobbel, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let changed = dobbel.onder(archive.len());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).ok()?;
        let naam = member.name().ok()?.into_owned();
        let mut text = Vec::new();
        member.read_to_end(&mut text).ok()?;
        if at == changed {
            verander(dobbel, &mut text);
        }
        zip.start_file(naam, SimpleFileOptions::default()).ok()?;
        zip.write_all(&text).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// Limits so small that a mutation can reach them.
fn grenzen() -> Grenzen {
    Grenzen {
        bestand: 1 << 20,
        csv: 1 << 20,
        lid: 1 << 20,
        leden: 2 << 20,
        cellen: 100_000,
        rijen: 2_000,
        kolommen: 40,
        cel: 4 << 10,
        rij: 16 << 10,
        regels_in_cel: 20,
        tekst: 1 << 20,
        kaarten: 200,
        regels_per_kaart: 200,
        gebreken: 200,
        ..Grenzen::default()
    }
}

/// What holds of everything that was read.
fn klopt(inlezing: &Inlezing, grenzen: &Grenzen) {
    assert!(inlezing.gebreken.len() <= 2 * grenzen.gebreken + 2_000);
    for gebrek in &inlezing.gebreken {
        assert!(gebrek.wat.ends_with('.') && gebrek.advies.ends_with('.'), "{} {}", gebrek.wat, gebrek.advies);
        assert!(gebrek.wat.len() < 1_000, "{}", gebrek.wat.len());
    }
    match &inlezing.inhoud {
        Gelezen::Tabellen(tables) => {
            assert!(tables.iter().map(|table| table.rijen.len()).sum::<usize>() <= grenzen.rijen);
            for table in tables {
                assert!(!table.koppen.is_empty() && table.koppen.len() <= grenzen.kolommen);
                for rij in &table.rijen {
                    assert!(rij.regel > 0 && !rij.is_empty());
                    assert!((table.koppen.len()..rij.len()).all(|at| rij.cel(at).is_empty()), "{rij:?}");
                    assert!((0..rij.len()).all(|at| rij.cel(at).len() <= grenzen.cel));
                }
            }
        }
        Gelezen::Concepten(concepten) => {
            assert!(concepten.len() <= 2 * grenzen.rijen);
            for concept in concepten {
                assert!(concept.velden.iter().all(|(veld, _)| veld.is_van(concept.soort)), "{concept:?}");
                let mut fields: Vec<_> = concept.velden.iter().map(|(veld, _)| *veld).collect();
                fields.dedup();
                assert_eq!(fields.len(), concept.velden.len(), "{concept:?}");
            }
        }
    }
}

fn fuzz(format: &str, extensie: &str) {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let seconds = number("AANDACHT_FUZZ_SECONDEN").unwrap_or(1);
    let mut dobbel = Dobbel(number("AANDACHT_FUZZ_ZAAD").unwrap_or(8));
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/import/corpus").join(format);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("the corpus").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    let corpus: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).expect("a file")).collect();
    for (path, bytes) in paths.iter().zip(&corpus) {
        assert!(bytes.len() < 4096, "{}: the corpus is kept small", path.display());
        import::lees(&format!("a.{extensie}"), &mut Cursor::new(bytes), &grenzen())
            .unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    }
    let (mut runs, mut reads) = (0_u64, 0_u64);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut kept: Vec<Vec<u8>> = corpus.clone();
    while Instant::now() < end {
        let mut bytes = kept[dobbel.onder(kept.len())].clone();
        let is_zip = bytes.starts_with(b"PK");
        match is_zip.then(|| dobbel.onder(8)) {
            Some(1..) => bytes = verander_in_zip(&mut dobbel, &bytes).unwrap_or(bytes),
            Some(0) | None => verander(&mut dobbel, &mut bytes),
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let read = import::lees(&format!("a.{extensie}"), &mut Cursor::new(&bytes), &grenzen());
            match &read {
                Ok(inlezing) => klopt(inlezing, &grenzen()),
                Err(fault) => {
                    assert!(fault.waarom != "Het lezen ervan loopt vast.", "a parser panicked");
                    assert!(fault.wat.ends_with('.') && fault.advies.ends_with('.'), "{fault:?}");
                }
            }
            read.is_ok()
        }));
        runs += 1;
        match outcome {
            // What is still read may be mutated further; a few at a time, so that it stays near the corpus.
            Ok(true) => {
                reads += 1;
                if kept.len() < corpus.len() + 200 {
                    kept.push(bytes);
                } else if dobbel.onder(10) == 0 {
                    let at = corpus.len() + dobbel.onder(200);
                    kept[at] = bytes;
                }
            }
            Ok(false) => {}
            Err(_) => {
                let path = std::env::temp_dir().join(format!("aandacht-fuzz-{format}-{}.{extensie}", dobbel.0));
                fs::write(&path, &bytes).expect("the folder for temporary files");
                panic!("{format}: see {}", path.display());
            }
        }
    }
    println!("fuzz {format}: {runs} executions in {seconds} s, {reads} of them read");
    assert!(runs > 0);
}

#[test]
fn csv_is_fuzzed() {
    fuzz("csv", "csv");
}

#[test]
fn xlsx_is_fuzzed() {
    fuzz("xlsx", "xlsx");
}

#[test]
fn ods_is_fuzzed() {
    fuzz("ods", "ods");
}

#[test]
fn vcard_is_fuzzed() {
    fuzz("vcard", "vcf");
}

#[test]
fn hsds_is_fuzzed() {
    fuzz("hsds", "json");
}
