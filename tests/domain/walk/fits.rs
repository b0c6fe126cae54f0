//! Where a walk stands, and answers that do not fit there.

use aandacht::domain::walk::{Answer, Misfit, Place, Walk, tick_id};

use super::shown;
use crate::common::{
    answers, built, deelboom, handeling, lijst, lijsten, meldcode_files, signalen, tree, try_walk, uitkomst,
    vraag_naar, walked,
};

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
        tree("diep", "route", [vraag_naar("q", "q2"), vraag_naar("q2", "u"), uitkomst("u", "nvt", "hulp", &["geen"])]),
        tree("midden", "route", [deelboom("d", "diep", &[("u", "w")]), uitkomst("w", "nvt", "hulp", &["geen"])]),
        tree("ruim", "route", [deelboom("m", "midden", &[("w", "x")]), uitkomst("x", "nvt", "hulp", &["geen"])]),
        tree("buiten", "route", [deelboom("r", "ruim", &[("x", "y")]), uitkomst("y", "nvt", "hulp", &["geen"])]),
    ];
    let boom = built(files, "buiten");
    let walk = Walk::new(&boom);
    assert_eq!(walk.open().map(|spot| spot.path()).as_deref(), Some("r/m/d/q"));
    assert_eq!(walked(&boom, "r/m/d/q=ja r/m/d/q2=ja").outcome().map(|outcome| outcome.id).as_deref(), Some("y"));
    let misfit = try_walk(&boom, "r/m/d/q2=ja").expect_err("it comes later");
    assert_eq!(misfit, (0, Misfit::OutOfTurn { given: "r/m/d/q2".to_owned(), open: "r/m/d/q".to_owned() }));
    let misfit = try_walk(&boom, "r/m/q=ja").expect_err("the path is incomplete");
    assert_eq!(misfit, (0, Misfit::UnknownNode("r/m/q".to_owned())));
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

#[test]
fn a_revision_keeps_the_answers_after_the_fork_where_the_roads_meet_again() {
    let boom = built(meldcode_files(), "meldcode-test");
    let mut walk =
        walked(&boom, "gevaar=nee onthuld=nee signalen=verder+s1 kindcheck/k1=nee gesprek=verder afweging/v1=ja");
    // A no to a yes inserts `eerst-vt`, which nobody answered: everything after it waits for that.
    let revision = walk.revise(1, Answer::new("onthuld", "ja")).expect("it fits");
    assert_eq!(revision.kept, 0);
    assert_eq!(revision.dropped, []);
    let waiting: Vec<&str> = revision.waiting.iter().map(|answer| answer.knoop.as_str()).collect();
    assert_eq!(waiting, ["signalen", "kindcheck/k1", "gesprek", "afweging/v1"]);
    assert_eq!(revision.waiting[0].aangevinkt, ["s1"], "a waiting answer comes back whole, with its ticks");
    assert_eq!(walk.open().map(|spot| spot.path()).as_deref(), Some("eerst-vt"));
    walk.answer(Answer::new("eerst-vt", "verder")).expect("it fits");
    assert_eq!(walk.resume(), 4, "once the new step is taken, what waited stands again");
    assert_eq!(walk.open().map(|spot| spot.path()).as_deref(), Some("afweging/v2"));

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
fn a_revision_under_the_name_of_another_node_leaves_the_walk_alone() {
    let boom = built(meldcode_files(), "meldcode-test");
    let mut walk = walked(&boom, "gevaar=nee onthuld=nee signalen=verder");
    let before = shown(&walk);
    let misfit = walk.revise(0, Answer::new("onthuld", "nee")).expect_err("step 0 is another node");
    assert_eq!(misfit.node(), "onthuld");
    assert_eq!(shown(&walk), before);
}
