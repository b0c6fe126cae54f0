//! The network as address cards, vCard 3.0 (RFC 2426) or 4.0 (RFC 6350), one card an entry.
//!
//! What every address book knows stands in its own properties; what only this program knows stands in properties of ours,
//! and there every field stands whole, so that a card that comes back is the same entry. The lines are written here: the
//! writer of `calcard` adds `CHARSET=UTF-8` to a 3.0 card, which that version does not have.

use std::io::{self, Write};

use crate::domain::kluis::RecordId;
use crate::domain::netwerk::plat::{Kolom, cel, schrijf};
use crate::domain::netwerk::uitvoer::{Niet, Uitvoer};
use crate::domain::netwerk::{Soort, Telefoon, Veld, Vermelding, Waarde, nummer_tekst, thema_tekst};
use crate::domain::telefoon::{Nummer, NummerSoort};

/// What cards have no property for.
pub const NIET: &[Niet] = &[Niet::Herkomst, Niet::GeenAntwoord, Niet::Leeggemaakt, Niet::Schrijfwijze];

/// Which version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VcardVersie {
    /// 3.0, which every telephone and mail program reads.
    V3,
    /// 4.0, which knows organisations and places.
    V4,
}

impl VcardVersie {
    /// Both, the newest last.
    pub const ALLE: [VcardVersie; 2] = [VcardVersie::V3, VcardVersie::V4];

    /// As it stands on the card.
    pub fn nummer(self) -> &'static str {
        match self {
            VcardVersie::V3 => "3.0",
            VcardVersie::V4 => "4.0",
        }
    }
}

/// Writes a card for every entry.
///
/// # Errors
/// The writer refuses.
pub fn write(uitvoer: &Uitvoer<'_>, versie: VcardVersie, out: &mut dyn Write) -> io::Result<()> {
    uitvoer.rijen().try_for_each(|(id, entry)| Kaart { uitvoer, versie, out }.kaart(id, entry))
}

/// Where a card is written.
struct Kaart<'a> {
    uitvoer: &'a Uitvoer<'a>,
    versie: VcardVersie,
    out: &'a mut dyn Write,
}

