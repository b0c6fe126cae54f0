//! An entry in words: its value in a line, its page, when it can be reached, and when it was last confirmed.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::themas::thema_tekst;
use super::veld::Vorm;
use super::{Netwerk, Soort, Veld, Vermelding, Waarde, Week, weken_tekst};
use crate::domain::dates;
use crate::domain::gesprek::{Block, sentence};
use crate::domain::inhoud::{Gemeenten, sector_name};
use crate::domain::kluis::RecordId;
use crate::domain::telefoon::Nummer;

/// After this many days a confirmation is old.
pub const OUD_NA_DAGEN: i32 = 365;

/// The day of a moment. Confirmations are told in days, so the hour around midnight does not matter.
pub fn dag(op: Timestamp) -> Date {
    let since = op.duration_since(Timestamp::UNIX_EPOCH);
    DateTime::constant(1970, 1, 1, 0, 0, 0, 0).saturating_add(since).date()
}

/// The name of a municipality; its code when the table does not know it.
pub fn gemeente_naam<'a>(table: &'a Gemeenten, code: &'a str) -> &'a str {
    table.gemeenten.iter().find(|known| known.gm_code == code).map_or(code, |known| known.gemeente.as_str())
}

/// `gecontroleerd 3 weken geleden door coördinator Parkstad`, `nog niet gecontroleerd · bron: …`.
pub fn gecontroleerd(entry: &Vermelding, today: Date) -> String {
    match entry.bevestigd() {
        Some(known) => {
            let nameless = ["", super::gegevens::NAAMLOOS].contains(&known.door.as_str());
            let door = if nameless { String::new() } else { format!(" door {}", known.door) };
            format!("gecontroleerd {}{door}", geleden(dag(known.op), today))
        }
        None => format!("nog niet gecontroleerd · bron: {}", kort(entry.bron())),
    }
}

/// The first of the sources, cut where it gets long; the page of the entry has all of them.
fn kort(bron: &str) -> String {
    let first = bron.split("; ").next().unwrap_or_default();
    match first.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", first[..at].trim_end()),
        None => first.to_owned(),
    }
}

/// How long ago, in the largest unit that fits: `gisteren`, `3 weken geleden`, `2 jaar geleden`.
pub fn geleden(date: Date, today: Date) -> String {
    let days = today.since(date).map_or(0, |span| span.get_days());
    match days {
        14..=59 => format!("{} weken geleden", days / 7),
        60..=729 => format!("{} maanden geleden", days / 30),
        730.. => format!("{} jaar geleden", days / 365),
        _ => dates::ago(date, today),
    }
}

/// Whether it was confirmed, and not too long ago.
pub fn is_vers(entry: &Vermelding, today: Date) -> bool {
    entry.bevestigd().is_some_and(|known| today.since(dag(known.op)).is_ok_and(|span| span.get_days() <= OUD_NA_DAGEN))
}

/// A telephone number as it is shown; one that could not be read stands as it was given.
pub fn nummer_tekst(number: &str) -> String {
    Nummer::lees(number).map_or_else(|_| number.to_owned(), |number| number.to_string())
}

/// When an entry can be reached, seen from this moment: `bereikbaar tot 17.00`, `afwezig deze week`, `uren onbekend`.
pub fn bereik(netwerk: Netwerk<'_>, entry: &Vermelding, nu: DateTime) -> String {
    if entry.afwezig().contains(&Week::van(nu.date())) {
        return "afwezig deze week".to_owned();
    }
    netwerk.uren(entry).map_or_else(|| "uren onbekend".to_owned(), |uren| uren.kort(uren.stand(nu), nu))
}

/// An entry in a line of plain text: `Wijkteam Heerlen: 045-560 00 00 (bereikbaar tot 17.00). Gecontroleerd gisteren.`
pub fn regel(netwerk: Netwerk<'_>, entry: &Vermelding, nu: DateTime) -> String {
    let how = match netwerk.telefoons(entry).first() {
        Some(phone) => format!("{} ({})", nummer_tekst(&phone.nummer), bereik(netwerk, entry, nu)),
        None if entry.tekst(Veld::Website).is_empty() => "geen nummer bekend".to_owned(),
        None => entry.tekst(Veld::Website).to_owned(),
    };
    format!("{}: {how}. {}", netwerk.naam(entry), zin(&gecontroleerd(entry, nu.date())))
}

