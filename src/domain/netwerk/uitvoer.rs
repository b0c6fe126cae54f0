//! What of a network leaves the program: decided here once, for every format alike.
//!
//! The formats read from a copy of the network in which what stays behind is not there at all. Whatever they make of it,
//! they cannot name it: not as an entry, not as a reference, not in the name of something else.

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::civil::Date;

use super::{Herkomst, Netwerk, Relatie, Uitvoervorm, Veld, Vermelding, Waarde};
use crate::domain::inhoud::Gemeenten;
use crate::domain::kluis::{Applied, Model, Owner, RecordId, Stored};
use crate::domain::search::fold;

/// What the maker of an export chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uitvoerkeuze {
    /// Whether secret places go along. Only ever because somebody asked for it in so many words.
    pub geheim: bool,
    /// The code of the municipality it is for; nothing for the whole network.
    pub gemeente: Option<String>,
    /// Whether the notes go along.
    pub notities: bool,
}

impl Default for Uitvoerkeuze {
    /// Everything with its notes, but no secret place.
    fn default() -> Uitvoerkeuze {
        Uitvoerkeuze { geheim: false, gemeente: None, notities: true }
    }
}

/// What goes out, and as which kind of file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opdracht {
    /// As which kind of file.
    pub vorm: Uitvoervorm,
    /// What of the network.
    pub keuze: Uitvoerkeuze,
    /// The last day on which a network file may be relied on.
    pub geldig_tot: Option<Date>,
}

/// What stayed behind, for the screen of the maker. It never goes into a file: how many secret places there are is
/// itself something that a file must not tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weggelaten {
    /// Secret places.
    pub geheim: usize,
    /// References to them.
    pub naar_geheim: usize,
    /// Entries that are for other municipalities alone.
    pub elders: usize,
    /// References to what is for other municipalities, or is there no more.
    pub los: usize,
    /// Notes.
    pub notities: usize,
    /// Secret places that went along, because that was asked.
    pub geheim_mee: usize,
}

/// Something that a format has no place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Niet {
    /// When, by whom and from which source each field was set.
    Herkomst,
    /// That nobody answered when it was last checked.
    GeenAntwoord,
    /// That a field was emptied: it reads as one that was never filled.
    Leeggemaakt,
    /// What is not visible in a text, blanks around it, and a `;`, line end or, in a list of one, capitals of a theme.
    Schrijfwijze,
    /// What is longer than a cell of Excel can be.
    LangeCel,
    /// Services, places and contacts that belong to no organisation stand beside the organisations, not among them.
    ZonderOrganisatie,
    /// A field.
    Veld(Veld),
    /// When and by whom it was confirmed.
    Bevestigd,
    /// It is to be read by people; no program makes a network of it again.
    AlleenLezen,
}

impl Niet {
    /// As a sentence for the maker's screen.
    pub fn tekst(self) -> String {
        match self {
            Niet::Herkomst => "Van wie en wanneer elk gegeven komt, past er niet in.".to_owned(),
            Niet::GeenAntwoord => "Dat bij een controle niemand antwoordde, past er niet in.".to_owned(),
            Niet::Leeggemaakt => "Dat een veld is leeggemaakt, past er niet in: het is gewoon leeg.".to_owned(),
            Niet::Schrijfwijze => {
                "Onzichtbare tekens, spaties om een tekst heen en een puntkomma of nieuwe regel in een lijst blijven niet \
                 zoals ze waren."
                    .to_owned()
            }
            Niet::LangeCel => "Een tekst van meer dan 32.767 tekens wordt afgekapt.".to_owned(),
            Niet::ZonderOrganisatie => {
                "Wat bij geen organisatie hoort, staat onder een organisatie die alleen daarvoor is.".to_owned()
            }
            Niet::Veld(veld) => format!("Het veld {} past er niet in.", veld.label()),
            Niet::Bevestigd => "Wanneer en door wie iets is gecontroleerd, past er niet in.".to_owned(),
            Niet::AlleenLezen => "Dit bestand is om te lezen; het kan niet weer worden ingelezen.".to_owned(),
        }
    }
}

