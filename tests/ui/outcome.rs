//! The outcome, and how far a walk came.

use aandacht::domain::gesprek::Reader;
use aandacht::domain::walk::{Outcome, Walk};

use crate::common::answers;
use crate::common::robot::{NARROW, Robot, WIDE, squeezed};

use super::pictures::pictured;
use super::screens::screen;

#[test]
fn they_look_as_agreed() {
    for name in ["uitkomst", "uitkomst-verder", "uitkomst-einde", "stand"] {
        pictured(name);
    }
}

const TRAIL: &str = "gevaar=nee beroepskracht=nee plicht=ja onthulling=nee eer=nee situatie=nee taal=nee s1-signalen=verder s1-lijst=verder \
                     s1-check=geen s2-overleg=verder s3-gesprek=nee s3-geen-gesprek=verder afweging/v1=ja \
                     afweging/v2=ja";

/// The same walk as the screen `uitkomst` shows.
fn outcome(robot: &Robot) -> Outcome {
    let tree = robot.app().content.tree("meldcode-basis").expect("it ships");
    Walk::replay(&tree, answers(TRAIL)).expect("it fits").outcome().expect("it ends")
}

#[test]
fn the_outcome_says_norm_actions_terms_reasons_sources_and_who_decides() {
    let mut robot = screen("uitkomst").robot(WIDE);
    let outcome = outcome(&robot);
    robot.see(&outcome.titel).see("Professionele norm 1").see("U beslist, volgens de meldcode van uw organisatie.");
    let page = squeezed(&robot.size((80, 400)).text());
    for actie in &outcome.acties {
        assert!(page.contains(&squeezed(&actie.shown())), "{}", actie.tekst);
    }
    for termijn in &outcome.termijnen {
        assert!(page.contains(&squeezed(&termijn.shown())), "{}", termijn.tekst);
    }
    for part in ["Nu doen", "Termijnen", "Waarom", "Wat als u één antwoord anders geeft", "Uw antwoorden", "Bronnen"]
    {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn what_to_do_now_is_in_sight_at_once_with_112_first_when_there_is_danger() {
    for size in [WIDE, NARROW] {
        let mut robot = Robot::start();
        robot.size(size).keys("1 1").see("Nu doen").see("1 Bel 112.");
        screen("uitkomst").robot(size).see("Nu doen").see("Bel nu Veilig Thuis, 0800-2000");
    }
}

#[test]
fn the_whole_outcome_can_be_read_at_both_sizes() {
    for size in [WIDE, NARROW] {
        let mut robot = screen("uitkomst").robot(size);
        for _ in 0..40 {
            robot.press("PgDn");
        }
        robot.see("Vingerafdruk van deze versie:");
    }
}

#[test]
fn turning_a_page_keeps_a_row_in_sight() {
    let mut robot = screen("uitkomst").robot(WIDE);
    let last = robot.rows()[21].trim_end_matches(['↓', ' ']).to_owned();
    robot.press("PgDn");
    assert_eq!(robot.rows()[2].trim_end_matches(['↑', ' ']), last);
}

#[test]
fn back_from_an_outcome_is_the_last_question_with_its_answer_chosen() {
    let mut robot = screen("uitkomst").robot(WIDE);
    robot.press("Left").see("Afweging 2 van 5").see("▸ 1").press("Enter").see("uitkomst");
    robot.press("Esc").see("Afweging 2 van 5");
}

#[test]
fn an_outcome_that_leads_on_opens_the_other_checklist_and_esc_returns() {
    // Violence by a colleague has a road of its own.
    let mut robot = Robot::start();
    robot.keys("1 2 1").see("uitkomst").see("andere checklist");
    let before = robot.frame().clone();
    robot.press("g").see("Geweld door een beroepskracht").press("Esc");
    assert_eq!(*robot.frame(), before);
    screen("uitkomst").robot(WIDE).not_see("andere checklist");
}

#[test]
fn the_summary_of_an_open_walk_says_that_there_is_no_outcome() {
    let mut robot = Robot::start();
    robot.keys("1 2 2 s").see("stand tot nu toe").see("Nog niet klaar: er is nog geen uitkomst.");
    robot.see("Nu aan de beurt").not_see("Professionele norm");
}

#[test]
fn leaving_an_outcome_asks_once() {
    let mut robot = screen("uitkomst").robot(WIDE);
    robot.press("k").see("Er is niets bewaard.").press("k").see("Wat wilt u doen?");
}
