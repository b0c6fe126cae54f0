//! A form as it begins, and as it was filled in for a line that is there.

use jiff::civil::Date;

use super::Formulier;
use crate::domain::casus::doen;
use crate::domain::casus::regel::Wat;
use crate::domain::casus::wanneer::Wanneer;
use crate::domain::gesprek::{Draft, FieldKind};

impl Formulier {
    /// The form as it begins: what can be known is filled in.
    pub fn begin(self, today: Date) -> Draft {
        let mut draft = Draft::default();
        for field in self.form(false).fields {
            if let (FieldKind::Choice(choices), false) = (&field.kind, self.is_left_open(field.id)) {
                draft.set(field.id, choices.first().map_or("", |(id, _)| id));
            }
        }
        match self {
            Formulier::Sluiten => {
                draft.set("vernietigen_vanaf", &Wanneer::on(doen::vernietigen_vanaf(today)).typed());
            }
            Formulier::Beslissing | Formulier::Melding => draft.set("wanneer", "vandaag"),
            _ => {}
        }
        draft
    }

    /// Whether nothing is chosen beforehand: what a note is, who may read a line, what was decided or consented to is the
    /// user's to say, and never a default that one passes by.
    fn is_left_open(self, field: &str) -> bool {
        match self {
            Formulier::Notitie => matches!(field, "aard" | "strekking" | "delen"),
            Formulier::Gesprek => matches!(field, "grond" | "delen"),
            Formulier::Beslissing => matches!(field, "besluit" | "delen"),
            Formulier::Advies => field == "anoniem",
            Formulier::Toestemming => field == "stand",
            Formulier::Betrokkene => field == "verzorgt",
            Formulier::Sluiten => field == "reden",
            _ => field == "delen" && self != Formulier::Delen,
        }
    }

    /// The form as it was filled in for this line, to correct it.
    pub fn filled(self, wat: &Wat, today: Date) -> Draft {
        let mut draft = self.begin(today);
        let fields: Vec<(&str, String)> = match wat {
            Wat::Notitie { aard, van, bron, wanneer, strekking, tekst } => vec![
                ("aard", aard.id().into()),
                ("van", van.clone()),
                ("tekst", tekst.clone()),
                ("bron", bron.clone()),
                ("wanneer", wanneer.typed()),
                ("strekking", strekking.id().into()),
            ],
            Wat::Advies { aan, wanneer, anoniem, vraag, advies } => vec![
                ("gevraagd", "ja".into()),
                ("aan", aan.clone()),
                ("wanneer", wanneer.typed()),
                ("anoniem", yes_or_no(*anoniem).into()),
                ("vraag", vraag.clone()),
                ("advies", advies.clone()),
            ],
            Wat::GeenAdvies { aan, waarom } => {
                vec![("gevraagd", "nee".into()), ("aan", aan.clone()), ("waarom", waarom.clone())]
            }
            Wat::Gesprek { wanneer, aanwezig, besproken, reactie, afspraken } => vec![
                ("gehouden", "ja".into()),
                ("wanneer", wanneer.typed()),
                ("aanwezig", aanwezig.clone()),
                ("besproken", besproken.clone()),
                ("reactie", reactie.clone()),
                ("afspraken", afspraken.clone()),
            ],
            Wat::GeenGesprek { met, grond, toelichting } => vec![
                ("gehouden", "nee".into()),
                ("aanwezig", met.clone()),
                ("grond", grond.id().into()),
                ("toelichting", toelichting.clone()),
            ],
            Wat::Kindcheck { aantal, leeftijden, zorg, toelichting } => vec![
                ("aantal", aantal.clone()),
                ("leeftijden", leeftijden.clone()),
                ("zorg", zorg.clone()),
                ("toelichting", toelichting.clone()),
            ],
            Wat::Toestemming { van, waarvoor, stand, onthouden_aan, waarom } => vec![
                ("van", van.clone()),
                ("waarvoor", waarvoor.clone()),
                ("stand", stand.id().into()),
                ("onthouden_aan", onthouden_aan.clone()),
                ("waarom", waarom.clone()),
            ],
            Wat::Beslissing { besluit, wanneer, eindverantwoordelijke, waarom, tegenspraak, verzorgers } => vec![
                ("besluit", besluit.id().into()),
                ("wanneer", wanneer.typed()),
                ("eindverantwoordelijke", eindverantwoordelijke.clone()),
                ("waarom", waarom.clone()),
                ("tegenspraak", tegenspraak.clone()),
                ("verzorgers", verzorgers.clone()),
            ],
            Wat::Melding { wanneer, aan, ingelicht, afspraken } => vec![
                ("wanneer", wanneer.typed()),
                ("aan", aan.clone()),
                ("ingelicht", ingelicht.clone()),
                ("afspraken", afspraken.clone()),
            ],
            Wat::Terugkoppeling { wanneer, van, inhoud, onderzoek } => vec![
                ("wanneer", wanneer.typed()),
                ("van", van.clone()),
                ("inhoud", inhoud.clone()),
                ("onderzoek", onderzoek.map(|day| Wanneer::on(day).typed()).unwrap_or_default()),
            ],
            Wat::Termijn { aard, tekst, datum } => {
                vec![("aard", aard.id().into()), ("tekst", tekst.clone()), ("datum", Wanneer::on(*datum).typed())]
            }
            Wat::Actie { tekst, wie, datum } => vec![
                ("tekst", tekst.clone()),
                ("wie", wie.clone()),
                ("datum", datum.map(|day| Wanneer::on(day).typed()).unwrap_or_default()),
            ],
            Wat::Betrokkene { relatie, leeftijd, verzorgt } => vec![
                ("relatie", relatie.clone()),
                ("leeftijd", leeftijd.clone()),
                ("verzorgt", yes_or_no(*verzorgt).into()),
            ],
            Wat::Drager { functie } => vec![("functie", functie.clone())],
            Wat::Hernoemd { pseudoniem } => vec![("pseudoniem", pseudoniem.clone())],
            _ => Vec::new(),
        };
        for (field, value) in fields {
            draft.set(field, &value);
        }
        draft
    }
}

fn yes_or_no(flag: bool) -> &'static str {
    if flag { "ja" } else { "nee" }
}
