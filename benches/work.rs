//! What the program does between a key and a frame, and around it: `cargo bench --bench work`.
//!
//! Divan prints fastest, slowest, median and mean; compare only figures of one run.

#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

use std::sync::LazyLock;

use aandacht::content::Content;
use aandacht::domain::anoniem::{Anoniemcontrole, Eigen};
use aandacht::domain::boom::routes;
use aandacht::domain::casus::{Delen, Formulier, Regel, Rol, Wat};
use aandacht::domain::gesprek::{Draft, Key, Msg, Reader, Route, Settings, report};
use aandacht::domain::kluis::{KluisState, KluisView, Model, Moment, Owner, RecordId, Stored};
use aandacht::domain::search::find_gemeente;
use aandacht::domain::walk::{Answer, Walk};
use aandacht::ui::look::{Colours, Look};
use aandacht::ui::{Ctx, Hub, body};
use divan::{Bencher, black_box};
use jiff::civil::date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn main() {
    divan::main();
}

const AREA: Rect = Rect { x: 0, y: 0, width: 80, height: 24 };

/// No kluis: looking things up needs none.
static KLUIS: LazyLock<KluisView> = LazyLock::new(KluisView::default);

fn cx<'a>(content: &'a Content, settings: &'a Settings) -> Ctx<'a> {
    Ctx {
        reader: content,
        settings,
        kluis: &KLUIS,
        now: Moment::utc(date(2026, 11, 21).at(16, 40, 0, 0)),
        body: body(AREA),
        look: Look::new(settings, Colours::True, false),
        notices: &[],
        tik: aandacht::domain::sessie::Tik::wand(
            aandacht::domain::kluis::Moment::utc(jiff::civil::date(2026, 11, 21).at(16, 40, 0, 0)).stamp,
        ),
        lopend: None,
    }
}

/// A key in the middle of a walk through the largest tree: update and draw, as the loop does it.
#[divan::bench]
fn key_to_frame(bencher: Bencher) {
    let (content, settings) = (Content::shipped(), Settings::default());
    let cx = cx(&content, &settings);
    let tree = content.tree("meldcode-basis").unwrap();
    let mut hub = Hub::new(Route::Walk(Box::new(Walk::new(&tree))), &cx);
    let mut buffer = Buffer::empty(AREA);
    let mut down = true;
    bencher.bench_local(|| {
        down = !down;
        hub.update(&Msg::Key(if down { Key::Down } else { Key::Up }), &cx);
        buffer.reset();
        hub.view(AREA, &mut buffer, &cx.look);
        black_box(&buffer);
    });
}

const CASUS: RecordId = RecordId([7; 16]);
/// Lines of a casus that was worked on for years.
const LINES: u32 = 2_000;

/// An open kluis with a casus of [`LINES`] lines.
static LONG: LazyLock<KluisView> = LazyLock::new(|| {
    let today = date(2026, 11, 21);
    let mut draft = Draft::default();
    let text =
        "Kind komt voor de derde dag zonder jas en zonder eten; zegt dat er thuis niets is en wil niet naar huis.";
    for (field, value) in [
        ("aard", "waarneming"),
        ("tekst", text),
        ("bron", "zelf gezien, in de klas"),
        ("wanneer", "2-11-2026 10.15"),
        ("strekking", "bevestigt"),
        ("delen", "gewoon"),
    ] {
        draft.set(field, value);
    }
    let (note, delen) = Formulier::Notitie.line(&draft, None, today).ok().unwrap();
    let begin =
        Wat::Begin { pseudoniem: "Linde-Mus".to_owned(), sector: "onderwijs".to_owned(), rol: Rol::Professional };
    let now = Moment::utc(today.at(16, 40, 0, 0));
    let lines = (1..=LINES).map(|nr| match nr {
        1 => Regel::new(nr, begin.clone(), Delen::Gewoon, now),
        nr => Regel::new(nr, note.clone(), delen, now),
    });
    let stored = |line: Regel| Stored { owner: Owner::Casus(CASUS), record: line.into() };
    let records = lines.map(|line| (RecordId(u128::from(line.nr).to_be_bytes()), stored(line))).collect();
    KluisView { state: KluisState::Open, model: Model::new(records), ..KluisView::default() }
});

/// Opening a long casus and drawing it: at most 50 ms.
#[divan::bench]
fn long_casus_opens(bencher: Bencher) {
    let (content, settings) = (Content::shipped(), Settings::default());
    let cx = Ctx { kluis: &LONG, ..cx(&content, &settings) };
    let mut buffer = Buffer::empty(AREA);
    bencher.bench_local(|| {
        let hub = Hub::new(Route::Casus(CASUS, None), &cx);
        hub.view(AREA, &mut buffer, &cx.look);
        black_box(&buffer);
    });
}

