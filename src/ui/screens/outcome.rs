//! The outcome of a walk, or how far it came.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Document, Effect, Key, Msg, Route, report, summary_name, verder_met};
use crate::domain::walk::Walk;
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::open_tree;
use crate::ui::screens::walk::become_casus;
use crate::ui::widgets::{Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Afdrukken,
    Opslaan,
    Herzien,
    Terug,
    Verder,
    Klaar,
    Casus,
    Lezen,
}

pub const TOETSEN: Keymap<OutcomeScreen, Doet> = &[
    bind(&[Key::PageDown, Key::Char(' ')], Doet::Lezen, "blad verder"),
    bind(&[Key::Char('g'), Key::Enter], Doet::Verder, "andere checklist")
        .when(OutcomeScreen::leads_on, "deze uitkomst verwijst niet verder"),
    bind(&[Key::Char('p')], Doet::Afdrukken, "afdrukken"),
    bind(&[Key::Char('o')], Doet::Opslaan, "opslaan"),
    bind(&[Key::Char('c')], Doet::Casus, "casus maken"),
    bind(&[Key::Char('a')], Doet::Herzien, "herzien")
        .when(OutcomeScreen::done, "ga terug naar de vraag en kies daar a"),
    bind(&[Key::Left, Key::Esc], Doet::Terug, "terug"),
    bind(&[Key::Char('k')], Doet::Klaar, "klaar").when(OutcomeScreen::done, "u bent nog niet klaar met de vragen"),
    bind(&[Key::PageUp], Doet::Lezen, "blad terug"),
    bind(&[Key::Down], Doet::Lezen, "omlaag"),
    bind(&[Key::Up], Doet::Lezen, "omhoog"),
];

/// The outcome screen.
pub struct OutcomeScreen {
    walk: Walk,
    blocks: Vec<Block>,
    name: String,
    pane: Pane,
    leads_to: Option<String>,
    /// Whether the report was saved or printed.
    kept: bool,
    /// Whether leaving was asked for once.
    asked: bool,
}

impl OutcomeScreen {
    /// The outcome of a walk.
    pub fn new(walk: Walk, cx: &Ctx<'_>) -> OutcomeScreen {
        OutcomeScreen {
            blocks: report(&walk, cx.today()),
            name: summary_name(&walk, cx.today()),
            leads_to: walk
                .outcome()
                .and_then(|outcome| outcome.verder_met)
                .map(|id| verder_met(&id, cx.settings, cx.reader)),
            walk,
            pane: Pane::default(),
            kept: false,
            asked: false,
        }
    }

    fn leads_on(&self) -> bool {
        self.leads_to.is_some()
    }

    /// Nothing of a consult is stored, so leaving it asks once, unless it was saved or printed.
    fn finish(&mut self) -> Vec<Effect> {
        if self.kept || self.asked {
            return vec![Effect::Home];
        }
        self.asked = true;
        self.pane.home();
        Vec::new()
    }

    /// What is drawn: the report, under what leaving it asked. What is saved or printed is the report alone.
    fn shown(&self) -> Vec<Block> {
        let asks = self.asked && !self.kept;
        let asked =
            asks.then(|| Block::Danger("Er is niets bewaard. Nog een keer k: naar het startscherm.".to_owned()));
        asked.into_iter().chain(self.blocks.iter().cloned()).collect()
    }

    fn done(&self) -> bool {
        self.walk.open().is_none()
    }

    /// Back to the last question. An open walk still stands under this screen, as it was.
    fn back(&self) -> Effect {
        if !self.done() {
            return Effect::Close;
        }
        let mut walk = self.walk.clone();
        walk.back();
        Effect::Replace(Route::Walk(Box::new(walk)))
    }
}

impl Screen for OutcomeScreen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let count = rows(&self.shown(), cx.body.width.saturating_sub(2), &cx.look).len();
        let height = cx.body.height;
        match msg {
            Msg::Scroll(by) => self.pane.scroll(isize::from(*by), count, height),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Afdrukken) => return vec![Effect::Print(self.blocks.clone())],
                Some(Doet::Opslaan) => {
                    return vec![Effect::Open(Route::Save(self.name.clone(), Document::Page(self.blocks.clone())))];
                }
                Some(Doet::Herzien) => return vec![Effect::Replace(Route::Revise(Box::new(self.walk.clone())))],
                Some(Doet::Terug) => return vec![self.back()],
                Some(Doet::Verder) => return self.leads_to.iter().map(|id| open_tree(cx, id)).collect(),
                Some(Doet::Klaar) => return self.finish(),
                Some(Doet::Casus) => return become_casus(&self.walk, cx),
                Some(Doet::Lezen) => self.pane.moved(*key, count, height),
                None => {}
            },
            Msg::Saved(_) | Msg::Printed => self.kept = true,
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.pane.draw(&rows(&self.shown(), area.width.saturating_sub(2), look), area, buf, look);
    }

    fn header(&self) -> (String, String) {
        let what = if self.done() { "uitkomst" } else { "stand tot nu toe" };
        (format!("{} · {what}", self.walk.boom().kop().titel), "raadplegen · niets bewaard".to_owned())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
