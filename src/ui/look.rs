//! How things look here: theme, colours, signs, width. Plain values; the machine was asked before.

use ratatui::style::Style;

use super::theme::{self, Role};
use crate::domain::gesprek::{Settings, StepState, Thema, ascii_letter, clean};

/// How many colours may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// 24-bit colours.
    True,
    /// Only what the terminal uses by default, with bold and reverse.
    Default,
    /// None at all: `NO_COLOR`.
    None,
}

/// How things look here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    thema: Thema,
    colours: Colours,
    ascii: bool,
    /// Whether everything on screen is practice; every screen says so.
    pub oefening: bool,
    /// Widest line of running text.
    pub width: u16,
}

impl Look {
    /// The look that the settings ask for; `light` says what `auto` turned out to be.
    pub fn new(settings: &Settings, colours: Colours, light: bool) -> Look {
        let thema = match settings.thema {
            Thema::Auto if light => Thema::Licht,
            Thema::Auto => Thema::Donker,
            chosen @ (Thema::Donker | Thema::Licht | Thema::Contrast) => chosen,
        };
        Look { thema, colours, ascii: settings.ascii, oefening: false, width: settings.breedte }
    }

    /// The same look, of practice or not.
    #[must_use]
    pub fn of_practice(self, oefening: bool) -> Look {
        Look { oefening, ..self }
    }

    /// Whether only ASCII may be drawn.
    pub fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// Whether text and ground have colours of the theme, and not those of the terminal.
    pub fn has_colours(&self) -> bool {
        self.colours == Colours::True
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        theme::style(self.thema, self.colours, role)
    }

    fn sign(&self, sign: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { sign }
    }

    /// The sign before what is chosen.
    pub fn here(&self) -> &'static str {
        self.sign("▸", ">")
    }

    /// The sign before a point.
    pub fn point(&self) -> &'static str {
        self.sign("·", "-")
    }

    /// The line between parts.
    pub fn rule(&self) -> &'static str {
        self.sign("─", "-")
    }

    /// The line between columns.
    pub fn column(&self) -> &'static str {
        self.sign("│", "|")
    }

    /// The sign of a ticked box.
    pub fn tick(&self, on: bool) -> &'static str {
        match on {
            true => self.sign("[✓]", "[x]"),
            false => "[ ]",
        }
    }

    /// The sign of a step's state.
    pub fn step(&self, state: StepState) -> &'static str {
        match state {
            StepState::Done => self.sign("✓", "x"),
            StepState::Here => self.here(),
            StepState::Ahead => " ",
        }
    }

    /// What stands for a letter that may not be read.
    pub fn mask(&self) -> &'static str {
        self.sign("•", "*")
    }

    /// The sign that there is more above or below.
    pub fn more(&self, up: bool) -> &'static str {
        if up { self.sign("↑", "^") } else { self.sign("↓", "v") }
    }

    /// Text for this terminal: nothing hidden in it, and in ASCII where that is asked.
    pub fn text(&self, text: &str) -> String {
        let clean = clean(text);
        if !self.ascii {
            return clean;
        }
        clean.chars().map(|letter| arrow(letter).map_or_else(|| ascii_letter(letter), str::to_owned)).collect()
    }
}

/// The arrow keys, which the footer names.
fn arrow(letter: char) -> Option<&'static str> {
    match letter {
        '↑' => Some("omhoog"),
        '↓' => Some("omlaag"),
        '←' => Some("links"),
        _ => None,
    }
}
