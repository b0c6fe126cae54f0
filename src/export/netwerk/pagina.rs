//! The network as one page to pass on: a list to search, and the map. It works from a stick: nothing is fetched, and the
//! only script is the one below, whose hash the page itself names. Without script the whole list is there to be read.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::hsds::adres_mail;
use super::svg::tekening;
use crate::domain::dates;
use crate::domain::gesprek::sentence;
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::kaart::Kaart;
use crate::domain::netwerk::plat::schrijf;
use crate::domain::netwerk::uitvoer::{Niet, Uitvoer};
use crate::domain::netwerk::{
    Soort, THEMAS, Telefoon, Veld, Vermelding, Waarde, dag, gemeente_naam, nummer_tekst, thema_tekst,
};
use crate::domain::search::fold;
use crate::domain::telefoon::Nummer;
use crate::export::html::escape;

/// A page is to be read.
pub const NIET: &[Niet] = &[Niet::AlleenLezen];

/// The looks, for screen and paper. Every pair of colours is readable (a contrast of 4.5 or more).
const STYLE: &str = "body{font:16px/1.5 sans-serif;color:#111;background:#fff;max-width:60em;margin:0 auto;padding:0 1em}\
a{color:#00458b}a:focus,input:focus,select:focus,button:focus,summary:focus,[tabindex]:focus{outline:3px solid #b35900;outline-offset:2px}\
.nood{font-weight:bold;border:2px solid #900;padding:.4em .7em;margin:1em 0}.klein{color:#555;font-size:.9em}\
.spring{position:absolute;left:-99em}.spring:focus{position:static}\
#zoeken{background:#eef3f8;padding:.6em 1em;border:1px solid #767676}#zoeken[hidden],section[hidden],article[hidden]{display:none}\
#zoeken label{display:inline-block;margin:.2em 1em .2em 0}input,select,button{font:inherit;padding:.25em .4em}\
section{border-top:2px solid #444;margin-top:1.2em}article{margin:.6em 0}article+article{margin-left:1.5em;border-left:3px solid #bbb;padding-left:.8em}\
h2,h3{margin:.2em 0;font-size:1.1em}dl{margin:0;display:grid;grid-template-columns:12em 1fr;gap:0 .6em}dt{font-weight:bold}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}\
.tel{font-size:1.1em;font-weight:bold;white-space:nowrap}ul.tels{list-style:none;margin:.2em 0;padding:0}.kaart{overflow:auto;max-height:90vh;border:1px solid #767676}\
@media(max-width:35em){dl{display:block}}\
@media print{#zoeken,.spring,details{display:none!important}body{max-width:none;font-size:11pt}a{color:#111;text-decoration:none}article{break-inside:avoid}h2,h3{break-after:avoid}}";

/// What hides the entries that are not asked for. It reads the page and changes nothing but what is shown.
const SCRIPT: &str = include_str!("pagina.js");

/// Writes the page. `vandaag` stands on it as the day on which it was made.
///
/// # Errors
/// The writer refuses.
pub fn write(uitvoer: &Uitvoer<'_>, vandaag: Date, out: &mut dyn Write) -> io::Result<()> {
    // A browser reads every line end as one character, and hashes what it read.
    let script = SCRIPT.replace("\r\n", "\n");
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">",
        base64(&Sha256::digest(&script))
    )?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">")?;
    writeln!(out, "<title>Netwerk</title>\n<style>{STYLE}</style>\n</head>\n<body>")?;
    writeln!(out, "<a class=\"spring\" href=\"#lijst\">Naar de lijst</a>\n<header>")?;
    writeln!(
        out,
        "<p class=\"nood\">Direct gevaar: bel <a href=\"tel:112\">112</a> · Veilig Thuis \
         <a href=\"tel:08002000\">0800-2000</a> (dag en nacht, gratis)</p>\n<h1>Netwerk</h1>"
    )?;
    writeln!(
        out,
        "<p class=\"klein\">Gemaakt op {}. Kijk na of het nog klopt voordat u erop vertrouwt.</p>\n</header>",
        dates::long(vandaag)
    )?;
    zoeken(uitvoer, out)?;
    writeln!(out, "<details>\n<summary>Kaart van het netwerk</summary>")?;
    writeln!(out, "<div class=\"kaart\" tabindex=\"0\" role=\"region\" aria-label=\"Kaart van het netwerk\">")?;
    tekening(&Kaart::van(uitvoer.netwerk()), out)?;
    writeln!(out, "</div>\n</details>\n<main id=\"lijst\" tabindex=\"-1\">")?;
    lijst(uitvoer, out)?;
    writeln!(out, "</main>\n<script>{script}</script>\n</body>\n</html>")
}

