//! The close of a session: its form, what becomes of it, and the page that is made of it.

use jiff::civil::{Date, DateTime};
use serde_json::Map;

use super::groep::{Bijeenkomst, Groep, gebracht};
use super::verslag::{Actie, Evaluatie, MEESTE_TREFWOORDEN, Sessie};
use crate::domain::casus::Wanneer;
use crate::domain::dates;
use crate::domain::gesprek::{Block, Draft, Field, FieldFault, FieldKind, Form};
use crate::domain::inhoud::{SECTOREN, sector_name};
use crate::domain::kluis::{Batch, Change, Concept, Key, Owner, RecordId};

/// Under which id the draft of the close of a session is kept: it follows from that of the session.
pub fn concept_id(sessie: RecordId) -> RecordId {
    RecordId(sessie.0.map(|byte| !byte))
}

/// The draft, as it is kept while the form is not finished.
pub fn concept_batch(sessie: RecordId, velden: &Draft, bewaard: DateTime) -> Batch {
    let concept =
        Concept { formulier: "sessie".to_owned(), regel: None, velden: velden.clone(), bewaard, rest: Map::new() };
    Batch::put(Key::Id(concept_id(sessie)), concept)
}

/// Fields in which somebody writes freely, and which are looked through for names and numbers.
pub const VRIJE_VELDEN: [&str; 5] = ["leerpunten", "trefwoorden", "acties", "signalen", "evaluatie"];

/// The form of the close. It asks for the turn where the group keeps one.
pub fn sluit_form(groep: Option<&Groep>) -> Form {
    let sectoren = SECTOREN.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect();
    let mut fields = vec![
        Field::new(
            "leerpunten",
            "Leerpunten",
            "Eén op een regel, van elke deelnemer één. In de ik-vorm of de wij-vorm, zonder de casus.",
            FieldKind::Long,
        ),
        Field::new(
            "acties",
            "Acties",
            "Eén op een regel: wat; wie (rol, geen naam); vóór welke dag. Voorbeeld: routekaart bijwerken; intern begeleider; 15 januari",
            FieldKind::Long,
        ),
        Field::new(
            "signalen",
            "Signalen voor de regio",
            "Wat de coördinator moet weten. Eén op een regel. Voorbeeld: de routekaart mist een weekendnummer",
            FieldKind::Long,
        ),
        Field::new(
            "trefwoorden",
            "Trefwoorden",
            "Hoogstens drie, met een komma ertussen. Voorbeeld: verwaarlozing, twijfel bij afweging 4",
            FieldKind::Text,
        ),
        Field::new(
            "evaluatie",
            "Evaluatie",
            "Eén deelnemer op een regel: veilig 1-5, nuttig 1-5, één verbetering. Voorbeeld: 4 5 meer tijd voor vragen",
            FieldKind::Long,
        ),
        Field::new("aantal", "Deelnemers", "Hoeveel mensen deden mee?", FieldKind::Text),
        Field::new(
            "sectoren",
            "Sectoren",
            "Uit welke sectoren kwamen de deelnemers? Leeg mag.",
            FieldKind::Many(sectoren),
        ),
        Field::new("volgende", "Volgende keer", "De dag, en de tijd als u die weet. Leeg mag.", FieldKind::Text),
    ];
    if let Some(next) = groep.and_then(|groep| groep.beurten.first()) {
        let help = format!(
            "Aan de beurt was: {next}. Wie inbracht gaat achteraan; wie welke casus inbracht wordt niet bewaard."
        );
        let choices = [("ja", "ja, beurt doorgeven"), ("nee", "nee")];
        let choices = choices.map(|(id, text)| (id.to_owned(), text.to_owned())).to_vec();
        fields.push(Field::new("beurt", "Heeft ingebracht", help, FieldKind::Choice(choices)));
    }
    fields.push(Field::new(
        "toch",
        "Toch laten staan",
        "Alleen als het programma iets herkent dat weg moet en dat volgens u mag blijven: schrijf waarom.",
        FieldKind::Text,
    ));
    Form::new("Sessie afsluiten", fields)
}

/// What the form begins with.
pub fn sluit_draft(deelnemers: u16, groep: Option<&Groep>) -> Draft {
    let mut draft = Draft::default();
    draft.set("aantal", &deelnemers.to_string());
    if let Some(groep) = groep {
        draft.set("sectoren", &groep.sectoren.join(" "));
    }
    draft.set("beurt", "ja");
    draft
}

