//! Address cards, as Outlook, Google, telephones and Nextcloud make them. The crate `calcard` reads a card; what stands
//! before it divides the file into cards, so that one that is broken or has no end costs nothing but itself.
//!
//! Of people only what their work asks for is taken over: no birthdays, photos, family and home addresses.

use std::collections::HashMap;

use calcard::common::IanaType;
use calcard::vcard::{VCard, VCardEntry, VCardKind, VCardParameterName, VCardProperty, VCardType, VCardValue};
use calcard::{Entry, Parser};

use super::eigen::{Eigen, taal};
use super::tekst::{Codering, Tekstbron};
use super::{Bron, Gebreken, Grenzen, kort, te_groot, vangen};
use crate::domain::fault::Fault;
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::invoer::{Bestandsoort, Concept, Gebrek, Gelezen, Inlezing, Plek, Ruw};
use crate::domain::netwerk::{Soort, Veld};
use crate::domain::search::fold;

/// Reads a file of cards.
pub(super) fn lees(bron: &mut dyn Bron, begin: &[u8], grenzen: &Grenzen) -> Result<Inlezing, Fault> {
    let codering = Codering::van(bron, begin)?;
    let mut kaarten = Kaarten {
        bron: Tekstbron::new(bron, codering)?,
        buffer: Vec::new(),
        at: 0,
        gezocht: 0,
        regel: 0,
        terug: None,
        grenzen,
    };
    let mut lezer =
        Lezer { gebreken: Gebreken::new(grenzen), concepten: Vec::new(), orgs: HashMap::new(), weg: Weg::default() };
    let (mut count, mut size) = (0_usize, 0_usize);
    while let Some((regel, text)) = kaarten.volgende(&mut lezer.gebreken)? {
        count += 1;
        if count > grenzen.kaarten {
            return Err(te_groot(&format!("Er zijn meer dan {} adreskaartjes.", grenzen.kaarten)));
        }
        size += text.len();
        if size > grenzen.tekst {
            return Err(te_groot(&format!("Er is meer dan {} MB tekst.", grenzen.tekst >> 20)));
        }
        let plek = Plek::regel(regel);
        match vangen(|| Ok(Parser::new(&text).entry())) {
            Ok(Entry::VCard(card)) => lezer.kaart(plek, &card)?,
            _ => lezer.mis(plek, "", "Dit adreskaartje is niet te lezen.", OPNIEUW, true)?,
        }
    }
    lezer.koppel();
    let mut opmerkingen = Vec::new();
    if codering == Codering::Windows1252 {
        opmerkingen.push("Gelezen als Windows-1252.".to_owned());
    }
    opmerkingen.extend(lezer.weg.opmerkingen());
    Ok(Inlezing {
        soort: Bestandsoort::Vcard,
        inhoud: Gelezen::Concepten(lezer.concepten),
        gebreken: lezer.gebreken.lijst,
        opmerkingen,
    })
}

const OPNIEUW: &str = "Vraag de afzender om het opnieuw op te slaan en te sturen.";

/// Bytes of one card, its photo included.
const KAART: usize = 4 << 20;

/// Divides a file into cards.
struct Kaarten<'a> {
    bron: Tekstbron<'a>,
    buffer: Vec<u8>,
    at: usize,
    /// Up to where no end of a line was found.
    gezocht: usize,
    regel: u64,
    /// A line that was read and belongs to the next card.
    terug: Option<String>,
    grenzen: &'a Grenzen,
}

