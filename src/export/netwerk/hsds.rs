//! The network as Open Referral HSDS 3.0: a JSON list of organisations, each with its services, places and contacts.
//!
//! What HSDS has no place for stands in a member `x_aandacht` of every object, which other programs pass by: HSDS lets
//! anybody add members. Members that the schema requires and that we do not know are empty, or say that nothing is known;
//! none is made up.

use std::io::{self, Write};

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::domain::kluis::RecordId;
use crate::domain::netwerk::plat::schrijf;
use crate::domain::netwerk::uitvoer::{Niet, Uitvoer};
use crate::domain::netwerk::{Soort, Status, Telefoon, Veld, Vermelding, Waarde, dag, gemeente_naam, nummer_tekst};
use crate::domain::telefoon::{Nummer, NummerSoort};

/// What HSDS has no place for, with our own member beside it.
pub const NIET: &[Niet] =
    &[Niet::Herkomst, Niet::GeenAntwoord, Niet::Leeggemaakt, Niet::Schrijfwijze, Niet::ZonderOrganisatie];

/// What stands where a description is required and none is known.
const GEEN: &str = "Geen omschrijving.";

/// The organisation under which stands what belongs to none. Its `x_aandacht` says that it is no entry.
const VERZAMEL: &str = "Zonder organisatie";

/// Writes the list, an organisation a line.
///
/// # Errors
/// The writer refuses.
pub fn write(uitvoer: &Uitvoer<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    let mut between: &[u8] = b"\n";
    elk(uitvoer, &mut |value| {
        out.write_all(between)?;
        between = b",\n";
        serde_json::to_writer(&mut *out, &Value::Object(value)).map_err(io::Error::from)
    })?;
    out.write_all(b"\n]\n")
}

/// Makes every organisation in turn, and at the end the one for what belongs to none.
///
/// # Errors
/// What takes them refuses.
pub(super) fn elk(uitvoer: &Uitvoer<'_>, neem: &mut dyn FnMut(Map<String, Value>) -> io::Result<()>) -> io::Result<()> {
    let maker = Maker { uitvoer };
    for (id, entry) in uitvoer.rijen().filter(|(_, entry)| entry.soort() == Soort::Organisatie) {
        neem(maker.organisatie(id, entry))?;
    }
    let loose: Vec<_> = uitvoer.rijen().filter(|(_, entry)| is_los(uitvoer, entry)).collect();
    if loose.is_empty() {
        return Ok(());
    }
    let mut collected = object(json!({
        "id": afgeleid(RecordId([0; 16]), VERZAMEL, 0),
        "name": VERZAMEL,
        "description": GEEN,
        "x_aandacht": { "verzamel": true },
    }));
    maker.onderdelen(&mut collected, loose.into_iter());
    neem(collected)
}

/// Whether an entry belongs to no organisation.
fn is_los(uitvoer: &Uitvoer<'_>, entry: &Vermelding) -> bool {
    let belongs = || uitvoer.netwerk().organisatie(entry).is_some_and(|(_, org)| org.soort() == Soort::Organisatie);
    entry.soort() != Soort::Organisatie && !belongs()
}

/// Makes the objects.
struct Maker<'a> {
    uitvoer: &'a Uitvoer<'a>,
}

