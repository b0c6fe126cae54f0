//! Writing in a casus: forms, drafts, corrections.

use aandacht::domain::casus::{Aard, Delen, Strekking, Wat};

use super::{casus, count, drafts, kept, last, note};
use crate::common::robot::NARROW;

#[test]
fn a_note_with_every_field_is_kept_as_it_was_written() {
    let mut robot = casus();
    let before = count(&robot);
    robot.press("n");
    note(&mut robot, "Oma haalt het kind op.").see("Opgeslagen.").see("Oma haalt het kind op.").see("vr 20 nov");
    let Wat::Notitie { aard, tekst, bron, strekking, wanneer, .. } = last(&robot) else { panic!("a note") };
    assert!(aard == Aard::Waarneming && strekking == Strekking::Beschermt);
    assert_eq!((tekst.as_str(), bron.as_str()), ("Oma haalt het kind op.", "zelf gezien"));
    assert_eq!(wanneer.datum.map(|day| day.to_string()).as_deref(), Some("2026-11-20"));
    assert!(kept(&robot).lijnen().last().unwrap().delen == Delen::Gewoon);
    assert_eq!((count(&robot), drafts(&robot, "tekst")), (before + 1, Vec::new()));
}

#[test]
fn what_is_missing_is_said_at_every_field_and_nothing_is_kept() {
    let mut robot = casus();
    let before = count(&robot);
    let page = robot.press("n").press("Ctrl-S").size((80, 50)).text();
    assert!(page.contains("Er staat nog niets.") && page.contains("Hoe weet u dit?"), "{page}");
    assert!(page.matches('!').count() >= 5, "{page}");
    assert_eq!(count(&robot), before);
}

#[test]
fn what_somebody_said_asks_who() {
    let mut robot = casus();
    robot.press("n").not_see("Van wie").press("2").see("Van wie").press("3").not_see("Van wie");
}

#[test]
fn the_writing_help_asks_and_what_a_school_may_not_keep_is_said() {
    for size in [(80, 24), NARROW] {
        let mut robot = casus();
        robot.size(size).press("n").see("Handle with Care").press("Tab").typ("Hij is altijd agressief.");
        robot.see("agressief").see("Handle with Care").typ(" BSN 123456782").see("BSN");
    }
}

#[test]
fn a_draft_is_kept_in_two_seconds_at_another_field_and_when_it_is_left() {
    for keep in ["[2s]", "Tab", "Esc", "F9", "F1"] {
        let mut robot = casus();
        robot.keys("n Tab").typ("halve zin");
        assert_eq!(drafts(&robot, "tekst"), [], "{keep}");
        match keep {
            "[2s]" => robot.two_seconds(),
            key => robot.press(key),
        };
        assert_eq!(drafts(&robot, "tekst"), [("notitie".to_owned(), "halve zin".to_owned())], "{keep}");
    }
}

#[test]
fn a_draft_is_found_again_and_gone_when_the_line_is_kept() {
    let mut robot = casus();
    robot.keys("n Tab").typ("halve zin").press("Esc").see("Casus Linde-Mus").press("n");
    robot.see("Verder met wat u").see("halve zin");
    robot.press("Tab").typ(", hele zin").press("Shift-Tab");
    note(&mut robot, "").see("Opgeslagen.");
    assert!(matches!(last(&robot), Wat::Notitie { tekst, .. } if tekst.contains("halve zin")));
    assert_eq!(drafts(&robot, "tekst"), []);
    robot.press("n").not_see("Verder met wat u").not_see("halve zin");
}

#[test]
fn f8_twice_throws_a_draft_away_and_once_does_not() {
    let mut robot = casus();
    robot.keys("n Tab").typ("weg ermee").press("F8").see("Nog een keer F8").press("Home").press("F8");
    robot.see("Nog een keer F8").see("weg ermee").press("F8").see("Casus Linde-Mus").not_see("weg ermee");
    assert_eq!(drafts(&robot, "tekst"), []);
    robot.press("n").not_see("weg ermee").press("?").see("er is niets getypt");
}