/// The fields to search and filter with. They are shown by the script: without it they would do nothing.
fn zoeken(uitvoer: &Uitvoer<'_>, out: &mut dyn Write) -> io::Result<()> {
    let netwerk = uitvoer.netwerk();
    let (mut towns, mut themes) = (BTreeMap::new(), BTreeMap::new());
    for (_, entry) in uitvoer.rijen() {
        for code in netwerk.gemeenten(entry) {
            towns.insert(gemeente_naam(uitvoer.gemeenten(), code).to_owned(), code.to_string());
        }
        for theme in netwerk.themas(entry) {
            themes.insert(thema_tekst(theme).to_owned(), fold(theme));
        }
    }
    writeln!(out, "<div id=\"zoeken\" role=\"search\" hidden>")?;
    writeln!(
        out,
        "<label>Zoeken <input id=\"zoek\" type=\"search\" size=\"32\" autocomplete=\"off\" \
         placeholder=\"naam, plaats, thema of nummer\"></label>"
    )?;
    keuze("gemeente", "Gemeente", "alle gemeenten", &towns, out)?;
    keuze("thema", "Thema", "alle thema's", &themes, out)?;
    writeln!(out, "<button id=\"wis\" type=\"button\">Alles tonen</button>")?;
    writeln!(out, "<p id=\"aantal\" role=\"status\" aria-live=\"polite\"></p>\n</div>")
}

fn keuze(id: &str, label: &str, all: &str, choices: &BTreeMap<String, String>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<label>{label} <select id=\"{id}\"><option value=\"\">{}</option>", escape(all))?;
    for (shown, value) in choices {
        write!(out, "<option value=\"{}\">{}</option>", escape(value), escape(shown))?;
    }
    writeln!(out, "</select></label>")
}

/// The whole list: a section for every organisation, and one for what belongs to none.
fn lijst(uitvoer: &Uitvoer<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (id, entry) in uitvoer.rijen().filter(|(_, entry)| entry.soort() == Soort::Organisatie) {
        writeln!(out, "<section>")?;
        blok(uitvoer, entry, "h2", out)?;
        let mut children: Vec<(RecordId, &Vermelding)> = uitvoer.netwerk().onder(id).collect();
        children.retain(|(_, child)| child.soort() != Soort::Organisatie);
        children.sort_by_cached_key(|(id, child)| (child.soort(), fold(child.titel()), *id));
        children.iter().try_for_each(|(_, child)| blok(uitvoer, child, "h3", out))?;
        writeln!(out, "</section>")?;
    }
    for (_, entry) in uitvoer.rijen().filter(|(_, entry)| entry.soort() != Soort::Organisatie) {
        if uitvoer.netwerk().organisatie(entry).is_none() {
            writeln!(out, "<section>")?;
            blok(uitvoer, entry, "h2", out)?;
            writeln!(out, "</section>")?;
        }
    }
    Ok(())
}

/// An entry: what the script searches in it, its name, its numbers and the rest.
fn blok(uitvoer: &Uitvoer<'_>, entry: &Vermelding, heading: &str, out: &mut dyn Write) -> io::Result<()> {
    let netwerk = uitvoer.netwerk();
    let codes: Vec<String> = netwerk.gemeenten(entry).iter().map(|code| code.to_string()).collect();
    let themes: Vec<String> = netwerk.themas(entry).iter().map(|theme| fold(theme)).collect();
    let numbers: Vec<String> = entry.telefoons().iter().flat_map(cijfers).collect();
    writeln!(
        out,
        "<article data-z=\"{}\" data-n=\"{}\" data-g=\"{}\" data-t=\"{}\">",
        escape(&woorden(uitvoer, entry)),
        escape(&numbers.join(" ")),
        escape(&merken(&codes)),
        escape(&merken(&themes))
    )?;
    let kind = if entry.soort() == Soort::Organisatie {
        String::new()
    } else {
        format!(" <span class=\"klein\">({})</span>", entry.soort().text())
    };
    writeln!(out, "<{heading}>{}{kind}</{heading}>", escape(&sentence(entry.titel())))?;
    if !entry.telefoons().is_empty() {
        writeln!(out, "<ul class=\"tels\">")?;
        entry.telefoons().iter().try_for_each(|phone| writeln!(out, "<li>{}</li>", telefoon(phone)))?;
        writeln!(out, "</ul>")?;
    }
    writeln!(out, "<dl>")?;
    let title = Veld::verplicht(entry.soort());
    for (veld, value, _) in entry.velden() {
        let shown = veld != title && !matches!(veld, Veld::Telefoons | Veld::Organisatie);
        let Some(value) = value.filter(|_| shown) else { continue };
        writeln!(out, "<dt>{}</dt><dd>{}</dd>", escape(veld.label()), inhoud(uitvoer, veld, value))?;
    }
    let checked = match entry.bevestigd() {
        Some(known) => format!("{} ({})", dates::long(dag(known.op)), known.door),
        None => "nog niet".to_owned(),
    };
    writeln!(out, "<dt>Gecontroleerd</dt><dd>{}</dd>\n</dl>\n</article>", escape(&checked))
}

