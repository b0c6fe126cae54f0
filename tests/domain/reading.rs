//! Every kind of bad content is refused with its place, what is wrong and what to do, in Dutch.

use aandacht::domain::inhoud::{
    Feiten, Inhoud, MAX_BYTES, Problem, Problems, Soort, check_facts, is_id, read, schema,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::common::dice::{Dice, plain_trees};
use crate::common::reference::{list, text};
use crate::common::{
    cases,
    MemoryLibrary, actie, afwegingskader, also, deelboom, faults, file, handeling, in_node, kindcheck, lijst, lijsten,
    mark, meldcode, meldcode_files, plus_node, signalen, tree, uitkomst, vraag, vraag_naar, with, without, without_node,
};

// --- what every problem keeps to -------------------------------------------------------------------------------------

/// English that serde, serde_json and jiff use; none of it may reach an author.
const ENGLISH: [&str; 23] = [
    "expected", "invalid", "missing", "unknown", "failed", "parse", "error", " at line", "column", "struct", "variant",
    "string", "integer", "sequence", " map", "boolean", "floating", "enum", "field", " date", " not ", "number",
    " or ",
];

/// Says it in Dutch, completely, and under the name of the file.
fn assert_sound(problems: &[Problem], bestand: &str) {
    assert!(!problems.is_empty(), "no problem was found");
    for problem in problems {
        assert_eq!(problem.bestand, bestand, "{problem}");
        for said in [&problem.wat, &problem.advies] {
            assert!(said.trim().len() > 8, "{problem:?} says too little");
            assert!(said.ends_with(['.', '?']), "{problem:?} is no sentence");
            // What stands between quotes or backquotes is the author's own.
            let own_words: String = said.split(['"', '`']).step_by(2).collect();
            let english = ENGLISH.into_iter().find(|word| own_words.to_lowercase().contains(word));
            assert!(english.is_none(), "{problem:?} says {english:?}");
        }
        assert!(problem.to_string().contains("Wat te doen:"), "{problem}");
    }
}

fn problems_of(bytes: &[u8]) -> Vec<Problem> {
    let problems = read(bytes, "proef.json").err().unwrap_or_default();
    assert_sound(&problems, "proef.json");
    problems
}

/// The problems that one file has in itself.
fn in_file(value: &Value) -> Vec<Problem> {
    problems_of(value.to_string().as_bytes())
}

/// The problems that a tree has together with what it uses.
fn in_tree(files: impl IntoIterator<Item = Value>, id: &str) -> Vec<Problem> {
    let problems = faults(files, id);
    assert_sound(&problems, &format!("{id}.json"));
    problems
}

/// There is one problem, at this place, about this.
fn assert_one(problems: &[Problem], plaats: &str, about: &str) {
    let [problem] = problems else { panic!("one problem is expected: {problems:#?}") };
    assert!(problem.plaats.contains(plaats), "{plaats} is not in the place of {problem:?}");
    assert!(problem.wat.contains(about), "{about} is not in {problem:?}");
}

/// Among the problems is one at this place, about this.
fn assert_among(problems: &[Problem], plaats: &str, about: &str) {
    let hit = problems.iter().any(|problem| problem.plaats.contains(plaats) && problem.wat.contains(about));
    assert!(hit, "nothing at {plaats} about {about}: {problems:#?}");
}

/// A small tree in which every kind of node stands once.
fn small() -> Value {
    tree(
        "klein",
        "route",
        [
            vraag("q", &[("ja", "h"), ("nee", "kijk"), ("twijfel", "u")]),
            also(
                handeling("h", &["collega"], "u"),
                json!({ "doen": ["Eerst dit.", { "tekst": "Dan dat.", "bronnen": ["b1"], "feiten": ["F1.01"], "zekerheid": "hoog" }],
                        "uitleg": [{ "kop": "Waarom", "punten": ["Daarom."] }] }),
            ),
            lijst("kijk", "signalen-test", "u"),
            also(uitkomst("u", "nvt", "hulp", &["collega"]), json!({ "termijnen": [{ "tekst": "Vijf dagen", "dagen": 5 }] })),
        ],
    )
}

fn small_files(klein: Value) -> [Value; 2] {
    [klein, signalen("signalen-test", &["s1", "s2"])]
}

#[test]
fn the_examples_that_faults_are_planted_in_are_right() {
    assert_eq!(faults(small_files(small()), "klein"), []);
    assert_eq!(faults(meldcode_files(), "meldcode-test"), []);
    for other in others() {
        assert!(read(other.to_string().as_bytes(), "proef.json").is_ok(), "{other}");
    }
}

// --- bytes -----------------------------------------------------------------------------------------------------------

#[test]
fn a_truncated_file_is_refused_with_line_and_column() {
    let text = serde_json::to_string_pretty(&small()).expect("JSON");
    let cut = text.lines().take(3).collect::<Vec<_>>().join("\n");
    let problems = problems_of(cut.as_bytes());
    let column = cut.lines().last().map_or(0, |line| line.chars().count());
    assert_one(&problems, &format!("regel 3, kolom {column}"), "houdt te vroeg op");
}

#[test]
fn a_file_cut_anywhere_is_refused_at_a_line_within_it() {
    let text = serde_json::to_string_pretty(&small()).expect("JSON");
    for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
        let problems = problems_of(&text.as_bytes()[..at]);
        let [problem] = problems.as_slice() else { panic!("{problems:?}") };
        let line = problem.plaats.strip_prefix("regel ").and_then(|rest| rest.split(',').next()?.parse::<usize>().ok());
        let lines = text[..at].lines().count().max(1) + 1;
        assert!(line.is_some_and(|line| line <= lines), "cut at {at}: {problem:?}");
    }
}

