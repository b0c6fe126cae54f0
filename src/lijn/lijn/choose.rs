//! Prompts: what works at every one of them, and choosing from a numbered list.

use std::io;

use super::Lijn;
use super::input::{Asked, Command, Typed, picked, typed};
use super::{help, text};
use crate::domain::gesprek::{Block, Choice, emergency_page};

/// What came back at a prompt. `nood` and `verberg` have been dealt with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reply {
    /// An empty line.
    Empty,
    /// A choice, or text.
    Text(String),
    /// A command of this prompt alone, where text is asked; without its colon.
    Local(String),
    /// One step back.
    Back,
    /// Why this is asked.
    Why,
    /// What can be typed.
    Help,
    /// More about what is asked.
    Explain,
    /// Leave; also the end of the input.
    Stop,
    /// Something else filled the screen: ask again.
    Again,
}

/// A numbered list to choose from.
pub(super) struct Menu {
    /// What is said above it.
    pub(super) intro: Vec<Block>,
    /// The choices.
    pub(super) choices: Vec<Choice>,
    /// What `?` says about the choices.
    pub(super) help: Vec<Block>,
}

/// What became of a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picked {
    /// The choice at this position.
    At(usize),
    /// `terug`.
    Back,
    /// `stop`.
    Stop,
}

/// Whether to go on after something that can be stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// Go on.
    On,
    /// The user stops.
    Stop,
}

impl Lijn<'_> {
    /// Asks for one line and deals with what works everywhere.
    pub(super) fn reply(&mut self, prompt: &str, asked: Asked) -> io::Result<Reply> {
        let Some(line) = self.lines.ask(prompt)? else { return Ok(Reply::Stop) };
        Ok(match typed(&line, asked) {
            Typed::Empty => Reply::Empty,
            Typed::Text(text) => Reply::Text(text),
            Typed::Local(text) => Reply::Local(text),
            Typed::Command(Command::Back) => Reply::Back,
            Typed::Command(Command::Why) => Reply::Why,
            Typed::Command(Command::Help) => Reply::Help,
            Typed::Command(Command::Explain) => Reply::Explain,
            Typed::Command(Command::Stop) => Reply::Stop,
            Typed::Command(Command::Emergency) => {
                self.emergency()?;
                Reply::Again
            }
            Typed::Command(Command::Hide) => self.hide()?,
        })
    }

    /// Lets the user choose from a numbered list; asks until the answer is clear.
    pub(super) fn choose(&mut self, menu: &Menu) -> io::Result<Picked> {
        self.show_menu(menu)?;
        loop {
            match self.reply(text::KEUZE, Asked::Choice)? {
                Reply::Back => return Ok(Picked::Back),
                Reply::Stop => return Ok(Picked::Stop),
                Reply::Text(typed) | Reply::Local(typed) => match picked(&typed, &menu.choices) {
                    Some(at) => return Ok(Picked::At(at)),
                    None => self.say(&text::unknown(menu.choices.len()))?,
                },
                Reply::Why => self.say(text::MENU_WHY)?,
                Reply::Help | Reply::Explain => {
                    self.page(&menu.help)?;
                    self.page(&help::menu())?;
                }
                Reply::Empty | Reply::Again => {}
            }
            self.show_menu(menu)?;
        }
    }

    fn show_menu(&mut self, menu: &Menu) -> io::Result<()> {
        self.page(&menu.intro)?;
        self.show_choices(&menu.choices)
    }

    /// The choices with their numbers.
    pub(super) fn show_choices(&mut self, choices: &[Choice]) -> io::Result<()> {
        self.lines.blocks(&numbered(choices.iter().map(|choice| choice.label.clone())))
    }

    /// The emergency page. The two numbers that matter most are said even when the file cannot be read.
    pub(super) fn emergency(&mut self) -> io::Result<()> {
        match self.reader.nummers() {
            Ok(file) => {
                let own = self.own_veilig_thuis();
                let own = own.as_ref().map(|(gemeente, veilig_thuis)| (gemeente.as_str(), veilig_thuis.as_str()));
                self.page(&emergency_page(&file, own))
            }
            Err(fault) => {
                self.page(&[Block::Strong(text::ACUUT.to_owned())])?;
                self.fault(&fault)
            }
        }
    }

    /// The user's municipality with its Veilig Thuis.
    fn own_veilig_thuis(&self) -> Option<(String, String)> {
        let table = self.reader.gemeenten().ok()?;
        let own = table.inhoud.gemeenten.iter().find(|gemeente| gemeente.gemeente == self.settings.gemeente)?;
        Some((own.gemeente.clone(), own.veilig_thuis.clone()))
    }

    /// Pushes everything out of sight and waits for Enter.
    fn hide(&mut self) -> io::Result<Reply> {
        self.lines.push_away()?;
        match self.lines.ask(text::HIDDEN)? {
            Some(_) => Ok(Reply::Again),
            None => Ok(Reply::Stop),
        }
    }
}

/// Texts as a numbered list.
pub(super) fn numbered(texts: impl Iterator<Item = String>) -> Vec<Block> {
    texts.enumerate().map(|(at, text)| Block::Numbered(at + 1, text)).collect()
}
