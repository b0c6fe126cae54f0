//! What the stack does when the kluis is locked, opened, or answers: what may stay in sight, who gets the answer.

use super::{Hub, Open};
use crate::domain::gesprek::{Effect, Msg, Route};
use crate::domain::kluis::{KluisAct, KluisNews, KluisState, Password};
use crate::ui::screen::{Ctx, Screen, WhenLocked};
use crate::ui::screens;
use crate::ui::theme::Role;

/// What the stack remembers of the kluis between two messages.
#[derive(Debug, Default)]
pub struct Guard {
    /// The place of the screen that asked something and waits for the answer.
    asker: Option<usize>,
    /// Whether what is open has to be covered as soon as nothing neutral stands over it.
    cover: bool,
    /// Whether the kluis is to be locked when it has finished what it is doing.
    lock: bool,
}

impl Guard {
    /// The screen at this place asked something.
    pub fn asked(&mut self, at: usize) {
        self.asker = Some(at);
    }

    /// Another screen stands at this place.
    pub fn forget(&mut self, at: usize) {
        self.asker = self.asker.filter(|asker| *asker != at);
    }

    /// The screen at this place is gone.
    pub fn removed(&mut self, at: usize) {
        self.forget(at);
        self.asker = self.asker.map(|asker| if asker > at { asker - 1 } else { asker });
    }

    /// The stack has this many screens left.
    pub fn truncated(&mut self, count: usize) {
        self.asker = self.asker.filter(|asker| *asker < count);
    }
}

/// What is said in the footer about an answer.
pub fn said(news: &KluisNews, state: KluisState) -> Option<(&'static str, Role)> {
    Some(match news {
        KluisNews::Opened if state == KluisState::ReadOnly => {
            ("Kluis open, alleen om te lezen. Waarom: 9 op het startscherm.", Role::Fout)
        }
        KluisNews::Opened => ("Kluis open.", Role::Gelukt),
        KluisNews::Committed => ("Opgeslagen.", Role::Gelukt),
        KluisNews::PasswordChanged => ("Het nieuwe wachtwoord geldt nu.", Role::Gelukt),
        KluisNews::BackedUp(_) => ("Back-up gemaakt en gecontroleerd.", Role::Gelukt),
        KluisNews::Sealed(_) => ("Versleuteld opgeslagen.", Role::Gelukt),
        KluisNews::Restored => ("Back-up teruggezet.", Role::Gelukt),
        KluisNews::Accepted => ("De kluis kan weer bewaren.", Role::Gelukt),
        // The screens that come then say it themselves.
        KluisNews::Locked
        | KluisNews::Kept
        | KluisNews::SheetChecked
        | KluisNews::Keyring(_)
        | KluisNews::Created(_)
        | KluisNews::RecoverySheet(_)
        | KluisNews::Renewed(_)
        | KluisNews::Examined(_)
        | KluisNews::Destroyed(_)
        | KluisNews::Salvaged(_) => return None,
    })
}

/// Whether the screen is there to open the kluis.
fn opens(screen: &dyn Screen) -> bool {
    matches!(screen.when_locked(), WhenLocked::Opens | WhenLocked::Covers)
}

impl Hub {
    /// The neutral screen is coming: the kluis is locked, now or as soon as it has finished what it is doing.
    pub(super) fn hide(&mut self, cx: &Ctx<'_>) -> Option<Effect> {
        let busy = cx.kluis.busy.is_some();
        let open = cx.kluis.state.is_open();
        self.guard.cover |= busy || open;
        self.guard.lock |= busy;
        (open && !busy).then_some(Effect::Kluis(KluisAct::Lock))
    }

    /// Locks the kluis when hiding asked for it and had to wait.
    pub(super) fn lock_at_last(&mut self, cx: &Ctx<'_>) -> Option<Effect> {
        if !self.guard.lock || cx.kluis.busy.is_some() {
            return None;
        }
        self.guard.lock = false;
        cx.kluis.state.is_open().then_some(Effect::Kluis(KluisAct::Lock))
    }

