//! The pages of the network that leave the program, by what they are of: so they can be made anew, and nothing has to
//! keep them. Nothing secret stands on them.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Netwerk, gemeente_naam, nazien, routekaart};
use crate::domain::gesprek::Block;
use crate::domain::inhoud::{Gemeenten, Nummers};
use crate::domain::kluis::{Model, Moment};

/// A page of the network that leaves the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Netwerkblad {
    /// The route card of the municipality with this code.
    Routekaart(String),
    /// Whom to ring in the review round that is going on.
    Bellijst,
    /// What changed since this day.
    Sinds(Date),
}

impl Netwerkblad {
    /// The page as it is now.
    pub fn blocks(&self, model: &Model, gemeenten: &Gemeenten, nummers: &Nummers, now: Moment) -> Vec<Block> {
        let today = now.local.date();
        match self {
            Netwerkblad::Routekaart(code) => routekaart(model, gemeenten, nummers, code, now.local),
            Netwerkblad::Bellijst => {
                let netwerk = Netwerk::new(model);
                let next = nazien::ronde(model).map(|ronde| nazien::stand(netwerk, ronde).volgende);
                nazien::bellijst(netwerk, &next.unwrap_or_default(), today)
            }
            Netwerkblad::Sinds(date) => nazien::sinds(model, gemeenten, *date),
        }
    }

    /// The name of its file, without what says which kind of file it is.
    pub fn naam(&self, gemeenten: &Gemeenten, today: Date) -> String {
        match self {
            Netwerkblad::Routekaart(code) => {
                let name = gemeente_naam(gemeenten, code).to_lowercase();
                let letters = name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' });
                let parts: String = letters.collect();
                let parts: Vec<&str> = parts.split('-').filter(|part| !part.is_empty()).collect();
                format!("routekaart-{}-{today}", parts.join("-"))
            }
            Netwerkblad::Bellijst => format!("bellijst-{today}"),
            Netwerkblad::Sinds(date) => format!("netwerk-sinds-{date}"),
        }
    }
}

/// The day of a moment in the past, where the user is: what began shortly after midnight is of that day.
pub fn dag_hier(op: Timestamp, now: Moment) -> Date {
    let ago = now.stamp.duration_since(op);
    now.local.checked_sub(ago).map_or_else(|_| super::tekst::dag(op), |then| then.date())
}
