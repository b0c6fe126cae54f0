//! Why votes cannot be added up.

use super::stemming::MEESTE_GROEPEN;
use crate::domain::fault::Fault;

/// What is wrong with votes. Groups and questions are named by their number, from 1: never by what somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rekenfout {
    /// There is no group.
    GeenGroepen,
    /// There are more groups than a workshop has.
    TeVeelGroepen(usize),
    /// A group has nobody in it.
    LegeGroep(usize),
    /// Nothing was asked.
    GeenVragen,
    /// A question stands there twice.
    DubbeleVraag(usize),
    /// A question has fewer than two answers.
    TeWeinigKeuzes(usize),
    /// An answer stands there twice.
    DubbeleKeuze(usize),
    /// A question has votes of another number of groups.
    AnderAantalGroepen {
        /// The question.
        vraag: usize,
        /// How many groups voted.
        stemmen: usize,
        /// How many there are.
        groepen: usize,
    },
    /// A group has another number of counts than there are answers.
    AnderAantalAntwoorden {
        /// The question.
        vraag: usize,
        /// The group.
        groep: usize,
        /// How many counts it has.
        aantallen: usize,
        /// How many answers there are.
        keuzes: usize,
    },
    /// More votes than people.
    TeVeelStemmen {
        /// The question.
        vraag: usize,
        /// The group.
        groep: usize,
        /// How many votes.
        stemmen: u32,
        /// How many people.
        mensen: u16,
    },
    /// Certainties that are not one an answer.
    AnderAantalZekerheden {
        /// The question.
        vraag: usize,
        /// The group.
        groep: usize,
    },
    /// A certainty that is not 1 to 5.
    Zekerheid {
        /// The question.
        vraag: usize,
        /// The group.
        groep: usize,
        /// What stands there.
        gegeven: u8,
    },
    /// The second vote is on a question, or on answers, that the first one did not have.
    AndereTweede(usize),
    /// The case has no such round.
    GeenRonde {
        /// What was asked for.
        ronde: u16,
        /// How many it has.
        ronden: usize,
    },
    /// No question of the vote is one of `v1` to `v5` with the answers of the afwegingskader.
    GeenAfweging,
}

impl Rekenfout {
    /// What is wrong, why, and what to do.
    pub fn fault(self) -> Fault {
        let (wat, waarom, advies) = self.gezegd();
        let fault = Fault::input(wat, waarom, advies);
        match self.plaats() {
            Some(place) => fault.at(place),
            None => fault,
        }
    }

