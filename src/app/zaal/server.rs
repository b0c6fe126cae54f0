//! The trainer's side: lets room views in, sends everybody what is to be seen now, and waits for nobody.
//!
//! One thread waits at the door, and each room view has two: one that sends and one that notices when it leaves. The
//! loop of the program only puts down the newest picture; whoever is slow misses the ones in between, and whoever does
//! not read at all is dropped.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::domain::fault::Fault;
use crate::domain::gesprek::sentence;
use crate::domain::zaal::{
    Bericht, LANGSTE_GROET, Onleesbaar, Weigering, Zaalbeeld, Zaalklok, gelijk, lees_begroeting, regel,
};
use crate::platform::dirs::Dirs;
use crate::platform::files;
use crate::platform::local::{Door, Lines, Next, Peer, Shut, Wire, code, own_user};

/// How many may look at once.
pub const PLAATSEN: usize = 4;
/// How many more may stand at the door: who comes then finds nobody.
const AT_THE_DOOR: usize = 8;
/// How long a greeting may take.
const GREETING: Duration = Duration::from_secs(2);
/// How long a room view may leave a picture lying.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long a wrong code waits for its answer: nobody gets through a million of millions of them in an evening.
const WRONG_CODE: Duration = Duration::from_secs(1);

/// What happens at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nieuws {
    /// So many look now.
    Kijkers(usize),
    /// Somebody was sent away. Told once for each reason.
    Geweigerd(Weigering),
}

type Tell = Box<dyn Fn(Nieuws) + Send>;

/// The trainer's side of the room view. Dropping it sends everybody away and takes the socket away.
pub struct Zaalserver {
    shared: Arc<Shared>,
    door: Arc<Door>,
    adres: String,
    code: Option<String>,
    /// Gets its end when the thread at the door has ended.
    left: Receiver<()>,
}

struct Shared {
    own: u32,
    /// What has to be known, without the port.
    code: Option<String>,
    room: Mutex<Room>,
    /// There is a new picture, or somebody has to go.
    changed: Condvar,
    tell: Mutex<Option<Tell>>,
}

/// The line of a picture whose clock ran on since it was shown; nothing when its clock stands still.
fn later((beeld, since): &(Zaalbeeld, Instant)) -> Option<Arc<[u8]>> {
    let klok = beeld.klok.filter(|klok| klok.loopt)?;
    let passed = i64::try_from(since.elapsed().as_millis()).unwrap_or(i64::MAX);
    let klok = Zaalklok { rest_ms: klok.rest_ms.saturating_sub(passed), ..klok };
    Some(Arc::from(regel(&Bericht::Beeld(Box::new(Zaalbeeld { klok: Some(klok), ..beeld.clone() })))))
}

#[derive(Default)]
struct Room {
    /// The line of the present picture, and which one it is.
    line: Option<Arc<[u8]>>,
    /// The same as a value, and since when it is shown: its clock has run on for whoever comes later.
    beeld: Option<(Zaalbeeld, Instant)>,
    count: u64,
    seats: Vec<Seat>,
    next_seat: u64,
    at_the_door: usize,
    told: Vec<Weigering>,
    shut: bool,
}

struct Seat {
    number: u64,
    wire: Wire,
}

impl Zaalserver {
    /// Lets room views in: over a socket for this user alone, or where there can be none, over a port of this computer
    /// with a code.
    ///
    /// # Errors
    /// Another program lets room views in already, or nothing can be opened.
    pub fn open(dirs: &Dirs) -> Result<Zaalserver, Fault> {
        Self::open_als(dirs, own_user())
    }

    /// The same for a program that takes itself for that of another user: in tests, where there is only one.
    ///
    /// # Errors
    /// As [`Zaalserver::open`].
    #[doc(hidden)]
    pub fn open_als(dirs: &Dirs, own: u32) -> Result<Zaalserver, Fault> {
        match Door::in_folder(&dirs.zaal()) {
            Ok(door) => Self::at(door, None, own),
            Err(Shut::Taken(path)) => Err(taken().at(path.display().to_string())),
            Err(Shut::Io(_)) => Self::open_met_code(),
        }
    }

    /// Lets room views in over a port of this computer, with a code.
    ///
    /// # Errors
    /// The system gives no port.
    pub fn open_met_code() -> Result<Zaalserver, Fault> {
        let door = Door::on_port().map_err(not_open)?;
        let code = code().map_err(|error| not_open(Shut::Io(error)))?;
        Self::at(door, Some(code), own_user())
    }

