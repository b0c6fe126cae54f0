//! The room view over real sockets: the trainer's side and the side in the room.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use aandacht::app::zaal::kijker::{Adres, Gehoord, eenmaal, volg};
use aandacht::app::zaal::server::{Nieuws, PLAATSEN};
use aandacht::app::zaal::{Zaal, Zaalserver};
use aandacht::domain::fault::FaultClass;
use aandacht::domain::gesprek::{Msg, Zaalnieuws, Zaalopdracht};
use aandacht::domain::zaal::{Contact, VERSIE, Weigering, Zaalbeeld};
use aandacht::platform::dirs::Dirs;
use aandacht::platform::local::{Peer, own_user};
use serde_json::Value;
use tempfile::TempDir;

use crate::domain::zaal::vol_beeld;

/// How long anything may take before a test gives up on it.
const LIMIT: Duration = Duration::from_secs(10);

fn home() -> (TempDir, Dirs) {
    let home = TempDir::new().expect("a temporary folder");
    let dirs = Dirs::find(Some(home.path())).expect("a folder was given");
    (home, dirs)
}

fn titled(titel: &str) -> Zaalbeeld {
    Zaalbeeld { titel: titel.to_owned(), ..Zaalbeeld::default() }
}

fn until(what: &str, holds: impl Fn() -> bool) {
    let deadline = Instant::now() + LIMIT;
    while !holds() {
        assert!(Instant::now() < deadline, "{what}: never");
        thread::sleep(Duration::from_millis(5));
    }
}

/// A room view, and what it hears.
struct Kijker(Receiver<Gehoord>);

impl Kijker {
    fn of(adres: Adres) -> Kijker {
        let (tell, heard) = channel();
        thread::spawn(move || volg(&adres, |news| tell.send(news).is_ok()));
        Kijker(heard)
    }

    fn at(dirs: &Dirs) -> Kijker {
        Kijker::of(Adres::new(dirs, None).expect("no code"))
    }

    /// Waits until it hears this, whatever it hears before.
    fn hears(&self, wanted: &Gehoord) -> &Kijker {
        let deadline = Instant::now() + LIMIT;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let heard = self.0.recv_timeout(left).unwrap_or_else(|_| panic!("never heard {wanted:?}"));
            if heard == *wanted {
                return self;
            }
        }
    }

    fn sees(&self, titel: &str) -> &Kijker {
        self.hears(&Gehoord::Beeld(Box::new(titled(titel))))
    }

    fn is_told(&self, contact: Contact) -> &Kijker {
        self.hears(&Gehoord::Contact(contact))
    }
}

fn socket(dirs: &Dirs) -> PathBuf {
    dirs.zaal()[0].join("zaal.sock")
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).permissions().mode()
        & 0o777
}

/// A line by hand.
fn by_hand(dirs: &Dirs, said: &[u8]) -> BufReader<UnixStream> {
    let stream = UnixStream::connect(socket(dirs)).expect("somebody listens");
    stream.set_read_timeout(Some(LIMIT)).expect("a socket");
    // Whoever refuses may have hung up already.
    let _ = (&stream).write_all(said);
    BufReader::new(stream)
}

fn line(reader: &mut impl BufRead) -> Value {
    let mut line = String::new();
    reader.read_line(&mut line).expect("a line");
    serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"))
}

#[test]
fn a_room_view_sees_the_present_picture_at_once_and_every_next_one() {
    let (_home, dirs) = home();
    let server = Zaalserver::open(&dirs).expect("a socket");
    server.toon(&titled("een"));
    let kijker = Kijker::at(&dirs);
    kijker.sees("een");
    server.toon(&titled("twee"));
    kijker.sees("twee");
    server.toon(&vol_beeld());
    kijker.hears(&Gehoord::Beeld(Box::new(vol_beeld())));
    assert_eq!((server.kijkers(), server.code()), (1, None));
    assert_eq!(eenmaal(&Adres::new(&dirs, None).unwrap()), Ok(vol_beeld()));
}

