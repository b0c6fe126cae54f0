//! The map in cells: what of it is in sight, its lines, its signs, and names that do not stand on each other.

use std::collections::{BTreeMap, HashSet};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::Marker;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Context, Line as Streep};
use textwrap::core::display_width;

use super::super::passend;
use crate::domain::netwerk::kaart::{Knoop, Lijn, Wandelkaart};
use crate::ui::look::Look;
use crate::ui::theme::Role;

/// What a step nearer divides the map units of a column by.
const STAP: f64 = 1.4;
/// Map units of a column at the start: boxes are then some ten columns apart.
const BEGIN: f64 = 14.0;
/// Nearer than this makes nothing better to read.
const DICHTBIJ: f64 = 6.0;
/// More lines than this at once are a grey field; then only those of the chosen node are drawn.
const MEESTE_LIJNEN: usize = 400;
/// Columns of a name.
const NAAM: usize = 26;

/// What of a map is in sight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Blik {
    /// The map units at the middle.
    midden: (f64, f64),
    /// Map units of a column; a row has twice as many.
    per_kolom: f64,
    /// Where it is drawn.
    vak: Rect,
}

impl Blik {
    /// What is in sight in this area after so many steps nearer: around the chosen node, and no further than the edges.
    pub fn op(map: &Wandelkaart, at: usize, stappen: i32, vak: Rect) -> Blik {
        let (width, height) = (f64::from(map.kaart.breedte), f64::from(map.kaart.hoogte));
        let (columns, rows) = (f64::from(vak.width.max(1)), f64::from(vak.height.max(1)));
        let whole = (width / columns).max(height / (2.0 * rows));
        let per_kolom = (BEGIN / STAP.powi(stappen)).min(whole).max(DICHTBIJ);
        let within = |here: f64, size: f64, seen: f64| {
            if seen >= size { size / 2.0 } else { here.clamp(seen / 2.0, size - seen / 2.0) }
        };
        let (x, y) = map.kaart.knopen.get(at).map_or((0, 0), |knoop| (knoop.x, knoop.y));
        let midden =
            (within(f64::from(x), width, columns * per_kolom), within(f64::from(y), height, rows * 2.0 * per_kolom));
        Blik { midden, per_kolom, vak }
    }

    /// Whether another look is as near as this one.
    pub fn is_even_dichtbij(&self, other: &Blik) -> bool {
        (self.per_kolom - other.per_kolom).abs() < 1e-9
    }

    /// Left, right, top and bottom, in map units.
    fn randen(&self) -> [f64; 4] {
        let (half_width, half_height) =
            (f64::from(self.vak.width) * self.per_kolom / 2.0, f64::from(self.vak.height) * self.per_kolom);
        let (x, y) = self.midden;
        [x - half_width, x + half_width, y - half_height, y + half_height]
    }

    /// The cell of a node, from the corner of the area; nothing when it is out of sight.
    pub fn cel(&self, knoop: &Knoop) -> Option<(usize, usize)> {
        let [left, right, top, bottom] = self.randen();
        let (x, y) = (f64::from(knoop.x), f64::from(knoop.y));
        let inside = x >= left && x < right && y >= top && y < bottom;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside the area")]
        let cell = || (((x - left) / self.per_kolom) as usize, ((y - top) / (2.0 * self.per_kolom)) as usize);
        let (column, row) = Some(cell()).filter(|_| inside)?;
        (column < usize::from(self.vak.width) && row < usize::from(self.vak.height)).then_some((column, row))
    }

    /// Whether a line may be in sight: not both its ends lie beyond the same edge.
    fn raakt(&self, van: &Knoop, naar: &Knoop) -> bool {
        let [left, right, top, bottom] = self.randen();
        let beyond = |a: i32, b: i32, low: f64, high: f64| {
            let (a, b) = (f64::from(a), f64::from(b));
            a.max(b) < low || a.min(b) > high
        };
        !beyond(van.x, naar.x, left, right) && !beyond(van.y, naar.y, top, bottom)
    }
}

/// The cells that are taken.
struct Vrij {
    taken: Vec<bool>,
    width: usize,
    height: usize,
}

