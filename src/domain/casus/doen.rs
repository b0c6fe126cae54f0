//! What can be done with a casus: each act becomes a batch of lines, which is kept as a whole or not at all.

use jiff::ToSpan;
use jiff::civil::Date;

use super::dossier::{Dossier, Lijn, Loop};
use super::regel::{Delen, Regel, Rol, TermijnAard, Wat};
use crate::domain::boom::Boom;
use crate::domain::dates;
use crate::domain::gesprek::{Draft, ticked};
use crate::domain::kluis::{Batch, Change, Checklistversie, Concept, Key, Moment, Owner, RecordId};
use crate::domain::walk::{Answer, Walk};

/// Working days in which Veilig Thuis judges a report (F7.03).
pub const TERUGKOPPELING_WERKDAGEN: u32 = 5;
/// Weeks in which an investigation of Veilig Thuis ends at the latest (A1.12).
pub const ONDERZOEK_WEKEN: i32 = 10;
/// Months after closing from which a casus is to be destroyed here, unless the user says otherwise.
pub const BEWAREN_MAANDEN: i32 = 6;

/// A new casus: its first line, and the answers of a consult that becomes part of it.
pub fn begin(pseudoniem: &str, sector: &str, rol: Rol, consult: Option<&Walk>, now: Moment) -> Batch {
    let begin = Wat::Begin { pseudoniem: pseudoniem.to_owned(), sector: sector.to_owned(), rol };
    let mut lines = Lines::of_new(now);
    lines.add(begin, Delen::Gewoon);
    if let Some(walk) = consult {
        let nr = lines.add(walk_line(walk.boom()), Delen::Gewoon);
        for step in walk.steps() {
            lines.add(answer_line(nr, walk, step.answer.clone(), String::new()), Delen::Gewoon);
        }
    }
    let mut batch = lines.batch;
    batch.changes.extend(consult.map(|walk| keep_version(walk.boom())));
    batch
}

/// One more line, with what follows from it for the terms.
pub fn add(dossier: &Dossier, wat: Wat, delen: Delen, now: Moment) -> Batch {
    let follows = match &wat {
        Wat::Correctie { regel, reden, wordt } => term_after_correction(dossier, *regel, reden, wordt),
        wat => term_after(wat),
    };
    let mut lines = Lines::of(dossier, now);
    let nr = lines.add(wat, delen);
    if let Some(term) = follows {
        lines.add_with(nr, term);
    }
    lines.batch
}

/// One more line, from a form whose draft is no longer needed.
pub fn add_from_form(dossier: &Dossier, wat: Wat, delen: Delen, draft: Key, now: Moment) -> Batch {
    add(dossier, wat, delen, now).and_delete(draft)
}

/// What is being typed, to be found again after whatever happens.
pub fn keep_draft(casus: RecordId, formulier: &str, regel: Option<u32>, velden: Draft, now: Moment) -> Batch {
    let concept =
        Concept { formulier: formulier.to_owned(), regel, velden, bewaard: now.local, rest: serde_json::Map::new() };
    let key = Concept::key(casus, formulier, regel);
    Batch { changes: vec![Change::Put { key, owner: Owner::Casus(casus), record: concept.into() }] }
}

/// Begins a walk in the casus, and keeps the version that is walked.
pub fn begin_walk(dossier: &Dossier, boom: &Boom, now: Moment) -> Batch {
    let mut batch = add(dossier, walk_line(boom), Delen::Gewoon, now);
    batch.changes.push(keep_version(boom));
    batch
}

/// An answer in a walk of the casus. `walk` is the walk before it; `reden` says why an earlier answer is given anew.
pub fn answer(dossier: &Dossier, of: &Loop, walk: &Walk, answer: Answer, reden: &str, now: Moment) -> Batch {
    add(dossier, answer_line(of.nr, walk, answer, reden.to_owned()), Delen::Gewoon, now)
}

