//! The outcome of a walk, or how far it came, as a page: answers, norm, actions, terms, sources.

use jiff::civil::Date;

use super::block::Block;
use super::turn::{progress, version_line};
use crate::domain::dates;
use crate::domain::inhoud::{Bron, KnoopSoort, Melden, Zekerheid};
use crate::domain::walk::{Alternative, Outcome, Place, Reason, Step, SubOutcome, Then, Walk, what_if, why};

/// Who decides: said on every outcome.
const WHO_DECIDES: &str = "U beslist, volgens de meldcode van uw organisatie.";

/// The whole report, for screen, print and file.
pub fn report(walk: &Walk, today: Date) -> Vec<Block> {
    let kop = walk.boom().kop();
    let mut blocks = vec![
        Block::Title(kop.titel.clone()),
        Block::Muted(format!("{} · {}", version_line(kop, walk.boom().is_own()), dates::long(today))),
    ];
    match walk.outcome() {
        Some(outcome) => blocks.extend(outcome_blocks(walk, &outcome)),
        None => blocks.extend(open_blocks(walk)),
    }
    blocks.extend(answers(walk));
    // Below what to do now, which has to be in sight at once.
    if let Some(kader) = walk.boom().kader() {
        blocks.extend([Block::Gap, Block::Muted(format!("Kader: {}.", kader.shown()))]);
    }
    blocks.extend(sources(walk));
    blocks.push(Block::Gap);
    let mark = walk.boom().vingerafdruk();
    blocks.push(Block::Muted(format!("Vingerafdruk van deze versie: {}", mark.get(..16).unwrap_or(mark))));
    blocks
}

/// What the outcome says and asks to do.
fn outcome_blocks(walk: &Walk, outcome: &Outcome) -> Vec<Block> {
    let mut blocks = vec![Block::Gap, Block::Strong(outcome.titel.clone())];
    if let Some(norm) = outcome.norm {
        blocks.push(Block::Text(format!("Professionele norm {}: {}.", norm.number(), norm.meaning())));
    }
    if outcome.melden != Melden::Nvt {
        blocks.push(Block::Text(WHO_DECIDES.to_owned()));
    }
    blocks.extend(outcome.tekst.iter().cloned().map(Block::Text));
    blocks.push(Block::Gap);
    blocks.push(Block::Heading("Nu doen".to_owned()));
    blocks.extend(outcome.acties.iter().enumerate().map(|(at, actie)| Block::Numbered(at + 1, actie.shown())));
    if !outcome.termijnen.is_empty() {
        blocks.push(Block::Gap);
        blocks.push(Block::Heading("Termijnen".to_owned()));
        blocks.extend(outcome.termijnen.iter().map(|termijn| Block::Point(termijn.shown())));
    }
    blocks.extend(outcome.sub.iter().flat_map(sub_blocks));
    blocks.extend(why_outcome(walk));
    blocks.push(Block::Gap);
    blocks.push(Block::Muted(certainty_line(outcome.zekerheid).to_owned()));
    blocks
}

/// How a check inside the walk ended, or what the road of a special situation asks to keep in mind.
fn sub_blocks(sub: &SubOutcome) -> Vec<Block> {
    let heading = match sub.situatie {
        true => format!("Bijzondere situatie: {}", sub.checklist),
        false => format!("Uit de {}", sub.checklist.to_lowercase()),
    };
    let mut blocks = vec![Block::Gap, Block::Heading(heading), Block::Text(sub.titel.clone())];
    blocks.extend(sub.acties.iter().map(|actie| Block::Point(actie.shown())));
    blocks
}

fn certainty_line(zekerheid: Zekerheid) -> &'static str {
    match zekerheid {
        Zekerheid::Hoog => "Deze uitkomst en alles wat erbij staat rust op feiten van zekerheid hoog.",
        Zekerheid::Middel => "Niet alles hierboven is even zeker: let op de regels met (zekerheid middel).",
        Zekerheid::Laag => "Niet alles hierboven is even zeker: controleer regels met (zekerheid laag) zelf.",
    }
}

