//! What stands in one place of one tree, as named lists of lines: what a comparison compares.

use super::super::Boom;
use crate::domain::inhoud::{
    Contact, Deelboom, Handeling, Knoop, KnoopSoort, Lijst, Melden, Punt, Rol, Uitkomst, Vervolg, Vraag, Zekerheid,
};

/// A line.
#[derive(Debug, Clone)]
pub(super) struct Lijn {
    /// By what it is the same line on both sides, also when it says something else; nothing where only the words tell.
    pub(super) sleutel: Option<String>,
    /// What makes it the same or not.
    pub(super) waarde: String,
    /// As shown.
    pub(super) tekst: String,
}

impl Lijn {
    fn met(sleutel: &str, waarde: &str, tekst: String) -> Lijn {
        Lijn { sleutel: Some(sleutel.to_owned()), waarde: waarde.to_owned(), tekst }
    }

    fn los(tekst: String) -> Lijn {
        Lijn { sleutel: None, waarde: tekst.clone(), tekst }
    }
}

/// A named list of lines.
#[derive(Debug)]
pub(super) struct Deel {
    pub(super) naam: String,
    pub(super) lijnen: Vec<Lijn>,
}

impl Deel {
    fn new(naam: &str, lijnen: impl IntoIterator<Item = Lijn>) -> Deel {
        Deel { naam: naam.to_owned(), lijnen: lijnen.into_iter().collect() }
    }

    /// A part that is one thing: what it is, and how it is shown.
    pub(super) fn een(naam: &str, waarde: &str, tekst: String) -> Deel {
        Deel::new(naam, [Lijn::met("", waarde, tekst)])
    }

    /// A part that is one text, or absent.
    fn tekst(naam: &str, tekst: Option<&str>) -> Deel {
        Deel::new(naam, tekst.map(|tekst| Lijn::met("", tekst, tekst.to_owned())))
    }

    fn punten(naam: &str, punten: &[Punt]) -> Deel {
        Deel::new(naam, punten.iter().map(|punt| Lijn::los(punt.shown())))
    }
}

/// The title of a tree.
pub(super) fn titel_van(boom: &Boom) -> Lijn {
    let titel = &boom.kop().titel;
    Lijn::met("", titel, titel.clone())
}

/// What the head of a tree says of the road, without its title.
pub(super) fn kop_delen(boom: &Boom) -> Vec<Deel> {
    let kader = boom.kader();
    let year = kader.and_then(|kader| kader.jaar).map(|jaar| jaar.to_string());
    let begin = boom.knopen().get(boom.begin).map(|knoop| Deel::een("Begint met", &knoop.kop.id, prompt(boom, knoop)));
    let mut delen = vec![
        Deel::tekst("Kader", kader.map(|kader| kader.naam.as_str())),
        Deel::tekst("Uitgever", kader.map(|kader| kader.uitgever.as_str())),
        Deel::tekst("Jaar", year.as_deref()),
        Deel::tekst("Tekst ingezien", kader.map(|kader| kader.ingezien.name())),
        Deel::tekst("Wat is ingezien", kader.map(|kader| kader.tekst.as_str())),
        Deel::tekst("Zekerheid", kader.map(|kader| kader.zekerheid.name())),
    ];
    delen.extend(begin);
    delen
}

/// The titles of the steps.
pub(super) fn stappen_deel(boom: &Boom) -> Deel {
    Deel::new("", boom.stappen().iter().map(|stap| Lijn::met(&stap.id, &stap.titel, stap.shown())))
}

/// The kind of a node in a word.
pub(super) fn soort_woord(knoop: &Knoop) -> &'static str {
    match &knoop.soort {
        KnoopSoort::Vraag(_) => "vraag",
        KnoopSoort::Handeling(_) => "taak",
        KnoopSoort::Lijst(_) => "signalen",
        KnoopSoort::Deelboom(_) => "checklist",
        KnoopSoort::Uitkomst(_) => "uitkomst",
    }
}

/// The one text that says what a node is; a deelboom is the same when it names the same tree.
pub(super) fn tekst_van(boom: &Boom, knoop: &Knoop) -> Lijn {
    Lijn::met("", knoop.prompt(), prompt(boom, knoop))
}

