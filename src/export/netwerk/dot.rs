//! The map of a network for Graphviz.

use std::io::{self, Write};

use crate::domain::netwerk::kaart::{Band, Kaart};
use crate::domain::netwerk::uitvoer::{Niet, Uitvoer};

/// A map is to be looked at.
pub const NIET: &[Niet] = &[Niet::AlleenLezen];

/// Writes the map as a graph in the DOT language.
///
/// # Errors
/// The writer refuses.
pub fn write(uitvoer: &Uitvoer<'_>, out: &mut dyn Write) -> io::Result<()> {
    let kaart = Kaart::van(uitvoer.netwerk());
    writeln!(out, "digraph netwerk {{")?;
    writeln!(out, "  graph [overlap=false, splines=true, layout=neato];")?;
    writeln!(out, "  node [shape=box, fontname=\"sans-serif\"];")?;
    for (at, knoop) in kaart.knopen.iter().enumerate() {
        let shape = if knoop.is_tafel { ", shape=ellipse" } else { "" };
        let kind = knoop.soort.map_or_else(String::new, |soort| format!(", tooltip={}", tekst(soort.text())));
        writeln!(out, "  n{at} [label={}{shape}{kind}];", tekst(&knoop.naam))?;
    }
    for lijn in &kaart.lijnen {
        let look = match lijn.band {
            Band::Onderdeel => "style=solid, arrowhead=empty",
            Band::Tafel => "style=dashed, arrowhead=none",
            Band::Relatie => "style=solid, arrowhead=none",
        };
        let label = if lijn.tekst.is_empty() { String::new() } else { format!(", label={}", tekst(&lijn.tekst)) };
        writeln!(out, "  n{} -> n{} [{look}{label}];", lijn.van, lijn.naar)?;
    }
    writeln!(out, "}}")
}

/// A quoted string. A backslash would begin an escape of Graphviz, which also fills in names of nodes.
fn tekst(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            // Graphviz takes what looks like an entity for one.
            '&' => quoted.push_str("&amp;"),
            letter if letter.is_control() => quoted.push(' '),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
