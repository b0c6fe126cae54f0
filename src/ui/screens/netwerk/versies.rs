//! A network file beside what is here: what comes of itself, and the differences to decide with mine, theirs and what
//! it becomes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::kort;
use super::samenvoegen::{LETTERS, limited, padded};
use crate::domain::dates;
use crate::domain::gesprek::{Block, Effect, Key, Msg, StepState};
use crate::domain::inhoud::Gemeenten;
use crate::domain::kluis::{KluisNews, KluisState, RecordId};
use crate::domain::netwerk::bestand::Netwerkbestand;
use crate::domain::netwerk::inlezen::{self, Basis, Opname, opname};
use crate::domain::netwerk::vertrouwen::{self, Betreft, Handtekening, Kennis, Oordeel, Woord, beoordeel};
use crate::domain::netwerk::voegsamen::{self, Conflict, Deel, Keuze, Samenvoeging};
use crate::domain::netwerk::{Netwerkgegevens, dag};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::{commit_saying, is_asked};
use crate::ui::theme::Role;
use crate::ui::widgets::{Pane, Row, rows, stepped, wrapped};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Overnemen,
    Verder,
    Lezen,
    Hier,
    Bestand,
    Andere,
    Volgende,
    RestHier,
    RestBestand,
    Bewegen,
    Ja,
    Terug,
}

const NIETS: &str = "er valt niets over te nemen";

/// What the file is, and what comes of itself.
pub const BEGIN: Keymap<Versies, Doet> = &[
    bind(&[Key::Enter], Doet::Verder, "verder").when(Versies::compared, NIETS),
    bind(&[Key::Ctrl('s'), Key::F(5)], Doet::Overnemen, "overnemen").when(Versies::compared, NIETS),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Char(' '), Key::Home, Key::End], Doet::Lezen, "lezen"),
];

/// The differences to decide.
pub const TOETSEN: Keymap<Versies, Doet> = &[
    bind(&[Key::Ctrl('s'), Key::F(5)], Doet::Overnemen, "overnemen"),
    bind(&[Key::Left, Key::Char('1')], Doet::Hier, "van hier"),
    bind(&[Key::Right, Key::Char('2')], Doet::Bestand, "uit bestand"),
    bind(&[Key::Enter, Key::Char('n')], Doet::Volgende, "volgende open"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
    bind(&[Key::Char('h')], Doet::RestHier, "rest van hier"),
    bind(&[Key::Char('r')], Doet::RestBestand, "rest uit bestand"),
    bind(&[Key::Char(' ')], Doet::Andere, "andere keuze"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
];

/// Before all the rest is decided at once, something remarkable is taken over, or decisions are lost.
pub const ZEKER: Keymap<Versies, Doet> =
    &[bind(&[Key::Enter], Doet::Ja, "ja"), bind(&[Key::Esc, Key::Left], Doet::Terug, "nee")];

/// Before a file is taken for which nobody known vouches. Not `Enter`: that is pressed without reading.
pub const VERTROUWEN: Keymap<Versies, Doet> =
    &[bind(&[Key::Char('j')], Doet::Ja, "ja"), bind(&[Key::Esc, Key::Left], Doet::Terug, "nee")];

/// From this width on the three panes stand side by side; below they stand under each other.
const WIDE: u16 = 72;
/// Rows of one value beside the others, and under each other.
const MOST: (usize, usize) = (4, 2);
/// Entries that are named of what comes of itself.
const NAMES: usize = 300;

/// What a screen of this shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blad {
    Begin,
    Verschillen,
}

/// What is asked a second time.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Zeker {
    /// Everything that is open follows one of the two.
    Rest(Keuze),
    /// Take over, though there is something to look at.
    Toch(Vec<String>),
    /// Take the file on the user's own word.
    Vertrouwen,
    /// Leave, and lose what was decided.
    Weg,
}

/// A value in words, and where it comes from.
#[derive(Default)]
struct Waarde {
    tekst: String,
    herkomst: String,
}

/// A difference as it is drawn.
struct Regel {
    vermelding: Option<RecordId>,
    deel: Deel,
    titel: String,
    geheim: bool,
    mijn: Waarde,
    hun: Waarde,
    /// What it was before either changed it.
    was: Option<String>,
}

