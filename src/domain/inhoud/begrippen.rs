//! The closed words of a decision tree: what files may say where the program has to understand it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a tree is for; decides which rules it has to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Vorm {
    /// The steps of a meldcode.
    Meldcode,
    /// The five questions of an afwegingskader.
    Afwegingskader,
    /// A check such as the kindcheck.
    Check,
    /// A road outside the meldcode.
    Route,
}

impl Vorm {
    /// The form with this name.
    pub fn from_name(name: &str) -> Option<Vorm> {
        [Vorm::Meldcode, Vorm::Afwegingskader, Vorm::Check, Vorm::Route].into_iter().find(|vorm| vorm.name() == name)
    }

    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Vorm::Meldcode => "meldcode",
            Vorm::Afwegingskader => "afwegingskader",
            Vorm::Check => "check",
            Vorm::Route => "route",
        }
    }
}

/// What an answer brings to light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kenmerk {
    /// Somebody is in danger now.
    AcuutGevaar,
    /// Somebody told it or asked for help (disclosure).
    Onthulling,
    /// Signs of eergerelateerd geweld.
    Eer,
    /// Signs of huwelijksdwang or achterlating.
    Huwelijksdwang,
    /// Signs of vrouwelijke genitale verminking.
    Vgv,
    /// A crime about which the police can still hear a child (A2.02).
    Strafbaar,
    /// Violence by a professional: another road than the meldcode.
    Beroepskracht,
    /// The user is a volunteer, outside the law on the meldcode.
    Vrijwilliger,
    /// Human trafficking, also by a "loverboy".
    Mensenhandel,
    /// Violence against, or exploitation of, an elderly person.
    Ouderen,
    /// Care by a relative that went off the rails.
    Mantelzorg,
    /// A separation in which the parents fight.
    Scheiding,
    /// Stalking by an ex-partner.
    Stalking,
    /// Violence by a child against a parent.
    Oudermishandeling,
    /// Complaints that were made up or caused by a carer.
    Falsificatie,
    /// A mild intellectual disability.
    Lvb,
    /// Hardly any Dutch, or work and housing from one hand.
    Taal,
}

impl Kenmerk {
    /// Every feature a meldcode has to ask for first.
    pub const EERST: [Kenmerk; 5] =
        [Kenmerk::AcuutGevaar, Kenmerk::Onthulling, Kenmerk::Eer, Kenmerk::Huwelijksdwang, Kenmerk::Vgv];

    /// Features of which nobody may be spared the question.
    pub const GEVAREN: [Kenmerk; 7] = [
        Kenmerk::AcuutGevaar,
        Kenmerk::Onthulling,
        Kenmerk::Eer,
        Kenmerk::Huwelijksdwang,
        Kenmerk::Vgv,
        Kenmerk::Strafbaar,
        Kenmerk::Beroepskracht,
    ];

    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Kenmerk::AcuutGevaar => "acuut-gevaar",
            Kenmerk::Onthulling => "onthulling",
            Kenmerk::Eer => "eer",
            Kenmerk::Huwelijksdwang => "huwelijksdwang",
            Kenmerk::Vgv => "vgv",
            Kenmerk::Strafbaar => "strafbaar",
            Kenmerk::Beroepskracht => "beroepskracht",
            Kenmerk::Vrijwilliger => "vrijwilliger",
            Kenmerk::Mensenhandel => "mensenhandel",
            Kenmerk::Ouderen => "ouderen",
            Kenmerk::Mantelzorg => "mantelzorg",
            Kenmerk::Scheiding => "scheiding",
            Kenmerk::Stalking => "stalking",
            Kenmerk::Oudermishandeling => "oudermishandeling",
            Kenmerk::Falsificatie => "falsificatie",
            Kenmerk::Lvb => "lvb",
            Kenmerk::Taal => "taal",
        }
    }
}

/// In what position the user walks the meldcode; what a step asks differs with it (F11.01, F11.02, F11.05, F1.14).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Rol {
    /// Who sees the signals and takes the steps.
    #[default]
    Professional,
    /// The aandachtsfunctionaris, who advises and supports.
    Aandachtsfunctionaris,
    /// Who answers for the organisation.
    Leidinggevende,
    /// Who works alone and has no organisation behind them.
    Zelfstandige,
}

impl Rol {
    /// Every role, in the order in which they are chosen from.
    pub const ALL: [Rol; 4] = [Rol::Professional, Rol::Aandachtsfunctionaris, Rol::Leidinggevende, Rol::Zelfstandige];

