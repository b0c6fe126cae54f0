//! The forms of a casus. Screen, lines and command line fill in the same ones, and the same function turns a filled form
//! into a line.

mod herzien;
mod invullen;
mod lezen;
mod velden;

pub use herzien::{herzien_form, herzien_line};
pub use lezen::{nieuw_line, vernietigen_line};
pub use velden::{nieuw_form, vernietigen_form};

use super::regel::Wat;
use crate::domain::kluis::RecordId;

/// The field of a reason.
const REDEN: &str = "reden";

/// A form of a casus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Formulier {
    /// A note.
    Notitie,
    /// Advice that was asked, or why not.
    Advies,
    /// A talk, or why there was none.
    Gesprek,
    /// The kindcheck.
    Kindcheck,
    /// Consent to share.
    Toestemming,
    /// What was decided.
    Beslissing,
    /// A report.
    Melding,
    /// What was heard after a report.
    Terugkoppeling,
    /// A term.
    Termijn,
    /// An action.
    Actie,
    /// Somebody around whom the casus is.
    Betrokkene,
    /// Somebody who carries it too.
    Drager,
    /// Another name for the casus.
    Hernoemen,
    /// A line no longer counts.
    Intrekken,
    /// A term or action is done.
    Afhandelen,
    /// Who may read a line.
    Delen,
    /// The casus is closed.
    Sluiten,
    /// The casus is open again.
    Heropenen,
}

impl Formulier {
    /// Every form, in the order in which they are offered.
    pub const ALL: [Formulier; 18] = [
        Formulier::Notitie,
        Formulier::Advies,
        Formulier::Gesprek,
        Formulier::Kindcheck,
        Formulier::Toestemming,
        Formulier::Beslissing,
        Formulier::Melding,
        Formulier::Terugkoppeling,
        Formulier::Termijn,
        Formulier::Actie,
        Formulier::Betrokkene,
        Formulier::Drager,
        Formulier::Hernoemen,
        Formulier::Intrekken,
        Formulier::Afhandelen,
        Formulier::Delen,
        Formulier::Sluiten,
        Formulier::Heropenen,
    ];

    /// Its id, in drafts and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Formulier::Notitie => "notitie",
            Formulier::Advies => "advies",
            Formulier::Gesprek => "gesprek",
            Formulier::Kindcheck => "kindcheck",
            Formulier::Toestemming => "toestemming",
            Formulier::Beslissing => "beslissing",
            Formulier::Melding => "melding",
            Formulier::Terugkoppeling => "terugkoppeling",
            Formulier::Termijn => "termijn",
            Formulier::Actie => "actie",
            Formulier::Betrokkene => "betrokkene",
            Formulier::Drager => "drager",
            Formulier::Hernoemen => "hernoemen",
            Formulier::Intrekken => "intrekken",
            Formulier::Afhandelen => "afhandelen",
            Formulier::Delen => "delen",
            Formulier::Sluiten => "sluiten",
            Formulier::Heropenen => "heropenen",
        }
    }

    /// The form with this id.
    pub fn from_id(id: &str) -> Option<Formulier> {
        Formulier::ALL.into_iter().find(|form| form.id() == id)
    }

    /// Whether it is about a line that is there already.
    pub fn is_about_a_line(self) -> bool {
        matches!(self, Formulier::Intrekken | Formulier::Afhandelen | Formulier::Delen)
    }

    /// The form in which this line was, or could have been, filled in; `None` for lines that nobody types.
    pub fn of(wat: &Wat) -> Option<Formulier> {
        Some(match wat {
            Wat::Notitie { .. } => Formulier::Notitie,
            Wat::Advies { .. } | Wat::GeenAdvies { .. } => Formulier::Advies,
            Wat::Gesprek { .. } | Wat::GeenGesprek { .. } => Formulier::Gesprek,
            Wat::Kindcheck { .. } => Formulier::Kindcheck,
            Wat::Toestemming { .. } => Formulier::Toestemming,
            Wat::Beslissing { .. } => Formulier::Beslissing,
            Wat::Melding { .. } => Formulier::Melding,
            Wat::Terugkoppeling { .. } => Formulier::Terugkoppeling,
            Wat::Termijn { .. } => Formulier::Termijn,
            Wat::Actie { .. } => Formulier::Actie,
            Wat::Betrokkene { .. } => Formulier::Betrokkene,
            Wat::Drager { .. } => Formulier::Drager,
            Wat::Hernoemd { .. } => Formulier::Hernoemen,
            _ => return None,
        })
    }
}

/// A form that is to be filled in for a casus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invullen {
    /// The casus.
    pub casus: RecordId,
    /// The form.
    pub formulier: Formulier,
    /// The line that it is about or corrects.
    pub regel: Option<u32>,
    /// Whether it corrects that line.
    pub correctie: bool,
}

impl Invullen {
    /// A form, about a line when there is one.
    pub fn of(casus: RecordId, formulier: Formulier, regel: Option<u32>) -> Invullen {
        Invullen { casus, formulier, regel, correctie: false }
    }

    /// The form that corrects a line.
    pub fn correctie(casus: RecordId, formulier: Formulier, regel: u32) -> Invullen {
        Invullen { casus, formulier, regel: Some(regel), correctie: true }
    }
}
