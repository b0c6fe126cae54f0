//! The room view: `cargo bench --bench zaal`.
//!
//! Measures how long a picture takes from the trainer's program to four room views that look at once, to the moment at
//! which its frame of 200 by 60 is laid out, and in the real binary in a pseudo-terminal to the moment at which it stands
//! on the screen; how long the trainer's program is kept by showing one; and how long a room view is without a
//! program that starts again. Prints median, 99th percentile and slowest; enforces nothing.

#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

use std::io::Read;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use aandacht::app::zaal::Zaalserver;
use aandacht::app::zaal::kijker::{Adres, Gehoord, volg};
use aandacht::domain::gesprek::Settings;
use aandacht::domain::zaal::{Zaalbeeld, Zaalfase, Zaalklok};
use aandacht::platform::dirs::Dirs;
use aandacht::ui::Kijkerscherm;
use aandacht::ui::look::{Colours, Look};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const RUNS: usize = 300;
const VIEWS: usize = 4;

fn picture(at: usize) -> Zaalbeeld {
    Zaalbeeld {
        titel: "Incidentmethode".to_owned(),
        oefening: true,
        fase: Some(Zaalfase {
            titel: format!("Fase {at}"),
            nummer: 4,
            van: 7,
            tekst: "Stel alleen vragen naar feiten. Een vraag tegelijk.".to_owned(),
        }),
        klok: Some(Zaalklok { rest_ms: 582_000, totaal_ms: 900_000, loopt: true, op: false }),
        feiten: (0..6).map(|at| format!("Feit {at}: het kind komt zonder jas op school.")).collect(),
        ..Zaalbeeld::default()
    }
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: f64| {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place"
        )]
        let place = ((times.len() - 1) as f64 * share).round() as usize;
        times[place]
    };
    println!("{what:<52} median {:>9.2?}   99% {:>9.2?}   slowest {:>9.2?}", at(0.5), at(0.99), at(1.0));
}

/// A room view on a thread, and when it had which picture.
fn view(dirs: &Dirs) -> Receiver<(Instant, Gehoord)> {
    let (tell, heard) = channel();
    let adres = Adres::new(dirs, None).unwrap();
    thread::spawn(move || volg(&adres, |news| tell.send((Instant::now(), news)).is_ok()));
    heard
}

fn until(heard: &Receiver<(Instant, Gehoord)>, wanted: &Zaalbeeld) -> Instant {
    loop {
        match heard.recv_timeout(Duration::from_secs(10)).unwrap() {
            (at, Gehoord::Beeld(beeld)) if *beeld == *wanted => return at,
            _ => {}
        }
    }
}

fn over_the_socket(dirs: &Dirs) {
    let server = Zaalserver::open(dirs).unwrap();
    let views: Vec<_> = (0..VIEWS).map(|_| view(dirs)).collect();
    server.toon(&picture(0));
    for view in &views {
        until(view, &picture(0));
    }
    let (mut kept, mut follows, mut drawn) = (Vec::new(), Vec::new(), Vec::new());
    let look = Look::new(&Settings::default(), Colours::True, false);
    let area = Rect::new(0, 0, 200, 60);
    for at in 1..=RUNS {
        // As people do it: not in one stream.
        thread::sleep(Duration::from_millis(5));
        let wanted = picture(at);
        let from = Instant::now();
        server.toon(&wanted);
        kept.push(from.elapsed());
        let last = views.iter().map(|view| until(view, &wanted)).max().unwrap();
        follows.push(last - from);
        let mut screen = Kijkerscherm::default();
        screen.toon(wanted);
        let begun = Instant::now();
        screen.view(0, area, &mut Buffer::empty(area), &look);
        drawn.push(begun.elapsed());
    }
    report("the trainer's program is kept by showing", kept);
    report("from showing to the last of four views", follows);
    report("laying out a frame of 200 by 60", drawn);
    drop(server);
    let mut back = Vec::new();
    for at in 1..=20 {
        thread::sleep(Duration::from_millis(10 * at as u64));
        let wanted = picture(at);
        let from = Instant::now();
        let server = Zaalserver::open(dirs).unwrap();
        server.toon(&wanted);
        back.push(until(&views[0], &wanted) - from);
        drop(server);
    }
    report("from a program that starts again to a view", back);
}

fn in_a_terminal(dirs: &Dirs, map: &std::path::Path) {
    let server = Zaalserver::open(dirs).unwrap();
    server.toon(&picture(0));
    let (columns, rows) = (NonZero::new(80_u16).unwrap(), NonZero::new(24_u16).unwrap());
    let size = PtySize { rows: rows.get(), cols: columns.get(), pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_aandacht"));
    command.arg("zaal");
    command.env("AANDACHT_MAP", map);
    command.env("TERM", "xterm-256color");
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let mut reader = pty.master.try_clone_reader().unwrap();
    let (tell, output) = channel();
    thread::spawn(move || {
        let mut bytes = [0; 16384];
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            if tell.send(bytes[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    let mut parser = vt100::Parser::new(rows, columns, 0);
    let mut shows = |titel: &str| {
        while !parser.screen().contents().contains(titel) {
            parser.process(&output.recv_timeout(Duration::from_secs(10)).unwrap());
        }
    };
    shows("Feit 0");
    let mut times = Vec::new();
    for at in 1..=RUNS {
        thread::sleep(Duration::from_millis(5));
        let from = Instant::now();
        // What is sought ends somewhere: 1 is not yet 10. It stands among facts, which stay letters of one cell.
        let mut wanted = picture(at);
        wanted.feiten.push(format!("Beeld {at} nu."));
        server.toon(&wanted);
        shows(&format!("Beeld {at} nu."));
        times.push(from.elapsed());
    }
    report("from showing to standing in a real terminal, 80x24", times);
    child.kill().unwrap();
    child.wait().unwrap();
}

fn main() {
    let home = tempfile::tempdir().unwrap();
    let dirs = Dirs::find(Some(home.path())).unwrap();
    over_the_socket(&dirs);
    in_a_terminal(&dirs, home.path());
}