impl Vrij {
    fn new(vak: Rect) -> Vrij {
        let (width, height) = (usize::from(vak.width), usize::from(vak.height));
        Vrij { taken: vec![false; width * height], width, height }
    }

    /// Takes these cells of a row when all are free and inside; a free cell is left on both sides.
    fn neem(&mut self, column: usize, row: usize, count: usize) -> bool {
        let end = column + count;
        if row >= self.height || end > self.width {
            return false;
        }
        let start = row * self.width;
        let around = start + column.saturating_sub(1)..start + (end + 1).min(self.width);
        let free = self.taken.get(around).is_some_and(|cells| cells.iter().all(|taken| !taken));
        if free {
            self.merk(column, row, count);
        }
        free
    }

    fn merk(&mut self, column: usize, row: usize, count: usize) {
        let start = row * self.width + column;
        if let Some(cells) = self.taken.get_mut(start..start + count) {
            cells.fill(true);
        }
    }

    fn is_vrij(&self, column: usize, row: usize) -> bool {
        self.taken.get(row * self.width + column).is_some_and(|taken| !taken)
    }
}

/// How a node stands to the chosen one, the nearest first: names are placed in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Plaats {
    Gekozen,
    /// At the other end of the tie that is pointed at.
    Aangewezen,
    Verbonden,
    Tafel,
    Ander,
}

/// Draws the map, with one of its nodes chosen and perhaps the node at the other end of one of its ties pointed at.
pub fn teken(map: &Wandelkaart, at: usize, aangewezen: Option<usize>, blik: &Blik, buf: &mut Buffer, look: &Look) {
    strepen(map, at, blik, buf, look);
    let tied: HashSet<usize> = map.verbanden(at).iter().map(|tie| tie.ander).collect();
    let mut groups: BTreeMap<Plaats, Vec<(usize, usize, &Knoop)>> = BTreeMap::new();
    for (nth, knoop) in map.kaart.knopen.iter().enumerate() {
        let Some((column, row)) = blik.cel(knoop) else { continue };
        let plaats = match nth {
            nth if nth == at => Plaats::Gekozen,
            nth if Some(nth) == aangewezen => Plaats::Aangewezen,
            nth if tied.contains(&nth) => Plaats::Verbonden,
            _ if knoop.is_tafel => Plaats::Tafel,
            _ => Plaats::Ander,
        };
        groups.entry(plaats).or_default().push((column, row, knoop));
    }
    let mut vrij = Vrij::new(blik.vak);
    for (plaats, nodes) in groups {
        let mut shown = Vec::with_capacity(nodes.len());
        for (column, row, knoop) in nodes {
            if vrij.is_vrij(column, row) {
                vrij.merk(column, row, 1);
                stip(plaats, column, row, knoop, blik, buf, look);
                shown.push((column, row, knoop));
            }
        }
        for (column, row, knoop) in shown {
            naam(plaats, column, row, knoop, &mut vrij, blik, buf, look);
        }
    }
}

/// The lines: thin ones, and dotted ones from the chosen node. No blocks: a name beside them has to be read.
fn strepen(map: &Wandelkaart, at: usize, blik: &Blik, buf: &mut Buffer, look: &Look) {
    let ends = |lijn: &Lijn| Some((map.kaart.knopen.get(lijn.van)?, map.kaart.knopen.get(lijn.naar)?));
    let seen = map.kaart.lijnen.iter().filter_map(|lijn| Some((lijn, ends(lijn)?)));
    let seen = seen.filter(|(_, (van, naar))| blik.raakt(van, naar));
    let (own, others): (Vec<_>, Vec<_>) = seen.partition(|(lijn, _)| lijn.van == at || lijn.naar == at);
    let [left, right, top, bottom] = blik.randen();
    let colour = |role| look.style(role).fg.unwrap_or_default();
    let (thin, thick) = match look.is_ascii() {
        true => (Marker::Custom('.'), Marker::Custom('*')),
        false => (Marker::Braille, Marker::Dot),
    };
    let draw = |ctx: &mut Context<'_>, (van, naar): &(&Knoop, &Knoop), role| {
        let point = |knoop: &Knoop| (f64::from(knoop.x), -f64::from(knoop.y));
        let ((x1, y1), (x2, y2)) = (point(van), point(naar));
        ctx.draw(&Streep { x1, y1, x2, y2, color: colour(role) });
    };
    let canvas = Canvas::default()
        .background_color(look.style(Role::Gewoon).bg.unwrap_or_default())
        .x_bounds([left, right])
        .y_bounds([-bottom, -top])
        .marker(thin)
        .paint(|ctx| {
            if others.len() <= MEESTE_LIJNEN {
                others.iter().for_each(|(_, ends)| draw(ctx, ends, Role::Rand));
            }
            ctx.marker(thick);
            own.iter().for_each(|(_, ends)| draw(ctx, ends, Role::Toets));
        });
    canvas.render(blik.vak, buf);
}