/// A key in a long casus, to its frame: at most 4 ms. Screens whose keys look at every line stand beside it.
#[divan::bench(args = ["casus", "notitie", "casussen", "nieuw"])]
fn long_casus_key(bencher: Bencher, which: &str) {
    let (content, settings) = (Content::shipped(), Settings::default());
    let cx = Ctx { kluis: &LONG, ..cx(&content, &settings) };
    let route = match which {
        "casussen" => Route::Casussen,
        "nieuw" => Route::CasusNieuw(None),
        _ => Route::Casus(CASUS, None),
    };
    let mut hub = Hub::new(route, &cx);
    if which == "notitie" {
        for key in [Key::Char('n'), Key::Tab] {
            hub.update(&Msg::Key(key), &cx);
        }
    }
    let keys = if which == "casus" { [Key::Up, Key::Down] } else { [Key::Char('j'), Key::Backspace] };
    let mut buffer = Buffer::empty(AREA);
    let mut at = 0;
    bencher.bench_local(|| {
        at = 1 - at;
        hub.update(&Msg::Key(keys[at]), &cx);
        buffer.reset();
        hub.view(AREA, &mut buffer, &cx.look);
        black_box(&buffer);
    });
}

/// Giving an answer and drawing the next question, and taking it back.
#[divan::bench]
fn answer_and_back(bencher: Bencher) {
    let (content, settings) = (Content::shipped(), Settings::default());
    let cx = cx(&content, &settings);
    let tree = content.tree("meldcode-basis").unwrap();
    let mut hub = Hub::new(Route::Walk(Box::new(Walk::new(&tree))), &cx);
    let mut buffer = Buffer::empty(AREA);
    bencher.bench_local(|| {
        for key in [Key::Char('2'), Key::Left] {
            hub.update(&Msg::Key(key), &cx);
            buffer.reset();
            hub.view(AREA, &mut buffer, &cx.look);
        }
        black_box(&buffer);
    });
}

/// The whole report of a finished walk, with why and what-if.
#[divan::bench]
fn outcome_report(bencher: Bencher) {
    let content = Content::shipped();
    let tree = content.tree("meldcode-basis").unwrap();
    let steps = [
        ("gevaar", "nee"),
        ("beroepskracht", "nee"),
        ("plicht", "ja"),
        ("onthulling", "nee"),
        ("eer", "nee"),
        ("situatie", "nee"),
        ("taal", "nee"),
        ("s1-signalen", "verder"),
        ("s1-lijst", "verder"),
        ("s1-check", "geen"),
        ("s2-overleg", "verder"),
        ("s3-gesprek", "nee"),
        ("s3-geen-gesprek", "verder"),
        ("afweging/v1", "ja"),
        ("afweging/v2", "ja"),
    ];
    let walk = Walk::replay(&tree, steps.map(|(node, answer)| Answer::new(node, answer))).unwrap();
    bencher.bench_local(|| black_box(report(black_box(&walk), date(2026, 11, 21))));
}

/// Searching one municipality among 342, as typed.
#[divan::bench(args = ["den bosch", "hertogenbos", "sudwest fryslan", "bergen", "xyzzy"])]
fn gemeente(bencher: Bencher, name: &str) {
    let content = Content::shipped();
    let table = content.gemeenten().unwrap();
    bencher.bench_local(|| black_box(find_gemeente(&table.inhoud, black_box(name))));
}

/// The anonymity check of a text of 5,000 characters, as at every key, with so many names in the user's own network.
#[divan::bench(args = [0, 100_000])]
fn anonymity_check(bencher: Bencher, names: usize) {
    let content = Content::shipped();
    let names: Vec<String> = (0..names).map(|at| format!("Wijkteam Dorp {at}")).collect();
    let eigen = Eigen::nieuw(names.iter().map(String::as_str), [], []);
    let check = Anoniemcontrole::nieuw(&content.anoniem().unwrap().inhoud, &eigen);
    let piece = "Op 12 maart belde Sanne met het wijkteam, want moeder (tel. 06-12345678) was boos en ging weg. ";
    let text: String = piece.chars().cycle().take(5_000).collect();
    bencher.bench_local(|| black_box(check.controleer(black_box(&text))));
}

/// Reading and checking every shipped file: facts, words, trees and safety rules, from nothing.
#[divan::bench(sample_count = 20)]
fn check_all_content() {
    assert!(black_box(Content::shipped().check_all()).is_empty());
}

/// Opening the largest tree from nothing: parse, check, safety rules, its sub-trees and lists.
#[divan::bench]
fn open_largest_tree() {
    black_box(Content::shipped().tree("meldcode-basis").unwrap());
}

/// Every road of the largest tree.
#[divan::bench]
fn all_routes(bencher: Bencher) {
    let content = Content::shipped();
    let tree = content.tree("meldcode-basis").unwrap();
    bencher.bench_local(|| black_box(routes(&tree)));
}
