//! Entries that may be the same: same number, same e-mail, or nearly the same name in the same municipality.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Netwerk, Soort, Veld, Vermelding};
use crate::domain::kluis::RecordId;
use crate::domain::search::fold;
use crate::domain::telefoon::{Nummer, NummerSoort};

/// Why two entries may be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Waarom {
    /// The same telephone number.
    Nummer,
    /// The same e-mail address.
    Email,
    /// Nearly the same name in the same municipality.
    Naam,
}

impl Waarom {
    /// The reason in words.
    pub fn tekst(self) -> &'static str {
        match self {
            Waarom::Nummer => "zelfde telefoonnummer",
            Waarom::Email => "zelfde e-mailadres",
            Waarom::Naam => "bijna dezelfde naam in dezelfde gemeente",
        }
    }
}

/// Two entries that may be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paar {
    /// The one that was confirmed, or has more filled in.
    pub een: RecordId,
    /// The other.
    pub ander: RecordId,
    /// Why.
    pub waarom: Vec<Waarom>,
}

/// Names this much alike are nearly the same (Jaro-Winkler, 1 is the same).
const LIJKT: f64 = 0.93;
/// A number that this many entries share is that of an office, and says nothing.
const DEELT: usize = 4;

/// Every pair of entries of one kind that may be the same.
pub fn dubbelen(netwerk: Netwerk<'_>) -> Vec<Paar> {
    let mut pairs: BTreeMap<(RecordId, RecordId), BTreeSet<Waarom>> = BTreeMap::new();
    let mut by: BTreeMap<(Soort, Waarom, String), Vec<RecordId>> = BTreeMap::new();
    for (id, entry) in netwerk.alle() {
        for key in sleutels(netwerk, entry) {
            by.entry((entry.soort(), key.0, key.1)).or_default().push(id);
        }
    }
    for ((_, waarom, _), ids) in by {
        let limit = if waarom == Waarom::Naam { 200 } else { DEELT };
        if ids.len() > limit {
            continue;
        }
        for (nth, left) in ids.iter().enumerate() {
            for right in &ids[nth + 1..] {
                if left != right && mag_zelfde(netwerk, *left, *right, waarom) {
                    pairs.entry((*left.min(right), *left.max(right))).or_default().insert(waarom);
                }
            }
        }
    }
    let mut found: Vec<Paar> = pairs
        .into_iter()
        .map(|((left, right), waarom)| {
            let better = vulling(netwerk, left) >= vulling(netwerk, right);
            let (een, ander) = if better { (left, right) } else { (right, left) };
            Paar { een, ander, waarom: waarom.into_iter().collect() }
        })
        .collect();
    let naam = |id: RecordId| netwerk.get(id).map(|entry| netwerk.naam(entry).to_lowercase());
    // What is alike in more ways first.
    found.sort_by_cached_key(|pair| {
        (Reverse(pair.waarom.len()), pair.waarom.first().copied(), naam(pair.een), naam(pair.ander))
    });
    found
}

/// Entries that look like one that is being made: by number, by e-mail, or by name in the same municipality. Of one for
/// which no municipality is known, the name alone counts.
pub fn lijkt_op(netwerk: Netwerk<'_>, entry: &Vermelding) -> Vec<RecordId> {
    let keys = sleutels(netwerk, entry);
    let begin = begin(entry);
    let nowhere = netwerk.gemeenten(entry).is_empty();
    let same = |other: &Vermelding| {
        let others = sleutels(netwerk, other);
        let shared = keys.iter().filter(|key| others.contains(key)).map(|key| key.0);
        let by_name = nowhere && !begin.is_empty() && self::begin(other) == begin;
        shared.chain(by_name.then_some(Waarom::Naam)).any(|waarom| zelfde(entry, other, waarom))
    };
    let kind = |other: &Vermelding| other.soort() == entry.soort();
    netwerk.alle().filter(|(_, other)| kind(other) && same(other)).map(|(id, _)| id).take(5).collect()
}

/// The entries of a network by what they may have in common with one that comes in: many are compared with all of them.
pub struct Lijkt<'a> {
    netwerk: Netwerk<'a>,
    by: HashMap<(Soort, Waarom, String), Vec<RecordId>>,
    /// By the beginning of the name, for what comes in without a municipality.
    begin: HashMap<(Soort, String), Vec<RecordId>>,
}

