//! The encrypted vault on a real disk, held against its demands: `cargo bench --bench kluis`.
//!
//! Measures durable saves against SQLite, the derivation of keys, importing, opening, closing, backups, memory, disk,
//! idling, salvage, and what a recovery journal would cost. Every part runs in a process of its own, so that memory
//! figures are clean; the folders stand beside the target folder. A demand that does not hold is said, not enforced:
//! a disk that others use too is slower, so compare ratios and repeat.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a bench")]

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use aandacht::domain::kluis::{Applied, Batch, Change, Favoriet, FavorietSoort, Key, Moment, Owner, Record};
use aandacht::store::backend::{Backend, Op, SledBackend, Tree};
use aandacht::store::session::{self, Committed, Session, Welcome, With};
use aandacht::store::vault::{Cost, HEAD, KeyFile, Limits, anchor, audit, calibrate, parts, random_id, sealed_size};
use aandacht::store::{CHUNK, Folder, Vault, salvage};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

const PASSWORD: &str = "vier losse woorden samen";
const SMALL: usize = 10_000;
const LARGE: usize = 100_000;
/// Saves by each of the three that are compared.
const SAVES: usize = 2_000;
/// Saves with and without a journal.
const JOURNALLED: usize = 600;
/// Of each first, not counted.
const WARM_UP: usize = 50;
const KIB: usize = 1024;
const MIB: f64 = 1024.0 * 1024.0;
const IDLE: Duration = Duration::from_secs(10);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.as_slice() {
        [part, dir, count] => {
            for (name, figure) in run(part, Path::new(dir), count.parse().unwrap()) {
                println!("{name} {figure}");
            }
        }
        _ => everything(),
    }
}

/// A part, in its own process.
fn run(part: &str, dir: &Path, count: usize) -> Vec<(&'static str, f64)> {
    match part {
        "saves" => saves(dir),
        "kdf" => kdf(),
        "import" => import(dir, count),
        "engine" => engine(dir, count),
        "open" => open(dir, count),
        "leave" => leave(dir),
        "untidy" => untidy(dir),
        "close" => close(dir, count),
        "backup" => back_up(dir),
        "memory" => memory(dir),
        "disk" => disk(dir),
        "idle" => idle(dir),
        "scan" => scan(dir),
        "salvage" => salvaged(dir, count),
        "journal" => journal(dir),
        _ => Vec::new(),
    }
}

// --- the whole -------------------------------------------------------------------------------------------------------

fn everything() {
    let from = Instant::now();
    // Beside the target folder: the temporary folder of a system may be memory.
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let dir = |name: &str| place.path().join(name);
    show_saves(&Figures::of("saves", &dir("saves"), 0));
    show_kdf(&Figures::of("kdf", place.path(), 0));
    let sizes = [(SMALL, dir("small")), (LARGE, dir("large"))];
    let beside = sizes.each_ref().map(|(count, _)| Figures::of("engine", &dir(&format!("engine{count}")), *count));
    let imported = sizes.each_ref().map(|(count, at)| Figures::of("import", at, *count));
    show_import(&imported, &beside);
    for (count, at) in &sizes {
        show_open(at, *count);
    }
    for (count, at) in &sizes {
        show_close(at, *count);
    }
    for (count, at) in &sizes {
        let memory = Figures::of("memory", at, *count);
        let demand = (*count == SMALL).then(|| demand("80 MiB", memory.get("rss") <= 80.0 * MIB));
        let text = format!("{} resident, {} without a vault", mib(memory.get("rss")), mib(memory.get("bare")));
        line(&format!("memory, {count} records open"), text, demand);
    }
    show_disk(&Figures::of("disk", &dir("disk"), SMALL));
    show_idle(&dir("small"), &dir("disk"), &dir("calls"));
    show_salvage(&dir("large"));
    show_journal(&Figures::of("journal", &dir("journal"), 0));
    line("this bench", format!("{:.0} s", from.elapsed().as_secs_f64()), None);
}

