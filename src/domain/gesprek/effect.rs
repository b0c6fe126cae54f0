//! What a screen asks the program to do, and what the program tells a screen. Both are plain data.

use std::path::PathBuf;

use jiff::Timestamp;

use super::block::Block;
use super::bomen::Afdeling;
use super::key::Key;
use super::settings::Settings;
use crate::domain::casus::{Afspraak, Invullen, Wat};
use crate::domain::fault::Fault;
use crate::domain::kluis::{Batch, KluisAct, KluisNews, RecordId};
use crate::domain::netwerk::bestand::Netwerkbestand;
use crate::domain::netwerk::invoer::Binnen;
use crate::domain::netwerk::uitvoer::Opdracht;
use crate::domain::netwerk::vertrouwen::Handtekening;
use crate::domain::netwerk::{Netwerkblad, Tabelblad, VermeldingVraag};
use crate::domain::oefening::spel::Oefenbegin;
use crate::domain::sessie::groep::Agendapunt;
use crate::domain::sessie::{Klad, Lopend, Voorbereiding};
use crate::domain::walk::Walk;
use crate::domain::zaal::Zaalbeeld;

/// A screen that can be opened.
#[derive(Debug, Clone, PartialEq)]
pub enum Route {
    /// What one can do.
    Start,
    /// Which tree to walk.
    Checklists(Afdeling),
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
    /// Two checklists side by side, by id; a side that is not given is chosen.
    Verschil {
        /// The checklist on the left.
        links: Option<String>,
        /// The checklist on the right.
        rechts: Option<String>,
    },
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
    /// Save something as a file that anybody can read: proposed name and what.
    Save(String, Document),
    /// Save a print of a casus; it is recorded in the casus when the file has a name.
    AfdrukOpslaan(Box<Afdrukopdracht>),
    /// Save changes that could not be stored as an encrypted file elsewhere.
    Noodbestand(Batch),
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
    /// The casussen.
    Casussen,
    /// A new casus, with the consult that becomes part of it.
    CasusNieuw(Option<Box<Walk>>),
    /// A casus, at a line when one is given.
    Casus(RecordId, Option<u32>),
    /// A form of a casus.
    CasusFormulier(Invullen),
    /// A walk of a casus, by the line that began it.
    CasusLoop(RecordId, u32),
    /// Give an earlier answer of a walk of a casus anew: the casus, the walk, the place of the answer.
    CasusHerzien(RecordId, u32, usize),
    /// What is due in all casussen.
    CasusAgenda,
    /// Which form of a casus to fill in.
    CasusMeer(RecordId),
    /// Which checklist to walk in a casus.
    CasusBegin(RecordId),
    /// Print a casus: which cut, and what it leaves out.
    CasusAfdruk(RecordId),
    /// Destroy a casus here.
    CasusVernietigen(RecordId),
    /// Who to ring now.
    Wie,
    /// Look something up in the contact network.
    Netwerk,
    /// An entry of the network.
    Vermelding(RecordId),
    /// A number as a QR code: whose, and which.
    Qr(String, String),
    /// What else can be done with the network.
    NetwerkMeer,
    /// The form of an entry of the network, new or known.
    VermeldingFormulier(Box<VermeldingVraag>),
    /// A new entry of the network: searched for before it is made.
    VermeldingNieuw,
    /// Take an entry out of the network.
    VermeldingVerwijderen(RecordId),
    /// Entries of the network that may be the same.
    Dubbelen,
    /// Two entries side by side, to make one: the first stays.
    Samenvoegen(RecordId, RecordId),
    /// The review round of the network.
    Nazien,
    /// Who covers which theme in which municipality.
    Dekking,
    /// What is missing in the network.
    Gaten,
    /// The route card of a municipality, by code or name; the choice of one when none is given.
    Routekaart(Option<String>),
    /// A page of the network that leaves the program.
    Netwerkblad(Netwerkblad),
    /// What the network is of, and who keeps it.
    NetwerkGegevens,
    /// Starter networks to take over.
    Startnetwerken,
    /// Read what a partner sent, shown before it is taken over.
    NetwerkInlezen,
    /// A network file that came in beside what is here: mine, theirs, result.
    NetwerkSamenvoegen(Box<Netwerkbestand>, Handtekening),
    /// Write the network as a file for others.
    NetwerkUitgeven,
    /// The map of organisations and tables.
    NetwerkKaart,
    /// What groups can do: intervisie, exercises, groups over the year.
    Groepswerk,
    /// Prepare a session of intervisie, for a group when one is given.
    SessieVoorbereiden(Option<RecordId>),
    /// Which method, for what was prepared.
    SessieMethode(Voorbereiding),
    /// How a method goes, before it begins.
    Werkvorm(String, Voorbereiding),
    /// The session that goes on, with what was typed about its case.
    Sessie(Box<Lopend>, Klad),
    /// Close the session: what is kept of it.
    SessieSluiten(Box<Lopend>, Klad),
    /// The groups that meet over the year.
    Groepen,
    /// A group: next meeting, whose turn, what is open.
    Groep(RecordId),
    /// The form of a group, known or new.
    GroepFormulier(Option<RecordId>),
    /// What was agreed in all groups and is not done yet.
    Acties,
    /// What came of a year, of a group or of all.
    Jaaroverzicht(Option<RecordId>, i16),
    /// Exercises to choose from.
    Oefeningen,
    /// An exercise that is about to begin: on which case, with which groups.
    OefeningBegin(Oefenbegin),
    /// The exercise that goes on, or the one that begins now.
    Oefening(Option<Box<Lopend>>),
}

