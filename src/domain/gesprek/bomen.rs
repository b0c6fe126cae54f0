//! The checklists that are walked, in the order in which somebody of this sector looks for them.

use super::reader::{Entry, Reader};
use super::settings::Settings;
use crate::domain::inhoud::{Soort, Vorm};

/// The national meldcode, for who has no sector with a road of its own.
const BASIS: &str = "meldcode-basis";

/// Where a checklist stands among all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Afdeling {
    /// The meldcode and the afwegingskader of the user's own sector, and the checks.
    #[default]
    Eigen,
    /// Roads for special situations.
    Situaties,
    /// The meldcodes of other sectors.
    Meldcodes,
    /// The afwegingskaders of other sectors.
    Kaders,
}

impl Afdeling {
    /// The word that chooses it in lines.
    pub fn id(self) -> &'static str {
        match self {
            Afdeling::Eigen => "eigen",
            Afdeling::Situaties => "situaties",
            Afdeling::Meldcodes => "meldcodes",
            Afdeling::Kaders => "kaders",
        }
    }

    /// As menus call it.
    pub fn shown(self) -> &'static str {
        match self {
            Afdeling::Eigen => "Meldcode raadplegen",
            Afdeling::Situaties => "Bijzondere situaties",
            Afdeling::Meldcodes => "Meldcode van een andere sector",
            Afdeling::Kaders => "Afwegingskader van een andere sector",
        }
    }
}

/// The tree of this form that the user walks: that of the sector, or the national base.
fn eigen<'a>(entries: &'a [Entry], settings: &Settings, vorm: Vorm) -> Option<&'a Entry> {
    let of_sector =
        |entry: &&Entry| entry.vorm == Some(vorm) && entry.sector.as_deref() == Some(settings.sector.as_str());
    let basis = format!("{}-basis", vorm.name());
    entries.iter().find(of_sector).or_else(|| entries.iter().find(|entry| entry.id == basis))
}

/// Id of the meldcode that the user walks: that of the sector, or the national base.
pub fn eigen_meldcode(settings: &Settings, reader: &dyn Reader) -> String {
    let entries = reader.entries(Soort::Beslisboom);
    eigen(&entries, settings, Vorm::Meldcode).map_or_else(|| BASIS.to_owned(), |entry| entry.id.clone())
}

/// Where the user goes on after an outcome that leads to this checklist: who is sent to the national base walks the
/// meldcode of their own sector.
pub fn verder_met(id: &str, settings: &Settings, reader: &dyn Reader) -> String {
    if id == BASIS { eigen_meldcode(settings, reader) } else { id.to_owned() }
}

/// Every checklist with where it stands, in the order in which it is looked for.
pub fn bomen(settings: &Settings, reader: &dyn Reader) -> Vec<(Afdeling, Entry)> {
    let entries = reader.entries(Soort::Beslisboom);
    let chosen = [Vorm::Meldcode, Vorm::Afwegingskader].map(|vorm| eigen(&entries, settings, vorm));
    let place = |entry: &Entry| match entry.vorm {
        _ if chosen.contains(&Some(entry)) => Afdeling::Eigen,
        // What somebody added to the program stands in sight.
        _ if entry.own && entry.sector.is_none() => Afdeling::Eigen,
        Some(Vorm::Check) | None => Afdeling::Eigen,
        Some(Vorm::Route) => Afdeling::Situaties,
        Some(Vorm::Meldcode) => Afdeling::Meldcodes,
        Some(Vorm::Afwegingskader) => Afdeling::Kaders,
    };
    let mut found: Vec<(Afdeling, Entry)> = entries.iter().map(|entry| (place(entry), entry.clone())).collect();
    // Stable: within these the order of the content stays, and so the numbers that people know.
    found.sort_by_key(|(afdeling, _)| *afdeling);
    found
}

/// What a sector's own meldcode rests on, for beside the menu: its framework, or that there is none of its own.
pub fn eigen_weg(settings: &Settings, reader: &dyn Reader) -> Option<String> {
    let sector = settings.sector_name()?;
    let entries = reader.entries(Soort::Beslisboom);
    let said = eigen(&entries, settings, Vorm::Meldcode)
        .and_then(|entry| entry.kader.as_ref())
        .map(|kader| format!("Kader: {}.", kader.shown()));
    Some(match said {
        Some(kader) => format!("{sector}. {kader} Leg de meldcode van uw organisatie ernaast."),
        None => format!(
            "{sector}. Voor uw sector is er geen eigen stappenplan. U loopt het landelijke basismodel; leg de meldcode \
             van uw organisatie ernaast."
        ),
    })
}
