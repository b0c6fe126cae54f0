//! What one can do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::casus::{Afspraak, Nabij, agenda, dossiers};
use crate::domain::dates;
use crate::domain::gesprek::{Block, Effect, Key, Msg, Route, eigen_meldcode, eigen_weg, sentence};
use crate::domain::inhoud::Soort;
use crate::domain::kluis::{KluisAct, KluisState, KluisView};
use crate::ui::keymap::{DIGITS, Keymap, Shown, action, bind, digit, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::open_tree;
use crate::ui::screens::kluis::{STILL_BUSY, favourites};
use crate::ui::screens::netwerk::startnetwerken::aanbod;
use crate::ui::theme::Role;
use crate::ui::widgets::{Menu, MenuItem, Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Nummer,
    Bewegen,
    Zoeken,
    Meldingen,
    Favorieten,
    Agenda,
    Startnetwerk,
    Vergrendelen,
    Stoppen,
}

pub const TOETSEN: Keymap<Start, Doet> = &[
    bind(&[Key::Char('m')], Doet::Meldingen, "meldingen").when(Start::has_notices, "er zijn geen meldingen"),
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "kiezen"),
    bind(DIGITS, Doet::Nummer, "meteen"),
    bind(&[Key::Char('f')], Doet::Favorieten, "favorieten")
        .when(Start::has_favourites, "de kluis is niet open, of er zijn nog geen favorieten"),
    bind(&[Key::Char('a')], Doet::Agenda, "wat loopt er").when(Start::has_due, "er staat niets open"),
    bind(&[Key::Char('n')], Doet::Startnetwerk, "startnetwerk")
        .when(Start::has_offer, "er is geen startnetwerk voor uw gemeente, of uw netwerk is al begonnen"),
    bind(&[Key::Char('l')], Doet::Vergrendelen, "op slot doen").when(Start::is_open, "de kluis is niet open"),
    bind(&[Key::Down, Key::Up, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Char('/')], Doet::Zoeken, "zoeken"),
    bind(&[Key::Char('q')], Doet::Stoppen, "stoppen"),
];

/// What a row of the menu does.
#[derive(Debug, Clone, PartialEq)]
enum Goal {
    Open(Route),
    /// The meldcode of the user's own sector.
    Meldcode,
    Tree(&'static str),
}

/// The start screen.
pub struct Start {
    menu: Menu<Goal>,
    /// What stands beside the menu: the state of the content, and what was left out of it.
    beside: Vec<Block>,
    right: String,
    notices: Vec<Block>,
    state: KluisState,
    favourites: usize,
    due: usize,
    /// The region whose starter network is offered.
    offer: Option<String>,
}

/// Columns of the menu when there is room for two columns.
const MENU_WIDTH: u16 = 40;

impl Start {
    /// The start screen.
    pub fn new(cx: &Ctx<'_>) -> Start {
        let intro = vec![Block::Gap, Block::Heading("Wat wilt u doen?".to_owned()), Block::Gap];
        let mut start = Start {
            menu: Menu::new(intro, Vec::new()),
            beside: Vec::new(),
            right: String::new(),
            notices: Vec::new(),
            state: cx.kluis.state,
            favourites: 0,
            due: 0,
            offer: None,
        };
        start.refresh(cx);
        start
    }

    /// Settings and kluis may have changed while another screen was on top.
    fn refresh(&mut self, cx: &Ctx<'_>) {
        self.state = cx.kluis.state;
        self.favourites = favourites(cx.kluis).count();
        let due = if self.state.is_open() { agenda(&dossiers(&cx.kluis.model)) } else { Vec::new() };
        self.due = due.len();
        self.offer = aanbod(cx);
        let items = goals(self.state).map(|(label, value)| MenuItem { label: label.to_owned(), value });
        self.menu.renew_items(items.to_vec(), Start::menu_area(cx.body), &cx.look);
        // First, because a narrow header cuts off what stands last.
        let kluis = if self.state == KluisState::None { "" } else { self.state.word() };
        let parts = [kluis, cx.settings.sector_name().unwrap_or_default(), cx.settings.gemeente.as_str()];
        self.right = parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ");
        self.beside = beside(cx, &due, self.offer.as_deref());
        self.notices = cx.notices.iter().flat_map(|notice| [Block::Text(notice.clone()), Block::Gap]).collect();
    }

    fn is_open(&self) -> bool {
        self.state.is_open()
    }

    fn has_favourites(&self) -> bool {
        self.favourites > 0
    }

    fn has_due(&self) -> bool {
        self.due > 0
    }

    fn has_offer(&self) -> bool {
        self.offer.is_some()
    }

    fn has_notices(&self) -> bool {
        !self.notices.is_empty()
    }