/// A text as a sentence; one that was cut has its end already.
pub fn zin(text: &str) -> String {
    let text = sentence(text);
    if text.ends_with(['.', '…']) { text } else { format!("{text}.") }
}

/// The value of a field in one line.
pub fn waarde_tekst(netwerk: Netwerk<'_>, gemeenten: &Gemeenten, veld: Veld, waarde: &Waarde) -> String {
    let other = |id: RecordId| {
        netwerk.met_verwijderd(id).map_or_else(|| "niet meer bekend".to_owned(), |entry| netwerk.naam(entry))
    };
    let join = |texts: Vec<String>| texts.join(", ");
    match waarde {
        Waarde::Tekst(text) => {
            let words = if let Vorm::Keuze(words) = veld.vorm() { words.choices() } else { Vec::new() };
            words.into_iter().find(|(id, _)| *id == **text).map_or_else(|| text.to_string(), |(_, label)| label)
        }
        Waarde::Lijst(texts) => join(texts.iter().map(|text| lijst_tekst(gemeenten, veld, text).to_owned()).collect()),
        Waarde::Weken(weeks) => weken_tekst(weeks),
        Waarde::Telefoons(numbers) => join(numbers.iter().map(|phone| telefoon_regel(phone, " · ")).collect()),
        Waarde::Uren(uren) => uren.to_string(),
        Waarde::Verwijzing(id) => other(*id),
        Waarde::Relaties(others) => {
            join(others.iter().map(|relatie| format!("{} {}", relatie.soort, other(relatie.met))).collect())
        }
        Waarde::Getal(number) => number.to_string(),
        Waarde::JaNee(yes) => if *yes { "ja" } else { "nee" }.to_owned(),
    }
}

/// One of a list: the name of a municipality, theme or sector, or the text itself.
fn lijst_tekst<'a>(gemeenten: &'a Gemeenten, veld: Veld, text: &'a str) -> &'a str {
    if veld == Veld::Gemeenten {
        gemeente_naam(gemeenten, text)
    } else if veld == Veld::Themas {
        thema_tekst(text)
    } else if veld == Veld::Sectoren {
        sector_name(text).unwrap_or(text)
    } else {
        text
    }
}

/// A number with what it is for and when, with this between them.
pub fn telefoon_regel(phone: &super::Telefoon, between: &str) -> String {
    let mut parts = vec![nummer_tekst(&phone.nummer)];
    parts.extend(phone.waarvoor.iter().map(|text| text.to_string()));
    parts.extend(phone.uren.iter().map(|uren| uren.to_string()));
    parts.join(between)
}

/// The page of an entry: how to reach it, what it is, what stands under it, and where every field comes from.
///
/// `geheim` decides whether a secret place may be read on it: on screen, never on what leaves the program.
pub fn blad(netwerk: Netwerk<'_>, id: RecordId, gemeenten: &Gemeenten, nu: DateTime, geheim: bool) -> Vec<Block> {
    let Some(entry) = netwerk.met_verwijderd(id) else {
        return vec![Block::Text("Deze vermelding is er niet meer.".to_owned())];
    };
    let mut blocks = vec![Block::Title(netwerk.naam(entry))];
    if let Some(gone) = entry.verwijderd() {
        let what = if gone.opgegaan_in.is_some() { "Samengevoegd met een andere" } else { "Verwijderd" };
        blocks.push(Block::Danger(format!("{what}, {} door {}.", geleden(dag(gone.op), nu.date()), gone.door)));
    }
    if entry.is_geheim() {
        blocks
            .push(Block::Danger("Geheime plek: staat nooit in een afdruk, QR-code, routekaart of bestand.".to_owned()));
        if !geheim {
            return blocks;
        }
    }
    blocks.extend(bellen(netwerk, entry, nu));
    blocks.push(Block::Muted(gecontroleerd(entry, nu.date())));
    blocks.push(Block::Gap);
    for (veld, waarde, _) in entry.velden() {
        let Some(waarde) = waarde.filter(|_| !matches!(veld, Veld::Telefoons | Veld::Functie)) else { continue };
        if veld == Veld::Naam && entry.soort() != Soort::Contact {
            continue;
        }
        blocks.push(Block::Pair(veld.label().to_owned(), waarde_tekst(netwerk, gemeenten, veld, waarde)));
    }
    blocks.extend(onderdelen(netwerk, id, geheim));
    blocks.extend(herkomst(entry, nu.date()));
    blocks
}

