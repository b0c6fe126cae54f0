//! Guarded subjects in the texts of one tree: whatever names one says whether it tells to do it or warns against it,
//! because the rules read those marks and not the words.

use super::super::Boom;
use super::regel::Onderwerp;
use crate::domain::inhoud::{Knoop, KnoopSoort, Problem, Problems};
use crate::domain::search::fold;

/// A subject with its words as they are looked for.
#[derive(Debug)]
pub(super) struct Gezocht {
    id: String,
    titel: String,
    /// Folded, with a space before and after.
    woorden: Vec<String>,
}

impl Gezocht {
    pub fn of(subject: &Onderwerp) -> Gezocht {
        Gezocht {
            id: subject.id.clone(),
            titel: subject.titel.clone(),
            woorden: subject.woorden.iter().map(|woord| format!(" {} ", fold(woord))).collect(),
        }
    }

    fn named_in(&self, folded: &str) -> bool {
        self.woorden.iter().any(|woord| folded.contains(woord.as_str()))
    }
}

/// A text in the way in which words are looked for in it.
fn folded(text: &str) -> String {
    format!(" {} ", fold(text))
}

/// Every text of the tree that names a subject and does not say what it says about it, and every mark that is wrong.
pub(super) fn check(boom: &Boom, subjects: &[Gezocht]) -> Vec<Problem> {
    let mut problems = Problems::of(&boom.file.bestand);
    for knoop in boom.knopen() {
        let marked = carriers(knoop);
        marked.iter().for_each(|carrier| carrier.check(subjects, &mut problems));
        for text in texts(knoop) {
            let folded = folded(text);
            let silent = |subject: &&Gezocht| {
                subject.named_in(&folded) && !marked.iter().any(|carrier| carrier.says(&subject.id))
            };
            for subject in subjects.iter().filter(silent) {
                problems.add(
                    format!("knoop {}", knoop.kop.id),
                    format!(
                        "De tekst \"{text}\" gaat over {}, en deze knoop zegt niet of u dat aanraadt of afraadt.",
                        subject.titel
                    ),
                    format!(
                        "Zet bij een punt of actie van deze knoop \"raadt_aan\": [\"{0}\"] of \"raadt_af\": [\"{0}\"].",
                        subject.id
                    ),
                );
            }
        }
    }
    problems.into_vec()
}

/// A text that can say whether it tells to do something or warns against it.
struct Carrier<'a> {
    place: String,
    text: String,
    aan: &'a [String],
    af: &'a [String],
}

fn carriers(knoop: &Knoop) -> Vec<Carrier<'_>> {
    let id = &knoop.kop.id;
    let points = knoop.punten().into_iter().map(|(punt, list)| Carrier {
        place: format!("knoop {id}, {list}"),
        text: punt.unmarked(),
        aan: punt.raadt_aan(),
        af: punt.raadt_af(),
    });
    let actions = knoop.acties().into_iter().map(|(actie, place)| Carrier {
        place: format!("knoop {id}, {place}"),
        text: actie.tekst.clone(),
        aan: &actie.raadt_aan,
        af: &actie.raadt_af,
    });
    points.chain(actions).collect()
}

impl Carrier<'_> {
    fn says(&self, subject: &str) -> bool {
        self.aan.iter().chain(self.af).any(|one| one == subject)
    }

    fn check(&self, subjects: &[Gezocht], problems: &mut Problems) {
        let folded = folded(&self.text);
        for subject in subjects.iter().filter(|subject| subject.named_in(&folded) && !self.says(&subject.id)) {
            problems.add(
                &*self.place,
                format!(
                    "De zin \"{}\" gaat over {} en zegt niet of hij dat aanraadt of afraadt.",
                    self.text, subject.titel
                ),
                format!(
                    "Zeg of deze zin het aanraadt of afraadt: \"raadt_aan\": [\"{0}\"] of \"raadt_af\": [\"{0}\"].",
                    subject.id
                ),
            );
        }
        for id in self.aan.iter().chain(self.af).filter(|id| subjects.iter().all(|subject| subject.id != **id)) {
            let known: Vec<&str> = subjects.iter().map(|subject| subject.id.as_str()).collect();
            problems.add(
                &*self.place,
                format!("Het onderwerp \"{id}\" bestaat niet."),
                format!("Kies uit: {}.", known.join(", ")),
            );
        }
        for id in self.aan.iter().filter(|id| self.af.contains(id)) {
            problems.add(
                &*self.place,
                format!("Deze zin raadt \"{id}\" aan en ook af."),
                "Kies er één, of maak er twee zinnen van.",
            );
        }
    }
}

/// The texts of a node that cannot say it themselves.
fn texts(knoop: &Knoop) -> Vec<&str> {
    let mut found: Vec<&str> = knoop.kop.toelichting.iter().map(String::as_str).collect();
    found.extend(knoop.kop.uitleg.iter().map(|uitleg| uitleg.kop.as_str()));
    match &knoop.soort {
        KnoopSoort::Vraag(vraag) => {
            found.extend([vraag.tekst.as_str()]);
            found.extend(vraag.open_laten.as_deref());
            found.extend(vraag.antwoorden.iter().map(|antwoord| antwoord.tekst.as_str()));
        }
        KnoopSoort::Handeling(handeling) => found.push(&handeling.tekst),
        KnoopSoort::Lijst(lijst) => found.push(&lijst.tekst),
        KnoopSoort::Uitkomst(uitkomst) => {
            found.push(&uitkomst.titel);
            found.extend(uitkomst.tekst.as_deref());
            found.extend(uitkomst.termijnen.iter().map(|termijn| termijn.tekst.as_str()));
        }
        KnoopSoort::Deelboom(_) => {}
    }
    found
}
