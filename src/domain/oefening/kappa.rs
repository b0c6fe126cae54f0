//! Fleiss' kappa: whether people choose the same more often than by chance. The questions are the subjects, the
//! participants the raters.

/// What kappa says of votes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kappa {
    /// It can be had.
    Waarde(Kappawaarde),
    /// It cannot, and why.
    Niet(Kappareden),
}

/// Kappa with what it came from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappawaarde {
    /// Between -1 and 1; 0 is chance.
    pub kappa: f64,
    /// How often two people who are drawn at random agree.
    pub waargenomen: f64,
    /// How often they would by chance.
    pub toeval: f64,
    /// Questions that count.
    pub vragen: usize,
    /// Questions that do not, because fewer than two people voted.
    pub weggelaten: usize,
    /// Fewest and most voters on a question. Where they differ the generalisation of Gwet (2014) is used.
    pub stemmers: (u32, u32),
}

/// Why there is no kappa. None of these is a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kappareden {
    /// Nothing was asked.
    GeenVragen,
    /// There is one question on which two people or more voted: chance cannot be told from agreement.
    EenVraag,
    /// On no question did two people vote.
    TeWeinigStemmen,
    /// Everybody gave the same answer everywhere: there is nothing that chance could have done otherwise.
    EenAntwoord,
    /// The questions have different answers.
    AndereAntwoorden,
}

/// How a kappa reads. No mark: it says how much people agree, never how well they answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duiding {
    /// No more than by chance.
    Toeval,
    /// Less than 0.40.
    Zwak,
    /// Less than 0.60.
    Matig,
    /// 0.60 and more.
    Sterk,
}

impl Duiding {
    /// The word shown to users.
    pub fn text(self) -> &'static str {
        match self {
            Duiding::Toeval => "geen overeenstemming boven het toeval",
            Duiding::Zwak => "zwakke overeenstemming",
            Duiding::Matig => "matige overeenstemming",
            Duiding::Sterk => "sterke overeenstemming",
        }
    }
}

impl Kappawaarde {
    /// How it reads.
    pub fn duiding(&self) -> Duiding {
        match self.kappa {
            low if low <= 0.0 => Duiding::Toeval,
            weak if weak < 0.4 => Duiding::Zwak,
            fair if fair < 0.6 => Duiding::Matig,
            _ => Duiding::Sterk,
        }
    }

    /// Whether every question that counts has as many votes.
    pub fn is_gelijk(&self) -> bool {
        self.stemmers.0 == self.stemmers.1
    }

    /// As it is written in Dutch: `0,43`.
    pub fn getal(&self) -> String {
        // What rounds to nothing has no sign.
        let rounded = (self.kappa * 100.0).round() / 100.0 + 0.0;
        format!("{rounded:.2}").replace('.', ",")
    }
}

impl Kappareden {
    /// The word in `--json`.
    pub fn id(self) -> &'static str {
        match self {
            Kappareden::GeenVragen => "geen-vragen",
            Kappareden::EenVraag => "een-vraag",
            Kappareden::TeWeinigStemmen => "te-weinig-stemmen",
            Kappareden::EenAntwoord => "een-antwoord",
            Kappareden::AndereAntwoorden => "andere-antwoorden",
        }
    }

    /// Why, in a sentence.
    pub fn text(self) -> &'static str {
        match self {
            Kappareden::GeenVragen => "Er is geen vraag om over te rekenen.",
            Kappareden::EenVraag => "Dit getal kan pas bij twee vragen of meer. Kijk naar het grootste antwoord.",
            Kappareden::TeWeinigStemmen => "Dit getal kan pas als twee mensen of meer op een vraag stemmen.",
            Kappareden::EenAntwoord => {
                "Iedereen gaf overal hetzelfde antwoord. Of dat meer is dan toeval, valt dan niet te zeggen."
            }
            Kappareden::AndereAntwoorden => "Dit getal kan alleen als alle vragen dezelfde antwoorden hebben.",
        }
    }
}

