//! What tables and cards of partners become: nobody lost, nothing on the wrong entry, and no secret address given away.

use aandacht::domain::kluis::{Model, Moment};
use aandacht::domain::netwerk::invoer::afzender::Afzender;
use aandacht::domain::netwerk::invoer::koppeling::{Koppeling, bruikbaar};
use aandacht::domain::netwerk::invoer::voorstel::{Lot, Voorstel, Voorstelrij, voorstel};
use aandacht::domain::netwerk::invoer::{Gelezen, Inlezing};
use aandacht::domain::netwerk::plat;
use aandacht::domain::netwerk::{Soort, Veld, Waarde};
use jiff::civil::date;

use super::lees;
use crate::common::netwerk::gemeenten;

/// What a file would change in an empty network.
fn plan(naam: &str, bytes: &[u8]) -> (Inlezing, Voorstel) {
    let mut read = lees(naam, bytes).expect("a file");
    let mut gebreken = std::mem::take(&mut read.gebreken);
    let inhoud = std::mem::replace(&mut read.inhoud, Gelezen::Concepten(Vec::new()));
    let concepten = match inhoud {
        Gelezen::Concepten(concepten) => concepten,
        Gelezen::Tabellen(tabellen) => {
            let (tabellen, said) = bruikbaar(tabellen);
            read.opmerkingen.extend(said);
            let mut all = Vec::new();
            for tabel in tabellen {
                let (found, wrong) = Koppeling::raad(&tabel).lees(tabel);
                all.extend(found);
                gebreken.extend(wrong);
            }
            all
        }
    };
    let now = Moment::utc(date(2026, 11, 22).at(10, 0, 0, 0));
    let plan = voorstel(&Model::default(), &gemeenten(), &Afzender::default(), concepten, gebreken, now);
    (read, plan)
}

fn tabel(text: &str) -> Voorstel {
    plan("a.csv", text.as_bytes()).1
}

fn kaarten(text: &str) -> Voorstel {
    plan("a.vcf", text.replace('\n', "\r\n").as_bytes()).1
}

/// A field as text.
fn veld(plan: &Voorstel, rij: &Voorstelrij, veld: Veld) -> String {
    let naam =
        |id| plan.rijen.iter().find(|other| other.id == id).map_or_else(String::new, |other| other.titel.clone());
    match rij.velden.iter().find(|(other, _)| *other == veld) {
        Some((_, Some(waarde))) => plat::schrijf_met(&naam, &gemeenten(), veld, waarde),
        _ => String::new(),
    }
}

fn rij(plan: &Voorstel, soort: Soort) -> &Voorstelrij {
    let mut found = plan.rijen.iter().filter(|rij| rij.soort == soort && !rij.alleen_genoemd);
    let one = found.next().unwrap_or_else(|| panic!("no {soort:?}"));
    assert!(found.next().is_none(), "more than one {soort:?}");
    one
}

fn gezegd(plan: &Voorstel) -> String {
    let all = plan.gebreken.iter().chain(plan.rijen.iter().flat_map(|rij| &rij.gebreken));
    all.map(|gebrek| format!("{}: {} {}", gebrek.plek.regel, gebrek.wat, gebrek.advies)).collect::<Vec<_>>().join("\n")
}

fn is_geheim(rij: &Voorstelrij) -> bool {
    rij.velden.contains(&(Veld::Geheim, Some(Waarde::JaNee(true))))
        || rij.velden.contains(&(Veld::LocatieSoort, Some(Waarde::tekst("opvang"))))
}

