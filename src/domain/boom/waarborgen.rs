//! The six safety rules, proven over a whole composed tree.
//!
//! Not by enumerating walks, of which there are too many, but by a pass over (place, what the rules remember): two
//! walks that stand at the same place with the same memory can only go on in the same ways. Small composed trees
//! check this pass by brute force in the tests.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::build::AFWEGINGEN;
use super::spot::{Spot, settle};
use super::{Boom, TWIJFEL, VERDER};
use crate::domain::inhoud::{
    Antwoord, Contact, Kenmerk, KnoopSoort, Melden, Problem, Problems, Uitkomst, Vervolg, Vorm,
};

/// An answer to one of the five questions of the afwegingskader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Weighed {
    Ja,
    Nee,
    Twijfel,
}

/// An outcome of a deelboom, as far as the rules look at it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Reached {
    melden: Melden,
    contacts: Vec<Contact>,
}

/// What the rules remember of a walk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
struct Memory {
    /// Answers to `v1` … `v5`, wherever in the composed tree they were asked.
    weighed: [Option<Weighed>; 5],
    /// Rule 5: somebody is in danger now.
    acute: bool,
    /// Rule 6: an expert has to come before family and community.
    expert_due: bool,
    /// Rule 4: paths of questions answered with *twijfel* and not resolved. Only kept while a check is proven.
    doubts: BTreeSet<String>,
    /// Rule 6: what open doubts add to the outcome, by the path of the question. Only kept where one can add a
    /// contact with the family.
    added: Vec<(String, Contact)>,
    /// Outcomes of deelbomen in the order in which they were reached, by the path of the deelboom node.
    reached: Vec<(String, Reached)>,
}

impl Memory {
    fn reached(&self, deelboom: &str) -> Option<&Reached> {
        self.reached.iter().find(|(path, _)| path == deelboom).map(|(_, reached)| reached)
    }
}

/// Every way in which the tree breaks a safety rule; the route that breaks it stands in the place.
pub fn check(boom: &Arc<Boom>) -> Vec<Problem> {
    let mut pass = Pass {
        root: boom,
        problems: Problems::of(&boom.file.bestand),
        said: HashSet::new(),
        doubts_reach_family: doubts_reach_family(boom),
    };
    let mut memory = Memory::default();
    let first = pass.settle(Spot::start(boom), &mut memory);
    let mut seen: HashSet<(String, Memory)> = HashSet::new();
    let mut open = vec![(first, memory, Vec::<String>::new())];
    while let Some((spot, memory, route)) = open.pop() {
        if !seen.insert((spot.path(), memory.clone())) {
            continue;
        }
        match &spot.knoop().soort {
            KnoopSoort::Vraag(vraag) => {
                for antwoord in &vraag.antwoorden {
                    let mut after = memory.clone();
                    pass.answer(&spot, antwoord, &mut after);
                    pass.go_on(&spot, &antwoord.id, after, &route, &mut open);
                }
            }
            KnoopSoort::Handeling(handeling) => {
                let mut after = memory;
                if !contacts_in_order(&handeling.contact, &mut after.expert_due) {
                    pass.broken(6, &spot, &route, EXPERT_FIRST.0, EXPERT_FIRST.1);
                }
                pass.go_on(&spot, VERDER, after, &route, &mut open);
            }
            KnoopSoort::Lijst(_) => pass.go_on(&spot, VERDER, memory, &route, &mut open),
            KnoopSoort::Uitkomst(uitkomst) => pass.outcome(&spot, uitkomst, &memory, &route),
            KnoopSoort::Deelboom(_) => {}
        }
    }
    pass.problems.into_vec()
}

const EXPERT_FIRST: (&str, &str) = (
    "Hier komt een gesprek of navraag in familie of gemeenschap voordat Veilig Thuis of een deskundige gevraagd is.",
    "Zet eerst een handeling of actie met contact \"veilig-thuis\" of \"deskundige\".",
);

/// Whether no family contact comes while an expert is due; an expert contact ends the wait.
fn contacts_in_order(contacts: &[Contact], expert_due: &mut bool) -> bool {
    contacts.iter().all(|contact| {
        if contact.is_expert() {
            *expert_due = false;
        }
        !(*expert_due && contact.is_family())
    })
}

