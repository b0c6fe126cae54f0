//! Looking something up in the network while typing. Without a word it shows the own list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use textwrap::core::display_width;

use super::{Bron, eigen_lijst, passend};
use crate::domain::gesprek::{Effect, Key, Msg, Route};
use crate::domain::kluis::{KluisNews, Model, RecordId};
use crate::domain::netwerk;
use crate::domain::netwerk::start::landelijke_nummers;
use crate::domain::netwerk::zoek::{FILTERS, Namen, Vraag, zoek};
use crate::domain::netwerk::{Netwerk, bereik, nummer_tekst};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::{Field, stepped};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Openen,
    Qr,
    Eigen,
    Meer,
    Bewegen,
    Terug,
}

pub const TOETSEN: Keymap<Zoeken, Doet> = &[
    bind(&[Key::Enter], Doet::Openen, "gegevens"),
    bind(&[Key::Tab], Doet::Meer, "meer"),
    bind(&[Key::F(5)], Doet::Qr, "qr code").when(Zoeken::has_rows, "er staat niets in de lijst"),
    bind(&[Key::F(6)], Doet::Eigen, "eigen lijst").when(Zoeken::has_rows, "er staat niets in de lijst"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
];

/// A row of the list, ready to be drawn.
struct Regel {
    id: RecordId,
    eigen: bool,
    /// Whether it is a national number, which has no page of its own.
    landelijk: bool,
    bevestigd: bool,
    naam: String,
    nummer: Option<String>,
    bereik: String,
    geheim: bool,
}

/// Looking something up in the network.
pub struct Zoeken {
    bron: Bron,
    /// The national numbers: they are found beside a network of one's own too.
    landelijk: Model,
    namen: Namen,
    field: Field,
    rows: Vec<Regel>,
    totaal: usize,
    contacten: usize,
    onbegrepen: Vec<String>,
    chosen: usize,
    top: usize,
}

/// At most so many rows; who types on finds what is further down.
const MOST: usize = 100;
/// At most so many national numbers under what the own network has.
const NATIONAL: usize = 5;
/// Rows above the list.
const HEAD: u16 = 3;

impl Zoeken {
    /// The screen, with the own list.
    pub fn new(cx: &Ctx<'_>) -> Zoeken {
        let namen = cx.reader.gemeenten().map(|table| Namen::new(&table.inhoud)).unwrap_or_default();
        let mut screen = Zoeken {
            bron: Bron::nu(cx),
            landelijk: cx.reader.nummers().map(|file| landelijke_nummers(&file.inhoud)).unwrap_or_default(),
            namen,
            field: Field::default(),
            rows: Vec::new(),
            totaal: 0,
            contacten: 0,
            onbegrepen: Vec::new(),
            chosen: 0,
            top: 0,
        };
        screen.refresh(cx);
        screen
    }

    fn has_rows(&self) -> bool {
        !self.rows.is_empty()
    }

    /// The list anew, for what was typed.
    fn refresh(&mut self, cx: &Ctx<'_>) {
        let model = self.bron.model(cx);
        let netwerk = Netwerk::new(model);
        let own = if self.bron.is_kluis() { netwerk::eigen_lijst(model) } else { Vec::new() };
        let vraag = Vraag::lees(&self.field.text(), &self.namen);
        let found = if vraag.is_leeg() && !own.is_empty() {
            let mut ids: Vec<RecordId> = own.iter().copied().filter(|id| netwerk.get(*id).is_some()).collect();
            ids.sort_by_cached_key(|id| netwerk.get(*id).map(|entry| netwerk.naam(entry).to_lowercase()));
            self.totaal = netwerk.len();
            ids
        } else {
            let found = zoek(netwerk, &vraag, cx.now.local, MOST);
            self.totaal = found.totaal;
            found.ids
        };
        let row = |netwerk: Netwerk<'_>, id: RecordId, landelijk: bool| {
            let entry = netwerk.get(id)?;
            let nummer = netwerk.telefoons(entry).first().map(|phone| nummer_tekst(&phone.nummer));
            Some(Regel {
                id,
                eigen: own.contains(&id),
                landelijk,
                bevestigd: entry.bevestigd().is_some(),
                naam: netwerk.naam(entry),
                // Without a number there is nobody to reach.
                bereik: nummer.as_ref().map_or_else(String::new, |_| bereik(netwerk, entry, cx.now.local)),
                nummer,
                geheim: entry.is_geheim(),
            })
        };
        let mut rows: Vec<Regel> = found.into_iter().filter_map(|id| row(netwerk, id, false)).collect();
        if self.bron.is_kluis() && !vraag.termen.is_empty() {
            let national = Netwerk::new(&self.landelijk);
            let found = zoek(national, &vraag, cx.now.local, NATIONAL);
            self.totaal += found.ids.len();
            rows.extend(found.ids.into_iter().filter_map(|id| row(national, id, true)));
        }
        self.contacten = netwerk.len();
        self.rows = rows;
        self.onbegrepen = vraag.onbegrepen;
        self.choose(self.chosen, cx);
    }

    fn list_area(area: Rect) -> Rect {
        Rect { y: area.y + HEAD, height: area.height.saturating_sub(HEAD), ..area }
    }

    fn choose(&mut self, at: usize, cx: &Ctx<'_>) {
        let height = usize::from(Zoeken::list_area(cx.body).height.max(1));
        self.chosen = at.min(self.rows.len().saturating_sub(1));
        self.top = self.top.clamp((self.chosen + 1).saturating_sub(height), self.chosen);
    }

    fn moved(&mut self, key: Key, cx: &Ctx<'_>) {
        let page = usize::from(Zoeken::list_area(cx.body).height.max(2)) - 1;
        if let Some(to) = stepped(key, self.chosen, usize::MAX, page) {
            self.choose(to, cx);
        }
    }

    fn open(&self) -> Vec<Effect> {
        let route = |row: &Regel| if row.landelijk { Route::Nummers } else { Route::Vermelding(row.id) };
        self.rows.get(self.chosen).map(|row| vec![Effect::Open(route(row))]).unwrap_or_default()
    }

    fn qr(&self) -> Vec<Effect> {
        match self.rows.get(self.chosen) {
            Some(Regel { geheim: true, .. }) => {
                vec![Effect::Say("Dit is een geheime plek: daarvan komt geen QR-code.".to_owned())]
            }
            Some(Regel { naam, nummer: Some(nummer), .. }) => {
                vec![Effect::Open(Route::Qr(naam.clone(), nummer.clone()))]
            }
            _ => vec![Effect::Say("Hierbij is geen nummer bekend.".to_owned())],
        }
    }

    /// The line under the field: what is in the list.
    fn said(&self) -> String {
        if let Some(first) = self.onbegrepen.first() {
            return first.clone();
        }
        let typed = !self.field.text().trim().is_empty();
        let from =
            if self.bron.is_kluis() { "" } else { " · uit het startnetwerk, niet gecontroleerd; Tab: overnemen" };
        match (typed, self.rows.len(), self.totaal) {
            (_, 0, 0) if !typed && self.bron.is_kluis() => {
                "Het netwerk is nog leeg. Tab: een startnetwerk overnemen, of iets toevoegen.".to_owned()
            }
            (true, 0, _) => format!("Niets gevonden. Veilig Thuis denkt mee: 0800-2000{from}"),
            (false, _, _) if self.rows.iter().all(|row| row.eigen) => {
                format!("Uw eigen lijst. Typ om te zoeken in {} vermeldingen{from}", self.contacten)
            }
            (_, shown, total) if shown < total => format!("{shown} van {total}; typ verder om te kiezen{from}"),
            (_, 1, _) => format!("1 gevonden{from}"),
            (_, shown, _) => format!("{shown} gevonden{from}"),
        }
    }

    fn line(&self, at: usize, row: &Regel, width: usize, look: &Look) -> Line<'static> {
        let here = at == self.chosen;
        let style = |role| look.style(if here { Role::Gekozen } else { role });
        let sign = if here { look.here() } else { " " };
        let mark = match (row.bevestigd, row.eigen) {
            (false, _) => "?",
            (true, true) => "★",
            (true, false) => " ",
        };
        let number = look.text(row.nummer.as_deref().unwrap_or("geen nummer"));
        // Narrow screens have no room for the hours; they stand on the page of the entry.
        let hours = if width >= 76 { passend(&row.bereik, 24, look) } else { String::new() };
        let right = if hours.is_empty() { format!("{number:<14}") } else { format!("{number:<14} {hours:<24}") };
        let room = width.saturating_sub(4 + display_width(&right) + 1);
        let name = passend(&row.naam, room, look);
        let gap = " ".repeat(room.saturating_sub(display_width(&name)) + 1);
        Line::from(vec![
            Span::styled(format!(" {sign}{} {name}{gap}", look.text(mark)), style(Role::Gewoon)),
            Span::styled(right, style(if row.nummer.is_some() { Role::Vraag } else { Role::Gedempt })),
        ])
    }
}

