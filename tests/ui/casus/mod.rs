//! The screens of the casus, with a kluis that the tests play; `real` has a real one.

mod beginnen;
mod dossier;
mod formulier;
mod lijst;
mod lopen;
mod real;
mod slot;
mod vernietigen;

use aandacht::domain::casus::{Dossier, Formulier, Wat, dossiers};
use aandacht::domain::kluis::Concept;
use aandacht::domain::kluis::KluisState;

use super::pictures::{is_of_casus, pictured, pictured_in_ascii};
use super::screens::SCREENS;
use crate::common::casus::Werk;
use crate::common::robot::Robot;

/// A casus as it stands after three weeks: somebody about whom it is, a note, a note that was corrected, a term that
/// is overdue, an action that is coming, and a line that does not count any more.
pub fn story() -> Werk {
    let mut werk = Werk::new();
    werk.fill(Formulier::Betrokkene, &[("relatie", "kind"), ("leeftijd", "9"), ("verzorgt", "nee")]);
    werk.fill(
        Formulier::Notitie,
        &[
            ("aard", "waarneming"),
            ("tekst", "Kind komt drie dagen zonder jas en zonder eten."),
            ("bron", "zelf gezien, in de klas"),
            ("wanneer", "2-11-2026 10.15"),
            ("strekking", "bevestigt"),
            ("delen", "gewoon"),
        ],
    );
    let judged = werk.fill(
        Formulier::Notitie,
        &[
            ("aard", "duiding"),
            ("tekst", "Moeder is onbetrouwbaar."),
            ("bron", "eigen indruk"),
            ("wanneer", "3-11-2026 9.00"),
            ("strekking", "onbekend"),
            ("delen", "van-derden"),
        ],
    );
    werk.correct(judged, &[("reden", "oordeel"), ("tekst", "Moeder kwam twee afspraken niet na.")]);
    let wrong = werk.fill(
        Formulier::Actie,
        &[("tekst", "oom bellen"), ("wie", "ik"), ("datum", "10-11-2026"), ("delen", "gewoon")],
    );
    werk.withdraw(wrong);
    werk.fill(
        Formulier::Termijn,
        &[("aard", "anders"), ("tekst", "moeder terugbellen"), ("datum", "13-11-2026"), ("delen", "gewoon")],
    );
    werk.fill(
        Formulier::Actie,
        &[("tekst", "vertrouwensarts bellen"), ("wie", "ik"), ("datum", "24-11-2026"), ("delen", "gewoon")],
    );
    werk
}

/// The program on its start screen, with the casus of [`story`] in its kluis.
pub fn start() -> Robot {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Open).kluis(|played| played.holds(&story()));
    robot
}

/// The same, with the casus on screen.
pub fn casus() -> Robot {
    let mut robot = start();
    robot.keys("2 Enter").see("Casus Linde-Mus");
    robot
}

/// The casus as it is kept.
pub fn kept(robot: &Robot) -> Dossier {
    dossiers(robot.played().inside()).into_iter().next().expect("there is a casus")
}

/// What its last line says.
pub fn last(robot: &Robot) -> Wat {
    kept(robot).lijnen().last().expect("it has lines").regel.wat.clone()
}

/// How many lines it has.
pub fn count(robot: &Robot) -> usize {
    kept(robot).lijnen().len()
}

/// What is kept of forms that are not done: the form and this field of it.
pub fn drafts(robot: &Robot, field: &str) -> Vec<(String, String)> {
    let records = robot.played().inside().records();
    let found = records.filter_map(|(_, stored)| <&Concept>::try_from(&stored.record).ok());
    found.map(|kept| (kept.formulier.clone(), kept.velden.get(field).to_owned())).collect()
}

/// Fills in a whole note from its first field: seen, this text, how, when, protects, for everybody.
pub fn note<'a>(robot: &'a mut Robot, text: &str) -> &'a mut Robot {
    robot.keys("1 Tab").typ(text).press("Tab").typ("zelf gezien").press("Tab").press("Ctrl-U").typ("20 november");
    robot.keys("Tab 3 Tab 1 Ctrl-S")
}

#[test]
fn they_look_as_agreed() {
    for screen in SCREENS.iter().filter(|screen| is_of_casus(screen.name)) {
        pictured(screen.name);
        pictured_in_ascii(screen.name);
    }
}
