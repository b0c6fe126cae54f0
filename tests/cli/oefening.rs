//! `aandacht oefening`: exercises without a screen, on material of one's own, so that nothing here hangs on what ships.

use std::fs;

use aandacht::app::{App, oefening};
use aandacht::content::Content;
use aandacht::domain::anoniem::{Anoniemcontrole, Eigen, uitleg};
use aandacht::domain::gesprek::Reader;
use aandacht::domain::inhoud::Soort;
use aandacht::domain::inhoud::{Inhoud, read};
use aandacht::domain::kluis::{Batch, Key, KluisAct, OEFENKLUIS, Password};
use aandacht::domain::oefening::{Oefenuitslag, Skelet, Stemming, Uitslagkop, bewaar, skelet};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::{Aandacht, keys};

const MARK: &str = "OEFENING: verzonnen casus, geen echte mensen";

/// A program with a method, an exercise and a case of its own.
fn program() -> Aandacht {
    let text = |soort, id| skelet(soort, id, date(2026, 11, 22));
    Aandacht::new()
        .with("checklists/werkvorm/eigen-methode.json", text(Skelet::Methode, "eigen-methode"))
        .with("checklists/werkvorm/weeg-mee.json", text(Skelet::Oefening, "weeg-mee"))
        .with("checklists/casus/proef.json", text(Skelet::Casus, "proef"))
}

/// Two tables on two questions, voted again on the second.
fn votes() -> Value {
    let keuzes = ["ja", "nee", "twijfel"];
    json!({
        "groepen": [{ "naam": "tafel 1", "aantal": 4 }, { "naam": "tafel 2", "aantal": 4 }],
        "rondes": [
            { "vraag": "v1", "keuzes": keuzes, "groepen": [{ "aantallen": [4, 0, 0] }, { "aantallen": [3, 0, 1] }] },
            { "vraag": "v2", "keuzes": keuzes, "groepen": [
                { "aantallen": [2, 1, 1] }, { "aantallen": [1, 3, 0], "zekerheid": [null, 5, null] }] }],
        "tweede": [
            { "vraag": "v2", "keuzes": keuzes, "groepen": [
                { "aantallen": [4, 0, 0] }, { "aantallen": [1, 3, 0], "zekerheid": [null, 5, null] }] }],
        "casus": "proef", "ronde": 3
    })
}

#[test]
fn every_command_has_help_in_dutch() {
    for command in ["", "lijst", "toon", "reken", "uitdelen", "nieuw", "controleer", "uitslagen"] {
        let help = Aandacht::new().run(&format!("oefening {command} --help")).ok().stdout;
        assert!(help.contains("Gebruik: aandacht oefening") && help.contains("Exitcodes: 0 klaar"), "{help}");
        assert!(!help.contains("Usage") && !help.contains("possible"), "{help}");
    }
}

#[test]
fn lijst_shows_what_there_is_and_what_is_ones_own() {
    let run = program().run("oefening lijst").ok();
    for part in ["Methoden\n", "Oefeningen\n", "Programma's\n", "Casussen (verzonnen)\n"] {
        assert!(run.stdout.contains(part), "{}", run.stdout);
    }
    let own: Vec<&str> = run.stdout.lines().filter(|line| line.ends_with(", eigen)")).collect();
    assert_eq!(own.len(), 3, "{}", run.stdout);
    let data = program().run("oefening lijst --json").ok().json();
    assert_eq!(keys(&data), ["casussen", "methoden", "oefeningen", "programmas"]);
    let casus =
        data["casussen"].as_array().expect("a list").iter().find(|row| row["id"] == "proef").expect("it is there");
    assert_eq!((&casus["code"], &casus["ronden"], &casus["eigen"]), (&json!("PROEF"), &json!(3), &json!(true)));
}

#[test]
fn toon_finds_by_code_and_by_id() {
    let program = program();
    for named in ["PROEF", "proef"] {
        let run = program.run(&format!("oefening toon {named}")).ok();
        assert!(
            run.stdout.contains("eigen materiaal") && run.stdout.contains("Melden is hier de professionele norm"),
            "{}",
            run.stdout
        );
    }
    assert_eq!(program.run("oefening toon weegmee --json").ok().json()["id"], "weeg-mee");
    assert!(program.run("oefening toon EIGENMETHODE").ok().stdout.contains("Zwijgt nu: inbrenger"));
    let fault = program.run("oefening toon onzin --json").failed_json(1).fault();
    assert_eq!(fault["plaats"], "onzin");
}

