//! Prints of a casus, in three cuts from the same lines: everything, the order in which Veilig Thuis asks (F7.12), and
//! the version to read with the family.

use jiff::civil::Date;

use super::dossier::{Dossier, Lijn};
use super::lopen::gelopen;
use super::regel::{Aard, Afdruksoort, Delen, Strekking, Wat};
use super::tekst::regeltekst;
use super::tijdlijn::{Moment, Toon, lijn_moment, tijdlijn};
use super::wanneer::Wanneer;
use crate::domain::dates;
use crate::domain::gesprek::{Block, Reader, report, sentence};
use crate::domain::inhoud::sector_name;
use crate::domain::kluis::Model;

/// A line that a print leaves out, and why: for the professional, never in the print.
#[derive(Clone, PartialEq, Eq)]
pub struct Weggelaten {
    /// The line.
    pub nr: u32,
    /// Its kind.
    pub soort: &'static str,
    /// What it says, in short.
    pub tekst: String,
    /// Why it is left out.
    pub waarom: &'static str,
}

/// The lines that a print leaves out. The family must not be able to see that something is missing: so what is left out
/// is told before printing, and nowhere else.
pub fn weggelaten(dossier: &Dossier, afdruk: Afdruksoort) -> Vec<Weggelaten> {
    if afdruk == Afdruksoort::Volledig {
        return Vec::new();
    }
    let written = dossier.lijnen().iter().filter(|lijn| !is_household(&lijn.regel.wat));
    let left = written.filter_map(|lijn| {
        let waarom = why_not(dossier, lijn, afdruk)?;
        let tekst: String = regeltekst(&lijn.nu).all().split_whitespace().take(12).collect::<Vec<_>>().join(" ");
        Some(Weggelaten { nr: lijn.regel.nr, soort: lijn.nu.word(), tekst, waarom })
    });
    left.collect()
}

/// What only keeps the record straight, and is told in no print but the full one.
fn is_household(wat: &Wat) -> bool {
    wat.is_about_a_line()
        || matches!(
            wat,
            Wat::Begin { .. } | Wat::Hernoemd { .. } | Wat::Loop { .. } | Wat::Antwoord { .. } | Wat::Afdruk { .. }
        )
}

/// Why a line does not stand in a print; `None` when it does.
fn why_not(dossier: &Dossier, lijn: &Lijn, afdruk: Afdruksoort) -> Option<&'static str> {
    if !lijn.geldt() {
        return Some("ingetrokken");
    }
    match afdruk {
        Afdruksoort::Volledig => None,
        Afdruksoort::VeiligThuis => why_not_veilig_thuis(&lijn.nu),
        Afdruksoort::Gezin => why_not_family(lijn).or_else(|| {
            // A term would tell of the report from which it follows.
            let head = dossier.herkomst(lijn).filter(|head| !is_household(&head.regel.wat))?;
            why_not(dossier, head, afdruk).map(|_| "volgt uit een regel die niet in deze versie staat")
        }),
    }
}

fn why_not_veilig_thuis(wat: &Wat) -> Option<&'static str> {
    match wat {
        Wat::GeenAdvies { .. }
        | Wat::Terugkoppeling { .. }
        | Wat::Termijn { .. }
        | Wat::Sluiting { .. }
        | Wat::Heropening { .. } => Some("staat niet in deze versie"),
        _ => None,
    }
}

fn why_not_family(lijn: &Lijn) -> Option<&'static str> {
    match lijn.delen {
        Delen::VanDerden => return Some("gemerkt: van derden"),
        Delen::Onveilig => return Some("gemerkt: onveilig om te delen"),
        Delen::Gewoon => {}
    }
    match &lijn.nu {
        Wat::Notitie { .. }
        | Wat::Gesprek { .. }
        | Wat::Kindcheck { .. }
        | Wat::Beslissing { .. }
        | Wat::Melding { .. }
        | Wat::Termijn { .. }
        | Wat::Actie { .. } => None,
        Wat::Advies { .. } | Wat::GeenAdvies { .. } => Some("advies staat niet in deze versie"),
        Wat::GeenGesprek { .. } => Some("waarom er geen gesprek was, kan onveilig zijn"),
        Wat::Toestemming { .. } => Some("voor wie iets verzwegen is, kan onveilig zijn"),
        Wat::Terugkoppeling { .. } => Some("van Veilig Thuis: niet aan u om te delen"),
        Wat::Drager { .. } | Wat::Betrokkene { .. } => Some("staat niet in deze versie"),
        _ => Some("staat niet in deze versie"),
    }
}

