//! The screens of the contact network. What they show comes from the kluis while it is open; without one, from the starter
//! network of the region, which ships with the program.

pub mod blad;
pub mod dekking;
pub mod dubbelen;
pub mod formulier;
pub mod gaten;
pub mod gegevens;
pub mod inlezen;
pub mod kaart;
pub mod meer;
pub mod nazien;
pub mod nieuw;
pub mod qr;
pub mod routekaart;
pub mod samenvoegen;
pub mod startnetwerken;
pub mod uitdraai;
pub mod uitgeven;
pub mod versies;
pub mod verwijderen;
pub mod wie;
pub mod zoeken;

use crate::domain::gesprek::{Effect, Msg, clean};
use crate::domain::inhoud::Gemeenten;
use crate::domain::kluis::{Batch, Favoriet, FavorietSoort, KluisNews, Model, RecordId};
use crate::domain::netwerk::doen::{keer, terug_en_opnieuw};
use crate::domain::netwerk::start::los;
use crate::domain::netwerk::{self, Netwerk};
use crate::domain::search::find_gemeente;
use crate::ui::look::Look;
use crate::ui::screen::Ctx;
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::commit_saying;
use textwrap::core::display_width;

/// At most so many entries stand on the own list.
pub const EIGEN: usize = 10;

/// Letters of a name in a list or a sentence; a name may have ten thousand.
const NAAM: usize = 100;

/// The network to look in: that of the open kluis, or the starter network of the region, in which nothing is confirmed.
pub enum Bron {
    /// The kluis is open, and there is something in its network.
    Kluis,
    /// There is none, it is locked, or its network is still empty.
    Startnetwerk(Box<Model>),
}

impl Bron {
    /// What there is to look in now.
    pub fn nu(cx: &Ctx<'_>) -> Bron {
        if cx.kluis.state.is_open() && !Netwerk::new(&cx.kluis.model).is_empty() {
            return Bron::Kluis;
        }
        let own = gemeente_code(cx);
        let codes: Vec<&str> = own.as_deref().into_iter().collect();
        // The shipped content has no problems: the tests see to that.
        let model = los(cx.reader, &codes, cx.now.stamp).map(|los| los.model).unwrap_or_default();
        Bron::Startnetwerk(Box::new(model))
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
    find_gemeente(table, name).een().map(|known| known.gm_code.clone())
}

/// Puts an entry on the own list, or takes it off.
pub fn eigen_lijst(id: RecordId, cx: &Ctx<'_>) -> Vec<Effect> {
    if !cx.kluis.state.is_open() {
        return vec![Effect::Say("Uw eigen lijst staat in de kluis. Maak of open die eerst.".to_owned())];
    }
    let favoriet = Favoriet::new(FavorietSoort::Vermelding, &id.to_string());
    let on_it = cx.kluis.model.is_favoriet(FavorietSoort::Vermelding, &favoriet.id);
    if !on_it && netwerk::eigen_lijst(&cx.kluis.model).len() >= EIGEN {
        return vec![Effect::Say(format!("Op uw eigen lijst staan er al {EIGEN}. Haal er eerst een af."))];
    }
    let key = favoriet.key();
    if on_it {
        return commit_saying(Batch::delete(key), "Van uw eigen lijst gehaald.".to_owned(), cx);
    }
    let said = format!("Op uw eigen lijst: {} van {EIGEN}.", netwerk::eigen_lijst(&cx.kluis.model).len() + 1);
    commit_saying(Batch::put(key, favoriet), said, cx)
}

/// A text in so many columns, with a sign where it was cut.
pub fn passend(text: &str, columns: usize, look: &Look) -> String {
    afgekapt(&look.text(text), columns, &look.text("…"))
}

fn afgekapt(text: &str, columns: usize, sign: &str) -> String {
    if display_width(text) <= columns {
        return text.to_owned();
    }
    let mut used = display_width(sign);
    let fits = |letter: &char| {
        used += display_width(letter.encode_utf8(&mut [0; 4]));
        used <= columns
    };
    let cut: String = text.chars().take_while(fits).collect();
    cut + sign
}

/// Takes the last change of the network back, or does it again, and says which one that was.
pub fn ongedaan(cx: &Ctx<'_>, terug: bool) -> Vec<Effect> {
    let model = &cx.kluis.model;
    let (undo, redo) = terug_en_opnieuw(model);
    let (step, word, none) = match terug {
        true => (undo, "Ongedaan", "Er is niets om ongedaan te maken."),
        false => (redo, "Weer gedaan", "Er is niets om weer te doen."),
    };
    match (step, keer(model, terug, cx.now)) {
        (Some(step), Ok(Some(batch))) => commit_saying(batch, format!("{word}: {}", step.wat), cx),
        (_, Ok(_)) => vec![Effect::Say(none.to_owned())],
        (_, Err(fault)) => vec![told(&fault)],
    }
}

/// Whether a screen of this entry comes back in sight and the entry is not there any more.
pub fn is_gone(id: RecordId, msg: &Msg, cx: &Ctx<'_>) -> bool {
    let back = matches!(msg, Msg::Shown | Msg::Kluis(KluisNews::Opened));
    back && cx.kluis.state.is_open() && Netwerk::new(&cx.kluis.model).get(id).is_none()
}

/// Goes away with the entry, and says why.
pub fn gone() -> Vec<Effect> {
    vec![Effect::Say("Deze vermelding is er niet meer.".to_owned()), Effect::Close]
}

/// A name of any length as it stands in a list or a sentence.
pub fn kort(name: &str) -> String {
    afgekapt(&clean(name), NAAM, "…")
}

/// What an entry is called in a list or a sentence; empty when it is not there.
pub fn naam_van(netwerk: Netwerk<'_>, id: RecordId) -> String {
    netwerk.met_verwijderd(id).map(|entry| kort(&netwerk.naam(entry))).unwrap_or_default()
}
