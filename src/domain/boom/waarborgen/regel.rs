//! The safety rules as they stand in `checklists/waarborgen.json`: a small, closed language, read as strictly as content.
//!
//! A rule says for which trees it is (`geldt`), of which walks it speaks (`als`), and what it demands of them (`dan`).

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::domain::inhoud::{Contact, Kenmerk, Melden, Problem, Problems, Vervolg, Vorm, is_id, read_fixed};
use crate::domain::search::fold;

/// How many rules a file may have, and how many things they may ask a walk to remember: one bit each.
pub(super) const MAX_RULES: usize = 64;
pub(super) const MAX_FACTS: usize = 120;
/// How many rules may speak of an order: one bit each.
pub(super) const MAX_ORDERS: usize = 16;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Regelbestand {
    soort: String,
    formaat: u32,
    pub titel: String,
    pub omschrijving: String,
    /// Questions that a tree built on another one may never drop.
    pub veiligheidsvragen: Vec<String>,
    pub onderwerpen: Vec<Onderwerp>,
    pub regels: Vec<Regel>,
}

/// A subject of which every text has to say whether it tells to do it or warns against it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Onderwerp {
    /// How texts name it in `raadt_aan` and `raadt_af`.
    pub id: String,
    /// What it is, for people.
    pub titel: String,
    /// Words and phrases by which a text shows that it is about this.
    pub woorden: Vec<String>,
}

/// One safety rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regel {
    /// The number that users know it by, such as `5` or `11a`.
    pub id: String,
    /// What it guarantees, for users.
    pub tekst: String,
    /// Numbers of the domain facts it rests on.
    pub feiten: Vec<String>,
    /// For which trees: those that one of these describes; all of them when it is empty.
    #[serde(default)]
    pub geldt: Vec<Geldt>,
    /// Of which walks: those for which all of this holds; every walk when it is empty.
    #[serde(default)]
    pub als: Vec<Voorwaarde>,
    /// What it demands.
    pub dan: Eis,
    /// What is wrong with a walk that breaks it, for authors.
    pub wat: String,
    /// What the author should do.
    pub advies: String,
}

/// A description of trees: all that it names has to fit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Geldt {
    /// The form of the tree.
    #[serde(default)]
    pub vorm: Option<Vorm>,
    /// Its id; a `*` stands for anything.
    #[serde(default)]
    pub boom: Option<String>,
    /// The sector whose road it is.
    #[serde(default)]
    pub sector: Option<String>,
}

impl Geldt {
    /// Whether a tree with this form, id and sector fits.
    pub(super) fn fits(&self, vorm: Vorm, id: &str, sector: Option<&str>) -> bool {
        self.vorm.is_none_or(|wanted| wanted == vorm)
            && self.boom.as_deref().is_none_or(|pattern| like(pattern, id))
            && self.sector.as_deref().is_none_or(|wanted| Some(wanted) == sector)
    }

    /// In words: `vorm meldcode`, `boom *-mondzorg`.
    pub fn shown(&self) -> String {
        let vorm = self.vorm.map(|vorm| format!("vorm {}", vorm.name()));
        let boom = self.boom.as_ref().map(|boom| format!("boom {boom}"));
        let sector = self.sector.as_ref().map(|sector| format!("sector {sector}"));
        [vorm, boom, sector].into_iter().flatten().collect::<Vec<_>>().join(" en ")
    }
}

/// Whether a name fits a pattern with at most one `*`.
fn like(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, after)) => {
            name.len() >= before.len() + after.len() && name.starts_with(before) && name.ends_with(after)
        }
    }
}

/// Something that may hold for a walk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voorwaarde {
    /// An answer brought one of these to light.
    Kenmerk(Vec<Kenmerk>),
    /// The current answer to one of these questions, wherever in the composed tree it was asked, is one of these.
    Antwoord(Gegeven),
    /// A question was answered with *twijfel*, and nothing resolved that.
    Twijfel(Twijfelstand),
    /// The outcome says one of these about reporting.
    Melden(Vec<Melden>),
    /// One of these follows the outcome.
    Vervolg(Vec<Vervolg>),
    /// One of these holds.
    EenVan(Vec<Voorwaarde>),
}