    fn go(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        match self.menu.value() {
            Some(Goal::Open(route)) => vec![Effect::Open(route.clone())],
            Some(Goal::Meldcode) => vec![open_tree(cx, &eigen_meldcode(cx.settings, cx.reader))],
            Some(Goal::Tree(id)) => vec![open_tree(cx, id)],
            None => Vec::new(),
        }
    }

    fn menu_area(area: Rect) -> Rect {
        Rect { width: area.width.min(MENU_WIDTH), ..area }
    }
}

/// The rows of the menu. The last one is what the kluis needs now.
fn goals(kluis: KluisState) -> [(&'static str, Goal); 9] {
    // A casus stands in the kluis: without one that is open, the way there is to make or open it.
    let casussen = match kluis {
        KluisState::None => Route::KluisMaken,
        KluisState::Locked => Route::KluisOpenen,
        KluisState::Open | KluisState::ReadOnly => Route::Casussen,
    };
    let (label, route) = match kluis {
        KluisState::None => ("Kluis maken", Route::KluisMaken),
        KluisState::Locked => ("Kluis openen", Route::KluisOpenen),
        KluisState::Open | KluisState::ReadOnly => ("Kluis beheren", Route::Beheer),
    };
    [
        ("Meldcode raadplegen", Goal::Meldcode),
        ("Casussen", Goal::Open(casussen)),
        ("Kindcheck", Goal::Tree("kindcheck")),
        ("Wie bel ik nu?", Goal::Open(Route::Wie)),
        ("Netwerk", Goal::Open(Route::Netwerk)),
        ("Intervisie en oefenen", Goal::Open(Route::Groepswerk)),
        ("Checklists, signalen, naslag", Goal::Open(Route::Naslag(None))),
        ("Instellingen", Goal::Open(Route::Settings)),
        (label, Goal::Open(route)),
    ]
}

fn beside(cx: &Ctx<'_>, due: &[Afspraak], offer: Option<&str>) -> Vec<Block> {
    let mut blocks = vec![Block::Gap];
    // Warnings first, because a narrow screen has no room for much more.
    for warning in warnings(cx) {
        blocks.extend([Block::Danger(warning), Block::Gap]);
    }
    if cx.lopend.is_some() {
        blocks.push(Block::Strong("Er loopt nog een sessie. Verder: 6, daarna 1.".to_owned()));
        blocks.push(Block::Gap);
    }
    blocks.extend(due_blocks(cx, due));
    if let Some(region) = offer {
        blocks.push(Block::Heading("Netwerk".to_owned()));
        blocks.push(Block::Text(format!("Er is een startnetwerk van {region}. Overnemen kan met n.")));
        blocks.push(Block::Gap);
    }
    blocks.push(Block::Heading("Inhoud".to_owned()));
    if let Some(entry) = cx.reader.entries(Soort::Beslisboom).first() {
        blocks.push(Block::Text(match entry.status {
            "concept" => format!("Versie {}, concept: nog niet door een beroepsgroep vastgesteld.", entry.versie),
            _ => format!("Versie {}, vastgesteld.", entry.versie),
        }));
    }
    blocks.push(Block::Text("Raadplegen bewaart niets.".to_owned()));
    blocks.push(Block::Gap);
    blocks.extend(kluis_blocks(cx.kluis, cx));
    blocks.push(Block::Heading("Uw sector".to_owned()));
    let nothing = "Nog niet gekozen. Dat kan bij 8, Instellingen.";
    blocks.push(Block::Text(eigen_weg(cx.settings, cx.reader).unwrap_or_else(|| nothing.to_owned())));
    blocks
}

/// What is due beside the menu; the rest stands behind `a`.
const DUE: usize = 4;

/// What is due in the casussen, the earliest first. Overdue is a word.
fn due_blocks(cx: &Ctx<'_>, due: &[Afspraak]) -> Vec<Block> {
    if due.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading("Wat loopt er".to_owned())];
    for due in due.iter().take(DUE) {
        let late = due.nabij(cx.today()) == Nabij::Verlopen;
        let when = dates::due(due.datum, cx.today());
        let text = if late { format!("! verlopen, {when}") } else { when };
        let first = format!("{text}  {}", due.pseudoniem);
        blocks.push(if late { Block::Danger(first) } else { Block::Strong(first) });
        blocks.push(Block::Text(format!("   {}", due.shown())));
    }
    if due.len() > DUE {
        blocks.push(Block::Muted(format!("en {} meer: toets a", due.len() - DUE)));
    }
    blocks.push(Block::Gap);
    blocks
}

/// What the user has to know before anything else.
fn warnings(cx: &Ctx<'_>) -> Vec<String> {
    let mut found = Vec::new();
    if cx.kluis.state == KluisState::Open && !cx.kluis.model.has_sheet() {
        found.push("Uw herstelblad is nog niet gecontroleerd. Maak een nieuw: 9, daarna 5.".to_owned());
    }
    if cx.kluis.backup_is_old() {
        found.push(match cx.kluis.backup_age {
            None => "Er is nog geen back-up van de kluis. Open de kluis en maak er een: 9.".to_owned(),
            Some(days) => format!("De nieuwste back-up is {days} dagen oud. Open de kluis en maak er een: 9."),
        });
    }
    match cx.kluis.warnings.len() {
        0 => {}
        1 => found.push("Let op: één melding over de kluis. Kijk bij 9.".to_owned()),
        count => found.push(format!("Let op: {count} meldingen over de kluis. Kijk bij 9.")),
    }
    match cx.notices.len() {
        0 => {}
        1 => found.push("Let op: één melding bij het starten. Toets m.".to_owned()),
        count => found.push(format!("Let op: {count} meldingen bij het starten. Toets m.")),
    }
    found
}

/// How the kluis stands, and how old its newest backup is. Nothing of what is in it while it is locked.
fn kluis_blocks(kluis: &KluisView, cx: &Ctx<'_>) -> Vec<Block> {
    if kluis.state == KluisState::None {
        return Vec::new();
    }
    let standing = match (kluis.state, favourites(kluis).count()) {
        (KluisState::None | KluisState::Locked, _) => "Op slot.".to_owned(),
        (KluisState::ReadOnly, _) => "Open, alleen om te lezen.".to_owned(),
        (KluisState::Open, 0) => "Open.".to_owned(),
        (KluisState::Open, 1) => "Open, met één favoriet (toets f).".to_owned(),
        (KluisState::Open, count) => format!("Open, met {count} favorieten (toets f)."),
    };
    let mut blocks = vec![Block::Heading("Kluis".to_owned()), Block::Text(standing), Block::Gap];
    if let Some(newest) = kluis.backups.first() {
        blocks.push(Block::Heading("Back-up".to_owned()));
        let ago = dates::ago(newest.made.date(), cx.today());
        blocks.extend([Block::Text(sentence(&format!("{ago} gemaakt en gecontroleerd."))), Block::Gap]);
    }
    blocks
}

fn lock(cx: &Ctx<'_>) -> Vec<Effect> {
    match cx.kluis.busy {
        None => vec![Effect::Kluis(KluisAct::Lock)],
        Some(_) => vec![Effect::Say(STILL_BUSY.to_owned())],
    }
}

impl Screen for Start {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let area = Start::menu_area(cx.body);
        match msg {
            Msg::Shown | Msg::SettingsKept | Msg::Kluis(_) => self.refresh(cx),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Nummer) if digit(*key) < self.menu.items().len() => {
                    self.menu.choose(digit(*key), area, &cx.look);
                    return self.go(cx);
                }
                Some(Doet::Nummer) => {}
                Some(Doet::Kiezen) => return self.go(cx),
                Some(Doet::Zoeken) => return vec![Effect::Open(Route::Palette)],
                Some(Doet::Meldingen) => {
                    let route = Route::Page("Meldingen bij het starten".to_owned(), self.notices.clone());
                    return vec![Effect::Open(route)];
                }
                Some(Doet::Favorieten) => return vec![Effect::Open(Route::Favorieten)],
                Some(Doet::Startnetwerk) => return vec![Effect::Open(Route::Startnetwerken)],
                Some(Doet::Agenda) => return vec![Effect::Open(Route::CasusAgenda)],
                Some(Doet::Vergrendelen) => return lock(cx),
                Some(Doet::Stoppen) => return vec![Effect::Quit],
                Some(Doet::Bewegen) => {
                    self.menu.moved(*key, area, &cx.look);
                }
                None => {}
            },
            Msg::Click(hit) if hit.column < area.width => {
                if let Some(at) = self.menu.hit(hit.row, area, &cx.look) {
                    self.menu.choose(at, area, &cx.look);
                    return self.go(cx);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let menu = Start::menu_area(area);
        self.menu.draw(menu, buf, look);
        let beside = if area.width > MENU_WIDTH + 24 {
            for y in area.top()..area.bottom() {
                buf.set_line(menu.right(), y, &Line::styled(look.column(), look.style(Role::Rand)), 1);
            }
            Rect { x: menu.right() + 2, width: area.width - menu.width - 2, ..area }
        } else {
            let used = u16::try_from(self.menu.items().len() + self.menu.intro.len()).unwrap_or(12);
            Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area }
        };
        Pane::default().draw(&rows(&self.beside, beside.width, look), beside, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("aandacht".to_owned(), self.right.clone())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
