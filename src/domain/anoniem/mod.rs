//! The anonymity check: what in a text for a session or an exercise could point to a person, while it is typed.
//!
//! It knows patterns and lists of words, and no meaning: a rare illness in a small place tells more than a name, and is
//! not seen here. So it never says that a text is anonymous, and [`let_op`] says what it cannot see (decision 032).

mod adres;
mod eigen;
mod getallen;
mod lijsten;
mod namen;
mod soort;
mod zinnen;

use std::ops::Range;
use std::sync::Arc;

pub use eigen::Eigen;
pub use soort::{Soort, Zwaarte};

use super::inhoud::Anoniem;
use super::reading::{Scan, words};
use lijsten::Lijsten;

/// A piece of a text that could point to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vondst {
    /// Where it stands, in bytes.
    pub plaats: Range<usize>,
    /// What it looks like.
    pub soort: Soort,
    /// Whether it has to go.
    pub zwaarte: Zwaarte,
}

impl Vondst {
    fn new(plaats: Range<usize>, soort: Soort) -> Vondst {
        Vondst { plaats, soort, zwaarte: soort.zwaarte() }
    }

    /// What it says.
    pub fn stuk<'t>(&self, tekst: &'t str) -> &'t str {
        tekst.get(self.plaats.clone()).unwrap_or_default()
    }
}

/// The check, made once for a text that is being typed.
#[derive(Debug, Clone)]
pub struct Anoniemcontrole {
    lijsten: Arc<Lijsten>,
    eigen: Eigen,
}

impl Anoniemcontrole {
    /// The check with these lists and what is the user's own.
    pub fn nieuw(lijsten: &Anoniem, eigen: &Eigen) -> Anoniemcontrole {
        Anoniemcontrole { lijsten: Arc::new(Lijsten::van(lijsten)), eigen: eigen.clone() }
    }

    /// Everything in this text that could point to a person, in order and without overlap. Where two overlap the
    /// heavier stays, and of equal ones the longer.
    pub fn controleer(&self, tekst: &str) -> Vec<Vondst> {
        let scan = Scan::of(tekst);
        let words = words(tekst);
        let mut found = getallen::zoek(&scan, &self.lijsten);
        found.extend(adres::zoek(&scan, &self.lijsten));
        found.extend(namen::zoek(tekst, &words, &self.lijsten, &self.eigen));
        zonder_overlap(found)
    }
}

fn zonder_overlap(mut found: Vec<Vondst>) -> Vec<Vondst> {
    found.sort_by(|left, right| {
        let weight = |one: &Vondst| (one.zwaarte, one.plaats.len());
        weight(right)
            .cmp(&weight(left))
            .then_with(|| (left.plaats.start, left.soort).cmp(&(right.plaats.start, right.soort)))
    });
    let mut kept: std::collections::BTreeMap<usize, Vondst> = std::collections::BTreeMap::new();
    for one in found {
        let before = kept.range(..one.plaats.end).next_back();
        if before.is_none_or(|(_, before)| before.plaats.end <= one.plaats.start) {
            kept.insert(one.plaats.start, one);
        }
    }
    kept.into_values().collect()
}

/// What is said below every check, whatever was found.
pub fn let_op(vondsten: &[Vondst]) -> &'static str {
    if vondsten.is_empty() {
        "Niets gevonden van wat ik herken. Dat maakt de tekst niet anoniem: een kleine gemeente, een zeldzame combinatie \
         (ziekte, beroep, herkomst), een groot gezin of een letterlijke uitspraak zie ik niet. Zou de cliënt zichzelf \
         herkennen? Zou een buurvrouw hem herkennen?"
    } else {
        "Dit is alleen wat ik herken. Ook zonder deze punten is de tekst niet vanzelf anoniem: een kleine gemeente, een \
         zeldzame combinatie (ziekte, beroep, herkomst), een groot gezin of een letterlijke uitspraak zie ik niet. Zou \
         de cliënt zichzelf herkennen? Zou een buurvrouw hem herkennen?"
    }
}

/// Most letters of a piece in one line.
const STUK: usize = 40;

/// A finding in one line: the piece, what it looks like, and what to do.
pub fn uitleg(vondst: &Vondst, tekst: &str) -> String {
    let stuk = vondst.stuk(tekst);
    let mut shown: String = stuk.chars().take(STUK).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if stuk.chars().nth(STUK).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\" ({}, {}): {}", vondst.soort.naam(), vondst.zwaarte.naam(), vondst.soort.reden())
}

/// Line and column of a place in a text, both from 1; a column is a letter.
pub fn regel_kolom(tekst: &str, plaats: usize) -> (usize, usize) {
    let before = tekst.get(..plaats).unwrap_or(tekst);
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before.get(line..).unwrap_or_default().chars().count() + 1)
}
