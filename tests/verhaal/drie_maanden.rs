//! A casus over three months: walked, corrected, killed twice, given another password, put back from a backup, and closed.
//! What is left is the chronology in `tests/golden/casus/verhaal.txt`, with the agenda at the turn of every month.
//!
//! `AANDACHT_GOLDEN=schrijf cargo test drie_maanden` writes it anew; look at the diff before committing it.

use std::fmt::Write;
use std::fs;

use aandacht::domain::casus::{Dossier, Stand, Toon, agenda, dossiers, tijdlijn};
use aandacht::domain::kluis::{RecordId, Weight};
use jiff::civil::{DateTime, date};

use super::casus::{PASSWORD, begin, drafts, fill, go, half_filled, kept, lines, model, more, of, open, with_vault};
use crate::common::robot::{Robot, Setup};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/casus/verhaal.txt");
const NAME: &str = "Wilg-Egel";
const LATER: &str = "ander lang wachtwoord hier";

fn day(year: i16, month: i8, day: i8, hour: i8, minute: i8) -> DateTime {
    date(year, month, day).at(hour, minute, 0, 0)
}

/// The story as it is told in the golden file.
struct Told(String);

impl Told {
    /// What is due, as the screens show it and as it is folded.
    fn agenda(&mut self, robot: &mut Robot, turn: &str) {
        robot.home().press("a").see("Wat loopt er");
        let today = robot.app().clock.today();
        writeln!(self.0, "# Wat loopt er, {turn}\n").unwrap();
        for due in agenda(&dossiers(model(robot))) {
            writeln!(self.0, "{} {} · {}", due.datum, due.nabij(today).word(), due.shown()).unwrap();
            robot.see(&due.shown());
        }
        self.0.push('\n');
        robot.home();
    }

    fn chronology(&mut self, dossier: &Dossier) {
        writeln!(self.0, "# {}: de tijdlijn, met alles\n", dossier.pseudoniem).unwrap();
        for moment in tijdlijn(dossier, Toon { antwoorden: true, ingetrokken: true }) {
            let lijn = dossier.lijn(moment.nr).unwrap();
            let written = lijn.regel.vastgelegd;
            writeln!(self.0, "{}", moment.wanneer.long()).unwrap();
            writeln!(self.0, "  {}. {}: {} (vastgelegd {written})", moment.nr, moment.soort, moment.kop).unwrap();
            for text in moment.tekst.iter().flat_map(|text| text.lines()) {
                writeln!(self.0, "     {text}").unwrap();
            }
            for before in &moment.eerder {
                writeln!(self.0, "     was: {} (reden: {})", before.was, before.reden).unwrap();
            }
            if let Some(reason) = &moment.ingetrokken {
                writeln!(self.0, "     ingetrokken: {reason}").unwrap();
            }
            if let Some(how) = &moment.klaar {
                writeln!(self.0, "     klaar: {how}").unwrap();
            }
        }
    }
}

