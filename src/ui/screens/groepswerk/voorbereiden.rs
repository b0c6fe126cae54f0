//! Before a session: the question in one sentence, what kind of question it is, how much time and how many people.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Draft};
use crate::domain::gesprek::{Effect, Field, FieldFault, FieldKind, Form, Msg, Route};
use crate::domain::inhoud::VRAAGSOORTEN;
use crate::domain::kluis::{KluisNews, RecordId};
use crate::domain::sessie::{self, Groep, Klad, Voorbereiding, controlelijst};
use crate::ui::keymap::Shown;
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::groepswerk::nakijken::{Nakijken, draw_with};
use crate::ui::widgets::{FormEvent, FormView, Pane, rows};

/// Most people and most minutes that can be typed here.
const MEESTE: (u16, u16) = (200, 480);

/// The form. What is typed about the case is in memory only.
pub struct Voorbereiden {
    view: FormView,
    nakijken: Nakijken,
    vraag: Klad,
}

impl Voorbereiden {
    /// The form, for a group when one is given.
    pub fn new(groep: Option<RecordId>, cx: &Ctx<'_>) -> Voorbereiden {
        let groepen = groepen(cx);
        let mut draft = Draft::default();
        let known = groep.and_then(|id| groepen.iter().find(|(known, _)| *known == id));
        draft.set("groep", &known.map_or_else(|| GEEN.to_owned(), |(id, _)| id.to_string()));
        draft.set("soort", WEET_NIET);
        if let Some((_, groep)) = known {
            draft.set("deelnemers", &groep.aantal.to_string());
        }
        Voorbereiden { view: FormView::new(form(&groepen), draft), nakijken: Nakijken::new(cx), vraag: Klad::default() }
    }

    fn submit(&mut self) -> Vec<Effect> {
        match lees(&self.view.answers()) {
            Ok(_) if !self.nakijken.moet().is_empty() && self.view.answers().get("toch").trim().is_empty() => {
                self.view.refuse(self.nakijken.moet().to_vec());
                Vec::new()
            }
            Ok(wens) => {
                let wens = Voorbereiding { vraag: self.vraag.clone(), ..wens };
                wens.vraag.zet(self.view.answers().get("vraag"));
                vec![Effect::Open(Route::SessieMethode(wens))]
            }
            Err(faults) => {
                self.view.refuse(faults);
                Vec::new()
            }
        }
    }
}

const GEEN: &str = "geen";
const WEET_NIET: &str = "weet-niet";

/// The groups that have not ended.
fn groepen(cx: &Ctx<'_>) -> Vec<(RecordId, Groep)> {
    let open = cx.kluis.state.is_open();
    let all = if open { sessie::groep::groepen(&cx.kluis.model) } else { Vec::new() };
    all.into_iter().filter(|(_, groep)| !groep.gestopt).map(|(id, groep)| (id, groep.clone())).collect()
}

fn form(groepen: &[(RecordId, Groep)]) -> Form {
    let soorten = [(WEET_NIET, "Weet ik nog niet")].into_iter().chain(VRAAGSOORTEN);
    let soorten = soorten.map(|(id, text)| (id.to_owned(), text.to_owned())).collect();
    let lijst = controlelijst().into_iter().enumerate();
    let lijst = lijst.map(|(at, text)| (at.to_string(), text.to_owned())).collect();
    let mut fields = Vec::new();
    if !groepen.is_empty() {
        let mut choices = vec![(GEEN.to_owned(), "geen vaste groep".to_owned())];
        choices.extend(groepen.iter().map(|(id, groep)| (id.to_string(), groep.code.clone())));
        fields.push(Field::new(
            "groep",
            "Groep",
            "Bij een vaste groep komen de acties van de vorige keer terug.",
            FieldKind::Choice(choices),
        ));
    }
    fields.extend([
        Field::new(
            "soort",
            "Soort vraag",
            "Daarmee zoekt het programma methoden die passen.",
            FieldKind::Choice(soorten),
        ),
        Field::new(
            "vraag",
            "De vraag",
            "In één zin, zonder namen. Dit staat alleen in het geheugen: het wordt nergens bewaard.",
            FieldKind::Text,
        ),
        Field::new("deelnemers", "Deelnemers", "Hoeveel mensen doen mee, uzelf meegeteld?", FieldKind::Text),
        Field::new("minuten", "Minuten", "Hoeveel tijd is er voor de methode? Leeg mag.", FieldKind::Text),
        Field::new(
            "controle",
            "Voordat iemand vertelt",
            "Loop dit na met wie inbrengt. Wat u afvinkt wordt niet bewaard.",
            FieldKind::Many(lijst),
        ),
        Field::new(
            "toch",
            "Toch laten staan",
            "Alleen als het programma iets herkent dat weg moet en dat volgens u mag blijven: schrijf waarom.",
            FieldKind::Text,
        ),
    ]);
    Form::new("Intervisie voorbereiden", fields)
}

fn lees(draft: &Draft) -> Result<Voorbereiding, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let mut number = |field: &str, most: u16, advice: &str| match draft.get(field).trim() {
        "" => 0,
        text => match text.parse::<u16>() {
            Ok(count) if (1..=most).contains(&count) => count,
            _ => {
                faults.push(FieldFault::new(field, advice));
                0
            }
        },
    };
    let deelnemers = number("deelnemers", MEESTE.0, "Typ een getal van 1 tot 200.");
    let minuten = number("minuten", MEESTE.1, "Typ een getal van 1 tot 480, zoals 60.");
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Voorbereiding {
        groep: RecordId::from_hex(draft.get("groep")),
        vraagsoort: VRAAGSOORTEN.iter().map(|(id, _)| *id).find(|id| *id == draft.get("soort")),
        vraag: Klad::default(),
        minuten,
        deelnemers,
    })
}

impl Screen for Voorbereiden {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        if matches!(msg, Msg::Kluis(KluisNews::Locked)) {
            self.vraag.wis();
            *self = Voorbereiden::new(None, cx);
            return Vec::new();
        }
        let event = self.view.update(msg, cx);
        if event == FormEvent::Changed {
            self.nakijken.kijk(&mut self.view, &["vraag"]);
        }
        match event {
            FormEvent::Submit => self.submit(),
            FormEvent::Leave if self.view.may_leave() => {
                self.vraag.wis();
                vec![Effect::Close]
            }
            FormEvent::Leave | FormEvent::Changed | FormEvent::FocusMoved | FormEvent::Nothing => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let said = "Wat u over de casus typt wordt niet bewaard, ook niet na een storing. Sluiten of op slot wist het.";
        let above = rows(&[Block::Muted(said.to_owned()), Block::Gap], area.width, look);
        let height = u16::try_from(above.len()).unwrap_or(0).min(area.height / 3);
        Pane::default().draw(&above, Rect { height, ..area }, buf, look);
        draw_with(
            &self.view,
            self.nakijken.blocks(),
            Rect { y: area.y + height, height: area.height - height, ..area },
            buf,
            look,
        );
    }

    fn header(&self) -> (String, String) {
        (self.view.form().title.to_string(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        self.view.keys()
    }

    fn typing(&self) -> bool {
        self.view.typing()
    }

    fn holds(&self) -> bool {
        self.view.is_changed()
    }
}
