//! Lines between two programs of one user on one computer: a Unix socket in a folder that nobody else can enter, and
//! where there are none, a port that only this computer reaches. Nothing here ever listens to a network.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[cfg(unix)]
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
#[cfg(unix)]
use std::os::unix::net::{UnixListener, UnixStream};

/// The name of the socket in its folder. Short: the whole path has to fit in some hundred bytes.
pub const SOCKET: &str = "zaal.sock";
/// What the program that listens holds. It is let go of by the system when the program is killed, so whoever gets it
/// knows that a socket beside it is a left-over.
#[cfg(unix)]
const HELD: &str = "zaal.slot";

/// Why nobody can be let in.
#[derive(Debug)]
pub enum Shut {
    /// Another program listens there already.
    Taken(PathBuf),
    /// None of the folders will do, for this reason.
    Io(io::Error),
}

/// Why nobody answers.
#[derive(Debug)]
pub enum NoAnswer {
    /// No program listens.
    Nobody,
    /// It is another user's.
    OtherUser,
    /// Something else.
    Io(io::Error),
}

/// Who stands at the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// This user, as the system says.
    User(u32),
    /// The system keeps that to itself; the folder or the code has to be enough.
    Untold,
}

impl Peer {
    /// Whether somebody with this number may be at the other end.
    pub fn is(self, own: u32) -> bool {
        match self {
            Peer::User(other) => other == own,
            Peer::Untold => true,
        }
    }
}

/// The number of the user who runs this program; 0 where users have none.
pub fn own_user() -> u32 {
    #[cfg(unix)]
    return rustix::process::geteuid().as_raw();
    #[cfg(not(unix))]
    0
}

// --- listening -------------------------------------------------------------------------------------------------------

/// A place where other programs of this user can come in. The socket goes when it is dropped.
#[derive(Debug)]
pub struct Door {
    kind: Listening,
}

#[derive(Debug)]
enum Listening {
    #[cfg(unix)]
    Socket {
        listener: UnixListener,
        path: PathBuf,
        _held: File,
    },
    Port {
        listener: TcpListener,
        port: u16,
    },
}

impl Door {
    /// A socket in the first of these folders that will do.
    ///
    /// # Errors
    /// Another program has it, or no folder will do: the path is too long, it is somebody else's, it cannot be written.
    #[cfg(unix)]
    pub fn in_folder(folders: &[PathBuf]) -> Result<Door, Shut> {
        let mut failed = io::Error::from(io::ErrorKind::Unsupported);
        for folder in folders {
            match socket(folder) {
                Ok(door) => return Ok(door),
                Err(Shut::Taken(path)) => return Err(Shut::Taken(path)),
                Err(Shut::Io(error)) => failed = error,
            }
        }
        Err(Shut::Io(failed))
    }

    /// Here there are no sockets.
    ///
    /// # Errors
    /// Always.
    #[cfg(not(unix))]
    pub fn in_folder(_: &[PathBuf]) -> Result<Door, Shut> {
        Err(Shut::Io(io::ErrorKind::Unsupported.into()))
    }

    /// A port that only this computer reaches. Any user of it does, so whoever comes has to know something.
    ///
    /// # Errors
    /// The system gives none.
    pub fn on_port() -> Result<Door, Shut> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Shut::Io)?;
        let port = listener.local_addr().map_err(Shut::Io)?.port();
        Ok(Door { kind: Listening::Port { listener, port } })
    }

    /// Where it is, for people.
    pub fn address(&self) -> String {
        match &self.kind {
            #[cfg(unix)]
            Listening::Socket { path, .. } => path.display().to_string(),
            Listening::Port { port, .. } => format!("{}:{port}", Ipv4Addr::LOCALHOST),
        }
    }

    /// The number of the port, when it is one.
    pub fn port(&self) -> Option<u16> {
        match self.kind {
            #[cfg(unix)]
            Listening::Socket { .. } => None,
            Listening::Port { port, .. } => Some(port),
        }
    }

    /// Waits for somebody to come.
    ///
    /// # Errors
    /// Whatever the system reports.
    pub fn next(&self) -> io::Result<Wire> {
        Ok(match &self.kind {
            #[cfg(unix)]
            Listening::Socket { listener, .. } => Wire::Socket(listener.accept()?.0),
            Listening::Port { listener, .. } => Wire::port(listener.accept()?.0)?,
        })
    }

    /// Makes whoever waits in [`Door::next`] look up, by coming oneself.
    pub fn knock(&self) {
        // Whoever does not look up has gone already.
        let _ = match &self.kind {
            #[cfg(unix)]
            Listening::Socket { path, .. } => UnixStream::connect(path).map(|_| ()),
            Listening::Port { port, .. } => TcpStream::connect((Ipv4Addr::LOCALHOST, *port)).map(|_| ()),
        };
    }
}

