//! Whether somebody answers at a moment, and until or from when.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use super::{DAG, Dagen, Op, Openingstijden, Regel, Uren};
use crate::domain::dates;

/// An end that is further away than this many days is none.
const OPEN_DAGEN: i32 = 60;
/// An opening that is further away than this many days is not looked for.
const DICHT_DAGEN: i32 = 366;

/// What the opening hours say of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Open, and no end within 60 days.
    Altijd,
    /// Open until then.
    OpenTot(DateTime),
    /// Only when it was agreed.
    Afspraak,
    /// Closed until then.
    DichtTot(DateTime),
    /// Closed, and no opening within a year.
    Dicht,
}

impl Stand {
    /// Whether somebody answers now.
    pub fn is_open(self) -> bool {
        matches!(self, Stand::Altijd | Stand::OpenTot(_))
    }
}

/// Which rules hold on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bron {
    /// The week, or *dag en nacht*.
    Week(u8),
    Feestdagen,
    /// A holiday without a word on holidays.
    Vrij,
    /// The exception with these first and last days.
    Uitzondering(Date, Date),
}

impl Openingstijden {
    /// What holds at this moment on the clock of the wall.
    pub fn stand(&self, op: DateTime) -> Stand {
        if matches!(*self.regels, [Regel::DagEnNacht]) {
            return Stand::Altijd;
        }
        let today = op.date();
        let minute = i64::from(op.hour()) * 60 + i64::from(op.minute());
        match self.open_tot(today, minute) {
            Some(end) => match moment(today, end) {
                Some(end) if end <= op.saturating_add(OPEN_DAGEN.days()) => Stand::OpenTot(end),
                _ => Stand::Altijd,
            },
            None if self.op_afspraak(today) => Stand::Afspraak,
            None => self.volgende(today, minute).map_or(Stand::Dicht, Stand::DichtTot),
        }
    }

    /// The minute, counted from today's midnight, until which it stays open; `None` when it is closed now.
    fn open_tot(&self, today: Date, now: i64) -> Option<i64> {
        let mut until = now;
        // Hours that began yesterday may go on today.
        let mut date = today.yesterday().unwrap_or(today);
        let mut midnight = if date == today { 0 } else { -i64::from(DAG) };
        while midnight <= until && midnight <= i64::from(OPEN_DAGEN + 1) * i64::from(DAG) {
            // One day after the other, and the hours of a day in order: what joins on to what was open lasts longer.
            until = self.uren(date).fold(until, |until, uren| {
                let (van, tot) = (midnight + i64::from(uren.van), midnight + i64::from(uren.einde()));
                if van <= until { until.max(tot) } else { until }
            });
            let Ok(next) = date.tomorrow() else { break };
            (date, midnight) = (next, midnight + i64::from(DAG));
        }
        (until > now).then_some(until)
    }

    /// The first opening after now.
    fn volgende(&self, today: Date, now: i64) -> Option<DateTime> {
        let last = today.saturating_add(DICHT_DAGEN.days());
        let mut date = today;
        while date <= last {
            let open = self.uren(date).map(|uren| i64::from(uren.van)).filter(|van| date > today || *van > now);
            if let Some(first) = open.min() {
                return moment(date, first);
            }
            date = self.volgende_dag(date.tomorrow().ok()?)?;
        }
        None
    }

    /// The first day from this one on that may have hours. Without a week only the dates that are named can have them.
    fn volgende_dag(&self, from: Date) -> Option<Date> {
        let first = self.regels.iter().filter_map(|regel| match *regel {
            Regel::DagEnNacht | Regel::Week(..) | Regel::Feestdagen(Op::Uren(_)) => Some(from),
            Regel::Uitzondering(van, tot, Op::Uren(_)) if tot >= from => Some(van.max(from)),
            Regel::OpAfspraak | Regel::Feestdagen(_) | Regel::Uitzondering(..) => None,
        });
        first.min()
    }

    /// Whether an appointment can be made for this day: not when it is closed by name.
    fn op_afspraak(&self, date: Date) -> bool {
        self.regels.contains(&Regel::OpAfspraak)
            && match self.bron(date) {
                Bron::Week(_) | Bron::Vrij => true,
                bron @ (Bron::Feestdagen | Bron::Uitzondering(..)) => {
                    !self.regels.iter().any(|regel| bron.is_van(*regel) == Some(Op::Dicht))
                }
            }
    }

