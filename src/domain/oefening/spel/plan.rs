//! An exercise as it is played: its rounds, what each of them reveals and asks, whatever the kind of exercise.
//!
//! Cards and cases become the same thing here, so that one state machine ([`Oefenstand`](super::Oefenstand)) and one
//! screen play every kind. The kind decides what a round is, what can be chosen and what is revealed; after this nobody
//! asks for it any more.

use super::weigering::Oefenfout;
use crate::domain::inhoud::{Keuze, Oefenaard, Oefencasus, Oefenkaart, Oefenvorm, Ronde, WACHT_OP_TOETS, Werkvorm};

/// An exercise as it is played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oefenplan {
    /// The rounds, in order; none where there are only phases.
    pub ronden: Vec<Planronde>,
    /// Whether the groups vote again after they have talked.
    pub tweede_stem: bool,
    /// Whether a vote says how certain it is.
    pub zekerheid: bool,
    /// What is decided at the end of a case; nothing where there is no case.
    pub besluit: Option<Planbesluit>,
    /// Questions for the debrief.
    pub nabespreken: Vec<String>,
    /// What stays.
    pub leerpunten: Vec<String>,
    /// What the group has at the end.
    pub uitkomst: Vec<String>,
}

/// A round: what becomes known, what is asked, what is said about it afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planronde {
    /// Name within the content: of the round of a case, of the card, of the first card of a set.
    pub id: String,
    /// A few words.
    pub titel: String,
    /// What becomes known, one after the other.
    pub feiten: Vec<Planfeit>,
    /// What the groups talk about.
    pub praat: Vec<String>,
    /// What they vote on.
    pub vragen: Vec<Planvraag>,
    /// Said with the explanation: the steps that are in order now, where the weighing stands.
    pub nu: Vec<String>,
}

/// Something that becomes known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planfeit {
    /// Name within the case.
    pub id: String,
    /// The fact.
    pub tekst: String,
    /// What the debrief says about it.
    pub let_op: String,
}

/// A question with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planvraag {
    /// `v1` to `v5`, the id of a card, or that of a round.
    pub id: String,
    /// The question.
    pub tekst: String,
    /// The answers.
    pub keuzes: Vec<Plankeuze>,
    /// Whether somebody may choose several answers.
    pub meerdere: bool,
    /// Ids of the answers that can be defended; none where there is no such thing.
    pub goed: Vec<String>,
    /// How those are called: `Antwoord`, `Te verdedigen`.
    pub goed_heet: &'static str,
    /// Why.
    pub uitleg: String,
    /// The fact that turned the answer, where the case says so.
    pub omslagfeit: Option<String>,
    /// Whether the tree had ended before this question.
    pub ter_oefening: bool,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plankeuze {
    /// Its id.
    pub id: String,
    /// As shown.
    pub tekst: String,
    /// What choosing it costs, or what is said against it.
    pub prijs: String,
}

/// What is decided at the end of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planbesluit {
    /// What is weighed.
    pub weegt: Vec<String>,
    /// What can be defended, and why.
    pub verdedigbaar: Vec<(String, String)>,
    /// What cannot, and why.
    pub niet_verdedigbaar: Vec<(String, String)>,
}

/// Whether an exercise of this kind is played on a case.
pub fn neemt_casus(aard: Oefenaard) -> bool {
    matches!(aard, Oefenaard::Afwegingskader | Oefenaard::Ronden)
}

impl Oefenplan {
    /// The plan of an exercise, on a case where it takes one.
    ///
    /// # Errors
    /// The way of working is no exercise, or it takes a case and there is none.
    pub fn van(werkvorm: &Werkvorm, casus: Option<&Oefencasus>) -> Result<Oefenplan, Oefenfout> {
        let vorm = werkvorm.oefening.as_ref().ok_or(Oefenfout::GeenOefening)?;
        let casus = if neemt_casus(vorm.aard) { Some(casus.ok_or(Oefenfout::GeenCasus)?) } else { None };
        let ronden = match (vorm.aard, casus) {
            (Oefenaard::Drempelmuur, _) => muur(vorm).into_iter().collect(),
            (Oefenaard::Signaalkaarten | Oefenaard::Feitenmuur | Oefenaard::Kind | Oefenaard::Vrij, _) => {
                sets(werkvorm, vorm)
            }
            (Oefenaard::Stellingen | Oefenaard::Dilemma | Oefenaard::Quiz | Oefenaard::Wiebelje, _) => {
                vorm.kaarten.iter().enumerate().map(|(at, kaart)| kaart_alleen(werkvorm, vorm, at, kaart)).collect()
            }
            (Oefenaard::Afwegingskader, Some(casus)) => casus.ronden.iter().map(weging_van).collect(),
            (Oefenaard::Ronden, Some(casus)) => casus.ronden.iter().map(|ronde| ronde_van(vorm, ronde)).collect(),
            (Oefenaard::Afwegingskader | Oefenaard::Ronden, None) => Vec::new(),
        };
        Ok(Oefenplan {
            ronden,
            tweede_stem: vorm.tweede_stem,
            zekerheid: vorm.zekerheid_vragen,
            besluit: casus.map(besluit),
            nabespreken: vorm.nabespreken.clone(),
            leerpunten: casus.map(|casus| casus.leerpunten.clone()).unwrap_or_default(),
            uitkomst: werkvorm.uitkomst.clone(),
        })
    }

