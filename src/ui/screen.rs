//! What every screen is.

use std::time::Duration;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::keymap::Shown;
use super::look::Look;
use crate::domain::gesprek::{Effect, Msg, Reader, Settings};
use crate::domain::kluis::{Batch, KluisView, Moment};
use crate::domain::sessie::{Lopend, Tik};

/// What a screen may know while it handles a message.
pub struct Ctx<'a> {
    /// Looks things up.
    pub reader: &'a dyn Reader,
    /// The settings in force.
    pub settings: &'a Settings,
    /// This moment.
    pub now: Moment,
    /// The clocks, for time that passes.
    pub tik: Tik,
    /// The session that goes on.
    pub lopend: Option<&'a Lopend>,
    /// Where the body of the screen is drawn.
    pub body: Rect,
    /// How things look.
    pub look: Look,
    /// The kluis, and everything in it while it is open.
    pub kluis: &'a KluisView,
    /// What the user has to know about how the program started.
    pub notices: &'a [String],
}

impl Ctx<'_> {
    /// Today, where the user is.
    pub fn today(&self) -> Date {
        self.now.local.date()
    }
}

/// What becomes of a screen when the kluis is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenLocked {
    /// It is covered by the screen that opens the kluis.
    Covered,
    /// It stays in sight: the neutral screen, the emergency page. What is below is covered when it closes.
    InSight,
    /// It opens the kluis itself.
    Opens,
    /// It opens the kluis, and covers screens that may not be seen meanwhile.
    Covers,
}

/// A screen: state, keys and view together. It changes nothing outside itself; it asks with effects.
pub trait Screen {
    /// Handles a message. A message that means nothing to this screen falls into a default arm, so that a new message
    /// touches only the screens that care.
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect>;

    /// Draws the body.
    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look);

    /// Left and right of the header.
    fn header(&self) -> (String, String);

    /// The rows of the key table, as shown now.
    fn keys(&self) -> Vec<Shown>;

    /// Whether printable keys are text now.
    fn typing(&self) -> bool {
        false
    }

    /// Whether closing it would lose what the user gave it, so that `Esc` asks first.
    fn holds(&self) -> bool {
        false
    }

    /// What keeps the text that the user gave it as an encrypted draft, as it is now; nothing when there is none, or when
    /// it was handed on or thrown away. What it gave when it was opened counts as kept. The same text gives the same
    /// batch, under an id or a name and never as something new: that is how the stack knows that it is kept.
    fn draft(&self) -> Option<Batch> {
        None
    }

    /// In how much time it wants a [`Msg::Tik`], because something on it changes by itself then; nothing when it stands
    /// still.
    fn wakes(&self) -> Option<Duration> {
        None
    }

    /// Whether it tells a fault itself, so that the footer need not.
    fn tells_faults(&self) -> bool {
        false
    }

    /// Whether it waits for a file that is being read.
    fn waits_for_file(&self) -> bool {
        false
    }

    /// What becomes of it when the kluis is locked.
    fn when_locked(&self) -> WhenLocked {
        WhenLocked::Covered
    }

    /// Whether the screen fills the whole terminal, without header and footer.
    fn bare(&self) -> bool {
        false
    }
}
