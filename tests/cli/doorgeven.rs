//! Passing the network on through a place, on the real binary and the vault of practice.

use std::fs;
use std::path::Path;
use std::thread;

use serde_json::json;
use tempfile::TempDir;

use super::{Aandacht, Run};

fn run(who: &Aandacht, args: &str) -> Run {
    who.run(&format!("netwerk {args} --oefening"))
}

fn coordinator() -> Aandacht {
    let made = Aandacht::new();
    run(&made, "neem-over zuid-limburg").ok();
    run(&made, "sleutel maak").ok();
    made
}

fn refused(run: Run, code: i32, part: &str) -> Run {
    let run = run.failed(code);
    assert!(run.stderr.replace('\n', " ").contains(part), "{part}: {}", run.transcript());
    run
}

fn files(folder: &Path) -> usize {
    let names = fs::read_dir(folder).expect("a folder").flatten();
    names.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')).count()
}

#[test]
fn a_version_goes_from_one_to_another_through_a_folder() {
    let shared = TempDir::new().expect("a temporary folder");
    let place = shared.path().display().to_string();
    let (jan, lezer) = (coordinator(), Aandacht::new());
    refused(run(&lezer, &format!("ophalen {place}")), 1, "Hier staat nog geen netwerk.");
    refused(run(&lezer, &format!("delen {place}")), 1, "Uw netwerk is nog leeg.");
    let put = run(&jan, &format!("delen {place} --json --geldig-tot 2099-01-31")).ok().json();
    assert_eq!(put["gedeeld"], json!(true));
    let said = run(&jan, &format!("delen {place}")).ok().stdout;
    assert!(said.contains("Deze versie staat er al") && said.contains("Ondertekend met sleutel"), "{said}");
    assert_eq!(files(shared.path()), 3);

    refused(run(&lezer, &format!("ophalen {place}")), 1, "U kent de sleutel van deze uitgever nog niet.");
    let trial = run(&lezer, &format!("ophalen {place} --vertrouw --proef")).ok().stdout;
    assert!(trial.contains("Dit is een proef") && trial.contains("31 januari 2099"), "{trial}");
    // Beside it: something half, which is told and hides nothing.
    fs::write(shared.path().join("netwerk-kopie.json"), "{\"soort\":\"netwerk\"").expect("written");
    let taken = run(&lezer, &format!("ophalen {place} --vertrouw --json")).ok().json();
    assert_eq!((&taken["overgenomen"], &taken["versie_id"]), (&json!(true), &put["versie_id"]));
    assert_eq!(taken["niet_gebruikt"][0]["naam"], json!("netwerk-kopie.json"));
    let again = run(&lezer, &format!("ophalen {place}")).ok().stdout;
    assert!(again.contains("U hebt de nieuwste versie al.") && again.contains("netwerk-kopie.json"), "{again}");
}

#[test]
fn a_place_has_to_be_named_and_be_there() {
    let who = coordinator();
    refused(run(&who, "delen"), 2, "Noem de plek als u oefent.");
    refused(run(&who, "ophalen weg"), 1, "Deze map is er niet.");
    refused(who.run("netwerk ophalen"), 2, "Ik weet niet welke plek u bedoelt.");
    #[cfg(not(feature = "webdav"))]
    {
        let told = refused(run(&who, "delen https://els:geheim@wolk.voorbeeld.nl/n"), 2, "gebouwd zonder WebDAV");
        assert!(!told.stderr.contains("geheim"), "{}", told.transcript());
    }
    #[cfg(feature = "webdav")]
    {
        let told = refused(run(&who, "delen https://els:geheim@wolk.voorbeeld.nl/n"), 2, "staat een wachtwoord");
        assert!(!told.stderr.contains("geheim"), "{}", told.transcript());
        refused(run(&who, "delen http://wolk.voorbeeld.nl/n"), 2, "niet beveiligd");
    }
}

#[test]
fn of_two_programs_that_publish_at_once_one_wins() {
    let shared = TempDir::new().expect("a temporary folder");
    let place = shared.path().display().to_string();
    let both = [coordinator(), coordinator()];
    let runs: Vec<Run> = thread::scope(|scope| {
        let place = &place;
        let started: Vec<_> = both.iter().map(|who| scope.spawn(move || run(who, &format!("delen {place}")))).collect();
        started.into_iter().map(|one| one.join().expect("it ends")).collect()
    });
    let won = runs.iter().filter(|run| run.code == 0).count();
    let told: String = runs.iter().map(Run::transcript).collect();
    assert_eq!(won, 1, "{told}");
    assert!(
        told.contains("Er staat een nieuwere versie.") || told.contains("Iemand anders heeft net gedeeld."),
        "{told}"
    );
    assert_eq!(files(shared.path()), 3, "the loser left nothing: {told}");
}

#[cfg(all(unix, feature = "webdav"))]
#[test]
fn a_version_goes_through_a_webdav_server_and_the_password_stands_nowhere() {
    use crate::common::apache::{Apache, GEBRUIKER, WACHTWOORD};

    let apache = Apache::start();
    let place = apache.address("dicht");
    let (jan, lezer) = (coordinator(), Aandacht::new());
    let ask = format!("--gebruiker {GEBRUIKER} --plekwachtwoord-uit -");
    let on = |who: &Aandacht, args: &str, stdin: &str| who.run_on(&format!("netwerk {args} --oefening"), stdin);
    refused(on(&jan, &format!("delen {place} {ask}"), "fout\n"), 1, "De server laat u niet binnen.");
    let put = on(&jan, &format!("delen {place} {ask}"), &format!("{WACHTWOORD}\n")).ok().stdout;
    assert!(put.contains("Ondertekend met sleutel"), "{put}");
    let got = on(&lezer, &format!("ophalen {place} {ask} --vertrouw"), &format!("{WACHTWOORD}\n")).ok().stdout;
    assert!(got.contains("Overgenomen."), "{got}");
    assert!(!format!("{put}{got}").contains(WACHTWOORD));
    for who in [&jan, &lezer] {
        let mut open = vec![who.map().to_path_buf()];
        while let Some(here) = open.pop() {
            for entry in fs::read_dir(here).expect("a folder").flatten() {
                if entry.path().is_dir() {
                    open.push(entry.path());
                } else {
                    let bytes = fs::read(entry.path()).expect("read");
                    let found = bytes.windows(WACHTWOORD.len()).any(|part| part == WACHTWOORD.as_bytes());
                    assert!(!found, "{}", entry.path().display());
                }
            }
        }
    }
}
