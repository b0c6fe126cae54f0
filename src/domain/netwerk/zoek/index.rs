//! The index of the network: which words stand in which entries. It is made when the kluis opens, lives in memory only,
//! and follows every change.
//!
//! A word is kept once, with the entries in which it stands. A network has far fewer words than entries, so a key looks
//! through the words (in part, with typing errors), and then only adds up the entries of those that fit.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};

use crate::domain::kluis::RecordId;
use crate::domain::netwerk::themas::thema;
use crate::domain::netwerk::veld::{Rol, Soort, Veld};
use crate::domain::netwerk::vermelding::Vermelding;
use crate::domain::search::fold;
use crate::domain::telefoon::Nummer;

/// In what part of an entry a word stands. Three bits of a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plek {
    /// The first word of its name, or of the function of a contact.
    Begin,
    /// Its name.
    Naam,
    /// The role of a contact.
    Rol,
    /// The name of its organisation.
    Organisatie,
    /// A theme.
    Thema,
    /// A municipality that it serves.
    Gemeente,
    /// E-mail and website.
    Adres,
    /// Everything else.
    Overig,
}

impl Plek {
    const ALL: [Plek; 8] =
        [Plek::Begin, Plek::Naam, Plek::Rol, Plek::Organisatie, Plek::Thema, Plek::Gemeente, Plek::Adres, Plek::Overig];
}

/// An entry with the place of a word in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Post(u32);

impl Post {
    fn new(slot: usize, plek: Plek) -> Post {
        // Five hundred million entries fit; beyond that a search would miss some, and memory ended long before.
        Post((u32::try_from(slot).unwrap_or(0) << 3) | plek as u32)
    }

    /// The slot of the entry.
    pub fn slot(self) -> usize {
        (self.0 >> 3) as usize
    }

    /// Where in the entry.
    pub fn plek(self) -> Plek {
        Plek::ALL[(self.0 & 7) as usize]
    }
}

/// What a list needs of an entry without looking it up.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Which entry.
    pub id: RecordId,
    /// The first letters of its name, to order by.
    pub sleutel: u64,
    /// What kind of entry.
    pub soort: Soort,
    /// How many words its name has.
    pub lengte: u8,
    /// Whether it was ever confirmed.
    pub bevestigd: bool,
    /// Whether it is still there; a changed entry gets a new slot.
    pub leeft: bool,
}

/// The words of the network and where they stand.
#[derive(Clone, Default)]
pub struct Index {
    slots: Vec<Slot>,
    van: HashMap<RecordId, u32>,
    /// By word number.
    teksten: Vec<Box<str>>,
    maskers: Vec<u64>,
    posten: Vec<Vec<Post>>,
    /// Word numbers in the order of their texts.
    volgorde: Vec<u32>,
    /// The digits of every telephone number, a line each, and where the lines of a slot begin.
    cijfers: String,
    cijfers_van: Vec<(u32, u32)>,
    /// The entries that belong to an organisation.
    onder: HashMap<RecordId, Vec<RecordId>>,
    dood: usize,
}

/// Words of one kind begin with this, so that no typed word is ever one of them.
const THEMA: &str = "#t";
const GEMEENTE: &str = "#g";
const ROL: &str = "#r";
const SECTOR: &str = "#s";
const TAFEL: &str = "#f";

/// The word under which entries with a fixed theme stand.
pub fn themawoord(id: &str) -> String {
    format!("{THEMA}{id}")
}

/// The word under which entries stand that serve a municipality.
pub fn gemeentewoord(code: &str) -> String {
    format!("{GEMEENTE}{code}")
}

/// The code in the word under which entries stand that serve a municipality; nothing for another word.
pub fn gemeentecode(word: &str) -> Option<&str> {
    word.strip_prefix(GEMEENTE)
}

/// The word under which contacts with a role stand.
pub fn rolwoord(rol: Rol) -> String {
    format!("{ROL}{}", rol.id())
}

/// The word under which entries of a sector stand.
pub fn sectorwoord(id: &str) -> String {
    format!("{SECTOR}{id}")
}

/// The beginning of the word under which members of a table stand.
pub fn tafelwoord(name: &str) -> String {
    format!("{TAFEL}{}", gelijk(name).replace(' ', "-"))
}

