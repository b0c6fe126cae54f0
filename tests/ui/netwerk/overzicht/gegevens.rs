//! What the network is of.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::KluisState;
use aandacht::domain::netwerk::Netwerkgegevens;

use super::{at, kept, net, only, with};

#[test]
fn names_and_regions_become_municipalities() {
    let mut robot = with(&only(&[]), KluisState::Open, Route::NetwerkGegevens);
    robot.typ("Zuid-Limburg").press("Tab").typ("den bosch, Parkstad; Heerlen").press("Tab").typ("coördinator");
    robot.press("Ctrl-S").see("Wat wilt u doen?");
    let known = Netwerkgegevens::van(kept(&robot));
    assert_eq!((known.regio.as_str(), known.door.as_str()), ("Zuid-Limburg", "coördinator"));
    assert_eq!(known.gemeenten[0], "GM0796");
    assert!(known.gemeenten.len() > 5 && known.gemeenten.contains(&"GM0917".to_owned()), "{:?}", known.gemeenten);
    let mut sorted = known.gemeenten.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), known.gemeenten.len(), "no municipality stands there twice");
}

#[test]
fn what_is_no_municipality_is_said_and_nothing_is_kept() {
    let mut robot = at(Route::NetwerkGegevens);
    let before = Netwerkgegevens::van(kept(&robot));
    robot.press("Tab").press("End").typ(", Bergen, qqqqqq").press("Ctrl-S");
    robot.see("Bergen: bedoelt u Bergen (L.) of Bergen (NH.)?").see("qqqqqq: deze gemeente of regio is niet bekend.");
    assert!(Netwerkgegevens::van(kept(&robot)) == before);
    robot.press("Esc").see("Niet bewaard.").press("Esc").see("Wat wilt u doen?");
}

#[test]
fn nothing_changed_is_nothing_to_keep() {
    let mut robot = at(Route::NetwerkGegevens);
    let asked = robot.played().asked.len();
    robot.see("Brunssum, Beekdaelen, Heerlen").press("Ctrl-S").see("Wat wilt u doen?");
    assert_eq!(robot.played().asked.len(), asked);
}

#[test]
fn a_kluis_that_can_only_be_read_keeps_nothing() {
    let mut robot = with(&net(), KluisState::ReadOnly, Route::NetwerkGegevens);
    robot.typ("Elders").press("Ctrl-S").see("alleen om te lezen").see("Elders");
}
