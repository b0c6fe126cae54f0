//! Groups over the year: the list, a group, its form, actions, and the page of a year.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::{Batch, Change, Concept, Key, KluisState, Owner, Record, RecordId};
use aandacht::domain::sessie::groep::{beurt, groep, groepen};
use aandacht::domain::sessie::{Actie, Bijeenkomst, Evaluatie, Groep, Sessie};
use jiff::civil::{Date, date, time};

use crate::common::robot::{NARROW, Robot};
use crate::ui::pictures::pictured;
use crate::ui::screens::SCREENS;

/// The group of these tests.
pub const GROEP: RecordId = RecordId([7; 16]);
const STIL: RecordId = RecordId([8; 16]);

fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn records() -> Vec<(RecordId, Record)> {
    let meeting =
        |datum: Date, vervallen| Bijeenkomst { datum, tijd: Some(time(15, 30, 0, 0)), minuten: 90, vervallen };
    let rest = serde_json::Map::new;
    let een = Groep {
        code: "AF-groep 2".to_owned(),
        aantal: 7,
        sectoren: texts(&["onderwijs", "jgz"]),
        beurten: texts(&["intern begeleider", "jeugdarts", "wijkverpleegkundige"]),
        bijeenkomsten: vec![
            meeting(date(2026, 2, 3), false),
            meeting(date(2026, 6, 2), true),
            meeting(date(2026, 9, 1), false),
            meeting(date(2026, 11, 24), false),
        ],
        gestopt: false,
        rest: rest(),
    };
    let stil = Groep {
        code: "Parkstad breed".to_owned(),
        aantal: 5,
        sectoren: Vec::new(),
        beurten: Vec::new(),
        bijeenkomsten: Vec::new(),
        gestopt: true,
        rest: rest(),
    };
    let sessie = |datum: Date, acties: Vec<Actie>| Sessie {
        groep: Some(GROEP),
        datum,
        code: "M05".to_owned(),
        werkvorm: "Tienstappenmethode".to_owned(),
        gepland: 90,
        werkelijk: 97,
        aantal: 6,
        sectoren: texts(&["onderwijs"]),
        trefwoorden: texts(&["verwaarlozing", "zwangerschap"]),
        leerpunten: texts(&["eerder advies vragen aan Veilig Thuis"]),
        acties,
        signalen: texts(&["de routekaart mist een weekendnummer"]),
        evaluatie: [(5, 4), (4, 4), (4, 3)]
            .map(|(veilig, nuttig)| Evaluatie { veilig, nuttig, verbetering: "meer stilte".to_owned() })
            .to_vec(),
        volgende: None,
        toch: String::new(),
        rest: rest(),
    };
    let actie = |wat: &str, voor, gedaan| Actie { wat: wat.to_owned(), rol: "jeugdarts".to_owned(), voor, gedaan };
    let late = vec![
        actie("routekaart laten aanvullen", Some(date(2026, 10, 1)), None),
        actie("oude actie", None, Some(date(2026, 9, 9))),
    ];
    let open = vec![actie("steekkaart delen met het team", Some(date(2026, 12, 4)), None)];
    vec![
        (GROEP, een.into()),
        (STIL, stil.into()),
        (RecordId([21; 16]), sessie(date(2026, 2, 3), late).into()),
        (RecordId([22; 16]), sessie(date(2026, 9, 1), open).into()),
    ]
}

/// Puts two groups and two sessions in the kluis of a robot, and opens a screen.
pub fn with_groups(robot: &mut Robot, state: KluisState, route: Route, keys: &str) {
    let puts = records().into_iter().map(|(id, record)| Change::Put { key: Key::Id(id), owner: Owner::Shared, record });
    let batch = Batch { changes: puts.collect() };
    robot.with_kluis(state).kluis(|played| played.commits(&batch)).starts_with(route).keys(keys);
}

fn at(route: Route) -> Robot {
    let mut robot = Robot::start();
    with_groups(&mut robot, KluisState::Open, route, "");
    robot
}

fn kept(robot: &Robot) -> Groep {
    groep(robot.played().inside(), GROEP).cloned().expect("the group is there")
}

fn drafts(robot: &Robot) -> usize {
    robot.played().inside().all::<Concept>().count()
}

#[test]
fn they_look_as_agreed() {
    let own = ["groep", "acties", "jaaroverzicht"];
    for screen in SCREENS.iter().filter(|screen| own.iter().any(|name| screen.name.starts_with(name))) {
        pictured(screen.name);
    }
}

