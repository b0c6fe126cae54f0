//! A casus on one page: its chronology, each original beside its correction, and what can be done with it.
//!
//! ```text
//!    di 3 nov   10.15 waarneming    zelf gezien, in de klas
//!                     Kind komt drie dagen zonder jas en zonder eten.
//!    wo 4 nov    9.10 duiding
//!                     Moeder kwam twee afspraken niet na; reden onbekend.
//!                     was: moeder is onbetrouwbaar (reden: oordeel)
//! ▸! vr 13 nov        termijn       terugbellen moeder
//! ```

use std::ops::Range;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::herzien::HERZIEN;
use super::{commit, gone, is_gone};
use crate::domain::casus::{
    Dossier, Formulier, Gat, Gelopen, Invullen, Moment, Stand, Toon, concepten, dossier, gat_toets, gaten, gelopen,
    redo, redoable, tijdlijn, undo, undoable,
};
use crate::domain::dates;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Effect, Key, Msg, Route, report, step_states};
use crate::domain::inhoud::sector_name;
use crate::domain::kluis::{KluisNews, Model, RecordId};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::theme::Role;
use crate::ui::widgets::{Pane, Row, stepped, wrapped};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Formulier(Formulier),
    Meer,
    Loop,
    Waarom,
    Corrigeren,
    Intrekken,
    Delen,
    Afvinken,
    Gat,
    Ongedaan,
    Opnieuw,
    Afdrukken,
    Alles,
    Sluiten,
    Vernietigen,
    Bewegen,
    Terug,
}

const fn form(formulier: Formulier) -> Doet {
    Doet::Formulier(formulier)
}

