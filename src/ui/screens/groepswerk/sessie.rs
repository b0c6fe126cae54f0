//! A session that goes on: the phase, the clock, who does what, who is silent.

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::DateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::domain::fault::Fault;
use crate::domain::gesprek::{
    Block, Draft, Effect, Field, FieldKind, Form, Key, Msg, Route, StepState, Zaalnieuws, Zaalopdracht, sentence,
};
use crate::domain::inhoud::{Bestand, Fase, Werkvorm};
use crate::domain::kluis::KluisNews;
use crate::domain::oefening::spel::zaalfase;
use crate::domain::sessie::{Hervatting, Klad, Klokfout, LANGSTE_MINUTEN, Lopend, Tik};
use crate::domain::zaal::Zaalbeeld;
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen, WhenLocked};
use crate::ui::screens::groepswerk::nakijken::{Nakijken, draw_with};
use crate::ui::screens::page;
use crate::ui::theme::Role;
use crate::ui::widgets::{FormEvent, FormView, Pane, Row, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Pauze,
    Erbij,
    Eraf,
    Volgende,
    Vorige,
    Kladblad,
    Richting,
    Geluid,
    Zaal,
    Afsluiten,
    Lezen,
    Weg,
}

pub const TOETSEN: Keymap<SessieScherm, Doet> = &[
    bind(&[Key::Char(' ')], Doet::Pauze, "pauze of verder"),
    bind(&[Key::Char('n'), Key::Right], Doet::Volgende, "volgende fase")
        .when(SessieScherm::has_next, "dit is de laatste fase"),
    bind(&[Key::Char('s')], Doet::Afsluiten, "afsluiten"),
    bind(&[Key::Char('+'), Key::Char('m')], Doet::Erbij, "meer tijd"),
    bind(&[Key::Left], Doet::Vorige, "vorige fase").when(SessieScherm::has_previous, "dit is de eerste fase"),
    bind(&[Key::Char('z')], Doet::Zaal, "zaalscherm"),
    bind(&[Key::Char('k')], Doet::Kladblad, "kladblad"),
    bind(&[Key::Char('-'), Key::Char('x')], Doet::Eraf, "minder tijd"),
    bind(&[Key::Char('t')], Doet::Richting, "tel op of af"),
    bind(&[Key::Char('g')], Doet::Geluid, "geluid"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp], Doet::Lezen, "lezen"),
    bind(&[Key::Esc], Doet::Weg, "weg"),
];

/// Columns of the phases, when there is room for them.
const FASEN: u16 = 23;
/// Narrower than this there is not.
const NAAST: u16 = 70;

/// The session.
pub struct SessieScherm {
    file: Arc<Bestand<Werkvorm>>,
    lopend: Lopend,
    klad: Klad,
    /// The scratch pad, while somebody writes on it.
    schrijft: Option<(FormView, Nakijken)>,
    tik: Tik,
    nu: DateTime,
    pane: Pane,
    /// The phase whose end was heard.
    gebeld: Option<usize>,
    /// What happened to time while the program was not there.
    gemeld: Option<String>,
    /// Whether room views may look.
    zaal: bool,
    /// Whether the user was told that leaving wipes the scratch pad.
    sure: bool,
}

/// The session that goes on; what is wrong when its way of working is gone.
pub fn open(lopend: Lopend, klad: Klad, cx: &Ctx<'_>) -> Box<dyn Screen> {
    match cx.reader.werkvorm(&lopend.werkvorm) {
        Ok(file) if lopend.verloop.past(file.inhoud.fasen.len()) => Box::new(SessieScherm::new(file, lopend, klad, cx)),
        Ok(_) => Box::new(page::fault(&Fault::input(
            "Deze sessie kan ik niet verder laten lopen.",
            "De methode heeft nu andere fasen dan toen de sessie begon.",
            "Begin opnieuw bij Intervisie voorbereiden.",
        ))),
        Err(fault) => Box::new(page::fault(&fault)),
    }
}

