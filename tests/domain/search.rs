//! Names the way people type them.

use aandacht::domain::inhoud::{Gemeente, Gemeenten, Inhoud, VeiligThuis, read};
use aandacht::domain::search::{Closeness, closeness, closest, find_gemeente, fold, rank, rank_gemeenten};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::json;

use crate::common::{cases, file};

// --- one spelling ----------------------------------------------------------------------------------------------------

/// Letters with and without accents, from several alphabets, and what stands between words.
fn typed() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            4 => prop::char::range('a', 'z'),
            2 => prop::char::range('A', 'Z'),
            2 => prop::char::range('\u{c0}', '\u{17f}'),
            1 => prop::char::range('\u{300}', '\u{330}'),
            1 => prop::char::range('\u{391}', '\u{3c9}'),
            1 => prop::char::range('\u{400}', '\u{45f}'),
            1 => prop::char::range('0', '9'),
            2 => prop::sample::select(vec![' ', '-', '\'', '’', '(', ')', '.', ',', '/', '\t', 'ß', 'ĳ', 'Ĳ', 'ﬁ', '½']),
        ],
        0..24,
    )
    .prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn folding_twice_is_folding_once(text in typed()) {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn a_folded_name_has_no_capitals_no_marks_and_single_spaces(text in typed()) {
        let folded = fold(&text);
        prop_assert!(!folded.chars().any(char::is_uppercase), "{}", folded);
        prop_assert!(folded.chars().all(|letter| letter.is_alphanumeric() || letter == ' '), "{}", folded);
        prop_assert!(!folded.contains("  ") && folded.trim() == folded, "{:?}", folded);
    }

    #[test]
    fn capitals_accents_and_the_space_around_do_not_matter(text in "[a-z]{1,8}( [a-z]{1,8}){0,2}") {
        prop_assert_eq!(&fold(&text.to_uppercase()), &text);
        prop_assert_eq!(&fold(&format!("  {text}\n")), &text);
        prop_assert_eq!(&fold(&text.replace('e', "ë").replace('u', "u\u{301}")), &text);
        prop_assert_eq!(&fold(&text.replace(' ', "-")), &text);
    }
}

#[test]
fn letters_that_do_not_decompose_are_found_by_what_people_type() {
    for (written, typed) in [
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("Đakovo", "dakovo"),
        ("Straße", "strasse"),
        ("Curaçao", "curacao"),
        ("Œuvre", "oeuvre"),
        ("Ærø", "aero"),
        ("Ĳsselstein", "ijsselstein"),
        ("Nuenen, Gerwen en Nederwetten", "nuenen gerwen en nederwetten"),
        ("  Bergen  (NH.) ", "bergen nh"),
    ] {
        assert_eq!(fold(written), typed, "{written}");
    }
}

#[test]
fn bug_folding_twice_is_folding_once_for_signs_that_stand_for_capitals() {
    for text in ["™", "℡", "𝐀msterdam", "№ 5", "㎐", "Ⅳ", "K", "İzmir", "ẞ", "ΑΣ"] {
        assert_eq!(fold(&fold(text)), fold(text), "{text}");
    }
}

#[test]
fn bug_every_apostrophe_people_type_is_the_same() {
    for typed in ["d'Arc", "d’Arc", "d‘Arc", "d`Arc", "d´Arc"] {
        assert_eq!(fold(typed), "darc", "{typed}");
    }
}

// --- how close -------------------------------------------------------------------------------------------------------

#[test]
fn a_name_is_the_closer_the_more_of_it_was_typed() {
    for (query, name, expected) in [
        ("bergen", "bergen", Some(Closeness::Exact)),
        ("berg", "bergen", Some(Closeness::Prefix)),
        ("zoom", "bergen op zoom", Some(Closeness::WordPrefix)),
        ("op zo", "bergen op zoom", Some(Closeness::WordPrefix)),
        ("erge", "bergen", Some(Closeness::Inside)),
        ("bregen", "bergen", Some(Closeness::Typo(1))),
        ("amsterdm", "amsterdam", Some(Closeness::Typo(1))),
        ("amstrdm", "amsterdam", None),
        ("amstrdam", "amsterdam", Some(Closeness::Typo(1))),
        ("groningne", "groningen", Some(Closeness::Typo(1))),
        ("gronignne", "groningen", Some(Closeness::Typo(2))),
        ("er", "bergen", None),
        ("ede", "epe", None),
        ("", "bergen", None),
        ("utrecht", "bergen", None),
    ] {
        assert_eq!(closeness(query, name), expected, "{query} in {name}");
    }
    let tiers = [
        Closeness::Exact,
        Closeness::Prefix,
        Closeness::WordPrefix,
        Closeness::Inside,
        Closeness::Typo(1),
        Closeness::Typo(2),
    ];
    assert!(tiers.is_sorted(), "the closest first");
}