    fn at(door: Door, secret: Option<String>, own: u32) -> Result<Zaalserver, Fault> {
        let door = Arc::new(door);
        // The code that people type says where it is valid, so that they need nothing else.
        let code = secret.as_ref().and_then(|secret| Some(format!("{}-{secret}", door.port()?)));
        let shared = Arc::new(Shared {
            own,
            code: secret,
            room: Mutex::default(),
            changed: Condvar::new(),
            tell: Mutex::new(None),
        });
        let (gone, left) = channel();
        let (at, with) = (Arc::clone(&door), Arc::clone(&shared));
        thread::Builder::new()
            .name("zaal".to_owned())
            .spawn(move || welcome(&at, &with, &gone))
            .map_err(|error| not_open(Shut::Io(error)))?;
        Ok(Zaalserver { shared, adres: door.address(), door, code, left })
    }

    /// Shows this to everybody who looks, and to whoever comes after. It waits for nobody.
    pub fn toon(&self, beeld: &Zaalbeeld) {
        let line = Arc::from(regel(&Bericht::Beeld(Box::new(beeld.clone()))));
        let mut room = self.shared.room();
        if room.line.as_ref() != Some(&line) {
            room.line = Some(line);
            room.beeld = Some((beeld.clone(), Instant::now()));
            room.count += 1;
            self.shared.changed.notify_all();
        }
    }

    /// How many look now.
    pub fn kijkers(&self) -> usize {
        self.shared.room().seats.len()
    }

    /// Where it is, for people.
    pub fn adres(&self) -> &str {
        &self.adres
    }

    /// What has to be typed behind `aandacht zaal --code`, where that is needed.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Calls this, on another thread, whenever somebody comes, goes or is sent away.
    pub fn op_nieuws(&self, tell: impl Fn(Nieuws) + Send + 'static) {
        *self.shared.tell.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(tell));
    }
}

impl Drop for Zaalserver {
    fn drop(&mut self) {
        *self.shared.tell.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let mut room = self.shared.room();
        room.shut = true;
        room.seats.drain(..).for_each(|seat| seat.wire.hang_up());
        drop(room);
        self.shared.changed.notify_all();
        self.door.knock();
        // The socket goes with the last who holds the door. A thread that does not look up must not keep the user.
        let _: Result<(), RecvTimeoutError> = self.left.recv_timeout(Duration::from_secs(1));
    }
}

