//! The anonymity check: what it finds by table, what it leaves alone, and what holds for any text.

mod cijfers;

use std::time::{Duration, Instant};

use aandacht::content::Content;
use aandacht::domain::anoniem::{Anoniemcontrole, Eigen, Soort, Zwaarte, let_op, regel_kolom, uitleg};
use aandacht::domain::gesprek::Reader;
use proptest::prelude::*;

fn controle() -> Anoniemcontrole {
    let eigen = Eigen::nieuw(
        [
            "Wijkteam Heuvelrug",
            "Basisschool De Regenboog",
            "Welzijn",
            "Kompas",
            "Veilig Thuis",
            "Steunpunt Zonzij (SZ)",
        ],
        ["Ilse van der Meer"],
        ["Linde-Mus", "de stille zwaan"],
    );
    met(&eigen)
}

fn met(eigen: &Eigen) -> Anoniemcontrole {
    let content = Content::shipped();
    Anoniemcontrole::nieuw(&content.anoniem().expect("the lists ship").inhoud, eigen)
}

fn found<'t>(controle: &Anoniemcontrole, text: &'t str) -> Vec<(Soort, &'t str)> {
    controle.controleer(text).iter().map(|one| (one.soort, one.stuk(text))).collect()
}

#[test]
fn what_points_to_a_person_is_found() {
    let controle = controle();
    for (text, soort, piece) in [
        ("BSN 111222333 van het kind", Soort::Bsn, "111222333"),
        ("nummer 123 456 782", Soort::Bsn, "123 456 782"),
        ("bel 06-12345678", Soort::Telefoon, "06-12345678"),
        ("bel +31 6 12345678", Soort::Telefoon, "+31 6 12345678"),
        ("het spreekuur, 088-1234567", Soort::Telefoon, "088-1234567"),
        ("haar tel: 345678", Soort::Telefoon, "345678"),
        ("mail a.b@voorbeeld.nl.", Soort::Email, "a.b@voorbeeld.nl"),
        ("op NL91 ABNA 0417 1643 00 gestort", Soort::Iban, "NL91 ABNA 0417 1643 00"),
        ("in 1234 AB woonde", Soort::Postcode, "1234 AB"),
        ("in 1234ab", Soort::Postcode, "1234ab"),
        ("het postcodegebied 6221 is", Soort::Postcode, "6221"),
        ("een busje met 12-ABC-3 erop", Soort::Kenteken, "12-ABC-3"),
        ("de auto g-001-bb stond er", Soort::Kenteken, "g-001-bb"),
        ("stond er met AB12CD voor", Soort::Kenteken, "AB12CD"),
        ("kenteken AB 12 CD", Soort::Kenteken, "AB 12 CD"),
        ("op 12 maart belde zij", Soort::Datum, "12 maart"),
        ("op 12-3-2024 belde zij", Soort::Datum, "12-3-2024"),
        ("op 12-3 belde zij", Soort::Datum, "12-3"),
        ("de 12e maart was", Soort::Datum, "12e maart"),
        ("de twaalfde van maart was", Soort::Datum, "twaalfde van maart"),
        ("in maart 2024 begon", Soort::Datum, "maart 2024"),
        ("geboren in 2014 en", Soort::Datum, "2014"),
        ("op 3-mrt-24 was", Soort::Datum, "3-mrt-24"),
        ("in de Dorpsstraat 12a is", Soort::Huisnummer, "Dorpsstraat 12a"),
        ("in de Lange Nieuwstraat 5-7 is", Soort::Huisnummer, "Lange Nieuwstraat 5-7"),
        ("aan de dorpsstraat 12 is", Soort::Huisnummer, "dorpsstraat 12"),
        ("op de Laan van Meerdervoort 12 A is", Soort::Huisnummer, "Laan van Meerdervoort 12 A"),
        ("zij woont op de Vogelkers 12 met", Soort::Huisnummer, "Vogelkers 12"),
        ("zij zit op nummer 14 met", Soort::Huisnummer, "nummer 14"),
        ("toen kwam Zwanenburg erbij", Soort::Naam, "Zwanenburg"),
        ("Sanne kwam erbij", Soort::Naam, "Sanne"),
        ("toen kwam sanne erbij", Soort::Naam, "sanne"),
        ("Sannes moeder kwam", Soort::Naam, "Sannes"),
        ("toen kwam fatima's zus", Soort::Naam, "fatima's"),
        ("Mevrouw van den Berg belde", Soort::Naam, "van den Berg"),
        ("dhr. Jansen belde", Soort::Naam, "Jansen"),
        ("juf roos belde", Soort::Naam, "roos"),
        ("toen belde Anne-Marie de Vries ons", Soort::Naam, "Anne-Marie de Vries"),
        ("zij zit op De Regenkap in", Soort::Naam, "De Regenkap"),
        ("de moeder van K. belde", Soort::Initialen, "K."),
        ("kind J belde", Soort::Initialen, "J"),
        ("daarna zei J.P.M. dat", Soort::Initialen, "J.P.M."),
        ("toen belde wijkteam heuvelrug ons", Soort::Netwerk, "wijkteam heuvelrug"),
        ("Basisschool De Regenboog belde", Soort::Netwerk, "Basisschool De Regenboog"),
        ("wij belden Kompas daarna", Soort::Netwerk, "Kompas"),
        ("bij steunpunt zonzij was", Soort::Netwerk, "steunpunt zonzij"),
        ("daarna Ilse van der Meer gebeld", Soort::Netwerk, "Ilse van der Meer"),
        ("toen belde van der Meer ons", Soort::Netwerk, "Meer"),
        ("even zonzij bellen", Soort::Netwerk, "zonzij"),
        ("Heuvelrug belde terug", Soort::Netwerk, "Heuvelrug"),
        ("mw meer belde terug", Soort::Netwerk, "meer"),
        ("bsn 43.07.58.455 van", Soort::Bsn, "43.07.58.455"),
        ("bel (+31)343-482718 in", Soort::Telefoon, "+31)343-482718"),
        ("nu op 9284 kl met", Soort::Postcode, "9284 kl"),
        ("een auto, gxt84l, stond", Soort::Kenteken, "gxt84l"),
        ("naar NL54-RABO-5829-0986-53 gestort", Soort::Iban, "NL54-RABO-5829-0986-53"),
        ("op 02 - 03 - 2011 was", Soort::Datum, "02 - 03 - 2011"),
        ("op het Dorpsplein 4a is", Soort::Huisnummer, "Dorpsplein 4a"),
        ("bij de Jan van Hoofstraat 33bis is", Soort::Huisnummer, "Jan van Hoofstraat 33bis"),
        ("verhuisd naar 's-Gravenzande met", Soort::Naam, "Gravenzande"),
        ("in linde-mus lazen wij", Soort::Pseudoniem, "linde-mus"),
        ("over De stille zwaan ging", Soort::Pseudoniem, "De stille zwaan"),
    ] {
        assert_eq!(found(&controle, text), [(soort, piece)], "{text}");
    }
}

