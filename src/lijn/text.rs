//! Every word that Lijnmodus says itself, apart from its help.

use std::path::Path;

use super::blocks::pair;
use super::input::Asked;
use crate::domain::gesprek::{Block, Turn, TurnKind};
use crate::domain::inhoud::{Soort, Stap};
use crate::domain::netwerk::zoek::FILTERS;
use crate::domain::walk::{Misfit, Revision, Step};

/// Begins the line of a question, before its number.
pub const VRAAG: &str = "Vraag";
/// Begins the line of something to do, before its number. Not `Stap`: that word is taken by the steps of the meldcode.
pub const TAAK: &str = "Taak";
/// Begins the line of a turn with lists of signals, before its number.
pub const LIJST: &str = "Lijst";
/// The prompt at every choice.
pub const KEUZE: &str = "Uw keuze: ";

/// The word that begins the line of a turn; its number, a full stop and the prompt follow: `Vraag 1. Is er gevaar?`
/// Where the prompt does not fit on one line, its further lines begin with two spaces.
pub fn marker(kind: TurnKind) -> &'static str {
    match kind {
        TurnKind::Vraag => VRAAG,
        TurnKind::Handeling => TAAK,
        TurnKind::Lijst => LIJST,
    }
}

pub(super) const DANGER: &str = "Let op: ";
pub(super) const ACUUT: &str = "Acuut gevaar? Bel 112. Veilig Thuis: 0800-2000, dag en nacht.";
pub(super) const HIDDEN: &str = "Even geduld. ";

/// What is said after the first line.
pub(super) const INTRO: [&str; 3] = [
    "Kies een nummer, of: terug, waarom, ?, nood, verberg, stop.",
    "Moet u zelf iets typen, zoals een naam? Zet dan een dubbele punt voor zo'n woord: :terug, :nood, :stop.",
    ACUUT,
];
pub(super) const MAIN_MENU: &str = "Wat wilt u doen?";
pub(super) const ALREADY_AT_MENU: &str = "U bent al in het hoofdmenu. Met stop sluit u het programma.";
pub(super) const GOODBYE: &str = "Lijnmodus is gestopt.";
pub(super) const NOTHING_HERE: &str = "Hier is nog niets om te kiezen.";
pub(super) const OWN: &str = "eigen versie";
pub(super) const MENU_WHY: &str = "U kiest hier zelf wat u wilt zien. Er is nog niets gevraagd.";

pub(super) const GEMEENTE_HELP: &str =
    "Typ de naam van een gemeente. U krijgt dan Veilig Thuis, de GGD en de veiligheidsregio. Met :terug gaat u terug.";
pub(super) const DID_YOU_MEAN: &str = "Deze gemeente ken ik niet. Bedoelt u een van deze?";
pub(super) const WHICH_OF_THESE: &str = "Deze naam komt vaker voor. Welke bedoelt u?";
pub(super) const UNKNOWN_GEMEENTE: &str = "Deze gemeente ken ik niet. Veilig Thuis belt u altijd op 0800-2000.";
pub(super) const WHICH_WORD: &str = "Welk woord? Een lege regel gaat terug: ";
pub(super) const LIST_WORDS: &str = "lijst";
pub(super) const WORD_HELP: &str =
    "Typ een woord of afkorting. Met :lijst hoort u alle woorden, met :terug gaat u terug.";
pub(super) const UNKNOWN_WORD: &str = "Dit woord staat niet in de woordenlijst.";

pub(super) const NETWERK_TITLE: &str = "Netwerk zoeken";
pub(super) const NETWERK: &str = "In lijnmodus blijft de kluis dicht; u zoekt in wat bij het programma zit. Uw eigen netwerk doorzoekt u met: \
    aandacht netwerk zoek.";
pub(super) const WIE_LIST: &str = "Deze belt u, de eerste eerst";
pub(super) const WHICH_ENTRY: &str = "Wat zoekt u? Een lege regel gaat terug: ";
pub(super) const NO_ENTRY: &str =
    "Niets gevonden. Zoek met minder woorden of een deel ervan. Veilig Thuis denkt mee: 0800-2000.";
