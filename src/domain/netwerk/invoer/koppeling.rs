//! What the columns of a partner's table mean: guessed from their names, set right by the user, remembered per sender.

use serde::{Deserialize, Serialize};

use super::{Concept, Gebrek, Plek, Ruw, Tabel, Tabelrij};
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::plat::{self, Kolom};
use crate::domain::netwerk::veld::Vorm;
use crate::domain::netwerk::{Bevestigd, Soort, Veld};
use crate::domain::search::fold;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doel {
    /// What stands in one of our own columns. Several columns may be for one field: they are put together.
    Kolom(Kolom),
    /// What the sender calls the row: the same in their next file.
    Sleutel,
    /// Nothing.
    Overslaan,
}

impl Doel {
    /// Everything a column can be for.
    pub fn alle() -> Vec<Doel> {
        let mut all = vec![Doel::Overslaan];
        all.extend(Kolom::alle().into_iter().map(Doel::Kolom));
        all.push(Doel::Sleutel);
        all
    }

    /// What is remembered.
    pub fn id(self) -> String {
        match self {
            Doel::Overslaan => "overslaan".to_owned(),
            Doel::Sleutel => "sleutel".to_owned(),
            Doel::Kolom(Kolom::Id) => "id".to_owned(),
            Doel::Kolom(Kolom::Soort) => "soort".to_owned(),
            Doel::Kolom(Kolom::Veld(veld)) => veld.id().to_owned(),
            Doel::Kolom(Kolom::VeldId(veld)) => format!("{}/id", veld.id()),
            Doel::Kolom(Kolom::BevestigdOp) => "bevestigd/op".to_owned(),
            Doel::Kolom(Kolom::BevestigdDoor) => "bevestigd/door".to_owned(),
        }
    }

    /// What is meant by this id.
    pub fn from_id(id: &str) -> Option<Doel> {
        Doel::alle().into_iter().find(|doel| doel.id() == id)
    }

    /// How users call it.
    pub fn tekst(self) -> String {
        match self {
            Doel::Overslaan => "overslaan".to_owned(),
            Doel::Sleutel => "nummer bij de afzender".to_owned(),
            Doel::Kolom(kolom) => kolom.kop(),
        }
    }
}

/// What the columns of a table mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Koppeling {
    /// What the rows are, where no column says it.
    pub soort: Soort,
    /// What each column is for, in the order of the table.
    pub kolommen: Vec<Doel>,
    /// Whether an empty cell empties the field; otherwise it says nothing.
    pub leeg_wist: bool,
}

/// A mapping as it is remembered: by the names of the columns, so that their order may change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Onthouden {
    /// The kind of entry.
    pub soort: String,
    /// Folded names of columns, and ids of what they are for.
    pub kolommen: Vec<(String, String)>,
    /// Whether an empty cell empties the field.
    #[serde(default)]
    pub leeg_wist: bool,
}

impl Koppeling {
    /// The best guess for a table. One of our own is recognised by its column of ids.
    pub fn raad(tabel: &Tabel) -> Koppeling {
        let mut kolommen: Vec<Doel> = tabel.koppen.iter().map(|kop| doel_van(kop)).collect();
        let is_own = kolommen.contains(&Doel::Kolom(Kolom::Id)) && kolommen.contains(&Doel::Kolom(Kolom::Soort));
        if is_own {
            return Koppeling { soort: soort_van(&tabel.koppen, &kolommen), kolommen, leeg_wist: true };
        }
        let bare: Vec<String> = tabel.koppen.iter().map(|kop| kaal(kop)).collect();
        namen_van_personen(tabel, &bare, &mut kolommen);
        // Beside somebody's job their title is `Mr.`.
        if bare.iter().any(|kop| ["job title", "functie", "organization title"].contains(&kop.as_str())) {
            for (_, doel) in bare.iter().zip(&mut kolommen).filter(|(kop, _)| kop.as_str() == "title") {
                *doel = Doel::Overslaan;
            }
        }
        let soort = soort_van(&tabel.koppen, &kolommen);
        let has = |kolommen: &[Doel], wanted: Veld| kolommen.contains(&veld(wanted));
        // What the sender calls a role is what somebody does there, unless that stands beside it.
        if soort == Soort::Contact && !has(&kolommen, Veld::Functie) {
            let role = bare.iter().position(|kop| ["rol", "role"].contains(&kop.as_str()));
            if let Some(doel) = role.and_then(|at| kolommen.get_mut(at)) {
                *doel = veld(Veld::Functie);
            }
        }
        if soort != Soort::Contact && !has(&kolommen, Veld::Naam) {
            let org = || kolommen.iter().position(|doel| *doel == veld(Veld::Organisatie));
            let service = || bare.iter().position(|kop| DIENST.contains(&kop.as_str()));
            let named = match soort {
                Soort::Organisatie => org(),
                Soort::Dienst => service(),
                Soort::Contact | Soort::Locatie => None,
            };
            if let Some(doel) = named.and_then(|at| kolommen.get_mut(at)) {
                *doel = veld(Veld::Naam);
            }
        }
        Koppeling { soort, kolommen, leeg_wist: false }
    }

