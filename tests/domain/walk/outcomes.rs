//! What an outcome says: what it takes over, what doubts add, what stands beside it.

use aandacht::domain::inhoud::{Melden, Norm, Vervolg, Zekerheid};
use aandacht::domain::walk::{Outcome, transcript};
use serde_json::{Value, json};

use crate::common::{
    actie, afwegingskader, also, built, deelboom, in_node, kindcheck, mark, meldcode_files, signalen, tree, uitkomst,
    vraag_naar, walked, with,
};

fn texts(outcome: &Outcome) -> Vec<&str> {
    outcome.acties.iter().map(|actie| actie.tekst.as_str()).collect()
}

#[test]
fn neemt_over_puts_norm_actions_terms_and_sources_of_the_deelboom_first() {
    let term = |tekst: &str, dagen: u16| json!([{ "tekst": tekst, "dagen": dagen, "werkdagen": true }]);
    let inner = in_node(afwegingskader(), "acuut", |knoop| {
        also(knoop, json!({ "termijnen": term("Binnen", 1), "zekerheid": "middel", "tekst": "Meld nu." }))
    });
    let outer = in_node(crate::common::meldcode(), "melden", |knoop| {
        also(knoop, json!({ "termijnen": term("Buiten", 5), "tekst": "Leg vast." }))
    });
    let boom = built([signalen("signalen-test", &["s1"]), kindcheck(), inner, outer], "meldcode-test");
    let road = "gevaar=nee onthuld=nee signalen=verder kindcheck/k1=nee gesprek=verder afweging/v1=ja afweging/v2=ja";
    let outcome = walked(&boom, road).outcome().expect("the walk is over");
    assert_eq!(texts(&outcome), ["acuut actie 1", "acuut actie 2", "melden actie 1"]);
    assert_eq!(outcome.norm, Some(Norm::Ernst));
    assert_eq!((outcome.melden, outcome.vervolg), (Melden::Ja, Vervolg::Advies));
    assert_eq!(outcome.titel, "Uitkomst melden");
    let terms: Vec<(&str, Option<u16>)> =
        outcome.termijnen.iter().map(|termijn| (termijn.tekst.as_str(), termijn.dagen)).collect();
    assert_eq!(terms, [("Binnen", Some(1)), ("Buiten", Some(5))]);
    let sources: Vec<&str> = outcome.bronnen.iter().map(|bron| bron.vindplaats.as_str()).collect();
    assert_eq!(sources, ["https://bron.example/afwegingskader-test", "https://bron.example/meldcode-test"]);
    assert_eq!(outcome.zekerheid, Zekerheid::Middel, "never firmer than what it takes over");
}

#[test]
fn checks_that_are_not_taken_over_stand_beside_the_outcome() {
    let boom = built(meldcode_files(), "meldcode-test");
    let road = "gevaar=nee onthuld=nee signalen=verder kindcheck/k1=ja kindcheck/k2=ja kindcheck/k3=ja kindcheck/k4=ja \
                gesprek=verder afweging/v1=ja afweging/v2=ja";
    let outcome = walked(&boom, road).outcome().expect("the walk is over");
    let [sub] = outcome.sub.as_slice() else {
        panic!("the weighing is taken over, the check is not: {:?}", outcome.sub)
    };
    assert_eq!((sub.checklist.as_str(), sub.titel.as_str()), ("Titel van kindcheck", "Uitkomst zorgen"));
    assert_eq!(sub.acties.len(), 1);
    assert_eq!(sub.acties[0].tekst, "zorgen actie 1");
}

#[test]
fn a_doubt_outside_the_five_questions_adds_its_action_to_the_outcome() {
    let boom = built(meldcode_files(), "meldcode-test");
    let road = "gevaar=twijfel onthuld=nee signalen=verder kindcheck/k1=ja kindcheck/k2=twijfel kindcheck/k3=ja \
                kindcheck/k4=ja gesprek=verder afweging/v1=ja afweging/v2=nee afweging/v3=nee";
    let walk = walked(&boom, road);
    let outcome = walk.outcome().expect("the walk is over");
    assert_eq!(texts(&outcome), ["grens actie 1", "melden actie 1", "Zoek gevaar uit", "Zoek k2 uit"]);
    assert_eq!(walk.open_doubts(), [0, 4]);
}

#[test]
fn a_doubt_on_the_five_questions_leads_to_advice_and_adds_nothing() {
    let boom = built(meldcode_files(), "meldcode-test");
    let road = "gevaar=nee onthuld=nee signalen=verder kindcheck/k1=nee gesprek=verder afweging/v1=twijfel";
    let outcome = walked(&boom, road).outcome().expect("the walk is over");
    assert_eq!((outcome.melden, texts(&outcome)), (Melden::Advies, vec!["vraag-advies actie 1"]));
}

