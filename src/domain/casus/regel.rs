//! A line of a casus: one thing that was seen, asked, weighed or decided. Lines are only ever added; what became of an
//! earlier one is said by a later one.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::wanneer::Wanneer;
use crate::domain::kluis::{Entity, Moment};
use crate::domain::walk::Answer;
use crate::domain::words::words;

words! {
    /// In which role the user carries the casus (F11.01, F11.02, F11.05).
    Rol {
        /// Walks the steps.
        Professional = "professional", "uitvoerend professional";
        /// Supports whoever walks the steps.
        Aandachtsfunctionaris = "aandachtsfunctionaris", "aandachtsfunctionaris";
        /// Leads, or is finally responsible.
        Leidinggevende = "leidinggevende", "leidinggevende";
        /// Works alone.
        Zelfstandige = "zelfstandige", "zelfstandige";
    }
}

words! {
    /// What kind of note: seen, heard or concluded (F2.13, F9.02).
    Aard {
        /// What the user saw or heard happen.
        Waarneming = "waarneming", "gezien: wat ik zelf meemaakte";
        /// What somebody said.
        Uitspraak = "uitspraak", "gehoord: wat iemand zei";
        /// What the user makes of it.
        Duiding = "duiding", "geconcludeerd: wat ik ervan maak";
    }
}

impl Aard {
    /// The word alone.
    pub fn word(self) -> &'static str {
        self.id()
    }
}

words! {
    /// Which way a note points (F2.10, F9.02): what contradicts or protects is asked for as well.
    Strekking {
        /// Confirms the suspicion.
        Bevestigt = "bevestigt", "past bij het vermoeden";
        /// Contradicts the suspicion.
        Ontkracht = "ontkracht", "spreekt het vermoeden tegen";
        /// Protects whoever may be at risk.
        Beschermt = "beschermt", "beschermt, gaat goed of geeft steun";
        /// Not known, or neither.
        Onbekend = "onbekend", "weet ik niet, of geen van deze";
    }
}

words! {
    /// Who may read a line in the version for the family.
    Delen {
        /// The family may read it.
        Gewoon = "gewoon", "mag in de versie voor het gezin";
        /// It comes from somebody outside the family.
        VanDerden = "van-derden", "van derden: niet in de versie voor het gezin";
        /// Somebody is less safe when the family reads it.
        Onveilig = "onveilig", "onveilig om te delen: niet in de versie voor het gezin";
    }
}

words! {
    /// Why there was no talk, for now (F2.35).
    Grond {
        /// Safety of the client or somebody in the house.
        VeiligheidClient = "veiligheid-client", "ernstig risico voor de veiligheid of gezondheid van cliënt of huisgenoten";
        /// Safety of the user or a colleague.
        VeiligheidEigen = "veiligheid-eigen", "vrees voor mijn eigen veiligheid of die van een collega";
        /// Nobody could be reached.
        GeenContact = "geen-contact", "na redelijke pogingen geen contact te krijgen";
        /// The client would break off and could no longer be protected.
        ContactBreekt = "contact-breekt", "goede reden om te denken dat de cliënt het contact verbreekt en dan niet meer te beschermen is";
        /// Eergerelateerd geweld, huwelijksdwang, achterlating or VGV: an expert first.
        EerstDeskundige = "eerst-deskundige", "eergerelateerd geweld, huwelijksdwang, achterlating of VGV: eerst een deskundige of Veilig Thuis";
        /// Another reason, told in words.
        Anders = "anders", "iets anders (leg uit)";
    }
}

words! {
    /// Whether consent was given (A9.07).
    Toestemmingsstand {
        /// Given.
        Gegeven = "gegeven", "gegeven";
        /// Refused.
        Geweigerd = "geweigerd", "geweigerd";
        /// Withdrawn later.
        Ingetrokken = "ingetrokken", "eerst gegeven, later ingetrokken";
        /// Not asked.
        NietGevraagd = "niet-gevraagd", "niet gevraagd";
    }
}

words! {
    /// What was decided (F2.50).
    Besluit {
        /// Report to Veilig Thuis.
        Melden = "melden", "melden bij Veilig Thuis";
        /// Report, and help as well.
        MeldenEnHulp = "melden-en-hulp", "melden bij Veilig Thuis én zelf hulp bieden of regelen";
        /// Help without a report.
        Hulp = "hulp", "zelf hulp bieden of regelen, niet melden";
        /// Watch longer, at a fixed moment again.
        Volgen = "volgen", "blijven volgen, op een vast moment opnieuw wegen";
        /// Advice first.
        EerstAdvies = "eerst-advies", "eerst advies van Veilig Thuis";
        /// The suspicion did not hold.
        Ontkracht = "ontkracht", "het vermoeden is ontkracht";
    }
}

