//! A person at the keyboard. Keys go through the terminal's own spelling into the program's real loop
//! ([`aandacht::app::screen::handle`]), effects are really carried out in a folder of their own, and after every key
//! the frame is drawn and looked at:
//!
//! ```text
//! Robot::start().keys("1 2 u").see("Uitleg").press("F9").see("112");
//! ```
//!
//! The robot never presses `p` for somebody: a test must not send anything to a printer. With a played kluis
//! ([`PlayedKluis`]) it may: then nothing leaves the test.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use aandacht::app::doorgeven::Lezer;
use aandacht::app::kluis::{Kluis, Safety};
use aandacht::app::screen::{context, handle};
use aandacht::app::{App, oefening, perform, sealed, uitwissel};
use aandacht::domain::gesprek::{Effect, Msg, Reader, Route};
use aandacht::domain::kluis::{KluisNews, KluisState};
use aandacht::domain::netwerk::vertrouwen::Woord;
use aandacht::domain::walk::Walk;
use aandacht::platform::clock::Clock;
use aandacht::ui::key::{Incoming, incoming};
use aandacht::ui::look::{Colours, Look};
use aandacht::ui::theme::Role;
use aandacht::ui::{Ctx, Hub, Screen, Unsaved};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::civil::{DateTime, date};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use super::answers;
use super::kluis::{MARKER, PASSWORD, PlayedKluis};

/// The design size.
pub const WIDE: (u16, u16) = (80, 24);
/// The smallest size that still works.
pub const NARROW: (u16, u16) = (60, 20);

/// The moment at which every test begins.
pub fn now() -> DateTime {
    date(2026, 11, 21).at(16, 40, 0, 0)
}

/// Gives the program a clock that stands still and a kluis whose password costs nothing.
fn play(app: &mut App, folder: &Path, clock: &Clock) {
    app.clock = clock.clone();
    app.kluis = Kluis::new(folder, 4711, Safety::for_tests(), app.clock.clone());
}

/// Columns and rows beside the frame that nothing may be drawn in.
const MARGIN: (u16, u16) = (7, 3);

/// The emergency line, from 70 columns and below.
const EMERGENCY: [&str; 2] =
    [" Acuut gevaar? 112 · Veilig Thuis 0800-2000 (dag en nacht) · F9", " Gevaar? 112 · Veilig Thuis 0800-2000 · F9"];

/// How the program is started.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setup<'a> {
    /// What stands in `instellingen.toml`; nothing when empty.
    pub instellingen: &'a str,
    /// Files in the user's own `checklists` folder: name and text.
    pub own: &'a [(&'a str, &'a str)],
    /// Whether `--ascii` was given.
    pub ascii: bool,
    /// The disk on which the program keeps its things; nothing for any.
    pub disk: Option<&'a Path>,
}

/// A person at the keyboard.
pub struct Robot {
    app: App,
    hub: Hub,
    area: Rect,
    colours: Colours,
    frame: Buffer,
    pressed: Vec<String>,
    open: bool,
    folder: TempDir,
    clock: Clock,
    kluis: Option<PlayedKluis>,
    /// Whether the next key is pressed before the kluis has answered.
    hasty: bool,
    /// Whether a partner's file takes so long that the test says when it was read.
    pub slow_files: bool,
}

impl Robot {
    /// The program on its start screen, in a terminal of 80 by 24.
    pub fn start() -> Robot {
        Robot::with(Setup::default())
    }

    /// The program on its start screen, started in this way.
    pub fn with(setup: Setup<'_>) -> Robot {
        Robot::open(setup, |_| Route::Start)
    }

    /// `aandacht raadpleeg`: a walk with these answers (see [`answers`]) already given.
    pub fn walking(id: &str, given: &str) -> Robot {
        Robot::open(Setup::default(), |app| {
            let tree = app.content.tree(id).unwrap_or_else(|fault| panic!("{id}: {fault:?}"));
            let walk = Walk::replay(&tree, answers(given)).unwrap_or_else(|(at, misfit)| panic!("{at}: {misfit}"));
            Route::Walk(Box::new(walk))
        })
    }