#[test]
fn reken_adds_up_in_plain_tables_and_beside_the_case() {
    let run = program().run_on("oefening reken -", &votes().to_string()).ok();
    for part in [
        "2 groepen, 8 mensen\n",
        "  ja          7   87 %  #################\n",
        "Grootste antwoord: nee, 50 % (minder dan 60 %: om over te praten, niet fout)",
        "Verschuiving in procentpunten: ja +25, nee -13, twijfel -12",
        "0 van de 2 groepen kozen anders dan eerst",
        "Omslagfeit: f4",
        "Fleiss' kappa is ",
        "Het zegt niet wie gelijk heeft",
        "v2, tafel 2: 3 mensen kozen nee (zekerheid 5)",
        "tafel 1: ",
        "(zoals de casus)",
        "(anders dan de casus)",
        "v2 nee: niet bij wat de casus te verdedigen noemt: bespreek waarom",
    ] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    assert!(!run.stdout.contains("NaN"));
}

#[test]
fn reken_as_json_has_numbers_and_words_and_null_where_there_is_no_number() {
    let data = program().run_on("oefening reken - --json", &votes().to_string()).ok().json();
    assert_eq!(
        keys(&data),
        ["afweging", "eerst_bespreken", "groepen", "kappa", "mensen", "verschuivingen", "vragen", "waarschuwingen"]
    );
    assert_eq!(
        (&data["vragen"][1]["eerst"]["procent"], &data["vragen"][1]["eerst"]["bespreekstof"]),
        (&json!(50), &json!(true))
    );
    assert!(data["kappa"]["waarde"].is_number() && data["kappa"]["duiding"].is_string(), "{data}");
    assert_eq!(data["verschuivingen"][0]["omslagfeit"], "f4");
    assert_eq!((&data["afweging"][0]["als_casus"], &data["afweging"][1]["uitkomst"]), (&json!(true), &json!(null)));
    assert_eq!(data["afweging"][1]["blijft_staan_bij"], "v3");
    let mut one = votes();
    one["rondes"].as_array_mut().expect("a list").remove(0);
    let data = program().run_on("oefening reken - --json", &one.to_string()).ok().json();
    assert_eq!((&data["kappa"]["waarde"], &data["kappa"]["waarom_niet"]), (&json!(null), &json!("een-vraag")));
}

#[test]
fn reken_tells_what_is_wrong_with_votes_and_where() {
    let program = program();
    let changed = |place: &str, to: Value| {
        let mut value = votes();
        *value.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = to;
        value.to_string()
    };
    for (input, said) in [
        (String::new(), "De invoer is leeg."),
        ("{".to_owned(), "De JSON houdt te vroeg op."),
        ("geen json".to_owned(), "Dit is geen geldige JSON."),
        (format!("{} 1", votes()), "Achter de stemmen staat nog iets."),
        (changed("/groepen", json!([])), "Er zijn geen groepen."),
        (changed("/groepen", json!(vec![json!({ "naam": "x", "aantal": 1 }); 201])), "Er zijn te veel groepen: 201."),
        (changed("/rondes/0/groepen/0/aantallen", json!([5, 0, 0])), "5 stemmen in een groep van 4"),
        (changed("/rondes/0/groepen/0/aantallen", json!([1, 0])), "2 aantallen bij 3 antwoorden"),
        (changed("/rondes/0/groepen/0/aantallen", json!([-1, 0, 0])), "Een veld ontbreekt, heet anders"),
        (changed("/tweede/0/groepen/1/zekerheid/1", json!(6)), "Een zekerheid van 6 kan niet."),
        (changed("/ronde", json!(9)), "Ronde 9 is er niet."),
        (changed("/casus", json!("weg")), "Er is geen casus \"weg\"."),
    ] {
        let run = program.run_on("oefening reken -", &input).failed(1);
        assert!(run.stderr.contains(said) && run.stdout.is_empty(), "{said}\n{}", run.transcript());
        program.run_on("oefening reken - --json", &input).failed_json(1);
    }
    program.run("oefening reken weg.json").failed(1);
}

