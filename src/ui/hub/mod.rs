//! The stack of screens: who gets a key, what stands around the top screen, how screens come and go.

mod drafts;
mod lock;

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::chrome;
use super::keymap::{Keymap, Plain, Shown, action, bind, plain, shown};
use super::look::Look;
use super::screen::{Ctx, Screen, WhenLocked};
use super::screens;
use super::theme::Role;
use crate::domain::gesprek::{Effect, Hit, Key, Msg, Route};
use crate::domain::kluis::{KluisAct, KluisNews};
pub use drafts::Unsaved;
use drafts::{Keeping, Open};

/// What a global key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Nood,
    Verberg,
    Hulp,
    Opdrachten,
    Stoppen,
}

/// Global keys. None is a printable character except `?`, which is text in a text field.
const TOETSEN: Keymap<(), Doet> = &[
    bind(&[Key::F(9), Key::Ctrl('n')], Doet::Nood, "noodpagina"),
    bind(&[Key::F(10), Key::Ctrl('l')], Doet::Verberg, "verberg"),
    bind(&[Key::F(1), Key::Char('?')], Doet::Hulp, "hulp"),
    bind(&[Key::Ctrl('p'), Key::F(2)], Doet::Opdrachten, "opdrachten"),
    bind(&[Key::Ctrl('c')], Doet::Stoppen, "stoppen"),
];

/// How help and docs call the global keys.
pub const EVERYWHERE: &str = "Overal";

/// What a global key asks for, where there is no stack of screens.
pub fn globaal(key: Key) -> Option<Doet> {
    action(TOETSEN, &(), key)
}

/// The rows of the global keys that work there.
pub fn globale_rijen(works: impl Fn(Doet) -> bool) -> Vec<Shown> {
    let rows = shown(TOETSEN, &()).into_iter().zip(TOETSEN);
    rows.filter(|(_, row)| works(row.does())).map(|(shown, _)| shown).collect()
}

/// The global keys, for docs and tests.
pub fn global_table() -> Vec<Plain> {
    plain(TOETSEN)
}

/// The stack of screens.
pub struct Hub {
    stack: Vec<Open>,
    /// Said in the footer until the next key.
    message: Option<(String, Role)>,
    /// Said when the kluis has kept what was asked of it, in the place of *Opgeslagen*.
    when_kept: Option<String>,
    guard: lock::Guard,
    keeping: Keeping,
}

impl Hub {
    /// A stack with the start screen, and the given screen on it when that is another one.
    pub fn new(route: Route, cx: &Ctx<'_>) -> Hub {
        let stack = vec![Open::new(screens::open(Route::Start, cx))];
        let mut hub =
            Hub { stack, message: None, when_kept: None, guard: lock::Guard::default(), keeping: Keeping::default() };
        if route != Route::Start {
            hub.stack.push(Open::new(screens::open(route, cx)));
        }
        hub
    }

    /// Puts a screen on top that no route leads to.
    pub fn show(&mut self, screen: Box<dyn Screen>) {
        self.stack.push(Open::new(screen));
    }

