//! Who covers what: a table of municipalities against themes.

use super::{Netwerk, Soort, Status, THEMAS};
use crate::domain::kluis::RecordId;

/// How well a theme is covered in a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dekking {
    /// Nobody.
    Niemand,
    /// Somebody, but nobody has confirmed it.
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
        if entry.soort() == Soort::Locatie || entry.status() != Status::Actief {
            continue;
        }
        let cover = if entry.bevestigd().is_some() { Dekking::Bevestigd } else { Dekking::Onbevestigd };
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
