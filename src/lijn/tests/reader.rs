//! A small shelf of content for the tests.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::domain::boom::{Boom, Library, ListFile, Missing, TreeFile};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Entry, Reader};
use crate::domain::inhoud::{Bestand, Gemeenten, Inhoud, Naslag, Nummers, Soort, Woordenlijst, parse, read};

/// Everything that the tests look up.
pub(super) struct Shelf {
    files: Vec<Value>,
}

impl Shelf {
    pub(super) fn new() -> Self {
        Shelf { files: vec![proef(), vervolg(), lijst("een"), lijst("twee"), nummers(), woorden(), gemeenten(), naslag()] }
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

    fn left_out(&self) -> Vec<String> {
        vec!["Het bestand oud.json is overgeslagen.".to_owned()]
    }
}

impl Library for Shelf {
    fn tree(&self, id: &str) -> Result<Arc<Boom>, Missing> {
        let Some((Inhoud::Beslisboom(file), value)) = self.file(id) else { return Err(Missing::Unknown) };
        let source = parse(value.to_string().as_bytes(), id).map(Arc::new).map_err(|_| Missing::Broken)?;
        let tree = TreeFile { file, source, own: false, bestand: id.to_owned() };
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
    let mut file = json!({
        "soort": soort, "formaat": 1, "id": id, "versie": "2026.1", "titel": titel, "omschrijving": "Voor de proef.",
        "status": "concept", "geldig_vanaf": "2019-01-01", "nazien_voor": "2027-07-01",
        "bronnen": [{ "id": "b1", "titel": "Bron", "uitgever": "Uitgever", "jaar": 2018, "vindplaats": "https://voorbeeld.nl" }]
    });
    merge(&mut file, rest);
    file
}

/// A node or item with where it comes from.
fn with_origin(mut node: Value) -> Value {
    merge(&mut node, json!({ "bronnen": ["b1"], "feiten": ["F1.01"], "zekerheid": "hoog" }));
    node
}

fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}

fn node(mut node: Value) -> Value {
    merge(&mut node, json!({ "stap": "1" }));
    with_origin(node)
}

fn twijfel(naar: &str) -> Value {
    json!({ "id": "twijfel", "tekst": "Twijfel", "naar": naar, "actie": { "tekst": "Vraag advies.", "contact": "veilig-thuis" } })
}

/// A tree with every kind of turn: question, list, task, a question that can wait, two outcomes.
fn proef() -> Value {
    let stappen = json!([{ "id": "1", "titel": "Kijken" }]);
    let knopen = json!([
        node(json!({ "id": "gevaar", "type": "vraag", "tekst": "Is er gevaar?", "toelichting": "Denk aan nu.",
            "termen": ["veilig-thuis"], "uitleg": [{ "kop": "Voorbeelden", "punten": ["Een dreiging."] }],
            "antwoorden": [{ "id": "ja", "tekst": "Ja, nu", "naar": "bellen" }, { "id": "nee", "tekst": "Nee", "naar": "lijst" }, twijfel("lijst")] })),
        node(json!({ "id": "lijst", "type": "lijst", "tekst": "Loop de signalen langs.", "lijsten": ["een", "twee"], "naar": "doen" })),
        node(json!({ "id": "doen", "type": "handeling", "tekst": "Overleg met een collega.", "contact": ["collega"],
            "doen": ["Vraag wat zij ziet."], "naar": "hulp" })),
        node(json!({ "id": "hulp", "type": "vraag", "tekst": "Werkt de hulp?", "open_laten": "Wacht op toets.",
            "antwoorden": [{ "id": "ja", "tekst": "Ja", "naar": "klaar" }, { "id": "nee", "tekst": "Nee", "naar": "bellen" }, twijfel("bellen")] })),
        node(json!({ "id": "klaar", "type": "uitkomst", "titel": "U bent klaar.", "melden": "nvt", "vervolg": "hulp",
            "verder_met": "vervolg", "acties": [{ "tekst": "Leg het vast.", "contact": "geen" }] })),
        node(json!({ "id": "bellen", "type": "uitkomst", "titel": "Bel nu.", "melden": "nvt", "vervolg": "advies",
            "acties": [{ "tekst": "Bel 112.", "contact": "noodnummer" }] }))
    ]);
    file("beslisboom", "proef", "Proef", json!({ "vorm": "route", "begin": "gevaar", "stappen": stappen, "knopen": knopen }))
}

/// The tree that goes on from the first.
fn vervolg() -> Value {
    let stappen = json!([{ "id": "1", "titel": "Kijken" }]);
    let knopen = json!([
        node(json!({ "id": "nog", "type": "vraag", "tekst": "Speelt er nog iets?",
            "antwoorden": [{ "id": "ja", "tekst": "Ja", "naar": "einde" }, twijfel("einde")] })),
        node(json!({ "id": "einde", "type": "uitkomst", "titel": "Dit was het.", "melden": "nvt", "vervolg": "hulp",
            "acties": [{ "tekst": "Leg het vast.", "contact": "geen" }] }))
    ]);
    file("beslisboom", "vervolg", "Vervolg", json!({ "vorm": "route", "begin": "nog", "stappen": stappen, "knopen": knopen }))
}

fn lijst(id: &str) -> Value {
    let item = |item: &str| with_origin(json!({ "id": item, "tekst": format!("Signaal {item} van {id}") }));
    let groepen = json!([{ "titel": "Gezien", "items": [item("a"), item("b")] }, { "items": [item("c")] }]);
    file("signalen", id, &format!("Signalen {id}"), json!({ "inleiding": "Kijk goed.", "groepen": groepen }))
}

fn nummers() -> Value {
    let nummer = |id: &str, nummer: &str, place: u8| {
        with_origin(json!({ "id": id, "naam": id, "nummer": nummer, "wanneer": "bij gevaar", "bereikbaar": "dag en nacht",
            "noodpagina": place, "gecontroleerd_op": "2026-11-21" }))
    };
    let rest = json!({ "noodregels": ["Bel; mail niet."], "nummers": [nummer("alarm", "112", 1), nummer("veilig-thuis", "0800-2000", 2)] });
    file("nummers", "nummers", "Nummers", rest)
}

fn woorden() -> Value {
    let woord = |id: &str, woord: &str, ook: &[&str]| {
        with_origin(json!({ "id": id, "woord": woord, "ook": ook, "betekenis": format!("Dit is {woord}.") }))
    };
    let woorden = json!([woord("veilig-thuis", "Veilig Thuis", &["VT"]), woord("veiligheidsplan", "Veiligheidsplan", &[])]);
    file("woordenlijst", "woordenlijst", "Woordenlijst", json!({ "woorden": woorden }))
}

fn gemeenten() -> Value {
    let gemeente = |code: &str, naam: &str, provincie: &str| {
        json!({ "gm_code": code, "gemeente": naam, "provincie": provincie, "veilig_thuis": "VT Proef", "ggd": "GGD Proef", "veiligheidsregio": "Regio Proef" })
    };
    let rest = json!({ "vermelding": "Bron: proef.", "peildatum": "2026-01-01",
        "gemeenten": [gemeente("GM1", "Bergen (L.)", "Limburg"), gemeente("GM2", "Bergen (NH.)", "Noord-Holland"), gemeente("GM3", "Heerlen", "Limburg")],
        "veilig_thuis": [{ "vt_code": "VT1", "naam": "VT Proef", "regio": "Proef", "telefoon": "0800-2000" }] });
    file("gemeenten", "gemeenten", "Gemeenten", rest)
}

fn naslag() -> Value {
    let deel = with_origin(json!({ "id": "d", "titel": "Wie doet wat", "tekst": "Iedereen iets.", "punten": ["Een punt."] }));
    file("naslag", "rollen", "Rollen", json!({ "hoofdstukken": [deel] }))
}
