//! Lines of text that can be edited and pasted into, wrapped at words.
//!
//! The editing is the text area's; wrapping, moving by rows and drawing are done here, because they have to agree with
//! the rows of the form around it and stay quick in a text of many pages.

use std::ops::Range;

use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use ratatui_textarea::{CursorMove, TextArea};
use textwrap::core::display_width;

use crate::domain::gesprek::Key;
use crate::ui::key::field_input;
use crate::ui::look::Look;
use crate::ui::theme::Role;

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// The text is another one.
    Text,
    /// At most the cursor moved.
    Cursor,
}

/// Lines of text with a cursor.
#[derive(Debug, Clone)]
pub struct LongText {
    area: TextArea<'static>,
    /// The column that moving up and down keeps to, also past shorter rows.
    goal: Option<usize>,
}

/// One row of the wrapped text: its line, and the bytes of that line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    line: usize,
    from: usize,
    to: usize,
    /// Whether the line ends here.
    last: bool,
}

/// As many changes can be taken back.
const UNDO: usize = 1_000;

impl LongText {
    /// A text with the cursor behind it.
    pub fn holding(text: &str) -> LongText {
        let lines = text.split('\n').map(str::to_owned).collect();
        let mut area = TextArea::new(lines);
        area.set_max_histories(UNDO);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        LongText { area, goal: None }
    }

    /// The beginning of a text, to be looked at: enough for this many rows, and to see that there is more.
    pub fn beginning(text: &str, rows: u16) -> LongText {
        let lines = text.split('\n').take(usize::from(rows) + 1).map(str::to_owned).collect();
        LongText { area: TextArea::new(lines), goal: None }
    }

    /// What is in it.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Takes a key; rows are so wide, and a page has so many.
    pub fn key(&mut self, key: Key, width: u16, page: u16, look: &Look) -> Edited {
        let rows = usize::from(page.max(2)) - 1;
        match key {
            Key::Up => self.move_rows(false, 1, width, look),
            Key::Down => self.move_rows(true, 1, width, look),
            Key::PageUp => self.move_rows(false, rows, width, look),
            Key::PageDown => self.move_rows(true, rows, width, look),
            Key::Home => self.within_row(0, width, look),
            Key::End => self.within_row(usize::MAX, width, look),
            Key::Enter => {
                self.goal = None;
                self.area.insert_newline();
                return Edited::Text;
            }
            _ => {
                self.goal = None;
                if let Some(input) = field_input(key)
                    && self.area.input(input)
                {
                    return Edited::Text;
                }
            }
        }
        Edited::Cursor
    }

    /// Takes pasted text as it is, but for what is not text.
    pub fn paste(&mut self, text: &str) {
        self.goal = None;
        let whole = text.replace("\r\n", "\n");
        let letters = whole.chars().filter_map(|letter| match letter {
            '\n' | '\r' => Some('\n'),
            '\t' => Some(' '),
            letter if letter.is_control() => None,
            letter => Some(letter),
        });
        self.area.insert_str(letters.collect::<String>());
    }

    /// Takes the last change back, or does it again; whether there was one.
    pub fn turn_back(&mut self, again: bool) -> bool {
        self.goal = None;
        if again { self.area.redo() } else { self.area.undo() }
    }

    /// Puts the cursor on a row of the wrapped text, at a column.
    pub fn click(&mut self, row: usize, column: usize, width: u16, look: &Look) {
        self.goal = None;
        let piece = pieces(self.area.lines(), usize::from(width), look).nth(row);
        if let Some(piece) = piece {
            self.put_at(piece, column, look);
        }
    }

    /// Line and byte of the cursor.
    fn cursor(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        let line = self.area.lines().get(cursor.0).map_or("", String::as_str);
        (cursor.0, line.char_indices().nth(cursor.1).map_or(line.len(), |(byte, _)| byte))
    }

    fn move_rows(&mut self, down: bool, by: usize, width: u16, look: &Look) {
        let all: Vec<Piece> = pieces(self.area.lines(), usize::from(width), look).collect();
        let (here, column) = self.place(&all, look);
        let goal = self.goal.unwrap_or(column);
        let last = all.len().saturating_sub(1);
        let to = if down { (here + by).min(last) } else { here.saturating_sub(by) };
        if let Some(piece) = all.get(to) {
            self.put_at(*piece, goal, look);
        }
        self.goal = Some(goal);
    }

