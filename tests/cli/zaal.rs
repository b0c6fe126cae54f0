//! `aandacht zaal --eenmaal`: one picture as text, without a terminal.

use aandacht::app::zaal::Zaalserver;
use aandacht::platform::dirs::Dirs;

use super::Aandacht;
use crate::domain::zaal::vol_beeld;

#[test]
fn without_a_trainer_it_says_so_and_leaves_nothing_behind() {
    let aandacht = Aandacht::new();
    let run = aandacht.run("zaal --eenmaal").failed(1);
    assert!(
        run.stderr.contains("Ik wacht op het programma van de trainer.") && run.stdout.is_empty(),
        "{}",
        run.stderr
    );
    assert_eq!(std::fs::read_dir(aandacht.map()).expect("a folder").count(), 0);
}

#[test]
fn what_is_no_code_is_wrong_use() {
    let run = Aandacht::new().run("zaal --eenmaal --code K7QF").failed(2);
    assert!(run.stderr.contains("49152-K7QF-2M9P"), "{}", run.stderr);
}

#[test]
fn it_prints_what_is_shown_now_as_plain_lines() {
    let aandacht = Aandacht::new();
    let server = Zaalserver::open(&Dirs::find(Some(aandacht.map())).expect("a folder")).expect("a place");
    server.toon(&vol_beeld());
    let run = aandacht.run("zaal --eenmaal").ok();
    for part in ["OEFENING", "Informatievragen", "van 15 minuten", "Moeder zegt", "Twijfel", "Groep 2"] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    assert!(aandacht.run("zaal --eenmaal --ascii").ok().stdout.is_ascii());
}

#[test]
fn without_a_terminal_and_without_input_it_ends_by_itself() {
    let run = Aandacht::new().run("zaal").ok();
    assert!(run.stdout.contains("Typ stop om te stoppen"), "{}", run.stdout);
}
