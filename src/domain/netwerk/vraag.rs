//! What a form of the network is asked to make or to change, and how what is typed in it is kept.

use std::fmt;

use super::{Netwerk, Soort, Veld, Vermelding, Waarde, formulier};
use crate::domain::gesprek::Draft;
use crate::domain::inhoud::Gemeenten;
use crate::domain::kluis::{Batch, Concept, Key, Model, Moment, Owner, RecordId};

/// What a form is to make or to change.
#[derive(Clone, PartialEq, Eq)]
pub struct VermeldingVraag {
    /// The entry to change; nothing for a new one.
    pub id: Option<RecordId>,
    /// What kind a new one is.
    pub soort: Soort,
    /// The organisation a new one belongs to.
    pub onder: Option<RecordId>,
    /// What a new one is called, as it was typed in the search.
    pub naam: String,
    /// Whether saving also says that everything in it is true: from a review.
    pub bevestig: bool,
}

impl fmt::Debug for VermeldingVraag {
    /// Only which kind: what was typed is the user's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VermeldingVraag").field("soort", &self.soort).finish_non_exhaustive()
    }
}

impl VermeldingVraag {
    /// A new entry with this name.
    pub fn nieuw(soort: Soort, naam: &str) -> VermeldingVraag {
        VermeldingVraag { id: None, soort, onder: None, naam: naam.to_owned(), bevestig: false }
    }

    /// A new entry that belongs to an organisation.
    pub fn nieuw_onder(soort: Soort, organisatie: RecordId) -> VermeldingVraag {
        VermeldingVraag { onder: Some(organisatie), ..VermeldingVraag::nieuw(soort, "") }
    }

    /// An entry that is there.
    pub fn wijzig(id: RecordId, entry: &Vermelding) -> VermeldingVraag {
        VermeldingVraag { id: Some(id), ..VermeldingVraag::nieuw(entry.soort(), "") }
    }

    /// How the form begins, and the values of which its texts speak.
    pub fn begin(&self, model: &Model, gemeenten: &Gemeenten) -> (Draft, Vec<(Veld, Option<Waarde>)>) {
        let netwerk = Netwerk::new(model);
        if let Some(entry) = self.id.and_then(|id| netwerk.get(id)) {
            let values = Veld::van(entry.soort()).map(|veld| (veld, entry.waarde(veld).cloned()));
            return (formulier::invulling(netwerk, gemeenten, entry), values.collect());
        }
        let mut draft = Draft::default();
        draft.set(Veld::verplicht(self.soort).id(), &formulier::getemd(&self.naam));
        let above = if self.soort == Soort::Organisatie { Veld::OnderdeelVan } else { Veld::Organisatie };
        let known = self.onder.and_then(|id| Some((id, netwerk.get(id)?)));
        let values = known.map(|(id, org)| {
            draft.set(above.id(), org.titel());
            (above, Some(Waarde::Verwijzing(id)))
        });
        (draft, values.into_iter().collect())
    }

    /// How the draft of this form is called: an entry has one, and a new one of each kind.
    fn concept_naam(&self) -> String {
        match self.id {
            Some(id) => format!("netwerk/{id}"),
            None => format!("netwerk/nieuw/{}", self.soort.id()),
        }
    }

    /// Where the draft of this form is kept.
    pub fn key(&self) -> Key {
        Key::Named(format!("concept/{}", self.concept_naam()))
    }

    /// What was typed in this form before and not kept as an entry.
    pub fn concept<'a>(&self, model: &'a Model) -> Option<&'a Concept> {
        let name = self.concept_naam();
        let shared = model.records().filter(|(_, stored)| stored.owner == Owner::Shared);
        let mut drafts = shared.filter_map(|(_, stored)| <&Concept>::try_from(&stored.record).ok());
        drafts.find(|kept| kept.formulier == name)
    }

    /// What is being typed, to be found again after whatever happens.
    pub fn bewaar(&self, velden: Draft, now: Moment) -> Batch {
        let rest = serde_json::Map::new();
        let concept = Concept { formulier: self.concept_naam(), regel: None, velden, bewaard: now.local, rest };
        Batch::put(self.key(), concept)
    }
}