words! {
    /// What runs until a date.
    TermijnAard {
        /// What Veilig Thuis says back after a report (F7.03).
        Terugkoppeling = "terugkoppeling", "terugkoppeling van Veilig Thuis";
        /// An investigation of Veilig Thuis (A1.12): its own term, not the user's.
        Onderzoek = "onderzoek", "onderzoek van Veilig Thuis";
        /// Whether help works: question 5 of the weighing.
        Toets = "toets", "hulp toetsen (afweging 5)";
        /// Looking back together.
        Evaluatie = "evaluatie", "evaluatie";
        /// Anything else.
        Anders = "anders", "anders";
    }
}

impl TermijnAard {
    /// Whether somebody else has to keep it.
    pub fn is_of_veilig_thuis(self) -> bool {
        matches!(self, TermijnAard::Terugkoppeling | TermijnAard::Onderzoek)
    }
}

words! {
    /// Which print was made.
    Afdruksoort {
        /// Everything.
        Volledig = "volledig", "volledig, voor het dossier van de organisatie";
        /// In the order in which Veilig Thuis asks (F7.12).
        VeiligThuis = "veilig-thuis", "melding, in de volgorde waarin Veilig Thuis vraagt";
        /// To read with the family.
        Gezin = "gezin", "om met het gezin te lezen";
    }
}

words! {
    /// Why a casus is closed.
    Sluitreden {
        /// The organisation's own record has it.
        Overgedragen = "overgedragen", "klaar, en overgedragen aan het dossier van de organisatie";
        /// The steps are done and it is safe.
        Afgerond = "afgerond", "de stappen zijn klaar";
        /// The suspicion did not hold.
        Ontkracht = "ontkracht", "het vermoeden is ontkracht";
        /// Somebody else carries it now.
        Ander = "ander", "een collega of organisatie neemt het over";
        /// Begun by mistake.
        Vergissing = "vergissing", "per ongeluk begonnen";
    }
}

