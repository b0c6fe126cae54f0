//! What can be wrong before the first field is read.

use aandacht::domain::inhoud::{MAX_BYTES, read};
use serde_json::json;

use super::{assert_one, in_file, problems_of, small};
use crate::common::with;

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
    for (pointer, number) in
        [("/formaat", json!(1.0)), ("/bronnen/0/jaar", json!(2018.5)), ("/knopen/3/termijnen/0/dagen", json!(0.5))]
    {
        assert_one(&in_file(&with(small(), pointer, number)), "", "geen heel getal");
    }
}

#[test]
fn bug_a_number_that_is_not_whole_is_refused_with_its_place() {
    let problems = in_file(&with(small(), "/knopen/3/termijnen/0/dagen", json!(0.5)));
    assert_one(&problems, "knopen[3]", "geen heel getal");
    assert_one(&problems, "dagen", "geen heel getal");
}

#[test]
fn bug_a_key_that_stands_twice_is_refused() {
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
