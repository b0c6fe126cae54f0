//! Practice and the real thing never mix: nothing goes from one vault to the other, and everything that is practice says
//! so.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use aandacht::app::kluis::{Decrypted, Safety};
use aandacht::domain::casus::{Afdruksoort, Formulier, Invullen, Wat, dossiers};
use aandacht::domain::gesprek::{Afdeling, Afdrukopdracht, Block, Document, Reader, Route};
use aandacht::domain::kluis::{
    Batch, KluisAct, KluisNews, KluisState, OEFENWACHTWOORD, OpenWith, Password, RecordId, WATERMERK,
};
use aandacht::domain::netwerk::bestand::{Inhoud, Kop, Netwerkbestand};
use aandacht::domain::netwerk::vertrouwen::Handtekening;
use aandacht::domain::netwerk::{Netwerkblad, Soort, VermeldingVraag};
use aandacht::domain::oefening::spel::Oefenbegin;
use aandacht::domain::sessie::{Klad, Lopend, Tik, VERSIE, Verloop, Voorbereiding};

use super::casus::{PASSWORD, begin, go, model, with_vault};
use crate::common::robot::{NARROW, Robot, Setup, WIDE};
use crate::common::walked;

fn backed_up(robot: &mut Robot) -> PathBuf {
    match robot.app_mut().kluis.run(KluisAct::BackUp) {
        Ok(KluisNews::BackedUp(backup)) => backup.file,
        other => panic!("{other:?}"),
    }
}

/// Asks to put this backup back, through the screens.
fn put_back(robot: &mut Robot, file: &Path, password: &str) {
    robot.home().press("9").press("2").see("Welke back-up?").paste(&file.display().to_string()).press("Enter");
    robot.typ(password).press("Enter").see("Deze back-up terugzetten?").press("Enter");
}

#[test]
fn a_backup_of_practice_is_never_put_back_in_a_real_vault_nor_the_other_way_round() {
    let (mut real, mut practice) = (with_vault(Setup::default()), Robot::practising());
    // Practice takes what a password really costs; the real vault of this test costs nothing, and is to be refused for
    // what it is.
    practice.with_safety(Safety::for_tests());
    let password = || OpenWith::Password(Password::new(OEFENWACHTWOORD));
    practice.app_mut().kluis.run(KluisAct::Open(password())).unwrap();
    practice.starts_with(Route::Start);
    let casus = begin(&mut real, "Wilg-Egel");
    let (of_real, of_practice) = (backed_up(&mut real), backed_up(&mut practice));
    // Under any name, and from any place.
    let elsewhere = tempfile::tempdir().unwrap();
    let renamed = elsewhere.path().join("mijn-eigen-backup.kluis");
    fs::copy(&of_practice, &renamed).unwrap();
    for file in [&of_practice, &renamed] {
        put_back(&mut real, file, OEFENWACHTWOORD);
        real.see("Dit is een back-up van een oefenkluis.").not_see("Back-up teruggezet");
        real = real.again();
        real.see("Kluis openen").typ(PASSWORD).press("Enter").see("Kluis open.").home();
        assert_eq!(dossiers(model(&real)).iter().map(|dossier| dossier.id).collect::<Vec<_>>(), [casus]);
    }
    let names: Vec<String> = dossiers(model(&practice)).iter().map(|dossier| dossier.pseudoniem.clone()).collect();
    put_back(&mut practice, &of_real, PASSWORD);
    practice.see("Dit is een back-up van een echte kluis.").not_see("Back-up teruggezet");
    if practice.state() == KluisState::Locked {
        practice.app_mut().kluis.run(KluisAct::Open(password())).unwrap();
    }
    let after: Vec<String> = dossiers(model(&practice)).iter().map(|dossier| dossier.pseudoniem.clone()).collect();
    assert_eq!(after, names);
    assert!(!names.contains(&"Wilg-Egel".to_owned()) && names.len() >= 6, "{names:?}");
}

