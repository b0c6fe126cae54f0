//! The map: who stands on it, what ties them, and that it can be read.

use aandacht::domain::kluis::RecordId;
use aandacht::domain::netwerk::kaart::{BREEDTE, Band, HOOGTE, Kaart};
use aandacht::domain::netwerk::uitvoer::Uitvoerkeuze;
use aandacht::domain::netwerk::{Netwerk, Relatie, Soort, Veld, Vermelding, Waarde};
use proptest::prelude::*;

use super::een;
use crate::common::cases;
use crate::common::uitvoernet::{model, nummer, uitvoernet, vermelding};

fn organisatie(naam: &str, more: Vec<(Veld, Waarde)>) -> Vermelding {
    vermelding(Soort::Organisatie, [vec![(Veld::Naam, Waarde::tekst(naam))], more].concat())
}

#[test]
fn tables_are_one_however_they_are_spelled_and_a_contact_sits_there_for_its_organisation() {
    let contact = vermelding(
        Soort::Contact,
        vec![
            (Veld::Functie, Waarde::tekst("wijkagent")),
            (Veld::Organisatie, Waarde::Verwijzing(nummer(2))),
            (Veld::Tafels, Waarde::lijst(["Zorgtafel", "ROUTEERTAFEL"])),
        ],
    );
    let tie = Relatie { soort: "convenant".into(), met: nummer(2) };
    let model = model([
        (nummer(1), organisatie("Zorgtafel", vec![(Veld::OrgSoort, Waarde::tekst("samenwerking"))])),
        (nummer(2), organisatie("Politie", vec![(Veld::OrgSoort, Waarde::tekst("politie"))])),
        (
            nummer(3),
            organisatie(
                "School",
                vec![
                    (Veld::OnderdeelVan, Waarde::Verwijzing(nummer(2))),
                    (Veld::Tafels, Waarde::lijst(["routeertafel"])),
                    (Veld::Relaties, Waarde::Relaties(Box::new([tie]))),
                ],
            ),
        ),
        (nummer(4), contact),
    ]);
    let kaart = Kaart::van(Netwerk::new(&model));
    let names: Vec<(&str, bool)> = kaart.knopen.iter().map(|knoop| (knoop.naam.as_str(), knoop.is_tafel)).collect();
    assert_eq!(names, [("ROUTEERTAFEL", true), ("Zorgtafel", true), ("Politie", false), ("School", false)]);
    let lines: Vec<(usize, usize, Band, &str)> =
        kaart.lijnen.iter().map(|lijn| (lijn.van, lijn.naar, lijn.band, lijn.tekst.as_str())).collect();
    assert_eq!(
        lines,
        [
            (2, 0, Band::Tafel, ""),
            (2, 1, Band::Tafel, ""),
            (3, 0, Band::Tafel, ""),
            (3, 2, Band::Onderdeel, ""),
            (3, 2, Band::Relatie, "convenant"),
        ]
    );
}

fn veel(organisaties: usize, tafels: usize) -> Kaart {
    let tables: Vec<String> = (0..tafels).map(|at| format!("tafel {at}")).collect();
    let entries = (0..organisaties).map(|at| {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&(at as u64).to_be_bytes());
        let more = if at == 0 && tafels > 0 { vec![(Veld::Tafels, Waarde::lijst(&tables))] } else { Vec::new() };
        (RecordId(id), organisatie(&format!("organisatie {at}"), more))
    });
    Kaart::van(Netwerk::new(&model(entries)))
}

/// Whether all boxes are on the map and none touches another.
fn is_leesbaar(kaart: &Kaart) -> bool {
    let within = kaart.knopen.iter().all(|one| {
        one.x >= BREEDTE / 2
            && one.y >= HOOGTE / 2
            && one.x <= kaart.breedte - BREEDTE / 2
            && one.y <= kaart.hoogte - HOOGTE / 2
    });
    let apart = |at: usize| {
        let one = &kaart.knopen[at];
        kaart.knopen[at + 1..].iter().all(|other| (one.x - other.x).abs() > BREEDTE || (one.y - other.y).abs() > HOOGTE)
    };
    within && (0..kaart.knopen.len()).all(apart)
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn boxes_never_touch(organisaties in 0..160_usize, tafels in 0..40_usize) {
        prop_assert!(is_leesbaar(&veel(organisaties, tafels)));
    }
}

#[test]
fn five_thousand_are_still_apart() {
    let kaart = veel(5000, 60);
    assert_eq!(kaart.knopen.len(), 5060);
    assert!(is_leesbaar(&kaart));
}

#[test]
fn the_picture_has_a_title_and_no_markup_of_strangers() {
    let text = een(&uitvoernet(), &Uitvoerkeuze::default(), "svg");
    assert!(text.contains("<title id=\"kaart-titel\">Kaart van het netwerk</title>"));
    for bad in ["<script", "<img", "onerror=alert(1)>", "href", "\"De Brug\""] {
        assert!(!text.contains(bad), "{bad}");
    }
    // Every element that opens closes again, in order.
    let mut open = Vec::new();
    for tag in text.split('<').skip(2).map(|part| part.split('>').next().unwrap_or_default()) {
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name.to_owned()));
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap_or_default().to_owned());
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn graphviz_gets_one_string_for_a_name_whatever_stands_in_it() {
    let text = een(&uitvoernet(), &Uitvoerkeuze::default(), "dot");
    assert!(text.contains("label=\"Stichting \\\"De Brug\\\"; afdeling, Noord\""), "{text}");
    assert!(text.contains("\\\\n \\\\; slash\\\\\""), "{text}");
}
