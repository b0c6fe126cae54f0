//! Two checklists side by side, with the differences marked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use textwrap::core::display_width;

use super::checklists::told;
use super::page;
use crate::domain::boom::verschil::{Merk, Regel, Verschil};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{
    Block, Document, Effect, Key, LEGENDA, Msg, NAAST_ELKAAR, Route, Verschilrij, eigen_meldcode, naast_elkaar,
    te_vergelijken, verschil_page, verschil_telling, verschilrijen,
};
use crate::domain::inhoud::Soort;
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::{KEUZE, Menu, MenuEvent, MenuItem, Pane, Row, wrapped};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Volgende,
    Vorige,
    Alles,
    Kiezen,
    Wissel,
    Afdrukken,
    Opslaan,
    Lezen,
    Terug,
}

const GEEN: &str = "er zijn geen verschillen";

pub const TOETSEN: Keymap<Naast, Doet> = &[
    bind(&[Key::Char('n')], Doet::Volgende, "volgende").when(Naast::differs, GEEN),
    bind(&[Key::Char('t')], Doet::Alles, "alles of minder"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
    bind(&[Key::Char('k')], Doet::Kiezen, "andere checklist"),
    bind(&[Key::Char('x')], Doet::Wissel, "a en b wisselen"),
    bind(&[Key::Char('v')], Doet::Vorige, "vorige").when(Naast::differs, GEEN),
    bind(&[Key::Char('p')], Doet::Afdrukken, "afdrukken"),
    bind(&[Key::Char('o')], Doet::Opslaan, "opslaan"),
    bind(&[Key::Down], Doet::Lezen, "omlaag"),
    bind(&[Key::Up], Doet::Lezen, "omhoog"),
    bind(&[Key::PageDown, Key::Char(' ')], Doet::Lezen, "blad verder"),
    bind(&[Key::PageUp], Doet::Lezen, "blad terug"),
    bind(&[Key::Home], Doet::Lezen, "begin"),
    bind(&[Key::End], Doet::Lezen, "einde"),
];

/// From this width of the body on, a terminal of 80 columns, the two stand side by side.
const WIDE: u16 = 78;
/// What stands before the text of a line: its sign, and room around it.
const MARGIN: u16 = 4;
/// Rows that the name of one of the two may take.
const NAME_ROWS: usize = 2;
/// Columns between the two: a line with room around it.
const BETWEEN: u16 = 3;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kant {
    Links,
    Rechts,
}

/// Two checklists side by side, or the choice of one of them.
pub struct Naast {
    links: Option<String>,
    rechts: Option<String>,
    verschil: Option<Verschil>,
    /// Which side is being chosen, from what.
    kiest: Option<(Kant, Menu<String>)>,
    /// Whether what is the same is shown too.
    alles: bool,
    /// The difference that the user went to.
    hier: Option<usize>,
    pane: Pane,
}

/// Where comparing begins: the meldcode that the user walks stands left.
pub fn begin(cx: &Ctx<'_>) -> Route {
    Route::Verschil { links: Some(eigen_meldcode(cx.settings, cx.reader)), rechts: None }
}

/// The comparison of these two; a side that is not given is asked for.
pub fn open(links: Option<String>, rechts: Option<String>, cx: &Ctx<'_>) -> Box<dyn Screen> {
    let mut screen =
        Naast { links, rechts, verschil: None, kiest: None, alles: false, hier: None, pane: Pane::default() };
    match screen.go_on(cx) {
        Ok(()) => Box::new(screen),
        Err(fault) => Box::new(page::fault(&fault)),
    }
}

impl Naast {
    /// Compares when both sides are known, or asks for the one that is not.
    fn go_on(&mut self, cx: &Ctx<'_>) -> Result<(), Fault> {
        match (&self.links, &self.rechts) {
            (None, _) => self.choose(Kant::Links, cx),
            (Some(_), None) => self.choose(Kant::Rechts, cx),
            (Some(links), Some(rechts)) => {
                self.verschil = Some(naast_elkaar(cx.reader, links, rechts)?);
                self.kiest = None;
                self.hier = None;
                self.pane.home();
            }
        }
        Ok(())
    }

    /// Asks for one side; what stands on the other is not offered.
    fn choose(&mut self, kant: Kant, cx: &Ctx<'_>) {
        let other = match kant {
            Kant::Links => self.rechts.as_deref(),
            Kant::Rechts => self.links.as_deref(),
        };
        let known = cx.reader.entries(Soort::Beslisboom);
        let title = other.map(|id| known.iter().find(|entry| entry.id == id).map_or(id, |entry| &entry.titel));
        let question = match title {
            Some(title) => format!("Welke checklist komt naast {title}?"),
            None => "Welke checklist komt links, als A?".to_owned(),
        };
        let offered = te_vergelijken(cx.settings, cx.reader, other).into_iter();
        let items = offered.map(|entry| MenuItem { label: entry.titel, value: entry.id }).collect();
        let menu = Menu::new(vec![Block::Strong(question), Block::Gap], items);
        self.kiest = Some((kant, menu));
    }

    /// Takes what was chosen; when it cannot be compared the choice stays open.
    fn chosen(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some((kant, menu)) = &self.kiest else { return Vec::new() };
        let Some(id) = menu.value().cloned() else { return Vec::new() };
        let (kant, before) = (*kant, (self.links.clone(), self.rechts.clone()));
        match kant {
            Kant::Links => self.links = Some(id),
            Kant::Rechts => self.rechts = Some(id),
        }
        match self.go_on(cx) {
            Ok(()) => Vec::new(),
            Err(fault) => {
                (self.links, self.rechts) = before;
                vec![told(&fault)]
            }
        }
    }

    fn choosing(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some((_, menu)) = &mut self.kiest else { return Vec::new() };
        match menu.event(msg, cx) {
            MenuEvent::None => Vec::new(),
            MenuEvent::Taken => self.chosen(cx),
            MenuEvent::Back if self.verschil.is_some() => {
                self.kiest = None;
                Vec::new()
            }
            MenuEvent::Back => vec![Effect::Close],
        }
    }

    fn differs(&self) -> bool {
        self.verschil.as_ref().is_some_and(|verschil| verschil.aantal() > 0)
    }

    /// The places that differ, each with its row.
    fn places(&self, rows: &[Row]) -> Vec<(usize, usize)> {
        let stukken = self.verschil.iter().flat_map(|verschil| verschil.stukken.iter().enumerate());
        let places = stukken.filter(|(_, stuk)| stuk.merk.verschilt());
        places.filter_map(|(at, _)| Some((at, rows.iter().position(|row| row.choice == Some(at))?))).collect()
    }

    /// Goes to the difference after or before the one that the user is at, or after what is in sight.
    fn jump(&mut self, back: bool, cx: &Ctx<'_>) -> Vec<Effect> {
        let list = self.areas(cx.body, &cx.look).1;
        let rows = self.rows(list.width, &cx.look);
        let places = self.places(&rows);
        let top = self.pane.top();
        let in_sight = top..top + usize::from(list.height);
        let here = places.iter().position(|(at, row)| Some(*at) == self.hier && in_sight.contains(row));
        let to = match (here, back) {
            (Some(here), false) => Some(here + 1),
            (Some(here), true) => here.checked_sub(1),
            (None, false) => places.iter().position(|(_, row)| *row >= top),
            (None, true) => places.iter().rposition(|(_, row)| *row < top),
        };
        let Some((at, row)) = to.and_then(|to| places.get(to)).copied() else {
            let said = if back { "Er is geen verschil meer hierboven." } else { "Dit was het laatste verschil." };
            return vec![Effect::Say(said.to_owned())];
        };
        self.hier = Some(at);
        self.show_row(row, &rows, list.height);
        Vec::new()
    }

    /// Brings a row to the top, as far as the rows go.
    fn show_row(&mut self, row: usize, rows: &[Row], height: u16) {
        self.pane.home();
        self.pane.scroll(isize::try_from(row).unwrap_or(isize::MAX), rows.len(), height);
    }

    /// Shows everything, or only what differs, and stays at the place in sight.
    fn toggle(&mut self, cx: &Ctx<'_>) {
        let list = self.areas(cx.body, &cx.look).1;
        let rows = self.rows(list.width, &cx.look);
        let top = self.pane.top();
        let place = if top == 0 { None } else { rows.iter().skip(top).find_map(|row| row.choice) };
        self.alles = !self.alles;
        let rows = self.rows(list.width, &cx.look);
        let row = place.and_then(|place| rows.iter().position(|row| row.choice.is_some_and(|at| at >= place)));
        self.show_row(row.unwrap_or(0), &rows, list.height);
    }

    fn swap(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        std::mem::swap(&mut self.links, &mut self.rechts);
        match self.go_on(cx) {
            Ok(()) => Vec::new(),
            Err(fault) => vec![told(&fault)],
        }
    }

    fn blocks(&self) -> Vec<Block> {
        self.verschil.as_ref().map(|verschil| verschil_page(verschil, self.alles)).unwrap_or_default()
    }

    fn file_name(&self) -> String {
        let sides = self.verschil.as_ref().map(|verschil| format!("{}-{}", verschil.links.id, verschil.rechts.id));
        format!("verschil-{}.md", sides.unwrap_or_default())
    }

    fn read(&mut self, key: Key, cx: &Ctx<'_>) {
        let list = self.areas(cx.body, &cx.look).1;
        let count = self.rows(list.width, &cx.look).len();
        self.pane.moved(key, count, list.height);
    }

    fn act(&mut self, doet: Doet, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        match doet {
            Doet::Volgende => return self.jump(false, cx),
            Doet::Vorige => return self.jump(true, cx),
            Doet::Alles => self.toggle(cx),
            Doet::Kiezen => self.choose(Kant::Rechts, cx),
            Doet::Wissel => return self.swap(cx),
            Doet::Afdrukken => return vec![Effect::Print(self.blocks())],
            Doet::Opslaan => {
                return vec![Effect::Open(Route::Save(self.file_name(), Document::Page(self.blocks())))];
            }
            Doet::Lezen => self.read(key, cx),
            Doet::Terug => return vec![Effect::Close],
        }
        Vec::new()
    }

    // --- drawing -----------------------------------------------------------------------------------------------------

    /// The names at the top, and what moves below them.
    fn areas(&self, area: Rect, look: &Look) -> (Rect, Rect) {
        let above = u16::try_from(self.head(area.width, look).len()).unwrap_or(u16::MAX).min(area.height);
        (Rect { height: above, ..area }, Rect { y: area.y + above, height: area.height - above, ..area })
    }

    /// What stays at the top while the rest moves: what A and B are.
    fn head(&self, width: u16, look: &Look) -> Vec<Row> {
        let Some(verschil) = &self.verschil else { return Vec::new() };
        // As wide as what moves below.
        let width = width.saturating_sub(1);
        let cell = |letter: &str, titel: &str, room| {
            let mut rows = wrapped(titel, Role::Titel, &format!("{letter}  "), room, look);
            rows.truncate(NAME_ROWS);
            rows
        };
        let (links, rechts) = (verschil.links.titel.as_str(), verschil.rechts.titel.as_str());
        let mut rows = match column(width) {
            Some(room) => {
                let cells = [cell("A", links, room), cell("B", rechts, room)].map(|cell| texts(&cell));
                beside(" ", cells, room, Role::Titel, look).into_iter().map(plain_row).collect()
            }
            None => [cell("A", links, width), cell("B", rechts, width)].concat(),
        };
        let rule = Line::styled(look.rule().repeat(usize::from(width)), look.style(Role::Rand));
        rows.push(plain_row(rule));
        rows
    }

    /// Everything that moves: how much differs, the signs, and the places.
    fn rows(&self, width: u16, look: &Look) -> Vec<Row> {
        let Some(verschil) = &self.verschil else { return Vec::new() };
        // The last column is for the sign that there is more.
        let width = width.saturating_sub(1);
        // Nobody reads lines of any width; columns may stand as far apart as there is room.
        let reading = width.min(look.width);
        let said = match (verschil.aantal(), self.alles) {
            (0, false) => "Er zijn geen verschillen. Toets t laat zien wat er staat.",
            (_, false) => "U ziet alleen de verschillen. Toets t laat alles zien.",
            (_, true) => "U ziet alles. Toets t laat alleen de verschillen zien.",
        };
        let mut found = wrapped(said, Role::Gedempt, "", reading, look);
        found.extend(wrapped(LEGENDA, Role::Gedempt, "", reading, look));
        found.push(Row::blank());
        for rij in verschilrijen(verschil, self.alles) {
            match rij {
                Verschilrij::Wit => found.push(Row::blank()),
                Verschilrij::Onderdeel(naam) => {
                    found.extend(wrapped(&naam, Role::Vraag, &" ".repeat(usize::from(MARGIN)), reading, look));
                }
                Verschilrij::Regel(regel) => found.extend(regel_rows(&regel, width, look)),
                Verschilrij::Plaats { stuk, merk, tekst } => {
                    let here = if self.hier == Some(stuk) { look.here() } else { " " };
                    let sign = format!("{here}{} ", look.text(merk.teken()));
                    let rows = wrapped(&tekst, Role::Titel, &sign, reading, look);
                    found.extend(rows.into_iter().map(|row| Row { choice: Some(stuk), ..row }));
                }
            }
        }
        found
    }
}

/// The width of one of two columns; nothing where there is no room for two.
fn column(width: u16) -> Option<u16> {
    (width + 1 >= WIDE).then(|| (width - MARGIN - BETWEEN) / 2)
}

fn plain_row(line: Line<'static>) -> Row {
    Row { line, choice: None }
}

/// A line of both sides: what is the same once, over both columns; the rest in its column, or one below the other.
fn regel_rows(regel: &Regel, width: u16, look: &Look) -> Vec<Row> {
    let sign = look.text(regel.merk.teken());
    let (links, rechts) = (regel.links.as_deref().unwrap_or(""), regel.rechts.as_deref().unwrap_or(""));
    if regel.merk == Merk::Gelijk {
        return wrapped(links, Role::Gedempt, &format!("  {sign} "), width.min(look.width), look);
    }
    if let Some(room) = column(width) {
        let cells = [links, rechts].map(|text| texts(&wrapped(text, Role::Gewoon, "", room.min(look.width), look)));
        return beside(&sign, cells, room, Role::Gewoon, look).into_iter().map(plain_row).collect();
    }
    let mut found = Vec::new();
    for (name, text) in [("A", &regel.links), ("B", &regel.rechts)] {
        let Some(text) = text else { continue };
        let sign = if found.is_empty() { sign.as_str() } else { " " };
        found.extend(wrapped(text, Role::Gewoon, &format!("  {sign} {name}: "), width, look));
    }
    found
}

fn texts(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| row.line.to_string()).collect()
}

