//! What the program draws.

use aandacht::content::Content;
use aandacht::domain::gesprek::{Reader, Turn};
use aandacht::domain::inhoud::Rol;
use aandacht::domain::walk::{Answer, Walk};

use super::terminal::{CTRL_C, ESC, F9, F10, Terminal, row, text};

/// A walk through the meldcode to an outcome, by the ids of its answers.
const WALK: [&str; 14] =
    ["nee", "nee", "ja", "nee", "nee", "nee", "nee", "verder", "verder", "geen", "verder", "nee", "verder", "ja"];

/// The long emergency line, and the one of a narrow window.
const EMERGENCY: &str = "Acuut gevaar? 112 · Veilig Thuis 0800-2000 (dag en nacht) · F9";
const SHORT_EMERGENCY: &str = "Gevaar? 112 · Veilig Thuis 0800-2000 · F9";

/// The beginning of what a turn asks: as much as surely stands on one line.
fn beginning(prompt: &str) -> String {
    prompt.chars().take(24).collect::<String>().trim_end().to_owned()
}

fn meldcode() -> Walk {
    Walk::new(&Content::shipped().tree("meldcode-basis").expect("the tree is there"))
}

/// Gives this answer by its digit and waits until the next question, or the outcome, is drawn.
fn answer(terminal: &mut Terminal, walk: &mut Walk, id: &str) {
    let turn = Turn::of(walk, Rol::default()).expect("the walk goes on");
    terminal.see(&beginning(&turn.prompt));
    let at = turn.choices.iter().position(|choice| choice.id == id).unwrap_or_else(|| panic!("{id} at {}", turn.path));
    terminal.press(&(at + 1).to_string());
    walk.answer(Answer::new(turn.path, id)).expect("it fits");
    match Turn::of(walk, Rol::default()) {
        Some(next) => terminal.see(&beginning(&next.prompt)),
        None => terminal.see(&beginning(&walk.outcome().expect("it is over").titel)),
    };
}

/// A terminal of 80 by 24 that stands at the first question of the meldcode.
fn at_first_question() -> (Terminal, Walk) {
    let walk = meldcode();
    let mut terminal = Terminal::open(80, 24);
    terminal.see("Wat wilt u doen?").press("1");
    terminal.see(&beginning(&Turn::of(&walk, Rol::default()).expect("it begins").prompt));
    (terminal, walk)
}

#[test]
fn it_starts_with_the_start_screen_at_80_by_24() {
    let mut terminal = Terminal::open(80, 24);
    terminal.see("Wat wilt u doen?").see(EMERGENCY);
    assert!(terminal.row(0).trim_start().starts_with("aandacht"), "{}", terminal.text());
    assert_eq!(terminal.row(-1).trim(), EMERGENCY);
    assert!(terminal.row(-2).contains("? hulp"), "{}", terminal.row(-2));
    let choices =
        ["Meldcode raadplegen", "Casussen", "Kindcheck", "Wie bel ik nu?", "Netwerk", "Intervisie en oefenen"];
    for choice in choices.into_iter().chain(["Checklists, signalen, naslag", "Instellingen", "Kluis maken"]) {
        assert!(terminal.text().contains(choice), "{choice}\n{}", terminal.text());
    }
    terminal.press("q");
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
}

#[test]
fn a_walk_to_an_outcome_survives_resizing_and_hiding_and_leaves_a_whole_terminal() {
    let (mut terminal, mut walk) = at_first_question();
    for (at, id) in WALK.iter().enumerate() {
        answer(&mut terminal, &mut walk, id);
        if at == 4 {
            for (columns, rows, line) in [(60, 20, SHORT_EMERGENCY), (100, 30, EMERGENCY), (80, 24, EMERGENCY)] {
                redrawn(&mut terminal, columns, rows, line, &walk);
            }
        }
    }
    let question = Turn::of(&walk, Rol::default()).expect("v2 is asked").prompt;
    let before = terminal.frame();
    terminal.press(F10).until("the screen is neutral", |screen| !screen.contents().contains("Veilig Thuis"));
    assert!(!terminal.text().contains(&beginning(&question)), "{}", terminal.text());
    assert!(!terminal.text().to_lowercase().contains("meldcode"), "{}", terminal.text());
    terminal.press("\r").until("the very same spot", |screen| text(screen) == before);
    answer(&mut terminal, &mut walk, "ja");
    terminal.see("Nu doen").see("112");
    assert!(walk.outcome().is_some());
    terminal.press("k").see("Nog een keer k").press("k").see("Wat wilt u doen?").press("q");
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
}

