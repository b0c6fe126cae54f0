//! What the program does between a key and a frame, and around it: `cargo bench --bench work`.
//!
//! Divan prints fastest, slowest, median and mean; compare only figures of one run.

#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

use std::sync::LazyLock;

use aandacht::content::Content;
use aandacht::domain::boom::routes;
use aandacht::domain::gesprek::{Key, Msg, Reader, Route, Settings, report};
use aandacht::domain::kluis::{KluisView, Moment};
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
        ("onthulling", "nee"),
        ("eer", "nee"),
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