impl Weggelaten {
    /// What stayed behind and what the format cannot carry, as sentences for the maker's screen.
    pub fn regels(&self, niet: &[Niet]) -> Vec<String> {
        let count = |number: usize, one: &str, more: &str| match number {
            0 => None,
            1 => Some(one.to_owned()),
            number => Some(more.replace('#', &number.to_string())),
        };
        let own = [
            count(
                self.geheim_mee,
                "Let op: 1 geheime plek staat in het bestand.",
                "Let op: # geheime plekken staan in het bestand.",
            ),
            count(self.geheim, "1 geheime plek is weggelaten.", "# geheime plekken zijn weggelaten."),
            count(
                self.naar_geheim,
                "1 verwijzing naar een geheime plek is weggelaten.",
                "# verwijzingen naar geheime plekken zijn weggelaten.",
            ),
            count(
                self.elders,
                "1 vermelding is weggelaten: die is voor een andere gemeente.",
                "# vermeldingen zijn weggelaten: die zijn voor andere gemeenten.",
            ),
            count(
                self.los,
                "1 verwijzing is weggelaten: daar staat niets meer achter in dit bestand.",
                "# verwijzingen zijn weggelaten: daar staat niets meer achter in dit bestand.",
            ),
            count(self.notities, "1 notitie is weggelaten.", "# notities zijn weggelaten."),
        ];
        own.into_iter().flatten().chain(niet.iter().map(|niet| niet.tekst())).collect()
    }
}

/// What goes out, and what stayed behind.
pub struct Uitvoer<'a> {
    model: Cow<'a, Model>,
    gemeenten: &'a Gemeenten,
    /// In the order in which they are written.
    volgorde: Vec<RecordId>,
    weggelaten: Weggelaten,
}

impl<'a> Uitvoer<'a> {
    /// What goes out of a kluis by this choice. Removed entries never do.
    pub fn van(model: &'a Model, gemeenten: &'a Gemeenten, keuze: &Uitvoerkeuze) -> Uitvoer<'a> {
        let netwerk = Netwerk::new(model);
        let mut weggelaten = Weggelaten::default();
        let mut mee: HashSet<RecordId> = HashSet::with_capacity(netwerk.len());
        for (id, entry) in netwerk.alle() {
            if entry.is_geheim() && !keuze.geheim {
                weggelaten.geheim += 1;
            } else if !keuze.gemeente.as_deref().is_none_or(|code| is_voor(netwerk, entry, code)) {
                weggelaten.elders += 1;
            } else {
                weggelaten.geheim_mee += usize::from(entry.is_geheim());
                mee.insert(id);
            }
        }
        if keuze.gemeente.is_some() {
            weggelaten.elders -= boven(netwerk, keuze, &mut mee);
        }
        let mut changes = Vec::new();
        for (id, entry) in model.all::<Vermelding>() {
            if !mee.contains(&id) {
                changes.push(Applied::Deleted(id));
            } else if let Some(less) = beperkt(netwerk, entry, keuze, &mee, &mut weggelaten) {
                changes.push(Applied::Put(id, Stored { owner: Owner::Shared, record: less.into() }));
            }
        }
        let model = if changes.is_empty() {
            Cow::Borrowed(model)
        } else {
            let mut copy = model.clone();
            copy.apply(changes);
            Cow::Owned(copy)
        };
        let volgorde = volgorde(Netwerk::new(&model));
        Uitvoer { model, gemeenten, volgorde, weggelaten }
    }

    /// The network as it goes out: what stays behind is not in it.
    pub fn netwerk(&self) -> Netwerk<'_> {
        Netwerk::new(&self.model)
    }

    /// The municipalities.
    pub fn gemeenten(&self) -> &'a Gemeenten {
        self.gemeenten
    }

    /// The entries: by kind, then by name, then by id.
    pub fn rijen(&self) -> impl Iterator<Item = (RecordId, &Vermelding)> {
        let netwerk = self.netwerk();
        self.volgorde.iter().filter_map(move |id| Some((*id, netwerk.get(*id)?)))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.volgorde.len()
    }

    /// Whether nothing goes out.
    pub fn is_empty(&self) -> bool {
        self.volgorde.is_empty()
    }

    /// What stayed behind, for the screen alone.
    pub fn weggelaten(&self) -> Weggelaten {
        self.weggelaten
    }
}

