//! What two trees say differently: every kind of difference alone, deelbomen, and what holds for any two trees.

use std::sync::Arc;

use aandacht::content::Content;
use aandacht::domain::boom::Boom;
use aandacht::domain::boom::verschil::{Merk, Onderdeel, Regel, Stuk, StukSoort, Verschil, vergelijk};
use aandacht::domain::gesprek::Reader;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::common::{
    actie, afwegingskader, also, built, cases, deelboom, handeling, in_node, kindcheck, lijst, lijsten, mark, meldcode,
    meldcode_files, plus_node, signalen, tree, uitkomst, vraag, vraag_naar, with, without, without_node,
};

// --- helpers ---------------------------------------------------------------------------------------------------------

/// A road with a node of every kind but a deelboom.
fn weg() -> Value {
    let steps = json!([{ "id": "1", "titel": "Kijken" }, { "id": "2", "titel": "Doen" }]);
    let lists = json!({ "doel": ["doel"], "doen": ["een", "twee", "drie"], "niet_doen": ["niet"],
                        "vastleggen": ["vast"], "anders": ["anders"] });
    let made = tree(
        "weg",
        "route",
        [
            vraag("start", &[("ja", "doen"), ("nee", "kijken"), ("twijfel", "doen")]),
            also(handeling("doen", &["collega"], "kijken"), lists),
            lijst("kijken", "lijst-een", "klaar"),
            uitkomst("klaar", "nvt", "hulp", &["collega", "veilig-thuis"]),
        ],
    );
    with(made, "/stappen", steps)
}

fn road(tree: Value) -> Arc<Boom> {
    built([signalen("lijst-een", &["s1"]), signalen("lijst-twee", &["s2"]), tree], "weg")
}

fn between(left: Value, right: Value) -> Verschil {
    vergelijk(&road(left), &road(right))
}

/// The one place that differs.
fn only(verschil: &Verschil) -> &Stuk {
    let found: Vec<&Stuk> = verschil.stukken.iter().filter(|stuk| stuk.merk.verschilt()).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    found[0]
}

fn lines<'a>(stuk: &'a Stuk, naam: &str) -> &'a [Regel] {
    let part = stuk.onderdelen.iter().find(|part| part.naam == naam);
    part.map_or_else(|| panic!("{naam}: {:#?}", stuk.onderdelen), |part| &part.regels)
}

/// `≠ left | right`, `− left`, `+ right`.
fn shown(regels: &[Regel]) -> Vec<String> {
    let both = regels.iter().filter(|regel| regel.merk.verschilt());
    both.map(|regel| {
        let sides = [&regel.links, &regel.rechts].into_iter().flatten().cloned().collect::<Vec<_>>();
        format!("{} {}", regel.merk.teken(), sides.join(" | "))
    })
    .collect()
}

fn paths(verschil: &Verschil) -> Vec<&str> {
    let nodes = verschil.stukken.iter().filter(|stuk| stuk.soort == StukSoort::Knoop);
    nodes.map(|stuk| stuk.pad.as_str()).collect()
}

/// A field more on a node.
fn field(node: &str, more: Value) -> Value {
    in_node(weg(), node, |knoop| also(knoop, more))
}

/// Another list in `doen`.
fn doen(items: &[&str]) -> Value {
    field("doen", json!({ "doen": items }))
}

// --- one difference at a time ----------------------------------------------------------------------------------------

#[test]
fn a_tree_does_not_differ_from_itself() {
    let same = between(weg(), weg());
    assert_eq!(same.aantal(), 0);
    assert_eq!(paths(&same), ["start", "doen", "kijken", "klaar"]);
    let all = built(meldcode_files(), "meldcode-test");
    let whole = vergelijk(&all, &built(meldcode_files(), "meldcode-test"));
    assert_eq!(whole.aantal(), 0);
    // What is the same all through is not gone through again.
    assert!(paths(&whole).iter().all(|path| !path.contains('/')), "{:?}", paths(&whole));
}