impl Kappawaarde {
    /// The number with its reading, and what to keep in mind with this one.
    pub fn gelezen(&self) -> Vec<String> {
        let mut said = vec![format!("Fleiss' kappa is {}: {}.", self.getal(), self.duiding().text())];
        if self.toeval > EENZIJDIG && self.duiding() != Duiding::Sterk {
            said.push(
                "De meeste stemmen vallen op één antwoord. Dan komt dit getal laag uit, ook als de groep het eens is: \
                 kijk naar de percentages."
                    .to_owned(),
            );
        }
        if !self.is_gelijk() {
            let (from, to) = self.stemmers;
            said.push(format!(
                "Het aantal stemmen verschilt per vraag ({from} tot {to}). Daarom is de ruimere vorm van Gwet (2014) \
                 gebruikt, waarin elke vraag even zwaar telt."
            ));
        }
        match self.weggelaten {
            0 => {}
            1 => said.push("Eén vraag met minder dan twee stemmen telt niet mee.".to_owned()),
            more => said.push(format!("{more} vragen met minder dan twee stemmen tellen niet mee.")),
        }
        said
    }
}

/// From this chance on kappa is low whatever people do, because nearly all votes are on one answer.
const EENZIJDIG: f64 = 0.5;

impl Kappa {
    /// The number with its reading, or why there is none.
    pub fn gelezen(&self) -> Vec<String> {
        match self {
            Kappa::Niet(reden) => vec![reden.text().to_owned()],
            Kappa::Waarde(waarde) => waarde.gelezen(),
        }
    }

    /// The same, and what such a number says and does not, in plain words.
    pub fn zinnen(&self) -> Vec<String> {
        let mut said = self.gelezen();
        if matches!(self, Kappa::Waarde(_)) {
            said.push("Het getal zegt of mensen vaker hetzelfde kiezen dan bij raden.".to_owned());
            said.push("Het zegt niet wie gelijk heeft, en niet of een antwoord te verdedigen is.".to_owned());
        }
        said
    }
}

/// Fleiss' kappa (Psychological Bulletin 76, 1971) of a table: a row a question, in it how many people chose each answer.
///
/// Where the number of voters differs between rows this is the generalisation of Gwet (Handbook of Inter-Rater
/// Reliability, 2014): the agreement of a row is taken over its own pairs, and the chance of an answer is the mean of its
/// shares in the rows. With equal rows both are the same.
pub fn fleiss(rows: &[Vec<u32>]) -> Kappa {
    if rows.is_empty() {
        return Kappa::Niet(Kappareden::GeenVragen);
    }
    let voters = |row: &[u32]| row.iter().sum::<u32>();
    let used: Vec<&Vec<u32>> = rows.iter().filter(|row| voters(row) >= 2).collect();
    match used.len() {
        0 => return Kappa::Niet(Kappareden::TeWeinigStemmen),
        1 => return Kappa::Niet(Kappareden::EenVraag),
        _ => {}
    }
    let answers = used.iter().map(|row| row.len()).max().unwrap_or(0);
    let chosen = |at: usize| used.iter().any(|row| row.get(at).is_some_and(|count| *count > 0));
    if (0..answers).filter(|at| chosen(*at)).count() < 2 {
        return Kappa::Niet(Kappareden::EenAntwoord);
    }
    let questions = as_f64(used.len());
    let pairs = |row: &[u32]| {
        let all = f64::from(voters(row));
        let same: f64 = row.iter().map(|count| f64::from(*count) * (f64::from(*count) - 1.0)).sum();
        same / (all * (all - 1.0))
    };
    let share = |at: usize| {
        let shares = used.iter().map(|row| f64::from(row.get(at).copied().unwrap_or(0)) / f64::from(voters(row)));
        shares.sum::<f64>() / questions
    };
    let waargenomen = used.iter().map(|row| pairs(row)).sum::<f64>() / questions;
    let toeval: f64 = (0..answers).map(|at| share(at).powi(2)).sum();
    let counts = used.iter().map(|row| voters(row));
    Kappa::Waarde(Kappawaarde {
        kappa: ((waargenomen - toeval) / (1.0 - toeval)).clamp(-1.0, 1.0),
        waargenomen,
        toeval,
        vragen: used.len(),
        weggelaten: rows.len() - used.len(),
        stemmers: (counts.clone().min().unwrap_or(0), counts.max().unwrap_or(0)),
    })
}