impl<'a> Lijkt<'a> {
    /// The entries of this network.
    pub fn new(netwerk: Netwerk<'a>) -> Lijkt<'a> {
        let (mut by, mut begins) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (id, entry) in netwerk.alle() {
            for (waarom, key) in sleutels(netwerk, entry) {
                by.entry((entry.soort(), waarom, key)).or_default().push(id);
            }
            begins.entry((entry.soort(), begin(entry))).or_default().push(id);
        }
        Lijkt { netwerk, by, begin: begins }
    }

    /// The entries that one may be, at most five; as [`lijkt_op`].
    pub fn op(&self, entry: &Vermelding) -> Vec<RecordId> {
        let mut found: Vec<RecordId> = Vec::new();
        let mut add = |ids: &[RecordId], waarom: Waarom| {
            for id in ids {
                let same = || self.netwerk.get(*id).is_some_and(|other| zelfde(entry, other, waarom));
                if found.len() < 5 && !found.contains(id) && same() {
                    found.push(*id);
                }
            }
        };
        for (waarom, key) in sleutels(self.netwerk, entry) {
            add(self.by.get(&(entry.soort(), waarom, key)).map_or(&[], Vec::as_slice), waarom);
        }
        let begin = begin(entry);
        if self.netwerk.gemeenten(entry).is_empty() && !begin.is_empty() {
            add(self.begin.get(&(entry.soort(), begin)).map_or(&[], Vec::as_slice), Waarom::Naam);
        }
        found
    }
}

/// How much is known of an entry: a confirmation first, then fields.
fn vulling(netwerk: Netwerk<'_>, id: RecordId) -> (bool, usize) {
    netwerk.get(id).map_or((false, 0), |entry| (entry.bevestigd().is_some(), entry.velden().count()))
}

/// What entries that are the same have in common.
fn sleutels(netwerk: Netwerk<'_>, entry: &Vermelding) -> Vec<(Waarom, String)> {
    let mut keys = Vec::new();
    for phone in entry.telefoons() {
        let number = Nummer::lees(&phone.nummer).ok().filter(|number| is_eigen(number.soort()));
        keys.extend(number.map(|number| (Waarom::Nummer, number.normaal())));
    }
    let email = entry.tekst(Veld::Email).trim().to_lowercase();
    if !email.is_empty() {
        keys.push((Waarom::Email, email));
    }
    let begin = begin(entry);
    if !begin.is_empty() {
        keys.extend(netwerk.gemeenten(entry).iter().map(|code| (Waarom::Naam, format!("{code} {begin}"))));
    }
    keys
}

/// Whether a number of this kind belongs to one office: one that rings everywhere in the country says nothing.
fn is_eigen(soort: NummerSoort) -> bool {
    match soort {
        NummerSoort::Mobiel | NummerSoort::Vast | NummerSoort::Bedrijf | NummerSoort::Buitenland => true,
        NummerSoort::Gratis
        | NummerSoort::Betaald
        | NummerSoort::Gemeente
        | NummerSoort::Kort
        | NummerSoort::Nood
        | NummerSoort::Hulplijn => false,
    }
}

/// With what a name begins; names that are nearly the same begin the same.
fn begin(entry: &Vermelding) -> String {
    fold(entry.titel()).chars().take(3).collect()
}

fn mag_zelfde(netwerk: Netwerk<'_>, left: RecordId, right: RecordId, waarom: Waarom) -> bool {
    let (Some(left), Some(right)) = (netwerk.get(left), netwerk.get(right)) else { return false };
    zelfde(left, right, waarom)
}

/// Contacts of different organisations with one function are not the same person, and two functions at one number are
/// two functions.
fn zelfde(left: &Vermelding, right: &Vermelding, waarom: Waarom) -> bool {
    let same_org = left.organisatie() == right.organisatie();
    match waarom {
        Waarom::Naam => (left.soort() != Soort::Contact || same_org) && namen_lijken(left.titel(), right.titel()),
        Waarom::Nummer | Waarom::Email => {
            left.soort() != Soort::Contact || !same_org || namen_lijken(left.titel(), right.titel())
        }
    }
}

/// Whether two names are nearly the same. The words that both have say nothing: `Wijkteam Heerlen-Noord` is not
/// `Wijkteam Heerlen-Zuid`, however much of it is the same.
fn namen_lijken(left: &str, right: &str) -> bool {
    let (left, right) = (kort(left), kort(right));
    let rest = |of: &str, other: &str| {
        let words: Vec<&str> = of.split(' ').filter(|word| !other.split(' ').any(|same| same == *word)).collect();
        words.concat()
    };
    match (rest(&left, &right), rest(&right, &left)) {
        (left, right) if left.is_empty() && right.is_empty() => true,
        (one, other) if one.is_empty() || other.is_empty() => strsim::jaro_winkler(&left, &right) >= LIJKT,
        (left, right) => strsim::jaro_winkler(&left, &right) >= LIJKT,
    }
}

/// A name of ten thousand letters is compared by its first ones.
fn kort(name: &str) -> String {
    fold(name).chars().take(80).collect()
}