/// A change to the road, the place where it shows, its part, and the line that says so.
type Change = (&'static str, Value, &'static str, &'static str, &'static [&'static str]);

fn of_questions() -> Vec<Change> {
    let answers = |change: fn(Value) -> Value| in_node(weg(), "start", change);
    vec![
        ("explanation", field("start", json!({ "toelichting": "Nieuw." })), "start", "Toelichting", &["+ Nieuw."]),
        ("step", field("doen", json!({ "stap": "2" })), "doen", "Stap", &["≠ 1 Kijken | 2 Doen"]),
        ("certainty", field("doen", json!({ "zekerheid": "middel" })), "doen", "Zekerheid", &["≠ hoog | middel"]),
        ("open", field("start", json!({ "open_laten": "wacht" })), "start", "Mag open blijven", &["+ wacht"]),
        (
            "answer text",
            answers(|vraag| with(vraag, "/antwoorden/0/tekst", json!("Jazeker"))),
            "start",
            "Antwoorden",
            &["≠ Antwoord ja → Doe doen | Jazeker → Doe doen"],
        ),
        (
            "answer leads elsewhere",
            answers(|vraag| with(vraag, "/antwoorden/0/naar", json!("klaar"))),
            "start",
            "Antwoorden",
            &["≠ Antwoord ja → Doe doen | Antwoord ja → Uitkomst klaar"],
        ),
        (
            "answer gone",
            answers(|vraag| without(vraag, "/antwoorden/1")),
            "start",
            "Antwoorden",
            &["− Antwoord nee → Kijk naar kijken"],
        ),
        (
            "answer added",
            in_node(weg(), "start", |_| {
                vraag("start", &[("ja", "doen"), ("nee", "kijken"), ("soms", "doen"), ("twijfel", "doen")])
            }),
            "start",
            "Antwoorden",
            &["+ Antwoord soms → Doe doen"],
        ),
        (
            "feature",
            answers(|vraag| mark(vraag, "ja", json!({ "kenmerken": ["ouderen"] }))),
            "start",
            "Dit antwoord laat zien",
            &["+ Antwoord ja: ouderen"],
        ),
        (
            "action of an answer",
            answers(|vraag| mark(vraag, "twijfel", json!({ "actie": actie("Vraag raad", "collega") }))),
            "start",
            "Dit antwoord geeft een actie",
            &["≠ Antwoord twijfel: Zoek start uit | Antwoord twijfel: Vraag raad"],
        ),
    ]
}

fn of_tasks() -> Vec<Change> {
    vec![
        (
            "with whom",
            field("doen", json!({ "contact": ["collega", "veilig-thuis"] })),
            "doen",
            "Met wie",
            &["≠ collega | collega, Veilig Thuis"],
        ),
        ("goal", field("doen", json!({ "doel": ["ander"] })), "doen", "Doel", &["− doel", "+ ander"]),
        ("point gone", doen(&["een", "drie"]), "doen", "Doen", &["− twee"]),
        ("point added", doen(&["een", "twee", "en nu", "drie"]), "doen", "Doen", &["+ en nu"]),
        ("point moved", doen(&["twee", "drie", "een"]), "doen", "Doen", &["− een", "+ een"]),
        (
            "point less certain",
            field("doen", json!({ "vastleggen": [{ "tekst": "vast", "feiten": ["F1.01"], "zekerheid": "middel" }] })),
            "doen",
            "Vastleggen",
            &["− vast", "+ vast (zekerheid middel)"],
        ),
        ("not to do", field("doen", json!({ "niet_doen": [] })), "doen", "Niet doen", &["− niet"]),
        (
            "skipped",
            field("doen", json!({ "anders": ["anders", "meer"] })),
            "doen",
            "Overslaan of verplaatsen",
            &["+ meer"],
        ),
        (
            "background",
            field("doen", json!({ "uitleg": [{ "kop": "Waarom", "punten": ["daarom"] }] })),
            "doen",
            "Uitleg: Waarom",
            &["+ daarom"],
        ),
        (
            "role",
            field("doen", json!({ "per_rol": [{ "rol": "leidinggevende", "punten": ["u beslist"] }] })),
            "doen",
            "Voor de leidinggevende",
            &["+ u beslist"],
        ),
        (
            "leads elsewhere",
            field("doen", json!({ "naar": "klaar" })),
            "doen",
            "Daarna",
            &["≠ Kijk naar kijken | Uitkomst klaar"],
        ),
        (
            "list of signals",
            in_node(weg(), "kijken", |_| lijst("kijken", "lijst-twee", "klaar")),
            "kijken",
            "Signalenlijsten",
            &["− Titel van lijst-een", "+ Titel van lijst-twee"],
        ),
        (
            "one more list",
            in_node(weg(), "kijken", |_| lijsten("kijken", &["lijst-een", "lijst-twee"], "klaar")),
            "kijken",
            "Signalenlijsten",
            &["+ Titel van lijst-twee"],
        ),
    ]
}

fn of_outcomes() -> Vec<Change> {
    vec![
        ("meaning", field("klaar", json!({ "tekst": "Klaar." })), "klaar", "Wat het betekent", &["+ Klaar."]),
        (
            "reporting",
            field("klaar", json!({ "melden": "advies" })),
            "klaar",
            "Melden",
            &["≠ niet aan de orde | vraag eerst advies aan Veilig Thuis"],
        ),
        (
            "what follows",
            field("klaar", json!({ "vervolg": "advies" })),
            "klaar",
            "Vervolg",
            &["≠ hulp geven of regelen | advies vragen"],
        ),
        (
            "norm",
            field("klaar", json!({ "norm": "2" })),
            "klaar",
            "Professionele norm",
            &["+ 2: u kunt zelf niet genoeg werkzame hulp geven of regelen"],
        ),
        (
            "action",
            field("klaar", json!({ "acties": [actie("klaar actie 1", "collega"), actie("Bel nu", "veilig-thuis")] })),
            "klaar",
            "Nu doen",
            &["− klaar actie 2", "+ Bel nu"],
        ),
        (
            "contact of an action",
            field(
                "klaar",
                json!({ "acties": [actie("klaar actie 1", "leiding"), actie("klaar actie 2", "veilig-thuis")] }),
            ),
            "klaar",
            "Met wie",
            &["≠ collega, Veilig Thuis | leiding, Veilig Thuis"],
        ),
        (
            "term",
            field("klaar", json!({ "termijnen": [{ "tekst": "vijf dagen" }] })),
            "klaar",
            "Termijnen",
            &["+ vijf dagen"],
        ),
    ]
}

#[test]
fn every_kind_of_difference_stands_in_its_place_and_nowhere_else() {
    for (what, changed, pad, part, expected) in [of_questions(), of_tasks(), of_outcomes()].concat() {
        let found = between(weg(), changed);
        let stuk = found.stukken.iter().find(|stuk| stuk.pad == pad).expect(what);
        assert_eq!(stuk.merk, Merk::Anders, "{what}");
        assert_eq!(shown(lines(stuk, part)), expected, "{what}");
        let others = stuk.onderdelen.iter().filter(|other| other.naam != part);
        assert!(others.clone().all(|other| !other.verschilt()), "{what}: {:#?}", others.collect::<Vec<_>>());
        let elsewhere: Vec<&Stuk> =
            found.stukken.iter().filter(|other| other.merk == Merk::Anders && other.pad != pad).collect();
        assert!(elsewhere.is_empty(), "{what}: {elsewhere:#?}");
    }
}

#[test]
fn the_text_of_a_node_differs_and_where_it_is_named_as_a_goal_it_does_not() {
    for (node, name) in [("start", "tekst"), ("doen", "tekst"), ("kijken", "tekst"), ("klaar", "titel")] {
        let found = between(weg(), in_node(weg(), node, |knoop| with(knoop, &format!("/{name}"), json!("Anders"))));
        let stuk = found.stukken.iter().find(|stuk| stuk.pad == node).expect("it is there");
        let text = stuk.tekst.as_ref().expect("a node has a text");
        assert_eq!((text.merk, text.rechts.as_deref()), (Merk::Anders, Some("Anders")));
        // The head names the first node by its text too, and that is the same node.
        assert_eq!(only(&found).pad, node);
    }
}

#[test]
fn a_node_of_another_kind_is_the_same_node() {
    let found = between(weg(), in_node(weg(), "doen", |_| vraag_naar("doen", "kijken")));
    let stuk = only(&found);
    assert_eq!(shown(lines(stuk, "Soort")), ["≠ taak | vraag"]);
    assert_eq!(shown(lines(stuk, "Daarna")), ["− Kijk naar kijken"]);
    assert_eq!(lines(stuk, "Antwoorden").iter().filter(|line| line.merk == Merk::AlleenRechts).count(), 3);
}

#[test]
fn the_head_says_title_framework_and_where_it_begins() {
    let kader = json!({ "naam": "Kader", "uitgever": "Bond", "ingezien": "deels", "tekst": "Gezien.", "bronnen": ["b1"],
                        "feiten": ["F1.01"], "zekerheid": "middel" });
    let other = also(with(weg(), "/titel", json!("Weg twee")), json!({ "kader": kader }));
    let found = between(weg(), other);
    let stuk = only(&found);
    assert_eq!(stuk.soort, StukSoort::Kop);
    assert_eq!(shown(stuk.tekst.as_slice()), ["≠ Titel van weg | Weg twee"]);
    let parts = [
        ("Kader", "+ Kader"),
        ("Uitgever", "+ Bond"),
        ("Tekst ingezien", "+ deels"),
        ("Wat is ingezien", "+ Gezien."),
        ("Zekerheid", "+ middel"),
    ];
    for (part, line) in parts {
        assert_eq!(shown(lines(stuk, part)), [line]);
    }
    assert_eq!(stuk.onderdelen.len(), parts.len() + 1, "and where it begins, which is the same");
    let begin = with(plus_node(weg(), vraag_naar("eerst", "start")), "/begin", json!("eerst"));
    let found = between(weg(), begin);
    let head = found.stukken.iter().find(|stuk| stuk.soort == StukSoort::Kop).expect("a head");
    assert_eq!(shown(lines(head, "Begint met")), ["≠ Vraag start? | Vraag eerst?"]);
}

#[test]
fn a_step_with_another_title_is_said_once_and_not_at_every_node() {
    let found = between(weg(), with(weg(), "/stappen/0/titel", json!("Zien")));
    let stuk = only(&found);
    assert_eq!(stuk.soort, StukSoort::Stappen);
    assert_eq!(shown(&stuk.onderdelen[0].regels), ["≠ 1 Kijken | 1 Zien"]);
}

// --- nodes on one side -----------------------------------------------------------------------------------------------

/// The road with a question more between the first and the second node; it stands last in the file.
fn longer() -> Value {
    let led = in_node(weg(), "start", |_| vraag("start", &[("ja", "extra"), ("nee", "kijken"), ("twijfel", "extra")]));
    plus_node(led, vraag_naar("extra", "doen"))
}

#[test]
fn a_node_of_one_side_stands_where_the_walk_comes_to_it_with_all_it_says() {
    for (left, right, merk) in [(weg(), longer(), Merk::AlleenRechts), (longer(), weg(), Merk::AlleenLinks)] {
        let found = between(left, right);
        assert_eq!(paths(&found), ["start", "extra", "doen", "kijken", "klaar"]);
        let extra = found.stukken.iter().find(|stuk| stuk.pad == "extra").expect("it is there");
        assert_eq!(extra.merk, merk);
        let all = extra.tekst.iter().chain(extra.onderdelen.iter().flat_map(|part| &part.regels));
        assert!(all.clone().count() > 3 && all.clone().all(|line| line.merk == merk), "{extra:#?}");
        // And the answers lead there.
        let start = found.stukken.iter().find(|stuk| stuk.pad == "start").expect("it is there");
        assert_eq!(shown(lines(start, "Antwoorden")).len(), 2);
    }
}

#[test]
fn what_both_have_of_their_own_in_one_place_stands_there_left_before_right() {
    let other = json!("ander");
    let renamed = in_node(longer(), "extra", |knoop| with(knoop, "/id", other.clone()));
    let renamed =
        in_node(renamed, "start", |_| vraag("start", &[("ja", "ander"), ("nee", "kijken"), ("twijfel", "ander")]));
    let found = between(longer(), renamed);
    assert_eq!(paths(&found), ["start", "extra", "ander", "doen", "kijken", "klaar"]);
}

// --- deelbomen -------------------------------------------------------------------------------------------------------

fn code(files: [Value; 4]) -> Arc<Boom> {
    built(files, "meldcode-test")
}

/// The meldcode with another afwegingskader under the same node.
fn other_kader() -> [Value; 4] {
    let kader = with(afwegingskader(), "/id", json!("afwegingskader-ander"));
    let kader = in_node(kader, "v2", |vraag| with(vraag, "/tekst", json!("Is het ernstig?")));
    let code = in_node(meldcode(), "afweging", |knoop| with(knoop, "/boom", json!("afwegingskader-ander")));
    [signalen("signalen-test", &["s1", "s2"]), kindcheck(), kader, code]
}

#[test]
fn deelbomen_under_one_node_are_compared_under_its_path() {
    let found = vergelijk(&code(meldcode_files()), &code(other_kader()));
    let different: Vec<&str> =
        found.stukken.iter().filter(|stuk| stuk.merk.verschilt()).map(|stuk| stuk.pad.as_str()).collect();
    assert_eq!(different, ["afweging", "afweging/v2"]);
    let all = paths(&found);
    assert!(all.contains(&"afweging/v1") && !all.iter().any(|path| path.starts_with("kindcheck/")), "{all:?}");
    let at = |path: &str| all.iter().position(|known| *known == path);
    assert_eq!(at("afweging/v1"), at("afweging").map(|at| at + 1), "directly behind the node: {all:?}");
    let v2 = found.stukken.iter().find(|stuk| stuk.pad == "afweging/v2").expect("it is there");
    assert_eq!(v2.stap, "1 Stap een", "the step of the meldcode");
    assert_eq!(shown(v2.tekst.as_slice()), ["≠ Vraag v2? | Is het ernstig?"]);
}

#[test]
fn a_deelboom_under_another_node_or_on_one_side_is_not_gone_into() {
    let files = other_kader();
    let weighs = |id: &str, boom: &str| {
        tree(
            "weegt",
            "route",
            [
                vraag("start", &[("ja", id), ("nee", "einde"), ("twijfel", id)]),
                deelboom(id, boom, &[("geen-kinderen", "einde"), ("zorgen", "einde")]),
                uitkomst("einde", "nvt", "hulp", &["collega"]),
            ],
        )
    };
    let one = built([files[1].clone(), weighs("kindcheck", "kindcheck")], "weegt");
    let none = built(
        [tree(
            "weegt",
            "route",
            [
                vraag("start", &[("ja", "einde"), ("nee", "einde"), ("twijfel", "einde")]),
                uitkomst("einde", "nvt", "hulp", &["collega"]),
            ],
        )],
        "weegt",
    );
    let found = vergelijk(&one, &none);
    assert_eq!(paths(&found), ["start", "kindcheck", "einde"]);
}

#[test]
fn a_pair_of_deelbomen_is_reported_once() {
    let twice = |text: &str| {
        let inner = tree(
            "binnen",
            "route",
            [with(vraag_naar("b1", "b2"), "/tekst", json!(text)), uitkomst("b2", "nvt", "hulp", &["collega"])],
        );
        let outer = tree(
            "buiten",
            "route",
            [
                deelboom("een", "binnen", &[("b2", "twee")]),
                deelboom("twee", "binnen", &[("b2", "einde")]),
                uitkomst("einde", "nvt", "hulp", &["collega"]),
            ],
        );
        built([inner, outer], "buiten")
    };
    let found = vergelijk(&twice("Eerst?"), &twice("Dan?"));
    assert_eq!(paths(&found), ["een", "een/b1", "een/b2", "twee", "einde"]);
    assert_eq!(only(&found).pad, "een/b1");
}

// --- any two trees ---------------------------------------------------------------------------------------------------

/// How a meldcode is changed: lists drawn from a few points, so that they have some in common and some twice.
#[derive(Debug, Clone)]
struct Plan {
    doen: Vec<&'static str>,
    vastleggen: Vec<&'static str>,
    acties: Vec<&'static str>,
    uitleg: Vec<(&'static str, Vec<&'static str>)>,
    vraag: &'static str,
    inner: &'static str,
    extra: Option<&'static str>,
    last: bool,
    turned: bool,
}

fn points(pool: &'static [&'static str]) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(pool), 0..6)
}

