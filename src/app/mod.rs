//! The composition root: content, settings and the machine together, and the effects that screens ask for.

pub mod doorgeven;
mod drafts;
pub mod handtekening;
mod inlezer;
pub mod kluis;
mod lines;
mod loopt;
pub mod machine;
pub mod oefening;
mod perform;
pub mod screen;
mod settings;
pub mod uitvoer;
pub mod uitwissel;
mod watch;
pub mod zaal;

use std::path::Path;

use crate::content::Content;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Msg, Route, Settings};
use crate::domain::inhoud::Problem;
use crate::domain::kluis::KluisState;
use crate::domain::sessie::Lopend;
use crate::platform::{clock::Clock, dirs::Dirs, files, proces};

use inlezer::Inlezer;
use kluis::{Kluis, Safety};
pub use lines::run_lines;
pub use perform::{perform, sealed};
pub use screen::run_screen;
use zaal::Zaal;

/// The program with everything it knows.
#[derive(Debug)]
pub struct App {
    /// The folders of the program.
    pub dirs: Dirs,
    /// The settings in force.
    pub settings: Settings,
    /// All content.
    pub content: Content,
    /// Tells the time.
    pub clock: Clock,
    /// The kluis.
    pub kluis: Kluis,
    /// Reads files of partners for a screen.
    pub inlezer: Inlezer,
    /// The trainer's side of the room view.
    pub zaal: Zaal,
    /// What the user has to know about how the program started.
    pub notices: Vec<String>,
    /// The session that goes on.
    pub lopend: Option<Lopend>,
    /// The screen at which practice goes on, when the user asked for practice.
    pub oefenen: Option<Route>,
}

impl App {
    /// Opens the program: settings and the user's own content are read now, shipped content when it is opened.
    ///
    /// # Errors
    /// The program's own folder cannot be found. Broken settings or content are no error: they become notices.
    pub fn open(map: Option<&Path>, ascii: bool) -> Result<App, Fault> {
        let dirs = Dirs::find(map)?;
        let mut notices = Vec::new();
        let mut settings = settings::load(&dirs).unwrap_or_else(|fault| {
            notices.push(format!("{} {}", fault.wat, fault.advies));
            Settings::default()
        });
        settings.ascii |= ascii;
        let content = Content::with_own(files::read_content(&dirs.own_content()));
        notices.extend(left_out(content.problems()));
        let clock = Clock::real();
        let kluis = Kluis::new(dirs.data(), proces::id(), Safety::REAL, clock.clone());
        let mut app = App {
            dirs,
            settings,
            content,
            clock,
            kluis,
            notices,
            lopend: None,
            oefenen: None,
            zaal: Zaal::default(),
            inlezer: Inlezer::default(),
        };
        app.load_lopend();
        Ok(app)
    }
}

impl App {
    /// Takes up what was going on in these folders. What cannot be taken up is told.
    pub(super) fn load_lopend(&mut self) {
        self.lopend = loopt::load(&self.dirs, &self.content).unwrap_or_else(|fault| {
            self.notices.push(format!("{} {} {}", fault.wat, fault.waarom, fault.advies));
            None
        });
    }

    /// Writes how the session stands. It goes on when that cannot be written.
    pub fn keep_lopend(&mut self, lopend: Option<Lopend>) -> Option<Msg> {
        self.lopend = lopend;
        let kept = loopt::keep(&self.dirs, self.lopend.as_ref());
        // What is on top now said that something goes on.
        kept.err().map(Msg::Failed).or_else(|| self.lopend.is_none().then_some(Msg::Shown))
    }

    /// What the full-screen program opens with: the welcome the first time, the kluis when there is one.
    pub fn first_route(&self) -> Route {
        match self.kluis.view.state {
            KluisState::Locked => Route::KluisOpenen,
            KluisState::None if !self.dirs.settings().exists() => Route::Welkom,
            KluisState::None | KluisState::Open | KluisState::ReadOnly => Route::Start,
        }
    }
}

/// What a notice about a file that was left out starts with.
const LEFT_OUT: &str = "Weggelaten: ";

/// One notice a file that was left out: its first problem, and how many more there are.
fn left_out(problems: &[Problem]) -> Vec<String> {
    let mut files: Vec<(&Problem, usize)> = Vec::new();
    for problem in problems {
        match files.iter_mut().find(|(first, _)| first.bestand == problem.bestand) {
            Some((_, more)) => *more += 1,
            None => files.push((problem, 0)),
        }
    }
    let more = |count| match count {
        0 => String::new(),
        1 => " Er is nog één probleem.".to_owned(),
        count => format!(" Er zijn nog {count} problemen."),
    };
    files.into_iter().map(|(first, count)| format!("{LEFT_OUT}{first}{}", more(count))).collect()
}
