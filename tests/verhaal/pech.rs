//! Bad luck in the middle of work on a casus: a full disk, very long texts, a checklist that was replaced, a clock that
//! was set back, and data of a person where they do not belong.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use aandacht::app::kluis::{Kluis, Safety};
use aandacht::content::Content;
use aandacht::domain::casus::Wat;
use aandacht::domain::gesprek::Msg;
use aandacht::domain::kluis::{KluisAct, KluisNews, Password};
use aandacht::platform::clock::Clock;
use jiff::civil::{date, datetime};
use serde_json::{Value, json};

use super::bewaard::{holds, opened, shown};
use super::casus::{PASSWORD, begin, drafts, fill, go, half_filled, lines, model, more, of, open, with_vault};
use super::daden::daden;
use crate::common::robot::{Setup, now};
use crate::store::common::SmallDisk;

// --- a full disk -----------------------------------------------------------------------------------------------------

/// Leaves this much room on the disk.
fn fill_up(disk: &Path, filler: &Path, room: u64) {
    let free = aandacht::store::free_bytes(disk).unwrap();
    fs::write(filler, vec![1; usize::try_from(free.saturating_sub(room)).unwrap()]).unwrap();
}

/// What came of an act; a draft has an answer of its own.
fn done(kluis: &mut Kluis, act: KluisAct) -> bool {
    let first = kluis.ask(act);
    let told: Vec<Msg> = first.into_iter().chain(kluis.wait()).collect();
    let well = |msg: &Msg| matches!(msg, Msg::Kluis(KluisNews::Committed | KluisNews::Kept | KluisNews::Destroyed(_)));
    assert_eq!(told.len(), 1, "one answer: {told:?}");
    assert!(well(&told[0]) || matches!(&told[0], Msg::Failed(_) | Msg::NotKept(_)), "{told:?}");
    told.iter().all(well)
}

#[test]
fn on_a_full_disk_no_act_is_shown_as_saved_that_is_not_and_each_can_be_done_when_there_is_room() {
    let Some(disk) = SmallDisk::mount() else { return };
    let root = disk.path().join("data");
    fs::create_dir_all(&root).unwrap();
    // Enough for the store to close on, too little to hide anything.
    fs::write(root.join("noodruimte"), vec![0xA7; 1 << 20]).unwrap();
    let clock = Clock::standing(datetime(2026, 11, 23, 9, 0, 0, 0));
    let mut kluis = Kluis::new(&root, 1, Safety::for_tests(), clock.clone());
    kluis.run(KluisAct::Create(Password::new(PASSWORD))).unwrap();
    let filler = disk.path().join("vulling");
    let content = Content::shipped();
    let (mut failed, mut survived) = (0, 0);
    for daad in daden() {
        clock.pass(Duration::from_secs(60));
        let before = shown(&kluis.view.model);
        let mut saved = false;
        for room in [0, 4_096] {
            if saved {
                break;
            }
            let act = daad.asked(&kluis.view.model, &content, clock.now());
            fill_up(disk.path(), &filler, room);
            saved = done(&mut kluis, act.clone());
            fs::remove_file(&filler).unwrap();
            if saved {
                assert!(holds(&kluis.view.model, &act), "{} is not shown", daad.naam);
                survived += 1;
            } else {
                failed += 1;
                assert_eq!(shown(&kluis.view.model), before, "{} failed and is shown", daad.naam);
            }
        }
        if !saved {
            let act = daad.asked(&kluis.view.model, &content, clock.now());
            assert!(done(&mut kluis, act.clone()), "{}: there is room again", daad.naam);
            assert!(holds(&kluis.view.model, &act));
        }
        assert_ne!(shown(&kluis.view.model), before, "{} changed nothing", daad.naam);
    }
    let last = shown(&kluis.view.model);
    // As a program that was killed leaves it.
    drop(kluis);
    let mut kluis = Kluis::new(&root, 1, Safety::for_tests(), clock);
    opened(&mut kluis);
    assert_eq!(shown(&kluis.view.model), last);
    println!("{failed} acts failed on a full disk, {survived} were done all the same");
    assert!(failed > 0, "nothing was tested");
}