/// Why this outcome, and what another answer would change. What was weighed in the afwegingskader comes first.
pub fn why_outcome(walk: &Walk) -> Vec<Block> {
    let mut blocks = vec![Block::Gap, Block::Heading("Waarom".to_owned())];
    let (mut decisive, other): (Vec<Reason>, Vec<Reason>) = why(walk).into_iter().partition(|reason| reason.decisive);
    decisive.sort_by_key(|reason| !weighed(&reason.knoop));
    blocks.extend(decisive.iter().map(|reason| Block::Pair(reason.vraag.clone(), reason.antwoord.clone())));
    match other.len() {
        0 => {}
        1 => blocks.push(Block::Muted("Eén ander antwoord maakte voor deze uitkomst geen verschil.".to_owned())),
        count => {
            blocks.push(Block::Muted(format!("{count} andere antwoorden maakten voor deze uitkomst geen verschil.")))
        }
    }
    let alternatives = what_if(walk);
    // After a whole meldcode only the afwegingen are worth two screens; any other answer can be tried by revising it.
    if decisive.first().is_some_and(|reason| weighed(&reason.knoop)) {
        decisive.retain(|reason| weighed(&reason.knoop));
    }
    if !alternatives.is_empty() {
        blocks.push(Block::Gap);
        blocks.push(Block::Heading("Wat als u één antwoord anders geeft".to_owned()));
    }
    for reason in &decisive {
        blocks.push(Block::Text(reason.vraag.clone()));
        blocks.extend(alternatives.iter().filter(|other| other.step == reason.step).map(alternative));
    }
    blocks
}

/// Whether a question belongs to the afwegingskader, alone or as part of a meldcode.
fn weighed(path: &str) -> bool {
    path.starts_with("afweging/") || !path.contains('/') && path.starts_with('v') && path.len() == 2
}

fn alternative(other: &Alternative) -> Block {
    let then = match &other.then {
        Then::Outcome { titel, .. } => titel.clone(),
        Then::Open { vraag, .. } => format!("dan volgt eerst: {vraag}"),
    };
    Block::Point(format!("{} → {then}", other.antwoord_tekst))
}

/// What is still open, for a walk that was left halfway.
fn open_blocks(walk: &Walk) -> Vec<Block> {
    let Place::Open(spot) = walk.place() else { return Vec::new() };
    let mut blocks = vec![Block::Gap];
    let waiting = match &spot.knoop().soort {
        KnoopSoort::Vraag(vraag) => vraag.open_laten.clone(),
        KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) | KnoopSoort::Uitkomst(_) => None,
    };
    match waiting {
        Some(waiting) => blocks.push(Block::Strong(waiting)),
        None => blocks.push(Block::Strong("Nog niet klaar: er is nog geen uitkomst.".to_owned())),
    }
    let number = progress(spot).map(|number| format!("{number}: ")).unwrap_or_default();
    blocks.push(Block::Pair("Nu aan de beurt".to_owned(), format!("{number}{}", spot.knoop().prompt())));
    blocks.extend(walk.onthouden().iter().flat_map(sub_blocks));
    let doubts = walk.doubt_actions();
    if !doubts.is_empty() {
        blocks.push(Block::Gap);
        blocks.push(Block::Heading("Te doen, omdat u twijfelde".to_owned()));
        blocks.extend(doubts.iter().map(|actie| Block::Point(actie.shown())));
    }
    blocks
}

/// Everything that was answered, in order.
fn answers(walk: &Walk) -> Vec<Block> {
    if walk.steps().is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Gap, Block::Heading("Uw antwoorden".to_owned())];
    for step in walk.steps() {
        match step.answer_text() {
            Some(answer) => blocks.push(Block::Pair(step.spot.knoop().prompt().to_owned(), answer.to_owned())),
            None => blocks.push(Block::Pair(step.spot.knoop().prompt().to_owned(), "gelezen".to_owned())),
        }
        blocks.extend(ticked(step).into_iter().map(|signal| Block::Ticked(true, signal)));
    }
    blocks
}

