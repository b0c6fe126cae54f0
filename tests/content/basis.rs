//! Trees that say only what differs from another: what they take over, what they change, and what they may not.

use aandacht::content::Content;
use aandacht::domain::boom::Boom;
use aandacht::domain::gesprek::Reader;
use aandacht::domain::inhoud::{KnoopSoort, Problem, Soort};
use serde_json::{Value, json};

use super::{json, own};
use crate::common::with;

/// A tree on top of another that changes nothing but this.
fn on(basis: &str, changes: Value) -> Value {
    let mut file = json!({
        "soort": "beslisboom", "formaat": 1, "id": "onze-weg", "versie": "2026.7", "titel": "Onze weg",
        "omschrijving": "De weg van onze organisatie.", "status": "concept", "geldig_vanaf": "2026-01-01",
        "nazien_voor": "2027-01-01", "basis": basis,
        "bronnen": [{ "id": "ons", "titel": "Onze meldcode", "uitgever": "Wij", "vindplaats": "kast 3" }]
    });
    let (Value::Object(file_map), Value::Object(changes)) = (&mut file, changes) else { panic!("objects") };
    file_map.extend(changes);
    file
}

fn punt(tekst: &str) -> Value {
    json!({ "tekst": tekst, "bronnen": ["ons"], "feiten": ["F2.21"], "zekerheid": "hoog" })
}

fn built(files: &[Value]) -> (Content, std::sync::Arc<Boom>) {
    let content = Content::with_own(files.iter().map(own).collect());
    assert_eq!(content.problems(), []);
    let tree = content.tree("onze-weg").expect("it is right");
    (content, tree)
}

fn refused(files: &[Value]) -> Vec<Problem> {
    let content = Content::with_own(files.iter().map(own).collect());
    assert!(!content.problems().is_empty(), "it should be refused");
    content.problems().to_vec()
}