    fn within_row(&mut self, column: usize, width: u16, look: &Look) {
        self.goal = None;
        let all: Vec<Piece> = pieces(self.area.lines(), usize::from(width), look).collect();
        if let Some(piece) = all.get(self.place(&all, look).0) {
            self.put_at(*piece, column, look);
        }
    }

    /// The row and the column of the cursor.
    fn place(&self, all: &[Piece], look: &Look) -> (usize, usize) {
        let (line, byte) = self.cursor();
        let at = all.partition_point(|piece| (piece.line, piece.from) <= (line, byte)).saturating_sub(1);
        let column = all.get(at).map_or(0, |piece| {
            let text = self.area.lines().get(line).map_or("", String::as_str);
            text.get(piece.from..byte).map_or(0, |before| before.chars().map(|letter| columns(letter, look)).sum())
        });
        (at, column)
    }

    /// Puts the cursor in a row, as near to a column as its letters allow.
    fn put_at(&mut self, piece: Piece, column: usize, look: &Look) {
        let line = self.area.lines().get(piece.line).map_or("", String::as_str);
        let text = line.get(piece.from..piece.to).unwrap_or("");
        let (mut used, mut count) = (0, 0);
        for letter in text.chars() {
            used += columns(letter, look);
            if used > column {
                break;
            }
            count += 1;
        }
        // Behind the last letter of a row is the first place of the next one.
        if !piece.last && count == text.chars().count() {
            count = count.saturating_sub(1);
        }
        let before = line.get(..piece.from).map_or(0, |before| before.chars().count());
        self.jump(piece.line, before + count);
    }

    /// Puts the cursor at a letter of a line. The text area jumps no further than letter 65,535 of line 65,535; stepping
    /// on from there would take seconds.
    fn jump(&mut self, line: usize, letter: usize) {
        let short = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(short(line), short(letter)));
    }

    /// The text as rows under a left border, no more than fit: around the cursor when it has the focus, else from the
    /// top. Each with its number in the wrapped text. Pieces of the text are underlined: in bytes of
    /// [`LongText::text`], in order and without overlap.
    pub fn rows(
        &self,
        marks: &[Range<usize>],
        focus: bool,
        width: u16,
        least: u16,
        most: u16,
        look: &Look,
    ) -> Vec<(usize, Line<'static>)> {
        let (least, most) = (usize::from(least), usize::from(most.max(1)));
        let lines = self.area.lines();
        let all = pieces(lines, usize::from(width), look);
        // Of a text that is not being edited only the beginning is wrapped.
        let all: Vec<Piece> = if focus { all.collect() } else { all.take(most + 1).collect() };
        let (here, column) = if focus { self.place(&all, look) } else { (0, 0) };
        let top = here.saturating_sub(most / 2).min(all.len().saturating_sub(most));
        let below = all.len() > top + most;
        let count = all.len().clamp(least, most);
        // Where each line begins in the whole text.
        let begins: Vec<usize> = if marks.is_empty() {
            Vec::new()
        } else {
            lines.iter().scan(0, |at, line| Some(std::mem::replace(at, *at + line.len() + 1))).collect()
        };
        let mut found = Vec::new();
        for at in top..top + count {
            let sign = match at {
                _ if at == top && top > 0 => look.more(true),
                _ if at + 1 == top + count && below => look.more(false),
                _ => look.column(),
            };
            let mut spans = vec![Span::styled(format!("   {sign} "), look.style(Role::Rand))];
            if let Some(piece) = all.get(at) {
                let text = lines.get(piece.line).and_then(|line| line.get(piece.from..piece.to)).unwrap_or("");
                let cursor = (focus && at == here).then_some(column);
                let begin = begins.get(piece.line).map_or(0, |begin| begin + piece.from);
                let marked = |byte: usize| marks.iter().any(|mark| mark.contains(&(begin + byte)));
                spans.extend(with_cursor(text, cursor, usize::from(width), &marked, look));
            }
            found.push((at, Line::from(spans)));
        }
        found
    }
}

/// Columns that the border takes.
pub const BORDER: u16 = 5;