fn show_saves(found: &Figures) {
    let names =
        [("engine", "save, the engine alone, 1 KiB"), ("whole", "save, the whole path"), ("sqlite", "rusqlite")];
    for (key, name) in names {
        let of = |point: &str| found.get(&format!("{key}.{point}"));
        let text = format!(
            "p10 {:.3}   p50 {:.3}   p90 {:.3}   p99 {:.3} ms   ({SAVES} saves)",
            of("p10"),
            of("p50"),
            of("p90"),
            of("p99")
        );
        let fine = of("p50") <= 10.0 && of("p99") <= 50.0;
        line(name, text, (key == "whole").then(|| demand("p50 10 ms, p99 50 ms", fine)));
    }
    for (key, name) in &names[..2] {
        let ratio = |point: &str| found.get(&format!("{key}.{point}")) / found.get(&format!("sqlite.{point}"));
        let (p10, p50, p90, p99) = (ratio("p10"), ratio("p50"), ratio("p90"), ratio("p99"));
        let text = format!("p10 {p10:.2}x   p50 {p50:.2}x   p90 {p90:.2}x   p99 {p99:.2}x");
        let name = format!("{name} : rusqlite");
        line(&name, text, (*key == "engine").then(|| demand("p50 1.5x, p99 3x", p50 <= 1.5 && p99 <= 3.0)));
    }
    let (live, disk) = (found.get("live"), found.get("disk"));
    let text = format!("{} for {} live", mib(disk), mib(live));
    line("disk after those saves one by one", text, Some(demand_disk(live, disk)));
}

fn show_kdf(found: &Figures) {
    for cost in Cost::NEW {
        let mib = cost.memory_kib / 1024;
        let of = |what: &str| found.get(&format!("{mib}.{what}"));
        let text = format!("make {:.0} ms   unlock {:.0} ms", of("make"), of("unlock"));
        line(&format!("key from password, {mib} MiB, {} passes", cost.passes), text, None);
    }
    let (chosen, time) = (found.get("chosen"), found.get("unlock"));
    let text = format!("{chosen:.0} MiB, unlock {time:.0} ms; measuring took {:.0} ms", found.get("calibrate"));
    line("calibration chooses", text, Some(demand("250 to 1,000 ms", (250.0..=1_000.0).contains(&time))));
    let (before, peak, after) = (found.get("before"), found.get("peak"), found.get("after"));
    let text = format!("{} before, {} at most, {} after", mib(before), mib(peak), mib(after));
    line("memory of it", text, Some(demand("given back", after - before <= 8.0 * MIB)));
}

fn show_import(imported: &[Figures; 2], engine: &[Figures; 2]) {
    let [small, large] = [0, 1].map(|at| {
        let (found, alone) = (&imported[at], &engine[at]);
        let (count, peak) = (found.get("count"), found.get("peak"));
        let text = format!(
            "{:.2} s, {:.0} records/s of {} bytes; the engine alone, in the same chunks, {:.2} s",
            found.get("seconds"),
            count / found.get("seconds"),
            found.get("bytes"),
            alone.get("seconds")
        );
        line(&format!("import, {count} records"), text, None);
        let known = found.get("known") * count;
        let rest = peak - alone.get("peak") - known;
        let text = format!(
            "{} at most, of which {} the engine, {} what is known of each record ({:.0} bytes), {} the rest",
            mib(peak),
            mib(alone.get("peak")),
            mib(known),
            found.get("known"),
            mib(rest)
        );
        line("   memory grown by", text, None);
        rest
    });
    let text = format!("{} to {}", mib(small), mib(large));
    line("   the rest, small to large", text, Some(demand("flat within 8 MiB", large - small <= 8.0 * MIB)));
}