    /// Handles a message; the effects that come back are for the program to carry out.
    pub fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let mut left = self.handle(msg, cx);
        self.cover(cx);
        if matches!(msg, Msg::Kluis(_) | Msg::Failed(_)) {
            left.extend(self.lock_at_last(cx));
        }
        self.keep_in_time(msg, &mut left, cx);
        left
    }

    fn handle(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        if let Msg::Key(key) = msg {
            self.message = None;
            if let Some(doet) = self.global(*key) {
                return self.perform_global(doet, cx);
            }
        }
        self.say(msg, cx);
        let bare = self.top().is_some_and(|screen| screen.bare());
        // Nobody answers a question that is not on screen.
        let blind = !bare && !chrome::fits(cx.body);
        if blind && matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Click(_) | Msg::Scroll(_)) {
            return Vec::new();
        }
        match msg {
            Msg::KeepDrafts | Msg::ZaalGeweigerd(_) => Vec::new(),
            Msg::NotKept(_) => {
                self.kept(false);
                Vec::new()
            }
            Msg::Kluis(news) => self.news(news, cx),
            Msg::Failed(fault) => {
                let at = self.addressee(cx);
                let told = at + 1 == self.stack.len() && self.top().is_some_and(|screen| screen.tells_faults());
                self.message = (!told).then(|| (format!("{} {}", fault.wat, fault.advies), Role::Fout));
                self.answer(at, msg, cx)
            }
            Msg::Click(hit) if !bare => match within(*hit, cx.body) {
                Some(hit) => self.tell_top(&Msg::Click(hit), cx),
                None => Vec::new(),
            },
            Msg::Ingelezen(_) => match self.stack.iter().rposition(|open| open.screen.waits_for_file()) {
                Some(at) => self.tell(at, msg, cx),
                // Nobody waits for it any more.
                None => Vec::new(),
            },
            Msg::Saved(_) => {
                let depth = self.stack.len();
                let mut left = self.tell_top(msg, cx);
                // The screen that asked for a name is gone; the one whose page it was has to know as well.
                if self.stack.len() < depth {
                    left.extend(self.tell_top(msg, cx));
                }
                left
            }
            _ => self.tell_top(msg, cx),
        }
    }

    /// Hands a message to the screen on top.
    fn tell_top(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        self.tell(self.stack.len().saturating_sub(1), msg, cx)
    }

    /// Hands a message to one screen of the stack, and does what it asks.
    fn tell(&mut self, at: usize, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let effects = self.stack.get_mut(at).map(|screen| screen.update(msg, cx)).unwrap_or_default();
        self.follow(at, effects, cx)
    }

    fn top(&self) -> Option<&dyn Screen> {
        self.stack.last().map(|open| &*open.screen)
    }

    /// Text fields win over single keys, and `?` is text there.
    fn global(&self, key: Key) -> Option<Doet> {
        let typing = self.top().is_some_and(|screen| screen.typing());
        if typing && matches!(key, Key::Char(_)) {
            return None;
        }
        action(TOETSEN, &(), key)
    }

    fn perform_global(&mut self, doet: Doet, cx: &Ctx<'_>) -> Vec<Effect> {
        let route = match doet {
            Doet::Nood => Route::Emergency,
            Doet::Verberg => Route::Hidden,
            Doet::Opdrachten => Route::Palette,
            Doet::Hulp => Route::Help(self.help()),
            Doet::Stoppen => return vec![Effect::Quit],
        };
        // Behind the neutral screen nothing opens but the emergency page; and no screen opens twice.
        let hidden = self.top().is_some_and(|screen| screen.bare());
        if hidden && doet == Doet::Verberg {
            return self.close(self.stack.len().saturating_sub(1), cx);
        }
        let refused = hidden && doet != Doet::Nood;
        let lock = if doet == Doet::Verberg { self.hide(cx) } else { None };
        let opened = screens::open(route, cx);
        let same = self.top().is_some_and(|screen| screen.header() == opened.header() && doet != Doet::Verberg);
        if !refused && !same {
            self.stack.push(Open::new(opened));
            self.keeping.hurry();
        }
        lock.into_iter().collect()
    }

    fn help(&self) -> Vec<(String, Vec<(String, String)>)> {
        let row = |shown: Shown| {
            let label = match shown.off {
                Some(reason) => format!("{} (nu niet: {reason})", shown.label),
                None => shown.label.to_owned(),
            };
            (shown.keys, label)
        };
        let here = self.top().map(|screen| screen.keys()).unwrap_or_default().into_iter().map(row).collect();
        let everywhere = shown(TOETSEN, &()).into_iter().map(row).collect();
        vec![("Op dit scherm".to_owned(), here), (EVERYWHERE.to_owned(), everywhere)]
    }

    fn say(&mut self, msg: &Msg, cx: &Ctx<'_>) {
        self.message = match msg {
            Msg::Saved(path) => Some((format!("Bewaard: {}", path.display()), Role::Gelukt)),
            Msg::Printed => Some(("Naar de printer gestuurd.".to_owned(), Role::Gelukt)),
            Msg::SettingsKept => Some(("Instellingen bewaard.".to_owned(), Role::Gelukt)),
            Msg::ZaalGeweigerd(fault) => Some((format!("{} {}", fault.wat, fault.advies), Role::Fout)),
            Msg::NotKept(fault) => Some((format!("Nog niet bewaard. {} {}", fault.wat, fault.advies), Role::Fout)),
            Msg::Kluis(news) => {
                let own = if matches!(news, KluisNews::Kept) { None } else { self.when_kept.take() };
                match (lock::said(news, cx.kluis.state), own) {
                    (Some((_, role)), Some(own)) if matches!(news, KluisNews::Committed) => Some((own, role)),
                    (Some((text, role)), _) => Some((text.to_owned(), role)),
                    (None, _) => return,
                }
            }
            Msg::Failed(_) => {
                self.when_kept = None;
                return;
            }
            _ => return,
        };
    }

    /// Moves between screens as the screen at this place asked; what is left is for the program.
    fn follow(&mut self, at: usize, effects: Vec<Effect>, cx: &Ctx<'_>) -> Vec<Effect> {
        let mut left = Vec::new();
        let mut keeps = false;
        for effect in effects {
            match effect {
                Effect::Open(route) => {
                    left.extend(if route == Route::Hidden { self.hide(cx) } else { None });
                    let above = (at + 1).min(self.stack.len());
                    self.stack.insert(above, Open::new(screens::open(route, cx)));
                    self.keeping.hurry();
                }
                Effect::Replace(route) => {
                    left.extend(if route == Route::Hidden { self.hide(cx) } else { None });
                    self.replace(at, screens::open(route, cx));
                }
                Effect::Close => left.extend(self.close(at, cx)),
                Effect::Home => left.extend(self.home(cx)),
                Effect::KeepDraft => self.keeping.hurry(),
                // What is said after an act is true when the act is done.
                Effect::Say(text) if keeps => self.when_kept = Some(text),
                Effect::Say(text) => self.message = Some((text, Role::Gelukt)),
                Effect::Kluis(ref act) => {
                    keeps = matches!(act, KluisAct::Commit(_));
                    self.when_kept = None;
                    self.guard.asked(at);
                    left.push(effect);
                }
                Effect::Seal(..) | Effect::Noodbestand(..) => {
                    self.guard.asked(at);
                    left.push(effect);
                }
                Effect::Save(..)
                | Effect::Print(_)
                | Effect::KeepSettings(_)
                | Effect::Loopt(_)
                | Effect::Bel
                | Effect::Oefenen(_)
                | Effect::Zaal(_)
                | Effect::Inlezen(_)
                | Effect::Uitgeven(..)
                | Effect::Quit => left.push(effect),
            }
        }
        left
    }

    /// Puts a screen in the place of another.
    fn replace(&mut self, at: usize, screen: Box<dyn Screen>) {
        if let Some(place) = self.stack.get_mut(at) {
            self.keeping.leave(std::mem::replace(place, Open::new(screen)));
            self.guard.forget(at);
        }
    }

    /// Takes a screen away; the program ends with the last one.
    fn close(&mut self, at: usize, cx: &Ctx<'_>) -> Vec<Effect> {
        if at >= self.stack.len() {
            return Vec::new();
        }
        self.keeping.leave(self.stack.remove(at));
        self.guard.removed(at);
        if self.stack.is_empty() {
            return vec![Effect::Quit];
        }
        if at == self.stack.len() { self.tell_top(&Msg::Shown, cx) } else { Vec::new() }
    }

    /// Down to the start screen, or to the first screen that asks before it is left. Screens that are covered because
    /// the kluis was locked are not shown again for it.
    fn home(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let last = self.stack.len().saturating_sub(1);
        let covers = self.stack.iter().rposition(|screen| screen.when_locked() == WhenLocked::Covers);
        let held = self.stack.iter().rposition(|screen| screen.holds());
        let (keep, asks) = match (covers, held) {
            (Some(at), _) if at == last => (0, false),
            (Some(at), held) => (held.filter(|held| *held > at).unwrap_or(at), held > Some(at)),
            (None, Some(held)) => (held, true),
            (None, None) => (0, false),
        };
        for open in self.stack.drain(keep + 1..) {
            self.keeping.leave(open);
        }
        self.guard.truncated(self.stack.len());
        self.tell_top(&if asks { Msg::Key(Key::Esc) } else { Msg::Shown }, cx)
    }

    /// In how much time the screen on top wants to be told that time passed.
    pub fn wakes(&self) -> Option<Duration> {
        self.top().and_then(Screen::wakes)
    }

    /// Draws the top screen and what stands around it.
    pub fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        chrome::ground(area, buf, look);
        let Some(screen) = self.top() else { return };
        if screen.bare() {
            screen.view(area, buf, look);
        } else if area.width < chrome::SMALLEST.0 || area.height < chrome::SMALLEST.1 {
            chrome::too_small(area, buf, look);
        } else {
            chrome::header(&screen.header(), area, buf, look);
            screen.view(chrome::body(area), buf, look);
            let help = if screen.typing() { "F1" } else { "?" };
            let footer = chrome::Footer { keys: &screen.keys(), help, message: self.message.as_ref() };
            chrome::footer(&footer, area, buf, look);
        }
    }
}

/// A click as the body counts it; `None` outside the body.
fn within(hit: Hit, body: Rect) -> Option<Hit> {
    let column = hit.column.checked_sub(body.x)?;
    let row = hit.row.checked_sub(body.y)?;
    (column < body.width && row < body.height).then_some(Hit { column, row })
}

/// Where the body of a screen stands in a terminal of this size.
pub fn body(area: Rect) -> Rect {
    chrome::body(area)
}
