//! Practice: a vault of its own with casussen that were made up.

use super::App;
use super::kluis::{Kluis, Safety};
use super::screen::run_screen;
use crate::domain::casus::oefenset;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Route;
use crate::domain::kluis::{KluisAct, KluisState, OEFENWACHTWOORD, OpenWith, Password};
use crate::domain::oefening::spel::Oefenbegin;
use crate::platform::proces;
use crate::platform::terminal::can_draw;

/// Goes on in practice, with what was going on there: nothing real is open any more.
///
/// # Errors
/// The vault of practice cannot be made or opened, or another program has it.
pub fn enter(app: &mut App) -> Result<(), Fault> {
    open(app)?;
    app.notices = vec![HOW_TO_OPEN.to_owned()];
    app.load_lopend();
    Ok(())
}

/// Puts the vault of practice in the place of the real one, and opens it; it is made when there is none.
///
/// # Errors
/// It cannot be made or opened, or another program has it.
pub fn open(app: &mut App) -> Result<(), Fault> {
    if app.dirs.watermerk().is_none() {
        app.dirs = app.dirs.for_practice();
    }
    app.kluis = Kluis::new(app.dirs.data(), proces::id(), Safety::OEFENING, app.clock.clone());
    let password = Password::new(OEFENWACHTWOORD);
    if app.kluis.view.state == KluisState::Locked {
        return app.kluis.run(KluisAct::Open(OpenWith::Password(password))).map(|_| ());
    }
    let casussen = oefenset(&app.content, app.clock.now())?;
    app.kluis.run(KluisAct::Create(password))?;
    app.kluis.run(KluisAct::SheetChecked)?;
    casussen.into_iter().try_for_each(|batch| app.kluis.run(KluisAct::Commit(batch)).map(|_| ()))
}

/// Told when practice begins.
const HOW_TO_OPEN: &str = "Dit is de oefenkluis. Gaat hij op slot? Het wachtwoord is: oefenen";

/// Opens the full-screen program on a fresh vault of practice, and throws it away at the end.
///
/// # Errors
/// There is no screen to draw on, or the vault cannot be made, opened or thrown away.
pub fn demo(app: &mut App, lines: bool) -> Result<(), Fault> {
    if lines || can_draw().is_err() {
        return Err(Fault::usage(
            "Hier kan ik de oefenkluis niet tonen.",
            "De oefenkluis heeft een volledig scherm nodig.",
            "In lijnen kan het met: aandacht casus lijst --oefening",
        ));
    }
    app.dirs = app.dirs.for_demo();
    Kluis::new(app.dirs.data(), proces::id(), Safety::OEFENING, app.clock.clone()).throw_away()?;
    enter(app)?;
    let shown = run_screen(app, Route::Start);
    shown.and(app.kluis.throw_away())
}

/// Opens the full-screen program in practice, at an exercise that begins now; without one at the exercise that goes on,
/// or at the choice of one.
///
/// # Errors
/// There is no screen to draw on, the vault cannot be made or opened, or the exercise cannot begin.
pub fn play(app: &mut App, begin: Option<Oefenbegin>, lines: bool) -> Result<(), Fault> {
    if lines || can_draw().is_err() {
        return Err(Fault::usage(
            "Hier kan ik geen oefening spelen.",
            "Een oefening heeft een volledig scherm nodig.",
            "Lezen kan wel in lijnen, met: aandacht oefening toon CODE",
        ));
    }
    enter(app)?;
    let goes_on = app.lopend.as_ref().map(|lopend| lopend.oefening.is_some());
    let route = match (begin, goes_on) {
        // Something goes on: the screen asks what to do with it.
        (Some(begin), Some(_)) => Route::OefeningBegin(begin),
        (Some(begin), None) => {
            let lopend = begin.begin(&app.content, app.clock.tik())?;
            // When it cannot be written, the exercise is played all the same, and writes at every act.
            let _ = app.keep_lopend(Some(lopend.clone()));
            Route::Oefening(Some(Box::new(lopend)))
        }
        (None, Some(true)) => Route::Oefening(None),
        (None, _) => Route::Oefeningen,
    };
    run_screen(app, route)
}
