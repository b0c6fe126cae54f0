//! Looking after the kluis: how it stands, and everything that can be done with it now. What cannot be done now is not
//! in the list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{STILL_BUSY, busy_line, fault_blocks, still};
use crate::domain::gesprek::{Block, Effect, Key, Msg, Route, backup_text, finding_blocks, findings_page};
use crate::domain::kluis::{Favoriet, KluisAct, KluisNews, KluisState, KluisView};
use crate::ui::keymap::{DIGITS, Keymap, Shown, action, bind, digit, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::widgets::{Menu, MenuItem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Nummer,
    Bewegen,
    Vergrendelen,
    Terug,
}

const BUSY: &str = "de kluis is nog bezig";

pub const TOETSEN: Keymap<Beheer, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "kiezen").when(Beheer::is_free, BUSY),
    bind(DIGITS, Doet::Nummer, "meteen").when(Beheer::is_free, BUSY),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Char('l')], Doet::Vergrendelen, "op slot doen")
        .when(Beheer::may_lock, "de kluis is niet open, of nog bezig"),
];

/// What a row does.
#[derive(Debug, Clone, PartialEq)]
enum Goal {
    Open(Route),
    Act(KluisAct),
    /// A page that says where everything is.
    Places,
}

/// The screen.
pub struct Beheer {
    menu: Menu<Goal>,
    state: KluisState,
    busy: Option<&'static str>,
    /// Why what was asked last did not succeed.
    fault: Vec<Block>,
    places: Vec<Block>,
}

impl Beheer {
    /// How things stand now.
    pub fn new(cx: &Ctx<'_>) -> Beheer {
        let mut beheer = Beheer {
            menu: Menu::new(Vec::new(), Vec::new()),
            state: cx.kluis.state,
            busy: None,
            fault: Vec::new(),
            places: Vec::new(),
        };
        beheer.refresh(cx);
        beheer
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        self.state = cx.kluis.state;
        self.busy = still(self.busy, cx.kluis.busy);
        self.places = places(cx);
        self.menu.intro = self.intro(cx);
        let items = goals(cx.kluis).into_iter().map(|(label, value)| MenuItem { label, value }).collect();
        self.menu.renew_items(items, cx.body, &cx.look);
    }

    fn is_free(&self) -> bool {
        self.busy.is_none()
    }

    fn may_lock(&self) -> bool {
        self.state.is_open() && self.is_free()
    }

    fn ask(&mut self, act: KluisAct, cx: &Ctx<'_>) -> Vec<Effect> {
        if cx.kluis.busy.is_some() {
            return vec![Effect::Say(STILL_BUSY.to_owned())];
        }
        self.busy = Some(act.doing());
        self.fault.clear();
        self.menu.intro = self.intro(cx);
        vec![Effect::Kluis(act)]
    }

    fn intro(&self, cx: &Ctx<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        if let Some(doing) = self.busy {
            blocks.extend([Block::Strong(busy_line(doing)), Block::Gap]);
        }
        if !self.fault.is_empty() {
            blocks.extend(self.fault.iter().cloned());
            blocks.push(Block::Gap);
        }
        blocks.extend(standing(cx));
        blocks
    }

    fn go(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        match self.menu.value().cloned() {
            Some(Goal::Open(route)) => vec![Effect::Open(route)],
            Some(Goal::Act(act)) => self.ask(act, cx),
            Some(Goal::Places) => {
                vec![Effect::Open(Route::Page("Waar de bestanden zijn".to_owned(), self.places.clone()))]
            }
            None => Vec::new(),
        }
    }

    fn key(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        match action(TOETSEN, self, key) {
            Some(Doet::Nummer) if digit(key) < self.menu.items().len() => {
                self.menu.choose(digit(key), cx.body, &cx.look);
                return self.go(cx);
            }
            Some(Doet::Nummer) | None => {}
            Some(Doet::Kiezen) => return self.go(cx),
            Some(Doet::Vergrendelen) => return self.ask(KluisAct::Lock, cx),
            Some(Doet::Terug) => return vec![Effect::Close],
            Some(Doet::Bewegen) => {
                self.menu.moved(key, cx.body, &cx.look);
            }
        }
        Vec::new()
    }
}