#[test]
fn the_menu_leads_to_the_groups_and_from_there_to_everything() {
    let mut robot = at(Route::Start);
    robot.press("6").see("Groepen").see("Acties van alle groepen").see("Jaaroverzicht").click("Groepen");
    robot.see("AF-groep 2 · dinsdag 24 nov · aan de beurt: intern begeleider · 2 acties open");
    robot.see("Parkstad breed · gestopt").click("Acties van alle groepen").see("routekaart laten aanvullen");
    robot.press("Enter").see("Bijeenkomst di 24 november 2026").press("Esc").press("Esc").click("Jaaroverzicht 2026");
    robot.see("Sessies gehouden 2").press("Esc").press("1").see("di 24 november 2026, 15.30 uur, 90 min");
}

#[test]
fn without_an_open_kluis_every_screen_says_so_and_leads_there() {
    for route in [Route::Groepen, Route::Groep(GROEP), Route::Acties, Route::Jaaroverzicht(Some(GROEP), 2026)] {
        let mut robot = Robot::start();
        with_groups(&mut robot, KluisState::Locked, route, "");
        robot.see("Groepen, sessies en acties staan in de kluis.").not_see("AF-groep").press("Enter");
        robot.see("Kluis openen").unlock().press("F12").see("AF-groep 2").not_see("Die is nu niet open");
        robot.locks().not_see("AF-groep");
        let mut robot = Robot::start();
        robot.with_kluis(KluisState::None).starts_with(Route::Groepen).press("1").see("Kluis maken");
    }
}

#[test]
fn an_action_is_ticked_and_the_tick_can_be_taken_back() {
    let mut robot = at(Route::Groep(GROEP));
    robot.see("! 51 dagen te laat · routekaart laten aanvullen · jeugdarts").not_see("oude actie");
    robot.press("v").see("✓ gedaan · routekaart laten aanvullen").press("Esc").starts_with(Route::Acties);
    robot.see("✓ gedaan · routekaart laten aanvullen · jeugdarts · AF-groep 2").press("v");
    robot.see("! 51 dagen te laat").press("Down").press("v").see("✓ gedaan · steekkaart");
    robot.starts_with(Route::Groepen).see("1 actie open");
}

#[test]
fn who_brought_a_case_goes_to_the_end_and_nothing_is_remembered() {
    let mut robot = at(Route::Groep(GROEP));
    let before = robot.played().inside().len();
    robot.see("Aan de beurt intern begeleider").press("g").see("Nu aan de beurt: jeugdarts.");
    robot.see("Aan de beurt jeugdarts").see("Daarna wijkverpleegkundige");
    assert_eq!(kept(&robot).beurten.last().map(String::as_str), Some("intern begeleider"));
    assert_eq!(robot.played().inside().len(), before);
}

#[test]
fn a_page_lists_the_meetings_and_another_the_sessions_with_nothing_of_a_case() {
    let mut robot = at(Route::Groep(GROEP));
    robot.click("Alle geplande").see("di 2 juni 2026, 15.30 uur, 90 min, vervallen").press("Esc").click("Gehouden");
    robot.see("1 september 2026: M05 Tienstappenmethode, 97 min (gepland 90), 6 mensen");
    robot.not_see("verwaarlozing").not_see("zwangerschap").not_see("intern begeleider");
}

#[test]
fn the_calendar_holds_the_meetings_and_only_the_code_of_the_group() {
    let mut robot = at(Route::Groep(GROEP));
    let file = robot.path("groep.ics");
    robot.press("i").see("Opslaan als agendabestand").see("intervisie-af-groep-2-2026.ics").press("Ctrl-U");
    robot.paste(&file.display().to_string()).press("Enter").see("Bijeenkomst di 24 november 2026");
    let calendar = std::fs::read_to_string(file).expect("it was saved");
    assert_eq!(calendar.matches("SUMMARY:Intervisie AF-groep 2\r\n").count(), 4, "{calendar}");
    for word in ["verwaarlozing", "begeleider", "jeugdarts", "Tienstappen", "routekaart"] {
        assert!(!calendar.contains(word), "{word}");
    }
}

