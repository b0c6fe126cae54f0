//! What files for groups are checked for: ways of working, cases, word lists of the anonymity check.

use std::collections::HashSet;

use super::check::{Check, unique};
use super::oefencasus::{Besluitkeuze, Oefencasus, Ronde};
use super::werkvorm::{Oefenaard, Oefenvorm, VRAAGSOORTEN, Werkvorm, Werkvormsoort};
use super::{Anoniem, Anoniemgebruik};
use crate::domain::search::fold;

/// Longest phase that a clock is set for, in minutes; a part of a programme may take longer than a method's.
pub const LANGSTE_FASE: u16 = 240;
/// Most people that a way of working can be for.
const GROOTSTE_GROEP: u16 = 1000;
/// Most letters of the short name of a phase.
const KORT: usize = 14;

pub(super) fn werkvorm(check: &mut Check<'_>, file: &Werkvorm) {
    code(check, &file.code);
    for (name, text) in [("doel", &file.doel), ("wanneer", &file.wanneer)] {
        check.filled(name, text);
    }
    rests_on_facts(check, &file.feiten);
    if file.groep.van == 0 || file.groep.van > file.groep.tot || file.groep.tot > GROOTSTE_GROEP {
        check.problems.add(
            "groep",
            format!("Een groep van {} tot {} kan niet.", file.groep.van, file.groep.tot),
            format!("Begin bij minstens 1, eindig niet lager dan u begint en niet boven {GROOTSTE_GROEP}."),
        );
    }
    for soort in file.vragen.iter().filter(|id| VRAAGSOORTEN.iter().all(|(known, _)| known != id)) {
        let known: Vec<&str> = VRAAGSOORTEN.iter().map(|(known, _)| *known).collect();
        check.problems.add(
            "vragen",
            format!("De vraagsoort \"{soort}\" is niet bekend."),
            format!("Kies uit: {}.", known.join(", ")),
        );
    }
    unique("rollen", file.rollen.iter().map(|rol| rol.id.as_str()), check.problems);
    for rol in &file.rollen {
        let place = format!("rol {}", rol.id);
        check.id(&place, &rol.id);
        check.filled(&format!("{place}, naam"), &rol.naam);
        check.filled(&format!("{place}, taak"), &rol.taak);
    }
    fasen(check, file);
    for (name, texts) in [("uitkomst", &file.uitkomst), ("valkuilen", &file.valkuilen), ("varianten", &file.varianten)]
    {
        texts.iter().for_each(|text| check.filled(name, text));
    }
    match (file.vorm, &file.oefening) {
        (Werkvormsoort::Oefening, Some(oefening)) => oefenvorm(check, file, oefening),
        (Werkvormsoort::Oefening, None) => check.problems.add(
            "oefening",
            "Een oefening zegt hier wat zij vraagt.",
            "Voeg `oefening` toe, of maak er een methode van.",
        ),
        (Werkvormsoort::Methode | Werkvormsoort::Programma, Some(_)) => check.problems.add(
            "oefening",
            "Alleen een oefening heeft dit veld.",
            "Haal `oefening` weg, of zet `vorm` op oefening.",
        ),
        (Werkvormsoort::Methode | Werkvormsoort::Programma, None) => {}
    }
}

fn rests_on_facts(check: &mut Check<'_>, feiten: &[String]) {
    if feiten.is_empty() {
        check.problems.add("feiten", "Hier ontbreekt de herkomst.", "Noem minstens één feit in `feiten`.");
    }
}

fn code(check: &mut Check<'_>, code: &str) {
    let good = !code.is_empty() && code.len() <= 12 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !good {
        check.problems.add(
            "code",
            format!("\"{code}\" is geen goede code."),
            "Gebruik 1 tot 12 letters en cijfers, zoals M01 of EIGEN1.",
        );
    }
}

