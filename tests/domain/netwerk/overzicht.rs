//! Coverage, gaps, the pages that leave the program, and what the network is of.

use aandacht::domain::gesprek::{Block, Draft};
use aandacht::domain::inhoud::{Inhoud, Startnetwerk, read};
use aandacht::domain::kluis::Moment;
use aandacht::domain::netwerk::dekking::{blad, tabel, tabelblad};
use aandacht::domain::netwerk::gaten::{self, gaten};
use aandacht::domain::netwerk::{
    Dekking, Netwerk, Netwerkgegevens, dag_hier, gegevens_draft, gegevens_form, gegevens_lezen,
};
use jiff::civil::{date, datetime};

use crate::common::netwerk::{gemeenten, proefnet};

fn parkstad() -> Vec<String> {
    ["GM0899", "GM0917"].map(str::to_owned).to_vec()
}

fn text(blocks: &[Block]) -> String {
    blocks.iter().map(|block| block.text() + "\n").collect()
}

#[test]
fn the_table_and_its_pages_say_the_same() {
    let (model, _) = proefnet();
    let netwerk = Netwerk::new(&model);
    let table = tabel(netwerk, &parkstad());
    let page = tabelblad(&table, &gemeenten(), date(2026, 11, 21));
    assert_eq!(page.kolommen, ["Thema", "Brunssum", "Heerlen"]);
    assert_eq!(page.rijen.len(), table.themas.len());
    for (column, row) in page.rijen.iter().enumerate() {
        assert_eq!(row.len(), 3);
        for gemeente in 0..2 {
            let cover = table.dekking(gemeente, column);
            assert_eq!(row[gemeente + 1], cover.teken());
            assert_eq!(cover == Dekking::Niemand, table.wie(gemeente, column).is_empty());
        }
    }
    let lines = text(&blad(&table, &gemeenten(), date(2026, 11, 21)));
    assert!(lines.contains("Brunssum") && lines.contains("? nog niet gecontroleerd: kindermishandeling"), "{lines}");
}

#[test]
fn gaps_leave_without_secret_places_and_with_everything_else() {
    let (model, _) = proefnet();
    let netwerk = Netwerk::new(&model);
    let today = date(2026, 11, 21);
    let found = gaten(netwerk, &parkstad(), &gemeenten(), today);
    let secret =
        found.iter().filter(|gat| gat.id.and_then(|id| netwerk.get(id)).is_some_and(|entry| entry.is_geheim()));
    let secret = secret.count();
    assert!(secret > 0, "the fixture has secret places, which nobody confirmed");
    let page = gaten::blad(netwerk, &found, today);
    let points = page.iter().filter(|block| matches!(block, Block::Point(_))).count();
    assert_eq!(points, found.len() - secret);
    assert!(!text(&page).contains("Opvanghuis"));
}

fn networks() -> Vec<Startnetwerk> {
    let bytes = include_bytes!("../../../checklists/netwerk/zuid-limburg.json");
    match read(bytes, "zuid-limburg.json") {
        Ok(Inhoud::Netwerk(file)) => vec![file.inhoud],
        _ => panic!("the starter network can be read"),
    }
}

#[test]
fn what_is_filled_in_reads_back_and_a_region_means_its_municipalities() {
    let networks = networks();
    let networks: Vec<&Startnetwerk> = networks.iter().collect();
    let table = gemeenten();
    let mut draft = Draft::default();
    draft.set("regio", "  Zuid-  Limburg ");
    draft.set("gemeenten", "zuid-limburg\nden bosch; HEERLEN,,");
    let read = gegevens_lezen(&draft, &Netwerkgegevens::default(), &table, &networks).expect("all are known");
    assert_eq!(read.regio, "Zuid- Limburg");
    assert_eq!(read.gemeenten.len(), networks[0].gemeenten.len() + 1);
    let again = gegevens_lezen(&gegevens_draft(&read, &table), &read, &table, &networks).expect("it reads back");
    assert!(again == read);
    assert!(gegevens_form().fields.iter().all(|field| !field.help.is_empty()));
}

#[test]
fn an_unknown_code_that_stands_there_stays_and_an_unknown_name_is_refused() {
    let table = gemeenten();
    let before = Netwerkgegevens { gemeenten: vec!["GM9999".to_owned()], ..Netwerkgegevens::default() };
    let draft = gegevens_draft(&before, &table);
    assert!(gegevens_lezen(&draft, &before, &table, &[]).is_ok_and(|after| after == before));
    let mut draft = Draft::default();
    draft.set("gemeenten", &format!("Bergen, {}", "q".repeat(10_000)));
    let faults = gegevens_lezen(&draft, &before, &table, &[]).err().expect("two names are wrong");
    assert_eq!(faults.len(), 2);
    assert!(faults.iter().all(|fault| fault.advice.chars().count() < 120), "{faults:?}");
}

#[test]
fn the_day_of_a_moment_is_that_of_the_wall() {
    let now =
        Moment { local: datetime(2026, 11, 21, 16, 40, 0, 0), ..Moment::utc(datetime(2026, 11, 21, 15, 40, 0, 0)) };
    let op = Moment::utc(datetime(2026, 11, 20, 23, 30, 0, 0)).stamp;
    assert_eq!(dag_hier(op, now), date(2026, 11, 21));
}
