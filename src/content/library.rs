//! Content as screens and lines look it up.

use std::sync::Arc;

use serde::Deserialize;

use super::Content;
use crate::domain::boom::{Boom, Gelezen, ListFile, Missing};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Entry, Reader};
use crate::domain::inhoud::{
    Anoniem, Bestand, Bewaartermijnen, Gemeenten, Inhoud, Kader, Naslag, Nummers, Oefencasus, Schrijfhulp, Soort,
    Startnetwerk, Status, Vorm, Werkvorm, Woordenlijst,
};
use crate::domain::search::{closest, fold};

/// Takes the file of one kind out of [`Inhoud`].
macro_rules! of_kind {
    ($self:expr, $soort:ident, $id:expr) => {
        match &$self.file(Soort::$soort, $id)?.inhoud {
            Inhoud::$soort(file) => Ok(Arc::new(file.clone())),
            _ => Err($self.not_found(Soort::$soort, $id)),
        }
    };
}

impl Content {
    fn file(&self, soort: Soort, id: &str) -> Result<Arc<Gelezen>, Fault> {
        if !self.index.contains_key(&(soort, id.to_owned())) {
            return Err(self.not_found(soort, id));
        }
        self.parsed(soort, id).map_err(|problems| broken(id, &problems))
    }

    fn not_found(&self, soort: Soort, id: &str) -> Fault {
        let query = fold(id);
        let near = self
            .index
            .keys()
            .filter(|(kind, _)| *kind == soort)
            .map(|(_, known)| known.as_str())
            .find(|known| closest(&query, [*known]).is_some());
        let advice = match near {
            Some(near) => format!("Bedoelt u \"{near}\"? Kijk anders met: aandacht checklists lijst"),
            None => "Kijk welke er zijn met: aandacht checklists lijst".to_owned(),
        };
        let kind = match soort {
            Soort::Beslisboom => "checklist",
            Soort::Signalen => "signalenlijst",
            Soort::Naslag => "naslagpagina",
            Soort::Netwerk => "startnetwerk",
            Soort::Werkvorm => "werkvorm",
            Soort::Casus => "oefencasus",
            Soort::Nummers
            | Soort::Woordenlijst
            | Soort::Gemeenten
            | Soort::Schrijfhulp
            | Soort::Bewaartermijnen
            | Soort::Anoniem => "bestand",
        };
        Fault::input(format!("Er is geen {kind} \"{id}\"."), "De naam komt niet voor.", advice).at(id)
    }

    pub(super) fn list(&self, id: &str) -> Result<Arc<ListFile>, Missing> {
        if let Some(known) = self.lists.borrow().get(id) {
            return Ok(Arc::clone(known));
        }
        if !self.index.contains_key(&(Soort::Signalen, id.to_owned())) {
            return Err(Missing::Unknown);
        }
        let read = self.parsed(Soort::Signalen, id).map_err(|_| Missing::Broken)?;
        let Inhoud::Signalen(file) = &read.inhoud else { return Err(Missing::Broken) };
        let source = Arc::clone(&read.source);
        let list = Arc::new(ListFile { file: file.clone(), source, own: self.is_own_file(Soort::Signalen, id) });
        self.lists.borrow_mut().insert(id.to_owned(), Arc::clone(&list));
        Ok(list)
    }
}

fn broken(id: &str, problems: &[crate::domain::inhoud::Problem]) -> Fault {
    let why = problems.first().map_or_else(String::new, ToString::to_string);
    Fault::input(
        format!("De inhoud \"{id}\" heeft fouten."),
        why,
        "Bekijk alle problemen met: aandacht checklists controleer",
    )
    .at(id)
}

/// What a list shows of a file: its head, and of a tree what it is for.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Head {
    titel: String,
    omschrijving: String,
    versie: String,
    status: Status,
    /// Of a tree; other kinds use the word for something of their own.
    #[serde(default)]
    vorm: Option<String>,
    #[serde(default)]
    sector: Option<String>,
    #[serde(default)]
    basis: Option<String>,
    #[serde(default)]
    kader: Option<Kader>,
}

/// Meldcodes first: they are what people come for.
fn rank(vorm: Option<Vorm>) -> u8 {
    match vorm {
        Some(Vorm::Meldcode) | None => 0,
        Some(Vorm::Check) => 1,
        Some(Vorm::Afwegingskader) => 2,
        Some(Vorm::Route) => 3,
    }
}

