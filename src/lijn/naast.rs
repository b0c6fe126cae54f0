//! Two checklists side by side as plain lines: in columns where there is room, or one below the other.

use std::borrow::Cow;
use std::io::{self, Write};

use textwrap::core::display_width;
use textwrap::{WordSeparator, WordSplitter, WrapAlgorithm};

use super::blocks::{NARROWEST, Spelling};
use super::plain::{ascii, plain};
use crate::domain::boom::verschil::{Kant, Merk, Regel, Verschil};
use crate::domain::gesprek::{LEGENDA, NAAST_ELKAAR, Verschilrij, verschil_telling, verschilrijen};

/// From this width on there are columns.
const COLUMNS: usize = 80;
/// What stands before the text of a line: its sign, and room around it.
const MARGIN: usize = 4;
/// What stands between the columns.
const BETWEEN: &str = " │ ";

/// How a comparison is printed.
#[derive(Debug, Clone, Copy)]
pub struct Naast {
    /// The longest line, in columns.
    pub width: usize,
    /// Whether only ASCII may be printed.
    pub ascii: bool,
    /// Whether what is the same is printed too.
    pub alles: bool,
}

/// Prints a comparison as plain lines.
///
/// # Errors
/// The output cannot be written.
pub fn print_verschil(verschil: &Verschil, naast: Naast, output: &mut dyn Write) -> io::Result<()> {
    naast.lines(verschil).iter().try_for_each(|line| writeln!(output, "{}", line.trim_end()))
}

impl Naast {
    fn width(self) -> usize {
        self.width.max(NARROWEST)
    }

    fn spelling(self) -> Spelling {
        if self.ascii { ascii } else { plain }
    }

    /// The width of one of two columns; nothing where there is no room for two.
    fn column(self) -> Option<usize> {
        let room = self.width.checked_sub(MARGIN + display_width(BETWEEN))?;
        (self.width >= COLUMNS).then_some(room / 2)
    }

    fn lines(self, verschil: &Verschil) -> Vec<String> {
        let side =
            |name: &str, kant: &Kant| self.hanging(&format!("{name}: "), &format!("{} ({})", kant.titel, kant.id));
        let mut lines = self.hanging("", NAAST_ELKAAR);
        lines.extend(side("A", &verschil.links));
        lines.extend(side("B", &verschil.rechts));
        lines.extend(self.hanging("", &format!("Samen {}.", verschil_telling(verschil))));
        lines.extend(self.hanging("", LEGENDA));
        lines.push(String::new());
        lines.extend(self.column().into_iter().flat_map(|room| {
            let head = self.beside(" ", room, "A", "B");
            let rule = self.spelling()("─").repeat(self.width());
            head.into_iter().chain([rule])
        }));
        verschilrijen(verschil, self.alles).iter().for_each(|rij| lines.extend(self.rij(rij)));
        lines
    }

    fn rij(self, rij: &Verschilrij) -> Vec<String> {
        match rij {
            Verschilrij::Wit => vec![String::new()],
            Verschilrij::Plaats { merk, tekst, .. } => self.hanging(&format!("{} ", merk.teken()), tekst),
            Verschilrij::Onderdeel(naam) => self.hanging(&" ".repeat(MARGIN), naam),
            Verschilrij::Regel(regel) => self.regel(regel),
        }
    }

    fn regel(self, regel: &Regel) -> Vec<String> {
        let sign = regel.merk.teken();
        let (links, rechts) = (regel.links.as_deref().unwrap_or(""), regel.rechts.as_deref().unwrap_or(""));
        if regel.merk == Merk::Gelijk {
            return self.hanging(&format!("  {sign} "), links);
        }
        if let Some(room) = self.column() {
            return self.beside(sign, room, links, rechts);
        }
        let mut lines = Vec::new();
        for (name, text) in [("A", &regel.links), ("B", &regel.rechts)] {
            let Some(text) = text else { continue };
            let sign = if lines.is_empty() { sign } else { " " };
            lines.extend(self.hanging(&format!("  {sign} {name}: "), text));
        }
        lines
    }

    /// Two texts in columns, behind a sign.
    fn beside(self, sign: &str, room: usize, links: &str, rechts: &str) -> Vec<String> {
        let (left, right) = (self.wrapped(links, room), self.wrapped(rechts, room));
        let cell = |lines: &[String], at: usize| lines.get(at).cloned().unwrap_or_default();
        let between = self.spelling_of(BETWEEN);
        (0..left.len().max(right.len()))
            .map(|at| {
                let sign = if at == 0 { self.spelling_of(sign) } else { " ".to_owned() };
                let text = cell(&left, at);
                let pad = " ".repeat(room.saturating_sub(display_width(&text)));
                format!("  {sign} {text}{pad}{between}{}", cell(&right, at))
            })
            .collect()
    }

    /// A text behind a mark, its further lines under its first letter.
    fn hanging(self, mark: &str, text: &str) -> Vec<String> {
        let mark = self.spelling_of(mark);
        let indent = display_width(&mark);
        let lines = self.wrapped(text, self.width().saturating_sub(indent)).into_iter().enumerate();
        lines.map(|(at, line)| if at == 0 { format!("{mark}{line}") } else { " ".repeat(indent) + &line }).collect()
    }

    /// A sign or a mark as it is printed; its spaces stay.
    fn spelling_of(self, sign: &str) -> String {
        if self.ascii { ascii(sign) } else { sign.to_owned() }
    }

    /// A text in lines of so many columns. Nothing sticks out: a column beside it would be pushed away.
    fn wrapped(self, text: &str, room: usize) -> Vec<String> {
        let options = textwrap::Options::new(room.max(1))
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        textwrap::wrap(&self.spelling()(text), options).into_iter().map(Cow::into_owned).collect()
    }
}
