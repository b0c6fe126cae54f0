//! Reading a line and printing lines: the only place that touches input and output.

use std::io::{self, BufRead, Read, Write};

use super::blocks::{Spelling, lines_of, wrapped};
use super::plain::{ascii, clean, plain};
use crate::domain::gesprek::Block;

/// The longest line that is read, in bytes; what is longer is read as several.
const LONGEST: u64 = 64 * 1024;
/// Enough blank lines to push everything off any screen.
const OUT_OF_SIGHT: usize = 60;

/// The two ends of a session.
pub(super) struct Lines<'a> {
    pub(super) input: &'a mut dyn BufRead,
    pub(super) output: &'a mut dyn Write,
    pub(super) width: usize,
    pub(super) ascii: bool,
    pub(super) echo: bool,
}

impl Lines<'_> {
    /// A blank line.
    pub(super) fn gap(&mut self) -> io::Result<()> {
        writeln!(self.output)
    }

    /// One paragraph.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        self.print(&wrapped("", "", &self.spelling()(text), self.width))
    }

    /// One paragraph whose further lines are indented, so that its first line can be told from the rest.
    pub(super) fn hang(&mut self, text: &str) -> io::Result<()> {
        self.print(&wrapped("", "  ", &self.spelling()(text), self.width))
    }

    /// Blocks, without a blank line around them.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> io::Result<()> {
        self.print(&lines_of(blocks, self.width, self.spelling()))
    }

    /// Pushes everything out of sight, without taking anything back.
    pub(super) fn push_away(&mut self) -> io::Result<()> {
        (0..OUT_OF_SIGHT).try_for_each(|_| self.gap())
    }

    /// Asks for a line; `None` at the end of the input. Afterwards the output stands at the start of a line.
    pub(super) fn ask(&mut self, prompt: &str) -> io::Result<Option<String>> {
        write!(self.output, "{}", self.spelling()(prompt))?;
        self.output.flush()?;
        let line = self.read()?;
        match &line {
            Some(line) if self.echo => writeln!(self.output, "{}", self.spelling()(line))?,
            Some(_) => {}
            None => writeln!(self.output)?,
        }
        Ok(line)
    }

    fn read(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        let count = (&mut *self.input).take(LONGEST).read_until(b'\n', &mut bytes)?;
        if count == 0 {
            return Ok(None);
        }
        Ok(Some(clean(&String::from_utf8_lossy(&bytes)).trim().to_owned()))
    }

    fn print(&mut self, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| writeln!(self.output, "{line}"))
    }

    fn spelling(&self) -> Spelling {
        if self.ascii { ascii } else { plain }
    }
}