impl Regel {
    fn van(conflict: &Conflict, samen: &Samenvoeging, gemeenten: &Gemeenten) -> Regel {
        let short = |text: String| text.chars().take(LETTERS).collect::<String>();
        let kant = |kant: &voegsamen::Kant| {
            let mut parts: Vec<String> = kant.op.map(|op| dates::long(dag(op))).into_iter().collect();
            parts.extend(kant.door.clone());
            parts.extend(kant.bron.as_ref().map(|bron| format!("bron: {bron}")));
            Waarde {
                tekst: short(samen.waarde_tekst(conflict.deel, kant, gemeenten)),
                herkomst: short(parts.join(", ")),
            }
        };
        Regel {
            vermelding: conflict.vermelding,
            deel: conflict.deel,
            titel: kort(&conflict.titel),
            geheim: conflict.geheim,
            mijn: kant(&conflict.mijn),
            hun: kant(&conflict.hun),
            was: conflict.basis.as_ref().map(|was| kant(was).tekst),
        }
    }
}

/// What was decided about a difference: of which entry, which part, and which side.
type Besluit = (Option<RecordId>, Deel, Keuze);

/// A network file beside the network of the kluis.
pub struct Versies {
    /// The file, while it is not compared: the kluis is locked, or it cannot be.
    bestand: Option<Netwerkbestand>,
    opname: Option<Opname>,
    /// What holding its signature against it gave.
    handtekening: Handtekening,
    /// What is thought of it, by the keys that are pinned here.
    oordeel: Option<Oordeel>,
    /// What the user said of it.
    woord: Woord,
    /// What was decided, also while the kluis is locked.
    besluiten: Vec<Besluit>,
    blad: Blad,
    zeker: Option<Zeker>,
    /// What the file is, in words.
    begin: Vec<Block>,
    lezen: Pane,
    regels: Vec<Regel>,
    at: usize,
    pane: Pane,
    saving: bool,
}

/// The screen.
pub fn open(bestand: Netwerkbestand, handtekening: Handtekening, cx: &Ctx<'_>) -> Box<dyn Screen> {
    let mut screen = Versies {
        bestand: Some(bestand),
        opname: None,
        handtekening,
        oordeel: None,
        woord: Woord::default(),
        besluiten: Vec::new(),
        blad: Blad::Begin,
        zeker: None,
        begin: Vec::new(),
        lezen: Pane::default(),
        regels: Vec::new(),
        at: 0,
        pane: Pane::default(),
        saving: false,
    };
    screen.refresh(cx);
    Box::new(screen)
}

impl Versies {
    /// Compares anew: the network here may have changed while another screen was above this one.
    fn refresh(&mut self, cx: &Ctx<'_>) {
        self.forget();
        if !cx.kluis.state.is_open() {
            let text = "Een netwerkbestand komt naast het netwerk in uw kluis. Maak of open die eerst.";
            self.begin = vec![Block::Text(text.to_owned())];
            return;
        }
        let Some(bestand) = self.bestand.take() else { return };
        let oordeel = beoordeel(&Kennis::van(&cx.kluis.model), &Betreft::van(&bestand), self.handtekening);
        // With the word that can still be given: without that the screen asks for it.
        let may = oordeel.mag(&bestand.kop, oordeel.vraagt().unwrap_or_default());
        self.oordeel = Some(oordeel);
        // The file is needed again when it cannot be compared now.
        match may
            .and_then(|()| opname(&cx.kluis.model, bestand.clone(), cx.look.oefening))
            .and_then(|read| Ok((read, cx.reader.gemeenten()?)))
        {
            Ok((read, table)) => {
                let lines = read.samen.conflicten.iter().map(|one| Regel::van(one, &read.samen, &table.inhoud));
                self.regels = lines.collect();
                self.begin = begin(&read, self.oordeel.as_ref(), self.asks_word(), cx);
                self.opname = Some(read);
            }
            Err(fault) => {
                self.begin = vec![Block::Danger(fault.wat.clone())];
                self.begin.extend([&fault.waarom, &fault.advies].map(|text| Block::Text(text.clone())));
                self.bestand = Some(bestand);
            }
        }
        if self.regels.is_empty() {
            self.blad = Blad::Begin;
        }
        self.at = self.at.min(self.regels.len().saturating_sub(1));
        self.reveal(cx);
    }

