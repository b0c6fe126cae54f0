//! What every place has to keep to, whichever it is: the contract of `Opslagplaats`, and people who pass a network on.

use std::sync::Barrier;
use std::thread;

use aandacht::app::doorgeven::{self, Deelopdracht, Gedeeld, Ophaling, Uitkomst};
use aandacht::app::{App, handtekening, oefening};
use aandacht::domain::fault::Fault;
use aandacht::domain::kluis::{Batch, Change, Key, KluisAct, Owner, RecordId};
use aandacht::domain::netwerk::bestand::VersieId;
use aandacht::domain::netwerk::doen::zet_gegevens;
use aandacht::domain::netwerk::inlezen::{self, opname};
use aandacht::domain::netwerk::vertrouwen::{self, Woord};
use aandacht::domain::netwerk::voegsamen::Keuze;
use aandacht::domain::netwerk::{Herkomst, Netwerk, Netwerkgegevens, Soort, Tekensleutel, Veld, Vermelding, Waarde};
use aandacht::platform::plek::{Gehaald, Merk, Opslagplaats, Zet};
use tempfile::TempDir;

const VEEL: u64 = 1 << 20;

fn bytes(plek: &dyn Opslagplaats, naam: &str) -> Option<Vec<u8>> {
    match plek.haal(naam, VEEL).expect("the place can be read") {
        Gehaald::Niets => None,
        Gehaald::Bestand(bytes, merk) => {
            assert_eq!(merk, Merk::van(&bytes));
            Some(bytes)
        }
        Gehaald::Niet(why) => panic!("{naam}: {why}"),
    }
}

fn names(plek: &dyn Opslagplaats) -> Vec<String> {
    let mut names: Vec<String> = plek.lijst().expect("a list").into_iter().map(|one| one.naam).collect();
    names.sort();
    names
}

/// What stands there, its marks, conflicts as answers, limits, names, and taking away. The place is empty.
pub fn contract(plek: &dyn Opslagplaats) {
    assert_eq!(names(plek), Vec::<String>::new());
    assert_eq!(plek.haal("niets.json", VEEL).expect("an answer"), Gehaald::Niets);
    // New, and nothing there yet.
    let first = match plek.zet_als_ongewijzigd("a.json", b"een", None).expect("written") {
        Zet::Gezet(merk) => merk,
        Zet::Botsing => panic!("nothing stood there"),
    };
    assert_eq!(first, Merk::van(b"een"));
    assert_eq!(bytes(plek, "a.json").as_deref(), Some(&b"een"[..]));
    // Expected to be new, and it is not.
    assert_eq!(plek.zet_als_ongewijzigd("a.json", b"twee", None).expect("an answer"), Zet::Botsing);
    assert_eq!(bytes(plek, "a.json").as_deref(), Some(&b"een"[..]));
    // As it was read, twice in a row within one second.
    let second = match plek.zet_als_ongewijzigd("a.json", b"twee!", Some(&first)).expect("written") {
        Zet::Gezet(merk) => merk,
        Zet::Botsing => panic!("it was unchanged"),
    };
    assert_eq!(bytes(plek, "a.json").as_deref(), Some(&b"twee!"[..]));
    assert_eq!(plek.zet_als_ongewijzigd("a.json", b"drie", Some(&first)).expect("an answer"), Zet::Botsing);
    assert_eq!(plek.zet_als_ongewijzigd("b.json", b"drie", Some(&first)).expect("an answer"), Zet::Botsing);
    assert_eq!(bytes(plek, "b.json"), None, "what was expected is gone, so nothing is written");
    // Names as regions have them, and bytes as they are.
    let odd = "netwerk-'s-gravenhage & ömgeving (kopie) 100%#1.json";
    let all: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    assert_eq!(plek.zet_als_ongewijzigd(odd, &all, None).expect("written"), Zet::Gezet(Merk::van(&all)));
    assert_eq!(bytes(plek, odd), Some(all.clone()));
    assert_eq!(names(plek), ["a.json", odd]);
    let sizes = plek.lijst().expect("a list");
    assert!(sizes.iter().all(|one| one.grootte.is_none_or(|size| size == if one.naam == odd { 100_000 } else { 5 })));
    // Limits.
    assert!(matches!(plek.haal(odd, 100_000).expect("an answer"), Gehaald::Bestand(..)));
    assert!(matches!(plek.haal(odd, 99_999).expect("an answer"), Gehaald::Niet(why) if why.contains("groter")));
    // Names that lead elsewhere.
    for bad in ["", "..", "../a.json", "x/y.json", ".verborgen", "a\\b", "a\nb", "c:d"] {
        assert!(plek.haal(bad, VEEL).is_err(), "{bad:?}");
        assert!(plek.zet_als_ongewijzigd(bad, b"x", None).is_err(), "{bad:?}");
    }
    // Away, only when it is what it was.
    plek.haal_weg("a.json", &first).expect("an answer");
    assert!(bytes(plek, "a.json").is_some());
    plek.haal_weg("a.json", &second).expect("taken away");
    assert_eq!(bytes(plek, "a.json"), None);
    plek.haal_weg("a.json", &second).expect("nothing there is no fault");
    assert_eq!(names(plek), [odd]);
}

