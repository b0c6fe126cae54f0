//! `aandacht netwerk`: on the vault of practice, without a vault, and one story on a real one.

use std::fs;

use aandacht::app::{App, oefening};
use aandacht::domain::kluis::{Batch, KluisAct, RecordId};
use aandacht::domain::netwerk::doen::{self, Ingevuld};
use aandacht::domain::netwerk::{Netwerk, Soort, Telefoon, Veld, Waarde};
use serde_json::{Value, json};

use super::{Aandacht, Run, keys, snapshot};

const PASSWORD: &str = "vier losse woorden samen\n";
const MARK: &str = "OEFENING: verzonnen casus, geen echte mensen\n";
const GEHEIM: [&str; 4] = ["Zonnehof", "Stille Laan", "045-560 00 77", "5600077"];

/// What changes by itself is left out, beside what every snapshot leaves out. Lines that were wrapped are made whole first:
/// where they break depends on how long ago something was.
fn shown(name: &str, runs: Vec<Run>) {
    let whole = |run: Run| Run { stdout: run.stdout.replace("\n   ", " ").replace("\n  ", " "), ..run };
    let runs: Vec<Run> = runs.into_iter().map(whole).collect();
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\[[0-9a-f]{8}\]", "[ID]");
    settings.add_filter(r"(met de bron|[Gg]econtroleerd) [^.,\n]*?(geleden|gisteren|vandaag)", "$1 [LAATST]");
    settings.bind(|| snapshot(name, &runs));
}

/// The vault of practice with the starter network of Zuid-Limburg and a few entries of its own.
struct Net {
    aandacht: Aandacht,
    /// The secret place.
    geheim: RecordId,
    /// A contact that was confirmed.
    contact: RecordId,
}

impl Net {
    fn new() -> Net {
        let aandacht = Aandacht::new();
        let taken = aandacht.run("netwerk neem-over zuid-limburg --oefening").ok();
        assert!(taken.stdout.contains("110 vermeldingen, nog door niemand gecontroleerd"), "{}", taken.transcript());
        let mut app = App::open(Some(aandacht.map()), false).expect("the program opens");
        oefening::open(&mut app).expect("practice opens");
        let org = maakt(
            &mut app,
            Soort::Organisatie,
            vec![
                (Veld::Naam, Waarde::tekst("Wijkteam Proefdorp")),
                (Veld::OrgSoort, Waarde::tekst("lokaal-team")),
                (Veld::Gemeenten, Waarde::lijst(["GM0917"])),
                (Veld::Themas, Waarde::lijst(["financieel", "mannen"])),
            ],
        );
        let geheim = maakt(
            &mut app,
            Soort::Locatie,
            vec![
                (Veld::Naam, Waarde::tekst("Huize Zonnehof")),
                (Veld::Organisatie, Waarde::Verwijzing(org)),
                (Veld::LocatieSoort, Waarde::tekst("opvang")),
                (Veld::Adres, Waarde::tekst("Stille Laan 3")),
                (Veld::Telefoons, nummer("045-560 00 77")),
            ],
        );
        maakt(
            &mut app,
            Soort::Locatie,
            vec![
                (Veld::Naam, Waarde::tekst("Inloop Proefdorp")),
                (Veld::Organisatie, Waarde::Verwijzing(org)),
                (Veld::LocatieSoort, Waarde::tekst("spreekuur")),
            ],
        );
        let contact = maakt(
            &mut app,
            Soort::Contact,
            vec![
                (Veld::Functie, Waarde::tekst("Sociaal raadsvrouw")),
                (Veld::Rol, Waarde::tekst("aandachtsfunctionaris")),
                (Veld::Organisatie, Waarde::Verwijzing(org)),
                (Veld::Telefoons, nummer("045-560 00 01")),
                (Veld::Openingstijden, Waarde::Uren("dag en nacht".parse_uren())),
            ],
        );
        let now = app.clock.now();
        let confirmed =
            doen::nagezien(&app.kluis.view.model, contact, doen::Nagezien::KloptNog, now).expect("it is there");
        commit(&mut app, confirmed);
        app.kluis.leave_quietly().expect("the vault closes");
        Net { aandacht, geheim, contact }
    }

