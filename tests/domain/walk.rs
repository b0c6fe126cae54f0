//! A walk is its answers: what they add up to, what a change does to them, and what the outcome says.

use std::sync::Arc;

use aandacht::domain::boom::{Boom, routes};
use aandacht::domain::inhoud::{Melden, Norm, Vervolg, Zekerheid};
use aandacht::domain::walk::{
    Alternative, Answer, Misfit, Outcome, Place, Reason, Then, Walk, possible, tick_id, transcript, what_if, why,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::common::dice::{Dice, plain_trees};
use crate::common::reference::{self, Files, RefWalk};
use crate::common::{
    MemoryLibrary, actie, afwegingskader, also, answers, built, cases, deelboom, handeling, in_node, kindcheck, lijst,
    lijsten, mark, meldcode_files, plus_node, signalen, tree, try_walk, uitkomst, vraag, vraag_naar, walked, with,
    without_node,
};

// --- on any tree -----------------------------------------------------------------------------------------------------

/// Everything a walk says of itself, so that two walks can be compared in full.
fn shown(walk: &Walk) -> (Value, Vec<(String, usize)>, Vec<usize>) {
    let passed = walk.passed().iter().map(|passed| (passed.spot.path(), passed.after)).collect();
    (serde_json::to_value(transcript(walk)).expect("a transcript is JSON"), passed, walk.open_doubts())
}

/// A tree with everything in it, and dice for the answers.
fn trees() -> impl Strategy<Value = (Vec<Value>, Vec<u8>)> {
    (prop::collection::vec(any::<u8>(), 0..90), prop::collection::vec(any::<u8>(), 0..24))
        .prop_map(|(shape, rolls)| (plain_trees(&mut Dice::of(&shape)), rolls))
}

/// The next answer that the dice choose, with ticks where there is something to tick.
fn next_answer(walk: &Walk, dice: &mut Dice<'_>) -> Option<Answer> {
    let spot = walk.open()?;
    let mut answer = Answer::new(spot.path(), dice.one(&possible(spot).iter().map(String::as_str).collect::<Vec<_>>()));
    if spot.knoop().type_name() == "lijst" {
        answer.aangevinkt = ["s1", "s2", "s3"].into_iter().filter(|_| dice.chance(40)).map(str::to_owned).collect();
    }
    Some(answer)
}

/// A walk of at most this many answers.
fn roll(boom: &Arc<Boom>, dice: &mut Dice<'_>, most: usize) -> Walk {
    let mut walk = Walk::new(boom);
    for _ in 0..most {
        let Some(answer) = next_answer(&walk, dice) else { break };
        walk.answer(answer).expect("a possible answer fits");
    }
    walk
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn a_walk_goes_where_the_file_says((files, rolls) in trees()) {
        let boom = built(files.clone(), "buiten");
        let index = Files::of(&files);
        let mut expected = RefWalk::new(&index, "buiten");
        let mut walk = Walk::new(&boom);
        let mut dice = Dice::of(&rolls);
        while let Some(answer) = next_answer(&walk, &mut dice) {
            prop_assert_eq!(walk.open().map(|spot| spot.path()), Some(expected.path()));
            prop_assert_eq!(possible(walk.open().expect("open")), expected.possible());
            expected.answer(&index, &answer.antwoord);
            walk.answer(answer).expect("a possible answer fits");
        }
        prop_assert!(expected.is_done());
        let outcome = walk.outcome().expect("nothing is open");
        prop_assert_eq!(&outcome.id, reference::text(&expected.here()["id"]));
        let doubts: Vec<String> = walk.open_doubts().into_iter().map(|at| walk.steps()[at].spot.path()).collect();
        prop_assert_eq!(doubts, expected.doubts().into_iter().map(|(path, _)| path).collect::<Vec<_>>());
        let ended: Vec<(String, String)> = expected.events.iter().filter_map(|event| match event {
            reference::Event::Ended { deelboom, uitkomst } => {
                Some((format!("{deelboom}/{}", reference::text(&uitkomst["id"])), reference::text(&uitkomst["titel"]).to_owned()))
            }
            _ => None,
        }).collect();
        let passed: Vec<(String, String)> =
            walk.passed().iter().map(|passed| (passed.spot.path(), passed.spot.knoop().prompt().to_owned())).collect();
        prop_assert_eq!(passed, ended);
    }

    #[test]
    fn back_after_an_answer_restores_the_walk((files, rolls) in trees()) {
        let boom = built(files, "buiten");
        let mut walk = Walk::new(&boom);
        let mut dice = Dice::of(&rolls);
        let mut before = vec![shown(&walk)];
        while let Some(answer) = next_answer(&walk, &mut dice) {
            walk.answer(answer.clone()).expect("a possible answer fits");
            let after = shown(&walk);
            prop_assert_eq!(walk.back(), Some(answer.clone()));
            prop_assert_eq!(Some(&shown(&walk)), before.last());
            walk.answer(answer).expect("it fitted a moment ago");
            prop_assert_eq!(&shown(&walk), &after);
            before.push(after);
        }
        // And all the way back.
        while let Some(expected) = before.pop() {
            prop_assert_eq!(shown(&walk), expected);
            prop_assert_eq!(walk.back().is_some(), !before.is_empty());
        }
    }

    #[test]
    fn replaying_the_answers_gives_the_live_walk((files, rolls) in trees(), most in 0..20_usize) {
        let boom = built(files, "buiten");
        let walk = roll(&boom, &mut Dice::of(&rolls), most);
        let stored = serde_json::to_string(&walk.answers().collect::<Vec<_>>()).expect("answers are JSON");
        let read: Vec<Answer> = serde_json::from_str(&stored).expect("answers read back");
        let replayed = Walk::replay(&boom, read).expect("they fitted before");
        prop_assert_eq!(shown(&replayed), shown(&walk));
        prop_assert_eq!(replayed, walk);
    }

    #[test]
    fn an_answer_that_does_not_fit_changes_nothing_and_is_named((files, rolls) in trees(), most in 0..12_usize) {
        let boom = built(files, "buiten");
        let mut dice = Dice::of(&rolls);
        let mut walk = roll(&boom, &mut dice, most);
        let before = shown(&walk);
        let here = walk.open().map(|spot| spot.path());
        let asked = here.clone().unwrap_or_else(|| "q0".to_owned());
        let mut wrong = vec![
            Answer::new("nergens", "ja"),
            Answer::new("buiten/q0", "ja"),
            Answer::new("", ""),
            Answer::new(format!("{asked}/"), "ja"),
            Answer::new(asked.clone(), "misschien"),
            Answer::new(asked.clone(), ""),
            Answer::new(asked.clone(), "Ja"),
            Answer { aangevinkt: vec!["s9".to_owned()], ..Answer::new(asked.clone(), "verder") },
            Answer { aangevinkt: vec!["s1".to_owned()], ..Answer::new(asked, "ja") },
        ];
        for step in walk.steps() {
            wrong.push(step.answer.clone());
        }
        for answer in wrong {
            let given = answer.knoop.clone();
            let misfit = walk.answer(answer.clone()).expect_err("it does not fit");
            prop_assert_eq!(misfit.node(), &given);
            prop_assert!(misfit.to_string().contains(&given), "{}", misfit);
            prop_assert_eq!(&shown(&walk), &before, "{:?} changed the walk", answer);
        }
    }

    #[test]
    fn revising_keeps_what_still_holds_and_reports_the_rest((files, rolls) in trees(), at in 0..8_usize) {
        let boom = built(files, "buiten");
        let mut dice = Dice::of(&rolls);
        let walk = roll(&boom, &mut dice, 20);
        prop_assume!(at < walk.steps().len());
        let other = dice.one(&possible(&walk.steps()[at].spot).iter().map(String::as_str).collect::<Vec<_>>()).to_owned();
        let changed = Answer::new(walk.steps()[at].spot.path(), other);
        let mut revised = walk.clone();
        let revision = revised.revise(at, changed.clone()).expect("a possible answer fits");

        // What holds, said once more: the old answers, taken in the order in which the new road asks for them.
        let later: Vec<Answer> = walk.answers().skip(at + 1).cloned().collect();
        let mut expected = Walk::replay(&boom, walk.answers().take(at).cloned().chain([changed])).expect("it fits");
        let mut kept = Vec::new();
        while let Some(answer) =
            expected.open().and_then(|spot| later.iter().find(|answer| answer.knoop == spot.path())).cloned()
        {
            expected.answer(answer.clone()).expect("the same node takes the same answer");
            kept.push(answer);
        }
        prop_assert_eq!(shown(&revised), shown(&expected));
        prop_assert_eq!(revision.kept, kept.len());
        let dropped: Vec<Answer> = later.into_iter().filter(|answer| !kept.contains(answer)).collect();
        prop_assert_eq!(revision.dropped, dropped);
    }

    #[test]
    fn revising_to_the_same_answer_changes_nothing((files, rolls) in trees(), at in 0..8_usize) {
        let boom = built(files, "buiten");
        let walk = roll(&boom, &mut Dice::of(&rolls), 20);
        prop_assume!(at < walk.steps().len());
        let mut revised = walk.clone();
        let revision = revised.revise(at, walk.steps()[at].answer.clone()).expect("it fitted before");
        prop_assert_eq!(shown(&revised), shown(&walk));
        prop_assert_eq!((revision.kept, revision.dropped.len()), (walk.steps().len() - at - 1, 0));
    }

    #[test]
    fn every_route_of_a_tree_without_deelbomen_is_a_walk_to_its_outcome((files, _) in trees()) {
        let boom = built(files.clone(), "diep");
        let found = routes(&boom);
        for route in &found {
            let road = route.steps.iter().map(|(knoop, antwoord)| Answer::new(knoop.clone(), antwoord.clone()));
            let walk = Walk::replay(&boom, road).expect("a route is a walk");
            prop_assert_eq!(walk.outcome().map(|outcome| outcome.id), Some(route.outcome.clone()));
        }
        let mut count = 0;
        reference::every_walk(&Files::of(&files), "diep", |_| count += 1);
        prop_assert_eq!(found.len(), count, "every walk is one route, and none is listed twice");
    }
}

// --- where one stands ------------------------------------------------------------------------------------------------

#[test]
fn nodes_inside_a_deelboom_are_addressed_with_a_path() {
    let boom = built(meldcode_files(), "meldcode-test");
    let mut walk = walked(&boom, "gevaar=nee onthuld=nee signalen=verder+s2");
    assert_eq!(walk.open().map(|spot| spot.path()).as_deref(), Some("kindcheck/k1"));
    walk.answer(Answer::new("kindcheck/k1", "nee")).expect("it is asked");
    assert_eq!(walk.open().map(|spot| spot.path()).as_deref(), Some("gesprek"));
    walk.answer(Answer::new("gesprek", "verder")).expect("it is asked");
    walk.answer(Answer::new("afweging/v1", "ja")).expect("it is asked");
    assert_eq!(walk.open().map(|spot| spot.path()).as_deref(), Some("afweging/v2"));
    walk.answer(Answer::new("afweging/v2", "ja")).expect("it is asked");
    let Place::Done(spot) = walk.place() else { panic!("the walk is over") };
    assert_eq!(spot.path(), "melden");
    let passed: Vec<String> = walk.passed().iter().map(|passed| passed.spot.path()).collect();
    assert_eq!(passed, ["kindcheck/geen-kinderen", "afweging/acuut"]);
}

#[test]
fn a_deelboom_in_a_deelboom_has_a_longer_path() {
    let files = [
        tree("diep", "route", [vraag_naar("q", "u"), uitkomst("u", "nvt", "hulp", &["geen"])]),
        tree("midden", "route", [deelboom("d", "diep", &[("u", "w")]), uitkomst("w", "nvt", "hulp", &["geen"])]),
        tree("buiten", "route", [deelboom("m", "midden", &[("w", "x")]), uitkomst("x", "nvt", "hulp", &["geen"])]),
    ];
    let boom = built(files, "buiten");
    let walk = Walk::new(&boom);
    assert_eq!(walk.open().map(|spot| spot.path()).as_deref(), Some("m/d/q"));
    assert_eq!(walked(&boom, "m/d/q=ja").outcome().map(|outcome| outcome.id).as_deref(), Some("x"));
    let misfit = try_walk(&boom, "m/q=ja").expect_err("the path is incomplete");
    assert_eq!(misfit, (0, Misfit::UnknownNode("m/q".to_owned())));
}

#[test]
fn a_handeling_and_a_lijst_are_answered_with_verder_only() {
    let files = [
        signalen("l", &["s1", "s2"]),
        tree(
            "t",
            "route",
            [handeling("h", &["geen"], "kijk"), lijst("kijk", "l", "u"), uitkomst("u", "nvt", "hulp", &["geen"])],
        ),
    ];
    let boom = built(files, "t");
    let (at, misfit) = try_walk(&boom, "h=ja").expect_err("a handeling has no ja");
    let expected =
        Misfit::UnknownAnswer { node: "h".to_owned(), answer: "ja".to_owned(), possible: vec!["verder".to_owned()] };
    assert_eq!((at, misfit), (0, expected));
    assert!(try_walk(&boom, "h=verder kijk=ja").is_err());
    assert!(walked(&boom, "h=verder kijk=verder+s1+s2").outcome().is_some());
}

// --- answers that do not fit -----------------------------------------------------------------------------------------

#[test]
fn every_misfit_says_which_node_and_why() {
    let boom = built(meldcode_files(), "meldcode-test");
    let cases = [
        ("gevaar=nee nergens=ja", 1, Misfit::UnknownNode("nergens".to_owned())),
        ("afweging/v9=ja", 0, Misfit::UnknownNode("afweging/v9".to_owned())),
        ("v1=ja", 0, Misfit::UnknownNode("v1".to_owned())),
        ("gevaar/v1=ja", 0, Misfit::UnknownNode("gevaar/v1".to_owned())),
        (
            "gevaar=nee afweging/v1=ja",
            1,
            Misfit::OutOfTurn { given: "afweging/v1".to_owned(), open: "onthuld".to_owned() },
        ),
        ("gevaar=nee gevaar=nee", 1, Misfit::OutOfTurn { given: "gevaar".to_owned(), open: "onthuld".to_owned() }),
        ("kindcheck=verder", 0, Misfit::OutOfTurn { given: "kindcheck".to_owned(), open: "gevaar".to_owned() }),
        (
            "gevaar=nee onthuld=nooit",
            1,
            Misfit::UnknownAnswer {
                node: "onthuld".to_owned(),
                answer: "nooit".to_owned(),
                possible: ["ja", "nee", "twijfel"].map(str::to_owned).to_vec(),
            },
        ),
        (
            "gevaar=nee onthuld=nee signalen=verder+s1+s7",
            2,
            Misfit::UnknownTick { node: "signalen".to_owned(), tick: "s7".to_owned() },
        ),
        ("gevaar=ja onthuld=nee", 1, Misfit::Finished("onthuld".to_owned())),
        ("gevaar=ja nergens=nee", 1, Misfit::UnknownNode("nergens".to_owned())),
    ];
    for (text, at, misfit) in cases {
        let found = try_walk(&boom, text).expect_err(text);
        assert_eq!(found, (at, misfit), "{text}");
        let node = &answers(text)[at].knoop;
        assert_eq!(found.1.node(), node, "{text}");
        assert!(found.1.to_string().contains(&format!("\"{node}\"")), "{}", found.1);
    }
}

#[test]
fn one_list_is_ticked_by_item_and_several_by_list_and_item() {
    let files = [
        signalen("l1", &["s1", "s2"]),
        signalen("l2", &["s1"]),
        tree(
            "t",
            "route",
            [lijst("een", "l1", "meer"), lijsten("meer", &["l1", "l2"], "u"), uitkomst("u", "nvt", "hulp", &["geen"])],
        ),
    ];
    let boom = built(files, "t");
    let walk = walked(&boom, "een=verder+s1 meer=verder+l1/s2+l2/s1");
    assert!(walk.outcome().is_some());
    assert_eq!((tick_id(true, "l1", "s1"), tick_id(false, "l1", "s1")), ("s1".to_owned(), "l1/s1".to_owned()));
    for wrong in ["een=verder+l1/s1", "een=verder+s3", "een=verder meer=verder+s1", "een=verder meer=verder+l2/s2"] {
        let (_, misfit) = try_walk(&boom, wrong).expect_err(wrong);
        assert!(matches!(misfit, Misfit::UnknownTick { .. }), "{wrong}: {misfit}");
    }
}

// --- changing an earlier answer --------------------------------------------------------------------------------------

#[test]
fn a_revision_keeps_the_answers_after_the_fork_where_the_roads_meet_again() {
    let boom = built(meldcode_files(), "meldcode-test");
    let mut walk =
        walked(&boom, "gevaar=nee onthuld=nee signalen=verder+s1 kindcheck/k1=nee gesprek=verder afweging/v1=ja");
    // A no to a yes inserts `eerst-vt`, which nobody answered: everything after it waits for that.
    let revision = walk.revise(1, Answer::new("onthuld", "ja")).expect("it fits");
    assert_eq!(revision.kept, 0);
    let dropped: Vec<&str> = revision.dropped.iter().map(|answer| answer.knoop.as_str()).collect();
    assert_eq!(dropped, ["signalen", "kindcheck/k1", "gesprek", "afweging/v1"]);
    assert_eq!(revision.dropped[0].aangevinkt, ["s1"], "a dropped answer comes back whole, with its ticks");
    assert_eq!(walk.open().map(|spot| spot.path()).as_deref(), Some("eerst-vt"));

    // The other way round, the step falls out and the rest still stands on the road.
    let mut walk = walked(
        &boom,
        "gevaar=nee onthuld=ja eerst-vt=verder signalen=verder+s1 kindcheck/k1=nee gesprek=verder afweging/v1=ja",
    );
    let revision = walk.revise(1, Answer::new("onthuld", "nee")).expect("it fits");
    assert_eq!(revision.kept, 4);
    assert_eq!(revision.dropped, answers("eerst-vt=verder"));
    assert_eq!(walk.open().map(|spot| spot.path()).as_deref(), Some("afweging/v2"));
}

#[test]
fn a_revision_that_does_not_fit_leaves_the_walk_alone() {
    let boom = built(meldcode_files(), "meldcode-test");
    let mut walk = walked(&boom, "gevaar=nee onthuld=nee signalen=verder");
    let before = shown(&walk);
    for (at, answer) in [
        (0, Answer::new("gevaar", "nooit")),
        (2, answers("signalen=verder+s9").remove(0)),
        (9, Answer::new("gevaar", "ja")),
    ] {
        assert!(walk.revise(at, answer.clone()).is_err(), "{at} {answer:?}");
        assert_eq!(shown(&walk), before, "{at} {answer:?}");
    }
}

#[test]
fn bug_a_revision_under_the_name_of_another_node_leaves_the_walk_alone() {
    let boom = built(meldcode_files(), "meldcode-test");
    let mut walk = walked(&boom, "gevaar=nee onthuld=nee signalen=verder");
    let before = shown(&walk);
    let misfit = walk.revise(0, Answer::new("onthuld", "nee")).expect_err("step 0 is another node");
    assert_eq!(misfit.node(), "onthuld");
    assert_eq!(shown(&walk), before);
}

// --- outcomes --------------------------------------------------------------------------------------------------------

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

// --- why and what if -------------------------------------------------------------------------------------------------

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

// --- as data ---------------------------------------------------------------------------------------------------------

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn the_transcript_has_the_keys_that_loop_promises() {
    let files = with_terms();
    let boom = built(files, "meldcode-test");
    let road = "gevaar=nee onthuld=nee signalen=verder kindcheck/k1=nee gesprek=verder afweging/v1=ja afweging/v2=ja";
    let done = serde_json::to_value(transcript(&walked(&boom, road))).expect("JSON");
    let top = ["checklist", "eigen_versie", "open", "stappen", "uitkomst", "versie", "vingerafdruk"];
    assert_eq!(keys(&done), top);
    assert_eq!(done["checklist"], "meldcode-test");
    assert_eq!(done["versie"], "2026.1");
    assert_eq!(done["vingerafdruk"], boom.vingerafdruk());
    assert_eq!(done["eigen_versie"], false);
    assert_eq!(done["open"], Value::Null);
    assert_eq!(done["stappen"][0], json!({ "knoop": "gevaar", "vraag": "Vraag gevaar?", "antwoord": "nee" }));
    assert_eq!(done["stappen"][6], json!({ "knoop": "afweging/v2", "vraag": "Vraag v2?", "antwoord": "ja" }));
    let outcome = &done["uitkomst"];
    assert_eq!(
        keys(outcome),
        ["acties", "bronnen", "id", "melden", "norm", "termijnen", "titel", "vervolg", "zekerheid"]
    );
    assert_eq!(outcome["acties"][0], json!({ "tekst": "acuut actie 1" }));
    assert_eq!(outcome["termijnen"][0], json!({ "tekst": "Vijf dagen", "dagen": 5, "werkdagen": true }));
    assert_eq!(outcome["termijnen"][1], json!({ "tekst": "Ooit", "dagen": null, "werkdagen": false }));
    let words =
        ["id", "titel", "melden", "vervolg", "norm", "zekerheid"].map(|key| outcome[key].as_str().unwrap_or("?"));
    assert_eq!(words, ["melden", "Uitkomst melden", "ja", "advies", "1", "hoog"]);
    let sources = ["Een bron, Een uitgever (2018)"; 2];
    assert_eq!(outcome["bronnen"], json!(sources));

    let open = serde_json::to_value(transcript(&walked(&boom, "gevaar=nee"))).expect("JSON");
    assert_eq!(keys(&open), top);
    assert_eq!(open["uitkomst"], Value::Null);
    assert_eq!(
        open["open"],
        json!({ "knoop": "onthuld", "type": "vraag", "vraag": "Vraag onthuld?", "antwoorden": [
            { "id": "ja", "tekst": "Antwoord ja" }, { "id": "nee", "tekst": "Antwoord nee" },
            { "id": "twijfel", "tekst": "Antwoord twijfel" } ] })
    );
    let listed = serde_json::to_value(transcript(&walked(&boom, "gevaar=nee onthuld=nee"))).expect("JSON");
    assert_eq!(listed["open"]["type"], "lijst");
    assert_eq!(listed["open"]["antwoorden"], json!([{ "id": "verder", "tekst": "Verder" }]));
    let ticked =
        serde_json::to_value(transcript(&walked(&boom, "gevaar=nee onthuld=nee signalen=verder+s1"))).expect("JSON");
    assert_eq!(ticked["stappen"][2]["aangevinkt"], json!(["s1"]));
    assert_eq!(ticked["open"]["type"], "vraag");
}

fn with_terms() -> [Value; 4] {
    let [list, check, kader, code] = meldcode_files();
    let terms = json!([{ "tekst": "Vijf dagen", "dagen": 5, "werkdagen": true }, { "tekst": "Ooit" }]);
    [list, check, kader, in_node(code, "melden", |knoop| also(knoop, json!({ "termijnen": terms })))]
}

#[test]
fn a_walk_through_anything_of_the_users_own_says_so() {
    let [list, check, kader, code] = meldcode_files();
    let shipped = MemoryLibrary::of([list.clone(), check.clone(), kader.clone(), code.clone()]);
    assert!(!shipped.build("meldcode-test").expect("right").is_own());
    for own in [&list, &kader, &code] {
        let library = MemoryLibrary::of([list.clone(), check.clone(), kader.clone(), code.clone()]).with_own(own);
        let boom = library.build("meldcode-test").expect("right");
        let shown = serde_json::to_value(transcript(&Walk::new(&boom))).expect("JSON");
        assert_eq!(shown["eigen_versie"], true, "{}", own["id"]);
    }
}

#[test]
fn walks_are_equal_when_tree_version_and_answers_are() {
    let boom = built(meldcode_files(), "meldcode-test");
    assert_eq!(walked(&boom, "gevaar=nee"), walked(&boom, "gevaar=nee"));
    assert_ne!(walked(&boom, "gevaar=nee"), walked(&boom, "gevaar=twijfel"));
    let [list, check, kader, code] = meldcode_files();
    let newer = built([list, check, kader, with(code, "/versie", json!("2027.1"))], "meldcode-test");
    assert_ne!(walked(&boom, "gevaar=nee"), walked(&newer, "gevaar=nee"));
}

#[test]
fn a_route_takes_a_deelboom_as_one_step_per_outcome() {
    let files = [
        kindcheck(),
        tree(
            "t",
            "route",
            [
                handeling("h", &["geen"], "kindcheck"),
                deelboom("kindcheck", "kindcheck", &[("geen-kinderen", "u"), ("zorgen", "q")]),
                vraag("q", &[("ja", "u"), ("nee", "w"), ("twijfel", "w")]),
                uitkomst("u", "nvt", "hulp", &["geen"]),
                uitkomst("w", "nvt", "hulp", &["geen"]),
            ],
        ),
    ];
    let boom = built(files, "t");
    let listed: Vec<String> = routes(&boom).iter().map(ToString::to_string).collect();
    assert_eq!(
        listed,
        [
            "h > kindcheck=geen-kinderen > u",
            "h > kindcheck=zorgen > q=ja > u",
            "h > kindcheck=zorgen > q=nee > w",
            "h > kindcheck=zorgen > q=twijfel > w",
        ]
    );
}

#[test]
fn a_tree_that_is_only_an_outcome_is_a_walk_without_answers() {
    let inner = tree("binnen", "route", [uitkomst("u", "nvt", "hulp", &["geen"])]);
    let outer = tree(
        "buiten",
        "route",
        [deelboom("d", "binnen", &[("u", "q")]), vraag_naar("q", "x"), uitkomst("x", "nvt", "hulp", &["geen"])],
    );
    let boom = built([inner, outer], "buiten");
    let mut walk = Walk::new(&boom);
    assert_eq!(walk.passed().len(), 1);
    walk.answer(Answer::new("q", "ja")).expect("it is asked");
    assert!(walk.outcome().is_some());
    walk.back();
    assert_eq!((walk.passed().len(), walk.back()), (1, None), "what was passed without an answer stays passed");
    let nodes = plus_node(without_node(afwegingskader(), "hulp"), handeling("hulp", &["geen"], "v5"));
    assert!(built([nodes], "afwegingskader-test").knoop("hulp").is_some(), "the order of nodes in the file is free");
}
