//! A network of made-up entries with texts that break formats: separators, quotes, formulas, markup, long names. The
//! example that writes exports for other programs reads this file too.

use std::collections::BTreeMap;

use aandacht::domain::inhoud::{Gemeenten, Inhoud, read};
use aandacht::domain::kluis::{Model, Owner, RecordId, Stored};
use aandacht::domain::netwerk::{Bevestigd, Herkomst, Relatie, Soort, Telefoon, Veld, Vermelding, Waarde, lees_weken};
use aandacht::domain::uren::Openingstijden;
use jiff::Timestamp;

/// Texts of secret entries all hold this word, so that one search finds every leak.
pub const GEHEIM: &str = "Schuilplaats";

/// The municipalities that ship.
pub fn gemeenten() -> Gemeenten {
    match read(include_bytes!("../../checklists/gemeenten/gemeenten.json"), "gemeenten.json") {
        Ok(Inhoud::Gemeenten(file)) => file.inhoud,
        _ => panic!("the municipalities can be read"),
    }
}

/// The id of the entry with this number.
pub fn nummer(number: u8) -> RecordId {
    let mut id = [0xa0; 16];
    id[15] = number;
    RecordId(id)
}

/// An entry of this kind with these fields.
pub fn vermelding(soort: Soort, velden: Vec<(Veld, Waarde)>) -> Vermelding {
    let op = "2026-03-02T10:00:00Z".parse::<Timestamp>().expect("a moment");
    let herkomst = Herkomst { op, door: "coördinator".to_owned(), bron: "proef".to_owned() };
    let mut made = Vermelding::new(soort);
    for (veld, waarde) in velden {
        made.zet(veld, Some(waarde), &herkomst);
    }
    made
}

/// A kluis with these entries.
pub fn model(entries: impl IntoIterator<Item = (RecordId, Vermelding)>) -> Model {
    let stored = |record: Vermelding| Stored { owner: Owner::Shared, record: record.into() };
    Model::new(entries.into_iter().map(|(id, entry)| (id, stored(entry))).collect::<BTreeMap<_, _>>())
}

fn tekst(text: &str) -> Waarde {
    Waarde::tekst(text)
}

fn telefoon(nummer: &str, waarvoor: Option<&str>, uren: Option<&str>) -> Telefoon {
    let uren = uren.map(|line| Openingstijden::lees(line).expect("hours"));
    Telefoon { nummer: nummer.into(), waarvoor: waarvoor.map(Into::into), uren }
}

fn telefoons(numbers: Vec<Telefoon>) -> Waarde {
    Waarde::Telefoons(numbers.into())
}

fn uren(line: &str) -> Waarde {
    Waarde::Uren(Openingstijden::lees(line).expect("hours"))
}

/// Names that some format would take for something else.
pub const NAMEN: [&str; 12] = [
    "=1+1",
    "+31 is geen nummer",
    "-2+3",
    "@SOM(A1)",
    "'=al beschermd",
    "Stichting \"De Brug\"; afdeling, Noord",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)> & meer",
    "Wijkteam 🌈 één ëïö \\n \\; slash\\",
    "Een organisatie met een heel erg lange naam die op geen enkele regel van welke lijst dan ook zou moeten passen",
    "BEGIN:VCARD",
    "[link](https://voorbeeld.nl) *vet* _schuin_ `code`",
];

/// The network: twelve organisations with the names above, with contacts, services and places, two of them secret.
pub fn uitvoernet() -> Model {
    let mut all = Vec::new();
    for (at, naam) in (1_u8..).zip(NAMEN) {
        all.push((nummer(at), organisatie(at, naam)));
        all.push((nummer(40 + at), contact(at)));
    }
    for at in 1..=6 {
        all.push((nummer(80 + at), dienst(at)));
        all.push((nummer(100 + at), locatie(at)));
    }
    all.extend([
        (
            nummer(120),
            vermelding(
                Soort::Locatie,
                vec![
                    (Veld::Naam, tekst("Schuilplaats Noord")),
                    (Veld::Organisatie, Waarde::Verwijzing(nummer(1))),
                    (Veld::LocatieSoort, tekst("opvang")),
                    (Veld::Adres, tekst("Schuilplaatsweg 9, 6411 ZZ Heerlen")),
                    (Veld::Telefoons, telefoons(vec![telefoon("045-560 00 98", Some("Schuilplaats"), None)])),
                    (Veld::Notitie, tekst("Schuilplaats achter de kerk")),
                ],
            ),
        ),
        (
            nummer(121),
            vermelding(
                Soort::Locatie,
                vec![(Veld::Naam, tekst("Schuilplaats Zuid")), (Veld::Geheim, Waarde::JaNee(true))],
            ),
        ),
        (nummer(122), vermelding(Soort::Contact, vec![(Veld::Functie, tekst("losse contactpersoon"))])),
    ]);
    model(all)
}