prop_compose! {
    fn plans()(
        doen in points(&["a", "b", "c", "d"]),
        vastleggen in points(&["x", "y"]),
        acties in prop::collection::vec(prop::sample::select(vec!["een", "twee", "drie"]), 1..4),
        uitleg in prop::collection::vec((prop::sample::select(vec!["kop", "kap"]), points(&["p", "q"])), 0..3),
        vraag in prop::sample::select(vec!["Onthuld?", "Verteld?"]),
        inner in prop::sample::select(vec!["Ernstig?", "Acuut?"]),
        extra in prop::option::of(prop::sample::select(vec!["extra", "meer"])),
        last in any::<bool>(),
        turned in any::<bool>(),
    ) -> Plan {
        Plan { doen, vastleggen, acties, uitleg, vraag, inner, extra, last, turned }
    }
}

impl Plan {
    fn build(&self) -> Arc<Boom> {
        let uitleg: Vec<Value> = self
            .uitleg
            .iter()
            .filter(|(_, punten)| !punten.is_empty())
            .map(|(kop, punten)| json!({ "kop": kop, "punten": punten }))
            .collect();
        let lists = json!({ "doen": self.doen, "vastleggen": self.vastleggen, "uitleg": uitleg });
        let mut code = in_node(meldcode(), "gesprek", |knoop| also(knoop, lists));
        code = in_node(code, "onthuld", |knoop| with(knoop, "/tekst", json!(self.vraag)));
        let acties: Vec<Value> = self.acties.iter().map(|tekst| actie(tekst, "leiding")).collect();
        code = in_node(code, "melden", |knoop| with(knoop, "/acties", json!(acties)));
        if let Some(extra) = self.extra {
            code = in_node(code, "gesprek", |knoop| with(knoop, "/naar", json!(extra)));
            let knoop = handeling(extra, &["geen"], "afweging");
            match self.last {
                true => code = plus_node(code, knoop),
                false => code["knopen"].as_array_mut().expect("nodes").insert(1, knoop),
            }
        }
        if self.turned {
            code = in_node(code, "signalen", |_| handeling("signalen", &["geen"], "kindcheck"));
        }
        let kader = in_node(afwegingskader(), "v2", |knoop| with(knoop, "/tekst", json!(self.inner)));
        built([signalen("signalen-test", &["s1", "s2"]), kindcheck(), kader, code], "meldcode-test")
    }
}

