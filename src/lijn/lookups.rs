//! Looking things up: municipalities, signals, words, reference pages, telephone numbers.

use std::io;

use super::Lijn;
use super::choose::{Menu, Picked, Reply};
use super::input::Asked;
use super::start::choice;
use super::text;
use crate::domain::gesprek::{
    Block, gemeente_page, naast_elkaar, naslag_page, nummers_page, signalen_page, te_vergelijken, verschil_page,
    woord_page,
};
use crate::domain::inhoud::{Bestand, Gemeente, Gemeenten, Soort, Woord, Woordenlijst};
use crate::domain::search::{find_gemeente, fold, rank};

/// How many words are offered when none is the one that was typed.
const OFFERED: usize = 6;

impl Lijn<'_> {
    pub(super) fn show_nummers(&mut self) -> io::Result<()> {
        match self.found(self.reader.nummers())? {
            Some(file) => self.page(&nummers_page(&file)),
            None => Ok(()),
        }
    }

    pub(super) fn look_up_signalen(&mut self, id: Option<&str>) -> io::Result<()> {
        self.browse(Soort::Signalen, id, Self::show_signalen)
    }

    fn show_signalen(&mut self, id: &str) -> io::Result<()> {
        match self.found(self.reader.signalen(id))? {
            Some(list) => self.page(&signalen_page(&list.file, list.own, None)),
            None => Ok(()),
        }
    }

    pub(super) fn look_up_naslag(&mut self, id: Option<&str>) -> io::Result<()> {
        self.browse(Soort::Naslag, id, Self::show_naslag)
    }

    fn show_naslag(&mut self, id: &str) -> io::Result<()> {
        let own = self.reader.entries(Soort::Naslag).iter().any(|entry| entry.id == id && entry.own);
        match self.found(self.reader.naslag(id))? {
            Some(file) => self.page(&naslag_page(&file, own)),
            None => Ok(()),
        }
    }

    /// Shows the file named, or one after another until the user goes back.
    fn browse(
        &mut self,
        soort: Soort,
        id: Option<&str>,
        show: fn(&mut Self, &str) -> io::Result<()>,
    ) -> io::Result<()> {
        if let Some(id) = id {
            return show(self, id);
        }
        while let Some(id) = self.choose_file(soort)? {
            show(self, &id)?;
        }
        Ok(())
    }

    /// Two checklists as one page, in words: columns are read aloud badly.
    pub(super) fn compare(&mut self, links: Option<&str>, rechts: Option<&str>) -> io::Result<()> {
        let Some(left) = self.side(text::WHICH_FIRST, links, None)? else { return Ok(()) };
        let Some(right) = self.side(text::WHICH_SECOND, rechts, Some(&left))? else { return Ok(()) };
        match self.found(naast_elkaar(self.reader, &left, &right))? {
            Some(verschil) => self.page(&verschil_page(&verschil, false)),
            None => Ok(()),
        }
    }

    /// The checklist named, or one that the user chooses; not the one that stands on the other side.
    fn side(&mut self, question: &str, named: Option<&str>, other: Option<&str>) -> io::Result<Option<String>> {
        if let Some(named) = named {
            return Ok(Some(named.to_owned()));
        }
        let entries = te_vergelijken(&self.settings, self.reader, other);
        self.choose_entry(question, &entries)
    }

    pub(super) fn look_up_gemeente(&mut self, name: Option<&str>) -> io::Result<()> {
        let Some(table) = self.found(self.reader.gemeenten())? else { return Ok(()) };
        if let Some(name) = name {
            return self.show_gemeente(&table.inhoud, name);
        }
        let own = self.settings.gemeente.clone();
        let prompt = text::which_gemeente(&own);
        self.lines.gap()?;
        loop {
            match self.reply(&prompt, Asked::Free)? {
                Reply::Text(name) => self.show_gemeente(&table.inhoud, &name)?,
                Reply::Empty if !own.is_empty() => self.show_gemeente(&table.inhoud, &own)?,
                Reply::Empty | Reply::Back | Reply::Stop => return Ok(()),
                Reply::Why | Reply::Help | Reply::Explain | Reply::Local(_) => self.say(text::GEMEENTE_HELP)?,
                Reply::Again => {}
            }
            self.lines.gap()?;
        }
    }

    fn show_gemeente(&mut self, table: &Gemeenten, name: &str) -> io::Result<()> {
        let found = find_gemeente(table, name);
        if let [one] = found.gevonden.as_slice() {
            return self.page(&gemeente_page(table, one));
        }
        let (question, offered) = if found.gevonden.is_empty() {
            (text::DID_YOU_MEAN, suggested(table, &found.suggesties))
        } else {
            (text::WHICH_OF_THESE, found.gevonden)
        };
        if offered.is_empty() {
            return self.say(text::UNKNOWN_GEMEENTE);
        }
        let menu = Menu {
            intro: vec![Block::Text(question.to_owned())],
            choices: offered
                .iter()
                .map(|one| choice(&one.gemeente, &format!("{} ({})", one.gemeente, one.provincie)))
                .collect(),
            help: vec![Block::Text(text::GEMEENTE_HELP.to_owned())],
        };
        match self.choose(&menu)? {
            Picked::At(at) => offered.get(at).map_or(Ok(()), |one| self.page(&gemeente_page(table, one))),
            Picked::Back | Picked::Stop => Ok(()),
        }
    }

    pub(super) fn look_up_woord(&mut self, word: Option<&str>) -> io::Result<()> {
        if let Some(word) = word {
            return self.explain_word(word);
        }
        self.lines.gap()?;
        loop {
            match self.reply(text::WHICH_WORD, Asked::Free)? {
                Reply::Text(word) => self.explain_word(&word)?,
                Reply::Empty | Reply::Back | Reply::Stop => return Ok(()),
                Reply::Local(command) if fold(&command) == text::LIST_WORDS => self.list_words()?,
                Reply::Why | Reply::Help | Reply::Explain | Reply::Local(_) => self.say(text::WORD_HELP)?,
                Reply::Again => {}
            }
            self.lines.gap()?;
        }
    }

    /// What a word means, or which words come near it.
    pub(super) fn explain_word(&mut self, typed: &str) -> io::Result<()> {
        let Some(list) = self.found(self.reader.woordenlijst())? else { return Ok(()) };
        let near = rank(typed, &list.inhoud.woorden, names);
        let only = if let [one] = near.as_slice() { Some(*one) } else { None };
        match exact(typed, &near).or(only) {
            Some(woord) => self.page(&woord_page(&list, woord)),
            None if near.is_empty() => self.say(text::UNKNOWN_WORD),
            None => self.say(&text::near_words(near.iter().take(OFFERED).map(|woord| woord.woord.as_str()))),
        }
    }

    /// The words that belong to a question.
    pub(super) fn offer_words(&mut self, terms: &[String]) -> io::Result<()> {
        let Some(list) = self.found(self.reader.woordenlijst())? else { return Ok(()) };
        let words: Vec<&str> = terms.iter().filter_map(|term| word_named(&list, term)).collect();
        self.say(&text::words_here(&words))
    }

    fn list_words(&mut self) -> io::Result<()> {
        let Some(list) = self.found(self.reader.woordenlijst())? else { return Ok(()) };
        let words: Vec<&str> = list.inhoud.woorden.iter().map(|woord| woord.woord.as_str()).collect();
        self.say(&format!("{}.", words.join(", ")))
    }
}

fn suggested<'t>(table: &'t Gemeenten, names: &[&str]) -> Vec<&'t Gemeente> {
    names.iter().filter_map(|name| table.gemeenten.iter().find(|gemeente| gemeente.gemeente == *name)).collect()
}

fn names(woord: &Woord) -> Vec<&str> {
    let other = woord.voluit.iter().chain(&woord.ook).map(String::as_str);
    std::iter::once(woord.woord.as_str()).chain(other).collect()
}

/// The one word that is spelled like this.
fn exact<'w>(typed: &str, near: &[&'w Woord]) -> Option<&'w Woord> {
    let query = fold(typed);
    near.iter().find(|woord| names(woord).iter().any(|name| fold(name) == query)).copied()
}

fn word_named<'l>(list: &'l Bestand<Woordenlijst>, id: &str) -> Option<&'l str> {
    list.inhoud.woorden.iter().find(|woord| woord.id == id).map(|woord| woord.woord.as_str())
}
