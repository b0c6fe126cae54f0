//! Versions of the network that are kept: each that was published or read in. They are what two later versions are
//! compared with, and a way back.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::bestand::{Besluit, Gebied, Inhoud, Kop, MEEST_VOORGANGERS, Netwerkbestand, VersieId, als_regels, regels};
use super::doen::zet_gegevens;
use super::invoer::overnemen::ervoor;
use super::vertrouwen::Sleutel;
use super::{Netwerkgegevens, Vermelding, Verwijderd};
use crate::domain::fault::Fault;
use crate::domain::kluis::{Batch, Change, Entity, Key, Model, Moment, Owner, Record, RecordId};
use crate::domain::words::words;

words! {
    /// How a version came to be kept.
    Hoe {
        /// It was published here.
        Uitgegeven = "uitgegeven", "hier uitgegeven";
        /// It was read in.
        Ingelezen = "ingelezen", "ingelezen";
        /// It is what stood here before something was read in.
        Ervoor = "ervoor", "bewaard voordat het netwerk veranderde";
    }
}

/// A version that is kept: what it says of itself. What it holds stands in its [`Versiedeel`]s.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Netwerkversie {
    /// The id of its content.
    pub versie_id: VersieId,
    /// When it came here.
    pub op: Timestamp,
    /// How.
    pub hoe: Hoe,
    /// Name of the region, as its head says it.
    pub regio: String,
    /// Who published it.
    pub uitgever: String,
    /// When it was made.
    pub gemaakt_op: Timestamp,
    /// The last day on which it may be relied on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geldig_tot: Option<Date>,
    /// The versions from which it descends, the nearest first.
    pub voorgangers: Vec<VersieId>,
    /// What the network is of.
    pub gebied: Gebied,
    /// What was decided in merging.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub besluiten: Vec<Besluit>,
    /// How many entries it has.
    pub vermeldingen: u64,
    /// In how many parts.
    pub delen: u32,
    /// The key that signed it, when somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ondertekend: Option<Sleutel>,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// A part of what a version holds: entries, packed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versiedeel {
    /// The version.
    pub versie_id: VersieId,
    /// Which part, from 0.
    pub nr: u32,
    /// The entries as in a network file, deflated, in Base64.
    pub blok: String,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Entity for Netwerkversie {
    const KIND: &'static str = "netwerkversie";
    const VERSION: u32 = 1;
}

impl Entity for Versiedeel {
    const KIND: &'static str = "versiedeel";
    const VERSION: u32 = 1;
}

/// So many entries are packed together: enough to become small, and few enough to be in memory beside the rest.
const PER_DEEL: usize = 1000;
/// How strongly they are packed: 6 of 10, the usual.
const STERKTE: u8 = 6;
/// No part is larger than this when it is unpacked, in bytes.
const GROOTST: usize = 64 * 1024 * 1024;

impl Netwerkversie {
    /// Where it is kept: each version once.
    pub fn key(versie_id: VersieId) -> Key {
        Key::Named(format!("netwerkversie/{versie_id}"))
    }

    /// The versions that are kept, the newest first.
    pub fn alle(model: &Model) -> Vec<&Netwerkversie> {
        let mut all: Vec<&Netwerkversie> = model.all::<Netwerkversie>().map(|(_, known)| known).collect();
        all.sort_by_key(|known| std::cmp::Reverse((known.op, known.versie_id)));
        all
    }

    /// The version with this id, when it is kept.
    pub fn van(model: &Model, versie_id: VersieId) -> Option<&Netwerkversie> {
        model.all::<Netwerkversie>().map(|(_, known)| known).find(|known| known.versie_id == versie_id)
    }

    /// What it says of itself, as the head of a file.
    pub fn kop(&self) -> Kop {
        Kop {
            regio: self.regio.clone(),
            uitgever: self.uitgever.clone(),
            gemaakt_op: self.gemaakt_op,
            geldig_tot: self.geldig_tot,
            versie_id: self.versie_id,
            voorgangers: self.voorgangers.clone(),
            oefening: false,
        }
    }

    /// What it holds; nothing when a part is missing or is no longer what it was.
    pub fn inhoud(&self, model: &Model) -> Option<Inhoud> {
        let mut parts: Vec<&Versiedeel> =
            model.all::<Versiedeel>().map(|(_, part)| part).filter(|part| part.versie_id == self.versie_id).collect();
        parts.sort_by_key(|part| part.nr);
        let mut inhoud = Inhoud { gebied: self.gebied.clone(), besluiten: self.besluiten.clone(), ..Inhoud::default() };
        for part in parts {
            inhoud.vermeldingen.extend(uitgepakt(&part.blok)?);
        }
        (inhoud.versie_id() == self.versie_id).then_some(inhoud)
    }
}

fn ingepakt(text: &str) -> String {
    STANDARD_NO_PAD.encode(miniz_oxide::deflate::compress_to_vec(text.as_bytes(), STERKTE))
}

fn uitgepakt(blok: &str) -> Option<Vec<(RecordId, Vermelding)>> {
    let packed = STANDARD_NO_PAD.decode(blok).ok()?;
    let text = miniz_oxide::inflate::decompress_to_vec_with_limit(&packed, GROOTST).ok()?;
    regels(std::str::from_utf8(&text).ok()?)
}

fn put(key: Key, record: impl Into<Record>) -> Change {
    Change::Put { key, owner: Owner::Shared, record: record.into() }
}

