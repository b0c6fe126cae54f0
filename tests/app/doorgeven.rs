//! Passing a network on through a folder: the newest valid version is found by itself, whatever else stands there.

use std::fs;
use std::path::{Path, PathBuf};

use aandacht::app::doorgeven::{Opslagplaats, Uitkomst, deel, is_server, open};
use aandacht::domain::netwerk::doorgeven::{WIJZER, Wijzer, bestandsnaam, in_naam, is_kandidaat};
use aandacht::domain::netwerk::vertrouwen::Woord;
use aandacht::platform::plek::Map;
use tempfile::TempDir;

use crate::common::plek::{Iemand, two_publishers};

const VERTROUW: Woord = Woord { vertrouw: true, zonder_handtekening: false, toch_ouder: false };

struct Gedeelde(TempDir);

impl Gedeelde {
    fn new() -> Gedeelde {
        Gedeelde(TempDir::new().expect("a temporary folder"))
    }

    fn plek(&self) -> Map {
        Map::new(self.0.path()).expect("a folder")
    }

    fn place(&self, naam: &str) -> PathBuf {
        self.0.path().join(naam)
    }

    fn copy(&self, van: &str, naar: &str) {
        for end in ["", ".minisig"] {
            fs::copy(self.place(&format!("{van}{end}")), self.place(&format!("{naar}{end}"))).expect("copied");
        }
    }
}

fn reasons(found: &aandacht::app::doorgeven::Ophaling) -> String {
    found.gezocht.weggelaten.iter().map(|left| format!("{}: {}\n", left.naam, left.reden)).collect()
}

#[test]
fn what_one_puts_down_another_finds_and_finds_only_once() {
    let shared = Gedeelde::new();
    let (mut jan, mut lezer) = (Iemand::coordinator("coördinator"), Iemand::new());
    let Uitkomst::Niets(fault) = lezer.zoek(&shared.plek(), VERTROUW, None).uitkomst else {
        panic!("nothing is there")
    };
    assert_eq!(fault.wat, "Hier staat nog geen netwerk.");
    let first = jan.deel(&shared.plek()).expect("put down");
    assert!(first.sleutel.is_some() && !first.stond_er_al);
    assert!(
        first.naam.starts_with("netwerk-proefregio-20")
            && first.naam.ends_with(&format!("-{}.json", first.versie_id.kort()))
    );
    assert!(shared.place(&format!("{}.minisig", first.naam)).exists());
    // Again, with nothing changed.
    let again = jan.deel(&shared.plek()).expect("an answer");
    assert!(again.stond_er_al && again.naam == first.naam);
    // A reader trusts no one by themselves.
    let Uitkomst::Niets(fault) = lezer.zoek(&shared.plek(), Woord::default(), None).uitkomst else {
        panic!("not trusted")
    };
    assert_eq!(fault.wat, "U kent de sleutel van deze uitgever nog niet.");
    assert_eq!(lezer.haal(&shared.plek(), None), first.versie_id);
    assert!(matches!(lezer.zoek(&shared.plek(), Woord::default(), None).uitkomst, Uitkomst::AlNieuwste));
    jan.bij("Stichting Later");
    let second = jan.deel(&shared.plek()).expect("put down");
    assert_eq!(lezer.haal(&shared.plek(), None), second.versie_id);
    assert_eq!(lezer.namen(), jan.namen());
    let index = Wijzer::lees(&fs::read(shared.place(WIJZER)).expect("an index"));
    let names: Vec<&str> = index.versies.iter().map(|known| known.naam.as_str()).collect();
    assert_eq!(names, [second.naam.as_str(), first.naam.as_str()]);
}

#[test]
fn a_signature_is_there_before_its_file() {
    // Killed after the signature: nothing is found. Killed before the index: the version is found all the same.
    let shared = Gedeelde::new();
    let (mut jan, lezer) = (Iemand::coordinator("coördinator"), Iemand::new());
    let first = jan.deel(&shared.plek()).expect("put down");
    let file = fs::read(shared.place(&first.naam)).expect("read");
    fs::remove_file(shared.place(&first.naam)).expect("removed");
    assert!(matches!(lezer.zoek(&shared.plek(), VERTROUW, None).uitkomst, Uitkomst::Niets(_)));
    fs::write(shared.place(&first.naam), &file).expect("written");
    fs::remove_file(shared.place(WIJZER)).expect("removed");
    assert!(matches!(lezer.zoek(&shared.plek(), VERTROUW, None).uitkomst, Uitkomst::Een(..)));
    // An index that is broken, lies, or is huge says nothing.
    for index in [b"{".to_vec(), b"null".to_vec(), vec![b' '; 1 << 20]] {
        fs::write(shared.place(WIJZER), index).expect("written");
        assert!(matches!(lezer.zoek(&shared.plek(), VERTROUW, None).uitkomst, Uitkomst::Een(..)));
    }
}

