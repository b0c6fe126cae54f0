//! A large contact network in the vault: `cargo bench --bench netwerk`.
//!
//! For 1,000, 10,000 and 100,000 records of some 600 bytes of JSON, and for 1,000,000 when `AANDACHT_MILJOEN` is set:
//! how long it takes from the derived key until the model can be looked into, how much memory that needs at most, and
//! what importing them needs. Every part runs in a process of its own, and opens on the store thread as the program does.
//!
//! The key is derived in full first, as for a real password. When it is there the clock starts and the peak is counted
//! anew. The hash of the engine's file is taken during the derivation; where it takes longer, as at a million records, the
//! clock waits for it, and the figure is that much too good.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a bench")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use aandacht::domain::gesprek::Draft;
use aandacht::domain::kluis::{Change, Concept, Key, Moment, Owner, Record};
use aandacht::store::session::{self, With};
use aandacht::store::vault::{Cost, Limits};
use aandacht::store::{Folder, keeper::Keeper};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

const PASSWORD: &str = "vier losse woorden samen";
const MIB: f64 = 1024.0 * 1024.0;
/// Openings of each size.
const RUNS: i64 = 5;
/// Most milliseconds, and most MiB, at this many records.
const DEMAND: (usize, f64, f64) = (100_000, 1_000.0, 250.0);
/// How much more than linear the time may grow from one size to the next: noise of a machine that others use too.
const SLACK: f64 = 1.3;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.as_slice() {
        [part, dir, number] => {
            let found = match part.as_str() {
                "vul" => fill(Path::new(dir), number.parse().unwrap()),
                "open" => open(Path::new(dir), number.parse().unwrap()),
                _ => Vec::new(),
            };
            found.iter().for_each(|(name, figure)| println!("{name} {figure}"));
        }
        _ => everything(),
    }
}

fn everything() {
    // Beside the target folder: the temporary folder of a system may be memory.
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut sizes = vec![1_000, 10_000, 100_000];
    if std::env::var_os("AANDACHT_MILJOEN").is_some() {
        sizes.push(1_000_000);
    }
    println!(
        "{:>9} {:>9} {:>9} {:>11} {:>11} {:>12} {:>11} {:>13}",
        "records", "median ms", "worst ms", "peak MiB", "after MiB", "with the key", "import s", "its peak MiB"
    );
    let mut before: Option<(usize, f64)> = None;
    for count in sizes {
        let dir = place.path().join(count.to_string());
        let filled = part("vul", &dir, i64::try_from(count).unwrap());
        let opened: Vec<_> = (0..RUNS).map(|run| part("open", &dir, run)).collect();
        let sorted = |name: &str| {
            let mut all: Vec<f64> = opened.iter().map(|one| one[name]).collect();
            all.sort_by(f64::total_cmp);
            all
        };
        let (times, peaks) = (sorted("ms"), sorted("peak"));
        let (median, peak) = (times[times.len() / 2], peaks[peaks.len() - 1]);
        println!(
            "{count:>9} {median:>9.0} {:>9.0} {:>11.1} {:>11.1} {:>12.1} {:>11.2} {:>13.1}",
            times[times.len() - 1],
            peak / MIB,
            sorted("rss")[0] / MIB,
            sorted("whole")[0] / MIB,
            filled["seconds"],
            filled["peak"] / MIB,
        );
        if count == DEMAND.0 {
            says(&format!("ready within {} ms", DEMAND.1), median <= DEMAND.1);
            says(&format!("at most {} MiB", DEMAND.2), peak <= DEMAND.2 * MIB);
        }
        if let Some((fewer, time)) = before.filter(|(fewer, _)| *fewer >= 10_000) {
            let times = median / time / (count as f64 / fewer as f64);
            says(&format!("{times:.2} times linear, from {fewer}"), times <= SLACK);
        }
        before = Some((count, median));
    }
}

fn says(what: &str, holds: bool) {
    println!("{:>9} {what}: {}", "", if holds { "holds" } else { "DOES NOT HOLD" });
}

/// A part in a process of its own.
fn part(part: &str, dir: &Path, number: i64) -> BTreeMap<String, f64> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([part.as_ref(), dir.as_os_str(), number.to_string().as_ref()]).stderr(Stdio::inherit());
    let output = command.output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let figure = |line: &str| line.split_once(' ').map(|(name, figure)| (name.to_owned(), figure.parse().unwrap()));
    text.lines().filter_map(figure).collect()
}

