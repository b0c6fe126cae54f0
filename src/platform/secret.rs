//! A password for the command line: typed on the terminal without being shown, or read from where the user keeps it.
//!
//! Never from an argument or an environment variable: other programs can see those. What is read goes straight into
//! memory that is as large as it gets and is wiped afterwards, so that no copy stays behind.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;

use zeroize::Zeroizing;

use super::files;
use crate::domain::fault::Fault;
use crate::domain::gesprek::sentence;
use crate::domain::kluis::Password;

/// What may stand around a password on its line: a byte order mark before it, a carriage return behind it.
const AROUND: usize = 4;

/// Where a password is read from: the value of `--wachtwoord-uit`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasswordSource {
    /// `-`: standard input.
    Input,
    /// `fd:N`: a descriptor that the program was started with.
    Descriptor(u16),
    /// Anything else: a file.
    File(PathBuf),
}

/// A password that was read, and what the user should know about where it stands.
pub struct Given {
    /// The password.
    pub password: Password,
    /// Others can read it too.
    pub warning: Option<String>,
}

impl PasswordSource {
    /// Understands the value of `--wachtwoord-uit`.
    ///
    /// # Errors
    /// `fd:` without a number, or an empty value.
    pub fn parse(value: &OsStr) -> Result<PasswordSource, Fault> {
        match value.to_str() {
            Some("-") => Ok(PasswordSource::Input),
            Some("") => Err(not_a_source("De optie --wachtwoord-uit is leeg.")),
            Some(text) => match text.strip_prefix("fd:") {
                Some(number) => number.parse().map(PasswordSource::Descriptor).map_err(|_| {
                    not_a_source("Achter fd: hoort het nummer van een geopende bestandsdescriptor, zoals fd:3.")
                }),
                None => Ok(PasswordSource::File(text.into())),
            },
            None => Ok(PasswordSource::File(value.into())),
        }
    }

    /// Reads the password: the first line, without its end. What comes after it is left unread.
    ///
    /// # Errors
    /// There is nothing to read, or what is there is no password.
    pub fn read(&self) -> Result<Given, Fault> {
        let mut file = self.open().map_err(|error| self.unreadable(&error))?;
        if file.is_terminal() {
            return Err(Fault::usage(
                "Hier lees ik geen wachtwoord van.",
                "Het is een terminal: wat u typt komt dan in beeld.",
                "Laat --wachtwoord-uit weg. Dan vraag ik het wachtwoord zonder het te tonen.",
            )
            .at(self.name()));
        }
        let warning = self.others_can_read(&file);
        let password = first_line(&mut file).map_err(|refused| match refused {
            Refused::Unreadable(error) => self.unreadable(&error),
            other => other.told("Zet het wachtwoord op de eerste regel, en verder niets op die regel.").at(self.name()),
        })?;
        Ok(Given { password, warning })
    }

    /// Opened anew and not through the program's own standard input, which keeps what it read.
    #[cfg(unix)]
    fn open(&self) -> io::Result<File> {
        use std::os::fd::AsFd;

        match self {
            PasswordSource::Input => io::stdin().as_fd().try_clone_to_owned().map(File::from),
            PasswordSource::Descriptor(number) => super::proces::inherited(*number).map(File::from),
            PasswordSource::File(path) => File::open(path),
        }
    }

    /// Windows has handles, which have no number that a user could know.
    #[cfg(windows)]
    fn open(&self) -> io::Result<File> {
        use std::os::windows::io::AsHandle;

        match self {
            PasswordSource::Input => io::stdin().as_handle().try_clone_to_owned().map(File::from),
            PasswordSource::Descriptor(_) => Err(io::ErrorKind::NotFound.into()),
            PasswordSource::File(path) => File::open(path),
        }
    }

    fn name(&self) -> String {
        match self {
            PasswordSource::Input => "standaardinvoer".to_owned(),
            PasswordSource::Descriptor(number) => format!("fd:{number}"),
            PasswordSource::File(path) => path.display().to_string(),
        }
    }

