//! The three prints. What the family version leaves out leaves no trace in it.

use std::collections::BTreeSet;

use aandacht::domain::casus::{
    Afdruksoort, Delen, Dossier, Formulier, Lijn, Wat, afdruk, afdruk_naam, regeltekst, weggelaten,
};
use aandacht::domain::gesprek::Block;
use aandacht::export::{html, markdown};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::Value;

use super::{golden, read, written};
use crate::common::cases;
use crate::common::casus::{CASUS, TODAY, Werk, markers, markers_in, markers_of, note, report, rich};
use crate::common::dice::Dice;

#[test]
fn the_three_prints_of_one_casus() {
    let stands = rich().dossier();
    for soort in Afdruksoort::ALL {
        let blocks = afdruk(&stands, *soort, TODAY);
        golden(&format!("afdruk-{}", soort.id()), &written(|out| markdown::write(&blocks, None, out)));
    }
}

#[test]
fn what_the_family_version_leaves_out_is_told_to_the_professional() {
    let told: Vec<String> = weggelaten(&rich().dossier(), Afdruksoort::Gezin)
        .iter()
        .map(|one| format!("{} {}: {} ({})", one.nr, one.soort, one.tekst, one.waarom))
        .collect();
    golden("weggelaten", &told.join("\n"));
    assert!(weggelaten(&rich().dossier(), Afdruksoort::Volledig).is_empty());
}

#[test]
fn a_file_name_says_nothing_of_the_casus() {
    let mut werk = Werk::new();
    werk.add(Wat::Hernoemd { pseudoniem: "Beuk/Vink ../..".into() });
    let stands = werk.dossier();
    let name = afdruk_naam(&stands, Afdruksoort::Gezin, TODAY);
    assert_eq!(name, format!("afdruk-gezin-{}-2026-11-22", stands.code().to_lowercase()));
}

#[test]
fn the_term_of_a_report_that_is_unsafe_to_share_does_not_tell_of_the_report() {
    let mut werk = Werk::new();
    werk.add_for(report(date(2026, 11, 3)), Delen::Onveilig);
    werk.fill(
        Formulier::Terugkoppeling,
        &[("wanneer", "vandaag"), ("van", "Veilig Thuis"), ("inhoud", "onderzoek"), ("onderzoek", "vandaag")],
    );
    let stands = werk.dossier();
    let page = read(&afdruk(&stands, Afdruksoort::Gezin, TODAY));
    assert!(!page.contains("Veilig Thuis") && !page.contains("termijn"), "{page}");
    let left: Vec<u32> = weggelaten(&stands, Afdruksoort::Gezin).iter().map(|one| one.nr).collect();
    assert_eq!(left, [2, 3, 4, 5]);
}

#[test]
fn a_mark_goes_with_a_line_into_the_dossier_of_the_organisation() {
    let mut werk = Werk::new();
    werk.add_for(note("de buren"), Delen::VanDerden);
    let nr = werk.add(note("open"));
    let page = read(&afdruk(&werk.dossier(), Afdruksoort::Volledig, TODAY));
    assert_eq!(page.matches(Delen::VanDerden.text()).count(), 1, "{page}");
    werk.add(Wat::Merk { regel: nr, delen: Delen::Onveilig });
    let page = read(&afdruk(&werk.dossier(), Afdruksoort::Volledig, TODAY));
    assert!(page.contains(Delen::Onveilig.text()));
}

#[test]
fn an_empty_casus_prints_as_well() {
    let stands = Werk::new().dossier();
    assert!(read(&afdruk(&stands, Afdruksoort::Volledig, TODAY)).contains("Linde-Mus"));
    let page = read(&afdruk(&stands, Afdruksoort::VeiligThuis, TODAY));
    assert_eq!(page.matches("Hierover staat nog niets in het werkdossier.").count(), 5, "{page}");
    let numbers = (1..=7).map(|number| format!("\n{number}. "));
    assert!(numbers.into_iter().all(|number| page.contains(&number)), "in the order in which Veilig Thuis asks");
    assert!(!afdruk(&stands, Afdruksoort::Gezin, TODAY).iter().any(|block| matches!(block, Block::Numbered(..))));
}

/// Whether only the record itself is kept straight with it.
fn is_household(wat: &Wat) -> bool {
    wat.is_about_a_line()
        || matches!(
            wat,
            Wat::Begin { .. } | Wat::Hernoemd { .. } | Wat::Loop { .. } | Wat::Antwoord { .. } | Wat::Afdruk { .. }
        )
}

/// Whether the family may read a line, from the specification: it counts, it is of a kind that is theirs to read, nobody
/// marked it, and neither did anybody mark what it was written with.
fn for_family(stands: &Dossier, lijn: &Lijn) -> bool {
    let theirs = matches!(
        lijn.nu,
        Wat::Notitie { .. }
            | Wat::Gesprek { .. }
            | Wat::Kindcheck { .. }
            | Wat::Beslissing { .. }
            | Wat::Melding { .. }
            | Wat::Termijn { .. }
            | Wat::Actie { .. }
    );
    let with = lijn.regel.bij.and_then(|nr| stands.lijn(nr));
    let head = with.and_then(|with| with.regel.wat.about().map_or(Some(with), |about| stands.lijn(about)));
    let head_too = head.is_none_or(|head| for_family(stands, head) || is_household(&head.nu));
    lijn.geldt() && lijn.delen == Delen::Gewoon && theirs && head_too
}

/// What of a line only the professional reads.
fn shown_to_family(wat: &Wat) -> Vec<String> {
    let mut value = serde_json::to_value(wat).unwrap();
    let Value::Object(fields) = &mut value else { panic!("a line is an object") };
    for hidden in ["verzorgers", "ingelicht"] {
        fields.remove(hidden);
    }
    markers_in(&value.to_string())
}

