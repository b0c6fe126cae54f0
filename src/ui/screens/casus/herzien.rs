//! An earlier answer of a walk of a casus is given anew, with its reason; the first one stays in the record.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{commit, gone, is_asked, is_gone, with_walk};
use crate::domain::casus::{answer, concept, gelopen, herzien_form, herzien_line, keep_draft};
use crate::domain::gesprek::{Block, Effect, Msg};
use crate::domain::kluis::{Batch, Concept, KluisNews, Moment, RecordId};
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
    /// Whether the answer is kept as a line: there is no draft any more.
    done: bool,
    /// When something was typed or chosen last.
    touched: Moment,
}

/// Under which name the draft is kept.
pub const HERZIEN: &str = "herzien";
/// Where in its draft the place of the answer stands.
const PLACE: &str = "plek";

/// The form for an earlier answer.
pub fn open(casus: RecordId, nr: u32, at: usize, cx: &Ctx<'_>) -> Box<dyn Screen> {
    let found = with_walk(casus, nr, cx)
        .and_then(|(dossier, of)| gelopen(&dossier, &of, &cx.kluis.model, cx.reader).ok())
        .and_then(|gelopen| gelopen.walk.steps().get(at).cloned());
    let Some(step) = found else { return Box::new(page::Page::new("Casus".to_owned(), Vec::new())) };
    let (form, mut draft) = herzien_form(&step);
    let kept = concept(&cx.kluis.model, casus, HERZIEN, Some(nr));
    let kept = kept.filter(|kept| kept.velden.get(PLACE) == step.answer.knoop);
    if let Some(kept) = kept {
        draft = kept.velden.clone();
    }
    draft.set(PLACE, &step.answer.knoop);
    Box::new(Herzien {
        casus,
        nr,
        at,
        question: vec![Block::Strong(step.spot.knoop().prompt().to_owned()), Block::Gap],
        view: FormView::new(form, draft),
        saving: false,
        touched: cx.now,
        done: false,
    })
}

impl Herzien {
    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some((dossier, of)) = with_walk(self.casus, self.nr, cx) else { return gone() };
        let Ok(gelopen) = gelopen(&dossier, &of, &cx.kluis.model, cx.reader) else { return vec![Effect::Close] };
        let Some(step) = gelopen.walk.steps().get(self.at) else { return vec![Effect::Close] };
        match herzien_line(step, &self.view.answers()) {
            Ok((given, reden)) => {
                let draft = Concept::key(self.casus, HERZIEN, Some(self.nr));
                let batch = answer(&dossier, &of, &gelopen.walk, given, &reden, cx.now).and_delete(draft);
                let effects = commit(batch, cx);
                self.saving = is_asked(&effects);
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
            Msg::Kluis(KluisNews::Committed) if std::mem::take(&mut self.saving) => {
                self.done = true;
                return vec![Effect::Close];
            }
            Msg::Failed(fault) => {
                self.saving = false;
                return vec![told(fault)];
            }
            _ => {}
        }
        match self.view.update(msg, cx) {
            FormEvent::Submit => self.submit(cx),
            // What was typed is kept as a draft: going away loses nothing.
            FormEvent::Leave => vec![Effect::KeepDraft, Effect::Close],
            FormEvent::Changed => {
                self.touched = cx.now;
                Vec::new()
            }
            FormEvent::FocusMoved => vec![Effect::KeepDraft],
            FormEvent::Nothing => Vec::new(),
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

    fn draft(&self) -> Option<Batch> {
        let draft = || keep_draft(self.casus, HERZIEN, Some(self.nr), self.view.draft().clone(), self.touched);
        (!self.saving && !self.done && self.view.is_changed()).then(draft)
    }
}
