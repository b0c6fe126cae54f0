//! The exercise that goes on: one screen for every kind. The plan says what there is, the state where it is.

mod beeld;
mod toetsen;

use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::rooster::{Rooster, Vel};
use crate::domain::boom::Boom;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Document, Effect, Key, Msg, Route, Zaalnieuws, Zaalopdracht};
use crate::domain::inhoud::{Bestand, Fase, Oefencasus, Werkvorm};
use crate::domain::kluis::KluisNews;
use crate::domain::oefening::spel::{
    Beurt, Oefenfout, Oefenkop, Oefenplan, Oefenstand, Stap, bewaar, groepsbeeld, plan_van, zaalbeeld, zaalfase,
};
use crate::domain::sessie::{Hervatting, Lopend, Tik, Verloop};
use crate::domain::zaal::Zaalbeeld;
use crate::ui::keymap::{Shown, action, digit, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen, WhenLocked};
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::{commit, is_asked};
use crate::ui::screens::page;
use crate::ui::widgets::{KEUZE, Menu, MenuEvent, MenuItem, Pane};
use toetsen::{Doet, Stemt};
pub use toetsen::{LOPEN, SLOT, STEMMEN};

/// What stands over the exercise.
enum Over {
    /// Nothing.
    Niets,
    /// Which fact turned the answer.
    Omslagfeit(Menu<Option<String>>),
}

/// The exercise that goes on.
pub struct Lopen {
    werkvorm: Arc<Bestand<Werkvorm>>,
    casus: Option<Arc<Bestand<Oefencasus>>>,
    /// The tree that weighs the case.
    boom: Option<Arc<Boom>>,
    plan: Oefenplan,
    lopend: Lopend,
    stand: Oefenstand,
    nu: Tik,
    rooster: Rooster,
    /// Whether what the phase asks stands on screen.
    fase: bool,
    over: Over,
    pane: Pane,
    /// Said about how the clock was found, until the next key.
    said: Option<&'static str>,
    /// Whether the picture of the group is being kept.
    saving: bool,
    /// Whether the user was told that the picture cannot be kept: then closing goes without.
    without: bool,
    /// The door to the room: where, and how many look.
    zaal: Option<(String, usize)>,
    today: jiff::civil::Date,
}

/// The screen of what goes on, or of what begins now; a page that says why there is none.
pub fn open(begins: Option<Box<Lopend>>, cx: &Ctx<'_>) -> Box<dyn Screen> {
    let fresh = begins.is_some();
    let found = begins.map(|lopend| *lopend).or_else(|| cx.lopend.cloned());
    match found.and_then(|lopend| lopend.oefening.clone().map(|stand| (lopend, stand))) {
        Some((lopend, stand)) => match Lopen::new(lopend, stand, fresh, cx) {
            Ok(screen) => Box::new(screen),
            Err(fault) => Box::new(page::fault(&fault)),
        },
        None => Box::new(page::fault(&Fault::input(
            "Er loopt geen oefening.",
            "Ze is afgesloten, of nog niet begonnen.",
            "Kies een oefening bij Intervisie en oefenen.",
        ))),
    }
}

impl Lopen {
    fn new(mut lopend: Lopend, stand: Oefenstand, fresh: bool, cx: &Ctx<'_>) -> Result<Lopen, Fault> {
        let plan = plan_van(cx.reader, &stand).map_err(|because| {
            Fault::input("Deze oefening kan ik niet hervatten.", because, "Begin de oefening opnieuw.")
        })?;
        let werkvorm = cx.reader.werkvorm(&stand.oefening)?;
        let casus = stand.casus.as_deref().map(|id| cx.reader.oefencasus(id)).transpose()?;
        let said = if fresh { None } else { resumed(lopend.verloop.hervat(cx.tik)) };
        Ok(Lopen {
            werkvorm,
            boom: casus.as_ref().and_then(|file| cx.reader.tree(&file.inhoud.boom).ok()),
            casus,
            plan,
            lopend,
            stand,
            nu: cx.tik,
            rooster: Rooster::default(),
            fase: false,
            over: Over::Niets,
            pane: Pane::default(),
            said,
            saving: false,
            without: false,
            zaal: None,
            today: cx.today(),
        })
    }

