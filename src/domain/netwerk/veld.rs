//! The fields of an entry: their names, who has them, and what may stand in them.

use crate::domain::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What kind of entry.
    Soort {
        /// An organisation, or a table or alliance of several.
        Organisatie = "organisatie", "organisatie";
        /// Something an organisation offers.
        Dienst = "dienst", "dienst";
        /// A function at an organisation, and a person's name only when it is needed.
        Contact = "contact", "contact";
        /// A place.
        Locatie = "locatie", "locatie";
    }
}

words! {
    /// The role of a contact in the network (keten.md 1.2 and 1.3).
    Rol {
        /// The expert within the organisation.
        Aandachtsfunctionaris = "aandachtsfunctionaris", "aandachtsfunctionaris";
        /// Fixed contact with knowledge within the organisation.
        Liaison = "liaison", "liaison";
        /// A trusted person in a community.
        Sleutelpersoon = "sleutelpersoon", "sleutelpersoon";
        /// The fixed contact of the organisation.
        VastAanspreekpunt = "vast-aanspreekpunt", "vast aanspreekpunt";
        /// Contact of Veilig Thuis at the local tables.
        VeiligThuisContactpersoon = "veilig-thuis-contactpersoon", "Veilig Thuis-contactpersoon";
        /// Receives the signals of Handle with Care.
        HandleWithCareContact = "handle-with-care-contact", "Handle with Care-contact";
        /// Keeps the help around a family together.
        Procesregisseur = "procesregisseur", "procesregisseur";
        /// Stands in for somebody else.
        Vervanger = "vervanger", "vervanger";
    }
}

words! {
    /// What kind of organisation.
    OrgSoort {
        /// Veilig Thuis.
        VeiligThuis = "veilig-thuis", "Veilig Thuis";
        /// A municipality.
        Gemeente = "gemeente", "gemeente";
        /// A local team.
        LokaalTeam = "lokaal-team", "lokaal team of wijkteam";
        /// A school or a group of schools.
        Onderwijs = "onderwijs", "onderwijs";
        /// Child care.
        Kinderopvang = "kinderopvang", "kinderopvang";
        /// GGD, youth health care included.
        Ggd = "ggd", "GGD en jeugdgezondheidszorg";
        /// General practitioners.
        Huisartsen = "huisartsen", "huisartsen";
        /// A hospital.
        Ziekenhuis = "ziekenhuis", "ziekenhuis";
        /// Mental health care and addiction care.
        Ggz = "ggz", "ggz en verslavingszorg";
        /// Youth care.
        Jeugdhulp = "jeugdhulp", "jeugdhulp";
        /// Carries out child protection measures.
        GecertificeerdeInstelling = "gecertificeerde-instelling", "gecertificeerde instelling";
        /// Shelter.
        Opvang = "opvang", "opvang";
        /// Police.
        Politie = "politie", "politie";
        /// Prosecution, child protection board, courts.
        Justitie = "justitie", "justitie en kinderbescherming";
        /// Probation.
        Reclassering = "reclassering", "reclassering";
        /// Care for the elderly.
        Ouderenzorg = "ouderenzorg", "ouderenzorg en thuiszorg";
        /// Social work.
        Welzijn = "welzijn", "welzijn en maatschappelijk werk";
        /// Care for people with a disability.
        Gehandicaptenzorg = "gehandicaptenzorg", "gehandicaptenzorg";
        /// Expertise on one subject.
        Expertise = "expertise", "expertisecentrum";
        /// Volunteers.
        Vrijwilligers = "vrijwilligers", "vrijwilligers";
        /// A table, alliance or network of several organisations.
        Samenwerking = "samenwerking", "samenwerking of overlegtafel";
        /// Something else.
        Overig = "overig", "iets anders";
    }
}

words! {
    /// Whether an organisation or service is there.
    Status {
        /// It works.
        Actief = "actief", "actief";
        /// It is closed for a while.
        TijdelijkGesloten = "tijdelijk-gesloten", "tijdelijk gesloten";
        /// It has ended.
        Opgeheven = "opgeheven", "opgeheven";
    }
}

words! {
    /// What kind of place.
    LocatieSoort {
        /// An office.
        Kantoor = "kantoor", "kantoor";
        /// Where people can walk in or have an appointment.
        Spreekuur = "spreekuur", "spreekuur of inloop";
        /// A school.
        School = "school", "school";
        /// A shelter: its place is secret unless it says otherwise.
        Opvang = "opvang", "opvang";
        /// Something else.
        Anders = "anders", "iets anders";
    }
}

