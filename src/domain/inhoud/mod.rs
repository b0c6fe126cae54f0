//! Content: the file kinds under `checklists/`, read and checked one file at a time.
//!
//! [`read`] turns bytes into an [`Inhoud`] or into every [`Problem`] the file has. Whatever needs other files
//! (a tree and its sub-trees, facts, signal lists) is checked in [`crate::domain::boom`] and by [`check_facts`].

mod afwijking;
mod anoniem;
mod begrippen;
mod beslisboom;
mod bewaartermijnen;
mod check;
mod feiten;
mod gemeenten;
mod groepswerk;
mod kop;
mod naslag;
mod nummers;
mod oefencasus;
mod problem;
mod read;
mod schrijfhulp;
mod sectoren;
mod signalen;
mod startnetwerk;
mod werkvorm;
mod woordenlijst;

pub use afwijking::{Afwijking, Geschrapt, Verplaatst};
pub use anoniem::{Anoniem, Anoniemgebruik, Anoniemlijst};
pub use begrippen::{Contact, Ingezien, Kenmerk, Melden, Norm, Rol, Vervolg, Vorm};
pub use beslisboom::{
    Actie, Antwoord, Beslisboom, Deelboom, Handeling, Kader, Knoop, KnoopKop, KnoopSoort, Lijst, PerRol, Stap, Termijn,
    Uitkomst, Uitleg, Vraag,
};
pub use bewaartermijnen::{Bewaartermijn, Bewaartermijnen};
pub use check::{check_file, is_id};
pub use feiten::{Feit, Feiten, check_facts};
pub use gemeenten::{Gemeente, Gemeenten, VeiligThuis};
pub use kop::{Bron, Herkomst, Kop, Punt, PuntObject, Soort, Status, Zekerheid};
pub use naslag::{Hoofdstuk, Naslag};
pub use nummers::{Nummer, Nummers};
pub use oefencasus::{Besluitkeuze, Casusfeit, Oefencasus, Ronde, Speler, WACHT_OP_TOETS, Weging};
pub use problem::{Problem, Problems};
pub(in crate::domain) use read::read_fixed;
pub use read::{MAX_BYTES, check_parts, parse, read, read_parsed, schema};
pub use schrijfhulp::{SchrijfGroep, SchrijfWoord, Schrijfhulp};
pub use sectoren::{SECTOREN, sector_ids, sector_name};
pub use signalen::{Signaal, SignaalGroep, Signalen};
pub use startnetwerk::{Deelregio, Startnetwerk, Startvermelding};
pub use werkvorm::{
    Fase, Groepsgrootte, Keuze, Minutenherkomst, Oefenaard, Oefenkaart, Oefenvorm, Roltaak, VRAAGSOORTEN, Werkvorm,
    Werkvormrol, Werkvormsoort,
};
pub use woordenlijst::{Woord, Woordenlijst};

/// A file from the user's own folder, as whoever read it hands it over.
#[derive(Debug, Clone)]
pub struct OwnFile {
    /// How the user knows the file.
    pub name: String,
    /// What is in it, or why it cannot be read (in Dutch).
    pub bytes: Result<Vec<u8>, String>,
}

/// One content file: its head and what its kind adds.
#[derive(Debug, Clone, PartialEq)]
pub struct Bestand<T> {
    /// The head that every file carries.
    pub kop: Kop,
    /// What this kind of file adds to the head.
    pub inhoud: T,
}

/// A content file of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Inhoud {
    /// A decision tree, not yet checked against the trees and lists it uses.
    Beslisboom(Bestand<Beslisboom>),
    /// A list of signals.
    Signalen(Bestand<Signalen>),
    /// A reference page.
    Naslag(Bestand<Naslag>),
    /// Telephone numbers and the emergency page.
    Nummers(Bestand<Nummers>),
    /// The glossary.
    Woordenlijst(Bestand<Woordenlijst>),
    /// Municipalities and Veilig Thuis organisations.
    Gemeenten(Bestand<Gemeenten>),
    /// Writing help for notes.
    Schrijfhulp(Bestand<Schrijfhulp>),
    /// How long records are kept.
    Bewaartermijnen(Bestand<Bewaartermijnen>),
    /// The starter network of a region.
    Netwerk(Bestand<Startnetwerk>),
    /// A method of intervisie, an exercise or a programme.
    Werkvorm(Bestand<Werkvorm>),
    /// A case for exercises.
    Casus(Bestand<Oefencasus>),
    /// Word lists of the anonymity check.
    Anoniem(Bestand<Anoniem>),
}

impl Inhoud {
    /// The head of the file.
    pub fn kop(&self) -> &Kop {
        match self {
            Inhoud::Beslisboom(file) => &file.kop,
            Inhoud::Signalen(file) => &file.kop,
            Inhoud::Naslag(file) => &file.kop,
            Inhoud::Nummers(file) => &file.kop,
            Inhoud::Woordenlijst(file) => &file.kop,
            Inhoud::Gemeenten(file) => &file.kop,
            Inhoud::Schrijfhulp(file) => &file.kop,
            Inhoud::Bewaartermijnen(file) => &file.kop,
            Inhoud::Netwerk(file) => &file.kop,
            Inhoud::Werkvorm(file) => &file.kop,
            Inhoud::Casus(file) => &file.kop,
            Inhoud::Anoniem(file) => &file.kop,
        }
    }
}
