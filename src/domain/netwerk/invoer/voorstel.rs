//! What a file would change in the network, row by row and field by field, before anything is written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::afzender::Afzender;
use super::geheim::zegt_geheim;
use super::{Concept, Gebrek, Plek, Ruw, past};
use crate::domain::inhoud::Gemeenten;
use crate::domain::kluis::{Model, Moment, RecordId};
use crate::domain::netwerk::doen::Ingevuld;
use crate::domain::netwerk::dubbel::Lijkt;
use crate::domain::netwerk::formulier::getemd;
use crate::domain::netwerk::plat::Schrijver;
use crate::domain::netwerk::veld::Vorm;
use crate::domain::netwerk::{Bevestigd, Herkomst, Netwerk, Relatie, Rol, Soort, Veld, Vermelding, Waarde, plat};
use crate::domain::search::fold;

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lot {
    /// It is not in the network yet.
    Nieuw,
    /// It is in the network and says something else.
    Gewijzigd,
    /// It is in the network and says the same.
    Gelijk,
    /// It may be one that is in the network: the user says.
    Twijfel,
    /// It cannot be taken over.
    Geweigerd,
}

impl Lot {
    /// Every one, in the order in which they are shown.
    pub const ALLE: [Lot; 5] = [Lot::Twijfel, Lot::Geweigerd, Lot::Gewijzigd, Lot::Nieuw, Lot::Gelijk];

    /// How users call it.
    pub fn tekst(self) -> &'static str {
        match self {
            Lot::Nieuw => "nieuw",
            Lot::Gewijzigd => "gewijzigd",
            Lot::Gelijk => "gelijk",
            Lot::Twijfel => "mogelijk hetzelfde",
            Lot::Geweigerd => "geweigerd",
        }
    }
}

/// What the user says of a row that may be one that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Antwoord {
    /// It is this one.
    Zelfde(RecordId),
    /// It is a new one.
    Nieuw,
    /// It is left out this time.
    Overslaan,
}

/// A field that changes.
#[derive(Clone, PartialEq, Eq)]
pub struct Wijziging {
    /// Which field.
    pub veld: Veld,
    /// What stands there now.
    pub oud: Option<Waarde>,
    /// What would stand there.
    pub nieuw: Option<Waarde>,
}

/// A row of the file, compared with the network.
#[derive(Clone, PartialEq, Eq)]
pub struct Voorstelrij {
    /// Where it stands in the file.
    pub plek: Plek,
    /// What kind of entry.
    pub soort: Soort,
    /// Under which id: of the entry that it changes, or a fresh one.
    pub id: RecordId,
    /// What it is called.
    pub titel: String,
    /// What becomes of it, as far as the file says.
    pub lot: Lot,
    /// Entries that it may be, the likeliest first.
    pub lijkt_op: Vec<RecordId>,
    /// What the user says of it.
    pub antwoord: Option<Antwoord>,
    /// What the row fills in.
    pub velden: Ingevuld,
    /// When and by whom it was confirmed, as the file says it.
    pub bevestigd: Option<Bevestigd>,
    /// What the sender calls it.
    pub sleutel: Option<Box<str>>,
    /// What cannot be used of it, or has to be looked at.
    pub gebreken: Vec<Gebrek>,
    /// Whether no row of the file says it: an organisation that is only named.
    pub alleen_genoemd: bool,
}

/// What a file would change.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Voorstel {
    /// The rows, in the order of the file; organisations that are only named come first.
    pub rijen: Vec<Voorstelrij>,
    /// What could not be read at all.
    pub gebreken: Vec<Gebrek>,
}

/// How many rows become what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Telling {
    /// Rows that are new.
    pub nieuw: usize,
    /// Rows that change something.
    pub gewijzigd: usize,
    /// Rows that change nothing.
    pub gelijk: usize,
    /// Rows that wait for an answer.
    pub twijfel: usize,
    /// Rows that stay out, with those that could not be read.
    pub geweigerd: usize,
    /// Rows that the user leaves out.
    pub overgeslagen: usize,
    /// Values that have to be looked at.
    pub nakijken: usize,
}

impl Voorstel {
    /// How many rows become what.
    pub fn telling(&self, model: &Model) -> Telling {
        let mut telling =
            Telling { geweigerd: self.gebreken.iter().filter(|gebrek| gebrek.hele_rij).count(), ..Telling::default() };
        telling.nakijken = self.gebreken.len() - telling.geweigerd;
        for rij in &self.rijen {
            telling.nakijken += rij.gebreken.iter().filter(|gebrek| !gebrek.hele_rij).count();
            match self.lot(model, rij) {
                None => telling.overgeslagen += 1,
                Some(Lot::Nieuw) => telling.nieuw += 1,
                Some(Lot::Gewijzigd) => telling.gewijzigd += 1,
                Some(Lot::Gelijk) => telling.gelijk += 1,
                Some(Lot::Twijfel) => telling.twijfel += 1,
                Some(Lot::Geweigerd) => telling.geweigerd += 1,
            }
        }
        telling
    }