impl Screen for Zoeken {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.bron = Bron::nu(cx);
                self.rows.clear();
                self.contacten = 0;
            }
            Msg::Shown | Msg::Kluis(_) => {
                self.bron = Bron::nu(cx);
                self.refresh(cx);
            }
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Openen) => return self.open(),
                Some(Doet::Qr) => return self.qr(),
                Some(Doet::Meer) => return vec![Effect::Open(Route::NetwerkMeer)],
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Bewegen) => self.moved(*key, cx),
                Some(Doet::Eigen) => {
                    if let Some(row) = self.rows.get(self.chosen).filter(|row| !row.landelijk) {
                        return eigen_lijst(row.id, cx);
                    }
                }
                None => {
                    if self.field.key(*key) {
                        (self.chosen, self.top) = (0, 0);
                        self.refresh(cx);
                    }
                }
            },
            Msg::Paste(text) => {
                self.field.paste(text);
                (self.chosen, self.top) = (0, 0);
                self.refresh(cx);
            }
            Msg::Click(hit) => {
                let row = hit.row.checked_sub(HEAD).map(|row| self.top + usize::from(row));
                if let Some(at) = row.filter(|at| *at < self.rows.len()) {
                    self.choose(at, cx);
                    return self.open();
                }
            }
            Msg::Scroll(by) => self.moved(if *by > 0 { Key::Down } else { Key::Up }, cx),
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let label = " zoek: ";
        buf.set_line(area.x, area.y, &Line::styled(label, look.style(Role::Toets)), 7);
        let input = Rect { x: area.x + 7, width: area.width.saturating_sub(7), height: 1, ..area };
        self.field.draw(true, input, buf, look);
        let said = format!(" {}", self.said());
        buf.set_line(area.x, area.y + 1, &Line::styled(look.text(&said), look.style(Role::Gedempt)), area.width);
        let filters = format!(" ? is nog niet gecontroleerd · filters: {FILTERS}");
        let filters = passend(&filters, usize::from(area.width), look);
        buf.set_line(area.x, area.y + 2, &Line::styled(filters, look.style(Role::Rand)), area.width);
        let list = Zoeken::list_area(area);
        for (at, row) in self.rows.iter().enumerate().skip(self.top).take(usize::from(list.height)) {
            let y = list.y + u16::try_from(at - self.top).unwrap_or(0);
            buf.set_line(list.x, y, &self.line(at, row, usize::from(list.width), look), list.width);
        }
    }

    fn header(&self) -> (String, String) {
        ("Netwerk".to_owned(), format!("{} vermeldingen", self.contacten))
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }

    fn typing(&self) -> bool {
        true
    }
}
