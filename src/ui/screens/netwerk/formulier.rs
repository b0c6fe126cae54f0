//! The form of an entry: filled in, kept as a draft while somebody types, and kept as an entry when it is whole. A new
//! entry that looks like one that is there is asked about once.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{gone, is_gone, kort, naam_van};
use crate::domain::dates;
use crate::domain::gesprek::{Block, Draft, Effect, Key as Pressed, Msg, Route};
use crate::domain::kluis::{Batch, KluisNews, Moment, RecordId};
use crate::domain::netwerk::doen::{Ingevuld, maak, wijzig};
use crate::domain::netwerk::dubbel::lijkt_op;
use crate::domain::netwerk::formulier::{form, lees_vanaf, naam_en_plaats, voorstellen};
use crate::domain::netwerk::{Herkomst, Netwerk, Veld, Vermelding, VermeldingVraag, Vorm, Waarde};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::{NOT_KEPT, STILL_BUSY, commit_saying, is_asked};
use crate::ui::widgets::{FormEvent, FormView};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Bekijken,
    Weggooien,
    Noodbestand,
}

/// Besides the keys of the form.
pub const TOETSEN: Keymap<Formulier, Doet> = &[
    bind(&[Pressed::F(4)], Doet::Bekijken, "die bekijken").when(Formulier::looks_like, "het lijkt op geen andere"),
    bind(&[Pressed::F(8)], Doet::Weggooien, "weggooien").when(Formulier::has_text, "er is niets getypt"),
    bind(&[Pressed::F(3)], Doet::Noodbestand, "noodbestand")
        .when(Formulier::failed, "dat is er voor als de kluis niet kan bewaren"),
];

/// So many entries are named that a name may mean.
const VOORSTELLEN: usize = 3;

/// What the kluis is keeping.
struct Saving {
    batch: Batch,
    /// The entry that is new.
    made: Option<RecordId>,
}

/// The form of an entry.
pub struct Formulier {
    asked: VermeldingVraag,
    /// The entry, as the header names it.
    title: String,
    view: FormView,
    /// The form as it begins, without what was typed in it.
    fresh: Draft,
    /// The values of which it speaks then.
    values: Vec<(Veld, Option<Waarde>)>,
    /// Whether something was typed since it was opened.
    typed: bool,
    /// When the text was touched last: a draft says until when it is.
    touched: Moment,
    /// What stands above the form.
    above: Vec<Block>,
    /// What stands under it.
    help: Vec<Block>,
    /// What a new entry looks like, when that was said.
    like: Vec<RecordId>,
    saving: Option<Saving>,
    /// Whether keeping it failed.
    failed: bool,
    /// Whether what was typed is thrown away on purpose.
    thrown: bool,
    /// Whether throwing away was asked for once.
    sure: bool,
}

impl Formulier {
    /// A form, with what was typed in it before.
    pub fn new(mut asked: VermeldingVraag, cx: &Ctx<'_>) -> Formulier {
        let model = &cx.kluis.model;
        if let Some(entry) = asked.id.and_then(|id| Netwerk::new(model).get(id)) {
            asked.soort = entry.soort();
        }
        let (fresh, values) = match cx.reader.gemeenten() {
            Ok(table) => asked.begin(model, &table.inhoud),
            Err(_) => Default::default(),
        };
        let kept = asked.concept(model);
        let draft = kept.map_or_else(|| fresh.clone(), |kept| kept.velden.clone());
        let above = kept.map(|kept| {
            let when = dates::ago(kept.bewaard.date(), cx.today());
            let name = kept.velden.get(Veld::verplicht(asked.soort).id());
            let of = if asked.id.is_some() || name.is_empty() { String::new() } else { format!(" ({})", kort(name)) };
            let new = match asked.naam.as_str() {
                "" => String::new(),
                other if other == name => String::new(),
                other => format!(" en begint met: {}", kort(other)),
            };
            Block::Muted(format!("Verder met wat u {when} typte{of}. F8 gooit het weg{new}."))
        });
        let mut screen = Formulier {
            title: String::new(),
            view: FormView::new(form(asked.soort), draft),
            asked,
            fresh,
            values,
            typed: false,
            touched: cx.now,
            above: above.into_iter().collect(),
            help: Vec::new(),
            like: Vec::new(),
            saving: None,
            failed: false,
            thrown: false,
            sure: false,
        };
        screen.look_again(cx);
        screen
    }

    fn has_text(&self) -> bool {
        // A field that was never touched and one that was wiped say the same.
        let (now, fresh) = (self.view.draft(), &self.fresh);
        self.view.form().fields.iter().any(|field| now.get(field.id) != fresh.get(field.id))
    }

    fn failed(&self) -> bool {
        self.failed
    }

    fn looks_like(&self) -> bool {
        !self.like.is_empty()
    }

    /// Whether the kluis is keeping the entry now.
    fn is_saving(&self) -> bool {
        self.saving.is_some() && !self.failed
    }