#[test]
fn a_note_on_a_full_disk_stays_on_the_screen_and_is_kept_once_when_there_is_room() {
    let Some(disk) = SmallDisk::mount() else { return };
    let mut robot = with_vault(Setup { disk: Some(disk.path()), ..Setup::default() });
    let casus = begin(&mut robot, "Wilg-Egel");
    let (filler, outside) = (disk.path().join("vulling"), tempfile::tempdir().unwrap());
    fs::write(robot.folder().join("noodruimte"), b"").unwrap();
    robot.press("n");
    fill_up(disk.path(), &filler, 0);
    let long = "Een heel verhaal. ".repeat(20_000);
    half_filled(&mut robot, &[">1", &long, "zelf gezien", "vandaag", ">4", ">1"]);
    robot.two_seconds().see("Nog niet bewaard.");
    robot.press("Ctrl-S").see("zelf gezien").not_see("Opgeslagen.");
    assert_eq!(lines(&robot, casus).len(), 1, "not shown as saved");
    let emergency = outside.path().join("nood.kluis");
    robot.press("F3").see("De kluis kon uw tekst niet bewaren.").press("Ctrl-U");
    robot.typ(&emergency.display().to_string()).press("Enter").see("Het noodbestand staat er.");
    robot.press("Esc").see("zelf gezien");
    assert!(emergency.exists());
    fs::remove_file(&filler).unwrap();
    robot.press("Ctrl-S").see("Opgeslagen.");
    let notes = |robot: &_| lines(robot, casus).iter().filter(|line| matches!(line.wat, Wat::Notitie { .. })).count();
    assert_eq!((notes(&robot), drafts(&robot, casus)), (1, 0));
    let mut robot = robot.killed();
    open(&mut robot, PASSWORD);
    assert_eq!((notes(&robot), drafts(&robot, casus)), (1, 0));
}

// --- 100 kB ----------------------------------------------------------------------------------------------------------

#[test]
fn a_hundred_kilobytes_in_a_note_come_back_whole_and_keys_stay_quick() {
    let mut robot = with_vault(Setup::default());
    let casus = begin(&mut robot, "Wilg-Egel");
    let text: String =
        (0..2_000).map(|at| format!("Regel {at}: het kind zegt \"ik weet het niet\", zó was het.\n")).collect();
    assert!(text.len() > 100_000);
    robot.press("n");
    half_filled(&mut robot, &[">1", &text]);
    let begun = Instant::now();
    robot.typ("en verder").keys("Backspace Left Up PgUp Home");
    let each = begun.elapsed() / 14;
    println!("a key in a note of {} kB: {each:?}", text.len() / 1024);
    assert!(each < Duration::from_millis(400), "{each:?} a key");
    robot.two_seconds();
    let mut robot = robot.killed();
    open(&mut robot, PASSWORD);
    go(&mut robot, "Wilg-Egel");
    robot.press("n").see("Verder met wat u vandaag typte").keys("Tab Tab");
    fill(&mut robot, &["zelf gezien", "vandaag", ">4", ">1"]);
    let mut robot = robot.killed();
    open(&mut robot, PASSWORD);
    let Some(Wat::Notitie { tekst, .. }) = lines(&robot, casus).pop().map(|line| line.wat) else { panic!("a note") };
    assert!(tekst.starts_with(text.trim_end()) && tekst.ends_with("en verde"), "{} bytes", tekst.len());
    go(&mut robot, "Wilg-Egel");
    let begun = Instant::now();
    robot.keys("Down Up Home End PgUp");
    let each = begun.elapsed() / 5;
    println!("a key in a chronology with it: {each:?}");
    assert!(each < Duration::from_millis(400), "{each:?} a key");
}

// --- a checklist that was replaced -----------------------------------------------------------------------------------

/// A kindcheck of the user's own, in this version and with this first question.
fn own(versie: &str, vraag: &str) -> String {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/checklists/beslisboom/kindcheck.json"));
    let mut file: Value = serde_json::from_str(text).unwrap();
    file["versie"] = json!(versie);
    file["titel"] = json!("Kindcheck van de sector");
    file["knopen"][0]["tekst"] = json!(vraag);
    file.to_string()
}