    /// Asked of the opened file, so that it is the very one that is read.
    #[cfg(unix)]
    fn others_can_read(&self, file: &File) -> Option<String> {
        use std::os::unix::fs::PermissionsExt;

        let meta = file.metadata().ok()?;
        (meta.is_file() && meta.permissions().mode() & 0o044 != 0).then(|| {
            format!(
                "Anderen op deze computer kunnen het wachtwoord lezen ({}). Maak het bestand alleen voor uzelf \
                 leesbaar: chmod 600.",
                self.name()
            )
        })
    }

    /// Who may read a file on Windows stands in lists that are not looked at.
    #[cfg(not(unix))]
    fn others_can_read(&self, _file: &File) -> Option<String> {
        None
    }

    fn unreadable(&self, error: &io::Error) -> Fault {
        let (why, advice) = match self {
            PasswordSource::Descriptor(_) => (
                "Deze bestandsdescriptor is niet open of niet leesbaar.".to_owned(),
                "Open hem bij het starten, zoals in: aandacht kluis backup --wachtwoord-uit fd:3 3< bestand.",
            ),
            _ => (format!("{}.", sentence(&files::dutch(error))), "Kijk of het pad klopt en of u het mag lezen."),
        };
        Fault::input("Het wachtwoord kan ik niet lezen.", why, advice).at(self.name())
    }
}

fn not_a_source(why: &str) -> Fault {
    Fault::usage(
        "Ik weet niet waar het wachtwoord staat.",
        why,
        "Geef bij --wachtwoord-uit een bestand, - voor standaardinvoer, of fd:N.",
    )
}

/// Asks for a password on the terminal of the user, without showing what is typed, also when input or output goes
/// elsewhere. The prompt stands on the screen when typing is already invisible; what was typed before it does not count.
///
/// # Errors
/// There is no terminal with a user before it, typing was broken off, or what was typed is no password.
pub fn ask(prompt: &str) -> Result<Password, Fault> {
    // With both gone nobody looks, as in a script; a terminal that happens to be there would wait for ever.
    if !io::stdin().is_terminal() && !io::stderr().is_terminal() {
        return Err(nobody_to_ask());
    }
    unseen::line(prompt).map_err(|refused| match refused {
        Refused::Unreadable(_) => nobody_to_ask(),
        other => other.told("Typ het wachtwoord nog eens en druk op Enter."),
    })
}

fn nobody_to_ask() -> Fault {
    Fault::usage(
        "Ik kan het wachtwoord niet vragen.",
        "Er is hier geen terminal om het op te typen.",
        "Geef het met --wachtwoord-uit: een bestand, - voor standaardinvoer, of fd:N.",
    )
}

/// Why a line is no password.
enum Refused {
    Empty,
    TooLong,
    NotText,
    NotTyped,
    BrokenOff,
    Unreadable(io::Error),
}

impl Refused {
    fn told(&self, advice: &str) -> Fault {
        match self {
            Refused::Empty => Fault::input("Er is geen wachtwoord.", "De regel is leeg.", advice),
            Refused::TooLong => Fault::input(
                "Dit wachtwoord is te lang.",
                format!("Een wachtwoord telt ten hoogste {} bytes.", Password::MOST_BYTES),
                advice,
            ),
            Refused::NotText => {
                Fault::input("Dit wachtwoord kan ik niet lezen.", "Het is geen leesbare tekst (UTF-8).", advice)
            }
            Refused::NotTyped => Fault::input(
                "Dit wachtwoord kan ik niet gebruiken.",
                "Er zit iets in dat geen letter, cijfer of leesteken is, zoals een pijltjestoets of een tab.",
                advice,
            ),
            Refused::BrokenOff => {
                Fault::input("Er is geen wachtwoord.", "Het typen is afgebroken.", "Begin opnieuw als u verder wilt.")
            }
            Refused::Unreadable(error) => Fault::input(
                "Het wachtwoord kan ik niet lezen.",
                format!("{}.", sentence(&files::dutch(error))),
                advice,
            ),
        }
    }
}

