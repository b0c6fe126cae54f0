//! Any history of a vault against a map in memory: whatever was done to it, it opens with nothing wrong and holds exactly
//! what the map holds.

use std::collections::BTreeMap;
use std::path::PathBuf;

use aandacht::domain::kluis::{Batch, Change, Favoriet, Key, Model, Moment, Owner, RecordId, Vernietigregel, Weight};
use aandacht::store::Folder;
use aandacht::store::session::{self, Session, Welcome, With};
use aandacht::store::vault::{Cost, Limits};
use proptest::prelude::*;

use super::common::moment;
use super::images::{patiently, record, without_ballast};

/// One change: which record, whose, and a text of this size, or its removal.
#[derive(Debug, Clone)]
struct One {
    name: u8,
    casus: Option<u8>,
    size: Option<usize>,
    unnamed: bool,
}

#[derive(Debug, Clone)]
enum Step {
    Commit(Vec<One>),
    Import(Vec<One>),
    Sweep,
    CloseAndOpen,
    /// As a kill leaves it.
    DropAndOpen,
    AddCasus,
    DestroyCasus(u8),
    BackUp,
    Restore,
    Renew,
    Accept,
    Password,
}

/// What there must be.
#[derive(Debug, Clone, Default)]
struct Expected {
    named: BTreeMap<u8, (Option<RecordId>, String)>,
    unnamed: Vec<(Option<RecordId>, String)>,
    casussen: Vec<RecordId>,
    password: String,
}

impl Expected {
    fn all(&self) -> Vec<(Option<RecordId>, String)> {
        let mut all: Vec<_> = self.named.values().cloned().chain(self.unnamed.iter().cloned()).collect();
        all.sort();
        all
    }
}

fn all(model: &Model) -> Vec<(Option<RecordId>, String)> {
    let mut all: Vec<_> = model
        .records()
        .map(|(_, stored)| {
            let owner = match stored.owner {
                Owner::Shared => None,
                Owner::Casus(id) => Some(id),
                Owner::Fresh => panic!("nothing is stored under it"),
            };
            (owner, <&Favoriet>::try_from(&stored.record).unwrap().id.clone())
        })
        .collect();
    all.sort();
    all
}

/// A vault, and everything that is known about it.
struct Story {
    _dir: tempfile::TempDir,
    folder: Folder,
    session: Option<Session>,
    model: Model,
    expected: Expected,
    backup: Option<(PathBuf, Expected)>,
    seconds: i64,
}

impl Story {
    fn begin() -> Story {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(&dir.path().join("data"), 1);
        without_ballast(folder.root());
        let expected = Expected { password: "het eerste wachtwoord".to_owned(), ..Expected::default() };
        let (welcome, _) = session::create(&folder, &expected.password, Cost::for_tests(), moment(0)).unwrap();
        let Welcome { session, model, .. } = welcome;
        Story { _dir: dir, folder, session: Some(session), model, expected, backup: None, seconds: 0 }
    }

    fn now(&mut self) -> Moment {
        self.seconds += 7;
        moment(self.seconds)
    }

    fn session(&mut self) -> &mut Session {
        self.session.as_mut().unwrap()
    }

    fn open(&mut self) {
        let (now, password) = (self.now(), self.expected.password.clone());
        let with = With::Password(&password);
        let welcome = patiently(|| session::open(&self.folder, with, Limits::TESTS, now)).unwrap();
        self.welcome(welcome);
    }

    fn welcome(&mut self, welcome: Welcome) {
        let wrong = welcome.warnings.iter().any(|finding| finding.weight == Weight::Fout);
        assert!(!welcome.read_only && !wrong, "{:?}", welcome.warnings);
        self.model = welcome.model;
        self.session = Some(welcome.session);
    }

    /// The changes, with what they do to the map.
    fn changes(&mut self, ones: &[One], import: bool) -> Vec<Change> {
        let mut changes = Vec::new();
        for one in ones {
            let casussen = &self.expected.casussen;
            let casus = one.casus.and_then(|at| casussen.get(usize::from(at) % casussen.len().max(1)).copied());
            let owner = casus.map_or(Owner::Shared, Owner::Casus);
            let key = Key::Named(format!("stuk/{}", one.name));
            self.seconds += 1;
            match one.size {
                Some(size) => {
                    let record = record(u64::try_from(self.seconds).unwrap(), size);
                    let text = <&Favoriet>::try_from(&record).unwrap().id.clone();
                    if one.unnamed && !import {
                        self.expected.unnamed.push((casus, text));
                        changes.push(Change::Put { key: Key::New, owner, record });
                    } else {
                        self.expected.named.insert(one.name, (casus, text));
                        changes.push(Change::Put { key, owner, record });
                    }
                }
                None => {
                    self.expected.named.remove(&one.name);
                    changes.push(Change::Delete(key));
                }
            }
        }
        changes
    }