    fn gezegd(self) -> (String, String, String) {
        match self {
            Rekenfout::GeenGroepen => said(
                "Er zijn geen groepen.",
                "Zonder groep is er geen stem om mee te rekenen.",
                "Noem minstens één groep, met het aantal mensen.",
            ),
            Rekenfout::TeVeelGroepen(count) => said(
                format!("Er zijn te veel groepen: {count}."),
                format!("Ik reken met hoogstens {MEESTE_GROEPEN} groepen."),
                "Voeg groepen samen, of reken in delen.",
            ),
            Rekenfout::LegeGroep(_) => said(
                "In deze groep zit niemand.",
                "Het aantal is 0.",
                "Zet het aantal mensen goed, of haal de groep weg.",
            ),
            Rekenfout::GeenVragen => said(
                "Er is geen vraag om over te rekenen.",
                "De lijst `rondes` is leeg.",
                "Geef minstens één vraag met stemmen.",
            ),
            Rekenfout::DubbeleVraag(_) => said(
                "Deze vraag staat er twee keer.",
                "Dan weet ik niet welke stemmen gelden.",
                "Zet de stemmen na het gesprek in `tweede`, of geef de vraag een andere naam.",
            ),
            Rekenfout::TeWeinigKeuzes(_) => said(
                "Deze vraag heeft te weinig antwoorden.",
                "Met één antwoord valt er niets te kiezen.",
                "Geef minstens twee antwoorden in `keuzes`.",
            ),
            Rekenfout::DubbeleKeuze(_) => said(
                "Een antwoord staat er twee keer.",
                "Dan weet ik niet bij welk antwoord een stem hoort.",
                "Geef elk antwoord in `keuzes` een eigen naam.",
            ),
            Rekenfout::AnderAantalGroepen { stemmen, groepen, .. } => said(
                format!("Hier staan stemmen van {stemmen} groepen, en er zijn er {groepen}."),
                "Elke groep heeft bij elke vraag een eigen regel, in dezelfde volgorde.",
                "Vul aan wat ontbreekt; een groep die niet stemde krijgt nullen.",
            ),
            Rekenfout::AnderAantalAntwoorden { aantallen, keuzes, .. } => said(
                format!("Hier staan {aantallen} aantallen bij {keuzes} antwoorden."),
                "Elk antwoord heeft een eigen aantal, in dezelfde volgorde.",
                "Zet een 0 bij een antwoord dat niemand koos.",
            ),
            Rekenfout::TeVeelStemmen { stemmen, mensen, .. } => said(
                format!("Hier staan {stemmen} stemmen in een groep van {mensen}."),
                "Ieder stemt hoogstens één keer.",
                "Verbeter de stemmen, of het aantal mensen in de groep.",
            ),
            Rekenfout::AnderAantalZekerheden { .. } => said(
                "De lijst `zekerheid` past niet bij de antwoorden.",
                "Er hoort één waarde bij elk antwoord.",
                "Zet null waar niemand iets zei, of laat de lijst weg.",
            ),
            Rekenfout::Zekerheid { gegeven, .. } => said(
                format!("Een zekerheid van {gegeven} kan niet."),
                "Zekerheid loopt van 1 (ik gok) tot 5 (ik weet het zeker).",
                "Kies 1, 2, 3, 4 of 5, of null.",
            ),
            Rekenfout::AndereTweede(_) => said(
                "De tweede stemming past niet bij de eerste.",
                "Bij de eerste staat deze vraag niet, of met andere antwoorden.",
                "Gebruik in `tweede` dezelfde naam en dezelfde `keuzes` als in `rondes`.",
            ),
            Rekenfout::GeenRonde { ronde, ronden } => said(
                format!("Ronde {ronde} is er niet."),
                format!("De casus heeft {ronden} ronden."),
                format!("Kies een ronde van 1 tot en met {ronden}."),
            ),
            Rekenfout::GeenAfweging => said(
                "Deze stemmen kan ik niet naast de casus leggen.",
                "Geen van de vragen heet v1, v2, v3, v4 of v5 met de antwoorden ja, nee en twijfel.",
                "Verbeter de namen, of laat `casus` weg.",
            ),
        }
    }

    fn plaats(self) -> Option<String> {
        match self {
            Rekenfout::GeenGroepen
            | Rekenfout::TeVeelGroepen(_)
            | Rekenfout::GeenVragen
            | Rekenfout::GeenRonde { .. }
            | Rekenfout::GeenAfweging => None,
            Rekenfout::LegeGroep(groep) => Some(format!("groep {groep}")),
            Rekenfout::DubbeleVraag(vraag)
            | Rekenfout::TeWeinigKeuzes(vraag)
            | Rekenfout::DubbeleKeuze(vraag)
            | Rekenfout::AndereTweede(vraag)
            | Rekenfout::AnderAantalGroepen { vraag, .. } => Some(format!("vraag {vraag}")),
            Rekenfout::AnderAantalAntwoorden { vraag, groep, .. }
            | Rekenfout::TeVeelStemmen { vraag, groep, .. }
            | Rekenfout::AnderAantalZekerheden { vraag, groep }
            | Rekenfout::Zekerheid { vraag, groep, .. } => Some(format!("vraag {vraag}, groep {groep}")),
        }
    }
}

fn said(wat: impl Into<String>, waarom: impl Into<String>, advies: impl Into<String>) -> (String, String, String) {
    (wat.into(), waarom.into(), advies.into())
}
