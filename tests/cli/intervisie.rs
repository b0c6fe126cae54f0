//! `aandacht intervisie`: groups over the year, on the vault of practice and on a real one.

use std::fs;

use aandacht::app::{App, oefening};
use aandacht::domain::kluis::{Batch, Change, Key, KluisAct, Owner, Record, RecordId};
use aandacht::domain::sessie::{Actie, Bijeenkomst, Evaluatie, Groep, Sessie};
use jiff::ToSpan;
use jiff::civil::{Date, time};
use serde_json::json;

use super::{Aandacht, Run, keys};

const PASSWORD: &str = "vier losse woorden samen\n";
const MARK: &str = "OEFENING: verzonnen casus, geen echte mensen\n";
const GROEP: RecordId = RecordId([7; 16]);

/// Two groups, one with three sessions of this year; the days lie around today.
fn records(today: Date) -> Vec<(RecordId, Record)> {
    let texts = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let meeting = |datum: Date, vervallen| Bijeenkomst { datum, tijd: Some(time(9, 5, 0, 0)), minuten: 90, vervallen };
    let groep = |code: &str| Groep {
        code: code.to_owned(),
        aantal: 6,
        sectoren: texts(&["onderwijs"]),
        beurten: texts(&["intern begeleider", "jeugdarts"]),
        bijeenkomsten: vec![meeting(today + 3.days(), false), meeting(today + 40.days(), true)],
        gestopt: false,
        rest: serde_json::Map::new(),
    };
    let stil = Groep { bijeenkomsten: Vec::new(), beurten: Vec::new(), ..groep("Stil; met, tekens") };
    let actie = Actie {
        wat: "routekaart aanvullen".to_owned(),
        rol: "jeugdarts".to_owned(),
        voor: today.yesterday().ok(),
        gedaan: None,
    };
    let sessie = Sessie {
        groep: Some(GROEP),
        datum: today,
        code: "M05".to_owned(),
        werkvorm: "Tienstappenmethode".to_owned(),
        gepland: 90,
        werkelijk: 95,
        aantal: 6,
        sectoren: texts(&["onderwijs"]),
        trefwoorden: texts(&["verwaarlozing"]),
        leerpunten: texts(&["eerder advies vragen"]),
        acties: vec![actie],
        signalen: texts(&["routekaart mist een weekendnummer"]),
        evaluatie: vec![Evaluatie { veilig: 2, nuttig: 5, verbetering: "minder haast".to_owned() }],
        volgende: None,
        toch: String::new(),
        rest: serde_json::Map::new(),
    };
    let mut found: Vec<(RecordId, Record)> =
        vec![(GROEP, groep("AF-groep 2").into()), (RecordId([8; 16]), stil.into())];
    found.extend((20..23).map(|id| (RecordId([id; 16]), sessie.clone().into())));
    found
}

fn fill(app: &mut App) {
    let puts = records(app.clock.today()).into_iter();
    let puts = puts.map(|(id, record)| Change::Put { key: Key::Id(id), owner: Owner::Shared, record });
    app.kluis.run(KluisAct::Commit(Batch { changes: puts.collect() })).expect("it is kept");
    app.kluis.leave_quietly().expect("the vault closes");
}

/// The vault of practice with groups in it.
fn practice() -> Aandacht {
    let aandacht = Aandacht::new();
    let mut app = App::open(Some(aandacht.map()), false).expect("the program opens");
    oefening::open(&mut app).expect("practice opens");
    fill(&mut app);
    aandacht
}

fn run(aandacht: &Aandacht, args: &str) -> Run {
    aandacht.run(&format!("intervisie {args} --oefening"))
}

#[test]
fn groups_and_actions_are_told_in_lines_and_as_json() {
    let aandacht = practice();
    let said = run(&aandacht, "groepen").ok().stdout;
    assert!(said.starts_with(MARK), "{said}");
    for line in ["AF-groep 2", "9.05 uur, 90 min", "Aan de beurt: intern begeleider", "Sessies gehouden: 3"] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    let groups = run(&aandacht, "groepen --json").ok().json();
    assert!(groups["oefening"].is_string());
    let first = &groups["groepen"][0];
    let fields = ["aantal", "beurt", "code", "gehouden", "gestopt", "id", "open_acties", "sectoren", "volgende"];
    assert_eq!(keys(first), fields);
    assert_eq!(
        (&first["code"], &first["gehouden"], &first["open_acties"]),
        (&json!("AF-groep 2"), &json!(3), &json!(3))
    );
    assert_eq!((&first["volgende"]["tijd"], &first["volgende"]["minuten"]), (&json!("9.05"), &json!(90)));
    let said = run(&aandacht, "acties --groep af-GROEP").failed(1);
    assert!(said.stderr.contains("Deze groep ken ik niet.") && said.stderr.contains("AF-groep 2"), "{}", said.stderr);
    run(&aandacht, "acties --groep onbekend --json").failed_json(1);
    let said = run(&aandacht, "acties").ok().stdout;
    assert_eq!(said.matches("1 dag te laat: routekaart aanvullen (jeugdarts, AF-groep 2)").count(), 3, "{said}");
    let acties = run(&aandacht, "acties --json").ok().json();
    assert_eq!(keys(&acties["acties"][0]), ["groep", "rol", "sessie", "te_laat", "voor", "wat"]);
    assert_eq!(acties["acties"][0]["te_laat"], json!(true));
}

