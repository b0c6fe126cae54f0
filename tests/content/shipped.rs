//! What ships with the program is right, complete and firm enough.

use std::collections::{BTreeMap, BTreeSet};

use aandacht::content::Content;
use aandacht::domain::gesprek::{Reader, SECTOREN, bewaartermijnen_page};
use aandacht::domain::inhoud::{Inhoud, KnoopSoort, Soort, Status, Zekerheid};

use super::{files, inhoud, tree_ids};

#[test]
fn every_shipped_file_is_checked_and_in_order() {
    let content = Content::shipped();
    assert_eq!(content.check_all(), []);
    assert_eq!(content.problems(), []);
    assert_eq!(content.count(), files().len(), "every file of the source tree is embedded");
}

#[test]
fn every_shipped_file_stands_in_the_folder_of_its_kind_under_its_own_id() {
    for (soort, id, _) in files() {
        let inhoud = inhoud(soort, &id);
        assert_eq!((inhoud.kop().soort, inhoud.kop().id.as_str()), (soort, id.as_str()));
    }
}

#[test]
fn every_shipped_file_is_a_concept_until_an_expert_body_adopts_it() {
    for (soort, id, _) in files() {
        assert_eq!(inhoud(soort, &id).kop().status, Status::Concept, "{id}");
    }
}

#[test]
fn every_question_of_every_shipped_tree_takes_doubt_as_an_answer() {
    let content = Content::shipped();
    for id in tree_ids() {
        let tree = content.tree(&id).expect("shipped trees hold");
        for knoop in tree.knopen() {
            let KnoopSoort::Vraag(vraag) = &knoop.soort else { continue };
            let ids: Vec<&str> = vraag.antwoorden.iter().map(|antwoord| antwoord.id.as_str()).collect();
            assert!(ids.contains(&"twijfel"), "{id}, {}: {ids:?}", knoop.kop.id);
        }
    }
}

#[test]
fn the_trees_that_others_rely_on_are_there_with_their_fixed_questions() {
    let content = Content::shipped();
    for (id, questions) in [
        ("meldcode-basis", &[][..]),
        ("afwegingskader-basis", &["v1", "v2", "v3", "v4", "v5"][..]),
        ("kindcheck", &["k1", "k2", "k3", "k4"][..]),
        ("mantelzorgcheck", &[][..]),
    ] {
        let tree = content.tree(id).expect("the tree is there");
        for question in questions {
            let knoop = tree.knoop(question).unwrap_or_else(|| panic!("{id} asks {question}"));
            assert_eq!(knoop.type_name(), "vraag", "{id}, {question}");
        }
    }
}

#[test]
fn fingerprints_are_the_same_at_every_load_and_differ_between_trees() {
    let prints = |content: &Content| -> BTreeMap<String, String> {
        let print = |id: &String| content.tree(id).expect("shipped trees hold").vingerafdruk().to_owned();
        tree_ids().into_iter().map(|id| (id.clone(), print(&id))).collect()
    };
    let first = prints(&Content::shipped());
    assert_eq!(first, prints(&Content::shipped()));
    assert_eq!(first.values().collect::<BTreeSet<_>>().len(), first.len());
    for print in first.values() {
        assert!(print.len() == 64 && print.bytes().all(|byte| byte.is_ascii_hexdigit()), "{print}");
    }
}

#[test]
fn every_word_that_a_tree_links_to_stands_in_a_glossary_of_at_least_120() {
    let Inhoud::Woordenlijst(list) = inhoud(Soort::Woordenlijst, "woordenlijst") else { panic!("a glossary") };
    let known: BTreeSet<&str> = list.inhoud.woorden.iter().map(|woord| woord.id.as_str()).collect();
    assert!(known.len() >= 120, "{}", known.len());
    let mut linked = 0;
    for id in tree_ids() {
        let Inhoud::Beslisboom(tree) = inhoud(Soort::Beslisboom, &id) else { panic!("a tree") };
        for knoop in &tree.inhoud.knopen {
            for term in &knoop.kop.termen {
                assert!(known.contains(term.as_str()), "{id}, {}: {term}", knoop.kop.id);
                linked += 1;
            }
        }
    }
    assert!(linked > 0, "walks link to the glossary");
}

