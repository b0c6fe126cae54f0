//! How large everything is on this screen: as large as all of it fits.
//!
//! Everything begins as plain text. Then one part after the other is made larger, in a fixed order, as long as the whole
//! still fits; so a clock alone fills the wall, and a long list of facts keeps its last line. A plain letter on a screen
//! of 24 rows is a twenty-fourth of the wall: readable from the back. On a screen of 60 rows it is not, and there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::groot::{self, Maat, spelled};
use crate::domain::kluis::WATERMERK;
use crate::domain::zaal::{Contact, Zaalbeeld, Zaalstemmen, uren_en_minuten};
use crate::ui::chrome::cut;
use crate::ui::look::Look;
use crate::ui::theme::Role;

/// Said above a picture that may be old.
const KWIJT: &str = "Geen verbinding met het programma van de trainer. Ik probeer het steeds opnieuw.";
/// Said in the place of a picture.
const NIETS: (&str, &str) = ("De trainer toont nog niets.", "Dit scherm toont het vanzelf.");
/// Said where the last rows did not fit.
const MEER: &str = "(meer op het scherm van de trainer)";
/// On a screen with so many rows a plain line is too small for the room.
const HOOG: u16 = 40;

/// A piece of running text, before anybody knows how large it is.
enum Deel {
    Tekst(String, Role),
    /// A fact: with a sign before it, and the rest hanging.
    Feit(String),
    Stemmen(Zaalstemmen),
}

/// A line of one size.
enum Regel {
    Wit,
    Tekst(String, Role),
    /// A bar in letters: what stands before it, how full of the widest, what stands behind it.
    Balk(String, f64, String),
}

/// How large each part is.
#[derive(Debug, Clone, Copy)]
struct Maten {
    kop: Maat,
    klok: Maat,
    tekst: Maat,
    ruim: bool,
}

impl Maten {
    const KLEIN: Maten = Maten { kop: Maat::Gewoon, klok: Maat::Gewoon, tekst: Maat::Gewoon, ruim: false };

    /// The order in which things grow.
    const STAPPEN: [fn(Maten) -> Maten; 14] = [
        |maten| Maten { klok: Maat::Breed, ..maten },
        |maten| Maten { ruim: true, ..maten },
        |maten| Maten { klok: Maat::Heel(1, 1), ..maten },
        |maten| Maten { tekst: Maat::Vier, ..maten },
        |maten| Maten { kop: Maat::Vier, ..maten },
        |maten| Maten { kop: Maat::Breed, ..maten },
        |maten| Maten { klok: Maat::Heel(2, 1), ..maten },
        |maten| Maten { tekst: Maat::Breed, ..maten },
        |maten| Maten { klok: Maat::Heel(2, 2), ..maten },
        |maten| Maten { kop: Maat::Heel(1, 1), ..maten },
        |maten| Maten { klok: Maat::Heel(3, 2), ..maten },
        |maten| Maten { klok: Maat::Heel(4, 2), ..maten },
        |maten| Maten { tekst: Maat::Heel(1, 1), ..maten },
        |maten| Maten { kop: Maat::Heel(2, 1), ..maten },
    ];

    fn in_ascii(self) -> bool {
        [self.kop, self.klok, self.tekst].into_iter().all(Maat::in_ascii)
    }
}

/// Everything on the screen, before anybody knows how large it is.
#[derive(Default)]
struct Inhoud {
    kop: String,
    klok: Option<String>,
    delen: Vec<Deel>,
}

impl Inhoud {
    fn of(beeld: &Zaalbeeld, geleden_ms: i64, overgeslagen: usize) -> Inhoud {
        let fase = beeld.fase.as_ref();
        let text = |text: &str, role| {
            let text = text.trim();
            (!text.is_empty()).then(|| Deel::Tekst(text.to_owned(), role))
        };
        let mut delen = Vec::new();
        let mut klok = None;
        if let Some(sent) = &beeld.klok {
            let wijzer = sent.wijzer(geleden_ms);
            let note = match (wijzer.om, sent.loopt, sent.totaal_ms) {
                (true, _, _) => "tijd om".to_owned(),
                (false, true, ..=0) => String::new(),
                (false, true, totaal) => format!("van {}", uren_en_minuten(totaal)),
                (false, false, _) => "de klok staat stil".to_owned(),
            };
            klok = Some(wijzer.tijd);
            delen.extend(text(&note, Role::Titel));
        }
        delen.extend(fase.and_then(|fase| text(&fase.tekst, Role::Vraag)));
        if overgeslagen > 0 {
            let count = if overgeslagen == 1 { "1 feit".to_owned() } else { format!("{overgeslagen} feiten") };
            delen.push(Deel::Tekst(format!("(eerder: {count})"), Role::Gedempt));
        }
        delen.extend(beeld.feiten.iter().skip(overgeslagen).map(|feit| Deel::Feit(feit.clone())));
        delen.extend(beeld.vraag.as_deref().and_then(|vraag| text(vraag, Role::Vraag)));
        delen.extend(beeld.stemmen.clone().map(Deel::Stemmen));
        delen.extend(beeld.slot.as_deref().and_then(|slot| text(slot, Role::Vraag)));
        let kop = fase.map(|fase| fase.titel.trim()).filter(|titel| !titel.is_empty()).unwrap_or(beeld.titel.trim());
        Inhoud { kop: kop.to_owned(), klok, delen }
    }

