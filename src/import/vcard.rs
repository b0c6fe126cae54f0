//! Address cards, as Outlook, Google, telephones and Nextcloud make them. The crate `calcard` reads a card; what stands
//! before it divides the file into cards, so that one that is broken or has no end costs nothing but itself.
//!
//! Of people only what their work asks for is taken over: no birthdays, photos, family and home addresses.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use calcard::common::IanaType;
use calcard::vcard::{VCard, VCardEntry, VCardKind, VCardParameterName, VCardProperty, VCardType, VCardValue};
use calcard::{Entry, Parser};

use super::eigen::{Eigen, taal};
use super::tekst::{Codering, Tekstbron};
use super::{Bron, Gebreken, Grenzen, kort, onleesbaar, te_groot, vangen};
use crate::domain::fault::Fault;
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::invoer::geheim::{kan_geheim_zijn, zegt_geheim, zegt_opvang};
use crate::domain::netwerk::invoer::{Bestandsoort, Concept, Gebrek, Gelezen, Inlezing, Plek, Ruw};
use crate::domain::netwerk::{LocatieSoort, Soort, Veld, Waarde};
use crate::domain::search::fold;

/// Reads a file of cards.
pub(super) fn lees(bron: &mut dyn Bron, begin: &[u8], grenzen: &Grenzen) -> Result<Inlezing, Fault> {
    // A file of cards is bounded, and small enough to mend as a whole.
    let mut bytes = Vec::new();
    bron.rewind().map_err(onleesbaar)?;
    bron.take(grenzen.bestand).read_to_end(&mut bytes).map_err(onleesbaar)?;
    heel_letters(&mut bytes);
    let bron: &mut dyn Bron = &mut Cursor::new(bytes);
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
    let mut lezer = Lezer {
        gebreken: Gebreken::new(grenzen),
        concepten: Vec::new(),
        orgs: HashMap::new(),
        opvang: HashSet::new(),
        weg: Weg::default(),
    };
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
    lezer.koppel()?;
    let mut opmerkingen = Vec::new();
    if codering == Codering::Windows1252 {
        opmerkingen.push("Gelezen als Windows-1252.".to_owned());
    }
    opmerkingen.extend(kaarten.bron.vreemde_regels());
    opmerkingen.extend(lezer.weg.opmerkingen());
    Ok(Inlezing {
        soort: Bestandsoort::Vcard,
        inhoud: Gelezen::Concepten(lezer.concepten),
        gebreken: lezer.gebreken.lijst,
        opmerkingen,
    })
}

const OPNIEUW: &str = "Vraag de afzender om het opnieuw op te slaan en te sturen.";

/// Puts letters together again that were cut where a line was folded: the bytes of a sign in UTF-8 stand on two lines
/// where a program counted bytes. What is moved keeps its length.
fn heel_letters(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n')) {
        let end = at + found;
        at = end + 1;
        let blank = bytes.get(at).is_some_and(|byte| matches!(byte, b' ' | b'\t'));
        let begin = if end > 0 && bytes.get(end - 1) == Some(&b'\r') { end - 1 } else { end };
        if !blank {
            continue;
        }
        // The lead of a sign is at most three bytes before the end of the line.
        let back = (1..=3)
            .find(|back| begin.checked_sub(*back).and_then(|at| bytes.get(at)).is_some_and(|byte| *byte >= 0xc2));
        let Some(have) = back else { continue };
        let size = match bytes.get(begin - have) {
            Some(0xc2..=0xdf) => 2,
            Some(0xe0..=0xef) => 3,
            Some(0xf0..=0xf4) => 4,
            _ => continue,
        };
        let is_more = |byte: &u8| (0x80..=0xbf).contains(byte);
        if have >= size || !bytes.get(begin - have + 1..begin).is_some_and(|before| before.iter().all(is_more)) {
            continue;
        }
        let missing = size - have;
        let after = at + 1;
        if bytes.get(after..after + missing).is_some_and(|rest| rest.iter().all(is_more))
            && let Some(span) = bytes.get_mut(begin..after + missing)
        {
            span.rotate_right(missing);
        }
    }
}

/// Bytes of one card, its photo included.
const KAART: usize = 4 << 20;

const GEEN_GEHEIM: &str = "Mag het adres bekend zijn, zet Geheim dan op nee.";

/// Why a place on a card is secret.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Merk {
    /// The card says so.
    Geheim,
    /// It is a shelter.
    Opvang,
}

impl Merk {
    /// The field of the place that keeps it so.
    fn veld(self) -> (Veld, Ruw) {
        match self {
            Merk::Geheim => (Veld::Geheim, Ruw::Waarde(Waarde::JaNee(true))),
            Merk::Opvang => (Veld::LocatieSoort, Ruw::Tekst(LocatieSoort::Opvang.id().into())),
        }
    }

