//! Nothing that was typed stands readable in any file, in any name of a file, or in any key of the engine.

use std::collections::BTreeMap;
use std::fs;

use aandacht::domain::kluis::{Batch, Change, Checklistversie, Favoriet, FavorietSoort, Key, Owner, Vernietigregel};
use aandacht::store::backend::Tree;
use aandacht::store::session::{self, With};
use aandacht::store::vault::{Cost, Limits};
use aandacht::store::{Folder, salvage};
use serde_json::{Map, json};

use super::common::{moment, sheet};
use super::images::{copy_folder, files_under, patiently, without_ballast};

const PASSWORD: &str = "wachtwoordmerk zevenhoek kabeljauw";
const LATER: &str = "nieuwmerkwachtwoord parasol dakgoot";
/// One marker for everything that can be typed.
const TYPED: [&str; 7] =
    ["tekstmerkje", "naammerkje", "langmerkje", "casusmerkje", "invoermerkje", "sleutelmerkje", "wegmerkje"];

fn favourite(text: &str) -> aandacht::domain::kluis::Record {
    Favoriet::new(FavorietSoort::Naslag, text).into()
}

/// A session in which every marker goes through everything that writes; the letters of both recovery sheets.
fn lived_in(folder: &Folder) -> Vec<String> {
    let (welcome, first) = session::create(folder, PASSWORD, Cost::for_tests(), moment(0)).unwrap();
    let mut session = welcome.session;
    let casus = session.vault().unwrap().add_casus(moment(1).stamp).unwrap();
    let gone = session.vault().unwrap().add_casus(moment(1).stamp).unwrap();
    let put = |name: &str, owner: Owner, text: &str| Change::Put {
        key: Key::Named(name.to_owned()),
        owner,
        record: favourite(text),
    };
    let long = "langmerkje ".repeat(100 * 1024 / 11);
    let version = Checklistversie {
        eigen: false,
        vingerafdruk: "sleutelmerkje".to_owned(),
        checklist: "tekstmerkje".to_owned(),
        versie: "1".to_owned(),
        bestanden: BTreeMap::from([("tekstmerkje/a".to_owned(), json!({ "langmerkje": ["casusmerkje"] }))]),
        rest: Map::from_iter([("sleutelmerkje".to_owned(), json!("tekstmerkje"))]),
    };
    for changes in [
        vec![put("naammerkje/1", Owner::Shared, "tekstmerkje in een zin")],
        vec![put("naammerkje/2", Owner::Shared, &long)],
        vec![put("naammerkje/3", Owner::Casus(casus), "casusmerkje van een casus")],
        vec![put("naammerkje/4", Owner::Casus(gone), "wegmerkje van een casus die weggaat")],
        vec![put("naammerkje/1", Owner::Shared, "wegmerkje"), Change::Delete(Key::Named("naammerkje/2".to_owned()))],
        vec![Change::Put { key: version.key(), owner: Owner::Shared, record: version.clone().into() }],
    ] {
        session.commit(&Batch { changes }, moment(2)).unwrap();
    }
    let vault = session.vault().unwrap();
    let mut import = (0..1_200).map(|n| put(&format!("naammerkje/{n}"), Owner::Shared, &format!("invoermerkje {n}")));
    vault.import(&mut import, moment(3).stamp, &mut |_| {}).unwrap();
    vault.destroy_casus(gone, Vernietigregel::OpVerzoek, moment(4).stamp).unwrap();
    let old = With::Password(PASSWORD);
    session.set_password(old, LATER, Cost::for_tests(), Limits::TESTS, moment(5)).unwrap();
    let second = session.set_recovery(With::Password(LATER), Limits::TESTS, moment(6)).unwrap();
    session.back_up(moment(7)).unwrap();
    // Not closed: the next opening makes a copy aside.
    drop(session);
    let opened = patiently(|| session::open(folder, With::Password(LATER), Limits::TESTS, moment(8))).unwrap();
    opened.session.close().unwrap();
    vec![sheet(&first), sheet(&second)]
}

