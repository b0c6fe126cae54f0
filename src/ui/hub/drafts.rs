//! Text that is not kept yet: which screens have it, when it goes to the kluis, and what the kluis said.
//!
//! A screen says with [`Screen::draft`] what would keep its text. What differs from the batch that was written last is
//! unsaved. It is asked for when another field gets the focus, when the screen is covered or left, before every lock,
//! and when the loop says that it is time.

use std::collections::VecDeque;
use std::ops::{Deref, DerefMut};

use super::Hub;
use crate::domain::gesprek::{Effect, Msg};
use crate::domain::kluis::{Batch, Change, KluisAct, KluisNews, KluisState, Model, Owner};
use crate::ui::screen::{Ctx, Screen};

/// Whether there is text that is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaved {
    /// There is none, or there is no kluis to keep it in.
    Nothing,
    /// There is.
    Text,
    /// There is, and the last time it could not be written.
    Failed,
}

/// A screen on the stack, with what is known to be kept of it.
pub struct Open {
    pub screen: Box<dyn Screen>,
    kept: Option<Batch>,
    /// What is being written of it, by the number of the writing.
    sent: Vec<(u64, Batch)>,
}

impl Deref for Open {
    type Target = dyn Screen;

    fn deref(&self) -> &Self::Target {
        &*self.screen
    }
}

impl DerefMut for Open {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut *self.screen
    }
}

impl Open {
    /// A screen that has just been opened.
    pub fn new(screen: Box<dyn Screen>) -> Open {
        Open { kept: screen.draft(), screen, sent: Vec::new() }
    }

    /// What has to be written of it, where that can be.
    fn unsaved_in(&self, model: &Model) -> Option<Batch> {
        self.unsaved().filter(|batch| has_place(batch, model))
    }

    /// What has to be written of it.
    fn unsaved(&self) -> Option<Batch> {
        let newest = self.sent.last().map(|(_, batch)| batch).or(self.kept.as_ref());
        self.screen.draft().filter(|draft| Some(draft) != newest)
    }
}

/// Whether every casus of which this is text is there. One that was destroyed, or that an older backup does not have,
/// takes no text any more, and nobody can do anything about that.
fn has_place(batch: &Batch, model: &Model) -> bool {
    batch.changes.iter().all(|change| match change {
        Change::Put { owner: Owner::Casus(casus), .. } => {
            model.records().any(|(_, stored)| stored.owner == Owner::Casus(*casus))
        }
        Change::Put { .. } | Change::Delete(_) => true,
    })
}

/// Text of a screen that is gone; held until it is written.
struct Left {
    batch: Batch,
    sent: Option<u64>,
}

/// What the stack remembers of drafts.
#[derive(Default)]
pub struct Keeping {
    /// The number of the next writing.
    next: u64,
    /// The writings that were asked and not answered.
    open: VecDeque<u64>,
    left: Vec<Left>,
    hurry: bool,
    failed: bool,
}

impl Keeping {
    /// What is unsaved is asked for now, or as soon as the kluis is free.
    pub fn hurry(&mut self) {
        self.hurry = true;
    }

    /// A screen goes away; its text does not.
    pub fn leave(&mut self, open: Open) {
        let unsaved = open.unsaved();
        match unsaved {
            Some(batch) => self.left.push(Left { batch, sent: None }),
            // What is still being written may fail.
            None => self.left.extend(open.sent.into_iter().next_back().map(|(n, batch)| Left { batch, sent: Some(n) })),
        }
        self.hurry = true;
    }
}

impl Hub {
    /// Whether there is text that is not kept.
    pub fn unsaved(&self, cx: &Ctx<'_>) -> Unsaved {
        let model = &cx.kluis.model;
        let left = self.keeping.left.iter().any(|left| left.sent.is_none() && has_place(&left.batch, model));
        let open = || self.stack.iter().any(|open| open.unsaved_in(model).is_some());
        match cx.kluis.state == KluisState::Open && (left || open()) {
            true if self.keeping.failed => Unsaved::Failed,
            true => Unsaved::Text,
            false => Unsaved::Nothing,
        }
    }

    /// Adds to these effects the one that keeps what is unsaved, when it is time for that: before a lock in any case.
    pub(super) fn keep_in_time(&mut self, msg: &Msg, effects: &mut Vec<Effect>, cx: &Ctx<'_>) {
        if matches!(msg, Msg::Key(_) | Msg::Paste(_)) {
            self.keeping.failed = false;
        }
        let lock = effects.iter().position(|effect| *effect == Effect::Kluis(KluisAct::Lock));
        let restored = matches!(msg, Msg::Kluis(KluisNews::Restored | KluisNews::Salvaged(_)));
        if restored {
            // It is another kluis, in which nothing of this may be.
            self.stack.iter_mut().for_each(|open| open.kept = None);
        }
        let free = cx.kluis.busy.is_none() && self.keeping.open.is_empty() && !self.keeping.failed;
        if (lock.is_some() || *msg == Msg::KeepDrafts || self.keeping.hurry && free)
            && let Some(keep) = self.keep(cx)
        {
            effects.insert(lock.unwrap_or(effects.len()), keep);
        }
    }

    /// The effect that keeps everything that is unsaved.
    fn keep(&mut self, cx: &Ctx<'_>) -> Option<Effect> {
        if cx.kluis.state != KluisState::Open {
            return None;
        }
        self.keeping.hurry = false;
        let number = self.keeping.next;
        let mut whole = Batch::default();
        let model = &cx.kluis.model;
        self.keeping.left.retain(|left| left.sent.is_some() || has_place(&left.batch, model));
        for left in self.keeping.left.iter_mut().filter(|left| left.sent.is_none()) {
            whole.changes.extend(left.batch.changes.iter().cloned());
            left.sent = Some(number);
        }
        for open in &mut self.stack {
            if let Some(batch) = open.unsaved_in(model) {
                whole.changes.extend(batch.changes.iter().cloned());
                open.sent.push((number, batch));
            }
        }
        if whole.changes.is_empty() {
            return None;
        }
        self.keeping.next += 1;
        self.keeping.open.push_back(number);
        Some(Effect::Kluis(KluisAct::Keep(whole)))
    }

    /// The oldest writing was answered.
    pub(super) fn kept(&mut self, well: bool) {
        let Some(number) = self.keeping.open.pop_front() else { return };
        self.keeping.failed = !well;
        for open in &mut self.stack {
            if let Some(at) = open.sent.iter().position(|(sent, _)| *sent == number) {
                let (_, batch) = open.sent.remove(at);
                if well {
                    open.kept = Some(batch);
                }
            }
        }
        if well {
            self.keeping.left.retain(|left| left.sent != Some(number));
        } else {
            self.keeping.left.iter_mut().filter(|left| left.sent == Some(number)).for_each(|left| left.sent = None);
        }
    }
}
