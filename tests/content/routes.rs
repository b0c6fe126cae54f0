//! The roads through every shipped tree, in stages, as files that show a change of content as a diff.
//!
//! `AANDACHT_GOLDEN=schrijf cargo test` writes them anew; look at the diff before committing it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use aandacht::content::Content;
use aandacht::domain::boom::{Boom, Route, Stage, count_routes, covering, routes, stages};
use aandacht::domain::gesprek::Reader;
use aandacht::domain::inhoud::{KnoopSoort, Norm, Uitkomst};

use super::tree_ids;

/// How many differing lines a failing test shows.
const HEAD: usize = 12;

fn golden(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/routes").join(format!("{id}.txt"))
}

/// A road and what it ends in; one to the next stage ends there.
fn line(tree: &Boom, stage: &Stage, route: &Route) -> String {
    if stage.end.as_ref() == Some(&route.outcome) {
        return route.to_string();
    }
    let uitkomst = outcome(tree, &route.outcome);
    let norm = norm(tree, route, uitkomst).map_or("-", Norm::number);
    format!("{route} | melden={} norm={norm} vervolg={}", uitkomst.melden.name(), uitkomst.vervolg.name())
}

fn outcome<'a>(tree: &'a Boom, id: &str) -> &'a Uitkomst {
    match tree.knoop(id).map(|knoop| &knoop.soort) {
        Some(KnoopSoort::Uitkomst(uitkomst)) => uitkomst,
        other => panic!("{id} is no outcome: {other:?}"),
    }
}

/// The norm of the outcome itself, or of the deelboom outcome that it takes over on this road.
fn norm(tree: &Boom, route: &Route, uitkomst: &Uitkomst) -> Option<Norm> {
    let taken = || {
        let (node, reached) = route.steps.iter().find(|(node, _)| Some(node) == uitkomst.neemt_over.as_ref())?;
        let Some(KnoopSoort::Deelboom(deelboom)) = tree.knoop(node).map(|knoop| &knoop.soort) else { return None };
        outcome(tree.tree(&deelboom.boom)?, reached).norm
    };
    uitkomst.norm.or_else(taken)
}

fn compare(id: &str, made: &str, path: &Path) -> Result<(), String> {
    let kept = fs::read_to_string(path).unwrap_or_default();
    if kept == made {
        return Ok(());
    }
    let (before, after): (BTreeSet<&str>, BTreeSet<&str>) = (kept.lines().collect(), made.lines().collect());
    let gone = before.difference(&after).map(|line| format!("- {line}"));
    let new = after.difference(&before).map(|line| format!("+ {line}"));
    let changed: Vec<String> = gone.chain(new).collect();
    let head = if changed.is_empty() {
        "the same roads in another order".to_owned()
    } else {
        changed.iter().take(HEAD).cloned().collect::<Vec<_>>().join("\n")
    };
    Err(format!(
        "{id}: {} lines differ from {}; look at them, then AANDACHT_GOLDEN=schrijf\n{head}",
        changed.len(),
        path.display()
    ))
}

#[test]
fn the_roads_of_every_shipped_tree_are_those_of_its_golden_file() {
    let content = Content::shipped();
    let write = std::env::var("AANDACHT_GOLDEN").is_ok_and(|wish| wish == "schrijf");
    let mut differences = Vec::new();
    for id in tree_ids() {
        let tree = content.tree(&id).expect("shipped trees hold");
        let mut made = String::new();
        // Writing to a String cannot fail.
        for stage in stages(&tree) {
            let end = stage.end.as_ref().map_or_else(String::new, |end| format!(" to {end}"));
            let _ = writeln!(made, "# from {}{end}", stage.begin);
            for route in &stage.routes {
                let _ = writeln!(made, "{}", line(&tree, &stage, route));
            }
        }
        let path = golden(&id);
        if write {
            fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
            fs::write(&path, &made).expect("the golden file can be written");
        }
        differences.extend(compare(&id, &made, &path).err());
    }
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

#[test]
fn every_golden_file_belongs_to_a_shipped_tree() {
    let expected: BTreeSet<String> = tree_ids().into_iter().map(|id| format!("{id}.txt")).collect();
    let folder = golden("x").parent().expect("a folder").to_path_buf();
    let found: BTreeSet<String> = fs::read_dir(folder)
        .expect("the golden files are there")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn every_outcome_of_every_shipped_tree_is_reached_on_some_road() {
    let content = Content::shipped();
    for id in tree_ids() {
        let tree = content.tree(&id).expect("shipped trees hold");
        let reached: BTreeSet<String> = covering(&tree).into_iter().map(|route| route.outcome).collect();
        let there: BTreeSet<String> = tree.uitkomsten().map(|(knoop, _)| knoop.kop.id.clone()).collect();
        assert_eq!(reached, there, "{id}");
    }
}

#[test]
fn the_stages_of_a_tree_together_are_its_roads() {
    let content = Content::shipped();
    let told = ["meldcode-verpleging", "kindcheck", "weg-vgv"];
    for id in told {
        let tree = content.tree(id).expect("shipped trees hold");
        let mut whole: Vec<Route> = vec![Route { steps: Vec::new(), outcome: tree.knopen()[0].kop.id.clone() }];
        for stage in stages(&tree) {
            whole = whole
                .into_iter()
                .flat_map(|road| {
                    if road.outcome != stage.begin {
                        return vec![road];
                    }
                    let on = |route: &Route| Route {
                        steps: road.steps.iter().chain(&route.steps).cloned().collect(),
                        outcome: route.outcome.clone(),
                    };
                    stage.routes.iter().map(on).collect()
                })
                .collect();
        }
        let enumerated: BTreeSet<String> = routes(&tree).iter().map(ToString::to_string).collect();
        let joined: BTreeSet<String> = whole.iter().map(ToString::to_string).collect();
        assert_eq!(count_routes(&tree), u64::try_from(enumerated.len()).expect("a count"), "{id}");
        assert_eq!(whole.len(), joined.len(), "{id}: no road twice");
        assert!(joined == enumerated, "{id}: {} joined, {} enumerated", joined.len(), enumerated.len());
    }
}

#[test]
fn the_covering_roads_go_through_every_route_of_every_stage() {
    let content = Content::shipped();
    for id in tree_ids() {
        let tree = content.tree(&id).expect("shipped trees hold");
        let roads = covering(&tree);
        for stage in stages(&tree) {
            for route in &stage.routes {
                let part = |road: &Route| road.steps.windows(route.steps.len()).any(|steps| steps == route.steps);
                assert!(roads.iter().any(part), "{id}: {route}");
            }
        }
        let ends =
            |road: &Route| matches!(tree.knoop(&road.outcome).map(|knoop| &knoop.soort), Some(KnoopSoort::Uitkomst(_)));
        assert!(roads.iter().all(ends), "{id}: every road ends");
    }
}
