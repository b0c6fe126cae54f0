//! The close of a session: what stays of it, and nothing of the case.

use std::sync::Arc;

use jiff::civil::DateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Document, Draft, Effect, Key, Msg, Route, Zaalopdracht};
use crate::domain::inhoud::{Bestand, Werkvorm};
use crate::domain::kluis::{Batch, Concept, Key as RecordKey, KluisNews, KluisState, RecordId};
use crate::domain::sessie::{
    Gehouden, Groep, Klad, Lopend, VRIJE_VELDEN, concept_batch, concept_id, sessie_blad, sluit_batch, sluit_draft,
    sluit_form, sluit_lezen,
};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::groepswerk::nakijken::{Nakijken, draw_with};
use crate::ui::screens::kluis::{STILL_BUSY, commit, is_asked};
use crate::ui::screens::page;
use crate::ui::widgets::{FormEvent, FormView, Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Noodbestand,
    Weggooien,
}

pub const TOETSEN: Keymap<Sluiten, Doet> = &[
    bind(&[Key::F(8), Key::Ctrl('d')], Doet::Weggooien, "niets bewaren"),
    bind(&[Key::F(3)], Doet::Noodbestand, "noodbestand").when(Sluiten::has_failed, "er is niets mislukt"),
];

/// The form of the close.
pub struct Sluiten {
    file: Arc<Bestand<Werkvorm>>,
    lopend: Lopend,
    klad: Klad,
    id: RecordId,
    groep: Option<(RecordId, Groep)>,
    view: FormView,
    nakijken: Nakijken,
    opened: DateTime,
    kluis: KluisState,
    /// What was asked of the kluis and is not answered yet.
    saving: Option<Batch>,
    /// Whether the last thing asked of the kluis failed.
    failed: bool,
    /// Whether it was handed on or thrown away, so that there is no draft any more.
    done: bool,
    /// Whether throwing away was asked for once.
    sure: bool,
}

/// The close of this session; what is wrong when its way of working is gone.
pub fn open(lopend: Lopend, klad: Klad, cx: &Ctx<'_>) -> Box<dyn Screen> {
    match cx.reader.werkvorm(&lopend.werkvorm) {
        Ok(file) => Box::new(Sluiten::new(file, lopend, klad, cx)),
        Err(fault) => Box::new(page::fault(&fault)),
    }
}

impl Sluiten {
    fn new(file: Arc<Bestand<Werkvorm>>, lopend: Lopend, klad: Klad, cx: &Ctx<'_>) -> Sluiten {
        let id = lopend.sessie.unwrap_or_else(|| cx.kluis.model.fresh(cx.now, 0));
        let mut screen = Sluiten {
            file,
            lopend,
            klad,
            id,
            groep: None,
            view: FormView::new(sluit_form(None), Draft::default()),
            nakijken: Nakijken::new(cx),
            opened: cx.now.local,
            kluis: cx.kluis.state,
            saving: None,
            failed: false,
            done: false,
            sure: false,
        };
        screen.begin(cx);
        screen
    }

    /// The form with its draft, as far as the kluis has one.
    fn begin(&mut self, cx: &Ctx<'_>) {
        let open = cx.kluis.state.is_open();
        let groep = self.lopend.groep.filter(|_| open);
        self.groep = groep.and_then(|id| {
            let stored = cx.kluis.model.get(id)?;
            Some((id, <&Groep>::try_from(&stored.record).ok()?.clone()))
        });
        let groep = self.groep.as_ref().map(|(_, groep)| groep);
        let draft = self.concept(cx).unwrap_or_else(|| sluit_draft(self.lopend.deelnemers, groep));
        self.view = FormView::new(sluit_form(groep), draft);
        self.nakijken = Nakijken::new(cx);
        self.nakijken.kijk(&mut self.view, &VRIJE_VELDEN);
    }

    fn concept(&self, cx: &Ctx<'_>) -> Option<Draft> {
        let stored = cx.kluis.model.get(concept_id(self.id))?;
        Some(<&Concept>::try_from(&stored.record).ok()?.velden.clone())
    }

    fn has_failed(&self) -> bool {
        self.failed
    }

