//! The room view as a group sees it, and the trainer's side of it in the real loop.

use std::collections::BTreeSet;

use aandacht::content::Content;
use aandacht::domain::fault::Fault;
use aandacht::domain::gesprek::{Effect, Key, Msg, Settings, Zaalnieuws, Zaalopdracht};
use aandacht::domain::kluis::Moment;
use aandacht::domain::zaal::{Contact, Weigering, Zaalbeeld, Zaalfase, Zaalklok, Zaalstemmen};
use aandacht::ui::look::{Colours, Look};
use aandacht::ui::{Ctx, Kijkerscherm, Screen, Shown, ZaalCtx};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;

use super::pictures::FOLDER;
use crate::common::robot::{NARROW, Robot, WIDE, now};
use crate::domain::zaal::vol_beeld;

/// A projector with small letters.
const WALL: (u16, u16) = (200, 60);
const SIZES: [(u16, u16); 3] = [WIDE, NARROW, WALL];

/// A room view without a terminal around it.
struct Zaal {
    view: Kijkerscherm,
    size: (u16, u16),
    settings: Settings,
    colours: Colours,
    ago: i64,
}

impl Zaal {
    fn new(size: (u16, u16)) -> Zaal {
        let settings = Settings::default();
        Zaal { view: Kijkerscherm::default(), size, settings, colours: Colours::None, ago: 0 }
    }

    fn showing(beeld: &Zaalbeeld, size: (u16, u16)) -> Zaal {
        let mut zaal = Zaal::new(size);
        zaal.view.toon(beeld.clone());
        zaal
    }

    fn area(&self) -> Rect {
        Rect::new(0, 0, self.size.0, self.size.1)
    }

    fn look(&self) -> Look {
        Look::new(&self.settings, self.colours, false)
    }

    /// Presses a key; whether the user leaves.
    fn press(&mut self, key: Key) -> bool {
        let (area, look) = (self.area(), self.look());
        let content = Content::shipped();
        let cx = ZaalCtx { reader: &content, settings: &self.settings, now: Moment::utc(now()), look };
        self.view.update(&Msg::Key(key), area, &cx)
    }

    fn frame(&self) -> Buffer {
        let mut frame = Buffer::empty(self.area());
        self.view.view(self.ago, self.area(), &mut frame, &self.look());
        frame
    }

    fn rows(&self) -> Vec<String> {
        let frame = self.frame();
        (0..self.size.1).map(|y| (0..self.size.0).map(|x| frame[(x, y)].symbol()).collect()).collect()
    }

    fn sees(&self, text: &str) -> bool {
        let rows = self.rows().join(" ");
        rows.split_whitespace().collect::<Vec<_>>().join(" ").contains(text)
    }

    fn pictured(&self, name: &str) {
        let edge = format!("+{}+\n", "-".repeat(usize::from(self.size.0)));
        let rows: String = self.rows().iter().map(|row| format!("|{row}|\n")).collect();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(FOLDER);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let name = format!("{name}-{}x{}", self.size.0, self.size.1);
        settings.bind(|| insta::assert_snapshot!(name, edge.clone() + &rows + &edge));
    }
}

/// What a phase looks like while it runs.
fn phase() -> Zaalbeeld {
    Zaalbeeld { feiten: Vec::new(), vraag: None, stemmen: None, slot: None, ..vol_beeld() }
}

fn facts() -> Zaalbeeld {
    let feiten = [
        "Sem is zeven jaar en komt drie dagen zonder jas op school.",
        "Moeder zegt: hij eet thuis wel, hij is gewoon vergeetachtig.",
        "De huisarts zag Sem een half jaar geleden voor het laatst.",
        "De buurvrouw hoort 's nachts vaak ruzie.",
    ];
    Zaalbeeld {
        titel: "Estafette".to_owned(),
        fase: Some(Zaalfase { titel: "Feiten".to_owned(), nummer: 2, van: 4, tekst: String::new() }),
        feiten: feiten.map(str::to_owned).to_vec(),
        vraag: Some("Is er reden om Veilig Thuis te bellen?".to_owned()),
        stemmen: None,
        slot: None,
        ..vol_beeld()
    }
}

fn votes() -> Zaalbeeld {
    let fase = Zaalfase { titel: "Stemmen".to_owned(), nummer: 3, van: 4, tekst: String::new() };
    Zaalbeeld { fase: Some(fase), klok: None, feiten: Vec::new(), slot: None, ..vol_beeld() }
}

