//! Two entries side by side, field by field: what stays of each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use textwrap::core::display_width;

use super::{gone, is_gone, naam_van};
use crate::domain::gesprek::{Effect, Key, Msg, Route, StepState};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::domain::netwerk::samen::{Keuze, Rij, rijen, uitkomst};
use crate::domain::netwerk::{Netwerk, Veld, Vermelding, Waarde, doen, gecontroleerd, herkomst_regel, waarde_tekst};
use crate::ui::chrome::cut;
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::commit_saying;
use crate::ui::theme::Role;
use crate::ui::widgets::{Pane, Row, stepped, wrapped};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Samenvoegen,
    Links,
    Rechts,
    Andere,
    Beide,
    Wissel,
    Bewegen,
    Terug,
}

pub const TOETSEN: Keymap<Samenvoegen, Doet> = &[
    bind(&[Key::Ctrl('s'), Key::F(5)], Doet::Samenvoegen, "samenvoegen"),
    bind(&[Key::Left], Doet::Links, "links").when(Samenvoegen::differs, "hier staat twee keer hetzelfde"),
    bind(&[Key::Right], Doet::Rechts, "rechts").when(Samenvoegen::differs, "hier staat twee keer hetzelfde"),
    bind(&[Key::Char('s')], Doet::Beide, "allebei").when(Samenvoegen::takes_both, "in dit veld past er maar een"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
    bind(&[Key::Char('x')], Doet::Wissel, "andere blijft"),
    bind(&[Key::Char(' '), Key::Enter], Doet::Andere, "andere keuze")
        .when(Samenvoegen::differs, "hier staat twee keer hetzelfde"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
];

/// From this width on the values stand side by side; below they stand under each other.
const WIDE: u16 = 72;
/// Columns of the labels.
const LABEL: u16 = 24;
/// Rows of one value.
const MOST: usize = 3;
/// Letters of one value that are looked at: no more are drawn.
pub(super) const LETTERS: usize = 600;
/// Rows of the two names above the list.
const ABOVE: u16 = 3;

/// A value in words, and where it comes from.
#[derive(Default)]
struct Kant {
    tekst: String,
    herkomst: String,
}

/// A field as it is drawn.
struct Regel {
    rij: Rij,
    links: Kant,
    rechts: Kant,
    /// What comes of the choice.
    wordt: String,
}

/// Two entries side by side.
pub struct Samenvoegen {
    blijft: RecordId,
    gaat: RecordId,
    /// What was chosen, also while the kluis is locked.
    keuzes: Vec<(Veld, Keuze)>,
    at: usize,
    pane: Pane,
    /// The names of the two with when they were confirmed.
    namen: [(String, String); 2],
    regels: Vec<Regel>,
    /// Fields that become empty: they spoke of the other one.
    leeg: Vec<Rij>,
}

impl Samenvoegen {
    /// These two, of which the first stays.
    pub fn new(blijft: RecordId, gaat: RecordId, cx: &Ctx<'_>) -> Samenvoegen {
        let mut screen = Samenvoegen {
            blijft,
            gaat,
            keuzes: Vec::new(),
            at: 0,
            pane: Pane::default(),
            namen: Default::default(),
            regels: Vec::new(),
            leeg: Vec::new(),
        };
        screen.refresh(cx);
        screen.at = screen.regels.iter().position(|regel| !regel.rij.is_gelijk()).unwrap_or(0);
        screen.reveal(cx);
        screen
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        let netwerk = Netwerk::new(&cx.kluis.model);
        let (Some(stays), Some(goes)) = (netwerk.get(self.blijft), netwerk.get(self.gaat)) else {
            self.forget();
            return;
        };
        let named = |id, entry| (naam_van(netwerk, id), gecontroleerd(entry, cx.today()));
        self.namen = [named(self.blijft, stays), named(self.gaat, goes)];
        let rows = rijen((self.blijft, stays), (self.gaat, goes)).into_iter();
        let (rows, leeg): (Vec<Rij>, Vec<Rij>) = rows.partition(|rij| rij.links.is_some() || rij.rechts.is_some());
        self.leeg = leeg;
        let rows = rows.into_iter().map(|mut rij| {
            let chosen = self.keuzes.iter().find(|(veld, _)| *veld == rij.veld);
            rij.keuze = chosen.map_or(rij.keuze, |(_, keuze)| *keuze);
            Regel {
                links: kant(cx, stays, rij.veld, rij.links.as_ref()),
                rechts: kant(cx, goes, rij.veld, rij.rechts.as_ref()),
                wordt: in_words(cx, rij.veld, rij.uitkomst().as_ref()),
                rij,
            }
        });
        self.regels = rows.collect();
        self.at = self.at.min(self.regels.len().saturating_sub(1));
    }

    fn forget(&mut self) {
        self.namen = Default::default();
        self.regels.clear();
        self.leeg.clear();
    }

    fn here(&self) -> Option<&Regel> {
        self.regels.get(self.at)
    }

    fn differs(&self) -> bool {
        self.here().is_some_and(|regel| !regel.rij.is_gelijk())
    }

    fn takes_both(&self) -> bool {
        self.here().is_some_and(|regel| regel.rij.mag_beide())
    }

    fn choose(&mut self, keuze: Keuze, cx: &Ctx<'_>) {
        let Some(regel) = self.regels.get_mut(self.at) else { return };
        regel.rij.keuze = keuze;
        regel.wordt = in_words(cx, regel.rij.veld, regel.rij.uitkomst().as_ref());
        let veld = regel.rij.veld;
        self.keuzes.retain(|(other, _)| *other != veld);
        self.keuzes.push((veld, keuze));
    }

    /// The other value, and after that both where that can be.
    fn other(&mut self, cx: &Ctx<'_>) {
        let Some(regel) = self.here() else { return };
        let next = match regel.rij.keuze {
            Keuze::Links => Keuze::Rechts,
            Keuze::Rechts if regel.rij.mag_beide() => Keuze::Beide,
            Keuze::Rechts | Keuze::Beide => Keuze::Links,
        };
        self.choose(next, cx);
    }

    fn merge(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        let rows: Vec<Rij> = self.regels.iter().map(|regel| &regel.rij).chain(&self.leeg).cloned().collect();
        let model = &cx.kluis.model;
        match doen::voeg_samen(model, self.blijft, self.gaat, &uitkomst(&rows), cx.now) {
            Ok(batch) => {
                let said = format!("Samengevoegd: {}", naam_van(Netwerk::new(model), self.blijft));
                commit_saying(batch, said, cx)
            }
            Err(fault) => vec![told(&fault)],
        }
    }

    fn moved(&mut self, key: Key, cx: &Ctx<'_>) {
        let last = self.regels.len().saturating_sub(1);
        let page = usize::from(self.areas(cx.body, &cx.look).1.height.max(8)) / 4;
        self.at = stepped(key, self.at, last, page).unwrap_or(self.at);
        self.reveal(cx);
    }

    /// Brings the field in sight, with room for what is said of it.
    fn reveal(&mut self, cx: &Ctx<'_>) {
        let list = self.areas(cx.body, &cx.look).1;
        self.pane.reveal(&self.rows(list.width, &cx.look), self.at, list.height);
    }

    fn click(&mut self, column: u16, row: u16, cx: &Ctx<'_>) {
        let list = self.areas(cx.body, &cx.look).1;
        let Some(row) = (row + cx.body.y).checked_sub(list.y).filter(|row| *row < list.height) else { return };
        let Some(at) = self.pane.hit(&self.rows(list.width, &cx.look), row) else { return };
        let again = at == self.at;
        self.at = at;
        if list.width >= WIDE && column >= LABEL && self.differs() {
            let left = column < LABEL + (list.width - LABEL) / 2;
            self.choose(if left { Keuze::Links } else { Keuze::Rechts }, cx);
        } else if again && self.differs() {
            self.other(cx);
        }
        self.reveal(cx);
    }

    // --- drawing -----------------------------------------------------------------------------------------------------

    /// The names, the fields, what is said of the field in focus.
    fn areas(&self, area: Rect, look: &Look) -> (Rect, Rect, Rect) {
        let below = u16::try_from(self.said(area.width, look).len()).unwrap_or(5).min(area.height / 2);
        let list = area.height.saturating_sub(ABOVE + below);
        (
            Rect { height: ABOVE.min(area.height), ..area },
            Rect { y: area.y + ABOVE.min(area.height), height: list, ..area },
            Rect { y: area.y + ABOVE.min(area.height) + list, height: below, ..area },
        )
    }

    fn names(&self, width: u16, look: &Look) -> Vec<Row> {
        let line = |lead: &str, (naam, when): &(String, String), role| {
            let when = if width < WIDE { String::new() } else { format!(" · {when}") };
            let text = cut(&look.text(&format!(" {lead}: {naam}{when}")), usize::from(width));
            Row { line: Line::styled(text, look.style(role)), choice: None }
        };
        let [blijft, gaat] = &self.namen;
        vec![
            line("Links, die blijft", blijft, Role::Vraag),
            line("Rechts, gaat erin op", gaat, Role::Gewoon),
            Row::blank(),
        ]
    }

    /// What comes of the field in focus, and where both values come from.
    fn said(&self, width: u16, look: &Look) -> Vec<Row> {
        let Some(regel) = self.here() else { return Vec::new() };
        let width = width.saturating_sub(2);
        let mut rows = vec![Row {
            line: Line::styled(look.rule().repeat(usize::from(width)), look.style(Role::Kop)),
            choice: None,
        }];
        let wordt = if regel.wordt.is_empty() { "(leeg)" } else { &regel.wordt };
        let label = regel.rij.veld.label();
        rows.extend(limited(wrapped(&format!("{label} wordt: {wordt}"), Role::Vraag, " ", width, look), MOST));
        for (side, kant) in [("Links", &regel.links), ("Rechts", &regel.rechts)] {
            if !kant.herkomst.is_empty() {
                let origin: String = kant.herkomst.chars().take(LETTERS).collect();
                rows.extend(limited(wrapped(&format!("{side}: {origin}"), Role::Gedempt, " ", width, look), 2));
            }
        }
        rows
    }

    fn rows(&self, width: u16, look: &Look) -> Vec<Row> {
        let mut found = Vec::new();
        for (at, regel) in self.regels.iter().enumerate() {
            let lines =
                if width >= WIDE { self.beside(at, regel, width, look) } else { self.under(at, regel, width, look) };
            found.extend(lines.into_iter().map(|line| Row { line, choice: Some(at) }));
        }
        found
    }

    fn label(&self, at: usize, regel: &Regel, look: &Look) -> (String, Style) {
        let (sign, role) = if at == self.at { (look.here(), Role::Gekozen) } else { (" ", Role::Gewoon) };
        let text = cut(&look.text(regel.rij.veld.label()), usize::from(LABEL) - 4);
        (format!(" {sign} {text}"), look.style(role))
    }

    /// Label and both values in columns.
    fn beside(&self, at: usize, regel: &Regel, width: u16, look: &Look) -> Vec<Line<'static>> {
        let room = usize::from((width - LABEL) / 2).saturating_sub(4);
        let columns = [cell(regel, true, room, look), cell(regel, false, room, look)];
        let (label, style) = self.label(at, regel, look);
        let high = columns.iter().map(|(lines, _)| lines.len()).max().unwrap_or(1).max(1);
        (0..high)
            .map(|row| {
                let lead = if row == 0 { label.clone() } else { String::new() };
                let mut spans = vec![Span::styled(padded(&lead, usize::from(LABEL)), style)];
                for (lines, style) in &columns {
                    let text = lines.get(row).map_or("", String::as_str);
                    spans.push(Span::styled(padded(text, room + 4), *style));
                }
                Line::from(spans)
            })
            .collect()
    }

    /// Label, and both values under it.
    fn under(&self, at: usize, regel: &Regel, width: u16, look: &Look) -> Vec<Line<'static>> {
        let (label, style) = self.label(at, regel, look);
        let mut lines = vec![Line::styled(label, style)];
        let room = usize::from(width).saturating_sub(16);
        for (side, left) in [("links", true), ("rechts", false)] {
            if regel.rij.is_gelijk() && !left {
                continue;
            }
            let side = if regel.rij.is_gelijk() { "" } else { side };
            let (values, style) = cell(regel, left, room, look);
            for (row, value) in values.into_iter().enumerate() {
                let lead = if row == 0 { side } else { "" };
                lines.push(Line::from(vec![
                    Span::styled(format!("     {lead:<7}"), look.style(Role::Gedempt)),
                    Span::styled(value, style),
                ]));
            }
        }
        lines
    }
}

