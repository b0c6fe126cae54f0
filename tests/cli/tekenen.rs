//! Signing network files and reading signed ones, on the real binary and the vault of practice.

use std::fs;
use std::path::{Path, PathBuf};

use aandacht::app::{App, oefening};
use aandacht::domain::netwerk::Tekensleutel;
use serde_json::json;

use super::{Aandacht, Run};

/// Somebody with a vault of practice.
struct Iemand(Aandacht);

impl Iemand {
    fn new() -> Iemand {
        Iemand(Aandacht::new())
    }

    /// A coordinator: with a network and a key.
    fn coordinator() -> Iemand {
        let made = Iemand::new();
        made.run("neem-over zuid-limburg").ok();
        made.run("sleutel maak").ok();
        made
    }

    fn run(&self, args: &str) -> Run {
        self.0.run(&format!("netwerk {args} --oefening"))
    }

    fn place(&self, name: &str) -> PathBuf {
        self.0.map().join(name)
    }

    /// The fingerprint of the own key.
    fn vingerafdruk(&self) -> String {
        self.run("sleutel toon --json").ok().json()["vingerafdruk"].as_str().expect("a fingerprint").to_owned()
    }

    /// Adds an organisation, so that the next export is another version.
    fn meer(&self, naam: &str) {
        fs::write(self.place("meer.csv"), format!("Naam\n{naam}\n")).expect("written");
        self.run("importeer meer.csv --soort organisatie --mogelijk-hetzelfde nieuw").ok();
    }

    /// Gets a file with its signature from somebody.
    fn krijgt(&self, van: &Iemand, name: &str) {
        for name in [name.to_owned(), format!("{name}.minisig")] {
            fs::copy(van.place(&name), self.place(&name)).expect("copied");
        }
    }
}

fn refused(run: Run, part: &str) -> Run {
    let run = run.failed(1);
    assert!(run.stderr.replace("\n", " ").contains(part), "{part}: {}", run.transcript());
    run
}

#[test]
fn a_publisher_is_pinned_at_first_use_and_vouches_from_then_on() {
    let (jan, lezer) = (Iemand::coordinator(), Iemand::new());
    let first = jan.run("exporteer een.json --vorm netwerk").ok().stdout;
    assert!(first.contains("een.json.minisig"), "{first}");
    jan.meer("Wijkteam Proefdorp");
    jan.run("exporteer twee.json --vorm netwerk").ok();
    lezer.krijgt(&jan, "een.json");
    lezer.krijgt(&jan, "twee.json");

    let asked = refused(lezer.run("importeer een.json"), "U kent de sleutel van deze uitgever nog niet.");
    assert!(asked.stderr.contains(&jan.vingerafdruk()), "{}", asked.transcript());
    refused(lezer.run("importeer een.json --proef"), "nog niet");
    assert!(lezer.run("vertrouwen").ok().stdout.contains("nog geen sleutel"));
    lezer.run("importeer een.json --vertrouw --proef").ok();
    assert!(lezer.run("vertrouwen").ok().stdout.contains("nog geen sleutel"), "a trial pins nothing");

    let taken = lezer.run("importeer een.json --vertrouw").ok().stdout;
    assert!(taken.contains("Overgenomen.") && taken.contains(&jan.vingerafdruk()), "{taken}");
    let next = lezer.run("importeer twee.json --json").ok().json();
    assert_eq!((&next["handtekening"], &next["vingerafdruk"]), (&json!("vertrouwd"), &json!(jan.vingerafdruk())));
    let again = lezer.run("importeer een.json").ok().stdout;
    assert!(again.contains("komt al van deze versie") && again.contains("u vertrouwt deze sleutel sinds"), "{again}");
    let known = lezer.run("vertrouwen --json").ok().json();
    assert_eq!(known["vertrouwd"][0]["vingerafdruk"], json!(jan.vingerafdruk()));
    assert_eq!(known["vertrouwd"][0]["laatste_versie"], next["versie_id"]);
    let versions = lezer.run("versies").ok().stdout;
    assert!(versions.contains(&format!("ondertekend, sleutel {}", &jan.vingerafdruk()[..9])), "{versions}");
    // Who published it reads it as an own file.
    assert_eq!(jan.run("importeer een.json --json").ok().json()["handtekening"], "eigen");
}