/// What a place says, with the sides swapped, in an order that does not depend on the side.
type Said = (String, StukSoort, Merk, Vec<Regel>, Vec<(String, Vec<Regel>)>);

fn mirrored(regel: &Regel) -> Regel {
    let merk = match regel.merk {
        Merk::AlleenLinks => Merk::AlleenRechts,
        Merk::AlleenRechts => Merk::AlleenLinks,
        same @ (Merk::Gelijk | Merk::Anders) => same,
    };
    Regel { merk, links: regel.rechts.clone(), rechts: regel.links.clone() }
}

fn said(verschil: &Verschil, swap: bool) -> Vec<Said> {
    let turn = |regel: &Regel| if swap { mirrored(regel) } else { regel.clone() };
    let lines = |regels: &[Regel]| {
        let mut found: Vec<Regel> = regels.iter().map(turn).collect();
        found.sort();
        found
    };
    let mut found: Vec<Said> = verschil
        .stukken
        .iter()
        .map(|stuk| {
            let merk = turn(&Regel { merk: stuk.merk, links: None, rechts: None }).merk;
            let mut parts: Vec<_> =
                stuk.onderdelen.iter().map(|part: &Onderdeel| (part.naam.clone(), lines(&part.regels))).collect();
            parts.sort();
            (stuk.pad.clone(), stuk.soort, merk, lines(stuk.tekst.as_slice()), parts)
        })
        .collect();
    found.sort();
    found
}

