//! What a typed line means.

use crate::domain::gesprek::Choice;
use crate::domain::search::fold;

/// What a prompt asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// One of several choices: a word that is a command is one.
    Choice,
    /// Text of the user: only a line that begins with a colon is a command.
    Free,
}

/// A word that works at every prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    /// One step back.
    Back,
    /// Why am I here?
    Why,
    /// What can I type?
    Help,
    /// More about this question.
    Explain,
    /// The emergency page.
    Emergency,
    /// Everything out of sight.
    Hide,
    /// Leave.
    Stop,
}

/// Every word that is a command. Somebody who types 112 wants to know whom to ring.
const WORDS: [(&str, Command); 9] = [
    ("terug", Command::Back),
    ("waarom", Command::Why),
    ("hulp", Command::Help),
    ("help", Command::Help),
    ("uitleg", Command::Explain),
    ("nood", Command::Emergency),
    ("112", Command::Emergency),
    ("verberg", Command::Hide),
    ("stop", Command::Stop),
];

/// What was typed at a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// Nothing.
    Empty,
    /// A word that always works.
    Command(Command),
    /// A line with a colon before it that is not a word that always works; without its colon.
    Local(String),
    /// Anything else.
    Text(String),
}

/// What a line means at a prompt.
pub(super) fn typed(line: &str, asked: Asked) -> Typed {
    let line = line.trim();
    let with_colon = line.strip_prefix(':').map(str::trim);
    let bare = with_colon.unwrap_or(line);
    if line.is_empty() {
        return Typed::Empty;
    }
    match (command(bare), asked, with_colon) {
        (Some(command), Asked::Choice, _) | (Some(command), Asked::Free, Some(_)) => Typed::Command(command),
        (None, Asked::Free, Some(rest)) => Typed::Local(rest.to_owned()),
        (None, Asked::Choice, _) | (_, Asked::Free, None) => Typed::Text(bare.to_owned()),
    }
}

fn command(text: &str) -> Option<Command> {
    if text == "?" {
        return Some(Command::Help);
    }
    let folded = fold(text);
    WORDS.iter().find(|(word, _)| *word == folded).map(|(_, command)| *command)
}

/// Which choice was meant: by its number, its id or its label. Nothing is guessed.
pub(super) fn picked(text: &str, choices: &[Choice]) -> Option<usize> {
    let bare = text.trim().trim_end_matches('.');
    if let Ok(number) = bare.parse::<usize>() {
        return number.checked_sub(1).filter(|at| *at < choices.len());
    }
    let folded = fold(bare);
    let means = |choice: &Choice| !folded.is_empty() && (fold(&choice.id) == folded || fold(&choice.label) == folded);
    let mut same = choices.iter().enumerate().filter(|(_, choice)| means(choice)).map(|(at, _)| at);
    let first = same.next()?;
    same.next().is_none().then_some(first)
}

/// The first word, folded, and what follows it.
pub(super) fn verb(text: &str) -> (String, &str) {
    let (first, rest) = text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), ""));
    (fold(first), rest.trim())
}

/// The numbers in a line, each once.
///
/// # Errors
/// The first piece that is no number.
pub(super) fn numbers(text: &str) -> Result<Vec<usize>, String> {
    let mut found = Vec::new();
    for piece in text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';')) {
        let piece = piece.trim_end_matches('.');
        if piece.is_empty() {
            continue;
        }
        let number = piece.parse::<usize>().map_err(|_| piece.to_owned())?;
        if !found.contains(&number) {
            found.push(number);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{Asked, Choice, Command, Typed, numbers, picked, typed, verb};

    fn choices() -> Vec<Choice> {
        let choice = |id: &str, label: &str| Choice { id: id.into(), label: label.into() };
        vec![choice("ja", "Ja"), choice("nee", "Nee, één keer"), choice("twijfel", "Weet ik niet")]
    }

    #[test]
    fn a_choice_is_meant_by_number_id_or_label() {
        for (text, at) in [
            ("1", Some(0)),
            ("2.", Some(1)),
            ("JA", Some(0)),
            ("nee een keer", Some(1)),
            ("twijfel", Some(2)),
            ("weet ik niet.", Some(2)),
            ("0", None),
            ("4", None),
            ("...", None),
            ("misschien", None),
        ] {
            assert_eq!(picked(text, &choices()), at, "{text}");
        }
    }

    #[test]
    fn a_label_that_two_choices_share_is_not_guessed() {
        let mut both = choices();
        both[1].label = "Ja".into();
        assert_eq!(picked("ja", &both), None);
        assert_eq!(picked("1", &both), Some(0));
    }

    #[test]
    fn commands_need_a_colon_only_where_text_is_asked() {
        assert_eq!(typed(" Stop ", Asked::Choice), Typed::Command(Command::Stop));
        assert_eq!(typed(":stop", Asked::Choice), Typed::Command(Command::Stop));
        assert_eq!(typed("112", Asked::Choice), Typed::Command(Command::Emergency));
        assert_eq!(typed("?", Asked::Choice), Typed::Command(Command::Help));
        assert_eq!(typed(":herzie 2", Asked::Choice), Typed::Text("herzie 2".into()));
        assert_eq!(typed("stop", Asked::Free), Typed::Text("stop".into()));
        assert_eq!(typed(":terug", Asked::Free), Typed::Command(Command::Back));
        assert_eq!(typed(":lijst", Asked::Free), Typed::Local("lijst".into()));
        assert_eq!(typed("  ", Asked::Free), Typed::Empty);
    }

    #[test]
    fn numbers_come_with_spaces_or_commas() {
        assert_eq!(numbers("1, 3 3;7."), Ok(vec![1, 3, 7]));
        assert_eq!(numbers("1 twee"), Err("twee".into()));
        assert_eq!(verb("Herzie  3 "), ("herzie".into(), "3"));
    }
}
