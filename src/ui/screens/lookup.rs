//! Looking something up while typing: a municipality, a word, a command.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Effect, Key, Msg, NAAST_ELKAAR, Route, gemeente_page, woord_page};
use crate::domain::inhoud::{Gemeente, Soort, Woord};
use crate::domain::kluis::KluisState;
use crate::domain::search::{closest, fold, gemeente_names, woord_names};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::open_tree;
use crate::ui::screens::verschil;
use crate::ui::theme::Role;
use crate::ui::widgets::{Field, Menu, MenuItem, Pane, Row, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Bewegen,
    Terug,
}

pub const TOETSEN: Keymap<Lookup, Doet> = &[
    bind(&[Key::Enter], Doet::Kiezen, "kiezen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
];

/// Something that can be found.
#[derive(Debug, Clone)]
struct Item {
    label: String,
    names: Vec<String>,
    goal: Goal,
}

/// What finding it gives.
#[derive(Debug, Clone)]
enum Goal {
    /// A page beside the list.
    Page(Vec<Block>),
    /// A tree to walk.
    Tree(String),
    /// A screen to open.
    Open(Route),
}

/// A search field with what it finds.
pub struct Lookup {
    title: &'static str,
    hint: &'static str,
    field: Field,
    items: Vec<Item>,
    menu: Menu<usize>,
    pane: Pane,
    /// Whether the chosen page covers the list, to be read to its end.
    reading: bool,
    /// Whether the field still holds what the program put there: typing replaces it.
    proposed: bool,
}

/// Columns of the list when a page stands beside it.
const LIST_WIDTH: u16 = 32;
/// Narrower than this, list and page take turns.
const BESIDE: u16 = 70;

/// Municipalities.
pub fn gemeente(cx: &Ctx<'_>) -> Lookup {
    let items = cx.reader.gemeenten().map_or_else(
        |fault| vec![failed(&fault)],
        |table| {
            let item = |gemeente: &Gemeente| Item {
                label: gemeente.gemeente.clone(),
                names: gemeente_names(gemeente).map(fold).collect(),
                goal: Goal::Page(gemeente_page(&table.inhoud, gemeente)),
            };
            table.inhoud.gemeenten.iter().map(item).collect()
        },
    );
    Lookup::new("Gemeente", "Typ een gemeente; een tikfout mag.", items, cx.settings.gemeente.as_str(), cx)
}

/// The glossary, at a word when one is given.
pub fn woordenlijst(cx: &Ctx<'_>, word: Option<&str>) -> Lookup {
    let mut query = String::new();
    let items = cx.reader.woordenlijst().map_or_else(
        |fault| vec![failed(&fault)],
        |list| {
            let found = list.inhoud.woorden.iter().find(|woord| Some(woord.id.as_str()) == word);
            query = found.map(|woord| woord.woord.clone()).unwrap_or_default();
            let item = |woord: &Woord| Item {
                label: woord.woord.clone(),
                names: woord_names(woord).into_iter().map(fold).collect(),
                goal: Goal::Page(woord_page(&list, woord)),
            };
            list.inhoud.woorden.iter().map(item).collect()
        },
    );
    Lookup::new("Woordenlijst", "Typ een woord of afkorting.", items, &query, cx)
}

/// Everything that can be opened.
pub fn palette(cx: &Ctx<'_>) -> Lookup {
    let kluis = match cx.kluis.state {
        KluisState::None => ("Kluis maken", Route::KluisMaken),
        KluisState::Locked => ("Kluis openen", Route::KluisOpenen),
        KluisState::Open | KluisState::ReadOnly => ("Favorieten", Route::Favorieten),
    };
    let casus: &[(&str, Route)] = match cx.kluis.state {
        KluisState::None | KluisState::Locked => &[],
        KluisState::Open | KluisState::ReadOnly => &[
            ("Casussen", Route::Casussen),
            ("Nieuwe casus", Route::CasusNieuw(None)),
            ("Wat loopt er", Route::CasusAgenda),
        ],
    };
    let mut items: Vec<Item> = [
        ("Startscherm", Route::Start),
        ("Noodpagina", Route::Emergency),
        ("Gemeente: welke Veilig Thuis?", Route::Gemeente),
        ("Woordenlijst", Route::Woordenlijst(None)),
        ("Landelijke nummers", Route::Nummers),
        ("Instellingen", Route::Settings),
        ("Beheer van de kluis", Route::Beheer),
        kluis,
        ("Verberg het scherm", Route::Hidden),
    ]
    .map(|(label, route)| command(label, Goal::Open(route)))
    .to_vec();
    items.extend(casus.iter().map(|(label, route)| command(label, Goal::Open(route.clone()))));
    for soort in [Soort::Beslisboom, Soort::Signalen, Soort::Naslag] {
        for entry in cx.reader.entries(soort) {
            let goal = match soort {
                Soort::Signalen => Goal::Open(Route::Signalen(Some(entry.id))),
                Soort::Naslag => Goal::Open(Route::Naslag(Some(entry.id))),
                Soort::Beslisboom
                | Soort::Nummers
                | Soort::Woordenlijst
                | Soort::Gemeenten
                | Soort::Schrijfhulp
                | Soort::Bewaartermijnen
                | Soort::Netwerk
                | Soort::Werkvorm
                | Soort::Casus
                | Soort::Anoniem => Goal::Tree(entry.id),
            };
            items.push(command(&entry.titel, goal));
        }
    }
    let names = vec![fold(NAAST_ELKAAR), "verschil".to_owned()];
    items.push(Item { label: NAAST_ELKAAR.to_owned(), names, goal: Goal::Open(verschil::begin(cx)) });
    Lookup::new("Opdrachten", "Typ wat u zoekt.", items, "", cx)
}

fn command(label: &str, goal: Goal) -> Item {
    Item { label: label.to_owned(), names: vec![fold(label)], goal }
}

fn failed(fault: &Fault) -> Item {
    let blocks = fault.lines().into_iter().map(Block::Text).collect();
    Item { label: fault.wat.clone(), names: Vec::new(), goal: Goal::Page(blocks) }
}

impl Lookup {
    fn new(title: &'static str, hint: &'static str, items: Vec<Item>, query: &str, cx: &Ctx<'_>) -> Lookup {
        let mut lookup = Lookup {
            title,
            hint,
            field: Field::holding(query),
            items,
            menu: Menu::under_field(),
            pane: Pane::default(),
            reading: !query.is_empty() && cx.body.width < BESIDE,
            proposed: !query.is_empty(),
        };
        lookup.search();
        lookup
    }

    /// Fills the list with what the field finds, closest first; everything when nothing is typed.
    fn search(&mut self) {
        let query = fold(&self.field.text());
        let mut found: Vec<_> = self
            .items
            .iter()
            .enumerate()
            .filter_map(|(at, item)| {
                if query.is_empty() {
                    return Some((None, at));
                }
                closest(&query, item.names.iter().map(String::as_str)).map(|close| (Some(close), at))
            })
            .collect();
        found.sort_by_key(|(close, at)| (*close, *at));
        let items = found.into_iter().map(|(_, at)| MenuItem { label: self.items[at].label.clone(), value: at });
        self.menu.set_items(items.collect());
        self.pane.home();
    }

    /// Empties a field that the user did not fill.
    fn take_over(&mut self) {
        if self.proposed {
            self.field = Field::default();
        }
    }

    /// Searches for what the user made of the field.
    fn typed(&mut self) {
        self.proposed = false;
        self.reading = false;
        self.search();
    }

    fn chosen(&self) -> Option<&Item> {
        self.menu.value().and_then(|at| self.items.get(*at))
    }

    fn page(&self) -> Option<&[Block]> {
        match &self.chosen()?.goal {
            Goal::Page(blocks) => Some(blocks),
            Goal::Tree(_) | Goal::Open(_) => None,
        }
    }

    fn go(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        match self.chosen().map(|item| item.goal.clone()) {
            None => Vec::new(),
            Some(Goal::Page(_)) => {
                self.reading = true;
                Vec::new()
            }
            Some(Goal::Tree(id)) => match open_tree(cx, &id) {
                Effect::Open(route) => vec![Effect::Replace(route)],
                other => vec![other],
            },
            Some(Goal::Open(Route::Start)) => vec![Effect::Home],
            Some(Goal::Open(route)) => vec![Effect::Replace(route)],
        }
    }

    /// The field, the list, and the page beside or over it.
    fn areas(&self, area: Rect) -> (Rect, Rect, Rect) {
        let field = Rect { height: 1, ..area };
        let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        let has_pages = self.items.first().is_some_and(|item| matches!(item.goal, Goal::Page(_)));
        if !has_pages || area.width < BESIDE || self.reading {
            return (field, below, below);
        }
        let list = Rect { width: LIST_WIDTH, ..below };
        let page = Rect { x: below.x + LIST_WIDTH + 2, width: below.width - LIST_WIDTH - 2, ..below };
        (field, list, page)
    }
}

/// The rows of a page; the last column is for the sign that there is more.
fn page_rows(blocks: &[Block], page: Rect, look: &Look) -> Vec<Row> {
    rows(blocks, page.width.saturating_sub(1), look)
}

impl Screen for Lookup {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let (_, list, page) = self.areas(cx.body);
        match msg {
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Terug) if self.reading => self.reading = false,
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Kiezen) => return self.go(cx),
                Some(Doet::Bewegen) if self.reading => {
                    let count = self.page().map_or(0, |blocks| page_rows(blocks, page, &cx.look).len());
                    self.pane.moved(*key, count, page.height);
                }
                Some(Doet::Bewegen) => {
                    self.menu.moved(*key, list, &cx.look);
                }
                None => {
                    if matches!(key, Key::Char(_)) {
                        self.take_over();
                    }
                    if self.field.key(*key) {
                        self.typed();
                    }
                }
            },
            Msg::Paste(text) => {
                self.take_over();
                self.field.paste(text);
                self.typed();
            }
            Msg::Click(hit) => {
                let row = hit.row.checked_sub(2);
                if let Some(at) = row.and_then(|row| self.menu.hit(row, list, &cx.look)) {
                    self.menu.choose(at, list, &cx.look);
                    return self.go(cx);
                }
            }
            Msg::Scroll(by) => {
                self.menu.moved(if *by > 0 { Key::Down } else { Key::Up }, list, &cx.look);
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let (field, list, page) = self.areas(area);
        let label = " zoek: ";
        let label_width = 7;
        buf.set_line(field.x, field.y, &Line::styled(label, look.style(Role::Toets)), label_width);
        let input = Rect { x: field.x + label_width, width: field.width.saturating_sub(label_width), ..field };
        self.field.draw(true, input, buf, look);
        if self.menu.items().is_empty() {
            let text = "Niets gevonden. Probeer een deel van het woord.";
            buf.set_line(list.x + 1, list.y, &Line::styled(text, look.style(Role::Gedempt)), area.width);
            return;
        }
        if !self.reading {
            self.menu.draw(list, buf, look);
        }
        if let Some(blocks) = self.page()
            && (self.reading || page.x != list.x)
        {
            self.pane.draw(&page_rows(blocks, page, look), page, buf, look);
        }
    }

    fn header(&self) -> (String, String) {
        (self.title.to_owned(), self.hint.to_owned())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }

    fn typing(&self) -> bool {
        true
    }
}