/// A field: its id, label and help, what stands in it and who has it.
struct Info {
    id: &'static str,
    label: &'static str,
    uitleg: &'static str,
    vorm: Vorm,
    van: &'static [Soort],
}

/// What stands in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vorm {
    /// A line of text.
    Tekst,
    /// Lines of text.
    Lang,
    /// Any number of short texts.
    Lijst,
    /// Any number of municipality codes.
    Gemeenten,
    /// Any number of sectors.
    Sectoren,
    /// Any number of themes, of the fixed list or free.
    Themas,
    /// One of these fixed words.
    Keuze(Woorden),
    /// Yes or no.
    JaNee,
    /// A whole number.
    Getal,
    /// Telephone numbers.
    Telefoons,
    /// Opening hours.
    Uren,
    /// Weeks.
    Weken,
    /// Another entry, of this kind.
    Verwijzing(Soort),
    /// Other organisations, each with what ties them.
    Relaties,
}

/// Which fixed words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Woorden {
    /// Roles of contacts.
    Rollen,
    /// Kinds of organisation.
    OrgSoorten,
    /// Whether it is there.
    Standen,
    /// Kinds of place.
    LocatieSoorten,
}

impl Woorden {
    /// Ids and texts.
    pub fn choices(self) -> Vec<(String, String)> {
        match self {
            Woorden::Rollen => Rol::choices(),
            Woorden::OrgSoorten => OrgSoort::choices(),
            Woorden::Standen => Status::choices(),
            Woorden::LocatieSoorten => LocatieSoort::choices(),
        }
    }
}

/// Everything the table below says of a field, and the enum itself: one line a field.
macro_rules! velden {
    ($($item:ident $id:literal $label:literal $vorm:expr, [$($soort:ident)*], $uitleg:literal;)+) => {
        /// A field of an entry. Its id never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Veld {
            $(#[doc = $label] $item,)+
        }

        impl Veld {
            /// Every field, in the order of forms and pages.
            pub const ALL: &'static [Veld] = &[$(Veld::$item),+];

            /// The field with this id.
            pub fn from_id(id: &str) -> Option<Veld> {
                match id {
                    $($id => Some(Veld::$item),)+
                    _ => None,
                }
            }
        }

        const TABEL: &[Info] = &[$(Info {
            id: $id,
            label: $label,
            uitleg: $uitleg,
            vorm: $vorm,
            van: &[$(Soort::$soort),*],
        }),+];
    };
}

