//! `aandacht oefening reken`.

use std::path::PathBuf;

use super::super::output::Output;
use super::super::walk_file::is_blank;
use super::stemvorm::shape;
use crate::app::{App, machine};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Reader, clean};
use crate::domain::inhoud::{MAX_BYTES, Ronde};
use crate::domain::oefening::{
    BESPREEKSTOF, Groepsweging, Overeenstemming, Rekenfout, Rekening, Stemming, Verschuiving, casus, reken, ronde_van,
    vergelijk, weegboom,
};

/// Arguments of `reken`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Bestand met stemmen, of - voor standaardinvoer
    #[arg(value_name = "BESTAND")]
    bestand: PathBuf,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

const SHAPE: &str = "Geef {\"groepen\": [{\"naam\": \"tafel 1\", \"aantal\": 4}], \"rondes\": [{\"vraag\": \"v1\", \
                     \"keuzes\": [\"ja\", \"nee\", \"twijfel\"], \"groepen\": [{\"aantallen\": [3, 0, 1]}]}]}.";

/// Columns of a bar for everybody.
const BAR: u32 = 20;

/// Adds up the votes of a file.
///
/// # Errors
/// The file cannot be read or understood, or something is wrong with the votes.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let (name, bytes) = machine::read_input(&args.bestand)?;
    let mut stemming = read(&name, &bytes)?;
    let beside = beside(&mut stemming, app)?;
    let rekening = reken(&stemming).map_err(Rekenfout::fault)?;
    if args.json {
        return out.json(&shape(&stemming, &rekening, beside.as_ref().map(|(_, wegingen)| wegingen.as_slice())));
    }
    print(&stemming, &rekening, out)?;
    match beside {
        Some((ronde, wegingen)) => print_beside(&stemming, &ronde, &wegingen, out),
        None => Ok(()),
    }
}

