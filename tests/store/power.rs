//! Power cuts at any moment: what was acknowledged is there, whole, and the store opens.
//!
//! The child is this test binary itself with `power_shim.c` in front of the system, which records every write, sync
//! and change of a name in the order in which they happen, acknowledgements among them. The parent cuts that record
//! somewhere, makes the files as the disk may hold them then, opens them and checks every record against a model.
//!
//! What a disk may hold: data for certain only once its file was synced; names and lengths as an ordered prefix of the
//! changes to them, at least up to the last one that a sync of its folder or file settled. Of the data that was not
//! yet synced nothing arrives ([`Unsynced::Drop`]), or each piece of 4 KiB with an even chance ([`Unsynced::Mix`]).
//!
//! 60 cuts of each kind here and 30 during recovery; `AANDACHT_CUTS=300 cargo test power` for more.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use aandacht::store::StoreError;
use aandacht::store::backend::{Backend, SledBackend};
use tempfile::TempDir;

use super::model::{Records, head, mix, model, records, transaction};

const CHILD: &str = "AANDACHT_POWER_CHILD";
const COMMITS: &str = "AANDACHT_POWER_COMMITS";
const CLOSES: &str = "AANDACHT_POWER_CLOSES";

/// The child adds the number of a transaction to this file once it is acknowledged, which gives acknowledgements
/// their place among the writes.
const ACKNOWLEDGED: &str = "acknowledged";

/// sled's log, and its settings.
const LOG: &str = "store/db";
const SETTINGS: &str = "store/conf";

/// The pieces in which a disk writes.
const PIECE: usize = 4096;

/// Cuts made in one recording.
const CUTS: u64 = 30;

/// Runs only as a child: opens the store, commits, and closes it or dies with it open.
#[test]
fn child_of_the_power_test() {
    let Ok(root) = std::env::var(CHILD) else { return };
    let commits: u64 = std::env::var(COMMITS).unwrap().parse().unwrap();
    let root = Path::new(&root);
    let mut acknowledged = OpenOptions::new().create(true).append(true).open(root.join(ACKNOWLEDGED)).unwrap();
    let backend = Box::new(SledBackend::open(&root.join("store")).unwrap());
    let first = head(backend.as_ref()) + 1;
    for n in first..first + commits {
        backend.commit(&transaction(n)).unwrap();
        acknowledged.write_all(&n.to_be_bytes()).unwrap();
    }
    if std::env::var(CLOSES).is_err() {
        std::process::exit(0);
    }
    backend.close().unwrap();
}

/// Reproducible choices.
struct Dice(u64);

impl Dice {
    fn of(seed: u64) -> Dice {
        Dice(mix(seed))
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(1);
        usize::try_from(mix(self.0) % bound as u64).unwrap()
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }
}

/// What a folder holds: the content of every file below it, or nothing for a folder.
#[derive(Default)]
struct Files(BTreeMap<String, Option<Vec<u8>>>);

impl Files {
    fn write(&self, root: &Path) {
        fs::create_dir_all(root).unwrap();
        for (path, content) in &self.0 {
            match content {
                Some(content) => fs::write(root.join(path), content).unwrap(),
                None => fs::create_dir_all(root.join(path)).unwrap(),
            }
        }
    }

    fn read(root: &Path) -> Files {
        let mut files = Files::default();
        let mut folders = vec![root.to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let below = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.0.insert(below, path.is_file().then(|| fs::read(&path).unwrap()));
                if path.is_dir() {
                    folders.push(path);
                }
            }
        }
        files
    }
}

/// The calls that make something durable.
#[derive(Clone, Copy, PartialEq)]
enum Call {
    /// `fsync`
    File,
    /// `fdatasync`
    Data,
    /// `syncfs`
    All,
}