#[test]
fn what_says_nothing_of_a_person_is_left_alone() {
    let controle = controle();
    for text in [
        "Bel 112 bij gevaar, anders Veilig Thuis: 0800-2000 of 113.",
        "De Luisterlijn is 088-0767000 en de politie 0900-8844.",
        "Moeder zei: Hij was boos. \"Ik wil dit niet\", zei ze. Toen ging zij weg!",
        "- Vader drinkt\n- Moeder zwijgt\n* Kind huilt\n1. Eerst\n2) Daarna\na) Ouders bellen",
        "Het wijkteam, de GGD en de Raad voor de Kinderbescherming zijn erbij.",
        "Zij spreekt Turks en Nederlands, hij is Marokkaans; met Kerst en in de Ramadan was het rustig.",
        "Met ADHD en een IQ van 70 volgens de Jeugdwet en de AVG, bijv. Daarna niet meer.",
        "Het welzijn van het kind is in gevaar. Welzijn gaat voor. Hun kompas ging stuk.",
        "'t Was laat. 's Avonds at hij weer. Hoofdstuk IV en deel II. De Suikerfeestweek was druk.",
        "A: Hoe was het?\nB: Goed.\nA: O ja?",
        "Zij liep 1200 km en in 1500 is dat 3 x zo veel; de bakker en de kok kwamen langs.",
        "In 2019 begon het; zij is 12 jaar, hij 41, en het duurde 3 maanden.",
        "Om 14.30 uur, van 08.30 tot 10.15 uur, 10-12 keer, 3 tot 4 dagen.",
        "Onderweg 3 keer gestopt, op het schoolplein 2 kinderen, in de straat 4 auto's.",
        "Hoe gaat u om met kind A en kind B? Wat vindt U daarvan, en wat is plan B?",
        "ALLES IN HOOFDLETTERS OMDAT DE TOETS VAST ZAT",
        "Een bedrag van € 123456782 of 12.500 euro.",
        "",
    ] {
        assert_eq!(found(&controle, text), [], "{text}");
    }
}

#[test]
fn several_stand_in_order_and_the_heavier_wins() {
    let controle = controle();
    let text = "Anna de Vries, geb. 12-03-2014, Dorpsstraat 12, 1234 AB 12, 06-12345678, anna@voorbeeld.nl";
    let kinds: Vec<Soort> = found(&controle, text).into_iter().map(|(soort, _)| soort).collect();
    let (naam, datum, huis) = (Soort::Naam, Soort::Datum, Soort::Huisnummer);
    assert_eq!(kinds, [naam, datum, huis, Soort::Postcode, huis, Soort::Telefoon, Soort::Email]);
}

