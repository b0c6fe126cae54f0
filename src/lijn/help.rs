//! What `?` says: the commands that work at a prompt.

use super::input::Asked;
use crate::domain::gesprek::{Block, Turn, TurnKind};

/// What works at every choice.
const ALWAYS: [(&str, &str); 6] = [
    ("terug", "één stap terug."),
    ("waarom", "waarom u dit krijgt, en waar het vandaan komt."),
    ("? of hulp", "deze hulp."),
    ("nood", "nummers bij acuut gevaar."),
    ("verberg", "schuift alles uit beeld. Wie terugbladert, kan het nog wel lezen."),
    ("stop", "stopt hier. In het hoofdmenu sluit u hiermee het programma."),
];

/// What works at a turn of a walk as well.
const AT_A_TURN: [(&str, &str); 6] = [
    ("uitleg", "de uitleg bij deze vraag."),
    ("antwoorden", "uw antwoorden tot nu toe, met hun nummer."),
    ("herzie 2", "antwoord 2 opnieuw geven. Elk eerder nummer kan."),
    ("woord kindcheck", "zoekt een woord op. Alleen woord noemt de woorden bij deze vraag."),
    ("opslaan", "bewaart uw antwoorden tot nu toe in een bestand."),
    ("afdrukken", "drukt uw antwoorden tot nu toe af."),
];

const WAIT: (&str, &str) = ("wacht", "laat deze vraag open en toont uw antwoorden tot nu toe.");

/// Help at a menu.
pub(super) fn menu() -> Vec<Block> {
    let mut blocks = heading("Dit kunt u typen");
    blocks.push(row("een nummer", "kiest die regel. U kunt ook de woorden zelf typen."));
    blocks.push(row("lege regel", "leest de keuzes nog eens voor."));
    blocks.extend(rows(&ALWAYS));
    blocks
}

/// Help at a turn of a walk.
pub(super) fn turn(turn: &Turn) -> Vec<Block> {
    let mut blocks = heading("Dit kunt u typen");
    blocks.push(match turn.kind {
        TurnKind::Vraag => row("een nummer", "kiest dat antwoord. U kunt ook het antwoord zelf typen."),
        TurnKind::Handeling => row("1 of verder", "gaat naar het volgende."),
        TurnKind::Lijst => row("een nummer", "opent die lijst. Met verder gaat u naar het volgende."),
    });
    blocks.push(row("lege regel", "leest alles nog eens voor."));
    blocks.extend(rows(&ALWAYS));
    blocks.extend(rows(&AT_A_TURN));
    if turn.may_wait.is_some() {
        blocks.push(row(WAIT.0, WAIT.1));
    }
    blocks
}

/// Help in a list of signals.
pub(super) fn ticks() -> Vec<Block> {
    let mut blocks = heading("Dit kunt u typen");
    blocks.push(row("nummers", "vinkt die signalen aan, of juist niet meer aan. Zet er een spatie of komma tussen."));
    blocks.push(row("lege regel", "gaat terug naar de lijsten."));
    blocks.extend(rows(&ALWAYS));
    blocks
}

/// Help after a report.
pub(super) fn closing() -> Vec<Block> {
    let mut blocks = heading("Dit kunt u typen");
    blocks.push(row("een nummer", "kiest die regel."));
    blocks.extend(rows(&ALWAYS));
    blocks.extend(AT_A_TURN.iter().filter(|(word, _)| *word != "uitleg").map(|(word, does)| row(word, does)));
    blocks
}

/// Help at a field of a form.
pub(super) fn field(asked: Asked) -> Vec<Block> {
    let mut blocks = heading("Dit kunt u typen");
    blocks.push(row("lege regel", "laat dit zoals het is."));
    match asked {
        Asked::Choice => {
            blocks.push(row("een nummer", "kiest die waarde."));
            blocks.extend(rows(&ALWAYS));
        }
        Asked::Free => {
            blocks.push(row("tekst", "wordt de nieuwe waarde."));
            blocks.push(row(":leeg", "maakt het veld leeg."));
            blocks.push(row(":terug, :nood, :verberg, :stop", "werken ook hier, met een dubbele punt ervoor."));
        }
    }
    blocks
}

/// Help at a field with ticks.
pub(super) fn many() -> Vec<Block> {
    let mut blocks = heading("Dit kunt u typen");
    blocks.push(row("nummers", "vinkt die regels aan, of juist niet meer aan. Zet er een spatie of komma tussen."));
    blocks.push(row("lege regel", "gaat verder."));
    blocks.extend(rows(&ALWAYS));
    blocks
}

/// Help inside a text of several lines.
pub(super) fn long() -> Vec<Block> {
    let mut blocks = heading("Dit kunt u typen");
    blocks.push(row("tekst", "wordt de volgende regel."));
    blocks.push(row("een punt alleen op een regel", "sluit de tekst af."));
    blocks.push(row(":terug, :nood, :verberg, :stop", "werken ook hier, met een dubbele punt ervoor."));
    blocks
}

fn heading(text: &str) -> Vec<Block> {
    vec![Block::Heading(text.to_owned())]
}

fn row(word: &str, does: &str) -> Block {
    Block::Pair(word.to_owned(), does.to_owned())
}

fn rows(table: &[(&str, &str)]) -> impl Iterator<Item = Block> {
    table.iter().map(|(word, does)| row(word, does))
}
