//! Before a session: which question, for how many people, in how much time, and which method fits that.

use super::klad::Klad;
use crate::domain::gesprek::Reader;
use crate::domain::inhoud::{Werkvorm, Werkvormsoort};
use crate::domain::kluis::RecordId;

/// What a session is prepared for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Voorbereiding {
    /// The group, when the kluis knows it.
    pub groep: Option<RecordId>,
    /// Which kind of question: an id of [`VRAAGSOORTEN`](crate::domain::inhoud::VRAAGSOORTEN).
    pub vraagsoort: Option<&'static str>,
    /// The question in one sentence.
    pub vraag: Klad,
    /// Minutes that there are for the method; 0 when nothing was said about it.
    pub minuten: u16,
    /// How many people take part; 0 when nothing was said about it.
    pub deelnemers: u16,
}

/// How a method fits what was prepared, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Past {
    /// Question, time and people.
    Helemaal,
    /// Time and people; meant for another kind of question.
    AndereVraag,
    /// It takes more time than there is.
    TeLang,
    /// It is for fewer or more people.
    AndereGroep,
}

/// A method and how it fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geschikt {
    /// Id of the method.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its title.
    pub titel: String,
    /// Its minutes.
    pub minuten: u16,
    /// How it fits.
    pub past: Past,
    /// Why it does not fit, or what to watch; empty when nothing.
    pub waarom: String,
    /// Whether it comes from the user's own folder.
    pub eigen: bool,
}

/// The methods, those that fit first (`intervisie.md` §1.7).
pub fn geschikt(reader: &dyn Reader, wens: &Voorbereiding) -> Vec<Geschikt> {
    let mut found: Vec<Geschikt> = reader
        .entries(crate::domain::inhoud::Soort::Werkvorm)
        .into_iter()
        .filter_map(|entry| {
            let file = reader.werkvorm(&entry.id).ok()?;
            let werkvorm = &file.inhoud;
            if werkvorm.vorm != Werkvormsoort::Methode {
                return None;
            }
            let (past, waarom) = past(werkvorm, wens);
            Some(Geschikt {
                id: entry.id,
                code: werkvorm.code.clone(),
                titel: entry.titel,
                minuten: werkvorm.minuten,
                past,
                waarom,
                eigen: entry.own,
            })
        })
        .collect();
    found.sort_by(|left, right| (left.past, left.minuten, &left.code).cmp(&(right.past, right.minuten, &right.code)));
    found
}

fn past(werkvorm: &Werkvorm, wens: &Voorbereiding) -> (Past, String) {
    let groep = werkvorm.groep;
    if wens.deelnemers > 0 && !(groep.van..=groep.tot).contains(&wens.deelnemers) {
        return (Past::AndereGroep, format!("voor {} tot {} mensen", groep.van, groep.tot));
    }
    if wens.minuten > 0 && werkvorm.minuten > wens.minuten {
        let over = werkvorm.minuten - wens.minuten;
        return (Past::TeLang, format!("duurt {over} minuten langer dan u hebt"));
    }
    match wens.vraagsoort {
        Some(soort) if !werkvorm.vragen.iter().any(|id| id == soort) => {
            (Past::AndereVraag, "bedoeld voor een ander soort vraag".to_owned())
        }
        _ if werkvorm.ervaring.is_empty() || werkvorm.ervaring == "beginner" => (Past::Helemaal, String::new()),
        _ => (Past::Helemaal, first_lower(werkvorm.ervaring.trim_end_matches('.'))),
    }
}

fn first_lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What to go through before a case is brought (`intervisie.md` §1.5).
pub fn controlelijst() -> [&'static str; 10] {
    [
        "Er staan geen namen of initialen in.",
        "De leeftijd is een band: onderbouw, puber, in de tachtig.",
        "Plaats, school en vereniging zijn weg.",
        "Een datum is \"enkele weken geleden\".",
        "Een zeldzame combinatie, zoals ziekte, beroep en herkomst, is uit elkaar gehaald.",
        "De grootte van het gezin is veranderd als die er niet toe doet.",
        "Uitspraken zijn in andere woorden gezegd.",
        "Er is geen bestand uit het dossier meegenomen.",
        "In een kleine gemeente is er nog iets extra veranderd.",
        "De cliënt herkent zichzelf niet, en een buurvrouw herkent hem niet.",
    ]
}
