//! The doctor: looks at everything and says what it found, what it means and what to do. It changes nothing.
//!
//! Without a password it sees the folder, the key file's copies, the engine's files and the backups; with one also
//! whether everything that is stored is whole, and whether the newest backup really opens.

use std::fs;
use std::path::Path;

use super::StoreError;
use super::backend::{Oddity, oddities};
use super::backup;
use super::fault::VaultError;
use super::folder::{Folder, ROOM, free_bytes};
use super::live::load;
use super::load::Keep;
use super::session::{Session, mark};
use super::vault::anchor::Mark;
use super::vault::{Cost, KeyFile, Keys, copies_agree};
use crate::domain::kluis::{Finding, KluisView, Moment, Report};

/// Examines what can be seen without a password.
pub fn outside(folder: &Folder, moment: Moment) -> Report {
    let mut report = Report::default();
    let say = &mut report.findings;
    room(folder, say);
    modes(folder, say);
    key_file(folder, say);
    engine(folder, say);
    backups(folder, moment, say);
    leftovers(folder, say);
    report
}

/// Examines everything: what is outside, and what is in the open vault.
///
/// # Errors
/// The store cannot be read.
pub fn inside(session: &mut Session, moment: Moment) -> Result<Report, VaultError> {
    let folder = session.folder().clone();
    let mut report = outside(&folder, moment);
    let vault = session.vault()?;
    let loaded = load(vault.backend(), vault.keys(), Keep::Records)?;
    let say = &mut report.findings;
    let records = loaded.records.len();
    let mut doubts = loaded.doubts.clone();
    if let (Some(head), Some(mark)) = (loaded.head, mark(&folder.vault(), vault.keys())?)
        && Mark::of(&head, mark.stamp) != mark
    {
        doubts.push(super::Doubt::Anchor);
    }
    doubts.extend(vault.doubts().iter().filter(|doubt| !loaded.doubts.contains(doubt)));
    doubts.dedup();
    if doubts.is_empty() {
        say.push(Finding::good(format!(
            "Alles in de kluis is compleet en ongewijzigd. Stukken: {records}; regels in het logboek: {}.",
            loaded.audit
        )));
    } else {
        say.extend(doubts.iter().map(super::Doubt::finding));
    }
    if loaded.strange > 0 {
        say.push(Finding::note(
            format!("{} stukken zijn van een nieuwere versie en blijven bewaard.", loaded.strange),
            "Werk aandacht bij.",
        ));
    }
    newest_backup(&folder, vault.keys(), say);
    Ok(report)
}

fn room(folder: &Folder, say: &mut Vec<Finding>) {
    match free_bytes(folder.root()) {
        Some(free) if free < ROOM => say.push(Finding::wrong(
            format!("Er is nog maar {} MB vrij op de schijf.", free / 1_048_576),
            "Maak ruimte vrij: onder 64 MB gaat de kluis niet meer open.",
        )),
        Some(free) => say.push(Finding::good(format!("Er is {} MB vrij op de schijf.", free / 1_048_576))),
        None => {}
    }
}

#[cfg(unix)]
fn modes(folder: &Folder, say: &mut Vec<Finding>) {
    use std::os::unix::fs::PermissionsExt;

    let open_to_others = |path: &Path| fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0);
    let mut paths = vec![folder.vault(), folder.vault().join("store"), folder.backups()];
    for dir in [folder.vault(), folder.vault().join("store"), folder.backups()] {
        paths.extend(fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path()));
    }
    match paths.iter().filter(|path| open_to_others(path)).count() {
        0 => say.push(Finding::good("Alleen u kunt bij de bestanden.")),
        count => say.push(Finding::note(
            format!("Ook anderen op deze computer kunnen bij bestanden van de kluis ({count})."),
            "Ze zijn versleuteld. Haal de rechten van anderen weg (chmod -R go= op de map).",
        )),
    }
}

#[cfg(not(unix))]
fn modes(_folder: &Folder, _say: &mut Vec<Finding>) {}

