//! `aandacht oefening CODE` and `oefening start CODE`: what is refused before any vault is made.

use super::Aandacht;
use crate::ui::groepswerk::oefening::content;

/// With an exercise of every kind and a case, as files of the user's own.
fn with_content() -> Aandacht {
    content().into_iter().fold(Aandacht::new(), |aandacht, (id, file)| {
        let path = aandacht.map().join("checklists");
        std::fs::create_dir_all(&path).expect("our own folder");
        std::fs::write(path.join(format!("{id}.json")), file.to_string()).expect("our own folder");
        aandacht
    })
}

#[test]
fn a_code_of_an_exercise_or_a_case_is_played_with_or_without_start() {
    let aandacht = with_content();
    // Without a screen it goes as far as saying so.
    for line in [
        "oefening P06",
        "oefening p06 --groepjes 5",
        "oefening P06 --afwegen --grootte 6",
        "oefening start P06",
        "oefening start Q08 --casus P06",
        "oefening Q04",
        "oefening",
        "oefening start",
    ] {
        let run = aandacht.run(line);
        assert!(run.stderr.contains("Hier kan ik geen oefening spelen."), "{line}: {}", run.stderr);
        assert!(run.stderr.contains("aandacht oefening toon CODE"), "{line}");
        assert_eq!(run.code, 2, "{line}");
    }
}

#[test]
fn what_cannot_be_played_is_refused_with_what_to_do() {
    let aandacht = with_content();
    for (line, code, said) in [
        ("oefening Q99", 1, "Ik ken geen oefening of casus met de code Q99."),
        ("oefening Q08", 2, "Q08 speelt u met een casus."),
        ("oefening Q08 --casus C99", 1, "Ik ken geen oefening of casus met de code C99."),
        ("oefening Q04 --casus P06", 2, "Q04 speelt u zonder casus."),
        ("oefening Q04 --afwegen", 2, "`--afwegen` hoort bij een casus."),
        ("oefening P06 --groepjes 0", 1, "Zonder groepje valt er niets te oefenen."),
        ("oefening P06 --groepjes 201", 1, "201 groepjes zijn er te veel."),
        ("oefening P06 --grootte 0", 1, "Een groepje van 0 mensen kan niet."),
        ("oefening --groepjes 5", 2, "CODE"),
    ] {
        let run = aandacht.run(line);
        assert!(run.stderr.contains(said), "{line}: {}", run.stderr);
        assert_eq!(run.code, code, "{line}: {}", run.stderr);
    }
}
