//! A terminal with the program in it.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;
use vt100::Parser;

/// How long anything may take before a test gives up on it: far longer than on the busiest machine.
const LIMIT: Duration = Duration::from_secs(60);

pub const ESC: &str = "\x1b";
pub const F9: &str = "\x1b[20~";
pub const F10: &str = "\x1b[21~";
pub const DOWN: &str = "\x1b[B";
pub const CTRL_C: &str = "\x03";

/// What a terminal is asked for when the program starts, and what it is asked to undo.
const TAKEN: [&str; 3] = ["\x1b[?1049h", "\x1b[?25l", "\x1b[?2004h"];
const GIVEN_BACK: [&str; 3] = ["\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l"];

/// A terminal of some size with a program in it, and everything that the program wrote.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    /// Our end of the terminal and what is typed into it; gone once it is closed.
    end: Option<(Box<dyn MasterPty + Send>, Box<dyn Write + Send>)>,
    output: Receiver<Vec<u8>>,
    /// Makes the reading thread stop at the next output, so that the terminal can be closed.
    closing: Arc<AtomicBool>,
    parser: Parser,
    raw: Vec<u8>,
    modes_before: String,
    home: Arc<TempDir>,
}

impl Terminal {
    /// The program in a terminal of this many columns and rows.
    pub fn open(columns: u16, rows: u16) -> Self {
        Self::with("xterm-256color", &[], columns, rows)
    }

    /// The program with these arguments in a terminal that calls itself by this name.
    pub fn with(term: &str, args: &[&str], columns: u16, rows: u16) -> Self {
        Self::running(Path::new(env!("CARGO_BIN_EXE_aandacht")), term, args, columns, rows)
    }

    /// Another program of this package.
    pub fn running(program: &Path, term: &str, args: &[&str], columns: u16, rows: u16) -> Self {
        let home = TempDir::new().expect("a temporary folder");
        // Not the first start: that one asks things.
        std::fs::write(home.path().join("instellingen.toml"), "").expect("settings can be written");
        Self::at(Arc::new(home), program, term, args, columns, rows)
    }

    /// The program for the very first time on this machine.
    pub fn first_time(columns: u16, rows: u16) -> Self {
        let home = TempDir::new().expect("a temporary folder");
        Self::at(Arc::new(home), Path::new(env!("CARGO_BIN_EXE_aandacht")), "xterm-256color", &[], columns, rows)
    }

    /// The program once more, on what the one before left behind.
    pub fn again(&self) -> Self {
        let (program, home) = (Path::new(env!("CARGO_BIN_EXE_aandacht")), Arc::clone(&self.home));
        let (rows, columns) = self.parser.screen().size();
        Self::at(home, program, "xterm-256color", &[], columns.get(), rows.get())
    }

    /// The program with these arguments in another terminal, on the same machine.
    pub fn beside(&self, args: &[&str]) -> Self {
        let (program, home) = (Path::new(env!("CARGO_BIN_EXE_aandacht")), Arc::clone(&self.home));
        Self::at(home, program, "xterm-256color", args, 100, 30)
    }

    /// The program with these arguments on a machine where this home is already.
    pub fn in_home(home: TempDir, args: &[&str]) -> Self {
        Self::at(Arc::new(home), Path::new(env!("CARGO_BIN_EXE_aandacht")), "xterm-256color", args, 80, 24)
    }

    fn at(home: Arc<TempDir>, program: &Path, term: &str, args: &[&str], columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.env("TERM", term);
        command.env("HOME", home.path());
        // Programs of the test's own go first: a printer, for one.
        command.env("PATH", format!("{}:/usr/bin:/bin", home.path().join("bin").display()));
        command.env("AANDACHT_MAP", home.path());
        command.cwd(home.path());
        command.args(args);
        let modes_before = modes(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let (inbox, output) = channel();
        let closing = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&closing);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // The end of a terminal is an error on Linux and no bytes elsewhere.
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if inbox.send(bytes[..count].to_vec()).is_err() || stop.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        Terminal {
            child,
            end: Some((pair.master, writer)),
            output,
            closing,
            parser: Parser::new(cells(rows), cells(columns), 0),
            raw: Vec::new(),
            modes_before,
            home,
        }
    }