    fn run(&self, args: &str) -> Run {
        self.aandacht.run(&format!("netwerk {args} --oefening"))
    }

    /// It went well and bears its mark.
    fn said(&self, args: &str) -> String {
        let run = self.run(args).ok();
        run.stdout.strip_prefix(MARK).unwrap_or_else(|| panic!("no mark: {}", run.transcript())).to_owned()
    }

    fn json(&self, args: &str) -> Value {
        let value = self.run(&format!("{args} --json")).ok().json();
        assert_eq!(format!("{}\n", value["oefening"].as_str().expect("a mark")), MARK);
        value
    }
}

/// Opening hours from their text.
trait Uren {
    fn parse_uren(&self) -> aandacht::domain::uren::Openingstijden;
}

impl Uren for str {
    fn parse_uren(&self) -> aandacht::domain::uren::Openingstijden {
        aandacht::domain::uren::Openingstijden::lees(self).expect("opening hours")
    }
}

fn nummer(number: &str) -> Waarde {
    Waarde::Telefoons(Box::new([Telefoon { nummer: number.into(), waarvoor: None, uren: None }]))
}

fn commit(app: &mut App, batch: Batch) {
    app.kluis.run(KluisAct::Commit(batch)).expect("it is kept");
}

fn maakt(app: &mut App, soort: Soort, filled: Vec<(Veld, Waarde)>) -> RecordId {
    let filled: Ingevuld = filled.into_iter().map(|(veld, waarde)| (veld, Some(waarde))).collect();
    let (id, batch) =
        doen::maak(&app.kluis.view.model, soort, &filled, "proef", app.clock.now()).expect("it can be made");
    commit(app, batch);
    assert!(Netwerk::new(&app.kluis.view.model).get(id).is_some());
    id
}

const RIJ: [&str; 11] = [
    "bereik",
    "bevestigd",
    "bevestigd_op",
    "gecontroleerd",
    "id",
    "naam",
    "nu_bereikbaar",
    "nummer",
    "organisatie",
    "rol",
    "soort",
];

#[test]
fn an_entry_is_found_shown_and_named_by_its_id() {
    let net = Net::new();
    let found = net.json("zoek rol:af gemeente:heerlen nu");
    assert_eq!((&found["bron"], &found["totaal"]), (&json!("kluis"), &json!(1)), "{found}");
    let row = &found["gevonden"][0];
    assert_eq!(keys(row), RIJ);
    assert_eq!(row["id"], json!(net.contact.uuid()));
    assert_eq!(row["naam"], json!("Wijkteam Proefdorp, Sociaal raadsvrouw"));
    assert_eq!((&row["nummer"], &row["nu_bereikbaar"]), (&json!("045-560 00 01"), &json!(true)));
    let said = net.said("zoek raadsvrouw");
    assert!(said.contains("1. Wijkteam Proefdorp, Sociaal raadsvrouw: 045-560 00 01 (nu bereikbaar)."), "{said}");
    assert!(said.ends_with("\n1 gevonden.\n"), "{said}");

    let hex = net.contact.to_string();
    for id in [net.contact.uuid(), hex.clone(), hex[..8].to_owned(), net.contact.uuid().to_uppercase()] {
        assert_eq!(net.json(&format!("toon {id}"))["id"], json!(net.contact.uuid()), "{id}");
    }
    let whole = net.json("toon sociaal raadsvrouw");
    assert_eq!(whole["velden"]["organisatie"]["waarde"]["naam"], "Wijkteam Proefdorp");
    assert_eq!(keys(&whole["velden"]["functie"]), ["bron", "door", "gezet_op", "waarde"]);
    let org = net.json("toon wijkteam proefdorp");
    let below: Vec<&str> =
        org["hoort_hierbij"].as_array().expect("rows").iter().filter_map(|row| row["naam"].as_str()).collect();
    assert_eq!(below, ["Wijkteam Proefdorp, Inloop Proefdorp", "Wijkteam Proefdorp, Sociaal raadsvrouw"]);

    let many = net.run("zoek gemeente:heerlen --meest 2").ok().stdout;
    assert!(many.contains("hier de eerste 2. Meer met: --meest "), "{many}");
}

