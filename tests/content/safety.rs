//! The safety rules, read literally from the design and held against every walk through every shipped tree, or against
//! many of them where there are too many.
//!
//! Nothing of `domain::boom::waarborgen` is used: walks are made one by one, with deelbomen walked as part of them,
//! and the rules look at the answers given and at the outcome that the user sees.

use std::collections::BTreeMap;
use std::sync::Arc;

use aandacht::content::Content;
use aandacht::domain::boom::{Boom, Spot};
use aandacht::domain::gesprek::Reader;
use aandacht::domain::inhoud::{Actie, Antwoord, Contact, Kenmerk, KnoopSoort, Melden, Punt, Vervolg, Vorm};
use aandacht::domain::walk::{Answer, Outcome, Step, Walk, possible};

use super::tree_ids;

/// A tree with more walks than this is walked at random instead, this many times.
const MANY: usize = 20_000;
const AT_RANDOM: usize = 4_000;

/// The answers of every walk through the composed tree, up to `MANY`.
fn every_walk(boom: &Arc<Boom>, visit: &mut impl FnMut(&Walk)) -> usize {
    fn on(walk: &mut Walk, count: &mut usize, visit: &mut impl FnMut(&Walk)) {
        let Some(spot) = walk.open() else {
            *count += 1;
            return visit(walk);
        };
        let path = spot.path();
        for answer in possible(spot) {
            if *count > MANY {
                return;
            }
            walk.answer(Answer::new(path.as_str(), answer)).expect("a possible answer fits");
            on(walk, count, visit);
            walk.back();
        }
    }
    let mut count = 0;
    on(&mut Walk::new(boom), &mut count, visit);
    count
}

/// Walks that go any way at each question; the same ones at every run.
fn random_walks(boom: &Arc<Boom>, visit: &mut impl FnMut(&Walk)) {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |count: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).expect("31 bits") % count
    };
    for _ in 0..AT_RANDOM {
        let mut walk = Walk::new(boom);
        while let Some(spot) = walk.open() {
            let answers = possible(spot);
            let answer = Answer::new(spot.path(), answers[below(answers.len())].clone());
            walk.answer(answer).expect("a possible answer fits");
        }
        visit(&walk);
    }
}

fn chosen(step: &Step) -> Option<&Antwoord> {
    let KnoopSoort::Vraag(vraag) = &step.spot.knoop().soort else { return None };
    vraag.antwoorden.iter().find(|antwoord| antwoord.id == step.answer.antwoord)
}

/// The current answer to one of `v1` … `v5`, wherever it was asked.
fn weighed<'a>(walk: &'a Walk, question: &str) -> Option<&'a str> {
    let asked = walk.steps().iter().rev().find(|step| step.spot.knoop().kop.id == question)?;
    Some(asked.answer.antwoord.as_str())
}

/// The steps answered with doubt that no later answer of the same tree resolved.
fn doubts(steps: &[Step]) -> Vec<&Step> {
    let mut open: Vec<&Step> = Vec::new();
    for step in steps {
        let Some(antwoord) = chosen(step) else { continue };
        let resolves = |earlier: &Step| {
            earlier.spot.prefix() == step.spot.prefix() && antwoord.lost_op.contains(&earlier.spot.knoop().kop.id)
        };
        open.retain(|earlier| !resolves(earlier));
        if antwoord.id == "twijfel" {
            open.push(step);
        }
    }
    open
}

/// Which rules had something to say about a walk, and which of them it broke.
#[derive(Default)]
struct Verdict {
    applied: Vec<&'static str>,
    broken: Vec<&'static str>,
}

impl Verdict {
    fn rule(&mut self, name: &'static str, applies: bool, kept: bool) {
        if applies {
            self.applied.push(name);
        }
        if applies && !kept {
            self.broken.push(name);
        }
    }
}

const RULES: [&str; 18] = [
    "1: v1 and v2 yes is reporting",
    "2: a suspicion is not reported only with v2 no and v3, v4, v5 yes",
    "3: doubt about v1 to v5 never ends in not reporting",
    "3: any other doubt adds its own action",
    "4: a check with doubt never closes",
    "5: acute danger is 112 and Veilig Thuis, first",
    "6: an expert comes before family and community",
    "7: not reporting only after everything that comes first was asked for",
    "8: forced marriage warns against the number in the telephone",
    "9: genital mutilation with haste is reporting or advice",
    "10: dentists are nowhere told to use the index",
    "11a: in schools doubt about v2 is reporting or advice",
    "11b: in schools doubt about v2 does not go on to v3, v4, v5",
    "12: a separation tells to hear both parents",
    "13: an expert comes before a talk with a child that the police may hear",
    "14: violence by a professional is not the meldcode",
    "15: a volunteer has no professional norm",
    "16: honour warns against mediating",
];

