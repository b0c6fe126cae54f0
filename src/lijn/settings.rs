//! The settings form, one field after another.

use std::io;

use super::Lijn;
use super::form::{faulty, fields};
use super::text;
use crate::domain::gesprek::{Block, Settings, settings_form};

impl Lijn<'_> {
    pub(super) fn ask_settings(&mut self) -> io::Result<()> {
        let form = settings_form();
        let before = self.settings.to_draft();
        let mut draft = before.clone();
        let mut asked = fields(&form);
        self.page(&[Block::Title(form.title.to_string()), Block::Text(text::SETTINGS_HOW.to_owned())])?;
        loop {
            if !self.fill(&form, &asked, &mut draft)? {
                return self.say(text::SETTINGS_UNCHANGED);
            }
            match Settings::from_draft(&form.answers(&draft), self.reader) {
                Ok(settings) => {
                    let settings = settings.met_ongevraagd(&self.settings);
                    return self.keep(settings);
                }
                Err(faults) => {
                    asked = faulty(&form, &faults);
                    self.tell(&asked, &faults)?;
                    // An empty line then keeps what was right before.
                    for field in &asked {
                        draft.set(field.id, before.get(field.id));
                    }
                }
            }
        }
    }
}
