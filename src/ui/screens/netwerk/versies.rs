//! Versies samenvoegen.

use crate::domain::gesprek::Block;
use crate::domain::netwerk::bestand::Netwerkbestand;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::page::Page;

/// The screen.
pub fn open(bestand: Netwerkbestand, cx: &Ctx<'_>) -> Box<dyn Screen> {
    let _ = (bestand, cx);
    Box::new(Page::new(
        "Versies samenvoegen".to_owned(),
        vec![Block::Text("Dit scherm komt er nog; gebruik de opdrachtregel: aandacht netwerk --help".to_owned())],
    ))
}
