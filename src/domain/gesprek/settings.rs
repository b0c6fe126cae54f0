//! The few settings that must be known before anything is unlocked. They say nothing about any casus.

use serde::{Deserialize, Serialize};

use super::form::{Draft, Field, FieldFault, FieldKind, Form};
use super::reader::Reader;
use super::text::one_of;
use crate::domain::inhoud::{Gemeente, Rol, SECTOREN, sector_name};
use crate::domain::search::{find_gemeente, fold, gemeente_names};

/// Colours of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Thema {
    /// Ask the terminal whether its background is dark or light.
    Auto,
    /// Light text on a dark ground.
    #[default]
    Donker,
    /// Dark text on a light ground.
    Licht,
    /// High contrast.
    Contrast,
}

impl Thema {
    const ALL: [(Thema, &'static str, &'static str); 4] = [
        (Thema::Donker, "donker", "Donker"),
        (Thema::Licht, "licht", "Licht"),
        (Thema::Contrast, "contrast", "Hoog contrast"),
        (Thema::Auto, "auto", "Zoals de terminal"),
    ];

    /// The word in the settings file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(thema, _, _)| *thema == self).map_or("donker", |(_, name, _)| name)
    }
}

/// What stands in `instellingen.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Id of the user's sector; empty when not chosen.
    pub sector: String,
    /// In what position the user walks the meldcode.
    pub rol: Rol,
    /// Name of the user's municipality; empty when not chosen.
    pub gemeente: String,
    /// Colours.
    pub thema: Thema,
    /// Widest line of running text, in columns.
    pub breedte: u16,
    /// Only ASCII characters on screen.
    pub ascii: bool,
    /// Whether the program listens to the mouse; the terminal's own selection then needs Shift.
    pub muis: bool,
    /// Where the region passes its network on: a folder or an address; empty when not chosen. Never with a password.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub netwerk_plek: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            sector: String::new(),
            rol: Rol::default(),
            gemeente: String::new(),
            thema: Thema::default(),
            breedte: 100,
            ascii: false,
            muis: false,
            netwerk_plek: String::new(),
        }
    }
}

impl Settings {
    /// The sector as users know it.
    pub fn sector_name(&self) -> Option<&'static str> {
        sector_name(&self.sector)
    }

    /// The draft of the settings form that shows these settings.
    pub fn to_draft(&self) -> Draft {
        let mut draft = Draft::default();
        draft.set("sector", &self.sector);
        draft.set("rol", self.rol.name());
        draft.set("gemeente", &self.gemeente);
        draft.set("thema", self.thema.name());
        draft.set("breedte", &self.breedte.to_string());
        draft.set("ascii", yes_or_no(self.ascii));
        draft.set("muis", yes_or_no(self.muis));
        draft
    }

    /// These settings with what the form does not ask as it was.
    #[must_use]
    pub fn met_ongevraagd(self, before: &Settings) -> Settings {
        Settings { netwerk_plek: before.netwerk_plek.clone(), ..self }
    }

    /// The settings a filled form means; what the form does not ask is as it is when nothing was chosen.
    ///
    /// # Errors
    /// Every field that cannot be understood, with what to do.
    pub fn from_draft(draft: &Draft, reader: &dyn Reader) -> Result<Settings, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let breedte = draft.get("breedte").trim().parse::<u16>().ok().filter(|width| (40..=200).contains(width));
        if breedte.is_none() {
            faults.push(FieldFault::new("breedte", "Vul een getal in van 40 tot en met 200."));
        }
        let gemeente = match gemeente_named(draft.get("gemeente").trim(), reader) {
            Ok(name) => name,
            Err(advice) => {
                faults.push(FieldFault::new("gemeente", &advice));
                String::new()
            }
        };
        if !faults.is_empty() {
            return Err(faults);
        }
        let thema = Thema::ALL.iter().find(|(_, name, _)| *name == draft.get("thema"));
        Ok(Settings {
            sector: draft.get("sector").to_owned(),
            rol: Rol::from_name(draft.get("rol")).unwrap_or_default(),
            gemeente,
            thema: thema.map_or_else(Thema::default, |(thema, _, _)| *thema),
            breedte: breedte.unwrap_or(100),
            ascii: draft.get("ascii") == "ja",
            muis: draft.get("muis") == "ja",
            netwerk_plek: String::new(),
        })
    }
}

fn yes_or_no(flag: bool) -> &'static str {
    if flag { "ja" } else { "nee" }
}

fn gemeente_named(typed: &str, reader: &dyn Reader) -> Result<String, String> {
    if typed.is_empty() {
        return Ok(String::new());
    }
    let table = reader.gemeenten().map_err(|fault| fault.advies)?;
    let found = find_gemeente(&table.inhoud, typed);
    let named = |gemeente: &Gemeente| gemeente_names(gemeente).any(|name| fold(name) == fold(typed));
    match found.gevonden.as_slice() {
        [one] if named(one) => Ok(one.gemeente.clone()),
        // The emergency page names what is kept here: a typing error must not become another municipality unseen.
        [one] => Err(format!("Bedoelt u {}? Typ dan die naam.", one.gemeente)),
        [] if found.suggesties.is_empty() => {
            Err("Deze gemeente ken ik niet. Laat het veld leeg of typ een andere naam.".into())
        }
        [] => Err(format!("Deze gemeente ken ik niet. Bedoelt u {}?", one_of(&found.suggesties))),
        several => {
            let names: Vec<_> = several.iter().map(|gemeente| gemeente.gemeente.as_str()).collect();
            Err(format!("Welke bedoelt u: {}?", names.join(" of ")))
        }
    }
}

/// The settings form.
pub fn settings_form() -> Form {
    let mut sectoren = vec![(String::new(), "Niet gekozen".to_owned())];
    sectoren.extend(SECTOREN.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())));
    let themas = Thema::ALL.iter().map(|(_, id, name)| ((*id).to_owned(), (*name).to_owned())).collect();
    let rollen = Rol::ALL.iter().map(|rol| (rol.name().to_owned(), rol.shown().to_owned())).collect();
    let yes_no = vec![("nee".to_owned(), "Nee".to_owned()), ("ja".to_owned(), "Ja".to_owned())];
    let fields = vec![
        Field::new("sector", "Sector", "De sector waarin u werkt.", FieldKind::Choice(sectoren)),
        Field::new("rol", "Rol", "Wat een stap van u vraagt, hangt af van uw rol.", FieldKind::Choice(rollen)),
        Field::new("gemeente", "Gemeente", "Uw gemeente; de noodpagina noemt dan uw Veilig Thuis.", FieldKind::Text),
        Field::new("thema", "Kleuren", "Kleuren van het scherm.", FieldKind::Choice(themas)),
        Field::new("breedte", "Tekstbreedte", "Breedste regel in tekens, van 40 tot en met 200.", FieldKind::Text),
        Field::new(
            "ascii",
            "Alleen ASCII",
            "Kies ja als tekens als ▸ en ✓ niet goed in beeld komen.",
            FieldKind::Choice(yes_no.clone()),
        ),
        Field::new(
            "muis",
            "Muis",
            "Ja: klikken en scrollen. Tekst selecteren gaat dan met Shift. Geldt na opnieuw starten.",
            FieldKind::Choice(yes_no),
        ),
    ];
    Form::new("Instellingen", fields)
}
