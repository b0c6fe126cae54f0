//! How a casus stands: the fold of its lines, held against the rule as the design tells it.

use std::collections::BTreeSet;

use aandacht::domain::casus::{
    Aard, Afdruksoort, Delen, Dossier, Formulier, Regel, Rol, Sluitreden, Stand, Toon, Wanneer, Wat, afdruk, agenda,
    dossier, dossiers, gaten, redoable, regels, tijdlijn, undoable, weggelaten, zoek,
};
use aandacht::domain::kluis::{Moment, RecordId};
use jiff::civil::{date, datetime};
use proptest::prelude::*;

use crate::common::cases;
use crate::common::casus::{CASUS, KINDS, TODAY, Werk, note, of_kind, report, words};
use crate::common::dice::Dice;

/// The text of a note as it reads now.
fn reads(werk: &Werk, nr: u32) -> String {
    match &werk.dossier().lijn(nr).unwrap().nu {
        Wat::Notitie { tekst, .. } => tekst.clone(),
        other => panic!("{other:?}"),
    }
}

fn correction(nr: u32, tekst: &str) -> Wat {
    Wat::Correctie { regel: nr, reden: "verschreven".into(), wordt: Box::new(note(tekst)) }
}

#[test]
fn the_last_correction_that_counts_says_how_a_line_reads() {
    let mut werk = Werk::new();
    let nr = werk.add(note("eerst"));
    let second = werk.add(correction(nr, "tweede"));
    let third = werk.add(correction(nr, "derde"));
    assert_eq!(reads(&werk, nr), "derde");
    assert_eq!(werk.dossier().lijn(nr).unwrap().correcties, [second, third]);
    let gone = werk.withdraw(third);
    assert_eq!(reads(&werk, nr), "tweede");
    werk.withdraw(second);
    assert_eq!(reads(&werk, nr), "eerst");
    werk.withdraw(gone);
    assert_eq!(reads(&werk, nr), "derde", "the withdrawal of the third correction no longer counts");
    assert!(werk.dossier().lijn(nr).unwrap().regel.wat == note("eerst"), "as it was written");
}

#[test]
fn a_line_says_nothing_of_a_line_that_came_after_it() {
    let mut werk = Werk::new();
    let next = werk.dossier().next();
    let about = next + 4;
    werk.add(correction(about, "van een regel die er niet is"));
    werk.add(Wat::Merk { regel: about, delen: Delen::Onveilig });
    werk.add(Wat::Afgehandeld { regel: about, hoe: String::new() });
    werk.withdraw(about);
    assert_eq!(werk.add(note("zoals het er staat")), about);
    assert_eq!(reads(&werk, about), "zoals het er staat");
    let dossier = werk.dossier();
    let line = dossier.lijn(about).unwrap();
    assert_eq!((line.delen, line.afgehandeld, line.ingetrokken), (Delen::Gewoon, None, None));
}

#[test]
fn a_withdrawal_that_is_withdrawn_itself_lets_the_line_count_however_deep() {
    let mut werk = Werk::new();
    let nr = werk.add(note("gezien"));
    let mut last = nr;
    for depth in 1..=6 {
        last = werk.withdraw(last);
        assert_eq!(werk.dossier().lijn(nr).unwrap().geldt(), depth % 2 == 0, "{depth} withdrawals deep");
    }
}

#[test]
fn a_line_that_was_withdrawn_twice_counts_again_only_when_both_are_gone() {
    let mut werk = Werk::new();
    let nr = werk.add(note("gezien"));
    let (first, second) = (werk.withdraw(nr), werk.withdraw(nr));
    werk.withdraw(second);
    assert_eq!(werk.dossier().lijn(nr).unwrap().ingetrokken, Some(first));
    werk.withdraw(first);
    assert!(werk.dossier().lijn(nr).unwrap().geldt());
}

#[test]
fn a_correction_of_a_withdrawn_line_does_not_make_it_count() {
    let mut werk = Werk::new();
    let nr = werk.add(note("eerst"));
    werk.withdraw(nr);
    werk.add(correction(nr, "later"));
    assert!(!werk.dossier().lijn(nr).unwrap().geldt());
}

#[test]
fn the_last_mark_that_counts_says_who_may_read_a_line() {
    let mut werk = Werk::new();
    let nr = werk.add_for(note("van de buren"), Delen::VanDerden);
    let mark = werk.add(Wat::Merk { regel: nr, delen: Delen::Gewoon });
    assert_eq!(werk.dossier().lijn(nr).unwrap().delen, Delen::Gewoon);
    werk.add(Wat::Merk { regel: nr, delen: Delen::Onveilig });
    werk.withdraw(mark);
    assert_eq!(werk.dossier().lijn(nr).unwrap().delen, Delen::Onveilig);
    werk.add(correction(nr, "anders verteld"));
    assert_eq!(werk.dossier().lijn(nr).unwrap().delen, Delen::Onveilig, "a correction does not open a line");
}

