//! Comparing two versions with the one that both come from.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{Conflict, Deel, Gegeven, Kant, Samenvoeging, Telling, bezwaar};
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::bestand::{Gebied, Inhoud};
use crate::domain::netwerk::{Bevestigd, Herkomst, Soort, Veld, Vermelding, Verwijderd, Waarde};

/// Compares two versions with the one that both come from, if there is one.
pub fn vergelijk(basis: Option<&Inhoud>, mijn: &Inhoud, hun: &Inhoud) -> Samenvoeging {
    let mut werk = Werk {
        mijn,
        hun,
        vermeldingen: Vec::with_capacity(mijn.vermeldingen.len().max(hun.vermeldingen.len())),
        conflicten: Vec::new(),
        telling: Telling::default(),
        heel: BTreeMap::new(),
    };
    let gebied = werk.gebied(basis.map(|basis| &basis.gebied));
    let was = |id: &RecordId| basis.and_then(|basis| basis.vermeldingen.get(id));
    for (id, entry) in &mijn.vermeldingen {
        match hun.vermeldingen.get(id) {
            Some(other) => werk.van_beide(*id, was(id), entry, other),
            None => {
                let telling = &mut werk.telling;
                let counts = (&mut telling.mijn, &mut telling.nieuw_mijn, &mut telling.verwijderd_mijn);
                tel_enkel(was(id), entry, counts, &mut telling.gelijk);
                werk.neem(*id, entry);
            }
        }
    }
    for (id, entry) in hun.vermeldingen.iter().filter(|(id, _)| !mijn.vermeldingen.contains_key(*id)) {
        let telling = &mut werk.telling;
        let counts = (&mut telling.hun, &mut telling.nieuw_hun, &mut telling.verwijderd_hun);
        tel_enkel(was(id), entry, counts, &mut telling.gelijk);
        werk.neem(*id, entry);
    }
    let Werk { vermeldingen, mut conflicten, telling, heel, .. } = werk;
    conflicten.sort_by_cached_key(|conflict| {
        (conflict.vermelding.is_some(), conflict.titel.to_lowercase(), conflict.vermelding, conflict.deel)
    });
    let both = mijn.vermeldingen.iter().chain(&hun.vermeldingen);
    let geheim: BTreeSet<RecordId> = both.filter(|(_, entry)| entry.is_geheim()).map(|(id, _)| *id).collect();
    let besluiten = mijn.besluiten.iter().chain(&hun.besluiten).cloned().collect();
    let mut samen = Inhoud { gebied, vermeldingen: vermeldingen.into_iter().collect(), besluiten };
    samen.orden();
    Samenvoeging { conflicten, telling, samen, heel, geheim, al_stuk: bezwaar::al_stuk(mijn, hun) }
}

/// Counts an entry that is in one version only: as changed, new, taken out, or the same.
fn tel_enkel(
    basis: Option<&Vermelding>,
    entry: &Vermelding,
    (changed, new, gone): (&mut usize, &mut usize, &mut usize),
    same: &mut usize,
) {
    *match basis {
        Some(basis) if gelijk(basis, entry) => same,
        Some(basis) if basis.verwijderd().is_some() || entry.verwijderd().is_none() => changed,
        None if entry.verwijderd().is_none() => new,
        Some(_) | None => gone,
    } += 1;
}

/// Which of two to take, seen from what both come from.
enum Drieweg {
    /// Both are the same.
    Gelijk,
    /// Mine: theirs was not changed.
    Mijn,
    /// Theirs: mine was not changed.
    Hun,
    /// Both were changed, or it is not known which.
    Beide,
}

fn drieweg<T: ?Sized>(basis: Option<&T>, mijn: &T, hun: &T, same: impl Fn(&T, &T) -> bool) -> Drieweg {
    if same(mijn, hun) {
        return Drieweg::Gelijk;
    }
    match basis {
        Some(basis) if same(basis, hun) => Drieweg::Mijn,
        Some(basis) if same(basis, mijn) => Drieweg::Hun,
        Some(_) | None => Drieweg::Beide,
    }
}