fn read(name: &str, bytes: &[u8]) -> Result<Stemming, Fault> {
    let wrong =
        |waarom: &str, place: String| Fault::input("De stemmen kan ik niet begrijpen.", waarom, SHAPE).at(place);
    if is_blank(bytes) {
        return Err(wrong("De invoer is leeg.", name.to_owned()));
    }
    if bytes.len() > MAX_BYTES {
        return Err(wrong("De invoer is te groot.", name.to_owned()));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read: Result<Stemming, _> = serde_path_to_error::deserialize(&mut reader);
    let mut stemming = read.map_err(|error| {
        let inner = error.inner();
        let waarom = match inner.classify() {
            serde_json::error::Category::Data => "Een veld ontbreekt, heet anders of heeft het verkeerde soort waarde.",
            serde_json::error::Category::Eof => "De JSON houdt te vroeg op.",
            serde_json::error::Category::Syntax | serde_json::error::Category::Io => "Dit is geen geldige JSON.",
        };
        wrong(waarom, format!("{name}, {}, regel {}, kolom {}", error.path(), inner.line(), inner.column()))
    })?;
    reader.end().map_err(|_| wrong("Achter de stemmen staat nog iets.", name.to_owned()))?;
    make_fit(&mut stemming);
    Ok(stemming)
}

/// Names from a file are shown on a terminal: nothing hidden may be in them.
fn make_fit(stemming: &mut Stemming) {
    let fit = |text: &mut String| *text = clean(text);
    stemming.groepen.iter_mut().for_each(|groep| fit(&mut groep.naam));
    for ronde in stemming.rondes.iter_mut().chain(&mut stemming.tweede) {
        fit(&mut ronde.vraag);
        ronde.keuzes.iter_mut().for_each(fit);
    }
    stemming.omslag.values_mut().for_each(fit);
}

/// The groups beside the case that the votes name, with its round. Facts that tipped an answer come from the case where
/// the groups named none.
fn beside(stemming: &mut Stemming, app: &App) -> Result<Option<(Ronde, Vec<Groepsweging>)>, Fault> {
    stemming.controleer().map_err(Rekenfout::fault)?;
    let Some(named) = stemming.casus.clone() else { return Ok(None) };
    let file = casus(&app.content, &named)?;
    let ronde = ronde_van(stemming, &file.inhoud).map_err(Rekenfout::fault)?;
    for weging in &ronde.weging {
        if let Some(feit) = &weging.omslagfeit {
            stemming.omslag.entry(weging.vraag.clone()).or_insert_with(|| feit.clone());
        }
    }
    let tree = app.content.tree(&file.inhoud.boom)?;
    let tree = weegboom(&tree).ok_or_else(|| Rekenfout::GeenAfweging.fault())?;
    let wegingen = vergelijk(stemming, &file.inhoud, &tree).map_err(Rekenfout::fault)?;
    Ok(Some((ronde.clone(), wegingen)))
}

fn print(stemming: &Stemming, rekening: &Rekening, out: &mut Output) -> Result<(), Fault> {
    let groepen = if stemming.groepen.len() == 1 { "groep" } else { "groepen" };
    let mensen = if stemming.mensen() == 1 { "mens" } else { "mensen" };
    out.line(&format!("{} {groepen}, {} {mensen}", stemming.groepen.len(), stemming.mensen()))?;
    rekening.waarschuwingen.iter().try_for_each(|said| out.line(&format!("Let op: {said}")))?;
    for (at, ronde) in stemming.rondes.iter().enumerate() {
        out.line("")?;
        out.line(&format!("Vraag {}", ronde.vraag))?;
        table(&ronde.keuzes, &rekening.vragen[at], out)?;
        if let Some(later) = &rekening.tweede[at] {
            out.line("  Na het gesprek")?;
            table(&ronde.keuzes, later, out)?;
        }
        if let Some(moved) = rekening.verschuivingen.iter().find(|moved| moved.vraag == ronde.vraag) {
            shift(moved, out)?;
        }
    }
    out.line("")?;
    out.line("Alle vragen samen")?;
    rekening.kappa.zinnen().iter().try_for_each(|said| out.line(&format!("  {said}")))?;
    if let Some(later) = &rekening.kappa_tweede {
        out.line("  Na het gesprek")?;
        later.gelezen().iter().try_for_each(|said| out.line(&format!("  {said}")))?;
    }
    if rekening.bespreken.is_empty() {
        return Ok(());
    }
    out.line("")?;
    out.line("Eerst bespreken: zeker van een ander antwoord dan de meesten")?;
    for point in &rekening.bespreken {
        let groep = stemming.groepen.get(point.groep).map_or("", |groep| groep.naam.as_str());
        let chose = if point.aantal == 1 { "mens koos" } else { "mensen kozen" };
        out.line(&format!(
            "  {}, {groep}: {} {chose} {} (zekerheid {})",
            point.vraag, point.aantal, point.keuze, point.zekerheid
        ))?;
    }
    Ok(())
}

fn table(keuzes: &[String], found: &Overeenstemming, out: &mut Output) -> Result<(), Fault> {
    let width = keuzes.iter().map(|keuze| keuze.chars().count()).max().unwrap_or(0);
    for (at, keuze) in keuzes.iter().enumerate() {
        let count = found.aantallen.get(at).copied().unwrap_or(0);
        let share = found.procent(at).unwrap_or(0);
        let bar = "#".repeat(usize::try_from(share * BAR / 100).unwrap_or(0));
        out.line(format!("  {keuze:<width$}  {count:>4}  {share:>3} %  {bar}").trim_end())?;
    }
    let Some(share) = found.aandeel else { return out.line("  Hier stemde nog niemand.") };
    let largest: Vec<&str> = found.grootste.iter().filter_map(|at| keuzes.get(*at)).map(String::as_str).collect();
    let said = if found.is_bespreekstof() {
        format!("minder dan {BESPREEKSTOF} %: om over te praten, niet fout")
    } else {
        format!("{BESPREEKSTOF} % of meer")
    };
    out.line(&format!("  Grootste antwoord: {}, {} % ({said})", largest.join(" en "), share.procent()))
}

fn shift(moved: &Verschuiving, out: &mut Output) -> Result<(), Fault> {
    let points = moved.keuzes.iter().filter_map(|one| Some(format!("{} {:+}", one.keuze, one.punten?)));
    let points: Vec<String> = points.collect();
    if !points.is_empty() {
        out.line(&format!("  Verschuiving in procentpunten: {}", points.join(", ")))?;
    }
    out.line(&format!("  {} van de {} groepen kozen anders dan eerst", moved.groepen, moved.van))?;
    match &moved.omslagfeit {
        Some(feit) => out.line(&format!("  Omslagfeit: {feit}")),
        None => Ok(()),
    }
}

fn print_beside(stemming: &Stemming, ronde: &Ronde, wegingen: &[Groepsweging], out: &mut Output) -> Result<(), Fault> {
    out.line("")?;
    out.line(&format!("Naast de casus, ronde \"{}\" (de boom komt uit op {})", ronde.titel, ronde.uitkomst))?;
    out.line("  Er is meer dan één antwoord te verdedigen. Dit is geen cijfer.")?;
    for weging in wegingen {
        let groep = stemming.groepen.get(weging.groep).map_or("", |groep| groep.naam.as_str());
        let same = if weging.als_casus { "zoals de casus" } else { "anders dan de casus" };
        out.line(&format!("  {groep}: {} ({same})", weging.eind.text()))?;
        for given in &weging.antwoorden {
            let tie = if given.gelijk { ", want de stemmen staken" } else { "" };
            let defended = match given.verdedigbaar {
                Some(true) => "te verdedigen",
                Some(false) => "niet bij wat de casus te verdedigen noemt: bespreek waarom",
                None => "de casus weegt dit hier niet",
            };
            out.line(&format!("    {} {}{tie}: {defended}", given.vraag, given.antwoord))?;
        }
    }
    Ok(())
}
