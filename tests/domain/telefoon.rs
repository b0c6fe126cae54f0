//! Telephone numbers: every Dutch kind, what people type, and what is no number.

use aandacht::domain::telefoon::{Nummer, NummerSoort, TelefoonFout};
use proptest::prelude::*;

fn nummer(typed: &str) -> Nummer {
    Nummer::lees(typed).unwrap_or_else(|fout| panic!("{typed}: {fout}"))
}

/// One of every kind: as it is shown, its kind, its normal form.
const SOORTEN: [(&str, NummerSoort, &str); 18] = [
    ("045-560 00 01", NummerSoort::Vast, "+31455600001"),
    ("0475-56 00 01", NummerSoort::Vast, "+31475560001"),
    ("06-12 34 56 78", NummerSoort::Mobiel, "+31612345678"),
    ("088-123 45 67", NummerSoort::Bedrijf, "+31881234567"),
    ("085-123 45 67", NummerSoort::Bedrijf, "+31851234567"),
    ("084-123 45 67", NummerSoort::Bedrijf, "+31841234567"),
    ("087-123 45 67", NummerSoort::Bedrijf, "+31871234567"),
    ("0800-2000", NummerSoort::Gratis, "08002000"),
    ("0800-123 45 67", NummerSoort::Gratis, "08001234567"),
    ("0900-8844", NummerSoort::Betaald, "09008844"),
    ("0900-123 45 67", NummerSoort::Betaald, "09001234567"),
    ("14 045", NummerSoort::Gemeente, "14045"),
    ("14 0475", NummerSoort::Gemeente, "140475"),
    ("116 111", NummerSoort::Kort, "116111"),
    ("144", NummerSoort::Kort, "144"),
    ("112", NummerSoort::Nood, "112"),
    ("113", NummerSoort::Hulplijn, "113"),
    ("+3221234567", NummerSoort::Buitenland, "+3221234567"),
];

#[test]
fn every_kind_is_known_shown_and_dialled() {
    for (shown, soort, normaal) in SOORTEN {
        let nummer = nummer(shown);
        assert_eq!((nummer.to_string().as_str(), nummer.soort()), (shown, soort));
        assert_eq!(nummer.normaal(), normaal, "{shown}");
        assert_eq!(nummer.tel_uri(), format!("tel:{normaal}"));
    }
}

#[test]
fn one_number_can_be_typed_in_many_ways() {
    for typed in [
        "0455600001",
        "045 560 00 01",
        "045.560.00.01",
        "045/5600001",
        "(045) 560 00 01",
        "(0)45 560 00 01",
        "+31 (0)45 560 00 01",
        "+31(0)455600001",
        "+31 ( 0 ) 45 560 00 01",
        "(+31) 45-5600001",
        "0031455600001",
        "0031 (0)45 560 00 01",
        "+31 045 560 00 01",
        "31 45 560 00 01",
        "045\u{2013}560\u{a0}00\u{202f}01",
        "\u{202a}045\u{2011}560 00 01\u{202c}",
        "Tel.: 045-560 00 01",
        "tel:+31455600001",
        "T 045 560 00 01",
        "  045 - 560 00 01.  ",
    ] {
        assert_eq!(nummer(typed).to_string(), "045-560 00 01", "{typed}");
    }
}

#[test]
fn an_extension_goes_with_its_number() {
    for typed in [
        "045-560 00 01 tst 12",
        "045-5600001 tst. 12",
        "0455600001 toestel 12",
        "0455600001 (toestel: 12)",
        "045 560 00 01, tst. 12",
        "045 560 00 01 x12",
        "045 560 00 01 #12",
        "045 560 00 01 ext. 12",
        "tel:+31455600001;ext=12",
        "045 560 00 01 doorkiesnummer 1 2",
    ] {
        let nummer = nummer(typed);
        assert_eq!(nummer.to_string(), "045-560 00 01 tst 12", "{typed}");
        assert_eq!(nummer.tel_uri(), "tel:+31455600001;ext=12");
        assert_eq!(nummer.toestel().as_deref(), Some("12"));
    }
    assert_eq!(nummer("0455600001 tst 007").to_string(), "045-560 00 01 tst 007", "first zeros are dialled");
    for typed in ["045-560 00 01 tst", "045-560 00 01 tst 1234567", "045-560 00 01 tst twaalf"] {
        assert_eq!(Nummer::lees(typed), Err(TelefoonFout::Toestel), "{typed}");
    }
}

#[test]
fn what_is_no_number_is_refused_with_a_reason() {
    let kind = |typed: &str| match Nummer::lees(typed) {
        Ok(nummer) => format!("{nummer}"),
        Err(fout) => format!("{fout:?}").split(['(', ' ']).next().unwrap().to_owned(),
    };
    for (typed, expected) in [
        ("", "Leeg"),
        (" - ", "Leeg"),
        ("+", "Leeg"),
        ("onbekend", "Tekens"),
        ("045-56O OO O1", "Tekens"),
        ("045+5600001", "Tekens"),
        ("06-1234*678", "Tekens"),
        ("045", "TeKort"),
        ("12", "TeKort"),
        ("045-560 00 0", "TeKort"),
        ("06-1234567", "TeKort"),
        ("0800-200", "TeKort"),
        ("+32 2 1", "TeKort"),
        ("045-560 00 011", "TeLang"),
        ("0800-20001", "TeLang"),
        ("045-560 00 01 / 06-12345678", "TeLang"),
        ("+3221234567890123", "TeLang"),
        ("560 00 01", "ZonderNetnummer"),
        ("612345678", "ZonderNetnummer"),
        ("0119-56 00 01", "OnbekendBegin"),
        ("066-1234567", "OnbekendBegin"),
        ("0970-12345678", "OnbekendBegin"),
        ("+012345678", "Land"),
        ("+31 119 560001", "OnbekendBegin"),
        ("14 012", "OnbekendBegin"),
        ("tst 12", "Leeg"),
    ] {
        assert_eq!(kind(typed), expected, "{typed}");
    }
}