impl SessieScherm {
    fn new(file: Arc<Bestand<Werkvorm>>, mut lopend: Lopend, klad: Klad, cx: &Ctx<'_>) -> SessieScherm {
        let gemeld = gemeld(lopend.verloop.hervat(cx.tik));
        let gebeld = (lopend.verloop.rest(cx.tik) <= 0).then(|| lopend.verloop.fase());
        SessieScherm {
            file,
            lopend,
            klad,
            schrijft: None,
            tik: cx.tik,
            nu: cx.now.local,
            pane: Pane::default(),
            gebeld,
            gemeld,
            zaal: false,
            sure: false,
        }
    }

    fn fase(&self) -> Option<&Fase> {
        self.file.inhoud.fasen.get(self.lopend.verloop.fase())
    }

    fn has_next(&self) -> bool {
        self.lopend.verloop.fase() + 1 < self.file.inhoud.fasen.len()
    }

    fn has_previous(&self) -> bool {
        self.lopend.verloop.fase() > 0
    }

    /// How it stands goes to its file at every act, and to the room when somebody may look there.
    fn kept(&self) -> Vec<Effect> {
        let mut effects = vec![Effect::Loopt(Some(Box::new(self.lopend.clone())))];
        effects.extend(self.zaal.then(|| self.shown_in_the_room()));
        effects
    }

    /// The method, the phase and the clock: nothing that somebody typed.
    fn shown_in_the_room(&self) -> Effect {
        let (fase, klok) = zaalfase(&self.file.inhoud.fasen, &self.lopend.verloop, self.tik, self.lopend.optellen);
        let titel = self.file.kop.titel.clone();
        Effect::Zaal(Zaalopdracht::Toon(Box::new(Zaalbeeld { titel, fase, klok, ..Zaalbeeld::default() })))
    }

    /// What the trainer has to know of the room view.
    fn room_news(&mut self, news: &Zaalnieuws) -> Vec<Effect> {
        match news {
            Zaalnieuws::Open { code, .. } => {
                self.zaal = true;
                let code = code.as_ref().map_or_else(String::new, |code| format!(" --code {code}"));
                let text = format!("Zaalscherm open. Typ in een tweede terminal: aandacht zaal{code}");
                vec![self.shown_in_the_room(), Effect::Say(text)]
            }
            Zaalnieuws::Kijkers(0) => vec![Effect::Say("Er kijkt geen zaalscherm meer mee.".to_owned())],
            Zaalnieuws::Kijkers(1) => vec![Effect::Say("Het zaalscherm kijkt mee.".to_owned())],
            Zaalnieuws::Kijkers(count) => vec![Effect::Say(format!("{count} zaalschermen kijken mee."))],
            Zaalnieuws::Dicht => {
                self.zaal = false;
                vec![Effect::Say("Zaalscherm gesloten.".to_owned())]
            }
        }
    }

    fn perform(&mut self, doet: Doet, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        let verloop = &mut self.lopend.verloop;
        match doet {
            Doet::Pauze => verloop.wissel_pauze(cx.tik),
            Doet::Erbij | Doet::Eraf => {
                let by = if doet == Doet::Erbij { 2 } else { -2 };
                if let Err(fout) = verloop.erbij(by, cx.tik) {
                    return vec![Effect::Say(klokfout(fout))];
                }
                self.gebeld = None;
            }
            Doet::Volgende => {
                verloop.volgende(cx.tik);
                self.pane.home();
            }
            Doet::Vorige => {
                verloop.vorige(cx.tik);
                self.pane.home();
            }
            Doet::Richting => self.lopend.optellen = !self.lopend.optellen,
            Doet::Geluid => {
                self.lopend.geluid = !self.lopend.geluid;
                let said = if self.lopend.geluid { "aan: één piep" } else { "uit" };
                let text = format!("Geluid aan het eind van een fase: {said}.");
                return self.kept().into_iter().chain([Effect::Say(text)]).collect();
            }
            Doet::Zaal => {
                let opdracht = if self.zaal { Zaalopdracht::Sluit } else { Zaalopdracht::Open };
                return vec![Effect::Zaal(opdracht)];
            }
            Doet::Kladblad => {
                let (mut view, mut nakijken) = (FormView::new(kladblad(), holding(&self.klad)), Nakijken::new(cx));
                nakijken.kijk(&mut view, &["klad"]);
                self.schrijft = Some((view, nakijken));
                return Vec::new();
            }
            Doet::Afsluiten => {
                let route = Route::SessieSluiten(Box::new(self.lopend.clone()), self.klad.clone());
                return vec![Effect::Open(route)];
            }
            Doet::Lezen => {
                let right = self.right_area(cx.body);
                let count = self.instructions(right.width, &cx.look).len();
                self.pane.moved(key, count, right.height.saturating_sub(KLOK));
                return Vec::new();
            }
            Doet::Weg if !self.klad.is_leeg() && !self.sure => {
                self.sure = true;
                let text = "Nog een keer Esc: de sessie loopt door, en uw kladblad wordt gewist.";
                return vec![Effect::Say(text.to_owned())];
            }
            Doet::Weg => {
                self.klad.wis();
                return vec![
                    Effect::Close,
                    Effect::Say("De sessie loopt door. U vindt haar in het hoofdmenu bij 6.".to_owned()),
                ];
            }
        }
        self.kept()
    }

