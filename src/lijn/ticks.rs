//! A list of signals: read, and ticked by number.

use std::io;

use super::Lijn;
use super::choose::{Flow, Reply};
use super::input::{Asked, numbers};
use super::{help, text};
use crate::domain::gesprek::{Block, Tick, TickList};

impl Lijn<'_> {
    /// Shows a list and ticks in it until the user goes back.
    pub(super) fn tick(&mut self, list: &TickList, ticks: &mut Vec<String>) -> io::Result<Flow> {
        let all: Vec<&Tick> = list.groups.iter().flat_map(|group| &group.ticks).collect();
        self.show_ticks(list, ticks)?;
        loop {
            match self.reply(text::WHICH_SIGNALS, Asked::Choice)? {
                Reply::Empty | Reply::Back => return Ok(Flow::On),
                Reply::Stop => return Ok(Flow::Stop),
                Reply::Again => self.show_ticks(list, ticks)?,
                Reply::Why => self.page(&list.intro)?,
                Reply::Help | Reply::Explain => {
                    self.show_ticks(list, ticks)?;
                    self.page(&help::ticks())?;
                }
                Reply::Text(typed) | Reply::Local(typed) => match positions(&typed, all.len()) {
                    Ok(at) => at.iter().filter_map(|at| all.get(*at)).try_for_each(|tick| self.toggle(tick, ticks))?,
                    Err(said) => self.say(&said)?,
                },
            }
        }
    }

    fn show_ticks(&mut self, list: &TickList, ticks: &[String]) -> io::Result<()> {
        let mut blocks = vec![Block::Title(list.titel.clone())];
        blocks.extend(list.intro.iter().cloned());
        let mut number = 0;
        for group in &list.groups {
            blocks.push(Block::Gap);
            blocks.extend(group.titel.iter().cloned().map(Block::Heading));
            for tick in &group.ticks {
                number += 1;
                let label = if ticks.contains(&tick.id) { text::with_tick(&tick.label) } else { tick.label.clone() };
                blocks.push(Block::Numbered(number, label));
            }
        }
        self.page(&blocks)?;
        self.lines.gap()
    }

    fn toggle(&mut self, tick: &Tick, ticks: &mut Vec<String>) -> io::Result<()> {
        let before = ticks.len();
        ticks.retain(|id| *id != tick.id);
        let on = ticks.len() == before;
        if on {
            ticks.push(tick.id.clone());
        }
        self.lines.blocks(&[Block::Ticked(on, tick.label.clone())])
    }
}

/// The positions that were typed; all of them must exist, so that half a line is never done.
pub(super) fn positions(typed: &str, count: usize) -> Result<Vec<usize>, String> {
    let numbers = numbers(typed).map_err(|piece| text::no_number(&piece))?;
    match numbers.iter().find(|number| !(1..=count).contains(*number)) {
        Some(number) => Err(text::no_such_signal(*number, count)),
        None => Ok(numbers.into_iter().map(|number| number - 1).collect()),
    }
}
