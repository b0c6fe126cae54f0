//! What a file would change, row by row, and what the user says of rows that may be there already.

use super::items;
use crate::domain::gesprek::{Block, Effect, Route};
use crate::domain::netwerk::invoer::Inlezing;
use crate::domain::netwerk::invoer::afzender::Afzender;
use crate::domain::netwerk::invoer::blad::{Namen, gebrek_tekst, rij_tekst, telling_tekst};
use crate::domain::netwerk::invoer::koppeling::Onthouden;
use crate::domain::netwerk::invoer::overnemen::{Afkomst, MEEST_STAP, overnemen};
use crate::domain::netwerk::invoer::voorstel::{Antwoord, Lot, Voorstel};
use crate::ui::screen::Ctx;
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::{commit, is_asked};
use crate::ui::widgets::Menu;

/// So many rows are listed; what is more is counted.
const MOST: usize = 2000;

/// What is listed.
#[derive(Clone, Copy)]
enum Regel {
    /// A row that was read.
    Rij(usize),
    /// Something that could not be read.
    Gebrek(usize),
}

/// What a file would change.
pub struct Lijst {
    naam: String,
    inlezing: Inlezing,
    plan: Voorstel,
    afzender: Afzender,
    koppelingen: Vec<Onthouden>,
    regels: Vec<Regel>,
    /// One line for every row, those that ask for something first.
    pub menu: Menu<usize>,
    /// What is said when it is kept.
    vraagt: Option<String>,
    /// The user was told what stays out, and may go on.
    gewaarschuwd: bool,
    gaat_weg: bool,
}

impl Lijst {
    /// What a file would change.
    pub fn new(
        naam: String,
        inlezing: Inlezing,
        plan: Voorstel,
        afzender: Afzender,
        koppelingen: Vec<Onthouden>,
        cx: &Ctx<'_>,
    ) -> Lijst {
        let mut made = Lijst {
            naam,
            inlezing,
            plan,
            afzender,
            koppelingen,
            regels: Vec::new(),
            menu: Menu::new(Vec::new(), Vec::new()),
            vraagt: None,
            gewaarschuwd: false,
            gaat_weg: false,
        };
        made.refresh(cx);
        made
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        let model = &cx.kluis.model;
        let mut intro = vec![Block::Strong(telling_tekst(&self.plan.telling(model)))];
        intro.extend(self.inlezing.opmerkingen.iter().cloned().map(Block::Muted));
        let mut listed: Vec<(Lot, Regel)> = Vec::new();
        for (at, gebrek) in self.plan.gebreken.iter().enumerate() {
            listed.push((if gebrek.hele_rij { Lot::Geweigerd } else { Lot::Gewijzigd }, Regel::Gebrek(at)));
        }
        for (at, rij) in self.plan.rijen.iter().enumerate() {
            let lot = self.plan.lot(model, rij).unwrap_or(Lot::Gelijk);
            if lot != Lot::Gelijk || rij.lot == Lot::Twijfel || !rij.gebreken.is_empty() {
                listed.push((if rij.lot == Lot::Twijfel { Lot::Twijfel } else { lot }, Regel::Rij(at)));
            }
        }
        listed.sort_by_key(|(lot, _)| Lot::ALLE.iter().position(|other| other == lot));
        if listed.len() > MOST {
            intro.push(Block::Muted(format!("Hier staan de eerste {MOST} van {} rijen.", listed.len())));
            listed.truncate(MOST);
        }
        if listed.is_empty() {
            intro.push(Block::Text("Alles wat erin staat, staat al zo in uw netwerk.".to_owned()));
        }
        intro.push(Block::Gap);
        self.regels = listed.into_iter().map(|(_, regel)| regel).collect();
        let labels: Vec<String> = self.regels.iter().map(|regel| self.label(*regel, cx)).collect();
        self.menu.intro = intro;
        self.menu.renew_items(items(labels), cx.body, &cx.look);
    }

