//! A network file that came in beside what is here.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::{Batch, Change, Favoriet, FavorietSoort, Key, KluisState, Moment, Owner, RecordId};
use aandacht::domain::netwerk::bestand::Netwerkbestand;
use aandacht::domain::netwerk::doen::zet_gegevens;
use aandacht::domain::netwerk::versie::{Uitgave, uitgeven};
use aandacht::domain::netwerk::vertrouwen::{Handtekening, Sleutel, Vertrouwd};
use aandacht::domain::netwerk::{Herkomst, Netwerkgegevens, Netwerkversie, Soort, Telefoon, Veld, Vermelding, Waarde};
use jiff::Timestamp;
use jiff::civil::{date, datetime};

use super::overzicht::net;
use super::{id, kept, secret_place};
use crate::common::robot::{NARROW, Robot};
use crate::verhaal::casus::with_vault;

/// The entry that only they have.
const NIEUW: RecordId = RecordId([0xE1; 16]);

fn origin(when: &str, door: &str, bron: &str) -> Herkomst {
    let op = when.parse::<Timestamp>().expect("a moment");
    Herkomst { op, door: door.to_owned(), bron: bron.to_owned() }
}

fn put(id: RecordId, entry: Vermelding) -> Change {
    Change::Put { key: Key::Id(id), owner: Owner::Shared, record: entry.into() }
}

fn phone(nummer: &str) -> Waarde {
    Waarde::Telefoons([Telefoon { nummer: nummer.into(), waarvoor: None, uren: None }].into())
}

/// Makes two versions of the network of the fixture, from one that both come from: mine in the kluis, theirs as a file.
/// Both changed the phone and the website of an entry, I changed the e-mail of another, and they the website of a third;
/// they made a fourth.
fn two(robot: &mut Robot) -> Netwerkbestand {
    robot.with_kluis(KluisState::Open).kluis(|played| played.commits(&net()));
    let published = Moment::utc(datetime(2026, 9, 8, 9, 0, 0, 0));
    let uitgave = Uitgave { geheim: false, geldig_tot: Some(date(2027, 9, 8)), oefening: false };
    let (mut bestand, batch) = uitgeven(robot.played().inside(), &uitgave, published);
    robot.kluis(|played| played.commits(&batch));
    let mine = origin("2026-10-01T10:00:00Z", "coördinator Parkstad", "gebeld");
    let theirs = origin("2026-10-12T10:00:00Z", "coördinator Maastricht", "eigen website");
    let mut first = kept(robot, id("wijkteam-malberg")).expect("it is in the fixture");
    first.zet(Veld::Telefoons, Some(phone("043-560 00 91")), &mine);
    first.zet(Veld::Website, Some(Waarde::tekst("https://hier.voorbeeld.nl/")), &mine);
    let mut second = kept(robot, id("gemeente-heerlen")).expect("it is in the fixture");
    second.zet(Veld::Email, Some(Waarde::tekst("nieuw@voorbeeld.nl")), &mine);
    let changes = vec![put(id("wijkteam-malberg"), first), put(id("gemeente-heerlen"), second)];
    robot.kluis(|played| played.commits(&Batch { changes }));
    let entries = &mut bestand.inhoud.vermeldingen;
    let other = entries.get_mut(&id("wijkteam-malberg")).expect("it is in the file");
    other.zet(Veld::Telefoons, Some(phone("043-560 00 92")), &theirs);
    other.zet(Veld::Website, Some(Waarde::tekst("https://daar.voorbeeld.nl/")), &theirs);
    let other = entries.get_mut(&id("gemeente-kerkrade")).expect("it is in the file");
    other.zet(Veld::Website, Some(Waarde::tekst("https://kerkrade.voorbeeld.nl/")), &theirs);
    let mut fresh = Vermelding::new(Soort::Organisatie);
    fresh.zet(Veld::Naam, Some(Waarde::tekst("Inloophuis De Brug")), &theirs);
    entries.insert(NIEUW, fresh);
    bestand.kop.voorgangers.insert(0, bestand.kop.versie_id);
    bestand.kop.versie_id = bestand.inhoud.versie_id();
    bestand.kop.uitgever = "coördinator Maastricht".to_owned();
    bestand
}

