//! A proposal as a page: what would change, old and new beside each other, and what stays out and why.

use super::voorstel::{Lot, Telling, Voorstel, Voorstelrij, Wijziging, plek_tekst};
use super::{Gebrek, Inlezing};
use crate::domain::gesprek::Block;
use crate::domain::inhoud::Gemeenten;
use crate::domain::kluis::{Model, RecordId};
use crate::domain::netwerk::veld::LocatieSoort;
use crate::domain::netwerk::{Netwerk, Soort, Veld, Vermelding, Waarde, formulier, plat};

/// What is needed to name things: the network as it is now, and the names that the file brings along.
pub struct Namen<'a> {
    model: &'a Model,
    gemeenten: &'a Gemeenten,
    voorstel: &'a Voorstel,
}

impl<'a> Namen<'a> {
    /// The names for a proposal.
    pub fn new(model: &'a Model, gemeenten: &'a Gemeenten, voorstel: &'a Voorstel) -> Namen<'a> {
        Namen { model, gemeenten, voorstel }
    }

    fn netwerk(&self) -> Netwerk<'a> {
        Netwerk::new(self.model)
    }

    /// A value as people read it; of an entry that the file itself brings, its name there.
    pub fn waarde(&self, veld: Veld, waarde: Option<&Waarde>) -> String {
        let Some(waarde) = waarde else { return "leeg".to_owned() };
        let netwerk = self.netwerk();
        let fresh = |id| self.voorstel.rijen.iter().find(|rij| rij.id == id).map(|rij| rij.titel.clone());
        let naam =
            |id: RecordId| netwerk.get(id).map(|entry| netwerk.naam(entry)).or_else(|| fresh(id)).unwrap_or_default();
        let text = plat::schrijf_met(&naam, self.gemeenten, veld, waarde);
        if text.is_empty() { "leeg".to_owned() } else { text.replace('\n', "; ") }
    }

    /// A change in a line: `Telefoon: 045-560 00 01 → 045-560 00 02`.
    pub fn wijziging(&self, change: &Wijziging) -> String {
        let (old, new) =
            (self.waarde(change.veld, change.oud.as_ref()), self.waarde(change.veld, change.nieuw.as_ref()));
        format!("{}: {old} → {new}", change.veld.label())
    }

    /// What a row that is new fills in, in a line for each field.
    pub fn ingevuld(&self, rij: &Voorstelrij) -> Vec<String> {
        let filled = rij.velden.iter().filter(|(_, waarde)| waarde.is_some());
        filled.map(|(veld, waarde)| format!("{}: {}", veld.label(), self.waarde(*veld, waarde.as_ref()))).collect()
    }

    /// Whether a row is a secret place, or becomes one.
    pub fn is_geheim(&self, rij: &Voorstelrij) -> bool {
        let said = |veld: Veld| rij.velden.iter().find(|(other, _)| *other == veld).and_then(|(_, said)| said.as_ref());
        let shelter = || said(Veld::LocatieSoort) == Some(&Waarde::tekst(LocatieSoort::Opvang.id()));
        let fresh = rij.soort == Soort::Locatie
            && said(Veld::Geheim).map_or_else(shelter, |said| *said != Waarde::JaNee(false));
        fresh || self.netwerk().get(Voorstel::doel(rij)).is_some_and(Vermelding::is_geheim)
    }

    /// An entry that a row may be, with its municipality when it is for one alone.
    pub fn vermelding(&self, id: RecordId) -> String {
        let entry = self.netwerk().get(id);
        entry.map_or_else(String::new, |entry| formulier::naam_en_plaats(self.netwerk(), self.gemeenten, entry))
    }
}

/// What a secret place is called where others can look along.
pub const GEHEIME_PLEK: &str = "een geheime plek";

/// A row in a line: `regel 12: Wijkteam Heerlen (organisatie)`, and of a contact the name before the function.
pub fn rij_tekst(rij: &Voorstelrij) -> String {
    let naam = rij.velden.iter().find_map(|(veld, waarde)| match (veld, waarde) {
        (Veld::Naam, Some(Waarde::Tekst(text))) if rij.soort == Soort::Contact => Some(text.as_ref()),
        _ => None,
    });
    let parts: Vec<&str> = naam.into_iter().chain([rij.titel.as_str()]).filter(|text| !text.is_empty()).collect();
    let titel = if parts.is_empty() { "zonder naam".to_owned() } else { parts.join(", ") };
    let where_ = if rij.alleen_genoemd { "alleen genoemd".to_owned() } else { plek_tekst(&rij.plek) };
    format!("{where_}: {titel} ({})", rij.soort.text())
}

/// What cannot be used, in a line: `regel 12, kolom Telefoon: …`.
pub fn gebrek_tekst(gebrek: &Gebrek) -> String {
    format!("{}: {} {}", plek_tekst(&gebrek.plek), gebrek.wat, gebrek.advies)
}