/// What stands in a field, as markup. Only addresses for mail can be followed; a website is read and typed, so that this
/// page asks nothing of anybody.
fn inhoud(uitvoer: &Uitvoer<'_>, veld: Veld, value: &Waarde) -> String {
    let text = schrijf(uitvoer.netwerk(), uitvoer.gemeenten(), veld, value);
    match adres_mail(&text).filter(|_| veld == Veld::Email) {
        Some(mail) => format!("<a href=\"mailto:{}\">{}</a>", procent(mail), escape(mail)),
        None => escape(&text),
    }
}

/// A number that a telephone can dial, with what it is for and when.
fn telefoon(phone: &Telefoon) -> String {
    let shown = escape(&nummer_tekst(&phone.nummer));
    let mut line = match Nummer::lees(&phone.nummer) {
        Ok(number) => format!("<a class=\"tel\" href=\"{}\">{shown}</a>", escape(&number.tel_uri())),
        Err(_) => format!("<span class=\"tel\">{shown}</span>"),
    };
    let more = phone.waarvoor.iter().map(|text| text.to_string()).chain(phone.uren.iter().map(|uren| uren.to_string()));
    more.for_each(|text| line.push_str(&format!(" · {}", escape(&text))));
    line
}

/// The digits by which a number is found: as it is dialled here, and with the number of the country.
fn cijfers(phone: &Telefoon) -> Vec<String> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut found = vec![digits(&nummer_tekst(&phone.nummer))];
    found.extend(Nummer::lees(&phone.nummer).map(|number| digits(&number.normaal())));
    found.sort_unstable();
    found.dedup();
    found
}

/// The words by which an entry is found, folded.
fn woorden(uitvoer: &Uitvoer<'_>, entry: &Vermelding) -> String {
    let netwerk = uitvoer.netwerk();
    let mut text = netwerk.naam(entry);
    let mut add = |word: &str| {
        text.push(' ');
        text.push_str(word);
    };
    netwerk.gemeenten(entry).iter().for_each(|code| add(gemeente_naam(uitvoer.gemeenten(), code)));
    for theme in netwerk.themas(entry) {
        add(thema_tekst(theme));
        let known = THEMAS.iter().filter(|known| *known.id == **theme);
        known.flat_map(|known| known.ook).for_each(|word| add(word));
    }
    let fields =
        [Veld::Naam, Veld::Functie, Veld::Rol, Veld::OrgSoort, Veld::Adres, Veld::Doelgroep, Veld::Talen, Veld::Tafels];
    for (veld, value, _) in entry.velden() {
        if let Some(value) = value.filter(|_| fields.contains(&veld)) {
            add(&schrijf(netwerk, uitvoer.gemeenten(), veld, value));
        }
    }
    fold(&text)
}

/// Marks between bars, so that no mark is found within another.
fn merken(marks: &[String]) -> String {
    if marks.is_empty() { String::new() } else { format!("|{}|", marks.join("|")) }
}

/// An address for mail within a link: nothing in it can add a subject or somebody else.
fn procent(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_+@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Bytes in base64 (RFC 4648), as a security policy names a hash.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for chunk in bytes.chunks(3) {
        let three = [0, 1, 2].map(|at| chunk.get(at).copied().map_or(0, u32::from));
        let word = three.iter().fold(0, |word, byte| word << 8 | byte);
        for nth in 0..4 {
            let six = (word >> (18 - 6 * nth) & 63) as usize;
            encoded.push(if nth <= chunk.len() { char::from(LETTERS[six]) } else { '=' });
        }
    }
    encoded
}
