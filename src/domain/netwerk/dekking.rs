//! Who covers what: a table of municipalities against themes.

use jiff::civil::Date;

use super::tekst::gemeente_naam;
use super::{Netwerk, Soort, THEMAS, thema_tekst};
use crate::domain::dates;
use crate::domain::gesprek::{Block, sentence};
use crate::domain::inhoud::Gemeenten;
use crate::domain::kluis::RecordId;

/// How well a theme is covered in a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dekking {
    /// Nobody.
    Niemand,
    /// Somebody, but nobody has confirmed it, or there is no number to ring.
    Onbevestigd,
    /// Somebody, and it was confirmed.
    Bevestigd,
}

impl Dekking {
    /// The sign in the table; it carries the meaning, colour only repeats it.
    pub fn teken(self) -> &'static str {
        match self {
            Dekking::Niemand => "-",
            Dekking::Onbevestigd => "?",
            Dekking::Bevestigd => "✓",
        }
    }

    /// What the sign means.
    pub fn tekst(self) -> &'static str {
        match self {
            Dekking::Niemand => "niemand",
            Dekking::Onbevestigd => "nog niet gecontroleerd",
            Dekking::Bevestigd => "gecontroleerd",
        }
    }
}

/// The table: a row per municipality, a column per theme of the fixed list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tabel {
    /// Codes of the municipalities.
    pub gemeenten: Vec<String>,
    /// Ids of the themes.
    pub themas: Vec<&'static str>,
    cellen: Vec<Vec<RecordId>>,
    dekking: Vec<Dekking>,
}

impl Tabel {
    /// How well a theme is covered in a municipality, by row and column.
    pub fn dekking(&self, gemeente: usize, thema: usize) -> Dekking {
        self.dekking.get(gemeente * self.themas.len() + thema).copied().unwrap_or(Dekking::Niemand)
    }

    /// Who covers it.
    pub fn wie(&self, gemeente: usize, thema: usize) -> &[RecordId] {
        self.cellen.get(gemeente * self.themas.len() + thema).map_or(&[], Vec::as_slice)
    }
}

/// The table of these municipalities.
pub fn tabel(netwerk: Netwerk<'_>, gemeenten: &[String]) -> Tabel {
    let themas: Vec<&'static str> = THEMAS.iter().map(|thema| thema.id).collect();
    let mut tabel = Tabel {
        gemeenten: gemeenten.to_vec(),
        cellen: vec![Vec::new(); gemeenten.len() * themas.len()],
        dekking: vec![Dekking::Niemand; gemeenten.len() * themas.len()],
        themas,
    };
    for (id, entry) in netwerk.alle() {
        if entry.soort() == Soort::Locatie || !netwerk.is_actief(entry) {
            continue;
        }
        // Somebody who cannot be rung is no cover that one can count on, whoever confirmed it.
        let counts = entry.bevestigd().is_some() && !netwerk.telefoons(entry).is_empty();
        let cover = if counts { Dekking::Bevestigd } else { Dekking::Onbevestigd };
        let columns: Vec<usize> = netwerk
            .themas(entry)
            .iter()
            .filter_map(|thema| tabel.themas.iter().position(|known| **known == **thema))
            .collect();
        for code in netwerk.gemeenten(entry) {
            let Some(row) = gemeenten.iter().position(|known| **known == **code) else { continue };
            for column in &columns {
                let cell = row * tabel.themas.len() + column;
                tabel.cellen[cell].push(id);
                tabel.dekking[cell] = tabel.dekking[cell].max(cover);
            }
        }
    }
    tabel
}

/// A table that leaves the program: what stands above it, the heads of its columns, its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tabelblad {
    /// Title and explanation.
    pub kop: Vec<Block>,
    /// The head of every column.
    pub kolommen: Vec<String>,
    /// The rows, each with as many cells as there are columns.
    pub rijen: Vec<Vec<String>>,
}

fn kop(today: Date) -> Vec<Block> {
    vec![
        Block::Title("Dekking van het netwerk".to_owned()),
        Block::Muted(format!(
            "Gemaakt op {}. ✓: iemand, gecontroleerd. ?: iemand, nog niet gecontroleerd. -: niemand.",
            dates::long(today)
        )),
    ]
}

/// The table as it leaves the program: a row per theme, because there are more of those than fit beside each other.
pub fn tabelblad(tabel: &Tabel, gemeenten: &Gemeenten, today: Date) -> Tabelblad {
    let names = tabel.gemeenten.iter().map(|code| gemeente_naam(gemeenten, code).to_owned());
    let rijen = tabel.themas.iter().enumerate().map(|(column, thema)| {
        let signs = (0..tabel.gemeenten.len()).map(|row| tabel.dekking(row, column).teken().to_owned());
        std::iter::once(sentence(thema_tekst(thema))).chain(signs).collect()
    });
    Tabelblad {
        kop: kop(today),
        kolommen: std::iter::once("Thema".to_owned()).chain(names).collect(),
        rijen: rijen.collect(),
    }
}

/// The same in lines, for paper: per municipality what is covered how.
pub fn blad(tabel: &Tabel, gemeenten: &Gemeenten, today: Date) -> Vec<Block> {
    let mut blocks = kop(today);
    for (row, code) in tabel.gemeenten.iter().enumerate() {
        blocks.extend([Block::Gap, Block::Heading(gemeente_naam(gemeenten, code).to_owned())]);
        for cover in [Dekking::Bevestigd, Dekking::Onbevestigd, Dekking::Niemand] {
            let columns = (0..tabel.themas.len()).filter(|column| tabel.dekking(row, *column) == cover);
            let themas: Vec<&str> = columns.map(|column| thema_tekst(tabel.themas[column])).collect();
            if !themas.is_empty() {
                blocks.push(Block::Point(format!("{} {}: {}", cover.teken(), cover.tekst(), themas.join(", "))));
            }
        }
    }
    blocks
}
