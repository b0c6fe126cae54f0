//! Address cards: those that programs make, and those that are wrong.

use std::io::Cursor;

use aandacht::domain::netwerk::invoer::{Concept, Gelezen, Inlezing, Ruw};
use aandacht::domain::netwerk::{Soort, Veld};
use aandacht::import::{self, Grenzen};

use super::{lees, plekken};

pub fn concepten(inlezing: &Inlezing) -> &[Concept] {
    match &inlezing.inhoud {
        Gelezen::Concepten(concepten) => concepten,
        Gelezen::Tabellen(_) => panic!("tables"),
    }
}

/// What stands in a field, as text.
pub fn veld(concept: &Concept, veld: Veld) -> String {
    match concept.velden.iter().find(|(known, _)| *known == veld).map(|(_, ruw)| ruw) {
        Some(Ruw::Tekst(text)) => text.to_string(),
        Some(Ruw::Naam(naam)) => format!("naam:{naam}"),
        Some(Ruw::Sleutel(key)) => format!("sleutel:{key}"),
        Some(Ruw::Ids { ids, tekst }) => format!("ids:{ids}:{tekst}"),
        Some(other) => panic!("{other:?}"),
        None => String::new(),
    }
}

fn kaarten(text: &str) -> Inlezing {
    lees("a.vcf", text.replace('\n', "\r\n").as_bytes()).expect("cards")
}

#[test]
fn cards_of_programs_become_contacts() {
    for (program, text, naam, functie, org, phones, notitie) in [
        (
            "Outlook 2.1",
            "BEGIN:VCARD\nVERSION:2.1\nN;LANGUAGE=nl:Jansen;Zo=eb;;;\nN;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:Jansen;Zo=EB\nFN;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:Zo=EB Jansen\nORG:Wijkteam Noord;Jeugd\nTITLE:Jeugdconsulent\nTEL;WORK;VOICE:045-560 00 01\nTEL;CELL;VOICE:06-0000 00 01\nEMAIL;PREF;INTERNET:zoe@voorbeeld.nl\nX-MS-OL-DESIGN;CHARSET=utf-8:<card/>\nREV:20261122T090000Z\nEND:VCARD\n",
            "Zoë Jansen",
            "Jeugdconsulent",
            "naam:Wijkteam Noord",
            "045-560 00 01 | werk\n06-0000 00 01 | mobiel",
            "Afdeling: Jeugd",
        ),
        (
            "Google 3.0",
            "BEGIN:VCARD\nVERSION:3.0\nFN:Piet de Vries\nN:Vries;Piet;de;;\nitem1.ORG:School De Brug\nitem1.X-ABLabel:\nTITLE:Intern begeleider\nitem2.TEL:045-560 00 02\nitem2.X-ABLabel:spoed\nEMAIL;TYPE=INTERNET;TYPE=WORK:piet@voorbeeld.nl\nEMAIL:piet2@voorbeeld.nl\nNOTE:Belt terug\\, ook laat\\n'\ns avonds\nCATEGORIES:myContacts\nEND:VCARD\n",
            "Piet de Vries",
            "Intern begeleider",
            "naam:School De Brug",
            "045-560 00 02 | spoed",
            "E-mail: piet2@voorbeeld.nl\nBelt terug, ook laat\n'",
        ),
        (
            "iPhone 3.0",
            "BEGIN:VCARD\nVERSION:3.0\nN:Bakker;Eva;;;\nFN:Eva Bakker\nORG:GGD Zuid;\nROLE:Jeugdarts\nTEL;type=CELL;type=VOICE;type=pref:+31 6 00000003\nitem1.URL;type=pref:https\\://voorbeeld.nl\nEND:VCARD\n",
            "Eva Bakker",
            "Jeugdarts",
            "naam:GGD Zuid",
            "+31 6 00000003 | mobiel",
            "Website: https://voorbeeld.nl",
        ),
        (
            "Nextcloud 4.0, folded",
            "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:7f3a6c1e-0000-4000-8000-000000000001\nFN:Ali\n  Demir\nTITLE:Wijk\n agent\nORG:Politie\nTEL;VALUE=uri;TYPE=\"voice,work\":tel:+31-45-560-00-04;ext=12\nEND:VCARD\n",
            "Ali Demir",
            "Wijkagent",
            "naam:Politie",
            "+31-45-560-00-04 tst 12 | werk",
            "",
        ),
        (
            "soft line breaks and no charset",
            "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=\n Smit\nTITLE;QUOTED-PRINTABLE:Co=C3=B6rdinator\nORG:Opvang\nEND:VCARD\n",
            "Zoë Smit",
            "Coördinator",
            "naam:Opvang",
            "",
            "",
        ),
    ] {
        let inlezing = kaarten(text);
        let [card] = concepten(&inlezing) else { panic!("{program}: {inlezing:?}") };
        assert_eq!(card.soort, Soort::Contact, "{program}");
        assert_eq!(veld(card, Veld::Naam), naam, "{program}");
        assert_eq!(veld(card, Veld::Functie), functie, "{program}");
        assert_eq!(veld(card, Veld::Organisatie), org, "{program}");
        assert_eq!(veld(card, Veld::Telefoons), phones, "{program}");
        assert_eq!(veld(card, Veld::Notitie), notitie, "{program}");
    }
}

