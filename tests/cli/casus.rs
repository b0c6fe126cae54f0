//! `aandacht casus` and what comes with practice. One story on a real vault, with what a password really costs; the rest
//! on the vault of practice, which is the same in everything but its password.

use std::fs;

use serde_json::{Value, json};

use super::walk_file::answers;
use super::{Aandacht, Run, keys, snapshot};

const PASSWORD: &str = "vier losse woorden samen\n";
const MARK: &str = "OEFENING: verzonnen casus, geen echte mensen\n";

/// A note that is complete.
const NOTE: &str = "aard: waarneming\nbron: zelf gezien\nwanneer: gisteren\nstrekking: beschermt\ndelen: gewoon\n\n";

/// The vault of practice on a machine of its own.
struct Practice(Aandacht);

impl Practice {
    fn new() -> Practice {
        Practice(Aandacht::new())
    }

    fn run(&self, args: &str, input: &str) -> Run {
        self.0.run_on(&format!("casus {args} --oefening"), input)
    }

    /// It went well, said nothing on the side, and bears its mark.
    fn said(&self, args: &str, input: &str) -> String {
        let run = self.run(args, input).ok();
        run.stdout.strip_prefix(MARK).unwrap_or_else(|| panic!("no mark: {}", run.transcript())).to_owned()
    }

    fn json(&self, args: &str, input: &str) -> Value {
        let value = self.run(&format!("{args} --json"), input).ok().json();
        assert_eq!(format!("{}\n", value["oefening"].as_str().expect("a mark")), MARK);
        value
    }

    /// The code of the casus with this name.
    fn code(&self, pseudoniem: &str) -> String {
        let list = self.json("lijst --alle", "");
        let rows = list["casussen"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["pseudoniem"] == pseudoniem).expect("a casus of practice");
        row["code"].as_str().expect("a code").to_owned()
    }

    fn lines(&self, code: &str) -> Vec<Value> {
        self.json(&format!("toon {code}"), "")["regels"].as_array().expect("lines").clone()
    }
}

/// The number of the line in `Opgeslagen in casus …: regel N, …`.
fn line(said: &str) -> u32 {
    let after = said.split(": regel ").nth(1).expect("a line");
    after.split(',').next().and_then(|nr| nr.parse().ok()).expect("a number")
}

#[test]
fn a_casus_lives_its_life_on_the_command_line() {
    let aandacht = Aandacht::new();
    let casus = |args: &str, input: &str| {
        aandacht.run_on(&format!("casus {args} --wachtwoord-uit -"), &format!("{PASSWORD}{input}"))
    };
    assert_eq!(casus("lijst", "").failed(3).stdout, "", "there is no vault");
    assert_eq!(aandacht.run_on("kluis maak --wachtwoord-uit -", PASSWORD).code, 0);

    let made = casus("nieuw --sector onderwijs --rol aandachtsfunctionaris --json", "Wilg-Egel\n").ok().json();
    assert_eq!(keys(&made), ["code", "nummer", "pseudoniem", "rol", "sector"]);
    assert_eq!((&made["pseudoniem"], &made["nummer"]), (&json!("Wilg-Egel"), &json!(1)));
    let code = made["code"].as_str().expect("a code").to_lowercase();

    let text = "kenmerkende-zin ".repeat(6_400);
    let kept = casus(&format!("noteer {code}"), &format!("{NOTE}{text}")).ok().stdout;
    let nr = line(&kept);
    let walked = casus("antwoord 1 --begin afwegingskader-basis --json", &answers("v1=ja v2=nee")).ok().json();
    assert_eq!(walked["open"]["knoop"], "v3");
    let shown = casus(&format!("toon {code} --json"), "").ok().json();
    let note = shown["regels"].as_array().expect("lines").iter().find(|row| row["nr"] == nr).expect("the note").clone();
    assert_eq!(note["nu"]["tekst"], text.trim());

    let wrong = aandacht.run_on("casus lijst --wachtwoord-uit -", "iets anders\n").failed(3);
    assert!(wrong.stderr.contains("niet het goede wachtwoord"), "{}", wrong.stderr);
    aandacht.run("casus lijst").failed(2);

    let printed = casus(&format!("afdruk {code} --soort volledig --naar map.md.kluis"), "").ok();
    assert!(printed.stdout.contains("versleuteld"), "{}", printed.stdout);
    let sealed = fs::read(aandacht.map().join("map.md.kluis")).expect("a file");
    assert!(!String::from_utf8_lossy(&sealed).contains("kenmerkende-zin"));
    aandacht.run_on("kluis ontsleutel map.md.kluis --naar open.md --wachtwoord-uit -", PASSWORD);
    let open = fs::read_to_string(aandacht.map().join("open.md")).expect("a document");
    assert!(open.contains("kenmerkende-zin") && !open.contains("OEFENING"), "{}", &open[..200]);

    casus(&format!("sluit {code}"), "reden: overgedragen\n").ok();
    let gone = casus(&format!("vernietig {code} --regel na-overdracht --ook-backups --ja"), "").ok();
    assert!(gone.stdout.starts_with("Casus Wilg-Egel"), "{}", gone.stdout);
    assert_eq!(casus("lijst --alle --json", "").ok().json()["casussen"], json!([]));
}