    /// The word in files and settings.
    pub fn name(self) -> &'static str {
        match self {
            Rol::Professional => "professional",
            Rol::Aandachtsfunctionaris => "aandachtsfunctionaris",
            Rol::Leidinggevende => "leidinggevende",
            Rol::Zelfstandige => "zelfstandige",
        }
    }

    /// The role as users choose it.
    pub fn shown(self) -> &'static str {
        match self {
            Rol::Professional => "Professional: ik zet de stappen",
            Rol::Aandachtsfunctionaris => "Aandachtsfunctionaris",
            Rol::Leidinggevende => "Leidinggevende",
            Rol::Zelfstandige => "Zelfstandige, zonder organisatie",
        }
    }

    /// The role with this name.
    pub fn from_name(name: &str) -> Option<Rol> {
        Rol::ALL.into_iter().find(|rol| rol.name() == name)
    }
}

/// Whether the text of a professional body was seen by whoever wrote the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Ingezien {
    /// All that the tree needs of it.
    Ja,
    /// Parts of it; the rest is the national base.
    Deels,
    /// Nothing of it; the tree is the national base.
    Nee,
}

impl Ingezien {
    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Ingezien::Ja => "ja",
            Ingezien::Deels => "deels",
            Ingezien::Nee => "nee",
        }
    }
}

/// With whom a handeling or actie brings the user into contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Contact {
    /// Nobody.
    Geen,
    /// A colleague or the aandachtsfunctionaris.
    Collega,
    /// Whoever is responsible in the organisation.
    Leiding,
    /// 112.
    Noodnummer,
    /// Veilig Thuis, for advice or a report.
    VeiligThuis,
    /// An expert on this kind of violence.
    Deskundige,
    /// Parents, partner, family.
    GesprekBetrokkenen,
    /// The child.
    GesprekKind,
    /// An enquiry in the family or the community.
    NavraagKring,
}

impl Contact {
    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Contact::Geen => "geen",
            Contact::Collega => "collega",
            Contact::Leiding => "leiding",
            Contact::Noodnummer => "noodnummer",
            Contact::VeiligThuis => "veilig-thuis",
            Contact::Deskundige => "deskundige",
            Contact::GesprekBetrokkenen => "gesprek-betrokkenen",
            Contact::GesprekKind => "gesprek-kind",
            Contact::NavraagKring => "navraag-kring",
        }
    }
}

/// Whether reporting is the professional norm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Melden {
    /// Reporting is the professional norm here.
    Ja,
    /// Reporting is not the norm on these answers.
    Nee,
    /// Ask Veilig Thuis first.
    Advies,
    /// Not a question here: checks and roads outside the meldcode.
    Nvt,
}

impl Melden {
    /// The word in files and `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Melden::Ja => "ja",
            Melden::Nee => "nee",
            Melden::Advies => "advies",
            Melden::Nvt => "nvt",
        }
    }
}

/// What follows an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Vervolg {
    /// Close and record.
    Sluiten,
    /// Go on with the meldcode.
    Meldcode,
    /// Ask for advice.
    Advies,
    /// Give or organise help.
    Hulp,
    /// Another road than the meldcode.
    AndereRoute,
}

impl Vervolg {
    /// The word in files and `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Vervolg::Sluiten => "sluiten",
            Vervolg::Meldcode => "meldcode",
            Vervolg::Advies => "advies",
            Vervolg::Hulp => "hulp",
            Vervolg::AndereRoute => "andere-route",
        }
    }
}

/// Which of the three professional norms applies (F3.06, A3.01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Norm {
    /// Acute or structural unsafety.
    #[serde(rename = "1")]
    Ernst,
    /// One's own limits.
    #[serde(rename = "2")]
    Grens,
    /// Help without effect.
    #[serde(rename = "3")]
    UitblijvendEffect,
}

impl Norm {
    /// The number users know it by.
    pub fn number(self) -> &'static str {
        match self {
            Norm::Ernst => "1",
            Norm::Grens => "2",
            Norm::UitblijvendEffect => "3",
        }
    }

    /// The norm in a few words of our own (F3.06).
    pub fn meaning(self) -> &'static str {
        match self {
            Norm::Ernst => "de onveiligheid is acuut of structureel",
            Norm::Grens => "u kunt zelf niet genoeg werkzame hulp geven of regelen",
            Norm::UitblijvendEffect => "er is hulp, maar de onveiligheid houdt aan of komt terug",
        }
    }
}
