//! Open Referral HSDS 3.0 as JSON: organisations with their services, places and contacts in them, or services with their
//! organisation. Members that we do not know are passed by.

use std::collections::{BTreeMap, HashSet};
use std::io::Read;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::eigen::{Eigen, taal};
use super::tekst::Codering;
use super::{Bron, Gebreken, Grenzen, kapot, kort, onleesbaar, te_groot};
use crate::domain::fault::Fault;
use crate::domain::netwerk::invoer::{Bestandsoort, Concept, Gebrek, Gelezen, Inlezing, Plek, Ruw};
use crate::domain::netwerk::plat::lees_moment;
use crate::domain::netwerk::{Bevestigd, Soort, Status, Veld};
use crate::domain::uren::Openingstijden;

/// Reads a file of Open Referral.
pub(super) fn lees(bron: &mut dyn Bron, begin: &[u8], grenzen: &Grenzen) -> Result<Inlezing, Fault> {
    bron.rewind().map_err(onleesbaar)?;
    let mut bytes = Vec::new();
    bron.take(grenzen.bestand).read_to_end(&mut bytes).map_err(onleesbaar)?;
    let text = Codering::raad(begin).lees(&bytes);
    if diepte(&text) > grenzen.diepte {
        return Err(te_groot(&format!("De delen staan meer dan {} diep in elkaar.", grenzen.diepte)));
    }
    if let Ok(top) = serde_json::from_str::<BTreeMap<String, IgnoredAny>>(&text)
        && !["id", "contents", "services", "organization", "locations"].iter().any(|member| top.contains_key(*member))
    {
        return Err(Fault::input(
            "In dit bestand staat geen organisatie, dienst, plek of contact.",
            "Het is JSON, maar geen HSDS en geen netwerkbestand.",
            "Vraag de afzender om HSDS 3.0, of om een CSV of Excel-bestand.",
        ));
    }
    let mut lezer = Lezer {
        gebreken: Gebreken::new(grenzen),
        concepten: Vec::new(),
        gezien: HashSet::new(),
        grenzen,
        opmerkingen: Vec::new(),
    };
    let mut lines = Regels { text: &text, at: 0, regel: 1 };
    for part in lezer.lijst(&text)? {
        let plek = Plek::regel(lines.van(part.get()));
        let mut json = serde_json::Deserializer::from_str(part.get());
        match serde_path_to_error::deserialize::<_, Ding>(&mut json) {
            Ok(ding) => lezer.top(plek, &ding)?,
            Err(error) => {
                let path = error.path().to_string();
                let wat = format!("Het onderdeel \"{}\" is niet zoals HSDS het voorschrijft.", kort(&path));
                let advies = "Vraag de afzender om het bestand na te kijken met de HSDS-validator.".to_owned();
                lezer.gebreken.push(Gebrek { plek: plek.kolom(&kort(&path)), wat, advies, hele_rij: true })?;
            }
        }
    }
    Ok(Inlezing {
        soort: Bestandsoort::Hsds,
        inhoud: Gelezen::Concepten(lezer.concepten),
        gebreken: lezer.gebreken.lijst,
        opmerkingen: lezer.opmerkingen,
    })
}

/// How deep objects and lists stand in each other.
fn diepte(text: &str) -> usize {
    let (mut deepest, mut here, mut quoted, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                here += 1;
                deepest = deepest.max(here);
            }
            b'}' | b']' if !quoted => here = here.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// On which line the parts of a text stand, asked for in their order.
struct Regels<'a> {
    text: &'a str,
    at: usize,
    regel: u64,
}

impl Regels<'_> {
    fn van(&mut self, part: &str) -> u64 {
        let at = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let between = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.regel += between.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.at = self.at.max(at);
        self.regel
    }
}

/// A word that may have been written as a number.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Woord {
    Tekst(String),
    Getal(f64),
    Anders(#[allow(dead_code, reason = "it is passed by")] IgnoredAny),
}