    /// A fact of the case, by its id.
    pub fn feit(&self, id: &str) -> Option<&Planfeit> {
        self.ronden.iter().flat_map(|ronde| &ronde.feiten).find(|feit| feit.id == id)
    }
}

impl Planvraag {
    /// The text of an answer.
    pub fn keuze(&self, at: usize) -> &str {
        self.keuzes.get(at).map_or("", |keuze| &keuze.tekst)
    }

    /// The answers that can be defended, as shown.
    pub fn goede(&self) -> Vec<&str> {
        self.keuzes.iter().filter(|keuze| self.goed.contains(&keuze.id)).map(|keuze| keuze.tekst.as_str()).collect()
    }
}

fn keuzes(found: &[Keuze]) -> Vec<Plankeuze> {
    let keuze =
        |keuze: &Keuze| Plankeuze { id: keuze.id.clone(), tekst: keuze.tekst.clone(), prijs: keuze.prijs.clone() };
    found.iter().map(keuze).collect()
}

/// A card with its own answers, or those of the exercise.
fn kaartvraag(werkvorm: &Werkvorm, vorm: &Oefenvorm, kaart: &Oefenkaart) -> Planvraag {
    Planvraag {
        id: kaart.id.clone(),
        tekst: kaart.tekst.clone(),
        keuzes: keuzes(werkvorm.keuzes(kaart)),
        meerdere: false,
        goed: kaart.goed.clone(),
        goed_heet: match vorm.aard {
            Oefenaard::Quiz | Oefenaard::Feitenmuur => "Antwoord",
            Oefenaard::Wiebelje => "Past hier",
            Oefenaard::Stellingen
            | Oefenaard::Dilemma
            | Oefenaard::Signaalkaarten
            | Oefenaard::Afwegingskader
            | Oefenaard::Ronden
            | Oefenaard::Drempelmuur
            | Oefenaard::Kind
            | Oefenaard::Vrij => TE_VERDEDIGEN,
        },
        uitleg: kaart.uitleg.clone(),
        omslagfeit: None,
        ter_oefening: false,
    }
}

fn kaart_alleen(werkvorm: &Werkvorm, vorm: &Oefenvorm, at: usize, kaart: &Oefenkaart) -> Planronde {
    let nummer = format!("Kaart {}", at + 1);
    let titel = if kaart.set.is_empty() { nummer } else { format!("{nummer}, {}", kaart.set) };
    Planronde {
        id: kaart.id.clone(),
        titel,
        feiten: Vec::new(),
        praat: vec![vorm.vraag.clone()],
        vragen: vec![kaartvraag(werkvorm, vorm, kaart)],
        nu: Vec::new(),
    }
}

/// A round for each set: its cards are laid down together.
fn sets(werkvorm: &Werkvorm, vorm: &Oefenvorm) -> Vec<Planronde> {
    let mut found: Vec<(&str, Planronde)> = Vec::new();
    for kaart in &vorm.kaarten {
        let vraag = kaartvraag(werkvorm, vorm, kaart);
        match found.last_mut() {
            Some((set, ronde)) if *set == kaart.set => ronde.vragen.push(vraag),
            _ => {
                let titel = if kaart.set.is_empty() { format!("Ronde {}", found.len() + 1) } else { kaart.set.clone() };
                let ronde = Planronde {
                    id: kaart.id.clone(),
                    titel,
                    feiten: Vec::new(),
                    praat: vec![vorm.vraag.clone()],
                    vragen: vec![vraag],
                    nu: Vec::new(),
                };
                found.push((&kaart.set, ronde));
            }
        }
    }
    found.into_iter().map(|(_, ronde)| ronde).collect()
}

/// One wall: its clusters are counted, and somebody may put up several notes.
fn muur(vorm: &Oefenvorm) -> Option<Planronde> {
    let first = vorm.kaarten.first()?;
    let mut clusters: Vec<(&str, Plankeuze)> = Vec::new();
    for kaart in &vorm.kaarten {
        let naam = if kaart.set.is_empty() { &kaart.tekst } else { &kaart.set };
        if clusters.iter().all(|(known, _)| *known != naam.as_str()) {
            let cluster = Plankeuze { id: kaart.id.clone(), tekst: naam.clone(), prijs: kaart.uitleg.clone() };
            clusters.push((naam, cluster));
        }
    }
    let vraag = Planvraag {
        id: first.id.clone(),
        tekst: vorm.vraag.clone(),
        keuzes: clusters.into_iter().map(|(_, cluster)| cluster).collect(),
        meerdere: true,
        goed: Vec::new(),
        goed_heet: TE_VERDEDIGEN,
        uitleg: String::new(),
        omslagfeit: None,
        ter_oefening: false,
    };
    Some(Planronde {
        id: first.id.clone(),
        titel: "De muur".to_owned(),
        feiten: Vec::new(),
        praat: Vec::new(),
        vragen: vec![vraag],
        nu: Vec::new(),
    })
}