    /// Nothing of people stays to be drawn; the file and what was decided stay.
    fn forget(&mut self) {
        self.oordeel = None;
        if let Some(read) = self.opname.take() {
            self.bestand = Some(read.bestand);
        }
        self.regels.clear();
        self.begin.clear();
    }

    fn compared(&self) -> bool {
        self.opname.is_some()
    }

    fn keuze(&self, regel: &Regel) -> Option<Keuze> {
        let same = |(vermelding, deel, _): &&Besluit| (*vermelding, *deel) == (regel.vermelding, regel.deel);
        self.besluiten.iter().find(same).map(|(_, _, keuze)| *keuze)
    }

    fn keuzes(&self) -> Vec<Option<Keuze>> {
        self.regels.iter().map(|regel| self.keuze(regel)).collect()
    }

    fn nog_open(&self) -> usize {
        self.regels.iter().filter(|regel| self.keuze(regel).is_none()).count()
    }

    fn decide(&mut self, at: usize, keuze: Keuze) {
        let Some(regel) = self.regels.get(at) else { return };
        let (vermelding, deel) = (regel.vermelding, regel.deel);
        self.besluiten.retain(|(other, part, _)| (*other, *part) != (vermelding, deel));
        self.besluiten.push((vermelding, deel, keuze));
    }

    /// The other side of what was chosen; mine when nothing was.
    fn other(&mut self) {
        let now = self.regels.get(self.at).and_then(|regel| self.keuze(regel));
        self.decide(self.at, now.map_or(Keuze::Mijn, Keuze::andere));
    }

    /// To the next difference that is open, round the end.
    fn next_open(&mut self, cx: &Ctx<'_>) -> bool {
        let count = self.regels.len();
        let is_open = |at: &usize| self.regels.get(*at).is_some_and(|regel| self.keuze(regel).is_none());
        let next = (1..=count).map(|step| (self.at + step) % count.max(1)).find(is_open);
        self.at = next.unwrap_or(self.at);
        self.reveal(cx);
        next.is_some()
    }

    /// Whether the user still has to say something of who vouches for it.
    fn asks_word(&self) -> bool {
        self.oordeel.as_ref().and_then(Oordeel::vraagt).is_some_and(|asked| asked != self.woord)
    }

    /// Takes over what is decided, or goes to what is not.
    fn take(&mut self, sure: bool, cx: &Ctx<'_>) -> Vec<Effect> {
        if self.asks_word() {
            self.zeker = Some(Zeker::Vertrouwen);
            return Vec::new();
        }
        let keuzes = self.keuzes();
        let (Some(read), Some(oordeel)) = (&self.opname, &self.oordeel) else { return Vec::new() };
        if let Some(first) = keuzes.iter().position(Option::is_none) {
            let said = inlezen::onbeslist(self.nog_open());
            self.blad = Blad::Verschillen;
            self.at = first;
            self.reveal(cx);
            return vec![Effect::Say(format!("{} {}", said.wat, nog(self.nog_open())))];
        }
        let model = &cx.kluis.model;
        let gegevens = Netwerkgegevens::van(model);
        // Nothing is open, so there is an outcome.
        let uitkomst = read.samen.resultaat(&keuzes, gegevens.door(), cx.now.stamp).unwrap_or_default();
        let odd: Vec<String> = read
            .samen
            .bezwaren(&uitkomst)
            .iter()
            .map(|bezwaar| format!("{}: {}", kort(&bezwaar.titel), bezwaar.tekst()))
            .collect();
        if !odd.is_empty() && !sure {
            self.zeker = Some(Zeker::Toch(odd));
            return Vec::new();
        }
        let changed = inlezen::verandert(model, &uitkomst);
        let taken = inlezen::overnemen(model, read, &keuzes, cx.now).map(|mut batch| {
            vertrouwen::onthoud(model, &mut batch, &read.bestand, oordeel, cx.now);
            batch
        });
        match taken {
            Ok(batch) if batch.changes.is_empty() => {
                vec![Effect::Say("Er is niets veranderd.".to_owned()), Effect::Close]
            }
            Ok(batch) => {
                let effects = commit_saying(batch, overgenomen(changed), cx);
                self.saving = is_asked(&effects);
                effects
            }
            Err(fault) => vec![told(&fault)],
        }
    }