/// Whether shipped content says anything that the rule is about. What sectors and special roads bring counts from the
/// moment that it ships.
fn speaks_of(content: &Content, rule: &str) -> bool {
    let brings = |kenmerk: Kenmerk| {
        tree_ids().iter().any(|id| {
            let tree = content.tree(id).expect("shipped trees hold");
            let questions = tree.knopen().iter().filter_map(|knoop| match &knoop.soort {
                KnoopSoort::Vraag(vraag) => Some(vraag.antwoorden.clone()),
                _ => None,
            });
            questions.flatten().any(|antwoord| antwoord.kenmerken.contains(&kenmerk))
        })
    };
    let sector = |name: &str| tree_ids().iter().any(|id| id.ends_with(name));
    match rule.split(':').next() {
        Some("10") => sector("-mondzorg"),
        Some("11a" | "11b") => sector("-onderwijs"),
        Some("12") => brings(Kenmerk::Scheiding),
        Some("15") => brings(Kenmerk::Vrijwilliger),
        _ => true,
    }
}

fn judge(walk: &Walk, outcome: &Outcome) -> Verdict {
    let [v1, v2, v3, v4, v5] = ["v1", "v2", "v3", "v4", "v5"].map(|question| weighed(walk, question));
    let (ja, nee, twijfel) = (Some("ja"), Some("nee"), Some("twijfel"));
    let mut verdict = Verdict::default();
    verdict.rule(RULES[0], v1 == ja && v2 == ja, outcome.melden == Melden::Ja);
    let all_well = v2 == nee && v3 == ja && v4 == ja && v5 == ja;
    verdict.rule(RULES[1], v1 == ja && outcome.melden == Melden::Nee, all_well);
    verdict.rule(RULES[2], [v1, v2, v3, v4, v5].contains(&twijfel), outcome.melden != Melden::Nee);
    for doubt in doubts(walk.steps()) {
        let weighing = ["v1", "v2", "v3", "v4", "v5"].contains(&doubt.spot.knoop().kop.id.as_str());
        let action = chosen(doubt).and_then(|antwoord| antwoord.actie.as_ref());
        let added = action.is_some_and(|action| outcome.acties.iter().any(|shown| shown.tekst == action.tekst));
        verdict.rule(RULES[3], !weighing, added);
    }
    checks_stay_open(walk, outcome, &mut verdict);
    let features = || walk.steps().iter().filter_map(chosen).flat_map(|antwoord| &antwoord.kenmerken);
    let seen = |some: &[Kenmerk]| features().any(|kenmerk| some.contains(kenmerk));
    let acute = seen(&[Kenmerk::AcuutGevaar]) || v2 == ja;
    verdict.rule(RULES[5], acute, danger_first(outcome));
    let family = [Contact::GesprekBetrokkenen, Contact::NavraagKring];
    verdict.rule(RULES[6], seen(&HIDDEN), expert_first(walk, outcome, &HIDDEN, &family));
    let unsaid = walk.boom().vorm() == Vorm::Meldcode && outcome.melden == Melden::Nee;
    verdict.rule(RULES[7], unsaid, Kenmerk::EERST.into_iter().all(|kenmerk| asked_for(walk, kenmerk)));
    let reported = [Melden::Ja, Melden::Advies].contains(&outcome.melden);
    verdict.rule(RULES[8], seen(&[Kenmerk::Huwelijksdwang]), warned(walk, outcome, "nummer-in-telefoon"));
    verdict.rule(RULES[9], seen(&[Kenmerk::Vgv]) && acute, reported);
    let id = &walk.boom().kop().id;
    verdict.rule(RULES[10], id.ends_with("-mondzorg"), !mentions(walk, "raadt_aan: [\"verwijsindex\"]"));
    let doubted = id.ends_with("-onderwijs") && v2 == twijfel;
    verdict.rule(RULES[11], doubted, reported);
    verdict.rule(RULES[12], doubted, [v3, v4, v5].iter().all(Option::is_none));
    verdict.rule(RULES[13], seen(&[Kenmerk::Scheiding]), told(walk, outcome, "beide-ouders"));
    let child = [Contact::GesprekKind];
    let crime = [Kenmerk::Strafbaar];
    verdict.rule(RULES[14], seen(&crime), expert_first(walk, outcome, &crime, &child));
    let no_norm = [Melden::Nvt, Melden::Advies].contains(&outcome.melden);
    verdict.rule(RULES[15], seen(&[Kenmerk::Beroepskracht]), no_norm);
    verdict.rule(RULES[16], seen(&[Kenmerk::Vrijwilliger]), no_norm);
    verdict.rule(RULES[17], seen(&[Kenmerk::Eer]), warned(walk, outcome, "bemiddelen"));
    verdict
}

