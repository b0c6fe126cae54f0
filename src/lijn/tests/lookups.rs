//! The main menu, the look-ups and the settings.

use super::{run, started, tree, with_settings};
use crate::domain::gesprek::{Effect, Settings};
use crate::domain::walk::Walk;

#[test]
fn a_session_begins_by_saying_what_always_works_and_ends_at_the_end_of_the_input() {
    let session = started(&[]);
    let lines: Vec<&str> = session.output.lines().collect();
    assert_eq!(lines[0], "Lijnmodus staat aan (door --lijn).");
    assert_eq!(lines[1], "Kies een nummer, of: terug, waarom, ?, nood, verberg, stop.");
    assert!(session.has("Het bestand oud.json is overgeslagen."));
    assert!(session.has("\nWat wilt u doen?\n1. Meldcode raadplegen\n2. Kindcheck\n"));
    assert!(session.output.ends_with("Uw keuze: \nLijnmodus is gestopt.\n"));
}

#[test]
fn a_checklist_is_chosen_and_walked_and_then_the_menu_returns() {
    let session = started(&["1", "proef", "ja", "klaar", "terug", "stop"]);
    assert!(session.has("Welke checklist?\n1. Proef\n2. Vervolg\n"));
    assert!(session.has("Vraag 1. Is er gevaar?"));
    assert!(session.has("U bent al in het hoofdmenu."));
    assert_eq!(session.output.matches("Wat wilt u doen?").count(), 3);
}

#[test]
fn a_fault_of_the_content_is_said_and_the_menu_goes_on() {
    let session = started(&["2", "noodnummers", "stop"]);
    assert!(session.has("Fout: Deze checklist is er niet.\nWaar: kindcheck\nWaarom: De naam komt niet voor.\n"));
    assert!(session.has("Wat te doen: Kies een andere.\n"));
    assert!(session.has("112, alarm"));
}

#[test]
fn a_shared_name_asks_which_municipality_is_meant() {
    let session = started(&["3", "bergen", "2", "heerle", "nergens-te-vinden", "", "stop"]);
    assert!(session.has(
        "Deze naam komt vaker voor. Welke bedoelt u?\n1. Bergen (L.) (Limburg)\n2. Bergen (NH.) (Noord-Holland)\n"
    ));
    assert!(session.has("Provincie: Noord-Holland"));
    assert!(session.has("Heerlen\nProvincie: Limburg\nVeilig Thuis: VT Proef"));
    assert!(session.has("Deze gemeente ken ik niet."));
}

#[test]
fn an_empty_line_shows_the_users_own_municipality_and_the_emergency_page_names_it() {
    let settings = Settings { gemeente: "Heerlen".into(), ..Settings::default() };
    let session = with_settings(&["3", "", ":terug", "112", "stop"], settings);
    assert!(session.has("Welke gemeente? Een lege regel is Heerlen"));
    assert!(session.has("Heerlen: VT Proef"));
}

#[test]
fn words_signals_and_reference_pages_are_looked_up() {
    let session = started(&["5", "veilig", "vt", "xyz", ":lijst", "", "4", "een", "terug", "6", "1", "terug", "stop"]);
    assert!(session.has("Bedoelt u een van deze? Veilig Thuis, Veiligheidsplan."));
    assert!(session.has("Dit is Veilig Thuis."));
    assert!(session.has("Dit woord staat niet in de woordenlijst."));
    assert!(session.has("- Signaal a van een"));
    assert!(session.has("Wie doet wat\nIedereen iets.\n- Een punt."));
}

#[test]
fn a_page_that_is_named_is_shown_without_a_question() {
    let session = run(&[], Settings::default(), false, |lijn| {
        lijn.gemeente(Some("heerlen")).expect("no fault");
        lijn.woord(Some("VT")).expect("no fault");
        lijn.naslag(Some("rollen")).expect("no fault");
        lijn.signalen(Some("twee")).expect("no fault");
        lijn.noodnummers().expect("no fault");
        Walk::new(&tree("proef"))
    });
    assert!(!session.has(": \n"), "{}", session.output);
    assert!(session.has("Signaal c van twee"));
}

fn kept(effects: &[Effect]) -> &Settings {
    match effects {
        [Effect::KeepSettings(settings)] => settings,
        other => panic!("{other:?}"),
    }
}

/// The form asks more fields as the program grows; an empty line keeps each of those.
const REST: [&str; 8] = [""; 8];

#[test]
fn settings_are_asked_one_by_one_and_only_a_faulty_field_again() {
    let mut lines = vec!["8", "onderwijs", "leidinggevende", "nergens-te-vinden", "licht", "60"];
    lines.extend(["1", "1"]);
    lines.push("heerlen");
    lines.push("stop");
    let session = started(&lines);
    let settings = kept(&session.effects);
    assert_eq!((settings.sector.as_str(), settings.gemeente.as_str(), settings.breedte), ("onderwijs", "Heerlen", 60));
    assert_eq!(settings.rol.name(), "leidinggevende");
    assert_eq!(session.output.matches("Tekstbreedte. Breedste").count(), 1);
    assert_eq!(session.output.matches("Gemeente. Uw gemeente").count(), 2);
    assert!(session.has("De instellingen zijn bewaard."));
}

#[test]
fn an_empty_line_keeps_a_setting_and_a_colon_empties_it() {
    let settings = Settings { sector: "ggz".into(), gemeente: "Heerlen".into(), ..Settings::default() };
    let mut lines = vec!["8", "", "", ":leeg", "terug", ":terug", "", "", ":leeg"];
    lines.extend(REST);
    let session = with_settings(&lines, settings);
    let settings = kept(&session.effects);
    assert_eq!((settings.sector.as_str(), settings.gemeente.as_str()), ("ggz", ""));
    assert!(session.has("Uw keuze, een lege regel laat Ggz staan: "));
}

#[test]
fn leaving_the_form_changes_nothing() {
    let session = started(&["8", "onderwijs", ":stop", "stop"]);
    assert!(session.effects.is_empty());
    assert!(session.has("De instellingen zijn niet gewijzigd."));
}
