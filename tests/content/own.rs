//! The user's own files: what they replace, and what happens to the rest when one of them is broken.

use aandacht::content::Content;
use aandacht::domain::gesprek::{Entry, Reader, Turn, report, signalen_page};
use aandacht::domain::inhoud::{OwnFile, Problem, Rol, Soort};
use aandacht::domain::walk::{Walk, transcript};
use jiff::civil::date;
use serde_json::{Value, json};

use super::{json, own, own_bytes};
use crate::common::{in_node, plus_node, signalen, tree, uitkomst, vraag_naar, walked, with, without, without_node};

fn kindcheck() -> Value {
    json(Soort::Beslisboom, "kindcheck")
}

fn kader() -> Value {
    json(Soort::Beslisboom, "afwegingskader-basis")
}

/// The shipped content with these own files over it; none of them may be left out.
fn with_files(files: &[Value]) -> Content {
    let content = Content::with_own(files.iter().map(own).collect());
    assert_eq!(content.problems(), []);
    content
}

fn entry(content: &Content, soort: Soort, id: &str) -> Entry {
    content.entries(soort).into_iter().find(|entry| entry.id == id).expect("the file is listed")
}

fn shown(blocks: &[aandacht::domain::gesprek::Block]) -> String {
    blocks.iter().map(|block| block.text() + "\n").collect()
}

/// The target of an answer, changed.
fn led(tree: Value, node: &str, answer: &str, naar: &str) -> Value {
    in_node(tree, node, |mut node| {
        let antwoorden = node["antwoorden"].as_array_mut().expect("a question");
        let antwoord = antwoorden.iter_mut().find(|antwoord| antwoord["id"] == answer).expect("the answer");
        antwoord["naar"] = json!(naar);
        node
    })
}

// --- replacing and adding --------------------------------------------------------------------------------------------

#[test]
fn an_own_tree_replaces_the_shipped_one_and_says_so_everywhere() {
    let mine = with(with(kindcheck(), "/titel", json!("Kindcheck van ons")), "/versie", json!("2026.7"));
    let content = with_files(&[mine]);
    let tree = content.tree("kindcheck").expect("it is right");
    assert!(tree.is_own() && content.is_own_file(Soort::Beslisboom, "kindcheck"));
    assert_ne!(tree.vingerafdruk(), Content::shipped().tree("kindcheck").expect("shipped").vingerafdruk());
    assert!(entry(&content, Soort::Beslisboom, "kindcheck").own);
    let walk = Walk::new(&tree);
    let turn = Turn::of(&walk, Rol::default()).expect("the walk begins");
    assert_eq!(turn.checklist, "Kindcheck van ons");
    assert!(turn.version.contains("2026.7") && turn.version.ends_with("eigen versie"), "{}", turn.version);
    assert!(transcript(&walk).eigen_versie);
    assert!(shown(&report(&walk, date(2026, 11, 21))).contains("eigen versie"));
}

#[test]
fn a_shipped_tree_with_an_own_tree_or_list_in_it_is_an_own_version_on_every_node() {
    let list = with(json(Soort::Signalen, "signalen-vgv"), "/titel", json!("Onze signalen"));
    for own_file in [with(kader(), "/versie", json!("2026.7")), list] {
        let content = with_files(&[own_file]);
        let tree = content.tree("meldcode-basis").expect("it still holds");
        assert!(tree.is_own());
        assert!(!content.is_own_file(Soort::Beslisboom, "meldcode-basis"), "the file itself is the shipped one");
        assert!(!entry(&content, Soort::Beslisboom, "meldcode-basis").own);
        let mut walk = walked(
            &tree,
            "gevaar=nee beroepskracht=nee plicht=ja onthulling=nee eer=nee situatie=nee taal=nee s1-signalen=verder",
        );
        for _ in 0..4 {
            let turn = Turn::of(&walk, Rol::default()).expect("the walk goes on");
            assert!(turn.version.ends_with("eigen versie"), "{}: {}", turn.path, turn.version);
            let path = turn.path.clone();
            let answer = turn.choices.last().expect("an answer").id.clone();
            walk.answer(aandacht::domain::walk::Answer::new(path, answer)).expect("it fits");
        }
        assert!(transcript(&walk).eigen_versie);
    }
}