#[test]
fn a_calendar_is_written_once_and_never_over_something() {
    let aandacht = practice();
    let said = run(&aandacht, "agenda").ok().stdout;
    assert!(said.contains("AF-groep 2: ") && said.contains(", vervallen"), "{said}");
    let calendar = run(&aandacht, "agenda --naar -").ok().stdout;
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n"), "{calendar}");
    assert_eq!(calendar.matches("SUMMARY:OEFENING Intervisie AF-groep 2\r\n").count(), 2);
    assert_eq!(calendar.matches("STATUS:CANCELLED").count(), 1);
    assert_eq!(run(&aandacht, "agenda --naar a.ics").ok().stdout, format!("{MARK}De bijeenkomsten staan in a.ics.\n"));
    assert!(
        fs::read_to_string(aandacht.map().join("a.ics")).is_ok_and(|text| text.contains("T090500\r\nDURATION:PT90M"))
    );
    run(&aandacht, "agenda --naar a.ics").failed(1);
    run(&aandacht, "agenda --naar nergens/a.ics").failed(1);
    run(&aandacht, "agenda --naar b.ics --json").failed_json(2);
    let meetings = run(&aandacht, "agenda --json").ok().json();
    assert_eq!(keys(&meetings["bijeenkomsten"][0]), ["datum", "groep", "minuten", "tijd", "vervallen"]);
}

#[test]
fn the_page_of_a_year_hides_small_numbers_in_markdown_and_as_json() {
    let aandacht = practice();
    for args in ["jaar", "jaar --groep AF-groep\u{a0}2"] {
        let words: Vec<&str> = args.split(' ').collect();
        let words: Vec<String> = words.iter().map(|word| word.replace('\u{a0}', " ")).collect();
        let mut all = vec!["intervisie"];
        all.extend(words.iter().map(String::as_str));
        all.push("--oefening");
        let page = aandacht.run_args(&all, "").ok().stdout;
        assert!(page.starts_with("**OEFENING"), "{page}");
        for line in [
            "minder dan 5 sessies: verwaarlozing",
            "- Sessies gehouden: **3**",
            "- Open en te laat: **minder dan 5**",
            "**te weinig antwoorden om te tonen**",
        ] {
            assert!(page.contains(line), "{line}\n{page}");
        }
        assert!(!page.contains("minder haast") && !page.contains("jeugdarts"), "{page}");
    }
    let year = run(&aandacht, "jaar --json").ok().json();
    assert_eq!(keys(&year), ["delen", "groep", "jaar", "oefening"]);
    assert_eq!(year["delen"][0]["kop"], json!("Bijeenkomsten"));
    assert_eq!(run(&aandacht, "jaar --jaar 2019 --json").ok().json()["delen"][0]["regels"][0]["tekst"], json!("0"));
    run(&aandacht, "jaar --jaar veel").failed(2);
    let signals = run(&aandacht, "signalen --json").ok().json();
    assert_eq!(signals["signalen"], json!(["routekaart mist een weekendnummer"]));
    let page = run(&aandacht, "signalen").ok().stdout;
    assert!(page.contains("- routekaart mist een weekendnummer") && !page.contains("AF-groep"), "{page}");
    run(&aandacht, "signalen --naar s.md").ok();
    assert!(aandacht.map().join("s.md").exists());
}

#[test]
fn a_real_vault_opens_with_its_password_and_without_one_there_is_nothing() {
    let aandacht = Aandacht::new();
    run_plain(&aandacht, "groepen", "").failed(3);
    run_plain(&aandacht, "jaar --json", "").failed_json(3);
    let made = aandacht.run_on("kluis maak --wachtwoord-uit -", PASSWORD);
    assert_eq!(made.code, 0, "{}", made.transcript());
    let said = run_plain(&aandacht, "groepen --wachtwoord-uit -", PASSWORD).ok().stdout;
    assert_eq!(said, "Er is nog geen groep. Maak er een op het scherm: 6, Groepen.\n");
    let said = run_plain(&aandacht, "acties --wachtwoord-uit -", PASSWORD).ok().stdout;
    assert_eq!(said, "Er staan geen acties open.\n");
    let said = run_plain(&aandacht, "agenda --wachtwoord-uit -", PASSWORD).ok().stdout;
    assert_eq!(said, "Er is geen bijeenkomst gepland.\n");
    let page = run_plain(&aandacht, "jaar --wachtwoord-uit -", PASSWORD).ok().stdout;
    assert!(page.starts_with("# Intervisie in ") && page.contains("Sessies gehouden: **0**"), "{page}");
    run_plain(&aandacht, "groepen --wachtwoord-uit -", "verkeerd wachtwoord\n").failed(3);
}

fn run_plain(aandacht: &Aandacht, args: &str, stdin: &str) -> Run {
    aandacht.run_on(&format!("intervisie {args}"), stdin)
}
