//! The six safety rules, read literally from the design and held against every walk through every shipped tree.
//!
//! Nothing of `domain::boom::waarborgen` is used: walks are made one by one, with deelbomen walked as part of them,
//! and the rules look at the answers given and at the outcome that the user sees.

use std::collections::BTreeMap;
use std::sync::Arc;

use aandacht::content::Content;
use aandacht::domain::boom::Boom;
use aandacht::domain::gesprek::Reader;
use aandacht::domain::inhoud::{Antwoord, Contact, Kenmerk, KnoopSoort, Melden, Vervolg, Vorm};
use aandacht::domain::walk::{Answer, Outcome, Step, Walk, possible};

use super::tree_ids;

/// Calls `visit` with every walk through the composed tree.
fn every_walk(boom: &Arc<Boom>, visit: &mut impl FnMut(&Walk)) {
    fn on(walk: &mut Walk, visit: &mut impl FnMut(&Walk)) {
        let Some(spot) = walk.open() else { return visit(walk) };
        let path = spot.path();
        for answer in possible(spot) {
            walk.answer(Answer::new(path.as_str(), answer)).expect("a possible answer fits");
            on(walk, visit);
            walk.back();
        }
    }
    on(&mut Walk::new(boom), visit);
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

const RULES: [&str; 7] = [
    "1: v1 and v2 yes is reporting",
    "2: a suspicion is not reported only with v2 no and v3, v4, v5 yes",
    "3: doubt about v1 to v5 never ends in not reporting",
    "3: any other doubt adds its own action",
    "4: a check with doubt never closes",
    "5: acute danger is 112 and Veilig Thuis, first",
    "6: an expert comes before family and community",
];

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
    let acute = features().any(|kenmerk| *kenmerk == Kenmerk::AcuutGevaar) || v2 == ja;
    verdict.rule(RULES[5], acute, danger_first(outcome));
    let sensitive = features().any(|kenmerk| *kenmerk != Kenmerk::AcuutGevaar);
    verdict.rule(RULES[6], sensitive, expert_first(walk, outcome));
    verdict
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

/// Rule 6: tasks on the road in their order, then the actions as they are shown, those of inner checks last.
fn expert_first(walk: &Walk, outcome: &Outcome) -> bool {
    let mut due = false;
    let mut kept = true;
    let mut meet = |contact: Contact, due: &mut bool| match contact {
        Contact::VeiligThuis | Contact::Deskundige => *due = false,
        Contact::GesprekBetrokkenen | Contact::NavraagKring => kept &= !*due,
        Contact::Geen | Contact::Collega | Contact::Leiding | Contact::Noodnummer | Contact::GesprekKind => {}
    };
    for step in walk.steps() {
        if let Some(antwoord) = chosen(step) {
            due |= antwoord.kenmerken.iter().any(|kenmerk| *kenmerk != Kenmerk::AcuutGevaar);
        }
        if let KnoopSoort::Handeling(handeling) = &step.spot.knoop().soort {
            handeling.contact.iter().for_each(|contact| meet(*contact, &mut due));
        }
    }
    let inner = outcome.sub.iter().flat_map(|sub| &sub.acties);
    outcome.acties.iter().chain(inner).for_each(|actie| meet(actie.contact, &mut due));
    kept
}

#[test]
fn every_walk_through_every_shipped_tree_keeps_the_six_safety_rules() {
    let content = Content::shipped();
    let mut applied: BTreeMap<&str, usize> = BTreeMap::new();
    for id in tree_ids() {
        let tree = content.tree(&id).expect("shipped trees hold");
        let mut count = 0;
        every_walk(&tree, &mut |walk| {
            count += 1;
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
        });
        // The meldcode with its deelbomen walked in full, not one step per outcome.
        assert!(id != "meldcode-basis" || count > 3000, "{id}: {count} walks");
    }
    for rule in RULES {
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