/// The screen, with two differences to decide.
pub fn shows(robot: &mut Robot, keys: &str) {
    let bestand = two(robot);
    robot.starts_with(Route::NetwerkSamenvoegen(Box::new(bestand), Handtekening::Geen)).keys(keys);
}

/// The public key of a publisher that nobody has yet.
pub fn sleutel() -> Sleutel {
    Sleutel::lees("RWQBAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJico").expect("a key")
}

/// Another one.
fn andere_sleutel() -> Sleutel {
    Sleutel::lees("RWQpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9Q").expect("a key")
}

/// The screen with a file that somebody signed whose key is not known, at the question about that.
pub fn shows_signed(robot: &mut Robot) {
    let bestand = two(robot);
    robot.starts_with(Route::NetwerkSamenvoegen(Box::new(bestand), Handtekening::Goed(sleutel()))).press("Enter");
}

fn beside() -> Robot {
    let mut robot = Robot::start();
    shows(&mut robot, "");
    robot
}

fn number(robot: &Robot) -> String {
    let entry = kept(robot, id("wijkteam-malberg")).expect("it stays");
    entry.telefoons().first().expect("it has one").nummer.to_string()
}

#[test]
fn first_it_says_what_the_file_is_and_what_comes_of_itself() {
    for size in [(80, 24), NARROW] {
        let mut robot = beside();
        robot.size(size).see("Parkstad").see("coördinator Maastricht").see("8 september 2026").see("8 september 2027");
        robot.see("Vergeleken met versie").see("2 verschillen om te beslissen").not_see("niet meer geldig");
        let page = robot.whole_page();
        assert!(page.contains("Inloophuis De Brug: nieuw"), "{page}");
        assert!(page.contains("Gemeente Kerkrade: Website"), "{page}");
        assert!(!page.contains("Gemeente Heerlen:"), "what only I changed stays as it is here:\n{page}");
        assert!(!page.contains("Wijkteam Malberg:"), "what is to be decided does not come of itself:\n{page}");
    }
}

#[test]
fn mine_theirs_and_what_it_becomes_stand_side_by_side_or_under_each_other() {
    for size in [(80, 24), NARROW] {
        let mut robot = beside();
        robot.size(size).press("Enter").see("Wijkteam Malberg").see("2 van 2 open").see("nog niet beslist");
        robot.see("043-560 00 91").see("043-560 00 92").see("1 oktober 2026").see("12 oktober 2026").see("gebeld");
        robot.press("Left").see("zoals het hier is").see("1 van 2 open").press("2").see("zoals in het bestand");
        robot.press("Space").see("zoals het hier is");
    }
}

#[test]
fn each_difference_is_decided_on_its_own_and_what_nobody_disputes_comes_along() {
    let mut robot = beside();
    robot.keys("Enter Right n Left").see("0 van 2 open").press("Ctrl-S").see("Overgenomen: 3 vermeldingen");
    let entry = kept(&robot, id("wijkteam-malberg")).expect("it stays");
    assert_eq!(number(&robot), "043-560 00 92");
    assert_eq!(entry.tekst(Veld::Website), "https://hier.voorbeeld.nl/");
    assert_eq!(entry.herkomst(Veld::Telefoons).map(|origin| origin.door.as_str()), Some("coördinator Maastricht"));
    let (mine, theirs) = (kept(&robot, id("gemeente-heerlen")), kept(&robot, id("gemeente-kerkrade")));
    assert_eq!(mine.expect("it stays").tekst(Veld::Email), "nieuw@voorbeeld.nl", "what I changed alone stays");
    assert_eq!(theirs.expect("it stays").tekst(Veld::Website), "https://kerkrade.voorbeeld.nl/");
    assert!(kept(&robot, NIEUW).is_some());
    robot.see("Wat wilt u doen?");
}

