//! The state of an exercise: every act by table, and any order of acts.

use proptest::prelude::*;

use super::{Beurt, GROOTSTE_GROEPJE, Oefenstand, Stap};
use crate::domain::oefening::spel::{Oefenfout, Oefenplan, Planbesluit, Planfeit, Plankeuze, Planronde, Planvraag};

fn keuze(id: &str) -> Plankeuze {
    Plankeuze { id: id.to_owned(), tekst: id.to_owned(), prijs: String::new() }
}

fn vraag(id: &str, meerdere: bool) -> Planvraag {
    Planvraag {
        id: id.to_owned(),
        tekst: id.to_owned(),
        keuzes: ["ja", "nee", "twijfel"].map(keuze).to_vec(),
        meerdere,
        goed: Vec::new(),
        goed_heet: "Te verdedigen",
        uitleg: String::new(),
        omslagfeit: None,
        ter_oefening: false,
    }
}

fn ronde(id: &str, feiten: &[&str], vragen: Vec<Planvraag>) -> Planronde {
    let feit = |id: &&str| Planfeit { id: (*id).to_owned(), tekst: (*id).to_owned(), let_op: String::new() };
    Planronde {
        id: id.to_owned(),
        titel: id.to_owned(),
        feiten: feiten.iter().map(feit).collect(),
        praat: Vec::new(),
        vragen,
        nu: Vec::new(),
    }
}

/// Two rounds of a case, the second with a question on which several answers may be given.
fn plan(tweede_stem: bool) -> Oefenplan {
    Oefenplan {
        ronden: vec![
            ronde("r1", &["f1", "f2"], vec![vraag("v1", false), vraag("v2", false)]),
            ronde("r2", &["f3"], vec![vraag("muur", true)]),
        ],
        tweede_stem,
        zekerheid: true,
        besluit: Some(Planbesluit { weegt: Vec::new(), verdedigbaar: Vec::new(), niet_verdedigbaar: Vec::new() }),
        nabespreken: Vec::new(),
        leerpunten: Vec::new(),
        uitkomst: Vec::new(),
    }
}

fn begun(groepen: &[u16]) -> Oefenstand {
    Oefenstand::begin(&plan(true), "weeg", Some("c06"), groepen).expect("groups")
}

/// At the first votes of the first round.
fn at_votes(groepen: &[u16]) -> Oefenstand {
    let mut stand = begun(groepen);
    for _ in 0..3 {
        stand.verder().expect("a part");
    }
    assert_eq!(stand.stap(), Stap::Stemmen(0, Beurt::Eerste));
    stand
}

#[test]
fn groups_are_1_to_200_of_1_to_300_people() {
    let begin = |groepen: &[u16]| Oefenstand::begin(&plan(true), "weeg", None, groepen).map(|_| ());
    assert_eq!(begin(&[]), Err(Oefenfout::GeenGroepen));
    assert_eq!(begin(&[5; 201]), Err(Oefenfout::TeVeelGroepen(201)));
    assert_eq!(begin(&[5, 0]), Err(Oefenfout::Grootte(0)));
    assert_eq!(begin(&[GROOTSTE_GROEPJE + 1]), Err(Oefenfout::Grootte(301)));
    assert_eq!(begin(&[GROOTSTE_GROEPJE; 200]), Ok(()));
    assert_eq!(begin(&[1]), Ok(()));
}

#[test]
fn with_one_person_or_one_group_it_says_what_cannot_be_said() {
    assert!(begun(&[1]).te_weinig().is_some_and(|said| said.contains("1 deelnemer")));
    assert!(begun(&[6]).te_weinig().is_some_and(|said| said.contains("1 groepje")));
    assert_eq!(begun(&[3, 3]).te_weinig(), None);
}

#[test]
fn every_part_comes_in_order_and_facts_one_by_one() {
    let mut stand = begun(&[4, 4]);
    let mut seen = vec![stand.stap()];
    let mut facts = vec![stand.bekend().count()];
    while stand.verder().is_ok() {
        seen.push(stand.stap());
        facts.push(stand.bekend().count());
    }
    let votes = |at| {
        [Beurt::Eerste, Beurt::Tweede].into_iter().flat_map(move |of| [Stap::Stemmen(at, of), Stap::Uitslag(at, of)])
    };
    let mut expected = vec![Stap::Begin, Stap::Tonen(0), Stap::Tonen(0)];
    expected.extend(votes(0).chain([Stap::Uitleg(0), Stap::Tonen(1)]).chain(votes(1)).chain([Stap::Uitleg(1)]));
    expected.extend([Stap::Besluit, Stap::Besluit, Stap::Nabespreken, Stap::Slot]);
    assert_eq!(seen, expected);
    assert_eq!(&facts[..4], &[0, 1, 2, 2]);
    assert_eq!(facts.last(), Some(&3));
    assert_eq!(stand.verder(), Err(Oefenfout::Einde));
    assert_eq!(stand.stap(), Stap::Slot);
    assert!(stand.verdedigbaar_getoond());
}