impl Kaarten<'_> {
    /// The next line.
    fn regel(&mut self) -> Result<Option<String>, Fault> {
        if let Some(line) = self.terug.take() {
            return Ok(Some(line));
        }
        loop {
            let from = self.at.max(self.gezocht);
            let found = self.buffer.get(from..).unwrap_or_default().iter().position(|byte| *byte == b'\n');
            let end = match found {
                Some(found) => from + found,
                None => {
                    self.gezocht = self.buffer.len();
                    if self.at > 0 {
                        self.buffer.drain(..self.at);
                        self.gezocht -= self.at;
                        self.at = 0;
                    }
                    if self.bron.vul(&mut self.buffer)? {
                        continue;
                    }
                    if self.buffer.is_empty() {
                        return Ok(None);
                    }
                    self.buffer.len()
                }
            };
            let line = String::from_utf8_lossy(self.buffer.get(self.at..end).unwrap_or_default()).into_owned();
            self.at = (end + 1).min(self.buffer.len());
            self.regel += 1;
            return Ok(Some(line));
        }
    }

    /// The next card that is whole, with the line on which it begins.
    fn volgende(&mut self, gebreken: &mut Gebreken) -> Result<Option<(u64, String)>, Fault> {
        let mut mis = |regel: u64, wat: String, advies: &str| {
            gebreken.push(Gebrek { plek: Plek::regel(regel), wat, advies: advies.to_owned(), hele_rij: true })
        };
        loop {
            let mut loose = None;
            let begin = loop {
                match self.regel()? {
                    None => break None,
                    Some(line) if is(&line, "BEGIN:VCARD") => break Some(self.regel),
                    Some(line) if !line.trim().is_empty() && loose.is_none() => loose = Some(self.regel),
                    Some(_) => {}
                }
            };
            if let Some(regel) = loose {
                mis(regel, "Hier staat tekst buiten een adreskaartje.".to_owned(), OPNIEUW)?;
            }
            let Some(begin) = begin else { return Ok(None) };
            match self.tot_einde()? {
                Einde::Kaart(text) => return Ok(Some((begin, met_tekenset(text)))),
                Einde::Bestand => mis(begin, "Dit adreskaartje heeft geen einde.".to_owned(), OPNIEUW)?,
                Einde::Volgende => {
                    let wat =
                        format!("Dit adreskaartje heeft geen einde; op regel {} begint het volgende.", self.regel);
                    mis(begin, wat, OPNIEUW)?;
                }
                Einde::TeLang => {
                    let most = self.grenzen.regels_per_kaart;
                    let wat = format!("Dit adreskaartje is te lang: meer dan {most} regels of 4 MB.");
                    mis(begin, wat, "Haal de foto's eruit, of vraag de afzender om het opnieuw te sturen.")?;
                }
            }
        }
    }

    /// The rest of a card that has begun.
    fn tot_einde(&mut self) -> Result<Einde, Fault> {
        let mut text = String::from("BEGIN:VCARD\r\n");
        let (mut lines, mut too_long) = (1_usize, false);
        while let Some(line) = self.regel()? {
            lines += 1;
            if is(&line, "BEGIN:VCARD") {
                self.terug = Some(line);
                return Ok(Einde::Volgende);
            }
            too_long |= lines > self.grenzen.regels_per_kaart || text.len() + line.len() > KAART;
            if !too_long {
                text.push_str(&line);
                text.push_str("\r\n");
            }
            if is(&line, "END:VCARD") {
                return Ok(if too_long { Einde::TeLang } else { Einde::Kaart(text) });
            }
        }
        Ok(Einde::Bestand)
    }
}

/// How a card that has begun goes on.
enum Einde {
    /// It is whole.
    Kaart(String),
    /// The file ends first.
    Bestand,
    /// Another card begins first.
    Volgende,
    /// It is over a limit.
    TeLang,
}

fn is(line: &str, wanted: &str) -> bool {
    line.trim().eq_ignore_ascii_case(wanted)
}

/// Old cards often say that a text is quoted-printable and not in which letters; most of them mean UTF-8 then. It is
/// said for them where the bytes are UTF-8.
fn met_tekenset(text: String) -> String {
    if !text.to_ascii_uppercase().contains("QUOTED-PRINTABLE") {
        return text;
    }
    let mut told = String::with_capacity(text.len() + 64);
    let mut lines = text.split_inclusive("\r\n").peekable();
    while let Some(line) = lines.next() {
        let head = line.split(':').next().unwrap_or_default();
        let upper = head.to_ascii_uppercase();
        let is_bare = upper.contains(";QUOTED-PRINTABLE");
        if !upper.contains("QUOTED-PRINTABLE") || upper.contains("CHARSET=") && !is_bare {
            told.push_str(line);
            continue;
        }
        let mut value = line.get(head.len()..).unwrap_or_default().to_owned();
        while value.trim_end().ends_with('=') {
            match lines.next() {
                Some(more) => value.push_str(more),
                None => break,
            }
        }
        // Version 2.1 allows the name of the encoding alone, which the crate does not know.
        match upper.find(";QUOTED-PRINTABLE") {
            Some(at) => {
                let (before, after) = (head.get(..=at), head.get(at + 1..));
                told.extend([before.unwrap_or_default(), "ENCODING=", after.unwrap_or_default()]);
            }
            None => told.push_str(head),
        }
        if !upper.contains("CHARSET=") && is_utf8(&value) {
            told.push_str(";CHARSET=UTF-8");
        }
        told.push_str(&value);
    }
    told
}

