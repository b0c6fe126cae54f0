//! Standard output and standard error of the command line.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use serde::Serialize;

use crate::app::machine::{self, Naast};
use crate::domain::boom::verschil::Verschil;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, ascii_letter};

/// Columns of a page on the command line.
const WIDTH: usize = 80;

/// Standard output. A reader that stops reading (`| head`) is not a fault.
pub struct Output {
    inner: BufWriter<io::Stdout>,
    ascii: bool,
}

impl Output {
    /// Standard output; text for people in ASCII alone when asked.
    pub fn stdout(ascii: bool) -> Output {
        Output { inner: BufWriter::new(io::stdout()), ascii }
    }

    /// One line.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn line(&mut self, text: &str) -> Result<(), Fault> {
        self.text(&format!("{text}\n"))
    }

    /// A page of blocks.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn page(&mut self, blocks: &[Block]) -> Result<(), Fault> {
        let mut page = Vec::new();
        quiet(machine::print_page(blocks, WIDTH, &mut page))?;
        self.text(&String::from_utf8_lossy(&page))
    }

    /// Two checklists side by side, in as many columns as the terminal has or the caller wants.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn verschil(&mut self, verschil: &Verschil, width: Option<usize>, alles: bool) -> Result<(), Fault> {
        let width = width.or_else(machine::columns).unwrap_or(WIDTH);
        let mut page = Vec::new();
        quiet(machine::print_verschil(verschil, Naast { width, ascii: self.ascii, alles }, &mut page))?;
        self.text(&String::from_utf8_lossy(&page))
    }

    fn text(&mut self, text: &str) -> Result<(), Fault> {
        if self.ascii {
            let spelled: String = text.chars().map(ascii_letter).collect();
            return quiet(self.inner.write_all(spelled.as_bytes()));
        }
        quiet(self.inner.write_all(text.as_bytes()))
    }

    /// A value as JSON.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Fault> {
        match serde_json::to_string_pretty(value) {
            Ok(text) => quiet(writeln!(self.inner, "{text}")),
            Err(_) => Err(Fault::internal(
                "Dit laat zich niet als JSON opschrijven.",
                "Er zit een fout in het programma.",
                "Meld dit bij de makers.",
            )),
        }
    }

    /// A value as JSON, which says when it is practice.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn marked(&mut self, value: &impl Serialize, oefening: Option<&'static str>) -> Result<(), Fault> {
        self.json(&Marked { value, oefening })
    }

    /// Bytes as they are, to the end: a full disk is a fault.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        quiet(self.inner.write_all(bytes).and_then(|()| self.inner.flush()))
    }

    /// Writes what is still held back: a full disk shows only here.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn finish(&mut self) -> Result<(), Fault> {
        quiet(self.inner.flush())
    }
}

/// A value with its watermark.
#[derive(Serialize)]
struct Marked<'a, T> {
    #[serde(flatten)]
    value: &'a T,
    #[serde(skip_serializing_if = "Option::is_none")]
    oefening: Option<&'static str>,
}

impl Drop for Output {
    fn drop(&mut self) {
        // Whoever closed the pipe has read enough.
        let _ = self.inner.flush();
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// What came of writing; a reader that stopped reading is not a fault.
fn quiet(result: io::Result<()>) -> Result<(), Fault> {
    match result {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Fault::internal(
            "De uitvoer kan niet geschreven worden.",
            format!("Dit lukt niet: {}.", machine::reason(&error)),
            "Kijk of de schijf vol is of de uitvoer gesloten.",
        )),
    }
}

/// Tells a fault on stderr and gives its exit code.
pub fn fail(fault: &Fault, json: bool) -> ExitCode {
    if json {
        complain(&fault.to_json().to_string());
    } else {
        fault.lines().iter().for_each(|line| complain(line));
    }
    ExitCode::from(fault.class.exit_code())
}

/// A line on standard error. When nobody listens there, the exit code still tells.
pub fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