/// What a line says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "soort", rename_all = "kebab-case")]
pub enum Wat {
    /// The casus begins.
    Begin {
        /// How it is called here: never a name.
        pseudoniem: String,
        /// Id of the sector.
        sector: String,
        /// The user's role.
        rol: Rol,
    },
    /// The casus is called otherwise.
    Hernoemd {
        /// How it is called from now on.
        pseudoniem: String,
    },
    /// Somebody who carries it too.
    Drager {
        /// Function, never a name.
        functie: String,
    },
    /// Somebody around whom it is.
    Betrokkene {
        /// A word for the relation: `kind`, `moeder`, `partner van vader`.
        relatie: String,
        /// Age in years, or in words when it is not known.
        leeftijd: String,
        /// Whether this person cares for a child or for somebody who depends on care: all who do are weighed.
        verzorgt: bool,
    },
    /// A checklist is walked, in this version.
    Loop {
        /// Id of the tree.
        checklist: String,
        /// Its title, as it was.
        titel: String,
        /// Version of its file.
        versie: String,
        /// Fingerprint of the resolved tree.
        vingerafdruk: String,
    },
    /// An answer in a walk.
    Antwoord {
        /// The line that began the walk.
        r#loop: u32,
        /// The answer.
        antwoord: Answer,
        /// What was asked, as it was read.
        vraag: String,
        /// What was chosen, as it was read; the signals that were ticked.
        gekozen: String,
        /// Why it was given anew; empty for a first answer.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reden: String,
    },
    /// A note.
    Notitie {
        /// Seen, heard or concluded.
        aard: Aard,
        /// Whose words; for an uitspraak.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        van: String,
        /// How the user knows.
        bron: String,
        /// When it was.
        wanneer: Wanneer,
        /// Which way it points.
        strekking: Strekking,
        /// The note.
        tekst: String,
    },
    /// Advice that was asked (F2.23), or why it was not (F2.24).
    Advies {
        /// Asked of whom, by function.
        aan: String,
        /// When.
        wanneer: Wanneer,
        /// Whether it was asked without saying who it is about.
        anoniem: bool,
        /// What was asked.
        vraag: String,
        /// What was advised.
        advies: String,
    },
    /// Advice was not asked where one would expect it.
    GeenAdvies {
        /// Of whom.
        aan: String,
        /// Why not.
        waarom: String,
    },
    /// A talk (F2.39).
    Gesprek {
        /// When.
        wanneer: Wanneer,
        /// Who was there, by function and relation.
        aanwezig: String,
        /// What was said.
        besproken: String,
        /// How they reacted.
        reactie: String,
        /// What was agreed.
        afspraken: String,
    },
    /// No talk for now (F2.35).
    GeenGesprek {
        /// With whom.
        met: String,
        /// On which ground.
        grond: Grond,
        /// In words; what was tried.
        toelichting: String,
    },
    /// The kindcheck, as to whom it is about (F6.01).
    Kindcheck {
        /// How many children.
        aantal: String,
        /// Their ages.
        leeftijden: String,
        /// Who cares for them, when.
        zorg: String,
        /// How they are, and what else there is to say.
        toelichting: String,
    },
    /// Consent to share (A9.07).
    Toestemming {
        /// From whom.
        van: String,
        /// For what.
        waarvoor: String,
        /// How it stands.
        stand: Toestemmingsstand,
        /// From whom something is withheld.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        onthouden_aan: String,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        waarom: String,
    },
    /// What was decided (F2.53), by whom under one's own meldcode (A1.05).
    Beslissing {
        /// What.
        besluit: Besluit,
        /// When.
        wanneer: Wanneer,
        /// Who is finally responsible under one's own meldcode, by function.
        eindverantwoordelijke: String,
        /// On what it rests.
        waarom: String,
        /// What speaks against it, and what protects.
        tegenspraak: String,
        /// What was weighed of each caregiver.
        verzorgers: String,
    },
    /// A report to Veilig Thuis.
    Melding {
        /// When.
        wanneer: Wanneer,
        /// To which organisation.
        aan: String,
        /// Who was told, how they took it, or why nobody was (F2.51).
        ingelicht: String,
        /// What else was agreed with Veilig Thuis.
        afspraken: String,
    },
    /// What was heard after a report (A7.01).
    Terugkoppeling {
        /// When.
        wanneer: Wanneer,
        /// From whom, by function.
        van: String,
        /// What.
        inhoud: String,
        /// The day on which Veilig Thuis found that an investigation is needed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        onderzoek: Option<Date>,
    },
    /// Something runs until a date.
    Termijn {
        /// What kind.
        aard: TermijnAard,
        /// What, in words.
        tekst: String,
        /// Until when.
        datum: Date,
    },
    /// Something to do.
    Actie {
        /// What.
        tekst: String,
        /// Who, by function.
        wie: String,
        /// Before when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        datum: Option<Date>,
    },
    /// A term or action is done.
    Afgehandeld {
        /// Which line.
        regel: u32,
        /// How it went.
        hoe: String,
    },
    /// A line has to read otherwise; the original stays beside it.
    Correctie {
        /// Which line.
        regel: u32,
        /// Why.
        reden: String,
        /// How it reads now.
        wordt: Box<Wat>,
    },
    /// A line no longer counts.
    Intrekking {
        /// Which line.
        regel: u32,
        /// Why.
        reden: String,
        /// Whether it was undone at once, by the key for it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        ongedaan: bool,
    },
    /// Who may read a line.
    Merk {
        /// Which line.
        regel: u32,
        /// Who.
        delen: Delen,
    },
    /// A print was made.
    Afdruk {
        /// Which.
        afdruk: Afdruksoort,
        /// The lines that were left out.
        weggelaten: Vec<u32>,
        /// Whether the file was sealed; nothing for paper.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        verzegeld: Option<bool>,
    },
    /// The casus is closed.
    Sluiting {
        /// Why.
        reden: Sluitreden,
        /// In words.
        toelichting: String,
        /// From when on it is to be destroyed here.
        vernietigen_vanaf: Date,
    },
    /// The casus is open again.
    Heropening {
        /// Why.
        reden: String,
    },
}

