//! The page of an entry: how to reach it now, when and by whom it was confirmed, and where every field comes from.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Bron, eigen_lijst, kort, ongedaan};
use crate::domain::gesprek::{Block, Effect, Key, Msg, Route};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::domain::netwerk;
use crate::domain::netwerk::doen::{Nagezien, nagezien};
use crate::domain::netwerk::{Netwerk, Soort, Veld, VermeldingVraag, blad, nummer_tekst};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::commit_saying;
use crate::ui::widgets::{Pane, Row, choice_rows, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Openen,
    Wijzigen,
    KloptNog,
    Verwijderen,
    Qr,
    Eigen,
    Terugdraaien,
    Opnieuw,
    Volgend,
    Lezen,
    Terug,
}

pub const TOETSEN: Keymap<Blad, Doet> = &[
    bind(&[Key::Char('c')], Doet::Wijzigen, "corrigeren").when(Blad::in_kluis, "wijzigen kan in een open kluis"),
    bind(&[Key::Char('k')], Doet::KloptNog, "klopt nog").when(Blad::in_kluis, "dat kan in een open kluis"),
    bind(&[Key::Char('q')], Doet::Qr, "qr code").when(Blad::has_number, "er is geen nummer, of de plek is geheim"),
    bind(&[Key::Char('f')], Doet::Eigen, "eigen lijst").when(Blad::in_kluis, "uw eigen lijst staat in de kluis"),
    bind(&[Key::Tab], Doet::Volgend, "volgende hierbij").when(Blad::has_related, "er hoort niets bij"),
    bind(&[Key::Enter], Doet::Openen, "openen").when(Blad::has_related, "er hoort niets bij"),
    bind(&[Key::Delete], Doet::Verwijderen, "verwijderen").when(Blad::in_kluis, "dat kan in een open kluis"),
    bind(&[Key::Char('z')], Doet::Terugdraaien, "ongedaan maken").when(Blad::in_kluis, "dat kan in een open kluis"),
    bind(&[Key::Char('r')], Doet::Opnieuw, "opnieuw doen").when(Blad::in_kluis, "dat kan in een open kluis"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Lezen, "lezen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// The page of an entry.
pub struct Blad {
    id: RecordId,
    bron: Bron,
    title: String,
    blocks: Vec<Block>,
    number: Option<String>,
    /// What belongs to it, or it belongs to.
    related: Vec<(RecordId, String)>,
    chosen: usize,
    pane: Pane,
    eigen: bool,
}

impl Blad {
    /// The page.
    pub fn new(id: RecordId, cx: &Ctx<'_>) -> Blad {
        let mut screen = Blad {
            id,
            bron: Bron::nu(cx),
            title: String::new(),
            blocks: Vec::new(),
            number: None,
            related: Vec::new(),
            chosen: 0,
            pane: Pane::default(),
            eigen: false,
        };
        screen.refresh(cx);
        screen
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        let Ok(gemeenten) = cx.reader.gemeenten() else { return };
        let model = self.bron.model(cx);
        let netwerk = Netwerk::new(model);
        let nu = cx.now.local;
        let mut blocks = blad(netwerk, self.id, &gemeenten.inhoud, nu, true);
        // The title stands in the header.
        blocks.remove(0);
        let entry = netwerk.met_verwijderd(self.id);
        let title = entry.map(|entry| netwerk.naam(entry)).unwrap_or_default();
        let number = entry
            .filter(|entry| !entry.is_geheim())
            .and_then(|entry| netwerk.telefoons(entry).first())
            .map(|phone| nummer_tekst(&phone.nummer));
        let related = self.verwant(netwerk);
        let eigen = self.bron.is_kluis() && netwerk::eigen_lijst(model).contains(&self.id);
        (self.blocks, self.title, self.number, self.related, self.eigen) = (blocks, title, number, related, eigen);
        self.chosen = self.chosen.min(self.related.len().saturating_sub(1));
    }

    /// The organisation, the stand-in, and what stands under it.
    fn verwant(&self, netwerk: Netwerk<'_>) -> Vec<(RecordId, String)> {
        let Some(entry) = netwerk.get(self.id) else { return Vec::new() };
        let mut found = Vec::new();
        if let Some((id, org)) = netwerk.organisatie(entry) {
            found.push((id, format!("Organisatie: {}", org.titel())));
        }
        if let Some((id, other)) = entry.verwijzing(Veld::Vervanger).and_then(|id| Some((id, netwerk.get(id)?))) {
            found.push((id, format!("Vervanger: {}", netwerk.naam(other))));
        }
        let mut under: Vec<_> = netwerk.onder(self.id).collect();
        under.sort_by_cached_key(|(_, child)| (child.soort(), child.titel().to_lowercase()));
        found.extend(under.into_iter().map(|(id, child)| (id, format!("{}: {}", child.soort().text(), child.titel()))));
        if entry.soort() == Soort::Organisatie {
            let others = entry.relaties().iter().filter_map(|other| Some((other, netwerk.get(other.met)?)));
            found.extend(others.map(|(other, org)| (other.met, format!("{} {}", other.soort, org.titel()))));
        }
        found
    }

    fn in_kluis(&self) -> bool {
        self.bron.is_kluis()
    }

    fn has_number(&self) -> bool {
        self.number.is_some()
    }

    fn has_related(&self) -> bool {
        !self.related.is_empty()
    }

    fn rows(&self, width: u16, look: &Look) -> Vec<Row> {
        let mut found = rows(&self.blocks, width.saturating_sub(2), look);
        if !self.related.is_empty() {
            found.push(Row::blank());
            let labels = self.related.iter().map(|(_, label)| label.as_str());
            found.extend(choice_rows(labels, self.chosen, false, width.saturating_sub(2), look));
        }
        found
    }

    fn act(&mut self, does: Doet, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        match does {
            Doet::Terug => return vec![Effect::Close],
            Doet::Openen => {
                if let Some((id, _)) = self.related.get(self.chosen) {
                    return vec![Effect::Open(Route::Vermelding(*id))];
                }
            }
            Doet::Volgend => {
                self.chosen = (self.chosen + 1) % self.related.len().max(1);
                let rows = self.rows(cx.body.width, &cx.look);
                self.pane.reveal(&rows, self.chosen, cx.body.height);
            }
            Doet::Qr => {
                if let Some(number) = &self.number {
                    return vec![Effect::Open(Route::Qr(self.title.clone(), number.clone()))];
                }
            }
            Doet::Eigen => return eigen_lijst(self.id, cx),
            Doet::KloptNog => {
                return match nagezien(&cx.kluis.model, self.id, Nagezien::KloptNog, cx.now) {
                    Ok(batch) => commit_saying(batch, format!("Klopt nog: {}.", kort(&self.title)), cx),
                    Err(fault) => vec![told(&fault)],
                };
            }
            Doet::Lezen => self.pane.moved(key, self.rows(cx.body.width, &cx.look).len(), cx.body.height),
            Doet::Wijzigen => {
                if let Some(entry) = Netwerk::new(&cx.kluis.model).get(self.id) {
                    let asked = VermeldingVraag::wijzig(self.id, entry);
                    return vec![Effect::Open(Route::VermeldingFormulier(Box::new(asked)))];
                }
            }
            Doet::Verwijderen if Netwerk::new(&cx.kluis.model).get(self.id).is_some() => {
                return vec![Effect::Open(Route::VermeldingVerwijderen(self.id))];
            }
            Doet::Verwijderen => {}
            Doet::Terugdraaien => return ongedaan(cx, true),
            Doet::Opnieuw => return ongedaan(cx, false),
        }
        Vec::new()
    }
}

impl Screen for Blad {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.blocks.clear();
                self.related.clear();
                (self.title, self.number) = (String::new(), None);
            }
            Msg::Shown | Msg::Kluis(_) => {
                self.bron = Bron::nu(cx);
                self.refresh(cx);
            }
            Msg::Key(key) => {
                if let Some(does) = action(TOETSEN, self, *key) {
                    return self.act(does, *key, cx);
                }
            }
            Msg::Click(hit) => {
                let rows = self.rows(cx.body.width, &cx.look);
                if let Some(at) = self.pane.hit(&rows, hit.row) {
                    self.chosen = at;
                    return self.act(Doet::Openen, Key::Enter, cx);
                }
            }
            Msg::Scroll(by) => {
                let rows = self.rows(cx.body.width, &cx.look).len();
                self.pane.scroll(isize::from(*by), rows, cx.body.height);
            }
            Msg::Failed(fault) => return vec![told(fault)],
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.pane.draw(&self.rows(area.width, look), area, buf, look);
    }

    fn header(&self) -> (String, String) {
        (self.title.clone(), if self.eigen { "★ eigen lijst".to_owned() } else { String::new() })
    }

    fn tells_faults(&self) -> bool {
        true
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