/// A word for every route: a new one does not compile before it stands here, and is walked below.
fn word(route: &Route) -> &'static str {
    match route {
        Route::Start => "start",
        Route::Checklists(_) => "checklists",
        Route::Walk(_) => "walk",
        Route::Revise(_) => "revise",
        Route::Outcome(_) => "outcome",
        Route::Signalen(_) => "signalen",
        Route::Gemeente => "gemeente",
        Route::Woordenlijst(_) => "woordenlijst",
        Route::Naslag(_) => "naslag",
        Route::Nummers => "nummers",
        Route::Verschil { .. } => "verschil",
        Route::Page(..) => "page",
        Route::Emergency => "emergency",
        Route::Hidden => "hidden",
        Route::Help(_) => "help",
        Route::Palette => "palette",
        Route::Settings => "settings",
        Route::Save(..) => "save",
        Route::AfdrukOpslaan(_) => "afdruk opslaan",
        Route::Noodbestand(_) => "noodbestand",
        Route::Welkom => "welkom",
        Route::KluisMaken => "maken",
        Route::KluisOpenen => "openen",
        Route::KluisVergrendeld(_) => "vergrendeld",
        Route::Beheer => "beheer",
        Route::KluisWachtwoord => "wachtwoord",
        Route::KluisHerstelblad => "herstelblad",
        Route::KluisBackups => "backups",
        Route::KluisTerugzetten(_) => "terugzetten",
        Route::KluisVernieuwen => "vernieuwen",
        Route::KluisBergen => "bergen",
        Route::KluisAccepteren => "accepteren",
        Route::KluisVergrendeltijd => "vergrendeltijd",
        Route::Favorieten => "favorieten",
        Route::Casussen => "casussen",
        Route::CasusNieuw(_) => "nieuw",
        Route::Casus(..) => "casus",
        Route::CasusFormulier(_) => "formulier",
        Route::CasusLoop(..) => "loop",
        Route::CasusHerzien(..) => "herzien",
        Route::CasusAgenda => "agenda",
        Route::CasusMeer(_) => "meer",
        Route::CasusBegin(_) => "begin",
        Route::CasusAfdruk(_) => "afdruk",
        Route::CasusVernietigen(_) => "vernietigen",
        Route::Wie => "wie",
        Route::Netwerk => "netwerk",
        Route::Vermelding(_) => "vermelding",
        Route::Qr(..) => "qr",
        Route::NetwerkMeer => "netwerk meer",
        Route::VermeldingFormulier(_) => "vermelding formulier",
        Route::VermeldingNieuw => "vermelding nieuw",
        Route::VermeldingVerwijderen(_) => "vermelding verwijderen",
        Route::Dubbelen => "dubbelen",
        Route::Samenvoegen(..) => "samenvoegen",
        Route::Nazien => "nazien",
        Route::Dekking => "dekking",
        Route::Gaten => "gaten",
        Route::Routekaart(_) => "routekaart",
        Route::Netwerkblad(_) => "netwerkblad",
        Route::NetwerkGegevens => "netwerkgegevens",
        Route::Startnetwerken => "startnetwerken",
        Route::NetwerkInlezen => "netwerk inlezen",
        Route::NetwerkSamenvoegen(..) => "netwerk samenvoegen",
        Route::NetwerkUitgeven => "netwerk uitgeven",
        Route::NetwerkKaart => "netwerk kaart",
        Route::Groepswerk => "groepswerk",
        Route::SessieVoorbereiden(_) => "sessie voorbereiden",
        Route::SessieMethode(_) => "sessie methode",
        Route::Werkvorm(..) => "werkvorm",
        Route::Sessie(..) => "sessie",
        Route::SessieSluiten(..) => "sessie sluiten",
        Route::Oefeningen => "oefeningen",
        Route::OefeningBegin(_) => "oefening beginnen",
        Route::Oefening(_) => "oefening",
        Route::Groepen => "groepen",
        Route::Groep(_) => "groep",
        Route::GroepFormulier(_) => "groep formulier",
        Route::Acties => "acties",
        Route::Jaaroverzicht(..) => "jaaroverzicht",
    }
}

/// A session that goes on.
fn lopend() -> Lopend {
    let verloop = Verloop::begin(&[5, 4, 10, 6], Tik::wand(jiff::Timestamp::UNIX_EPOCH)).expect("a clock");
    Lopend {
        versie: VERSIE,
        werkvorm: "cura".to_owned(),
        verloop,
        deelnemers: 6,
        groep: None,
        sessie: None,
        optellen: false,
        oefening: None,
        geluid: false,
    }
}

/// A network file that was made in practice, with nothing in it.
fn netwerkbestand() -> Netwerkbestand {
    let inhoud = Inhoud::default();
    let kop = Kop {
        regio: "Oefenregio".to_owned(),
        uitgever: "coördinator".to_owned(),
        gemaakt_op: jiff::Timestamp::UNIX_EPOCH,
        geldig_tot: None,
        versie_id: inhoud.versie_id(),
        voorgangers: Vec::new(),
        oefening: true,
    };
    Netwerkbestand { kop, inhoud }
}