    fn sure(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        let table = if self.zeker == Some(Zeker::Vertrouwen) { VERTROUWEN } else { ZEKER };
        let doet = action(table, self, key);
        if doet.is_none() {
            return Vec::new();
        }
        match (self.zeker.take(), doet) {
            (Some(Zeker::Rest(keuze)), Some(Doet::Ja)) => {
                for at in 0..self.regels.len() {
                    if self.regels.get(at).is_some_and(|regel| self.keuze(regel).is_none()) {
                        self.decide(at, keuze);
                    }
                }
                vec![Effect::Say("Alles is beslist. Ctrl-S: overnemen.".to_owned())]
            }
            (Some(Zeker::Toch(_)), Some(Doet::Ja)) => self.take(true, cx),
            (Some(Zeker::Vertrouwen), Some(Doet::Ja)) => {
                self.woord = self.oordeel.as_ref().and_then(Oordeel::vraagt).unwrap_or_default();
                if let Some(read) = &self.opname {
                    self.begin = begin(read, self.oordeel.as_ref(), false, cx);
                }
                self.act(Doet::Verder, Key::Enter, cx)
            }
            (Some(Zeker::Weg), Some(Doet::Ja)) => vec![Effect::Close],
            _ => Vec::new(),
        }
    }

    fn act(&mut self, doet: Doet, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        match doet {
            Doet::Overnemen => return self.take(false, cx),
            Doet::Verder if self.asks_word() => self.zeker = Some(Zeker::Vertrouwen),
            Doet::Verder if self.regels.is_empty() => return self.take(false, cx),
            Doet::Verder => {
                self.blad = Blad::Verschillen;
                self.reveal(cx);
            }
            Doet::Lezen => {
                let count = rows(&self.begin, cx.body.width.saturating_sub(2), &cx.look).len();
                self.lezen.moved(key, count, cx.body.height);
            }
            Doet::Hier => self.decide(self.at, Keuze::Mijn),
            Doet::Bestand => self.decide(self.at, Keuze::Hun),
            Doet::Andere => self.other(),
            Doet::Volgende => {
                if !self.next_open(cx) {
                    return vec![Effect::Say("Alles is beslist. Ctrl-S: overnemen.".to_owned())];
                }
            }
            Doet::RestHier | Doet::RestBestand if self.nog_open() == 0 => {
                return vec![Effect::Say("Alles is al beslist.".to_owned())];
            }
            Doet::RestHier => self.zeker = Some(Zeker::Rest(Keuze::Mijn)),
            Doet::RestBestand => self.zeker = Some(Zeker::Rest(Keuze::Hun)),
            Doet::Bewegen => self.moved(key, cx),
            Doet::Terug if self.blad == Blad::Verschillen => self.blad = Blad::Begin,
            Doet::Terug if self.holds() => self.zeker = Some(Zeker::Weg),
            Doet::Terug => return vec![Effect::Close],
            Doet::Ja => {}
        }
        Vec::new()
    }

    fn moved(&mut self, key: Key, cx: &Ctx<'_>) {
        let last = self.regels.len().saturating_sub(1);
        let page = usize::from(self.areas(cx.body, &cx.look).0.height.max(2)) - 1;
        self.at = stepped(key, self.at, last, page).unwrap_or(self.at);
        self.reveal(cx);
    }

    fn reveal(&mut self, cx: &Ctx<'_>) {
        let list = self.areas(cx.body, &cx.look).0;
        self.pane.reveal(&self.list(list.width, &cx.look), self.at, list.height);
    }

