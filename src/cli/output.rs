//! Standard output and standard error of the command line.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use serde::Serialize;

use crate::domain::fault::Fault;
use crate::domain::gesprek::Block;
use crate::lijn;

/// Columns of a page on the command line.
const WIDTH: usize = 80;

/// Standard output. A reader that stops reading (`| head`) is not a fault.
pub struct Output {
    inner: BufWriter<io::Stdout>,
}

impl Output {
    /// Standard output.
    pub fn stdout() -> Output {
        Output { inner: BufWriter::new(io::stdout()) }
    }

    /// One line.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn line(&mut self, text: &str) -> Result<(), Fault> {
        quiet(writeln!(self.inner, "{text}"))
    }

    /// A page of blocks.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn page(&mut self, blocks: &[Block]) -> Result<(), Fault> {
        quiet(lijn::print_blocks(blocks, WIDTH, &mut self.inner))
    }

    /// A value as JSON.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Fault> {
        match serde_json::to_string_pretty(value) {
            Ok(text) => self.line(&text),
            Err(_) => Err(Fault::internal(
                "Dit laat zich niet als JSON opschrijven.",
                "Er zit een fout in het programma.",
                "Meld dit bij de makers.",
            )),
        }
    }
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

fn quiet(result: io::Result<()>) -> Result<(), Fault> {
    match result {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Fault::internal(
            "De uitvoer kan niet geschreven worden.",
            crate::platform::files::dutch(&error),
            "Kijk of de schijf vol is of de uitvoer gesloten.",
        )),
    }
}

/// Tells a fault on stderr and gives its exit code.
pub fn fail(fault: &Fault, json: bool) -> ExitCode {
    if json {
        eprintln!("{}", fault.to_json());
    } else {
        fault.lines().iter().for_each(|line| eprintln!("{line}"));
    }
    ExitCode::from(fault.class.exit_code())
}
