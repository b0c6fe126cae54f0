//! What a screen asks the program to do, and what the program tells a screen. Both are plain data.

use std::path::PathBuf;

use super::block::Block;
use super::key::Key;
use super::settings::Settings;
use crate::domain::fault::Fault;
use crate::domain::kluis::{KluisAct, KluisNews};
use crate::domain::walk::Walk;

/// A screen that can be opened.
#[derive(Debug, Clone, PartialEq)]
pub enum Route {
    /// What one can do.
    Start,
    /// Which tree to walk.
    Checklists,
    /// Walk a tree, with the answers given so far.
    Walk(Box<Walk>),
    /// The same, at the list of answers given, to answer one anew.
    Revise(Box<Walk>),
    /// The outcome of a walk, or how far it came.
    Outcome(Box<Walk>),
    /// Signals to tick: one list, or the choice of a list.
    Signalen(Option<String>),
    /// Look up a municipality.
    Gemeente,
    /// The glossary, with a word to open at.
    Woordenlijst(Option<String>),
    /// Reference pages: which one, or the choice.
    Naslag(Option<String>),
    /// The national numbers.
    Nummers,
    /// A page of blocks under a title.
    Page(String, Vec<Block>),
    /// The emergency page.
    Emergency,
    /// The neutral screen.
    Hidden,
    /// Help for the screen below: rows of keys and what they do, under headings.
    Help(Vec<(String, Vec<(String, String)>)>),
    /// The command palette.
    Palette,
    /// Settings.
    Settings,
    /// Save a page as a file: proposed name and the blocks.
    Save(String, Vec<Block>),
    /// The first start: sector, municipality, and the offer of a kluis.
    Welkom,
    /// Make a kluis.
    KluisMaken,
    /// Open the kluis; leaving goes back to what was there.
    KluisOpenen,
    /// Open the kluis that was locked over open screens; leaving goes to the start screen and drops them. Whether one
    /// of them holds something that would be lost.
    KluisVergrendeld(bool),
    /// Look after the kluis.
    Beheer,
    /// Another password.
    KluisWachtwoord,
    /// Another recovery sheet.
    KluisHerstelblad,
    /// Which backup to put back.
    KluisBackups,
    /// Put this backup back.
    KluisTerugzetten(PathBuf),
    /// New keys for everything, after a suspected leak.
    KluisVernieuwen,
    /// Save what can be read of a damaged kluis.
    KluisBergen,
    /// Go on with a kluis that does not agree with its own records of itself.
    KluisAccepteren,
    /// After how many minutes without a key the kluis locks.
    KluisVergrendeltijd,
    /// What the user wants at hand.
    Favorieten,
}

/// What a screen asks for. Nothing else leaves a screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Open a screen above this one.
    Open(Route),
    /// Put another screen in the place of this one.
    Replace(Route),
    /// Close this screen.
    Close,
    /// Close everything down to the start screen.
    Home,
    /// Say this until the next key.
    Say(String),
    /// Write the page as Markdown to this path, without overwriting anything.
    Save(PathBuf, Vec<Block>),
    /// Send the page to the printer.
    Print(Vec<Block>),
    /// Keep these settings.
    KeepSettings(Settings),
    /// Keep the draft of this screen now, and not in a while: another field has the focus.
    KeepDraft,
    /// Ask something of the kluis; the answer comes later, as [`Msg::Kluis`] or [`Msg::Failed`].
    Kluis(KluisAct),
    /// Leave the program.
    Quit,
}

/// A row that the mouse hit, counted from the top of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Column within the body.
    pub column: u16,
    /// Row within the body.
    pub row: u16,
}

/// What the program tells a screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// The screen was opened or came back to the top.
    Shown,
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse was clicked.
    Click(Hit),
    /// The wheel was turned: rows down, negative is up.
    Scroll(i16),
    /// A file was written.
    Saved(PathBuf),
    /// The page went to the printer.
    Printed,
    /// The settings are kept.
    SettingsKept,
    /// The kluis answers, or was locked by itself.
    Kluis(KluisNews),
    /// What was asked for did not succeed.
    Failed(Fault),
    /// Drafts could not be written; it is tried again.
    NotKept(Fault),
    /// Every draft that is not kept has to be asked for now. No screen hears it.
    KeepDrafts,
}
