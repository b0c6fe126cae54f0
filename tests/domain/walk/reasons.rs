//! Why this outcome, and what another answer would change.

use aandacht::domain::walk::{Alternative, Reason, Then, Walk, what_if, why};

use super::shown;
use crate::common::{built, deelboom, handeling, lijst, signalen, tree, uitkomst, vraag, vraag_naar, walked};

fn reason(step: usize, id: &str, antwoord: &str, decisive: bool) -> Reason {
    let (vraag, antwoord) = (format!("Vraag {id}?"), format!("Antwoord {antwoord}"));
    Reason { step, knoop: id.to_owned(), vraag, antwoord, decisive }
}

fn other(step: usize, id: &str, antwoord: &str, then: Then) -> Alternative {
    Alternative {
        step,
        knoop: id.to_owned(),
        vraag: format!("Vraag {id}?"),
        antwoord: antwoord.to_owned(),
        antwoord_tekst: format!("Antwoord {antwoord}"),
        then,
    }
}

fn ends(id: &str) -> Then {
    Then::Outcome { id: id.to_owned(), titel: format!("Uitkomst {id}") }
}

fn asks(id: &str) -> Then {
    Then::Open { knoop: id.to_owned(), vraag: format!("Vraag {id}?") }
}

#[test]
fn why_and_what_if_name_the_answers_that_decided_and_where_others_lead() {
    let files = [tree(
        "t",
        "route",
        [
            vraag_naar("los", "h"),
            handeling("h", &["geen"], "q1"),
            vraag("q1", &[("ja", "q2"), ("nee", "q3"), ("twijfel", "q2")]),
            vraag("q2", &[("ja", "a"), ("nee", "b"), ("twijfel", "b")]),
            vraag("q3", &[("ja", "a"), ("nee", "b"), ("twijfel", "b")]),
            uitkomst("a", "nvt", "hulp", &["geen"]),
            uitkomst("b", "nvt", "hulp", &["geen"]),
        ],
    )];
    let boom = built(files, "t");
    let walk = walked(&boom, "los=ja h=verder q1=ja q2=ja");
    // A handeling is no reason; `los` leads to the same place whatever one says; `twijfel` on q1 changes nothing.
    assert_eq!(why(&walk), [reason(0, "los", "ja", false), reason(2, "q1", "ja", true), reason(3, "q2", "ja", true)]);
    assert_eq!(
        what_if(&walk),
        [other(2, "q1", "nee", asks("q3")), other(3, "q2", "nee", ends("b")), other(3, "q2", "twijfel", ends("b"))]
    );
    // Halfway: from an open question, another answer is another open question.
    let halfway = walked(&boom, "los=nee h=verder q1=nee");
    assert_eq!(why(&halfway), [reason(0, "los", "nee", false), reason(2, "q1", "nee", true)]);
    assert_eq!(what_if(&halfway), [other(2, "q1", "ja", asks("q2")), other(2, "q1", "twijfel", asks("q2"))]);
    assert!(why(&Walk::new(&boom)).is_empty() && what_if(&Walk::new(&boom)).is_empty());
}

#[test]
fn what_if_keeps_the_later_answers_and_reaches_into_deelbomen() {
    let files = [
        tree(
            "binnen",
            "route",
            [
                vraag("q1", &[("ja", "q2"), ("nee", "u"), ("twijfel", "q2")]),
                vraag_naar("q2", "w"),
                uitkomst("u", "nvt", "hulp", &["geen"]),
                uitkomst("w", "nvt", "hulp", &["geen"]),
            ],
        ),
        tree(
            "buiten",
            "route",
            [
                deelboom("d", "binnen", &[("u", "x"), ("w", "q")]),
                vraag("q", &[("ja", "x"), ("nee", "y"), ("twijfel", "y")]),
                uitkomst("x", "nvt", "hulp", &["geen"]),
                uitkomst("y", "nvt", "hulp", &["geen"]),
            ],
        ),
    ];
    let walk = walked(&built(files, "buiten"), "d/q1=ja d/q2=ja q=nee");
    let at = |mut alternative: Alternative, knoop: &str| {
        knoop.clone_into(&mut alternative.knoop);
        alternative
    };
    assert_eq!(
        what_if(&walk),
        [at(other(0, "q1", "nee", ends("x")), "d/q1"), other(2, "q", "ja", ends("x"))],
        "twijfel on d/q1 keeps every later answer and ends at the same place"
    );
    let reasons: Vec<(String, bool)> = why(&walk).into_iter().map(|reason| (reason.knoop, reason.decisive)).collect();
    assert_eq!(reasons, [("d/q1".to_owned(), true), ("d/q2".to_owned(), false), ("q".to_owned(), true)]);
}

#[test]
fn what_if_passes_over_tasks_on_the_new_road() {
    let files = [
        signalen("l", &["s1"]),
        tree(
            "t",
            "route",
            [
                vraag("q1", &[("ja", "u"), ("nee", "h"), ("twijfel", "u")]),
                handeling("h", &["geen"], "kijk"),
                lijst("kijk", "l", "q2"),
                vraag_naar("q2", "w"),
                uitkomst("u", "nvt", "hulp", &["geen"]),
                uitkomst("w", "nvt", "hulp", &["geen"]),
            ],
        ),
    ];
    let walk = walked(&built(files, "t"), "q1=ja");
    assert_eq!(what_if(&walk), [other(0, "q1", "nee", asks("q2"))]);
    assert_eq!(shown(&walk), shown(&walk.clone()), "asking changes nothing");
}
