//! The key tables of a walk, one per mode.

use super::WalkScreen;
use crate::domain::gesprek::Key;
use crate::ui::keymap::{DIGITS, Keymap, bind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vraag {
    Verder,
    Nummer,
    Omhoog,
    Omlaag,
    BladOmhoog,
    BladOmlaag,
    Terug,
    Uitleg,
    Waarom,
    Woorden,
    Antwoorden,
    Stand,
    Notitie,
    Dossier,
    Casus,
    Weg,
}

pub const VRAAG: Keymap<WalkScreen, Vraag> = &[
    bind(&[Key::Enter, Key::Right], Vraag::Verder, "kiezen"),
    bind(&[Key::Left, Key::Backspace], Vraag::Terug, "terug").when(WalkScreen::may_go_back, "dit is de eerste vraag"),
    bind(&[Key::Esc], Vraag::Weg, "weg"),
    bind(&[Key::Char('u')], Vraag::Uitleg, "uitleg").when(WalkScreen::has_explanation, "hier is geen uitleg"),
    bind(&[Key::Char('w')], Vraag::Waarom, "waarom"),
    bind(&[Key::Char('s')], Vraag::Stand, "stand nu")
        .when(WalkScreen::may_sum_up, "eerst dit antwoord, of er is nog niets beantwoord"),
    bind(&[Key::Char('a')], Vraag::Antwoorden, "antwoorden")
        .when(WalkScreen::has_answers, "u hebt nog niets beantwoord"),
    bind(&[Key::Char('b')], Vraag::Woorden, "begrippen").when(WalkScreen::has_terms, "hier zijn geen begrippen"),
    bind(&[Key::Char('n')], Vraag::Notitie, "notitie").when(WalkScreen::is_of_casus, "alleen in een casus"),
    bind(&[Key::Char('d')], Vraag::Dossier, "dossier").when(WalkScreen::is_of_casus, "alleen in een casus"),
    bind(&[Key::Char('c')], Vraag::Casus, "casus maken")
        .when(WalkScreen::may_become_casus, "dit is al een casus, of er is nog niets beantwoord"),
    bind(DIGITS, Vraag::Nummer, "meteen kiezen"),
    bind(&[Key::Down], Vraag::Omlaag, "omlaag"),
    bind(&[Key::Up], Vraag::Omhoog, "omhoog"),
    bind(&[Key::PageDown, Key::Char(' ')], Vraag::BladOmlaag, "blad verder"),
    bind(&[Key::PageUp], Vraag::BladOmhoog, "blad terug"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aanvinken {
    Zetten,
    Bewegen,
    Klaar,
}

pub const AANVINKEN: Keymap<(), Aanvinken> = &[
    bind(&[Key::Char(' '), Key::Enter], Aanvinken::Zetten, "aanvinken"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Aanvinken::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Aanvinken::Klaar, "klaar"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Antwoorden {
    Herzien,
    Omhoog,
    Omlaag,
    Terug,
}

pub const ANTWOORDEN: Keymap<(), Antwoorden> = &[
    bind(&[Key::Enter, Key::Right], Antwoorden::Herzien, "herzien"),
    bind(&[Key::Down], Antwoorden::Omlaag, "omlaag"),
    bind(&[Key::Up], Antwoorden::Omhoog, "omhoog"),
    bind(&[Key::Esc, Key::Left], Antwoorden::Terug, "terug"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weggaan {
    Weg,
    Blijf,
    Stand,
}

pub const WEGGAAN: Keymap<(), Weggaan> = &[
    bind(&[Key::Esc, Key::Left], Weggaan::Blijf, "blijven"),
    bind(&[Key::Char('s')], Weggaan::Stand, "stand bekijken"),
    bind(&[Key::Enter], Weggaan::Weg, "weggaan"),
];