#[cfg(unix)]
impl Drop for Door {
    fn drop(&mut self) {
        if let Listening::Socket { path, .. } = &self.kind {
            // While the lock is still held: nobody else's can stand there. What stays lies in the way of nobody.
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(unix)]
fn socket(folder: &Path) -> Result<Door, Shut> {
    let path = folder.join(SOCKET);
    // Too long a path is known before anything is made for it.
    std::os::unix::net::SocketAddr::from_pathname(&path).map_err(Shut::Io)?;
    make_private(folder).map_err(Shut::Io)?;
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let held = options.open(folder.join(HELD)).map_err(Shut::Io)?;
    match held.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => return Err(Shut::Taken(path)),
        Err(fs::TryLockError::Error(error)) => return Err(Shut::Io(error)),
    }
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Shut::Io(error)),
        Ok(()) | Err(_) => {}
    }
    let listener = UnixListener::bind(&path).map_err(Shut::Io)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).map_err(Shut::Io)?;
    Ok(Door { kind: Listening::Socket { listener, path, _held: held } })
}

/// Makes a folder that nobody but this user can enter, or makes one so that is this user's own.
#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    // Not what a link leads to: in a folder that all users share, somebody may have been here first.
    let found = fs::symlink_metadata(folder)?;
    if !found.is_dir() || found.uid() != own_user() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    if found.mode() & 0o777 != 0o700 {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

// --- calling ---------------------------------------------------------------------------------------------------------

/// Calls whoever listens in one of these folders.
///
/// # Errors
/// Nobody does, or somebody else.
#[cfg(unix)]
pub fn call(folders: &[PathBuf]) -> Result<Wire, NoAnswer> {
    let mut failed = NoAnswer::Nobody;
    for folder in folders {
        match try_call(folder) {
            Ok(wire) => return Ok(wire),
            Err(NoAnswer::Nobody) => {}
            Err(other) => failed = other,
        }
    }
    Err(failed)
}

#[cfg(unix)]
fn try_call(folder: &Path) -> Result<Wire, NoAnswer> {
    let path = folder.join(SOCKET);
    if std::os::unix::net::SocketAddr::from_pathname(&path).is_err() {
        return Err(NoAnswer::Nobody);
    }
    let found = fs::symlink_metadata(folder).map_err(|error| no_answer(error))?;
    if !found.is_dir() || found.uid() != own_user() {
        return Err(NoAnswer::OtherUser);
    }
    UnixStream::connect(&path).map(Wire::Socket).map_err(no_answer)
}

/// Here there are no sockets.
///
/// # Errors
/// Always.
#[cfg(not(unix))]
pub fn call(_: &[PathBuf]) -> Result<Wire, NoAnswer> {
    Err(NoAnswer::Io(io::ErrorKind::Unsupported.into()))
}

/// Calls whoever listens on a port of this computer.
///
/// # Errors
/// Nobody does.
pub fn call_port(port: u16) -> Result<Wire, NoAnswer> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpStream::connect_timeout(&address, Duration::from_secs(1)).and_then(Wire::port).map_err(no_answer)
}

fn no_answer(error: io::Error) -> NoAnswer {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused | io::ErrorKind::NotADirectory => NoAnswer::Nobody,
        io::ErrorKind::PermissionDenied => NoAnswer::OtherUser,
        _ => NoAnswer::Io(error),
    }
}

// --- talking ---------------------------------------------------------------------------------------------------------

/// The line itself, in both directions.
#[derive(Debug)]
pub enum Wire {
    /// Over a socket.
    #[cfg(unix)]
    Socket(UnixStream),
    /// Over a port.
    Port(TcpStream),
}

impl Wire {
    fn port(stream: TcpStream) -> io::Result<Wire> {
        // A line is sent when it is there, not when there are more.
        stream.set_nodelay(true)?;
        Ok(Wire::Port(stream))
    }

    /// Who is at the other end, as the system says.
    ///
    /// # Errors
    /// A system that tells it does not tell it of this one.
    pub fn peer(&self) -> io::Result<Peer> {
        match self {
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Wire::Socket(stream) => Ok(Peer::User(rustix::net::sockopt::socket_peercred(stream)?.uid.as_raw())),
            #[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
            Wire::Socket(_) => Ok(Peer::Untold),
            Wire::Port(_) => Ok(Peer::Untold),
        }
    }

