//! What is asked of the kluis, and what it says back.

use std::fmt;
use std::path::PathBuf;

use zeroize::Zeroizing;

use super::{Backup, Batch, Password, RecordId, Report, Vernietigregel};

/// What a kluis or backup is opened with.
#[derive(Clone, PartialEq)]
pub enum OpenWith {
    /// The password.
    Password(Password),
    /// The letters of the recovery sheet.
    Recovery(Password),
    /// The letters that the system's keyring keeps.
    Keyring(Password),
}

/// Something that is asked of the kluis. One at a time; the answer comes as a [`KluisNews`] or as a fault.
#[derive(Clone, PartialEq)]
pub enum KluisAct {
    /// Make a new kluis; it is open afterwards. Answer: [`KluisNews::Created`].
    Create(Password),
    /// Open the kluis. Answer: [`KluisNews::Opened`].
    Open(OpenWith),
    /// Lock the kluis: keys and model are wiped. Answer: [`KluisNews::Locked`].
    Lock,
    /// Do what can wait until nobody types: a backup that is due, and making the store smaller when it outgrew what is in
    /// it. There is no answer, and nobody waits for it.
    Tidy,
    /// Write changes. Answer: [`KluisNews::Committed`].
    Commit(Batch),
    /// Write drafts, beside whatever else is being done. Answer: [`KluisNews::Kept`], or `Msg::NotKept`.
    Keep(Batch),
    /// Replace the password. Answer: [`KluisNews::PasswordChanged`].
    ChangePassword {
        /// What opens the kluis now.
        with: OpenWith,
        /// The new password.
        fresh: Password,
    },
    /// Make a new recovery sheet; the old one no longer works. Answer: [`KluisNews::RecoverySheet`].
    NewRecovery(OpenWith),
    /// Note that the recovery sheet was written down: the groups that were asked came back right. Answer:
    /// [`KluisNews::SheetChecked`].
    SheetChecked,
    /// Open with the system's keyring from now on as well, or no more. Answer: [`KluisNews::Keyring`].
    Keyring(bool),
    /// Make and verify a backup now. Answer: [`KluisNews::BackedUp`].
    BackUp,
    /// Make and verify a backup at a place of the user's choice, where nothing stands yet: all that can be done when the
    /// folder of the kluis cannot be written any more. Answer: [`KluisNews::BackedUp`].
    BackUpAt(PathBuf),
    /// Write a document as an encrypted file of its own, which opens without a kluis, with what opens this kluis now.
    /// Answer: [`KluisNews::Sealed`].
    Seal {
        /// The file; nothing may stand there yet.
        path: PathBuf,
        /// The name that the document gets when it is opened again; nobody can read it before.
        name: String,
        /// The document.
        bytes: Zeroizing<Vec<u8>>,
    },
    /// Write changes that could not be stored as an encrypted file elsewhere, so that they are not lost with the
    /// program. Answer: [`KluisNews::Sealed`].
    Emergency {
        /// The file; nothing may stand there yet.
        path: PathBuf,
        /// What could not be stored.
        batch: Batch,
    },
    /// Remove everything of a casus, and its key. Asking again finishes what was cut off. Answer:
    /// [`KluisNews::Destroyed`].
    DestroyCasus {
        /// The casus.
        casus: RecordId,
        /// Why; the word stays in the audit log.
        rule: Vernietigregel,
        /// Whether older backups and copies that still hold the casus go as well; a fresh backup is made first.
        purge: bool,
    },
    /// Put a backup back; what is there now is kept beside it. Answer: [`KluisNews::Restored`].
    Restore {
        /// The backup.
        file: PathBuf,
        /// What opened the kluis when the backup was made.
        with: OpenWith,
    },
    /// Examine everything. Answer: [`KluisNews::Examined`].
    Examine,
    /// New keys for everything, after a suspected leak. Answer: [`KluisNews::Renewed`].
    Renew {
        /// What opens the kluis now.
        with: OpenWith,
        /// The new password.
        fresh: Password,
    },
    /// Save what can be read from a damaged store into a new one. Answer: [`KluisNews::Salvaged`].
    Salvage(OpenWith),
    /// Go on with a store that does not agree with its own records of itself, as it is now. Answer:
    /// [`KluisNews::Accepted`].
    Accept,
}

