//! The fields of each form, with their help.

use super::{Formulier, REDEN};
use crate::domain::casus::regel::{
    Aard, Besluit, Delen, Grond, Rol, Sluitreden, Strekking, TermijnAard, Toestemmingsstand,
};
use crate::domain::casus::wanneer::TYPED;
use crate::domain::gesprek::{Field, FieldKind, Form};
use crate::domain::kluis::Vernietigregel;

const YES: &[&str] = &["ja"];
const NO: &[&str] = &["nee"];

impl Formulier {
    /// The form as it is filled in. A correction asks for its reason first.
    pub fn form(self, correctie: bool) -> Form {
        let (title, mut fields) = self.fields();
        if correctie {
            let help = "Waarom klopt de regel niet meer? Het origineel blijft ernaast staan.";
            fields.insert(0, text(REDEN, "Reden", help));
        } else if self.has_delen() {
            fields.push(choice("delen", "Delen", "Wie dit mag lezen.", Delen::choices()));
        }
        Form::new(title, fields)
    }

    /// Whether the form asks who may read the line.
    pub(super) fn has_delen(self) -> bool {
        matches!(
            self,
            Formulier::Notitie
                | Formulier::Gesprek
                | Formulier::Kindcheck
                | Formulier::Beslissing
                | Formulier::Melding
                | Formulier::Termijn
                | Formulier::Actie
        )
    }