#[test]
fn a_name_within_a_sentence_is_known_at_the_beginning_of_another() {
    let controle = controle();
    assert_eq!(
        found(&controle, "Zwanink belde. Toen kwam Zwanink."),
        [(Soort::Naam, "Zwanink"), (Soort::Naam, "Zwanink")]
    );
}

#[test]
fn every_kind_says_what_why_and_what_to_do_and_nothing_is_ever_called_anonymous() {
    for soort in Soort::ALL {
        assert_eq!(Soort::from_id(soort.id()), Some(*soort));
        assert!(soort.reden().ends_with('.'), "{}", soort.reden());
        assert!(soort.reden().len() > 60 && !soort.naam().is_empty(), "{}", soort.reden());
        let must = matches!(soort.id(), "bsn" | "iban" | "e-mail" | "telefoon" | "postcode" | "kenteken");
        assert_eq!(soort.zwaarte() == Zwaarte::Moet, must, "{}", soort.id());
    }
    let some = controle().controleer("bel 06-12345678");
    assert!(let_op(&[]).starts_with("Niets gevonden van wat ik herken. Dat maakt de tekst niet anoniem:"));
    assert!(let_op(&some).contains("niet vanzelf anoniem"));
    for text in [let_op(&[]), let_op(&some)] {
        assert!(text.contains("kleine gemeente") && text.contains("zeldzame combinatie"), "{text}");
    }
}

#[test]
fn a_finding_is_told_in_one_line_and_has_a_place() {
    let text = "Zij belde.\nMet Annemarie\u{a0}de\nVries";
    let found = controle().controleer(text);
    assert_eq!(regel_kolom(text, found[0].plaats.start), (2, 5));
    assert!(uitleg(&found[0], text).starts_with("\"Annemarie\" (naam, kijk na): Dit lijkt op een naam"));
    assert_eq!(regel_kolom(text, usize::MAX), (3, 6));
}

#[test]
fn typing_stays_quick_with_a_large_network_and_in_a_long_text() {
    let names: Vec<String> = (0..100_000).map(|at| format!("Wijkteam Dorp {at}")).collect();
    let eigen = Eigen::nieuw(names.iter().map(String::as_str), [], []);
    assert!(eigen.len() >= 100_000);
    let controle = met(&eigen);
    let text =
        "Wijkteam Dorp 77 belde. ".to_owned() + &"Toen kwam het wijkteam dorp en belde Sanne, op 3 mei. ".repeat(90);
    assert_eq!(found(&controle, &text)[0], (Soort::Netwerk, "Wijkteam Dorp 77"));
    let start = Instant::now();
    controle.controleer(&text);
    assert!(start.elapsed() < Duration::from_millis(50), "{:?}", start.elapsed());
    for piece in ["a.", "06 ", "A. ", "NL91 ", "a@", "1234 ", "De ", "van de ", "Laan ", "woont A ", "1-", "Jan-"] {
        let start = Instant::now();
        controle.controleer(&piece.repeat(100_000 / piece.len()));
        assert!(start.elapsed() < Duration::from_millis(1_500), "{piece:?}: {:?}", start.elapsed());
    }
}

const PIECES: &[&str] = &[
    "06-12345678",
    "geb. ",
    "heet ",
    "Anna ",
    "van der ",
    "Dorpsstraat 12",
    "12-AB-34",
    "maart ",
    "2014",
    "é",
    "\u{301}",
    "İ",
    "ẞ",
    "J.P. ",
    "\n",
    " ",
    "- ",
    "\"",
    "1234 AB",
    "a@b.nl",
    "Linde-Mus",
    "ONZE ",
    "’s ",
    "€ ",
    "111222333",
    ".",
    "Wijkteam ",
    "heuvelrug",
    "(",
    ")",
    "5-",
    "de ",
    "Van ",
    "woont op ",
    "nummer ",
];

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_can_be_checked(text in any_text()) {
        let controle = controle();
        let found = controle.controleer(&text);
        let mut end = 0;
        for one in &found {
            prop_assert!(one.plaats.start >= end && !one.plaats.is_empty(), "{:?}", found);
            prop_assert!(text.get(one.plaats.clone()).is_some(), "{:?}", one);
            prop_assert_eq!(one.zwaarte, one.soort.zwaarte());
            prop_assert!(!uitleg(one, &text).contains('\n'));
            regel_kolom(&text, one.plaats.start);
            end = one.plaats.end;
        }
        prop_assert_eq!(controle.controleer(&text), found);
    }
}
