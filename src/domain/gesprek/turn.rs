//! One turn of a walk: what is asked now, ready to be drawn or printed.

use super::block::{Block, points};
use crate::domain::boom::{Boom, ListFile, Spot, VERDER};
use crate::domain::inhoud::{
    Herkomst, Kader, Knoop, KnoopSoort, Kop, Lijst, Rol, SignaalGroep, Stap, Status, Vorm, Zekerheid,
};
use crate::domain::walk::{Walk, tick_id};

/// What kind of answer a turn wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnKind {
    /// One of several answers.
    Vraag,
    /// Doing something and going on.
    Handeling,
    /// Ticking signals and going on.
    Lijst,
}

/// An answer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Id of the answer.
    pub id: String,
    /// The answer as shown.
    pub label: String,
}

/// A list of signals within a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TickList {
    /// Id of the list.
    pub id: String,
    /// Title of the list.
    pub titel: String,
    /// What to know before using it.
    pub intro: Vec<Block>,
    /// The signals in their groups.
    pub groups: Vec<TickGroup>,
}

/// Signals under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TickGroup {
    /// The heading, if any.
    pub titel: Option<String>,
    /// The signals.
    pub ticks: Vec<Tick>,
}

/// A signal that can be ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// What is stored when it is ticked.
    pub id: String,
    /// The signal as shown.
    pub label: String,
}

/// What is asked now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Title of the tree that the question belongs to.
    pub checklist: String,
    /// `versie 2026.1 concept`, with `eigen versie` where that holds.
    pub version: String,
    /// The step of the walk that it belongs to.
    pub step: Stap,
    /// `Kindcheck, vraag 2 van 4`, inside a numbered set of questions.
    pub progress: Option<String>,
    /// Which turn this is, from 1.
    pub number: usize,
    /// Full path of the node.
    pub path: String,
    /// What kind of answer it wants.
    pub kind: TurnKind,
    /// What it asks.
    pub prompt: String,
    /// What is always shown under the question.
    pub body: Vec<Block>,
    /// What is shown on request.
    pub explain: Vec<Block>,
    /// The answers.
    pub choices: Vec<Choice>,
    /// The lists of signals.
    pub lists: Vec<TickList>,
    /// Where it comes from and how certain it is.
    pub origin: String,
    /// Said when the question may stay open for a while.
    pub may_wait: Option<String>,
    /// Ids of glossary words.
    pub terms: Vec<String>,
}

impl Turn {
    /// The turn that a walk stands at, for somebody in this role; `None` when it is over.
    pub fn of(walk: &Walk, rol: Rol) -> Option<Turn> {
        let spot = walk.open()?;
        let mut turn = Turn::at(spot, walk.steps().len() + 1, rol);
        let situaties: Vec<String> = walk.onthouden().into_iter().map(|road| road.checklist).collect();
        if spot.is_outermost() && !situaties.is_empty() {
            let said = format!("Onthoud wat hoort bij: {}. Het staat in de stand tot nu toe.", situaties.join("; "));
            turn.body.extend([Block::Gap, Block::Strong(said)]);
        }
        Some(turn)
    }

    /// The headings of the explanation, to say what is there.
    pub fn explain_titles(&self) -> Vec<String> {
        self.explain.iter().filter(|block| matches!(block, Block::Heading(_))).map(Block::text).collect()
    }

    /// A list of signals by itself, outside any walk.
    pub fn tick_list(list: &ListFile) -> TickList {
        tick_list(list, true)
    }

    /// The turn at a place, as the `number`th of its walk, for somebody in this role.
    pub fn at(spot: &Spot, number: usize, rol: Rol) -> Turn {
        let knoop = spot.knoop();
        let kop = spot.boom().kop();
        let (kind, choices, lists) = match &knoop.soort {
            KnoopSoort::Vraag(vraag) => {
                let choices = vraag
                    .antwoorden
                    .iter()
                    .map(|antwoord| Choice { id: antwoord.id.clone(), label: antwoord.tekst.clone() })
                    .collect();
                (TurnKind::Vraag, choices, Vec::new())
            }
            KnoopSoort::Lijst(lijst) => (TurnKind::Lijst, vec![go_on()], tick_lists(spot.boom(), lijst)),
            KnoopSoort::Handeling(_) | KnoopSoort::Deelboom(_) | KnoopSoort::Uitkomst(_) => {
                (TurnKind::Handeling, vec![go_on()], Vec::new())
            }
        };
        Turn {
            checklist: kop.titel.clone(),
            version: version_line(kop, spot.root().is_own()),
            step: step_of(spot),
            progress: progress(spot),
            number,
            path: spot.path(),
            kind,
            prompt: knoop.prompt().to_owned(),
            body: body(spot, rol),
            explain: explanation(spot),
            choices,
            lists,
            origin: origin(kop, knoop.kop.herkomst().as_ref()),
            may_wait: match &knoop.soort {
                KnoopSoort::Vraag(vraag) => vraag.open_laten.clone(),
                KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) | KnoopSoort::Uitkomst(_) => {
                    None
                }
            },
            terms: knoop.kop.termen.clone(),
        }
    }
}

fn go_on() -> Choice {
    Choice { id: VERDER.to_owned(), label: "Verder".to_owned() }
}

fn step_of(spot: &Spot) -> Stap {
    let found = spot.root().stappen().iter().find(|stap| stap.id == spot.step_id());
    found.cloned().unwrap_or_else(|| Stap { id: spot.step_id().to_owned(), titel: String::new() })
}

/// `versie 2026.1 concept`, and `eigen versie` when anything in the tree is the user's own.
pub fn version_line(kop: &Kop, own: bool) -> String {
    let status = match kop.status {
        Status::Concept => " concept",
        Status::Vastgesteld => "",
    };
    let own = if own { ", eigen versie" } else { "" };
    format!("versie {}{status}{own}", kop.versie)
}

