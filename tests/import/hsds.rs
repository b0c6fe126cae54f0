//! Open Referral: organisations and services, whole and broken.

use aandacht::domain::netwerk::{Soort, Veld};

use super::vcard::{concepten, veld};
use super::{lees, plekken};

const ORG: &str = r#"[
  {"id": "o1", "name": "GGD Zuid", "description": "Zorg.", "website": "https://voorbeeld.nl", "email": null,
   "onbekend": {"x": [1]},
   "phones": [{"id": "p1", "number": "045-560 00 01", "extension": 12, "type": "voice"}, {"number": "045-560 00 09", "type": "fax"}],
   "locations": [{"id": "l1", "location_type": "physical", "addresses": [{"address_1": "Plein 1", "city": "Heerlen", "postal_code": "6411 AA", "address_type": "physical", "country": "NL"}]}],
   "contacts": [{"id": "c1", "name": "Eva Bakker", "title": "Arts", "phones": [{"number": "06-0000 00 01", "type": "cell"}]}, {"id": "c2", "email": "x@voorbeeld.nl"}],
   "services": [{"id": "s1", "name": "Spreekuur", "status": "temporarily closed", "minimum_age": 4, "maximum_age": 12.0,
     "languages": [{"code": "nl"}, {"name": "Turks"}], "service_areas": [{"name": "Heerlen"}, {"name": "Kerkrade"}],
     "schedules": [{"freq": "WEEKLY", "interval": 1, "byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "17:00"},
                   {"freq": "WEEKLY", "interval": 2, "byday": "FR", "opens_at": "09:00", "closes_at": "12:00"}],
     "service_at_locations": [{"location": {"id": "l2", "name": "Inloop"}}]},
    {"id": "s2", "name": "Vaccins", "status": "active", "service_at_locations": [{"location": {"id": "l2", "name": "Inloop"}}]}]}
]"#;

#[test]
fn an_organisation_comes_with_all_that_is_in_it() {
    let inlezing = lees("a.json", ORG.as_bytes()).expect("HSDS");
    let all = concepten(&inlezing);
    let found: Vec<(Soort, String, &str)> = all
        .iter()
        .map(|concept| (concept.soort, veld(concept, Veld::Naam), concept.sleutel.as_deref().unwrap_or_default()))
        .collect();
    let expected = [
        (Soort::Organisatie, "GGD Zuid", "o1"),
        (Soort::Locatie, "Plein 1, 6411 AA Heerlen", "l1"),
        (Soort::Contact, "Eva Bakker", "c1"),
        (Soort::Contact, "", "c2"),
        (Soort::Dienst, "Spreekuur", "s1"),
        (Soort::Locatie, "Inloop", "l2"),
        (Soort::Dienst, "Vaccins", "s2"),
    ];
    assert_eq!(found, expected.map(|(soort, naam, key)| (soort, naam.to_owned(), key)));
    assert_eq!(veld(&all[0], Veld::Telefoons), "045-560 00 01 tst 12");
    assert_eq!(veld(&all[0], Veld::Notitie), "Zorg.");
    let dienst = &all[4];
    for (field, text) in [
        (Veld::Organisatie, "sleutel:o1"),
        (Veld::Status, "tijdelijk-gesloten"),
        (Veld::LeeftijdVan, "4"),
        (Veld::LeeftijdTot, "12"),
        (Veld::Talen, "Nederlands; Turks"),
        (Veld::Gemeenten, "Heerlen; Kerkrade"),
        (Veld::Openingstijden, "ma, di 9.00-17.00"),
    ] {
        assert_eq!(veld(dienst, field), text, "{field:?}");
    }
    assert_eq!(veld(&all[1], Veld::Adres), "Plein 1, 6411 AA Heerlen");
    assert_eq!(veld(&all[2], Veld::Telefoons), "06-0000 00 01 | mobiel");
    let expected = [
        (2, Some("phones[1]"), false),
        (2, Some("contacts[1].title"), false),
        (2, Some("services[0].schedules[1]"), false),
    ];
    assert_eq!(plekken(&inlezing.gebreken), expected);
}

