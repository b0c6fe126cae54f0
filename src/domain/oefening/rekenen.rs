//! What votes say together: agreement a question, what moved, what to talk about first (`intervisie.md` §3.2).

use serde::Serialize;

use super::fout::Rekenfout;
use super::kappa::{Kappa, Kappareden, fleiss};
use super::stem::{Stem, Stemronde};
use super::stemming::{Stemming, WEINIG};

/// Below this share of the largest answer there is something to talk about. It is not wrong.
pub const BESPREEKSTOF: u32 = 60;
/// From this certainty on an answer that differs is talked about first.
pub const ZEKER: u8 = 4;

/// A part of a whole that is not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aandeel {
    deel: u32,
    geheel: u32,
}

impl Aandeel {
    /// A part of a whole; nothing when there is no whole.
    pub fn van(deel: u32, geheel: u32) -> Option<Aandeel> {
        (geheel > 0).then_some(Aandeel { deel: deel.min(geheel), geheel })
    }

    /// In per cent, rounded down: what is shown as 60 is 60 or more.
    pub fn procent(self) -> u32 {
        u32::try_from(u64::from(self.deel) * 100 / u64::from(self.geheel)).unwrap_or(100)
    }

    /// Whether the largest answer is so small that there is something to talk about.
    pub fn is_bespreekstof(self) -> bool {
        self.procent() < BESPREEKSTOF
    }
}

/// How far people agree on one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overeenstemming {
    /// How many people chose each answer, over all groups.
    pub aantallen: Vec<u32>,
    /// How many voted.
    pub stemmen: u32,
    /// Positions of the largest answers: more than one when they are equal, none when nobody voted.
    pub grootste: Vec<usize>,
    /// The largest answer as a part of all votes; nothing when nobody voted.
    pub aandeel: Option<Aandeel>,
}

impl Overeenstemming {
    /// The agreement on a question.
    pub fn van(ronde: &Stemronde) -> Overeenstemming {
        let of =
            |at: usize| ronde.groepen.iter().filter_map(move |stem| stem.aantallen.get(at)).map(|one| u32::from(*one));
        Overeenstemming::uit((0..ronde.keuzes.len()).map(|at| of(at).sum()).collect())
    }

    /// The agreement of these counts, one an answer.
    pub fn uit(aantallen: Vec<u32>) -> Overeenstemming {
        let stemmen = aantallen.iter().sum();
        let most = aantallen.iter().copied().max().unwrap_or(0);
        let grootste = (0..aantallen.len()).filter(|at| most > 0 && aantallen[*at] == most).collect();
        Overeenstemming { stemmen, grootste, aandeel: Aandeel::van(most, stemmen), aantallen }
    }

    /// How many per cent chose an answer; nothing when nobody voted.
    pub fn procent(&self, keuze: usize) -> Option<u32> {
        Aandeel::van(*self.aantallen.get(keuze)?, self.stemmen).map(Aandeel::procent)
    }

    /// Whether there is something to talk about.
    pub fn is_bespreekstof(&self) -> bool {
        self.aandeel.is_some_and(Aandeel::is_bespreekstof)
    }
}

/// The answer of a group: that of most of its people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Groepsantwoord {
    /// Nobody voted.
    Niets,
    /// This answer, by its position.
    Keuze(usize),
    /// Two answers or more have as many: in a weighing that is doubt.
    Gelijk,
}

/// The answer of a group on a question.
pub fn groepsantwoord(stem: &Stem) -> Groepsantwoord {
    let counts = stem.aantallen.iter().map(|count| u32::from(*count)).collect();
    match Overeenstemming::uit(counts).grootste.as_slice() {
        [] => Groepsantwoord::Niets,
        [one] => Groepsantwoord::Keuze(*one),
        [_, _, ..] => Groepsantwoord::Gelijk,
    }
}

/// What moved between the first vote on a question and the second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verschuiving {
    /// The question.
    pub vraag: String,
    /// What moved at each answer.
    pub keuzes: Vec<Verschoven>,
    /// How many groups have another answer than before.
    pub groepen: usize,
    /// Of how many that voted both times.
    pub van: usize,
    /// The fact that tipped the answer, when it is known.
    pub omslagfeit: Option<String>,
}

