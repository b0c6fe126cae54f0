//! An entry as a form: its fields as text, and back again with what is wrong.

use super::doen::{Ingevuld, ZELF};
use super::themas::{THEMAS, thema};
use super::veld::Vorm;
use super::zoek::{Namen, Vraag, zoek};
use super::{Netwerk, Relatie, Soort, Telefoon, Veld, Vermelding, Waarde, lees_weken, weken_tekst};
use crate::domain::gesprek::{Draft, Field, FieldFault, FieldKind, Form};
use crate::domain::inhoud::{Gemeenten, SECTOREN};
use crate::domain::kluis::{Model, RecordId};
use crate::domain::search::{find_gemeente, fold};
use crate::domain::telefoon::Nummer;
use crate::domain::uren::Openingstijden;
use jiff::civil::DateTime;

/// The field for themes that are not in the list.
const VRIJ: &str = "themas_vrij";
/// The field for where it comes from.
pub const BRON: &str = "bron";
/// No text of an entry is longer, in letters.
const LANGST: usize = 2000;
/// No list of an entry is longer.
const MEEST: usize = 400;

/// The form of a kind of entry.
pub fn form(soort: Soort) -> Form {
    let mut fields: Vec<Field> = Veld::van(soort).flat_map(velden).collect();
    fields.push(Field::new(
        BRON,
        "Bron",
        "Van wie of waaruit weet u dit? Leeg betekent: zelf ingevuld.",
        FieldKind::Text,
    ));
    Form::new(titel(soort), fields)
}

fn titel(soort: Soort) -> &'static str {
    match soort {
        Soort::Organisatie => "Organisatie",
        Soort::Dienst => "Dienst",
        Soort::Contact => "Contact",
        Soort::Locatie => "Locatie",
    }
}

fn velden(veld: Veld) -> Vec<Field> {
    let field = |kind| Field::new(veld.id(), veld.label(), veld.uitleg(), kind);
    match veld.vorm() {
        Vorm::Lang | Vorm::Telefoons => vec![field(FieldKind::Long)],
        Vorm::Relaties => vec![Field::new(
            veld.id(),
            veld.label(),
            "Een organisatie per regel; daarvoor mag staan wat hen bindt: verwijst naar: Radar",
            FieldKind::Long,
        )],
        Vorm::Keuze(words) => {
            let mut options = vec![(String::new(), "niet ingevuld".to_owned())];
            options.extend(words.choices());
            vec![field(FieldKind::Choice(options))]
        }
        Vorm::JaNee => vec![field(FieldKind::Choice(
            [("", "niet ingevuld"), ("ja", "ja"), ("nee", "nee")]
                .map(|(id, text)| (id.to_owned(), text.to_owned()))
                .to_vec(),
        ))],
        Vorm::Sectoren => {
            let sectors = SECTOREN.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned()));
            vec![field(FieldKind::Many(sectors.collect()))]
        }
        Vorm::Themas => {
            let themas = THEMAS.iter().map(|thema| (thema.id.to_owned(), thema.label.to_owned()));
            let free = Field::new(
                VRIJ,
                "Andere thema's",
                "Wat niet in de lijst staat, met een komma ertussen.",
                FieldKind::Text,
            );
            vec![field(FieldKind::Many(themas.collect())), free]
        }
        Vorm::Tekst | Vorm::Lijst | Vorm::Gemeenten | Vorm::Getal | Vorm::Uren | Vorm::Weken | Vorm::Verwijzing(_) => {
            vec![field(FieldKind::Text)]
        }
    }
}

