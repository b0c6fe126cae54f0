//! `aandacht casus noteer --velden`: what a form asks.

use super::super::output::Output;
use super::invoer::{ids, main_field};
use crate::app::App;
use crate::domain::casus::Formulier;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Field, FieldKind};

/// Prints the fields of a form with their help and choices.
///
/// # Errors
/// Standard output cannot be written.
pub fn show(form: Formulier, app: &App, out: &mut Output) -> Result<(), Fault> {
    let begun = form.begin(app.clock.today());
    let whole = form.form(false);
    let main = main_field(&whole, &begun, &[]).map(|field| field.id);
    let mut blocks = vec![Block::Title(format!("{}: {}", form.id(), whole.title))];
    for field in &whole.fields {
        blocks.push(Block::Gap);
        let when = field.when.map(|(other, values)| format!(", als {other} is: {}", values.join(", ")));
        let long = if matches!(field.kind, FieldKind::Long) { " (mag lang zijn)" } else { "" };
        blocks.push(Block::Strong(format!("{}{long}{}", field.id, when.unwrap_or_default())));
        if !field.help.is_empty() {
            blocks.push(Block::Text(field.help.to_string()));
        }
        blocks.extend(choices(field));
        if main == Some(field.id) {
            blocks.push(Block::Muted("Hierin komt de tekst na de lege regel.".to_owned()));
        }
        let first = begun.get(field.id);
        if !first.is_empty() {
            blocks.push(Block::Muted(format!("Zonder dit veld: {first}")));
        }
    }
    out.page(&blocks)
}

fn choices(field: &Field) -> Vec<Block> {
    let (FieldKind::Choice(all) | FieldKind::Many(all)) = &field.kind else { return Vec::new() };
    let known = ids(field).unwrap_or_default();
    let shown = all.iter().filter(|(id, _)| known.contains(&id.as_str()));
    shown.map(|(id, text)| Block::Point(format!("{id}: {text}"))).collect()
}