fn show_open(at: &Path, count: usize) {
    let most = if count == SMALL { 300.0 } else { 1_000.0 };
    let what = demand(if count == SMALL { "300 ms" } else { "1 s" }, false);
    let found = Figures::of("open", at, count);
    let (median, slowest) = (found.get("median"), found.get("slowest"));
    let text = format!("median {median:.0} ms, slowest {slowest:.0} ms");
    line(&format!("open without key, {count} records"), text, Some((what.0.clone(), median <= most)));
    let text = format!(
        "stamp of the file {:.0} ms, engine {:.0} ms, the rest (unseal, check, read) {:.0} ms; file {}",
        found.get("stamp"),
        found.get("engine"),
        median - found.get("stamp") - found.get("engine"),
        mib(found.get("file"))
    );
    line("   of which", text, None);
    let mut times: Vec<f64> = (0..2)
        .map(|_| {
            Figures::of("leave", at, count);
            Figures::of("untidy", at, count).get("open")
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let text = format!("fastest {:.0} ms, slowest {:.0} ms, with the copy aside", times[0], times[1]);
    line("   not closed in order", text, Some((what.0, times[1] <= most)));
}

fn show_close(at: &Path, count: usize) {
    let found = Figures::of("close", at, count);
    let show = |name: &str, key: &str| {
        let (median, slowest) = (found.get(&format!("{key}.median")), found.get(&format!("{key}.slowest")));
        let text = format!("median {median:.0} ms, slowest {slowest:.0} ms");
        line(name, text, Some(demand("250 ms", median <= 250.0)));
    };
    show(&format!("close after 10 edits, {count} records"), "plain");
    show("   with a backup that is due", "due");
    line("   stamp of the file, within it", format!("{:.0} ms", found.get("stamp")), None);
    let found = Figures::of("backup", at, count);
    line(
        &format!("backup made and verified, {count}"),
        format!("{:.0} ms, {}", found.get("ms"), mib(found.get("bytes"))),
        None,
    );
}

fn show_disk(found: &Figures) {
    for (key, name) in [
        ("loaded", "disk after loading 10,000"),
        ("rewritten", "   after writing all 5 times more"),
        ("closed", "   closed"),
        ("again", "   opened again and closed"),
    ] {
        let (live, disk) = (found.get(&format!("{key}.live")), found.get(&format!("{key}.disk")));
        let text = format!("{} for {} live, {:.1}x", mib(disk), mib(live), disk / live);
        line(name, text, Some(demand_disk(live, disk)));
    }
}

fn show_idle(at: &Path, other: &Path, calls: &Path) {
    let mut traced = Command::new("strace");
    traced.args(["-f", "-s", "16", "-e", "trace=fsync,fdatasync,sync_file_range,write", "-o"]).arg(calls);
    traced.arg(std::env::current_exe().unwrap()).args(["idle".as_ref(), other.as_os_str(), "0".as_ref()]);
    let traced = traced.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let cpu = Figures::of("idle", at, 0).get("cpu");
    line("idle for 10 s, processor", format!("{cpu:.3} %"), Some(demand("0.1 %", cpu <= 0.1)));
    let traced = traced.and_then(|mut child| child.wait()).is_ok_and(|status| status.success());
    let text = fs::read_to_string(calls).unwrap_or_default();
    let idle: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.contains("\"begin\\n\""))
        .take_while(|line| !line.contains("\"end\\n\""))
        .collect();
    if !traced || idle.is_empty() {
        line("idle for 10 s, syncs", "skipped: strace is not there, or may not look".to_owned(), None);
        return;
    }
    let count = |calls: &[&str]| {
        let made = |line: &&&str| calls.iter().any(|call| line.contains(&format!("{call}(")));
        idle.iter().filter(made).count() as f64 / IDLE.as_secs_f64()
    };
    let (synced, ranges) = (count(&["fsync", "fdatasync"]), count(&["sync_file_range"]));
    let text = format!("{synced:.2} fsync/s, {ranges:.2} sync_file_range/s");
    line("idle for 10 s, syncs", text, Some(demand("0.3 fsync/s", synced <= 0.3)));
}

fn show_salvage(at: &Path) {
    let scan = Figures::of("scan", at, LARGE);
    let whole = Figures::of("salvage", at, LARGE);
    let (bytes, ms) = (scan.get("bytes"), scan.get("ms"));
    let speed = bytes / MIB / ms * 1000.0;
    let text = format!("{} in {ms:.0} ms: {speed:.0} MiB/s", mib(bytes));
    line("salvage, scan of 100,000 records", text, Some(demand("20 MiB/s or more", speed >= 20.0)));
    let share = whole.get("found") / LARGE as f64 * 100.0;
    let text = format!("{share:.2} % found");
    line("   share of the records", text, Some(demand("100 %", whole.get("found") == LARGE as f64)));
    let text = format!("{:.0} ms, memory grown by {} at most", whole.get("ms"), mib(whole.get("peak")));
    line("   whole, into a new vault", text, None);
}

fn show_journal(found: &Figures) {
    for (key, name) in [
        ("plain", "one journal more: save without"),
        ("growing", "   and append, growing file, fdatasync"),
        ("made", "   and append, room made before"),
    ] {
        let of = |point: &str| found.get(&format!("{key}.{point}"));
        let ratio = |point: &str| of(point) / found.get(&format!("plain.{point}"));
        let mut text = format!("p50 {:.3}   p99 {:.3} ms", of("p50"), of("p99"));
        if key == "plain" {
            text += &format!("   ({JOURNALLED} saves; a journal appends {} bytes each)", found.get("bytes"));
        } else {
            text += &format!("   p50 {:.2}x   p99 {:.2}x", ratio("p50"), ratio("p99"));
        }
        line(name, text, (key != "plain").then(|| demand("p50 10 ms", of("p50") <= 10.0)));
    }
}

/// What a part printed; what it did not is not a number, and holds no demand.
struct Figures(BTreeMap<String, f64>);

impl Figures {
    fn of(part: &str, dir: &Path, count: usize) -> Figures {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args([part.as_ref(), dir.as_os_str(), count.to_string().as_ref()]).stderr(Stdio::inherit());
        let output = command.output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        let figure = |line: &str| {
            let (name, figure) = line.split_once(' ')?;
            Some((name.to_owned(), figure.parse().ok()?))
        };
        Figures(text.lines().filter_map(figure).collect())
    }

    fn get(&self, name: &str) -> f64 {
        self.0.get(name).copied().unwrap_or(f64::NAN)
    }
}

fn demand(what: impl Display, holds: bool) -> (String, bool) {
    (what.to_string(), holds)
}

fn demand_disk(live: f64, disk: f64) -> (String, bool) {
    demand("4x live + 8 MiB", disk <= 4.0 * live + 8.0 * MIB)
}

fn line(name: &str, figures: String, demand: Option<(String, bool)>) {
    match demand {
        None => println!("{name:<42} {figures}"),
        Some((what, true)) => println!("{name:<42} {figures}   [{what}: holds]"),
        Some((what, false)) => println!("{name:<42} {figures}   [{what}: DOES NOT HOLD]"),
    }
}

fn mib(bytes: f64) -> String {
    format!("{:.1} MiB", bytes / MIB)
}

// --- tools of the parts ----------------------------------------------------------------------------------------------

/// Some moment, this many seconds after a fixed one.
fn moment(seconds: i64) -> Moment {
    let stamp = Timestamp::new(1_795_000_000 + seconds, 0).unwrap();
    let local = date(2026, 11, 22).at(9, 0, 0, 0).checked_add(SignedDuration::from_secs(seconds)).unwrap();
    Moment { stamp, local }
}

fn folder(dir: &Path) -> Folder {
    Folder::new(&dir.join("data"), std::process::id())
}

fn store(dir: &Path) -> PathBuf {
    folder(dir).vault().join("store")
}

fn vault_made(dir: &Path) -> Session {
    session::create(&folder(dir), PASSWORD, Cost::for_tests(), moment(0)).unwrap().0.session
}

fn vault_opened(dir: &Path, seconds: i64) -> Welcome {
    session::open(&folder(dir), With::Password(PASSWORD), Limits::TESTS, moment(seconds)).unwrap()
}

/// A record with a text of this many letters, never the same.
fn record(number: usize, round: usize, letters: usize) -> Record {
    let text = format!("{number:07}{round}");
    Favoriet::new(FavorietSoort::Naslag, &text.repeat(letters / text.len())).into()
}

fn note(number: usize, round: usize) -> Change {
    Change::Put { key: Key::Named(format!("noot/{number}")), owner: Owner::Shared, record: record(number, round, 592) }
}

fn edit(session: &mut Session, number: usize, round: usize, seconds: i64) {
    session.commit(&Batch { changes: vec![note(number, round)] }, moment(seconds)).unwrap();
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let from = Instant::now();
    let done = work();
    (ms(from.elapsed()), done)
}

fn middle(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], times[times.len() - 1])
}