/// One thing that the child did; `file` is a descriptor.
enum Event {
    Open { file: u64, creates: bool, truncates: bool, path: String },
    Write { file: u64, at: usize, data: Vec<u8> },
    Truncate { file: u64, length: usize },
    Sync { file: u64, call: Call },
    Folder { path: String },
    Remove { path: String },
    Rename { from: String, to: String },
    Link { from: String, to: String },
}

impl Event {
    /// Takes the first one of a log; `power_shim.c` says how they are written.
    fn take(log: &mut &[u8]) -> Event {
        let [kind, file, at, length] = [(); 4].map(|()| {
            let (number, rest) = log.split_first_chunk().expect("a whole record");
            *log = rest;
            u64::from_ne_bytes(*number)
        });
        let (data, rest) = log.split_at(usize::try_from(length).unwrap());
        *log = rest;
        let at = usize::try_from(at).unwrap();
        let path = || String::from_utf8(data.to_vec()).unwrap();
        let paths = || path().split_once('\0').map(|(from, to)| (from.to_owned(), to.to_owned())).unwrap();
        match kind {
            1 => Event::Open { file, creates: at & 1 != 0, truncates: at & 2 != 0, path: path() },
            2 => Event::Write { file, at, data: data.to_vec() },
            3 => Event::Truncate { file, length: at },
            4 => Event::Sync { file, call: Call::File },
            5 => Event::Sync { file, call: Call::Data },
            6 => Event::Sync { file, call: Call::All },
            7 => Event::Folder { path: path() },
            8 => Event::Remove { path: path() },
            9 => {
                let (from, to) = paths();
                Event::Rename { from, to }
            }
            10 => {
                let (from, to) = paths();
                Event::Link { from, to }
            }
            kind => panic!("the recorder has no kind {kind}"),
        }
    }
}

/// `power_shim.c` as the system loads it, built once.
static SHIM: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let (made, source) =
        (folder.path().join("shim.so"), Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store/power_shim.c"));
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O2", "-pthread", "-o"])
        .args([&made, &source])
        .arg("-ldl")
        .output()
        .expect("the power-loss tests need a C compiler called `cc` (Debian: apt-get install build-essential)");
    assert!(built.status.success(), "cc refuses the recorder: {}", String::from_utf8_lossy(&built.stderr));
    fs::read(made).unwrap()
});

/// Records what children do in a folder.
struct Recorder(TempDir);

impl Recorder {
    /// In a folder that holds these files.
    fn on(files: &Files) -> Recorder {
        let recorder = Recorder(tempfile::tempdir().unwrap());
        fs::write(recorder.shim(), &*SHIM).unwrap();
        files.write(&recorder.root());
        recorder
    }

    fn shim(&self) -> PathBuf {
        self.0.path().join("shim.so")
    }

    fn log(&self) -> PathBuf {
        self.0.path().join("log")
    }

    fn root(&self) -> PathBuf {
        self.0.path().canonicalize().unwrap().join("root")
    }

    /// One life of the child: so many commits, and then it closes the store or dies with it open.
    fn run(&self, commits: u64, closes: bool) {
        let mut child = Command::new(std::env::current_exe().unwrap());
        child
            .args(["--exact", "store::power::child_of_the_power_test", "--nocapture", "--test-threads=1"])
            .env(CHILD, self.root())
            .env(COMMITS, commits.to_string())
            .env("LD_PRELOAD", self.shim())
            .env("POWER_SHIM_ROOT", self.root())
            .env("POWER_SHIM_LOG", self.log())
            .stdout(Stdio::null());
        if closes {
            child.env(CLOSES, "");
        }
        let done = child.output().unwrap();
        assert!(done.status.success(), "the child failed: {}", String::from_utf8_lossy(&done.stderr));
    }

    fn events(&self) -> Vec<Event> {
        let log = fs::read(self.log()).unwrap();
        let mut rest = &log[..];
        std::iter::from_fn(|| (!rest.is_empty()).then(|| Event::take(&mut rest))).collect()
    }
}

