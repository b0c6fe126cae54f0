//! Exercises, from the choice to the close, on a clock that the test plays.

use std::fs;

use aandacht::app::oefening;
use aandacht::content::Content;
use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::KluisState;
use aandacht::domain::oefening::spel::{Beurt, Oefenbegin, Stap};
use aandacht::platform::files::read_content;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::common::robot::{NARROW, Robot, WIDE, now};
use crate::ui::pictures::pictured;

fn kop(soort: &str, id: &str, titel: &str) -> Value {
    json!({
        "soort": soort, "formaat": 1, "id": id, "versie": "2026.1", "titel": titel,
        "omschrijving": "Een proef.", "status": "concept",
        "geldig_vanaf": "2026-11-22", "nazien_voor": "2027-11-22",
        "bronnen": [{ "id": "b1", "titel": "Proef", "uitgever": "aandacht", "vindplaats": "hier" }]
    })
}

fn with(mut left: Value, right: Value) -> Value {
    let (Some(all), Value::Object(more)) = (left.as_object_mut(), right) else { unreachable!("both are objects") };
    all.extend(more);
    left
}

/// An exercise of a kind, with these answers and cards.
fn werkvorm(id: &str, code: &str, aard: &str, keuzes: &[&str], kaarten: Vec<Value>) -> Value {
    let keuzes: Vec<Value> = keuzes.iter().map(|id| json!({ "id": id, "tekst": id })).collect();
    let twice = ["stellingen", "afwegingskader"].contains(&aard);
    let sure = ["dilemma", "afwegingskader"].contains(&aard);
    let body = json!({
        "vorm": "oefening", "code": code, "doel": "Samen wegen en horen waarom.", "wanneer": "Als proef.",
        "groep": { "van": 1, "tot": 1000 }, "minuten": 20, "minuten_herkomst": "voorstel",
        "rollen": [{ "id": "leider", "naam": "gespreksleider", "taak": "leidt" }],
        "fasen": [
            { "id": "alleen", "titel": "Eerst alleen", "kort": "alleen", "minuten": 8, "herkomst": "voorstel",
              "tekst": "Kies eerst zelf een antwoord." },
            { "id": "samen", "titel": "In groepjes", "kort": "groepjes", "minuten": 12, "herkomst": "voorstel",
              "tekst": "Vertel elkaar waarom.", "leider": "Loop rond." }
        ],
        "uitkomst": ["Een gedeeld beeld."], "valkuilen": [],
        "oefening": { "aard": aard, "vraag": "Wat kiest u?", "keuzes": keuzes, "tweede_stem": twice,
            "zekerheid_vragen": sure, "nabespreken": ["Welk argument bewoog u?"], "kaarten": kaarten },
        "feiten": ["W08"], "zekerheid": "laag"
    });
    with(kop("werkvorm", id, &format!("Proef {aard}")), body)
}

fn kaart(id: &str, tekst: &str, set: &str, keuzes: &[&str], goed: &[&str]) -> Value {
    let keuzes: Vec<Value> =
        keuzes.iter().map(|id| json!({ "id": id, "tekst": format!("Weg {id}"), "prijs": "Dit kost iets." })).collect();
    json!({ "id": id, "tekst": tekst, "set": set, "keuzes": keuzes, "goed": goed, "uitleg": format!("Uitleg bij {id}."),
        "bronnen": ["b1"], "feiten": ["W08"], "zekerheid": "laag" })
}