#[test]
fn several_look_at_once_and_the_fifth_is_told_why_not() {
    let (_home, dirs) = home();
    let server = Zaalserver::open(&dirs).expect("a socket");
    let (tell, news) = channel();
    server.op_nieuws(move |nieuws| tell.send(nieuws).unwrap_or_default());
    server.toon(&titled("een"));
    let kijkers: Vec<Kijker> = (0..PLAATSEN).map(|_| Kijker::at(&dirs)).collect();
    kijkers.iter().for_each(|kijker| {
        kijker.sees("een");
    });
    until("four look", || server.kijkers() == PLAATSEN);
    let fifth = Kijker::at(&dirs);
    fifth.is_told(Contact::Geweigerd(Weigering::Vol));
    let refused = eenmaal(&Adres::new(&dirs, None).unwrap()).expect_err("there is no seat");
    assert_eq!((refused.class, refused.wat.as_str()), (FaultClass::Input, "Er kijken al vier zaalschermen mee."));
    server.toon(&titled("twee"));
    kijkers.iter().for_each(|kijker| {
        kijker.sees("twee");
    });
    let mut told: Vec<Nieuws> = news.try_iter().collect();
    told.sort_by_key(|nieuws| matches!(nieuws, Nieuws::Geweigerd(_)));
    assert_eq!(
        told,
        [1, 2, 3, 4].map(Nieuws::Kijkers).into_iter().chain([Nieuws::Geweigerd(Weigering::Vol)]).collect::<Vec<_>>(),
        "each reason once"
    );
}

#[test]
fn a_seat_comes_free_when_a_room_view_goes() {
    let (_home, dirs) = home();
    let server = Zaalserver::open(&dirs).expect("a socket");
    server.toon(&titled("een"));
    let first: Vec<_> = (0..PLAATSEN).map(|_| by_hand(&dirs, b"{\"versie\":1}\n")).collect();
    until("four look", || server.kijkers() == PLAATSEN);
    drop(first);
    until("nobody looks", || server.kijkers() == 0);
    Kijker::at(&dirs).sees("een");
}

#[test]
fn a_trainer_who_starts_again_finds_the_room_where_it_was() {
    let (_home, dirs) = home();
    let kijker = Kijker::at(&dirs);
    kijker.is_told(Contact::Zoekt);
    for titel in ["een", "twee", "drie"] {
        let server = Zaalserver::open(&dirs).expect("a socket");
        server.toon(&titled(titel));
        kijker.sees(titel);
        drop(server);
        assert!(!socket(&dirs).exists(), "nothing is left behind");
        kijker.is_told(Contact::Zoekt);
    }
}

#[test]
fn a_room_view_that_starts_again_sees_what_is_shown_now() {
    let (_home, dirs) = home();
    let server = Zaalserver::open(&dirs).expect("a socket");
    for titel in ["een", "twee", "drie"] {
        server.toon(&titled(titel));
        Kijker::at(&dirs).sees(titel);
    }
    server.toon(&titled("vier"));
    until("whoever has gone is noticed", || server.kijkers() == 0);
}

#[test]
fn a_trainer_who_shows_nothing_yet_is_there_all_the_same() {
    let (_home, dirs) = home();
    let server = Zaalserver::open(&dirs).expect("a socket");
    let kijker = Kijker::at(&dirs);
    kijker.is_told(Contact::Verbonden);
    server.toon(&titled("een"));
    kijker.sees("een");
}

#[test]
fn a_socket_of_a_program_that_was_killed_is_no_hindrance() {
    let (_home, dirs) = home();
    let folder = socket(&dirs).parent().expect("a folder").to_path_buf();
    fs::create_dir_all(&folder).unwrap();
    // A listener that is dropped leaves its file behind, as a kill does.
    drop(UnixListener::bind(socket(&dirs)).expect("a socket"));
    assert!(socket(&dirs).exists() && UnixStream::connect(socket(&dirs)).is_err());
    let kijker = Kijker::at(&dirs);
    kijker.is_told(Contact::Zoekt);
    let server = Zaalserver::open(&dirs).expect("it is taken over");
    server.toon(&titled("een"));
    kijker.sees("een");
    assert_eq!((mode(&folder), mode(&socket(&dirs))), (0o700, 0o600), "an open folder is closed");
}

#[test]
fn two_programs_of_a_trainer_do_not_take_the_room_from_each_other() {
    let (_home, dirs) = home();
    let server = Zaalserver::open(&dirs).expect("a socket");
    let fault = Zaalserver::open(&dirs).err().expect("it is taken");
    assert_eq!((fault.class, fault.wat.as_str()), (FaultClass::Input, "Er is al een zaalscherm open."));
    server.toon(&titled("een"));
    Kijker::at(&dirs).sees("een");
    drop(server);
    assert!(Zaalserver::open(&dirs).is_ok(), "and then it is free");
}

