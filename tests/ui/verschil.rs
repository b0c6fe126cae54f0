//! Two checklists side by side.

use aandacht::domain::boom::verschil::{Merk, Verschil};
use aandacht::domain::gesprek::{Reader, Route, naast_elkaar};
use aandacht::ui::look::Colours;

use super::pictures::{picture, pictured, pictured_in_ascii};
use super::screens::{CHOSEN, beside, screen};
use crate::common::robot::{NARROW, Robot, WIDE, squeezed};

#[test]
fn they_look_as_agreed() {
    for name in
        ["verschil-kiezen", "verschil", "verschil-sectoren", "verschil-volgend", "verschil-alles", "verschil-geen"]
    {
        pictured(name);
    }
    picture("verschil-sectoren-120x40", &screen("verschil-sectoren").robot((120, 40)));
    pictured_in_ascii("verschil-volgend");
}

fn compared(robot: &Robot, links: &str, rechts: &str) -> Verschil {
    naast_elkaar(&robot.app().content, links, rechts).expect("they ship")
}

#[test]
fn from_80_columns_on_they_stand_side_by_side_and_below_that_under_each_other() {
    let mut robot = Robot::with(CHOSEN);
    beside(&mut robot, "artsen", "verpleging");
    for (size, columns) in [(WIDE, true), ((79, 24), false), (NARROW, false), ((200, 50), true)] {
        robot.size(size);
        let names = robot.rows()[2].clone();
        assert_eq!(names.contains("A  ") && names.contains("B  "), columns);
        assert_eq!(robot.sees("A: KNMG"), !columns, "{}", robot.framed());
    }
}

#[test]
fn the_signs_say_it_all_without_colour() {
    for name in ["verschil-sectoren", "verschil-alles"] {
        let mut robot = screen(name).robot(WIDE);
        let coloured = robot.framed();
        robot.colours(Colours::None);
        assert_eq!(robot.framed(), coloured);
    }
}

#[test]
fn n_goes_through_every_difference_and_v_goes_back() {
    for size in [WIDE, NARROW] {
        let mut robot = Robot::with(CHOSEN);
        robot.size(size);
        beside(&mut robot, "onderwijs", "basis");
        let found = compared(&robot, "onderwijs", "basis");
        let count = found.aantal();
        assert!(count > 5);
        robot.see(&format!("{count} verschillen"));
        for number in 1..=count {
            robot.press("n").see(&format!("verschil {number} van {count}")).see("▸");
        }
        robot.press("n").see("Dit was het laatste verschil.").see(&format!("verschil {count} van {count}"));
        for number in (1..count).rev() {
            robot.press("v").see(&format!("verschil {number} van {count}")).see("▸");
        }
        robot.press("v").see("Er is geen verschil meer hierboven.");
    }
}

#[test]
fn n_goes_on_from_what_is_in_sight() {
    let mut robot = screen("verschil").robot(WIDE);
    robot.press("n").press("End").times(3, "PgUp").press("n").not_see("verschil 2 van").see("▸");
    robot.press("Home").press("n").see("verschil 1 van");
}

#[test]
fn t_shows_everything_and_what_is_the_same_only_once() {
    let mut robot = screen("verschil").robot((100, 400));
    let found = compared(&robot, "onderwijs", "basis");
    let same = found.stukken.iter().find(|stuk| stuk.merk == Merk::Gelijk && !stuk.pad.is_empty()).expect("one");
    let place = format!("({})", same.pad);
    robot.not_see(&place).see("U ziet alleen de verschillen.");
    robot.press("t").see("U ziet alles.").see(&place);
    let text = same.tekst.as_ref().and_then(|line| line.links.clone()).expect("a text");
    assert!(robot.rows().iter().any(|row| row.contains(&format!("= {}", &text[..20]))));
    robot.press("t").not_see(&place);
    // The place in sight stays in sight.
    robot.size(WIDE).times(4, "n");
    let here = robot.rows().iter().find(|row| row.contains('▸')).expect("a difference").clone();
    robot.press("t");
    assert!(robot.rows().contains(&here), "{}", robot.framed());
    robot.press("t");
    assert!(robot.rows().contains(&here), "{}", robot.framed());
}

#[test]
fn everything_that_differs_can_be_read_at_the_smallest_width() {
    let mut robot = Robot::with(CHOSEN);
    beside(&mut robot, "artsen", "verpleging");
    let page = squeezed(&robot.size((60, 200)).whole_page());
    let found = compared(&robot, "artsen", "verpleging");
    let lines = found
        .stukken
        .iter()
        .flat_map(|stuk| stuk.tekst.iter().chain(stuk.onderdelen.iter().flat_map(|part| &part.regels)));
    for line in lines.filter(|line| line.merk.verschilt()) {
        for text in [&line.links, &line.rechts].into_iter().flatten() {
            assert!(page.contains(&squeezed(text)), "{text}");
        }
    }
}

#[test]
fn x_swaps_the_two_and_as_much_differs() {
    let mut robot = screen("verschil-sectoren").robot((120, 300));
    let count = compared(&robot, "artsen", "verpleging").aantal();
    robot.see(&format!("{count} verschillen")).see("−").press("x").see(&format!("{count} verschillen"));
    let names = robot.rows()[2].clone();
    assert!(names.find("verpleging") < names.find("artsen"), "{names}");
    robot.press("x");
    assert_eq!(robot.framed(), screen("verschil-sectoren").robot((120, 300)).framed());
}

#[test]
fn comparing_begins_with_the_own_meldcode_and_k_takes_another_beside_it() {
    let own = Robot::start().app().content.tree("meldcode-onderwijs").expect("it ships").kop().titel.clone();
    for way in ["7 5 End Enter", "Ctrl-P v e r s c h i l Enter"] {
        let mut robot = Robot::with(CHOSEN);
        robot.keys(way).see(&format!("Welke checklist komt naast {own}?"));
        // Meldcodes first, beside a meldcode; and not itself.
        robot.see("▸ 1  Meldcode").press("Enter").see(&format!("A  {own}")).see("B  Meldcode");
        let before = robot.framed();
        robot.press("k").see("Welke checklist komt naast").press("Esc");
        assert_eq!(robot.framed(), before);
        robot.press("k").press("2");
        assert_ne!(robot.framed(), before);
        robot.see(&format!("A  {own}")).press("Esc");
        assert!(!robot.rows()[0].contains("naast elkaar"), "{}", robot.framed());
    }
}

#[test]
fn without_a_sector_the_base_stands_left_and_esc_leaves_the_choice() {
    let mut robot = Robot::start();
    robot.keys("7 5 End Enter").see("naast Meldcode (basis)?").press("Esc").see("Meldcode raadplegen");
}

#[test]
fn with_no_side_given_both_are_asked_for() {
    let mut robot = Robot::with(CHOSEN);
    robot.starts_with(Route::Verschil { links: None, rechts: None });
    robot.see("Welke checklist komt links, als A?").press("1").see("Welke checklist komt naast").press("1").see("≠");
}

#[test]
fn what_is_not_there_is_said() {
    let mut robot = Robot::with(CHOSEN);
    let gone = || Some("meldcode-onzin".to_owned());
    robot.starts_with(Route::Verschil { links: gone(), rechts: gone() });
    robot.see("Dit lukt niet").see("meldcode-onzin");
}
