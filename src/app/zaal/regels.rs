//! The room view in lines: every picture that says something new is printed, and nothing is ever taken back.

use std::io::{self, BufRead, Write, stdin, stdout};
use std::sync::mpsc::channel;
use std::thread;

use super::kijker::{Adres, Gehoord, volg};
use crate::app::App;
use crate::app::machine;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Reader, ascii_letter, emergency_page};
use crate::domain::zaal::{Zaalbeeld, pagina};

/// Columns of a line.
const WIDTH: usize = 80;

/// What stands at the beginning.
const INTRO: &str = "Zaalscherm in regels. Typ stop om te stoppen, of nood voor de noodnummers.";

enum Wake {
    Heard(Gehoord),
    Typed(Option<String>),
}

/// Prints what the trainer shows until the user stops or the input ends. The clock is printed with every picture, and
/// makes no new one by itself.
///
/// # Errors
/// The output cannot be written.
pub fn volg_in_regels(app: &App, adres: Adres) -> Result<(), Fault> {
    let (inbox, wakes) = channel();
    let ear = inbox.clone();
    thread::spawn(move || volg(&adres, |heard| ear.send(Wake::Heard(heard)).is_ok()));
    thread::spawn(move || {
        for line in stdin().lock().lines() {
            if inbox.send(Wake::Typed(line.ok())).is_err() {
                return;
            }
        }
        let _ = inbox.send(Wake::Typed(None));
    });
    let mut seen: Option<Zaalbeeld> = None;
    let mut out = Lines { ascii: app.settings.ascii };
    let mut run = || -> io::Result<()> {
        out.page(&[Block::Text(INTRO.to_owned()), Block::Gap])?;
        for wake in &wakes {
            match wake {
                Wake::Typed(Some(word)) => match word.trim().to_lowercase().as_str() {
                    "stop" | "q" => return Ok(()),
                    "nood" => out.page(&emergency(app))?,
                    _ => out.page(&[Block::Text(INTRO.to_owned())])?,
                },
                Wake::Typed(None) => return Ok(()),
                Wake::Heard(Gehoord::Contact(contact)) => {
                    if let Some((what, advice)) = contact.tekst() {
                        out.page(&[Block::Text(format!("{what} {advice}")), Block::Gap])?;
                    }
                }
                Wake::Heard(Gehoord::Beeld(beeld)) => {
                    let still = Zaalbeeld { klok: None, ..(*beeld).clone() };
                    if seen.as_ref() != Some(&still) {
                        let mut page = pagina(&beeld, 0);
                        page.push(Block::Gap);
                        out.page(&page)?;
                    }
                    seen = Some(still);
                }
            }
        }
        Ok(())
    };
    run().map_err(|error| {
        Fault::internal(
            "Het zaalscherm is gestopt.",
            format!("De uitvoer werkt niet: {}.", machine::reason(&error)),
            "Start het opnieuw.",
        )
    })
}

fn emergency(app: &App) -> Vec<Block> {
    match app.content.nummers() {
        Ok(file) => emergency_page(&file, None),
        Err(_) => vec![Block::Strong("112 bij direct gevaar. 0800-2000 Veilig Thuis, dag en nacht.".to_owned())],
    }
}

struct Lines {
    ascii: bool,
}

impl Lines {
    fn page(&mut self, blocks: &[Block]) -> io::Result<()> {
        let mut page = Vec::new();
        machine::print_page(blocks, WIDTH, &mut page)?;
        let text = String::from_utf8_lossy(&page);
        let text: String = if self.ascii { text.chars().map(ascii_letter).collect() } else { text.into_owned() };
        let mut out = stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }
}