fn casus() -> Value {
    let weging = |vraag: &str, antwoord: &str, feit: Value| {
        let others = if antwoord == "twijfel" { vec!["twijfel", "ja"] } else { vec![antwoord, "twijfel"] };
        json!({ "vraag": vraag, "antwoord": antwoord, "verdedigbaar": others,
            "waarom": "De feiten wijzen daarheen.", "omslagfeit": feit })
    };
    let body = json!({
        "code": "P06", "setting": "Een mevrouw van 84 krijgt zorg thuis.", "sectoren": [], "boom": "afwegingskader-basis",
        "ronden": [
            { "id": "r1", "titel": "De koelkast", "stappen": ["1"], "vragen": ["Wat ziet u, en wat denkt u?"],
              "feiten": [{ "id": "f1", "tekst": "De koelkast is leeg." },
                  { "id": "f2", "tekst": "De neef draagt nieuwe kleren.", "let_op": "Dit is een aanname." }],
              "weging": [weging("v1", "ja", Value::Null), weging("v2", "twijfel", Value::Null)], "uitkomst": "advies" },
            { "id": "r2", "titel": "De bank", "stappen": ["4", "5"], "vragen": ["Wie belt u?"],
              "feiten": [{ "id": "f3", "tekst": "De bank ziet elke maand veel contant geld." }],
              "weging": [weging("v1", "ja", Value::Null), weging("v2", "ja", json!("f3"))], "uitkomst": "melden-norm1" }
        ],
        "weegt": ["De afhankelijkheid van de neef."],
        "verdedigbaar": [{ "id": "melden", "tekst": "Melden na de tweede ronde.", "melden": "ja", "waarom": "Het houdt aan." }],
        "niet_verdedigbaar": [{ "id": "wachten", "tekst": "Afwachten.", "melden": "nee", "waarom": "Het patroon gaat door." }],
        "leerpunten": ["Vraag ook naar geld."], "feiten": ["W08"], "zekerheid": "laag"
    });
    with(kop("casus", "proefcasus", "De lege koelkast"), body)
}

/// Content of the tests: an exercise of every kind, and a case.
pub fn content() -> Vec<(String, Value)> {
    let ja_nee = ["eens", "oneens", "twijfel"];
    let one = |aard: &str, keuzes: &[&str], kaarten: Vec<Value>, code: &str| {
        let id = match aard {
            "stellingen" => "proefstelling".to_owned(),
            "afwegingskader" => "proefweging".to_owned(),
            other => format!("proef-{other}"),
        };
        (id.clone(), werkvorm(&id, code, aard, keuzes, kaarten))
    };
    let cards = |keuzes: &[&str], goed: &[&str], set: &str| {
        vec![kaart("k1", "De eerste kaart.", set, keuzes, goed), kaart("k2", "De tweede kaart.", set, keuzes, goed)]
    };
    vec![
        one("stellingen", &ja_nee, cards(&[], &[], ""), "Q04"),
        one("dilemma", &[], cards(&["a", "b"], &[], ""), "Q05"),
        one("signaalkaarten", &["licht", "zwaar"], cards(&[], &[], "De eerste set"), "Q06"),
        one("afwegingskader", &["ja", "nee", "twijfel"], Vec::new(), "Q08"),
        one("ronden", &["stap-1", "stap-4"], Vec::new(), "Q09"),
        one("quiz", &[], cards(&["a", "b", "c"], &["b"], "voor"), "Q10"),
        one("feitenmuur", &["feit", "oordeel"], cards(&[], &["feit"], ""), "Q12"),
        one("wiebelje", &["collega", "112"], cards(&[], &["112"], ""), "Q14"),
        one("drempelmuur", &[], vec![kaart("k1", "Tijd", "", &[], &[]), kaart("k2", "Angst", "", &[], &[])], "Q15"),
        one("kind", &["gedaan", "niet"], cards(&[], &[], "Stap 1"), "Q16"),
        one("vrij", &[], Vec::new(), "Q17"),
        ("proefcasus".to_owned(), casus()),
    ]
}

/// Gives the program the content of the tests, as files of its own, in practice.
fn with_content(robot: &mut Robot) {
    let own = robot.folder().join("checklists");
    fs::create_dir_all(&own).expect("our own folder");
    for (id, file) in content() {
        fs::write(own.join(format!("{id}.json")), file.to_string()).expect("our own folder");
    }
    let app = robot.app_mut();
    app.content = Content::with_own(read_content(&own));
    assert_eq!(app.content.problems(), []);
}

fn begin(id: &str) -> Oefenbegin {
    let casus = ["proefweging", "proef-ronden"].contains(&id).then(|| "proefcasus".to_owned());
    Oefenbegin { oefening: id.to_owned(), casus, groepjes: 2, grootte: 5 }
}