#[test]
fn the_page_of_a_year_is_saved_and_printed_and_goes_to_other_years() {
    let mut robot = at(Route::Groep(GROEP));
    robot.press("j").see("Intervisie in 2026: AF-groep 2").see("Sessies gehouden 2");
    let file = robot.path("jaar.md");
    robot.press("o").see("intervisie-af-groep-2-2026.md").press("Ctrl-U").paste(&file.display().to_string());
    robot.press("Enter").see("Sessies gehouden");
    let page = std::fs::read_to_string(file).expect("it was saved");
    assert!(page.starts_with("# Intervisie in 2026: AF-groep 2\n"), "{page}");
    assert!(page.contains("minder dan 5 sessies: verwaarlozing, zwangerschap"), "{page}");
    assert!(page.contains("- Hoe veilig? **alle hoog**"), "{page}");
    assert!(!page.contains("meer stilte") && !page.contains("jeugdarts"), "{page}");
    robot.press("p");
    assert_eq!(robot.played().printed.len(), 1);
    robot.press("e").see("Intervisie in 2025").see("Sessies gehouden 0").press("l").see("in 2026");
    robot.press("s").see("Signalen voor de regio").see("de routekaart mist een weekendnummer").not_see("AF-groep");
    robot.press("s").see("Intervisie in 2026");
}

#[test]
fn a_new_group_is_typed_with_a_series_of_dates() {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Open).starts_with(Route::Groepen).see("Er is nog geen groep.").press("Enter");
    robot.see("Nieuwe groep").typ("AF-groep 9").press("Tab").typ("6").press("Tab");
    robot.typ("elke 8 weken vanaf di 24 november 15.30 90 min").see("Worden 7 bijeenkomsten").press("F4");
    robot.see("di 24-11-2026 15.30 90 min").see("di 19-1-2027 15.30 90 min").press("Tab").typ("jeugdarts");
    robot.press("Ctrl-S").see("Opgeslagen.").see("Aan de beurt jeugdarts").see("Alle geplande");
    let found = groepen(robot.played().inside());
    assert_eq!((found.len(), found[0].1.bijeenkomsten.len(), beurt(found[0].1)), (1, 7, Some("jeugdarts")));
    assert_eq!(drafts(&robot), 0);
    robot.press("Esc").see("AF-groep 9");
}

#[test]
fn a_series_that_was_not_written_out_is_kept_as_dates_too() {
    let mut robot = at(Route::GroepFormulier(Some(GROEP)));
    robot.keys("Tab Tab Home").typ("elke 8 weken vanaf di 5 januari 9.00, 6 keer").press("Enter").press("Ctrl-S");
    robot.see("Opgeslagen.");
    assert_eq!(kept(&robot).bijeenkomsten.len(), 10);
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept() {
    let mut robot = at(Route::GroepFormulier(None));
    robot.press("Ctrl-S").see("Vul dit in, bijvoorbeeld: AF-groep 2.").typ("af-GROEP 2").press("Tab").typ("6");
    robot.press("Ctrl-S").see("Een andere groep heeft deze code al.").press("Esc");
    assert_eq!(drafts(&robot), 1);
    robot.starts_with(Route::GroepFormulier(None)).see("Verder met wat u vandaag typte.").see("af-GROEP 2");
    robot.press("F8").see("Nog een keer F8").press("F8");
    assert_eq!(drafts(&robot), 0);
    assert_eq!(groepen(robot.played().inside()).len(), 2);
}

#[test]
fn a_name_is_said_to_be_one_and_a_wrong_date_what_it_is() {
    let mut robot = at(Route::GroepFormulier(Some(GROEP)));
    robot.keys("Tab Tab Tab Enter").typ("mevrouw Jansen").press("Enter").see("Dit lijkt op een naam.");
    robot.keys("Shift-Tab Home").typ("wo 24 november").press("Enter").press("Ctrl-S");
    robot.see("24 november 2026 is een dinsdag, geen woensdag").size(NARROW).see("geen woensdag");
    assert_eq!(kept(&robot).beurten.len(), 3);
}

#[test]
fn what_the_kluis_cannot_keep_stays_on_screen() {
    let mut robot = at(Route::GroepFormulier(Some(GROEP)));
    robot.press("Ctrl-U").typ("Andere code").kluis(|played| played.fails = true).press("Ctrl-S");
    robot.press("F12").see("Niet bewaard.").see("Andere code").kluis(|played| played.fails = false).press("Ctrl-S");
    robot.see("Opgeslagen.");
    assert_eq!(kept(&robot).code, "Andere code");
}
