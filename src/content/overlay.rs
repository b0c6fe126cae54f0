//! The user's own files over the shipped ones.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Built, Bytes, Content, Source};
use crate::domain::boom::{Boom, TreeFile, Waarborgen};
use crate::domain::inhoud::{Inhoud, KnoopSoort, OwnFile, Problem, Problems, Soort, parse, read};

/// What the files are laid over the shipped ones for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be used: the numbers cannot be replaced.
    Use,
    /// To be checked: every kind may be there.
    Check,
}

pub(super) fn lay(mut content: Content, own: Vec<OwnFile>, purpose: Purpose) -> Content {
    for file in own {
        if let Some(problems) = rules(&content, &file, purpose) {
            content.left_out.extend(problems);
            continue;
        }
        match placed(&file, purpose) {
            Ok((key, source)) => match content.index.get(&key).filter(|known| known.own) {
                Some(first) => content.left_out.push(same_id(&file.name, &key.1, &first.name)),
                None => {
                    content.index.insert(key, source);
                }
            },
            Err(problems) => content.left_out.extend(problems),
        }
    }
    while let Some(((soort, id), problems)) = first_broken(&content) {
        content.left_out.extend(problems);
        take_out(&mut content, soort, &id);
    }
    content
}

/// Which of two own files is meant cannot be guessed; the first one stays.
fn same_id(bestand: &str, id: &str, first: &str) -> Problem {
    Problem {
        bestand: bestand.to_owned(),
        plaats: "id".to_owned(),
        wat: format!("De id \"{id}\" heeft ook het bestand {first}. Dat wordt gebruikt, dit niet."),
        advies: "Haal een van de twee weg, of geef het een andere id en bestandsnaam.".to_owned(),
    }
}

/// The problems of a file with safety rules; `None` when it is another file. Nobody's own folder replaces the rules, but
/// whoever makes the shipped folder checks them here.
fn rules(content: &Content, file: &OwnFile, purpose: Purpose) -> Option<Vec<Problem>> {
    let bytes = file.bytes.as_ref().ok()?;
    let map = parse(bytes, &file.name).ok()?;
    if map.get("soort").and_then(serde_json::Value::as_str) != Some("waarborgen") {
        return None;
    }
    if purpose == Purpose::Check {
        let read = Waarborgen::read(bytes, &file.name);
        return Some(read.map_or_else(|problems| problems, |rules| rules.check_facts(content.feiten())));
    }
    let mut problems = Problems::of(&file.name);
    problems.add(
        "soort",
        "De veiligheidsregels kunt u niet vervangen.",
        "Haal dit bestand weg. Klopt een regel niet, meld het dan bij de makers.",
    );
    Some(problems.into_vec())
}

/// Where an own file goes in the index, when it can be read at all and may be there.
fn placed(file: &OwnFile, purpose: Purpose) -> Result<((Soort, String), Source), Vec<Problem>> {
    let mut problems = Problems::of(&file.name);
    let bytes = match &file.bytes {
        Ok(bytes) => bytes,
        Err(reason) => {
            problems.add("", reason.clone(), "Kijk of het bestand er nog is en of u het mag lezen.");
            return Err(problems.into_vec());
        }
    };
    let map = parse(bytes, &file.name)?;
    let text = |key: &str| map.get(key).and_then(serde_json::Value::as_str);
    let (Some(soort), Some(id)) = (text("soort").and_then(Soort::from_name), text("id")) else {
        // `read` says what is wrong with the head, in full.
        return match read(bytes, &file.name) {
            Err(problems) => Err(problems),
            Ok(_) => Err(problems.into_vec()),
        };
    };
    let stem = std::path::Path::new(&file.name).file_stem().map(|stem| stem.to_string_lossy());
    if stem.as_deref() != Some(id) {
        problems.add(
            "id",
            format!("De id \"{id}\" is niet gelijk aan de bestandsnaam."),
            "Maak de id en de bestandsnaam gelijk.",
        );
        return Err(problems.into_vec());
    }
    if soort == Soort::Nummers && purpose == Purpose::Use {
        problems.add(
            "soort",
            "De nummers en de noodpagina kunt u niet vervangen.",
            "Haal dit bestand weg. Klopt een nummer niet, meld het dan bij de makers.",
        );
        return Err(problems.into_vec());
    }
    let source = Source { bytes: Bytes::Read(Arc::from(bytes.as_slice())), name: file.name.clone(), own: true };
    Ok(((soort, id.to_owned()), source))
}

