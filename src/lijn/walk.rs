//! Walking a tree: turn after turn until its outcome, or until the user leaves.

use std::collections::HashMap;
use std::io;

use super::Lijn;
use super::choose::Flow;
use super::closing::Closing;
use super::text;
use super::turn::Wish;
use crate::domain::gesprek::{Block, Turn, TurnKind, report};
use crate::domain::walk::{Answer, Walk};

/// How a walk was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    /// It is over, or the user stopped.
    Ended,
    /// The user went back from its first question.
    Back,
}

/// What a session remembers of a walk besides its answers.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Ticked signals by the path of their turn, also while no answer was given there.
    pub(super) ticks: HashMap<String, Vec<String>>,
    /// The checklist that was named last.
    pub(super) checklist: String,
    /// The step that was named last.
    pub(super) step: String,
}

impl Lijn<'_> {
    /// A walk that did not follow from another one.
    pub(super) fn walk_whole(&mut self, walk: &mut Walk) -> io::Result<()> {
        loop {
            match self.walk_on(walk)? {
                Left::Ended => return Ok(()),
                Left::Back => self.say(text::FIRST_QUESTION)?,
            }
        }
    }

    fn walk_on(&mut self, walk: &mut Walk) -> io::Result<Left> {
        let mut memory = Memory::default();
        loop {
            let left = match Turn::of(walk, self.settings.rol) {
                Some(turn) => self.take_turn(walk, &turn, &mut memory)?,
                None => self.close(walk, &mut memory)?,
            };
            if let Some(left) = left {
                return Ok(left);
            }
        }
    }

    /// Asks one turn and does what the user wants; `None` when the walk goes on.
    fn take_turn(&mut self, walk: &mut Walk, turn: &Turn, memory: &mut Memory) -> io::Result<Option<Left>> {
        match self.ask_turn(walk, turn, memory)? {
            Wish::Answer(answer) => {
                match walk.answer(answer) {
                    Ok(()) => text::resumed(walk.resume()).map_or(Ok(()), |said| self.say(&said))?,
                    Err(misfit) => self.say(&text::misfit(&misfit))?,
                }
                Ok(None)
            }
            Wish::Back if walk.steps().is_empty() => Ok(Some(Left::Back)),
            Wish::Back => self.step_back(walk, memory).map(|()| None),
            Wish::Revise(number) => Ok(ended(self.revise(walk, number, memory)?)),
            Wish::Wait => self.close(walk, memory),
            Wish::Stop => {
                self.report_so_far(walk, turn, memory)?;
                Ok(Some(Left::Ended))
            }
        }
    }

    /// The outcome, or the report of a walk that waits, and what the user does with it; `None` when the walk goes on.
    fn close(&mut self, walk: &mut Walk, memory: &mut Memory) -> io::Result<Option<Left>> {
        self.page(&report(walk, self.today))?;
        loop {
            match self.ask_closing(walk)? {
                Closing::Done => return Ok(Some(Left::Ended)),
                Closing::Back if walk.open().is_some() => return Ok(None),
                Closing::Back => return self.step_back(walk, memory).map(|()| None),
                Closing::Revise(number) => {
                    let before = walk.clone();
                    match self.revise(walk, number, memory)? {
                        Flow::Stop => return Ok(Some(Left::Ended)),
                        Flow::On if *walk != before => return Ok(None),
                        Flow::On => {}
                    }
                }
                Closing::Onward(id) => {
                    if self.go_on_with(&id)? == Left::Ended {
                        return Ok(Some(Left::Ended));
                    }
                }
            }
        }
    }

    /// Walks another checklist; back from its first question leads to where this was chosen.
    fn go_on_with(&mut self, id: &str) -> io::Result<Left> {
        match self.found(self.reader.tree(id))? {
            Some(boom) => self.walk_on(&mut Walk::new(&boom)),
            None => Ok(Left::Back),
        }
    }

    fn step_back(&mut self, walk: &mut Walk, memory: &mut Memory) -> io::Result<()> {
        let Some(step) = walk.steps().last() else { return self.say(text::FIRST_QUESTION) };
        let said = text::taken_back(step);
        if let Some(answer) = walk.back() {
            memory.ticks.insert(answer.knoop, answer.aangevinkt);
        }
        self.say(&said)
    }

    /// What was answered by somebody who stops.
    fn report_so_far(&mut self, walk: &Walk, turn: &Turn, memory: &Memory) -> io::Result<()> {
        if walk.steps().is_empty() {
            self.say(text::STOPPED_AT_START)?;
        } else {
            self.say(text::STOPPED)?;
            self.page(&report(walk, self.today))?;
        }
        self.unconfirmed(turn, memory)
    }

    /// Signals that were ticked in a list that was not left with `verder`: the walk does not know them.
    fn unconfirmed(&mut self, turn: &Turn, memory: &Memory) -> io::Result<()> {
        let ticked = memory.ticked(turn);
        if turn.kind != TurnKind::Lijst || ticked.is_empty() {
            return Ok(());
        }
        let mut blocks = vec![Block::Heading(text::UNCONFIRMED.to_owned())];
        blocks.extend(ticked.into_iter().map(|(_, label)| Block::Ticked(true, label)));
        self.page(&blocks)
    }
}

impl Memory {
    /// The answer that goes on from a list, with its ticks.
    pub(super) fn list_answer(&self, turn: &Turn, id: &str) -> Answer {
        let aangevinkt = self.ticked(turn).into_iter().map(|(tick, _)| tick).collect();
        Answer { aangevinkt, ..Answer::new(turn.path.as_str(), id) }
    }

    /// The ticked signals of a turn in the order of its lists: id and label.
    fn ticked(&self, turn: &Turn) -> Vec<(String, String)> {
        let Some(ticks) = self.ticks.get(&turn.path) else { return Vec::new() };
        let all = turn.lists.iter().flat_map(|list| &list.groups).flat_map(|group| &group.ticks);
        all.filter(|tick| ticks.contains(&tick.id)).map(|tick| (tick.id.clone(), tick.label.clone())).collect()
    }
}

/// Whether a walk goes on.
fn ended(flow: Flow) -> Option<Left> {
    match flow {
        Flow::On => None,
        Flow::Stop => Some(Left::Ended),
    }
}
