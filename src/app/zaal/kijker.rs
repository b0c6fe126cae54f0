//! The side in the room: follows the trainer's program, and looks for it again whenever it is gone. It opens no store.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::regels;
use crate::app::screen::look_of;
use crate::app::{App, machine};
use crate::domain::fault::Fault;
use crate::domain::gesprek::Thema;
use crate::domain::zaal::{
    Bericht, Contact, LANGSTE_REGEL, Onleesbaar, Weigering, Zaalbeeld, lees_bericht, schrijf_begroeting,
};
use crate::platform::dirs::Dirs;
use crate::platform::local::{Lines, Next, NoAnswer, Peer, Wire, call, call_port, own_user};
use crate::platform::{panic, signals, terminal};
use crate::ui::key::Incoming;
use crate::ui::terminal::{Screen, listen};
use crate::ui::{Kijkerscherm, ZaalCtx};

/// How often the trainer's program is looked for.
const AGAIN: Duration = Duration::from_millis(250);
/// The same after it said no: it takes a person to change that.
const AFTER_NO: Duration = Duration::from_secs(2);
/// How long the first picture may take before it is said that there is none.
const QUIET: Duration = Duration::from_millis(300);
/// How long somebody who wants one picture waits for it.
const ONE: Duration = Duration::from_secs(2);

/// How the trainer's program is found.
#[derive(Debug, Clone)]
pub struct Adres {
    dirs: Dirs,
    /// The code as it was given, and the port in it.
    code: Option<(String, u16)>,
    own: u32,
}

impl Adres {
    /// The trainer's program of this user, or the one that a code tells of.
    ///
    /// # Errors
    /// It is no code.
    pub fn new(dirs: &Dirs, code: Option<&str>) -> Result<Adres, Fault> {
        let code = match code {
            None => None,
            Some(code) => {
                let port = code.trim().split_once('-').and_then(|(port, rest)| {
                    let port = port.parse().ok().filter(|port| *port > 0)?;
                    (!rest.is_empty()).then_some(port)
                });
                let port = port.ok_or_else(|| {
                    Fault::usage(
                        "Dit is geen code van een zaalscherm.",
                        "Een code ziet eruit als 49152-K7QF-2M9P.",
                        "Typ de code over die de trainer op het scherm heeft.",
                    )
                })?;
                Some((code.trim().to_owned(), port))
            }
        };
        Ok(Adres { dirs: dirs.clone(), code, own: own_user() })
    }

    /// The same for a room view that takes itself for that of another user: in tests, where there is only one.
    #[doc(hidden)]
    #[must_use]
    pub fn als(self, own: u32) -> Adres {
        Adres { own, ..self }
    }

    fn call(&self) -> Result<Wire, NoAnswer> {
        let wire = match &self.code {
            None => call(&self.dirs.zaal())?,
            Some((_, port)) => call_port(*port)?,
        };
        let ours = wire.peer().is_ok_and(|peer: Peer| peer.is(self.own));
        if ours { Ok(wire) } else { Err(NoAnswer::OtherUser) }
    }

    /// Calls and says who is there.
    fn greeted(&self) -> Result<Lines, Contact> {
        let wire = self.call().map_err(|why| match why {
            NoAnswer::Nobody | NoAnswer::Io(_) => Contact::Zoekt,
            NoAnswer::OtherUser => Contact::Geweigerd(Weigering::AndereGebruiker),
        })?;
        let said = wire
            .write_within(ONE)
            .and_then(|()| wire.send(&schrijf_begroeting(self.code.as_ref().map(|(code, _)| code.as_str()))));
        // Whoever refuses may have hung up before the greeting was out; why stands on the line all the same.
        let _ = said;
        Ok(Lines::of(wire))
    }
}

/// What is heard of the trainer's program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gehoord {
    /// How it stands with the line.
    Contact(Contact),
    /// This is to be seen now.
    Beeld(Box<Zaalbeeld>),
}

/// What a line of the trainer's program means.
fn heard(next: &Next) -> Result<Zaalbeeld, Contact> {
    match next {
        Next::Line(line) => match lees_bericht(line) {
            Ok(Bericht::Beeld(beeld)) => Ok(*beeld),
            Ok(Bericht::Geweigerd(waarom)) => Err(Contact::Geweigerd(waarom)),
            Err(Onleesbaar::Versie(_)) => Err(Contact::Geweigerd(Weigering::Versie)),
            Err(Onleesbaar::TeLang | Onleesbaar::Vorm) => Err(Contact::Onbegrepen),
        },
        Next::TooLong => Err(Contact::Onbegrepen),
        Next::Gone | Next::TooLate => Err(Contact::Zoekt),
    }
}