impl Kaart<'_> {
    /// A property whose value is ready.
    fn eigenschap(&mut self, name: &str, value: &str) -> io::Result<()> {
        regel(&format!("{name}:{value}"), self.out)
    }

    /// A property whose value is a text; nothing when there is none.
    fn tekst(&mut self, name: &str, text: &str) -> io::Result<()> {
        if text.is_empty() { Ok(()) } else { self.eigenschap(name, &waarde(text)) }
    }

    fn kaart(&mut self, id: RecordId, entry: &Vermelding) -> io::Result<()> {
        self.eigenschap("BEGIN", "VCARD")?;
        self.eigenschap("VERSION", self.versie.nummer())?;
        self.eigenschap("PRODID", "-//aandacht//netwerk//NL")?;
        self.eigenschap("UID", &format!("urn:uuid:{}", id.uuid()))?;
        self.wie(entry)?;
        for (at, phone) in entry.telefoons().iter().enumerate() {
            self.telefoon(at + 1, phone)?;
        }
        let internet = if self.versie == VcardVersie::V3 { "EMAIL;TYPE=INTERNET" } else { "EMAIL;TYPE=work" };
        self.tekst(internet, entry.tekst(Veld::Email))?;
        self.tekst("URL", entry.tekst(Veld::Website))?;
        let themes: Vec<String> = entry.lijst(Veld::Themas).iter().map(|theme| waarde(thema_tekst(theme))).collect();
        if !themes.is_empty() {
            self.eigenschap("CATEGORIES", &themes.join(","))?;
        }
        self.tekst("NOTE", entry.tekst(Veld::Notitie))?;
        if self.versie == VcardVersie::V4 {
            for (at, code) in entry.lijst(Veld::Talen).iter().filter_map(|name| super::taalcode(name)).enumerate() {
                self.eigenschap(&format!("LANG;PREF={}", (at + 1).min(100)), code)?;
            }
        }
        if let Some(moment) = entry.laatst() {
            self.eigenschap("REV", &moment.strftime("%Y%m%dT%H%M%SZ").to_string())?;
        }
        self.eigen(id, entry)?;
        self.eigenschap("END", "VCARD")
    }

    /// Who or what it is: the names by which an address book shows it.
    fn wie(&mut self, entry: &Vermelding) -> io::Result<()> {
        let netwerk = self.uitvoer.netwerk();
        let soort = entry.soort();
        let above = netwerk.organisatie(entry).map_or("", |(_, org)| org.titel());
        let name = entry.tekst(Veld::Naam);
        let whole = netwerk.naam(entry);
        let shown = match soort {
            Soort::Contact if !name.is_empty() => name.to_owned(),
            Soort::Contact if above.is_empty() => entry.titel().to_owned(),
            Soort::Contact => format!("{}, {above}", entry.titel()),
            Soort::Organisatie | Soort::Dienst | Soort::Locatie => whole,
        };
        // A card has to have a name that is shown.
        self.eigenschap("FN", &waarde(if shown.is_empty() { soort.text() } else { &shown }))?;
        let (given, family) = match (soort, name.split_once(' ')) {
            (Soort::Contact, Some((given, family))) => (given, family),
            (Soort::Contact, None) if !name.is_empty() => ("", name),
            (Soort::Contact | Soort::Organisatie | Soort::Dienst | Soort::Locatie, _) => ("", shown.as_str()),
        };
        self.eigenschap("N", &format!("{};{};;;", waarde(family), waarde(given)))?;
        let kind = match soort {
            Soort::Contact => "individual",
            Soort::Organisatie | Soort::Dienst => "org",
            Soort::Locatie => "location",
        };
        if self.versie == VcardVersie::V4 {
            self.eigenschap("KIND", kind)?;
        } else if soort != Soort::Contact {
            // How Apple's address book, and those that learned from it, know that a 3.0 card is no person.
            self.eigenschap("X-ABShowAs", "COMPANY")?;
        }
        match soort {
            Soort::Organisatie => self.tekst("ORG", name)?,
            Soort::Contact => self.tekst("ORG", above)?,
            Soort::Dienst | Soort::Locatie if above.is_empty() => self.tekst("ORG", name)?,
            Soort::Dienst | Soort::Locatie => {
                self.eigenschap("ORG", &format!("{};{}", waarde(above), waarde(name)))?;
            }
        }
        self.tekst("TITLE", entry.tekst(Veld::Functie))?;
        self.adres(entry.tekst(Veld::Adres))
    }

    /// An address: we know it as one text, so it stands where the street does.
    fn adres(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let parts = format!(";;{};;;;", waarde(text));
        match self.versie {
            VcardVersie::V3 => {
                self.eigenschap("ADR;TYPE=WORK", &parts)?;
                self.tekst("LABEL;TYPE=WORK", text)
            }
            // A quote cannot stand within a parameter.
            VcardVersie::V4 => {
                let label: String = text.chars().filter(|letter| !letter.is_control() && *letter != '"').collect();
                self.eigenschap(&format!("ADR;TYPE=work;LABEL=\"{label}\""), &parts)
            }
        }
    }

    /// A telephone number, with what it is for as the label that address books show.
    fn telefoon(&mut self, at: usize, phone: &Telefoon) -> io::Result<()> {
        let cell = Nummer::lees(&phone.nummer).is_ok_and(|number| number.soort() == NummerSoort::Mobiel);
        let kinds = if cell { "CELL" } else { "WORK,VOICE" };
        let group = if phone.waarvoor.is_some() { format!("item{at}.") } else { String::new() };
        let kinds = if self.versie == VcardVersie::V4 { kinds.to_lowercase() } else { kinds.to_owned() };
        self.eigenschap(&format!("{group}TEL;TYPE={kinds}"), &waarde(&nummer_tekst(&phone.nummer)))?;
        match &phone.waarvoor {
            Some(text) => self.eigenschap(&format!("{group}X-ABLabel"), &waarde(text)),
            None => Ok(()),
        }
    }

    /// Our own properties: the kind, every field as text, the ids of what it refers to, and the confirmation.
    fn eigen(&mut self, id: RecordId, entry: &Vermelding) -> io::Result<()> {
        let (netwerk, gemeenten) = (self.uitvoer.netwerk(), self.uitvoer.gemeenten());
        self.eigenschap("X-AANDACHT-SOORT", entry.soort().id())?;
        for (veld, value, _) in entry.velden() {
            let Some(value) = value else { continue };
            let name = format!("X-AANDACHT-VELD;X-NAAM={}", veld.id());
            self.eigenschap(&name, &waarde(&schrijf(netwerk, gemeenten, veld, value)))?;
            if matches!(value, Waarde::Verwijzing(_) | Waarde::Relaties(_)) {
                let ids = cel(netwerk, gemeenten, (id, entry), Kolom::VeldId(veld)).replace('\n', ",");
                self.eigenschap(&format!("X-AANDACHT-ID-VELD;X-NAAM={}", veld.id()), &ids)?;
            }
        }
        match entry.bevestigd() {
            Some(known) => self.eigenschap("X-AANDACHT-BEVESTIGD", &format!("{};{}", known.op, waarde(&known.door))),
            None => Ok(()),
        }
    }
}

/// A text as it stands in a value. Control characters have no place in a card, but for the end of a line.
fn waarde(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// The longest line, in bytes, without its end.
const BREEDST: usize = 75;

/// A line, folded where it is too long; never within a character.
fn regel(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let (mut rest, mut room) = (text, BREEDST);
    while rest.len() > room {
        let at = rest.floor_char_boundary(room);
        let (line, after) = rest.split_at(at);
        write!(out, "{line}\r\n ")?;
        (rest, room) = (after, BREEDST - 1);
    }
    write!(out, "{rest}\r\n")
}