/// A row of text; the letter at the column of the cursor stands out, and what is marked is underlined.
fn with_cursor(
    text: &str,
    cursor: Option<usize>,
    width: usize,
    marked: &dyn Fn(usize) -> bool,
    look: &Look,
) -> Vec<Span<'static>> {
    let plain = |text: &str, from: usize| underlined(text, from, marked, look);
    let Some(column) = cursor else { return plain(text, 0) };
    let (mut used, mut at) = (0, text.len());
    for (byte, letter) in text.char_indices() {
        // White space may stand past the end of a row; the cursor does not.
        if used >= column.min(width.saturating_sub(1)) {
            at = byte;
            break;
        }
        used += columns(letter, look);
    }
    let (before, rest) = text.split_at(at);
    let letter = rest.chars().next();
    let after = letter.map_or("", |letter| &rest[letter.len_utf8()..]);
    let here = letter.map_or_else(|| " ".to_owned(), |letter| look.text(&letter.to_string()));
    let mut spans = plain(before, 0);
    spans.push(Span::styled(here, look.style(Role::Gekozen)));
    spans.extend(plain(after, text.len() - after.len()));
    spans
}

/// A text that begins at this byte of its row, cut where it begins or ends to be underlined.
fn underlined(text: &str, from: usize, marked: &dyn Fn(usize) -> bool, look: &Look) -> Vec<Span<'static>> {
    let style = |on: bool| {
        let style = look.style(Role::Gewoon);
        if on { style.add_modifier(Modifier::UNDERLINED) } else { style }
    };
    let mut spans = Vec::new();
    let mut begin = 0;
    let mut on = marked(from);
    for (byte, _) in text.char_indices() {
        let now = marked(from + byte);
        if now != on {
            spans.push(Span::styled(look.text(text.get(begin..byte).unwrap_or_default()), style(on)));
            (begin, on) = (byte, now);
        }
    }
    spans.push(Span::styled(look.text(text.get(begin..).unwrap_or_default()), style(on)));
    spans
}

/// How many columns a letter takes on this screen.
fn columns(letter: char, look: &Look) -> usize {
    match letter {
        ' '..='~' => 1,
        letter => display_width(&look.text(letter.encode_utf8(&mut [0; 4]))),
    }
}

/// The rows of a text, one after another.
fn pieces<'t>(lines: &'t [String], width: usize, look: &'t Look) -> impl Iterator<Item = Piece> + 't {
    let wrap = move |(line, text): (usize, &'t String)| {
        let ends = wrapped(text, width, look);
        let count = ends.len();
        let mut from = 0;
        ends.into_iter().enumerate().map(move |(at, to)| {
            let piece = Piece { line, from, to, last: at + 1 == count };
            from = to;
            piece
        })
    };
    lines.iter().enumerate().flat_map(wrap)
}

/// Where the rows of a line end, in bytes. White space at the end of a row takes no room; a word that is wider than a
/// row is cut.
fn wrapped(line: &str, width: usize, look: &Look) -> Vec<usize> {
    let width = width.max(1);
    let mut ends = Vec::new();
    let (mut from, mut used, mut word, mut word_used) = (0, 0, 0, 0);
    for (byte, letter) in line.char_indices() {
        let size = columns(letter, look);
        if letter == ' ' {
            used += size;
            (word, word_used) = (byte + 1, 0);
            continue;
        }
        if used + size > width && byte > from {
            let whole = word > from;
            from = if whole { word } else { byte };
            used = if whole { word_used } else { 0 };
            ends.push(from);
            if !whole {
                (word, word_used) = (from, 0);
            }
        }
        used += size;
        word_used += size;
    }
    ends.push(line.len());
    ends
}

#[cfg(test)]
mod tests {
    use super::{Edited, Key, LongText, Modifier, wrapped};
    use crate::domain::gesprek::Settings;
    use crate::ui::look::{Colours, Look};

    fn look() -> Look {
        Look::new(&Settings::default(), Colours::None, false)
    }

    /// The rows as they are drawn, without their border.
    fn shown(long: &LongText, width: u16, most: u16) -> Vec<String> {
        let rows = long.rows(&[], true, width, 1, most, &look());
        rows.iter()
            .map(|(_, line)| line.to_string().chars().skip(5).collect::<String>().trim_end().to_owned())
            .collect()
    }

    fn keys(long: &mut LongText, keys: &[Key]) {
        for key in keys {
            long.key(*key, 10, 5, &look());
        }
    }

