//! What screens are made of.

mod field;
pub mod form;
mod long_text;
mod menu;
mod pane;
mod rows;
mod secret_field;
mod secret_form;
mod ticking;

pub use field::Field;
pub use form::{FormEvent, FormView};
pub use menu::{KEUZE, Menu, MenuEvent, MenuItem};
pub use pane::{Pane, stepped};
pub use rows::{Row, choice_rows, rows, wrapped};
pub use secret_form::SecretForm;
pub use ticking::Ticking;