/// What moved at an answer, in per cent of all votes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verschoven {
    /// The answer.
    pub keuze: String,
    /// Before the talk.
    pub voor: Option<u32>,
    /// After it.
    pub na: Option<u32>,
    /// The difference in percentage points, of the numbers that are shown.
    pub punten: Option<i64>,
}

/// What moved on a question.
pub fn verschuiving(eerste: &Stemronde, tweede: &Stemronde, omslagfeit: Option<String>) -> Verschuiving {
    let (voor, na) = (Overeenstemming::van(eerste), Overeenstemming::van(tweede));
    let keuzes = eerste.keuzes.iter().enumerate().map(|(at, keuze)| {
        let (voor, na) = (voor.procent(at), na.procent(at));
        let punten = voor.zip(na).map(|(voor, na)| i64::from(na) - i64::from(voor));
        Verschoven { keuze: keuze.clone(), voor, na, punten }
    });
    let both: Vec<(Groepsantwoord, Groepsantwoord)> = eerste
        .groepen
        .iter()
        .zip(&tweede.groepen)
        .map(|(voor, na)| (groepsantwoord(voor), groepsantwoord(na)))
        .filter(|(voor, na)| *voor != Groepsantwoord::Niets && *na != Groepsantwoord::Niets)
        .collect();
    Verschuiving {
        vraag: eerste.vraag.clone(),
        keuzes: keuzes.collect(),
        groepen: both.iter().filter(|(voor, na)| voor != na).count(),
        van: both.len(),
        omslagfeit,
    }
}

/// An answer to talk about first: somebody is sure of it, and most chose another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bespreekpunt {
    /// The question.
    pub vraag: String,
    /// The group, by its position from 0.
    pub groep: usize,
    /// The answer.
    pub keuze: String,
    /// How many people in the group chose it.
    pub aantal: u16,
    /// How certain they are: [`ZEKER`] or more.
    pub zekerheid: u8,
}

/// What to talk about first on a question: the most certain first. Where two answers are the largest, both camps count.
pub fn eerst_bespreken(ronde: &Stemronde) -> Vec<Bespreekpunt> {
    let whole = Overeenstemming::van(ronde);
    let agrees = |keuze: usize| whole.grootste == [keuze];
    let mut found: Vec<Bespreekpunt> = Vec::new();
    for (groep, stem) in ronde.groepen.iter().enumerate() {
        for (at, keuze) in ronde.keuzes.iter().enumerate() {
            let aantal = stem.aantallen.get(at).copied().unwrap_or(0);
            let Some(zekerheid) = stem.zekerheid.get(at).copied().flatten() else { continue };
            if aantal > 0 && zekerheid >= ZEKER && !agrees(at) {
                let (vraag, keuze) = (ronde.vraag.clone(), keuze.clone());
                found.push(Bespreekpunt { vraag, groep, keuze, aantal, zekerheid });
            }
        }
    }
    found.sort_by_key(|point| std::cmp::Reverse((point.zekerheid, point.aantal)));
    found
}

/// All that votes say together.
#[derive(Debug, Clone, PartialEq)]
pub struct Rekening {
    /// The agreement on each question, in order.
    pub vragen: Vec<Overeenstemming>,
    /// The agreement after the talk, in the same order; nothing where there was no second vote.
    pub tweede: Vec<Option<Overeenstemming>>,
    /// Whether people agree more than by chance.
    pub kappa: Kappa,
    /// The same after the talk, when all questions were voted on again.
    pub kappa_tweede: Option<Kappa>,
    /// What moved.
    pub verschuivingen: Vec<Verschuiving>,
    /// What to talk about first, in the order of the questions; after the talk where there was a second vote.
    pub bespreken: Vec<Bespreekpunt>,
    /// What to keep in mind with these numbers.
    pub waarschuwingen: Vec<String>,
}

