//! A walk of a casus: every answer is kept when it is given, and what is on screen is folded from what is kept.

use super::{Mode, WalkScreen};
use crate::domain::casus::{
    Dossier, Formulier, Invullen, Toon, answer_from_list, concept, gelopen, keep_draft, tijdlijn, withdraw_answer,
};
use crate::domain::dates;
use crate::domain::gesprek::{Draft, Effect, Msg, Route, report};
use crate::domain::kluis::{Batch, Concept, KluisNews, Moment, RecordId};
use crate::domain::walk::{Answer, Walk};
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::casus::{gone, with_walk};
use crate::ui::screens::kluis::{commit, is_asked};
use crate::ui::screens::page;

/// The casus of a walk.
#[derive(Debug, Clone)]
pub struct InCasus {
    /// The casus.
    pub casus: RecordId,
    /// The line that began the walk.
    pub nr: u32,
    /// How the casus is called.
    pub name: String,
    /// The last lines of the casus, for the side of the screen.
    pub beside: Vec<String>,
    /// Whether something is being kept.
    saving: bool,
    /// The place of the answer that is taken back, to stand at it again.
    taken: Option<String>,
    /// When a signal was ticked last.
    touched: Moment,
    /// Whether ticks of the open question may be kept as a draft.
    ticked: bool,
}

/// The form under which ticks are kept that do not stand in an answer yet.
const TICKS: &str = "aanvinken";
/// Lines of the casus beside the walk.
const BESIDE: usize = 6;

/// The screen of a walk of a casus, or the page that says why it cannot be walked.
pub fn of_casus(casus: RecordId, nr: u32, cx: &Ctx<'_>) -> Box<dyn Screen> {
    let Some((dossier, of)) = with_walk(casus, nr, cx) else {
        return Box::new(page::Page::new("Casus".to_owned(), Vec::new()));
    };
    match gelopen(&dossier, &of, &cx.kluis.model, cx.reader) {
        Err(fault) => Box::new(page::fault(&fault)),
        Ok(gelopen) => {
            let mut screen = WalkScreen::new(gelopen.walk, cx.settings.rol);
            screen.in_casus = Some(InCasus {
                casus,
                nr,
                name: dossier.pseudoniem.clone(),
                beside: beside(&dossier),
                saving: false,
                taken: None,
                touched: cx.now,
                ticked: false,
            });
            screen.take_up_ticks(cx);
            if !gelopen.past_niet.is_empty() {
                let text =
                    "Niet elk antwoord in de casus past nog. Wat niet past, staat in de tijdlijn en telt niet mee.";
                screen.said = Some(text.to_owned());
            }
            if screen.turn.is_none() {
                screen.show_answers(screen.walk.steps().len().saturating_sub(1), cx);
            }
            Box::new(screen)
        }
    }
}

/// The last things in the casus, one line each.
fn beside(dossier: &Dossier) -> Vec<String> {
    let moments = tijdlijn(dossier, Toon::default());
    let last = moments.iter().rev().filter(|moment| !matches!(moment.soort, "begin" | "checklist"));
    last.take(BESIDE)
        .map(|moment| {
            let day = moment.wanneer.datum.map(dates::short).unwrap_or_default();
            format!("{} {}", day.split_once(' ').map_or(day.as_str(), |(_, day)| day), moment.soort)
        })
        .collect()
}

impl WalkScreen {
    /// Keeps an answer; it counts when it is kept.
    pub(super) fn keep_answer(&mut self, answer: Answer, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(of) = &self.in_casus else { return Vec::new() };
        let Some((dossier, kept)) = with_walk(of.casus, of.nr, cx) else { return gone() };
        let ticks = Concept::key(of.casus, TICKS, Some(of.nr));
        let batch = answer_from_list(&dossier, &kept, &self.walk, answer, ticks, cx.now);
        self.commit(batch, cx)
    }

    /// Takes the last answer back, as a line.
    pub(super) fn take_back(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(of) = &self.in_casus else { return Vec::new() };
        let Some((dossier, kept)) = with_walk(of.casus, of.nr, cx) else { return gone() };
        let Some(last) = self.walk.steps().last() else { return Vec::new() };
        let place = last.answer.knoop.clone();
        let Some(batch) = withdraw_answer(&dossier, &kept, &place, cx.now) else { return Vec::new() };
        let effects = self.commit(batch, cx);
        if let Some(of) = &mut self.in_casus {
            of.taken = of.saving.then_some(place);
        }
        effects
    }

    fn commit(&mut self, batch: Batch, cx: &Ctx<'_>) -> Vec<Effect> {
        let effects = commit(batch, cx);
        if let Some(of) = &mut self.in_casus {
            of.saving = is_asked(&effects);
        }
        effects
    }

