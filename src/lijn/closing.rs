//! What can be done with an outcome, or with a walk that waits.

use std::io;

use super::Lijn;
use super::choose::{Flow, Reply};
use super::input::{Asked, picked, verb};
use super::start::choice;
use super::turn::earlier;
use super::{help, text};
use crate::domain::gesprek::{Choice, verder_met, why_here, why_outcome};
use crate::domain::inhoud::Soort;
use crate::domain::walk::Walk;

/// What the user wants after the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Closing {
    /// Nothing more.
    Done,
    /// Take the last answer back, or return to the open question.
    Back,
    /// Answer this turn anew.
    Revise(usize),
    /// Go on with another checklist.
    Onward(String),
}

/// The choices after a report. Their numbers never change; going on with another checklist comes after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Save,
    Print,
    Back,
    Revise,
    Done,
}

const ITEMS: [(Item, &str, &str); 5] = [
    (Item::Save, "opslaan", "Opslaan als Markdown"),
    (Item::Print, "afdrukken", "Afdrukken"),
    (Item::Back, "terug", "Terug naar de vraag"),
    (Item::Revise, "herzie", "Een antwoord herzien"),
    (Item::Done, "klaar", "Klaar"),
];

impl Lijn<'_> {
    /// Asks what to do with the report, until the user leaves it or changes an answer.
    pub(super) fn ask_closing(&mut self, walk: &Walk) -> io::Result<Closing> {
        let onward = walk.outcome().and_then(|outcome| outcome.verder_met);
        let onward = onward.map(|id| verder_met(&id, &self.settings, self.reader));
        let mut choices: Vec<Choice> = ITEMS.iter().map(|(_, id, label)| choice(id, label)).collect();
        choices.extend(onward.iter().map(|id| choice(text::VERDER_MET, &text::go_on_with(&self.title_of(id)))));
        loop {
            self.lines.gap()?;
            self.say(text::WHAT_NOW)?;
            self.show_choices(&choices)?;
            match self.reply(text::KEUZE, Asked::Choice)? {
                Reply::Stop => return Ok(Closing::Done),
                Reply::Back => return Ok(Closing::Back),
                Reply::Empty | Reply::Again => {}
                Reply::Why if walk.open().is_some() => self.page(&why_here(walk))?,
                Reply::Why => self.page(&why_outcome(walk))?,
                Reply::Help | Reply::Explain => self.page(&help::closing())?,
                Reply::Text(typed) | Reply::Local(typed) => {
                    let wish = match picked(&typed, &choices) {
                        Some(at) => self.do_item(walk, at, onward.as_deref())?,
                        None => self.do_typed(walk, &typed, choices.len())?,
                    };
                    if let Some(wish) = wish {
                        return Ok(wish);
                    }
                }
            }
        }
    }

    fn do_item(&mut self, walk: &Walk, at: usize, onward: Option<&str>) -> io::Result<Option<Closing>> {
        match ITEMS.get(at).map(|(item, _, _)| item) {
            Some(Item::Save) => Ok(done(self.save(walk)?)),
            Some(Item::Print) => self.print(walk).map(|()| None),
            Some(Item::Back) => Ok(Some(Closing::Back)),
            Some(Item::Revise) => self.ask_which(walk),
            Some(Item::Done) => Ok(Some(Closing::Done)),
            None => Ok(onward.map(|id| Closing::Onward(id.to_owned()))),
        }
    }

    fn do_typed(&mut self, walk: &Walk, typed: &str, count: usize) -> io::Result<Option<Closing>> {
        let (word, rest) = verb(typed);
        if word == "herzie"
            && let Some(number) = earlier(walk, rest)
        {
            return Ok(Some(Closing::Revise(number)));
        }
        if word == "herzie" {
            self.say(&text::no_such_answer(walk.steps().len()))?;
        } else if !self.look_around(walk, None, &word, typed)? {
            self.say(&text::unknown(count))?;
        }
        Ok(None)
    }

    /// Asks which answer to revise.
    fn ask_which(&mut self, walk: &Walk) -> io::Result<Option<Closing>> {
        loop {
            self.show_answers(walk)?;
            match self.reply(text::WHICH_ANSWER, Asked::Choice)? {
                Reply::Stop => return Ok(Some(Closing::Done)),
                Reply::Back | Reply::Empty => return Ok(None),
                Reply::Why | Reply::Help | Reply::Explain => self.page(&help::closing())?,
                Reply::Again => {}
                Reply::Text(typed) | Reply::Local(typed) => match earlier(walk, &typed) {
                    Some(number) => return Ok(Some(Closing::Revise(number))),
                    None => self.say(&text::no_such_answer(walk.steps().len()))?,
                },
            }
        }
    }

    /// The title of another checklist, or its id when the list does not have it.
    fn title_of(&self, id: &str) -> String {
        let entries = self.reader.entries(Soort::Beslisboom);
        entries.into_iter().find(|entry| entry.id == id).map_or_else(|| id.to_owned(), |entry| entry.titel)
    }
}

/// Stopping while saving is being done.
fn done(flow: Flow) -> Option<Closing> {
    match flow {
        Flow::On => None,
        Flow::Stop => Some(Closing::Done),
    }
}