impl Maker<'_> {
    fn organisatie(&self, id: RecordId, entry: &Vermelding) -> Map<String, Value> {
        let mut org = self.gewoon(id, entry);
        org.insert("description".to_owned(), json!(omschrijving(entry)));
        zet(&mut org, "website", adres_web(entry.tekst(Veld::Website)));
        zet(&mut org, "email", adres_mail(entry.tekst(Veld::Email)));
        zet(&mut org, "parent_organization_id", entry.verwijzing(Veld::OnderdeelVan).map(RecordId::uuid));
        let mut children: Vec<_> = self.uitvoer.netwerk().onder(id).collect();
        children.retain(|(_, child)| child.soort() != Soort::Organisatie);
        children.sort_by_key(|(id, _)| *id);
        self.onderdelen(&mut org, children.into_iter());
        org
    }

    /// The services, places and contacts of an organisation.
    fn onderdelen<'b>(&self, org: &mut Map<String, Value>, children: impl Iterator<Item = (RecordId, &'b Vermelding)>) {
        let (mut services, mut locations, mut contacts) = (Vec::new(), Vec::new(), Vec::new());
        for (id, child) in children {
            match child.soort() {
                Soort::Dienst => services.push(self.dienst(id, child)),
                Soort::Locatie => locations.push(self.locatie(id, child)),
                Soort::Contact => contacts.push(self.contact(id, child)),
                Soort::Organisatie => {}
            }
        }
        lijst(org, "services", services);
        lijst(org, "locations", locations);
        lijst(org, "contacts", contacts);
    }

    fn dienst(&self, id: RecordId, entry: &Vermelding) -> Value {
        let mut service = self.gewoon(id, entry);
        let status = match entry.status() {
            Status::Actief => "active",
            Status::TijdelijkGesloten => "temporarily closed",
            Status::Opgeheven => "defunct",
        };
        service.insert("status".to_owned(), json!(status));
        service.insert("description".to_owned(), json!(omschrijving(entry)));
        zet(&mut service, "url", adres_web(entry.tekst(Veld::Website)));
        zet(&mut service, "email", adres_mail(entry.tekst(Veld::Email)));
        zet(&mut service, "application_process", gevuld(entry.tekst(Veld::Verwijzen)));
        zet(&mut service, "eligibility_description", gevuld(entry.tekst(Veld::Doelgroep)));
        zet(&mut service, "minimum_age", entry.getal(Veld::LeeftijdVan));
        zet(&mut service, "maximum_age", entry.getal(Veld::LeeftijdTot));
        zet(&mut service, "assured_date", entry.bevestigd().map(|known| dag(known.op).to_string()));
        lijst(&mut service, "schedules", roosters(id, entry));
        let areas = entry.lijst(Veld::Gemeenten).iter().enumerate().map(|(at, code)| {
            let name = gemeente_naam(self.uitvoer.gemeenten(), code);
            json!({ "id": afgeleid(id, "service_area", at), "name": name })
        });
        lijst(&mut service, "service_areas", areas.collect());
        let languages = entry.lijst(Veld::Talen).iter().enumerate().map(|(at, name)| {
            let mut language = object(json!({ "id": afgeleid(id, "language", at), "name": name }));
            zet(&mut language, "code", super::taalcode(name));
            Value::Object(language)
        });
        lijst(&mut service, "languages", languages.collect());
        Value::Object(service)
    }

    fn contact(&self, id: RecordId, entry: &Vermelding) -> Value {
        let mut contact = self.gewoon(id, entry);
        contact.remove("name");
        zet(&mut contact, "name", gevuld(entry.tekst(Veld::Naam)));
        zet(&mut contact, "title", gevuld(entry.tekst(Veld::Functie)));
        zet(&mut contact, "email", adres_mail(entry.tekst(Veld::Email)));
        Value::Object(contact)
    }

    fn locatie(&self, id: RecordId, entry: &Vermelding) -> Value {
        let mut location = self.gewoon(id, entry);
        location.insert("location_type".to_owned(), json!("physical"));
        zet(&mut location, "description", gevuld(entry.tekst(Veld::Notitie)));
        let text = entry.tekst(Veld::Adres);
        if !text.is_empty() {
            lijst(&mut location, "addresses", vec![self.adres(id, entry, text)]);
        }
        lijst(&mut location, "schedules", roosters(id, entry));
        Value::Object(location)
    }

    /// An address. Its parts are required: those that its text does not tell are empty.
    fn adres(&self, id: RecordId, entry: &Vermelding, text: &str) -> Value {
        let (street, code, city) = adresdelen(text);
        let province = match self.uitvoer.netwerk().gemeenten(entry) {
            [one] => {
                let table = &self.uitvoer.gemeenten().gemeenten;
                table.iter().find(|known| *known.gm_code == **one).map_or("", |known| known.provincie.as_str())
            }
            _ => "",
        };
        json!({
            "id": afgeleid(id, "address", 0),
            "address_1": street,
            "city": city,
            "state_province": province,
            "postal_code": code,
            "country": "NL",
            "address_type": "physical",
        })
    }

    /// What every object has: its id and name, its telephone numbers, and all of our own.
    fn gewoon(&self, id: RecordId, entry: &Vermelding) -> Map<String, Value> {
        let mut made = object(json!({ "id": id.uuid(), "name": entry.titel() }));
        let phones = entry.telefoons().iter().enumerate().map(|(at, phone)| telefoon(id, at, phone));
        lijst(&mut made, "phones", phones.collect());
        made.insert("x_aandacht".to_owned(), self.eigen(entry));
        made
    }

    /// Our own member: every field as text, the ids of what it refers to, and the confirmation.
    fn eigen(&self, entry: &Vermelding) -> Value {
        let (mut fields, mut ids) = (Map::new(), Map::new());
        for (veld, value, _) in entry.velden() {
            let Some(value) = value else { continue };
            let text = schrijf(self.uitvoer.netwerk(), self.uitvoer.gemeenten(), veld, value);
            fields.insert(veld.id().to_owned(), json!(text));
            let others: Vec<String> = match value {
                Waarde::Verwijzing(other) => vec![other.uuid()],
                Waarde::Relaties(others) => others.iter().map(|other| other.met.uuid()).collect(),
                Waarde::Tekst(_)
                | Waarde::Lijst(_)
                | Waarde::Weken(_)
                | Waarde::Telefoons(_)
                | Waarde::Uren(_)
                | Waarde::Getal(_)
                | Waarde::JaNee(_) => Vec::new(),
            };
            if !others.is_empty() {
                ids.insert(veld.id().to_owned(), json!(others));
            }
        }
        let mut own = object(json!({ "soort": entry.soort().id(), "velden": fields, "ids": ids }));
        let known = entry.bevestigd().map(|known| json!({ "op": known.op.to_string(), "door": known.door }));
        zet(&mut own, "bevestigd", known);
        Value::Object(own)
    }
}