#[test]
fn nothing_beside_it_hides_a_good_version() {
    let shared = Gedeelde::new();
    let (mut jan, mut lezer) = (Iemand::coordinator("coördinator"), Iemand::new());
    let first = jan.deel(&shared.plek()).expect("put down");
    lezer.haal(&shared.plek(), None);
    jan.bij("Stichting Later");
    let second = jan.deel(&shared.plek()).expect("put down");
    let text = fs::read_to_string(shared.place(&second.naam)).expect("read");
    let newest = |tail: &str| format!("netwerk-proefregio-20990101-000000-{tail}.json");
    // The older one put on top, under a newer name.
    shared.copy(&first.naam, &newest("aaaaaaaa"));
    // Half, empty, something else, changed after signing, signed but unreadable, a folder, no text at all.
    fs::write(shared.place(&newest("bbbbbbbb")), &text[..text.len() / 2]).expect("written");
    fs::write(shared.place("leeg.json"), "").expect("written");
    fs::write(shared.place("iets.json"), "{\"a\":[1,2,3]}").expect("written");
    let changed = text.replacen("coördinator", "iemand anders", 1);
    assert_ne!(changed, text);
    fs::write(shared.place(&newest("cccccccc")), changed).expect("written");
    fs::copy(
        shared.place(&format!("{}.minisig", second.naam)),
        shared.place(&newest("cccccccc.json.minisig").replace(".json.minisig.json", ".json.minisig")),
    )
    .expect("copied");
    fs::create_dir(shared.place(&newest("dddddddd"))).expect("a folder");
    fs::write(shared.place("ruis.json"), [0xff, 0xfe, 0, 1]).expect("written");
    // A huge one, that is not read.
    let huge = fs::File::create(shared.place(&newest("eeeeeeee"))).expect("made");
    huge.set_len(4 << 30).expect("sparse");
    // Copies that a synchronising program made.
    shared.copy(&second.naam, "netwerk-proefregio (conflicted copy).json");
    fs::copy(shared.place(WIJZER), shared.place("netwerk-nieuwste-PC2.json")).expect("copied");

    let found = lezer.zoek(&shared.plek(), Woord::default(), None);
    let told = reasons(&found);
    for part in ["bbbbbbbb", "leeg.json", "iets.json", "cccccccc", "ruis.json", "te groot", "Dezelfde versie staat ook"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("nieuwste-PC2") && !told.contains(&first.naam), "{told}");
    assert_eq!(found.gezocht.ouder, 2, "{told}");
    assert_eq!(lezer.haal(&shared.plek(), None), second.versie_id);
    // It hinders no publisher either.
    jan.bij("Nog later");
    let third = jan.deel(&shared.plek()).expect("put down");
    assert_eq!(lezer.haal(&shared.plek(), None), third.versie_id);
}

#[test]
fn what_nobody_signed_counts_only_where_nobody_signs() {
    let shared = Gedeelde::new();
    let (mut jan, mut lezer) = (Iemand::coordinator("coördinator"), Iemand::new());
    let first = jan.deel(&shared.plek()).expect("put down");
    jan.bij("Stichting Later");
    let second = jan.deel(&shared.plek()).expect("put down");
    // The signature of the newest is gone, or still on its way: the older one stands, and the reason is told.
    fs::rename(shared.place(&format!("{}.minisig", second.naam)), shared.place("weg")).expect("renamed");
    let found = lezer.zoek(&shared.plek(), VERTROUW, None);
    assert!(reasons(&found).contains("niet ondertekend"), "{}", reasons(&found));
    assert_eq!(lezer.haal(&shared.plek(), None), first.versie_id);
    // For who pinned the key as well.
    let found = lezer.zoek(&shared.plek(), Woord::default(), None);
    assert!(matches!(found.uitkomst, Uitkomst::AlNieuwste));
    assert!(reasons(&found).contains("niet ondertekend"), "{}", reasons(&found));
    fs::rename(shared.place("weg"), shared.place(&format!("{}.minisig", second.naam))).expect("renamed");
    assert_eq!(lezer.haal(&shared.plek(), None), second.versie_id);
    // Where others sign, a version without signature would reach nobody.
    let mut opdracht = aandacht::app::doorgeven::Deelopdracht::default();
    jan.bij("Nog later");
    let fault = deel(&mut jan.app, &shared.plek(), &opdracht).expect_err("it would reach nobody");
    assert_eq!(fault.wat, "Uw versie zou niemand bereiken.");
    opdracht.ondertekenen = true;
    deel(&mut jan.app, &shared.plek(), &opdracht).expect("put down");
    // And where nobody signs, they count.
    let bare = Gedeelde::new();
    opdracht.ondertekenen = false;
    let put = deel(&mut jan.app, &bare.plek(), &opdracht).expect("put down");
    assert!(put.sleutel.is_none() && !bare.place(&format!("{}.minisig", put.naam)).exists());
    let mut other = Iemand::new();
    assert_eq!(other.haal(&bare.plek(), None), put.versie_id);
}

