//! `aandacht demo` in a real terminal.

use std::fs;

use super::terminal::{CTRL_C, F9, F10, Terminal};

#[test]
fn practice_says_so_on_every_screen_and_leaves_nothing_behind() {
    let mut terminal = Terminal::with("xterm-256color", &["demo"], 80, 24);
    terminal.see("OEFENING").see("Wat wilt u doen?");
    let folder = terminal.home().join("demo/oefenkluis");
    assert!(folder.join("kluis").exists() && !terminal.home().join("kluis").exists());
    terminal.press("?").see("OEFENING").press("\x1b").press(F9).see("OEFENING").press("\x1b").see("Wat wilt u doen?");
    terminal.press(F10).press("\r").see("OEFENING").press("oefenen\r").see("Wat wilt u doen?").press(CTRL_C);
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
    assert!(!folder.exists(), "{:?}", fs::read_dir(terminal.home()).map(Iterator::count));
}

#[test]
fn a_casus_is_destroyed_by_typing_its_code_and_by_nothing_else() {
    let asked = |typed: &dyn Fn(&str) -> String, said: &str, code: u32| {
        let args = ["casus", "vernietig", "1", "--regel", "na-overdracht", "--oefening"];
        let mut terminal = Terminal::with("xterm-256color", &args, 100, 30);
        terminal.see("Niet zeker: sommige schijven").see("om hem te vernietigen:");
        let text = terminal.text();
        let shown = text.split("Typ de code ").nth(1).and_then(|rest| rest.get(..5)).expect("the code").to_owned();
        terminal.press(&typed(&shown)).see(said);
        assert_eq!(terminal.ended().exit_code(), code);
    };
    asked(&|_| "ja\r".to_owned(), "Er is niets vernietigd.", 1);
    asked(&|code| format!("{}\r", code.to_lowercase()), "is vernietigd.", 0);
}
