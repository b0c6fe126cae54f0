//! Everything that a tree says, with the certainty of each saying.

use std::collections::HashSet;

use super::Boom;
use crate::domain::inhoud::{Actie, Knoop, KnoopSoort, Termijn, Zekerheid};

/// One thing that a tree says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Uitspraak {
    /// Id of the node.
    pub knoop: String,
    /// The text.
    pub tekst: String,
    /// Its own certainty, or that of the node it stands in.
    pub zekerheid: Zekerheid,
    /// The facts it rests on.
    pub feiten: Vec<String>,
}

/// How many things are said with each certainty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Telling {
    /// Certainty high.
    pub hoog: usize,
    /// Certainty middle.
    pub middel: usize,
    /// Certainty low.
    pub laag: usize,
}

impl Telling {
    /// Counts what is said.
    pub fn of<'a>(uitspraken: impl IntoIterator<Item = &'a Uitspraak>) -> Telling {
        let mut telling = Telling::default();
        for uitspraak in uitspraken {
            match uitspraak.zekerheid {
                Zekerheid::Hoog => telling.hoog += 1,
                Zekerheid::Middel => telling.middel += 1,
                Zekerheid::Laag => telling.laag += 1,
            }
        }
        telling
    }
}

/// Everything that a tree says in its own nodes, in their order. Its deelbomen say the rest under their own ids.
pub fn uitspraken(boom: &Boom) -> Vec<Uitspraak> {
    boom.knopen().iter().flat_map(of_knoop).collect()
}

/// What a tree says that the tree it is based on does not say in the same words and with the same certainty.
pub fn eigen_uitspraken(boom: &Boom, basis: Option<&Boom>) -> Vec<Uitspraak> {
    let inherited: HashSet<Uitspraak> = basis.map(uitspraken).into_iter().flatten().collect();
    uitspraken(boom).into_iter().filter(|said| !inherited.contains(said)).collect()
}

fn of_knoop(knoop: &Knoop) -> Vec<Uitspraak> {
    let Some(around) = knoop.kop.zekerheid else { return Vec::new() };
    let said = |tekst: &str, zekerheid: Option<Zekerheid>, feiten: &[String]| Uitspraak {
        knoop: knoop.kop.id.clone(),
        tekst: tekst.to_owned(),
        zekerheid: zekerheid.unwrap_or(around),
        feiten: if feiten.is_empty() { knoop.kop.feiten.clone() } else { feiten.to_vec() },
    };
    let mut found = vec![said(knoop.prompt(), None, &[])];
    found.extend(knoop.kop.toelichting.iter().map(|tekst| said(tekst, None, &[])));
    found.extend(knoop.punten().into_iter().map(|(punt, _)| said(punt.tekst(), punt.zekerheid(), punt.feiten())));
    let actie = |actie: &Actie| said(&actie.tekst, actie.zekerheid, &actie.feiten);
    let termijn = |termijn: &Termijn| said(&termijn.tekst, termijn.zekerheid, &termijn.feiten);
    match &knoop.soort {
        KnoopSoort::Vraag(vraag) => {
            found.extend(vraag.antwoorden.iter().filter_map(|antwoord| antwoord.actie.as_ref()).map(actie));
        }
        KnoopSoort::Uitkomst(uitkomst) => {
            found.extend(uitkomst.tekst.iter().map(|tekst| said(tekst, None, &[])));
            found.extend(uitkomst.acties.iter().map(actie));
            found.extend(uitkomst.termijnen.iter().map(termijn));
        }
        KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) => {}
    }
    found
}
