//! The sums as `--json` prints them.

use serde::Serialize;

use crate::domain::oefening::{
    Bespreekpunt, Eind, Groepsweging, Kappa, Overeenstemming, Rekening, Stemming, Verschuiving,
};

/// Everything that can be said of votes.
#[derive(Serialize)]
pub struct Shape<'a> {
    groepen: usize,
    mensen: u32,
    vragen: Vec<Vraag<'a>>,
    kappa: Kappavorm,
    #[serde(skip_serializing_if = "Option::is_none")]
    kappa_tweede: Option<Kappavorm>,
    verschuivingen: &'a [Verschuiving],
    eerst_bespreken: Vec<Punt<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    afweging: Option<Vec<Weging<'a>>>,
    waarschuwingen: &'a [String],
}

#[derive(Serialize)]
struct Vraag<'a> {
    vraag: &'a str,
    eerst: Stand<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tweede: Option<Stand<'a>>,
}

#[derive(Serialize)]
struct Stand<'a> {
    stemmen: u32,
    keuzes: Vec<Keuze<'a>>,
    grootste: Vec<&'a str>,
    procent: Option<u32>,
    bespreekstof: bool,
}

#[derive(Serialize)]
struct Keuze<'a> {
    keuze: &'a str,
    aantal: u32,
    procent: Option<u32>,
}

#[derive(Serialize)]
struct Kappavorm {
    waarde: Option<f64>,
    duiding: Option<&'static str>,
    waarom_niet: Option<&'static str>,
    gelijk_aantal: Option<bool>,
    zinnen: Vec<String>,
}

#[derive(Serialize)]
struct Punt<'a> {
    groep: &'a str,
    #[serde(flatten)]
    punt: &'a Bespreekpunt,
}

#[derive(Serialize)]
struct Weging<'a> {
    groep: &'a str,
    antwoorden: Vec<Antwoord<'a>>,
    uitkomst: Option<&'a str>,
    melden: Option<&'static str>,
    blijft_staan_bij: Option<&'a str>,
    als_casus: bool,
}

#[derive(Serialize)]
struct Antwoord<'a> {
    vraag: &'a str,
    antwoord: &'a str,
    gelijk: bool,
    verdedigbaar: Option<bool>,
}

/// The shape of sums.
pub fn shape<'a>(stemming: &'a Stemming, rekening: &'a Rekening, afweging: Option<&'a [Groepsweging]>) -> Shape<'a> {
    let name = |at: usize| stemming.groepen.get(at).map_or("", |groep| groep.naam.as_str());
    let vragen = stemming.rondes.iter().enumerate().map(|(at, ronde)| Vraag {
        vraag: &ronde.vraag,
        eerst: stand(&ronde.keuzes, &rekening.vragen[at]),
        tweede: rekening.tweede[at].as_ref().map(|found| stand(&ronde.keuzes, found)),
    });
    Shape {
        groepen: stemming.groepen.len(),
        mensen: stemming.mensen(),
        vragen: vragen.collect(),
        kappa: kappa(&rekening.kappa),
        kappa_tweede: rekening.kappa_tweede.as_ref().map(kappa),
        verschuivingen: &rekening.verschuivingen,
        eerst_bespreken: rekening.bespreken.iter().map(|punt| Punt { groep: name(punt.groep), punt }).collect(),
        afweging: afweging.map(|all| all.iter().map(|one| weging(name(one.groep), one)).collect()),
        waarschuwingen: &rekening.waarschuwingen,
    }
}

fn stand<'a>(keuzes: &'a [String], found: &Overeenstemming) -> Stand<'a> {
    let one = |(at, keuze): (usize, &'a String)| Keuze {
        keuze,
        aantal: found.aantallen.get(at).copied().unwrap_or(0),
        procent: found.procent(at),
    };
    Stand {
        stemmen: found.stemmen,
        keuzes: keuzes.iter().enumerate().map(one).collect(),
        grootste: found.grootste.iter().filter_map(|at| keuzes.get(*at)).map(String::as_str).collect(),
        procent: found.aandeel.map(crate::domain::oefening::Aandeel::procent),
        bespreekstof: found.is_bespreekstof(),
    }
}

fn kappa(kappa: &Kappa) -> Kappavorm {
    let zinnen = kappa.zinnen();
    match kappa {
        Kappa::Waarde(found) => Kappavorm {
            waarde: Some(found.kappa),
            duiding: Some(found.duiding().text()),
            waarom_niet: None,
            gelijk_aantal: Some(found.is_gelijk()),
            zinnen,
        },
        Kappa::Niet(reden) => {
            Kappavorm { waarde: None, duiding: None, waarom_niet: Some(reden.id()), gelijk_aantal: None, zinnen }
        }
    }
}

fn weging<'a>(groep: &'a str, one: &'a Groepsweging) -> Weging<'a> {
    let (melden, open) = match &one.eind {
        Eind::Uitkomst { melden, .. } => (Some(melden.name()), None),
        Eind::WachtOpToets => (None, None),
        Eind::Open(vraag) => (None, Some(vraag.as_str())),
    };
    Weging {
        groep,
        antwoorden: one
            .antwoorden
            .iter()
            .map(|given| Antwoord {
                vraag: &given.vraag,
                antwoord: &given.antwoord,
                gelijk: given.gelijk,
                verdedigbaar: given.verdedigbaar,
            })
            .collect(),
        uitkomst: one.eind.id(),
        melden,
        blijft_staan_bij: open,
        als_casus: one.als_casus,
    }
}
