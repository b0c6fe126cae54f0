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
    file.remove_case(&unlocked, &first).unwrap();
    assert!(matches!(file.case_key(&unlocked, &first), Err(KeyFileError::NoCase)));
    assert!(matches!(file.remove_case(&unlocked, &first), Err(KeyFileError::NoCase)));
    assert!(same(&key, &file.case_key(&unlocked, &second).unwrap()));
    assert_eq!(file.cases().count(), 1);
}

#[test]
fn a_renewed_file_shares_no_key_with_the_old_one_and_goes_on_counting() {
    let (mut file, unlocked, recovery) = KeyFile::create(PASSWORD, Cost::for_tests()).unwrap();
    let (id, key) = file.add_case(&unlocked).unwrap();
    let (fresh, again, sheet) = file.renewed(&unlocked, "een ander wachtwoord", Cost::for_tests()).unwrap();
    assert!(fresh.case_key(&unlocked, &id).is_err(), "the old vault key opens nothing of it");
    assert!(!same(&key, &fresh.case_key(&again, &id).unwrap()), "the casus has a new key too");
    assert!(matches!(fresh.unlock(PASSWORD, Limits::TESTS), Err(KeyFileError::WrongKey)));
    assert!(matches!(fresh.unlock_with_recovery(&recovery), Err(KeyFileError::WrongKey)));
    fresh.unlock("een ander wachtwoord", Limits::TESTS).unwrap();
    fresh.unlock_with_recovery(&sheet).unwrap();
    assert_eq!(fresh.vault_id(), file.vault_id());
    assert!(fresh.generation() > file.generation());
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
    body[118] ^= 1;
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
    assert_eq!(KeyFile::from_bytes(&bytes).unwrap().to_bytes(), bytes);
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
    let letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let five = |letter| letters.find(letter).unwrap();
    let bits: Vec<usize> =
        sheet.chars().filter(|c| *c != '-').flat_map(|c| (0..5).map(move |bit| five(c) >> (4 - bit) & 1)).collect();
    let raw: Vec<u8> =
        bits[..256].chunks(8).map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | *bit as u8)).collect();
    let read: [u8; 32] = raw.clone().try_into().unwrap();
    assert!(same(&recovery.secret(), &Secret::from_bytes(read)), "these are the raw bytes");
    for secret in [PASSWORD.as_bytes(), sheet.as_bytes(), &raw, &raw[..8]] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret));
    }
}

#[test]
fn the_newer_of_two_whole_copies_is_taken_whichever_it_is() {
    for newer in ["vault.key", "vault.key.2"] {
        let folder = tempfile::tempdir().unwrap();
        let (mut file, unlocked, _) = KeyFile::create(PASSWORD, Cost::for_tests()).unwrap();
        let (gone, _) = file.add_case(&unlocked).unwrap();
        file.save(folder.path()).unwrap();
        let old = file.to_bytes();
        file.remove_case(&unlocked, &gone).unwrap();
        let (fresh, _) = file.add_case(&unlocked).unwrap();
        for name in ["vault.key", "vault.key.2"] {
            let bytes = if name == newer { file.to_bytes() } else { old.clone() };
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let found = KeyFile::load(folder.path()).unwrap();
        assert!(matches!(found.case_key(&unlocked, &gone), Err(KeyFileError::NoCase)), "it stays removed: {newer}");
        found.case_key(&unlocked, &fresh).expect("a new casus keeps its key");
        for name in ["vault.key", "vault.key.2"] {
            assert_eq!(fs::read(folder.path().join(name)).unwrap(), file.to_bytes(), "{name} is the newer one");
        }
    }
}

/// Makes the sum over the whole file good again.
fn summed(mut body: Vec<u8>) -> Vec<u8> {
    body.truncate(body.len() - 32);
    let sum = <sha2::Sha256 as sha2::Digest>::digest(&body);
    body.extend_from_slice(&sum);
    body
}

#[test]
fn a_copy_of_a_newer_program_is_never_written_over() {
    for name in ["vault.key", "vault.key.2"] {
        let folder = tempfile::tempdir().unwrap();
        let file = vault();
        file.save(folder.path()).unwrap();
        let mut newer = file.to_bytes();
        newer[8] = 2;
        let newer = summed(newer);
        fs::write(folder.path().join(name), &newer).unwrap();
        assert!(matches!(KeyFile::load(folder.path()), Err(KeyFileError::UnknownFormat(2))));
        assert!(matches!(file.save(folder.path()), Err(KeyFileError::UnknownFormat(2))));
        assert_eq!(fs::read(folder.path().join(name)).unwrap(), newer);
    }
}

#[test]
fn the_key_file_of_another_vault_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let (mine, other) = (vault(), vault());
    mine.save(folder.path()).unwrap();
    assert!(matches!(other.save(folder.path()), Err(KeyFileError::OtherVault)));
    fs::write(folder.path().join("vault.key"), other.to_bytes()).unwrap();
    assert!(matches!(KeyFile::load(folder.path()), Err(KeyFileError::OtherVault)));
    assert_eq!(fs::read(folder.path().join("vault.key.2")).unwrap(), mine.to_bytes());
}

#[test]
fn a_copy_that_cannot_be_read_does_not_hide_the_other() {
    for name in ["vault.key", "vault.key.2"] {
        let folder = tempfile::tempdir().unwrap();
        let file = vault();
        file.save(folder.path()).unwrap();
        fs::remove_file(folder.path().join(name)).unwrap();
        fs::create_dir(folder.path().join(name)).unwrap();
        assert!(KeyFile::load(folder.path()).unwrap() == file, "{name}");
    }
}

