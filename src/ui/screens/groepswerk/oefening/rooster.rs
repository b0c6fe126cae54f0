//! The grid in which votes are typed: a row a group, a column an answer, and how certain behind those.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use textwrap::core::display_width;

use super::rijen::letter;
use crate::domain::gesprek::Key;
use crate::domain::oefening::spel::{Beurt, Oefenfout, Oefenstand, Planvraag, Vraagstand, groepsnaam};
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::{Pane, Row, wrapped};

/// Columns of a cell.
const CELL: u16 = 5;
/// Columns of the name of a group and of how many voted.
const NAMES: u16 = 20;
/// Rows of groups that are in sight at least.
const GROUPS: u16 = 3;

/// Where the cursor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rooster {
    /// Place of the question.
    pub vraag: usize,
    /// Place of the group.
    pub groep: usize,
    /// Place of the column: first the answers, then how certain.
    pub kolom: usize,
    /// Whether the next digit is put behind what stands there.
    typing: bool,
}

/// What the grid is of.
pub struct Vel<'a> {
    pub plan: &'a Planvraag,
    pub stand: &'a Vraagstand,
    pub beurt: Beurt,
    pub groepen: &'a [u16],
    pub zekerheid: bool,
    /// How many questions the round has.
    pub vragen: usize,
}

impl Vel<'_> {
    fn kolommen(&self) -> usize {
        self.plan.keuzes.len() * if self.zekerheid { 2 } else { 1 }
    }

    /// The answer of a column, and whether it says how certain.
    fn keuze(&self, kolom: usize) -> (usize, bool) {
        let count = self.plan.keuzes.len().max(1);
        (kolom % count, kolom >= count)
    }

    fn cell(&self, groep: usize, kolom: usize) -> String {
        let Some(stem) = self.stand.stemmen(self.beurt).get(groep) else { return String::new() };
        match self.keuze(kolom) {
            (at, false) => match stem.aantallen.get(at) {
                Some(0) | None => "-".to_owned(),
                Some(count) => count.to_string(),
            },
            (at, true) => stem.zekerheid.get(at).copied().flatten().map_or_else(|| "-".to_owned(), |n| n.to_string()),
        }
    }
}

impl Rooster {
    /// At the first group of a question.
    pub fn at(vraag: usize) -> Rooster {
        Rooster { vraag, ..Rooster::default() }
    }

    /// Moves with the arrows.
    pub fn moved(&mut self, key: Key, vel: &Vel<'_>) {
        self.typing = false;
        let (groepen, kolommen) = (vel.groepen.len().max(1), vel.kolommen().max(1));
        match key {
            Key::Up => self.groep = self.groep.saturating_sub(1),
            Key::Down => self.groep = (self.groep + 1).min(groepen - 1),
            Key::Left => self.kolom = self.kolom.saturating_sub(1),
            Key::Right => self.kolom = (self.kolom + 1).min(kolommen - 1),
            Key::Home => self.kolom = 0,
            Key::End => self.kolom = kolommen - 1,
            _ => {}
        }
    }

    /// To the next group, or the one before; behind the last group comes the next question.
    pub fn next_group(&mut self, forward: bool, vel: &Vel<'_>) {
        self.typing = false;
        if forward {
            if self.groep + 1 < vel.groepen.len() {
                (self.groep, self.kolom) = (self.groep + 1, 0);
            } else if self.vraag + 1 < vel.vragen {
                *self = Rooster::at(self.vraag + 1);
            }
        } else if self.groep > 0 {
            (self.groep, self.kolom) = (self.groep - 1, 0);
        } else if self.vraag > 0 {
            *self = Rooster { groep: vel.groepen.len().saturating_sub(1), ..Rooster::at(self.vraag - 1) };
        }
    }

    /// To the next question of the round, or the one before.
    pub fn next_question(&mut self, forward: bool, vel: &Vel<'_>) {
        let to =
            if forward { (self.vraag + 1).min(vel.vragen.saturating_sub(1)) } else { self.vraag.saturating_sub(1) };
        if to != self.vraag {
            *self = Rooster::at(to);
        }
    }

    /// A digit: behind the digits that were typed here, or in their place.
    pub fn digit(&mut self, digit: u8, stand: &mut Oefenstand, ronde: usize, beurt: Beurt) -> Result<(), Oefenfout> {
        let Some((at, sure)) = self.keuze(stand, ronde) else { return Err(Oefenfout::GeenStem) };
        if sure {
            return stand.zeker(self.vraag, self.groep, at, Some(digit));
        }
        let before = self.count(stand, ronde, beurt, at).filter(|_| self.typing).unwrap_or(0);
        stand.stem(self.vraag, self.groep, at, before.saturating_mul(10).saturating_add(u16::from(digit)))?;
        self.typing = true;
        Ok(())
    }

    /// Empties the cell.
    pub fn empty(&mut self, stand: &mut Oefenstand, ronde: usize) -> Result<(), Oefenfout> {
        self.typing = false;
        match self.keuze(stand, ronde) {
            Some((at, true)) => stand.zeker(self.vraag, self.groep, at, None),
            Some((at, false)) => stand.stem(self.vraag, self.groep, at, 0),
            None => Err(Oefenfout::GeenStem),
        }
    }

    /// The whole group chooses the answer of the column.
    pub fn everybody(&mut self, stand: &mut Oefenstand, ronde: usize) -> Result<(), Oefenfout> {
        self.typing = false;
        let (at, _) = self.keuze(stand, ronde).ok_or(Oefenfout::GeenStem)?;
        stand.stem_allen(self.vraag, self.groep, at)
    }