fn all_markers(stands: &Dossier) -> BTreeSet<String> {
    stands.lijnen().iter().flat_map(|lijn| markers_of(&lijn.regel.wat)).collect()
}

/// A print in every form in which it leaves the program.
fn everywhere(stands: &Dossier, soort: Afdruksoort) -> [String; 3] {
    let blocks = afdruk(stands, soort, TODAY);
    [
        read(&blocks),
        written(|out| markdown::write(&blocks, None, out)),
        written(|out| html::write(&blocks, Some("OEFENING"), out)),
    ]
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn the_family_version_has_no_byte_of_a_line_that_is_left_out(rolls in prop::collection::vec(any::<u8>(), 700)) {
        let werk = Werk::roll(&mut Dice::of(&rolls), 26, &mut markers());
        let stands = werk.dossier();
        let shown: Vec<&Lijn> = stands.lijnen().iter().filter(|lijn| for_family(&stands, lijn)).collect();
        let allowed: BTreeSet<String> = shown.iter().flat_map(|lijn| shown_to_family(&lijn.nu)).collect();
        for page in everywhere(&stands, Afdruksoort::Gezin) {
            let found: BTreeSet<String> = markers_in(&page).into_iter().collect();
            prop_assert!(found == allowed, "{:?}", found.symmetric_difference(&allowed).collect::<Vec<_>>());
            prop_assert!(!page.contains("Linde-Mus") && !page.contains(&stands.code()));
        }
        let blocks = afdruk(&stands, Afdruksoort::Gezin, TODAY);
        let numbers: Vec<usize> = blocks
            .iter()
            .filter_map(|block| match block {
                Block::Numbered(number, _) => Some(*number),
                _ => None,
            })
            .collect();
        prop_assert_eq!(numbers, (1..=shown.len()).collect::<Vec<_>>());
        let told: BTreeSet<u32> = weggelaten(&stands, Afdruksoort::Gezin).iter().map(|one| one.nr).collect();
        let printed: BTreeSet<u32> = shown.iter().map(|lijn| lijn.regel.nr).collect();
        prop_assert!(told.is_disjoint(&printed));
        let counting = stands.geldend().filter(|lijn| !is_household(&lijn.nu)).map(|lijn| lijn.regel.nr);
        let all: BTreeSet<u32> = told.union(&printed).copied().collect();
        let missing: Vec<u32> = counting.filter(|nr| !all.contains(nr)).collect();
        prop_assert!(missing.is_empty(), "neither printed nor told: {:?}", missing);
    }

    #[test]
    fn the_family_version_is_the_same_as_if_what_is_left_out_had_never_been(
        rolls in prop::collection::vec(any::<u8>(), 700),
    ) {
        let werk = Werk::roll(&mut Dice::of(&rolls), 26, &mut markers());
        let stands = werk.dossier();
        let mut bare = werk.clone();
        bare.lines.retain(|line| {
            matches!(line.wat, Wat::Begin { .. }) || stands.lijn(line.nr).is_some_and(|lijn| for_family(&stands, lijn))
        });
        for line in &mut bare.lines {
            line.wat = stands.lijn(line.nr).unwrap().nu.clone();
            line.delen = Delen::Gewoon;
        }
        let never = Dossier::of(CASUS, bare.lines).unwrap();
        let page = afdruk(&stands, Afdruksoort::Gezin, TODAY);
        prop_assert_eq!(read(&page), read(&afdruk(&never, Afdruksoort::Gezin, TODAY)));
    }

    #[test]
    fn the_full_print_has_every_text_that_was_ever_written(rolls in prop::collection::vec(any::<u8>(), 700)) {
        let stands = Werk::roll(&mut Dice::of(&rolls), 26, &mut markers()).dossier();
        let wanted = all_markers(&stands);
        for page in everywhere(&stands, Afdruksoort::Volledig) {
            let found: BTreeSet<String> = markers_in(&page).into_iter().collect();
            prop_assert!(found == wanted, "missing: {:?}", wanted.difference(&found).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_veilig_thuis_reads_is_everything_that_counts_or_told_to_be_left_out(
        rolls in prop::collection::vec(any::<u8>(), 700),
    ) {
        let stands = Werk::roll(&mut Dice::of(&rolls), 26, &mut markers()).dossier();
        let told: BTreeSet<u32> = weggelaten(&stands, Afdruksoort::VeiligThuis).iter().map(|one| one.nr).collect();
        for page in everywhere(&stands, Afdruksoort::VeiligThuis) {
            let found: BTreeSet<String> = markers_in(&page).into_iter().collect();
            for lijn in stands.lijnen().iter().filter(|lijn| !is_household(&lijn.nu)) {
                let (own, nr) = (markers_of(&lijn.nu), lijn.regel.nr);
                let here = own.iter().filter(|marker| found.contains(*marker)).count();
                if told.contains(&nr) {
                    prop_assert_eq!(here, 0, "line {} is told to be left out", nr);
                } else {
                    prop_assert!(lijn.geldt() && here == own.len(), "line {}: {:?}", nr, lijn.nu);
                }
            }
        }
    }

    #[test]
    fn a_line_in_words_has_every_text_of_it(rolls in prop::collection::vec(any::<u8>(), 200)) {
        let stands = Werk::roll(&mut Dice::of(&rolls), 8, &mut markers()).dossier();
        for lijn in stands.lijnen() {
            let words = regeltekst(&lijn.regel.wat).all();
            for marker in markers_of(&lijn.regel.wat) {
                prop_assert!(words.contains(&marker), "{:?}", lijn.regel.wat);
            }
        }
    }
}
