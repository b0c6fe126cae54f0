//! Making the kluis and changing something about it: each asks for a password or for certainty first.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_normalization::UnicodeNormalization;

use super::{busy_line, fault_blocks, still};
use crate::domain::gesprek::{Block, Effect, Key, Msg, Route, backup_text, findings_page};
use crate::domain::kluis::{KluisAct, KluisNews, OpenWith, Password, Strength};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::{Pane, Row, SecretForm, rows};

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doel {
    /// Make a kluis.
    Maken,
    /// Another password.
    Wachtwoord,
    /// Another recovery sheet.
    Herstelblad,
    /// Put this backup back.
    Terugzetten(PathBuf),
    /// New keys for everything.
    Vernieuwen,
    /// Save what can be read.
    Bergen,
    /// Go on as it is.
    Accepteren,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Verder,
    Volgende,
    Vorige,
    Wisselen,
    Tonen,
    Leeg,
    Terug,
}

pub const TOETSEN: Keymap<Wijzigen, Doet> = &[
    bind(&[Key::Enter], Doet::Verder, "verder").when(Wijzigen::is_free, "de kluis is nog bezig"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
    bind(&[Key::Tab, Key::Down], Doet::Volgende, "volgend veld"),
    bind(&[Key::BackTab, Key::Up], Doet::Vorige, "vorig veld"),
    bind(&[Key::Ctrl('t')], Doet::Tonen, "tonen of niet"),
    bind(&[Key::Ctrl('r')], Doet::Wisselen, "wisselen")
        .when(Wijzigen::may_turn, "hier is geen herstelblad nodig, of de kluis is nog bezig"),
    bind(&[Key::Ctrl('u')], Doet::Leeg, "veld leeg"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zeker {
    Ja,
    Nee,
}

pub const ZEKER: Keymap<Wijzigen, Zeker> = &[
    bind(&[Key::Esc, Key::Left], Zeker::Nee, "niet doen"),
    bind(&[Key::Enter], Zeker::Ja, "toch doen").when(Wijzigen::is_free, "de kluis is nog bezig"),
];

/// The form, or the question whether to go on.
pub struct Wijzigen {
    doel: Doel,
    form: SecretForm,
    /// Whether the first field takes the letters of the recovery sheet.
    recovery: bool,
    intro: Vec<Block>,
    /// What is asked before it is done; the screen shows it instead of the form when `asking`.
    question: Vec<Block>,
    asking: bool,
    busy: Option<&'static str>,
    fault: Vec<Block>,
    strength: Option<Strength>,
}

const OPENER: &str = "Wachtwoord van nu";
const OLD_OPENER: &str = "Wachtwoord van toen";
const LETTERS: &str = "Herstelletters";
const FRESH: &str = "Nieuw wachtwoord";
const AGAIN: &str = "Nog een keer";

impl Doel {
    fn title(&self) -> &'static str {
        match self {
            Doel::Maken => "Kluis maken",
            Doel::Wachtwoord => "Wachtwoord veranderen",
            Doel::Herstelblad => "Nieuw herstelblad",
            Doel::Terugzetten(_) => "Back-up terugzetten",
            Doel::Vernieuwen => "Alles vernieuwen",
            Doel::Bergen => "Kluis bergen",
            Doel::Accepteren => "Toch verder",
        }
    }

    fn labels(&self) -> &'static [&'static str] {
        match self {
            Doel::Maken => &[FRESH, AGAIN],
            Doel::Wachtwoord | Doel::Vernieuwen => &[OPENER, FRESH, AGAIN],
            Doel::Herstelblad | Doel::Bergen => &[OPENER],
            Doel::Terugzetten(_) => &[OLD_OPENER],
            Doel::Accepteren => &[],
        }
    }

    /// Whether the first field opens something that is there.
    fn has_opener(&self) -> bool {
        !matches!(self, Doel::Maken | Doel::Accepteren)
    }

    fn texts(&self) -> &'static [&'static str] {
        match self {
            Doel::Maken => &[
                "Kies een wachtwoord dat u nergens anders gebruikt. Vier of vijf losse woorden zijn sterk en goed te \
                 onthouden.",
                "Het programma kan een vergeten wachtwoord niet terugvinden. Daarom krijgt u hierna een herstelblad: \
                 de enige andere weg naar binnen.",
            ],
            Doel::Wachtwoord => &[
                "Geef het wachtwoord van nu, of met Ctrl-R de letters van uw herstelblad. Uw herstelblad blijft gelden.",
                "Back-ups van vroeger gaan open met het wachtwoord van toen. Kan iemand anders uw wachtwoord weten? \
                 Kies dan bij Beheer \
                 'alles vernieuwen'.",
            ],
            Doel::Herstelblad => &[
                "U krijgt een nieuw herstelblad. Het oude opent deze kluis daarna niet meer.",
                "Geef het wachtwoord van nu, of met Ctrl-R de letters van uw herstelblad.",
            ],
            Doel::Terugzetten(_) => &[
                "Wat er nu in de kluis staat, wordt niet gewist: het blijft ernaast bewaard.",
                "Geef het wachtwoord dat gold toen deze back-up gemaakt werd, of met Ctrl-R de letters van het \
                 herstelblad van toen.",
            ],
            Doel::Vernieuwen => &[
                "Doe dit als iemand anders uw wachtwoord, uw herstelblad of uw bestanden kan hebben. Alles krijgt \
                 nieuwe sleutels en u krijgt een nieuw herstelblad.",
                "Het oude wachtwoord en het oude herstelblad openen deze kluis daarna niet meer. Back-ups en kopieën \
                 van vroeger gaan er nog wel mee open: haal die weg waar dat kan.",
            ],
            Doel::Bergen => &[
                "Doe dit alleen als de kluis beschadigd is. Is er een goede back-up? Zet dan liever die terug.",
                "Het programma leest wat nog te lezen is en zet het in een nieuwe kluis. De beschadigde bestanden \
                 blijven bewaard. Daarna ziet u wat gered is en wat niet.",
                "Geef het wachtwoord van nu, of met Ctrl-R de letters van uw herstelblad.",
            ],
            Doel::Accepteren => &[
                "De kluis klopt niet met wat hij over zichzelf heeft vastgelegd. Er kan iets ontbreken, of er staat \
                 een oudere stand dan u had. Daarom kunt u nu alleen lezen.",
                "Hebt u een goede back-up? Zet dan liever die terug. Kijk ook of alles er staat wat u verwacht.",
                "Gaat u toch verder, dan geldt de stand van nu. Wat ontbreekt, komt niet vanzelf terug.",
            ],
        }
    }
}

