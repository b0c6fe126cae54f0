//! What is due: five working days after a report, ten weeks of an investigation, tests, actions, destruction.

use aandacht::domain::casus::{
    Formulier, Nabij, ONDERZOEK_WEKEN, Punt, Sluitreden, TERUGKOPPELING_WERKDAGEN, TermijnAard, Wat, agenda,
};
use jiff::civil::{Date, date, datetime};

use crate::common::casus::{CASUS, TODAY, Werk, report};

fn due(werk: &Werk) -> Vec<(Date, Punt)> {
    agenda([&werk.dossier()]).into_iter().map(|one| (one.datum, one.punt)).collect()
}

#[test]
fn five_working_days_after_a_report_skip_weekends_and_dutch_holidays() {
    assert_eq!((TERUGKOPPELING_WERKDAGEN, ONDERZOEK_WEKEN), (5, 10));
    for (day, term) in [
        (date(2026, 11, 3), date(2026, 11, 10)),
        // Christmas: Friday the 25th and Saturday the 26th.
        (date(2026, 12, 23), date(2026, 12, 31)),
        // Over New Year's Day, a Friday.
        (date(2026, 12, 30), date(2027, 1, 7)),
        // From Easter Sunday over Easter Monday.
        (date(2026, 4, 5), date(2026, 4, 13)),
        // On a Saturday: Monday is the first day.
        (date(2026, 11, 7), date(2026, 11, 13)),
        // Ascension Day.
        (date(2026, 5, 11), date(2026, 5, 19)),
    ] {
        let mut werk = Werk::new();
        werk.add(report(day));
        let terms = due(&werk);
        assert_eq!(terms, [(term, Punt::Termijn(TermijnAard::Terugkoppeling))], "a report on {day}");
    }
}

#[test]
fn an_investigation_has_its_ten_weeks_and_belongs_to_veilig_thuis() {
    let mut werk = Werk::new();
    werk.now = datetime(2026, 11, 20, 9, 0, 0, 0);
    let heard = [("wanneer", "vandaag"), ("van", "Veilig Thuis"), ("inhoud", "onderzoek"), ("onderzoek", "3-11-2026")];
    let nr = werk.fill(Formulier::Terugkoppeling, &heard);
    assert_eq!(due(&werk), [(date(2027, 1, 12), Punt::Termijn(TermijnAard::Onderzoek))]);
    let found = agenda([&werk.dossier()]);
    assert_eq!(found[0].shown(), "onderzoek van Veilig Thuis");
    let term = werk.dossier().lijn(nr + 1).unwrap().nu.clone();
    let Wat::Termijn { aard, tekst, .. } = term else { panic!("a term") };
    assert!(aard.is_of_veilig_thuis() && tekst.contains("niet voor u"), "{tekst}");
}

#[test]
fn a_test_waits_and_actions_without_a_day_are_not_due() {
    let mut werk = Werk::new();
    werk.fill(Formulier::Actie, &[("tekst", "nadenken"), ("wie", "ik")]);
    werk.fill(Formulier::Actie, &[("tekst", "huisarts bellen"), ("wie", "ik"), ("datum", "over 1 week")]);
    werk.fill(Formulier::Termijn, &[("aard", "toets"), ("datum", "over 2 weken")]);
    werk.fill(Formulier::Termijn, &[("aard", "anders"), ("tekst", "rapportbespreking"), ("datum", "over 3 weken")]);
    let shown: Vec<String> = agenda([&werk.dossier()]).iter().map(aandacht::domain::casus::Afspraak::shown).collect();
    assert_eq!(shown, ["huisarts bellen", "hulp toetsen (afweging 5): wacht op toets", "rapportbespreking"]);
}

#[test]
fn what_is_done_or_withdrawn_is_no_longer_due() {
    let mut werk = Werk::new();
    let melding = werk.add(report(date(2026, 11, 3)));
    let term = werk.fill(Formulier::Termijn, &[("aard", "evaluatie"), ("datum", "over 2 weken")]);
    werk.add(Wat::Afgehandeld { regel: melding + 1, hoe: String::new() });
    assert_eq!(due(&werk).len(), 1);
    werk.withdraw(term);
    assert!(due(&werk).is_empty());
}

#[test]
fn a_closed_casus_has_one_day_left() {
    let mut werk = Werk::new();
    werk.add(report(date(2026, 11, 3)));
    let until = date(2027, 5, 3);
    werk.add(Wat::Sluiting { reden: Sluitreden::Overgedragen, toelichting: String::new(), vernietigen_vanaf: until });
    assert_eq!(due(&werk), [(until, Punt::Vernietigen)]);
    let found = agenda([&werk.dossier()]);
    assert_eq!((found[0].regel, found[0].shown().as_str(), found[0].casus), (None, "hier vernietigen", CASUS));
    werk.add(Wat::Heropening { reden: "nieuwe zorg".into() });
    assert_eq!(due(&werk), [(date(2026, 11, 10), Punt::Termijn(TermijnAard::Terugkoppeling))]);
}

#[test]
fn how_near_a_day_is_stands_there_as_a_word() {
    let mut werk = Werk::new();
    werk.add(Wat::Termijn { aard: TermijnAard::Evaluatie, tekst: String::new(), datum: TODAY });
    let one = agenda([&werk.dossier()]).remove(0);
    for (today, nabij, word) in [
        (date(2026, 11, 23), Nabij::Verlopen, "verlopen"),
        (date(2027, 11, 23), Nabij::Verlopen, "verlopen"),
        (TODAY, Nabij::Vandaag, "vandaag"),
        (date(2026, 11, 21), Nabij::Binnenkort, "binnenkort"),
        (date(2026, 11, 15), Nabij::Binnenkort, "binnenkort"),
        (date(2026, 11, 14), Nabij::Later, "later"),
        (date(2025, 11, 14), Nabij::Later, "later"),
    ] {
        assert_eq!((one.nabij(today), one.nabij(today).word()), (nabij, word), "{today}");
    }
}

#[test]
fn the_earliest_comes_first_over_all_casussen() {
    let mut one = Werk::new();
    one.add(Wat::Termijn { aard: TermijnAard::Evaluatie, tekst: String::new(), datum: date(2026, 12, 1) });
    one.add(Wat::Actie { tekst: "bellen".into(), wie: "ik".into(), datum: Some(date(2026, 11, 1)) });
    let mut other = Werk::new();
    other.add(Wat::Termijn { aard: TermijnAard::Toets, tekst: String::new(), datum: date(2026, 11, 15) });
    let found = agenda([&one.dossier(), &other.dossier()]);
    let days: Vec<Date> = found.iter().map(|one| one.datum).collect();
    assert_eq!(days, [date(2026, 11, 1), date(2026, 11, 15), date(2026, 12, 1)]);
}
