//! Walking: order, commands, ticks, revision, the end.

use super::{run, started, tree, walked};
use crate::domain::gesprek::{Effect, Settings};
use crate::domain::walk::{Answer, Walk};

const TO_THE_END: [&str; 4] = ["nee", "verder", "1", "ja"];

#[test]
fn turns_begin_their_line_with_marker_and_number_in_the_order_of_the_walk() {
    let session = walked(&TO_THE_END);
    let expected = [
        "Vraag 1. Is er gevaar?",
        "Lijst 2. Loop de signalen langs.",
        "Taak 3. Overleg met een collega.",
        "Vraag 4. Werkt de hulp?",
    ];
    assert_eq!(session.turns(), expected);
    assert_eq!(session.answers(), [("gevaar", "nee"), ("lijst", "verder"), ("doen", "verder"), ("hulp", "ja")]);
    assert!(session.has("U bent klaar."));
}

#[test]
fn a_question_is_printed_as_in_the_sketch() {
    let session = walked(&["1"]);
    let expected = "\nProef, versie 2026.1 concept. Stap 1: Kijken.\n\n\
                    Vraag 1. Is er gevaar?\nDenk aan nu.\nTyp ? voor uitleg.\n\
                    1. Ja, nu\n2. Nee\n3. Twijfel\nUw keuze: 1\n\nProef\n";
    assert!(session.output.starts_with(expected), "{}", session.output);
}

#[test]
fn an_answer_can_be_a_number_an_id_or_its_words() {
    for typed in ["1", "1.", "ja", "JA NU", "Ja, nu"] {
        assert_eq!(walked(&[typed]).answers(), [("gevaar", "ja")], "{typed}");
    }
}

#[test]
fn what_is_not_understood_is_said_and_asked_again() {
    let session = walked(&["misschien", "2"]);
    assert!(session.has("Dat ken ik hier niet. Typ een nummer van 1 tot en met 3, of ? voor hulp.\n\nVraag 1."));
    assert_eq!(session.answers(), [("gevaar", "nee")]);
}

#[test]
fn the_end_of_the_input_stops_and_shows_what_was_answered() {
    let session = walked(&["nee"]);
    assert!(session.has("U stopt hier. Dit hebt u tot nu toe beantwoord."));
    assert!(session.has("Is er gevaar? Nee"));
    assert!(walked(&[]).has("U stopt hier. U hebt nog niets beantwoord."));
}

#[test]
fn back_takes_the_last_answer_back_and_says_so_at_the_beginning() {
    let session = walked(&["nee", "terug", "terug", "ja"]);
    assert!(session.has("Teruggenomen: Is er gevaar? Nee\n"));
    assert!(session.has("Dit is het begin."));
    assert_eq!(session.answers(), [("gevaar", "ja")]);
}

#[test]
fn commands_that_show_something_leave_the_walk_where_it_was() {
    let session =
        walked(&["waarom", "?", "uitleg", "nood", "woord", "woord vt", "antwoorden", ":waarom", "", "nee", "uitleg"]);
    assert_eq!(session.answers(), [("gevaar", "nee")]);
    for said in [
        "Dit is het begin: deze vraag komt altijd eerst.",
        "Voorbeelden\n- Een dreiging.",
        "verberg: schuift alles uit beeld.",
        "Acuut gevaar\n",
        "Woorden bij deze vraag: Veilig Thuis. Typ bijvoorbeeld: woord Veilig Thuis.",
        "Dit is Veilig Thuis.",
        "U hebt nog niets beantwoord.",
        "Bij deze vraag is geen extra uitleg.",
    ] {
        assert!(session.has(said), "{said}\n{}", session.output);
    }
}

#[test]
fn hiding_pushes_everything_away_and_waits_for_enter() {
    let session = walked(&["verberg", "", "nee"]);
    let away = "\n".repeat(60) + "Even geduld. \n\nVraag 1. Is er gevaar?\nDenk aan nu.";
    assert!(session.has(&away), "{}", session.output);
    assert_eq!(session.answers(), [("gevaar", "nee")]);
}

#[test]
fn signals_are_ticked_by_number_and_go_along_with_the_answer() {
    let session = walked(&["nee", "2", "1, 3", "3 1", "3", "", "verder"]);
    assert_eq!(session.walk.steps()[1].answer.aangevinkt, ["twee/c"]);
    assert!(session.has("Signalen twee\nKijk goed."));
    assert!(session.has("[x] Signaal c van twee\n"));
    assert!(session.has("[ ] Signaal a van twee\n"));
    assert!(session.has("2. Signalen twee (hier hebt u iets aangevinkt)\n3. Verder"));
}

#[test]
fn a_line_of_numbers_is_done_whole_or_not_at_all() {
    let session = walked(&["nee", "1", "1 9", "1 x", "", "verder"]);
    assert!(session.walk.steps()[1].answer.aangevinkt.is_empty());
    assert!(session.has("Signaal 9 is er niet. Er is niets veranderd."));
    assert!(session.has("\"x\" is geen nummer."));
}