/// Adds up.
///
/// # Errors
/// What is wrong with the votes.
pub fn reken(stemming: &Stemming) -> Result<Rekening, Rekenfout> {
    stemming.controleer()?;
    let again = |ronde: &Stemronde| stemming.tweede(&ronde.vraag);
    let verschuivingen = stemming
        .rondes
        .iter()
        .filter_map(|ronde| Some(verschuiving(ronde, again(ronde)?, stemming.omslag.get(&ronde.vraag).cloned())));
    let whole = stemming.tweede.len() == stemming.rondes.len();
    Ok(Rekening {
        vragen: stemming.rondes.iter().map(Overeenstemming::van).collect(),
        tweede: stemming.rondes.iter().map(|ronde| again(ronde).map(Overeenstemming::van)).collect(),
        kappa: kappa_van(&stemming.rondes.iter().collect::<Vec<_>>()),
        kappa_tweede: whole.then(|| kappa_van(&stemming.laatste().collect::<Vec<_>>())),
        verschuivingen: verschuivingen.collect(),
        bespreken: stemming.laatste().flat_map(eerst_bespreken).collect(),
        waarschuwingen: waarschuwingen(stemming),
    })
}

/// Kappa over questions that all have the same answers.
fn kappa_van(rondes: &[&Stemronde]) -> Kappa {
    let Some(first) = rondes.first() else { return Kappa::Niet(Kappareden::GeenVragen) };
    if rondes.iter().any(|ronde| ronde.keuzes != first.keuzes) {
        return Kappa::Niet(Kappareden::AndereAntwoorden);
    }
    fleiss(&rondes.iter().map(|ronde| Overeenstemming::van(ronde).aantallen).collect::<Vec<_>>())
}