/// Many writers on one name, who all saw the same: exactly one of them wins, again and again, and nothing is lost.
pub fn one_wins(place: &(dyn Fn() -> Box<dyn Opslagplaats> + Sync), writers: usize, rounds: usize) {
    let mut seen: Option<Merk> = None;
    for round in 0..rounds {
        let start = Barrier::new(writers);
        let (start, expected) = (&start, &seen);
        let won: Vec<(usize, Merk)> = thread::scope(|scope| {
            let all: Vec<_> = (0..writers)
                .map(|who| {
                    scope.spawn(move || {
                        let plek = place();
                        let text = format!("ronde {round}, schrijver {who}");
                        start.wait();
                        match plek.zet_als_ongewijzigd("index.json", text.as_bytes(), expected.as_ref()) {
                            Ok(Zet::Gezet(merk)) => Some((who, merk)),
                            Ok(Zet::Botsing) => None,
                            Err(fault) => panic!("{}", fault.lines().join(" ")),
                        }
                    })
                })
                .collect();
            all.into_iter().filter_map(|one| one.join().expect("a writer ends")).collect()
        });
        assert_eq!(won.len(), 1, "round {round}: {won:?}");
        let text = format!("ronde {round}, schrijver {}", won[0].0);
        assert_eq!(bytes(&*place(), "index.json"), Some(text.into_bytes()));
        seen = Some(won[0].1.clone());
    }
    assert_eq!(names(&*place()), ["index.json"]);
}

/// Somebody with a vault of practice and a network of one region.
pub struct Iemand {
    pub app: App,
    _map: TempDir,
}

impl Iemand {
    /// A reader: nothing yet.
    pub fn new() -> Iemand {
        let map = TempDir::new().expect("a temporary folder");
        let mut app = App::open(Some(map.path()), false).expect("the program opens");
        oefening::open(&mut app).expect("practice opens");
        Iemand { app, _map: map }
    }

    /// A coordinator: a region, one organisation, and a key.
    pub fn coordinator(door: &str) -> Iemand {
        let mut made = Iemand::new();
        made.regio("Proefregio", door, "GM0917");
        made.bij("Wijkteam Proefdorp");
        let sleutel = handtekening::nieuwe_sleutel(made.app.clock.now()).expect("a key");
        made.doe(Batch::put(Tekensleutel::key(), sleutel));
        made
    }

    pub fn regio(&mut self, regio: &str, door: &str, gemeente: &str) {
        let mut gegevens = Netwerkgegevens::van(&self.app.kluis.view.model);
        gegevens.regio = regio.to_owned();
        gegevens.door = door.to_owned();
        gegevens.gemeenten = vec![gemeente.to_owned()];
        self.doe(zet_gegevens(gegevens));
    }

    pub fn doe(&mut self, batch: Batch) {
        if !batch.changes.is_empty() {
            self.app.kluis.run(KluisAct::Commit(batch)).expect("the kluis takes it");
        }
    }

    /// Adds an organisation.
    pub fn bij(&mut self, naam: &str) {
        let mut id = [7; 16];
        id.iter_mut().zip(naam.bytes().rev()).for_each(|(at, byte)| *at = byte);
        let op = self.app.clock.now().stamp;
        let herkomst = Herkomst { op, door: "proef".to_owned(), bron: "proef".to_owned() };
        let mut made = Vermelding::new(Soort::Organisatie);
        made.zet(Veld::Naam, Some(Waarde::tekst(naam)), &herkomst);
        let change = Change::Put { key: Key::Id(RecordId(id)), owner: Owner::Shared, record: made.into() };
        self.doe(Batch { changes: vec![change] });
    }

    pub fn namen(&self) -> Vec<String> {
        let mut all: Vec<String> =
            Netwerk::new(&self.app.kluis.view.model).alle().map(|(_, entry)| entry.titel().to_owned()).collect();
        all.sort();
        all
    }

    pub fn deel(&mut self, plek: &dyn Opslagplaats) -> Result<Gedeeld, Fault> {
        let opdracht = Deelopdracht { ondertekenen: true, ..Deelopdracht::default() };
        doorgeven::deel(&mut self.app, plek, &opdracht)
    }