#[test]
fn practice_and_the_real_program_find_the_same_room() {
    let (_home, dirs) = home();
    assert_eq!(dirs.for_practice().zaal(), dirs.zaal());
    let server = Zaalserver::open(&dirs.for_practice()).expect("a socket");
    server.toon(&titled("een"));
    Kijker::at(&dirs).sees("een");
}

#[test]
fn only_the_user_can_reach_the_socket() {
    let (_home, dirs) = home();
    let server = Zaalserver::open(&dirs).expect("a socket");
    let path = socket(&dirs);
    assert_eq!(server.adres(), path.display().to_string());
    assert_eq!((mode(path.parent().unwrap()), mode(&path)), (0o700, 0o600));
    for entry in fs::read_dir(path.parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn a_folder_that_is_a_link_or_somebody_elses_is_not_used() {
    let (home, dirs) = home();
    let elsewhere = TempDir::new().unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), home.path().join("zaal")).unwrap();
    let server = Zaalserver::open(&dirs).expect("another folder");
    assert_ne!(server.adres(), socket(&dirs).display().to_string());
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0, "nothing went through the link");
    server.toon(&titled("een"));
    Kijker::at(&dirs).sees("een");
}

#[test]
fn a_path_that_is_too_long_for_a_socket_gets_a_short_folder_that_is_as_private() {
    let home = TempDir::new().unwrap();
    let deep = home.path().join("een-map-met-een-heel-lange-naam-".repeat(6));
    let dirs = Dirs::find(Some(&deep)).unwrap();
    let server = Zaalserver::open(&dirs).expect("a short folder");
    let path = PathBuf::from(server.adres());
    assert!(path.as_os_str().len() < 100 && !path.starts_with(&deep), "{}", path.display());
    assert_eq!((mode(path.parent().unwrap()), mode(&path)), (0o700, 0o600));
    server.toon(&titled("een"));
    Kijker::at(&dirs).sees("een");
    let other = Dirs::find(Some(&home.path().join("een-andere-map-met-een-lange-naam-".repeat(6)))).unwrap();
    assert_eq!(eenmaal(&Adres::new(&other, None).unwrap()).map_err(|fault| fault.class), Err(FaultClass::Input));
    drop(server);
    fs::remove_dir_all(path.parent().unwrap()).unwrap();
}

#[test]
fn another_user_is_known_by_what_the_system_says() {
    let own = own_user();
    assert!(Peer::User(own).is(own) && Peer::Untold.is(own));
    assert!(!Peer::User(own + 1).is(own) && !Peer::User(0).is(own + 1));
}

#[test]
fn a_room_view_of_another_user_is_refused_and_both_sides_are_told() {
    let (_home, dirs) = home();
    let server = Zaalserver::open_als(&dirs, own_user() + 1).expect("a socket");
    let (tell, news) = channel();
    server.op_nieuws(move |nieuws| tell.send(nieuws).unwrap_or_default());
    server.toon(&titled("een"));
    let mut answer = by_hand(&dirs, b"{\"versie\":1}\n");
    assert_eq!(line(&mut answer), serde_json::json!({ "versie": VERSIE, "geweigerd": "andere-gebruiker" }));
    assert_eq!(news.recv_timeout(LIMIT), Ok(Nieuws::Geweigerd(Weigering::AndereGebruiker)));
    let mut rest = Vec::new();
    answer.read_to_end(&mut rest).unwrap();
    assert!(rest.is_empty(), "not a letter of the picture");
    Kijker::at(&dirs).is_told(Contact::Geweigerd(Weigering::AndereGebruiker));
    // The same from the other side: a program of somebody else is not believed.
    let (_other_home, (_server, dirs)) = home_with_server();
    let adres = Adres::new(&dirs, None).unwrap().als(own_user() + 1);
    Kijker::of(adres.clone()).is_told(Contact::Geweigerd(Weigering::AndereGebruiker));
    let fault = eenmaal(&adres).expect_err("it is somebody else's");
    assert!(fault.wat.contains("een andere gebruiker"), "{fault:?}");
}

fn home_with_server() -> (TempDir, (Zaalserver, Dirs)) {
    let (home, dirs) = home();
    let server = Zaalserver::open(&dirs).expect("a socket");
    server.toon(&titled("een"));
    (home, (server, dirs))
}

