//! Draws one real frame of the program as an SVG picture for the README:
//!
//! ```text
//! cargo run --example schermbeeld > docs/schermbeeld.svg
//! ```

use std::error::Error;
use std::fmt::Write as _;

use aandacht::content::Content;
use aandacht::domain::gesprek::{Key, Msg, Reader, Route, Settings};
use aandacht::domain::kluis::Moment;
use aandacht::domain::walk::{Answer, Walk};
use aandacht::ui::look::{Colours, Look};
use aandacht::ui::{Ctx, Hub, body};
use jiff::civil::date;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// Pixels of one cell.
const CELL: (u16, u16) = (9, 19);

fn main() -> Result<(), Box<dyn Error>> {
    let content = Content::shipped();
    let settings = Settings { sector: "onderwijs".to_owned(), gemeente: "Heerlen".to_owned(), ..Settings::default() };
    let kluis = aandacht::domain::kluis::KluisView::default();
    let area = Rect::new(0, 0, 80, 24);
    let look = Look::new(&settings, Colours::True, false);
    let cx = Ctx {
        reader: &content,
        settings: &settings,
        kluis: &kluis,
        now: Moment::utc(date(2026, 11, 21).at(16, 40, 0, 0)),
        body: body(area),
        look,
        notices: &[],
        tik: aandacht::domain::sessie::Tik::wand(
            aandacht::domain::kluis::Moment::utc(jiff::civil::date(2026, 11, 21).at(16, 40, 0, 0)).stamp,
        ),
        lopend: None,
    };
    let answers = [
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
    ];
    let answers = answers.map(|(node, answer)| Answer::new(node, answer));
    let tree = content.tree("meldcode-basis")?;
    let walk = Walk::replay(&tree, answers).map_err(|(_, misfit)| misfit)?;
    let mut hub = Hub::new(Route::Walk(Box::new(walk)), &cx);
    hub.update(&Msg::Key(Key::Down), &cx);
    let mut buffer = Buffer::empty(area);
    hub.view(area, &mut buffer, &look);
    print!("{}", svg(&buffer)?);
    Ok(())
}

fn svg(buffer: &Buffer) -> Result<String, std::fmt::Error> {
    let (wide, high) = (buffer.area.width * CELL.0, buffer.area.height * CELL.1);
    let mut out = String::new();
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">"#
    )?;
    writeln!(out, "<title>aandacht: een vraag uit de meldcode in een terminal van 80 bij 24</title>")?;
    writeln!(
        out,
        r#"<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="15" xml:space="preserve">"#
    )?;
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let end = run_end(buffer, x, y);
            draw_run(&mut out, buffer, x, end, y)?;
            x = end;
        }
    }
    writeln!(out, "</g>\n</svg>")?;
    Ok(out)
}

/// Where the cells stop looking like the one at `x`.
fn run_end(buffer: &Buffer, x: u16, y: u16) -> u16 {
    let look = |cell: &Cell| (cell.fg, cell.bg, cell.modifier);
    (x..buffer.area.width).find(|at| look(&buffer[(*at, y)]) != look(&buffer[(x, y)])).unwrap_or(buffer.area.width)
}

fn draw_run(out: &mut String, buffer: &Buffer, x: u16, end: u16, y: u16) -> std::fmt::Result {
    let cell = &buffer[(x, y)];
    let (left, top) = (x * CELL.0, y * CELL.1);
    let width = (end - x) * CELL.0;
    writeln!(out, r#"<rect x="{left}" y="{top}" width="{width}" height="{}" fill="{}"/>"#, CELL.1, hex(cell.bg))?;
    let text: String = (x..end).map(|at| buffer[(at, y)].symbol()).collect();
    if text.trim().is_empty() {
        return Ok(());
    }
    let weight = if cell.modifier.contains(Modifier::BOLD) { r#" font-weight="bold""# } else { "" };
    let safe = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    writeln!(
        out,
        r#"<text x="{left}" y="{}" fill="{}" textLength="{width}"{weight}>{safe}</text>"#,
        top + 14,
        hex(cell.fg)
    )
}

fn hex(color: Color) -> String {
    match color {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        _ => "#000000".to_owned(),
    }
}