#[test]
fn all_the_rest_is_decided_behind_a_question() {
    for (key, number_then, website) in
        [("h", "043-560 00 91", "https://hier.voorbeeld.nl/"), ("r", "043-560 00 92", "https://daar.voorbeeld.nl/")]
    {
        let mut robot = beside();
        robot.press("Enter").press(key).see("Nog 2 verschillen zijn open").press("Esc").see("2 van 2 open");
        robot.press(key).press("Enter").see("0 van 2 open").press("F5").see("Overgenomen");
        assert_eq!(number(&robot), number_then);
        let entry = kept(&robot, id("wijkteam-malberg")).expect("it stays");
        assert_eq!(entry.tekst(Veld::Website), website);
    }
    let mut robot = beside();
    robot.keys("Enter Left h Enter").see("0 van 2 open").press("Up").see("zoals het hier is");
}

#[test]
fn nothing_is_taken_over_before_everything_is_decided() {
    let mut robot = beside();
    let before = number(&robot);
    robot.press("Ctrl-S").see("Nog 2 verschillen zijn open").see("2 van 2 open");
    robot.keys("Right Ctrl-S").see("Nog 1 verschil is open").see("▸ [ ]");
    assert_eq!(number(&robot), before);
    assert!(kept(&robot, NIEUW).is_none());
}

#[test]
fn the_own_list_and_secret_places_stay() {
    let mut robot = beside();
    let favoriet = Favoriet::new(FavorietSoort::Vermelding, &id("wijkteam-malberg").to_string());
    let (name, key) = (favoriet.id.clone(), favoriet.key());
    robot.kluis(|played| played.commits(&Batch::put(key, favoriet)));
    let secret = secret_place(&robot);
    robot.keys("Enter r Enter Ctrl-S").see("Overgenomen");
    assert!(robot.played().inside().is_favoriet(FavorietSoort::Vermelding, &name));
    assert!(kept(&robot, secret).is_some(), "a file without it does not take it out");
}

#[test]
fn the_version_is_kept_so_that_the_same_file_changes_nothing_again() {
    let mut robot = Robot::start();
    let bestand = two(&mut robot);
    let versie = bestand.kop.versie_id;
    robot
        .starts_with(Route::NetwerkSamenvoegen(Box::new(bestand.clone()), Handtekening::Geen))
        .keys("Enter r Enter Ctrl-S");
    assert!(Netwerkversie::van(robot.played().inside(), versie).is_some());
    let before = number(&robot);
    robot
        .starts_with(Route::NetwerkSamenvoegen(Box::new(bestand), Handtekening::Geen))
        .see("er verandert niets")
        .press("Enter");
    robot.see("Wat wilt u doen?");
    assert_eq!(number(&robot), before);
}

#[test]
fn leaving_asks_when_something_was_decided() {
    let mut robot = beside();
    robot.press("Esc").see("Wat wilt u doen?");
    let mut robot = beside();
    robot.keys("Enter Right Esc").see("Regio").press("Esc").see("Weggaan?").press("Esc").see("Regio");
    robot.keys("Enter").see("1 van 2 open").keys("Esc Esc Enter").see("Wat wilt u doen?");
}

#[test]
fn nothing_of_people_is_in_sight_while_the_kluis_is_locked_and_the_choices_are_there_afterwards() {
    let mut robot = beside();
    robot.keys("Enter Right").locks().not_see("Malberg").not_see("043-560").not_see("Parkstad");
    robot.unlock().see("Wijkteam Malberg").see("1 van 2 open").see("zoals in het bestand");
    robot.keys("h").see("Al het andere").locks().not_see("Al het andere").unlock().see("1 van 2 open");
}

#[test]
fn a_file_of_practice_and_a_real_network_do_not_mix() {
    let mut robot = Robot::start();
    let mut bestand = two(&mut robot);
    bestand.kop.oefening = true;
    robot
        .starts_with(Route::NetwerkSamenvoegen(Box::new(bestand.clone()), Handtekening::Geen))
        .see("komt uit een oefenkluis");
    robot.keys("Enter Ctrl-S").see("komt uit een oefenkluis").not_see("Overgenomen");
    assert!(kept(&robot, NIEUW).is_none());
    bestand.kop.oefening = false;
    let mut practice = Robot::practising();
    practice.starts_with(Route::NetwerkSamenvoegen(Box::new(bestand), Handtekening::Geen)).see("dit is de oefenkluis");
    practice.keys("Enter Ctrl-S").see("dit is de oefenkluis");
}

