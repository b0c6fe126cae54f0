//! A fragmented file on paper: every player knows a part of a case, and the leader knows it all.

use std::collections::BTreeSet;

use crate::domain::boom::Boom;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Block;
use crate::domain::inhoud::{Bestand, Oefencasus, Ronde, WACHT_OP_TOETS, Weging};

/// Most players at one table.
pub const MEESTE_SPELERS: usize = 12;
/// Players of a case that names none, when nobody says how many.
const GEWOON: usize = 4;
/// Minutes, as proposed: to explain, for a round, to talk it over (`intervisie.md` W09: 45 to 60 for three or four rounds).
const UITLEG: usize = 5;
const RONDE: usize = 10;
const NABESPREKEN: usize = 15;

/// A sheet to hand out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blad {
    /// Name of its file, without extension.
    pub naam: String,
    /// What stands on it.
    pub blokken: Vec<Block>,
}

/// A player with what it knows.
struct Deel {
    /// The function, or `Speler 2`.
    naam: String,
    feiten: BTreeSet<String>,
}

/// The sheets of a case: the leader's first, then one a player. The tree gives outcomes their titles.
///
/// # Errors
/// So many players cannot share the case.
pub fn uitdelen(file: &Bestand<Oefencasus>, spelers: Option<usize>, boom: Option<&Boom>) -> Result<Vec<Blad>, Fault> {
    let casus = &file.inhoud;
    let delen = delen(casus, spelers)?;
    let mut bladen = vec![Blad { naam: format!("{}-leider", file.kop.id), blokken: leider(file, &delen, boom) }];
    for (at, deel) in delen.iter().enumerate() {
        let naam = format!("{}-{}-{}", file.kop.id, at + 1, slug(&deel.naam));
        bladen.push(Blad { naam: naam.trim_end_matches('-').to_owned(), blokken: speler(file, deel, at + 1) });
    }
    Ok(bladen)
}

/// Who knows what. More players than functions: some share one. Fewer: some have two.
fn delen(casus: &Oefencasus, wanted: Option<usize>) -> Result<Vec<Deel>, Fault> {
    let feiten: Vec<&str> = casus.casusfeiten().map(|(_, feit)| feit.id.as_str()).collect();
    let usual = if casus.spelers.is_empty() { GEWOON.min(feiten.len()) } else { casus.spelers.len() };
    let count = wanted.unwrap_or(usual);
    if !(2..=MEESTE_SPELERS).contains(&count) {
        return Err(Fault::input(
            format!("Met {count} spelers kan dit niet."),
            format!("De casus wordt verdeeld over 2 tot {MEESTE_SPELERS} spelers."),
            "Kies een ander aantal. Een grote groep speelt aan meer tafels tegelijk.",
        ));
    }
    if casus.spelers.is_empty() && count > feiten.len() {
        return Err(Fault::input(
            format!("De casus heeft {} feiten: te weinig voor {count} spelers.", feiten.len()),
            "Elke speler weet iets.",
            "Kies minder spelers, of schrijf er feiten bij.",
        ));
    }
    let parts = if casus.spelers.is_empty() { dealt(&feiten, count) } else { named(casus, count) };
    if parts.iter().any(|part| part.feiten.len() == feiten.len()) {
        return Err(Fault::input(
            format!("Met {count} spelers weet één speler alles."),
            "Dan valt er niets meer te delen.",
            "Kies meer spelers.",
        ));
    }
    Ok(parts)
}

/// A case without functions: the facts go round the table.
fn dealt(feiten: &[&str], count: usize) -> Vec<Deel> {
    let of = |at: usize| feiten.iter().skip(at).step_by(count).map(|feit| (*feit).to_owned()).collect();
    (0..count).map(|at| Deel { naam: format!("Speler {}", at + 1), feiten: of(at) }).collect()
}

fn named(casus: &Oefencasus, count: usize) -> Vec<Deel> {
    let known = &casus.spelers;
    (0..count)
        .map(|at| {
            let mine: Vec<_> = if count >= known.len() {
                known.iter().skip(at % known.len()).take(1).collect()
            } else {
                known.iter().skip(at).step_by(count).collect()
            };
            Deel {
                naam: mine.iter().map(|speler| speler.naam.as_str()).collect::<Vec<_>>().join(" en "),
                feiten: mine.iter().flat_map(|speler| speler.feiten.iter().cloned()).collect(),
            }
        })
        .collect()
}