    /// What becomes of a row, with what the user said of it; nothing when it is left out.
    pub fn lot(&self, model: &Model, rij: &Voorstelrij) -> Option<Lot> {
        match (rij.lot, rij.antwoord) {
            (Lot::Twijfel, Some(Antwoord::Overslaan)) => None,
            (Lot::Twijfel, Some(Antwoord::Nieuw)) => Some(Lot::Nieuw),
            (Lot::Twijfel, Some(Antwoord::Zelfde(_))) => {
                Some(if self.wijzigingen(model, rij).is_empty() { Lot::Gelijk } else { Lot::Gewijzigd })
            }
            (lot, _) => Some(lot),
        }
    }

    /// The entry that a row changes; nothing when it is new.
    pub fn doel(rij: &Voorstelrij) -> RecordId {
        match rij.antwoord {
            Some(Antwoord::Zelfde(id)) => id,
            Some(Antwoord::Nieuw | Antwoord::Overslaan) | None => rij.id,
        }
    }

    /// What changes by a row.
    pub fn wijzigingen(&self, model: &Model, rij: &Voorstelrij) -> Vec<Wijziging> {
        let known = Netwerk::new(model).get(Voorstel::doel(rij));
        let moved = self.verhuisd();
        let fields = rij.velden.iter().map(|(veld, waarde)| {
            let nieuw = waarde.clone().map(|waarde| moved.waarde(waarde));
            Wijziging { veld: *veld, oud: known.and_then(|entry| entry.waarde(*veld)).cloned(), nieuw }
        });
        fields.filter(|change| change.oud != change.nieuw).collect()
    }

    /// Rows that still wait for an answer.
    pub fn open(&self) -> impl Iterator<Item = usize> {
        let waits = |rij: &Voorstelrij| rij.lot == Lot::Twijfel && rij.antwoord.is_none();
        self.rijen.iter().enumerate().filter(move |(_, rij)| waits(rij)).map(|(at, _)| at)
    }

    /// Which ids of rows became others by what the user said.
    pub fn verhuisd(&self) -> Verhuisd {
        let moved = self.rijen.iter().filter_map(|rij| match rij.antwoord {
            Some(Antwoord::Zelfde(id)) => Some((rij.id, Some(id))),
            // What is left out is referred to by nobody.
            Some(Antwoord::Overslaan) => Some((rij.id, None)),
            Some(Antwoord::Nieuw) | None => None,
        });
        Verhuisd(moved.collect())
    }
}

/// Ids of rows that became others.
pub struct Verhuisd(BTreeMap<RecordId, Option<RecordId>>);

impl Verhuisd {
    /// The value with the ids as they became.
    pub fn waarde(&self, waarde: Waarde) -> Waarde {
        if self.0.is_empty() {
            return waarde;
        }
        let now = |id: RecordId| self.0.get(&id).copied().unwrap_or(Some(id));
        match waarde {
            Waarde::Verwijzing(id) => now(id).map_or(Waarde::tekst(""), Waarde::Verwijzing),
            Waarde::Relaties(others) => {
                let kept = others.into_iter().filter_map(|other| Some(Relatie { met: now(other.met)?, ..other }));
                Waarde::Relaties(kept.collect())
            }
            Waarde::Tekst(_)
            | Waarde::Lijst(_)
            | Waarde::Weken(_)
            | Waarde::Telefoons(_)
            | Waarde::Uren(_)
            | Waarde::Getal(_)
            | Waarde::JaNee(_) => waarde,
        }
    }
}

/// Compares what was read with the network. `gebreken` is what could not be read at all.
pub fn voorstel(
    model: &Model,
    gemeenten: &Gemeenten,
    afzender: &Afzender,
    concepten: Vec<Concept>,
    gebreken: Vec<Gebrek>,
    now: Moment,
) -> Voorstel {
    let netwerk = Netwerk::new(model);
    let mut maker = Maker {
        model,
        netwerk,
        gemeenten,
        afzender,
        now,
        vers: 0,
        sleutels: HashMap::new(),
        organisaties: HashMap::new(),
        contacten: HashMap::new(),
        genoemd: Vec::new(),
    };
    maker.ken_namen();
    let (mut concepten, mut gebreken) = (concepten, gebreken);
    concepten.iter_mut().for_each(alleen_organisatie);
    let concepten = past::verdeel(concepten, &mut gebreken);
    let mut seen = Gezien::default();
    let plaatsen: Vec<Plaats> = (0..concepten.len()).filter_map(|at| maker.plaats(&concepten, at, &mut seen)).collect();
    for (concept, plaats) in concepten.iter().zip(&plaatsen) {
        maker.ken_concept(concept, plaats);
    }
    let mut rijen: Vec<Voorstelrij> = Vec::with_capacity(concepten.len());
    for (concept, plaats) in concepten.into_iter().zip(plaatsen) {
        rijen.push(maker.rij(concept, plaats));
    }
    // An organisation that only a refused row names is nobody's.
    let wanted: BTreeSet<RecordId> =
        rijen.iter().filter(|rij| rij.lot != Lot::Geweigerd).flat_map(|rij| &rij.velden).flat_map(wijst_naar).collect();
    let named = std::mem::take(&mut maker.genoemd).into_iter().filter(|rij| wanted.contains(&rij.id));
    rijen.splice(0..0, named);
    verbreek_kringen(netwerk, &mut rijen);
    vergelijk(netwerk, &mut rijen);
    Voorstel { rijen, gebreken }
}

