//! A way of working for a group: a method of intervisie, an exercise of a workshop, or a programme made of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::kop::Zekerheid;

/// A way of working: its phases with their minutes, who does what, and what comes out of it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Werkvorm {
    /// Method, exercise or programme.
    pub vorm: Werkvormsoort,
    /// Short code: `M01` for a method, `W04` for an exercise, `P90` for a programme.
    pub code: String,
    /// What it is for, in one sentence.
    pub doel: String,
    /// When it fits.
    pub wanneer: String,
    /// How many people can take part.
    pub groep: Groepsgrootte,
    /// Minutes of all phases together.
    pub minuten: u16,
    /// Where the minutes come from.
    pub minuten_herkomst: Minutenherkomst,
    /// What the group or its leader must have done before; empty when nothing.
    #[serde(default)]
    pub ervaring: String,
    /// Which kinds of question it fits: ids of [`VRAAGSOORTEN`].
    #[serde(default)]
    pub vragen: Vec<String>,
    /// Who does what throughout.
    pub rollen: Vec<Werkvormrol>,
    /// The phases, in order.
    pub fasen: Vec<Fase>,
    /// What the group has at the end.
    pub uitkomst: Vec<String>,
    /// What goes wrong most often.
    pub valkuilen: Vec<String>,
    /// Other ways to do it.
    #[serde(default)]
    pub varianten: Vec<String>,
    /// What an exercise asks of the groups; only exercises have it.
    #[serde(default)]
    pub oefening: Option<Oefenvorm>,
    /// Numbers of domain facts; the sources of the head are those of the whole.
    pub feiten: Vec<String>,
    /// Never firmer than the weakest fact.
    pub zekerheid: Zekerheid,
}

/// Kind of way of working.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Werkvormsoort {
    /// A method of intervisie.
    Methode,
    /// An exercise of a workshop.
    Oefening,
    /// A programme of several parts.
    Programma,
}

impl Werkvormsoort {
    /// The word shown to users.
    pub fn name(self) -> &'static str {
        match self {
            Werkvormsoort::Methode => "methode",
            Werkvormsoort::Oefening => "oefening",
            Werkvormsoort::Programma => "programma",
        }
    }
}

/// Size of a group, the ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Groepsgrootte {
    /// Fewest.
    pub van: u16,
    /// Most.
    pub tot: u16,
}

/// Where minutes come from (`intervisie.md`: bron, deels, eigen).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Minutenherkomst {
    /// The source gives them.
    Bron,
    /// The source gives some of them, or the total.
    Deels,
    /// Proposed here.
    Voorstel,
}

impl Minutenherkomst {
    /// The word shown to users.
    pub fn name(self) -> &'static str {
        match self {
            Minutenherkomst::Bron => "bron",
            Minutenherkomst::Deels => "deels",
            Minutenherkomst::Voorstel => "voorstel",
        }
    }
}

/// A role in a way of working.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Werkvormrol {
    /// Name within the file.
    pub id: String,
    /// As shown, such as `gespreksleider`.
    pub naam: String,
    /// How many people; everybody else when it is not given.
    #[serde(default)]
    pub aantal: Option<u16>,
    /// What the role does.
    pub taak: String,
}

/// A phase.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fase {
    /// Name within the file.
    pub id: String,
    /// As shown above the instruction.
    pub titel: String,
    /// One word for the list of phases, at most 14 letters.
    pub kort: String,
    /// Planned minutes.
    pub minuten: u16,
    /// Where these minutes come from.
    pub herkomst: Minutenherkomst,
    /// What the group does, in the words in which it can be read aloud.
    pub tekst: String,
    /// What the leader watches or says.
    #[serde(default)]
    pub leider: String,
    /// What each role does now.
    #[serde(default)]
    pub doet: Vec<Roltaak>,
    /// Roles that are silent now.
    #[serde(default)]
    pub zwijgt: Vec<String>,
    /// Whether the phase falls away when it is not needed.
    #[serde(default)]
    pub vervalt_als: String,
    /// Code of the way of working that this part of a programme is.
    #[serde(default)]
    pub werkvorm: Option<String>,
}

/// What a role does in a phase.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Roltaak {
    /// Id of the role.
    pub rol: String,
    /// What it does, in a few words.
    pub tekst: String,
}

