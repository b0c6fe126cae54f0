//! The introduction and the main menu.

use std::io;

use super::Lijn;
use super::choose::{Menu, Picked};
use super::text;
use crate::domain::gesprek::{Afdeling, Block, Choice, Entry, NAAST_ELKAAR, bomen, eigen_weg};
use crate::domain::inhoud::Soort;
use crate::domain::walk::Walk;

/// What the main menu offers, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Raadplegen,
    Kindcheck,
    Gemeente,
    Signalen,
    Woordenlijst,
    Naslag,
    Noodnummers,
    Instellingen,
    Wie,
    Netwerk,
    Verschil,
    Kaart,
}

/// Every item: its id, what it is called and what it does.
const ITEMS: [(Item, &str, &str, &str); 12] = [
    (Item::Raadplegen, "raadplegen", "Meldcode raadplegen", "Kies een checklist en loop die vraag voor vraag door."),
    (Item::Kindcheck, "kindcheck", "Kindcheck", "Zijn er kinderen die van uw cliënt afhankelijk zijn?"),
    (Item::Gemeente, "gemeente", "Gemeente: wie is uw Veilig Thuis", "Zoek een gemeente op."),
    (Item::Signalen, "signalen", "Signalen", "Lees een lijst met signalen."),
    (Item::Woordenlijst, "woordenlijst", "Woordenlijst", "Zoek een woord of afkorting op."),
    (Item::Naslag, "naslag", "Naslag", "Lees over rollen, termijnen, privacy en meer."),
    (Item::Noodnummers, "noodnummers", "Noodnummers", "Alle telefoonnummers."),
    (Item::Instellingen, "instellingen", "Instellingen", "Uw sector, uw gemeente en hoe de tekst eruitziet."),
    // Behind what was there before: whoever knows the menu by its numbers finds everything where it was.
    (Item::Wie, "wie", "Wie bel ik nu?", "Een korte lijst met de reden erbij, bij uw gemeente en thema."),
    (Item::Netwerk, "netwerk", "Netwerk zoeken", "Zoek een organisatie, functie of dienst."),
    (Item::Verschil, "verschil", NAAST_ELKAAR, "Lees waarin twee checklists verschillen."),
    (Item::Kaart, "kaart", "Kaart van het netwerk", "Ga van organisatie naar organisatie, of hoor alles na elkaar."),
];

/// The tree behind the second item.
const KINDCHECK: &str = "kindcheck";