    /// The program's own folder.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Types these bytes.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        let (_, writer) = self.end.as_mut().expect("the terminal is open");
        writer.write_all(keys.as_bytes()).expect("the terminal takes keys");
        writer.flush().expect("the terminal takes keys");
        self
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.parser.screen_mut().set_size(cells(rows), cells(columns));
        self.master().resize(size(columns, rows)).expect("the terminal takes another size");
        self
    }

    /// Waits until this stands on the screen.
    pub fn see(&mut self, text: &str) -> &mut Self {
        self.until(&format!("{text:?} is on the screen"), |screen| screen.contents().contains(text))
    }

    /// Waits until the frame that is being drawn stands whole: every frame ends with the cursor going out of sight.
    /// Gives what then stands on the screen.
    pub fn frame(&mut self) -> String {
        let deadline = Instant::now() + LIMIT;
        while !self.raw.ends_with(TAKEN[1].as_bytes()) {
            let next = self.output.recv_timeout(deadline.saturating_duration_since(Instant::now()));
            self.take(&next.unwrap_or_else(|error| panic!("a whole frame: {error}\n{}", self.text())));
        }
        self.text()
    }

    /// Waits until this holds for the screen.
    pub fn until(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let deadline = Instant::now() + LIMIT;
        while !holds(self.parser.screen()) {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => panic!("{what}: never\n{}", self.text()),
                Err(RecvTimeoutError::Disconnected) => panic!("{what}: the program ended\n{}", self.text()),
            }
        }
        self
    }

    fn master(&self) -> &(dyn MasterPty + Send) {
        self.end.as_ref().expect("the terminal is open").0.as_ref()
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.parser.process(bytes);
    }

    /// What stands on the screen.
    pub fn text(&self) -> String {
        text(self.parser.screen())
    }

    /// What stands on one row, counted from the top; from the bottom when negative.
    pub fn row(&self, at: i32) -> String {
        row(self.parser.screen(), at)
    }

    /// Everything that the program ever wrote.
    pub fn written(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    /// Sends the program a signal by its name.
    pub fn signal(&mut self, name: &str) -> &mut Self {
        let id = self.child.process_id().expect("the program runs").to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.is_ok_and(|status| status.success()), "the signal is sent");
        self
    }

    /// Waits until the program has ended by itself and reads what it still wrote.
    pub fn ended(&mut self) -> ExitStatus {
        let deadline = Instant::now() + LIMIT;
        loop {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("the program does not end\n{}", self.text()),
            }
        }
        self.child.wait().expect("the program has ended")
    }

    /// Closes the terminal under the program and waits for its end.
    pub fn hang_up(&mut self) -> ExitStatus {
        self.closing.store(true, Ordering::SeqCst);
        // Something to draw, so that the reading thread wakes and lets go of the terminal.
        self.press(DOWN);
        let deadline = Instant::now() + LIMIT;
        while self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())).is_ok() {}
        self.end = None;
        loop {
            if let Some(status) = self.child.try_wait().expect("the program can be asked") {
                return status;
            }
            assert!(Instant::now() < deadline, "the program goes on without a terminal");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The line discipline is as it was: lines, echo, signals.
    pub fn types_as_before(&self) {
        assert_eq!(modes(self.master()), self.modes_before, "raw mode is off, echo is on");
    }

    /// The terminal is as it was: no alternate screen, a cursor, no bracketed paste, lines and echo as before.
    pub fn is_restored(&self) {
        let written = self.written();
        for (taken, given_back) in TAKEN.iter().zip(GIVEN_BACK) {
            let (Some(taken_at), Some(given_back_at)) = (written.rfind(taken), written.rfind(given_back)) else {
                panic!("{taken:?} and {given_back:?} are written\n{written:?}");
            };
            assert!(given_back_at > taken_at, "{given_back:?} comes last");
        }
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        self.types_as_before();
        assert!(!written.contains("onverwacht gestopt"), "no panic\n{written}");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A failing test leaves nothing running.
        let _ = self.child.kill();
    }
}

/// What stands on a screen, row by row, without the blanks at the end of each.
pub fn text(screen: &vt100::Screen) -> String {
    let (_, columns) = screen.size();
    screen.rows(0, columns.get()).map(|row| row.trim_end().to_owned() + "\n").collect()
}

/// One row of a screen, without the blanks at its end.
pub fn row(screen: &vt100::Screen, at: i32) -> String {
    let (rows, columns) = screen.size();
    let rows = i32::from(rows.get());
    let at = if at < 0 { rows + at } else { at };
    let at = usize::try_from(at).expect("a row");
    screen.rows(0, columns.get()).nth(at).unwrap_or_default().trim_end().to_owned()
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has a size")
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// The line discipline of the terminal, as text to compare.
fn modes(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios())
}

/// A program among the examples.
pub fn example(name: &str) -> PathBuf {
    // A run of some tests only does not build them, and what lies there may be of before a change.
    static FRESH: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_BIN_EXE_aandacht")).parent().expect("a folder");
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let built = Command::new(cargo)
            .args(["build", "--offline", "--quiet", "--example", "paniek", "--example", "wachtwoord", "--profile"])
            .arg(if folder.ends_with("debug") { "test" } else { "release" })
            .arg("--target-dir")
            .arg(folder.parent().expect("a folder"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status();
        assert!(built.is_ok_and(|status| status.success()), "the examples can be built");
        folder.join("examples")
    });
    FRESH.join(name)
}
