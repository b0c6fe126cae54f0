//! Choosing from a list of content: trees, signal lists, reference pages, and what the user wants at hand of them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::fault::Fault;
use crate::domain::gesprek::{Afdeling, Block, Effect, Entry, Key, Msg, NAAST_ELKAAR, Route, bomen, eigen_weg};
use crate::domain::inhoud::Soort;
use crate::domain::kluis::{Batch, Favoriet, FavorietSoort, KluisAct, KluisState};
use crate::domain::walk::Walk;
use crate::ui::keymap::{DIGITS, Keymap, Shown, action, bind, digit, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::kluis::{STILL_BUSY, favourites as kept};
use crate::ui::screens::verschil;
use crate::ui::widgets::{Menu, MenuItem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Nummer,
    Bewegen,
    Favoriet,
    Terug,
}

pub const TOETSEN: Keymap<Choice, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "kiezen"),
    bind(DIGITS, Doet::Nummer, "meteen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
    bind(&[Key::Char('f')], Doet::Favoriet, "favoriet of niet").when(Choice::may_mark, "open eerst de kluis"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
];

/// What a row leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Goal {
    Tree(String),
    Signals(String),
    Reference(String),
    Numbers,
    Words,
    SignalLists,
    Gemeente,
    Trees(Afdeling),
    Compare,
}

impl Goal {
    /// What it is as a favourite; the numbers are always at hand.
    fn favoriet(&self) -> Option<Favoriet> {
        match self {
            Goal::Tree(id) => Some(Favoriet::new(FavorietSoort::Beslisboom, id)),
            Goal::Signals(id) => Some(Favoriet::new(FavorietSoort::Signalen, id)),
            Goal::Reference(id) => Some(Favoriet::new(FavorietSoort::Naslag, id)),
            Goal::Numbers | Goal::Words | Goal::SignalLists | Goal::Gemeente | Goal::Trees(_) | Goal::Compare => None,
        }
    }
}

/// What the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Trees(Afdeling),
    Signals,
    References,
    Favourites,
}

/// A list to choose from.
pub struct Choice {
    title: &'static str,
    menu: Menu<Goal>,
    shows: Shows,
    state: KluisState,
}

/// The trees of one division.
pub fn trees(afdeling: Afdeling, cx: &Ctx<'_>) -> Choice {
    let said = match afdeling {
        Afdeling::Eigen => "Raadplegen bewaart niets. Kies wat u wilt doorlopen.",
        Afdeling::Situaties => "Hier gaat de meldcode anders. De meldcode vraagt er vroeg naar; los kan ook.",
        Afdeling::Meldcodes => "De weg van uw eigen sector staat een scherm terug.",
        Afdeling::Kaders => "Het kader van uw eigen sector staat een scherm terug.",
    };
    let mut intro = vec![Block::Text(said.to_owned())];
    if afdeling == Afdeling::Eigen {
        intro.extend(eigen_weg(cx.settings, cx.reader).map(|weg| Block::Muted(format!("Uw sector: {weg}"))));
    }
    intro.push(Block::Gap);
    choice(cx, afdeling.shown(), intro, Shows::Trees(afdeling))
}

/// The signal lists.
pub fn signal_lists(cx: &Ctx<'_>) -> Choice {
    let intro = vec![
        Block::Text("Kies een lijst. U kunt signalen aanvinken en de lijst afdrukken of opslaan.".to_owned()),
        Block::Gap,
    ];
    choice(cx, "Signalen", intro, Shows::Signals)
}

/// The reference pages and the numbers.
pub fn reference(cx: &Ctx<'_>) -> Choice {
    choice(cx, "Naslag", Vec::new(), Shows::References)
}

/// What the user wants at hand.
pub fn favourites(cx: &Ctx<'_>) -> Choice {
    choice(cx, "Favorieten", Vec::new(), Shows::Favourites)
}

fn choice(cx: &Ctx<'_>, title: &'static str, intro: Vec<Block>, shows: Shows) -> Choice {
    let mut choice = Choice { title, menu: Menu::new(intro, Vec::new()), shows, state: cx.kluis.state };
    choice.refresh(cx);
    choice
}

fn item(entry: Entry, goal: fn(String) -> Goal, cx: &Ctx<'_>) -> MenuItem<Goal> {
    let own = if entry.own { " (eigen versie)" } else { "" };
    let value = goal(entry.id);
    let star = if is_favourite(&value, cx) { " ★" } else { "" };
    MenuItem { label: format!("{}{own}{star}", entry.titel), value }
}

fn is_favourite(goal: &Goal, cx: &Ctx<'_>) -> bool {
    let known = goal.favoriet();
    known.is_some_and(|known| kept(cx.kluis).any(|kept| (kept.soort, &kept.id) == (known.soort, &known.id)))
}