fn fill(dir: &Path, count: usize) -> Vec<(&'static str, f64)> {
    fs::create_dir_all(dir).unwrap();
    let mut session = session::create(&folder(dir), PASSWORD, Cost::NEW[0], moment(0)).unwrap().0.session;
    let bytes: usize = (0..100).map(|number| filler(number).to_bytes().unwrap().len()).sum();
    forget_peak();
    let from = Instant::now();
    let mut changes =
        (0..count).map(|number| Change::Put { key: Key::New, owner: Owner::Shared, record: filler(number) });
    session.vault().unwrap().import(&mut changes, moment(1).stamp, &mut |_| {}).unwrap();
    let seconds = from.elapsed().as_secs_f64();
    let peak = status("VmHWM");
    // As after every large import.
    session.back_up(moment(2)).unwrap();
    session.close().unwrap();
    vec![("seconds", seconds), ("peak", peak), ("bytes", bytes as f64 / 100.0)]
}

fn open(dir: &Path, run: i64) -> Vec<(&'static str, f64)> {
    let keeper = Keeper::start().unwrap();
    let folder = folder(dir);
    let (model, from, whole) = keeper
        .wait(move |slot| {
            let unlocked = session::unlocked(&folder, With::Password(PASSWORD), Limits::REAL, moment(100 + run))?;
            let whole = status("VmHWM");
            forget_peak();
            let from = Instant::now();
            let opened = unlocked.open(moment(100 + run))?;
            assert!(!opened.read_only && opened.warnings.is_empty());
            *slot = Some(opened.session);
            Ok((opened.model, from, whole))
        })
        .unwrap();
    let time = from.elapsed().as_secs_f64() * 1000.0;
    let (peak, rss) = (status("VmHWM"), status("VmRSS"));
    assert!(model.len() >= 1_000);
    drop(keeper);
    vec![("ms", time), ("peak", peak), ("rss", rss), ("whole", whole.max(peak))]
}

/// Until there are entries of the network: a record with as many fields and letters as one.
fn filler(number: usize) -> Record {
    let at = |list: &[&'static str]| list[number % list.len()];
    let naam = at(&["Wijkteam", "Veilig Thuis", "Basisschool De Linde", "GGD", "Huisartsenpraktijk", "Moveoo"]);
    let plaats = at(&["Heerlen", "Landgraaf", "Apeldoorn", "Nieuwegein", "Ermelo", "Roermond", "'s-Gravenzande"]);
    let mut velden = Draft::default();
    for (veld, waarde) in [
        ("soort", "contact".to_owned()),
        ("naam", format!("{naam} {plaats} {number}")),
        ("functie", at(&["aandachtsfunctionaris", "intern begeleider", "jeugdverpleegkundige"]).to_owned()),
        ("organisatie", format!("{:032x}", number / 7)),
        ("gemeenten", format!("GM{:04}, GM{:04}", number % 2000, number % 1999)),
        ("themas", "kindermishandeling, financieel, kinderen".to_owned()),
        ("telefoons", format!("0{:09} (ma-vr 9.00-17.00)", 450_000_000 + number)),
        ("email", format!("loket{number}@voorbeeld-{}.nl", plaats.to_lowercase())),
        ("openingstijden", "ma-do 8.30-17.00; vr 8.30-12.30; feestdagen dicht".to_owned()),
        ("notitie", format!("Eerst bellen; vraag naar de dienst van {plaats}. Terugbellen kan dezelfde dag.")),
        ("gezet", format!("2026-03-{:02} MV import-{}", number % 28 + 1, number % 9)),
    ] {
        velden.set(veld, &waarde);
    }
    let bewaard = date(2026, 3, 1).at(9, 0, 0, 0);
    Concept { formulier: "vermelding".to_owned(), regel: None, velden, bewaard, rest: serde_json::Map::new() }.into()
}

/// Some moment, this many seconds after a fixed one.
fn moment(seconds: i64) -> Moment {
    let stamp = Timestamp::new(1_795_000_000 + seconds, 0).unwrap();
    let local = date(2026, 11, 22).at(9, 0, 0, 0).checked_add(SignedDuration::from_secs(seconds)).unwrap();
    Moment { stamp, local }
}

fn folder(dir: &Path) -> Folder {
    Folder::new(&dir.join("data"), std::process::id())
}

/// A figure of this process in bytes; not a number where there is no such file.
fn status(name: &str) -> f64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib = text.lines().find(|line| line.starts_with(name)).and_then(|line| line.split_whitespace().nth(1));
    kib.and_then(|kib| kib.parse().ok()).map_or(f64::NAN, |kib: f64| kib * 1024.0)
}

/// The most memory is counted from now.
fn forget_peak() {
    // Where it cannot be forgotten the figure is that of the whole run.
    let _ = fs::write("/proc/self/clear_refs", "5");
}
