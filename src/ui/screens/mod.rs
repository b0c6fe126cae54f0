//! The screens. Adding one: write its file or folder, add a line to `mod`, a `Route` and an arm in [`open`].

mod casus;
mod checklists;
mod groepswerk;
mod hidden;
mod kluis;
mod lookup;
mod netwerk;
mod outcome;
mod page;
mod save;
mod settings;
mod signalen;
mod start;
mod verschil;
mod walk;
mod welkom;

use super::hub::{EVERYWHERE, global_table};
use super::keymap::{Plain, plain, spelled};
use super::screen::{Ctx, Screen};
use super::widgets::{KEUZE, form};
use super::zaal;
use crate::domain::gesprek::Route;
use crate::domain::kluis::Password;
use kluis::wijzigen::{Doel, Wijzigen};

/// Opens the screen of a route.
pub fn open(route: Route, cx: &Ctx<'_>) -> Box<dyn Screen> {
    match route {
        Route::Start => Box::new(start::Start::new(cx)),
        Route::Checklists(afdeling) => Box::new(checklists::trees(afdeling, cx)),
        Route::Walk(walk) => Box::new(walk::WalkScreen::new(*walk, cx.settings.rol)),
        Route::Revise(walk) => Box::new(walk::WalkScreen::at_answers(*walk, cx)),
        Route::Outcome(walk) => Box::new(outcome::OutcomeScreen::new(*walk, cx)),
        Route::Signalen(None) => Box::new(checklists::signal_lists(cx)),
        Route::Signalen(Some(id)) => match cx.reader.signalen(&id) {
            Ok(list) => Box::new(signalen::SignalenScreen::new(list)),
            Err(fault) => Box::new(page::fault(&fault)),
        },
        Route::Gemeente => Box::new(lookup::gemeente(cx)),
        Route::Woordenlijst(word) => Box::new(lookup::woordenlijst(cx, word.as_deref())),
        Route::Naslag(None) => Box::new(checklists::reference(cx)),
        Route::Naslag(Some(id)) => Box::new(page::naslag(cx, &id)),
        Route::Verschil { links, rechts } => verschil::open(links, rechts, cx),
        Route::Nummers => Box::new(page::nummers(cx)),
        Route::Page(title, blocks) => Box::new(page::Page::new(title, blocks)),
        Route::Emergency => Box::new(page::emergency(cx)),
        Route::Hidden => Box::new(hidden::Hidden),
        Route::Help(parts) => Box::new(page::help(&parts)),
        Route::Palette => Box::new(lookup::palette(cx)),
        Route::Settings => Box::new(settings::SettingsScreen::new(cx)),
        Route::Save(name, document) => Box::new(save::Save::new(&name, document)),
        Route::AfdrukOpslaan(print) => Box::new(save::Save::print(*print)),
        Route::Noodbestand(batch) => Box::new(save::Save::emergency(batch, cx)),
        Route::Casussen => Box::new(casus::lijst::Lijst::new(cx)),
        Route::CasusNieuw(consult) => Box::new(casus::nieuw::Nieuw::new(consult.map(|walk| *walk), cx)),
        Route::Casus(id, regel) => Box::new(casus::dossier::Casus::new(id, regel, cx)),
        Route::CasusFormulier(asked) => Box::new(casus::formulier::CasusFormulier::new(asked, cx)),
        Route::CasusLoop(casus, nr) => walk::of_casus(casus, nr, cx),
        Route::CasusHerzien(casus, nr, at) => casus::herzien::open(casus, nr, at, cx),
        Route::CasusAgenda => Box::new(casus::agenda::Agenda::new(cx)),
        Route::CasusMeer(casus) => Box::new(casus::keuze::meer(casus)),
        Route::CasusBegin(casus) => Box::new(casus::keuze::begin(casus, cx)),
        Route::CasusAfdruk(casus) => Box::new(casus::afdrukken::Afdrukken::new(casus, cx)),
        Route::CasusVernietigen(casus) => Box::new(casus::vernietigen::Vernietigen::new(casus, cx)),
        Route::Groepswerk => Box::new(groepswerk::keuze::Groepswerk::new(cx)),
        Route::SessieVoorbereiden(groep) => Box::new(groepswerk::voorbereiden::Voorbereiden::new(groep, cx)),
        Route::SessieMethode(wens) => Box::new(groepswerk::methode::Methode::new(wens, cx)),
        Route::Werkvorm(id, wens) => groepswerk::werkvorm::open(&id, wens, cx),
        Route::Sessie(lopend, klad) => groepswerk::sessie::open(*lopend, klad, cx),
        Route::SessieSluiten(lopend, klad) => groepswerk::sluiten::open(*lopend, klad, cx),
        Route::Groepen => Box::new(groepswerk::groepen::Groepen::new(cx)),
        Route::Groep(id) => Box::new(groepswerk::groep::GroepScherm::new(id, cx)),
        Route::GroepFormulier(id) => Box::new(groepswerk::groep_formulier::GroepFormulier::new(id, cx)),
        Route::Acties => Box::new(groepswerk::acties::Acties::new(cx)),
        Route::Jaaroverzicht(groep, jaar) => Box::new(groepswerk::jaar::Jaar::new(groep, jaar, cx)),
        Route::Oefeningen => Box::new(groepswerk::oefening::kiezen::Oefeningen::new(cx)),
        Route::OefeningBegin(begin) => groepswerk::oefening::begin::open(begin, cx),
        Route::Oefening(lopend) => groepswerk::oefening::lopen::open(lopend, cx),
        Route::Wie => Box::new(netwerk::wie::WieBelIk::new(cx)),
        Route::Netwerk => Box::new(netwerk::zoeken::Zoeken::new(cx)),
        Route::Vermelding(id) => Box::new(netwerk::blad::Blad::new(id, cx)),
        Route::Qr(naam, nummer) => Box::new(netwerk::qr::Qr::new(naam, nummer, cx)),
        Route::NetwerkMeer => Box::new(netwerk::meer::Meer::new(cx)),
        Route::VermeldingFormulier(asked) => Box::new(netwerk::formulier::Formulier::new(*asked, cx)),
        Route::VermeldingNieuw => Box::new(netwerk::nieuw::Nieuw::new(cx)),
        Route::VermeldingVerwijderen(id) => Box::new(netwerk::verwijderen::Verwijderen::new(id, cx)),
        Route::Dubbelen => Box::new(netwerk::dubbelen::Dubbelen::new(cx)),
        Route::Samenvoegen(stays, goes) => Box::new(netwerk::samenvoegen::Samenvoegen::new(stays, goes, cx)),
        Route::Nazien => Box::new(netwerk::nazien::Nazien::new(cx)),
        Route::Dekking => Box::new(netwerk::dekking::Dekking::new(cx)),
        Route::Gaten => Box::new(netwerk::gaten::Gaten::new(cx)),
        Route::Routekaart(gemeente) => netwerk::routekaart::open(gemeente.as_deref(), cx),
        Route::Netwerkblad(blad) => Box::new(netwerk::uitdraai::Uitdraai::new(blad, cx)),
        Route::NetwerkGegevens => Box::new(netwerk::gegevens::Gegevens::new(cx)),
        Route::Startnetwerken => Box::new(netwerk::startnetwerken::Startnetwerken::new(cx)),
        Route::NetwerkInlezen => netwerk::inlezen::open(),
        Route::NetwerkSamenvoegen(bestand, handtekening) => netwerk::versies::open(*bestand, handtekening, cx),
        Route::NetwerkUitgeven => netwerk::uitgeven::open(cx),
        Route::NetwerkKaart => netwerk::kaart::open(cx),
        Route::Welkom => Box::new(welkom::Welkom::new(cx)),
        Route::Favorieten => Box::new(checklists::favourites(cx)),
        Route::KluisOpenen => Box::new(kluis::openen::open(cx)),
        Route::KluisVergrendeld(holds) => Box::new(kluis::openen::over(holds, cx)),
        Route::Beheer => Box::new(kluis::beheer::Beheer::new(cx)),
        Route::KluisBackups => Box::new(kluis::backups::Backups::new(cx)),
        Route::KluisVergrendeltijd => Box::new(kluis::vergrendeltijd::Vergrendeltijd::new(cx)),
        Route::KluisMaken => Box::new(Wijzigen::new(Doel::Maken, cx)),
        Route::KluisWachtwoord => Box::new(Wijzigen::new(Doel::Wachtwoord, cx)),
        Route::KluisHerstelblad => Box::new(Wijzigen::new(Doel::Herstelblad, cx)),
        Route::KluisTerugzetten(file) => Box::new(Wijzigen::new(Doel::Terugzetten(file), cx)),
        Route::KluisVernieuwen => Box::new(Wijzigen::new(Doel::Vernieuwen, cx)),
        Route::KluisBergen => Box::new(Wijzigen::new(Doel::Bergen, cx)),
        Route::KluisAccepteren => Box::new(Wijzigen::new(Doel::Accepteren, cx)),
    }
}