#[test]
fn the_closest_of_several_names_counts() {
    assert_eq!(closest("bosch", ["'s-Hertogenbosch", "Den Bosch"]), Some(Closeness::WordPrefix));
    assert_eq!(closest("den bosch", ["'s-Hertogenbosch", "Den Bosch"]), Some(Closeness::Exact));
    assert_eq!(closest("utrecht", []), None);
}

#[test]
fn ranking_puts_the_closest_first_and_keeps_the_order_of_equals() {
    let names = ["Steenbergen", "Bergen op Zoom", "Bergen", "Bergeijk", "Bregen"];
    let ranked = rank("Bergen", &names, |name| vec![*name]);
    assert_eq!(ranked, [&"Bergen", &"Bergen op Zoom", &"Steenbergen", &"Bregen"]);
    assert!(rank("", &names, |name| vec![*name]).is_empty());
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn every_name_is_found_by_itself_and_by_its_beginning(name in "[A-Za-zé]{3,9}( [A-Za-z]{2,6})?", length in 1..9_usize) {
        let folded = fold(&name);
        prop_assert_eq!(closeness(&folded, &folded), Some(Closeness::Exact));
        let start: String = folded.chars().take(length).collect();
        let close = closeness(start.trim_end(), &folded).expect("its beginning finds it");
        prop_assert!(close <= Closeness::Prefix);
    }

    #[test]
    fn no_query_panics(query in any::<String>(), name in any::<String>()) {
        let _ = closeness(&query, &name);
        let _ = closeness(&fold(&query), &fold(&name));
        let _ = find_gemeente(&table(), &query);
    }
}

// --- municipalities --------------------------------------------------------------------------------------------------