/// The first line as a password. Byte by byte: what comes after the line is not ours, and nothing on the way may keep a
/// copy.
fn first_line(input: &mut impl Read) -> Result<Password, Refused> {
    let mut line = Zeroizing::new(Vec::with_capacity(Password::MOST_BYTES + AROUND));
    let mut byte = Zeroizing::new([0]);
    loop {
        match input.read(byte.as_mut_slice()) {
            Ok(0) => break,
            Ok(_) if byte[0] == b'\n' => break,
            // More would make it grow, and growing leaves a copy behind.
            Ok(_) if line.len() == line.capacity() => return Err(Refused::TooLong),
            Ok(_) => line.push(byte[0]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Refused::Unreadable(error)),
        }
    }
    understood(&line)
}

fn understood(line: &[u8]) -> Result<Password, Refused> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let text = std::str::from_utf8(line).map_err(|_| Refused::NotText)?;
    // Some editors begin a file with it; nobody can type it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.is_empty() {
        return Err(Refused::Empty);
    }
    if text.len() > Password::MOST_BYTES {
        return Err(Refused::TooLong);
    }
    if text.chars().any(char::is_control) {
        return Err(Refused::NotTyped);
    }
    Ok(Password::from_chars(text.chars()))
}

/// Typing that is not shown.
#[cfg(unix)]
mod unseen {
    use std::fs::File;
    use std::io::{self, Read, Write};
    use std::thread::sleep;
    use std::time::Duration;

    use rustix::fs::{Mode, OFlags, open};
    use rustix::termios::{InputModes, LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

    use super::{Refused, first_line};
    use crate::domain::kluis::Password;
    use crate::platform::signals::Hold;

    /// How long a finished line or a signal may go unnoticed. Waiting without end would not notice a signal; waiting for
    /// either (poll) does not work on the terminal of macOS.
    const PAUSE: Duration = Duration::from_millis(20);

    /// The terminal of the user, whatever standard input and output are.
    const TERMINAL: &str = "/dev/tty";

    pub(super) fn line(prompt: &str) -> Result<Password, Refused> {
        let keys = open(TERMINAL, OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty());
        let keys = File::from(keys.map_err(|error| Refused::Unreadable(error.into()))?);
        let mut screen = File::options().write(true).open(TERMINAL).map_err(Refused::Unreadable)?;
        let mut typing = Unseen::begin(keys).map_err(Refused::Unreadable)?;
        write!(screen, "{prompt}").map_err(Refused::Unreadable)?;
        let line = first_line(&mut typing);
        let broken_off = typing.hold.came();
        drop(typing);
        // Enter was not shown either.
        let _ = writeln!(screen);
        if broken_off { Err(Refused::BrokenOff) } else { line }
    }

    /// A terminal that shows nothing of what is typed; dropping it, on whatever way out, makes it as it was.
    struct Unseen {
        keys: File,
        before: Termios,
        // Goes last: until the terminal is as it was, no signal may end the program.
        hold: Hold,
    }

    impl Unseen {
        /// The terminal goes on collecting a line itself, so that every way of correcting works as always. What was
        /// typed before this is thrown away.
        fn begin(keys: File) -> io::Result<Unseen> {
            let hold = Hold::begin();
            let before = tcgetattr(&keys)?;
            let mut silent = before.clone();
            silent.local_modes.remove(LocalModes::ECHO | LocalModes::ECHONL);
            silent.local_modes.insert(LocalModes::ICANON | LocalModes::ISIG);
            silent.input_modes.remove(InputModes::INLCR | InputModes::IGNCR);
            silent.input_modes.insert(InputModes::ICRNL);
            let typing = Unseen { keys, before, hold };
            tcsetattr(&typing.keys, OptionalActions::Flush, &silent)?;
            Ok(typing)
        }
    }

    impl Drop for Unseen {
        fn drop(&mut self) {
            // Half a password must not end up in the shell: what is still unread is thrown away. A terminal that is
            // gone needs nothing any more.
            let _ = tcsetattr(&self.keys, OptionalActions::Flush, &self.before);
        }
    }

    impl Read for Unseen {
        /// Waits for the terminal; a signal to stop is the end of what is typed.
        fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
            loop {
                if self.hold.came() {
                    return Ok(0);
                }
                match self.keys.read(bytes) {
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => sleep(PAUSE),
                    done => return done,
                }
            }
        }
    }
}