/// The numbers to ring, and whether somebody answers now.
fn bellen(netwerk: Netwerk<'_>, entry: &Vermelding, nu: DateTime) -> Vec<Block> {
    let numbers = netwerk.telefoons(entry);
    if numbers.is_empty() {
        return vec![Block::Strong("Geen nummer bekend.".to_owned())];
    }
    let reach = bereik(netwerk, entry, nu);
    let mut blocks = Vec::new();
    for phone in numbers {
        let when = phone.uren.as_ref().map_or_else(|| reach.clone(), |uren| uren.kort(uren.stand(nu), nu));
        let what = phone.waarvoor.iter().map(|text| text.to_string()).chain([when]).collect::<Vec<_>>().join(" · ");
        blocks.push(Block::Call(nummer_tekst(&phone.nummer), what));
    }
    if entry.telefoons().is_empty() {
        blocks.push(Block::Muted("Nummer van de organisatie.".to_owned()));
    }
    blocks
}

/// What belongs to an organisation.
fn onderdelen(netwerk: Netwerk<'_>, id: RecordId, geheim: bool) -> Vec<Block> {
    let mut children: Vec<&Vermelding> =
        netwerk.onder(id).map(|(_, entry)| entry).filter(|entry| geheim || !entry.is_geheim()).collect();
    if children.is_empty() {
        return Vec::new();
    }
    children.sort_by_key(|entry| (entry.soort(), entry.titel().to_lowercase()));
    let mut blocks = vec![Block::Gap, Block::Heading("Hoort hierbij".to_owned())];
    for entry in children {
        let numbers: Vec<String> = entry.telefoons().iter().map(|phone| nummer_tekst(&phone.nummer)).collect();
        let rest = if numbers.is_empty() { String::new() } else { format!(": {}", numbers.join(", ")) };
        blocks.push(Block::Point(format!("{} ({}){rest}", entry.titel(), entry.soort().text())));
    }
    blocks
}

/// When, by whom and from which source something was set: `22 november 2026 (vandaag), coördinator, bron: website`.
pub fn herkomst_regel(origin: &super::Herkomst, today: Date) -> String {
    let day = dag(origin.op);
    // What came from a plan was taken over on that day, and said long before.
    let taken = if origin.door.starts_with("startnetwerk") { "overgenomen " } else { "" };
    format!("{taken}{} ({}), {}, bron: {}", dates::long(day), geleden(day, today), origin.door, origin.bron)
}

/// Where the fields come from: a line per moment, person and source.
fn herkomst(entry: &Vermelding, today: Date) -> Vec<Block> {
    let mut blocks = vec![Block::Gap, Block::Heading("Waar dit vandaan komt".to_owned())];
    let mut known: Vec<(&super::Herkomst, Vec<&str>)> = Vec::new();
    for (veld, _, origin) in entry.velden() {
        let Some(origin) = origin else { continue };
        match known.iter_mut().find(|(other, _)| *other == origin) {
            Some((_, fields)) => fields.push(veld.label()),
            None => known.push((origin, vec![veld.label()])),
        }
    }
    known.sort_by_key(|(origin, _)| std::cmp::Reverse(origin.op));
    for (origin, fields) in known {
        let fields = fields.join(", ");
        blocks.push(Block::Muted(format!("{}: {fields}", herkomst_regel(origin, today))));
    }
    if entry.geen_antwoord().is_some() {
        blocks.push(Block::Muted(format!(
            "Bij de laatste controle geen antwoord ({}).",
            entry.geen_antwoord().map_or_else(String::new, |op| geleden(dag(op), today))
        )));
    }
    blocks
}
