//! What a merged network has that neither version had: references that hold no longer, and a place that was secret.

use std::collections::{BTreeSet, HashMap};

use super::Samenvoeging;
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::bestand::Inhoud;
use crate::domain::netwerk::{Soort, Veld, Vermelding};

/// Something of a merged network that a person has to look at. It does not stop the merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bezwaar {
    /// The entry.
    pub vermelding: RecordId,
    /// How it is called, with its organisation before it.
    pub titel: String,
    /// What about it.
    pub waarover: Waarover,
}

/// What there is to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waarover {
    /// A field refers to an entry that is not there.
    Weg {
        /// Which field.
        veld: Veld,
        /// The entry that is not there.
        naar: RecordId,
        /// What that entry was merged with, and how that is called.
        opgegaan_in: Option<(RecordId, String)>,
    },
    /// Along a field one comes back to the same entry.
    Kring {
        /// Which field.
        veld: Veld,
    },
    /// The place is secret in one of the versions, and no longer in what came of them.
    NietMeerGeheim,
}

impl Bezwaar {
    /// What is wrong and what to do, in sentences.
    pub fn tekst(&self) -> String {
        match &self.waarover {
            Waarover::Weg { veld, opgegaan_in: Some((_, titel)), .. } => format!(
                "Bij {} staat een vermelding die met een andere is samengevoegd. Kies nu: {titel}.",
                veld.label()
            ),
            Waarover::Weg { veld, opgegaan_in: None, .. } => format!(
                "Bij {} staat een vermelding die er niet is. Kies een andere, of laat het veld leeg.",
                veld.label()
            ),
            Waarover::Kring { veld } => {
                format!(
                    "Bij {} wijzen vermeldingen in een kring naar elkaar. Kies een andere, of laat het veld leeg.",
                    veld.label()
                )
            }
            Waarover::NietMeerGeheim => {
                "Deze plek is in een van de twee versies geheim, en na het samenvoegen niet meer. \
                                         Kijk na of dat klopt voordat u het netwerk uitgeeft."
                    .to_owned()
            }
        }
    }
}

/// A reference that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stuk {
    id: RecordId,
    veld: Veld,
    naar: RecordId,
    kring: bool,
}

impl Samenvoeging {
    /// What to look at in what came of the merge, by name: references that a version still followed and that hold no
    /// longer, and places that are no longer secret.
    pub fn bezwaren(&self, uitkomst: &Inhoud) -> Vec<Bezwaar> {
        let mut found: Vec<Bezwaar> = Vec::new();
        let mut add = |id, waarover| {
            let titel = leeft(uitkomst, id).map_or_else(String::new, |entry| naam(uitkomst, entry));
            found.push(Bezwaar { vermelding: id, titel, waarover });
        };
        for stuk in stukken(uitkomst).difference(&self.al_stuk) {
            let Stuk { id, veld, naar, kring } = *stuk;
            add(id, if kring { Waarover::Kring { veld } } else { weg(uitkomst, veld, naar) });
        }
        for id in &self.geheim {
            if leeft(uitkomst, *id).is_some_and(|entry| !entry.is_geheim()) {
                add(*id, Waarover::NietMeerGeheim);
            }
        }
        found.sort_by_cached_key(|bezwaar| (bezwaar.titel.to_lowercase(), bezwaar.vermelding));
        found
    }
}

fn weg(inhoud: &Inhoud, veld: Veld, naar: RecordId) -> Waarover {
    let gone = inhoud.vermeldingen.get(&naar).and_then(Vermelding::verwijderd);
    let other = gone.and_then(|gone| gone.opgegaan_in);
    let opgegaan_in = other.and_then(|other| Some((other, naam(inhoud, leeft(inhoud, other)?))));
    Waarover::Weg { veld, naar, opgegaan_in }
}

fn leeft(inhoud: &Inhoud, id: RecordId) -> Option<&Vermelding> {
    inhoud.vermeldingen.get(&id).filter(|entry| entry.verwijderd().is_none())
}

fn levend(inhoud: &Inhoud) -> impl Iterator<Item = (RecordId, &Vermelding)> {
    inhoud.vermeldingen.iter().filter(|(_, entry)| entry.verwijderd().is_none()).map(|(id, entry)| (*id, entry))
}

pub(super) fn naam(inhoud: &Inhoud, entry: &Vermelding) -> String {
    let org = entry.organisatie().filter(|_| entry.soort() != Soort::Organisatie);
    match org.and_then(|org| leeft(inhoud, org)) {
        Some(org) => format!("{}, {}", org.titel(), entry.titel()),
        None => entry.titel().to_owned(),
    }
}

/// Where an entry leads: every field with every entry that it refers to.
fn verwijzingen(entry: &Vermelding) -> impl Iterator<Item = (Veld, RecordId)> {
    let single = Veld::VERWIJZINGEN.into_iter().filter_map(|veld| Some((veld, entry.verwijzing(veld)?)));
    single.chain(entry.relaties().iter().map(|other| (Veld::Relaties, other.met)))
}

/// The references that do not hold in a version.
fn stukken(inhoud: &Inhoud) -> BTreeSet<Stuk> {
    let mut found = BTreeSet::new();
    for (id, entry) in levend(inhoud) {
        for (veld, naar) in verwijzingen(entry).filter(|(_, naar)| leeft(inhoud, *naar).is_none()) {
            found.insert(Stuk { id, veld, naar, kring: false });
        }
    }
    for veld in Veld::VERWIJZINGEN {
        kringen(inhoud, veld, &mut found);
    }
    found
}

/// Adds the entries from which one comes back along a field. Every entry is passed once, however long the way is: where
/// a walk meets an earlier one, the rest is known.
fn kringen(inhoud: &Inhoud, veld: Veld, found: &mut BTreeSet<Stuk>) {
    let mut passed: HashMap<RecordId, usize> = HashMap::new();
    for (walk, (start, _)) in levend(inhoud).enumerate() {
        let mut way: Vec<(RecordId, RecordId)> = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next {
            match passed.get(&at) {
                Some(earlier) if *earlier == walk => {
                    let round = way.iter().skip_while(|(id, _)| *id != at);
                    found.extend(round.map(|(id, naar)| Stuk { id: *id, veld, naar: *naar, kring: true }));
                    break;
                }
                Some(_) => break,
                None => {}
            }
            next = leeft(inhoud, at).and_then(|entry| entry.verwijzing(veld));
            if let Some(naar) = next {
                passed.insert(at, walk);
                way.push((at, naar));
            }
        }
    }
}

/// The references that did not hold in any version that has them: the merge did nothing to those.
pub(super) fn al_stuk(mijn: &Inhoud, hun: &Inhoud) -> BTreeSet<Stuk> {
    let (mine, theirs) = (stukken(mijn), stukken(hun));
    let has = |version: &Inhoud, stuk: &Stuk| {
        leeft(version, stuk.id).is_some_and(|entry| verwijzingen(entry).any(|known| known == (stuk.veld, stuk.naar)))
    };
    let of_mine = mine.iter().filter(|stuk| theirs.contains(stuk) || !has(hun, stuk));
    let of_theirs = theirs.iter().filter(|stuk| mine.contains(stuk) || !has(mijn, stuk));
    of_mine.chain(of_theirs).copied().collect()
}