#[test]
fn bug_text_that_was_wiped_again_does_not_come_back() {
    let mut robot = casus();
    robot.keys("n Tab").typ("Jan").two_seconds();
    assert_eq!(drafts(&robot, "tekst").len(), 1);
    robot.times(3, "Backspace").press("Esc").press("n").not_see("Jan").not_see("Verder met wat u");
    assert_eq!(drafts(&robot, "tekst"), []);
}

#[test]
fn a_correction_shows_the_original_above_it_and_beside_it_in_the_chronology() {
    let mut robot = casus();
    robot.press("Home").press("c").see("Zo staat het er nu").see("Kind komt drie dagen zonder jas").see("correctie");
    robot.press("Ctrl-S").see("Waarom corrigeert u").typ("verkeerd geteld").keys("Tab Tab").press("End");
    robot.press("Ctrl-A").typ("Preciezer: ").press("Ctrl-S").see("Opgeslagen.");
    robot.see("Preciezer:").see("was: Kind komt drie dagen zonder jas").see("(reden: verkeerd geteld)");
    assert!(matches!(last(&robot), Wat::Correctie { regel: 3, .. }));
}

#[test]
fn a_draft_of_a_correction_is_not_the_draft_of_a_note() {
    let mut robot = casus();
    robot.keys("Home c").typ("halve reden").press("Esc").press("n").not_see("Verder met").press("Esc");
    robot.keys("Home c").see("halve reden").press("Esc").keys("Down Down c").not_see("halve reden");
}

#[test]
fn a_save_that_fails_leaves_the_text_and_f3_puts_it_in_a_file() {
    let mut robot = casus();
    let before = count(&robot);
    robot.press("n").kluis(|played| played.fails = true);
    note(&mut robot, "Dit mag niet weg.").see("Niet bewaard.").see("F3").see("Dit mag niet weg.");
    assert_eq!(count(&robot), before);
    robot.kluis(|played| played.fails = false).press("F3").see("Noodbestand").see("versleuteld");
    let file = robot.path("nood.kluis");
    robot
        .press("Ctrl-U")
        .typ(&file.display().to_string())
        .press("Enter")
        .see("Het noodbestand staat er.")
        .press("Esc")
        .see("Dit mag niet weg.");
    assert!(robot.played().asked.contains(&"Emergency".to_owned()), "{:?}", robot.played().asked);
    robot.press("Ctrl-S").see("Opgeslagen.");
    assert_eq!(count(&robot), before + 1);
}

#[test]
fn bug_the_emergency_file_holds_what_stands_there_now() {
    let mut robot = casus();
    robot.press("n").kluis(|played| played.fails = true);
    note(&mut robot, "oud").see("Niet bewaard.").keys("Shift-Tab Shift-Tab Shift-Tab Shift-Tab").typ("nieuw en ");
    robot.kluis(|played| played.fails = false).press("F3").press("Ctrl-U");
    let file = robot.path("nood.kluis");
    robot.typ(&file.display().to_string()).press("Enter");
    assert!(robot.played().emergency.iter().any(|text| text.contains("nieuw en ")), "{:?}", robot.played().emergency);
}

#[test]
fn bug_what_is_typed_while_a_line_is_being_kept_is_not_swallowed() {
    let mut robot = casus();
    robot.press("n").kluis(|played| played.slow = true);
    note(&mut robot, "eerst").press("x").see("Even wachten").not_see("eerstx").finish().see("Opgeslagen.");
    assert!(matches!(last(&robot), Wat::Notitie { tekst, .. } if tekst == "eerst"));
}

#[test]
fn a_closed_casus_takes_no_form_and_says_why() {
    let mut robot = casus();
    robot.keys("s 1 Ctrl-S").see("Gesloten.").press("Esc").see("gesloten za 21 nov");
    let before = robot.press("F12").frame().clone();
    for key in ["n", "a", "g", "k", "m", "c", "x", "d", "v", "e"] {
        robot.press(key);
        assert_eq!(*robot.frame(), before, "{key}");
    }
    robot.press("?").see("de casus is gesloten; met s gaat hij weer open").press("Esc");
    robot.press("s").see("Casus heropenen").press("Ctrl-S").see("Waarom").typ("nieuw signaal").press("Ctrl-S");
    robot.see("open sinds");
}
