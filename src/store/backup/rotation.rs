//! Which backups stay: the newest of each of the last seven days that have one, and of each of the last four weeks.

use std::path::PathBuf;

use jiff::civil::{Date, DateTime};

use crate::domain::kluis::Backup;

const DAYS: usize = 7;
const WEEKS: usize = 4;

/// The backups that the rotation no longer needs. The newest is never among them, whatever the clock says: one from the
/// future (the clock was set back) is left alone.
pub fn superfluous(newest_first: &[Backup], now: DateTime) -> Vec<PathBuf> {
    let mut days: Vec<Date> = Vec::new();
    let mut weeks: Vec<(i16, i8)> = Vec::new();
    let mut gone = Vec::new();
    // Those of a clock that stood ahead take nobody's place, and are left alone until their day has come.
    let past = newest_first.iter().filter(|backup| backup.made <= now);
    for (at, backup) in past.enumerate() {
        let day = backup.made.date();
        let week = (day.iso_week_date().year(), day.iso_week_date().week());
        let first_of_day = days.len() < DAYS && !days.contains(&day);
        let first_of_week = weeks.len() < WEEKS && !weeks.contains(&week);
        if first_of_day {
            days.push(day);
        }
        if first_of_week {
            weeks.push(week);
        }
        // Today's are all kept until tomorrow: the last hours matter most.
        let today = day == now.date();
        if at > 0 && !first_of_day && !first_of_week && !today {
            gone.push(backup.file.clone());
        }
    }
    gone
}
