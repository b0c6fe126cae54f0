//! A group: when it meets, whose turn it is, what was agreed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{actie_tekst, afvinken, zonder_kluis};
use crate::domain::dates;
use crate::domain::gesprek::{Block, Document, Effect, Key, Msg, Route};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::domain::sessie::Sessie;
use crate::domain::sessie::groep::{
    Groep, OpenActie, acties_nu, agenda, beurt, bijeenkomst_tekst, gebracht, groep, jaarnaam, sessies,
    volgende_bijeenkomst, wijzig,
};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::kluis::commit_saying;
use crate::ui::widgets::{Menu, MenuItem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Afvinken,
    Sessie,
    Gebracht,
    Wijzigen,
    Agenda,
    Jaar,
    Bewegen,
    Terug,
}

const GONE: &str = "de kluis is niet open";

pub const TOETSEN: Keymap<GroepScherm, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "kiezen").when(GroepScherm::has_any, "er staat hier niets"),
    bind(&[Key::Char('n')], Doet::Sessie, "nieuwe sessie").when(GroepScherm::is_there, GONE),
    bind(&[Key::Char('v')], Doet::Afvinken, "afvinken").when(GroepScherm::at_actie, "er is geen actie gekozen"),
    bind(&[Key::Char('c')], Doet::Wijzigen, "groep wijzigen").when(GroepScherm::is_there, GONE),
    bind(&[Key::Char('g')], Doet::Gebracht, "beurt gehad")
        .when(GroepScherm::has_turn, "er staat nog niet wie een casus inbrengt"),
    bind(&[Key::Char('i')], Doet::Agenda, "agendabestand")
        .when(GroepScherm::has_dates, "er is nog geen bijeenkomst gepland"),
    bind(&[Key::Char('j')], Doet::Jaar, "jaaroverzicht").when(GroepScherm::is_there, GONE),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// What a row does.
#[derive(Clone, PartialEq)]
enum Goal {
    Actie(OpenActie),
    Open(Route),
}

/// A group.
pub struct GroepScherm {
    id: RecordId,
    groep: Option<Groep>,
    menu: Menu<Goal>,
    /// Whether the lock covers it: what is chosen stays.
    covered: bool,
}

impl GroepScherm {
    /// The group with this id.
    pub fn new(id: RecordId, cx: &Ctx<'_>) -> GroepScherm {
        let mut screen = GroepScherm { id, groep: None, menu: Menu::under_field(), covered: false };
        screen.refresh(cx);
        screen
    }

    fn is_there(&self) -> bool {
        self.groep.is_some()
    }

    fn has_any(&self) -> bool {
        self.menu.value().is_some()
    }

    fn at_actie(&self) -> bool {
        matches!(self.menu.value(), Some(Goal::Actie(_)))
    }

    fn has_turn(&self) -> bool {
        self.groep.as_ref().is_some_and(|groep| groep.beurten.len() > 1)
    }

    fn has_dates(&self) -> bool {
        self.groep.as_ref().is_some_and(|groep| !groep.bijeenkomsten.is_empty())
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        self.covered &= !cx.kluis.state.is_open();
        if self.covered {
            return;
        }
        let model = &cx.kluis.model;
        self.groep = groep(model, self.id).cloned();
        let mut items = Vec::new();
        if let Some((said, label, route)) = zonder_kluis(cx.kluis.state) {
            self.menu.intro = vec![said, Block::Gap];
            items.push(MenuItem { label: label.to_owned(), value: Goal::Open(route) });
        } else if let Some(groep) = &self.groep {
            let acties = acties_nu(model, Some(self.id), cx.today());
            self.menu.intro = intro(groep, acties.is_empty(), cx);
            let acties = acties.into_iter();
            items.extend(acties.map(|one| MenuItem { label: actie_tekst(&one, cx), value: Goal::Actie(one) }));
            items.extend(self.pages(groep, cx));
        } else {
            self.menu.intro = vec![Block::Text("Deze groep is er niet meer.".to_owned())];
        }
        self.menu.renew_items(items, cx.body, &cx.look);
    }

    /// The rows that open a page: the planned meetings and the sessions that were held.
    fn pages(&self, groep: &Groep, cx: &Ctx<'_>) -> Vec<MenuItem<Goal>> {
        let page = |label: String, title: &str, blocks: Vec<Block>| {
            let value = Goal::Open(Route::Page(title.to_owned(), blocks));
            MenuItem { label, value }
        };
        let mut rows = Vec::new();
        if !groep.bijeenkomsten.is_empty() {
            let mut sorted: Vec<_> = groep.bijeenkomsten.iter().collect();
            sorted.sort_by_key(|one| (one.datum, one.tijd));
            let blocks = sorted.iter().map(|one| Block::Point(bijeenkomst_tekst(one))).collect();
            let label = format!("Alle geplande bijeenkomsten ({})", sorted.len());
            rows.push(page(label, "Bijeenkomsten", blocks));
        }
        let held = sessies(&cx.kluis.model, Some(self.id));
        if !held.is_empty() {
            let blocks = held.iter().map(|(_, held)| Block::Point(sessie_tekst(held))).collect();
            rows.push(page(format!("Gehouden sessies ({})", held.len()), "Gehouden sessies", blocks));
        }
        rows
    }

