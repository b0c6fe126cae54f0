//! Destroying a casus here: what goes, what that does not guarantee, and a last look before it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{gone, is_gone};
use crate::domain::casus::{Dossier, Stand, dossier, vernietigen_form, vernietigen_line};
use crate::domain::gesprek::{Block, Draft, Effect, Key, Msg, Route, bewaartermijnen_page, findings_page};
use crate::domain::kluis::{KluisAct, KluisNews, KluisState, RecordId};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::STILL_BUSY;
use crate::ui::widgets::{FormEvent, FormView, Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Overdragen,
    Termijnen,
}

/// Besides the keys of the form.
pub const TOETSEN: Keymap<Vernietigen, Doet> =
    &[bind(&[Key::F(3)], Doet::Overdragen, "eerst afdrukken"), bind(&[Key::F(4)], Doet::Termijnen, "bewaartermijnen")];

/// Destroying a casus here.
pub struct Vernietigen {
    casus: RecordId,
    code: String,
    view: FormView,
    intro: Vec<Block>,
}

impl Vernietigen {
    /// The last look at a casus.
    pub fn new(casus: RecordId, cx: &Ctx<'_>) -> Vernietigen {
        let dossier = dossier(&cx.kluis.model, casus);
        let code = dossier.as_ref().map(Dossier::code).unwrap_or_default();
        // Neither why nor how far is a default that one passes by.
        let draft = Draft::default();
        Vernietigen { casus, view: FormView::new(vernietigen_form(&code), draft), intro: intro(dossier.as_ref()), code }
    }

    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(dossier) = dossier(&cx.kluis.model, self.casus) else { return gone() };
        let (rule, purge) = match vernietigen_line(&self.view.answers(), &dossier, cx.today()) {
            Ok(chosen) => chosen,
            Err(faults) => {
                self.view.refuse(faults);
                return Vec::new();
            }
        };
        match (cx.kluis.state, cx.kluis.busy) {
            (KluisState::Open, None) => {
                vec![Effect::Kluis(KluisAct::DestroyCasus { casus: self.casus, rule, purge })]
            }
            (KluisState::Open, Some(_)) => vec![Effect::Say(STILL_BUSY.to_owned())],
            (KluisState::None | KluisState::Locked | KluisState::ReadOnly, _) => {
                vec![Effect::Say("De kluis is alleen om te lezen.".to_owned())]
            }
        }
    }

    fn areas(&self, area: Rect, look: &Look) -> (Rect, Rect) {
        let intro = rows(&self.intro, area.width.saturating_sub(2), look).len();
        let intro = u16::try_from(intro).unwrap_or(8).min(area.height / 2);
        (Rect { height: intro, ..area }, Rect { y: area.y + intro, height: area.height.saturating_sub(intro), ..area })
    }
}

fn intro(dossier: Option<&Dossier>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if dossier.is_some_and(|dossier| dossier.stand == Stand::Open) {
        blocks
            .push(Block::Danger("Deze casus is nog open. Sluit hem eerst, tenzij u hem per ongeluk begon.".to_owned()));
    }
    blocks.push(Block::Text(
        "Weg gaan: elke regel, elk concept en elke termijn van deze casus, en zijn sleutel. Dat is niet terug te draaien."
            .to_owned(),
    ));
    blocks.push(Block::Text(
        "Niet weg gaan: afdrukken en bestanden die u maakte, back-ups die u elders bewaart, wat een synchronisatiedienst \
         al meenam, en resten die een schijf zelf bewaart. In het logboek blijft: een willekeurig nummer, de dag en de reden."
            .to_owned(),
    ));
    blocks
}

impl Screen for Vernietigen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            _ if is_gone(self.casus, msg, cx) => return gone(),
            Msg::Kluis(KluisNews::Destroyed(report)) => {
                let page = Route::Page("Vernietigd".to_owned(), findings_page(report));
                return vec![Effect::Replace(page)];
            }
            Msg::Failed(fault) => return vec![told(fault)],
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Overdragen) => return vec![Effect::Open(Route::CasusAfdruk(self.casus))],
                Some(Doet::Termijnen) => {
                    let page =
                        cx.reader.bewaartermijnen().map(|file| bewaartermijnen_page(&file, false, &cx.settings.sector));
                    return vec![match page {
                        Ok(blocks) => Effect::Open(Route::Page("Bewaartermijnen".to_owned(), blocks)),
                        Err(fault) => told(&fault),
                    }];
                }
                None => {}
            },
            _ => {}
        }
        match self.view.update(msg, cx) {
            FormEvent::Submit => self.submit(cx),
            FormEvent::Leave => vec![Effect::Close],
            FormEvent::Changed | FormEvent::FocusMoved | FormEvent::Nothing => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let (intro, form) = self.areas(area, look);
        Pane::default().draw(&rows(&self.intro, area.width.saturating_sub(2), look), intro, buf, look);
        self.view.draw(form, buf, look);
    }

    fn header(&self) -> (String, String) {
        (format!("Casus {} vernietigen", self.code), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        let mut keys = self.view.keys();
        keys.extend(shown(TOETSEN, self));
        keys
    }

    fn typing(&self) -> bool {
        self.view.typing()
    }
}
