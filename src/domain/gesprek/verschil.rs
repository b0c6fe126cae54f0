//! Two checklists side by side: as rows, before anybody decides how wide a column is, and as a page.

use super::block::Block;
use super::bomen::bomen;
use super::reader::{Entry, Reader};
use super::settings::Settings;
use crate::domain::boom::verschil::{Merk, Regel, Stuk, StukSoort, Verschil, vergelijk};
use crate::domain::fault::Fault;
use crate::domain::inhoud::{SECTOREN, Soort, Vorm};
use crate::domain::search::fold;

/// How the screen, the row that leads to it and the page are called.
pub const NAAST_ELKAAR: &str = "Twee checklists naast elkaar";

/// What the four signs mean.
pub const LEGENDA: &str = "= gelijk   ≠ anders   − alleen A   + alleen B";

/// Said with every comparison.
const GEEN_OORDEEL: &str = "Dit overzicht zegt niet welke van de twee beter is.";

/// A row of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verschilrij {
    /// Where in the trees what follows stands.
    Plaats {
        /// Which of the places it is.
        stuk: usize,
        /// How the sides relate.
        merk: Merk,
        /// The place in words.
        tekst: String,
    },
    /// Heading of a part.
    Onderdeel(String),
    /// A line of both sides.
    Regel(Regel),
    /// A blank row.
    Wit,
}

/// The rows of a comparison: only what differs, each with the text of its node, or everything.
pub fn verschilrijen(verschil: &Verschil, alles: bool) -> Vec<Verschilrij> {
    let mut rijen = Vec::new();
    for (at, stuk) in verschil.stukken.iter().enumerate().filter(|(_, stuk)| alles || stuk.merk.verschilt()) {
        if !rijen.is_empty() {
            rijen.push(Verschilrij::Wit);
        }
        rijen.push(Verschilrij::Plaats { stuk: at, merk: stuk.merk, tekst: plaats(stuk) });
        rijen.extend(stuk.tekst.iter().cloned().map(Verschilrij::Regel));
        for onderdeel in stuk.onderdelen.iter().filter(|part| alles || part.verschilt()) {
            if !onderdeel.naam.is_empty() {
                rijen.push(Verschilrij::Onderdeel(onderdeel.naam.clone()));
            }
            let lines = onderdeel.regels.iter().filter(|regel| alles || regel.merk.verschilt());
            rijen.extend(lines.cloned().map(Verschilrij::Regel));
        }
    }
    rijen
}

/// Where a part of the trees stands, in words.
fn plaats(stuk: &Stuk) -> String {
    match stuk.soort {
        StukSoort::Kop => "Over de checklist".to_owned(),
        StukSoort::Stappen => "De stappen".to_owned(),
        StukSoort::Knoop => format!("{} · {} ({})", stuk.stap, stuk.wat, stuk.pad),
    }
}

/// How much differs, in a few words.
pub fn verschil_telling(verschil: &Verschil) -> String {
    match verschil.aantal() {
        0 => "geen verschillen".to_owned(),
        1 => "1 verschil".to_owned(),
        count => format!("{count} verschillen"),
    }
}

/// A comparison as a page, to be printed, saved or read aloud: words where a screen has signs and columns.
pub fn verschil_page(verschil: &Verschil, alles: bool) -> Vec<Block> {
    let side = |name: &str, titel: &str, id: &str| Block::Pair(name.to_owned(), format!("{titel} ({id})"));
    let mut blocks = vec![
        Block::Title(NAAST_ELKAAR.to_owned()),
        side("A", &verschil.links.titel, &verschil.links.id),
        side("B", &verschil.rechts.titel, &verschil.rechts.id),
        Block::Text(format!("Samen: {}. {GEEN_OORDEEL}", verschil_telling(verschil))),
    ];
    // Under a heading that says on which side all of it stands, the lines need not.
    let mut one_side = false;
    for rij in verschilrijen(verschil, alles) {
        match rij {
            Verschilrij::Plaats { merk, tekst, .. } => {
                one_side = matches!(merk, Merk::AlleenLinks | Merk::AlleenRechts);
                blocks.extend([Block::Gap, Block::Heading(format!("{}: {tekst}", merk_woord(merk)))]);
            }
            Verschilrij::Onderdeel(naam) => blocks.push(Block::Strong(naam)),
            Verschilrij::Regel(regel) => blocks.extend(points(&regel, one_side)),
            Verschilrij::Wit => {}
        }
    }
    blocks
}

fn merk_woord(merk: Merk) -> &'static str {
    match merk {
        Merk::Gelijk => "Gelijk",
        Merk::Anders => "Anders",
        Merk::AlleenLinks => "Alleen in A",
        Merk::AlleenRechts => "Alleen in B",
    }
}

fn points(regel: &Regel, one_side: bool) -> Vec<Block> {
    let links = regel.links.as_deref().unwrap_or_default();
    let rechts = regel.rechts.as_deref().unwrap_or_default();
    let one = |word: &str, text: &str| {
        Block::Point(if one_side || word.is_empty() { text.to_owned() } else { format!("{word}: {text}") })
    };
    match regel.merk {
        Merk::Gelijk => vec![one("", links)],
        Merk::Anders => vec![one("A", links), one("B", rechts)],
        Merk::AlleenLinks => vec![one("Alleen A", links)],
        Merk::AlleenRechts => vec![one("Alleen B", rechts)],
    }
}

/// Compares two checklists by their ids, or by the sectors that they are of: see [`checklist_id`].
///
/// # Errors
/// One of the two is not there, or has problems.
pub fn naast_elkaar(reader: &dyn Reader, links: &str, rechts: &str) -> Result<Verschil, Fault> {
    let left = reader.tree(&checklist_id(reader, links))?;
    let right = reader.tree(&checklist_id(reader, rechts))?;
    Ok(vergelijk(&left, &right))
}

/// The id of the checklist that somebody means: the id itself, or the meldcode of a sector (`onderwijs`, or its name as
/// shown) or of the base (`basis`). What means nothing comes back as it is.
pub fn checklist_id(reader: &dyn Reader, typed: &str) -> String {
    let typed = typed.trim();
    let known = reader.entries(Soort::Beslisboom);
    if known.iter().any(|entry| entry.id == typed) {
        return typed.to_owned();
    }
    let query = fold(typed);
    let sector = SECTOREN.iter().find(|(id, name)| fold(id) == query || fold(name) == query);
    let of_meldcode = format!("meldcode-{}", sector.map_or(query.as_str(), |(id, _)| *id));
    // A sector that has no road of its own yet is named in full, so that the fault says what is missing.
    if sector.is_some() || known.iter().any(|entry| entry.id == of_meldcode) { of_meldcode } else { typed.to_owned() }
}

/// What a user chooses from when two are to stand side by side: meldcodes and afwegingskaders, in the order of menus.
/// What the other side is comes first, and itself does not come at all.
pub fn te_vergelijken(settings: &Settings, reader: &dyn Reader, ander: Option<&str>) -> Vec<Entry> {
    let kind = |entry: &Entry| entry.vorm.filter(|vorm| matches!(vorm, Vorm::Meldcode | Vorm::Afwegingskader));
    let mut found: Vec<Entry> = bomen(settings, reader).into_iter().map(|(_, entry)| entry).collect();
    let other = found.iter().find(|entry| Some(entry.id.as_str()) == ander).and_then(kind);
    found.retain(|entry| kind(entry).is_some() && Some(entry.id.as_str()) != ander);
    found.sort_by_key(|entry| other.is_some() && kind(entry) != other);
    found
}