    fn go(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        match self.menu.value() {
            Some(Goal::Actie(one)) => afvinken(one, cx),
            Some(Goal::Open(route)) => vec![Effect::Open(route.clone())],
            None => Vec::new(),
        }
    }

    /// Who had the turn goes to the end; nothing says what was brought.
    fn turn(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(after) = self.groep.as_ref().map(gebracht) else { return Vec::new() };
        let said = beurt(&after).map(|who| format!("Nu aan de beurt: {who}.")).unwrap_or_default();
        commit_saying(wijzig(self.id, after), said, cx)
    }

    fn calendar(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        let meetings = agenda(&cx.kluis.model, Some(self.id));
        let name = format!("{}.ics", jaarnaam(&cx.kluis.model, Some(self.id), cx.today().year()));
        vec![Effect::Open(Route::Save(name, Document::Bijeenkomsten(meetings, cx.now.stamp)))]
    }
}

/// What stands above the actions: when the group meets, and whose turn it is.
fn intro(groep: &Groep, nothing_open: bool, cx: &Ctx<'_>) -> Vec<Block> {
    let today = cx.today();
    let mut blocks = Vec::new();
    if groep.gestopt {
        blocks.push(Block::Muted("Deze groep is gestopt.".to_owned()));
    }
    let next = volgende_bijeenkomst(groep, today);
    let when = next.map_or_else(|| "nog niet gepland".to_owned(), bijeenkomst_tekst);
    blocks.push(Block::Pair("Bijeenkomst".to_owned(), when));
    let who = beurt(groep).unwrap_or("nog niet ingevuld");
    blocks.push(Block::Pair("Aan de beurt".to_owned(), who.to_owned()));
    if let Some(then) = groep.beurten.get(1) {
        blocks.push(Block::Pair("Daarna".to_owned(), then.clone()));
    }
    blocks.push(Block::Gap);
    blocks.push(match nothing_open {
        true => Block::Muted("Er staan geen acties open.".to_owned()),
        false => Block::Heading("Acties".to_owned()),
    });
    blocks
}

/// A session that was held: method, minutes and how many came. Nothing of the case stands beside it.
fn sessie_tekst(held: &Sessie) -> String {
    let people = if held.aantal == 1 { "1 mens".to_owned() } else { format!("{} mensen", held.aantal) };
    format!(
        "{}: {} {}, {} min (gepland {}), {people}",
        dates::long(held.datum),
        held.code,
        held.werkvorm,
        held.werkelijk,
        held.gepland
    )
}

impl Screen for GroepScherm {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.covered = true;
                self.groep = None;
                self.menu.intro.clear();
                self.menu.clear();
            }
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Kiezen | Doet::Afvinken) => return self.go(cx),
                Some(Doet::Sessie) => return vec![Effect::Open(Route::SessieVoorbereiden(Some(self.id)))],
                Some(Doet::Gebracht) => return self.turn(cx),
                Some(Doet::Wijzigen) => return vec![Effect::Open(Route::GroepFormulier(Some(self.id)))],
                Some(Doet::Agenda) => return self.calendar(cx),
                Some(Doet::Jaar) => {
                    return vec![Effect::Open(Route::Jaaroverzicht(Some(self.id), cx.today().year()))];
                }
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Bewegen) => {
                    self.menu.moved(*key, cx.body, &cx.look);
                }
                None => {}
            },
            Msg::Click(hit) => {
                if let Some(at) = self.menu.hit(hit.row, cx.body, &cx.look) {
                    self.menu.choose(at, cx.body, &cx.look);
                    // A click chooses an action: ticking one by mistake would say that it is done.
                    return if self.at_actie() { Vec::new() } else { self.go(cx) };
                }
            }
            Msg::Scroll(by) => {
                self.menu.moved(if *by > 0 { Key::Down } else { Key::Up }, cx.body, &cx.look);
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.menu.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        let code = self.groep.as_ref().map_or_else(|| "Groep".to_owned(), |groep| groep.code.clone());
        let count = self.groep.as_ref().filter(|groep| groep.aantal > 0);
        (code, count.map(|groep| format!("{} mensen", groep.aantal)).unwrap_or_default())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