    fn right_area(&self, area: Rect) -> Rect {
        if area.width < NAAST {
            return area;
        }
        Rect { x: area.x + FASEN + 2, width: area.width - FASEN - 2, ..area }
    }

    /// The phases and the roles.
    fn phases(&self, look: &Look) -> Vec<Row> {
        let here = self.lopend.verloop.fase();
        let wide = usize::from(FASEN) - 1;
        let mut found = Vec::new();
        for (at, (fase, stand)) in self.file.inhoud.fasen.iter().zip(self.lopend.verloop.fasen()).enumerate() {
            let (state, role) = match at.cmp(&here) {
                std::cmp::Ordering::Less => (StepState::Done, Role::Gedempt),
                std::cmp::Ordering::Equal => (StepState::Here, Role::Vraag),
                std::cmp::Ordering::Greater => (StepState::Ahead, Role::Gewoon),
            };
            let minuten = format!("{}'", stand.minuten);
            let name = format!("{} {}", look.step(state), fase.kort);
            let text = format!("{name:<width$}{minuten}", width = wide - minuten.len());
            found.push(Row { line: Line::styled(look.text(&text), look.style(role)), choice: None });
        }
        let mut blocks = vec![Block::Gap, Block::Heading("Rollen".to_owned())];
        let fixed: u16 = self.file.inhoud.rollen.iter().filter_map(|rol| rol.aantal).sum();
        for rol in &self.file.inhoud.rollen {
            let others = self.lopend.deelnemers.saturating_sub(fixed);
            let count = rol.aantal.map_or_else(|| others.to_string(), |count| count.to_string());
            blocks.push(Block::Text(format!("{:<width$}{count}", rol.naam, width = wide - 3)));
        }
        blocks.push(Block::Gap);
        let origin = self.fase().map_or("", |fase| fase.herkomst.name());
        blocks.push(Block::Muted(format!("minuten: {origin}")));
        found.extend(rows(&blocks, FASEN, look));
        found
    }