    fn click(&mut self, column: u16, row: u16, cx: &Ctx<'_>) {
        if self.zeker.is_some() || self.blad == Blad::Begin {
            return;
        }
        let (list, below) = self.areas(cx.body, &cx.look);
        if row + cx.body.y >= below.y {
            match column / (below.width / 3).max(1) {
                0 if below.width >= WIDE => self.decide(self.at, Keuze::Mijn),
                1 if below.width >= WIDE => self.decide(self.at, Keuze::Hun),
                _ => {}
            }
        } else if let Some(at) = self.pane.hit(&self.list(list.width, &cx.look), row) {
            self.at = at;
        }
        self.reveal(cx);
    }

    // --- drawing -----------------------------------------------------------------------------------------------------

    /// The differences, and the panes of the one in focus under them.
    fn areas(&self, area: Rect, look: &Look) -> (Rect, Rect) {
        let panes = u16::try_from(self.panes(area.width, look).len()).unwrap_or(u16::MAX);
        let below = panes.min(area.height.saturating_sub(4));
        let list = area.height - below;
        (Rect { height: list, ..area }, Rect { y: area.y + list, height: below, ..area })
    }

    /// The differences, under the entries that they are of.
    fn list(&self, width: u16, look: &Look) -> Vec<Row> {
        let mut found: Vec<Row> = Vec::new();
        let mut above: Option<Option<RecordId>> = None;
        let room = usize::from(width).saturating_sub(2);
        let line = |text: &str, role: Role, at: usize| Row {
            line: Line::styled(padded(text, room).trim_end().to_owned(), look.style(role)),
            choice: Some(at),
        };
        for (at, regel) in self.regels.iter().enumerate() {
            if above != Some(regel.vermelding) {
                above = Some(regel.vermelding);
                let titel = if regel.vermelding.is_none() { "Het netwerk zelf" } else { &regel.titel };
                let geheim = if regel.geheim { " (geheime plek)" } else { "" };
                // Of the entry of this difference: so it is in sight when the difference is.
                found.push(line(&look.text(&format!(" {titel}{geheim}")), Role::Titel, at));
            }
            let (sign, role) = if at == self.at { (look.here(), Role::Gekozen) } else { (" ", Role::Gewoon) };
            let (tick, said) = match self.keuze(regel) {
                Some(Keuze::Mijn) => (look.tick(true), "van hier"),
                Some(Keuze::Hun) => (look.tick(true), "uit bestand"),
                None => (look.tick(false), "open"),
            };
            let deel = look.text(regel.deel.tekst());
            found.push(line(&format!("   {sign} {tick} {} {said}", padded(&deel, 24)), role, at));
        }
        found
    }

    /// Mine, theirs and what it becomes.
    fn panes(&self, width: u16, look: &Look) -> Vec<Row> {
        let Some(regel) = self.regels.get(self.at) else { return Vec::new() };
        let keuze = self.keuze(regel);
        let (wordt, origin) = match keuze {
            Some(Keuze::Mijn) => (regel.mijn.tekst.as_str(), "zoals het hier is"),
            Some(Keuze::Hun) => (regel.hun.tekst.as_str(), "zoals in het bestand"),
            None => ("nog niet beslist", "kies links of rechts"),
        };
        let panes = [
            ("Hier", regel.mijn.tekst.as_str(), regel.mijn.herkomst.as_str(), keuze == Some(Keuze::Mijn)),
            ("Bestand", regel.hun.tekst.as_str(), regel.hun.herkomst.as_str(), keuze == Some(Keuze::Hun)),
            ("Wordt", wordt, origin, false),
        ];
        let rule = look.rule().repeat(usize::from(width.saturating_sub(1)));
        let mut found = vec![Row { line: Line::styled(rule, look.style(Role::Kop)), choice: None }];
        if width >= WIDE {
            found.extend(beside(&panes, width, look));
        } else {
            found.extend(panes.iter().flat_map(|pane| under(*pane, width, look)));
        }
        if let Some(was) = &regel.was {
            let width = width.saturating_sub(2);
            found.extend(limited(wrapped(&format!("Was eerst: {was}"), Role::Gedempt, " ", width, look), 1));
        }
        found
    }