pub(super) const ENTRY_HELP: &str = "Kies een nummer voor alle gegevens. Met terug zoekt u iets anders.";

pub(super) const KAART_TITLE: &str = "Kaart van het netwerk";
pub(super) const KAART: &str = "In lijnmodus blijft de kluis dicht; dit is de kaart van wat bij het programma zit. Uw eigen kaart leest u met: \
    aandacht netwerk kaart.";
/// A command of the map alone.
pub(super) const ALLES: &str = "alles";
pub(super) const WHICH_NODE: &str = "Welke organisatie of tafel? Een lege regel gaat terug: ";
pub(super) const NO_NODE: &str = "Niets gevonden op de kaart. Typ een deel van de naam, of :alles.";
pub(super) const NODE_HELP: &str = "Kies een nummer om daarheen te gaan. Met terug gaat u een stap terug.";
pub(super) const NODE_ALONE: &str = "Deze staat los: er is geen lijn naar een andere.";
pub(super) const KAART_HELP: &str = "Typ een deel van een naam. U hoort waarmee die verbonden is, en kunt daarheen gaan. \
    Met :alles hoort u de hele kaart, met :terug gaat u terug.";

pub(super) const FIRST_QUESTION: &str = "Dit is het begin. Verder terug kan niet; met stop stopt u.";
pub(super) const STOPPED_AT_START: &str = "U stopt hier. U hebt nog niets beantwoord.";
pub(super) const STOPPED: &str = "U stopt hier. Dit hebt u tot nu toe beantwoord.";
pub(super) const UNCONFIRMED: &str = "Aangevinkt, maar nog niet met verder bevestigd";
pub(super) const NO_EXPLANATION: &str = "Bij deze vraag is geen extra uitleg.";
pub(super) const NO_ANSWERS: &str = "U hebt nog niets beantwoord.";
pub(super) const ANSWERS: &str = "Uw antwoorden tot nu toe";
pub(super) const UNCHANGED: &str = "Uw antwoord blijft zoals het was.";
pub(super) const WHICH_SIGNALS: &str = "Nummers om aan te vinken, een lege regel gaat terug: ";

pub(super) const WHAT_NOW: &str = "Wat wilt u hiermee doen?";
pub(super) const VERDER_MET: &str = "verder";
pub(super) const WHICH_ANSWER: &str = "Welk nummer? Een lege regel gaat terug: ";
pub(super) const NOT_SAVED: &str = "Er is niets opgeslagen. Uw antwoorden zijn er nog.";
pub(super) const FILE_HELP: &str =
    "Typ een bestandsnaam. Zet er geen naam van een cliënt in. Met :terug slaat u niet op.";
pub(super) const OTHER_NAME: &str = "Uw antwoorden zijn er nog. Typ een andere naam, of :terug.";
pub(super) const PRINTED: &str = "Naar de printer gestuurd.";
pub(super) const NOT_SURE: &str = "Het is niet zeker of dit gelukt is. Controleer het zelf.";

pub(super) const SETTINGS_HOW: &str = "Een lege regel laat een instelling zoals zij is.";
pub(super) const SETTINGS_UNCHANGED: &str = "De instellingen zijn niet gewijzigd.";
pub(super) const SETTINGS_KEPT: &str = "De instellingen zijn bewaard.";
pub(super) const ONLY_NOW: &str = "De nieuwe instellingen gelden wel tot u stopt.";
pub(super) const EMPTY: &str = "leeg";
pub(super) const MANY: &str = "Nummers om aan te vinken, een lege regel gaat verder: ";
pub(super) const LONG_HOW: &str = "De tekst mag meer regels hebben. Een punt alleen op een regel sluit hem af.";
pub(super) const NEXT_LINE: &str = "> ";
/// A line that ends a text of several lines.
pub(super) const END: &str = ".";

/// The first line of a session.
pub(super) fn intro(because: &str) -> String {
    if because.is_empty() { "Lijnmodus staat aan.".to_owned() } else { format!("Lijnmodus staat aan ({because}).") }
}