/// The entries that a field refers to.
fn wijst_naar((_, waarde): &(Veld, Option<Waarde>)) -> Vec<RecordId> {
    match waarde {
        Some(Waarde::Verwijzing(id)) => vec![*id],
        Some(Waarde::Relaties(others)) => others.iter().map(|other| other.met).collect(),
        _ => Vec::new(),
    }
}

/// Where a concept belongs.
struct Plaats {
    id: RecordId,
    /// Whether the network has it already.
    bekend: bool,
    sleutel: Option<Box<str>>,
    weigering: Option<(String, String)>,
    /// What is to be looked at.
    twijfel: Option<(String, String)>,
}

/// Ids and keys that occurred, and where.
#[derive(Default)]
struct Gezien {
    ids: HashMap<RecordId, Plek>,
    sleutels: HashMap<Box<str>, Plek>,
    /// What rows without a key are called, and the first that is called so.
    namen: HashMap<Box<str>, usize>,
}

struct Maker<'a> {
    model: &'a Model,
    netwerk: Netwerk<'a>,
    gemeenten: &'a Gemeenten,
    afzender: &'a Afzender,
    now: Moment,
    /// How many fresh ids were given.
    vers: u64,
    /// Where the sender's keys of this file are.
    sleutels: HashMap<Box<str>, RecordId>,
    /// Folded names, and what has them.
    organisaties: HashMap<String, Vec<RecordId>>,
    contacten: HashMap<String, Vec<RecordId>>,
    /// Organisations that are only named.
    genoemd: Vec<Voorstelrij>,
}

fn ken(names: &mut HashMap<String, Vec<RecordId>>, name: &str, id: RecordId) {
    let name = fold(name.trim());
    if !name.is_empty() {
        let known = names.entry(name).or_default();
        if !known.contains(&id) {
            known.push(id);
        }
    }
}