fn fasen(check: &mut Check<'_>, file: &Werkvorm) {
    unique("fasen", file.fasen.iter().map(|fase| fase.id.as_str()), check.problems);
    if file.fasen.is_empty() {
        check.problems.add("fasen", "Er zijn geen fasen.", "Voeg minstens één fase toe.");
    }
    let rollen: HashSet<&str> = file.rollen.iter().map(|rol| rol.id.as_str()).collect();
    for fase in &file.fasen {
        let place = format!("fase {}", fase.id);
        check.id(&place, &fase.id);
        for (name, text) in [("titel", &fase.titel), ("kort", &fase.kort), ("tekst", &fase.tekst)] {
            check.filled(&format!("{place}, {name}"), text);
        }
        if fase.kort.chars().count() > KORT {
            check.problems.add(
                format!("{place}, kort"),
                format!("\"{}\" is te lang voor de lijst met fasen.", fase.kort),
                format!("Gebruik hoogstens {KORT} letters."),
            );
        }
        if fase.minuten == 0 || fase.minuten > LANGSTE_FASE {
            check.problems.add(
                format!("{place}, minuten"),
                format!("Een fase van {} minuten kan niet.", fase.minuten),
                format!("Kies 1 tot {LANGSTE_FASE} minuten."),
            );
        }
        let named = fase.doet.iter().map(|doet| doet.rol.as_str()).chain(fase.zwijgt.iter().map(String::as_str));
        for rol in named.filter(|rol| !rollen.contains(rol)) {
            check.problems.add(
                &*place,
                format!("De rol \"{rol}\" staat niet bij `rollen`."),
                "Voeg de rol toe, of verbeter de naam.",
            );
        }
        for doet in &fase.doet {
            check.filled(&format!("{place}, {}", doet.rol), &doet.tekst);
        }
    }
    let sum: u32 = file.fasen.iter().map(|fase| u32::from(fase.minuten)).sum();
    if sum != u32::from(file.minuten) {
        check.problems.add(
            "minuten",
            format!("De fasen duren samen {sum} minuten, en hier staat {}.", file.minuten),
            "Pas het totaal aan, of de minuten van een fase.",
        );
    }
}

fn oefenvorm(check: &mut Check<'_>, file: &Werkvorm, oefening: &Oefenvorm) {
    check.filled("oefening, vraag", &oefening.vraag);
    oefening.nabespreken.iter().for_each(|vraag| check.filled("oefening, nabespreken", vraag));
    unique("keuzes", oefening.keuzes.iter().map(|keuze| keuze.id.as_str()), check.problems);
    unique("kaarten", oefening.kaarten.iter().map(|kaart| kaart.id.as_str()), check.problems);
    let takes_case = matches!(oefening.aard, Oefenaard::Afwegingskader | Oefenaard::Ronden | Oefenaard::Vrij);
    if oefening.kaarten.is_empty() && !takes_case {
        check.problems.add(
            "oefening, kaarten",
            "Deze oefening heeft geen kaarten.",
            "Voeg kaarten toe, of kies een aard die een casus neemt.",
        );
    }
    for kaart in &oefening.kaarten {
        let place = format!("kaart {}", kaart.id);
        check.id(&place, &kaart.id);
        check.filled(&place, &kaart.tekst);
        check.filled(&format!("{place}, uitleg"), &kaart.uitleg);
        check.origin(&place, &kaart.bronnen, &kaart.feiten);
        let keuzes = file.keuzes(kaart);
        unique(&place, keuzes.iter().map(|keuze| keuze.id.as_str()), check.problems);
        for goed in kaart.goed.iter().filter(|id| keuzes.iter().all(|keuze| keuze.id != **id)) {
            check.problems.add(
                &*place,
                format!("`goed` noemt \"{goed}\", en die keuze is er niet."),
                "Verbeter de id, of voeg de keuze toe.",
            );
        }
        if keuzes.is_empty() && oefening.aard != Oefenaard::Drempelmuur {
            check.problems.add(&*place, "Hier valt niets te kiezen.", "Voeg `keuzes` toe aan de oefening of de kaart.");
        }
    }
}

pub(super) fn oefencasus(check: &mut Check<'_>, file: &Oefencasus) {
    code(check, &file.code);
    check.filled("setting", &file.setting);
    rests_on_facts(check, &file.feiten);
    check.sectoren("sectoren", &file.sectoren);
    unique("ronden", file.ronden.iter().map(|ronde| ronde.id.as_str()), check.problems);
    unique("feiten", file.casusfeiten().map(|(_, feit)| feit.id.as_str()), check.problems);
    if file.ronden.is_empty() {
        check.problems.add("ronden", "Er zijn geen ronden.", "Voeg minstens één ronde toe.");
    }
    for ronde in &file.ronden {
        weging(check, ronde);
    }
    for (name, texts) in [("weegt", &file.weegt), ("leerpunten", &file.leerpunten)] {
        texts.iter().for_each(|text| check.filled(name, text));
    }
    besluiten(check, "verdedigbaar", &file.verdedigbaar);
    besluiten(check, "niet_verdedigbaar", &file.niet_verdedigbaar);
    spelers(check, file);
}

