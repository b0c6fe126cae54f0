//! An entry as a row of columns, as a coordinator has it in Excel: every field as one text, both ways.
//!
//! What a list or a reference needs to come back as it was is in the text: lists are divided by `;`, and beside the name
//! of another entry stands its id in a column of its own.

use jiff::Timestamp;

use super::formulier::{getemd, telefoon_tekst};
use super::veld::Vorm;
use super::{Netwerk, Soort, Telefoon, Veld, Vermelding, Waarde, lees_weken, tekst, thema_tekst, themas, weken_tekst};
use crate::domain::inhoud::{Gemeente, Gemeenten, SECTOREN, sector_name};
use crate::domain::kluis::RecordId;
use crate::domain::search::{find_gemeente, fold, gemeente_names};
use crate::domain::telefoon::Nummer;
use crate::domain::uren::Openingstijden;

/// A column of the table of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kolom {
    /// Our id of the entry.
    Id,
    /// What kind of entry.
    Soort,
    /// A field, as text for people.
    Veld(Veld),
    /// The ids of the entries that a field refers to.
    VeldId(Veld),
    /// When it was last confirmed.
    BevestigdOp,
    /// By whom.
    BevestigdDoor,
}

impl Kolom {
    /// Every column, in the order of our own table.
    pub fn alle() -> Vec<Kolom> {
        let mut all = vec![Kolom::Soort];
        for veld in Veld::ALL.iter().copied() {
            all.push(Kolom::Veld(veld));
            if verwijst(veld) {
                all.push(Kolom::VeldId(veld));
            }
        }
        all.extend([Kolom::BevestigdOp, Kolom::BevestigdDoor, Kolom::Id]);
        all
    }

    /// What stands above it.
    pub fn kop(self) -> String {
        match self {
            Kolom::Id => "Id".to_owned(),
            Kolom::Soort => "Soort vermelding".to_owned(),
            Kolom::Veld(veld) => veld.label().to_owned(),
            Kolom::VeldId(veld) => format!("{} (id)", veld.label()),
            Kolom::BevestigdOp => "Gecontroleerd op".to_owned(),
            Kolom::BevestigdDoor => "Gecontroleerd door".to_owned(),
        }
    }
}

/// Whether a field refers to other entries.
fn verwijst(veld: Veld) -> bool {
    matches!(veld.vorm(), Vorm::Verwijzing(_) | Vorm::Relaties)
}

/// What stands in a column for an entry; empty when nothing does.
pub fn cel(netwerk: Netwerk<'_>, gemeenten: &Gemeenten, (id, entry): (RecordId, &Vermelding), kolom: Kolom) -> String {
    let value = |veld: Veld| entry.waarde(veld);
    match kolom {
        Kolom::Id => id.uuid(),
        Kolom::Soort => entry.soort().text().to_owned(),
        Kolom::Veld(veld) => value(veld).map_or_else(String::new, |waarde| schrijf(netwerk, gemeenten, veld, waarde)),
        Kolom::VeldId(veld) => match value(veld) {
            Some(Waarde::Verwijzing(other)) => other.uuid(),
            Some(Waarde::Relaties(others)) => regels(others.iter().map(|other| other.met.uuid())),
            _ => String::new(),
        },
        Kolom::BevestigdOp => entry.bevestigd().map_or_else(String::new, |known| known.op.to_string()),
        Kolom::BevestigdDoor => entry.bevestigd().map_or_else(String::new, |known| known.door.clone()),
    }
}