/// In practice with a played kluis: the choice of an exercise, or, when the keys start with `begin`, one that began.
pub fn exercise(robot: &mut Robot, id: &str, keys: &str) {
    with_content(robot);
    let app = robot.app_mut();
    app.dirs = app.dirs.for_practice();
    robot.with_kluis(KluisState::Open).kluis(|played| played.view.folder = "oefenkluis".into());
    match keys.strip_prefix("begin") {
        None => robot.starts_with(Route::Oefeningen),
        Some(keys) => {
            let app = robot.app_mut();
            let lopend = begin(id).begin(&app.content, app.clock.tik()).unwrap_or_else(|fault| panic!("{fault:?}"));
            app.lopend = Some(lopend.clone());
            robot.starts_with(Route::Oefening(Some(Box::new(lopend)))).keys(keys)
        }
    };
}

fn playing(id: &str) -> Robot {
    let mut robot = Robot::start();
    exercise(&mut robot, id, "begin");
    robot
}

fn stap(robot: &Robot) -> Stap {
    let lopend = robot.app().lopend.as_ref().expect("it goes on");
    lopend.oefening.as_ref().expect("an exercise").stap()
}

#[test]
fn pictures() {
    for name in
        ["oefeningen", "oefening-begin", "oefening-feiten", "oefening-stemmen", "oefening-uitslag", "oefening-slot"]
    {
        pictured(name);
    }
}

#[test]
fn every_kind_goes_from_start_to_close_at_both_sizes() {
    for (id, file) in content().into_iter().filter(|(id, _)| id != "proefcasus") {
        for size in [WIDE, NARROW] {
            let mut robot = playing(&id);
            robot.size(size).see("Samen wegen en horen waarom.");
            let mut voted = 0;
            for _ in 0..60 {
                match stap(&robot) {
                    Stap::Slot => break,
                    Stap::Stemmen(..) => {
                        robot.keys("3 Right 2 Tab Space Enter");
                        voted += 1;
                    }
                    _ => {
                        robot.press("Enter");
                    }
                }
            }
            robot.see("Groepsbeeld: ").not_see("Er is niet gestemd.");
            assert_eq!(voted == 0, id == "proef-vrij", "{id}");
            if voted > 0 {
                assert!(robot.whole_page().contains("Overeenstemming") || id == "proef-drempelmuur", "{id}");
            }
            robot.press("Enter").see("De oefening is afgesloten.");
            assert_eq!(robot.app().lopend, None, "{}", file["code"]);
        }
    }
}

#[test]
fn facts_come_one_by_one_and_what_is_defensible_comes_last() {
    let mut robot = playing("proefweging");
    robot.press("Enter").see("De koelkast is leeg.").not_see("nieuwe kleren").see("Wat ziet u, en wat denkt u?");
    robot.press("Enter").see("De neef draagt nieuwe kleren.").not_see("aanname");
    robot.press("e").see("Wat zou u nu besluiten").not_see("Afwachten.");
    robot.press("Enter").see("Te verdedigen").see("Melden na de tweede ronde.").see("Het patroon gaat door.");
}

#[test]
fn votes_are_typed_refused_and_read_as_bars() {
    let mut robot = playing("proefweging");
    robot.keys("Enter s").see("1. Blijft het vermoeden bestaan?").see("vraag 1 van 2 · eerste stem");
    robot.keys("4 Right 2").see("Groep 1 telt 5, geen 6. Verlaag eerst een ander antwoord.");
    robot.keys("1 End Left Left 5 Right 4").keys("Tab Space PgDn").see("2. Is er acute of structurele onveiligheid?");
    robot.keys("Space Enter").see("uitslag eerste stem").see("9 van 10 stemmen voor \"Ja\" (90%)");
    robot.see("Eerst bespreken").see("groep 1: \"Nee\", zekerheid 4, anders dan de meeste stemmen");
    robot.press("Tab").see("vraag 2 van 2").see("Alle vragen");
    // Which fact: only what is known is offered.
    robot.press("t").see("Welk feit gaf de doorslag?").not_see("De bank").keys("1").see("gaf de doorslag: De koelkast");
    robot.press("v").see("zaal ziet dit");
    // After the talk.
    robot.keys("Enter 3 Right 2 Tab Space Enter").see("uitslag tweede stem").see("Verschoven: Ja -10%, Nee +10%.");
    robot.press("Enter").see("Te verdedigen").see("De feiten wijzen daarheen.");
}