/// A store's life from its first opening: it dies open, is recovered, closes, and is opened as it was left.
fn life() -> Vec<Event> {
    let recorder = Recorder::on(&Files::default());
    recorder.run(250, false);
    recorder.run(250, true);
    recorder.run(100, false);
    recorder.events()
}

/// What becomes of data that was not synced.
#[derive(Clone, Copy)]
enum Unsynced {
    /// None of it arrives.
    Drop,
    /// Each piece arrives or not.
    Mix,
    /// It all does, as without a power cut.
    Keep,
}

/// A file or folder, whatever its names are.
enum Node<'a> {
    Folder,
    File { durable: Vec<u8>, unsynced: Vec<Change<'a>> },
}

/// A change to a file.
enum Change<'a> {
    Data {
        at: usize,
        data: &'a [u8],
    },
    /// `order` is its place in [`Disk::metadata`].
    Length {
        length: usize,
        order: usize,
    },
}

/// A change to names or to the length of a file.
enum Metadata<'a> {
    Name { path: &'a str, node: usize },
    Gone { path: &'a str },
    Moved { from: &'a str, to: &'a str },
    Length,
}

impl Metadata<'_> {
    /// Whether it is one to the names in this folder.
    fn is_in(&self, folder: &str) -> bool {
        let parent = |path: &str| Path::new(path).parent() == Some(Path::new(folder));
        match self {
            Metadata::Name { path, .. } | Metadata::Gone { path } => parent(path),
            Metadata::Moved { from, to } => parent(from) || parent(to),
            Metadata::Length => false,
        }
    }
}

/// Which syncs count for nothing: `ignored(path, call)`.
type Ignored = fn(&str, Call) -> bool;

/// A disk under a running system: what is on it for certain, and what is still under way.
struct Disk<'a> {
    nodes: Vec<Node<'a>>,
    /// The names as the running system sees them.
    names: BTreeMap<&'a str, usize>,
    /// The node and path of each descriptor.
    open: BTreeMap<u64, (usize, &'a str)>,
    /// In order.
    metadata: Vec<Metadata<'a>>,
    /// How many of those are on the disk for certain.
    settled: usize,
    /// The last transaction that was acknowledged.
    acknowledged: u64,
    ignored: Ignored,
}

