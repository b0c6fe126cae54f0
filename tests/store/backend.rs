//! The contract of a backend, on sled and in memory; and the guards that only sled needs.

use std::fs;
use std::path::Path;

use aandacht::store::StoreError;
use aandacht::store::backend::{Backend, Disk, MOST_BYTES, MemBackend, Op, SledBackend, Tree};
use proptest::prelude::*;

/// Somewhere a store can be opened again and again.
trait Place {
    fn open(&self) -> Box<dyn Backend>;
}

struct Memory(Disk);

impl Place for Memory {
    fn open(&self) -> Box<dyn Backend> {
        Box::new(MemBackend::open(&self.0))
    }
}

struct Folder(tempfile::TempDir);

impl Place for Folder {
    fn open(&self) -> Box<dyn Backend> {
        Box::new(SledBackend::open(&self.0.path().join("store")).unwrap())
    }
}

fn places() -> Vec<Box<dyn Place>> {
    vec![Box::new(Memory(Disk::default())), Box::new(Folder(tempfile::tempdir().unwrap()))]
}

fn put(tree: Tree, key: &[u8], value: &[u8]) -> Op {
    Op::Put { tree, key: key.to_vec(), value: value.to_vec() }
}

fn delete(tree: Tree, key: &[u8]) -> Op {
    Op::Delete { tree, key: key.to_vec() }
}

fn all(backend: &dyn Backend, tree: Tree) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut found = Vec::new();
    backend
        .scan(tree, &mut |key, value| {
            found.push((key.to_vec(), value.to_vec()));
            Ok(())
        })
        .unwrap();
    found
}

#[test]
fn what_was_committed_is_there_after_closing_and_opening() {
    for place in places() {
        let backend = place.open();
        backend
            .commit(&[put(Tree::Entries, b"b", b"2"), put(Tree::Entries, b"a", b"1"), put(Tree::Meta, b"h", b"x")])
            .unwrap();
        backend
            .commit(&[delete(Tree::Entries, b"b"), put(Tree::Entries, b"a", b"11"), delete(Tree::Audit, b"none")])
            .unwrap();
        backend.close().unwrap();
        let backend = place.open();
        assert_eq!(all(backend.as_ref(), Tree::Entries), [(b"a".to_vec(), b"11".to_vec())]);
        assert_eq!(backend.get(Tree::Meta, b"h").unwrap(), Some(b"x".to_vec()));
        assert_eq!(backend.get(Tree::Audit, b"h").unwrap(), None, "key spaces are apart");
        assert_eq!(all(backend.as_ref(), Tree::Meta).len(), 1);
        assert_eq!(all(backend.as_ref(), Tree::Audit), []);
    }
}

#[test]
fn a_scan_goes_in_key_order_and_stops_at_an_error() {
    for place in places() {
        let backend = place.open();
        let ops: Vec<Op> = [9_u8, 3, 200, 0, 77].iter().map(|key| put(Tree::Audit, &[*key], &[*key])).collect();
        backend.commit(&ops).unwrap();
        let keys: Vec<u8> = all(backend.as_ref(), Tree::Audit).iter().map(|(key, _)| key[0]).collect();
        assert_eq!(keys, [0, 3, 9, 77, 200]);
        let mut seen = 0;
        let stopped = backend.scan(Tree::Audit, &mut |_, _| {
            seen += 1;
            if seen == 2 { Err(StoreError::Engine("enough".to_owned())) } else { Ok(()) }
        });
        assert!(stopped.is_err());
        assert_eq!(seen, 2);
    }
}

#[test]
fn a_value_that_is_too_large_is_refused_and_nothing_of_its_commit_is_written() {
    for place in places() {
        let backend = place.open();
        backend.commit(&[put(Tree::Entries, b"k", &vec![1; MOST_BYTES])]).unwrap();
        let refused =
            backend.commit(&[put(Tree::Entries, b"small", b"1"), put(Tree::Entries, b"k", &vec![2; 7 * 1024])]);
        assert!(matches!(refused, Err(StoreError::TooLarge { size: 7168, most: MOST_BYTES })), "{refused:?}");
        assert_eq!(backend.get(Tree::Entries, b"small").unwrap(), None);
        backend.commit(&[put(Tree::Entries, b"after", b"1")]).expect("a refusal is not a failure: the handle works on");
    }
}