/// The rows of a value, with the sign of what stays before the first of them.
fn cell(regel: &Regel, left: bool, room: usize, look: &Look) -> (Vec<String>, Style) {
    let (kant, here) = match left {
        true => (&regel.links, matches!(regel.rij.keuze, Keuze::Links | Keuze::Beide)),
        false => (&regel.rechts, matches!(regel.rij.keuze, Keuze::Rechts | Keuze::Beide)),
    };
    let same = regel.rij.is_gelijk();
    let (sign, role) = match (same, here) {
        (true, _) => ("=", Role::Gewoon),
        (false, true) => (look.step(StepState::Done), Role::Vraag),
        (false, false) => (" ", Role::Gedempt),
    };
    let text = if kant.tekst.is_empty() { "(leeg)" } else { &kant.tekst };
    let width = u16::try_from(room.max(10)).unwrap_or(u16::MAX);
    let rows = limited(wrapped(text, role, "", width, look), MOST);
    let lines = rows.into_iter().enumerate().map(|(at, row)| {
        let sign = if at == 0 { sign } else { " " };
        format!("{sign} {}", row.line)
    });
    (lines.collect(), look.style(role))
}

/// As many rows as one value may take; the last one says that there is more.
pub(super) fn limited(mut rows: Vec<Row>, most: usize) -> Vec<Row> {
    if rows.len() > most {
        rows.truncate(most);
        if let Some(last) = rows.last_mut() {
            let text = last.line.to_string();
            let style = last.line.spans.first().map(|span| span.style).unwrap_or_default();
            let room = display_width(&text).saturating_sub(3);
            let kept = cut(&text, room).trim_end_matches('.').to_owned();
            last.line = Line::styled(format!("{kept}..."), style);
        }
    }
    rows
}

