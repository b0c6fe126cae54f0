//! The map: in words, and walked with arrows.

use std::collections::{BTreeSet, HashSet};

use aandacht::domain::gesprek::Block;
use aandacht::domain::kluis::{Model, Owner, RecordId, Stored};
use aandacht::domain::netwerk::kaart::{Band, Richting, Wandelkaart, Wie, aan_tafel};
use aandacht::domain::netwerk::{Herkomst, Netwerk, Relatie, Soort, Veld, Vermelding, Waarde};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::common::cases;
use crate::common::dice::Dice;
use crate::common::netwerk::proefnet;

fn id(number: usize) -> RecordId {
    let mut id = [0x5a; 16];
    id[14..].copy_from_slice(&u16::try_from(number).expect("few").to_be_bytes());
    RecordId(id)
}

fn vermelding(soort: Soort, velden: Vec<(Veld, Waarde)>) -> Vermelding {
    let herkomst = Herkomst { op: Timestamp::UNIX_EPOCH, door: "proef".to_owned(), bron: "proef".to_owned() };
    let mut made = Vermelding::new(soort);
    for (veld, waarde) in velden {
        made.zet(veld, Some(waarde), &herkomst);
    }
    made
}

fn model(entries: impl IntoIterator<Item = (RecordId, Vermelding)>) -> Model {
    let stored = |entry: Vermelding| Stored { owner: Owner::Shared, record: entry.into() };
    Model::new(entries.into_iter().map(|(id, entry)| (id, stored(entry))).collect())
}

fn organisatie(naam: &str, more: Vec<(Veld, Waarde)>) -> Vermelding {
    vermelding(Soort::Organisatie, [vec![(Veld::Naam, Waarde::tekst(naam))], more].concat())
}

/// Organisations with these tables and ties, as the dice fall.
fn random(dice: &mut Dice<'_>, organisaties: usize, tafels: usize) -> Model {
    let entry = |nr: usize| {
        let mut more = Vec::new();
        if tafels > 0 && dice.chance(60) {
            more.push((Veld::Tafels, Waarde::lijst([format!("tafel {}", dice.below(tafels)).as_str()])));
        }
        if dice.chance(20) {
            more.push((Veld::OnderdeelVan, Waarde::Verwijzing(id(dice.below(organisaties)))));
        }
        if dice.chance(40) {
            let soort = dice.one(&["", "werkt samen met", "verwijst naar"]);
            let relatie = Relatie { soort: soort.into(), met: id(dice.below(organisaties)) };
            more.push((Veld::Relaties, Waarde::Relaties([relatie].into())));
        }
        if dice.chance(5) {
            more.push((Veld::OrgSoort, Waarde::tekst("samenwerking")));
        }
        (id(nr), organisatie(&format!("Organisatie {nr}"), more))
    };
    model((0..organisaties).map(entry).collect::<Vec<_>>())
}

/// The nodes that the arrows lead to from this one.
fn reached(map: &Wandelkaart, from: usize) -> HashSet<usize> {
    let mut seen = HashSet::from([from]);
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        let next = Richting::ALL.into_iter().filter_map(|richting| map.naast(at, richting));
        open.extend(next.filter(|next| seen.insert(*next)));
    }
    seen
}