fn key_file(folder: &Folder, say: &mut Vec<Finding>) {
    let file = match KeyFile::peek(&folder.vault()) {
        Ok(file) => file,
        Err(error) => {
            let fault = VaultError::Key(error).to_fault();
            say.push(Finding::wrong(fault.wat, fault.advies));
            return;
        }
    };
    if copies_agree(&folder.vault()) {
        say.push(Finding::good("Beide exemplaren van het sleutelbestand zijn gelijk en heel."));
    } else {
        say.push(Finding::note(
            "De twee exemplaren van het sleutelbestand verschillen, of er mist er een.",
            "Open de kluis: dan worden ze weer gelijk gemaakt.",
        ));
    }
    let cheapest = Cost::NEW.iter().map(|cost| cost.memory_kib).min().unwrap_or(0);
    if file.cost().is_some_and(|cost| cost.memory_kib < cheapest) {
        say.push(Finding::note(
            "Het wachtwoord is minder goed beschermd dan nu gebruikelijk is.",
            "Verander het wachtwoord (het mag hetzelfde zijn); dan wordt de bescherming bijgewerkt.",
        ));
    }
}

fn engine(folder: &Folder, say: &mut Vec<Finding>) {
    match oddities(&folder.vault().join("store")) {
        Err(StoreError::Io(_)) | Err(_) => say.push(Finding::wrong(
            "De bestanden van de opslag zijn niet te lezen.",
            "Zet een back-up terug, of berg wat er nog is.",
        )),
        Ok(found) if found.is_empty() => {
            say.push(Finding::good("De bestanden van de opslag staan er zoals het hoort."))
        }
        Ok(found) => say.extend(found.into_iter().map(|oddity| match oddity {
            Oddity::Conf => Finding::note(
                "Het instellingenbestand van de opslag is veranderd.",
                "Open de kluis: het wordt dan hersteld.",
            ),
            Oddity::HalfSnapshot => Finding::note(
                "Er staat een half bestand van een afgebroken opening.",
                "Open de kluis: het wordt dan opgeruimd.",
            ),
            Oddity::Blob => Finding::wrong(
                "Er staat een los bestand in de opslag dat er niet hoort.",
                "Maak een back-up en zet die terug: dan wordt de opslag opnieuw geschreven.",
            ),
        })),
    }
}

fn backups(folder: &Folder, moment: Moment, say: &mut Vec<Finding>) {
    let found = backup::list(folder);
    let Some(newest) = found.first() else {
        say.push(Finding::wrong("Er is geen back-up.", "Maak er nu een: aandacht kluis backup."));
        return;
    };
    let days = i64::from((moment.local.date() - newest.made.date()).get_days());
    let date = newest.made.strftime("%d-%m-%Y %H.%M");
    if days < 0 {
        say.push(Finding::note(
            format!("De nieuwste back-up is van later dan nu ({date})."),
            "Kijk of de klok van deze computer goed staat.",
        ));
    } else if days > KluisView::OLDEST_BACKUP {
        say.push(Finding::wrong(
            format!("De nieuwste back-up is {days} dagen oud ({date})."),
            "Maak er nu een: aandacht kluis backup.",
        ));
    } else {
        say.push(Finding::good(match found.len() {
            1 => format!("Er is één back-up, van {date}."),
            count => format!("Er zijn {count} back-ups; de nieuwste is van {date}."),
        }));
    }
}

fn newest_backup(folder: &Folder, keys: &Keys, say: &mut Vec<Finding>) {
    let Some(newest) = backup::list(folder).into_iter().next() else { return };
    match backup::read(&newest.file, |_| Ok(keys.unlocked.again())) {
        Ok(contents) if contents.loaded.doubts.is_empty() => {
            say.push(Finding::good("De nieuwste back-up gaat open en is compleet."));
        }
        Ok(_) | Err(_) => say.push(Finding::wrong(
            "De nieuwste back-up gaat niet open met de sleutels van nu, of is niet compleet.",
            "Maak er nu een: aandacht kluis backup.",
        )),
    }
}

fn leftovers(folder: &Folder, say: &mut Vec<Finding>) {
    let (copies, replaced) = (folder.copies_aside().len(), folder.replaced().len());
    if copies + replaced > 0 {
        say.push(Finding::good(format!(
            "Oude kopieën naast de kluis: {}. Gooi die pas weg als u de kluis hebt geopend en alles er is.",
            copies + replaced
        )));
    }
}
