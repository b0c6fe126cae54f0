//! The fields of a form from standard input: one JSON object, or lines `veld: waarde`, an empty line and the main text.

use serde_json::Value;

use crate::domain::fault::Fault;
use crate::domain::gesprek::{Draft, Field, FieldFault, FieldKind, Form};

/// What is said when nothing was kept: where it still is.
const NOT_KEPT: &str = "Er is niets opgeslagen; wat u invoerde staat alleen nog waar het vandaan kwam.";

/// Fills in a form.
///
/// # Errors
/// The input has another shape, or names a field that the form does not have.
pub fn fill(form: &Form, draft: &mut Draft, text: &str) -> Result<(), Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let given =
        if text.trim_start().starts_with('{') { from_json(form, text)? } else { from_lines(form, draft, text)? };
    let faults: Vec<FieldFault> = given.iter().filter_map(|(field, value)| not_a_choice(field, value)).collect();
    if !faults.is_empty() {
        return Err(refused(&form.fields, &faults));
    }
    for (field, value) in &given {
        draft.set(field.id, &value_of(field, value));
    }
    // What is not asked would be lost without a word.
    let unasked = given.iter().filter(|(_, value)| !value.trim().is_empty());
    let unasked: Vec<FieldFault> = unasked.filter_map(|(field, _)| not_asked(form, field, draft)).collect();
    if unasked.is_empty() { Ok(()) } else { Err(refused(&[], &unasked)) }
}

/// That fields are missing or cannot be understood: every one of them, with what may be chosen.
pub fn refused(fields: &[Field], faults: &[FieldFault]) -> Fault {
    let choices = |id: &str| fields.iter().find(|field| field.id == id).and_then(ids).map(|ids| choose_from(&ids));
    let line = |fault: &FieldFault| {
        let advice = choices(&fault.field).unwrap_or_else(|| fault.advice.clone());
        format!("{}: {advice}", fault.field)
    };
    let said: Vec<String> = faults.iter().map(line).collect();
    let wat = match said.len() {
        1 => "Eén veld klopt nog niet.".to_owned(),
        count => format!("{count} velden kloppen nog niet."),
    };
    Fault::input(wat, said.join("\n  "), format!("Verbeter het en geef de invoer opnieuw. {NOT_KEPT}"))
}

fn from_json<'a>(form: &'a Form, text: &str) -> Result<Vec<(&'a Field, String)>, Fault> {
    let advice = || format!("Geef {{\"veld\": \"waarde\"}}. {NOT_KEPT}");
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let place = format!("standaardinvoer, regel {}, kolom {}", error.line(), error.column());
        Fault::input("De velden kan ik niet begrijpen.", "Dit is geen geldige JSON.", advice()).at(place)
    })?;
    let Value::Object(object) = value else {
        return Err(Fault::input("De velden kan ik niet begrijpen.", "Er staat geen JSON-object.", advice()));
    };
    let read = |(key, value): (String, Value)| {
        let field = known(form, &key).ok_or_else(|| unknown(form, &name(&key)))?;
        let text = match value {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(true) => "ja".to_owned(),
            Value::Bool(false) => "nee".to_owned(),
            Value::Null => String::new(),
            Value::Array(_) | Value::Object(_) => {
                return Err(Fault::input(
                    format!("Het veld {} kan ik niet begrijpen.", field.id),
                    "De waarde is geen tekst.",
                    advice(),
                ));
            }
        };
        Ok((field, text))
    };
    object.into_iter().map(read).collect()
}

/// The name of a field that is not there, when it looks like one. Anything else may be a sentence about somebody.
fn name(key: &str) -> String {
    let looks = key.len() <= 24 && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if looks { format!("Het veld \"{key}\" ken ik niet.") } else { "Een van de velden ken ik niet.".to_owned() }
}

