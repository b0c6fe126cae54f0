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

use aandacht::content::Content;
use aandacht::domain::gesprek::{Key as Pressed, Msg, Reader, Route, Settings};
use aandacht::domain::kluis::{Change, Key, KluisState, KluisView, Model, Owner, Stored};
use aandacht::domain::netwerk::zoek::{Namen, Vraag, zoek};
use aandacht::domain::netwerk::{Netwerk, Veld, thema_tekst};
use aandacht::store::session::{self, With};
use aandacht::store::vault::{Cost, Limits};
use aandacht::store::{Folder, keeper::Keeper};
use aandacht::ui::look::{Colours, Look};
use aandacht::ui::{Ctx, Hub, body};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

mod regio;

use regio::{entry, forget_peak, moment, status};

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
                "zoek" => search(Path::new(dir), number.parse().unwrap()),
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
    let mut sizes = vec![1_000_usize, 10_000, 100_000];
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
    searching(place.path());
}

/// A key in the search list, to its frame, at every size; and the whole question beside `fzf --filter`.
fn searching(place: &Path) {
    println!(
        "\n{:>9} {:>16} {:>16} {:>16} {:>11} {:>9} {:>9} {:>11} {:>11}",
        "entries",
        "first p50/p99",
        "next p50/p99",
        "delete p50/p99",
        "index ms",
        "ours ms",
        "fzf ms",
        "warm ratio",
        "cold ratio"
    );
    let mut sizes = vec![1_000_usize, 10_000, 100_000];
    if std::env::var_os("AANDACHT_MILJOEN").is_some() {
        sizes.push(1_000_000);
    }
    for count in sizes {
        let found = part("zoek", place, i64::try_from(count).unwrap());
        let pair = |name: &str| format!("{:.2}/{:.2}", found[&format!("{name}50")], found[&format!("{name}99")]);
        println!(
            "{count:>9} {:>16} {:>16} {:>16} {:>11.0} {:>9.2} {:>9.1} {:>11.4} {:>11.3}",
            pair("eerste"),
            pair("volgende"),
            pair("weg"),
            found["index"],
            found["ons"],
            found["fzf"],
            found["ons"] / found["fzf"],
            found["onskoud"] / found["fzf"],
        );
        if count == DEMAND.0 {
            let worst = found["eerste99"].max(found["volgende99"]).max(found["weg99"]);
            says(&format!("a frame within 16 ms at the 99th percentile ({worst:.1})"), worst <= 16.0);
        }
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
    let bytes: usize = (0..100).map(|number| entry(number).1.to_bytes().unwrap().len()).sum();
    forget_peak();
    let from = Instant::now();
    let mut changes =
        (0..count).map(entry).map(|(id, record)| Change::Put { key: Key::Id(id), owner: Owner::Shared, record });
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

/// What people type; some of it with errors.
const VRAGEN: &[&str] = &[
    "wijkteam heerlen",
    "wijkteam herlen",
    "aandachtsfunctionaris venlo",
    "af zutphen",
    "jeugdverpleegkundige epe",
    "basisschool kofschip",
    "kinderopvang ijsselstein",
    "huisarts plein woerden",
    "cjg putten",
    "ggz roermond",
    "spreekuur stalking",
    "training eergerelateerd",
    "loverboys",
    "meisjesbesnijdenis",
    "gemeente lochem",
    "wijkagent maastrict",
    "verhoeven",
    "brinkdijk",
    "thuiszorg de brug",
    "teamleider sudwest",
    "0450",
    "intern begeleider weert",
    "gezdragswetenschapper",
    "maatschapelijk werk",
    "wijk team nunspeet",
    "veiligthuis",
    "xqzw",
    "de",
    "leerplicht",
    "crisishulp harderwijk",
];

/// Keys in the search list of the program over so many entries, and the whole questions beside fzf on the same lines.
fn search(place: &Path, count: usize) -> Vec<(&'static str, f64)> {
    let records = (0..count).map(entry).map(|(id, record)| (id, Stored { owner: Owner::Shared, record })).collect();
    let from = Instant::now();
    let model = Model::new(records);
    let index = from.elapsed().as_secs_f64() * 1000.0;
    let (content, settings) = (Content::shipped(), Settings::default());
    let kluis = KluisView { state: KluisState::Open, model, ..KluisView::default() };
    let area = Rect { x: 0, y: 0, width: 80, height: 24 };
    let cx = Ctx {
        reader: &content,
        settings: &settings,
        now: moment(0),
        body: body(area),
        look: Look::new(&settings, Colours::True, false),
        kluis: &kluis,
        notices: &[],
        tik: aandacht::domain::sessie::Tik::wand(
            aandacht::domain::kluis::Moment::utc(jiff::civil::date(2026, 11, 21).at(16, 40, 0, 0)).stamp,
        ),
        lopend: None,
    };
    let mut hub = Hub::new(Route::Netwerk, &cx);
    let mut buffer = Buffer::empty(area);
    let (mut first, mut next, mut gone) = (Vec::new(), Vec::new(), Vec::new());
    let mut press = |key: Pressed, times: &mut Vec<f64>| {
        let from = Instant::now();
        hub.update(&Msg::Key(key), &cx);
        buffer.reset();
        hub.view(area, &mut buffer, &cx.look);
        times.push(from.elapsed().as_secs_f64() * 1000.0);
    };
    let rounds = if count > 100_000 { 1 } else { 3 };
    for query in (0..rounds).flat_map(|_| VRAGEN) {
        for (nth, letter) in query.chars().enumerate() {
            press(Pressed::Char(letter), if nth == 0 { &mut first } else { &mut next });
        }
        for _ in query.chars() {
            press(Pressed::Backspace, &mut gone);
        }
    }
    let share = |times: &mut Vec<f64>, share: usize| {
        times.sort_by(f64::total_cmp);
        times[(times.len() - 1) * share / 100]
    };
    let mut found = vec![
        ("eerste50", share(&mut first, 50)),
        ("eerste99", share(&mut first, 99)),
        ("volgende50", share(&mut next, 50)),
        ("volgende99", share(&mut next, 99)),
        ("weg50", share(&mut gone, 50)),
        ("weg99", share(&mut gone, 99)),
        ("index", index),
    ];
    found.extend(beside_fzf(place, &kluis.model, &content, index));
    found
}

/// The mean time of a whole question: ours with the index in memory, ours with making the index from the records first,
/// and `fzf --filter`, which reads the lines for every question. The best hundred are asked of both.
fn beside_fzf(place: &Path, model: &Model, content: &Content, index: f64) -> Vec<(&'static str, f64)> {
    let netwerk = Netwerk::new(model);
    let lines: String = netwerk
        .alle()
        .map(|(_, entry)| {
            let themas: Vec<&str> = netwerk.themas(entry).iter().map(|id| thema_tekst(id)).collect();
            format!("{} {} {}\n", netwerk.naam(entry), entry.tekst(Veld::Naam), themas.join(" "))
        })
        .collect();
    let file = place.join("regels.txt");
    fs::write(&file, lines).unwrap();
    let namen = Namen::new(&content.gemeenten().unwrap().inhoud);
    let (mut ours, mut theirs) = (0.0, 0.0);
    for query in VRAGEN {
        let from = Instant::now();
        let best = zoek(netwerk, &Vraag::lees(query, &namen), moment(0).local, 100);
        ours += from.elapsed().as_secs_f64() * 1000.0;
        std::hint::black_box(best);
        let from = Instant::now();
        let mut fzf = Command::new("fzf");
        fzf.arg(format!("--filter={query}")).stdin(fs::File::open(&file).unwrap()).stdout(Stdio::piped());
        let Ok(mut child) = fzf.spawn() else {
            theirs = f64::NAN;
            continue;
        };
        let out = std::io::BufReader::new(child.stdout.take().unwrap());
        let top = std::io::BufRead::lines(out).take(100).count();
        let _ = child.kill();
        let _ = child.wait();
        theirs += from.elapsed().as_secs_f64() * 1000.0;
        std::hint::black_box(top);
    }
    let count = VRAGEN.len() as f64;
    vec![("ons", ours / count), ("onskoud", index + ours / count), ("fzf", theirs / count)]
}

fn folder(dir: &Path) -> Folder {
    Folder::new(&dir.join("data"), std::process::id())
}
