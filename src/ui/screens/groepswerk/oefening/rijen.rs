//! Rows that the parts of an exercise share.

use ratatui::text::{Line, Span};
use textwrap::core::display_width;

use crate::ui::chrome::cut;
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::Row;

/// The letter of an answer, by its place.
pub fn letter(at: usize) -> String {
    let letters = b'a'..=b'z';
    match u8::try_from(at).ok().and_then(|at| letters.clone().nth(usize::from(at))) {
        Some(byte) => char::from(byte).to_string(),
        None => (at + 1).to_string(),
    }
}

/// A heading with what stands at the right of it.
pub fn heading(left: &str, right: &str, width: u16, look: &Look) -> Row {
    let right = look.text(right);
    let room = usize::from(width).saturating_sub(display_width(&right) + 1);
    let left = cut(&look.text(left), room);
    let gap = usize::from(width).saturating_sub(display_width(&left) + display_width(&right)).max(1);
    Row {
        line: Line::from(vec![
            Span::styled(left, look.style(Role::Titel)),
            Span::styled(" ".repeat(gap) + &right, look.style(Role::Gedempt)),
        ]),
        choice: None,
    }
}

/// Minutes and seconds that are left; a plus where it takes longer.
pub fn klok(rest_ms: i64) -> String {
    let over = rest_ms < 0;
    let seconds = if over { rest_ms.unsigned_abs() / 1000 } else { rest_ms.unsigned_abs().div_ceil(1000) };
    let sign = if over && seconds > 0 { "+" } else { "" };
    format!("{sign}{}:{:02}", seconds / 60, seconds % 60)
}

/// A bar of so many columns, filled for a part of a whole.
pub fn balk(deel: u32, geheel: u32, columns: u16, look: &Look) -> String {
    let (full, empty) = if look.is_ascii() { ("#", ".") } else { ("█", "░") };
    let columns = u32::from(columns);
    let filled = if geheel == 0 { 0 } else { ((deel * columns * 2 + geheel) / (geheel * 2)).min(columns) };
    // Somebody is never nobody, and not all is never all.
    let filled = if deel > 0 && filled == 0 { 1 } else { filled };
    let filled = if deel < geheel && filled == columns { columns.saturating_sub(1) } else { filled };
    let times = |sign: &str, count: u32| sign.repeat(usize::try_from(count).unwrap_or(0));
    times(full, filled) + &times(empty, columns - filled)
}

#[cfg(test)]
mod tests {
    use super::{balk, klok, letter};
    use crate::domain::gesprek::Settings;
    use crate::ui::look::{Colours, Look};

    #[test]
    fn a_clock_counts_down_to_zero_and_then_up() {
        let shown: Vec<String> = [480_000, 479_500, 1_000, 1, 0, -999, -1_000, -61_000].map(klok).to_vec();
        assert_eq!(shown, ["8:00", "8:00", "0:01", "0:01", "0:00", "0:00", "+0:01", "+1:01"]);
    }

    #[test]
    fn a_bar_is_never_empty_for_somebody_and_never_full_for_some() {
        let look = Look::new(&Settings { ascii: true, ..Settings::default() }, Colours::None, false);
        let bars: Vec<String> = [(0, 9), (1, 200), (5, 10), (199, 200), (10, 10), (0, 0)]
            .map(|(part, whole)| balk(part, whole, 8, &look))
            .to_vec();
        assert_eq!(bars, ["........", "#.......", "####....", "#######.", "########", "........"]);
        assert_eq!(letter(0) + &letter(25) + &letter(26), "az27");
    }
}
