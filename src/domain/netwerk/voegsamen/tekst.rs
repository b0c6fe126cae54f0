//! What two versions differ in, in words.

use super::bezwaar::naam;
use super::{Deel, Gegeven, Kant, Samenvoeging, Telling};
use crate::domain::dates;
use crate::domain::inhoud::Gemeenten;
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::{dag, gemeente_naam, plat};

impl Telling {
    /// How many entries came out how: `12 gelijk, 3 nieuw in het bestand, 1 verschil om te beslissen.`
    pub fn tekst(&self) -> String {
        let parts = [
            (self.conflict, "met een verschil om te beslissen"),
            (self.nieuw_hun, "nieuw van de ander"),
            (self.hun, "veranderd door de ander"),
            (self.verwijderd_hun, "verwijderd door de ander"),
            (self.nieuw_mijn, "nieuw van uzelf"),
            (self.mijn, "veranderd door uzelf"),
            (self.verwijderd_mijn, "verwijderd door uzelf"),
            (self.beide, "veranderd door beide, zonder verschil"),
            (self.gelijk, "gelijk"),
        ];
        let said: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if said.is_empty() { "Er staat niets in.".to_owned() } else { format!("Vermeldingen: {}.", said.join(", ")) }
    }
}

impl Samenvoeging {
    /// How an entry is called, with its organisation before it.
    pub fn naam(&self, id: RecordId) -> String {
        let entry = self.tussenstand().vermeldingen.get(&id);
        entry.map_or_else(|| "niet meer bekend".to_owned(), |entry| naam(self.tussenstand(), entry))
    }

    /// What something is in one version, without where it comes from.
    pub fn waarde_tekst(&self, deel: Deel, kant: &Kant, gemeenten: &Gemeenten) -> String {
        let name = |id: RecordId| self.naam(id);
        let towns = |codes: &[String]| {
            codes.iter().map(|code| gemeente_naam(gemeenten, code).to_owned()).collect::<Vec<_>>().join(", ")
        };
        let text = match &kant.waarde {
            Gegeven::Regio(regio) => regio.clone(),
            Gegeven::Gemeenten(codes) => towns(codes),
            Gegeven::Deelregios(parts) => parts
                .iter()
                .map(|part| format!("{} ({})", part.naam, towns(&part.gemeenten)))
                .collect::<Vec<_>>()
                .join("; "),
            Gegeven::Soort(soort) => soort.text().to_owned(),
            Gegeven::Blijft => "houden".to_owned(),
            Gegeven::Verwijderd { opgegaan_in: None } => "verwijderen".to_owned(),
            Gegeven::Verwijderd { opgegaan_in: Some(id) } => format!("verwijderen, opgegaan in {}", name(*id)),
            Gegeven::Veld(Some(waarde)) => match deel {
                Deel::Veld(veld) => plat::schrijf_met(&name, gemeenten, veld, waarde).replace('\n', "; "),
                Deel::Regio | Deel::Gemeenten | Deel::Deelregios | Deel::Soort | Deel::Verwijderd => String::new(),
            },
            Gegeven::Veld(None) => String::new(),
        };
        if text.is_empty() { "leeg".to_owned() } else { text }
    }

    /// The same, with when and by whom it was set and from which source.
    pub fn kant_tekst(&self, deel: Deel, kant: &Kant, gemeenten: &Gemeenten) -> String {
        let mut parts: Vec<String> = kant.op.map(|op| dates::long(dag(op))).into_iter().collect();
        parts.extend(kant.door.clone());
        parts.extend(kant.bron.as_ref().map(|bron| format!("bron: {bron}")));
        let said = self.waarde_tekst(deel, kant, gemeenten);
        if parts.is_empty() { said } else { format!("{said} ({})", parts.join(", ")) }
    }
}