/// The first own file that has a problem itself, or that breaks a tree which uses it.
fn first_broken(content: &Content) -> Option<((Soort, String), Vec<Problem>)> {
    let own: Vec<(Soort, String)> =
        content.index.iter().filter(|(_, source)| source.own).map(|(key, _)| key.clone()).collect();
    if own.is_empty() {
        return None;
    }
    // Lists before trees: a tree that fails because of a list must not be blamed first.
    for key in own.iter().rev() {
        let problems = content.check_one(key.0, &key.1);
        if !problems.is_empty() {
            return Some((key.clone(), problems));
        }
    }
    let shipped_trees = content.index.iter().filter(|((soort, _), source)| *soort == Soort::Beslisboom && !source.own);
    for ((_, id), _) in shipped_trees {
        if let Err(problems) = content.tree_or_problems(id)
            && let Some(culprit) = culprit(content, id, &own)
        {
            let bestand = content.index.get(&culprit).map_or_else(String::new, |source| source.name.clone());
            let problems = problems.iter().map(|problem| used_by(id, &bestand, problem)).collect();
            return Some((culprit, problems));
        }
    }
    None
}

/// The own file in a tree without which the tree has the fewest problems; the first of equals.
fn culprit(content: &Content, tree: &str, own: &[(Soort, String)]) -> Option<(Soort, String)> {
    let problems_without = |key: &(Soort, String)| {
        let mut without = Content { index: content.index.clone(), ..Content::shipped() };
        take_out(&mut without, key.0, &key.1);
        without.tree_or_problems(tree).err().map_or(0, |problems| problems.len())
    };
    own.iter().filter(|key| content.uses(tree, key)).min_by_key(|key| problems_without(key)).cloned()
}

/// A problem that an own file causes in a shipped tree, told of the file that is left out.
fn used_by(tree: &str, bestand: &str, problem: &Problem) -> Problem {
    Problem {
        bestand: bestand.to_owned(),
        plaats: format!("gebruikt door {tree}, {}", problem.plaats),
        wat: problem.wat.clone(),
        advies: format!("Maak dit bestand passend, of zet {tree} ook in uw eigen map. Daar: {}", problem.advies),
    }
}

fn take_out(content: &mut Content, soort: Soort, id: &str) {
    content.index.remove(&(soort, id.to_owned()));
    let shipped = Content::shipped();
    if let Some(source) = shipped.index.get(&(soort, id.to_owned())) {
        content.index.insert((soort, id.to_owned()), source.clone());
    }
    content.forget();
}

impl Content {
    /// Whether a tree uses this file, directly, through its deelbomen or as what it is based on; works for trees that
    /// cannot be built.
    fn uses(&self, tree: &str, key: &(Soort, String)) -> bool {
        let mut open = vec![tree.to_owned()];
        let mut seen = HashSet::new();
        while let Some(tree) = open.pop() {
            if !seen.insert(tree.clone()) {
                continue;
            }
            let basis = self.json(&tree).and_then(|json| json.get("basis")?.as_str().map(str::to_owned));
            let mut named: Vec<(Soort, String)> = basis.map(|basis| (Soort::Beslisboom, basis)).into_iter().collect();
            if let Ok(read) = self.parsed(Soort::Beslisboom, &tree)
                && let Inhoud::Beslisboom(file) = &read.inhoud
            {
                named.extend(file.inhoud.knopen.iter().flat_map(|knoop| match &knoop.soort {
                    KnoopSoort::Deelboom(deelboom) => vec![(Soort::Beslisboom, deelboom.boom.clone())],
                    KnoopSoort::Lijst(lijst) => lijst.ids().map(|id| (Soort::Signalen, id.clone())).collect(),
                    KnoopSoort::Vraag(_) | KnoopSoort::Handeling(_) | KnoopSoort::Uitkomst(_) => Vec::new(),
                }));
            }
            if named.contains(key) {
                return true;
            }
            open.extend(named.into_iter().filter(|(soort, _)| *soort == Soort::Beslisboom).map(|(_, id)| id));
        }
        false
    }

    /// Builds a tree that is in the index.
    pub(super) fn build(&self, id: &str) -> Built {
        let read = self.parsed(Soort::Beslisboom, id)?;
        let Inhoud::Beslisboom(file) = &read.inhoud else { return Err(Arc::default()) };
        let own_basis = read.bases.keys().any(|basis| self.is_own_file(Soort::Beslisboom, basis));
        let entry = self.index.get(&(Soort::Beslisboom, id.to_owned()));
        let tree = TreeFile {
            file: file.clone(),
            source: Arc::clone(&read.source),
            bases: read.bases.clone(),
            own: own_basis || entry.is_some_and(|entry| entry.own),
            bestand: entry.map_or_else(String::new, |entry| entry.name.clone()),
        };
        Boom::build(tree, self).map_err(Arc::new)
    }
}
