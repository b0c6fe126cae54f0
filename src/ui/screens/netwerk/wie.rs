//! Who do I ring now: a municipality, a theme, an age, how soon; and a short list with the reason beside each line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use textwrap::core::display_width;

use super::{Bron, eigen_lijst, passend};
use crate::domain::dates;
use crate::domain::gesprek::{Effect, Key, Msg, Route};
use crate::domain::kluis::KluisNews;
use crate::domain::netwerk::wie::{Bel, Situatie, Urgentie, Wie, wie_bel_ik};
use crate::domain::netwerk::{THEMAS, gemeente_naam, thema_tekst};
use crate::domain::search::{find_gemeente, fold};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::{Field, Pane, Row, wrapped};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Openen,
    Volgend,
    Vorig,
    Bewegen,
    Sneller,
    Trager,
    Qr,
    Eigen,
    Terug,
}

pub const TOETSEN: Keymap<WieBelIk, Doet> = &[
    bind(&[Key::Enter], Doet::Openen, "gegevens"),
    bind(&[Key::Tab], Doet::Volgend, "volgend veld"),
    bind(&[Key::F(5)], Doet::Qr, "qr code"),
    bind(&[Key::F(6)], Doet::Eigen, "eigen lijst")
        .when(WieBelIk::is_vermelding, "dat kan alleen met iets uit uw netwerk"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp], Doet::Bewegen, "bewegen"),
    bind(&[Key::Left], Doet::Sneller, "sneller").when(WieBelIk::at_urgency, "dat is voor het veld urgent"),
    bind(&[Key::Right, Key::Char(' ')], Doet::Trager, "hoe snel")
        .when(WieBelIk::at_urgency, "dat is voor het veld urgent"),
    bind(&[Key::BackTab], Doet::Vorig, "vorig veld"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
];

/// The fields, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Veld {
    Gemeente,
    Thema,
    Leeftijd,
    Urgent,
}

const VELDEN: [Veld; 4] = [Veld::Gemeente, Veld::Thema, Veld::Leeftijd, Veld::Urgent];

/// Who to ring now.
pub struct WieBelIk {
    bron: Bron,
    gemeente: Field,
    thema: Field,
    leeftijd: Field,
    urgentie: Urgentie,
    focus: Veld,
    lines: Vec<Bel>,
    chosen: usize,
    pane: Pane,
    /// What the fields were understood as.
    begrepen: String,
    moment: String,
}

impl WieBelIk {
    /// The screen, with the municipality of the settings filled in.
    pub fn new(cx: &Ctx<'_>) -> WieBelIk {
        let gemeente = Field::holding(&cx.settings.gemeente);
        let mut screen = WieBelIk {
            bron: Bron::nu(cx),
            focus: if cx.settings.gemeente.is_empty() { Veld::Gemeente } else { Veld::Thema },
            gemeente,
            thema: Field::default(),
            leeftijd: Field::default(),
            urgentie: Urgentie::Vandaag,
            lines: Vec::new(),
            chosen: 0,
            pane: Pane::default(),
            begrepen: String::new(),
            moment: String::new(),
        };
        screen.refresh(cx);
        screen
    }

    fn is_vermelding(&self) -> bool {
        self.bron.is_kluis() && self.lines.get(self.chosen).is_some_and(|line| matches!(line.wie, Wie::Vermelding(_)))
    }

    fn at_urgency(&self) -> bool {
        self.focus == Veld::Urgent
    }

    fn field(&mut self) -> Option<&mut Field> {
        match self.focus {
            Veld::Gemeente => Some(&mut self.gemeente),
            Veld::Thema => Some(&mut self.thema),
            Veld::Leeftijd => Some(&mut self.leeftijd),
            Veld::Urgent => None,
        }
    }

    /// The list anew, for what stands in the fields now.
    fn refresh(&mut self, cx: &Ctx<'_>) {
        let (Ok(gemeenten), Ok(nummers)) = (cx.reader.gemeenten(), cx.reader.nummers()) else { return };
        let nu = cx.now.local;
        self.moment = format!("{} {}.{:02}", dates::short(nu.date()), nu.hour(), nu.minute());
        let found = find_gemeente(&gemeenten.inhoud, &self.gemeente.text());
        let code = found.een().map(|known| known.gm_code.clone());
        let suggestie = found.suggesties.first().map_or_else(String::new, |name| format!(" Bedoelt u {name}?"));
        let thema = thema_van(&self.thema.text());
        let leeftijd = self.leeftijd.text().trim().parse::<u16>().ok().filter(|years| *years <= 130);
        self.begrepen =
            self.misverstanden(&suggestie, code.is_some(), thema, leeftijd.is_some()).unwrap_or_else(|| {
                let parts = [
                    code.as_deref().map(|code| gemeente_naam(&gemeenten.inhoud, code).to_owned()),
                    thema.map(|id| thema_tekst(id).to_owned()),
                    leeftijd.map(|years| format!("{years} jaar")),
                ];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
            });
        let situatie = Situatie { gemeente: code, thema: thema.map(str::to_owned), leeftijd, urgentie: self.urgentie };
        self.lines = wie_bel_ik(self.bron.model(cx), &gemeenten.inhoud, &nummers.inhoud, &situatie, nu);
        self.choose(self.chosen, cx);
    }

