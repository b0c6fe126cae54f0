//! What is missing in the network, under headings, the most pressing first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Document, Effect, Key, Msg, Route};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::domain::netwerk::gaten::{Gat, GatSoort, blad, gaten};
use crate::domain::netwerk::{Netwerk, Netwerkgegevens};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::theme::Role;
use crate::ui::widgets::{Pane, Row, rows, stepped, wrapped};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Openen,
    Groep,
    Opslaan,
    Afdrukken,
    Bewegen,
    Terug,
}

pub const TOETSEN: Keymap<Gaten, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Openen, "openen").when(Gaten::leads_on, "er is hier niets te openen"),
    bind(&[Key::Tab], Doet::Groep, "volgende soort").when(Gaten::has_any, "er zijn geen gaten"),
    bind(&[Key::Char('o')], Doet::Opslaan, "opslaan"),
    bind(&[Key::Char('p')], Doet::Afdrukken, "afdrukken"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// At most so many of a kind on screen; a file has them all.
const MOST: usize = 100;

/// What stands on a row.
struct Regel {
    tekst: String,
    id: Option<RecordId>,
}

/// A heading with what is under it.
struct Groep {
    soort: GatSoort,
    /// How many there are, also those that are not shown.
    aantal: usize,
    regels: Vec<Regel>,
}

/// What is missing.
pub struct Gaten {
    groepen: Vec<Groep>,
    aantal: usize,
    /// What is said when nothing is missing.
    leeg: &'static str,
    /// The row in focus, counted over all groups.
    at: usize,
    pane: Pane,
}

impl Gaten {
    /// What is missing.
    pub fn new(cx: &Ctx<'_>) -> Gaten {
        let mut screen = Gaten { groepen: Vec::new(), aantal: 0, leeg: "", at: 0, pane: Pane::default() };
        screen.refresh(cx);
        screen
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        if !cx.kluis.state.is_open() {
            return;
        }
        let found = found(cx);
        self.leeg = if Netwerk::new(&cx.kluis.model).is_empty() {
            "Het netwerk is nog leeg."
        } else {
            "Er zijn geen gaten gevonden."
        };
        self.aantal = found.len();
        self.groepen = found
            .chunk_by(|left, right| left.soort == right.soort)
            .filter_map(|group| {
                let soort = group.first()?.soort;
                let regels = group.iter().take(MOST).map(|gat| Regel { tekst: gat.tekst.clone(), id: gat.id });
                Some(Groep { soort, aantal: group.len(), regels: regels.collect() })
            })
            .collect();
        self.choose(self.at, cx);
    }

    fn has_any(&self) -> bool {
        self.aantal > 0
    }

    fn leads_on(&self) -> bool {
        self.goal().is_some()
    }

    /// The row in focus, with its group.
    fn here(&self) -> Option<(&Groep, &Regel)> {
        self.groepen.iter().flat_map(|groep| groep.regels.iter().map(move |regel| (groep, regel))).nth(self.at)
    }

    /// What the row in focus opens: the entry, or where a missing theme is seen beside the others.
    fn goal(&self) -> Option<Route> {
        let (groep, regel) = self.here()?;
        match regel.id {
            Some(id) => Some(Route::Vermelding(id)),
            None => (groep.soort == GatSoort::ThemaOntbreekt).then_some(Route::Dekking),
        }
    }

    fn count(&self) -> usize {
        self.groepen.iter().map(|groep| groep.regels.len()).sum()
    }

    fn choose(&mut self, at: usize, cx: &Ctx<'_>) {
        self.at = at.min(self.count().saturating_sub(1));
        let rows = self.rows(cx.body.width, &cx.look);
        self.pane.reveal(&rows, self.at, cx.body.height);
        // What stands under the last row of a group belongs to it.
        if let Some(last) = rows.iter().rposition(|row| row.choice == Some(self.at)) {
            self.pane.show(last..(last + 2).min(rows.len()), cx.body.height);
        }
        // The heading of a group stands above its first row.
        if let Some(first) = rows.iter().position(|row| row.choice == Some(self.at)).filter(|first| *first > 0)
            && rows[first - 1].choice.is_none()
            && self.pane.top() == first
        {
            self.pane.show(first - 1..first, cx.body.height);
        }
    }

    /// The first row of the next group, round the end.
    fn next_group(&self) -> usize {
        let mut first = 0;
        for groep in &self.groepen {
            if first > self.at {
                return first;
            }
            first += groep.regels.len();
        }
        0
    }

    fn moved(&mut self, key: Key, cx: &Ctx<'_>) {
        let page = usize::from(cx.body.height.max(2)) - 1;
        if let Some(to) = stepped(key, self.at, usize::MAX, page) {
            self.choose(to, cx);
        }
    }

    fn rows(&self, width: u16, look: &Look) -> Vec<Row> {
        let width = width.saturating_sub(2);
        if self.groepen.is_empty() {
            return rows(&[Block::Text(self.leeg.to_owned())], width, look);
        }
        let width = width.min(look.width);
        let mut found = Vec::new();
        let mut nth = 0;
        for groep in &self.groepen {
            if !found.is_empty() {
                found.push(Row::blank());
            }
            let heading = format!("{} ({})", groep.soort.kop(), groep.aantal);
            found.extend(wrapped(&heading, Role::Titel, "", width, look));
            for regel in &groep.regels {
                let here = nth == self.at;
                let (sign, role) = if here { (look.here(), Role::Gekozen) } else { (" ", Role::Gewoon) };
                for mut row in wrapped(&regel.tekst, role, &format!(" {sign} "), width, look) {
                    row.choice = Some(nth);
                    found.push(row);
                }
                nth += 1;
            }
            let more = groep.aantal - groep.regels.len();
            if more > 0 {
                let text = format!("en nog {more}; in het bestand (o) staan ze allemaal");
                found.extend(wrapped(&text, Role::Gedempt, "   ", width, look));
            }
        }
        found
    }

    fn page(cx: &Ctx<'_>) -> Vec<Block> {
        blad(Netwerk::new(&cx.kluis.model), &found(cx), cx.today())
    }
}

fn found(cx: &Ctx<'_>) -> Vec<Gat> {
    let Ok(table) = cx.reader.gemeenten() else { return Vec::new() };
    let model = &cx.kluis.model;
    gaten(Netwerk::new(model), &Netwerkgegevens::van(model).gemeenten, &table.inhoud, cx.today())
}

impl Screen for Gaten {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.groepen.clear();
                self.aantal = 0;
            }
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Failed(fault) => return vec![told(fault)],
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Openen) => return self.goal().map(Effect::Open).into_iter().collect(),
                Some(Doet::Groep) => self.choose(self.next_group(), cx),
                Some(Doet::Opslaan) => {
                    let name = format!("gaten-{}.md", cx.today());
                    return vec![Effect::Open(Route::Save(name, Document::Page(Gaten::page(cx))))];
                }
                Some(Doet::Afdrukken) => return vec![Effect::Print(Gaten::page(cx))],
                Some(Doet::Bewegen) => self.moved(*key, cx),
                Some(Doet::Terug) => return vec![Effect::Close],
                None => {}
            },
            Msg::Click(hit) => {
                if let Some(at) = self.pane.hit(&self.rows(cx.body.width, &cx.look), hit.row) {
                    self.choose(at, cx);
                    return self.goal().map(Effect::Open).into_iter().collect();
                }
            }
            Msg::Scroll(by) => self.moved(if *by > 0 { Key::Down } else { Key::Up }, cx),
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.pane.draw(&self.rows(area.width, look), area, buf, look);
    }

    fn header(&self) -> (String, String) {
        let count = match self.aantal {
            0 => String::new(),
            count => format!("{count} gevonden"),
        };
        ("Gaten in het netwerk".to_owned(), count)
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