#[test]
fn organisations_places_and_groups_are_told_apart() {
    let inlezing = kaarten(
        "BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nUID:c1\nFN:Eva Bakker\nTITLE:Arts\nORG:ggd zuid\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:4.0\nKIND:org\nUID:o1\nFN:GGD Zuid\nTEL;TYPE=work:045-560 00 01\nTEL;TYPE=fax:045-560 00 09\n\
         ADR;TYPE=work:;;Plein 1;Heerlen;;6411 AA;Nederland\nURL:https://voorbeeld.nl\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:3.0\nX-ABShowAs:COMPANY\nFN:Wijkteam\nORG:Wijkteam\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:4.0\nKIND:location\nFN:Inloop\nADR:;;Straat 2;Kerkrade;;6461 BB;\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Iedereen\nMEMBER:urn:uuid:x\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:3.0\nFN:Zonder functie\nEND:VCARD\n",
    );
    let found: Vec<(Soort, String)> =
        concepten(&inlezing).iter().map(|concept| (concept.soort, veld(concept, Veld::Naam))).collect();
    let expected = [
        (Soort::Contact, "Eva Bakker"),
        (Soort::Locatie, "GGD Zuid"),
        (Soort::Organisatie, "GGD Zuid"),
        (Soort::Organisatie, "Wijkteam"),
        (Soort::Locatie, "Inloop"),
        (Soort::Contact, "Zonder functie"),
    ];
    assert_eq!(found, expected.map(|(soort, naam)| (soort, naam.to_owned())));
    let all = concepten(&inlezing);
    assert_eq!(veld(&all[0], Veld::Organisatie), "sleutel:o1");
    assert_eq!(veld(&all[1], Veld::Organisatie), "sleutel:o1");
    assert_eq!(veld(&all[1], Veld::Adres), "Plein 1, 6411 AA Heerlen");
    assert_eq!(veld(&all[2], Veld::Telefoons), "045-560 00 01");
    assert_eq!(veld(&all[4], Veld::Adres), "Straat 2, 6461 BB Kerkrade");
    assert_eq!(veld(&all[5], Veld::Functie), "contactpersoon");
    assert_eq!(
        plekken(&inlezing.gebreken),
        [(9, Some("Telefoon"), false), (31, Some("KIND"), true), (37, Some("Functie"), false)]
    );
}

