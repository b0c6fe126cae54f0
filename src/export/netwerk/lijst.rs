//! The network as a list to read, on paper too: Markdown.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::domain::dates;
use crate::domain::gesprek::{Block, sentence};
use crate::domain::netwerk::plat::schrijf;
use crate::domain::netwerk::uitvoer::{Niet, Uitvoer};
use crate::domain::netwerk::{Soort, Veld, Vermelding, dag, telefoon_regel};
use crate::export::markdown;

/// A list is to be read.
pub const NIET: &[Niet] = &[Niet::AlleenLezen];

/// Writes the list: every organisation with its numbers, hours and what belongs to it, and the day on which each was
/// checked. `vandaag` stands above it.
///
/// # Errors
/// The writer refuses.
pub fn write(uitvoer: &Uitvoer<'_>, vandaag: Date, out: &mut dyn Write) -> io::Result<()> {
    let head = [
        Block::Title("Netwerk".to_owned()),
        Block::Danger("Direct gevaar: bel 112. Advies of melden: Veilig Thuis 0800-2000, dag en nacht.".to_owned()),
        Block::Muted(format!(
            "Gemaakt op {}. Kijk na of het nog klopt voordat u erop vertrouwt.",
            dates::long(vandaag)
        )),
    ];
    markdown::write(&head, None, out)?;
    for (id, entry) in uitvoer.rijen().filter(|(_, entry)| entry.soort() == Soort::Organisatie) {
        let mut blocks = vec![Block::Heading(entry.titel().to_owned())];
        blocks.extend(gegevens(uitvoer, entry));
        let mut children: Vec<_> = uitvoer.netwerk().onder(id).collect();
        children.retain(|(_, child)| child.soort() != Soort::Organisatie);
        children.sort_by_cached_key(|(id, child)| (child.soort(), child.titel().to_lowercase(), *id));
        for (_, child) in children {
            blocks.push(Block::Gap);
            blocks.push(Block::Strong(kop(child)));
            blocks.extend(gegevens(uitvoer, child));
        }
        blocks.push(Block::Gap);
        markdown::write(&blocks, None, out)?;
    }
    let loose: Vec<&Vermelding> = uitvoer
        .rijen()
        .map(|(_, entry)| entry)
        .filter(|entry| entry.soort() != Soort::Organisatie && uitvoer.netwerk().organisatie(entry).is_none())
        .collect();
    if loose.is_empty() {
        return Ok(());
    }
    let mut blocks = vec![Block::Heading("Zonder organisatie".to_owned())];
    for entry in loose {
        blocks.push(Block::Strong(kop(entry)));
        blocks.extend(gegevens(uitvoer, entry));
        blocks.push(Block::Gap);
    }
    markdown::write(&blocks, None, out)
}

/// What a contact, service or place is called, on one line.
fn kop(entry: &Vermelding) -> String {
    let name = entry.tekst(Veld::Naam);
    match entry.soort() {
        Soort::Contact if !name.is_empty() => regel(&format!("{}: {name}", sentence(entry.titel()))),
        Soort::Contact | Soort::Organisatie | Soort::Dienst | Soort::Locatie => {
            regel(&format!("{} ({})", entry.titel(), entry.soort().text()))
        }
    }
}

/// The numbers, and what else is known; the ids and what stands above it are left out.
fn gegevens(uitvoer: &Uitvoer<'_>, entry: &Vermelding) -> Vec<Block> {
    let phones = entry.telefoons().iter().map(|phone| Block::Call(regel(&telefoon_regel(phone, " · ")), String::new()));
    let mut blocks: Vec<Block> = phones.collect();
    for (veld, value, _) in entry.velden() {
        let above = matches!(veld, Veld::Naam | Veld::Functie | Veld::Telefoons | Veld::Organisatie);
        let Some(value) = value.filter(|_| !above) else { continue };
        let text = schrijf(uitvoer.netwerk(), uitvoer.gemeenten(), veld, value);
        blocks.push(Block::Pair(veld.label().to_owned(), regel(&text)));
    }
    let checked = match entry.bevestigd() {
        Some(known) => format!("{} ({})", dates::long(dag(known.op)), regel(&known.door)),
        None => "nog niet".to_owned(),
    };
    blocks.push(Block::Pair("Gecontroleerd".to_owned(), checked));
    blocks
}

/// A text on one line: a new line would end an item of the list.
fn regel(text: &str) -> String {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" / ")
}