/// What is known of a session before its form is read.
#[derive(Debug, Clone)]
pub struct Gehouden {
    /// The group.
    pub groep: Option<RecordId>,
    /// The day on which it began.
    pub datum: Date,
    /// Code of the way of working.
    pub code: String,
    /// Its title.
    pub werkvorm: String,
    /// Planned minutes.
    pub gepland: u32,
    /// Minutes that it took.
    pub werkelijk: u32,
}

/// The session that the form makes, and when the next one is.
///
/// # Errors
/// What is wrong, by field.
pub fn sluit_lezen(
    draft: &Draft,
    gehouden: &Gehouden,
    today: Date,
) -> Result<(Sessie, Option<Wanneer>), Vec<FieldFault>> {
    let mut faults = Vec::new();
    let aantal = draft.get("aantal").trim().parse::<u16>().ok().filter(|count| (1..=200).contains(count));
    if aantal.is_none() {
        faults.push(FieldFault::new("aantal", "Typ een getal van 1 tot 200."));
    }
    let trefwoorden: Vec<String> = draft.get("trefwoorden").split([',', ';', '\n']).filter_map(filled).collect();
    if trefwoorden.len() > MEESTE_TREFWOORDEN {
        faults.push(FieldFault::new("trefwoorden", "Hoogstens drie: meer wordt een verhaal. Haal er een weg."));
    }
    let acties = lines(draft, "acties").map(|line| actie(&line, today)).collect::<Result<Vec<_>, _>>();
    let evaluatie = lines(draft, "evaluatie").map(|line| evaluatie(&line)).collect::<Result<Vec<_>, _>>();
    for (field, wrong) in [("acties", acties.as_ref().err()), ("evaluatie", evaluatie.as_ref().err())] {
        faults.extend(wrong.map(|advice| FieldFault::new(field, advice)));
    }
    if let (Ok(evaluatie), Some(aantal)) = (&evaluatie, aantal)
        && evaluatie.len() > usize::from(aantal)
    {
        let advice =
            format!("Hier staan {} regels, en er deden {aantal} mensen mee. Kijk welke te veel is.", evaluatie.len());
        faults.push(FieldFault::new("evaluatie", &advice));
    }
    let volgende = match draft.get("volgende").trim() {
        "" => None,
        typed => match Wanneer::read(typed, today).filter(|when| when.datum.is_some_and(|day| day >= today)) {
            Some(when) => Some(when),
            None => {
                let advice = "Dit is geen dag die nog komt. Voorbeeld: 19 januari, of 19-1-2027 15.30.";
                faults.push(FieldFault::new("volgende", advice));
                None
            }
        },
    };
    match (faults.is_empty(), aantal, acties, evaluatie) {
        (true, Some(aantal), Ok(acties), Ok(evaluatie)) => {
            let sessie = Sessie {
                groep: gehouden.groep,
                datum: gehouden.datum,
                code: gehouden.code.clone(),
                werkvorm: gehouden.werkvorm.clone(),
                gepland: gehouden.gepland,
                werkelijk: gehouden.werkelijk,
                aantal,
                sectoren: draft.ticked("sectoren").map(str::to_owned).collect(),
                trefwoorden,
                leerpunten: lines(draft, "leerpunten").collect(),
                acties,
                signalen: lines(draft, "signalen").collect(),
                evaluatie,
                volgende: volgende.and_then(|when| when.datum),
                toch: draft.get("toch").trim().to_owned(),
                rest: Map::new(),
            };
            Ok((sessie, volgende))
        }
        _ => Err(faults),
    }
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches(['-', '*', '•']).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn lines<'a>(draft: &'a Draft, field: &str) -> impl Iterator<Item = String> + use<'a> {
    draft.get(field).lines().filter_map(filled)
}