fn leeg(ronde: &Ronde) -> Planronde {
    let feiten = ronde.feiten.iter().map(|feit| Planfeit {
        id: feit.id.clone(),
        tekst: feit.tekst.clone(),
        let_op: feit.let_op.clone(),
    });
    let mut nu = Vec::new();
    if !ronde.stappen.is_empty() {
        nu.push(format!("Stappen die nu aan de orde zijn: {}.", ronde.stappen.join(", ")));
    }
    if ronde.uitkomst == WACHT_OP_TOETS {
        nu.push("De weging wacht tot de hulp getoetst kan worden. Dat is geen besluit om niet te melden.".to_owned());
    }
    Planronde {
        id: ronde.id.clone(),
        titel: ronde.titel.clone(),
        feiten: feiten.collect(),
        praat: ronde.vragen.clone(),
        vragen: Vec::new(),
        nu,
    }
}

/// A round of a case with the five questions of the afwegingskader, as far as they can be asked in it.
fn weging_van(ronde: &Ronde) -> Planronde {
    let vragen = ronde.weging.iter().map(|weging| Planvraag {
        id: weging.vraag.clone(),
        tekst: afweging(&weging.vraag).to_owned(),
        keuzes: ANTWOORDEN
            .iter()
            .map(|(id, tekst)| Plankeuze { id: (*id).to_owned(), tekst: (*tekst).to_owned(), prijs: String::new() })
            .collect(),
        meerdere: false,
        goed: weging.verdedigbaar.clone(),
        goed_heet: TE_VERDEDIGEN,
        uitleg: weging.waarom.clone(),
        omslagfeit: weging.omslagfeit.clone(),
        ter_oefening: weging.ter_oefening,
    });
    Planronde { vragen: vragen.collect(), ..leeg(ronde) }
}

/// A round of a case with the question of the exercise, where it has answers of its own; else with those of the
/// afwegingskader.
fn ronde_van(vorm: &Oefenvorm, ronde: &Ronde) -> Planronde {
    if vorm.keuzes.is_empty() {
        return weging_van(ronde);
    }
    let goed =
        |keuze: &&Keuze| ronde.stappen.iter().any(|stap| *stap == keuze.id || keuze.id == format!("stap-{stap}"));
    let vraag = Planvraag {
        id: ronde.id.clone(),
        tekst: vorm.vraag.clone(),
        keuzes: keuzes(&vorm.keuzes),
        meerdere: false,
        goed: vorm.keuzes.iter().filter(goed).map(|keuze| keuze.id.clone()).collect(),
        goed_heet: "Nu aan de orde",
        uitleg: ronde.weging.iter().map(|weging| weging.waarom.as_str()).collect::<Vec<_>>().join(" "),
        omslagfeit: ronde.weging.iter().find_map(|weging| weging.omslagfeit.clone()),
        ter_oefening: false,
    };
    Planronde { vragen: vec![vraag], ..leeg(ronde) }
}

fn besluit(casus: &Oefencasus) -> Planbesluit {
    let pairs = |found: &[crate::domain::inhoud::Besluitkeuze]| {
        found.iter().map(|keuze| (keuze.tekst.clone(), keuze.waarom.clone())).collect()
    };
    Planbesluit {
        weegt: casus.weegt.clone(),
        verdedigbaar: pairs(&casus.verdedigbaar),
        niet_verdedigbaar: pairs(&casus.niet_verdedigbaar),
    }
}

/// How answers are called that are not right or wrong.
const TE_VERDEDIGEN: &str = "Te verdedigen";

/// The answers to a question of the afwegingskader.
const ANTWOORDEN: [(&str, &str); 3] = [("ja", "Ja"), ("nee", "Nee"), ("twijfel", "Twijfel")];

/// The five questions, as a group is asked them.
fn afweging(id: &str) -> &'static str {
    match id {
        "v1" => "1. Blijft het vermoeden bestaan?",
        "v2" => "2. Is er acute of structurele onveiligheid?",
        "v3" => "3. Kan ik, of kan een partner, passende hulp organiseren?",
        "v4" => "4. Aanvaarden de betrokkenen die hulp, en zetten zij zich in?",
        "v5" => "5. Leidt de hulp binnen de termijn tot veiligheid of herstel?",
        _ => "Hoe weegt u dit?",
    }
}
