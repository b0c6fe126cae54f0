//! An entry of the network: its fields, and of each when, by whom and from which source it was last set.

use std::fmt;

use jiff::Timestamp;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::veld::{Soort, Status, Veld, Vorm};
use super::week::Week;
use crate::domain::kluis::{Entity, RecordId};
use crate::domain::uren::Openingstijden;

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Herkomst {
    /// When it was set.
    pub op: Timestamp,
    /// By whom: a function or a name.
    pub door: String,
    /// From which source.
    pub bron: String,
}

/// A telephone number of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telefoon {
    /// The number, as it is shown; a number that could not be read stands as it was given.
    pub nummer: Box<str>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waarvoor: Option<Box<str>>,
    /// When it is answered, if not in the hours of the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uren: Option<Openingstijden>,
}

/// What ties an organisation to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relatie {
    /// In a few words.
    pub soort: Box<str>,
    /// The other one.
    pub met: RecordId,
}

/// What stands in a field. Small, because a network of a region may have a million of them in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waarde {
    /// Text, or the id of a word.
    Tekst(Box<str>),
    /// Texts, ids of words, or municipality codes.
    Lijst(Box<[Box<str>]>),
    /// Weeks, in order.
    Weken(Box<[Week]>),
    /// Telephone numbers.
    Telefoons(Box<[Telefoon]>),
    /// Opening hours.
    Uren(Openingstijden),
    /// Another entry.
    Verwijzing(RecordId),
    /// Other organisations.
    Relaties(Box<[Relatie]>),
    /// A whole number.
    Getal(u16),
    /// Yes or no.
    JaNee(bool),
}

impl Waarde {
    /// A text.
    pub fn tekst(text: &str) -> Waarde {
        Waarde::Tekst(text.into())
    }

    /// Texts.
    pub fn lijst<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Waarde {
        Waarde::Lijst(texts.into_iter().map(|text| text.as_ref().into()).collect())
    }

    /// Whether it says nothing.
    pub fn is_leeg(&self) -> bool {
        match self {
            Waarde::Tekst(text) => text.is_empty(),
            Waarde::Lijst(texts) => texts.is_empty(),
            Waarde::Weken(weeks) => weeks.is_empty(),
            Waarde::Telefoons(numbers) => numbers.is_empty(),
            Waarde::Relaties(others) => others.is_empty(),
            Waarde::Uren(_) | Waarde::Verwijzing(_) | Waarde::Getal(_) | Waarde::JaNee(_) => false,
        }
    }
}

impl Serialize for Waarde {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Waarde::Tekst(text) => text.serialize(serializer),
            Waarde::Lijst(texts) => texts.serialize(serializer),
            Waarde::Weken(weeks) => weeks.serialize(serializer),
            Waarde::Telefoons(numbers) => numbers.serialize(serializer),
            Waarde::Uren(uren) => uren.serialize(serializer),
            Waarde::Verwijzing(id) => id.serialize(serializer),
            Waarde::Relaties(others) => others.serialize(serializer),
            Waarde::Getal(number) => number.serialize(serializer),
            Waarde::JaNee(yes) => yes.serialize(serializer),
        }
    }
}

/// Reads the value of a field: which shape it has follows from the field.
#[derive(Clone, Copy)]
pub struct VanVeld(pub Veld);

impl<'de> DeserializeSeed<'de> for VanVeld {
    type Value = Waarde;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Waarde, D::Error> {
        Ok(match self.0.vorm() {
            // A word that is not in the list comes from a newer program, and is shown as it is.
            Vorm::Tekst | Vorm::Lang | Vorm::Keuze(_) => Waarde::Tekst(Box::deserialize(deserializer)?),
            Vorm::Lijst | Vorm::Gemeenten | Vorm::Sectoren | Vorm::Themas => {
                Waarde::Lijst(Box::deserialize(deserializer)?)
            }
            Vorm::Weken => Waarde::Weken(Box::deserialize(deserializer)?),
            Vorm::JaNee => Waarde::JaNee(bool::deserialize(deserializer)?),
            Vorm::Getal => Waarde::Getal(u16::deserialize(deserializer)?),
            Vorm::Telefoons => Waarde::Telefoons(Box::deserialize(deserializer)?),
            Vorm::Uren => Waarde::Uren(Openingstijden::deserialize(deserializer)?),
            Vorm::Verwijzing(_) => Waarde::Verwijzing(RecordId::deserialize(deserializer)?),
            Vorm::Relaties => Waarde::Relaties(Box::deserialize(deserializer)?),
        })
    }
}