    fn draft_batch(&self) -> Batch {
        self.asked.bewaar(self.view.draft().clone(), self.touched)
    }

    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let table = match cx.reader.gemeenten() {
            Ok(table) => table,
            Err(fault) => return vec![told(&fault)],
        };
        let model = &cx.kluis.model;
        let answers = self.view.answers();
        let read = lees_vanaf(model, &table.inhoud, self.asked.soort, &answers, &self.fresh, &self.values);
        let (filled, bron) = match read {
            Ok(read) => read,
            Err(faults) => {
                self.view.refuse(faults);
                return Vec::new();
            }
        };
        let id = self.asked.id;
        match id {
            Some(id) => match wijzig(model, id, &filled, &bron, self.asked.bevestig, cx.now) {
                Ok(Some(batch)) => self.keep(batch, None, "Opgeslagen.", cx),
                Ok(None) if self.typed || self.asked.concept(model).is_some() => {
                    self.keep(Batch::default(), None, "Er is niets veranderd.", cx)
                }
                Ok(None) => vec![Effect::Say("Er is niets veranderd.".to_owned()), Effect::Close],
                Err(fault) => vec![told(&fault)],
            },
            None if self.is_like_another(&filled, cx) => Vec::new(),
            None => match maak(model, self.asked.soort, &filled, &bron, cx.now) {
                Ok((id, batch)) => self.keep(batch, Some(id), "Opgeslagen.", cx),
                Err(fault) => vec![told(&fault)],
            },
        }
    }

    /// Whether what is being made looks like an entry of which that was not said yet.
    fn is_like_another(&mut self, filled: &Ingevuld, cx: &Ctx<'_>) -> bool {
        let mut entry = Vermelding::new(self.asked.soort);
        let herkomst = Herkomst { op: cx.now.stamp, door: String::new(), bron: String::new() };
        for (veld, waarde) in filled {
            entry.zet(*veld, waarde.clone(), &herkomst);
        }
        let found = lijkt_op(Netwerk::new(&cx.kluis.model), &entry);
        let fresh = found.iter().any(|id| !self.like.contains(id));
        self.like = found;
        self.look_again(cx);
        fresh
    }

    /// Has the kluis keep this, without the draft.
    fn keep(&mut self, batch: Batch, made: Option<RecordId>, said: &str, cx: &Ctx<'_>) -> Vec<Effect> {
        let batch = batch.and_delete(self.asked.key());
        let effects = commit_saying(batch.clone(), said.to_owned(), cx);
        if is_asked(&effects) {
            self.saving = Some(Saving { batch, made });
            self.failed = false;
        }
        effects
    }

    /// What comes after it is kept: of a new entry its page, and a form anew for whoever threw another one away.
    fn after(&self, saved: &Saving, thrown_away: bool) -> Vec<Effect> {
        match saved.made {
            Some(id) => vec![Effect::Replace(Route::Vermelding(id))],
            None if thrown_away && self.asked.id.is_none() && !self.asked.naam.is_empty() => {
                vec![Effect::Replace(Route::VermeldingFormulier(Box::new(self.asked.clone())))]
            }
            None => vec![Effect::Close],
        }
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

    /// What stands around the form: its name, what it looks like, what the name that is being typed may mean.
    fn look_again(&mut self, cx: &Ctx<'_>) {
        let netwerk = Netwerk::new(&cx.kluis.model);
        self.title = self.asked.id.map(|id| naam_van(netwerk, id)).unwrap_or_default();
        let mut help = Vec::new();
        if self.failed {
            help.push(Block::Danger(NOT_KEPT.to_owned()));
        }
        if !self.like.is_empty() {
            let names: Vec<String> = self.like.iter().map(|id| naam_van(netwerk, *id)).collect();
            let names = kort(&names.join("; "));
            help.push(Block::Danger(format!("Lijkt op: {names}. F4: die bekijken. Ctrl-S of F5: toch bewaren.")));
        }
        if let (Some(Vorm::Verwijzing(soort)), Ok(table)) =
            (Veld::from_id(self.view.focus()).map(Veld::vorm), cx.reader.gemeenten())
        {
            let typed = self.view.draft().get(self.view.focus());
            let found = match typed.trim() {
                "" => Vec::new(),
                typed => voorstellen(netwerk, &table.inhoud, soort, typed, VOORSTELLEN),
            };
            let name = |id| netwerk.get(id).map(|entry| kort(&naam_en_plaats(netwerk, &table.inhoud, entry)));
            let names: Vec<String> = found.into_iter().filter_map(name).collect();
            if !names.is_empty() && !names.iter().any(|name| name == typed) {
                help.push(Block::Muted(format!("Gevonden: {}", names.join("; "))));
            }
        }
        self.help = help;
    }
}

impl Screen for Formulier {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            _ if self.asked.id.is_some_and(|id| is_gone(id, msg, cx)) => {
                self.thrown = true;
                return gone();
            }
            Msg::Kluis(KluisNews::Committed) => {
                if let Some(saved) = self.saving.take() {
                    let thrown_away = std::mem::replace(&mut self.thrown, true);
                    return self.after(&saved, thrown_away);
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
            // What is typed now would stand in neither the entry nor the draft.
            Msg::Key(_) | Msg::Paste(_) if self.is_saving() => return vec![Effect::Say(STILL_BUSY.to_owned())],
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Bekijken) => {
                    return self.like.first().map(|id| Effect::Open(Route::Vermelding(*id))).into_iter().collect();
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
                self.touched = cx.now;
                self.typed = true;
                // What failed is not what stands here any more.
                self.saving = None;
                self.look_again(cx);
                Vec::new()
            }
            FormEvent::FocusMoved => {
                self.look_again(cx);
                vec![Effect::KeepDraft]
            }
            FormEvent::Nothing => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.view.draw_between(&self.above, &self.help, area, buf, look);
    }

    fn header(&self) -> (String, String) {
        let kind = self.asked.soort.text();
        match self.asked.id {
            Some(_) => (self.title.clone(), format!("{kind} wijzigen")),
            None => (format!("Toevoegen: {kind}"), "nieuw".to_owned()),
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
        (!self.thrown && self.typed).then(|| if wiped { Batch::delete(self.asked.key()) } else { self.draft_batch() })
    }
}
