//! Whether somebody answers at a moment, and until or from when.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::{DAG, Dagen, Op, Openingstijden, Regel, Uren};
use crate::domain::dates;

/// Further than this many days nobody looks.
const DAGEN_VOORUIT: i32 = 60;

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
    /// Closed, and no opening within 60 days.
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
                Some(end) if end <= grens(op) => Stand::OpenTot(end),
                _ => Stand::Altijd,
            },
            None if self.op_afspraak(today) => Stand::Afspraak,
            None => {
                self.volgende(today, minute).filter(|next| *next <= grens(op)).map_or(Stand::Dicht, Stand::DichtTot)
            }
        }
    }

    /// The minute, counted from today's midnight, until which it stays open; `None` when it is closed now.
    fn open_tot(&self, today: Date, now: i64) -> Option<i64> {
        let mut until = now;
        // Hours that began yesterday may go on today.
        let mut first = today.yesterday().unwrap_or(today);
        let mut offset = if first == today { 0 } else { -i64::from(DAG) };
        let mut days = 0;
        while offset <= until && days <= DAGEN_VOORUIT + 1 {
            let mut hours =
                self.uren(first).map(|uren| (offset + i64::from(uren.van), offset + i64::from(uren.einde())));
            // Hours of one day stand in order, but an end may lie past the next beginning.
            let longest = |until: i64, (van, tot): (i64, i64)| if van <= until && tot > until { tot } else { until };
            until = hours.by_ref().fold(until, longest);
            let Ok(next) = first.tomorrow() else { break };
            (first, offset, days) = (next, offset + i64::from(DAG), days + 1);
        }
        (until > now).then_some(until)
    }

    /// The first opening after now.
    fn volgende(&self, today: Date, now: i64) -> Option<DateTime> {
        let mut date = today;
        let mut offset = 0;
        for _ in 0..=DAGEN_VOORUIT {
            let first = self.uren(date).map(|uren| offset + i64::from(uren.van)).filter(|van| *van > now).min();
            if let Some(first) = first {
                return moment(today, first);
            }
            (date, offset) = (date.tomorrow().ok()?, offset + i64::from(DAG));
        }
        None
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
                Regel::Uitzondering(van, tot, _) if van <= date && date <= tot => {
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
        // Whether a day is a holiday is only asked where the answer matters: it costs more than all the rest.
        match feestdagen {
            Some(Op::Gewoon) => Bron::Week(dag),
            Some(Op::Dicht | Op::Uren(_)) if dates::feestdag(date).is_some() => Bron::Feestdagen,
            None if hours && !nacht && dates::feestdag(date).is_some() => Bron::Vrij,
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

/// The last moment that is looked at.
fn grens(op: DateTime) -> DateTime {
    op.saturating_add(DAGEN_VOORUIT.days())
}

fn moment(today: Date, minute: i64) -> Option<DateTime> {
    today.at(0, 0, 0, 0).checked_add(minute.minutes()).ok()
}