/// How a text could stand in a file.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let wide: Vec<u16> = text.encode_utf16().collect();
    let hex = |upper: bool| -> String {
        text.bytes().map(|byte| if upper { format!("{byte:02X}") } else { format!("{byte:02x}") }).collect()
    };
    let mut forms = vec![
        text.as_bytes().to_vec(),
        text.to_uppercase().into_bytes(),
        wide.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        wide.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        hex(false).into_bytes(),
        hex(true).into_bytes(),
    ];
    // In base64 a text looks different at each of three places; its middle does not depend on what stands beside it.
    forms.extend((0..3).map(|before| {
        let padded = [vec![b' '; before], text.as_bytes().to_vec()].concat();
        let code = base64(&padded);
        code[4..code.len() - 4].to_vec()
    }));
    // What is shorter stands somewhere in millions of random bytes by chance.
    forms.retain(|form| form.len() >= 7);
    forms
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let six = |three: &[u8], at: usize| {
        let whole =
            three.iter().fold(0_usize, |whole, byte| whole << 8 | usize::from(*byte)) << (8 * (3 - three.len()));
        LETTERS[whole >> (18 - 6 * at) & 63]
    };
    bytes.chunks(3).flat_map(|three| (0..4).map(move |at| six(three, at))).collect()
}

fn markers(sheets: &[String]) -> Vec<String> {
    let mut markers: Vec<String> = TYPED.map(str::to_owned).to_vec();
    for password in [PASSWORD, LATER] {
        markers.push(password.to_owned());
        markers.extend(password.split(' ').map(str::to_owned));
    }
    for letters in sheets {
        markers.push(letters.clone());
        markers.push(letters.replace('-', ""));
        // A group of six could stand somewhere by chance; three of them cannot.
        markers.push(letters[..20].to_owned());
    }
    markers
}

/// Files and names in which a marker stands, in any form.
pub fn hits(folder: &Folder, markers: &[String]) -> Vec<String> {
    let needles: Vec<Vec<u8>> = markers.iter().flat_map(|marker| forms(marker)).collect();
    let mut starts: Vec<Vec<usize>> = vec![Vec::new(); 1 << 16];
    for (at, needle) in needles.iter().enumerate() {
        starts[usize::from(needle[0]) << 8 | usize::from(needle[1])].push(at);
    }
    let mut found = Vec::new();
    for path in files_under(folder.root()) {
        let name = path.strip_prefix(folder.root()).unwrap().to_string_lossy().into_owned();
        let mut bytes = fs::read(&path).unwrap();
        bytes.push(0);
        bytes.extend_from_slice(name.as_bytes());
        for (at, pair) in bytes.windows(2).enumerate() {
            let candidates = &starts[usize::from(pair[0]) << 8 | usize::from(pair[1])];
            for needle in candidates.iter().filter(|needle| bytes[at..].starts_with(&needles[**needle])) {
                found.push(format!("{name}: {}", String::from_utf8_lossy(&needles[*needle])));
            }
        }
    }
    found
}

