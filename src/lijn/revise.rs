//! Answering an earlier turn anew, and saying what of the rest still holds.

use std::collections::HashMap;
use std::io;

use super::Lijn;
use super::choose::Flow;
use super::text;
use super::turn::Wish;
use super::walk::Memory;
use crate::domain::gesprek::{Block, Turn, report};
use crate::domain::walk::{Answer, Revision, Walk};

impl Lijn<'_> {
    /// Asks the `number`th turn again. Going back leaves the answer as it was.
    pub(super) fn revise(&mut self, walk: &mut Walk, mut number: usize, memory: &mut Memory) -> io::Result<Flow> {
        loop {
            let before = until(walk, number);
            let (Some(step), Some(turn)) = (walk.steps().get(number - 1), Turn::of(&before, self.settings.rol)) else {
                return self.say(&text::no_such_answer(walk.steps().len())).map(|()| Flow::On);
            };
            // An open question can wait; an answered one can only be answered otherwise.
            let turn = Turn { may_wait: None, ..turn };
            memory.ticks.insert(turn.path.clone(), step.answer.aangevinkt.clone());
            self.say(&text::asked_again(number, step))?;
            match self.ask_turn(&before, &turn, memory)? {
                Wish::Answer(answer) => return self.change(walk, number - 1, answer).map(|()| Flow::On),
                Wish::Revise(other) => number = other,
                Wish::Back | Wish::Wait => return self.say(text::UNCHANGED).map(|()| Flow::On),
                Wish::Stop => return self.stopped_revising(walk),
            }
        }
    }

    fn change(&mut self, walk: &mut Walk, at: usize, answer: Answer) -> io::Result<()> {
        if walk.steps().get(at).is_some_and(|step| step.answer == answer) {
            return self.say(text::UNCHANGED);
        }
        let asked: HashMap<String, String> =
            walk.steps().iter().map(|step| (step.answer.knoop.clone(), text::answered(step))).collect();
        match walk.revise(at, answer) {
            Ok(revision) => self.revised(&revision, &asked),
            Err(misfit) => self.say(&text::misfit(&misfit)),
        }
    }

    fn revised(&mut self, revision: &Revision, asked: &HashMap<String, String>) -> io::Result<()> {
        self.say(&text::revised(revision))?;
        let dropped = revision.dropped.iter().filter_map(|answer| asked.get(&answer.knoop));
        let points: Vec<Block> = dropped.map(|said| Block::Point(said.clone())).collect();
        self.lines.blocks(&points)
    }

    fn stopped_revising(&mut self, walk: &Walk) -> io::Result<Flow> {
        self.say(text::STOPPED)?;
        self.page(&report(walk, self.today))?;
        Ok(Flow::Stop)
    }
}

/// The walk as it stood when its `number`th turn was asked.
fn until(walk: &Walk, number: usize) -> Walk {
    let mut before = walk.clone();
    while before.steps().len() >= number.max(1) {
        before.back();
    }
    before
}
