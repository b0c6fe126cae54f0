//! Sealed documents: they open without a store and after the casus is gone, and are never taken for a backup.

use std::fs;

use aandacht::domain::kluis::{Batch, Change, Favoriet, FavorietSoort, Key, Owner, Vernietigregel};
use aandacht::store::document::{self, Sort};
use aandacht::store::session::With;
use aandacht::store::vault::{Cost, Limits};
use aandacht::store::{VaultError, backup};

use super::common::{PASSWORD, Place, commit, moment};

const TEXT: &str = "Overdracht: dit is het dossier. ";

fn with_casus(place: &Place, session: &mut aandacht::store::session::Session) -> aandacht::domain::kluis::RecordId {
    let record = Favoriet::new(FavorietSoort::Naslag, "van de casus").into();
    commit(session, &Batch { changes: vec![Change::Put { key: Key::Casus, owner: Owner::Fresh, record }] });
    let file = aandacht::store::vault::KeyFile::load(&place.folder.vault()).unwrap();
    let id = file.cases().next().copied().unwrap();
    aandacht::domain::kluis::RecordId(id)
}

#[test]
fn a_sealed_document_opens_after_the_casus_and_the_vault_are_gone() {
    let (place, mut welcome) = Place::open_new();
    let casus = with_casus(&place, &mut welcome.session);
    let path = place.beside("overdracht.dicht");
    let text = TEXT.repeat(8_000);
    welcome.session.seal(&path, "dossier.txt", text.as_bytes(), moment(3)).unwrap();
    let sealed = fs::read(&path).unwrap();
    assert!(!sealed.windows(20).any(|window| TEXT.as_bytes().windows(20).any(|piece| piece == window)));
    assert!(!sealed.windows(16).any(|window| window == casus.0), "no key of a casus in it");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let again = welcome.session.seal(&path, "dossier.txt", b"iets anders", moment(4));
    assert!(matches!(&again, Err(VaultError::Store(_))), "never over what is there");
    assert!(again.unwrap_err().to_fault().waarom.contains("nergens overheen"));
    assert_eq!(fs::read(&path).unwrap(), sealed);
    welcome.session.destroy_casus(casus, Vernietigregel::NaOverdracht, true, moment(5)).unwrap();
    assert!(path.exists());
    welcome.session.close().unwrap();
    fs::remove_dir_all(place.folder.root()).unwrap();
    for with in [With::Password(PASSWORD), With::Recovery(&place.sheet)] {
        let (cover, bytes) = document::open(&path, |keys| with.unlock(keys, Limits::TESTS)).unwrap();
        assert_eq!(
            (cover.soort, cover.naam.as_str(), bytes.as_slice()),
            (Sort::Document, "dossier.txt", text.as_bytes())
        );
    }
    assert!(document::open(&path, |keys| With::Password("fout").unlock(keys, Limits::TESTS)).is_err());
}

#[test]
fn a_document_and_a_backup_are_told_apart_whatever_their_first_bytes_say() {
    let (place, mut welcome) = Place::open_new();
    let path = place.beside("document");
    welcome.session.seal(&path, "a", b"kort", moment(3)).unwrap();
    let made = welcome.session.back_up(moment(4)).unwrap().file;
    let unlock = |keys: &aandacht::store::vault::KeyFile| With::Password(PASSWORD).unlock(keys, Limits::TESTS);
    assert!(document::is_document(&path).unwrap() && !document::is_document(&made).unwrap());
    assert!(matches!(backup::read(&path, unlock), Err(VaultError::NotABackup(_))));
    assert!(matches!(document::open(&made, unlock), Err(VaultError::NotADocument(_))));
    // Somebody who changes the first bytes gets no further.
    let (mut one, mut other) = (fs::read(&path).unwrap(), fs::read(&made).unwrap());
    one[4..7].copy_from_slice(b"BAK");
    other[4..7].copy_from_slice(b"DOC");
    fs::write(&path, one).unwrap();
    let changed = place.beside("veranderd");
    fs::write(&changed, other).unwrap();
    assert!(backup::read(&path, unlock).is_err());
    assert!(matches!(document::open(&changed, unlock), Err(VaultError::DamagedDocument(_))));
}

#[test]
fn any_changed_byte_of_a_document_is_noticed() {
    let (place, welcome) = Place::open_new();
    let path = place.beside("document");
    welcome.session.seal(&path, "a", &[7; 3_000], moment(3)).unwrap();
    let whole = fs::read(&path).unwrap();
    let with = With::Recovery(&place.sheet);
    let read = || document::open(&path, |keys| with.unlock(keys, Limits::TESTS));
    for at in (0..whole.len()).step_by(7) {
        let mut changed = whole.clone();
        changed[at] ^= 0x10;
        fs::write(&path, changed).unwrap();
        assert!(read().is_err(), "byte {at}");
    }
    for length in [0, 8, 60, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..length]).unwrap();
        assert!(read().is_err(), "cut off at {length}");
    }
    fs::write(&path, [whole.as_slice(), b"x"].concat()).unwrap();
    assert!(read().is_err(), "something behind it");
    fs::write(&path, whole).unwrap();
    assert!(read().is_ok());
}

#[test]
fn what_could_not_be_stored_goes_into_an_emergency_file_and_comes_out_as_it_was() {
    let (place, welcome) = Place::open_new();
    let record = |text: &str| Favoriet::new(FavorietSoort::Naslag, text).into();
    let batch = Batch {
        changes: vec![
            Change::Put { key: Key::Casus, owner: Owner::Fresh, record: record("wat ik net typte") },
            Change::Delete(Key::Named("favoriet/naslag/a".to_owned())),
        ],
    };
    let path = place.beside("nood.dicht");
    welcome.session.seal_batch(&path, &batch, moment(3)).unwrap();
    let with = With::Password(PASSWORD);
    let (cover, bytes) = document::open(&path, |keys| with.unlock(keys, Limits::TESTS)).unwrap();
    assert_eq!(cover.soort, Sort::Noodbestand);
    let lines: Vec<serde_json::Value> = bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    assert_eq!(lines[0]["record"]["inhoud"]["id"], "wat ik net typte");
    assert_eq!(lines[1]["verwijderd"], "favoriet/naslag/a");
}

#[test]
fn a_document_chooses_no_folder_and_does_not_hide() {
    let (place, welcome) = Place::open_new();
    for (at, (name, wanted)) in
        [("../../elders.txt", "elders.txt"), (".bashrc", "bashrc"), ("..", "document"), ("", "document")]
            .iter()
            .enumerate()
    {
        let path = place.beside(&format!("{at}.dicht"));
        welcome.session.seal(&path, name, b"x", moment(3)).unwrap();
        let with = With::Password(PASSWORD);
        let (cover, _) = document::open(&path, |keys| with.unlock(keys, Limits::TESTS)).unwrap();
        assert_eq!(document::place_beside(&path, &cover), place.beside(wanted));
    }
}

#[test]
fn a_document_is_sealed_with_the_password_of_that_moment() {
    let (place, mut welcome) = Place::open_new();
    let path = place.beside("document");
    welcome.session.seal(&path, "a", b"x", moment(3)).unwrap();
    let old = With::Password(PASSWORD);
    welcome.session.set_password(old, "een ander woord", Cost::for_tests(), Limits::TESTS, moment(4)).unwrap();
    assert!(document::open(&path, |keys| old.unlock(keys, Limits::TESTS)).is_ok());
    let later = place.beside("later");
    welcome.session.seal(&later, "a", b"x", moment(5)).unwrap();
    assert!(document::open(&later, |keys| old.unlock(keys, Limits::TESTS)).is_err());
}