#[test]
fn the_clock_runs_and_the_phase_is_read_aloud() {
    let mut robot = playing("proefstelling");
    robot.see("fase 1 van 2 · 8:00").see("Kies eerst zelf een antwoord.");
    let later = |minutes: i64| now().checked_add(SignedDuration::from_mins(minutes)).expect("a moment");
    robot.until(later(3)).press("u").see("fase 1 van 2 · 5:00");
    robot.press("k").until(later(5)).press("k").see("5:00").press("m").see("6:00").press("n").see("5:00");
    robot.press("f").see("fase 2 van 2 · 12:00").see("Vertel elkaar waarom.").see("Voor u: Loop rond.");
    robot.press("f").see("Dit is de laatste fase.").press("r").see("fase 1 van 2 · 5:00");
    robot.until(later(12)).press("u").see("+2:00");
    let playing = robot.app().lopend.clone().expect("it goes on");
    assert!(playing.verloop.loopt());
}

#[test]
fn a_killed_program_goes_on_with_the_same_picture() {
    let mut robot = Robot::start();
    with_content(&mut robot);
    oefening::enter(robot.app_mut()).unwrap_or_else(|fault| panic!("{fault:?}"));
    robot.starts_with(Route::Oefeningen).see("Q08 Proef afwegingskader").press("4").see("Welke casus?");
    robot.press("1").see("In hoeveel groepjes").keys("Ctrl-S").see("4 groepjes van hoogstens 5.");
    robot.keys("Enter s 4 Right 1 Enter");
    assert_eq!(stap(&robot), Stap::Uitslag(0, Beurt::Eerste));
    robot.press("F12");
    let before = robot.frame().clone();
    let mut robot = robot.killed();
    oefening::enter(robot.app_mut()).unwrap_or_else(|fault| panic!("{fault:?}"));
    robot
        .starts_with(Route::Groepswerk)
        .see("Er loopt nog een oefening: Proef afwegingskader.")
        .press("1")
        .press("F12");
    assert_eq!(*robot.frame(), before);
    // Another exercise does not end it without being asked.
    robot.press("Esc").press("Esc");
    robot.starts_with(Route::OefeningBegin(begin("proefstelling"))).see("Er loopt nog een oefening").press("1");
    assert_eq!(*robot.press("F12").frame(), before);
    robot.see("uitslag");
}

#[test]
fn what_the_content_no_longer_has_is_said_and_set_aside() {
    let mut robot = Robot::start();
    with_content(&mut robot);
    oefening::enter(robot.app_mut()).unwrap_or_else(|fault| panic!("{fault:?}"));
    robot.starts_with(Route::OefeningBegin(begin("proefweging"))).keys("Ctrl-S Enter");
    fs::remove_file(robot.folder().join("checklists/proefcasus.json")).expect("it is there");
    let mut robot = robot.killed();
    oefening::enter(robot.app_mut()).unwrap_or_else(|fault| panic!("{fault:?}"));
    let said = robot.app().notices.join(" ");
    assert!(said.contains("De casus van de oefening is er niet meer."), "{said}");
    assert_eq!(robot.app().lopend, None);
}

#[test]
fn in_the_real_program_practice_is_said_before_it_is_entered() {
    let mut robot = Robot::start();
    with_content(&mut robot);
    robot.starts_with(Route::OefeningBegin(begin("proefstelling")));
    robot.see("Oefenen doet u in de oefenkluis.").see("Uw eigen kluis gaat eerst op slot.").press("Enter").ended();
    assert_eq!(robot.app().oefenen, Some(Route::OefeningBegin(begin("proefstelling"))));
}

#[test]
fn groups_that_cannot_be_are_refused_under_their_field() {
    let mut robot = Robot::start();
    exercise(&mut robot, "proefstelling", "");
    robot.press("1").see("Groepjes").keys("Ctrl-U").typ("201").press("Ctrl-S").see("Typ een getal van 1 tot 200.");
    robot.keys("Ctrl-U").typ("1").press("Tab").press("Ctrl-U").typ("0").press("Ctrl-S").see("van 1 tot 300.");
    robot.keys("Ctrl-U").typ("1").press("Ctrl-S").see("Met 1 deelnemer valt er niets te vergelijken");
}
