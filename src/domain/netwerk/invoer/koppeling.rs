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
        let kolommen: Vec<Doel> = tabel.koppen.iter().map(|kop| doel_van(kop)).collect();
        let is_own = kolommen.contains(&Doel::Kolom(Kolom::Id)) && kolommen.contains(&Doel::Kolom(Kolom::Soort));
        Koppeling { soort: soort_van(&kolommen), kolommen, leeg_wist: is_own }
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
        if has(Doel::Kolom(Kolom::Soort)) || has(Doel::Kolom(Kolom::Veld(required))) || has(Doel::Kolom(Kolom::Id)) {
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
        let soort = match cell(Doel::Kolom(Kolom::Soort)) {
            None => self.soort,
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
                    let wat = format!("\"{}\" is geen dag.", plat::kort(text));
                    return refuse(kop, wat, "Schrijf de dag als 2026-11-22.");
                }
            },
        };
        let sleutel = cell(Doel::Sleutel).map(|(_, text)| text.into());
        let velden = Veld::van(soort).filter_map(|veld| Some((veld, self.veld(tabel, rij, veld)?))).collect();
        Some(Concept { plek, soort, id, sleutel, velden, bevestigd })
    }

    /// What a row says of a field; nothing when no column is for it, or the cell says nothing.
    fn veld(&self, tabel: &Tabel, rij: &Tabelrij, veld: Veld) -> Option<Ruw> {
        let of = |wanted: Kolom| -> Vec<(&str, &str)> {
            let columns = self.kolommen.iter().enumerate().filter(move |(_, doel)| **doel == Doel::Kolom(wanted));
            columns.map(|(at, _)| (tabel.koppen.get(at).map_or("", AsRef::as_ref), rij.cel(at))).collect()
        };
        let (texts, ids) = (of(Kolom::Veld(veld)), of(Kolom::VeldId(veld)));
        if texts.is_empty() && ids.is_empty() {
            return None;
        }
        let text = samen(veld, &texts);
        let id = ids.iter().map(|(_, text)| *text).find(|text| !text.is_empty());
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

/// The cells of a row that are for one field, as the text of that field.
fn samen(veld: Veld, cells: &[(&str, &str)]) -> String {
    let filled = cells.iter().filter(|(_, text)| !text.is_empty());
    if veld.vorm() == Vorm::Telefoons && cells.len() > 1 {
        // What the number is for stands above the column.
        let line = |(kop, text): &(&str, &str)| {
            if text.contains('|') || is_gewoon(kop) {
                (*text).to_owned()
            } else {
                format!("{text} | {}", kop.trim().to_lowercase())
            }
        };
        return filled.map(line).collect::<Vec<_>>().join("\n");
    }
    let between = match veld.vorm() {
        Vorm::Lang | Vorm::Telefoons | Vorm::Relaties => "\n",
        Vorm::Lijst | Vorm::Gemeenten | Vorm::Sectoren | Vorm::Themas | Vorm::Uren => "; ",
        Vorm::Weken => ", ",
        Vorm::Tekst if veld == Veld::Adres => ", ",
        Vorm::Tekst | Vorm::Keuze(_) | Vorm::JaNee | Vorm::Getal | Vorm::Verwijzing(_) => " ",
    };
    filled.map(|(_, text)| *text).collect::<Vec<_>>().join(between)
}

/// Whether the name of a column says no more than that it holds a telephone number.
fn is_gewoon(kop: &str) -> bool {
    ["telefoon", "telefoonnummer", "tel", "phone", "nummer", "telefoon zakelijk", "werk"].contains(&kaal(kop).as_str())
}

/// The name of a column without signs and numbers: `Telefoon 2` and `telefoon_2:` are `telefoon`.
fn kaal(kop: &str) -> String {
    let letters: String = fold(kop).chars().map(|letter| if letter.is_alphabetic() { letter } else { ' ' }).collect();
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
            "naam organisatie",
            "organisatienaam",
            "naam dienst",
            "voorletters",
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
            "woonplaats",
            "vestigingsplaats",
            "address",
            "business street",
            "business postal code",
            "business city",
            "bezoekadres",
            "huisnr",
        ],
        veld(Veld::Adres),
    ),
    (&["geheim", "geheime plek"], veld(Veld::Geheim)),
    (&["vervanger", "achterwacht", "vervanging"], veld(Veld::Vervanger)),
    (&["afwezig", "afwezig in weken", "vakantie"], veld(Veld::Afwezig)),
    (&["overleg", "overlegtafel", "overlegtafels", "tafel", "tafels"], veld(Veld::Tafels)),
    (&["werkt samen met", "partners", "relaties"], veld(Veld::Relaties)),
    (
        &["notitie", "notities", "opmerking", "opmerkingen", "toelichting", "notes", "bijzonderheden"],
        veld(Veld::Notitie),
    ),
    (
        &["nr", "klantnummer", "relatienummer", "sleutel", "key", "code", "personeelsnummer", "kenmerk", "agb", "brin"],
        Doel::Sleutel,
    ),
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
    let said = said.collect();
    // When nothing is left, the user says what the columns are.
    if kept.is_empty() { (left, Vec::new()) } else { (kept, said) }
}

/// What the rows of a table most likely are, from what they say.
fn soort_van(kolommen: &[Doel]) -> Soort {
    let has = |wanted: Veld| kolommen.contains(&veld(wanted));
    if has(Veld::Functie) || has(Veld::Rol) || has(Veld::Vervanger) || has(Veld::Afwezig) {
        Soort::Contact
    } else if has(Veld::LeeftijdVan) || has(Veld::LeeftijdTot) || has(Veld::Doelgroep) || has(Veld::Verwijzen) {
        Soort::Dienst
    } else if has(Veld::LocatieSoort) || has(Veld::Geheim) {
        Soort::Locatie
    } else {
        Soort::Organisatie
    }
}
