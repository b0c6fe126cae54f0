//! What two checked trees say differently, and where. Nothing here says which of them is better.
//!
//! A node is the same node on both sides when it has the same id: trees of sectors take their nodes from one base
//! (`basis`), and keep its ids. What is compared is what a user reads, in the words in which it is shown; sources and
//! facts are not.

mod delen;
mod samen;
mod volgorde;

use std::collections::HashSet;

use super::Boom;
use crate::domain::inhoud::{Knoop, KnoopSoort, Stap};
use delen::{Deel, knoop_delen, kop_delen, soort_woord, stappen_deel, tekst_van, titel_van};
use samen::{regels, samen};
use volgorde::volgorde;

/// How something stands on the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Merk {
    /// On both sides, and the same.
    Gelijk,
    /// On both sides, and not the same.
    Anders,
    /// Left only.
    AlleenLinks,
    /// Right only.
    AlleenRechts,
}

impl Merk {
    /// The word in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Merk::Gelijk => "gelijk",
            Merk::Anders => "anders",
            Merk::AlleenLinks => "alleen-links",
            Merk::AlleenRechts => "alleen-rechts",
        }
    }

    /// The sign before a line. It says by itself what colour may repeat.
    pub fn teken(self) -> &'static str {
        match self {
            Merk::Gelijk => "=",
            Merk::Anders => "≠",
            Merk::AlleenLinks => "−",
            Merk::AlleenRechts => "+",
        }
    }

    /// Whether the two sides differ here.
    pub fn verschilt(self) -> bool {
        self != Merk::Gelijk
    }
}

/// A line as it stands left and right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Regel {
    /// How the two sides relate.
    pub merk: Merk,
    /// As it stands left.
    pub links: Option<String>,
    /// As it stands right. Where the mark is [`Merk::Gelijk`] only the name of where it leads may read differently.
    pub rechts: Option<String>,
}

/// A part of what stands in one place: a headed list of lines, or one text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Onderdeel {
    /// Its heading, such as `Niet doen`.
    pub naam: String,
    /// Its lines, those that are the same among them.
    pub regels: Vec<Regel>,
}

impl Onderdeel {
    /// Whether any line differs.
    pub fn verschilt(&self) -> bool {
        self.regels.iter().any(|regel| regel.merk.verschilt())
    }
}

/// What a place in the tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StukSoort {
    /// The head: title, framework, where it begins.
    Kop,
    /// The titles of the steps.
    Stappen,
    /// A node.
    Knoop,
}

impl StukSoort {
    /// The word in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            StukSoort::Kop => "kop",
            StukSoort::Stappen => "stappen",
            StukSoort::Knoop => "knoop",
        }
    }
}

/// A place in the tree: the head, the steps, or a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuk {
    /// What it is.
    pub soort: StukSoort,
    /// Full path of the node, such as `afweging/v2`; empty for head and steps.
    pub pad: String,
    /// How the two sides relate.
    pub merk: Merk,
    /// The step that it belongs to, as shown left, or right where it is right only; empty for head and steps.
    pub stap: String,
    /// What kind of node it is, in a word, as it is left, or right where it is right only.
    pub wat: &'static str,
    /// The one text that says what the node is: question, task or outcome. The head has its title here.
    pub tekst: Option<Regel>,
    /// Everything else, what is the same included.
    pub onderdelen: Vec<Onderdeel>,
}

impl Stuk {
    fn allebei(soort: StukSoort, wat: &'static str, tekst: Option<Regel>, onderdelen: Vec<Onderdeel>) -> Stuk {
        let mut stuk =
            Stuk { soort, pad: String::new(), merk: Merk::Gelijk, stap: String::new(), wat, tekst, onderdelen };
        stuk.weigh();
        stuk
    }

    /// Sets the mark of what stands on both sides.
    fn weigh(&mut self) {
        let text = self.tekst.iter().any(|regel| regel.merk.verschilt());
        if text || self.onderdelen.iter().any(Onderdeel::verschilt) {
            self.merk = Merk::Anders;
        }
    }
}

/// One of the two trees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kant {
    /// Its id.
    pub id: String,
    /// Its title.
    pub titel: String,
}

impl Kant {
    fn of(boom: &Boom) -> Kant {
        Kant { id: boom.kop().id.clone(), titel: boom.kop().titel.clone() }
    }
}

/// Two trees side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verschil {
    /// The tree on the left.
    pub links: Kant,
    /// The tree on the right.
    pub rechts: Kant,
    /// Head, steps, and every node in the order in which a user of the left tree meets them; what only the right tree
    /// has stands where it stands there.
    pub stukken: Vec<Stuk>,
}

impl Verschil {
    /// In how many places the two differ.
    pub fn aantal(&self) -> usize {
        self.stukken.iter().filter(|stuk| stuk.merk.verschilt()).count()
    }
}

/// Compares two trees, and the trees that they use under the same node.
pub fn vergelijk(links: &Boom, rechts: &Boom) -> Verschil {
    let kop = onderdelen(&kop_delen(links), &kop_delen(rechts));
    let titel = regels(&[titel_van(links)], &[titel_van(rechts)]).pop();
    let stukken = vec![
        Stuk::allebei(StukSoort::Kop, "kop", titel, kop.clone()),
        Stuk::allebei(StukSoort::Stappen, "stappen", None, onderdelen(&[stappen_deel(links)], &[stappen_deel(rechts)])),
    ];
    let mut paar = Paar { kop, gezien: HashSet::new(), stukken };
    paar.knopen(links, rechts, &Binnen::default());
    Verschil { links: Kant::of(links), rechts: Kant::of(rechts), stukken: paar.stukken }
}