impl<'a> Disk<'a> {
    /// One that holds these files for certain.
    fn of(files: &'a Files, acknowledged: u64, ignored: Ignored) -> Disk<'a> {
        let mut disk = Disk {
            // The folder of all, which has no name in itself.
            nodes: vec![Node::Folder],
            names: BTreeMap::from([("", 0)]),
            open: BTreeMap::new(),
            metadata: Vec::new(),
            settled: 0,
            acknowledged,
            ignored,
        };
        for (path, content) in &files.0 {
            disk.create(
                path,
                match content {
                    Some(content) => Node::File { durable: content.clone(), unsynced: Vec::new() },
                    None => Node::Folder,
                },
            );
        }
        disk.settled = disk.metadata.len();
        disk
    }

    fn create(&mut self, path: &'a str, node: Node<'a>) {
        self.nodes.push(node);
        self.name(path, self.nodes.len() - 1);
    }

    fn name(&mut self, path: &'a str, node: usize) {
        self.names.insert(path, node);
        self.metadata.push(Metadata::Name { path, node });
    }

    fn change(&mut self, node: usize, change: Change<'a>) {
        match &mut self.nodes[node] {
            Node::File { unsynced, .. } => unsynced.push(change),
            Node::Folder => panic!("data goes into files"),
        }
    }

    fn truncate(&mut self, node: usize, length: usize) {
        self.change(node, Change::Length { length, order: self.metadata.len() });
        self.metadata.push(Metadata::Length);
    }

    fn apply(&mut self, event: &'a Event) {
        match event {
            Event::Open { file, creates, truncates, path } => {
                if *creates && !self.names.contains_key(path.as_str()) {
                    self.create(path, Node::File { durable: Vec::new(), unsynced: Vec::new() });
                } else if *truncates {
                    self.truncate(self.names[path.as_str()], 0);
                }
                self.open.insert(*file, (self.names[path.as_str()], path));
            }
            Event::Write { file, at, data } => {
                let (node, path) = self.open[file];
                self.change(node, Change::Data { at: *at, data });
                if path == ACKNOWLEDGED {
                    self.acknowledged = u64::from_be_bytes(data.as_slice().try_into().unwrap());
                }
            }
            Event::Truncate { file, length } => self.truncate(self.open[file].0, *length),
            Event::Sync { file, call } => {
                let (node, path) = self.open[file];
                match call {
                    _ if (self.ignored)(path, *call) => {}
                    Call::All => {
                        (0..self.nodes.len()).for_each(|node| self.sync(node, path));
                        self.settled = self.metadata.len();
                    }
                    Call::File | Call::Data => self.sync(node, path),
                }
            }
            Event::Folder { path } => self.create(path, Node::Folder),
            Event::Remove { path } => {
                self.names.remove(path.as_str()).expect("what is removed was there");
                self.metadata.push(Metadata::Gone { path });
            }
            Event::Rename { from, to } => {
                let node = self.names.remove(from.as_str()).expect("what is renamed was there");
                assert!(matches!(self.nodes[node], Node::File { .. }), "no folder is renamed");
                self.names.insert(to, node);
                self.metadata.push(Metadata::Moved { from, to });
            }
            Event::Link { from, to } => self.name(to, self.names[from.as_str()]),
        }
    }

    /// Makes a file's data durable, or the names in a folder. Earlier changes of metadata go with what it settles; the
    /// name of a synced file is not among it.
    fn sync(&mut self, node: usize, path: &str) {
        match &mut self.nodes[node] {
            Node::File { durable, unsynced } => {
                for change in unsynced.drain(..) {
                    match change {
                        Change::Data { at, data } => overwrite(durable, at, data),
                        Change::Length { length, order } => {
                            durable.resize(length, 0);
                            self.settled = self.settled.max(order + 1);
                        }
                    }
                }
            }
            Node::Folder => {
                let last = self.metadata.iter().rposition(|change| change.is_in(path));
                self.settled = self.settled.max(last.map_or(0, |last| last + 1));
            }
        }
    }

    /// What may be found on it when the power goes now.
    fn cut(&self, rule: Unsynced, dice: &mut Dice) -> Files {
        let under_way = self.metadata.len() - self.settled;
        let kept = match rule {
            Unsynced::Keep => self.metadata.len(),
            Unsynced::Drop | Unsynced::Mix => self.settled + dice.below(under_way + 1),
        };
        let mut names = BTreeMap::new();
        for change in &self.metadata[..kept] {
            match change {
                Metadata::Name { path, node } => _ = names.insert(*path, *node),
                Metadata::Gone { path } => _ = names.remove(path),
                Metadata::Moved { from, to } => _ = names.remove(from).map(|node| names.insert(to, node)),
                Metadata::Length => {}
            }
        }
        let content = |node| match &self.nodes[node] {
            Node::Folder => None,
            Node::File { durable, unsynced } => Some(after(durable, unsynced, kept, rule, dice)),
        };
        let contents: Vec<_> = names.values().copied().map(content).collect();
        Files(names.keys().map(|path| (*path).to_owned()).zip(contents).collect())
    }
}

fn overwrite(content: &mut Vec<u8>, at: usize, data: &[u8]) {
    let end = at + data.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[at..end].copy_from_slice(data);
}

/// A file after a cut that `kept` so many changes of metadata.
fn after(durable: &[u8], unsynced: &[Change], kept: usize, rule: Unsynced, dice: &mut Dice) -> Vec<u8> {
    let mut content = durable.to_vec();
    for change in unsynced {
        match change {
            Change::Length { length, order } if *order < kept => content.resize(*length, 0),
            Change::Length { .. } => {}
            Change::Data { at, data } => {
                for (at, piece) in pieces(*at, data) {
                    let arrives = match rule {
                        Unsynced::Drop => false,
                        Unsynced::Mix => dice.coin(),
                        Unsynced::Keep => true,
                    };
                    if arrives {
                        overwrite(&mut content, at, piece);
                    }
                }
            }
        }
    }
    content
}

/// A write, split where the pieces of the disk meet.
fn pieces(at: usize, data: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let first = data.len().min(PIECE - at % PIECE);
    let (head, tail) = data.split_at(first);
    let rest = tail.chunks(PIECE).enumerate().map(move |(nth, piece)| (at + first + nth * PIECE, piece));
    std::iter::once((at, head)).chain(rest)
}

/// Where a record is cut.
#[derive(Clone, Copy)]
enum Moment {
    /// Directly after an acknowledgement.
    Acknowledged,
    /// Before the first one: while the store opens.
    Opening,
    /// While a file is written that is then renamed: sled's snapshots.
    Renaming,
    /// Anywhere.
    Any,
}

impl Moment {
    /// Half of the cuts of a life come directly after an acknowledgement.
    const OF_A_LIFE: [Moment; 8] = [
        Moment::Acknowledged,
        Moment::Opening,
        Moment::Acknowledged,
        Moment::Any,
        Moment::Acknowledged,
        Moment::Renaming,
        Moment::Acknowledged,
        Moment::Any,
    ];