    /// The clock: title, time, bar. It stands in one place whatever stands below.
    fn clock(&self, width: u16, look: &Look) -> Vec<Row> {
        let verloop = &self.lopend.verloop;
        let rest = verloop.rest(self.tik);
        let minuten = verloop.fasen().get(verloop.fase()).map_or(1, |fase| fase.minuten);
        let whole = if minuten == 1 { "1 minuut".to_owned() } else { format!("{minuten} minuten") };
        let (time, said) = match (rest > 0, self.lopend.optellen) {
            (true, false) => (clock_text(rest.unsigned_abs()), format!("van {whole}")),
            (true, true) => (clock_text(verloop.verstreken(self.tik)), format!("van {whole}, telt op")),
            (false, _) => (format!("+{}", clock_text(rest.unsigned_abs())), "tijd om".to_owned()),
        };
        let said = if verloop.loopt() { said } else { format!("{said}, gepauzeerd") };
        let role = if rest > 0 { Role::Vraag } else { Role::Gekozen };
        let title = self.fase().map_or("", |fase| fase.titel.as_str());
        let to_end = verloop.einde(self.tik).duration_since(self.tik.wand);
        let end = self.nu.saturating_add(to_end);
        let bar = bar(verloop.verstreken(self.tik), u64::from(minuten) * 60_000, usize::from(width.min(60)) / 2, look);
        let row = |line| Row { line, choice: None };
        vec![
            row(Line::styled(look.text(title), look.style(Role::Titel))),
            row(Line::from(vec![
                Span::styled(format!(" {time} "), look.style(role)),
                Span::styled(look.text(&format!("  {said}")), look.style(Role::Gewoon)),
            ])),
            row(Line::from(vec![
                Span::styled(bar, look.style(Role::Gewoon)),
                Span::styled(
                    look.text(&format!("  einde nu om {}", end.strftime("%-H.%M"))),
                    look.style(Role::Gedempt),
                ),
            ])),
            Row::blank(),
        ]
    }

    /// What to do now: the group, the leader, the roles, who is silent.
    fn instructions(&self, width: u16, look: &Look) -> Vec<Row> {
        let Some(fase) = self.fase() else { return Vec::new() };
        let werkvorm = &self.file.inhoud;
        let mut blocks: Vec<Block> = self.gemeld.iter().map(|text| Block::Danger(text.clone())).collect();
        blocks.push(Block::Text(fase.tekst.clone()));
        if !fase.zwijgt.is_empty() {
            let silent: Vec<&str> = fase.zwijgt.iter().map(|rol| werkvorm.rolnaam(rol)).collect();
            blocks.push(Block::Strong(format!("Zwijgt nu: {}.", silent.join(", "))));
        }
        if !fase.vervalt_als.is_empty() {
            blocks.push(Block::Muted(format!("Deze fase vervalt als {}.", fase.vervalt_als.trim_end_matches('.'))));
        }
        blocks.push(Block::Gap);
        if !fase.leider.is_empty() {
            blocks.push(Block::Pair("Gespreksleider".to_owned(), fase.leider.clone()));
        }
        for doet in &fase.doet {
            blocks.push(Block::Pair(sentence(werkvorm.rolnaam(&doet.rol)), doet.tekst.clone()));
        }
        let klad = self.klad.lees();
        if let Some(vraag) = klad.lines().map(str::trim).find(|line| !line.is_empty()) {
            blocks.extend([Block::Gap, Block::Pair("De vraag".to_owned(), vraag.to_owned())]);
        }
        rows(&blocks, width, look)
    }
}

/// Rows of the clock.
const KLOK: u16 = 4;

fn kladblad() -> Form {
    let help = "Alleen in het geheugen: dit wordt nergens bewaard. Afsluiten of op slot wist het.";
    Form::new("Kladblad", vec![Field::new("klad", "Kladblad", help, FieldKind::Long)])
}

fn holding(klad: &Klad) -> Draft {
    let mut draft = Draft::default();
    draft.set("klad", &klad.lees());
    draft
}

