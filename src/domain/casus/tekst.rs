//! A line in words: the same for chronology, search, print and command line.

use super::regel::{Aard, Wat};
use crate::domain::dates;

/// A line in words.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Regeltekst {
    /// What stands beside its kind: whose words, how it is known, asked of whom.
    pub kop: String,
    /// Its parts: a label (empty for the main text) and the text.
    pub delen: Vec<(&'static str, String)>,
}

impl Regeltekst {
    fn new(kop: impl Into<String>) -> Regeltekst {
        Regeltekst { kop: kop.into(), delen: Vec::new() }
    }

    fn with(mut self, label: &'static str, text: &str) -> Regeltekst {
        if !text.trim().is_empty() {
            self.delen.push((label, text.to_owned()));
        }
        self
    }

    /// Every word of it.
    pub fn all(&self) -> String {
        let parts = self
            .delen
            .iter()
            .map(|(label, text)| if label.is_empty() { text.clone() } else { format!("{label}: {text}") });
        std::iter::once(self.kop.clone()).chain(parts).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// What a line says, in words.
pub fn regeltekst(wat: &Wat) -> Regeltekst {
    match wat {
        Wat::Begin { rol, .. } => Regeltekst::new("casus begonnen").with("rol", rol.text()),
        Wat::Hernoemd { pseudoniem } => Regeltekst::new("de casus heet nu").with("", pseudoniem),
        Wat::Drager { functie } => Regeltekst::new("draagt de casus mee").with("", functie),
        Wat::Betrokkene { relatie, leeftijd, verzorgt } => {
            let cares = if *verzorgt { "verzorger" } else { "" };
            Regeltekst::new(cares)
                .with("", &if leeftijd.is_empty() { relatie.clone() } else { format!("{relatie}, {leeftijd}") })
        }
        Wat::Loop { titel, versie, .. } => Regeltekst::new(format!("begonnen: {titel}, versie {versie}")),
        Wat::Antwoord { vraag, gekozen, reden, .. } => {
            let chosen = if gekozen.is_empty() { "gelezen, verder" } else { gekozen };
            Regeltekst::new(vraag.clone()).with("", chosen).with("opnieuw beantwoord, omdat", reden)
        }
        Wat::Notitie { aard, van, bron, strekking, tekst, .. } => {
            let whose = if *aard == Aard::Uitspraak { format!("van: {van}") } else { String::new() };
            let kop =
                [whose.as_str(), bron.as_str()].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>();
            Regeltekst::new(kop.join(" · ")).with("", tekst).with(
                "strekking",
                match strekking {
                    super::regel::Strekking::Onbekend => "",
                    known => known.text(),
                },
            )
        }
        Wat::Advies { aan, anoniem, vraag, advies, .. } => {
            let how = if *anoniem { "anoniem" } else { "niet anoniem" };
            Regeltekst::new(format!("gevraagd aan: {aan}, {how}")).with("vraag", vraag).with("advies", advies)
        }
        Wat::GeenAdvies { aan, waarom } => {
            Regeltekst::new(format!("niet gevraagd aan: {aan}")).with("waarom niet", waarom)
        }
        Wat::Gesprek { aanwezig, besproken, reactie, afspraken, .. } => Regeltekst::new(format!("met: {aanwezig}"))
            .with("besproken", besproken)
            .with("reactie", reactie)
            .with("afspraken", afspraken),
        Wat::GeenGesprek { met, grond, toelichting } => {
            Regeltekst::new(format!("niet met: {met}")).with("grond", grond.text()).with("toelichting", toelichting)
        }
        Wat::Kindcheck { aantal, leeftijden, zorg, toelichting } => Regeltekst::new(format!("kinderen: {aantal}"))
            .with("leeftijden", leeftijden)
            .with("wie zorgt wanneer", zorg)
            .with("toelichting", toelichting),
        Wat::Toestemming { van, waarvoor, stand, onthouden_aan, waarom } => {
            Regeltekst::new(format!("van: {van}, {}", stand.text()))
                .with("waarvoor", waarvoor)
                .with("niet gedeeld met", onthouden_aan)
                .with("waarom", waarom)
        }
        Wat::Beslissing { besluit, eindverantwoordelijke, waarom, tegenspraak, verzorgers, .. } => {
            Regeltekst::new(besluit.text())
                .with("eindverantwoordelijk volgens onze meldcode", eindverantwoordelijke)
                .with("waarom", waarom)
                .with("wat ertegen spreekt of beschermt", tegenspraak)
                .with("per verzorger gewogen", verzorgers)
        }
        Wat::Melding { aan, ingelicht, afspraken, .. } => {
            Regeltekst::new(format!("aan: {aan}")).with("ingelicht", ingelicht).with("afspraken", afspraken)
        }
        Wat::Terugkoppeling { van, inhoud, onderzoek, .. } => Regeltekst::new(format!("van: {van}"))
            .with("", inhoud)
            .with("onderzoek nodig bevonden op", &onderzoek.map(dates::long).unwrap_or_default()),
        Wat::Termijn { aard, tekst, datum } => {
            Regeltekst::new(format!("{}, {}", aard.text(), dates::long(*datum))).with("", tekst)
        }
        Wat::Actie { tekst, wie, datum } => {
            let before = datum.map(|datum| format!(", voor {}", dates::long(datum))).unwrap_or_default();
            Regeltekst::new(format!("{wie}{before}")).with("", tekst)
        }
        Wat::Afgehandeld { regel, hoe } => Regeltekst::new(format!("regel {regel} is klaar")).with("", hoe),
        Wat::Correctie { regel, reden, wordt } => {
            let now = regeltekst(wordt);
            let mut text = Regeltekst::new(format!("van regel {regel}")).with("reden", reden).with("wordt", &now.kop);
            text.delen.extend(now.delen);
            text
        }
        Wat::Intrekking { regel, reden, .. } => {
            Regeltekst::new(format!("regel {regel} geldt niet meer")).with("reden", reden)
        }
        Wat::Merk { regel, delen } => Regeltekst::new(format!("regel {regel}: {}", delen.text())),
        Wat::Afdruk { afdruk, weggelaten, verzegeld } => {
            let how = match verzegeld {
                Some(true) => "verzegeld bestand",
                Some(false) => "leesbaar bestand",
                None => "op papier",
            };
            let left = match weggelaten.len() {
                0 => String::new(),
                _ => weggelaten.iter().map(u32::to_string).collect::<Vec<_>>().join(", "),
            };
            Regeltekst::new(format!("{}, {how}", afdruk.text())).with("weggelaten regels", &left)
        }
        Wat::Sluiting { reden, toelichting, vernietigen_vanaf } => Regeltekst::new(reden.text())
            .with("toelichting", toelichting)
            .with("hier vernietigen vanaf", &dates::long(*vernietigen_vanaf)),
        Wat::Heropening { reden } => Regeltekst::new("weer open").with("reden", reden),
    }
}
