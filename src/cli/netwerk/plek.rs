//! The place that a region shares, as it is named on the command line.

use std::ffi::OsString;

use super::super::output;
use crate::app::doorgeven::{self, Opslagplaats};
use crate::app::{App, machine};
use crate::domain::fault::Fault;

/// Which place, and how it is opened.
#[derive(Debug, clap::Args)]
pub struct Plek {
    /// Een map of een adres (https://…); zonder dit de plek uit uw instellingen
    #[arg(value_name = "PLEK")]
    plek: Option<String>,
    /// Gebruik deze plek voortaan als u er geen noemt
    #[arg(long)]
    onthoud: bool,
    /// Uw naam op de server; het wachtwoord wordt gevraagd en nergens bewaard
    #[arg(long, value_name = "NAAM")]
    gebruiker: Option<String>,
    /// Lees het wachtwoord van de server uit een bestand, van - (standaardinvoer) of van fd:N; de eerste regel telt
    #[arg(long, value_name = "BRON")]
    plekwachtwoord_uit: Option<OsString>,
}

impl Plek {
    /// Opens the place. To be called after the kluis is open, so that both passwords can stand under each other.
    ///
    /// # Errors
    /// No place is named, there is none, or it cannot be used safely.
    pub fn open(&self, app: &mut App) -> Result<Box<dyn Opslagplaats>, Fault> {
        let named = doorgeven::welke(app, self.plek.as_deref())?;
        let place = doorgeven::open(&named, self.gebruiker.as_deref(), |user| {
            let prompt = format!("Wachtwoord van {user} op de server: ");
            let given = machine::password(self.plekwachtwoord_uit.as_ref(), &prompt)?;
            given.warning.iter().for_each(|warning| output::complain(&format!("Let op: {warning}")));
            Ok(given.password)
        })?;
        if self.onthoud {
            doorgeven::onthoud(app, &named)?;
        }
        Ok(place)
    }

    /// Says early that no place is known, before a password is asked.
    ///
    /// # Errors
    /// As of [`Plek::open`].
    pub fn is_genoemd(&self, app: &App) -> Result<(), Fault> {
        doorgeven::welke(app, self.plek.as_deref()).map(|_| ())
    }
}