/// What stands in the form of an entry.
pub fn invulling(netwerk: Netwerk<'_>, gemeenten: &Gemeenten, entry: &Vermelding) -> Draft {
    let mut draft = Draft::default();
    for (veld, waarde, _) in entry.velden() {
        let Some(waarde) = waarde else { continue };
        match waarde {
            Waarde::Telefoons(numbers) => {
                let lines: Vec<String> = numbers.iter().map(telefoon_tekst).collect();
                draft.set(veld.id(), &lines.join("\n"));
            }
            Waarde::Relaties(others) => {
                let name = |id| netwerk.get(id).map_or_else(String::new, |other| netwerk.naam(other));
                let lines: Vec<String> =
                    others.iter().map(|other| format!("{}: {}", other.soort, name(other.met))).collect();
                draft.set(veld.id(), &lines.join("\n"));
            }
            Waarde::Lijst(themas) if veld == Veld::Themas => {
                let (known, free): (Vec<&str>, Vec<&str>) =
                    themas.iter().map(AsRef::as_ref).partition(|id| thema(id).is_some());
                draft.set(veld.id(), &known.join(" "));
                draft.set(VRIJ, &free.join(", "));
            }
            Waarde::Lijst(ids) if veld.vorm() == Vorm::Sectoren => draft.set(veld.id(), &ids.join(" ")),
            Waarde::Weken(weeks) => draft.set(veld.id(), &weken_tekst(weeks)),
            Waarde::Tekst(text) => draft.set(veld.id(), text),
            Waarde::Lijst(_) | Waarde::Uren(_) | Waarde::Verwijzing(_) | Waarde::Getal(_) | Waarde::JaNee(_) => {
                draft.set(veld.id(), &super::tekst::waarde_tekst(netwerk, gemeenten, veld, waarde));
            }
        }
    }
    draft
}

/// A number as a line of the form: `045-560 00 01 | crisis | ma-vr 9.00-17.00`.
pub(super) fn telefoon_tekst(phone: &Telefoon) -> String {
    let mut line = super::tekst::nummer_tekst(&phone.nummer);
    match (&phone.waarvoor, &phone.uren) {
        (None, None) => {}
        (waarvoor, uren) => {
            line.push_str(" | ");
            line.push_str(waarvoor.as_deref().unwrap_or_default());
            if let Some(uren) = uren {
                line.push_str(&format!(" | {uren}"));
            }
        }
    }
    line
}

/// What a form says, and from which source.
///
/// # Errors
/// Every field that cannot be read, with what to do.
pub fn lees(
    model: &Model,
    gemeenten: &Gemeenten,
    soort: Soort,
    draft: &Draft,
) -> Result<(Ingevuld, String), Vec<FieldFault>> {
    lees_vanaf(model, gemeenten, soort, draft, &Draft::default(), &[])
}

/// The same for a form that began with these texts for these values: a text that was not touched keeps its value. It may
/// be one that nobody can type (a number that could not be read, one of two organisations with the same name), and is no
/// reason to refuse what was typed elsewhere.
///
/// # Errors
/// As [`lees`].
pub fn lees_vanaf(
    model: &Model,
    gemeenten: &Gemeenten,
    soort: Soort,
    draft: &Draft,
    begin: &Draft,
    waarden: &[(Veld, Option<Waarde>)],
) -> Result<(Ingevuld, String), Vec<FieldFault>> {
    let mut lezer = Lezer { netwerk: Netwerk::new(model), gemeenten, fouten: Vec::new() };
    let same = |id: &str| draft.get(id) == begin.get(id);
    let untouched = |veld: Veld| same(veld.id()) && (veld != Veld::Themas || same(VRIJ));
    let known = |veld: Veld| waarden.iter().find(|(other, _)| *other == veld && untouched(veld));
    let filled: Ingevuld = Veld::van(soort)
        .map(|veld| (veld, known(veld).map_or_else(|| lezer.veld(veld, draft), |(_, waarde)| waarde.clone())))
        .collect();
    let required = Veld::verplicht(soort);
    if getemd(draft.get(required.id())).is_empty() {
        lezer.fout(required, "Vul dit in: zonder dat is de vermelding niet te herkennen.");
    }
    if let (Some((_, Some(Waarde::Getal(from)))), Some((_, Some(Waarde::Getal(to))))) = (
        filled.iter().find(|(veld, _)| *veld == Veld::LeeftijdVan),
        filled.iter().find(|(veld, _)| *veld == Veld::LeeftijdTot),
    ) && from > to
    {
        lezer.fout(
            Veld::LeeftijdTot,
            "‘Leeftijd tot en met’ is lager dan ‘Leeftijd vanaf’. Wissel ze om, of laat er één leeg.",
        );
    }
    if !lezer.fouten.is_empty() {
        return Err(lezer.fouten);
    }
    let bron = getemd(draft.get(BRON));
    Ok((filled, if bron.is_empty() { ZELF.to_owned() } else { bron }))
}

/// Text as it is kept: one spelling for accents, no control characters and none that turn the writing direction or have
/// no width. Lines stay.
pub fn getemd(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    // Words that a tab keeps apart stay apart.
    let visible = text
        .nfc()
        .map(|letter| if letter == '\t' { ' ' } else { letter })
        .filter(|letter| *letter == '\n' || !(letter.is_control() || is_onzichtbaar(*letter)));
    visible.collect::<String>().trim().to_owned()
}