/// Whether the bytes that a quoted-printable text stands for are UTF-8.
fn is_utf8(text: &str) -> bool {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = |digit: &u8| char::from(*digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        rest = match (first, after) {
            (b'=', [b'\r', b'\n', after @ ..]) => after,
            (b'=', [high, low, after @ ..]) => {
                if let (Some(high), Some(low)) = (hex(high), hex(low)) {
                    bytes.push(high * 16 + low);
                }
                after
            }
            (other, after) => {
                bytes.push(*other);
                after
            }
        };
    }
    std::str::from_utf8(&bytes).is_ok()
}

/// What was left out on purpose, and of how many cards.
#[derive(Default)]
struct Weg {
    thuisadres: usize,
    prive: usize,
}

impl Weg {
    fn opmerkingen(&self) -> Vec<String> {
        let line = |count: usize, wat: &str| match count {
            0 => None,
            1 => Some(format!("Van 1 kaartje {wat}.")),
            more => Some(format!("Van {more} kaartjes {wat}.")),
        };
        let home = line(self.thuisadres, "is het huisadres niet overgenomen");
        let private = line(self.prive, "zijn geboortedag, foto, familie of andere privégegevens niet overgenomen");
        home.into_iter().chain(private).collect()
    }
}

struct Lezer {
    gebreken: Gebreken,
    concepten: Vec<Concept>,
    /// Folded names of the organisations that have a card, and their keys.
    orgs: HashMap<String, Box<str>>,
    weg: Weg,
}

impl Lezer {
    fn mis(&mut self, plek: Plek, kolom: &str, wat: &str, advies: &str, hele_rij: bool) -> Result<(), Fault> {
        let plek = if kolom.is_empty() { plek } else { plek.kolom(kolom) };
        self.gebreken.push(Gebrek { plek, wat: wat.to_owned(), advies: advies.to_owned(), hele_rij })
    }

