//! Pages about the kluis: what an examination found, the recovery sheet, a backup in words.

use jiff::civil::Date;

use super::block::Block;
use crate::domain::dates;
use crate::domain::kluis::{Backup, Finding, Report, Weight};

/// When a backup was made: `gisteren, 20 november 2026 om 16.05`.
pub fn backup_text(backup: &Backup, today: Date) -> String {
    let made = backup.made;
    format!("{}, {} om {}.{:02}", dates::ago(made.date(), today), dates::long(made.date()), made.hour(), made.minute())
}

/// What was found, the heaviest named first.
pub fn findings_page(report: &Report) -> Vec<Block> {
    let mut blocks = vec![match report.worst() {
        Weight::Goed => Block::Strong("Alles is in orde.".to_owned()),
        Weight::LetOp => Block::Strong("Niets mis gevonden. Er is wel iets om te weten.".to_owned()),
        Weight::Fout => Block::Danger("Er is iets mis. Hieronder staat wat, en wat u kunt doen.".to_owned()),
    }];
    for finding in &report.findings {
        blocks.push(Block::Gap);
        blocks.extend(finding_blocks(finding));
    }
    blocks
}

/// One finding: a sign with its word, what was found, what to do.
pub fn finding_blocks(finding: &Finding) -> Vec<Block> {
    let mut blocks = vec![match finding.weight {
        Weight::Goed => Block::Text(format!("✓ goed: {}", finding.text)),
        Weight::LetOp => Block::Strong(format!("! let op: {}", finding.text)),
        Weight::Fout => Block::Danger(format!("fout: {}", finding.text)),
    }];
    if !finding.advice.is_empty() {
        blocks.push(Block::Text(finding.advice.clone()));
    }
    blocks
}

/// The recovery sheet to print: what it is, its groups, where to keep it.
pub fn recovery_page(sheet: &str, today: Date) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title("Herstelblad van uw kluis".to_owned()),
        Block::Muted(format!("Gemaakt op {}", dates::long(today))),
        Block::Gap,
        Block::Text("Met deze letters gaat de kluis open als u het wachtwoord niet meer weet.".to_owned()),
        Block::Text("Bewaar dit blad achter slot, niet bij de computer. Wie het heeft, kan alles lezen.".to_owned()),
        Block::Gap,
    ];
    let groups = sheet.split('-').enumerate();
    blocks.extend(groups.map(|(at, group)| Block::Numbered(at + 1, group.to_owned())));
    blocks
}
