//! The words that work at a prompt.

use std::fs;

use super::{WHOLE, menu, turns, walk};
use crate::cli::Aandacht;

/// The output of a walk through the meldcode.
fn meldcode(lines: &[&str]) -> String {
    walk(&Aandacht::new(), "meldcode-basis", lines).stdout
}

/// What was said between the `from`th prompt and the next one.
fn after(output: &str, from: usize) -> &str {
    output.split("Uw keuze: ").nth(from).unwrap_or_else(|| panic!("prompt {from}\n{output}"))
}

#[test]
fn terug_takes_the_last_answer_back_and_asks_again() {
    let output = meldcode(&["nee", "terug", "nee", "stop"]);
    assert_eq!(turns(&output).len(), 4, "1, 2, 1, 2: {output}");
    assert!(output.contains("Teruggenomen: Is er nu direct gevaar voor iemand? Nee\n"), "{output}");
    let begin = meldcode(&["terug", "stop"]);
    assert!(begin.contains("Dit is het begin. Verder terug kan niet; met stop stopt u."), "{begin}");
}

#[test]
fn waarom_says_why_this_is_asked_and_from_which_sources() {
    let output = meldcode(&["waarom", "nee", "waarom", "stop"]);
    assert!(after(&output, 1).contains("Dit is het begin: deze vraag komt altijd eerst."), "{output}");
    let second = after(&output, 3);
    assert!(second.contains("U bent hier omdat u bij \"Is er nu direct gevaar voor iemand?\" koos: Nee."), "{second}");
    assert!(second.contains("\nBronnen (zekerheid ") && second.contains("\nFeiten: "), "{second}");
}

#[test]
fn a_question_mark_explains_the_question_and_every_word_that_works() {
    let output = meldcode(&["?", "stop"]);
    let help = after(&output, 1);
    for word in ["terug: ", "waarom: ", "? of hulp: ", "nood: ", "verberg: ", "stop: ", "herzie 2: ", "opslaan: "] {
        assert!(help.contains(&format!("\n{word}")), "{word}\n{help}");
    }
    assert!(help.contains("Vraag 1. "), "the question stands again\n{help}");
}

#[test]
fn nood_shows_the_emergency_page_and_returns_to_the_same_question() {
    for word in ["nood", ":nood", "112"] {
        let output = meldcode(&["nee", word, "stop"]);
        let page = after(&output, 2);
        let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}\n{page}"));
        assert!(at("112") < at("0800-2000") && at("0800-2000") < at("Vraag 2. "), "{page}");
    }
}

#[test]
fn verberg_pushes_everything_away_and_waits_for_enter() {
    let output = meldcode(&["nee", "verberg", "", "stop"]);
    let hidden = output.split(&"\n".repeat(60)).nth(1).expect("sixty blank lines");
    assert!(hidden.trim_start().starts_with("Even geduld. \n"), "{hidden}");
    assert!(hidden.contains("Vraag 2. "), "{hidden}");
    assert!(meldcode(&["nee", "verberg"]).contains("U stopt hier."), "the end of the input stops here too");
}

#[test]
fn herzie_asks_an_earlier_answer_anew_and_accounts_for_the_rest() {
    let output = meldcode(&["nee", "nee", "ja", "herzie 2", "nee", "herzie 1", "ja", "klaar"]);
    assert!(output.contains("U herziet antwoord 2. Dat was: Nee, om geweld thuis of in de familie."), "{output}");
    assert!(output.contains("Uw antwoord blijft zoals het was."), "{output}");
    assert!(output.contains("Uw antwoord is veranderd."), "{output}");
    assert!(output.contains("Deze antwoorden passen niet meer en zijn weg:\n- Gaat het om "), "{output}");
    assert!(output.contains("Nu doen\n1. "), "an outcome follows\n{output}");
    let wrong = meldcode(&["herzie 1", "nee", "herzie 9", "herzie x", "stop"]);
    assert!(wrong.contains("U hebt nog niets beantwoord."), "{wrong}");
    assert!(wrong.contains("U hebt één antwoord gegeven. Typ: herzie 1."), "{wrong}");
}