impl Voorwaarde {
    /// Whether it speaks of the outcome, so that it holds for no walk that is still under way.
    fn of_outcome(&self) -> bool {
        match self {
            Voorwaarde::Kenmerk(_) | Voorwaarde::Antwoord(_) => false,
            Voorwaarde::Twijfel(_) | Voorwaarde::Melden(_) | Voorwaarde::Vervolg(_) => true,
            Voorwaarde::EenVan(some) => some.iter().any(Voorwaarde::of_outcome),
        }
    }
}

/// Answers to questions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gegeven {
    /// Ids of questions.
    pub vraag: Vec<String>,
    /// Ids of answers.
    pub is: Vec<String>,
}

/// What became of doubts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Twijfelstand {
    /// Not resolved.
    Open,
}

/// What a rule demands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Eis {
    /// The outcome says one of these about reporting.
    Melden(Vec<Melden>),
    /// None of these follows the outcome.
    VervolgNiet(Vec<Vervolg>),
    /// Each of these questions was answered with one of these answers.
    Antwoorden(BTreeMap<String, Vec<String>>),
    /// From the moment that the conditions hold, none of these questions is asked.
    NietGevraagd(Vec<String>),
    /// Questions were passed that could bring each of these to light.
    GevraagdNaar(Vec<Kenmerk>),
    /// These are the contacts of the first actions of the outcome, in this order.
    Eerst(Vec<Contact>),
    /// One set of contacts comes only after a contact of another.
    Volgorde(Volgorde),
    /// A task on the way or an action at the end warns against this subject.
    Afgeraden(String),
    /// A task on the way or an action at the end tells to do this subject.
    Aangeraden(String),
    /// No text on the way tells to do this subject.
    NergensAangeraden(String),
}

impl Eis {
    /// The subject it is about.
    pub fn onderwerp(&self) -> Option<&str> {
        match self {
            Eis::Afgeraden(id) | Eis::Aangeraden(id) | Eis::NergensAangeraden(id) => Some(id),
            Eis::Melden(_)
            | Eis::VervolgNiet(_)
            | Eis::Antwoorden(_)
            | Eis::NietGevraagd(_)
            | Eis::GevraagdNaar(_)
            | Eis::Eerst(_)
            | Eis::Volgorde(_) => None,
        }
    }
}

/// Which contacts come before which, over tasks on the way and then the outcome as it is shown: its actions, what open
/// doubts add, the outcomes of deelbomen that were passed. Every answer with a feature of the rule begins it anew.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Volgorde {
    /// One of these has to come first.
    pub eerst: Vec<Contact>,
    /// Before one of these may come.
    pub daarna: Vec<Contact>,
}

/// Reads the file.
///
/// # Errors
/// Every problem of the file.
pub(super) fn read(bytes: &[u8], bestand: &str) -> Result<Regelbestand, Vec<Problem>> {
    let file: Regelbestand = read_fixed(bytes, bestand)?;
    let mut check = Nakijken { file: &file, problems: Problems::of(bestand) };
    check.head();
    check.subjects();
    check.rules();
    let problems = check.problems;
    problems.into_result(file)
}

/// The checks that types cannot make.
struct Nakijken<'a> {
    file: &'a Regelbestand,
    problems: Problems,
}

impl<'a> Nakijken<'a> {
    fn head(&mut self) {
        if self.file.soort != "waarborgen" {
            self.problems.add("soort", "Dit zijn geen waarborgen.", "Schrijf \"soort\": \"waarborgen\".");
        }
        if self.file.formaat != 1 {
            self.problems.add("formaat", "Dit formaat is niet bekend.", "Schrijf \"formaat\": 1.");
        }
        self.filled("titel", &self.file.titel);
        self.filled("omschrijving", &self.file.omschrijving);
        self.once("veiligheidsvragen", self.file.veiligheidsvragen.iter().map(String::as_str));
    }