#[test]
fn a_secret_place_is_printed_by_no_command() {
    let net = Net::new();
    let commands = [
        "zoek zonnehof".to_owned(),
        "zoek soort:locatie --meest 500".to_owned(),
        "zoek stille laan".to_owned(),
        "zoek 5600077".to_owned(),
        format!("toon {}", net.geheim.uuid()),
        format!("toon {}", &net.geheim.to_string()[..8]),
        "toon zonnehof".to_owned(),
        "toon wijkteam proefdorp".to_owned(),
        "wie --gemeente heerlen --thema mannen".to_owned(),
        "dekking".to_owned(),
        "dekking --gemeente heerlen".to_owned(),
        "gaten".to_owned(),
        "nazien --meest 500".to_owned(),
        "nazien --sinds 2020-01-01".to_owned(),
        "routekaart heerlen".to_owned(),
    ];
    for command in &commands {
        for json in ["", " --json"] {
            let run = net.run(&format!("{command}{json}"));
            let all = format!("{}{}", run.stdout, run.stderr);
            for word in GEHEIM.iter().map(|word| (*word).to_owned()).chain([net.geheim.uuid(), net.geheim.to_string()])
            {
                assert!(!all.contains(&word), "{word}: {}", run.transcript());
            }
        }
    }
    net.run(&format!("toon {}", net.geheim.uuid())).failed(1);
    assert!(net.said("nazien --meest 500").contains("Inloop Proefdorp"), "an open place is there");
}

#[test]
fn who_to_ring_always_has_112_and_veilig_thuis_and_a_reason() {
    let net = Net::new();
    for (args, first) in [
        ("--gemeente heerlen --thema financieel --leeftijd 78 --urgentie nu", "alarmnummer"),
        ("--gemeente heerlen --thema financieel", "veilig-thuis"),
        ("--gemeente GM0917 --urgentie deze-week", "veilig-thuis"),
        ("--thema stalking", "veilig-thuis"),
        ("", "veilig-thuis"),
    ] {
        let lines = net.json(&format!("wie {args}"));
        let rows = lines["lijst"].as_array().expect("rows").clone();
        assert_eq!(rows[0]["landelijk"], json!(first), "{args}");
        for national in ["alarmnummer", "veilig-thuis"] {
            assert!(rows.iter().any(|row| row["landelijk"] == national), "{args}: {national}");
        }
        assert!(rows.iter().all(|row| row["reden"].as_str().is_some_and(|reden| !reden.is_empty())), "{lines}");
    }
    let asked = net.json("wie --gemeente heerlen --thema financieel --leeftijd 78 --urgentie nu");
    assert_eq!(
        asked["situatie"],
        json!({"gm_code": "GM0917", "gemeente": "Heerlen", "thema": "financieel", "leeftijd": 78, "urgentie": "nu"})
    );
    let rows = asked["lijst"].as_array().expect("rows");
    assert!(rows.iter().any(|row| row["id"] == json!(net.contact.uuid())), "{asked}");
    shown("netwerk_wie", vec![net.run("wie --gemeente heerlen --thema financieel --leeftijd 78 --urgentie nu").ok()]);
}

