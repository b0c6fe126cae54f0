//! The contact network: who does what, for whom, and how to reach them now.
//!
//! Entries ([`Vermelding`]) are records of the kluis, each with the origin of every field. [`Netwerk`] is how they are
//! read; what changes them are the acts in [`doen`].

pub mod bestand;
mod bladen;
pub mod dekking;
pub mod doen;
pub mod doorgeven;
pub mod dubbel;
pub mod formulier;
pub mod gaten;
mod gegevens;
pub mod genoemd;
pub mod inlezen;
pub mod invoer;
pub mod kaart;
pub mod nazien;
pub mod plat;
mod routekaart;
pub mod samen;
pub mod schild;
mod stap;
pub mod start;
mod tekst;
mod themas;
pub mod uitvoer;
mod uitvoervorm;
mod veld;
mod vermelding;
pub mod versie;
pub mod vertrouwen;
pub mod voegsamen;
mod vraag;
mod week;
pub mod wie;
pub mod zoek;

use jiff::civil::DateTime;

pub use bladen::{Netwerkblad, dag_hier};
pub use dekking::{Dekking, Tabelblad};
pub use gegevens::{Deelregio, NAAMLOOS, Nazienronde, Netwerkgegevens, gegevens_draft, gegevens_form, gegevens_lezen};
pub use invoer::afzender::Afzender;
pub use routekaart::routekaart;
pub use stap::{Netwerkstap, Verschil};
pub use tekst::{
    bereik, blad, dag, gecontroleerd, geleden, gemeente_naam, herkomst_regel, is_vers, nummer_tekst, regel,
    telefoon_regel, waarde_tekst,
};
pub use themas::{THEMAS, Thema, thema, thema_tekst, themas_bij};
pub use uitvoervorm::Uitvoervorm;
pub use veld::{LocatieSoort, OrgSoort, Rol, Soort, Status, Veld, Vorm, Woorden};
pub use vermelding::{Bevestigd, Herkomst, InBestand, Relatie, Telefoon, VanVeld, Vermelding, Verwijderd, Waarde};
pub use versie::{Netwerkversie, Versiedeel};
pub use vertrouwen::{Tekensleutel, Vertrouwd};
pub use vraag::VermeldingVraag;
pub use week::{Week, lees_weken, weken_tekst};
pub use zoek::Index;

use crate::domain::kluis::{Applied, Favoriet, FavorietSoort, Model, RecordId};
use crate::domain::uren::{Openingstijden, Stand};

/// The network in an open kluis, to be read.
#[derive(Clone, Copy)]
pub struct Netwerk<'a> {
    model: &'a Model,
}

/// The entries on the user's own list.
pub fn eigen_lijst(model: &Model) -> Vec<RecordId> {
    let own = model.all::<Favoriet>().filter(|(_, known)| known.soort == FavorietSoort::Vermelding);
    own.filter_map(|(_, known)| RecordId::from_hex(&known.id)).collect()
}

impl Vermelding {
    /// What it is called in a list: its name, and of a contact its function.
    pub fn titel(&self) -> &str {
        self.tekst(Veld::verplicht(self.soort()))
    }
}

/// The same kluis without its secret places, for what leaves the program: nothing that is made of it can name one.
#[must_use]
pub fn zonder_geheim(mut model: Model) -> Model {
    let secret: Vec<Applied> =
        model.all::<Vermelding>().filter(|(_, entry)| entry.is_geheim()).map(|(id, _)| Applied::Deleted(id)).collect();
    model.apply(secret);
    model
}

/// Where a reference leads, followed from entry to entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keten {
    /// To something that is there.
    Goed,
    /// Back to where it began.
    Kring,
    /// To something that is there no more.
    Weg,
}

impl<'a> Netwerk<'a> {
    /// The network in this kluis.
    pub fn new(model: &'a Model) -> Netwerk<'a> {
        Netwerk { model }
    }

    /// The index of its words.
    pub fn index(self) -> &'a Index {
        self.model.netwerkindex()
    }

