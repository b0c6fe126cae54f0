//! Before an exercise: into the vault of practice, what goes on already, which case, which groups.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Draft, Effect, Field, FieldFault, FieldKind, Form, Msg, Route};
use crate::domain::inhoud::{Bestand, Werkvorm};
use crate::domain::oefening::spel::{
    GROOTSTE_GROEPJE, MEESTE_GROEPJES, Oefenbegin, casussen, groepen_kunnen, neemt_casus,
};
use crate::ui::keymap::{Shown, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::screens::groepswerk::keuze::verder;
use crate::ui::screens::page;
use crate::ui::widgets::{FormEvent, FormView, KEUZE, Menu, MenuEvent, MenuItem};

/// What is asked now.
enum Mode {
    /// Practice is somewhere else: go there?
    Oefenkluis(Menu<()>),
    /// Something goes on already: with that, or begin anew.
    Loopt(Menu<bool>),
    /// Which case.
    Casus(Menu<String>),
    /// Which groups.
    Groepjes(Box<FormView>),
}

/// An exercise that is about to begin.
pub struct Begin {
    begin: Oefenbegin,
    titel: String,
    casus: bool,
    mode: Mode,
}

const GROEPJES: &str = "groepjes";
const GROOTTE: &str = "grootte";

/// The screen, or why there is none.
pub fn open(begin: Oefenbegin, cx: &Ctx<'_>) -> Box<dyn Screen> {
    match cx.reader.werkvorm(&begin.oefening) {
        Ok(file) => Box::new(Begin::new(begin, &file, cx)),
        Err(fault) => Box::new(page::fault(&fault)),
    }
}

impl Begin {
    fn new(begin: Oefenbegin, file: &Bestand<Werkvorm>, cx: &Ctx<'_>) -> Begin {
        let werkvorm = &file.inhoud;
        let casus = werkvorm.oefening.as_ref().is_some_and(|oefening| neemt_casus(oefening.aard));
        let titel = format!("{} {}", werkvorm.code, file.kop.titel);
        let mut screen = Begin { begin, titel, casus, mode: Mode::Oefenkluis(oefenkluis()) };
        if cx.look.oefening {
            screen.mode = match cx.lopend {
                Some(lopend) => {
                    let titel = cx.reader.werkvorm(&lopend.werkvorm).map(|file| file.kop.titel.clone());
                    Mode::Loopt(loopt(&titel.unwrap_or_default(), lopend.oefening.is_some()))
                }
                None => screen.next(cx),
            };
        }
        screen
    }

    /// The first question that is not answered yet.
    fn next(&self, cx: &Ctx<'_>) -> Mode {
        if self.casus && self.begin.casus.is_none() {
            let items = casussen(cx.reader)
                .into_iter()
                .map(|casus| MenuItem { label: format!("{} {}", casus.code, casus.titel), value: casus.id });
            let items: Vec<MenuItem<String>> = items.collect();
            let said = if items.is_empty() { "Er zijn geen casussen." } else { "Welke casus? Ze zijn verzonnen." };
            return Mode::Casus(Menu::new(vec![Block::Text(said.to_owned()), Block::Gap], items));
        }
        let mut draft = Draft::default();
        draft.set(GROEPJES, &self.begin.groepjes.to_string());
        draft.set(GROOTTE, &self.begin.grootte.to_string());
        Mode::Groepjes(Box::new(FormView::new(form(), draft)))
    }

    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Mode::Groepjes(view) = &mut self.mode else { return Vec::new() };
        let answers = view.answers();
        match (getal(&answers, GROEPJES, MEESTE_GROEPJES), getal(&answers, GROOTTE, usize::from(GROOTSTE_GROEPJE))) {
            (Ok(groepjes), Ok(grootte)) => {
                if let Err(fout) = groepen_kunnen(&vec![grootte; usize::from(groepjes)]) {
                    view.refuse(vec![FieldFault::new(GROEPJES, &fout.tekst())]);
                    return Vec::new();
                }
                let begin = Oefenbegin { groepjes, grootte, ..self.begin.clone() };
                match begin.begin(cx.reader, cx.tik) {
                    Ok(lopend) => {
                        let lopend = Box::new(lopend);
                        vec![Effect::Loopt(Some(lopend.clone())), Effect::Replace(Route::Oefening(Some(lopend)))]
                    }
                    Err(fault) => vec![told(&fault)],
                }
            }
            (groepjes, grootte) => {
                view.refuse([groepjes.err(), grootte.err()].into_iter().flatten().collect());
                Vec::new()
            }
        }
    }
}