/// Characters without width, and those that turn the writing direction.
fn is_onzichtbaar(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// What an entry is called where two may have one name: with its municipality, when it is for one alone.
pub fn naam_en_plaats(netwerk: Netwerk<'_>, gemeenten: &Gemeenten, entry: &Vermelding) -> String {
    match netwerk.gemeenten(entry) {
        [code] => format!("{} ({})", netwerk.naam(entry), super::gemeente_naam(gemeenten, code)),
        _ => netwerk.naam(entry),
    }
}

/// Entries of a kind that a name may mean, the best first.
pub fn voorstellen(
    netwerk: Netwerk<'_>,
    gemeenten: &Gemeenten,
    soort: Soort,
    name: &str,
    most: usize,
) -> Vec<RecordId> {
    let vraag = Vraag { soorten: vec![soort], ..Vraag::lees(name, &Namen::new(gemeenten)) };
    // The hours of an entry do not matter here.
    zoek(netwerk, &vraag, DateTime::ZERO, most).ids
}

struct Lezer<'a> {
    netwerk: Netwerk<'a>,
    gemeenten: &'a Gemeenten,
    fouten: Vec<FieldFault>,
}

impl Lezer<'_> {
    fn fout(&mut self, veld: Veld, advies: impl AsRef<str>) {
        self.fouten.push(FieldFault::new(veld.id(), advies.as_ref()));
    }

    fn veld(&mut self, veld: Veld, draft: &Draft) -> Option<Waarde> {
        let text = getemd(draft.get(veld.id()));
        if text.chars().count() > LANGST && veld.vorm() != Vorm::Gemeenten {
            self.fout(veld, format!("Dit is langer dan {LANGST} tekens. Maak het korter."));
            return None;
        }
        if veld == Veld::Themas {
            let free = getemd(draft.get(VRIJ)).to_lowercase();
            let all: Vec<String> = text
                .split(' ')
                .chain(free.split(','))
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect();
            return Some(Waarde::lijst(all)).filter(|list| !list.is_leeg());
        }
        if text.is_empty() {
            return None;
        }
        match veld.vorm() {
            Vorm::Tekst if veld == Veld::Email => self.email(veld, &text),
            Vorm::Tekst => Some(Waarde::tekst(&text.replace('\n', " "))),
            Vorm::Lang | Vorm::Keuze(_) => Some(Waarde::tekst(&text)),
            Vorm::Lijst => Some(Waarde::lijst(stukken(&text))),
            Vorm::Sectoren => Some(Waarde::lijst(text.split(' '))),
            Vorm::Themas => None,
            Vorm::JaNee => Some(Waarde::JaNee(text == "ja")),
            Vorm::Getal => self.getal(veld, &text),
            Vorm::Uren => match Openingstijden::lees(&text) {
                Ok(uren) => Some(Waarde::Uren(uren)),
                Err(fout) => {
                    self.fout(veld, fout.to_string());
                    None
                }
            },
            Vorm::Weken => match lees_weken(&text) {
                Ok(weeks) => Some(Waarde::Weken(weeks.into())),
                Err(part) => {
                    self.fout(veld, format!("“{part}” is geen week. Typ bijvoorbeeld 2026-W30 of 2026-W52..2027-W01."));
                    None
                }
            },
            Vorm::Gemeenten => self.gemeenten(veld, &text),
            Vorm::Telefoons => self.telefoons(veld, &text),
            Vorm::Verwijzing(soort) => self.verwijzing(veld, soort, &text).map(Waarde::Verwijzing),
            Vorm::Relaties => self.relaties(veld, &text),
        }
    }

    fn email(&mut self, veld: Veld, text: &str) -> Option<Waarde> {
        let good = text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.contains('.')
                && !host.ends_with('.')
                && !text.contains(char::is_whitespace)
                && !host.contains('@')
        });
        if !good {
            self.fout(veld, "Dit is geen e-mailadres. Het heeft een naam, een @ en een domein: naam@voorbeeld.nl");
            return None;
        }
        Some(Waarde::tekst(text))
    }

    fn getal(&mut self, veld: Veld, text: &str) -> Option<Waarde> {
        match text.parse::<u16>().ok().filter(|years| *years <= 130) {
            Some(years) => Some(Waarde::Getal(years)),
            None => {
                self.fout(veld, "Typ een heel getal van 0 tot en met 130.");
                None
            }
        }
    }

    fn gemeenten(&mut self, veld: Veld, text: &str) -> Option<Waarde> {
        let mut codes: Vec<String> = Vec::new();
        for name in stukken(text).into_iter().take(MEEST) {
            let found = find_gemeente(self.gemeenten, &name);
            match found.gevonden.as_slice() {
                [one] => codes.push(one.gm_code.clone()),
                [] if self.gemeenten.gemeenten.iter().any(|known| known.gm_code.eq_ignore_ascii_case(&name)) => {
                    codes.push(name.to_uppercase());
                }
                [] => {
                    let name: String = name.chars().take(30).collect();
                    let hint = match found.suggesties.as_slice() {
                        [] => String::new(),
                        some => format!(" Bedoelt u: {}?", some.iter().take(3).copied().collect::<Vec<_>>().join(", ")),
                    };
                    self.fout(veld, format!("Geen gemeente heet “{name}”.{hint}"));
                }
                several => {
                    let names: Vec<&str> = several.iter().map(|known| known.gemeente.as_str()).collect();
                    self.fout(veld, format!("Dit kan er meer dan één zijn: {}. Typ de hele naam.", names.join(", ")));
                }
            }
        }
        codes.sort();
        codes.dedup();
        Some(Waarde::lijst(codes)).filter(|codes| !codes.is_leeg())
    }

    fn telefoons(&mut self, veld: Veld, text: &str) -> Option<Waarde> {
        let mut numbers = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let mut parts = line.split('|').map(str::trim);
            let nummer = match Nummer::lees(parts.next().unwrap_or_default()) {
                Ok(number) => number.to_string(),
                Err(fout) => {
                    self.fout(veld, fout.to_string());
                    continue;
                }
            };
            let waarvoor = parts.next().filter(|text| !text.is_empty());
            let uren = match parts.next().filter(|text| !text.is_empty()).map(Openingstijden::lees).transpose() {
                Ok(uren) => uren,
                Err(fout) => {
                    self.fout(veld, fout.to_string());
                    continue;
                }
            };
            numbers.push(Telefoon { nummer: nummer.into(), waarvoor: waarvoor.map(Into::into), uren });
        }
        Some(Waarde::Telefoons(numbers.into())).filter(|numbers| !numbers.is_leeg())
    }

    fn relaties(&mut self, veld: Veld, text: &str) -> Option<Waarde> {
        let mut others = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (soort, name) = line.split_once(':').unwrap_or(("werkt samen met", line));
            if let Some(met) = self.verwijzing(veld, Soort::Organisatie, name) {
                others.push(Relatie { soort: soort.trim().into(), met });
            }
        }
        Some(Waarde::Relaties(others.into())).filter(|others| !others.is_leeg())
    }

    /// The entry that a name means: the whole name, or the only one that is found.
    fn verwijzing(&mut self, veld: Veld, soort: Soort, name: &str) -> Option<RecordId> {
        let wanted = fold(name);
        let found = voorstellen(self.netwerk, self.gemeenten, soort, name, 50);
        let with_place = |entry| naam_en_plaats(self.netwerk, self.gemeenten, entry);
        let named = |id: &RecordId| {
            self.netwerk.get(*id).is_some_and(|entry| {
                [entry.titel(), &self.netwerk.naam(entry), &with_place(entry)].iter().any(|name| fold(name) == wanted)
            })
        };
        let exact: Vec<RecordId> = found.iter().copied().filter(named).collect();
        match (exact.as_slice(), found.as_slice()) {
            ([one], _) | ([], [one]) => Some(*one),
            (several, others) => {
                let ids = if several.is_empty() { others } else { several };
                let names: Vec<String> =
                    ids.iter().take(3).filter_map(|id| self.netwerk.get(*id)).map(with_place).collect();
                let wat = if soort == Soort::Contact { "contact" } else { "organisatie" };
                let advies = if names.is_empty() {
                    format!("Geen {wat} heet zo. Voeg die eerst toe, of laat dit leeg.")
                } else {
                    format!("Dit kan er meer dan één zijn. Typ de hele naam, zoals: {}", names.join(" of "))
                };
                self.fout(veld, advies);
                None
            }
        }
    }
}

/// The parts of a line with commas.
fn stukken(text: &str) -> Vec<String> {
    let parts = text.split([',', ';', '\n']).map(|part| part.trim().to_owned());
    parts.filter(|part| !part.is_empty()).take(MEEST).collect()
}
