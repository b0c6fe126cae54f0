//! A review round: one entry after the other, the longest unconfirmed first, with one key for what came of asking.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::casus::Wanneer;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Effect, Key, Msg, Route, one_of};
use crate::domain::kluis::{Batch, KluisNews, RecordId};
use crate::domain::netwerk::doen::{self, Nagezien};
use crate::domain::netwerk::nazien::{Stand, ronde, stand};
use crate::domain::netwerk::{
    Nazienronde, Netwerk, Netwerkblad, Soort, Vermelding, VermeldingVraag, blad, dag_hier, gemeente_naam,
};
use crate::domain::search::find_gemeente;
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::{commit, is_asked};
use crate::ui::theme::Role;
use crate::ui::widgets::{Field, Pane, Row, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    KloptNog,
    Gewijzigd,
    Weg,
    GeenAntwoord,
    Overslaan,
    Bellijst,
    Sinds,
    Ongedaan,
    Stoppen,
    Lezen,
    Terug,
    Ja,
    Verder,
}

const KLAAR: &str = "alles is nagezien";

pub const TOETSEN: Keymap<Nazien, Doet> = &[
    bind(&[Key::Char('k')], Doet::KloptNog, "klopt").when(Nazien::has_entry, KLAAR),
    bind(&[Key::Char('g')], Doet::Gewijzigd, "gewijzigd").when(Nazien::has_entry, KLAAR),
    bind(&[Key::Char('w')], Doet::Weg, "weg").when(Nazien::has_entry, KLAAR),
    bind(&[Key::Char('a')], Doet::GeenAntwoord, "geen antwoord").when(Nazien::has_entry, KLAAR),
    bind(&[Key::Char('o')], Doet::Overslaan, "overslaan").when(Nazien::has_entry, KLAAR),
    bind(&[Key::Char('z')], Doet::Ongedaan, "ongedaan maken"),
    bind(&[Key::Char('b')], Doet::Bellijst, "bellijst").when(Nazien::has_entry, KLAAR),
    bind(&[Key::Char('v')], Doet::Sinds, "wat veranderde"),
    bind(&[Key::Char('s')], Doet::Stoppen, "ronde stoppen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Char(' '), Key::Home, Key::End], Doet::Lezen, "lezen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// Where a municipality or a day is typed.
pub const INVULLEN: Keymap<Nazien, Doet> = &[
    bind(&[Key::Enter], Doet::Verder, "verder"),
    bind(&[Key::F(4)], Doet::Sinds, "wat veranderde").when(Nazien::at_begin, "dat vult u nu in"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
];

/// Before something is taken out, or the round is stopped.
pub const ZEKER: Keymap<Nazien, Doet> =
    &[bind(&[Key::Enter], Doet::Ja, "ja"), bind(&[Key::Esc, Key::Left], Doet::Terug, "nee")];

/// What is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wat {
    /// Of which municipality the round is; of all when nothing is typed.
    Gemeente,
    /// Since which day.
    Sinds,
}

/// Something that is typed, and what is wrong with it.
struct Vraag {
    wat: Wat,
    field: Field,
    fault: Option<String>,
}

/// What is asked a second time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zeker {
    Weg(RecordId),
    Stoppen,
}

/// A review round.
pub struct Nazien {
    stand: Option<Stand>,
    /// The entry on screen.
    huidig: Option<RecordId>,
    /// Passed over in this session, in order.
    overgeslagen: Vec<RecordId>,
    /// The page of the entry on screen.
    blocks: Vec<Block>,
    /// Of which municipality the round is.
    gemeente: String,
    pane: Pane,
    vraag: Option<Vraag>,
    zeker: Option<Zeker>,
    /// What is said when the kluis has kept it, and which entry is on screen then.
    bezig: Option<(String, Option<RecordId>)>,
}

impl Nazien {
    /// The round that is going on, or the beginning of one.
    pub fn new(cx: &Ctx<'_>) -> Nazien {
        let mut screen = Nazien {
            stand: None,
            huidig: None,
            overgeslagen: Vec::new(),
            blocks: Vec::new(),
            gemeente: String::new(),
            pane: Pane::default(),
            vraag: None,
            zeker: None,
            bezig: None,
        };
        screen.refresh(cx);
        screen
    }

    fn has_entry(&self) -> bool {
        self.huidig.is_some()
    }

    fn at_begin(&self) -> bool {
        self.vraag.as_ref().is_some_and(|vraag| vraag.wat == Wat::Gemeente)
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        if !cx.kluis.state.is_open() {
            return;
        }
        let model = &cx.kluis.model;
        let Some(round) = ronde(model) else {
            (self.stand, self.huidig) = (None, None);
            self.blocks.clear();
            self.zeker = None;
            if self.vraag.is_none() {
                self.vraag = Some(Vraag { wat: Wat::Gemeente, field: Field::default(), fault: None });
            }
            return;
        };
        if self.at_begin() {
            self.vraag = None;
        }
        let stand = stand(Netwerk::new(model), round);
        // Whoever comes back from another screen finds the entry where it was.
        let before = self.huidig;
        if !self.huidig.is_some_and(|id| stand.volgende.contains(&id)) {
            self.huidig = self.next(&stand);
        }
        if self.huidig != before {
            self.pane.home();
        }
        if self.zeker.is_some_and(|asked| matches!(asked, Zeker::Weg(id) if Some(id) != self.huidig)) {
            self.zeker = None;
        }
        self.gemeente = match cx.reader.gemeenten() {
            Ok(table) if !round.gemeente.is_empty() => gemeente_naam(&table.inhoud, &round.gemeente).to_owned(),
            _ => String::new(),
        };
        self.blocks = self.page(round, cx);
        self.stand = Some(stand);
    }

    /// What to look at next: what was passed over comes after the rest.
    fn next(&self, stand: &Stand) -> Option<RecordId> {
        let fresh = stand.volgende.iter().find(|id| !self.overgeslagen.contains(id));
        let later = self.overgeslagen.iter().find(|id| stand.volgende.contains(id));
        fresh.or(later).copied()
    }

    fn page(&self, round: &Nazienronde, cx: &Ctx<'_>) -> Vec<Block> {
        let Some(id) = self.huidig else {
            return vec![
                Block::Strong("Alles is nagezien.".to_owned()),
                Block::Gap,
                Block::Text("Met v ziet u wat er veranderde, om door te geven. Met s sluit u de ronde af.".to_owned()),
            ];
        };
        let netwerk = Netwerk::new(&cx.kluis.model);
        let mut blocks = Vec::new();
        let silent = netwerk.get(id).and_then(|entry| entry.geen_antwoord()).filter(|op| *op >= round.begonnen);
        if silent.is_some() {
            blocks.extend([Block::Muted("In deze ronde kreeg u nog geen antwoord.".to_owned()), Block::Gap]);
        }
        match cx.reader.gemeenten() {
            Ok(table) => blocks.extend(blad(netwerk, id, &table.inhoud, cx.now.local, true)),
            Err(fault) => blocks.extend(fault.lines().into_iter().map(Block::Text)),
        }
        blocks
    }

    /// Asks the kluis to keep what was done; `daarna` is on screen then, or else what comes next.
    fn keep(
        &mut self,
        batch: Result<Batch, Fault>,
        said: String,
        daarna: Option<RecordId>,
        cx: &Ctx<'_>,
    ) -> Vec<Effect> {
        match batch {
            Ok(batch) => {
                let effects = commit(batch, cx);
                if is_asked(&effects) {
                    self.bezig = Some((said, daarna));
                }
                effects
            }
            Err(fault) => vec![told(&fault)],
        }
    }

    fn naam(id: RecordId, cx: &Ctx<'_>) -> String {
        let netwerk = Netwerk::new(&cx.kluis.model);
        netwerk.get(id).map(|entry| netwerk.naam(entry)).unwrap_or_default()
    }

    fn nagezien(&mut self, uitkomst: Nagezien, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(id) = self.huidig else { return Vec::new() };
        let what = match uitkomst {
            Nagezien::KloptNog => "Klopt nog",
            Nagezien::GeenAntwoord => "Geen antwoord",
        };
        let said = format!("{what}: {}", Nazien::naam(id, cx));
        let batch = doen::nagezien(&cx.kluis.model, id, uitkomst, cx.now);
        self.keep(batch, said, None, cx)
    }

    fn pass_over(&mut self, cx: &Ctx<'_>) {
        let Some(id) = self.huidig.take() else { return };
        self.overgeslagen.retain(|known| *known != id);
        self.overgeslagen.push(id);
        self.refresh(cx);
        self.pane.home();
    }

    fn undo(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let model = &cx.kluis.model;
        let (Some(step), _) = doen::terug_en_opnieuw(model) else {
            return vec![Effect::Say("Er is niets om ongedaan te maken.".to_owned())];
        };
        let said = format!("Ongedaan gemaakt: {}", step.wat);
        let id = step.verschillen.first().map(|change| change.id);
        let batch = doen::keer(model, true, cx.now).map(Option::unwrap_or_default);
        self.keep(batch, said, id, cx)
    }

    /// Asks since which day; the beginning of the round stands there.
    fn ask_since(&mut self, cx: &Ctx<'_>) {
        let begun = ronde(&cx.kluis.model).map(|round| dag_hier(round.begonnen, cx.now));
        let typed = begun.map(|date| Wanneer::on(date).typed()).unwrap_or_default();
        self.vraag = Some(Vraag { wat: Wat::Sinds, field: Field::holding(&typed), fault: None });
    }

    /// What was typed is taken in.
    fn answer(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(vraag) = &mut self.vraag else { return Vec::new() };
        let typed = vraag.field.text();
        let typed = typed.trim();
        match vraag.wat {
            Wat::Gemeente => match gemeente(typed, cx) {
                Ok(code) => return commit(doen::begin_ronde(&code, cx.now), cx),
                Err(text) => vraag.fault = Some(text),
            },
            Wat::Sinds => match Wanneer::read_past(typed, cx.today()).and_then(|when| when.datum) {
                Some(date) => {
                    self.vraag = None;
                    self.refresh(cx);
                    return vec![Effect::Open(Route::Netwerkblad(Netwerkblad::Sinds(date)))];
                }
                None => vraag.fault = Some("Dit is geen dag. Typ bijvoorbeeld 1 november of 1-11-2026.".to_owned()),
            },
        }
        Vec::new()
    }

    fn type_key(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        match action(INVULLEN, self, key) {
            Some(Doet::Verder) => return self.answer(cx),
            Some(Doet::Sinds) => self.ask_since(cx),
            Some(Doet::Terug) => {
                if self.at_begin() {
                    return vec![Effect::Close];
                }
                self.vraag = None;
                self.refresh(cx);
            }
            _ => {
                if let Some(vraag) = &mut self.vraag {
                    vraag.field.key(key);
                    vraag.fault = None;
                }
            }
        }
        Vec::new()
    }

    fn sure(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        let doet = action(ZEKER, self, key);
        if doet.is_none() {
            return Vec::new();
        }
        match (self.zeker.take(), doet) {
            (Some(Zeker::Weg(id)), Some(Doet::Ja)) => {
                let said = format!("Verwijderd: {}. Ongedaan maken: z.", Nazien::naam(id, cx));
                let batch = doen::verwijder(&cx.kluis.model, id, cx.now);
                self.keep(batch, said, None, cx)
            }
            (Some(Zeker::Stoppen), Some(Doet::Ja)) => {
                self.keep(Ok(doen::eind_ronde()), "De ronde is gestopt.".to_owned(), None, cx)
            }
            _ => Vec::new(),
        }
    }

    fn act(&mut self, doet: Doet, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        match doet {
            Doet::KloptNog => return self.nagezien(Nagezien::KloptNog, cx),
            Doet::GeenAntwoord => return self.nagezien(Nagezien::GeenAntwoord, cx),
            Doet::Gewijzigd => return self.huidig.map(|id| changed(id, cx)).into_iter().collect(),
            Doet::Weg => self.zeker = self.huidig.map(Zeker::Weg),
            Doet::Overslaan => self.pass_over(cx),
            Doet::Bellijst => return vec![Effect::Open(Route::Netwerkblad(Netwerkblad::Bellijst))],
            Doet::Sinds => self.ask_since(cx),
            Doet::Ongedaan => return self.undo(cx),
            Doet::Stoppen => self.zeker = Some(Zeker::Stoppen),
            Doet::Lezen => {
                let count = rows(&self.blocks, cx.body.width.saturating_sub(2), &cx.look).len();
                self.pane.moved(key, count, cx.body.height);
            }
            Doet::Terug => return vec![Effect::Close],
            Doet::Ja | Doet::Verder => {}
        }
        Vec::new()
    }

    /// What is asked a second time, with the name of what it is about.
    fn question(&self, zeker: Zeker) -> Vec<Block> {
        let text = |text: &str| Block::Text(text.to_owned());
        match zeker {
            Zeker::Weg(_) => {
                let name = self.blocks.iter().find_map(|block| match block {
                    Block::Title(name) => Some(name.as_str()),
                    _ => None,
                });
                vec![
                    Block::Danger(format!("Verwijderen: {}?", name.unwrap_or_default())),
                    Block::Gap,
                    text("De vermelding verdwijnt uit het netwerk. Wat er onder hangt, blijft staan."),
                    text("Met z maakt u dit later ongedaan."),
                    Block::Gap,
                    text("Enter: ja, verwijderen. Esc: nee, laten staan."),
                ]
            }
            Zeker::Stoppen => {
                let open = self.stand.as_ref().map_or(0, |stand| stand.volgende.len());
                vec![
                    Block::Strong("De ronde stoppen?".to_owned()),
                    Block::Gap,
                    text(&match open {
                        0 => "Alles is nagezien.".to_owned(),
                        1 => "Er staat nog 1 vermelding open.".to_owned(),
                        open => format!("Er staan nog {open} vermeldingen open."),
                    }),
                    text("Wat u hebt nagezien, blijft bewaard. Een nieuwe ronde telt weer vanaf nul."),
                    Block::Gap,
                    text("Enter: ja, stoppen. Esc: nee, doorgaan."),
                ]
            }
        }
    }

    /// What stands above the field, and how it is called.
    fn asking(&self, wat: Wat) -> (Vec<Block>, &'static str) {
        let text = |text: &str| Block::Text(text.to_owned());
        match wat {
            Wat::Gemeente => (
                vec![
                    Block::Strong("Een ronde beginnen".to_owned()),
                    text(
                        "U ziet de vermeldingen een voor een, die het langst niet zijn gecontroleerd het eerst. Bij elke \
                          vermelding kiest u: klopt nog, gewijzigd, weg of geen antwoord. U kunt stoppen en later \
                          verdergaan.",
                    ),
                    Block::Gap,
                    text("Voor welke gemeente? Leeg: het hele netwerk."),
                    Block::Gap,
                ],
                " gemeente: ",
            ),
            Wat::Sinds => (
                vec![
                    Block::Strong("Wat veranderde er?".to_owned()),
                    text("U krijgt een lijst om in een bericht te plakken. Geheime plekken staan er niet in."),
                    Block::Gap,
                    text("Sinds welke dag?"),
                    Block::Gap,
                ],
                " sinds: ",
            ),
        }
    }

    fn draw_question(&self, vraag: &Vraag, area: Rect, buf: &mut Buffer, look: &Look) {
        let width = area.width.saturating_sub(2);
        let (blocks, label) = self.asking(vraag.wat);
        let mut above = rows(&blocks, width, look);
        let y = u16::try_from(above.len()).unwrap_or(u16::MAX).min(area.height.saturating_sub(3));
        above.push(Row::blank());
        above.push(Row::blank());
        above.extend(vraag.fault.iter().flat_map(|text| rows(&[Block::Danger(text.clone())], width, look)));
        Pane::default().draw(&above, area, buf, look);
        let columns = u16::try_from(label.len()).unwrap_or(0);
        buf.set_line(area.x, area.y + y, &Line::styled(label, look.style(Role::Toets)), columns);
        let field = Rect {
            x: area.x + columns,
            y: area.y + y,
            width: area.width.saturating_sub(columns),
            height: 1.min(area.height),
        };
        vraag.field.draw(true, field, buf, look);
    }
}

/// The form of an entry, which confirms it as well.
fn changed(id: RecordId, cx: &Ctx<'_>) -> Effect {
    let soort = Netwerk::new(&cx.kluis.model).get(id).map_or(Soort::Organisatie, Vermelding::soort);
    let asked = VermeldingVraag { id: Some(id), soort, onder: None, naam: String::new(), bevestig: true };
    Effect::Open(Route::VermeldingFormulier(Box::new(asked)))
}

/// The code of the municipality that was typed; empty for all. What to do about it when it is none.
fn gemeente(typed: &str, cx: &Ctx<'_>) -> Result<String, String> {
    if Netwerk::new(&cx.kluis.model).is_empty() {
        return Err("Het netwerk is nog leeg: er is niets om na te zien.".to_owned());
    }
    if typed.is_empty() {
        return Ok(String::new());
    }
    let table = cx.reader.gemeenten().map_err(|fault| fault.wat)?;
    let found = find_gemeente(&table.inhoud, typed);
    match found.gevonden.as_slice() {
        [one] => Ok(one.gm_code.clone()),
        [] if found.suggesties.is_empty() => Err("Deze gemeente ken ik niet. Typ een andere naam.".to_owned()),
        [] => Err(format!("Bedoelt u {}?", one_of(&found.suggesties))),
        several => {
            let names: Vec<&str> = several.iter().map(|gemeente| gemeente.gemeente.as_str()).collect();
            Err(format!("Bedoelt u {}?", one_of(&names)))
        }
    }
}

impl Screen for Nazien {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                // What somebody typed stays, as on every screen that the lock covers.
                self.blocks.clear();
                self.stand = None;
                self.gemeente.clear();
                self.bezig = None;
            }
            Msg::Kluis(KluisNews::Committed) => {
                let done = self.bezig.take();
                if let Some((_, then)) = &done {
                    self.huidig = *then;
                    self.pane.home();
                }
                self.refresh(cx);
                return done.map(|(said, _)| Effect::Say(said)).into_iter().collect();
            }
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Failed(fault) => {
                self.bezig = None;
                return vec![told(fault)];
            }
            Msg::Key(key) if self.vraag.is_some() => return self.type_key(*key, cx),
            Msg::Key(key) if self.zeker.is_some() => return self.sure(*key, cx),
            Msg::Key(key) => {
                if let Some(doet) = action(TOETSEN, self, *key) {
                    return self.act(doet, *key, cx);
                }
            }
            Msg::Paste(text) => {
                if let Some(vraag) = &mut self.vraag {
                    vraag.field.paste(text);
                    vraag.fault = None;
                }
            }
            Msg::Scroll(by) => {
                let count = rows(&self.blocks, cx.body.width.saturating_sub(2), &cx.look).len();
                self.pane.scroll(isize::from(*by), count, cx.body.height);
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        if let Some(vraag) = &self.vraag {
            return self.draw_question(vraag, area, buf, look);
        }
        let width = area.width.saturating_sub(2);
        match self.zeker {
            Some(zeker) => Pane::default().draw(&rows(&self.question(zeker), width, look), area, buf, look),
            None => self.pane.draw(&rows(&self.blocks, width, look), area, buf, look),
        }
    }

    fn header(&self) -> (String, String) {
        let title = if self.gemeente.is_empty() { "Nazien".to_owned() } else { format!("Nazien: {}", self.gemeente) };
        let right = self.stand.as_ref().map_or_else(String::new, |stand| {
            format!("{} van {} nagezien, {} zonder antwoord", stand.gedaan, stand.totaal(), stand.geen_antwoord)
        });
        (title, right)
    }

    fn keys(&self) -> Vec<Shown> {
        match (&self.vraag, self.zeker) {
            (Some(_), _) => shown(INVULLEN, self),
            (None, Some(_)) => shown(ZEKER, self),
            (None, None) => shown(TOETSEN, self),
        }
    }

    fn typing(&self) -> bool {
        self.vraag.is_some()
    }
}
