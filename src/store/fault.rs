//! What can go wrong with the vault, and how the user is told: what is wrong, why, and what to do.

use std::path::PathBuf;

use super::StoreError;
use super::load::Doubt;
use super::vault::{KeyFileError, RecoveryError};
use crate::domain::fault::Fault;
use crate::domain::kluis::{EntityError, Finding};

/// What can go wrong with the vault.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// Below the vault: the disk or the engine.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key file.
    #[error(transparent)]
    Key(#[from] KeyFileError),
    /// The letters of the recovery sheet.
    #[error(transparent)]
    Recovery(#[from] RecoveryError),
    /// There is no vault here.
    #[error("no vault in {0}")]
    NoVault(PathBuf),
    /// The vault is locked.
    #[error("locked")]
    Locked,
    /// There is a vault here already.
    #[error("a vault exists in {0}")]
    Exists(PathBuf),
    /// A newer program wrote the store.
    #[error("store of a newer program")]
    NewerStore,
    /// The store cannot be trusted at all.
    #[error("damaged: {0:?}")]
    Damaged(Vec<Doubt>),
    /// Nothing can be written to a store that is doubted.
    #[error("read-only")]
    ReadOnly,
    /// A record does not let itself be written.
    #[error("record: {0}")]
    Record(EntityError),
    /// A record is too large.
    #[error("record too large")]
    RecordTooLarge,
    /// The casus has no key.
    #[error("no such casus")]
    NoCasus,
    /// A file is no backup of ours.
    #[error("{0} is not a backup")]
    NotABackup(PathBuf),
    /// A backup of practice for a real vault, or the other way round.
    #[error("{file} is of another kind of vault")]
    OtherKind {
        /// The backup.
        file: PathBuf,
        /// Whether it is the one of practice.
        oefening: bool,
    },
    /// A newer program wrote the backup.
    #[error("{0} is a backup of a newer program")]
    NewerBackup(PathBuf),
    /// The backup was changed, or is not whole.
    #[error("{0} is damaged")]
    DamagedBackup(PathBuf),
    /// A file is no sealed document of ours.
    #[error("{0} is not a document")]
    NotADocument(PathBuf),
    /// The sealed document was changed, or is not whole.
    #[error("{0} is damaged")]
    DamagedDocument(PathBuf),
    /// Nothing was found to save.
    #[error("nothing to salvage")]
    NothingToSalvage,
}

impl From<std::io::Error> for VaultError {
    fn from(error: std::io::Error) -> VaultError {
        VaultError::Store(StoreError::Io(error))
    }
}

impl VaultError {
    /// The same in the user's language.
    pub fn to_fault(&self) -> Fault {
        match self {
            VaultError::Store(error) => error.to_fault(),
            VaultError::Key(error) => key_fault(error),
            VaultError::Recovery(error) => recovery_fault(error),
            VaultError::NoVault(path) => Fault::store(
                "Er is nog geen kluis.",
                "In deze map staat er geen.",
                "Maak er een in het programma, of met: aandacht kluis maak.",
            )
            .at(path.display().to_string()),
            VaultError::Locked => Fault::store(
                "De kluis is op slot.",
                "Dit kan alleen als hij open is.",
                "Open de kluis en probeer het opnieuw.",
            ),
            VaultError::Exists(path) => Fault::store(
                "Er is hier al een kluis.",
                "Ik schrijf nooit over een kluis heen.",
                "Open de kluis die er is, of kies een andere map met --map.",
            )
            .at(path.display().to_string()),
            VaultError::NewerStore => Fault::store(
                "Deze kluis is van een nieuwere versie van aandacht.",
                "Deze versie kan hem niet lezen zonder iets kwijt te raken.",
                "Werk aandacht bij. Aan de kluis is niets veranderd.",
            ),
            VaultError::Damaged(_) => Fault::store(
                "De kluis is beschadigd.",
                "De bestanden kloppen niet meer met wat er hoort te staan, of het sleutelbestand is van een andere kluis.",
                "Verander niets aan de map. Zet de laatste back-up terug, of berg wat er nog is (aandacht kluis berg).",
            ),
            VaultError::ReadOnly => Fault::store(
                "Er is niet opgeslagen: de kluis is nu alleen te lezen.",
                "De kluis klopt niet met wat hij van zichzelf heeft vastgelegd.",
                "Kijk bij Kluis wat er is gevonden. Zet een back-up terug, of kies bij beheer 'toch verder' (aandacht kluis controleer --aanvaard).",
            ),
            VaultError::NoCasus => Fault::store(
                "Er is niet opgeslagen.",
                "De casus waar dit bij hoort, staat niet meer in de kluis.",
                "Uw tekst staat nog op het scherm. Zet hem in een andere casus.",
            ),
            VaultError::Record(_) => Fault::store(
                "Er is niet opgeslagen.",
                "Dit past niet in de kluis. Er zit een fout in het programma.",
                "Uw tekst staat nog op het scherm. Meld dit bij de makers.",
            ),
            VaultError::RecordTooLarge => Fault::store(
                "Deze tekst is te groot om te bewaren.",
                "Eén stuk tekst mag hoogstens ongeveer 90 MB zijn.",
                "Verdeel de tekst over meer stukken.",
            ),
            VaultError::NotABackup(path) => Fault::store(
                "Dit bestand is geen back-up van aandacht.",
                "Het begint anders dan een back-up.",
                "Kies een bestand dat op .kluis eindigt.",
            )
            .at(path.display().to_string()),
            VaultError::OtherKind { file, oefening: true } => Fault::store(
                "Dit is een back-up van een oefenkluis.",
                "Verzonnen casussen komen nooit in uw eigen kluis.",
                "Kies een back-up van uw eigen kluis.",
            )
            .at(file.display().to_string()),
            VaultError::OtherKind { file, oefening: false } => Fault::store(
                "Dit is een back-up van een echte kluis.",
                "Echte casussen komen nooit in een oefenkluis.",
                "Zet hem terug in uw eigen kluis, zonder --oefening.",
            )
            .at(file.display().to_string()),
            VaultError::NewerBackup(path) => Fault::store(
                "Deze back-up is van een nieuwere versie van aandacht.",
                "Deze versie kan hem niet lezen.",
                "Werk aandacht bij en probeer het opnieuw.",
            )
            .at(path.display().to_string()),
            VaultError::DamagedBackup(path) => Fault::store(
                "Deze back-up is beschadigd.",
                "Er is iets aan veranderd, of hij is niet compleet.",
                "Kies een andere back-up. Deze is niet te vertrouwen.",
            )
            .at(path.display().to_string()),
            VaultError::NotADocument(path) => Fault::store(
                "Dit bestand is geen versleuteld document van aandacht.",
                "Het is iets anders, bijvoorbeeld een back-up.",
                "Kies een ander bestand.",
            )
            .at(path.display().to_string()),
            VaultError::DamagedDocument(path) => Fault::store(
                "Dit document is beschadigd.",
                "Er is iets aan veranderd, of het is niet compleet.",
                "Gebruik een andere kopie. Deze is niet te vertrouwen.",
            )
            .at(path.display().to_string()),
            VaultError::NothingToSalvage => Fault::store(
                "Er is niets te bergen.",
                "In de bestanden vind ik niets wat met deze sleutels opengaat.",
                "Zet de laatste back-up terug.",
            ),
        }
    }
}

fn key_fault(error: &KeyFileError) -> Fault {
    match error {
        KeyFileError::Store(error) => error.to_fault(),
        KeyFileError::Missing => Fault::store(
            "Het sleutelbestand van de kluis is weg.",
            "Zonder vault.key kan niemand de kluis openen.",
            "Zet vault.key terug in de map van de kluis, of zet een back-up terug: daar zit hij ook in.",
        ),
        KeyFileError::Damaged => Fault::store(
            "Het sleutelbestand van de kluis is beschadigd.",
            "Beide exemplaren (vault.key en vault.key.2) kloppen niet.",
            "Verander er niets aan. Zet een back-up terug: daar zit het sleutelbestand ook in.",
        ),
        KeyFileError::Tampered => Fault::store(
            "Aan het sleutelbestand van de kluis is geknoeid.",
            "Er is iets in veranderd door iemand die de kluis niet kan openen.",
            "Zet een back-up terug: daar zit het goede sleutelbestand in.",
        ),
        KeyFileError::UnknownFormat(_) => Fault::store(
            "Het sleutelbestand is van een nieuwere versie van aandacht.",
            "Deze versie kan het niet lezen.",
            "Werk aandacht bij. Aan de kluis is niets veranderd.",
        ),
        KeyFileError::DamagedSlot => Fault::store(
            "Dit deel van het sleutelbestand is beschadigd; uw wachtwoord kan goed zijn.",
            "De controle op de sleutel zelf klopt niet.",
            "Open de kluis met uw herstelblad. Stel daarna een nieuw wachtwoord in.",
        ),
        KeyFileError::NoSlot => Fault::store(
            "Hiermee kan deze kluis niet open.",
            "In het sleutelbestand staat geen sleutel van deze soort.",
            "Probeer het andere: wachtwoord of herstelblad.",
        ),
        KeyFileError::Cost => Fault::store(
            "Het sleutelbestand vraagt iets onmogelijks.",
            "De rekenkosten die erin staan zijn veel te laag of veel te hoog. Mogelijk is ermee geknoeid.",
            "Open de kluis met uw herstelblad, of zet een back-up terug.",
        ),
        KeyFileError::WrongKey => Fault::store(
            "Dit is niet het goede wachtwoord of herstelblad.",
            "De kluis gaat er niet mee open.",
            "Kijk naar hoofdletters en Caps Lock. Vergeten? Gebruik uw herstelblad.",
        ),
        KeyFileError::EmptyPassword => Fault::store(
            "Er is geen wachtwoord ingevuld.",
            "Een leeg wachtwoord beschermt niets.",
            "Vul een wachtwoord in.",
        ),
        KeyFileError::LongPassword => Fault::store(
            "Dit wachtwoord is te lang.",
            "Hoogstens 1024 tekens.",
            "Neem een korter wachtwoord; vier of vijf losse woorden is genoeg.",
        ),
        KeyFileError::NoMemory => Fault::store(
            "Er is te weinig geheugen om de kluis te openen.",
            "Het openen heeft even tot 256 MB nodig.",
            "Sluit andere programma's en probeer het opnieuw.",
        ),
        KeyFileError::OtherVault => Fault::store(
            "De sleutelbestanden horen niet bij elkaar.",
            "vault.key en vault.key.2 zijn van twee verschillende kluizen.",
            "Haal het vreemde bestand weg uit de map van de kluis.",
        ),
        KeyFileError::NoCase => Fault::store(
            "Deze casus heeft geen sleutel meer.",
            "De sleutel is verwijderd of zat er nooit in.",
            "Wat met die sleutel is bewaard, kan niet meer gelezen worden.",
        ),
    }
}

fn recovery_fault(error: &RecoveryError) -> Fault {
    let advice = "Kijk op het blad: negen groepen van zes letters of cijfers.";
    match error {
        RecoveryError::Length(count) => Fault::store(
            "Dit zijn niet alle letters van het herstelblad.",
            format!("Het zijn er {count}; op het blad staan er 54."),
            advice,
        ),
        RecoveryError::Letter(at) => Fault::store(
            format!("Teken {at} komt op een herstelblad niet voor."),
            "Er staan alleen cijfers en letters op, en geen U.",
            advice,
        ),
        RecoveryError::Check => Fault::store(
            "Er zit een leesfout in.",
            "De twee controletekens aan het einde passen niet bij de rest.",
            "Lees de groepen een voor een na.",
        ),
    }
}

impl Doubt {
    /// The same as a finding for the user.
    pub fn finding(&self) -> Finding {
        let restore = "Zet een back-up terug, of kies bij beheer 'toch verder' (aandacht kluis controleer --aanvaard).";
        match self {
            Doubt::Unreadable(1) => Finding::wrong("Eén stuk in de kluis is niet te lezen.", restore),
            Doubt::Unreadable(count) => {
                Finding::wrong(format!("{count} stukken in de kluis zijn niet te lezen."), restore)
            }
            Doubt::Incomplete(1) => Finding::wrong("Van één tekst ontbreekt een deel.", restore),
            Doubt::Incomplete(count) => Finding::wrong(format!("Van {count} teksten ontbreekt een deel."), restore),
            Doubt::Root => Finding::wrong("In de kluis ontbreekt iets, is iets te veel, of staat iets ouds.", restore),
            Doubt::Chain => Finding::wrong("Het logboek van de kluis is veranderd of ingekort.", restore),
            Doubt::NoHead => Finding::wrong(
                "Het overzicht van de kluis ontbreekt of is veranderd.",
                "Zet een back-up terug, of berg wat er nog is.",
            ),
            Doubt::Behind { store, anchor } => Finding::wrong(
                format!("De kluis is ouder dan hij was: {store} wijzigingen, eerder {anchor}."),
                "Is er een oude kopie van de map teruggezet? Zet de nieuwste back-up terug, of kies bij beheer 'toch verder' (aandacht kluis controleer --aanvaard).",
            ),
            Doubt::Anchor => Finding::wrong(
                "De kluis en het anker spreken elkaar tegen.",
                "Is er een deel van de map teruggezet? Zet een back-up terug, of kies bij beheer 'toch verder' (aandacht kluis controleer --aanvaard).",
            ),
            Doubt::NoAnchor => Finding::wrong(
                "Een controlebestand van de kluis ontbreekt of is veranderd. Daarom is niet te zien of dit de nieuwste stand is.",
                "Staat alles er? Kies bij beheer 'toch verder' (of: aandacht kluis controleer --aanvaard). Zo niet: zet een back-up terug.",
            ),
            Doubt::KeyFile => Finding::wrong(
                "Het sleutelbestand is ouder dan de kluis, of er is iets in veranderd.",
                "Is er een oud vault.key teruggezet? Zet het nieuwste terug, of zet een back-up terug.",
            ),
        }
    }
}