    fn keuze(&self, stand: &Oefenstand, ronde: usize) -> Option<(usize, bool)> {
        let count = stand.vraag(ronde, self.vraag)?.keuzes().len().max(1);
        Some((self.kolom % count, self.kolom >= count))
    }

    fn count(&self, stand: &Oefenstand, ronde: usize, beurt: Beurt, keuze: usize) -> Option<u16> {
        stand.vraag(ronde, self.vraag)?.stemmen(beurt).get(self.groep)?.aantallen.get(keuze).copied()
    }

    /// Draws the grid: the question above, the groups in what is left.
    pub fn draw(&self, vel: &Vel<'_>, head: Vec<Row>, area: Rect, buf: &mut Buffer, look: &Look) {
        let width = area.width.saturating_sub(1);
        let mut above = head;
        let labels = labels(vel.plan, width, look);
        let room = area.height.saturating_sub(GROUPS + 4);
        if above.len() + labels.len() <= usize::from(room) {
            above.extend(labels);
        }
        above.truncate(usize::from(room));
        above.push(Row::blank());
        above.push(Row { line: self.spot(vel, look), choice: None });
        let (first, shown) = self.window(vel, width);
        above.push(Row { line: heads(vel, self.kolom, first, shown, look), choice: None });
        Pane::default().draw(&above, area, buf, look);
        let used = u16::try_from(above.len()).unwrap_or(u16::MAX).min(area.height);
        let below = Rect { y: area.y + used, height: area.height - used, ..area };
        let rows: Vec<Row> =
            (0..vel.groepen.len()).map(|groep| self.group_row(vel, groep, first, shown, look)).collect();
        let mut pane = Pane::default();
        pane.show(self.groep..self.groep + 1, below.height);
        pane.draw(&rows, below, buf, look);
    }

    /// The first column in sight, and how many there are: the cursor always is.
    fn window(&self, vel: &Vel<'_>, width: u16) -> (usize, usize) {
        let shown = usize::from((width.saturating_sub(NAMES) / CELL).max(1));
        let first = (self.kolom + 1).saturating_sub(shown).min(vel.kolommen().saturating_sub(shown));
        (first, shown)
    }

    /// Where the cursor is, in words.
    fn spot(&self, vel: &Vel<'_>, look: &Look) -> Line<'static> {
        let (at, sure) = vel.keuze(self.kolom);
        let keuze = vel.plan.keuze(at);
        let wat = if sure { "hoe zeker, 1 tot 5" } else { "hoeveel mensen" };
        let text = format!("{} · {} {keuze}: {wat}", groepsnaam(self.groep), letter(at));
        Line::styled(look.text(&text), look.style(Role::Titel))
    }

    fn group_row(&self, vel: &Vel<'_>, groep: usize, first: usize, shown: usize, look: &Look) -> Row {
        let here = groep == self.groep;
        let (sign, role) = if here { (look.here(), Role::Vraag) } else { (" ", Role::Gewoon) };
        let stem = vel.stand.stemmen(vel.beurt).get(groep);
        let grootte = vel.groepen.get(groep).copied().unwrap_or(0);
        let voted = stem.map_or(0, crate::domain::oefening::Stem::totaal);
        let many = if vel.stand.meerdere() { String::new() } else { format!("{voted}/{grootte}") };
        let name = format!("{sign} {:<9} {many:<7}", groepsnaam(groep));
        let pad = " ".repeat(usize::from(NAMES).saturating_sub(display_width(&name)));
        let mut spans = vec![Span::styled(format!("{name}{pad}"), look.style(role))];
        for kolom in (first..vel.kolommen()).take(shown) {
            let text = vel.cell(groep, kolom);
            let at = here && kolom == self.kolom;
            let lead = if at { format!("[{text:>3}]") } else { format!(" {text:>3} ") };
            let role = if at { Role::Gekozen } else { Role::Gewoon };
            spans.push(Span::styled(lead, look.style(role)));
        }
        Row { line: Line::from(spans), choice: Some(groep) }
    }
}

/// The answers with their letters.
pub fn labels(vraag: &Planvraag, width: u16, look: &Look) -> Vec<Row> {
    let mut found = Vec::new();
    for (at, keuze) in vraag.keuzes.iter().enumerate() {
        let lead = format!(" {}  ", letter(at));
        found.extend(wrapped(&keuze.tekst, Role::Gewoon, &lead, width.min(look.width), look));
        if !keuze.prijs.is_empty() && !vraag.meerdere {
            found.extend(wrapped(
                &format!("Prijs: {}", keuze.prijs),
                Role::Gedempt,
                "    ",
                width.min(look.width),
                look,
            ));
        }
    }
    found
}

/// The letters above the columns.
fn heads(vel: &Vel<'_>, here: usize, first: usize, shown: usize, look: &Look) -> Line<'static> {
    let left = if first > 0 { "meer links" } else { "" };
    let mut spans =
        vec![Span::styled(format!("{left:<width$}", width = usize::from(NAMES)), look.style(Role::Gedempt))];
    for kolom in (first..vel.kolommen()).take(shown) {
        let (at, sure) = vel.keuze(kolom);
        let head = if sure { format!("z{}", letter(at)) } else { letter(at) };
        let role = if kolom == here { Role::Titel } else { Role::Gedempt };
        spans.push(Span::styled(format!(" {head:>3} "), look.style(role)));
    }
    Line::from(spans)
}
