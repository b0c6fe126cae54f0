//! What stands around every screen: header, footer, emergency line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use textwrap::core::display_width;

use super::keymap::Shown;
use super::look::Look;
use super::theme::Role;

/// Smallest terminal that the program can draw in.
pub const SMALLEST: (u16, u16) = (60, 20);

/// Whether anything but [`too_small`] can be drawn around a body of this size.
pub fn fits(body: Rect) -> bool {
    body.width + 2 >= SMALLEST.0 && body.height + TOP + BOTTOM >= SMALLEST.1
}

/// Rows of the header: title and rule.
const TOP: u16 = 2;
/// Rows of the footer: keys and emergency line.
const BOTTOM: u16 = 2;

/// Where the body stands.
pub fn body(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        y: area.y + TOP,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(TOP + BOTTOM),
    }
}

/// Fills the area with the ground of the theme.
pub fn ground(area: Rect, buf: &mut Buffer, look: &Look) {
    buf.set_style(area, look.style(Role::Gewoon));
}

/// Draws header and rule. What is practice says so before anything else.
pub fn header((left, right): &(String, String), area: Rect, buf: &mut Buffer, look: &Look) {
    let left = &if look.oefening { format!("OEFENING · {left}") } else { left.clone() };
    let width = usize::from(area.width);
    // What stands left says where one is, and keeps a third of the row.
    let right = cut(&look.text(right), width.saturating_sub(display_width(left).min(width / 3) + 3));
    let room = width.saturating_sub(display_width(&right) + 3);
    let left = cut(&look.text(left), room);
    let gap = width.saturating_sub(display_width(&left) + display_width(&right) + 2);
    let line = Line::from(vec![
        Span::styled(format!(" {left}"), look.style(Role::Titel)),
        Span::styled(format!("{}{right} ", " ".repeat(gap)), look.style(Role::Kop)),
    ]);
    buf.set_line(area.x, area.y, &line, area.width);
    let rule = Line::styled(look.rule().repeat(width), look.style(Role::Rand));
    buf.set_line(area.x, area.y + 1, &rule, area.width);
}

/// The emergency line: long, or short under 70 columns.
pub fn emergency(width: u16) -> &'static str {
    if width < 70 {
        " Gevaar? 112 · Veilig Thuis 0800-2000 · F9"
    } else {
        " Acuut gevaar? 112 · Veilig Thuis 0800-2000 (dag en nacht) · F9"
    }
}

/// What stands in the footer above the emergency line.
pub struct Footer<'a> {
    /// The keys of the screen.
    pub keys: &'a [Shown],
    /// The key that opens help here: `?`, or `F1` where `?` is text.
    pub help: &'static str,
    /// Said in the place of the keys.
    pub message: Option<&'a (String, Role)>,
}

/// Draws the keys that work now, or a message in their place, and the emergency line.
pub fn footer(footer: &Footer<'_>, area: Rect, buf: &mut Buffer, look: &Look) {
    let row = area.bottom().saturating_sub(BOTTOM);
    let line = match footer.message {
        Some((text, role)) => {
            let text = cut(&look.text(text), usize::from(area.width).saturating_sub(2));
            Line::styled(format!(" {text}"), look.style(*role))
        }
        None => keys_line(footer, area.width, look),
    };
    buf.set_line(area.x, row, &line, area.width);
    let mut line = look.text(emergency(area.width));
    line.push_str(&" ".repeat(usize::from(area.width).saturating_sub(display_width(&line))));
    buf.set_line(area.x, row + 1, &Line::styled(line, look.style(Role::Gevaar)), area.width);
}

/// As many keys as fit; the one for help always does.
fn keys_line(Footer { keys, help, .. }: &Footer<'_>, width: u16, look: &Look) -> Line<'static> {
    let room = usize::from(width).saturating_sub(display_width(help) + display_width("    hulp") + 1);
    let mut used = 0;
    let mut spans = Vec::new();
    for shown in keys.iter().filter(|shown| shown.off.is_none()) {
        let key = look.text(&shown.first);
        let size = display_width(&key) + display_width(shown.label) + if used == 0 { 2 } else { 4 };
        if used + size > room {
            break;
        }
        spans.push(Span::styled(if used == 0 { " " } else { "   " }, look.style(Role::Kop)));
        spans.push(Span::styled(key, look.style(Role::Toets)));
        spans.push(Span::styled(format!(" {}", shown.label), look.style(Role::Kop)));
        used += size;
    }
    spans.push(Span::styled("   ", look.style(Role::Kop)));
    spans.push(Span::styled(*help, look.style(Role::Toets)));
    spans.push(Span::styled(" hulp", look.style(Role::Kop)));
    Line::from(spans)
}

/// A text that fits, with an ellipsis where something was left out.
pub fn cut(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if display_width(&kept) + display_width(letter.encode_utf8(&mut [0; 4])) + 3 > width {
            break;
        }
        kept.push(letter);
    }
    kept + "..."
}

/// Drawn when the terminal is too small for anything else.
pub fn too_small(area: Rect, buf: &mut Buffer, look: &Look) {
    let lines = [
        "Het venster is te klein.".to_owned(),
        format!("Nodig: {} bij {}.", SMALLEST.0, SMALLEST.1),
        format!("Nu: {} bij {}.", area.width, area.height),
        "Stoppen: Ctrl-C.".to_owned(),
        "Gevaar? Bel 112".to_owned(),
        "Veilig Thuis 0800-2000".to_owned(),
    ];
    for (at, text) in (0_u16..).zip(lines).take(usize::from(area.height)) {
        buf.set_line(area.x, area.y + at, &Line::styled(text, look.style(Role::Gewoon)), area.width);
    }
}