#[test]
fn two_who_went_on_without_each_other_are_both_shown_and_become_one() {
    let (shared, apart) = (Gedeelde::new(), Gedeelde::new());
    let (mut jan, mut els) = (Iemand::coordinator("coördinator Jan"), Iemand::coordinator("coördinator Els"));
    jan.deel(&shared.plek()).expect("put down");
    els.haal(&shared.plek(), None);
    let mut lezer = Iemand::new();
    lezer.haal(&shared.plek(), None);
    // One key for the region, as readers pin one.
    let key = aandacht::domain::netwerk::Tekensleutel::van(&jan.app.kluis.view.model).expect("a key").clone();
    els.doe(aandacht::domain::kluis::Batch::put(aandacht::domain::netwerk::Tekensleutel::key(), key));
    for name in fs::read_dir(shared.0.path()).expect("a folder").flatten() {
        fs::copy(name.path(), apart.0.path().join(name.file_name())).expect("copied");
    }
    jan.bij("Van Jan");
    els.bij("Van Els");
    let one = jan.deel(&shared.plek()).expect("put down");
    let two = els.deel(&apart.plek()).expect("put down");
    // The folder is brought together again.
    for end in ["", ".minisig"] {
        let name = format!("{}{end}", two.naam);
        fs::copy(apart.place(&name), shared.place(&name)).expect("copied");
    }
    let found = lezer.zoek(&shared.plek(), Woord::default(), None);
    assert!(matches!(found.uitkomst, Uitkomst::Meer));
    let mut shown: Vec<String> = found.gezocht.nieuw().map(|one| one.kop.versie_id.kort()).collect();
    let mut expected = vec![one.versie_id.kort(), two.versie_id.kort()];
    shown.sort();
    expected.sort();
    assert_eq!(shown, expected);
    // Neither may publish over the other; who fetches the other may, and then there is one again.
    jan.bij("Nog van Jan");
    assert_eq!(jan.deel(&shared.plek()).expect_err("a newer version").wat, "Er staat een nieuwere versie.");
    assert_eq!(jan.haal(&shared.plek(), None), two.versie_id);
    let merged = jan.deel(&shared.plek()).expect("put down");
    assert_eq!(lezer.haal(&shared.plek(), None), merged.versie_id);
    assert_eq!(lezer.namen(), ["Nog van Jan", "Van Els", "Van Jan", "Wijkteam Proefdorp"]);
}

#[test]
fn one_of_two_can_be_chosen_by_its_id() {
    let shared = Gedeelde::new();
    let (mut jan, mut els) = (Iemand::coordinator("coördinator Jan"), Iemand::coordinator("coördinator Els"));
    let apart = Gedeelde::new();
    let one = jan.deel(&shared.plek()).expect("put down");
    let two = els.deel(&apart.plek()).expect("put down");
    for end in ["", ".minisig"] {
        let name = format!("{}{end}", two.naam);
        fs::copy(apart.place(&name), shared.place(&name)).expect("copied");
    }
    let mut lezer = Iemand::new();
    assert!(matches!(lezer.zoek(&shared.plek(), VERTROUW, None).uitkomst, Uitkomst::Meer));
    let Uitkomst::Niets(fault) = lezer.zoek(&shared.plek(), VERTROUW, Some("ffffffffffff")).uitkomst else {
        panic!("no")
    };
    assert!(fault.waarom.contains(&one.versie_id.kort()), "{}", fault.waarom);
    assert_eq!(lezer.haal(&shared.plek(), Some(&two.versie_id.kort())), two.versie_id);
}

#[test]
fn another_region_and_what_is_real_are_left_alone() {
    let shared = Gedeelde::new();
    let (mut jan, mut ver) = (Iemand::coordinator("coördinator"), Iemand::coordinator("elders"));
    ver.regio("Verweg", "elders", "GM0014");
    let far = ver.deel(&shared.plek()).expect("put down");
    let near = jan.deel(&shared.plek()).expect("two regions share a folder");
    jan.bij("Later");
    let found = jan.zoek(&shared.plek(), Woord::default(), None);
    assert!(matches!(found.uitkomst, Uitkomst::AlNieuwste));
    assert!(reasons(&found).contains(&format!("{}: Het is van een andere regio.", far.naam)), "{}", reasons(&found));
    // What says that it is real is not for practice.
    let text = fs::read_to_string(shared.place(&near.naam)).expect("read");
    assert!(text.contains("\"oefening\":true"));
    fs::write(shared.place("echt.json"), text.replacen("\"oefening\":true", "\"oefening\":false", 1)).expect("written");
    assert!(reasons(&jan.zoek(&shared.plek(), Woord::default(), None)).contains("echt.json: Het is een echt netwerk"));
}