    // --- looking -----------------------------------------------------------------------------------------------------

    fn verloop(&self) -> &Verloop {
        &self.lopend.verloop
    }

    fn fasen(&self) -> &[Fase] {
        &self.werkvorm.inhoud.fasen
    }

    fn titel(&self) -> String {
        let own = format!("{} {}", self.werkvorm.inhoud.code, self.werkvorm.kop.titel);
        match &self.casus {
            Some(casus) => format!("{own} · {}", casus.inhoud.code),
            None => own,
        }
    }

    fn stap(&self) -> Stap {
        self.stand.stap()
    }

    /// The round and the turn of what is voted or shown.
    fn stemt(&self) -> Option<(usize, Beurt)> {
        match self.stap() {
            Stap::Stemmen(ronde, beurt) => Some((ronde, beurt)),
            Stap::Begin
            | Stap::Tonen(_)
            | Stap::Uitslag(..)
            | Stap::Uitleg(_)
            | Stap::Besluit
            | Stap::Nabespreken
            | Stap::Slot => None,
        }
    }

    fn vel(&self) -> Option<Vel<'_>> {
        let (ronde, beurt) = self.stemt()?;
        let vragen = &self.plan.ronden.get(ronde)?.vragen;
        Some(Vel {
            plan: vragen.get(self.rooster.vraag)?,
            stand: self.stand.vraag(ronde, self.rooster.vraag)?,
            beurt,
            groepen: self.stand.groepen(),
            zekerheid: self.stand.vraagt_zekerheid(),
            vragen: vragen.len(),
        })
    }

    /// How many questions the round has.
    fn vragen(&self) -> usize {
        self.stap().ronde().map_or(0, |ronde| self.stand.vragen(ronde).len())
    }

    fn has_questions(&self) -> bool {
        self.vragen() > 1
    }

    fn may_vote(&self) -> bool {
        self.vragen() > 0
    }

    fn may_release(&self) -> bool {
        matches!(self.stap(), Stap::Uitslag(..) | Stap::Uitleg(_)) && self.may_vote()
    }

    fn has_facts(&self) -> bool {
        self.may_vote() && self.stand.bekend().next().is_some()
    }

    fn may_finish(&self) -> bool {
        self.stap().ronde().is_some() || self.stap() == Stap::Begin
    }

    fn beeld(&self) -> Vec<Block> {
        let casus = self.casus.as_ref().map(|file| &file.inhoud).zip(self.boom.as_ref());
        groepsbeeld(&self.titel(), &self.plan, &self.stand, self.today, casus)
    }

    /// What the room sees now.
    pub fn zaalbeeld(&self) -> Zaalbeeld {
        let beeld = zaalbeeld(&self.titel(), &self.plan, &self.stand, self.rooster.vraag);
        let (fase, klok) = zaalfase(self.fasen(), self.verloop(), self.nu, self.lopend.optellen);
        Zaalbeeld { fase, klok, ..beeld }
    }

    // --- doing -------------------------------------------------------------------------------------------------------

    /// Writes how it stands, and shows it to the room.
    fn written(&mut self) -> Vec<Effect> {
        self.lopend.oefening = Some(self.stand.clone());
        self.lopend.deelnemers = self.stand.deelnemers();
        let mut effects = vec![Effect::Loopt(Some(Box::new(self.lopend.clone())))];
        if self.zaal.is_some() {
            effects.push(Effect::Zaal(Zaalopdracht::Toon(Box::new(self.zaalbeeld()))));
        }
        effects
    }

    fn done(&mut self, done: Result<(), Oefenfout>) -> Vec<Effect> {
        match done {
            Ok(()) => self.written(),
            Err(fout) => vec![Effect::Say(fout.tekst())],
        }
    }

    /// To another part: from its top, at its first question.
    fn go(&mut self, act: impl FnOnce(&mut Oefenstand) -> Result<(), Oefenfout>) -> Vec<Effect> {
        let (round, voted) = (self.stap().ronde(), self.stemt().is_some());
        let done = act(&mut self.stand);
        if done.is_ok() {
            // Votes are typed and read from the first question on; a question that is looked at stays in sight.
            let stays = round.is_some() && round == self.stap().ronde() && !voted && self.stemt().is_none();
            self.rooster = Rooster::at(if stays { self.rooster.vraag } else { 0 });
            self.pane.home();
            self.fase = false;
        }
        self.done(done)
    }

    fn act(&mut self, doet: Doet, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        match doet {
            Doet::Verder => return self.go(Oefenstand::verder),
            Doet::StapTerug => return self.go(Oefenstand::terug),
            Doet::Eind => return self.go(Oefenstand::afronden),
            Doet::Stemmen => {
                let vraag = self.rooster.vraag;
                let effects = self.go(Oefenstand::naar_stemmen);
                self.rooster = Rooster::at(vraag);
                return effects;
            }
            Doet::Vraag => {
                self.rooster = Rooster::at((self.rooster.vraag + 1) % self.vragen().max(1));
                self.pane.home();
                return self.written();
            }
            Doet::Omslagfeit => self.ask_fact(),
            Doet::Vrij => {
                let done = self.stand.wissel_vrij();
                return self.done(done);
            }
            Doet::Zaal => return self.door(),
            Doet::Fase | Doet::FaseTerug | Doet::Klok | Doet::Langer | Doet::Korter | Doet::Geluid => {
                return self.clock(doet, cx);
            }
            Doet::Uitleg => {
                self.fase = !self.fase;
                self.pane.home();
            }
            Doet::Bewegen => {
                let area = self.main(cx.body);
                let count = self.rows(area.width, &cx.look).len();
                self.pane.moved(key, count, area.height);
            }
            Doet::Opslaan => {
                let name = format!("groepsbeeld-{}.md", self.today);
                return vec![Effect::Open(Route::Save(name, Document::Page(self.beeld())))];
            }
            Doet::Afdrukken => return vec![Effect::Print(self.beeld())],
            Doet::Afsluiten => return self.finish(cx),
            Doet::Weg => {
                let said = "De oefening loopt door: zie Intervisie en oefenen.";
                return vec![Effect::Say(said.to_owned()), Effect::Close];
            }
        }
        Vec::new()
    }

    fn clock(&mut self, doet: Doet, cx: &Ctx<'_>) -> Vec<Effect> {
        let verloop = &mut self.lopend.verloop;
        let (moved, said) = match doet {
            Doet::Fase => (verloop.volgende(cx.tik), "Dit is de laatste fase."),
            Doet::FaseTerug => (verloop.vorige(cx.tik), "Dit is de eerste fase."),
            Doet::Langer => (verloop.erbij(1, cx.tik).is_ok(), "Langer kan deze fase niet duren."),
            Doet::Korter => (verloop.erbij(-1, cx.tik).is_ok(), "Korter kan deze fase niet duren."),
            Doet::Geluid => {
                self.lopend.geluid = !self.lopend.geluid;
                (true, "")
            }
            _ => {
                verloop.wissel_pauze(cx.tik);
                (true, "")
            }
        };
        if !moved {
            return vec![Effect::Say(said.to_owned())];
        }
        if matches!(doet, Doet::Fase | Doet::FaseTerug) {
            self.fase = true;
            self.pane.home();
        }
        let mut effects = self.written();
        if doet == Doet::Geluid {
            let said = if self.lopend.geluid { "U hoort het einde van een fase." } else { "Het geluid is uit." };
            effects.push(Effect::Say(said.to_owned()));
        }
        effects
    }

    fn vote(&mut self, stemt: Stemt, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some((ronde, beurt)) = self.stemt() else { return Vec::new() };
        let mut rooster = self.rooster;
        if let Some(vel) = self.vel() {
            match stemt {
                Stemt::Bewegen => rooster.moved(key, &vel),
                Stemt::Groep => rooster.next_group(true, &vel),
                Stemt::GroepTerug => rooster.next_group(false, &vel),
                Stemt::Vraag => rooster.next_question(true, &vel),
                Stemt::VraagTerug => rooster.next_question(false, &vel),
                Stemt::Cijfer | Stemt::Nul | Stemt::Wissen | Stemt::Allen | Stemt::Klaar | Stemt::StapTerug => {}
                Stemt::Fase | Stemt::Klok => {}
            }
        }
        let done = match stemt {
            Stemt::Klaar => return self.go(Oefenstand::verder),
            Stemt::StapTerug => return self.go(Oefenstand::terug),
            Stemt::Fase => return self.clock(Doet::Fase, cx),
            Stemt::Klok => return self.clock(Doet::Klok, cx),
            Stemt::Cijfer => {
                let number = u8::try_from(digit(key) + 1).unwrap_or(0);
                rooster.digit(number, &mut self.stand, ronde, beurt)
            }
            Stemt::Nul => rooster.digit(0, &mut self.stand, ronde, beurt),
            Stemt::Wissen => rooster.empty(&mut self.stand, ronde),
            Stemt::Allen => rooster.everybody(&mut self.stand, ronde),
            Stemt::Bewegen | Stemt::Groep | Stemt::GroepTerug | Stemt::Vraag | Stemt::VraagTerug => {
                self.rooster = rooster;
                return Vec::new();
            }
        };
        self.rooster = rooster;
        self.done(done)
    }

    /// Which fact turned the answer to the question on screen.
    fn ask_fact(&mut self) {
        let facts = self.stand.bekend().filter_map(|(_, id)| self.plan.feit(id));
        let mut items: Vec<MenuItem<Option<String>>> =
            facts.map(|feit| MenuItem { label: feit.tekst.clone(), value: Some(feit.id.clone()) }).collect();
        items.push(MenuItem { label: "Geen feit in het bijzonder".to_owned(), value: None });
        let ronde = self.stap().ronde().and_then(|at| self.plan.ronden.get(at));
        let vraag = ronde.and_then(|ronde| ronde.vragen.get(self.rooster.vraag)).map(|vraag| vraag.tekst.clone());
        let intro = vec![
            Block::Muted(vraag.unwrap_or_default()),
            Block::Strong("Welk feit gaf de doorslag?".to_owned()),
            Block::Gap,
        ];
        self.over = Over::Omslagfeit(Menu::new(intro, items));
    }

    fn in_facts(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let Over::Omslagfeit(menu) = &mut self.over else { return Vec::new() };
        match menu.event(msg, cx) {
            MenuEvent::Taken => {
                let feit = menu.value().cloned().flatten();
                self.over = Over::Niets;
                let Some(ronde) = self.stap().ronde() else { return Vec::new() };
                let done = self.stand.noem_omslagfeit(ronde, self.rooster.vraag, feit.as_deref());
                self.done(done)
            }
            MenuEvent::Back => {
                self.over = Over::Niets;
                Vec::new()
            }
            MenuEvent::None => Vec::new(),
        }
    }

    /// Opens the door to the room, or shuts it.
    fn door(&mut self) -> Vec<Effect> {
        vec![Effect::Zaal(if self.zaal.is_some() { Zaalopdracht::Sluit } else { Zaalopdracht::Open })]
    }

    fn heard(&mut self, news: &Zaalnieuws) -> Vec<Effect> {
        match news {
            Zaalnieuws::Open { adres, code } => {
                let how = match code {
                    Some(code) => format!("aandacht zaal --code {code}"),
                    None => "aandacht zaal".to_owned(),
                };
                self.zaal = Some((adres.clone(), 0));
                let mut effects = vec![Effect::Zaal(Zaalopdracht::Toon(Box::new(self.zaalbeeld())))];
                effects.push(Effect::Say(format!("Zaalscherm open. In een ander venster: {how}")));
                effects
            }
            Zaalnieuws::Kijkers(count) => {
                if let Some(zaal) = &mut self.zaal {
                    zaal.1 = *count;
                }
                Vec::new()
            }
            Zaalnieuws::Dicht => {
                self.zaal = None;
                vec![Effect::Say("Het zaalscherm is dicht.".to_owned())]
            }
        }
    }

    /// Keeps the picture of the group and ends.
    fn finish(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        if self.saving {
            return Vec::new();
        }
        let kop = Oefenkop {
            datum: self.today,
            werkvorm: &self.werkvorm,
            casus: self.casus.as_deref(),
            kluis: &cx.kluis.folder,
        };
        let batch = match bewaar(kop, &self.stand) {
            Ok(batch) => batch,
            Err(fault) => return vec![told(&fault)],
        };
        if batch.changes.is_empty() || self.without {
            return self.ended();
        }
        if !cx.kluis.state.is_open() {
            self.without = true;
            let said = "De oefenkluis is dicht. Bewaar met o, of nog eens Enter.";
            return vec![Effect::Say(said.to_owned())];
        }
        let effects = commit(batch, cx);
        self.saving = is_asked(&effects);
        effects
    }

    fn ended(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::Loopt(None)];
        if self.zaal.take().is_some() {
            effects.push(Effect::Zaal(Zaalopdracht::Sluit));
        }
        effects.extend([Effect::Say("De oefening is afgesloten.".to_owned()), Effect::Close]);
        effects
    }

    fn key(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        self.said = None;
        match self.stap() {
            Stap::Stemmen(..) => match action(STEMMEN, self, key) {
                Some(stemt) => self.vote(stemt, key, cx),
                None => Vec::new(),
            },
            Stap::Slot => match action(SLOT, self, key) {
                Some(doet) => self.act(doet, key, cx),
                None => Vec::new(),
            },
            Stap::Begin | Stap::Tonen(_) | Stap::Uitslag(..) | Stap::Uitleg(_) | Stap::Besluit | Stap::Nabespreken => {
                match action(LOPEN, self, key) {
                    Some(doet) => self.act(doet, key, cx),
                    None => Vec::new(),
                }
            }
        }
    }

    /// A second passed.
    fn tick(&mut self, before: Tik, nu: Tik) -> Vec<Effect> {
        let over = self.verloop().rest(before) > 0 && self.verloop().rest(nu) <= 0;
        if over && self.lopend.geluid { vec![Effect::Bel] } else { Vec::new() }
    }
}