impl Maker<'_> {
    fn ken_namen(&mut self) {
        for (id, entry) in self.netwerk.alle() {
            match entry.soort() {
                Soort::Organisatie => ken(&mut self.organisaties, entry.titel(), id),
                Soort::Contact => {
                    ken(&mut self.contacten, entry.tekst(Veld::Naam), id);
                    ken(&mut self.contacten, &self.netwerk.naam(entry), id);
                    ken(&mut self.contacten, entry.titel(), id);
                }
                Soort::Dienst | Soort::Locatie => {}
            }
        }
    }

    fn vers_id(&mut self) -> RecordId {
        self.vers += 1;
        self.model.fresh(self.now, self.vers)
    }

    fn plaats(&mut self, concepten: &[Concept], at: usize, seen: &mut Gezien) -> Option<Plaats> {
        let concept = concepten.get(at)?;
        let (mut weigering, mut twijfel) = (None, None);
        let twice = |first: &Plek, what: &str| {
            Some((
                format!("{what} staat ook op {}.", plek_tekst(first)),
                "Laat in het bestand een van de twee staan.".to_owned(),
            ))
        };
        if let Some(id) = concept.id {
            match seen.ids.get(&id) {
                Some(first) => weigering = twice(first, "Hetzelfde id"),
                None => {
                    seen.ids.insert(id, concept.plek.clone());
                }
            }
        }
        let mut sleutel = concept.sleutel.clone();
        if let Some(key) = &sleutel {
            match seen.sleutels.get(key) {
                Some(first) => weigering = weigering.or_else(|| twice(first, "Hetzelfde nummer van de afzender")),
                None => {
                    seen.sleutels.insert(key.clone(), concept.plek.clone());
                }
            }
        } else if concept.id.is_none() {
            // Without a key of theirs a row is known again by what it is called. Two that are called the same are not.
            let own: Box<str> = afgeleide_sleutel(concept).into();
            match seen.namen.get(&own).and_then(|first| concepten.get(*first)) {
                None => {
                    seen.namen.insert(own.clone(), at);
                    sleutel = Some(own);
                }
                Some(first) if first.velden == concept.velden => {
                    weigering = Some((
                        format!("Deze rij is gelijk aan {}.", plek_tekst(&rijplek(&first.plek))),
                        "Ze wordt één keer overgenomen.".to_owned(),
                    ));
                }
                Some(first) => {
                    let same = match concept.soort {
                        Soort::Contact => "Dezelfde naam, functie en organisatie staan",
                        Soort::Dienst | Soort::Locatie => "Dezelfde naam en organisatie staan",
                        Soort::Organisatie => "Dezelfde naam staat",
                    };
                    twijfel = Some((
                        format!("{same} ook op {}.", plek_tekst(&rijplek(&first.plek))),
                        "Kijk na of het dezelfde is.".to_owned(),
                    ));
                }
            }
        }
        let remembered = sleutel.as_ref().and_then(|key| self.afzender.sleutels.get(key.as_ref())).copied();
        let known = |id: &RecordId| self.netwerk.met_verwijderd(*id).is_some();
        let found = concept.id.or_else(|| remembered.filter(known));
        let Some(id) = found else {
            return Some(Plaats { id: self.vers_id(), bekend: false, sleutel, weigering, twijfel });
        };
        let there = self.netwerk.met_verwijderd(id);
        if let Some(entry) = there {
            if let Some(gone) = entry.verwijderd() {
                weigering = weigering.or_else(|| {
                    Some((
                        format!("Deze vermelding is hier verwijderd door {}.", gone.door),
                        "Moet ze terug? Maak dan het verwijderen ongedaan, of voeg haar opnieuw toe.".to_owned(),
                    ))
                });
            } else if entry.soort() != concept.soort {
                weigering = weigering.or_else(|| {
                    Some((
                        format!(
                            "Deze vermelding is hier een {}, en in het bestand een {}.",
                            entry.soort().text(),
                            concept.soort.text()
                        ),
                        "Kijk in het bestand of het id of nummer klopt.".to_owned(),
                    ))
                });
            }
        }
        Some(Plaats { id, bekend: there.is_some(), sleutel, weigering, twijfel })
    }

    /// Makes a row of the file known to those that refer to it.
    fn ken_concept(&mut self, concept: &Concept, plaats: &Plaats) {
        if plaats.weigering.is_some() {
            return;
        }
        if let Some(key) = &concept.sleutel {
            self.sleutels.insert(key.clone(), plaats.id);
        }
        let text = |veld: Veld| {
            concept.velden.iter().find(|(other, _)| *other == veld).map_or("", |(_, raw)| match raw {
                Ruw::Tekst(text) | Ruw::Naam(text) => text.as_ref(),
                Ruw::Waarde(Waarde::Tekst(text)) => text.as_ref(),
                Ruw::Waarde(_) | Ruw::Sleutel(_) | Ruw::Ids { .. } | Ruw::Leeg => "",
            })
        };
        match concept.soort {
            Soort::Organisatie => ken(&mut self.organisaties, text(Veld::Naam), plaats.id),
            Soort::Contact => {
                ken(&mut self.contacten, text(Veld::Naam), plaats.id);
                let (functie, org) = (text(Veld::Functie), text(Veld::Organisatie));
                ken(&mut self.contacten, functie, plaats.id);
                if !org.is_empty() {
                    ken(&mut self.contacten, &format!("{org}, {functie}"), plaats.id);
                }
            }
            Soort::Dienst | Soort::Locatie => {}
        }
    }

    fn rij(&mut self, concept: Concept, plaats: Plaats) -> Voorstelrij {
        let Concept { plek, soort, velden, bevestigd, id: eigen, .. } = concept;
        let mut gebreken = Vec::new();
        let mut filled: Ingevuld = Vec::new();
        let mut geheim_onleesbaar = false;
        // What this program wrote is read as it was.
        let schrijver = if eigen.is_some() { Schrijver::Wij } else { Schrijver::Ander };
        let mut noten: Vec<String> = Vec::new();
        for (veld, raw) in velden {
            if !veld.is_van(soort) {
                // This kind has no field for it: it goes to the note, as it does from a card.
                let text = past::tekst(&raw);
                if !text.is_empty() {
                    noten.push(format!("{}: {text}", veld.label()));
                }
                continue;
            }
            let read = self.waarde(&plek, (veld, schrijver), raw, plaats.id, (&mut noten, &mut gebreken));
            geheim_onleesbaar |= veld == Veld::Geheim && read.is_none();
            if let Some(waarde) = read {
                let known = self.netwerk.get(plaats.id).and_then(|entry| entry.waarde(veld));
                filled.push((veld, waarde.map(|waarde| op_volgorde(known, waarde))));
            }
        }
        if let Some((wat, advies)) = plaats.twijfel {
            gebreken.push(Gebrek { plek: plek.clone(), wat, advies, hele_rij: false });
        }
        if !noten.is_empty() {
            let known = self.netwerk.get(plaats.id).map_or("", |entry| entry.tekst(Veld::Notitie));
            noteer(&mut filled, known, &noten);
        }
        if soort == Soort::Contact && !plaats.bekend {
            noem_functie(&mut filled, &plek, &mut gebreken);
        }
        // What this program wrote says itself whether a place is secret.
        if eigen.is_none() || geheim_onleesbaar {
            houd_geheim(soort, geheim_onleesbaar, &mut filled, &plek, &mut gebreken);
        }
        let (weigering, is_known) = (plaats.weigering, plaats.bekend);
        let required = Veld::verplicht(soort);
        let named = filled.iter().find(|(veld, _)| *veld == required).map(|(_, waarde)| waarde.as_ref());
        let titel = match named {
            Some(Some(Waarde::Tekst(text))) => text.to_string(),
            _ => self.netwerk.get(plaats.id).map_or_else(String::new, |entry| entry.titel().to_owned()),
        };
        let nameless = matches!(named, Some(None)) || (named.is_none() && !is_known);
        let weigering = weigering.or_else(|| {
            if nameless && soort == Soort::Contact {
                return Some((
                    "In deze rij staat geen naam, functie of organisatie.".to_owned(),
                    "Vul er een in: zonder dat is niet te zien van wie het is.".to_owned(),
                ));
            }
            nameless.then(|| {
                (
                    format!("{} is leeg.", required.label()),
                    format!("Vul {} in: zonder dat is een {} niet te herkennen.", required.label(), soort.text()),
                )
            })
        });
        let lot = match &weigering {
            Some((wat, advies)) => {
                gebreken.push(Gebrek { plek: plek.clone(), wat: wat.clone(), advies: advies.clone(), hele_rij: true });
                Lot::Geweigerd
            }
            None if is_known => Lot::Gelijk,
            None => Lot::Nieuw,
        };
        Voorstelrij {
            plek,
            soort,
            id: plaats.id,
            titel,
            lot,
            lijkt_op: Vec::new(),
            antwoord: None,
            velden: filled,
            bevestigd,
            sleutel: plaats.sleutel,
            gebreken,
            alleen_genoemd: false,
        }
    }

    /// What a row fills in for a field; nothing when it says nothing that can be used.
    fn waarde(
        &mut self,
        plek: &Plek,
        (veld, schrijver): (Veld, Schrijver),
        raw: Ruw,
        self_id: RecordId,
        (noten, gebreken): (&mut Vec<String>, &mut Vec<Gebrek>),
    ) -> Option<Option<Waarde>> {
        let mut wrong = |wat: String, advies: String| {
            gebreken.push(Gebrek { plek: plek.kolom(veld.label()), wat, advies, hele_rij: false });
        };
        match raw {
            Ruw::Leeg => Some(None),
            Ruw::Waarde(waarde) => Some(Some(waarde)),
            Ruw::Tekst(text) | Ruw::Naam(text) => {
                if let Vorm::Verwijzing(soort) = veld.vorm() {
                    let found = self.naam(veld, soort, &text, self_id, &mut wrong);
                    return found.map(|id| Some(Waarde::Verwijzing(id)));
                }
                if veld.vorm() == Vorm::Relaties {
                    return Some(self.relaties(veld, &text, self_id, &mut wrong)).filter(Option::is_some);
                }
                let ((waarde, said), rest) = plat::lees_van(schrijver, self.gemeenten, veld, &text);
                said.into_iter().for_each(|(wat, advies)| wrong(wat, advies));
                if schrijver == Schrijver::Ander && !rest.is_empty() {
                    noten.push(format!("Werkgebied: {}", rest.join(", ")));
                }
                waarde.map(Some)
            }
            Ruw::Sleutel(key) => {
                let known = self.sleutels.get(&key).or_else(|| self.afzender.sleutels.get(key.as_ref()));
                if known.is_none() {
                    wrong(
                        format!("Waar {} naar verwijst, staat niet in het bestand.", veld.label()),
                        "Vul het later zelf in.".to_owned(),
                    );
                }
                known.map(|id| Some(Waarde::Verwijzing(*id)))
            }
            Ruw::Ids { ids, tekst } => self.ids(veld, &ids, &tekst, self_id, &mut wrong).map(Some),
        }
    }

    /// What stands in a column of ids, with the names beside them.
    fn ids(
        &mut self,
        veld: Veld,
        ids: &str,
        tekst: &str,
        self_id: RecordId,
        wrong: &mut dyn FnMut(String, String),
    ) -> Option<Waarde> {
        let read: Vec<Option<RecordId>> = ids.split(['\n', ',']).map(|id| RecordId::lees(id.trim())).collect();
        let Some(read) = read.into_iter().collect::<Option<Vec<RecordId>>>() else {
            wrong(
                format!("Bij {} staat geen id van dit programma.", veld.label()),
                "Maak de kolom met ids leeg; dan telt de naam.".to_owned(),
            );
            return None;
        };
        if veld.vorm() == Vorm::Relaties {
            let soorten =
                tekst.lines().map(|line| line.split_once(':').map_or("werkt samen met", |(soort, _)| soort.trim()));
            let soorten: Vec<&str> = soorten.collect();
            if !tekst.is_empty() && soorten.len() != read.len() {
                wrong(
                    "Er staan niet evenveel namen als ids.".to_owned(),
                    "Maak de kolom met ids leeg; dan tellen de namen.".to_owned(),
                );
                return None;
            }
            let others = read.iter().enumerate().map(|(at, met)| Relatie {
                soort: soorten.get(at).copied().unwrap_or("werkt samen met").into(),
                met: *met,
            });
            return Some(Waarde::Relaties(others.collect()));
        }
        let [id] = read.as_slice() else {
            wrong(format!("Bij {} staat meer dan één id.", veld.label()), "Laat er een staan.".to_owned());
            return None;
        };
        // The name beside it is for people. When somebody changed that and not the id, the two contradict each other.
        let wanted = fold(tekst);
        let names = if veld == Veld::Vervanger { &self.contacten } else { &self.organisaties };
        let agrees = wanted.is_empty() || names.get(&wanted).is_some_and(|known| known.contains(id));
        let is_elsewhere = names.get(&wanted).is_some_and(|known| !known.is_empty());
        if !agrees && (is_elsewhere || self.netwerk.get(*id).is_some()) {
            wrong(
                format!("Bij {} wijzen de naam en het id niet naar dezelfde.", veld.label()),
                "Maak de kolom met ids leeg; dan telt de naam.".to_owned(),
            );
            return None;
        }
        (*id != self_id).then_some(Waarde::Verwijzing(*id))
    }

    fn relaties(
        &mut self,
        veld: Veld,
        text: &str,
        self_id: RecordId,
        wrong: &mut dyn FnMut(String, String),
    ) -> Option<Waarde> {
        let mut others = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (soort, name) = line.split_once(':').unwrap_or(("werkt samen met", line));
            if let Some(met) = self.naam(veld, Soort::Organisatie, name.trim(), self_id, wrong) {
                others.push(Relatie { soort: soort.trim().into(), met });
            }
        }
        Some(Waarde::Relaties(others.into())).filter(|waarde| !waarde.is_leeg())
    }

    /// The entry that a name means: one of the file or of the network. An organisation that nobody knows is made.
    fn naam(
        &mut self,
        veld: Veld,
        soort: Soort,
        name: &str,
        self_id: RecordId,
        wrong: &mut dyn FnMut(String, String),
    ) -> Option<RecordId> {
        let wanted = fold(name.trim());
        if wanted.is_empty() {
            return None;
        }
        let names = if soort == Soort::Contact { &self.contacten } else { &self.organisaties };
        let known: Vec<RecordId> =
            names.get(&wanted).into_iter().flatten().copied().filter(|id| *id != self_id).collect();
        match known.as_slice() {
            [one] => Some(*one),
            [] if soort == Soort::Organisatie => {
                let id = self.vers_id();
                ken(&mut self.organisaties, name, id);
                let (naam, _) = plat::lees(self.gemeenten, Veld::Naam, name);
                self.genoemd.push(Voorstelrij {
                    plek: Plek::default(),
                    soort,
                    id,
                    titel: name.trim().to_owned(),
                    lot: Lot::Nieuw,
                    lijkt_op: Vec::new(),
                    antwoord: None,
                    velden: vec![(Veld::Naam, naam)],
                    bevestigd: None,
                    sleutel: None,
                    gebreken: Vec::new(),
                    alleen_genoemd: true,
                });
                Some(id)
            }
            [] => {
                wrong(
                    format!("\"{}\" staat niet in het netwerk en niet in het bestand.", plat::kort(name)),
                    format!("Vul {} later zelf in.", veld.label()),
                );
                None
            }
            _ => {
                wrong(
                    format!("\"{}\" kan er meer dan één zijn.", plat::kort(name)),
                    format!("Vul {} later zelf in.", veld.label()),
                );
                None
            }
        }
    }
}