/// Gives the terminal this size and waits for a whole frame of it, at the same question.
fn redrawn(terminal: &mut Terminal, columns: u16, rows: u16, emergency: &str, walk: &Walk) {
    let question = beginning(&Turn::of(walk, Rol::default()).expect("the walk goes on").prompt);
    terminal.resize(columns, rows).until("a frame of the new size", |screen| {
        row(screen, -1).trim() == emergency
            && row(screen, 0).contains("Meldcode")
            && row(screen, 1).chars().count() == usize::from(columns)
            && screen.contents().contains(&question)
    });
}

#[test]
fn f9_shows_the_emergency_page_and_esc_returns_to_the_very_same_spot() {
    let (mut terminal, mut walk) = at_first_question();
    answer(&mut terminal, &mut walk, "nee");
    let before = terminal.frame();
    terminal.press(F9).see("112").see("0800-2000").see("Gecontroleerd op");
    terminal.press(ESC).until("the very same spot", |screen| text(screen) == before);
    terminal.press(F10).until("neutral", |screen| !screen.contents().contains("Veilig Thuis"));
    terminal.press(F9).see("0800-2000");
    terminal.press(ESC).until("neutral again", |screen| !screen.contents().contains("0800-2000"));
    terminal.press(F10).until("the very same spot", |screen| text(screen) == before);
    terminal.press(CTRL_C);
    assert_eq!(terminal.ended().exit_code(), 0);
}

#[test]
fn a_window_that_is_too_small_says_what_it_needs_and_comes_back_when_it_grows() {
    let mut terminal = Terminal::open(59, 19);
    terminal.see("Het venster is te klein.").see("60 bij 20").see("59 bij 19").see("112").see("0800-2000");
    terminal.resize(60, 20).see("Wat wilt u doen?").see(SHORT_EMERGENCY);
    terminal.resize(59, 20).see("Het venster is te klein.").see("59 bij 20");
    terminal.resize(60, 19).see("60 bij 19").see("Ctrl-C");
    terminal.press(CTRL_C);
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
}

#[test]
fn no_window_is_so_small_that_the_program_stops() {
    let mut terminal = Terminal::open(5, 2);
    terminal.see("Het");
    for (columns, rows) in [(1, 1), (2, 40), (200, 1), (80, 24)] {
        terminal.resize(columns, rows);
    }
    terminal.see("Wat wilt u doen?").press("1").see("Meldcode");
    terminal.resize(5, 2).see("Het");
    terminal.resize(80, 24).see(EMERGENCY);
    terminal.press(CTRL_C);
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
}

#[test]
fn every_key_between_two_frames_counts() {
    // Typed ahead, as somebody does who knows the road.
    let mut terminal = Terminal::open(80, 24);
    terminal.see("Wat wilt u doen?").press("1221");
    let mut walk = meldcode();
    for id in ["nee", "nee", "ja"] {
        let path = walk.open().expect("open").path();
        walk.answer(Answer::new(path, id)).expect("it fits");
    }
    terminal.see(&beginning(&Turn::of(&walk, Rol::default()).expect("it goes on").prompt));
    terminal.press(CTRL_C);
    terminal.ended();
}

#[test]
fn pasted_text_goes_into_a_field_and_never_acts_as_keys() {
    let mut terminal = Terminal::open(80, 24);
    terminal.see("Wat wilt u doen?").press("\x1b[200~q1q\x1b[201~").press("7").press("2");
    terminal.see("emeente").press("\x1b[200~den bosch\x1b[201~").see("'s-Hertogenbosch");
    terminal.press(CTRL_C);
    assert_eq!(terminal.ended().exit_code(), 0);
}

#[test]
fn raadpleeg_opens_a_checklist_at_its_first_question_and_esc_leads_to_the_start_screen() {
    let kindcheck = Walk::new(&Content::shipped().tree("kindcheck").expect("the tree is there"));
    let question = beginning(&Turn::of(&kindcheck, Rol::default()).expect("it begins").prompt);
    let mut terminal = Terminal::with("xterm-256color", &["raadpleeg", "kindcheck"], 80, 24);
    terminal.see(&question).press(ESC).see("Wat wilt u doen?").press("q");
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
}
