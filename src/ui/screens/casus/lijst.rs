//! The casussen: searched before one is begun, open and closed apart.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::casus::{Afspraak, Dossier, Nabij, Stand, agenda, dossiers, past, zoek};
use crate::domain::dates;
use crate::domain::gesprek::{Effect, Key, Msg, Route};
use crate::domain::inhoud::sector_name;
use crate::domain::kluis::{KluisNews, RecordId};
use crate::domain::search::fold;
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::{Field, Menu, MenuItem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Openen,
    Bewegen,
    Welke,
    Volgorde,
    Nieuw,
    Terug,
}

pub const TOETSEN: Keymap<Lijst, Doet> = &[
    bind(&[Key::Enter], Doet::Openen, "openen"),
    bind(&[Key::F(4)], Doet::Nieuw, "nieuwe casus"),
    bind(&[Key::Tab], Doet::Welke, "open of gesloten"),
    bind(&[Key::F(6)], Doet::Volgorde, "andere volgorde"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
];

/// In which order the casussen stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Volgorde {
    /// What is due first.
    Agenda,
    /// What was worked on last.
    Laatst,
    /// By name.
    Naam,
}

impl Volgorde {
    fn next(self) -> Volgorde {
        match self {
            Volgorde::Agenda => Volgorde::Laatst,
            Volgorde::Laatst => Volgorde::Naam,
            Volgorde::Naam => Volgorde::Agenda,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Volgorde::Agenda => "wat eerst aan de beurt is",
            Volgorde::Laatst => "laatst aan gewerkt",
            Volgorde::Naam => "naam",
        }
    }
}

/// What a row opens.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Goal {
    Casus(RecordId, Option<u32>),
    Nieuw,
}

/// The list of casussen.
pub struct Lijst {
    field: Field,
    closed: bool,
    volgorde: Volgorde,
    menu: Menu<Goal>,
    dossiers: Vec<Dossier>,
    agenda: Vec<Afspraak>,
}

/// From how many letters on the lines are searched as well.
const SEARCH_LINES: usize = 3;

impl Lijst {
    /// The list.
    pub fn new(cx: &Ctx<'_>) -> Lijst {
        let mut lijst = Lijst {
            field: Field::default(),
            closed: false,
            volgorde: Volgorde::Agenda,
            menu: Menu::under_field(),
            dossiers: Vec::new(),
            agenda: Vec::new(),
        };
        lijst.refresh(cx);
        lijst
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        self.dossiers = dossiers(&cx.kluis.model);
        self.agenda = agenda(&self.dossiers);
        let items = self.items(cx);
        self.menu.renew_items(items, Lijst::list_area(cx.body), &cx.look);
    }

    /// Fills the list with what the field finds: casussen first, then lines, then the way to a new one.
    fn fill(&mut self, cx: &Ctx<'_>) {
        let items = self.items(cx);
        self.menu.set_items(items);
    }

    fn items(&self, cx: &Ctx<'_>) -> Vec<MenuItem<Goal>> {
        let query = self.field.text();
        let mut found: Vec<&Dossier> = self
            .dossiers
            .iter() // Whoever looks for a casus need not know whether it is closed.
            .filter(|dossier| (dossier.is_open() != self.closed || !query.trim().is_empty()) && past(dossier, &query))
            .collect();
        match self.volgorde {
            Volgorde::Laatst => {}
            Volgorde::Naam => found.sort_by_key(|dossier| fold(&dossier.pseudoniem)),
            Volgorde::Agenda => {
                found.sort_by_key(|dossier| (self.due(dossier).is_none(), self.due(dossier).map(|due| due.datum)));
            }
        }
        let mut items: Vec<MenuItem<Goal>> = found
            .iter()
            .map(|dossier| MenuItem { label: self.label(dossier, cx), value: Goal::Casus(dossier.id, None) })
            .collect();
        if fold(&query).chars().count() >= SEARCH_LINES {
            items.extend(zoek(&self.dossiers, &query).into_iter().filter_map(|found| {
                let label = format!("{} · {}: {}", found.pseudoniem, found.soort, found.fragment);
                found.regel.map(|regel| MenuItem { label, value: Goal::Casus(found.casus, Some(regel)) })
            }));
        }
        items.push(MenuItem { label: "+ Nieuwe casus beginnen".to_owned(), value: Goal::Nieuw });
        items
    }

    fn due(&self, dossier: &Dossier) -> Option<&Afspraak> {
        self.agenda.iter().find(|afspraak| afspraak.casus == dossier.id)
    }

    fn label(&self, dossier: &Dossier, cx: &Ctx<'_>) -> String {
        let sector = sector_name(&dossier.sector).unwrap_or_default();
        let due = match (dossier.stand, self.due(dossier)) {
            (Stand::Gesloten { op, .. }, _) => format!("gesloten {}", dates::long(op)),
            (Stand::Open, Some(due)) if due.nabij(cx.today()) == Nabij::Verlopen => {
                format!("! verlopen: {} ({})", due.shown(), dates::due(due.datum, cx.today()))
            }
            (Stand::Open, Some(due)) => format!("{}: {}", dates::due(due.datum, cx.today()), due.shown()),
            (Stand::Open, None) => format!("laatst aan gewerkt: {}", dates::ago(dossier.laatst().date(), cx.today())),
        };
        let parts = [dossier.pseudoniem.as_str(), &dossier.code(), sector, &due];
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
    }

    fn go(&self) -> Vec<Effect> {
        match self.menu.value() {
            Some(Goal::Casus(casus, regel)) => vec![Effect::Open(Route::Casus(*casus, *regel))],
            Some(Goal::Nieuw) => vec![Effect::Open(Route::CasusNieuw(None))],
            None => Vec::new(),
        }
    }

    fn list_area(area: Rect) -> Rect {
        Rect { y: area.y + 3, height: area.height.saturating_sub(3), ..area }
    }
}

impl Screen for Lijst {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let list = Lijst::list_area(cx.body);
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                // What somebody typed and chose stays, as on every screen that the lock covers.
                self.dossiers.clear();
                self.agenda.clear();
                self.menu.clear();
            }
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Openen) => return self.go(),
                Some(Doet::Nieuw) => return vec![Effect::Open(Route::CasusNieuw(None))],
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Welke) => {
                    self.closed = !self.closed;
                    self.fill(cx);
                }
                Some(Doet::Volgorde) => {
                    self.volgorde = self.volgorde.next();
                    self.fill(cx);
                }
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
                if let Some(at) = hit.row.checked_sub(3).and_then(|row| self.menu.hit(row, list, &cx.look)) {
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
        let which = match (self.closed, self.field.text().trim().is_empty()) {
            (_, false) => "Open en gesloten",
            (true, true) => "Gesloten",
            (false, true) => "Open",
        };
        let said = format!(" {which}, op volgorde van: {}", self.volgorde.word());
        buf.set_line(area.x, area.y + 1, &Line::styled(look.text(&said), look.style(Role::Gedempt)), area.width);
        self.menu.draw(Lijst::list_area(area), buf, look);
    }

    fn header(&self) -> (String, String) {
        let open = self.dossiers.iter().filter(|dossier| dossier.is_open()).count();
        ("Casussen".to_owned(), format!("{open} open, {} gesloten", self.dossiers.len() - open))
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }

    fn typing(&self) -> bool {
        true
    }
}