#[test]
fn whoever_talks_nonsense_is_sent_away_and_nobody_else_notices() {
    let (_home, dirs) = home();
    let server = Zaalserver::open(&dirs).expect("a socket");
    server.toon(&titled("een"));
    let kijker = Kijker::at(&dirs);
    kijker.sees("een");
    for (said, waarom) in [
        (b"hallo\n".to_vec(), "onleesbaar"),
        (b"GET / HTTP/1.1\r\n".to_vec(), "onleesbaar"),
        (vec![b'x'; 5000], "onleesbaar"),
        (b"\xff\xfe\x00\n".to_vec(), "onleesbaar"),
        (b"{\"versie\":99}\n".to_vec(), "versie"),
    ] {
        assert_eq!(line(&mut by_hand(&dirs, &said))["geweigerd"], waarom, "{:?}", &said[..4]);
    }
    // Somebody who was let in has nothing more to say.
    let mut talker = by_hand(&dirs, b"{\"versie\":1}\n");
    assert_eq!(line(&mut talker)["beeld"]["titel"], "een");
    talker.get_mut().write_all(b"en nog iets").unwrap();
    let mut rest = Vec::new();
    talker.read_to_end(&mut rest).unwrap();
    until("it is gone", || server.kijkers() == 1);
    server.toon(&titled("twee"));
    kijker.sees("twee");
}

#[test]
fn a_program_that_talks_nonsense_is_not_believed() {
    for (said, contact) in [
        (b"hallo\n".to_vec(), Contact::Onbegrepen),
        (vec![b'x'; 70_000], Contact::Onbegrepen),
        (b"{\"versie\":2,\"beeld\":{}}\n".to_vec(), Contact::Geweigerd(Weigering::Versie)),
        (b"{\"versie\":1,\"geweigerd\":\"vol\"}\n".to_vec(), Contact::Geweigerd(Weigering::Vol)),
    ] {
        let (_home, dirs) = home();
        fs::create_dir_all(socket(&dirs).parent().unwrap()).unwrap();
        let listener = UnixListener::bind(socket(&dirs)).unwrap();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Whoever has heard enough hangs up.
                let _ = (&stream).write_all(&said);
                let _ = (&stream).read(&mut [0; 64]);
            }
        });
        Kijker::at(&dirs).is_told(contact);
    }
}

#[test]
fn a_room_view_that_does_not_read_keeps_nobody_waiting_and_is_dropped() {
    let (_home, dirs) = home();
    let server = Zaalserver::open(&dirs).expect("a socket");
    let sleeper = by_hand(&dirs, b"{\"versie\":1}\n");
    let awake = Kijker::at(&dirs);
    until("both look", || server.kijkers() == 2);
    // More than any socket holds by itself.
    let large = |at: usize| Zaalbeeld { feiten: vec![format!("{at} {}", "feit ".repeat(10_000))], ..titled("groot") };
    let deadline = Instant::now() + LIMIT;
    let mut at = 0;
    while server.kijkers() == 2 {
        assert!(Instant::now() < deadline, "it is never dropped");
        at += 1;
        server.toon(&large(at));
        awake.hears(&Gehoord::Beeld(Box::new(large(at))));
    }
    server.toon(&titled("verder"));
    awake.sees("verder");
    drop(sleeper);
}

#[test]
fn what_goes_over_the_socket_is_the_picture_and_nothing_else() {
    let (_home, dirs) = home();
    let server = Zaalserver::open(&dirs).expect("a socket");
    let mut ear = by_hand(&dirs, b"{\"versie\":1}\n");
    let shown = [titled("een"), vol_beeld(), Zaalbeeld::default(), titled("twee")];
    for beeld in &shown {
        server.toon(beeld);
        let line = line(&mut ear);
        assert_eq!(line, serde_json::json!({ "versie": VERSIE, "beeld": beeld }));
    }
    drop(server);
    let mut rest = Vec::new();
    ear.read_to_end(&mut rest).unwrap();
    assert!(rest.is_empty(), "{}", String::from_utf8_lossy(&rest));
}