#[test]
fn six_casussen_are_there_to_practise_with() {
    let practice = Practice::new();
    let list = practice.json("lijst --alle", "");
    let rows = list["casussen"].as_array().expect("rows");
    assert_eq!(rows.len(), 6);
    for row in rows {
        let fields =
            ["begonnen", "code", "eerst", "gaten", "gesloten", "laatst", "nummer", "pseudoniem", "rol", "sector"];
        assert_eq!(keys(row), [fields.as_slice(), &["stand"]].concat());
    }
    let mut numbers: Vec<&Value> = rows.iter().map(|row| &row["nummer"]).collect();
    numbers.sort_unstable_by_key(|nr| nr.as_u64());
    assert_eq!(numbers, [&json!(1), &json!(2), &json!(3), &json!(4), &json!(5), &json!(6)]);
    let sectors: std::collections::BTreeSet<&str> = rows.iter().filter_map(|row| row["sector"].as_str()).collect();
    assert_eq!(sectors.len(), 6);
    let open = practice.json("lijst", "")["casussen"].as_array().map(Vec::len);
    let closed = practice.json("lijst --gesloten", "")["casussen"].as_array().map(Vec::len);
    assert_eq!((open, closed), (Some(4), Some(2)));

    let agenda = practice.json("agenda", "");
    let due = agenda["afspraken"].as_array().expect("rows");
    for near in ["verlopen", "vandaag", "binnenkort", "later"] {
        assert!(due.iter().any(|row| row["nabij"] == near), "{near}: {agenda}");
    }
    assert!(due.iter().all(|row| keys(row) == ["code", "datum", "nabij", "pseudoniem", "regel", "soort", "tekst"]));
    assert!(practice.said("agenda", "").lines().count() == due.len());

    // One waits for the test of question 5, one has a correction beside its original, one was withdrawn.
    let waiting = practice.json(&format!("toon {}", practice.code("Berk-Grutto")), "");
    assert_eq!(waiting["checklists"][0]["open"], "afweging/v5", "{}", waiting["checklists"]);
    let corrected = practice.said(&format!("toon {} --alles", practice.code("Eik-Egel")), "");
    assert!(corrected.contains("Was: ") && corrected.contains("Ingetrokken: "), "{corrected}");
    for row in rows {
        let shown = practice.json(&format!("toon {}", row["code"].as_str().expect("a code")), "");
        assert_eq!((&shown["regels_weg"], &shown["klok_terug"]), (&json!([]), &json!([])));
        let loops = shown["checklists"].as_array().expect("walks");
        assert!(loops.iter().all(|walk| walk["past_niet"] == json!([]) && walk["kan_niet"].is_null()), "{shown}");
    }
}

#[test]
fn a_casus_is_named_by_the_program_when_nobody_else_does() {
    let practice = Practice::new();
    for input in ["", "\n", "   \n"] {
        let made = practice.json("nieuw", input);
        let name = made["pseudoniem"].as_str().expect("a name");
        assert!(name.split('-').count() == 2 && name.is_ascii(), "{name}");
    }
    practice.said("nieuw --stel-voor", "Anna\n");
    assert_eq!(practice.json("lijst", "")["casussen"].as_array().map(Vec::len), Some(8));
    let warned = practice.run("nieuw", "Jan 12-03-2011\n");
    assert_eq!(warned.code, 0);
    assert!(warned.stderr.starts_with("Let op: ") && !warned.stderr.contains("2011"), "{}", warned.stderr);
}