    /// A second handle on the same line.
    ///
    /// # Errors
    /// The system gives none.
    pub fn again(&self) -> io::Result<Wire> {
        Ok(match self {
            #[cfg(unix)]
            Wire::Socket(stream) => Wire::Socket(stream.try_clone()?),
            Wire::Port(stream) => Wire::Port(stream.try_clone()?),
        })
    }

    /// How long reading may wait; for ever when nothing is given.
    ///
    /// # Errors
    /// The line is gone.
    pub fn read_within(&self, time: Option<Duration>) -> io::Result<()> {
        // The system takes no time of nothing.
        let time = time.map(|time| time.max(Duration::from_millis(1)));
        match self {
            #[cfg(unix)]
            Wire::Socket(stream) => stream.set_read_timeout(time),
            Wire::Port(stream) => stream.set_read_timeout(time),
        }
    }

    /// How long writing may wait.
    ///
    /// # Errors
    /// The line is gone.
    pub fn write_within(&self, time: Duration) -> io::Result<()> {
        match self {
            #[cfg(unix)]
            Wire::Socket(stream) => stream.set_write_timeout(Some(time)),
            Wire::Port(stream) => stream.set_write_timeout(Some(time)),
        }
    }

    /// Ends it, for every handle on it and for the other end.
    pub fn hang_up(&self) {
        // It may be gone already.
        let _ = match self {
            #[cfg(unix)]
            Wire::Socket(stream) => stream.shutdown(Shutdown::Both),
            Wire::Port(stream) => stream.shutdown(Shutdown::Both),
        };
    }

    /// Sends these bytes, all of them.
    ///
    /// # Errors
    /// The other end is gone or does not read.
    pub fn send(&self, bytes: &[u8]) -> io::Result<()> {
        match self {
            #[cfg(unix)]
            Wire::Socket(stream) => (&*stream).write_all(bytes),
            Wire::Port(stream) => (&*stream).write_all(bytes),
        }
    }

    fn read(&self, bytes: &mut [u8]) -> io::Result<usize> {
        match self {
            #[cfg(unix)]
            Wire::Socket(stream) => (&*stream).read(bytes),
            Wire::Port(stream) => (&*stream).read(bytes),
        }
    }

    /// Waits until the other end is gone or says something.
    pub fn wait(&self) {
        loop {
            match self.read(&mut [0; 16]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(_) | Err(_) => return,
            }
        }
    }
}

/// What comes in over a line, cut at the ends of its lines.
#[derive(Debug)]
pub struct Lines {
    wire: Wire,
    held: Vec<u8>,
    /// How many of these hold no end of a line.
    seen: usize,
}

/// What stands next on a line.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// A line, with its end.
    Line(Vec<u8>),
    /// More than may stand on one line.
    TooLong,
    /// The other end is gone, whatever half line it left.
    Gone,
    /// It took too long.
    TooLate,
}

impl Lines {
    /// What comes in over this.
    pub fn of(wire: Wire) -> Lines {
        Lines { wire, held: Vec::new(), seen: 0 }
    }

    /// The line itself.
    pub fn wire(&self) -> &Wire {
        &self.wire
    }

    /// The next line of at most so many bytes; within this time, when one is given.
    pub fn next(&mut self, most: usize, within: Option<Duration>) -> Next {
        let until = within.map(|time| Instant::now() + time);
        let mut bytes = [0; 4096];
        loop {
            if let Some(end) = self.held[self.seen..].iter().position(|byte| *byte == b'\n') {
                let rest = self.held.split_off(self.seen + end + 1);
                self.seen = 0;
                let line = std::mem::replace(&mut self.held, rest);
                return if line.len() > most { Next::TooLong } else { Next::Line(line) };
            }
            self.seen = self.held.len();
            if self.seen >= most {
                return Next::TooLong;
            }
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return Next::TooLate;
            }
            if self.wire.read_within(left).is_err() {
                return Next::Gone;
            }
            match self.wire.read(&mut bytes) {
                Ok(0) => return Next::Gone,
                Ok(count) => self.held.extend_from_slice(&bytes[..count]),
                Err(error) => match error.kind() {
                    io::ErrorKind::Interrupted => {}
                    io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => return Next::TooLate,
                    _ => return Next::Gone,
                },
            }
        }
    }
}

/// Letters and digits that nobody takes for one another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Eight letters that nobody can guess, in two fours.
///
/// # Errors
/// The system gives no chance.
pub fn code() -> io::Result<String> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|_| io::Error::from(io::ErrorKind::Other))?;
    let letters: String = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    let (first, last) = letters.split_at(4);
    Ok(format!("{first}-{last}"))
}