/// What leaves the program as a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    /// A page, as Markdown.
    Page(Vec<Block>),
    /// A page, as one HTML file.
    Html(Vec<Block>),
    /// What is due, as a calendar file made at this moment.
    Agenda(Vec<Afspraak>, Timestamp),
    /// Meetings of groups, as a calendar file made at this moment.
    Bijeenkomsten(Vec<Agendapunt>, Timestamp),
    /// A table, as Markdown.
    Tabel(Tabelblad),
}

impl Document {
    /// How the kind of file is called.
    pub fn kind(&self) -> &'static str {
        match self {
            Document::Page(_) | Document::Tabel(_) => "Markdown",
            Document::Html(_) => "HTML",
            Document::Agenda(..) | Document::Bijeenkomsten(..) => "agendabestand",
        }
    }
}

/// A print of a casus that is to become a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Afdrukopdracht {
    /// The casus.
    pub casus: RecordId,
    /// The line that records it.
    pub wat: Wat,
    /// Proposed name.
    pub name: String,
    /// The print.
    pub document: Document,
    /// Whether the file is sealed.
    pub sealed: bool,
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
    /// Write this to a file that anybody can read, without overwriting anything.
    Save(PathBuf, Document),
    /// Write this to an encrypted file that opens without a kluis. The answer comes from the kluis.
    Seal(PathBuf, Document),
    /// Write changes that could not be stored to an encrypted file elsewhere. The answer comes from the kluis.
    Noodbestand(PathBuf, Batch),
    /// Send the page to the printer.
    Print(Vec<Block>),
    /// Keep these settings.
    KeepSettings(Settings),
    /// Keep the draft of this screen now, and not in a while: another field has the focus.
    KeepDraft,
    /// Ask something of the kluis; the answer comes later, as [`Msg::Kluis`] or [`Msg::Failed`].
    Kluis(KluisAct),
    /// Write how the session that goes on stands, so that nothing ends it but its users; nothing when it is over.
    Loopt(Option<Box<Lopend>>),
    /// Let the terminal be heard once.
    Bel,
    /// Go on with practice at a screen: the kluis is locked, and what comes after is in the kluis of practice.
    Oefenen(Box<Route>),
    /// Something for the room view.
    Zaal(Zaalopdracht),
    /// Read what a partner sent; answered by [`Msg::Ingelezen`], later. What was asked before is not answered any more.
    Inlezen(PathBuf),
    /// Write the network to a new file for others; answered by [`Msg::Uitgegeven`] or [`Msg::Failed`].
    Uitgeven(PathBuf, Opdracht),
    /// Leave the program.
    Quit,
}

/// What a screen asks of the room view. It stays open until it is closed, whichever screen is on top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Zaalopdracht {
    /// Let room views in; answered by [`Zaalnieuws::Open`], or [`Msg::Failed`]. Asked twice it answers twice.
    Open,
    /// Show this. Without an open door it does nothing.
    Toon(Box<Zaalbeeld>),
    /// Let nobody in any more and send everybody away; answered by [`Zaalnieuws::Dicht`].
    Sluit,
}

/// What the screen on top hears of the room view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Zaalnieuws {
    /// Room views can come in.
    Open {
        /// Where: the path of the socket, or an address of this computer.
        adres: String,
        /// What has to be typed behind `aandacht zaal --code`; nothing where the system itself tells who asks.
        code: Option<String>,
    },
    /// So many room views look now.
    Kijkers(usize),
    /// Nobody can come in any more.
    Dicht,
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
    /// The second came for which a screen asked with `Screen::wakes`. Only the screen on top hears it.
    Tik,
    /// What happened to the room view.
    Zaal(Zaalnieuws),
    /// What a partner's file holds and what its signature says, or why it cannot be read; nothing is taken over yet. The
    /// screen that waits for it hears it (`Screen::waits_for_file`), also when another one is over it.
    Ingelezen(Result<(Binnen, Handtekening), Fault>),
    /// The network was written to a file: where, and what its maker has to know.
    Uitgegeven(PathBuf, Vec<String>),
    /// A room view was sent away. It stands in the footer; no screen hears it.
    ZaalGeweigerd(Fault),
    /// Every draft that is not kept has to be asked for now. No screen hears it.
    KeepDrafts,
}
