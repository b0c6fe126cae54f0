//! Two versions of a network become one: what only one of them changed against the version that both come from is
//! taken over, and what both changed to something else is for a person to decide.
//!
//! Which of the two is called mine makes no difference to what comes out. An entry that one version does not have is
//! no removal: secret places do not travel, and what is taken out stays as a tombstone. Without a version that both
//! come from, every difference in what both have has to be decided.

mod bezwaar;
mod kant;
mod tekst;
mod vergelijk;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::Timestamp;

pub use bezwaar::{Bezwaar, Waarover};
pub use kant::{Gegeven, Kant};
pub use vergelijk::vergelijk;

use super::bestand::{Besluit, Inhoud};
use super::{Herkomst, Veld, Vermelding, Waarde};
use crate::domain::kluis::RecordId;

/// Which of two versions is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keuze {
    /// The first one, of whoever merges.
    Mijn,
    /// The other one.
    Hun,
}

impl Keuze {
    /// The other of the two.
    #[must_use]
    pub fn andere(self) -> Keuze {
        match self {
            Keuze::Mijn => Keuze::Hun,
            Keuze::Hun => Keuze::Mijn,
        }
    }
}

/// What two versions can differ in, in the order in which it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deel {
    /// The name of the region.
    Regio,
    /// The municipalities of the region.
    Gemeenten,
    /// The parts of the region.
    Deelregios,
    /// The kind of an entry, and with it the whole entry: one version takes it for another kind than the other.
    Soort,
    /// Whether an entry is there, and with it the whole entry: one version took it out, the other one changed it.
    Verwijderd,
    /// A field of an entry.
    Veld(Veld),
}

impl Deel {
    /// How [`Besluit::deel`] calls it.
    pub fn id(self) -> &'static str {
        match self {
            Deel::Regio => "regio",
            Deel::Gemeenten => "gemeenten",
            Deel::Deelregios => "deelregios",
            Deel::Soort => "soort",
            Deel::Verwijderd => "verwijderd",
            Deel::Veld(veld) => veld.id(),
        }
    }

    /// What the user reads before it.
    pub fn tekst(self) -> &'static str {
        match self {
            Deel::Regio => "Naam van de regio",
            Deel::Gemeenten => "Gemeenten van de regio",
            Deel::Deelregios => "Deelregio's",
            Deel::Soort => "Soort vermelding",
            Deel::Verwijderd => "Houden of verwijderen",
            Deel::Veld(veld) => veld.label(),
        }
    }
}

/// Something that both versions changed, each to something else.
#[derive(Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The entry; nothing for what the network is of.
    pub vermelding: Option<RecordId>,
    /// How the entry is called, with its organisation before it; empty for what the network is of.
    pub titel: String,
    /// What of it.
    pub deel: Deel,
    /// What it is in my version.
    pub mijn: Kant,
    /// What it is in theirs.
    pub hun: Kant,
    /// What it was in the version that both come from; nothing when there is none, or when the entry is not in it.
    pub basis: Option<Kant>,
    /// Whether it is of a place that is secret in any of the versions: what is decided of that is not recorded.
    pub geheim: bool,
}

impl fmt::Debug for Conflict {
    /// Only what it is about: the values are of people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Conflict({})", self.deel.id())
    }
}

impl Conflict {
    /// What is followed, and what is not.
    fn gekozen(&self, keuze: Keuze) -> (&Kant, &Kant) {
        match keuze {
            Keuze::Mijn => (&self.mijn, &self.hun),
            Keuze::Hun => (&self.hun, &self.mijn),
        }
    }
}

/// How many entries came out how. Every entry of the two versions is counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Telling {
    /// The same in both, and not changed by either.
    pub gelijk: usize,
    /// Changed in my version only.
    pub mijn: usize,
    /// Changed in theirs only.
    pub hun: usize,
    /// Changed in both, without contradicting each other.
    pub beide: usize,
    /// In my version only, and new.
    pub nieuw_mijn: usize,
    /// In theirs only, and new.
    pub nieuw_hun: usize,
    /// Taken out in my version.
    pub verwijderd_mijn: usize,
    /// Taken out in theirs.
    pub verwijderd_hun: usize,
    /// With something in it that has to be decided.
    pub conflict: usize,
}

/// What came of comparing two versions.
#[derive(Clone, PartialEq, Eq)]
pub struct Samenvoeging {
    /// What has to be decided: what the network is of first, and then entry by entry, by name.
    pub conflicten: Vec<Conflict>,
    /// How many entries came out how.
    pub telling: Telling,
    samen: Inhoud,
    /// Of entries of which one version is followed as a whole: mine and theirs.
    heel: BTreeMap<RecordId, (Vermelding, Vermelding)>,
    /// Places that are secret in at least one of the two.
    geheim: BTreeSet<RecordId>,
    /// References that did not hold before either.
    al_stuk: BTreeSet<bezwaar::Stuk>,
}

