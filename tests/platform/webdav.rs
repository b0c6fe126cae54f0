//! A WebDAV server as a place: a real Apache, and servers that fail in every way.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

use aandacht::domain::kluis::Password;
use aandacht::platform::plek::{Gehaald, Merk, Opslagplaats, WebDav, Zet};

use crate::common::apache::{Apache, GEBRUIKER, WACHTWOORD};
use crate::common::plek;

#[test]
fn a_server_keeps_the_contract() {
    let apache = Apache::start();
    plek::contract(&apache.open());
    plek::contract(&apache.closed(GEBRUIKER, WACHTWOORD));
    // Nothing is left of what was on its way.
    for folder in ["open", "dicht"] {
        let left: Vec<String> = fs::read_dir(apache.on_disk(folder))
            .expect("a folder")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".nieuw"))
            .collect();
        assert_eq!(left, Vec::<String>::new());
    }
}

#[test]
fn of_many_writers_to_a_server_one_wins() {
    let apache = Apache::start();
    plek::one_wins(&|| Box::new(apache.open()), 4, 10);
}

#[test]
fn of_two_who_publish_at_once_on_a_server_one_wins() {
    let apache = Apache::start();
    plek::two_publishers(&|| Box::new(apache.closed(GEBRUIKER, WACHTWOORD)));
}

#[test]
fn who_is_not_let_in_is_told_and_never_sees_the_password() {
    let apache = Apache::start();
    let inside = apache.closed(GEBRUIKER, WACHTWOORD);
    assert_eq!(inside.zet_als_ongewijzigd("a.json", b"x", None).expect("written"), Zet::Gezet(Merk::van(b"x")));
    let nobody = WebDav::new(&apache.address("dicht"), None, |_| panic!("nobody asked")).expect("a place");
    for outside in [apache.closed(GEBRUIKER, "fout-wachtwoord"), apache.closed("piet", WACHTWOORD), nobody] {
        for fault in [
            outside.lijst().expect_err("closed"),
            outside.haal("a.json", 10).expect_err("closed"),
            outside.zet_als_ongewijzigd("b.json", b"x", None).expect_err("closed"),
            outside.haal_weg("a.json", &Merk::van(b"x")).expect_err("closed"),
        ] {
            assert_eq!(fault.wat, "De server laat u niet binnen.");
            let told = format!("{fault:?} {outside:?} {}", outside.waar());
            assert!(!told.contains("wachtwoord-") && !told.contains("-wachtwoord"), "{told}");
        }
    }
    assert_eq!(fs::read(apache.on_disk("dicht").join("a.json")).expect("it is there"), b"x");
    assert!(!apache.on_disk("dicht").join("b.json").exists());
    // The name in the address.
    let address = apache.address("dicht").replace("http://", &format!("http://{GEBRUIKER}@"));
    let asked = Mutex::new(String::new());
    let named = WebDav::new(&address, None, |user| {
        user.clone_into(&mut asked.lock().expect("held"));
        Ok(Password::new(WACHTWOORD))
    });
    let named = named.expect("a place");
    assert_eq!(asked.lock().expect("held").as_str(), GEBRUIKER);
    assert!(!named.waar().contains(GEBRUIKER));
    assert_eq!(named.lijst().expect("a list").len(), 1);
}

#[test]
fn what_an_apache_cannot_or_will_not_do_is_told() {
    let apache = Apache::start();
    let at = |folder: &str| WebDav::new(&apache.address(folder), None, |_| panic!("no password")).expect("a place");
    assert_eq!(at("open/weg").lijst().expect_err("not there").wat, "Deze map staat niet op de server.");
    assert_eq!(at("gewoon").lijst().expect_err("no WebDAV").wat, "Deze server kan dit niet.");
    let big = at("klein").zet_als_ongewijzigd("a.json", &[0; 2000], None).expect_err("too large");
    assert!(
        ["De server vindt het bestand te groot.", "De verbinding met de server viel weg."].contains(&&*big.wat),
        "{big:?}"
    );
    let missing = at("open/weg").zet_als_ongewijzigd("a.json", b"x", None).expect_err("not there");
    assert!(
        ["Deze map staat niet op de server.", "U mag dit niet op deze server."].contains(&&*missing.wat),
        "{missing:?}"
    );
}

