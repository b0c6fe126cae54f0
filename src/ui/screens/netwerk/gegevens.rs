//! What the network is of, and who keeps it.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Effect, Msg};
use crate::domain::inhoud::{Bestand, Soort, Startnetwerk};
use crate::domain::kluis::KluisNews;
use crate::domain::netwerk::doen::zet_gegevens;
use crate::domain::netwerk::{Netwerkgegevens, gegevens_draft, gegevens_form, gegevens_lezen};
use crate::ui::keymap::Shown;
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::{commit, is_asked};
use crate::ui::widgets::{FormEvent, FormView};

/// The form with what is known.
pub struct Gegevens {
    view: FormView,
    saving: bool,
}

/// The starter networks that ship, and those of the user's own folder.
pub fn startnetwerken(cx: &Ctx<'_>) -> Vec<Arc<Bestand<Startnetwerk>>> {
    let entries = cx.reader.entries(Soort::Netwerk).into_iter();
    entries.filter_map(|entry| cx.reader.startnetwerk(&entry.id).ok()).collect()
}

impl Gegevens {
    /// The form.
    pub fn new(cx: &Ctx<'_>) -> Gegevens {
        let known = Netwerkgegevens::van(&cx.kluis.model);
        let draft = cx.reader.gemeenten().map(|table| gegevens_draft(&known, &table.inhoud)).unwrap_or_default();
        Gegevens { view: FormView::new(gegevens_form(), draft), saving: false }
    }

    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let table = match cx.reader.gemeenten() {
            Ok(table) => table,
            Err(fault) => return vec![told(&fault)],
        };
        let before = Netwerkgegevens::van(&cx.kluis.model);
        let networks = startnetwerken(cx);
        let networks: Vec<&Startnetwerk> = networks.iter().map(|file| &file.inhoud).collect();
        match gegevens_lezen(&self.view.answers(), &before, &table.inhoud, &networks) {
            Ok(after) if after == before => vec![Effect::Close],
            Ok(after) => {
                let effects = commit(zet_gegevens(after), cx);
                self.saving = is_asked(&effects);
                effects
            }
            Err(faults) => {
                self.view.refuse(faults);
                Vec::new()
            }
        }
    }
}

impl Screen for Gegevens {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Committed) if std::mem::take(&mut self.saving) => return vec![Effect::Close],
            Msg::Failed(fault) => {
                self.saving = false;
                return vec![told(fault)];
            }
            _ => {}
        }
        match self.view.update(msg, cx) {
            FormEvent::Submit => self.submit(cx),
            FormEvent::Leave if self.view.may_leave() => vec![Effect::Close],
            FormEvent::Leave | FormEvent::Changed | FormEvent::FocusMoved | FormEvent::Nothing => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.view.draw(area, buf, look);
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
