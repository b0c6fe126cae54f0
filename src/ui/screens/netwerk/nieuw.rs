//! A new entry: searched for before it is made.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{kort, naam_van};
use crate::domain::gesprek::{Effect, Key, Msg, Route};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::domain::netwerk::formulier::naam_en_plaats;
use crate::domain::netwerk::zoek::{Namen, Vraag, zoek};
use crate::domain::netwerk::{Netwerk, Soort, VermeldingVraag};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::{Field, Menu, MenuItem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Bewegen,
    Terug,
}

pub const TOETSEN: Keymap<Nieuw, Doet> = &[
    bind(&[Key::Enter], Doet::Kiezen, "kiezen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
];

/// What a row opens.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Goal {
    Bestaand(RecordId),
    Nieuw(Soort),
}

/// So many entries are shown.
const MOST: usize = 20;
/// Rows above the list.
const ABOVE: u16 = 3;

/// A new entry.
pub struct Nieuw {
    field: Field,
    namen: Namen,
    menu: Menu<Goal>,
    /// How many entries were found.
    totaal: usize,
}

impl Nieuw {
    /// An empty search.
    pub fn new(cx: &Ctx<'_>) -> Nieuw {
        let namen = cx.reader.gemeenten().map(|table| Namen::new(&table.inhoud)).unwrap_or_default();
        let mut screen = Nieuw { field: Field::default(), namen, menu: Menu::under_field(), totaal: 0 };
        let items = screen.items(cx);
        screen.menu.set_items(items);
        screen
    }

    fn items(&mut self, cx: &Ctx<'_>) -> Vec<MenuItem<Goal>> {
        let netwerk = Netwerk::new(&cx.kluis.model);
        let typed = self.field.text();
        let vraag = Vraag::lees(&typed, &self.namen);
        let found = if vraag.is_leeg() { Default::default() } else { zoek(netwerk, &vraag, cx.now.local, MOST) };
        self.totaal = found.totaal;
        let table = cx.reader.gemeenten().ok();
        let known = found.ids.into_iter().filter_map(|id| {
            let entry = netwerk.get(id)?;
            let name = table
                .as_ref()
                .map_or_else(|| naam_van(netwerk, id), |table| kort(&naam_en_plaats(netwerk, &table.inhoud, entry)));
            let label = format!("{name} · {}", entry.soort().text());
            Some(MenuItem { label, value: Goal::Bestaand(id) })
        });
        let mut items: Vec<MenuItem<Goal>> = known.collect();
        let name = kort(typed.trim());
        items.extend(Soort::ALL.iter().copied().map(|soort| {
            let what = if soort == Soort::Contact { "nieuw" } else { "nieuwe" };
            let of = match (name.as_str(), soort) {
                ("", _) => String::new(),
                (name, Soort::Contact) => format!(" met deze functie: {name}"),
                (name, _) => format!(" met deze naam: {name}"),
            };
            MenuItem { label: format!("+ {what} {}{of}", soort.text()), value: Goal::Nieuw(soort) }
        }));
        items
    }

    fn fill(&mut self, cx: &Ctx<'_>) {
        let items = self.items(cx);
        self.menu.set_items(items);
    }

    fn go(&self) -> Vec<Effect> {
        match self.menu.value() {
            Some(Goal::Bestaand(id)) => vec![Effect::Open(Route::Vermelding(*id))],
            Some(Goal::Nieuw(soort)) => {
                let asked = VermeldingVraag::nieuw(*soort, self.field.text().trim());
                vec![Effect::Open(Route::VermeldingFormulier(Box::new(asked)))]
            }
            None => Vec::new(),
        }
    }

    fn said(&self) -> String {
        match (self.field.text().trim().is_empty(), self.totaal) {
            (true, _) => "Typ een naam of functie: misschien staat die er al.".to_owned(),
            (false, 0) => "Niets gevonden.".to_owned(),
            (false, 1) => "1 gevonden. Staat die er al?".to_owned(),
            (false, count) if count > MOST => {
                format!("{count} gevonden, de eerste {MOST} staan hier. Staat die er al?")
            }
            (false, count) => format!("{count} gevonden. Staat die er al?"),
        }
    }

    fn list_area(area: Rect) -> Rect {
        Rect { y: area.y + ABOVE, height: area.height.saturating_sub(ABOVE), ..area }
    }
}

impl Screen for Nieuw {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let list = Nieuw::list_area(cx.body);
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                // What somebody typed and chose stays, as on every screen that the lock covers.
                self.totaal = 0;
                self.menu.clear();
            }
            Msg::Shown | Msg::Kluis(_) => {
                let items = self.items(cx);
                self.menu.renew_items(items, list, &cx.look);
            }
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Kiezen) => return self.go(),
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Bewegen) => {
                    self.menu.moved(*key, list, &cx.look);
                }
                None => {
                    if self.field.key(*key) {
                        self.fill(cx);
                    }
                }
            },
            Msg::Paste(text) => {
                self.field.paste(text);
                self.fill(cx);
            }
            Msg::Click(hit) => {
                if let Some(at) = hit.row.checked_sub(ABOVE).and_then(|row| self.menu.hit(row, list, &cx.look)) {
                    self.menu.choose(at, list, &cx.look);
                    return self.go();
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
        let label = " zoek: ";
        buf.set_line(area.x, area.y, &Line::styled(label, look.style(Role::Toets)), 7);
        let input = Rect { x: area.x + 7, width: area.width.saturating_sub(7), height: 1, ..area };
        self.field.draw(true, input, buf, look);
        let said = Line::styled(look.text(&format!(" {}", self.said())), look.style(Role::Gedempt));
        buf.set_line(area.x, area.y + 1, &said, area.width);
        self.menu.draw(Nieuw::list_area(area), buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Nieuwe vermelding".to_owned(), "eerst zoeken".to_owned())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }

    fn typing(&self) -> bool {
        true
    }
}