    /// The hours that begin on this day, in order.
    fn uren(&self, date: Date) -> impl Iterator<Item = Uren> {
        let bron = self.bron(date);
        self.regels.iter().filter_map(move |regel| match (bron, regel) {
            (Bron::Week(_), Regel::DagEnNacht) => Some(Uren { van: 0, tot: DAG }),
            (Bron::Week(dag), Regel::Week(dagen, uren)) if dagen.heeft(dag) => Some(*uren),
            (bron, regel) => match bron.is_van(*regel) {
                Some(Op::Uren(uren)) => Some(uren),
                Some(Op::Dicht | Op::Gewoon) | None => None,
            },
        })
    }

    /// Which rules hold on a day.
    pub(super) fn bron(&self, date: Date) -> Bron {
        let mut shortest: Option<(i32, Date, Date)> = None;
        let (mut feestdagen, mut nacht, mut hours) = (None, false, false);
        let dag = date.weekday().to_monday_zero_offset().unsigned_abs();
        for regel in &self.regels {
            match *regel {
                Regel::DagEnNacht => nacht = true,
                Regel::OpAfspraak => {}
                Regel::Week(dagen, _) => hours |= dagen.heeft(dag),
                Regel::Feestdagen(op) => feestdagen = Some(op),
                // They stand in order: the rest begins later still.
                Regel::Uitzondering(van, ..) if van > date => break,
                Regel::Uitzondering(van, tot, _) if date <= tot => {
                    let length = (tot - van).get_days();
                    // Of two that are equally long the later one wins; they stand in order.
                    if shortest.is_none_or(|(shortest, ..)| length <= shortest) {
                        shortest = Some((length, van, tot));
                    }
                }
                Regel::Uitzondering(..) => {}
            }
        }
        if let Some((_, van, tot)) = shortest {
            return Bron::Uitzondering(van, tot);
        }
        // Whether a day is a holiday is only asked where the answer matters.
        match feestdagen {
            Some(Op::Gewoon) => Bron::Week(dag),
            Some(Op::Dicht | Op::Uren(_)) if feestdag(date).is_some() => Bron::Feestdagen,
            None if hours && !nacht && feestdag(date).is_some() => Bron::Vrij,
            Some(Op::Dicht | Op::Uren(_)) | None => Bron::Week(dag),
        }
    }

    /// Whether the week has hours on one of these days.
    pub(super) fn week_heeft(&self, days: Dagen) -> bool {
        self.regels.iter().any(|regel| match regel {
            Regel::DagEnNacht => true,
            Regel::Week(dagen, _) => dagen.0 & days.0 != 0,
            Regel::OpAfspraak | Regel::Feestdagen(_) | Regel::Uitzondering(..) => false,
        })
    }
}

impl Bron {
    /// What a rule says, when it belongs to the holidays or the exception that hold.
    fn is_van(self, regel: Regel) -> Option<Op> {
        match (self, regel) {
            (Bron::Feestdagen, Regel::Feestdagen(op)) => Some(op),
            (Bron::Uitzondering(van, tot), Regel::Uitzondering(from, until, op)) if (van, tot) == (from, until) => {
                Some(op)
            }
            _ => None,
        }
    }
}

/// The holiday on which everybody is closed who says nothing else: those of the law (N8.01), and the two Sundays that
/// the law need not name (N8.04).
///
/// Asking costs more than all the rest of a day, so the months without any holiday are told apart first.
pub(super) fn feestdag(date: Date) -> Option<&'static str> {
    if !matches!(date.month(), 1 | 3..=6 | 12) {
        return None;
    }
    let sunday = || match (date - dates::easter(date.year())).get_days() {
        0 => Some("Eerste Paasdag"),
        49 => Some("Eerste Pinksterdag"),
        _ => None,
    };
    if date.weekday() == Weekday::Sunday { sunday().or_else(|| dates::feestdag(date)) } else { dates::feestdag(date) }
}

fn moment(today: Date, minute: i64) -> Option<DateTime> {
    today.at(0, 0, 0, 0).checked_add(minute.minutes()).ok()
}
