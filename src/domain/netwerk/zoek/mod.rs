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
/// Nothing matches.
const GEEN: u16 = u16::MAX;

/// What a match costs by where it stands.
fn kosten(plek: Plek) -> u16 {
    match plek {
        Plek::Begin => 0,
        Plek::Naam | Plek::Rol => 1,
        Plek::Organisatie | Plek::Thema => 3,
        Plek::Gemeente => 4,
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
        stand.volgende(0);
    }
    let strict = stand.clone_if(!vraag.termen.is_empty());
    for term in &vraag.termen {
        precies(index, term, &mut stand);
        stand.volgende(1);
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
        stand = strict;
        for term in &vraag.termen {
            precies(index, term, &mut stand);
            ruim(index, term, &mut stand);
            stand.volgende(1);
        }
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

    /// The word is done: what did not fit is out. The cost counts so many times.
    fn volgende(&mut self, times: u16) {
        for (beste, totaal) in self.beste.iter_mut().zip(&mut self.totaal) {
            *totaal = if *beste == GEEN { GEEN } else { totaal.saturating_add(*beste * times) };
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

/// Words with typing errors, and two words written as one.
fn ruim(index: &Index, term: &Term, stand: &mut Stand) {
    samen(index, &term.woord, stand);
    let word: Vec<char> = term.woord.chars().collect();
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

/// What typing errors cost.
fn tikfout(errors: usize, whole: bool) -> u16 {
    let errors = u16::try_from(errors).unwrap_or(9);
    TIKFOUT + 3 * errors + if whole { 0 } else { 2 }
}

/// Two words that were written as one: the first as a whole word, the second as the beginning of one.
fn samen(index: &Index, word: &str, stand: &mut Stand) {
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).filter(|at| *at > 0).collect();
    for at in cuts {
        let (left, right) = word.split_at(at);
        if right.chars().count() < 2 {
            continue;
        }
        let Some((first, _)) = index.met_begin(left).next().filter(|(_, text)| *text == left) else { continue };
        let mut with_left: Vec<usize> = index.posten(first).iter().map(|post| post.slot()).collect();
        with_left.dedup();
        for (number, _) in index.met_begin(right) {
            for post in index.posten(number) {
                let slot = post.slot();
                if with_left.binary_search(&slot).is_ok() {
                    stand.beste[slot] = stand.beste[slot].min(SAMEN + kosten(post.plek()));
                }
            }
        }
    }
}
