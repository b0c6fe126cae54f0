//! What came of a year, for a board: one page of counts, without names and without numbers that point to somebody.
//!
//! See [`tellen`](super::tellen) for which numbers are about people. Nothing here is told per person, per role or per
//! case: attendance is an average, and what participants wrote is not in it, because in a small group a sentence has an
//! owner.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::verslag::Sessie;
use super::Groep;
use super::lijst::{groep, groepen, sessies, van_jaar};
use super::tellen::{MINSTE, TE_WEINIG, Woorden, aantal_mensen, deel, gemiddeld, verdeling};
use crate::domain::dates;
use crate::domain::gesprek::Block;
use crate::domain::inhoud::sector_name;
use crate::domain::kluis::{Model, RecordId};

/// So many learning points stand on the page, the newest ones: it is one page.
const LEERPUNTEN: usize = 10;

/// The page of a year of a group, or of all groups.
pub fn jaaroverzicht(model: &Model, van: Option<RecordId>, jaar: i16, today: Date) -> Vec<Block> {
    let one = van.and_then(|id| groep(model, id));
    let of = one.map_or("alle groepen", |groep| groep.code.as_str());
    let mut blocks = vec![
        Block::Title(format!("Intervisie in {jaar}: {of}")),
        Block::Muted(format!(
            "Gemaakt op {}. Zonder namen; een getal onder {MINSTE} dat over mensen gaat, staat er niet in.",
            dates::long(today)
        )),
    ];
    let groups: Vec<&Groep> = match one {
        Some(one) => vec![one],
        None => groepen(model).into_iter().map(|(_, groep)| groep).collect(),
    };
    let held = sessies(model, van);
    let held: Vec<&Sessie> = held.into_iter().map(|(_, held)| held).filter(|held| held.datum.year() == jaar).collect();
    blocks.extend(bijeenkomsten(&groups, held.len(), jaar, today));
    if one.is_none() {
        blocks.extend(per_groep(model, jaar));
    }
    if held.is_empty() {
        return blocks;
    }
    blocks.extend(opkomst_en_tijd(&held));
    blocks.extend(werkvormen(&held));
    let themas = tel(held.iter().map(|held| held.trefwoorden.iter().map(String::as_str)));
    blocks.extend(geteld("Thema's", "sessies", &themas));
    let sectoren = tel(held.iter().map(|held| held.sectoren.iter().map(|id| sector_name(id).unwrap_or(id))));
    blocks.extend(geteld("Sectoren aan tafel", "sessies", &sectoren));
    blocks.extend(leerpunten(&held));
    blocks.extend(acties(&held, today));
    blocks.extend(evaluatie(&held));
    let signals = regels(held.iter().flat_map(|held| &held.signalen));
    if !signals.is_empty() {
        blocks.extend([Block::Gap, Block::Heading("Signalen voor de regio".to_owned())]);
        blocks.extend(signals.into_iter().map(Block::Point));
    }
    blocks
}

/// The name of the file of a page of a year, without its end; the code of the group only as far as it is fit for one.
pub fn jaarnaam(model: &Model, van: Option<RecordId>, jaar: i16) -> String {
    let Some(one) = van.and_then(|id| groep(model, id)) else { return format!("intervisie-{jaar}") };
    let fit = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    let code: String = one.code.chars().map(fit).collect();
    let code: Vec<&str> = code.split('-').filter(|part| !part.is_empty()).collect();
    let code = if code.is_empty() { "groep".to_owned() } else { code.join("-") };
    format!("intervisie-{code}-{jaar}")
}

/// The signals for the coordinator of the region from all sessions in a period: what, and how often when that is often. Not
/// which group or which session said it: a signal is about the region.
pub fn signalen(model: &Model, van: Date, tot: Date) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title("Signalen voor de regio".to_owned()),
        Block::Muted(format!("Uit intervisie, {} tot en met {}. Zonder namen.", dates::long(van), dates::long(tot))),
    ];
    let held = sessies(model, None);
    let held = held.into_iter().map(|(_, held)| held).filter(|held| (van..=tot).contains(&held.datum));
    let signals = tel(held.map(|held| held.signalen.iter().map(String::as_str)));
    blocks.push(Block::Gap);
    if signals.is_leeg() {
        blocks.push(Block::Text("In deze tijd is geen signaal voor de regio opgeschreven.".to_owned()));
        return blocks;
    }
    let (often, few) = signals.delen();
    blocks.extend(often.into_iter().map(|(signal, count)| Block::Point(format!("{signal} ({count} keer)"))));
    blocks.extend(few.into_iter().map(|signal| Block::Point(signal.to_owned())));
    blocks
}