fn points(mut times: Vec<f64>) -> [f64; 4] {
    times.sort_by(f64::total_cmp);
    [10, 50, 90, 99].map(|percent| times[(times.len() - 1) * percent / 100])
}

/// A figure of this process in bytes; not a number where there is no such file.
fn status(name: &str) -> f64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib = text.lines().find(|line| line.starts_with(name)).and_then(|line| line.split_whitespace().nth(1));
    kib.and_then(|kib| kib.parse().ok()).map_or(f64::NAN, |kib: f64| kib * KIB as f64)
}

/// The most memory from here on is counted from now.
fn forget_peak() -> f64 {
    // Where it cannot be forgotten the start of a process uses next to nothing.
    let _ = fs::write("/proc/self/clear_refs", "5");
    status("VmRSS")
}

fn size(path: &Path) -> f64 {
    let Ok(entries) = fs::read_dir(path) else {
        return fs::metadata(path).map_or(0.0, |data| data.len() as f64);
    };
    entries.flatten().map(|entry| size(&entry.path())).sum()
}

/// Bytes of every key and value that counts.
fn live(session: &mut Session) -> f64 {
    let mut bytes = 0;
    for tree in Tree::ALL {
        let add = &mut |key: &[u8], value: &[u8]| {
            bytes += key.len() + value.len();
            Ok(())
        };
        session.vault().unwrap().backend().scan(tree, add).unwrap();
    }
    bytes as f64
}

