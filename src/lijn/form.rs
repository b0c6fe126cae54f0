//! A form, one field after another: the same fields in the same order as the full-screen form.

use std::io;

use super::Lijn;
use super::choose::Reply;
use super::input::{Asked, picked};
use super::ticks::positions;
use super::{help, text};
use crate::domain::gesprek::{Block, Choice, Draft, Field, FieldFault, FieldKind, Form};
use crate::domain::search::fold;

/// What became of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filled {
    Next,
    Back,
    Stop,
}

impl Lijn<'_> {
    /// Asks fields of a form in order, those that are asked given what was filled in before them; `false` when the user
    /// leaves the form.
    pub(super) fn fill(&mut self, form: &Form, fields: &[&Field], draft: &mut Draft) -> io::Result<bool> {
        let mut done: Vec<usize> = Vec::new();
        let mut at = 0;
        while let Some(field) = fields.get(at) {
            if !form.asks(field, draft) {
                at += 1;
                continue;
            }
            match self.fill_field(field, draft)? {
                Filled::Next => {
                    done.push(at);
                    at += 1;
                }
                Filled::Back => match done.pop() {
                    Some(before) => at = before,
                    None => return Ok(false),
                },
                Filled::Stop => return Ok(false),
            }
        }
        Ok(true)
    }

    fn fill_field(&mut self, field: &Field, draft: &mut Draft) -> io::Result<Filled> {
        let (values, asked) = match &field.kind {
            FieldKind::Choice(values) | FieldKind::Many(values) => (values.as_slice(), Asked::Choice),
            FieldKind::Text | FieldKind::Long => (&[][..], Asked::Free),
        };
        let many = matches!(field.kind, FieldKind::Many(_));
        loop {
            self.page(&[Block::Text(text::field(&field.label, &field.help))])?;
            self.show_choices(&choices(field, values, draft))?;
            let prompt = if many { text::MANY.to_owned() } else { self.free_prompt(field, draft, asked)? };
            match self.reply(&prompt, asked)? {
                Reply::Empty => return Ok(Filled::Next),
                Reply::Back => return Ok(Filled::Back),
                Reply::Stop => return Ok(Filled::Stop),
                Reply::Again => {}
                Reply::Local(command) if fold(&command) == text::EMPTY => {
                    draft.set(field.id, "");
                    return Ok(Filled::Next);
                }
                Reply::Why | Reply::Help | Reply::Explain | Reply::Local(_) => {
                    self.page(&if many { help::many() } else { help::field(asked) })?;
                }
                Reply::Text(typed) => match &field.kind {
                    FieldKind::Text => {
                        draft.set(field.id, &typed);
                        return Ok(Filled::Next);
                    }
                    FieldKind::Long => return self.go_on_typing(field, draft, typed),
                    FieldKind::Choice(values) => match picked(&typed, &choices(field, values, draft)) {
                        Some(at) => {
                            draft.set(field.id, &values[at].0);
                            return Ok(Filled::Next);
                        }
                        None => self.say(&text::unknown(values.len()))?,
                    },
                    FieldKind::Many(values) => match positions(&typed, values.len()) {
                        Ok(at) => at.into_iter().for_each(|at| draft.toggle(field.id, values, &values[at].0)),
                        Err(said) => self.say(&said)?,
                    },
                },
            }
        }
    }

    /// What stands before the answer. A text of several lines is read out above it.
    fn free_prompt(&mut self, field: &Field, draft: &Draft, asked: Asked) -> io::Result<String> {
        let now = field.shown(draft);
        if field.kind != FieldKind::Long {
            return Ok(text::field_prompt(asked, &now));
        }
        self.page(&now.lines().map(|line| Block::Text(line.to_owned())).collect::<Vec<_>>())?;
        self.say(text::LONG_HOW)?;
        Ok(text::long_prompt(&now))
    }

    /// The lines of a long text, until a full stop alone. What was typed stays, however the field is left.
    fn go_on_typing(&mut self, field: &Field, draft: &mut Draft, first: String) -> io::Result<Filled> {
        let mut lines = vec![first];
        let filled = loop {
            match self.reply(text::NEXT_LINE, Asked::Free)? {
                Reply::Text(line) if line == text::END => break Filled::Next,
                Reply::Text(line) => lines.push(line),
                Reply::Empty => lines.push(String::new()),
                Reply::Back => break Filled::Back,
                Reply::Stop => break Filled::Stop,
                Reply::Again => self.say(text::LONG_HOW)?,
                Reply::Why | Reply::Help | Reply::Explain | Reply::Local(_) => self.page(&help::long())?,
            }
        };
        draft.set(field.id, lines.join("\n").trim_end());
        Ok(filled)
    }

    /// Says what is wrong with these fields.
    pub(super) fn tell(&mut self, fields: &[&Field], faults: &[FieldFault]) -> io::Result<()> {
        for fault in faults {
            let label = fields.iter().find(|field| field.id == fault.field).map_or("", |field| &field.label);
            self.say(&text::field(label, &fault.advice))?;
        }
        Ok(())
    }
}

/// Every field of a form.
pub(super) fn fields(form: &Form) -> Vec<&Field> {
    form.fields.iter().collect()
}

/// The fields that something is wrong with; all of them when a fault names none.
pub(super) fn faulty<'f>(form: &'f Form, faults: &[FieldFault]) -> Vec<&'f Field> {
    let wrong = |field: &&Field| faults.iter().any(|fault| fault.field == field.id);
    let named: Vec<&Field> = form.fields.iter().filter(wrong).collect();
    if named.is_empty() { fields(form) } else { named }
}

/// The values to choose from; behind those that are ticked stands that they are.
fn choices(field: &Field, values: &[(String, String)], draft: &Draft) -> Vec<Choice> {
    let ticked = |id: &str| matches!(field.kind, FieldKind::Many(_)) && draft.has_ticked(field.id, id);
    let label = |id: &str, label: &str| if ticked(id) { text::with_tick(label) } else { label.to_owned() };
    values.iter().map(|(id, text)| Choice { id: id.clone(), label: label(id, text) }).collect()
}