#[test]
fn without_a_second_vote_or_a_case_there_is_less_to_do() {
    let once = Oefenplan { besluit: None, ..plan(false) };
    let stand = Oefenstand::begin(&once, "quiz", None, &[4]).expect("groups");
    assert_eq!(stand.stappen().len(), 1 + 2 * 4 + 2);
    let none = Oefenplan { ronden: Vec::new(), ..once };
    let stand = Oefenstand::begin(&none, "vrij", None, &[4]).expect("groups");
    assert_eq!(stand.stappen(), [Stap::Begin, Stap::Nabespreken, Stap::Slot]);
}

#[test]
fn votes_never_exceed_the_group() {
    let mut stand = at_votes(&[5, 3]);
    assert_eq!(stand.stem(0, 0, 0, 3), Ok(()));
    assert_eq!(stand.stem(0, 0, 1, 2), Ok(()));
    let too_many = Oefenfout::TeVeelStemmen { groep: 1, grootte: 5, stemmen: 6 };
    assert_eq!(stand.stem(0, 0, 2, 1), Err(too_many));
    assert_eq!(too_many.tekst(), "Groep 1 telt 5, geen 6. Verlaag eerst een ander antwoord.");
    assert_eq!(stand.stem_allen(0, 0, 2), Ok(()));
    assert_eq!(stand.vraag(0, 0).expect("asked").stemmen(Beurt::Eerste)[0].aantallen, [0, 0, 5]);
    for (vraag, groep, keuze) in [(2, 0, 0), (0, 2, 0), (0, 0, 3)] {
        assert_eq!(stand.stem(vraag, groep, keuze, 1), Err(Oefenfout::GeenStem));
    }
    assert_eq!(stand.terug(), Ok(()));
    assert_eq!(stand.stem(0, 0, 0, 1), Err(Oefenfout::GeenStem));
}

#[test]
fn where_somebody_may_choose_several_answers_each_counts_for_itself() {
    let mut stand = begun(&[5]);
    while stand.stap() != Stap::Stemmen(1, Beurt::Eerste) {
        stand.verder().expect("a part");
    }
    assert_eq!((stand.stem(0, 0, 0, 5), stand.stem(0, 0, 1, 5)), (Ok(()), Ok(())));
    assert_eq!(stand.stem(0, 0, 2, 6), Err(Oefenfout::TeVeelStemmen { groep: 1, grootte: 5, stemmen: 6 }));
}

#[test]
fn certainty_is_1_to_5_and_goes_with_a_vote() {
    let mut stand = at_votes(&[5]);
    assert_eq!(stand.stem(0, 0, 0, 2), Ok(()));
    assert_eq!(stand.zeker(0, 0, 0, Some(0)), Err(Oefenfout::Zekerheid(0)));
    assert_eq!(stand.zeker(0, 0, 0, Some(6)), Err(Oefenfout::Zekerheid(6)));
    assert_eq!(stand.zeker(0, 0, 0, Some(5)), Ok(()));
    assert_eq!(stand.vraag(0, 0).expect("asked").stemmen(Beurt::Eerste)[0].zekerheid[0], Some(5));
    assert_eq!(stand.stem(0, 0, 0, 0), Ok(()));
    assert_eq!(stand.vraag(0, 0).expect("asked").stemmen(Beurt::Eerste)[0].zekerheid[0], None);
    let silent = Oefenplan { zekerheid: false, ..plan(false) };
    let mut stand = Oefenstand::begin(&silent, "weeg", None, &[5]).expect("groups");
    assert_eq!(stand.zeker(0, 0, 0, Some(3)), Err(Oefenfout::GeenZekerheid));
}

#[test]
fn only_a_fact_that_is_known_can_have_turned_an_answer() {
    let mut stand = begun(&[5]);
    stand.verder().expect("a part");
    assert_eq!(stand.noem_omslagfeit(0, 1, Some("f2")), Err(Oefenfout::OnbekendFeit));
    assert_eq!(stand.noem_omslagfeit(0, 1, Some("f1")), Ok(()));
    assert_eq!(stand.vraag(0, 1).and_then(|vraag| vraag.omslagfeit()), Some("f1"));
    assert_eq!(stand.noem_omslagfeit(0, 1, None), Ok(()));
    assert_eq!(stand.noem_omslagfeit(0, 7, Some("f1")), Err(Oefenfout::GeenStem));
}

#[test]
fn to_the_end_and_to_the_votes_is_one_step() {
    let mut stand = begun(&[5]);
    assert_eq!(stand.terug(), Err(Oefenfout::Begin));
    assert_eq!(stand.naar_stemmen(), Err(Oefenfout::GeenStem));
    stand.verder().expect("a part");
    assert_eq!(stand.naar_stemmen(), Ok(()));
    assert_eq!(stand.stap(), Stap::Stemmen(0, Beurt::Eerste));
    assert_eq!(stand.wissel_vrij(), Ok(()));
    assert!(stand.is_vrij(0) && !stand.is_vrij(1));
    assert_eq!(stand.afronden(), Ok(()));
    assert_eq!(stand.stap(), Stap::Besluit);
    assert_eq!(stand.afronden(), Err(Oefenfout::Einde));
    assert_eq!(stand.wissel_vrij(), Err(Oefenfout::GeenStem));
}

