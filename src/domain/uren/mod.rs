//! Opening hours: one line of rules, and whether somebody answers at a given moment.
//!
//! Parts with `;` between them: `ma-vr 9.00-17.00; feestdagen dicht; 2026-12-24 9.00-12.00`. Hours belong to the day on
//! which they begin, also past midnight. An exception for a date wins over a holiday, a holiday over the week; of two
//! exceptions that hold on the same day the shorter one wins. Without a word on holidays it is closed on them, except
//! *dag en nacht* and *op afspraak*. All times are those of the clock on the wall, so summer time changes nothing.

mod kort;
mod lezen;
mod stand;

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use lezen::{TYPED, UrenFout};
pub use stand::Stand;

/// Opening hours as they were checked. Rules of sixteen bytes in one row, so that 100,000 of them stay small.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Openingstijden {
    /// In the order of the line that is shown.
    regels: Box<[Regel]>,
}

/// One rule; more hours on the same days are more rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Regel {
    DagEnNacht,
    Week(Dagen, Uren),
    OpAfspraak,
    Feestdagen(Op),
    /// A date, or every day from one to another.
    Uitzondering(Date, Date, Op),
}

/// What holds on the days of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Op {
    Dicht,
    /// As in any week.
    Gewoon,
    Uren(Uren),
}

/// From one minute of the day until another; past midnight the end is smaller than the beginning. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Uren {
    van: u16,
    tot: u16,
}

/// Minutes of a day.
const DAG: u16 = 24 * 60;

impl Uren {
    /// The end, counted from the midnight before the beginning.
    fn einde(self) -> u16 {
        if self.tot > self.van { self.tot } else { self.tot + DAG }
    }
}

/// Days of the week: bit 0 is Monday.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Dagen(u8);

impl Dagen {
    const WEEKEND: Dagen = Dagen(0b110_0000);

    fn heeft(self, dag: u8) -> bool {
        self.0 & (1 << dag) != 0
    }
}

/// The first day decides.
impl Ord for Dagen {
    fn cmp(&self, other: &Dagen) -> std::cmp::Ordering {
        other.0.reverse_bits().cmp(&self.0.reverse_bits())
    }
}

impl PartialOrd for Dagen {
    fn partial_cmp(&self, other: &Dagen) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

const DAGEN: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];

impl Openingstijden {
    /// Reads a line; whatever it says in another order or spelling is shown in one way.
    pub fn lees(typed: &str) -> Result<Openingstijden, UrenFout> {
        lezen::lees(typed)
    }
}

impl fmt::Display for Openingstijden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before: Option<Regel> = None;
        for regel in &self.regels {
            // More hours of the days that were just named follow after a comma.
            let again = before.is_some_and(|before| before.zelfde_dagen(*regel));
            match (again, before) {
                (true, _) => f.write_str(", ")?,
                (false, Some(_)) => write!(f, "; {}", regel.dagen())?,
                (false, None) => write!(f, "{}", regel.dagen())?,
            }
            match regel {
                Regel::DagEnNacht => f.write_str("dag en nacht")?,
                Regel::OpAfspraak => f.write_str("op afspraak")?,
                Regel::Week(_, uren) => write!(f, "{uren}")?,
                Regel::Feestdagen(op) | Regel::Uitzondering(_, _, op) => write!(f, "{op}")?,
            }
            before = Some(*regel);
        }
        Ok(())
    }
}

impl Regel {
    fn zelfde_dagen(self, other: Regel) -> bool {
        match (self, other) {
            (Regel::Week(one, _), Regel::Week(other, _)) => one == other,
            (Regel::Feestdagen(_), Regel::Feestdagen(_)) => true,
            (Regel::Uitzondering(van, tot, _), Regel::Uitzondering(from, until, _)) => (van, tot) == (from, until),
            _ => false,
        }
    }

    /// The days of the rule as they are shown, with the space behind them.
    fn dagen(self) -> String {
        match self {
            Regel::DagEnNacht | Regel::OpAfspraak => String::new(),
            Regel::Week(dagen, _) => format!("{dagen} "),
            Regel::Feestdagen(_) => "feestdagen ".to_owned(),
            Regel::Uitzondering(van, tot, _) if van == tot => format!("{van} "),
            Regel::Uitzondering(van, tot, _) => format!("{van}..{tot} "),
        }
    }
}

/// `ma-wo, vr`: days in a row are a range.
impl fmt::Display for Dagen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut dag = 0;
        let mut between = "";
        while let Some(name) = DAGEN.get(usize::from(dag)) {
            let row = (dag..7).take_while(|dag| self.heeft(*dag)).count();
            match (row, DAGEN.get(usize::from(dag) + row.saturating_sub(1))) {
                (0, _) => dag += 1,
                (2.., Some(last)) => {
                    write!(f, "{between}{name}-{last}")?;
                    dag += u8::try_from(row).unwrap_or(7);
                    between = ", ";
                }
                _ => {
                    write!(f, "{between}{name}")?;
                    dag += 1;
                    between = ", ";
                }
            }
        }
        Ok(())
    }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Op::Dicht => f.write_str("dicht"),
            Op::Gewoon => f.write_str("open"),
            Op::Uren(uren) => write!(f, "{uren}"),
        }
    }
}

impl fmt::Display for Uren {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}-{}.{:02}", self.van / 60, self.van % 60, self.tot / 60, self.tot % 60)
    }
}

/// The line.
impl Serialize for Openingstijden {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Any line that can be read.
impl<'de> Deserialize<'de> for Openingstijden {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Openingstijden, D::Error> {
        let typed = String::deserialize(deserializer)?;
        Openingstijden::lees(&typed).map_err(serde::de::Error::custom)
    }
}