    fn kaart(&mut self, plek: Plek, card: &VCard) -> Result<(), Fault> {
        let kaart = Kaart { card };
        if let Some(soort) = kaart.eerste_eigen("X-AANDACHT-SOORT") {
            let concept = kaart.eigen(soort).concept(plek, &mut self.gebreken)?;
            self.concepten.extend(concept);
            return Ok(());
        }
        let kind = kaart.kind();
        if kind == Some(VCardKind::Group) {
            let advies = "Lees de kaartjes van de leden zelf in.";
            return self.mis(plek, "KIND", "Dit kaartje is een groep van andere kaartjes.", advies, true);
        }
        self.weg.prive += usize::from(card.entries.iter().any(is_prive));
        let parts = kaart.org();
        let org = parts.first().cloned().unwrap_or_default();
        let naam = kaart.naam();
        let is_org = kind == Some(VCardKind::Org)
            || kind.is_none()
                && !org.is_empty()
                && (kaart.is_company() || naam.is_empty() || fold(&naam) == fold(&org));
        let soort = match kind {
            Some(VCardKind::Location) => Soort::Locatie,
            _ if is_org => Soort::Organisatie,
            _ => Soort::Contact,
        };
        let uid = kaart.uid();
        let mut velden = Velden { soort, lijst: Vec::new(), notitie: Vec::new() };
        let shown = if soort == Soort::Organisatie && naam.is_empty() { org.clone() } else { naam };
        if shown.is_empty() && (soort != Soort::Contact || org.is_empty()) {
            return self.mis(plek, "FN", "Dit adreskaartje heeft geen naam.", "Zet er een naam op.", true);
        }
        velden.zet(Veld::Naam, &shown);
        if soort == Soort::Contact {
            let functie = kaart.tekst(&VCardProperty::Title).or_else(|| kaart.tekst(&VCardProperty::Role));
            if functie.is_none() {
                let wat = format!("Op het kaartje van {} staat geen functie.", kort(&shown));
                self.mis(plek.clone(), "TITLE", &wat, "Vul de functie in; tot dan staat er contact.", false)?;
            }
            velden.zet(Veld::Functie, functie.as_deref().unwrap_or("contact"));
        }
        if soort != Soort::Organisatie && !org.is_empty() {
            // Whether that organisation has a card of its own is known at the end.
            velden.lijst.push((Veld::Organisatie, Ruw::Naam(org.as_str().into())));
        }
        for unit in parts.iter().skip(1).filter(|unit| !unit.is_empty()) {
            velden.notitie.push(format!("Afdeling: {unit}"));
        }
        self.telefoons(&plek, &kaart, &mut velden)?;
        kaart.gewoon(&mut velden);
        let (adressen, home) = kaart.adressen(soort, !org.is_empty());
        self.weg.thuisadres += usize::from(home);
        let place = adressen.first().cloned();
        match soort {
            Soort::Locatie => velden.zet(Veld::Adres, place.as_deref().unwrap_or_default()),
            Soort::Contact => velden.notitie.extend(adressen.iter().map(|adres| format!("Adres: {adres}"))),
            Soort::Organisatie | Soort::Dienst => {
                velden.notitie.extend(adressen.iter().skip(1).map(|adres| format!("Adres: {adres}")));
            }
        }
        if soort == Soort::Organisatie {
            if let Some(uid) = &uid {
                self.orgs.entry(fold(&shown)).or_insert_with(|| uid.as_str().into());
            }
            if let Some(adres) = place {
                let org =
                    uid.as_deref().map_or_else(|| Ruw::Naam(shown.as_str().into()), |uid| Ruw::Sleutel(uid.into()));
                let fields = vec![
                    (Veld::Naam, Ruw::Tekst(shown.as_str().into())),
                    (Veld::Organisatie, org),
                    (Veld::Adres, Ruw::Tekst(adres.into())),
                ];
                let sleutel = uid.as_ref().map(|uid| format!("{uid}#adres").into());
                let concept = Concept {
                    plek: plek.kolom("ADR"),
                    soort: Soort::Locatie,
                    id: None,
                    sleutel,
                    velden: fields,
                    bevestigd: None,
                };
                self.concepten.push(concept);
            }
        }
        let sleutel = uid.map(Into::into);
        self.concepten.push(Concept { plek, soort, id: None, sleutel, velden: velden.klaar(), bevestigd: None });
        Ok(())
    }

    fn telefoons(&mut self, plek: &Plek, kaart: &Kaart<'_>, velden: &mut Velden) -> Result<(), Fault> {
        let mut lines: Vec<String> = Vec::new();
        for entry in kaart.alle(&VCardProperty::Tel) {
            let Some(text) = eerste(entry) else { continue };
            let number = text.strip_prefix("tel:").unwrap_or(&text).replace(";ext=", " tst ");
            let number = number.replace(['|', '\n', '\r'], " ").trim().to_owned();
            if number.is_empty() {
                continue;
            }
            match waarvoor(entry, kaart.label(entry), velden.soort) {
                Nut::Fax => {
                    let wat = format!("{} is een faxnummer en is niet overgenomen.", kort(&number));
                    self.mis(plek.clone(), "TEL", &wat, "Zet het in de notitie als het nog wordt gebruikt.", false)?;
                }
                Nut::Gewoon => lines.push(number),
                Nut::Voor(text) => lines.push(format!("{number} | {text}")),
            }
        }
        let mut unique: Vec<String> = Vec::new();
        for line in lines {
            if !unique.contains(&line) {
                unique.push(line);
            }
        }
        velden.zet(Veld::Telefoons, &unique.join("\n"));
        Ok(())
    }

