//! What the votes say, as blocks: on screen under the bars, and at the end as the picture of the group.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::plan::{Oefenplan, Planvraag};
use super::stand::{Beurt, Oefenstand, Vraagstand, groepsnaam};
use super::telling::{EENS_VANAF, eerst_bespreken, overeenstemming, procent, totalen, verschuiving};
use crate::domain::boom::Boom;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Block;
use crate::domain::inhoud::{Bestand, Oefencasus, Werkvorm};
use crate::domain::kluis::Batch;
use crate::domain::oefening::{
    self, Groepsweging, Oefenuitslag, Stem, Stemgroep, Stemming, Stemronde, Uitslagkop, reken, vergelijk,
};

/// How far the votes on a question agree, in one sentence.
pub fn eens(vraag: &Planvraag, stemmen: &Stemronde) -> String {
    let Some(meeste) = overeenstemming(stemmen) else { return "Er is nog niet gestemd.".to_owned() };
    if vraag.meerdere {
        return format!("Het meest genoemd: {} ({} keer).", vraag.keuze(meeste.keuze), meeste.aantal);
    }
    let deel = procent(meeste.aantal, meeste.van);
    let of = stemmen_tekst(meeste.van);
    if meeste.gedeeld {
        return format!("De stemmen zijn verdeeld: het grootste deel is {deel}% van {of}. Dat is bespreekstof.");
    }
    let kiest = format!("{} van {of} voor \"{}\" ({deel}%)", meeste.aantal, vraag.keuze(meeste.keuze));
    if deel < EENS_VANAF {
        format!("Overeenstemming: {kiest}. Onder {EENS_VANAF}% is het bespreekstof, niet fout.")
    } else {
        format!("Overeenstemming: {kiest}.")
    }
}

fn stemmen_tekst(count: u32) -> String {
    if count == 1 { "1 stem".to_owned() } else { format!("{count} stemmen") }
}

/// What to talk about first, a line each.
pub fn eerst(vraag: &Planvraag, stemmen: &Stemronde) -> Vec<String> {
    let line = |eerst: &super::telling::Eerst| {
        let naam = groepsnaam(eerst.groep);
        format!("{naam}: \"{}\", zekerheid {}, anders dan de meeste stemmen", vraag.keuze(eerst.keuze), eerst.zekerheid)
    };
    eerst_bespreken(stemmen).iter().map(line).collect()
}

/// What moved between both votes, in one sentence; nothing when one of both is missing.
pub fn bewogen(vraag: &Planvraag, stand: &Vraagstand) -> Option<String> {
    let moved = verschuiving(&stand.stemronde(Beurt::Eerste), &stand.stemronde(Beurt::Tweede))?;
    let said: Vec<String> = moved
        .iter()
        .enumerate()
        .filter(|(_, by)| **by != 0)
        .map(|(at, by)| format!("{} {by:+}%", vraag.keuze(at)))
        .collect();
    Some(if said.is_empty() {
        "Er is niets verschoven.".to_owned()
    } else {
        format!("Verschoven: {}.", said.join(", "))
    })
}

/// Which round of votes counts: the last one that has any.
pub fn laatste(stand: &Vraagstand) -> Beurt {
    let any = |beurt| stand.stemmen(beurt).iter().any(|stem| stem.totaal() > 0);
    if any(Beurt::Tweede) { Beurt::Tweede } else { Beurt::Eerste }
}