    fn wat(self) -> &'static str {
        match self {
            Merk::Geheim => "Op dit kaartje staat dat iets geheim is; de plek is daarom geheim gemaakt.",
            Merk::Opvang => "Dit lijkt het adres van een opvang; de plek is daarom een opvang, en geheim.",
        }
    }
}

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
        let private =
            line(self.prive, "zijn geboortedag, foto, familie, thuismail of andere privégegevens niet overgenomen");
        home.into_iter().chain(private).collect()
    }
}

struct Lezer {
    gebreken: Gebreken,
    concepten: Vec<Concept>,
    /// Folded names of the organisations that have a card, and their keys.
    orgs: HashMap<String, Box<str>>,
    /// Folded names of the organisations of which the place is secret.
    opvang: HashSet<String>,
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
        self.weg.prive += usize::from(card.entries.iter().any(is_prive) || kaart.heeft_thuismail());
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
            return self.mis(plek, "Naam", "Dit adreskaartje heeft geen naam.", "Zet er een naam op.", true);
        }
        velden.zet(Veld::Naam, &shown);
        if soort == Soort::Contact {
            self.functie(&plek, &kaart, &shown, &mut velden)?;
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
        let merk = kaart.merk(&shown, &velden.notitie);
        match soort {
            Soort::Locatie => {
                velden.zet(Veld::Adres, place.as_deref().unwrap_or_default());
                if let Some(merk) = merk {
                    velden.lijst.push(merk.veld());
                    self.mis(plek.clone(), "Adres", merk.wat(), GEEN_GEHEIM, false)?;
                }
            }
            // What stands in the note of a contact goes along wherever it is exported, and cannot be secret.
            Soort::Contact if !adressen.is_empty() && kaart.gevoelig(&velden.notitie) => {
                let wat = werkadres_weg(&kort(if shown.is_empty() { &org } else { &shown }));
                self.mis(plek.clone(), "Adres", &wat, BIJ_EEN_PLEK, false)?;
            }
            Soort::Contact => velden.notitie.extend(adressen.iter().map(|adres| format!("{ADRES}{adres}"))),
            // Further addresses of a shelter are no less secret than the first, and a note cannot keep them.
            Soort::Organisatie | Soort::Dienst if merk.is_some() && adressen.len() > 1 => {
                let wat =
                    format!("De andere adressen van {} zijn niet overgenomen: ze kunnen geheim zijn.", kort(&shown));
                self.mis(plek.clone(), "Adres", &wat, "Zet ze bij een plek als ze bekend mogen zijn.", false)?;
            }
            Soort::Organisatie | Soort::Dienst => {
                velden.notitie.extend(adressen.iter().skip(1).map(|adres| format!("{ADRES}{adres}")));
            }
        }
        if soort == Soort::Organisatie {
            if merk.is_some() {
                self.opvang.insert(fold(&shown));
            }
            if let Some(uid) = &uid {
                self.orgs.entry(fold(&shown)).or_insert_with(|| uid.as_str().into());
            }
            if let Some(adres) = place {
                if let Some(merk) = merk {
                    self.mis(plek.clone(), "Adres", merk.wat(), GEEN_GEHEIM, false)?;
                }
                self.concepten.push(plek_van(plek.clone(), &shown, uid.as_deref(), &adres, merk));
            }
        }
        let sleutel = uid.map(Into::into);
        self.concepten.push(Concept { plek, soort, id: None, sleutel, velden: velden.klaar(), bevestigd: None });
        Ok(())
    }

    /// What somebody does there; the role goes to the note when it stands beside it.
    fn functie(&mut self, plek: &Plek, kaart: &Kaart<'_>, naam: &str, velden: &mut Velden) -> Result<(), Fault> {
        let functie = kaart.tekst(&VCardProperty::Title).or_else(|| kaart.tekst(&VCardProperty::Role));
        if functie.is_none() {
            let wat = format!("Op het kaartje van {} staat geen functie.", kort(naam));
            self.mis(plek.clone(), "Functie", &wat, "Vul de functie in; tot dan staat er contactpersoon.", false)?;
        }
        velden.zet(Veld::Functie, functie.as_deref().unwrap_or("contactpersoon"));
        let role = kaart.tekst(&VCardProperty::Role).filter(|role| functie.as_ref() != Some(role));
        velden.notitie.extend(role.map(|role| format!("Rol: {role}")));
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
                    self.mis(
                        plek.clone(),
                        "Telefoon",
                        &wat,
                        "Zet het in de notitie als het nog wordt gebruikt.",
                        false,
                    )?;
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

    /// Ties contacts and places to organisations that have a card in the same file. Whoever works where the place is
    /// secret does not give it away.
    fn koppel(&mut self) -> Result<(), Fault> {
        for concept in &mut self.concepten {
            let mut hides = false;
            for (veld, ruw) in &mut concept.velden {
                if let (Veld::Organisatie, Ruw::Naam(naam)) = (*veld, &*ruw)
                    && concept.id.is_none()
                {
                    let naam = fold(naam);
                    hides = self.opvang.contains(&naam);
                    if let Some(sleutel) = self.orgs.get(&naam) {
                        *ruw = Ruw::Sleutel(sleutel.clone());
                    }
                }
            }
            if !hides || concept.soort != Soort::Contact {
                continue;
            }
            let mut left_out = false;
            for (veld, ruw) in &mut concept.velden {
                if let (Veld::Notitie, Ruw::Tekst(text)) = (*veld, &*ruw) {
                    let (addresses, kept): (Vec<&str>, Vec<&str>) =
                        text.lines().partition(|line| line.starts_with(ADRES));
                    left_out = !addresses.is_empty();
                    *ruw = Ruw::Tekst(kept.join("\n").into());
                }
            }
            if left_out {
                let naam = concept.velden.iter().find_map(|(veld, ruw)| match (veld, ruw) {
                    (Veld::Naam | Veld::Functie, Ruw::Tekst(text)) => Some(kort(text)),
                    _ => None,
                });
                let wat = werkadres_weg(&naam.unwrap_or_default());
                let plek = concept.plek.kolom("Adres");
                self.gebreken.push(Gebrek { plek, wat, advies: BIJ_EEN_PLEK.to_owned(), hele_rij: false })?;
            }
        }
        Ok(())
    }
}

