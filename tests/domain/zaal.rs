//! The room view: what a picture promises, how it travels, what its clock shows.

use std::collections::BTreeSet;

use aandacht::domain::zaal::{
    Bericht, Contact, LANGSTE_GROET, LANGSTE_REGEL, Onleesbaar, VERSIE, Weigering, Wijzer, Zaalbeeld, Zaalfase,
    Zaalgroep, Zaalklok, Zaalstemmen, gelijk, lees_begroeting, lees_bericht, pagina, regel, schrijf_begroeting,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::common::cases;

/// A picture with everything in it.
pub fn vol_beeld() -> Zaalbeeld {
    Zaalbeeld {
        titel: "Intervisie: incidentmethode".to_owned(),
        oefening: true,
        fase: Some(Zaalfase {
            titel: "Informatievragen".to_owned(),
            nummer: 4,
            van: 7,
            tekst: "Stel alleen vragen naar feiten. Een vraag tegelijk.".to_owned(),
        }),
        klok: Some(Zaalklok { rest_ms: 582_000, totaal_ms: 900_000, loopt: true, op: false }),
        ronde: Some("ronde 2 van 3".to_owned()),
        feiten: vec![
            "Het kind komt drie dagen zonder jas op school.".to_owned(),
            "Moeder zegt: hij is gewoon vergeetachtig.".to_owned(),
        ],
        vraag: Some("Wat is uw volgende stap?".to_owned()),
        stemmen: Some(Zaalstemmen {
            keuzes: vec!["Ja".to_owned(), "Nee".to_owned(), "Twijfel".to_owned()],
            groepen: vec![
                Zaalgroep { naam: "Groep 1".to_owned(), aantallen: vec![3, 1, 2] },
                Zaalgroep { naam: "Groep 2".to_owned(), aantallen: vec![4, 0, 1] },
            ],
            lezing: Some("De groepen denken ongeveer hetzelfde.".to_owned()),
        }),
        slot: Some("Bespreek wat u morgen anders doet.".to_owned()),
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![".{0,40}", "[a-z ]{0,300}"]
}

prop_compose! {
    fn pictures()(
        texts in proptest::collection::vec(text(), 6),
        feiten in proptest::collection::vec(text(), 0..6),
        numbers in any::<(u32, u32, i64, i64)>(),
        flags in any::<[bool; 8]>(),
        keuzes in proptest::collection::vec(text(), 0..5),
        counts in proptest::collection::vec((text(), proptest::collection::vec(any::<u32>(), 0..6)), 0..5),
    ) -> Zaalbeeld {
        let [titel, fase_titel, fase_tekst, ronde, vraag, slot] = texts.try_into().expect("six");
        let (nummer, van, rest_ms, totaal_ms) = numbers;
        Zaalbeeld {
            titel,
            oefening: flags[0],
            fase: flags[1].then_some(Zaalfase { titel: fase_titel, nummer, van, tekst: fase_tekst }),
            klok: flags[2].then_some(Zaalklok { rest_ms, totaal_ms, loopt: flags[3], op: flags[4] }),
            ronde: flags[5].then_some(ronde),
            feiten,
            vraag: flags[6].then_some(vraag),
            stemmen: flags[7].then_some(Zaalstemmen {
                keuzes,
                groepen: counts.into_iter().map(|(naam, aantallen)| Zaalgroep { naam, aantallen }).collect(),
                lezing: flags[0].then(|| "zo".to_owned()),
            }),
            slot: flags[1].then_some(slot),
        }
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn what_is_sent_is_what_is_read(beeld in pictures()) {
        let line = regel(&Bericht::Beeld(Box::new(beeld.clone())));
        prop_assert!(line.len() <= LANGSTE_REGEL && line.ends_with(b"\n"));
        prop_assert_eq!(line.iter().filter(|byte| **byte == b'\n').count(), 1, "one line");
        prop_assert_eq!(lees_bericht(&line), Ok(Bericht::Beeld(Box::new(beeld))));
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = lees_bericht(&bytes);
        let _ = lees_begroeting(&bytes);
    }

    #[test]
    fn no_json_makes_a_reader_panic_and_a_page_is_made_of_any_picture(
        beeld in pictures(), cut in 0_usize..400, ago in any::<i64>(),
    ) {
        let line = regel(&Bericht::Beeld(Box::new(beeld.clone())));
        let _ = lees_bericht(&line[..cut.min(line.len())]);
        let _ = pagina(&beeld, ago);
        let _ = beeld.waar();
    }

    #[test]
    fn however_large_a_picture_is_its_line_is_read(count in 0_usize..80, long in 0_usize..9000, sign in any::<char>()) {
        let text: String = std::iter::repeat_n(sign, long).collect();
        let mut beeld = vol_beeld();
        beeld.feiten = vec![text.clone(); count];
        beeld.slot = Some(text.clone());
        beeld.stemmen = Some(Zaalstemmen {
            keuzes: vec![text.clone(); 20],
            groepen: vec![Zaalgroep { naam: text, aantallen: vec![u32::MAX; 40] }; 20],
            lezing: None,
        });
        let line = regel(&Bericht::Beeld(Box::new(beeld)));
        prop_assert!(line.len() <= LANGSTE_REGEL, "{}", line.len());
        prop_assert!(matches!(lees_bericht(&line), Ok(Bericht::Beeld(_))));
    }

    #[test]
    fn a_clock_never_panics_and_changes_exactly_when_it_says(
        rest_ms in -20_000_i64..20_000, totaal_ms in 0_i64..20_000, op in any::<bool>(), ago in 0_i64..9_000,
    ) {
        let klok = Zaalklok { rest_ms, totaal_ms, loopt: true, op };
        let then = klok.verandert_over(ago).expect("it runs");
        prop_assert!((1..=1000).contains(&then));
        prop_assert_eq!(klok.wijzer(ago + then - 1), klok.wijzer(ago), "not before");
        // Before its beginning a clock that counts up stands at nothing.
        if !op || totaal_ms - rest_ms >= 0 {
            prop_assert_ne!(klok.wijzer(ago + then), klok.wijzer(ago), "and then");
        }
    }

    #[test]
    fn the_wildest_clock_shows_something(rest_ms in any::<i64>(), totaal_ms in any::<i64>(), ago in any::<i64>(), flags in any::<[bool; 2]>()) {
        let klok = Zaalklok { rest_ms, totaal_ms, loopt: flags[0], op: flags[1] };
        prop_assert!(klok.wijzer(ago).tijd.len() <= 9);
        prop_assert!(klok.verandert_over(ago).is_none_or(|ms| (1..=1000).contains(&ms)));
    }
}

#[test]
fn a_picture_without_room_for_itself_loses_its_oldest_facts_first() {
    let mut beeld = vol_beeld();
    beeld.feiten = (0..200).map(|at| format!("{at} {}", "feit ".repeat(100))).collect();
    let Ok(Bericht::Beeld(read)) = lees_bericht(&regel(&Bericht::Beeld(Box::new(beeld.clone())))) else {
        panic!("a picture");
    };
    assert!(!read.feiten.is_empty() && read.feiten.len() < 200);
    assert_eq!(read.feiten.last(), beeld.feiten.last(), "the newest stays");
    assert_eq!((read.fase, read.stemmen, read.slot), (beeld.fase, beeld.stemmen, beeld.slot), "the rest is whole");
}

#[test]
fn a_line_holds_the_fields_of_a_picture_and_nothing_else() {
    let line: Value = serde_json::from_slice(&regel(&Bericht::Beeld(Box::new(vol_beeld())))).expect("JSON");
    let names = |value: &Value| -> BTreeSet<String> { value.as_object().expect("fields").keys().cloned().collect() };
    let set = |names: &[&str]| -> BTreeSet<String> { names.iter().map(|name| (*name).to_owned()).collect() };
    assert_eq!(names(&line), set(&["versie", "beeld"]));
    let beeld = &line["beeld"];
    assert_eq!(
        names(beeld),
        set(&["titel", "oefening", "fase", "klok", "ronde", "feiten", "vraag", "stemmen", "slot"])
    );
    assert_eq!(names(&beeld["fase"]), set(&["titel", "nummer", "van", "tekst"]));
    assert_eq!(names(&beeld["klok"]), set(&["rest_ms", "totaal_ms", "loopt", "op"]));
    assert_eq!(names(&beeld["stemmen"]), set(&["keuzes", "groepen", "lezing"]));
    assert_eq!(names(&beeld["stemmen"]["groepen"][0]), set(&["naam", "aantallen"]));
}

#[test]
fn a_field_that_is_not_known_is_ignored_and_one_that_is_left_out_is_empty() {
    let line = json!({ "versie": VERSIE, "beeld": { "titel": "Oefening", "kleur": "rood", "klok": { "rest_ms": 5 } }, "meer": 1 });
    let Ok(Bericht::Beeld(beeld)) = lees_bericht(line.to_string().as_bytes()) else { panic!("a picture") };
    assert_eq!(beeld.titel, "Oefening");
    assert_eq!(beeld.klok, Some(Zaalklok { rest_ms: 5, ..Zaalklok::default() }));
    assert_eq!((beeld.feiten, beeld.slot), (Vec::new(), None));
}

#[test]
fn a_line_that_means_nothing_says_why() {
    for (line, fault) in [
        (b"".to_vec(), Onleesbaar::Vorm),
        (b"\n".to_vec(), Onleesbaar::Vorm),
        (b"hallo\n".to_vec(), Onleesbaar::Vorm),
        (b"GET / HTTP/1.1\r\n".to_vec(), Onleesbaar::Vorm),
        (b"[1]\n".to_vec(), Onleesbaar::Vorm),
        (b"{\"beeld\":{}}\n".to_vec(), Onleesbaar::Vorm),
        (b"{\"versie\":1}\n".to_vec(), Onleesbaar::Vorm),
        (b"{\"versie\":1,\"beeld\":7}\n".to_vec(), Onleesbaar::Vorm),
        // What another version means by its fields is not guessed at.
        (b"{\"versie\":2,\"beeld\":7}\n".to_vec(), Onleesbaar::Versie(2)),
        (vec![b' '; LANGSTE_REGEL + 1], Onleesbaar::TeLang),
    ] {
        assert_eq!(lees_bericht(&line), Err(fault), "{}", String::from_utf8_lossy(&line[..line.len().min(40)]));
    }
    assert_eq!(lees_begroeting(&vec![b' '; LANGSTE_GROET + 1]), Err(Onleesbaar::TeLang));
    assert_eq!(lees_begroeting(b"{\"versie\":9}"), Err(Onleesbaar::Versie(9)));
    let line = b"{\"versie\":1,\"geweigerd\":\"omdat-het-regent\"}";
    assert_eq!(lees_bericht(line), Ok(Bericht::Geweigerd(Weigering::Anders)), "a reason of a later program");
}

#[test]
fn a_greeting_and_a_refusal_come_over_as_they_were_sent() {
    let read = lees_begroeting(&schrijf_begroeting(Some("49152-K7QF-2M9P"))).expect("a greeting");
    assert_eq!((read.versie, read.code.as_deref()), (VERSIE, Some("49152-K7QF-2M9P")));
    assert_eq!(schrijf_begroeting(None), b"{\"versie\":1}\n");
    for waarom in
        [Weigering::Vol, Weigering::AndereGebruiker, Weigering::Code, Weigering::Versie, Weigering::Onleesbaar]
    {
        assert_eq!(lees_bericht(&regel(&Bericht::Geweigerd(waarom))), Ok(Bericht::Geweigerd(waarom)));
        let (what, advice) = Contact::Geweigerd(waarom).tekst().expect("it is said");
        assert!(what.ends_with('.') && advice.ends_with('.'), "{what} {advice}");
    }
}

#[test]
fn a_code_is_compared_as_people_type_it() {
    for typed in ["K7QF-2M9P", "k7qf-2m9p", " K7QF 2M9P ", "k7qf2m9p"] {
        assert!(gelijk("K7QF-2M9P", typed), "{typed}");
    }
    for typed in ["", "-", "K7QF-2M9", "K7QF-2M9PP", "K7QF-2M9Q", "0000-0000"] {
        assert!(!gelijk("K7QF-2M9P", typed), "{typed}");
    }
    assert!(!gelijk("", ""), "no code is no code");
}

#[test]
fn a_clock_shows_what_is_left_and_then_calmly_how_much_too_long() {
    let down = |rest_ms| Zaalklok { rest_ms, totaal_ms: 900_000, loopt: true, op: false };
    let up = |rest_ms, totaal_ms| Zaalklok { rest_ms, totaal_ms, loopt: true, op: true };
    for (klok, ago, tijd, om) in [
        (down(900_000), 0, "15:00", false),
        (down(900_000), 1, "15:00", false),
        (down(900_000), 1000, "14:59", false),
        (down(582_000), 0, "9:42", false),
        (down(1), 0, "0:01", false),
        (down(1), 1, "0:00", true),
        (down(0), 999, "0:00", true),
        (down(0), 1000, "+0:01", true),
        (down(-125_000), 0, "+2:05", true),
        (down(-3_700_000), 0, "+1:01:40", true),
        (Zaalklok { loopt: false, ..down(582_000) }, 90_000, "9:42", false),
        (Zaalklok { totaal_ms: 0, ..down(-5_000) }, 0, "+0:05", false),
        (up(900_000, 900_000), 0, "0:00", false),
        (up(900_000, 900_000), 61_500, "1:01", false),
        (up(-1_000, 900_000), 0, "15:01", true),
        (up(0, 0), 75_000, "1:15", false),
        (down(7_200_000), 0, "2:00:00", false),
    ] {
        assert_eq!(klok.wijzer(ago), Wijzer { tijd: tijd.to_owned(), om }, "{klok:?} after {ago}");
    }
}

#[test]
fn votes_add_up_over_groups_of_any_length() {
    let mut stemmen = vol_beeld().stemmen.expect("votes");
    assert_eq!(stemmen.totalen(), [7, 1, 3]);
    stemmen.groepen[0].aantallen = vec![u32::MAX; 9];
    stemmen.groepen[1].aantallen = Vec::new();
    assert_eq!(stemmen.totalen(), [u64::from(u32::MAX); 3]);
}

#[test]
fn a_picture_is_empty_when_there_is_nothing_to_read_in_it() {
    assert!(Zaalbeeld::default().is_leeg());
    assert!(Zaalbeeld { oefening: true, titel: " ".to_owned(), ..Zaalbeeld::default() }.is_leeg());
    assert!(!Zaalbeeld { titel: "Kindcheck".to_owned(), ..Zaalbeeld::default() }.is_leeg());
    assert!(!Zaalbeeld { slot: Some("Einde".to_owned()), ..Zaalbeeld::default() }.is_leeg());
}

#[test]
fn a_page_says_everything_that_the_picture_shows() {
    let words: Vec<String> = pagina(&vol_beeld(), 0).iter().map(aandacht::domain::gesprek::Block::text).collect();
    let page = words.join("\n");
    for part in [
        "OEFENING",
        "Intervisie: incidentmethode",
        "fase 4 van 7 · ronde 2 van 3",
        "Informatievragen",
        "Klok: 9:42 van 15 minuten",
        "1. Het kind komt",
        "2. Moeder zegt",
        "Wat is uw volgende stap?",
        "Ja: 7",
        "Twijfel: 3",
        "Groep 2: Ja 4, Nee 0, Twijfel 1",
        "ongeveer hetzelfde",
        "morgen anders",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}
