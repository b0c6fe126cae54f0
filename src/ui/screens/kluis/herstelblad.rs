//! The recovery sheet: shown once, and checked before it is put away.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use zeroize::Zeroizing;

use crate::domain::gesprek::{Block, Effect, Key, Msg, recovery_page};
use crate::domain::kluis::{KluisAct, Moment, Password};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::{Pane, Row, SecretForm, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lezen {
    Controle,
    Afdrukken,
    Weg,
    Bladeren,
}

pub const LEZEN: Keymap<(), Lezen> = &[
    bind(&[Key::Enter], Lezen::Controle, "ik heb het"),
    bind(&[Key::Char('p')], Lezen::Afdrukken, "afdrukken"),
    bind(&[Key::Esc], Lezen::Weg, "weg"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp], Lezen::Bladeren, "lezen"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Controle {
    Verder,
    Volgende,
    Vorige,
    Leeg,
    Terug,
}

pub const CONTROLE: Keymap<(), Controle> = &[
    bind(&[Key::Enter], Controle::Verder, "controleren"),
    bind(&[Key::Esc], Controle::Terug, "blad nog eens"),
    bind(&[Key::Tab, Key::Down], Controle::Volgende, "volgend veld"),
    bind(&[Key::BackTab, Key::Up], Controle::Vorige, "vorig veld"),
    bind(&[Key::Ctrl('u')], Controle::Leeg, "veld leeg"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weggaan {
    Blijf,
    Weg,
}

pub const WEGGAAN: Keymap<(), Weggaan> =
    &[bind(&[Key::Esc, Key::Left], Weggaan::Blijf, "blijven"), bind(&[Key::Enter], Weggaan::Weg, "weggaan")];

/// What the screen is doing.
enum Mode {
    Lezen(Pane),
    Controle(SecretForm),
    Weggaan,
}

/// The groups of a sheet.
const GROUPS: [&str; 9] =
    ["Groep 1", "Groep 2", "Groep 3", "Groep 4", "Groep 5", "Groep 6", "Groep 7", "Groep 8", "Groep 9"];

/// The two groups that are asked back, counted from 0 and in order: others every time, so that nobody writes down only
/// those two. They need not be a secret, so the clock is chance enough.
fn two_groups(now: Moment) -> [usize; 2] {
    let chance = usize::try_from(now.stamp.subsec_nanosecond() / 1_000).unwrap_or(0);
    let first = (2 + chance) % GROUPS.len();
    let second = (first + 1 + (3 + chance / GROUPS.len()) % (GROUPS.len() - 1)) % GROUPS.len();
    [first.min(second), first.max(second)]
}

const INTRO: [&str; 3] = [
    "Dit is uw herstelblad. Hiermee gaat de kluis open als u het wachtwoord vergeet.",
    "Schrijf alle groepen over of druk ze af (p). Bewaar het blad achter slot en niet bij de computer: wie het heeft, \
     kan alles lezen.",
    "U ziet deze letters maar één keer.",
];

/// The recovery sheet.
pub struct Herstelblad {
    sheet: Password,
    mode: Mode,
    /// The groups that are asked back.
    asked: [usize; 2],
    /// What was wrong with the groups that were typed back.
    wrong: Vec<Block>,
}

impl Herstelblad {
    /// A sheet that has just been made.
    pub fn new(sheet: Password) -> Herstelblad {
        Herstelblad { sheet, mode: Mode::Lezen(Pane::default()), asked: [0, 1], wrong: Vec::new() }
    }

    fn group(&self, at: usize) -> &str {
        self.sheet.expose().split('-').nth(at).unwrap_or_default()
    }

    fn check(&mut self) -> Vec<Effect> {
        let Mode::Controle(form) = &self.mode else { return Vec::new() };
        let wrong: Vec<usize> = (0..self.asked.len())
            .filter(|field| read(form.password(*field).expose()) != read(self.group(self.asked[*field])))
            .collect();
        let Some(first) = wrong.first().copied() else {
            let text = "Het herstelblad klopt. Bewaar het achter slot, niet bij de computer.";
            return vec![Effect::Kluis(KluisAct::SheetChecked), Effect::Close, Effect::Say(text.to_owned())];
        };
        let names: Vec<&str> = wrong.iter().map(|field| GROUPS[self.asked[*field]]).collect();
        self.wrong = vec![
            Block::Gap,
            Block::Danger(match names.as_slice() {
                [one] => format!("{one} klopt niet."),
                several => format!("{} kloppen niet.", several.join(" en ").replace(" en G", " en g")),
            }),
            Block::Text("Vergelijk met uw blad. Met Esc ziet u de letters nog eens.".to_owned()),
        ];
        if let Mode::Controle(form) = &mut self.mode {
            for field in wrong.iter().rev() {
                form.again(*field);
            }
            form.go_to(first);
        }
        Vec::new()
    }

    fn read_key(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        match action(LEZEN, &(), key) {
            Some(Lezen::Controle) => {
                self.wrong.clear();
                self.asked = two_groups(cx.now);
                self.mode = Mode::Controle(SecretForm::readable(&self.asked.map(|group| GROUPS[group])));
            }
            Some(Lezen::Afdrukken) => return vec![Effect::Print(recovery_page(self.sheet.expose(), cx.today()))],
            Some(Lezen::Weg) => self.mode = Mode::Weggaan,
            Some(Lezen::Bladeren) => {
                let count = self.sheet_rows(cx.body.width, &cx.look).len();
                if let Mode::Lezen(pane) = &mut self.mode {
                    pane.moved(key, count, cx.body.height);
                }
            }
            None => {}
        }
        Vec::new()
    }

    fn check_key(&mut self, key: Key) -> Vec<Effect> {
        let Mode::Controle(form) = &mut self.mode else { return Vec::new() };
        match action(CONTROLE, &(), key) {
            Some(Controle::Verder) if !form.at_last() && !form.is_empty(form.at()) => form.step(true),
            Some(Controle::Verder) => return self.check(),
            Some(Controle::Volgende) => form.step(true),
            Some(Controle::Vorige) => form.step(false),
            Some(Controle::Leeg) => form.empty(),
            Some(Controle::Terug) => self.mode = Mode::Lezen(Pane::default()),
            None => form.key(key),
        }
        Vec::new()
    }

    fn leave_key(&mut self, key: Key) -> Vec<Effect> {
        match action(WEGGAAN, &(), key) {
            Some(Weggaan::Weg) => return vec![Effect::Close],
            Some(Weggaan::Blijf) => self.mode = Mode::Lezen(Pane::default()),
            None => {}
        }
        Vec::new()
    }

    /// The sheet: what it is, and the groups with their numbers, three to a row.
    fn sheet_rows(&self, width: u16, look: &Look) -> Vec<Row> {
        let width = width.saturating_sub(2);
        let mut blocks = vec![Block::Gap];
        blocks.extend(INTRO.map(|text| Block::Text(text.to_owned())));
        blocks.push(Block::Gap);
        let mut found = rows(&blocks, width, look);
        let groups: Vec<(usize, &str)> = self.sheet.expose().split('-').enumerate().collect();
        for three in groups.chunks(3) {
            let mut spans = Vec::new();
            for (at, group) in three {
                spans.push(Span::styled(format!("   {}  ", at + 1), look.style(Role::Gedempt)));
                spans.push(Span::styled((*group).to_owned(), look.style(Role::Vraag)));
                spans.push(Span::styled("   ", look.style(Role::Gewoon)));
            }
            found.push(Row { line: Line::from(spans), choice: None });
            found.push(Row::blank());
        }
        let after = "Enter: u typt twee groepen terug, zodat een schrijffout nu opvalt en niet later.";
        found.extend(rows(&[Block::Text(after.to_owned())], width, look));
        found
    }

    fn check_rows(&self, form: &SecretForm, width: u16, look: &Look) -> Vec<Row> {
        let width = width.saturating_sub(2);
        let intro = [
            Block::Gap,
            Block::Strong("Typ twee groepen over van uw blad.".to_owned()),
            Block::Text("Grote of kleine letters maakt niet uit. Spaties en streepjes mogen.".to_owned()),
            Block::Gap,
        ];
        let mut found = rows(&intro, width, look);
        found.extend(form.rows(|_| Vec::new(), width, look));
        found.extend(rows(&self.wrong, width, look));
        found
    }
}

const LEAVING: [&str; 3] = [
    "Zonder goed herstelblad is er maar één weg naar binnen: het wachtwoord. Vergeet u dat, dan is alles in de kluis \
     voorgoed weg.",
    "Deze letters komen niet terug. Een nieuw herstelblad maken kan later wel: 9 op het startscherm, daarna 5.",
    "Enter: weggaan zonder controle. Esc: blijven.",
];

/// The letters that a group means: as the program reads a recovery sheet, with the letters that look like a digit.
fn read(text: &str) -> Zeroizing<String> {
    let mut letters = Zeroizing::new(String::with_capacity(text.len()));
    let meant = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
    letters.extend(meant.map(|letter| match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }));
    letters
}

impl Screen for Herstelblad {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match (msg, &mut self.mode) {
            (Msg::Key(key), Mode::Lezen(_)) => return self.read_key(*key, cx),
            (Msg::Key(key), Mode::Controle(_)) => return self.check_key(*key),
            (Msg::Key(key), Mode::Weggaan) => return self.leave_key(*key),
            (Msg::Paste(text), Mode::Controle(form)) => form.paste(text),
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        match &self.mode {
            Mode::Lezen(pane) => pane.draw(&self.sheet_rows(area.width, look), area, buf, look),
            Mode::Controle(form) => {
                Pane::default().draw(&self.check_rows(form, area.width, look), area, buf, look);
            }
            Mode::Weggaan => {
                let mut blocks = vec![Block::Gap, Block::Heading("Weggaan zonder controle?".to_owned()), Block::Gap];
                blocks.extend(LEAVING.map(|text| Block::Text(text.to_owned())));
                Pane::default().draw(&rows(&blocks, area.width.saturating_sub(2), look), area, buf, look);
            }
        }
    }

    fn header(&self) -> (String, String) {
        ("Herstelblad".to_owned(), "wordt één keer getoond".to_owned())
    }

    fn keys(&self) -> Vec<Shown> {
        match self.mode {
            Mode::Lezen(_) => shown(LEZEN, &()),
            Mode::Controle(_) => shown(CONTROLE, &()),
            Mode::Weggaan => shown(WEGGAAN, &()),
        }
    }

    fn typing(&self) -> bool {
        matches!(self.mode, Mode::Controle(_))
    }

    /// The letters are nowhere else.
    fn holds(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::{GROUPS, Moment, two_groups};

    #[test]
    fn every_two_groups_can_be_asked_and_never_one_twice() {
        let second = Moment::utc(date(2026, 11, 21).at(16, 40, 0, 0));
        let at = |micro: i32| {
            let local = second.local.with().subsec_nanosecond(micro * 1_000).build().unwrap_or(second.local);
            two_groups(Moment::utc(local))
        };
        let found: BTreeSet<[usize; 2]> = (0..1_000).map(at).collect();
        assert!(found.iter().all(|[first, second]| first < second && *second < GROUPS.len()));
        assert_eq!(found.len(), GROUPS.len() * (GROUPS.len() - 1) / 2);
    }
}