/// A contact without a function is called by its role, and otherwise `contactpersoon`, which is said: a function says
/// whom one gets.
fn noem_functie(filled: &mut Ingevuld, plek: &Plek, gebreken: &mut Vec<Gebrek>) {
    let has = |filled: &Ingevuld, veld: Veld| filled.iter().any(|(other, waarde)| *other == veld && waarde.is_some());
    if has(filled, Veld::Functie) {
        return;
    }
    let role = filled.iter().find_map(|(veld, waarde)| match (veld, waarde) {
        (Veld::Rol, Some(Waarde::Tekst(id))) => Rol::from_id(id),
        _ => None,
    });
    let text = match role {
        Some(role) => role.text(),
        None if has(filled, Veld::Naam) => {
            gebreken.push(Gebrek {
                plek: plek.kolom(Veld::Functie.label()),
                wat: "De functie staat er niet bij; er komt nu contactpersoon te staan.".to_owned(),
                advies: "Vraag welke functie het is, en vul die in.".to_owned(),
                hele_rij: false,
            });
            "contactpersoon"
        }
        None => return,
    };
    filled.retain(|(veld, _)| *veld != Veld::Functie);
    filled.push((Veld::Functie, Some(Waarde::tekst(text))));
}

/// Adds lines to the note of a row; where the row has none, to the note that the entry has already.
fn noteer(filled: &mut Ingevuld, known: &str, lines: &[String]) {
    let own = filled.iter().find_map(|(veld, waarde)| match (veld, waarde) {
        (Veld::Notitie, Some(Waarde::Tekst(text))) => Some(text.to_string()),
        (Veld::Notitie, _) => Some(String::new()),
        _ => None,
    });
    let mut text = own.unwrap_or_else(|| known.to_owned());
    for line in lines {
        if !text.contains(line.as_str()) {
            text = format!("{text}\n{line}");
        }
    }
    filled.retain(|(veld, _)| *veld != Veld::Notitie);
    filled.push((Veld::Notitie, Some(Waarde::tekst(&getemd(&text)))));
}