fn bijeenkomsten(groups: &[&Groep], held: usize, jaar: i16, today: Date) -> Vec<Block> {
    let planned: Vec<_> = groups.iter().flat_map(|groep| van_jaar(groep, jaar)).collect();
    let cancelled = planned.iter().filter(|one| one.vervallen).count();
    let coming = planned.iter().filter(|one| !one.vervallen && one.datum > today).count();
    let mut parts = vec![format!("{} gepland", planned.len())];
    if cancelled > 0 {
        parts.push(format!("waarvan {cancelled} vervallen"));
    }
    if coming > 0 {
        parts.push(format!("{coming} nog te komen"));
    }
    vec![
        Block::Gap,
        Block::Heading("Bijeenkomsten".to_owned()),
        Block::Pair("Sessies gehouden".to_owned(), held.to_string()),
        Block::Pair("Bijeenkomsten".to_owned(), parts.join(", ")),
    ]
}

/// Sessions held against planned, a group a line: about groups, and about no case.
fn per_groep(model: &Model, jaar: i16) -> Vec<Block> {
    let lines = groepen(model).into_iter().filter_map(|(id, one)| {
        let held = sessies(model, Some(id)).iter().filter(|(_, held)| held.datum.year() == jaar).count();
        let planned = van_jaar(one, jaar).iter().filter(|one| !one.vervallen).count();
        let line = format!("{held} gehouden van {planned} gepland");
        (held + planned > 0).then(|| Block::Pair(one.code.clone(), line))
    });
    lines.collect()
}

fn opkomst_en_tijd(held: &[&Sessie]) -> Vec<Block> {
    let people = held.iter().map(|held| usize::from(held.aantal)).sum();
    let minutes = |of: fn(&Sessie) -> u32| held.iter().map(|held| u64::from(of(held))).sum::<u64>();
    let planned = minutes(|held| held.gepland);
    let real = minutes(|held| held.werkelijk);
    vec![
        Block::Pair("Opkomst".to_owned(), format!("gemiddeld {}", gemiddeld(people, held.len()))),
        Block::Pair("Minuten".to_owned(), format!("{planned} gepland, {real} werkelijk")),
    ]
}

fn werkvormen(held: &[&Sessie]) -> Vec<Block> {
    // A way of working may have changed its title: the newest one counts, and sessions come newest first.
    let mut found: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for held in held {
        found.entry(&held.code).or_insert((&held.werkvorm, 0)).1 += 1;
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(_, (_, count))| std::cmp::Reverse(*count));
    let lines = found.into_iter().map(|(code, (title, count))| {
        let times = if count == 1 { "sessie" } else { "sessies" };
        Block::Point(format!("{code} {title}: {count} {times}"))
    });
    [Block::Gap, Block::Heading("Werkvormen".to_owned())].into_iter().chain(lines).collect()
}

/// In how many sessions each word came up.
fn tel<'a, I: IntoIterator<Item = &'a str>>(per_session: impl Iterator<Item = I>) -> Woorden {
    let mut woorden = Woorden::default();
    per_session.for_each(|words| woorden.tel_samen(words));
    woorden
}

/// Words with how often they came up, and those that did so too rarely to say how often.
fn geteld(kop: &str, eenheid: &str, woorden: &Woorden) -> Vec<Block> {
    if woorden.is_leeg() {
        return Vec::new();
    }
    let (often, few) = woorden.delen();
    let mut blocks = vec![Block::Gap, Block::Heading(kop.to_owned())];
    blocks.extend(often.into_iter().map(|(word, count)| Block::Point(format!("{word}: {count} {eenheid}"))));
    if !few.is_empty() {
        blocks.push(Block::Point(format!("minder dan {MINSTE} {eenheid}: {}", few.join(", "))));
    }
    blocks
}