#[test]
fn what_is_wrong_missing_old_or_of_somebody_else_is_refused() {
    let (jan, els, lezer) = (Iemand::coordinator(), Iemand::coordinator(), Iemand::new());
    els.meer("Wijkteam Elders");
    els.run("exporteer oud.json --vorm netwerk --zonder-handtekening").ok();
    assert!(!els.place("oud.json.minisig").exists());
    fs::copy(els.place("oud.json"), jan.place("oud.json")).expect("copied");
    let signed = jan.run("onderteken oud.json").ok().stdout;
    assert!(signed.contains("Netwerkbestand: ") && signed.contains("Ondertekend met uw sleutel"), "{signed}");
    refused(jan.run("onderteken oud.json"), "bestaat al");
    jan.run("exporteer een.json --vorm netwerk").ok();
    els.run("exporteer els.json --vorm netwerk").ok();
    lezer.krijgt(&jan, "oud.json");
    lezer.krijgt(&jan, "een.json");
    lezer.krijgt(&els, "els.json");
    lezer.run("importeer een.json --vertrouw").ok();

    // Another key for the same region; replaced on purpose with what the refusal says.
    let other = refused(lezer.run("importeer els.json --vertrouw"), "een andere sleutel dan die u vertrouwt");
    for part in [jan.vingerafdruk(), els.vingerafdruk()] {
        assert!(other.stderr.contains(&part), "{}", other.transcript());
    }
    // A step back.
    refused(lezer.run("importeer oud.json --bij-verschil hun"), "ouder dan wat u al hebt");
    lezer.run("importeer oud.json --bij-verschil hun --proef --toch-ouder").ok();

    // The file was changed, in its head.
    let text = fs::read_to_string(lezer.place("een.json")).expect("read");
    assert!(text.contains("\"uitgever\":\""));
    fs::write(lezer.place("een.json"), text.replacen("\"uitgever\":\"", "\"uitgever\":\"x", 1)).expect("written");
    for words in ["", " --vertrouw --zonder-handtekening --toch-ouder", " --proef"] {
        refused(lezer.run(&format!("importeer een.json{words}")), "De handtekening klopt niet bij dit bestand.");
    }
    // The signature is no signature.
    fs::write(lezer.place("een.json"), &text).expect("written");
    let good = fs::read_to_string(lezer.place("een.json.minisig")).expect("read");
    for wrong in ["", "onzin", &good[..good.len() / 2], &good.replace("versie_id=", "versie_id=0")] {
        fs::write(lezer.place("een.json.minisig"), wrong).expect("written");
        refused(lezer.run("importeer een.json --zonder-handtekening"), "De handtekening klopt niet");
    }
    fs::write(lezer.place("een.json.minisig"), vec![b'x'; 20_000]).expect("written");
    refused(lezer.run("importeer een.json"), "te groot");
    // It was taken off.
    fs::remove_file(lezer.place("een.json.minisig")).expect("removed");
    refused(lezer.run("importeer een.json"), "Dit bestand is niet ondertekend.");
    let bare = lezer.run("importeer een.json --zonder-handtekening").ok().stdout;
    assert!(bare.contains("Niet ondertekend"), "{bare}");

    // Replaced on purpose.
    els.run("sleutel exporteer els.pub").ok();
    fs::copy(els.place("els.pub"), lezer.place("els.pub")).expect("copied");
    refused(lezer.run("vertrouwen vervang Nergens els.pub"), "Voor deze regio vertrouwt u nog geen sleutel.");
    refused(lezer.run("vertrouwen vervang Zuid-Limburg meer"), "Dit is geen openbare sleutel.");
    let said = lezer.run("vertrouwen vervang zuid-limburg els.pub").ok().stdout;
    assert!(said.contains(&els.vingerafdruk()), "{said}");
    lezer.run("importeer els.json --bij-verschil hun").ok();
    lezer.run("vertrouwen vergeet zuid-limburg").ok();
    assert!(lezer.run("vertrouwen").ok().stdout.contains("nog geen sleutel"));
}

#[test]
fn a_key_is_made_once_shown_and_its_secret_half_stands_nowhere() {
    let iemand = Iemand::new();
    iemand.run("neem-over zuid-limburg").ok();
    refused(iemand.run("sleutel toon"), "U hebt nog geen sleutel");
    let bare = iemand.run("exporteer bloot.json --vorm netwerk").ok();
    assert!(!iemand.place("bloot.json.minisig").exists(), "{}", bare.transcript());
    refused(iemand.run("onderteken bloot.json"), "U hebt nog geen sleutel");
    let mut said = iemand.run("sleutel maak").ok().stdout;
    refused(iemand.run("sleutel maak"), "U hebt al een sleutel.");
    let first = iemand.vingerafdruk();
    iemand.run("sleutel maak --vervang").ok();
    assert_ne!(iemand.vingerafdruk(), first);
    said.push_str(&iemand.run("sleutel toon").ok().stdout);
    said.push_str(&iemand.run("sleutel toon --json").ok().stdout);
    iemand.run("sleutel exporteer ik.pub").ok();
    iemand.run("exporteer een.json --vorm netwerk").ok();
    refused(iemand.run("onderteken ik.pub"), "");

    let mut app = App::open(Some(iemand.0.map()), false).expect("the program opens");
    oefening::open(&mut app).expect("practice opens");
    let known = Tekensleutel::van(&app.kluis.view.model).expect("there is a key").clone();
    app.kluis.leave_quietly().expect("the vault closes");
    let secret = known.geheim.tekst().lines().nth(1).expect("a key").to_owned();
    // Of the secret half only the end is the public one.
    let inner = &secret[100..140];
    assert!(!said.contains(inner));
    let mut looked = 0;
    for path in below(iemand.0.map()) {
        let bytes = fs::read(&path).expect("read");
        let found = bytes.windows(inner.len()).any(|part| part == inner.as_bytes());
        assert!(!found, "the secret key stands in {}", path.display());
        looked += 1;
    }
    assert!(looked > 4, "files were looked at");
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(below(&path)) } else { found.push(path) }
    }
    found
}