fn remove_copies(dir: &Path) {
    for copy in folder(dir).copies_aside() {
        fs::remove_dir_all(copy).unwrap();
    }
}

// --- 1: saves --------------------------------------------------------------------------------------------------------

fn sqlite(path: &Path) -> rusqlite::Connection {
    let sqlite = rusqlite::Connection::open(path).unwrap();
    sqlite.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
    sqlite.pragma_update(None, "journal_mode", "WAL").unwrap();
    sqlite.pragma_update(None, "synchronous", "FULL").unwrap();
    sqlite.execute_batch("CREATE TABLE t (k BLOB PRIMARY KEY, v BLOB NOT NULL) WITHOUT ROWID").unwrap();
    sqlite
}

/// One write to each of the three in turn, who goes first rotating.
fn saves(dir: &Path) -> Vec<(&'static str, f64)> {
    fs::create_dir_all(dir).unwrap();
    let backend = SledBackend::open(&dir.join("engine")).unwrap();
    let mut session = vault_made(dir);
    let sqlite = sqlite(&dir.join("sqlite"));
    let mut insert = sqlite.prepare("INSERT INTO t VALUES (?1, ?2)").unwrap();
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for at in 0..WARM_UP + SAVES {
        let key = random_id().unwrap();
        let value = vec![at.to_le_bytes()[0]; KIB];
        for turn in 0..3 {
            let who = (at + turn) % 3;
            let time = match who {
                0 => {
                    let op = Op::Put { tree: Tree::Entries, key: key.to_vec(), value: value.clone() };
                    timed(|| backend.commit(&[op]).unwrap()).0
                }
                1 => {
                    let batch = Batch::put(Key::New, record(at, 0, 960));
                    timed(|| session.commit(&batch, moment(20)).unwrap()).0
                }
                _ => timed(|| insert.execute((key.as_slice(), value.as_slice())).unwrap()).0,
            };
            if at >= WARM_UP {
                times[who].push(time);
            }
        }
    }
    let live = live(&mut session);
    session.close().unwrap();
    Box::new(backend).close().unwrap();
    let names = [
        ["engine.p10", "engine.p50", "engine.p90", "engine.p99"],
        ["whole.p10", "whole.p50", "whole.p90", "whole.p99"],
        ["sqlite.p10", "sqlite.p50", "sqlite.p90", "sqlite.p99"],
    ];
    let mut found = vec![("live", live), ("disk", size(&folder(dir).vault()))];
    for (names, times) in names.into_iter().zip(times) {
        found.extend(names.into_iter().zip(points(times)));
    }
    found
}

// --- 2: keys ---------------------------------------------------------------------------------------------------------

