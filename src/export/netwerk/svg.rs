//! The map of a network as a picture: no script, nothing fetched, and a title for who cannot see it.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::domain::netwerk::OrgSoort;
use crate::domain::netwerk::kaart::{BREEDTE, Band, HOOGTE, Kaart, Knoop};
use crate::domain::netwerk::uitvoer::{Niet, Uitvoer};
use crate::export::html::escape;

/// A map is to be looked at.
pub const NIET: &[Niet] = &[Niet::AlleenLezen];

/// Signs on a line of a box; two lines fit.
const REGEL: usize = 24;

/// Writes the map as a file of its own.
///
/// # Errors
/// The writer refuses.
pub fn write(uitvoer: &Uitvoer<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    tekening(&Kaart::van(uitvoer.netwerk()), out)
}

/// Writes the drawing itself, as it also stands within a page.
///
/// # Errors
/// The writer refuses.
pub(super) fn tekening(kaart: &Kaart, out: &mut dyn Write) -> io::Result<()> {
    let (width, height) = (kaart.breedte, kaart.hoogte);
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"kaart-titel kaart-uitleg\" font-family=\"sans-serif\" \
         font-size=\"12\">"
    )?;
    let tables = kaart.knopen.iter().filter(|knoop| knoop.is_tafel).count();
    writeln!(out, "<title id=\"kaart-titel\">Kaart van het netwerk</title>")?;
    writeln!(
        out,
        "<desc id=\"kaart-uitleg\">{} en {}, met {} ertussen. Overlegtafels staan in het midden.</desc>",
        aantal(kaart.knopen.len() - tables, "organisatie", "organisaties"),
        aantal(tables, "overlegtafel", "overlegtafels"),
        aantal(kaart.lijnen.len(), "lijn", "lijnen"),
    )?;
    writeln!(
        out,
        "<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n<g fill=\"none\" stroke=\"#767676\">"
    )?;
    for lijn in &kaart.lijnen {
        let (Some(van), Some(naar)) = (kaart.knopen.get(lijn.van), kaart.knopen.get(lijn.naar)) else { continue };
        let (look, what) = match lijn.band {
            Band::Onderdeel => (" stroke-width=\"2\"", "is onderdeel van"),
            Band::Tafel => (" stroke-dasharray=\"5 4\"", "zit aan"),
            Band::Relatie => ("", "werkt samen met"),
        };
        let more = if lijn.tekst.is_empty() { String::new() } else { format!(" ({})", tekst(&lijn.tekst)) };
        writeln!(
            out,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{look}><title>{} {what} {}{more}</title></line>",
            van.x,
            van.y,
            naar.x,
            naar.y,
            tekst(&van.naam),
            tekst(&naar.naam)
        )?;
    }
    writeln!(out, "</g>\n<g text-anchor=\"middle\" fill=\"#111111\">")?;
    kaart.knopen.iter().try_for_each(|knoop| doos(knoop, out))?;
    writeln!(out, "</g>\n</svg>")
}

/// The box of a node with its name, and its whole name for who points at it or listens.
fn doos(knoop: &Knoop, out: &mut dyn Write) -> io::Result<()> {
    let (left, top) = (knoop.x - BREEDTE / 2, knoop.y - HOOGTE / 2);
    let (fill, round) = if knoop.is_tafel { ("#fff3c4", HOOGTE / 2) } else { (kleur(knoop.soort), 4) };
    let kind = match (knoop.is_tafel, knoop.soort) {
        (true, _) => ": overlegtafel".to_owned(),
        (false, Some(soort)) => format!(": {}", soort.text()),
        (false, None) => String::new(),
    };
    writeln!(
        out,
        "<g><title>{}{kind}</title><rect x=\"{left}\" y=\"{top}\" width=\"{BREEDTE}\" height=\"{HOOGTE}\" \
         rx=\"{round}\" fill=\"{fill}\" stroke=\"#444444\"/>",
        tekst(&knoop.naam)
    )?;
    let lines = regels(&knoop.naam);
    let first = if lines.len() > 1 { knoop.y - 4 } else { knoop.y + 4 };
    for (line, y) in lines.iter().zip((0..).map(|nth| first + 16 * nth)) {
        writeln!(out, "<text x=\"{}\" y=\"{y}\">{}</text>", knoop.x, tekst(line))?;
    }
    writeln!(out, "</g>")
}

/// A name on at most two lines, cut where it is longer.
fn regels(naam: &str) -> Vec<String> {
    let mut lines: Vec<String> = textwrap::wrap(naam, REGEL).into_iter().map(|line| line.into_owned()).collect();
    if lines.len() > 2 {
        lines.truncate(2);
        if let Some(last) = lines.last_mut() {
            while last.width() >= REGEL {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// The light colour of a kind; black letters are easy to read on each of them.
fn kleur(soort: Option<OrgSoort>) -> &'static str {
    let Some(soort) = soort else { return "#f2f2f2" };
    match soort {
        OrgSoort::VeiligThuis | OrgSoort::Opvang => "#ffdfe5",
        OrgSoort::Gemeente | OrgSoort::LokaalTeam | OrgSoort::Welzijn | OrgSoort::Vrijwilligers => "#dff3e0",
        OrgSoort::Onderwijs | OrgSoort::Kinderopvang => "#e0ecff",
        OrgSoort::Ggd
        | OrgSoort::Huisartsen
        | OrgSoort::Ziekenhuis
        | OrgSoort::Ggz
        | OrgSoort::Ouderenzorg
        | OrgSoort::Gehandicaptenzorg => "#d9f4f6",
        OrgSoort::Jeugdhulp | OrgSoort::GecertificeerdeInstelling => "#efe3ff",
        OrgSoort::Politie | OrgSoort::Justitie | OrgSoort::Reclassering => "#e6e6ee",
        OrgSoort::Expertise | OrgSoort::Samenwerking | OrgSoort::Overig => "#f2f2f2",
    }
}

fn aantal(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// A text as XML can hold it: escaped, and without control characters, which XML does not have.
fn tekst(text: &str) -> String {
    let bad = |letter: char| letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}');
    escape(&text.chars().map(|letter| if bad(letter) { ' ' } else { letter }).collect::<String>())
}