    fn label(&self, regel: Regel, cx: &Ctx<'_>) -> String {
        match regel {
            Regel::Gebrek(at) => self.plan.gebreken.get(at).map(gebrek_tekst).unwrap_or_default(),
            Regel::Rij(at) => {
                let Some(rij) = self.plan.rijen.get(at) else { return String::new() };
                let lot = self.plan.lot(&cx.kluis.model, rij).map_or("overslaan", Lot::tekst);
                let said = match rij.antwoord {
                    None if rij.lot == Lot::Twijfel => "mogelijk hetzelfde, kies".to_owned(),
                    Some(Antwoord::Zelfde(_)) => format!("dezelfde, {lot}"),
                    Some(Antwoord::Nieuw) | Some(Antwoord::Overslaan) | None => lot.to_owned(),
                };
                let look = if rij.gebreken.is_empty() { "" } else { ", kijk na" };
                format!("{said}{look} · {}", rij_tekst(rij))
            }
        }
    }

    fn hier(&self) -> Option<Regel> {
        self.menu.value().and_then(|at| self.regels.get(*at)).copied()
    }

    /// What can be said of the row that is pointed at; nothing when nothing is asked.
    pub fn keuze(&mut self, cx: &Ctx<'_>) -> Option<Menu<usize>> {
        let Some(Regel::Rij(at)) = self.hier() else { return None };
        let rij = self.plan.rijen.get(at).filter(|rij| rij.lot == Lot::Twijfel)?;
        let table = cx.reader.gemeenten().ok()?;
        let namen = Namen::new(&cx.kluis.model, &table.inhoud, &self.plan);
        let mut intro = vec![Block::Strong(rij_tekst(rij))];
        intro.extend(namen.ingevuld(rij).into_iter().map(Block::Point));
        intro.push(Block::Gap);
        intro.push(Block::Text("Staat dit al in het netwerk?".to_owned()));
        let mut labels: Vec<String> = rij.lijkt_op.iter().map(|id| format!("Ja: {}", namen.vermelding(*id))).collect();
        labels.push("Nee, dit is een nieuwe vermelding".to_owned());
        labels.push("Overslaan: deze rij nu niet".to_owned());
        labels.push("Alle rijen die nog open staan zijn nieuw".to_owned());
        labels.push("Alle rijen die nog open staan overslaan".to_owned());
        Some(Menu::new(intro, items(labels)))
    }

    /// Takes an answer in.
    pub fn gekozen(&mut self, chosen: usize, cx: &Ctx<'_>) {
        let Some(Regel::Rij(at)) = self.hier() else { return };
        let Some(rij) = self.plan.rijen.get_mut(at) else { return };
        let known = rij.lijkt_op.len();
        let for_all = match chosen.checked_sub(known) {
            None => {
                rij.antwoord = rij.lijkt_op.get(chosen).map(|id| Antwoord::Zelfde(*id));
                None
            }
            Some(0) => {
                rij.antwoord = Some(Antwoord::Nieuw);
                None
            }
            Some(1) => {
                rij.antwoord = Some(Antwoord::Overslaan);
                None
            }
            Some(2) => Some(Antwoord::Nieuw),
            Some(_) => Some(Antwoord::Overslaan),
        };
        if let Some(answer) = for_all {
            for rij in self.plan.rijen.iter_mut().filter(|rij| rij.lot == Lot::Twijfel) {
                rij.antwoord.get_or_insert(answer);
            }
        }
        self.gewaarschuwd = false;
        self.gaat_weg = false;
        self.refresh(cx);
    }