fn kdf() -> Vec<(&'static str, f64)> {
    let before = forget_peak();
    let derive = |cost| timed(|| KeyFile::create(PASSWORD, cost).unwrap());
    let names = [["256.make", "256.unlock"], ["128.make", "128.unlock"], ["64.make", "64.unlock"]];
    let mut found = Vec::new();
    let mut unlocks = BTreeMap::new();
    for (cost, [make, unlock]) in Cost::NEW.into_iter().zip(names) {
        let (made, opened): (Vec<f64>, Vec<f64>) = (0..3)
            .map(|_| {
                let (made, (file, ..)) = derive(cost);
                (made, timed(|| file.unlock(PASSWORD, Limits::REAL).unwrap()).0)
            })
            .unzip();
        unlocks.insert(cost.memory_kib, middle(opened.clone()).0);
        found.extend([(make, middle(made).0), (unlock, middle(opened).0)]);
    }
    let (took, chosen) = timed(|| calibrate(&mut |cost| Duration::from_secs_f64(derive(cost).0 / 1000.0)));
    found.extend([
        ("calibrate", took),
        ("chosen", f64::from(chosen.memory_kib / 1024)),
        ("unlock", unlocks[&chosen.memory_kib]),
        ("before", before),
        ("peak", status("VmHWM")),
        ("after", status("VmRSS")),
    ]);
    found
}

// --- 3: import -------------------------------------------------------------------------------------------------------

fn import(dir: &Path, count: usize) -> Vec<(&'static str, f64)> {
    let mut session = vault_made(dir);
    let vault = session.vault().unwrap();
    let before = forget_peak();
    let mut changes = (0..count).map(|number| note(number, 0));
    let (time, told) = timed(|| {
        let mut told = 0;
        vault.import(&mut changes, moment(3).stamp, &mut |_| told += 1).unwrap();
        told
    });
    let peak = status("VmHWM") - before;
    assert_eq!(told, count);
    let known = known_each(vault);
    session.close().unwrap();
    let bytes = record(0, 0, 592).to_bytes().unwrap().len() as f64;
    vec![("count", count as f64), ("seconds", time / 1000.0), ("peak", peak), ("known", known), ("bytes", bytes)]
}

/// Bytes in memory of what is known of one record: of copies that no longer fit in what was given back before.
fn known_each(vault: &Vault) -> f64 {
    let times = 4 * LARGE / vault.known().len();
    let copy = || (0..times).map(|_| vault.known().clone()).collect::<Vec<_>>();
    let first = copy();
    let from = status("VmRSS");
    let second = copy();
    let grown = status("VmRSS") - from;
    drop((first, second));
    grown / (4 * LARGE) as f64
}

/// The same bytes, in the same chunks, and read back in the same order, by the engine alone.
fn engine(dir: &Path, count: usize) -> Vec<(&'static str, f64)> {
    fs::create_dir_all(dir).unwrap();
    let backend = SledBackend::open(&dir.join("store")).unwrap();
    let sealed = sealed_size(record(0, 0, 592).to_bytes().unwrap().len() + 19);
    let mut keys: Vec<[u8; 16]> = (0..count).map(|_| random_id().unwrap()).collect();
    let before = forget_peak();
    let from = Instant::now();
    for chunk in keys.chunks(CHUNK) {
        let put = |key: &[u8; 16]| Op::Put { tree: Tree::Entries, key: key.to_vec(), value: vec![0xA7; sealed] };
        let ops: Vec<Op> = chunk.iter().map(put).collect();
        backend.commit(&ops).unwrap();
    }
    keys.sort_unstable();
    for key in &keys {
        backend.get(Tree::Entries, key).unwrap().unwrap();
    }
    let found = vec![("seconds", from.elapsed().as_secs_f64()), ("peak", status("VmHWM") - before)];
    Box::new(backend).close().unwrap();
    fs::remove_dir_all(dir).unwrap();
    found
}

// --- 4: opening ------------------------------------------------------------------------------------------------------

fn runs(count: usize) -> usize {
    if count == LARGE { 3 } else { 7 }
}

fn open(dir: &Path, count: usize) -> Vec<(&'static str, f64)> {
    let times = (0..runs(count)).map(|_| {
        let (time, welcome) = timed(|| vault_opened(dir, 30));
        assert_eq!(welcome.model.len(), count);
        welcome.session.close().unwrap();
        time
    });
    let (median, slowest) = middle(times.collect());
    let (stamp, _) = timed(|| anchor::stamp(&store(dir)).unwrap());
    let (engine, backend) = timed(|| SledBackend::open(&store(dir)).unwrap());
    Box::new(backend).close().unwrap();
    // The engine touched its files: closed in order once more, the copy aside is not needed.
    vault_opened(dir, 31).session.close().unwrap();
    remove_copies(dir);
    vec![
        ("median", median),
        ("slowest", slowest),
        ("stamp", stamp),
        ("engine", engine),
        ("file", size(&store(dir).join("db"))),
    ]
}

