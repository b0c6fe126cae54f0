//! A form of a casus: filled in, kept as a draft while somebody types, and kept as a line when it is whole. A correction
//! shows the original above it; a note has the writing help under it, which asks and never stops anybody.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{commit, gone, is_asked, is_gone};
use crate::domain::casus::{
    Formulier, Invullen, add_from_form, concept, dossier, keep_draft, mag, mag_corrigeren, regeltekst,
};
use crate::domain::dates;
use crate::domain::gesprek::{Block, Draft, Effect, FieldKind, Key as Pressed, Msg, Route};
use crate::domain::herkenbaar;
use crate::domain::kluis::{Batch, Concept, Key, KluisNews, Moment};
use crate::domain::schrijfhulp::hints;
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::{NOT_KEPT, STILL_BUSY};
use crate::ui::widgets::{FormEvent, FormView};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Weggooien,
    Noodbestand,
}

/// Besides the keys of the form.
pub const TOETSEN: Keymap<CasusFormulier, Doet> = &[
    bind(&[Pressed::F(8)], Doet::Weggooien, "weggooien").when(CasusFormulier::has_text, "er is niets getypt"),
    bind(&[Pressed::F(3)], Doet::Noodbestand, "noodbestand")
        .when(CasusFormulier::failed, "dat is er voor als de kluis niet kan bewaren"),
];

/// A form of a casus.
pub struct CasusFormulier {
    asked: Invullen,
    /// The casus, as the header names it.
    title: String,
    view: FormView,
    /// The form as it begins, without what was typed in it.
    fresh: Draft,
    /// Whether something was typed since it was opened.
    typed: bool,
    /// When the text was touched last: a draft says until when it is.
    touched: Moment,
    /// The line it corrects, as it reads now.
    original: Vec<Block>,
    /// What stands under the form: what was recognised, what the writing help asks.
    help: Vec<Block>,
    /// The line while it is being kept, and after that failed.
    saving: Option<Batch>,
    /// Whether keeping it failed.
    failed: bool,
    /// Whether what was typed is thrown away on purpose.
    thrown: bool,
    /// Whether throwing away was asked for once.
    sure: bool,
}

impl CasusFormulier {
    /// A form, with what was typed in it before.
    pub fn new(asked: Invullen, cx: &Ctx<'_>) -> CasusFormulier {
        let today = cx.today();
        let dossier = dossier(&cx.kluis.model, asked.casus);
        let line = asked.regel.and_then(|nr| dossier.as_ref()?.lijn(nr));
        let kept = concept(&cx.kluis.model, asked.casus, id(asked), asked.regel);
        let fresh = match line.filter(|_| asked.correctie) {
            Some(line) => asked.formulier.filled(&line.nu, today),
            None => asked.formulier.begin(today),
        };
        let draft = kept.map_or_else(|| fresh.clone(), |kept| kept.velden.clone());
        let mut screen = CasusFormulier {
            title: dossier.as_ref().map(|dossier| dossier.pseudoniem.clone()).unwrap_or_default(),
            original: line.map(|line| original(&regeltekst(&line.nu).all())).unwrap_or_default(),
            view: FormView::new(asked.formulier.form(asked.correctie), draft),
            asked,
            fresh,
            typed: false,
            touched: cx.now,
            help: Vec::new(),
            saving: None,
            failed: false,
            thrown: false,
            sure: false,
        };
        if let Some(kept) = kept {
            let when = dates::ago(kept.bewaard.date(), today);
            screen.original.insert(0, Block::Muted(format!("Verder met wat u {when} typte. F8 gooit het weg.")));
        }
        screen.look_at_text(cx);
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

    /// Where what is typed is kept.
    fn key(&self) -> Key {
        Concept::key(self.asked.casus, id(self.asked), self.asked.regel)
    }

    /// Whether the kluis is keeping the line now.
    fn is_saving(&self) -> bool {
        self.saving.is_some() && !self.failed
    }

    fn draft_batch(&self) -> Batch {
        keep_draft(self.asked.casus, id(self.asked), self.asked.regel, self.view.draft().clone(), self.touched)
    }

    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(dossier) = dossier(&cx.kluis.model, self.asked.casus) else { return gone() };
        let (answers, today) = (self.view.answers(), cx.today());
        let form = self.asked.formulier;
        let corrects = self.asked.regel.filter(|_| self.asked.correctie);
        // The casus may be another one than when the form was opened: closed elsewhere, or put back from a backup.
        let may = match corrects {
            Some(nr) => mag_corrigeren(&dossier, nr).map(|_| ()),
            None => mag(&dossier, form, self.asked.regel),
        };
        if let Err(fault) = may {
            return vec![told(&fault)];
        }
        let made = match corrects {
            Some(nr) => {
                let delen = dossier.lijn(nr).map_or(crate::domain::casus::Delen::Gewoon, |line| line.delen);
                form.correctie(&answers, nr, today).map(|wat| (wat, delen))
            }
            None => form.line(&answers, self.asked.regel, today),
        };
        match made {
            Ok((wat, delen)) => {
                let batch = add_from_form(&dossier, wat, delen, self.key(), cx.now);
                self.keep(batch, cx)
            }
            Err(faults) => {
                self.view.refuse(faults);
                Vec::new()
            }
        }
    }

