//! Settings: the form of `domain::gesprek`, drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::domain::gesprek::{Draft, Effect, FieldFault, FieldKind, Form, Key, Msg, Settings, settings_form};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::{Field, Pane, Row, wrapped};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Volgende,
    Vorige,
    Anders,
    AndersTerug,
    Bewaren,
    Terug,
}

pub const TOETSEN: Keymap<SettingsScreen, Doet> = &[
    bind(&[Key::Enter], Doet::Bewaren, "bewaren"),
    bind(&[Key::Down, Key::Tab], Doet::Volgende, "volgend veld"),
    bind(&[Key::Up, Key::BackTab], Doet::Vorige, "vorig veld"),
    bind(&[Key::Right, Key::Char(' ')], Doet::Anders, "andere keuze")
        .when(SettingsScreen::at_choice, "in dit veld kunt u typen"),
    bind(&[Key::Left], Doet::AndersTerug, "vorige keuze").when(SettingsScreen::at_choice, "in dit veld kunt u typen"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
];

/// The settings form with its draft.
pub struct SettingsScreen {
    form: Form,
    draft: Draft,
    at: usize,
    field: Field,
    /// Whether the field still holds what stood there: typing replaces it.
    untouched: bool,
    faults: Vec<FieldFault>,
    /// Whether leaving was asked for with unsaved changes.
    leaving: bool,
    original: Draft,
}

impl SettingsScreen {
    /// The form with the settings in force.
    pub fn new(cx: &Ctx<'_>) -> SettingsScreen {
        let draft = cx.settings.to_draft();
        SettingsScreen {
            form: settings_form(),
            original: draft.clone(),
            draft,
            at: 0,
            field: Field::default(),
            untouched: true,
            faults: Vec::new(),
            leaving: false,
        }
    }

    fn at_choice(&self) -> bool {
        matches!(self.form.fields[self.at].kind, FieldKind::Choice(_))
    }

    fn go_to(&mut self, at: usize) {
        self.at = at % self.form.fields.len();
        self.field = Field::holding(self.draft.get(self.form.fields[self.at].id));
        self.untouched = true;
    }

    fn turn(&mut self, forward: bool) {
        let field = &self.form.fields[self.at];
        let FieldKind::Choice(options) = &field.kind else { return };
        let now = options.iter().position(|(id, _)| id == self.draft.get(field.id)).unwrap_or(0);
        let next = if forward { now + 1 } else { now + options.len() - 1 } % options.len();
        self.draft.set(field.id, &options[next].0);
    }

    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        match Settings::from_draft(&self.draft, cx.reader) {
            Ok(settings) => {
                self.faults.clear();
                vec![Effect::KeepSettings(settings)]
            }
            Err(faults) => {
                let first = faults.first().map(|fault| fault.field.clone());
                self.faults = faults;
                if let Some(at) = first.and_then(|id| self.form.fields.iter().position(|field| field.id == id)) {
                    self.go_to(at);
                }
                Vec::new()
            }
        }
    }

    /// Leaving a changed draft asks once.
    fn leave(&mut self) -> Vec<Effect> {
        if self.leaving || self.draft == self.original {
            return vec![Effect::Close];
        }
        self.leaving = true;
        Vec::new()
    }

    /// Changes the text of a field; what is typed or pasted replaces a text that was there before.
    fn typed(&mut self, replaces: bool, change: impl FnOnce(&mut Field)) {
        if !self.at_choice() {
            if std::mem::take(&mut self.untouched) && replaces {
                self.field = Field::default();
            }
            change(&mut self.field);
            let text = self.field.text();
            self.draft.set(self.form.fields[self.at].id, &text);
        }
    }

    fn rows(&self, width: u16, look: &Look) -> Vec<Row> {
        let mut found = Vec::new();
        if self.leaving {
            let text = "Niet bewaard. Esc: toch weg. Enter: bewaren.";
            found.extend(wrapped(text, Role::Fout, " ", width, look));
            found.push(Row::blank());
        }
        for (at, field) in self.form.fields.iter().enumerate() {
            let here = at == self.at;
            let (sign, role) = if here { (look.here(), Role::Gekozen) } else { (" ", Role::Gewoon) };
            let value = match &field.kind {
                FieldKind::Choice(options) | FieldKind::Many(options) => options
                    .iter()
                    .find(|(id, _)| id == self.draft.get(field.id))
                    .map_or_else(String::new, |(_, label)| label.clone()),
                FieldKind::Text | FieldKind::Long => self.draft.get(field.id).to_owned(),
            };
            let label = Span::styled(format!(" {sign} {:<14}", field.label), look.style(role));
            let value = Span::styled(format!(" {}", look.text(&value)), look.style(Role::Gewoon));
            found.push(Row { line: Line::from(vec![label, value]), choice: Some(at) });
            if here {
                found.extend(wrapped(field.help, Role::Gedempt, "     ", width, look));
            }
            for fault in self.faults.iter().filter(|fault| fault.field == field.id) {
                found.extend(wrapped(&fault.advice, Role::Fout, "   ! ", width, look));
            }
            found.push(Row::blank());
        }
        found
    }
}

impl Screen for SettingsScreen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => {
                let doet = action(TOETSEN, self, *key);
                if doet != Some(Doet::Terug) {
                    self.leaving = false;
                }
                match doet {
                    Some(Doet::Volgende) => self.go_to(self.at + 1),
                    Some(Doet::Vorige) => self.go_to(self.at + self.form.fields.len() - 1),
                    Some(Doet::Anders) => self.turn(true),
                    Some(Doet::AndersTerug) => self.turn(false),
                    Some(Doet::Bewaren) => return self.submit(cx),
                    Some(Doet::Terug) => return self.leave(),
                    None => self.typed(matches!(key, Key::Char(_)), |field| {
                        field.key(*key);
                    }),
                }
            }
            Msg::Paste(text) => self.typed(true, |field| field.paste(text)),
            Msg::SettingsKept => return vec![Effect::Close],
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let rows = self.rows(area.width, look);
        let mut pane = Pane::default();
        // What leaving asks stands above the fields.
        if !self.leaving {
            pane.reveal(&rows, self.at, area.height);
        }
        pane.draw(&rows, area, buf, look);
        let row = rows.iter().position(|row| row.choice == Some(self.at));
        if !self.at_choice()
            && let Some(y) = row.and_then(|row| u16::try_from(row).ok()).filter(|row| *row < area.height)
        {
            let input = Rect { x: area.x + 18, y: area.y + y, width: area.width.saturating_sub(18), height: 1 };
            self.field.draw(true, input, buf, look);
        }
    }

    fn header(&self) -> (String, String) {
        (self.form.title.to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }

    fn typing(&self) -> bool {
        !self.at_choice()
    }
}