#[test]
fn what_was_read_has_to_fit_the_content_of_now() {
    let mut stand = at_votes(&[5, 3]);
    stand.stem(0, 1, 0, 3).expect("a vote");
    assert!(stand.past(&plan(true)));
    assert!(!stand.past(&plan(false)));
    let mut fewer = plan(true);
    fewer.ronden.pop();
    assert!(!stand.past(&fewer));
    let mut other = plan(true);
    other.ronden[0].vragen[0].keuzes[0].id = "anders".to_owned();
    assert!(!stand.past(&other));
    // A file that was tampered with: more votes than people, a place that is not there.
    let text = serde_json::to_string(&stand).expect("JSON");
    for (good, bad) in [("[3,0,0]", "[9,0,0]"), ("\"plek\":2", "\"plek\":99"), ("[5,3]", "[5]")] {
        let wrong: Oefenstand = serde_json::from_str(&text.replacen(good, bad, 1)).expect("a state");
        assert!(text.contains(good) && !wrong.past(&plan(true)), "{bad}");
    }
    // It holds ids and numbers: every letter in it is of an id or of a field.
    assert!(!text.contains(' '), "{text}");
}

/// Any act.
#[derive(Debug, Clone)]
enum Act {
    Verder,
    Terug,
    Stem(usize, usize, usize, u16),
    Allen(usize, usize, usize),
    Zeker(usize, usize, usize, Option<u8>),
    Feit(usize, usize, &'static str),
    Vrij,
    Stemmen,
    Eind,
}

fn any_act() -> impl Strategy<Value = Act> {
    let (vraag, groep, keuze) = (0..3_usize, 0..4_usize, 0..4_usize);
    prop_oneof![
        6 => Just(Act::Verder),
        2 => Just(Act::Terug),
        8 => (vraag.clone(), groep.clone(), keuze.clone(), 0..9_u16).prop_map(|(v, g, k, n)| Act::Stem(v, g, k, n)),
        2 => (vraag.clone(), groep.clone(), keuze.clone()).prop_map(|(v, g, k)| Act::Allen(v, g, k)),
        3 => (vraag.clone(), groep, keuze, prop::option::of(0..7_u8)).prop_map(|(v, g, k, n)| Act::Zeker(v, g, k, n)),
        1 => (0..3_usize, vraag, prop::sample::select(vec!["f1", "f2", "f3", "f9"])).prop_map(|(r, v, f)| Act::Feit(r, v, f)),
        1 => Just(Act::Vrij),
        1 => Just(Act::Stemmen),
        1 => Just(Act::Eind),
    ]
}

fn votes(stand: &Oefenstand) -> Vec<Vec<u16>> {
    let rounds = (0..stand.ronden().len()).flat_map(|at| stand.vragen(at));
    let both = rounds.flat_map(|vraag| [Beurt::Eerste, Beurt::Tweede].map(|beurt| vraag.stemmen(beurt).to_vec()));
    both.flatten().map(|stem| stem.aantallen).collect()
}

proptest! {
    /// Whatever is done in whatever order: no group has more votes than people, a refused act changes nothing, moving
    /// about loses nothing, what is known stays known, and what is written reads as it was.
    #[test]
    fn in_any_order_votes_fit_and_nothing_is_lost(acts in prop::collection::vec(any_act(), 0..60)) {
        let mut stand = begun(&[5, 1, 8]);
        for act in acts {
            let (before, known) = (stand.clone(), stand.bekend().count());
            let moves = !matches!(act, Act::Stem(..) | Act::Allen(..));
            let done = match act {
                Act::Verder => stand.verder(),
                Act::Terug => stand.terug(),
                Act::Stem(vraag, groep, keuze, count) => stand.stem(vraag, groep, keuze, count),
                Act::Allen(vraag, groep, keuze) => stand.stem_allen(vraag, groep, keuze),
                Act::Zeker(vraag, groep, keuze, sure) => stand.zeker(vraag, groep, keuze, sure),
                Act::Feit(ronde, vraag, feit) => stand.noem_omslagfeit(ronde, vraag, Some(feit)),
                Act::Vrij => stand.wissel_vrij(),
                Act::Stemmen => stand.naar_stemmen(),
                Act::Eind => stand.afronden(),
            };
            if done.is_err() {
                prop_assert_eq!(&stand, &before);
            }
            if moves {
                prop_assert_eq!(votes(&stand), votes(&before));
            }
            prop_assert!(stand.bekend().count() >= known);
            prop_assert!(stand.past(&plan(true)));
            let text = serde_json::to_string(&stand).expect("JSON");
            prop_assert_eq!(serde_json::from_str::<Oefenstand>(&text).expect("a state"), stand.clone());
        }
    }
}