    const OF_A_RECOVERY: [Moment; 3] = [Moment::Renaming, Moment::Opening, Moment::Any];
}

/// What was done, beginning with these files.
struct Recording<'a> {
    start: &'a Files,
    /// The last transaction that was acknowledged before.
    acknowledged: u64,
    events: Vec<Event>,
    /// How many events there were at each acknowledgement.
    acknowledgements: Vec<usize>,
    /// How many there were before each change of a file's name.
    renames: Vec<usize>,
}

impl<'a> Recording<'a> {
    fn of(start: &'a Files, acknowledged: u64, events: Vec<Event>) -> Recording<'a> {
        let (mut acknowledgements, mut renames) = (Vec::new(), Vec::new());
        let mut disk = Disk::of(start, acknowledged, |_, _| false);
        for (before, event) in events.iter().enumerate() {
            let last = disk.acknowledged;
            disk.apply(event);
            if disk.acknowledged > last {
                acknowledgements.push(before + 1);
            }
            if matches!(event, Event::Rename { .. }) {
                renames.push(before);
            }
        }
        drop(disk);
        assert!(!acknowledgements.is_empty(), "nothing was recorded: the recorder does not see what the store does");
        Recording { start, acknowledged, events, acknowledgements, renames }
    }

    /// The disk at such a moment.
    fn disk(&self, moment: Moment, dice: &mut Dice, ignored: Ignored) -> Disk<'_> {
        let count = match moment {
            Moment::Acknowledged => self.acknowledgements[dice.below(self.acknowledgements.len())],
            // A snapshot is opened, written in three parts and synced before it is renamed.
            Moment::Renaming if !self.renames.is_empty() => {
                self.renames[dice.below(self.renames.len())].saturating_sub(dice.below(5))
            }
            Moment::Opening | Moment::Renaming => dice.below(self.acknowledgements[0]),
            Moment::Any => dice.below(self.events.len() + 1),
        };
        let mut disk = Disk::of(self.start, self.acknowledged, ignored);
        self.events[..count].iter().for_each(|event| disk.apply(event));
        disk
    }
}

/// What was found after a number of cuts.
#[derive(Default, Debug)]
struct Found {
    cuts: u64,
    /// The last acknowledged numbers, added up.
    acknowledged: u64,
    lost: u64,
    torn: u64,
    unopenable: u64,
}