impl Content {
    /// The head of a file, read without the rest: a list of all trees does not compose them.
    fn head(&self, soort: Soort, id: &str) -> Option<Head> {
        let key = (soort, id.to_owned());
        if let Some(known) = self.heads.borrow().get(&key) {
            return known.clone();
        }
        let source = self.index.get(&key)?;
        let found = serde_json::from_slice(source.bytes.get()).ok();
        self.heads.borrow_mut().insert(key, found.clone());
        found
    }

    /// What a tree is for; a tree that is based on another is for the same.
    fn vorm(&self, head: &Head) -> Option<Vorm> {
        let mut head = head.clone();
        // Longer than any chain; trees that are based on each other are refused elsewhere.
        for _ in 0..8 {
            match (&head.vorm, &head.basis) {
                (None, Some(basis)) => head = self.head(Soort::Beslisboom, basis)?,
                (vorm, _) => return vorm.as_deref().and_then(Vorm::from_name),
            }
        }
        None
    }
}

impl Reader for Content {
    fn entries(&self, soort: Soort) -> Vec<Entry> {
        let mut found: Vec<(u8, Entry)> = self
            .index
            .iter()
            .filter(|((kind, _), _)| *kind == soort)
            .filter_map(|((_, id), source)| {
                let head = self.head(soort, id)?;
                let vorm = if soort == Soort::Beslisboom { self.vorm(&head) } else { None };
                let entry = Entry {
                    soort,
                    id: id.clone(),
                    titel: head.titel,
                    omschrijving: head.omschrijving,
                    versie: head.versie,
                    status: head.status.name(),
                    own: source.own,
                    vorm,
                    sector: head.sector,
                    kader: head.kader,
                };
                Some((rank(vorm), entry))
            })
            .collect();
        found.sort_by(|left, right| (left.0, &left.1.titel).cmp(&(right.0, &right.1.titel)));
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    fn tree(&self, id: &str) -> Result<Arc<Boom>, Fault> {
        if !self.index.contains_key(&(Soort::Beslisboom, id.to_owned())) {
            return Err(self.not_found(Soort::Beslisboom, id));
        }
        self.tree_or_problems(id).map_err(|problems| broken(id, &problems))
    }

    fn signalen(&self, id: &str) -> Result<Arc<ListFile>, Fault> {
        self.list(id).map_err(|missing| match missing {
            Missing::Unknown => self.not_found(Soort::Signalen, id),
            Missing::Broken | Missing::Cyclic => broken(id, &self.check_one(Soort::Signalen, id)),
        })
    }

    fn naslag(&self, id: &str) -> Result<Arc<Bestand<Naslag>>, Fault> {
        of_kind!(self, Naslag, id)
    }

    fn nummers(&self) -> Result<Arc<Bestand<Nummers>>, Fault> {
        of_kind!(self, Nummers, "nummers")
    }

    fn woordenlijst(&self) -> Result<Arc<Bestand<Woordenlijst>>, Fault> {
        of_kind!(self, Woordenlijst, "woordenlijst")
    }

    fn gemeenten(&self) -> Result<Arc<Bestand<Gemeenten>>, Fault> {
        of_kind!(self, Gemeenten, "gemeenten")
    }

    fn schrijfhulp(&self) -> Result<Arc<Bestand<Schrijfhulp>>, Fault> {
        of_kind!(self, Schrijfhulp, "schrijfhulp")
    }

    fn bewaartermijnen(&self) -> Result<Arc<Bestand<Bewaartermijnen>>, Fault> {
        of_kind!(self, Bewaartermijnen, "bewaartermijnen")
    }

    fn startnetwerk(&self, id: &str) -> Result<Arc<Bestand<Startnetwerk>>, Fault> {
        of_kind!(self, Netwerk, id)
    }

    fn werkvorm(&self, id: &str) -> Result<Arc<Bestand<Werkvorm>>, Fault> {
        of_kind!(self, Werkvorm, id)
    }

    fn oefencasus(&self, id: &str) -> Result<Arc<Bestand<Oefencasus>>, Fault> {
        of_kind!(self, Casus, id)
    }

    fn anoniem(&self) -> Result<Arc<Bestand<Anoniem>>, Fault> {
        of_kind!(self, Anoniem, "anoniem")
    }

    fn left_out(&self) -> Vec<String> {
        self.left_out.iter().map(ToString::to_string).collect()
    }
}