#[test]
fn a_checklist_that_was_replaced_between_two_sittings_leaves_the_casus_on_its_version_and_is_said() {
    let first = own("2025.1", "Zorgt iemand hier voor kinderen?");
    let mut robot = with_vault(Setup { own: &[("beslisboom/kindcheck.json", &first)], ..Setup::default() });
    begin(&mut robot, "Wilg-Egel");
    robot.press("m");
    for _ in 0..9 {
        if robot.rows().iter().any(|row| row.trim_start().starts_with('▸') && row.contains("van de sector")) {
            break;
        }
        robot.press("Down");
    }
    robot.press("Enter").see("Zorgt iemand hier voor kinderen?").press("1").see("Opgeslagen.");
    let place: PathBuf = robot.folder().join("checklists/beslisboom/kindcheck.json");
    for (versie, vraag) in [("2027.9", "Een heel andere vraag?"), ("2025.1", "Zelfde versie, andere vraag?")] {
        fs::write(&place, own(versie, vraag)).unwrap();
        robot = robot.again();
        open(&mut robot, PASSWORD);
        go(&mut robot, "Wilg-Egel");
        robot.see(&format!("Er is een nieuwere versie van de checklist ({versie})."));
        robot.see("Deze casus blijft op de zijne.").press("m").press("a").see("Zorgt iemand hier voor kinderen?");
        robot.not_see(vraag).keys("Esc Esc");
    }
    // Broken, and gone: it goes on all the same.
    fs::write(&place, "{ geen checklist").unwrap();
    for _ in 0..2 {
        robot = robot.again();
        open(&mut robot, PASSWORD);
        go(&mut robot, "Wilg-Egel");
        robot.press("m").press("a").see("Zorgt iemand hier voor kinderen?");
        let _ = fs::remove_file(&place);
    }
    robot.keys("Esc 1").see("Opgeslagen.");
}

// --- a clock that was set back ---------------------------------------------------------------------------------------

#[test]
fn a_clock_that_was_set_back_keeps_the_order_and_is_said() {
    let mut robot = with_vault(Setup::default());
    let casus = begin(&mut robot, "Wilg-Egel");
    let note = |text: &'static str| [">1", text, "zelf gezien", "onbekend", ">4", ">1"];
    robot.press("n");
    fill(&mut robot, &note("De eerste."));
    robot.not_see("De klok van de computer");
    let mut robot = robot.again_at(date(2026, 3, 2).at(9, 0, 0, 0));
    open(&mut robot, PASSWORD);
    go(&mut robot, "Wilg-Egel");
    robot.press("n");
    fill(&mut robot, &note("De tweede."));
    robot.see("De klok van de computer stond een keer terug. De volgorde van vastleggen klopt.");
    let mut robot = robot.again_at(now());
    open(&mut robot, PASSWORD);
    go(&mut robot, "Wilg-Egel");
    robot.see("De klok van de computer stond een keer terug.");
    let said: Vec<String> =
        of(&robot, casus).lijnen().iter().map(|lijn| aandacht::domain::casus::regeltekst(&lijn.nu).all()).collect();
    assert!(said[1].contains("De eerste.") && said[2].contains("De tweede."), "{said:?}");
    assert_eq!(of(&robot, casus).klok_terug().map(|lijn| lijn.regel.nr).collect::<Vec<_>>(), [3]);
}

// --- data of a person ------------------------------------------------------------------------------------------------

#[test]
fn what_points_to_a_person_is_flagged_with_its_reason_and_stops_nobody() {
    let found = [
        ("111222333", "Dit lijkt op een BSN."),
        ("06-12345678", "Dit lijkt op een telefoonnummer."),
        ("jan@voorbeeld.nl", "Dit lijkt op een e-mailadres."),
        ("geboren 3-5-2018", "Dit lijkt op een geboortedatum."),
    ];
    let mut robot = with_vault(Setup::default());
    for (at, (typed, reason)) in found.into_iter().enumerate() {
        robot.home().press("2").press("F4").paste(typed).see(reason).press("Ctrl-S").see(typed);
        more(&mut robot, "Betrokkene", &["kind", "", ">2"]);
        robot.press("+");
        for _ in 0..20 {
            if robot.rows().iter().any(|row| row.trim_start().starts_with('▸') && row.contains("Betrokkene")) {
                break;
            }
            robot.press("Down");
        }
        robot
            .press("Enter")
            .not_see("Dit lijkt op")
            .paste(typed)
            .see(reason)
            .keys("Tab Tab Right Ctrl-S")
            .see("Opgeslagen.");
        robot.press("n").not_see("Dit lijkt op");
        half_filled(&mut robot, &[">1", &format!("Moeder gaf dit: {typed}"), "zelf gezien", "vandaag", ">4", ">1"]);
        robot.see(&format!("Tekst: {reason}")).press("Ctrl-S").see("Opgeslagen.");
        assert_eq!(aandacht::domain::casus::dossiers(model(&robot)).len(), at + 1);
    }
}