fn from_lines<'a>(form: &'a Form, draft: &Draft, text: &str) -> Result<Vec<(&'a Field, String)>, Fault> {
    let mut given: Vec<(&Field, String)> = Vec::new();
    let mut lines = text.lines().enumerate();
    for (at, line) in lines.by_ref() {
        if line.trim().is_empty() {
            if given.is_empty() {
                continue;
            }
            break;
        }
        let split = line.split_once(':');
        let Some((field, value)) = split.and_then(|(key, value)| Some((known(form, key.trim())?, value.trim()))) else {
            let wat = format!("Op regel {} staat geen veld dat ik ken.", at + 1);
            return Err(unknown(form, &wat).at(format!("standaardinvoer, regel {}", at + 1)));
        };
        given.push((field, value.to_owned()));
    }
    let rest: Vec<&str> = lines.map(|(_, line)| line).collect();
    let rest = rest.join("\n").trim_matches('\n').to_owned();
    if !rest.trim().is_empty() {
        let field = main_field(form, draft, &given).ok_or_else(|| {
            Fault::input(
                "De tekst na de lege regel past nergens.",
                "Alle velden waar hij in kan, zijn al ingevuld.",
                format!("Laat hem weg of zet hem in een veld. {NOT_KEPT}"),
            )
        })?;
        given.push((field, rest));
    }
    Ok(given)
}

/// What was asked is told in a few words; the text is what came of it.
const ASIDE: &str = "vraag";

/// The field of the text below the empty line: the first long one that is asked and not given, else the first of text.
pub fn main_field<'a>(form: &'a Form, draft: &Draft, given: &[(&Field, String)]) -> Option<&'a Field> {
    let mut filled = draft.clone();
    for (field, value) in given {
        filled.set(field.id, &value_of(field, value));
    }
    let free = |field: &&Field| {
        not_asked(form, field, &filled).is_none() && !given.iter().any(|(other, _)| other.id == field.id)
    };
    let fields = || form.fields.iter().filter(free);
    let long = || fields().filter(|field| matches!(field.kind, FieldKind::Long));
    let main = long().find(|field| field.id != ASIDE).or_else(|| long().next());
    main.or_else(|| fields().find(|field| matches!(field.kind, FieldKind::Text)))
}

fn known<'a>(form: &'a Form, key: &str) -> Option<&'a Field> {
    form.fields.iter().find(|field| field.id.eq_ignore_ascii_case(key))
}

fn unknown(form: &Form, wat: &str) -> Fault {
    let fields: Vec<String> = form.fields.iter().map(shown).collect();
    Fault::input(
        wat,
        format!("Dit formulier heeft:\n  {}", fields.join("\n  ")),
        format!("Gebruik deze velden. {NOT_KEPT}"),
    )
}

/// A field with what may be chosen.
fn shown(field: &Field) -> String {
    match ids(field) {
        Some(ids) => format!("{}: {}", field.id, ids.join(", ")),
        None => field.id.to_owned(),
    }
}

/// The ids of a choice; nothing for a field of text.
pub fn ids(field: &Field) -> Option<Vec<&str>> {
    match &field.kind {
        FieldKind::Choice(choices) | FieldKind::Many(choices) => {
            Some(choices.iter().map(|(id, _)| id.as_str()).filter(|id| !id.is_empty()).collect())
        }
        FieldKind::Text | FieldKind::Long => None,
    }
}

/// The value as it is kept: the id of a choice however it was typed.
fn value_of(field: &Field, value: &str) -> String {
    let ids = ids(field).unwrap_or_default();
    let id = ids.into_iter().find(|id| id.eq_ignore_ascii_case(value.trim()));
    id.unwrap_or(value).to_owned()
}

fn not_a_choice(field: &Field, value: &str) -> Option<FieldFault> {
    let FieldKind::Choice(_) = field.kind else { return None };
    let ids = ids(field)?;
    let is = value.trim().is_empty() || ids.iter().any(|id| id.eq_ignore_ascii_case(value.trim()));
    (!is).then(|| FieldFault::new(field.id, &choose_from(&ids)))
}