/// One spelling for everything that is compared: folded, and `ij` as `y`.
pub fn gelijk(text: &str) -> String {
    let folded = fold(text);
    if folded.contains("ij") { folded.replace("ij", "y") } else { folded }
}

/// The letters and digits of a word as bits: a word that lacks a bit of another does not contain it.
pub fn masker(word: &str) -> u64 {
    word.bytes().fold(0, |mask, byte| {
        mask | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << (26 + byte - b'0'),
            _ => 1 << 36,
        }
    })
}

/// Words of a batch of entries, while the index is built.
#[derive(Default)]
struct Bouw {
    nummers: HashMap<Box<str>, u32, Snel>,
    /// The words of titles and texts that stand in many entries: functions and roles.
    bekend: HashMap<Box<str>, Vec<(u32, Plek)>, Snel>,
}

/// A hash for words that nobody chooses to collide: they live in memory only, and a slow search is all that it could cost.
#[derive(Clone, Copy, Default)]
struct Snel(u64);

impl BuildHasher for Snel {
    type Hasher = Snel;

    fn build_hasher(&self) -> Snel {
        Snel(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Snel {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(eight)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

impl Index {
    /// The index of these entries.
    pub fn van<'a>(entries: impl Iterator<Item = (RecordId, &'a Vermelding)> + Clone) -> Index {
        let mut index = Index::default();
        let mut bouw = Bouw::default();
        let orgs: HashMap<RecordId, &Vermelding> = entries
            .clone()
            .filter(|(_, entry)| entry.soort() == Soort::Organisatie && entry.verwijderd().is_none())
            .collect();
        let mut names: HashMap<RecordId, Vec<(u32, Plek)>> = HashMap::new();
        for (id, entry) in entries {
            if entry.verwijderd().is_some() {
                continue;
            }
            let above = entry.organisatie().and_then(|id| Some((id, *orgs.get(&id)?)));
            if let Some((org, above)) = above {
                names.entry(org).or_insert_with(|| index.naamwoorden(above, &mut bouw));
            }
            let words = above.and_then(|(org, _)| names.get(&org)).map_or(&[][..], Vec::as_slice);
            index.neem_op(id, entry, above.map(|(_, above)| above), words, &mut bouw);
        }
        index.rond_af(bouw);
        index
    }

    /// Whether so much of it is dead that it is better made anew.
    pub fn is_versleten(&self) -> bool {
        self.dood > 1000 && self.dood > self.slots.len() / 4
    }

    /// Takes in an entry that is new or changed, or lets go of one that was taken out. `lookup` finds other entries.
    ///
    /// What stands under an organisation whose name or municipalities changed is taken in anew with it.
    pub fn volg<'a>(&mut self, id: RecordId, lookup: &impl Fn(RecordId) -> Option<&'a Vermelding>) {
        self.volg_een(id, lookup);
        for child in self.onder.get(&id).cloned().unwrap_or_default() {
            if lookup(child).is_some_and(|entry| entry.organisatie() == Some(id)) {
                self.volg_een(child, lookup);
            }
        }
    }

    fn volg_een<'a>(&mut self, id: RecordId, lookup: &impl Fn(RecordId) -> Option<&'a Vermelding>) {
        if let Some(slot) = self.van.remove(&id).and_then(|slot| self.slots.get_mut(slot as usize)) {
            slot.leeft = false;
            self.dood += 1;
        }
        let alive = |id| lookup(id).filter(|entry| entry.verwijderd().is_none());
        let Some(entry) = alive(id) else { return };
        let above = entry.organisatie().and_then(alive);
        let mut bouw = Bouw::default();
        let words = above.map(|above| self.naamwoorden(above, &mut bouw)).unwrap_or_default();
        self.neem_op(id, entry, above, &words, &mut bouw);
        self.rond_af(bouw);
    }