/// How many rows become what: `12 nieuw, 3 gewijzigd, 40 gelijk, 1 geweigerd`.
pub fn telling_tekst(telling: &Telling) -> String {
    let parts = [
        (telling.twijfel, "mogelijk hetzelfde"),
        (telling.nieuw, "nieuw"),
        (telling.gewijzigd, "gewijzigd"),
        (telling.gelijk, "gelijk"),
        (telling.geweigerd, "geweigerd"),
        (telling.overgeslagen, "overgeslagen"),
        (telling.nakijken, if telling.nakijken == 1 { "waarde om na te kijken" } else { "waarden om na te kijken" }),
    ];
    let said: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if said.is_empty() { "Er staat niets in.".to_owned() } else { format!("{}.", said.join(", ")) }
}

/// The page of a proposal for the command line, where a secret place is never named, with at most so many rows of each kind.
pub fn blad(inlezing: &Inlezing, voorstel: &Voorstel, namen: &Namen<'_>, most: usize) -> Vec<Block> {
    let telling = voorstel.telling(namen.model);
    let mut blocks = vec![Block::Strong(telling_tekst(&telling))];
    blocks.extend(inlezing.opmerkingen.iter().map(|said| Block::Muted(said.clone())));
    for lot in Lot::ALLE.into_iter().filter(|lot| *lot != Lot::Gelijk) {
        let rows: Vec<&Voorstelrij> =
            voorstel.rijen.iter().filter(|rij| voorstel.lot(namen.model, rij) == Some(lot)).collect();
        let whole: Vec<&Gebrek> = if lot == Lot::Geweigerd {
            voorstel.gebreken.iter().filter(|gebrek| gebrek.hele_rij).collect()
        } else {
            Vec::new()
        };
        if rows.is_empty() && whole.is_empty() {
            continue;
        }
        blocks.push(Block::Gap);
        blocks.push(Block::Heading(kop(lot).to_owned()));
        blocks.extend(whole.iter().take(most).map(|gebrek| Block::Point(gebrek_tekst(gebrek))));
        for rij in rows.iter().take(most) {
            blocks.extend(rij_blokken(voorstel, namen, rij, lot));
        }
        let more = (rows.len() + whole.len()).saturating_sub(most);
        if more > 0 {
            blocks.push(Block::Muted(format!("en nog {more}")));
        }
    }
    let look: Vec<&Gebrek> = voorstel.gebreken.iter().filter(|gebrek| !gebrek.hele_rij).collect();
    if !look.is_empty() {
        blocks.extend([Block::Gap, Block::Heading("Om na te kijken".to_owned())]);
        blocks.extend(look.iter().take(most).map(|gebrek| Block::Point(gebrek_tekst(gebrek))));
        if look.len() > most {
            blocks.push(Block::Muted(format!("en nog {}", look.len() - most)));
        }
    }
    blocks
}

fn kop(lot: Lot) -> &'static str {
    match lot {
        Lot::Twijfel => "Mogelijk hetzelfde als wat er al staat",
        Lot::Geweigerd => "Geweigerd: dit wordt niet overgenomen",
        Lot::Gewijzigd => "Gewijzigd",
        Lot::Nieuw => "Nieuw",
        Lot::Gelijk => "Gelijk",
    }
}

fn rij_blokken(voorstel: &Voorstel, namen: &Namen<'_>, rij: &Voorstelrij, lot: Lot) -> Vec<Block> {
    if namen.is_geheim(rij) {
        let hidden = "Wat erover in het bestand staat, ziet u alleen op het scherm van het programma.";
        return vec![
            Block::Strong(format!("{}: {GEHEIME_PLEK}", plek_tekst(&rij.plek))),
            Block::Point(hidden.to_owned()),
        ];
    }
    let mut blocks = vec![Block::Strong(rij_tekst(rij))];
    match lot {
        Lot::Gewijzigd => {
            let changes = voorstel.wijzigingen(namen.model, rij);
            blocks.extend(changes.iter().map(|change| Block::Point(namen.wijziging(change))));
            if changes.is_empty() {
                blocks.push(Block::Point("alleen nieuw gecontroleerd".to_owned()));
            }
        }
        Lot::Nieuw if rij.alleen_genoemd => {}
        Lot::Nieuw => blocks.extend(namen.ingevuld(rij).into_iter().map(Block::Point)),
        Lot::Twijfel => {
            let names: Vec<String> = rij.lijkt_op.iter().map(|id| namen.vermelding(*id)).collect();
            blocks.push(Block::Point(format!("lijkt op: {}", names.join("; "))));
            blocks.extend(namen.ingevuld(rij).into_iter().map(Block::Point));
        }
        Lot::Geweigerd => blocks.extend(namen.ingevuld(rij).into_iter().map(Block::Point)),
        Lot::Gelijk => {}
    }
    blocks.extend(rij.gebreken.iter().map(|gebrek| Block::Point(gebrek_tekst(gebrek))));
    blocks
}
