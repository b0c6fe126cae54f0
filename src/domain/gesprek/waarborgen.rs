//! The safety rules as a page, for whoever wants to know what every tree guarantees.

use super::Block;
use crate::domain::boom::{Geldt, Waarborgen};

/// Every rule with the trees it is for and the facts it rests on, the questions that no tree may drop, and the subjects
/// that texts have to speak out on.
pub fn waarborgen_page(rules: &Waarborgen) -> Vec<Block> {
    let mut blocks = vec![Block::Title(rules.titel().to_owned()), Block::Text(rules.omschrijving().to_owned())];
    for regel in rules.regels() {
        blocks.extend([Block::Gap, Block::Heading(format!("Veiligheidsregel {}", regel.id))]);
        blocks.push(Block::Text(regel.tekst.clone()));
        let origin = format!("Geldt voor {}. Rust op {}.", trees(&regel.geldt), regel.feiten.join(", "));
        blocks.push(Block::Muted(origin));
    }
    blocks.extend([Block::Gap, Block::Heading("Vragen die nooit mogen vervallen".to_owned())]);
    blocks.push(Block::Text(rules.veiligheidsvragen().join(", ")));
    let heading = "Onderwerpen: elke tekst hierover zegt of hij het aanraadt of afraadt";
    blocks.extend([Block::Gap, Block::Heading(heading.to_owned())]);
    blocks
        .extend(rules.onderwerpen().iter().map(|subject| Block::Point(format!("{} ({})", subject.titel, subject.id))));
    blocks
}

fn trees(geldt: &[Geldt]) -> String {
    if geldt.is_empty() {
        return "elke boom".to_owned();
    }
    geldt.iter().map(Geldt::shown).collect::<Vec<_>>().join(", of ")
}