    fn wait((what, advice): (&str, &str)) -> Inhoud {
        let text = |text: &str, role| Deel::Tekst(text.to_owned(), role);
        Inhoud {
            kop: "Zaalscherm".to_owned(),
            klok: None,
            delen: vec![text(what, Role::Vraag), text(advice, Role::Gewoon)],
        }
    }

    /// All lines with their sizes; nothing when a word is too long for its size.
    fn lines(&self, maten: Maten, width: u16, look: &Look) -> Option<Vec<(Regel, Maat)>> {
        let mut lines = Vec::new();
        for line in wrapped(&self.kop, maten.kop, "", width, look)? {
            lines.push((Regel::Tekst(line, Role::Titel), maten.kop));
        }
        if let Some(klok) = &self.klok {
            let (wide, _) = maten.klok.cel();
            if display_width(klok) > usize::from(width / wide) {
                return None;
            }
            lines.push((Regel::Wit, maten.tekst));
            lines.push((Regel::Tekst(klok.clone(), Role::Titel), maten.klok));
        }
        // Under a large clock there is room enough: the last row of its digits is blank.
        let mut apart = maten.klok == Maat::Gewoon || self.klok.is_none();
        let mut fact_before = false;
        for deel in &self.delen {
            let fact = matches!(deel, Deel::Feit(_));
            if apart && (maten.ruim || !(fact && fact_before)) {
                lines.push((Regel::Wit, maten.tekst));
            }
            (apart, fact_before) = (true, fact);
            lines.extend(deel.lines(maten, width, look)?.into_iter().map(|line| (line, maten.tekst)));
        }
        Some(lines)
    }
}

impl Deel {
    fn lines(&self, maten: Maten, width: u16, look: &Look) -> Option<Vec<Regel>> {
        match self {
            Deel::Tekst(text, role) => {
                let lines = wrapped(text, maten.tekst, "", width, look)?;
                Some(lines.into_iter().map(|line| Regel::Tekst(line, *role)).collect())
            }
            Deel::Feit(text) => {
                let lines = wrapped(text, maten.tekst, &format!("{} ", look.point()), width, look)?;
                Some(lines.into_iter().map(|line| Regel::Tekst(line, Role::Vraag)).collect())
            }
            Deel::Stemmen(stemmen) => votes(stemmen, maten, width, look),
        }
    }
}

/// Bars over all groups, and a table of the groups when there are more.
fn votes(stemmen: &Zaalstemmen, maten: Maten, width: u16, look: &Look) -> Option<Vec<Regel>> {
    let columns = usize::from(width / maten.tekst.cel().0);
    let totals = stemmen.totalen();
    let most = totals.iter().copied().max().unwrap_or_default().max(1);
    // Long choices have a number, by which the table knows them.
    let short = stemmen.keuzes.iter().all(|keuze| display_width(keuze) <= 8);
    let named = |at: usize, keuze: &str| {
        let name = if short { keuze.to_owned() } else { format!("{} {keuze}", at + 1) };
        spelled(&name, maten.tekst, look)
    };
    let labels: Vec<String> = stemmen.keuzes.iter().enumerate().map(|(at, keuze)| named(at, keuze)).collect();
    let widest = labels.iter().map(|label| display_width(label)).max().unwrap_or_default();
    let beside = widest <= columns * 2 / 5;
    let digits = totals.iter().map(|count| count.to_string().len()).max().unwrap_or(1);
    let mut lines = Vec::new();
    for (label, count) in labels.iter().zip(&totals) {
        // Counts of votes are small: nothing is lost.
        #[allow(clippy::cast_precision_loss, reason = "a share of a bar")]
        let full = *count as f64 / most as f64;
        let number = format!("{count:>digits$}");
        if maten.ruim && !lines.is_empty() {
            lines.push(Regel::Wit);
        }
        if beside {
            lines.push(Regel::Balk(format!("{label:<widest$} "), full, number));
        } else {
            let label = wrapped(label, maten.tekst, "", width, look)?;
            lines.extend(label.into_iter().map(|line| Regel::Tekst(line, Role::Vraag)));
            lines.push(Regel::Balk(String::new(), full, number));
        }
    }
    if stemmen.groepen.len() > 1 {
        lines.push(Regel::Wit);
        lines.extend(table(stemmen, short, columns, maten.tekst, look)?);
    }
    if let Some(lezing) = stemmen.lezing.as_deref().filter(|lezing| !lezing.trim().is_empty()) {
        lines.push(Regel::Wit);
        let lezing = wrapped(lezing, maten.tekst, "", width, look)?;
        lines.extend(lezing.into_iter().map(|line| Regel::Tekst(line, Role::Gewoon)));
    }
    Some(lines)
}

