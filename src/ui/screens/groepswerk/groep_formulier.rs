//! The form of a group: filled in, kept as a draft while somebody types, and kept as a group when it is whole. What looks
//! like a name is said under the form; whoever types decides.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::dates;
use crate::domain::gesprek::{Block, Draft, Effect, Key as Pressed, Msg, Route};
use crate::domain::herkenbaar::{Wat, recognise_in_label};
use crate::domain::kluis::{Batch, KluisNews, Moment, RecordId};
use crate::domain::sessie::groep::{GroepVraag, bijeenkomst_tekst, groep, groep_form, lees_planning, planning};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::kluis::{NOT_KEPT, STILL_BUSY, commit_saying, is_asked};
use crate::ui::widgets::{FormEvent, FormView};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Datums,
    Weggooien,
    Noodbestand,
}

/// Besides the keys of the form.
pub const TOETSEN: Keymap<GroepFormulier, Doet> = &[
    bind(&[Pressed::F(4)], Doet::Datums, "datums invullen")
        .when(GroepFormulier::has_series, "er staat geen reeks bij bijeenkomsten"),
    bind(&[Pressed::F(8)], Doet::Weggooien, "weggooien").when(GroepFormulier::has_text, "er is niets getypt"),
    bind(&[Pressed::F(3)], Doet::Noodbestand, "noodbestand")
        .when(GroepFormulier::failed, "dat is er voor als de kluis niet kan bewaren"),
];

/// What the kluis is keeping.
struct Saving {
    batch: Batch,
    /// The group that is new.
    made: Option<RecordId>,
}

/// The form of a group.
pub struct GroepFormulier {
    vraag: GroepVraag,
    title: String,
    view: FormView,
    /// The form as it begins, without what was typed in it.
    fresh: Draft,
    /// The meetings as dates, when a series can be written out.
    dates: Option<String>,
    /// Whether something was typed since it was opened.
    typed: bool,
    /// When the text was touched last: a draft says until when it is.
    touched: Moment,
    above: Vec<Block>,
    help: Vec<Block>,
    saving: Option<Saving>,
    /// Whether keeping it failed.
    failed: bool,
    /// Whether what was typed is thrown away on purpose.
    thrown: bool,
    /// Whether throwing away was asked for once.
    sure: bool,
}

impl GroepFormulier {
    /// The form of a group, or of a new one, with what was typed in it before.
    pub fn new(id: Option<RecordId>, cx: &Ctx<'_>) -> GroepFormulier {
        let vraag = GroepVraag { id };
        let model = &cx.kluis.model;
        let fresh = vraag.begin(model);
        let kept = vraag.concept(model);
        let above = kept.map(|kept| {
            let when = dates::ago(kept.bewaard.date(), cx.today());
            Block::Muted(format!("Verder met wat u {when} typte. F8 gooit het weg."))
        });
        let draft = kept.map_or_else(|| fresh.clone(), |kept| kept.velden.clone());
        let mut screen = GroepFormulier {
            vraag,
            title: String::new(),
            view: FormView::new(groep_form(), draft),
            fresh,
            dates: None,
            typed: false,
            touched: cx.now,
            above: above.into_iter().collect(),
            help: Vec::new(),
            saving: None,
            failed: false,
            thrown: false,
            sure: false,
        };
        screen.look_again(cx);
        screen
    }

    fn has_text(&self) -> bool {
        let (now, fresh) = (self.view.draft(), &self.fresh);
        self.view.form().fields.iter().any(|field| now.get(field.id) != fresh.get(field.id))
    }

    fn has_series(&self) -> bool {
        self.dates.is_some()
    }

    fn failed(&self) -> bool {
        self.failed
    }

    fn is_saving(&self) -> bool {
        self.saving.is_some() && !self.failed
    }