#[test]
fn coverage_gaps_review_and_route_card_are_there_as_text_and_as_json() {
    let net = Net::new();
    let coverage = net.json("dekking");
    let rows = coverage["gemeenten"].as_array().expect("rows");
    assert_eq!((rows.len(), &coverage["regio"]), (16, &json!("Zuid-Limburg")));
    let heerlen = net.json("dekking --gemeente heerlen");
    let cell = |thema: &str| {
        let cells = heerlen["gemeenten"][0]["themas"].as_array().expect("cells");
        cells.iter().find(|cell| cell["thema"] == thema).expect("a theme")["dekking"].clone()
    };
    assert_eq!(
        (cell("mannen"), cell("stalking"), cell("kopp")),
        (json!("bevestigd"), json!("onbevestigd"), json!("niemand"))
    );
    assert!(net.said("dekking --gemeente heerlen").contains("- mannelijke slachtoffers: Wijkteam Proefdorp, Sociaal"));

    let gaps = net.json("gaten");
    let gaps = gaps["gaten"].as_array().expect("gaps");
    assert!(gaps.iter().all(|gap| keys(gap) == ["id", "kop", "soort", "tekst"]), "{gaps:?}");
    assert!(gaps.iter().any(|gap| gap["soort"] == "geen-vervanger" && gap["id"] == json!(net.contact.uuid())));
    assert!(net.said("gaten").contains("Geen vervanger ("));

    let review = net.json("nazien --meest 3");
    assert_eq!(keys(&review), ["gedaan", "geen_antwoord", "oefening", "ronde", "totaal", "volgende"]);
    assert_eq!((&review["ronde"], review["volgende"].as_array().map(Vec::len)), (&Value::Null, Some(3)));
    assert!(net.said("nazien --meest 3").starts_with("Er loopt geen nazienronde."));
    let changed = net.json("nazien --sinds gisteren")["wijzigingen"].to_string();
    assert!(changed.contains("Nieuw: Wijkteam Proefdorp, Sociaal raadsvrouw"), "{changed}");
    assert!(net.said("nazien --sinds 2099-01-01").contains("Er is niets veranderd."));

    let card = net.run("routekaart heerlen").ok().stdout;
    assert!(card.starts_with("**OEFENING") && card.contains("# Routekaart Heerlen"), "{card}");
    assert!(card.contains("Wijkteam Proefdorp, Sociaal raadsvrouw (045-560 00 01, dag en nacht)"), "{card}");
    let parts = net.json("routekaart heerlen");
    assert_eq!((&parts["gm_code"], &parts["delen"][0]["kop"]), (&json!("GM0917"), &json!("Nu bellen")));
    net.run("routekaart heerlen --naar kaart.md").ok();
    assert!(fs::read_to_string(net.aandacht.map().join("kaart.md")).is_ok_and(|kept| kept == card));
    net.run("routekaart heerlen --naar kaart.md").failed(1);
}

#[test]
fn a_review_round_says_how_far_it_is() {
    let net = Net::new();
    let mut app = App::open(Some(net.aandacht.map()), false).expect("the program opens");
    oefening::open(&mut app).expect("practice opens");
    let now = app.clock.now();
    commit(&mut app, doen::begin_ronde("GM0917", now));
    app.kluis.leave_quietly().expect("the vault closes");
    let review = net.json("nazien");
    assert_eq!(review["ronde"]["gemeente"], "Heerlen");
    assert_eq!(review["gedaan"], 0);
    assert!(net.said("nazien").contains(", Heerlen: 0 van "));
}

#[test]
fn without_a_vault_the_starter_networks_answer_and_say_so() {
    let aandacht = Aandacht::new();
    let found = aandacht.run("netwerk zoek levanto gemeente:heerlen --json").ok().json();
    assert_eq!(
        (&found["bron"], &found["startnetwerken"]),
        (&json!("startnetwerk"), &json!(["Startnetwerk Zuid-Limburg"]))
    );
    let rows = found["gevonden"].as_array().expect("rows");
    assert!(!rows.is_empty() && rows.iter().all(|row| row["bevestigd"] == json!(false)), "{found}");
    let id = rows[0]["id"].as_str().expect("an id");
    let shown_one = aandacht.run(&format!("netwerk toon {id}")).ok().stdout;
    assert!(shown_one.contains("niemand heeft het nog gecontroleerd") && shown_one.contains("Levanto"), "{shown_one}");
    assert_eq!(aandacht.run("netwerk toon kindertelefoon --json").ok().json()["nummer"], "0800-0432");
    assert_eq!(aandacht.run("netwerk dekking --json").ok().json()["gemeenten"].as_array().map(Vec::len), Some(47));
    shown(
        "netwerk_zonder_kluis",
        vec![
            aandacht.run("netwerk start").ok(),
            aandacht.run("netwerk zoek thema:stalking gemeente:heerlen").ok(),
            aandacht.run("netwerk wie --gemeente amsterdam --thema seksueel-geweld").ok(),
            aandacht.run("netwerk dekking --gemeente woerden").ok(),
        ],
    );
    let map = aandacht.run("netwerk kaart --json").ok().json();
    let (nodes, lines) = (map["knopen"].as_array().expect("nodes"), map["lijnen"].as_array().expect("lines"));
    let words = aandacht.run("netwerk kaart").ok().stdout;
    assert!(words.contains("heeft het nog gecontroleerd") && words.contains("Kaart van het netwerk"), "{words}");
    assert!(nodes.len() > 10 && !lines.is_empty(), "{map}");
    let whole = words.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in lines {
        let naam =
            |end: &str| nodes[usize::try_from(line[end].as_u64().expect("a place")).expect("small")]["naam"].clone();
        let naam = naam("naar").as_str().expect("a name").to_owned();
        assert!(whole.contains(&format!(": {naam}")), "{naam}\n{words}");
    }
    assert!(aandacht.run("netwerk routekaart woerden").ok().stdout.contains("Veilig Thuis Utrecht"));
    let list = aandacht.run("netwerk start --json").ok().json();
    let ids: Vec<&str> =
        list["startnetwerken"].as_array().expect("rows").iter().filter_map(|row| row["id"].as_str()).collect();
    assert_eq!(ids, ["noord-en-midden-limburg", "noord-veluwe-midden-ijssel", "utrecht-west", "zuid-limburg"]);

    let own = Aandacht::new().with("instellingen.toml", "gemeente = \"Woerden\"\n");
    let found = own.run("netwerk zoek veilig --json").ok().json();
    assert_eq!(found["startnetwerken"], json!(["Startnetwerk Utrecht-West (Veilig Samen Leven)"]));
}