impl fmt::Debug for Wat {
    /// Only the kind: what it says may be about a child.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl Wat {
    /// The word for the kind, as the user reads it.
    pub fn word(&self) -> &'static str {
        match self {
            Wat::Begin { .. } => "begin",
            Wat::Hernoemd { .. } => "hernoemd",
            Wat::Drager { .. } => "drager",
            Wat::Betrokkene { .. } => "betrokkene",
            Wat::Loop { .. } => "checklist",
            Wat::Antwoord { .. } => "antwoord",
            Wat::Notitie { aard, .. } => aard.word(),
            Wat::Advies { .. } => "advies",
            Wat::GeenAdvies { .. } => "geen advies",
            Wat::Gesprek { .. } => "gesprek",
            Wat::GeenGesprek { .. } => "geen gesprek",
            Wat::Kindcheck { .. } => "kindcheck",
            Wat::Toestemming { .. } => "toestemming",
            Wat::Beslissing { .. } => "beslissing",
            Wat::Melding { .. } => "melding",
            Wat::Terugkoppeling { .. } => "terugkoppeling",
            Wat::Termijn { .. } => "termijn",
            Wat::Actie { .. } => "actie",
            Wat::Afgehandeld { .. } => "afgehandeld",
            Wat::Correctie { .. } => "correctie",
            Wat::Intrekking { .. } => "intrekking",
            Wat::Merk { .. } => "delen",
            Wat::Afdruk { .. } => "afdruk",
            Wat::Sluiting { .. } => "sluiting",
            Wat::Heropening { .. } => "heropening",
        }
    }

    /// When what it tells of was; nothing when it tells of the moment in which it was written.
    pub fn wanneer(&self) -> Option<Wanneer> {
        match self {
            Wat::Notitie { wanneer, .. }
            | Wat::Advies { wanneer, .. }
            | Wat::Gesprek { wanneer, .. }
            | Wat::Beslissing { wanneer, .. }
            | Wat::Melding { wanneer, .. }
            | Wat::Terugkoppeling { wanneer, .. } => Some(*wanneer),
            Wat::Correctie { wordt, .. } => wordt.wanneer(),
            _ => None,
        }
    }

    /// Whether it only says what became of an earlier line.
    pub fn is_about_a_line(&self) -> bool {
        matches!(self, Wat::Afgehandeld { .. } | Wat::Correctie { .. } | Wat::Intrekking { .. } | Wat::Merk { .. })
    }

    /// The line it is about.
    pub fn about(&self) -> Option<u32> {
        match self {
            Wat::Afgehandeld { regel, .. }
            | Wat::Correctie { regel, .. }
            | Wat::Intrekking { regel, .. }
            | Wat::Merk { regel, .. } => Some(*regel),
            _ => None,
        }
    }

    /// Whether it can be corrected: everything that somebody wrote, and nothing that only keeps the record straight.
    pub fn may_be_corrected(&self) -> bool {
        !self.is_about_a_line()
            && !matches!(
                self,
                Wat::Begin { .. }
                    | Wat::Loop { .. }
                    | Wat::Antwoord { .. }
                    | Wat::Afdruk { .. }
                    | Wat::Sluiting { .. }
                    | Wat::Heropening { .. }
            )
    }
}

/// A line of a casus.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regel {
    /// Its number in the casus, from 1. The order of the lines is that of their numbers, whatever a clock said.
    pub nr: u32,
    /// When it was written, where the user was.
    pub vastgelegd: DateTime,
    /// The same moment everywhere.
    pub stempel: Timestamp,
    /// Who may read it.
    #[serde(default = "gewoon", skip_serializing_if = "is_gewoon")]
    pub delen: Delen,
    /// The line with which it was written, when the program added it of itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bij: Option<u32>,
    /// What it says.
    pub wat: Wat,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

fn gewoon() -> Delen {
    Delen::Gewoon
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_gewoon(delen: &Delen) -> bool {
    *delen == Delen::Gewoon
}

impl Regel {
    /// A line of this moment.
    pub fn new(nr: u32, wat: Wat, delen: Delen, now: Moment) -> Regel {
        Regel { nr, vastgelegd: now.local, stempel: now.stamp, delen, bij: None, wat, rest: Map::new() }
    }

    /// The moment it tells of: of what happened, or else when it was written.
    pub fn moment(&self) -> Wanneer {
        self.wat.wanneer().filter(|wanneer| wanneer.datum.is_some()).unwrap_or_else(|| Wanneer::at(self.vastgelegd))
    }
}

impl Entity for Regel {
    const KIND: &'static str = "regel";
    const VERSION: u32 = 1;
}