/// Every line of one side, in order; of nodes that stand in no deelboom.
fn side(verschil: &Verschil, of: fn(&Regel) -> Option<&String>) -> Vec<(&str, &str, &str)> {
    let outer = verschil.stukken.iter().filter(|stuk| !stuk.pad.contains('/'));
    outer
        .flat_map(|stuk| {
            let text = stuk.tekst.iter().map(move |line| (stuk.pad.as_str(), "", line));
            // Kind and step are only said where they differ.
            let parts = stuk.onderdelen.iter().filter(|part| part.naam != "Soort");
            let parts = parts.flat_map(move |part| {
                part.regels.iter().map(move |line| (stuk.pad.as_str(), part.naam.as_str(), line))
            });
            text.chain(parts)
        })
        .filter_map(|(pad, part, line)| Some((pad, part, of(line)?.as_str())))
        .collect()
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn swapping_the_sides_mirrors_what_is_found(left in plans(), right in plans()) {
        let (left, right) = (left.build(), right.build());
        prop_assert_eq!(said(&vergelijk(&left, &right), false), said(&vergelijk(&right, &left), true));
    }

    #[test]
    fn every_column_is_the_whole_of_its_tree(left in plans(), right in plans()) {
        let (left, right) = (left.build(), right.build());
        let found = vergelijk(&left, &right);
        let of_left = vergelijk(&left, &left);
        prop_assert_eq!(side(&found, |line| line.links.as_ref()), side(&of_left, |line| line.links.as_ref()));
        let of_right = vergelijk(&right, &right);
        let (mut there, mut whole) =
            (side(&found, |line| line.rechts.as_ref()), side(&of_right, |line| line.rechts.as_ref()));
        // On the right the order is that of the left tree.
        there.sort_unstable();
        whole.sort_unstable();
        prop_assert_eq!(there, whole);
        prop_assert_eq!(of_left.aantal(), 0);
    }
}