impl fmt::Display for Found {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Found { cuts, acknowledged, lost, torn, unopenable } = self;
        write!(
            to,
            "{cuts} cuts: last acknowledged numbers add up to {acknowledged}, lost {lost}, torn {torn}, \
             unopenable {unopenable}"
        )
    }
}

impl Found {
    /// Opens what a cut left.
    fn add(&mut self, files: &Files, acknowledged: u64) {
        let folder = tempfile::tempdir().unwrap();
        files.write(folder.path());
        self.cuts += 1;
        self.acknowledged += acknowledged;
        // A damaged store may make the engine panic where it is read too.
        match catch_unwind(AssertUnwindSafe(|| open(&folder.path().join("store")))) {
            Ok(Ok((head, _))) if head < acknowledged => self.lost += 1,
            // One more may have been on its way, and one at a cut before this one; the model need not know others.
            Ok(Ok((head, found))) => self.torn += u64::from(head > acknowledged + 2 || found != model(head)),
            Ok(Err(_)) | Err(_) => self.unopenable += 1,
        }
    }

    fn assert_nothing_wrong(&self) {
        assert_eq!((self.lost, self.torn, self.unopenable), (0, 0, 0), "{self}");
    }
}

fn open(dir: &Path) -> Result<(u64, Records), StoreError> {
    let backend = Box::new(SledBackend::open(dir)?);
    let found = (head(backend.as_ref()), records(backend.as_ref()));
    backend.close()?;
    Ok(found)
}

/// How many cuts of a kind.
fn cuts() -> u64 {
    std::env::var("AANDACHT_CUTS").ok().and_then(|cuts| cuts.parse().ok()).unwrap_or(60)
}

/// Cuts lives of a store, a new one every [`CUTS`]; `seen` is shown what each cut left.
fn cut_lives(seed: u64, cuts: u64, rule: Unsynced, ignored: Ignored, mut seen: impl FnMut(&Files)) -> Found {
    let mut found = Found::default();
    let start = Files::default();
    while found.cuts < cuts {
        let recording = Recording::of(&start, 0, life());
        let here = found.cuts..cuts.min(found.cuts + CUTS);
        for (round, moment) in here.zip(Moment::OF_A_LIFE.into_iter().cycle()) {
            let mut dice = Dice::of(seed + round);
            let disk = recording.disk(moment, &mut dice, ignored);
            let files = disk.cut(rule, &mut dice);
            seen(&files);
            found.add(&files, disk.acknowledged);
        }
    }
    found
}

#[test]
fn a_power_cut_that_keeps_no_unsynced_write_loses_nothing() {
    let found = cut_lives(1_000_000, cuts(), Unsynced::Drop, |_, _| false, |_| {});
    println!("power, drop: {found}");
    found.assert_nothing_wrong();
}

#[test]
fn a_power_cut_that_keeps_half_of_the_unsynced_pieces_loses_nothing() {
    let found = cut_lives(2_000_000, cuts(), Unsynced::Mix, |_, _| false, |_| {});
    println!("power, mix: {found}");
    found.assert_nothing_wrong();
}

/// The recovery of what a first cut left is itself recorded, with a few commits after it, and cut.
#[test]
fn a_power_cut_during_recovery_loses_nothing() {
    let mut found = Found::default();
    let start = Files::default();
    let life = Recording::of(&start, 0, life());
    for first in Moment::OF_A_LIFE.into_iter().cycle() {
        if found.cuts >= cuts() / 2 {
            break;
        }
        let mut dice = Dice::of(3_000_000 + found.cuts);
        let rule = if dice.coin() { Unsynced::Drop } else { Unsynced::Mix };
        let disk = life.disk(first, &mut dice, |_, _| false);
        let dirty = disk.cut(rule, &mut dice);
        let recorder = Recorder::on(&dirty);
        recorder.run(2, true);
        let recovery = Recording::of(&dirty, disk.acknowledged, recorder.events());
        for second in Moment::OF_A_RECOVERY {
            let rule = if dice.coin() { Unsynced::Drop } else { Unsynced::Mix };
            let disk = recovery.disk(second, &mut dice, |_, _| false);
            found.add(&disk.cut(rule, &mut dice), disk.acknowledged);
        }
    }
    println!("power, during recovery: {found}");
    found.assert_nothing_wrong();
}

