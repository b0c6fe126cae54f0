//! The chronology of a casus on one page: by when things happened, each original beside its correction.

use super::dossier::{Dossier, Lijn};
use super::regel::Wat;
use super::tekst::regeltekst;
use super::wanneer::Wanneer;

/// A line of the chronology.
#[derive(Clone, PartialEq, Eq)]
pub struct Moment {
    /// The line.
    pub nr: u32,
    /// When it was.
    pub wanneer: Wanneer,
    /// The kind.
    pub soort: &'static str,
    /// What stands beside the kind.
    pub kop: String,
    /// Its text, part by part.
    pub tekst: Vec<String>,
    /// What it was before, and why it changed: newest first.
    pub eerder: Vec<Eerder>,
    /// Why it no longer counts.
    pub ingetrokken: Option<String>,
    /// How it was done, for a term or action; empty when nothing was said.
    pub klaar: Option<String>,
    /// Whether it is a term or action that is still to be done.
    pub open: bool,
}

/// How a line read before a correction.
#[derive(Clone, PartialEq, Eq)]
pub struct Eerder {
    /// The original.
    pub was: String,
    /// Why it was corrected.
    pub reden: String,
}

/// Which lines the chronology shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Toon {
    /// Every answer of the walks as well.
    pub antwoorden: bool,
    /// Lines that no longer count as well.
    pub ingetrokken: bool,
}

/// The chronology: by when things happened, and as they were written for the same moment.
pub fn tijdlijn(dossier: &Dossier, toon: Toon) -> Vec<Moment> {
    let mut shown: Vec<&Lijn> = dossier.lijnen().iter().filter(|lijn| is_shown(dossier, lijn, toon)).collect();
    shown.sort_by_key(|lijn| (lijn_moment(lijn), lijn.regel.nr));
    shown.into_iter().map(|lijn| moment(dossier, lijn)).collect()
}

fn is_shown(dossier: &Dossier, lijn: &Lijn, toon: Toon) -> bool {
    if lijn.nu.is_about_a_line() {
        return toon.ingetrokken && !(lijn.geldt() && stands_beside(dossier, lijn));
    }
    (lijn.geldt() || toon.ingetrokken) && (toon.antwoorden || !matches!(lijn.nu, Wat::Antwoord { .. }))
}

/// Whether what a line says of another one is told there: what was said twice, or of a line that is not there or came
/// later, stands by itself.
fn stands_beside(dossier: &Dossier, lijn: &Lijn) -> bool {
    let nr = lijn.regel.nr;
    let Some(about) = lijn.nu.about().and_then(|about| dossier.lijn(about)) else { return false };
    match lijn.nu {
        Wat::Correctie { .. } => about.correcties.contains(&nr),
        Wat::Afgehandeld { .. } => about.afgehandeld == Some(nr),
        Wat::Intrekking { .. } => about.ingetrokken == Some(nr),
        _ => about.regel.nr < nr,
    }
}

/// The moment a line tells of, as it reads now. A term stands on its day.
pub(super) fn lijn_moment(lijn: &Lijn) -> Wanneer {
    match &lijn.nu {
        Wat::Termijn { datum, .. } | Wat::Actie { datum: Some(datum), .. } => Wanneer::on(*datum),
        wat => wat
            .wanneer()
            .filter(|wanneer| wanneer.datum.is_some())
            .unwrap_or_else(|| Wanneer::at(lijn.regel.vastgelegd)),
    }
}

fn moment(dossier: &Dossier, lijn: &Lijn) -> Moment {
    let text = regeltekst(&lijn.nu);
    let tekst = text.delen.iter().map(|(label, text)| labelled(label, text)).collect();
    let reason = |nr: u32| match dossier.lijn(nr).map(|by| &by.regel.wat) {
        Some(Wat::Intrekking { reden, .. }) => reden.clone(),
        _ => String::new(),
    };
    let klaar = lijn.afgehandeld.and_then(|nr| dossier.lijn(nr)).map(|by| match &by.nu {
        Wat::Afgehandeld { hoe, .. } => hoe.clone(),
        _ => String::new(),
    });
    Moment {
        nr: lijn.regel.nr,
        wanneer: lijn_moment(lijn),
        soort: lijn.nu.word(),
        kop: text.kop,
        tekst,
        eerder: earlier(dossier, lijn),
        ingetrokken: lijn.ingetrokken.map(reason),
        open: klaar.is_none() && lijn.geldt() && matches!(lijn.nu, Wat::Termijn { .. } | Wat::Actie { .. }),
        klaar,
    }
}

fn labelled(label: &str, text: &str) -> String {
    if label.is_empty() { text.to_owned() } else { format!("{label}: {text}") }
}

/// How the line read before each correction, with the reason of that correction; the newest first.
fn earlier(dossier: &Dossier, lijn: &Lijn) -> Vec<Eerder> {
    let mut was = lijn.regel.wat.clone();
    let mut found = Vec::new();
    for nr in &lijn.correcties {
        let Some(Wat::Correctie { reden, wordt, .. }) = dossier.lijn(*nr).map(|by| &by.regel.wat) else { continue };
        found.push(Eerder { was: changed(&was, wordt), reden: reden.clone() });
        was = (**wordt).clone();
    }
    found.reverse();
    found
}

/// The parts of the original that read otherwise now.
fn changed(was: &Wat, now: &Wat) -> String {
    let (was_text, now_text) = (regeltekst(was), regeltekst(now));
    let mut parts = Vec::new();
    if was.word() != now.word() {
        parts.push(was.word().to_owned());
    }
    if was_text.kop != now_text.kop && !was_text.kop.is_empty() {
        parts.push(was_text.kop.clone());
    }
    let gone = was_text.delen.iter().filter(|part| !now_text.delen.contains(part));
    parts.extend(gone.map(|(label, text)| labelled(label, text)));
    if let (Some(before), Some(after)) = (was.wanneer(), now.wanneer())
        && before != after
    {
        parts.push(before.long());
    }
    if parts.is_empty() {
        // Something was added and nothing changed: all of it.
        parts.push(was_text.all().replace('\n', "; "));
    }
    parts.join("; ")
}