    fn gehouden(&self, cx: &Ctx<'_>) -> Gehouden {
        let since = cx.now.stamp.duration_since(self.lopend.verloop.begonnen());
        Gehouden {
            groep: self.lopend.groep,
            datum: cx.now.local.saturating_sub(since).date(),
            code: self.file.inhoud.code.clone(),
            werkvorm: self.file.kop.titel.clone(),
            gepland: self.lopend.verloop.gepland(),
            werkelijk: self.lopend.verloop.werkelijk(cx.tik),
        }
    }

    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let answers = self.view.answers();
        let (sessie, volgende) = match sluit_lezen(&answers, &self.gehouden(cx), cx.today()) {
            Ok(read) => read,
            Err(faults) => {
                self.view.refuse(faults);
                return Vec::new();
            }
        };
        let moet = self.nakijken.moet();
        if !moet.is_empty() && sessie.toch.is_empty() {
            self.view.refuse(moet.to_vec());
            return Vec::new();
        }
        match cx.kluis.state {
            KluisState::Open | KluisState::ReadOnly => {
                let groep = self.groep.as_ref().map(|(id, groep)| (*id, groep));
                let batch = sluit_batch(self.id, sessie, groep, volgende, answers.get("beurt") == "ja");
                let effects = commit(batch.clone(), cx);
                self.saving = is_asked(&effects).then_some(batch);
                effects
            }
            KluisState::Locked => vec![Effect::Open(Route::KluisOpenen)],
            KluisState::None => {
                let name = format!("intervisie-{}.md", sessie.datum);
                vec![Effect::Open(Route::Save(name, Document::Page(sessie_blad(&sessie, None))))]
            }
        }
    }

    /// The session is over: nothing of it goes on, and what was typed about the case is gone.
    fn end(&mut self, said: &str) -> Vec<Effect> {
        self.done = true;
        self.klad.wis();
        vec![Effect::Loopt(None), Effect::Zaal(Zaalopdracht::Sluit), Effect::Home, Effect::Say(said.to_owned())]
    }

    /// Nothing is kept; asked twice.
    fn throw(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        if !std::mem::replace(&mut self.sure, true) {
            let text = "Nog een keer F8: de sessie sluit en er wordt niets van bewaard.";
            return vec![Effect::Say(text.to_owned())];
        }
        let concept = self.concept(cx).is_some();
        let mut effects = self.end("De sessie is gesloten. Er is niets bewaard.");
        if concept && cx.kluis.state == KluisState::Open {
            effects.splice(0..0, commit(Batch::delete(RecordKey::Id(concept_id(self.id))), cx));
        }
        effects
    }

    /// What stands above the form.
    fn above(&self, kluis: KluisState) -> Vec<Block> {
        let text = match kluis {
            KluisState::None => {
                "Er is geen kluis: bewaren maakt een verslag als bestand. Schrijf niets over de casus op."
            }
            KluisState::Locked => {
                "De kluis is op slot: bij bewaren opent u haar eerst. Schrijf niets over de casus op."
            }
            KluisState::Open | KluisState::ReadOnly => {
                "Dit blijft bewaard, en verder niets. Schrijf niets over de casus op: geen namen, geen citaten."
            }
        };
        vec![Block::Muted(text.to_owned()), Block::Gap]
    }
}

impl Screen for Sluiten {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        self.kluis = cx.kluis.state;
        match msg {
            Msg::Kluis(KluisNews::Committed) if self.saving.take().is_some() => {
                return self.end("De sessie is afgesloten en bewaard.");
            }
            Msg::Saved(_) if cx.kluis.state == KluisState::None => {
                return self.end("De sessie is afgesloten. Het verslag staat in het bestand.");
            }
            Msg::Failed(_) if self.saving.is_some() => {
                self.failed = true;
                return Vec::new();
            }
            // What is typed is in the draft; it comes back when the kluis is open again.
            Msg::Kluis(KluisNews::Locked) => {
                self.saving = None;
                self.klad.wis();
                self.view = FormView::new(sluit_form(None), Draft::default());
                return Vec::new();
            }
            Msg::Kluis(KluisNews::Opened) => {
                self.begin(cx);
                return Vec::new();
            }
            Msg::Key(_) | Msg::Paste(_) if self.saving.is_some() && !self.failed => {
                return vec![Effect::Say(STILL_BUSY.to_owned())];
            }
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Weggooien) => return self.throw(cx),
                Some(Doet::Noodbestand) => {
                    let batch = self.saving.clone().unwrap_or_default();
                    return vec![Effect::Open(Route::Noodbestand(batch))];
                }
                None => self.sure = false,
            },
            _ => {}
        }
        let event = self.view.update(msg, cx);
        if event == FormEvent::Changed || matches!(msg, Msg::Paste(_)) {
            self.nakijken.kijk(&mut self.view, &VRIJE_VELDEN);
        }
        match event {
            FormEvent::Submit => self.submit(cx),
            // Without an open kluis there is no draft: leaving is asked about once.
            FormEvent::Leave if !cx.kluis.state.is_open() && !self.view.may_leave() => Vec::new(),
            FormEvent::Leave => vec![Effect::KeepDraft, Effect::Close],
            FormEvent::FocusMoved => vec![Effect::KeepDraft],
            FormEvent::Changed | FormEvent::Nothing => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let above = rows(&self.above(self.kluis), area.width, look);
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
        (self.view.form().title.to_string(), self.file.kop.titel.clone())
    }

    fn keys(&self) -> Vec<Shown> {
        self.view.keys().into_iter().chain(shown(TOETSEN, self)).collect()
    }

    fn typing(&self) -> bool {
        self.view.typing()
    }

    fn holds(&self) -> bool {
        self.view.is_changed() && !self.done
    }

    fn draft(&self) -> Option<Batch> {
        let kept = !self.done && self.view.is_changed();
        kept.then(|| concept_batch(self.id, self.view.draft(), self.opened))
    }
}