    /// Ties contacts and places to organisations that have a card in the same file.
    fn koppel(&mut self) {
        for concept in &mut self.concepten {
            for (veld, ruw) in &mut concept.velden {
                if let (Veld::Organisatie, Ruw::Naam(naam)) = (*veld, &*ruw)
                    && concept.id.is_none()
                    && let Some(sleutel) = self.orgs.get(&fold(naam))
                {
                    *ruw = Ruw::Sleutel(sleutel.clone());
                }
            }
        }
    }
}

/// The fields of a card as they are gathered. What its kind has no field for goes to the note.
struct Velden {
    soort: Soort,
    lijst: Vec<(Veld, Ruw)>,
    notitie: Vec<String>,
}

impl Velden {
    fn zet(&mut self, veld: Veld, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if veld.is_van(self.soort) {
            self.lijst.push((veld, Ruw::Tekst(text.into())));
        } else {
            self.notitie.push(format!("{}: {text}", veld.label()));
        }
    }

    fn klaar(mut self) -> Vec<(Veld, Ruw)> {
        if !self.notitie.is_empty() {
            self.lijst.push((Veld::Notitie, Ruw::Tekst(self.notitie.join("\n").into())));
        }
        self.lijst.sort_by_key(|(veld, _)| *veld);
        self.lijst
    }
}

/// Whether a property is about somebody's life outside work.
fn is_prive(entry: &VCardEntry) -> bool {
    const OWN: [&str; 6] =
        ["X-ABRELATEDNAMES", "X-ABDATE", "X-ANNIVERSARY", "X-SPOUSE", "X-EVOLUTION-SPOUSE", "X-MS-CARDPICTURE"];
    match &entry.name {
        VCardProperty::Bday
        | VCardProperty::Photo
        | VCardProperty::Anniversary
        | VCardProperty::Related
        | VCardProperty::Gender
        | VCardProperty::Birthplace
        | VCardProperty::Deathdate
        | VCardProperty::Deathplace
        | VCardProperty::Gramgender
        | VCardProperty::Pronouns
        | VCardProperty::Hobby
        | VCardProperty::Interest => true,
        VCardProperty::Other(name) => OWN.iter().any(|own| name.eq_ignore_ascii_case(own)),
        _ => false,
    }
}

/// What a telephone number is for.
enum Nut {
    Fax,
    Gewoon,
    Voor(String),
}

fn waarvoor(entry: &VCardEntry, label: Option<String>, soort: Soort) -> Nut {
    let types: Vec<String> = types(entry);
    let has = |wanted: &str| types.iter().any(|known| known.eq_ignore_ascii_case(wanted));
    let label =
        label.as_deref().map(|label| label.trim_start_matches("_$!<").trim_end_matches(">!$_").trim().to_owned());
    let said = label.as_deref().unwrap_or_default().to_lowercase();
    if has("fax") || said.contains("fax") {
        return Nut::Fax;
    }
    let known = match said.as_str() {
        "mobile" | "iphone" | "mobiel" => "mobiel",
        "work" | "werk" => "werk",
        "home" | "thuis" => "thuis",
        "main" | "algemeen" => "algemeen",
        "pager" => "pieper",
        "other" | "overig" | "" => "",
        _ => return Nut::Voor(label.unwrap_or_default().replace(['|', '\n', '\r'], " ")),
    };
    let text = if !known.is_empty() {
        known
    } else if has("emergency") {
        "spoed"
    } else if has("cell") {
        "mobiel"
    } else if has("pager") {
        "pieper"
    } else if has("textphone") {
        "teksttelefoon"
    } else if has("main") || has("main-number") {
        "algemeen"
    } else if has("home") {
        "thuis"
    } else if has("work") {
        "werk"
    } else {
        ""
    };
    // Whatever telephone an organisation has is one for work.
    if text.is_empty() || text == "werk" && soort != Soort::Contact { Nut::Gewoon } else { Nut::Voor(text.to_owned()) }
}

