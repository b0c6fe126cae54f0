//! The kinds of things that are stored. Adding one: write its file, add one line to [`entities!`], run the tests and
//! commit the golden bytes they ask for.
//!
//! Every record says its kind and version. A version that was ever written stays readable for ever: [`Entity::migrate`]
//! lifts the stored value one version at a time. Fields and kinds that this program does not know are kept as they are.

use std::borrow::Cow;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Checklistversie, Concept, Favoriet, Herstelblad, Voorkeuren};
use crate::domain::casus::Regel;
use crate::domain::netwerk::{
    Afzender, Nazienronde, Netwerkgegevens, Netwerkstap, Netwerkversie, Tekensleutel, Vermelding, Versiedeel, Vertrouwd,
};
use crate::domain::oefening::Oefenuitslag;
use crate::domain::sessie::{Groep, Sessie};

/// A kind of thing that is stored.
pub trait Entity: Serialize + DeserializeOwned {
    /// The word for the kind in the stored record. Never changes.
    const KIND: &'static str;
    /// The version that is written now, from 1.
    const VERSION: u32;

    /// Lifts a stored value from one version to the next.
    ///
    /// # Errors
    /// The value does not have the shape of that version.
    fn migrate(from: u32, value: Value) -> Result<Value, EntityError> {
        let _ = value;
        Err(EntityError::Version { kind: Self::KIND, version: from })
    }
}

/// Why a stored record cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntityError {
    /// The bytes are no record.
    #[error("not a record")]
    NotARecord,
    /// The value does not have the shape of its kind. The message names no content.
    #[error("a {kind} has another shape")]
    Shape {
        /// The kind.
        kind: &'static str,
    },
    /// No way leads from this version to the present one.
    #[error("no migration of {kind} from version {version}")]
    Version {
        /// The kind.
        kind: &'static str,
        /// The stored version.
        version: u32,
    },
}

/// A record of a kind or version that only a newer program knows. It is kept exactly as it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Unknown {
    kind: String,
    version: u32,
    value: Value,
}

/// The outer shape of a stored record. The keys are part of the format.
#[derive(serde::Serialize, serde::Deserialize)]
struct Shape<'a, T> {
    #[serde(borrow)]
    soort: Cow<'a, str>,
    versie: u32,
    inhoud: T,
}