fn said(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn what_is_not_said_is_the_basis() {
    let (content, ours) = built(&[on("meldcode-basis", json!({}))]);
    let base = content.tree("meldcode-basis").expect("shipped");
    assert_eq!(ours.knopen(), base.knopen());
    assert_eq!(ours.stappen(), base.stappen());
    assert_eq!(ours.kop().titel, "Onze weg");
    assert_ne!(ours.vingerafdruk(), base.vingerafdruk());
    assert!(ours.files().contains_key("beslisboom/meldcode-basis"), "what it is based on is kept with a walk");
}

#[test]
fn a_mended_basis_mends_what_is_based_on_it_and_changes_its_fingerprint() {
    let (_, before) = built(&[on("meldcode-basis", json!({}))]);
    let mended = with(json(Soort::Beslisboom, "meldcode-basis"), "/knopen/0/toelichting", json!("Nieuwe tekst."));
    let (_, after) = built(&[on("meldcode-basis", json!({})), mended]);
    assert_eq!(after.knopen()[0].kop.toelichting.as_deref(), Some("Nieuwe tekst."));
    assert!(after.is_own());
    assert_ne!(before.vingerafdruk(), after.vingerafdruk());
}

#[test]
fn a_kept_walk_is_built_again_from_its_own_file_and_its_basis() {
    let (_, ours) = built(&[on("meldcode-basis", json!({ "laat_weg": [] }))]);
    let again = Boom::from_files("onze-weg", &ours.files(), false).expect("it holds");
    assert_eq!(again.vingerafdruk(), ours.vingerafdruk());
    assert_eq!(again.knopen(), ours.knopen());
}

#[test]
fn points_come_after_those_of_the_basis_and_texts_take_their_place() {
    let change = json!({ "vul_aan": [{
        "id": "s2-overleg", "toelichting": "Bij ons altijd met de AF.", "doen": [punt("Bel onze AF.")]
    }]});
    let (content, ours) = built(&[on("meldcode-basis", change)]);
    let base = content.tree("meldcode-basis").expect("shipped");
    let (Some(mine), Some(theirs)) = (ours.knoop("s2-overleg"), base.knoop("s2-overleg")) else { panic!("a node") };
    assert_eq!(mine.kop.toelichting.as_deref(), Some("Bij ons altijd met de AF."));
    let (KnoopSoort::Handeling(mine), KnoopSoort::Handeling(theirs)) = (&mine.soort, &theirs.soort) else { panic!() };
    assert_eq!(mine.doen.len(), theirs.doen.len() + 1);
    assert_eq!(mine.doen[..theirs.doen.len()], theirs.doen[..]);
}

#[test]
fn a_step_is_put_before_another_moved_led_elsewhere_and_left_out() {
    let step = json!({
        "id": "s4-eerst-samen", "type": "handeling", "stap": "4", "voor": "afweging", "tekst": "Overleg eerst samen.",
        "contact": ["collega"], "naar": "afweging", "bronnen": ["ons"], "feiten": ["F2.21"], "zekerheid": "hoog"
    });
    let change = json!({
        "voeg_toe": [step],
        "verplaats": [{ "id": "s2-overleg", "stap": "1" }, { "id": "s3-kind-praten", "naar": { "verder": "s4-eerst-samen" } }],
        "stappen": [
            { "id": "0", "titel": "Vooraf" }, { "id": "1", "titel": "Zien" }, { "id": "2", "titel": "Overleg" },
            { "id": "3", "titel": "Gesprek" }, { "id": "4", "titel": "Samen" }, { "id": "5", "titel": "Besluit" }
        ]
    });
    let (_, ours) = built(&[on("meldcode-basis", change)]);
    assert_eq!(ours.knoop("s2-overleg").expect("a node").kop.stap, "1");
    assert_eq!(ours.stappen()[4].titel, "Samen");
    let to = |target: &str| -> Vec<&str> {
        let leads = |knoop: &&aandacht::domain::inhoud::Knoop| knoop.targets().iter().any(|(to, _)| *to == target);
        ours.knopen().iter().filter(leads).map(|knoop| knoop.kop.id.as_str()).collect()
    };
    assert_eq!(to("afweging"), ["s4-eerst-samen"]);
    assert!(to("s4-eerst-samen").len() > 3);

    let kept = json!({ "voeg_toe": [], "verplaats": [{ "id": "s3-voeren", "naar": { "verder": "afweging" } }] });
    let away = with(on("meldcode-basis", kept), "/laat_weg", json!(["s3-kind-praten"]));
    let problems = said(&refused(&[away]));
    assert!(problems.contains("s3-kind"), "what still leads to a node that left is told: {problems}");
}

#[test]
fn a_point_that_does_not_hold_is_struck_and_only_when_it_is_there() {
    let base = Content::shipped().tree("meldcode-basis").expect("shipped");
    let Some(KnoopSoort::Handeling(signalen)) = base.knoop("s1-signalen").map(|knoop| &knoop.soort) else { panic!() };
    let point = signalen.doen[0].tekst();
    let (_, ours) = built(&[on("meldcode-basis", json!({ "schrap": [{ "id": "s1-signalen", "tekst": point }] }))]);
    let Some(KnoopSoort::Handeling(left)) = ours.knoop("s1-signalen").map(|knoop| &knoop.soort) else { panic!() };
    assert_eq!(left.doen, signalen.doen[1..]);
    let wrong = json!({ "schrap": [{ "id": "s1-signalen", "tekst": "Dit staat er niet." }] });
    let problems = said(&refused(&[on("meldcode-basis", wrong)]));
    assert!(problems.contains("schrap, knoop s1-signalen") && problems.contains("Dit staat er niet."), "{problems}");
}

#[test]
fn a_basis_may_have_a_basis_itself() {
    let middle = with(on("meldcode-basis", json!({})), "/id", json!("tussenweg"));
    let middle = with(middle, "/vul_aan", json!([{ "id": "s2-overleg", "toelichting": "Uit het midden." }]));
    let (_, ours) = built(&[on("tussenweg", json!({})), middle]);
    assert_eq!(ours.knoop("s2-overleg").expect("a node").kop.toelichting.as_deref(), Some("Uit het midden."));
    assert!(
        ours.files().contains_key("beslisboom/tussenweg") && ours.files().contains_key("beslisboom/meldcode-basis")
    );
    let again = Boom::from_files("onze-weg", &ours.files(), true).expect("it holds");
    assert_eq!(again.vingerafdruk(), ours.vingerafdruk());
}

#[test]
fn trees_that_are_based_on_each_other_are_refused_with_the_road_that_they_make() {
    let other = with(on("onze-weg", json!({})), "/id", json!("andere-weg"));
    let problems = said(&refused(&[on("andere-weg", json!({})), other]));
    assert!(problems.contains("onze-weg > andere-weg > onze-weg"), "{problems}");
    let itself = said(&refused(&[on("onze-weg", json!({}))]));
    assert!(itself.contains("onze-weg > onze-weg"), "{itself}");
}

#[test]
fn a_basis_that_is_not_there_is_refused() {
    let problems = said(&refused(&[on("meldcode-maan", json!({}))]));
    assert!(problems.contains("basis") && problems.contains("\"meldcode-maan\" bestaat niet"), "{problems}");
}

#[test]
fn a_change_to_a_node_that_the_basis_does_not_have_is_refused_with_the_place() {
    let replaced = json!({
        "id": "s9-nergens", "type": "handeling", "stap": "1", "tekst": "Iets.", "contact": ["geen"], "naar": "afweging",
        "bronnen": ["ons"], "feiten": ["F2.21"], "zekerheid": "hoog"
    });
    let changes = [
        ("vervang", json!([replaced])),
        ("vul_aan", json!([{ "id": "s9-nergens", "toelichting": "x" }])),
        ("verplaats", json!([{ "id": "s9-nergens", "stap": "1" }])),
        ("laat_weg", json!(["s9-nergens"])),
    ];
    for (list, change) in changes {
        let problems = said(&refused(&[with(on("meldcode-basis", json!({})), &format!("/{list}"), change)]));
        let told = problems.contains(&format!("{list}, knoop s9-nergens")) && problems.contains("meldcode-basis");
        assert!(told, "{list}: {problems}");
    }
}

#[test]
fn no_safety_question_can_be_taken_away_or_robbed_of_an_answer() {
    for id in ["gevaar", "beroepskracht", "onthulling", "eer", "vgv-spoed", "s3-gesprek", "s3-kind"] {
        let problems = said(&refused(&[on("meldcode-basis", json!({ "laat_weg": [id] }))]));
        assert!(problems.contains(&format!("laat_weg, knoop {id}")), "{problems}");
        assert!(problems.contains("veiligheidsvraag"), "{problems}");

        let base = json(Soort::Beslisboom, "meldcode-basis");
        let nodes = base["knopen"].as_array().expect("nodes");
        let mut poorer = nodes.iter().find(|node| node["id"] == id).expect("the question").clone();
        poorer["antwoorden"].as_array_mut().expect("answers").remove(0);
        let problems = said(&refused(&[on("meldcode-basis", json!({ "vervang": [poorer] }))]));
        assert!(problems.contains(&format!("vervang, knoop {id}")), "{problems}");
    }
    for id in ["v1", "v2", "v3", "v4", "v5"] {
        let problems = said(&refused(&[on("afwegingskader-basis", json!({ "laat_weg": [id] }))]));
        assert!(problems.contains("veiligheidsvraag"), "{problems}");
    }
}

#[test]
fn an_answer_may_not_lose_what_it_brings_to_light() {
    let base = json(Soort::Beslisboom, "meldcode-basis");
    let nodes = base["knopen"].as_array().expect("nodes");
    let mut silent = nodes.iter().find(|node| node["id"] == "gevaar").expect("the question").clone();
    silent["antwoorden"][0].as_object_mut().expect("an answer").remove("kenmerken");
    let problems = said(&refused(&[on("meldcode-basis", json!({ "vervang": [silent] }))]));
    assert!(problems.contains("vervang, knoop gevaar") && problems.contains("ontbreekt: ja"), "{problems}");
}

#[test]
fn a_question_about_danger_keeps_its_words() {
    let other = json!({ "vul_aan": [{ "id": "gevaar", "tekst": "Hebt u koffie gehad?" }] });
    let problems = said(&refused(&[on("meldcode-basis", other)]));
    assert!(problems.contains("vul_aan, knoop gevaar, tekst"), "{problems}");
    let base = json(Soort::Beslisboom, "meldcode-basis");
    let nodes = base["knopen"].as_array().expect("nodes");
    let question = nodes.iter().find(|node| node["id"] == "onthulling").expect("the question").clone();
    let mild = with(question, "/tekst", json!("Is het mooi weer?"));
    let problems = said(&refused(&[on("meldcode-basis", json!({ "vervang": [mild] }))]));
    assert!(problems.contains("vervang, knoop onthulling"), "{problems}");
}

#[test]
fn what_somebody_told_cannot_be_led_to_not_reporting() {
    let led = json!({
        "verplaats": [{ "id": "onthulling", "naar": { "ja": "eer", "twijfel": "eer" } }],
        "laat_weg": ["onthulling-melden", "onthulling-advies"]
    });
    let problems = said(&refused(&[on("meldcode-basis", led)]));
    assert!(problems.contains("verplaats, knoop onthulling") && problems.contains("\"ja\""), "{problems}");
    assert!(problems.contains("laat_weg, knoop onthulling-melden"), "{problems}");
}

#[test]
fn an_addition_says_where_it_comes_from() {
    let bare = json!({ "vul_aan": [{ "id": "s2-overleg", "doen": ["Doe maar."] }] });
    let problems = said(&refused(&[on("meldcode-basis", bare)]));
    assert!(problems.contains("vul_aan, knoop s2-overleg, doen") && problems.contains("herkomst"), "{problems}");
}

#[test]
fn what_cannot_be_lengthened_or_led_is_told_with_what_can() {
    let change = json!({ "vul_aan": [{ "id": "s2-overleg", "naar": "afweging" }] });
    let problems = said(&refused(&[on("meldcode-basis", change)]));
    assert!(problems.contains("vul_aan, knoop s2-overleg, naar") && problems.contains("doen"), "{problems}");
    let change = json!({ "verplaats": [{ "id": "s3-gesprek", "naar": { "misschien": "afweging" } }] });
    let problems = said(&refused(&[on("meldcode-basis", change)]));
    assert!(problems.contains("geen antwoord \"misschien\"") && problems.contains("ja, nee, twijfel"), "{problems}");
}

#[test]
fn a_safety_rule_holds_for_the_composed_tree() {
    let silent = json!({ "verplaats": [{ "id": "v2", "naar": { "ja": "v3" } }], "laat_weg": ["melden-norm1"] });
    let problems = said(&refused(&[on("afwegingskader-basis", silent)]));
    assert!(problems.contains("eiligheidsregel 1") && problems.contains("v1=ja > v2=ja"), "{problems}");
}

#[test]
fn an_unknown_field_or_sector_is_told() {
    let problems = said(&refused(&[on("meldcode-basis", json!({ "vervangt": [] }))]));
    assert!(problems.contains("`vervangt` is niet bekend"), "{problems}");
    let problems = said(&refused(&[on("meldcode-basis", json!({ "sector": "maan" }))]));
    assert!(problems.contains("sector \"maan\" is niet bekend") && problems.contains("onderwijs"), "{problems}");
    assert!(problems.contains("kader"), "{problems}");
}

#[test]
fn a_new_node_with_a_known_id_and_a_source_with_another_place_are_refused() {
    let twice = json!({
        "id": "s2-overleg", "type": "handeling", "stap": "1", "tekst": "Iets.", "contact": ["geen"], "naar": "afweging",
        "bronnen": ["ons"], "feiten": ["F2.21"], "zekerheid": "hoog"
    });
    let problems = said(&refused(&[on("meldcode-basis", json!({ "voeg_toe": [twice] }))]));
    assert!(problems.contains("staat al in meldcode-basis"), "{problems}");
    let other = json!([{ "id": "knmg-stap-1", "titel": "Iets anders", "uitgever": "Wij", "vindplaats": "kast 4" }]);
    let problems = said(&refused(&[on("meldcode-basis", json!({ "bronnen": other }))]));
    assert!(problems.contains("knmg-stap-1"), "{problems}");
}