/// One step of a random history.
#[derive(Debug, Clone)]
enum Step {
    Commit(Vec<Op>),
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let tree = prop_oneof![Just(Tree::Entries), Just(Tree::Audit), Just(Tree::Meta)];
    let op = (tree, 0_u8..12, prop::option::of(prop::collection::vec(any::<u8>(), 0..300)));
    let op = op.prop_map(|(tree, key, value)| match value {
        Some(value) => Op::Put { tree, key: vec![key], value },
        None => Op::Delete { tree, key: vec![key] },
    });
    prop_oneof![6 => prop::collection::vec(op, 0..8).prop_map(Step::Commit), 1 => Just(Step::Reopen)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn sled_and_memory_tell_the_same_story(steps in prop::collection::vec(step(), 1..25)) {
        let disk = Disk::default();
        let folder = Folder(tempfile::tempdir().unwrap());
        let model = MemBackend::open(&disk);
        let mut real = folder.open();
        for step in steps {
            match step {
                Step::Commit(ops) => {
                    model.commit(&ops).unwrap();
                    real.commit(&ops).unwrap();
                }
                Step::Reopen => {
                    real.close().unwrap();
                    real = folder.open();
                }
            }
            for tree in Tree::ALL {
                prop_assert_eq!(all(&model, tree), all(real.as_ref(), tree));
            }
        }
    }
}

fn filled(dir: &Path) {
    let backend = Box::new(SledBackend::open(dir).unwrap());
    for round in 0..50_u8 {
        backend.commit(&[put(Tree::Entries, &[round], &[round; 900]), put(Tree::Meta, b"head", &[round])]).unwrap();
    }
    backend.close().unwrap();
}

fn holds_all(dir: &Path) {
    let backend = Box::new(SledBackend::open(dir).unwrap());
    assert_eq!(all(backend.as_ref(), Tree::Entries).len(), 50);
    assert_eq!(backend.get(Tree::Meta, b"head").unwrap(), Some(vec![49]));
    backend.close().unwrap();
}

#[test]
fn a_snapshot_that_was_half_written_does_not_keep_the_store_shut() {
    for content in [&b""[..], &b"12345"[..]] {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("store");
        filled(&dir);
        fs::write(dir.join("snap.FFFFFFFFFFFFFFFF.generating"), content).unwrap();
        holds_all(&dir);
    }
}

#[test]
fn a_torn_settings_file_of_the_engine_is_restored() {
    for torn in [&b""[..], &b"segment_size: 5242"[..], &[0; 62][..]] {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("store");
        filled(&dir);
        fs::write(dir.join("conf"), torn).unwrap();
        holds_all(&dir);
    }
}

#[test]
fn a_settings_file_torn_in_the_very_first_opening_does_not_keep_the_store_shut() {
    for torn in [
        &b"segment_size: 5242"[..],
        &[0; 62][..],
        &b"segment_size: 524288\nuse_compression: false\nversion: 0.34\nv"[..],
    ] {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("store");
        fs::create_dir_all(dir.join("blobs")).unwrap();
        fs::write(dir.join("conf"), torn).unwrap();
        filled(&dir);
        holds_all(&dir);
    }
}

#[cfg(unix)]
#[test]
fn the_folder_is_for_the_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("store");
    filled(&dir);
    assert_eq!(fs::metadata(&dir).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn the_settings_file_of_a_new_store_is_the_constant_that_is_restored() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("store");
    filled(&dir);
    let own = fs::read(dir.join("conf")).unwrap();
    fs::write(dir.join("conf"), b"torn").unwrap();
    holds_all(&dir);
    assert_eq!(fs::read(dir.join("conf")).unwrap(), own);
}

#[test]
fn no_value_ever_goes_to_a_blob_file() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("store");
    let backend = Box::new(SledBackend::open(&dir).unwrap());
    for round in 0..6_u8 {
        let ops: Vec<Op> = (0..60_u8).map(|key| put(Tree::Entries, &[key], &vec![round; MOST_BYTES])).collect();
        backend.commit(&ops).unwrap();
    }
    backend.close().unwrap();
    assert_eq!(fs::read_dir(dir.join("blobs")).unwrap().count(), 0);
}

#[test]
fn a_file_where_the_folder_should_be_is_said_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    fs::write(&path, b"mijn bestand").unwrap();
    let refused = SledBackend::open(&path).err().unwrap();
    assert!(matches!(refused, StoreError::NotADirectory(_)), "{refused:?}");
    assert_eq!(fs::read(&path).unwrap(), b"mijn bestand");
    assert_eq!(refused.to_fault().class.exit_code(), 3);
}

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let disk = Disk::default();
    let backend = MemBackend::full_after(&disk, 2);
    backend.commit(&[put(Tree::Entries, b"1", b"a")]).unwrap();
    backend.commit(&[put(Tree::Entries, b"2", b"b")]).unwrap();
    let refused = backend.commit(&[put(Tree::Entries, b"3", b"c")]).unwrap_err();
    assert!(refused.to_fault().waarom.contains("schijf is vol"));
    assert!(matches!(backend.get(Tree::Entries, b"1"), Err(StoreError::Poisoned)), "as on a real disk");
    assert!(matches!(backend.commit(&[]), Err(StoreError::Poisoned)));
    assert_eq!(all(&MemBackend::open(&disk), Tree::Entries).len(), 2);
}

#[test]
fn every_fault_says_what_why_and_what_to_do() {
    let faults = [
        StoreError::Engine("x".to_owned()),
        StoreError::Poisoned,
        StoreError::NoRandomness,
        StoreError::NotADirectory("x".into()),
        StoreError::Io(std::io::ErrorKind::NotFound.into()),
        StoreError::Io(std::io::ErrorKind::Other.into()),
        StoreError::TooLarge { size: 9, most: 1 },
        StoreError::Locked { pid: "4711".to_owned(), since: "09:14".to_owned() },
        StoreError::NoRoom { dir: "x".into(), free: 1, needed: 2 },
    ];
    for error in faults {
        let fault = error.to_fault();
        assert!(!fault.wat.is_empty() && !fault.waarom.is_empty() && !fault.advies.is_empty(), "{error}");
    }
}