#[test]
fn ticks_survive_going_back_and_forth_and_are_shown_when_somebody_stops_before_going_on() {
    let session = walked(&["nee", "1", "1", "", "terug", "nee", "3", "terug", "verder"]);
    assert_eq!(session.walk.steps()[1].answer.aangevinkt, ["een/a"]);
    let stopped = walked(&["nee", "1", "2", "stop"]);
    assert!(stopped.has("Aangevinkt, maar nog niet met verder bevestigd\n[x] Signaal b van een\n"));
}

#[test]
fn an_earlier_answer_can_be_revised_and_the_rest_is_accounted_for() {
    let session = walked(&["nee", "verder", "verder", "herzie 1", "twijfel", "ja"]);
    assert!(session.has("U herziet antwoord 1. Dat was: Nee. Met terug blijft het zo."));
    assert!(session.has("Uw antwoord is veranderd. 2 latere antwoorden blijven staan."));
    assert_eq!(session.answers()[0], ("gevaar", "twijfel"));
    let dropped = walked(&["nee", "verder", "herzie 1", "ja"]);
    assert!(
        dropped.has("Dit antwoord past niet meer en is weg:\n- Loop de signalen langs: gelezen\n"),
        "{}",
        dropped.output
    );
    assert_eq!(dropped.answers(), [("gevaar", "ja")]);
}

#[test]
fn a_revision_that_is_called_off_changes_nothing() {
    let session = walked(&[
        "nee", "1", "2", "", "verder", "herzie 2", "1", "3", "", "terug", "herzie 7", "herzie 2", "herzie 1", "nee",
    ]);
    assert_eq!(session.answers(), [("gevaar", "nee"), ("lijst", "verder")]);
    assert_eq!(session.walk.steps()[1].answer.aangevinkt, ["een/b"]);
    assert!(session.has("Uw antwoord blijft zoals het was."));
    assert!(session.has("Typ herzie en een nummer van 1 tot en met 2."));
}

#[test]
fn a_question_that_may_stay_open_can_be_left_with_a_report_and_taken_up_again() {
    let session = walked(&["nee", "verder", "verder", "wacht", "terug", "ja"]);
    assert!(session.has("Kunt u dit nog niet zeggen? Typ wacht. Wacht op toets."));
    assert!(session.has("Wat wilt u hiermee doen?"));
    assert_eq!(session.answers().len(), 4);
    assert!(walked(&["wacht"]).has("Dat ken ik hier niet."));
}

#[test]
fn a_failed_save_keeps_the_answers_and_asks_for_another_name() {
    let mut lines = TO_THE_END.to_vec();
    lines.extend(["opslaan", "", "anders.md", "klaar"]);
    let session =
        run(&lines, Settings::default(), true, |lijn| lijn.walk(Walk::new(&tree("proef"))).expect("no fault"));
    let names: Vec<String> = session
        .effects
        .iter()
        .map(|effect| match effect {
            Effect::Save(path, _) => path.display().to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(names, ["proef-2026-11-21.md", "anders.md"]);
    assert!(session.has("Fout: De schijf is vol."));
    assert!(session.has("Uw antwoorden zijn er nog."));
    assert!(session.has("Opgeslagen als /tmp/anders.md."));
    assert_eq!(session.answers().len(), 4);
}

#[test]
fn commands_in_a_file_name_prompt_begin_with_a_colon() {
    let mut lines = TO_THE_END.to_vec();
    lines.extend(["1", ":nood", ":bestaat-niet", ":terug", "1", "stop", "2", "klaar"]);
    let session = walked(&lines);
    assert!(session.has("Er is niets opgeslagen."));
    assert!(session.has("Zet er geen naam van een cliënt in."));
    assert!(session.has("Opgeslagen als /tmp/stop."));
    assert!(session.has("Naar de printer gestuurd."));
}

#[test]
fn after_the_outcome_one_can_go_back_revise_or_go_on_with_another_checklist() {
    let mut lines = TO_THE_END.to_vec();
    lines.extend(["waarom", "herzie", "4", "nee", "terug", "ja", "verder", "terug", "6", "ja", "klaar"]);
    let session = walked(&lines);
    assert!(session.has("6. Verder met: Vervolg"));
    assert!(session.has("Bel nu."));
    assert!(session.has("Dit was het."));
    assert_eq!(session.answers().last(), Some(&("hulp", "ja")));
}

#[test]
fn a_walk_goes_on_where_it_was() {
    let walk = Walk::replay(&tree("proef"), [Answer::new("gevaar", "nee"), Answer::new("lijst", "verder")]);
    let session = run(&["1"], Settings::default(), false, |lijn| lijn.walk(walk.expect("it fits")).expect("no fault"));
    assert_eq!(session.turns(), ["Taak 3. Overleg met een collega.", "Vraag 4. Werkt de hulp?"]);
}

#[test]
fn the_output_has_no_control_characters_and_only_ascii_when_asked() {
    let settings = Settings { ascii: true, ..Settings::default() };
    let lines = ["nee", "\u{1b}[31m", "verder", "verder", "ja", "waarom", "klaar"];
    let session = run(&lines, settings, false, |lijn| lijn.walk(Walk::new(&tree("proef"))).expect("no fault"));
    assert!(session.output.chars().all(|letter| letter == '\n' || (' '..='~').contains(&letter)), "{}", session.output);
    let plain = started(&["\u{1b}[2J", "stop"]);
    assert!(!plain.output.contains('\u{1b}'));
}
