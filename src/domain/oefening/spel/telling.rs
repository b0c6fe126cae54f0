//! What the runner asks of the sums: one small function for each.

use crate::domain::oefening::{self, Stemronde};

/// From this share on a group agrees; below it there is something to talk about (`intervisie.md` §3.2).
pub const EENS_VANAF: u32 = oefening::BESPREEKSTOF;

/// The largest share of the votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overeenstemming {
    /// Place of the answer that was chosen most; the first of them when several were chosen as often.
    pub keuze: usize,
    /// How often.
    pub aantal: u32,
    /// How many votes there are.
    pub van: u32,
    /// Whether another answer was chosen as often.
    pub gedeeld: bool,
}

/// Something to talk about first: people who are certain of what others do not choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Eerst {
    /// Place of the group.
    pub groep: usize,
    /// Place of the answer.
    pub keuze: usize,
    /// How certain they are.
    pub zekerheid: u8,
}

/// How often each answer was chosen, over all groups.
pub fn totalen(ronde: &Stemronde) -> Vec<u32> {
    oefening::Overeenstemming::van(ronde).aantallen
}

/// A part of a whole in whole percents, rounded; 0 of nothing.
pub fn procent(deel: u32, geheel: u32) -> u32 {
    if geheel == 0 { 0 } else { (deel * 200 + geheel) / (geheel * 2) }
}

/// How far the votes agree; nothing when there are none.
pub fn overeenstemming(ronde: &Stemronde) -> Option<Overeenstemming> {
    let totalen = totalen(ronde);
    let van: u32 = totalen.iter().sum();
    let aantal = totalen.iter().copied().max().filter(|most| *most > 0)?;
    let keuze = totalen.iter().position(|count| *count == aantal)?;
    let gedeeld = totalen.iter().filter(|count| **count == aantal).count() > 1;
    Some(Overeenstemming { keuze, aantal, van, gedeeld })
}

/// What to talk about first: an answer that is not the one of most, chosen with certainty 4 or 5, the most certain first.
pub fn eerst_bespreken(ronde: &Stemronde) -> Vec<Eerst> {
    let Some(meeste) = overeenstemming(ronde) else { return Vec::new() };
    let totalen = totalen(ronde);
    let mut found = Vec::new();
    for (groep, stem) in ronde.groepen.iter().enumerate() {
        for (keuze, sure) in stem.zekerheid.iter().enumerate() {
            let chosen = stem.aantallen.get(keuze).is_some_and(|count| *count > 0);
            let minority = totalen.get(keuze).is_some_and(|count| *count < meeste.aantal);
            if let Some(zekerheid) = sure.filter(|sure| *sure >= oefening::ZEKER)
                && chosen
                && minority
            {
                found.push(Eerst { groep, keuze, zekerheid });
            }
        }
    }
    found.sort_by_key(|eerst| std::cmp::Reverse(eerst.zekerheid));
    found
}

/// By how many percents each answer was chosen more, or less, after the groups talked; nothing when one of both rounds
/// has no votes.
pub fn verschuiving(eerst: &Stemronde, daarna: &Stemronde) -> Option<Vec<i32>> {
    let (before, after) = (totalen(eerst), totalen(daarna));
    let (of_before, of_after) = (before.iter().sum::<u32>(), after.iter().sum::<u32>());
    if of_before == 0 || of_after == 0 {
        return None;
    }
    let percent = |deel: u32, geheel: u32| i32::try_from(procent(deel, geheel)).unwrap_or(0);
    Some(before.iter().zip(&after).map(|(was, is)| percent(*is, of_after) - percent(*was, of_before)).collect())
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "tests")]
mod tests {
    use super::{Eerst, eerst_bespreken, overeenstemming, procent, totalen, verschuiving};
    use crate::domain::oefening::{Stem, Stemronde};

    fn votes(groepen: &[(&[u16], &[Option<u8>])]) -> Stemronde {
        let groepen = groepen
            .iter()
            .map(|(aantallen, zekerheid)| Stem { aantallen: aantallen.to_vec(), zekerheid: zekerheid.to_vec() });
        let keuzes = ["ja", "nee", "twijfel"].map(str::to_owned).to_vec();
        Stemronde { vraag: "v2".to_owned(), keuzes, groepen: groepen.collect() }
    }

    #[test]
    fn the_largest_share_is_counted_over_all_groups_and_says_when_it_is_shared() {
        let found = votes(&[(&[3, 1, 1], &[]), (&[0, 4, 1], &[])]);
        assert_eq!(totalen(&found), [3, 5, 2]);
        let most = overeenstemming(&found).expect("votes");
        assert_eq!((most.keuze, most.aantal, most.van, most.gedeeld), (1, 5, 10, false));
        assert_eq!(procent(most.aantal, most.van), 50);
        let split = overeenstemming(&votes(&[(&[2, 2, 0], &[])])).expect("votes");
        assert!(split.gedeeld);
        assert_eq!(overeenstemming(&votes(&[(&[0, 0, 0], &[])])), None);
        assert_eq!((procent(1, 3), procent(2, 3), procent(0, 0)), (33, 67, 0));
    }

    #[test]
    fn who_is_certain_of_what_others_do_not_choose_comes_first() {
        let found = votes(&[
            (&[4, 1, 0], &[Some(5), Some(4), None]),
            (&[4, 0, 1], &[Some(2), None, Some(5)]),
            (&[3, 1, 1], &[None, Some(3), Some(2)]),
        ]);
        let first = |groep, keuze, zekerheid| Eerst { groep, keuze, zekerheid };
        assert_eq!(eerst_bespreken(&found), [first(1, 2, 5), first(0, 1, 4)]);
        assert_eq!(eerst_bespreken(&votes(&[])), []);
    }

    #[test]
    fn a_shift_needs_votes_before_and_after() {
        let before = votes(&[(&[4, 4, 2], &[])]);
        let after = votes(&[(&[7, 1, 2], &[])]);
        assert_eq!(verschuiving(&before, &after), Some(vec![30, -30, 0]));
        assert_eq!(verschuiving(&before, &votes(&[(&[0, 0, 0], &[])])), None);
    }
}