    fn take(&mut self, step: &Step) {
        let now = self.now();
        match step {
            Step::Commit(ones) => {
                let changes = self.changes(ones, false);
                match self.session().commit(&Batch { changes }, now).unwrap() {
                    session::Committed::Applied(applied) => self.model.apply(applied),
                    session::Committed::Reloaded(_) => panic!("nothing failed"),
                }
            }
            Step::Import(ones) => {
                let changes = self.changes(ones, true);
                let mut applied = Vec::new();
                let vault = self.session().vault().unwrap();
                vault.import(&mut changes.into_iter(), now.stamp, &mut |change| applied.push(change)).unwrap();
                self.model.apply(applied);
            }
            Step::Sweep => self.session().vault().unwrap().sweep(now.stamp).unwrap(),
            Step::CloseAndOpen => {
                self.session.take().unwrap().close().unwrap();
                self.open();
            }
            Step::DropAndOpen => {
                drop(self.session.take());
                self.open();
            }
            Step::AddCasus => {
                let id = self.session().vault().unwrap().add_casus(now.stamp).unwrap();
                self.expected.casussen.push(id);
            }
            Step::DestroyCasus(at) => {
                if self.expected.casussen.is_empty() {
                    return;
                }
                let at = usize::from(*at) % self.expected.casussen.len();
                let id = self.expected.casussen.remove(at);
                let applied =
                    self.session().vault().unwrap().destroy_casus(id, Vernietigregel::OpVerzoek, now.stamp).unwrap();
                self.model.apply(applied);
                self.expected.named.retain(|_, (casus, _)| *casus != Some(id));
                self.expected.unnamed.retain(|(casus, _)| *casus != Some(id));
            }
            Step::BackUp => {
                let made = self.session().back_up(now).unwrap();
                self.backup = Some((made.file, self.expected.clone()));
            }
            Step::Restore => {
                let Some((file, then)) = self.backup.clone().filter(|(file, _)| file.exists()) else { return };
                self.session.take().unwrap().close().unwrap();
                let with = With::Password(&then.password);
                patiently(|| session::restore(&self.folder, &file, with, Limits::TESTS, now)).unwrap();
                self.expected = then;
                self.open();
            }
            Step::Renew => {
                self.expected.password = format!("wachtwoord nummer {}", self.seconds);
                let password = self.expected.password.clone();
                let session = self.session.take().unwrap();
                let (welcome, _) = session.renew(&password, Cost::for_tests(), now).unwrap();
                self.welcome(welcome);
            }
            Step::Accept => {
                let session = self.session.take().unwrap();
                let welcome = session.accept(now).unwrap();
                self.welcome(welcome);
            }
            Step::Password => {
                let fresh = format!("weer een ander {}", self.seconds);
                let old = std::mem::replace(&mut self.expected.password, fresh.clone());
                let with = With::Password(&old);
                self.session().set_password(with, &fresh, Cost::for_tests(), Limits::TESTS, now).unwrap();
            }
        }
    }
}

fn one() -> impl Strategy<Value = One> {
    let size = prop_oneof![
        3 => (20_usize..300).prop_map(Some),
        1 => (5_000_usize..20_000).prop_map(Some),
        1 => Just(None)
    ];
    (0_u8..12, prop::option::of(0_u8..3), size, any::<bool>()).prop_map(|(name, casus, size, unnamed)| One {
        name,
        casus,
        size,
        unnamed: unnamed && name > 8,
    })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => prop::collection::vec(one(), 1..6).prop_map(Step::Commit),
        3 => prop::collection::vec(one(), 1..30).prop_map(Step::Import),
        1 => Just(Step::Sweep),
        2 => Just(Step::CloseAndOpen),
        1 => Just(Step::DropAndOpen),
        2 => Just(Step::AddCasus),
        1 => (0_u8..3).prop_map(Step::DestroyCasus),
        1 => Just(Step::BackUp),
        1 => Just(Step::Restore),
        1 => Just(Step::Renew),
        1 => Just(Step::Accept),
        1 => Just(Step::Password),
    ]
}

/// Tells a story, and holds the vault against the map after every step and once more at the end.
fn told(steps: &[Step]) -> Result<(), TestCaseError> {
    let mut story = Story::begin();
    for step in steps {
        story.take(step);
        prop_assert!(all(&story.model) == story.expected.all(), "after {:?}", step);
    }
    story.take(&Step::CloseAndOpen);
    prop_assert!(all(&story.model) == story.expected.all(), "at the end");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn any_history_of_a_vault_leaves_what_the_map_says(steps in prop::collection::vec(step(), 1..15)) {
        told(&steps)?;
    }
}