    /// The number of a word; a new one when it was not known.
    fn nummer(&mut self, word: &str, bouw: &mut Bouw) -> u32 {
        if let Some(known) = bouw.nummers.get(word) {
            return *known;
        }
        if let Ok(at) = self.volgorde.binary_search_by(|number| self.teksten[*number as usize].as_ref().cmp(word)) {
            return self.volgorde[at];
        }
        // More than four milliard different words do not fit in memory.
        let number = u32::try_from(self.posten.len()).unwrap_or(u32::MAX);
        bouw.nummers.insert(word.into(), number);
        self.posten.push(Vec::new());
        number
    }

    /// The words that were new get their texts and their place in the order.
    fn rond_af(&mut self, bouw: Bouw) {
        let many = bouw.nummers.len() > 64;
        self.teksten.resize(self.posten.len(), Box::default());
        self.maskers.resize(self.posten.len(), 0);
        for (word, number) in bouw.nummers {
            self.maskers[number as usize] = masker(&word);
            self.teksten[number as usize] = word;
            if many {
                self.volgorde.push(number);
            } else {
                let text = &self.teksten[number as usize];
                let at = self.volgorde.partition_point(|other| self.teksten[*other as usize] < *text);
                self.volgorde.insert(at, number);
            }
        }
        if many {
            let teksten = &self.teksten;
            self.volgorde.sort_unstable_by(|left, right| teksten[*left as usize].cmp(&teksten[*right as usize]));
            self.posten.iter_mut().for_each(Vec::shrink_to_fit);
            self.cijfers.shrink_to_fit();
        }
    }

    /// The words of the name of an organisation, and its short forms, for whatever belongs to it.
    fn naamwoorden(&mut self, entry: &Vermelding, bouw: &mut Bouw) -> Vec<(u32, Plek)> {
        let name = gelijk(entry.tekst(Veld::Naam));
        let short = afkortingen(&name);
        let words =
            name.split(' ').filter(|word| !word.is_empty()).take(40).map(|word| (kort(word), Plek::Organisatie));
        let short = short.iter().map(|short| (short.as_str(), Plek::Adres));
        words.chain(short).map(|(word, plek)| (self.nummer(word, bouw), plek)).collect()
    }

    fn neem_op(
        &mut self,
        id: RecordId,
        entry: &Vermelding,
        above: Option<&Vermelding>,
        above_words: &[(u32, Plek)],
        bouw: &mut Bouw,
    ) {
        let slot = self.slots.len();
        let title = gelijk(entry.titel());
        self.slots.push(Slot {
            id,
            sleutel: eerste_letters(&title),
            soort: entry.soort(),
            lengte: u8::try_from(title.split(' ').count()).unwrap_or(u8::MAX),
            bevestigd: entry.bevestigd().is_some(),
            leeft: true,
        });
        self.van.insert(id, u32::try_from(slot).unwrap_or(u32::MAX));
        if let Some(org) = entry.organisatie() {
            let children = self.onder.entry(org).or_default();
            if !children.contains(&id) {
                children.push(id);
            }
        }
        for (number, plek) in above_words {
            self.post(*number, slot, *plek);
        }
        if entry.soort() == Soort::Organisatie {
            self.woorden(&title, slot, Plek::Begin, bouw);
            self.afkorting(&title, slot, bouw);
        } else {
            // One function or service has the same title in many organisations.
            self.bekend(entry.titel(), slot, bouw, |index, bouw| index.titelwoorden(&title, bouw));
        }
        if entry.soort() == Soort::Contact {
            self.tekst(entry.tekst(Veld::Naam), slot, Plek::Naam, bouw);
            if let Some(rol) = Rol::from_id(entry.tekst(Veld::Rol)) {
                self.woord(&rolwoord(rol), slot, Plek::Rol, bouw);
                self.bekend(&rolwoord(rol), slot, bouw, |index, bouw| index.alle(&gelijk(rol.text()), Plek::Rol, bouw));
            }
        }
        self.lijsten(entry, above, slot, bouw);
        for (veld, plek) in [
            (Veld::Email, Plek::Adres),
            (Veld::Website, Plek::Adres),
            (Veld::Doelgroep, Plek::Overig),
            (Veld::Adres, Plek::Overig),
            (Veld::Verwijzen, Plek::Overig),
            (Veld::Notitie, Plek::Overig),
        ] {
            self.tekst(entry.tekst(veld), slot, plek, bouw);
        }
        self.neem_nummers_op(entry, slot);
    }