/// Saves something and is gone without closing.
fn leave(dir: &Path) -> Vec<(&'static str, f64)> {
    let mut welcome = vault_opened(dir, 40);
    edit(&mut welcome.session, 7, 9, 40);
    std::process::exit(0)
}

fn untidy(dir: &Path) -> Vec<(&'static str, f64)> {
    let (time, welcome) = timed(|| vault_opened(dir, 50));
    assert_eq!(folder(dir).copies_aside().len(), 1);
    welcome.session.close().unwrap();
    remove_copies(dir);
    vec![("open", time)]
}

// --- 5: closing and backups ------------------------------------------------------------------------------------------

fn close(dir: &Path, count: usize) -> Vec<(&'static str, f64)> {
    let (mut plain, mut due) = (Vec::new(), Vec::new());
    for run in 0..runs(count).min(4) {
        // Every other hour, so that a backup is due whenever it is asked for.
        let seconds = 7_200 * i64::try_from(run + 1).unwrap();
        for backup in [false, true] {
            let mut session = vault_opened(dir, seconds).session;
            (0..10).for_each(|number| edit(&mut session, number * 31, run, seconds));
            let (time, ()) = timed(|| {
                if backup {
                    assert!(session.back_up_when_due(moment(seconds)).unwrap().is_some());
                }
                session.close().unwrap();
            });
            if backup { &mut due } else { &mut plain }.push(time);
        }
    }
    let (stamp, _) = timed(|| anchor::stamp(&store(dir)).unwrap());
    let ((plain, slow_plain), (due, slow_due)) = (middle(plain), middle(due));
    vec![
        ("plain.median", plain),
        ("plain.slowest", slow_plain),
        ("due.median", due),
        ("due.slowest", slow_due),
        ("stamp", stamp),
    ]
}

fn back_up(dir: &Path) -> Vec<(&'static str, f64)> {
    let mut session = vault_opened(dir, 50_000).session;
    let (time, backup) = timed(|| session.back_up(moment(50_000)).unwrap());
    session.close().unwrap();
    vec![("ms", time), ("bytes", backup.bytes as f64)]
}

// --- 6, 7, 8: memory, disk, idling -----------------------------------------------------------------------------------

fn memory(dir: &Path) -> Vec<(&'static str, f64)> {
    let bare = status("VmRSS");
    let welcome = vault_opened(dir, 60_000);
    sleep(Duration::from_secs(1));
    let rss = status("VmRSS");
    assert!(!welcome.model.is_empty());
    welcome.session.close().unwrap();
    vec![("bare", bare), ("rss", rss)]
}

fn disk(dir: &Path) -> Vec<(&'static str, f64)> {
    let mut session = vault_made(dir);
    let write = |session: &mut Session, round| {
        for from in (0..SMALL).step_by(CHUNK) {
            let changes = (from..from + CHUNK).map(|number| note(number, round)).collect();
            session.commit(&Batch { changes }, moment(20)).unwrap();
        }
    };
    let on_disk = || size(&folder(dir).vault());
    write(&mut session, 0);
    let loaded = [("loaded.live", live(&mut session)), ("loaded.disk", on_disk())];
    (1..=5).for_each(|round| write(&mut session, round));
    let stays = live(&mut session);
    let rewritten = on_disk();
    session.close().unwrap();
    let closed = on_disk();
    vault_opened(dir, 30).session.close().unwrap();
    let mut found = Vec::from(loaded);
    found.extend([("rewritten.live", stays), ("rewritten.disk", rewritten)]);
    found.extend([("closed.live", stays), ("closed.disk", closed), ("again.live", stays), ("again.disk", on_disk())]);
    found
}

/// Time that the threads of this process had, in milliseconds.
fn worked() -> f64 {
    let Ok(threads) = fs::read_dir("/proc/self/task") else { return f64::NAN };
    let time = |path: PathBuf| {
        let text = fs::read_to_string(path.join("schedstat")).ok()?;
        let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
        Some(nanoseconds / 1e6)
    };
    threads.flatten().filter_map(|thread| time(thread.path())).sum()
}