    fn question(&self, zeker: &Zeker) -> Vec<Block> {
        let text = |text: &str| Block::Text(text.to_owned());
        match zeker {
            Zeker::Rest(keuze) => {
                let (open, side) =
                    (self.nog_open(), if *keuze == Keuze::Mijn { "zoals het hier is" } else { "zoals in het bestand" });
                vec![
                    Block::Strong(format!("Al het andere {side}?")),
                    Block::Gap,
                    Block::Text(format!("{} Wat u al koos, blijft.", nog(open))),
                    text("U kunt daarna elk verschil nog anders kiezen. Er is dan nog niets overgenomen."),
                    Block::Gap,
                    text("Enter: ja. Esc: nee, een voor een."),
                ]
            }
            Zeker::Toch(odd) => {
                let mut blocks = vec![Block::Danger("Kijk hier eerst naar.".to_owned()), Block::Gap];
                blocks.extend(odd.iter().map(|text| Block::Point(text.clone())));
                blocks.extend([Block::Gap, text("Enter: ja, toch overnemen. Esc: nee, nog niet.")]);
                blocks
            }
            Zeker::Vertrouwen => {
                let (Some(oordeel), Some(read)) = (&self.oordeel, &self.opname) else { return Vec::new() };
                let mut blocks = vec![Block::Danger("Kijk hier eerst naar.".to_owned()), Block::Gap];
                if let Err(fault) = oordeel.mag(&read.bestand.kop, Woord::default()) {
                    blocks.extend([Block::Strong(fault.wat), Block::Text(fault.waarom)]);
                }
                let ask = match oordeel {
                    Oordeel::Eerste(_) => {
                        blocks.push(text(
                            "Bel de uitgever op een nummer dat u al had. Laat de vingerafdruk voorlezen en vergelijk elke groep.",
                        ));
                        "j: ja, de vingerafdruk klopt; ik vertrouw deze sleutel. Esc: nee."
                    }
                    Oordeel::Ouder(_) => "j: ja, toch deze oudere versie inlezen. Esc: nee.",
                    _ => "j: ja, toch inlezen; niemand staat in voor wat erin staat. Esc: nee.",
                };
                blocks.extend([Block::Gap, text(ask)]);
                blocks
            }
            Zeker::Weg => vec![
                Block::Strong("Weggaan?".to_owned()),
                Block::Gap,
                text("Er is nog niets overgenomen. Wat u hier koos, wordt niet bewaard."),
                Block::Gap,
                text("Enter: ja, weggaan. Esc: nee, blijven."),
            ],
        }
    }
}

/// How many differences are still open.
fn nog(open: usize) -> String {
    match open {
        0 => "Alles is beslist.".to_owned(),
        1 => "Nog 1 verschil is open.".to_owned(),
        open => format!("Nog {open} verschillen zijn open."),
    }
}

fn overgenomen(changed: usize) -> String {
    match changed {
        0 => "Overgenomen. Geen vermelding is veranderd.".to_owned(),
        1 => "Overgenomen: 1 vermelding is veranderd.".to_owned(),
        changed => format!("Overgenomen: {changed} vermeldingen zijn veranderd."),
    }
}