#[test]
fn uitdelen_writes_a_sheet_a_player_under_the_watermark_and_never_over_another() {
    let program = program();
    let folder = program.map().join("uit");
    fs::create_dir(&folder).expect("a folder");
    let run = program.run("oefening uitdelen PROEF --naar uit").ok();
    assert_eq!(run.stdout.lines().count(), 3, "{}", run.stdout);
    let sheets: Vec<String> = fs::read_dir(&folder)
        .expect("the folder")
        .map(|entry| fs::read_to_string(entry.expect("a file").path()).expect("text"))
        .collect();
    assert_eq!(sheets.len(), 3);
    assert!(sheets.iter().all(|sheet| sheet.starts_with(&format!("**{MARK}**"))), "{}", sheets[0]);
    program.run("oefening uitdelen PROEF --naar uit").failed(1);
    fs::remove_file(folder.join("proef-leider.md")).expect("it is there");
    program.run("oefening uitdelen PROEF --naar uit").failed(1);
    assert!(!folder.join("proef-leider.md").exists(), "nothing is written when one of them stands there");
    program.run("oefening uitdelen PROEF --naar weg").failed(1);
    program.run("oefening uitdelen PROEF --naar uit --spelers 1").failed(1);
}

#[test]
fn nieuw_writes_a_file_that_holds_and_that_is_found_as_ones_own() {
    let program = Aandacht::new();
    for (soort, id, folder) in [
        ("methode", "onze-methode", "werkvorm"),
        ("oefening", "onze-oefening", "werkvorm"),
        ("casus", "onze-casus", "casus"),
    ] {
        let run = program.run(&format!("oefening nieuw {soort} {id}")).ok();
        let path = program.map().join(format!("checklists/{folder}/{id}.json"));
        assert!(path.exists() && run.stdout.contains("Vul in"), "{}", run.stdout);
        assert_eq!(
            program.run(&format!("oefening controleer {id}")).ok().stdout,
            "1 bestand gecontroleerd: in orde.\n"
        );
        let file = format!("checklists/{folder}/{id}.json");
        for command in ["oefening controleer", "checklists controleer"] {
            program.run(&format!("{command} {file}")).ok();
        }
        program.run(&format!("oefening nieuw {soort} {id}")).failed(1);
    }
    assert_eq!(program.run("oefening lijst").ok().stdout.matches(", eigen)").count(), 3);
    program.run("oefening nieuw casus Mijn_Casus").failed(2);
    program.run("oefening nieuw casus mijn --naar ander.json").failed(2);
    program.run("oefening nieuw casus mijn --naar mijn.json").ok();
    program.run("oefening nieuw casus mijn --naar mijn.json").failed(1);
    program.run("oefening nieuw liedje mijn").failed(2);
}

#[test]
fn controleer_tells_what_the_tree_says_also_of_a_file_that_was_left_out() {
    let mut bad: Value = serde_json::from_str(&skelet(Skelet::Casus, "proef", date(2026, 11, 22))).expect("JSON");
    bad["ronden"][2]["uitkomst"] = json!("hulp-werkt");
    let program = Aandacht::new().with("checklists/casus/proef.json", bad.to_string());
    let by_id = program.run("oefening controleer proef").failed(1);
    assert!(by_id.stdout.contains("geeft de boom \"melden-norm1\""), "{}", by_id.stdout);
    let by_path = program.run("oefening controleer checklists/casus/proef.json").failed(1);
    assert!(by_path.stdout.contains("geeft de boom \"melden-norm1\""), "{}", by_path.stdout);
    let data = program.run("oefening controleer proef --json").failed_json(1).json();
    assert_eq!(data["problemen"].as_array().map(Vec::len), Some(1));
    program.run("oefening controleer nergens").failed(1);
}

#[test]
fn controleer_points_at_what_could_be_somebody_in_a_case_of_ones_own() {
    let mut file: Value = serde_json::from_str(&skelet(Skelet::Casus, "proef", date(2026, 11, 22))).expect("JSON");
    file["setting"] =
        json!("Een gezin in de bovenbouw; bel 06-12345678. De moeder heet volgens de buren Sanne de Groot.");
    let program = Aandacht::new().with("proef.json", file.to_string());
    let run = program.run("oefening controleer proef.json").failed(1);
    assert!(
        run.stderr.contains("Hier staat een telefoonnummer.") || run.stdout.contains("Hier staat een telefoonnummer.")
    );
    assert!(run.stdout.contains("Sanne de Groot"), "{}", run.stdout);
    assert!(!run.stderr.contains("06-12345678"), "a fault does not repeat it");
}