#[test]
fn what_is_private_stays_out() {
    let text = "BEGIN:VCARD\nVERSION:3.0\nFN:Eva Bakker\nTITLE:Arts\nORG:GGD\nBDAY:1980-01-02\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\n AAAA\nADR;TYPE=HOME:;;Thuisweg 9;Heerlen;;6411 ZZ;\nADR;TYPE=WORK:;;Plein 1;Heerlen;;6411 AA;\nX-SPOUSE:Jan\nEND:VCARD\n";
    let inlezing = kaarten(text);
    let shown = format!("{:?}", concepten(&inlezing));
    for secret in ["1980", "Thuisweg", "AAAA", "Jan"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert!(shown.contains("Plein 1"), "{shown}");
    assert!(inlezing.opmerkingen.iter().any(|text| text.contains("huisadres")), "{:?}", inlezing.opmerkingen);
    assert!(inlezing.opmerkingen.iter().any(|text| text.contains("geboortedag")), "{:?}", inlezing.opmerkingen);
}

#[test]
fn cards_of_our_own_come_back_whole() {
    let id = "018f0000-0000-7000-8000-000000000001";
    let inlezing = kaarten(&format!(
        "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:{id}\nFN:Arts\\, GGD\nN:Arts;;;;\nKIND:individual\nORG:GGD\n\
         X-AANDACHT-SOORT:contact\nX-AANDACHT-VELD;X-NAAM=functie:Arts\n\
         X-AANDACHT-VELD;X-NAAM=telefoons:045-560 00 01 | crisis\\, dag | ma-vr 9.00-17.00\\n06-0000 00 01\n\
         X-AANDACHT-VELD;X-NAAM=organisatie:GGD\nX-AANDACHT-ID-VELD;X-NAAM=organisatie:{id}\n\
         X-AANDACHT-VELD;X-NAAM=notitie:Een \\; twee\\\\n\n\
         X-AANDACHT-BEVESTIGD:2026-11-22T09:00:00Z;Eva\\, GGD\nEND:VCARD\n"
    ));
    let [card] = concepten(&inlezing) else { panic!("{inlezing:?}") };
    assert_eq!(inlezing.gebreken, []);
    assert_eq!(card.id.map(|id| id.uuid()).as_deref(), Some(id));
    assert_eq!(veld(card, Veld::Functie), "Arts");
    assert_eq!(veld(card, Veld::Naam), "");
    assert_eq!(veld(card, Veld::Telefoons), "045-560 00 01 | crisis, dag | ma-vr 9.00-17.00\n06-0000 00 01");
    assert_eq!(veld(card, Veld::Organisatie), format!("ids:{id}:GGD"));
    assert_eq!(veld(card, Veld::Notitie), "Een ; twee\\n");
    assert_eq!(card.bevestigd.as_ref().map(|known| known.door.as_str()), Some("Eva, GGD"));
}

#[test]
fn broken_cards_cost_only_themselves() {
    let good = "BEGIN:VCARD\nVERSION:3.0\nFN:A\nORG:A\nEND:VCARD\n";
    for (naam, text, count, wrong) in [
        ("no end", format!("BEGIN:VCARD\nFN:B\n{good}"), 1, vec![(1, None, true)]),
        ("no end at the end", format!("{good}BEGIN:VCARD\nFN:B\n"), 1, vec![(6, None, true)]),
        ("text between", format!("{good}rommel\n\n{good}"), 2, vec![(6, None, true)]),
        ("no name", format!("BEGIN:VCARD\nTEL:1\nEND:VCARD\n{good}"), 1, vec![(1, Some("Naam"), true)]),
        ("twice the same key", "BEGIN:VCARD\nUID:1\nFN:A\nORG:A\nEND:VCARD\n".repeat(2), 1, vec![(6, None, true)]),
    ] {
        let inlezing = kaarten(&text);
        assert_eq!(concepten(&inlezing).len(), count, "{naam}");
        assert_eq!(plekken(&inlezing.gebreken), wrong, "{naam}");
    }
}

#[test]
fn long_cards_and_many_cards_are_bounded() {
    let long = "BEGIN:VCARD\nFN:A\n".to_owned() + &"NOTE:x\n".repeat(1_000_000) + "END:VCARD\n";
    let inlezing = lees("a.vcf", long.as_bytes()).expect("cards");
    assert_eq!(plekken(&inlezing.gebreken), [(1, None, true)]);
    let many = "BEGIN:VCARD\nFN:A\nEND:VCARD\n".repeat(20);
    let grenzen = Grenzen { kaarten: 10, ..Grenzen::default() };
    let fault = import::lees("a.vcf", &mut Cursor::new(many), &grenzen).map(|_| ()).expect_err("too many");
    assert!(fault.waarom.contains("10 adreskaartjes"), "{}", fault.waarom);
    // Begins without an end are as many gaps as there are begins.
    let begins = "BEGIN:VCARD\n".repeat(1_000_000);
    let fault = lees("a.vcf", begins.as_bytes()).map(|_| ()).expect_err("too many gaps");
    assert!(fault.wat.contains("te veel"), "{}", fault.wat);
}
