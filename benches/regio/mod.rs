//! What the benches of the network share: a generated region, and how much memory a process has used.

#![allow(dead_code, reason = "not every bench needs everything")]

use std::fs;

use aandacht::content::Content;
use aandacht::domain::gesprek::Reader;
use aandacht::domain::kluis::{Moment, Record, RecordId};
use aandacht::domain::netwerk::{Bevestigd, Herkomst, Soort, THEMAS, Telefoon, Veld, Vermelding, Waarde, thema_tekst};
use aandacht::domain::uren::Openingstijden;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

/// An entry of a generated network: an organisation, then what stands under it, again and again. Names, places and themes
/// look Dutch; surnames are put together from syllables, so that the words are as many as in a large network.
pub fn entry(number: usize) -> (RecordId, Record) {
    let at = |list: &[&'static str], salt: usize| list[mixed(number, salt) % list.len()];
    let org = number - number % 8;
    let place = PLAATSEN[mixed(org, 1) % PLAATSEN.len()];
    let name = format!("{} {place}", SOORTEN[mixed(org, 2) % SOORTEN.len()].0);
    let herkomst = Herkomst {
        op: moment(-(i64::try_from(mixed(number, 3)).unwrap() % 80_000_000)).stamp,
        door: at(&["coördinator", "netwerkbeheer regio", "aandachtsfunctionaris GGD"], 4).to_owned(),
        bron: format!("opgave van de organisatie, {}", at(&["voorjaar 2026", "bijeenkomst", "telefonisch"], 5)),
    };
    let soort = match number % 8 {
        0 => Soort::Organisatie,
        1 | 2 => Soort::Dienst,
        _ => Soort::Contact,
    };
    let mut made = Vermelding::new(soort);
    let mut set = |veld, waarde| {
        made.zet(veld, Some(waarde), &herkomst);
    };
    let digits = 450_000_000 + (number * 7_919) % 49_999_999;
    let phone = Telefoon {
        nummer: format!("0{}-{} {} {}", digits / 10_000_000, digits / 10_000 % 1000, digits / 100 % 100, digits % 100)
            .into(),
        waarvoor: number.is_multiple_of(3).then(|| "overleg over een zorg".into()),
        uren: None,
    };
    set(Veld::Telefoons, Waarde::Telefoons([phone].into()));
    let uren = at(&["ma-vr 9.00-17.00", "ma-do 8.30-17.00; vr 8.30-12.30", "ma, wo, vr 9.00-12.00", "dag en nacht"], 6);
    set(Veld::Openingstijden, Waarde::Uren(Openingstijden::lees(uren).unwrap()));
    match soort {
        Soort::Organisatie => {
            set(Veld::Naam, Waarde::tekst(&name));
            set(Veld::OrgSoort, Waarde::tekst(SOORTEN[mixed(org, 2) % SOORTEN.len()].1));
            set(Veld::Gemeenten, Waarde::lijst([code(mixed(org, 1)), code(mixed(org, 7))]));
            set(Veld::Themas, Waarde::lijst([thema(org, 8), thema(org, 9)]));
        }
        Soort::Dienst => {
            let what = at(&["Spreekuur", "Training", "Inloop", "Crisishulp", "Ambulante hulp", "Groepsaanbod"], 10);
            set(Veld::Naam, Waarde::tekst(&format!("{what} {}", thema_tekst(thema(number, 11)))));
            set(Veld::Organisatie, Waarde::Verwijzing(id(org)));
            set(Veld::Themas, Waarde::lijst([thema(number, 11)]));
            set(Veld::Doelgroep, Waarde::tekst("gezinnen met kinderen"));
        }
        Soort::Contact | Soort::Locatie => {
            let surname: String = (0..3).map(|nth| at(LETTERGREPEN, 20 + nth)).collect();
            set(Veld::Functie, Waarde::tekst(at(FUNCTIES, 12)));
            set(Veld::Naam, Waarde::tekst(&format!("{} {surname}", at(&["van", "de", "van der", "ten", ""], 13))));
            set(Veld::Organisatie, Waarde::Verwijzing(id(org)));
            set(Veld::Email, Waarde::tekst(&format!("{surname}@voorbeeld{}.nl", mixed(org, 14) % 5000)));
            if number % 8 == 3 {
                set(Veld::Rol, Waarde::tekst("aandachtsfunctionaris"));
            }
            if number.is_multiple_of(5) {
                set(Veld::Notitie, Waarde::tekst("Eerst bellen; vraag naar de dienst. Terugbellen kan dezelfde dag."));
            }
        }
    }
    if !number.is_multiple_of(3) {
        made.bevestig(Bevestigd { op: herkomst.op, door: herkomst.door.clone() });
    }
    (id(number), made.into())
}

const SOORTEN: &[(&str, &str)] = &[
    ("Wijkteam", "lokaal-team"),
    ("Basisschool De Linde", "onderwijs"),
    ("Basisschool 't Kofschip", "onderwijs"),
    ("Huisartsenpraktijk Het Plein", "huisartsen"),
    ("Kinderopvang Zonnestraal", "kinderopvang"),
    ("Jeugdgezondheidszorg", "ggd"),
    ("Maatschappelijk werk", "welzijn"),
    ("Thuiszorg De Brug", "ouderenzorg"),
    ("Gehandicaptenzorg Het Anker", "gehandicaptenzorg"),
    ("Centrum voor Jeugd en Gezin", "lokaal-team"),
    ("Ggz-polikliniek", "ggz"),
    ("Gemeente", "gemeente"),
];
const PLAATSEN: &[&str] = &[
    "Heerlen",
    "Landgraaf",
    "Apeldoorn",
    "Nieuwegein",
    "Ermelo",
    "Roermond",
    "'s-Gravenzande",
    "IJsselstein",
    "Súdwest-Fryslân",
    "Bergen op Zoom",
    "De Ronde Venen",
    "Horst aan de Maas",
    "Zutphen",
    "Maastricht",
    "Venlo",
    "Woerden",
    "Harderwijk",
    "Sittard-Geleen",
    "Kerkrade",
    "Epe",
    "Lochem",
    "Putten",
    "Nunspeet",
    "Weert",
];
const FUNCTIES: &[&str] = &[
    "aandachtsfunctionaris",
    "intern begeleider",
    "jeugdverpleegkundige",
    "wijkagent",
    "praktijkondersteuner",
    "maatschappelijk werker",
    "teamleider",
    "gedragswetenschapper",
    "zorgcoördinator",
    "leerplichtambtenaar",
];
const LETTERGREPEN: &[&str] = &[
    "ver", "hoe", "ven", "brink", "dijk", "laan", "wou", "den", "berg", "sluis", "meer", "hof", "kamp", "stra", "ter",
    "wijn", "mole", "naar", "schuur", "bos", "linde", "zand", "vliet", "oort", "huis", "weg", "aker", "boom", "graaf",
    "kerk", "veld", "horst", "beek", "waard", "ijzer", "poel",
];

/// A number that looks like chance and is always the same.
fn mixed(number: usize, salt: usize) -> usize {
    let mut bits =
        (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (salt as u64).wrapping_mul(0xD1B5_4A32_D192_ED03);
    bits ^= bits >> 29;
    bits = bits.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (bits >> 33) as usize
}

pub fn id(number: usize) -> RecordId {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&(mixed(number, 30) as u64).to_be_bytes());
    bytes[8..].copy_from_slice(&(number as u64).to_be_bytes());
    RecordId(bytes)
}

fn thema(number: usize, salt: usize) -> &'static str {
    THEMAS[mixed(number, salt) % THEMAS.len()].id
}