/// A field that is filled.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Gevuld {
    veld: Veld,
    /// Place in the origins of the entry.
    herkomst: u16,
    /// Nothing when it was emptied.
    waarde: Option<Waarde>,
}

/// The filled fields of an entry, in the order of [`Veld`].
#[derive(Clone, Default, PartialEq, Eq)]
struct Velden(Vec<Gevuld>);

impl Serialize for Velden {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for gevuld in &self.0 {
            map.serialize_entry(gevuld.veld.id(), &(&gevuld.waarde, gevuld.herkomst))?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Velden {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Velden, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Velden;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the fields of an entry")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Velden, A::Error> {
                let mut velden = Vec::with_capacity(map.size_hint().unwrap_or(8));
                while let Some(veld) = map.next_key::<VeldId>()? {
                    let (waarde, herkomst) = map.next_value_seed(MetHerkomst(veld.0))?;
                    velden.push(Gevuld { veld: veld.0, herkomst, waarde });
                }
                velden.sort_by_key(|gevuld| gevuld.veld);
                velden.dedup_by_key(|gevuld| gevuld.veld);
                velden.shrink_to_fit();
                Ok(Velden(velden))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// The id of a field, read.
struct VeldId(Veld);

impl<'de> Deserialize<'de> for VeldId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<VeldId, D::Error> {
        struct Id;
        impl Visitor<'_> for Id {
            type Value = VeldId;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a field")
            }

            fn visit_str<E: de::Error>(self, id: &str) -> Result<VeldId, E> {
                Veld::from_id(id).map(VeldId).ok_or_else(|| E::custom("an unknown field"))
            }
        }
        deserializer.deserialize_str(Id)
    }
}

/// A value, or null for a field that was emptied.
struct OfNiets(Veld);

impl<'de> DeserializeSeed<'de> for OfNiets {
    type Value = Option<Waarde>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Waarde>, D::Error> {
        struct Maybe(Veld);
        impl<'de> Visitor<'de> for Maybe {
            type Value = Option<Waarde>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or null")
            }

            fn visit_none<E: de::Error>(self) -> Result<Option<Waarde>, E> {
                Ok(None)
            }

            fn visit_unit<E: de::Error>(self) -> Result<Option<Waarde>, E> {
                Ok(None)
            }

            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Waarde>, D::Error> {
                VanVeld(self.0).deserialize(deserializer).map(Some)
            }
        }
        deserializer.deserialize_option(Maybe(self.0))
    }
}

/// A value with the place of its origin, as a pair.
struct MetHerkomst(Veld);

impl<'de> DeserializeSeed<'de> for MetHerkomst {
    type Value = (Option<Waarde>, u16);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        struct Pair(Veld);
        impl<'de> Visitor<'de> for Pair {
            type Value = (Option<Waarde>, u16);

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value with the place of its origin")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let missing = || de::Error::custom("a value without its origin");
                let waarde = seq.next_element_seed(OfNiets(self.0))?.ok_or_else(missing)?;
                let herkomst = seq.next_element::<u16>()?.ok_or_else(missing)?;
                Ok((waarde, herkomst))
            }
        }
        deserializer.deserialize_seq(Pair(self.0))
    }
}

/// That somebody looked whether an entry is still true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bevestigd {
    /// When.
    pub op: Timestamp,
    /// By whom.
    pub door: String,
}

/// That an entry was taken out. It stays, so that other copies of the network hear of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verwijderd {
    /// When.
    pub op: Timestamp,
    /// By whom.
    pub door: String,
    /// The entry it was merged with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opgegaan_in: Option<RecordId>,
}

/// An entry of the network.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vermelding {
    soort: Soort,
    velden: Velden,
    herkomst: Vec<Herkomst>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bevestigd: Option<Box<Bevestigd>>,
    /// When nobody answered, since it was last confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    geen_antwoord: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    verwijderd: Option<Box<Verwijderd>>,
}