    /// Themes, municipalities, sectors, tables and languages.
    fn lijsten(&mut self, entry: &Vermelding, above: Option<&Vermelding>, slot: usize, bouw: &mut Bouw) {
        // What only its organisation is for says less.
        let plek = if entry.lijst(Veld::Themas).is_empty() { Plek::Overig } else { Plek::Thema };
        for known in eigen_of(entry, above, Veld::Themas) {
            if thema(known).is_some() {
                self.woord(&themawoord(known), slot, plek, bouw);
            } else {
                self.tekst(known, slot, plek, bouw);
            }
        }
        for code in eigen_of(entry, above, Veld::Gemeenten) {
            self.woord(&gemeentewoord(code), slot, Plek::Gemeente, bouw);
        }
        for sector in eigen_of(entry, above, Veld::Sectoren) {
            self.woord(&sectorwoord(sector), slot, Plek::Overig, bouw);
        }
        for tafel in entry.lijst(Veld::Tafels) {
            self.woord(&tafelwoord(tafel), slot, Plek::Overig, bouw);
            self.tekst(tafel, slot, Plek::Overig, bouw);
        }
        for taal in entry.lijst(Veld::Talen) {
            self.tekst(taal, slot, Plek::Overig, bouw);
        }
    }

    fn neem_nummers_op(&mut self, entry: &Vermelding, slot: usize) {
        for phone in entry.telefoons() {
            let start = u32::try_from(self.cijfers.len()).unwrap_or(u32::MAX);
            self.cijfers_van.push((start, u32::try_from(slot).unwrap_or(u32::MAX)));
            // As it is dialled in the Netherlands: `+31 (0)45` begins like `045`.
            let abroad = phone.nummer.starts_with('+').then(|| Nummer::lees(&phone.nummer).ok()).flatten();
            let digits = abroad.map(|known| nationaal(&known));
            let digits = digits.as_deref().unwrap_or(&phone.nummer);
            self.cijfers.extend(digits.chars().filter(char::is_ascii_digit));
            self.cijfers.push('\n');
        }
    }

    fn tekst(&mut self, text: &str, slot: usize, plek: Plek, bouw: &mut Bouw) {
        if !text.is_empty() {
            self.woorden(&gelijk(text), slot, plek, bouw);
        }
    }

    /// The words of a text; of a name, the first has a place of its own.
    fn woorden(&mut self, folded: &str, slot: usize, plek: Plek, bouw: &mut Bouw) {
        let mut plek = plek;
        // A text of ten thousand letters is found by its first words.
        for word in folded.split(' ').filter(|word| !word.is_empty()).take(200) {
            self.woord(kort(word), slot, plek, bouw);
            if plek == Plek::Begin {
                plek = Plek::Naam;
            }
        }
    }

    /// Posts the words of a text that stands in many entries; which they are is found out once.
    fn bekend(
        &mut self,
        key: &str,
        slot: usize,
        bouw: &mut Bouw,
        find: impl FnOnce(&mut Index, &mut Bouw) -> Vec<(u32, Plek)>,
    ) {
        if !bouw.bekend.contains_key(key) {
            let words = find(self, bouw);
            bouw.bekend.insert(key.into(), words);
        }
        for (number, plek) in bouw.bekend.get(key).into_iter().flatten() {
            self.post(*number, slot, *plek);
        }
    }

    /// The words of a title with their places, and its short forms.
    fn titelwoorden(&mut self, title: &str, bouw: &mut Bouw) -> Vec<(u32, Plek)> {
        let mut words = self.alle(title, Plek::Naam, bouw);
        if let Some(first) = words.first_mut() {
            first.1 = Plek::Begin;
        }
        let short = afkortingen(title);
        words.extend(short.iter().map(|short| (self.nummer(short, bouw), Plek::Organisatie)));
        words
    }

    /// The words of a folded text, all with one place.
    fn alle(&mut self, folded: &str, plek: Plek, bouw: &mut Bouw) -> Vec<(u32, Plek)> {
        let words = folded.split(' ').filter(|word| !word.is_empty()).take(200).map(kort);
        words.map(|word| (self.nummer(word, bouw), plek)).collect()
    }