fn telefoon(id: RecordId, at: usize, phone: &Telefoon) -> Value {
    let number = Nummer::lees(&phone.nummer).ok();
    let kind = if number.is_some_and(|number| number.soort() == NummerSoort::Mobiel) { "cell" } else { "voice" };
    let mut made = object(json!({
        "id": afgeleid(id, "phone", at),
        "number": nummer_tekst(&phone.nummer),
        "type": kind,
    }));
    let more: Vec<String> = phone
        .waarvoor
        .iter()
        .map(|text| text.to_string())
        .chain(phone.uren.iter().map(|uren| uren.to_string()))
        .collect();
    zet(&mut made, "description", gevuld(&more.join("; ")));
    Value::Object(made)
}

/// The hours of a week as RRULEs: days, and from when until when. What is not weekly stands in the description of each,
/// and in one without a rule when nothing is.
fn roosters(id: RecordId, entry: &Vermelding) -> Vec<Value> {
    let Some(uren) = entry.openingstijden() else { return Vec::new() };
    let line = uren.to_string();
    let rules = weekregels(&line);
    if rules.is_empty() {
        return vec![json!({ "id": afgeleid(id, "schedule", 0), "description": line })];
    }
    let made = rules.iter().enumerate().map(|(at, (days, van, tot))| {
        json!({
            "id": afgeleid(id, "schedule", at),
            "freq": "WEEKLY",
            "interval": 1,
            "wkst": "MO",
            "byday": days,
            "opens_at": van,
            "closes_at": tot,
            "description": line,
        })
    });
    made.collect()
}

/// Days as in an RRULE, and beginning and end, of every part of a line of hours that is for every week. The line is
/// written by [`crate::domain::uren::Openingstijden`] in one way only: `ma-wo, vr 9.00-12.00, 13.00-17.00; …`.
fn weekregels(line: &str) -> Vec<(String, String, String)> {
    let mut rules = Vec::new();
    for part in line.split("; ") {
        if part == "dag en nacht" {
            rules.push((DAGEN.map(|(_, code)| code).join(","), "00:00".to_owned(), "24:00".to_owned()));
            continue;
        }
        let Some(at) = part.find(|letter: char| letter.is_ascii_digit()) else { continue };
        let (names, hours) = part.split_at(at);
        let Some(days) = dagen(names.trim()) else { continue };
        for (van, tot) in hours.split(", ").filter_map(|hours| hours.split_once('-')) {
            rules.push((days.clone(), klok(van), klok(tot)));
        }
    }
    rules
}