/// A print as a page.
pub fn afdruk(dossier: &Dossier, soort: Afdruksoort, today: Date) -> Vec<Block> {
    match soort {
        Afdruksoort::Volledig => full(dossier, today),
        Afdruksoort::VeiligThuis => for_veilig_thuis(dossier, today),
        Afdruksoort::Gezin => for_family(dossier, today),
    }
}

/// The outcome of every walk of the casus, or how far it came, and why: the end of the full print.
pub fn uitkomsten(dossier: &Dossier, model: &Model, reader: &dyn Reader, today: Date) -> Vec<Block> {
    let mut blocks = Vec::new();
    for of in &dossier.lopen {
        blocks.push(Block::Gap);
        blocks.push(Block::Heading(format!("{}, versie {}", of.titel, of.versie)));
        match gelopen(dossier, of, model, reader) {
            Ok(gelopen) => {
                let page = report(&gelopen.walk, today);
                blocks.extend(page.into_iter().filter(|block| !matches!(block, Block::Title(_))));
            }
            Err(fault) => blocks.extend(fault.lines().into_iter().map(Block::Text)),
        }
    }
    blocks
}

/// A file name without anything of the case in it: kind, code and day.
pub fn afdruk_naam(dossier: &Dossier, soort: Afdruksoort, today: Date) -> String {
    format!("afdruk-{}-{}-{today}", soort.id(), dossier.code().to_lowercase())
}

fn sector(dossier: &Dossier) -> &str {
    sector_name(&dossier.sector).unwrap_or("niet gekozen")
}

// --- everything ------------------------------------------------------------------------------------------------------

fn full(dossier: &Dossier, today: Date) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title(format!("Casus {}", dossier.pseudoniem)),
        Block::Muted(format!("Code {} · afgedrukt op {}", dossier.code(), dates::long(today))),
        Block::Muted("Werkdossier. Het dossier is dat van uw organisatie.".to_owned()),
        Block::Gap,
        Block::Pair("Sector".to_owned(), sector(dossier).to_owned()),
        Block::Pair("Rol".to_owned(), dossier.rol.text().to_owned()),
        Block::Pair("Begonnen".to_owned(), dates::long(dossier.begonnen.date())),
    ];
    if !dossier.dragers.is_empty() {
        blocks.push(Block::Pair("Draagt mee".to_owned(), dossier.dragers.join(", ")));
    }
    for person in &dossier.betrokkenen {
        blocks.push(Block::Pair("Betrokkene".to_owned(), person.shown()));
    }
    blocks.push(Block::Gap);
    blocks.push(Block::Heading("Tijdlijn".to_owned()));
    for moment in tijdlijn(dossier, Toon { antwoorden: true, ingetrokken: true }) {
        let delen = dossier.lijn(moment.nr).map_or(Delen::Gewoon, |lijn| lijn.delen);
        blocks.extend(moment_blocks(&moment, delen));
    }
    blocks
}

/// A moment of the chronology on a page, and who may read it.
pub fn moment_blocks(moment: &Moment, delen: Delen) -> Vec<Block> {
    let mut blocks = vec![Block::Gap];
    let kop = if moment.kop.is_empty() { String::new() } else { format!(" – {}", moment.kop) };
    blocks.push(Block::Strong(format!("{} · {}{kop}", moment.wanneer.long(), moment.soort)));
    blocks.extend(moment.tekst.iter().flat_map(|text| paragraphs(text)));
    for before in &moment.eerder {
        blocks.push(Block::Muted(format!("Was: {} (reden: {})", before.was, before.reden)));
    }
    if let Some(reason) = &moment.ingetrokken {
        blocks.push(Block::Muted(format!("Ingetrokken: {reason}")));
    }
    if let Some(how) = &moment.klaar {
        blocks.push(Block::Muted(if how.is_empty() { "Klaar.".to_owned() } else { format!("Klaar: {how}") }));
    }
    if delen != Delen::Gewoon {
        blocks.push(Block::Muted(format!("Gemerkt: {}", delen.text())));
    }
    blocks.push(Block::Muted(format!("Regel {}", moment.nr)));
    blocks
}

