//! A case that was made up, told in rounds (`intervisie.md` chapter 4). No real person or place stands in it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::begrippen::Melden;
use super::kop::Zekerheid;

/// Where a weighing stands that waits until help can be tested: no outcome of the tree, and never "not reporting".
pub const WACHT_OP_TOETS: &str = "wacht-op-toets";

/// A case in rounds: what becomes known, how it can be weighed then, and what is defensible in the end.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Oefencasus {
    /// Short code, such as `C06`.
    pub code: String,
    /// Where it plays and for whom, in one or two sentences.
    pub setting: String,
    /// Ids of the sectors it fits.
    pub sectoren: Vec<String>,
    /// The tree that weighs it.
    pub boom: String,
    /// Whether the meldcode binds whoever plays; where it does not, the weighing is only an exercise.
    #[serde(default = "yes")]
    pub wettelijk: bool,
    /// The rounds.
    pub ronden: Vec<Ronde>,
    /// What an aandachtsfunctionaris weighs here.
    pub weegt: Vec<String>,
    /// Decisions that can be defended.
    pub verdedigbaar: Vec<Besluitkeuze>,
    /// Decisions that cannot.
    pub niet_verdedigbaar: Vec<Besluitkeuze>,
    /// What stays.
    pub leerpunten: Vec<String>,
    /// Who knows what, where the case is split over players (a fragmented file).
    #[serde(default)]
    pub spelers: Vec<Speler>,
    /// Numbers of domain facts; the sources of the head are those of the whole.
    pub feiten: Vec<String>,
    /// Never firmer than the weakest fact.
    pub zekerheid: Zekerheid,
}

fn yes() -> bool {
    true
}

/// A round.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ronde {
    /// Name within the file: `r1`, `r2` ...
    pub id: String,
    /// A few words.
    pub titel: String,
    /// Steps of the meldcode that are in order now.
    pub stappen: Vec<String>,
    /// What becomes known.
    pub feiten: Vec<Casusfeit>,
    /// What the groups talk about.
    pub vragen: Vec<String>,
    /// How the five questions can be answered now. Questions that the tree does not reach are marked as exercise.
    pub weging: Vec<Weging>,
    /// The outcome that the tree has on these answers, or [`WACHT_OP_TOETS`].
    pub uitkomst: String,
}

/// Something that becomes known.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Casusfeit {
    /// Name within the file: `f1`, `f2` ...
    pub id: String,
    /// The fact.
    pub tekst: String,
    /// What the debrief says about it, such as that it is an assumption.
    #[serde(default)]
    pub let_op: String,
}

/// An answer to one of the questions `v1` to `v5`, as it can be given in a round.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Weging {
    /// The question: `v1` to `v5`.
    pub vraag: String,
    /// The answer that the case itself takes: `ja`, `nee` or `twijfel`.
    pub antwoord: String,
    /// Every answer that can be defended now, the first one included.
    pub verdedigbaar: Vec<String>,
    /// Why.
    pub waarom: String,
    /// The fact that turned the answer, when it differs from the round before.
    #[serde(default)]
    pub omslagfeit: Option<String>,
    /// Whether the tree had ended already: then the question is answered together with Veilig Thuis, and here only to
    /// practise.
    #[serde(default)]
    pub ter_oefening: bool,
}

/// A decision, and why it can or cannot be defended.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Besluitkeuze {
    /// Name within the file.
    pub id: String,
    /// The decision.
    pub tekst: String,
    /// Whether it reports: `ja`, `nee`, `advies`; not given where it is about something else.
    #[serde(default)]
    pub melden: Option<Melden>,
    /// Why, or under which condition.
    pub waarom: String,
}

/// A player of a fragmented file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Speler {
    /// Name within the file.
    pub id: String,
    /// The function of the player, such as `leerkracht`.
    pub naam: String,
    /// Ids of the facts that this player knows.
    pub feiten: Vec<String>,
}

impl Oefencasus {
    /// Everything in it that somebody wrote, with its place.
    pub fn teksten(&self) -> Vec<(String, &str)> {
        let mut found = vec![("setting".to_owned(), self.setting.as_str())];
        for ronde in &self.ronden {
            let place = format!("ronde {}", ronde.id);
            found.push((place.clone(), &ronde.titel));
            for feit in &ronde.feiten {
                found.push((format!("{place}, feit {}", feit.id), &feit.tekst));
                found.push((format!("{place}, feit {}", feit.id), &feit.let_op));
            }
            found.extend(ronde.vragen.iter().map(|vraag| (place.clone(), vraag.as_str())));
            found.extend(ronde.weging.iter().map(|weging| (format!("{place}, {}", weging.vraag), &*weging.waarom)));
        }
        for (name, texts) in [("weegt", &self.weegt), ("leerpunten", &self.leerpunten)] {
            found.extend(texts.iter().map(|text| (name.to_owned(), text.as_str())));
        }
        for besluit in self.verdedigbaar.iter().chain(&self.niet_verdedigbaar) {
            found.push((format!("besluit {}", besluit.id), &besluit.tekst));
            found.push((format!("besluit {}", besluit.id), &besluit.waarom));
        }
        found.retain(|(_, text)| !text.trim().is_empty());
        found
    }

    /// Every fact with the number of its round.
    pub fn casusfeiten(&self) -> impl Iterator<Item = (usize, &Casusfeit)> {
        self.ronden.iter().enumerate().flat_map(|(at, ronde)| ronde.feiten.iter().map(move |feit| (at, feit)))
    }
}