/// Text that fills so many columns.
pub(super) fn padded(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let pad = width.saturating_sub(display_width(&text));
    text + &" ".repeat(pad)
}

fn in_words(cx: &Ctx<'_>, veld: Veld, waarde: Option<&Waarde>) -> String {
    let (Some(waarde), Ok(table)) = (waarde, cx.reader.gemeenten()) else { return String::new() };
    let text = waarde_tekst(Netwerk::new(&cx.kluis.model), &table.inhoud, veld, waarde);
    text.chars().take(LETTERS).collect()
}

fn kant(cx: &Ctx<'_>, entry: &Vermelding, veld: Veld, waarde: Option<&Waarde>) -> Kant {
    let herkomst = entry.herkomst(veld).map(|origin| herkomst_regel(origin, cx.today())).unwrap_or_default();
    Kant { tekst: in_words(cx, veld, waarde), herkomst }
}

impl Screen for Samenvoegen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Committed) => return vec![Effect::Close],
            _ if is_gone(self.blijft, msg, cx) || is_gone(self.gaat, msg, cx) => return gone(),
            // What was chosen stays, as on every screen that the lock covers.
            Msg::Kluis(KluisNews::Locked) => self.forget(),
            Msg::Shown | Msg::Kluis(_) => {
                self.refresh(cx);
                self.reveal(cx);
            }
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Samenvoegen) => return self.merge(cx),
                Some(Doet::Links) => self.choose(Keuze::Links, cx),
                Some(Doet::Rechts) => self.choose(Keuze::Rechts, cx),
                Some(Doet::Andere) => self.other(cx),
                Some(Doet::Beide) => self.choose(Keuze::Beide, cx),
                Some(Doet::Wissel) => return vec![Effect::Replace(Route::Samenvoegen(self.gaat, self.blijft))],
                Some(Doet::Bewegen) => self.moved(*key, cx),
                Some(Doet::Terug) => return vec![Effect::Close],
                None => {}
            },
            Msg::Click(hit) => self.click(hit.column, hit.row, cx),
            Msg::Scroll(by) => self.moved(if *by > 0 { Key::Down } else { Key::Up }, cx),
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        if self.regels.is_empty() {
            return;
        }
        let (above, list, below) = self.areas(area, look);
        Pane::default().draw(&self.names(above.width, look), above, buf, look);
        self.pane.draw(&self.rows(list.width, look), list, buf, look);
        Pane::default().draw(&self.said(below.width, look), below, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Samenvoegen".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
