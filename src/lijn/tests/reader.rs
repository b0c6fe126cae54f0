//! A small shelf of content for the tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::domain::boom::{Boom, Library, ListFile, Missing, TreeFile};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Entry, Reader};
use crate::domain::inhoud::{
    Anoniem, Bestand, Bewaartermijnen, Gemeenten, Inhoud, Naslag, Nummers, Oefencasus, Schrijfhulp, Soort,
    Startnetwerk, Werkvorm, Woordenlijst, parse, read,
};

/// Everything that the tests look up.
pub(super) struct Shelf {
    files: Vec<Value>,
}

impl Shelf {
    pub(super) fn new() -> Self {
        Shelf {
            files: vec![proef(), vervolg(), lijst("een"), lijst("twee"), nummers(), woorden(), gemeenten(), naslag()],
        }
    }

    fn file(&self, id: &str) -> Option<(Inhoud, Value)> {
        let value = self.files.iter().find(|file| file["id"] == id)?;
        let inhoud = read(value.to_string().as_bytes(), id).unwrap_or_else(|problems| panic!("{problems:#?}"));
        Some((inhoud, value.clone()))
    }
}

/// The file of one kind, or a fault that says there is none.
macro_rules! found {
    ($shelf:expr, $kind:ident, $id:expr) => {
        match $shelf.file($id) {
            Some((Inhoud::$kind(file), _)) => Ok(Arc::new(file)),
            _ => Err(unknown($id)),
        }
    };
}

fn unknown(id: &str) -> Fault {
    Fault::input("Deze checklist is er niet.", "De naam komt niet voor.", "Kies een andere.").at(id)
}

impl Reader for Shelf {
    fn entries(&self, soort: Soort) -> Vec<Entry> {
        let entry = |file: &Value| Entry {
            soort,
            id: text(file, "id"),
            titel: text(file, "titel"),
            omschrijving: text(file, "omschrijving"),
            versie: text(file, "versie"),
            status: "concept",
            own: false,
            vorm: None,
            sector: None,
            kader: None,
        };
        self.files.iter().filter(|file| file["soort"] == soort.name()).map(entry).collect()
    }

    fn tree(&self, id: &str) -> Result<Arc<Boom>, Fault> {
        Library::tree(self, id).map_err(|_| unknown(id))
    }

    fn signalen(&self, id: &str) -> Result<Arc<ListFile>, Fault> {
        Library::signalen(self, id).map_err(|_| unknown(id))
    }

    fn naslag(&self, id: &str) -> Result<Arc<Bestand<Naslag>>, Fault> {
        found!(self, Naslag, id)
    }

    fn nummers(&self) -> Result<Arc<Bestand<Nummers>>, Fault> {
        found!(self, Nummers, "nummers")
    }

    fn woordenlijst(&self) -> Result<Arc<Bestand<Woordenlijst>>, Fault> {
        found!(self, Woordenlijst, "woordenlijst")
    }

    fn gemeenten(&self) -> Result<Arc<Bestand<Gemeenten>>, Fault> {
        found!(self, Gemeenten, "gemeenten")
    }

    fn schrijfhulp(&self) -> Result<Arc<Bestand<Schrijfhulp>>, Fault> {
        found!(self, Schrijfhulp, "schrijfhulp")
    }

    fn bewaartermijnen(&self) -> Result<Arc<Bestand<Bewaartermijnen>>, Fault> {
        found!(self, Bewaartermijnen, "bewaartermijnen")
    }

    fn startnetwerk(&self, id: &str) -> Result<Arc<Bestand<Startnetwerk>>, Fault> {
        found!(self, Netwerk, id)
    }

    fn werkvorm(&self, id: &str) -> Result<Arc<Bestand<Werkvorm>>, Fault> {
        found!(self, Werkvorm, id)
    }

    fn oefencasus(&self, id: &str) -> Result<Arc<Bestand<Oefencasus>>, Fault> {
        found!(self, Casus, id)
    }

    fn anoniem(&self) -> Result<Arc<Bestand<Anoniem>>, Fault> {
        found!(self, Anoniem, "anoniem")
    }

    fn left_out(&self) -> Vec<String> {
        vec!["Het bestand oud.json is overgeslagen.".to_owned()]
    }
}