fn idle(dir: &Path) -> Vec<(&'static str, f64)> {
    let welcome = vault_opened(dir, 70_000);
    println!("begin");
    let before = worked();
    sleep(IDLE);
    let cpu = (worked() - before) / ms(IDLE) * 100.0;
    println!("end");
    welcome.session.close().unwrap();
    vec![("cpu", cpu)]
}

// --- 9: salvage ------------------------------------------------------------------------------------------------------

/// Salvage up to where it would write: the folder for the new vault cannot be made.
fn scan(dir: &Path) -> Vec<(&'static str, f64)> {
    let fresh = folder(dir).fresh();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", &fresh).unwrap();
    let work = || salvage::salvage(&folder(dir), With::Password(PASSWORD), Limits::TESTS, moment(80_000));
    let (time, stopped) = timed(work);
    assert!(stopped.is_err());
    fs::remove_file(fresh).unwrap();
    vec![("ms", time), ("bytes", size(&store(dir).join("db")))]
}

fn salvaged(dir: &Path, count: usize) -> Vec<(&'static str, f64)> {
    let before = forget_peak();
    let work = || salvage::salvage(&folder(dir), With::Password(PASSWORD), Limits::TESTS, moment(80_000)).unwrap();
    let (time, _) = timed(work);
    let peak = status("VmHWM") - before;
    let welcome = vault_opened(dir, 80_001);
    // Each is there, and as it was written last.
    let whole = welcome.model.records().filter(|(_, stored)| stored.record.to_bytes().is_ok()).count();
    assert!(whole <= count);
    vec![("ms", time), ("peak", peak), ("found", whole as f64)]
}

// --- 10: a journal ---------------------------------------------------------------------------------------------------

/// Sealed values of one save, framed by their lengths.
fn framed(session: &mut Session) -> Vec<u8> {
    let batch = Batch::put(Key::New, record(0, 0, 960));
    let Committed::Applied(applied) = session.commit(&batch, moment(20)).unwrap() else { return Vec::new() };
    let vault = session.vault().unwrap();
    let mut wanted = vec![(Tree::Audit, audit::key(vault.head().audit - 1).to_vec()), (Tree::Meta, HEAD.to_vec())];
    wanted.extend(applied.iter().filter_map(|change| match change {
        Applied::Put(id, _) => Some((Tree::Entries, parts::key(*id, 0))),
        Applied::Deleted(_) => None,
    }));
    let mut bytes = Vec::new();
    for (tree, key) in wanted {
        let value = vault.backend().get(tree, &key).unwrap().unwrap();
        bytes.extend(u32::try_from(value.len()).unwrap().to_be_bytes());
        bytes.extend(value);
    }
    bytes
}

fn journal(dir: &Path) -> Vec<(&'static str, f64)> {
    fs::create_dir_all(dir).unwrap();
    let mut session = vault_made(dir);
    let frame = framed(&mut session);
    let growing = File::create(dir.join("growing")).unwrap();
    let made = dir.join("made");
    fs::write(&made, vec![0; frame.len() * (WARM_UP + JOURNALLED)]).unwrap();
    let made = File::options().write(true).open(made).unwrap();
    made.sync_all().unwrap();
    let mut files = [None, Some(growing), Some(made)];
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for at in 0..WARM_UP + JOURNALLED {
        for turn in 0..3 {
            let who = (at + turn) % 3;
            let batch = Batch::put(Key::New, record(at, 0, 960));
            let (time, ()) = timed(|| {
                session.commit(&batch, moment(20)).unwrap();
                if let Some(file) = &mut files[who] {
                    file.write_all(&frame).unwrap();
                    file.sync_data().unwrap();
                }
            });
            if at >= WARM_UP {
                times[who].push(time);
            }
        }
    }
    session.close().unwrap();
    let [plain, growing, made] = times.map(points);
    vec![
        ("bytes", frame.len() as f64),
        ("plain.p50", plain[1]),
        ("plain.p99", plain[3]),
        ("growing.p50", growing[1]),
        ("growing.p99", growing[3]),
        ("made.p50", made[1]),
        ("made.p99", made[3]),
    ]
}
