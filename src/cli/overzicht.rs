//! `aandacht checklists overzicht`: what the trees hold, whose text they follow and what still has to be confirmed, as
//! Markdown. `docs/inhoud.md` is made with it.

use std::sync::Arc;

use super::output::Output;
use crate::app::App;
use crate::domain::boom::{Boom, Telling, Uitspraak, count_routes, eigen_uitspraken};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Reader, grouped};
use crate::domain::inhoud::{Ingezien, Soort, Zekerheid};

/// A tree with what the overview tells of it.
struct Regel {
    boom: Arc<Boom>,
    wegen: u64,
    /// What it says that the tree it is based on does not say.
    eigen: Vec<Uitspraak>,
}

/// Prints the overview.
///
/// # Errors
/// A tree has problems, or standard output cannot be written.
pub fn print(app: &App, out: &mut Output) -> Result<(), Fault> {
    let mut regels = Vec::new();
    for entry in app.content.entries(Soort::Beslisboom) {
        let boom = app.content.tree(&entry.id)?;
        let basis = boom.basis().map(|basis| app.content.tree(basis)).transpose()?;
        let eigen = eigen_uitspraken(&boom, basis.as_deref());
        regels.push(Regel { wegen: count_routes(&boom), boom, eigen });
    }
    head(&regels, out)?;
    trees(&regels, out)?;
    kaders(&regels, out)?;
    unconfirmed(&regels, out)
}

fn head(regels: &[Regel], out: &mut Output) -> Result<(), Fault> {
    let telling = Telling::of(regels.iter().flat_map(|regel| &regel.eigen));
    let nodes: usize = regels.iter().map(|regel| regel.boom.knopen().len()).sum();
    let routes: u64 = regels.iter().map(|regel| regel.wegen).sum();
    for line in [
        "# Inhoud: de beslisbomen".to_owned(),
        String::new(),
        "Gemaakt met `aandacht checklists overzicht`; niet met de hand wijzigen.".to_owned(),
        String::new(),
        format!(
            "{} bomen, samen {} knopen en {} wegen. Een boom met een basis telt haar knopen mee; wat zij zegt is",
            regels.len(),
            grouped(number(nodes)),
            grouped(routes)
        ),
        "alleen geteld waar zij iets anders zegt dan de basis. Een deelboom telt als één stap per uitkomst.".to_owned(),
        String::new(),
        format!(
            "Zij doen {} uitspraken: {} met zekerheid hoog, {} middel en {} laag.",
            grouped(number(telling.hoog + telling.middel + telling.laag)),
            grouped(number(telling.hoog)),
            grouped(number(telling.middel)),
            grouped(number(telling.laag))
        ),
        String::new(),
    ] {
        out.line(&line)?;
    }
    Ok(())
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn trees(regels: &[Regel], out: &mut Output) -> Result<(), Fault> {
    out.line("## De bomen")?;
    out.line("")?;
    out.line("| boom | titel | uitgever en jaar | ingezien | status | knopen | wegen | hoog | middel | laag |")?;
    out.line("|---|---|---|---|---|--:|--:|--:|--:|--:|")?;
    for Regel { boom, wegen, eigen } in regels {
        let telling = Telling::of(eigen);
        let (uitgever, ingezien) = match boom.kader() {
            Some(kader) => {
                let jaar = kader.jaar.map_or_else(|| "jaar onbekend".to_owned(), |jaar| jaar.to_string());
                (format!("{}, {jaar}", kader.uitgever), kader.ingezien.name())
            }
            None => (publishers(boom), "-"),
        };
        let kop = boom.kop();
        out.line(&format!(
            "| `{}` | {} | {uitgever} | {ingezien} | {} {} | {} | {} | {} | {} | {} |",
            kop.id,
            kop.titel,
            kop.versie,
            kop.status.name(),
            boom.knopen().len(),
            grouped(*wegen),
            telling.hoog,
            telling.middel,
            telling.laag
        ))?;
    }
    out.line("")
}

/// Who published what a tree without a framework of its own rests on most, with the years that are known.
fn publishers(boom: &Boom) -> String {
    let bronnen = &boom.kop().bronnen;
    let mut names: Vec<(&str, usize)> = Vec::new();
    for bron in bronnen {
        match names.iter_mut().find(|(name, _)| *name == bron.uitgever) {
            Some((_, count)) => *count += 1,
            None => names.push((&bron.uitgever, 1)),
        }
    }
    names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let more = names.len().saturating_sub(2);
    let first: Vec<&str> = names.iter().take(2).map(|(name, _)| *name).collect();
    let years: Vec<i16> = bronnen.iter().filter_map(|bron| bron.jaar).collect();
    let years = match (years.iter().min(), years.iter().max()) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from}–{to}"),
        _ => "jaar onbekend".to_owned(),
    };
    let more = if more > 0 { format!(" en {more} meer") } else { String::new() };
    format!("{}{more}, {years}", first.join(", "))
}

fn kaders(regels: &[Regel], out: &mut Output) -> Result<(), Fault> {
    out.line("## Kaders die niet of deels zijn ingezien")?;
    out.line("")?;
    for Regel { boom, .. } in regels {
        let Some(kader) = boom.kader().filter(|kader| kader.ingezien != Ingezien::Ja) else { continue };
        out.line(&format!(
            "- `{}`: {} ({}). {} (zekerheid {})",
            boom.kop().id,
            kader.naam,
            kader.ingezien.name(),
            kader.tekst,
            kader.zekerheid.name()
        ))?;
    }
    out.line("")
}

fn unconfirmed(regels: &[Regel], out: &mut Output) -> Result<(), Fault> {
    out.line("## Wat nog bevestigd moet worden")?;
    out.line("")?;
    out.line("Elke uitspraak die niet zekerheid hoog heeft, bij de boom die haar doet. In het programma draagt zij haar merk.")?;
    for Regel { boom, eigen, .. } in regels {
        let open: Vec<&Uitspraak> = eigen.iter().filter(|said| said.zekerheid != Zekerheid::Hoog).collect();
        if open.is_empty() {
            continue;
        }
        out.line("")?;
        out.line(&format!("### `{}`", boom.kop().id))?;
        out.line("")?;
        for said in open {
            out.line(&format!(
                "- {}, `{}`: {} ({})",
                said.zekerheid.name(),
                said.knoop,
                said.tekst,
                said.feiten.join(", ")
            ))?;
        }
    }
    Ok(())
}
