//! Saving, printing and keeping settings: asked of the program, and the result said.

use std::io;
use std::path::PathBuf;

use super::Lijn;
use super::choose::{Flow, Reply};
use super::input::Asked;
use super::text;
use crate::domain::gesprek::{Document, Effect, Msg, Settings, report, summary_name};
use crate::domain::walk::Walk;

impl Lijn<'_> {
    /// Asks for a file name until the report is saved or the user goes back. The walk is only read.
    pub(super) fn save(&mut self, walk: &Walk) -> io::Result<Flow> {
        let proposed = summary_name(walk, self.today);
        let prompt = text::file_name(&proposed);
        loop {
            let name = match self.reply(&prompt, Asked::Free)? {
                Reply::Stop => return Ok(Flow::Stop),
                Reply::Back => return self.say(text::NOT_SAVED).map(|()| Flow::On),
                Reply::Empty => proposed.clone(),
                Reply::Text(name) => name,
                Reply::Why | Reply::Help | Reply::Explain | Reply::Local(_) => {
                    self.say(text::FILE_HELP)?;
                    continue;
                }
                Reply::Again => continue,
            };
            let effect = Effect::Save(PathBuf::from(name), Document::Page(report(walk, self.today)));
            if self.carry_out(effect)? {
                return Ok(Flow::On);
            }
            self.say(text::OTHER_NAME)?;
        }
    }

    pub(super) fn print(&mut self, walk: &Walk) -> io::Result<()> {
        self.carry_out(Effect::Print(report(walk, self.today))).map(|_| ())
    }

    /// Keeps the settings. They hold for this session even when they could not be stored.
    pub(super) fn keep(&mut self, settings: Settings) -> io::Result<()> {
        let kept = self.carry_out(Effect::KeepSettings(settings.clone()))?;
        self.lines.width = self.widest.min(usize::from(settings.breedte));
        self.lines.ascii = settings.ascii;
        self.settings = settings;
        if kept { Ok(()) } else { self.say(text::ONLY_NOW) }
    }

    /// Asks the program to do something and says how it went; whether it succeeded.
    fn carry_out(&mut self, effect: Effect) -> io::Result<bool> {
        match (self.perform)(effect) {
            Msg::Saved(path) => self.say(&text::saved(&path)).map(|()| true),
            Msg::Printed => self.say(text::PRINTED).map(|()| true),
            Msg::SettingsKept => self.say(text::SETTINGS_KEPT).map(|()| true),
            Msg::Failed(fault) => {
                self.fault(&fault)?;
                self.lines.gap().map(|()| false)
            }
            _ => self.say(text::NOT_SURE).map(|()| false),
        }
    }
}