#[test]
fn with_any_number_of_tables_and_organisations_the_arrows_lead_everywhere() {
    let tafel = |nr: usize| {
        (id(1000 + nr), organisatie(&format!("T{nr}"), vec![(Veld::OrgSoort, Waarde::tekst("samenwerking"))]))
    };
    for tafels in 0..9 {
        for organisaties in (0..26).chain([57, 120]) {
            let entries = (0..tafels)
                .map(tafel)
                .chain((0..organisaties).map(|nr| (id(nr), organisatie(&nr.to_string(), vec![]))));
            let model = model(entries.collect::<Vec<_>>());
            let map = Wandelkaart::van(Netwerk::new(&model));
            let count = map.kaart.knopen.len();
            assert_eq!(count, tafels + organisaties);
            for from in [0, count / 2, count.saturating_sub(1)].into_iter().filter(|from| *from < count) {
                assert_eq!(
                    reached(&map, from).len(),
                    count,
                    "{tafels} tables, {organisaties} organisations, from {from}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn on_any_map_the_arrows_lead_from_anywhere_to_everywhere_and_go_the_way_they_point(
        bytes in proptest::collection::vec(any::<u8>(), 2000), organisaties in 1usize..120, tafels in 0usize..12,
    ) {
        let model = random(&mut Dice::of(&bytes), organisaties, tafels);
        let map = Wandelkaart::van(Netwerk::new(&model));
        let count = map.kaart.knopen.len();
        let from = usize::from(bytes[0]) % count;
        prop_assert_eq!(reached(&map, from).len(), count);
        for at in 0..count {
            prop_assert!(reached(&map, at).contains(&from), "from {at} to {from}");
        }
        for richting in Richting::ALL {
            let Some(next) = map.naast(from, richting) else { continue };
            let (here, there) = (&map.kaart.knopen[from], &map.kaart.knopen[next]);
            let ahead = match richting {
                Richting::Links => there.x < here.x,
                Richting::Rechts => there.x > here.x,
                Richting::Boven => there.y < here.y,
                Richting::Onder => there.y > here.y,
            };
            prop_assert!(ahead, "an arrow leads the other way");
        }
    }

    #[test]
    fn the_words_name_every_node_once_as_itself_and_every_line_at_both_its_ends(
        bytes in proptest::collection::vec(any::<u8>(), 2000), organisaties in 1usize..60, tafels in 0usize..6,
    ) {
        let model = random(&mut Dice::of(&bytes), organisaties, tafels);
        let map = Wandelkaart::van(Netwerk::new(&model));
        let (mut heads, mut ties, mut at) = (Vec::new(), BTreeSet::new(), String::new());
        let mut alone = false;
        for block in map.als_tekst() {
            match block {
                Block::Heading(text) => alone = text == "Staat los",
                Block::Strong(text) => {
                    at.clone_from(&text);
                    heads.push(text);
                }
                Block::Point(text) if alone => heads.push(text),
                Block::Point(text) => drop(ties.insert((at.clone(), text))),
                _ => {}
            }
        }
        heads.sort();
        let mut nodes: Vec<String> = (0..map.kaart.knopen.len()).map(|at| map.kop(at)).collect();
        nodes.sort();
        prop_assert_eq!(heads, nodes);
        // Said here anew, from the lines of the drawing.
        let naam = |at: usize| map.kaart.knopen[at].naam.clone();
        let mut expected = BTreeSet::new();
        for lijn in &map.kaart.lijnen {
            let (van, naar) = (naam(lijn.van), naam(lijn.naar));
            let (there, here) = match (lijn.band, lijn.tekst.as_str()) {
                (Band::Onderdeel, _) => (format!("onderdeel van: {naar}"), format!("onderdeel: {van}")),
                (Band::Tafel, _) => (format!("tafel: {naar}"), format!("aan tafel: {van}")),
                (Band::Relatie, "verwijst naar") => {
                    (format!("verwijst naar: {naar}"), format!("genoemd door {van}: verwijst naar"))
                }
                (Band::Relatie, _) => (format!("werkt samen met: {naar}"), format!("werkt samen met: {van}")),
            };
            expected.insert((map.kop(lijn.van), there));
            expected.insert((map.kop(lijn.naar), here));
        }
        prop_assert_eq!(ties, expected);
    }
}

#[test]
fn secret_places_are_not_on_the_map_and_not_in_its_words() {
    let (model, _) = proefnet();
    let netwerk = Netwerk::new(&model);
    let map = Wandelkaart::van(netwerk);
    let words: String = map.als_tekst().iter().map(|block| block.text() + "\n").collect();
    let secret: Vec<&Vermelding> = netwerk.alle().map(|(_, entry)| entry).filter(|entry| entry.is_geheim()).collect();
    assert!(!secret.is_empty());
    for entry in secret {
        assert!(!words.contains(entry.titel()), "{}", entry.titel());
    }
    let organisaties = netwerk.alle().filter(|(_, entry)| entry.soort() == Soort::Organisatie).count();
    assert_eq!(map.kaart.knopen.iter().filter(|knoop| knoop.wie != Wie::Tafel).count(), organisaties);
}

#[test]
fn who_sits_at_a_table_without_an_organisation_is_said_there() {
    let tafels = || (Veld::Tafels, Waarde::lijst(["routeertafel"]));
    let contact = |functie: &str, more: Vec<(Veld, Waarde)>| {
        vermelding(Soort::Contact, [vec![(Veld::Functie, Waarde::tekst(functie)), tafels()], more].concat())
    };
    let model = model(vec![
        (id(1), organisatie("Radar", vec![])),
        (id(2), contact("casusregisseur", vec![(Veld::Organisatie, Waarde::Verwijzing(id(1)))])),
        (id(3), contact("vrijgevestigde", vec![])),
    ]);
    let netwerk = Netwerk::new(&model);
    let map = Wandelkaart::van(netwerk);
    assert_eq!(map.kop(0), "routeertafel (overlegtafel)");
    assert_eq!(map.regels(0), ["aan tafel: Radar", "aan tafel: vrijgevestigde"]);
    assert_eq!(map.regels(1), ["tafel: routeertafel"]);
    assert_eq!(aan_tafel(netwerk, &map.kaart.knopen[0]), [id(2), id(3)]);
    assert_eq!(map.zoek("rout"), [0]);
    assert_eq!(map.telling(), "1 organisatie en 1 overlegtafel, met 1 lijn ertussen.");
}

#[test]
fn an_empty_network_says_what_to_do() {
    let model = Model::default();
    let map = Wandelkaart::van(Netwerk::new(&model));
    assert!(map.als_tekst().iter().any(|block| block.text().contains("Neem een startnetwerk over")));
    assert_eq!(map.naast(0, Richting::Links), None);
    assert!(map.zoek("x").is_empty() && map.regels(3).is_empty());
}