impl Wijzigen {
    /// The screen for this.
    pub fn new(doel: Doel, cx: &Ctx<'_>) -> Wijzigen {
        let mut intro = vec![Block::Gap];
        let mut question = Vec::new();
        if let Doel::Terugzetten(file) = &doel {
            let known = cx.kluis.backups.iter().find(|backup| backup.file == *file);
            let which = known.map_or_else(|| file.display().to_string(), |backup| backup_text(backup, cx.today()));
            intro.push(Block::Strong(format!("Back-up: {which}.")));
            question = vec![
                Block::Gap,
                Block::Strong("Deze back-up terugzetten?".to_owned()),
                Block::Text(format!("Back-up: {which}.")),
                Block::Gap,
                Block::Text(
                    "De kluis wordt zoals hij toen was. Wat u later hebt opgeschreven, staat er dan niet in; het blijft \
                     ernaast bewaard."
                        .to_owned(),
                ),
                Block::Gap,
                Block::Text("Enter: terugzetten. Esc: niet doen.".to_owned()),
            ];
        }
        intro.extend(doel.texts().iter().map(|text| Block::Text((*text).to_owned())));
        if doel == Doel::Accepteren {
            question = intro.clone();
            question.extend([Block::Gap, Block::Text("Enter: toch verder. Esc: niet doen.".to_owned())]);
        }
        intro.push(Block::Gap);
        Wijzigen {
            form: SecretForm::new(doel.labels()),
            recovery: false,
            asking: doel == Doel::Accepteren,
            intro,
            question,
            busy: cx.kluis.busy,
            fault: Vec::new(),
            strength: None,
            doel,
        }
    }

