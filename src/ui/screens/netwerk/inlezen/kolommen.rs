//! What the columns of a partner's tables mean.

use super::items;
use crate::domain::gesprek::Block;
use crate::domain::netwerk::Soort;
use crate::domain::netwerk::invoer::afzender::Afzender;
use crate::domain::netwerk::invoer::koppeling::{Doel, Koppeling, Onthouden, bruikbaar};
use crate::domain::netwerk::invoer::{Concept, Inlezing, Tabel};
use crate::ui::screen::Ctx;
use crate::ui::widgets::Menu;

/// What stands in a row of the list.
#[derive(Clone, Copy)]
enum Regel {
    /// What the rows of a table are.
    Soort(usize),
    /// Whether an empty cell empties the field.
    Leeg(usize),
    /// A column of a table.
    Kolom(usize, usize),
}

/// The tables of a file, and what their columns mean.
pub struct Kolommen {
    inlezing: Inlezing,
    tabellen: Vec<(Tabel, Koppeling)>,
    afzender: Afzender,
    regels: Vec<Regel>,
    /// One row for every question.
    pub menu: Menu<usize>,
}

impl Kolommen {
    /// The tables, with what was remembered of their sender or a guess.
    pub fn new(mut inlezing: Inlezing, tabellen: Vec<Tabel>, afzender: Afzender, cx: &Ctx<'_>) -> Kolommen {
        let (tabellen, said) = bruikbaar(tabellen);
        inlezing.opmerkingen.extend(said);
        let tabellen = tabellen
            .into_iter()
            .map(|tabel| {
                let koppeling = afzender.koppeling(&tabel);
                (tabel, koppeling)
            })
            .collect();
        let mut made =
            Kolommen { inlezing, tabellen, afzender, regels: Vec::new(), menu: Menu::new(Vec::new(), Vec::new()) };
        made.refresh(cx);
        made
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        let mut intro: Vec<Block> = self.inlezing.opmerkingen.iter().cloned().map(Block::Muted).collect();
        intro.push(Block::Text("Klopt wat elke kolom betekent? Verder met Ctrl-S.".to_owned()));
        intro.push(Block::Gap);
        let mut labels = Vec::new();
        self.regels.clear();
        for (at, (tabel, koppeling)) in self.tabellen.iter().enumerate() {
            let blad = tabel.blad.as_ref().map(|blad| format!("Blad {blad}: ")).unwrap_or_default();
            let rows = tabel.rijen.len();
            self.regels.push(Regel::Soort(at));
            let counted = if rows == 1 { "1 rij".to_owned() } else { format!("{rows} rijen") };
            labels.push(format!("{blad}{counted}, elke rij is een {}", koppeling.soort.text()));
            self.regels.push(Regel::Leeg(at));
            let empty = if koppeling.leeg_wist { "maakt het veld leeg" } else { "verandert niets" };
            labels.push(format!("Lege cel: {empty}"));
            for (column, (kop, doel)) in tabel.koppen.iter().zip(&koppeling.kolommen).enumerate() {
                self.regels.push(Regel::Kolom(at, column));
                let example = tabel.rijen.iter().map(|rij| rij.cel(column)).find(|text| !text.is_empty());
                let example = example.map(|text| format!("  (zoals: {})", kort(text))).unwrap_or_default();
                labels.push(format!("{} → {}{example}", kort(kop), doel.tekst()));
            }
        }
        self.menu.intro = intro;
        self.menu.renew_items(items(labels), cx.body, &cx.look);
    }

    /// What the columns of each table mean.
    pub fn koppelingen(&self) -> Vec<Koppeling> {
        self.tabellen.iter().map(|(_, koppeling)| koppeling.clone()).collect()
    }

    /// What can be chosen for the row that is pointed at.
    pub fn keuze(&mut self, cx: &Ctx<'_>) -> Option<Menu<usize>> {
        let regel = *self.regels.get(*self.menu.value()?)?;
        let (question, labels, now) = match regel {
            Regel::Leeg(at) => {
                let (_, koppeling) = self.tabellen.get_mut(at)?;
                koppeling.leeg_wist = !koppeling.leeg_wist;
                self.refresh(cx);
                return None;
            }
            Regel::Soort(at) => {
                let (_, koppeling) = self.tabellen.get(at)?;
                let now = Soort::ALL.iter().position(|soort| *soort == koppeling.soort);
                let labels = Soort::ALL.iter().map(|soort| soort.text().to_owned()).collect();
                ("Wat is elke rij?".to_owned(), labels, now)
            }
            Regel::Kolom(at, column) => {
                let (tabel, koppeling) = self.tabellen.get(at)?;
                let doelen = Doel::alle();
                let now = doelen.iter().position(|doel| Some(doel) == koppeling.kolommen.get(column));
                let kop = tabel.koppen.get(column).map_or("", AsRef::as_ref);
                (
                    format!("Wat betekent de kolom {}?", kort(kop)),
                    doelen.iter().map(|doel| doel.tekst()).collect::<Vec<_>>(),
                    now,
                )
            }
        };
        let mut menu = Menu::new(vec![Block::Strong(question), Block::Gap], items(labels));
        menu.choose(now.unwrap_or(0), cx.body, &cx.look);
        Some(menu)
    }

    /// Takes a choice in.
    pub fn gekozen(&mut self, chosen: usize, cx: &Ctx<'_>) {
        let regel = self.menu.value().and_then(|at| self.regels.get(*at)).copied();
        match regel {
            Some(Regel::Soort(at)) => {
                if let (Some((_, koppeling)), Some(soort)) = (self.tabellen.get_mut(at), Soort::ALL.get(chosen)) {
                    koppeling.soort = *soort;
                }
            }
            Some(Regel::Kolom(at, column)) => {
                let doel = Doel::alle().get(chosen).copied();
                let place = self.tabellen.get_mut(at).and_then(|(_, koppeling)| koppeling.kolommen.get_mut(column));
                if let (Some(place), Some(doel)) = (place, doel) {
                    *place = doel;
                }
            }
            Some(Regel::Leeg(_)) | None => {}
        }
        self.refresh(cx);
    }

    /// The rows as entries, with what is to be remembered.
    pub fn lees(self) -> (Inlezing, Afzender, Vec<Concept>, Vec<Onthouden>) {
        let (mut inlezing, mut all, mut onthouden) = (self.inlezing, Vec::new(), Vec::new());
        for (tabel, koppeling) in self.tabellen {
            onthouden.push(koppeling.onthoud(&tabel));
            let (concepten, gebreken) = koppeling.lees(tabel);
            all.extend(concepten);
            inlezing.gebreken.extend(gebreken);
        }
        (inlezing, self.afzender, all, onthouden)
    }
}

/// A text of a stranger in a list: its first line, and not all of that.
fn kort(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(30) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}
