//! Look-ups as pages: reference, numbers, emergency, signals, words, municipalities.

use super::block::{Block, points};
use super::text::sentence;
use super::turn::{origin, version_line};
use crate::domain::dates;
use crate::domain::inhoud::{
    Bestand, Bewaartermijn, Bewaartermijnen, Gemeente, Gemeenten, Herkomst, Kop, Naslag, Nummer, Nummers, Signalen,
    VeiligThuis, Woord, Woordenlijst, sector_name,
};

/// A reference page.
pub fn naslag_page(file: &Bestand<Naslag>, own: bool) -> Vec<Block> {
    let mut blocks = opening(&file.kop, own);
    for deel in &file.inhoud.hoofdstukken {
        blocks.push(Block::Gap);
        blocks.push(Block::Heading(deel.titel.clone()));
        blocks.extend(deel.tekst.iter().cloned().map(Block::Text));
        blocks.extend(deel.punten.iter().map(|punt| Block::Point(punt.shown())));
        let herkomst =
            Herkomst { bronnen: deel.bronnen.clone(), feiten: deel.feiten.clone(), zekerheid: deel.zekerheid };
        blocks.push(Block::Muted(origin(&file.kop, Some(&herkomst))));
    }
    blocks
}

fn opening(kop: &Kop, own: bool) -> Vec<Block> {
    vec![
        Block::Title(kop.titel.clone()),
        Block::Muted(format!("{} · nazien voor {}", version_line(kop, own), dates::long(kop.nazien_voor))),
        Block::Text(kop.omschrijving.clone()),
    ]
}

/// All numbers.
pub fn nummers_page(file: &Bestand<Nummers>) -> Vec<Block> {
    let mut blocks = opening(&file.kop, false);
    for nummer in &file.inhoud.nummers {
        blocks.push(Block::Gap);
        blocks.extend(nummer_blocks(nummer));
    }
    blocks
}

fn nummer_blocks(nummer: &Nummer) -> Vec<Block> {
    let mut blocks = vec![
        Block::Strong(format!("{} · {}", nummer.nummer, nummer.naam)),
        Block::Text(full_sentence(&nummer.wanneer)),
        Block::Pair("Bereikbaar".to_owned(), nummer.bereikbaar.clone()),
    ];
    blocks.extend(nummer.kosten.iter().map(|kosten| Block::Pair("Kosten".to_owned(), kosten.clone())));
    blocks.extend(nummer.voor_wie.iter().map(|wie| Block::Pair("Voor wie".to_owned(), wie.clone())));
    blocks.push(Block::Muted(format!(
        "Gecontroleerd op {} · zekerheid {}",
        dates::long(nummer.gecontroleerd_op),
        nummer.zekerheid.name()
    )));
    blocks
}

/// The words as a sentence of their own; on the emergency page they stand behind a name.
fn full_sentence(words: &str) -> String {
    let stop = if words.ends_with(['.', '?', '!']) { "" } else { "." };
    sentence(words) + stop
}

/// The emergency page; `own` is the user's own Veilig Thuis, when the municipality is known.
pub fn emergency_page(file: &Bestand<Nummers>, own: Option<(&str, &str)>) -> Vec<Block> {
    let mut blocks = vec![Block::Title("Acuut gevaar".to_owned())];
    blocks.push(Block::Gap);
    for nummer in file.inhoud.emergency() {
        blocks.push(Block::Call(nummer.nummer.clone(), format!("{} – {}", nummer.naam, nummer.wanneer)));
        if nummer.id == "veilig-thuis"
            && let Some((gemeente, veilig_thuis)) = own
        {
            blocks.push(Block::Call(String::new(), format!("{gemeente}: {veilig_thuis}")));
        }
    }
    blocks.push(Block::Gap);
    blocks.extend(file.inhoud.noodregels.iter().map(|regel| Block::Danger(regel.shown())));
    if let Some(day) = file.inhoud.checked_on() {
        blocks.push(Block::Gap);
        blocks.push(Block::Muted(format!("Gecontroleerd op {}", dates::long(day))));
    }
    blocks
}

/// Why ticked signals are not counted: said wherever signals can be ticked (F5.00).
const NOT_COUNTED: &str = "Aanvinken maakt alleen een lijst voor uw eigen dossier. Er wordt niets geteld of gewogen: \
                           een signaal kan een andere oorzaak hebben.";

/// What to know before using a list of signals.
pub(super) fn signalen_intro(signalen: &Signalen) -> Vec<Block> {
    let mut blocks = vec![Block::Text(signalen.inleiding.clone()), Block::Muted(NOT_COUNTED.to_owned())];
    blocks.extend(points("Let op", &signalen.let_op));
    blocks
}

/// A list of signals as a page; with boxes where something could be ticked.
pub fn signalen_page(file: &Bestand<Signalen>, own: bool, ticked: Option<&[String]>) -> Vec<Block> {
    let mut blocks = opening(&file.kop, own);
    blocks.extend(signalen_intro(&file.inhoud));
    for groep in &file.inhoud.groepen {
        blocks.push(Block::Gap);
        blocks.extend(groep.titel.iter().cloned().map(Block::Heading));
        blocks.extend(groep.items.iter().map(|item| match ticked {
            Some(ticked) => Block::Ticked(ticked.contains(&item.id), item.shown()),
            None => Block::Point(item.shown()),
        }));
    }
    blocks.push(Block::Gap);
    blocks.push(Block::Heading("Bronnen".to_owned()));
    blocks.extend(file.kop.bronnen.iter().map(|bron| Block::Point(bron.citation())));
    blocks
}

