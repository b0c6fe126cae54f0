//! Reading a line of opening hours as somebody typed it.

use jiff::civil::Date;

use super::{DAG, DAGEN, Dagen, Op, Openingstijden, Regel, Uren};
use crate::domain::dates;

/// What can be typed, for the help of a field.
pub const TYPED: &str =
    "Bijvoorbeeld: ma-do 9.00-17.00; vr 9.00-12.00; 2026-12-31 dicht, of: dag en nacht, of: op afspraak.";

/// The most parts and characters of a line.
const MAX_DELEN: usize = 100;
const MAX_TEKENS: usize = 5_000;
/// How much of a part an error repeats.
const CITAAT: usize = 20;

/// Why something typed is no line of opening hours, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrenFout {
    /// Nothing.
    #[error("Er staan geen openingstijden. Typ dagen en tijden, bijvoorbeeld: ma-vr 9.00-17.00.")]
    Leeg,
    /// More characters than anybody types by hand.
    #[error("Deze openingstijden zijn te lang. Houd het bij {MAX_TEKENS} tekens, bijvoorbeeld: ma-vr 9.00-17.00.")]
    TeLang,
    /// Too many parts.
    #[error("Dit zijn te veel delen. Houd het bij {MAX_DELEN}; haal oude data weg, bijvoorbeeld: ma-vr 9.00-17.00.")]
    TeVeelDelen,
    /// A day that is none.
    #[error("\"{0}\" is geen dag. Typ ma, di, wo, do, vr, za of zo, bijvoorbeeld: ma, wo-vr 9.00-12.00.")]
    Dag(String),
    /// A date that is none.
    #[error("\"{0}\" is geen datum. Typ jaar, maand en dag, bijvoorbeeld: 2026-12-24 9.00-12.00.")]
    Datum(String),
    /// A range that ends before it begins.
    #[error(
        "\"{0}\" eindigt voordat het begint. Zet de eerste dag vooraan, bijvoorbeeld: 2026-12-24..2027-01-03 dicht."
    )]
    Volgorde(String),
    /// A time that is none.
    #[error("\"{0}\" is geen tijd van de dag. Typ een tijd tot en met 24.00, bijvoorbeeld: ma-vr 9.00-17.00.")]
    Tijd(String),
    /// Hours that begin and end at the same time.
    #[error("\"{0}\" begint en eindigt op dezelfde tijd. De hele dag typt u zo: ma 0.00-24.00.")]
    NulUur(String),
    /// Always open, in other words.
    #[error("\"{0}\" wordt hier zo geschreven: dag en nacht.")]
    Altijd(String),
    /// Days without times, or times without days.
    #[error("Bij \"{0}\" ontbreken dagen of tijden. Typ allebei, bijvoorbeeld: ma-vr 9.00-17.00.")]
    Onvolledig(String),
    /// Hours of one day that overlap.
    #[error(
        "\"{0}\" overlapt met andere tijden van die dag. Noem elk uur één keer, bijvoorbeeld: ma 9.00-12.00, \
         13.00-17.00."
    )]
    Overlap(String),
    /// The same days twice, or open and closed at once.
    #[error(
        "\"{0}\" botst met een ander deel. Haal een van de twee weg, bijvoorbeeld: ma-vr 9.00-17.00; 2026-12-31 dicht."
    )]
    Tegenspraak(String),
    /// Days of the week that are closed, and no word on when it is open.
    #[error("Er staat niet wanneer het open is. Zet dat erbij, bijvoorbeeld: ma-vr 9.00-17.00.")]
    NooitOpen,
}

pub(super) fn lees(typed: &str) -> Result<Openingstijden, UrenFout> {
    if typed.chars().nth(MAX_TEKENS).is_some() {
        return Err(UrenFout::TeLang);
    }
    let typed = vereenvoudigd(typed);
    let delen: Vec<&str> = typed.split(';').map(str::trim).filter(|deel| !deel.is_empty()).collect();
    if delen.is_empty() {
        return Err(UrenFout::Leeg);
    }
    if delen.len() > MAX_DELEN {
        return Err(UrenFout::TeVeelDelen);
    }
    let mut gelezen = Gelezen::default();
    for deel in &delen {
        gelezen.deel(deel)?;
    }
    let openingstijden = Openingstijden { regels: gelezen.regels()?.into_boxed_slice() };
    // What is shown has to be read again, and may be longer than what was typed.
    let shown = openingstijden.to_string();
    match shown.split(';').count() {
        _ if shown.len() > MAX_TEKENS => Err(UrenFout::TeLang),
        0..=MAX_DELEN => Ok(openingstijden),
        _ => Err(UrenFout::TeVeelDelen),
    }
}

/// Small letters, one kind of dash, one kind of space; a new line begins a new part.
fn vereenvoudigd(typed: &str) -> String {
    let unseen = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let plain = typed.chars().filter(unseen).map(|c| match c {
        '\n' => ';',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    });
    plain.collect::<String>().to_lowercase()
}