#[test]
fn a_term_is_done_when_a_line_says_so_and_open_again_when_that_is_withdrawn() {
    let mut werk = Werk::new();
    let melding = werk.add(report(date(2026, 11, 3)));
    let term = melding + 1;
    let done = werk.add(Wat::Afgehandeld { regel: term, hoe: "gebeld".into() });
    assert_eq!(werk.dossier().lijn(term).unwrap().afgehandeld, Some(done));
    werk.withdraw(done);
    assert_eq!(werk.dossier().lijn(term).unwrap().afgehandeld, None);
}

#[test]
fn closing_reopening_and_withdrawing_either_follow_each_other() {
    let mut werk = Werk::new();
    let until = date(2027, 5, 3);
    let close = Wat::Sluiting { reden: Sluitreden::Afgerond, toelichting: String::new(), vernietigen_vanaf: until };
    let closed = Stand::Gesloten { op: date(2026, 11, 3), reden: Sluitreden::Afgerond, vernietigen_vanaf: until };
    assert!(werk.dossier().is_open());
    let first = werk.add(close.clone());
    assert_eq!(werk.dossier().stand, closed);
    let again = werk.add(Wat::Heropening { reden: "nieuwe zorg".into() });
    assert!(werk.dossier().is_open());
    werk.withdraw(again);
    assert_eq!(werk.dossier().stand, closed);
    werk.withdraw(first);
    assert!(werk.dossier().is_open());
}

#[test]
fn name_persons_and_carriers_are_those_of_the_lines_that_count_as_they_read_now() {
    let mut werk = Werk::new();
    let moeder = Wat::Betrokkene { relatie: "moeder".into(), leeftijd: "34".into(), verzorgt: true };
    let nr = werk.add(Wat::Betrokkene { relatie: "moder".into(), leeftijd: "34".into(), verzorgt: true });
    werk.add(Wat::Betrokkene { relatie: "kind".into(), leeftijd: String::new(), verzorgt: false });
    let ib = werk.add(Wat::Drager { functie: "intern begeleider".into() });
    werk.add(Wat::Correctie { regel: nr, reden: "typefout".into(), wordt: Box::new(moeder) });
    werk.add(Wat::Hernoemd { pseudoniem: "Beuk-Vink".into() });
    let stands = werk.dossier();
    let shown: Vec<String> = stands.betrokkenen.iter().map(aandacht::domain::casus::Betrokkene::shown).collect();
    assert_eq!(shown, ["moeder (34), verzorger", "kind"]);
    assert_eq!(stands.verzorgers().count(), 1);
    assert_eq!(
        (stands.pseudoniem.as_str(), stands.dragers.as_slice()),
        ("Beuk-Vink", &["intern begeleider".into()][..])
    );
    assert_eq!((stands.sector.as_str(), stands.rol), ("onderwijs", Rol::Professional));
    werk.withdraw(ib);
    werk.withdraw(werk.dossier().next() - 2);
    assert_eq!((werk.dossier().dragers.len(), werk.dossier().pseudoniem), (0, "Linde-Mus".to_owned()));
}

#[test]
fn a_clock_that_went_back_is_seen_and_the_numbers_keep_the_order() {
    let mut werk = Werk::new();
    let first = werk.add(note("eerst"));
    werk.now = datetime(2026, 11, 2, 8, 0, 0, 0);
    let back = werk.add(note("daarna, op een klok die terugliep"));
    let after = werk.add(correction(first, "gecorrigeerd met de teruggezette klok"));
    let stands = werk.dossier();
    assert_eq!(stands.klok_terug().map(|lijn| lijn.regel.nr).collect::<Vec<_>>(), [back]);
    assert_eq!(stands.lijnen().iter().map(|lijn| lijn.regel.nr).collect::<Vec<_>>(), [1, first, back, after]);
    assert_eq!(reads(&werk, first), "gecorrigeerd met de teruggezette klok");
}

#[test]
fn numbers_that_no_line_has_are_told_and_the_next_one_is_free() {
    let mut werk = Werk::new();
    for at in 0..5 {
        werk.add(note(&at.to_string()));
    }
    werk.lines.retain(|line| ![2, 4].contains(&line.nr));
    assert_eq!((werk.dossier().ontbreekt.clone(), werk.dossier().next()), (vec![2, 4], 7));
    werk.lines.retain(|line| line.nr != 1);
    assert!(Dossier::of(CASUS, werk.lines).is_none(), "nothing says that it begins");
}

