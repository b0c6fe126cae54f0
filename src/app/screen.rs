//! The loop of the full-screen program. It sleeps until something comes in; nothing ticks.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use ratatui::layout::Rect;

use super::doorgeven::Lezer;
use super::drafts::Due;
use super::watch::Watch;
use super::{App, machine, oefening, perform, sealed, uitwissel};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Effect, Msg, Route, Settings};
use crate::domain::kluis::LockedBy;
use crate::domain::netwerk::vertrouwen::Woord;
use crate::platform::{panic, signals, terminal};
use crate::ui::key::Incoming;
use crate::ui::look::{Colours, Look};
use crate::ui::terminal::{Screen, listen};
use crate::ui::{Ctx, Hub, body};

/// What wakes the loop.
enum Wake {
    /// Something came in from the terminal; `None` when it is gone.
    Terminal(Option<Incoming>),
    /// The system asks the program to stop.
    Stop,
    /// The kluis answered.
    Kluis,
    /// Somebody came to look from the room, or left.
    Zaal,
    /// A partner's file was read.
    Ingelezen,
}

/// Runs the full-screen program from a screen until the user leaves.
///
/// # Errors
/// The terminal cannot be used.
pub fn run_screen(app: &mut App, route: Route) -> Result<(), Fault> {
    let light = app.settings.thema == crate::domain::gesprek::Thema::Auto && terminal::background_is_light();
    let screen = Screen::open(app.settings.muis).map_err(|error| machine::no_terminal(&error))?;
    panic::quiet_threads();
    let (inbox, wakes) = channel();
    listen_for_signals(&inbox);
    let again = inbox.clone();
    listen_for_answers(app, &inbox);
    listen_for_the_room(app, &inbox);
    listen_for_files(app, &inbox);
    listen(inbox, Wake::Terminal);
    let done = run(app, route, light, screen, &wakes, &again).map_err(|error| machine::no_terminal(&error));
    // Whatever happened to the terminal: the vault is closed in order (guard G12). What goes wrong there is told below
    // the screen that was.
    done.and(app.kluis.leave_quietly())
}

fn listen_for_answers(app: &mut App, inbox: &Sender<Wake>) {
    let inbox = Mutex::new(inbox.clone());
    app.kluis.on_answer(move || {
        // The loop may be gone already.
        let _ = inbox.lock().unwrap_or_else(PoisonError::into_inner).send(Wake::Kluis);
    });
}

fn listen_for_the_room(app: &mut App, inbox: &Sender<Wake>) {
    let inbox = inbox.clone();
    app.zaal.on_news(move || {
        let _ = inbox.send(Wake::Zaal);
    });
}

fn listen_for_files(app: &mut App, inbox: &Sender<Wake>) {
    let inbox = inbox.clone();
    app.inlezer.on_answer(move || {
        // The loop may be gone already.
        let _ = inbox.send(Wake::Ingelezen);
    });
}

fn listen_for_signals(inbox: &Sender<Wake>) {
    let inbox = inbox.clone();
    let hung_up = inbox.clone();
    signals::on_stop(move || {
        // The loop may be gone already.
        let _ = inbox.send(Wake::Stop);
    });
    terminal::on_hang_up(move || {
        let _ = hung_up.send(Wake::Terminal(None));
    });
}

fn run(
    app: &mut App,
    route: Route,
    light: bool,
    mut screen: Screen,
    wakes: &Receiver<Wake>,
    inbox: &Sender<Wake>,
) -> io::Result<()> {
    let mut open = Some(route);
    let mut done = Ok(());
    while let Some(route) = open.take() {
        let area = screen.area()?;
        let mut hub = Hub::new(route, &context(app, area, look(app, light)));
        done = turn(app, &mut hub, light, &mut screen, wakes);
        // However this ends, what is on the screens and not kept yet goes to the vault before it is closed.
        handle(app, &mut hub, Msg::KeepDrafts, area, light);
        if let (Ok(()), Some(practice)) = (&done, app.oefenen.take()) {
            open = Some(to_practice(app, practice, inbox));
        }
    }
    done
}

/// Locks the vault and puts that of practice in its place; the screen to go on with.
fn to_practice(app: &mut App, route: Route, inbox: &Sender<Wake>) -> Route {
    // What goes wrong in the closing is told when the vault is opened the next time.
    let opened = app.kluis.leave_quietly().and_then(|()| oefening::enter(app));
    listen_for_answers(app, inbox);
    match opened {
        Ok(()) => route,
        Err(fault) => {
            app.notices.push(format!("{} {} {}", fault.wat, fault.waarom, fault.advies));
            Route::Start
        }
    }
}