velden! {
    Naam "naam" "Naam" Vorm::Tekst, [Organisatie Dienst Locatie Contact],
        "Hoe het heet. Bij een contact: de naam van de persoon, alleen als dat nodig is.";
    Functie "functie" "Functie" Vorm::Tekst, [Contact], "Zoals intern begeleider of wijkagent.";
    Rol "rol" "Rol in het netwerk" Vorm::Keuze(Woorden::Rollen), [Contact], "Leeg als geen van deze past.";
    Organisatie "organisatie" "Organisatie" Vorm::Verwijzing(Soort::Organisatie), [Dienst Locatie Contact],
        "Bij welke organisatie dit hoort.";
    OnderdeelVan "onderdeel_van" "Onderdeel van" Vorm::Verwijzing(Soort::Organisatie), [Organisatie],
        "De organisatie waar deze onder valt.";
    OrgSoort "orgsoort" "Soort organisatie" Vorm::Keuze(Woorden::OrgSoorten), [Organisatie], "";
    Status "status" "Status" Vorm::Keuze(Woorden::Standen), [Organisatie Dienst], "Niet ingevuld betekent: actief.";
    Telefoons "telefoons" "Telefoon" Vorm::Telefoons, [Organisatie Dienst Locatie Contact],
        "Een nummer per regel. Daarachter mag waarvoor en wanneer: 045-560 00 01 | crisis | ma-vr 9.00-17.00";
    Email "email" "E-mail" Vorm::Tekst, [Organisatie Dienst Contact], "";
    EmailVeilig "email_veilig" "Veilig mailen" Vorm::JaNee, [Organisatie Dienst Contact],
        "Of dit adres veilige mail aankan (NTA 7516).";
    Website "website" "Website" Vorm::Tekst, [Organisatie Dienst], "";
    Openingstijden "openingstijden" "Bereikbaar" Vorm::Uren, [Organisatie Dienst Locatie Contact],
        "Zoals: ma-vr 9.00-17.00; za 10.00-12.00; 2026-12-24 dicht. Of: dag en nacht.";
    Themas "themas" "Thema's" Vorm::Themas, [Organisatie Dienst Contact], "";
    LeeftijdVan "leeftijd_van" "Leeftijd vanaf" Vorm::Getal, [Dienst], "In jaren. Leeg betekent: geen grens.";
    LeeftijdTot "leeftijd_tot" "Leeftijd tot en met" Vorm::Getal, [Dienst], "In jaren. Leeg betekent: geen grens.";
    Doelgroep "doelgroep" "Voor wie" Vorm::Tekst, [Dienst], "";
    Talen "talen" "Talen" Vorm::Lijst, [Dienst Contact], "Met een komma ertussen.";
    Verwijzen "verwijzen" "Hoe verwijzen" Vorm::Tekst, [Dienst], "";
    Verwijzers "verwijzers" "Wie mag verwijzen" Vorm::Tekst, [Dienst], "";
    Gemeenten "gemeenten" "Werkt voor gemeenten" Vorm::Gemeenten, [Organisatie Dienst Locatie Contact],
        "Namen met een komma ertussen. Leeg: die van de organisatie.";
    Sectoren "sectoren" "Sectoren" Vorm::Sectoren, [Organisatie Contact], "";
    LocatieSoort "locatiesoort" "Soort plek" Vorm::Keuze(Woorden::LocatieSoorten), [Locatie], "";
    Adres "adres" "Adres" Vorm::Tekst, [Locatie], "";
    Geheim "geheim" "Geheim" Vorm::JaNee, [Locatie],
        "Een geheime plek komt nooit in een afdruk, QR-code, routekaart of bestand. Opvang is geheim, tenzij hier nee staat.";
    Vervanger "vervanger" "Vervanger" Vorm::Verwijzing(Soort::Contact), [Contact], "Wie u belt als deze er niet is.";
    Afwezig "afwezig" "Afwezig in weken" Vorm::Weken, [Contact],
        "Alleen weken, nooit een reden. Zoals: 2026-W30, 2026-W52..2027-W01.";
    Tafels "tafels" "Overlegtafels" Vorm::Lijst, [Organisatie Contact], "Zoals routeertafel. Met een komma ertussen.";
    Relaties "relaties" "Werkt samen met" Vorm::Relaties, [Organisatie], "";
    Notitie "notitie" "Notitie" Vorm::Lang, [Organisatie Dienst Locatie Contact],
        "Nooit iets over een cliënt of een zaak.";
}

impl Veld {
    /// The fields that refer to one other entry. Along each of them one can go on from entry to entry.
    pub const VERWIJZINGEN: [Veld; 3] = [Veld::Organisatie, Veld::OnderdeelVan, Veld::Vervanger];

    fn info(self) -> &'static Info {
        // The table is written by the same macro as the enum, in the same order.
        &TABEL[self as usize]
    }

    /// What is stored, and what content, import and export files call it.
    pub fn id(self) -> &'static str {
        self.info().id
    }

    /// What the user reads before it.
    pub fn label(self) -> &'static str {
        self.info().label
    }

    /// One sentence of help; may be empty.
    pub fn uitleg(self) -> &'static str {
        self.info().uitleg
    }

    /// What stands in it.
    pub fn vorm(self) -> Vorm {
        self.info().vorm
    }

    /// Whether entries of this kind have it.
    pub fn is_van(self, soort: Soort) -> bool {
        self.info().van.contains(&soort)
    }

    /// The fields of a kind, in the order of forms and pages.
    pub fn van(soort: Soort) -> impl Iterator<Item = Veld> {
        Veld::ALL.iter().copied().filter(move |veld| veld.is_van(soort))
    }

    /// The field without which an entry of this kind says nothing.
    pub fn verplicht(soort: Soort) -> Veld {
        match soort {
            Soort::Contact => Veld::Functie,
            Soort::Organisatie | Soort::Dienst | Soort::Locatie => Veld::Naam,
        }
    }
}