    #[test]
    fn what_is_marked_is_underlined_on_whatever_row_it_stands_with_the_cursor_in_it_or_not() {
        let text = "bel Anouk op\ntelefoon 0612345678 nu";
        let long = LongText::holding(text);
        let marks = [4..9, 22..32];
        for width in [40, 9, 7] {
            let mut found = String::new();
            for (_, line) in long.rows(&marks, true, width, 1, 20, &look()) {
                let lit = line.spans.iter().filter(|span| span.style.add_modifier.contains(Modifier::UNDERLINED));
                found.extend(lit.map(|span| span.content.clone().into_owned()));
            }
            assert_eq!(found, "Anouk0612345678", "{width}");
        }
    }

    #[test]
    fn rows_end_at_words_and_a_long_word_is_cut() {
        for (text, width, rows) in [
            ("", 10, &[""][..]),
            ("een twee drie", 8, &["een twee ", "drie"]),
            ("een twee      drie", 8, &["een twee      ", "drie"]),
            ("abcdefghij", 4, &["abcd", "efgh", "ij"]),
            ("a abcdefghij b", 4, &["a ", "abcd", "efgh", "ij b"]),
            ("中文中文", 5, &["中文", "中文"]),
            ("één zee", 3, &["één ", "zee"]),
        ] {
            let mut from = 0;
            let found: Vec<&str> = wrapped(text, width, &look())
                .into_iter()
                .map(|to| {
                    let row = &text[from..to];
                    from = to;
                    row
                })
                .collect();
            assert_eq!(found, rows, "{text:?} at {width}");
        }
    }

    #[test]
    fn up_and_down_go_by_rows_and_keep_to_a_column() {
        let mut long = LongText::holding("een twee drie vier\nx\nzeven acht");
        assert_eq!(shown(&long, 10, 9), ["een twee", "drie vier", "x", "zeven acht"]);
        keys(&mut long, &[Key::Home, Key::Right, Key::Right, Key::Up, Key::Up, Key::Char('!')]);
        assert_eq!(long.text(), "een twee dr!ie vier\nx\nzeven acht", "through a shorter row");
        keys(&mut long, &[Key::End, Key::Char('?'), Key::Home, Key::Char('>')]);
        assert_eq!(long.text(), "een twee dr!ie >vier?\nx\nzeven acht");
        keys(&mut long, &[Key::PageUp, Key::Home, Key::Char('1'), Key::PageDown, Key::End, Key::Char('2')]);
        assert_eq!(long.text(), "1een twee dr!ie >vier?\nx\nzeven acht2");
    }

    #[test]
    fn what_is_typed_and_pasted_can_be_taken_back_and_done_again() {
        let mut long = LongText::holding("");
        assert_eq!(long.key(Key::Char('a'), 10, 5, &look()), Edited::Text);
        assert_eq!(long.key(Key::Enter, 10, 5, &look()), Edited::Text);
        assert_eq!(long.key(Key::Left, 10, 5, &look()), Edited::Cursor);
        keys(&mut long, &[Key::Right]);
        long.paste("b\r\nc\u{1b}[31m\td");
        assert_eq!(long.text(), "a\nb\nc[31m d");
        assert!(long.turn_back(false));
        assert_eq!(long.text(), "a\n");
        assert!(long.turn_back(true));
        assert_eq!(long.text(), "a\nb\nc[31m d");
        for _ in 0..3 {
            assert!(long.turn_back(false));
        }
        assert_eq!((long.text().as_str(), long.turn_back(false)), ("", false));
    }

    #[test]
    fn a_window_on_a_long_text_has_the_cursor_in_it() {
        let text = (0..50).map(|at| format!("regel {at}")).collect::<Vec<_>>().join("\n");
        let mut long = LongText::holding(&text);
        assert_eq!(shown(&long, 20, 3), ["regel 47", "regel 48", "regel 49"]);
        keys(&mut long, &[Key::PageUp, Key::PageUp]);
        assert_eq!(shown(&long, 20, 3), ["regel 40", "regel 41", "regel 42"]);
        long.click(0, 2, 20, &look());
        assert_eq!(shown(&long, 20, 3), ["regel 0", "regel 1", "regel 2"]);
        keys(&mut long, &[Key::Char('!')]);
        assert!(long.text().starts_with("re!gel 0\n"));
    }
}