/// A whole number from 1 to the most that there can be.
fn getal(answers: &Draft, field: &str, most: usize) -> Result<u16, FieldFault> {
    let found = answers.get(field).trim().parse::<u16>().ok();
    let found = found.filter(|number| (1..=most).contains(&usize::from(*number)));
    found.ok_or_else(|| FieldFault::new(field, &format!("Typ een getal van 1 tot {most}.")))
}

fn form() -> Form {
    let groepjes = "In hoeveel groepjes praat de zaal? Ze heten groep 1, groep 2 enzovoort.";
    let grootte = "Hoeveel mensen hoogstens in een groepje? Een kleiner groepje stemt gewoon met minder.";
    Form::new(
        "Groepjes",
        vec![
            Field::new(GROEPJES, "Groepjes", groepjes, FieldKind::Text),
            Field::new(GROOTTE, "Mensen per groepje", grootte, FieldKind::Text),
        ],
    )
}

fn oefenkluis() -> Menu<()> {
    let intro = vec![
        Block::Strong("Oefenen doet u in de oefenkluis.".to_owned()),
        Block::Gap,
        Block::Text(
            "Uw eigen kluis gaat eerst op slot. Daarna opent de oefenkluis vanzelf, zonder wachtwoord. Alles daar is \
             verzonnen, en boven elk scherm staat OEFENING."
                .to_owned(),
        ),
        Block::Text("Terug naar uw eigen kluis: stop het programma en start het opnieuw.".to_owned()),
        Block::Gap,
    ];
    Menu::new(intro, vec![MenuItem { label: "Verder in de oefenkluis".to_owned(), value: () }])
}

fn loopt(titel: &str, oefening: bool) -> Menu<bool> {
    let wat = if oefening { "oefening" } else { "sessie" };
    let intro = vec![
        Block::Strong(format!("Er loopt nog een {wat}: {titel}.")),
        Block::Text("Begint u een andere oefening, dan vervalt de stand van die.".to_owned()),
        Block::Gap,
    ];
    let items = vec![
        MenuItem { label: format!("Verder met de {wat} die loopt"), value: true },
        MenuItem { label: "Een nieuwe oefening beginnen".to_owned(), value: false },
    ];
    Menu::new(intro, items)
}

impl Screen for Begin {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match &mut self.mode {
            Mode::Oefenkluis(menu) => match menu.event(msg, cx) {
                MenuEvent::Taken => {
                    return vec![Effect::Oefenen(Box::new(Route::OefeningBegin(self.begin.clone())))];
                }
                MenuEvent::Back => return vec![Effect::Close],
                MenuEvent::None => {}
            },
            Mode::Loopt(menu) => match menu.event(msg, cx) {
                MenuEvent::Taken if menu.value() == Some(&true) => {
                    return cx.lopend.map(|lopend| Effect::Replace(verder(lopend))).into_iter().collect();
                }
                MenuEvent::Taken => self.mode = self.next(cx),
                MenuEvent::Back => return vec![Effect::Close],
                MenuEvent::None => {}
            },
            Mode::Casus(menu) => match menu.event(msg, cx) {
                MenuEvent::Taken => {
                    self.begin.casus = menu.value().cloned();
                    self.mode = self.next(cx);
                }
                MenuEvent::Back => return vec![Effect::Close],
                MenuEvent::None => {}
            },
            Mode::Groepjes(view) => match view.update(msg, cx) {
                FormEvent::Submit => return self.submit(cx),
                FormEvent::Leave if view.may_leave() => return vec![Effect::Close],
                FormEvent::Leave | FormEvent::Changed | FormEvent::FocusMoved | FormEvent::Nothing => {}
            },
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        match &self.mode {
            Mode::Oefenkluis(menu) => menu.draw(area, buf, look),
            Mode::Loopt(menu) => menu.draw(area, buf, look),
            Mode::Casus(menu) => menu.draw(area, buf, look),
            Mode::Groepjes(view) => view.draw(area, buf, look),
        }
    }

    fn header(&self) -> (String, String) {
        (self.titel.clone(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        match &self.mode {
            Mode::Oefenkluis(_) | Mode::Loopt(_) | Mode::Casus(_) => shown(KEUZE, &()),
            Mode::Groepjes(view) => view.keys(),
        }
    }

    fn typing(&self) -> bool {
        matches!(&self.mode, Mode::Groepjes(view) if view.typing())
    }
}
