//! Every screen of the program, and the keys that lead to it from the start screen.

use aandacht::domain::gesprek::{Msg, Route};
use aandacht::domain::kluis::KluisState;
use aandacht::domain::netwerk::{Soort, VermeldingVraag};

use super::casus::story;
use super::groepswerk::groep::{GROEP, with_groups};
use super::groepswerk::oefening::exercise;
use super::netwerk::overzicht::shows as network;
use super::netwerk::samenvoegen::{DUBBEL, put_two};
use super::netwerk::versies::{shows as versies, shows_signed as versies_ondertekend};
use super::netwerk::{self, with_network};
use crate::common::kluis::PASSWORD;
use crate::common::robot::{Robot, Setup};

/// A screen, or a state of one that looks different.
pub struct Screen {
    /// Its name: the name of its picture.
    pub name: &'static str,
    /// The key table that works there.
    pub table: &'static str,
    /// What brings somebody there from the start screen.
    pub reach: fn(&mut Robot),
}

/// To the first thing to do of the meldcode.
const TO_STEP_1: &str = "1 2 2 2 4 8 3";
/// To its lists of signals.
const TO_LISTS: &str = "1 2 2 2 4 8 3 1";
/// To the weighing: no check, no talk with the parents.
const TO_WEIGHING: &str = "1 2 2 2 4 8 3 1 1 3 1 2 1";
/// To norm 1: suspicion, and acutely unsafe.
const TO_NORM_1: &str = "1 2 2 2 4 8 3 1 1 3 1 2 1 1 1";