#[test]
fn of_two_who_publish_at_once_into_a_folder_one_wins() {
    let shared = Gedeelde::new();
    two_publishers(&|| Box::new(shared.plek()) as Box<dyn Opslagplaats>);
}

#[test]
fn a_network_that_became_what_it_was_is_found() {
    // A, then B, then A again: both versions name each other, and the later one counts.
    let shared = Gedeelde::new();
    let mut jan = Iemand::coordinator("coördinator");
    let before = jan.app.kluis.view.model.clone();
    let first = jan.deel(&shared.plek()).expect("put down");
    jan.bij("Even");
    let second = jan.deel(&shared.plek()).expect("put down");
    let batch = aandacht::domain::netwerk::versie::terug(
        &jan.app.kluis.view.model,
        aandacht::domain::netwerk::Netwerkversie::van(&jan.app.kluis.view.model, first.versie_id).expect("kept"),
        jan.app.clock.now(),
    );
    jan.doe(batch.expect("the way back"));
    let third = jan.deel(&shared.plek()).expect("put down");
    assert!(!third.stond_er_al);
    let mut lezer = Iemand::new();
    assert_eq!(lezer.haal(&shared.plek(), None), third.versie_id);
    assert_ne!(second.versie_id, third.versie_id);
    drop(before);
}

#[test]
fn names_say_when_and_which_and_are_read_back() {
    for (name, expected) in [
        ("netwerk-zuid-limburg-20261122-212442-0123abcd.json", Some(("20261122-212442", "0123abcd"))),
        ("netwerk-regio-20261122-212442-0123abcd (1).json", None),
        ("netwerk-regio-20261122-212442-0123ABCD.json", None),
        ("netwerk-x.json", None),
        ("netwerk-é20261122-212442-0123abcd.json", Some(("20261122-212442", "0123abcd"))),
        ("netwerk-ééééééé-0123abcd.json", None),
    ] {
        assert_eq!(in_naam(name), expected, "{name}");
    }
    for (name, expected) in
        [("a.json", true), ("A.JSON", true), (".a.json", false), (WIJZER, false), ("a.json.minisig", false)]
    {
        assert_eq!(is_kandidaat(name), expected, "{name}");
    }
    let shared = Gedeelde::new();
    let mut jan = Iemand::coordinator("coördinator");
    jan.regio("  's-Hertogenbosch / Østerveld: ../../etc  ", "coördinator", "GM0796");
    let put = jan.deel(&shared.plek()).expect("put down");
    assert!(in_naam(&put.naam).is_some_and(|(_, id)| id == put.versie_id.kort()), "{}", put.naam);
    let kop = &jan.zoek(&shared.plek(), VERTROUW, None).gezocht.koppen;
    assert_eq!(kop.iter().map(|one| bestandsnaam(&one.kop)).collect::<Vec<_>>(), [put.naam]);
}

#[test]
fn a_place_is_a_folder_or_an_address() {
    for (text, server) in
        [("https://x.voorbeeld.nl/n", true), ("HTTP://localhost/", true), ("/mnt/https:/x", false), ("é", false)]
    {
        assert_eq!(is_server(text), server, "{text}");
    }
    let temp = TempDir::new().expect("a temporary folder");
    let never = |_: &str| -> Result<_, _> { panic!("a folder has no password") };
    assert!(open(&temp.path().display().to_string(), None, never).is_ok());
    assert!(Path::new("/").exists());
}

#[test]
fn a_place_is_kept_in_the_settings_and_not_lost_by_the_form() {
    use aandacht::app::App;
    use aandacht::app::doorgeven::{onthoud, welke};
    use aandacht::domain::gesprek::Settings;

    let temp = TempDir::new().expect("a temporary folder");
    let mut app = App::open(Some(temp.path()), false).expect("the program opens");
    assert_eq!(welke(&app, None).expect_err("none").wat, "Ik weet niet welke plek u bedoelt.");
    assert_eq!(welke(&app, Some("hier")).expect("named"), "hier");
    onthoud(&mut app, "https://wolk.voorbeeld.nl/n").expect("kept");
    let again = App::open(Some(temp.path()), false).expect("the program opens");
    assert_eq!(welke(&again, None).expect("kept"), "https://wolk.voorbeeld.nl/n");
    let kept = Settings::from_draft(&again.settings.to_draft(), &again.content).expect("settings");
    assert_eq!(kept.met_ongevraagd(&again.settings), again.settings);
}