/// Counts of questions are small.
fn as_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
#[allow(clippy::panic, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::{Duiding, Kappa, Kappareden, Kappawaarde, fleiss};

    /// J. L. Fleiss, Measuring nominal scale agreement among many raters, Psychological Bulletin 76 (1971), 378-382, table
    /// 1: thirty patients, six psychiatrists each; depression, personality disorder, schizophrenia, neurosis, other.
    const FLEISS_1971: [[u32; 5]; 30] = [
        [0, 0, 0, 6, 0],
        [0, 3, 0, 0, 3],
        [0, 1, 4, 0, 1],
        [0, 0, 0, 0, 6],
        [0, 3, 0, 3, 0],
        [2, 0, 4, 0, 0],
        [0, 0, 4, 0, 2],
        [2, 0, 3, 1, 0],
        [2, 0, 0, 4, 0],
        [0, 0, 0, 0, 6],
        [1, 0, 0, 5, 0],
        [1, 1, 0, 4, 0],
        [0, 3, 3, 0, 0],
        [1, 0, 0, 5, 0],
        [0, 2, 0, 3, 1],
        [0, 0, 5, 0, 1],
        [3, 0, 0, 1, 2],
        [5, 1, 0, 0, 0],
        [0, 2, 0, 4, 0],
        [1, 0, 2, 0, 3],
        [0, 0, 0, 0, 6],
        [0, 1, 0, 5, 0],
        [0, 2, 0, 1, 3],
        [2, 0, 0, 4, 0],
        [1, 0, 0, 4, 1],
        [0, 5, 0, 1, 0],
        [4, 0, 0, 0, 2],
        [0, 2, 0, 4, 0],
        [1, 0, 5, 0, 0],
        [0, 0, 0, 0, 6],
    ];

    /// Wikipedia, *Fleiss' kappa*, worked example: ten subjects, fourteen raters, five categories. The same table and 0.2099
    /// stand in Cardillo, Fleiss'es kappa (MATLAB Central 15426, 2007).
    const WIKIPEDIA: [[u32; 5]; 10] = [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ];

    fn table(rows: &[[u32; 5]]) -> Vec<Vec<u32>> {
        rows.iter().map(|row| row.to_vec()).collect()
    }

    fn value(rows: &[Vec<u32>]) -> Kappawaarde {
        match fleiss(rows) {
            Kappa::Waarde(value) => value,
            Kappa::Niet(reason) => panic!("{reason:?}"),
        }
    }

    #[test]
    fn the_example_of_fleiss_comes_out_as_it_was_published() {
        let found = value(&table(&FLEISS_1971));
        assert!((found.waargenomen - 0.5556).abs() < 0.0001, "{found:?}");
        assert!((found.toeval - 0.2201).abs() < 0.0005, "{found:?}");
        assert!((found.kappa - 0.430).abs() < 0.0005, "{found:?}");
        assert_eq!((found.vragen, found.stemmers, found.duiding()), (30, (6, 6), Duiding::Matig));
        assert_eq!(found.getal(), "0,43");
    }

    #[test]
    fn the_example_of_wikipedia_comes_out_as_it_was_published() {
        let found = value(&table(&WIKIPEDIA));
        assert!((found.waargenomen - 0.378).abs() < 0.0005, "{found:?}");
        assert!((found.toeval - 0.213).abs() < 0.0005, "{found:?}");
        assert!((found.kappa - 0.2099).abs() < 0.00005, "{found:?}");
        assert_eq!(found.duiding(), Duiding::Zwak);
    }

    #[test]
    fn what_cannot_be_computed_is_said_in_words() {
        for (rows, reason) in [
            (vec![], Kappareden::GeenVragen),
            (vec![vec![3, 2, 0]], Kappareden::EenVraag),
            (vec![vec![3, 2, 0], vec![1, 0, 0]], Kappareden::EenVraag),
            (vec![vec![1, 0, 0], vec![0, 1, 0]], Kappareden::TeWeinigStemmen),
            (vec![vec![0, 0], vec![0, 0]], Kappareden::TeWeinigStemmen),
            (vec![vec![0, 5, 0], vec![0, 4, 0]], Kappareden::EenAntwoord),
        ] {
            assert_eq!(fleiss(&rows), Kappa::Niet(reason), "{rows:?}");
            assert!(!fleiss(&rows).zinnen().concat().contains("NaN"));
        }
        assert!((value(&[vec![5, 0], vec![0, 5]]).kappa - 1.0).abs() < 1e-12, "everybody agrees, on different answers");
    }

    #[test]
    fn a_low_number_on_votes_that_nearly_all_agree_says_so() {
        let found = value(&[vec![12, 0, 0], vec![11, 1, 0]]);
        assert!(found.duiding() < Duiding::Matig && found.waargenomen > 0.9, "{found:?}");
        assert!(Kappa::Waarde(found).gelezen()[1].contains("kijk naar de percentages"));
        assert_eq!(value(&table(&FLEISS_1971)).gelezen().len(), 1);
    }

    #[test]
    fn where_the_number_of_voters_differs_the_generalisation_says_so() {
        // By hand: P = (1 + 1/3) / 2, the shares are (2/3 + 1) / 2 and (1/3 + 0) / 2.
        let found = value(&[vec![2, 1], vec![4, 0], vec![1, 0]]);
        let toeval = (5.0_f64 / 6.0).powi(2) + (1.0_f64 / 6.0).powi(2);
        assert!((found.kappa - (2.0 / 3.0 - toeval) / (1.0 - toeval)).abs() < 1e-12);
        assert_eq!((found.vragen, found.weggelaten, found.stemmers), (2, 1, (3, 4)));
        let said = Kappa::Waarde(found).zinnen().join(" ");
        assert!(said.contains("3 tot 4") && said.contains("Gwet") && said.contains("Eén vraag"), "{said}");
    }

    fn tables() -> impl Strategy<Value = Vec<Vec<u32>>> {
        (2_usize..6)
            .prop_flat_map(|answers| proptest::collection::vec(proptest::collection::vec(0_u32..9, answers), 0..12))
    }

    proptest! {
        #[test]
        fn kappa_lies_between_minus_one_and_one_and_is_a_number(rows in tables()) {
            if let Kappa::Waarde(found) = fleiss(&rows) {
                prop_assert!((-1.0..=1.0).contains(&found.kappa), "{found:?}");
                let free = (found.waargenomen - found.toeval) / (1.0 - found.toeval);
                prop_assert!((free - found.kappa).abs() < 1e-9, "nothing had to be cut off: {found:?}");
            }
        }

        #[test]
        fn the_order_of_questions_and_of_answers_is_nothing(rows in tables(), turn in 0_usize..12) {
            let mut other: Vec<Vec<u32>> = rows.clone();
            let by = if other.is_empty() { 0 } else { turn % other.len() };
            other.rotate_left(by);
            for row in &mut other {
                let by = turn % row.len();
                row.rotate_left(by);
            }
            match (fleiss(&rows), fleiss(&other)) {
                (Kappa::Waarde(one), Kappa::Waarde(two)) => prop_assert!((one.kappa - two.kappa).abs() < 1e-9),
                (one, two) => prop_assert_eq!(one, two),
            }
        }
    }
}