#[test]
fn what_is_wrong_is_told_with_what_would_be_right() {
    let aandacht = Aandacht::new();
    let lines = [
        "zoek gemeente:heerln",
        "zoek thema:koffie",
        "zoek rol:koning",
        "zoek qqqqzz",
        "zoek rol:af gemeente:heerlen nu",
        "zoek levanto gemeente:amsterdam",
        "toon 00000000-0000-0000-0000-000000000000",
        "toon gemeente:heerlen",
        "wie --gemeente heerlem",
        "wie --gemeente bergen",
        "wie --thema uitbuiting",
        "dekking --gemeente nergens",
        "routekaart heerlem",
        "nazien --sinds ooit",
        "neem-over zuid-holland",
    ];
    let runs: Vec<Run> = lines.iter().map(|line| aandacht.run(&format!("netwerk {line}")).failed(1)).collect();
    assert!(runs.iter().all(|run| run.stdout.is_empty()));
    shown("netwerk_faults", runs);
    for line in lines.iter().filter(|line| !line.starts_with("neem-over")) {
        assert_eq!(aandacht.run(&format!("netwerk {line} --json")).failed_json(1).stdout, "", "{line}");
    }
    for line in ["gaten", "nazien", "gaten --json"] {
        let run = aandacht.run(&format!("netwerk {line}"));
        assert_eq!(run.code, 3, "{}", run.transcript());
    }
    for line in [
        "zoek",
        "toon",
        "wie --leeftijd 300",
        "wie --urgentie ooit",
        "zoek x --meest 0",
        "zoek x --zonder-kluis --wachtwoord-uit -",
    ] {
        aandacht.run(&format!("netwerk {line}")).failed(2);
    }
    aandacht.run("netwerk zoek x --zonder-kluis --oefening").failed(2);
    let empty = aandacht.run("netwerk zoek x --oefening");
    assert!(empty.code == 1 && empty.stderr.contains("Uw netwerk is nog leeg"), "{}", empty.transcript());
    assert_eq!(aandacht.run("netwerk wie --oefening --json").ok().json()["lijst"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_real_vault_asks_for_its_password() {
    let aandacht = Aandacht::new();
    assert_eq!(aandacht.run_on("kluis maak --wachtwoord-uit -", PASSWORD).code, 0);
    let netwerk = |args: &str| aandacht.run_on(&format!("netwerk {args} --wachtwoord-uit -"), PASSWORD);
    netwerk("neem-over zuid-limburg").ok();
    let again = netwerk("neem-over zuid-limburg").ok().stdout;
    assert!(again.contains("Er is niets veranderd."), "{again}");
    let found = netwerk("zoek levanto --json").ok().json();
    assert_eq!(found["bron"], "kluis");
    aandacht.run("netwerk zoek levanto").failed(2);
    aandacht.run_on("netwerk zoek levanto --wachtwoord-uit -", "iets anders\n").failed(3);
    assert_eq!(aandacht.run("netwerk zoek levanto --zonder-kluis --json").ok().json()["bron"], "startnetwerk");
}