    /// What was remembered of this sender, and a guess for columns that were not there then.
    pub fn met(tabel: &Tabel, known: &Onthouden) -> Koppeling {
        let mut guess = Koppeling::raad(tabel);
        for (kop, doel) in tabel.koppen.iter().zip(&mut guess.kolommen) {
            let wanted = fold(kop);
            let found = known.kolommen.iter().find(|(name, _)| *name == wanted);
            if let Some(remembered) = found.and_then(|(_, id)| Doel::from_id(id)) {
                *doel = remembered;
            }
        }
        guess.soort = Soort::from_id(&known.soort).unwrap_or(guess.soort);
        guess.leeg_wist = known.leeg_wist;
        guess
    }

    /// What is to be remembered.
    pub fn onthoud(&self, tabel: &Tabel) -> Onthouden {
        let kolommen = tabel.koppen.iter().zip(&self.kolommen).map(|(kop, doel)| (fold(kop), doel.id())).collect();
        Onthouden { soort: self.soort.id().to_owned(), kolommen, leeg_wist: self.leeg_wist }
    }

    /// What makes the rows unusable however they are filled: a sentence, and what to do.
    pub fn bezwaar(&self) -> Option<(String, String)> {
        let required = Veld::verplicht(self.soort);
        let has = |doel: Doel| self.kolommen.contains(&doel);
        // A contact is called by their name until somebody knows the function.
        let named = match self.soort {
            Soort::Contact => has(veld(Veld::Naam)) || has(veld(Veld::Rol)),
            Soort::Organisatie | Soort::Dienst | Soort::Locatie => false,
        };
        if named || has(Doel::Kolom(Kolom::Soort)) || has(veld(required)) || has(Doel::Kolom(Kolom::Id)) {
            return None;
        }
        Some((
            format!("Geen kolom is gekozen voor {}.", required.label()),
            format!(
                "Kies welke kolom {} is; zonder dat is een {} niet te herkennen.",
                required.label(),
                self.soort.text()
            ),
        ))
    }

    /// The rows of a table as entries, and what in them cannot be used. The rows go as they are read.
    pub fn lees(&self, mut tabel: Tabel) -> (Vec<Concept>, Vec<Gebrek>) {
        let mut gebreken = Vec::new();
        let rijen = std::mem::take(&mut tabel.rijen);
        let concepten = rijen.into_iter().filter_map(|rij| self.rij(&tabel, &rij, &mut gebreken)).collect();
        (concepten, gebreken)
    }