    /// Everything of the row that is pointed at, on a page of its own.
    pub fn bekijk(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Ok(table) = cx.reader.gemeenten() else { return Vec::new() };
        let namen = Namen::new(&cx.kluis.model, &table.inhoud, &self.plan);
        let blocks = match self.hier() {
            None => return Vec::new(),
            Some(Regel::Gebrek(at)) => {
                self.plan.gebreken.get(at).map(|gebrek| vec![Block::Text(gebrek_tekst(gebrek))]).unwrap_or_default()
            }
            Some(Regel::Rij(at)) => {
                let Some(rij) = self.plan.rijen.get(at) else { return Vec::new() };
                let mut blocks = vec![Block::Strong(rij_tekst(rij)), Block::Gap];
                match self.plan.lot(&cx.kluis.model, rij) {
                    Some(Lot::Gewijzigd) => {
                        let changes = self.plan.wijzigingen(&cx.kluis.model, rij);
                        blocks.extend(changes.iter().map(|change| Block::Point(namen.wijziging(change))));
                        if changes.is_empty() {
                            blocks.push(Block::Text("Alleen de datum van controle is nieuwer.".to_owned()));
                        }
                    }
                    _ => blocks.extend(namen.ingevuld(rij).into_iter().map(Block::Point)),
                }
                if !rij.gebreken.is_empty() {
                    blocks.extend([Block::Gap, Block::Heading("Om na te kijken".to_owned())]);
                    blocks.extend(rij.gebreken.iter().map(|gebrek| Block::Point(gebrek_tekst(gebrek))));
                }
                blocks
            }
        };
        vec![Effect::Open(Route::Page("Rij uit het bestand".to_owned(), blocks))]
    }

    /// Takes everything over that was agreed to; first says what stays out.
    pub fn overnemen(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        if let Some(first) = self.plan.open().next() {
            let at = self.regels.iter().position(|regel| matches!(regel, Regel::Rij(rij) if *rij == first));
            self.menu.choose(at.unwrap_or(0), cx.body, &cx.look);
            let count = self.plan.open().count();
            let asked = match count {
                1 => "1 rij of die al in het netwerk staat".to_owned(),
                count => format!("{count} rijen of ze al in het netwerk staan"),
            };
            return vec![Effect::Say(format!("Kies eerst bij {asked}: Enter."))];
        }
        let telling = self.plan.telling(&cx.kluis.model);
        if telling.geweigerd > 0 && !std::mem::replace(&mut self.gewaarschuwd, true) {
            let rows = if telling.geweigerd == 1 {
                "1 rij blijft".to_owned()
            } else {
                format!("{} rijen blijven", telling.geweigerd)
            };
            return vec![Effect::Say(format!("{rows} weg. Nog een keer Ctrl-S: de rest wordt overgenomen."))];
        }
        let bron = if self.afzender.naam.is_empty() {
            self.naam.clone()
        } else {
            format!("{}, {}", self.afzender.naam, self.naam)
        };
        let wat = format!("ingelezen: {}", self.naam);
        let afkomst = Afkomst { afzender: &self.afzender, koppelingen: &self.koppelingen, bron: &bron, wat: &wat };
        match overnemen(&cx.kluis.model, &self.plan, &afkomst, cx.now) {
            Ok(batch) if batch.changes.is_empty() => {
                vec![Effect::Close, Effect::Say("Alles stond er al zo. Er is niets veranderd.".to_owned())]
            }
            Ok(batch) => {
                let effects = commit(batch, cx);
                if is_asked(&effects) {
                    // More than that is not undone in one step.
                    let terug = if telling.nieuw + telling.gewijzigd <= MEEST_STAP {
                        " Terug: z op het blad van een vermelding."
                    } else {
                        ""
                    };
                    let (nieuw, gewijzigd) = (telling.nieuw, telling.gewijzigd);
                    self.vraagt = Some(format!("Overgenomen: {nieuw} nieuw, {gewijzigd} gewijzigd.{terug}"));
                }
                effects
            }
            Err(fault) => vec![told(&fault)],
        }
    }

    /// What is said now that it is kept; nothing when something else was.
    pub fn bewaard(&mut self) -> Option<String> {
        self.vraagt.take()
    }

    /// It was not kept: everything stays as it was.
    pub fn niet_bewaard(&mut self) {
        self.vraagt = None;
    }

    /// Whether answers would be lost; asked once.
    pub fn mag_niet_weg(&mut self) -> bool {
        let said = self.plan.rijen.iter().any(|rij| rij.antwoord.is_some());
        said && !std::mem::replace(&mut self.gaat_weg, true)
    }
}