impl Shared {
    fn room(&self) -> MutexGuard<'_, Room> {
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, nieuws: Nieuws) {
        if let Some(tell) = &*self.tell.lock().unwrap_or_else(PoisonError::into_inner) {
            tell(nieuws);
        }
    }

    /// Gives a room view a seat, when there is one.
    fn seat(&self, wire: Wire) -> Result<u64, Weigering> {
        let mut room = self.room();
        if room.shut || room.seats.len() >= PLAATSEN {
            return Err(Weigering::Vol);
        }
        room.next_seat += 1;
        let number = room.next_seat;
        room.seats.push(Seat { number, wire });
        let count = room.seats.len();
        drop(room);
        self.tell(Nieuws::Kijkers(count));
        Ok(number)
    }

    fn leave(&self, number: u64) {
        let mut room = self.room();
        let before = room.seats.len();
        room.seats.retain(|seat| seat.number != number);
        let count = room.seats.len();
        let shut = room.shut;
        drop(room);
        self.changed.notify_all();
        if count < before && !shut {
            self.tell(Nieuws::Kijkers(count));
        }
    }

    /// Waits for a picture that this room view has not had; nothing when it has no seat any more.
    fn newer(&self, number: u64, had: u64) -> Option<(Arc<[u8]>, u64)> {
        let mut room = self.room();
        loop {
            if room.shut || !room.seats.iter().any(|seat| seat.number == number) {
                return None;
            }
            if let Some(line) = room.line.as_ref().filter(|_| room.count > had) {
                let first = if had == 0 { room.beeld.as_ref().and_then(later) } else { None };
                return Some((first.unwrap_or_else(|| Arc::clone(line)), room.count));
            }
            room = self.changed.wait(room).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn send_away(&self, wire: &Wire, waarom: Weigering) {
        wire.send_off(&regel(&Bericht::Geweigerd(waarom)));
        let mut room = self.room();
        let new = !room.told.contains(&waarom) && !room.shut;
        if new {
            room.told.push(waarom);
        }
        drop(room);
        if new {
            self.tell(Nieuws::Geweigerd(waarom));
        }
    }

    /// Why somebody may not come in, as far as that is known before they say anything.
    fn refuse(&self, peer: Option<Peer>) -> Option<Weigering> {
        let known = peer.is_some_and(|peer| peer.is(self.own));
        (!known).then_some(Weigering::AndereGebruiker)
    }

    /// What is wrong with a greeting.
    fn judge(&self, said: &Next) -> Result<(), Weigering> {
        let Next::Line(line) = said else { return Err(Weigering::Onleesbaar) };
        let greeting = lees_begroeting(line).map_err(|fault| match fault {
            Onleesbaar::Versie(_) => Weigering::Versie,
            Onleesbaar::TeLang | Onleesbaar::Vorm => Weigering::Onleesbaar,
        })?;
        match &self.code {
            Some(code) if !gelijk(code, secret(&greeting.code.unwrap_or_default())) => {
                thread::sleep(WRONG_CODE);
                Err(Weigering::Code)
            }
            _ => Ok(()),
        }
    }
}

/// The part of a code behind the port.
fn secret(code: &str) -> &str {
    code.split_once('-').map_or("", |(_, secret)| secret)
}

/// Lets people in until it is shut. That it has ended shows from its end of the channel.
fn welcome(door: &Door, shared: &Arc<Shared>, _gone: &Sender<()>) {
    loop {
        let came = door.next();
        let mut room = shared.room();
        if room.shut {
            return;
        }
        let Ok(wire) = came else {
            drop(room);
            // Too many files are open, perhaps: somebody may go.
            thread::sleep(PATIENCE);
            continue;
        };
        if room.at_the_door >= AT_THE_DOOR {
            continue;
        }
        room.at_the_door += 1;
        drop(room);
        let with = Arc::clone(shared);
        let spawned = thread::Builder::new().name("zaal-deur".to_owned()).spawn(move || {
            let seated = greet(wire, &with);
            with.room().at_the_door -= 1;
            if let Some((wire, number)) = seated {
                serve(&wire, number, &with);
            }
        });
        if spawned.is_err() {
            shared.room().at_the_door -= 1;
        }
    }
}

/// Hears who comes, and gives a seat or says why not.
fn greet(wire: Wire, shared: &Shared) -> Option<(Wire, u64)> {
    wire.write_within(PATIENCE).ok()?;
    if let Some(waarom) = shared.refuse(wire.peer().ok()) {
        shared.send_away(&wire, waarom);
        return None;
    }
    let mut lines = Lines::of(wire.again().ok()?);
    let said = lines.next(LANGSTE_GROET, Some(GREETING));
    if said == Next::Gone {
        return None;
    }
    if let Err(waarom) = shared.judge(&said) {
        shared.send_away(&wire, waarom);
        return None;
    }
    wire.read_within(None).ok()?;
    match shared.seat(wire.again().ok()?) {
        Ok(number) => Some((wire, number)),
        Err(waarom) => {
            shared.send_away(&wire, waarom);
            None
        }
    }
}

/// Sends every picture until the room view is gone, does not read, or says anything: it has nothing to say.
fn serve(wire: &Wire, number: u64, shared: &Arc<Shared>) {
    let listening = wire.again().and_then(|ear| {
        let with = Arc::clone(shared);
        thread::Builder::new().name("zaal-oor".to_owned()).spawn(move || {
            ear.wait();
            with.leave(number);
        })
    });
    let mut had = 0;
    while listening.is_ok() {
        let Some((line, count)) = shared.newer(number, had) else { break };
        if wire.send(&line).is_err() {
            break;
        }
        had = count;
    }
    wire.hang_up();
    shared.leave(number);
}

// --- what the trainer is told ----------------------------------------------------------------------------------------

fn taken() -> Fault {
    Fault::input(
        "Er is al een zaalscherm open.",
        "Een ander venster van aandacht laat al iets aan de zaal zien.",
        "Sluit het zaalscherm in dat andere venster, of ga daar verder.",
    )
}

fn not_open(why: Shut) -> Fault {
    let why = match why {
        Shut::Taken(_) => return taken(),
        Shut::Io(error) => format!("{}.", sentence(&files::dutch(&error))),
    };
    Fault::internal("Het zaalscherm kan niet open.", why, "Laat de zaal meekijken op dit scherm.")
}

/// What the trainer is told when a room view was sent away.
pub fn geweigerd(waarom: Weigering) -> Fault {
    let (why, what) = match waarom {
        Weigering::Vol => ("Er kijken al vier zaalschermen mee.", "Sluit er eerst een met q."),
        Weigering::AndereGebruiker => {
            ("Het was van een andere gebruiker van deze computer.", "Start het zaalscherm onder uw eigen naam.")
        }
        Weigering::Code => ("De code klopte niet.", "Typ de code die hier staat."),
        Weigering::Versie => {
            ("Het was van een andere versie van aandacht.", "Gebruik voor beide schermen dezelfde versie.")
        }
        Weigering::Onleesbaar | Weigering::Anders => {
            ("Wat het zei, begrijp ik niet.", "Start het zaalscherm met: aandacht zaal")
        }
    };
    Fault::input(format!("Een zaalscherm is geweigerd. {why}"), why, what)
}