    /// What was typed and not understood.
    fn misverstanden(&self, suggestie: &str, gemeente: bool, thema: Option<&str>, leeftijd: bool) -> Option<String> {
        let typed = |field: &Field| !field.text().trim().is_empty();
        if typed(&self.gemeente) && !gemeente {
            return Some(format!("Deze gemeente is niet gevonden.{suggestie} De lijst is nu landelijk."));
        }
        if typed(&self.thema) && thema.is_none() {
            return Some("Dit thema staat niet in de lijst. Probeer een ander woord.".to_owned());
        }
        (typed(&self.leeftijd) && !leeftijd).then(|| "De leeftijd is een heel getal.".to_owned())
    }

    fn list_area(area: Rect) -> Rect {
        let top = if area.width < 70 { 4 } else { 3 };
        Rect { y: area.y + top, height: area.height.saturating_sub(top), ..area }
    }

    fn choose(&mut self, at: usize, cx: &Ctx<'_>) {
        self.chosen = at.min(self.lines.len().saturating_sub(1));
        let area = WieBelIk::list_area(cx.body);
        let rows = self.rows(area.width, &cx.look);
        self.pane.reveal(&rows, self.chosen, area.height);
    }

    fn moved(&mut self, key: Key, cx: &Ctx<'_>) {
        let to = match key {
            Key::Up => self.chosen.saturating_sub(1),
            Key::PageUp => 0,
            Key::PageDown => usize::MAX,
            _ => self.chosen + 1,
        };
        self.choose(to, cx);
    }

    fn open(&self) -> Vec<Effect> {
        match self.lines.get(self.chosen).map(|line| &line.wie) {
            Some(Wie::Vermelding(id)) => vec![Effect::Open(Route::Vermelding(*id))],
            Some(Wie::Landelijk(_)) => vec![Effect::Open(Route::Nummers)],
            None => Vec::new(),
        }
    }

    fn qr(&self) -> Vec<Effect> {
        match self.lines.get(self.chosen) {
            Some(Bel { naam, nummer: Some(nummer), .. }) => {
                vec![Effect::Open(Route::Qr(naam.clone(), nummer.clone()))]
            }
            _ => vec![Effect::Say("Hierbij is geen nummer bekend.".to_owned())],
        }
    }

    /// Two rows or more a line: who and which number; then whether somebody answers, why, and how sure that is.
    fn rows(&self, width: u16, look: &Look) -> Vec<Row> {
        let mut rows = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            let here = at == self.chosen;
            let role = if here { Role::Gekozen } else { Role::Gewoon };
            let sign = if here { look.here() } else { " " };
            let mark = if line.bevestigd { " " } else { "?" };
            let number = line.nummer.clone().unwrap_or_else(|| "geen nummer".to_owned());
            let lead = format!(" {sign}{mark}{:>2}  ", at + 1);
            let name_width = usize::from(width).saturating_sub(lead.chars().count() + number.chars().count() + 3);
            let name = passend(&line.naam, name_width, look);
            let gap = " ".repeat(name_width.saturating_sub(display_width(&name)) + 2);
            rows.push(Row {
                line: Line::from(vec![
                    Span::styled(format!("{lead}{name}"), look.style(role)),
                    Span::styled(gap, look.style(role)),
                    Span::styled(look.text(&number), look.style(if here { Role::Gekozen } else { Role::Vraag })),
                ]),
                choice: Some(at),
            });
            let rest = [line.bereik.as_str(), &line.reden, &line.gecontroleerd];
            let rest = rest.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ");
            for mut row in wrapped(&rest, Role::Gedempt, "       ", width.saturating_sub(1), look) {
                row.choice = Some(at);
                rows.push(row);
            }
        }
        rows
    }

    fn head(&self, width: u16, look: &Look) -> Vec<Line<'static>> {
        let veld = |name: &'static str, field: &Field, focus: bool, columns: usize| -> Vec<Span<'static>> {
            let label = Span::styled(format!(" {name} "), look.style(if focus { Role::Toets } else { Role::Gedempt }));
            let mut spans = vec![label];
            if focus {
                spans.extend(field.spans(columns, look));
            } else {
                let text = passend(&field.text(), columns, look);
                let text = if text.is_empty() { "-".to_owned() } else { text };
                spans.push(Span::styled(format!("{text}  "), look.style(Role::Gewoon)));
            }
            spans
        };
        let urgent = self.focus == Veld::Urgent;
        let mut first = veld("gemeente", &self.gemeente, self.focus == Veld::Gemeente, 18);
        first.extend(veld("thema", &self.thema, self.focus == Veld::Thema, 16));
        let mut second = veld("leeftijd", &self.leeftijd, self.focus == Veld::Leeftijd, 4);
        second.push(Span::styled(" urgent ", look.style(if urgent { Role::Toets } else { Role::Gedempt })));
        let role = if urgent { Role::Gekozen } else { Role::Gewoon };
        second.push(Span::styled(self.urgentie.text(), look.style(role)));
        if width >= 70 {
            first.extend(second);
            return vec![Line::from(first)];
        }
        vec![Line::from(first), Line::from(second)]
    }
}