/// How many words [`word`] has.
const ROUTES: usize = 80;

/// What comes in from partners and goes out to them.
fn uitwisseling() -> [Route; 4] {
    let bestand = Box::new(netwerkbestand());
    [
        Route::NetwerkInlezen,
        Route::NetwerkUitgeven,
        Route::NetwerkSamenvoegen(bestand, Handtekening::Geen),
        Route::NetwerkKaart,
    ]
}

/// Every route, in the vault of practice.
fn routes(robot: &Robot) -> Vec<Route> {
    let tree = robot.app().content.tree("afwegingskader-basis").unwrap();
    let walk = || Box::new(walked(&tree, "v1=ja v2=nee"));
    let walking = dossiers(model(robot)).into_iter().find(|dossier| !dossier.lopen.is_empty()).expect("one is walked");
    let (casus, of) = (walking.id, walking.lopen[0].nr);
    let page = || vec![Block::Text("tekst".to_owned())];
    let mut found = vec![
        Route::Start,
        Route::Checklists(Afdeling::Eigen),
        Route::Walk(walk()),
        Route::Revise(walk()),
        Route::Outcome(walk()),
        Route::Signalen(None),
        Route::Signalen(Some("signalen-kind-4-12".to_owned())),
        Route::Gemeente,
        Route::Woordenlijst(None),
        Route::Naslag(None),
        Route::Naslag(Some("rollen".to_owned())),
        Route::Nummers,
        Route::Verschil { links: None, rechts: None },
        Route::Verschil { links: Some("kindcheck".to_owned()), rechts: Some("mantelzorgcheck".to_owned()) },
        Route::Page("Titel".to_owned(), page()),
        Route::Emergency,
        Route::Hidden,
        Route::Help(Vec::new()),
        Route::Palette,
        Route::Settings,
        Route::Save("a.md".to_owned(), Document::Page(page())),
        Route::AfdrukOpslaan(Box::new(Afdrukopdracht {
            casus,
            wat: Wat::Afdruk { afdruk: Afdruksoort::Gezin, weggelaten: Vec::new(), verzegeld: Some(true) },
            name: "a.html".to_owned(),
            document: Document::Html(page()),
            sealed: true,
        })),
        Route::Noodbestand(Batch::default()),
        Route::Welkom,
        Route::KluisMaken,
        Route::KluisOpenen,
        Route::KluisVergrendeld(false),
        Route::Beheer,
        Route::KluisWachtwoord,
        Route::KluisHerstelblad,
        Route::KluisBackups,
        Route::KluisTerugzetten(PathBuf::from("x")),
        Route::KluisVernieuwen,
        Route::KluisBergen,
        Route::KluisAccepteren,
        Route::KluisVergrendeltijd,
        Route::Favorieten,
        Route::Casussen,
        Route::CasusNieuw(None),
        Route::CasusNieuw(Some(walk())),
        Route::Casus(casus, None),
        Route::CasusLoop(casus, of),
        Route::CasusHerzien(casus, of, 0),
        Route::CasusAgenda,
        Route::CasusMeer(casus),
        Route::CasusBegin(casus),
        Route::CasusAfdruk(casus),
        Route::CasusVernietigen(casus),
        Route::Wie,
        Route::Netwerk,
        Route::Vermelding(RecordId::default()),
        Route::Qr("naam".to_owned(), "045-560 00 00".to_owned()),
        Route::NetwerkMeer,
        Route::VermeldingNieuw,
        Route::VermeldingVerwijderen(RecordId::default()),
        Route::Dubbelen,
        Route::Samenvoegen(RecordId::default(), RecordId::default()),
        Route::Nazien,
        Route::Dekking,
        Route::Gaten,
        Route::Routekaart(None),
        Route::Routekaart(Some("Heerlen".to_owned())),
        Route::Netwerkblad(Netwerkblad::Bellijst),
        Route::NetwerkGegevens,
        Route::Startnetwerken,
        Route::Groepswerk,
        Route::SessieVoorbereiden(None),
        Route::SessieMethode(Voorbereiding::default()),
        Route::Werkvorm("incidentmethode".to_owned(), Voorbereiding::default()),
        Route::Sessie(Box::new(lopend()), Klad::default()),
        Route::SessieSluiten(Box::new(lopend()), Klad::default()),
        Route::Groepen,
        Route::Groep(RecordId::default()),
        Route::GroepFormulier(None),
        Route::Acties,
        Route::Jaaroverzicht(None, 2026),
        Route::Oefeningen,
        Route::OefeningBegin(Oefenbegin { oefening: "stellingen".to_owned(), casus: None, groepjes: 4, grootte: 5 }),
        Route::Oefening(None),
    ];
    found.extend(uitwisseling());
    let asked = |soort: &Soort| Route::VermeldingFormulier(Box::new(VermeldingVraag::nieuw(*soort, "")));
    found.extend(Soort::ALL.iter().map(asked));
    found.extend(Formulier::ALL.map(|form| Route::CasusFormulier(Invullen::of(casus, form, None))));
    found.extend(dossiers(model(robot)).iter().map(|dossier| Route::Casus(dossier.id, None)));
    found
}