/// Killed while it held the slot: the next writer takes it away, by the clock of the server, and only then.
#[test]
fn a_slot_that_was_left_is_taken_away_when_it_is_old() {
    let apache = Apache::start();
    let slot = apache.on_disk("open").join(".netwerk-slot");
    fs::create_dir(&slot).expect("a folder");
    let before = SystemTime::now() - Duration::from_secs(3600);
    fs::File::open(&slot).and_then(|folder| folder.set_modified(before)).expect("an hour old");
    plek::one_wins(&|| Box::new(apache.open()), 4, 2);
    assert!(!slot.exists());
}

// --- servers that fail -----------------------------------------------------------------------------------------------

/// A server that answers every request with these bytes and then closes, and keeps what it was sent.
fn answers(bytes: impl Into<Vec<u8>>) -> (WebDav, Arc<Mutex<Vec<u8>>>) {
    let (port, seen) = listens(bytes.into(), None);
    let place = WebDav::new(&format!("http://els@127.0.0.1:{port}/n"), None, |_| Ok(Password::new(WACHTWOORD)));
    (place.expect("a place"), seen)
}

/// The same, with an end that is repeated until the other side goes.
fn listens(bytes: Vec<u8>, without_end: Option<Vec<u8>>) -> (u16, Arc<Mutex<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("a port").port();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (bytes, without_end, kept) = (bytes.clone(), without_end.clone(), Arc::clone(&kept));
            thread::spawn(move || serve(stream, &bytes, without_end.as_deref(), &kept));
        }
    });
    (port, seen)
}

fn serve(mut stream: TcpStream, bytes: &[u8], without_end: Option<&[u8]>, kept: &Mutex<Vec<u8>>) {
    let mut part = [0; 4096];
    let count = stream.read(&mut part).unwrap_or_default();
    kept.lock().expect("held").extend_from_slice(&part[..count]);
    let _ = stream.write_all(bytes);
    if let Some(more) = without_end {
        while stream.write_all(more).is_ok() {}
    }
}

