//! What every content file starts with, and where every statement in it comes from.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// The kind of a content file; also the name of its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Soort {
    /// A decision tree that is walked.
    Beslisboom,
    /// A list of signals.
    Signalen,
    /// A reference page.
    Naslag,
    /// Telephone numbers and the emergency page.
    Nummers,
    /// The glossary.
    Woordenlijst,
    /// Municipalities and Veilig Thuis organisations.
    Gemeenten,
    /// Writing help for notes.
    Schrijfhulp,
    /// How long records are kept.
    Bewaartermijnen,
    /// The starter network of a region.
    Netwerk,
    /// A method of intervisie, an exercise or a programme.
    Werkvorm,
    /// A case for exercises.
    Casus,
    /// Word lists of the anonymity check.
    Anoniem,
}

impl Soort {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Soort; 12] = [
        Soort::Beslisboom,
        Soort::Signalen,
        Soort::Naslag,
        Soort::Nummers,
        Soort::Woordenlijst,
        Soort::Gemeenten,
        Soort::Schrijfhulp,
        Soort::Bewaartermijnen,
        Soort::Netwerk,
        Soort::Werkvorm,
        Soort::Casus,
        Soort::Anoniem,
    ];

    /// The kind as it stands in files and folder names.
    pub fn name(self) -> &'static str {
        match self {
            Soort::Beslisboom => "beslisboom",
            Soort::Signalen => "signalen",
            Soort::Naslag => "naslag",
            Soort::Nummers => "nummers",
            Soort::Woordenlijst => "woordenlijst",
            Soort::Gemeenten => "gemeenten",
            Soort::Schrijfhulp => "schrijfhulp",
            Soort::Bewaartermijnen => "bewaartermijnen",
            Soort::Netwerk => "netwerk",
            Soort::Werkvorm => "werkvorm",
            Soort::Casus => "casus",
            Soort::Anoniem => "anoniem",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Soort> {
        Soort::ALL.into_iter().find(|soort| soort.name() == name)
    }
}

/// Whether an expert body has adopted the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Not adopted yet; the program says so on every walk.
    Concept,
    /// Adopted by an expert body.
    Vastgesteld,
}

impl Status {
    /// The word shown to users.
    pub fn name(self) -> &'static str {
        match self {
            Status::Concept => "concept",
            Status::Vastgesteld => "vastgesteld",
        }
    }
}

/// How certain a statement is, weakest first so that `min` gives the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Zekerheid {
    /// Old, contradictory or seen in passing; shown with its mark.
    Laag,
    /// One usable source, or a regional elaboration.
    Middel,
    /// A primary source, or two independent ones.
    Hoog,
}

impl Zekerheid {
    /// The word shown to users.
    pub fn name(self) -> &'static str {
        match self {
            Zekerheid::Laag => "laag",
            Zekerheid::Middel => "middel",
            Zekerheid::Hoog => "hoog",
        }
    }
}

/// A source, named once in the head and referred to by its `id`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bron {
    /// Local name within the file, such as `b1`.
    pub id: String,
    /// Title of the document or page.
    pub titel: String,
    /// Who published it.
    pub uitgever: String,
    /// Year of publication, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jaar: Option<i16>,
    /// Where it can be found: an address or a citation.
    pub vindplaats: String,
}

impl Bron {
    /// `Title, publisher (2018)`.
    pub fn citation(&self) -> String {
        match self.jaar {
            Some(jaar) => format!("{}, {} ({jaar})", self.titel, self.uitgever),
            None => format!("{}, {}", self.titel, self.uitgever),
        }
    }
}

/// The head of every content file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kop {
    /// Kind of the file.
    pub soort: Soort,
    /// Version of the file format; always 1 today.
    pub formaat: u32,
    /// Name of the file without `.json`.
    pub id: String,
    /// Version of the content, such as `2026.1`.
    pub versie: String,
    /// Title as shown in lists.
    pub titel: String,
    /// One sentence: what the file is for.
    pub omschrijving: String,
    /// Adopted or not.
    pub status: Status,
    /// First day on which the content holds.
    #[schemars(with = "String")]
    pub geldig_vanaf: Date,
    /// Day before which somebody has to look at it again.
    #[schemars(with = "String")]
    pub nazien_voor: Date,
    /// Every source the file refers to.
    pub bronnen: Vec<Bron>,
}