#[test]
fn a_place_is_secret_when_nobody_can_read_whether_it_is() {
    for (kop, cel, notitie, secret) in [
        ("Geheim", "GEHEIM", "", true),
        ("Geheim", "strikt geheim", "", true),
        ("Geheim", "v", "", true),
        ("Geheim", "ja", "", true),
        ("Geheim", "nee", "", false),
        ("Geheim", "", "", false),
        ("Geheim", "", "Adres niet publiceren", true),
        ("Geheim", "n.v.t.", "Vertrouwelijk!", true),
        ("Geheim adres", "x", "", true),
        ("Adres geheim?", "ja", "", true),
    ] {
        for leeg_wist in [false, true] {
            let text = format!("Soort;Naam;Adres;{kop};Notitie\nLocatie;De Linde;Plein 1;{cel};{notitie}\n");
            let read = lees("a.csv", text.as_bytes()).expect("a table");
            let table = super::tabel(&read).clone();
            let koppeling = Koppeling { leeg_wist, ..Koppeling::raad(&table) };
            let (concepten, wrong) = koppeling.lees(table);
            let now = Moment::utc(date(2026, 11, 22).at(10, 0, 0, 0));
            let plan = voorstel(&Model::default(), &gemeenten(), &Afzender::default(), concepten, wrong, now);
            let place = rij(&plan, Soort::Locatie);
            assert_eq!(is_geheim(place), secret, "{kop}: {cel:?}, {notitie:?}, {leeg_wist}");
            assert_eq!(place.lot, Lot::Nieuw, "{kop}: {cel:?}");
        }
    }
    assert!(gezegd(&tabel("Naam;Adres;Geheim\nA;B 1;strikt geheim\n")).contains("Geheim staat is niet te lezen"));
}

#[test]
fn the_place_on_a_card_of_a_shelter_is_secret() {
    for (more, secret) in [
        ("NOTE:GEHEIM ADRES\n", true),
        ("CATEGORIES:opvang,ketenpartner\n", true),
        ("CATEGORIES:Vrouwenopvang\n", true),
        ("NOTE:24 uur bereikbaar\n", false),
        ("CATEGORIES:kinderopvang\n", false),
    ] {
        let plan = kaarten(&format!(
            "BEGIN:VCARD\nVERSION:4.0\nUID:o\nKIND:org\nFN:De Vluchtheuvel\nADR;TYPE=work:;;Kade 8;Heerlen;;6400 ZZ;\n{more}END:VCARD\n\
             BEGIN:VCARD\nVERSION:4.0\nUID:c\nFN:Samira Proef\nTITLE:Begeleider\nORG:De Vluchtheuvel\nADR;TYPE=work:;;Kade 8;Heerlen;;6400 ZZ;\nEND:VCARD\n"
        ));
        let place = rij(&plan, Soort::Locatie);
        assert_eq!(is_geheim(place), secret, "{more}");
        assert_eq!(gezegd(&plan).contains("geheim"), secret, "{more}");
        // Whoever works there does not tell where it is.
        let note = veld(&plan, rij(&plan, Soort::Contact), Veld::Notitie);
        assert_eq!(note.contains("Kade 8"), !secret, "{more}: {note}");
    }
}

#[test]
fn the_address_at_work_of_somebody_at_a_shelter_is_left_out() {
    for (org, note, kept) in [
        ("Stichting Oever;Crisisopvang", "", false),
        ("Blijf van mijn lijf", "", false),
        ("Stichting Oever", "Geheim adres", false),
        ("Stichting Oever", "Blijft tot 17 uur", true),
    ] {
        let plan = kaarten(&format!(
            "BEGIN:VCARD\nVERSION:3.0\nFN:Renée Proef\nTITLE:Arts\nORG:{org}\nNOTE:{note}\nADR;TYPE=WORK:;;Straat 4;Kerkrade;;6460 ZZ;\nEND:VCARD\n"
        ));
        let found = veld(&plan, rij(&plan, Soort::Contact), Veld::Notitie).contains("Straat 4");
        assert_eq!(found, kept, "{org}, {note}");
        assert_eq!(gezegd(&plan).contains("werkadres van Renée Proef is niet overgenomen"), !kept, "{org}");
        // And in a table.
        let org = org.replace(';', " ");
        let plan =
            tabel(&format!("Naam;Functie;Organisatie;Werkadres, straat;Notitie\nRenée;Arts;{org};Straat 4;{note}\n"));
        let found = veld(&plan, rij(&plan, Soort::Contact), Veld::Notitie).contains("Straat 4");
        assert_eq!(found, kept, "{org}, {note}");
        assert_eq!(gezegd(&plan).contains("werkadres van Renée is niet overgenomen"), !kept, "{org}");
    }
}

