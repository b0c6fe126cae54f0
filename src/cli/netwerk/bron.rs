//! Which network is read: that of the kluis, or what ships with the program.

use serde::Serialize;

use super::super::kluis::{self, By};
use super::super::output::Output;
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::inhoud::Gemeente;
use crate::domain::kluis::{KluisState, Model};
use crate::domain::netwerk::{Netwerk, start, zonder_geheim};

/// How a command that also works without a kluis gets its network.
#[derive(Debug, clap::Args)]
pub struct Waar {
    /// Laat de kluis dicht: kijk in de startnetwerken en de landelijke nummers van het programma zelf
    #[arg(long, conflicts_with_all = ["wachtwoord_uit", "met_herstelblad"])]
    zonder_kluis: bool,
    #[command(flatten)]
    by: By,
}

/// The network that is read, without its secret places.
pub struct Bron {
    /// What is in it.
    pub model: Model,
    uit: Uit,
}

enum Uit {
    Kluis,
    /// The titles of the starter networks.
    Los(Vec<String>),
}

/// What JSON says of it.
#[derive(Serialize)]
pub struct Herkomst {
    bron: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    startnetwerken: Option<Vec<String>>,
}

impl Bron {
    /// The network of the kluis; without a kluis, or when asked, that of the program for these municipalities.
    ///
    /// # Errors
    /// The kluis does not open, or the shipped content cannot be read.
    pub fn open(waar: &Waar, gemeenten: &[&str], app: &mut App) -> Result<Bron, Fault> {
        let is_open = app.kluis.view.state.is_open();
        if is_open && waar.zonder_kluis {
            return Err(Fault::usage(
                "--oefening kan niet samen met --zonder-kluis.",
                "De oefenkluis is ook een kluis.",
                "Kies een van de twee.",
            ));
        }
        if waar.zonder_kluis || app.kluis.view.state == KluisState::None {
            let found = start::los(&app.content, gemeenten, app.clock.now().stamp)?;
            return Ok(Bron { model: found.model, uit: Uit::Los(found.netwerken) });
        }
        Bron::van_kluis(&waar.by, app)
    }

    /// The network of the kluis.
    ///
    /// # Errors
    /// There is none, or it does not open.
    pub fn van_kluis(by: &By, app: &mut App) -> Result<Bron, Fault> {
        if !app.kluis.view.state.is_open() {
            kluis::open(by, app)?;
        }
        // A command ends after this, so what screens would see of the kluis is taken instead of copied.
        let model = std::mem::take(&mut app.kluis.view.model);
        Ok(Bron { model: zonder_geheim(model), uit: Uit::Kluis })
    }

    /// The network.
    pub fn netwerk(&self) -> Netwerk<'_> {
        Netwerk::new(&self.model)
    }

    /// A sentence for whoever reads something else than the kluis.
    pub fn zin(&self) -> Option<String> {
        match &self.uit {
            Uit::Kluis => None,
            Uit::Los(known) => Some(start::zin(known)),
        }
    }

    /// Whether there is nothing but national numbers, because no starter network serves what was asked for.
    pub fn is_kaal(&self) -> bool {
        matches!(&self.uit, Uit::Los(known) if known.is_empty())
    }

    /// Says where it comes from, when that is not the kluis.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn tell(&self, out: &mut Output) -> Result<(), Fault> {
        match self.zin() {
            Some(zin) => out.page(&[crate::domain::gesprek::Block::Text(zin)]).and_then(|()| out.line("")),
            None => Ok(()),
        }
    }

    /// What JSON says of it.
    pub fn herkomst(&self) -> Herkomst {
        match &self.uit {
            Uit::Kluis => Herkomst { bron: "kluis", startnetwerken: None },
            Uit::Los(known) => Herkomst { bron: "startnetwerk", startnetwerken: Some(known.clone()) },
        }
    }

    /// That there is something in the network.
    ///
    /// # Errors
    /// It is empty.
    pub fn is_gevuld(&self) -> Result<(), Fault> {
        if self.netwerk().is_empty() {
            return Err(Fault::input(
                "Uw netwerk is nog leeg.",
                "In de kluis staat nog geen vermelding.",
                "Neem een startnetwerk over (zie: aandacht netwerk start), of zoek met --zonder-kluis.",
            ));
        }
        Ok(())
    }
}

/// The user's own municipality, as the settings have it.
pub fn eigen<'a>(app: &App, table: &'a crate::domain::inhoud::Gemeenten) -> Option<&'a Gemeente> {
    table.gemeenten.iter().find(|known| known.gemeente == app.settings.gemeente)
}