#[test]
fn the_same_picture_is_not_sent_twice() {
    let (_home, dirs) = home();
    let server = Zaalserver::open(&dirs).expect("a socket");
    let mut ear = by_hand(&dirs, b"{\"versie\":1}\n");
    for titel in ["een", "een", "een", "twee"] {
        server.toon(&titled(titel));
        if titel == "een" {
            until("it looks", || server.kijkers() == 1);
        }
    }
    let mut seen = Vec::new();
    while seen.last().is_none_or(|last| last != "twee") {
        seen.push(line(&mut ear)["beeld"]["titel"].as_str().expect("a title").to_owned());
    }
    assert!(seen == ["een", "twee"] || seen == ["twee"], "{seen:?}");
}

// --- with a code -----------------------------------------------------------------------------------------------------

#[test]
fn where_there_is_no_socket_a_code_opens_a_port_of_this_computer() {
    let (_home, dirs) = home();
    let server = Zaalserver::open_met_code().expect("a port");
    let code = server.code().expect("a code").to_owned();
    assert!(server.adres().starts_with("127.0.0.1:"), "{}", server.adres());
    server.toon(&titled("een"));
    let kijker = Kijker::of(Adres::new(&dirs, Some(&code)).unwrap());
    kijker.sees("een");
    assert_eq!(eenmaal(&Adres::new(&dirs, Some(&code.to_lowercase())).unwrap()), Ok(titled("een")));
    server.toon(&titled("twee"));
    kijker.sees("twee");
    assert!(!dirs.zaal()[0].exists(), "nothing is written");
    drop(server);
    kijker.is_told(Contact::Zoekt);
}

#[test]
fn nobody_comes_in_with_another_code() {
    let (_home, dirs) = home();
    let server = Zaalserver::open_met_code().expect("a port");
    server.toon(&titled("een"));
    let code = server.code().expect("a code");
    let port = code.split('-').next().expect("a port");
    let wrong = format!("{port}-0000-0000");
    let fault = eenmaal(&Adres::new(&dirs, Some(&wrong)).unwrap()).expect_err("it is not the code");
    assert_eq!(fault.wat, "De code klopt niet of is oud.");
    // Nor without one, by hand.
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port.parse::<u16>().unwrap())).unwrap();
    stream.set_read_timeout(Some(LIMIT)).unwrap();
    (&stream).write_all(b"{\"versie\":1}\n").unwrap();
    assert_eq!(line(&mut BufReader::new(stream))["geweigerd"], "code");
    assert_eq!(server.kijkers(), 0);
    assert_ne!(Zaalserver::open_met_code().unwrap().code(), server.code(), "every opening has its own");
}

#[test]
fn what_is_no_code_is_wrong_use() {
    let (_home, dirs) = home();
    for code in ["", "K7QF-2M9P", "49152", "49152-", "0-K7QF", "99999-K7QF-2M9P", "-", "49152K7QF"] {
        let fault = Adres::new(&dirs, Some(code)).expect_err(code);
        assert_eq!(fault.class, FaultClass::Usage, "{code}");
    }
}

// --- as the loop has it ----------------------------------------------------------------------------------------------

#[test]
fn the_loop_opens_shows_hears_and_closes() {
    let (_home, dirs) = home();
    let mut zaal = Zaal::default();
    let (ring, bell) = channel();
    zaal.on_news(move || ring.send(()).unwrap_or_default());
    assert_eq!(zaal.doe(&dirs, Zaalopdracht::Toon(Box::new(titled("te vroeg")))), None);
    let open = Msg::Zaal(Zaalnieuws::Open { adres: socket(&dirs).display().to_string(), code: None });
    assert_eq!(zaal.doe(&dirs, Zaalopdracht::Open), Some(open.clone()));
    assert_eq!(zaal.doe(&dirs, Zaalopdracht::Open), Some(open), "asked twice it answers twice");
    assert_eq!(zaal.doe(&dirs, Zaalopdracht::Toon(Box::new(titled("een")))), None);
    let kijker = Kijker::at(&dirs);
    kijker.sees("een");
    bell.recv_timeout(LIMIT).expect("the loop is woken");
    assert_eq!(zaal.answer(), [Msg::Zaal(Zaalnieuws::Kijkers(1))]);
    assert_eq!(zaal.doe(&dirs, Zaalopdracht::Sluit), Some(Msg::Zaal(Zaalnieuws::Dicht)));
    kijker.is_told(Contact::Zoekt);
    assert_eq!(zaal.answer(), []);
    assert!(!socket(&dirs).exists());
    assert_eq!(zaal.doe(&dirs, Zaalopdracht::Sluit), Some(Msg::Zaal(Zaalnieuws::Dicht)), "closed is closed");
}
