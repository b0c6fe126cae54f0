//! What the two renderers share: what is asked, what is shown, and what screens ask the program to do.
//!
//! `ui` draws these values in a full-screen terminal and `lijn` prints them as lines, so both ask the same questions
//! in the same order. Nothing here touches a terminal, a file or the clock.

mod block;
mod bomen;
mod effect;
mod form;
mod key;
mod kluis;
mod pages;
mod reader;
mod report;
mod settings;
mod text;
mod turn;
mod verschil;
mod waarborgen;

pub use super::inhoud::SECTOREN;
pub use block::{Block, points};
pub use bomen::{Afdeling, bomen, eigen_meldcode, eigen_weg, verder_met};
pub use effect::{Afdrukopdracht, Document, Effect, Hit, Msg, Route, Zaalnieuws, Zaalopdracht};
pub use form::{Draft, Field, FieldFault, FieldKind, Form};
pub use key::Key;
pub use kluis::{backup_text, finding_blocks, findings_page, recovery_page};
pub use pages::{
    bewaartermijnen_page, emergency_page, gemeente_page, naslag_page, nummers_page, signalen_page, woord_page,
};
pub use reader::{Entry, Reader};
pub use report::{report, summary_name, ticked, why_here, why_outcome};
pub use settings::{Settings, Thema, settings_form};
pub use text::{ascii_letter, clean, grouped, one_of, sentence};
pub use turn::{
    Choice, StepState, Tick, TickGroup, TickList, Turn, TurnKind, kader_blocks, progress, step_states, version_line,
};
pub use verschil::{
    LEGENDA, NAAST_ELKAAR, Verschilrij, checklist_id, naast_elkaar, te_vergelijken, verschil_page, verschil_telling,
    verschilrijen,
};
pub use waarborgen::waarborgen_page;