/// What the file is, on what the comparison rests, and what comes of itself.
fn begin(read: &Opname, oordeel: Option<&Oordeel>, asks: bool, cx: &Ctx<'_>) -> Vec<Block> {
    let kop = &read.bestand.kop;
    let text = |text: &str| Block::Text(text.to_owned());
    let pair = |label: &str, value: String| Block::Pair(label.to_owned(), value);
    let named = |text: &str, none: &str| if text.trim().is_empty() { none.to_owned() } else { kort(text) };
    let mut blocks = vec![
        pair("Regio", named(&kop.regio, "niet ingevuld")),
        pair("Uitgever", named(&kop.uitgever, "niet ingevuld")),
        pair("Gemaakt op", dates::long(dag(kop.gemaakt_op))),
        pair("Geldig tot en met", kop.geldig_tot.map_or_else(|| "niet ingevuld".to_owned(), dates::long)),
        pair("Versie", kop.versie_id.kort()),
    ];
    let vouches = oordeel.map(|oordeel| oordeel.regels(kop)).unwrap_or_default();
    blocks.extend(vouches.into_iter().map(|line| match line.starts_with("Pas op") {
        true => Block::Danger(line),
        false => Block::Text(line),
    }));
    blocks.push(Block::Gap);
    if kop.geldig_tot.is_some_and(|day| day < cx.today()) {
        let late = "Dit bestand is niet meer geldig. Vraag de uitgever om een nieuwer bestand.";
        blocks.push(Block::Danger(late.to_owned()));
    }
    if read.andere_regio {
        let other = "Let op: dit bestand is van een andere regio. Geen enkele gemeente hoort ook bij uw netwerk.";
        blocks.push(Block::Danger(other.to_owned()));
    }
    if read.verouderd {
        blocks.push(Block::Strong("Uw netwerk komt al van deze versie: er verandert niets.".to_owned()));
    }
    blocks.push(Block::Text(match read.basis {
        Basis::Leeg => "Uw netwerk is nog leeg: alles komt erbij.".to_owned(),
        Basis::Versie(id) => {
            format!("Vergeleken met versie {}, waar uw netwerk en dit bestand allebei van komen.", id.kort())
        }
        Basis::Geen => {
            "Uw netwerk en dit bestand komen niet van dezelfde versie: bij elk verschil kiest u zelf.".to_owned()
        }
    }));
    blocks.push(Block::Text(read.samen.telling.tekst()));
    blocks.push(Block::Gap);
    blocks.push(match read.samen.conflicten.len() {
        _ if asks => Block::Strong("Enter: eerst nakijken wie ervoor instaat.".to_owned()),
        0 => Block::Strong("Er is niets te beslissen. Enter: overnemen.".to_owned()),
        1 => Block::Strong("1 verschil om te beslissen. Enter: verder.".to_owned()),
        open => Block::Strong(format!("{open} verschillen om te beslissen. Enter: verder.")),
    });
    if cx.kluis.state == KluisState::ReadOnly {
        blocks.push(Block::Danger("De kluis is alleen om te lezen: u kunt kijken, niet overnemen.".to_owned()));
    } else {
        blocks.push(text(
            "Uw eigen lijst blijft zoals die is. Na het overnemen kunt u terug met z. Veranderen er meer dan 500 \
             vermeldingen, dan gaat u terug met: aandacht netwerk versies --terug.",
        ));
    }
    // What somebody wrote whom nobody knows is shown when the user has said that it counts.
    let vanzelf = if asks { Vec::new() } else { read.vanzelf(&cx.kluis.model) };
    if !vanzelf.is_empty() {
        blocks.extend([Block::Gap, Block::Heading("Dit verandert vanzelf".to_owned())]);
        let more = vanzelf.len().saturating_sub(NAMES);
        let named = vanzelf.iter().take(NAMES);
        blocks.extend(named.map(|(_, naam, wat)| Block::Point(format!("{}: {}", kort(naam), wat.tekst()))));
        if more > 0 {
            blocks.push(Block::Muted(format!("En nog {more}.")));
        }
    }
    blocks
}

/// A pane: how it is called, what stands in it, where that comes from, and whether it was chosen.
type Vak<'a> = (&'a str, &'a str, &'a str, bool);

fn lead(naam: &str, chosen: bool, look: &Look) -> (String, Role) {
    let sign = if chosen { look.step(StepState::Done) } else { " " };
    (format!("{sign} {naam}"), if chosen { Role::Gekozen } else { Role::Titel })
}