/// Lines as they were written, each once, in the order in which they come.
fn regels<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() && !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

fn leerpunten(held: &[&Sessie]) -> Vec<Block> {
    let lines = regels(held.iter().flat_map(|held| &held.leerpunten));
    if lines.is_empty() {
        return Vec::new();
    }
    let more = lines.len() > LEERPUNTEN;
    let mut blocks = vec![Block::Gap, Block::Heading("Wat wij leerden".to_owned())];
    blocks.extend(lines.into_iter().take(LEERPUNTEN).map(Block::Point));
    if more {
        blocks.push(Block::Muted("Oudere leerpunten staan bij de sessies.".to_owned()));
    }
    blocks
}

/// What became of what was agreed. An action is somebody's, so small numbers are hidden; and there is no total, from
/// which a hidden number would follow.
fn acties(held: &[&Sessie], today: Date) -> Vec<Block> {
    let all: Vec<_> = held.iter().flat_map(|held| &held.acties).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let late = |voor: Option<Date>, day: Date| voor.is_some_and(|voor| voor < day);
    let count = |of: &dyn Fn(Option<Date>, Option<Date>) -> bool| {
        aantal_mensen(all.iter().filter(|actie| of(actie.voor, actie.gedaan)).count())
    };
    let pair = |label: &str, value| Block::Pair(label.to_owned(), value);
    vec![
        Block::Gap,
        Block::Heading("Acties".to_owned()),
        pair("Op tijd gedaan", count(&|voor, gedaan| gedaan.is_some_and(|day| !late(voor, day)))),
        pair("Later gedaan", count(&|voor, gedaan| gedaan.is_some_and(|day| late(voor, day)))),
        pair("Nog open", count(&|voor, gedaan| gedaan.is_none() && !late(voor, today))),
        pair("Open en te laat", count(&|voor, gedaan| gedaan.is_none() && late(voor, today))),
    ]
}

/// A part of the sessions, in words.
fn sessies_deel(count: usize, of: usize) -> String {
    match deel(count, of) {
        part @ ("alle" | "de meeste" | "geen") => format!("{part} sessies"),
        part => format!("{part} van de sessies"),
    }
}

