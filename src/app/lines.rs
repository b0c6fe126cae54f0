//! The program in lines.

use std::io::{IsTerminal, stdin, stdout};

use super::{App, perform};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Effect, Msg, Reader, Route};
use crate::lijn::{Lijn, Options, Ports};
use crate::platform::files;

/// Longest line: what a braille display or a narrow window still shows well.
const WIDTH: usize = 80;

/// Runs the program in lines from a screen until the user leaves or the input ends.
///
/// # Errors
/// Input cannot be read or output cannot be written.
pub fn run_lines(app: &mut App, route: Route, because: &str) -> Result<(), Fault> {
    // Effects change the app while the lines look things up in its content; the content itself never changes.
    let content = crate::content::Content::with_own(files::read_content(&app.dirs.own_content()));
    // The introduction names the files that were left out by itself.
    let left_out = content.left_out();
    let notices = app.notices.iter().filter(|notice| !left_out.iter().any(|said| notice.ends_with(said.as_str())));
    let notices: Vec<String> = notices.cloned().collect();
    let options = Options {
        width: WIDTH.min(usize::from(app.settings.breedte)),
        today: app.today,
        settings: app.settings.clone(),
        echo: !stdin().is_terminal(),
    };
    let mut perform = |effect: Effect| {
        perform(app, &effect).unwrap_or_else(|| {
            Msg::Failed(Fault::internal(
                "Dit kan niet in lijnmodus.",
                "Er zit een fout in het programma.",
                "Meld dit bij de makers.",
            ))
        })
    };
    let mut input = stdin().lock();
    let mut output = stdout().lock();
    let ports = Ports { reader: &content, input: &mut input, output: &mut output, perform: &mut perform };
    let mut lijn = Lijn::new(ports, options);
    let done = match route {
        Route::Walk(walk) => lijn.intro(because).and_then(|()| lijn.walk(*walk)).map(|_| ()),
        Route::Checklists => lijn.intro(because).and_then(|()| lijn.raadpleeg(None)),
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