/// Killed and opened again: exactly what was there is there.
fn killed(robot: Robot, casus: RecordId, password: &str) -> Robot {
    let before = kept(model(&robot), casus);
    let mut again = robot.killed();
    open(&mut again, password);
    assert_eq!(kept(model(&again), casus), before, "as it was when the program was killed");
    assert!(again.app().kluis.view.warnings.iter().all(|said| said.weight < Weight::Fout));
    again
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
fn three_months_with_everything_that_happens_in_them_end_in_the_expected_chronology() {
    let mut told = Told(String::new());
    let mut robot = with_vault(Setup { instellingen: "sector = \"onderwijs\"\n", ..Setup::default() });
    robot.until(day(2026, 11, 23, 9, 0));
    let casus = begin(&mut robot, NAME);

    // November: seen, heard, asked.
    more(&mut robot, "Betrokkene", &["kind", "6", ">2"]);
    more(&mut robot, "Betrokkene", &["moeder", "34", ">1"]);
    more(&mut robot, "Betrokkene", &["vader", "36", ">1"]);
    more(&mut robot, "Wie draagt", &["intern begeleider"]);
    robot.press("n");
    let seen = "Kind komt drie dagen zonder jas en zonder eten.";
    fill(&mut robot, &[">1", seen, "zelf gezien, in de klas", "vandaag 8.30", ">1", ">1"]);
    robot.until(day(2026, 11, 24, 10, 15)).press("n");
    let said = "\"Thuis is het heel hard.\"";
    fill(&mut robot, &[">2", said, "kind", "in de kring", "vandaag 10.00", ">1", ">3"]);
    robot.until(day(2026, 11, 24, 15, 0)).press("m").see("Welke checklist loopt u?");
    walk_to(&mut robot, "Meldcode onderwijs");
    robot.keys("2 2 2 4 8 3").press("Esc").see(&format!("Casus {NAME}"));

    // Half a note is typed when the program is killed; it is found again and finished.
    robot.until(day(2026, 11, 25, 16, 0)).press("n");
    half_filled(&mut robot, &[">1", "Moeder brengt het kind en "]);
    robot.two_seconds();
    assert_eq!(drafts(&robot, casus), 1);
    robot = killed(robot, casus, PASSWORD);
    robot.until(day(2026, 11, 26, 8, 45));
    go(&mut robot, NAME);
    robot.press("n").see("Verder met wat u gisteren typte").see("Moeder brengt het kind en");
    robot.press("Tab").typ("blijft even praten.").press("Tab");
    fill(&mut robot, &["zelf gezien, bij de deur", "gisteren 8.25", ">3", ">1"]);
    assert_eq!(drafts(&robot, casus), 0);
    robot.until(day(2026, 11, 26, 13, 30)).press("a");
    let advice = "Praat eerst met de ouders, en leg vast wat u ziet.";
    fill(&mut robot, &["", "Veilig Thuis", "vandaag 13.00", "", "Wanneer praat ik met de ouders?", advice]);
    robot.press("k");
    fill(
        &mut robot,
        &["2", "6 en 2", "Moeder, vader is in het weekend thuis.", "Van het jongste kind is niets bekend."],
    );
    more(&mut robot, "Actie", &["ouders uitnodigen", "ik", "27 november", ""]);

    told.agenda(robot.until(day(2026, 12, 1, 8, 0)), "op 1 december");

    // December: talked, weighed, reported.
    robot.until(day(2026, 12, 3, 16, 30));
    go(&mut robot, NAME);
    robot.press("g");
    let talk = ["", "vandaag 15.30", "moeder, intern begeleider", "Verteld wat de school ziet.", "Moeder schrok."];
    fill(&mut robot, &[&talk[..], &["Elke week een kort gesprek.", ""]].concat());
    robot.press("n");
    fill(&mut robot, &[">3", "Moeder is onbetrouwbaar.", "het gesprek", "vandaag", ">4", ">1"]);
    // The cursor stands at the line that was added last; the judgement is corrected, and stays readable.
    robot.until(day(2026, 12, 3, 17, 0));
    to(&mut robot, "onbetrouwbaar");
    robot.press("c").see("Zo staat het er nu").see("Moeder is onbetrouwbaar.");
    robot.paste("dat is een oordeel").keys("Tab Tab").times(40, "Backspace");
    robot.paste("Moeder kwam twee afspraken niet na; reden onbekend.").press("Ctrl-S").see("Opgeslagen.");
    let action = "ouders uitnodigen";
    to(&mut robot, action);
    robot.press("v");
    fill(&mut robot, &["gesprek gehouden met moeder"]);

    robot.until(day(2026, 12, 4, 9, 0)).home().press("9").press("4").typ(PASSWORD).press("Enter");
    robot.typ(LATER).press("Enter").typ(LATER).press("Enter").see("Het nieuwe wachtwoord geldt nu.");

    // The walk goes on in sittings; in the middle of one the program is killed.
    robot.until(day(2026, 12, 10, 15, 0));
    go(&mut robot, NAME);
    robot.press("m").keys("1 1 3 1");
    let answered = lines(&robot, casus).len();
    robot = killed(robot, casus, LATER);
    assert_eq!(lines(&robot, casus).len(), answered);
    robot.until(day(2026, 12, 17, 16, 0));
    go(&mut robot, NAME);
    robot.press("m").keys("1 1 3 1 1 1").see("uitkomst").press("Esc");
    robot.until(day(2026, 12, 18, 11, 0));
    go(&mut robot, NAME);
    let why = "Structurele onveiligheid; de ouders zien het niet.";
    let against = "Moeder brengt het kind en blijft praten.";
    let carers = "Moeder: gesproken. Vader: niet gesproken.";
    more(&mut robot, "Beslissing", &[">2", "", "directeur", why, against, carers, ""]);
    more(&mut robot, "Melding", &["vandaag 10.30", "Veilig Thuis", "Moeder, vooraf verteld.", "", ""]);

    // A backup, and what is written after it is gone when the backup is put back.
    robot.until(day(2026, 12, 22, 9, 0)).home().press("9").press("1").see("Back-up gemaakt en gecontroleerd.");
    robot.until(day(2026, 12, 22, 14, 0));
    let saved = kept(model(&robot), casus);
    go(&mut robot, NAME);
    robot.press("n");
    fill(&mut robot, &[">1", "Bij de verkeerde casus opgeschreven.", "zelf gezien", "vandaag", ">4", ">1"]);
    more(&mut robot, "Actie", &["huisarts bellen", "ik", "over 1 week", ""]);
    assert_eq!(kept(model(&robot), casus).len(), saved.len() + 2);
    robot.until(day(2026, 12, 23, 9, 0)).home().press("9").press("2").see("Welke back-up?").press("Enter").typ(LATER);
    robot.press("Enter").see("Wat u later hebt opgeschreven, staat er dan niet in").press("Enter");
    robot.see("De back-up is teruggezet.").see("Wat er hiervoor in de kluis stond, is ernaast bewaard.");
    robot = robot.again();
    open(&mut robot, LATER);
    assert_eq!(kept(model(&robot), casus), saved, "as it was when the backup was made");
    go(&mut robot, NAME);
    robot.not_see("verkeerde casus");

    // Christmas is in between: five working days after 18 December is 28 December.
    robot.until(day(2026, 12, 28, 10, 0));
    go(&mut robot, NAME);
    let heard = "Veilig Thuis doet onderzoek.";
    more(&mut robot, "Terugkoppeling", &["vandaag 9.30", "medewerker Veilig Thuis", heard, "24 december"]);
    to(&mut robot, "5 werkdagen");
    robot.press("v");
    fill(&mut robot, &["op tijd gebeld"]);
    told.agenda(robot.until(day(2027, 1, 1, 10, 0)), "op 1 januari");

    // January and February: help is tested, and the casus is closed.
    robot.until(day(2027, 1, 12, 9, 0));
    go(&mut robot, NAME);
    more(&mut robot, "Termijn", &[">2", "wekelijks gesprek", "over 3 weken", ""]);
    told.agenda(robot.until(day(2027, 2, 1, 8, 30)), "op 1 februari");
    robot.until(day(2027, 2, 4, 9, 0));
    go(&mut robot, NAME);
    to(&mut robot, "wekelijks gesprek");
    robot.press("v");
    fill(&mut robot, &["het kind heeft elke dag eten bij zich"]);
    robot.until(day(2027, 2, 19, 16, 0)).press("s").see("Casus sluiten");
    half_filled(&mut robot, &[">1", "Overdracht geprint voor het dossier.", ""]);
    robot.press("Ctrl-S").see("Gesloten.");
    let mut robot = robot.again();
    open(&mut robot, LATER);
    told.agenda(robot.until(day(2027, 3, 1, 8, 30)), "op 1 maart");
    let dossier = of(&robot, casus);
    assert!(matches!(dossier.stand, Stand::Gesloten { .. }));
    assert!(dossier.ontbreekt.is_empty() && dossier.klok_terug().next().is_none());
    told.chronology(&dossier);
    assert_golden(&told.0);
}

/// To the checklist with this title, in the list on screen.
fn walk_to(robot: &mut Robot, title: &str) {
    for _ in 0..9 {
        if robot.rows().iter().any(|row| row.trim_start().starts_with('▸') && row.contains(title)) {
            break;
        }
        robot.press("Down");
    }
    robot.press("Enter").see(&format!("· {title}"));
}

/// To the line with this text, in the casus on screen.
fn to(robot: &mut Robot, text: &str) {
    let found = dossiers(model(robot)).remove(0);
    let moments = tijdlijn(&found, Toon::default());
    let at = moments.iter().position(|moment| moment.kop.contains(text) || moment.tekst.join(" ").contains(text));
    robot.press("Home").times(at.unwrap_or_else(|| panic!("no line with {text:?}")), "Down");
}

fn assert_golden(told: &str) {
    if std::env::var("AANDACHT_GOLDEN").is_ok_and(|wish| wish == "schrijf") {
        fs::write(GOLDEN, told).expect("the golden file can be written");
    }
    let kept = fs::read_to_string(GOLDEN).expect("AANDACHT_GOLDEN=schrijf cargo test drie_maanden");
    let differs = kept.lines().zip(told.lines()).position(|(kept, told)| kept != told);
    let at = differs.unwrap_or(kept.lines().count().min(told.lines().count()));
    let line = |text: &str| text.lines().nth(at).unwrap_or("(nothing)").to_owned();
    assert!(kept == told, "line {}: kept {:?}, told {:?}", at + 1, line(&kept), line(told));
}
