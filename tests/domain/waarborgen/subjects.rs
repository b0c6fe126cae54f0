//! Guarded subjects: a text that names one says whether it tells to do it or warns against it.

use aandacht::domain::inhoud::Problem;
use serde_json::{Value, json};

use crate::common::{also, faults, handeling, mark, tree, uitkomst, vraag_naar, with};

fn task(more: Value) -> Vec<Problem> {
    let knopen =
        [vraag_naar("q", "h"), also(handeling("h", &["geen"], "u"), more), uitkomst("u", "nvt", "hulp", &["geen"])];
    faults([tree("t", "route", knopen)], "t")
}

#[test]
fn a_point_that_names_a_subject_says_what_it_says_about_it() {
    for text in ["Kijk in de verwijsindex.", "De VERWIJSINDEX", "de verwijsíndex!", "Signaleer in de (VIR)."] {
        let problems = task(json!({ "doen": [text] }));
        assert_eq!(problems.len(), 1, "{text}: {problems:#?}");
        assert_eq!(problems[0].plaats, "knoop h, doen");
        assert!(problems[0].advies.contains("Zeg of deze zin het aanraadt of afraadt"), "{problems:#?}");
        for field in ["raadt_aan", "raadt_af"] {
            assert_eq!(task(json!({ "doen": [{ "tekst": text, field: ["verwijsindex"] }] })), [], "{text}");
        }
    }
}

#[test]
fn part_of_a_word_is_not_the_word() {
    assert_eq!(task(json!({ "doen": ["Onderhandelen is geen verwijsindexering, en een virus is geen signaal."] })), []);
}

#[test]
fn every_list_is_read_and_so_are_the_points_for_a_role() {
    for list in ["doel", "doen", "niet_doen", "vastleggen", "anders"] {
        assert_eq!(task(json!({ list: ["Ga niet bemiddelen."] })).len(), 1, "{list}");
    }
    let role = json!({ "per_rol": [{ "rol": "leidinggevende", "punten": ["Ga niet bemiddelen."] }] });
    assert_eq!(task(role)[0].plaats, "knoop h, per_rol");
    let more = json!({ "uitleg": [{ "kop": "Meer", "punten": ["Ga niet bemiddelen."] }] });
    assert_eq!(task(more)[0].plaats, "knoop h, uitleg");
}

#[test]
fn a_text_that_cannot_say_it_leans_on_a_point_or_action_of_its_node() {
    for field in ["toelichting", "tekst"] {
        let silent = task(json!({ field: "Hoor beide ouders." }));
        assert_eq!(silent.len(), 1, "{field}: {silent:#?}");
        assert_eq!(silent[0].plaats, "knoop h");
        let told =
            json!({ field: "Hoor beide ouders.", "doen": [{ "tekst": "Allebei.", "raadt_aan": ["beide-ouders"] }] });
        assert_eq!(task(told), [], "{field}");
    }
    let end = |acties: Value| {
        let end = with(uitkomst("u", "nvt", "hulp", &["geen"]), "/titel", json!("Bemiddel niet zelf"));
        let doubt = mark(vraag_naar("q", "u"), "ja", json!({ "tekst": "Er moet een tolk bij." }));
        faults([tree("t", "route", [doubt, with(end, "/acties", acties)])], "t")
    };
    assert_eq!(end(json!([{ "tekst": "Laat het.", "contact": "geen" }])).len(), 1);
    assert_eq!(end(json!([{ "tekst": "Laat het.", "contact": "geen", "raadt_af": ["bemiddelen"] }])), []);
}

#[test]
fn an_answer_and_the_action_of_a_doubt_are_read_too() {
    let asked = |more: Value| {
        let question = mark(vraag_naar("q", "u"), "twijfel", more);
        faults([tree("t", "route", [question, uitkomst("u", "nvt", "hulp", &["geen"])])], "t")
    };
    assert_eq!(asked(json!({ "tekst": "Moet ik bemiddelen?" }))[0].plaats, "knoop q");
    let action = json!({ "tekst": "Ga niet bemiddelen.", "contact": "geen" });
    assert_eq!(asked(json!({ "actie": action }))[0].plaats, "knoop q, antwoord twijfel");
}

#[test]
fn a_mark_that_means_nothing_or_two_things_is_refused() {
    let unknown = task(json!({ "doen": [{ "tekst": "Iets.", "raadt_af": ["verwijzindex"] }] }));
    assert!(unknown[0].wat.contains("\"verwijzindex\" bestaat niet"), "{unknown:#?}");
    assert!(unknown[0].advies.contains("verwijsindex"), "{unknown:#?}");
    let both = json!({ "tekst": "Iets.", "raadt_af": ["bemiddelen"], "raadt_aan": ["bemiddelen"] });
    assert_eq!(task(json!({ "doen": [both] })).len(), 1);
}