/// A row of contacts that names an organisation and nobody: it is that organisation.
fn alleen_organisatie(concept: &mut Concept) {
    let empty = |raw: Option<&Ruw>| raw.is_none_or(|raw| matches!(raw, Ruw::Leeg));
    let of = |concept: &Concept, veld: Veld| {
        concept.velden.iter().find(|(other, _)| *other == veld).map(|(_, raw)| raw.clone())
    };
    let nobody = [Veld::Naam, Veld::Functie, Veld::Rol].iter().all(|veld| empty(of(concept, *veld).as_ref()));
    if concept.soort != Soort::Contact || concept.id.is_some() || !nobody {
        return;
    }
    if let Some(Ruw::Naam(name) | Ruw::Tekst(name)) = of(concept, Veld::Organisatie) {
        concept.soort = Soort::Organisatie;
        concept.velden.retain(|(veld, _)| ![Veld::Naam, Veld::Organisatie].contains(veld));
        concept.velden.insert(0, (Veld::Naam, Ruw::Tekst(name)));
    }
}

/// A place of which a text says that it is secret becomes secret, and that is said: an address that was sent by mistake
/// must not travel on. So does a place of which nobody can read whether it is: an answer that was meant as yes would
/// otherwise make it known.
fn houd_geheim(soort: Soort, onleesbaar: bool, filled: &mut Ingevuld, plek: &Plek, gebreken: &mut Vec<Gebrek>) {
    let said = filled.iter().any(|(veld, waarde)| *veld == Veld::Geheim && waarde.is_some());
    let secret = |waarde: &Option<Waarde>| matches!(waarde, Some(Waarde::Tekst(text)) if zegt_geheim(text));
    if soort != Soort::Locatie || said || !(onleesbaar || filled.iter().any(|(_, waarde)| secret(waarde))) {
        return;
    }
    filled.retain(|(veld, _)| *veld != Veld::Geheim);
    filled.push((Veld::Geheim, Some(Waarde::JaNee(true))));
    let wat = if onleesbaar {
        "Wat bij Geheim staat is niet te lezen; de plek is daarom geheim gemaakt."
    } else {
        "Uit een tekst in deze rij blijkt dat de plek geheim is; ze is daarom geheim gemaakt."
    };
    gebreken.push(Gebrek {
        plek: plek.kolom(Veld::Geheim.label()),
        wat: wat.to_owned(),
        advies: "Klopt dat niet, zet Geheim dan op nee.".to_owned(),
        hele_rij: false,
    });
}

