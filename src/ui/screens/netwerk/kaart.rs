//! Kaart van het netwerk.

use crate::domain::gesprek::Block;

use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::page::Page;

/// The screen.
pub fn open(cx: &Ctx<'_>) -> Box<dyn Screen> {
    let _ = cx;
    Box::new(Page::new(
        "Kaart van het netwerk".to_owned(),
        vec![Block::Text("Dit scherm komt er nog; gebruik de opdrachtregel: aandacht netwerk --help".to_owned())],
    ))
}