#[test]
fn without_own_files_nothing_calls_itself_an_own_version() {
    let content = Content::with_own(Vec::new());
    for soort in Soort::ALL {
        assert!(content.entries(soort).iter().all(|entry| !entry.own));
    }
    let tree = content.tree("meldcode-basis").expect("shipped");
    assert!(!tree.is_own());
    assert!(!Turn::of(&Walk::new(&tree), Rol::default()).expect("a turn").version.contains("eigen"));
}

#[test]
fn an_own_list_of_signals_replaces_the_shipped_one_also_inside_the_walk() {
    let mine = with(json(Soort::Signalen, "signalen-huisdieren"), "/groepen/0/items/0/tekst", json!("Ons signaal"));
    let content = with_files(&[mine]);
    let list = content.signalen("signalen-huisdieren").expect("it is right");
    assert!(list.own);
    let page = shown(&signalen_page(&list.file, list.own, Some(&[])));
    assert!(page.contains("Ons signaal") && page.contains("eigen versie"), "{page}");
    let tree = content.tree("meldcode-basis").expect("it holds");
    let walk = walked(
        &tree,
        "gevaar=nee beroepskracht=nee plicht=ja onthulling=nee eer=nee situatie=nee taal=nee s1-signalen=verder",
    );
    let turn = Turn::of(&walk, Rol::default()).expect("the lists are open");
    let ticks = turn.lists.iter().flat_map(|list| &list.groups).flat_map(|group| &group.ticks);
    assert!(ticks.into_iter().any(|tick| tick.label.contains("Ons signaal")));
}

#[test]
fn an_own_file_with_a_new_id_is_added_and_the_shipped_ones_stay_as_they_were() {
    let mine = tree("onze-route", "route", [vraag_naar("q1", "klaar"), uitkomst("klaar", "nvt", "hulp", &["collega"])]);
    let content = with_files(&[mine, signalen("onze-signalen", &["s1"])]);
    assert!(content.tree("onze-route").expect("it is there").is_own());
    assert!(content.signalen("onze-signalen").expect("it is there").own);
    assert_eq!(content.count(), Content::shipped().count() + 2);
    let shipped = Content::shipped().tree("meldcode-basis").expect("shipped").vingerafdruk().to_owned();
    assert_eq!(content.tree("meldcode-basis").expect("shipped").vingerafdruk(), shipped);
}

// --- left out --------------------------------------------------------------------------------------------------------

/// The own file is left out for a reason that names file, what and advice; the shipped tree is used in its place.
/// Gives the problems that were told.
fn left_out(file: OwnFile, id: &str) -> Vec<Problem> {
    let name = file.name.clone();
    let content = Content::with_own(vec![file]);
    let problems = content.problems().to_vec();
    assert!(!problems.is_empty(), "{name} is left out");
    for problem in &problems {
        assert_eq!(problem.bestand, name, "{problem}");
        for text in [&problem.wat, &problem.advies] {
            assert!(text.ends_with(['.', '?']), "a sentence: {text}");
        }
    }
    assert_eq!(content.left_out().len(), problems.len());
    assert_eq!(content.count(), Content::shipped().count());
    let shipped = Content::shipped();
    for id in [id, "meldcode-basis"] {
        let used = content.tree(id).unwrap_or_else(|fault| panic!("{id}: {fault:?}"));
        assert!(!used.is_own());
        assert_eq!(used.vingerafdruk(), shipped.tree(id).expect("shipped").vingerafdruk(), "{id}");
    }
    problems
}

/// The one problem that says this, and its place.
fn says(problems: &[Problem], wat: &str) -> String {
    let found: Vec<&Problem> = problems.iter().filter(|problem| problem.wat.contains(wat)).collect();
    assert_eq!(found.len(), 1, "{wat}: {problems:#?}");
    found[0].plaats.clone()
}

