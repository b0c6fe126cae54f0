//! The screens of the contact network. What they show comes from the kluis while it is open; without one, from the starter
//! network of the region, which ships with the program.

pub mod blad;
pub mod dekking;
pub mod gaten;
pub mod gegevens;
pub mod meer;
pub mod nazien;
pub mod qr;
pub mod routekaart;
pub mod startnetwerken;
pub mod uitdraai;
pub mod wie;
pub mod zoeken;

use crate::domain::gesprek::Effect;
use crate::domain::inhoud::{Gemeenten, Soort};
use crate::domain::kluis::{Batch, Favoriet, FavorietSoort, Model, RecordId};
use crate::domain::netwerk::start::zonder_kluis;
use crate::domain::search::find_gemeente;
use crate::ui::screen::Ctx;
use crate::ui::screens::casus::commit;
use textwrap::core::display_width;

/// At most so many entries stand on the own list.
pub const EIGEN: usize = 10;

/// The network to look in: that of the open kluis, or the starter network of the region, in which nothing is confirmed.
pub enum Bron {
    /// The kluis is open.
    Kluis,
    /// There is none, or it is locked.
    Startnetwerk(Box<Model>),
}

impl Bron {
    /// What there is to look in now.
    pub fn nu(cx: &Ctx<'_>) -> Bron {
        if cx.kluis.state.is_open() {
            return Bron::Kluis;
        }
        let files =
            cx.reader.entries(Soort::Netwerk).into_iter().filter_map(|entry| cx.reader.startnetwerk(&entry.id).ok());
        let own = gemeente_code(cx);
        Bron::Startnetwerk(Box::new(zonder_kluis(files, own.as_deref(), cx.now)))
    }

    /// The records.
    pub fn model<'a>(&'a self, cx: &'a Ctx<'_>) -> &'a Model {
        match self {
            Bron::Kluis => &cx.kluis.model,
            Bron::Startnetwerk(model) => model,
        }
    }

    /// Whether entries can be changed and put on the own list.
    pub fn is_kluis(&self) -> bool {
        matches!(self, Bron::Kluis)
    }
}

/// The code of the municipality in the settings.
pub fn gemeente_code(cx: &Ctx<'_>) -> Option<String> {
    let table = cx.reader.gemeenten().ok()?;
    code_van(&table.inhoud, &cx.settings.gemeente)
}

/// The code of the one municipality that a name means.
pub fn code_van(table: &Gemeenten, name: &str) -> Option<String> {
    match find_gemeente(table, name).gevonden.as_slice() {
        [one] => Some(one.gm_code.clone()),
        _ => None,
    }
}

/// Puts an entry on the own list, or takes it off.
pub fn eigen_lijst(id: RecordId, cx: &Ctx<'_>) -> Vec<Effect> {
    if !cx.kluis.state.is_open() {
        return vec![Effect::Say("Uw eigen lijst staat in de kluis. Maak of open die eerst.".to_owned())];
    }
    let favoriet = Favoriet::new(FavorietSoort::Vermelding, &id.to_string());
    let on_it = cx.kluis.model.is_favoriet(FavorietSoort::Vermelding, &favoriet.id);
    if !on_it && eigen(&cx.kluis.model).len() >= EIGEN {
        return vec![Effect::Say(format!("Op uw eigen lijst staan er al {EIGEN}. Haal er eerst een af."))];
    }
    let key = favoriet.key();
    commit(if on_it { Batch::delete(key) } else { Batch::put(key, favoriet) }, cx)
}

/// The own list.
pub fn eigen(model: &Model) -> Vec<RecordId> {
    let own = model.all::<Favoriet>().filter(|(_, known)| known.soort == FavorietSoort::Vermelding);
    own.filter_map(|(_, known)| RecordId::from_hex(&known.id)).collect()
}

/// A text in so many columns, with a sign where it was cut.
pub fn passend(text: &str, columns: usize) -> String {
    if display_width(text) <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = |letter: &char| {
        used += display_width(letter.encode_utf8(&mut [0; 4]));
        used <= columns
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push('…');
    cut
}