    fn open(setup: Setup<'_>, route: impl FnOnce(&App) -> Route) -> Robot {
        let folder = setup.disk.map_or_else(tempfile::tempdir, tempfile::tempdir_in).expect("a folder of our own");
        if !setup.instellingen.is_empty() {
            fs::write(folder.path().join("instellingen.toml"), setup.instellingen).expect("settings can be written");
        }
        for (name, text) in setup.own {
            let path = folder.path().join("checklists").join(name);
            fs::create_dir_all(path.parent().expect("a name has a folder")).expect("a folder can be made");
            fs::write(path, text).expect("own content can be written");
        }
        let mut app = App::open(Some(folder.path()), setup.ascii).expect("a folder was given");
        let clock = Clock::standing(now());
        play(&mut app, folder.path(), &clock);
        let area = Rect::new(0, 0, WIDE.0, WIDE.1);
        let look = Look::new(&app.settings, Colours::True, false);
        let hub = Hub::new(route(&app), &context(&app, area, look));
        let mut robot = Robot {
            app,
            hub,
            area,
            colours: Colours::True,
            frame: Buffer::empty(area),
            pressed: Vec::new(),
            open: true,
            folder,
            clock,
            kluis: None,
            hasty: false,
            slow_files: false,
        };
        robot.draw();
        robot
    }

    // --- doing -------------------------------------------------------------------------------------------------------

    /// Gives the terminal another size.
    pub fn size(&mut self, (width, height): (u16, u16)) -> &mut Self {
        self.pressed.push(format!("[{width}x{height}]"));
        self.area = Rect::new(0, 0, width, height);
        self.event(&Event::Resize(width, height))
    }

    /// Uses as many colours as the terminal has.
    pub fn colours(&mut self, colours: Colours) -> &mut Self {
        self.colours = colours;
        self.draw();
        self
    }

    /// Presses a key: `Enter`, `Up`, `Ctrl-N`, `F9`, `Space`, `u`.
    pub fn press(&mut self, name: &str) -> &mut Self {
        self.pressed.push(name.to_owned());
        self.event(&Event::Key(key(name)))
    }

    /// Presses keys, with spaces between them.
    pub fn keys(&mut self, names: &str) -> &mut Self {
        names.split_whitespace().fold(self, Robot::press)
    }

    /// Presses a key a number of times.
    pub fn times(&mut self, count: usize, name: &str) -> &mut Self {
        (0..count).fold(self, |robot, _| robot.press(name))
    }