/// What an exercise asks.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Oefenvorm {
    /// How the exercise goes.
    pub aard: Oefenaard,
    /// The question at every card.
    pub vraag: String,
    /// The answers to choose from, where a card has none of its own.
    #[serde(default)]
    pub keuzes: Vec<Keuze>,
    /// Whether the groups vote again after they have talked.
    #[serde(default)]
    pub tweede_stem: bool,
    /// Whether a vote says how certain it is, 1 to 5.
    #[serde(default)]
    pub zekerheid_vragen: bool,
    /// Questions for the debrief.
    pub nabespreken: Vec<String>,
    /// The cards; none where the exercise takes a case.
    #[serde(default)]
    pub kaarten: Vec<Oefenkaart>,
}

/// How an exercise goes (`intervisie.md` §3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Oefenaard {
    /// Statements: agree, disagree, doubt; then arguments; then again (W04).
    Stellingen,
    /// Two roads, each at a price (W05).
    Dilemma,
    /// Cards with signals, weighed by each group (W06).
    Signaalkaarten,
    /// The five questions of the afwegingskader on a case (W08).
    Afwegingskader,
    /// A case in rounds (W09).
    Ronden,
    /// Questions with an answer (W10).
    Quiz,
    /// Sentences sorted into fact, what somebody says, interpretation, judgement (W12).
    Feitenmuur,
    /// Whom to ring in a situation (W14).
    Wiebelje,
    /// What kept us from speaking, in clusters (W15).
    Drempelmuur,
    /// What the child knows, hears and is asked at each step (W16).
    Kind,
    /// Only phases and instructions: what people do together without cards.
    Vrij,
}

/// An answer to choose.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keuze {
    /// Name within the exercise.
    pub id: String,
    /// As shown.
    pub tekst: String,
    /// What choosing it costs, at a dilemma.
    #[serde(default)]
    pub prijs: String,
}

/// A card of an exercise.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Oefenkaart {
    /// Name within the file.
    pub id: String,
    /// What stands on it.
    pub tekst: String,
    /// The set, case, cluster or step it belongs to; cards of one set stand together.
    #[serde(default)]
    pub set: String,
    /// Answers of its own.
    #[serde(default)]
    pub keuzes: Vec<Keuze>,
    /// Ids of answers that are right or defensible; empty where no answer is.
    #[serde(default)]
    pub goed: Vec<String>,
    /// What is said about it afterwards.
    pub uitleg: String,
    /// Ids of sources in the head.
    pub bronnen: Vec<String>,
    /// Numbers of domain facts.
    pub feiten: Vec<String>,
    /// Never firmer than the weakest fact.
    pub zekerheid: Zekerheid,
}

/// The kinds of question with which a group comes, and how people say them (`intervisie.md` §1.7).
pub const VRAAGSOORTEN: [(&str, &str); 9] = [
    ("wat-nu", "Wat moet ik nu doen?"),
    ("vastlopen", "Waarom loop ik hier steeds op vast?"),
    ("mag-het", "Mag of moet ik dit? (melden tegen de wens, beroepsgeheim)"),
    ("oneens", "We worden het niet eens"),
    ("gelukt", "Het ging juist goed: waarom?"),
    ("keten", "Wat ging er mis in de keten?"),
    ("wat-speelt-er", "Wat is er eigenlijk aan de hand in dit gezin?"),
    ("gesprek", "Hoe voer ik dat gesprek?"),
    ("nawerking", "Nawerking van agressie of een heftige casus"),
];

impl Groepsgrootte {
    /// `4 tot 8 mensen`.
    pub fn mensen(self) -> String {
        if self.van == self.tot {
            format!("{} mensen", self.van)
        } else {
            format!("{} tot {} mensen", self.van, self.tot)
        }
    }
}

impl Werkvorm {
    /// The answers at a card: its own, or those of the exercise.
    pub fn keuzes<'a>(&'a self, kaart: &'a Oefenkaart) -> &'a [Keuze] {
        match &self.oefening {
            Some(oefening) if kaart.keuzes.is_empty() => &oefening.keuzes,
            _ => &kaart.keuzes,
        }
    }

    /// The name of a role, or its id when there is none.
    pub fn rolnaam<'a>(&'a self, id: &'a str) -> &'a str {
        self.rollen.iter().find(|rol| rol.id == id).map_or(id, |rol| &rol.naam)
    }
}