/// `what; who; before which day`; only the first is needed.
fn actie(line: &str, today: Date) -> Result<Actie, String> {
    let mut parts = line.split(';').map(str::trim);
    let wat = parts.next().filter(|wat| !wat.is_empty()).ok_or("Begin met wat er gebeurt.")?.to_owned();
    let rol = parts.next().unwrap_or_default().to_owned();
    let voor = match parts.next().unwrap_or_default().trim_start_matches("vóór ").trim_start_matches("voor ") {
        "" => None,
        typed => match Wanneer::read(typed, today).and_then(|when| when.datum) {
            Some(day) => Some(day),
            None => return Err(format!("\"{typed}\" is geen dag. Voorbeeld: 15 januari, of over 3 weken.")),
        },
    };
    if parts.next().is_some() {
        return Err("Er staan te veel puntkomma's in een regel: wat; wie; vóór welke dag.".to_owned());
    }
    Ok(Actie { wat, rol, voor, gedaan: None })
}

/// `4 5 more time`: safe, useful, one thing to do better.
fn evaluatie(line: &str) -> Result<Evaluatie, String> {
    let wrong =
        || "Begin elke regel met twee cijfers van 1 tot 5: veilig en nuttig. Voorbeeld: 4 5 meer tijd".to_owned();
    let mut rest = line;
    let mut digit = || {
        let trimmed = rest.trim_start_matches([' ', ',', ';', '/']);
        let (first, after) = trimmed.split_at_checked(1)?;
        let value = first.parse::<u8>().ok().filter(|value| (1..=5).contains(value))?;
        let alone = !after.starts_with(|next: char| next.is_ascii_digit());
        rest = after;
        alone.then_some(value)
    };
    let (Some(veilig), Some(nuttig)) = (digit(), digit()) else { return Err(wrong()) };
    let verbetering = rest.trim_start_matches([' ', ',', ';', ':']).trim().to_owned();
    Ok(Evaluatie { veilig, nuttig, verbetering })
}

/// What the close changes: the session, the draft of it that goes, and the group's turn and next date.
pub fn sluit_batch(
    id: RecordId,
    sessie: Sessie,
    groep: Option<(RecordId, &Groep)>,
    volgende: Option<Wanneer>,
    doorgeven: bool,
) -> Batch {
    let gepland = u16::try_from(sessie.gepland).unwrap_or(90);
    let mut batch = Batch::put(Key::Id(id), sessie).and_delete(Key::Id(concept_id(id)));
    if let Some((groep_id, groep)) = groep {
        let mut after = if doorgeven { gebracht(groep) } else { groep.clone() };
        if let Some(datum) = volgende.and_then(|when| when.datum)
            && !after.bijeenkomsten.iter().any(|known| known.datum == datum)
        {
            let tijd = volgende.and_then(|when| when.tijd);
            let minuten = after.bijeenkomsten.last().map_or(gepland, |last| last.minuten);
            after.bijeenkomsten.push(Bijeenkomst { datum, tijd, minuten, vervallen: false });
            after.bijeenkomsten.sort_by_key(|known| known.datum);
        }
        if after != *groep {
            batch.changes.push(Change::Put { key: Key::Id(groep_id), owner: Owner::Shared, record: after.into() });
        }
    }
    batch
}

/// What is kept of a session, as a page.
pub fn sessie_blad(sessie: &Sessie, groep: Option<&str>) -> Vec<Block> {
    let mut blocks = vec![Block::Title(format!("Intervisie van {}", dates::long(sessie.datum))), Block::Gap];
    let pair = |label: &str, value: String| Block::Pair(label.to_owned(), value);
    blocks.extend(groep.map(|code| pair("Groep", code.to_owned())));
    blocks.push(pair("Methode", sessie.werkvorm.clone()));
    blocks.push(pair("Tijd", format!("gepland {} minuten, werkelijk {}", sessie.gepland, sessie.werkelijk)));
    blocks.push(pair("Deelnemers", sessie.aantal.to_string()));
    let sectoren: Vec<&str> = sessie.sectoren.iter().filter_map(|id| sector_name(id)).collect();
    for (label, words) in [("Sectoren", sectoren.join(", ")), ("Trefwoorden", sessie.trefwoorden.join(", "))] {
        blocks.extend((!words.is_empty()).then(|| pair(label, words)));
    }
    for (heading, texts) in [("Leerpunten", &sessie.leerpunten), ("Signalen voor de regio", &sessie.signalen)] {
        if !texts.is_empty() {
            blocks.extend([Block::Gap, Block::Heading(heading.to_owned())]);
            blocks.extend(texts.iter().map(|text| Block::Point(text.clone())));
        }
    }
    if !sessie.acties.is_empty() {
        blocks.extend([Block::Gap, Block::Heading("Acties".to_owned())]);
        for actie in &sessie.acties {
            let rol = if actie.rol.is_empty() { String::new() } else { format!("{}: ", actie.rol) };
            let voor = actie.voor.map_or_else(String::new, |day| format!(", vóór {}", dates::long(day)));
            blocks.push(Block::Point(format!("{rol}{}{voor}", actie.wat)));
        }
    }
    let better: Vec<&str> =
        sessie.evaluatie.iter().map(|said| said.verbetering.as_str()).filter(|text| !text.is_empty()).collect();
    if !better.is_empty() {
        blocks.extend([Block::Gap, Block::Heading("Wat kan beter".to_owned())]);
        blocks.extend(better.into_iter().map(|text| Block::Point(text.to_owned())));
    }
    if let Some(day) = sessie.volgende {
        blocks.extend([Block::Gap, pair("Volgende keer", dates::long(day))]);
    }
    blocks
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "tests")]
mod tests {
    use jiff::civil::{Date, date};