#[test]
fn services_come_with_their_organisation_once() {
    let text = r#"{"page_number": 1, "total_pages": 3, "contents": [
        {"id": "s1", "name": "A", "status": "active", "organization": {"id": "o1", "name": "Org"}},
        {"id": "s2", "name": "B", "status": "active", "organization": {"id": "o1", "name": "Org"}},
        {"id": "s3", "name": "C", "status": "active", "organization_id": "o1"}]}"#;
    let inlezing = lees("a.json", text.as_bytes()).expect("HSDS");
    let found: Vec<String> = concepten(&inlezing).iter().map(|concept| veld(concept, Veld::Naam)).collect();
    assert_eq!(found, ["Org", "A", "B", "C"]);
    assert!(concepten(&inlezing)[1..].iter().all(|concept| veld(concept, Veld::Organisatie) == "sleutel:o1"));
    assert_eq!(inlezing.gebreken, []);
    assert!(inlezing.opmerkingen[0].contains("pagina 1 van 3"), "{:?}", inlezing.opmerkingen);
}

#[test]
fn what_this_program_wrote_comes_back_whole() {
    let (org, contact) = ("018f0000-0000-7000-8000-000000000001", "018f0000-0000-7000-8000-000000000002");
    let text = format!(
        r#"[{{"id": "x", "name": "Zonder organisatie", "description": "", "x_aandacht": {{"verzamel": true}},
             "contacts": [{{"id": "{contact}", "title": "anders", "phones": [{{"number": "1", "type": "fax"}}],
               "x_aandacht": {{"soort": "contact", "velden": {{"functie": "Arts", "organisatie": "GGD"}},
               "ids": {{"organisatie": ["{org}"]}}, "bevestigd": {{"op": "2026-11-22T09:00:00Z", "door": "Eva"}}}}}}]}}]"#
    );
    let inlezing = lees("a.json", text.as_bytes()).expect("HSDS");
    let [card] = concepten(&inlezing) else { panic!("{inlezing:?}") };
    assert_eq!(card.id.map(|id| id.uuid()).as_deref(), Some(contact));
    assert_eq!(veld(card, Veld::Functie), "Arts");
    assert_eq!(veld(card, Veld::Organisatie), format!("ids:{org}:GGD"));
    assert_eq!(card.velden.len(), 2);
    assert_eq!(card.bevestigd.as_ref().map(|known| known.door.as_str()), Some("Eva"));
    assert_eq!(inlezing.gebreken, []);
}

#[test]
fn broken_objects_cost_only_themselves() {
    for (naam, text, count, wrong) in [
        (
            "a wrong type",
            r#"[{"id": "1", "name": "A", "phones": "045"},
            {"id": "2", "name": "B"}]"#,
            1,
            vec![(1, Some("phones"), true)],
        ),
        ("no name", "[{\"id\": \"1\"},\n{\"id\": \"2\", \"name\": \"B\"}]", 1, vec![(1, Some("name"), true)]),
        (
            "twice the same id",
            "[{\"id\": \"1\", \"name\": \"A\"},\n{\"id\": \"1\", \"name\": \"B\"}]",
            1,
            vec![(2, None, true)],
        ),
        ("a number as a name", "[{\"id\": 1, \"name\": 2}]", 1, vec![]),
    ] {
        let inlezing = lees("a.json", text.as_bytes()).unwrap_or_else(|fault| panic!("{naam}: {fault}"));
        assert_eq!(concepten(&inlezing).len(), count, "{naam}");
        assert_eq!(plekken(&inlezing.gebreken), wrong, "{naam}");
    }
    let deep = "[".to_owned() + &r#"{"organization":"#.repeat(100_000);
    for (text, word) in [(deep.as_str(), "diep"), ("[{\"id\": \"1\",\n\"name\": }]", "regel 2")] {
        let fault = lees("a.json", text.as_bytes()).map(|_| ()).expect_err(word);
        assert!(fault.lines().join(" ").contains(word), "{:?}", fault.lines());
    }
}