fn items(shows: Shows, cx: &Ctx<'_>) -> Vec<MenuItem<Goal>> {
    let of = |soort, goal: fn(String) -> Goal| -> Vec<MenuItem<Goal>> {
        cx.reader.entries(soort).into_iter().map(|entry| item(entry, goal, cx)).collect()
    };
    match shows {
        Shows::Trees(afdeling) => {
            let trees = bomen(cx.settings, cx.reader).into_iter().filter(|(stands, _)| *stands == afdeling);
            let mut found: Vec<_> = trees.map(|(_, entry)| item(entry, Goal::Tree, cx)).collect();
            if afdeling == Afdeling::Eigen {
                let more = [Afdeling::Situaties, Afdeling::Meldcodes, Afdeling::Kaders];
                found.extend(more.map(|value| MenuItem { label: value.shown().to_owned(), value: Goal::Trees(value) }));
                found.push(MenuItem { label: NAAST_ELKAAR.to_owned(), value: Goal::Compare });
            }
            found
        }
        Shows::Signals => of(Soort::Signalen, Goal::Signals),
        Shows::References => {
            let mut found = of(Soort::Naslag, Goal::Reference);
            let first = [
                ("Signalen", Goal::SignalLists),
                ("Gemeente: welke Veilig Thuis?", Goal::Gemeente),
                ("Woordenlijst", Goal::Words),
                ("Landelijke nummers", Goal::Numbers),
                ("Alle checklists", Goal::Trees(Afdeling::Eigen)),
            ];
            let first = first.map(|(label, value)| MenuItem { label: label.to_owned(), value });
            found.splice(0..0, first);
            found
        }
        Shows::Favourites => {
            let mut found = of(Soort::Beslisboom, Goal::Tree);
            found.extend(of(Soort::Signalen, Goal::Signals));
            found.extend(of(Soort::Naslag, Goal::Reference));
            found.retain(|item| is_favourite(&item.value, cx));
            found.extend(gone(&found, cx));
            found
        }
    }
}

/// Favourites whose content is no longer there: they can still be taken from the list.
fn gone(found: &[MenuItem<Goal>], cx: &Ctx<'_>) -> Vec<MenuItem<Goal>> {
    let goal = |favoriet: &Favoriet| match favoriet.soort {
        FavorietSoort::Beslisboom => Some(Goal::Tree(favoriet.id.clone())),
        FavorietSoort::Signalen => Some(Goal::Signals(favoriet.id.clone())),
        FavorietSoort::Naslag => Some(Goal::Reference(favoriet.id.clone())),
        // The own list of the network stands in the network.
        FavorietSoort::Vermelding => None,
    };
    let all = kept(cx.kluis).filter_map(|favoriet| Some((favoriet, goal(favoriet)?)));
    all.filter(|(_, goal)| found.iter().all(|item| item.value != *goal))
        .map(|(favoriet, value)| MenuItem { label: format!("{} (is er niet meer) ★", favoriet.id), value })
        .collect()
}

impl Choice {
    /// What is a favourite may have changed, or may no longer be shown.
    fn refresh(&mut self, cx: &Ctx<'_>) {
        self.state = cx.kluis.state;
        let items = items(self.shows, cx);
        if self.shows == Shows::Favourites {
            self.menu.intro = match items.is_empty() {
                true => vec![Block::Text("Er zijn geen favorieten. Met f maakt u er een, in een lijst.".to_owned())],
                false => vec![Block::Text("Toets f haalt een favoriet uit de lijst.".to_owned()), Block::Gap],
            };
        }
        self.menu.renew_items(items, cx.body, &cx.look);
    }

    fn may_mark(&self) -> bool {
        self.state == KluisState::Open
    }

    /// Makes the chosen row a favourite, or no longer one.
    fn mark(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(goal) = self.menu.value() else { return Vec::new() };
        let Some(favoriet) = goal.favoriet() else {
            return vec![Effect::Say("Deze pagina kan geen favoriet zijn.".to_owned())];
        };
        if cx.kluis.busy.is_some() {
            return vec![Effect::Say(STILL_BUSY.to_owned())];
        }
        let key = favoriet.key();
        let batch = if is_favourite(goal, cx) { Batch::delete(key) } else { Batch::put(key, favoriet) };
        vec![Effect::Kluis(KluisAct::Commit(batch))]
    }

    fn go(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        let route = match self.menu.value() {
            None => return Vec::new(),
            Some(Goal::Signals(id)) => Route::Signalen(Some(id.clone())),
            Some(Goal::Reference(id)) => Route::Naslag(Some(id.clone())),
            Some(Goal::Numbers) => Route::Nummers,
            Some(Goal::Trees(afdeling)) => Route::Checklists(*afdeling),
            Some(Goal::Words) => Route::Woordenlijst(None),
            Some(Goal::SignalLists) => Route::Signalen(None),
            Some(Goal::Gemeente) => Route::Gemeente,
            Some(Goal::Compare) => verschil::begin(cx),
            Some(Goal::Tree(id)) => return vec![open_tree(cx, id)],
        };
        vec![Effect::Open(route)]
    }
}

/// Opens a walk through a tree, or says why it cannot be walked.
pub fn open_tree(cx: &Ctx<'_>, id: &str) -> Effect {
    match cx.reader.tree(id) {
        Ok(tree) => Effect::Open(Route::Walk(Box::new(Walk::new(&tree)))),
        Err(fault) => told(&fault),
    }
}

/// Opens a page that says what went wrong.
pub fn told(fault: &Fault) -> Effect {
    let blocks = fault.lines().into_iter().map(Block::Text).collect();
    Effect::Open(Route::Page("Dit lukt niet".to_owned(), blocks))
}

impl Screen for Choice {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Nummer) if digit(*key) < self.menu.items().len() => {
                    self.menu.choose(digit(*key), cx.body, &cx.look);
                    return self.go(cx);
                }
                Some(Doet::Nummer) => {}
                Some(Doet::Kiezen) => return self.go(cx),
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Favoriet) => return self.mark(cx),
                Some(Doet::Bewegen) => {
                    self.menu.moved(*key, cx.body, &cx.look);
                }
                None => {}
            },
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Click(hit) => {
                if let Some(at) = self.menu.hit(hit.row, cx.body, &cx.look) {
                    self.menu.choose(at, cx.body, &cx.look);
                    return self.go(cx);
                }
            }
            Msg::Scroll(by) => {
                self.menu.moved(if *by > 0 { Key::Down } else { Key::Up }, cx.body, &cx.look);
            }
            Msg::Failed(fault) => return vec![told(fault)],
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.menu.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        (self.title.to_owned(), String::new())
    }

    fn tells_faults(&self) -> bool {
        true
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