/// The screens.
pub const SCREENS: &[Screen] = &[
    Screen { name: "groepswerk", table: "Intervisie en oefenen", reach: |robot| keys(robot, "6") },
    Screen {
        name: "groepswerk-loopt",
        table: "Intervisie en oefenen",
        reach: |robot| keys(robot, "6 2 1 Enter n Esc Esc"),
    },
    Screen { name: "sessie-voorbereiden", table: "Formulier", reach: |robot| keys(robot, "6 1") },
    Screen {
        name: "sessie-methode",
        table: "Intervisie en oefenen",
        reach: |robot| {
            keys(robot, "6 1 Right Tab Tab");
            robot.typ("6").press("Tab").typ("60").press("Ctrl-S");
        },
    },
    Screen { name: "werkvorm", table: "Methode", reach: |robot| keys(robot, "6 2 1") },
    Screen {
        name: "sessie",
        table: "Sessie",
        reach: |robot| {
            keys(robot, "6 2 1 Enter n");
            robot.later(83);
        },
    },
    Screen {
        name: "sessie-om",
        table: "Sessie",
        reach: |robot| {
            keys(robot, "6 2 1 Enter");
            robot.later(365).press("Space");
        },
    },
    Screen { name: "sessie-kladblad", table: "Formulier: lange tekst", reach: |robot| keys(robot, "6 2 1 Enter k") },
    Screen {
        name: "sessie-sluiten",
        table: "Sessie: sluiten",
        reach: |robot| keys(robot, "6 2 1 Enter s Tab Tab Tab"),
    },
    Screen { name: "start", table: "Start", reach: |_| {} },
    Screen { name: "checklists", table: "Kiezen uit een lijst", reach: |robot| keys(robot, "7 5") },
    Screen { name: "checklists-situaties", table: "Kiezen uit een lijst", reach: |robot| keys(robot, "7 5 5") },
    Screen { name: "checklists-sectoren", table: "Kiezen uit een lijst", reach: |robot| keys(robot, "7 5 6") },
    Screen { name: "situatie", table: "Doorlopen: vraag", reach: |robot| keys(robot, "1 2 2 2 4") },
    Screen { name: "bijzondere-weg", table: "Doorlopen: vraag", reach: |robot| keys(robot, "1 2 2 2 4 4") },
    Screen { name: "kader", table: "Doorlopen: vraag", reach: |robot| keys(robot, "1 u") },
    Screen { name: "vraag", table: "Doorlopen: vraag", reach: |robot| keys(robot, "1") },
    Screen {
        name: "vraag-afweging",
        table: "Doorlopen: vraag",
        reach: |robot| keys(robot, &and(TO_WEIGHING, "1 Down")),
    },
    Screen {
        name: "vraag-wacht",
        table: "Doorlopen: vraag",
        reach: |robot| keys(robot, &and(TO_WEIGHING, "1 2 1 1 1")),
    },
    Screen { name: "vraag-uitleg", table: "Doorlopen: vraag", reach: |robot| keys(robot, &and(TO_WEIGHING, "1 u")) },
    Screen { name: "handeling", table: "Doorlopen: vraag", reach: |robot| keys(robot, TO_STEP_1) },
    Screen { name: "handeling-uitleg", table: "Doorlopen: vraag", reach: |robot| keys(robot, &and(TO_STEP_1, "u")) },
    Screen { name: "lijst", table: "Doorlopen: vraag", reach: |robot| keys(robot, TO_LISTS) },
    Screen {
        name: "lijst-aangevinkt",
        table: "Doorlopen: vraag",
        reach: |robot| {
            keys(robot, &and(TO_LISTS, "3"));
            robot.times(6, "Down");
            keys(robot, "Space Esc");
        },
    },
    Screen {
        name: "aanvinken",
        table: "Doorlopen: signalen aanvinken",
        reach: |robot| keys(robot, &and(TO_LISTS, "2")),
    },
    Screen {
        name: "aanvinken-vinkje",
        table: "Doorlopen: signalen aanvinken",
        reach: |robot| {
            keys(robot, &and(TO_LISTS, "2"));
            robot.times(6, "Down");
            keys(robot, "Space Down");
        },
    },
    Screen {
        name: "antwoorden",
        table: "Doorlopen: uw antwoorden",
        reach: |robot| keys(robot, &and(TO_WEIGHING, "1 2 a")),
    },
    Screen { name: "herzien", table: "Doorlopen: vraag", reach: |robot| keys(robot, &and(TO_STEP_1, "1 a Up Enter")) },
    Screen {
        name: "herzien-gezegd",
        table: "Doorlopen: vraag",
        reach: |robot| {
            keys(robot, &and(TO_WEIGHING, "1 2 a"));
            robot.times(4, "Up");
            keys(robot, "Enter 1");
        },
    },
    Screen { name: "weggaan", table: "Doorlopen: weggaan", reach: |robot| keys(robot, "1 2 Esc") },
    Screen { name: "waarom", table: "Pagina", reach: |robot| keys(robot, &and(TO_WEIGHING, "1 w")) },
    Screen { name: "begrippen", table: "Pagina", reach: |robot| keys(robot, "1 b") },
    Screen { name: "uitkomst", table: "Uitkomst", reach: |robot| keys(robot, TO_NORM_1) },
    Screen { name: "uitkomst-verder", table: "Uitkomst", reach: |robot| keys(robot, &and(TO_NORM_1, "PgDn")) },
    Screen {
        name: "uitkomst-einde",
        table: "Uitkomst",
        reach: |robot| {
            keys(robot, TO_NORM_1);
            robot.times(9, "PgDn");
        },
    },
    Screen { name: "stand", table: "Uitkomst", reach: |robot| keys(robot, &and(TO_WEIGHING, "1 2 1 1 1 s")) },
    Screen { name: "signalen-keuze", table: "Kiezen uit een lijst", reach: |robot| keys(robot, "7 1") },
    Screen { name: "signalen", table: "Signalen", reach: |robot| keys(robot, "7 1 1") },
    Screen {
        name: "signalen-vinkje",
        table: "Signalen",
        reach: |robot| {
            keys(robot, "7 1 1");
            robot.times(6, "Down");
            keys(robot, "Space Down Down Enter");
        },
    },
    Screen { name: "gemeente", table: LOOKUP, reach: |robot| keys(robot, "7 2") },
    Screen {
        name: "gemeente-bergen",
        table: LOOKUP,
        reach: |robot| {
            keys(robot, "7 2");
            robot.typ("bergen");
        },
    },
    Screen {
        name: "gemeente-pagina",
        table: LOOKUP,
        reach: |robot| {
            keys(robot, "7 2");
            robot.typ("den bosch").press("Enter");
        },
    },
    Screen {
        name: "gemeente-niets",
        table: LOOKUP,
        reach: |robot| {
            keys(robot, "7 2");
            robot.typ("qqqqqq");
        },
    },
    Screen { name: "woordenlijst", table: LOOKUP, reach: |robot| keys(robot, "7 3") },
    Screen {
        name: "woordenlijst-woord",
        table: LOOKUP,
        reach: |robot| {
            keys(robot, "7 3");
            robot.typ("disclosure").press("Enter");
        },
    },
    Screen { name: "naslag-keuze", table: "Kiezen uit een lijst", reach: |robot| keys(robot, "7") },
    Screen { name: "naslag", table: "Pagina", reach: |robot| keys(robot, "7 7") },
    Screen { name: "nummers", table: "Pagina", reach: |robot| keys(robot, "7 4") },
    Screen { name: "verschil-kiezen", table: "Intervisie en oefenen", reach: |robot| keys(robot, "7 5 End Enter") },
    Screen { name: "verschil", table: "Naast elkaar", reach: |robot| beside(robot, "onderwijs", "basis") },
    Screen { name: "verschil-sectoren", table: "Naast elkaar", reach: |robot| beside(robot, "artsen", "verpleging") },
    Screen {
        name: "verschil-volgend",
        table: "Naast elkaar",
        reach: |robot| {
            beside(robot, "artsen", "verpleging");
            robot.times(5, "n");
        },
    },
    Screen {
        name: "verschil-alles",
        table: "Naast elkaar",
        reach: |robot| {
            beside(robot, "artsen", "verpleging");
            robot.times(3, "n").press("t");
        },
    },
    Screen { name: "verschil-geen", table: "Naast elkaar", reach: |robot| beside(robot, "onderwijs", "onderwijs") },
    Screen { name: "nood", table: "Pagina", reach: |robot| keys(robot, "F9") },
    Screen { name: "verborgen", table: "Verborgen", reach: |robot| keys(robot, "1 F10") },
    Screen { name: "hulp", table: "Pagina", reach: |robot| keys(robot, "?") },
    Screen { name: "hulp-vraag", table: "Pagina", reach: |robot| keys(robot, "1 ?") },
    Screen { name: "opdrachten", table: LOOKUP, reach: |robot| keys(robot, "Ctrl-P") },
    Screen {
        name: "opdrachten-gezocht",
        table: LOOKUP,
        reach: |robot| {
            keys(robot, "/");
            robot.typ("kind");
        },
    },
    Screen { name: "instellingen", table: "Formulier", reach: |robot| keys(robot, "8") },
    Screen {
        name: "instellingen-fout",
        table: "Formulier",
        reach: |robot| {
            keys(robot, "8 Down Down");
            robot.typ("Bergen").keys("Down Down Ctrl-U").typ("12").press("Ctrl-S");
        },
    },
    Screen { name: "instellingen-weg", table: "Formulier", reach: |robot| keys(robot, "8 Right Esc") },
    Screen { name: "opslaan", table: "Opslaan", reach: |robot| keys(robot, &and(TO_NORM_1, "o")) },
    Screen {
        name: "opslaan-fout",
        table: "Opslaan",
        reach: |robot| {
            keys(robot, &and(TO_NORM_1, "o Ctrl-U"));
            let there = robot.path("instellingen.toml");
            std::fs::write(&there, "# al bezet").expect("our own folder");
            robot.typ(&there.display().to_string()).press("Enter");
        },
    },
    Screen { name: "start-kluis-dicht", table: "Start", reach: |robot| with(robot, KluisState::Locked, "") },
    Screen { name: "start-kluis-open", table: "Start", reach: |robot| with(robot, KluisState::Open, "") },
    Screen {
        name: "start-backup-oud",
        table: "Start",
        reach: |robot| {
            with(robot, KluisState::Open, "");
            robot.kluis(|played| played.view.backup_age = Some(8));
        },
    },
    Screen { name: "welkom", table: "Welkom", reach: |robot| welcome(robot, "") },
    Screen {
        name: "welkom-gemeente",
        table: "Welkom: gemeente",
        reach: |robot| {
            welcome(robot, "Enter Ctrl-U");
            robot.typ("berg");
        },
    },
    Screen { name: "welkom-kluis", table: "Welkom", reach: |robot| welcome(robot, "Enter Enter F12") },
    Screen { name: "kluis-openen", table: "Kluis openen", reach: |robot| with(robot, KluisState::Locked, "9") },
    Screen {
        name: "kluis-openen-blad",
        table: "Kluis openen",
        reach: |robot| {
            with(robot, KluisState::Locked, "9 Tab");
            robot.typ("A1B2C3-D4E5");
        },
    },
    Screen {
        name: "kluis-openen-fout",
        table: "Kluis openen",
        reach: |robot| {
            with(robot, KluisState::Locked, "9");
            robot.typ("verkeerd").keys("Enter F12");
        },
    },
    Screen {
        name: "kluis-openen-bezig",
        table: "Kluis openen",
        reach: |robot| {
            with(robot, KluisState::Locked, "9");
            robot.kluis(|played| played.slow = true).unlock();
        },
    },
    Screen {
        name: "kluis-vergrendeld",
        table: "Kluis openen: op slot",
        reach: |robot| {
            with(robot, KluisState::Open, "7 5");
            robot.locks().press("F12");
        },
    },
    Screen {
        name: "kluis-vergrendeld-weg",
        table: "Kluis openen: op slot",
        reach: |robot| {
            with(robot, KluisState::Open, "1 2");
            robot.locks().press("Esc");
        },
    },
    Screen { name: "kluis-maken", table: FORM, reach: |robot| with(robot, KluisState::None, "9") },
    Screen {
        name: "kluis-maken-zwak",
        table: FORM,
        reach: |robot| {
            with(robot, KluisState::None, "9");
            robot.typ("hond");
        },
    },
    Screen {
        name: "kluis-maken-fout",
        table: FORM,
        reach: |robot| {
            with(robot, KluisState::None, "9");
            robot.typ(PASSWORD).press("Enter").typ("iets anders").press("Enter");
        },
    },
    Screen {
        name: "kluis-maken-bezig",
        table: FORM,
        reach: |robot| {
            with(robot, KluisState::None, "");
            robot.kluis(|played| played.slow = true);
            making(robot, "");
        },
    },
    Screen { name: "herstelblad", table: "Herstelblad", reach: |robot| made(robot, "") },
    Screen { name: "herstelblad-controle", table: "Herstelblad: controle", reach: |robot| made(robot, "Enter") },
    Screen {
        name: "herstelblad-fout",
        table: "Herstelblad: controle",
        reach: |robot| {
            made(robot, "Enter");
            robot.typ("G7H8J9").press("Enter").typ("W9X0Y2").press("Enter");
        },
    },
    Screen { name: "herstelblad-weg", table: "Herstelblad: weggaan", reach: |robot| made(robot, "Esc") },
    Screen { name: "beheer-geen", table: "Beheer", reach: |robot| with_beheer(robot, KluisState::None, "") },
    Screen { name: "beheer-dicht", table: "Beheer", reach: |robot| with_beheer(robot, KluisState::Locked, "") },
    Screen { name: "beheer-open", table: "Beheer", reach: |robot| with(robot, KluisState::Open, "9") },
    Screen { name: "beheer-lezen", table: "Beheer", reach: |robot| with(robot, KluisState::ReadOnly, "9") },
    Screen {
        name: "beheer-bezig",
        table: "Beheer",
        reach: |robot| {
            with(robot, KluisState::Open, "9");
            robot.kluis(|played| played.slow = true).press("1");
        },
    },
    Screen { name: "kluis-controle", table: "Pagina", reach: |robot| with(robot, KluisState::Open, "9 3") },
    Screen { name: "kluis-bestanden", table: "Pagina", reach: |robot| with(robot, KluisState::Open, "9 9") },
    Screen { name: "kluis-wachtwoord", table: FORM, reach: |robot| with(robot, KluisState::Open, "9 4") },
    Screen { name: "kluis-herstelblad", table: FORM, reach: |robot| with(robot, KluisState::Open, "9 5") },
    Screen { name: "kluis-vernieuwen", table: FORM, reach: |robot| with(robot, KluisState::Open, "9 6") },
    Screen { name: "kluis-bergen", table: FORM, reach: |robot| with_beheer(robot, KluisState::Locked, "4") },
    Screen {
        name: "kluis-accepteren",
        table: "Kluis: zeker weten",
        reach: |robot| with(robot, KluisState::ReadOnly, "9 4"),
    },
    Screen { name: "backups", table: "Back-up kiezen", reach: |robot| with(robot, KluisState::Open, "9 2") },
    Screen {
        name: "backups-pad",
        table: "Back-up kiezen",
        reach: |robot| {
            with(robot, KluisState::Open, "9 2");
            robot.typ("/media/stick/kluis.bak");
        },
    },
    Screen { name: "kluis-terugzetten", table: FORM, reach: |robot| with_beheer(robot, KluisState::Locked, "2 Enter") },
    Screen {
        name: "kluis-terugzetten-zeker",
        table: "Kluis: zeker weten",
        reach: |robot| {
            with_beheer(robot, KluisState::Locked, "2 Enter");
            robot.typ(PASSWORD).press("Enter");
        },
    },
    Screen {
        name: "kluis-teruggezet",
        table: "Pagina",
        reach: |robot| {
            with_beheer(robot, KluisState::Locked, "2 Enter");
            robot.typ(PASSWORD).keys("Enter Enter F12");
        },
    },
    Screen { name: "kluis-tijd", table: "Tijd tot op slot", reach: |robot| with(robot, KluisState::Open, "9 7") },
    Screen { name: "favorieten", table: CHOICE, reach: |robot| with(robot, KluisState::Open, "f") },
    Screen { name: "favorieten-geen", table: CHOICE, reach: |robot| with(robot, KluisState::Open, "f f Down f F12") },
    Screen { name: "checklists-favoriet", table: CHOICE, reach: |robot| with(robot, KluisState::Open, "7 5") },
    Screen { name: "start-agenda", table: "Start", reach: |robot| with_casus(robot, "") },
    Screen { name: "agenda", table: "Wat loopt er", reach: |robot| with_casus(robot, "a") },
    Screen { name: "casussen-geen", table: "Casussen", reach: |robot| with(robot, KluisState::Open, "2") },
    Screen { name: "casussen", table: "Casussen", reach: |robot| with_casus(robot, "2") },
    Screen {
        name: "casussen-gezocht",
        table: "Casussen",
        reach: |robot| {
            with_casus(robot, "2");
            robot.typ("jas");
        },
    },
    Screen { name: "casus-nieuw", table: "Formulier", reach: |robot| with_casus(robot, "2 F4") },
    Screen {
        name: "casus-nieuw-nummer",
        table: "Formulier",
        reach: |robot| {
            with_casus(robot, "2 F4 Ctrl-U");
            robot.typ("123456782");
        },
    },
    Screen { name: "casus", table: "Casus", reach: |robot| with_casus(robot, "2 Enter") },
    Screen { name: "casus-alles", table: "Casus", reach: |robot| with_casus(robot, "2 Enter t Home") },
    Screen { name: "casus-notitie", table: CASUS_FORM, reach: |robot| with_casus(robot, "2 Enter n") },
    Screen {
        name: "casus-notitie-hulp",
        table: "Formulier: lange tekst",
        reach: |robot| {
            with_casus(robot, "2 Enter n Tab");
            robot.typ("Hij is altijd agressief");
        },
    },
    Screen { name: "casus-notitie-fout", table: CASUS_FORM, reach: |robot| with_casus(robot, "2 Enter n Ctrl-S") },
    Screen { name: "casus-gesprek", table: CASUS_FORM, reach: |robot| with_casus(robot, "2 Enter g") },
    Screen {
        name: "casus-correctie",
        table: CASUS_FORM,
        reach: |robot| with_casus(robot, "2 Enter Home Down Down Enter"),
    },
    Screen { name: "casus-afvinken", table: CASUS_FORM, reach: |robot| with_casus(robot, "2 Enter v") },
    Screen { name: "casus-meer", table: CASUS_CHOICE, reach: |robot| with_casus(robot, "2 Enter F4") },
    Screen { name: "casus-begin", table: CASUS_CHOICE, reach: |robot| with_casus(robot, "2 Enter m") },
    Screen { name: "casus-loop", table: "Doorlopen: vraag", reach: |robot| with_casus(robot, "2 Enter m 1 2 F12") },
    Screen {
        name: "casus-loop-herzien",
        table: "Formulier",
        reach: |robot| with_casus(robot, "2 Enter m 1 2 a Enter"),
    },
    Screen { name: "casus-uitkomst", table: "Pagina", reach: |robot| with_casus(robot, "2 Enter m 1 1 F12") },
    Screen { name: "casus-afdruk", table: "Casus: afdrukken", reach: |robot| with_casus(robot, "2 Enter p") },
    Screen { name: "casus-afdruk-gezin", table: "Casus: afdrukken", reach: |robot| with_casus(robot, "2 Enter p 3") },
    Screen { name: "casus-voorbeeld", table: "Pagina", reach: |robot| with_casus(robot, "2 Enter p v") },
    Screen { name: "casus-sluiten", table: CASUS_FORM, reach: |robot| with_casus(robot, "2 Enter s") },
    Screen { name: "casus-gesloten", table: "Casus", reach: |robot| with_casus(robot, "2 Enter s 1 Ctrl-S Esc F12") },
    Screen {
        name: "casus-vernietigen",
        table: "Casus: vernietigen",
        reach: |robot| with_casus(robot, "2 Enter s 1 Ctrl-S Esc Delete F12"),
    },
    Screen {
        name: "casus-vernietigd",
        table: "Pagina",
        reach: |robot| {
            with_casus(robot, "2 Enter s 1 Ctrl-S Esc Delete 1 Down 1 Down");
            let code = robot.played().code();
            robot.typ(&code).keys("Ctrl-S F12");
        },
    },
    Screen {
        name: "vermelding-formulier",
        table: "Vermelding: formulier",
        reach: |robot| {
            with_vermelding(robot, "wijkteam-malberg", "");
        },
    },
    Screen {
        name: "vermelding-formulier-lijkt",
        table: "Vermelding: formulier",
        reach: |robot| {
            with_network(robot, KluisState::Open);
            let asked = VermeldingVraag::nieuw(Soort::Organisatie, "Stichting Zoe");
            robot.starts_with(Route::VermeldingFormulier(Box::new(asked))).press("Ctrl-S");
        },
    },
    Screen {
        name: "vermelding-formulier-fout",
        table: "Vermelding: formulier",
        reach: |robot| {
            with_vermelding(robot, "wijkteam-malberg", "");
            robot.times(5, "Tab").typ("bel de balie").press("Ctrl-S");
        },
    },
    Screen {
        name: "vermelding-nieuw",
        table: "Vermelding: nieuw",
        reach: |robot| {
            with_network(robot, KluisState::Open);
            robot.starts_with(Route::VermeldingNieuw);
        },
    },
    Screen {
        name: "vermelding-nieuw-gezocht",
        table: "Vermelding: nieuw",
        reach: |robot| {
            with_network(robot, KluisState::Open);
            robot.starts_with(Route::VermeldingNieuw).typ("regenb");
        },
    },
    Screen {
        name: "vermelding-verwijderen",
        table: "Vermelding: verwijderen",
        reach: |robot| {
            with_network(robot, KluisState::Open);
            robot.starts_with(Route::VermeldingVerwijderen(netwerk::id("levanto")));
        },
    },
    Screen {
        name: "dubbelen",
        table: "Dubbele vermeldingen",
        reach: |robot| {
            put_two(robot);
            robot.starts_with(Route::Dubbelen);
        },
    },
    Screen {
        name: "samenvoegen",
        table: "Samenvoegen",
        reach: |robot| {
            put_two(robot);
            robot.starts_with(Route::Samenvoegen(netwerk::id("wijkteam-malberg"), DUBBEL));
        },
    },
    Screen {
        name: "samenvoegen-telefoon",
        table: "Samenvoegen",
        reach: |robot| {
            put_two(robot);
            robot.starts_with(Route::Samenvoegen(netwerk::id("wijkteam-malberg"), DUBBEL)).keys("Right Down Down s");
        },
    },
    Screen { name: "netwerkbestand", table: "Netwerkbestand", reach: |robot| versies(robot, "") },
    Screen {
        name: "netwerkbestand-verschillen",
        table: "Netwerkbestand: verschillen",
        reach: |robot| versies(robot, "Enter 2 n"),
    },
    Screen {
        name: "netwerkbestand-rest",
        table: "Netwerkbestand: zeker weten",
        reach: |robot| versies(robot, "Enter 2 h"),
    },
    Screen {
        name: "uitgeven",
        table: "Intervisie en oefenen",
        reach: |robot| network(robot, Route::NetwerkUitgeven, ""),
    },
    Screen { name: "uitgeven-netwerk", table: "Formulier", reach: |robot| network(robot, Route::NetwerkUitgeven, "1") },
    Screen { name: "uitgeven-csv", table: "Formulier", reach: |robot| network(robot, Route::NetwerkUitgeven, "2 Tab") },
    Screen {
        name: "uitgeven-geheim",
        table: "Uitgeven: geheime plekken",
        reach: |robot| network(robot, Route::NetwerkUitgeven, "2 Shift-Tab 2 Ctrl-S"),
    },
    Screen {
        name: "uitgeven-klaar",
        table: "Intervisie en oefenen",
        reach: |robot| {
            network(robot, Route::NetwerkUitgeven, "2");
            let said = ["1 geheime plek is weggelaten.", "Het veld Notitie past er niet in."].map(str::to_owned);
            robot.hears(Msg::Uitgegeven("/media/stick/netwerk.csv".into(), said.to_vec()));
        },
    },
    Screen { name: "wie", table: "Wie bel ik nu?", reach: |robot| network(robot, Route::Wie, "") },
    Screen {
        name: "wie-thema",
        table: "Wie bel ik nu?",
        reach: |robot| {
            network(robot, Route::Wie, "");
            robot.typ("ouderen").press("Tab").typ("78");
        },
    },
    Screen { name: "netwerk", table: "Netwerk", reach: |robot| network(robot, Route::Netwerk, "") },
    Screen {
        name: "netwerk-gezocht",
        table: "Netwerk",
        reach: |robot| {
            network(robot, Route::Netwerk, "");
            robot.typ("wijkteam herlen");
        },
    },
    Screen {
        name: "vermelding",
        table: "Netwerk: vermelding",
        reach: |robot| network(robot, Route::Vermelding(netwerk::id("wijkteam-malberg")), ""),
    },
    Screen { name: "netwerk-meer", table: "Netwerk: meer", reach: |robot| network(robot, Route::NetwerkMeer, "") },
    Screen {
        name: "qr",
        table: "QR-code",
        reach: |robot| network(robot, Route::Qr("Veilig Thuis".to_owned(), "0800-2000".to_owned()), ""),
    },
    Screen { name: "nazien-begin", table: "Nazien: invullen", reach: |robot| network(robot, Route::Nazien, "") },
    Screen { name: "nazien", table: "Nazien", reach: |robot| network(robot, Route::Nazien, "Enter k F12") },
    Screen {
        name: "nazien-weg",
        table: "Nazien: zeker weten",
        reach: |robot| network(robot, Route::Nazien, "Enter w F12"),
    },
    Screen {
        name: "nazien-sinds",
        table: "Nazien: invullen",
        reach: |robot| network(robot, Route::Nazien, "Enter v F12"),
    },
    Screen {
        name: "dekking",
        table: "Dekking",
        reach: |robot| network(robot, Route::Dekking, "Down Down Right Right"),
    },
    Screen { name: "dekking-wie", table: "Dekking: wie", reach: |robot| network(robot, Route::Dekking, "Enter") },
    Screen {
        name: "dekking-leeg",
        table: "Dekking: nog leeg",
        reach: |robot| {
            with(robot, KluisState::Open, "");
            robot.starts_with(Route::Dekking);
        },
    },
    Screen { name: "gaten", table: "Gaten", reach: |robot| network(robot, Route::Gaten, "Down") },
    Screen {
        name: "routekaart-keuze",
        table: "Routekaart: gemeente",
        reach: |robot| network(robot, Route::Routekaart(None), ""),
    },
    Screen {
        name: "routekaart",
        table: "Netwerk: uitdraai",
        reach: |robot| network(robot, Route::Routekaart(Some("Heerlen".to_owned())), ""),
    },
    Screen { name: "netwerk-gegevens", table: "Formulier", reach: |robot| network(robot, Route::NetwerkGegevens, "") },
    Screen { name: "netwerk-kaart", table: "Kaart", reach: |robot| network(robot, Route::NetwerkKaart, "") },
    Screen {
        name: "netwerk-kaart-lijn",
        table: "Kaart",
        reach: |robot| network(robot, Route::NetwerkKaart, "Right Down - Tab"),
    },
    Screen {
        name: "netwerk-kaart-zoeken",
        table: "Kaart: zoeken",
        reach: |robot| {
            network(robot, Route::NetwerkKaart, "/");
            robot.typ("zuyd");
        },
    },
    Screen {
        name: "netwerk-kaart-tafel",
        table: "Intervisie en oefenen",
        reach: |robot| {
            network(robot, Route::NetwerkKaart, "/");
            robot.typ("routeertafel").keys("Enter Enter");
        },
    },
    Screen {
        name: "startnetwerken",
        table: "Startnetwerken",
        reach: |robot| {
            with(robot, KluisState::Open, "");
            robot.starts_with(Route::Startnetwerken);
        },
    },
    Screen { name: "inlezen", table: "Formulier", reach: |robot| network(robot, Route::NetwerkInlezen, "") },
    Screen {
        name: "inlezen-kolommen",
        table: "Inlezen: kolommen",
        reach: |robot| partner(robot, "01-excel-nl-cp1252.csv"),
    },
    Screen {
        name: "inlezen-voorstel",
        table: "Inlezen: wat er verandert",
        reach: |robot| {
            partner(robot, "09-kapotte-rijen.csv");
            robot.press("Ctrl-S");
        },
    },
    Screen {
        name: "inlezen-kiezen",
        table: "Inlezen: kiezen",
        reach: |robot| {
            partner(robot, "01-excel-nl-cp1252.csv");
            robot.keys("Down Down Enter");
        },
    },
    Screen { name: "netwerkbestand-vertrouwen", table: "Netwerkbestand: vertrouwen", reach: versies_ondertekend },
    Screen { name: "groepen", table: "Intervisie en oefenen", reach: |robot| groups(robot, Route::Groepen, "") },
    Screen {
        name: "groepen-geen-kluis",
        table: "Intervisie en oefenen",
        reach: |robot| with_groups(robot, KluisState::Locked, Route::Groepen, ""),
    },
    Screen { name: "groep", table: "Groep", reach: |robot| groups(robot, Route::Groep(GROEP), "") },
    Screen {
        name: "groep-formulier",
        table: "Groep: formulier",
        reach: |robot| groups(robot, Route::GroepFormulier(Some(GROEP)), ""),
    },
    Screen {
        name: "groep-formulier-reeks",
        table: "Formulier: lange tekst",
        reach: |robot| {
            groups(robot, Route::GroepFormulier(None), "");
            robot.typ("AF-groep 9").press("Tab").typ("6").press("Tab").typ("elke 8 weken vanaf di 24 november 15.30");
        },
    },
    Screen {
        name: "acties",
        table: "Acties van alle groepen",
        reach: |robot| groups(robot, Route::Acties, "Down v F12"),
    },
    Screen {
        name: "jaaroverzicht",
        table: "Jaaroverzicht",
        reach: |robot| groups(robot, Route::Jaaroverzicht(Some(GROEP), 2026), ""),
    },
    Screen {
        name: "jaaroverzicht-einde",
        table: "Jaaroverzicht",
        reach: |robot| groups(robot, Route::Jaaroverzicht(None, 2026), "End"),
    },
    Screen {
        name: "jaaroverzicht-signalen",
        table: "Jaaroverzicht",
        reach: |robot| groups(robot, Route::Jaaroverzicht(None, 2026), "s"),
    },
    Screen { name: "oefeningen", table: "Intervisie en oefenen", reach: |robot| exercise(robot, "proefstelling", "") },
    Screen { name: "oefening-begin", table: "Oefening", reach: |robot| exercise(robot, "proefweging", "begin") },
    Screen {
        name: "oefening-feiten",
        table: "Oefening",
        reach: |robot| exercise(robot, "proefweging", "begin Enter Enter"),
    },
    Screen {
        name: "oefening-stemmen",
        table: "Oefening: stemmen",
        reach: |robot| exercise(robot, "proefweging", "begin Enter s 3 Right 1 Tab 2"),
    },
    Screen {
        name: "oefening-uitslag",
        table: "Oefening",
        reach: |robot| {
            exercise(robot, "proefweging", "begin Enter s 4 Right 1 End Left Left 3 Right 5 Tab 3 Right 2 Enter F12")
        },
    },
    Screen {
        name: "oefening-slot",
        table: "Oefening: slot",
        reach: |robot| exercise(robot, "proefweging", "begin Enter s 4 Right 1 Enter e Enter Enter Enter F12"),
    },
];

