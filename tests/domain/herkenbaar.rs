//! Data that point to a person are pointed out, and what a note needs is left alone.

use std::time::{Duration, Instant};

use aandacht::domain::herkenbaar::{Wat, recognise, recognise_in_label};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 20);

/// What is found in a note: the kind and the piece of text.
fn found(text: &str) -> Vec<(Wat, &str)> {
    recognise(text, TODAY).into_iter().map(|found| (found.wat, &text[found.range])).collect()
}

#[test]
fn data_of_a_person_are_pointed_out() {
    for (text, wat, piece) in [
        ("BSN 111222333 van het kind", Wat::Bsn, "111222333"),
        ("nummer 123456782.", Wat::Bsn, "123456782"),
        ("nummer 1234.56.782", Wat::Bsn, "1234.56.782"),
        ("nummer 123 456 782", Wat::Bsn, "123 456 782"),
        ("nummer 123.456.782", Wat::Bsn, "123.456.782"),
        ("acht cijfers: 10000008", Wat::Bsn, "10000008"),
        ("BSN: 123456789 (met een typefout)", Wat::Bsn, "123456789"),
        ("bel 06-12345678", Wat::Telefoon, "06-12345678"),
        ("bel 0612345678.", Wat::Telefoon, "0612345678"),
        ("bel 06 12 34 56 78 vanavond", Wat::Telefoon, "06 12 34 56 78"),
        ("bel 06-12-34-56-78", Wat::Telefoon, "06-12-34-56-78"),
        ("bel 06.12.34.56.78", Wat::Telefoon, "06.12.34.56.78"),
        ("bel +31612345678", Wat::Telefoon, "+31612345678"),
        ("bel +31 6 12345678", Wat::Telefoon, "+31 6 12345678"),
        ("bel +31 (0)6 12345678", Wat::Telefoon, "+31 (0)6 12345678"),
        ("bel 0031 6 12345678", Wat::Telefoon, "0031 6 12345678"),
        ("bel 020-1234567 of", Wat::Telefoon, "020-1234567"),
        ("bel 0512 - 345678", Wat::Telefoon, "0512 - 345678"),
        ("bel (0512) 345678", Wat::Telefoon, "0512) 345678"),
        ("bel +32 470 12 34 56", Wat::Telefoon, "+32 470 12 34 56"),
        ("mail jan.de-vries+1@voorbeeld.nl.", Wat::Email, "jan.de-vries+1@voorbeeld.nl"),
        ("<a_b@post.voorbeeld.org>", Wat::Email, "a_b@post.voorbeeld.org"),
        ("geboren 12 maart 2014", Wat::Geboortedatum, "geboren 12 maart 2014"),
        ("geboren op 12 maart", Wat::Geboortedatum, "geboren op 12 maart"),
        ("geb. 12-3-2025", Wat::Geboortedatum, "geb. 12-3-2025"),
        ("Geboortedatum: 12/03/2025", Wat::Geboortedatum, "Geboortedatum: 12/03/2025"),
        ("(geb: 3 nov 2026)", Wat::Geboortedatum, "geb: 3 nov 2026"),
        ("op 3 mei 2025 geboren", Wat::Geboortedatum, "3 mei 2025 geboren"),
        ("kind (12-03-2014)", Wat::Geboortedatum, "12-03-2014"),
        ("kind 12.03.2014", Wat::Geboortedatum, "12.03.2014"),
        ("kind 2014-03-12", Wat::Geboortedatum, "2014-03-12"),
        ("kind 12-03-14", Wat::Geboortedatum, "12-03-14"),
        ("kind 12/03/87", Wat::Geboortedatum, "12/03/87"),
        ("kind, 29 februari 2012,", Wat::Geboortedatum, "29 februari 2012"),
        ("woont op 1234 AB 12a", Wat::Adres, "1234 AB 12a"),
        ("woont op 1234AB", Wat::Adres, "1234AB"),
        ("woont op 1234ab, 7", Wat::Adres, "1234ab, 7"),
        ("Lange Dorpsstraat 12", Wat::Adres, "Dorpsstraat 12"),
        ("de Kerkweg 3b in het dorp", Wat::Adres, "Kerkweg 3b"),
        ("2014 VT 3", Wat::Adres, "2014 VT 3"),
        ("op NL91ABNA0417164300", Wat::Iban, "NL91ABNA0417164300"),
        ("op NL91 ABNA 0417 1643 00 gestort", Wat::Iban, "NL91 ABNA 0417 1643 00"),
        ("op nl92abna0417164300 met typefout", Wat::Iban, "nl92abna0417164300"),
        ("op DE89 3704 0044 0532 0130 00", Wat::Iban, "DE89 3704 0044 0532 0130 00"),
        ("Zij heet Anna en", Wat::Naam, "heet Anna"),
        ("een meisje genaamd Sanne de Vries.", Wat::Naam, "genaamd Sanne de Vries"),
        ("mevrouw van den Berg belde", Wat::Naam, "mevrouw van den Berg"),
        ("Dhr. Jansen", Wat::Naam, "Dhr. Jansen"),
        ("De heer Van Dijk kwam", Wat::Naam, "heer Van Dijk"),
        ("zijn naam is Émile", Wat::Naam, "naam is Émile"),
        ("Achternaam: Smit-Bakker", Wat::Naam, "Achternaam: Smit-Bakker"),
    ] {
        assert_eq!(found(text), [(wat, piece)], "{text}");
    }
}

