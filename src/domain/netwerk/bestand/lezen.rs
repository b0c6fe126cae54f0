//! Reading a network file, entry by entry, so that a large one is never in memory twice.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};

use super::{Besluit, FORMAAT, Gebied, Inhoud, Kop, MEEST_VOORGANGERS, Netwerkbestand, SOORT, VersieId};
use crate::domain::fault::Fault;
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::{InBestand, Vermelding};

// What our own errors say, so that they are known again in those of serde_json.
const ANDERS: &str = "aandacht:ander-soort";
const NIEUWER: &str = "aandacht:nieuwer-formaat";
const DUBBEL: &str = "aandacht:dubbel-id";
const TEGENSPRAAK: &str = "aandacht:tegenspraak";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vorm<T> {
    #[serde(deserialize_with = "soort")]
    #[allow(dead_code, reason = "checked while it is read")]
    soort: (),
    #[serde(deserialize_with = "formaat")]
    #[allow(dead_code, reason = "checked while it is read")]
    formaat: (),
    #[serde(default)]
    oefening: bool,
    regio: String,
    uitgever: String,
    gemaakt_op: Timestamp,
    #[serde(default)]
    geldig_tot: Option<Date>,
    versie_id: VersieId,
    #[serde(default)]
    voorgangers: Vec<VersieId>,
    inhoud: T,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InhoudVorm {
    #[serde(default)]
    besluiten: Vec<Besluit>,
    gebied: Gebied,
    #[serde(deserialize_with = "vermeldingen")]
    vermeldingen: BTreeMap<RecordId, Vermelding>,
}

fn soort<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    let soort = String::deserialize(deserializer)?;
    if soort == SOORT { Ok(()) } else { Err(de::Error::custom(ANDERS)) }
}

fn formaat<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    match u32::deserialize(deserializer)? {
        FORMAAT => Ok(()),
        other if other > FORMAAT => Err(de::Error::custom(NIEUWER)),
        _ => Err(de::Error::custom(ANDERS)),
    }
}

fn vermeldingen<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<RecordId, Vermelding>, D::Error> {
    struct Entries;
    impl<'de> Visitor<'de> for Entries {
        type Value = BTreeMap<RecordId, Vermelding>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("entries")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut entries = BTreeMap::new();
            while let Some(line) = seq.next_element::<InBestand>()? {
                let (id, entry) = line.vermelding().ok_or_else(|| de::Error::custom(TEGENSPRAAK))?;
                if entries.insert(id, entry).is_some() {
                    return Err(de::Error::custom(DUBBEL));
                }
            }
            Ok(entries)
        }
    }
    deserializer.deserialize_seq(Entries)
}

impl<'de> Deserialize<'de> for Netwerkbestand {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Netwerkbestand, D::Error> {
        let (kop, inhoud) = Vorm::<InhoudVorm>::deserialize(deserializer)?.kop();
        let InhoudVorm { besluiten, gebied, vermeldingen } = inhoud;
        Ok(Netwerkbestand { kop, inhoud: Inhoud { gebied, vermeldingen, besluiten } })
    }
}

impl<'de> Deserialize<'de> for Kop {
    /// The head of a file alone: what it holds is passed over.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Kop, D::Error> {
        let vorm = Vorm::<de::IgnoredAny>::deserialize(deserializer)?;
        Ok(vorm.kop().0)
    }
}

impl<T> Vorm<T> {
    fn kop(self) -> (Kop, T) {
        let mut voorgangers = self.voorgangers;
        voorgangers.truncate(MEEST_VOORGANGERS);
        let kop = Kop {
            regio: self.regio,
            uitgever: self.uitgever,
            gemaakt_op: self.gemaakt_op,
            geldig_tot: self.geldig_tot,
            versie_id: self.versie_id,
            voorgangers,
            oefening: self.oefening,
        };
        (kop, self.inhoud)
    }
}

impl Netwerkbestand {
    /// Checks that the content is the one that the head names.
    ///
    /// # Errors
    /// It is not: the file was changed after it was made, or holds something that this program does not know.
    pub fn controleer(&self) -> Result<(), Fault> {
        if self.inhoud.versie_id() == self.kop.versie_id {
            return Ok(());
        }
        Err(Fault::input(
            "Dit netwerkbestand klopt niet met zichzelf.",
            "De inhoud is veranderd nadat het bestand is gemaakt, of is onderweg beschadigd.",
            "Vraag de afzender om het bestand opnieuw te sturen. Er is niets overgenomen.",
        ))
    }
}

/// What is wrong with a file that cannot be read as a network file. Nothing of its content is in the message.
pub fn leesfout(error: &serde_json::Error) -> Fault {
    let said = error.to_string();
    let place = format!("regel {}", error.line());
    let advies = "Vraag de afzender om het bestand opnieuw te sturen. Er is niets overgenomen.";
    let (wat, waarom, advies) = if said.contains(NIEUWER) {
        (
            "Dit netwerkbestand is van een nieuwere versie van aandacht.",
            "Het heeft een formaat dat deze versie nog niet kent.".to_owned(),
            "Haal de nieuwste versie van aandacht op, of vraag de afzender om een CSV. Er is niets overgenomen.",
        )
    } else if said.contains(ANDERS) {
        (
            "Dit is geen netwerkbestand.",
            "Het bestand zegt zelf dat het iets anders is.".to_owned(),
            "Kies het bestand dat met aandacht is uitgegeven.",
        )
    } else if said.contains(DUBBEL) {
        ("Dit netwerkbestand klopt niet.", format!("Op {place} staat een vermelding voor de tweede keer."), advies)
    } else if said.contains(TEGENSPRAAK) {
        ("Dit netwerkbestand klopt niet.", format!("De vermelding op {place} is niet volledig."), advies)
    } else {
        match error.classify() {
            serde_json::error::Category::Eof => {
                ("Dit netwerkbestand is niet heel.", "Het houdt midden in de tekst op.".to_owned(), advies)
            }
            serde_json::error::Category::Syntax => {
                ("Dit netwerkbestand is beschadigd.", format!("Op {place} staat iets wat geen JSON is."), advies)
            }
            serde_json::error::Category::Data => (
                "Dit netwerkbestand is niet te lezen.",
                format!("Op {place} staat iets wat in een netwerkbestand niet hoort."),
                "Is het een startnetwerk? Lees dat in met: aandacht checklists importeer. Vraag anders de afzender om het \
                 bestand opnieuw te sturen. Er is niets overgenomen.",
            ),
            serde_json::error::Category::Io => (
                "Dit bestand kan niet worden gelezen.",
                "De schijf of het netwerk gaf een fout.".to_owned(),
                "Probeer het opnieuw.",
            ),
        }
    };
    Fault::input(wat, waarom, advies)
}

/// Entries in the form of a file, for what is kept of a version.
pub(in crate::domain::netwerk) fn regels(text: &str) -> Option<Vec<(RecordId, Vermelding)>> {
    let lines: Vec<InBestand> = serde_json::from_str(text).ok()?;
    lines.into_iter().map(InBestand::vermelding).collect()
}

/// The same, the other way.
pub(in crate::domain::netwerk) fn als_regels<'a>(entries: impl Iterator<Item = (RecordId, &'a Vermelding)>) -> String {
    let lines: Vec<InBestand> = entries.map(|(id, entry)| InBestand::van(id, entry)).collect();
    // What holds texts, values and moments is always JSON.
    serde_json::to_string(&lines).unwrap_or_default()
}