    #[expect(clippy::too_many_lines, reason = "one table of forms, read as a whole")]
    fn fields(self) -> (&'static str, Vec<Field>) {
        match self {
            Formulier::Notitie => (
                "Notitie",
                vec![
                    choice(
                        "aard",
                        "Wat is het?",
                        "Gezien, gehoord of geconcludeerd? Dat blijft altijd uit elkaar.",
                        Aard::choices(),
                    ),
                    long(
                        "tekst",
                        "Tekst",
                        "Zo feitelijk mogelijk: wat, waar, wie. Woorden van een ander tussen aanhalingstekens.",
                    ),
                    text("van", "Van wie", "Wie zei het? Een relatie of functie, geen naam: moeder, kind, juf.")
                        .when("aard", &["uitspraak"]),
                    text(
                        "bron",
                        "Hoe weet u het",
                        "Bijvoorbeeld: zelf gezien in de klas; telefoontje; gelezen in het dossier.",
                    ),
                    text("wanneer", "Wanneer was het", TYPED),
                    choice(
                        "strekking",
                        "Waar wijst het op",
                        "Ook wat het vermoeden tegenspreekt of wat beschermt, hoort erbij.",
                        Strekking::choices(),
                    ),
                ],
            ),
            Formulier::Advies => (
                "Advies",
                vec![
                    choice(
                        "gevraagd",
                        "Advies gevraagd?",
                        "Ook waarom u geen advies vroeg, hoort in het dossier.",
                        yes_no("Ja", "Nee, bewust niet"),
                    ),
                    text("aan", "Aan wie", "Een functie, geen naam: Veilig Thuis, vertrouwensarts, intern begeleider."),
                    text("wanneer", "Wanneer", TYPED).when("gevraagd", YES),
                    choice(
                        "anoniem",
                        "Anoniem",
                        "Anoniem: u noemde niet om wie het gaat.",
                        yes_no("Ja, anoniem", "Nee, met gegevens"),
                    )
                    .when("gevraagd", YES),
                    long("vraag", "Wat vroeg u", "Uw vraag in het kort.").when("gevraagd", YES),
                    long("advies", "Welk advies", "Wat er werd geadviseerd.").when("gevraagd", YES),
                    long("waarom", "Waarom niet", "Wat uw reden was.").when("gevraagd", NO),
                ],
            ),
            Formulier::Gesprek => (
                "Gesprek",
                vec![
                    choice(
                        "gehouden",
                        "Gesprek gehouden?",
                        "Geen gesprek? Dan legt u vast waarom.",
                        yes_no("Ja", "Nee, (nog) niet"),
                    ),
                    text("wanneer", "Wanneer", TYPED).when("gehouden", YES),
                    text("aanwezig", "Met wie", "Relaties en functies, geen namen: moeder, kind, intern begeleider."),
                    long(
                        "besproken",
                        "Wat is besproken",
                        "Wat u vertelde en wat u vroeg. Woorden van een kind zo letterlijk mogelijk.",
                    )
                    .when("gehouden", YES),
                    long("reactie", "Reactie", "Hoe reageerden zij?").when("gehouden", YES),
                    long("afspraken", "Afspraken", "Wie doet wat, voor wanneer. Leeg als er geen zijn.")
                        .when("gehouden", YES),
                    choice(
                        "grond",
                        "Waarom niet",
                        "De gronden om (voorlopig) geen gesprek te voeren.",
                        Grond::choices(),
                    )
                    .when("gehouden", NO),
                    long(
                        "toelichting",
                        "Toelichting",
                        "Wat speelt er, en wat probeerde u? Zoek later een geschikt moment.",
                    )
                    .when("gehouden", NO),
                ],
            ),
            Formulier::Kindcheck => (
                "Kindcheck",
                vec![
                    text(
                        "aantal",
                        "Hoeveel kinderen",
                        "Ook van een ex-partner, ook een zwangerschap. Geen kinderen: 0.",
                    ),
                    text("leeftijden", "Leeftijden", "Bijvoorbeeld: 4 en 9. Onbekend mag ook."),
                    long("zorg", "Wie zorgt wanneer", "Wie verzorgt hen, op welke dagen, en wie vangt op?"),
                    long("toelichting", "Hoe gaat het met hen", "Wat u weet, en wat u nog niet weet."),
                ],
            ),
            Formulier::Toestemming => (
                "Toestemming om te delen",
                vec![
                    text(
                        "van",
                        "Van wie",
                        "Een kind vanaf 12 jaar dat de gevolgen kan overzien, geeft zelf toestemming.",
                    ),
                    text(
                        "waarvoor",
                        "Waarvoor",
                        "Wat mag met wie gedeeld worden? Voor melden bij Veilig Thuis is geen toestemming nodig.",
                    ),
                    choice("stand", "Hoe staat het", "", Toestemmingsstand::choices()),
                    text("onthouden_aan", "Niet delen met", "Wie dit niet mag weten. Leeg als dat niet speelt."),
                    text("waarom", "Waarom", "Waarom niet gevraagd, geweigerd, of niet gedeeld."),
                ],
            ),
            Formulier::Beslissing => (
                "Beslissing",
                vec![
                    choice(
                        "besluit",
                        "Besluit",
                        "Melden en hulp kunnen samen. Een ontkracht vermoeden legt u ook vast.",
                        Besluit::choices(),
                    ),
                    text("wanneer", "Wanneer", TYPED),
                    text(
                        "eindverantwoordelijke",
                        "Wie beslist",
                        "De eindverantwoordelijke volgens uw eigen meldcode: een functie, geen naam.",
                    ),
                    long("waarom", "Waarom", "Waar het besluit op rust."),
                    long(
                        "tegenspraak",
                        "Wat spreekt ertegen",
                        "Wat het vermoeden tegenspreekt, wat beschermt, wat u niet weet.",
                    ),
                    long(
                        "verzorgers",
                        "Per verzorger",
                        "Wat woog u van elke verzorger? Noem ze allemaal, ook wie u niet sprak.",
                    ),
                ],
            ),
            Formulier::Melding => (
                "Melding bij Veilig Thuis",
                vec![
                    text("wanneer", "Wanneer gemeld", TYPED),
                    text("aan", "Aan wie", "Welke Veilig Thuis-organisatie; bij gevaar ook de politie."),
                    long(
                        "ingelicht",
                        "Wie is ingelicht",
                        "Wie, en hoe zij reageerden. Niemand ingelicht: waarom niet.",
                    ),
                    long("afspraken", "Afspraken", "Wat u met Veilig Thuis afsprak. Leeg als er geen zijn."),
                ],
            ),
            Formulier::Terugkoppeling => (
                "Terugkoppeling",
                vec![
                    text("wanneer", "Wanneer", TYPED),
                    text("van", "Van wie", "Een functie: medewerker Veilig Thuis, lokaal team."),
                    long(
                        "inhoud",
                        "Wat hoorde u",
                        "Welke stappen Veilig Thuis zet. U hoort niet alles wat het gezin vertelt.",
                    ),
                    text(
                        "onderzoek",
                        "Onderzoek vanaf",
                        "De dag waarop vaststond dat onderzoek nodig is. Leeg als dat niet zo is.",
                    ),
                ],
            ),
            Formulier::Termijn => (
                "Termijn",
                vec![
                    choice("aard", "Wat voor termijn", "", TermijnAard::choices()),
                    text("tekst", "Waarvan", "In een paar woorden."),
                    text("datum", "Tot wanneer", "Bijvoorbeeld: over 2 weken, 13 november, 13-11-2026."),
                ],
            ),
            Formulier::Actie => (
                "Actie",
                vec![
                    text("tekst", "Wat", "Wat er moet gebeuren."),
                    text("wie", "Wie", "Een functie, geen naam. Uzelf: ik."),
                    text("datum", "Voor wanneer", "Bijvoorbeeld: over 1 week, 13 november. Leeg als er geen dag is."),
                ],
            ),
            Formulier::Betrokkene => (
                "Betrokkene",
                vec![
                    text(
                        "relatie",
                        "Relatie",
                        "Een woord voor de relatie, geen naam: kind, moeder, partner van vader.",
                    ),
                    text("leeftijd", "Leeftijd", "In jaren, geen geboortedatum. Leeg als u het niet weet."),
                    choice(
                        "verzorgt",
                        "Verzorger",
                        "Zorgt deze persoon voor een kind of voor iemand die zorg nodig heeft?",
                        yes_no("Ja", "Nee"),
                    ),
                ],
            ),
            Formulier::Drager => (
                "Wie draagt de casus mee",
                vec![text("functie", "Functie", "Een functie, geen naam: intern begeleider, huisarts.")],
            ),
            Formulier::Hernoemen => (
                "Casus hernoemen",
                vec![text(
                    "pseudoniem",
                    "Nieuwe schuilnaam",
                    "Een schuilnaam die niets zegt. Geen echte naam of nummer.",
                )],
            ),
            Formulier::Intrekken => {
                ("Regel intrekken", vec![text(REDEN, "Reden", "Waarom geldt de regel niet meer? Hij blijft leesbaar.")])
            }
            Formulier::Afhandelen => {
                ("Afvinken", vec![text("hoe", "Hoe is het gegaan", "In een paar woorden. Leeg mag.")])
            }
            Formulier::Delen => {
                ("Delen", vec![choice("delen", "Delen", "Wie deze regel mag lezen.", Delen::choices())])
            }
            Formulier::Sluiten => (
                "Casus sluiten",
                vec![
                    choice("reden", "Reden", "", Sluitreden::choices()),
                    long("toelichting", "Toelichting", "Wat nog goed is om te weten. Leeg mag."),
                    text(
                        "vernietigen_vanaf",
                        "Hier vernietigen vanaf",
                        "Het dossier van uw organisatie blijft. Hier is 6 maanden gebruikelijk.",
                    ),
                ],
            ),
            Formulier::Heropenen => ("Casus heropenen", vec![text(REDEN, "Reden", "Waarom gaat de casus weer open?")]),
        }
    }
}