fn evaluatie(held: &[&Sessie]) -> Vec<Block> {
    let with = held.iter().filter(|held| !held.evaluatie.is_empty()).count();
    let all = || held.iter().flat_map(|held| &held.evaluatie);
    let safe: Vec<u8> = all().map(|answer| answer.veilig).collect();
    let useful: Vec<u8> = all().map(|answer| answer.nuttig).collect();
    let mut blocks = vec![
        Block::Gap,
        Block::Heading("Evaluatie".to_owned()),
        Block::Pair("Ingevuld bij".to_owned(), sessies_deel(with, held.len())),
    ];
    let (safe, useful) = (verdeling(&safe), verdeling(&useful));
    if safe == TE_WEINIG && useful == TE_WEINIG {
        blocks.push(Block::Pair("Veilig en nuttig".to_owned(), safe));
    } else {
        blocks.push(Block::Pair("Hoe veilig?".to_owned(), safe));
        blocks.push(Block::Pair("Hoe nuttig?".to_owned(), useful));
    }
    let meaning = "Tevreden zijn zegt weinig over effect. Of er in het werk iets verandert, blijkt pas na maanden.";
    blocks.push(Block::Muted(meaning.to_owned()));
    blocks
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::lijst::tests::{een_groep, een_sessie, model, nummer, op};
    use super::*;
    use crate::domain::sessie::{Actie, Evaluatie};

    const TODAY: Date = date(2026, 11, 22);

    fn lines(blocks: &[Block]) -> String {
        blocks.iter().map(|block| block.text() + "\n").collect()
    }

    fn woorden(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn actie(voor: Option<Date>, gedaan: Option<Date>) -> Actie {
        Actie { wat: "bellen".to_owned(), rol: "jeugdarts".to_owned(), voor, gedaan }
    }

    /// A year in which nothing about people is small, except what is named so.
    fn jaar() -> Model {
        let groep = Groep {
            beurten: woorden(&["intern begeleider", "wijkagent"]),
            bijeenkomsten: [(2, 3, false), (4, 1, false), (6, 2, true), (12, 1, false)]
                .map(|(month, day, vervallen)| op(date(2026, month, day), vervallen))
                .to_vec(),
            ..een_groep("AF-groep 2")
        };
        let done = Some(date(2026, 5, 1));
        let sessie = |month: i8| Sessie {
            aantal: 7,
            trefwoorden: woorden(&["V4-twijfel", if month == 2 { "zwangerschap" } else { "v4-twijfel" }]),
            sectoren: woorden(&["onderwijs"]),
            leerpunten: woorden(&["eerder advies vragen", "rustig doorvragen"]),
            acties: vec![actie(Some(date(2026, 5, 1)), done), actie(None, done), actie(None, done)],
            signalen: woorden(&["routekaart mist een weekendnummer"]),
            evaluatie: [(5, 4), (4, 4), (4, 2)]
                .map(|(veilig, nuttig)| Evaluatie { veilig, nuttig, verbetering: "korter".to_owned() })
                .to_vec(),
            ..een_sessie(Some(nummer(1)), date(2026, month, 3))
        };
        let laat = Sessie { acties: vec![actie(Some(date(2026, 6, 1)), None)], ..sessie(6) };
        let vorig = Sessie { datum: date(2025, 6, 1), ..sessie(3) };
        model(vec![
            (1, groep.into()),
            (2, een_groep("Stille groep").into()),
            (11, sessie(2).into()),
            (12, sessie(4).into()),
            (13, laat.into()),
            (14, vorig.into()),
            (15, Sessie { groep: None, code: "M01".into(), werkvorm: "Incidentmethode".into(), ..sessie(7) }.into()),
        ])
    }

    #[test]
    fn a_year_of_a_group_on_one_page() {
        let page = lines(&jaaroverzicht(&jaar(), Some(nummer(1)), 2026, TODAY));
        let expected = "\
Intervisie in 2026: AF-groep 2
Gemaakt op 22 november 2026. Zonder namen; een getal onder 5 dat over mensen gaat, staat er niet in.

Bijeenkomsten
Sessies gehouden: 3
Bijeenkomsten: 4 gepland, waarvan 1 vervallen, 1 nog te komen
Opkomst: gemiddeld 7
Minuten: 270 gepland, 285 werkelijk

Werkvormen
M05 Tienstappenmethode: 3 sessies

Thema's
minder dan 5 sessies: V4-twijfel, zwangerschap

Sectoren aan tafel
minder dan 5 sessies: Onderwijs en leerplicht

Wat wij leerden
eerder advies vragen
rustig doorvragen

Acties
Op tijd gedaan: 6
Later gedaan: geen
Nog open: geen
Open en te laat: minder dan 5

Evaluatie
Ingevuld bij: alle sessies
Hoe veilig?: alle hoog
Hoe nuttig?: de meeste hoog, een deel laag
Tevreden zijn zegt weinig over effect. Of er in het werk iets verandert, blijkt pas na maanden.

Signalen voor de regio
routekaart mist een weekendnummer
";
        assert_eq!(page, expected);
        assert!(page.lines().count() < 45, "one page");
    }

    #[test]
    fn all_groups_stand_side_by_side_and_a_session_of_no_group_counts() {
        let page = lines(&jaaroverzicht(&jaar(), None, 2026, TODAY));
        for line in ["Intervisie in 2026: alle groepen", "Sessies gehouden: 4", "AF-groep 2: 3 gehouden van 3 gepland"]
        {
            assert!(page.contains(line), "{line}\n{page}");
        }
        assert!(!page.contains("Stille groep") && page.contains("M01 Incidentmethode: 1 sessie\n"), "{page}");
        assert!(!page.contains("korter") && !page.contains("jeugdarts") && !page.contains("wijkagent"), "{page}");
    }

    #[test]
    fn a_year_without_sessions_says_so_and_no_more() {
        let page = lines(&jaaroverzicht(&jaar(), Some(nummer(2)), 2024, TODAY));
        assert!(page.ends_with("Sessies gehouden: 0\nBijeenkomsten: 0 gepland\n"), "{page}");
    }

    #[test]
    fn signals_of_a_period_are_told_without_where_they_come_from() {
        let page = lines(&signalen(&jaar(), date(2026, 1, 1), date(2026, 12, 31)));
        assert!(page.ends_with("Zonder namen.\n\nroutekaart mist een weekendnummer\n"), "{page}");
        assert!(!page.contains("AF-groep") && !page.contains("minder dan"), "{page}");
        let page = lines(&signalen(&jaar(), date(2026, 8, 1), date(2026, 12, 31)));
        assert!(page.ends_with("geen signaal voor de regio opgeschreven.\n"), "{page}");
    }

    #[test]
    fn a_file_is_named_after_the_group_as_far_as_that_can_be() {
        let odd = model(vec![(1, een_groep("AF / groep: 2 é").into())]);
        assert_eq!(jaarnaam(&odd, Some(nummer(1)), 2026), "intervisie-af-groep-2-2026");
        assert_eq!(jaarnaam(&odd, None, 2026), "intervisie-2026");
    }

    /// The numbers in a text.
    fn numbers(text: &str) -> Vec<u64> {
        text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
    }

    const WORDS: [&str; 4] = ["verwaarlozing", "twijfel", "ouderen", "eer"];
    const DAYS: [Option<Date>; 4] = [None, Some(date(2026, 3, 1)), Some(date(2026, 8, 1)), Some(date(2026, 12, 24))];

    /// A session by numbers: month, people, sector, key words, actions, evaluation.
    type Row = (i8, u16, usize, Vec<usize>, Vec<(usize, usize)>, Vec<(u8, u8)>);

    fn row() -> impl Strategy<Value = Row> {
        let words = prop::collection::vec(0_usize..4, 0..3);
        let acties = prop::collection::vec((0_usize..4, 0_usize..4), 0..4);
        let marks = prop::collection::vec((1_u8..=5, 1_u8..=5), 0..4);
        (1_i8..=12, 1_u16..9, 0_usize..4, words, acties, marks)
    }

    fn sessie_van((month, aantal, sector, words, acties, marks): &Row) -> Sessie {
        let words: Vec<String> = words.iter().map(|at| WORDS[*at].to_owned()).collect();
        let mark = |(veilig, nuttig): &(u8, u8)| Evaluatie {
            veilig: *veilig,
            nuttig: *nuttig,
            verbetering: "4 dingen".to_owned(),
        };
        Sessie {
            aantal: *aantal,
            trefwoorden: words.clone(),
            sectoren: vec![crate::domain::inhoud::SECTOREN[*sector].0.to_owned()],
            acties: acties.iter().map(|(voor, gedaan)| actie(DAYS[*voor], DAYS[*gedaan])).collect(),
            evaluatie: marks.iter().map(mark).collect(),
            signalen: words,
            ..een_sessie(Some(nummer(1)), date(2026, *month, 9))
        }
    }

    proptest! {
        #[test]
        fn no_small_number_about_people_is_ever_written(rows in prop::collection::vec(row(), 0..14)) {
            let sessies = rows.iter().map(sessie_van);
            let mut records = vec![(1, een_groep("groep").into())];
            records.extend((2_u8..).zip(sessies).map(|(id, sessie)| (id, sessie.into())));
            let model = model(records);
            let about_the_group = ["Intervisie in ", "Gemaakt op ", "Sessies gehouden", "Bijeenkomsten", "Minuten", "M05 ", "groep:"];
            for page in [
                jaaroverzicht(&model, None, 2026, TODAY),
                jaaroverzicht(&model, Some(nummer(1)), 2026, TODAY),
                signalen(&model, date(2026, 1, 1), date(2026, 12, 31)).split_off(2),
            ] {
                for line in lines(&page).lines().filter(|line| !about_the_group.iter().any(|start| line.starts_with(start))) {
                    let hidden = line.replace("minder dan 5", "");
                    prop_assert!(numbers(&hidden).iter().all(|number| *number >= 5), "{}", line);
                }
            }
        }
    }
}