fn organisatie(at: u8, naam: &str) -> Vermelding {
    let kinds = ["gemeente", "veilig-thuis", "onderwijs", "politie", "samenwerking", "lokaal-team"];
    let towns = if at.is_multiple_of(2) { ["GM0917"] } else { ["GM0928"] };
    let mut velden = vec![
        (Veld::Naam, tekst(naam)),
        (Veld::OrgSoort, tekst(kinds[usize::from(at) % kinds.len()])),
        (
            Veld::Telefoons,
            telefoons(vec![
                telefoon(&format!("045-560 00 {at:02}"), None, None),
                telefoon("+3221234567", Some("crisis"), Some("ma-vr 9.00-17.00")),
            ]),
        ),
        (Veld::Email, tekst(&format!("post{at}@voorbeeld.nl"))),
        (Veld::Website, tekst("www.voorbeeld.nl/pad?a=1&b=2")),
        (Veld::Openingstijden, uren("ma-wo, vr 9.00-12.00, 13.00-17.00; feestdagen dicht")),
        (Veld::Themas, Waarde::lijst(["kindermishandeling", "eigen thema"])),
        (Veld::Gemeenten, Waarde::lijst(towns)),
        (Veld::Tafels, Waarde::lijst(["routeertafel", "Zorg- en veiligheidshuis"])),
        (Veld::Notitie, tekst("Eerste regel;\n\"tweede\" regel, met komma\n=1+1")),
    ];
    if at > 1 {
        velden.push((Veld::OnderdeelVan, Waarde::Verwijzing(nummer(1))));
        let soort = "werkt samen; vaak".into();
        velden.push((Veld::Relaties, Waarde::Relaties(Box::new([Relatie { soort, met: nummer(at - 1) }]))));
    }
    let mut made = vermelding(Soort::Organisatie, velden);
    let op = "2026-10-01T08:30:00Z".parse().expect("a moment");
    made.bevestig(Bevestigd { op, door: "coördinator; Parkstad".to_owned() });
    made
}

fn contact(at: u8) -> Vermelding {
    let mut velden = vec![
        (Veld::Functie, tekst(&format!("intern begeleider {at}"))),
        (Veld::Organisatie, Waarde::Verwijzing(nummer(at))),
        (Veld::Rol, tekst("aandachtsfunctionaris")),
        (Veld::Telefoons, telefoons(vec![telefoon(&format!("06-0000 00{at:02}"), Some("mobiel, alleen app"), None)])),
        (Veld::Email, tekst("niet te lezen als adres?bcc=x")),
        (Veld::Talen, Waarde::lijst(["Nederlands", "Oekraïens", "Klingon"])),
        (Veld::Afwezig, Waarde::Weken(lees_weken("2026-W30, 2026-W52..2027-W01").expect("weeks").into())),
        (Veld::Tafels, Waarde::lijst(["Routeertafel"])),
    ];
    if at.is_multiple_of(2) {
        velden.push((Veld::Naam, tekst("Fictieve Van Voorbeeld; junior")));
    }
    if at > 1 {
        velden.push((Veld::Vervanger, Waarde::Verwijzing(nummer(40 + at - 1))));
    }
    vermelding(Soort::Contact, velden)
}

fn dienst(at: u8) -> Vermelding {
    let hours = ["dag en nacht", "op afspraak", "ma-vr 22.00-6.00; 2026-12-24 dicht"];
    vermelding(
        Soort::Dienst,
        vec![
            (Veld::Naam, tekst(&format!("Training {at} voor ouders"))),
            (Veld::Organisatie, Waarde::Verwijzing(nummer(at))),
            (Veld::Status, tekst(["actief", "tijdelijk-gesloten", "opgeheven"][usize::from(at) % 3])),
            (Veld::Openingstijden, uren(hours[usize::from(at) % 3])),
            (Veld::LeeftijdVan, Waarde::Getal(12)),
            (Veld::LeeftijdTot, Waarde::Getal(18)),
            (Veld::Talen, Waarde::lijst(["Nederlands", "Pools"])),
            (Veld::Gemeenten, Waarde::lijst(["GM0917", "GM9999"])),
            (Veld::EmailVeilig, Waarde::JaNee(true)),
            (Veld::Doelgroep, tekst("ouders;\"gezinnen\"")),
        ],
    )
}

fn locatie(at: u8) -> Vermelding {
    let adres = ["Voorbeeldstraat 12a, 6411 ab Heerlen", "zonder postcode", "Plein 1\n6461 CD  Kerkrade"];
    vermelding(
        Soort::Locatie,
        vec![
            (Veld::Naam, tekst(&format!("Spreekuur {at}"))),
            (Veld::Organisatie, Waarde::Verwijzing(nummer(at))),
            (Veld::LocatieSoort, tekst(if at == 6 { "opvang" } else { "spreekuur" })),
            (Veld::Geheim, Waarde::JaNee(false)),
            (Veld::Adres, tekst(adres[usize::from(at) % 3])),
            (Veld::Openingstijden, uren("za 10.00-12.00")),
        ],
    )
}