/// The types of a property, as words.
fn types(entry: &VCardEntry) -> Vec<String> {
    let of_type = entry.params.iter().filter(|param| param.name == VCardParameterName::Type);
    let words = of_type.filter_map(|param| match param.value.as_type() {
        Some(IanaType::Iana(VCardType::MainNumber)) => Some("main".to_owned()),
        Some(IanaType::Iana(VCardType::Fax)) => Some("fax".to_owned()),
        _ => param.value.as_text().map(str::to_owned),
    });
    let bare = entry.params.iter().filter_map(|param| match &param.name {
        VCardParameterName::Other(name) => Some(name.clone()),
        _ => None,
    });
    words.chain(bare).flat_map(|word| word.split(',').map(|word| word.trim().to_owned()).collect::<Vec<_>>()).collect()
}

/// The first value of a property, as text; nothing when it is empty.
fn eerste(entry: &VCardEntry) -> Option<String> {
    entry
        .values
        .iter()
        .find_map(|value| value.as_text())
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}

/// The parts of a structured property.
fn delen(entry: &VCardEntry) -> Vec<String> {
    let part = |value: &VCardValue| match value {
        VCardValue::Component(parts) => parts.join(", "),
        other => other.as_text().unwrap_or_default().to_owned(),
    };
    entry.values.iter().map(|value| part(value).trim().to_owned()).collect()
}

struct Kaart<'a> {
    card: &'a VCard,
}