    fn rij(&self, tabel: &Tabel, rij: &Tabelrij, gebreken: &mut Vec<Gebrek>) -> Option<Concept> {
        let plek = Plek { blad: tabel.blad.clone(), regel: rij.regel, kolom: None };
        let cell = |wanted: Doel| {
            let at = self.kolommen.iter().position(|doel| *doel == wanted)?;
            let text = rij.cel(at);
            Some((tabel.koppen.get(at).map_or("", AsRef::as_ref), text)).filter(|(_, text)| !text.is_empty())
        };
        let mut refuse = |kop: &str, wat: String, advies: &str| {
            gebreken.push(Gebrek { plek: plek.kolom(kop), wat, advies: advies.to_owned(), hele_rij: true });
            None
        };
        let has_id = cell(Doel::Kolom(Kolom::Id)).is_some();
        let said = |wanted: Veld| cell(veld(wanted)).is_some();
        let is_reachable = said(Veld::Telefoons) || said(Veld::Email) || said(Veld::Adres);
        if !has_id && !is_reachable && is_onderschrift(rij) {
            gebreken.push(Gebrek {
                plek,
                wat: "Dit lijkt een totaalregel of bronregel.".to_owned(),
                advies: "Is het wel een vermelding, zet er dan een naam in.".to_owned(),
                hele_rij: true,
            });
            return None;
        }
        let mut kind_is_missing = false;
        let soort = match cell(Doel::Kolom(Kolom::Soort)) {
            None => {
                kind_is_missing = !has_id && self.kolommen.contains(&Doel::Kolom(Kolom::Soort));
                self.soort
            }
            Some((kop, text)) => match plat::lees_soort(text) {
                Some(soort) => soort,
                None => {
                    let wat = format!("\"{}\" is geen soort vermelding.", plat::kort(text));
                    return refuse(kop, wat, "Zet er organisatie, dienst, contact of locatie in.");
                }
            },
        };
        let id = match cell(Doel::Kolom(Kolom::Id)) {
            None => None,
            Some((kop, text)) => match RecordId::lees(text) {
                Some(id) => Some(id),
                None => {
                    let wat = format!("\"{}\" is geen id van dit programma.", plat::kort(text));
                    return refuse(
                        kop,
                        wat,
                        "Laat de kolom leeg bij een nieuwe rij, en verander de ids van andere rijen niet.",
                    );
                }
            },
        };
        let bevestigd = match cell(Doel::Kolom(Kolom::BevestigdOp)) {
            None => None,
            Some((kop, text)) => match plat::lees_moment(text) {
                Some(op) => {
                    let door = cell(Doel::Kolom(Kolom::BevestigdDoor)).map_or("", |(_, text)| text);
                    Some(Bevestigd { op, door: door.to_owned() })
                }
                None => {
                    gebreken.push(Gebrek {
                        plek: plek.kolom(kop),
                        wat: format!("\"{}\" is geen dag.", plat::kort(text)),
                        advies: "Schrijf de dag als 22-11-2026 of 2026-11-22.".to_owned(),
                        hele_rij: false,
                    });
                    None
                }
            },
        };
        if kind_is_missing {
            gebreken.push(Gebrek {
                plek: plek.clone(),
                wat: format!("In deze rij staat geen soort; ze is gelezen als {}.", soort.text()),
                advies: "Klopt dat niet, zet er dan organisatie, dienst, contact of locatie in.".to_owned(),
                hele_rij: false,
            });
        }
        let sleutel = cell(Doel::Sleutel).map(|(_, text)| text.into());
        // What stands in a field that this kind lacks is read as well: it finds another place, or the note.
        let of_kind = |(veld, raw): &(Veld, Ruw)| veld.is_van(soort) || *raw != Ruw::Leeg;
        let mut read = |veld: Veld| Some((veld, self.veld(tabel, rij, veld, has_id, gebreken)?));
        let velden = Veld::ALL.iter().filter_map(|veld| read(*veld)).filter(of_kind).collect();
        Some(Concept { plek, soort, id, sleutel, velden, bevestigd })
    }

    /// What a row says of a field; nothing when no column is for it, or the cell says nothing.
    fn veld(&self, tabel: &Tabel, rij: &Tabelrij, veld: Veld, eigen: bool, gebreken: &mut Vec<Gebrek>) -> Option<Ruw> {
        let of = |wanted: Kolom| -> Vec<Cel<'_>> {
            let columns = self.kolommen.iter().enumerate().filter(move |(_, doel)| **doel == Doel::Kolom(wanted));
            columns
                .map(|(at, _)| {
                    let kop = tabel.koppen.get(at).map_or("", AsRef::as_ref);
                    let text = rij.cel(at);
                    // What this program wrote means what it says.
                    let text = if !eigen && is_niets(text) { "" } else { text };
                    Cel { kop, bare: kaal(kop), text, label: label_van(tabel, rij, kop) }
                })
                .collect()
        };
        let (mut texts, ids) = (of(Kolom::Veld(veld)), of(Kolom::VeldId(veld)));
        if !eigen && veld == Veld::Rol {
            texts.extend(of(Kolom::Veld(Veld::Naam)).into_iter().filter(|cel| AF.contains(&cel.bare.as_str())));
        }
        if texts.is_empty() && ids.is_empty() {
            return None;
        }
        if !eigen {
            aandachtsfunctionaris(veld, &mut texts);
        }
        if veld == Veld::Telefoons {
            texts.retain(|cel| {
                let is_fax = !cel.text.is_empty() && fold(cel.label.unwrap_or_default()).contains("fax");
                if is_fax {
                    let plek = Plek { blad: tabel.blad.clone(), regel: rij.regel, kolom: Some(cel.kop.into()) };
                    gebreken.push(Gebrek {
                        plek,
                        wat: format!("{} is een faxnummer en is niet overgenomen.", plat::kort(cel.text)),
                        advies: "Zet het in de notitie als het nog wordt gebruikt.".to_owned(),
                        hele_rij: false,
                    });
                }
                !is_fax
            });
        }
        let text = samen(veld, &texts);
        let id = ids.iter().map(|cel| cel.text).find(|text| !text.is_empty());
        if text.is_empty() && id.is_none() {
            return self.leeg_wist.then_some(Ruw::Leeg);
        }
        Some(match (veld.vorm(), id) {
            (Vorm::Verwijzing(_), None) => Ruw::Naam(text.into()),
            (Vorm::Verwijzing(_), Some(id)) => Ruw::Ids { ids: id.into(), tekst: text.into() },
            (Vorm::Relaties, Some(id)) => Ruw::Ids { ids: id.into(), tekst: text.into() },
            _ => Ruw::Tekst(text.into()),
        })
    }
}