/// Above the files of a kind.
pub(super) fn which(soort: Soort) -> &'static str {
    match soort {
        Soort::Beslisboom => "Welke checklist?",
        Soort::Signalen => "Welke signalenlijst?",
        Soort::Naslag => "Welk onderwerp?",
        Soort::Netwerk => "Welk startnetwerk?",
        Soort::Werkvorm => "Welke werkvorm?",
        Soort::Casus => "Welke casus?",
        Soort::Nummers
        | Soort::Woordenlijst
        | Soort::Gemeenten
        | Soort::Schrijfhulp
        | Soort::Bewaartermijnen
        | Soort::Anoniem => "Welk bestand?",
    }
}

/// Above the choice of the first of two checklists to compare.
pub(super) const WHICH_FIRST: &str = "Welke checklist is A?";
/// Above the choice of the second.
pub(super) const WHICH_SECOND: &str = "Welke checklist is B?";

/// Said when a line means nothing at a choice.
pub(super) fn unknown(count: usize) -> String {
    match count {
        0 => "Dat ken ik hier niet. Typ ? voor hulp.".to_owned(),
        1 => "Dat ken ik hier niet. Typ 1, of ? voor hulp.".to_owned(),
        _ => format!("Dat ken ik hier niet. Typ een nummer van 1 tot en met {count}, of ? voor hulp."),
    }
}

pub(super) fn which_gemeente(own: &str) -> String {
    if own.is_empty() {
        "Welke gemeente? Een lege regel gaat terug: ".to_owned()
    } else {
        format!("Welke gemeente? Een lege regel is {own}, :terug gaat terug: ")
    }
}

pub(super) fn netwerk_help() -> String {
    format!(
        "Typ een naam, functie, organisatie, thema of gemeente, of kies met: {FILTERS}. Zoals: thema:financieel \
         gemeente:heerlen. Met :terug gaat u terug."
    )
}

pub(super) fn entries_found(shown: usize, all: usize) -> String {
    match all {
        1 => "1 gevonden".to_owned(),
        _ if all == shown => format!("{all} gevonden"),
        _ => format!("{all} gevonden, hier de eerste {shown}. Typ een woord erbij voor minder"),
    }
}

pub(super) fn near_words<'w>(words: impl Iterator<Item = &'w str>) -> String {
    format!("Bedoelt u een van deze? {}.", words.collect::<Vec<_>>().join(", "))
}

pub(super) fn words_here(words: &[&str]) -> String {
    match words {
        [] => "Typ woord en dan het woord dat u zoekt.".to_owned(),
        [first, ..] => format!("Woorden bij deze vraag: {}. Typ bijvoorbeeld: woord {first}.", words.join(", ")),
    }
}

/// Which checklist and which step of it; empty when nothing changed and the question has no place in a set.
pub(super) fn context(turn: &Turn, other_checklist: bool, other_step: bool) -> String {
    let mut parts = Vec::new();
    if other_checklist {
        parts.push(format!("{}, {}.", turn.checklist, turn.version));
    }
    let Stap { id, titel } = &turn.step;
    if other_step && !titel.is_empty() && *titel != turn.checklist {
        let numbered = id != "0" && id.starts_with(|letter: char| letter.is_ascii_digit());
        parts.push(if numbered { format!("Stap {id}: {titel}.") } else { format!("{titel}.") });
    }
    match &turn.progress {
        // Said with its set, so that it is not taken for the number of the question.
        Some(progress) if parts.is_empty() => parts.push(format!("{}, {}.", turn.checklist, progress.to_lowercase())),
        Some(progress) => parts.push(format!("{progress}.")),
        None => {}
    }
    parts.join(" ")
}

/// What can be typed at this turn and not at every other one.
pub(super) fn hints(turn: &Turn) -> Vec<Block> {
    let explain = (!turn.explain.is_empty()).then(|| "Typ ? voor uitleg.".to_owned());
    let wait = turn.may_wait.as_ref().map(|why| format!("Kunt u dit nog niet zeggen? Typ wacht. {why}"));
    explain.into_iter().chain(wait).map(Block::Muted).collect()
}