    /// Types a text, letter by letter.
    pub fn typ(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.pressed.push(letter.to_string());
            self.event(&Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE)));
        }
        self
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        let short: String = text.chars().take(60).collect();
        self.pressed.push(format!("[plak {short:?}]"));
        self.event(&Event::Paste(text.to_owned()))
    }

    /// Clicks on the first letter of a text that is on screen.
    pub fn click(&mut self, text: &str) -> &mut Self {
        let Some((column, row)) = self.find(text) else { self.fail(&format!("{text:?} is not on screen")) };
        self.pressed.push(format!("[klik {text:?}]"));
        let kind = MouseEventKind::Down(MouseButton::Left);
        self.event(&Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
    }

    /// Turns the wheel of the mouse one notch down.
    pub fn wheel(&mut self) -> &mut Self {
        self.pressed.push("[wiel]".to_owned());
        let kind = MouseEventKind::ScrollDown;
        self.event(&Event::Mouse(MouseEvent { kind, column: 1, row: 3, modifiers: KeyModifiers::NONE }))
    }

    /// Hands the program anything the terminal can send.
    pub fn event(&mut self, event: &Event) -> &mut Self {
        if !self.open {
            self.fail("the program ended before this");
        }
        match incoming(event) {
            Some(Incoming::Msg(msg)) => self.handle(msg),
            Some(Incoming::Resized) => self.draw(),
            None => {}
        }
        self
    }

    fn handle(&mut self, msg: Msg) {
        let done = catch_unwind(AssertUnwindSafe(|| match self.kluis {
            None => self.really(msg),
            Some(_) => self.play(msg),
        }));
        match done {
            Ok(ended) => self.open = !ended,
            Err(_) => self.fail("the program panicked on the last key"),
        }
        if self.open {
            self.draw();
        }
    }

    /// The program's own loop, with the answers of a real kluis taken in as they come.
    fn really(&mut self, msg: Msg) -> bool {
        let mut msgs = vec![msg];
        while !msgs.is_empty() {
            for msg in msgs.drain(..) {
                if handle(&mut self.app, &mut self.hub, msg, self.area, false) {
                    return true;
                }
            }
            if !self.hasty {
                msgs = self.app.kluis.wait();
            }
        }
        false
    }

    // --- a real kluis ------------------------------------------------------------------------------------------------

    /// How the program's own kluis stands.
    pub fn state(&self) -> KluisState {
        self.app.kluis.view.state
    }

    /// The folder of the program.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Back to the start screen.
    pub fn home(&mut self) -> &mut Self {
        for _ in 0..10 {
            if self.sees("Wat wilt u doen?") {
                break;
            }
            self.press("Esc");
        }
        self
    }

    /// Ends the program in order and starts it again in the same folder.
    pub fn again(mut self) -> Robot {
        assert_eq!(self.app.kluis.leave_quietly(), Ok(()));
        self.restarted(None)
    }

    /// The same, at another moment: the clock may have been set back.
    pub fn again_at(mut self, moment: DateTime) -> Robot {
        self.clock = Clock::standing(moment);
        self.again()
    }

    /// The program is killed and started again: it goes on with the files as they stood at this moment.
    pub fn killed(self) -> Robot {
        let image = tempfile::tempdir().expect("a folder of our own");
        copy(self.folder.path(), image.path());
        self.restarted(Some(image))
    }

    fn restarted(self, image: Option<TempDir>) -> Robot {
        // Whoever was killed may still write into the old folder, and nobody looks there again.
        drop(self.app);
        let folder = image.unwrap_or(self.folder);
        let mut app = App::open(Some(folder.path()), false).expect("a folder was given");
        play(&mut app, folder.path(), &self.clock);
        let look = Look::new(&app.settings, Colours::True, false);
        let hub = Hub::new(app.first_route(), &context(&app, self.area, look));
        let mut robot = Robot { app, hub, folder, open: true, pressed: Vec::new(), ..self };
        robot.draw();
        robot
    }

    /// `aandacht demo`: the vault of practice, in its own folder.
    pub fn practising() -> Robot {
        let mut robot = Robot::start();
        oefening::open(&mut robot.app).unwrap_or_else(|fault| panic!("{fault:?}"));
        robot.starts_with(Route::Start);
        robot
    }

    /// The same vault, locked, under another safety.
    pub fn with_safety(&mut self, safety: Safety) -> &mut Self {
        assert_eq!(self.app.kluis.leave_quietly(), Ok(()));
        self.app.kluis = Kluis::new(self.app.dirs.data(), 4711, safety, self.clock.clone());
        self.starts_with(Route::Start)
    }

    /// Time passes, until this moment. What is on screen is not drawn anew by that alone.
    pub fn until(&mut self, moment: DateTime) -> &mut Self {
        let passed = moment.duration_since(self.clock.now().local);
        self.clock.pass(Duration::try_from(passed).expect("time passes one way"));
        self
    }

    /// So many seconds pass, and the screen on top is told when it asked for it.
    pub fn later(&mut self, seconds: u64) -> &mut Self {
        self.clock.pass(Duration::from_secs(seconds));
        if self.wakes().is_some() {
            self.handle(Msg::Tik);
        }
        self
    }

    /// In how much time the screen on top wants to hear of it.
    pub fn wakes(&self) -> Option<Duration> {
        self.hub.wakes()
    }

    /// Presses these keys before the kluis answers the first of them; then it answers.
    pub fn hastily(&mut self, names: &str) -> &mut Self {
        self.hasty = true;
        self.keys(names);
        self.hasty = false;
        for msg in self.app.kluis.wait() {
            self.handle(msg);
        }
        self
    }

    /// The program itself, to do something behind the back of its screens.
    pub fn app_mut(&mut self) -> &mut App {
        &mut self.app
    }

    // --- a kluis that is played --------------------------------------------------------------------------------------

    /// Gives the program a kluis in this state, played by the test.
    pub fn with_kluis(&mut self, state: KluisState) -> &mut Self {
        self.kluis = Some(PlayedKluis::new(state));
        self.shown()
    }

    /// Changes something about the played kluis behind the back of the program.
    pub fn kluis(&mut self, change: impl FnOnce(&mut PlayedKluis)) -> &mut Self {
        change(self.kluis.as_mut().expect("a kluis is played"));
        self.shown()
    }

    /// The played kluis.
    pub fn played(&self) -> &PlayedKluis {
        self.kluis.as_ref().expect("a kluis is played")
    }

    /// Lets the screen on top look again, as it does when it comes back.
    fn shown(&mut self) -> &mut Self {
        self.handle(Msg::Shown);
        self
    }

    /// Starts the program anew on this screen.
    pub fn starts_with(&mut self, route: Route) -> &mut Self {
        self.hub = Hub::new(route, &played_context(&self.app, self.kluis.as_ref(), self.area, self.colours));
        self.draw();
        self
    }

    /// Puts a screen of the test on top.
    pub fn shows(&mut self, screen: impl Screen + 'static) -> &mut Self {
        self.hub.show(Box::new(screen));
        self.draw();
        self
    }

    /// Two seconds pass without a key: the loop looks whether something is to be kept.
    pub fn two_seconds(&mut self) -> &mut Self {
        let cx = played_context(&self.app, self.kluis.as_ref(), self.area, self.colours);
        if self.hub.unsaved(&cx) != Unsaved::Nothing {
            self.handle(Msg::KeepDrafts);
        }
        self
    }

    /// The program tells its screens something.
    pub fn hears(&mut self, msg: Msg) -> &mut Self {
        self.pressed.push("[bericht]".to_owned());
        self.handle(msg);
        self
    }

    /// The slow kluis is ready.
    pub fn finish(&mut self) -> &mut Self {
        self.pressed.push("[klaar]".to_owned());
        let msg = self.kluis.as_mut().expect("a kluis is played").finish();
        self.handle(msg);
        self
    }

    /// The program locks the kluis by itself.
    pub fn locks(&mut self) -> &mut Self {
        self.pressed.push("[op slot]".to_owned());
        self.kluis.as_mut().expect("a kluis is played").enter(KluisState::Locked);
        self.handle(Msg::Kluis(KluisNews::Locked));
        self
    }

    /// Types the password of the played kluis and opens it.
    pub fn unlock(&mut self) -> &mut Self {
        self.typ(PASSWORD).press("Enter")
    }

    /// The program's loop around the played kluis.
    fn play(&mut self, msg: Msg) -> bool {
        let mut open = vec![msg];
        while let Some(msg) = open.pop() {
            let cx = played_context(&self.app, self.kluis.as_ref(), self.area, self.colours);
            let effects = self.hub.update(&msg, &cx);
            for effect in effects {
                let played = self.kluis.as_mut().expect("a kluis is played");
                match effect {
                    Effect::Quit => return true,
                    Effect::Kluis(act) => open.extend(played.ask(act)),
                    Effect::Print(page) => {
                        played.printed.push(page);
                        open.push(Msg::Printed);
                    }
                    Effect::Seal(..) | Effect::Noodbestand(..) => match sealed(&self.app.dirs, &effect) {
                        Ok(act) => open.extend(act.and_then(|act| played.ask(act))),
                        Err(fault) => open.push(Msg::Failed(fault)),
                    },
                    Effect::Loopt(lopend) => open.extend(self.app.keep_lopend(lopend.map(|lopend| *lopend))),
                    Effect::Inlezen(_) if self.slow_files => {}
                    Effect::Inlezen(path) => {
                        let woord = Woord { vertrouw: true, ..Woord::default() };
                        let lezer = Lezer::van(&played.view.model, false, woord, None);
                        open.push(Msg::Ingelezen(uitwissel::lees_voor_scherm(&path, &lezer)));
                    }
                    other => open.extend(perform(&self.app.dirs, &mut self.app.settings, &other)),
                }
            }
        }
        false
    }

    // --- looking -----------------------------------------------------------------------------------------------------

    /// The frame as it is drawn now.
    pub fn frame(&self) -> &Buffer {
        &self.frame
    }

    /// The frame as text: a line a row.
    pub fn screen(&self) -> String {
        self.rows().iter().map(|row| format!("{}\n", row.trim_end())).collect()
    }

    /// The rows of the frame as text.
    pub fn rows(&self) -> Vec<String> {
        (0..self.area.height).map(|y| self.row(y)).collect()
    }

    /// A row of the frame as text; a wide character fills two columns.
    fn row(&self, y: u16) -> String {
        let mut text = String::new();
        let mut x = 0;
        while x < self.area.width {
            let symbol = self.frame[(x, y)].symbol();
            text.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).expect("a symbol is narrow");
        }
        text
    }

    /// The body as running text: without the steps beside it, without line ends, single spaces.
    pub fn text(&self) -> String {
        let rows = self.rows();
        let body = rows.iter().skip(2).take(rows.len().saturating_sub(4));
        squeezed(&body.map(|row| beside_the_steps(row).to_owned() + " ").collect::<String>())
    }

    /// Checks that a text is on screen, in one row or over several.
    pub fn see(&mut self, text: &str) -> &mut Self {
        if !self.sees(text) {
            self.fail(&format!("{text:?} should be on screen"));
        }
        self
    }

    /// Checks that a text is not on screen.
    pub fn not_see(&mut self, text: &str) -> &mut Self {
        if self.sees(text) {
            self.fail(&format!("{text:?} should not be on screen"));
        }
        self
    }

    /// Whether a text is on screen, in one row or over several.
    pub fn sees(&self, text: &str) -> bool {
        let wanted = squeezed(text);
        self.rows().iter().any(|row| squeezed(row).contains(&wanted)) || self.text().contains(&wanted)
    }

    /// Checks that the program has ended.
    pub fn ended(&mut self) -> &mut Self {
        if self.open {
            self.fail("the program should have ended");
        }
        self
    }

    /// Everything on a page that scrolls, from its first row to its last; the page stands at its last row afterwards.
    pub fn whole_page(&mut self) -> String {
        self.times(80, "PgUp");
        let mut text = self.screen();
        loop {
            let before = self.frame.clone();
            self.press("Down");
            if self.frame == before {
                return text;
            }
            text.push_str(&self.screen());
        }
    }

    /// Where a text stands: column and row of its first letter.
    pub fn find(&self, text: &str) -> Option<(u16, u16)> {
        (0..self.area.height).find_map(|y| {
            let row = self.row(y);
            let before = row[..row.find(text)?].width();
            Some((u16::try_from(before).expect("a row is short"), y))
        })
    }

    /// A path in a folder of its own, to save to: a bare name would end among the documents of whoever runs the tests.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the program knows.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// How things look now.
    pub fn look(&self) -> Look {
        let practice = self.app.dirs.watermerk().is_some();
        Look::new(&self.app.settings, self.colours, false).of_practice(practice)
    }

    /// The frame as text within a border, so that its edges show.
    pub fn framed(&self) -> String {
        let edge = format!("+{}+\n", "-".repeat(usize::from(self.area.width)));
        let rows: String = self.rows().iter().map(|row| format!("|{row}|\n")).collect();
        edge.clone() + &rows + &edge
    }

    /// Fails with everything that helps: what was pressed, and the frame.
    pub fn fail(&self, what: &str) -> ! {
        panic!("{what}\nkeys: {}\n{}", self.pressed.join(" "), self.framed())
    }

    // --- every frame -------------------------------------------------------------------------------------------------

    /// Draws a frame inside a larger terminal, so that anything drawn outside it shows.
    fn draw(&mut self) {
        let look = self.look();
        let room = Rect { width: self.area.width + MARGIN.0, height: self.area.height + MARGIN.1, ..self.area };
        let mut drawn = Buffer::empty(room);
        let done = catch_unwind(AssertUnwindSafe(|| self.hub.view(self.area, &mut drawn, &look)));
        if done.is_err() {
            self.fail("drawing panicked after the last key; this is the frame before it");
        }
        self.frame = Buffer::empty(self.area);
        for position in self.area.positions() {
            self.frame[position] = drawn[position].clone();
        }
        for position in room.positions().filter(|position| !self.area.contains(*position)) {
            if drawn[position] != Cell::EMPTY {
                self.fail(&format!("something is drawn outside the frame, at {position}"));
            }
        }
        self.check();
    }

    /// What holds for every frame: the emergency line stands on it, or the screen is hidden.
    fn check(&self) {
        let small = self.area.width < NARROW.0 || self.area.height < NARROW.1;
        if self.is_hidden() {
            let others = (0..self.area.height).filter(|y| *y != 1);
            if others.into_iter().any(|y| !self.row(y).trim().is_empty()) {
                self.fail("the hidden screen shows more than its one line");
            }
        } else if small {
            let room = self.area.width >= 24 && self.area.height >= 6;
            if room && !(self.sees("112") && self.sees("0800-2000")) {
                self.fail("a terminal that is too small still names the two numbers");
            }
        } else {
            self.check_emergency();
        }
        let locked = self.kluis.as_ref().is_some_and(|played| !played.view.state.is_open());
        if locked && (self.sees("★") || self.screen().to_lowercase().contains(MARKER)) {
            self.fail("something of the locked kluis is on screen");
        }
        if self.kluis.is_some() && self.sees(PASSWORD) && !self.pressed.iter().any(|key| key == "Ctrl-T") {
            self.fail("the password is on screen");
        }
    }

    fn check_emergency(&self) {
        let row = self.row(self.area.height - 1);
        let expected = self.look().text(EMERGENCY[usize::from(self.area.width < 70)]);
        let style = self.look().style(Role::Gevaar);
        let y = self.area.bottom() - 1;
        let lit = (0..self.area.width).all(|x| self.frame[(x, y)].style() == Cell::EMPTY.style().patch(style));
        if row.trim_end() != expected || !lit {
            self.fail("the emergency line is not on screen");
        }
    }

    /// Whether the neutral screen is on top.
    pub fn is_hidden(&self) -> bool {
        let (width, height) = (self.area.width, self.area.height);
        let line: String = "Pauze. Enter: verder.".chars().take(usize::from(width.saturating_sub(2))).collect();
        // On one row the neutral screen has no room for its line: it is blank.
        if height < 2 { self.row(0).trim().is_empty() } else { self.row(1).trim() == line.trim() }
    }
}