/// Typing that is not shown.
#[cfg(not(unix))]
mod unseen {
    use zeroize::Zeroizing;

    use super::{Refused, understood};
    use crate::domain::kluis::Password;

    /// The console's own way. It collects the letters in a text that grows, so unlike elsewhere pieces of it may stay
    /// behind in memory.
    pub(super) fn line(prompt: &str) -> Result<Password, Refused> {
        match rpassword::prompt_password(prompt) {
            Ok(line) => understood(Zeroizing::new(line).as_bytes()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => Err(Refused::BrokenOff),
            Err(error) => Err(Refused::Unreadable(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::io::{Cursor, Read};

    use super::{PasswordSource, Refused, first_line};

    /// What a line reads as.
    fn read(bytes: &[u8]) -> String {
        match first_line(&mut Cursor::new(bytes)) {
            Ok(password) => format!("ok:{}", password.expose()),
            Err(Refused::Empty) => "empty".into(),
            Err(Refused::TooLong) => "too long".into(),
            Err(Refused::NotText) => "not text".into(),
            Err(Refused::NotTyped) => "not typed".into(),
            Err(Refused::BrokenOff | Refused::Unreadable(_)) => "unreadable".into(),
        }
    }

    #[test]
    fn the_first_line_without_its_end_is_the_password() {
        for (bytes, password) in [
            (&b"paard nietje"[..], "ok:paard nietje"),
            (b"paard nietje\n", "ok:paard nietje"),
            (b"paard nietje\r\n", "ok:paard nietje"),
            (b" paard \nand more\n", "ok: paard "),
            ("\u{feff}één\r\n".as_bytes(), "ok:één"),
            (b"", "empty"),
            (b"\n", "empty"),
            (b"\r\nand more", "empty"),
            ("\u{feff}\n".as_bytes(), "empty"),
            (b"\xff\xfep\0a\0", "not text"),
            (b"p\0a\0a\0r\0d\0", "not typed"),
            (b"\x1b[Apaard", "not typed"),
            (b"a\rb\n", "not typed"),
        ] {
            assert_eq!(read(bytes), password, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_password_has_1024_bytes_at_most_however_its_line_ends() {
        let most = "é".repeat(512);
        for end in ["", "\n", "\r\n"] {
            assert_eq!(read(format!("\u{feff}{most}{end}").as_bytes()), format!("ok:{most}"), "{end:?}");
            assert_eq!(read(format!("{most}x{end}").as_bytes()), "too long", "{end:?}");
        }
        assert_eq!(read("x".repeat(100_000).as_bytes()), "too long");
    }

    #[test]
    fn what_comes_after_the_line_is_left_unread() {
        let mut input = Cursor::new(b"geheim\n{\"antwoorden\": []}");
        assert!(first_line(&mut input).is_ok());
        let mut rest = String::new();
        assert!(input.read_to_string(&mut rest).is_ok());
        assert_eq!(rest, "{\"antwoorden\": []}");
    }

    #[test]
    fn a_source_is_a_file_standard_input_or_a_descriptor() {
        let parsed = |text: &str| PasswordSource::parse(OsStr::new(text));
        assert_eq!(parsed("-"), Ok(PasswordSource::Input));
        assert_eq!(parsed("fd:3"), Ok(PasswordSource::Descriptor(3)));
        assert_eq!(parsed("./fd:3"), Ok(PasswordSource::File("./fd:3".into())));
        assert_eq!(parsed("map/wachtwoord"), Ok(PasswordSource::File("map/wachtwoord".into())));
        for wrong in ["", "fd:", "fd:x", "fd:-1", "fd:99999999999"] {
            assert!(parsed(wrong).is_err_and(|fault| fault.class.exit_code() == 2), "{wrong:?}");
        }
    }
}