fn waarschuwingen(stemming: &Stemming) -> Vec<String> {
    let mut found = Vec::new();
    match stemming.mensen() {
        1 => found.push("Er doet één mens mee. Overeenstemming zegt dan niets.".to_owned()),
        few if few < WEINIG => {
            found.push(format!("Er doen maar {few} mensen mee. Eén stem meer of minder verandert dan alles."));
        }
        _ => {
            let few = stemming.rondes.iter().chain(&stemming.tweede).any(|ronde| {
                let votes = Overeenstemming::van(ronde).stemmen;
                votes > 0 && votes < WEINIG
            });
            if few {
                found.push(format!("Bij een vraag stemden minder dan {WEINIG} mensen. Dat getal zegt weinig."));
            }
        }
    }
    if stemming.rondes.iter().any(|ronde| Overeenstemming::van(ronde).stemmen == 0) {
        found.push("Bij een vraag stemde nog niemand. Die telt niet mee.".to_owned());
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{Groepsantwoord, Overeenstemming, Rekening, eerst_bespreken, groepsantwoord, reken};
    use crate::domain::oefening::{Kappa, Kappareden, MEESTE_GROEPEN, Rekenfout, Stem, Stemgroep, Stemming, Stemronde};

    fn stemming(value: Value) -> Stemming {
        serde_json::from_value(value).unwrap()
    }

    /// Two groups, two questions, voted twice.
    fn twice() -> Stemming {
        let keuzes = ["ja", "nee", "twijfel"];
        stemming(json!({
            "groepen": [{ "naam": "tafel 1", "aantal": 4 }, { "naam": "tafel 2", "aantal": 4 }],
            "rondes": [
                { "vraag": "v1", "keuzes": keuzes, "groepen": [
                    { "aantallen": [4, 0, 0] }, { "aantallen": [3, 0, 1], "zekerheid": [3, null, 5] }] },
                { "vraag": "v2", "keuzes": keuzes, "groepen": [
                    { "aantallen": [2, 1, 1], "zekerheid": [4, 2, null] }, { "aantallen": [1, 3, 0] }] }],
            "tweede": [
                { "vraag": "v2", "keuzes": keuzes, "groepen": [
                    { "aantallen": [4, 0, 0] }, { "aantallen": [3, 1, 0], "zekerheid": [4, 5, null] }] }],
            "omslag": { "v2": "f6" }
        }))
    }

    fn counted(stemming: &Stemming) -> Rekening {
        reken(stemming).unwrap()
    }

    #[test]
    fn agreement_is_the_largest_answer_as_a_part_of_all_votes() {
        let found = counted(&twice());
        let shares: Vec<_> = found.vragen.iter().map(|one| one.aandeel.map(super::Aandeel::procent)).collect();
        assert_eq!(shares, [Some(87), Some(50)]);
        assert_eq!(found.vragen.iter().map(Overeenstemming::is_bespreekstof).collect::<Vec<_>>(), [false, true]);
        assert_eq!(found.vragen[1].grootste, [1], "four of eight");
        let nobody = Overeenstemming::uit(vec![0, 0]);
        assert!(nobody.aandeel.is_none() && nobody.grootste.is_empty() && !nobody.is_bespreekstof());
        assert!(!Overeenstemming::uit(vec![6, 4]).is_bespreekstof(), "60 % is enough");
        assert!(Overeenstemming::uit(vec![599, 401]).is_bespreekstof(), "and 59.9 % is not");
    }

    #[test]
    fn what_moved_is_told_in_points_and_groups_with_the_fact_that_tipped_it() {
        let found = counted(&twice());
        let [moved] = found.verschuivingen.as_slice() else { unreachable!() };
        let points: Vec<_> = moved.keuzes.iter().map(|one| one.punten).collect();
        assert_eq!(points, [Some(87 - 37), Some(12 - 50), Some(-12)]);
        assert_eq!((moved.groepen, moved.van, moved.omslagfeit.as_deref()), (1, 2, Some("f6")));
    }

    #[test]
    fn who_is_sure_of_another_answer_is_heard_first() {
        let found = counted(&twice());
        let points: Vec<_> =
            found.bespreken.iter().map(|one| (one.vraag.as_str(), one.groep, one.keuze.as_str())).collect();
        assert_eq!(points, [("v1", 1, "twijfel"), ("v2", 1, "nee")], "after the talk where there was a second vote");
        let tie = Stemronde {
            vraag: "v1".to_owned(),
            keuzes: vec!["ja".to_owned(), "nee".to_owned()],
            groepen: vec![Stem { aantallen: vec![2, 2], zekerheid: vec![Some(4), Some(5)] }],
        };
        let both: Vec<_> = eerst_bespreken(&tie).into_iter().map(|one| one.keuze).collect();
        assert_eq!(both, ["nee", "ja"], "two camps: the surer one first");
        assert_eq!(groepsantwoord(&tie.groepen[0]), Groepsantwoord::Gelijk);
    }

    #[test]
    fn kappa_is_had_over_questions_with_the_same_answers() {
        assert!(matches!(counted(&twice()).kappa, Kappa::Waarde(_)));
        let mut other = twice();
        other.rondes[0].keuzes[2] = "misschien".to_owned();
        assert_eq!(counted(&other).kappa, Kappa::Niet(Kappareden::AndereAntwoorden));
        assert!(counted(&twice()).kappa_tweede.is_none(), "only one question was voted on again");
    }

    #[test]
    fn one_person_and_a_few_are_counted_with_a_warning() {
        let alone = |aantal: u16| {
            stemming(json!({ "groepen": [{ "naam": "a", "aantal": aantal }], "rondes": [
                { "vraag": "v1", "keuzes": ["ja", "nee"], "groepen": [{ "aantallen": [1, 0] }] },
                { "vraag": "v2", "keuzes": ["ja", "nee"], "groepen": [{ "aantallen": [0, 0] }] }] }))
        };
        let one = counted(&alone(1));
        assert_eq!(one.kappa, Kappa::Niet(Kappareden::TeWeinigStemmen));
        assert!(one.waarschuwingen[0].contains("één mens"), "{:?}", one.waarschuwingen);
        assert!(counted(&alone(3)).waarschuwingen[0].contains("maar 3"), "{:?}", counted(&alone(3)).waarschuwingen);
        assert!(counted(&alone(9)).waarschuwingen[0].contains("minder dan 4 mensen"));
        assert!(one.waarschuwingen.iter().any(|said| said.contains("nog niemand")), "{:?}", one.waarschuwingen);
    }

    #[test]
    fn votes_that_cannot_be_are_refused_with_their_place() {
        let bad = |change: &dyn Fn(&mut Stemming)| {
            let mut stemming = twice();
            change(&mut stemming);
            let fault = stemming.controleer().unwrap_err();
            let told = fault.fault();
            assert!(!told.wat.is_empty() && !told.waarom.is_empty() && !told.advies.is_empty());
            fault
        };
        let group = Stemgroep { naam: "x".to_owned(), aantal: 1 };
        assert_eq!(bad(&|one| one.groepen.clear()), Rekenfout::GeenGroepen);
        assert_eq!(bad(&|one| one.groepen = vec![group.clone(); MEESTE_GROEPEN + 1]), Rekenfout::TeVeelGroepen(201));
        assert_eq!(bad(&|one| one.groepen[1].aantal = 0), Rekenfout::LegeGroep(2));
        assert_eq!(bad(&|one| one.rondes.clear()), Rekenfout::GeenVragen);
        assert_eq!(bad(&|one| one.rondes[1].vraag = "v1".to_owned()), Rekenfout::DubbeleVraag(2));
        assert_eq!(bad(&|one| one.rondes[0].keuzes.truncate(1)), Rekenfout::TeWeinigKeuzes(1));
        assert_eq!(bad(&|one| one.rondes[0].keuzes[1] = "ja".to_owned()), Rekenfout::DubbeleKeuze(1));
        let fewer = Rekenfout::AnderAantalGroepen { vraag: 2, stemmen: 1, groepen: 2 };
        assert_eq!(bad(&|one| one.rondes[1].groepen.truncate(1)), fewer);
        let answers = Rekenfout::AnderAantalAntwoorden { vraag: 1, groep: 2, aantallen: 4, keuzes: 3 };
        assert_eq!(bad(&|one| one.rondes[0].groepen[1].aantallen.push(0)), answers);
        let many = Rekenfout::TeVeelStemmen { vraag: 1, groep: 1, stemmen: 5, mensen: 4 };
        assert_eq!(bad(&|one| one.rondes[0].groepen[0].aantallen[1] = 1), many);
        let sure = Rekenfout::AnderAantalZekerheden { vraag: 1, groep: 2 };
        assert_eq!(bad(&|one| one.rondes[0].groepen[1].zekerheid.truncate(1)), sure);
        for gegeven in [0, 6] {
            let wrong = Rekenfout::Zekerheid { vraag: 1, groep: 2, gegeven };
            assert_eq!(bad(&|one| one.rondes[0].groepen[1].zekerheid[0] = Some(gegeven)), wrong);
            assert_eq!(wrong.fault().plaats, "vraag 1, groep 2");
        }
        assert_eq!(bad(&|one| one.tweede[0].vraag = "v3".to_owned()), Rekenfout::AndereTweede(1));
        assert_eq!(bad(&|one| one.tweede[0].keuzes.swap(0, 1)), Rekenfout::AndereTweede(1));
    }

    fn votes() -> impl Strategy<Value = Stemming> {
        let stem = |keuzes: usize| {
            let counts = proptest::collection::vec(0_u16..5, keuzes);
            let sure = proptest::collection::vec(proptest::option::of(1_u8..=5), keuzes);
            (counts, sure).prop_map(|(aantallen, zekerheid)| Stem { aantallen, zekerheid })
        };
        (1_usize..5, 2_usize..5, 1_usize..6).prop_flat_map(move |(groups, keuzes, vragen)| {
            let rounds = proptest::collection::vec(proptest::collection::vec(stem(keuzes), groups), vragen);
            rounds.prop_map(move |rounds| Stemming {
                groepen: (0..groups).map(|at| Stemgroep { naam: format!("tafel {at}"), aantal: 20 }).collect(),
                rondes: rounds
                    .into_iter()
                    .enumerate()
                    .map(|(at, groepen)| Stemronde {
                        vraag: format!("k{at}"),
                        keuzes: (0..keuzes).map(|keuze| format!("a{keuze}")).collect(),
                        groepen,
                    })
                    .collect(),
                ..Stemming::default()
            })
        })
    }

    proptest! {
        #[test]
        fn votes_read_as_they_were_written_and_always_add_up(stemming in votes()) {
            let text = serde_json::to_string(&stemming).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Stemming>(&text).unwrap(), &stemming);
            let found = reken(&stemming).unwrap();
            for one in &found.vragen {
                prop_assert!(one.aandeel.is_none_or(|share| share.procent() <= 100));
                prop_assert_eq!(one.aandeel.is_none(), one.stemmen == 0);
            }
            prop_assert!(!found.kappa.zinnen().concat().contains("NaN"));
        }
    }
}
