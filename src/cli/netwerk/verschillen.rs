//! Where two versions say something different: chosen on the command line, and shown.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

use super::super::output::Output;
use crate::app::machine;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Block;
use crate::domain::inhoud::Gemeenten;
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::invoer::blad::GEHEIME_PLEK;
use crate::domain::netwerk::voegsamen::{Conflict, Kant, Keuze, Samenvoeging, Telling};

/// What stays where both versions say something different.
#[derive(Debug, clap::Args)]
pub struct Kies {
    /// Wat blijft bij elk verschil: mijn (uw netwerk, of bestand A) of hun (het andere bestand, of B)
    #[arg(long, value_name = "KANT", value_enum)]
    bij_verschil: Option<Zijde>,
    /// Keuzes per verschil, als JSON: [{"vermelding": ID, "deel": VELD, "kies": "mijn"}]
    #[arg(long, value_name = "BESTAND")]
    keuzes: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Zijde {
    Mijn,
    Hun,
}

impl From<Zijde> for Keuze {
    fn from(kant: Zijde) -> Keuze {
        match kant {
            Zijde::Mijn => Keuze::Mijn,
            Zijde::Hun => Keuze::Hun,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Regel {
    #[serde(default)]
    vermelding: Option<String>,
    deel: String,
    kies: Woord,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Woord {
    Mijn,
    Hun,
}

impl Kies {
    /// The choices, in the order of the differences.
    ///
    /// # Errors
    /// The file of choices cannot be read, or names a difference that is not there.
    pub fn keuzes(&self, samen: &Samenvoeging) -> Result<Vec<Option<Keuze>>, Fault> {
        let mut keuzes: Vec<Option<Keuze>> = vec![self.bij_verschil.map(Keuze::from); samen.conflicten.len()];
        let Some(path) = &self.keuzes else { return Ok(keuzes) };
        let (name, bytes) = machine::read_input(path)?;
        let lines: Vec<Regel> = serde_json::from_slice(&bytes).map_err(|error| {
            Fault::input(
                "Deze keuzes kan ik niet lezen.",
                format!("Op regel {} staat iets wat er niet hoort.", error.line()),
                "Schrijf ze zoals: [{\"vermelding\": \"…\", \"deel\": \"telefoons\", \"kies\": \"mijn\"}]",
            )
            .at(name.clone())
        })?;
        for line in lines {
            let id = line.vermelding.as_deref().map(RecordId::lees);
            let same = |conflict: &Conflict| {
                conflict.deel.id() == line.deel
                    && id.map_or(conflict.vermelding.is_none(), |id| id == conflict.vermelding)
            };
            let Some(at) = samen.conflicten.iter().position(same) else {
                return Err(Fault::input(
                    "Een keuze hoort bij geen verschil.",
                    format!("Bij \"{}\" zeggen beide versies niet iets anders.", line.deel),
                    "Haal de regel weg. De verschillen ziet u met --json.",
                )
                .at(name));
            };
            keuzes[at] = Some(match line.kies {
                Woord::Mijn => Keuze::Mijn,
                Woord::Hun => Keuze::Hun,
            });
        }
        Ok(keuzes)
    }
}

/// Prints what came of comparing, and every difference with both values, dates and authors.
///
/// # Errors
/// Standard output cannot be written.
pub fn toon(
    samen: &Samenvoeging,
    keuzes: &[Option<Keuze>],
    table: &Gemeenten,
    mijn: &str,
    hun: &str,
    out: &mut Output,
) -> Result<(), Fault> {
    let mut blocks = vec![Block::Gap, Block::Strong(samen.telling.tekst())];
    let mut title = None;
    for (conflict, keuze) in samen.conflicten.iter().zip(keuzes) {
        if title.as_ref() != Some(&conflict.titel) {
            let heading = match (conflict.geheim, conflict.titel.is_empty()) {
                (true, _) => GEHEIME_PLEK,
                (false, true) => "Het netwerk zelf",
                (false, false) => &conflict.titel,
            };
            blocks.extend([Block::Gap, Block::Heading(heading.to_owned())]);
            title = Some(conflict.titel.clone());
        }
        blocks.push(Block::Strong(conflict.deel.tekst().to_owned()));
        let side = |name: &str, kant: &Kant, is_kept: bool| {
            let kept = if is_kept { " (dit blijft)" } else { "" };
            Block::Point(format!("{name}: {}{kept}", samen.kant_tekst(conflict.deel, kant, table)))
        };
        if conflict.geheim {
            blocks.push(Block::Point("De waarden ziet u alleen op het scherm van het programma.".to_owned()));
            continue;
        }
        blocks.push(side(mijn, &conflict.mijn, *keuze == Some(Keuze::Mijn)));
        blocks.push(side(hun, &conflict.hun, *keuze == Some(Keuze::Hun)));
        blocks.extend(conflict.basis.as_ref().map(|kant| side("eerder", kant, false)));
    }
    out.page(&blocks)
}

/// How many entries came out how, as JSON.
pub fn telling_json(telling: &Telling) -> Value {
    json!({
        "gelijk": telling.gelijk, "mijn": telling.mijn, "hun": telling.hun, "beide": telling.beide,
        "nieuw_mijn": telling.nieuw_mijn, "nieuw_hun": telling.nieuw_hun,
        "verwijderd_mijn": telling.verwijderd_mijn, "verwijderd_hun": telling.verwijderd_hun,
        "verschil": telling.conflict,
    })
}

/// The differences as JSON.
pub fn als_json(samen: &Samenvoeging, keuzes: &[Option<Keuze>]) -> Vec<Value> {
    let open =
        |kant: &Kant| json!({ "waarde": kant.waarde.json(), "op": kant.op, "door": kant.door, "bron": kant.bron });
    let differences = samen.conflicten.iter().zip(keuzes);
    differences
        .map(|(conflict, keuze)| {
            // What a secret place is called or where it is never leaves by the command line.
            let side = |kant: &Kant| if conflict.geheim { Value::Null } else { open(kant) };
            json!({
                "vermelding": conflict.vermelding.map(RecordId::uuid),
                "titel": if conflict.geheim { GEHEIME_PLEK } else { &conflict.titel }, "geheim": conflict.geheim,
                "deel": conflict.deel.id(), "mijn": side(&conflict.mijn), "hun": side(&conflict.hun),
                "eerder": conflict.basis.as_ref().map(side),
                "kies": keuze.map(|keuze| if keuze == Keuze::Mijn { "mijn" } else { "hun" }),
            })
        })
        .collect()
}
