//! A filled form becomes a line, or says of every field what is wrong with it.

use jiff::civil::Date;

use super::{Formulier, REDEN};
use crate::domain::casus::dossier::Dossier;
use crate::domain::casus::regel::{
    Aard, Besluit, Delen, Grond, Rol, Sluitreden, Strekking, TermijnAard, Toestemmingsstand, Wat,
};
use crate::domain::casus::wanneer::{TYPED, Wanneer};
use crate::domain::dates;
use crate::domain::gesprek::{Draft, FieldFault};
use crate::domain::kluis::Vernietigregel;

impl Formulier {
    /// The line that a filled form makes, and who may read it. `regel` is the line it is about, for forms that are about
    /// one; a correction is made by [`Formulier::correctie`].
    ///
    /// # Errors
    /// Every field that is missing or cannot be understood, with what to do.
    pub fn line(self, draft: &Draft, regel: Option<u32>, today: Date) -> Result<(Wat, Delen), Vec<FieldFault>> {
        let mut of = Filled { draft, today, faults: Vec::new() };
        let wat = self.wat(&mut of, regel.unwrap_or(0));
        let delen = if self.has_delen() { of.word("delen", Delen::from_id) } else { Some(Delen::Gewoon) };
        of.done(wat.zip(delen))
    }

    /// The correction that a filled form makes of a line.
    ///
    /// # Errors
    /// As [`Formulier::line`].
    pub fn correctie(self, draft: &Draft, regel: u32, today: Date) -> Result<Wat, Vec<FieldFault>> {
        let mut of = Filled { draft, today, faults: Vec::new() };
        let reden = of.needed(REDEN, "Waarom corrigeert u deze regel?");
        let wordt = self.wat(&mut of, regel);
        let made = reden.zip(wordt).map(|(reden, wordt)| Wat::Correctie { regel, reden, wordt: Box::new(wordt) });
        of.done(made)
    }

    fn wat(self, of: &mut Filled<'_>, regel: u32) -> Option<Wat> {
        match self {
            Formulier::Notitie => of.notitie(),
            Formulier::Advies => of.advies(),
            Formulier::Gesprek => of.gesprek(),
            Formulier::Kindcheck => {
                let aantal = of.needed("aantal", "Hoeveel kinderen? Weet u het niet: onbekend.");
                Some(Wat::Kindcheck {
                    aantal: aantal?,
                    leeftijden: of.text("leeftijden"),
                    zorg: of.text("zorg"),
                    toelichting: of.text("toelichting"),
                })
            }
            Formulier::Toestemming => {
                let van = of.needed("van", "Van wie? Een relatie, geen naam.");
                let waarvoor = of.needed("waarvoor", "Waarvoor is de toestemming?");
                let stand = of.word("stand", Toestemmingsstand::from_id)?;
                let (onthouden_aan, waarom) = (of.text("onthouden_aan"), of.text("waarom"));
                if waarom.is_empty() && (stand != Toestemmingsstand::Gegeven || !onthouden_aan.is_empty()) {
                    of.fault("waarom", "Leg vast waarom.");
                }
                Some(Wat::Toestemming { van: van?, waarvoor: waarvoor?, stand, onthouden_aan, waarom })
            }
            Formulier::Beslissing => {
                let besluit = of.word("besluit", Besluit::from_id);
                let wanneer = of.past("wanneer");
                let advice = "Wie is volgens uw eigen meldcode eindverantwoordelijk?";
                let eindverantwoordelijke = of.needed("eindverantwoordelijke", advice);
                let waarom = of.needed("waarom", "Waar rust het besluit op?");
                Some(Wat::Beslissing {
                    besluit: besluit?,
                    wanneer: wanneer?,
                    eindverantwoordelijke: eindverantwoordelijke?,
                    waarom: waarom?,
                    tegenspraak: of.text("tegenspraak"),
                    verzorgers: of.text("verzorgers"),
                })
            }
            Formulier::Melding => of.melding(),
            Formulier::Terugkoppeling => of.terugkoppeling(),
            Formulier::Termijn => {
                let aard = of.word("aard", TermijnAard::from_id);
                let datum = of.day("datum", true);
                let tekst = of.text("tekst");
                if aard == Some(TermijnAard::Anders) && tekst.is_empty() {
                    of.fault("tekst", "Waarvan is deze termijn?");
                }
                Some(Wat::Termijn { aard: aard?, tekst, datum: datum.flatten()? })
            }
            Formulier::Actie => {
                let tekst = of.needed("tekst", "Wat moet er gebeuren?");
                let wie = of.needed("wie", "Wie doet het? Een functie, of: ik.");
                let datum = of.day("datum", false);
                Some(Wat::Actie { tekst: tekst?, wie: wie?, datum: datum? })
            }
            Formulier::Betrokkene => {
                let relatie = of.needed("relatie", "Welke relatie? Bijvoorbeeld: kind, moeder.");
                let verzorgt = of.word("verzorgt", yes_or_no);
                Some(Wat::Betrokkene { relatie: relatie?, leeftijd: of.text("leeftijd"), verzorgt: verzorgt? })
            }
            Formulier::Drager => Some(Wat::Drager { functie: of.needed("functie", "Welke functie?")? }),
            Formulier::Hernoemen => {
                Some(Wat::Hernoemd { pseudoniem: of.needed("pseudoniem", "Hoe heet de casus voortaan?")? })
            }
            Formulier::Intrekken => Some(Wat::Intrekking {
                regel,
                reden: of.needed(REDEN, "Waarom geldt de regel niet meer?")?,
                ongedaan: false,
            }),
            Formulier::Afhandelen => Some(Wat::Afgehandeld { regel, hoe: of.text("hoe") }),
            Formulier::Delen => Some(Wat::Merk { regel, delen: of.word("delen", Delen::from_id)? }),
            Formulier::Sluiten => {
                let reden = of.word("reden", Sluitreden::from_id);
                let vanaf = of.day("vernietigen_vanaf", true);
                Some(Wat::Sluiting {
                    reden: reden?,
                    toelichting: of.text("toelichting"),
                    vernietigen_vanaf: vanaf.flatten()?,
                })
            }
            Formulier::Heropenen => {
                Some(Wat::Heropening { reden: of.needed(REDEN, "Waarom gaat de casus weer open?")? })
            }
        }
    }
}