/// Questions that a tree based on another one can't take away.
const VEILIGHEIDSVRAGEN: [&str; 16] = [
    "gevaar",
    "beroepskracht",
    "onthulling",
    "eer",
    "vgv-spoed",
    "situatie",
    "s3-gesprek",
    "s3-kind",
    "v1",
    "v2",
    "v3",
    "v4",
    "v5",
    "k1",
    "k2",
    "k3",
];

/// Whether a tree based on another one has to keep the question with this id.
pub(super) fn is_veiligheidsvraag(id: &str) -> bool {
    VEILIGHEIDSVRAGEN.contains(&id)
}

struct Pass<'a> {
    root: &'a Arc<Boom>,
    problems: Problems,
    /// Rule and place already reported: one route is enough for an author to see it.
    said: HashSet<(u8, String)>,
    /// Whether any doubt in the composed tree adds a contact with the family.
    doubts_reach_family: bool,
}

fn doubts_reach_family(boom: &Boom) -> bool {
    let family = |antwoord: &Antwoord| antwoord.actie.as_ref().is_some_and(|actie| actie.contact.is_family());
    boom.trees.values().any(|tree| doubts_reach_family(tree))
        || boom.knopen().iter().any(|knoop| match &knoop.soort {
            KnoopSoort::Vraag(vraag) => vraag.antwoorden.iter().any(family),
            KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) | KnoopSoort::Uitkomst(_) => {
                false
            }
        })
}