#[test]
fn broken_json_is_refused_with_line_and_column() {
    for (broken, place) in [
        ("{\n  \"soort\": beslisboom }", "regel 2, kolom 12"),
        ("{ \"a\": 1,\n\n }", "regel 3, kolom 2"),
        ("{ 'a': 1 }", "regel 1, kolom 3"),
        ("{} {}", "regel 1, kolom 4"),
        ("{ \"a\": \"een\ntwee\" }", "regel 2, kolom 0"),
        ("{ \"a\": 1e999 }", "regel 1, kolom"),
        ("{ \"a\": NaN }", "regel 1, kolom"),
    ] {
        assert_one(&problems_of(broken.as_bytes()), place, "geen geldige JSON");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(problems_of(deep.as_bytes()).len(), 1);
}

#[test]
fn an_empty_file_and_a_file_that_is_no_object_are_refused() {
    assert_one(&problems_of(b""), "regel 1", "houdt te vroeg op");
    for other in ["[]", "null", "1", "\"tekst\"", "[{}]"] {
        assert_one(&problems_of(other.as_bytes()), "", "accolade");
    }
}

#[test]
fn text_that_is_not_utf_8_is_refused_with_its_line() {
    let mut bytes = b"{\n\"titel\":\n\"caf".to_vec();
    bytes.extend([0xe9, b'"', b'}']);
    assert_one(&problems_of(&bytes), "regel 3", "UTF-8");
    assert_one(&problems_of(&[0xff, 0xfe, b'{']), "regel 1", "UTF-8");
    let cut_in_a_letter = &"{\"titel\": \"é".as_bytes()[..12];
    assert_one(&problems_of(cut_in_a_letter), "regel 1", "UTF-8");
}

#[test]
fn a_file_of_ten_megabytes_is_refused_and_one_at_the_limit_is_not() {
    let big = vec![b' '; 10 * 1024 * 1024];
    assert_one(&problems_of(&big), "", "te groot");
    let small = small().to_string();
    let mut padded = vec![b' '; MAX_BYTES - small.len()];
    padded.extend(small.as_bytes());
    assert!(read(&padded, "proef.json").is_ok());
    padded.push(b'\n');
    assert_one(&problems_of(&padded), "", "te groot");
}

#[test]
fn a_byte_order_mark_is_no_problem() {
    assert!(read(format!("\u{feff}{}", small()).as_bytes(), "proef.json").is_ok());
}

#[test]
fn a_number_that_is_not_whole_is_refused() {
    for (number, shown) in [("1.5", "1.5"), ("1.0", "1.0"), ("2e3", "2000")] {
        let file = small().to_string().replace("\"dagen\":5", &format!("\"dagen\":{number}"));
        assert_one(&problems_of(file.as_bytes()), "", shown);
    }
    for (pointer, number) in [("/formaat", json!(1.0)), ("/bronnen/0/jaar", json!(2018.5)), ("/knopen/3/termijnen/0/dagen", json!(0.5))] {
        assert_one(&in_file(&with(small(), pointer, number)), "", "geen heel getal");
    }
}

#[test]
fn a_number_that_is_not_whole_is_refused_with_its_place() {
    let problems = in_file(&with(small(), "/knopen/3/termijnen/0/dagen", json!(0.5)));
    assert_one(&problems, "knopen[3]", "geen heel getal");
    assert_one(&problems, "dagen", "geen heel getal");
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    for (once, twice) in [
        ("\"melden\":\"nvt\"", "\"melden\":\"nvt\",\"melden\":\"ja\""),
        ("\"versie\":\"2026.1\"", "\"versie\":\"2026.1\",\"versie\":\"2026.2\""),
        ("\"contact\":[\"collega\"]", "\"contact\":[\"collega\"],\"contact\":[\"geen\"]"),
    ] {
        let file = small().to_string();
        assert!(file.contains(once));
        let problems = read(file.replace(once, twice).as_bytes(), "proef.json").err().unwrap_or_default();
        assert!(!problems.is_empty(), "{twice}: the second silently replaced the first");
    }
}

// --- the head --------------------------------------------------------------------------------------------------------

#[test]
fn an_unknown_or_missing_format_is_refused() {
    for formaat in [json!(2), json!(0), json!(-1), json!("1"), json!(null), json!(99_999_999_999_u64)] {
        assert_one(&in_file(&with(small(), "/formaat", formaat)), "formaat", "formaat");
    }
    assert_one(&in_file(&without(small(), "/formaat")), "formaat", "formaat");
}

#[test]
fn an_unknown_or_missing_kind_is_refused_with_the_kinds_there_are() {
    for (file, about) in [
        (with(small(), "/soort", json!("beslisbomen")), "beslisbomen"),
        (with(small(), "/soort", json!("Beslisboom")), "Beslisboom"),
        (without(small(), "/soort"), "ontbreekt"),
    ] {
        let problems = in_file(&file);
        assert_one(&problems, "soort", about);
        for soort in Soort::ALL {
            assert!(problems[0].advies.contains(soort.name()), "{problems:?}");
        }
    }
}

#[test]
fn a_kind_or_type_of_the_wrong_kind_of_value_is_not_called_missing() {
    let problems = in_file(&with(small(), "/soort", json!(5)));
    assert!(!problems[0].wat.contains("ontbreekt"), "{problems:?}");
    let problems = in_file(&with(small(), "/knopen/0/type", json!(["vraag"])));
    assert!(!problems[0].wat.contains("ontbreekt"), "{problems:?}");
}

#[test]
fn every_field_of_the_head_is_required() {
    for field in ["id", "versie", "titel", "omschrijving", "status", "geldig_vanaf", "nazien_voor", "bronnen"] {
        let problems = in_file(&without(small(), &format!("/{field}")));
        assert_one(&problems, "", &format!("`{field}` ontbreekt"));
    }
    for field in ["vorm", "begin", "stappen", "knopen"] {
        assert_one(&in_file(&without(small(), &format!("/{field}"))), "", &format!("`{field}` ontbreekt"));
    }
}

#[test]
fn an_id_is_lower_case_letters_digits_and_dashes() {
    for (id, good) in [("v1", true), ("meldcode-basis", true), ("V1", false), ("a/b", false), ("a b", false), ("é", false), ("", false), ("a_b", false)] {
        assert_eq!(is_id(id), good, "{id}");
        if !good {
            assert_among(&in_file(&with(small(), "/id", json!(id))), "id", "geen goede id");
            let renamed = small().to_string().replace("\"kijk\"", &json!(id).to_string());
            assert_among(&problems_of(renamed.as_bytes()), "knoop", "geen goede id");
        }
    }
}

#[test]
fn a_file_without_sources_is_refused() {
    let none = with(small(), "/bronnen", json!([]));
    assert_among(&in_file(&none), "bronnen", "geen bron");
}

#[test]
fn a_value_outside_its_list_is_refused_with_the_list() {
    for (pointer, advice) in [
        ("/status", "vastgesteld"),
        ("/vorm", "afwegingskader"),
        ("/knopen/0/zekerheid", "middel"),
        ("/knopen/0/type", "deelboom"),
        ("/knopen/1/contact/0", "navraag-kring"),
        ("/knopen/3/melden", "advies"),
        ("/knopen/3/vervolg", "andere-route"),
        ("/knopen/3/norm", "3"),
        ("/knopen/3/acties/0/contact", "veilig-thuis"),
    ] {
        let problems = in_file(&with(small(), pointer, json!("Anders")));
        assert_one(&problems, "", "Anders");
        assert!(problems[0].advies.contains(advice), "{pointer}: {problems:?}");
    }
    let feature = mark(vraag_naar("q", "u"), "ja", json!({ "kenmerken": ["acuut_gevaar"] }));
    let problems = in_file(&tree("t", "route", [feature, uitkomst("u", "nvt", "hulp", &["geen"])]));
    assert_one(&problems, "antwoorden[0].kenmerken[0]", "acuut_gevaar");
}

#[test]
fn a_day_that_is_no_day_is_refused_in_dutch() {
    for day in ["2026-02-30", "21-11-2026", "gisteren", "2026-13-01", ""] {
        assert_one(&in_file(&with(small(), "/geldig_vanaf", json!(day))), "geldig_vanaf", "");
    }
    assert_one(&in_file(&with(small(), "/nazien_voor", json!(2027))), "nazien_voor", "");
}

// --- wrong names and wrong values ------------------------------------------------------------------------------------

#[test]
fn a_typing_error_in_a_field_name_is_found_where_it_stands() {
    let head = also(small(), json!({ "omschijving": "x" }));
    assert_one(&in_file(&head), "", "omschijving");
    let node = with(small(), "/knopen/1/vasteleggen", json!(["x"]));
    assert_one(&in_file(&node), "knopen[1] (h)", "vasteleggen");
    let answer = with(small(), "/knopen/0/antwoorden/0/kenmerk", json!(["vgv"]));
    assert_one(&in_file(&answer), "knopen[0] (q).antwoorden[0]", "kenmerk");
    let action = with(small(), "/knopen/3/acties/0/contacten", json!("geen"));
    assert_one(&in_file(&action), "knopen[3] (u).acties[0]", "contacten");
    let term = with(small(), "/knopen/3/termijnen/0/werkdag", json!(true));
    assert_one(&in_file(&term), "knopen[3] (u).termijnen[0]", "werkdag");
    let source = with(small(), "/bronnen/0/vindplek", json!("x"));
    assert_one(&in_file(&source), "bronnen[0]", "vindplek");
    let step = with(small(), "/stappen/0/naam", json!("x"));
    assert_one(&in_file(&step), "stappen[0]", "naam");
    let point = with(small(), "/knopen/1/doen/1/bron", json!(["b1"]));
    assert_one(&in_file(&point), "knopen[1] (h).doen[1]", "");
    let explained = with(small(), "/knopen/1/uitleg/0/punten/0", json!({ "text": "x" }));
    assert_one(&in_file(&explained), "knopen[1] (h).uitleg[0].punten[0]", "");
}

#[test]
fn a_typing_error_in_a_field_of_a_point_is_named() {
    let point = with(small(), "/knopen/1/doen/1/zekerhied", json!("hoog"));
    assert_one(&in_file(&point), "doen[1]", "zekerhied");
}

#[test]
fn a_typing_error_in_the_head_lists_the_fields_of_the_head() {
    let problems = in_file(&with(without(small(), "/omschrijving"), "/omschijving", json!("x")));
    assert_among(&problems, "", "`omschijving` is niet bekend");
    let advice = problems.iter().find(|problem| problem.wat.contains("omschijving")).map(|problem| problem.advies.as_str());
    assert!(advice.is_some_and(|advice| advice.contains("omschrijving")), "{problems:#?}");
}

#[test]
fn a_field_that_belongs_to_another_type_of_node_is_refused() {
    for (at, field) in [(0, "naar"), (0, "melden"), (1, "antwoorden"), (2, "contact"), (3, "naar"), (3, "open_laten")] {
        let problems = in_file(&with(small(), &format!("/knopen/{at}/{field}"), json!("u")));
        assert_one(&problems, &format!("knopen[{at}]"), field);
    }
}

#[test]
fn a_value_of_the_wrong_type_is_refused_where_it_stands() {
    for (pointer, place) in [
        ("/titel", "titel"),
        ("/bronnen", "bronnen"),
        ("/bronnen/0/titel", "bronnen[0].titel"),
        ("/bronnen/0/jaar", "bronnen[0].jaar"),
        ("/begin", "begin"),
        ("/knopen", "knopen"),
        ("/knopen/0", "knopen[0]"),
        ("/knopen/0/tekst", "knopen[0] (q).tekst"),
        ("/knopen/0/antwoorden", "knopen[0] (q).antwoorden"),
        ("/knopen/0/antwoorden/1", "knopen[0] (q).antwoorden[1]"),
        ("/knopen/0/antwoorden/1/naar", "knopen[0] (q).antwoorden[1].naar"),
        ("/knopen/0/feiten/0", "knopen[0] (q).feiten[0]"),
        ("/knopen/1/doen/0", "knopen[1] (h).doen[0]"),
        ("/knopen/1/contact", "knopen[1] (h).contact"),
        ("/knopen/3/termijnen/0/dagen", "knopen[3] (u).termijnen[0].dagen"),
        ("/knopen/3/acties/0", "knopen[3] (u).acties[0]"),
    ] {
        for wrong in [json!(true), json!({ "x": [] })] {
            let problems = in_file(&with(small(), pointer, wrong.clone()));
            let hit = problems.iter().any(|problem| problem.plaats.contains(place));
            assert!(hit, "{pointer} = {wrong}: {problems:#?}");
        }
    }
    for days in [json!(-1), json!(70_000), json!("5")] {
        assert_one(&in_file(&with(small(), "/knopen/3/termijnen/0/dagen", days)), "dagen", "");
    }
}

#[test]
fn a_required_field_that_is_missing_is_named_with_its_node() {
    for (pointer, place) in [
        ("/knopen/0/type", "knopen[0] (q).type"),
        ("/knopen/0/stap", "knopen[0] (q)"),
        ("/knopen/0/tekst", "knopen[0] (q)"),
        ("/knopen/0/antwoorden", "knopen[0] (q)"),
        ("/knopen/0/antwoorden/0/id", "antwoorden[0]"),
        ("/knopen/0/antwoorden/0/naar", "antwoorden[0]"),
        ("/knopen/1/contact", "knopen[1] (h)"),
        ("/knopen/1/naar", "knopen[1] (h)"),
        ("/knopen/3/titel", "knopen[3] (u)"),
        ("/knopen/3/melden", "knopen[3] (u)"),
        ("/knopen/3/vervolg", "knopen[3] (u)"),
        ("/knopen/3/acties/0/contact", "acties[0]"),
        ("/bronnen/0/uitgever", "bronnen[0]"),
    ] {
        let field = pointer.rsplit('/').next().unwrap_or_default();
        assert_one(&in_file(&without(small(), pointer)), place, &format!("`{field}` ontbreekt"));
    }
    assert_one(&in_file(&without(small(), "/knopen/0/id")), "knopen[0]", "`id` ontbreekt");
}

// --- texts, sources, certainty ---------------------------------------------------------------------------------------

#[test]
fn an_empty_text_is_refused_where_it_stands() {
    for (pointer, place) in [
        ("/titel", "titel"),
        ("/omschrijving", "omschrijving"),
        ("/versie", "versie"),
        ("/knopen/0/tekst", "knoop q"),
        ("/knopen/0/antwoorden/0/tekst", "knoop q, antwoord ja"),
        ("/knopen/0/antwoorden/2/actie/tekst", "knoop q, antwoord twijfel"),
        ("/knopen/1/tekst", "knoop h"),
        ("/knopen/1/doen/0", "knoop h, doen[0]"),
        ("/knopen/1/doen/1/tekst", "knoop h, doen[1]"),
        ("/knopen/1/uitleg/0/kop", "knoop h, uitleg[0].kop"),
        ("/knopen/1/uitleg/0/punten/0", "knoop h, uitleg[0].punten[0]"),
        ("/knopen/2/tekst", "knoop kijk"),
        ("/knopen/3/titel", "knoop u"),
        ("/knopen/3/acties/0/tekst", "knoop u, acties[0]"),
        ("/knopen/3/termijnen/0/tekst", "knoop u, termijnen[0]"),
    ] {
        for empty in ["", " \t"] {
            assert_one(&in_file(&with(small(), pointer, json!(empty))), place, "leeg");
        }
    }
}

#[test]
fn an_empty_label_or_heading_is_refused_wherever_it_is_shown() {
    let labelled = with(small(), "/knopen/1/doen/1/label", json!("Tip"));
    let said = with(labelled, "/knopen/3/tekst", json!("Wat het betekent."));
    let said = with(said, "/knopen/0/toelichting", json!("Altijd in beeld."));
    let said = with(said, "/knopen/0/open_laten", json!("wacht op toets"));
    assert!(read(said.to_string().as_bytes(), "proef.json").is_ok());
    let mut silent = Vec::new();
    for pointer in [
        "/stappen/0/titel",
        "/knopen/1/doen/1/label",
        "/knopen/3/tekst",
        "/knopen/0/toelichting",
        "/knopen/0/open_laten",
        "/bronnen/0/titel",
        "/bronnen/0/uitgever",
        "/bronnen/0/vindplaats",
    ] {
        let empty = with(said.clone(), pointer, json!(" "));
        if read(empty.to_string().as_bytes(), "proef.json").is_ok() {
            silent.push(pointer);
        }
    }
    assert!(silent.is_empty(), "empty and not reported: {silent:?}");
}

#[test]
fn a_node_says_where_it_comes_from_and_how_certain_it_is() {
    for field in ["bronnen", "feiten"] {
        for at in 0..4 {
            let pointer = format!("/knopen/{at}/{field}");
            let place = format!("knoop {}", text(&small()["knopen"][at]["id"]));
            assert_one(&in_file(&without(small(), &pointer)), &place, "herkomst");
            assert_one(&in_file(&with(small(), &pointer, json!([]))), &place, "herkomst");
        }
    }
    assert_one(&in_file(&without(small(), "/knopen/0/zekerheid")), "knoop q", "zekerheid");
    assert_one(&in_file(&without(small(), "/knopen/1/doen/1/zekerheid")), "knoop h, doen[1]", "zekerheid");
    // A deelboom may leave the three out; when it states a certainty, it states all of it.
    let node = deelboom("kindcheck", "kindcheck", &[("zorgen", "u"), ("geen-kinderen", "u")]);
    let of = |node: Value| tree("t", "route", [node, uitkomst("u", "nvt", "hulp", &["geen"])]);
    assert!(read(of(node.clone()).to_string().as_bytes(), "t.json").is_ok());
    assert_one(&in_file(&of(also(node, json!({ "zekerheid": "hoog" })))), "knoop kindcheck", "herkomst");
}

#[test]
fn a_source_that_the_head_does_not_name_is_refused_wherever_it_is_used() {
    for (pointer, place) in [
        ("/knopen/0/bronnen", "knoop q"),
        ("/knopen/1/doen/1/bronnen", "knoop h, doen[1]"),
        ("/knopen/0/antwoorden/2/actie/bronnen", "knoop q, antwoord twijfel"),
        ("/knopen/3/acties/0/bronnen", "knoop u, acties[0]"),
        ("/knopen/3/termijnen/0/bronnen", "knoop u, termijnen[0]"),
    ] {
        assert_one(&in_file(&with(small(), pointer, json!(["b1", "b7"]))), place, "\"b7\"");
    }
}

#[test]
fn a_double_id_is_refused() {
    let twice = plus_node(small(), handeling("h", &["geen"], "u"));
    assert_among(&in_file(&twice), "knopen", "\"h\"");
    let answer = with(small(), "/knopen/0/antwoorden/1/id", json!("ja"));
    assert_one(&in_file(&answer), "knoop q", "\"ja\"");
    let step = with(small(), "/stappen", json!([{ "id": "1", "titel": "A" }, { "id": "1", "titel": "B" }]));
    assert_one(&in_file(&step), "stappen", "\"1\"");
    let bron = small()["bronnen"][0].clone();
    assert_one(&in_file(&with(small(), "/bronnen", json!([bron.clone(), bron]))), "bronnen", "\"b1\"");
    assert_among(&in_file(&signalen("s", &["s1", "s2", "s1"])), "groepen", "\"s1\"");
}

#[test]
fn an_unknown_step_is_refused() {
    assert_one(&in_file(&with(small(), "/knopen/2/stap", json!("9"))), "knoop kijk", "\"9\"");
}

#[test]
fn a_handeling_says_with_whom() {
    assert_one(&in_file(&with(small(), "/knopen/1/contact", json!([]))), "knoop h", "contact");
}

#[test]
fn a_lijst_names_one_list_or_several_and_not_both() {
    assert_one(&in_file(&with(small(), "/knopen/2/lijsten", json!(["signalen-test"]))), "knoop kijk", "`lijsten`");
    assert_one(&in_file(&without(small(), "/knopen/2/lijst")), "knoop kijk", "`lijsten`");
    let several = without(with(small(), "/knopen/2/lijsten", json!(["signalen-test"])), "/knopen/2/lijst");
    assert_eq!(faults(small_files(several), "klein"), []);
}

// --- the shape of a tree ---------------------------------------------------------------------------------------------

#[test]
fn a_target_that_does_not_exist_is_refused_at_the_answer_that_names_it() {
    for (pointer, place) in [
        ("/knopen/0/antwoorden/1/naar", "knoop q, antwoord nee"),
        ("/knopen/1/naar", "knoop h, naar"),
        ("/knopen/2/naar", "knoop kijk, naar"),
    ] {
        assert_among(&in_tree(small_files(with(small(), pointer, json!("nergens"))), "klein"), place, "\"nergens\"");
    }
    let outer = in_node(meldcode(), "afweging", |knoop| with(knoop, "/naar/acuut", json!("nergens")));
    let [list, check, kader, _] = meldcode_files();
    assert_among(&in_tree([list, check, kader, outer], "meldcode-test"), "knoop afweging, naar.acuut", "\"nergens\"");
}

#[test]
fn a_first_node_that_does_not_exist_is_refused() {
    assert_among(&in_tree(small_files(with(small(), "/begin", json!("nergens"))), "klein"), "begin", "\"nergens\"");
    assert_among(&in_tree(small_files(with(small(), "/knopen", json!([]))), "klein"), "begin", "\"q\"");
}

#[test]
fn a_circle_is_refused() {
    let round = [
        ("itself", vec![vraag("q", &[("ja", "q"), ("nee", "u"), ("twijfel", "u")])]),
        (
            "over two",
            vec![vraag_naar("q", "h"), handeling("h", &["geen"], "r"), vraag("r", &[("ja", "q"), ("nee", "u"), ("twijfel", "u")])],
        ),
        (
            "late",
            vec![
                vraag("q", &[("ja", "r"), ("nee", "s"), ("twijfel", "u")]),
                vraag_naar("r", "s"),
                handeling("s", &["geen"], "r2"),
                vraag("r2", &[("ja", "r"), ("nee", "u"), ("twijfel", "u")]),
            ],
        ),
    ];
    for (name, mut knopen) in round {
        knopen.push(uitkomst("u", "nvt", "hulp", &["geen"]));
        let problems = in_tree([tree("t", "route", knopen)], "t");
        assert!(problems.iter().all(|problem| problem.wat.contains("kring")), "{name}: {problems:#?}");
    }
    let through = [
        deelboom("kindcheck", "kindcheck", &[("geen-kinderen", "u"), ("zorgen", "kindcheck")]),
        uitkomst("u", "nvt", "hulp", &["geen"]),
    ];
    assert_one(&in_tree([kindcheck(), tree("t", "route", through)], "t"), "knoop kindcheck", "kring");
}

#[test]
fn roads_that_meet_again_are_no_circle() {
    let knopen = [
        vraag("q", &[("ja", "a"), ("nee", "b"), ("twijfel", "c")]),
        handeling("a", &["geen"], "b"),
        handeling("b", &["geen"], "c"),
        handeling("c", &["geen"], "u"),
        uitkomst("u", "nvt", "hulp", &["geen"]),
    ];
    assert_eq!(faults([tree("t", "route", knopen)], "t"), []);
}

#[test]
fn a_node_that_no_road_reaches_is_refused() {
    let lonely = plus_node(small(), handeling("los", &["geen"], "u"));
    assert_one(&in_tree(small_files(lonely), "klein"), "knoop los", "Geen enkele weg");
    let pair = plus_node(plus_node(small(), handeling("los", &["geen"], "vast")), handeling("vast", &["geen"], "los"));
    let problems = in_tree(small_files(pair), "klein");
    assert_eq!(problems.len(), 2, "two that only reach each other: {problems:#?}");
}

#[test]
fn a_question_without_twijfel_is_refused() {
    let sure = with(small(), "/knopen/0/antwoorden/2/id", json!("weet-niet"));
    assert_one(&in_tree(small_files(sure), "klein"), "knoop q", "twijfel");
    let none = tree("t", "route", [with(vraag_naar("q", "u"), "/antwoorden", json!([])), uitkomst("u", "nvt", "hulp", &["geen"])]);
    assert_among(&in_tree([none], "t"), "knoop q", "twijfel");
}

#[test]
fn twijfel_without_an_action_is_refused_outside_the_five_questions() {
    let silent = without(small(), "/knopen/0/antwoorden/2/actie");
    assert_one(&in_tree(small_files(silent), "klein"), "knoop q", "actie");
    for id in ["v0", "v6", "v10", "k1", "v"] {
        let bare = tree("t", "route", [without(vraag_naar(id, "u"), "/antwoorden/2/actie"), uitkomst("u", "nvt", "hulp", &["geen"])]);
        assert_one(&in_tree([bare], "t"), &format!("knoop {id}"), "actie");
    }
    assert_eq!(faults([afwegingskader()], "afwegingskader-test"), [], "v1 … v5 need none");
}

#[test]
fn an_outcome_without_an_action_is_refused_unless_it_takes_one_over() {
    assert_one(&in_tree(small_files(with(small(), "/knopen/3/acties", json!([]))), "klein"), "knoop u", "geen actie");
    assert_one(&in_tree(small_files(without(small(), "/knopen/3/acties")), "klein"), "knoop u", "geen actie");
    let [list, check, kader, code] = meldcode_files();
    assert_eq!(faults([list, check, kader, in_node(code, "melden", |knoop| without(knoop, "/acties"))], "meldcode-test"), []);
}

#[test]
fn neemt_over_names_a_deelboom_of_the_same_tree() {
    for wrong in ["q", "nergens", "u"] {
        let over = with(small(), "/knopen/3/neemt_over", json!(wrong));
        assert_one(&in_tree(small_files(over), "klein"), "knoop u", &format!("\"{wrong}\""));
    }
}

#[test]
fn lost_op_names_a_question_of_the_same_tree() {
    for wrong in ["h", "nergens", "u", "kindcheck/k1"] {
        let solved = with(small(), "/knopen/0/antwoorden/0/lost_op", json!([wrong]));
        assert_one(&in_tree(small_files(solved), "klein"), "knoop q", &format!("\"{wrong}\""));
    }
}

#[test]
fn verder_met_names_a_tree_that_exists() {
    let other = with(small(), "/knopen/3/verder_met", json!("kindcheck"));
    assert_one(&in_tree(small_files(other.clone()), "klein"), "knoop u", "\"kindcheck\"");
    assert_eq!(faults(small_files(other).into_iter().chain([kindcheck()]), "klein"), []);
    let itself = with(small(), "/knopen/3/verder_met", json!("klein"));
    assert_eq!(faults(small_files(itself), "klein"), [], "a new walk through the same tree is no circle");
}

// --- what a tree uses ------------------------------------------------------------------------------------------------

fn using(kindcheck_ways: &[(&str, &str)]) -> Value {
    tree("t", "route", [deelboom("kindcheck", "kindcheck", kindcheck_ways), uitkomst("u", "nvt", "hulp", &["geen"])])
}

#[test]
fn every_outcome_of_a_deelboom_has_a_way_on() {
    let problems = in_tree([kindcheck(), using(&[("zorgen", "u")])], "t");
    assert_one(&problems, "knoop kindcheck", "\"geen-kinderen\"");
    let problems = in_tree([kindcheck(), using(&[("zorgen", "u"), ("geen-kinderen", "u"), ("verzonnen", "u")])], "t");
    assert_one(&problems, "knoop kindcheck", "\"verzonnen\"");
}

#[test]
fn an_unknown_or_broken_deelboom_is_refused() {
    let ways = [("zorgen", "u"), ("geen-kinderen", "u")];
    assert_one(&in_tree([using(&ways)], "t"), "knoop kindcheck", "bestaat niet");
    let broken = with(kindcheck(), "/titel", json!(""));
    assert_one(&in_tree([broken, using(&ways)], "t"), "knoop kindcheck", "zelf fouten");
    let unsafe_tree = in_node(kindcheck(), "zorgen", |knoop| with(knoop, "/vervolg", json!("sluiten")));
    assert_one(&in_tree([unsafe_tree, using(&ways)], "t"), "knoop kindcheck", "zelf fouten");
    let list = signalen("kindcheck", &["s1"]);
    assert_one(&in_tree([list, using(&ways)], "t"), "knoop kindcheck", "bestaat niet");
}

#[test]
fn trees_that_use_each_other_are_refused() {
    let of = |id: &str, other: &str| tree(id, "route", [deelboom("d", other, &[("u", "u")]), uitkomst("u", "nvt", "hulp", &["geen"])]);
    let circles = [vec![of("a", "a")], vec![of("a", "b"), of("b", "a")], vec![of("a", "b"), of("b", "c"), of("c", "a")]];
    for files in circles {
        let count = files.len();
        let library = MemoryLibrary::of(files);
        for problem in library.problems() {
            assert_sound(std::slice::from_ref(&problem), &problem.bestand);
        }
        assert!(library.problems().len() >= count, "none of them can be built");
        assert_among(&library.problems(), "knoop d", "gebruikt op zijn beurt deze boom");
    }
}

#[test]
fn one_tree_that_is_used_twice_is_no_circle() {
    let leaf = tree("blad", "route", [vraag_naar("q", "u"), uitkomst("u", "nvt", "hulp", &["geen"])]);
    let twig = |id: &str| tree(id, "route", [deelboom("d", "blad", &[("u", "u")]), uitkomst("u", "nvt", "hulp", &["geen"])]);
    let root = tree(
        "t",
        "route",
        [
            deelboom("d1", "tak", &[("u", "d2")]),
            deelboom("d2", "tak2", &[("u", "d3")]),
            deelboom("d3", "blad", &[("u", "u")]),
            uitkomst("u", "nvt", "hulp", &["geen"]),
        ],
    );
    assert_eq!(faults([leaf, twig("tak"), twig("tak2"), root], "t"), []);
}

#[test]
fn a_missing_or_broken_list_of_signals_is_refused() {
    assert_one(&in_tree([small()], "klein"), "knoop kijk", "\"signalen-test\"");
    let several = without(with(small(), "/knopen/2/lijsten", json!(["signalen-test", "nergens"])), "/knopen/2/lijst");
    assert_one(&in_tree(small_files(several), "klein"), "knoop kijk", "\"nergens\"");
    let broken = with(signalen("signalen-test", &["s1"]), "/inleiding", json!(""));
    assert_one(&in_tree([small(), broken], "klein"), "knoop kijk", "zelf fouten");
}

#[test]
fn deelbomen_of_fixed_trees_have_fixed_names() {
    let wrong = tree(
        "t",
        "route",
        [deelboom("check", "kindcheck", &[("zorgen", "u"), ("geen-kinderen", "u")]), uitkomst("u", "nvt", "hulp", &["geen"])],
    );
    assert_one(&in_tree([kindcheck(), wrong], "t"), "knoop check", "\"kindcheck\"");
    let [list, check, kader, code] = meldcode_files();
    let renamed: Value = serde_json::from_str(&code.to_string().replace("\"afweging\"", "\"wegen\"")).expect("JSON");
    assert_one(&in_tree([list, check, kader, renamed], "meldcode-test"), "knoop wegen", "\"afweging\"");
}

#[test]
fn an_afwegingskader_asks_v1_to_v5_and_a_kindcheck_k1_to_k4_with_ja_nee_and_twijfel() {
    let renamed: Value = serde_json::from_str(&afwegingskader().to_string().replace("\"v3\"", "\"drie\"")).expect("JSON");
    let renamed = in_node(renamed, "drie", |knoop| mark(knoop, "twijfel", json!({ "actie": actie("Vraag advies", "veilig-thuis") })));
    assert_among(&in_tree([renamed], "afwegingskader-test"), "knoop v3", "ontbreekt");
    let no_nee = in_node(afwegingskader(), "v4", |knoop| without(knoop, "/antwoorden/1"));
    assert_among(&in_tree([no_nee], "afwegingskader-test"), "knoop v4", "ontbreekt");
    let check = in_node(kindcheck(), "k3", |_| handeling("k3", &["geen"], "k4"));
    assert_one(&in_tree([check], "kindcheck"), "knoop k3", "ontbreekt");
    let other: Value = serde_json::from_str(&kindcheck().to_string().replace("\"kindcheck\"", "\"mantelzorgcheck\"")).expect("JSON");
    let other = in_node(other, "k3", |_| handeling("k3", &["geen"], "k4"));
    assert_eq!(faults([other], "mantelzorgcheck"), [], "only the kindcheck has four fixed questions");
}

#[test]
fn a_meldcode_asks_for_every_feature() {
    let [list, check, kader, code] = meldcode_files();
    for (node, answer, left, missing) in [
        ("gevaar", 0, json!([]), "acuut-gevaar"),
        ("onthuld", 0, json!(["onthulling", "huwelijksdwang", "vgv"]), "eer"),
        ("onthuld", 0, json!(["eer", "huwelijksdwang", "vgv"]), "onthulling"),
        ("onthuld", 0, json!(["onthulling", "eer", "vgv"]), "huwelijksdwang"),
        ("onthuld", 0, json!(["onthulling", "eer", "huwelijksdwang"]), "vgv"),
    ] {
        let blind = in_node(code.clone(), node, |knoop| with(knoop, &format!("/antwoorden/{answer}/kenmerken"), left));
        let problems = in_tree([list.clone(), check.clone(), kader.clone(), blind], "meldcode-test");
        assert_one(&problems, "knopen", missing);
    }
}

// --- all at once -----------------------------------------------------------------------------------------------------

#[test]
fn all_problems_of_a_file_are_reported_at_once() {
    let file = with(small(), "/titel", json!(""));
    let file = with(file, "/id", json!("Klein"));
    let file = with(file, "/knopen/0/bronnen", json!(["b7"]));
    let file = with(file, "/knopen/1/doen/0", json!(""));
    let file = with(file, "/knopen/3/stap", json!("9"));
    let problems = in_file(&file);
    assert_eq!(problems.len(), 5, "{problems:#?}");
    for (place, about) in [("titel", "leeg"), ("id", "Klein"), ("knoop q", "b7"), ("knoop h, doen[0]", "leeg"), ("knoop u", "\"9\"")] {
        assert_among(&problems, place, about);
    }
}

#[test]
fn typing_errors_in_several_nodes_are_reported_at_once() {
    let file = with(small(), "/knopen/0/teskt", json!("x"));
    let file = with(file, "/knopen/2/lijsst", json!("x"));
    let file = without(file, "/knopen/3/melden");
    let file = without(file, "/versie");
    let problems = in_file(&file);
    for (place, about) in [("", "versie"), ("knopen[0] (q)", "teskt"), ("knopen[2] (kijk)", "lijsst"), ("knopen[3] (u)", "melden")] {
        assert_among(&problems, place, about);
    }
    assert_eq!(problems.len(), 4, "{problems:#?}");
}

#[test]
fn all_problems_of_the_shape_are_reported_at_once() {
    let file = with(small(), "/knopen/0/antwoorden/0/naar", json!("nergens"));
    let file = without(file, "/knopen/0/antwoorden/2/actie");
    let file = with(file, "/knopen/3/acties", json!([]));
    let file = with(file, "/knopen/2/lijst", json!("ook-nergens"));
    let problems = in_tree([file], "klein");
    for (place, about) in [("knoop q, antwoord ja", "nergens"), ("knoop h", "weg"), ("knoop q", "actie"), ("knoop u", "geen actie"), ("knoop kijk", "ook-nergens")] {
        assert_among(&problems, place, about);
    }
    assert_eq!(problems.len(), 5, "{problems:#?}");
}

#[test]
fn a_typing_error_in_one_node_does_not_hide_an_empty_text_in_another() {
    let file = with(small(), "/knopen/1/vasteleggen", json!(["x"]));
    let file = with(file, "/knopen/3/titel", json!(""));
    let problems = in_file(&file);
    assert_among(&problems, "knopen[1] (h)", "vasteleggen");
    assert_among(&problems, "u", "leeg");
}

#[test]
fn a_typing_error_at_the_top_does_not_hide_those_in_the_nodes() {
    let file = also(small(), json!({ "omschijving": "x" }));
    let problems = in_file(&with(file, "/knopen/1/vasteleggen", json!(["x"])));
    assert_among(&problems, "", "omschijving");
    assert_among(&problems, "knopen[1] (h)", "vasteleggen");
}

#[test]
fn two_typing_errors_in_one_node_are_both_reported() {
    let file = with(small(), "/knopen/1/vasteleggen", json!(["x"]));
    let problems = in_file(&with(file, "/knopen/1/doell", json!(["x"])));
    assert_among(&problems, "knopen[1] (h)", "vasteleggen");
    assert_among(&problems, "knopen[1] (h)", "doell");
}

// --- the other kinds -------------------------------------------------------------------------------------------------

fn origin(value: Value) -> Value {
    also(value, json!({ "bronnen": ["b1"], "feiten": ["F1.01"], "zekerheid": "hoog" }))
}

fn number(id: &str, nummer: &str, place: u8) -> Value {
    origin(json!({ "id": id, "naam": id, "nummer": nummer, "wanneer": "Nu.", "bereikbaar": "Altijd", "noodpagina": place,
                   "gecontroleerd_op": "2026-11-21" }))
}

fn numbers() -> Value {
    let nummers = [number("alarm", "112", 1), number("veilig-thuis", "0800-2000", 2)];
    file("nummers", "nummers", json!({ "noodregels": ["Bel 112."], "nummers": nummers }))
}

fn words() -> Value {
    let woorden = [
        origin(json!({ "id": "vt", "woord": "VT", "betekenis": "Veilig Thuis", "zie_ook": ["af"] })),
        origin(json!({ "id": "af", "woord": "AF", "betekenis": "Aandachtsfunctionaris" })),
    ];
    file("woordenlijst", "woordenlijst", json!({ "woorden": woorden }))
}

fn reference_page() -> Value {
    let deel = origin(json!({ "id": "een", "titel": "Een", "tekst": "Tekst.", "punten": ["Punt."] }));
    file("naslag", "naslag", json!({ "hoofdstukken": [deel] }))
}

fn municipalities() -> Value {
    let row = json!({ "gm_code": "GM0001", "gemeente": "Dorp", "provincie": "P", "veilig_thuis": "VT A", "ggd": "G",
                      "veiligheidsregio": "V" });
    let vt = json!({ "vt_code": "VT01", "naam": "VT A", "regio": "A", "telefoon": "0800-2000" });
    let body = json!({ "vermelding": "Bron", "peildatum": "2025-01-01", "gemeenten": [row], "veilig_thuis": [vt] });
    file("gemeenten", "gemeenten", body)
}

fn others() -> [Value; 6] {
    [small(), signalen("s", &["s1", "s2"]), numbers(), words(), reference_page(), municipalities()]
}

#[test]
fn the_other_kinds_are_checked_for_what_their_users_rely_on() {
    let cases = [
        (with(signalen("s", &["s1"]), "/groepen", json!([])), "groepen", "geen signalen"),
        (with(signalen("s", &["s1"]), "/inleiding", json!("")), "inleiding", "leeg"),
        (with(signalen("s", &["s1"]), "/groepen/0/items/0/tekst", json!("")), "signaal s1", "leeg"),
        (with(signalen("s", &["s1"]), "/groepen/0/items/0/feiten", json!([])), "signaal s1", "herkomst"),
        (with(signalen("s", &["s1"]), "/groepen/0/items/0/bronnen", json!(["b7"])), "signaal s1", "b7"),
        (with(signalen("s", &["s1"]), "/groepen/0/items/0/id", json!("S/1")), "signaal S/1", "id"),
        (with(numbers(), "/nummers/0/zekerheid", json!("laag")), "nummer alarm", "laag"),
        (with(numbers(), "/nummers/0/noodpagina", json!(3)), "noodpagina", "112"),
        (with(numbers(), "/nummers/1/nummer", json!("0800-2001")), "noodpagina", "0800-2000"),
        (without(numbers(), "/nummers/1"), "noodpagina", "0800-2000"),
        (with(numbers(), "/nummers/0/feiten", json!([])), "nummer alarm", "herkomst"),
        (with(numbers(), "/noodregels/0", json!("")), "noodregels[0]", "leeg"),
        (with(words(), "/woorden/0/zie_ook/0", json!("xx")), "woord vt", "\"xx\""),
        (with(words(), "/woorden/1/id", json!("vt")), "woorden", "\"vt\""),
        (with(words(), "/woorden/1/betekenis", json!("")), "woord af", "leeg"),
        (without(without(reference_page(), "/hoofdstukken/0/tekst"), "/hoofdstukken/0/punten"), "hoofdstuk een", "leeg"),
        (with(reference_page(), "/hoofdstukken/0/punten/0", json!({ "tekst": "x", "feiten": ["F1.01"] })), "hoofdstuk een, punten[0]", "zekerheid"),
        (with(municipalities(), "/gemeenten/0/veilig_thuis", json!("VT B")), "gemeente GM0001", "VT B"),
    ];
    for (file, place, about) in cases {
        assert_among(&in_file(&file), place, about);
    }
}

#[test]
fn a_typing_error_in_a_long_list_is_reported_with_the_id_of_its_item_and_does_not_hide_the_next() {
    let file = with(words(), "/woorden/0/betekenenis", json!("x"));
    let file = with(file, "/woorden/1/oook", json!(["x"]));
    let problems = in_file(&file);
    assert_among(&problems, "in vt", "betekenenis");
    assert_among(&problems, "in af", "oook");
    let file = with(with(signalen("s", &["s1", "s2"]), "/groepen/0/items/0/zekerheid", json!("zeker")), "/groepen/0/items/1/tekts", json!("x"));
    let problems = in_file(&file);
    assert_among(&problems, "in s1", "zeker");
    assert_among(&problems, "in s2", "tekts");
    let file = with(numbers(), "/nummers/0/gecontroleerd", json!("2026-11-21"));
    assert_among(&in_file(&file), "in alarm", "gecontroleerd");
    let file = with(municipalities(), "/gemeenten/0/gdd", json!("x"));
    assert_among(&in_file(&file), "in GM0001", "gdd");
}

#[test]
fn an_unknown_field_at_the_top_of_any_kind_is_refused() {
    for other in others() {
        let problems = in_file(&also(other, json!({ "toelichtinng": "x" })));
        assert_among(&problems, "", "toelichtinng");
    }
}

#[test]
fn a_file_is_read_as_the_kind_it_says_it_is() {
    for other in others() {
        let Ok(inhoud) = read(other.to_string().as_bytes(), "proef.json") else { panic!("{other}") };
        let same = match &inhoud {
            Inhoud::Beslisboom(_) => Soort::Beslisboom,
            Inhoud::Signalen(_) => Soort::Signalen,
            Inhoud::Naslag(_) => Soort::Naslag,
            Inhoud::Nummers(_) => Soort::Nummers,
            Inhoud::Woordenlijst(_) => Soort::Woordenlijst,
            Inhoud::Gemeenten(_) => Soort::Gemeenten,
        };
        assert_eq!((same.name(), inhoud.kop().soort), (text(&other["soort"]), same));
        // The schema that authors get knows every field that the file has.
        let schema = serde_json::to_value(schema(same)).expect("JSON");
        for field in other.as_object().expect("an object").keys() {
            assert!(schema["properties"].get(field).is_some(), "{field} of {} is not in its schema", same.name());
        }
    }
}

// --- facts -----------------------------------------------------------------------------------------------------------

fn facts() -> Feiten {
    let file = json!({ "feiten": [
        { "nummer": "F1.01", "zekerheid": "hoog", "bestand": "x.md" },
        { "nummer": "F1.02", "zekerheid": "laag", "bestand": "x.md" },
        { "nummer": "F1.03", "zekerheid": "hoog", "bestand": "x.md", "vervangen_door": ["A1.03"] },
        { "nummer": "A1.03", "zekerheid": "middel", "bestand": "y.md" },
    ]});
    Feiten::from_json(file.to_string().as_bytes()).expect("the facts read")
}

fn fact_problems(file: &Value) -> Vec<Problem> {
    let inhoud = read(file.to_string().as_bytes(), "proef.json").expect("the file itself is right");
    let mut problems = Problems::of("proef.json");
    check_facts(&inhoud, &facts(), &mut problems);
    problems.into_vec()
}

#[test]
fn nothing_is_firmer_than_its_weakest_fact() {
    assert_eq!(fact_problems(&small()), []);
    for (pointer, place) in [
        ("/knopen/0/feiten", "knoop q"),
        ("/knopen/1/doen/1/feiten", "knoop h, doen"),
        ("/knopen/3/acties/0/feiten", "knoop u, acties[0]"),
        ("/knopen/3/termijnen/0/feiten", "knoop u, termijnen[0]"),
        ("/knopen/0/antwoorden/2/actie/feiten", "knoop q, antwoord twijfel"),
    ] {
        let weak = with(small(), pointer, json!(["F1.01", "F1.02"]));
        let problems = fact_problems(&weak);
        assert_sound(&problems, "proef.json");
        assert_one(&problems, place, "zwakste feit");
        let unknown = fact_problems(&with(small(), pointer, json!(["F9.99"])));
        assert_one(&unknown, place, "F9.99");
    }
    let honest = with(with(small(), "/knopen/0/feiten", json!(["F1.02"])), "/knopen/0/zekerheid", json!("laag"));
    assert_eq!(fact_problems(&honest), []);
    for other in others() {
        let weak: Value = serde_json::from_str(&other.to_string().replace("F1.01", "F1.02")).expect("JSON");
        let rests_on_facts = weak.to_string().contains("F1.02");
        assert_eq!(!fact_problems(&weak).is_empty(), rests_on_facts, "{}", other["soort"]);
    }
}

#[test]
fn a_corrected_fact_is_used_together_with_its_correction() {
    let old = with(small(), "/knopen/0/feiten", json!(["F1.03"]));
    assert_one(&fact_problems(&old), "knoop q", "gecorrigeerd");
    let both = with(small(), "/knopen/0/feiten", json!(["F1.03", "A1.03"]));
    assert_one(&fact_problems(&both), "knoop q", "zwakste feit");
    assert_eq!(fact_problems(&with(both, "/knopen/0/zekerheid", json!("middel"))), []);
}

// --- anything at all -------------------------------------------------------------------------------------------------

/// Any JSON, with whole numbers mostly, and with the words of the format in it so that it comes past the first door.
fn any_json() -> impl Strategy<Value = Value> {
    let words = prop::sample::select(vec![
        "ja", "nee", "twijfel", "verder", "v1", "v2", "q", "u", "h", "kijk", "1", "hoog", "laag", "vraag", "handeling",
        "lijst", "deelboom", "uitkomst", "nvt", "advies", "sluiten", "b1", "signalen-test", "kindcheck", "2026-01-01", "",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        words.prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((field_name(), inner), 0..5).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

fn field_name() -> impl Strategy<Value = String> {
    prop_oneof![
        5 => prop::sample::select(vec![
            "soort", "formaat", "id", "versie", "titel", "status", "bronnen", "begin", "stappen", "knopen", "vorm", "type",
            "stap", "tekst", "antwoorden", "naar", "actie", "acties", "contact", "kenmerken", "lost_op", "feiten",
            "zekerheid", "uitleg", "punten", "lijst", "lijsten", "boom", "melden", "vervolg", "neemt_over", "termijnen",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ]
}

/// Every place in a value, as JSON pointers.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, item)| {
            let place = format!("{here}/{}", key.replace('~', "~0").replace('/', "~1"));
            places(item, &place, found);
            found.push(place);
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, item)| {
            let place = format!("{here}/{at}");
            places(item, &place, found);
            found.push(place);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What can happen to one place in a file.
#[derive(Debug, Clone)]
enum Change {
    Put(Value),
    TakeAway,
    /// Put there what stands at another place.
    Copy(prop::sample::Index),
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, Change)>> {
    let change = prop_oneof![
        2 => any_json().prop_map(Change::Put),
        2 => Just(Change::TakeAway),
        4 => any::<prop::sample::Index>().prop_map(Change::Copy),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), change), 1..4)
}

fn changed(mut file: Value, changes: Vec<(prop::sample::Index, Change)>) -> Value {
    for (at, change) in changes {
        let mut found = Vec::new();
        places(&file, "", &mut found);
        if found.is_empty() {
            return file;
        }
        let place = at.get::<String>(&found);
        file = match change {
            Change::Put(value) => with(file, place, value),
            Change::TakeAway => without(file, place),
            Change::Copy(from) => {
                let value = file.pointer(from.get::<String>(&found)).cloned().unwrap_or_default();
                with(file, place, value)
            }
        };
    }
    file
}

/// Reads a file, builds it with what it may use, and walks nothing: whatever comes out, it is no panic.
fn read_and_build(file: &Value) {
    let Ok(inhoud) = read(file.to_string().as_bytes(), "proef.json") else {
        in_file(file);
        return;
    };
    if let Inhoud::Beslisboom(_) = inhoud {
        let id = text(&file["id"]).to_owned();
        let beside = meldcode_files().into_iter().filter(|other| other["id"] != file["id"]);
        let library = MemoryLibrary::of(beside.chain([file.clone()]));
        if let Err(problems) = library.build(&id) {
            assert_sound(&problems, &format!("{id}.json"));
        }
    }
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn no_bytes_at_all_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let problems = read(&bytes, "proef.json").expect_err("random bytes are no checklist");
        assert_sound(&problems, "proef.json");
    }

    #[test]
    fn no_byte_changed_in_a_file_makes_reading_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), which in 0..6_usize) {
        let mut bytes = others()[which].to_string().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read(&bytes, "proef.json");
    }

    #[test]
    fn no_json_makes_reading_panic(value in any_json(), soort in prop::sample::select(Soort::ALL.to_vec())) {
        let _ = read(value.to_string().as_bytes(), "proef.json");
        let headed = match value {
            Value::Object(map) => also(file(soort.name(), "x", json!({})), Value::Object(map)),
            other => file(soort.name(), "x", json!({ "knopen": other })),
        };
        let _ = read(headed.to_string().as_bytes(), "proef.json");
    }

    #[test]
    fn no_change_to_a_right_file_makes_reading_or_building_panic(which in 0..9_usize, changes in changes()) {
        let file = match which {
            0..6 => others()[which].clone(),
            6 => afwegingskader(),
            7 => kindcheck(),
            _ => meldcode(),
        };
        read_and_build(&changed(file, changes));
    }

    #[test]
    fn no_tree_with_one_target_changed_makes_building_panic(
        shape in prop::collection::vec(any::<u8>(), 0..80), at in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(),
    ) {
        let mut files = plain_trees(&mut Dice::of(&shape));
        let last = files.len() - 1;
        let ids: Vec<Value> = list(&files[last]["knopen"]).iter().map(|knoop| knoop["id"].clone()).collect();
        let mut found = Vec::new();
        places(&files[last], "", &mut found);
        found.retain(|place| place.contains("/naar") && files[last].pointer(place).is_some_and(Value::is_string));
        prop_assume!(!found.is_empty());
        files[last] = with(files[last].clone(), at.get::<String>(&found), to.get(&ids).clone());
        let problems = faults(files, "buiten");
        for problem in &problems {
            assert_sound(std::slice::from_ref(problem), "buiten.json");
        }
    }
}

#[test]
fn lists_of_several_signal_lists_are_read() {
    let several = tree("t", "route", [lijsten("kijk", &["a", "b"], "u"), uitkomst("u", "nvt", "hulp", &["geen"])]);
    assert_eq!(faults([several, signalen("a", &["s1"]), signalen("b", &["s1"])], "t"), []);
}

#[test]
fn a_tree_that_loses_a_node_loses_its_way() {
    for node in ["v2", "v5", "hulp", "grens", "vraag-advies"] {
        let problems = in_tree([without_node(afwegingskader(), node)], "afwegingskader-test");
        assert!(problems.iter().any(|problem| problem.wat.contains(&format!("\"{node}\""))), "{node}: {problems:#?}");
    }
}