impl Library for Shelf {
    fn tree(&self, id: &str) -> Result<Arc<Boom>, Missing> {
        let Some((Inhoud::Beslisboom(file), value)) = self.file(id) else { return Err(Missing::Unknown) };
        let source = parse(value.to_string().as_bytes(), id).map(Arc::new).map_err(|_| Missing::Broken)?;
        let tree = TreeFile { file, source, bases: BTreeMap::new(), own: false, bestand: id.to_owned() };
        Ok(Boom::build(tree, self).unwrap_or_else(|problems| panic!("{problems:#?}")))
    }

    fn signalen(&self, id: &str) -> Result<Arc<ListFile>, Missing> {
        let Some((Inhoud::Signalen(file), value)) = self.file(id) else { return Err(Missing::Unknown) };
        let source = parse(value.to_string().as_bytes(), id).map(Arc::new).map_err(|_| Missing::Broken)?;
        Ok(Arc::new(ListFile { file, source, own: false }))
    }

    fn has_tree(&self, id: &str) -> bool {
        self.files.iter().any(|file| file["id"] == id && file["soort"] == "beslisboom")
    }
}

fn text(file: &Value, field: &str) -> String {
    file[field].as_str().unwrap_or_default().to_owned()
}

/// A file: its head, and what its kind adds.
fn file(soort: &str, id: &str, titel: &str, rest: Value) -> Value {
    let mut bron = json!({ "id": "b1", "titel": "Bron", "uitgever": "Uitgever" });
    merge(&mut bron, json!({ "jaar": 2018, "vindplaats": "https://voorbeeld.nl" }));
    let mut file = json!({ "soort": soort, "formaat": 1, "id": id, "versie": "2026.1", "titel": titel });
    merge(&mut file, json!({ "omschrijving": "Voor de proef.", "status": "concept", "bronnen": [bron] }));
    merge(&mut file, json!({ "geldig_vanaf": "2019-01-01", "nazien_voor": "2027-07-01" }));
    merge(&mut file, rest);
    file
}

fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}

/// A node or item with where it comes from.
fn with_origin(mut node: Value) -> Value {
    merge(&mut node, json!({ "bronnen": ["b1"], "feiten": ["F1.01"], "zekerheid": "hoog" }));
    node
}

/// A node: what every node has, and what its type adds.
fn node(id: &str, soort: &str, rest: Value) -> Value {
    let mut node = json!({ "id": id, "type": soort, "stap": "1" });
    merge(&mut node, rest);
    with_origin(node)
}

/// A question with these answers and *twijfel*, which goes where the last one goes.
fn vraag(id: &str, tekst: &str, answers: &[(&str, &str, &str)], rest: Value) -> Value {
    let answer = |(id, tekst, naar): &(&str, &str, &str)| json!({ "id": id, "tekst": tekst, "naar": naar });
    let mut antwoorden: Vec<Value> = answers.iter().map(answer).collect();
    let mut twijfel = json!({ "actie": { "tekst": "Vraag advies.", "contact": "veilig-thuis" } });
    merge(&mut twijfel, answer(&("twijfel", "Twijfel", answers.last().map_or("", |(_, _, naar)| naar))));
    antwoorden.push(twijfel);
    let mut question = json!({ "tekst": tekst, "antwoorden": antwoorden });
    merge(&mut question, rest);
    node(id, "vraag", question)
}

fn uitkomst(id: &str, titel: &str, actie: (&str, &str), rest: Value) -> Value {
    let acties = json!([{ "tekst": actie.0, "contact": actie.1 }]);
    let mut outcome = json!({ "titel": titel, "melden": "nvt", "vervolg": "hulp", "acties": acties });
    merge(&mut outcome, rest);
    node(id, "uitkomst", outcome)
}

fn boom(id: &str, titel: &str, begin: &str, knopen: &[Value]) -> Value {
    let stappen = json!([{ "id": "1", "titel": "Kijken" }]);
    file("beslisboom", id, titel, json!({ "vorm": "route", "begin": begin, "stappen": stappen, "knopen": knopen }))
}

