//! How a walk looks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use textwrap::core::display_width;

use super::{Mode, WalkScreen};
use crate::domain::gesprek::{Block, StepState, Turn, step_states};
use crate::domain::walk::Revision;
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::{Row, choice_rows, rows, wrapped};

/// Columns of the steps, where there is room for them.
const SIDE: u16 = 17;
/// Narrower than this, the steps give way to the question.
const WITH_SIDE: u16 = 68;

/// Rows of an explanation that are in sight when it is asked for.
pub const EXPLAINED_IN_SIGHT: usize = 5;

/// Where the question stands.
pub fn main_area(body: Rect) -> Rect {
    if body.width < WITH_SIDE {
        return body;
    }
    Rect { x: body.x + SIDE + 2, width: body.width - SIDE - 2, ..body }
}

/// What became of later answers.
pub fn revision_text(revision: &Revision) -> String {
    let parts = [
        counted(revision.kept, "later antwoord blijft staan.", "latere antwoorden blijven staan."),
        counted(revision.waiting.len(), "later antwoord komt straks terug.", "latere antwoorden komen straks terug."),
        counted(revision.dropped.len(), "later antwoord past niet meer.", "latere antwoorden passen niet meer."),
    ];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    if said.is_empty() { "Uw antwoord is veranderd.".to_owned() } else { said.join(" ") }
}

/// Said when answers that waited stand again.
pub fn resumed_text(count: usize) -> Option<String> {
    counted(count, "eerder antwoord staat weer.", "eerdere antwoorden staan weer.")
}

fn counted(count: usize, one: &str, several: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("Eén {one}")),
        count => Some(format!("{count} {several}")),
    }
}