fn status(code: u16) -> String {
    format!("HTTP/1.1 {code} Zo\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}

#[test]
fn every_refusal_has_its_own_words() {
    for (code, wat) in [
        (302, "De server stuurt door naar een ander adres."),
        (401, "De server laat u niet binnen."),
        (403, "U mag dit niet op deze server."),
        (404, "Deze map staat niet op de server."),
        (405, "Deze server kan dit niet."),
        (423, "Iemand anders schrijft nu op deze plek."),
        (500, "De server geeft een fout."),
        (503, "De server is te druk."),
        (507, "De server is vol."),
    ] {
        let (place, _) = answers(status(code));
        let fault = place.lijst().expect_err("refused");
        assert_eq!(fault.wat, wat, "{code}");
        assert!(!fault.waarom.is_empty() && fault.advies.ends_with('.') && !fault.plaats.contains("els"), "{fault:?}");
        let fault = place.zet_als_ongewijzigd("a.json", b"x", None).expect_err("refused");
        assert_eq!(fault.wat, wat, "{code}");
    }
}

#[test]
fn nobody_is_followed_elsewhere_with_the_password() {
    let (elsewhere, seen) = listens(status(200).into_bytes(), None);
    let (place, asked) = answers(format!(
        "HTTP/1.1 307 Elders\r\nLocation: http://127.0.0.1:{elsewhere}/n/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    ));
    assert!(place.lijst().is_err() && place.haal("a.json", 10).is_err());
    assert!(String::from_utf8_lossy(&asked.lock().expect("held")).to_lowercase().contains("authorization: basic"));
    assert!(seen.lock().expect("held").is_empty());
}

#[test]
fn a_server_that_dies_in_mid_transfer_is_told_and_counts_for_nothing() {
    let gone = "De verbinding met de server viel weg.";
    for half in [
        "",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
    ] {
        let (place, _) = answers(half);
        let fault = place.haal("a.json", 10_000).expect_err("it died");
        assert_eq!(fault.wat, gone, "{half:?}");
    }
    let list = "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/n/a.json</D:href></D:response>";
    let half = format!("HTTP/1.1 207 Multi\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{list}", list.len() + 500);
    assert_eq!(answers(half).0.lijst().expect_err("it died").wat, gone);
    let whole =
        |text: &str| format!("HTTP/1.1 207 Multi\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}", text.len());
    for wrong in [
        list.to_owned(),
        String::new(),
        "geen xml".to_owned(),
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>".to_owned(),
        "<html></html>".to_owned(),
    ] {
        let fault = answers(whole(&wrong)).0.lijst().expect_err("no list");
        assert_eq!(fault.wat, "De lijst van de server kan ik niet lezen.", "{wrong}");
    }
    assert_eq!(answers(whole(&format!("{list}</D:multistatus>"))).0.lijst().expect("a list").len(), 1);
    // Nobody listens at all.
    let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
    let place = WebDav::new(&format!("http://127.0.0.1:{port}/"), None, |_| panic!("no")).expect("a place");
    assert_eq!(place.lijst().expect_err("nobody").wat, gone);
}

#[test]
fn a_body_that_does_not_end_or_says_another_length_is_cut_off() {
    let (port, _) = listens(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec(), Some(vec![b'x'; 65_536]));
    let place = WebDav::new(&format!("http://127.0.0.1:{port}/"), None, |_| panic!("no")).expect("a place");
    assert!(matches!(place.haal("a.json", 1 << 20).expect("an answer"), Gehaald::Niet(why) if why.contains("1 MB")));
    // More than it said: what it said counts, and what the file itself says decides.
    let (place, _) = answers("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nvierennogveelmeer");
    assert_eq!(place.haal("a.json", 100).expect("read"), Gehaald::Bestand(b"vier".to_vec(), Merk::van(b"vier")));
    let (place, _) = answers("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
    assert!(matches!(place.haal("a.json", 100).expect("an answer"), Gehaald::Niet(_)));
}

#[test]
fn no_password_crosses_the_line_in_plain() {
    let never = |_: &str| -> Result<Password, _> { panic!("no password is asked for such an address") };
    for (address, wat) in [
        ("http://wolk.voorbeeld.nl/n", "Dit adres is niet beveiligd."),
        ("http://127.0.0.1.voorbeeld.nl/n", "Dit adres is niet beveiligd."),
        ("http://els@10.0.0.1/n", "Dit adres is niet beveiligd."),
        ("https://els:geheim@wolk.voorbeeld.nl/n", "In dit adres staat een wachtwoord."),
        ("https://", "Dit adres kan ik niet gebruiken."),
        ("https://wolk.voorbeeld.nl/n?a=b", "Dit adres kan ik niet gebruiken."),
        ("https://wolk.voorbeeld.nl/n#a", "Dit adres kan ik niet gebruiken."),
        ("ftp://wolk.voorbeeld.nl/n", "Dit adres kan ik niet gebruiken."),
    ] {
        let fault = WebDav::new(address, None, never).expect_err("refused");
        assert_eq!(fault.wat, wat, "{address}");
        assert!(!format!("{fault:?}").contains("geheim"), "{fault:?}");
    }
    for (address, shown) in [
        ("https://wolk.voorbeeld.nl", "https://wolk.voorbeeld.nl/"),
        ("HTTPS://wolk.voorbeeld.nl:8443/mijn map/é/", "https://wolk.voorbeeld.nl:8443/mijn%20map/%C3%A9/"),
        ("http://[::1]:81/n", "http://[::1]:81/n/"),
        ("http://127.8.8.8/n", "http://127.8.8.8/n/"),
    ] {
        assert_eq!(WebDav::new(address, None, never).expect("a place").waar(), shown);
    }
    // A server that does not speak as it should gets no word of who asks.
    let (port, seen) = listens(status(200).into_bytes(), None);
    let place = WebDav::new(&format!("https://els%40voorbeeld.nl@127.0.0.1:{port}/"), None, |user| {
        assert_eq!(user, "els@voorbeeld.nl");
        Ok(Password::new(WACHTWOORD))
    });
    let fault = place.expect("a place").lijst().expect_err("no TLS");
    assert_eq!(fault.wat, "De verbinding met de server is niet veilig.");
    assert!(!String::from_utf8_lossy(&seen.lock().expect("held")).to_lowercase().contains("authorization"));
}