/// A tree with every kind of turn: question, list, task, a question that can wait, two outcomes.
fn proef() -> Value {
    let uitleg = json!([{ "kop": "Voorbeelden", "punten": ["Een dreiging."] }]);
    let about = json!({ "toelichting": "Denk aan nu.", "termen": ["veilig-thuis"], "uitleg": uitleg });
    let danger = [("ja", "Ja, nu", "bellen"), ("nee", "Nee", "lijst")];
    let help = [("ja", "Ja", "klaar"), ("nee", "Nee", "bellen")];
    let lists = json!({ "tekst": "Loop de signalen langs.", "lijsten": ["een", "twee"], "naar": "doen" });
    let mut task = json!({ "tekst": "Overleg met een collega.", "contact": ["collega"], "naar": "hulp" });
    merge(&mut task, json!({ "doen": ["Vraag wat zij ziet."] }));
    let knopen = [
        vraag("gevaar", "Is er gevaar?", &danger, about),
        node("lijst", "lijst", lists),
        node("doen", "handeling", task),
        vraag("hulp", "Werkt de hulp?", &help, json!({ "open_laten": "Wacht op toets." })),
        uitkomst("klaar", "U bent klaar.", ("Leg het vast.", "geen"), json!({ "verder_met": "vervolg" })),
        uitkomst("bellen", "Bel nu.", ("Bel 112.", "noodnummer"), json!({})),
    ];
    boom("proef", "Proef", "gevaar", &knopen)
}

/// The tree that goes on from the first.
fn vervolg() -> Value {
    let knopen = [
        vraag("nog", "Speelt er nog iets?", &[("ja", "Ja", "einde")], json!({})),
        uitkomst("einde", "Dit was het.", ("Leg het vast.", "geen"), json!({})),
    ];
    boom("vervolg", "Vervolg", "nog", &knopen)
}

fn lijst(id: &str) -> Value {
    let item = |item: &str| with_origin(json!({ "id": item, "tekst": format!("Signaal {item} van {id}") }));
    let groepen = json!([{ "titel": "Gezien", "items": [item("a"), item("b")] }, { "items": [item("c")] }]);
    file("signalen", id, &format!("Signalen {id}"), json!({ "inleiding": "Kijk goed.", "groepen": groepen }))
}

fn nummers() -> Value {
    let nummer = |id: &str, nummer: &str, place: u8| {
        let mut item = json!({ "id": id, "naam": id, "nummer": nummer, "noodpagina": place });
        let when = json!({ "wanneer": "bij gevaar", "bereikbaar": "dag en nacht", "gecontroleerd_op": "2026-11-21" });
        merge(&mut item, when);
        with_origin(item)
    };
    let both = [nummer("alarm", "112", 1), nummer("veilig-thuis", "0800-2000", 2)];
    file("nummers", "nummers", "Nummers", json!({ "noodregels": ["Bel; mail niet."], "nummers": both }))
}

fn woorden() -> Value {
    let woord = |id: &str, woord: &str, ook: &[&str]| {
        with_origin(json!({ "id": id, "woord": woord, "ook": ook, "betekenis": format!("Dit is {woord}.") }))
    };
    let plan = woord("veiligheidsplan", "Veiligheidsplan", &[]);
    let woorden = [woord("veilig-thuis", "Veilig Thuis", &["VT"]), plan];
    file("woordenlijst", "woordenlijst", "Woordenlijst", json!({ "woorden": woorden }))
}

fn gemeenten() -> Value {
    let gemeente = |code: &str, naam: &str, provincie: &str| {
        let mut row = json!({ "gm_code": code, "gemeente": naam, "provincie": provincie });
        let regions = json!({ "veilig_thuis": "VT Proef", "ggd": "GGD Proef", "veiligheidsregio": "Regio Proef" });
        merge(&mut row, regions);
        row
    };
    let rows = [
        gemeente("GM1", "Bergen (L.)", "Limburg"),
        gemeente("GM2", "Bergen (NH.)", "Noord-Holland"),
        gemeente("GM3", "Heerlen", "Limburg"),
    ];
    let vt = json!([{ "vt_code": "VT1", "naam": "VT Proef", "regio": "Proef", "telefoon": "0800-2000" }]);
    let mut table = json!({ "gemeenten": rows, "veilig_thuis": vt });
    merge(&mut table, json!({ "vermelding": "Bron: proef.", "peildatum": "2026-01-01" }));
    file("gemeenten", "gemeenten", "Gemeenten", table)
}

fn naslag() -> Value {
    let mut deel = json!({ "id": "d", "titel": "Wie doet wat" });
    merge(&mut deel, json!({ "tekst": "Iedereen iets.", "punten": ["Een punt."] }));
    file("naslag", "rollen", "Rollen", json!({ "hoofdstukken": [with_origin(deel)] }))
}