impl fmt::Debug for Samenvoeging {
    /// Only how much: it holds names and places of people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Samenvoeging({:?}, {} conflicten)", self.samen, self.conflicten.len())
    }
}

impl Samenvoeging {
    /// What came of itself. What has to be decided is in it as it was in the version that both come from, and not at
    /// all when there is none: this is to be looked at, and not yet a network.
    pub fn tussenstand(&self) -> &Inhoud {
        &self.samen
    }

    /// The merged network, after one decision for each of [`Samenvoeging::conflicten`], in the same order.
    ///
    /// A value that is followed keeps when, by whom and from which source it was set. Each decision is recorded with
    /// who took it and when, but not those about a secret place: what is recorded goes along when the network is
    /// published, and the address of such a place never does.
    ///
    /// # Errors
    /// Something is not decided: the places in [`Samenvoeging::conflicten`] of everything that is still open.
    pub fn resultaat(&self, keuzes: &[Option<Keuze>], door: &str, op: Timestamp) -> Result<Inhoud, Vec<usize>> {
        let mut open = Vec::new();
        let mut besloten = Vec::with_capacity(self.conflicten.len());
        for (at, conflict) in self.conflicten.iter().enumerate() {
            match keuzes.get(at).copied().flatten() {
                Some(keuze) => besloten.push((conflict, keuze)),
                None => open.push(at),
            }
        }
        if !open.is_empty() {
            return Err(open);
        }
        let mut inhoud = self.samen.clone();
        // What is of one entry stands together, so that it is made anew once.
        for groep in besloten.chunk_by(|(left, _), (right, _)| left.vermelding == right.vermelding) {
            match groep.first().and_then(|(conflict, _)| conflict.vermelding) {
                Some(id) => self.beslis(id, groep, &mut inhoud),
                None => groep.iter().for_each(|(conflict, keuze)| gebied(&mut inhoud, conflict.gekozen(*keuze).0)),
            }
        }
        let besluiten: Vec<Besluit> = besloten
            .iter()
            .filter(|(conflict, _)| !conflict.geheim && !is_geheim(&inhoud, conflict.vermelding))
            .map(|(conflict, keuze)| {
                let (gekozen, verworpen) = conflict.gekozen(*keuze);
                Besluit {
                    op,
                    door: door.to_owned(),
                    vermelding: conflict.vermelding,
                    deel: conflict.deel.id().to_owned(),
                    gekozen: gekozen.waarde.json(),
                    verworpen: verworpen.waarde.json(),
                }
            })
            .collect();
        inhoud.besluiten.extend(besluiten);
        inhoud.orden();
        Ok(inhoud)
    }

    /// Decides everything about one entry.
    fn beslis(&self, id: RecordId, besluiten: &[(&Conflict, Keuze)], inhoud: &mut Inhoud) {
        if let Some((mijn, hun)) = self.heel.get(&id) {
            let followed = besluiten.first().map(|(_, keuze)| match keuze {
                Keuze::Mijn => mijn,
                Keuze::Hun => hun,
            });
            inhoud.vermeldingen.extend(followed.map(|entry| (id, entry.clone())));
            return;
        }
        let Some(entry) = inhoud.vermeldingen.get_mut(&id) else { return };
        let mut delen: BTreeMap<Veld, (Option<Waarde>, Herkomst)> = BTreeMap::new();
        for (veld, waarde, herkomst) in entry.velden() {
            delen.extend(herkomst.map(|herkomst| (veld, (waarde.cloned(), herkomst.clone()))));
        }
        for (conflict, keuze) in besluiten {
            let kant = conflict.gekozen(*keuze).0;
            if let (Deel::Veld(veld), Gegeven::Veld(waarde)) = (conflict.deel, &kant.waarde) {
                match kant.herkomst() {
                    Some(herkomst) => delen.insert(veld, (waarde.clone(), herkomst)),
                    // It was never filled in there.
                    None => delen.remove(&veld),
                };
            }
        }
        let delen = delen.into_iter().map(|(veld, (waarde, herkomst))| (veld, waarde, herkomst)).collect();
        *entry = Vermelding::van_delen(entry.soort(), delen, entry.bevestigd().cloned(), entry.geen_antwoord());
    }
}

fn is_geheim(inhoud: &Inhoud, id: Option<RecordId>) -> bool {
    id.and_then(|id| inhoud.vermeldingen.get(&id)).is_some_and(Vermelding::is_geheim)
}

/// Follows one version in what the network is of.
fn gebied(inhoud: &mut Inhoud, kant: &Kant) {
    match &kant.waarde {
        Gegeven::Regio(regio) => inhoud.gebied.regio.clone_from(regio),
        Gegeven::Gemeenten(codes) => inhoud.gebied.gemeenten.clone_from(codes),
        Gegeven::Deelregios(delen) => inhoud.gebied.deelregios.clone_from(delen),
        Gegeven::Soort(_) | Gegeven::Blijft | Gegeven::Verwijderd { .. } | Gegeven::Veld(_) => {}
    }
}