    /// Covers what is open, when that is due and nothing neutral stands over it.
    pub(super) fn cover(&mut self, cx: &Ctx<'_>) {
        let in_sight = self.top().is_some_and(|screen| screen.when_locked() == WhenLocked::InSight);
        if !self.guard.cover || in_sight {
            return;
        }
        self.guard.cover = false;
        let kluis = cx.kluis;
        // Somebody who is back before a kluis is made or opened sees it through.
        self.guard.lock &= kluis.state.is_open();
        let may_be_seen = kluis.state == KluisState::None || kluis.state.is_open() && kluis.busy.is_none();
        if may_be_seen || self.stack.iter().any(|screen| opens(&**screen)) {
            return;
        }
        let route = match self.stack.as_slice() {
            [_start] => Route::KluisOpenen,
            open => Route::KluisVergrendeld(open.iter().any(|screen| screen.holds())),
        };
        self.stack.push(Open::new(screens::open(route, cx)));
    }

    /// Hands an answer to the screen that asked. The screen on top may be waiting for the kluis as well.
    pub(super) fn answer(&mut self, at: usize, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let asked_below = at + 1 < self.stack.len();
        let mut left = self.tell(at, msg, cx);
        if asked_below {
            left.extend(self.tell_top(&Msg::Shown, cx));
        }
        left
    }

    /// Which screen a fault is for: the one that asked, when the kluis has just finished; else the one on top.
    pub(super) fn addressee(&mut self, cx: &Ctx<'_>) -> usize {
        let top = self.stack.len().saturating_sub(1);
        if cx.kluis.busy.is_some() {
            return top;
        }
        self.guard.asker.take().unwrap_or(top)
    }

    /// Hands on what the kluis says.
    pub(super) fn news(&mut self, news: &KluisNews, cx: &Ctx<'_>) -> Vec<Effect> {
        let msg = Msg::Kluis(news.clone());
        match news {
            KluisNews::Locked => {
                // What may stay in sight says nothing of a kluis.
                let in_sight = self.top().is_some_and(|screen| screen.when_locked() == WhenLocked::InSight);
                let by = cx.kluis.locked_by.filter(|_| !in_sight);
                self.message = by.map(|by| (by.text(), Role::Gedempt));
                self.guard.asker = None;
                self.guard.cover = true;
                // Every screen forgets what it knew, not only the one on top. None of them has anything to ask then.
                for screen in &mut self.stack {
                    screen.update(&msg, cx);
                }
                Vec::new()
            }
            KluisNews::Opened => self.opened(&msg, cx),
            KluisNews::Kept => {
                self.kept(true);
                Vec::new()
            }
            KluisNews::Created(sheet) | KluisNews::RecoverySheet(sheet) | KluisNews::Renewed(sheet) => {
                self.show_sheet(sheet);
                Vec::new()
            }
            KluisNews::Committed
            | KluisNews::PasswordChanged
            | KluisNews::SheetChecked
            | KluisNews::Keyring(_)
            | KluisNews::BackedUp(_)
            | KluisNews::Sealed(_)
            | KluisNews::Destroyed(_)
            | KluisNews::Restored
            | KluisNews::Examined(_)
            | KluisNews::Salvaged(_)
            | KluisNews::Accepted => {
                let at = self.addressee(cx);
                self.answer(at, &msg, cx)
            }
        }
    }

    /// The screens that open the kluis go away; what they covered is back in sight.
    fn opened(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        self.guard.asker = None;
        // It was hidden meanwhile, and is locked again at once.
        if self.guard.lock {
            return Vec::new();
        }
        self.guard.cover = false;
        self.stack.retain(|screen| !opens(&**screen));
        self.tell_top(msg, cx)
    }

    /// A recovery sheet is shown once, so it is never lost: it takes the place of the screen that asked for it, or
    /// stands over everything but the neutral screen and the emergency page when that screen was left.
    fn show_sheet(&mut self, sheet: &Password) {
        let screen = screens::recovery_sheet(sheet.clone());
        match self.guard.asker.take() {
            Some(at) if at > 0 => self.replace(at, screen),
            _ => {
                let covered = |screen: &dyn Screen| screen.when_locked() != WhenLocked::InSight;
                let below = self.stack.iter().rposition(|screen| covered(&**screen)).map_or(0, |at| at + 1);
                self.stack.insert(below, Open::new(screen));
            }
        }
    }
}