fn over_time() -> Zaalbeeld {
    let klok = Zaalklok { rest_ms: -125_000, totaal_ms: 900_000, loopt: true, op: false };
    Zaalbeeld { klok: Some(klok), oefening: false, ..phase() }
}

/// A name, and what shows it.
fn pictures() -> Vec<(&'static str, fn((u16, u16)) -> Zaal)> {
    vec![
        ("zaal-fase", |size| Zaal::showing(&phase(), size)),
        ("zaal-feiten", |size| Zaal::showing(&facts(), size)),
        ("zaal-stemmen", |size| Zaal::showing(&votes(), size)),
        ("zaal-tijd-om", |size| Zaal::showing(&over_time(), size)),
        ("zaal-alles", |size| Zaal::showing(&vol_beeld(), size)),
        ("zaal-wacht", Zaal::new),
        ("zaal-kwijt", |size| {
            let mut zaal = Zaal::showing(&phase(), size);
            zaal.view.contact(Contact::Zoekt);
            zaal
        }),
        ("zaal-fase-ascii", |size| {
            let mut zaal = Zaal::showing(&phase(), size);
            zaal.settings.ascii = true;
            zaal
        }),
        ("zaal-stemmen-ascii", |size| {
            let mut zaal = Zaal::showing(&votes(), size);
            zaal.settings.ascii = true;
            zaal
        }),
    ]
}

/// The names of its pictures.
pub fn picture_files() -> BTreeSet<String> {
    let sized = |name: &str| SIZES.map(|(width, height)| format!("{name}-{width}x{height}.snap"));
    pictures().into_iter().flat_map(|(name, _)| sized(name)).collect()
}

#[test]
fn it_looks_as_agreed() {
    for (name, zaal) in pictures() {
        for size in SIZES {
            zaal(size).pictured(name);
        }
    }
}

#[test]
fn the_emergency_line_and_the_keys_stand_under_every_picture() {
    for (name, zaal) in pictures() {
        for size in SIZES {
            let zaal = zaal(size);
            let last = zaal.rows().pop().unwrap();
            assert!(last.contains("112") && last.contains("0800-2000") && last.contains("F9"), "{name}: {last}");
            assert!(zaal.sees("q sluiten ? hulp"), "{name}");
        }
    }
}

#[test]
fn practice_says_so_above_and_below_at_every_size() {
    for size in SIZES.into_iter().chain([(100, 30), (80, 45), (300, 100)]) {
        let rows = Zaal::showing(&phase(), size).rows();
        assert!(rows[0].trim_start().starts_with("OEFENING"), "{size:?}: {}", rows[0]);
        let real = Zaal::showing(&over_time(), size);
        assert!(!real.sees("OEFENING"), "{size:?}");
        let (with, without) = (Zaal::showing(&phase(), size).frame(), real.frame());
        let reversed = |frame: &Buffer| {
            frame.content().iter().filter(|cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED)).count()
        };
        assert!(reversed(&with) >= reversed(&without) + usize::from(size.0 - 2), "{size:?}: the band");
    }
}

#[test]
fn in_ascii_there_is_nothing_but_ascii_and_without_colour_no_colour() {
    for (name, zaal) in pictures() {
        for size in SIZES {
            let mut zaal = zaal(size);
            for cell in zaal.frame().content() {
                assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{name}");
            }
            zaal.settings.ascii = true;
            let odd: String = zaal.rows().concat().chars().filter(|letter| !letter.is_ascii()).collect();
            assert!(odd.is_empty(), "{name}: {odd:?}");
        }
    }
}

#[test]
fn with_colour_every_cell_has_the_colours_of_the_theme() {
    for (name, zaal) in pictures() {
        let mut zaal = zaal(WALL);
        zaal.colours = Colours::True;
        for cell in zaal.frame().content() {
            assert!(matches!((cell.fg, cell.bg), (Color::Rgb(..), Color::Rgb(..))), "{name}: {:?}", cell.symbol());
        }
    }
}

#[test]
fn nothing_blinks() {
    for (name, zaal) in pictures() {
        let frame = zaal(WIDE).frame();
        let blinks = ratatui::style::Modifier::SLOW_BLINK | ratatui::style::Modifier::RAPID_BLINK;
        assert!(frame.content().iter().all(|cell| !cell.modifier.intersects(blinks)), "{name}");
    }
}