/// The ticked signals of a step, as shown, each with the list it stands in.
pub fn ticked(step: &Step) -> Vec<String> {
    let KnoopSoort::Lijst(lijst) = &step.spot.knoop().soort else { return Vec::new() };
    let single = lijst.lijst.is_some();
    let mut found = Vec::new();
    for id in lijst.ids() {
        let Some(list) = step.spot.boom().list(id) else { continue };
        for item in list.file.inhoud.items() {
            if step.answer.aangevinkt.contains(&crate::domain::walk::tick_id(single, id, &item.id)) {
                let place = if single { String::new() } else { format!(" ({})", list.file.kop.titel) };
                found.push(item.shown() + &place);
            }
        }
    }
    found
}

/// The sources of everything on the road, each once.
fn sources(walk: &Walk) -> Vec<Block> {
    let mut found: Vec<&Bron> = Vec::new();
    let done = match walk.place() {
        Place::Done(spot) => Some(spot),
        Place::Open(_) => None,
    };
    let spots =
        walk.steps().iter().map(|step| &step.spot).chain(walk.passed().iter().map(|passed| &passed.spot)).chain(done);
    for spot in spots {
        for bron in spot.boom().kop().bronnen.iter().filter(|bron| spot.knoop().kop.bronnen.contains(&bron.id)) {
            if !found.iter().any(|known| known.vindplaats == bron.vindplaats) {
                found.push(bron);
            }
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Gap, Block::Heading("Bronnen".to_owned())];
    blocks.extend(found.iter().map(|bron| Block::Point(format!("{} – {}", bron.citation(), bron.vindplaats))));
    blocks
}

/// Why this question is asked now, and where it comes from.
pub fn why_here(walk: &Walk) -> Vec<Block> {
    let mut blocks = Vec::new();
    let answered: Vec<&Step> = walk.steps().iter().filter(|step| step.answer_text().is_some()).collect();
    match answered.last() {
        None => blocks.push(Block::Text("Dit is het begin: deze vraag komt altijd eerst.".to_owned())),
        Some(step) => blocks.push(Block::Text(format!(
            "U bent hier omdat u bij \"{}\" koos: {}.",
            step.spot.knoop().prompt(),
            step.answer_text().unwrap_or_default()
        ))),
    }
    if let Some(spot) = walk.open() {
        let kop = spot.boom().kop();
        let herkomst = spot.knoop().kop.herkomst();
        let mark = herkomst.map_or("", |herkomst| herkomst.zekerheid.name());
        blocks.push(Block::Gap);
        blocks.push(Block::Heading(format!("Bronnen (zekerheid {mark})")));
        let used = kop.bronnen.iter().filter(|bron| spot.knoop().kop.bronnen.contains(&bron.id));
        blocks.extend(used.map(|bron| Block::Point(format!("{} – {}", bron.citation(), bron.vindplaats))));
        if !spot.knoop().kop.feiten.is_empty() {
            blocks.push(Block::Muted(format!("Feiten: {}", spot.knoop().kop.feiten.join(", "))));
        }
    }
    if answered.len() > 1 {
        blocks.push(Block::Gap);
        blocks.push(Block::Heading("Uw antwoorden tot nu toe".to_owned()));
        blocks.extend(answered.iter().map(|step| {
            Block::Pair(step.spot.knoop().prompt().to_owned(), step.answer_text().unwrap_or_default().to_owned())
        }));
    }
    blocks
}

/// A file name without anything of the case in it: the checklist and the day.
pub fn summary_name(walk: &Walk, today: Date) -> String {
    format!("{}-{today}.md", walk.boom().kop().id)
}