const DAGEN: [(&str, &str); 7] =
    [("ma", "MO"), ("di", "TU"), ("wo", "WE"), ("do", "TH"), ("vr", "FR"), ("za", "SA"), ("zo", "SU")];

/// `ma-wo, vr` as `MO,TU,WE,FR`; nothing for what is no days of the week.
fn dagen(names: &str) -> Option<String> {
    let place = |name: &str| DAGEN.iter().position(|(known, _)| *known == name);
    let mut codes = Vec::new();
    for part in names.split(", ") {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        codes.extend(DAGEN.get(place(first)?..=place(last)?)?.iter().map(|(_, code)| *code));
    }
    Some(codes.join(","))
}

/// `9.00` as `09:00`.
fn klok(time: &str) -> String {
    format!("{:0>5}", time.replace('.', ":"))
}

/// Street, postal code and city of an address as Dutch people write it; the whole of it as street when it has no code.
fn adresdelen(text: &str) -> (&str, String, &str) {
    let bytes = text.as_bytes();
    let found = (0..bytes.len()).find_map(|at| {
        let digits = bytes.get(at..at + 4)?.iter().all(u8::is_ascii_digit);
        let free =
            at.checked_sub(1).and_then(|before| bytes.get(before)).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let letters = if bytes.get(at + 4) == Some(&b' ') { at + 5 } else { at + 4 };
        // `Plein 1944 te Heerlen` has a year and a word: small letters are a code only where a new part begins.
        let begins = text.get(..at).is_some_and(|before| before.trim_end_matches(' ').ends_with([',', '\n']));
        let is_letter = |byte: &u8| byte.is_ascii_uppercase() || (begins && byte.is_ascii_lowercase());
        let is_code = bytes.get(letters..letters + 2)?.iter().all(is_letter);
        let ends = bytes.get(letters + 2).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        (digits && free && is_code && ends).then_some((at, letters))
    });
    let Some((at, letters)) = found else { return (text.trim(), String::new(), "") };
    let code = format!("{} {}", &text[at..at + 4], text[letters..letters + 2].to_uppercase());
    let sides: &[char] = &[',', ' ', '\n'];
    (text[..at].trim_matches(sides), code, text[letters + 2..].trim_matches(sides))
}

fn omschrijving(entry: &Vermelding) -> &str {
    gevuld(entry.tekst(Veld::Notitie)).unwrap_or(GEEN)
}

fn gevuld(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// A website as an address on the web; nothing when it is none. How it was written stands in our own member.
fn adres_web(text: &str) -> Option<String> {
    let fits = |text: &str| {
        text.is_ascii()
            && text.contains('.')
            && !text.contains(|c: char| c.is_whitespace() || "<>\"{}|\\^`".contains(c))
    };
    let has_scheme = text.starts_with("https://") || text.starts_with("http://");
    match (fits(text), has_scheme) {
        (true, true) => Some(text.to_owned()),
        (true, false) if !text.contains(':') && !text.contains('@') => Some(format!("https://{text}")),
        (true | false, true | false) => None,
    }
}

/// An address for mail; nothing when it is none.
pub(super) fn adres_mail(text: &str) -> Option<&str> {
    let parts = text.split_once('@').filter(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    parts.filter(|_| !text.contains(|letter: char| letter.is_whitespace() || "<>,;\"".contains(letter))).map(|_| text)
}

/// The id of something that has none of its own: the same one in every export.
fn afgeleid(id: RecordId, what: &str, nth: usize) -> String {
    let mut digest = Sha256::new();
    digest.update(id.0);
    digest.update(what.as_bytes());
    digest.update((nth as u64).to_be_bytes());
    RecordId(digest.finalize().first_chunk().copied().unwrap_or_default()).uuid()
}

/// The members of an object.
fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
    }
}

/// Adds a member, when there is anything in it.
fn zet(object: &mut Map<String, Value>, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object.insert(name.to_owned(), value.into());
    }
}

/// Adds a list, when there is anything in it.
fn lijst(object: &mut Map<String, Value>, name: &str, items: Vec<Value>) {
    zet(object, name, Some(items).filter(|items| !items.is_empty()));
}