#[test]
fn there_are_342_municipalities_and_25_veilig_thuis_with_one_telephone_number() {
    let Inhoud::Gemeenten(table) = inhoud(Soort::Gemeenten, "gemeenten") else { panic!("the table") };
    assert_eq!(table.inhoud.gemeenten.len(), 342);
    assert_eq!(table.inhoud.veilig_thuis.len(), 25);
    let numbers: BTreeSet<&str> = table.inhoud.veilig_thuis.iter().map(|vt| vt.telefoon.as_str()).collect();
    assert_eq!(numbers, BTreeSet::from(["0800-2000"]));
    let served: BTreeSet<&str> = table.inhoud.gemeenten.iter().map(|one| one.veilig_thuis.as_str()).collect();
    let names: BTreeSet<&str> = table.inhoud.veilig_thuis.iter().map(|vt| vt.naam.as_str()).collect();
    assert_eq!(served, names, "every organisation serves somebody, and nobody is served by an unknown one");
    assert!(table.inhoud.vermelding.contains("CBS") && table.inhoud.vermelding.contains("CC BY"), "the credit line");
}

#[test]
fn no_number_is_uncertain_and_the_emergency_page_begins_with_112_and_veilig_thuis() {
    let Inhoud::Nummers(file) = inhoud(Soort::Nummers, "nummers") else { panic!("the numbers") };
    for nummer in &file.inhoud.nummers {
        assert_ne!(nummer.zekerheid, Zekerheid::Laag, "{}", nummer.id);
    }
    let first: Vec<&str> = file.inhoud.emergency().iter().take(2).map(|nummer| nummer.nummer.as_str()).collect();
    assert_eq!(first, ["112", "0800-2000"]);
}

#[test]
fn the_writing_help_knows_at_least_120_words_and_every_one_asks_a_question() {
    let Inhoud::Schrijfhulp(file) = inhoud(Soort::Schrijfhulp, "schrijfhulp") else { panic!("the writing help") };
    let groups: Vec<&str> = file.inhoud.groepen.iter().map(|groep| groep.id.as_str()).collect();
    assert_eq!(groups, ["oordelend", "absoluut", "zonder-bron", "duiding"]);
    let words: usize = file.inhoud.groepen.iter().map(|groep| groep.woorden.len()).sum();
    assert!(words >= 120, "{words}");
    for groep in &file.inhoud.groepen {
        let own = groep.woorden.iter().filter_map(|woord| woord.vraag.as_deref());
        for vraag in own.chain([groep.vraag.as_str(), file.inhoud.vraag.as_str()]) {
            assert!(vraag.contains('?') || vraag.contains("Schrijf"), "{}: {vraag}", groep.id);
        }
    }
}

#[test]
fn terms_of_keeping_are_found_by_sector_and_contradictions_are_shown_and_not_solved() {
    let content = Content::shipped();
    let file = content.bewaartermijnen().expect("they ship");
    let page = |sector: &str| -> String {
        bewaartermijnen_page(&file, false, sector).iter().map(|block| block.text() + "\n").collect()
    };
    for (sector, _) in SECTOREN {
        let page = page(sector);
        assert!(page.contains("niet van dit werkdossier"), "{sector}");
        assert!(page.contains("Dossier van Veilig Thuis"), "{sector}");
    }
    let youth = page("jeugdhulp");
    assert!(youth.contains("20 jaar") && youth.contains("15 jaar") && youth.contains("30 jaar"), "{youth}");
    assert!(youth.contains("spreken elkaar tegen"), "{youth}");
    assert!(!youth.contains("Leerlingdossier"), "{youth}");
    let school = page("onderwijs");
    assert!(school.contains("2 jaar") && school.contains("5 jaar") && school.contains("3 jaar"), "{school}");
    assert!(page("kinderopvang").contains("Geen wettelijke termijn gevonden"));
    assert!(page("justitie").contains("geen termijn gevonden"), "a sector without a term says so");
    let all = page("");
    for termijn in &file.inhoud.termijnen {
        assert!(all.contains(&termijn.dossier) && all.contains(&termijn.term()), "{}", termijn.id);
    }
}

/// Somebody on day eight must not think that it is too late: the program says *bel nu* and nothing of days or hours.
#[test]
fn no_text_about_the_centrum_seksueel_geweld_has_a_deadline() {
    let mut seen = 0;
    for (_, id, bytes) in files() {
        let text = String::from_utf8(bytes).expect("UTF-8");
        for line in text.lines().filter(|line| line.contains("Centrum Seksueel Geweld") || line.contains("CSG")) {
            seen += 1;
            let folded = line.to_lowercase();
            for deadline in ["72", "7 dagen", "zeven dagen", "een week", "uur het belangrijkst"] {
                assert!(!folded.contains(deadline), "{id}: {deadline:?} in {line}");
            }
        }
    }
    assert!(seen > 10, "the texts are found at all");
    let Inhoud::Nummers(file) = inhoud(Soort::Nummers, "nummers") else { panic!("the numbers") };
    let csg = file.inhoud.nummers.iter().find(|nummer| nummer.naam.contains("Seksueel Geweld")).expect("it is there");
    assert!(csg.wanneer.contains("bel nu"), "{}", csg.wanneer);
}
