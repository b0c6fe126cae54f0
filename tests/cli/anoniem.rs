//! `aandacht anoniem`: a text goes in, findings and what cannot be seen come out.

use serde_json::json;

use super::Aandacht;

const TEXT: &str = "Moeder belde op 12 maart.\nHaar nummer is 06-12345678; Sanne was erbij.\n";

#[test]
fn findings_are_told_with_place_and_reason_and_what_must_go_ends_with_1() {
    let run = Aandacht::new().run_on("anoniem controleer -", TEXT);
    assert_eq!(run.code, 1, "{}", run.transcript());
    let told = run.stdout.replace("\n  ", " ").replace('\n', " ");
    for said in [
        "Regel 1, kolom 17: \"12 maart\" (datum, kijk na)",
        "Regel 2, kolom 16: \"06-12345678\" (telefoonnummer, moet weg)",
        "Regel 2, kolom 29: \"Sanne\" (naam, kijk na)",
        "enkele weken geleden",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(told.contains("niet vanzelf anoniem"), "{told}");
    assert!(run.stderr.contains("1 ding dat eruit moet") && !run.stderr.contains("06-12345678"), "{}", run.stderr);
}

#[test]
fn warnings_alone_end_with_0_and_nothing_found_is_never_called_anonymous() {
    let aandacht = Aandacht::new();
    let warned = aandacht.run_on("anoniem controleer -", "Toen kwam Sanne erbij.").ok();
    assert!(warned.stdout.contains("\"Sanne\""), "{}", warned.stdout);
    let clean = aandacht.run_on("anoniem controleer -", "Moeder was boos en het kind zweeg.").ok();
    let told = clean.stdout.replace('\n', " ");
    assert!(told.starts_with("Niets gevonden van wat ik herken. Dat maakt de tekst niet anoniem:"), "{told}");
    let file = aandacht.with("tekst.txt", "Moeder was boos.");
    file.run("anoniem controleer tekst.txt").ok();
}

#[test]
fn json_has_bytes_and_letters_and_says_what_cannot_be_seen() {
    let run = Aandacht::new().run_on("anoniem controleer - --json", "Één brief, aan Sanne.");
    let value = run.ok().json();
    assert_eq!(
        value["vondsten"],
        json!([{
            "soort": "naam", "zwaarte": "waarschuwing", "tekst": "Sanne", "regel": 1, "kolom": 16, "begin": 17, "einde": 22,
            "reden": value["vondsten"][0]["reden"]
        }])
    );
    assert!(value["let_op"].as_str().is_some_and(|text| text.contains("anoniem")));
    let must = Aandacht::new().run_on("anoniem controleer - --json", TEXT);
    assert_eq!(must.code, 1);
    assert!(must.stdout.contains("\"moet\"") && must.stderr.contains("\"fout\""), "{}", must.transcript());
}

#[test]
fn practice_brings_the_names_of_its_own_network_and_a_password_is_never_asked_unasked() {
    let aandacht = Aandacht::new();
    let taken = aandacht.run("netwerk neem-over zuid-limburg --oefening").ok();
    assert!(taken.stdout.contains("110 vermeldingen"), "{}", taken.stdout);
    let text = "Ik belde met veilig thuis zuid-limburg over linde-mus.";
    let without = aandacht.run_on("anoniem controleer - --json", text).ok().json();
    assert_eq!(without["vondsten"], json!([]));
    let run = aandacht.run_on("anoniem controleer - --json --oefening", text).ok().json();
    let kinds: Vec<&str> =
        run["vondsten"].as_array().expect("a list").iter().filter_map(|one| one["soort"].as_str()).collect();
    assert!(kinds.contains(&"netwerk"), "{run}");
    assert!(run["oefening"].is_string());
    let no_vault = aandacht.run_on("anoniem controleer - --kluis", text);
    assert_eq!(no_vault.code, 3, "{}", no_vault.transcript());
    let both = aandacht.run_on("anoniem controleer - --kluis --oefening", text);
    assert_eq!(both.code, 2, "{}", both.transcript());
}

#[test]
fn what_is_no_text_is_refused_without_repeating_it() {
    let aandacht = Aandacht::new().with("fout.txt", [b'J', b'a', 0xff]);
    for (args, input, said) in [
        ("anoniem controleer fout.txt", "", "geen gewone tekst"),
        ("anoniem controleer -", " \n", "geen tekst in"),
        ("anoniem controleer weg.txt", "", "niet lezen"),
    ] {
        let run = aandacht.run_on(args, input);
        assert_eq!(run.code, 1, "{}", run.transcript());
        assert!(run.stderr.contains(said), "{}", run.transcript());
    }
}
