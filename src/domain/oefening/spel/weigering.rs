//! Why an act of an exercise is refused.

use crate::domain::fault::Fault;

/// Why an act is refused; nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Oefenfout {
    /// The way of working has no exercise.
    #[error("Deze werkvorm is geen oefening.")]
    GeenOefening,
    /// The exercise takes a case.
    #[error("Deze oefening speelt u met een casus, en die is niet gekozen.")]
    GeenCasus,
    /// There is no group.
    #[error("Zonder groepje valt er niets te oefenen.")]
    GeenGroepen,
    /// There are more groups than [`MEESTE_GROEPJES`](super::MEESTE_GROEPJES).
    #[error("{0} groepjes zijn er te veel.")]
    TeVeelGroepen(usize),
    /// A group has nobody in it, or more people than [`GROOTSTE_GROEPJE`](super::GROOTSTE_GROEPJE).
    #[error("Een groepje van {0} mensen kan niet.")]
    Grootte(u16),
    /// There is no such group, question or answer here.
    #[error("Hier valt nu niet te stemmen.")]
    GeenStem,
    /// A group would have more votes than people.
    #[error("Groep {groep} telt {grootte}, geen {stemmen}.")]
    TeVeelStemmen {
        /// Number of the group, from 1.
        groep: usize,
        /// How many people it has.
        grootte: u16,
        /// How many votes it would have.
        stemmen: u32,
    },
    /// A certainty outside 1 to 5.
    #[error("Zekerheid {0} bestaat niet.")]
    Zekerheid(u8),
    /// This exercise does not ask how certain a vote is.
    #[error("Deze oefening vraagt niet hoe zeker iemand is.")]
    GeenZekerheid,
    /// The fact was not revealed yet.
    #[error("Dit feit is nog niet bekend.")]
    OnbekendFeit,
    /// It is over.
    #[error("Dit was het laatste deel.")]
    Einde,
    /// It has only begun.
    #[error("Dit is het eerste deel.")]
    Begin,
}

impl Oefenfout {
    /// What to do.
    pub fn advies(self) -> &'static str {
        match self {
            Oefenfout::GeenOefening => "Kies een oefening uit de lijst.",
            Oefenfout::GeenCasus => "Kies eerst een casus.",
            Oefenfout::GeenGroepen => "Begin met minstens 1 groepje.",
            Oefenfout::TeVeelGroepen(_) => "Kies er hoogstens 200, of maak de groepjes groter.",
            Oefenfout::Grootte(_) => "Kies 1 tot 300 mensen per groepje.",
            Oefenfout::GeenStem => "Ga naar een vraag, en kies daar een groepje.",
            Oefenfout::TeVeelStemmen { .. } => "Verlaag eerst een ander antwoord.",
            Oefenfout::Zekerheid(_) => "Typ 1 tot 5.",
            Oefenfout::GeenZekerheid => "Vul alleen de aantallen in.",
            Oefenfout::OnbekendFeit => "Kies een feit dat al getoond is.",
            Oefenfout::Einde => "Ga een stap terug, of sluit af.",
            Oefenfout::Begin => "Ga verder met Enter.",
        }
    }

    /// What is wrong and what to do, in one line.
    pub fn tekst(self) -> String {
        format!("{self} {}", self.advies())
    }

    /// The same, as a command tells it.
    pub fn to_fault(self) -> Fault {
        Fault::input(self.to_string(), "", self.advies())
    }
}
