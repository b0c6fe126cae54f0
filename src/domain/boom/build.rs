//! Loading is checking: a tree against itself, against what it uses, and against the safety rules.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::{Boom, Library, ListFile, Missing, TWIJFEL, TreeFile, waarborgen};
use crate::domain::inhoud::{Deelboom, Kenmerk, Knoop, KnoopSoort, Problem, Problems, Uitkomst, Vorm, Vraag};

/// The questions of every afwegingskader (F3.01).
pub(super) const AFWEGINGEN: [&str; 5] = ["v1", "v2", "v3", "v4", "v5"];
const KINDCHECK: [&str; 4] = ["k1", "k2", "k3", "k4"];

pub(super) fn build(file: TreeFile, library: &dyn Library) -> Result<Arc<Boom>, Vec<Problem>> {
    let mut problems = Problems::of(&file.bestand);
    let index: HashMap<String, usize> =
        file.file.inhoud.knopen.iter().enumerate().map(|(at, knoop)| (knoop.kop.id.clone(), at)).collect();
    let begin = index.get(&file.file.inhoud.begin).copied();
    if begin.is_none() {
        problems.add(
            "begin",
            format!("De beginknoop \"{}\" bestaat niet.", file.file.inhoud.begin),
            "Noem een knoop die in `knopen` staat.",
        );
    }
    let mut check = Check { file: &file, index: &index, library, problems };
    check.targets();
    if let Some(begin) = begin {
        check.acyclic_and_reachable(begin);
    }
    let trees = check.trees();
    let lists = check.lists();
    check.nodes();
    check.form();
    let problems = check.problems;
    let boom = problems.into_result(()).and_then(|()| match begin {
        Some(begin) => Ok(Arc::new(Boom { file, index, begin, trees, lists, fingerprint: OnceLock::new() })),
        None => Err(Vec::new()),
    })?;
    let broken = waarborgen::check(&boom);
    if broken.is_empty() { Ok(boom) } else { Err(broken) }
}

struct Check<'a> {
    file: &'a TreeFile,
    index: &'a HashMap<String, usize>,
    library: &'a dyn Library,
    problems: Problems,
}