/// Whether two entries say the same, with the same origins. In which order the origins are kept says nothing.
fn gelijk(left: &Vermelding, right: &Vermelding) -> bool {
    match (left.verwijderd(), right.verwijderd()) {
        (Some(left_gone), Some(right_gone)) => left.soort() == right.soort() && left_gone == right_gone,
        (None, None) => {
            left == right
                || left.soort() == right.soort()
                    && left.bevestigd() == right.bevestigd()
                    && left.geen_antwoord() == right.geen_antwoord()
                    && left.velden().eq(right.velden())
        }
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// A field: its value, and its origin unless it was never filled in.
type Veldstand<'a> = (Option<&'a Waarde>, Option<&'a Herkomst>);

fn veldstand(entry: &Vermelding, veld: Veld) -> Veldstand<'_> {
    (entry.waarde(veld), entry.herkomst(veld))
}

/// Whether somebody filled in something else than there was, or confirmed it since: a removal of what there was does not
/// know of that.
fn is_veranderd(basis: &Vermelding, entry: &Vermelding) -> bool {
    let confirmed = |entry: &Vermelding| entry.bevestigd().map(|known| known.op);
    basis.soort() != entry.soort()
        || confirmed(entry) > confirmed(basis)
        || velden(basis, entry).into_iter().any(|veld| basis.waarde(veld) != entry.waarde(veld))
}

/// The fields that were ever set in at least one of two entries.
fn velden(left: &Vermelding, right: &Vermelding) -> Vec<Veld> {
    let mut all: Vec<Veld> = left.velden().chain(right.velden()).map(|(veld, _, _)| veld).collect();
    all.sort_unstable();
    all.dedup();
    all
}

struct Werk<'a> {
    mijn: &'a Inhoud,
    hun: &'a Inhoud,
    vermeldingen: Vec<(RecordId, Vermelding)>,
    conflicten: Vec<Conflict>,
    telling: Telling,
    heel: BTreeMap<RecordId, (Vermelding, Vermelding)>,
}