/// What is not talked about with the family before an expert was asked.
const HIDDEN: [Kenmerk; 4] = [Kenmerk::Onthulling, Kenmerk::Eer, Kenmerk::Huwelijksdwang, Kenmerk::Vgv];

fn asked_for(walk: &Walk, kenmerk: Kenmerk) -> bool {
    walk.steps().iter().any(|step| match &step.spot.knoop().soort {
        KnoopSoort::Vraag(vraag) => vraag.antwoorden.iter().any(|antwoord| antwoord.kenmerken.contains(&kenmerk)),
        _ => false,
    })
}

/// The actions that the user sees at the end.
fn shown(outcome: &Outcome) -> impl Iterator<Item = &Actie> {
    outcome.acties.iter().chain(outcome.sub.iter().flat_map(|sub| &sub.acties))
}

/// The points of the tasks on the way.
fn tasks(walk: &Walk) -> Vec<&Punt> {
    let tasks = walk.steps().iter().filter_map(|step| match &step.spot.knoop().soort {
        KnoopSoort::Handeling(task) => {
            Some([&task.doel, &task.doen, &task.niet_doen, &task.vastleggen, &task.anders].into_iter().flatten())
        }
        _ => None,
    });
    tasks.flatten().collect()
}

fn warned(walk: &Walk, outcome: &Outcome, subject: &str) -> bool {
    let says = |some: &[String]| some.iter().any(|one| one == subject);
    tasks(walk).iter().any(|punt| says(punt.raadt_af())) || shown(outcome).any(|actie| says(&actie.raadt_af))
}

fn told(walk: &Walk, outcome: &Outcome, subject: &str) -> bool {
    let says = |some: &[String]| some.iter().any(|one| one == subject);
    tasks(walk).iter().any(|punt| says(punt.raadt_aan())) || shown(outcome).any(|actie| says(&actie.raadt_aan))
}

/// Whether a node on the way says this anywhere, as data.
fn mentions(walk: &Walk, text: &str) -> bool {
    let in_file = |spot: &Spot| format!("{:?}", spot.knoop()).contains(text);
    walk.steps().iter().any(|step| in_file(&step.spot)) || walk.passed().iter().any(|passed| in_file(&passed.spot))
}

/// Rule 4, for a check by itself and for a check inside another walk.
fn checks_stay_open(walk: &Walk, outcome: &Outcome, verdict: &mut Verdict) {
    let alone = walk.boom().vorm() == Vorm::Check && !doubts(walk.steps()).is_empty();
    verdict.rule(RULES[4], alone, outcome.vervolg != Vervolg::Sluiten);
    for passed in walk.passed().iter().filter(|passed| passed.spot.boom().vorm() == Vorm::Check) {
        let inside: Vec<Step> = walk.steps()[..passed.after]
            .iter()
            .filter(|step| step.spot.prefix() == passed.spot.prefix())
            .cloned()
            .collect();
        let KnoopSoort::Uitkomst(reached) = &passed.spot.knoop().soort else { panic!("an outcome was passed") };
        verdict.rule(RULES[4], !doubts(&inside).is_empty(), reached.vervolg != Vervolg::Sluiten);
    }
}

fn danger_first(outcome: &Outcome) -> bool {
    let [first, second, ..] = outcome.acties.as_slice() else { return false };
    first.contact == Contact::Noodnummer
        && first.tekst.contains("112")
        && second.contact == Contact::VeiligThuis
        && second.tekst.contains("Veilig Thuis")
}

