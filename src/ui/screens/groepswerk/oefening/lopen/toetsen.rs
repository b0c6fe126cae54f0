//! The keys of an exercise that goes on.

use super::Lopen;
use crate::domain::gesprek::Key;
use crate::ui::keymap::{DIGITS, Keymap, bind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Verder,
    StapTerug,
    Stemmen,
    Vraag,
    Omslagfeit,
    Vrij,
    Zaal,
    Fase,
    FaseTerug,
    Klok,
    Langer,
    Korter,
    Geluid,
    Uitleg,
    Eind,
    Bewegen,
    Opslaan,
    Afdrukken,
    Afsluiten,
    Weg,
}

/// What a key does where votes are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stemt {
    Cijfer,
    Nul,
    Wissen,
    Allen,
    Bewegen,
    Groep,
    GroepTerug,
    Vraag,
    VraagTerug,
    Fase,
    Klok,
    Klaar,
    StapTerug,
}

const NO_QUESTION: &str = "hier valt niets te stemmen";
const ONE_QUESTION: &str = "deze ronde heeft één vraag";

/// Everywhere but where votes are typed, and at the end.
pub const LOPEN: Keymap<Lopen, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Verder, "verder"),
    bind(&[Key::Left, Key::Backspace], Doet::StapTerug, "stap terug"),
    bind(&[Key::Char('f')], Doet::Fase, "volgende fase"),
    bind(&[Key::Char('k')], Doet::Klok, "klok stil of aan"),
    bind(&[Key::Char('s')], Doet::Stemmen, "stemmen invullen").when(Lopen::may_vote, NO_QUESTION),
    bind(&[Key::Tab], Doet::Vraag, "volgende vraag").when(Lopen::has_questions, ONE_QUESTION),
    bind(&[Key::Char('t')], Doet::Omslagfeit, "omslagfeit").when(Lopen::has_facts, "er is nog geen feit bekend"),
    bind(&[Key::Char('u')], Doet::Uitleg, "uitleg"),
    bind(&[Key::Char('v')], Doet::Vrij, "zaal ziet het").when(Lopen::may_release, "er staat nog geen uitslag"),
    bind(&[Key::Char('z')], Doet::Zaal, "zaalscherm"),
    bind(&[Key::Char('e')], Doet::Eind, "naar het eind").when(Lopen::may_finish, "u bent al aan het eind"),
    bind(&[Key::Char('r')], Doet::FaseTerug, "vorige fase"),
    bind(&[Key::Char('m')], Doet::Langer, "minuut langer"),
    bind(&[Key::Char('n')], Doet::Korter, "minuut korter"),
    bind(&[Key::Char('g')], Doet::Geluid, "geluid"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc], Doet::Weg, "terug"),
];

/// Where votes are typed.
pub const STEMMEN: Keymap<Lopen, Stemt> = &[
    bind(DIGITS, Stemt::Cijfer, "aantal"),
    bind(&[Key::Char('0')], Stemt::Nul, "nul"),
    bind(&[Key::Tab], Stemt::Groep, "volgende groep"),
    bind(&[Key::Enter], Stemt::Klaar, "klaar"),
    bind(&[Key::Char(' ')], Stemt::Allen, "hele groep"),
    bind(&[Key::Right, Key::Left, Key::Down, Key::Up, Key::Home, Key::End], Stemt::Bewegen, "bewegen"),
    bind(&[Key::BackTab], Stemt::GroepTerug, "vorige groep"),
    bind(&[Key::PageDown], Stemt::Vraag, "volgende vraag").when(Lopen::has_questions, ONE_QUESTION),
    bind(&[Key::PageUp], Stemt::VraagTerug, "vorige vraag").when(Lopen::has_questions, ONE_QUESTION),
    bind(&[Key::Backspace, Key::Delete], Stemt::Wissen, "wissen"),
    bind(&[Key::Char('f')], Stemt::Fase, "volgende fase"),
    bind(&[Key::Char('k')], Stemt::Klok, "klok stil of aan"),
    bind(&[Key::Esc], Stemt::StapTerug, "stap terug"),
];

/// At the end.
pub const SLOT: Keymap<Lopen, Doet> = &[
    bind(&[Key::Enter], Doet::Afsluiten, "afsluiten"),
    bind(&[Key::Left, Key::Backspace], Doet::StapTerug, "stap terug"),
    bind(&[Key::Char('o')], Doet::Opslaan, "opslaan"),
    bind(&[Key::Char('p')], Doet::Afdrukken, "afdrukken"),
    bind(&[Key::Char('z')], Doet::Zaal, "zaalscherm"),
    bind(&[Key::Char('k')], Doet::Klok, "klok stil of aan"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc], Doet::Weg, "terug"),
];