    /// An entry that is there.
    pub fn get(self, id: RecordId) -> Option<&'a Vermelding> {
        self.met_verwijderd(id).filter(|entry| entry.verwijderd().is_none())
    }

    /// An entry, also when it was taken out.
    pub fn met_verwijderd(self, id: RecordId) -> Option<&'a Vermelding> {
        self.model.get(id).and_then(|stored| <&Vermelding>::try_from(&stored.record).ok())
    }

    /// Every entry that is there.
    pub fn alle(self) -> impl Iterator<Item = (RecordId, &'a Vermelding)> {
        self.index()
            .slots()
            .iter()
            .filter(|slot| slot.leeft)
            .filter_map(move |slot| Some((slot.id, self.get(slot.id)?)))
    }

    /// How many entries there are.
    pub fn len(self) -> usize {
        self.index().len()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.index().is_empty()
    }

    /// The organisation to which an entry belongs, or of which it is a part.
    pub fn organisatie(self, entry: &Vermelding) -> Option<(RecordId, &'a Vermelding)> {
        let id = entry.organisatie()?;
        Some((id, self.get(id)?))
    }

    /// What belongs to an organisation.
    pub fn onder(self, id: RecordId) -> impl Iterator<Item = (RecordId, &'a Vermelding)> {
        let known = self.index().onder(id).iter().copied();
        known
            .filter_map(move |child| Some((child, self.get(child)?)))
            .filter(move |(_, entry)| entry.organisatie() == Some(id))
    }

    /// What refers to an entry, and in which field.
    pub fn verwijzers(self, id: RecordId) -> Vec<(RecordId, Veld)> {
        let field = |entry: &Vermelding| {
            let single = [Veld::Organisatie, Veld::OnderdeelVan, Veld::Vervanger];
            let found = single.into_iter().find(|veld| entry.verwijzing(*veld) == Some(id));
            found.or_else(|| entry.relaties().iter().any(|other| other.met == id).then_some(Veld::Relaties))
        };
        let refers = |(other, entry): (RecordId, &Vermelding)| Some((other, field(entry)?)).filter(|_| other != id);
        self.alle().filter_map(refers).collect()
    }

    /// How an entry is called where nothing stands around it: `Wijkteam Heerlen, aandachtsfunctionaris`.
    pub fn naam(self, entry: &Vermelding) -> String {
        match self.organisatie(entry).filter(|_| entry.soort() != Soort::Organisatie) {
            Some((_, org)) => format!("{}, {}", org.titel(), entry.titel()),
            None => entry.titel().to_owned(),
        }
    }

    /// What stands in a list of the entry, or in that of its organisation.
    pub fn eigen_of_organisatie(self, entry: &'a Vermelding, veld: Veld) -> &'a [Box<str>] {
        zoek::eigen_of(entry, self.organisatie(entry).map(|(_, org)| org), veld)
    }

    /// The municipalities that it serves: its own, or those of its organisation.
    pub fn gemeenten(self, entry: &'a Vermelding) -> &'a [Box<str>] {
        self.eigen_of_organisatie(entry, Veld::Gemeenten)
    }

    /// Its themes: its own, or those of its organisation.
    pub fn themas(self, entry: &'a Vermelding) -> &'a [Box<str>] {
        self.eigen_of_organisatie(entry, Veld::Themas)
    }

    /// The telephone numbers to ring: its own, or those of its organisation.
    pub fn telefoons(self, entry: &'a Vermelding) -> &'a [Telefoon] {
        let own = entry.telefoons();
        match self.organisatie(entry) {
            Some((_, org)) if own.is_empty() => org.telefoons(),
            _ => own,
        }
    }

    /// When it can be reached: by the hours of its first number, its own, or those of its organisation.
    pub fn uren(self, entry: &'a Vermelding) -> Option<&'a Openingstijden> {
        let phone = |entry: &'a Vermelding| entry.telefoons().iter().find_map(|phone| phone.uren.as_ref());
        let of = |entry: &'a Vermelding| phone(entry).or_else(|| entry.openingstijden());
        of(entry).or_else(|| self.organisatie(entry).and_then(|(_, org)| of(org)))
    }

    /// Where a reference of an entry leads. What is wrong further on is said of the entries there: a circle that is not
    /// through this one, or something that another one misses.
    pub fn keten(self, id: RecordId, entry: &Vermelding, veld: Veld) -> Keten {
        let mut seen = vec![id];
        let mut next = entry.verwijzing(veld);
        while let Some(at) = next {
            if seen.contains(&at) {
                return if at == id { Keten::Kring } else { Keten::Goed };
            }
            seen.push(at);
            let Some(other) = self.get(at) else {
                return if seen.len() == 2 { Keten::Weg } else { Keten::Goed };
            };
            next = other.verwijzing(veld);
        }
        Keten::Goed
    }

    /// Whether it works: neither it nor its organisation has ended or is closed for a while.
    pub fn is_actief(self, entry: &Vermelding) -> bool {
        let works = |entry: &Vermelding| entry.status() == Status::Actief;
        works(entry) && self.organisatie(entry).is_none_or(|(_, org)| works(org))
    }

    /// Whether it, or its organisation, has ended.
    pub fn is_opgeheven(self, entry: &Vermelding) -> bool {
        let ended = |entry: &Vermelding| entry.status() == Status::Opgeheven;
        ended(entry) || self.organisatie(entry).is_some_and(|(_, org)| ended(org))
    }

    /// Whether it can be reached at this moment; nothing when no hours are known.
    pub fn stand(self, entry: &'a Vermelding, nu: DateTime) -> Option<Stand> {
        self.uren(entry).map(|uren| uren.stand(nu))
    }

    /// Whether it is known that somebody answers now.
    pub fn is_bereikbaar(self, id: RecordId, nu: DateTime) -> bool {
        let Some(entry) = self.get(id) else { return false };
        let away = entry.afwezig().contains(&Week::van(nu.date()));
        !away && matches!(self.stand(entry, nu), Some(Stand::Altijd | Stand::OpenTot(_)))
    }
}