/// Takes in what comes, until the program ends.
fn turn(app: &mut App, hub: &mut Hub, light: bool, screen: &mut Screen, wakes: &Receiver<Wake>) -> io::Result<()> {
    let (mut watch, mut due) = (Watch::new(), Due::default());
    loop {
        screen.draw(hub, &look(app, light))?;
        let ticks = hub.wakes().map(|wait| Instant::now() + wait);
        let until = watch.wait_until(app).into_iter().chain(due.at(app.kluis.view.busy.is_some())).chain(ticks).min();
        let wake = match until {
            None => wakes.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(until) => wakes.recv_timeout(until.saturating_duration_since(Instant::now())),
        };
        let msgs = match wake {
            Ok(Wake::Terminal(Some(Incoming::Msg(msg)))) => {
                // Somebody who comes back after the lid was closed finds the vault locked before the key counts.
                if let Some(by) = watch.must_lock(app) {
                    lock(app, hub, by, screen.area()?, light);
                }
                watch.somebody_is_there();
                vec![msg]
            }
            Ok(Wake::Terminal(Some(Incoming::Resized))) => continue,
            Ok(Wake::Kluis) => app.kluis.answer().into_iter().collect(),
            Ok(Wake::Zaal) => app.zaal.answer(),
            Ok(Wake::Ingelezen) => app.inlezer.answer().into_iter().collect(),
            Err(RecvTimeoutError::Timeout) => {
                if let Some(by) = watch.must_lock(app) {
                    lock(app, hub, by, screen.area()?, light);
                }
                let mut msgs = watch.tidy(app);
                msgs.extend(app.kluis.too_slow());
                if ticks.is_some_and(|at| at <= Instant::now()) {
                    msgs.push(Msg::Tik);
                }
                msgs
            }
            Ok(Wake::Terminal(None) | Wake::Stop) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        let area = screen.area()?;
        for msg in msgs {
            if handle(app, hub, msg, area, light) {
                return Ok(());
            }
        }
        let now = Instant::now();
        due.look(hub.unsaved(&context(app, area, look(app, light))), now);
        if due.is_due(app.kluis.view.busy.is_some(), now) {
            handle(app, hub, Msg::KeepDrafts, area, light);
        }
    }
}

/// Locks the vault because nobody does; what is not kept yet goes first.
fn lock(app: &mut App, hub: &mut Hub, by: LockedBy, area: Rect, light: bool) {
    handle(app, hub, Msg::KeepDrafts, area, light);
    if let Some(msg) = app.kluis.lock(by) {
        handle(app, hub, msg, area, light);
    }
}

/// Handles a message and everything that follows from it; `true` when the program ends.
pub fn handle(app: &mut App, hub: &mut Hub, msg: Msg, area: Rect, light: bool) -> bool {
    let mut open = vec![msg];
    while let Some(msg) = open.pop() {
        let effects = hub.update(&msg, &context(app, area, look(app, light)));
        for effect in effects {
            if effect == Effect::Quit {
                return true;
            }
            if let Effect::Oefenen(route) = effect {
                app.oefenen = Some(*route);
                return true;
            }
            open.extend(match effect {
                Effect::Kluis(act) => app.kluis.ask(act),
                Effect::Loopt(lopend) => app.keep_lopend(lopend.map(|lopend| *lopend)),
                Effect::Bel => {
                    terminal::ring();
                    None
                }
                Effect::Zaal(opdracht) => app.zaal.doe(&app.dirs, opdracht),
                Effect::Inlezen(path) => {
                    // Whether a key that nobody pinned yet is trusted is asked on screen.
                    let woord = Woord { vertrouw: true, ..Woord::default() };
                    let lezer = Lezer::new(app, woord, None);
                    app.inlezer.lees(path, lezer)
                }
                Effect::Uitgeven(path, opdracht) => {
                    let path = uitwissel::plek_van(&path, opdracht.vorm);
                    let written = uitwissel::schrijf(app, &opdracht, &path);
                    Some(written.map_or_else(Msg::Failed, |said| Msg::Uitgegeven(path, said)))
                }
                Effect::Seal(..) | Effect::Noodbestand(..) => match sealed(&app.dirs, &effect) {
                    Ok(act) => act.and_then(|act| app.kluis.ask(act)),
                    Err(fault) => Some(Msg::Failed(fault)),
                },
                other => perform(&app.dirs, &mut app.settings, &other),
            });
        }
    }
    false
}

/// How things look here and now.
pub fn look(app: &App, light: bool) -> Look {
    look_of(&app.settings, app.dirs.watermerk().is_some(), light)
}

/// How these settings look in this terminal.
pub fn look_of(settings: &Settings, practice: bool, light: bool) -> Look {
    let colours = match (terminal::no_color(), terminal::true_color()) {
        (true, _) => Colours::None,
        (false, true) => Colours::True,
        (false, false) => Colours::Default,
    };
    Look::new(settings, colours, light).of_practice(practice)
}

/// What screens may know.
pub fn context(app: &App, area: Rect, look: Look) -> Ctx<'_> {
    Ctx {
        reader: &app.content,
        settings: &app.settings,
        kluis: &app.kluis.view,
        now: app.clock.now(),
        body: body(area),
        look,
        notices: &app.notices,
        tik: app.clock.tik(),
        lopend: app.lopend.as_ref(),
    }
}