#[test]
fn a_huge_key_file_is_not_read_into_memory() {
    let folder = tempfile::tempdir().unwrap();
    fs::File::create(folder.path().join("vault.key"))
        .unwrap()
        .set_len(1 << 45)
        .or_else(|_| fs::File::create(folder.path().join("vault.key")).and_then(|file| file.set_len(1 << 33)))
        .unwrap();
    assert!(matches!(KeyFile::load(folder.path()), Err(KeyFileError::Damaged)));
}

/// Bytes of one entry of the key file.
const ENTRY: usize = 16 + 4 + 24 + 48;

#[test]
fn a_hostile_count_is_refused_without_room_being_made_for_it() {
    let bytes = vault().to_bytes();
    // Behind the count stand the entries of the common key and of the names, and the tag.
    let at = bytes.len() - 64 - 2 * ENTRY - 4;
    let mut many = bytes.clone();
    many[at..at + 4].copy_from_slice(&u32::MAX.to_be_bytes());
    assert!(matches!(KeyFile::from_bytes(&summed(many)), Err(KeyFileError::Damaged)));
    let mut slots = bytes.clone();
    slots[37] = u8::MAX;
    assert!(matches!(KeyFile::from_bytes(&summed(slots)), Err(KeyFileError::Damaged)));
}

#[test]
fn a_damaged_cost_is_a_damaged_slot_and_not_a_hostile_one() {
    let mut bytes = vault().to_bytes();
    bytes[39] ^= 0x40;
    let file = KeyFile::from_bytes(&summed(bytes)).unwrap();
    assert!(matches!(file.unlock(PASSWORD, Limits::TESTS), Err(KeyFileError::DamagedSlot)));
    assert!(matches!(file.unlock("", Limits::TESTS), Err(KeyFileError::DamagedSlot)), "before anything is derived");
}

#[test]
fn an_entry_of_a_removed_casus_cannot_be_put_back() {
    let (mut file, unlocked, _) = KeyFile::create(PASSWORD, Cost::for_tests()).unwrap();
    let (gone, _) = file.add_case(&unlocked).unwrap();
    let old = file.to_bytes();
    let entry = old[old.len() - 64 - ENTRY..old.len() - 64].to_vec();
    file.add_case(&unlocked).unwrap();
    file.remove_case(&unlocked, &gone).unwrap();
    let mut bytes = file.to_bytes();
    let at = bytes.len() - 64;
    bytes.splice(at..at, entry);
    let count = at - 3 * ENTRY - 4;
    bytes[count..count + 4].copy_from_slice(&4_u32.to_be_bytes());
    let spliced = KeyFile::from_bytes(&summed(bytes)).unwrap();
    assert_eq!(spliced.cases().count(), 2, "the sum over the file has no key");
    assert!(matches!(spliced.case_key(&unlocked, &gone), Err(KeyFileError::Damaged)));
    assert!(matches!(spliced.check(&unlocked), Err(KeyFileError::Tampered)), "the tag has");
    assert!(file.check(&unlocked).is_ok());
}

#[cfg(unix)]
#[test]
fn the_key_file_is_for_the_user_alone_and_its_old_bytes_are_overwritten() {
    use std::io::Read;
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (mut file, unlocked, _) = KeyFile::create(PASSWORD, Cost::for_tests()).unwrap();
    let (gone, _) = file.add_case(&unlocked).unwrap();
    // What a crash left half written must not be in the way.
    fs::write(folder.path().join("vault.key.nieuw"), b"half").unwrap();
    file.save(folder.path()).unwrap();
    let kept = folder.path().join("een.kopie");
    fs::hard_link(folder.path().join("vault.key.2"), &kept).unwrap();
    let before = file.to_bytes();
    let mut old = fs::File::open(folder.path().join("vault.key")).unwrap();
    file.remove_case(&unlocked, &gone).unwrap();
    file.save(folder.path()).unwrap();
    let mut left = Vec::new();
    old.read_to_end(&mut left).unwrap();
    assert_eq!(left, vec![0; before.len()]);
    assert_eq!(fs::read(kept).unwrap(), before, "a copy of the user's own stays");
    let mut names: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["een.kopie", "vault.key", "vault.key.2"]);
    for name in ["vault.key", "vault.key.2"] {
        assert_eq!(fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn the_slot_of_the_keyring_opens_until_it_is_taken_out_and_is_never_the_only_one() {
    let (mut file, unlocked, recovery) = KeyFile::create(PASSWORD, Cost::for_tests()).unwrap();
    let key = RecoveryKey::random().unwrap();
    assert!(matches!(file.unlock_with_keyring(&key), Err(KeyFileError::NoSlot)));
    file.set_keyring(&unlocked, &key).unwrap();
    let read = KeyFile::from_bytes(&file.to_bytes()).unwrap();
    read.check(&read.unlock_with_keyring(&key).unwrap()).unwrap();
    assert!(matches!(read.unlock_with_keyring(&recovery), Err(KeyFileError::WrongKey)));
    assert!(matches!(read.unlock_with_recovery(&key), Err(KeyFileError::WrongKey)), "each slot its own key");
    read.unlock(PASSWORD, Limits::TESTS).unwrap();
    file.remove_keyring(&unlocked);
    assert!(matches!(file.unlock_with_keyring(&key), Err(KeyFileError::NoSlot)));
    file.unlock_with_recovery(&recovery).unwrap();
}