    fn subjects(&mut self) {
        self.once("onderwerpen", self.file.onderwerpen.iter().map(|subject| subject.id.as_str()));
        for subject in &self.file.onderwerpen {
            let place = format!("onderwerp {}", subject.id);
            if !is_id(&subject.id) {
                self.problems.add(&*place, "Deze id kan niet.", "Gebruik kleine letters, cijfers en streepjes.");
            }
            self.filled(&place, &subject.titel);
            self.some(&place, "woorden", subject.woorden.is_empty());
            for woord in subject.woorden.iter().filter(|woord| fold(woord).is_empty()) {
                self.problems.add(&*place, format!("\"{woord}\" is geen woord."), "Verbeter het of haal het weg.");
            }
        }
    }

    fn rules(&mut self) {
        let file: &'a Regelbestand = self.file;
        self.some("regels", "regels", file.regels.is_empty());
        self.once("regels", file.regels.iter().map(|regel| regel.id.as_str()));
        for regel in &file.regels {
            let place = format!("regel {}", regel.id);
            for text in [&regel.id, &regel.tekst, &regel.wat, &regel.advies] {
                self.filled(&place, text);
            }
            self.some(&place, "feiten", regel.feiten.is_empty());
            for geldt in &regel.geldt {
                self.applies(&place, geldt);
            }
            regel.als.iter().for_each(|condition| self.condition(&place, condition));
            self.demand(&place, regel);
            self.placeholders(&place, &regel.wat);
        }
        let orders = file.regels.iter().filter(|regel| matches!(regel.dan, Eis::Volgorde(_))).count();
        if file.regels.len() > MAX_RULES || orders > MAX_ORDERS || facts(&file.regels) > MAX_FACTS {
            self.problems.add(
                "regels",
                "Dit zijn meer regels dan het programma in één keer kan nagaan.",
                "Voeg regels samen die hetzelfde zeggen.",
            );
        }
    }

    fn applies(&mut self, place: &str, geldt: &Geldt) {
        if geldt.vorm.is_none() && geldt.boom.is_none() && geldt.sector.is_none() {
            let advies = "Noem `vorm`, `boom` of `sector`, of laat `geldt` weg: dan geldt de regel voor elke boom.";
            self.problems.add(format!("{place}, geldt"), "Hier staat niet welke bomen bedoeld zijn.", advies);
        }
        if geldt.boom.as_ref().is_some_and(|boom| boom.matches('*').count() > 1) {
            self.problems.add(format!("{place}, geldt"), "Hier staat meer dan één `*`.", "Gebruik er hooguit één.");
        }
    }

    fn condition(&mut self, place: &str, condition: &Voorwaarde) {
        let empty = match condition {
            Voorwaarde::Kenmerk(some) => some.is_empty(),
            Voorwaarde::Antwoord(given) => given.vraag.is_empty() || given.is.is_empty(),
            Voorwaarde::Melden(some) => some.is_empty(),
            Voorwaarde::Vervolg(some) => some.is_empty(),
            Voorwaarde::EenVan(some) => {
                some.iter().for_each(|condition| self.condition(place, condition));
                some.is_empty()
            }
            Voorwaarde::Twijfel(_) => false,
        };
        self.some(place, "als", empty);
    }