/// One line a kind: the variant of [`Record`] and its type.
macro_rules! entities {
    ($($(#[$doc:meta])* $kind:ident),+ $(,)?) => {
        /// Something that is stored. Boxed: there may be a hundred thousand of the smallest kind.
        #[derive(Clone, PartialEq, Eq)]
        pub enum Record {
            $($(#[$doc])* $kind(Box<$kind>),)+
            /// Only a newer program knows this kind or version.
            Unknown(Box<Unknown>),
        }

        /// Every kind and the version in which it is written now.
        pub const KINDS: &[(&str, u32)] = &[$((<$kind as Entity>::KIND, <$kind as Entity>::VERSION)),+];

        impl Record {
            /// The word for its kind.
            pub fn kind(&self) -> &str {
                match self {
                    $(Record::$kind(_) => <$kind as Entity>::KIND,)+
                    Record::Unknown(unknown) => &unknown.kind,
                }
            }

            /// The record as it is stored.
            ///
            /// # Errors
            /// The value cannot be written as JSON.
            pub fn to_bytes(&self) -> Result<Vec<u8>, EntityError> {
                match self {
                    $(Record::$kind(entity) => write(entity.as_ref()),)+
                    Record::Unknown(unknown) => bytes(&unknown.kind, unknown.version, &unknown.value),
                }
            }

            /// Reads a stored record, lifting it from older versions.
            ///
            /// # Errors
            /// The bytes are no record, or not one of the shape that its kind and version have.
            pub fn from_bytes(bytes: &[u8]) -> Result<Record, EntityError> {
                let shape: Shape<'_, &RawValue> =
                    serde_json::from_slice(bytes).map_err(|_| EntityError::NotARecord)?;
                match shape.soort.as_ref() {
                    $(<$kind as Entity>::KIND if shape.versie <= <$kind as Entity>::VERSION => {
                        read::<$kind>(shape.versie, shape.inhoud).map(|entity| Record::$kind(Box::new(entity)))
                    })+
                    _ => Ok(Record::Unknown(Box::new(Unknown {
                        kind: shape.soort.into_owned(),
                        version: shape.versie,
                        value: value(shape.inhoud)?,
                    }))),
                }
            }
        }

        $(impl From<$kind> for Record {
            fn from(entity: $kind) -> Record {
                Record::$kind(Box::new(entity))
            }
        }

        impl<'a> TryFrom<&'a Record> for &'a $kind {
            type Error = ();

            fn try_from(record: &'a Record) -> Result<&'a $kind, ()> {
                match record {
                    Record::$kind(entity) => Ok(entity),
                    _ => Err(()),
                }
            }
        })+
    };
}

entities! {
    /// A checklist that the user wants at hand.
    Favoriet,
    /// A checklist in the version in which it was walked.
    Checklistversie,
    /// Settings that say something about the kluis.
    Voorkeuren,
    /// That the recovery sheet was written down.
    Herstelblad,
    /// A line of a casus.
    Regel,
    /// What somebody is typing in a casus.
    Concept,
    /// An entry of the contact network.
    Vermelding,
    /// What the network is of, and who keeps it.
    Netwerkgegevens,
    /// A change of the network that can be undone.
    Netwerkstap,
    /// A review round through the network.
    Nazienronde,
    /// A version of the network that was published or read in.
    Netwerkversie,
    /// A part of what such a version holds.
    Versiedeel,
    /// The key with which the user signs.
    Tekensleutel,
    /// The key of a publisher, pinned for a region.
    Vertrouwd,
    /// What is remembered of a partner who sends files.
    Afzender,
    /// A group of intervisie.
    Groep,
    /// A session of intervisie.
    Sessie,
    /// What came of an exercise, in practice alone.
    Oefenuitslag,
}

/// Version of everything stored together; goes up with every version of a kind, because a store of an older version is
/// lifted as a whole into a new folder. The golden bytes hold both together.
pub const SCHEMA: u32 = 1;

fn write<E: Entity>(entity: &E) -> Result<Vec<u8>, EntityError> {
    bytes(E::KIND, E::VERSION, entity)
}

fn bytes<T: Serialize>(kind: &str, version: u32, value: &T) -> Result<Vec<u8>, EntityError> {
    let shape = Shape { soort: Cow::Borrowed(kind), versie: version, inhoud: value };
    serde_json::to_vec(&shape).map_err(|_| EntityError::NotARecord)
}

fn read<E: Entity>(version: u32, raw: &RawValue) -> Result<E, EntityError> {
    let read = if version == E::VERSION {
        // Nearly every record: straight from the text, with no tree of values in between.
        serde_json::from_str(raw.get())
    } else {
        let lifted = (version..E::VERSION).try_fold(value(raw)?, |value, from| E::migrate(from, value))?;
        serde_json::from_value(lifted)
    };
    // serde's own message could quote what the user wrote.
    read.map_err(|_| EntityError::Shape { kind: E::KIND })
}

fn value(raw: &RawValue) -> Result<Value, EntityError> {
    serde_json::from_str(raw.get()).map_err(|_| EntityError::NotARecord)
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};
    use serde_json::value::to_raw_value;
    use serde_json::{Value, json};

    use super::{Entity, EntityError};

    /// A kind that has had three versions.
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Aged {
        naam: String,
        leeftijd: u32,
    }

    impl Entity for Aged {
        const KIND: &'static str = "oud";
        const VERSION: u32 = 3;

        fn migrate(from: u32, mut value: Value) -> Result<Value, EntityError> {
            match from {
                1 => value["naam"] = value["name"].take(),
                2 => value["leeftijd"] = json!(0),
                _ => return Err(EntityError::Version { kind: Self::KIND, version: from }),
            }
            Ok(value)
        }
    }

    fn read<E: Entity>(version: u32, value: Value) -> Result<E, EntityError> {
        super::read(version, &to_raw_value(&value).map_err(|_| EntityError::NotARecord)?)
    }

    #[test]
    fn an_old_value_is_lifted_one_version_at_a_time() {
        let wanted = Aged { naam: "x".to_owned(), leeftijd: 0 };
        assert_eq!(read::<Aged>(1, json!({ "name": "x" })), Ok(wanted));
        let newest = Aged { naam: "x".to_owned(), leeftijd: 7 };
        assert_eq!(read::<Aged>(3, json!({ "naam": "x", "leeftijd": 7 })), Ok(newest));
        assert_eq!(read::<Aged>(0, json!({})), Err(EntityError::Version { kind: "oud", version: 0 }));
        assert_eq!(read::<Aged>(2, json!({ "naam": 5 })), Err(EntityError::Shape { kind: "oud" }));
    }
}