fn choose_from(ids: &[&str]) -> String {
    format!("Kies uit: {}.", ids.join(", "))
}

fn not_asked(form: &Form, field: &Field, draft: &Draft) -> Option<FieldFault> {
    let (other, values) = field.when?;
    let asked = values.contains(&draft.get(other)) || !form.fields.iter().any(|field| field.id == other);
    let advice = || format!("Dit hoort er alleen bij als {other} dit is: {}.", values.join(", "));
    (!asked).then(|| FieldFault::new(field.id, &advice()))
}

#[cfg(test)]
mod tests {
    use super::fill;
    use crate::domain::casus::Formulier;
    use crate::domain::gesprek::Draft;

    fn filled(form: Formulier, text: &str) -> Result<Draft, String> {
        let mut draft = form.begin(jiff::civil::date(2026, 11, 20));
        fill(&form.form(false), &mut draft, text)
            .map(|()| draft)
            .map_err(|fault| format!("{} {}", fault.wat, fault.waarom))
    }

    /// What a field holds after this was given.
    fn value(form: Formulier, text: &str, field: &str) -> Option<String> {
        filled(form, text).ok().map(|draft| draft.get(field).to_owned())
    }

    #[test]
    fn lines_and_json_say_the_same() {
        let lines = "aard: Waarneming\r\nbron: zelf gezien: in de klas\n\neerste\n\ntweede: x\n";
        let json = r#" {"aard": "waarneming", "bron": "zelf gezien: in de klas", "tekst": "eerste\n\ntweede: x"}"#;
        assert_eq!(value(Formulier::Notitie, lines, "tekst").as_deref(), Some("eerste\n\ntweede: x"));
        assert_eq!(filled(Formulier::Notitie, lines), filled(Formulier::Notitie, json));
    }

    #[test]
    fn the_text_goes_to_the_first_long_field_that_is_free() {
        assert_eq!(value(Formulier::Advies, "vraag: mag het?\n\nja", "advies").as_deref(), Some("ja"));
        assert_eq!(value(Formulier::Advies, "aan: huisarts\n\nja", "advies").as_deref(), Some("ja"));
        assert_eq!(value(Formulier::Advies, "advies: ja\n\nmag het?", "vraag").as_deref(), Some("mag het?"));
        assert_eq!(value(Formulier::Advies, "gevraagd: nee\n\ngeen tijd", "waarom").as_deref(), Some("geen tijd"));
        assert_eq!(value(Formulier::Drager, "functie: huisarts", "functie").as_deref(), Some("huisarts"));
        assert_eq!(value(Formulier::Drager, "functie: huisarts\n\nen meer", "functie"), None);
    }

    #[test]
    fn what_cannot_be_kept_is_refused_and_never_repeated() {
        for (form, text, said) in [
            (Formulier::Notitie, "moeder belt: boos", "Op regel 1 staat geen veld"),
            (Formulier::Notitie, r#"{"Anna belde": "x"}"#, "Een van de velden ken ik niet"),
            (Formulier::Notitie, r#"{"soort": "x"}"#, "\"soort\" ken ik niet"),
            (Formulier::Notitie, r#"{"aard": "gezien"}"#, "aard: Kies uit: waarneming, uitspraak, duiding."),
            (Formulier::Notitie, r#"{"aard": "waarneming", "van": "Anna"}"#, "van: Dit hoort er alleen bij als aard"),
            (Formulier::Advies, r#"{"anoniem": "misschien"}"#, "anoniem: Kies uit: ja, nee."),
            (Formulier::Notitie, r#"{"tekst": ["Anna"]}"#, "geen tekst"),
            (Formulier::Notitie, "{", "geen geldige JSON"),
        ] {
            let fault = filled(form, text).err().unwrap_or_default();
            assert!(fault.contains(said) && !fault.contains("Anna") && !fault.contains("boos"), "{fault}");
        }
    }
}
