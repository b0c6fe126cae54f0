//! Two renderers, one conversation: the questions read from rendered frames and from printed lines are the same, in
//! the same order, on roads that hold every route of every stage of every shipped tree.
//!
//! Both renderers are driven through the same script, which goes down every road and steps back to where roads part.
//! What each of them asks is read from what it shows: cells of a frame, lines of text. Nothing is taken from the
//! engine but the script itself.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use aandacht::content::Content;
use aandacht::domain::boom::{Boom, TWIJFEL, covering, routes};
use aandacht::domain::gesprek::{Effect, Msg, Reader, Settings};
use aandacht::domain::inhoud::{KnoopSoort, Soort};
use aandacht::domain::kluis::Moment;
use aandacht::domain::walk::{Answer, Walk, possible};
use aandacht::lijn::{KEUZE, LIJST, Lijn, Options, Ports, TAAK, VRAAG};
use aandacht::ui::theme::Role;
use jiff::civil::date;

use crate::common::robot::Robot;

// --- the script ------------------------------------------------------------------------------------------------------

/// Something that both renderers are told to do.
#[derive(Debug, Clone, PartialEq)]
enum Act {
    /// Give the answer at this position, from 0.
    Answer(usize),
    /// Go on from a node with lists of signals.
    GoOn,
    /// Take the last answer back.
    Back,
}

/// A road through a composed tree, to its outcome.
type Road = Vec<Answer>;

/// Every route of every stage of a tree as part of a road; inside a deelboom the first road to each of its outcomes.
fn roads(boom: &Arc<Boom>) -> Vec<Road> {
    covering(boom)
        .iter()
        .map(|route| {
            let road: Road = route.steps.iter().flat_map(|(node, answer)| step(boom, node, answer)).collect();
            let walk = Walk::replay(boom, road.clone()).unwrap_or_else(|(at, misfit)| panic!("{route}: {at} {misfit}"));
            let outcome = walk.outcome().unwrap_or_else(|| panic!("{route} ends"));
            assert_eq!(outcome.id, route.outcome, "{route}");
            road
        })
        .collect()
}

/// One step of a route: an answer, or the road through a deelboom.
fn step(boom: &Arc<Boom>, node: &str, answer: &str) -> Road {
    let knoop = boom.knoop(node).expect("a route names nodes");
    let KnoopSoort::Deelboom(deelboom) = &knoop.soort else { return vec![Answer::new(node, answer)] };
    let inner = boom.tree(&deelboom.boom).expect("a built tree has its deelbomen");
    let road = routes(inner).into_iter().find(|route| route.outcome == answer).expect("every outcome can be reached");
    let steps = road.steps.iter().flat_map(|(node, answer)| step(inner, node, answer));
    steps.map(|given| Answer::new(format!("{node}/{}", given.knoop), given.antwoord)).collect()
}

/// Roads that begin alike are walked once: a node is a place, a branch is an answer.
#[derive(Default)]
struct Place {
    branches: BTreeMap<usize, (Act, Place)>,
}

impl Place {
    fn add(&mut self, walk: &mut Walk, road: &[Answer]) {
        let Some((answer, rest)) = road.split_first() else { return };
        let spot = walk.open().expect("the road goes on");
        let at = possible(spot).iter().position(|id| *id == answer.antwoord).expect("a possible answer");
        let act = if matches!(spot.knoop().soort, KnoopSoort::Lijst(_)) { Act::GoOn } else { Act::Answer(at) };
        walk.answer(answer.clone()).expect("the road fits");
        self.branches.entry(at).or_insert((act, Place::default())).1.add(walk, rest);
    }

    /// Down every road and back again; `seen` gets, for each road, after how many acts each of its places was shown.
    fn script(&self, acts: &mut Vec<Act>, trail: &mut Vec<usize>, seen: &mut Vec<Vec<usize>>) {
        trail.push(acts.len());
        if self.branches.is_empty() {
            seen.push(trail.clone());
        }
        for (act, place) in self.branches.values() {
            acts.push(act.clone());
            place.script(acts, trail, seen);
            acts.push(Act::Back);
        }
        trail.pop();
    }
}