/// The same, and what was ticked for it is no draft any more.
pub fn answer_from_list(dossier: &Dossier, of: &Loop, walk: &Walk, given: Answer, ticks: Key, now: Moment) -> Batch {
    answer(dossier, of, walk, given, "", now).and_delete(ticks)
}

/// Takes the answer at this place of a walk back. `None` when there is none.
pub fn withdraw_answer(dossier: &Dossier, of: &Loop, knoop: &str, now: Moment) -> Option<Batch> {
    let given = dossier.geldend().rev().find(|lijn| {
        matches!(&lijn.nu, Wat::Antwoord { r#loop, antwoord, .. } if *r#loop == of.nr && antwoord.knoop == knoop)
    })?;
    Some(withdraw(dossier, given.regel.nr, "ongedaan gemaakt", true, now))
}

/// A print that was recorded was not made after all: the line no longer counts.
pub fn not_made(dossier: &Dossier, nr: u32, now: Moment) -> Batch {
    withdraw(dossier, nr, "de afdruk is niet gemaakt", false, now)
}

/// Takes the last act back. `None` when there is nothing to take back.
pub fn undo(dossier: &Dossier, now: Moment) -> Option<Batch> {
    let last = undoable(dossier)?;
    Some(withdraw(dossier, last.regel.nr, "ongedaan gemaakt", true, now))
}

/// The act that [`undo`] takes back.
pub fn undoable(dossier: &Dossier) -> Option<&Lijn> {
    dossier.geldend().rev().find(|lijn| {
        lijn.regel.bij.is_none()
            && !matches!(
                lijn.regel.wat,
                Wat::Intrekking { ongedaan: true, .. } | Wat::Begin { .. } | Wat::Afdruk { .. }
            )
    })
}

/// Does again what was taken back last. `None` when nothing was, or something was done since.
pub fn redo(dossier: &Dossier, now: Moment) -> Option<Batch> {
    let last = redoable(dossier)?;
    Some(withdraw(dossier, last.regel.nr, "toch gedaan", true, now))
}

/// The taking back that [`redo`] takes back.
pub fn redoable(dossier: &Dossier) -> Option<&Lijn> {
    let since = dossier.lijnen().iter().rev();
    let taken_back = since.take_while(|lijn| matches!(lijn.regel.wat, Wat::Intrekking { ongedaan: true, .. }));
    let mut undone = taken_back.filter(|lijn| lijn.geldt()).filter(|lijn| {
        let about = lijn.regel.wat.about().and_then(|nr| dossier.lijn(nr));
        about.is_some_and(|about| !matches!(about.regel.wat, Wat::Intrekking { ongedaan: true, .. }))
    });
    undone.next()
}

/// The line with which another one no longer counts.
fn withdraw(dossier: &Dossier, regel: u32, reden: &str, ongedaan: bool, now: Moment) -> Batch {
    add(dossier, Wat::Intrekking { regel, reden: reden.to_owned(), ongedaan }, Delen::Gewoon, now)
}

/// The day from which a casus that is closed today is to be destroyed here.
pub fn vernietigen_vanaf(today: Date) -> Date {
    today.checked_add(BEWAREN_MAANDEN.months()).unwrap_or(today)
}

/// Lines under the next free numbers.
struct Lines {
    owner: Owner,
    next: u32,
    now: Moment,
    batch: Batch,
}

impl Lines {
    fn of_new(now: Moment) -> Lines {
        Lines { owner: Owner::Fresh, next: 1, now, batch: Batch::default() }
    }

    fn of(dossier: &Dossier, now: Moment) -> Lines {
        Lines { owner: Owner::Casus(dossier.id), next: dossier.next(), now, batch: Batch::default() }
    }

    fn add(&mut self, wat: Wat, delen: Delen) -> u32 {
        let regel = Regel::new(self.next, wat, delen, self.now);
        self.put(regel)
    }

    fn add_with(&mut self, nr: u32, wat: Wat) -> u32 {
        let regel = Regel { bij: Some(nr), ..Regel::new(self.next, wat, Delen::Gewoon, self.now) };
        self.put(regel)
    }

    fn put(&mut self, regel: Regel) -> u32 {
        let nr = regel.nr;
        self.batch.changes.push(Change::Put { key: Key::New, owner: self.owner, record: regel.into() });
        self.next = self.next.saturating_add(1);
        nr
    }
}

fn walk_line(boom: &Boom) -> Wat {
    let kop = boom.kop();
    Wat::Loop {
        checklist: kop.id.clone(),
        titel: kop.titel.clone(),
        versie: kop.versie.clone(),
        vingerafdruk: boom.vingerafdruk().to_owned(),
    }
}

fn keep_version(boom: &Boom) -> Change {
    let version = Checklistversie::of(boom);
    Change::Put { key: version.key(), owner: Owner::Shared, record: version.into() }
}

/// The line of an answer: what was asked and chosen stands in it in words, so that it can be read without the tree.
fn answer_line(nr: u32, walk: &Walk, answer: Answer, reden: String) -> Wat {
    let given = walk.steps().iter().find(|step| step.answer.knoop == answer.knoop);
    let spot = given.map(|step| &step.spot).or_else(|| walk.open().filter(|spot| spot.path() == answer.knoop));
    let (mut vraag, mut gekozen) = (String::new(), String::new());
    if let Some(spot) = spot {
        let step = crate::domain::walk::Step { spot: spot.clone(), answer: answer.clone() };
        spot.knoop().prompt().clone_into(&mut vraag);
        gekozen = match step.answer_text() {
            Some(text) => text.to_owned(),
            None => ticked(&step).join("; "),
        };
    }
    Wat::Antwoord { r#loop: nr, antwoord: answer, vraag, gekozen, reden }
}

/// The term that follows from a line: written with it, withdrawn with it.
fn term_after(wat: &Wat) -> Option<Wat> {
    let term = |aard, tekst: &str, datum: Option<Date>| {
        datum.map(|datum| Wat::Termijn { aard, tekst: tekst.to_owned(), datum })
    };
    match wat {
        Wat::Melding { wanneer, .. } => term(
            TermijnAard::Terugkoppeling,
            "Veilig Thuis beoordeelt een melding zonder acuut gevaar in 5 werkdagen. Niets gehoord? Bel Veilig Thuis.",
            wanneer.datum.map(|datum| dates::na_werkdagen(datum, TERUGKOPPELING_WERKDAGEN)),
        ),
        Wat::Terugkoppeling { onderzoek: Some(vanaf), .. } => term(
            TermijnAard::Onderzoek,
            "Uiterste termijn voor Veilig Thuis, niet voor u: 10 weken nadat vaststond dat onderzoek nodig is.",
            vanaf.checked_add(ONDERZOEK_WEKEN.weeks()).ok(),
        ),
        _ => None,
    }
}

/// What a correction means for the term of a line: it moves, comes or goes with the day from which it runs. A term that
/// somebody took away or moved otherwise is left alone as long as that day stays.
fn term_after_correction(dossier: &Dossier, regel: u32, reden: &str, wordt: &Wat) -> Option<Wat> {
    let was = dossier.lijn(regel)?;
    let (before, after) = (term_after(&was.nu), term_after(wordt));
    if before == after {
        return None;
    }
    let of_line = |lijn: &Lijn| dossier.herkomst(lijn).is_some_and(|head| head.regel.nr == regel);
    let kept = dossier.geldend().find(|lijn| matches!(lijn.nu, Wat::Termijn { .. }) && of_line(lijn));
    let reden = reden.to_owned();
    match (kept.map(|lijn| lijn.regel.nr), after) {
        (Some(term), Some(wordt)) => Some(Wat::Correctie { regel: term, reden, wordt: Box::new(wordt) }),
        (Some(term), None) => Some(Wat::Intrekking { regel: term, reden, ongedaan: false }),
        (None, after) => after.filter(|_| before.is_none()),
    }
}