/// Where a statement comes from and how certain it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herkomst {
    /// Ids of sources in the head.
    pub bronnen: Vec<String>,
    /// Numbers of the domain facts it rests on.
    pub feiten: Vec<String>,
    /// Never firmer than the weakest of those facts.
    pub zekerheid: Zekerheid,
}

/// One line of a list: plain text that shares the origin of what it stands in, or text with its own.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum Punt {
    /// Text with the origin of the surrounding node or chapter.
    Tekst(String),
    /// Text with an origin of its own.
    Object(PuntObject),
}

/// A line with its own origin.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PuntObject {
    /// The text.
    pub tekst: String,
    /// A short label before the text.
    #[serde(default)]
    pub label: Option<String>,
    /// Ids of sources in the head.
    #[serde(default)]
    pub bronnen: Vec<String>,
    /// Numbers of domain facts.
    #[serde(default)]
    pub feiten: Vec<String>,
    /// Certainty; required when `feiten` is given.
    #[serde(default)]
    pub zekerheid: Option<Zekerheid>,
    /// Guarded subjects that the line tells to do; see `checklists/waarborgen.json`.
    #[serde(default)]
    pub raadt_aan: Vec<String>,
    /// Guarded subjects that the line warns against.
    #[serde(default)]
    pub raadt_af: Vec<String>,
}

impl<'de> Deserialize<'de> for Punt {
    /// By hand and not as an untagged enum, so that a typing error in a field is named.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PuntVisitor;

        impl<'de> Visitor<'de> for PuntVisitor {
            type Value = Punt;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("een tekst of een object met `tekst`")
            }

            fn visit_str<E>(self, tekst: &str) -> Result<Punt, E> {
                Ok(Punt::Tekst(tekst.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Punt, A::Error> {
                PuntObject::deserialize(MapAccessDeserializer::new(fields)).map(Punt::Object)
            }
        }

        deserializer.deserialize_any(PuntVisitor)
    }
}

impl Punt {
    /// The text, without label.
    pub fn tekst(&self) -> &str {
        match self {
            Punt::Tekst(tekst) => tekst,
            Punt::Object(punt) => &punt.tekst,
        }
    }

    /// The label, if the line has one.
    pub fn label(&self) -> Option<&str> {
        match self {
            Punt::Tekst(_) => None,
            Punt::Object(punt) => punt.label.as_deref(),
        }
    }

    /// The certainty of the line itself, if it differs from what surrounds it.
    pub fn zekerheid(&self) -> Option<Zekerheid> {
        match self {
            Punt::Tekst(_) => None,
            Punt::Object(punt) => punt.zekerheid,
        }
    }

    /// The facts of the line itself; empty when it rests on those of what surrounds it.
    pub fn feiten(&self) -> &[String] {
        match self {
            Punt::Tekst(_) => &[],
            Punt::Object(punt) => &punt.feiten,
        }
    }

    /// Guarded subjects that the line tells to do.
    pub fn raadt_aan(&self) -> &[String] {
        match self {
            Punt::Tekst(_) => &[],
            Punt::Object(punt) => &punt.raadt_aan,
        }
    }

    /// Guarded subjects that the line warns against.
    pub fn raadt_af(&self) -> &[String] {
        match self {
            Punt::Tekst(_) => &[],
            Punt::Object(punt) => &punt.raadt_af,
        }
    }

    /// The line as shown: label, text, and its own mark where it is less than certain.
    pub fn shown(&self) -> String {
        with_mark(self.unmarked(), self.zekerheid())
    }

    /// The line without its mark, for where a heading carries the mark for all.
    pub fn unmarked(&self) -> String {
        match self.label() {
            Some(label) => format!("{label}: {}", self.tekst()),
            None => self.tekst().to_owned(),
        }
    }
}

/// Adds `(zekerheid middel)` or `(zekerheid laag)` to a text that is less than certain.
pub(super) fn with_mark(text: String, zekerheid: Option<Zekerheid>) -> String {
    match zekerheid {
        Some(zekerheid @ (Zekerheid::Laag | Zekerheid::Middel)) => format!("{text} (zekerheid {})", zekerheid.name()),
        Some(Zekerheid::Hoog) | None => text,
    }
}