#[test]
fn nothing_that_was_typed_stands_readable_in_any_file_or_name() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::new(&dir.path().join("data"), 4711);
    without_ballast(folder.root());
    let sheets = lived_in(&folder);
    let markers = markers(&sheets);
    // A store beside it, a renewed one and a salvaged one, with what each of them leaves.
    let beside = Folder::new(&dir.path().join("naast"), 4711);
    copy_folder(folder.root(), beside.root());
    let with = With::Password(LATER);
    let backup = aandacht::store::backup::list(&folder)[0].file.clone();
    patiently(|| session::restore(&folder, &backup, with, Limits::TESTS, moment(9))).unwrap();
    patiently(|| salvage::salvage(&folder, with, Limits::TESTS, moment(10))).unwrap();
    let opened = patiently(|| session::open(&beside, with, Limits::TESTS, moment(11))).unwrap();
    let (renewed, third) = opened.session.renew(PASSWORD, Cost::for_tests(), moment(12)).unwrap();
    assert!(renewed.model.len() > 1_200, "everything is still there");
    renewed.session.close().unwrap();
    let more = [markers, self::markers(&[sheet(&third)])].concat();
    for place in [&folder, &beside] {
        let names: Vec<String> = fs::read_dir(place.root())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        assert!(names.iter().any(|name| name.starts_with("store.bewaard-")), "{names:?}");
        let found = hits(place, &more);
        assert!(found.is_empty(), "{} hits, among them {:?}", found.len(), &found[..found.len().min(10)]);
    }
    assert_eq!(folder.replaced().len(), 2, "what was replaced was looked through too");
}

#[test]
fn the_search_itself_finds_what_is_planted() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::new(&dir.path().join("data"), 1);
    without_ballast(folder.root());
    let all = markers(&["ABCDEF-GHJKMN-PQRSTV-WXYZ01".to_owned()]);
    for (at, form) in forms("casusmerkje").into_iter().enumerate() {
        let path = folder.root().join(format!("{at}"));
        fs::write(&path, [b"\x01\x02".as_slice(), &form, b"\xFF"].concat()).unwrap();
        assert!(!hits(&folder, &all).is_empty(), "form {at}");
        fs::remove_file(path).unwrap();
    }
    fs::write(folder.root().join("brief.naammerkje.tmp"), b"").unwrap();
    assert!(!hits(&folder, &all).is_empty(), "also in a name");
    assert_eq!(base64(b"voor casusmerkje na!!"), b"dm9vciBjYXN1c21lcmtqZSBuYSEh");
}

#[test]
fn keys_of_the_engine_look_random_and_its_trees_have_names_of_one_letter() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::new(&dir.path().join("data"), 4711);
    without_ballast(folder.root());
    lived_in(&folder);
    let mut opened = patiently(|| session::open(&folder, With::Password(LATER), Limits::TESTS, moment(8))).unwrap();
    let vault = opened.session.vault().unwrap();
    let mut keys: Vec<Vec<u8>> = Vec::new();
    let mut others: Vec<(Tree, Vec<u8>)> = Vec::new();
    for tree in Tree::ALL {
        vault
            .backend()
            .scan(tree, &mut |key, _| {
                if tree == Tree::Entries {
                    keys.push(key.to_vec())
                } else {
                    others.push((tree, key.to_vec()))
                }
                Ok(())
            })
            .unwrap();
    }
    assert!(keys.len() > 1_200 && keys.iter().all(|key| key.len() == 18), "an id and a part");
    // Of random bytes every value occurs about as often: 1,200 ids of 16 bytes are 75 of each.
    let mut counts = [0_u32; 256];
    keys.iter().flat_map(|key| &key[..16]).for_each(|byte| counts[usize::from(*byte)] += 1);
    assert!(counts.iter().all(|count| (30..140).contains(count)), "{counts:?}");
    let in_order = |(at, (tree, key)): (usize, &(Tree, Vec<u8>))| match tree {
        Tree::Audit => *key == (at as u64).to_be_bytes(),
        Tree::Meta => *key == [0; 16],
        Tree::Entries => false,
    };
    assert!(others.iter().enumerate().all(in_order), "the log is numbered and the head has no name");
    opened.session.close().unwrap();
    // The engine writes the names of its trees beside their first pages.
    let bytes = fs::read(folder.vault().join("store/db")).unwrap();
    for word in ["entries", "records", "audit", "meta", "kluis", "aandacht", "favoriet", "casus", "soort", "inhoud"] {
        assert!(
            !bytes.windows(word.len()).any(|window| window == word.as_bytes()),
            "{word} stands in the engine's file"
        );
    }
}
