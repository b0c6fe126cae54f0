//! Finding entries while somebody types.
//!
//! Each word that was typed is held against the words of the [`Index`]: the same, its beginning, somewhere in it, and,
//! when too little is found, with typing errors or as two words written as one. An entry is found when every typed word
//! fits; how well and where decides the order.

mod index;
mod tikfout;
mod vraag;

use jiff::civil::DateTime;

pub use index::{Index, eigen_of};
pub use vraag::{FILTERS, Hoe, Namen, Term, Vraag};

use super::Netwerk;
use crate::domain::kluis::RecordId;
use index::{Plek, masker};
use tikfout::{Tikfouten, toegestaan};

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gevonden {
    /// The best, in order.
    pub ids: Vec<RecordId>,
    /// How many there are in all.
    pub totaal: usize,
    /// How many of them fit the words as well as the first does.
    pub beste: usize,
}

/// Fewer than this: look for typing errors too.
const WEINIG: usize = 5;
/// What a match costs by how it matches.
const BEGIN: u16 = 2;
const SAMEN: u16 = 6;
const BINNEN: u16 = 8;
const TIKFOUT: u16 = 11;
const LETTERS: u16 = 16;
/// Nothing matches.
const GEEN: u16 = u16::MAX;

/// What a match costs by where it stands.
fn kosten(plek: Plek) -> u16 {
    match plek {
        Plek::Begin => 0,
        Plek::Naam | Plek::Rol => 1,
        Plek::Organisatie => 3,
        Plek::Thema | Plek::Gemeente => 4,
        Plek::Adres => 6,
        Plek::Overig => 8,
    }
}

/// What was found for a question, the best first, at most so many.
///
/// Among entries that fit equally well the confirmed ones come first, then short names, then the alphabet.
pub fn zoek(netwerk: Netwerk<'_>, vraag: &Vraag, nu: DateTime, most: usize) -> Gevonden {
    let index = netwerk.index();
    let slots = index.slots();
    let mut stand = Stand { beste: vec![GEEN; slots.len()], totaal: vec![0; slots.len()] };
    for filter in &vraag.filters {
        for word in filter {
            index.met_begin(word).for_each(|(number, _)| stand.raak(index, number, 0, |_| true));
        }
        stand.volgende();
    }
    let strict = stand.clone_if(!vraag.termen.is_empty());
    for term in &vraag.termen {
        precies(index, term, &mut stand);
        stand.volgende();
    }
    if let Some(begin) = &strict {
        aaneen(index, vraag, begin, &mut stand);
    }
    let fits = |slot: usize| {
        slots.get(slot).is_some_and(|slot| {
            slot.leeft
                && (vraag.soorten.is_empty() || vraag.soorten.contains(&slot.soort))
                && !(vraag.onbevestigd && slot.bevestigd)
        })
    };
    if let Some(strict) = strict
        && stand.geraakt(fits).take(WEINIG).count() < WEINIG
    {
        stand = strict.clone();
        for term in &vraag.termen {
            precies(index, term, &mut stand);
            ruim(index, term, &mut stand);
            stand.volgende();
        }
        aaneen(index, vraag, &strict, &mut stand);
    }
    let key = |slot: usize| {
        let known = &slots[slot];
        (stand.totaal[slot], !known.bevestigd, known.lengte, known.sleutel, slot)
    };
    let mut found: Vec<_> = stand.geraakt(fits).map(key).collect();
    let bereikbaar = |slot: &(u16, bool, u8, u64, usize)| netwerk.is_bereikbaar(slots[slot.4].id, nu);
    if vraag.nu {
        found.retain(bereikbaar);
    }
    let totaal = found.len();
    let least = found.iter().map(|(cost, ..)| *cost).min();
    let beste = found.iter().filter(|(cost, ..)| Some(*cost) == least).count();
    if totaal > most && most > 0 {
        found.select_nth_unstable(most - 1);
        found.truncate(most);
    }
    found.sort_unstable();
    Gevonden { ids: found.into_iter().map(|(.., slot)| slots[slot].id).collect(), totaal, beste }
}

