//! The casus: lines that are only ever added, and what is made of them.

mod afdruk;
mod agenda;
mod bytes;
mod formulieren;
mod lopen;
mod oefenset;
mod ongedaan;
mod tijdlijn;
mod uitvoer;
mod vouwen;
mod wanneer;
mod zoeken;

use aandacht::domain::gesprek::Block;

/// Compares a text with the one that is kept under this name.
fn golden(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/casus"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Everything that a page says.
fn read(blocks: &[Block]) -> String {
    blocks.iter().map(Block::text).collect::<Vec<_>>().join("\n")
}

/// A page as it leaves the program.
fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}