fn regels(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// A value as text for people, which [`lees`] takes back.
pub fn schrijf(netwerk: Netwerk<'_>, gemeenten: &Gemeenten, veld: Veld, waarde: &Waarde) -> String {
    let naam = |id: RecordId| netwerk.get(id).map_or_else(String::new, |other| netwerk.naam(other));
    schrijf_met(&naam, gemeenten, veld, waarde)
}

/// The same, where the names of other entries do not come from the network of a kluis.
pub fn schrijf_met(naam: &dyn Fn(RecordId) -> String, gemeenten: &Gemeenten, veld: Veld, waarde: &Waarde) -> String {
    match waarde {
        Waarde::Telefoons(numbers) => regels(numbers.iter().map(telefoon_tekst)),
        Waarde::Lijst(texts) => {
            let shown = |text: &str| match veld.vorm() {
                Vorm::Gemeenten => tekst::gemeente_naam(gemeenten, text).to_owned(),
                Vorm::Sectoren => sector_name(text).unwrap_or(text).to_owned(),
                Vorm::Themas => thema_tekst(text).to_owned(),
                Vorm::Tekst
                | Vorm::Lang
                | Vorm::Lijst
                | Vorm::Keuze(_)
                | Vorm::JaNee
                | Vorm::Getal
                | Vorm::Telefoons
                | Vorm::Uren
                | Vorm::Weken
                | Vorm::Verwijzing(_)
                | Vorm::Relaties => text.to_owned(),
            };
            lijst(texts.iter().map(|text| shown(text)).collect())
        }
        Waarde::Relaties(others) => regels(others.iter().map(|other| format!("{}: {}", other.soort, naam(other.met)))),
        Waarde::Verwijzing(id) => naam(*id),
        Waarde::Weken(weeks) => weken_tekst(weeks),
        Waarde::Uren(uren) => uren.to_string(),
        Waarde::Getal(number) => number.to_string(),
        Waarde::JaNee(yes) => if *yes { "ja" } else { "nee" }.to_owned(),
        Waarde::Tekst(text) => {
            let words = if let Vorm::Keuze(words) = veld.vorm() { words.choices() } else { Vec::new() };
            words.into_iter().find(|(id, _)| *id == **text).map_or_else(|| text.to_string(), |(_, label)| label)
        }
    }
}

/// A list that comes back as it was: one text with a comma in it gets a `;` behind it, so that it stays one.
fn lijst(texts: Vec<String>) -> String {
    let joined = texts.join("; ");
    if texts.len() == 1 && joined.contains(',') { joined + ";" } else { joined }
}

/// What came of reading a text, and what is wrong with it: a sentence, and what to do.
pub type Gelezen = (Option<Waarde>, Vec<(String, String)>);

/// Who wrote a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schrijver {
    /// This program: what stands there was accepted before, and comes back as it was.
    Wij,
    /// Somebody else, who has other habits: several numbers in a cell, two addresses in one field.
    Ander,
}

/// Reads the text of a field that refers to no other entry. What cannot be read is said; a telephone number that cannot
/// be read is kept as it was given as well.
pub fn lees(gemeenten: &Gemeenten, veld: Veld, text: &str) -> Gelezen {
    let (gelezen, _) = lees_van(Schrijver::Ander, gemeenten, veld, text);
    gelezen
}

/// The same, of a text of which it is known who wrote it; and the names of regions that are no municipality, which may
/// be worth keeping elsewhere.
pub fn lees_van(schrijver: Schrijver, gemeenten: &Gemeenten, veld: Veld, text: &str) -> (Gelezen, Vec<String>) {
    let text = getemd(text);
    let mut lezer = Lezer { schrijver, gemeenten, mis: Vec::new(), rest: Vec::new() };
    let waarde = if text.is_empty() { None } else { lezer.waarde(veld, &text) };
    ((waarde.filter(|waarde| !waarde.is_leeg()), lezer.mis), lezer.rest)
}

struct Lezer<'a> {
    schrijver: Schrijver,
    gemeenten: &'a Gemeenten,
    mis: Vec<(String, String)>,
    rest: Vec<String>,
}