/// A list of the same things in another order says nothing new: then what is there stays.
fn op_volgorde(known: Option<&Waarde>, waarde: Waarde) -> Waarde {
    if let (Some(Waarde::Lijst(here)), Waarde::Lijst(file)) = (known, &waarde) {
        let sorted = |texts: &[Box<str>]| {
            let mut texts = texts.to_vec();
            texts.sort();
            texts
        };
        if sorted(here) == sorted(file) {
            return Waarde::Lijst(here.clone());
        }
    }
    waarde
}

/// What a row is known by when its sender has no key for it.
fn afgeleide_sleutel(concept: &Concept) -> String {
    let text = |veld: Veld| {
        let raw = concept.velden.iter().find(|(other, _)| *other == veld).map(|(_, raw)| raw);
        match raw.filter(|_| veld.is_van(concept.soort)) {
            Some(Ruw::Tekst(text) | Ruw::Naam(text) | Ruw::Sleutel(text)) => fold(text),
            Some(Ruw::Waarde(Waarde::Tekst(text))) => fold(text),
            Some(Ruw::Waarde(_) | Ruw::Ids { .. } | Ruw::Leeg) | None => String::new(),
        }
    };
    let parts = [text(Veld::Naam), text(Veld::Functie), text(Veld::Organisatie)];
    format!("={}/{}", concept.soort.id(), parts.join("/"))
}

