//! Entries that this program wrote itself, in a format that has a place for them: read back as they were.

use crate::domain::kluis::RecordId;
use crate::domain::netwerk::invoer::{Concept, Gebrek, Plek, Ruw};
use crate::domain::netwerk::plat::lees_moment;

use crate::domain::netwerk::{Bevestigd, Soort, Veld, Vorm};

use super::{Gebreken, kort};
use crate::domain::fault::Fault;

/// What stands in a file of ours about one entry.
#[derive(Debug, Default)]
pub(super) struct Eigen {
    /// The kind.
    pub(super) soort: String,
    /// Our id.
    pub(super) id: Option<String>,
    /// Ids of fields, and what stands in them as text.
    pub(super) velden: Vec<(String, String)>,
    /// Ids of fields, and the ids they refer to, one a line.
    pub(super) ids: Vec<(String, String)>,
    /// When and by whom it was confirmed.
    pub(super) bevestigd: Option<(String, String)>,
}

impl Eigen {
    /// The entry; nothing when it cannot be one.
    ///
    /// # Errors
    /// When too much of the file cannot be read.
    pub(super) fn concept(self, plek: Plek, gebreken: &mut Gebreken) -> Result<Option<Concept>, Fault> {
        let mut mis = |kolom: &str, wat: String, advies: &str, hele_rij: bool| {
            gebreken.push(Gebrek { plek: plek.kolom(kolom), wat, advies: advies.to_owned(), hele_rij })
        };
        let newer = "Het bestand komt misschien van een nieuwere versie. Werk het programma bij.";
        let Some(soort) = Soort::from_id(&self.soort) else {
            let wat = format!("\"{}\" is geen soort vermelding.", kort(&self.soort));
            mis("soort", wat, newer, true)?;
            return Ok(None);
        };
        let id = self.id.as_deref().and_then(RecordId::lees);
        if let (None, Some(given)) = (id, &self.id) {
            mis("id", format!("\"{}\" is geen id van dit programma.", kort(given)), newer, true)?;
            return Ok(None);
        }
        let mut velden: Vec<(Veld, Ruw)> = Vec::new();
        for (naam, text) in self.velden {
            let Some(veld) = Veld::from_id(&naam).filter(|veld| veld.is_van(soort)) else {
                mis(&naam, format!("Een {} heeft geen veld \"{}\".", soort.text(), kort(&naam)), newer, false)?;
                continue;
            };
            let ids = self.ids.iter().find(|(other, _)| *other == naam).map(|(_, ids)| ids.as_str());
            let ruw = match (veld.vorm(), ids) {
                (Vorm::Verwijzing(_) | Vorm::Relaties, Some(ids)) => Ruw::Ids { ids: ids.into(), tekst: text.into() },
                (Vorm::Verwijzing(_), None) => Ruw::Naam(text.into()),
                _ => Ruw::Tekst(text.into()),
            };
            if !velden.iter().any(|(known, _)| *known == veld) {
                velden.push((veld, ruw));
            }
        }
        velden.sort_by_key(|(veld, _)| *veld);
        let bevestigd = match self.bevestigd {
            None => None,
            Some((op, door)) => match lees_moment(&op) {
                Some(op) => Some(Bevestigd { op, door }),
                None => {
                    let wat = format!("\"{}\" is geen dag.", kort(&op));
                    mis("bevestigd", wat, "Kijk na wanneer deze vermelding is gecontroleerd.", false)?;
                    None
                }
            },
        };
        let sleutel = id.map(|id| id.uuid().into());
        Ok(Some(Concept { plek, soort, id, sleutel, velden, bevestigd }))
    }
}

/// What a language code means; the code itself when it is not a common one.
pub(super) fn taal(code: &str) -> &str {
    let base = code.split(['-', '_']).next().unwrap_or(code);
    let known = TALEN.iter().find(|(known, _)| known.iter().any(|known| known.eq_ignore_ascii_case(base)));
    known.map_or(code, |(_, naam)| *naam)
}

const TALEN: &[(&[&str], &str)] = &[
    (&["nl", "nld", "dut"], "Nederlands"),
    (&["en", "eng"], "Engels"),
    (&["de", "deu", "ger"], "Duits"),
    (&["fr", "fra", "fre"], "Frans"),
    (&["es", "spa"], "Spaans"),
    (&["pt", "por"], "Portugees"),
    (&["it", "ita"], "Italiaans"),
    (&["pl", "pol"], "Pools"),
    (&["ro", "ron", "rum"], "Roemeens"),
    (&["bg", "bul"], "Bulgaars"),
    (&["hu", "hun"], "Hongaars"),
    (&["tr", "tur"], "Turks"),
    (&["ar", "ara"], "Arabisch"),
    (&["fa", "fas", "per"], "Farsi"),
    (&["ku", "kur"], "Koerdisch"),
    (&["ti", "tir"], "Tigrinya"),
    (&["so", "som"], "Somalisch"),
    (&["am", "amh"], "Amhaars"),
    (&["uk", "ukr"], "Oekraïens"),
    (&["ru", "rus"], "Russisch"),
    (&["zh", "zho", "chi"], "Chinees"),
    (&["fy", "fry"], "Fries"),
    (&["pap"], "Papiaments"),
    (&["ber", "zgh", "rif"], "Berbers"),
    (&["dse"], "Nederlandse Gebarentaal"),
];
