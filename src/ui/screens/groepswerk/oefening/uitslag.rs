//! What votes look like: bars, a table of the groups, agreement, what to talk about first.

use ratatui::text::{Line, Span};
use textwrap::core::display_width;

use super::rijen::{balk, letter};
use crate::domain::oefening::Stemronde;
use crate::domain::oefening::spel::{
    Beurt, Oefenplan, Oefenstand, Planronde, Planvraag, Vraagstand, bewogen, eens, eerst, groepsnaam, overeenstemming,
    procent, samen, totalen,
};
use crate::ui::chrome::cut;
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::{Row, wrapped};

/// Longest answer that stands before its bar; a longer one stands above it.
const BESIDE: usize = 16;
/// Columns behind a bar: how many, and which part.
const BEHIND: usize = 12;
/// Columns of a count in the table of the groups.
const COUNT: usize = 4;

/// The votes on a question of a round.
pub fn rows(
    plan: &Oefenplan,
    stand: &Oefenstand,
    ronde: usize,
    vraag: usize,
    beurt: Beurt,
    width: u16,
    look: &Look,
) -> Vec<Row> {
    let (Some(round), Some(own)) = (plan.ronden.get(ronde), stand.vraag(ronde, vraag)) else { return Vec::new() };
    let Some(asked) = round.vragen.get(vraag) else { return Vec::new() };
    let width = width.min(look.width);
    let votes = own.stemronde(beurt);
    let mut found = wrapped(&asked.tekst, Role::Vraag, "", width, look);
    found.push(Row::blank());
    found.extend(bars(asked, &votes, width, look));
    found.push(Row::blank());
    found.extend(wrapped(&eens(asked, &votes), Role::Gewoon, "", width, look));
    if beurt == Beurt::Tweede {
        found.extend(bewogen(asked, own).into_iter().flat_map(|text| wrapped(&text, Role::Gewoon, "", width, look)));
    }
    let first = eerst(asked, &votes);
    if !first.is_empty() {
        found.push(Row::blank());
        found.extend(wrapped("Eerst bespreken", Role::Titel, "", width, look));
        let sign = format!("{} ", look.point());
        found.extend(first.iter().flat_map(|text| wrapped(text, Role::Gewoon, &sign, width, look)));
    }
    if let Some(feit) = own.omslagfeit().and_then(|id| plan.feit(id)) {
        found.push(Row::blank());
        let text = format!("Dit feit gaf de doorslag: {}", feit.tekst);
        found.extend(wrapped(&text, Role::Gewoon, "", width, look));
    }
    found.push(Row::blank());
    found.extend(groups(asked, own, beurt, width, look));
    if round.vragen.len() > 1 {
        found.push(Row::blank());
        found.extend(questions(round, stand, ronde, vraag, beurt, width, look));
        found.push(Row::blank());
        found.extend(samen(stand, ronde).into_iter().flat_map(|text| wrapped(&text, Role::Gewoon, "", width, look)));
    }
    found
}

/// A bar an answer.
fn bars(vraag: &Planvraag, votes: &Stemronde, width: u16, look: &Look) -> Vec<Row> {
    let totals = totalen(votes);
    // Where somebody may choose several answers, the bars are held against the answer that was named most.
    let whole = if vraag.meerdere { totals.iter().copied().max().unwrap_or(0) } else { totals.iter().sum() };
    let labels: Vec<String> = vraag.keuzes.iter().map(|keuze| look.text(&keuze.tekst)).collect();
    let longest = labels.iter().map(|label| display_width(label)).max().unwrap_or(0);
    let beside = longest <= BESIDE;
    let names = if beside { longest } else { 0 };
    let lead = names + 5;
    let columns = u16::try_from(usize::from(width).saturating_sub(lead + BEHIND)).unwrap_or(0).min(40);
    let mut found = Vec::new();
    for (at, (label, count)) in labels.iter().zip(&totals).enumerate() {
        if !beside {
            found.extend(wrapped(label, Role::Gewoon, &format!(" {}  ", letter(at)), width, look));
        }
        let name = if beside {
            format!(" {}  {label}{} ", letter(at), " ".repeat(names - display_width(label)))
        } else {
            " ".repeat(lead)
        };
        let part = if vraag.meerdere { String::new() } else { format!("{:>4}%", procent(*count, whole)) };
        let line = Line::from(vec![
            Span::styled(name, look.style(Role::Gewoon)),
            Span::styled(balk(*count, whole, columns, look), look.style(Role::Toets)),
            Span::styled(format!(" {count:>4}{part}"), look.style(Role::Gewoon)),
        ]);
        found.push(Row { line, choice: None });
    }
    found
}

/// The counts of the groups, and how certain they are.
fn groups(vraag: &Planvraag, own: &Vraagstand, beurt: Beurt, width: u16, look: &Look) -> Vec<Row> {
    let count = vraag.keuzes.len();
    let sure = own.stemmen(beurt).iter().any(|stem| stem.zekerheid.iter().any(Option::is_some));
    let heads: String = (0..count).map(|at| format!("{:>COUNT$}", letter(at))).collect();
    let certain: String = if sure {
        (0..count).map(|at| format!("{:>COUNT$}", format!("z{}", letter(at)))).collect()
    } else {
        String::new()
    };
    let line = |text: String, role| Row {
        line: Line::styled(cut(&look.text(&text), usize::from(width)), look.style(role)),
        choice: None,
    };
    let mut found = vec![line(format!("{:<11}{heads}  {certain}", "Per groepje"), Role::Titel)];
    for (at, stem) in own.stemmen(beurt).iter().enumerate() {
        let counts: String = stem.aantallen.iter().map(|count| format!("{count:>COUNT$}")).collect();
        let how = |sure: &Option<u8>| sure.map_or_else(|| "-".to_owned(), |sure| sure.to_string());
        let certain: String = if sure {
            stem.zekerheid.iter().map(|sure| format!("{:>COUNT$}", how(sure))).collect()
        } else {
            String::new()
        };
        found.push(line(format!("{:<11}{counts}  {certain}", groepsnaam(at)), Role::Gewoon));
    }
    if sure {
        found.push(line("z: hoe zeker, 1 tot 5".to_owned(), Role::Gedempt));
    }
    found
}

/// All questions of the round, each with the answer of most.
fn questions(
    round: &Planronde,
    stand: &Oefenstand,
    ronde: usize,
    here: usize,
    beurt: Beurt,
    width: u16,
    look: &Look,
) -> Vec<Row> {
    let mut found = wrapped("Alle vragen", Role::Titel, "", width, look);
    for (at, vraag) in round.vragen.iter().enumerate() {
        let most = stand.vraag(ronde, at).and_then(|own| overeenstemming(&own.stemronde(beurt)));
        let said = most.map_or_else(
            || "geen stemmen".to_owned(),
            |most| format!("{} {}%", vraag.keuze(most.keuze), procent(most.aantal, most.van)),
        );
        let (sign, role) = if at == here { (look.here(), Role::Vraag) } else { (" ", Role::Gewoon) };
        let said = cut(&look.text(&said), usize::from(width) / 2);
        let room = usize::from(width).saturating_sub(display_width(&said) + 4);
        let text = cut(&look.text(&vraag.tekst), room);
        let gap = room.saturating_sub(display_width(&text));
        let line = Line::styled(format!("{sign} {text}{} {said}", " ".repeat(gap)), look.style(role));
        found.push(Row { line, choice: None });
    }
    found
}