/// A row a group, a column a choice.
fn table(stemmen: &Zaalstemmen, short: bool, columns: usize, maat: Maat, look: &Look) -> Option<Vec<Regel>> {
    let heads: Vec<String> = stemmen
        .keuzes
        .iter()
        .enumerate()
        .map(|(at, keuze)| if short { spelled(keuze, maat, look) } else { (at + 1).to_string() })
        .collect();
    let column = heads.iter().map(|head| display_width(head)).max().unwrap_or(1).max(3) + 1;
    let room = columns.checked_sub(column * heads.len()).filter(|room| *room >= 8);
    // Large letters have to fit; small ones are cut, with the names first.
    let room = if maat == Maat::Gewoon { room.unwrap_or(8) } else { room? };
    let names: Vec<String> = stemmen.groepen.iter().map(|groep| spelled(&groep.naam, maat, look)).collect();
    let widest = names.iter().map(|name| display_width(name)).max().unwrap_or_default();
    if maat != Maat::Gewoon && widest > room {
        return None;
    }
    let name_room = widest.max(5).min(room);
    let row = |name: &str, cells: Vec<String>| {
        let name = cut(name, name_room);
        let cells: String = cells.iter().map(|cell| format!("{cell:>column$}")).collect();
        format!("{name}{}{cells}", " ".repeat(name_room.saturating_sub(display_width(&name))))
    };
    let mut lines = vec![Regel::Tekst(row("Groep", heads), Role::Gewoon)];
    for (groep, name) in stemmen.groepen.iter().zip(&names) {
        let count = |at: usize| groep.aantallen.get(at).copied().unwrap_or_default().to_string();
        lines.push(Regel::Tekst(row(name, (0..stemmen.keuzes.len()).map(count).collect()), Role::Vraag));
    }
    Some(lines)
}

/// A text in lines of this size; nothing when a word would be broken that need not be.
fn wrapped(text: &str, maat: Maat, sign: &str, width: u16, look: &Look) -> Option<Vec<String>> {
    let columns = usize::from(width / maat.cel().0);
    let text = spelled(text, maat, look);
    let longest = text.split(' ').map(display_width).max().unwrap_or_default() + display_width(sign);
    if maat != Maat::Gewoon && longest > columns {
        return None;
    }
    let indent = " ".repeat(display_width(sign));
    let sign = spelled(sign, maat, look);
    let options = Options::new(columns.max(10))
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .initial_indent(&sign)
        .subsequent_indent(&indent);
    Some(textwrap::wrap(&text, options).into_iter().map(std::borrow::Cow::into_owned).collect())
}

impl Regel {
    fn rows(&self, maat: Maat) -> u16 {
        match self {
            Regel::Wit => maat.wit(),
            Regel::Tekst(..) | Regel::Balk(..) => maat.cel().1,
        }
    }
}

fn height(lines: &[(Regel, Maat)]) -> u16 {
    lines.iter().fold(0, |rows, (line, maat)| rows.saturating_add(line.rows(*maat)))
}

/// Everything as large as it fits; nothing when it does not fit at all.
fn fitted(inhoud: &Inhoud, area: Rect, look: &Look) -> Option<Vec<(Regel, Maat)>> {
    let fits = |maten: Maten| {
        let allowed = maten.in_ascii() || !look.is_ascii();
        inhoud.lines(maten, area.width, look).filter(|lines| allowed && height(lines) <= area.height)
    };
    let mut best = fits(Maten::KLEIN)?;
    let mut maten = Maten::KLEIN;
    for step in Maten::STAPPEN {
        if let Some(lines) = fits(step(maten)) {
            (best, maten) = (lines, step(maten));
        }
    }
    Some(best)
}