fn gemeente(gm_code: &str, gemeente: &str, provincie: &str, ook: &[&str]) -> Gemeente {
    Gemeente {
        gm_code: gm_code.to_owned(),
        gemeente: gemeente.to_owned(),
        provincie: provincie.to_owned(),
        veilig_thuis: "Veilig Thuis Test".to_owned(),
        ggd: "GGD Test".to_owned(),
        veiligheidsregio: "Test".to_owned(),
        ook: ook.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn table() -> Gemeenten {
    Gemeenten {
        vermelding: "Bron: test".to_owned(),
        peildatum: date(2025, 1, 1),
        provincie_ook: std::collections::BTreeMap::new(),
        gemeenten: vec![
            gemeente("GM0796", "'s-Hertogenbosch", "Noord-Brabant", &["Den Bosch"]),
            gemeente("GM0518", "'s-Gravenhage", "Zuid-Holland", &["Den Haag"]),
            gemeente("GM0893", "Bergen (L.)", "Limburg", &[]),
            gemeente("GM0373", "Bergen (NH.)", "Noord-Holland", &["Schoorl"]),
            gemeente("GM0748", "Bergen op Zoom", "Noord-Brabant", &[]),
            gemeente("GM0400", "Den Helder", "Noord-Holland", &[]),
            gemeente("GM1900", "Súdwest-Fryslân", "Fryslân", &["Sneek"]),
            gemeente("GM0344", "Utrecht", "Utrecht", &[]),
            gemeente("GM0310", "De Bilt", "Utrecht", &[]),
        ],
        veilig_thuis: vec![VeiligThuis {
            vt_code: "VT01".to_owned(),
            naam: "Veilig Thuis Test".to_owned(),
            regio: "Test".to_owned(),
            website: None,
            telefoon: "0800-2000".to_owned(),
        }],
    }
}

fn found(name: &str) -> (Vec<String>, Vec<String>) {
    let table = table();
    let found = find_gemeente(&table, name);
    (
        found.gevonden.iter().map(|gemeente| gemeente.gm_code.clone()).collect(),
        found.suggesties.iter().map(|name| (*name).to_owned()).collect(),
    )
}

#[test]
fn a_municipality_is_found_the_way_people_write_it() {
    for (typed, code) in [
        ("den bosch", "GM0796"),
        ("Den Bosch", "GM0796"),
        ("'s-hertogenbosch", "GM0796"),
        ("s hertogenbosch", "GM0796"),
        ("’s Hertogenbosch", "GM0796"),
        ("hertogenbosch", "GM0796"),
        ("hertogenbos", "GM0796"),
        ("hertogenbsoch", "GM0796"),
        ("den haag", "GM0518"),
        ("sudwest fryslan", "GM1900"),
        ("Súdwest-Fryslân", "GM1900"),
        ("SUDWEST-FRYSLAN", "GM1900"),
        ("sneek", "GM1900"),
        ("bergen op zoom", "GM0748"),
        ("bergen (nh.)", "GM0373"),
        ("bergen nh", "GM0373"),
        ("Bergen L", "GM0893"),
        ("utrehct", "GM0344"),
    ] {
        assert_eq!(found(typed), (vec![code.to_owned()], Vec::new()), "{typed}");
    }
}

#[test]
fn a_name_that_is_shared_gives_all_who_share_it() {
    for typed in ["bergen", "Bergen", " BERGEN "] {
        assert_eq!(found(typed), (vec!["GM0893".to_owned(), "GM0373".to_owned()], Vec::new()), "{typed}");
    }
}

#[test]
fn a_name_that_fits_several_is_not_guessed() {
    let (codes, names) = found("den");
    assert!(codes.is_empty());
    assert_eq!(names, ["'s-Hertogenbosch", "'s-Gravenhage", "Den Helder"]);
    let (codes, names) = found("berg");
    assert!(codes.is_empty());
    assert_eq!(names, ["Bergen (L.)", "Bergen (NH.)", "Bergen op Zoom"]);
}

#[test]
fn an_unknown_name_gives_suggestions_and_nothing_found() {
    let (codes, names) = found("utregtt");
    assert!(codes.is_empty());
    assert_eq!(names.first().map(String::as_str), Some("Utrecht"), "{names:?}");
    assert!(names.len() <= 6);
    for nothing in ["", "   ", "'", "qqqqqqqq", "12345"] {
        let (codes, _) = found(nothing);
        assert!(codes.is_empty(), "{nothing}");
    }
    assert!(found("qqqqqqqq").1.is_empty(), "no suggestion that looks like nothing");
}

#[test]
fn a_list_shrinks_while_typing_and_the_name_meant_stays_in_it() {
    let table = table();
    let mut last = usize::MAX;
    for typed in ["b", "be", "ber", "berg", "berge", "bergen", "bergen o"] {
        let ranked = rank_gemeenten(&table, typed);
        assert!(ranked.iter().any(|gemeente| gemeente.gm_code == "GM0748"), "{typed}");
        assert!(ranked.len() <= last, "{typed}");
        last = ranked.len();
    }
    assert_eq!(rank_gemeenten(&table, "bergen o")[0].gm_code, "GM0748", "and comes first");
}

#[test]
fn a_table_of_municipalities_reads_and_names_its_veilig_thuis() {
    let row = json!({ "gm_code": "GM0001", "gemeente": "Dorp", "provincie": "P", "veilig_thuis": "Veilig Thuis A",
                      "ggd": "G", "veiligheidsregio": "V" });
    let body = json!({ "vermelding": "Bron", "peildatum": "2025-01-01", "gemeenten": [row],
                       "veilig_thuis": [{ "vt_code": "VT01", "naam": "Veilig Thuis A", "regio": "A", "telefoon": "0800-2000" }] });
    let text = file("gemeenten", "gemeenten", body).to_string();
    let Ok(Inhoud::Gemeenten(table)) = read(text.as_bytes(), "gemeenten.json") else { panic!("it reads") };
    assert_eq!(find_gemeente(&table.inhoud, "dorp").gevonden[0].veilig_thuis, "Veilig Thuis A");
}