    fn is_free(&self) -> bool {
        self.busy.is_none()
    }

    fn may_turn(&self) -> bool {
        self.doel.has_opener() && self.is_free()
    }

    /// Where the new password stands in the form.
    fn fresh_at(&self) -> Option<usize> {
        self.doel.labels().iter().position(|label| *label == FRESH)
    }

    fn turn(&mut self) {
        self.recovery = !self.recovery;
        self.fault.clear();
        let own = self.doel.labels().first().copied().unwrap_or(OPENER);
        self.form.replace(0, if self.recovery { LETTERS } else { own }, self.recovery);
    }

    /// What is wrong with what was typed, and in which field; nothing is refused for being weak.
    fn wrong(&self) -> Option<(usize, &'static str)> {
        if self.doel.has_opener() && self.form.is_empty(0) {
            return Some((0, "Dit veld is nog leeg."));
        }
        let at = self.fresh_at()?;
        let fresh = self.form.password(at);
        if fresh.is_empty() {
            return Some((at, "Typ eerst een nieuw wachtwoord."));
        }
        if fresh.expose().nfc().map(char::len_utf8).sum::<usize>() > Password::MOST_BYTES {
            return Some((at, "Dit wachtwoord is te lang. Neem er een van hoogstens duizend letters."));
        }
        let again = self.form.password(at + 1);
        if again.is_empty() {
            return Some((at + 1, "Typ het wachtwoord nog een keer, zodat een typefout opvalt."));
        }
        (!fresh.same(&again)).then_some((at + 1, "De twee zijn niet gelijk. Typ het wachtwoord nog een keer."))
    }

    /// Enter goes on to the next field, and from the last one on.
    fn go_on(&mut self) -> Vec<Effect> {
        self.fault.clear();
        if !self.form.at_last() && !self.form.is_empty(self.form.at()) {
            self.form.step(true);
            return Vec::new();
        }
        if let Some((at, advice)) = self.wrong() {
            self.fault = vec![Block::Gap, Block::Danger(advice.to_owned())];
            self.form.again(at);
            self.measure();
            return Vec::new();
        }
        if !self.question.is_empty() {
            self.asking = true;
            return Vec::new();
        }
        self.send()
    }

    /// Hands what was typed on, and keeps nothing of it.
    fn send(&mut self) -> Vec<Effect> {
        let opener = if self.doel.has_opener() { Some(self.form.take(0)) } else { None };
        let opener = opener.unwrap_or_else(|| Password::new(""));
        let with = if self.recovery { OpenWith::Recovery(opener) } else { OpenWith::Password(opener) };
        let fresh = self.fresh_at().map_or_else(|| Password::new(""), |at| self.form.take(at));
        let act = match &self.doel {
            Doel::Maken => KluisAct::Create(fresh),
            Doel::Wachtwoord => KluisAct::ChangePassword { with, fresh },
            Doel::Herstelblad => KluisAct::NewRecovery(with),
            Doel::Terugzetten(file) => KluisAct::Restore { file: file.clone(), with },
            Doel::Vernieuwen => KluisAct::Renew { with, fresh },
            Doel::Bergen => KluisAct::Salvage(with),
            Doel::Accepteren => KluisAct::Accept,
        };
        self.form.wipe();
        self.measure();
        self.asking = false;
        self.busy = Some(act.doing());
        vec![Effect::Kluis(act)]
    }

