//! What is due: terms, actions, and casussen that are to be destroyed.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use super::dossier::{Dossier, Stand};
use super::regel::{TermijnAard, Wat};
use crate::domain::kluis::RecordId;

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Punt {
    /// A term.
    Termijn(TermijnAard),
    /// Something to do.
    Actie,
    /// A closed casus is to be destroyed here.
    Vernietigen,
}

impl fmt::Debug for Afspraak {
    /// Only when it is: what it says may be about a child.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Afspraak({})", self.datum)
    }
}

/// How a date stands against today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Nabij {
    /// It has passed.
    Verlopen,
    /// It is today.
    Vandaag,
    /// Within a week.
    Binnenkort,
    /// Later than that.
    Later,
}

impl Nabij {
    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Nabij::Verlopen => "verlopen",
            Nabij::Vandaag => "vandaag",
            Nabij::Binnenkort => "binnenkort",
            Nabij::Later => "later",
        }
    }
}

/// Something that is due in a casus.
#[derive(Clone, PartialEq, Eq)]
pub struct Afspraak {
    /// The casus.
    pub casus: RecordId,
    /// How it is called.
    pub pseudoniem: String,
    /// Its code.
    pub code: String,
    /// The line; nothing for a casus that is to be destroyed.
    pub regel: Option<u32>,
    /// When it is due.
    pub datum: Date,
    /// What it is.
    pub punt: Punt,
    /// In words.
    pub tekst: String,
}

impl Afspraak {
    /// How it stands against a day.
    pub fn nabij(&self, today: Date) -> Nabij {
        match (self.datum - today).get_days() {
            ..0 => Nabij::Verlopen,
            0 => Nabij::Vandaag,
            1..=7 => Nabij::Binnenkort,
            _ => Nabij::Later,
        }
    }

    /// What it is, in a few words without anything of the casus in it.
    pub fn soort(&self) -> &'static str {
        match self.punt {
            Punt::Termijn(TermijnAard::Anders) => "termijn",
            Punt::Termijn(aard) => aard.text(),
            Punt::Actie => "actie",
            Punt::Vernietigen => "hier vernietigen",
        }
    }

    /// What it is, in words; for a term of Veilig Thuis that it is theirs.
    pub fn shown(&self) -> String {
        match self.punt {
            Punt::Termijn(TermijnAard::Anders) | Punt::Actie => self.tekst.clone(),
            Punt::Termijn(TermijnAard::Toets) => format!("{}: wacht op toets", self.soort()),
            Punt::Termijn(_) | Punt::Vernietigen => self.soort().to_owned(),
        }
    }
}

/// What is due in these casussen, the earliest first.
pub fn agenda<'a>(dossiers: impl IntoIterator<Item = &'a Dossier>) -> Vec<Afspraak> {
    let mut found: Vec<Afspraak> = dossiers.into_iter().flat_map(of).collect();
    found.sort_by(|left, right| {
        (left.datum, left.punt, &left.pseudoniem, left.regel).cmp(&(
            right.datum,
            right.punt,
            &right.pseudoniem,
            right.regel,
        ))
    });
    found
}

fn of(dossier: &Dossier) -> Vec<Afspraak> {
    let afspraak = |regel, datum, punt, tekst: &str| Afspraak {
        casus: dossier.id,
        pseudoniem: dossier.pseudoniem.clone(),
        code: dossier.code(),
        regel,
        datum,
        punt,
        tekst: tekst.to_owned(),
    };
    if let Stand::Gesloten { vernietigen_vanaf, .. } = dossier.stand {
        return vec![afspraak(None, vernietigen_vanaf, Punt::Vernietigen, "hier vernietigen")];
    }
    let open = dossier.geldend().filter(|lijn| lijn.afgehandeld.is_none());
    open.filter_map(|lijn| {
        let nr = Some(lijn.regel.nr);
        match &lijn.nu {
            Wat::Termijn { aard, tekst, datum } => Some(afspraak(nr, *datum, Punt::Termijn(*aard), tekst)),
            Wat::Actie { tekst, datum: Some(datum), .. } => Some(afspraak(nr, *datum, Punt::Actie, tekst)),
            _ => None,
        }
    })
    .collect()
}
