//! Forms as data. A form knows nothing of the field except the one function that turns its draft into a value.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A form: fields in order.
#[derive(Debug, Clone)]
pub struct Form {
    /// Title shown above it.
    pub title: Cow<'static, str>,
    /// The fields, in order.
    pub fields: Vec<Field>,
}

/// One field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Name in the draft.
    pub id: &'static str,
    /// Label before the field.
    pub label: Cow<'static, str>,
    /// One sentence of help.
    pub help: Cow<'static, str>,
    /// How it is filled.
    pub kind: FieldKind,
    /// The field is asked only when this other field has one of these values, or one of them ticked.
    pub when: Option<(&'static str, &'static [&'static str])>,
}

/// How a field is filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// One of these values: id and label.
    Choice(Vec<(String, String)>),
    /// Any number of these: id and label. The ids have no spaces; the draft holds those that are ticked, with a space
    /// between them, in the order of the form.
    Many(Vec<(String, String)>),
    /// A line of text.
    Text,
    /// Lines of text.
    Long,
}

impl Form {
    /// A form with these fields.
    pub fn new(title: impl Into<Cow<'static, str>>, fields: Vec<Field>) -> Form {
        Form { title: title.into(), fields }
    }

    /// Whether a field is asked, given what was filled in: a field that waits for one that is not asked is not either.
    pub fn asks(&self, field: &Field, draft: &Draft) -> bool {
        self.asks_within(field, draft, self.fields.len())
    }

    /// The same with a bound on how many fields may wait for each other, so that two that do so end too.
    fn asks_within(&self, field: &Field, draft: &Draft, bound: usize) -> bool {
        let Some((other, values)) = field.when else { return true };
        let chosen = draft.ticked(other).any(|id| values.contains(&id)) || values.contains(&draft.get(other));
        let waits_for = self.fields.iter().find(|field| field.id == other);
        chosen && bound > 0 && waits_for.is_none_or(|field| self.asks_within(field, draft, bound - 1))
    }

    /// What was filled in, without what stands in fields that are not asked: what the form means.
    pub fn answers(&self, draft: &Draft) -> Draft {
        let mut answers = Draft::default();
        for field in self.fields.iter().filter(|field| self.asks(field, draft)) {
            answers.set(field.id, draft.get(field.id));
        }
        answers
    }
}

impl Field {
    /// A field that is always asked.
    pub fn new(
        id: &'static str,
        label: impl Into<Cow<'static, str>>,
        help: impl Into<Cow<'static, str>>,
        kind: FieldKind,
    ) -> Field {
        Field { id, label: label.into(), help: help.into(), kind, when: None }
    }

    /// The same, asked only when another field has one of these values.
    #[must_use]
    pub fn when(self, other: &'static str, values: &'static [&'static str]) -> Field {
        Field { when: Some((other, values)), ..self }
    }

    /// What stands in the field, as the user knows it.
    pub fn shown(&self, draft: &Draft) -> String {
        let now = draft.get(self.id);
        match &self.kind {
            FieldKind::Text | FieldKind::Long => now.to_owned(),
            FieldKind::Choice(values) => {
                values.iter().find(|(id, _)| id == now).map_or_else(String::new, |(_, label)| label.clone())
            }
            FieldKind::Many(values) => {
                let ticked = values.iter().filter(|(id, _)| draft.has_ticked(self.id, id));
                ticked.map(|(_, label)| label.as_str()).collect::<Vec<_>>().join(", ")
            }
        }
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// The field.
    pub field: String,
    /// What to do about it.
    pub advice: String,
}

impl FieldFault {
    /// A fault of a field.
    pub fn new(field: &str, advice: &str) -> Self {
        FieldFault { field: field.to_owned(), advice: advice.to_owned() }
    }
}

/// What was filled in so far. It can be stored, so that a form that is not finished is kept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Draft {
    values: BTreeMap<String, String>,
}

impl fmt::Debug for Draft {
    /// Only which fields: what stands in them is the user's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.values.keys()).finish()
    }
}

impl Draft {
    /// The value of a field; empty when nothing was filled in.
    pub fn get(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }

    /// Fills in a field.
    pub fn set(&mut self, field: &str, value: &str) {
        match self.values.get_mut(field) {
            Some(known) => value.clone_into(known),
            None => {
                self.values.insert(field.to_owned(), value.to_owned());
            }
        }
    }

