//! A new casus, or a consult that becomes one: how it is called, the sector, the role.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{commit, is_asked};
use crate::domain::casus::{begin, dossiers, nieuw_form, nieuw_line, past};
use crate::domain::gesprek::{Block, Draft, Effect, Msg, Route, SECTOREN};
use crate::domain::herkenbaar::recognise_in_label;
use crate::domain::kluis::KluisNews;
use crate::domain::pseudoniem::propose;
use crate::domain::walk::Walk;
use crate::ui::keymap::Shown;
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::widgets::{FormEvent, FormView, Pane, rows};

/// A new casus.
pub struct Nieuw {
    view: FormView,
    consult: Option<Walk>,
    help: Vec<Block>,
    saving: bool,
}

impl Nieuw {
    /// A new casus, with the consult that becomes part of it.
    pub fn new(consult: Option<Walk>, cx: &Ctx<'_>) -> Nieuw {
        let known = dossiers(&cx.kluis.model);
        let taken: Vec<&str> = known.iter().map(|dossier| dossier.pseudoniem.as_str()).collect();
        let mut draft = Draft::default();
        draft.set("pseudoniem", &propose(cx.now.seed(), &taken));
        draft.set("sector", &cx.settings.sector);
        draft.set("rol", "aandachtsfunctionaris");
        let mut screen =
            Nieuw { view: FormView::new(nieuw_form(&SECTOREN), draft), consult, help: Vec::new(), saving: false };
        screen.look_at_name(cx);
        screen
    }

    /// What in the name points to a person, and whether there is a casus that is called so.
    fn look_at_name(&mut self, cx: &Ctx<'_>) {
        let answers = self.view.answers();
        let name = answers.get("pseudoniem").trim();
        let mut help = Vec::new();
        if let Some(found) = recognise_in_label(name).first() {
            help.push(Block::Danger(found.wat.reden().to_owned()));
        }
        let same = dossiers(&cx.kluis.model).into_iter().find(|dossier| !name.is_empty() && past(dossier, name));
        if let Some(same) = same {
            let text = format!(
                "Er is al een casus {} ({}). Is het dezelfde? Ga dan daar verder.",
                same.pseudoniem,
                same.code()
            );
            help.push(Block::Strong(text));
        }
        help.push(Block::Muted(
            "De naam is alleen voor u. Een echte naam, nummer of geboortedatum hoort hier niet.".to_owned(),
        ));
        if self.consult.is_some() {
            help.push(Block::Muted("Uw antwoorden uit het raadplegen komen in de casus.".to_owned()));
        }
        self.help = help;
    }

    /// Back to the consult as it was, when there is one.
    fn back(&self) -> Effect {
        match &self.consult {
            Some(walk) if walk.open().is_some() => Effect::Replace(Route::Walk(Box::new(walk.clone()))),
            Some(walk) => Effect::Replace(Route::Outcome(Box::new(walk.clone()))),
            None => Effect::Close,
        }
    }

    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        match nieuw_line(&self.view.answers(), cx.today()) {
            Ok((name, sector, rol)) => {
                let effects = commit(begin(&name, &sector, rol, self.consult.as_ref(), cx.now), cx);
                self.saving = is_asked(&effects);
                effects
            }
            Err(faults) => {
                self.view.refuse(faults);
                Vec::new()
            }
        }
    }

    /// The casus that was made: the newest one with this name.
    fn made(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        let answers = self.view.answers();
        let name = answers.get("pseudoniem").trim();
        let mut found: Vec<_> =
            dossiers(&cx.kluis.model).into_iter().filter(|dossier| dossier.pseudoniem == name).collect();
        found.sort_by_key(|dossier| dossier.begonnen);
        match found.last() {
            Some(dossier) => vec![Effect::Replace(Route::Casus(dossier.id, None))],
            None => vec![Effect::Close],
        }
    }

    fn areas(&self, area: Rect, look: &Look) -> (Rect, Rect) {
        let help = rows(&self.help, area.width.saturating_sub(2), look).len();
        let help = u16::try_from(help).unwrap_or(5).min(area.height / 2);
        let form = area.height - help;
        (Rect { height: form, ..area }, Rect { y: area.y + form, height: help, ..area })
    }
}

impl Screen for Nieuw {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Committed) if std::mem::take(&mut self.saving) => return self.made(cx),
            Msg::Failed(fault) => {
                self.saving = false;
                return vec![told(fault)];
            }
            _ => {}
        }
        match self.view.update(msg, cx) {
            FormEvent::Submit => self.submit(cx),
            FormEvent::Leave if self.view.may_leave() => vec![self.back()],
            FormEvent::Changed => {
                self.look_at_name(cx);
                Vec::new()
            }
            FormEvent::Leave | FormEvent::FocusMoved | FormEvent::Nothing => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let (form, help) = self.areas(area, look);
        self.view.draw(form, buf, look);
        Pane::default().draw(&rows(&self.help, area.width.saturating_sub(2), look), help, buf, look);
    }

    fn header(&self) -> (String, String) {
        let title = if self.consult.is_some() { "Casus maken van dit raadplegen" } else { "Nieuwe casus" };
        (title.to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        self.view.keys()
    }

    fn typing(&self) -> bool {
        self.view.typing()
    }

    fn holds(&self) -> bool {
        self.consult.is_some()
    }
}