#[test]
fn what_a_note_needs_is_left_alone() {
    for text in [
        "Bel 112 bij gevaar, anders 0800-2000.",
        "Veilig Thuis 0800-2000 12 keer gebeld",
        "LECK 0900 - 44 45 444, politie 0900-8844, 088-1234567",
        "Op 3 november zag ik een blauwe plek.",
        "Op 3 november 2026 om 08.40 uur",
        "Op 03-11-2026 14.30 uur, en op 3/11/2026 om 9:15",
        "Gesprek op 03-11-2025 14 uur en 05-11-25 08:30",
        "Sinds 2014 VT betrokken, in 2019 OM",
        "Zij is 12 jaar en 8 maanden, hij 41.",
        "Een bedrag van € 123456782, of € 1.234.567,89 of 123456782,50",
        "Van 08.30 tot 10.15 uur, 3 x per week, 10-12 keer",
        "De plek is 3,5 bij 2 cm; 37.5 graden",
        "Schuld van 12.500 euro, zaak 2026-000123",
        "Het was heet. Zij ging naar buiten.",
        "Mevrouw van Veilig Thuis belde; de familie van moeder kwam.",
        "mevrouw is boos, meneer weg",
        "Zij heet VT. Ik genaamd.",
        "Onderweg 3 keer gestopt; Schoolplein 2 kinderen",
        "artikel 5.2.6 van de Wmo 2015, BW 7:454 lid 3",
        "feit F9.01, versie 2026.1, week 47",
        "03112025 en 20251103 zijn dagen",
        "jan@ thuis, @ 12 uur, a@b, x @ y.nl",
        "van 1234 tot 5678",
        "123456789 is geen BSN",
        "geboren in Utrecht, geboren in 2014, een geboren leider",
        "12345678901234567890",
        "",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_pseudonym_or_a_relation_holds_no_date_at_all() {
    for (label, piece) in [("Linde 03-11-2026", "03-11-2026"), ("3 november 2026", "3 november 2026")] {
        let found = recognise_in_label(label);
        let [found] = found.as_slice() else { panic!("{label}: {found:?}") };
        assert_eq!((found.wat, &label[found.range.clone()]), (Wat::Geboortedatum, piece));
        assert_eq!(recognise(label, TODAY), []);
    }
    assert_eq!(recognise_in_label("Linde-Mus"), []);
    assert_eq!(recognise_in_label("moeder, oudste kind (12), oma"), []);
}

#[test]
fn several_pieces_stand_in_order_and_each_says_what_to_do() {
    let text = "Sam heet Sam Bakker, geb. 12-03-2014, Dorpsstraat 12, 1234 AB, 06-12345678, s@b.nl";
    let all: Vec<Wat> = found(text).into_iter().map(|(wat, _)| wat).collect();
    assert_eq!(all, [Wat::Naam, Wat::Geboortedatum, Wat::Adres, Wat::Adres, Wat::Telefoon, Wat::Email]);
    for found in recognise(text, TODAY) {
        assert!(found.reden.starts_with("Dit lijkt op een ") && found.reden.ends_with('.'), "{}", found.reden);
        assert!(found.reden.contains(found.wat.name()), "{}", found.reden);
        assert!(found.reden.len() > 40, "{}", found.reden);
    }
}

#[test]
fn a_long_note_takes_no_time_that_anybody_notices() {
    for piece in ["Op 3 november belde zij. ", "a.", "06 ", "geb ", "1.", "heet de ", "NL91 ", "a@", "1234 ", "+", "- "]
    {
        let note = piece.repeat(100_000 / piece.len());
        let start = Instant::now();
        recognise(&note, TODAY);
        assert!(start.elapsed() < Duration::from_millis(700), "{piece:?}: {:?}", start.elapsed());
    }
}

fn any_note() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("06-12345678".to_owned()),
        Just("geb. ".to_owned()),
        Just("heet ".to_owned()),
        Just("+31 (0)".to_owned()),
        Just("NL91".to_owned()),
        Just("a@b.nl".to_owned()),
        "[0-9]{1,10}",
        "[-./:, \n()+@]{1,2}",
        "[A-Z][a-zé]{0,6}",
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn ranges_are_pieces_of_the_text_in_order_and_without_overlap(note in any_note()) {
        for all in [recognise(&note, TODAY), recognise_in_label(&note)] {
            let mut last = 0;
            for found in all {
                prop_assert!(found.range.start >= last && found.range.start < found.range.end);
                prop_assert!(note.get(found.range.clone()).is_some());
                last = found.range.end;
            }
        }
    }

    #[test]
    fn every_number_that_passes_the_test_of_eleven_is_found(digits in 10_000_000_u32..100_000_000) {
        let digits: Vec<u32> = digits.to_string().bytes().map(|digit| u32::from(digit - b'0')).collect();
        let sum: u32 = digits.iter().zip((2..=9).rev()).map(|(digit, weight)| digit * weight).sum();
        prop_assume!(sum % 11 < 10);
        let bsn: String = digits.iter().chain([&(sum % 11)]).map(u32::to_string).collect();
        let text = format!("nummer {bsn}");
        prop_assert_eq!(found(&text), [(Wat::Bsn, bsn.as_str())]);
        let wrong = format!("nummer {}", bsn.parse::<u64>().unwrap_or(0) ^ 1);
        prop_assert_eq!(found(&wrong), []);
    }

    #[test]
    fn a_day_of_the_last_year_is_an_event_and_one_long_ago_is_not(days in 0_i64..360, years in 4_i16..90) {
        use jiff::ToSpan;
        let event = TODAY.saturating_sub(days.days());
        let long_ago = event.saturating_sub(years.years());
        let written = |day: Date| format!("op {:02}-{:02}-{} gezien", day.day(), day.month(), day.year());
        prop_assert_eq!(recognise(&written(event), TODAY), []);
        prop_assert_eq!(recognise(&written(long_ago), TODAY).len(), 1);
    }
}