#[test]
fn a_file_that_was_changed_on_the_way_is_refused() {
    let mut robot = Robot::start();
    let mut bestand = two(&mut robot);
    bestand.inhoud.gebied.regio = "Iets anders".to_owned();
    robot.starts_with(Route::NetwerkSamenvoegen(Box::new(bestand), Handtekening::Geen)).see("klopt niet met zichzelf");
    robot.keys("Enter Ctrl-S").see("klopt niet met zichzelf").press("Esc").see("Wat wilt u doen?");
}

#[test]
fn a_file_that_is_old_or_of_elsewhere_says_so() {
    let mut robot = Robot::start();
    let mut bestand = two(&mut robot);
    bestand.kop.geldig_tot = Some(date(2026, 11, 20));
    bestand.inhoud.gebied.gemeenten = vec!["GM0200".to_owned()];
    bestand.kop.versie_id = bestand.inhoud.versie_id();
    robot.starts_with(Route::NetwerkSamenvoegen(Box::new(bestand), Handtekening::Geen));
    robot.see("niet meer geldig").see("van een andere regio");
}

#[test]
fn without_a_version_in_common_every_difference_is_a_choice() {
    let mut robot = Robot::start();
    let mut bestand = two(&mut robot);
    bestand.kop.voorgangers.clear();
    robot.starts_with(Route::NetwerkSamenvoegen(Box::new(bestand), Handtekening::Geen)).see("bij elk verschil");
    robot.keys("Enter r Enter Ctrl-S").see("Overgenomen");
    assert_eq!(number(&robot), "043-560 00 92");
}

#[test]
fn an_empty_network_takes_the_whole_file() {
    let mut robot = Robot::start();
    let bestand = two(&mut robot);
    robot.with_kluis(KluisState::Open).starts_with(Route::NetwerkSamenvoegen(Box::new(bestand), Handtekening::Geen));
    robot.see("alles komt erbij").see("Er is niets te beslissen").press("Enter").see("Overgenomen");
    assert_eq!(number(&robot), "043-560 00 92");
}

#[test]
fn a_kluis_that_can_only_be_read_takes_nothing_over() {
    let mut robot = Robot::start();
    let bestand = two(&mut robot);
    robot.kluis(|played| played.enter(KluisState::ReadOnly));
    robot
        .starts_with(Route::NetwerkSamenvoegen(Box::new(bestand), Handtekening::Geen))
        .see("alleen om te lezen: u kunt kijken");
    robot.keys("Enter r Enter Ctrl-S").see("De kluis is alleen om te lezen. Waarom");
    assert!(kept(&robot, NIEUW).is_none());
}

#[test]
fn what_the_kluis_cannot_keep_stays_on_screen() {
    let mut robot = beside();
    robot.keys("Enter r Enter").kluis(|played| played.fails = true).press("Ctrl-S").see("0 van 2 open");
    assert!(kept(&robot, NIEUW).is_none());
    robot.kluis(|played| played.fails = false).press("Ctrl-S").see("Overgenomen");
    assert!(kept(&robot, NIEUW).is_some());
}

#[test]
fn a_click_chooses_a_difference_and_a_side() {
    let mut robot = beside();
    robot.press("Enter").click("043-560 00 92").see("1 van 2 open").see("zoals in het bestand");
    robot.click("Website").click("https://hier").see("0 van 2 open");
}

#[test]
fn long_values_are_cut_and_drawn() {
    for size in [(80, 24), NARROW, (200, 60)] {
        let mut robot = Robot::start();
        let mut bestand = two(&mut robot);
        let odd = origin("2026-10-13T10:00:00Z", &"d".repeat(5_000), &"b".repeat(5_000));
        let entry = bestand.inhoud.vermeldingen.get_mut(&id("wijkteam-malberg")).expect("it is in the file");
        entry.zet(Veld::Website, Some(Waarde::tekst(&"ל\u{202e}a\u{301} ".repeat(4_000))), &odd);
        bestand.kop.uitgever = "u\u{202e}".repeat(5_000);
        bestand.kop.versie_id = bestand.inhoud.versie_id();
        robot.size(size).starts_with(Route::NetwerkSamenvoegen(Box::new(bestand), Handtekening::Geen));
        robot.keys("Enter 1 n 2 Up Down End").see("0 van 2 open").see("Wordt");
    }
}

