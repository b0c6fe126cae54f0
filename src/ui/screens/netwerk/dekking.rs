//! Who covers which theme in which municipality: a table that stays in its place while the cursor walks through it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use textwrap::core::display_width;

use crate::domain::gesprek::{Block, Document, Effect, Key, Msg, Route};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::domain::netwerk::dekking::{Tabel, blad, tabel, tabelblad};
use crate::domain::netwerk::{
    Dekking as Mate, Netwerk, Netwerkgegevens, gecontroleerd, gemeente_naam, nummer_tekst, thema_tekst,
};
use crate::ui::chrome::cut;
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::theme::Role;
use crate::ui::widgets::{Menu, MenuItem, Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Wie,
    Bewegen,
    Opslaan,
    Afdrukken,
    Terug,
    Openen,
    Gegevens,
}

pub const TOETSEN: Keymap<Dekking, Doet> = &[
    bind(&[Key::Enter], Doet::Wie, "wie").when(Dekking::has_who, "hier is niemand voor"),
    bind(
        &[Key::Right, Key::Left, Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End],
        Doet::Bewegen,
        "bewegen",
    ),
    bind(&[Key::Char('o')], Doet::Opslaan, "opslaan"),
    bind(&[Key::Char('p')], Doet::Afdrukken, "afdrukken"),
    bind(&[Key::Char('g')], Doet::Gegevens, "gemeenten kiezen"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
];

/// Before any municipality was chosen.
pub const LEEG: Keymap<Dekking, Doet> =
    &[bind(&[Key::Enter], Doet::Gegevens, "gemeenten kiezen"), bind(&[Key::Esc, Key::Left], Doet::Terug, "terug")];

/// At who covers a theme somewhere.
pub const WIE: Keymap<Dekking, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Openen, "openen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// Rows above the heads of the columns: where the cursor is, who is there, which part is in sight when not all is.
const HEAD: u16 = 3;
/// Letters of the head of a column, below each other.
const LETTERS: u16 = 4;
/// Columns of a cell.
const CELL: u16 = 2;

/// Who covers what.
pub struct Dekking {
    tabel: Tabel,
    gemeenten: Vec<String>,
    /// Row and column of the cursor.
    at: (usize, usize),
    /// Row and column at the top left.
    top: (usize, usize),
    /// Who covers the cell at the cursor, in one line.
    wie: String,
    /// Everybody who does, when that is on screen.
    lijst: Option<Menu<RecordId>>,
}

/// What of the table is in sight.
struct Window {
    /// The first row and column.
    top: (usize, usize),
    /// How many of both.
    size: (usize, usize),
    /// Columns of the names of the municipalities.
    names: u16,
}

impl Dekking {
    /// The table of the region.
    pub fn new(cx: &Ctx<'_>) -> Dekking {
        let mut screen = Dekking {
            tabel: tabel(Netwerk::new(&cx.kluis.model), &[]),
            gemeenten: Vec::new(),
            at: (0, 0),
            top: (0, 0),
            wie: String::new(),
            lijst: None,
        };
        screen.refresh(cx);
        screen
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        if !cx.kluis.state.is_open() {
            return;
        }
        let model = &cx.kluis.model;
        self.tabel = tabel(Netwerk::new(model), &Netwerkgegevens::van(model).gemeenten);
        let table = cx.reader.gemeenten();
        let name = |code: &String| match &table {
            Ok(table) => gemeente_naam(&table.inhoud, code).to_owned(),
            Err(_) => code.clone(),
        };
        self.gemeenten = self.tabel.gemeenten.iter().map(name).collect();
        self.go_to(self.at, cx);
        if let Some(menu) = self.lijst.take() {
            self.list(menu, cx);
        }
    }

    /// Shows everybody who covers the cell at the cursor; nothing when nobody does any more.
    fn list(&mut self, mut menu: Menu<RecordId>, cx: &Ctx<'_>) {
        menu.intro = vec![Block::Strong(self.spot()), Block::Gap];
        menu.renew_items(self.who(cx), cx.body, &cx.look);
        self.lijst = Some(menu).filter(|menu| !menu.items().is_empty());
    }

    fn go_to(&mut self, (row, column): (usize, usize), cx: &Ctx<'_>) {
        self.at = (row.min(self.last().0), column.min(self.last().1));
        self.top = self.window(cx.body).top;
        let netwerk = Netwerk::new(&cx.kluis.model);
        let found = self.tabel.wie(self.at.0, self.at.1).iter().filter_map(|id| netwerk.get(*id));
        let (sure, others): (Vec<_>, Vec<_>) = found.partition(|entry| entry.bevestigd().is_some());
        let count = sure.len() + others.len();
        // Who was confirmed comes first.
        let names = sure.into_iter().chain(others).take(3).map(|entry| netwerk.naam(entry));
        let mut names = names.collect::<Vec<_>>().join("; ");
        if count > 3 {
            names.push_str(&format!(" en nog {}", count - 3));
        }
        self.wie = names;
    }

    fn last(&self) -> (usize, usize) {
        (self.gemeenten.len().saturating_sub(1), self.tabel.themas.len().saturating_sub(1))
    }

    fn has_who(&self) -> bool {
        !self.tabel.wie(self.at.0, self.at.1).is_empty()
    }

    fn is_empty(&self) -> bool {
        self.gemeenten.is_empty()
    }

    /// What is in sight in an area of this size: the cursor always is.
    fn window(&self, area: Rect) -> Window {
        let longest = self.gemeenten.iter().map(|name| display_width(name)).max().unwrap_or(0);
        let names = u16::try_from(longest).unwrap_or(u16::MAX).clamp(8, (area.width / 4).max(8)) + 3;
        let height = area.height.saturating_sub(HEAD + LETTERS + 1).max(1);
        let width = (area.width.saturating_sub(names) / CELL).max(1);
        let size = (usize::from(height), usize::from(width));
        let first = |top: usize, at: usize, size: usize, count: usize| {
            top.min(at).max((at + 1).saturating_sub(size)).min(count.saturating_sub(size))
        };
        let top = (
            first(self.top.0, self.at.0, size.0, self.gemeenten.len()),
            first(self.top.1, self.at.1, size.1, self.tabel.themas.len()),
        );
        Window { top, size, names }
    }

    fn moved(&mut self, key: Key, cx: &Ctx<'_>) {
        let (row, column) = self.at;
        let page = self.window(cx.body).size.0.max(2) - 1;
        let to = match key {
            Key::Up => (row.saturating_sub(1), column),
            Key::Down => (row + 1, column),
            Key::Left => (row, column.saturating_sub(1)),
            Key::Right => (row, column + 1),
            Key::PageUp => (row.saturating_sub(page), column),
            Key::PageDown => (row + page, column),
            Key::Home => (row, 0),
            Key::End => (row, usize::MAX),
            _ => (row, column),
        };
        self.go_to(to, cx);
    }

    /// Everybody who covers the cell at the cursor.
    fn who(&self, cx: &Ctx<'_>) -> Vec<MenuItem<RecordId>> {
        let netwerk = Netwerk::new(&cx.kluis.model);
        let found = self.tabel.wie(self.at.0, self.at.1).iter().filter_map(|id| Some((*id, netwerk.get(*id)?)));
        let mut found: Vec<_> = found.collect();
        found.sort_by_cached_key(|(_, entry)| (entry.bevestigd().is_none(), netwerk.naam(entry).to_lowercase()));
        let item = |(id, entry)| {
            let number = netwerk.telefoons(entry).first();
            let number = number.map_or_else(|| "geen nummer".to_owned(), |phone| nummer_tekst(&phone.nummer));
            let mark = if entry.bevestigd().is_none() { "? " } else { "" };
            let label = format!("{mark}{} · {number} · {}", netwerk.naam(entry), gecontroleerd(entry, cx.today()));
            MenuItem { label, value: id }
        };
        found.into_iter().map(item).collect()
    }

    /// Gemeente and theme at the cursor, and how they are covered.
    fn spot(&self) -> String {
        let gemeente = self.gemeenten.get(self.at.0).map_or("", String::as_str);
        let thema = self.tabel.themas.get(self.at.1).map_or("", |thema| thema_tekst(thema));
        let mate = self.tabel.dekking(self.at.0, self.at.1);
        format!("{gemeente} · {thema}: {} {}", mate.teken(), mate.tekst())
    }

    fn in_list(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        let doet = action(WIE, self, key);
        let Some(menu) = &mut self.lijst else { return Vec::new() };
        match doet {
            Some(Doet::Openen) => {
                return menu.value().map(|id| Effect::Open(Route::Vermelding(*id))).into_iter().collect();
            }
            Some(Doet::Bewegen) => {
                menu.moved(key, cx.body, &cx.look);
            }
            Some(Doet::Terug) => self.lijst = None,
            _ => {}
        }
        Vec::new()
    }

    fn act(&mut self, doet: Doet, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        match doet {
            Doet::Wie => self.list(Menu::new(Vec::new(), Vec::new()), cx),
            Doet::Bewegen => self.moved(key, cx),
            Doet::Opslaan | Doet::Afdrukken => {
                let table = match cx.reader.gemeenten() {
                    Ok(table) => table,
                    Err(fault) => return vec![told(&fault)],
                };
                if doet == Doet::Afdrukken {
                    return vec![Effect::Print(blad(&self.tabel, &table.inhoud, cx.today()))];
                }
                let document = Document::Tabel(tabelblad(&self.tabel, &table.inhoud, cx.today()));
                return vec![Effect::Open(Route::Save(format!("dekking-{}.md", cx.today()), document))];
            }
            Doet::Gegevens => return vec![Effect::Open(Route::NetwerkGegevens)],
            Doet::Terug => return vec![Effect::Close],
            Doet::Openen => {}
        }
        Vec::new()
    }

    /// The cell at a place of the body.
    fn cell(&self, column: u16, row: u16, area: Rect) -> Option<(usize, usize)> {
        let window = self.window(area);
        let row = usize::from(row.checked_sub(HEAD + LETTERS)?);
        let column = usize::from(column.checked_sub(window.names)? / CELL);
        let at = (window.top.0 + row, window.top.1 + column);
        let inside = row < window.size.0 && column < window.size.1 && at.0 <= self.last().0 && at.1 <= self.last().1;
        inside.then_some(at)
    }

    fn draw_table(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let window = self.window(area);
        let rows = window.top.0..(window.top.0 + window.size.0).min(self.gemeenten.len());
        let columns = window.top.1..(window.top.1 + window.size.1).min(self.tabel.themas.len());
        for letter in 0..LETTERS {
            let mut spans = vec![Span::raw(" ".repeat(usize::from(window.names)))];
            for column in columns.clone() {
                let head = self.tabel.themas.get(column).map_or("", |thema| kort(thema));
                let here = column == self.at.1;
                let role = if here { Role::Gekozen } else { Role::Gedempt };
                let letter = head.chars().nth(usize::from(letter)).unwrap_or(' ');
                spans.extend([Span::styled(letter.to_string(), look.style(role)), Span::raw(" ")]);
            }
            buf.set_line(area.x, area.y + HEAD + letter, &Line::from(spans), area.width);
        }
        for (y, row) in (area.y + HEAD + LETTERS..).zip(rows.clone()) {
            let here = row == self.at.0;
            let (sign, role) = if here { (look.here(), Role::Vraag) } else { (" ", Role::Gewoon) };
            let room = usize::from(window.names) - 3;
            let name = cut(&look.text(&self.gemeenten[row]), room);
            let pad = " ".repeat((room + 1).saturating_sub(display_width(&name)));
            let mut spans = vec![Span::styled(format!("{sign} {name}{pad}"), look.style(role))];
            for column in columns.clone() {
                let mate = self.tabel.dekking(row, column);
                let role = if here && column == self.at.1 { Role::Gekozen } else { rol(mate) };
                spans.extend([Span::styled(look.text(mate.teken()), look.style(role)), Span::raw(" ")]);
            }
            buf.set_line(area.x, y, &Line::from(spans), area.width);
        }
        let mut said = Vec::new();
        if rows.len() < self.gemeenten.len() {
            said.push(format!("rij {}-{} van {}", rows.start + 1, rows.end, self.gemeenten.len()));
        }
        if columns.len() < self.tabel.themas.len() {
            said.push(format!("kolom {}-{} van {}", columns.start + 1, columns.end, self.tabel.themas.len()));
        }
        let line = Line::styled(said.join("   "), look.style(Role::Gedempt));
        buf.set_line(area.x, area.y + HEAD - 1, &line, area.width);
        let legend = Line::styled(look.text("✓ gecontroleerd   ? nog niet   - niemand"), look.style(Role::Gedempt));
        buf.set_line(area.x, area.bottom().saturating_sub(1), &legend, area.width);
    }
}

/// The head of a column.
fn kort(thema: &str) -> &str {
    match thema {
        // Four letters of it would be those of another theme.
        "kindermishandeling" => "mish",
        "financieel" => "geld",
        "handle-with-care" => "hwc",
        "seksueel-geweld" => "seks",
        _ => thema,
    }
}

/// Colour only repeats what the sign says.
fn rol(mate: Mate) -> Role {
    match mate {
        Mate::Niemand => Role::Fout,
        Mate::Onbevestigd => Role::Gewoon,
        Mate::Bevestigd => Role::Gelukt,
    }
}

impl Screen for Dekking {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.tabel = tabel(Netwerk::new(&cx.kluis.model), &[]);
                self.gemeenten.clear();
                self.wie.clear();
                self.lijst = self.lijst.take().map(|mut menu| {
                    menu.intro.clear();
                    menu.clear();
                    menu
                });
            }
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Failed(fault) => return vec![told(fault)],
            Msg::Key(key) if self.lijst.is_some() => return self.in_list(*key, cx),
            Msg::Key(key) => {
                let table = if self.is_empty() { LEEG } else { TOETSEN };
                if let Some(doet) = action(table, self, *key) {
                    return self.act(doet, *key, cx);
                }
            }
            Msg::Click(hit) => match &mut self.lijst {
                Some(menu) => {
                    if let Some(at) = menu.hit(hit.row, cx.body, &cx.look) {
                        menu.choose(at, cx.body, &cx.look);
                        return self.in_list(Key::Enter, cx);
                    }
                }
                None => {
                    if let Some(at) = self.cell(hit.column, hit.row, cx.body) {
                        self.go_to(at, cx);
                    }
                }
            },
            Msg::Scroll(by) => {
                let key = if *by > 0 { Key::Down } else { Key::Up };
                match &mut self.lijst {
                    Some(menu) => {
                        menu.moved(key, cx.body, &cx.look);
                    }
                    None => self.moved(key, cx),
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        if let Some(menu) = &self.lijst {
            return menu.draw(area, buf, look);
        }
        let width = area.width.saturating_sub(2);
        if self.is_empty() {
            let text = "Er zijn nog geen gemeenten gekozen. Kies eerst de gemeenten van uw netwerk: Enter.";
            return Pane::default().draw(&rows(&[Block::Text(text.to_owned())], width, look), area, buf, look);
        }
        let room = usize::from(width);
        let spot = cut(&look.text(&self.spot()), room);
        buf.set_line(area.x, area.y, &Line::styled(spot, look.style(Role::Vraag)), area.width);
        let wie = cut(&look.text(&self.wie), room);
        buf.set_line(area.x, area.y + 1, &Line::styled(wie, look.style(Role::Gedempt)), area.width);
        self.draw_table(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        let right = match self.gemeenten.len() {
            0 => String::new(),
            1 => "1 gemeente".to_owned(),
            count => format!("{count} gemeenten"),
        };
        ("Dekking van het netwerk".to_owned(), right)
    }

    fn keys(&self) -> Vec<Shown> {
        match &self.lijst {
            Some(_) => shown(WIE, self),
            None if self.is_empty() => shown(LEEG, self),
            None => shown(TOETSEN, self),
        }
    }
}