#[test]
fn a_number_at_the_end_of_all_numbers_neither_stops_the_casus_nor_fills_the_memory() {
    let mut werk = Werk::new();
    let line = werk.lines[0].clone();
    werk.lines.push(Regel { nr: u32::MAX, wat: note("ver weg"), ..line });
    let stands = werk.dossier();
    assert!(stands.ontbreekt.contains(&2));
    assert!(stands.next() > 0);
    werk.add(note("nog een"));
    assert_eq!(werk.dossier().lijnen().len(), 3);
}

#[test]
fn every_casus_of_the_kluis_is_found_with_its_own_lines_the_last_that_was_worked_on_first() {
    let mut werk = Werk::new();
    werk.add(note("een"));
    let model = werk.model();
    assert_eq!(regels(&model)[&CASUS].len(), 2);
    assert_eq!(dossier(&model, CASUS).unwrap().lijnen().len(), 2);
    assert!(dossier(&model, RecordId([0; 16])).is_none());
    assert_eq!(dossiers(&model).len(), 1);
    assert_eq!(dossiers(&model)[0].laatst(), werk.now);
}

/// What a wild line is made of: its number, kind, the line it is about, the one it was written with, and dice.
type Wild = (u32, usize, u32, Option<u32>, Vec<u8>);

/// Lines of any kind about any number, as no program of ours would write them.
fn wild() -> impl Strategy<Value = Vec<Wild>> {
    let dice = prop::collection::vec(any::<u8>(), 40);
    let line = (0_u32..12, 0..KINDS.len(), 0_u32..14, prop::option::of(0_u32..12), dice);
    prop::collection::vec(line, 0..16)
}

fn lines_of(wild: Vec<Wild>) -> Vec<Regel> {
    let line = |(nr, kind, about, bij, rolls): Wild| {
        let mut dice = Dice::of(&rolls);
        let minute = i8::try_from(dice.below(60)).unwrap();
        let now = Moment::utc(datetime(2026, 11, 3, 9, minute, 0, 0));
        let nr = if dice.chance(5) { u32::MAX - nr } else { nr };
        let wat = of_kind(KINDS[kind], about, &mut dice, &mut words);
        Regel { bij, ..Regel::new(nr, wat, dice.one(Delen::ALL), now) }
    };
    wild.into_iter().map(line).collect()
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn no_lines_whatever_stop_the_fold_or_anything_that_reads_it(wild in wild()) {
        let lines = lines_of(wild);
        let begins = lines.iter().any(|line| matches!(line.wat, Wat::Begin { .. }));
        let stands = Dossier::of(CASUS, lines);
        prop_assert_eq!(stands.is_some(), begins);
        let Some(stands) = stands else { return Ok(()) };
        let all = Toon { antwoorden: true, ingetrokken: true };
        tijdlijn(&stands, all);
        for soort in Afdruksoort::ALL {
            afdruk(&stands, *soort, TODAY);
            weggelaten(&stands, *soort);
        }
        agenda([&stands]);
        gaten(&stands);
        zoek([&stands], "tekst bij");
        let _ = (stands.next(), stands.laatst(), stands.klok_terug().count(), undoable(&stands), redoable(&stands));
        for lijn in stands.lijnen() {
            if let Some(form) = Formulier::of(&lijn.nu) {
                form.filled(&lijn.nu, TODAY);
            }
        }
    }

    #[test]
    fn the_order_in_which_lines_are_handed_over_says_nothing(
        rolls in prop::collection::vec(any::<u8>(), 300), seed in any::<u64>(),
    ) {
        let werk = Werk::roll(&mut Dice::of(&rolls), 14, &mut words);
        let mut shuffled = werk.lines.clone();
        // A shuffle that shrinks to nothing.
        shuffled.sort_by_key(|line| u64::from(line.nr).wrapping_mul(seed) % 31);
        same(&werk.dossier(), &Dossier::of(CASUS, shuffled).unwrap())?;
    }

    #[test]
    fn the_fold_is_what_the_design_says(rolls in prop::collection::vec(any::<u8>(), 500)) {
        let werk = Werk::roll(&mut Dice::of(&rolls), 24, &mut words);
        let stands = werk.dossier();
        let counts = counting(&werk.lines);
        for (lijn, line) in stands.lijnen().iter().zip(&werk.lines) {
            prop_assert!(lijn.regel == *line, "line {} is as it was written", line.nr);
            prop_assert_eq!(lijn.geldt(), counts.contains(&line.nr), "line {}", line.nr);
            let about: Vec<&Regel> = werk
                .lines
                .iter()
                .filter(|other| counts.contains(&other.nr) && other.wat.about() == Some(line.nr))
                .collect();
            let nu = about.iter().rev().find_map(|other| match &other.wat {
                Wat::Correctie { wordt, .. } => Some((**wordt).clone()),
                _ => None,
            });
            prop_assert!(lijn.nu == nu.unwrap_or_else(|| line.wat.clone()), "line {}", line.nr);
            let delen = about.iter().rev().find_map(|other| match &other.wat {
                Wat::Merk { delen, .. } => Some(*delen),
                _ => None,
            });
            prop_assert_eq!(lijn.delen, delen.unwrap_or(line.delen));
            let done = about.iter().rev().find(|other| matches!(other.wat, Wat::Afgehandeld { .. }));
            prop_assert_eq!(lijn.afgehandeld, done.map(|other| other.nr));
        }
        prop_assert!(stands.ontbreekt.is_empty());
    }

    #[test]
    fn an_act_only_adds_lines(rolls in prop::collection::vec(any::<u8>(), 300), more in prop::collection::vec(any::<u8>(), 60)) {
        let before = Werk::roll(&mut Dice::of(&rolls), 12, &mut words);
        let mut after = before.clone();
        let mut dice = Dice::of(&more);
        let kind = dice.one(&KINDS[1..]);
        after.add(of_kind(kind, 2, &mut dice, &mut words));
        prop_assert!(after.lines.starts_with(&before.lines));
        prop_assert!(after.lines.len() > before.lines.len());
        let numbers: Vec<u32> = after.lines.iter().map(|line| line.nr).collect();
        prop_assert_eq!(numbers, (1..=u32::try_from(after.lines.len()).unwrap()).collect::<Vec<_>>());
    }
}