fn citaat(deel: &str) -> String {
    let mut said: String = deel.chars().filter(|c| !c.is_control()).take(CITAAT).collect();
    if deel.chars().nth(CITAAT).is_some() {
        said.push('…');
    }
    said
}

/// What the parts have said so far.
#[derive(Default)]
struct Gelezen {
    /// The hours of every day of the week, in order.
    week: [Vec<Uren>; 7],
    /// Days of the week that were called closed.
    dicht: Dagen,
    rest: Vec<Regel>,
}

impl Gelezen {
    fn deel(&mut self, deel: &str) -> Result<(), UrenFout> {
        let words: Vec<&str> = deel.split_whitespace().collect();
        let deel = words.join(" ");
        match deel.as_str() {
            "dag en nacht" => return self.voeg_toe(Regel::DagEnNacht, &deel),
            "op afspraak" => return self.voeg_toe(Regel::OpAfspraak, &deel),
            "altijd" | "24/7" => return Err(UrenFout::Altijd(citaat(&deel))),
            _ => {}
        }
        if let Some(after) = deel.strip_prefix("feestdagen") {
            return self.voeg_op_toe(after, &deel, Regel::Feestdagen);
        }
        if deel.starts_with(|c: char| c.is_ascii_digit()) {
            let (van, tot, after) = datums(&deel)?;
            return self.voeg_op_toe(after, &deel, |op| Regel::Uitzondering(van, tot, op));
        }
        self.week(&deel)
    }

    /// A rule that may stand there once.
    fn voeg_toe(&mut self, regel: Regel, deel: &str) -> Result<(), UrenFout> {
        if self.rest.iter().any(|known| known.zelfde_dagen(regel) || *known == regel) {
            return Err(UrenFout::Tegenspraak(citaat(deel)));
        }
        self.rest.push(regel);
        Ok(())
    }

    /// What holds on holidays or on a date: closed, or hours.
    fn voeg_op_toe(&mut self, op: &str, deel: &str, regel: impl Fn(Op) -> Regel) -> Result<(), UrenFout> {
        let op = op.trim_start();
        let single = match op {
            "" => return Err(UrenFout::Onvolledig(citaat(deel))),
            "dicht" | "gesloten" => Op::Dicht,
            "open" if matches!(regel(Op::Gewoon), Regel::Feestdagen(_)) => Op::Gewoon,
            _ => {
                let regels: Vec<Regel> = uren(op)?.into_iter().map(|uren| regel(Op::Uren(uren))).collect();
                let known =
                    regels.first().is_some_and(|first| self.rest.iter().any(|known| known.zelfde_dagen(*first)));
                self.rest.extend(regels);
                return if known { Err(UrenFout::Tegenspraak(citaat(deel))) } else { Ok(()) };
            }
        };
        self.voeg_toe(regel(single), deel)
    }

    /// Days of the week and their hours.
    fn week(&mut self, deel: &str) -> Result<(), UrenFout> {
        let closed = [" dicht", " gesloten"].iter().find_map(|word| deel.strip_suffix(word));
        if let Some(days) = closed {
            self.dicht.0 |= dagen(days)?.0;
            return Ok(());
        }
        let Some((days, hours)) = deel.find(|c: char| c.is_ascii_digit()).map(|at| deel.split_at(at)) else {
            dagen(deel)?;
            return Err(UrenFout::Onvolledig(citaat(deel)));
        };
        let (days, hours) = (dagen(days)?, uren(hours)?);
        for (day, known) in (0..7).zip(&mut self.week) {
            if days.heeft(day) {
                known.extend(&hours);
                op_volgorde(known).ok_or_else(|| UrenFout::Overlap(citaat(deel)))?;
            }
        }
        Ok(())
    }

    /// The rules in the order in which they are shown: every day once, days with the same hours together.
    fn regels(mut self) -> Result<Vec<Regel>, UrenFout> {
        let open_days = (0..7).zip(&self.week).filter(|(_, hours)| !hours.is_empty());
        let open = Dagen(open_days.fold(0, |days, (day, _)| days | 1 << day));
        let both = self.dicht.0 & open.0;
        if both != 0 {
            return Err(UrenFout::Tegenspraak(format!("{} dicht", Dagen(both))));
        }
        let nacht = self.rest.contains(&Regel::DagEnNacht);
        if nacht && (open.0 | self.dicht.0 != 0 || self.rest.contains(&Regel::OpAfspraak)) {
            return Err(UrenFout::Tegenspraak("dag en nacht".to_owned()));
        }
        if open.0 == 0 && self.rest.is_empty() {
            return Err(UrenFout::NooitOpen);
        }
        for hours in &self.week {
            let same = (0..7).zip(&self.week).filter(|(_, other)| *other == hours);
            let days = Dagen(same.fold(0, |days, (day, _)| days | 1 << day));
            self.rest.extend(hours.iter().map(|uren| Regel::Week(days, *uren)));
        }
        self.rest.sort_unstable();
        // Every day of a group gave the rules of the whole group.
        self.rest.dedup();
        Ok(self.rest)
    }
}