impl Lezer<'_> {
    fn mis(&mut self, wat: impl Into<String>, advies: impl Into<String>) {
        self.mis.push((wat.into(), advies.into()));
    }

    fn waarde(&mut self, veld: Veld, text: &str) -> Option<Waarde> {
        match veld.vorm() {
            Vorm::Tekst if veld == Veld::Email && self.schrijver == Schrijver::Ander => self.email(text),
            Vorm::Tekst => Some(Waarde::tekst(&text.replace('\n', " "))),
            Vorm::Lang => Some(Waarde::tekst(text)),
            Vorm::Lijst => Some(Waarde::lijst(stukken(text))),
            Vorm::Themas => Some(Waarde::lijst(stukken(text).iter().map(|text| thema_id(text)))),
            Vorm::Keuze(words) => {
                let same = |(id, label): &(String, String)| fold(id) == fold(text) || fold(label) == fold(text);
                match words.choices().into_iter().find(same) {
                    Some((id, _)) => Some(Waarde::tekst(&id)),
                    None => {
                        let known: Vec<String> = words.choices().into_iter().map(|(_, label)| label).collect();
                        self.mis(
                            format!("\"{}\" staat niet in de lijst van {}.", kort(text), veld.label()),
                            format!("Kies uit: {}.", known.join(", ")),
                        );
                        None
                    }
                }
            }
            Vorm::JaNee => match fold(text).as_str() {
                "ja" | "j" | "x" | "waar" | "true" | "yes" | "1" => Some(Waarde::JaNee(true)),
                "nee" | "n" | "onwaar" | "false" | "no" | "0" => Some(Waarde::JaNee(false)),
                _ => {
                    self.mis(format!("\"{}\" is geen ja of nee.", kort(text)), "Zet er ja of nee in.");
                    None
                }
            },
            Vorm::Getal => match text.parse::<u16>().ok().filter(|years| *years <= 130) {
                Some(years) => Some(Waarde::Getal(years)),
                None => {
                    self.mis(
                        format!("\"{}\" is geen leeftijd.", kort(text)),
                        "Zet er een heel getal van 0 tot en met 130 in.",
                    );
                    None
                }
            },
            Vorm::Uren => match Openingstijden::lees(&gewone_uren(text)) {
                Ok(uren) => Some(Waarde::Uren(uren)),
                Err(fout) => {
                    self.mis(
                        format!("\"{}\" is geen openingstijd: {}", kort(text), zin(&fout.to_string())),
                        "Schrijf het zoals: ma-vr 9.00-17.00; za 10.00-12.00.",
                    );
                    None
                }
            },
            Vorm::Weken => match lees_weken(text) {
                Ok(weeks) => Some(Waarde::Weken(weeks.into())),
                Err(part) => {
                    self.mis(
                        format!("\"{}\" is geen week.", kort(&part)),
                        "Schrijf het zoals: 2026-W30, 2026-W52..2027-W01.",
                    );
                    None
                }
            },
            Vorm::Gemeenten => Some(self.gemeenten(text)),
            Vorm::Sectoren => Some(self.sectoren(text)),
            Vorm::Telefoons => Some(self.telefoons(text)),
            Vorm::Verwijzing(_) | Vorm::Relaties => None,
        }
    }

    /// The first address in a text. What Exchange calls people by, and `niet bekend`, is none.
    fn email(&mut self, text: &str) -> Option<Waarde> {
        if is_email(text) {
            return Some(Waarde::tekst(text));
        }
        let is_between = |sign: char| sign.is_whitespace() || matches!(sign, ';' | ',' | '<' | '>' | '(' | ')' | '"');
        let parts = text.split(":::").flat_map(|part| part.split(is_between));
        let parts = parts.map(|part| part.strip_prefix("mailto:").unwrap_or(part).trim_end_matches('.'));
        let mut found: Vec<&str> = Vec::new();
        for part in parts.filter(|part| is_email(part)) {
            if !found.iter().any(|known| known.eq_ignore_ascii_case(part)) {
                found.push(part);
            }
        }
        match found.as_slice() {
            [] => {
                self.mis(format!("\"{}\" is geen e-mailadres.", kort(text)), "Vul het adres in, of laat het leeg.");
                None
            }
            [one] => Some(Waarde::tekst(one)),
            [first, ..] => {
                self.mis(
                    format!("Er staan meer e-mailadressen: alleen {} is overgenomen.", kort(first)),
                    "Zet een ander werkadres in de notitie.",
                );
                Some(Waarde::tekst(first))
            }
        }
    }

    fn gemeenten(&mut self, text: &str) -> Waarde {
        let mut codes: Vec<String> = Vec::new();
        for name in stukken(text) {
            for code in self.gemeente(&name) {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
        }
        Waarde::lijst(codes)
    }

    /// The municipalities that a name means. Whatever is not simply its name is said: a village, a former municipality
    /// or a typing error is a guess.
    fn gemeente(&mut self, name: &str) -> Vec<String> {
        let table = self.gemeenten;
        // Most cells hold an official name as it is written; looking for what resembles it costs a thousand times as much.
        let mut named = table.gemeenten.iter().filter(|known| gemeente_names(known).any(|other| other == name));
        if let (Some(one), None) = (named.next(), named.next())
            && one.gemeente == name
        {
            return vec![one.gm_code.clone()];
        }
        if find_gemeente(table, name).gevonden.is_empty() && is_code(name) {
            return vec![name.to_uppercase()];
        }
        let bare = zonder_voorwoord(name);
        let without =
            bare.rsplit_once('(').filter(|_| bare.ends_with(')')).map_or(bare.as_str(), |(text, _)| text.trim());
        if let Some((code, shown)) = [name, &bare, without].iter().find_map(|text| bekend(table, text)) {
            if let Some(shown) = shown.or_else(|| (without != bare).then_some(without.to_owned())) {
                self.gelezen_als(name, &shown);
            }
            return vec![code];
        }
        let parts = delen(&bare);
        let known: Vec<Option<(String, Option<String>)>> = parts.iter().map(|part| bekend(table, part)).collect();
        if parts.len() > 1 && known.iter().any(Option::is_some) {
            return parts.iter().flat_map(|part| self.gemeente(part)).collect();
        }
        let found = find_gemeente(table, without);
        match found.gevonden.as_slice() {
            [one] => {
                self.gelezen_als(name, &one.gemeente);
                return vec![one.gm_code.clone()];
            }
            [] => {
                let keep = match self.schrijver {
                    Schrijver::Wij => "",
                    Schrijver::Ander => "Het staat nu in de notitie, achter Werkgebied. ",
                };
                let advies = match found.suggesties.as_slice() {
                    [] => format!("{keep}Kijk na voor welke gemeenten het is."),
                    some => {
                        let some: Vec<&str> = some.iter().take(3).copied().collect();
                        format!("{keep}Bedoeld is misschien: {}.", some.join(", "))
                    }
                };
                self.mis(format!("Geen gemeente heet \"{}\".", kort(name)), advies);
            }
            several => {
                let names: Vec<&str> = several.iter().map(|known| known.gemeente.as_str()).collect();
                self.mis(
                    format!("\"{}\" kan meer dan één gemeente zijn.", kort(name)),
                    format!("Schrijf de hele naam: {}.", names.join(", ")),
                );
            }
        }
        self.rest.push(name.to_owned());
        Vec::new()
    }

    fn gelezen_als(&mut self, name: &str, gemeente: &str) {
        self.mis(format!("\"{}\" is gelezen als {gemeente}.", kort(name)), "Klopt dat niet, verbeter dan de gemeente.");
    }

    fn sectoren(&mut self, text: &str) -> Waarde {
        let mut ids: Vec<String> = Vec::new();
        for name in stukken(text) {
            let wanted = fold(&name);
            match SECTOREN.iter().find(|(id, label)| fold(id) == wanted || fold(label) == wanted) {
                Some((id, _)) => ids.push((*id).to_owned()),
                None => self.mis(
                    format!("De sector \"{}\" is niet bekend.", kort(&name)),
                    format!("Kies uit: {}.", SECTOREN.map(|(_, label)| label).join(", ")),
                ),
            }
        }
        Waarde::lijst(ids)
    }

    fn telefoons(&mut self, text: &str) -> Waarde {
        let mut numbers = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let mut parts = line.splitn(3, '|').map(str::trim);
            let (given, waarvoor) = (parts.next().unwrap_or_default(), parts.next().filter(|text| !text.is_empty()));
            let uren = parts.next().filter(|text| !text.is_empty()).and_then(|text| match Openingstijden::lees(text) {
                Ok(uren) => Some(uren),
                Err(fout) => {
                    self.mis(
                        format!("\"{}\" is geen openingstijd: {}", kort(text), zin(&fout.to_string())),
                        "Schrijf het zoals: ma-vr 9.00-17.00.",
                    );
                    None
                }
            });
            let of = |number: &str| Telefoon {
                nummer: number.into(),
                waarvoor: waarvoor.map(Into::into),
                uren: uren.clone(),
            };
            // Excel and other tables write a text as `="045"`.
            let given = match self.schrijver {
                Schrijver::Wij => given,
                Schrijver::Ander => given.trim_matches(['"', '=']).trim(),
            };
            let fout = match Nummer::lees(given) {
                Ok(number) => {
                    numbers.push(of(&number.to_string()));
                    continue;
                }
                Err(fout) => fout,
            };
            if let Some(all) = (self.schrijver == Schrijver::Ander).then(|| meer_nummers(given)).flatten() {
                numbers.extend(all.iter().map(|number| of(&number.to_string())));
                continue;
            }
            if self.schrijver == Schrijver::Ander && fold(given).starts_with("fax ") {
                self.mis(
                    format!("{} is een faxnummer en is niet overgenomen.", kort(given)),
                    "Zet het in de notitie als het nog wordt gebruikt.",
                );
                continue;
            }
            if is_afgerond(given) {
                self.mis(
                    format!("\"{}\": Excel heeft dit nummer afgerond; de cijfers zijn weg.", kort(given)),
                    "Vraag het nummer opnieuw.",
                );
            } else {
                self.mis(
                    format!("\"{}\" is niet te lezen als telefoonnummer: {}", kort(given), zin(&fout.to_string())),
                    "Het nummer blijft staan zoals het er stond. Kijk het na.",
                );
            }
            numbers.push(of(given));
        }
        Waarde::Telefoons(numbers.into())
    }
}