/// The script for a tree, and for each road after how many acts its places are shown.
fn script(boom: &Arc<Boom>) -> (Vec<Act>, Vec<Vec<usize>>) {
    let mut root = Place::default();
    for road in roads(boom) {
        root.add(&mut Walk::new(boom), &road);
    }
    let (mut acts, mut seen) = (Vec::new(), Vec::new());
    root.script(&mut acts, &mut Vec::new(), &mut seen);
    (acts, seen)
}

// --- what a renderer shows -------------------------------------------------------------------------------------------

/// What a renderer shows after an act.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    /// A question, or something to do: what it asks, and what can be chosen.
    Turn { prompt: String, choices: Vec<String> },
    /// An outcome.
    End,
}

/// Words alone: the two renderers spell a dash or a dot their own way.
fn words(text: &str) -> String {
    let spaced: String = text.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// In lines the lists of signals come before *verder*, on screen after it: each renderer keeps its own way to go on
/// where its users look for it.
fn go_on_last(mut choices: Vec<String>) -> Vec<String> {
    if choices.len() > 1 && choices[0] == "Verder" {
        choices.rotate_left(1);
    }
    choices
}

// --- frames ----------------------------------------------------------------------------------------------------------

/// What the frames show after each act, and before the first.
fn frames(id: &str, acts: &[Act]) -> Vec<Shown> {
    let mut robot = Robot::walking(id, "");
    robot.size((110, 44));
    let mut found = vec![read_frame(&robot)];
    for act in acts {
        match act {
            Act::Answer(at) => robot.press(&(at + 1).to_string()),
            Act::GoOn => robot.press("1"),
            Act::Back => robot.press("Left"),
        };
        found.push(read_frame(&robot));
    }
    found
}

/// Columns of the sign and the number before a choice.
const LEAD: usize = 6;

/// Reads a frame the way a person does: the bold lines under the heading are the question, the numbered rows under it
/// what can be chosen.
fn read_frame(robot: &Robot) -> Shown {
    let rows = robot.rows();
    if !rows[0].contains("raadplegen · versie") {
        return Shown::End;
    }
    let asking = robot.look().style(Role::Vraag);
    // The question stands beside the steps, under the heading of its step.
    let first = 4;
    let column = rows[first].find('│').map_or(1, |at| rows[first][..at].chars().count() + 2);
    let column = u16::try_from(column).expect("a frame is narrow");
    let beside = |y: usize| rows[y].chars().skip(usize::from(column)).collect::<String>();
    let asks = |y: u16| {
        let cell = &robot.frame()[(column, y)];
        (Some(cell.fg), Some(cell.bg), cell.modifier) == (asking.fg, asking.bg, asking.add_modifier)
    };
    let last = rows.len() - 2;
    let question = (first..last).take_while(|y| !beside(*y).trim().is_empty());
    let (mut prompt, mut below) = (String::new(), first);
    for y in question {
        if !asks(u16::try_from(y).expect("a frame is low")) {
            robot.fail(&format!("row {y} should be the question"));
        }
        prompt.push_str(&beside(y));
        prompt.push(' ');
        below = y + 1;
    }
    let mut choices: Vec<String> = Vec::new();
    for row in (below + 1..last).map(beside).take_while(|row| !row.trim().is_empty()) {
        let label: String = row.chars().skip(LEAD).collect();
        let number: String = row.chars().take(LEAD).filter(char::is_ascii_digit).collect();
        // A row without a number goes on with the label above it, until the digits have run out.
        if number.is_empty() && choices.len() < 9 {
            choices.last_mut().expect("the first choice has a number").push_str(&label);
        } else {
            choices.push(label);
        }
    }
    let choices = choices.iter().map(|label| words(label)).collect();
    Shown::Turn { prompt: words(&prompt), choices: go_on_last(choices) }
}

// --- lines -----------------------------------------------------------------------------------------------------------

/// What the lines show after each act, and before the first.
fn lines(content: &Content, boom: &Arc<Boom>, acts: &[Act]) -> Vec<Shown> {
    read_lines(&print_lines(content, boom, acts))
}

/// A whole session in lines.
fn print_lines(content: &Content, boom: &Arc<Boom>, acts: &[Act]) -> String {
    let typed: String = acts
        .iter()
        .map(|act| match act {
            Act::Answer(at) => format!("{}\n", at + 1),
            Act::GoOn => "verder\n".to_owned(),
            Act::Back => "terug\n".to_owned(),
        })
        .collect();
    let (mut input, mut output) = (Cursor::new(typed), Vec::new());
    let mut perform = |effect: Effect| -> Msg { panic!("nothing is saved or printed, but {effect:?} was asked") };
    let now = || Moment::utc(date(2026, 11, 21).at(15, 30, 0, 0));
    let ports = Ports { reader: content, input: &mut input, output: &mut output, perform: &mut perform, now: &now };
    let options = Options { width: 80, today: date(2026, 11, 21), settings: Settings::default(), echo: true };
    Lijn::new(ports, options).walk(Walk::new(boom)).expect("no fault");
    String::from_utf8(output).expect("lines are text")
}

/// Reads a session: what is printed before each prompt.
fn read_lines(output: &str) -> Vec<Shown> {
    let mut parts: Vec<&str> = output.split(KEUZE).collect();
    // After the last prompt the input ends.
    parts.pop();
    parts.into_iter().map(read_part).collect()
}

/// A turn begins a line with its marker and number; the question goes on in lines that begin with two spaces; what can
/// be chosen is the last numbered list.
fn read_part(part: &str) -> Shown {
    let lines: Vec<&str> = part.lines().collect();
    let turn = lines.iter().rposition(|line| prompt_of(line).is_some());
    let Some((at, first)) = turn.and_then(|at| prompt_of(lines[at]).map(|prompt| (at, prompt))) else {
        return Shown::End;
    };
    let rest = lines[at + 1..].iter().take_while(|line| line.starts_with("  "));
    let prompt: Vec<&str> = std::iter::once(first).chain(rest.copied()).collect();
    let begin = lines.iter().rposition(|line| line.starts_with("1. ")).expect("there is something to choose");
    let mut choices: Vec<String> = Vec::new();
    for line in &lines[begin..] {
        match line.split_once(". ") {
            Some((number, label)) if number.parse() == Ok(choices.len() + 1) => choices.push(label.to_owned()),
            _ => choices.last_mut().expect("the first line has a number").push_str(&format!(" {line}")),
        }
    }
    Shown::Turn { prompt: words(&prompt.join(" ")), choices: choices.iter().map(|label| words(label)).collect() }
}

/// What a line asks, when a turn begins there.
fn prompt_of(line: &str) -> Option<&str> {
    [VRAAG, TAAK, LIJST].iter().find_map(|marker| {
        let (number, prompt) = line.strip_prefix(marker)?.strip_prefix(' ')?.split_once(". ")?;
        number.parse::<usize>().ok().map(|_| prompt)
    })
}

// --- comparing -------------------------------------------------------------------------------------------------------

/// Where two renderings of one road differ, in words; `None` when they do not.
fn difference(frames: &[&Shown], lines: &[&Shown]) -> Option<String> {
    if let Some(at) = (0..frames.len().min(lines.len())).find(|at| frames[*at] != lines[*at]) {
        return Some(format!("turn {}: the frame shows {:#?}\nthe lines say {:#?}", at + 1, frames[at], lines[at]));
    }
    (frames.len() != lines.len()).then(|| format!("{} turns in frames, {} in lines", frames.len(), lines.len()))
}

/// What was shown on one road.
fn along<'a>(road: &[usize], shown: &'a [Shown]) -> Vec<&'a Shown> {
    road.iter().map(|at| &shown[*at]).collect()
}