impl Pass<'_> {
    fn go_on(
        &mut self,
        spot: &Spot,
        answer: &str,
        mut memory: Memory,
        route: &[String],
        open: &mut Vec<(Spot, Memory, Vec<String>)>,
    ) {
        if let Some(next) = spot.follow(answer) {
            let next = self.settle(next, &mut memory);
            let mut longer = route.to_vec();
            longer.push(format!("{}={answer}", spot.path()));
            open.push((next, memory, longer));
        }
    }

    /// Goes on to the next node that wants an answer and remembers the outcomes of deelbomen on the way.
    fn settle(&self, spot: Spot, memory: &mut Memory) -> Spot {
        settle(spot, &mut |passed| {
            let KnoopSoort::Uitkomst(uitkomst) = &passed.knoop().soort else { return };
            let deelboom = passed.prefix().trim_end_matches('/').to_owned();
            let contacts = contacts_of(passed, uitkomst, memory);
            memory.reached.push((deelboom, Reached { melden: uitkomst.melden, contacts }));
        })
    }

    fn answer(&self, spot: &Spot, antwoord: &Antwoord, memory: &mut Memory) {
        let id = spot.knoop().kop.id.as_str();
        if let Some(at) = AFWEGINGEN.iter().position(|question| *question == id) {
            memory.weighed[at] = match antwoord.id.as_str() {
                "ja" => Some(Weighed::Ja),
                "nee" => Some(Weighed::Nee),
                TWIJFEL => Some(Weighed::Twijfel),
                _ => None,
            };
        }
        memory.acute |= antwoord.kenmerken.contains(&Kenmerk::AcuutGevaar);
        memory.expert_due |= antwoord.kenmerken.iter().any(|kenmerk| kenmerk.expert_first());
        if self.root.vorm() == Vorm::Check {
            for earlier in &antwoord.lost_op {
                memory.doubts.remove(&(spot.prefix() + earlier));
            }
            if antwoord.id == TWIJFEL {
                memory.doubts.insert(spot.path());
            }
        }
        if self.doubts_reach_family {
            let resolved: Vec<String> = antwoord.lost_op.iter().map(|earlier| spot.prefix() + earlier).collect();
            memory.added.retain(|(path, _)| !resolved.contains(path));
            if let (TWIJFEL, Some(actie)) = (antwoord.id.as_str(), &antwoord.actie)
                && (actie.contact.is_family() || actie.contact.is_expert())
            {
                memory.added.push((spot.path(), actie.contact));
            }
        }
    }

    fn outcome(&mut self, spot: &Spot, uitkomst: &Uitkomst, memory: &Memory, route: &[String]) {
        let [v1, v2, v3, v4, v5] = memory.weighed;
        let ja = Some(Weighed::Ja);
        let nee = Some(Weighed::Nee);
        let melden = uitkomst.melden;
        if v1 == ja && v2 == ja && melden != Melden::Ja {
            let advies = "Maak `melden` hier \"ja\".";
            self.broken(
                1,
                spot,
                route,
                "Vermoeden en acute of structurele onveiligheid, maar melden is niet de norm.",
                advies,
            );
        }
        let all_well = v2 == nee && v3 == ja && v4 == ja && v5 == ja;
        if v1 == ja && melden == Melden::Nee && !all_well {
            let wat = "Er is een vermoeden en `melden` is nee, zonder v2 = nee en v3, v4 en v5 = ja.";
            self.broken(2, spot, route, wat, "Maak `melden` hier \"ja\" of \"advies\".");
        }
        if memory.weighed.contains(&Some(Weighed::Twijfel)) && melden == Melden::Nee {
            let wat = "Er is twijfel op een afwegingsvraag en `melden` is nee.";
            self.broken(3, spot, route, wat, "Maak `melden` hier \"advies\": twijfel leidt naar Veilig Thuis.");
        }
        if !memory.doubts.is_empty() && uitkomst.vervolg == Vervolg::Sluiten {
            let open = memory.doubts.iter().cloned().collect::<Vec<_>>().join(", ");
            let wat = format!("De twijfel bij {open} is niet opgelost en de check sluit toch.");
            self.broken(
                4,
                spot,
                route,
                &wat,
                "Kies een ander `vervolg`, of zeg met `lost_op` welk antwoord de twijfel oplost.",
            );
        }
        let contacts = contacts_of(spot, uitkomst, memory);
        let urgent = memory.acute || v2 == ja;
        if urgent && !contacts.starts_with(&[Contact::Noodnummer, Contact::VeiligThuis]) {
            let wat = "Er is (misschien) acuut gevaar, maar 112 en Veilig Thuis zijn niet de eerste twee acties.";
            self.broken(
                5,
                spot,
                route,
                wat,
                "Zet eerst een actie met contact \"noodnummer\", dan een met \"veilig-thuis\".",
            );
        }
        // In the order in which they are shown: the actions, what open doubts add, the checks that were passed.
        let beside = memory.reached.iter().filter(|(path, _)| uitkomst.neemt_over.as_ref() != Some(path));
        let all: Vec<Contact> = contacts
            .into_iter()
            .chain(memory.added.iter().map(|(_, contact)| *contact))
            .chain(beside.flat_map(|(_, reached)| reached.contacts.iter().copied()))
            .collect();
        if !contacts_in_order(&all, &mut memory.expert_due.clone()) {
            self.broken(6, spot, route, EXPERT_FIRST.0, EXPERT_FIRST.1);
        }
        self.taken_over(spot, uitkomst, memory, route);
    }

    fn taken_over(&mut self, spot: &Spot, uitkomst: &Uitkomst, memory: &Memory, route: &[String]) {
        let Some(deelboom) = &uitkomst.neemt_over else { return };
        match memory.reached(&(spot.prefix() + deelboom)) {
            None => {
                let wat = format!("Deze uitkomst neemt \"{deelboom}\" over, maar op deze weg kwam niemand daar.");
                self.broken(0, spot, route, &wat, "Leid deze weg naar een andere uitkomst.");
            }
            Some(reached) if reached.melden != uitkomst.melden => {
                let wat = format!(
                    "Deze uitkomst zegt melden = {}, en \"{deelboom}\" zei melden = {}.",
                    uitkomst.melden.name(),
                    reached.melden.name()
                );
                self.broken(0, spot, route, &wat, "Maak ze gelijk.");
            }
            Some(_) => {}
        }
    }

    fn broken(&mut self, rule: u8, spot: &Spot, route: &[String], wat: &str, advies: &str) {
        if !self.said.insert((rule, spot.path())) {
            return;
        }
        let rule = if rule == 0 { String::new() } else { format!("Veiligheidsregel {rule}: ") };
        let road = if route.is_empty() { "begin".to_owned() } else { route.join(" > ") };
        self.problems.add(format!("knoop {} via {road}", spot.path()), rule + wat, advies);
    }
}

/// The contacts of an outcome's actions in the order in which they are shown: those taken over come first.
fn contacts_of(spot: &Spot, uitkomst: &Uitkomst, memory: &Memory) -> Vec<Contact> {
    let over = uitkomst.neemt_over.as_ref().and_then(|deelboom| memory.reached(&(spot.prefix() + deelboom)));
    over.into_iter()
        .flat_map(|reached| reached.contacts.iter().copied())
        .chain(uitkomst.acties.iter().map(|actie| actie.contact))
        .collect()
}