/// Tasks on the road in their order, then the actions as they are shown, those of inner checks last.
fn expert_first(walk: &Walk, outcome: &Outcome, features: &[Kenmerk], later: &[Contact]) -> bool {
    let mut due = false;
    let mut kept = true;
    let mut meet = |contact: Contact, due: &mut bool| {
        *due &= ![Contact::VeiligThuis, Contact::Deskundige].contains(&contact);
        kept &= !(*due && later.contains(&contact));
    };
    for step in walk.steps() {
        if let Some(antwoord) = chosen(step) {
            due |= antwoord.kenmerken.iter().any(|kenmerk| features.contains(kenmerk));
        }
        if let KnoopSoort::Handeling(handeling) = &step.spot.knoop().soort {
            handeling.contact.iter().for_each(|contact| meet(*contact, &mut due));
        }
    }
    shown(outcome).for_each(|actie| meet(actie.contact, &mut due));
    kept
}

#[test]
fn walks_through_every_shipped_tree_keep_the_safety_rules() {
    let content = Content::shipped();
    let mut applied: BTreeMap<&str, usize> = BTreeMap::new();
    for id in tree_ids() {
        let tree = content.tree(&id).expect("shipped trees hold");
        let mut judged = |walk: &Walk| {
            let outcome = walk.outcome().expect("the walk is over");
            let verdict = judge(walk, &outcome);
            let road = || walk.answers().map(|answer| format!("{}={}", answer.knoop, answer.antwoord));
            assert!(
                verdict.broken.is_empty(),
                "{id}: {:?}\n{}",
                verdict.broken,
                road().collect::<Vec<_>>().join(" > ")
            );
            verdict.applied.into_iter().for_each(|rule| *applied.entry(rule).or_default() += 1);
        };
        let count = every_walk(&tree, &mut judged);
        if count > MANY {
            random_walks(&tree, &mut judged);
        }
        // The meldcode with its deelbomen walked in full, not one step per outcome.
        assert!(id != "meldcode-basis" || count > 3000, "{id}: {count} walks");
    }
    for rule in RULES.into_iter().filter(|rule| speaks_of(&content, rule)) {
        assert!(applied.contains_key(rule), "no walk puts rule {rule} to the test");
    }
}

#[test]
fn a_walk_ends_in_the_norm_that_the_professions_agreed_on() {
    let content = Content::shipped();
    let tree = content.tree("afwegingskader-basis").expect("the tree holds");
    for (answers, melden, norm) in [
        ("v1=nee", Melden::Nee, None),
        ("v1=ja v2=ja", Melden::Ja, Some("1")),
        ("v1=ja v2=nee v3=nee", Melden::Ja, Some("2")),
        ("v1=ja v2=nee v3=ja v4=ja hulp=verder v5=nee", Melden::Ja, Some("3")),
        ("v1=ja v2=nee v3=ja v4=ja hulp=verder v5=ja", Melden::Nee, None),
        ("v1=twijfel", Melden::Advies, None),
        ("v1=ja v2=twijfel", Melden::Advies, None),
        ("v1=ja v2=nee v3=twijfel", Melden::Advies, None),
        ("v1=ja v2=nee v3=ja v4=twijfel", Melden::Advies, None),
        ("v1=ja v2=nee v3=ja v4=ja hulp=verder v5=twijfel", Melden::Advies, None),
    ] {
        let outcome = crate::common::walked(&tree, answers).outcome().unwrap_or_else(|| panic!("{answers} is a walk"));
        assert_eq!((outcome.melden, outcome.norm.map(|norm| norm.number())), (melden, norm), "{answers}");
    }
}

#[test]
fn waiting_for_the_test_of_help_is_no_outcome_and_is_never_called_not_reporting() {
    let content = Content::shipped();
    let tree = content.tree("afwegingskader-basis").expect("the tree holds");
    let walk = crate::common::walked(&tree, "v1=ja v2=nee v3=ja v4=ja hulp=verder");
    assert!(walk.outcome().is_none());
    let spot = walk.open().expect("v5 is open");
    let KnoopSoort::Vraag(vraag) = &spot.knoop().soort else { panic!("v5 is a question") };
    assert!(vraag.open_laten.is_some(), "v5 may stay open");
    let report = aandacht::domain::gesprek::report(&walk, jiff::civil::date(2026, 11, 21));
    let text: String = report.iter().map(|block| block.text().to_lowercase() + "\n").collect();
    assert!(text.contains("wacht op toets"), "{text}");
    assert!(!text.contains("niet melden"), "{text}");
}