fn yes_no(yes: &str, no: &str) -> Vec<(String, String)> {
    vec![("ja".to_owned(), yes.to_owned()), ("nee".to_owned(), no.to_owned())]
}

fn choice(id: &'static str, label: &'static str, help: &'static str, choices: Vec<(String, String)>) -> Field {
    Field::new(id, label, help, FieldKind::Choice(choices))
}

fn text(id: &'static str, label: &'static str, help: &'static str) -> Field {
    Field::new(id, label, help, FieldKind::Text)
}

fn long(id: &'static str, label: &'static str, help: &'static str) -> Field {
    Field::new(id, label, help, FieldKind::Long)
}

/// The form of a new casus: how it is called, the sector, the role.
pub fn nieuw_form(sectoren: &[(&str, &str)]) -> Form {
    let mut choices = vec![(String::new(), "niet gekozen".to_owned())];
    choices.extend(sectoren.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())));
    Form::new(
        "Nieuwe casus",
        vec![
            text("pseudoniem", "Schuilnaam", "Een naam die niets zegt. Geen echte naam, nummer of geboortedatum."),
            choice("sector", "Sector", "De sector waarin u met deze casus werkt.", choices),
            choice("rol", "Uw rol", "", Rol::choices()),
        ],
    )
}

/// The form of destroying a casus: why, whether copies go as well, and its code to be sure.
pub fn vernietigen_form(code: &str) -> Form {
    let rules = Vernietigregel::ALL.iter().map(|rule| (rule.word().to_owned(), rule.text().to_owned())).collect();
    let mut sure = text("code", "Code", "Typ de code van de casus over, om zeker te zijn.");
    sure.label = format!("Code: {code}").into();
    Form::new(
        "Casus vernietigen",
        vec![
            choice("regel", "Waarom", "Dit woord blijft in het logboek staan.", rules),
            choice(
                "kopieen",
                "Oude kopieën ook",
                "Back-ups en bewaarde kopieën van voor vandaag openen de casus nog. Er komt eerst een nieuwe back-up.",
                yes_no("Ja, ook oude back-ups en kopieën", "Nee, die laat ik staan"),
            ),
            sure,
        ],
    )
}
