//! Names, initials, and what is the user's own.

use std::collections::HashSet;

use super::eigen::{Eigen, Eigennaam, Hoe};
use super::lijsten::Lijsten;
use super::{Soort, Vondst, zinnen};
use crate::domain::reading::Word;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vorm {
    /// Without a capital, or with digits in it.
    Klein,
    /// Begins with a capital.
    Hoofd,
    /// One or two letters, all capitals.
    Letters,
    /// Three letters and more, all capitals.
    Afkorting,
}

/// A word with what is known of it.
struct Plek<'a> {
    word: &'a Word,
    vorm: Vorm,
    /// A sentence begins with it.
    begin: bool,
    /// Its capital says nothing of a person.
    gewoon: bool,
    /// It is the name of somebody or something.
    naam: bool,
}

struct Lezing<'a> {
    text: &'a str,
    words: &'a [Word],
    plekken: Vec<Plek<'a>>,
    lijsten: &'a Lijsten,
}

/// Everything of these kinds.
pub fn zoek(text: &str, words: &[Word], lijsten: &Lijsten, eigen: &Eigen) -> Vec<Vondst> {
    let mut lezing = Lezing::new(text, words, lijsten);
    lezing.merk_namen();
    let mut found = lezing.namen();
    found.extend(lezing.initialen());
    found.extend(lezing.eigen(eigen));
    found
}

impl<'a> Lezing<'a> {
    fn new(text: &'a str, words: &'a [Word], lijsten: &'a Lijsten) -> Lezing<'a> {
        let begin = zinnen::begin(text, words, lijsten);
        let luid = luide_regels(text);
        let mut loud = luid.iter().peekable();
        let place = |(word, begin): (&'a Word, bool)| {
            while loud.next_if(|line| line.end <= word.range.start).is_some() {}
            let shouted = loud.peek().is_some_and(|line| line.start <= word.range.start);
            let vorm = if shouted { Vorm::Klein } else { vorm(text.get(word.range.clone()).unwrap_or_default()) };
            Plek { word, vorm, begin, gewoon: false, naam: false }
        };
        let mut plekken: Vec<Plek<'a>> = words.iter().zip(begin).map(place).collect();
        for at in 0..words.len() {
            if let Some((_, count, _)) = lijsten.gewoon.longest(text, &words[at..]) {
                plekken.iter_mut().skip(at).take(count).for_each(|plek| plek.gewoon = true);
            } else if plekken[at].vorm != Vorm::Klein && is_samenstelling(&words[at].folded, lijsten) {
                plekken[at].gewoon = true;
            }
        }
        Lezing { text, words, plekken, lijsten }
    }

    fn get(&self, at: usize) -> Option<&Plek<'a>> {
        self.plekken.get(at)
    }

