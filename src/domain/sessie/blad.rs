//! A way of working as a page: what it is for, its phases, who does what.

use crate::domain::gesprek::Block;
use crate::domain::inhoud::{Bestand, Werkvorm};

/// The page of a way of working. Where minutes come from stands with them.
pub fn werkvorm_blad(file: &Bestand<Werkvorm>) -> Vec<Block> {
    let werkvorm = &file.inhoud;
    let mut blocks = vec![Block::Title(file.kop.titel.clone()), Block::Gap, Block::Strong(werkvorm.doel.clone())];
    blocks.push(Block::Pair("Wanneer".to_owned(), werkvorm.wanneer.clone()));
    let groep = match (werkvorm.groep.van, werkvorm.groep.tot) {
        (van, tot) if van == tot => format!("{van} mensen"),
        (van, tot) => format!("{van} tot {tot} mensen"),
    };
    blocks.push(Block::Pair("Groep".to_owned(), groep));
    let herkomst = werkvorm.minuten_herkomst.name();
    blocks.push(Block::Pair("Tijd".to_owned(), format!("{} minuten (minuten: {herkomst})", werkvorm.minuten)));
    if !werkvorm.ervaring.is_empty() {
        blocks.push(Block::Pair("Ervaring".to_owned(), werkvorm.ervaring.clone()));
    }
    blocks.extend([Block::Gap, Block::Heading("Fasen".to_owned())]);
    for (at, fase) in werkvorm.fasen.iter().enumerate() {
        let head = format!("{}, {} minuten ({})", fase.titel, fase.minuten, fase.herkomst.name());
        blocks.push(Block::Numbered(at + 1, head));
        blocks.push(Block::Text(fase.tekst.clone()));
        if !fase.leider.is_empty() {
            blocks.push(Block::Muted(format!("Gespreksleider: {}", fase.leider)));
        }
        if !fase.zwijgt.is_empty() {
            let silent: Vec<&str> = fase.zwijgt.iter().map(|rol| werkvorm.rolnaam(rol)).collect();
            blocks.push(Block::Muted(format!("Zwijgt: {}.", silent.join(", "))));
        }
        if !fase.vervalt_als.is_empty() {
            blocks.push(Block::Muted(format!("Vervalt als {}.", fase.vervalt_als.trim_end_matches('.'))));
        }
    }
    blocks.extend([Block::Gap, Block::Heading("Rollen".to_owned())]);
    for rol in &werkvorm.rollen {
        let count = rol.aantal.map_or_else(|| "de anderen".to_owned(), |count| count.to_string());
        blocks.push(Block::Pair(format!("{} ({count})", rol.naam), rol.taak.clone()));
    }
    for (heading, texts) in
        [("Uitkomst", &werkvorm.uitkomst), ("Valkuilen", &werkvorm.valkuilen), ("Ook zo", &werkvorm.varianten)]
    {
        if !texts.is_empty() {
            blocks.extend([Block::Gap, Block::Heading(heading.to_owned())]);
            blocks.extend(texts.iter().map(|text| Block::Point(text.clone())));
        }
    }
    blocks.push(Block::Gap);
    let bronnen: Vec<String> = file.kop.bronnen.iter().map(crate::domain::inhoud::Bron::citation).collect();
    blocks.push(Block::Muted(format!("Bronnen: {}.", bronnen.join("; "))));
    blocks.push(Block::Muted(format!(
        "Versie {}, {}, zekerheid {}.",
        file.kop.versie,
        file.kop.status.name(),
        werkvorm.zekerheid.name()
    )));
    blocks
}