/// The days of `ma, wo-vr`; whole names as well.
fn dagen(typed: &str) -> Result<Dagen, UrenFout> {
    let mut days = Dagen::default();
    for word in typed.split(',').map(str::trim) {
        let wrong = || UrenFout::Dag(citaat(word));
        days.0 |= match word.split_once('-').or_else(|| word.split_once("t/m")) {
            _ if word.is_empty() => return Err(UrenFout::Onvolledig(citaat(typed))),
            Some((from, until)) => {
                let both = dag(from).zip(dag(until));
                both.and_then(|(from, until)| dagen_tussen(from, until)).ok_or_else(wrong)?
            }
            None => 1 << dag(word).ok_or_else(wrong)?,
        };
    }
    Ok(days)
}

/// From a day until another; past Sunday it goes on. From a day until itself says nothing.
fn dagen_tussen(from: u8, until: u8) -> Option<u8> {
    let length = (until + 7 - from) % 7;
    (length > 0).then(|| (0..=length).fold(0, |days, step| days | 1 << ((from + step) % 7)))
}

fn dag(word: &str) -> Option<u8> {
    let word = word.trim();
    let at = DAGEN.iter().position(|day| *day == word).or_else(|| dates::WEEKDAYS.iter().position(|day| *day == word));
    u8::try_from(at?).ok()
}

/// The dates before what holds on them, and the rest.
fn datums(deel: &str) -> Result<(Date, Date, &str), UrenFout> {
    let (van, after) = datum(deel)?;
    let Some(until) = after.trim_start().strip_prefix("..") else { return Ok((van, van, after)) };
    let (tot, after) = datum(until.trim_start())?;
    if tot < van { Err(UrenFout::Volgorde(citaat(deel))) } else { Ok((van, tot, after)) }
}

/// `2026-12-24` at the beginning, and the rest.
fn datum(typed: &str) -> Result<(Date, &str), UrenFout> {
    let end = typed.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(typed.len());
    let (date, after) = typed.split_at_checked(end).unwrap_or((typed, ""));
    let numbers: Vec<&str> = date.split('-').collect();
    let read = match numbers.as_slice() {
        [year, month, day] if (year.len(), month.len(), day.len()) == (4, 2, 2) => {
            year.parse().ok().zip(month.parse().ok()).zip(day.parse().ok())
        }
        // Hours, or a telephone number: not the beginning of a date.
        [_] | [_, _] if !date.is_empty() => return Err(UrenFout::Onvolledig(citaat(typed))),
        _ => None,
    };
    let read = read.and_then(|((year, month), day)| Date::new(year, month, day).ok());
    read.map(|date| (date, after)).ok_or_else(|| UrenFout::Datum(citaat(typed)))
}

/// `9.00-12.00, 13.00-17.00`, in order.
fn uren(typed: &str) -> Result<Vec<Uren>, UrenFout> {
    let mut all = typed.split(',').map(van_tot).collect::<Result<Vec<Uren>, UrenFout>>()?;
    op_volgorde(&mut all).ok_or_else(|| UrenFout::Overlap(citaat(typed)))?;
    Ok(all)
}

/// Puts the hours of a day in order; nothing when two of them overlap.
fn op_volgorde(hours: &mut [Uren]) -> Option<()> {
    hours.sort_unstable();
    let apart = hours.windows(2).all(|pair| match pair {
        [first, next] => first.einde() <= next.van,
        _ => true,
    });
    apart.then_some(())
}

/// `9.00-17.00`.
fn van_tot(typed: &str) -> Result<Uren, UrenFout> {
    let (van, tot) = typed.split_once('-').ok_or_else(|| UrenFout::Onvolledig(citaat(typed.trim())))?;
    let minute = |time: &str| match time.trim() {
        "" => Err(UrenFout::Onvolledig(citaat(typed.trim()))),
        time => minuut(time).ok_or_else(|| UrenFout::Tijd(citaat(time))),
    };
    match (minute(van)?, minute(tot)?) {
        (van, tot) if van == tot => Err(UrenFout::NulUur(citaat(typed.trim()))),
        (DAG, _) => Err(UrenFout::Tijd(citaat(van.trim()))),
        // The midnight that ends a day, however it is written.
        (van, 0) => Ok(Uren { van, tot: DAG }),
        (van, tot) => Ok(Uren { van, tot }),
    }
}

/// `9`, `9.00`, `9:00`; 24.00 as well.
fn minuut(typed: &str) -> Option<u16> {
    let (hours, minutes) = typed.split_once(['.', ':']).unwrap_or((typed, "00"));
    let digits = |word: &str| word.bytes().all(|c| c.is_ascii_digit());
    if !(1..=2).contains(&hours.len()) || minutes.len() != 2 || !digits(hours) || !digits(minutes) {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let all = hours * 60 + minutes;
    (minutes < 60 && all <= DAG).then_some(all)
}