/// What can be done now. First what is done often and harms nothing: after opening, Enter stands on it.
fn goals(kluis: &KluisView) -> Vec<(String, Goal)> {
    let open = |label: &str, route| (label.to_owned(), Goal::Open(route));
    let act = |label: &str, act| (label.to_owned(), Goal::Act(act));
    let restore = || open("Back-up terugzetten", Route::KluisBackups);
    let salvage = || open("Bergen wat te lezen is, na schade", Route::KluisBergen);
    let mut found = match kluis.state {
        KluisState::None => vec![open("Kluis maken", Route::KluisMaken), restore()],
        KluisState::Locked => vec![
            open("Kluis openen", Route::KluisOpenen),
            restore(),
            act("Kluis controleren", KluisAct::Examine),
            salvage(),
        ],
        KluisState::Open => vec![
            act("Back-up nu maken", KluisAct::BackUp),
            restore(),
            act("Kluis controleren", KluisAct::Examine),
            open("Wachtwoord veranderen", Route::KluisWachtwoord),
            open("Nieuw herstelblad maken", Route::KluisHerstelblad),
            open("Alles vernieuwen, na een lek", Route::KluisVernieuwen),
            open("Tijd tot op slot", Route::KluisVergrendeltijd),
            act("Op slot doen", KluisAct::Lock),
        ],
        KluisState::ReadOnly => vec![
            act("Kluis controleren", KluisAct::Examine),
            restore(),
            salvage(),
            open("Toch verder met deze stand", Route::KluisAccepteren),
            act("Op slot doen", KluisAct::Lock),
        ],
    };
    found.push(("Waar de bestanden zijn".to_owned(), Goal::Places));
    found
}

/// How things stand.
fn standing(cx: &Ctx<'_>) -> Vec<Block> {
    let kluis = cx.kluis;
    let pair = |label: &str, value: String| Block::Pair(label.to_owned(), value);
    let mut blocks = vec![pair("Kluis", state_text(kluis))];
    if kluis.state == KluisState::None {
        blocks.push(Block::Gap);
        return blocks;
    }
    blocks.push(pair(
        "Back-up",
        match kluis.backups.first() {
            None => "nog geen".to_owned(),
            Some(newest) => format!("{}; {} in totaal", backup_text(newest, cx.today()), kluis.backups.len()),
        },
    ));
    if kluis.backup_is_old() {
        blocks.push(Block::Danger("Er is geen back-up van de laatste zeven dagen.".to_owned()));
    }
    for warning in &kluis.warnings {
        blocks.extend(finding_blocks(warning));
    }
    blocks.push(Block::Gap);
    blocks
}

/// Nothing of what is in it is counted while it is locked.
fn state_text(kluis: &KluisView) -> String {
    let held = match kluis.model.all::<Favoriet>().count() {
        0 => "er staan nog geen favorieten in".to_owned(),
        1 => "er staat één favoriet in".to_owned(),
        count => format!("er staan {count} favorieten in"),
    };
    match kluis.state {
        KluisState::None => "nog niet gemaakt. Raadplegen kan altijd, ook zonder kluis.".to_owned(),
        KluisState::Locked => "op slot".to_owned(),
        KluisState::Open => {
            let minutes = super::vergrendeltijd::minutes_text(kluis.model.voorkeuren().vergrendel_na);
            format!("open; {held}. Gaat op slot na {minutes} zonder toets.")
        }
        KluisState::ReadOnly => format!("open, alleen om te lezen; {held}"),
    }
}

/// Where everything is.
fn places(cx: &Ctx<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading("Kluis".to_owned()),
        Block::Text(cx.kluis.folder.display().to_string()),
        Block::Text(
            "Verander in deze map niets met de hand. Zet hem niet in een map die met internet gelijkloopt.".to_owned(),
        ),
        Block::Gap,
        Block::Heading("Back-ups".to_owned()),
    ];
    if cx.kluis.backups.is_empty() {
        blocks.push(Block::Text("Nog geen.".to_owned()));
    }
    for backup in &cx.kluis.backups {
        blocks.push(Block::Point(format!("{} ({})", backup_text(backup, cx.today()), size(backup.bytes))));
        blocks.push(Block::Muted(backup.file.display().to_string()));
    }
    blocks.extend([
        Block::Gap,
        Block::Text(
            "Een back-up is versleuteld. Zet af en toe een kopie op een andere plek, bijvoorbeeld een usb-stick achter \
             slot."
                .to_owned(),
        ),
    ]);
    blocks
}

/// A size as people say it.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..=999 => format!("{bytes} bytes"),
        1_000..=999_999 => format!("{} kB", bytes / 1_000),
        _ => format!("{},{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

impl Screen for Beheer {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => return self.key(*key, cx),
            Msg::Click(hit) if self.is_free() => {
                if let Some(at) = self.menu.hit(hit.row, cx.body, &cx.look) {
                    self.menu.choose(at, cx.body, &cx.look);
                    return self.go(cx);
                }
            }
            Msg::Scroll(by) => {
                self.menu.moved(if *by > 0 { Key::Down } else { Key::Up }, cx.body, &cx.look);
            }
            Msg::Kluis(KluisNews::Examined(report)) => {
                self.refresh(cx);
                let route = Route::Page("Controle van de kluis".to_owned(), findings_page(report));
                return vec![Effect::Open(route)];
            }
            Msg::Failed(fault) => {
                self.fault = fault_blocks(fault);
                self.refresh(cx);
            }
            Msg::Kluis(_) => {
                self.fault.clear();
                self.refresh(cx);
            }
            Msg::Shown => self.refresh(cx),
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.menu.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Beheer".to_owned(), self.state.word().to_owned())
    }

    fn tells_faults(&self) -> bool {
        true
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