impl Werk<'_> {
    fn neem(&mut self, id: RecordId, entry: &Vermelding) {
        self.vermeldingen.push((id, entry.voor_bestand()));
    }

    /// What the network is of: each part by itself.
    fn gebied(&mut self, basis: Option<&Gebied>) -> Gebied {
        let (mijn, hun) = (&self.mijn.gebied, &self.hun.gebied);
        Gebied {
            regio: self.gebiedsdeel(Deel::Regio, basis, mijn, hun, |of| &of.regio, Gegeven::Regio),
            gemeenten: self.gebiedsdeel(Deel::Gemeenten, basis, mijn, hun, |of| &of.gemeenten, Gegeven::Gemeenten),
            deelregios: self.gebiedsdeel(Deel::Deelregios, basis, mijn, hun, |of| &of.deelregios, Gegeven::Deelregios),
        }
    }

    fn gebiedsdeel<T: Clone + Default + PartialEq>(
        &mut self,
        deel: Deel,
        basis: Option<&Gebied>,
        mijn: &Gebied,
        hun: &Gebied,
        part: impl Fn(&Gebied) -> &T,
        gegeven: impl Fn(T) -> Gegeven,
    ) -> T {
        match drieweg(basis.map(&part), part(mijn), part(hun), T::eq) {
            Drieweg::Gelijk | Drieweg::Mijn => part(mijn).clone(),
            Drieweg::Hun => part(hun).clone(),
            Drieweg::Beide => {
                let kant = |of: &Gebied| Kant::gebied(gegeven(part(of).clone()));
                self.conflicten.push(Conflict {
                    vermelding: None,
                    titel: String::new(),
                    deel,
                    mijn: kant(mijn),
                    hun: kant(hun),
                    basis: basis.map(kant),
                    geheim: false,
                });
                basis.map(part).cloned().unwrap_or_default()
            }
        }
    }

    /// An entry that both versions have.
    fn van_beide(&mut self, id: RecordId, basis: Option<&Vermelding>, mijn: &Vermelding, hun: &Vermelding) {
        match drieweg(basis, mijn, hun, gelijk) {
            Drieweg::Gelijk => {
                match basis {
                    Some(basis) if !gelijk(basis, mijn) => self.telling.beide += 1,
                    Some(_) | None => self.telling.gelijk += 1,
                }
                if mijn == hun || mijn.verwijderd().is_some() {
                    self.neem(id, mijn);
                } else {
                    // The same, with the origins in another order: the order of neither.
                    let delen = mijn.velden().filter_map(eigen_deel).collect();
                    let entry =
                        Vermelding::van_delen(mijn.soort(), delen, mijn.bevestigd().cloned(), mijn.geen_antwoord());
                    self.vermeldingen.push((id, entry));
                }
            }
            // Taken out of what the other one changed is for a person; here the other one changed nothing.
            Drieweg::Mijn => {
                *verwijderd_of(basis, mijn, &mut self.telling.verwijderd_mijn, &mut self.telling.mijn) += 1;
                self.neem(id, mijn);
            }
            Drieweg::Hun => {
                *verwijderd_of(basis, hun, &mut self.telling.verwijderd_hun, &mut self.telling.hun) += 1;
                self.neem(id, hun);
            }
            Drieweg::Beide => match (mijn.verwijderd(), hun.verwijderd()) {
                (Some(mine), Some(theirs)) => {
                    self.telling.beide += 1;
                    let first =
                        if volgorde(mine, mijn).cmp(&volgorde(theirs, hun)) == Ordering::Greater { hun } else { mijn };
                    self.neem(id, first);
                }
                // What was only asked in vain since, or filled in again as it was, is no reason to keep it.
                (Some(_), None) if basis.is_some_and(|basis| leeft(basis) && !is_veranderd(basis, hun)) => {
                    self.telling.verwijderd_mijn += 1;
                    self.neem(id, mijn);
                }
                (None, Some(_)) if basis.is_some_and(|basis| leeft(basis) && !is_veranderd(basis, mijn)) => {
                    self.telling.verwijderd_hun += 1;
                    self.neem(id, hun);
                }
                (Some(_), None) | (None, Some(_)) => self.heel(id, Deel::Verwijderd, basis, mijn, hun),
                (None, None) if mijn.soort() != hun.soort() => self.heel(id, Deel::Soort, basis, mijn, hun),
                (None, None) => self.per_veld(id, basis, mijn, hun),
            },
        }
    }

    /// One version has to be followed in the whole entry.
    fn heel(&mut self, id: RecordId, deel: Deel, basis: Option<&Vermelding>, mijn: &Vermelding, hun: &Vermelding) {
        self.telling.conflict += 1;
        let kant = |entry: &Vermelding| if deel == Deel::Soort { Kant::soort(entry) } else { Kant::aanwezig(entry) };
        let conflict = Conflict {
            vermelding: Some(id),
            titel: self.titel(id),
            deel,
            mijn: kant(mijn),
            hun: kant(hun),
            basis: basis.map(kant),
            geheim: is_geheim(basis, mijn, hun),
        };
        self.conflicten.push(conflict);
        self.heel.insert(id, (mijn.voor_bestand(), hun.voor_bestand()));
        if let Some(basis) = basis {
            self.neem(id, basis);
        }
    }

    /// An entry that is in both, field by field.
    fn per_veld(&mut self, id: RecordId, basis: Option<&Vermelding>, mijn: &Vermelding, hun: &Vermelding) {
        let soort = mijn.soort();
        // Of what was taken out it is not known what stood in it, and another kind has other fields.
        let (known, basis) = (basis, basis.filter(|basis| leeft(basis) && basis.soort() == soort));
        let mut delen = Vec::new();
        let before = self.conflicten.len();
        for veld in velden(mijn, hun) {
            let was = basis.map(|basis| veldstand(basis, veld));
            let taken = match veld_uit(was, veldstand(mijn, veld), veldstand(hun, veld)) {
                Some(taken) => taken,
                None => {
                    let conflict = Conflict {
                        vermelding: Some(id),
                        titel: self.titel(id),
                        deel: Deel::Veld(veld),
                        mijn: Kant::veld(mijn, veld),
                        hun: Kant::veld(hun, veld),
                        basis: basis.map(|basis| Kant::veld(basis, veld)),
                        geheim: is_geheim(known, mijn, hun),
                    };
                    self.conflicten.push(conflict);
                    was.unwrap_or_default()
                }
            };
            delen.extend(eigen_deel((veld, taken.0, taken.1)));
        }
        let (bevestigd, geen_antwoord) = nagezien(basis.map(controle), controle(mijn), controle(hun));
        self.vermeldingen.push((id, Vermelding::van_delen(soort, delen, bevestigd.cloned(), geen_antwoord)));
        if self.conflicten.len() > before {
            self.telling.conflict += 1;
        } else if basis.is_some() {
            self.telling.beide += 1;
        } else {
            self.telling.gelijk += 1;
        }
    }

    /// How an entry is called: as the version that named it last does, with its organisation before it.
    fn titel(&self, id: RecordId) -> String {
        let Some(entry) = self.laatst_genoemd(id) else { return String::new() };
        let org = entry.organisatie().filter(|_| entry.soort() != Soort::Organisatie);
        match org.and_then(|org| self.laatst_genoemd(org)) {
            Some(org) => format!("{}, {}", org.titel(), entry.titel()),
            None => entry.titel().to_owned(),
        }
    }

    fn laatst_genoemd(&self, id: RecordId) -> Option<&Vermelding> {
        let named = |entry: &&Vermelding| {
            let origin = entry.herkomst(Veld::verplicht(entry.soort())).cloned();
            origin.map(|Herkomst { op, door, bron }| (op, door, bron))
        };
        let versions = [self.mijn, self.hun].into_iter().filter_map(|version| version.vermeldingen.get(&id));
        // What follows on the origin is for two versions that do not agree and are of the same moment.
        versions.filter(|entry| leeft(entry)).max_by(|left, right| {
            let key =
                |entry: &&Vermelding| (named(entry), entry.soort(), entry.titel().to_owned(), entry.organisatie());
            key(left).cmp(&key(right))
        })
    }
}

