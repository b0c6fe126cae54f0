//! What a rule asks of a walk, over the bits that the walk remembers.

use super::plan::{Bits, Ending};
use super::regel::Regel;
use crate::domain::inhoud::{Contact, Melden, Uitkomst, Vervolg};

/// A condition over bits.
#[derive(Debug)]
pub(super) enum Test<'a> {
    Bit(Bits),
    OpenDoubt(Bits),
    Melden(&'a [Melden]),
    Vervolg(&'a [Vervolg]),
    Any(Vec<Test<'a>>),
    All(Vec<Test<'a>>),
}

/// A demand over bits.
#[derive(Debug)]
pub(super) enum Demand<'a> {
    Melden(&'a [Melden]),
    VervolgNiet(&'a [Vervolg]),
    /// All of these bits hold; a later answer may undo them.
    Given(Bits),
    /// All of these bits hold, and once set they stay.
    Reached(Bits),
    /// This bit does not hold.
    Nowhere(Bits),
    NotAsked(&'a [String]),
    First(&'a [Contact]),
    Order(usize),
}

/// A rule that holds for the tree.
#[derive(Debug)]
pub(super) struct Watched<'a> {
    pub rule: &'a Regel,
    pub als: Test<'a>,
    pub dan: Demand<'a>,
    /// The bits that its condition and its demand read.
    pub bits: Bits,
    /// The bits that its demand reads.
    pub demanded: Bits,
}

impl Watched<'_> {
    /// How many first actions of an outcome it looks at.
    pub fn front(&self) -> usize {
        if let Demand::First(some) = &self.dan { some.len() } else { 0 }
    }
}

impl Test<'_> {
    /// The bits that it reads.
    pub fn bits(&self) -> Bits {
        match self {
            Test::Bit(bit) | Test::OpenDoubt(bit) => *bit,
            Test::Melden(_) | Test::Vervolg(_) => 0,
            Test::Any(some) | Test::All(some) => some.iter().fold(0, |bits, test| bits | test.bits()),
        }
    }

    /// Whether some walk that ends in this outcome may fulfil it.
    pub fn possible(&self, uitkomst: &Uitkomst) -> bool {
        match self {
            Test::Bit(_) | Test::OpenDoubt(_) => true,
            Test::Melden(some) => some.contains(&uitkomst.melden),
            Test::Vervolg(some) => some.contains(&uitkomst.vervolg),
            Test::Any(some) => some.iter().any(|test| test.possible(uitkomst)),
            Test::All(some) => some.iter().all(|test| test.possible(uitkomst)),
        }
    }

    /// Whether it holds for a walk that remembers these bits; `None` is a walk that is under way.
    pub fn holds(&self, bits: Bits, uitkomst: Option<&Uitkomst>) -> bool {
        match self {
            Test::Bit(bit) | Test::OpenDoubt(bit) => bits & bit != 0,
            Test::Melden(some) => uitkomst.is_some_and(|uitkomst| some.contains(&uitkomst.melden)),
            Test::Vervolg(some) => uitkomst.is_some_and(|uitkomst| some.contains(&uitkomst.vervolg)),
            Test::Any(some) => some.iter().any(|test| test.holds(bits, uitkomst)),
            Test::All(some) => some.iter().all(|test| test.holds(bits, uitkomst)),
        }
    }

    /// Whether it can still come to hold, when these bits hold or may come to.
    pub fn reachable(&self, bits: Bits, doubted: bool) -> bool {
        match self {
            Test::Bit(bit) => bits & bit != 0,
            Test::OpenDoubt(bit) => doubted || bits & bit != 0,
            Test::Melden(_) | Test::Vervolg(_) => true,
            Test::Any(some) => some.iter().any(|test| test.reachable(bits, doubted)),
            Test::All(some) => some.iter().all(|test| test.reachable(bits, doubted)),
        }
    }
}

impl Demand<'_> {
    /// Whether an outcome fulfils it by itself, whatever the walk was.
    pub fn met_by(&self, ending: &Ending<'_>) -> bool {
        match self {
            Demand::Melden(some) => some.contains(&ending.uitkomst.melden),
            Demand::VervolgNiet(some) => !some.contains(&ending.uitkomst.vervolg),
            Demand::Reached(bits) => ending.set & bits == *bits,
            Demand::First(some) => {
                ending.over.is_none()
                    && ending
                        .uitkomst
                        .acties
                        .iter()
                        .map(|actie| actie.contact)
                        .take(some.len())
                        .eq(some.iter().copied())
            }
            Demand::Given(_) | Demand::Nowhere(_) | Demand::NotAsked(_) | Demand::Order(_) => false,
        }
    }
}
