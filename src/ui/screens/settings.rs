//! Settings: the form of `domain::gesprek`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Effect, Msg, Settings, settings_form};
use crate::ui::keymap::Shown;
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::widgets::{FormEvent, FormView};

/// The settings form with its draft.
pub struct SettingsScreen {
    form: FormView,
}

impl SettingsScreen {
    /// The form with the settings in force.
    pub fn new(cx: &Ctx<'_>) -> SettingsScreen {
        SettingsScreen { form: FormView::new(settings_form(), cx.settings.to_draft()) }
    }

    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        match Settings::from_draft(&self.form.answers(), cx.reader) {
            Ok(settings) => return vec![Effect::KeepSettings(settings.met_ongevraagd(cx.settings))],
            Err(faults) => self.form.refuse(faults),
        }
        Vec::new()
    }
}

impl Screen for SettingsScreen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        if *msg == Msg::SettingsKept {
            return vec![Effect::Close];
        }
        match self.form.update(msg, cx) {
            FormEvent::Submit => self.submit(cx),
            FormEvent::Leave if self.form.may_leave() => vec![Effect::Close],
            FormEvent::Leave | FormEvent::Changed | FormEvent::FocusMoved | FormEvent::Nothing => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.form.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        (self.form.form().title.to_string(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        self.form.keys()
    }

    fn typing(&self) -> bool {
        self.form.typing()
    }
}
