//! `instellingen.toml`: the one file that stands in plain text, with nothing of any casus in it.

use crate::domain::fault::Fault;
use crate::domain::gesprek::Settings;
use crate::domain::inhoud::sector_ids;
use crate::platform::{dirs::Dirs, files};

/// The settings in the file, or the defaults when there is none.
///
/// # Errors
/// The file cannot be read or understood.
pub fn load(dirs: &Dirs) -> Result<Settings, Fault> {
    let path = dirs.settings();
    match files::read_text(&path)? {
        None => Ok(Settings::default()),
        Some(text) => read(&text).map_err(|(line, why)| {
            let place = line.map(|line| format!(", regel {line}")).unwrap_or_default();
            Fault::input(
                format!("De instellingen in {}{place} kan ik niet lezen; ik gebruik de standaard.", path.display()),
                why,
                "Verbeter het bestand, of kies de instellingen opnieuw in het programma.",
            )
            .at(path.display().to_string())
        }),
    }
}

/// The settings in a text, or the line that is wrong and why.
fn read(text: &str) -> Result<Settings, (Option<usize>, String)> {
    let settings: Settings = toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| text[..span.start].matches('\n').count() + 1);
        let said = line.and_then(|line| text.lines().nth(line - 1)).map(str::trim).filter(|said| said.len() <= 60);
        let why = said.map_or_else(String::new, |said| format!(": {said}"));
        (line, format!("Er staat iets in wat ik niet ken{why}."))
    })?;
    if settings.sector.is_empty() || settings.sector_name().is_some() {
        return Ok(settings);
    }
    let line = text.lines().position(|line| line.trim_start().starts_with("sector")).map(|at| at + 1);
    Err((line, format!("De sector \"{}\" is niet bekend. Kies uit: {}.", settings.sector, sector_ids())))
}

/// Keeps the settings. A file that could not be understood is set aside first, not overwritten.
///
/// # Errors
/// The file cannot be written.
pub fn keep(dirs: &Dirs, settings: &Settings) -> Result<(), Fault> {
    let text = toml::to_string(settings).map_err(|_| {
        Fault::internal(
            "De instellingen zijn niet bewaard.",
            "Ze laten zich niet opschrijven.",
            "Meld dit bij de makers.",
        )
    })?;
    let path = dirs.settings();
    if load(dirs).is_err() {
        files::set_aside(&path)?;
    }
    files::replace(&path, &text)
}