/// The lines that count, straight from the rule: no line that counts withdraws it, nor the line with which it was
/// written, nor the line that such a one corrects.
fn counting(lines: &[Regel]) -> BTreeSet<u32> {
    lines.iter().map(|line| line.nr).filter(|nr| counts(lines, *nr)).collect()
}

fn counts(lines: &[Regel], nr: u32) -> bool {
    let line = |nr: u32| lines.iter().find(|line| line.nr == nr);
    let stands = |nr: u32| {
        let mut later = lines.iter().filter(|other| other.nr > nr);
        !later.any(|other| matches!(other.wat, Wat::Intrekking { regel, .. } if regel == nr) && counts(lines, other.nr))
    };
    let head = line(nr).and_then(|line| line.bij);
    let corrected = head.and_then(line).and_then(|head| head.wat.about());
    [Some(nr), head, corrected].into_iter().flatten().all(stands)
}

/// Two casussen stand the same, line by line.
fn same(left: &Dossier, right: &Dossier) -> Result<(), TestCaseError> {
    prop_assert_eq!(&left.pseudoniem, &right.pseudoniem);
    prop_assert_eq!(&left.dragers, &right.dragers);
    prop_assert!(left.betrokkenen == right.betrokkenen);
    prop_assert_eq!(left.stand, right.stand);
    prop_assert_eq!(&left.lopen, &right.lopen);
    prop_assert_eq!(left.laatst(), right.laatst());
    prop_assert_eq!(left.lijnen().len(), right.lijnen().len());
    for (one, other) in left.lijnen().iter().zip(right.lijnen()) {
        prop_assert!(one.regel == other.regel && one.nu == other.nu, "line {}", one.regel.nr);
        prop_assert_eq!((one.delen, one.ingetrokken), (other.delen, other.ingetrokken));
        prop_assert_eq!(&one.correcties, &other.correcties);
        prop_assert_eq!(one.afgehandeld, other.afgehandeld);
    }
    Ok(())
}

#[test]
fn what_a_line_is_called_and_about_is_the_same_for_a_correction_as_for_the_line() {
    let about = Wanneer::on(date(2026, 11, 3));
    let seen = Wat::Notitie {
        aard: Aard::Uitspraak,
        van: "moeder".into(),
        bron: "telefoon".into(),
        wanneer: about,
        strekking: aandacht::domain::casus::Strekking::Onbekend,
        tekst: "x".into(),
    };
    let correction = Wat::Correctie { regel: 2, reden: "x".into(), wordt: Box::new(seen.clone()) };
    assert_eq!((seen.wanneer(), correction.wanneer()), (Some(about), Some(about)));
    assert_eq!((seen.about(), correction.about()), (None, Some(2)));
    assert_eq!(format!("{seen:?} {correction:?}"), "uitspraak correctie", "nothing that was typed is ever logged");
}