/// What is to be said about how the clock was found.
fn resumed(how: Hervatting) -> Option<&'static str> {
    match how {
        Hervatting::Gepauzeerd => Some("De klok stond stil, en staat nog stil."),
        Hervatting::Doorgelopen(_) => None,
        Hervatting::KlokTerug => Some("De klok van de computer staat eerder dan toen: wat verstreek, is niet geteld."),
        Hervatting::TeLang(_) => Some("Het programma was lang weg: die tijd is niet geteld, en de klok staat stil."),
    }
}

impl Screen for Lopen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.nu, cx.tik);
        self.today = cx.today();
        match msg {
            Msg::Tik => return self.tick(before, cx.tik),
            Msg::Zaal(news) => return self.heard(news),
            Msg::Kluis(KluisNews::Committed) if std::mem::take(&mut self.saving) => return self.ended(),
            Msg::Failed(_) => self.saving = false,
            Msg::Key(_) | Msg::Click(_) | Msg::Scroll(_) if matches!(self.over, Over::Omslagfeit(_)) => {
                return self.in_facts(msg, cx);
            }
            Msg::Key(key) => return self.key(*key, cx),
            Msg::Scroll(by) => {
                let area = self.main(cx.body);
                let count = self.rows(area.width, &cx.look).len();
                self.pane.scroll(isize::from(*by), count, area.height);
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        match &self.over {
            Over::Omslagfeit(menu) => menu.draw(area, buf, look),
            Over::Niets => self.draw(area, buf, look),
        }
    }

    fn header(&self) -> (String, String) {
        (self.titel(), self.waar())
    }

    fn keys(&self) -> Vec<Shown> {
        match (&self.over, self.stap()) {
            (Over::Omslagfeit(_), _) => shown(KEUZE, &()),
            (Over::Niets, Stap::Stemmen(..)) => shown(STEMMEN, self),
            (Over::Niets, Stap::Slot) => shown(SLOT, self),
            (Over::Niets, _) => shown(LOPEN, self),
        }
    }

    fn wakes(&self) -> Option<Duration> {
        self.verloop().tot_volgende_seconde(self.nu).map(Duration::from_millis)
    }

    /// Nothing of it is secret, and a room looks at it.
    fn when_locked(&self) -> WhenLocked {
        WhenLocked::InSight
    }
}