/// A choice of yes or no.
fn yes_or_no(id: &str) -> Option<bool> {
    match id {
        "ja" => Some(true),
        "nee" => Some(false),
        _ => None,
    }
}

/// A filled form while it is read.
struct Filled<'a> {
    draft: &'a Draft,
    today: Date,
    faults: Vec<FieldFault>,
}

impl Filled<'_> {
    fn done<T>(self, made: Option<T>) -> Result<T, Vec<FieldFault>> {
        match made {
            Some(made) if self.faults.is_empty() => Ok(made),
            _ => Err(self.faults),
        }
    }

    fn fault(&mut self, field: &str, advice: &str) {
        self.faults.push(FieldFault::new(field, advice));
    }

    fn text(&self, field: &str) -> String {
        self.draft.get(field).trim().to_owned()
    }

    fn needed(&mut self, field: &str, advice: &str) -> Option<String> {
        let text = self.text(field);
        if text.is_empty() {
            self.fault(field, advice);
            return None;
        }
        Some(text)
    }

    fn word<T>(&mut self, field: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let word = read(self.draft.get(field));
        if word.is_none() {
            self.fault(field, "Kies een van de mogelijkheden.");
        }
        word
    }

    /// A moment that has been.
    fn past(&mut self, field: &str) -> Option<Wanneer> {
        let typed = self.draft.get(field);
        match Wanneer::read_past(typed, self.today) {
            Some(wanneer) if wanneer.datum.is_some_and(|datum| datum > self.today) => {
                let day = wanneer.datum.map(dates::long).unwrap_or_default();
                self.fault(field, &format!("{day} is nog niet geweest. Klopt de datum?"));
                None
            }
            Some(wanneer) if typed.trim().is_empty() => {
                self.fault(field, "Wanneer was het? Weet u het niet, typ dan: onbekend.");
                Some(wanneer)
            }
            Some(wanneer) => Some(wanneer),
            None => {
                self.fault(field, &format!("Dit moment begrijp ik niet. {TYPED}"));
                None
            }
        }
    }

    /// A day, also one to come; nothing for an empty field that may be empty.
    fn day(&mut self, field: &str, needed: bool) -> Option<Option<Date>> {
        let typed = self.draft.get(field).trim();
        if typed.is_empty() && !needed {
            return Some(None);
        }
        match Wanneer::read(typed, self.today).and_then(|wanneer| wanneer.datum) {
            Some(datum) => Some(Some(datum)),
            None => {
                self.fault(field, "Deze dag begrijp ik niet. Bijvoorbeeld: over 2 weken, 13 november, 13-11-2026.");
                None
            }
        }
    }

    fn notitie(&mut self) -> Option<Wat> {
        let aard = self.word("aard", Aard::from_id);
        let van = if aard == Some(Aard::Uitspraak) {
            self.needed("van", "Van wie is deze uitspraak? Een relatie of functie.")
        } else {
            Some(String::new())
        };
        let tekst = self.needed("tekst", "Er staat nog niets.");
        let bron = self.needed("bron", "Hoe weet u dit? Bijvoorbeeld: zelf gezien, telefoontje.");
        let wanneer = self.past("wanneer");
        let strekking = self.word("strekking", Strekking::from_id);
        Some(Wat::Notitie {
            aard: aard?,
            van: van?,
            bron: bron?,
            wanneer: wanneer?,
            strekking: strekking?,
            tekst: tekst?,
        })
    }

    fn advies(&mut self) -> Option<Wat> {
        let aan = self.needed("aan", "Aan wie? Een functie.");
        if self.draft.get("gevraagd") == "nee" {
            let waarom = self.needed("waarom", "Waarom vroeg u geen advies?");
            return Some(Wat::GeenAdvies { aan: aan?, waarom: waarom? });
        }
        let wanneer = self.past("wanneer");
        let anoniem = self.word("anoniem", yes_or_no);
        let advies = self.needed("advies", "Welk advies kreeg u?");
        Some(Wat::Advies {
            aan: aan?,
            wanneer: wanneer?,
            anoniem: anoniem?,
            vraag: self.text("vraag"),
            advies: advies?,
        })
    }

    fn melding(&mut self) -> Option<Wat> {
        let wanneer = self.past("wanneer");
        if self.faults.is_empty() && wanneer.is_some_and(|wanneer| wanneer.datum.is_none()) {
            self.fault("wanneer", "Op welke dag is gemeld? Daarna loopt een termijn.");
        }
        let aan = self.needed("aan", "Aan welke organisatie?");
        let ingelicht = self.needed("ingelicht", "Wie is ingelicht, of waarom niemand?");
        Some(Wat::Melding { wanneer: wanneer?, aan: aan?, ingelicht: ingelicht?, afspraken: self.text("afspraken") })
    }

    fn terugkoppeling(&mut self) -> Option<Wat> {
        let wanneer = self.past("wanneer");
        let van = self.needed("van", "Van wie? Een functie.");
        let inhoud = self.needed("inhoud", "Wat hoorde u?");
        let onderzoek = self.day("onderzoek", false);
        Some(Wat::Terugkoppeling { wanneer: wanneer?, van: van?, inhoud: inhoud?, onderzoek: onderzoek? })
    }

    fn gesprek(&mut self) -> Option<Wat> {
        let with = self.needed("aanwezig", "Met wie? Een relatie of functie.");
        if self.draft.get("gehouden") == "nee" {
            let grond = self.word("grond", Grond::from_id);
            let toelichting = self.text("toelichting");
            if toelichting.is_empty() && matches!(grond, Some(Grond::Anders | Grond::GeenContact)) {
                self.fault("toelichting", "Leg uit wat er speelt en wat u probeerde.");
            }
            return Some(Wat::GeenGesprek { met: with?, grond: grond?, toelichting });
        }
        let wanneer = self.past("wanneer");
        let besproken = self.needed("besproken", "Wat is er besproken?");
        Some(Wat::Gesprek {
            wanneer: wanneer?,
            aanwezig: with?,
            besproken: besproken?,
            reactie: self.text("reactie"),
            afspraken: self.text("afspraken"),
        })
    }
}