impl Woord {
    fn tekst(&self) -> Option<String> {
        let text = match self {
            Woord::Tekst(text) => text.trim().to_owned(),
            Woord::Getal(number) => number.to_string(),
            Woord::Anders(_) => String::new(),
        };
        Some(text).filter(|text| !text.is_empty())
    }
}

/// A text of a member; nothing when it is not there, null or empty.
fn tekst(word: &Option<Woord>) -> Option<String> {
    word.as_ref().and_then(Woord::tekst)
}

/// A page of a list, as an API gives it.
#[derive(Deserialize)]
struct Pagina<'a> {
    #[serde(borrow)]
    contents: Option<Vec<&'a RawValue>>,
    total_pages: Option<u64>,
    page_number: Option<u64>,
}

/// Any object of HSDS: what it is follows from where it stands.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Ding {
    id: Option<Woord>,
    name: Option<Woord>,
    alternate_name: Option<Woord>,
    title: Option<Woord>,
    department: Option<Woord>,
    description: Option<Woord>,
    email: Option<Woord>,
    website: Option<Woord>,
    url: Option<Woord>,
    status: Option<Woord>,
    parent_organization_id: Option<Woord>,
    organization_id: Option<Woord>,
    application_process: Option<Woord>,
    eligibility_description: Option<Woord>,
    minimum_age: Option<Woord>,
    maximum_age: Option<Woord>,
    assured_date: Option<Woord>,
    assurer_email: Option<Woord>,
    transportation: Option<Woord>,
    alert: Option<Woord>,
    fees_description: Option<Woord>,
    accessibility: Option<serde_json::Value>,
    phones: Option<Vec<Telefoon>>,
    addresses: Option<Vec<Adres>>,
    schedules: Option<Vec<Rooster>>,
    languages: Option<Vec<Taal>>,
    service_areas: Option<Vec<Gebied>>,
    services: Option<Vec<Ding>>,
    locations: Option<Vec<Ding>>,
    contacts: Option<Vec<Ding>>,
    service_at_locations: Option<Vec<Plaatsing>>,
    organization: Option<Box<Ding>>,
    x_aandacht: Option<EigenDeel>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Telefoon {
    number: Option<Woord>,
    extension: Option<Woord>,
    r#type: Option<Woord>,
    description: Option<Woord>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Adres {
    address_1: Option<Woord>,
    address_2: Option<Woord>,
    city: Option<Woord>,
    postal_code: Option<Woord>,
    address_type: Option<Woord>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Rooster {
    freq: Option<Woord>,
    interval: Option<Woord>,
    byday: Option<Woord>,
    bymonthday: Option<Woord>,
    byweekno: Option<Woord>,
    byyearday: Option<Woord>,
    valid_from: Option<Woord>,
    valid_to: Option<Woord>,
    until: Option<Woord>,
    count: Option<Woord>,
    opens_at: Option<Woord>,
    closes_at: Option<Woord>,
    description: Option<Woord>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Taal {
    name: Option<Woord>,
    code: Option<Woord>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Gebied {
    name: Option<Woord>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Plaatsing {
    schedules: Option<Vec<Rooster>>,
    location: Option<Box<Ding>>,
}

/// Our own member.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct EigenDeel {
    soort: Option<String>,
    velden: BTreeMap<String, String>,
    ids: BTreeMap<String, Vec<String>>,
    bevestigd: Option<EigenBevestigd>,
    /// It is no entry: it holds what belongs to no organisation.
    verzamel: bool,
}

#[derive(Debug, Deserialize)]
struct EigenBevestigd {
    op: String,
    #[serde(default)]
    door: String,
}

struct Lezer<'a> {
    gebreken: Gebreken,
    concepten: Vec<Concept>,
    /// Keys of what stands within something else, and may stand in more than one place.
    gezien: HashSet<String>,
    grenzen: &'a Grenzen,
    opmerkingen: Vec<String>,
}

/// The organisation in which something stands.
#[derive(Clone, Default)]
struct Boven(Option<Ruw>);

impl Lezer<'_> {
    /// The objects of a list, of a page, or the one object.
    fn lijst<'t>(&mut self, text: &'t str) -> Result<Vec<&'t RawValue>, Fault> {
        let broken = |error: serde_json::Error| {
            kapot(&format!("Op regel {} is het geen JSON meer.", error.line())).at(format!("regel {}", error.line()))
        };
        let text = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
        if text.starts_with('[') {
            return serde_json::from_str(text).map_err(broken);
        }
        let pagina: Pagina<'t> = serde_json::from_str(text).map_err(broken)?;
        let pages = (pagina.page_number.unwrap_or(1), pagina.total_pages.unwrap_or(1));
        if let (at, 2..) = pages {
            self.opmerkingen.push(format!("Dit is pagina {at} van {}. De rest staat in andere bestanden.", pages.1));
        }
        match pagina.contents {
            Some(contents) => Ok(contents),
            None => serde_json::from_str(text).map(|one| vec![one]).map_err(broken),
        }
    }

    /// What stands at the top: an organisation or a service.
    fn top(&mut self, plek: Plek, ding: &Ding) -> Result<(), Fault> {
        let own = ding.x_aandacht.as_ref().and_then(|own| Soort::from_id(own.soort.as_deref()?));
        let is_service = ding.organization.is_some()
            || ding.organization_id.is_some()
            || ding.status.is_some()
            || ding.service_at_locations.is_some();
        let soort = own.unwrap_or(if is_service { Soort::Dienst } else { Soort::Organisatie });
        let boven = match (&ding.organization, tekst(&ding.organization_id)) {
            (Some(org), _) => {
                let boven = verwijzing(org);
                let key = tekst(&org.id).or_else(|| tekst(&org.name)).unwrap_or_default();
                if self.gezien.insert(key) {
                    self.ding(&plek.kolom("organization"), Soort::Organisatie, org, &Boven::default())?;
                }
                boven
            }
            (None, Some(id)) => Boven(Some(Ruw::Sleutel(id.into()))),
            (None, None) => Boven::default(),
        };
        if soort == Soort::Organisatie
            && let Some(id) = tekst(&ding.id)
        {
            self.gezien.insert(id);
        }
        self.ding(&plek, soort, ding, &boven)
    }

    /// An object, and what stands in it.
    fn ding(&mut self, plek: &Plek, soort: Soort, ding: &Ding, boven: &Boven) -> Result<(), Fault> {
        if self.concepten.len() >= self.grenzen.rijen {
            return Err(te_groot(&format!("Er zijn meer dan {} vermeldingen.", self.grenzen.rijen)));
        }
        let collects = ding.x_aandacht.as_ref().is_some_and(|own| own.verzamel);
        let concept = match &ding.x_aandacht {
            _ if collects => None,
            Some(own) if own.soort.is_some() => eigen(ding, own).concept(plek.clone(), &mut self.gebreken)?,
            _ => self.concept(plek, soort, ding, boven)?,
        };
        self.concepten.extend(concept);
        let boven = match soort {
            Soort::Organisatie if collects => Boven::default(),
            Soort::Organisatie => verwijzing(ding),
            Soort::Dienst | Soort::Contact | Soort::Locatie => boven.clone(),
        };
        let parts = [
            // Services come last: what stands with the organisation itself is told there most fully.
            ("locations", Soort::Locatie, &ding.locations),
            ("contacts", Soort::Contact, &ding.contacts),
            ("services", Soort::Dienst, &ding.services),
        ];
        for (name, soort, list) in parts {
            for (at, part) in list.iter().flatten().enumerate() {
                // Whoever works for two services stands with both: HSDS is nested so.
                if tekst(&part.id).is_some_and(|id| !self.gezien.insert(format!("{} {id}", soort.id()))) {
                    continue;
                }
                self.ding(&binnen(plek, &format!("{name}[{at}]")), soort, part, &boven)?;
            }
        }
        for (at, placed) in ding.service_at_locations.iter().flatten().enumerate() {
            let Some(location) = &placed.location else { continue };
            // A place stands with every service that is given there.
            if tekst(&location.id).is_none_or(|id| self.gezien.insert(format!("locatie {id}"))) {
                self.ding(
                    &binnen(plek, &format!("service_at_locations[{at}].location")),
                    Soort::Locatie,
                    location,
                    &boven,
                )?;
            }
        }
        Ok(())
    }

    fn mis(&mut self, plek: &Plek, member: &str, wat: String, advies: &str, hele_rij: bool) -> Result<(), Fault> {
        self.gebreken.push(Gebrek { plek: binnen(plek, member), wat, advies: advies.to_owned(), hele_rij })
    }

    fn concept(&mut self, plek: &Plek, soort: Soort, ding: &Ding, boven: &Boven) -> Result<Option<Concept>, Fault> {
        let mut velden = Velden { soort, lijst: Vec::new(), notitie: Vec::new() };
        let addresses: Vec<(String, bool)> = ding.addresses.iter().flatten().filter_map(Adres::tekst).collect();
        let first = addresses.iter().find(|(_, postal)| !postal).or(addresses.first()).map(|(text, _)| text.clone());
        let name = tekst(&ding.name).or_else(|| tekst(&ding.alternate_name));
        let name = name.or_else(|| first.clone().filter(|_| soort == Soort::Locatie));
        let title = tekst(&ding.title);
        if name.is_none()
            && (soort != Soort::Contact || title.is_none() && ding.phones.is_none() && ding.email.is_none())
        {
            let wat = format!("Deze {} heeft geen naam.", soort.text());
            self.mis(plek, "name", wat, "Vraag de afzender om de naam.", true)?;
            return Ok(None);
        }
        velden.zet(Veld::Naam, name.as_deref());
        if soort == Soort::Contact {
            if title.is_none() {
                let wat = format!("Bij {} staat geen functie.", kort(name.as_deref().unwrap_or("dit contact")));
                self.mis(plek, "title", wat, "Vul de functie in; tot dan staat er contactpersoon.", false)?;
            }
            velden.zet(Veld::Functie, Some(title.as_deref().unwrap_or("contactpersoon")));
            velden.noot("Afdeling", tekst(&ding.department));
        } else {
            velden.noot("Functie", title);
        }
        match (soort, &boven.0) {
            (Soort::Organisatie, _) => {
                let parent = tekst(&ding.parent_organization_id).map(|id| Ruw::Sleutel(id.into()));
                velden.lijst.extend(parent.map(|parent| (Veld::OnderdeelVan, parent)));
            }
            (Soort::Dienst | Soort::Contact | Soort::Locatie, Some(org)) => {
                velden.lijst.push((Veld::Organisatie, org.clone()));
            }
            (Soort::Dienst | Soort::Contact | Soort::Locatie, None) => {}
        }
        if soort == Soort::Dienst {
            self.status(plek, ding, &mut velden)?;
        }
        self.telefoons(plek, ding, &mut velden)?;
        velden.zet(Veld::Email, tekst(&ding.email).as_deref());
        velden.zet(Veld::Website, tekst(&ding.website).or_else(|| tekst(&ding.url)).as_deref());
        self.uren(plek, ding, &mut velden)?;
        velden.zet(Veld::LeeftijdVan, tekst(&ding.minimum_age).as_deref());
        velden.zet(Veld::LeeftijdTot, tekst(&ding.maximum_age).as_deref());
        velden.zet(Veld::Doelgroep, tekst(&ding.eligibility_description).as_deref());
        velden.zet(Veld::Verwijzen, tekst(&ding.application_process).as_deref());
        let languages = ding.languages.iter().flatten();
        let languages = languages
            .filter_map(|one| tekst(&one.name).or_else(|| tekst(&one.code).map(|code| taal(&code).to_owned())));
        velden.zet(Veld::Talen, als_lijst(languages.collect()).as_deref());
        let areas = ding.service_areas.iter().flatten().filter_map(|area| tekst(&area.name)).collect();
        velden.zet(Veld::Gemeenten, als_lijst(areas).as_deref());
        if soort == Soort::Locatie {
            velden.zet(Veld::Adres, first.as_deref());
        }
        for (text, _) in &addresses {
            if soort != Soort::Locatie || first.as_ref() != Some(text) {
                velden.noot("Adres", Some(text.clone()));
            }
        }
        velden.notitie.extend(tekst(&ding.description));
        velden.noot("Bereikbaarheid", tekst(&ding.transportation));
        velden.noot("Let op", tekst(&ding.alert));
        velden.noot("Kosten", tekst(&ding.fees_description));
        velden.noot("Toegankelijkheid", ding.accessibility.as_ref().and_then(toegankelijk));
        velden.noot("Ook bekend als", tekst(&ding.alternate_name).filter(|_| tekst(&ding.name).is_some()));
        for placed in ding.service_at_locations.iter().flatten() {
            let place = placed.location.as_ref().and_then(|location| tekst(&location.name));
            let hours = placed
                .schedules
                .iter()
                .flatten()
                .map(|rooster| rooster.tekst().unwrap_or_else(|| rooster.letterlijk()));
            let parts: Vec<String> = place.into_iter().chain(hours).collect();
            velden.noot("Op locatie", Some(parts.join(", ")).filter(|text| !text.is_empty()));
        }
        let op = tekst(&ding.assured_date).as_deref().and_then(lees_moment);
        let door = || tekst(&ding.assurer_email).unwrap_or_else(|| "de afzender".to_owned());
        let bevestigd = op.map(|op| Bevestigd { op, door: door() });
        let sleutel = tekst(&ding.id).map(Into::into);
        Ok(Some(Concept { plek: plek.clone(), soort, id: None, sleutel, velden: velden.klaar(), bevestigd }))
    }

    fn status(&mut self, plek: &Plek, ding: &Ding, velden: &mut Velden) -> Result<(), Fault> {
        let Some(text) = tekst(&ding.status) else { return Ok(()) };
        let status = match text.to_lowercase().as_str() {
            "active" => Status::Actief,
            "inactive" | "temporarily closed" => Status::TijdelijkGesloten,
            "defunct" => Status::Opgeheven,
            _ => {
                let wat = format!("De status \"{}\" is niet bekend.", kort(&text));
                return self.mis(plek, "status", wat, "Kijk na of deze dienst er nog is.", false);
            }
        };
        velden.zet(Veld::Status, Some(status.id()));
        Ok(())
    }

    fn telefoons(&mut self, plek: &Plek, ding: &Ding, velden: &mut Velden) -> Result<(), Fault> {
        let mut lines: Vec<String> = Vec::new();
        for (at, phone) in ding.phones.iter().flatten().enumerate() {
            let Some(number) = tekst(&phone.number) else { continue };
            let flat = |text: String| text.replace(['|', '\n', '\r'], " ");
            let mut line = flat(number);
            let kind = tekst(&phone.r#type).unwrap_or_default().to_lowercase();
            if kind == "fax" {
                let wat = format!("{} is een faxnummer en is niet overgenomen.", kort(&line));
                self.mis(
                    plek,
                    &format!("phones[{at}]"),
                    wat,
                    "Zet het in de notitie als het nog wordt gebruikt.",
                    false,
                )?;
                continue;
            }
            if let Some(extension) = tekst(&phone.extension) {
                line = format!("{line} tst {}", flat(extension));
            }
            let kind = match kind.as_str() {
                "cell" => Some("mobiel".to_owned()),
                "pager" => Some("pieper".to_owned()),
                "textphone" => Some("teksttelefoon".to_owned()),
                _ => None,
            };
            if let Some(text) = tekst(&phone.description).map(flat).or(kind) {
                line = format!("{line} | {text}");
            }
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        velden.zet(Veld::Telefoons, Some(&lines.join("\n")));
        Ok(())
    }

    fn uren(&mut self, plek: &Plek, ding: &Ding, velden: &mut Velden) -> Result<(), Fault> {
        let mut parts: Vec<String> = Vec::new();
        for (at, rooster) in ding.schedules.iter().flatten().enumerate() {
            match rooster.tekst() {
                Some(text) if Openingstijden::lees(&text).is_ok() => {
                    if !parts.contains(&text) {
                        parts.push(text);
                    }
                }
                _ => {
                    let name =
                        tekst(&ding.name).or_else(|| tekst(&ding.title)).unwrap_or_else(|| "dit onderdeel".to_owned());
                    let wat =
                        format!("De openingstijden van {} zijn niet te lezen: {}.", kort(&name), rooster.letterlijk());
                    self.mis(plek, &format!("schedules[{at}]"), wat, "Vul ze in zoals: ma-vr 9.00-17.00.", false)?;
                }
            }
        }
        let line = parts.join("; ");
        if !line.is_empty() && Openingstijden::lees(&line).is_err() {
            let wat = "De openingstijden spreken elkaar tegen.".to_owned();
            return self.mis(plek, "schedules", wat, "Vul ze in zoals: ma-vr 9.00-17.00.", false);
        }
        velden.zet(Veld::Openingstijden, Some(&line));
        Ok(())
    }
}

/// What is said of how a place can be entered: a text, or a list of objects with a description.
fn toegankelijk(value: &serde_json::Value) -> Option<String> {
    let one = |value: &serde_json::Value| {
        let text = value.as_str().or_else(|| value.get("description").and_then(serde_json::Value::as_str));
        text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let all: Vec<String> = match value {
        serde_json::Value::Array(parts) => parts.iter().filter_map(one).collect(),
        other => one(other).into_iter().collect(),
    };
    Some(all.join("; ")).filter(|text| !text.is_empty())
}

/// The same place, deeper.
fn binnen(plek: &Plek, member: &str) -> Plek {
    match &plek.kolom {
        Some(outer) => plek.kolom(&format!("{outer}.{member}")),
        None => plek.kolom(member),
    }
}

/// How what stands in an organisation refers to it.
fn verwijzing(org: &Ding) -> Boven {
    let key = tekst(&org.id).map(|id| Ruw::Sleutel(id.into()));
    Boven(key.or_else(|| tekst(&org.name).map(|name| Ruw::Naam(name.into()))))
}

/// An object that this program wrote.
fn eigen(ding: &Ding, own: &EigenDeel) -> Eigen {
    Eigen {
        soort: own.soort.clone().unwrap_or_default(),
        id: tekst(&ding.id),
        velden: own.velden.iter().map(|(veld, text)| (veld.clone(), text.clone())).collect(),
        ids: own.ids.iter().map(|(veld, ids)| (veld.clone(), ids.join("\n"))).collect(),
        bevestigd: own.bevestigd.as_ref().map(|known| (known.op.clone(), known.door.clone())),
    }
}

impl Adres {
    /// `Straat 1, 1234 AB Plaats`, and whether it is for letters only.
    fn tekst(&self) -> Option<(String, bool)> {
        let join =
            |parts: [Option<String>; 2], between: &str| parts.into_iter().flatten().collect::<Vec<_>>().join(between);
        let street = join([tekst(&self.address_1), tekst(&self.address_2)], " ");
        let place = join([tekst(&self.postal_code), tekst(&self.city)], " ");
        let filled = |text: String| Some(text).filter(|text| !text.is_empty());
        let text = filled(join([filled(street), filled(place)], ", "))?;
        Some((text.replace('\n', " "), tekst(&self.address_type).is_some_and(|kind| kind == "postal")))
    }
}

const DAGEN: [(&str, &str); 7] =
    [("MO", "ma"), ("TU", "di"), ("WE", "wo"), ("TH", "do"), ("FR", "vr"), ("SA", "za"), ("SU", "zo")];

impl Rooster {
    /// What stands there, for people.
    fn letterlijk(&self) -> String {
        let times = match (tekst(&self.opens_at), tekst(&self.closes_at)) {
            (None, None) => None,
            (from, to) => Some(format!("{}-{}", from.unwrap_or_default(), to.unwrap_or_default())),
        };
        let parts = [tekst(&self.freq), tekst(&self.byday), times, tekst(&self.description)];
        let said: Vec<String> = parts.into_iter().flatten().collect();
        if said.is_empty() { "er staat niets".to_owned() } else { kort(&said.join(" ")) }
    }

    /// The line that means the same; nothing when it is not for every week, or says no times.
    fn tekst(&self) -> Option<String> {
        let Some(freq) = tekst(&self.freq) else {
            return tekst(&self.description).filter(|_| self.opens_at.is_none());
        };
        let limited = [&self.bymonthday, &self.byweekno, &self.byyearday, &self.valid_to, &self.until, &self.count];
        let every_week = freq.eq_ignore_ascii_case("WEEKLY") && tekst(&self.interval).is_none_or(|every| every == "1");
        if !every_week || limited.into_iter().any(|member| tekst(member).is_some()) {
            return None;
        }
        let days: Option<Vec<&str>> = tekst(&self.byday)?
            .split(',')
            .map(|code| DAGEN.iter().find(|(known, _)| code.trim().eq_ignore_ascii_case(known)).map(|(_, dag)| *dag))
            .collect();
        Some(format!("{} {}-{}", days?.join(", "), klok(&self.opens_at)?, klok(&self.closes_at)?))
    }
}

/// `09:00:00` as `9.00`; nothing for a time of another time zone.
fn klok(word: &Option<Woord>) -> Option<String> {
    let text = tekst(word)?;
    // HSDS wants the offset of the zone beside a time on the clock; `Z` is a time of elsewhere.
    let local = text.find(['+', '-']).and_then(|at| text.get(..at)).unwrap_or(&text);
    let mut parts = local.splitn(3, ':');
    let hour: u8 = parts.next()?.parse().ok()?;
    let minutes = parts.next()?;
    let minute: u8 = minutes.parse().ok()?;
    let seconds = parts.next().unwrap_or("00");
    let is_plain = minutes.len() == 2 && seconds.len() == 2 && seconds.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| format!("{hour}.{minute:02}"))
}

/// Texts as a list that comes back as it is.
fn als_lijst(texts: Vec<String>) -> Option<String> {
    let joined = texts.iter().map(|text| text.replace([';', '\n'], " ")).collect::<Vec<_>>().join("; ");
    let single = texts.len() == 1 && joined.contains(',');
    Some(if single { joined + ";" } else { joined }).filter(|text| !text.is_empty())
}

/// The fields of an object as they are gathered. What its kind has no field for goes to the note.
struct Velden {
    soort: Soort,
    lijst: Vec<(Veld, Ruw)>,
    notitie: Vec<String>,
}

impl Velden {
    fn zet(&mut self, veld: Veld, text: Option<&str>) {
        let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return };
        if veld.is_van(self.soort) {
            self.lijst.push((veld, Ruw::Tekst(text.into())));
        } else {
            self.notitie.push(format!("{}: {text}", veld.label()));
        }
    }

    fn noot(&mut self, label: &str, text: Option<String>) {
        self.notitie.extend(text.map(|text| format!("{label}: {text}")));
    }

    fn klaar(mut self) -> Vec<(Veld, Ruw)> {
        if !self.notitie.is_empty() {
            self.lijst.push((Veld::Notitie, Ruw::Tekst(self.notitie.join("\n").into())));
        }
        self.lijst.sort_by_key(|(veld, _)| *veld);
        self.lijst
    }
}
