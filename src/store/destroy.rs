//! Destroying a casus: its records, its key, and on request everything here that still has that key. It is planned
//! before it begins, so that the next opening finishes what was cut off.
//!
//! The order is what makes it safe. Records and key go first. Older backups only go when a new one was made and
//! verified, so that there is never none.

use super::fault::VaultError;
use super::plans::Destroying;
use super::purge::{holders, remove_holders};
use super::session::{Committed, Session, committed};
use super::vault::KeyFileError;
use crate::domain::kluis::{Finding, Model, Moment, Owner, RecordId, Report, Vernietigregel, Weight};

impl Session {
    /// Destroys a casus. With `purge` older backups, vaults that were replaced and copies that still have its key go as
    /// well, and there is a fresh backup; without it the report says which they are. Asking again for a casus that was
    /// destroyed before does what is left to be done.
    ///
    /// # Errors
    /// There never was such a casus, or something of it could not be removed. What could not be removed of older copies
    /// is no error, and is said in the report.
    pub fn destroy_casus(
        &mut self,
        casus: RecordId,
        rule: Vernietigregel,
        purge: bool,
        moment: Moment,
    ) -> Result<(Committed, Report), VaultError> {
        let mut reopened = self.opened_anew_if_lost(moment)?;
        let vault = self.vault()?;
        let (before, planned) = (vault.head().counter, vault.plans().destroy);
        let had_key = vault.keys().of(Owner::Casus(casus)).is_some();
        if !vault.knew_casus(casus)? {
            return Err(KeyFileError::NoCase.into());
        }
        vault.plan_to_destroy(Some(Destroying { casus, rule, purge }))?;
        let applied = match vault.destroy_casus(casus, rule, moment.stamp) {
            Ok(applied) => applied,
            Err(error) if vault.is_lost() => {
                reopened = Some(self.recovered_from(error, moment)?);
                self.vault()?.destroy_casus(casus, rule, moment.stamp)?
            }
            Err(error) => {
                let untouched = had_key == vault.keys().of(Owner::Casus(casus)).is_some();
                if untouched && vault.head().counter == before {
                    // Nothing was done, and whoever asked is told so: it must not be done later by itself.
                    let _ = vault.plan_to_destroy(planned);
                }
                return Err(error);
            }
        };
        Ok((committed(reopened, applied), self.finish_destroying(casus, purge, moment)))
    }

    /// Finishes what was planned before the program was cut off; what is said about it.
    pub(super) fn go_on_destroying(&mut self, model: &mut Model, moment: Moment) -> Vec<Finding> {
        let Some(Destroying { casus, rule, purge }) = self.vault().ok().and_then(|vault| vault.plans().destroy) else {
            return Vec::new();
        };
        match self.destroy_casus(casus, rule, purge, moment) {
            Ok((Committed::Applied(applied), report)) => {
                model.apply(applied);
                told(report)
            }
            Ok((Committed::Reloaded(whole), report)) => {
                *model = whole;
                told(report)
            }
            Err(error) => {
                let fault = error.to_fault();
                vec![Finding::wrong(
                    format!("Het vernietigen van een casus is nog niet af. {}", fault.waarom),
                    fault.advies,
                )]
            }
        }
    }

    fn finish_destroying(&mut self, casus: RecordId, purge: bool, moment: Moment) -> Report {
        let mut findings = vec![Finding::good("De casus is uit de kluis verwijderd, en de sleutel ervan is weg.")];
        let purged = !purge || self.purge(casus, moment, &mut findings);
        for path in holders(self.folder(), casus) {
            findings.push(Finding::note(
                format!("Deze casus zit nog in: {}", path.display()),
                "Dat gaat open met het wachtwoord van toen. Verwijder het als niemand het meer mag kunnen lezen.",
            ));
        }
        if purge {
            findings.push(Finding::note(
                "Kopieën die u zelf ergens anders hebt bewaard, ken ik niet.",
                "Haal die zelf weg. Op sommige schijven blijven oude stukken nog een tijd liggen.",
            ));
        }
        if purged && let Ok(vault) = self.vault() {
            // One that stays is carried out once more, and finds nothing to do.
            let _ = vault.plan_to_destroy(None);
        }
        Report { findings }
    }

    /// Removes what still has the key; whether everything was tried that could be.
    fn purge(&mut self, casus: RecordId, moment: Moment, findings: &mut Vec<Finding>) -> bool {
        if let Err(error) = self.back_up(moment) {
            let fault = error.to_fault();
            findings.push(Finding::wrong(
                format!("Er kon geen nieuwe back-up gemaakt worden, dus de oude staan er nog. {}", fault.waarom),
                fault.advies,
            ));
            return false;
        }
        findings.push(Finding::good("Er is een nieuwe back-up gemaakt en gecontroleerd."));
        if self.vault().and_then(|vault| Ok(vault.empty_journal()?)).is_err() {
            findings.push(Finding::note(
                "Het journaal van de kluis kon niet leeg gemaakt worden. De casus is daarmee niet te openen.",
                "",
            ));
        }
        let (removed, left) = remove_holders(self.folder(), casus);
        findings.push(Finding::good(match removed {
            0 => "Er waren geen oudere kopieën van deze casus.".to_owned(),
            1 => "Eén oudere kopie is verwijderd.".to_owned(),
            count => format!("{count} oudere back-ups en kopieën zijn verwijderd."),
        }));
        for path in left {
            findings.push(Finding::wrong(
                format!("Niet te verwijderen: {}", path.display()),
                "Verwijder dit zelf, of vraag het wie deze computer beheert.",
            ));
        }
        true
    }
}

/// What is said of it at opening: that it is done, and what was not.
fn told(report: Report) -> Vec<Finding> {
    let mut findings =
        vec![Finding::note("Een casus die u liet vernietigen toen het programma stopte, is nu verwijderd.", "")];
    findings.extend(report.findings.into_iter().filter(|finding| finding.weight == Weight::Fout));
    findings
}