#[test]
fn the_clock_goes_on_by_itself_and_only_while_it_runs() {
    let mut zaal = Zaal::showing(&phase(), WIDE);
    let first = zaal.frame();
    assert_eq!(zaal.view.verandert_over(0), Some(1000));
    zaal.ago = 999;
    assert_eq!(zaal.frame(), first);
    zaal.ago = 1000;
    assert_ne!(zaal.frame(), first);
    let still = Zaalklok { loopt: false, ..phase().klok.unwrap() };
    zaal.view.toon(Zaalbeeld { klok: Some(still), ..phase() });
    assert_eq!(zaal.view.verandert_over(0), None, "it stands still");
    assert!(zaal.sees("de klok staat stil"));
    assert_eq!(Zaal::new(WIDE).view.verandert_over(0), None, "there is none");
    zaal.view.toon(phase());
    zaal.press(Key::F(9));
    assert_eq!(zaal.view.verandert_over(0), None, "nobody sees it");
}

#[test]
fn time_that_is_up_is_told_in_words_and_with_a_sign() {
    let mut zaal = Zaal::showing(&over_time(), NARROW);
    assert!(zaal.sees("tijd om"));
    zaal.settings.ascii = true;
    zaal.view.toon(Zaalbeeld { feiten: facts().feiten, ..over_time() });
    assert!(zaal.sees("tijd om") && zaal.sees("+2:05"), "{:#?}", zaal.rows());
}

#[test]
fn the_last_picture_stays_when_the_program_is_gone_and_goes_when_it_is_back_with_nothing() {
    let mut zaal = Zaal::showing(&facts(), WIDE);
    let lost = "Geen verbinding met het programma van de trainer. Ik probeer het steeds opnieuw.";
    assert!(!zaal.sees(lost));
    zaal.view.contact(Contact::Zoekt);
    assert!(zaal.sees(lost) && zaal.sees("Sem is zeven"));
    zaal.view.toon(facts());
    assert!(!zaal.sees(lost) && zaal.sees("Sem is zeven"));
    zaal.view.contact(Contact::Geweigerd(Weigering::Vol));
    assert!(zaal.sees("Er kijken al vier zaalschermen mee."));
    zaal.view.contact(Contact::Verbonden);
    assert!(zaal.sees("De trainer toont nog niets.") && !zaal.sees("Sem is zeven"));
}

#[test]
fn whoever_waits_reads_why_and_what_to_do() {
    for contact in [
        Contact::Zoekt,
        Contact::Geweigerd(Weigering::Vol),
        Contact::Geweigerd(Weigering::AndereGebruiker),
        Contact::Geweigerd(Weigering::Code),
        Contact::Geweigerd(Weigering::Versie),
        Contact::Onbegrepen,
    ] {
        let mut zaal = Zaal::new(NARROW);
        zaal.settings.ascii = true;
        zaal.view.contact(contact);
        let (what, advice) = contact.tekst().expect("there is something to say");
        assert!(zaal.sees(what) && zaal.sees(advice), "{contact:?}\n{:#?}", zaal.rows());
    }
}

#[test]
fn q_and_esc_leave_and_the_keys_of_everywhere_work() {
    for key in [Key::Char('q'), Key::Esc, Key::Ctrl('c')] {
        assert!(Zaal::new(WIDE).press(key), "{key}");
    }
    let mut zaal = Zaal::showing(&facts(), WIDE);
    assert!(!zaal.press(Key::F(9)) && zaal.sees("0800-2000") && !zaal.sees("Sem is zeven"));
    assert!(!zaal.press(Key::Esc) && zaal.sees("Sem is zeven"), "back at the very same spot");
    assert!(!zaal.press(Key::Char('?')) && zaal.sees("Op dit scherm") && zaal.sees("noodpagina"));
    assert!(!zaal.sees("opdrachten"), "what does not work is not offered");
    assert!(!zaal.press(Key::Esc));
    assert!(!zaal.press(Key::F(10)) && zaal.sees("Pauze.") && !zaal.sees("112"));
    assert!(!zaal.press(Key::Char('q')) && zaal.sees("Pauze."), "it hides until Enter");
    assert!(!zaal.press(Key::Enter) && zaal.sees("Sem is zeven"));
}

#[test]
fn nothing_else_of_the_program_opens_in_the_room() {
    let mut zaal = Zaal::showing(&facts(), WIDE);
    let before = zaal.frame();
    for key in [Key::Ctrl('p'), Key::F(2), Key::Char('/'), Key::Enter, Key::Char('1'), Key::Char('p'), Key::Char('o')] {
        assert!(!zaal.press(key));
        assert_eq!(zaal.frame(), before, "{key}");
    }
    zaal.press(Key::F(9));
    let page = zaal.frame();
    for key in [Key::Ctrl('p'), Key::Char('p'), Key::Char('o')] {
        assert!(!zaal.press(key));
        assert_eq!(zaal.frame(), page, "{key}");
    }
}