pub const TOETSEN: Keymap<Casus, Doet> = &[
    bind(&[Key::Char('n')], form(Formulier::Notitie), "notitie").when(Casus::is_open, CLOSED),
    bind(&[Key::Char('a')], form(Formulier::Advies), "advies").when(Casus::is_open, CLOSED),
    bind(&[Key::Char('g')], form(Formulier::Gesprek), "gesprek").when(Casus::is_open, CLOSED),
    bind(&[Key::Char('k')], form(Formulier::Kindcheck), "kindcheck").when(Casus::is_open, CLOSED),
    bind(&[Key::Char('m')], Doet::Loop, "meldcode verder").when(Casus::is_open, CLOSED),
    bind(&[Key::Char('+'), Key::F(4)], Doet::Meer, "meer vastleggen").when(Casus::is_open, CLOSED),
    bind(&[Key::Char('p')], Doet::Afdrukken, "afdrukken"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
    bind(&[Key::Char('e')], Doet::Gat, "eerste gat").when(Casus::has_gaps, "er is niets dat nog ontbreekt"),
    bind(&[Key::Char('c'), Key::Enter], Doet::Corrigeren, "regel corrigeren")
        .when(Casus::may_correct, "deze regel kunt u niet corrigeren"),
    bind(&[Key::Char('x')], Doet::Intrekken, "regel intrekken").when(Casus::may_withdraw, "deze regel blijft staan"),
    bind(&[Key::Char('v')], Doet::Afvinken, "afvinken").when(Casus::at_open, "dit is geen open termijn of actie"),
    bind(&[Key::Char('d')], Doet::Delen, "delen met gezin").when(Casus::may_correct, "dat geldt niet voor deze regel"),
    bind(&[Key::Char('w')], Doet::Waarom, "waarom").when(Casus::walked, "er is nog geen checklist gelopen"),
    bind(&[Key::Char('z')], Doet::Ongedaan, "ongedaan maken").when(Casus::may_undo, "er is niets om ongedaan te maken"),
    bind(&[Key::Char('r')], Doet::Opnieuw, "opnieuw doen").when(Casus::may_redo, "er is niets om opnieuw te doen"),
    bind(&[Key::Char('t')], Doet::Alles, "alles of minder"),
    bind(&[Key::Char('s')], Doet::Sluiten, "dicht of open"),
    bind(&[Key::Delete], Doet::Vernietigen, "vernietigen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
];

const CLOSED: &str = "de casus is gesloten; met s gaat hij weer open";

/// A casus on one page.
pub struct Casus {
    id: RecordId,
    /// As it stood when it was looked at; nothing while the kluis is locked, or when it was destroyed.
    at: Option<Seen>,
    toon: Toon,
    chosen: usize,
    pane: Pane,
    /// The line to show first.
    wanted: Option<u32>,
    /// Its rows, for this width and look: a long casus is not wrapped anew for every key.
    laid: Option<Laid>,
}

/// The rows of a casus, and which of them belong to which moment.
struct Laid {
    width: u16,
    look: Look,
    rows: Vec<Row>,
    moments: Vec<Range<usize>>,
    /// The moment that is drawn as the chosen one.
    chosen: usize,
}

/// What is folded from the model.
struct Seen {
    dossier: Dossier,
    moments: Vec<Moment>,
    gaps: Vec<Gat>,
    /// The last walk: as it stands, or why it cannot be shown.
    walk: Option<Result<Gelopen, Fault>>,
    today: Date,
    /// The forms that were filled in and not kept as a line.
    drafts: Vec<String>,
}

impl Casus {
    /// A casus, at a line when one is given.
    pub fn new(id: RecordId, regel: Option<u32>, cx: &Ctx<'_>) -> Casus {
        let mut casus =
            Casus { id, at: None, toon: Toon::default(), chosen: 0, pane: Pane::default(), wanted: regel, laid: None };
        casus.refresh(cx);
        if regel.is_none() {
            casus.choose(usize::MAX, cx);
        }
        casus
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        // Behind a lock there is nothing to look at: the line to come back to is kept for later.
        if !cx.kluis.state.is_open() {
            return;
        }
        self.laid = None;
        let here = self.wanted.take().or_else(|| self.moment().map(|moment| moment.nr));
        let before = self.at.as_ref().map(|at| at.dossier.next());
        self.at = dossier(&cx.kluis.model, self.id).map(|dossier| {
            let last = dossier.lopen.last().map(|of| gelopen(&dossier, of, &cx.kluis.model, cx.reader));
            Seen {
                moments: tijdlijn(&dossier, self.toon),
                gaps: gaps(&dossier, last.as_ref().and_then(|last| last.as_ref().ok())),
                walk: last,
                today: cx.today(),
                drafts: drafts(&cx.kluis.model, self.id),
                dossier,
            }
        });
        // What was just written is where one looks: the line itself, or the one that it is about.
        let written = self.at.as_ref().zip(before).filter(|(at, before)| at.dossier.next() > *before);
        let fresh = written
            .and_then(|(at, before)| at.dossier.lijn(before))
            .map(|line| line.regel.wat.about().unwrap_or(line.regel.nr));
        let here = fresh.filter(|nr| self.moments().iter().any(|moment| moment.nr == *nr)).or(here);
        let at = here.and_then(|nr| self.moments().iter().position(|moment| moment.nr == nr));
        self.choose(at.unwrap_or(self.chosen), cx);
    }

    fn choose(&mut self, at: usize, cx: &Ctx<'_>) {
        self.chosen = at.min(self.moments().len().saturating_sub(1));
        self.lay(cx);
        let Some(laid) = &self.laid else { return };
        let Some(rows) = laid.moments.get(self.chosen).cloned() else { return };
        let end = rows.end;
        self.pane.show(rows, cx.body.height);
        // The first moment shows what stands above it.
        if self.chosen == 0 && end <= usize::from(cx.body.height.max(1)) {
            self.pane.home();
        }
    }

    /// Sees to it that the rows are there, with the chosen moment drawn as such.
    fn lay(&mut self, cx: &Ctx<'_>) {
        let (width, look) = (cx.body.width, cx.look);
        let Some(at) = &self.at else { return };
        match &mut self.laid {
            Some(laid) if (laid.width, laid.look) == (width, look) => {
                let was = std::mem::replace(&mut laid.chosen, self.chosen);
                for place in [was, self.chosen] {
                    let drawn = at.moment_rows(place, place == self.chosen, width, &look);
                    if let Some(rows) = laid.moments.get(place).and_then(|rows| laid.rows.get_mut(rows.clone())) {
                        rows.iter_mut().zip(drawn).for_each(|(row, drawn)| *row = drawn);
                    }
                }
            }
            _ => {
                self.laid = Some(at.lay(self.chosen, width, &look));
            }
        }
    }

    fn moments(&self) -> &[Moment] {
        self.at.as_ref().map_or(&[], |at| &at.moments)
    }

    fn moment(&self) -> Option<&Moment> {
        self.moments().get(self.chosen)
    }

    fn is_open(&self) -> bool {
        self.at.as_ref().is_some_and(|at| at.dossier.is_open())
    }

    fn has_gaps(&self) -> bool {
        self.is_open() && self.at.as_ref().is_some_and(|at| !at.gaps.is_empty())
    }

    fn may_correct(&self) -> bool {
        let line = self.at.as_ref().and_then(|at| at.dossier.lijn(self.moment()?.nr));
        self.is_open() && line.is_some_and(|line| line.geldt() && line.nu.may_be_corrected())
    }

    fn may_withdraw(&self) -> bool {
        self.may_correct()
    }

    fn at_open(&self) -> bool {
        self.is_open() && self.moment().is_some_and(|moment| moment.open)
    }

    fn walked(&self) -> bool {
        self.at.as_ref().is_some_and(|at| !at.dossier.lopen.is_empty())
    }

    fn may_undo(&self) -> bool {
        self.at.as_ref().is_some_and(|at| undoable(&at.dossier).is_some())
    }

    fn may_redo(&self) -> bool {
        self.at.as_ref().is_some_and(|at| redoable(&at.dossier).is_some())
    }

    fn fill_in(&self, formulier: Formulier, regel: Option<u32>) -> Vec<Effect> {
        vec![Effect::Open(Route::CasusFormulier(Invullen::of(self.id, formulier, regel)))]
    }

    fn perform(&mut self, doet: Doet, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(at) = &self.at else { return gone() };
        let nr = self.moment().map(|moment| moment.nr);
        match doet {
            Doet::Formulier(formulier) => self.fill_in(formulier, None),
            Doet::Meer => vec![Effect::Open(Route::CasusMeer(self.id))],
            Doet::Loop => match at.dossier.lopen.last() {
                Some(of) => vec![Effect::Open(Route::CasusLoop(self.id, of.nr))],
                None => vec![Effect::Open(Route::CasusBegin(self.id))],
            },
            Doet::Waarom => self.why(cx),
            Doet::Corrigeren => {
                let line = nr.and_then(|nr| at.dossier.lijn(nr));
                let form = line.and_then(|line| Formulier::of(&line.nu));
                let asked = form.zip(nr).map(|(form, nr)| Invullen::correctie(self.id, form, nr));
                asked.map(|asked| Effect::Open(Route::CasusFormulier(asked))).into_iter().collect()
            }
            Doet::Intrekken => self.fill_in(Formulier::Intrekken, nr),
            Doet::Delen => self.fill_in(Formulier::Delen, nr),
            Doet::Afvinken => self.fill_in(Formulier::Afhandelen, nr),
            Doet::Gat => {
                let Some(gap) = at.gaps.first() else { return Vec::new() };
                let say = Effect::Say(format!("Stap {}: {}", gap.stap, gap.vraag));
                let asked = match gap.regel {
                    Some(nr) => Invullen::correctie(self.id, gap.formulier, nr),
                    None => Invullen::of(self.id, gap.formulier, None),
                };
                vec![Effect::Open(Route::CasusFormulier(asked)), say]
            }
            Doet::Ongedaan => undo(&at.dossier, cx.now).map(|batch| commit(batch, cx)).unwrap_or_default(),
            Doet::Opnieuw => redo(&at.dossier, cx.now).map(|batch| commit(batch, cx)).unwrap_or_default(),
            Doet::Afdrukken => vec![Effect::Open(Route::CasusAfdruk(self.id))],
            Doet::Alles => {
                let all = !self.toon.antwoorden;
                self.toon = Toon { antwoorden: all, ingetrokken: all };
                self.refresh(cx);
                Vec::new()
            }
            Doet::Sluiten if at.dossier.is_open() => self.fill_in(Formulier::Sluiten, None),
            Doet::Sluiten => self.fill_in(Formulier::Heropenen, None),
            Doet::Vernietigen => vec![Effect::Open(Route::CasusVernietigen(self.id))],
            Doet::Bewegen => Vec::new(),
            Doet::Terug => vec![Effect::Close],
        }
    }

    /// The outcome of the last walk and why it stands there; or why it cannot be shown.
    fn why(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(at) = &self.at else { return Vec::new() };
        match &at.walk {
            None => Vec::new(),
            Some(Ok(gelopen)) => {
                let title = format!("{} · uitkomst", at.dossier.pseudoniem);
                vec![Effect::Open(Route::Page(title, report(&gelopen.walk, cx.today())))]
            }
            Some(Err(fault)) => vec![told(fault)],
        }
    }

    /// The cursor over lines that are as high as their text.
    fn moved(&mut self, key: Key, cx: &Ctx<'_>) {
        let page = usize::from(cx.body.height.max(4)) / 3;
        if let Some(to) = stepped(key, self.chosen, usize::MAX, page) {
            self.choose(to, cx);
        }
    }

    fn rows(&self, width: u16, look: &Look) -> Vec<Row> {
        let Some(at) = &self.at else {
            let text = "Deze casus is hier niet (meer).";
            return wrapped(text, Role::Gedempt, " ", width, look);
        };
        at.lay(self.chosen, width, look).rows
    }
}

/// The forms with a draft, by their titles.
fn drafts(model: &Model, casus: RecordId) -> Vec<String> {
    let kept = concepten(model, casus).into_iter();
    kept.filter_map(|kept| match (Formulier::from_id(&kept.formulier), kept.formulier.as_str()) {
        (Some(form), _) => Some(form.form(false).title.to_lowercase()),
        (None, "correctie") => Some("correctie".to_owned()),
        (None, HERZIEN) => Some("antwoord opnieuw".to_owned()),
        (None, _) => None,
    })
    .collect()
}

/// What is missing: a day to test the help on first, because that waits for a date.
fn gaps(dossier: &Dossier, last: Option<&Gelopen>) -> Vec<Gat> {
    let test = last.and_then(|last| gat_toets(dossier, &last.walk));
    test.into_iter().chain(gaten(dossier)).collect()
}

impl Seen {
    /// The last walk, when it can be shown.
    fn gelopen(&self) -> Option<&Gelopen> {
        self.walk.as_ref()?.as_ref().ok()
    }

    /// All rows, with this moment drawn as the chosen one.
    fn lay(&self, chosen: usize, width: u16, look: &Look) -> Laid {
        let mut laid = Laid { width, look: *look, rows: self.head(width, look), moments: Vec::new(), chosen };
        for place in 0..self.moments.len() {
            let from = laid.rows.len();
            laid.rows.extend(self.moment_rows(place, place == chosen, width, look));
            laid.moments.push(from..laid.rows.len());
        }
        laid
    }

    /// The rows of a moment.
    fn moment_rows(&self, place: usize, here: bool, width: u16, look: &Look) -> Vec<Row> {
        let drawn = self.moments.get(place).map(|moment| moment_rows(moment, here, self.today, width, look));
        let of_place = |row: Row| Row { choice: Some(place), ..row };
        drawn.unwrap_or_default().into_iter().map(of_place).collect()
    }

    /// What stands above the chronology: who it is about, what is missing, what has to be known.
    fn head(&self, width: u16, look: &Look) -> Vec<Row> {
        let mut found = Vec::new();
        let mut say = |text: &str, role| found.extend(wrapped(text, role, " ", width.saturating_sub(1), look));
        let persons: Vec<String> = self.dossier.betrokkenen.iter().map(|one| one.shown()).collect();
        if !persons.is_empty() {
            say(&format!("Rond: {}", persons.join("; ")), Role::Gedempt);
        }
        if !self.dossier.dragers.is_empty() {
            say(&format!("Draagt mee: {}", self.dossier.dragers.join(", ")), Role::Gedempt);
        }
        if !self.dossier.ontbreekt.is_empty() {
            let missing: Vec<String> = self.dossier.ontbreekt.iter().map(u32::to_string).collect();
            say(
                &format!("! Let op: regel {} is er niet. Controleer de kluis bij Beheer.", missing.join(", ")),
                Role::Fout,
            );
        }
        if self.dossier.klok_terug().next().is_some() {
            say("De klok van de computer stond een keer terug. De volgorde van vastleggen klopt.", Role::Gedempt);
        }
        if !self.drafts.is_empty() {
            let said = format!("Nog niet bewaard: {}. Open het formulier om verder te gaan.", self.drafts.join(", "));
            say(&said, Role::Fout);
        }
        if let Some(newer) = self.gelopen().and_then(|walk| walk.nieuwer.as_ref()) {
            let said = format!("Er is een nieuwere versie van de checklist ({newer}). Deze casus blijft op de zijne.");
            say(&said, Role::Gedempt);
        }
        if let Some(gap) = self.gaps.first().filter(|_| self.dossier.is_open()) {
            let more = match self.gaps.len() {
                1 => String::new(),
                count => format!(" (en {} meer)", count - 1),
            };
            say(&format!("e  stap {}: {}{more}", gap.stap, gap.vraag), Role::Toets);
        }
        if !found.is_empty() {
            found.push(Row::blank());
        }
        found
    }

    /// Where the walk stands, in a few words.
    fn step(&self) -> Option<String> {
        let walk = &self.gelopen()?.walk;
        if walk.open().is_none() {
            return Some("uitkomst bereikt".to_owned());
        }
        let here = step_states(walk).into_iter().find(|(_, state)| *state == crate::domain::gesprek::StepState::Here);
        here.map(|(name, _)| format!("stap {}", name.to_lowercase()))
    }
}

/// Columns of day and time.
const WHEN: usize = 17;
/// Columns of the kind.
const KIND: usize = 14;
/// Narrower than this, the text hangs under its head instead of under the kind.
const WIDE: u16 = 70;

/// `di 3 nov`, and a day of another year in full.
fn day_of(date: Date, today: Date) -> String {
    if date.year() == today.year() { dates::short(date) } else { date.strftime("%d-%m-%Y").to_string() }
}

fn moment_rows(moment: &Moment, here: bool, today: Date, width: u16, look: &Look) -> Vec<Row> {
    let date = moment.wanneer.datum;
    let overdue = moment.open && date.is_some_and(|date| date < today);
    let cursor = if here { look.here() } else { " " };
    let sign = match (overdue, moment.open) {
        (true, _) => "!",
        (false, true) => look.point(),
        (false, false) => " ",
    };
    let day = date.map_or_else(|| "onbekend".to_owned(), |date| day_of(date, today));
    let time = moment.wanneer.tijd.map(|time| format!("{:>2}.{:02}", time.hour(), time.minute())).unwrap_or_default();
    let head = if here { Role::Gekozen } else { Role::Gewoon };
    let kind = if here { Role::Gekozen } else { Role::Titel };
    let when = format!("{cursor}{sign} {:<WHEN$}", format!("{day:<10} {time}"));
    let late = if overdue { "verlopen: " } else { "" };
    let width = width.saturating_sub(1);
    let indent = if width >= WIDE { " ".repeat(WHEN + 3) } else { "    ".to_owned() };
    // The head is wrapped beside its own day and kind.
    let lead = format!("{when}{:<KIND$}", moment.soort);
    let mut found =
        wrapped(&format!("{late}{}", moment.kop), Role::Gedempt, &" ".repeat(lead.chars().count()), width, look);
    if found.is_empty() {
        found.push(Row::blank());
    }
    if let Some(first) = found.first_mut() {
        let rest: String = first.line.to_string().chars().skip(lead.chars().count()).collect();
        let rest_role = if overdue { Role::Fout } else { Role::Gedempt };
        first.line = Line::from(vec![
            Span::styled(look.text(&when), look.style(head)),
            Span::styled(format!("{:<KIND$}", look.text(moment.soort)), look.style(kind)),
            Span::styled(rest, look.style(rest_role)),
        ]);
    }
    let withdrawn = moment.ingetrokken.is_some();
    let role = if withdrawn { Role::Gedempt } else { Role::Gewoon };
    for text in moment.tekst.iter().flat_map(|text| text.lines()) {
        found.extend(wrapped(text, role, &indent, width, look));
    }
    for before in &moment.eerder {
        let said = format!("was: {} (reden: {})", before.was, before.reden);
        found.extend(wrapped(&said, Role::Gedempt, &indent, width, look));
    }
    if let Some(reason) = &moment.ingetrokken {
        found.extend(wrapped(&format!("ingetrokken: {reason}"), Role::Gedempt, &indent, width, look));
    }
    if let Some(how) = &moment.klaar {
        let said = if how.is_empty() { "klaar".to_owned() } else { format!("klaar: {how}") };
        found.extend(wrapped(&said, Role::Gelukt, &indent, width, look));
    }
    found
}

impl Screen for Casus {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.wanted = self.moment().map(|moment| moment.nr);
                self.at = None;
                self.laid = None;
            }
            _ if is_gone(self.id, msg, cx) => return gone(),
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Bewegen) => self.moved(*key, cx),
                Some(doet) => return self.perform(doet, cx),
                None => {}
            },
            Msg::Click(hit) => {
                self.lay(cx);
                if let Some(at) = self.laid.as_ref().and_then(|laid| self.pane.hit(&laid.rows, hit.row)) {
                    self.choose(at, cx);
                }
            }
            Msg::Scroll(by) => {
                self.lay(cx);
                let count = self.laid.as_ref().map_or(0, |laid| laid.rows.len());
                self.pane.scroll(isize::from(*by), count, cx.body.height);
            }
            Msg::Failed(fault) => return vec![told(fault)],
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        match &self.laid {
            Some(laid) if (laid.width, laid.look) == (area.width, *look) => self.pane.draw(&laid.rows, area, buf, look),
            _ => self.pane.draw(&self.rows(area.width, look), area, buf, look),
        }
    }

    fn header(&self) -> (String, String) {
        let Some(at) = &self.at else { return ("Casus".to_owned(), String::new()) };
        let sector = sector_name(&at.dossier.sector).unwrap_or_default();
        let left = [format!("Casus {}", at.dossier.pseudoniem).as_str(), sector, &at.dossier.code()]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" · ");
        let right = match at.dossier.stand {
            Stand::Open => {
                at.step().unwrap_or_else(|| format!("open sinds {}", dates::short(at.dossier.begonnen.date())))
            }
            Stand::Gesloten { op, .. } => format!("gesloten {}", dates::short(op)),
        };
        (left, right)
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}

/// What a casus holds nothing of, and says so.
pub fn no_attachments() -> Block {
    Block::Muted("Een casus heeft geen bijlagen: foto's en brieven horen in het dossier van uw organisatie.".to_owned())
}