/// A cell of a row, with what stands above and beside it.
struct Cel<'a> {
    /// The name of its column.
    kop: &'a str,
    /// That name without signs and numbers.
    bare: String,
    text: &'a str,
    /// What kind of number or address it is, where the sender has a column for that.
    label: Option<&'a str>,
}

/// What columns of the expert on violence and abuse are called.
const AF: [&str; 2] = ["af", "aandachtsfunctionaris"];

/// What columns with the name of a service are called.
const DIENST: [&str; 6] = ["dienst", "naam dienst", "aanbod", "voorziening", "hulpaanbod", "dienstverlening"];

/// Columns that are about a person.
const PERSOON: [&str; 10] = [
    "contactpersoon",
    "naam contactpersoon",
    "contact",
    "voornaam",
    "achternaam",
    "first name",
    "last name",
    "tussenvoegsel",
    "af",
    "aandachtsfunctionaris",
];

/// Whether a cell says that there is nothing to say.
fn is_niets(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "n.v.t." | "nvt" | "n.v.t" | "n.v.t.:" | "-" | "--" | "–")
}

fn is_ja(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "ja" | "j" | "x" | "v" | "yes" | "✓" | "✔" | "1")
}

fn is_nee(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "nee" | "n" | "no" | "0")
}

/// A line below a table: its sum, or where it comes from.
fn is_onderschrift(rij: &Tabelrij) -> bool {
    let first = (0..rij.len()).map(|at| rij.cel(at)).find(|text| !text.is_empty()).unwrap_or_default().to_lowercase();
    let word = first.split([' ', ':']).next().unwrap_or_default();
    matches!(word, "totaal" | "subtotaal" | "eindtotaal") || first.starts_with("bron:")
}

/// What Google says of a value in the column before it: of `Phone 2 - Value` the cell of `Phone 2 - Label`.
fn label_van<'a>(tabel: &Tabel, rij: &'a Tabelrij, kop: &str) -> Option<&'a str> {
    let group = kop.strip_suffix(" - Value")?;
    let at = tabel.koppen.iter().position(|other| other.strip_suffix(" - Label") == Some(group))?;
    Some(rij.cel(at)).filter(|text| !text.is_empty())
}

