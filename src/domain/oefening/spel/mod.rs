//! An exercise that is played with a group.
//!
//! [`Oefenplan`] is an exercise as it is played, whatever its kind; [`Oefenstand`] how it stands: ids and numbers, so that
//! it can be written while it runs. What the votes say is asked of the functions in `telling`.

mod beeld;
mod plan;
mod stand;
mod start;
mod telling;
mod weigering;
mod zaalbeeld;

pub use beeld::{Oefenkop, bewaar, bewogen, eens, eerst, groepsbeeld, laatste, lijst, samen, stemmingen, wegen};
pub use plan::{Oefenplan, Planbesluit, Planfeit, Plankeuze, Planronde, Planvraag, neemt_casus};
pub use stand::{
    Beurt, GROOTSTE_GROEPJE, MEESTE_GROEPJES, Oefenstand, Rondestand, Stap, Vraagstand, groepen_kunnen, groepsnaam,
};
pub use start::{Gevraagd, Oefenbegin, casussen, met_code, oefeningen, plan_van};
pub use telling::{EENS_VANAF, Overeenstemming, overeenstemming, procent, totalen};
pub use weigering::Oefenfout;
pub use zaalbeeld::{zaalbeeld, zaalfase};
