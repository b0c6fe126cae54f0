//! A walk: steps on the left, the question and its answers in the middle, explanation on demand.
//!
//! ```text
//! ✓ vooraf      │ 4 Wegen                        Afweging 2 van 5
//! ▸ 4 wegen     │ Is er volgens u acute of structurele onveiligheid?
//!               │  ▸ 1  Ja
//!               │    2  Nee
//!               │ Acuut: iemand is nu of de komende dagen niet veilig.
//! ```

mod in_casus;
mod keys;
mod view;

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::boom::VERDER;
use crate::domain::gesprek::{Block, Effect, Hit, Key, Msg, Route, Turn, version_line, why_here, woord_page};
use crate::domain::inhoud::Rol;
use crate::domain::kluis::{Batch, KluisState};
use crate::domain::walk::{Answer, Walk};
use crate::ui::keymap::{Shown, action, digit, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::widgets::{Pane, Ticking};
pub use in_casus::of_casus;
pub use keys::{AANVINKEN, ANTWOORDEN, VRAAG, WEGGAAN};
use keys::{Aanvinken, Antwoorden, Vraag, Weggaan};

/// What the walk screen is doing.
#[derive(Debug, Clone)]
enum Mode {
    /// Asking the open question.
    Asking,
    /// Ticking signals in one of the turn's lists.
    Ticking(Box<Ticking>),
    /// Choosing an earlier answer to give anew.
    Answers(usize),
    /// Answering an earlier question anew; its position in the walk.
    Revising(usize),
    /// Asking whether to leave a walk that is not stored.
    Leaving,
}

/// The walk screen.
pub struct WalkScreen {
    walk: Walk,
    rol: Rol,
    /// What is asked now; `None` only when the walk is over and the outcome is about to be shown.
    turn: Option<Turn>,
    mode: Mode,
    chosen: usize,
    /// Ticked signals by the path of their turn: they stay ticked while the walk goes back and forth.
    ticks: HashMap<String, Vec<String>>,
    explained: bool,
    pane: Pane,
    /// What became of later answers after one was given anew.
    said: Option<String>,
    /// The casus that it belongs to; nothing when it is a consult.
    in_casus: Option<in_casus::InCasus>,
}

impl WalkScreen {
    /// A walk at its open question, for somebody in this role.
    pub fn new(walk: Walk, rol: Rol) -> WalkScreen {
        WalkScreen {
            turn: Turn::of(&walk, rol),
            walk,
            rol,
            mode: Mode::Asking,
            chosen: 0,
            ticks: HashMap::new(),
            explained: false,
            pane: Pane::default(),
            said: None,
            in_casus: None,
        }
    }

    /// A walk at the list of its answers.
    pub fn at_answers(walk: Walk, cx: &Ctx<'_>) -> WalkScreen {
        let last = walk.steps().len().saturating_sub(1);
        let mut screen = WalkScreen::new(walk, cx.settings.rol);
        screen.show_answers(last, cx);
        screen
    }

    /// Shows the answers given, with this one under the cursor and in sight.
    fn show_answers(&mut self, at: usize, cx: &Ctx<'_>) {
        self.mode = Mode::Answers(at);
        self.pane.home();
        let area = self.window(cx);
        self.pane.reveal(&self.rows(area.width, &cx.look), at, area.height);
    }

    /// Ticked signals of the turn on screen.
    fn ticked(&self) -> &[String] {
        let ticks = self.turn.as_ref().and_then(|turn| self.ticks.get(&turn.path));
        ticks.map_or(&[], Vec::as_slice)
    }

    /// How many rows can be chosen: answers, or lists with *verder* before them.
    fn choices(&self) -> usize {
        self.turn.as_ref().map_or(0, |turn| turn.choices.len() + turn.lists.len())
    }

    fn has_explanation(&self) -> bool {
        self.turn.as_ref().is_some_and(|turn| !turn.explain.is_empty())
    }

    fn has_terms(&self) -> bool {
        self.turn.as_ref().is_some_and(|turn| !turn.terms.is_empty())
    }

    fn has_answers(&self) -> bool {
        !self.walk.steps().is_empty()
    }

    /// While an earlier answer is given anew, the walk has no state to show.
    fn may_sum_up(&self) -> bool {
        self.has_answers() && !matches!(self.mode, Mode::Revising(_))
    }

    fn may_become_casus(&self) -> bool {
        self.has_answers() && !self.is_of_casus()
    }

    fn may_go_back(&self) -> bool {
        matches!(self.mode, Mode::Revising(_)) || self.has_answers()
    }

    /// Shows the open question afresh.
    fn ask(&mut self) {
        self.turn = Turn::of(&self.walk, self.rol);
        self.mode = Mode::Asking;
        self.chosen = 0;
        self.explained = false;
        self.pane.home();
    }

    /// Carries out the chosen row: an answer, or opening a list of signals.
    fn choose(&mut self, at: usize, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(turn) = &self.turn else { return Vec::new() };
        self.chosen = at;
        match turn.choices.get(at) {
            Some(choice) => {
                let aangevinkt = self.ticked().to_vec();
                let answer = Answer { knoop: turn.path.clone(), antwoord: choice.id.clone(), aangevinkt };
                if self.is_of_casus() { self.keep_answer(answer, cx) } else { self.give(answer) }
            }
            None => {
                if let Some(list) = turn.lists.get(at - turn.choices.len()) {
                    let mut list = list.clone();
                    list.intro.insert(0, Block::Title(list.titel.clone()));
                    self.mode = Mode::Ticking(Box::new(Ticking::new(list, self.ticked().to_vec())));
                }
                Vec::new()
            }
        }
    }

    fn give(&mut self, answer: Answer) -> Vec<Effect> {
        let given = match self.mode {
            Mode::Revising(at) => self.walk.revise(at, answer).map(|revision| {
                self.said = Some(view::revision_text(&revision));
            }),
            Mode::Asking | Mode::Ticking(_) | Mode::Answers(_) | Mode::Leaving => {
                let given = self.walk.answer(answer);
                self.said = view::resumed_text(self.walk.resume());
                given
            }
        };
        match given {
            Ok(()) => {
                self.ask();
                if self.turn.is_none() {
                    let outcome = Effect::Replace(Route::Outcome(Box::new(self.walk.clone())));
                    return std::iter::once(outcome).chain(self.said.take().map(Effect::Say)).collect();
                }
            }
            // The table offers only answers of the turn, so this cannot come from a key.
            Err(misfit) => self.said = Some(format!("{misfit}.")),
        }
        Vec::new()
    }

    fn back(&mut self, cx: &Ctx<'_>) {
        self.said = None;
        if let Mode::Revising(at) = self.mode {
            self.call_off(at, cx);
            return;
        }
        let taken = self.walk.back();
        self.ask();
        if let (Some(taken), Some(turn)) = (taken, &self.turn) {
            self.chosen = turn.choices.iter().position(|choice| choice.id == taken.antwoord).unwrap_or(0);
            self.ticks.insert(taken.knoop, taken.aangevinkt);
        }
    }

    /// The answer stays as it was: back to the open question, or to the answers when the walk is over.
    fn call_off(&mut self, at: usize, cx: &Ctx<'_>) {
        self.ask();
        if self.turn.is_none() {
            self.show_answers(at, cx);
        }
    }

    /// The walk as it stood when the question on screen was asked.
    fn as_asked(&self) -> Walk {
        let mut walk = self.walk.clone();
        if let Mode::Revising(at) = self.mode {
            while walk.steps().len() > at {
                walk.back();
            }
        }
        walk
    }

    fn revise(&mut self, at: usize) {
        let Some(step) = self.walk.steps().get(at) else { return };
        let turn = Turn::at(&step.spot, at + 1, self.rol);
        self.chosen = turn.choices.iter().position(|choice| choice.id == step.answer.antwoord).unwrap_or(0);
        self.ticks.insert(turn.path.clone(), step.answer.aangevinkt.clone());
        self.turn = Some(turn);
        self.mode = Mode::Revising(at);
        self.explained = false;
        self.pane.home();
    }

    fn terms(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        let (Some(turn), Ok(list)) = (&self.turn, cx.reader.woordenlijst()) else { return Vec::new() };
        let mut blocks = Vec::new();
        for woord in list.inhoud.woorden.iter().filter(|woord| turn.terms.contains(&woord.id)) {
            if !blocks.is_empty() {
                blocks.push(Block::Gap);
            }
            blocks.extend(woord_page(&list, woord));
        }
        vec![Effect::Open(Route::Page("Woorden bij deze vraag".to_owned(), blocks))]
    }

    fn asked(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        match action(VRAAG, self, key) {
            Some(Vraag::Nummer) if digit(key) < self.choices() => return self.choose(digit(key), cx),
            Some(Vraag::Nummer) => {}
            Some(Vraag::Verder) => return self.choose(self.chosen, cx),
            Some(Vraag::Omlaag) => self.step(1, cx),
            Some(Vraag::Omhoog) => self.step(-1, cx),
            Some(Vraag::BladOmlaag) => self.scroll(isize::try_from(self.window(cx).height).unwrap_or(10) - 2, cx),
            Some(Vraag::BladOmhoog) => self.scroll(2 - isize::try_from(self.window(cx).height).unwrap_or(10), cx),
            Some(Vraag::Terug) if self.is_of_casus() => return self.take_back(cx),
            Some(Vraag::Terug) => self.back(cx),
            Some(Vraag::Uitleg) => self.explain(cx),
            Some(Vraag::Waarom) => {
                let blocks = why_here(&self.as_asked());
                return vec![Effect::Open(Route::Page("Waarom deze vraag".to_owned(), blocks))];
            }
            Some(Vraag::Woorden) => return self.terms(cx),
            Some(Vraag::Antwoorden) => self.show_answers(self.walk.steps().len().saturating_sub(1), cx),
            Some(Vraag::Stand) => return vec![self.summary(cx)],
            Some(Vraag::Notitie) => return self.note(),
            Some(Vraag::Dossier) => return self.record(),
            Some(Vraag::Casus) => return become_casus(&self.walk, cx),
            Some(Vraag::Weg) => return self.leave(cx),
            None => {}
        }
        Vec::new()
    }

    /// A walk without answers closes at once; anything else asks, because nothing of it is stored.
    fn leave(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        if let Mode::Revising(at) = self.mode {
            self.call_off(at, cx);
            return Vec::new();
        }
        if !self.has_answers() || self.is_of_casus() {
            return vec![Effect::Close];
        }
        self.mode = Mode::Leaving;
        Vec::new()
    }

    fn ticking(&mut self, key: Key, cx: &Ctx<'_>) {
        let Mode::Ticking(ticking) = &mut self.mode else { return };
        match action(AANVINKEN, &(), key) {
            Some(Aanvinken::Zetten) => {
                ticking.toggle();
                self.ticks_touched(cx);
            }
            Some(Aanvinken::Bewegen) => ticking.moved(key, view::main_area(cx.body), &cx.look),
            Some(Aanvinken::Klaar) => self.stop_ticking(),
            None => {}
        }
    }

    fn stop_ticking(&mut self) {
        if let (Mode::Ticking(ticking), Some(turn)) = (&self.mode, &self.turn) {
            self.ticks.insert(turn.path.clone(), ticking.ticked().to_vec());
        }
        // Revising a list keeps its place in the walk: its turn carries the path of an earlier node.
        let at = self
            .walk
            .steps()
            .iter()
            .position(|step| Some(&step.answer.knoop) == self.turn.as_ref().map(|turn| &turn.path));
        self.mode = at.map_or(Mode::Asking, Mode::Revising);
    }

    fn answers(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        let Mode::Answers(at) = self.mode else { return Vec::new() };
        let last = self.walk.steps().len().saturating_sub(1);
        match action(ANTWOORDEN, &(), key) {
            Some(Antwoorden::Herzien) if self.is_of_casus() => return self.answer_anew(at),
            Some(Antwoorden::Herzien) => self.revise(at),
            Some(Antwoorden::Omlaag) => self.mode = Mode::Answers((at + 1).min(last)),
            Some(Antwoorden::Omhoog) => self.mode = Mode::Answers(at.saturating_sub(1)),
            Some(Antwoorden::Terug) if self.walk.open().is_none() && self.is_of_casus() => {
                return vec![Effect::Close];
            }
            Some(Antwoorden::Terug) if self.walk.open().is_none() => {
                return vec![Effect::Replace(Route::Outcome(Box::new(self.walk.clone())))];
            }
            Some(Antwoorden::Terug) => self.ask(),
            None => {}
        }
        if let Mode::Answers(at) = self.mode {
            let area = self.window(cx);
            self.pane.reveal(&self.rows(area.width, &cx.look), at, area.height);
        }
        Vec::new()
    }

    fn leaving(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        match action(WEGGAAN, &(), key) {
            Some(Weggaan::Weg) => return vec![Effect::Close],
            Some(Weggaan::Blijf) => self.mode = Mode::Asking,
            Some(Weggaan::Stand) => {
                self.mode = Mode::Asking;
                return vec![self.summary(cx)];
            }
            None => {}
        }
        Vec::new()
    }

    /// How far the walk came, on top of it: coming back finds everything as it was. Signals that are ticked but not
    /// yet left behind count as given.
    fn summary(&self, cx: &Ctx<'_>) -> Effect {
        let mut walk = self.walk.clone();
        if let (Some(turn), false) = (&self.turn, self.ticked().is_empty()) {
            let aangevinkt = self.ticked().to_vec();
            let answer = Answer { knoop: turn.path.clone(), antwoord: VERDER.to_owned(), aangevinkt };
            // While an earlier list is revised its ticks stand in the walk already.
            let _ = walk.answer(answer);
        }
        if self.is_of_casus() { self.standing(&walk, cx) } else { Effect::Open(Route::Outcome(Box::new(walk))) }
    }

    /// Shows or hides the explanation. Shown, it begins in sight.
    fn explain(&mut self, cx: &Ctx<'_>) {
        self.explained = !self.explained;
        self.pane.home();
        let Some(turn) = self.turn.as_ref().filter(|_| self.explained) else { return };
        let area = self.window(cx);
        let above = self.rows_above_explanation(turn, area.width, &cx.look).len();
        if above + view::EXPLAINED_IN_SIGHT > usize::from(area.height) {
            self.scroll(isize::try_from(above).unwrap_or(isize::MAX), cx);
        }
    }

    /// The arrows move the choice; with a single choice there is nothing to move, so they scroll.
    fn step(&mut self, by: isize, cx: &Ctx<'_>) {
        if self.choices() <= 1 {
            self.scroll(by, cx);
            return;
        }
        self.chosen = self.chosen.saturating_add_signed(by).min(self.choices() - 1);
        let area = self.window(cx);
        self.pane.reveal(&self.rows(area.width, &cx.look), self.chosen, area.height);
    }

    fn scroll(&mut self, by: isize, cx: &Ctx<'_>) {
        let area = self.window(cx);
        let count = self.rows(area.width, &cx.look).len();
        self.pane.scroll(by, count, area.height);
    }

    fn clicked(&mut self, hit: Hit, cx: &Ctx<'_>) -> Vec<Effect> {
        let area = self.window(cx);
        let inside = hit.column + cx.body.x >= area.x;
        match &mut self.mode {
            Mode::Ticking(ticking) if inside => ticking.clicked(hit, view::main_area(cx.body), &cx.look),
            Mode::Asking | Mode::Revising(_) if inside => {
                let row = (hit.row + cx.body.y).checked_sub(area.y);
                let at = row.and_then(|row| self.pane.hit(&self.rows(area.width, &cx.look), row));
                if let Some(at) = at {
                    return self.choose(at, cx);
                }
            }
            Mode::Asking | Mode::Revising(_) | Mode::Ticking(_) | Mode::Answers(_) | Mode::Leaving => {}
        }
        Vec::new()
    }

    /// Where the scrolling part of the screen stands.
    fn window(&self, cx: &Ctx<'_>) -> Rect {
        view::main_area(cx.body)
    }
}

/// Makes a casus of a consult, when there is a kluis to keep it in.
pub fn become_casus(walk: &Walk, cx: &Ctx<'_>) -> Vec<Effect> {
    if cx.kluis.state == KluisState::Open {
        return vec![Effect::Replace(Route::CasusNieuw(Some(Box::new(walk.clone()))))];
    }
    vec![Effect::Say("Een casus staat in de kluis. Maak of open die eerst: 9 op het startscherm.".to_owned())]
}

impl Screen for WalkScreen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => match self.mode {
                Mode::Asking | Mode::Revising(_) => self.asked(*key, cx),
                Mode::Ticking(_) => {
                    self.ticking(*key, cx);
                    Vec::new()
                }
                Mode::Answers(_) => self.answers(*key, cx),
                Mode::Leaving => self.leaving(*key, cx),
            },
            Msg::Click(hit) => self.clicked(*hit, cx),
            Msg::Scroll(by) => {
                match &mut self.mode {
                    Mode::Ticking(ticking) => ticking.scrolled(*by, view::main_area(cx.body), &cx.look),
                    Mode::Asking | Mode::Answers(_) | Mode::Revising(_) | Mode::Leaving => {
                        self.scroll(isize::from(*by), cx);
                    }
                }
                Vec::new()
            }
            Msg::Kluis(_) | Msg::Shown | Msg::Failed(_) => self.told(msg, cx),
            _ => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        let kop = self.walk.boom().kop();
        if self.is_of_casus() {
            let version = version_line(kop, self.walk.boom().is_own());
            return (self.page_title(&kop.titel), version);
        }
        (kop.titel.clone(), format!("raadplegen · {}", version_line(kop, self.walk.boom().is_own())))
    }

    fn draft(&self) -> Option<Batch> {
        self.ticks_draft()
    }

    fn holds(&self) -> bool {
        self.has_answers() && !self.is_of_casus()
    }

    fn keys(&self) -> Vec<Shown> {
        match self.mode {
            Mode::Asking | Mode::Revising(_) => shown(VRAAG, self),
            Mode::Ticking(_) => shown(AANVINKEN, &()),
            Mode::Answers(_) => shown(ANTWOORDEN, &()),
            Mode::Leaving => shown(WEGGAAN, &()),
        }
    }
}