    /// What the kluis says to a walk of a casus.
    pub(super) fn told(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(of) = &mut self.in_casus else { return Vec::new() };
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                of.beside.clear();
                Vec::new()
            }
            Msg::Kluis(KluisNews::Committed) if std::mem::take(&mut of.saving) => self.refresh(cx),
            Msg::Shown | Msg::Kluis(_) if cx.kluis.state.is_open() => self.refresh(cx),
            Msg::Failed(fault) => {
                of.saving = false;
                self.said = Some(format!("Niet bewaard. {} {}", fault.wat, fault.advies));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Folds the walk anew from what is kept. The question on screen stays where it is when it is still the open one.
    fn refresh(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(of) = &mut self.in_casus else { return Vec::new() };
        let (casus, nr) = (of.casus, of.nr);
        let Some((dossier, kept)) = with_walk(casus, nr, cx) else { return gone() };
        let Ok(gelopen) = gelopen(&dossier, &kept, &cx.kluis.model, cx.reader) else { return vec![Effect::Close] };
        of.beside = beside(&dossier);
        let taken = of.taken.take();
        let same = self.walk == gelopen.walk;
        let before = std::mem::replace(&mut self.walk, gelopen.walk);
        if same {
            return Vec::new();
        }
        of.ticked = false;
        self.ask();
        if let (Some(taken), Some(turn)) = (taken, &self.turn) {
            let was = before.steps().iter().find(|step| step.answer.knoop == taken).map(|step| step.answer.clone());
            if let Some(was) = was.filter(|was| was.knoop == turn.path) {
                self.chosen = turn.choices.iter().position(|choice| choice.id == was.antwoord).unwrap_or(0);
                self.ticks.insert(was.knoop, was.aangevinkt);
            }
        }
        if self.turn.is_none() {
            return vec![self.outcome_page(cx)];
        }
        Vec::new()
    }

    /// The outcome, in the place of the walk.
    fn outcome_page(&self, cx: &Ctx<'_>) -> Effect {
        Effect::Replace(Route::Page(self.page_title("uitkomst"), report(&self.walk, cx.today())))
    }

    pub(super) fn page_title(&self, what: &str) -> String {
        let name = self.in_casus.as_ref().map(|of| of.name.as_str()).unwrap_or_default();
        format!("{name} · {what}")
    }

    /// How far the walk came, as a page over it.
    pub(super) fn standing(&self, walk: &Walk, cx: &Ctx<'_>) -> Effect {
        Effect::Open(Route::Page(self.page_title("stand tot nu toe"), report(walk, cx.today())))
    }

    /// Asks for an earlier answer anew, with its reason.
    pub(super) fn answer_anew(&self, at: usize) -> Vec<Effect> {
        let Some(of) = &self.in_casus else { return Vec::new() };
        vec![Effect::Open(Route::CasusHerzien(of.casus, of.nr, at))]
    }

    /// The note form and the record, from the walk.
    pub(super) fn note(&self) -> Vec<Effect> {
        let Some(of) = &self.in_casus else { return Vec::new() };
        vec![Effect::Open(Route::CasusFormulier(Invullen::of(of.casus, Formulier::Notitie, None)))]
    }

    pub(super) fn record(&self) -> Vec<Effect> {
        self.in_casus.as_ref().map(|of| Effect::Open(Route::Casus(of.casus, None))).into_iter().collect()
    }

    /// Signals that were ticked before the program ended, and do not stand in an answer yet.
    fn take_up_ticks(&mut self, cx: &Ctx<'_>) {
        let Some(of) = &self.in_casus else { return };
        let kept = concept(&cx.kluis.model, of.casus, TICKS, Some(of.nr));
        if let (Some(kept), Some(turn)) = (kept, &self.turn) {
            let ticks: Vec<String> = kept.velden.ticked(&turn.path).map(str::to_owned).collect();
            if !ticks.is_empty() {
                self.ticks.insert(turn.path.clone(), ticks);
                if let Some(of) = &mut self.in_casus {
                    of.ticked = true;
                }
            }
        }
    }

    /// A signal was ticked, or no longer is.
    pub(super) fn ticks_touched(&mut self, cx: &Ctx<'_>) {
        if let Some(of) = &mut self.in_casus {
            of.touched = cx.now;
            of.ticked = true;
        }
    }

    /// What keeps the ticks of the open turn.
    pub(super) fn ticks_draft(&self) -> Option<Batch> {
        let (of, turn) = (self.in_casus.as_ref()?, self.turn.as_ref()?);
        let ticked = match &self.mode {
            Mode::Ticking(ticking) => ticking.ticked(),
            Mode::Asking | Mode::Answers(_) | Mode::Revising(_) | Mode::Leaving => self.ticked(),
        };
        if of.saving || ticked.is_empty() && !of.ticked {
            return None;
        }
        // A tick that was taken away does not come back by itself.
        if ticked.is_empty() {
            return Some(Batch::delete(Concept::key(of.casus, TICKS, Some(of.nr))));
        }
        let mut draft = Draft::default();
        draft.set(&turn.path, &ticked.join(" "));
        Some(keep_draft(of.casus, TICKS, Some(of.nr), draft, of.touched))
    }

    /// Whether the walk belongs to a casus.
    pub(super) fn is_of_casus(&self) -> bool {
        self.in_casus.is_some()
    }
}