fn slug(naam: &str) -> String {
    let plain = crate::domain::search::fold(naam);
    let parts: Vec<&str> = plain.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

fn speler(file: &Bestand<Oefencasus>, deel: &Deel, nr: usize) -> Vec<Block> {
    let casus = &file.inhoud;
    let mut page = vec![
        Block::Title(format!("{} {}: speler {nr}", casus.code, file.kop.titel)),
        Block::Pair("U bent".to_owned(), deel.naam.clone()),
        Block::Gap,
        Block::Text(casus.setting.clone()),
        Block::Strong("Lees dit alleen zelf. Laat het blad niet aan anderen zien.".to_owned()),
        Block::Text(
            "Lees elke ronde pas als de leider haar noemt. Vertel in uw eigen woorden wat u weet, en vraag wat u mist."
                .to_owned(),
        ),
    ];
    for (at, ronde) in casus.ronden.iter().enumerate() {
        page.push(Block::Heading(format!("Ronde {}", at + 1)));
        let mut mine = ronde.feiten.iter().filter(|feit| deel.feiten.contains(&feit.id)).peekable();
        if mine.peek().is_none() {
            page.push(Block::Text("U hoort in deze ronde niets nieuws. Luister en vraag door.".to_owned()));
        }
        page.extend(mine.map(|feit| Block::Point(feit.tekst.clone())));
    }
    page
}

fn leider(file: &Bestand<Oefencasus>, delen: &[Deel], boom: Option<&Boom>) -> Vec<Block> {
    let casus = &file.inhoud;
    let whole = UITLEG + RONDE * casus.ronden.len() + NABESPREKEN;
    let mut page = vec![
        Block::Title(format!("{} {}: blad van de leider", casus.code, file.kop.titel)),
        Block::Text(casus.setting.clone()),
        Block::Strong("Dit blad is alleen voor de leider. De spelers krijgen elk hun eigen blad.".to_owned()),
        Block::Heading(format!("De klok: {whole} minuten, als voorstel")),
        Block::Pair(klok(0, UITLEG), "Uitleg. Deel de bladen uit; ieder leest alleen het eigen blad.".to_owned()),
    ];
    for (at, ronde) in casus.ronden.iter().enumerate() {
        let from = UITLEG + RONDE * at;
        page.push(Block::Pair(klok(from, from + RONDE), format!("Ronde {}: {}", at + 1, ronde.titel)));
    }
    page.push(Block::Pair(klok(whole - NABESPREKEN, whole), "Nabespreken langs de vijf stappen".to_owned()));
    page.push(Block::Heading("Wie wat weet".to_owned()));
    for (at, deel) in delen.iter().enumerate() {
        let known: Vec<&str> = deel.feiten.iter().map(String::as_str).collect();
        page.push(Block::Pair(format!("Speler {}, {}", at + 1, deel.naam), known.join(", ")));
    }
    for (at, part) in casus.ronden.iter().enumerate() {
        page.extend(ronde(part, at + 1, delen, boom));
    }
    page.extend(debrief(casus));
    page.extend(bronnen(file));
    page
}

fn klok(from: usize, to: usize) -> String {
    format!("Minuut {from} tot {to}")
}

fn ronde(ronde: &Ronde, nr: usize, delen: &[Deel], boom: Option<&Boom>) -> Vec<Block> {
    let mut page = vec![Block::Heading(format!("Ronde {nr}: {}", ronde.titel))];
    for feit in &ronde.feiten {
        let who: Vec<String> = delen
            .iter()
            .enumerate()
            .filter(|(_, deel)| deel.feiten.contains(&feit.id))
            .map(|(at, _)| (at + 1).to_string())
            .collect();
        page.push(Block::Point(format!("{} (speler {}): {}", feit.id, who.join(", "), feit.tekst)));
        if !feit.let_op.is_empty() {
            page.push(Block::Point(format!("Let op bij {}: {}", feit.id, feit.let_op)));
        }
    }
    page.push(Block::Gap);
    page.push(Block::Text("Vraag de groep:".to_owned()));
    page.extend(ronde.vragen.iter().cloned().map(Block::Point));
    page.push(Block::Point("Welke stap is nu aan de orde, wat mist u, en wie belt u?".to_owned()));
    page.push(Block::Gap);
    page.push(Block::Text("Zo kan het nu gewogen worden:".to_owned()));
    page.extend(ronde.weging.iter().map(|weging| Block::Point(weging_tekst(weging))));
    page.push(Block::Pair("De boom komt uit op".to_owned(), uitkomst(&ronde.uitkomst, boom)));
    page
}

/// An answer with what else can be defended, why, and the fact that turned it.
pub(super) fn weging_tekst(weging: &Weging) -> String {
    let others: Vec<&str> =
        weging.verdedigbaar.iter().map(String::as_str).filter(|one| *one != weging.antwoord).collect();
    let also = if others.is_empty() { String::new() } else { format!(" (ook te verdedigen: {})", others.join(", ")) };
    let turned = weging.omslagfeit.as_ref().map_or_else(String::new, |feit| format!(" Omslagfeit: {feit}."));
    let only =
        if weging.ter_oefening && !weging.waarom.starts_with("Ter oefening") { " Alleen ter oefening." } else { "" };
    format!("{}: {}{also}. {}{turned}{only}", weging.vraag.to_uppercase(), weging.antwoord, weging.waarom)
}

/// The outcome that a case names, for people: its title in the tree that weighs.
pub(super) fn uitkomst(id: &str, boom: Option<&Boom>) -> String {
    if id == WACHT_OP_TOETS {
        return "wacht op toets; dit is geen besluit om niet te melden".to_owned();
    }
    boom.and_then(|boom| boom.knoop(id)).map_or_else(|| id.to_owned(), |knoop| knoop.prompt().to_owned())
}

/// The five steps of the meldcode, with what to ask afterwards (`intervisie.md` §3.3).
const STAPPEN: [(&str, &str, &str); 5] = [
    ("1", "Stap 1: signalen in kaart", "Wat was een feit, en wat vulden we zelf in?"),
    ("2", "Stap 2: overleg en advies", "Wanneer had u Veilig Thuis om advies willen vragen? Wat hield u tegen?"),
    ("3", "Stap 3: het gesprek", "Met wie sprak u, en wanneer juist niet? Wie sprak het kind of de oudere?"),
    ("4", "Stap 4: wegen", "Wat pleitte voor, wat tegen? Wie zei hardop dat hij twijfelde?"),
    ("5", "Stap 5: beslissen", "Wie hoort het besluit, en wie volgt wat er gebeurt?"),
];

fn debrief(casus: &Oefencasus) -> Vec<Block> {
    let mut page = vec![
        Block::Heading("Nabespreken langs de vijf stappen".to_owned()),
        Block::Text("Er is geen cijfer. De vraag is wat er gebeurde toen niemand alles wist.".to_owned()),
        Block::Point("Wie wist iets en zei het niet? Wat was daarvoor nodig geweest?".to_owned()),
    ];
    for (id, titel, vraag) in STAPPEN {
        let rounds: Vec<String> = casus
            .ronden
            .iter()
            .enumerate()
            .filter(|(_, ronde)| ronde.stappen.iter().any(|stap| stap == id))
            .map(|(at, _)| (at + 1).to_string())
            .collect();
        let when = match rounds.as_slice() {
            [] => String::new(),
            [one] => format!(" (ronde {one})"),
            more => format!(" (ronde {})", more.join(" en ")),
        };
        page.push(Block::Pair(format!("{titel}{when}"), vraag.to_owned()));
    }
    page.push(Block::Heading("Te verdedigen".to_owned()));
    page.extend(casus.verdedigbaar.iter().map(|keuze| Block::Point(format!("{} {}", keuze.tekst, keuze.waarom))));
    page.push(Block::Heading("Niet te verdedigen".to_owned()));
    page.extend(casus.niet_verdedigbaar.iter().map(|keuze| Block::Point(format!("{} {}", keuze.tekst, keuze.waarom))));
    page.push(Block::Heading("Wat een aandachtsfunctionaris hier weegt".to_owned()));
    page.extend(casus.weegt.iter().cloned().map(Block::Point));
    page.push(Block::Heading("Leerpunten".to_owned()));
    page.extend(casus.leerpunten.iter().cloned().map(Block::Point));
    page
}

/// Where the case comes from.
pub(super) fn bronnen(file: &Bestand<Oefencasus>) -> Vec<Block> {
    let casus = &file.inhoud;
    let mut page = vec![Block::Gap];
    for bron in &file.kop.bronnen {
        page.push(Block::Muted(format!("Bron: {}, {}", bron.citation(), bron.vindplaats)));
    }
    page.push(Block::Muted(format!("Feiten: {}. Zekerheid {}.", casus.feiten.join(", "), casus.zekerheid.name())));
    page
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use jiff::civil::date;

    use super::{Blad, uitdelen};
    use crate::domain::gesprek::Block;
    use crate::domain::inhoud::{Bestand, Inhoud, Oefencasus, read};
    use crate::domain::oefening::{Skelet, skelet};

    fn casus() -> Bestand<Oefencasus> {
        let text = skelet(Skelet::Casus, "proef", date(2026, 11, 22));
        match read(text.as_bytes(), "proef.json") {
            Ok(Inhoud::Casus(file)) => file,
            other => panic!("{other:?}"),
        }
    }

    fn words(blad: &Blad) -> String {
        blad.blokken.iter().map(Block::text).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_player_gets_its_own_facts_and_the_leader_all_of_them() {
        let bladen = uitdelen(&casus(), None, None).unwrap();
        let names: Vec<&str> = bladen.iter().map(|blad| blad.naam.as_str()).collect();
        assert_eq!(names, ["proef-leider", "proef-1-vul-in-een-functie", "proef-2-vul-in-een-andere-functie"]);
        let (leider, a, b) = (words(&bladen[0]), words(&bladen[1]), words(&bladen[2]));
        for (fact, whose, other) in [
            ("wat ziet of hoort u het eerst", &a, &b),
            ("een tweede feit", &b, &a),
            ("deed kantelen.", &a, &b),
            ("de twijfel oplost", &b, &a),
        ] {
            assert!(leider.contains(fact) && whose.contains(fact) && !other.contains(fact), "{fact}");
        }
        for sheet in [&a, &b] {
            assert!(!sheet.contains("te verdedigen") && !sheet.contains("nabespreking erover"), "{sheet}");
            assert!(!sheet.contains("wegen en beslissen"), "the title of a round may tell: {sheet}");
        }
        assert!(leider.contains("De klok: 50 minuten") && leider.contains("Minuut 35 tot 50"), "{leider}");
        for step in 1..=5 {
            assert!(leider.contains(&format!("Stap {step}: ")), "{step}");
        }
    }

    #[test]
    fn more_players_share_a_function_and_fewer_have_two() {
        assert_eq!(uitdelen(&casus(), Some(5), None).unwrap().len(), 6);
        for wrong in [0, 1, 13] {
            assert!(uitdelen(&casus(), Some(wrong), None).is_err(), "{wrong}");
        }
        let mut three = casus();
        three.inhoud.spelers[0].feiten = vec!["f1".to_owned()];
        let mut third = three.inhoud.spelers[0].clone();
        third.feiten = vec!["f3".to_owned()];
        three.inhoud.spelers.push(third);
        let two = uitdelen(&three, Some(2), None).unwrap();
        assert!(words(&two[1]).contains(" en ") && words(&two[1]).contains("kantelen"), "{}", words(&two[1]));
        three.inhoud.spelers[2].feiten = ["f2", "f3", "f4"].map(str::to_owned).to_vec();
        assert!(uitdelen(&three, Some(2), None).is_err(), "one player would know it all");
    }

    #[test]
    fn a_case_without_functions_is_dealt_round_the_table() {
        let mut file = casus();
        file.inhoud.spelers.clear();
        let bladen = uitdelen(&file, None, None).unwrap();
        assert_eq!(bladen.len(), 5, "four facts, four players");
        assert_eq!(uitdelen(&file, Some(2), None).unwrap()[2].naam, "proef-2-speler-2");
        assert!(uitdelen(&file, Some(5), None).is_err(), "a player without a fact");
        file.inhoud.ronden.truncate(1);
        file.inhoud.ronden[0].feiten.truncate(1);
        assert!(uitdelen(&file, None, None).is_err(), "one fact cannot be shared out");
    }
}