#[test]
fn what_was_published_comes_back_to_a_real_kluis() {
    let mut played = Robot::start();
    let bestand = two(&mut played);
    let mut robot = with_vault(crate::common::robot::Setup::default());
    let named = Netwerkgegevens { regio: "Parkstad".to_owned(), ..Netwerkgegevens::default() };
    let act = aandacht::domain::kluis::KluisAct::Commit(zet_gegevens(named));
    robot.app_mut().kluis.run(act).expect("it is kept");
    robot
        .starts_with(Route::NetwerkSamenvoegen(Box::new(bestand), Handtekening::Geen))
        .press("Enter")
        .see("Overgenomen");
    let model = &robot.app().kluis.view.model;
    assert!(aandacht::domain::netwerk::Netwerk::new(model).get(NIEUW).is_some());
}

/// Opens a file with this signature.
fn opens(robot: &mut Robot, bestand: &Netwerkbestand, handtekening: Handtekening) {
    robot.starts_with(Route::NetwerkSamenvoegen(Box::new(bestand.clone()), handtekening));
}

#[test]
fn a_key_that_nobody_knows_is_pinned_only_after_the_fingerprint_was_shown_and_j_was_pressed() {
    let mut robot = Robot::start();
    shows_signed(&mut robot);
    robot.see("Bel de uitgever").see("j: ja");
    let shown = crate::common::robot::squeezed(&robot.screen());
    assert!(shown.contains(&sleutel().vingerafdruk()), "{shown}");
    robot.keys("Enter Space Ctrl-S").see("j: ja").press("Esc").see("met een sleutel die u nog niet kent");
    assert!(Vertrouwd::alle(robot.played().inside()).is_empty());
    robot.keys("Ctrl-S j").see("2 van 2 open").keys("r Enter Ctrl-S").see("Overgenomen");
    let pinned = Vertrouwd::alle(robot.played().inside());
    assert_eq!(pinned.iter().map(|known| known.sleutel).collect::<Vec<_>>(), [sleutel()]);
}

#[test]
fn with_a_pinned_key_the_way_back_an_unsigned_file_and_another_key_do_not_pass_unseen() {
    let mut robot = Robot::start();
    let bestand = two(&mut robot);
    opens(&mut robot, &bestand, Handtekening::Goed(sleutel()));
    robot.keys("Enter j r Enter Ctrl-S").see("Overgenomen");
    opens(&mut robot, &bestand, Handtekening::Goed(sleutel()));
    robot.see("u vertrouwt deze sleutel sinds").see("er verandert niets");
    let changed = |hour: i64| {
        let mut other = bestand.clone();
        other.inhoud.vermeldingen.remove(&NIEUW);
        other.kop.voorgangers = vec![bestand.kop.versie_id];
        other.kop.gemaakt_op += jiff::Span::new().hours(hour);
        other.kop.versie_id = other.inhoud.versie_id();
        other
    };
    opens(&mut robot, &changed(1), Handtekening::Fout);
    robot.see("klopt niet bij dit bestand").keys("Enter Ctrl-S j").see("klopt niet bij dit bestand");
    opens(&mut robot, &changed(1), Handtekening::Goed(andere_sleutel()));
    robot
        .see("een andere sleutel dan die u vertrouwt")
        .keys("Enter Ctrl-S j")
        .see("andere sleutel dan die u vertrouwt");
    opens(&mut robot, &changed(1), Handtekening::Geen);
    robot.see("Pas op: niet ondertekend").press("Enter").see("niemand staat in voor wat erin staat").press("Esc");
    opens(&mut robot, &changed(-1), Handtekening::Goed(sleutel()));
    robot.see("Pas op: deze versie is van").press("Enter").see("toch deze oudere versie inlezen").press("Esc");
    assert!(kept(&robot, NIEUW).is_some(), "nothing of all this was taken over");
    opens(&mut robot, &changed(1), Handtekening::Goed(sleutel()));
    robot.press("Enter").see("Overgenomen");
    let pinned = Vertrouwd::alle(robot.played().inside());
    assert_eq!(pinned.first().map(|known| known.laatste_versie), Some(changed(1).kop.versie_id));
}
