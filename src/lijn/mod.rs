//! Lijnmodus: the walks, look-ups and forms of the program as plain lines of text.
//!
//! For screen readers, dumb terminals and scripts. The output only ever grows: numbered choices, no boxes, no colour,
//! no control characters. It is the same engine as the full-screen renderer (`domain::gesprek`), so both ask the same
//! questions in the same order. Every turn of a walk begins a line with a [`marker`] and its number.
//!
//! Nothing here touches a file, the clock or the terminal: what it needs comes in as [`Ports`] and [`Options`].

mod blocks;
mod choose;
mod closing;
mod effects;
mod form;
mod help;
mod input;
mod lines;
mod lookups;
mod naast;
mod netwerk;
mod plain;
mod revise;
mod settings;
mod start;
#[cfg(test)]
mod tests;
mod text;
mod ticks;
mod turn;
mod walk;

use std::io::{self, BufRead, Write};

use jiff::civil::Date;

use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Effect, Msg, Reader, Settings};
use crate::domain::kluis::Moment;
use crate::domain::walk::Walk;

pub use blocks::print_blocks;
use lines::Lines;
pub use naast::{Naast, print_verschil};
pub use text::{KEUZE, LIJST, TAAK, VRAAG, marker};

/// What a lijn is connected to.
pub struct Ports<'a> {
    /// Where things are looked up.
    pub reader: &'a dyn Reader,
    /// Where the user's lines come from.
    pub input: &'a mut dyn BufRead,
    /// Where the lines go.
    pub output: &'a mut dyn Write,
    /// Carries out `Save`, `Print` and `KeepSettings`, and answers `Saved`, `Printed`, `SettingsKept` or `Failed`.
    pub perform: &'a mut dyn FnMut(Effect) -> Msg,
    /// What time it is: whether somebody answers now changes while a session goes on.
    pub now: &'a dyn Fn() -> Moment,
}

/// How the lines look, and on which day.
#[derive(Debug, Clone)]
pub struct Options {
    /// The longest line, in columns. When the user changes the settings, the smaller of this and theirs holds.
    pub width: usize,
    /// The day that stands in a report.
    pub today: Date,
    /// The user's settings.
    pub settings: Settings,
    /// Repeat each line that was read behind its prompt: for input that no terminal shows, such as a pipe or a file.
    pub echo: bool,
}

/// A session in lines.
///
/// The public methods end quietly, with `Ok`, when nobody reads the output any more (broken pipe).
pub struct Lijn<'a> {
    reader: &'a dyn Reader,
    perform: &'a mut dyn FnMut(Effect) -> Msg,
    now: &'a dyn Fn() -> Moment,
    lines: Lines<'a>,
    widest: usize,
    today: Date,
    settings: Settings,
}

impl<'a> Lijn<'a> {
    /// A session that has said nothing yet.
    pub fn new(ports: Ports<'a>, options: Options) -> Self {
        let Ports { reader, input, output, perform, now } = ports;
        let Options { width, today, settings, echo } = options;
        let lines = Lines { input, output, width, ascii: settings.ascii, echo };
        Lijn { reader, perform, now, lines, widest: width, today, settings }
    }

    /// Says that Lijnmodus is on and through what (`door --lijn`), and which words always work.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn intro(&mut self, because: &str) -> io::Result<()> {
        quiet(self.introduce(because))
    }

    /// Says what there is to know about how the program started.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn notices(&mut self, notices: &[String]) -> io::Result<()> {
        quiet(notices.iter().try_for_each(|notice| self.say(notice)))
    }

    /// The introduction and then the main menu, until `stop` or the end of the input.
    ///
    /// # Errors
    /// The input cannot be read or the output cannot be written.
    pub fn start(&mut self, because: &str) -> io::Result<()> {
        quiet(self.introduce(because).and_then(|()| self.main_menu()))
    }

    /// Lets the user choose a checklist and walks it, or walks the one named.
    ///
    /// # Errors
    /// The input cannot be read or the output cannot be written.
    pub fn raadpleeg(&mut self, id: Option<&str>) -> io::Result<()> {
        quiet(self.consult(id))
    }

    /// Goes on with a walk until its end, or until the user leaves it; gives it back with what was answered.
    ///
    /// # Errors
    /// The input cannot be read or the output cannot be written.
    pub fn walk(&mut self, mut walk: Walk) -> io::Result<Walk> {
        quiet(self.walk_whole(&mut walk))?;
        Ok(walk)
    }

    /// Looks up a municipality: the one named, or what the user types until they go back.
    ///
    /// # Errors
    /// The input cannot be read or the output cannot be written.
    pub fn gemeente(&mut self, name: Option<&str>) -> io::Result<()> {
        quiet(self.look_up_gemeente(name))
    }

    /// Shows a list of signals: the one named, or what the user chooses until they go back.
    ///
    /// # Errors
    /// The input cannot be read or the output cannot be written.
    pub fn signalen(&mut self, id: Option<&str>) -> io::Result<()> {
        quiet(self.look_up_signalen(id))
    }

    /// Explains a word: the one named, or what the user types until they go back.
    ///
    /// # Errors
    /// The input cannot be read or the output cannot be written.
    pub fn woord(&mut self, word: Option<&str>) -> io::Result<()> {
        quiet(self.look_up_woord(word))
    }

    /// Shows a reference page: the one named, or what the user chooses until they go back.
    ///
    /// # Errors
    /// The input cannot be read or the output cannot be written.
    pub fn naslag(&mut self, id: Option<&str>) -> io::Result<()> {
        quiet(self.look_up_naslag(id))
    }

    /// Compares two checklists; one that is not named is chosen from a list.
    ///
    /// # Errors
    /// The input cannot be read or the output cannot be written.
    pub fn verschil(&mut self, links: Option<&str>, rechts: Option<&str>) -> io::Result<()> {
        quiet(self.compare(links, rechts))
    }

    /// Asks for a situation, and says who to ring.
    ///
    /// # Errors
    /// The input cannot be read or the output cannot be written.
    pub fn wie_bel_ik(&mut self) -> io::Result<()> {
        quiet(self.ask_wie())
    }

    /// Looks things up in the network until the user goes back.
    ///
    /// # Errors
    /// The input cannot be read or the output cannot be written.
    pub fn netwerk(&mut self) -> io::Result<()> {
        quiet(self.search_netwerk())
    }

    /// Shows every telephone number.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn noodnummers(&mut self) -> io::Result<()> {
        quiet(self.show_nummers())
    }

    /// Asks the settings one by one and keeps them.
    ///
    /// # Errors
    /// The input cannot be read or the output cannot be written.
    pub fn settings(&mut self) -> io::Result<()> {
        quiet(self.ask_settings())
    }

    /// One paragraph.
    fn say(&mut self, text: &str) -> io::Result<()> {
        self.lines.say(text)
    }

    /// Blocks with a blank line before them.
    fn page(&mut self, blocks: &[Block]) -> io::Result<()> {
        self.lines.gap()?;
        self.lines.blocks(blocks)
    }

    fn fault(&mut self, fault: &Fault) -> io::Result<()> {
        self.lines.gap()?;
        fault.lines().iter().try_for_each(|line| self.say(line))
    }

    /// What was found, or `None` after saying why it was not.
    fn found<T>(&mut self, found: Result<T, Fault>) -> io::Result<Option<T>> {
        match found {
            Ok(found) => Ok(Some(found)),
            Err(fault) => self.fault(&fault).map(|()| None),
        }
    }
}

/// Nobody reads on: no fault, because there is nobody left to tell.
fn quiet(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}