    use super::{Gehouden, sluit_lezen};
    use crate::domain::gesprek::Draft;

    const TODAY: Date = date(2026, 11, 24);

    fn read(fields: &[(&str, &str)]) -> Result<super::Sessie, Vec<String>> {
        let mut draft = Draft::default();
        draft.set("aantal", "6");
        fields.iter().for_each(|(field, value)| draft.set(field, value));
        let gehouden = Gehouden {
            groep: None,
            datum: TODAY,
            code: "M01".to_owned(),
            werkvorm: "Incidentmethode".to_owned(),
            gepland: 65,
            werkelijk: 70,
        };
        let said = |faults: Vec<crate::domain::gesprek::FieldFault>| {
            faults.into_iter().map(|fault| format!("{}: {}", fault.field, fault.advice)).collect()
        };
        sluit_lezen(&draft, &gehouden, TODAY).map(|(sessie, _)| sessie).map_err(said)
    }

    #[test]
    fn lines_become_points_actions_and_answers() {
        let sessie = read(&[
            ("leerpunten", "- Ik vraag eerder advies.\n\n Wij bellen eerst. "),
            ("acties", "routekaart bijwerken; intern begeleider; vóór 15 januari\nAF-overleg plannen"),
            ("trefwoorden", "verwaarlozing, twijfel bij afweging 4"),
            ("evaluatie", "4 5 meer tijd\n3/3\n5, 4: korter"),
            ("volgende", "19 januari 15.30"),
        ])
        .expect("a session");
        assert_eq!(sessie.leerpunten, ["Ik vraag eerder advies.", "Wij bellen eerst."]);
        let acties: Vec<_> = sessie.acties.iter().map(|a| (a.wat.as_str(), a.rol.as_str(), a.voor)).collect();
        let day = Some(date(2027, 1, 15));
        assert_eq!(acties, [("routekaart bijwerken", "intern begeleider", day), ("AF-overleg plannen", "", None)]);
        let said: Vec<_> = sessie.evaluatie.iter().map(|e| (e.veilig, e.nuttig, e.verbetering.as_str())).collect();
        assert_eq!(said, [(4, 5, "meer tijd"), (3, 3, ""), (5, 4, "korter")]);
        assert_eq!(sessie.volgende, Some(date(2027, 1, 19)));
        assert_eq!(sessie.trefwoorden.len(), 2);
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        for (field, value) in [
            ("aantal", "0"),
            ("aantal", "201"),
            ("aantal", "veel"),
            ("trefwoorden", "a, b, c, d"),
            ("acties", "bellen; ik; eens een keer"),
            ("acties", "a; b; 15 januari; d"),
            ("acties", "; ik"),
            ("evaluatie", "goed"),
            ("evaluatie", "4"),
            ("evaluatie", "6 3"),
            ("evaluatie", "45 3"),
            ("evaluatie", "1 1\n1 1\n1 1\n1 1\n1 1\n1 1\n1 1"),
            ("volgende", "gisteren"),
            ("volgende", "ooit"),
        ] {
            let faults = read(&[(field, value)]).err().unwrap_or_default();
            assert!(faults.len() == 1 && faults[0].starts_with(field), "{field} {value}: {faults:?}");
        }
    }
}
