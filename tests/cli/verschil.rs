//! `aandacht checklists verschil`.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::{Aandacht, keys, snapshot};

#[test]
fn two_sectors_side_by_side_look_as_agreed() {
    let program = Aandacht::new();
    snapshot("verschil_artsen_verpleging", &[program.run("checklists verschil artsen verpleging").ok()]);
    snapshot("verschil_basis_onderwijs", &[program.run("checklists verschil basis onderwijs").ok()]);
    let under = "checklists verschil afwegingskader-basis afwegingskader-onderwijs --breedte 60 --ascii";
    snapshot("verschil_onder_elkaar_ascii", &[program.run(under).ok()]);
    snapshot(
        "verschil_fouten",
        &[
            program.run("checklists verschil artsen onzin").failed(1),
            program.run("checklists verschil signalen-vgv artsen").failed(1),
            program.run("checklists verschil artsen").failed(2),
            program.run("checklists verschil artsen jgz --breedte 3").failed(2),
        ],
    );
    assert_eq!(program.run("checklists verschil artsen onzin --json").fault()["plaats"], "onzin");
}

#[test]
fn a_sector_is_named_by_its_id_or_as_it_is_shown() {
    let program = Aandacht::new();
    let said = |links: &str| program.run_args(&["checklists", "verschil", links, "basis"], "").ok().stdout;
    let expected = said("meldcode-onderwijs");
    for name in ["onderwijs", "Onderwijs", "Onderwijs en leerplicht", " onderwijs "] {
        assert_eq!(said(name), expected, "{name}");
    }
    assert_ne!(said("lokaal-team"), expected);
}

#[test]
fn no_line_is_wider_than_asked_and_columns_stand_under_each_other() {
    let program = Aandacht::new();
    for width in [20, 40, 79, 80, 81, 132, 300] {
        for more in ["", "--ascii", "--alles --ascii"] {
            let run = program.run(&format!("checklists verschil artsen jgz --breedte {width} {more}")).ok();
            let widest = run.stdout.lines().map(UnicodeWidthStr::width).max().unwrap_or_default();
            // A single word may be wider than the narrowest of columns; it is broken, its sign is not.
            assert!(widest <= width, "{width} {more}: {widest}");
            assert!(!more.contains("ascii") || run.stdout.is_ascii(), "{width}");
            let between = if more.contains("ascii") { " |" } else { " │" };
            let at: Vec<usize> =
                run.stdout.lines().filter_map(|line| Some(line[..line.find(between)?].width())).collect();
            assert_eq!(at.is_empty(), width < 80, "{width} {more}");
            assert!(at.iter().all(|column| *column == at[0]), "{width} {more}: {at:?}");
        }
    }
}

#[test]
fn the_same_twice_has_no_differences() {
    let program = Aandacht::new();
    let run = program.run("checklists verschil artsen artsen").ok();
    assert!(run.stdout.contains("Samen geen verschillen."), "{}", run.stdout);
    assert!(run.stdout.lines().count() < 10, "{}", run.stdout);
    assert_eq!(program.run("checklists verschil artsen artsen --json").ok().json()["verschillen"], 0);
}

#[test]
fn json_has_every_place_and_of_each_what_differs() {
    let program = Aandacht::new();
    let data = program.run("checklists verschil artsen verpleging --json").ok().json();
    assert_eq!(keys(&data), ["links", "plaatsen", "rechts", "verschillen"]);
    assert_eq!(
        (&data["links"]["id"], &data["rechts"]["id"]),
        (&json!("meldcode-artsen"), &json!("meldcode-verpleging"))
    );
    let places = data["plaatsen"].as_array().expect("a list");
    assert_eq!(keys(&places[0]), ["onderdelen", "pad", "soort", "stap", "tekst", "verschil", "wat"]);
    let differ = |place: &&Value| place["verschil"] != "gelijk";
    assert_eq!(places.iter().filter(differ).count(), data["verschillen"].as_u64().map_or(0, |count| count as usize));
    for place in places {
        let parts = place["onderdelen"].as_array().expect("a list");
        let lines = parts.iter().flat_map(|part| part["regels"].as_array().expect("a list"));
        assert!(lines.clone().all(|line| line["verschil"] != "gelijk"), "{place}");
        assert_eq!(differ(&place), !parts.is_empty() || place["tekst"]["verschil"] != "gelijk", "{place}");
    }
    let paths: Vec<&str> = places.iter().filter_map(|place| place["pad"].as_str()).collect();
    assert!(paths.contains(&"afweging/v2") && paths.contains(&"s4-overleg"), "{paths:?}");
    let all = program.run("checklists verschil artsen verpleging --json --alles").ok().json();
    assert!(all.to_string().len() > data.to_string().len());
}