/// The text of a node; of a deelboom the title of its tree.
fn prompt(boom: &Boom, knoop: &Knoop) -> String {
    match &knoop.soort {
        KnoopSoort::Deelboom(deelboom) => {
            boom.tree(&deelboom.boom).map_or_else(|| deelboom.boom.clone(), |tree| tree.kop().titel.clone())
        }
        KnoopSoort::Vraag(_) | KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Uitkomst(_) => {
            knoop.prompt().to_owned()
        }
    }
}

/// The text of the node with this id.
fn doel(boom: &Boom, id: &str) -> String {
    boom.knoop(id).map_or_else(|| id.to_owned(), |knoop| prompt(boom, knoop))
}

/// What a node says beside its one text, in the order in which it is shown.
pub(super) fn knoop_delen(boom: &Boom, knoop: &Knoop) -> Vec<Deel> {
    let kop = &knoop.kop;
    let mut delen = vec![Deel::tekst("Toelichting", kop.toelichting.as_deref())];
    match &knoop.soort {
        KnoopSoort::Vraag(vraag) => delen.extend(vraag_delen(boom, vraag)),
        KnoopSoort::Handeling(handeling) => delen.extend(handeling_delen(handeling)),
        KnoopSoort::Lijst(lijst) => delen.push(lijsten(boom, lijst)),
        KnoopSoort::Deelboom(_) => {}
        KnoopSoort::Uitkomst(uitkomst) => delen.extend(uitkomst_delen(boom, uitkomst)),
    }
    for uitleg in &kop.uitleg {
        add(&mut delen, Deel::punten(&format!("Uitleg: {}", uitleg.kop), &uitleg.punten));
    }
    for per_rol in &kop.per_rol {
        add(&mut delen, Deel::punten(voor_rol(per_rol.rol), &per_rol.punten));
    }
    delen.push(Deel::tekst("Zekerheid", kop.zekerheid.map(Zekerheid::name)));
    delen.extend(daarna(boom, knoop));
    delen.retain(|deel| !deel.lijnen.is_empty());
    delen
}

/// Adds a part; what has the name of one that is there goes on with that.
fn add(delen: &mut Vec<Deel>, deel: Deel) {
    match delen.iter_mut().find(|known| known.naam == deel.naam) {
        Some(known) => known.lijnen.extend(deel.lijnen),
        None => delen.push(deel),
    }
}

fn vraag_delen(boom: &Boom, vraag: &Vraag) -> Vec<Deel> {
    let answer = |(id, tekst, naar): (&str, &str, &str)| {
        Lijn::met(id, &format!("{tekst}\n{naar}"), format!("{tekst} → {}", doel(boom, naar)))
    };
    let answers = vraag.antwoorden.iter();
    let features = answers.clone().filter(|antwoord| !antwoord.kenmerken.is_empty()).map(|antwoord| {
        let names: Vec<_> = antwoord.kenmerken.iter().map(|kenmerk| kenmerk.name()).collect();
        Lijn::met(&antwoord.id, &names.join(", "), format!("{}: {}", antwoord.tekst, names.join(", ")))
    });
    let actions = answers.clone().filter_map(|antwoord| {
        let actie = antwoord.actie.as_ref()?;
        Some(Lijn::met(&antwoord.id, &actie.shown(), format!("{}: {}", antwoord.tekst, actie.shown())))
    });
    vec![
        Deel::new("Antwoorden", answers.clone().map(|one| answer((&one.id, &one.tekst, &one.naar)))),
        Deel::new("Dit antwoord laat zien", features),
        Deel::new("Dit antwoord geeft een actie", actions),
        Deel::tekst("Mag open blijven", vraag.open_laten.as_deref()),
    ]
}

fn handeling_delen(handeling: &Handeling) -> Vec<Deel> {
    vec![
        met_wie(&handeling.contact),
        Deel::punten("Doel", &handeling.doel),
        Deel::punten("Doen", &handeling.doen),
        Deel::punten("Niet doen", &handeling.niet_doen),
        Deel::punten("Vastleggen", &handeling.vastleggen),
        Deel::punten("Overslaan of verplaatsen", &handeling.anders),
    ]
}

fn lijsten(boom: &Boom, lijst: &Lijst) -> Deel {
    let title = |id: &String| boom.list(id).map_or_else(|| id.clone(), |list| list.file.kop.titel.clone());
    Deel::new("Signalenlijsten", lijst.ids().map(|id| Lijn { sleutel: None, waarde: id.clone(), tekst: title(id) }))
}