fn weging(check: &mut Check<'_>, ronde: &Ronde) {
    let place = format!("ronde {}", ronde.id);
    check.id(&place, &ronde.id);
    check.filled(&format!("{place}, titel"), &ronde.titel);
    if ronde.feiten.is_empty() {
        check.problems.add(&*place, "Deze ronde heeft geen feiten.", "Voeg een feit toe, of haal de ronde weg.");
    }
    for feit in &ronde.feiten {
        check.id(&format!("{place}, feit {}", feit.id), &feit.id);
        check.filled(&format!("{place}, feit {}", feit.id), &feit.tekst);
    }
    ronde.vragen.iter().for_each(|vraag| check.filled(&place, vraag));
    unique(&place, ronde.weging.iter().map(|weging| weging.vraag.as_str()), check.problems);
    for weging in &ronde.weging {
        let place = format!("{place}, {}", weging.vraag);
        if !["v1", "v2", "v3", "v4", "v5"].contains(&weging.vraag.as_str()) {
            check.problems.add(&*place, "Deze vraag is er niet.", "Kies uit: v1, v2, v3, v4, v5.");
        }
        check.filled(&place, &weging.waarom);
        for answer in std::iter::once(&weging.antwoord).chain(&weging.verdedigbaar) {
            if !["ja", "nee", "twijfel"].contains(&answer.as_str()) {
                check.problems.add(
                    &*place,
                    format!("Het antwoord \"{answer}\" is er niet."),
                    "Kies uit: ja, nee, twijfel.",
                );
            }
        }
        if !weging.verdedigbaar.contains(&weging.antwoord) {
            check.problems.add(
                &*place,
                "Het antwoord van de casus staat niet bij `verdedigbaar`.",
                "Voeg het daar toe.",
            );
        }
        if let Some(feit) = &weging.omslagfeit
            && ronde.feiten.iter().all(|known| known.id != *feit)
        {
            check.problems.add(
                &*place,
                format!("Het omslagfeit \"{feit}\" staat niet in deze ronde."),
                "Noem een feit van deze ronde, of haal het weg.",
            );
        }
    }
}

fn besluiten(check: &mut Check<'_>, name: &str, keuzes: &[Besluitkeuze]) {
    unique(name, keuzes.iter().map(|keuze| keuze.id.as_str()), check.problems);
    if keuzes.is_empty() {
        check.problems.add(name, "Hier staat niets.", "Voeg minstens één besluit toe.");
    }
    for keuze in keuzes {
        let place = format!("{name}, {}", keuze.id);
        check.id(&place, &keuze.id);
        check.filled(&place, &keuze.tekst);
        check.filled(&place, &keuze.waarom);
    }
}

/// Every fact is known to somebody, and nobody knows everything.
fn spelers(check: &mut Check<'_>, file: &Oefencasus) {
    if file.spelers.is_empty() {
        return;
    }
    unique("spelers", file.spelers.iter().map(|speler| speler.id.as_str()), check.problems);
    let known: HashSet<&str> = file.casusfeiten().map(|(_, feit)| feit.id.as_str()).collect();
    for speler in &file.spelers {
        let place = format!("speler {}", speler.id);
        check.id(&place, &speler.id);
        check.filled(&place, &speler.naam);
        for feit in speler.feiten.iter().filter(|feit| !known.contains(feit.as_str())) {
            check.problems.add(&*place, format!("Het feit \"{feit}\" is er niet."), "Verbeter de id.");
        }
        let knows: HashSet<&str> = speler.feiten.iter().map(String::as_str).collect();
        if knows.len() == known.len() {
            check.problems.add(&*place, "Deze speler weet alles.", "Verdeel de feiten over meer spelers.");
        }
    }
    for feit in &known {
        if !file.spelers.iter().any(|speler| speler.feiten.iter().any(|id| id == feit)) {
            check.problems.add(
                "spelers",
                format!("Het feit \"{feit}\" is bij geen speler bekend."),
                "Geef het aan minstens één speler.",
            );
        }
    }
}

pub(super) fn anoniem(check: &mut Check<'_>, file: &Anoniem) {
    let mut seen: HashSet<(Anoniemgebruik, String)> = HashSet::new();
    for lijst in &file.lijsten {
        let place = format!("lijst {}", lijst.titel);
        check.filled("lijst", &lijst.titel);
        check.origin(&place, &lijst.bronnen, &lijst.feiten);
        for woord in &lijst.woorden {
            check.filled(&place, woord);
            if !seen.insert((lijst.id, fold(woord))) {
                check.problems.add(&*place, format!("\"{woord}\" staat er twee keer."), "Haal een van de twee weg.");
            }
        }
    }
}