#[test]
fn any_picture_fits_any_screen() {
    let mut wild = vol_beeld();
    wild.feiten = (0..40).map(|at| format!("feit {at} {}", "woord ".repeat(at))).collect();
    wild.stemmen = Some(Zaalstemmen {
        keuzes: vec!["een heel lange keuze die niet op een regel past".to_owned(); 9],
        ..vol_beeld().stemmen.unwrap()
    });
    wild.titel = "x".repeat(500);
    wild.vraag = Some("é\u{202e}\u{1b}[31m漢字 ".repeat(30));
    let hollow = Zaalbeeld {
        stemmen: Some(Zaalstemmen::default()),
        fase: Some(Zaalfase::default()),
        klok: Some(Zaalklok { rest_ms: i64::MIN, totaal_ms: i64::MAX, loopt: true, op: true }),
        feiten: vec![String::new(); 3],
        ..Zaalbeeld::default()
    };
    for beeld in [&wild, &hollow, &vol_beeld()] {
        for size in
            [(0, 0), (1, 1), (59, 19), (60, 20), (61, 21), (80, 24), (120, 20), (60, 100), (200, 60), (400, 120)]
        {
            for ascii in [false, true] {
                let mut zaal = Zaal::showing(beeld, size);
                zaal.settings.ascii = ascii;
                for contact in [Contact::Verbonden, Contact::Zoekt] {
                    if contact == Contact::Zoekt {
                        zaal.view.contact(contact);
                    }
                    assert!(!zaal.rows().concat().contains('\u{1b}'));
                }
            }
        }
    }
    let narrow = Zaal::showing(&wild, NARROW);
    assert!(narrow.sees("(meer op het scherm van de trainer)"), "what does not fit is said\n{:#?}", narrow.rows());
}

#[test]
fn the_newest_facts_stay_when_not_all_fit() {
    let feiten: Vec<String> = (1..=30).map(|at| format!("Feit nummer {at}.")).collect();
    let zaal = Zaal::showing(&Zaalbeeld { feiten, vraag: None, ..facts() }, NARROW);
    assert!(zaal.sees("Feit nummer 30.") && !zaal.sees("Feit nummer 1."));
    assert!(zaal.sees("(eerder:"), "and what is not shown is counted\n{:#?}", zaal.rows());
}

// --- the trainer's side ----------------------------------------------------------------------------------------------

/// A screen that asks for the room view, as those of exercises do.
struct Trainer {
    heard: Vec<String>,
}

impl Screen for Trainer {
    fn update(&mut self, msg: &Msg, _: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(Key::Char('z')) => {
                let toon = Zaalopdracht::Toon(Box::new(vol_beeld()));
                return vec![Effect::Zaal(Zaalopdracht::Open), Effect::Zaal(toon)];
            }
            Msg::Key(Key::Char('x')) => return vec![Effect::Zaal(Zaalopdracht::Sluit)],
            Msg::Zaal(Zaalnieuws::Open { adres, code }) => {
                self.heard.push(format!("open {} {code:?}", adres.ends_with("zaal.sock")));
            }
            Msg::Zaal(Zaalnieuws::Kijkers(count)) => self.heard.push(format!("{count} kijken")),
            Msg::Zaal(Zaalnieuws::Dicht) => self.heard.push("dicht".to_owned()),
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, _: &Look) {
        for (y, line) in (area.y..).zip(&self.heard) {
            buf.set_string(area.x, y, line, ratatui::style::Style::new());
        }
    }

    fn header(&self) -> (String, String) {
        ("Oefening".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        Vec::new()
    }
}

#[cfg(unix)]
#[test]
fn a_screen_opens_the_room_view_shows_and_closes_it() {
    let mut robot = Robot::start();
    robot.shows(Trainer { heard: Vec::new() }).press("z").see("open true None");
    let socket = robot.folder().join("zaal").join("zaal.sock");
    assert!(socket.exists());
    robot.press("x").see("dicht");
    assert!(!socket.exists());
}

#[test]
fn a_room_view_that_was_sent_away_stands_in_the_footer_of_whatever_screen() {
    let mut robot = Robot::start();
    let fault: Fault = aandacht::app::zaal::geweigerd(Weigering::AndereGebruiker);
    robot.hears(Msg::ZaalGeweigerd(fault)).see("Een zaalscherm is geweigerd.");
    robot.press("Down").not_see("geweigerd");
}
