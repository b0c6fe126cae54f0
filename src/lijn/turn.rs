//! One turn of a walk: printed, and asked until it is clear what the user wants.

use std::io;

use super::Lijn;
use super::choose::{Flow, Reply};
use super::input::{Asked, picked, verb};
use super::walk::Memory;
use super::{help, text};
use crate::domain::gesprek::{Block, Choice, Turn, TurnKind, ticked, why_here};
use crate::domain::walk::{Answer, Walk};

/// What the user wants at a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// This is the answer.
    Answer(Answer),
    /// One step back.
    Back,
    /// Answer this earlier turn anew.
    Revise(usize),
    /// Leave the question open and end here.
    Wait,
    /// Leave.
    Stop,
}

/// How much of a turn is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// All of it.
    Whole,
    /// The question and its answers, after something short stood in between.
    Short,
}

impl Lijn<'_> {
    /// Asks a turn until the user answers it or wants to go elsewhere.
    pub(super) fn ask_turn(&mut self, walk: &Walk, turn: &Turn, memory: &mut Memory) -> io::Result<Wish> {
        let mut extent = Extent::Whole;
        loop {
            self.show_turn(turn, extent, memory)?;
            extent = Extent::Short;
            match self.reply(text::KEUZE, Asked::Choice)? {
                Reply::Stop => return Ok(Wish::Stop),
                Reply::Back => return Ok(Wish::Back),
                Reply::Empty | Reply::Again => extent = Extent::Whole,
                Reply::Why => self.page(&why_here(walk))?,
                Reply::Explain => self.explain(turn)?,
                Reply::Help => self.help(turn)?,
                Reply::Text(typed) | Reply::Local(typed) => {
                    if let Some(wish) = self.understand(walk, turn, memory, &typed)? {
                        return Ok(wish);
                    }
                }
            }
        }
    }

    fn show_turn(&mut self, turn: &Turn, extent: Extent, memory: &mut Memory) -> io::Result<()> {
        let whole = extent == Extent::Whole;
        if whole {
            self.context(turn, memory)?;
        }
        self.lines.gap()?;
        self.lines.hang(&format!("{} {}. {}", text::marker(turn.kind), turn.number, turn.prompt))?;
        if whole {
            self.lines.blocks(&below(turn))?;
        }
        let shown = choices(turn).into_iter().map(|choice| with_mark(choice, turn, memory)).collect::<Vec<_>>();
        self.show_choices(&shown)
    }

    /// Which checklist and which step this is, where that changed.
    fn context(&mut self, turn: &Turn, memory: &mut Memory) -> io::Result<()> {
        let said = text::context(turn, memory.checklist != turn.checklist, memory.step != turn.step.id);
        memory.checklist.clone_from(&turn.checklist);
        memory.step.clone_from(&turn.step.id);
        if said.is_empty() {
            return Ok(());
        }
        self.lines.gap()?;
        self.say(&said)
    }

    fn explain(&mut self, turn: &Turn) -> io::Result<()> {
        if turn.explain.is_empty() { self.say(text::NO_EXPLANATION) } else { self.page(&turn.explain) }
    }

    fn help(&mut self, turn: &Turn) -> io::Result<()> {
        if !turn.explain.is_empty() {
            self.page(&turn.explain)?;
        }
        self.page(&help::turn(turn))
    }

    /// What a line that is not a common command means here; `None` when it has been dealt with.
    fn understand(&mut self, walk: &Walk, turn: &Turn, memory: &mut Memory, typed: &str) -> io::Result<Option<Wish>> {
        let choices = choices(turn);
        if let Some(at) = picked(typed, &choices) {
            return self.chosen(turn, memory, at);
        }
        match verb(typed) {
            (word, "") if word == "wacht" && turn.may_wait.is_some() => return Ok(Some(Wish::Wait)),
            (word, number) if word == "herzie" => return self.which_answer(walk, number),
            (word, "") if word == "opslaan" => return Ok(stop(self.save(walk)?)),
            (word, "") if word == "afdrukken" => self.print(walk)?,
            (word, _) => {
                if !self.look_around(walk, Some(turn), &word, typed)? {
                    self.say(&text::unknown(choices.len()))?;
                }
            }
        }
        Ok(None)
    }

    fn chosen(&mut self, turn: &Turn, memory: &mut Memory, at: usize) -> io::Result<Option<Wish>> {
        if let Some(list) = turn.lists.get(at) {
            let ticks = memory.ticks.entry(turn.path.clone()).or_default();
            return Ok(stop(self.tick(list, ticks)?));
        }
        let id = at.checked_sub(turn.lists.len()).and_then(|at| turn.choices.get(at)).map(|choice| choice.id.as_str());
        Ok(id.map(|id| match turn.kind {
            TurnKind::Lijst => Wish::Answer(memory.list_answer(turn, id)),
            TurnKind::Vraag | TurnKind::Handeling => Wish::Answer(Answer::new(turn.path.as_str(), id)),
        }))
    }

    /// Commands that only show something, the same at a turn and at the end; whether this was one.
    pub(super) fn look_around(
        &mut self,
        walk: &Walk,
        turn: Option<&Turn>,
        word: &str,
        typed: &str,
    ) -> io::Result<bool> {
        match (word, verb(typed).1) {
            ("antwoorden", "") => self.show_answers(walk)?,
            ("woord", "") => self.offer_words(turn.map_or(&[], |turn| turn.terms.as_slice()))?,
            ("woord", asked) => self.explain_word(asked)?,
            (_, _) => return Ok(false),
        }
        Ok(true)
    }

    /// The answers so far, each with the number of its turn.
    pub(super) fn show_answers(&mut self, walk: &Walk) -> io::Result<()> {
        if walk.steps().is_empty() {
            return self.say(text::NO_ANSWERS);
        }
        let mut blocks = vec![Block::Heading(text::ANSWERS.to_owned())];
        for (at, step) in walk.steps().iter().enumerate() {
            blocks.push(Block::Numbered(at + 1, text::answered(step)));
            blocks.extend(ticked(step).into_iter().map(|signal| Block::Ticked(true, signal)));
        }
        self.page(&blocks)
    }

    /// The earlier turn that somebody wants to answer anew.
    fn which_answer(&mut self, walk: &Walk, number: &str) -> io::Result<Option<Wish>> {
        match earlier(walk, number) {
            Some(number) => Ok(Some(Wish::Revise(number))),
            None => self.say(&text::no_such_answer(walk.steps().len())).map(|()| None),
        }
    }
}