/// The parts of both sides under each other, each with its lines.
fn onderdelen(links: &[Deel], rechts: &[Deel]) -> Vec<Onderdeel> {
    let lines = |deel: Option<&Deel>| deel.map(|deel| deel.lijnen.clone()).unwrap_or_default();
    let paired = samen(links, rechts, |deel| deel.naam.clone()).into_iter();
    let found = paired.filter_map(|(left, right)| {
        let naam = left.or(right)?.naam.clone();
        Some(Onderdeel { naam, regels: regels(&lines(left), &lines(right)) })
    });
    found.filter(|onderdeel| !onderdeel.regels.is_empty()).collect()
}

/// Around what a comparison goes on.
#[derive(Default)]
struct Binnen {
    /// The path before the ids: empty, or `afweging/`.
    prefix: String,
    /// The step of the outermost tree, for the nodes of a deelboom.
    stap: Option<String>,
}

/// Two trees that are being compared.
struct Paar {
    /// What the heads of the outermost trees say; a deelboom does not say it again.
    kop: Vec<Onderdeel>,
    /// Deelbomen that were compared already, by their fingerprints.
    gezien: HashSet<(String, String)>,
    stukken: Vec<Stuk>,
}

impl Paar {
    fn knopen(&mut self, links: &Boom, rechts: &Boom, binnen: &Binnen) {
        for (left, right) in samen(&volgorde(links), &volgorde(rechts), |knoop| knoop.kop.id.clone()) {
            let left = left.map(|knoop| Plaats { boom: links, knoop });
            let right = right.map(|knoop| Plaats { boom: rechts, knoop });
            let Some(mut stuk) = stuk(left, right, binnen) else { continue };
            let inner = left.and_then(Plaats::deelboom).zip(right.and_then(Plaats::deelboom));
            let inner = inner.filter(|(left, right)| self.is_new(left, right));
            if let Some((left, right)) = inner {
                self.add_kop(&mut stuk, left, right);
            }
            let binnen = Binnen { prefix: format!("{}/", stuk.pad), stap: Some(stuk.stap.clone()) };
            self.stukken.push(stuk);
            if let Some((left, right)) = inner {
                self.knopen(left, right, &binnen);
            }
        }
    }

    /// Whether two deelbomen differ and were not compared yet.
    fn is_new(&mut self, links: &Boom, rechts: &Boom) -> bool {
        let pair = (links.vingerafdruk().to_owned(), rechts.vingerafdruk().to_owned());
        pair.0 != pair.1 && self.gezien.insert(pair)
    }

    /// What the heads of two deelbomen say differently, unless the heads of the whole trees say it already.
    fn add_kop(&self, stuk: &mut Stuk, links: &Boom, rechts: &Boom) {
        let parts = onderdelen(&kop_delen(links), &kop_delen(rechts)).into_iter();
        stuk.onderdelen.extend(parts.filter(|part| part.verschilt() && !self.kop.contains(part)));
        stuk.weigh();
    }
}

/// A node with the tree that it stands in.
#[derive(Clone, Copy)]
struct Plaats<'a> {
    boom: &'a Boom,
    knoop: &'a Knoop,
}

impl<'a> Plaats<'a> {
    /// The tree that the node names, when it is a deelboom.
    fn deelboom(self) -> Option<&'a Boom> {
        let KnoopSoort::Deelboom(deelboom) = &self.knoop.soort else { return None };
        self.boom.tree(&deelboom.boom).map(AsRef::as_ref)
    }

    /// The step that the node belongs to in its own tree.
    fn stap(self) -> String {
        let id = &self.knoop.kop.stap;
        self.boom.stappen().iter().find(|stap| stap.id == *id).map_or_else(|| id.clone(), Stap::shown)
    }
}

/// What stands in one place on both sides, or on one; nothing when it stands on none.
fn stuk(left: Option<Plaats<'_>>, right: Option<Plaats<'_>>, binnen: &Binnen) -> Option<Stuk> {
    let shown = left.or(right)?;
    let parts = |side: Option<Plaats<'_>>| side.map(|at| knoop_delen(at.boom, at.knoop)).unwrap_or_default();
    let text = |side: Option<Plaats<'_>>| Vec::from_iter(side.map(|at| tekst_van(at.boom, at.knoop)));
    let mut found = Vec::new();
    if let (Some(left), Some(right)) = (left, right) {
        found.extend(onderdelen(&moved(left), &moved(right)).into_iter().filter(Onderdeel::verschilt));
    }
    found.extend(onderdelen(&parts(left), &parts(right)));
    let tekst = regels(&text(left), &text(right)).pop();
    let mut stuk = Stuk::allebei(StukSoort::Knoop, soort_woord(shown.knoop), tekst, found);
    stuk.pad = format!("{}{}", binnen.prefix, shown.knoop.kop.id);
    stuk.stap = binnen.stap.clone().unwrap_or_else(|| shown.stap());
    match (left, right) {
        (Some(_), None) => stuk.merk = Merk::AlleenLinks,
        (None, Some(_)) => stuk.merk = Merk::AlleenRechts,
        (Some(_), Some(_)) | (None, None) => {}
    }
    Some(stuk)
}

/// What is only worth saying where it differs: kind and step stand above every node already.
fn moved(at: Plaats<'_>) -> [Deel; 2] {
    [
        Deel::een("Soort", soort_woord(at.knoop), soort_woord(at.knoop).to_owned()),
        Deel::een("Stap", &at.knoop.kop.stap, at.stap()),
    ]
}
