//! The settings form, one field after another.

use std::io;

use super::Lijn;
use super::choose::Reply;
use super::input::{Asked, picked};
use super::{help, text};
use crate::domain::gesprek::{Block, Choice, Draft, Field, FieldFault, FieldKind, Settings, settings_form};
use crate::domain::search::fold;

/// What became of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filled {
    Next,
    Back,
    Stop,
}

impl Lijn<'_> {
    pub(super) fn ask_settings(&mut self) -> io::Result<()> {
        let form = settings_form();
        let before = self.settings.to_draft();
        let mut draft = before.clone();
        let mut asked: Vec<&Field> = form.fields.iter().collect();
        self.page(&[Block::Title(form.title.to_owned()), Block::Text(text::SETTINGS_HOW.to_owned())])?;
        loop {
            if !self.fill(&asked, &mut draft)? {
                return self.say(text::SETTINGS_UNCHANGED);
            }
            match Settings::from_draft(&draft, self.reader) {
                Ok(settings) => return self.keep(settings),
                Err(faults) => {
                    asked = faulty(&form.fields, &faults);
                    self.tell(&asked, &faults)?;
                    // An empty line then keeps what was right before.
                    for field in &asked {
                        draft.set(field.id, before.get(field.id));
                    }
                }
            }
        }
    }

    /// Asks fields in order; `false` when the user leaves the form.
    fn fill(&mut self, fields: &[&Field], draft: &mut Draft) -> io::Result<bool> {
        let mut at = 0;
        while let Some(field) = fields.get(at) {
            match (self.fill_field(field, draft)?, at) {
                (Filled::Next, _) => at += 1,
                (Filled::Back, 0) | (Filled::Stop, _) => return Ok(false),
                (Filled::Back, _) => at -= 1,
            }
        }
        Ok(true)
    }

    fn fill_field(&mut self, field: &Field, draft: &mut Draft) -> io::Result<Filled> {
        let (choices, asked) = match &field.kind {
            FieldKind::Choice(values) | FieldKind::Many(values) => (choices(values), Asked::Choice),
            FieldKind::Text | FieldKind::Long => (Vec::new(), Asked::Free),
        };
        let prompt = text::field_prompt(asked, &shown(field, draft));
        loop {
            self.page(&[Block::Text(text::field(field.label, field.help))])?;
            self.show_choices(&choices)?;
            match self.reply(&prompt, asked)? {
                Reply::Empty => return Ok(Filled::Next),
                Reply::Back => return Ok(Filled::Back),
                Reply::Stop => return Ok(Filled::Stop),
                Reply::Again => {}
                Reply::Local(command) if fold(&command) == text::EMPTY => {
                    draft.set(field.id, "");
                    return Ok(Filled::Next);
                }
                Reply::Why | Reply::Help | Reply::Explain | Reply::Local(_) => self.page(&help::field(asked))?,
                Reply::Text(typed) => match value(&typed, field, &choices) {
                    Some(value) => {
                        draft.set(field.id, &value);
                        return Ok(Filled::Next);
                    }
                    None => self.say(&text::unknown(choices.len()))?,
                },
            }
        }
    }

    fn tell(&mut self, fields: &[&Field], faults: &[FieldFault]) -> io::Result<()> {
        for fault in faults {
            let label = fields.iter().find(|field| field.id == fault.field).map_or("", |field| field.label);
            self.say(&text::field(label, &fault.advice))?;
        }
        Ok(())
    }
}

/// The fields that something is wrong with; all of them when a fault names none.
fn faulty<'f>(fields: &'f [Field], faults: &[FieldFault]) -> Vec<&'f Field> {
    let named: Vec<&Field> = fields.iter().filter(|field| faults.iter().any(|fault| fault.field == field.id)).collect();
    if named.is_empty() { fields.iter().collect() } else { named }
}

fn choices(values: &[(String, String)]) -> Vec<Choice> {
    values.iter().map(|(id, label)| Choice { id: id.clone(), label: label.clone() }).collect()
}

/// The value that a field has now, as the user knows it.
fn shown(field: &Field, draft: &Draft) -> String {
    let now = draft.get(field.id);
    match &field.kind {
        FieldKind::Text | FieldKind::Long => now.to_owned(),
        FieldKind::Choice(values) | FieldKind::Many(values) => {
            values.iter().find(|(id, _)| id == now).map_or_else(String::new, |(_, label)| label.clone())
        }
    }
}

/// What a line means as the value of a field; `None` when it means nothing.
fn value(typed: &str, field: &Field, choices: &[Choice]) -> Option<String> {
    match field.kind {
        FieldKind::Choice(_) | FieldKind::Many(_) => {
            picked(typed, choices).and_then(|at| choices.get(at)).map(|choice| choice.id.clone())
        }
        FieldKind::Text | FieldKind::Long => Some(typed.to_owned()),
    }
}
