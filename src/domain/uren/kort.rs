//! The few words beside a number: whether somebody answers, until or from when, and why not.

use jiff::civil::{Date, DateTime};

use super::stand::{Bron, feestdag};
use super::{Dagen, Openingstijden, Stand};
use crate::domain::dates;

impl Openingstijden {
    /// `nu bereikbaar`, `bereikbaar tot 17.00`, `vandaag vanaf 9.00`, `Koningsdag: dicht, dinsdag vanaf 9.00`,
    /// `weekend: maandag vanaf 9.00`, `op afspraak`.
    ///
    /// `stand` is what [`Openingstijden::stand`] said of the moment `nu`.
    pub fn kort(&self, stand: Stand, nu: DateTime) -> String {
        match stand {
            Stand::Altijd => "nu bereikbaar".to_owned(),
            // An end so far away says nothing about now.
            Stand::OpenTot(end) if (end.date() - nu.date()).get_days() > 6 => "nu bereikbaar".to_owned(),
            Stand::OpenTot(end) => format!("bereikbaar tot {}", tot(end, nu.date())),
            Stand::Afspraak => "op afspraak".to_owned(),
            Stand::DichtTot(begin) if begin.date() == nu.date() => format!("vandaag vanaf {}", tijd(begin)),
            Stand::DichtTot(begin) => {
                let vanaf = format!("{} vanaf {}", dag(begin.date(), nu.date()), tijd(begin));
                match self.reden(nu.date()) {
                    Some(Reden::Feestdag(name)) => format!("{name}: dicht, {vanaf}"),
                    Some(Reden::Weekend) => format!("weekend: {vanaf}"),
                    None => format!("dicht, {vanaf}"),
                }
            }
            Stand::Dicht => match self.reden(nu.date()) {
                Some(Reden::Feestdag(name)) => format!("{name}: dicht"),
                Some(Reden::Weekend) | None => "dicht".to_owned(),
            },
        }
    }

    /// Why it is closed on a day, when that is more than its hours.
    fn reden(&self, date: Date) -> Option<Reden> {
        match self.bron(date) {
            Bron::Vrij | Bron::Feestdagen => feestdag(date).map(Reden::Feestdag),
            Bron::Week(dag) if Dagen::WEEKEND.heeft(dag) && !self.week_heeft(Dagen::WEEKEND) => Some(Reden::Weekend),
            Bron::Week(_) | Bron::Uitzondering(..) => None,
        }
    }
}

enum Reden {
    Feestdag(&'static str),
    Weekend,
}

/// `17.00`, `morgen 2.00`, `24.00` for the midnight that ends a day.
fn tot(end: DateTime, today: Date) -> String {
    let midnight = end.hour() == 0 && end.minute() == 0;
    let (date, time) = match end.date().yesterday() {
        Ok(before) if midnight => (before, "24.00".to_owned()),
        _ => (end.date(), tijd(end)),
    };
    if date <= today { time } else { format!("{} {time}", dag(date, today)) }
}

/// `morgen`, `maandag`, and from a week on `ma 4 jan`, with another year `ma 4 jan 2027`.
fn dag(date: Date, today: Date) -> String {
    match (date - today).get_days() {
        0 => "vandaag".to_owned(),
        1 => "morgen".to_owned(),
        2..=6 => dates::weekday(date).to_owned(),
        _ if date.year() == today.year() => dates::short(date),
        _ => format!("{} {}", dates::short(date), date.year()),
    }
}

fn tijd(at: DateTime) -> String {
    format!("{}.{:02}", at.hour(), at.minute())
}