/// The number of an answered turn.
pub(super) fn earlier(walk: &Walk, typed: &str) -> Option<usize> {
    let number = typed.trim_end_matches('.').parse::<usize>().ok()?;
    (1..=walk.steps().len()).contains(&number).then_some(number)
}

/// What stands between a question and its answers.
fn below(turn: &Turn) -> Vec<Block> {
    let mut blocks = turn.body.clone();
    if blocks.contains(&Block::Gap) {
        blocks.push(Block::Gap);
    }
    blocks.extend(text::hints(turn));
    blocks
}

/// Everything that can be chosen at a turn: its lists, then its answers.
fn choices(turn: &Turn) -> Vec<Choice> {
    let lists = turn.lists.iter().map(|list| Choice { id: list.id.clone(), label: list.titel.clone() });
    lists.chain(turn.choices.iter().cloned()).collect()
}

/// A list in which something is ticked says so, without a count: signals are never counted.
fn with_mark(mut choice: Choice, turn: &Turn, memory: &Memory) -> Choice {
    let ticks = memory.ticks.get(&turn.path).map_or(&[][..], Vec::as_slice);
    let list = turn.lists.iter().find(|list| list.id == choice.id);
    let mut all = list.into_iter().flat_map(|list| &list.groups).flat_map(|group| &group.ticks);
    if all.any(|tick| ticks.contains(&tick.id)) {
        choice.label = text::with_ticks(&choice.label);
    }
    choice
}

/// Stopping at a prompt within a turn is stopping the walk.
fn stop(flow: Flow) -> Option<Wish> {
    match flow {
        Flow::On => None,
        Flow::Stop => Some(Wish::Stop),
    }
}