fn code(number: usize) -> String {
    GEMEENTEN.get_or_init(|| {
        let content = Content::shipped();
        content.gemeenten().unwrap().inhoud.gemeenten.iter().map(|known| known.gm_code.clone()).collect()
    })[number % 342]
        .clone()
}

static GEMEENTEN: std::sync::OnceLock<Vec<String>> = std::sync::OnceLock::new();

/// Some moment, this many seconds after a fixed one.
pub fn moment(seconds: i64) -> Moment {
    let stamp = Timestamp::new(1_795_000_000 + seconds, 0).unwrap();
    let local = date(2026, 11, 22).at(9, 0, 0, 0).checked_add(SignedDuration::from_secs(seconds)).unwrap();
    Moment { stamp, local }
}

/// A figure of this process in bytes; not a number where there is no such file.
pub fn status(name: &str) -> f64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib = text.lines().find(|line| line.starts_with(name)).and_then(|line| line.split_whitespace().nth(1));
    kib.and_then(|kib| kib.parse().ok()).map_or(f64::NAN, |kib: f64| kib * 1024.0)
}

/// The most memory is counted from now.
pub fn forget_peak() {
    // Where it cannot be forgotten the figure is that of the whole run.
    let _ = fs::write("/proc/self/clear_refs", "5");
}