#[test]
fn a_refusal_says_what_is_wrong_and_what_to_do_and_repeats_no_number() {
    for typed in ["", "abc", "045-560 00 0", "045-560 00 0111", "5600001", "0119-560001", "+0", "0455600001 tst a"] {
        let said = Nummer::lees(typed).unwrap_err().to_string();
        assert!(said.matches(". ").count() >= 1 && said.ends_with('.'), "{said}");
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        assert!(digits.len() < 5 || !said.contains(&digits), "{said}");
    }
    let short = Nummer::lees("045-560 00 0").unwrap_err();
    assert_eq!(
        short.to_string(),
        "Dit nummer is te kort: het heeft 9 cijfers en dat moeten er 10 zijn. Kijk of er cijfers ontbreken."
    );
}

#[test]
fn a_number_is_small_and_a_long_text_is_no_work() {
    assert_eq!(size_of::<Nummer>(), 16);
    for long in ["0".repeat(1_000_000), " ".repeat(1_000_000), "(".repeat(1_000_000), "+31(0".repeat(200_000)] {
        assert!(Nummer::lees(&long).is_err());
    }
}

#[test]
fn it_is_stored_as_it_is_shown() {
    let nummer = nummer("+31 (0)475 560001 toestel 3");
    let json = serde_json::to_string(&nummer).unwrap();
    assert_eq!(json, "\"0475-56 00 01 tst 3\"");
    assert_eq!(serde_json::from_str::<Nummer>(&json).unwrap(), nummer);
    assert!(serde_json::from_str::<Nummer>("\"geen nummer\"").is_err());
}

/// Typed, kind, normal form and shown, by an author who has not seen the reader.
const TABEL: &str = include_str!("../data/netwerk/telefoons.tsv");

#[test]
fn the_table_of_every_dutch_kind_holds() {
    let kind = |soort: NummerSoort| format!("{soort:?}").to_lowercase();
    let mut wrong = Vec::new();
    for line in TABEL.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[typed, expected, normaal, shown] = columns.as_slice() else { panic!("not four columns: {line}") };
        let found = match Nummer::lees(typed) {
            Ok(nummer) => [kind(nummer.soort()), nummer.normaal(), nummer.to_string()],
            Err(_) => ["geen", "-", "-"].map(str::to_owned),
        };
        if found != [expected, normaal, shown] {
            wrong.push(format!("{line}\n    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A number of any kind, without signs.
fn any_number() -> impl Strategy<Value = String> {
    prop_oneof![
        "06[1-58][0-9]{7}",
        "0(10|45|77)[0-9]{7}",
        "0(111|475|599)[0-9]{6}",
        "08[4578][0-9]{7}",
        "0(800|900|906|909)([0-9]{4}|[0-9]{7})",
        "14 0(20|475)",
        "116[0-9]{3}",
        "\\+(32|49|1|44)[0-9]{8,11}",
        "11[23]",
    ]
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text: String) {
        let _ = Nummer::lees(&text);
    }

    #[test]
    fn any_text_of_the_signs_of_numbers_is_read_or_refused(text in "[-+0-9() ./#;=a-zé\u{200b}\u{2013}]{0,40}") {
        if let Ok(nummer) = Nummer::lees(&text) {
            prop_assert_eq!(Nummer::lees(&nummer.to_string()), Ok(nummer));
            prop_assert_eq!(Nummer::lees(&nummer.tel_uri()), Ok(nummer));
        }
    }

    #[test]
    fn what_is_shown_and_the_normal_form_are_the_same_number(
        digits in any_number(),
        extension in proptest::option::of("[0-9]{1,6}"),
        signs in proptest::collection::vec(prop::sample::select(vec!["", " ", "-", ".", " - ", "\u{a0}", "/"]), 16),
    ) {
        let spread: String = digits.chars().zip(signs.iter().cycle()).map(|(digit, sign)| format!("{digit}{sign}")).collect();
        let typed = extension.iter().fold(spread, |typed, extension| format!("{typed} tst {extension}"));
        let nummer = Nummer::lees(&typed).unwrap();
        prop_assert_eq!(Nummer::lees(&nummer.to_string()), Ok(nummer));
        prop_assert_eq!(Nummer::lees(&nummer.tel_uri()), Ok(nummer));
        prop_assert_eq!(Nummer::lees(&nummer.normaal()).map(Nummer::normaal), Ok(nummer.normaal()));
        prop_assert_eq!(nummer.toestel(), extension);
        let json = serde_json::to_string(&nummer).unwrap();
        prop_assert_eq!(serde_json::from_str::<Nummer>(&json).unwrap(), nummer);
    }
}