#[test]
fn an_address_of_an_organisation_becomes_its_place() {
    for (naam, note, secret) in [
        ("Wijkteam", "", false),
        ("Vrouwenopvang Zuid", "", true),
        ("Stichting", "vertrouwelijk", true),
        ("Kinderopvang", "", false),
    ] {
        let plan = tabel(&format!(
            "Soort;Naam;Functie;Adres;Postcode;Plaats;Notitie\nOrganisatie;{naam};;Plein 1;6400ZZ;Heerlen;{note}\nContact;Jan;Arts;;;;\n"
        ));
        let (org, place) = (rij(&plan, Soort::Organisatie), rij(&plan, Soort::Locatie));
        assert_eq!(veld(&plan, place, Veld::Adres), "Plein 1, 6400ZZ Heerlen");
        assert!(place.velden.contains(&(Veld::Organisatie, Some(Waarde::Verwijzing(org.id)))), "{naam}");
        assert_eq!(is_geheim(place), secret, "{naam}");
        assert!(!veld(&plan, org, Veld::Notitie).contains("Plein 1"), "{naam}");
    }
}

#[test]
fn a_quote_that_is_never_closed_takes_nobody_along() {
    let plan = tabel(
        "Naam;Functie;Notitie\nGijs;\"Leider;x\nHanneke;Arts;\nJeroen;Coach;\"Let op: \"\"nieuw\"\" nummer\"\nKarin;Arts;\"twee\nregels\"\n",
    );
    let names: Vec<String> = plan.rijen.iter().map(|rij| veld(&plan, rij, Veld::Naam)).collect();
    assert_eq!(names, ["Hanneke", "Jeroen", "Karin"]);
    let refused: Vec<u64> =
        plan.gebreken.iter().filter(|gebrek| gebrek.hele_rij).map(|gebrek| gebrek.plek.regel).collect();
    assert_eq!(refused, [2]);
    // A blank behind a text of several lines is no sign of that.
    assert_eq!(tabel("Naam;Functie\n\"A\nB\" ;Arts\nC;Arts\n").rijen.len(), 2);
}

#[test]
fn the_columns_tell_what_the_rows_are() {
    for (koppen, soort, naam) in [
        ("Naam;Organisatie;Telefoon;Gemeente", Soort::Contact, true),
        ("Organisatie;Contactpersoon;Telefoon;E-mail", Soort::Contact, true),
        ("Organisatie;Voornaam;Achternaam", Soort::Contact, true),
        ("School;Aandachtsfunctionaris", Soort::Contact, true),
        ("Organisatie;Telefoon", Soort::Organisatie, true),
        ("Nr.;Organisatie;Dienst;Telefoon;Doelgroep;Gemeente", Soort::Dienst, true),
        ("Organisatie;Aanbod;Telefoon", Soort::Dienst, true),
        ("Naam;Adres;Geheim", Soort::Locatie, true),
        ("Organisatienaam;E-mail", Soort::Organisatie, true),
    ] {
        let width = koppen.split(';').count();
        let cells: Vec<String> = (0..width).map(|at| format!("Cel {at}")).collect();
        let read = lees("a.csv", format!("{koppen}\n{}\n", cells.join(";")).as_bytes()).expect("a table");
        let koppeling = Koppeling::raad(super::tabel(&read));
        assert_eq!(koppeling.soort, soort, "{koppen}");
        assert_eq!(koppeling.bezwaar().is_none(), naam, "{koppen}");
    }
    let plan = tabel("Naam;Organisatie;Rol;Telefoon\nKim;Haven;Consulent;\n");
    assert_eq!(veld(&plan, rij(&plan, Soort::Contact), Veld::Functie), "Consulent");
    let plan = tabel("School;Aandachtsfunctionaris\nDe Brug;Eva Bakker\n");
    let person = rij(&plan, Soort::Contact);
    assert_eq!(veld(&plan, person, Veld::Naam), "Eva Bakker");
    assert_eq!(veld(&plan, person, Veld::Rol), "aandachtsfunctionaris");
    assert_eq!(veld(&plan, person, Veld::Organisatie), "De Brug");
    let plan = tabel("Naam;Organisatie;AF\nEva;De Brug;ja\nIna;De Brug;nee\n");
    let roles: Vec<String> = plan
        .rijen
        .iter()
        .filter(|rij| rij.soort == Soort::Contact)
        .map(|rij| format!("{} {}", veld(&plan, rij, Veld::Naam), veld(&plan, rij, Veld::Rol)))
        .collect();
    assert_eq!(roles, ["Eva aandachtsfunctionaris", "Ina "]);
}

