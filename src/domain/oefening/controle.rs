//! What a case is checked for beside its tree: that what it tells groups is what the tree says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::weging::{Eind, antwoorden_van, weeg, weegboom};
use crate::domain::boom::Boom;
use crate::domain::inhoud::{Melden, Oefencasus, Problems, Ronde, WACHT_OP_TOETS};

/// Adds every problem of a case that shows only beside its tree: an outcome that the tree does not have on its answers,
/// an answer that changes without a fact that turned it, and a road on which doubt ends in not reporting.
pub fn controleer_casus(casus: &Oefencasus, boom: &Arc<Boom>, problems: &mut Problems) {
    let Some(boom) = weegboom(boom) else {
        problems.add(
            "boom",
            format!("De boom \"{}\" stelt de vragen v1 tot en met v5 niet.", casus.boom),
            "Noem een afwegingskader, zoals afwegingskader-basis.",
        );
        return;
    };
    for ronde in &casus.ronden {
        uitkomst(casus, ronde, &boom, problems);
        nooit_stil(ronde, &boom, problems);
    }
    omslagfeiten(casus, problems);
    niet_melden(casus, problems);
}

/// The tree is run on the answers of the round.
fn uitkomst(casus: &Oefencasus, ronde: &Ronde, boom: &Arc<Boom>, problems: &mut Problems) {
    let place = format!("ronde {}", ronde.id);
    let (end, asked) = match weeg(boom, &antwoorden_van(ronde)) {
        Ok(found) => found,
        Err(misfit) => {
            problems.add(
                &*place,
                format!("Een antwoord past niet in de boom: {misfit}."),
                "Kies een antwoord dat de boom heeft.",
            );
            return;
        }
    };
    match &end {
        Eind::Open(vraag) => problems.add(
            format!("{place}, weging"),
            format!("De boom vraagt hier {vraag}, en daar staat geen antwoord bij."),
            format!("Voeg een weging voor {vraag} toe, met `verdedigbaar` en `waarom`."),
        ),
        Eind::Uitkomst { .. } | Eind::WachtOpToets if end.id() != Some(ronde.uitkomst.as_str()) => problems.add(
            format!("{place}, uitkomst"),
            format!(
                "Op deze antwoorden geeft de boom \"{}\", en hier staat \"{}\".",
                end.id().unwrap_or_default(),
                ronde.uitkomst
            ),
            format!(
                "Neem de uitkomst van de boom over, of verbeter een antwoord. \"{WACHT_OP_TOETS}\" kan alleen bij v5."
            ),
        ),
        Eind::Uitkomst { .. } | Eind::WachtOpToets => {}
    }
    for weging in ronde.weging.iter().filter(|weging| !asked.contains(&weging.vraag)) {
        if !weging.ter_oefening {
            problems.add(
                format!("{place}, {}", weging.vraag),
                "De boom komt hier niet aan deze vraag toe.",
                "Zet `ter_oefening` op true, of haal de weging weg.",
            );
        }
    }
    for weging in ronde.weging.iter().filter(|weging| weging.ter_oefening && casus.wettelijk) {
        if asked.contains(&weging.vraag) {
            problems.add(
                format!("{place}, {}", weging.vraag),
                "De boom stelt deze vraag hier echt; ze is niet alleen ter oefening.",
                "Haal `ter_oefening` weg.",
            );
        }
    }
}

/// Whatever defensible answers a group combines: with doubt or yes on `v2` it never ends in not reporting.
fn nooit_stil(ronde: &Ronde, boom: &Arc<Boom>, problems: &mut Problems) {
    let mut sets: Vec<BTreeMap<&str, &str>> = vec![BTreeMap::new()];
    for weging in &ronde.weging {
        let mut longer = Vec::new();
        for set in &sets {
            for answer in &weging.verdedigbaar {
                let mut more = set.clone();
                more.insert(&weging.vraag, answer);
                longer.push(more);
            }
        }
        sets = longer;
    }
    let silent = sets.iter().find(|set| {
        let reports_not = matches!(weeg(boom, set), Ok((Eind::Uitkomst { melden: Melden::Nee, .. }, _)));
        let suspicion = set.get("v1").is_some_and(|answer| *answer != "nee");
        reports_not && suspicion && set.get("v2").is_none_or(|answer| *answer != "nee")
    });
    if silent.is_some() {
        problems.add(
            format!("ronde {}, v2", ronde.id),
            "Met verdedigbare antwoorden loopt twijfel of ja op v2 hier door naar niet melden.",
            "Twijfel vraagt eerst advies aan Veilig Thuis. Verbeter `verdedigbaar`, of kies een andere boom.",
        );
    }
}