/// What screens may know, with a played kluis in the place of the program's own.
fn played_context<'a>(app: &'a App, kluis: Option<&'a PlayedKluis>, area: Rect, colours: Colours) -> Ctx<'a> {
    let look = Look::new(&app.settings, colours, false).of_practice(app.dirs.watermerk().is_some());
    let cx = context(app, area, look);
    Ctx { kluis: kluis.map_or(cx.kluis, |played| &played.view), ..cx }
}

/// Copies everything in a folder, as it is now.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder can be listed") {
        let entry = entry.expect("a folder can be listed");
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there);
        } else {
            fs::copy(entry.path(), &there).expect("a file can be copied");
        }
    }
}

/// What stands beside the steps of a walk, or beside the menu of the start screen: the part after the column line.
fn beside_the_steps(row: &str) -> &str {
    row.split_once(['│', '|']).map_or(row, |(_, rest)| rest)
}

/// The text with single spaces.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The key with this name, as the terminal reports it.
fn key(name: &str) -> KeyEvent {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return plain(KeyCode::Char(letter));
    }
    if let Some(letter) = name.strip_prefix("Ctrl-").and_then(|rest| rest.chars().next()) {
        return KeyEvent::new(KeyCode::Char(letter.to_ascii_lowercase()), KeyModifiers::CONTROL);
    }
    plain(match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Shift-Tab" => KeyCode::BackTab,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "Space" => KeyCode::Char(' '),
        _ => match name.strip_prefix('F').and_then(|number| number.parse().ok()) {
            Some(number) => KeyCode::F(number),
            None => panic!("no key is called {name:?}"),
        },
    })
}
