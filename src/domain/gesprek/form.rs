//! Forms as data. A form knows nothing of the field except the one function that turns its draft into a value.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A form: fields in order.
#[derive(Debug, Clone)]
pub struct Form {
    /// Title shown above it.
    pub title: &'static str,
    /// The fields, in order.
    pub fields: Vec<Field>,
}

/// One field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Name in the draft.
    pub id: &'static str,
    /// Label before the field.
    pub label: &'static str,
    /// One sentence of help.
    pub help: &'static str,
    /// How it is filled.
    pub kind: FieldKind,
    /// Another field and the values of it with which this one is asked; always when there is none.
    pub when: Option<(&'static str, &'static [&'static str])>,
}

/// How a field is filled.
#[derive(Debug, Clone)]
pub enum FieldKind {
    /// One of these values: id and label.
    Choice(Vec<(String, String)>),
    /// A line of text.
    Text,
    /// Any number of lines.
    Long,
    /// Any number of these values: id and label; kept as ids with a space between.
    Many(Vec<(String, String)>),
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

/// What was filled in so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Draft {
    values: BTreeMap<String, String>,
}

impl Draft {
    /// The value of a field; empty when nothing was filled in.
    pub fn get(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }

    /// Fills in a field.
    pub fn set(&mut self, field: &str, value: &str) {
        self.values.insert(field.to_owned(), value.to_owned());
    }
}
