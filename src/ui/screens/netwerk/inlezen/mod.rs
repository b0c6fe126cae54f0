//! What a partner sends: which file, what its columns mean, what it would change, and only then taking it over.

mod kolommen;
mod voorstel;

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Draft, Effect, Field, FieldFault, FieldKind, Form, Key, Msg, Route};
use crate::domain::kluis::KluisNews;
use crate::domain::netwerk::invoer::afzender::Afzender;
use crate::domain::netwerk::invoer::koppeling::{Koppeling, Onthouden};
use crate::domain::netwerk::invoer::voorstel::voorstel as vergelijk;
use crate::domain::netwerk::invoer::{Binnen, Concept, Gebrek, Gelezen, Inlezing};
use crate::domain::netwerk::vertrouwen::Handtekening;
use crate::ui::keymap::{DIGITS, Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::widgets::{FormEvent, FormView, Menu, MenuItem};
use kolommen::Kolommen;
use voorstel::Lijst;

/// The field for the file.
const PAD: &str = "pad";
/// The field for who sent it.
const AFZENDER: &str = "afzender";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Nummer,
    Verder,
    Bewegen,
    Terug,
}

/// At the columns.
pub const KOLOMMEN: Keymap<Inlezen, Doet> = &[
    bind(&[Key::Ctrl('s'), Key::F(5)], Doet::Verder, "verder"),
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "betekenis"),
    bind(DIGITS, Doet::Nummer, "meteen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// At what would change.
pub const VOORSTEL: Keymap<Inlezen, Doet> = &[
    bind(&[Key::Ctrl('s'), Key::F(5)], Doet::Verder, "overnemen"),
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "bekijken"),
    bind(DIGITS, Doet::Nummer, "meteen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// At a choice for one of them.
pub const KEUZE: Keymap<Inlezen, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "kiezen"),
    bind(DIGITS, Doet::Nummer, "meteen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// How far it came.
enum Stap {
    Bestand,
    Kolommen(Kolommen),
    Voorstel(Lijst),
}

/// The screen, from the file to what is taken over.
pub struct Inlezen {
    form: FormView,
    stap: Stap,
    /// A choice that is open over the list.
    keuze: Option<Menu<usize>>,
    /// A file is being read.
    leest: bool,
    /// What was read while the kluis was locked: it is compared when the kluis is open again.
    wacht: Option<Gevonden>,
    /// Why there is nothing to show yet.
    fout: Option<String>,
}

/// What a file holds, and what its signature says.
type Gevonden = (Binnen, Handtekening);

/// The screen, at the question which file.
pub fn open() -> Box<dyn Screen> {
    let fields = vec![
        Field::new(
            PAD,
            "Welk bestand, of welke map?",
            "CSV, Excel, OpenDocument, vCard, HSDS of een netwerkbestand. Het hele pad, of de naam in uw map met documenten. Of \
             de map waarin uw regio het netwerk deelt: dan is het de nieuwste versie.",
            FieldKind::Text,
        ),
        Field::new(
            AFZENDER,
            "Van wie komt het?",
            "Bijvoorbeeld de organisatie. Wat hun kolommen betekenen wordt dan onthouden.",
            FieldKind::Text,
        ),
    ];
    Box::new(Inlezen {
        form: FormView::new(Form::new("Inlezen wat een partner stuurt", fields), Draft::default()),
        stap: Stap::Bestand,
        keuze: None,
        leest: false,
        wacht: None,
        fout: None,
    })
}

impl Inlezen {
    fn bestand(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        if self.leest {
            return vec![Effect::Say("Het bestand wordt nog gelezen. Esc: niet wachten.".to_owned())];
        }
        let pad = self.form.answers().get(PAD).trim().trim_matches(['"', '\'']).to_owned();
        if pad.is_empty() {
            self.form.refuse(vec![FieldFault::new(PAD, "Typ of plak waar het bestand staat.")]);
            return Vec::new();
        }
        if !cx.kluis.state.is_open() {
            self.fout = Some("Een eigen netwerk staat in de kluis. Maak of open die eerst.".to_owned());
            return Vec::new();
        }
        self.fout = None;
        self.leest = true;
        vec![Effect::Inlezen(PathBuf::from(pad))]
    }

    /// Goes on with what was read, when the kluis is open.
    fn vergelijk(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        // A locked kluis looks like an empty network: everything would be new.
        match self.wacht.take_if(|_| cx.kluis.state.is_open()) {
            Some(found) => self.ingelezen(found, cx),
            None => Vec::new(),
        }
    }

    /// The name of the file, without where it stands.
    fn naam(&self) -> String {
        let answers = self.form.answers();
        let pad = answers.get(PAD).trim().trim_matches(['"', '\'']).replace('\\', "/");
        pad.rsplit('/').next().unwrap_or_default().to_owned()
    }

    fn ingelezen(&mut self, (binnen, handtekening): Gevonden, cx: &Ctx<'_>) -> Vec<Effect> {
        let mut inlezing = match binnen {
            Binnen::Netwerk(bestand) => {
                return vec![Effect::Replace(Route::NetwerkSamenvoegen(bestand, handtekening))];
            }
            Binnen::Ander(inlezing) => *inlezing,
        };
        let afzender = Afzender::van(&cx.kluis.model, self.form.answers().get(AFZENDER));
        match std::mem::replace(&mut inlezing.inhoud, Gelezen::Concepten(Vec::new())) {
            Gelezen::Tabellen(tabellen) => {
                self.stap = Stap::Kolommen(Kolommen::new(inlezing, tabellen, afzender, cx));
                Vec::new()
            }
            Gelezen::Concepten(concepten) => self.voorstel(inlezing, afzender, concepten, Vec::new(), cx),
        }
    }

    fn voorstel(
        &mut self,
        mut inlezing: Inlezing,
        afzender: Afzender,
        concepten: Vec<Concept>,
        koppelingen: Vec<Onthouden>,
        cx: &Ctx<'_>,
    ) -> Vec<Effect> {
        let table = match cx.reader.gemeenten() {
            Ok(table) => table,
            Err(fault) => return vec![told(&fault)],
        };
        let gebreken: Vec<Gebrek> = std::mem::take(&mut inlezing.gebreken);
        let plan = vergelijk(&cx.kluis.model, &table.inhoud, &afzender, concepten, gebreken, cx.now);
        self.stap = Stap::Voorstel(Lijst::new(self.naam(), inlezing, plan, afzender, koppelingen, cx));
        Vec::new()
    }

    /// From the columns to what would change.
    fn verder(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Stap::Kolommen(kolommen) = &self.stap else { return Vec::new() };
        if let Some((wat, advies)) = kolommen.koppelingen().iter().find_map(Koppeling::bezwaar) {
            return vec![Effect::Say(format!("{wat} {advies}"))];
        }
        let Stap::Kolommen(kolommen) = std::mem::replace(&mut self.stap, Stap::Bestand) else { return Vec::new() };
        let (inlezing, afzender, concepten, onthouden) = kolommen.lees();
        self.voorstel(inlezing, afzender, concepten, onthouden, cx)
    }

    fn terug(&mut self) -> Vec<Effect> {
        if self.keuze.take().is_some() {
            return Vec::new();
        }
        let asks = match &mut self.stap {
            Stap::Voorstel(lijst) => lijst.mag_niet_weg(),
            Stap::Bestand | Stap::Kolommen(_) => false,
        };
        if asks {
            return vec![Effect::Say(
                "U hebt bij rijen al gekozen. Nog een keer Esc: die keuzes gaan weg; het netwerk blijft zoals het is."
                    .to_owned(),
            )];
        }
        match self.stap {
            Stap::Bestand => return vec![Effect::Close],
            Stap::Kolommen(_) | Stap::Voorstel(_) => self.stap = Stap::Bestand,
        }
        Vec::new()
    }

    fn menu(&mut self) -> Option<&mut Menu<usize>> {
        if self.keuze.is_some() {
            return self.keuze.as_mut();
        }
        match &mut self.stap {
            Stap::Bestand => None,
            Stap::Kolommen(kolommen) => Some(&mut kolommen.menu),
            Stap::Voorstel(lijst) => Some(&mut lijst.menu),
        }
    }

    fn kies(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        if let Some(keuze) = self.keuze.take() {
            let Some(chosen) = keuze.value().copied() else { return Vec::new() };
            match &mut self.stap {
                Stap::Bestand => {}
                Stap::Kolommen(kolommen) => kolommen.gekozen(chosen, cx),
                Stap::Voorstel(lijst) => lijst.gekozen(chosen, cx),
            }
            return Vec::new();
        }
        match &mut self.stap {
            Stap::Bestand => Vec::new(),
            Stap::Kolommen(kolommen) => {
                self.keuze = kolommen.keuze(cx);
                Vec::new()
            }
            Stap::Voorstel(lijst) => {
                self.keuze = lijst.keuze(cx);
                if self.keuze.is_some() { Vec::new() } else { lijst.bekijk(cx) }
            }
        }
    }

    fn lijst_toets(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        let doet = match (&self.keuze, &self.stap) {
            (Some(_), _) => action(KEUZE, self, key),
            (None, Stap::Kolommen(_)) => action(KOLOMMEN, self, key),
            (None, Stap::Voorstel(_) | Stap::Bestand) => action(VOORSTEL, self, key),
        };
        match doet {
            Some(Doet::Kiezen) => self.kies(cx),
            Some(Doet::Nummer) => {
                let there = self.menu().is_some_and(|menu| menu.choose_digit(key, cx.body, &cx.look));
                if there { self.kies(cx) } else { Vec::new() }
            }
            Some(Doet::Terug) => self.terug(),
            Some(Doet::Bewegen) => {
                if let Some(menu) = self.menu() {
                    menu.moved(key, cx.body, &cx.look);
                }
                Vec::new()
            }
            Some(Doet::Verder) => match &mut self.stap {
                Stap::Voorstel(lijst) => lijst.overnemen(cx),
                Stap::Bestand | Stap::Kolommen(_) => self.verder(cx),
            },
            None => Vec::new(),
        }
    }
}

impl Screen for Inlezen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Ingelezen(read) if std::mem::take(&mut self.leest) => {
                match read {
                    Ok(found) => self.wacht = Some(found.clone()),
                    Err(fault) => {
                        // At the path: that is what is mended.
                        self.form.refuse(vec![FieldFault::new(PAD, &fault.wat)]);
                        self.fout = Some(format!("{} {}", fault.waarom, fault.advies));
                    }
                }
                return self.vergelijk(cx);
            }
            Msg::Shown | Msg::Kluis(KluisNews::Opened) if self.wacht.is_some() => return self.vergelijk(cx),
            Msg::Failed(fault) => {
                if let Stap::Voorstel(lijst) = &mut self.stap {
                    lijst.niet_bewaard();
                }
                return vec![told(fault)];
            }
            Msg::Kluis(KluisNews::Committed) => {
                if let Stap::Voorstel(lijst) = &mut self.stap
                    && let Some(said) = lijst.bewaard()
                {
                    return vec![Effect::Close, Effect::Say(said)];
                }
            }
            _ => {}
        }
        if matches!(self.stap, Stap::Bestand) {
            return match self.form.update(msg, cx) {
                FormEvent::Submit => self.bestand(cx),
                FormEvent::Leave if std::mem::take(&mut self.leest) => Vec::new(),
                FormEvent::Leave => vec![Effect::Close],
                FormEvent::Changed | FormEvent::FocusMoved | FormEvent::Nothing => Vec::new(),
            };
        }
        match msg {
            Msg::Key(key) => return self.lijst_toets(*key, cx),
            Msg::Click(hit) => {
                let row = hit.row;
                if let Some(menu) = self.menu()
                    && let Some(at) = menu.hit(row, cx.body, &cx.look)
                {
                    menu.choose(at, cx.body, &cx.look);
                    return self.kies(cx);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        if let Some(keuze) = &self.keuze {
            return keuze.draw(area, buf, look);
        }
        match &self.stap {
            Stap::Bestand => {
                let above = [Block::Text(
                    "U ziet eerst wat er zou veranderen. Er wordt niets overgenomen voordat u dat zegt.".to_owned(),
                )];
                let below: Vec<Block> = match &self.fout {
                    _ if self.leest => vec![Block::Muted("Het bestand wordt gelezen. Esc: niet wachten.".to_owned())],
                    Some(fout) => vec![Block::Danger(fout.clone())],
                    None => Vec::new(),
                };
                self.form.draw_between(&above, &below, area, buf, look);
            }
            Stap::Kolommen(kolommen) => kolommen.menu.draw(area, buf, look),
            Stap::Voorstel(lijst) => lijst.menu.draw(area, buf, look),
        }
    }

    fn header(&self) -> (String, String) {
        let right = match &self.stap {
            Stap::Bestand => String::new(),
            Stap::Kolommen(_) => "wat de kolommen zijn".to_owned(),
            Stap::Voorstel(_) => "wat er verandert".to_owned(),
        };
        ("Inlezen".to_owned(), right)
    }

    fn keys(&self) -> Vec<Shown> {
        match (&self.keuze, &self.stap) {
            (Some(_), _) => shown(KEUZE, self),
            (None, Stap::Bestand) => self.form.keys(),
            (None, Stap::Kolommen(_)) => shown(KOLOMMEN, self),
            (None, Stap::Voorstel(_)) => shown(VOORSTEL, self),
        }
    }

    fn waits_for_file(&self) -> bool {
        self.leest
    }

    fn typing(&self) -> bool {
        matches!(self.stap, Stap::Bestand) && self.form.typing()
    }

    fn holds(&self) -> bool {
        !matches!(self.stap, Stap::Bestand)
    }
}

/// Rows of a list with their places.
fn items(labels: impl IntoIterator<Item = String>) -> Vec<MenuItem<usize>> {
    labels.into_iter().enumerate().map(|(value, label)| MenuItem { label, value }).collect()
}