/// `09:42`, and hours as minutes.
fn clock_text(ms: u64) -> String {
    // What is left is rounded up, so that a clock that was just set shows all its minutes.
    let seconds = ms.div_ceil(1000);
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

fn bar(passed: u64, whole: u64, width: usize, look: &Look) -> String {
    let share = passed.min(whole) * width as u64 / whole.max(1);
    let full = usize::try_from(share).unwrap_or(width);
    let (on, off) = if look.is_ascii() { ("#", ".") } else { ("█", "░") };
    on.repeat(full) + &off.repeat(width - full)
}

fn klokfout(fout: Klokfout) -> String {
    match fout {
        Klokfout::GeenFasen => "Deze methode heeft geen fasen.".to_owned(),
        Klokfout::Minuten(minuten) if minuten < 1 => "Een fase duurt minstens 1 minuut. Ga met n verder.".to_owned(),
        Klokfout::Minuten(_) => format!("Een fase duurt hoogstens {LANGSTE_MINUTEN} minuten."),
    }
}

/// What happened to time while the program was not there; nothing when it is not worth a word.
fn gemeld(hervatting: Hervatting) -> Option<String> {
    match hervatting {
        Hervatting::Gepauzeerd => None,
        Hervatting::Doorgelopen(ms) if ms < 60_000 => None,
        Hervatting::Doorgelopen(ms) => Some(format!("De klok liep door: {} minuten.", ms / 60_000)),
        Hervatting::KlokTerug => Some(
            "De klok van deze computer is teruggezet. De tijd daartussen telt niet mee; kijk of de klok klopt."
                .to_owned(),
        ),
        Hervatting::TeLang(ms) => Some(format!(
            "Deze sessie lag {} uur stil. De klok staat op pauze; met spatie gaat u verder.",
            ms / 3_600_000
        )),
    }
}

impl Screen for SessieScherm {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        (self.tik, self.nu) = (cx.tik, cx.now.local);
        if matches!(msg, Msg::Kluis(KluisNews::Locked)) {
            self.klad.wis();
            self.schrijft = None;
            return Vec::new();
        }
        if let Msg::Zaal(news) = msg {
            return self.room_news(news);
        }
        if let Some((form, nakijken)) = &mut self.schrijft {
            let event = form.update(msg, cx);
            if event == FormEvent::Changed {
                self.klad.zet(form.draft().get("klad"));
                nakijken.kijk(form, &["klad"]);
            }
            if matches!(event, FormEvent::Leave | FormEvent::Submit) {
                self.schrijft = None;
            }
        } else if let Msg::Key(key) = msg
            && let Some(doet) = action(TOETSEN, self, *key)
        {
            self.gemeld = None;
            self.sure &= doet == Doet::Weg;
            return self.perform(doet, *key, cx);
        }
        let over = self.lopend.verloop.rest(self.tik) <= 0;
        let here = self.lopend.verloop.fase();
        if over && self.gebeld != Some(here) {
            self.gebeld = Some(here);
            return if self.lopend.geluid { vec![Effect::Bel] } else { Vec::new() };
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        if let Some((form, nakijken)) = &self.schrijft {
            draw_with(form, nakijken.blocks(), area, buf, look);
            return;
        }
        let right = self.right_area(area);
        if right.x > area.x {
            for y in area.top()..area.bottom() {
                let style = look.style(Role::Rand);
                buf.set_line(area.x + FASEN, y, &Line::styled(look.column(), style), 1);
            }
            Pane::default().draw(&self.phases(look), Rect { width: FASEN, ..area }, buf, look);
        }
        let clock = Rect { height: KLOK.min(right.height), ..right };
        Pane::default().draw(&self.clock(right.width, look), clock, buf, look);
        let below = Rect { y: right.y + clock.height, height: right.height - clock.height, ..right };
        self.pane.draw(&self.instructions(below.width, look), below, buf, look);
    }

    fn header(&self) -> (String, String) {
        let verloop = &self.lopend.verloop;
        (self.file.kop.titel.clone(), format!("fase {} van {}", verloop.fase() + 1, verloop.fasen().len()))
    }

    fn keys(&self) -> Vec<Shown> {
        match &self.schrijft {
            Some((form, _)) => form.keys(),
            None => shown(TOETSEN, self),
        }
    }

    fn typing(&self) -> bool {
        self.schrijft.as_ref().is_some_and(|(form, _)| form.typing())
    }

    fn wakes(&self) -> Option<Duration> {
        self.lopend.verloop.tot_volgende_seconde(self.tik).map(Duration::from_millis)
    }

    fn holds(&self) -> bool {
        !self.klad.is_leeg()
    }

    /// It shows a method and a clock, and nothing of a kluis: a group that talks must not lose sight of its time. What
    /// was typed about the case is wiped when the kluis is locked.
    fn when_locked(&self) -> WhenLocked {
        if self.schrijft.is_some() { WhenLocked::Covered } else { WhenLocked::InSight }
    }
}