/// The place of an organisation that a card gives the address of.
fn plek_van(plek: Plek, naam: &str, uid: Option<&str>, adres: &str, merk: Option<Merk>) -> Concept {
    let org = uid.map_or_else(|| Ruw::Naam(naam.into()), |uid| Ruw::Sleutel(uid.into()));
    let mut velden =
        vec![(Veld::Naam, Ruw::Tekst(naam.into())), (Veld::Organisatie, org), (Veld::Adres, Ruw::Tekst(adres.into()))];
    velden.extend(merk.map(Merk::veld));
    let sleutel = uid.map(|uid| format!("{uid}#adres").into());
    Concept { plek: plek.kolom("Adres"), soort: Soort::Locatie, id: None, sleutel, velden, bevestigd: None }
}

/// What stands before an address in a note.
const ADRES: &str = "Adres: ";

const BIJ_EEN_PLEK: &str = "Zet het bij een plek als het bekend mag zijn.";

fn werkadres_weg(naam: &str) -> String {
    format!("Het werkadres van {naam} is niet overgenomen: het kan een geheim adres zijn.")
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

    /// What a card is about, in the words of its sender.
    fn onderwerpen(&self) -> Vec<String> {
        self.alle(&VCardProperty::Categories).flat_map(delen).collect()
    }

    /// Whether a place on this card has to be kept secret.
    fn merk(&self, naam: &str, notitie: &[String]) -> Option<Merk> {
        let subjects = self.onderwerpen();
        let texts = || notitie.iter().chain(&subjects).map(String::as_str).chain([naam]);
        if texts().any(zegt_geheim) {
            return Some(Merk::Geheim);
        }
        subjects.iter().map(String::as_str).chain([naam]).any(zegt_opvang).then_some(Merk::Opvang)
    }

    /// Whether the address at work of this person may be a secret one.
    fn gevoelig(&self, notitie: &[String]) -> bool {
        let job = [VCardProperty::Title, VCardProperty::Role].into_iter().filter_map(|name| self.tekst(&name));
        let about = self.org().into_iter().chain(self.onderwerpen()).chain(job);
        about.chain(notitie.iter().cloned()).any(|text| kan_geheim_zijn(&text))
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

    /// Whether an address at home stands beside another one.
    fn heeft_thuismail(&self) -> bool {
        let is_home = |entry: &VCardEntry| types(entry).iter().any(|kind| kind.eq_ignore_ascii_case("home"));
        let mails: Vec<bool> = self.alle(&VCardProperty::Email).map(is_home).collect();
        mails.contains(&true) && mails.contains(&false)
    }

    /// What is the same on every card.
    fn gewoon(&self, velden: &mut Velden) {
        // An address at home beside another one is left where it was.
        let is_home = |entry: &&VCardEntry| types(entry).iter().any(|kind| kind.eq_ignore_ascii_case("home"));
        let has_other = self.alle(&VCardProperty::Email).any(|entry| !is_home(&entry));
        let entries = self.alle(&VCardProperty::Email).filter(|entry| !(has_other && is_home(entry)));
        let mut mails = entries.filter_map(eerste);
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