/// The picture of the group at the end: counts of groups and never of a person.
pub fn groepsbeeld(
    titel: &str,
    plan: &Oefenplan,
    stand: &Oefenstand,
    datum: Date,
    casus: Option<(&Oefencasus, &Arc<Boom>)>,
) -> Vec<Block> {
    let groepen = stand.groepen().len();
    let groepjes = if groepen == 1 { "1 groepje".to_owned() } else { format!("{groepen} groepjes") };
    let deelnemers = stand.deelnemers();
    let mensen = if deelnemers == 1 { "1 deelnemer".to_owned() } else { format!("{deelnemers} deelnemers") };
    let mut blocks = vec![
        Block::Title(format!("Groepsbeeld: {titel}")),
        Block::Text(format!("{} · {groepjes}, {mensen}", datum.strftime("%d-%m-%Y"))),
        Block::Muted("Aantallen van groepjes; nergens staat wie wat koos.".to_owned()),
    ];
    blocks.extend(stand.te_weinig().map(|text| Block::Text(text.to_owned())));
    for (at, ronde) in plan.ronden.iter().enumerate() {
        let mut found = Vec::new();
        for (number, vraag) in ronde.vragen.iter().enumerate() {
            if let Some(own) = stand.vraag(at, number) {
                found.extend(vraagbeeld(vraag, own, plan));
            }
        }
        if !found.is_empty() {
            blocks.extend([Block::Gap, Block::Heading(ronde.titel.clone())]);
            blocks.extend(found);
            blocks.extend(samen(stand, at).into_iter().map(Block::Text));
            let roads = casus.map(|(casus, boom)| wegen(stand, at, casus, boom)).unwrap_or_default();
            blocks.extend(lijst("De weg van elk groepje", &roads));
        }
    }
    if !stand.ronden().is_empty() && !stand.ronden().iter().enumerate().any(|(at, _)| has_votes(stand, at)) {
        blocks.extend([Block::Gap, Block::Text("Er is niet gestemd.".to_owned())]);
    }
    blocks.extend(lijst("Wat blijft hangen", &plan.leerpunten));
    blocks
}

fn has_votes(stand: &Oefenstand, ronde: usize) -> bool {
    stand.vragen(ronde).iter().any(|vraag| !totalen(&vraag.stemronde(laatste(vraag))).iter().all(|count| *count == 0))
}

/// A headed list of points; nothing when there are none.
pub fn lijst(kop: &str, regels: &[String]) -> Vec<Block> {
    if regels.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Gap, Block::Heading(kop.to_owned())];
    blocks.extend(regels.iter().map(|text| Block::Point(text.clone())));
    blocks
}

/// A question of the picture; nothing when nobody voted on it.
fn vraagbeeld(vraag: &Planvraag, stand: &Vraagstand, plan: &Oefenplan) -> Vec<Block> {
    let stemmen = stand.stemronde(laatste(stand));
    let totalen = totalen(&stemmen);
    let van: u32 = totalen.iter().sum();
    if van == 0 {
        return Vec::new();
    }
    let mut blocks = vec![Block::Strong(vraag.tekst.clone())];
    for (at, count) in totalen.iter().enumerate() {
        blocks.push(Block::Point(format!("{}: {count} ({}%)", vraag.keuze(at), procent(*count, van))));
    }
    blocks.push(Block::Text(eens(vraag, &stemmen)));
    blocks.extend(bewogen(vraag, stand).map(Block::Text));
    blocks.extend(eerst(vraag, &stemmen).into_iter().map(|text| Block::Text(format!("Eerst bespreken: {text}."))));
    if let Some(feit) = stand.omslagfeit().and_then(|id| plan.feit(id)) {
        blocks.push(Block::Text(format!("Het feit dat de doorslag gaf, volgens de groep: {}", feit.tekst)));
    }
    blocks
}

/// What an exercise was, beside its votes, and where it is kept.
#[derive(Debug, Clone, Copy)]
pub struct Oefenkop<'a> {
    /// The day.
    pub datum: Date,
    /// The exercise.
    pub werkvorm: &'a Bestand<Werkvorm>,
    /// The case, where it takes one.
    pub casus: Option<&'a Bestand<Oefencasus>>,
    /// The folder of the vault.
    pub kluis: &'a Path,
}

/// The batch that keeps the picture of the group in the vault of practice; an empty one keeps nothing.
///
/// # Errors
/// It is not a vault of practice.
pub fn bewaar(kop: Oefenkop<'_>, stand: &Oefenstand) -> Result<Batch, Fault> {
    let Oefenkop { datum, werkvorm, casus, kluis } = kop;
    let votes = stemmingen(stand);
    if votes.is_empty() {
        return Ok(Batch::default());
    }
    let uitslag = Oefenuitslag::van(Uitslagkop { datum, werkvorm, casus }, &votes).map_err(|fout| fout.fault())?;
    oefening::bewaar(Oefenuitslag { deelnemers: u32::from(stand.deelnemers()), ..uitslag }, kluis)
}