impl KluisAct {
    /// What is being done, while it is.
    pub fn doing(&self) -> &'static str {
        match self {
            KluisAct::Create(_) => "De kluis wordt gemaakt",
            KluisAct::Open(_) => "De kluis gaat open",
            KluisAct::Lock => "De kluis gaat op slot",
            KluisAct::Tidy => "Even opruimen",
            KluisAct::Commit(_) | KluisAct::Keep(_) => "Even opslaan",
            KluisAct::ChangePassword { .. } => "Het wachtwoord wordt veranderd",
            KluisAct::NewRecovery(_) => "Het herstelblad wordt gemaakt",
            KluisAct::SheetChecked => "Even opslaan",
            KluisAct::Keyring(_) => "Bezig met de sleutelring",
            KluisAct::BackUp | KluisAct::BackUpAt(_) => "De back-up wordt gemaakt en gecontroleerd",
            KluisAct::Seal { .. } => "Het document wordt versleuteld",
            KluisAct::Emergency { .. } => "Uw tekst wordt versleuteld weggeschreven",
            KluisAct::DestroyCasus { .. } => "De casus wordt vernietigd",
            KluisAct::Restore { .. } => "De back-up wordt teruggezet",
            KluisAct::Examine => "De kluis wordt gecontroleerd",
            KluisAct::Renew { .. } => "Alles krijgt nieuwe sleutels",
            KluisAct::Salvage(_) => "Wat te lezen is, wordt gered",
            KluisAct::Accept => "De stand van nu wordt vastgelegd",
        }
    }
}

impl fmt::Debug for KluisAct {
    /// Only which act: what it carries may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            KluisAct::Create(_) => "Create",
            KluisAct::Open(_) => "Open",
            KluisAct::Lock => "Lock",
            KluisAct::Tidy => "Tidy",
            KluisAct::Commit(_) => "Commit",
            KluisAct::Keep(_) => "Keep",
            KluisAct::ChangePassword { .. } => "ChangePassword",
            KluisAct::NewRecovery(_) => "NewRecovery",
            KluisAct::SheetChecked => "SheetChecked",
            KluisAct::Keyring(_) => "Keyring",
            KluisAct::BackUp => "BackUp",
            KluisAct::BackUpAt(_) => "BackUpAt",
            KluisAct::Seal { .. } => "Seal",
            KluisAct::Emergency { .. } => "Emergency",
            KluisAct::DestroyCasus { .. } => "DestroyCasus",
            KluisAct::Restore { .. } => "Restore",
            KluisAct::Examine => "Examine",
            KluisAct::Renew { .. } => "Renew",
            KluisAct::Salvage(_) => "Salvage",
            KluisAct::Accept => "Accept",
        })
    }
}

/// What the kluis says back.
#[derive(Clone, PartialEq)]
pub enum KluisNews {
    /// There is a kluis and it is open; this is its recovery sheet, shown once.
    Created(Password),
    /// The kluis is open.
    Opened,
    /// The kluis is locked: asked for, after a time without keys, or because the computer slept.
    Locked,
    /// The changes are on the disk and in the model.
    Committed,
    /// The drafts are on the disk and in the model. Nobody is told.
    Kept,
    /// The new password holds.
    PasswordChanged,
    /// The new recovery sheet, shown once.
    RecoverySheet(Password),
    /// It is noted that the recovery sheet was written down.
    SheetChecked,
    /// The letters that the system's keyring has to keep; nothing when the slot was taken out.
    Keyring(Option<Password>),
    /// The backup is made and verified.
    BackedUp(Backup),
    /// The encrypted file is written here.
    Sealed(PathBuf),
    /// The casus is destroyed; what else was done, and what still holds it.
    Destroyed(Report),
    /// The backup is put back; the kluis is locked and opens with the backup's password.
    Restored,
    /// What was found.
    Examined(Report),
    /// Everything has new keys; this is the new recovery sheet, shown once.
    Renewed(Password),
    /// What could be read is in a new store; the kluis is locked.
    Salvaged(Report),
    /// The store is accepted as it is.
    Accepted,
}

impl fmt::Debug for KluisNews {
    /// Only which news: what it carries may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            KluisNews::Created(_) => "Created",
            KluisNews::Opened => "Opened",
            KluisNews::Locked => "Locked",
            KluisNews::Committed => "Committed",
            KluisNews::Kept => "Kept",
            KluisNews::PasswordChanged => "PasswordChanged",
            KluisNews::RecoverySheet(_) => "RecoverySheet",
            KluisNews::SheetChecked => "SheetChecked",
            KluisNews::Keyring(_) => "Keyring",
            KluisNews::BackedUp(_) => "BackedUp",
            KluisNews::Sealed(_) => "Sealed",
            KluisNews::Destroyed(_) => "Destroyed",
            KluisNews::Restored => "Restored",
            KluisNews::Examined(_) => "Examined",
            KluisNews::Renewed(_) => "Renewed",
            KluisNews::Salvaged(_) => "Salvaged",
            KluisNews::Accepted => "Accepted",
        })
    }
}
