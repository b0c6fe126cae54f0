//! Keys and envelopes: what opens, what does not, and that each refusal says its own reason.

use std::fs;
use std::time::Duration;

use aandacht::store::backend::Tree;
use aandacht::store::vault::{
    Cost, EnvelopeError, KeyFile, KeyFileError, Limits, Position, Purpose, RecoveryError, RecoveryKey, Secret,
    calibrate, open, seal,
};
use proptest::prelude::*;

const PASSWORD: &str = "correct paard batterij nietje";

fn position() -> Position {
    Position { tree: Tree::Entries, key_id: [7; 16], record: [3; 16], part: 2, revision: 9 }
}

fn vault() -> KeyFile {
    KeyFile::create(PASSWORD, Cost::for_tests()).unwrap().0
}

fn same(left: &Secret, right: &Secret) -> bool {
    // Secrets cannot be compared; what one seals only its equal opens.
    let sealed = seal(left, &position(), b"x").unwrap();
    open(right, Tree::Entries, [3; 16], 2, &sealed).is_ok()
}

#[test]
fn an_envelope_opens_where_it_belongs_and_nowhere_else() {
    let key = Secret::random().unwrap();
    let sealed = seal(&key, &position(), b"waargenomen").unwrap();
    let (revision, plain) = open(&key, Tree::Entries, [3; 16], 2, &sealed).unwrap();
    assert_eq!((revision, plain.as_slice()), (9, b"waargenomen".as_slice()));
    assert_eq!(open(&key, Tree::Audit, [3; 16], 2, &sealed).err(), Some(EnvelopeError::Misplaced));
    assert_eq!(open(&key, Tree::Entries, [4; 16], 2, &sealed).err(), Some(EnvelopeError::Misplaced));
    assert_eq!(open(&key, Tree::Entries, [3; 16], 1, &sealed).err(), Some(EnvelopeError::Misplaced));
    let other = Secret::random().unwrap();
    assert_eq!(open(&other, Tree::Entries, [3; 16], 2, &sealed).err(), Some(EnvelopeError::Tampered));
}