/// The panes in columns, with a line between them.
fn beside(panes: &[Vak<'_>; 3], width: u16, look: &Look) -> Vec<Row> {
    let room = usize::from(width / 3).saturating_sub(3);
    let columns = panes.map(|(naam, tekst, herkomst, chosen)| {
        let (naam, role) = lead(naam, chosen, look);
        // The line between the columns is not to touch the text.
        let across = u16::try_from(room.saturating_sub(1)).unwrap_or(u16::MAX);
        let mut rows = vec![Row { line: Line::styled(naam, look.style(role)), choice: None }];
        rows.extend(limited(wrapped(tekst, Role::Gewoon, "  ", across, look), MOST.0));
        if !herkomst.is_empty() {
            rows.extend(limited(wrapped(herkomst, Role::Gedempt, "  ", across, look), MOST.0));
        }
        rows
    });
    let high = columns.iter().map(Vec::len).max().unwrap_or(0);
    let row = |at: usize| {
        let mut spans = vec![Span::raw(" ")];
        for (nr, column) in columns.iter().enumerate() {
            if nr > 0 {
                spans.push(Span::styled(format!("{} ", look.column()), look.style(Role::Kop)));
            }
            let (text, style) = column.get(at).map_or_else(
                || (String::new(), look.style(Role::Gewoon)),
                |row| (row.line.to_string(), row.line.spans.first().map(|span| span.style).unwrap_or(row.line.style)),
            );
            spans.push(Span::styled(padded(&text, room), style));
        }
        Row { line: Line::from(spans), choice: None }
    };
    (0..high).map(row).collect()
}

/// A pane under the one before it.
fn under((naam, tekst, herkomst, chosen): Vak<'_>, width: u16, look: &Look) -> Vec<Row> {
    let (naam, role) = lead(naam, chosen, look);
    let width = width.saturating_sub(2);
    let mut rows = limited(wrapped(tekst, Role::Gewoon, &format!(" {naam:<10} "), width, look), MOST.1);
    if chosen {
        for row in &mut rows {
            let text = row.line.to_string();
            row.line = Line::styled(text, look.style(role));
        }
    }
    if !herkomst.is_empty() {
        let pad = " ".repeat(12);
        rows.extend(limited(wrapped(herkomst, Role::Gedempt, &pad, width, look), MOST.1));
    }
    rows
}

impl Screen for Versies {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Committed) if std::mem::take(&mut self.saving) => {
                self.besluiten.clear();
                return vec![Effect::Close];
            }
            // What was decided stays, as on every screen that the lock covers.
            Msg::Kluis(KluisNews::Locked) => {
                self.forget();
                // This question holds names; the others do not, and stay.
                if matches!(self.zeker, Some(Zeker::Toch(_))) {
                    self.zeker = None;
                }
            }
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Failed(_) => self.saving = false,
            Msg::Key(key) if self.zeker.is_some() => return self.sure(*key, cx),
            Msg::Key(key) => {
                let table = if self.blad == Blad::Begin { BEGIN } else { TOETSEN };
                if let Some(doet) = action(table, self, *key) {
                    return self.act(doet, *key, cx);
                }
            }
            Msg::Click(hit) => self.click(hit.column, hit.row, cx),
            Msg::Scroll(by) if self.blad == Blad::Begin => {
                let count = rows(&self.begin, cx.body.width.saturating_sub(2), &cx.look).len();
                self.lezen.scroll(isize::from(*by), count, cx.body.height);
            }
            Msg::Scroll(by) => self.moved(if *by > 0 { Key::Down } else { Key::Up }, cx),
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let width = area.width.saturating_sub(2);
        match (&self.zeker, self.blad) {
            (Some(zeker), _) => Pane::default().draw(&rows(&self.question(zeker), width, look), area, buf, look),
            (None, Blad::Begin) => self.lezen.draw(&rows(&self.begin, width, look), area, buf, look),
            (None, Blad::Verschillen) => {
                let (list, below) = self.areas(area, look);
                self.pane.draw(&self.list(list.width, look), list, buf, look);
                Pane::default().draw(&self.panes(below.width, look), below, buf, look);
            }
        }
    }

    fn header(&self) -> (String, String) {
        let right = match (self.blad, self.regels.len()) {
            (Blad::Begin, _) | (_, 0) => String::new(),
            (Blad::Verschillen, all) => format!("{} van {all} open", self.nog_open()),
        };
        ("Netwerkbestand".to_owned(), right)
    }

    fn keys(&self) -> Vec<Shown> {
        match (&self.zeker, self.blad) {
            (Some(Zeker::Vertrouwen), _) => shown(VERTROUWEN, self),
            (Some(_), _) => shown(ZEKER, self),
            (None, Blad::Begin) => shown(BEGIN, self),
            (None, Blad::Verschillen) => shown(TOETSEN, self),
        }
    }

    fn holds(&self) -> bool {
        !self.besluiten.is_empty()
    }
}