impl Term {
    fn telt(&self, plek: Plek) -> bool {
        !self.organisatie || matches!(plek, Plek::Begin | Plek::Naam | Plek::Organisatie)
    }
}

/// How well every slot fits so far, and for the word that is looked at now.
#[derive(Clone)]
struct Stand {
    beste: Vec<u16>,
    totaal: Vec<u16>,
}

impl Stand {
    fn clone_if(&self, wanted: bool) -> Option<Stand> {
        wanted.then(|| self.clone())
    }

    /// A word of the index fits at this cost, in the places that count.
    fn raak(&mut self, index: &Index, number: u32, cost: u16, counts: impl Fn(Plek) -> bool) {
        for post in index.posten(number) {
            let plek = post.plek();
            if counts(plek) {
                let place = &mut self.beste[post.slot()];
                *place = (*place).min(cost + kosten(plek));
            }
        }
    }

    /// The same for one whole word of the index.
    fn raak_woord(&mut self, index: &Index, word: &str, cost: u16) {
        if let Some((number, _)) = index.met_begin(word).next().filter(|(_, text)| *text == word) {
            self.raak(index, number, cost, |_| true);
        }
    }

    /// The word is done: what did not fit is out.
    fn volgende(&mut self) {
        for (beste, totaal) in self.beste.iter_mut().zip(&mut self.totaal) {
            *totaal = if *beste == GEEN { GEEN } else { totaal.saturating_add(*beste) };
            *beste = GEEN;
        }
    }

    fn geraakt(&self, fits: impl Fn(usize) -> bool) -> impl Iterator<Item = usize> {
        let slots = self.totaal.iter().enumerate();
        slots.filter(move |(slot, totaal)| **totaal != GEEN && fits(*slot)).map(|(slot, _)| slot)
    }
}

/// Words that are the same, begin with it, or hold it.
fn precies(index: &Index, term: &Term, stand: &mut Stand) {
    let word = term.woord.as_str();
    let counts = |plek| term.telt(plek);
    for (number, text) in index.met_begin(word) {
        stand.raak(index, number, if text == word { 0 } else { BEGIN }, counts);
    }
    // Of `wi` it is not known yet whether it becomes `wij`.
    if let Some(head) = word.strip_suffix('i') {
        let other = format!("{head}y");
        index.met_begin(&other).for_each(|(number, _)| stand.raak(index, number, BEGIN, counts));
    }
    for (known, hoe) in &term.ook {
        match hoe {
            Hoe::Zelfde => stand.raak_woord(index, known, 0),
            Hoe::Begin => stand.raak_woord(index, known, BEGIN),
            Hoe::Tikfout(_) => {}
        }
    }
    let letters = word.chars().count();
    if letters >= 3 {
        let mask = masker(word);
        for (number, known, text) in index.woordenlijst() {
            if known & mask == mask && !text.starts_with('#') && !text.starts_with(word) && text.contains(word) {
                stand.raak(index, number, BINNEN, counts);
            }
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            let slots: Vec<usize> = index.met_cijfers(word).collect();
            for slot in slots {
                stand.beste[slot] = stand.beste[slot].min(kosten(Plek::Naam));
            }
        }
    }
}

/// Two typed words that are one word of the index: `wijk team`.
fn aaneen(index: &Index, vraag: &Vraag, begin: &Stand, stand: &mut Stand) {
    for at in 1..vraag.termen.len() {
        let joined = format!("{}{}", vraag.termen[at - 1].woord, vraag.termen[at].woord);
        if index.met_begin(&joined).next().is_none() {
            continue;
        }
        let mut other = begin.clone();
        for (nth, term) in vraag.termen.iter().enumerate().filter(|(nth, _)| *nth != at) {
            if nth + 1 == at {
                precies(index, &Term { woord: joined.clone(), ..Term::default() }, &mut other);
            } else {
                precies(index, term, &mut other);
            }
            other.volgende();
        }
        for (known, joined) in stand.totaal.iter_mut().zip(other.totaal) {
            *known = (*known).min(joined);
        }
    }
}