    /// The name as people shorten it.
    fn afkorting(&mut self, title: &str, slot: usize, bouw: &mut Bouw) {
        for letters in afkortingen(title) {
            self.woord(&letters, slot, Plek::Organisatie, bouw);
        }
    }

    fn woord(&mut self, word: &str, slot: usize, plek: Plek, bouw: &mut Bouw) {
        let number = self.nummer(word, bouw);
        self.post(number, slot, plek);
    }

    fn post(&mut self, number: u32, slot: usize, plek: Plek) {
        let post = Post::new(slot, plek);
        let posten = &mut self.posten[number as usize];
        if posten.last() != Some(&post) {
            posten.push(post);
        }
    }

    /// Every slot, dead ones too.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.van.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.van.is_empty()
    }

    /// The entries that belong to an organisation, as far as it is known; whoever asks looks whether they still do.
    pub fn onder(&self, id: RecordId) -> &[RecordId] {
        self.onder.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The words, each with its number, its letters as bits and its text.
    pub fn woordenlijst(&self) -> impl Iterator<Item = (u32, u64, &str)> {
        self.maskers
            .iter()
            .zip(&self.teksten)
            .enumerate()
            .map(|(number, (mask, text))| (u32::try_from(number).unwrap_or(u32::MAX), *mask, text.as_ref()))
    }

    /// The words that begin with this, in order.
    pub fn met_begin<'a>(&'a self, begin: &'a str) -> impl Iterator<Item = (u32, &'a str)> {
        let from = self.volgorde.partition_point(|number| self.teksten[*number as usize].as_ref() < begin);
        self.volgorde[from..]
            .iter()
            .map(|number| (*number, self.teksten[*number as usize].as_ref()))
            .take_while(move |(_, text)| text.starts_with(begin))
    }

    /// Where a word stands.
    pub fn posten(&self, number: u32) -> &[Post] {
        self.posten.get(number as usize).map_or(&[], Vec::as_slice)
    }

    /// The slots with these digits somewhere in a telephone number.
    pub fn met_cijfers<'a>(&'a self, digits: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.cijfers.match_indices(digits).filter_map(|(at, _)| {
            let at = u32::try_from(at).ok()?;
            let line = self.cijfers_van.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
            self.cijfers_van.get(line).map(|(_, slot)| *slot as usize)
        })
    }
}

/// The digits as people in the Netherlands dial them.
fn nationaal(number: &Nummer) -> String {
    let normal = number.normaal();
    normal.strip_prefix("+31").map_or(normal.clone(), |rest| format!("0{rest}"))
}

/// The first letters of the words of a name, from each word on, as people shorten it: with the small words, without `en`,
/// and without any of them.
fn afkortingen(title: &str) -> Vec<String> {
    let words: Vec<&str> = title.split(' ').take(8).collect();
    let mut found: Vec<String> = Vec::new();
    for small in [&[][..], &["en"], &["en", "voor", "van", "de", "het", "der", "in", "op"]] {
        let letters: Vec<char> =
            words.iter().filter(|word| !small.contains(word)).filter_map(|word| word.chars().next()).collect();
        for from in 0..letters.len().saturating_sub(1) {
            let short: String = letters[from..].iter().collect();
            if !found.contains(&short) {
                found.push(short);
            }
        }
    }
    found
}

/// What stands in a list of the entry, or in that of the organisation above it.
pub fn eigen_of<'a>(entry: &'a Vermelding, above: Option<&'a Vermelding>, veld: Veld) -> &'a [Box<str>] {
    let own = entry.lijst(veld);
    if own.is_empty() { above.map_or(&[], |above| above.lijst(veld)) } else { own }
}

/// A word of ten thousand letters is found by its first ones.
fn kort(word: &str) -> &str {
    word.char_indices().nth(40).map_or(word, |(at, _)| &word[..at])
}

fn eerste_letters(title: &str) -> u64 {
    let mut first = [0; 8];
    for (place, byte) in first.iter_mut().zip(title.bytes()) {
        *place = byte;
    }
    u64::from_be_bytes(first)
}