    /// What is ticked in a field of [`FieldKind::Many`].
    pub fn ticked(&self, field: &str) -> impl Iterator<Item = &str> {
        self.get(field).split(' ').filter(|id| !id.is_empty())
    }

    /// Whether this is ticked.
    pub fn has_ticked(&self, field: &str, id: &str) -> bool {
        self.ticked(field).any(|ticked| ticked == id)
    }

    /// Ticks exactly those of these values for which this holds.
    pub fn tick(&mut self, field: &str, values: &[(String, String)], on: impl Fn(&str) -> bool) {
        let ids: Vec<&str> = values.iter().map(|(id, _)| id.as_str()).filter(|id| on(id)).collect();
        self.set(field, &ids.join(" "));
    }

    /// Ticks one of these values, or takes its tick away; the others stay as they are.
    pub fn toggle(&mut self, field: &str, values: &[(String, String)], id: &str) {
        let before = self.clone();
        self.tick(field, values, |other| before.has_ticked(field, other) != (other == id));
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Field, FieldKind, Form};

    fn pairs(ids: &[&str]) -> Vec<(String, String)> {
        ids.iter().map(|id| ((*id).to_owned(), id.to_uppercase())).collect()
    }

    fn form() -> Form {
        Form::new(
            "Proef",
            vec![
                Field::new("soort", "Soort", "", FieldKind::Choice(pairs(&["uitspraak", "duiding"]))),
                Field::new("wie", "Wie", "", FieldKind::Many(pairs(&["ouder", "kind", "ander"])))
                    .when("soort", &["uitspraak"]),
                Field::new("naam", "Rol", "", FieldKind::Text).when("wie", &["ander"]),
            ],
        )
    }

    fn asked(draft: &Draft) -> Vec<&'static str> {
        let form = form();
        form.fields.iter().filter(|field| form.asks(field, draft)).map(|field| field.id).collect()
    }

    #[test]
    fn a_field_is_asked_when_another_has_one_of_its_values_and_is_asked_itself() {
        let mut draft = Draft::default();
        assert_eq!(asked(&draft), ["soort"]);
        draft.set("soort", "uitspraak");
        assert_eq!(asked(&draft), ["soort", "wie"]);
        draft.set("wie", "kind ander");
        draft.set("naam", "de buur");
        assert_eq!(asked(&draft), ["soort", "wie", "naam"]);
        assert_eq!(form().answers(&draft), draft);
        draft.set("soort", "duiding");
        assert_eq!(asked(&draft), ["soort"], "what waits for a field that is not asked is not asked");
        assert_eq!(form().answers(&draft).get("naam"), "");
        assert_eq!(draft.get("naam"), "de buur", "it is there again when the choice is undone");
    }

    #[test]
    fn fields_that_wait_for_each_other_are_not_asked_for_ever() {
        let field = |id, other| Field::new(id, "", "", FieldKind::Text).when(other, &["x"]);
        let form = Form::new("", vec![field("a", "b"), field("b", "a")]);
        let mut draft = Draft::default();
        draft.set("a", "x");
        draft.set("b", "x");
        assert!(!form.asks(&form.fields[0], &draft));
    }

    #[test]
    fn ticks_stand_in_the_order_of_the_form() {
        let values = pairs(&["a", "b", "c"]);
        let mut draft = Draft::default();
        for (id, now) in [("c", "c"), ("a", "a c"), ("b", "a b c"), ("a", "b c"), ("nooit", "b c")] {
            draft.toggle("veld", &values, id);
            assert_eq!(draft.get("veld"), now);
        }
        let field = Field::new("veld", "", "", FieldKind::Many(values));
        assert_eq!(field.shown(&draft), "B, C");
    }

    #[test]
    fn a_draft_can_be_stored_and_is_not_told() -> Result<(), serde_json::Error> {
        let mut draft = Draft::default();
        draft.set("tekst", "regel een\nregel twee");
        let stored = serde_json::to_string(&draft)?;
        assert_eq!(stored, r#"{"tekst":"regel een\nregel twee"}"#);
        assert_eq!(serde_json::from_str::<Draft>(&stored)?, draft);
        assert_eq!(format!("{draft:?}"), r#"{"tekst"}"#);
        Ok(())
    }
}