/// Draws the picture, or what there is to say without one.
pub fn draw(beeld: Option<&Zaalbeeld>, contact: Contact, geleden_ms: i64, body: Rect, buf: &mut Buffer, look: &Look) {
    let mut area = Rect { y: body.y, height: body.height, x: body.x + 1, width: body.width.saturating_sub(2) };
    if beeld.is_some_and(|beeld| beeld.oefening) {
        area.height = area.height.saturating_sub(watermark(body, buf, look) + 1);
    }
    let Some(beeld) = beeld else {
        let words = contact.tekst().unwrap_or(NIETS);
        let lines = fitted(&Inhoud::wait(words), area, look).unwrap_or_default();
        return lay(&lines, area, buf, look);
    };
    if let Some((what, advice)) = contact.tekst() {
        let said = if contact == Contact::Zoekt { KWIJT.to_owned() } else { format!("{what} {advice}") };
        let lines = wrapped(&said, Maat::Gewoon, "", area.width, look).unwrap_or_default();
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(3);
        area.height = area.height.saturating_sub(rows);
        for (at, line) in (0..rows).zip(&lines) {
            groot::draw(line, Maat::Gewoon, look.style(Role::Titel), (area.x, area.bottom() + at), body, buf, look);
        }
        area.height = area.height.saturating_sub(1);
    }
    // The newest facts matter most; the oldest go when not all fit.
    let all = (0..=beeld.feiten.len()).find_map(|skipped| fitted(&Inhoud::of(beeld, geleden_ms, skipped), area, look));
    match all {
        Some(lines) => lay(&lines, area, buf, look),
        None => {
            let skipped = beeld.feiten.len().saturating_sub(1);
            let inhoud = Inhoud::of(beeld, geleden_ms, skipped);
            let mut lines = inhoud.lines(Maten::KLEIN, area.width, look).unwrap_or_default();
            lines.truncate(usize::from(area.height).saturating_sub(1));
            lines.push((Regel::Tekst(MEER.to_owned(), Role::Gedempt), Maat::Gewoon));
            lay(&lines, area, buf, look);
        }
    }
}

/// Draws the watermark along the bottom; how many rows it takes.
fn watermark(body: Rect, buf: &mut Buffer, look: &Look) -> u16 {
    let maat = if body.height >= HOOG && !look.is_ascii() { Maat::Vier } else { Maat::Gewoon };
    let (wide, high) = maat.cel();
    let columns = usize::from(body.width.saturating_sub(2) / wide);
    let word = WATERMERK.split(':').next().unwrap_or(WATERMERK);
    let text = if display_width(WATERMERK) <= columns { WATERMERK } else { word };
    let band = Rect { y: body.bottom().saturating_sub(high), height: high.min(body.height), ..body };
    let style = look.style(Role::Gekozen);
    for place in band.positions() {
        buf[place].set_symbol(" ").set_style(style);
    }
    groot::draw(&spelled(text, maat, look), maat, style, (band.x + 1, band.y), band, buf, look);
    high
}

fn lay(lines: &[(Regel, Maat)], area: Rect, buf: &mut Buffer, look: &Look) {
    // What is left over stands above and below, a little more below.
    let mut y = area.y + area.height.saturating_sub(height(lines)) * 2 / 5;
    for (line, maat) in lines {
        match line {
            Regel::Wit => {}
            Regel::Tekst(text, role) => groot::draw(text, *maat, look.style(*role), (area.x, y), area, buf, look),
            Regel::Balk(label, full, number) => bar((label, *full, number), *maat, (area, y), buf, look),
        }
        y = y.saturating_add(line.rows(*maat));
    }
}

fn bar((label, full, number): (&str, f64, &str), maat: Maat, (area, y): (Rect, u16), buf: &mut Buffer, look: &Look) {
    let (wide, high) = maat.cel();
    let cells = |text: &str| u16::try_from(display_width(text)).unwrap_or(u16::MAX).saturating_mul(wide);
    groot::draw(label, maat, look.style(Role::Vraag), (area.x, y), area, buf, look);
    let start = area.x.saturating_add(cells(label));
    let room = area.right().saturating_sub(start).saturating_sub(cells(number) + wide);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of the room")]
    let length = (f64::from(room) * full.clamp(0.0, 1.0)).round() as u16;
    // Letters have a blank row at the bottom; so has a bar beside them.
    let block = Rect::new(start, y, length, if high > 1 { high - 1 } else { 1 }).intersection(area);
    for place in block.positions() {
        buf[place].set_symbol(if look.is_ascii() { "#" } else { "█" }).set_style(look.style(Role::Toets));
    }
    let behind = if length == 0 { start } else { start + length + wide };
    groot::draw(number.trim_start(), maat, look.style(Role::Vraag), (behind, y), area, buf, look);
}