#[test]
fn a_refused_row_makes_no_organisation() {
    let plan = tabel(
        "Nr.;Organisatie;Dienst;Telefoon;Doelgroep\n1;De Haven;Noodhulp;045-560 00 01;Iedereen\nTotaal;4 diensten;;;\nBron: eigen opgave;;;;\n",
    );
    let titles: Vec<&str> = plan.rijen.iter().map(|rij| rij.titel.as_str()).collect();
    assert_eq!(titles, ["De Haven", "Noodhulp"]);
    assert!(gezegd(&plan).contains("totaalregel"));
    // One that is reachable is an entry, whatever it is called.
    assert_eq!(tabel("Naam;Telefoon\nTotaal Zorg;045-560 00 01\n").rijen.len(), 1);
    let plan = tabel("Soort;Naam;Organisatie\nDienst;;Spookhuis\nDienst;Hulp;De Haven\n");
    assert!(!plan.rijen.iter().any(|rij| rij.titel == "Spookhuis"));
}

#[test]
fn what_a_kind_has_no_field_for_goes_to_its_note_and_unused_columns_are_told() {
    let (read, plan) = plan(
        "a.csv",
        "Organisatie;Voornaam;Achternaam;Website;Gemeente(n);Kleur\nMeldpunt;;;https://voorbeeld.nl;Heerlen;rood\nHaven;Eva;Bakker;https://a.voorbeeld.nl;;\n".as_bytes(),
    );
    assert_eq!(veld(&plan, rij(&plan, Soort::Organisatie), Veld::Website), "https://voorbeeld.nl");
    assert_eq!(veld(&plan, rij(&plan, Soort::Organisatie), Veld::Gemeenten), "Heerlen");
    assert_eq!(veld(&plan, rij(&plan, Soort::Contact), Veld::Notitie), "Website: https://a.voorbeeld.nl");
    assert!(read.opmerkingen.iter().any(|said| said.contains("overgeslagen: Kleur.")), "{:?}", read.opmerkingen);
}

#[test]
fn letters_of_two_encodings_are_told_apart_by_line() {
    let mut text = "Naam;Functie\nZoë;Arts\n".as_bytes().to_vec();
    text.extend(b"Eug\xe8ne;Th\xe9rapeut\n");
    text.extend("Inès;Consulent\n".as_bytes());
    text.extend("Ren\u{e9}e".as_bytes());
    text.extend(b";Co\xf6rdinator\n");
    let (read, plan) = plan("a.csv", &text);
    let names: Vec<String> = plan.rijen.iter().map(|rij| veld(&plan, rij, Veld::Naam)).collect();
    assert_eq!(names, ["Zoë", "Eugène", "Inès"]);
    assert!(read.opmerkingen.iter().any(|said| said.starts_with("Regel 3 is gelezen")), "{:?}", read.opmerkingen);
    assert_eq!(plan.gebreken.iter().map(|gebrek| gebrek.plek.regel).collect::<Vec<_>>(), [5]);
    // A fold of a card may cut a letter.
    let card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ren\xc3\r\n \xa9e \xe2\r\n \x82\xac \xe2\x82\r\n \xac\r\nTITLE:Arts\r\nORG:A\r\nEND:VCARD\r\n";
    let (_, plan) = self::plan("a.vcf", card);
    assert_eq!(veld(&plan, rij(&plan, Soort::Contact), Veld::Naam), "Renée € €");
}