/// The row of a place, without the column.
fn rijplek(plek: &Plek) -> Plek {
    Plek { kolom: None, ..plek.clone() }
}

/// Where something stands, for people: `regel 12, kolom Telefoon`.
pub fn plek_tekst(plek: &Plek) -> String {
    let mut parts = Vec::new();
    parts.extend(plek.blad.as_ref().map(|blad| format!("blad {blad}")));
    if plek.regel > 0 {
        parts.push(format!("regel {}", plek.regel));
    }
    // A column without a name is called by its number already.
    parts.extend(plek.kolom.as_ref().map(|kolom| match kolom.strip_prefix("Kolom ") {
        Some(number) => format!("kolom {number}"),
        None => format!("kolom {kolom}"),
    }));
    if parts.is_empty() { "het bestand".to_owned() } else { parts.join(", ") }
}

/// References that would lead back to where they began are left out, and said.
fn verbreek_kringen(netwerk: Netwerk<'_>, rijen: &mut [Voorstelrij]) {
    for veld in Veld::VERWIJZINGEN {
        let next: HashMap<RecordId, Option<RecordId>> = rijen
            .iter()
            .filter_map(|rij| {
                let (_, waarde) = rij.velden.iter().find(|(other, _)| *other == veld)?;
                Some((
                    rij.id,
                    match waarde {
                        Some(Waarde::Verwijzing(id)) => Some(*id),
                        _ => None,
                    },
                ))
            })
            .collect();
        let follow = |id: RecordId| {
            next.get(&id).copied().unwrap_or_else(|| netwerk.get(id).and_then(|entry| entry.verwijzing(veld)))
        };
        for rij in rijen.iter_mut().filter(|rij| rij.velden.iter().any(|(other, _)| *other == veld)) {
            let mut seen = BTreeSet::from([rij.id]);
            let mut at = follow(rij.id);
            let circle = loop {
                match at {
                    Some(id) if id == rij.id => break true,
                    Some(id) if seen.insert(id) => at = follow(id),
                    Some(_) | None => break false,
                }
            };
            if circle {
                rij.velden.retain(|(other, _)| *other != veld);
                rij.gebreken.push(Gebrek {
                    plek: rij.plek.kolom(veld.label()),
                    wat: format!("Bij {} wijzen vermeldingen in een kring naar elkaar.", veld.label()),
                    advies: "Dit veld is niet overgenomen. Kijk in het bestand wie bij wie hoort.".to_owned(),
                    hele_rij: false,
                });
            }
        }
    }
}

/// What becomes of the rows: against the entries that they change, and for new ones against those that they may be.
fn vergelijk(netwerk: Netwerk<'_>, rijen: &mut [Voorstelrij]) {
    let lijkt = Lijkt::new(netwerk);
    let herkomst = Herkomst { op: jiff::Timestamp::UNIX_EPOCH, door: String::new(), bron: String::new() };
    for rij in rijen {
        match rij.lot {
            Lot::Gelijk => {
                let Some(entry) = netwerk.get(rij.id) else { continue };
                let differs = rij.velden.iter().any(|(veld, waarde)| entry.waarde(*veld) != waarde.as_ref());
                let confirmed = is_nieuwer(rij.bevestigd.as_ref(), entry.bevestigd());
                if differs || confirmed {
                    rij.lot = Lot::Gewijzigd;
                }
            }
            Lot::Nieuw => {
                let mut entry = Vermelding::new(rij.soort);
                for (veld, waarde) in &rij.velden {
                    entry.zet(*veld, waarde.clone(), &herkomst);
                }
                rij.lijkt_op = lijkt.op(&entry);
                if !rij.lijkt_op.is_empty() {
                    rij.lot = Lot::Twijfel;
                }
            }
            Lot::Gewijzigd | Lot::Twijfel | Lot::Geweigerd => {}
        }
    }
}

/// Whether a confirmation is newer than the one that is there.
pub(super) fn is_nieuwer(file: Option<&Bevestigd>, here: Option<&Bevestigd>) -> bool {
    file.is_some_and(|file| here.is_none_or(|here| file.op > here.op))
}