/// A test that cannot fail says nothing. Guard G1 is the only caller of `fdatasync` on sled's log: sled itself calls
/// `fsync` and `sync_file_range`, and does not do otherwise after G1 than it would without. So a record in which that
/// call counts for nothing is the record of a store without G1.
#[test]
fn without_the_sync_of_a_commit_these_tests_see_losses() {
    let without: Ignored = |path, call| path == LOG && call == Call::Data;
    let dropped = cut_lives(4_000_000, CUTS, Unsynced::Drop, without, |_| {});
    println!("power, control without G1, drop: {dropped}");
    assert!(dropped.lost > 0, "{dropped}");
    let mixed = cut_lives(5_000_000, CUTS, Unsynced::Mix, without, |_| {});
    println!("power, control without G1, mix: {mixed}");
    assert!(mixed.lost + mixed.torn + mixed.unopenable > 0, "{mixed}");
}

/// Without G3's sync of the settings the disk holds torn ones; guard G6 opens the store nevertheless.
#[test]
fn settings_that_never_reached_the_disk_are_restored() {
    let without: Ignored = |path, _| path == SETTINGS;
    let whole = |settings: &[u8]| settings.starts_with(b"segment_size") && settings.ends_with(b"v\x19\x51\xc1");
    let mut torn = 0;
    let found = cut_lives(6_000_000, CUTS, Unsynced::Mix, without, |files| {
        torn += u64::from(matches!(files.0.get(SETTINGS), Some(Some(found)) if !whole(found)));
    });
    println!("power, control without G3 for conf: {torn} torn settings in {found}");
    assert!(torn > 0);
    found.assert_nothing_wrong();
}

#[test]
fn every_commit_syncs_the_log_before_it_returns() {
    let recorder = Recorder::on(&Files::default());
    recorder.run(100, true);
    let events = recorder.events();
    let (start, mut total, mut since) = (Files::default(), 0, 0);
    let mut disk = Disk::of(&start, 0, |_, _| false);
    for event in &events {
        let before = disk.acknowledged;
        disk.apply(event);
        match event {
            Event::Sync { file, call: Call::Data } if disk.open[file].1 == LOG => {
                total += 1;
                since += 1;
            }
            _ if disk.acknowledged > before => {
                assert!(since > 0, "transaction {} was acknowledged without a sync", disk.acknowledged);
                since = 0;
            }
            _ => {}
        }
    }
    println!("power, syncs: {total} times fdatasync on the log for {} commits", disk.acknowledged);
    assert!(disk.acknowledged == 100 && total >= 100, "{total}");
}

/// What is replayed to the end with everything kept is what really stands there: no write got past the recorder.
#[test]
fn the_recorder_sees_every_write() {
    let recorder = Recorder::on(&Files::default());
    recorder.run(60, false);
    recorder.run(60, true);
    recorder.run(5, false);
    let events = recorder.events();
    let start = Files::default();
    let mut disk = Disk::of(&start, 0, |_, _| false);
    events.iter().for_each(|event| disk.apply(event));
    let (replayed, real) = (disk.cut(Unsynced::Keep, &mut Dice::of(7)), Files::read(&recorder.root()));
    assert!(replayed.0.keys().eq(real.0.keys()), "{:?} {:?}", replayed.0.keys(), real.0.keys());
    for (path, content) in &real.0 {
        assert!(replayed.0[path] == *content, "{path} differs");
    }
    println!("power, recorder: {} events give the same {} files and folders", events.len(), real.0.len());
}