/// A question with the answer that was given.
pub(super) fn answered(step: &Step) -> String {
    pair(step.spot.knoop().prompt(), step.answer_text().unwrap_or("gelezen"))
}

pub(super) fn taken_back(step: &Step) -> String {
    format!("Teruggenomen: {}", answered(step))
}

pub(super) fn asked_again(number: usize, step: &Step) -> String {
    match step.answer_text() {
        Some(answer) => format!("U herziet antwoord {number}. Dat was: {answer}. Met terug blijft het zo."),
        None => format!("U herziet antwoord {number}. Met terug blijft alles zoals het was."),
    }
}

/// What became of the later answers.
pub(super) fn revised(revision: &Revision) -> String {
    let kept = match revision.kept {
        0 => String::new(),
        1 => " Eén later antwoord blijft staan.".to_owned(),
        kept => format!(" {kept} latere antwoorden blijven staan."),
    };
    let waiting = match revision.waiting.len() {
        0 => String::new(),
        1 => " Eén later antwoord komt straks terug.".to_owned(),
        waiting => format!(" {waiting} latere antwoorden komen straks terug."),
    };
    let dropped = match revision.dropped.len() {
        0 => "",
        1 => " Dit antwoord past niet meer en is weg:",
        _ => " Deze antwoorden passen niet meer en zijn weg:",
    };
    format!("Uw antwoord is veranderd.{kept}{waiting}{dropped}")
}

/// Said when answers that waited stand again.
pub(super) fn resumed(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("Eén eerder antwoord staat weer.".to_owned()),
        count => Some(format!("{count} eerdere antwoorden staan weer.")),
    }
}

pub(super) fn no_such_answer(count: usize) -> String {
    match count {
        0 => NO_ANSWERS.to_owned(),
        1 => "U hebt één antwoord gegeven. Typ: herzie 1.".to_owned(),
        _ => format!("Typ herzie en een nummer van 1 tot en met {count}."),
    }
}

pub(super) fn misfit(misfit: &Misfit) -> String {
    format!("Dit antwoord past niet: {misfit}.")
}

pub(super) fn with_ticks(label: &str) -> String {
    format!("{label} (hier hebt u iets aangevinkt)")
}

pub(super) fn with_tick(label: &str) -> String {
    format!("{label} (aangevinkt)")
}

pub(super) fn no_number(piece: &str) -> String {
    format!("\"{piece}\" is geen nummer. Er is niets veranderd. Typ ? voor hulp.")
}

pub(super) fn no_such_signal(number: usize, count: usize) -> String {
    format!("Signaal {number} is er niet. Er is niets veranderd. De nummers lopen van 1 tot en met {count}.")
}

pub(super) fn go_on_with(titel: &str) -> String {
    format!("Verder met: {titel}")
}

pub(super) fn file_name(proposed: &str) -> String {
    format!("Bestandsnaam, een lege regel is {proposed}: ")
}

pub(super) fn saved(path: &Path) -> String {
    format!("Opgeslagen als {}.", path.display())
}

/// A field with what there is to say about it.
pub(super) fn field(label: &str, said: &str) -> String {
    if label.is_empty() { said.to_owned() } else { format!("{label}. {said}") }
}

pub(super) fn field_prompt(asked: Asked, now: &str) -> String {
    let stays = if now.is_empty() {
        "een lege regel laat dit leeg".to_owned()
    } else {
        format!("een lege regel laat {now} staan")
    };
    match asked {
        Asked::Choice => format!("Uw keuze, {stays}: "),
        Asked::Free => format!("Nieuwe tekst, {stays}: "),
    }
}

pub(super) fn long_prompt(now: &str) -> String {
    let stays = if now.is_empty() { "een lege regel laat dit leeg" } else { "een lege regel laat de tekst staan" };
    format!("Nieuwe tekst, {stays}: ")
}
