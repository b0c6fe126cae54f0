//! A way of working and a case as pages to read.

use super::uitdelen::{bronnen, uitkomst, weging_tekst};
use crate::domain::boom::Boom;
use crate::domain::gesprek::Block;
use crate::domain::inhoud::{Bestand, Oefencasus, Oefenvorm, Werkvorm, sector_name};

/// A method, exercise or programme.
pub fn werkvormblad(file: &Bestand<Werkvorm>, eigen: bool) -> Vec<Block> {
    let vorm = &file.inhoud;
    let mut page = vec![
        Block::Title(format!("{} {}", vorm.code, file.kop.titel)),
        Block::Muted(stand(vorm.vorm.name(), &file.kop.versie, file.kop.status.name(), eigen)),
        Block::Text(file.kop.omschrijving.clone()),
        Block::Pair("Doel".to_owned(), vorm.doel.clone()),
        Block::Pair("Wanneer".to_owned(), vorm.wanneer.clone()),
        Block::Pair("Groep".to_owned(), vorm.groep.mensen()),
        Block::Pair("Duur".to_owned(), format!("{} minuten ({})", vorm.minuten, vorm.minuten_herkomst.name())),
    ];
    if !vorm.ervaring.is_empty() {
        page.push(Block::Pair("Vooraf nodig".to_owned(), vorm.ervaring.clone()));
    }
    page.push(Block::Heading("Rollen".to_owned()));
    page.extend(vorm.rollen.iter().map(|rol| Block::Pair(rol.naam.clone(), rol.taak.clone())));
    page.push(Block::Heading("Fasen".to_owned()));
    for (at, fase) in vorm.fasen.iter().enumerate() {
        page.push(Block::Numbered(at + 1, format!("{} ({} min): {}", fase.titel, fase.minuten, fase.tekst)));
        if !fase.zwijgt.is_empty() {
            let silent: Vec<&str> = fase.zwijgt.iter().map(|rol| vorm.rolnaam(rol)).collect();
            page.push(Block::Muted(format!("Zwijgt nu: {}", silent.join(", "))));
        }
    }
    if let Some(oefening) = &vorm.oefening {
        page.extend(kaarten(vorm, oefening));
    }
    for (titel, regels) in
        [("Uitkomst", &vorm.uitkomst), ("Valkuilen", &vorm.valkuilen), ("Varianten", &vorm.varianten)]
    {
        page.extend(lijst(titel, regels));
    }
    page.push(Block::Gap);
    for bron in &file.kop.bronnen {
        page.push(Block::Muted(format!("Bron: {}, {}", bron.citation(), bron.vindplaats)));
    }
    page.push(Block::Muted(format!("Feiten: {}. Zekerheid {}.", vorm.feiten.join(", "), vorm.zekerheid.name())));
    page
}

fn stand(soort: &str, versie: &str, status: &str, eigen: bool) -> String {
    let own = if eigen { ", eigen materiaal" } else { "" };
    format!("{soort}, versie {versie}, {status}{own}")
}

fn lijst(titel: &str, regels: &[String]) -> Vec<Block> {
    if regels.is_empty() {
        return Vec::new();
    }
    let mut page = vec![Block::Heading(titel.to_owned())];
    page.extend(regels.iter().cloned().map(Block::Point));
    page
}

fn kaarten(vorm: &Werkvorm, oefening: &Oefenvorm) -> Vec<Block> {
    let mut page = vec![Block::Heading("Wat de oefening vraagt".to_owned()), Block::Text(oefening.vraag.clone())];
    page.extend(oefening.keuzes.iter().map(|keuze| Block::Point(keuze.tekst.clone())));
    if oefening.tweede_stem {
        page.push(Block::Muted("Na het gesprek stemmen de groepen opnieuw.".to_owned()));
    }
    if oefening.zekerheid_vragen {
        page.push(Block::Muted("Wie stemt, zegt er van 1 tot 5 bij hoe zeker hij is.".to_owned()));
    }
    for (at, kaart) in oefening.kaarten.iter().enumerate() {
        page.push(Block::Numbered(at + 1, kaart.tekst.clone()));
        let goed = vorm.keuzes(kaart).iter().filter(|keuze| kaart.goed.contains(&keuze.id));
        let goed: Vec<&str> = goed.map(|keuze| keuze.tekst.as_str()).collect();
        let answer = if goed.is_empty() { String::new() } else { format!("Past: {}. ", goed.join("; ")) };
        page.push(Block::Muted(format!("{answer}{}", kaart.uitleg)));
    }
    page.extend(lijst("Nabespreken", &oefening.nabespreken));
    page
}

/// A case with its rounds and how they can be weighed: for whoever leads, not for players.
pub fn casusblad(file: &Bestand<Oefencasus>, eigen: bool, boom: Option<&Boom>) -> Vec<Block> {
    let casus = &file.inhoud;
    let sectoren: Vec<&str> = casus.sectoren.iter().map(|id| sector_name(id).unwrap_or(id.as_str())).collect();
    let mut page = vec![
        Block::Title(format!("{} {}", casus.code, file.kop.titel)),
        Block::Muted(stand("verzonnen casus", &file.kop.versie, file.kop.status.name(), eigen)),
        Block::Text(casus.setting.clone()),
        Block::Pair("Sectoren".to_owned(), sectoren.join(", ")),
        Block::Pair("Weegt met".to_owned(), casus.boom.clone()),
    ];
    if !casus.wettelijk {
        page.push(Block::Strong("De meldcode bindt hier niet. De weging is alleen ter oefening.".to_owned()));
    }
    for (at, ronde) in casus.ronden.iter().enumerate() {
        page.push(Block::Heading(format!("Ronde {}: {}", at + 1, ronde.titel)));
        page.extend(ronde.feiten.iter().map(|feit| Block::Point(format!("{}: {}", feit.id, feit.tekst))));
        page.push(Block::Gap);
        page.extend(ronde.weging.iter().map(|weging| Block::Point(weging_tekst(weging))));
        page.push(Block::Pair("De boom komt uit op".to_owned(), uitkomst(&ronde.uitkomst, boom)));
    }
    let besluit = |keuze: &crate::domain::inhoud::Besluitkeuze| format!("{} {}", keuze.tekst, keuze.waarom);
    page.extend(lijst("Te verdedigen", &casus.verdedigbaar.iter().map(besluit).collect::<Vec<_>>()));
    page.extend(lijst("Niet te verdedigen", &casus.niet_verdedigbaar.iter().map(besluit).collect::<Vec<_>>()));
    page.extend(lijst("Leerpunten", &casus.leerpunten));
    let spelers: Vec<String> = casus.spelers.iter().map(|speler| speler.naam.clone()).collect();
    page.extend(lijst("Spelers van een versnipperd dossier", &spelers));
    page.extend(bronnen(file));
    page
}