impl<'a> Check<'a> {
    fn knopen(&self) -> &'a [Knoop] {
        &self.file.file.inhoud.knopen
    }

    fn targets(&mut self) {
        for knoop in self.knopen() {
            for (target, place) in knoop.targets() {
                if !self.index.contains_key(target) {
                    self.problems.add(
                        format!("knoop {}, {place}", knoop.kop.id),
                        format!("De knoop \"{target}\" bestaat niet."),
                        "Verbeter de naam, of voeg de knoop toe.",
                    );
                }
            }
        }
    }

    fn acyclic_and_reachable(&mut self, begin: usize) {
        /// How far the depth-first search is with a node.
        #[derive(Clone, Copy, PartialEq)]
        enum Seen {
            Not,
            Open,
            Done,
        }
        let mut seen = vec![Seen::Not; self.knopen().len()];
        let mut stack = vec![(begin, false)];
        let mut circles = Vec::new();
        while let Some((node, leaving)) = stack.pop() {
            if leaving {
                seen[node] = Seen::Done;
                continue;
            }
            if seen[node] != Seen::Not {
                continue;
            }
            seen[node] = Seen::Open;
            stack.push((node, true));
            for (target, _) in self.knopen()[node].targets() {
                match self.index.get(target).map(|next| (*next, seen[*next])) {
                    Some((next, Seen::Not)) => stack.push((next, false)),
                    Some((_, Seen::Open)) => circles.push((node, target.to_owned())),
                    Some((_, Seen::Done)) | None => {}
                }
            }
        }
        for (node, target) in circles {
            self.problems.add(
                format!("knoop {}", self.knopen()[node].kop.id),
                format!("De weg loopt in een kring: van hier terug naar \"{target}\"."),
                "Laat de weg vooruit lopen; opnieuw vragen is een stap terug, of opnieuw beginnen.",
            );
        }
        for (node, seen) in seen.iter().enumerate() {
            if *seen == Seen::Not {
                self.problems.add(
                    format!("knoop {}", self.knopen()[node].kop.id),
                    "Geen enkele weg komt bij deze knoop.",
                    "Laat een antwoord hierheen wijzen, of haal de knoop weg.",
                );
            }
        }
    }

    fn trees(&mut self) -> BTreeMap<String, Arc<Boom>> {
        let mut found = BTreeMap::new();
        for knoop in self.knopen() {
            let KnoopSoort::Deelboom(deelboom) = &knoop.soort else { continue };
            let place = format!("knoop {}", knoop.kop.id);
            match self.library.tree(&deelboom.boom) {
                Ok(tree) => {
                    self.ways_on(&place, deelboom, &tree);
                    found.insert(deelboom.boom.clone(), tree);
                }
                Err(missing) => self.missing(&place, "De deelboom", &deelboom.boom, missing),
            }
            self.deelboom_name(&place, &knoop.kop.id, &deelboom.boom);
        }
        found
    }

    fn ways_on(&mut self, place: &str, deelboom: &Deelboom, tree: &Boom) {
        let outcomes: HashSet<&str> = tree.uitkomsten().map(|(knoop, _)| knoop.kop.id.as_str()).collect();
        for outcome in tree.uitkomsten().map(|(knoop, _)| &knoop.kop.id) {
            if !deelboom.naar.contains_key(outcome) {
                self.problems.add(
                    place,
                    format!("De uitkomst \"{outcome}\" van {} heeft geen vervolg.", deelboom.boom),
                    format!("Voeg \"{outcome}\" toe aan `naar`."),
                );
            }
        }
        for outcome in deelboom.naar.keys().filter(|outcome| !outcomes.contains(outcome.as_str())) {
            self.problems.add(
                place,
                format!("{} heeft geen uitkomst \"{outcome}\".", deelboom.boom),
                "Verbeter de naam of haal haar uit `naar`.",
            );
        }
    }

    /// Exercises and stored walks address nodes by path, so the entry nodes have fixed names.
    fn deelboom_name(&mut self, place: &str, id: &str, boom: &str) {
        let expected = match boom {
            "kindcheck" | "mantelzorgcheck" => boom,
            _ if boom.starts_with("afwegingskader-") => "afweging",
            _ => return,
        };
        if id != expected {
            self.problems.add(
                place,
                format!("De deelboomknoop voor {boom} heet niet \"{expected}\"."),
                format!("Noem de knoop \"{expected}\"."),
            );
        }
    }

    fn lists(&mut self) -> BTreeMap<String, Arc<ListFile>> {
        let mut found = BTreeMap::new();
        for knoop in self.knopen() {
            let KnoopSoort::Lijst(lijst) = &knoop.soort else { continue };
            for id in lijst.ids() {
                match self.library.signalen(id) {
                    Ok(list) => {
                        found.insert(id.clone(), list);
                    }
                    Err(missing) => {
                        self.missing(&format!("knoop {}", knoop.kop.id), "De signalenlijst", id, missing);
                    }
                }
            }
        }
        found
    }

    fn missing(&mut self, place: &str, what: &str, id: &str, missing: Missing) {
        let (wat, advies) = match missing {
            Missing::Unknown => {
                (format!("{what} \"{id}\" bestaat niet."), "Verbeter de naam, of voeg het bestand toe.")
            }
            Missing::Broken => (format!("{what} \"{id}\" heeft zelf fouten."), "Verbeter eerst dat bestand."),
            Missing::Cyclic => (
                format!("{what} \"{id}\" gebruikt op zijn beurt deze boom."),
                "Bomen mogen elkaar niet over en weer gebruiken.",
            ),
        };
        self.problems.add(place, wat, advies);
    }

    fn nodes(&mut self) {
        for knoop in self.knopen() {
            let place = format!("knoop {}", knoop.kop.id);
            match &knoop.soort {
                KnoopSoort::Vraag(vraag) => self.vraag(&place, &knoop.kop.id, vraag),
                KnoopSoort::Uitkomst(uitkomst) => self.uitkomst(&place, uitkomst),
                KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) => {}
            }
        }
    }

    fn vraag(&mut self, place: &str, id: &str, vraag: &Vraag) {
        let twijfel = vraag.antwoorden.iter().find(|antwoord| antwoord.id == TWIJFEL);
        match twijfel {
            None => self.problems.add(
                place,
                "Deze vraag heeft geen antwoord met id \"twijfel\".",
                "Voeg het toe: niet weten is ook een antwoord.",
            ),
            Some(antwoord) if antwoord.actie.is_none() && !AFWEGINGEN.contains(&id) => self.problems.add(
                place,
                "Twijfel heeft hier geen actie (veiligheidsregel 3).",
                "Geef het antwoord \"twijfel\" een `actie`: wat doet de gebruiker dan?",
            ),
            Some(_) => {}
        }
        for earlier in vraag.antwoorden.iter().flat_map(|antwoord| &antwoord.lost_op) {
            let is_question =
                self.index.get(earlier).is_some_and(|at| matches!(self.knopen()[*at].soort, KnoopSoort::Vraag(_)));
            if !is_question {
                self.problems.add(
                    place,
                    format!("`lost_op` noemt \"{earlier}\", en dat is geen vraag in deze boom."),
                    "Noem de id van een eerdere vraag.",
                );
            }
        }
    }

    fn uitkomst(&mut self, place: &str, uitkomst: &Uitkomst) {
        match &uitkomst.neemt_over {
            None if uitkomst.acties.is_empty() => self.problems.add(
                place,
                "Deze uitkomst heeft geen actie.",
                "Noem minstens één actie: wat doet de gebruiker nu?",
            ),
            None => {}
            Some(id) => {
                let is_deelboom =
                    self.index.get(id).is_some_and(|at| matches!(self.knopen()[*at].soort, KnoopSoort::Deelboom(_)));
                if !is_deelboom {
                    self.problems.add(
                        place,
                        format!("`neemt_over` noemt \"{id}\", en dat is geen deelboom in deze boom."),
                        "Noem de id van een deelboomknoop.",
                    );
                }
            }
        }
        if let Some(other) = &uitkomst.verder_met
            && !self.library.has_tree(other)
        {
            self.problems.add(
                place,
                format!("`verder_met` noemt \"{other}\", en die boom bestaat niet."),
                "Verbeter de id of haal het veld weg.",
            );
        }
    }

    /// What the form of the tree asks for.
    fn form(&mut self) {
        let id = self.file.file.kop.id.clone();
        match self.file.file.inhoud.vorm {
            Vorm::Afwegingskader => self.fixed_questions(&AFWEGINGEN),
            Vorm::Check if id == "kindcheck" => self.fixed_questions(&KINDCHECK),
            Vorm::Meldcode => self.opening_questions(),
            Vorm::Check | Vorm::Route => {}
        }
    }

    fn fixed_questions(&mut self, ids: &[&str]) {
        for id in ids {
            let answers = self.index.get(*id).map(|at| match &self.knopen()[*at].soort {
                KnoopSoort::Vraag(vraag) => vraag.antwoorden.iter().map(|antwoord| antwoord.id.as_str()).collect(),
                KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) | KnoopSoort::Uitkomst(_) => {
                    Vec::new()
                }
            });
            let complete =
                answers.is_some_and(|found| ["ja", "nee", TWIJFEL].iter().all(|answer| found.contains(answer)));
            if !complete {
                self.problems.add(
                    format!("knoop {id}"),
                    "Deze vraag met de antwoorden ja, nee en twijfel ontbreekt.",
                    "Voeg de vraag toe met precies deze ids; oefeningen en regels rusten erop.",
                );
            }
        }
    }

    fn opening_questions(&mut self) {
        let asked: HashSet<Kenmerk> = self
            .knopen()
            .iter()
            .filter_map(|knoop| match &knoop.soort {
                KnoopSoort::Vraag(vraag) => Some(vraag.antwoorden.iter().flat_map(|antwoord| &antwoord.kenmerken)),
                KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) | KnoopSoort::Uitkomst(_) => {
                    None
                }
            })
            .flatten()
            .copied()
            .collect();
        for kenmerk in Kenmerk::EERST.into_iter().filter(|kenmerk| !asked.contains(kenmerk)) {
            self.problems.add(
                "knopen",
                format!("Geen vraag van deze meldcode kan \"{}\" aan het licht brengen.", kenmerk.name()),
                format!("Vraag ernaar en geef het antwoord `kenmerken`: [\"{}\"].", kenmerk.name()),
            );
        }
    }
}