impl Kaart<'_> {
    fn alle<'b>(&'b self, name: &'b VCardProperty) -> impl Iterator<Item = &'b VCardEntry> {
        self.card.entries.iter().filter(move |entry| entry.name == *name)
    }

    /// The first text of a property; nothing when there is none.
    fn tekst(&self, name: &VCardProperty) -> Option<String> {
        self.alle(name).find_map(eerste)
    }

    /// The properties of our own or of a program, by name.
    fn anders<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b VCardEntry> {
        let is = move |entry: &&VCardEntry| matches!(&entry.name, VCardProperty::Other(other) if other.eq_ignore_ascii_case(name));
        self.card.entries.iter().filter(is)
    }

    fn eerste_eigen(&self, name: &str) -> Option<String> {
        self.anders(name).find_map(eerste)
    }

    fn uid(&self) -> Option<String> {
        let uid = self.tekst(&VCardProperty::Uid)?;
        Some(uid.strip_prefix("urn:uuid:").unwrap_or(&uid).to_owned())
    }

    /// A card of ours, whole.
    fn eigen(&self, soort: String) -> Eigen {
        let named = |name: &str, between: &str| -> Vec<(String, String)> {
            let of = |entry: &VCardEntry| {
                let is = |param: &&calcard::vcard::VCardParameter| matches!(&param.name, VCardParameterName::Other(name) if name.eq_ignore_ascii_case("X-NAAM"));
                let veld = entry.params.iter().find(is)?.value.as_text()?.to_owned();
                let text: Vec<&str> = entry.values.iter().filter_map(|value| value.as_text()).collect();
                Some((veld, text.join(between)))
            };
            self.anders(name).filter_map(of).collect()
        };
        let ids = named("X-AANDACHT-ID-VELD", ",").into_iter().map(|(veld, ids)| (veld, ids.replace(',', "\n")));
        let bevestigd = self.eerste_eigen("X-AANDACHT-BEVESTIGD").map(|text| match text.split_once(';') {
            Some((op, door)) => (op.to_owned(), door.to_owned()),
            None => (text, String::new()),
        });
        let id = self.uid().filter(|uid| RecordId::lees(uid).is_some());
        Eigen { soort, id, velden: named("X-AANDACHT-VELD", ""), ids: ids.collect(), bevestigd }
    }

    fn kind(&self) -> Option<VCardKind> {
        let entry = self.alle(&VCardProperty::Kind).next()?;
        entry.values.iter().find_map(|value| match value {
            VCardValue::Kind(kind) => Some(*kind),
            _ => None,
        })
    }

    fn is_company(&self) -> bool {
        self.eerste_eigen("X-ABShowAs").is_some_and(|text| text.eq_ignore_ascii_case("COMPANY"))
    }

    fn org(&self) -> Vec<String> {
        self.alle(&VCardProperty::Org).next().map(delen).unwrap_or_default()
    }

    /// What the card calls it: FN, or what N says.
    fn naam(&self) -> String {
        self.tekst(&VCardProperty::Fn).unwrap_or_else(|| {
            let parts = self.alle(&VCardProperty::N).next().map(delen).unwrap_or_default();
            let order = [3, 1, 2, 0, 4].map(|at: usize| parts.get(at).map_or("", String::as_str));
            order.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        })
    }

    /// The label that an address book shows for a property.
    fn label(&self, entry: &VCardEntry) -> Option<String> {
        let group = entry.group.as_deref()?;
        let of_group =
            |other: &&VCardEntry| other.group.as_deref().is_some_and(|other| other.eq_ignore_ascii_case(group));
        self.anders("X-ABLabel").find(of_group).and_then(eerste)
    }

    /// What is the same on every card.
    fn gewoon(&self, velden: &mut Velden) {
        let mut mails = self.alle(&VCardProperty::Email).filter_map(eerste);
        if let Some(first) = mails.next() {
            velden.zet(Veld::Email, first.strip_prefix("mailto:").unwrap_or(&first));
        }
        velden.notitie.extend(mails.map(|mail| format!("E-mail: {mail}")));
        let mut sites = self.alle(&VCardProperty::Url).filter_map(eerste);
        if let Some(first) = sites.next() {
            velden.zet(Veld::Website, &first);
        }
        velden.notitie.extend(sites.map(|site| format!("Website: {site}")));
        let themes: Vec<String> = self
            .alle(&VCardProperty::Categories)
            .flat_map(delen)
            // How Google calls all contacts.
            .filter(|theme| !theme.is_empty() && !theme.trim_start_matches("* ").eq_ignore_ascii_case("myContacts"))
            .map(|theme| theme.replace([';', '\n'], " "))
            .collect();
        velden.zet(Veld::Themas, &als_lijst(&themes));
        let languages: Vec<String> =
            self.alle(&VCardProperty::Lang).filter_map(eerste).map(|code| taal(&code).to_owned()).collect();
        velden.zet(Veld::Talen, &als_lijst(&languages));
        velden.notitie.extend(self.alle(&VCardProperty::Note).filter_map(eerste));
    }

    /// Addresses that may be taken over, and whether one was not: a person's home, or an address of which it is not
    /// said that it is not.
    fn adressen(&self, soort: Soort, has_org: bool) -> (Vec<String>, bool) {
        let (mut taken, mut home) = (Vec::new(), false);
        for entry in self.alle(&VCardProperty::Adr) {
            let text = adres(&delen(entry));
            if text.is_empty() {
                continue;
            }
            let kinds = types(entry);
            let is = |wanted: &str| kinds.iter().any(|kind| kind.eq_ignore_ascii_case(wanted));
            let label = self.label(entry).unwrap_or_default().to_lowercase();
            let is_home = is("home") || label.contains("home") || label.contains("thuis") || label.contains("priv");
            let is_work = is("work") || label.contains("work") || label.contains("werk") || has_org;
            if soort == Soort::Contact && (is_home || !is_work) {
                home = true;
            } else if !taken.contains(&text) {
                taken.push(text);
            }
        }
        (taken, home)
    }
}

/// Texts as a list that comes back as it is: one text with a comma in it stays one.
fn als_lijst(texts: &[String]) -> String {
    let joined = texts.join("; ");
    if texts.len() == 1 && joined.contains(',') { joined + ";" } else { joined }
}

/// An address on one line: `Straat 1, 1234 AB Plaats`.
fn adres(parts: &[String]) -> String {
    let part = |at: usize| parts.get(at).map_or("", String::as_str);
    let street = [part(0), part(2), part(1)].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    let place = [part(5), part(3)].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    let country = part(6);
    let abroad =
        !country.is_empty() && !["nederland", "netherlands", "the netherlands", "nl"].contains(&fold(country).as_str());
    let all = [street.as_str(), place.as_str(), if abroad { country } else { "" }];
    let joined = all.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}
