//! Saving a page.

use std::fs;

use aandacht::domain::gesprek::Reader;
use aandacht::domain::walk::Walk;

use crate::common::answers;
use crate::common::robot::{Robot, WIDE};

use super::pictures::pictured;
use super::screens::screen;

#[test]
fn it_looks_as_agreed() {
    pictured("opslaan");
    pictured("opslaan-fout");
}

fn saved(robot: &mut Robot, name: &str) -> String {
    let file = robot.path(name);
    robot.keys("o Ctrl-U").typ(&file.display().to_string()).press("Enter").see("Bewaard");
    fs::read_to_string(file).expect("it was saved").replace('\\', "")
}

#[test]
fn an_outcome_is_saved_with_answers_norm_actions_terms_and_sources() {
    let mut robot = screen("uitkomst").robot(WIDE);
    let text = saved(&mut robot, "verslag.md");
    let tree = robot.app().content.tree("meldcode-onderwijs").expect("it ships");
    let trail = "gevaar=nee beroepskracht=nee onthulling=nee eer=nee situatie=nee taal=nee s1-signalen=verder \
                 s1-lijst=verder s1-check=geen s2-overleg=verder s3-gesprek=nee s3-geen-gesprek=verder afweging/v1=ja afweging/v2=ja";
    let walk = Walk::replay(&tree, answers(trail)).expect("it fits");
    for step in walk.steps() {
        let answer = step.answer_text().unwrap_or("gelezen");
        let line = text.lines().find(|line| line.starts_with(&format!("- {}", step.spot.knoop().prompt())));
        assert!(line.is_some_and(|line| line.ends_with(&format!("**{answer}**"))), "{}: {line:?}", answer);
    }
    let outcome = walk.outcome().expect("it ended");
    assert!(text.contains(&format!("**{}**", outcome.titel)) && text.contains("Professionele norm 1"), "{text}");
    for (at, actie) in outcome.acties.iter().enumerate() {
        assert!(text.contains(&format!("{}. {}", at + 1, actie.shown())), "{}", actie.tekst);
    }
    for termijn in &outcome.termijnen {
        assert!(text.contains(&format!("- {}", termijn.shown())), "{}", termijn.tekst);
    }
    for bron in &outcome.bronnen {
        assert!(text.contains(&bron.vindplaats), "{}", bron.vindplaats);
    }
    for said in ["# Meldcode onderwijs en leerplicht", "21 november 2026", "versie 2026.1 concept", "U beslist"] {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn a_walk_that_is_not_over_is_saved_as_far_as_it_came() {
    let mut robot = Robot::walking("meldcode-basis", "gevaar=nee beroepskracht=nee");
    let text = saved(robot.press("s"), "stand.md");
    assert!(text.contains("er is nog geen uitkomst") && text.contains("Is er nu direct gevaar voor iemand?"), "{text}");
    assert!(!text.contains("norm 1"), "{text}");
}

#[test]
fn after_saving_one_is_where_one_was() {
    let mut robot = screen("uitkomst").robot(WIDE);
    let before = robot.frame().clone();
    saved(&mut robot, "verslag.md");
    robot.press("F12");
    assert_eq!(*robot.frame(), before);
}

#[test]
fn an_existing_file_is_refused_and_nothing_is_lost() {
    let mut robot = screen("uitkomst").robot(WIDE);
    let file = robot.path("bestaat.md");
    fs::write(&file, "van iemand anders").expect("our own folder");
    robot.keys("o Ctrl-U").typ(&file.display().to_string()).press("Enter");
    robot.see("Dit bestand bestaat al.").see("Ik schrijf nooit over een bestaand bestand heen.").see("bestaat.md");
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "van iemand anders");
    // The same report goes to another name.
    robot.times(3, "Backspace").typ("-2.md").press("Enter").see("Bewaard");
    let text = fs::read_to_string(robot.path("bestaat-2.md")).expect("it was saved");
    assert!(text.contains("Professionele norm 1"), "{text}");
}

#[test]
fn a_folder_that_is_not_there_is_a_fault_and_back_still_works() {
    let mut robot = screen("uitkomst").robot(WIDE);
    let before = robot.frame().clone();
    let file = robot.path("geen/map/verslag.md");
    robot.keys("o Ctrl-U").typ(&file.display().to_string()).press("Enter");
    robot.see("Het bestand is niet bewaard.").see("bestand of de map bestaat niet");
    robot.press("Esc");
    assert_eq!(*robot.frame(), before);
}

#[test]
fn a_name_is_needed() {
    let mut robot = screen("opslaan").robot(WIDE);
    robot.press("Ctrl-U");
    let before = robot.frame().clone();
    robot.press("Enter");
    assert_eq!(*robot.frame(), before);
    robot.press("F1").see("opslaan (nu niet: geef eerst een naam)");
}

#[test]
fn the_proposed_name_says_nothing_of_the_case() {
    screen("opslaan").robot(WIDE).see("meldcode-onderwijs-2026-11-21.md").see("Zet er geen namen in");
}

#[cfg(unix)]
#[test]
fn only_the_user_can_read_what_was_saved() {
    use std::os::unix::fs::PermissionsExt;

    let mut robot = screen("uitkomst").robot(WIDE);
    saved(&mut robot, "verslag.md");
    let mode = fs::metadata(robot.path("verslag.md")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn what_the_screen_asks_on_leaving_does_not_end_up_in_the_report() {
    let mut robot = screen("uitkomst").robot(WIDE);
    robot.press("k").see("Er is niets bewaard.");
    let text = saved(&mut robot, "verslag.md");
    assert!(!text.contains("Er is niets bewaard"), "{text}");
}

#[test]
fn an_outcome_that_was_saved_is_left_without_asking() {
    let mut robot = screen("uitkomst").robot(WIDE);
    saved(&mut robot, "verslag.md");
    robot.press("k").see("Wat wilt u doen?");
}

#[test]
fn ticked_signals_stand_in_the_report() {
    let mut robot = screen("lijst-aangevinkt").robot(WIDE);
    let text = saved(robot.press("s"), "stand.md");
    assert!(text.contains("[x] ") && text.contains("(Signalen bij een kind van 4 tot 12 jaar)"), "{text}");
    assert_eq!(text.matches("[x]").count(), 1, "{text}");
}