/// Two texts in columns, behind a sign.
fn beside(sign: &str, cells: [Vec<String>; 2], room: u16, role: Role, look: &Look) -> Vec<Line<'static>> {
    let [left, right] = cells;
    let line = |at: usize| {
        let cell = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
        let (text, sign) = (cell(&left), if at == 0 { sign } else { " " });
        let pad = " ".repeat(usize::from(room).saturating_sub(display_width(&text)));
        Line::from(vec![
            Span::styled(format!("  {sign} "), look.style(Role::Toets)),
            Span::styled(text + &pad, look.style(role)),
            Span::styled(format!(" {} ", look.column()), look.style(Role::Rand)),
            Span::styled(cell(&right), look.style(role)),
        ])
    };
    (0..left.len().max(right.len())).map(line).collect()
}

impl Screen for Naast {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        if self.kiest.is_some() {
            return self.choosing(msg, cx);
        }
        match msg {
            Msg::Key(key) => {
                if let Some(doet) = action(TOETSEN, self, *key) {
                    return self.act(doet, *key, cx);
                }
            }
            Msg::Scroll(by) => {
                let list = self.areas(cx.body, &cx.look).1;
                let count = self.rows(list.width, &cx.look).len();
                self.pane.scroll(isize::from(*by), count, list.height);
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        if let Some((_, menu)) = &self.kiest {
            menu.draw(area, buf, look);
            return;
        }
        let (head, list) = self.areas(area, look);
        Pane::default().draw(&self.head(head.width, look), head, buf, look);
        self.pane.draw(&self.rows(list.width, look), list, buf, look);
    }

    fn header(&self) -> (String, String) {
        let at = self.verschil.as_ref().filter(|_| self.kiest.is_none()).map(|verschil| {
            let places = verschil.stukken.iter().enumerate().filter(|(_, stuk)| stuk.merk.verschilt());
            let number = places.map(|(at, _)| at).position(|at| Some(at) == self.hier);
            match number {
                Some(number) => format!("verschil {} van {}", number + 1, verschil.aantal()),
                None => verschil_telling(verschil),
            }
        });
        (NAAST_ELKAAR.to_owned(), at.unwrap_or_default())
    }

    fn keys(&self) -> Vec<Shown> {
        if self.kiest.is_some() { shown(KEUZE, &()) } else { shown(TOETSEN, self) }
    }
}