/// An answer that differs from the last one names the fact that turned it.
fn omslagfeiten(casus: &Oefencasus, problems: &mut Problems) {
    let mut last: BTreeMap<&str, &str> = BTreeMap::new();
    for ronde in &casus.ronden {
        for weging in &ronde.weging {
            let before = last.insert(&weging.vraag, &weging.antwoord);
            if before.is_some_and(|before| before != weging.antwoord) && weging.omslagfeit.is_none() {
                problems.add(
                    format!("ronde {}, {}", ronde.id, weging.vraag),
                    "Het antwoord is anders dan eerst, en er staat niet bij door welk feit.",
                    "Noem in `omslagfeit` het feit van deze ronde dat het antwoord deed kantelen.",
                );
            }
        }
    }
}

/// A decision not to report can be defended when the last weighing says no suspicion or no danger can be defended, or
/// when the decision itself says that Veilig Thuis comes first.
fn niet_melden(casus: &Oefencasus, problems: &mut Problems) {
    let says_no = |vraag: &str| {
        let mut weighed = casus.ronden.iter().flat_map(|ronde| &ronde.weging).filter(|weging| weging.vraag == vraag);
        weighed.next_back().is_some_and(|weging| weging.verdedigbaar.iter().any(|answer| answer == "nee"))
    };
    if says_no("v1") || says_no("v2") {
        return;
    }
    for keuze in casus.verdedigbaar.iter().filter(|keuze| keuze.melden == Some(Melden::Nee)) {
        if !format!("{} {}", keuze.tekst, keuze.waarom).contains("Veilig Thuis") {
            problems.add(
                format!("verdedigbaar, {}", keuze.id),
                "Niet melden staat hier zonder dat nee op v1 of v2 verdedigbaar is, en zonder Veilig Thuis.",
                "Schrijf erbij dat Veilig Thuis dit vooraf onderschrijft, of haal het besluit weg.",
            );
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use jiff::civil::date;
    use serde_json::{Value, json};

    use super::controleer_casus;
    use crate::domain::boom::Boom;
    use crate::domain::inhoud::{Bestand, Inhoud, Melden, Oefencasus, Problem, Problems, read};
    use crate::domain::oefening::{Eind, Rekenfout, Skelet, Stemming, skelet, vergelijk, weegboom};

    fn boom() -> Arc<Boom> {
        let text = include_str!("../../../checklists/beslisboom/afwegingskader-basis.json");
        let files =
            BTreeMap::from([("beslisboom/afwegingskader-basis".to_owned(), serde_json::from_str(text).unwrap())]);
        Boom::from_files("afwegingskader-basis", &files, false).unwrap()
    }

    /// The case to fill in, changed at a place.
    fn casus(change: &[(&str, Value)]) -> Bestand<Oefencasus> {
        let mut value: Value = serde_json::from_str(&skelet(Skelet::Casus, "proef", date(2026, 11, 22))).unwrap();
        for (place, to) in change {
            match value.pointer_mut(place) {
                Some(at) => *at = to.clone(),
                None => panic!("{place}"),
            }
        }
        match read(value.to_string().as_bytes(), "proef.json") {
            Ok(Inhoud::Casus(file)) => file,
            other => panic!("{other:?}"),
        }
    }

    fn problems(change: &[(&str, Value)]) -> Vec<Problem> {
        let mut found = Problems::of("proef.json");
        controleer_casus(&casus(change).inhoud, &boom(), &mut found);
        found.into_vec()
    }

    fn told(change: &[(&str, Value)], place: &str, what: &str) {
        let found = problems(change);
        let hit = found.iter().any(|problem| problem.plaats == place && problem.wat.contains(what));
        assert!(hit, "{place}: {what}\n{found:?}");
    }

    #[test]
    fn a_case_that_says_what_its_tree_says_is_in_order() {
        assert_eq!(problems(&[]), []);
        let one = |vraag: &str, antwoord: &str| json!({ "vraag": vraag, "antwoord": antwoord, "verdedigbaar": [antwoord], "waarom": "x" });
        let mut turned = one("v2", "nee");
        turned["omslagfeit"] = json!("f4");
        let all = json!([one("v1", "ja"), turned, one("v3", "ja"), one("v4", "ja")]);
        // Waiting until help can be tested: no outcome of the tree, and not a decision.
        let waits = [("/ronden/2/weging", all), ("/ronden/2/uitkomst", json!("wacht-op-toets"))];
        assert_eq!(problems(&waits), []);
        let short = json!([one("v1", "ja"), waits[0].1[1].clone(), one("v3", "ja")]);
        told(&[("/ronden/2/weging", short)], "ronde r3, weging", "vraagt hier v4");
    }

    #[test]
    fn an_outcome_that_the_tree_does_not_have_is_told() {
        told(&[("/ronden/0/uitkomst", json!("geen-vermoeden"))], "ronde r1, uitkomst", "geeft de boom \"advies\"");
        told(&[("/ronden/1/uitkomst", json!("wacht-op-toets"))], "ronde r2, uitkomst", "geeft de boom \"advies\"");
        told(&[("/ronden/2/uitkomst", json!("melden"))], "ronde r3, uitkomst", "melden-norm1");
    }

    #[test]
    fn an_answer_that_changes_names_the_fact_that_turned_it() {
        told(&[("/ronden/1/weging/0/omslagfeit", json!(null))], "ronde r2, v1", "door welk feit");
        told(&[("/ronden/2/weging/1/omslagfeit", json!(null))], "ronde r3, v2", "door welk feit");
    }

    #[test]
    fn a_question_that_the_tree_does_not_reach_is_marked_as_exercise_and_no_other() {
        told(&[("/ronden/2/weging/2/ter_oefening", json!(false))], "ronde r3, v3", "niet aan deze vraag toe");
        let marked =
            json!({ "vraag": "v1", "antwoord": "ja", "verdedigbaar": ["ja"], "waarom": "x", "ter_oefening": true });
        told(&[("/ronden/2/weging/0", marked.clone())], "ronde r3, v1", "niet alleen ter oefening");
        let free = problems(&[("/ronden/2/weging/0", marked), ("/wettelijk", json!(false))]);
        assert_eq!(free, [], "outside the law all of it may be exercise");
    }

    #[test]
    fn not_reporting_is_defended_by_an_answer_or_by_veilig_thuis() {
        let nee = ("/verdedigbaar/0/melden", json!("nee"));
        told(std::slice::from_ref(&nee), "verdedigbaar, melden", "zonder Veilig Thuis");
        let asked = ("/verdedigbaar/0/waarom", json!("Alleen als Veilig Thuis dit vooraf onderschrijft."));
        assert_eq!(problems(&[nee.clone(), asked]), []);
        let no = [nee, ("/ronden/2/weging/1/verdedigbaar", json!(["ja", "nee"]))];
        assert_eq!(problems(&no), [], "a last weighing in which no can be defended");
    }

    #[test]
    fn doubt_never_runs_to_not_reporting_in_a_tree_that_would_let_it() {
        // No tree that can be built does; the outcome is changed behind the back of its rules.
        let mut tree: Value =
            serde_json::from_str(include_str!("../../../checklists/beslisboom/afwegingskader-basis.json")).unwrap();
        for node in tree["knopen"].as_array_mut().unwrap() {
            if node["id"] == "advies" {
                node["melden"] = json!("nee");
            }
        }
        let files = BTreeMap::from([("beslisboom/afwegingskader-basis".to_owned(), tree)]);
        assert!(Boom::from_files("afwegingskader-basis", &files, false).is_err());
    }

    fn votes(casus: &str) -> Stemming {
        serde_json::from_value(json!({
            "groepen": [{ "naam": "a", "aantal": 4 }, { "naam": "b", "aantal": 4 }, { "naam": "c", "aantal": 4 }],
            "rondes": [
                { "vraag": "v1", "keuzes": ["ja", "nee", "twijfel"], "groepen": [
                    { "aantallen": [4, 0, 0] }, { "aantallen": [2, 2, 0] }, { "aantallen": [4, 0, 0] }] },
                { "vraag": "v2", "keuzes": ["ja", "nee", "twijfel"], "groepen": [
                    { "aantallen": [3, 1, 0] }, { "aantallen": [0, 4, 0] }, { "aantallen": [0, 0, 0] }] }],
            "casus": casus, "ronde": 3
        }))
        .unwrap()
    }

    #[test]
    fn groups_stand_beside_the_tree_and_beside_what_can_be_defended() {
        let file = casus(&[]);
        let found = vergelijk(&votes("PROEF"), &file.inhoud, &weegboom(&boom()).unwrap()).unwrap();
        let ends: Vec<_> = found.iter().map(|group| (group.eind.id(), group.als_casus)).collect();
        assert_eq!(ends, [(Some("melden-norm1"), true), (Some("advies"), false), (None, false)]);
        assert!(matches!(&found[0].eind, Eind::Uitkomst { melden: Melden::Ja, .. }));
        assert_eq!(found[2].eind, Eind::Open("v2".to_owned()), "nobody there voted on v2");
        let tied = &found[1].antwoorden[0];
        assert_eq!((tied.antwoord.as_str(), tied.gelijk, tied.verdedigbaar), ("twijfel", true, Some(false)));
        assert_eq!(found[1].antwoorden[1].verdedigbaar, Some(false));
    }

    #[test]
    fn a_round_that_is_not_there_and_votes_on_something_else_are_refused() {
        let file = casus(&[]);
        let tree = weegboom(&boom()).unwrap();
        for ronde in [0, 4] {
            let wrong = vergelijk(&Stemming { ronde: Some(ronde), ..votes("PROEF") }, &file.inhoud, &tree);
            assert_eq!(wrong.unwrap_err(), Rekenfout::GeenRonde { ronde, ronden: 3 });
        }
        let mut other = votes("PROEF");
        other.rondes.iter_mut().for_each(|ronde| ronde.vraag = format!("kaart-{}", ronde.vraag));
        assert_eq!(vergelijk(&other, &file.inhoud, &tree).unwrap_err(), Rekenfout::GeenAfweging);
    }
}
