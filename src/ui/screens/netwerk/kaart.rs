//! The map of the network: organisations, tables, and what ties them. It is walked with the arrows, and says beside it in
//! words what it shows.

mod tekening;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Bron, kort, passend};
use crate::domain::gesprek::{Block, Effect, Key, Msg, Route};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::domain::netwerk::Netwerk;
use crate::domain::netwerk::kaart::{LEEG, Richting, Verband, Wandelkaart, Wie, aan_tafel};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::{Field, KEUZE, Menu, MenuEvent, MenuItem, Pane, Row, rows, wrapped};
use tekening::{Blik, teken};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Openen,
    Lopen,
    Lijn,
    Volgen,
    Dichterbij,
    Verder,
    Zoeken,
    Terug,
}

pub const TOETSEN: Keymap<Kaartscherm, Doet> = &[
    bind(&[Key::Enter], Doet::Openen, "openen").when(Kaartscherm::has_nodes, "er staat niets op de kaart"),
    bind(&[Key::Left, Key::Right, Key::Up, Key::Down], Doet::Lopen, "lopen"),
    bind(&[Key::Tab, Key::BackTab], Doet::Lijn, "volgende lijn").when(Kaartscherm::has_ties, "er is geen lijn"),
    bind(&[Key::Char(' ')], Doet::Volgen, "volg de lijn").when(Kaartscherm::has_tie, "wijs eerst een lijn aan met Tab"),
    bind(&[Key::Char('+'), Key::Char('='), Key::PageUp], Doet::Dichterbij, "dichterbij"),
    bind(&[Key::Char('-'), Key::PageDown], Doet::Verder, "verder weg"),
    bind(&[Key::Char('/'), Key::Char('z')], Doet::Zoeken, "zoek")
        .when(Kaartscherm::has_nodes, "er staat niets op de kaart"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zoekt {
    Kiezen,
    Bewegen,
    Terug,
}

pub const ZOEKEN: Keymap<Kaartscherm, Zoekt> = &[
    bind(&[Key::Enter], Zoekt::Kiezen, "ga erheen"),
    bind(&[Key::Down, Key::Up], Zoekt::Bewegen, "volgende"),
    bind(&[Key::Esc], Zoekt::Terug, "terug"),
];

/// Columns of the words beside the map.
const WOORDEN: u16 = 30;
/// Columns from which the words stand beside the map; with fewer they stand below it.
const BREED: u16 = 76;

/// A search that goes on.
struct Zoek {
    field: Field,
    found: Vec<usize>,
    nth: usize,
    /// Where it began: who goes back is there again.
    van: usize,
}

/// The map of the network.
pub struct Kaartscherm {
    bron: Bron,
    map: Wandelkaart,
    /// The chosen node.
    at: usize,
    /// Which of its ties is pointed at.
    lijn: Option<usize>,
    /// Steps nearer than at the start.
    stappen: i32,
    zoek: Option<Zoek>,
    /// Who sits at the chosen table, when that is on screen.
    tafel: Option<Menu<RecordId>>,
    /// Which of them was pointed at when the kluis was locked.
    aan_tafel: Option<usize>,
    /// The kluis was locked over it, and not opened since.
    op_slot: bool,
}

/// The screen.
pub fn open(cx: &Ctx<'_>) -> Box<dyn Screen> {
    Box::new(Kaartscherm::new(cx))
}

impl Kaartscherm {
    /// The screen, on the first node: a table when there is one.
    pub fn new(cx: &Ctx<'_>) -> Kaartscherm {
        let bron = Bron::nu(cx);
        let map = Wandelkaart::van(Netwerk::new(bron.model(cx)));
        Kaartscherm {
            bron,
            map,
            at: 0,
            lijn: None,
            stappen: 0,
            zoek: None,
            tafel: None,
            aan_tafel: None,
            op_slot: false,
        }
    }

    fn has_nodes(&self) -> bool {
        !self.map.kaart.knopen.is_empty()
    }

    fn has_ties(&self) -> bool {
        !self.map.verbanden(self.at).is_empty()
    }

    fn has_tie(&self) -> bool {
        self.tie().is_some()
    }

    /// The tie that is pointed at.
    fn tie(&self) -> Option<&Verband> {
        self.map.verbanden(self.at).get(self.lijn?)
    }

    /// The map anew; the same node stays chosen as long as it is there.
    fn refresh(&mut self, cx: &Ctx<'_>) {
        self.bron = Bron::nu(cx);
        let map = Wandelkaart::van(Netwerk::new(self.bron.model(cx)));
        if std::mem::take(&mut self.op_slot) {
            // The kluis was locked meanwhile: the user comes back to the very same spot.
            self.at = self.at.min(map.kaart.knopen.len().saturating_sub(1));
            self.map = map;
            if let Some(at) = self.aan_tafel.take() {
                self.open(cx);
                if let Some(menu) = &mut self.tafel {
                    menu.choose(at, cx.body, &cx.look);
                }
            }
            return;
        }
        let was = self.map.kaart.knopen.get(self.at);
        let same = |was: &Wie, naam: &str| {
            map.kaart.knopen.iter().position(|knoop| match was {
                Wie::Organisatie(_) => knoop.wie == *was,
                Wie::Tafel => knoop.wie == *was && knoop.naam == naam,
            })
        };
        self.at = was.and_then(|knoop| same(&knoop.wie, &knoop.naam)).unwrap_or(0);
        if map != self.map {
            self.lijn = None;
            self.zoek = None;
            self.tafel = None;
        }
        self.map = map;
    }

    fn go_to(&mut self, at: usize) {
        self.at = at;
        self.lijn = None;
    }

    /// Where the map is drawn, and where the words.
    fn parts(area: Rect) -> (Rect, Rect) {
        if area.width >= BREED {
            let map = Rect { width: area.width - WOORDEN - 1, ..area };
            return (map, Rect { x: map.right() + 1, width: WOORDEN, ..area });
        }
        let height = area.height * 3 / 5;
        let map = Rect { height, ..area };
        (map, Rect { y: map.bottom(), height: area.height - height, ..area })
    }

    fn blik(&self, stappen: i32, area: Rect) -> Blik {
        Blik::op(&self.map, self.at, stappen, Kaartscherm::parts(area).0)
    }

    /// A step nearer or further, as long as that makes a difference.
    fn zoom(&mut self, by: i32, area: Rect) {
        let next = self.stappen + by;
        if !self.blik(next, area).is_even_dichtbij(&self.blik(self.stappen, area)) {
            self.stappen = next;
        }
    }

    fn open(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(knoop) = self.map.kaart.knopen.get(self.at) else { return Vec::new() };
        let own = match knoop.wie {
            Wie::Organisatie(id) => Some(id),
            Wie::Tafel => None,
        };
        if let Some(id) = own.filter(|_| !knoop.is_tafel) {
            return vec![Effect::Open(Route::Vermelding(id))];
        }
        let netwerk = Netwerk::new(self.bron.model(cx));
        let own = own.map(|id| MenuItem { label: "Over deze tafel zelf".to_owned(), value: id });
        let sits = aan_tafel(netwerk, knoop).into_iter().filter_map(|id| Some((id, netwerk.get(id)?)));
        let items =
            own.into_iter().chain(sits.map(|(value, entry)| MenuItem { label: kort(&netwerk.naam(entry)), value }));
        let items: Vec<_> = items.collect();
        let head =
            vec![Block::Strong(self.map.kop(self.at)), Block::Text("Wie zit er aan tafel?".to_owned()), Block::Gap];
        self.tafel = Some(Menu::new(head, items));
        Vec::new()
    }

    fn act(&mut self, doet: Doet, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        match doet {
            Doet::Openen => return self.open(cx),
            Doet::Lopen => {
                let richting = match key {
                    Key::Left => Richting::Links,
                    Key::Right => Richting::Rechts,
                    Key::Up => Richting::Boven,
                    _ => Richting::Onder,
                };
                if let Some(at) = self.map.naast(self.at, richting) {
                    self.go_to(at);
                }
            }
            Doet::Lijn => {
                let count = self.map.verbanden(self.at).len().max(1);
                self.lijn = Some(match (self.lijn, key) {
                    (None, Key::BackTab) => count - 1,
                    (None, _) => 0,
                    (Some(at), Key::BackTab) => (at + count - 1) % count,
                    (Some(at), _) => (at + 1) % count,
                });
            }
            Doet::Volgen => {
                if let Some(at) = self.tie().map(|tie| tie.ander) {
                    self.go_to(at);
                }
            }
            Doet::Dichterbij => self.zoom(1, cx.body),
            Doet::Verder => self.zoom(-1, cx.body),
            Doet::Zoeken => {
                self.zoek = Some(Zoek { field: Field::default(), found: Vec::new(), nth: 0, van: self.at });
            }
            Doet::Terug => return vec![Effect::Close],
        }
        Vec::new()
    }

    fn search(&mut self, key: Key) {
        let doet = action(ZOEKEN, self, key);
        let Some(zoek) = &mut self.zoek else { return };
        match doet {
            Some(Zoekt::Kiezen) => {
                self.zoek = None;
                return;
            }
            Some(Zoekt::Terug) => {
                let van = zoek.van;
                self.zoek = None;
                return self.go_to(van);
            }
            Some(Zoekt::Bewegen) => {
                let count = zoek.found.len().max(1);
                zoek.nth = if key == Key::Up { (zoek.nth + count - 1) % count } else { (zoek.nth + 1) % count };
            }
            None => {
                if !zoek.field.key(key) {
                    return;
                }
                self.searched();
            }
        }
        self.jump();
    }

    /// Looks for what stands in the field now.
    fn searched(&mut self) {
        if let Some(zoek) = &mut self.zoek {
            zoek.found = self.map.zoek(&zoek.field.text());
            zoek.nth = 0;
        }
    }

    /// To the found node, or back when nothing was found.
    fn jump(&mut self) {
        if let Some(zoek) = &self.zoek {
            let at = zoek.found.get(zoek.nth).copied().unwrap_or(zoek.van);
            self.go_to(at);
        }
    }

    /// The node that is drawn nearest to a cell of the body.
    fn hit(&self, column: u16, row: u16, area: Rect) -> Option<usize> {
        let (part, _) = Kaartscherm::parts(Rect { x: 0, y: 0, ..area });
        if column >= part.width || row >= part.height {
            return None;
        }
        let blik = Blik::op(&self.map, self.at, self.stappen, part);
        let far = |(x, y): (usize, usize)| {
            // A row is as high as two columns are wide.
            let (x, y) = (x.abs_diff(usize::from(column)), 2 * y.abs_diff(usize::from(row)));
            x * x + y * y
        };
        let seen = self.map.kaart.knopen.iter().enumerate();
        seen.filter_map(|(at, knoop)| Some((far(blik.cel(knoop)?), at))).min().map(|(_, at)| at)
    }

    /// The words: what is chosen, and its ties. With them the rows of the tie that is pointed at.
    fn words(&self, width: u16, look: &Look) -> (Vec<Row>, std::ops::Range<usize>) {
        let Some(knoop) = self.map.kaart.knopen.get(self.at) else { return (Vec::new(), 0..0) };
        let mut blocks = vec![Block::Strong(kort(&knoop.naam)), Block::Muted(knoop.soort_tekst().to_owned())];
        if !self.bron.is_kluis() {
            blocks.extend(["uit het startnetwerk,", "niet gecontroleerd"].map(|text| Block::Muted(text.to_owned())));
        }
        let mut found = rows(&blocks, width, look);
        let mut pointed = 0..0;
        for (nth, tie) in self.map.verbanden(self.at).iter().enumerate() {
            let here = self.lijn == Some(nth);
            let (role, sign) = if here { (Role::Gekozen, look.here()) } else { (Role::Gewoon, look.point()) };
            let begin = found.len();
            found.extend(wrapped(&kort(&self.map.tekst(tie)), role, &format!("{sign} "), width, look));
            if here {
                pointed = begin..found.len();
            }
        }
        let others = self.map.los(self.at).iter().map(|naam| Block::Point(format!("aan tafel: {}", kort(naam))));
        found.extend(rows(&others.collect::<Vec<_>>(), width, look));
        if self.map.regels(self.at).is_empty() {
            found.extend(rows(&[Block::Text("Staat los: er is geen lijn.".to_owned())], width, look));
        }
        (found, pointed)
    }

    fn draw_words(&self, mut area: Rect, buf: &mut Buffer, look: &Look) {
        if let Some(zoek) = &self.zoek {
            let label = "zoek: ";
            buf.set_line(area.x, area.y, &Line::styled(label, look.style(Role::Toets)), 6);
            let input = Rect { x: area.x + 6, width: area.width.saturating_sub(6), height: 1, ..area };
            zoek.field.draw(true, input, buf, look);
            let said = match (zoek.field.text().trim().is_empty(), zoek.found.len()) {
                (true, _) => "Typ een deel van de naam.".to_owned(),
                (false, 0) => "Niets gevonden op de kaart.".to_owned(),
                (false, count) => format!("{} van {count}", zoek.nth + 1),
            };
            let said = passend(&said, usize::from(area.width), look);
            buf.set_line(area.x, area.y + 1, &Line::styled(said, look.style(Role::Gedempt)), area.width);
            area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        }
        let (found, pointed) = self.words(area.width.saturating_sub(2), look);
        let mut pane = Pane::default();
        pane.show(pointed, area.height);
        pane.draw(&found, area, buf, look);
    }
}

impl Screen for Kaartscherm {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        if let Some(menu) = &mut self.tafel {
            match menu.event(msg, cx) {
                MenuEvent::Taken => {
                    return menu.value().map(|id| vec![Effect::Open(Route::Vermelding(*id))]).unwrap_or_default();
                }
                MenuEvent::Back => {
                    self.tafel = None;
                    return Vec::new();
                }
                MenuEvent::None if matches!(msg, Msg::Key(_) | Msg::Click(_) | Msg::Scroll(_) | Msg::Paste(_)) => {
                    return Vec::new();
                }
                MenuEvent::None => {}
            }
        }
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.bron = Bron::nu(cx);
                // Nothing of people stays to be drawn; places in the list do.
                self.map = Wandelkaart::default();
                self.op_slot = true;
                self.aan_tafel = self.tafel.take().map(|menu| menu.chosen());
            }
            Msg::Shown | Msg::Kluis(_) if self.op_slot && !cx.kluis.state.is_open() => {}
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Key(key) if self.zoek.is_some() => self.search(*key),
            Msg::Key(key) => {
                if let Some(doet) = action(TOETSEN, self, *key) {
                    return self.act(doet, *key, cx);
                }
            }
            Msg::Paste(text) => {
                if let Some(zoek) = &mut self.zoek {
                    zoek.field.paste(text);
                    self.searched();
                    self.jump();
                }
            }
            Msg::Click(hit) => {
                if let Some(at) = self.hit(hit.column, hit.row, cx.body) {
                    self.zoek = None;
                    self.go_to(at);
                }
            }
            Msg::Scroll(by) => self.zoom(if *by > 0 { -1 } else { 1 }, cx.body),
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        if let Some(menu) = &self.tafel {
            return menu.draw(area, buf, look);
        }
        if !self.has_nodes() {
            let page = rows(&[Block::Text(LEEG.to_owned())], area.width.saturating_sub(2), look);
            return Pane::default().draw(&page, area, buf, look);
        }
        let (_, words) = Kaartscherm::parts(area);
        let blik = self.blik(self.stappen, area);
        teken(&self.map, self.at, self.tie().map(|tie| tie.ander), &blik, buf, look);
        self.draw_words(words, buf, look);
    }

    fn header(&self) -> (String, String) {
        let tafels = self.map.kaart.knopen.iter().filter(|knoop| knoop.is_tafel).count();
        let right = match self.map.kaart.knopen.len() - tafels {
            1 => "1 organisatie".to_owned(),
            count => format!("{count} organisaties"),
        };
        ("Kaart van het netwerk".to_owned(), right)
    }

    fn keys(&self) -> Vec<Shown> {
        match (&self.tafel, &self.zoek) {
            (Some(_), _) => shown(KEUZE, &()),
            (None, Some(_)) => shown(ZOEKEN, self),
            (None, None) => shown(TOETSEN, self),
        }
    }

    fn typing(&self) -> bool {
        self.zoek.is_some()
    }
}