#[test]
fn nodes_of_one_side_are_left_out_of_nothing() {
    let smaller = in_node(without_node(weg(), "kijken"), "doen", |knoop| with(knoop, "/naar", json!("klaar")));
    let smaller =
        in_node(smaller, "start", |_| vraag("start", &[("ja", "doen"), ("nee", "klaar"), ("twijfel", "doen")]));
    let found = between(weg(), smaller);
    assert_eq!(paths(&found), ["start", "doen", "kijken", "klaar"]);
    assert_eq!(found.aantal(), 3, "the node, and the two that led there");
}

// --- the shipped trees -----------------------------------------------------------------------------------------------

#[test]
fn shipped_meldcodes_mirror_and_show_every_node_of_both_once() {
    let content = Content::shipped();
    let ids = ["basis", "artsen", "mondzorg", "verpleging", "onderwijs", "justitie"];
    let trees = ids.map(|id| content.tree(&format!("meldcode-{id}")).expect("it ships"));
    for left in &trees {
        for right in &trees {
            let found = vergelijk(left, right);
            assert_eq!(said(&found, false), said(&vergelijk(right, left), true), "{:?}", (&found.links, &found.rechts));
            let mut outer: Vec<&str> = paths(&found).into_iter().filter(|path| !path.contains('/')).collect();
            let mut nodes: Vec<&str> =
                left.knopen().iter().chain(right.knopen()).map(|knoop| knoop.kop.id.as_str()).collect();
            outer.sort_unstable();
            nodes.sort_unstable();
            nodes.dedup();
            assert_eq!(outer, nodes);
            assert_eq!(found.aantal() == 0, left.kop().id == right.kop().id);
        }
    }
}

#[test]
fn the_walk_of_the_base_is_met_in_the_order_of_its_file() {
    let base = Content::shipped().tree("meldcode-basis").expect("it ships");
    let same = vergelijk(&base, &base);
    let file: Vec<&str> = base.knopen().iter().map(|knoop| knoop.kop.id.as_str()).collect();
    let steps = |paths: &[&str]| -> Vec<String> {
        let step = |path: &&str| base.knoop(path).map(|knoop| knoop.kop.stap.clone()).unwrap_or_default();
        paths.iter().map(step).collect()
    };
    assert_eq!(steps(&paths(&same)), steps(&file), "the steps come in order");
    // Nobody meets a node before one that leads to it.
    let order = paths(&same);
    let at = |id: &str| order.iter().position(|known| *known == id);
    for knoop in base.knopen() {
        for (target, _) in knoop.targets() {
            assert!(at(&knoop.kop.id) < at(target), "{} leads to {target}", knoop.kop.id);
        }
    }
}