/// Where a question stands in a numbered set (`v1` … `v5`, `k1` … `k4`); `None` outside one.
pub fn progress(spot: &Spot) -> Option<String> {
    let numbered = |knoop: &Knoop| {
        let digits = knoop.kop.id.strip_prefix(|letter: char| letter.is_ascii_lowercase())?;
        matches!(knoop.soort, KnoopSoort::Vraag(_)).then_some(())?;
        digits.parse::<usize>().ok()
    };
    let number = numbered(spot.knoop())?;
    let total = spot.boom().knopen().iter().filter_map(numbered).max()?;
    let name = match spot.boom().vorm() {
        Vorm::Afwegingskader => "Afweging",
        Vorm::Meldcode | Vorm::Check | Vorm::Route => "Vraag",
    };
    let of = format!("{name} {number} van {total}");
    // Inside a meldcode the check is named; an afweging names itself.
    let named = !spot.is_outermost() && spot.boom().vorm() == Vorm::Check;
    Some(if named { format!("{}: {}", spot.boom().kop().titel, of.to_lowercase()) } else { of })
}

fn body(spot: &Spot, rol: Rol) -> Vec<Block> {
    let knoop = spot.knoop();
    let mut blocks: Vec<Block> = knoop.kop.toelichting.iter().cloned().map(Block::Text).collect();
    // First, because it changes how the rest is read.
    for per_rol in knoop.kop.per_rol.iter().filter(|per_rol| per_rol.rol == rol) {
        blocks.extend(points(&format!("Voor u als {}", rol.name()), &per_rol.punten));
    }
    if let KnoopSoort::Handeling(handeling) = &knoop.soort {
        blocks.extend(points("Doel", &handeling.doel));
        blocks.extend(points("Doen", &handeling.doen));
        blocks.extend(points("Niet doen", &handeling.niet_doen));
        blocks.extend(points("Vastleggen", &handeling.vastleggen));
        blocks.extend(points("Overslaan of verplaatsen", &handeling.anders));
    }
    // Whose road this is, said once, at its first node; what was seen of it stands in the explanation.
    if let Some(kader) = spot.boom().kader().filter(|_| spot.is_first()) {
        blocks.extend([Block::Gap, Block::Muted(format!("Kader: {}.", kader.shown()))]);
    }
    blocks
}

/// The explanation of the node, and on the first node of a tree whose framework it follows.
fn explanation(spot: &Spot) -> Vec<Block> {
    let uitleg = spot.knoop().kop.uitleg.iter().flat_map(|uitleg| points(&uitleg.kop, &uitleg.punten));
    let kader = spot.boom().kader().filter(|_| spot.is_first()).map(kader_blocks);
    uitleg.chain(kader.into_iter().flatten()).collect()
}

/// Whose framework a tree follows, and how much of it was seen.
pub fn kader_blocks(kader: &Kader) -> Vec<Block> {
    vec![
        Block::Heading("Welk kader is dit?".to_owned()),
        Block::Text(format!("{}.", kader.shown())),
        Block::Text(kader.gezien()),
    ]
}

/// `Bron: … en 3 meer · zekerheid middel`. Every source in full stands behind *waarom* and in the report.
pub(super) fn origin(kop: &Kop, herkomst: Option<&Herkomst>) -> String {
    let Some(herkomst) = herkomst else { return String::new() };
    let mut titles: Vec<&str> = Vec::new();
    for bron in kop.bronnen.iter().filter(|bron| herkomst.bronnen.contains(&bron.id)) {
        if !titles.contains(&bron.titel.as_str()) {
            titles.push(&bron.titel);
        }
    }
    let more = titles.len().saturating_sub(2);
    titles.truncate(2);
    let more = if more > 0 { format!(" en {more} meer") } else { String::new() };
    let mark = match herkomst.zekerheid {
        Zekerheid::Hoog => "zekerheid hoog",
        Zekerheid::Middel => "zekerheid middel",
        Zekerheid::Laag => "zekerheid laag: controleer dit zelf",
    };
    format!("Bron: {}{more} · {mark}", titles.join("; "))
}

fn tick_lists(boom: &Boom, lijst: &Lijst) -> Vec<TickList> {
    let single = lijst.lijst.is_some();
    lijst.ids().filter_map(|id| boom.list(id)).map(|list| tick_list(list, single)).collect()
}

fn tick_list(list: &ListFile, single: bool) -> TickList {
    let id = &list.file.kop.id;
    let group = |groep: &SignaalGroep| TickGroup {
        titel: groep.titel.clone(),
        ticks: groep.items.iter().map(|item| Tick { id: tick_id(single, id, &item.id), label: item.shown() }).collect(),
    };
    TickList {
        id: id.clone(),
        titel: list.file.kop.titel.clone(),
        intro: super::pages::signalen_intro(&list.file.inhoud),
        groups: list.file.inhoud.groepen.iter().map(group).collect(),
    }
}

/// How far a step of the walk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Passed.
    Done,
    /// The walk stands here.
    Here,
    /// Still to come, or not on this road.
    Ahead,
}

/// The steps of the walk with their state, for the side of the screen.
pub fn step_states(walk: &Walk) -> Vec<(String, StepState)> {
    let here = walk.open().map(Spot::step_id);
    walk.boom()
        .stappen()
        .iter()
        .map(|stap| {
            let answered = walk.steps().iter().any(|step| step.spot.step_id() == stap.id);
            let state = if here == Some(stap.id.as_str()) {
                StepState::Here
            } else if answered {
                StepState::Done
            } else {
                StepState::Ahead
            };
            (stap.shown(), state)
        })
        .collect()
}