impl WalkScreen {
    /// Draws the walk.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let main = main_area(area);
        if main.x > area.x {
            self.draw_steps(Rect { width: SIDE, ..area }, buf, look);
            for y in area.top()..area.bottom() {
                buf.set_line(area.x + SIDE, y, &Line::styled(look.column(), look.style(Role::Rand)), 1);
            }
        }
        match &self.mode {
            Mode::Ticking(ticking) => ticking.draw(main, buf, look),
            Mode::Asking | Mode::Answers(_) | Mode::Revising(_) | Mode::Leaving => {
                self.pane.draw(&self.rows(main.width, look), main, buf, look);
            }
        }
    }

    fn draw_steps(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let mut lines: Vec<Line<'static>> = step_states(&self.walk)
            .into_iter()
            .map(|(label, state)| {
                let role = if state == StepState::Here { Role::Titel } else { Role::Gedempt };
                Line::styled(format!("{} {}", look.step(state), look.text(&label)), look.style(role))
            })
            .collect();
        let beside = self.in_casus.as_ref().map(|of| of.beside.as_slice()).unwrap_or_default();
        if !beside.is_empty() {
            lines.push(Line::default());
            lines.push(Line::styled("Dossier", look.style(Role::Titel)));
            lines.extend(beside.iter().map(|line| Line::styled(look.text(line), look.style(Role::Gedempt))));
        }
        for (y, line) in (area.top()..area.bottom()).zip(&lines) {
            buf.set_line(area.x, y, line, area.width);
        }
    }

    /// The rows of the part that scrolls.
    pub(super) fn rows(&self, width: u16, look: &Look) -> Vec<Row> {
        match &self.mode {
            Mode::Answers(at) => self.answer_rows(*at, width, look),
            Mode::Leaving => leaving_rows(width, look),
            Mode::Asking | Mode::Revising(_) | Mode::Ticking(_) => {
                self.turn.as_ref().map(|turn| self.turn_rows(turn, width, look)).unwrap_or_default()
            }
        }
    }

    /// What stands above the explanation: the question, its answers, what is always shown.
    pub(super) fn rows_above_explanation(&self, turn: &Turn, width: u16, look: &Look) -> Vec<Row> {
        let text_width = width.saturating_sub(2);
        let mut found = vec![heading(turn, text_width, look), Row::blank()];
        if matches!(self.mode, Mode::Revising(_)) {
            let text = "U geeft dit antwoord opnieuw. Wat daarna nog past, blijft staan.";
            found.extend(wrapped(text, Role::Gedempt, "", text_width, look));
            found.push(Row::blank());
        }
        if let Some(said) = &self.said {
            found.extend(wrapped(said, Role::Gelukt, "", text_width, look));
            found.push(Row::blank());
        }
        found.extend(wrapped(&turn.prompt, Role::Vraag, "", text_width.min(look.width), look));
        found.push(Row::blank());
        found.extend(choice_rows(self.labels(turn).iter().map(String::as_str), self.chosen, true, text_width, look));
        if turn.body.first().is_some_and(|first| *first != Block::Gap) {
            found.push(Row::blank());
        }
        found.extend(rows(&turn.body, text_width, look));
        if let Some(wait) = &turn.may_wait {
            found.push(Row::blank());
            found.extend(wrapped(&format!("{wait} Toets s: de stand tot nu toe."), Role::Gelukt, "", text_width, look));
        }
        found
    }

    fn turn_rows(&self, turn: &Turn, width: u16, look: &Look) -> Vec<Row> {
        let text_width = width.saturating_sub(2);
        let mut found = self.rows_above_explanation(turn, width, look);
        if self.explained {
            found.extend(rows(&turn.explain, text_width, look));
        } else if !turn.explain.is_empty() {
            found.push(Row::blank());
            let titles = turn.explain_titles().join(" · ");
            found.extend(wrapped(&titles, Role::Gedempt, "u  ", text_width, look));
        }
        found.push(Row::blank());
        found.extend(wrapped(&turn.origin, Role::Gedempt, "", text_width, look));
        found
    }

    fn labels(&self, turn: &Turn) -> Vec<String> {
        let lists = turn.lists.iter().map(|list| {
            let ids = list.groups.iter().flat_map(|group| group.ticks.iter().map(|tick| &tick.id));
            let any = ids.into_iter().any(|id| self.ticked().contains(id));
            if any { format!("{} (aangevinkt)", list.titel) } else { list.titel.clone() }
        });
        turn.choices.iter().map(|choice| choice.label.clone()).chain(lists).collect()
    }

    fn answer_rows(&self, chosen: usize, width: u16, look: &Look) -> Vec<Row> {
        let text_width = width.saturating_sub(2);
        let mut found = wrapped("Uw antwoorden", Role::Titel, "", text_width, look);
        found.push(Row::blank());
        for (at, step) in self.walk.steps().iter().enumerate() {
            let here = at == chosen;
            let (sign, role) = if here { (look.here(), Role::Gekozen) } else { (" ", Role::Gewoon) };
            let answer = step.answer_text().unwrap_or("gelezen");
            let text = format!("{} → {}", step.spot.knoop().prompt(), look.text(answer));
            for mut row in wrapped(&text, role, &format!("{sign} {:>2}  ", at + 1), text_width, look) {
                row.choice = Some(at);
                found.push(row);
            }
        }
        found
    }
}

fn heading(turn: &Turn, width: u16, look: &Look) -> Row {
    let left = look.text(&turn.step.shown());
    let right = look.text(&turn.progress.clone().unwrap_or_else(|| turn.checklist.clone()));
    let gap = usize::from(width).saturating_sub(display_width(&left) + display_width(&right)).max(1);
    Row {
        line: Line::from(vec![
            Span::styled(left, look.style(Role::Titel)),
            Span::styled(" ".repeat(gap) + &right, look.style(Role::Gedempt)),
        ]),
        choice: None,
    }
}

fn leaving_rows(width: u16, look: &Look) -> Vec<Row> {
    let mut found = wrapped("Weggaan?", Role::Titel, "", width, look);
    found.push(Row::blank());
    let texts = [
        "Raadplegen bewaart niets: uw antwoorden zijn dan weg.",
        "Enter: weggaan. Esc: blijven. s: de stand tot nu toe; die kunt u opslaan of afdrukken.",
    ];
    for text in texts {
        found.extend(wrapped(text, Role::Gewoon, "", width.saturating_sub(2), look));
    }
    found
}