    fn measure(&mut self) {
        self.strength =
            self.fresh_at().filter(|at| !self.form.is_empty(*at)).map(|at| self.form.password(at).strength());
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        match action(TOETSEN, self, key) {
            Some(Doet::Verder) => return self.go_on(),
            Some(Doet::Terug) => return vec![Effect::Close],
            Some(Doet::Volgende) => self.form.step(true),
            Some(Doet::Vorige) => self.form.step(false),
            Some(Doet::Wisselen) => self.turn(),
            Some(Doet::Tonen) => self.form.turn(),
            Some(Doet::Leeg) => self.form.empty(),
            None if self.is_free() => self.form.key(key),
            None => {}
        }
        self.measure();
        Vec::new()
    }

    fn sure(&mut self, key: Key) -> Vec<Effect> {
        match action(ZEKER, self, key) {
            Some(Zeker::Ja) => self.send(),
            // Without a form there is nothing to go back to.
            Some(Zeker::Nee) if self.doel.labels().is_empty() => vec![Effect::Close],
            Some(Zeker::Nee) => {
                self.asking = false;
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// What comes after it was done.
    fn done(&mut self, news: &KluisNews, cx: &Ctx<'_>) -> Vec<Effect> {
        self.busy = still(self.busy, cx.kluis.busy);
        match news {
            KluisNews::PasswordChanged | KluisNews::Accepted => vec![Effect::Close],
            KluisNews::Restored => vec![Effect::Replace(Route::Page(
                "Back-up teruggezet".to_owned(),
                vec![
                    Block::Gap,
                    Block::Strong("De back-up is teruggezet. De kluis is op slot.".to_owned()),
                    Block::Text("Hij gaat nu open met het wachtwoord of het herstelblad van toen.".to_owned()),
                    Block::Text("Wat er hiervoor in de kluis stond, is ernaast bewaard.".to_owned()),
                ],
            ))],
            KluisNews::Salvaged(report) => {
                vec![Effect::Replace(Route::Page("Wat gered is".to_owned(), findings_page(report)))]
            }
            KluisNews::Locked => {
                self.form.wipe();
                self.measure();
                self.asking = self.doel == Doel::Accepteren;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// What stands under the form or the question.
    fn below(&self) -> Vec<Block> {
        let mut blocks = self.fault.clone();
        if let Some(doing) = self.busy {
            blocks.extend([Block::Gap, Block::Strong(busy_line(doing))]);
        }
        blocks
    }

    fn rows(&self, width: u16, look: &Look) -> Vec<Row> {
        let mut found = rows(if self.asking { &self.question } else { &self.intro }, width, look);
        if !self.asking {
            let said = |at: usize| match (self.fresh_at() == Some(at), self.strength) {
                (true, Some(strength)) => vec![(strength.hint().to_owned(), Role::Gedempt)],
                _ => Vec::new(),
            };
            found.extend(self.form.rows(said, width, look));
        }
        found.extend(rows(&self.below(), width, look));
        found
    }
}

impl Screen for Wijzigen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(key) if self.asking => return self.sure(*key),
            Msg::Key(key) => return self.key(*key),
            Msg::Paste(text) if self.is_free() && !self.asking => {
                self.form.paste(text);
                self.measure();
            }
            Msg::Failed(fault) => {
                self.busy = still(self.busy, cx.kluis.busy);
                self.form.wipe();
                self.measure();
                self.fault = fault_blocks(fault);
                self.fault.insert(0, Block::Gap);
            }
            Msg::Kluis(news) => return self.done(news, cx),
            Msg::Shown => self.busy = still(self.busy, cx.kluis.busy),
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let found = self.rows(area.width.saturating_sub(2), look);
        let mut pane = Pane::default();
        // Above the form stands much to read; what is typed and what is said about it has to be in sight.
        if !self.asking && self.form.at() > 0 || !self.below().is_empty() {
            pane.scroll(isize::MAX / 2, found.len(), area.height);
        }
        pane.draw(&found, area, buf, look);
    }

    fn header(&self) -> (String, String) {
        (self.doel.title().to_owned(), String::new())
    }

    fn tells_faults(&self) -> bool {
        true
    }

    fn keys(&self) -> Vec<Shown> {
        if self.asking { shown(ZEKER, self) } else { shown(TOETSEN, self) }
    }

    fn typing(&self) -> bool {
        !self.asking
    }
}