/// Whether a text is one address: a name, an @ and a host with a dot.
fn is_email(text: &str) -> bool {
    let odd = |sign: char| sign.is_whitespace() || sign == '<' || sign == '>';
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
    }) && !text.contains(odd)
}

/// The numbers of a text that holds several, when every one of them can be read.
fn meer_nummers(text: &str) -> Option<Vec<Nummer>> {
    let between = [" / ", " of ", " en ", " ::: ", ";"];
    let parts = between.iter().fold(vec![text], |parts, sign| {
        parts.into_iter().flat_map(|part| part.split(sign)).map(str::trim).filter(|part| !part.is_empty()).collect()
    });
    (parts.len() > 1).then(|| parts.into_iter().map(|part| Nummer::lees(part).ok()).collect()).flatten()
}

/// Whether a number is as Excel shows one that is too long for its cell: `4,556E+08`.
fn is_afgerond(text: &str) -> bool {
    let parts = text.split_once("E+").or_else(|| text.split_once("e+"));
    let is_number =
        |part: &str| !part.is_empty() && part.chars().all(|sign| sign.is_ascii_digit() || sign == ',' || sign == '.');
    parts.is_some_and(|(number, power)| is_number(number) && is_number(power))
}

/// A municipality by its name or another name that is known: its code, and how it is called when that is not another
/// way to write what stands there.
fn bekend(table: &Gemeenten, name: &str) -> Option<(String, Option<String>)> {
    /// Names that are in use for the municipality as a whole.
    const GANGBAAR: [&str; 4] = ["den bosch", "den haag", "zuidwest-friesland", "zuidwest friesland"];
    let los = |text: &str| fold(text).chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
    let (wanted, folded) = (los(name), fold(name));
    let same = |known: &&Gemeente| gemeente_names(known).any(|other| los(other) == wanted);
    let mut all = table.gemeenten.iter().filter(same);
    let (one, more) = (all.next()?, all.next());
    if wanted.is_empty() || more.is_some() {
        return None;
    }
    let bare = one.gemeente.split(" (").next().unwrap_or_default();
    let is_its_name = los(&one.gemeente) == wanted || los(bare) == wanted || GANGBAAR.contains(&folded.as_str());
    Some((one.gm_code.clone(), (!is_its_name).then(|| one.gemeente.clone())))
}

