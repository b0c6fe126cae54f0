//! Files to fill in: a method, an exercise or a case of one's own, valid from the start.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::domain::inhoud::Soort;

/// What somebody begins to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skelet {
    /// A method of intervisie.
    Methode,
    /// An exercise of a workshop.
    Oefening,
    /// A case in rounds.
    Casus,
}

impl Skelet {
    /// Every one, in the order in which it is offered.
    pub const ALL: [Skelet; 3] = [Skelet::Methode, Skelet::Oefening, Skelet::Casus];

    /// The word on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Skelet::Methode => "methode",
            Skelet::Oefening => "oefening",
            Skelet::Casus => "casus",
        }
    }

    /// The one with this word.
    pub fn from_id(id: &str) -> Option<Skelet> {
        Skelet::ALL.into_iter().find(|one| one.id() == id)
    }

    /// The kind of content file that it is; also its folder.
    pub fn soort(self) -> Soort {
        match self {
            Skelet::Methode | Skelet::Oefening => Soort::Werkvorm,
            Skelet::Casus => Soort::Casus,
        }
    }

    fn text(self) -> &'static str {
        match self {
            Skelet::Methode => include_str!("skelet/methode.json"),
            Skelet::Oefening => include_str!("skelet/oefening.json"),
            Skelet::Casus => include_str!("skelet/casus.json"),
        }
    }
}

/// Longest code of a way of working or a case.
const CODE: usize = 12;

/// The file to fill in: JSON that holds, in which every text says what belongs there.
pub fn skelet(soort: Skelet, id: &str, today: Date) -> String {
    let later = today.checked_add(1.year()).unwrap_or(today);
    let code: String = id.chars().filter(char::is_ascii_alphanumeric).take(CODE).collect();
    soort
        .text()
        .replace("@ID@", id)
        .replace("@CODE@", &code.to_ascii_uppercase())
        .replace("@VANAF@", &today.to_string())
        .replace("@NAZIEN@", &later.to_string())
}

#[cfg(test)]
#[allow(clippy::panic, reason = "tests")]
mod tests {
    use jiff::civil::date;

    use super::{Skelet, skelet};
    use crate::domain::inhoud::{Inhoud, read};

    #[test]
    fn what_is_to_be_filled_in_holds_as_it_is() {
        for soort in Skelet::ALL {
            let text = skelet(soort, "mijn-eigen-oefening-9", date(2026, 11, 22));
            assert!(!text.contains('@'), "{text}");
            match read(text.as_bytes(), "mijn-eigen-oefening-9.json") {
                Ok(Inhoud::Werkvorm(file)) => assert_eq!(file.inhoud.code, "MIJNEIGENOEF"),
                Ok(Inhoud::Casus(file)) => assert_eq!(file.inhoud.code, "MIJNEIGENOEF"),
                other => panic!("{other:?}"),
            }
        }
    }
}
