//! The room view: what a group reads from the back of a room. It is no screen of the stack, because nothing else of the
//! program may open on a projector: only the emergency page, the neutral screen and help.

mod groot;
mod indeling;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::chrome;
use super::hub::{Doet as Globaal, EVERYWHERE, globaal, globale_rijen};
use super::keymap::{Keymap, Shown, action, bind, shown};
use super::look::Look;
use super::screen::{Ctx, Screen};
use super::screens;
use crate::domain::gesprek::{Effect, Key, Msg, Reader, Route, Settings};
use crate::domain::kluis::{KluisView, Moment};
use crate::domain::sessie::Tik;
use crate::domain::zaal::{Contact, Zaalbeeld};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Sluiten,
}

pub const TOETSEN: Keymap<(), Doet> = &[bind(&[Key::Char('q'), Key::Esc], Doet::Sluiten, "sluiten")];

/// What the room view may know. There is no kluis in it.
pub struct ZaalCtx<'a> {
    /// Looks up the numbers of the emergency page.
    pub reader: &'a dyn Reader,
    /// The settings in force.
    pub settings: &'a Settings,
    /// This moment.
    pub now: Moment,
    /// How things look.
    pub look: Look,
}

/// The room view as it stands on a screen.
#[derive(Default)]
pub struct Kijkerscherm {
    beeld: Option<Zaalbeeld>,
    contact: Contact,
    /// The emergency page, the neutral screen or help.
    boven: Option<Box<dyn Screen>>,
}

impl Kijkerscherm {
    /// Another picture came.
    pub fn toon(&mut self, beeld: Zaalbeeld) {
        self.beeld = Some(beeld);
        self.contact = Contact::Verbonden;
    }

    /// It stands otherwise with the trainer's program. The last picture stays, until the program is there again and
    /// shows nothing.
    pub fn contact(&mut self, contact: Contact) {
        if contact == Contact::Verbonden {
            self.beeld = None;
        }
        self.contact = contact;
    }

    /// In how many milliseconds it looks different by itself, when the picture came so many ago; nothing when it does
    /// not.
    pub fn verandert_over(&self, geleden_ms: i64) -> Option<i64> {
        let klok = self.beeld.as_ref().filter(|_| self.boven.is_none())?.klok?;
        klok.verandert_over(geleden_ms)
    }

    /// Handles a message; `true` when the user leaves.
    pub fn update(&mut self, msg: &Msg, area: Rect, cx: &ZaalCtx<'_>) -> bool {
        let kluis = KluisView::default();
        let (body, look) = (chrome::body(area), cx.look);
        let cx = Ctx {
            reader: cx.reader,
            settings: cx.settings,
            now: cx.now,
            tik: Tik::wand(cx.now.stamp),
            lopend: None,
            body,
            look,
            kluis: &kluis,
            notices: &[],
        };
        if let Msg::Key(key) = msg {
            let hidden = self.boven.as_ref().is_some_and(|page| page.bare());
            match globaal(*key) {
                Some(Globaal::Stoppen) => return true,
                Some(Globaal::Nood) => self.open(Route::Emergency, &cx),
                Some(Globaal::Verberg) if hidden => self.boven = None,
                Some(Globaal::Verberg) => self.open(Route::Hidden, &cx),
                Some(Globaal::Hulp) if !hidden => self.open(Route::Help(help()), &cx),
                // No other screen opens in a room.
                Some(Globaal::Hulp | Globaal::Opdrachten) => {}
                None if self.boven.is_none() => return action(TOETSEN, &(), *key) == Some(Doet::Sluiten),
                None => self.tell_above(msg, &cx),
            }
        } else {
            self.tell_above(msg, &cx);
        }
        false
    }

    fn open(&mut self, route: Route, cx: &Ctx<'_>) {
        self.boven = Some(screens::open(route, cx));
    }

    /// Of what a page asks only closing is heard: nothing is saved, printed or opened here.
    fn tell_above(&mut self, msg: &Msg, cx: &Ctx<'_>) {
        let closes = self.boven.as_mut().is_some_and(|page| page.update(msg, cx).contains(&Effect::Close));
        if closes {
            self.boven = None;
        }
    }

    /// Draws it as it is so many milliseconds after the picture came.
    pub fn view(&self, geleden_ms: i64, area: Rect, buf: &mut Buffer, look: &Look) {
        let look = look.of_practice(self.beeld.as_ref().is_some_and(|beeld| beeld.oefening));
        chrome::ground(area, buf, &look);
        if let Some(page) = self.boven.as_ref().filter(|page| page.bare()) {
            return page.view(area, buf, &look);
        }
        if area.width < chrome::SMALLEST.0 || area.height < chrome::SMALLEST.1 {
            return chrome::too_small(area, buf, &look);
        }
        let keys = match &self.boven {
            Some(page) => {
                chrome::header(&page.header(), area, buf, &look);
                page.view(chrome::body(area), buf, &look);
                page.keys()
            }
            None => {
                chrome::header(&self.header(), area, buf, &look);
                let seen = self.beeld.as_ref().filter(|beeld| !beeld.is_leeg());
                indeling::draw(seen, self.contact, geleden_ms, chrome::body(area), buf, &look);
                shown(TOETSEN, &())
            }
        };
        chrome::footer(&chrome::Footer { keys: &keys, help: "?", message: None }, area, buf, &look);
    }

    fn header(&self) -> (String, String) {
        match &self.beeld {
            Some(beeld) if !beeld.titel.trim().is_empty() => (beeld.titel.clone(), beeld.waar()),
            Some(beeld) => ("Zaalscherm".to_owned(), beeld.waar()),
            None => ("Zaalscherm".to_owned(), String::new()),
        }
    }
}

fn help() -> Vec<(String, Vec<(String, String)>)> {
    let row = |shown: Shown| (shown.keys, shown.label.to_owned());
    let here = shown(TOETSEN, &()).into_iter().map(row).collect();
    let everywhere = globale_rijen(|globaal| globaal != Globaal::Opdrachten).into_iter().map(row).collect();
    vec![("Op dit scherm".to_owned(), here), (EVERYWHERE.to_owned(), everywhere)]
}