impl fmt::Debug for Vermelding {
    /// Only the kind: entries hold names and places of people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Vermelding({})", self.soort.id())
    }
}

impl Entity for Vermelding {
    const KIND: &'static str = "vermelding";
    const VERSION: u32 = 1;
}

impl Vermelding {
    /// An entry in which nothing is filled in yet.
    pub fn new(soort: Soort) -> Vermelding {
        Vermelding {
            soort,
            velden: Velden::default(),
            herkomst: Vec::new(),
            bevestigd: None,
            geen_antwoord: None,
            verwijderd: None,
        }
    }

    /// An entry of fields with their origins, which are put in order: the same parts always make the same entry.
    pub(super) fn van_delen(
        soort: Soort,
        mut delen: Vec<(Veld, Option<Waarde>, Herkomst)>,
        bevestigd: Option<Bevestigd>,
        geen_antwoord: Option<Timestamp>,
    ) -> Vermelding {
        delen.sort_by_key(|(veld, _, _)| *veld);
        let mut herkomst: Vec<Herkomst> = delen.iter().map(|(_, _, origin)| origin.clone()).collect();
        herkomst.sort_by(|left, right| left.volgorde().cmp(&right.volgorde()));
        herkomst.dedup();
        let place = |origin: &Herkomst| {
            let at = herkomst.partition_point(|other| other.volgorde() < origin.volgorde());
            u16::try_from(at).unwrap_or(u16::MAX)
        };
        let velden = delen
            .into_iter()
            .map(|(veld, waarde, origin)| Gevuld { veld, herkomst: place(&origin), waarde })
            .collect::<Vec<_>>();
        let bevestigd = bevestigd.map(Box::new);
        Vermelding { soort, velden: Velden(velden), herkomst, bevestigd, geen_antwoord, verwijderd: None }
    }

    /// What kind of entry.
    pub fn soort(&self) -> Soort {
        self.soort
    }

    /// What stands in a field.
    pub fn waarde(&self, veld: Veld) -> Option<&Waarde> {
        self.velden.0.iter().find(|gevuld| gevuld.veld == veld).and_then(|gevuld| gevuld.waarde.as_ref())
    }

    /// When, by whom and from which source a field was last set; also of one that was emptied.
    pub fn herkomst(&self, veld: Veld) -> Option<&Herkomst> {
        let gevuld = self.velden.0.iter().find(|gevuld| gevuld.veld == veld)?;
        self.herkomst.get(usize::from(gevuld.herkomst))
    }

    /// The fields that were ever set, with their values (nothing when it was emptied) and origins.
    pub fn velden(&self) -> impl Iterator<Item = (Veld, Option<&Waarde>, Option<&Herkomst>)> {
        self.velden
            .0
            .iter()
            .map(|gevuld| (gevuld.veld, gevuld.waarde.as_ref(), self.herkomst.get(usize::from(gevuld.herkomst))))
    }

    /// Fills a field, or empties it. A value that is the same keeps its origin. Returns whether anything changed.
    ///
    /// An emptied field stays without a value, so that when and by whom it was emptied is known; a field that was
    /// never filled is not added for it.
    pub fn zet(&mut self, veld: Veld, waarde: Option<Waarde>, herkomst: &Herkomst) -> bool {
        let waarde = waarde.filter(|waarde| !waarde.is_leeg());
        let known = self.velden.0.iter().position(|gevuld| gevuld.veld == veld);
        let before = known.and_then(|at| self.velden.0.get(at)).and_then(|gevuld| gevuld.waarde.as_ref());
        if before == waarde.as_ref() {
            return false;
        }
        let gevuld = Gevuld { veld, herkomst: self.herkomst_index(herkomst), waarde };
        match known {
            Some(at) => self.velden.0[at] = gevuld,
            None => {
                let at = self.velden.0.partition_point(|other| other.veld < veld);
                self.velden.0.insert(at, gevuld);
            }
        }
        self.drop_unused();
        true
    }