fn paragraphs(text: &str) -> Vec<Block> {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| Block::Text(line.to_owned())).collect()
}

// --- what Veilig Thuis asks ------------------------------------------------------------------------------------------

/// What is left open to fill in by hand, because it is never kept here.
const BY_HAND: &str = "(zelf invullen op papier of aan de telefoon)";

fn for_veilig_thuis(dossier: &Dossier, today: Date) -> Vec<Block> {
    let shown: Vec<&Lijn> =
        dossier.lijnen().iter().filter(|lijn| why_not(dossier, lijn, Afdruksoort::VeiligThuis).is_none()).collect();
    let mut shown = shown;
    shown.sort_by_key(|lijn| (lijn.nu.wanneer().unwrap_or_else(|| Wanneer::at(lijn.regel.vastgelegd)), lijn.regel.nr));
    let part = |is: fn(&Wat) -> bool| -> Vec<Block> {
        shown.iter().filter(|lijn| is(&lijn.nu)).flat_map(|lijn| dated(&lijn.nu, lijn)).collect()
    };
    let note = |aard: Aard, heading: &str| -> Vec<Block> {
        let of_kind = shown.iter().filter(|lijn| matches!(&lijn.nu, Wat::Notitie { aard: own, .. } if *own == aard));
        headed(heading, of_kind.flat_map(|lijn| dated(&lijn.nu, lijn)).collect())
    };
    let mut blocks = vec![
        Block::Title("Melding bij Veilig Thuis".to_owned()),
        Block::Muted(format!("Gemaakt op {}. Bel altijd eerst: 0800-2000.", dates::long(today))),
        Block::Muted("Elke regio vraagt iets andere gegevens.".to_owned()),
    ];
    blocks.extend(numbered(
        1,
        "Melder en functie",
        vec![
            Block::Pair("Naam en bereikbaarheid".to_owned(), BY_HAND.to_owned()),
            Block::Pair("Functie".to_owned(), format!("{}, {}", dossier.rol.text(), sector(dossier))),
        ],
    ));
    let mut persons = vec![Block::Pair("Namen en geboortedata".to_owned(), BY_HAND.to_owned())];
    persons.extend(dossier.betrokkenen.iter().map(|person| Block::Point(person.shown())));
    persons.extend(part(|wat| matches!(wat, Wat::Kindcheck { .. })));
    blocks.extend(numbered(2, "Om wie het gaat", persons));
    let mut facts = note(Aard::Waarneming, "Zelf gezien of gehoord");
    facts.extend(note(Aard::Uitspraak, "Van een ander gehoord"));
    facts.extend(note(Aard::Duiding, "Wat ik ervan maak"));
    let counter = shown
        .iter()
        .filter(|lijn| matches!(&lijn.nu, Wat::Notitie { strekking: Strekking::Ontkracht | Strekking::Beschermt, .. }));
    let counter: Vec<Block> = counter.flat_map(|lijn| dated(&lijn.nu, lijn)).collect();
    facts.extend(headed("Daarvan spreekt tegen of beschermt", counter));
    blocks.extend(numbered(3, "Signalen, feiten en gebeurtenissen", facts));
    let mut network: Vec<Block> = dossier.dragers.iter().map(|one| Block::Point(one.clone())).collect();
    network.extend(part(|wat| matches!(wat, Wat::Advies { .. })));
    blocks.extend(numbered(4, "Wie er al betrokken zijn", network));
    let mut talks = part(|wat| matches!(wat, Wat::Gesprek { .. } | Wat::GeenGesprek { .. }));
    talks.extend(part(|wat| matches!(wat, Wat::Melding { .. } | Wat::Toestemming { .. })));
    blocks.extend(numbered(5, "Wat met betrokkenen is besproken", talks));
    blocks.extend(numbered(6, "Wat ik zelf kan doen", part(|wat| matches!(wat, Wat::Actie { .. }))));
    blocks.extend(numbered(7, "Veiligheid nu, van iedereen", part(|wat| matches!(wat, Wat::Beslissing { .. }))));
    blocks
}