    fn demand(&mut self, place: &str, regel: &Regel) {
        let empty = match &regel.dan {
            Eis::Melden(some) => some.is_empty(),
            Eis::VervolgNiet(some) => some.is_empty(),
            Eis::Antwoorden(some) => some.is_empty() || some.values().any(Vec::is_empty),
            Eis::NietGevraagd(some) => some.is_empty(),
            Eis::GevraagdNaar(some) => some.is_empty(),
            Eis::Eerst(some) => some.is_empty(),
            Eis::Volgorde(order) => order.eerst.is_empty() || order.daarna.is_empty(),
            Eis::Afgeraden(_) | Eis::Aangeraden(_) | Eis::NergensAangeraden(_) => false,
        };
        self.some(place, "dan", empty);
        if let Some(id) = regel.dan.onderwerp()
            && self.file.onderwerpen.iter().all(|subject| subject.id != id)
        {
            let advies = "Verbeter de naam, of voeg het toe aan `onderwerpen`.";
            self.problems.add(format!("{place}, dan"), format!("Het onderwerp \"{id}\" bestaat niet."), advies);
        }
        if matches!(regel.dan, Eis::NietGevraagd(_)) && regel.als.iter().any(Voorwaarde::of_outcome) {
            let advies = "Noem bij `niet_gevraagd` alleen `kenmerk` en `antwoord`.";
            self.problems.add(format!("{place}, als"), "Dit is onderweg nog niet te zeggen.", advies);
        }
        if let Eis::Volgorde(order) = &regel.dan {
            if !matches!(regel.als.as_slice(), [Voorwaarde::Kenmerk(_)]) {
                let advies = "Noem in `als` precies één `kenmerk`: vanaf dat antwoord geldt de volgorde.";
                self.problems.add(format!("{place}, als"), "Bij `volgorde` hoort iets anders.", advies);
            }
            if order.eerst.iter().any(|contact| order.daarna.contains(contact)) {
                let advies = "Zet elk contact in `eerst` of in `daarna`.";
                self.problems.add(format!("{place}, dan"), "Een contact staat aan beide kanten.", advies);
            }
        }
    }

    fn placeholders(&mut self, place: &str, wat: &str) {
        for name in wat.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name) {
            if !["twijfels", "knopen"].contains(&name) {
                let advies = "Gebruik {twijfels} of {knopen}, of haal het weg.";
                self.problems.add(format!("{place}, wat"), format!("{{{name}}} is hier niet bekend."), advies);
            }
        }
    }

    fn filled(&mut self, place: &str, text: &str) {
        if text.trim().is_empty() {
            self.problems.add(place, "Hier staat een lege tekst.", "Schrijf de tekst.");
        }
    }

    fn some(&mut self, place: &str, field: &str, empty: bool) {
        if empty {
            self.problems.add(place, format!("In `{field}` staat een lege lijst."), "Vul haar of haal haar weg.");
        }
    }

    fn once<'b>(&mut self, place: &str, ids: impl Iterator<Item = &'b str>) {
        let mut seen = BTreeSet::new();
        for id in ids.filter(|id| !seen.insert(*id)).collect::<Vec<_>>() {
            self.problems.add(place, format!("\"{id}\" staat er twee keer."), "Haal er een weg.");
        }
    }
}

/// At most how many things these rules ask a walk to remember.
fn facts(regels: &[Regel]) -> usize {
    fn of(condition: &Voorwaarde) -> usize {
        match condition {
            Voorwaarde::Kenmerk(_) | Voorwaarde::Twijfel(_) => 1,
            Voorwaarde::Antwoord(given) => given.vraag.len(),
            Voorwaarde::Melden(_) | Voorwaarde::Vervolg(_) => 0,
            Voorwaarde::EenVan(some) => some.iter().map(of).sum(),
        }
    }
    let demanded = |regel: &Regel| match &regel.dan {
        Eis::Antwoorden(given) => given.len(),
        Eis::GevraagdNaar(some) => some.len(),
        Eis::Volgorde(_) | Eis::Afgeraden(_) | Eis::Aangeraden(_) | Eis::NergensAangeraden(_) => 1,
        Eis::Melden(_) | Eis::VervolgNiet(_) | Eis::NietGevraagd(_) | Eis::Eerst(_) => 0,
    };
    regels.iter().map(|regel| regel.als.iter().map(of).sum::<usize>() + demanded(regel)).sum()
}
