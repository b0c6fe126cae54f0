//! A telephone number as a QR code, to ring it with the telephone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::gesprek::{Effect, Key, Msg};
use crate::domain::telefoon::Nummer;
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::theme::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Keren,
    Terug,
}

pub const TOETSEN: Keymap<Qr, Doet> =
    &[bind(&[Key::Esc, Key::Enter, Key::Left], Doet::Terug, "terug"), bind(&[Key::Char('k')], Doet::Keren, "omkeren")];

/// The QR code of a number.
pub struct Qr {
    naam: String,
    nummer: String,
    /// Rows of modules, dark is true; nothing when there is no code for it.
    modules: Vec<Vec<bool>>,
    /// Whether light and dark are turned, for terminals of which the background is not known.
    gekeerd: bool,
}

/// The white border that a reader needs, in modules: what the standard asks, and what most readers make do with.
const RANDEN: [usize; 2] = [4, 2];

impl Qr {
    /// The code of a number. Without colours of its own the ground is taken to be dark.
    pub fn new(naam: String, nummer: String, cx: &Ctx<'_>) -> Qr {
        let modules = Nummer::lees(&nummer).ok().map(|number| modules(&number.tel_uri())).unwrap_or_default();
        Qr { naam, nummer, modules, gekeerd: !cx.look.has_colours() }
    }

    fn dark(&self, x: usize, y: usize, rand: usize) -> bool {
        let inside = |at: usize| at.checked_sub(rand);
        let module = inside(y).and_then(|y| self.modules.get(y)).zip(inside(x)).and_then(|(row, x)| row.get(x));
        module.copied().unwrap_or(false) != self.gekeerd
    }
}

/// The modules of a code, a row each.
fn modules(uri: &str) -> Vec<Vec<bool>> {
    let Ok(code) = qrcode::QrCode::with_error_correction_level(uri, qrcode::EcLevel::L) else { return Vec::new() };
    let dark: Vec<bool> = code.to_colors().into_iter().map(|colour| colour.select(true, false)).collect();
    dark.chunks(code.width().max(1)).map(<[bool]>::to_vec).collect()
}

impl Screen for Qr {
    fn update(&mut self, msg: &Msg, _: &Ctx<'_>) -> Vec<Effect> {
        if let Msg::Key(key) = msg {
            match action(TOETSEN, self, *key) {
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Keren) => self.gekeerd = !self.gekeerd,
                None => {}
            }
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let text = format!("{}  {}", self.nummer, self.naam);
        buf.set_line(
            area.x + 1,
            area.y,
            &Line::styled(look.text(&text), look.style(Role::Vraag)),
            area.width.saturating_sub(1),
        );
        let rows = |rand: usize| u16::try_from((self.modules.len() + 2 * rand).div_ceil(2)).unwrap_or(u16::MAX);
        let rand = RANDEN.into_iter().find(|rand| rows(*rand) + 2 <= area.height).unwrap_or(RANDEN[1]);
        let (side, needed) = (self.modules.len() + 2 * rand, rows(rand));
        let said = match (self.modules.is_empty(), look.is_ascii()) {
            (true, _) => Some("Van dit nummer is geen QR-code te maken."),
            (_, true) => Some("Een QR-code kan niet met alleen gewone tekens. Typ het nummer over."),
            _ if area.height < needed + 2 => {
                Some("Het venster is te laag voor de QR-code. Maak het hoger, of typ het nummer over.")
            }
            _ => None,
        };
        if let Some(said) = said {
            buf.set_line(
                area.x + 1,
                area.y + 2,
                &Line::styled(said, look.style(Role::Gewoon)),
                area.width.saturating_sub(1),
            );
            return;
        }
        // Two modules a letter: the upper half is drawn in the colour of the text, the lower half in that behind it.
        for row in 0..side.div_ceil(2) {
            let line: String = (0..side)
                .map(|x| match (self.dark(x, 2 * row, rand), self.dark(x, 2 * row + 1, rand)) {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                })
                .collect();
            let y = area.y + 1 + u16::try_from(row).unwrap_or(0);
            buf.set_line(area.x + 2, y, &Line::styled(line, look.style(Role::Qr)), area.width.saturating_sub(2));
        }
        let y = area.y + needed + 1;
        let hint = "Richt de camera van uw telefoon. Lukt het niet? Toets k.";
        buf.set_line(area.x + 1, y, &Line::styled(hint, look.style(Role::Gedempt)), area.width.saturating_sub(1));
    }

    fn header(&self) -> (String, String) {
        ("QR-code".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