#[test]
fn a_file_that_is_no_file_of_ours_is_left_out_and_says_where_it_stops() {
    let whole = kindcheck().to_string();
    for (name, bytes, wat, plaats) in [
        ("truncated", whole.as_bytes()[..1000].to_vec(), "houdt te vroeg op", "regel 1, kolom 1000"),
        ("empty", Vec::new(), "houdt te vroeg op", "regel 1, kolom 0"),
        ("not JSON", b"Beste collega,".to_vec(), "geen geldige JSON", "regel 1, kolom 1"),
        ("not UTF-8", b"{\n \"titel\": \"\xff\"}".to_vec(), "geen geldige UTF-8", "regel 2"),
        ("a list", b"[]".to_vec(), "begint niet met een accolade", ""),
        ("10 MB", vec![b' '; 10 * 1024 * 1024], "te groot", ""),
    ] {
        let problems = left_out(own_bytes("kindcheck.json", bytes), "kindcheck");
        assert_eq!(problems.len(), 1, "{name}: {problems:#?}");
        assert_eq!(says(&problems, wat), plaats, "{name}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let reason = "Dit bestand kan ik niet lezen: u hebt hier geen rechten voor.".to_owned();
    let file = OwnFile { name: "eigen/dicht.json".to_owned(), bytes: Err(reason) };
    assert_eq!(says(&left_out(file, "kindcheck"), "geen rechten"), "");
}

#[test]
fn a_file_that_does_not_keep_the_format_is_left_out_with_the_place() {
    let dubbel = plus_node(kindcheck(), kindcheck()["knopen"][5].clone());
    for (file, wat, plaats) in [
        (with(kindcheck(), "/formaat", json!(2)), "formaat is niet bekend", "formaat"),
        (with(kindcheck(), "/soort", json!("draaiboek")), "De soort \"draaiboek\" is niet bekend", "soort"),
        (without(kindcheck(), "/soort"), "`soort` ontbreekt", "soort"),
        (without(kindcheck(), "/bronnen"), "`bronnen` ontbreekt", ""),
        (dubbel, "komt twee keer voor", "knopen"),
        (led(kindcheck(), "k2", "ja", "nergens"), "De knoop \"nergens\" bestaat niet", "knoop k2, antwoord ja"),
        (led(kindcheck(), "k2", "ja", "k1"), "kring", "knoop k2"),
        (with(kindcheck(), "/begin", json!("k9")), "De beginknoop \"k9\" bestaat niet", "begin"),
    ] {
        assert_eq!(says(&left_out(own(&file), "kindcheck"), wat), plaats);
    }
}

#[test]
fn all_problems_of_a_file_are_told_at_once() {
    let file = led(led(kindcheck(), "k2", "ja", "nergens"), "k3", "ja", "ook-nergens");
    let problems = left_out(own(&file), "kindcheck");
    says(&problems, "De knoop \"nergens\" bestaat niet");
    says(&problems, "De knoop \"ook-nergens\" bestaat niet");
}

#[test]
fn a_planted_violation_of_each_safety_rule_is_caught_and_the_shipped_tree_is_used() {
    let melden = |tree: Value, id: &str, melden: &str| in_node(tree, id, |node| with(node, "/melden", json!(melden)));
    let swapped = in_node(kader(), "melden-norm1", |mut node| {
        node["acties"].as_array_mut().expect("actions").swap(0, 1);
        node
    });
    let closing = in_node(kindcheck(), "advies", |node| with(node, "/vervolg", json!("sluiten")));
    let no_action = in_node(kindcheck(), "k1", |node| without(node, "/antwoorden/2/actie"));
    let family_first = in_node(json(Soort::Beslisboom, "meldcode-basis"), "eer-advies", |node| {
        with(node, "/acties/0/contact", json!("gesprek-betrokkenen"))
    });
    let enquiry_first = in_node(json(Soort::Beslisboom, "meldcode-basis"), "huwelijksdwang-advies", |node| {
        with(node, "/acties/0/contact", json!("navraag-kring"))
    });
    let code = || json(Soort::Beslisboom, "meldcode-basis");
    let past_everything = in_node(code(), "gevaar", |mut node| {
        let answer = json!({ "id": "later", "tekst": "Later", "naar": "s1-signalen" });
        node["antwoorden"].as_array_mut().expect("answers").push(answer);
        node
    });
    let silent = |node: &str, at: usize| in_node(code(), node, |node| without(node, &format!("/acties/{at}/raadt_af")));
    let child_first = in_node(code(), "s3-kind-wachten", |node| with(node, "/contact", json!(["gesprek-kind"])));
    for (rule, file, place) in [
        ("1", melden(kader(), "melden-norm1", "advies"), "melden-norm1"),
        ("2", melden(kader(), "melden-norm2", "nee"), "melden-norm2"),
        ("3", melden(kader(), "advies", "nee"), "advies"),
        ("3", no_action, "k1"),
        ("4", closing, "advies"),
        ("5", swapped, "melden-norm1"),
        ("6", family_first, "eer-advies"),
        ("6", enquiry_first, "huwelijksdwang-advies"),
        ("7", past_everything, ""),
        ("8", silent("huwelijksdwang-advies", 4), "huwelijksdwang-advies"),
        ("8", silent("eer-onduidelijk", 5), "eer-onduidelijk"),
        ("9", melden(code(), "vgv-spoed-onduidelijk", "nvt"), "vgv-spoed-onduidelijk"),
        ("13", child_first, "s3-kind-wachten"),
        ("14", melden(code(), "andere-route", "ja"), "andere-route"),
        ("16", silent("eer-advies", 4), "eer-advies"),
        ("16", silent("eer-onduidelijk", 4), "eer-onduidelijk"),
    ] {
        let id = file["id"].as_str().expect("an id").to_owned();
        let problems = left_out(own(&file), &id);
        let named = [format!("Veiligheidsregel {rule}:"), format!("(veiligheidsregel {rule})")];
        let told = problems.iter().find(|problem| named.iter().any(|name| problem.wat.contains(name.as_str())));
        let told = told.unwrap_or_else(|| panic!("rule {rule}: {problems:#?}"));
        assert!(told.plaats.starts_with(&format!("knoop {place}")), "rule {rule}: {told}");
    }
}

#[test]
fn the_numbers_and_so_the_emergency_page_cannot_be_replaced() {
    let mine = with(json(Soort::Nummers, "nummers"), "/nummers/0/nummer", json!("0900-1234"));
    let problems = left_out(own(&mine), "kindcheck");
    assert_eq!(says(&problems, "kunt u niet vervangen"), "soort");
    let content = Content::with_own(vec![own(&with(mine, "/id", json!("onze-nummers")))]);
    assert_eq!(content.problems().len(), 1, "not under another name either");
    let first = content.nummers().expect("shipped").inhoud.emergency()[0].nummer.clone();
    assert_eq!(first, "112");
}

#[test]
fn the_safety_rules_cannot_be_replaced_and_are_checked_for_whoever_makes_them() {
    let shipped = std::fs::read(super::folder().join("waarborgen.json")).expect("the rules are there");
    let mut loose: Value = serde_json::from_slice(&shipped).expect("JSON");
    loose["regels"].as_array_mut().expect("rules").truncate(1);
    for name in ["waarborgen.json", "naslag/mijn-regels.json"] {
        let content = Content::with_own(vec![own_bytes(name, loose.to_string())]);
        assert_eq!(says(content.problems(), "De veiligheidsregels kunt u niet vervangen"), "soort");
    }
    assert_eq!(Content::check_files(vec![own_bytes("waarborgen.json", shipped)]), []);
    let unknown = with(loose.clone(), "/regels/0/feiten", json!(["F99.99"]));
    let problems = Content::check_files(vec![own_bytes("waarborgen.json", unknown.to_string())]);
    assert_eq!(says(&problems, "Het feit F99.99 bestaat niet"), "regel 1");
    let broken = without(loose, "/regels/0/wat");
    let problems = Content::check_files(vec![own_bytes("waarborgen.json", broken.to_string())]);
    assert!(says(&problems, "`wat` ontbreekt").starts_with("regels[0]"), "{problems:#?}");
}

#[test]
fn an_own_deelboom_that_breaks_a_shipped_tree_is_left_out_and_the_shipped_tree_still_works() {
    let extra = led(kindcheck(), "k1", "nee", "anders");
    let extra = plus_node(extra, with(kindcheck()["knopen"][4].clone(), "/id", json!("anders")));
    let alone = aandacht::domain::inhoud::read(extra.to_string().as_bytes(), "x");
    assert!(alone.is_ok(), "by itself the file is right");
    let problems = left_out(own(&extra), "kindcheck");
    says(&problems, "\"anders\"");
}

#[test]
fn an_own_deelboom_that_breaks_a_tree_does_not_take_another_own_file_with_it() {
    let good = with(kader(), "/versie", json!("2026.7"));
    let extra = led(kindcheck(), "k1", "nee", "anders");
    let bad = plus_node(extra, with(kindcheck()["knopen"][4].clone(), "/id", json!("anders")));
    let content = Content::with_own(vec![own(&good), own(&bad)]);
    assert!(content.is_own_file(Soort::Beslisboom, "afwegingskader-basis"), "{:#?}", content.problems());
    assert!(!content.is_own_file(Soort::Beslisboom, "kindcheck"));
    assert!(content.problems().iter().all(|problem| problem.bestand == "eigen/kindcheck.json"));
}

#[test]
fn an_own_tree_that_uses_an_own_list_with_a_problem_does_not_take_the_blame() {
    let list = with(signalen("onze-signalen", &["s1"]), "/groepen", json!([]));
    let route = tree(
        "onze-route",
        "route",
        [crate::common::lijst("kijk", "onze-signalen", "klaar"), uitkomst("klaar", "nvt", "hulp", &["collega"])],
    );
    let content = Content::with_own(vec![own(&list), own(&route)]);
    let lists = content.problems().iter().filter(|problem| problem.bestand == "eigen/onze-signalen.json").count();
    assert!(lists > 0);
    let route: Vec<_> =
        content.problems().iter().filter(|problem| problem.bestand == "eigen/onze-route.json").collect();
    assert!(route.iter().all(|problem| problem.wat.contains("onze-signalen")), "{route:#?}");
}

#[test]
fn trees_that_use_each_other_are_left_out_together() {
    let inner = |id: &str, other: &str| {
        let ways: &[(&str, &str)] = &[("klaar", "klaar")];
        tree(id, "route", [crate::common::deelboom("in", other, ways), uitkomst("klaar", "nvt", "hulp", &["collega"])])
    };
    let content = Content::with_own(vec![own(&inner("een", "twee")), own(&inner("twee", "een"))]);
    assert!(content.tree("een").is_err() && content.tree("twee").is_err());
    assert!(!content.problems().is_empty());
    assert!(content.tree("meldcode-basis").is_ok());
}

#[test]
fn a_file_under_another_name_than_its_id_is_left_out() {
    let problems = left_out(own_bytes("kindcheck-nieuw.json", kindcheck().to_string()), "kindcheck");
    assert_eq!(says(&problems, "niet gelijk aan de bestandsnaam"), "id");
}

#[test]
fn an_own_writing_help_is_used_and_a_broken_one_leaves_the_shipped_one_in_its_place() {
    let shipped = json(Soort::Schrijfhulp, "schrijfhulp");
    let fewer = with(shipped.clone(), "/groepen/0/woorden", json!([{ "woord": "stom" }]));
    let content = with_files(&[fewer]);
    let file = content.schrijfhulp().expect("it is there");
    assert_eq!(file.inhoud.groepen[0].woorden.len(), 1);
    assert!(entry(&content, Soort::Schrijfhulp, "schrijfhulp").own);
    let broken = with(shipped, "/groepen/0/woorden/0/woord", json!(""));
    let content = Content::with_own(vec![own(&broken)]);
    assert_eq!(content.problems().len(), 1, "{:#?}", content.problems());
    let file = content.schrijfhulp().expect("the shipped one is there");
    assert!(file.inhoud.groepen[0].woorden.len() > 1);
}

#[test]
fn two_own_files_with_the_same_id_are_not_chosen_between_in_silence() {
    let first = own_bytes("een/kindcheck.json", with(kindcheck(), "/versie", json!("a")).to_string());
    let second = own_bytes("twee/kindcheck.json", with(kindcheck(), "/versie", json!("b")).to_string());
    let content = Content::with_own(vec![first, second]);
    assert_eq!(entry(&content, Soort::Beslisboom, "kindcheck").versie, "a");
    let problems = content.problems();
    assert_eq!(says(problems, "\"kindcheck\""), "id");
    assert_eq!(problems[0].bestand, "eigen/twee/kindcheck.json");
    assert!(problems[0].wat.contains("eigen/een/kindcheck.json"), "{}", problems[0]);
}

#[test]
fn one_broken_file_does_not_take_the_other_own_files_with_it() {
    let good = with(json(Soort::Signalen, "signalen-huisdieren"), "/versie", json!("2026.7"));
    let content = Content::with_own(vec![own_bytes("kapot.json", "{"), own(&good)]);
    assert_eq!(content.problems().len(), 1);
    assert!(content.is_own_file(Soort::Signalen, "signalen-huisdieren"));
}

#[test]
fn an_own_kader_without_an_outcome_that_the_meldcode_goes_on_from_is_left_out() {
    let gone = without_node(kader(), "hulp-werkt");
    let gone = led(gone, "v5", "ja", "advies");
    let problems = left_out(own(&gone), "afwegingskader-basis");
    says(&problems, "hulp-werkt");
}
