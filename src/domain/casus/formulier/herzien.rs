//! Giving an earlier answer of a walk anew: another answer, or other signals, and why.

use super::REDEN;
use crate::domain::gesprek::{Draft, Field, FieldFault, FieldKind, Form, Turn};
use crate::domain::inhoud::Rol;
use crate::domain::walk::{Answer, Step};

/// The form of an earlier answer as it stands.
pub fn herzien_form(step: &Step) -> (Form, Draft) {
    // Only its answers are used, and they are the same for every role.
    let turn = Turn::at(&step.spot, 1, Rol::default());
    let mut draft = Draft::default();
    let mut fields = Vec::new();
    if turn.lists.is_empty() {
        let choices = turn.choices.iter().map(|choice| (choice.id.clone(), choice.label.clone())).collect();
        fields.push(Field::new("antwoord", "Antwoord", "Wat u nu antwoordt.", FieldKind::Choice(choices)));
        draft.set("antwoord", &step.answer.antwoord);
    } else {
        let ticks = turn.lists.iter().flat_map(|list| &list.groups).flat_map(|group| &group.ticks);
        let values = ticks.map(|tick| (tick.id.clone(), tick.label.clone())).collect();
        fields.push(Field::new("signalen", "Signalen", "Wat u nu aanvinkt.", FieldKind::Many(values)));
        draft.set("signalen", &step.answer.aangevinkt.join(" "));
    }
    let help = "Waarom is het antwoord nu anders? Het eerste antwoord blijft in de tijdlijn staan.";
    fields.push(Field::new(REDEN, "Reden", help, FieldKind::Text));
    (Form::new("Antwoord opnieuw geven", fields), draft)
}

/// The answer that the filled form gives, and why.
///
/// # Errors
/// There is no reason.
pub fn herzien_line(step: &Step, draft: &Draft) -> Result<(Answer, String), Vec<FieldFault>> {
    let reden = draft.get(REDEN).trim().to_owned();
    if reden.is_empty() {
        return Err(vec![FieldFault::new(REDEN, "Waarom geeft u dit antwoord opnieuw?")]);
    }
    let chosen = draft.get("antwoord");
    let antwoord = if chosen.is_empty() { step.answer.antwoord.clone() } else { chosen.to_owned() };
    let aangevinkt = draft.ticked("signalen").map(str::to_owned).collect();
    Ok((Answer { knoop: step.answer.knoop.clone(), antwoord, aangevinkt }, reden))
}
