//! The program in lines.

use std::io::{IsTerminal, stdin, stdout};

use super::{App, LEFT_OUT, perform};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Effect, Msg, Route};
use crate::lijn::{Lijn, Options, Ports};
use crate::platform::files;

/// Longest line: what a braille display or a narrow window still shows well.
const WIDTH: usize = 80;

/// Runs the program in lines from a screen until the user leaves or the input ends.
///
/// # Errors
/// Input cannot be read or output cannot be written.
pub fn run_lines(app: &mut App, route: Route, because: &str) -> Result<(), Fault> {
    let App { dirs, settings, content, clock, notices, .. } = app;
    // The introduction names the files that were left out by itself.
    let notices: Vec<String> = notices.iter().filter(|notice| !notice.starts_with(LEFT_OUT)).cloned().collect();
    let options = Options {
        width: WIDTH.min(usize::from(settings.breedte)),
        today: clock.today(),
        settings: settings.clone(),
        echo: !stdin().is_terminal(),
    };
    let mut perform = |effect: Effect| {
        if matches!(effect, Effect::Zaal(_)) {
            return Msg::Failed(Fault::usage(
                "In lijnmodus is er geen zaalscherm.",
                "Het zaalscherm toont wat de trainer op een volledig scherm doet.",
                "Start aandacht zonder --lijn, of lees voor wat hier staat.",
            ));
        }
        perform(dirs, settings, &effect).unwrap_or_else(|| {
            Msg::Failed(Fault::internal(
                "Dit kan niet in lijnmodus.",
                "Er zit een fout in het programma.",
                "Meld dit bij de makers.",
            ))
        })
    };
    let mut input = stdin().lock();
    let mut output = stdout().lock();
    let now = || clock.now();
    let ports = Ports { reader: &*content, input: &mut input, output: &mut output, perform: &mut perform, now: &now };
    let mut lijn = Lijn::new(ports, options);
    let done = match route {
        Route::Walk(walk) => lijn.intro(because).and_then(|()| lijn.walk(*walk)).map(|_| ()),
        Route::Verschil { links, rechts } => {
            lijn.intro(because).and_then(|()| lijn.verschil(links.as_deref(), rechts.as_deref()))
        }
        Route::Checklists(_) => lijn.intro(because).and_then(|()| lijn.raadpleeg(None)),
        _ => lijn.notices(&notices).and_then(|()| lijn.start(because)),
    };
    done.map_err(|error| {
        Fault::internal(
            "De lijnmodus is gestopt.",
            format!("De invoer of uitvoer werkt niet: {}.", files::dutch(&error)),
            "Start opnieuw; raadplegen bewaart niets.",
        )
    })
}