/// A column of the expert holds their name, or a yes beside the name of somebody.
fn aandachtsfunctionaris(veld: Veld, cells: &mut [Cel<'_>]) {
    for cel in cells.iter_mut().filter(|cel| AF.contains(&cel.bare.as_str())) {
        if veld == Veld::Naam && (is_ja(cel.text) || is_nee(cel.text)) {
            cel.text = "";
        } else if veld == Veld::Rol {
            cel.text = if is_nee(cel.text) || cel.text.is_empty() { "" } else { "aandachtsfunctionaris" };
        }
    }
}

/// Where a table has the names of people beside those of organisations, the column `Naam` is for the second.
fn namen_van_personen(tabel: &Tabel, bare: &[String], kolommen: &mut [Doel]) {
    let has = |kolommen: &[Doel], wanted: Veld| kolommen.contains(&veld(wanted));
    let at_of = |names: &[&str]| bare.iter().position(|kop| names.contains(&kop.as_str()));
    if let Some(at) = at_of(&AF) {
        let holds_names =
            tabel.rijen.iter().map(|rij| rij.cel(at)).any(|text| !text.is_empty() && !is_ja(text) && !is_nee(text));
        let others = kolommen.iter().enumerate().any(|(other, doel)| other != at && *doel == veld(Veld::Naam));
        let free = !others || at_of(&["naam", "name"]).is_some() && !has(kolommen, Veld::Organisatie);
        let doel = match (holds_names, free) {
            (false, _) => veld(Veld::Rol),
            (true, true) => veld(Veld::Naam),
            (true, false) => Doel::Overslaan,
        };
        if let Some(known) = kolommen.get_mut(at) {
            *known = doel;
        }
    }
    let person = ["contactpersoon", "naam contactpersoon", "contact", "af", "aandachtsfunctionaris"];
    let has_person =
        bare.iter().zip(&*kolommen).any(|(kop, doel)| person.contains(&kop.as_str()) && *doel == veld(Veld::Naam));
    if let Some(doel) = at_of(&["naam", "name"])
        .filter(|_| has_person)
        .and_then(|at| if has(kolommen, Veld::Organisatie) { None } else { kolommen.get_mut(at) })
    {
        *doel = veld(Veld::Organisatie);
    }
}

/// The cells of a row that are for one field, as the text of that field.
fn samen(veld: Veld, cells: &[Cel<'_>]) -> String {
    let filled: Vec<&Cel<'_>> = cells.iter().filter(|cel| !cel.text.is_empty()).collect();
    if veld == Veld::Naam {
        return naam(&filled);
    }
    if veld == Veld::Adres {
        return adres(&filled);
    }
    let between = match veld.vorm() {
        Vorm::Telefoons => return telefoons(&filled, cells.len() > 1),
        Vorm::Lang | Vorm::Relaties => "\n",
        Vorm::Lijst | Vorm::Gemeenten | Vorm::Sectoren | Vorm::Themas | Vorm::Uren => "; ",
        Vorm::Weken => ", ",
        Vorm::Tekst | Vorm::Keuze(_) | Vorm::JaNee | Vorm::Getal | Vorm::Verwijzing(_) => " ",
    };
    let mut texts: Vec<&str> = filled.iter().map(|cel| cel.text).collect();
    if matches!(veld.vorm(), Vorm::Keuze(_) | Vorm::Verwijzing(_) | Vorm::JaNee) {
        texts.dedup();
    }
    texts.join(between)
}

/// A name of which the parts stand in columns. A cell that holds all of them is the name.
fn naam(filled: &[&Cel<'_>]) -> String {
    let folded: Vec<String> = filled.iter().map(|cel| fold(cel.text)).collect();
    let whole = folded.iter().position(|text| folded.iter().all(|part| text.contains(part.as_str())));
    if let Some(whole) = whole.and_then(|at| filled.get(at)) {
        return whole.text.to_owned();
    }
    let is = |cel: &Cel<'_>, names: &[&str]| names.contains(&cel.bare.as_str());
    let first = ["voornaam", "roepnaam", "first name", "given name"];
    let has_first = filled.iter().any(|cel| is(cel, &first));
    let mut parts: Vec<(u8, &str)> = filled
        .iter()
        // Whoever has a first name needs no initials.
        .filter(|cel| !(has_first && is(cel, &["voorletters"])))
        .map(|cel| {
            let rank = if is(cel, &["tussenvoegsel", "tussenvoegsels", "middelste naam", "middle name"]) {
                1
            } else if is(cel, &["achternaam", "last name", "family name"]) || has_first && is(cel, &["naam"]) {
                2
            } else {
                0
            };
            (rank, cel.text)
        })
        .collect();
    parts.sort_by_key(|(rank, _)| *rank);
    parts.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
}

/// An address of which the parts stand in columns: `Straat 1, 1234 AB Plaats`.
fn adres(filled: &[&Cel<'_>]) -> String {
    let is = |cel: &Cel<'_>, word: &str| cel.bare.split(' ').any(|part| part == word);
    let code = |cel: &Cel<'_>| is(cel, "postcode") || is(cel, "postal");
    let town = |cel: &Cel<'_>| is(cel, "plaats") || is(cel, "vestigingsplaats") || is(cel, "city");
    let number = |cel: &Cel<'_>| is(cel, "huisnummer") || is(cel, "huisnr");
    let join = |wanted: &dyn Fn(&Cel<'_>) -> bool, between: &str| {
        let some: Vec<&str> = filled.iter().filter(|cel| wanted(cel)).map(|cel| cel.text).collect();
        some.join(between)
    };
    let street = [join(&|cel| !(code(cel) || town(cel) || number(cel)), ", "), join(&number, " ")];
    let place = [join(&code, " "), join(&town, " ")];
    let both = [street, place].map(|parts| parts.join(" ").trim().to_owned());
    both.iter().filter(|text| !text.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Numbers, each on its line with what it is for: that stands beside the number, or above its column.
fn telefoons(filled: &[&Cel<'_>], several: bool) -> String {
    let mut lines = Vec::new();
    for cel in filled {
        let above = cel.label.map(|label| label.trim_start_matches('*').trim()).or(several.then_some(cel.kop));
        let what_for = above.and_then(waarvoor);
        // What a number is for may stand behind it already.
        if cel.text.contains('|') {
            lines.push(cel.text.to_owned());
            continue;
        }
        // Google writes several values in one cell.
        for number in cel.text.split('\n').flat_map(|line| line.split(" ::: ")).map(str::trim) {
            lines.push(match &what_for {
                Some(text) if !number.is_empty() => format!("{number} | {text}"),
                _ => number.to_owned(),
            });
        }
    }
    lines.join("\n")
}

/// What a number is for by the name of its column or its label; nothing when that says no more than that it is a
/// telephone number at work.
fn waarvoor(kop: &str) -> Option<String> {
    let bare = kaal(kop);
    let known = match bare.as_str() {
        "telefoon"
        | "telefoonnummer"
        | "telefoonnr"
        | "tel"
        | "tel nr"
        | "phone"
        | "phone value"
        | "nummer"
        | "telefoon zakelijk"
        | "telefoon werk"
        | "telefoonnummer werk"
        | "telefoon op werk"
        | "tel werk"
        | "business phone"
        | "primary phone"
        | "work"
        | "werk"
        | "other"
        | "overig"
        | "vast"
        | "vast nummer"
        | "" => {
            return None;
        }
        "mobile"
        | "mobile phone"
        | "mobiel"
        | "mobiele telefoon"
        | "mobiel nummer"
        | "mobiele nummer"
        | "mobiel nr"
        | "mob"
        | "mob nr"
        | "tel mobiel"
        | "telefoon mobiel"
        | "mobiel telefoonnummer"
        | "gsm" => "mobiel",
        "home" | "home phone" | "thuis" | "telefoon thuis" => "thuis",
        "main"
        | "company main phone"
        | "hoofdtelefoon"
        | "hoofdtelefoon bedrijf"
        | "telefoon algemeen"
        | "algemeen nummer"
        | "algemeen" => "algemeen",
        "telefoon spoed" | "spoednummer" => "spoed",
        _ => return Some(kop.trim().to_lowercase().replace('|', " ")),
    };
    Some(known.to_owned())
}

/// The name of a column without signs and numbers: `Telefoon 2` and `telefoon_2:` are `telefoon`, `Gemeente(n)` is
/// `gemeente`.
fn kaal(kop: &str) -> String {
    let mut word = kop.to_lowercase();
    for plural in ["(n)", "(en)", "(s)", "(sen)", "('s)"] {
        if let Some(at) = word.find(plural)
            && word.get(..at).is_some_and(|before| before.ends_with(char::is_alphabetic))
        {
            word.replace_range(at..at + plural.len(), "");
        }
    }
    let letters: String = fold(&word).chars().map(|letter| if letter.is_alphabetic() { letter } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a column is most likely for.
fn doel_van(kop: &str) -> Doel {
    let folded = fold(kop);
    // Our own names, and those that content and export files use.
    for kolom in Kolom::alle() {
        if fold(&kolom.kop()) == folded || Doel::Kolom(kolom).id() == folded {
            return Doel::Kolom(kolom);
        }
    }
    let bare = kaal(kop);
    let found = WOORDEN.iter().find(|(words, _)| words.contains(&bare.as_str()));
    found.map_or(Doel::Overslaan, |(_, doel)| *doel)
}

const fn veld(veld: Veld) -> Doel {
    Doel::Kolom(Kolom::Veld(veld))
}

/// What columns are called by partners, by Outlook and by Google, in Dutch and in English.
const WOORDEN: &[(&[&str], Doel)] = &[
    (
        &[
            "naam",
            "name",
            "volledige naam",
            "full name",
            "naam contactpersoon",
            "contactpersoon",
            "contact",
            "voornaam",
            "achternaam",
            "tussenvoegsel",
            "middelste naam",
            "first name",
            "middle name",
            "last name",
            "given name",
            "family name",
            "roepnaam",
            "tussenvoegsels",
            "voorletters",
            "af",
            "aandachtsfunctionaris",
            "naam locatie",
            "locatienaam",
        ],
        veld(Veld::Naam),
    ),
    (&["functie", "functienaam", "job title", "title", "functietitel", "organization title"], veld(Veld::Functie)),
    (&["rol", "rol netwerk", "role"], veld(Veld::Rol)),
    (
        &[
            "organisatie",
            "instelling",
            "bedrijf",
            "company",
            "organization",
            "organization name",
            "werkgever",
            "school",
            "organisation",
            "naam organisatie",
            "organisatienaam",
        ],
        veld(Veld::Organisatie),
    ),
    (&["onderdeel van", "koepel", "moederorganisatie", "bestuur"], veld(Veld::OnderdeelVan)),
    (&["soort organisatie", "type organisatie", "organisatiesoort", "type"], veld(Veld::OrgSoort)),
    (&["status"], veld(Veld::Status)),
    (
        &[
            "telefoon",
            "telefoonnummer",
            "tel",
            "telefoonnr",
            "tel nr",
            "phone",
            "mobiel",
            "mobiele telefoon",
            "mobiel nummer",
            "gsm",
            "nummer",
            "business phone",
            "mobile phone",
            "phone value",
            "telefoon werk",
            "telefoon zakelijk",
            "telefoon mobiel",
            "telefoon spoed",
            "spoednummer",
            "home phone",
            "primary phone",
            "bereikbaar op",
            "telefoon algemeen",
            "algemeen nummer",
            "doorkiesnummer",
            "company main phone",
            "telefoon op werk",
            "hoofdtelefoon",
            "hoofdtelefoon bedrijf",
            "mobiel nr",
            "mob",
            "mob nr",
            "tel mobiel",
            "tel werk",
            "telefoonnummer werk",
            "mobiel telefoonnummer",
            "mobiele nummer",
            "vast",
            "vast nummer",
        ],
        veld(Veld::Telefoons),
    ),
    (
        &[
            "email",
            "e mail",
            "e mailadres",
            "emailadres",
            "mail",
            "mailadres",
            "e mail address",
            "e mail value",
            "email address",
            "e mail werk",
            "email werk",
            "mail werk",
        ],
        veld(Veld::Email),
    ),
    (&["veilig mailen", "veilige mail", "zorgmail"], veld(Veld::EmailVeilig)),
    (&["website", "site", "web page", "webpagina", "url", "internet", "website value"], veld(Veld::Website)),
    (
        &["bereikbaar", "bereikbaarheid", "openingstijden", "werkdagen", "aanwezig", "werktijden", "tijden"],
        veld(Veld::Openingstijden),
    ),
    (&["thema", "themas", "thema s", "onderwerp", "onderwerpen", "expertise"], veld(Veld::Themas)),
    (&["leeftijd vanaf", "leeftijd van", "van leeftijd", "minimumleeftijd"], veld(Veld::LeeftijdVan)),
    (&["leeftijd tot", "leeftijd tot en met", "tot leeftijd", "maximumleeftijd"], veld(Veld::LeeftijdTot)),
    (&["doelgroep", "voor wie"], veld(Veld::Doelgroep)),
    (&["taal", "talen", "language", "languages"], veld(Veld::Talen)),
    (&["hoe verwijzen", "verwijzen", "aanmelden", "aanmelding"], veld(Veld::Verwijzen)),
    (&["verwijzers", "wie mag verwijzen"], veld(Veld::Verwijzers)),
    (&["gemeente", "gemeenten", "werkgebied", "regio", "gebied"], veld(Veld::Gemeenten)),
    (&["sector", "sectoren"], veld(Veld::Sectoren)),
    (&["soort plek", "soort locatie"], veld(Veld::LocatieSoort)),
    (
        &[
            "adres",
            "straat",
            "straatnaam",
            "huisnummer",
            "postcode",
            "plaats",
            "vestigingsplaats",
            "address",
            "business street",
            "business postal code",
            "business city",
            "bezoekadres",
            "huisnr",
            "werkadres",
            "werkadres straat",
            "werkadres postcode",
            "werkadres plaats",
        ],
        veld(Veld::Adres),
    ),
    (
        &["geheim", "geheime plek", "geheim adres", "adres geheim", "geheime locatie", "locatie geheim"],
        veld(Veld::Geheim),
    ),
    (&["vervanger", "achterwacht", "vervanging"], veld(Veld::Vervanger)),
    (&["afwezig", "afwezig in weken", "vakantie"], veld(Veld::Afwezig)),
    (&["overleg", "overlegtafel", "overlegtafels", "tafel", "tafels"], veld(Veld::Tafels)),
    (&["werkt samen met", "partners", "relaties"], veld(Veld::Relaties)),
    (
        &[
            "notitie",
            "notities",
            "opmerking",
            "opmerkingen",
            "toelichting",
            "notes",
            "bijzonderheden",
            "opmerkingen bijzonderheden",
        ],
        veld(Veld::Notitie),
    ),
    (
        &["nr", "klantnummer", "relatienummer", "sleutel", "key", "code", "personeelsnummer", "kenmerk", "agb", "brin"],
        Doel::Sleutel,
    ),
    (&["laatst gecontroleerd"], Doel::Kolom(Kolom::BevestigdOp)),
];

/// The tables of which something can be read, and what is said of the others: a sheet of which no column means anything,
/// and beside a table of our own every other, such as the sheet that explains it.
pub fn bruikbaar(tabellen: Vec<Tabel>) -> (Vec<Tabel>, Vec<String>) {
    let any_own = tabellen.iter().any(|tabel| Koppeling::raad(tabel).leeg_wist);
    let several = tabellen.len() > 1;
    let good = |tabel: &Tabel| {
        let guess = Koppeling::raad(tabel);
        let means = guess.kolommen.iter().any(|doel| *doel != Doel::Overslaan);
        !several || if any_own { guess.leeg_wist } else { means }
    };
    let (kept, left): (Vec<Tabel>, Vec<Tabel>) = tabellen.into_iter().partition(good);
    let said = left.iter().map(|tabel| {
        format!(
            "Het blad {} is overgeslagen: er staan geen vermeldingen in.",
            tabel.blad.as_deref().unwrap_or_default()
        )
    });
    let mut said: Vec<String> = said.collect();
    for tabel in &kept {
        let names = overgeslagen(tabel);
        if !names.is_empty() {
            let blad =
                tabel.blad.as_ref().filter(|_| several).map_or_else(String::new, |blad| format!("Blad {blad}: "));
            let what = if blad.is_empty() { "Deze" } else { "deze" };
            said.push(format!(
                "{blad}{what} kolommen zijn overgeslagen: {}. Kies zelf waarvoor ze zijn als u ze nodig hebt.",
                names.join(", ")
            ));
        }
    }
    // When nothing is left, the user says what the columns are.
    if kept.is_empty() { (left, Vec::new()) } else { (kept, said) }
}

/// Columns that Outlook and Google fill by themselves, and that say nothing of anybody.
const STIL: [&str; 17] = [
    "priority",
    "prioriteit",
    "private",
    "prive",
    "sensitivity",
    "gevoeligheid",
    "gender",
    "geslacht",
    "e mail type",
    "e mailtype",
    "e mail label",
    "phone label",
    "address label",
    "website label",
    "anniversary",
    "labels",
    "speciale datum",
];

/// The columns in which something stands and that are for nothing.
fn overgeslagen(tabel: &Tabel) -> Vec<&str> {
    let guess = Koppeling::raad(tabel);
    if guess.leeg_wist {
        return Vec::new();
    }
    let unused = guess.kolommen.iter().enumerate().filter(|(_, doel)| **doel == Doel::Overslaan);
    let filled = |at: usize| {
        // `0/0/00` is how Outlook writes that there is no day.
        let says = |text: &str| {
            !text.is_empty() && !is_niets(text) && text.chars().any(|sign| sign != '0' && sign != '/' && sign != '-')
        };
        tabel.rijen.iter().any(|rij| says(rij.cel(at)))
    };
    let names = unused.filter(|(at, _)| filled(*at)).filter_map(|(at, _)| tabel.koppen.get(at).map(AsRef::as_ref));
    names.filter(|kop| !STIL.contains(&kaal(kop).as_str())).collect()
}

/// What the rows of a table most likely are, from what they say.
fn soort_van(koppen: &[Box<str>], kolommen: &[Doel]) -> Soort {
    let has = |wanted: Veld| kolommen.contains(&veld(wanted));
    let called = |names: &[&str]| koppen.iter().any(|kop| names.contains(&kaal(kop).as_str()));
    if called(&PERSOON) || has(Veld::Functie) || has(Veld::Rol) || has(Veld::Vervanger) || has(Veld::Afwezig) {
        Soort::Contact
    } else if has(Veld::LeeftijdVan)
        || has(Veld::LeeftijdTot)
        || has(Veld::Doelgroep)
        || has(Veld::Verwijzen)
        || called(&DIENST)
    {
        Soort::Dienst
    } else if has(Veld::LocatieSoort) || has(Veld::Geheim) {
        Soort::Locatie
    } else if has(Veld::Naam) && has(Veld::Organisatie) {
        // Organisations are not of organisations: somebody or something there.
        Soort::Contact
    } else {
        Soort::Organisatie
    }
}