/// The name of a municipality without `gemeente` before it, and with `aan de` written out.
fn zonder_voorwoord(name: &str) -> String {
    let name = name.trim();
    let mut rest = name;
    for word in ["gemeente ", "gem. ", "gem "] {
        if let (Some(head), Some(tail)) = (name.get(..word.len()), name.get(word.len()..))
            && head.eq_ignore_ascii_case(word)
        {
            rest = tail.trim();
            break;
        }
    }
    rest.replace(" a/d ", " aan de ").replace(" a.d. ", " aan de ")
}

/// The parts of a text that may name several municipalities.
fn delen(text: &str) -> Vec<String> {
    let between = ["/", " en ", " + ", " & "];
    let parts =
        between.iter().fold(vec![text], |parts, sign| parts.into_iter().flat_map(|part| part.split(sign)).collect());
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// The parts of a list: divided by `;` or lines where it has any, and otherwise by commas.
fn stukken(text: &str) -> Vec<String> {
    let between: &[char] = if text.contains([';', '\n']) { &[';', '\n'] } else { &[','] };
    let parts = text.split(between).map(|part| part.trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// Opening hours as people write them in a table, in the signs that we read: `ma, di en do 9 t/m 17 uur`.
fn gewone_uren(text: &str) -> String {
    let mut usual = format!(" {} ", text.to_lowercase());
    for (people, we) in [
        (" uur", " "),
        (" u. ", " "),
        (" en ", ", "),
        (" t/m ", "-"),
        (" tot en met ", "-"),
        (" tot ", "-"),
        (" - ", "-"),
        (" – ", "-"),
        ("–", "-"),
        (" van ", " "),
    ] {
        usual = usual.replace(people, we);
    }
    let usual = usual.trim();
    // What is read without help keeps its own words: it may hold more than these.
    if Openingstijden::lees(text).is_ok() { text.to_owned() } else { usual.to_owned() }
}

/// The theme of the fixed list that a text means, or the text itself.
fn thema_id(text: &str) -> String {
    let wanted = fold(text);
    let known = themas::THEMAS.iter().find(|thema| fold(thema.id) == wanted || fold(thema.label) == wanted);
    known.map_or_else(|| text.to_lowercase(), |thema| thema.id.to_owned())
}

fn is_code(name: &str) -> bool {
    let digits = name.get(2..).unwrap_or_default();
    name.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("GM"))
        && digits.len() == 4
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text of a stranger within a message: its beginning.
pub(super) fn kort(text: &str) -> String {
    let text = text.replace('\n', " ");
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

fn zin(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

/// The kind of entry that a text means.
pub fn lees_soort(text: &str) -> Option<Soort> {
    let wanted = fold(text.trim());
    let named = Soort::ALL.iter().copied().find(|soort| fold(soort.id()) == wanted || fold(soort.text()) == wanted);
    named.or(match wanted.as_str() {
        "contactpersoon" | "persoon" | "medewerker" | "contacten" => Some(Soort::Contact),
        "instelling" | "organisaties" | "bedrijf" | "aanbieder" => Some(Soort::Organisatie),
        "diensten" | "aanbod" | "voorziening" | "product" => Some(Soort::Dienst),
        "locaties" | "plek" | "vestiging" | "adres" => Some(Soort::Locatie),
        _ => None,
    })
}

/// The moment that a text means: a moment as we write it, or a day as we or as the Dutch write it.
pub fn lees_moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    text.parse::<Timestamp>().ok().or_else(|| {
        let day: jiff::civil::Date = text.parse().ok().or_else(|| nederlandse_dag(text))?;
        Some(crate::domain::kluis::Moment::utc(day.at(12, 0, 0, 0)).stamp)
    })
}

/// `22-11-2026` or `22/11/2026`.
fn nederlandse_dag(text: &str) -> Option<jiff::civil::Date> {
    let mut parts = text.split(['-', '/']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