#[test]
fn no_shipped_case_holds_what_belongs_to_one_person() {
    let content = Content::shipped();
    let controle = Anoniemcontrole::nieuw(&content.anoniem().expect("it ships").inhoud, &Eigen::default());
    let mut found = Vec::new();
    for entry in content.entries(Soort::Casus) {
        let file = content.oefencasus(&entry.id).expect("it ships");
        for (place, text) in file.inhoud.teksten() {
            // The version of the afwegingskader of a region is named after it.
            let all = controle.controleer(text).into_iter().filter(|one| one.stuk(text) != "Utrecht");
            found.extend(all.map(|one| (entry.id.clone(), place.clone(), uitleg(&one, text))));
        }
    }
    assert_eq!(found, []);
}

fn uitslag(datum: Date) -> Oefenuitslag {
    let text = skelet(Skelet::Oefening, "weeg-mee", datum);
    let Ok(Inhoud::Werkvorm(werkvorm)) = read(text.as_bytes(), "weeg-mee.json") else { panic!("it holds") };
    let text = skelet(Skelet::Casus, "proef", datum);
    let Ok(Inhoud::Casus(casus)) = read(text.as_bytes(), "proef.json") else { panic!("it holds") };
    let stemming: Stemming = serde_json::from_value(votes()).expect("votes");
    Oefenuitslag::van(Uitslagkop { datum, werkvorm: &werkvorm, casus: Some(&casus) }, &[stemming]).expect("it adds up")
}

#[test]
fn uitslagen_are_read_from_practice_alone_and_bear_its_watermark() {
    let program = program();
    let none = program.run("oefening uitslagen").ok();
    assert!(none.stdout.starts_with(MARK) && none.stdout.contains("nog geen uitslagen"), "{}", none.stdout);
    {
        let mut app = App::open(Some(program.map()), false).expect("the program opens");
        oefening::open(&mut app).expect("practice opens");
        assert!(app.kluis.view.folder.ends_with(OEFENKLUIS));
        let batch = bewaar(uitslag(date(2026, 11, 22)), &app.kluis.view.folder).expect("this is practice");
        app.kluis.run(KluisAct::Commit(batch)).expect("it is kept");
        app.kluis.leave_quietly().expect("it closes");
    }
    let run = program.run("oefening uitslagen --oefening").ok();
    assert!(run.stdout.contains("PROEF") && run.stdout.contains("ronde 3, v2"), "{}", run.stdout);
    assert!(run.stdout.contains("50 % ->  62 %") && !run.stdout.contains("tafel"), "{}", run.stdout);
    let data = program.run("oefening uitslagen proef --json").ok().json();
    assert_eq!(keys(&data), ["oefening", "uitslagen"]);
    assert_eq!(data["uitslagen"][1]["keren"][0]["na_procent"], 62);
    assert_eq!(program.run("oefening uitslagen C99 --json").ok().json()["uitslagen"], json!([]));
}

#[test]
fn a_real_kluis_takes_no_result_through_any_door() {
    let program = Aandacht::new();
    let mut app = App::open(Some(program.map()), false).expect("the program opens");
    assert!(bewaar(uitslag(date(2026, 11, 22)), &app.kluis.view.folder).is_err());
    app.kluis.run(KluisAct::Create(Password::new("vier losse woorden samen"))).expect("a real one is made");
    let before = app.kluis.view.model.len();
    for act in [
        KluisAct::Commit(Batch::put(Key::New, uitslag(date(2026, 11, 22)))),
        KluisAct::Keep(Batch::put(Key::New, uitslag(date(2026, 11, 22)))),
    ] {
        let fault = app.kluis.run(act).expect_err("it is refused");
        assert!(fault.wat.contains("hoort in de oefenkluis"), "{fault:?}");
    }
    assert_eq!(app.kluis.view.model.len(), before);
    app.kluis.leave_quietly().expect("it closes");
}
