//! A panic tells the user that the program stopped, and nothing of what was on screen.
//!
//! The hook belongs to the whole process, so the panic happens in a child: this test binary, running this one test.

use std::env;
use std::process::{Command, Stdio, exit};
use std::sync::Arc;
use std::thread;

use aandacht::content::Content;
use aandacht::domain::boom::{Boom, ListFile};
use aandacht::domain::fault::Fault;
use aandacht::domain::gesprek::{Entry, Key, Msg, Reader, Route, Settings};
use aandacht::domain::inhoud::{
    Anoniem, Bestand, Bewaartermijnen, Gemeenten, Naslag, Nummers, Oefencasus, Schrijfhulp, Soort, Startnetwerk,
    Werkvorm, Woordenlijst,
};
use aandacht::domain::kluis::Moment;
use aandacht::platform;
use aandacht::ui::look::{Colours, Look};
use aandacht::ui::{Ctx, Hub, body};
use jiff::civil::date;
use ratatui::layout::Rect;

const CHILD: &str = "AANDACHT_TEST_PANIC";
/// What somebody typed about a child.
const MARKER: &str = "Linde-Mus-GEHEIM";

/// Content that is all there, but for municipalities.
struct Trapped(Content);

impl Reader for Trapped {
    fn entries(&self, soort: Soort) -> Vec<Entry> {
        self.0.entries(soort)
    }

    fn tree(&self, id: &str) -> Result<Arc<Boom>, Fault> {
        Reader::tree(&self.0, id)
    }

    fn signalen(&self, id: &str) -> Result<Arc<ListFile>, Fault> {
        Reader::signalen(&self.0, id)
    }

    fn naslag(&self, id: &str) -> Result<Arc<Bestand<Naslag>>, Fault> {
        self.0.naslag(id)
    }

    fn nummers(&self) -> Result<Arc<Bestand<Nummers>>, Fault> {
        self.0.nummers()
    }

    fn woordenlijst(&self) -> Result<Arc<Bestand<Woordenlijst>>, Fault> {
        self.0.woordenlijst()
    }

    fn gemeenten(&self) -> Result<Arc<Bestand<Gemeenten>>, Fault> {
        panic!("could not find {MARKER}")
    }

    fn schrijfhulp(&self) -> Result<Arc<Bestand<Schrijfhulp>>, Fault> {
        self.0.schrijfhulp()
    }

    fn bewaartermijnen(&self) -> Result<Arc<Bestand<Bewaartermijnen>>, Fault> {
        self.0.bewaartermijnen()
    }

    fn startnetwerk(&self, id: &str) -> Result<Arc<Bestand<Startnetwerk>>, Fault> {
        self.0.startnetwerk(id)
    }

    fn werkvorm(&self, id: &str) -> Result<Arc<Bestand<Werkvorm>>, Fault> {
        self.0.werkvorm(id)
    }

    fn oefencasus(&self, id: &str) -> Result<Arc<Bestand<Oefencasus>>, Fault> {
        self.0.oefencasus(id)
    }

    fn anoniem(&self) -> Result<Arc<Bestand<Anoniem>>, Fault> {
        self.0.anoniem()
    }

    fn left_out(&self) -> Vec<String> {
        self.0.left_out()
    }
}

/// Opens the municipalities, which panics inside the screen.
fn open_a_screen_that_panics() {
    let (reader, settings) = (Trapped(Content::shipped()), Settings::default());
    let kluis = aandacht::domain::kluis::KluisView::default();
    let area = Rect::new(0, 0, 80, 24);
    let look = Look::new(&settings, Colours::True, false);
    let cx = Ctx {
        reader: &reader,
        settings: &settings,
        kluis: &kluis,
        now: Moment::utc(date(2026, 11, 21).at(16, 40, 0, 0)),
        body: body(area),
        look,
        notices: &[],
        tik: aandacht::domain::sessie::Tik::wand(
            aandacht::domain::kluis::Moment::utc(jiff::civil::date(2026, 11, 21).at(16, 40, 0, 0)).stamp,
        ),
        lopend: None,
    };
    let mut hub = Hub::new(Route::Start, &cx);
    hub.update(&Msg::Key(Key::Char('5')), &cx);
}

#[test]
fn a_panic_is_told_in_dutch_with_whom_to_ring_and_without_what_it_carried() {
    if env::var_os(CHILD).is_some() {
        platform::panic::install();
        let ended = thread::Builder::new().name(MARKER.to_owned()).spawn(open_a_screen_that_panics).expect("a thread");
        exit(if ended.join().is_err() { 101 } else { 0 });
    }
    let output = Command::new(env::current_exe().expect("this binary"))
        .args(["--exact", "--nocapture", "--test-threads=1"])
        .arg("ui::panic::a_panic_is_told_in_dutch_with_whom_to_ring_and_without_what_it_carried")
        .env(CHILD, "1")
        .env("RUST_BACKTRACE", "full")
        .stdin(Stdio::null())
        .output()
        .expect("the child ran");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(101), "the child panicked\n{out}\n{err}");
    for (name, text) in [("output", &out), ("errors", &err)] {
        assert!(!text.contains("GEHEIM") && !text.contains("could not find"), "the payload is in the {name}:\n{text}");
    }
    for said in ["aandacht is onverwacht gestopt", "112", "0800-2000", "Wat te doen"] {
        assert!(err.contains(said), "{said}\n{err}");
    }
    assert!(!err.contains(env!("CARGO_MANIFEST_DIR")) && !err.contains("tests/ui"), "no folders of ours:\n{err}");
}