#[test]
fn every_screen_of_practice_says_that_it_is_practice() {
    let mut robot = Robot::practising();
    let found = routes(&robot);
    let words: BTreeSet<&str> = found.iter().map(word).collect();
    assert_eq!(words.len(), ROUTES, "every route is walked");
    for size in [WIDE, NARROW] {
        robot.size(size);
        for route in &found {
            robot.starts_with(route.clone());
            if *route == Route::Hidden {
                assert!(robot.is_hidden(), "it says nothing at all");
            } else if !robot.rows()[0].starts_with(" OEFENING · ") {
                robot.fail(&format!("{} does not say that it is practice", word(route)));
            }
        }
    }
    let mut real = with_vault(Setup::default());
    real.not_see("OEFENING").press("2").not_see("OEFENING");
}

// --- what leaves it --------------------------------------------------------------------------------------------------

fn decrypted(robot: &Robot, file: &Path) -> String {
    let by = OpenWith::Password(Password::new(OEFENWACHTWOORD));
    let to = file.with_extension("open");
    match robot.app().kluis.decrypted(file, &by, Some(&to)).unwrap() {
        Decrypted::Document(path) => fs::read_to_string(path).unwrap(),
        Decrypted::Lines(lines) => lines.join("\n"),
    }
}

#[test]
fn everything_that_leaves_practice_says_that_it_is_practice() {
    let mut robot = Robot::practising();
    let name = dossiers(model(&robot)).into_iter().find(|dossier| dossier.is_open()).expect("one").pseudoniem;
    go(&mut robot, &name);
    robot.press("p").see("Welke afdruk?");
    for (at, soort) in Afdruksoort::ALL.iter().enumerate() {
        for (key, end) in [("h", "html"), ("l", "md"), ("o", "html.kluis")] {
            let file = robot.path(&format!("{}-{key}.{}", soort.id(), end.trim_end_matches(".kluis")));
            robot.press(&(at + 1).to_string()).press(key).press("Ctrl-U").paste(&file.display().to_string());
            robot.press("Enter").see("Welke afdruk?");
            let text = match end {
                "html.kluis" => decrypted(&robot, &robot.path(&format!("{}-{key}.html.kluis", soort.id()))),
                _ => fs::read_to_string(&file).unwrap(),
            };
            assert!(text.contains(WATERMERK), "{} as {end}: {}", soort.id(), &text[..text.len().min(400)]);
        }
    }
    let file = robot.path("agenda.ics");
    robot.home().press("a").see("Wat loopt er").press("i").press("Ctrl-U").paste(&file.display().to_string());
    robot.press("Enter").see("Bewaard");
    let agenda = fs::read_to_string(&file).unwrap();
    let events = agenda.matches("BEGIN:VEVENT").count();
    assert!(events > 0 && agenda.matches("OEFENING").count() >= events, "{agenda}");
    let file = robot.path("nood.kluis");
    let act = KluisAct::Emergency { path: file.clone(), batch: Batch::default() };
    robot.app_mut().kluis.run(act).unwrap();
    let by = OpenWith::Password(Password::new(OEFENWACHTWOORD));
    let Ok(Decrypted::Lines(lines)) = robot.app().kluis.decrypted(&file, &by, None) else { panic!("lines") };
    assert!(lines[0].contains("\"oefening\":true"), "{}", lines[0]);
    let file = backed_up(&mut robot);
    let Ok(Decrypted::Lines(lines)) = robot.app().kluis.decrypted(&file, &by, None) else { panic!("lines") };
    assert!(lines[0].contains("\"oefening\":true"), "{}", lines[0]);
}