/// What was voted, a round each; rounds and questions without votes are not there.
pub fn stemmingen(stand: &Oefenstand) -> Vec<Stemming> {
    (0..stand.ronden().len()).filter_map(|ronde| stemming(stand, ronde)).collect()
}

/// What was voted in a round; nothing when nobody voted.
pub fn stemming(stand: &Oefenstand, ronde: usize) -> Option<Stemming> {
    let any = |votes: &Stemronde| votes.groepen.iter().any(|stem| stem.totaal() > 0);
    let votes = |beurt| stand.stemrondes(ronde, beurt).into_iter().filter(any).collect::<Vec<_>>();
    let rondes = votes(Beurt::Eerste);
    if rondes.is_empty() {
        return None;
    }
    // Where everybody may name several things, a group has more votes than people.
    let most = |at: usize| {
        let counts = stand.vragen(ronde).iter().filter(|vraag| vraag.meerdere());
        let of = |vraag: &Vraagstand| vraag.stemmen(Beurt::Eerste).get(at).map_or(0, Stem::totaal);
        counts.map(of).max().map_or(0, |count| u16::try_from(count).unwrap_or(u16::MAX))
    };
    let group = |(at, aantal): (usize, &u16)| Stemgroep { naam: groepsnaam(at), aantal: (*aantal).max(most(at)) };
    let tipped = |vraag: &Vraagstand| Some((vraag.stemronde(Beurt::Eerste).vraag, vraag.omslagfeit()?.to_owned()));
    Some(Stemming {
        groepen: stand.groepen().iter().enumerate().map(group).collect(),
        tweede: votes(Beurt::Tweede)
            .into_iter()
            .filter(|second| rondes.iter().any(|one| one.vraag == second.vraag))
            .collect(),
        rondes,
        casus: None,
        ronde: u16::try_from(ronde + 1).ok(),
        omslag: stand.vragen(ronde).iter().filter_map(tipped).collect(),
    })
}

/// How far the groups agree over all questions of a round, in sentences; nothing with one question or less.
pub fn samen(stand: &Oefenstand, ronde: usize) -> Vec<String> {
    let Some(stemming) = stemming(stand, ronde).filter(|votes| votes.rondes.len() > 1) else { return Vec::new() };
    let Ok(rekening) = reken(&stemming) else { return Vec::new() };
    let mut said = rekening.kappa.zinnen();
    if let Some(after) = &rekening.kappa_tweede {
        said.extend(after.zinnen().into_iter().map(|text| format!("Na het gesprek: {text}")));
    }
    said.extend(rekening.waarschuwingen);
    said
}

/// The road of every group beside that of the case and its tree, in sentences.
pub fn wegen(stand: &Oefenstand, ronde: usize, casus: &Oefencasus, boom: &Arc<Boom>) -> Vec<String> {
    let Some(stemming) = stemming(stand, ronde) else { return Vec::new() };
    let Ok(roads) = vergelijk(&stemming, casus, boom) else { return Vec::new() };
    let line = |road: Groepsweging| {
        let same = if road.als_casus { ", net als de casus" } else { ", anders dan de casus" };
        let apart: Vec<String> = road
            .antwoorden
            .iter()
            .filter(|answer| answer.verdedigbaar == Some(false))
            .map(|answer| format!("afweging {} = {}", answer.vraag.trim_start_matches('v'), answer.antwoord))
            .collect();
        let apart = match apart.as_slice() {
            [] => String::new(),
            some => format!(" Niet verdedigbaar nu: {}.", some.join(", ")),
        };
        format!("{}: {}{same}.{apart}", groepsnaam(road.groep), road.eind.text().trim_end_matches('.'))
    };
    roads.into_iter().map(line).collect()
}