fn uitkomst_delen(boom: &Boom, uitkomst: &Uitkomst) -> Vec<Deel> {
    let contacts: Vec<Contact> = uitkomst.acties.iter().map(|actie| actie.contact).collect();
    let norm = uitkomst.norm.map(|norm| format!("{}: {}", norm.number(), norm.meaning()));
    let over = uitkomst.neemt_over.as_ref().map(|id| Lijn::met("", id, doel(boom, id)));
    vec![
        Deel::tekst("Wat het betekent", uitkomst.tekst.as_deref()),
        Deel::tekst("Melden", Some(melden(uitkomst.melden))),
        Deel::tekst("Vervolg", Some(vervolg(uitkomst.vervolg))),
        Deel::tekst("Professionele norm", norm.as_deref()),
        Deel::new("Neemt de uitkomst over van", over),
        Deel::tekst("Ga verder met", uitkomst.verder_met.as_deref()),
        Deel::new("Nu doen", uitkomst.acties.iter().map(|actie| Lijn::los(actie.shown()))),
        met_wie(&contacts),
        Deel::new("Termijnen", uitkomst.termijnen.iter().map(|termijn| Lijn::los(termijn.shown()))),
    ]
}

/// Where a node leads when that does not stand with its answers.
fn daarna(boom: &Boom, knoop: &Knoop) -> Option<Deel> {
    let one = |naar: &str| Deel::een("Daarna", naar, doel(boom, naar));
    match &knoop.soort {
        KnoopSoort::Handeling(handeling) => Some(one(&handeling.naar)),
        KnoopSoort::Lijst(lijst) => Some(one(&lijst.naar)),
        KnoopSoort::Deelboom(deelboom) => Some(Deel::new("Daarna", ways_on(boom, deelboom))),
        KnoopSoort::Vraag(_) | KnoopSoort::Uitkomst(_) => None,
    }
}

fn ways_on(boom: &Boom, deelboom: &Deelboom) -> Vec<Lijn> {
    let title = |id: &str| boom.tree(&deelboom.boom).map_or_else(|| id.to_owned(), |tree| doel(tree, id));
    let way = |(uitkomst, naar): (&String, &String)| {
        Lijn::met(uitkomst, naar, format!("{} → {}", title(uitkomst), doel(boom, naar)))
    };
    deelboom.naar.iter().map(way).collect()
}

/// With whom something is done, in order: one line, because the order means something.
fn met_wie(contacts: &[Contact]) -> Deel {
    let mut words: Vec<&str> =
        contacts.iter().filter(|contact| **contact != Contact::Geen).map(|contact| met(*contact)).collect();
    words.dedup();
    let words = words.join(", ");
    Deel::tekst("Met wie", Some(words.as_str()).filter(|words| !words.is_empty()))
}

fn met(contact: Contact) -> &'static str {
    match contact {
        Contact::Geen => "niemand",
        Contact::Collega => "collega",
        Contact::Leiding => "leiding",
        Contact::Noodnummer => "112",
        Contact::VeiligThuis => "Veilig Thuis",
        Contact::Deskundige => "deskundige",
        Contact::GesprekBetrokkenen => "betrokkenen",
        Contact::GesprekKind => "kind",
        Contact::NavraagKring => "familie of gemeenschap",
    }
}

fn melden(melden: Melden) -> &'static str {
    match melden {
        Melden::Ja => "ja, dat is de professionele norm",
        Melden::Nee => "nee, dat is hier niet de norm",
        Melden::Advies => "vraag eerst advies aan Veilig Thuis",
        Melden::Nvt => "niet aan de orde",
    }
}

fn vervolg(vervolg: Vervolg) -> &'static str {
    match vervolg {
        Vervolg::Sluiten => "afsluiten en vastleggen",
        Vervolg::Meldcode => "verder met de meldcode",
        Vervolg::Advies => "advies vragen",
        Vervolg::Hulp => "hulp geven of regelen",
        Vervolg::AndereRoute => "een andere weg dan de meldcode",
    }
}

fn voor_rol(rol: Rol) -> &'static str {
    match rol {
        Rol::Professional => "Voor de professional",
        Rol::Aandachtsfunctionaris => "Voor de aandachtsfunctionaris",
        Rol::Leidinggevende => "Voor de leidinggevende",
        Rol::Zelfstandige => "Voor wie zelfstandig werkt",
    }
}