    pub fn zoek(&self, plek: &dyn Opslagplaats, woord: Woord, versie: Option<&str>) -> Ophaling {
        doorgeven::ophalen(plek, &doorgeven::Lezer::new(&self.app, woord, None), versie).expect("the place can be read")
    }

    /// Takes the newest over, trusting who made it. Where both changed something, what stands here stays.
    pub fn haal(&mut self, plek: &dyn Opslagplaats, versie: Option<&str>) -> VersieId {
        let woord = Woord { vertrouw: true, ..Woord::default() };
        let found = self.zoek(plek, woord, versie);
        let Uitkomst::Een(bestand, _, oordeel) = found.uitkomst else {
            panic!("one newest version: {:?}", found);
        };
        let (id, now) = (bestand.kop.versie_id, self.app.clock.now());
        let model = &self.app.kluis.view.model;
        let opname = opname(model, *bestand, true).expect("it can be compared");
        let keuzes = vec![Some(Keuze::Mijn); opname.samen.conflicten.len()];
        let mut batch = inlezen::overnemen(model, &opname, &keuzes, now).expect("everything is decided");
        vertrouwen::onthoud(model, &mut batch, &opname.bestand, &oordeel, now);
        self.doe(batch);
        id
    }
}

/// Two people who publish at the same moment: exactly one wins, the other is told so, nothing is lost, and after fetching
/// both are in what is published next.
pub fn two_publishers(place: &(dyn Fn() -> Box<dyn Opslagplaats> + Sync)) {
    let (mut jan, mut els) = (Iemand::coordinator("coördinator Jan"), Iemand::coordinator("coördinator Els"));
    jan.bij("Van Jan");
    els.bij("Van Els");
    let both = Barrier::new(2);
    let publish = |who: &mut Iemand| {
        // Both have looked and put their version down before either replaces the index.
        let plek = Wacht { plek: place(), bij: &both };
        who.deel(&plek)
    };
    let (a, b) = thread::scope(|scope| {
        let first = scope.spawn(|| publish(&mut jan));
        let second = scope.spawn(|| publish(&mut els));
        (first.join().expect("it ends"), second.join().expect("it ends"))
    });
    let plek = place();
    let (winner, fault, mut loser, mut other) = match (a, b) {
        (Ok(won), Err(fault)) => (won, fault, els, jan),
        (Err(fault), Ok(won)) => (won, fault, jan, els),
        (a, b) => panic!("exactly one wins: {a:?} {b:?}"),
    };
    assert_eq!(fault.wat, "Iemand anders heeft net gedeeld.");
    assert!(fault.waarom.contains("kluis"), "{}", fault.waarom);
    assert_eq!(names(&*plek).len(), 3, "the index, one version and its signature: {:?}", names(&*plek));
    // Again without fetching: refused, by what stands there.
    let again = loser.deel(&*plek).expect_err("a newer version stands there");
    assert_eq!(again.wat, "Er staat een nieuwere versie.");
    assert_eq!(loser.haal(&*plek, None), winner.versie_id);
    let merged = loser.deel(&*plek).expect("it may be published now");
    other.haal(&*plek, None);
    assert_eq!(other.namen(), ["Van Els", "Van Jan", "Wijkteam Proefdorp"]);
    assert_eq!(other.namen(), loser.namen());
    let mut reader = Iemand::new();
    // Two publishers with keys of their own, and a reader who knows neither: whom to believe is the reader's to say.
    assert!(matches!(reader.zoek(&*plek, Woord { vertrouw: true, ..Woord::default() }, None).uitkomst, Uitkomst::Meer));
    assert_eq!(reader.haal(&*plek, Some(&merged.versie_id.kort())), merged.versie_id);
    assert_eq!(reader.namen().len(), 3);
}

/// A place whose index waits until everybody wants to replace it.
struct Wacht<'a> {
    plek: Box<dyn Opslagplaats>,
    bij: &'a Barrier,
}

impl Opslagplaats for Wacht<'_> {
    fn waar(&self) -> String {
        self.plek.waar()
    }

    fn lijst(&self) -> Result<Vec<aandacht::platform::plek::Naam>, Fault> {
        self.plek.lijst()
    }

    fn haal(&self, naam: &str, meest: u64) -> Result<Gehaald, Fault> {
        self.plek.haal(naam, meest)
    }

    fn zet_als_ongewijzigd(&self, naam: &str, bytes: &[u8], verwacht: Option<&Merk>) -> Result<Zet, Fault> {
        if naam == aandacht::domain::netwerk::doorgeven::WIJZER {
            self.bij.wait();
        }
        self.plek.zet_als_ongewijzigd(naam, bytes, verwacht)
    }

    fn haal_weg(&self, naam: &str, verwacht: &Merk) -> Result<(), Fault> {
        self.plek.haal_weg(naam, verwacht)
    }
}