    /// Has the kluis keep this, and closes when that is done.
    fn keep(&mut self, batch: Batch, cx: &Ctx<'_>) -> Vec<Effect> {
        let effects = commit(batch.clone(), cx);
        if is_asked(&effects) {
            self.saving = Some(batch);
            self.failed = false;
        }
        effects
    }

    /// What comes after a line is kept: whoever closes a casus is offered to hand it over first, and then to destroy it.
    fn after(&self, thrown_away: bool) -> Vec<Effect> {
        if thrown_away || self.asked.formulier != Formulier::Sluiten {
            return vec![Effect::Close];
        }
        let text = "Gesloten. Druk af voor het dossier van uw organisatie; daarna vernietigt u hier met Delete.";
        vec![Effect::Replace(Route::CasusAfdruk(self.asked.casus)), Effect::Say(text.to_owned())]
    }

    /// Throws away what was typed, when that is asked twice.
    fn throw(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        if !self.sure {
            self.sure = true;
            return vec![Effect::Say("Nog een keer F8: wat u typte is dan weg.".to_owned())];
        }
        let effects = self.keep(Batch::delete(self.key()), cx);
        self.thrown = self.is_saving();
        effects
    }

    /// What the writing help asks about the text, and what in it points to a person.
    fn look_at_text(&mut self, cx: &Ctx<'_>) {
        let today = cx.today();
        let mut help = Vec::new();
        if self.failed {
            help.push(Block::Danger(NOT_KEPT.to_owned()));
        }
        let draft = self.view.answers();
        for field in &self.view.form().fields {
            let text = draft.get(field.id);
            let found = match field.kind {
                FieldKind::Text if is_label(field.id) => herkenbaar::recognise_in_label(text),
                FieldKind::Text | FieldKind::Long => herkenbaar::recognise(text, today),
                FieldKind::Choice(_) | FieldKind::Many(_) => Vec::new(),
            };
            if let Some(found) = found.first() {
                help.push(Block::Danger(format!("{}: {}", field.label, found.wat.reden())));
            }
        }
        if let (Formulier::Notitie, Ok(hulp)) = (self.asked.formulier, cx.reader.schrijfhulp()) {
            let text = draft.get("tekst");
            let asked = hints(text, &hulp.inhoud);
            if let Some(hint) = asked.last() {
                let word = text.get(hint.range.clone()).unwrap_or(hint.woord);
                let more = match asked.len() {
                    1 => String::new(),
                    count => format!(" (en {} meer)", count - 1),
                };
                help.push(Block::Text(format!(
                    "\"{word}\", {}: {}{more}",
                    hint.groep.titel.to_lowercase(),
                    hint.vraag
                )));
            }
            help.push(Block::Muted(HANDLE_WITH_CARE.to_owned()));
        }
        self.help = help;
    }
}

/// What a school may not keep (`keten.md` §2.4).
const HANDLE_WITH_CARE: &str = "Een signaal van Handle with Care legt u hier niet vast: het wordt na ontvangst gewist.";

/// Under which name the draft of a form is kept: a correction of a line is another form than a new one.
fn id(asked: Invullen) -> &'static str {
    match (asked.correctie, asked.formulier) {
        (false, form) => form.id(),
        (true, _) => "correctie",
    }
}

/// Fields that hold a name or a relation, where hardly anything may stand.
fn is_label(field: &str) -> bool {
    matches!(field, "pseudoniem" | "relatie" | "functie")
}

/// The line as it reads now, above its correction.
fn original(text: &str) -> Vec<Block> {
    let lines = text.lines().map(|line| Block::Muted(line.to_owned()));
    std::iter::once(Block::Heading("Zo staat het er nu".to_owned())).chain(lines).collect()
}

impl Screen for CasusFormulier {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            _ if is_gone(self.asked.casus, msg, cx) => {
                self.thrown = true;
                return gone();
            }
            Msg::Kluis(KluisNews::Committed) if self.saving.take().is_some() => {
                let thrown_away = std::mem::replace(&mut self.thrown, true);
                return self.after(thrown_away);
            }
            Msg::Failed(_) if self.saving.is_some() => {
                self.failed = true;
                // What failed to be thrown away is text to be kept, and nothing for an emergency file.
                if std::mem::take(&mut self.thrown) {
                    self.saving = None;
                }
                self.look_at_text(cx);
                return Vec::new();
            }
            // Whether it was kept is seen when the kluis is open again.
            Msg::Kluis(KluisNews::Locked) => {
                self.saving = None;
                self.thrown = false;
            }
            // What is typed now would stand in neither the line nor the draft.
            Msg::Key(_) | Msg::Paste(_) if self.is_saving() => return vec![Effect::Say(STILL_BUSY.to_owned())],
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Weggooien) => return self.throw(cx),
                Some(Doet::Noodbestand) => {
                    let batch = self.saving.clone().unwrap_or_else(|| self.draft_batch());
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
                // The line that failed is not what stands here any more.
                self.saving = None;
                self.look_at_text(cx);
                Vec::new()
            }
            FormEvent::FocusMoved => vec![Effect::KeepDraft],
            FormEvent::Nothing => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.view.draw_between(&self.original, &self.help, area, buf, look);
    }

    fn header(&self) -> (String, String) {
        let what = if self.asked.correctie { "correctie" } else { "nieuw" };
        (format!("{} · {}", self.title, self.view.form().title), what.to_owned())
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
        (!self.thrown && self.typed).then(|| if wiped { Batch::delete(self.key()) } else { self.draft_batch() })
    }
}