/// A numbered part; when nothing is in the record, that is said.
fn numbered(number: usize, heading: &str, mut inside: Vec<Block>) -> Vec<Block> {
    if inside.is_empty() {
        inside.push(Block::Text("Hierover staat nog niets in het werkdossier.".to_owned()));
    }
    let mut blocks = vec![Block::Gap, Block::Heading(format!("{number}. {heading}"))];
    blocks.extend(inside);
    blocks
}

fn headed(heading: &str, inside: Vec<Block>) -> Vec<Block> {
    if inside.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Strong(heading.to_owned())];
    blocks.extend(inside);
    blocks
}

/// A line with its day, its source and its text.
fn dated(wat: &Wat, lijn: &Lijn) -> Vec<Block> {
    let text = regeltekst(wat);
    let moment = wat.wanneer().unwrap_or_else(|| Wanneer::at(lijn.regel.vastgelegd));
    let kop = if text.kop.is_empty() { String::new() } else { format!(" – {}", text.kop) };
    let mut blocks = vec![Block::Point(format!("{}{kop}", moment.long()))];
    for (label, text) in &text.delen {
        let whole = if label.is_empty() { text.clone() } else { format!("{}: {text}", sentence(label)) };
        blocks.extend(paragraphs(&whole));
    }
    blocks
}

// --- the family ------------------------------------------------------------------------------------------------------

fn for_family(dossier: &Dossier, today: Date) -> Vec<Block> {
    let mut shown: Vec<&Lijn> = dossier
        .lijnen()
        .iter()
        .filter(|lijn| !is_household(&lijn.regel.wat) && why_not(dossier, lijn, Afdruksoort::Gezin).is_none())
        .collect();
    shown.sort_by_key(|lijn| (lijn_moment(lijn), lijn.regel.nr));
    let mut blocks = vec![
        Block::Title("Wat is opgeschreven".to_owned()),
        Block::Muted(format!("Om samen te lezen, {}", dates::long(today))),
        Block::Gap,
        Block::Text("Klopt er iets niet, of mist u iets? Zeg het: dan komt uw woord erbij te staan.".to_owned()),
    ];
    for (at, lijn) in shown.iter().enumerate() {
        let moment = lijn_moment(lijn);
        let text = family_text(&lijn.nu);
        blocks.push(Block::Gap);
        let kop = if text.0.is_empty() { String::new() } else { format!(": {}", text.0) };
        blocks.push(Block::Numbered(at + 1, format!("{} – {}{kop}", moment.long(), family_word(&lijn.nu))));
        blocks.extend(text.1.iter().flat_map(|text| paragraphs(text)));
    }
    blocks
}

fn family_word(wat: &Wat) -> &'static str {
    match wat {
        Wat::Notitie { aard: Aard::Waarneming, .. } => "gezien",
        Wat::Notitie { aard: Aard::Uitspraak, .. } => "gezegd",
        Wat::Notitie { aard: Aard::Duiding, .. } => "wat wij ervan maken",
        wat => wat.word(),
    }
}

/// The head and the parts of a line as the family reads it: without what is only for the professional.
fn family_text(wat: &Wat) -> (String, Vec<String>) {
    let text = regeltekst(wat);
    let hidden = ["strekking", "per verzorger gewogen", "ingelicht"];
    let parts = text.delen.iter().filter(|(label, _)| !hidden.contains(label));
    let parts =
        parts.map(|(label, text)| if label.is_empty() { text.clone() } else { format!("{}: {text}", sentence(label)) });
    (text.kop.clone(), parts.collect())
}
