//! What must come first, as somebody wrote it down who had not seen the ranking.

use aandacht::domain::kluis::RecordId;
use aandacht::domain::netwerk::Netwerk;
use aandacht::domain::netwerk::zoek::{Namen, Vraag, zoek};
use jiff::civil::date;

use crate::common::netwerk::{gemeenten, proefnet};

/// The share of the queries that has to hold. It only goes up.
const HOLDS: usize = 98;

#[test]
fn what_somebody_expects_comes_first() {
    let (model, ids) = proefnet();
    let namen = Namen::new(&gemeenten());
    let name = |id: RecordId| ids.iter().find(|(_, known)| **known == id).map_or("?", |(name, _)| name.as_str());
    let (mut all, mut wrong) = (0, Vec::new());
    for line in include_str!("../../data/netwerk/zoekvragen.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let mut parts = line.split('\t');
        let (query, wanted) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        assert!(ids.contains_key(wanted), "{wanted} is in the network");
        let found = zoek(Netwerk::new(&model), &Vraag::lees(query, &namen), date(2026, 11, 18).at(10, 0, 0, 0), 10);
        all += 1;
        if found.ids.first() != Some(&ids[wanted]) {
            let first: Vec<&str> = found.ids.iter().take(3).map(|id| name(*id)).collect();
            wrong.push(format!("{query}: wants {wanted}, finds {first:?} of {}", found.totaal));
        }
    }
    let right = all - wrong.len();
    println!("{right} of {all} queries");
    assert!(all >= 80);
    assert!(right * 100 >= all * HOLDS, "{right} of {all}:\n{}", wrong.join("\n"));
}

#[test]
fn two_words_that_are_one_are_found_also_where_little_else_is() {
    let (model, ids) = proefnet();
    let namen = Namen::new(&gemeenten());
    let nu = date(2026, 11, 18).at(10, 0, 0, 0);
    let found = zoek(Netwerk::new(&model), &Vraag::lees("wijk team malberg", &namen), nu, 10);
    assert_eq!(found.ids.first(), Some(&ids["wijkteam-malberg"]));
}