#[test]
fn an_answer_that_resolves_a_doubt_takes_its_action_away() {
    let resolving = |answer: &str| {
        tree(
            "t",
            "check",
            [
                vraag_naar("q1", "q2"),
                mark(vraag_naar("q2", "u"), answer, json!({ "lost_op": ["q1"] })),
                uitkomst("u", "nvt", "advies", &["collega"]),
            ],
        )
    };
    let boom = built([resolving("ja")], "t");
    let of = |road: &str| walked(&boom, road).outcome().map(|outcome| texts(&outcome).join(", "));
    assert_eq!(of("q1=twijfel q2=ja").as_deref(), Some("u actie 1"));
    assert_eq!(of("q1=twijfel q2=nee").as_deref(), Some("u actie 1, Zoek q1 uit"));
    assert_eq!(of("q1=twijfel q2=twijfel").as_deref(), Some("u actie 1, Zoek q1 uit, Zoek q2 uit"));
    assert_eq!(of("q1=nee q2=twijfel").as_deref(), Some("u actie 1, Zoek q2 uit"));
    // A doubt on the later question may still settle the earlier one.
    let boom = built([resolving("twijfel")], "t");
    let outcome = walked(&boom, "q1=twijfel q2=twijfel").outcome().expect("the walk is over");
    assert_eq!(texts(&outcome), ["u actie 1", "Zoek q2 uit"]);
}

#[test]
fn a_doubt_inside_a_deelboom_is_resolved_there_and_not_by_a_namesake_outside() {
    let inner = tree("binnen", "route", [vraag_naar("q1", "u"), uitkomst("u", "nvt", "hulp", &["geen"])]);
    let outer = tree(
        "buiten",
        "route",
        [
            vraag_naar("q1", "d"),
            deelboom("d", "binnen", &[("u", "q2")]),
            mark(vraag_naar("q2", "x"), "ja", json!({ "lost_op": ["q1"] })),
            uitkomst("x", "nvt", "hulp", &["geen"]),
        ],
    );
    let walk = walked(&built([inner, outer], "buiten"), "q1=twijfel d/q1=twijfel q2=ja");
    assert_eq!(walk.open_doubts().into_iter().map(|at| walk.steps()[at].spot.path()).collect::<Vec<_>>(), ["d/q1"]);
}

#[test]
fn the_same_action_is_not_said_twice() {
    let same = json!({ "actie": actie("Bel Veilig Thuis", "veilig-thuis") });
    let files = [tree(
        "t",
        "route",
        [
            mark(vraag_naar("q1", "q2"), "twijfel", same.clone()),
            mark(vraag_naar("q2", "u"), "twijfel", same),
            uitkomst("u", "nvt", "advies", &["collega"]),
        ],
    )];
    let outcome = walked(&built(files, "t"), "q1=twijfel q2=twijfel").outcome().expect("the walk is over");
    assert_eq!(texts(&outcome), ["u actie 1", "Bel Veilig Thuis"]);
}

#[test]
fn bug_an_outcome_is_no_firmer_than_its_weakest_action() {
    for (pointer, weak) in [
        ("/acties", json!([also(actie("Doe dit", "collega"), json!({ "feiten": ["F1.02"], "zekerheid": "laag" }))])),
        ("/termijnen", json!([{ "tekst": "Ooit", "feiten": ["F1.02"], "zekerheid": "laag" }])),
    ] {
        let files =
            [tree("t", "route", [vraag_naar("q", "u"), with(uitkomst("u", "nvt", "hulp", &["geen"]), pointer, weak)])];
        let outcome = walked(&built(files, "t"), "q=ja").outcome().expect("the walk is over");
        assert_eq!(outcome.zekerheid, Zekerheid::Laag, "{pointer}");
    }
}

#[test]
fn bug_what_is_taken_over_at_second_hand_is_not_said_twice() {
    let over = |id: &str, boom: &str| {
        let outcome = also(uitkomst("u", "nvt", "hulp", &["collega"]), json!({ "neemt_over": "d" }));
        tree(id, "route", [deelboom("d", boom, &[("u", "u")]), outcome])
    };
    let leaf = tree("blad", "route", [vraag_naar("q", "u"), uitkomst("u", "nvt", "hulp", &["geen"])]);
    let boom = built([leaf, over("tak", "blad"), over("stam", "tak")], "stam");
    let outcome = walked(&boom, "d/d/q=ja").outcome().expect("the walk is over");
    assert_eq!(outcome.acties.len(), 3, "leaf, branch and stem each add one");
    assert!(outcome.sub.is_empty(), "{:?}", outcome.sub);
}

#[test]
fn an_outcome_says_where_to_go_on() {
    let files = [
        tree(
            "t",
            "route",
            [
                vraag_naar("q", "u"),
                also(uitkomst("u", "nvt", "andere-route", &["geen"]), json!({ "verder_met": "ander" })),
            ],
        ),
        tree("ander", "route", [uitkomst("u", "nvt", "hulp", &["geen"])]),
    ];
    let outcome = walked(&built(files, "t"), "q=ja").outcome().expect("the walk is over");
    assert_eq!((outcome.verder_met.as_deref(), outcome.vervolg), (Some("ander"), Vervolg::AndereRoute));
}

#[test]
fn a_question_that_may_wait_leaves_the_walk_open_without_an_outcome() {
    let kader = in_node(afwegingskader(), "v5", |knoop| also(knoop, json!({ "open_laten": "wacht op toets" })));
    let boom = built([kader], "afwegingskader-test");
    let walk = walked(&boom, "v1=ja v2=nee v3=ja v4=ja hulp=verder");
    assert!(walk.outcome().is_none());
    let shown = serde_json::to_value(transcript(&walk)).expect("JSON");
    assert_eq!((&shown["uitkomst"], &shown["open"]["knoop"]), (&Value::Null, &json!("v5")));
}