fn is_geheim(basis: Option<&Vermelding>, mijn: &Vermelding, hun: &Vermelding) -> bool {
    basis.into_iter().chain([mijn, hun]).any(Vermelding::is_geheim)
}

fn leeft(entry: &Vermelding) -> bool {
    entry.verwijderd().is_none()
}

/// What is counted of an entry that one side changed.
fn verwijderd_of<'a>(
    basis: Option<&Vermelding>,
    entry: &Vermelding,
    gone: &'a mut usize,
    changed: &'a mut usize,
) -> &'a mut usize {
    if !leeft(entry) && basis.is_none_or(leeft) { gone } else { changed }
}

/// What tombstones are put in order by: the moment first.
fn volgorde<'a>(gone: &'a Verwijderd, entry: &Vermelding) -> (Timestamp, &'a str, Option<RecordId>, Soort) {
    (gone.op, &gone.door, gone.opgegaan_in, entry.soort())
}

fn eigen_deel(
    (veld, waarde, herkomst): (Veld, Option<&Waarde>, Option<&Herkomst>),
) -> Option<(Veld, Option<Waarde>, Herkomst)> {
    herkomst.map(|herkomst| (veld, waarde.cloned(), herkomst.clone()))
}

/// What becomes of a field; nothing when that has to be decided.
fn veld_uit<'a>(basis: Option<Veldstand<'a>>, mijn: Veldstand<'a>, hun: Veldstand<'a>) -> Option<Veldstand<'a>> {
    // With its origin first: what one side did not touch is never the newer of the two.
    match drieweg(basis.as_ref(), &mijn, &hun, Veldstand::eq) {
        Drieweg::Gelijk | Drieweg::Mijn => return Some(mijn),
        Drieweg::Hun => return Some(hun),
        Drieweg::Beide => {}
    }
    let newest = |(_, herkomst): &Veldstand<'a>| herkomst.map(Herkomst::volgorde);
    match drieweg(basis.as_ref(), &mijn, &hun, |left, right| left.0 == right.0) {
        Drieweg::Gelijk => Some(if newest(&hun) > newest(&mijn) { hun } else { mijn }),
        Drieweg::Mijn => Some(mijn),
        Drieweg::Hun => Some(hun),
        Drieweg::Beide => None,
    }
}

/// When an entry was last confirmed, and when nobody answered since.
type Controle<'a> = (Option<&'a Bevestigd>, Option<Timestamp>);

fn controle(entry: &Vermelding) -> Controle<'_> {
    (entry.bevestigd(), entry.geen_antwoord())
}

/// The newest of both: of who looked, one is as good as the other. That one side took a confirmation back holds as long
/// as the other one did not look since.
fn nagezien<'a>(basis: Option<Controle<'a>>, mijn: Controle<'a>, hun: Controle<'a>) -> Controle<'a> {
    match drieweg(basis.as_ref(), &mijn, &hun, Controle::eq) {
        Drieweg::Gelijk | Drieweg::Mijn => mijn,
        Drieweg::Hun => hun,
        Drieweg::Beide => {
            let bevestigd = mijn.0.into_iter().chain(hun.0).max_by_key(|known| (known.op, &known.door));
            let last = mijn.1.max(hun.1);
            (bevestigd, last.filter(|silent| bevestigd.is_none_or(|known| *silent > known.op)))
        }
    }
}