/// The sign of a node: a square for a table, filled where it is tied to the chosen one.
pub fn teken_van(knoop: &Knoop, verbonden: bool, look: &Look) -> &'static str {
    match (knoop.is_tafel, verbonden, look.is_ascii()) {
        (true, true, false) => "■",
        (true, false, false) => "□",
        (false, true, false) => "●",
        (false, false, false) => "○",
        (true, true, true) => "#",
        (true, false, true) => "+",
        (false, true, true) => "O",
        (false, false, true) => "o",
    }
}

fn rol(plaats: Plaats) -> Role {
    match plaats {
        Plaats::Gekozen => Role::Gekozen,
        Plaats::Aangewezen | Plaats::Verbonden => Role::Vraag,
        Plaats::Tafel => Role::Gewoon,
        Plaats::Ander => Role::Gedempt,
    }
}

fn stip(plaats: Plaats, column: usize, row: usize, knoop: &Knoop, blik: &Blik, buf: &mut Buffer, look: &Look) {
    zet(teken_van(knoop, plaats <= Plaats::Verbonden, look), plaats, column, row, blik, buf, look);
}

/// Writes a text in the area; whether it fits was seen before.
fn zet(text: &str, plaats: Plaats, column: usize, row: usize, blik: &Blik, buf: &mut Buffer, look: &Look) {
    let cell = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    let (x, y) = (blik.vak.x.saturating_add(cell(column)), blik.vak.y.saturating_add(cell(row)));
    if x < blik.vak.right() && y < blik.vak.bottom() {
        buf.set_line(x, y, &Line::styled(text, look.style(rol(plaats))), blik.vak.right() - x);
    }
}

/// Writes the name of a node in the first place beside it that is free; a name nearer to the chosen node may stand
/// further off and be shorter, so that it stands there at all.
#[allow(clippy::too_many_arguments, reason = "what is drawn, where, and with what")]
fn naam(
    plaats: Plaats,
    column: usize,
    row: usize,
    knoop: &Knoop,
    vrij: &mut Vrij,
    blik: &Blik,
    buf: &mut Buffer,
    look: &Look,
) {
    let (lengths, rows): (&[usize], &[isize]) = match plaats {
        Plaats::Gekozen | Plaats::Aangewezen => (&[NAAM, 16, 10, 5], &[0, 1, -1, 2, -2, 3, -3]),
        Plaats::Verbonden => (&[NAAM, 16, 10], &[0, 1, -1, 2, -2]),
        Plaats::Tafel | Plaats::Ander => (&[NAAM, 12], &[0, 1, -1]),
    };
    let own = format!("{} ", look.here());
    for length in lengths {
        let mut text = passend(&knoop.naam, *length, look);
        if plaats <= Plaats::Aangewezen {
            text.insert_str(0, &own);
        }
        let width = display_width(&text);
        for off in rows {
            let Some(row) = row.checked_add_signed(*off) else { continue };
            let beside = [Some(column + 2), column.checked_sub(width + 1)];
            let across = [Some(column.saturating_sub(width / 2)), Some(column), column.checked_sub(width)];
            let places = if *off == 0 { beside.to_vec() } else { across.to_vec() };
            for place in places.into_iter().flatten() {
                if vrij.neem(place, row, width) {
                    return zet(&text, plaats, place, row, blik, buf, look);
                }
            }
        }
    }
}