    fn draft_batch(&self) -> Batch {
        self.vraag.bewaar(self.view.draft().clone(), self.touched)
    }

    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        if !cx.kluis.state.is_open() {
            return vec![Effect::Say("Een groep staat in de kluis. Maak of open die eerst.".to_owned())];
        }
        match self.vraag.lees(&cx.kluis.model, &self.view.answers(), cx.now) {
            Ok((_, batch)) if batch == Batch::default() && !self.typed && self.above.is_empty() => {
                vec![Effect::Say("Er is niets veranderd.".to_owned()), Effect::Close]
            }
            Ok((id, batch)) => {
                let made = self.vraag.id.is_none().then_some(id);
                self.keep(batch, made, "Opgeslagen.", cx)
            }
            Err(faults) => {
                self.view.refuse(faults);
                Vec::new()
            }
        }
    }

    /// Has the kluis keep this, without the draft.
    fn keep(&mut self, batch: Batch, made: Option<RecordId>, said: &str, cx: &Ctx<'_>) -> Vec<Effect> {
        let batch = batch.and_delete(self.vraag.key());
        let effects = commit_saying(batch.clone(), said.to_owned(), cx);
        if is_asked(&effects) {
            self.saving = Some(Saving { batch, made });
            self.failed = false;
        }
        effects
    }

    /// Throws away what was typed, when that is asked twice.
    fn throw(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        if !self.sure {
            self.sure = true;
            return vec![Effect::Say("Nog een keer F8: wat u typte is dan weg.".to_owned())];
        }
        let effects = self.keep(Batch::default(), None, "Weggegooid.", cx);
        self.thrown = self.is_saving();
        effects
    }

    /// Writes a series out as dates, which the user can still change.
    fn write_out(&mut self, cx: &Ctx<'_>) {
        if let Some(dates) = self.dates.take() {
            self.view.fill("bijeenkomsten", &dates);
            self.changed(cx);
        }
    }

    fn changed(&mut self, cx: &Ctx<'_>) {
        self.touched = cx.now;
        self.typed = true;
        // What failed is not what stands here any more.
        self.saving = None;
        self.look_again(cx);
    }

    /// What stands around the form: the group, what looks like a name, what a series means.
    fn look_again(&mut self, cx: &Ctx<'_>) {
        let known = self.vraag.id.and_then(|id| groep(&cx.kluis.model, id));
        self.title = known.map(|groep| groep.code.clone()).unwrap_or_default();
        let mut help = Vec::new();
        if self.failed {
            help.push(Block::Danger(NOT_KEPT.to_owned()));
        }
        let typed = self.view.draft().get("bijeenkomsten");
        let series = typed.lines().any(|line| ["elke ", "iedere "].iter().any(|word| starts(line, word)));
        let read = series.then(|| lees_planning(typed, cx.today()).ok()).flatten();
        self.dates = read.as_deref().map(planning);
        if let Some([first, .., last]) = read.as_deref() {
            let count = read.as_deref().map_or(0, <[_]>::len);
            let (first, last) = (bijeenkomst_tekst(first), dates::long(last.datum));
            help.push(Block::Muted(format!(
                "Worden {count} bijeenkomsten: {first}, tot en met {last}. F4 vult ze in."
            )));
        }
        help.extend(personal(self.view.draft()).map(Block::Danger));
        self.help = help;
    }
}

fn starts(line: &str, word: &str) -> bool {
    line.trim_start().to_lowercase().starts_with(word)
}

/// What looks like data of a person in the code or among the functions.
fn personal(draft: &Draft) -> Option<String> {
    let lines = draft.get("code").lines().chain(draft.get("beurten").lines());
    let found = lines.flat_map(recognise_in_label).next()?;
    Some(match found.wat {
        Wat::Naam => "Dit lijkt op een naam. Schrijf liever een code of een functie, zoals jeugdarts.".to_owned(),
        _ => found.reden.to_owned(),
    })
}

impl Screen for GroepFormulier {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Committed) => {
                if let Some(saved) = self.saving.take() {
                    let thrown_away = std::mem::replace(&mut self.thrown, true);
                    return match saved.made {
                        Some(id) if !thrown_away => vec![Effect::Replace(Route::Groep(id))],
                        _ => vec![Effect::Close],
                    };
                }
            }
            Msg::Failed(_) if self.saving.is_some() => {
                self.failed = true;
                // What failed to be thrown away is text to be kept, and nothing for an emergency file.
                if std::mem::take(&mut self.thrown) {
                    self.saving = None;
                }
                self.look_again(cx);
                return Vec::new();
            }
            // Whether it was kept is seen when the kluis is open again. What was typed stays, as on every screen that
            // the lock covers.
            Msg::Kluis(KluisNews::Locked) => {
                self.saving = None;
                self.thrown = false;
                self.title.clear();
                self.above.clear();
                self.help.clear();
            }
            Msg::Shown | Msg::Kluis(KluisNews::Opened) => self.look_again(cx),
            // What is typed now would stand in neither the group nor the draft.
            Msg::Key(_) | Msg::Paste(_) if self.is_saving() => return vec![Effect::Say(STILL_BUSY.to_owned())],
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Datums) => {
                    self.write_out(cx);
                    return Vec::new();
                }
                Some(Doet::Weggooien) => return self.throw(cx),
                Some(Doet::Noodbestand) => {
                    let batch = self.saving.as_ref().map_or_else(|| self.draft_batch(), |saving| saving.batch.clone());
                    return vec![Effect::Open(Route::Noodbestand(batch))];
                }
                None => self.sure = false,
            },
            _ => {}
        }
        match self.view.update(msg, cx) {
            FormEvent::Submit => self.submit(cx),
            // What was typed is kept as a draft: going away loses nothing.
            FormEvent::Leave => vec![Effect::KeepDraft, Effect::Close],
            FormEvent::Changed => {
                self.changed(cx);
                Vec::new()
            }
            FormEvent::FocusMoved => vec![Effect::KeepDraft],
            FormEvent::Nothing => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.view.draw_between(&self.above, &self.help, area, buf, look);
    }

    fn header(&self) -> (String, String) {
        match self.vraag.id {
            Some(_) => (self.title.clone(), "groep wijzigen".to_owned()),
            None => ("Nieuwe groep".to_owned(), String::new()),
        }
    }

    fn keys(&self) -> Vec<Shown> {
        let mut keys = self.view.keys();
        keys.extend(shown(TOETSEN, self));
        keys
    }

    fn typing(&self) -> bool {
        self.view.typing()
    }

    fn draft(&self) -> Option<Batch> {
        // What was typed and wiped again is not kept either.
        let wiped = !self.has_text();
        (!self.thrown && self.typed).then(|| if wiped { Batch::delete(self.vraag.key()) } else { self.draft_batch() })
    }
}