    fn herkomst_index(&mut self, herkomst: &Herkomst) -> u16 {
        let at = self.herkomst.iter().position(|known| known == herkomst).unwrap_or_else(|| {
            self.herkomst.push(herkomst.clone());
            self.herkomst.len() - 1
        });
        // There are never more origins than fields, but for the one that was just added.
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// Origins of which no field speaks any more go.
    fn drop_unused(&mut self) {
        let used = |at: usize, velden: &Velden| velden.0.iter().any(|gevuld| usize::from(gevuld.herkomst) == at);
        let mut at = self.herkomst.len();
        while at > 0 {
            at -= 1;
            if !used(at, &self.velden) {
                self.herkomst.remove(at);
                for gevuld in &mut self.velden.0 {
                    if usize::from(gevuld.herkomst) > at {
                        gevuld.herkomst -= 1;
                    }
                }
            }
        }
    }

    /// The text of a field; empty when there is none.
    pub fn tekst(&self, veld: Veld) -> &str {
        match self.waarde(veld) {
            Some(Waarde::Tekst(text)) => text,
            _ => "",
        }
    }

    /// The texts of a field.
    pub fn lijst(&self, veld: Veld) -> &[Box<str>] {
        match self.waarde(veld) {
            Some(Waarde::Lijst(texts)) => texts,
            _ => &[],
        }
    }

    /// The entry that a field refers to.
    pub fn verwijzing(&self, veld: Veld) -> Option<RecordId> {
        match self.waarde(veld) {
            Some(Waarde::Verwijzing(id)) => Some(*id),
            _ => None,
        }
    }

    /// The organisation above it: the one it belongs to, or is a part of.
    pub fn organisatie(&self) -> Option<RecordId> {
        let veld = if self.soort == Soort::Organisatie { Veld::OnderdeelVan } else { Veld::Organisatie };
        self.verwijzing(veld)
    }

    /// Its telephone numbers.
    pub fn telefoons(&self) -> &[Telefoon] {
        match self.waarde(Veld::Telefoons) {
            Some(Waarde::Telefoons(numbers)) => numbers,
            _ => &[],
        }
    }

    /// Its opening hours.
    pub fn openingstijden(&self) -> Option<&Openingstijden> {
        match self.waarde(Veld::Openingstijden) {
            Some(Waarde::Uren(uren)) => Some(uren),
            _ => None,
        }
    }

    /// Its relations.
    pub fn relaties(&self) -> &[Relatie] {
        match self.waarde(Veld::Relaties) {
            Some(Waarde::Relaties(others)) => others,
            _ => &[],
        }
    }

    /// The weeks in which a contact is away.
    pub fn afwezig(&self) -> &[Week] {
        match self.waarde(Veld::Afwezig) {
            Some(Waarde::Weken(weeks)) => weeks,
            _ => &[],
        }
    }

    /// A number of a field.
    pub fn getal(&self, veld: Veld) -> Option<u16> {
        match self.waarde(veld) {
            Some(Waarde::Getal(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether it is there: nothing said is active.
    pub fn status(&self) -> Status {
        Status::from_id(self.tekst(Veld::Status)).unwrap_or(Status::Actief)
    }

    /// Whether its place is secret: a shelter is, unless it says otherwise.
    pub fn is_geheim(&self) -> bool {
        match self.waarde(Veld::Geheim) {
            Some(Waarde::JaNee(secret)) => *secret,
            _ => self.tekst(Veld::LocatieSoort) == super::veld::LocatieSoort::Opvang.id(),
        }
    }

    /// When and by whom it was last confirmed.
    pub fn bevestigd(&self) -> Option<&Bevestigd> {
        self.bevestigd.as_deref()
    }

    /// When nobody answered, since it was last confirmed.
    pub fn geen_antwoord(&self) -> Option<Timestamp> {
        self.geen_antwoord
    }

    /// Whether, when and by whom it was taken out.
    pub fn verwijderd(&self) -> Option<&Verwijderd> {
        self.verwijderd.as_deref()
    }

    /// Notes that somebody looked and it is true.
    pub fn bevestig(&mut self, bevestigd: Bevestigd) {
        self.bevestigd = Some(Box::new(bevestigd));
        self.geen_antwoord = None;
    }

    /// Notes that nobody answered.
    pub fn zet_geen_antwoord(&mut self, op: Timestamp) {
        self.geen_antwoord = Some(op);
    }

    /// Takes it out, or puts it back.
    pub fn zet_verwijderd(&mut self, verwijderd: Option<Verwijderd>) {
        self.verwijderd = verwijderd.map(Box::new);
    }

    /// The last moment at which anything of it was set, confirmed or taken out.
    pub fn laatst(&self) -> Option<Timestamp> {
        let set = self.herkomst.iter().map(|herkomst| herkomst.op);
        let confirmed = self.bevestigd.iter().map(|bevestigd| bevestigd.op);
        set.chain(confirmed).chain(self.verwijderd.iter().map(|verwijderd| verwijderd.op)).max()
    }

    /// The same entry as a file has it: of one that was taken out nothing is left but that, when and by whom.
    #[must_use]
    pub fn voor_bestand(&self) -> Vermelding {
        if self.verwijderd.is_none() {
            return self.clone();
        }
        Vermelding { verwijderd: self.verwijderd.clone(), ..Vermelding::new(self.soort) }
    }

    /// The newest source of anything in it.
    pub fn bron(&self) -> &str {
        self.herkomst.iter().max_by_key(|herkomst| herkomst.op).map_or("", |herkomst| &herkomst.bron)
    }
}

/// An entry with its id, as it stands in a network file. Its origins are in order, so that the same entry is always
/// written the same; of one that was taken out nothing is left but that, when and by whom.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InBestand {
    id: RecordId,
    soort: Soort,
    #[serde(default)]
    velden: Velden,
    #[serde(default)]
    herkomst: Vec<Herkomst>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bevestigd: Option<Box<Bevestigd>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    geen_antwoord: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    verwijderd: Option<Box<Verwijderd>>,
}

impl InBestand {
    /// How this entry stands in a file.
    pub fn van(id: RecordId, entry: &Vermelding) -> InBestand {
        let soort = entry.soort;
        if entry.verwijderd.is_some() {
            let verwijderd = entry.verwijderd.clone();
            let (velden, herkomst) = (Velden::default(), Vec::new());
            return InBestand { id, soort, velden, herkomst, bevestigd: None, geen_antwoord: None, verwijderd };
        }
        let mut order: Vec<usize> = (0..entry.herkomst.len()).collect();
        order.sort_by(|left, right| entry.herkomst[*left].volgorde().cmp(&entry.herkomst[*right].volgorde()));
        let place = |old: u16| order.iter().position(|at| *at == usize::from(old)).unwrap_or(usize::from(old));
        let mut velden = entry.velden.clone();
        for gevuld in &mut velden.0 {
            gevuld.herkomst = u16::try_from(place(gevuld.herkomst)).unwrap_or(u16::MAX);
        }
        InBestand {
            id,
            soort,
            velden,
            herkomst: order.iter().filter_map(|at| entry.herkomst.get(*at)).cloned().collect(),
            bevestigd: entry.bevestigd.clone(),
            geen_antwoord: entry.geen_antwoord,
            verwijderd: None,
        }
    }

    /// The entry; nothing when it contradicts itself: a field that its kind does not have, a value without an origin,
    /// or no name.
    pub fn vermelding(self) -> Option<(RecordId, Vermelding)> {
        let InBestand { id, soort, velden, herkomst, bevestigd, geen_antwoord, verwijderd } = self;
        let known = |gevuld: &Gevuld| {
            usize::from(gevuld.herkomst) < herkomst.len()
                && gevuld.veld.is_van(soort)
                && gevuld.waarde.as_ref().is_none_or(|waarde| !waarde.is_leeg())
        };
        let whole = velden.0.iter().all(known);
        let entry = Vermelding { soort, velden, herkomst, bevestigd, geen_antwoord, verwijderd };
        let named = entry.verwijderd.is_some() || !entry.tekst(Veld::verplicht(soort)).trim().is_empty();
        (whole && named).then_some((id, entry))
    }
}

impl Herkomst {
    /// What origins are put in order by: the moment first.
    pub fn volgorde(&self) -> (Timestamp, &str, &str) {
        (self.op, &self.door, &self.bron)
    }
}