/// Every difference on every road.
fn differences(roads: &[Vec<usize>], frames: &[Shown], lines: &[Shown]) -> Vec<String> {
    roads.iter().filter_map(|road| difference(&along(road, frames), &along(road, lines))).collect()
}

#[test]
fn frames_and_lines_ask_the_same_in_the_same_order_on_every_route_of_every_tree() {
    let content = Content::shipped();
    let trees = content.entries(Soort::Beslisboom);
    assert!(trees.len() >= 49, "the shipped trees were found");
    for entry in trees {
        let boom = Reader::tree(&content, &entry.id).expect("it ships");
        let (acts, roads) = script(&boom);
        assert_eq!(roads.len(), covering(&boom).len(), "{}: a road for every route", entry.id);
        let frames = frames(&entry.id, &acts);
        let lines = lines(&content, &boom, &acts);
        assert_eq!((frames.len(), lines.len()), (acts.len() + 1, acts.len() + 1), "{}: one showing an act", entry.id);
        for road in &roads {
            let (last, turns) = road.split_last().expect("a road ends somewhere");
            assert_eq!(frames[*last], Shown::End, "{}", entry.id);
            assert!(turns.iter().all(|at| frames[*at] != Shown::End), "{}", entry.id);
        }
        let found = differences(&roads, &frames, &lines);
        assert!(found.is_empty(), "{}: {} roads differ, such as\n{}", entry.id, found.len(), found[0]);
    }
}