/// The screen of a recovery sheet. It has no route: a route can be printed, and what it would carry is secret.
pub fn recovery_sheet(sheet: Password) -> Box<dyn Screen> {
    Box::new(kluis::herstelblad::Herstelblad::new(sheet))
}

/// Every key table, by the name of its screen: for docs and for the tests over all tables. The first works everywhere.
pub fn tables() -> Vec<(&'static str, Vec<Plain>)> {
    vec![
        (EVERYWHERE, global_table()),
        ("Start", plain(start::TOETSEN)),
        ("Kiezen uit een lijst", plain(checklists::TOETSEN)),
        ("Doorlopen: vraag", plain(walk::VRAAG)),
        ("Doorlopen: signalen aanvinken", plain(walk::AANVINKEN)),
        ("Doorlopen: uw antwoorden", plain(walk::ANTWOORDEN)),
        ("Doorlopen: weggaan", plain(walk::WEGGAAN)),
        ("Uitkomst", plain(outcome::TOETSEN)),
        ("Signalen", plain(signalen::TOETSEN)),
        ("Opzoeken (gemeente, woord, opdracht)", plain(lookup::TOETSEN)),
        ("Pagina", plain(page::TOETSEN)),
        ("Naast elkaar", plain(verschil::TOETSEN)),
        ("Formulier", plain(form::TOETSEN)),
        ("Formulier: aanvinken", plain(form::VINKEN)),
        ("Formulier: lange tekst", plain(form::LANG)),
        ("Opslaan", plain(save::TOETSEN)),
        ("Verborgen", plain(hidden::TOETSEN)),
        ("Welkom", plain(welkom::TOETSEN)),
        ("Welkom: gemeente", plain(welkom::GEMEENTE)),
        ("Kluis openen", plain(kluis::openen::TOETSEN)),
        ("Kluis openen: op slot", plain(kluis::openen::VERGRENDELD)),
        ("Kluis: wachtwoord invullen", plain(kluis::wijzigen::TOETSEN)),
        ("Kluis: zeker weten", plain(kluis::wijzigen::ZEKER)),
        ("Herstelblad", plain(kluis::herstelblad::LEZEN)),
        ("Herstelblad: controle", plain(kluis::herstelblad::CONTROLE)),
        ("Herstelblad: weggaan", plain(kluis::herstelblad::WEGGAAN)),
        ("Beheer", plain(kluis::beheer::TOETSEN)),
        ("Back-up kiezen", plain(kluis::backups::TOETSEN)),
        ("Casussen", plain(casus::lijst::TOETSEN)),
        ("Casus", plain(casus::dossier::TOETSEN)),
        ("Casus: kiezen", plain(casus::keuze::TOETSEN)),
        ("Casus: afdrukken", plain(casus::afdrukken::TOETSEN)),
        ("Wat loopt er", plain(casus::agenda::TOETSEN)),
        ("Casus: formulier", form_and(plain(casus::formulier::TOETSEN))),
        ("Casus: vernietigen", form_and(plain(casus::vernietigen::TOETSEN))),
        ("Vermelding: formulier", form_and(plain(netwerk::formulier::TOETSEN))),
        ("Vermelding: nieuw", plain(netwerk::nieuw::TOETSEN)),
        ("Vermelding: verwijderen", plain(netwerk::verwijderen::TOETSEN)),
        ("Dubbele vermeldingen", plain(netwerk::dubbelen::TOETSEN)),
        ("Samenvoegen", plain(netwerk::samenvoegen::TOETSEN)),
        ("Tijd tot op slot", plain(kluis::vergrendeltijd::TOETSEN)),
        ("Wie bel ik nu?", plain(netwerk::wie::TOETSEN)),
        ("Netwerk", plain(netwerk::zoeken::TOETSEN)),
        ("Netwerk: vermelding", plain(netwerk::blad::TOETSEN)),
        ("Netwerk: meer", plain(netwerk::meer::TOETSEN)),
        ("QR-code", plain(netwerk::qr::TOETSEN)),
        ("Nazien", plain(netwerk::nazien::TOETSEN)),
        ("Nazien: invullen", plain(netwerk::nazien::INVULLEN)),
        ("Nazien: zeker weten", plain(netwerk::nazien::ZEKER)),
        ("Dekking", plain(netwerk::dekking::TOETSEN)),
        ("Dekking: nog leeg", plain(netwerk::dekking::LEEG)),
        ("Dekking: wie", plain(netwerk::dekking::WIE)),
        ("Gaten", plain(netwerk::gaten::TOETSEN)),
        ("Routekaart: gemeente", plain(netwerk::routekaart::TOETSEN)),
        ("Netwerk: uitdraai", plain(netwerk::uitdraai::TOETSEN)),
        ("Kaart", plain(netwerk::kaart::TOETSEN)),
        ("Kaart: zoeken", plain(netwerk::kaart::ZOEKEN)),
        ("Startnetwerken", plain(netwerk::startnetwerken::TOETSEN)),
        ("Inlezen: kolommen", plain(netwerk::inlezen::KOLOMMEN)),
        ("Inlezen: wat er verandert", plain(netwerk::inlezen::VOORSTEL)),
        ("Inlezen: kiezen", plain(netwerk::inlezen::KEUZE)),
        ("Netwerkbestand", plain(netwerk::versies::BEGIN)),
        ("Netwerkbestand: verschillen", plain(netwerk::versies::TOETSEN)),
        ("Netwerkbestand: zeker weten", plain(netwerk::versies::ZEKER)),
        ("Netwerkbestand: vertrouwen", plain(netwerk::versies::VERTROUWEN)),
        ("Uitgeven: geheime plekken", plain(netwerk::uitgeven::GEHEIM)),
        ("Intervisie en oefenen", plain(KEUZE)),
        ("Methode", plain(groepswerk::werkvorm::TOETSEN)),
        ("Sessie", plain(groepswerk::sessie::TOETSEN)),
        ("Sessie: sluiten", form_and(plain(groepswerk::sluiten::TOETSEN))),
        ("Zaalscherm", plain(zaal::TOETSEN)),
        ("Groep", plain(groepswerk::groep::TOETSEN)),
        ("Groep: formulier", form_and(plain(groepswerk::groep_formulier::TOETSEN))),
        ("Acties van alle groepen", plain(groepswerk::acties::TOETSEN)),
        ("Jaaroverzicht", plain(groepswerk::jaar::TOETSEN)),
        ("Oefening", plain(groepswerk::oefening::lopen::LOPEN)),
        ("Oefening: stemmen", plain(groepswerk::oefening::lopen::STEMMEN)),
        ("Oefening: slot", plain(groepswerk::oefening::lopen::SLOT)),
    ]
}

/// The keys of a screen that is a form and has keys of its own beside it.
fn form_and(own: Vec<Plain>) -> Vec<Plain> {
    plain(form::TOETSEN).into_iter().chain(own).collect()
}

/// Every key of the program: screen, then keys and what they do.
pub fn all_keys() -> Vec<(String, Vec<(String, &'static str)>)> {
    let rows = |rows: Vec<Plain>| rows.into_iter().map(|(keys, label, _)| (spelled(keys), label)).collect();
    tables().into_iter().map(|(screen, table)| (screen.to_owned(), rows(table))).collect()
}
