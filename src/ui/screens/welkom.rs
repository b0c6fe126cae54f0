//! The first start: sector, municipality, and the offer of a kluis. Every step can be skipped.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::gesprek::{Block, Effect, Key, Msg, Route, SECTOREN, Settings};
use crate::domain::kluis::KluisState;
use crate::domain::search::rank_gemeenten;
use crate::ui::keymap::{DIGITS, Keymap, Shown, action, bind, digit, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::{Field, Menu, MenuItem, Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Nummer,
    Bewegen,
    Terug,
}

pub const TOETSEN: Keymap<Welkom, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "kiezen"),
    bind(DIGITS, Doet::Nummer, "meteen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// The same where a municipality is typed.
pub const GEMEENTE: Keymap<Welkom, Doet> = &[
    bind(&[Key::Enter], Doet::Kiezen, "verder"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
];

/// What a row does.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Goal {
    /// Keep this sector; empty is none.
    Sector(&'static str),
    /// Make a kluis.
    Make,
    /// Go on without one.
    Without,
}

/// Where in the welcome.
enum Step {
    Choosing(Menu<Goal>),
    Gemeente(Box<Typing>),
}

/// Typing a municipality, with what it may mean.
struct Typing {
    field: Field,
    found: Menu<String>,
}

/// The welcome.
pub struct Welkom {
    step: Step,
    number: usize,
    /// What was chosen so far: the settings in force may not have been kept yet.
    settings: Settings,
    offers: bool,
}

/// Rows above the suggestions: what is asked, and the field.
const ABOVE: u16 = 5;
/// As many suggestions as can be read at once.
const SUGGESTIONS: usize = 6;

impl Welkom {
    /// The first step.
    pub fn new(cx: &Ctx<'_>) -> Welkom {
        Welkom {
            step: Step::Choosing(sectors(cx.settings, cx)),
            number: 1,
            settings: cx.settings.clone(),
            offers: cx.kluis.state == KluisState::None,
        }
    }

    /// Goes to a step; past the last one the welcome is over.
    fn to(&mut self, number: usize, cx: &Ctx<'_>) -> Vec<Effect> {
        self.number = number;
        self.step = match number {
            1 => Step::Choosing(sectors(&self.settings, cx)),
            2 => Step::Gemeente(Box::new(Typing {
                field: Field::holding(&self.settings.gemeente),
                found: Menu::under_field(),
            })),
            3 if self.offers => Step::Choosing(offer()),
            _ => return vec![Effect::Close],
        };
        Vec::new()
    }

    /// Keeps what was chosen, so that the welcome does not come back, and goes on.
    fn keep(&mut self, number: usize, cx: &Ctx<'_>) -> Vec<Effect> {
        let mut effects = vec![Effect::KeepSettings(self.settings.clone())];
        effects.extend(self.to(number, cx));
        effects
    }

    fn chosen(&mut self, goal: &Goal, cx: &Ctx<'_>) -> Vec<Effect> {
        match goal {
            Goal::Sector(id) => {
                self.settings.sector = (*id).to_owned();
                self.keep(2, cx)
            }
            Goal::Make => vec![Effect::Replace(Route::KluisMaken)],
            Goal::Without => vec![Effect::Close],
        }
    }

    /// One step back; before the first one the welcome is skipped, and does not come back.
    fn back(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        if self.number == 1 {
            return vec![Effect::KeepSettings(self.settings.clone()), Effect::Close];
        }
        self.to(self.number - 1, cx)
    }

    fn choose(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        let doet = action(TOETSEN, self, key);
        let Step::Choosing(menu) = &mut self.step else { return Vec::new() };
        match doet {
            Some(Doet::Terug) => return self.back(cx),
            Some(Doet::Bewegen) => {
                menu.moved(key, cx.body, &cx.look);
                return Vec::new();
            }
            Some(Doet::Nummer) if digit(key) < menu.items().len() => menu.choose(digit(key), cx.body, &cx.look),
            Some(Doet::Kiezen) => {}
            Some(Doet::Nummer) | None => return Vec::new(),
        }
        menu.value().cloned().map(|goal| self.chosen(&goal, cx)).unwrap_or_default()
    }

    fn type_key(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        let doet = action(GEMEENTE, self, key);
        let Step::Gemeente(typing) = &mut self.step else { return Vec::new() };
        match doet {
            Some(Doet::Terug) => return self.back(cx),
            Some(Doet::Bewegen) => {
                typing.found.moved(key, list(cx.body), &cx.look);
            }
            Some(Doet::Kiezen) => return self.typed(cx),
            Some(Doet::Nummer) | None => {
                if typing.field.key(key) {
                    typing.search(cx);
                }
            }
        }
        Vec::new()
    }

    /// An empty field is skipped; a name has to be one that is known.
    fn typed(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Step::Gemeente(typing) = &self.step else { return Vec::new() };
        let typed = typing.field.text();
        let name = match typing.found.value() {
            Some(name) => name.clone(),
            // What stands there from before is known already.
            None if typed.trim().is_empty() || typed == self.settings.gemeente => typed.trim().to_owned(),
            None => return Vec::new(),
        };
        self.settings.gemeente = name;
        self.keep(3, cx)
    }
}

impl Typing {
    fn search(&mut self, cx: &Ctx<'_>) {
        let typed = self.field.text();
        let found = cx.reader.gemeenten().map_or_else(
            |_| Vec::new(),
            |table| {
                let names = rank_gemeenten(&table.inhoud, &typed).into_iter().take(SUGGESTIONS);
                names.map(|found| found.gemeente.clone()).collect()
            },
        );
        self.found.set_items(found.into_iter().map(|name| MenuItem { label: name.clone(), value: name }).collect());
    }
}

fn sectors(settings: &Settings, cx: &Ctx<'_>) -> Menu<Goal> {
    let intro = vec![
        Block::Strong("Welkom bij aandacht.".to_owned()),
        Block::Text("In welke sector werkt u? Later veranderen kan bij Instellingen. Esc slaat alles over.".to_owned()),
        Block::Gap,
    ];
    let skip = MenuItem { label: "Overslaan".to_owned(), value: Goal::Sector("") };
    let known = SECTOREN.iter().map(|(id, name)| MenuItem { label: (*name).to_owned(), value: Goal::Sector(id) });
    let mut menu = Menu::new(intro, std::iter::once(skip).chain(known).collect());
    let chosen = SECTOREN.iter().position(|(id, _)| *id == settings.sector).map_or(0, |at| at + 1);
    menu.choose(chosen, cx.body, &cx.look);
    menu
}

fn offer() -> Menu<Goal> {
    let text = |text: &str| Block::Text(text.to_owned());
    let intro = vec![
        Block::Gap,
        Block::Strong("Wilt u een kluis?".to_owned()),
        text(
            "Een kluis is voor wat u zelf bewaart. Alles daarin is versleuteld: alleen u kunt het openen, met uw \
              wachtwoord.",
        ),
        text(
            "Vergeet u het wachtwoord en hebt u geen herstelblad, dan is alles in de kluis voorgoed weg. Niemand kan \
              het terughalen.",
        ),
        text(
            "Zonder kluis werkt de rest van het programma gewoon. U kunt later altijd een kluis maken: \
              9 op het startscherm.",
        ),
        Block::Gap,
    ];
    let items = [("Een kluis maken", Goal::Make), ("Zonder kluis verder", Goal::Without)];
    Menu::new(intro, items.map(|(label, value)| MenuItem { label: label.to_owned(), value }).to_vec())
}

/// Where the suggestions stand.
fn list(area: Rect) -> Rect {
    Rect { y: area.y + ABOVE, height: area.height.saturating_sub(ABOVE), ..area }
}

impl Screen for Welkom {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match (msg, &mut self.step) {
            (Msg::Key(key), Step::Choosing(_)) => return self.choose(*key, cx),
            (Msg::Key(key), Step::Gemeente(_)) => return self.type_key(*key, cx),
            (Msg::Paste(text), Step::Gemeente(typing)) => {
                typing.field.paste(text);
                typing.search(cx);
            }
            (Msg::Click(hit), Step::Choosing(menu)) => {
                if let Some(at) = menu.hit(hit.row, cx.body, &cx.look) {
                    menu.choose(at, cx.body, &cx.look);
                    return menu.value().cloned().map(|goal| self.chosen(&goal, cx)).unwrap_or_default();
                }
            }
            (Msg::Click(hit), Step::Gemeente(typing)) => {
                let row = hit.row.checked_sub(ABOVE);
                if let Some(at) = row.and_then(|row| typing.found.hit(row, list(cx.body), &cx.look)) {
                    typing.found.choose(at, list(cx.body), &cx.look);
                    return self.typed(cx);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let typing = match &self.step {
            Step::Choosing(menu) => return menu.draw(area, buf, look),
            Step::Gemeente(typing) => typing,
        };
        let above = [
            Block::Strong("In welke gemeente werkt u?".to_owned()),
            Block::Text("De noodpagina noemt dan uw Veilig Thuis. Leeg laten mag.".to_owned()),
        ];
        Pane::default().draw(&rows(&above, area.width.saturating_sub(2), look), area, buf, look);
        let label = " gemeente: ";
        let width = 11;
        let y = area.y + ABOVE - 2;
        buf.set_line(area.x, y, &Line::styled(label, look.style(Role::Toets)), width);
        let input = Rect { x: area.x + width, y, width: area.width.saturating_sub(width), height: 1 };
        typing.field.draw(true, input, buf, look);
        let below = list(area);
        if !typing.found.items().is_empty() {
            return typing.found.draw(below, buf, look);
        }
        let typed = typing.field.text();
        let said = if typed.trim().is_empty() || typed == self.settings.gemeente {
            "Typ een deel van de naam; een tikfout mag. Enter: verder."
        } else {
            "Deze gemeente ken ik niet. Typ een andere naam of maak het veld leeg."
        };
        let said = [Block::Muted(said.to_owned())];
        Pane::default().draw(&rows(&said, below.width.saturating_sub(2), look), below, buf, look);
    }

    fn header(&self) -> (String, String) {
        let last = if self.offers { 3 } else { 2 };
        ("Welkom".to_owned(), format!("{} van {last}", self.number))
    }

    fn keys(&self) -> Vec<Shown> {
        match self.step {
            Step::Choosing(_) => shown(TOETSEN, self),
            Step::Gemeente(_) => shown(GEMEENTE, self),
        }
    }

    fn typing(&self) -> bool {
        matches!(self.step, Step::Gemeente(_))
    }
}