const CASUS_FORM: &str = "Casus: formulier";
const CASUS_CHOICE: &str = "Casus: kiezen";

const CHOICE: &str = "Kiezen uit een lijst";
const FORM: &str = "Kluis: wachtwoord invullen";
const LOOKUP: &str = "Opzoeken (gemeente, woord, opdracht)";

/// The program as it is on the first day of somebody who works in a school in Heerlen.
pub const CHOSEN: Setup<'static> =
    Setup { instellingen: "sector = \"onderwijs\"\ngemeente = \"Heerlen\"\n", own: &[], ascii: false, disk: None };

impl Screen {
    /// The screen in a terminal of this size.
    pub fn robot(&self, size: (u16, u16)) -> Robot {
        self.robot_with(CHOSEN, size)
    }

    /// The screen of a program that was started in this way.
    pub fn robot_with(&self, setup: Setup<'_>, size: (u16, u16)) -> Robot {
        let mut robot = Robot::with(setup);
        robot.size(size);
        (self.reach)(&mut robot);
        robot
    }
}

/// The screen with this name.
pub fn screen(name: &str) -> &'static Screen {
    SCREENS.iter().find(|screen| screen.name == name).unwrap_or_else(|| panic!("there is no screen {name:?}"))
}

fn keys(robot: &mut Robot, keys: &str) {
    robot.keys(keys);
}