    /// What stands between a word and the one before it.
    fn gap(&self, at: usize) -> &'a str {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        match (before, self.words.get(at)) {
            (Some(before), Some(word)) => self.text.get(before.range.end..word.range.start).unwrap_or_default(),
            _ => "",
        }
    }

    /// Whether a word goes on from the one before it.
    fn near(&self, at: usize) -> bool {
        at > 0 && matches!(self.gap(at), " " | "\u{a0}" | "-" | "  ")
    }

    fn is_tussenvoegsel(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| self.lijsten.tussenvoegsel.contains(&word.folded))
    }

    /// Whether a form of address stands before this word, with particles between them or without.
    fn aangesproken(&self, at: usize) -> bool {
        let mut here = at;
        while here > 0 && at - here < 4 && (self.near(here) || self.gap(here) == ". ") {
            here -= 1;
            if self.lijsten.aanspreking.contains(&self.words[here].folded) {
                return true;
            }
            if !self.is_tussenvoegsel(here) {
                return false;
            }
        }
        false
    }

    /// Whether this is a first name in use, however it is written.
    fn is_voornaam(&self, plek: &Plek<'_>) -> bool {
        let folded = plek.word.folded.as_str();
        let apostrophe = || self.text.get(plek.word.range.clone()).unwrap_or_default().contains(['\'', '’']);
        let known = |set: &HashSet<String>| {
            set.contains(folded)
                || folded
                    .strip_suffix('s')
                    .is_some_and(|stem| set.contains(stem) && (plek.vorm == Vorm::Hoofd || apostrophe()))
        };
        known(&self.lijsten.voornaam)
            || (plek.vorm != Vorm::Klein && plek.vorm != Vorm::Letters && known(&self.lijsten.voornaam_hoofdletter))
    }

    fn merk_namen(&mut self) {
        let mut seen: HashSet<&'a str> = HashSet::new();
        for at in 0..self.plekken.len() {
            let plek = &self.plekken[at];
            if plek.gewoon || self.is_tussenvoegsel(at) {
                continue;
            }
            let capital = match plek.vorm {
                Vorm::Hoofd => !plek.begin || self.aangesproken(at),
                Vorm::Afkorting => true,
                Vorm::Klein | Vorm::Letters => false,
            };
            let called = || self.lijsten.voornaam_hoofdletter.contains(&plek.word.folded) && self.aangesproken(at);
            if capital || self.is_voornaam(plek) || called() {
                if plek.vorm == Vorm::Hoofd && !plek.begin {
                    seen.insert(&self.words[at].folded);
                }
                self.plekken[at].naam = true;
            }
        }
        // What is a name within a sentence is one at its beginning too.
        for plek in &mut self.plekken {
            let known = plek.word.folded.chars().count() > 2 && seen.contains(plek.word.folded.as_str());
            plek.naam |= known && plek.vorm == Vorm::Hoofd && !plek.gewoon;
        }
    }

    /// Names, with their particles and what belongs to them.
    fn namen(&self) -> Vec<Vondst> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.plekken.len() {
            if !self.plekken[at].naam {
                at += 1;
                continue;
            }
            let last = self.tot(at);
            let plaats = self.words[self.vanaf(at)].range.start..self.words[last].range.end;
            found.push(Vondst::new(plaats, Soort::Naam));
            at = last + 1;
        }
        found
    }

    /// The last word of a name that begins here.
    fn tot(&self, first: usize) -> usize {
        let mut last = first;
        let mut here = first + 1;
        while self.near(here) && here - last <= 3 {
            if self.get(here).is_some_and(|plek| plek.naam) {
                last = here;
            } else if !self.is_tussenvoegsel(here) {
                break;
            }
            here += 1;
        }
        last
    }

    /// Where a name begins: with its particles when they have a capital, or when somebody is addressed.
    fn vanaf(&self, first: usize) -> usize {
        let mut from = first;
        while from > 0 && first - from < 3 && self.near(from) && self.is_tussenvoegsel(from - 1) {
            from -= 1;
        }
        let capital = self.get(from).is_some_and(|plek| plek.vorm == Vorm::Hoofd && !plek.begin);
        if from < first && (capital || self.aangesproken(from)) { from } else { first }
    }

    /// Single capitals with a stop or without, and pairs of them.
    fn initialen(&self) -> Vec<Vondst> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(plek) = self.get(at) {
            // Who speaks: `A: Hoe was het?`
            let speaks = plek.begin && self.text.get(plek.word.range.end..).is_some_and(|after| after.starts_with(':'));
            if plek.vorm != Vorm::Letters || plek.gewoon || speaks {
                at += 1;
                continue;
            }
            let mut last = at;
            let single =
                |at: usize| self.get(at).is_some_and(|plek| plek.vorm == Vorm::Letters && plek.word.range.len() <= 2);
            while single(last) && single(last + 1) && matches!(self.gap(last + 1), "." | ". ") {
                last += 1;
            }
            let letters: String = self.words[at..=last].iter().map(|word| word.folded.as_str()).collect();
            let end = self.words[last].range.end;
            let after = self.text.get(end..).unwrap_or_default();
            // `T-shirt`, `a)`, `V&VN`.
            let joined = after.starts_with(['-', ')', '&']) || (at > 0 && matches!(self.gap(at), "-" | "&"));
            let known = self.lijsten.afkorting.contains(&letters) || (last > at && self.lijsten.gewoon.has(&letters));
            if !joined && !known {
                let stop = usize::from(after.starts_with('.') && (last > at || self.words[at].range.len() == 1));
                found.push(Vondst::new(self.words[at].range.start..end + stop, Soort::Initialen));
            }
            at = last + 1;
        }
        found
    }

    /// Names of the user's own network and casussen.
    fn eigen(&self, eigen: &Eigen) -> Vec<Vondst> {
        if eigen.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for at in 0..self.words.len() {
            let hits = eigen.namen.beginning(self.text, &self.words[at..]);
            let mut sure = hits.filter(|(naam, count, _)| self.is_eigen(naam, at, *count));
            if let Some((naam, _, plaats)) = sure.next() {
                found.push(Vondst::new(plaats, naam.soort));
            }
        }
        found
    }

    /// Whether a word is enough to know a name by, however it is written.
    fn is_eigenaardig(&self, word: &Word) -> bool {
        let lists = [&self.lijsten.achternaam, &self.lijsten.voornaam, &self.lijsten.voornaam_hoofdletter];
        word.folded.chars().count() >= 5 && lists.iter().all(|list| !list.contains(&word.folded))
    }

    fn is_eigen(&self, naam: &Eigennaam, at: usize, count: usize) -> bool {
        let places = || self.plekken.iter().skip(at).take(count);
        let capital = || places().any(|plek| plek.vorm != Vorm::Klein && !plek.begin);
        // `Veilig Thuis` stands in every network.
        if places().all(|plek| plek.gewoon) {
            return false;
        }
        let addressed = || naam.soort == Soort::Netwerk && self.aangesproken(at);
        match naam.hoe {
            Hoe::Los => true,
            Hoe::Hoofdletter => capital(),
            Hoe::Deel => capital() || addressed() || self.words.get(at).is_some_and(|word| self.is_eigenaardig(word)),
        }
    }
}

/// Shortest ordinary word that makes an ordinary word of what begins with it: *Suikerfeestweek*.
const STAM: usize = 8;

fn is_samenstelling(folded: &str, lijsten: &Lijsten) -> bool {
    (STAM..folded.len()).any(|end| folded.get(..end).is_some_and(|stem| lijsten.gewoon.has(stem)))
}

/// Whether these capitals are a number: *hoofdstuk IV*.
fn is_romeins(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'))
}

fn vorm(word: &str) -> Vorm {
    let letters = word.chars().filter(|letter| letter.is_alphabetic());
    let digits = word.chars().any(char::is_numeric);
    if digits || is_romeins(word) || !word.starts_with(char::is_uppercase) {
        return Vorm::Klein;
    }
    match (word.chars().any(char::is_lowercase), letters.count()) {
        (true, _) => Vorm::Hoofd,
        (false, 0..=2) => Vorm::Letters,
        (false, _) => Vorm::Afkorting,
    }
}

/// Lines in capitals: there a capital says nothing.
fn luide_regels(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut from = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        let range = from..from + line.len();
        from = range.end;
        (range, line)
    });
    let loud = |(range, line): (std::ops::Range<usize>, &str)| {
        let high = line.chars().filter(|letter| letter.is_uppercase()).count();
        let low = line.chars().filter(|letter| letter.is_lowercase()).count();
        (high > 15 && high > 4 * low).then_some(range)
    };
    lines.filter_map(loud).collect()
}