#[test]
fn any_flipped_bit_of_an_envelope_is_noticed() {
    let key = Secret::random().unwrap();
    let sealed = seal(&key, &position(), b"waargenomen").unwrap();
    for at in 0..sealed.len() {
        for bit in 0..8 {
            let mut changed = sealed.clone();
            changed[at] ^= 1 << bit;
            assert!(open(&key, Tree::Entries, [3; 16], 2, &changed).is_err(), "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn a_short_note_and_a_longer_one_look_alike() {
    let key = Secret::random().unwrap();
    let size = |text: &[u8]| seal(&key, &position(), text).unwrap().len();
    assert_eq!(size(b""), size(&[b'a'; 255]));
    assert_eq!(size(&[b'a'; 256]), size(b"") + 256);
    assert_ne!(seal(&key, &position(), b"x").unwrap(), seal(&key, &position(), b"x").unwrap(), "nonces are fresh");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_sealed_comes_back(text in prop::collection::vec(any::<u8>(), 0..3000), part: u16, revision: u64) {
        let key = Secret::random().unwrap();
        let position = Position { part, revision, ..position() };
        let sealed = seal(&key, &position, &text).unwrap();
        let (found, plain) = open(&key, Tree::Entries, [3; 16], part, &sealed).unwrap();
        prop_assert_eq!((found, plain.as_slice()), (revision, text.as_slice()));
    }

    #[test]
    fn random_bytes_are_never_an_envelope_nor_a_key_file(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let key = Secret::random().unwrap();
        prop_assert!(open(&key, Tree::Entries, [3; 16], 2, &bytes).is_err());
        prop_assert!(KeyFile::from_bytes(&bytes).is_err());
    }

    #[test]
    fn a_recovery_sheet_reads_back_however_it_is_typed(spaces in prop::collection::vec(0_usize..60, 0..5), small: bool) {
        let key = RecoveryKey::random().unwrap();
        let mut typed = key.sheet().to_string();
        for at in spaces {
            typed.insert(at.min(typed.len()), ' ');
        }
        let typed = if small { typed.to_lowercase().replace('0', "o").replace('1', "l") } else { typed };
        let back = RecoveryKey::read(&typed).unwrap();
        prop_assert!(same(&back.secret(), &key.secret()));
    }
}

#[test]
fn a_misread_recovery_sheet_is_told_apart_from_a_wrong_one() {
    let key = RecoveryKey::random().unwrap();
    let sheet = key.sheet().to_string();
    assert_eq!(sheet.len(), 62, "nine groups of six");
    assert_eq!(RecoveryKey::read("ABC").err(), Some(RecoveryError::Length(3)));
    assert_eq!(RecoveryKey::read(&sheet.replacen(|_: char| true, "U", 1)).err(), Some(RecoveryError::Letter(1)));
    let mut missed = 0;
    for at in (0..62).filter(|at| at % 7 != 6) {
        let mut typed: Vec<char> = sheet.chars().collect();
        typed[at] = if typed[at] == '7' { '8' } else { '7' };
        missed += usize::from(RecoveryKey::read(&typed.into_iter().collect::<String>()).is_ok());
    }
    assert!(missed <= 2, "ten check bits miss one reading error in a thousand, not {missed} in 54");
}

#[test]
fn both_keys_open_the_vault_and_no_other_does() {
    let (file, unlocked, recovery) = KeyFile::create(PASSWORD, Cost::for_tests()).unwrap();
    let by_password = file.unlock(PASSWORD, Limits::TESTS).unwrap();
    let by_recovery = file.unlock_with_recovery(&recovery).unwrap();
    for other in [&by_password, &by_recovery] {
        assert!(same(&unlocked.subkey(Purpose::Root), &other.subkey(Purpose::Root)));
    }
    assert!(!same(&unlocked.subkey(Purpose::Root), &unlocked.subkey(Purpose::Chain)), "a key has one purpose");
    assert!(matches!(file.unlock("iets anders", Limits::TESTS), Err(KeyFileError::WrongKey)));
    assert!(matches!(file.unlock("", Limits::TESTS), Err(KeyFileError::EmptyPassword)));
    assert!(matches!(file.unlock(&"x".repeat(1025), Limits::TESTS), Err(KeyFileError::LongPassword)));
    let other = RecoveryKey::random().unwrap();
    assert!(matches!(file.unlock_with_recovery(&other), Err(KeyFileError::WrongKey)));
}

#[test]
fn a_password_is_the_same_however_its_accents_were_typed() {
    let (file, _, _) = KeyFile::create("caf\u{e9}", Cost::for_tests()).unwrap();
    file.unlock("cafe\u{301}", Limits::TESTS).unwrap();
}

#[test]
fn a_new_password_opens_the_same_vault_and_the_old_one_no_longer_does() {
    let (mut file, unlocked, recovery) = KeyFile::create(PASSWORD, Cost::for_tests()).unwrap();
    let (id, key) = file.add_case(&unlocked).unwrap();
    file.set_password(&unlocked, "nieuw wachtwoord", Cost::for_tests()).unwrap();
    assert!(matches!(file.unlock(PASSWORD, Limits::TESTS), Err(KeyFileError::WrongKey)));
    let again = file.unlock("nieuw wachtwoord", Limits::TESTS).unwrap();
    assert!(same(&key, &file.case_key(&again, &id).unwrap()), "no casus is touched");
    file.unlock_with_recovery(&recovery).unwrap();
}

#[test]
fn a_removed_casus_has_no_key_and_the_others_keep_theirs() {
    let (mut file, unlocked, _) = KeyFile::create(PASSWORD, Cost::for_tests()).unwrap();
    let (first, _) = file.add_case(&unlocked).unwrap();
    let (second, key) = file.add_case(&unlocked).unwrap();
    file.remove_case(&first).unwrap();
    assert!(matches!(file.case_key(&unlocked, &first), Err(KeyFileError::NoCase)));
    assert!(matches!(file.remove_case(&first), Err(KeyFileError::NoCase)));
    assert!(same(&key, &file.case_key(&unlocked, &second).unwrap()));
    assert_eq!(file.cases().count(), 1);
}

#[test]
fn after_a_rekey_the_old_vault_key_opens_no_casus() {
    let (mut file, unlocked, recovery) = KeyFile::create(PASSWORD, Cost::for_tests()).unwrap();
    let (id, key) = file.add_case(&unlocked).unwrap();
    let fresh = file.rekey(&unlocked).unwrap();
    assert!(file.case_key(&unlocked, &id).is_err());
    assert!(same(&key, &file.case_key(&fresh, &id).unwrap()), "the casus itself is not sealed anew");
    assert!(matches!(file.unlock_with_recovery(&recovery), Err(KeyFileError::NoSlot)));
    file.set_password(&fresh, PASSWORD, Cost::for_tests()).unwrap();
    let again = file.unlock(PASSWORD, Limits::TESTS).unwrap();
    assert!(same(&key, &file.case_key(&again, &id).unwrap()));
}

#[test]
fn a_hostile_cost_is_refused_before_it_is_paid() {
    assert!(
        matches!(vault().unlock(PASSWORD, Limits::REAL), Err(KeyFileError::Cost)),
        "far too cheap for a real vault"
    );
    for (memory_kib, passes, lanes) in [(u32::MAX, 3, 1), (65536, 33, 1), (65536, 3, 9), (65536, 0, 1), (8192, 3, 1)] {
        assert!(!Limits::REAL.accept(Cost { memory_kib, passes, lanes }), "{memory_kib} {passes} {lanes}");
    }
    for cost in Cost::NEW {
        assert!(Limits::REAL.accept(cost));
    }
    assert!(Limits::REAL.accept(Cost { memory_kib: 19 * 1024, passes: 2, lanes: 1 }));
}

#[test]
fn calibration_takes_the_dearest_cost_that_stays_under_a_second() {
    let at = |slow: &[u64]| {
        let mut times = slow.iter();
        calibrate(&mut |_| Duration::from_millis(*times.next().unwrap())).memory_kib / 1024
    };
    assert_eq!(at(&[670]), 256);
    assert_eq!(at(&[1400, 700]), 128);
    assert_eq!(at(&[5000, 2400]), 64, "never less, however old the machine");
}

#[test]
fn a_damaged_slot_does_not_look_like_a_wrong_password() {
    let bytes = vault().to_bytes();
    // Somewhere in the wrapped key of the first slot; the sum over the whole file is made good again.
    let mut body = bytes[..bytes.len() - 32].to_vec();
    body[110] ^= 1;
    let sum = <sha2::Sha256 as sha2::Digest>::digest(&body);
    body.extend_from_slice(&sum);
    let file = KeyFile::from_bytes(&body).unwrap();
    assert!(matches!(file.unlock(PASSWORD, Limits::TESTS), Err(KeyFileError::DamagedSlot)));
}

#[test]
fn any_flipped_bit_of_the_key_file_is_noticed_and_any_cut_too() {
    let bytes = vault().to_bytes();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(KeyFile::from_bytes(&changed).is_err(), "byte {at}");
        assert!(KeyFile::from_bytes(&bytes[..at]).is_err(), "cut at {at}");
    }
    assert!(KeyFile::from_bytes(&bytes).unwrap() == vault_like(&bytes));
}

fn vault_like(bytes: &[u8]) -> KeyFile {
    KeyFile::from_bytes(bytes).unwrap()
}

#[test]
fn one_good_copy_is_enough_and_the_other_is_mended() {
    let file = vault();
    for (damaged, how) in [("vault.key", true), ("vault.key.2", true), ("vault.key", false), ("vault.key.2", false)] {
        let folder = tempfile::tempdir().unwrap();
        file.save(folder.path()).unwrap();
        let path = folder.path().join(damaged);
        if how {
            fs::write(&path, b"half").unwrap()
        } else {
            fs::remove_file(&path).unwrap()
        }
        assert!(KeyFile::load(folder.path()).unwrap() == file, "{damaged} {how}");
        assert_eq!(fs::read(&path).unwrap(), file.to_bytes(), "{damaged} is whole again");
    }
}

#[test]
fn no_copy_and_two_damaged_copies_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(KeyFile::load(folder.path()), Err(KeyFileError::Missing)));
    fs::write(folder.path().join("vault.key"), b"x").unwrap();
    fs::write(folder.path().join("vault.key.2"), b"y").unwrap();
    assert!(matches!(KeyFile::load(folder.path()), Err(KeyFileError::Damaged)));
    assert_eq!(fs::read(folder.path().join("vault.key")).unwrap(), b"x", "nothing damaged is thrown away");
}

#[test]
fn nothing_of_the_keys_stands_in_the_file() {
    let (mut file, unlocked, recovery) = KeyFile::create(PASSWORD, Cost::for_tests()).unwrap();
    file.add_case(&unlocked).unwrap();
    let bytes = file.to_bytes();
    let sheet = recovery.sheet().to_string();
    for secret in [PASSWORD.as_bytes(), sheet.as_bytes()] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret));
    }
}
