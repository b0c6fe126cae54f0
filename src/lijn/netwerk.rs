//! The contact network: who to ring now, and looking things up. A session in lines opens no kluis, so it looks in what
//! ships with the program, and says so.

use std::io;

use super::Lijn;
use super::choose::{Menu, Picked, Reply};
use super::form::{faulty, fields};
use super::input::Asked;
use super::start::choice;
use super::text;
use crate::domain::gesprek::{Block, Draft};
use crate::domain::inhoud::{Gemeente, Gemeenten};
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::genoemd::{lees_situatie, situatie_form};
use crate::domain::netwerk::kaart::Wandelkaart;
use crate::domain::netwerk::start::{Los, los, zin};
use crate::domain::netwerk::wie::{Situatie, Urgentie, wie_bel_ik};
use crate::domain::netwerk::zoek::{Namen, Vraag, zoek};
use crate::domain::netwerk::{Netwerk, blad, regel};

/// At most so many entries are read out.
const MOST: usize = 10;

impl Lijn<'_> {
    pub(super) fn ask_wie(&mut self) -> io::Result<()> {
        let Some(table) = self.found(self.reader.gemeenten())? else { return Ok(()) };
        let form = situatie_form();
        let mut draft = Draft::default();
        draft.set("gemeente", &self.settings.gemeente);
        draft.set("urgentie", Urgentie::Vandaag.id());
        let mut asked = fields(&form);
        self.page(&[Block::Title(form.title.to_string()), Block::Text(text::NETWERK.to_owned())])?;
        loop {
            if !self.fill(&form, &asked, &mut draft)? {
                return Ok(());
            }
            match lees_situatie(&form.answers(&draft), &table.inhoud) {
                Ok(situatie) => return self.tell_wie(&table.inhoud, &situatie),
                Err(faults) => {
                    asked = faulty(&form, &faults);
                    self.tell(&asked, &faults)?;
                    // An empty line then asks nothing of what was wrong.
                    asked.iter().for_each(|field| draft.set(field.id, ""));
                }
            }
        }
    }

    fn tell_wie(&mut self, table: &Gemeenten, situatie: &Situatie) -> io::Result<()> {
        let codes: Vec<&str> = situatie.gemeente.iter().map(String::as_str).collect();
        let Some(known) = self.known_netwerk(&codes)? else { return Ok(()) };
        let Some(nummers) = self.found(self.reader.nummers())? else { return Ok(()) };
        let nu = (self.now)().local;
        let lines = wie_bel_ik(&known.model, table, &nummers.inhoud, situatie, nu);
        let mut blocks = vec![Block::Title(text::WIE_LIST.to_owned())];
        blocks.extend(lines.iter().enumerate().map(|(at, line)| Block::Numbered(at + 1, line.regel())));
        self.page(&blocks)
    }

    pub(super) fn search_netwerk(&mut self) -> io::Result<()> {
        let Some(table) = self.found(self.reader.gemeenten())? else { return Ok(()) };
        let namen = Namen::new(&table.inhoud);
        self.page(&[Block::Title(text::NETWERK_TITLE.to_owned()), Block::Text(text::NETWERK.to_owned())])?;
        self.lines.gap()?;
        loop {
            match self.reply(text::WHICH_ENTRY, Asked::Free)? {
                Reply::Text(typed) => self.find_entry(&table.inhoud, &Vraag::lees(&typed, &namen))?,
                Reply::Empty | Reply::Back | Reply::Stop => return Ok(()),
                Reply::Why | Reply::Help | Reply::Explain | Reply::Local(_) => self.say(&text::netwerk_help())?,
                Reply::Again => {}
            }
            self.lines.gap()?;
        }
    }

    /// What was found, to choose from until the user goes back.
    fn find_entry(&mut self, table: &Gemeenten, vraag: &Vraag) -> io::Result<()> {
        if !vraag.onbegrepen.is_empty() {
            vraag.onbegrepen.iter().try_for_each(|sentence| self.say(sentence))?;
            return self.say(&text::netwerk_help());
        }
        let mut codes: Vec<&str> = vraag.gemeenten().collect();
        codes.extend(self.own_gemeente(table).filter(|_| codes.is_empty()).map(|own| own.gm_code.as_str()));
        let Some(known) = self.known_netwerk(&codes)? else { return Ok(()) };
        let netwerk = Netwerk::new(&known.model);
        let nu = (self.now)().local;
        let found = zoek(netwerk, vraag, nu, MOST);
        let entries: Vec<(RecordId, String)> =
            found.ids.iter().filter_map(|id| Some((*id, regel(netwerk, netwerk.get(*id)?, nu)))).collect();
        if entries.is_empty() {
            return self.say(text::NO_ENTRY);
        }
        let menu = Menu {
            intro: vec![Block::Title(text::entries_found(entries.len(), found.totaal))],
            choices: entries.iter().map(|(id, line)| choice(&id.uuid(), line)).collect(),
            help: vec![Block::Text(text::ENTRY_HELP.to_owned())],
        };
        loop {
            match self.choose(&menu)? {
                Picked::At(at) => {
                    if let Some((id, _)) = entries.get(at) {
                        self.page(&blad(netwerk, *id, table, nu, false))?;
                    }
                }
                Picked::Back | Picked::Stop => return Ok(()),
            }
        }
    }

    /// The map, from node to node along its ties.
    pub(super) fn walk_kaart(&mut self) -> io::Result<()> {
        let Some(table) = self.found(self.reader.gemeenten())? else { return Ok(()) };
        self.page(&[Block::Title(text::KAART_TITLE.to_owned()), Block::Text(text::KAART.to_owned())])?;
        let own: Vec<&str> = self.own_gemeente(&table.inhoud).into_iter().map(|own| own.gm_code.as_str()).collect();
        let Some(known) = self.known_netwerk(&own)? else { return Ok(()) };
        let map = Wandelkaart::van(Netwerk::new(&known.model));
        self.say(&map.telling())?;
        self.lines.gap()?;
        loop {
            match self.reply(text::WHICH_NODE, Asked::Free)? {
                Reply::Local(command) if command == text::ALLES => self.page(&map.als_tekst())?,
                Reply::Text(typed) => self.find_node(&map, &typed)?,
                Reply::Empty | Reply::Back | Reply::Stop => return Ok(()),
                Reply::Why | Reply::Help | Reply::Explain | Reply::Local(_) => self.say(text::KAART_HELP)?,
                Reply::Again => {}
            }
            self.lines.gap()?;
        }
    }

    /// The nodes with a name like this; from one of them on along its ties.
    fn find_node(&mut self, map: &Wandelkaart, typed: &str) -> io::Result<()> {
        let mut found = map.zoek(typed);
        let all = found.len();
        found.truncate(MOST);
        match found.as_slice() {
            [] => self.say(text::NO_NODE),
            [one] => self.at_node(map, *one),
            _ => {
                let menu = Menu {
                    intro: vec![Block::Title(text::entries_found(found.len(), all))],
                    choices: found.iter().map(|at| choice(&at.to_string(), &map.kop(*at))).collect(),
                    help: vec![Block::Text(text::NODE_HELP.to_owned())],
                };
                match self.choose(&menu)? {
                    Picked::At(at) => found.get(at).map_or(Ok(()), |at| self.at_node(map, *at)),
                    Picked::Back | Picked::Stop => Ok(()),
                }
            }
        }
    }

    /// A node and its ties, to go on along one of them; back is along the way that was come.
    fn at_node(&mut self, map: &Wandelkaart, at: usize) -> io::Result<()> {
        let mut way = vec![at];
        while let Some(here) = way.last().copied() {
            let mut intro = vec![Block::Title(map.kop(here))];
            intro.extend(map.los(here).iter().map(|naam| Block::Point(format!("aan tafel: {naam}"))));
            let ties = map.verbanden(here);
            if ties.is_empty() {
                if map.los(here).is_empty() {
                    intro.push(Block::Text(text::NODE_ALONE.to_owned()));
                }
                self.page(&intro)?;
                way.pop();
                continue;
            }
            let menu = Menu {
                intro,
                choices: ties.iter().map(|tie| choice(&tie.ander.to_string(), &map.tekst(tie))).collect(),
                help: vec![Block::Text(text::NODE_HELP.to_owned())],
            };
            match self.choose(&menu)? {
                Picked::At(at) => way.extend(ties.get(at).map(|tie| tie.ander)),
                Picked::Back => drop(way.pop()),
                Picked::Stop => return Ok(()),
            }
        }
        Ok(())
    }

    /// What there is to look in, after saying what it is.
    fn known_netwerk(&mut self, codes: &[&str]) -> io::Result<Option<Los>> {
        let Some(known) = self.found(los(self.reader, codes, (self.now)().stamp))? else { return Ok(None) };
        self.lines.gap()?;
        self.say(&zin(&known.netwerken))?;
        Ok(Some(known))
    }

    fn own_gemeente<'t>(&self, table: &'t Gemeenten) -> Option<&'t Gemeente> {
        table.gemeenten.iter().find(|known| known.gemeente == self.settings.gemeente)
    }
}