/// What a filled form of a new casus says: how it is called, sector, role.
///
/// # Errors
/// Every field that is missing.
pub fn nieuw_line(draft: &Draft, today: Date) -> Result<(String, String, Rol), Vec<FieldFault>> {
    let mut of = Filled { draft, today, faults: Vec::new() };
    let pseudoniem = of.needed("pseudoniem", "Hoe noemt u de casus? Een schuilnaam, geen echte naam.");
    let rol = of.word("rol", Rol::from_id);
    let made = pseudoniem.zip(rol).map(|(pseudoniem, rol)| (pseudoniem, draft.get("sector").to_owned(), rol));
    of.done(made)
}

/// What a filled form of destroying says: why, and whether older backups and copies go as well.
///
/// # Errors
/// Another code was typed, or an open casus is not to be destroyed for this reason.
pub fn vernietigen_line(
    draft: &Draft,
    dossier: &Dossier,
    today: Date,
) -> Result<(Vernietigregel, bool), Vec<FieldFault>> {
    let mut of = Filled { draft, today, faults: Vec::new() };
    let rule = of.word("regel", |id| Vernietigregel::ALL.into_iter().find(|rule| rule.word() == id));
    if dossier.is_open() && rule.is_some_and(|rule| rule != Vernietigregel::Vergissing) {
        of.fault("regel", "De casus is nog open. Sluit hem eerst, tenzij u hem per ongeluk begon.");
    }
    if !draft.get("code").trim().eq_ignore_ascii_case(&dossier.code()) {
        of.fault("code", &format!("Typ {} over. Er is nog niets vernietigd.", dossier.code()));
    }
    let copies = of.word("kopieen", yes_or_no);
    of.done(rule.zip(copies))
}
