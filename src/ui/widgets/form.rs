//! A form drawn: any [`Form`] with its [`Draft`]. A screen that has a form hands it messages, and is told what came of
//! them; it turns the answers into a value and asks for one effect.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use textwrap::core::display_width;

use super::long_text::{BORDER, Edited, LongText};
use super::{Field, Pane, Row, rows, wrapped};
use crate::domain::gesprek::{Block, Draft, FieldFault, FieldKind, Form, Hit, Key, Msg};
use crate::ui::keymap::{DIGITS, Keymap, Shown, action, bind, digit, shown};
use crate::ui::look::Look;
use crate::ui::screen::Ctx;
use crate::ui::theme::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Bewaren,
    Verder,
    Volgende,
    Vorige,
    Anders,
    AndersTerug,
    Nummer,
    Aanvinken,
    Bewegen,
    Typen,
    Terugdraaien,
    Opnieuw,
    Terug,
}

const TYPING: &str = "in dit veld kunt u typen";
const CHOOSING: &str = "in dit veld kiest u";

/// At a choice or a line of text.
pub const TOETSEN: Keymap<FormView, Doet> = &[
    bind(&[Key::Ctrl('s'), Key::F(5)], Doet::Bewaren, "bewaren"),
    bind(&[Key::Enter], Doet::Verder, "verder"),
    bind(&[Key::Right, Key::Char(' ')], Doet::Anders, "andere keuze").when(FormView::at_choice, TYPING),
    bind(&[Key::Esc], Doet::Terug, "terug"),
    bind(&[Key::Tab, Key::Down], Doet::Volgende, "volgend veld"),
    bind(&[Key::BackTab, Key::Up], Doet::Vorige, "vorig veld"),
    bind(&[Key::Left], Doet::AndersTerug, "vorige keuze").when(FormView::at_choice, TYPING),
    bind(DIGITS, Doet::Nummer, "meteen kiezen").when(FormView::at_choice, TYPING),
    bind(&[Key::Ctrl('z'), Key::F(6)], Doet::Terugdraaien, "terugdraaien").when(FormView::at_text, CHOOSING),
    bind(&[Key::Ctrl('y'), Key::F(7)], Doet::Opnieuw, "toch weer").when(FormView::at_text, CHOOSING),
];