/// Follows the trainer's program until nobody listens any more: `tell` says whether somebody does.
pub fn volg(adres: &Adres, mut tell: impl FnMut(Gehoord) -> bool) {
    let mut told = None;
    loop {
        let contact = match adres.greeted() {
            Err(contact) => contact,
            Ok(mut lines) => {
                let mut within = Some(QUIET);
                loop {
                    let next = lines.next(LANGSTE_REGEL, within.take());
                    let said = match heard(&next) {
                        // It is there, and it shows nothing yet.
                        Err(_) if next == Next::TooLate => Gehoord::Contact(Contact::Verbonden),
                        Err(contact) => break contact,
                        Ok(beeld) => Gehoord::Beeld(Box::new(beeld)),
                    };
                    told = None;
                    if !tell(said) {
                        return;
                    }
                }
            }
        };
        // Said once, and asked each time: a view that is gone has to be noticed.
        if told != Some(contact) && !tell(Gehoord::Contact(contact)) {
            return;
        }
        told = Some(contact);
        thread::sleep(if contact == Contact::Zoekt { AGAIN } else { AFTER_NO });
    }
}

/// One picture, now.
///
/// # Errors
/// There is no trainer's program, it refuses, or it shows nothing.
pub fn eenmaal(adres: &Adres) -> Result<Zaalbeeld, Fault> {
    let mut lines = adres.greeted().map_err(fault)?;
    match lines.next(LANGSTE_REGEL, Some(ONE)) {
        Next::TooLate => Err(Fault::input(
            "De trainer toont nog niets.",
            "Het programma van de trainer is er wel, maar er is nog geen beeld.",
            "Probeer het opnieuw als de oefening is begonnen.",
        )),
        next => heard(&next).map_err(fault),
    }
}

fn fault(contact: Contact) -> Fault {
    let (wat, advies) = contact.tekst().unwrap_or_default();
    Fault::input(wat, "Het zaalscherm krijgt zijn beeld van het programma van de trainer.", advies)
}

// --- on a screen -----------------------------------------------------------------------------------------------------

enum Wake {
    Terminal(Option<Incoming>),
    Stop,
    Heard(Gehoord),
}

/// Opens the room view: on a screen, or in lines when asked or when no screen can be drawn.
///
/// # Errors
/// It is no code, or the terminal cannot be used.
pub fn open(app: &App, code: Option<&str>, lines: bool) -> Result<(), Fault> {
    let adres = Adres::new(&app.dirs, code)?;
    if lines || terminal::can_draw().is_err() {
        return regels::volg_in_regels(app, adres);
    }
    let light = app.settings.thema == Thema::Auto && terminal::background_is_light();
    let screen = Screen::open(false).map_err(|error| machine::no_terminal(&error))?;
    panic::quiet_threads();
    let (inbox, wakes) = channel();
    listen_for_the_end(&inbox);
    let ear = inbox.clone();
    thread::spawn(move || volg(&adres, |heard| ear.send(Wake::Heard(heard)).is_ok()));
    listen(inbox, Wake::Terminal);
    follow(app, light, screen, &wakes).map_err(|error| machine::no_terminal(&error))
}

fn listen_for_the_end(inbox: &Sender<Wake>) {
    let (stopped, hung_up) = (inbox.clone(), inbox.clone());
    signals::on_stop(move || {
        // The loop may be gone already.
        let _ = stopped.send(Wake::Stop);
    });
    terminal::on_hang_up(move || {
        let _ = hung_up.send(Wake::Terminal(None));
    });
}

/// Draws when something comes in, and once a second while the clock runs.
fn follow(app: &App, light: bool, mut screen: Screen, wakes: &Receiver<Wake>) -> io::Result<()> {
    let look = look_of(&app.settings, false, light);
    let cx = ZaalCtx { reader: &app.content, settings: &app.settings, look, now: app.clock.now() };
    let mut view = Kijkerscherm::default();
    let mut since = Instant::now();
    loop {
        let ago = since.elapsed().as_millis().try_into().unwrap_or(i64::MAX);
        screen.draw_with(|area, buf| view.view(ago, area, buf, &look))?;
        let wake = match view.verandert_over(ago) {
            None => wakes.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(ms) => wakes.recv_timeout(Duration::from_millis(ms.try_into().unwrap_or(1000))),
        };
        match wake {
            Ok(Wake::Heard(Gehoord::Beeld(beeld))) => {
                since = Instant::now();
                view.toon(*beeld);
            }
            Ok(Wake::Heard(Gehoord::Contact(contact))) => view.contact(contact),
            Ok(Wake::Terminal(Some(Incoming::Msg(msg)))) => {
                if view.update(&msg, screen.area()?, &cx) {
                    return Ok(());
                }
            }
            Ok(Wake::Terminal(Some(Incoming::Resized))) | Err(RecvTimeoutError::Timeout) => {}
            Ok(Wake::Terminal(None) | Wake::Stop) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}
