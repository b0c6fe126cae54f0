//! What a finding is, how heavy it weighs, and what the user is told.

use serde::Serialize;

/// Whether a finding has to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Zwaarte {
    /// Worth a look; the user decides.
    Waarschuwing,
    /// Has to be removed, or kept with a reason.
    Moet,
}

impl Zwaarte {
    /// The word in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Zwaarte::Waarschuwing => "waarschuwing",
            Zwaarte::Moet => "moet",
        }
    }

    /// What the user is asked to do.
    pub fn naam(self) -> &'static str {
        match self {
            Zwaarte::Waarschuwing => "kijk na",
            Zwaarte::Moet => "moet weg",
        }
    }
}

/// Everything that is said of a kind, and the enum itself.
macro_rules! soorten {
    ($($(#[$doc:meta])* $soort:ident $id:literal $naam:literal $zwaarte:ident, $reden:literal;)+) => {
        /// What a finding looks like. Of two that say the same piece with the same weight, the first one here wins.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Soort {
            $($(#[$doc])* $soort,)+
        }

        impl Soort {
            /// Every kind.
            pub const ALL: &'static [Soort] = &[$(Soort::$soort),+];

            /// The word in JSON.
            pub fn id(self) -> &'static str {
                match self {
                    $(Soort::$soort => $id,)+
                }
            }

            /// The word shown to users.
            pub fn naam(self) -> &'static str {
                match self {
                    $(Soort::$soort => $naam,)+
                }
            }

            /// How heavy it weighs: what has a check digit or a fixed form is never needed in a text for a group.
            pub fn zwaarte(self) -> Zwaarte {
                match self {
                    $(Soort::$soort => Zwaarte::$zwaarte,)+
                }
            }

            /// What it looks like, why that matters and what to do instead.
            pub fn reden(self) -> &'static str {
                match self {
                    $(Soort::$soort => $reden,)+
                }
            }

            /// The kind with this id.
            pub fn from_id(id: &str) -> Option<Soort> {
                Soort::ALL.iter().copied().find(|soort| soort.id() == id)
            }
        }
    };
}

soorten! {
    /// A BSN.
    Bsn "bsn" "BSN" Moet,
        "Dit lijkt op een BSN: dat hoort bij één mens. Haal het weg; om van een casus te leren is het niet nodig.";
    /// A bank account.
    Iban "iban" "rekeningnummer" Moet,
        "Dit lijkt op een rekeningnummer: dat hoort bij één mens of gezin. Haal het weg.";
    /// An address of mail.
    Email "e-mail" "e-mailadres" Moet,
        "Dit lijkt op een e-mailadres: daarin staat vaak een naam of een werkplek. Haal het weg, of schrijf op in welke \
         functie iemand mailde.";
    /// A telephone number.
    Telefoon "telefoon" "telefoonnummer" Moet,
        "Dit lijkt op een telefoonnummer: daarmee is iemand of een organisatie te vinden. Haal het weg, of schrijf op \
         in welke functie iemand belde.";
    /// A postcode.
    Postcode "postcode" "postcode" Moet,
        "Dit lijkt op een postcode: die wijst een handvol huizen aan. Haal hem weg, of schrijf dorp, stad of wijk \
         zonder naam.";
    /// A licence plate.
    Kenteken "kenteken" "kenteken" Moet,
        "Dit lijkt op een kenteken: dat hoort bij één auto. Haal het weg, of schrijf alleen: de auto.";
    /// Something in the user's own network.
    Netwerk "netwerk" "naam uit uw netwerk" Waarschuwing,
        "Deze naam staat in uw netwerk: wie de regio kent, weet dan waar dit speelt. Schrijf liever de functie of het \
         soort organisatie, zoals de wijkagent of een basisschool.";
    /// A pseudonym of one of the user's own casussen.
    Pseudoniem "pseudoniem" "pseudoniem van uw casus" Waarschuwing,
        "Zo heet een casus in uw kluis: wie het pseudoniem kent, legt het verband. Kies voor deze tekst een andere naam.";
    /// The number of a house, with its street when that is there.
    Huisnummer "huisnummer" "adres of huisnummer" Waarschuwing,
        "Dit lijkt op een adres: dat wijst één huis aan. Schrijf liever op wat voor plek het is, zoals een flat of een \
         huis buiten het dorp.";
    /// A date.
    Datum "datum" "datum" Waarschuwing,
        "Dit is een datum: samen met wat er gebeurde is dat vaak herkenbaar. Schrijf liever: enkele weken geleden, of \
         bij een geboortedatum: in de onderbouw, in de dertig.";
    /// A name, of a person, a place or an organisation.
    Naam "naam" "naam" Waarschuwing,
        "Dit lijkt op een naam van een mens, plaats, school of organisatie. Schrijf liever de rol of het soort: moeder, \
         de leerkracht, een sportclub.";
    /// Initials, or letters that could be.
    Initialen "initialen" "initialen" Waarschuwing,
        "Dit lijken initialen of een afkorting die niet iedereen kent: wie de mensen kent, weet om wie het gaat. \
         Schrijf liever de rol, of een letter die nergens op slaat, zoals X.";
}
