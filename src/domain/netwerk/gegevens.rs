//! What the network is of, who keeps it, and the review round that is going on.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::bestand::{Besluit, VersieId};
use super::tekst::gemeente_naam;
use crate::domain::gesprek::{Draft, Field, FieldFault, FieldKind, Form, one_of};
use crate::domain::inhoud::{Gemeenten, Startnetwerk};
use crate::domain::kluis::{Entity, Key, Model};
use crate::domain::search::{find_gemeente, fold};

/// Who sets and confirms, when the user did not say.
pub const NAAMLOOS: &str = "eigen invoer";

/// A part of a region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deelregio {
    /// Its name.
    pub naam: String,
    /// Its municipalities, by code.
    pub gemeenten: Vec<String>,
}

/// What the network is of, and who keeps it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Netwerkgegevens {
    /// Name of the region.
    pub regio: String,
    /// Its municipalities, by code: a region is a set of municipalities.
    pub gemeenten: Vec<String>,
    /// Its parts, as far as they have names.
    #[serde(default)]
    pub deelregios: Vec<Deelregio>,
    /// In what function or name the user sets and confirms entries.
    #[serde(default)]
    pub door: String,
    /// The versions from which the network as it is now descends, the nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voorgangers: Vec<VersieId>,
    /// What was decided where versions said something different.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub besluiten: Vec<Besluit>,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Netwerkgegevens {
    /// Where they are kept.
    pub fn key() -> Key {
        Key::Named("netwerkgegevens".to_owned())
    }

    /// Those of this kluis; empty ones when there are none.
    pub fn van(model: &Model) -> Netwerkgegevens {
        model.all::<Netwerkgegevens>().next().map(|(_, known)| known.clone()).unwrap_or_default()
    }

    /// In whose name the user sets and confirms.
    pub fn door(&self) -> &str {
        if self.door.is_empty() { NAAMLOOS } else { &self.door }
    }
}

impl Entity for Netwerkgegevens {
    const KIND: &'static str = "netwerkgegevens";
    const VERSION: u32 = 1;
}

/// A review round: everything is looked at once, the longest unconfirmed first.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nazienronde {
    /// When it began; what was confirmed since then is done.
    pub begonnen: Timestamp,
    /// Only what serves this municipality, by code; everything when empty.
    #[serde(default)]
    pub gemeente: String,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Nazienronde {
    /// Where it is kept: one at a time.
    pub fn key() -> Key {
        Key::Named("nazienronde".to_owned())
    }
}

impl Entity for Nazienronde {
    const KIND: &'static str = "nazienronde";
    const VERSION: u32 = 1;
}

/// The form of what the network is of, and who keeps it.
pub fn gegevens_form() -> Form {
    let fields = vec![
        Field::new("regio", "Regio", "Naam van uw regio, bijvoorbeeld Zuid-Limburg.", FieldKind::Text),
        Field::new(
            "gemeenten",
            "Gemeenten",
            "Met komma's ertussen. De naam van een regio mag ook, bijvoorbeeld Parkstad.",
            FieldKind::Long,
        ),
        Field::new(
            "door",
            "In welke functie vult u in?",
            "Staat bij alles wat u invult of bevestigt, bijvoorbeeld coördinator Parkstad. Een naam hoeft niet.",
            FieldKind::Text,
        ),
    ];
    Form::new("Gegevens van het netwerk", fields)
}

/// The form, filled in.
pub fn gegevens_draft(gegevens: &Netwerkgegevens, table: &Gemeenten) -> Draft {
    let names: Vec<&str> = gegevens.gemeenten.iter().map(|code| gemeente_naam(table, code)).collect();
    let mut draft = Draft::default();
    draft.set("regio", &gegevens.regio);
    draft.set("gemeenten", &names.join(", "));
    draft.set("door", &gegevens.door);
    draft
}

/// What the form says. The parts of the region stay as they were; a region of a starter network may stand among the
/// municipalities, and then means its municipalities.
///
/// # Errors
/// Names that are no municipality and no region, or that are of several.
pub fn gegevens_lezen(
    draft: &Draft,
    before: &Netwerkgegevens,
    table: &Gemeenten,
    networks: &[&Startnetwerk],
) -> Result<Netwerkgegevens, Vec<FieldFault>> {
    let text = |field: &str| draft.get(field).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut after =
        Netwerkgegevens { regio: text("regio"), door: text("door"), gemeenten: Vec::new(), ..before.clone() };
    let mut wrong = Vec::new();
    let typed = draft.get("gemeenten").split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty());
    for name in typed {
        match gemeenten_van(name, before, table, networks) {
            Ok(codes) => {
                let fresh: Vec<String> = codes.into_iter().filter(|code| !after.gemeenten.contains(code)).collect();
                after.gemeenten.extend(fresh);
            }
            Err(advice) => wrong.push(FieldFault::new("gemeenten", &advice)),
        }
    }
    if wrong.is_empty() { Ok(after) } else { Err(wrong) }
}

/// The municipalities that a name means; what to do about it when it means none or several.
fn gemeenten_van(
    name: &str,
    before: &Netwerkgegevens,
    table: &Gemeenten,
    networks: &[&Startnetwerk],
) -> Result<Vec<String>, String> {
    let wanted = fold(name);
    // What stands there already and is in no table stays: it is shown among the gaps.
    let known = table.gemeenten.iter().find(|known| fold(&known.gemeente) == wanted || known.gm_code == name);
    if let Some(known) = known {
        return Ok(vec![known.gm_code.clone()]);
    }
    if before.gemeenten.iter().any(|code| code == name) {
        return Ok(vec![name.to_owned()]);
    }
    let own = before.deelregios.iter().map(|part| (part.naam.as_str(), &part.gemeenten));
    let shipped = networks.iter().flat_map(|network| {
        let parts = network.deelregios.iter().map(|part| (part.naam.as_str(), &part.gemeenten));
        parts.chain([(network.regio.as_str(), &network.gemeenten)])
    });
    if let Some((_, codes)) = own.chain(shipped).find(|(region, _)| fold(region) == wanted) {
        return Ok(codes.clone());
    }
    let short: String = name.chars().take(40).collect();
    let found = find_gemeente(table, name);
    match found.gevonden.as_slice() {
        [one] => Ok(vec![one.gm_code.clone()]),
        [] if found.suggesties.is_empty() => Err(format!("{short}: deze gemeente of regio is niet bekend.")),
        [] => Err(format!("{short}: bedoelt u {}?", one_of(&found.suggesties))),
        several => {
            let names: Vec<&str> = several.iter().map(|gemeente| gemeente.gemeente.as_str()).collect();
            Err(format!("{short}: bedoelt u {}?", one_of(&names)))
        }
    }
}