/// The theme that a word means: by its label, its id or another word for it.
fn thema_van(typed: &str) -> Option<&'static str> {
    let wanted = fold(typed);
    if wanted.is_empty() {
        return None;
    }
    let names = |thema: &'static crate::domain::netwerk::Thema| {
        [fold(thema.label), fold(thema.id)].into_iter().chain(thema.ook.iter().map(|name| fold(name)))
    };
    let by = |fits: &dyn Fn(&str) -> bool| THEMAS.iter().find(|thema| names(thema).any(|name| fits(&name)));
    by(&|name| name == wanted)
        .or_else(|| by(&|name| name.starts_with(&wanted)))
        .or_else(|| by(&|name| name.split(' ').any(|word| word.starts_with(&wanted))))
        .map(|thema| thema.id)
}

impl Screen for WieBelIk {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.bron = Bron::nu(cx);
                self.lines.clear();
            }
            Msg::Shown | Msg::Kluis(_) => {
                self.bron = Bron::nu(cx);
                self.refresh(cx);
            }
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Openen) => return self.open(),
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Volgend) => self.focus = next(self.focus, 1),
                Some(Doet::Vorig) => self.focus = next(self.focus, VELDEN.len() - 1),
                Some(Doet::Bewegen) => self.moved(*key, cx),
                Some(Doet::Sneller | Doet::Trager) => {
                    let step = if *key == Key::Left { Urgentie::ALL.len() - 1 } else { 1 };
                    let at = Urgentie::ALL.iter().position(|known| *known == self.urgentie).unwrap_or(0);
                    self.urgentie = Urgentie::ALL[(at + step) % Urgentie::ALL.len()];
                    self.chosen = 0;
                    self.refresh(cx);
                }
                Some(Doet::Qr) => return self.qr(),
                Some(Doet::Eigen) => {
                    if let Some(Wie::Vermelding(id)) = self.lines.get(self.chosen).map(|line| line.wie.clone()) {
                        return eigen_lijst(id, cx);
                    }
                }
                None => {
                    if self.field().is_some_and(|field| field.key(*key)) {
                        self.chosen = 0;
                        self.refresh(cx);
                    }
                }
            },
            Msg::Paste(text) => {
                if let Some(field) = self.field() {
                    field.paste(text);
                    self.chosen = 0;
                    self.refresh(cx);
                }
            }
            Msg::Click(hit) => {
                let area = WieBelIk::list_area(cx.body);
                let row = hit.row.checked_sub(area.y - cx.body.y);
                if let Some(at) = row.and_then(|row| self.pane.hit(&self.rows(area.width, &cx.look), row)) {
                    self.choose(at, cx);
                    return self.open();
                }
            }
            Msg::Scroll(by) => self.moved(if *by > 0 { Key::Down } else { Key::Up }, cx),
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let head = self.head(area.width, look);
        let mut y = area.y;
        for line in &head {
            buf.set_line(area.x, y, line, area.width);
            y += 1;
        }
        let said = if self.bron.is_kluis() {
            self.begrepen.clone()
        } else {
            let from = "uit het startnetwerk, niet gecontroleerd";
            if self.begrepen.is_empty() { from.to_owned() } else { format!("{} · {from}", self.begrepen) }
        };
        buf.set_line(area.x, y, &Line::styled(format!(" {}", look.text(&said)), look.style(Role::Gedempt)), area.width);
        let list = WieBelIk::list_area(area);
        self.pane.draw(&self.rows(list.width, look), list, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Wie bel ik nu?".to_owned(), self.moment.clone())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }

    fn typing(&self) -> bool {
        self.focus != Veld::Urgent
    }
}

fn next(focus: Veld, by: usize) -> Veld {
    let at = VELDEN.iter().position(|veld| *veld == focus).unwrap_or(0);
    VELDEN[(at + by) % VELDEN.len()]
}