#[test]
fn only_addresses_that_are_ones_become_email() {
    for (text, expected, said) in [
        ("a@voorbeeld.nl", "a@voorbeeld.nl", ""),
        ("Jan <a@voorbeeld.nl>", "a@voorbeeld.nl", ""),
        ("a@voorbeeld.nl ::: b@voorbeeld.nl", "a@voorbeeld.nl", "alleen a@voorbeeld.nl"),
        ("a@voorbeeld.nl, b@voorbeeld.nl", "a@voorbeeld.nl", "alleen a@voorbeeld.nl"),
        ("/o=ExchangeLabs/ou=x", "", "is geen e-mailadres"),
        ("niet een adres", "", "is geen e-mailadres"),
        ("n.v.t.", "", ""),
        ("-", "", ""),
    ] {
        let plan = tabel(&format!("Naam,Functie,E-mail\nA,Arts,\"{text}\"\n"));
        assert_eq!(veld(&plan, rij(&plan, Soort::Contact), Veld::Email), expected, "{text}");
        let all = gezegd(&plan);
        assert!(if said.is_empty() { all.is_empty() } else { all.contains(said) }, "{text}: {all}");
    }
    let plan = kaarten(
        "BEGIN:VCARD\nVERSION:3.0\nFN:A\nTITLE:B\nORG:C\nEMAIL;TYPE=HOME:thuis@voorbeeld.nl\nEMAIL;TYPE=WORK:werk@voorbeeld.nl\nEND:VCARD\n",
    );
    let card = rij(&plan, Soort::Contact);
    assert_eq!(veld(&plan, card, Veld::Email), "werk@voorbeeld.nl");
    assert_eq!(veld(&plan, card, Veld::Notitie), "");
}

#[test]
fn a_municipality_that_was_guessed_is_told() {
    let table = gemeenten();
    for (text, expected, said, rest) in [
        ("Heerlen", "Heerlen", "", ""),
        ("Gem. Heerlen", "Heerlen", "", ""),
        ("gemeente heerlen", "Heerlen", "", ""),
        ("Den Bosch", "'s-Hertogenbosch", "", ""),
        ("Sittard Geleen", "Sittard-Geleen", "", ""),
        ("Valkenburg a/d Geul", "Valkenburg aan de Geul", "", ""),
        ("Heerlen en Landgraaf", "Heerlen; Landgraaf", "", ""),
        ("Maastricht/Meerssen", "Maastricht; Meerssen", "", ""),
        ("Brunssum + Voerendaal", "Brunssum; Voerendaal", "", ""),
        ("Nuth", "Beekdaelen", "\"Nuth\" is gelezen als Beekdaelen.", ""),
        ("Hoensbroek", "Heerlen", "is gelezen als Heerlen", ""),
        ("Heelen", "Heerlen", "is gelezen als Heerlen", ""),
        ("Kerkrade (West)", "Kerkrade", "is gelezen als Kerkrade", ""),
        ("Parkstad", "", "Geen gemeente heet \"Parkstad\"", "Parkstad"),
    ] {
        let ((waarde, wrong), others) = plat::lees_van(plat::Schrijver::Ander, &table, Veld::Gemeenten, text);
        let shown = waarde
            .map_or_else(String::new, |waarde| plat::schrijf_met(&|_| String::new(), &table, Veld::Gemeenten, &waarde));
        assert_eq!(shown, expected, "{text}");
        assert_eq!(others.join(","), rest, "{text}");
        let all: String = wrong.iter().map(|(wat, _)| wat.as_str()).collect();
        assert!(if said.is_empty() { all.is_empty() } else { all.contains(said) }, "{text}: {all}");
    }
    let plan = tabel("Naam;Functie;Regio\nA;Arts;Parkstad\n");
    assert_eq!(veld(&plan, rij(&plan, Soort::Contact), Veld::Notitie), "Werkgebied: Parkstad");
}