/// Keeps a version; nothing when it is kept already.
pub fn bewaar(model: &Model, bestand: &Netwerkbestand, hoe: Hoe, op: Timestamp) -> Vec<Change> {
    let (kop, inhoud) = (&bestand.kop, &bestand.inhoud);
    if Netwerkversie::van(model, kop.versie_id).is_some() {
        return Vec::new();
    }
    let entries: Vec<(RecordId, &Vermelding)> = inhoud.vermeldingen.iter().map(|(id, entry)| (*id, entry)).collect();
    let mut changes = Vec::new();
    for (nr, part) in (0..).zip(entries.chunks(PER_DEEL)) {
        let blok = ingepakt(&als_regels(part.iter().copied()));
        let key = Key::Named(format!("netwerkversie/{}/{nr}", kop.versie_id));
        changes.push(put(key, Versiedeel { versie_id: kop.versie_id, nr, blok, rest: Map::new() }));
    }
    let delen = u32::try_from(changes.len()).unwrap_or(u32::MAX);
    let versie = Netwerkversie {
        versie_id: kop.versie_id,
        op,
        hoe,
        regio: kop.regio.clone(),
        uitgever: kop.uitgever.clone(),
        gemaakt_op: kop.gemaakt_op,
        geldig_tot: kop.geldig_tot,
        voorgangers: kop.voorgangers.clone(),
        gebied: inhoud.gebied.clone(),
        besluiten: inhoud.besluiten.clone(),
        vermeldingen: entries.len() as u64,
        delen,
        ondertekend: None,
        rest: Map::new(),
    };
    changes.push(put(Netwerkversie::key(kop.versie_id), versie));
    changes
}

/// What is decided when the network leaves as a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uitgave {
    /// Whether secret places come along.
    pub geheim: bool,
    /// The last day on which it may be relied on.
    pub geldig_tot: Option<Date>,
    /// Whether it is practice.
    pub oefening: bool,
}

/// The network of a kluis as a file, with what has to be kept of it: the version, and that the network descends from it.
pub fn uitgeven(model: &Model, uitgave: &Uitgave, now: Moment) -> (Netwerkbestand, Batch) {
    let mut gegevens = Netwerkgegevens::van(model);
    let inhoud = Inhoud::van(model, uitgave.geheim);
    let versie_id = inhoud.versie_id();
    let voorgangers: Vec<VersieId> = gegevens.voorgangers.iter().copied().filter(|known| *known != versie_id).collect();
    let kop = Kop {
        regio: gegevens.regio.clone(),
        uitgever: gegevens.door().to_owned(),
        gemaakt_op: now.stamp,
        geldig_tot: uitgave.geldig_tot,
        versie_id,
        voorgangers,
        oefening: uitgave.oefening,
    };
    let bestand = Netwerkbestand { kop, inhoud };
    let mut changes = bewaar(model, &bestand, Hoe::Uitgegeven, now.stamp);
    let lijn: Vec<VersieId> = bestand.kop.lijn().take(MEEST_VOORGANGERS).collect();
    if gegevens.voorgangers != lijn {
        gegevens.voorgangers = lijn;
        changes.extend(zet_gegevens(gegevens).changes);
    }
    (bestand, Batch { changes })
}

/// Two lines of versions as one: in turns, the nearest first, each once.
pub fn lijn_samen(een: &[VersieId], ander: &[VersieId]) -> Vec<VersieId> {
    let mut lijn: Vec<VersieId> = Vec::new();
    for at in 0..een.len().max(ander.len()) {
        for id in [een.get(at), ander.get(at)].into_iter().flatten() {
            if !lijn.contains(id) {
                lijn.push(*id);
            }
        }
    }
    lijn.truncate(MEEST_VOORGANGERS);
    lijn
}

/// The network as it was in a version. What is there now is kept as a version first. An entry that came later is taken
/// out, except a secret place: such a place does not leave in a file, so a version cannot tell that it was not there.
///
/// # Errors
/// The version is no longer whole.
pub fn terug(model: &Model, versie: &Netwerkversie, now: Moment) -> Result<Batch, Fault> {
    let Some(inhoud) = versie.inhoud(model) else {
        return Err(Fault::input(
            "Deze versie is niet meer heel.",
            "Een deel ervan ontbreekt of is veranderd.",
            "Kies een andere versie, of zet een back-up terug.",
        ));
    };
    let mut gegevens = Netwerkgegevens::van(model);
    let door = gegevens.door().to_owned();
    let mut changes = Vec::new();
    let here: Vec<(RecordId, &Vermelding)> = model.all::<Vermelding>().collect();
    for (id, entry) in &inhoud.vermeldingen {
        let known = model.get(*id).and_then(|stored| <&Vermelding>::try_from(&stored.record).ok());
        if known.is_none_or(|known| known.voor_bestand() != *entry) {
            changes.push(put(Key::Id(*id), entry.clone()));
        }
    }
    for (id, entry) in here {
        if !inhoud.vermeldingen.contains_key(&id) && entry.verwijderd().is_none() && !entry.is_geheim() {
            let mut gone = entry.clone();
            gone.zet_verwijderd(Some(Verwijderd { op: now.stamp, door: door.clone(), opgegaan_in: None }));
            changes.push(put(Key::Id(id), gone));
        }
    }
    let before = gegevens.clone();
    gegevens.regio = inhoud.gebied.regio;
    gegevens.gemeenten = inhoud.gebied.gemeenten;
    gegevens.deelregios = inhoud.gebied.deelregios;
    if gegevens != before {
        changes.extend(zet_gegevens(gegevens).changes);
    }
    if changes.is_empty() {
        return Ok(Batch::default());
    }
    let mut batch = Batch { changes: ervoor(model, now) };
    batch.changes.extend(changes);
    Ok(batch)
}