/// Whether an entry is for a municipality. What names none, nor its organisation, is for all of them.
fn is_voor(netwerk: Netwerk<'_>, entry: &Vermelding, code: &str) -> bool {
    let served = netwerk.gemeenten(entry);
    served.is_empty() || served.iter().any(|known| **known == *code)
}

/// Takes along the organisations above what goes out, so that a contact does not stand without its own. Returns how many.
fn boven(netwerk: Netwerk<'_>, keuze: &Uitvoerkeuze, mee: &mut HashSet<RecordId>) -> usize {
    let mut open: Vec<RecordId> = mee.iter().copied().collect();
    let mut added = 0;
    while let Some(id) = open.pop() {
        let Some((above, org)) = netwerk.get(id).and_then(|entry| netwerk.organisatie(entry)) else { continue };
        if (keuze.geheim || !org.is_geheim()) && mee.insert(above) {
            open.push(above);
            added += 1;
        }
    }
    added
}

/// The entry without what does not go along; nothing when all of it does.
fn beperkt(
    netwerk: Netwerk<'_>,
    entry: &Vermelding,
    keuze: &Uitvoerkeuze,
    mee: &HashSet<RecordId>,
    weggelaten: &mut Weggelaten,
) -> Option<Vermelding> {
    let mut count = |id: RecordId| {
        if netwerk.get(id).is_some_and(|other| other.is_geheim() && !keuze.geheim) {
            weggelaten.naar_geheim += 1;
        } else {
            weggelaten.los += 1;
        }
    };
    let mut changes: Vec<(Veld, Option<Waarde>, &Herkomst)> = Vec::new();
    for (veld, waarde, herkomst) in entry.velden() {
        let (Some(waarde), Some(herkomst)) = (waarde, herkomst) else { continue };
        match waarde {
            Waarde::Verwijzing(other) if !mee.contains(other) => {
                count(*other);
                changes.push((veld, None, herkomst));
            }
            Waarde::Relaties(others) if others.iter().any(|other| !mee.contains(&other.met)) => {
                others.iter().filter(|other| !mee.contains(&other.met)).for_each(|other| count(other.met));
                let left: Vec<Relatie> = others.iter().filter(|other| mee.contains(&other.met)).cloned().collect();
                changes.push((veld, Some(Waarde::Relaties(left.into())), herkomst));
            }
            Waarde::Tekst(_)
            | Waarde::Lijst(_)
            | Waarde::Weken(_)
            | Waarde::Telefoons(_)
            | Waarde::Uren(_)
            | Waarde::Verwijzing(_)
            | Waarde::Relaties(_)
            | Waarde::Getal(_)
            | Waarde::JaNee(_) => {
                if veld == Veld::Notitie && !keuze.notities {
                    weggelaten.notities += 1;
                    changes.push((veld, None, herkomst));
                }
            }
        }
    }
    if changes.is_empty() {
        return None;
    }
    let mut less = entry.clone();
    for (veld, waarde, herkomst) in changes {
        less.zet(veld, waarde, herkomst);
    }
    Some(less)
}

/// Every entry, by kind, then by name, then by id.
fn volgorde(netwerk: Netwerk<'_>) -> Vec<RecordId> {
    let mut all: Vec<_> = netwerk.alle().map(|(id, entry)| (entry.soort(), fold(&netwerk.naam(entry)), id)).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, _, id)| id).collect()
}
