//! An earlier answer of a walk of a casus is given anew, with its reason; the first one stays in the record.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{commit, gone, is_gone};
use crate::domain::casus::{Gelopen, answer, dossier, gelopen, herzien_form, herzien_line};
use crate::domain::gesprek::{Block, Effect, Msg};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::ui::keymap::Shown;
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::screens::page;
use crate::ui::widgets::{FormEvent, FormView, Pane, rows};

/// An earlier answer, given anew.
pub struct Herzien {
    casus: RecordId,
    nr: u32,
    at: usize,
    question: Vec<Block>,
    view: FormView,
    saving: bool,
}

fn walked(casus: RecordId, nr: u32, cx: &Ctx<'_>) -> Option<Gelopen> {
    let dossier = dossier(&cx.kluis.model, casus)?;
    let of = dossier.lopen.iter().find(|of| of.nr == nr)?;
    gelopen(&dossier, of, &cx.kluis.model, cx.reader).ok()
}

/// The form for an earlier answer.
pub fn open(casus: RecordId, nr: u32, at: usize, cx: &Ctx<'_>) -> Box<dyn Screen> {
    let found = walked(casus, nr, cx).and_then(|gelopen| gelopen.walk.steps().get(at).cloned());
    let Some(step) = found else { return Box::new(page::Page::new("Casus".to_owned(), Vec::new())) };
    let (form, draft) = herzien_form(&step);
    Box::new(Herzien {
        casus,
        nr,
        at,
        question: vec![Block::Strong(step.spot.knoop().prompt().to_owned()), Block::Gap],
        view: FormView::new(form, draft),
        saving: false,
    })
}

impl Herzien {
    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(dossier) = dossier(&cx.kluis.model, self.casus) else { return gone() };
        let Some(gelopen) = walked(self.casus, self.nr, cx) else { return vec![Effect::Close] };
        let Some(of) = dossier.lopen.iter().find(|of| of.nr == self.nr) else { return vec![Effect::Close] };
        let Some(step) = gelopen.walk.steps().get(self.at) else { return vec![Effect::Close] };
        match herzien_line(step, &self.view.answers()) {
            Ok((given, reden)) => {
                let effects = commit(answer(&dossier, of, &gelopen.walk, given, &reden, cx.now), cx);
                self.saving = matches!(effects.as_slice(), [Effect::Kluis(_)]);
                effects
            }
            Err(faults) => {
                self.view.refuse(faults);
                Vec::new()
            }
        }
    }

    fn areas(&self, area: Rect, look: &Look) -> (Rect, Rect) {
        let high = rows(&self.question, area.width.saturating_sub(2), look).len();
        let high = u16::try_from(high).unwrap_or(4).min(area.height / 3);
        (Rect { height: high, ..area }, Rect { y: area.y + high, height: area.height - high, ..area })
    }
}

impl Screen for Herzien {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            _ if is_gone(self.casus, msg, cx) => return gone(),
            Msg::Kluis(KluisNews::Committed) if std::mem::take(&mut self.saving) => return vec![Effect::Close],
            Msg::Failed(fault) => {
                self.saving = false;
                return vec![told(fault)];
            }
            _ => {}
        }
        match self.view.update(msg, cx) {
            FormEvent::Submit => self.submit(cx),
            FormEvent::Leave if self.view.may_leave() => vec![Effect::Close],
            FormEvent::Leave | FormEvent::Changed | FormEvent::FocusMoved | FormEvent::Nothing => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let (question, form) = self.areas(area, look);
        Pane::default().draw(&rows(&self.question, area.width.saturating_sub(2), look), question, buf, look);
        self.view.draw(form, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Antwoord opnieuw geven".to_owned(), "het eerste blijft staan".to_owned())
    }

    fn keys(&self) -> Vec<Shown> {
        self.view.keys()
    }

    fn typing(&self) -> bool {
        self.view.typing()
    }
}