/// At a list of ticks.
pub const VINKEN: Keymap<FormView, Doet> = &[
    bind(&[Key::Ctrl('s'), Key::F(5)], Doet::Bewaren, "bewaren"),
    bind(&[Key::Char(' ')], Doet::Aanvinken, "aanvinken"),
    bind(&[Key::Enter], Doet::Verder, "verder"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
    bind(&[Key::Tab], Doet::Volgende, "volgend veld"),
    bind(&[Key::BackTab], Doet::Vorige, "vorig veld"),
    bind(&[Key::Down, Key::Up, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
];

/// In lines of text: Enter begins a new one there.
pub const LANG: Keymap<FormView, Doet> = &[
    bind(&[Key::Ctrl('s'), Key::F(5)], Doet::Bewaren, "bewaren"),
    bind(&[Key::Enter], Doet::Typen, "nieuwe regel"),
    bind(&[Key::Tab], Doet::Volgende, "volgend veld"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
    bind(&[Key::BackTab], Doet::Vorige, "vorig veld"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Typen, "bewegen"),
    bind(&[Key::Ctrl('z'), Key::F(6)], Doet::Terugdraaien, "terugdraaien"),
    bind(&[Key::Ctrl('y'), Key::F(7)], Doet::Opnieuw, "toch weer"),
];

/// What came of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormEvent {
    /// Nothing that matters outside.
    Nothing,
    /// The draft is another one.
    Changed,
    /// Another field has the focus: a moment to keep the draft.
    FocusMoved,
    /// The user is ready; the screen looks at the [`FormView::answers`].
    Submit,
    /// The user goes away.
    Leave,
}

/// How the field in focus is edited.
#[derive(Debug, Clone)]
enum Edit {
    Choice,
    /// The tick under the cursor.
    Many(usize),
    /// A line; while it is untouched, what is typed replaces what stood there.
    Line {
        field: Box<Field>,
        untouched: bool,
    },
    Long,
}

/// A form with its draft.
pub struct FormView {
    form: Form,
    draft: Draft,
    original: Draft,
    at: usize,
    edit: Edit,
    /// The texts that were edited, with their cursors and with what can be taken back.
    longs: BTreeMap<usize, LongText>,
    faults: Vec<FieldFault>,
    /// Pieces of long texts that are underlined, by field.
    marks: BTreeMap<&'static str, Vec<Range<usize>>>,
    /// Whether leaving was asked for with unsaved changes.
    leaving: bool,
}

/// Columns of the labels before short fields: no fewer, no more. A longer one stands on a row of its own.
const LABELS: (usize, usize) = (14, 20);
/// Rows of a long text at least, and as many as are shown of one without the focus.
const LEAST: u16 = 3;

/// Rows above a form and under it at most.
const AROUND: u16 = 4;

/// What a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    Field(usize),
    /// Field and tick.
    Tick(usize, usize),
    /// Field and row of its wrapped text.
    Text(usize, usize),
}

/// The form as rows.
struct Laid {
    rows: Vec<Row>,
    spots: Vec<Option<Spot>>,
    /// What has to be in sight, and the row in it that comes first.
    focus: Range<usize>,
    cursor: usize,
}

impl Laid {
    fn push(&mut self, line: Line<'static>, spot: Option<Spot>) {
        self.rows.push(Row { line, choice: None });
        self.spots.push(spot);
    }

    fn extend(&mut self, rows: Vec<Row>, spot: Spot) {
        self.spots.extend(rows.iter().map(|_| Some(spot)));
        self.rows.extend(rows);
    }

    fn blank(&mut self) {
        self.push(Line::default(), None);
    }

    /// The window that shows the focus. It is found anew for every frame, so it needs no memory and fits any size.
    fn pane(&self, height: u16) -> Pane {
        let mut pane = Pane::default();
        pane.show(self.focus.clone(), height);
        pane.show(self.cursor..self.cursor + 1, height);
        pane
    }
}

impl FormView {
    /// A form with what was filled in before; the first field has the focus.
    pub fn new(form: Form, draft: Draft) -> FormView {
        let mut view = FormView {
            form,
            original: draft.clone(),
            draft,
            at: 0,
            edit: Edit::Choice,
            longs: BTreeMap::new(),
            faults: Vec::new(),
            marks: BTreeMap::new(),
            leaving: false,
        };
        let first = view.asked().next().unwrap_or(0);
        view.go_to(first);
        view
    }

    /// The form.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Everything that was filled in, also in fields that are not asked now: what a draft keeps.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// What the form means: without what stands in fields that are not asked.
    pub fn answers(&self) -> Draft {
        self.form.answers(&self.draft)
    }

    /// The id of the field in focus.
    pub fn focus(&self) -> &'static str {
        self.id()
    }

    /// Whether anything differs from what the form began with.
    pub fn is_changed(&self) -> bool {
        self.draft != self.original
    }

    /// Fills a field in for the user, who can still change it; it has the focus then.
    pub fn fill(&mut self, id: &str, value: &str) {
        self.draft.set(id, value);
        if let Some(at) = self.form.fields.iter().position(|field| field.id == id) {
            self.longs.remove(&at);
            self.go_to(at);
        }
    }

    /// Says what is wrong, under the fields, and goes to the first of those.
    pub fn refuse(&mut self, faults: Vec<FieldFault>) {
        self.faults = faults;
        let wrong = |at: &usize| self.faults.iter().any(|fault| fault.field == self.form.fields[*at].id);
        let first = self.asked().find(wrong);
        if let Some(at) = first {
            self.go_to(at);
        }
    }

    /// Underlines these pieces of a long text, in bytes, until it is told others.
    pub fn mark(&mut self, field: &'static str, pieces: Vec<Range<usize>>) {
        self.marks.insert(field, pieces);
    }

    /// Whether to go away: a changed form is asked about once.
    pub fn may_leave(&mut self) -> bool {
        let sure = self.leaving || !self.is_changed();
        self.leaving = true;
        sure
    }

    /// Hands the form a message.
    pub fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> FormEvent {
        match msg {
            Msg::Key(key) => self.key(*key, cx),
            Msg::Paste(text) => self.paste(text),
            Msg::Click(hit) => self.click(*hit, cx),
            Msg::Scroll(by) if matches!(self.edit, Edit::Long) => {
                let key = if *by > 0 { Key::Down } else { Key::Up };
                (0..by.unsigned_abs()).for_each(|_| {
                    self.type_long(key, cx);
                });
                FormEvent::Nothing
            }
            _ => FormEvent::Nothing,
        }
    }

    fn key(&mut self, key: Key, cx: &Ctx<'_>) -> FormEvent {
        let doet = action(self.table(), self, key);
        if doet != Some(Doet::Terug) {
            self.leaving = false;
        }
        match doet {
            Some(Doet::Bewaren) => self.submit(),
            Some(Doet::Verder) if self.asked().last() == Some(self.at) => self.submit(),
            Some(Doet::Verder | Doet::Volgende) => self.step(true),
            Some(Doet::Vorige) => self.step(false),
            Some(Doet::Anders) => self.turn(true),
            Some(Doet::AndersTerug) => self.turn(false),
            Some(Doet::Nummer) => self.pick(digit(key)),
            Some(Doet::Aanvinken) => self.tick(),
            Some(Doet::Bewegen) => self.move_tick(key),
            Some(Doet::Terugdraaien) => self.turn_back(false),
            Some(Doet::Opnieuw) => self.turn_back(true),
            Some(Doet::Terug) => FormEvent::Leave,
            Some(Doet::Typen) => self.type_long(key, cx),
            None => match self.edit {
                Edit::Line { .. } => self.type_line(matches!(key, Key::Char(_)), |field| {
                    field.key(key);
                }),
                Edit::Long => self.type_long(key, cx),
                Edit::Choice | Edit::Many(_) => FormEvent::Nothing,
            },
        }
    }

    fn submit(&mut self) -> FormEvent {
        self.faults.clear();
        FormEvent::Submit
    }

    fn table(&self) -> Keymap<FormView, Doet> {
        match self.edit {
            Edit::Choice | Edit::Line { .. } => TOETSEN,
            Edit::Many(_) => VINKEN,
            Edit::Long => LANG,
        }
    }

    fn at_choice(&self) -> bool {
        matches!(self.edit, Edit::Choice)
    }

    fn at_text(&self) -> bool {
        matches!(self.edit, Edit::Line { .. } | Edit::Long)
    }

    /// The fields that are asked now.
    fn asked(&self) -> impl Iterator<Item = usize> {
        let fields = self.form.fields.iter().enumerate();
        fields.filter(|(_, field)| self.form.asks(field, &self.draft)).map(|(at, _)| at)
    }

    fn id(&self) -> &'static str {
        self.form.fields.get(self.at).map_or("", |field| field.id)
    }

    fn go_to(&mut self, at: usize) {
        self.at = at;
        let Some(field) = self.form.fields.get(at) else { return };
        self.edit = match field.kind {
            FieldKind::Choice(_) => Edit::Choice,
            FieldKind::Many(_) => Edit::Many(0),
            FieldKind::Text => {
                Edit::Line { field: Box::new(Field::holding(self.draft.get(field.id))), untouched: true }
            }
            FieldKind::Long => {
                let text = self.draft.get(field.id);
                self.longs.entry(at).or_insert_with(|| LongText::holding(text));
                Edit::Long
            }
        };
    }

    /// The next field that is asked, or the one before, round the ends.
    fn step(&mut self, forward: bool) -> FormEvent {
        let asked: Vec<usize> = self.asked().collect();
        let here = asked.iter().position(|at| *at == self.at).unwrap_or(0);
        let count = asked.len().max(1);
        if let Some(at) = asked.get(if forward { here + 1 } else { here + count - 1 } % count) {
            self.go_to(*at);
        }
        FormEvent::FocusMoved
    }

    /// The values of the field in focus.
    fn values(&self) -> &[(String, String)] {
        match self.form.fields.get(self.at).map(|field| &field.kind) {
            Some(FieldKind::Choice(values) | FieldKind::Many(values)) => values,
            Some(FieldKind::Text | FieldKind::Long) | None => &[],
        }
    }

    fn turn(&mut self, forward: bool) -> FormEvent {
        let id = self.id();
        let values = self.values();
        let now = values.iter().position(|(value, _)| value == self.draft.get(id));
        let count = values.len();
        let next = match (now, forward) {
            (None, true) => 0,
            (Some(now), true) => (now + 1) % count.max(1),
            (now, false) => (now.unwrap_or(0) + count).saturating_sub(1) % count.max(1),
        };
        let Some((value, _)) = values.get(next).cloned() else { return FormEvent::Nothing };
        self.draft.set(id, &value);
        FormEvent::Changed
    }

    /// Chooses the value at this place, when there is one.
    fn pick(&mut self, at: usize) -> FormEvent {
        let id = self.id();
        let Some((value, _)) = self.values().get(at).cloned() else { return FormEvent::Nothing };
        self.draft.set(id, &value);
        FormEvent::Changed
    }

    fn tick(&mut self) -> FormEvent {
        let Edit::Many(tick) = self.edit else { return FormEvent::Nothing };
        let values = self.values().to_vec();
        let Some((value, _)) = values.get(tick) else { return FormEvent::Nothing };
        self.draft.toggle(self.id(), &values, value);
        FormEvent::Changed
    }

    /// Moves between the ticks, and past the first and the last one to the fields around.
    fn move_tick(&mut self, key: Key) -> FormEvent {
        let last = self.values().len().saturating_sub(1);
        let Edit::Many(tick) = &mut self.edit else { return FormEvent::Nothing };
        match key {
            Key::Up if *tick > 0 => *tick -= 1,
            Key::Down if *tick < last => *tick += 1,
            Key::Home => *tick = 0,
            Key::End => *tick = last,
            Key::Down => return self.step(true),
            _ => return self.step(false),
        }
        FormEvent::Nothing
    }

    /// Changes a line; what is typed or pasted replaces a text that was there before.
    fn type_line(&mut self, replaces: bool, change: impl FnOnce(&mut Field)) -> FormEvent {
        let Edit::Line { field, untouched } = &mut self.edit else { return FormEvent::Nothing };
        if std::mem::take(untouched) && replaces {
            field.empty();
        }
        change(field);
        let text = field.text();
        self.keep(&text)
    }

    fn type_long(&mut self, key: Key, cx: &Ctx<'_>) -> FormEvent {
        let page = self.most_rows(cx.body, &cx.look);
        let Some(long) = self.longs.get_mut(&self.at) else { return FormEvent::Nothing };
        match long.key(key, text_width(cx.body.width), page, &cx.look) {
            Edited::Text => {
                let text = long.text();
                self.keep(&text)
            }
            Edited::Cursor => FormEvent::Nothing,
        }
    }

    fn paste(&mut self, text: &str) -> FormEvent {
        self.leaving = false;
        match self.longs.get_mut(&self.at).filter(|_| matches!(self.edit, Edit::Long)) {
            Some(long) => {
                long.paste(text);
                let text = long.text();
                self.keep(&text)
            }
            None => self.type_line(true, |field| field.paste(text)),
        }
    }

    fn turn_back(&mut self, again: bool) -> FormEvent {
        match &mut self.edit {
            Edit::Line { field, untouched } => {
                *untouched = false;
                field.turn_back(again);
                let text = field.text();
                self.keep(&text)
            }
            Edit::Long => {
                let Some(long) = self.longs.get_mut(&self.at) else { return FormEvent::Nothing };
                long.turn_back(again);
                let text = long.text();
                self.keep(&text)
            }
            Edit::Choice | Edit::Many(_) => FormEvent::Nothing,
        }
    }

    /// What stands in the field in focus is this.
    fn keep(&mut self, text: &str) -> FormEvent {
        let id = self.id();
        if self.draft.get(id) == text {
            return FormEvent::Nothing;
        }
        self.draft.set(id, text);
        FormEvent::Changed
    }

    fn click(&mut self, hit: Hit, cx: &Ctx<'_>) -> FormEvent {
        self.leaving = false;
        let laid = self.lay(cx.body.width, cx.body.height, &cx.look);
        let row = laid.pane(cx.body.height).top() + usize::from(hit.row);
        let Some(spot) = laid.spots.get(row).copied().flatten() else { return FormEvent::Nothing };
        let (Spot::Field(at) | Spot::Tick(at, _) | Spot::Text(at, _)) = spot;
        let moved = at != self.at;
        if moved {
            self.go_to(at);
        }
        match spot {
            Spot::Tick(_, value) if matches!(self.edit, Edit::Choice) => return self.pick(value),
            Spot::Tick(_, tick) => {
                self.edit = Edit::Many(tick);
                return self.tick();
            }
            Spot::Text(_, row) if !moved => {
                let column = usize::from(hit.column.saturating_sub(BORDER));
                if let Some(long) = self.longs.get_mut(&at) {
                    long.click(row, column, text_width(cx.body.width), &cx.look);
                }
            }
            Spot::Text(..) | Spot::Field(_) => {}
        }
        if moved { FormEvent::FocusMoved } else { FormEvent::Nothing }
    }

    // --- drawing -----------------------------------------------------------------------------------------------------

    /// Draws the form; the field in focus is in sight.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let laid = self.lay(area.width, area.height, look);
        laid.pane(area.height).draw(&laid.rows, area, buf, look);
    }

    /// Draws the form between what is said above it and under it, each a few rows at most.
    pub fn draw_between(&self, above: &[Block], below: &[Block], area: Rect, buf: &mut Buffer, look: &Look) {
        let width = area.width.saturating_sub(2);
        let (above, below) = (rows(above, width, look), rows(below, width, look));
        let high = |rows: &[Row]| u16::try_from(rows.len()).unwrap_or(AROUND).min(AROUND).min(area.height / 4);
        let (top, bottom) = (high(&above), high(&below));
        let middle = area.height.saturating_sub(top + bottom);
        Pane::default().draw(&above, Rect { height: top, ..area }, buf, look);
        self.draw(Rect { y: area.y + top, height: middle, ..area }, buf, look);
        Pane::default().draw(&below, Rect { y: area.y + top + middle, height: bottom, ..area }, buf, look);
    }

    /// The rows of the key table of the field in focus.
    pub fn keys(&self) -> Vec<Shown> {
        shown(self.table(), self)
    }

    /// Whether printable keys are text now.
    pub fn typing(&self) -> bool {
        self.at_text()
    }

    fn lay(&self, width: u16, height: u16, look: &Look) -> Laid {
        let mut laid = Laid { rows: Vec::new(), spots: Vec::new(), focus: 0..0, cursor: 0 };
        if self.leaving && self.is_changed() {
            let text = "Niet bewaard. Esc: toch weg. Ctrl-S: bewaren.";
            let rows = wrapped(text, Role::Fout, " ", width, look);
            laid.spots.extend(rows.iter().map(|_| None));
            laid.rows.extend(rows);
            laid.blank();
        }
        let labels = self.label_width();
        for at in self.asked() {
            let from = laid.rows.len();
            self.lay_field(at, labels, (width, height), &mut laid, look);
            if at == self.at {
                laid.focus = from..laid.rows.len();
                laid.cursor = laid.cursor.max(from);
            }
            laid.blank();
        }
        // What leaving asks stands above the fields.
        if self.leaving {
            (laid.focus, laid.cursor) = (0..0, 0);
        }
        laid
    }

    fn lay_field(&self, at: usize, labels: usize, (width, height): (u16, u16), laid: &mut Laid, look: &Look) {
        let Some(field) = self.form.fields.get(at) else { return };
        let here = at == self.at;
        let (sign, role) = if here { (look.here(), Role::Gekozen) } else { (" ", Role::Gewoon) };
        let label = look.text(&field.label);
        let beside = display_width(&label) <= labels && matches!(field.kind, FieldKind::Choice(_) | FieldKind::Text);
        let pad = if beside { labels.saturating_sub(display_width(&label)) } else { 0 };
        let mut spans = vec![Span::styled(format!(" {sign} {label}{}", " ".repeat(pad)), look.style(role))];
        let indent = if beside { labels + 4 } else { 5 };
        let room = usize::from(width).saturating_sub(indent);
        let mut value = match &field.kind {
            // The choice in focus stands in its list, under the label.
            FieldKind::Choice(values) if here && is_listed(values) => Vec::new(),
            FieldKind::Choice(values) => vec![chosen(values, self.draft.get(field.id), look)],
            FieldKind::Text => match &self.edit {
                Edit::Line { field, .. } if here => field.spans(room, look),
                _ => vec![Span::styled(look.text(self.draft.get(field.id)), look.style(Role::Gewoon))],
            },
            FieldKind::Many(_) | FieldKind::Long => Vec::new(),
        };
        let spot = Spot::Field(at);
        let mut hanging = Vec::new();
        if beside {
            spans.push(Span::styled(" ", look.style(Role::Gewoon)));
            if let (FieldKind::Choice(_), [only]) = (&field.kind, value.as_slice()) {
                // A long value goes on under its own beginning.
                let pad = " ".repeat(indent);
                let mut rows = wrapped(&only.content, Role::Gewoon, &pad, width.saturating_sub(1), look).into_iter();
                let first = rows.next().map(|row| row.line.to_string()).unwrap_or_default();
                value = vec![Span::styled(first.get(indent..).unwrap_or_default().to_owned(), only.style)];
                hanging.extend(rows);
            }
            spans.append(&mut value);
        }
        laid.push(Line::from(spans), Some(spot));
        laid.extend(hanging, spot);
        if !value.is_empty() {
            value.insert(0, Span::styled(" ".repeat(indent), look.style(Role::Gewoon)));
            laid.push(Line::from(value), Some(spot));
        }
        match &field.kind {
            FieldKind::Choice(values) if here && is_listed(values) => self.lay_choices(values, width, laid, look),
            FieldKind::Many(values) if here => self.lay_ticks(values, width, laid, look),
            FieldKind::Many(_) => {
                let ticked = field.shown(&self.draft);
                laid.extend(wrapped(&ticked, Role::Gewoon, "     ", width, look), spot);
            }
            FieldKind::Long => {
                let width = text_width(width);
                let marks = self.marks.get(field.id).map_or(&[][..], Vec::as_slice);
                let rows = match self.longs.get(&at).filter(|_| here) {
                    Some(long) => {
                        let most = self.most_rows(Rect::new(0, 0, width, height), look);
                        long.rows(marks, true, width, LEAST, most, look)
                    }
                    None => {
                        LongText::beginning(self.draft.get(field.id), LEAST).rows(marks, false, width, 1, LEAST, look)
                    }
                };
                for (row, line) in rows {
                    laid.push(line, Some(Spot::Text(at, row)));
                }
            }
            FieldKind::Choice(_) | FieldKind::Text => {}
        }
        laid.extend(self.said(at, width, look), spot);
    }

    fn lay_ticks(&self, values: &[(String, String)], width: u16, laid: &mut Laid, look: &Look) {
        let id = self.id();
        for (tick, (value, label)) in values.iter().enumerate() {
            let here = matches!(self.edit, Edit::Many(at) if at == tick);
            let (sign, role) = if here { (look.here(), Role::Gekozen) } else { (" ", Role::Gewoon) };
            let lead = format!("   {sign} {} ", look.tick(self.draft.has_ticked(id, value)));
            if here {
                laid.cursor = laid.rows.len();
            }
            laid.extend(wrapped(label, role, &lead, width, look), Spot::Tick(self.at, tick));
        }
    }

    /// All values of the choice in focus, with their numbers.
    fn lay_choices(&self, values: &[(String, String)], width: u16, laid: &mut Laid, look: &Look) {
        let now = self.draft.get(self.id());
        for (at, (value, label)) in values.iter().enumerate() {
            let here = value == now;
            let (sign, role) = if here { (look.here(), Role::Gekozen) } else { (" ", Role::Gewoon) };
            if here {
                laid.cursor = laid.rows.len();
            }
            let lead = format!("     {sign} {}  ", at + 1);
            laid.extend(wrapped(label, role, &lead, width.saturating_sub(1), look), Spot::Tick(self.at, at));
        }
    }

    /// What is said under a field: its help when it has the focus, and what is wrong with it.
    fn said(&self, at: usize, width: u16, look: &Look) -> Vec<Row> {
        let Some(field) = self.form.fields.get(at) else { return Vec::new() };
        let mut found = Vec::new();
        if at == self.at && !field.help.is_empty() {
            found.extend(wrapped(&field.help, Role::Gedempt, "     ", width, look));
        }
        for fault in self.faults.iter().filter(|fault| fault.field == field.id) {
            found.extend(wrapped(&fault.advice, Role::Fout, "   ! ", width, look));
        }
        found
    }

    /// As many rows as a long text in focus may have, so that its label and what is said under it are in sight too.
    fn most_rows(&self, area: Rect, look: &Look) -> u16 {
        let around = u16::try_from(self.said(self.at, area.width, look).len()).unwrap_or(0) + 1;
        area.height.saturating_sub(around).max(LEAST)
    }

    fn label_width(&self) -> usize {
        let short = |at: &usize| matches!(self.form.fields[*at].kind, FieldKind::Choice(_) | FieldKind::Text);
        let widths = self.asked().filter(short).map(|at| display_width(&self.form.fields[at].label));
        widths.filter(|width| *width <= LABELS.1).max().unwrap_or(0).max(LABELS.0)
    }
}

/// Columns of the rows of a long text; the last one is for the sign that there is more.
fn text_width(width: u16) -> u16 {
    width.saturating_sub(BORDER + 2)
}

/// Whether all values are shown when the field has the focus: of two the other one is clear, and more than nine have no
/// digits of their own.
fn is_listed(values: &[(String, String)]) -> bool {
    (3..=9).contains(&values.len())
}

/// The label of a value.
fn chosen(values: &[(String, String)], now: &str, look: &Look) -> Span<'static> {
    match values.iter().find(|(id, _)| id == now) {
        Some((_, label)) => Span::styled(look.text(label), look.style(Role::Gewoon)),
        None => Span::styled("nog niet gekozen", look.style(Role::Gedempt)),
    }
}