#[test]
fn names_numbers_and_days_are_read_as_people_write_them() {
    let plan = tabel("Achternaam;Voornaam;Tussenvoegsel;Functie\nJansen;Jan;van;Arts\n");
    assert_eq!(veld(&plan, rij(&plan, Soort::Contact), Veld::Naam), "Jan van Jansen");
    let plan = tabel("Naam;Voornaam;Achternaam;Functie\nEsra Yilmaz;Esra;Yilmaz;Arts\n");
    assert_eq!(veld(&plan, rij(&plan, Soort::Contact), Veld::Naam), "Esra Yilmaz");
    let plan = tabel(
        "First Name,Organization Title,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\nA,Arts,Mobile,06-0000 00 01,Work Fax,045-560 00 02\n",
    );
    assert_eq!(veld(&plan, rij(&plan, Soort::Contact), Veld::Telefoons), "06-0000 00 01 | mobiel");
    assert!(gezegd(&plan).contains("faxnummer"));
    let table = gemeenten();
    for (text, expected) in [
        ("=\"0455600013\"", "045-560 00 13"),
        ("045-5600008 / 088-0000008", "045-560 00 08\n088-000 00 08"),
        // What cannot be a number keeps the whole as it was.
        ("045-5600008 / 06-00000008", "045-5600008 / 06-00000008"),
        ("0455600009 of 0455600008", "045-560 00 09\n045-560 00 08"),
        ("045-5600024; 045-5600025", "045-560 00 24\n045-560 00 25"),
        ("via receptie of balie", "via receptie of balie"),
    ] {
        let (waarde, _) = plat::lees(&table, Veld::Telefoons, text);
        let shown = plat::schrijf_met(&|_| String::new(), &table, Veld::Telefoons, &waarde.expect("a number"));
        assert_eq!(shown, expected, "{text}");
    }
    let (waarde, said) = plat::lees(&table, Veld::Telefoons, "fax: 045-5600028");
    assert!(waarde.is_none() && said[0].0.contains("faxnummer"), "{said:?}");
    let (_, said) = plat::lees(&table, Veld::Telefoons, "4,556E+08");
    assert!(said[0].0.contains("afgerond"), "{said:?}");
    for day in ["22-11-2026", "22/11/2026", "2026-11-22"] {
        assert_eq!(plat::lees_moment(day), plat::lees_moment("2026-11-22"), "{day}");
        assert!(plat::lees_moment(day).is_some(), "{day}");
    }
    let plan = tabel("Naam;Functie;Laatst gecontroleerd\nA;Arts;vorige week\n");
    assert_eq!(rij(&plan, Soort::Contact).lot, Lot::Nieuw, "{}", gezegd(&plan));
}

#[test]
fn a_row_that_stands_there_twice_is_taken_over_once() {
    let plan = tabel("Naam;Functie;Telefoon\nA;Arts;045-560 00 01\nA;Arts;045-560 00 01\nA;Arts;045-560 00 02\n");
    let lots: Vec<Lot> = plan.rijen.iter().map(|rij| rij.lot).collect();
    assert_eq!(lots, [Lot::Nieuw, Lot::Geweigerd, Lot::Nieuw]);
    let said = gezegd(&plan);
    assert!(said.contains("Deze rij is gelijk aan regel 2."), "{said}");
    assert!(said.contains("Dezelfde naam, functie en organisatie staan ook op regel 2."), "{said}");
}

#[test]
fn what_is_nested_twice_in_hsds_is_one_entry() {
    let json = r#"{"id":"o","name":"Haven","contacts":[{"id":"c","name":"Eva","title":"Arts"}],
        "services":[{"id":"s","name":"Hulp","alert":"Wachttijd","alternate_name":"Steun","contacts":[{"id":"c","name":"Eva"}],
        "schedules":[{"freq":"WEEKLY","byday":"MO,TU","opens_at":"09:00+01:00","closes_at":"17:00+01:00","valid_from":"2026-01-01"}]}]}"#;
    let (_, plan) = plan("a.json", json.as_bytes());
    assert_eq!(gezegd(&plan), "");
    assert_eq!(veld(&plan, rij(&plan, Soort::Contact), Veld::Functie), "Arts");
    let service = rij(&plan, Soort::Dienst);
    assert!(veld(&plan, service, Veld::Openingstijden).contains("9.00-17.00"));
    assert_eq!(veld(&plan, service, Veld::Notitie), "Let op: Wachttijd\nOok bekend als: Steun");
}