#[test]
fn wrong_input_is_said_and_the_question_asked_again() {
    let output = meldcode(&["misschien", "0", "4", "-1", "1 2", "nee", "stop"]);
    let said = "Dat ken ik hier niet. Typ een nummer van 1 tot en met 3, of ? voor hulp.";
    assert_eq!(output.matches(said).count(), 5, "{output}");
    assert_eq!(turns(&output).len(), 2, "{output}");
}

#[test]
fn an_answer_is_its_number_its_id_or_its_words() {
    for given in ["2", "2.", "nee", "NEE", " nee "] {
        let output = meldcode(&[given, "stop"]);
        assert!(output.contains("Is er nu direct gevaar voor iemand? Nee\n"), "{given}");
    }
}

#[test]
fn stop_leaves_a_walk_first_and_the_program_at_the_menu() {
    let run = menu(&Aandacht::new(), &["2", "ja", "stop", "stop"]);
    assert!(run.stdout.contains("U stopt hier. Dit hebt u tot nu toe beantwoord."), "{}", run.stdout);
    assert!(run.stdout.ends_with("Uw keuze: stop\nLijnmodus is gestopt.\n"), "{}", run.stdout);
}

#[test]
fn signals_are_ticked_by_number_and_never_counted() {
    let begin = ["nee", "nee", "ja", "nee", "nee", "nee", "nee", "verder"];
    let with = |more: &[&str]| {
        let lines: Vec<&str> = begin.iter().chain(more).copied().collect();
        meldcode(&lines)
    };
    let output = with(&["1", "1, 2 5", "5", "", "verder", "stop"]);
    assert_eq!(output.matches("\n[x] ").count(), 3 + 2, "told when ticked, and in the report\n{output}");
    assert_eq!(output.matches("\n[ ] ").count(), 1, "taken away again\n{output}");
    assert!(output.contains("(hier hebt u iets aangevinkt)"), "{output}");
    // The report with more signals is the same but for those signals.
    let report = |output: &str| {
        let at = output.find("U stopt hier.").expect("it was stopped");
        let lines = output[at..].lines().filter(|line| !line.starts_with("[x] ") && !line.starts_with("    "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(report(&output), report(&with(&["1", "1 2 3 4 5 6 7", "", "verder", "stop"])));
    let wrong = with(&["1", "1 999", "een", "", "verder", "stop"]);
    assert!(!wrong.contains("\n[x] "), "half a line is never done\n{wrong}");
}

#[test]
fn a_question_that_waits_can_be_left_open_with_wacht() {
    let lines: Vec<&str> = WHOLE[..18].iter().copied().chain(["wacht", "klaar"]).collect();
    let output = meldcode(&lines);
    assert!(output.contains("Typ wacht."), "{output}");
    assert!(output.contains("Wacht op toets."), "{output}");
    assert!(!output.to_lowercase().contains("uitkomst: niet melden"), "{output}");
}

#[test]
fn words_are_explained_at_a_question() {
    let output = meldcode(&["woord kindcheck", "woord", "stop"]);
    assert!(after(&output, 1).contains("Kindcheck\nVaste controle in stap 1"), "{output}");
    assert!(after(&output, 2).contains("Woorden bij deze vraag: "), "{output}");
}

#[test]
fn a_municipality_is_looked_up_and_bergen_is_asked_about() {
    let run = menu(&Aandacht::new(), &["3", "den bosch", "bergen", "2", "xyzzyq", ":terug", "stop"]);
    assert!(run.stdout.contains("\n's-Hertogenbosch\nProvincie: Noord-Brabant\n"), "{}", run.stdout);
    assert!(run.stdout.contains("Deze naam komt vaker voor. Welke bedoelt u?\n1. Bergen (L.) (Limburg)\n"));
    assert!(run.stdout.contains("\nBergen (NH.)\nProvincie: Noord-Holland\n"), "{}", run.stdout);
    assert!(run.stdout.contains("Deze gemeente ken ik niet."), "{}", run.stdout);
}

#[test]
fn settings_are_kept_and_the_emergency_page_then_names_the_own_veilig_thuis() {
    let program = Aandacht::new();
    let run = menu(&program, &["8", "", "", "den bosch", "", "", "", "", "nood", "stop"]);
    assert!(run.stdout.contains("De instellingen zijn bewaard."), "{}", run.stdout);
    assert!(run.stdout.contains("Veilig Thuis Oost-Brabant"), "{}", run.stdout);
    let kept = fs::read_to_string(program.map().join("instellingen.toml")).expect("they are kept");
    assert!(kept.contains("gemeente = \"'s-Hertogenbosch\""), "{kept}");
    assert!(menu(&program, &["nood", "stop"]).stdout.contains("Veilig Thuis Oost-Brabant"), "and the next time too");
}

#[test]
fn signals_words_and_pages_are_read_from_the_menu() {
    let run = menu(&Aandacht::new(), &["4", "1", "terug", "5", "csg", "", "6", "termijnen", "terug", "7", "stop"]);
    for part in ["Signalen bij een complexe scheiding\nversie", "\nCentrum Seksueel Geweld\n", "\nTermijnen\nversie"] {
        assert!(run.stdout.contains(part), "{part}");
    }
    assert!(run.stdout.contains("\nLandelijke nummers\n"), "noodnummers");
}

#[test]
fn who_to_ring_is_asked_field_by_field_and_a_faulty_one_again() {
    let lines = ["wie bel ik nu", "heerlem", "nood", "financieel", "tachtig", "1", "heerlen", "78", "stop"];
    let run = menu(&Aandacht::new(), &lines);
    for part in [
        "In lijnmodus blijft de kluis dicht",
        "Gemeente. Deze gemeente vind ik niet. Bedoelt u Heerlen?",
        "Leeftijd. Typ een heel getal van 0 tot en met 120",
        "Zonder kluis: Startnetwerk Zuid-Limburg",
        "Deze belt u, de eerste eerst\n1. Alarmnummer: 112 (nu bereikbaar). Er is nu gevaar.",
        "\n2. Veilig Thuis Zuid-Limburg: 0800-2000",
    ] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    assert_eq!(run.stdout.matches("Hoe snel. Wanneer").count(), 1, "{}", run.stdout);
    let left = menu(&Aandacht::new(), &["9", ":terug", "9", "", ":stop", "stop"]).stdout;
    assert!(!left.contains("Deze belt u"), "{left}");
    let alone = menu(&Aandacht::new(), &["9", "amsterdam", "", "", "", "stop"]).stdout;
    assert!(alone.contains("Voor deze gemeente is er geen startnetwerk"), "{alone}");
    assert!(alone.contains("0800-2000") && alone.contains("Alarmnummer: 112"), "{alone}");
}

#[test]
fn the_map_is_walked_along_its_ties_and_heard_as_a_whole() {
    let run =
        menu(&Aandacht::new(), &["12", "veilig thuis", "1", "terug", "terug", "qqqqzz", ":alles", ":?", "", "stop"]);
    for part in [
        "Kaart van het netwerk",
        "Niets gevonden op de kaart.",
        "Overlegtafels\n",
        "Organisaties\n",
        "Typ een deel van een naam.",
    ] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    assert!(run.stdout.ends_with("Lijnmodus is gestopt.\n"), "{}", run.stdout);
}

#[test]
fn the_network_is_searched_and_an_entry_is_opened_by_its_number() {
    let lines =
        ["10", "levanto gemeente:heerlen", "1", "nood", "terug", "gemeente:nergens", "qqqqzz", ":?", "", "stop"];
    let run = menu(&Aandacht::new(), &lines);
    for part in [
        " gevonden\n1. Levanto",
        "\nWaar dit vandaan komt\n",
        "Geen gemeente heet “nergens”.",
        "Niets gevonden.",
        "Typ een naam, functie, organisatie, thema of gemeente",
        "Lijnmodus is gestopt.",
    ] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    assert!(run.stdout.matches(" gevonden\n1. Levanto").count() >= 2, "nood comes back to the list: {}", run.stdout);
}

#[test]
fn two_checklists_are_chosen_and_compared_in_words() {
    let run = menu(&Aandacht::new(), &["11", "artsen", "1", "1", "stop"]);
    for part in
        ["Welke checklist is A?", "Welke checklist is B?", "Twee checklists naast elkaar\nA: Meldcode", "Anders: "]
    {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    assert!(!run.stdout.contains(['≠', '│']), "signs and columns are read aloud badly: {}", run.stdout);
    let left = menu(&Aandacht::new(), &["11", "terug", "11", "1", "terug", "stop"]).stdout;
    assert!(!left.contains("Anders: "), "{left}");
}