#[test]
fn every_question_offers_doubt_in_both_renderers() {
    let content = Content::shipped();
    let boom = Reader::tree(&content, "kindcheck").expect("it ships");
    let doubts: Vec<String> = boom
        .knopen()
        .iter()
        .filter_map(|knoop| match &knoop.soort {
            KnoopSoort::Vraag(vraag) => vraag.antwoorden.iter().find(|antwoord| antwoord.id == TWIJFEL),
            _ => None,
        })
        .map(|antwoord| words(&antwoord.tekst))
        .collect();
    let (acts, _) = script(&boom);
    for shown in frames("kindcheck", &acts).into_iter().chain(lines(&content, &boom, &acts)) {
        if let Shown::Turn { prompt, choices } = shown
            && choices.len() > 1
        {
            assert!(choices.iter().any(|label| doubts.contains(label)), "{prompt}: {choices:?}");
        }
    }
}

// --- the comparison itself -------------------------------------------------------------------------------------------

/// Two roads through the kindcheck in both renderers.
fn kindcheck() -> (Vec<Vec<usize>>, Vec<Shown>, String) {
    let content = Content::shipped();
    let boom = Reader::tree(&content, "kindcheck").expect("it ships");
    let (acts, roads) = script(&boom);
    (roads, frames("kindcheck", &acts), print_lines(&content, &boom, &acts))
}

/// The text with every occurrence of two pieces exchanged, as a renderer would print that asks in another order.
fn exchanged(text: &str, one: &str, other: &str) -> String {
    assert!(text.contains(one) && text.contains(other), "both are in the text");
    text.replace(one, "\u{1}").replace(other, one).replace('\u{1}', other)
}

#[test]
fn a_renderer_that_asks_two_questions_in_another_order_is_caught() {
    let (roads, frames, printed) = kindcheck();
    assert!(differences(&roads, &frames, &read_lines(&printed)).is_empty());
    let prompts: Vec<&str> = printed.lines().filter_map(prompt_of).take(2).collect();
    let planted = exchanged(&printed, prompts[0], prompts[1]);
    let found = differences(&roads, &frames, &read_lines(&planted));
    assert_eq!(found.len(), roads.len(), "both questions stand on every road");
    assert!(found[0].starts_with("turn 1: "), "{}", found[0]);
}

#[test]
fn a_renderer_that_offers_answers_in_another_order_is_caught() {
    let (roads, frames, printed) = kindcheck();
    let planted = printed.replace("\n1. ", "\n\u{1}").replace("\n2. ", "\n1. ").replace('\u{1}', "2. ");
    assert!(!differences(&roads, &frames, &read_lines(&planted)).is_empty());
}

#[test]
fn a_renderer_that_leaves_a_question_out_or_asks_one_more_is_caught() {
    let (roads, frames, printed) = kindcheck();
    let lines = read_lines(&printed);
    let road = &roads[0];
    let (whole, shown) = (along(road, &frames), along(road, &lines));
    let mut less = shown.clone();
    less.remove(1);
    assert!(difference(&whole, &less).is_some_and(|said| said.starts_with("turn 2: ")));
    let mut cut = shown.clone();
    cut.pop();
    assert!(difference(&whole, &cut).is_some_and(|said| said.ends_with(" in lines")));
    let mut more = shown;
    more.push(&Shown::End);
    assert!(difference(&whole, &more).is_some());
}

#[test]
fn a_renderer_that_words_a_question_otherwise_is_caught() {
    let (roads, frames, printed) = kindcheck();
    let prompt = printed.lines().find_map(prompt_of).expect("a question");
    let word = prompt.split(' ').find(|word| word.len() > 5).expect("a long word");
    let planted = printed.replace(word, "anders");
    assert!(!differences(&roads, &frames, &read_lines(&planted)).is_empty());
}
