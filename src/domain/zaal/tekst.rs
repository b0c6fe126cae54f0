//! A picture as a page of blocks: for screen readers, for lines, for whoever stands without a screen.

use super::{Zaalbeeld, Zaalstemmen, uren_en_minuten};
use crate::domain::gesprek::Block;
use crate::domain::kluis::WATERMERK;

/// The picture as a page; `geleden_ms` ago it was sent.
pub fn pagina(beeld: &Zaalbeeld, geleden_ms: i64) -> Vec<Block> {
    let mut blocks = Vec::new();
    if beeld.oefening {
        blocks.push(Block::Danger(WATERMERK.to_owned()));
    }
    if !beeld.titel.trim().is_empty() {
        blocks.push(Block::Title(beeld.titel.clone()));
    }
    if !beeld.waar().is_empty() {
        blocks.push(Block::Muted(beeld.waar()));
    }
    if let Some(fase) = &beeld.fase {
        part(&mut blocks, Block::Heading(fase.titel.clone()));
        said(&mut blocks, &fase.tekst);
    }
    if let Some(klok) = &beeld.klok {
        let wijzer = klok.wijzer(geleden_ms);
        let mut text = wijzer.tijd;
        if klok.totaal_ms > 0 {
            text += &format!(" van {}", uren_en_minuten(klok.totaal_ms));
        }
        if wijzer.om {
            text += ", tijd om";
        }
        if !klok.loopt {
            text += ", staat stil";
        }
        part(&mut blocks, Block::Pair("Klok".to_owned(), text));
    }
    if !beeld.feiten.is_empty() {
        part(&mut blocks, Block::Heading("Feiten tot nu toe".to_owned()));
        blocks.extend((1..).zip(&beeld.feiten).map(|(nr, feit)| Block::Numbered(nr, feit.clone())));
    }
    if let Some(vraag) = &beeld.vraag {
        part(&mut blocks, Block::Strong(vraag.clone()));
    }
    if let Some(stemmen) = &beeld.stemmen {
        votes(&mut blocks, stemmen);
    }
    if let Some(slot) = &beeld.slot {
        part(&mut blocks, Block::Text(slot.clone()));
    }
    blocks
}

fn votes(blocks: &mut Vec<Block>, stemmen: &Zaalstemmen) {
    part(blocks, Block::Heading("Stemmen".to_owned()));
    for (keuze, count) in stemmen.keuzes.iter().zip(stemmen.totalen()) {
        blocks.push(Block::Pair(keuze.clone(), count.to_string()));
    }
    if stemmen.groepen.len() > 1 {
        for groep in &stemmen.groepen {
            let counted = stemmen.keuzes.iter().enumerate();
            let counts: Vec<String> = counted
                .map(|(at, keuze)| format!("{keuze} {}", groep.aantallen.get(at).copied().unwrap_or_default()))
                .collect();
            blocks.push(Block::Point(format!("{}: {}", groep.naam, counts.join(", "))));
        }
    }
    if let Some(lezing) = &stemmen.lezing {
        said(blocks, lezing);
    }
}

fn part(blocks: &mut Vec<Block>, block: Block) {
    if !blocks.is_empty() {
        blocks.push(Block::Gap);
    }
    blocks.push(block);
}

fn said(blocks: &mut Vec<Block>, text: &str) {
    if !text.trim().is_empty() {
        blocks.push(Block::Text(text.to_owned()));
    }
}
