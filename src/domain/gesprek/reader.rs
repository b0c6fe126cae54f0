//! The read-only port through which screens and lines look things up.

use std::sync::Arc;

use crate::domain::boom::{Boom, ListFile};
use crate::domain::fault::Fault;
use crate::domain::inhoud::{
    Anoniem, Bestand, Bewaartermijnen, Gemeenten, Kader, Naslag, Nummers, Oefencasus, Schrijfhulp, Soort, Startnetwerk,
    Vorm, Werkvorm, Woordenlijst,
};

/// A content file as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Kind of file.
    pub soort: Soort,
    /// Its id.
    pub id: String,
    /// Its title.
    pub titel: String,
    /// What it is for.
    pub omschrijving: String,
    /// Version of the content.
    pub versie: String,
    /// `concept` or `vastgesteld`.
    pub status: &'static str,
    /// Whether it comes from the user's own folder.
    pub own: bool,
    /// What a tree is for; nothing for other kinds.
    pub vorm: Option<Vorm>,
    /// The sector whose road a tree is.
    pub sector: Option<String>,
    /// The framework that a tree follows.
    pub kader: Option<Kader>,
}

/// Everything that can be looked up without a password.
pub trait Reader {
    /// The files of a kind, in the order in which lists show them.
    fn entries(&self, soort: Soort) -> Vec<Entry>;

    /// A tree, checked.
    ///
    /// # Errors
    /// There is no such tree, or it has problems.
    fn tree(&self, id: &str) -> Result<Arc<Boom>, Fault>;

    /// A list of signals.
    ///
    /// # Errors
    /// There is no such list, or it has problems.
    fn signalen(&self, id: &str) -> Result<Arc<ListFile>, Fault>;

    /// A reference page.
    ///
    /// # Errors
    /// There is no such page, or it has problems.
    fn naslag(&self, id: &str) -> Result<Arc<Bestand<Naslag>>, Fault>;

    /// The numbers; always those that ship with the program.
    ///
    /// # Errors
    /// The shipped file has problems, which the tests exclude.
    fn nummers(&self) -> Result<Arc<Bestand<Nummers>>, Fault>;

    /// The glossary.
    ///
    /// # Errors
    /// The file has problems.
    fn woordenlijst(&self) -> Result<Arc<Bestand<Woordenlijst>>, Fault>;

    /// The municipalities.
    ///
    /// # Errors
    /// The file has problems.
    fn gemeenten(&self) -> Result<Arc<Bestand<Gemeenten>>, Fault>;

    /// The writing help for notes.
    ///
    /// # Errors
    /// The file has problems.
    fn schrijfhulp(&self) -> Result<Arc<Bestand<Schrijfhulp>>, Fault>;

    /// How long records are kept.
    ///
    /// # Errors
    /// The file has problems.
    fn bewaartermijnen(&self) -> Result<Arc<Bestand<Bewaartermijnen>>, Fault>;

    /// The starter network of a region.
    ///
    /// # Errors
    /// There is no such network, or it has problems.
    fn startnetwerk(&self, id: &str) -> Result<Arc<Bestand<Startnetwerk>>, Fault>;

    /// A method, an exercise or a programme.
    ///
    /// # Errors
    /// There is none with this id, or it has problems.
    fn werkvorm(&self, id: &str) -> Result<Arc<Bestand<Werkvorm>>, Fault>;

    /// A case for exercises.
    ///
    /// # Errors
    /// There is none with this id, or it has problems.
    fn oefencasus(&self, id: &str) -> Result<Arc<Bestand<Oefencasus>>, Fault>;

    /// The word lists of the anonymity check.
    ///
    /// # Errors
    /// The file has problems.
    fn anoniem(&self) -> Result<Arc<Bestand<Anoniem>>, Fault>;

    /// What was left out of the user's own folder, one sentence a file.
    fn left_out(&self) -> Vec<String>;
}