/// A word of the glossary.
pub fn woord_page(list: &Bestand<Woordenlijst>, woord: &Woord) -> Vec<Block> {
    let mut blocks = vec![Block::Strong(woord.woord.clone())];
    blocks.extend(woord.voluit.iter().map(|voluit| Block::Pair("Voluit".to_owned(), voluit.clone())));
    if !woord.ook.is_empty() {
        blocks.push(Block::Pair("Ook".to_owned(), woord.ook.join(", ")));
    }
    blocks.push(Block::Text(woord.betekenis.clone()));
    let related: Vec<&str> = woord
        .zie_ook
        .iter()
        .filter_map(|id| list.inhoud.woorden.iter().find(|other| other.id == *id))
        .map(|other| other.woord.as_str())
        .collect();
    if !related.is_empty() {
        blocks.push(Block::Pair("Zie ook".to_owned(), related.join(", ")));
    }
    let herkomst =
        Herkomst { bronnen: woord.bronnen.clone(), feiten: woord.feiten.clone(), zekerheid: woord.zekerheid };
    blocks.push(Block::Muted(origin(&list.kop, Some(&herkomst))));
    blocks
}

/// How long the records of a sector are kept, with those of others such as Veilig Thuis; everything when the sector is
/// not known.
pub fn bewaartermijnen_page(file: &Bestand<Bewaartermijnen>, own: bool, sector: &str) -> Vec<Block> {
    let mut blocks = opening(&file.kop, own);
    blocks.push(Block::Strong(
        "Dit zijn termijnen van het dossier van uw organisatie, niet van dit werkdossier.".to_owned(),
    ));
    blocks.extend(file.inhoud.inleiding.iter().map(|punt| Block::Point(punt.shown())));
    let (others, of_sectors): (Vec<&Bewaartermijn>, Vec<_>) =
        file.inhoud.termijnen.iter().partition(|termijn| termijn.sectoren.is_empty());
    let name = sector_name(sector);
    let mine =
        of_sectors.into_iter().filter(|termijn| name.is_none() || termijn.sectoren.iter().any(|id| id == sector));
    let mine: Vec<&Bewaartermijn> = mine.collect();
    blocks.push(Block::Gap);
    blocks.push(Block::Heading(name.map_or_else(|| "Alle sectoren".to_owned(), |name| format!("Uw sector: {name}"))));
    if mine.is_empty() {
        blocks.push(Block::Text(
            "Voor uw sector is in de bronnen geen termijn gevonden. Kijk in het beleid van uw organisatie.".to_owned(),
        ));
    }
    mine.into_iter().for_each(|termijn| blocks.extend(bewaartermijn_blocks(file, termijn)));
    if !others.is_empty() {
        blocks.push(Block::Gap);
        blocks.push(Block::Heading("Dossiers van anderen".to_owned()));
    }
    others.into_iter().for_each(|termijn| blocks.extend(bewaartermijn_blocks(file, termijn)));
    blocks
}

fn bewaartermijn_blocks(file: &Bestand<Bewaartermijnen>, termijn: &Bewaartermijn) -> Vec<Block> {
    let mut blocks =
        vec![Block::Gap, Block::Strong(termijn.dossier.clone()), Block::Pair("Bewaren".to_owned(), termijn.term())];
    let pairs = [("Vanaf", termijn.vanaf.clone()), ("Grondslag", termijn.grondslag.clone())];
    let stand = ("Gelezen tekst", termijn.stand.map(|stand| format!("van {}", dates::long(stand))));
    let pairs = pairs.into_iter().chain([stand]).filter_map(|(label, value)| Some((label, value?)));
    blocks.extend(pairs.map(|(label, value)| Block::Pair(label.to_owned(), value)));
    for other in file.inhoud.termijnen.iter().filter(|other| termijn.tegenspraak.contains(&other.id)) {
        blocks.push(Block::Danger(format!(
            "Bronnen spreken elkaar tegen: \"{}\" zegt {}. Vraag na wat voor u geldt.",
            other.dossier,
            other.term()
        )));
    }
    blocks.extend(termijn.let_op.iter().map(|punt| Block::Point(punt.shown())));
    let herkomst =
        Herkomst { bronnen: termijn.bronnen.clone(), feiten: termijn.feiten.clone(), zekerheid: termijn.zekerheid };
    blocks.push(Block::Muted(origin(&file.kop, Some(&herkomst))));
    blocks
}

/// A municipality: who serves it, with the date of the data.
pub fn gemeente_page(table: &Gemeenten, gemeente: &Gemeente) -> Vec<Block> {
    let vt: Option<&VeiligThuis> = table.veilig_thuis.iter().find(|vt| vt.naam == gemeente.veilig_thuis);
    let mut blocks = vec![
        Block::Strong(gemeente.gemeente.clone()),
        Block::Pair("Provincie".to_owned(), gemeente.provincie.clone()),
        Block::Pair("Veilig Thuis".to_owned(), gemeente.veilig_thuis.clone()),
    ];
    if let Some(vt) = vt {
        blocks.push(Block::Pair("Telefoon".to_owned(), format!("{} (dag en nacht, gratis)", vt.telefoon)));
        if let Some(website) = &vt.website {
            blocks.push(Block::Pair("Website".to_owned(), format!("{website} (niet getest)")));
        }
    }
    blocks.push(Block::Pair("GGD".to_owned(), gemeente.ggd.clone()));
    blocks.push(Block::Pair("Veiligheidsregio".to_owned(), gemeente.veiligheidsregio.clone()));
    blocks.push(Block::Muted(format!("Stand van de gegevens: {}", dates::long(table.peildatum))));
    blocks.push(Block::Muted(table.vermelding.clone()));
    blocks
}
