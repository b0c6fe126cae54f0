//! `aandacht loop`: a walk without a person.

use std::path::PathBuf;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::output::Output;
use crate::app::{App, machine};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Reader, report, sentence};
use crate::domain::walk::{Answer, Misfit, Walk, transcript};

/// Arguments of `loop`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id van de checklist
    #[arg(value_name = "ID")]
    id: String,
    /// Bestand met antwoorden, of - voor standaardinvoer
    #[arg(long, value_name = "BESTAND")]
    antwoorden: PathBuf,
    /// Spoor en uitkomst als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerFile<T> {
    antwoorden: Vec<T>,
}

/// Walks a checklist with answers from a file.
///
/// # Errors
/// The checklist, the file or one of the answers does not fit; the fault names the place.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let tree = app.content.tree(&args.id)?;
    let (name, bytes) = machine::read_input(&args.antwoorden)?;
    if is_blank(&bytes) {
        return Err(Fault::input("Er staat niets in de antwoorden.", "De invoer is leeg.", SHAPE).at(name));
    }
    let answers = read::<Answer>(&name, &bytes)?;
    let walk = Walk::replay(&tree, answers).map_err(|(at, misfit)| misplaced(at, &misfit))?;
    if args.json { out.json(&transcript(&walk)) } else { out.page(&report(&walk, app.clock.today())) }
}

const SHAPE: &str = "Geef {\"antwoorden\": [{\"knoop\": \"v1\", \"antwoord\": \"ja\"}]}.";

/// Whether nothing was given.
pub fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
}

/// The answers in an input of this name.
///
/// # Errors
/// It is no JSON, or not of the agreed shape.
pub fn read<T: DeserializeOwned>(name: &str, bytes: &[u8]) -> Result<Vec<T>, Fault> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let file: Result<AnswerFile<T>, _> = serde_path_to_error::deserialize(&mut reader);
    let not_understood = |inner: &serde_json::Error, path: &str| {
        let waarom = match inner.classify() {
            serde_json::error::Category::Data => "Een veld ontbreekt, heet anders of heeft het verkeerde soort waarde.",
            serde_json::error::Category::Eof => "De JSON houdt te vroeg op.",
            serde_json::error::Category::Syntax | serde_json::error::Category::Io => "Dit is geen geldige JSON.",
        };
        let path = path.trim_end_matches(['.', '?']);
        let path = if path.is_empty() { String::new() } else { format!(", {path}") };
        let place = format!("{name}{path}, regel {}, kolom {}", inner.line(), inner.column());
        Fault::input("De antwoorden kan ik niet begrijpen.", waarom, SHAPE).at(place)
    };
    let file = file.map_err(|error| not_understood(error.inner(), &error.path().to_string()))?;
    // Whatever stands behind the answers was meant as something.
    reader.end().map_err(|error| not_understood(&error, ""))?;
    Ok(file.antwoorden)
}

/// That an answer does not fit, by its place in the input from 0.
pub fn misplaced(at: usize, misfit: &Misfit) -> Fault {
    let advies = match misfit {
        Misfit::UnknownNode(_) => "Verbeter het pad; binnen een deelboom is dat bijvoorbeeld \"afweging/v2\".",
        Misfit::OutOfTurn { .. } => "Geef de antwoorden in de volgorde van de vragen.",
        Misfit::UnknownAnswer { .. } => "Kies een van de mogelijke antwoorden.",
        Misfit::UnknownTick { .. } => "Kies een signaal uit de lijst; bij meer lijsten als \"lijst/signaal\".",
        Misfit::Finished(_) => "Haal dit antwoord en wat erna komt weg.",
    };
    let waarom = sentence(&format!("{misfit}."));
    Fault::input(format!("Antwoord {} past niet.", at + 1), waarom, advies).at(misfit.node())
}