#[test]
fn every_kind_of_line_can_be_written_and_shown() {
    let practice = Practice::new();
    let code = practice.code("Vlier-Wulp");
    for (kind, input) in [
        ("advies", "aan: Veilig Thuis\nwanneer: gisteren\n\nEerst praten."),
        ("gesprek", "gehouden: nee\naanwezig: moeder\ngrond: veiligheid-client\n"),
        ("kindcheck", "aantal: 1\n"),
        ("toestemming", "van: moeder\nwaarvoor: overleg met de huisarts\nstand: gegeven\n"),
        ("beslissing", "besluit: melden\neindverantwoordelijke: jeugdarts\n\nOnveilig."),
        ("melding", "aan: Veilig Thuis\n\nMoeder, vooraf."),
        ("terugkoppeling", "wanneer: vandaag\nvan: Veilig Thuis\nonderzoek: vandaag\n\nEr komt onderzoek."),
        ("termijn", "aard: evaluatie\ndatum: over 2 weken\n"),
        ("actie", r#"{"tekst": "bellen", "wie": "ik", "datum": "morgen"}"#),
        ("betrokkene", "relatie: vader\nleeftijd: 30\nverzorgt: ja\n"),
        ("drager", "functie: huisarts\n"),
        ("hernoemen", "pseudoniem: Brem-Bever\n"),
    ] {
        let said = practice.said(&format!("noteer {code} --soort {kind}"), input);
        assert!(said.contains("Opgeslagen in casus"), "{said}");
        // With a report comes the term of Veilig Thuis; with an investigation the ten weeks.
        assert_eq!(said.contains("Erbij gekomen"), ["melding", "terugkoppeling"].contains(&kind), "{said}");
    }
    let action = practice.lines(&code).into_iter().rev().find(|row| row["soort"] == "actie").expect("an action");
    let nr = &action["nr"];
    practice.said(&format!("noteer {code} --soort delen --regel {nr}"), "delen: onveilig\n");
    practice.said(&format!("noteer {code} --soort afhandelen --regel {nr}"), "hoe: gedaan\n");
    practice.run(&format!("noteer {code} --soort afhandelen --regel {nr}"), "hoe: nog eens\n").failed(1);
    practice.said(&format!("noteer {code} --soort intrekken --regel {nr}"), "reden: hoort hier niet\n");
    practice.run(&format!("noteer {code} --soort intrekken --regel {nr}"), "reden: x\n").failed(1);
    let shown = practice.json(&format!("toon {code}"), "");
    assert_eq!(shown["pseudoniem"], "Brem-Bever");
    assert_eq!(shown["ontbreekt_nog"].as_array().map(Vec::len), Some(2), "{}", shown["ontbreekt_nog"]);
    let found = practice.json("zoek", "er kómt ONDERZOEK\n");
    assert_eq!(keys(&found["gevonden"][0]), ["code", "fragment", "pseudoniem", "regel", "soort"]);
    assert_eq!(found["gevonden"][0]["code"], code.as_str());
    practice.run("zoek", "zoiets-staat-er-niet").failed(1);
    practice.run("zoek", " \n").failed(1);
}

#[test]
fn a_correction_stands_beside_the_original_and_the_last_act_can_be_taken_back() {
    let practice = Practice::new();
    let code = practice.code("Vlier-Wulp");
    let nr = line(&practice.said(&format!("noteer {code}"), &format!("{NOTE}Eerste versie.")));
    let none = practice.run(&format!("noteer {code} --corrigeer {nr}"), "tekst: Tweede versie.\n").failed(1);
    assert!(none.stderr.contains("reden: "), "{}", none.stderr);
    practice.said(&format!("noteer {code} --corrigeer {nr}"), "reden: typefout\n\nTweede versie.");
    let row = |nr: u32| practice.lines(&code).into_iter().find(|row| row["nr"] == nr).expect("a line");
    assert_eq!(
        (&row(nr)["was"]["tekst"], &row(nr)["nu"]["tekst"]),
        (&json!("Eerste versie."), &json!("Tweede versie."))
    );
    practice.said(&format!("ongedaan {code}"), "");
    assert_eq!(row(nr)["nu"]["tekst"], "Eerste versie.");
    practice.said(&format!("opnieuw {code}"), "");
    assert_eq!(row(nr)["nu"]["tekst"], "Tweede versie.");
    practice.run(&format!("opnieuw {code}"), "").failed(1);
}

#[test]
fn what_is_wrong_is_told_all_at_once_and_nothing_is_written() {
    let practice = Practice::new();
    let code = practice.code("Vlier-Wulp");
    let before = practice.lines(&code).len();
    let noteer = |args: &str, input: &str| {
        let run = practice.run(&format!("noteer {code} {args}"), input).failed(1);
        // The code is a random one.
        Run { line: format!("casus noteer CODE {args}"), ..run }
    };
    let runs = [
        noteer("", ""),
        noteer("", "moeder belt: zij is boos\n"),
        noteer("", "{\"aard\": \"gezien\", \"strekking\": \"slecht\"}"),
        noteer("", "{\"aard\": \"waarneming\""),
        noteer("", "[1]"),
        noteer("", "aard: duiding\nwanneer: laatst\nbron: x\nstrekking: onbekend\ndelen: gewoon\n\nx"),
        noteer("--soort advies", "gevraagd: nee\nadvies: bellen\n"),
        noteer("--soort drager", "functie: huisarts\n\nen nog iets"),
        noteer("--soort intrekken --regel 99", "reden: x\n"),
        noteer("--soort intrekken --regel 1", "reden: x\n"),
        noteer("--soort heropenen", "reden: x\n"),
        noteer("--corrigeer 1", "reden: x\n"),
    ];
    for run in &runs {
        assert!(!run.stderr.contains("boos"), "what was typed is not repeated: {}", run.stderr);
    }
    let told = runs.map(|run| Run { stdout: String::new(), ..run });
    snapshot("casus_refused", &told);
    let ahead = practice.run(&format!("noteer {code}"), &NOTE.replace("gisteren", "over 3 dagen")).failed(1);
    assert!(ahead.stderr.contains("is nog niet geweest"), "{}", ahead.stderr);
    practice.run(&format!("noteer {code} --soort afhandelen"), "").failed(2);
    practice.run(&format!("noteer {code} --regel 3"), "").failed(2);
    practice.run(&format!("noteer {code} --soort onzin"), "").failed(2);
    practice.run(&format!("noteer {code} --soort sluiten"), "").failed(2);
    practice.run("noteer", "").failed(2);
    assert_eq!(practice.lines(&code).len(), before);
}

#[test]
fn the_fields_of_a_form_are_told_without_a_vault() {
    let aandacht = Aandacht::new();
    snapshot(
        "casus_velden",
        &[aandacht.run("casus noteer --velden").ok(), aandacht.run("casus noteer --velden --soort advies").ok()],
    );
    for kind in ["gesprek", "kindcheck", "toestemming", "beslissing", "melding", "terugkoppeling", "termijn", "actie"] {
        aandacht.run(&format!("casus noteer --velden --soort {kind}")).ok();
    }
    assert!(!aandacht.map().join("kluis").exists());
}

#[test]
fn a_casus_is_found_by_number_and_code_and_never_guessed() {
    let practice = Practice::new();
    let code = practice.code("Berk-Grutto");
    let by = |typed: &str| practice.json(&format!("toon {typed}"), "")["code"].clone();
    assert_eq!((by("3"), by(&code.to_lowercase()), by(&code[..4])), (json!(code), json!(code), json!(code)));
    for typed in ["0", "7", "99999999999999999999", "ZZZZZ", "Berk-Grutto", "-"] {
        let none = practice.run(&format!("toon {typed} --json"), "");
        assert_eq!(none.code, 1, "{}", none.transcript());
        assert!(none.fault()["advies"].as_str().is_some_and(|text| text.contains("lijst")));
    }
    practice.run("toon", "").failed(2);
}

#[test]
fn a_walk_goes_on_over_days_and_says_why_an_answer_changed() {
    let practice = Practice::new();
    let code = practice.code("Vlier-Wulp");
    let antwoord = |args: &str, input: &str| practice.run(&format!("antwoord {code} {args}"), input);
    assert_eq!(antwoord("--json", "").ok().json()["open"]["knoop"], "plicht");
    let begun = antwoord("--begin afwegingskader-basis --json", &answers("v1=ja v2=nee")).ok().json();
    let walk = ["checklist", "eigen_versie", "oefening", "open", "stappen", "uitkomst", "versie", "vingerafdruk"];
    assert_eq!(keys(&begun), walk);
    assert_eq!(begun["open"]["knoop"], "v3");
    // What was answered already says nothing new; a slip in the rest writes nothing at all.
    let before = practice.lines(&code).len();
    let slip = antwoord("--json", &answers("v1=ja v2=nee v3=ja v4=onzin"));
    assert_eq!((slip.code, slip.fault()["plaats"].as_str()), (1, Some("v4")));
    antwoord("", &answers("v2=ja")).failed(1);
    antwoord("", "{").failed(1);
    antwoord("--loop 99", &answers("v3=ja")).failed(1);
    antwoord("--begin zoiets", "").failed(1);
    antwoord("--begin kindcheck --loop 3", "").failed(2);
    assert_eq!(practice.lines(&code).len(), before);
    let said = antwoord("", &answers("v1=ja v2=nee v3=ja v4=ja hulp=verder")).ok().stdout;
    assert!(said.contains("3 antwoorden zijn opgeslagen"), "{said}");
    let again = json!({ "antwoorden": [{ "knoop": "v2", "antwoord": "ja", "reden": "nieuw letsel" }] }).to_string();
    let revised = antwoord("--json", &again).ok().json();
    assert_eq!(revised["uitkomst"]["melden"], "ja", "{revised}");
    let last = practice.lines(&code).pop().expect("a line");
    assert_eq!((&last["soort"], &last["nu"]["reden"]), (&json!("antwoord"), &json!("nieuw letsel")));
}

#[test]
fn the_family_reads_no_byte_of_what_is_left_out_and_every_print_is_recorded() {
    let practice = Practice::new();
    let code = practice.code("Berk-Grutto");
    let prints = || practice.lines(&code).iter().filter(|row| row["soort"] == "afdruk").count();
    let family = practice.run(&format!("afdruk {code} --soort gezin --naar - --onversleuteld"), "");
    assert_eq!((family.code, prints()), (0, 1), "{}", family.transcript());
    assert!(
        family.stdout.starts_with("**OEFENING") && family.stdout.trim_end().ends_with("mensen**"),
        "{}",
        family.stdout
    );
    assert!(family.stderr.contains("gemerkt: van derden"), "{}", family.stderr);
    for left_out in ["buurvrouw", "laat naar bed", "Veilig Thuis", "Regel "] {
        assert!(!family.stdout.contains(left_out), "{left_out}: {}", family.stdout);
    }
    let recorded = practice.lines(&code).pop().expect("a line");
    assert_eq!((&recorded["nu"]["afdruk"], &recorded["nu"]["verzegeld"]), (&json!("gezin"), &json!(false)));
    assert!(recorded["nu"]["weggelaten"].as_array().is_some_and(|left| left.len() > 3));

    practice.run(&format!("afdruk {code} --soort volledig --naar -"), "").failed(2);
    practice.run(&format!("afdruk {code}"), "").failed(2);
    fs::write(practice.0.map().join("staat-er.kluis"), "van een ander").expect("a file");
    practice.run(&format!("afdruk {code} --soort volledig --naar staat-er"), "").failed(1);
    practice.run(&format!("afdruk {code} --soort volledig --naar geen/map"), "").failed(1);
    assert_eq!(prints(), 1, "what was not written was not recorded");

    for (kind, form, word) in [("veilig-thuis", "html", "Melding bij Veilig Thuis"), ("volledig", "md", "Tijdlijn")] {
        let file = format!("{kind}.{form}");
        practice.run(&format!("afdruk {code} --soort {kind} --vorm {form} --naar {file} --onversleuteld"), "");
        let page = fs::read_to_string(practice.0.map().join(&file)).expect("a print");
        assert!(page.contains(word) && page.matches("OEFENING").count() == 2, "{page}");
    }
    // Sealed unless said otherwise, under a name without a word of the case.
    let sealed = practice.said(&format!("afdruk {code} --soort volledig"), "");
    let name = format!("afdruk-volledig-{}-", code.to_lowercase());
    assert!(sealed.contains(&name) && sealed.contains(".md.kluis"), "{sealed}");
    assert_eq!(prints(), 4);
}

#[test]
fn a_calendar_has_no_word_of_a_case_and_says_that_it_is_practice() {
    let practice = Practice::new();
    let calendar = practice.run("agenda --ical -", "").ok().stdout;
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"), "{calendar}");
    let summaries: Vec<&str> = calendar.lines().filter(|line| line.starts_with("SUMMARY:")).collect();
    assert!(summaries.len() > 5 && summaries.iter().all(|line| line.starts_with("SUMMARY:OEFENING ")), "{calendar}");
    assert!(!calendar.contains("Grutto") && !calendar.contains("lokaal team"), "{calendar}");
    practice.said("agenda --ical agenda.ics", "");
    practice.run("agenda --ical agenda.ics", "").failed(1);
    practice.run("agenda --ical x --json", "").failed_json(2);
}

#[test]
fn a_closed_casus_takes_nothing_and_is_destroyed_only_by_who_means_it() {
    let practice = Practice::new();
    let code = practice.code("Vlier-Wulp");
    practice.run(&format!("vernietig {code} --regel na-overdracht --ja"), "").failed(1);
    practice.run(&format!("sluit {code}"), "reden: zomaar\n").failed(1);
    let closed = practice.said(&format!("sluit {code}"), "reden: afgerond\n\nHet is veilig.");
    assert!(closed.contains("--regel na-overdracht"), "{closed}");
    practice.run(&format!("sluit {code}"), "reden: afgerond\n").failed(1);
    let refused = practice.run(&format!("noteer {code}"), &format!("{NOTE}x")).failed(1);
    assert!(refused.stderr.contains("gesloten"), "{}", refused.stderr);
    practice.run(&format!("antwoord {code}"), &answers("onthulling=nee")).failed(1);
    practice.said(&format!("noteer {code} --soort heropenen"), "reden: er is iets bij gekomen\n");
    practice.said(&format!("noteer {code}"), &format!("{NOTE}Toch."));

    practice.run(&format!("vernietig {code} --regel vergissing"), "").failed(2);
    practice.run(&format!("vernietig {code} --regel zomaar --ja"), "").failed(2);
    practice.run(&format!("vernietig {code} --ja"), "").failed(2);
    let gone = practice.said(&format!("vernietig {code} --regel vergissing --ja"), "");
    assert!(gone.contains("is vernietigd") && gone.contains("sleutel"), "{gone}");
    practice.run(&format!("toon {code}"), "").failed(1);
}

#[test]
fn much_text_is_kept_whole_and_too_much_is_refused_whole() {
    let practice = Practice::new();
    let code = practice.code("Vlier-Wulp");
    let text = "Wat er gezegd werd, woord voor woord: é, ë, 漢, 👩‍👧. ".repeat(1_800);
    assert!(text.len() > 100_000);
    let nr = line(&practice.said(&format!("noteer {code}"), &format!("{NOTE}{text}")));
    let row = practice.lines(&code).into_iter().find(|row| row["nr"] == nr).expect("the line");
    assert_eq!(row["nu"]["tekst"], text.trim());
    practice.run(&format!("noteer {code}"), &format!("{NOTE}{}", "x".repeat(3_000_000))).failed(1);
    assert_eq!(practice.lines(&code).len(), usize::try_from(nr).expect("a number"));
}

#[test]
fn data_that_point_to_a_person_are_said_on_the_side_and_kept() {
    let practice = Practice::new();
    let code = practice.code("Vlier-Wulp");
    let run = practice.run(&format!("noteer {code}"), &format!("{NOTE}Het nummer is 111222333, bel 06-12345678."));
    assert_eq!(run.code, 0, "{}", run.transcript());
    assert!(
        run.stderr.lines().count() == 2 && run.stderr.lines().all(|line| line.starts_with("Let op: ")),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("111222333"));
    assert!(practice.lines(&code).iter().any(|row| row["nu"]["tekst"].to_string().contains("111222333")));
}

#[test]
fn practice_and_the_real_thing_never_mix() {
    let practice = Practice::new();
    practice.said("lijst", "");
    let home = practice.0.map();
    assert!(home.join("oefenkluis/kluis").exists() && !home.join("kluis").exists());
    let backup = |folder: &str| {
        let mut found = fs::read_dir(home.join(folder)).expect("backups");
        found.next().expect("a backup").expect("an entry").path().display().to_string()
    };
    let of_practice = backup("oefenkluis/backup");
    let refused = practice.0.run_on(&format!("kluis herstel {of_practice} --wachtwoord-uit -"), "oefenen\n").failed(3);
    assert!(refused.stderr.contains("back-up van een oefenkluis"), "{}", refused.stderr);
    assert!(!home.join("kluis").exists());

    practice.0.run_on("kluis maak --wachtwoord-uit -", PASSWORD);
    let real = backup("backup");
    let there = format!("kluis herstel {real} --map {} --wachtwoord-uit -", home.join("oefenkluis").display());
    let refused = practice.0.run_on(&there, PASSWORD).failed(3);
    assert!(refused.stderr.contains("back-up van een echte kluis"), "{}", refused.stderr);
    assert_eq!(practice.json("lijst --alle", "")["casussen"].as_array().map(Vec::len), Some(6));
    // A practice vault goes on where it was made, and back into itself.
    let back = format!("kluis herstel {of_practice} --map {} --wachtwoord-uit -", home.join("oefenkluis").display());
    practice.0.run_on(&back, "oefenen\n").ok();
    practice.0.run("demo").failed(2);
}