/// The meldcodes of two sectors side by side.
pub fn beside(robot: &mut Robot, links: &str, rechts: &str) {
    let side = |sector: &str| Some(format!("meldcode-{sector}"));
    robot.starts_with(Route::Verschil { links: side(links), rechts: side(rechts) });
}

fn and(first: &str, then: &str) -> String {
    format!("{first} {then}")
}

/// With a kluis in this state.
fn with(robot: &mut Robot, state: KluisState, keys: &str) {
    robot.with_kluis(state).keys(keys);
}

/// With a kluis in which a casus stands: see [`story`].
fn with_casus(robot: &mut Robot, keys: &str) {
    robot.with_kluis(KluisState::Open).kluis(|played| played.holds(&story())).keys(keys);
}

/// At what the columns of a partner's file mean.
fn partner(robot: &mut Robot, file: &str) {
    let path = format!("{}/tests/data/import/partners/{file}", env!("CARGO_MANIFEST_DIR"));
    network(robot, Route::NetwerkInlezen, "");
    robot.paste(&path).press("Tab").typ("Wijkteam Proef").press("Enter");
}

/// With two groups in an open kluis, on this screen.
fn groups(robot: &mut Robot, route: Route, keys: &str) {
    with_groups(robot, KluisState::Open, route, keys);
}

/// To *Beheer*, whatever the state of the kluis.
fn with_beheer(robot: &mut Robot, state: KluisState, keys: &str) {
    robot.with_kluis(state).press("Ctrl-P").typ("beheer").press("Enter").keys(keys);
}

/// The first start.
fn welcome(robot: &mut Robot, keys: &str) {
    robot.with_kluis(KluisState::None).starts_with(Route::Welkom).keys(keys);
}

/// Making a kluis, to the moment at which it is asked for.
pub fn making(robot: &mut Robot, keys: &str) {
    robot.press("9").typ(PASSWORD).press("Enter").typ(PASSWORD).press("Enter").keys(keys);
}

/// A kluis that has just been made.
fn made(robot: &mut Robot, keys: &str) {
    robot.with_kluis(KluisState::None);
    making(robot, keys);
}

/// With the form of an entry of the network.
fn with_vermelding(robot: &mut Robot, name: &str, keys: &str) {
    with_network(robot, KluisState::Open);
    let entry = netwerk::kept(robot, netwerk::id(name)).expect("it is in the fixture");
    let asked = VermeldingVraag::wijzig(netwerk::id(name), &entry);
    robot.starts_with(Route::VermeldingFormulier(Box::new(asked))).keys(keys);
}