impl Lijn<'_> {
    pub(super) fn introduce(&mut self, because: &str) -> io::Result<()> {
        self.say(&text::intro(because))?;
        text::INTRO.iter().try_for_each(|line| self.say(line))?;
        self.reader.left_out().iter().try_for_each(|sentence| self.say(sentence))
    }

    pub(super) fn main_menu(&mut self) -> io::Result<()> {
        let menu = Menu {
            intro: vec![Block::Title(text::MAIN_MENU.to_owned())],
            choices: ITEMS.iter().map(|(_, id, label, _)| choice(id, label)).collect(),
            help: ITEMS
                .iter()
                .map(|(_, _, label, does)| Block::Pair((*label).to_owned(), (*does).to_owned()))
                .collect(),
        };
        loop {
            match self.choose(&menu)? {
                Picked::At(at) => {
                    if let Some((item, _, _, _)) = ITEMS.get(at) {
                        self.open(*item)?;
                    }
                }
                Picked::Back => self.say(text::ALREADY_AT_MENU)?,
                Picked::Stop => return self.say(text::GOODBYE),
            }
        }
    }

    fn open(&mut self, item: Item) -> io::Result<()> {
        match item {
            Item::Raadplegen => self.consult(None),
            Item::Kindcheck => self.consult(Some(KINDCHECK)),
            Item::Gemeente => self.look_up_gemeente(None),
            Item::Signalen => self.look_up_signalen(None),
            Item::Woordenlijst => self.look_up_woord(None),
            Item::Naslag => self.look_up_naslag(None),
            Item::Noodnummers => self.show_nummers(),
            Item::Instellingen => self.ask_settings(),
            Item::Wie => self.ask_wie(),
            Item::Netwerk => self.search_netwerk(),
            Item::Verschil => self.compare(None, None),
            Item::Kaart => self.walk_kaart(),
        }
    }

    pub(super) fn consult(&mut self, id: Option<&str>) -> io::Result<()> {
        let chosen = match id {
            Some(id) => Some(id.to_owned()),
            None => self.choose_tree(Afdeling::Eigen)?,
        };
        let Some(id) = chosen else { return Ok(()) };
        match self.found(self.reader.tree(&id))? {
            Some(boom) => self.walk_whole(&mut Walk::new(&boom)),
            None => Ok(()),
        }
    }

    /// Lets the user choose a checklist, those of their own sector first; `None` when they go back.
    fn choose_tree(&mut self, afdeling: Afdeling) -> io::Result<Option<String>> {
        let trees = bomen(&self.settings, self.reader);
        let entries: Vec<&Entry> =
            trees.iter().filter(|(stands, _)| *stands == afdeling).map(|(_, tree)| tree).collect();
        let more = match afdeling {
            Afdeling::Eigen => vec![Afdeling::Situaties, Afdeling::Meldcodes, Afdeling::Kaders],
            Afdeling::Situaties | Afdeling::Meldcodes | Afdeling::Kaders => Vec::new(),
        };
        let more: Vec<Afdeling> =
            more.into_iter().filter(|more| trees.iter().any(|(stands, _)| stands == more)).collect();
        let title = if afdeling == Afdeling::Eigen { text::which(Soort::Beslisboom) } else { afdeling.shown() };
        let mut intro = vec![Block::Title(title.to_owned())];
        if afdeling == Afdeling::Eigen {
            intro.extend(eigen_weg(&self.settings, self.reader).map(|weg| Block::Text(format!("Uw sector: {weg}"))));
        }
        let mut choices: Vec<Choice> = entries.iter().map(|entry| entry_choice(entry)).collect();
        choices.extend(more.iter().map(|more| choice(more.id(), more.shown())));
        let help = entries.iter().map(|entry| Block::Pair(entry.titel.clone(), entry.omschrijving.clone())).collect();
        let menu = Menu { intro, choices, help };
        loop {
            match self.choose(&menu)? {
                Picked::At(at) => match (entries.get(at), more.get(at.saturating_sub(entries.len()))) {
                    (Some(entry), _) => return Ok(Some(entry.id.clone())),
                    (None, Some(more)) => {
                        if let Some(id) = self.choose_tree(*more)? {
                            return Ok(Some(id));
                        }
                    }
                    (None, None) => return Ok(None),
                },
                Picked::Back | Picked::Stop => return Ok(None),
            }
        }
    }

    /// Lets the user choose one of the files of a kind; `None` when they go back.
    pub(super) fn choose_file(&mut self, soort: Soort) -> io::Result<Option<String>> {
        let entries = self.reader.entries(soort);
        self.choose_entry(text::which(soort), &entries)
    }

    /// Lets the user choose one of these files; `None` when they go back.
    pub(super) fn choose_entry(&mut self, question: &str, entries: &[Entry]) -> io::Result<Option<String>> {
        if entries.is_empty() {
            self.say(text::NOTHING_HERE)?;
            return Ok(None);
        }
        let menu = Menu {
            intro: vec![Block::Title(question.to_owned())],
            choices: entries.iter().map(entry_choice).collect(),
            help: entries.iter().map(|entry| Block::Pair(entry.titel.clone(), entry.omschrijving.clone())).collect(),
        };
        Ok(match self.choose(&menu)? {
            Picked::At(at) => entries.get(at).map(|entry| entry.id.clone()),
            Picked::Back | Picked::Stop => None,
        })
    }
}

/// A file as a choice; the user's own say so.
fn entry_choice(entry: &Entry) -> Choice {
    let own = if entry.own { format!(" ({})", text::OWN) } else { String::new() };
    choice(&entry.id, &format!("{}{own}", entry.titel))
}

/// A choice from its id and label.
pub(super) fn choice(id: &str, label: &str) -> Choice {
    Choice { id: id.to_owned(), label: label.to_owned() }
}