/// Words with typing errors, words written as one, and letters of a long word (`jgz`).
fn ruim(index: &Index, term: &Term, stand: &mut Stand) {
    samen(index, &term.woord, stand);
    let word: Vec<char> = term.woord.chars().collect();
    if (3..=5).contains(&word.len()) {
        uit_lang_woord(index, &word, stand, |plek| term.telt(plek));
    }
    let allowed = toegestaan(word.len());
    if allowed == 0 || word.iter().all(char::is_ascii_digit) {
        return;
    }
    let mask = masker(&term.woord);
    let mut fouten = Tikfouten::default();
    for (number, known, text) in index.woordenlijst() {
        // Every wrong letter can add one that the word does not have.
        if (mask & !known).count_ones() as usize > allowed || text.starts_with('#') {
            continue;
        }
        if let Some((errors, whole)) = fouten.tel(&word, text, allowed).filter(|(errors, _)| *errors > 0) {
            stand.raak(index, number, tikfout(errors, whole), |plek| term.telt(plek));
        }
    }
    for (known, hoe) in &term.ook {
        if let Hoe::Tikfout(errors) = hoe {
            stand.raak_woord(index, known, tikfout(*errors, true));
        }
    }
}

/// A long word of which the first letter and others in order were typed.
fn uit_lang_woord(index: &Index, letters: &[char], stand: &mut Stand, counts: impl Fn(Plek) -> bool + Copy) {
    let mask = masker(&letters.iter().collect::<String>());
    for (number, known, text) in index.woordenlijst() {
        if known & mask != mask || text.len() < 3 * letters.len() {
            continue;
        }
        let mut rest = text.chars();
        let in_order = rest.next() == letters.first().copied()
            && letters[1..].iter().all(|wanted| rest.any(|letter| letter == *wanted));
        if in_order {
            stand.raak(index, number, LETTERS, counts);
        }
    }
}

/// What typing errors cost.
fn tikfout(errors: usize, whole: bool) -> u16 {
    let errors = u16::try_from(errors).unwrap_or(9);
    TIKFOUT + 3 * errors + if whole { 0 } else { 2 }
}

/// Two or more words that were written as one: whole words, and the last the beginning of one.
fn samen(index: &Index, word: &str, stand: &mut Stand) {
    let mut found: Vec<(usize, u16)> = Vec::new();
    delen(index, word, None, 0, &mut found);
    for (slot, cost) in found {
        stand.beste[slot] = stand.beste[slot].min(cost);
    }
}

/// Cuts a whole word off the front, and looks for the rest in the entries that have it.
fn delen(index: &Index, rest: &str, within: Option<&[usize]>, depth: usize, found: &mut Vec<(usize, u16)>) {
    let keeps = |slot: usize| within.is_none_or(|slots| slots.binary_search(&slot).is_ok());
    if depth > 0 && rest.chars().count() >= 2 {
        for (number, _) in index.met_begin(rest) {
            let fits = index.posten(number).iter().filter(|post| keeps(post.slot()));
            found.extend(fits.map(|post| (post.slot(), SAMEN + kosten(post.plek()))));
        }
    }
    if depth == 3 {
        return;
    }
    for (at, _) in rest.char_indices().skip(1) {
        let (left, right) = rest.split_at(at);
        let Some((number, _)) = index.met_begin(left).next().filter(|(_, text)| *text == left) else { continue };
        let posts = index.posten(number).iter();
        let mut slots: Vec<usize> = posts.map(|post| post.slot()).filter(|slot| keeps(*slot)).collect();
        slots.dedup();
        if !slots.is_empty() {
            delen(index, right, Some(&slots), depth + 1, found);
        }
    }
}
