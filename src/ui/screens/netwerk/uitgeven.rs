//! The network as a file for others: which kind, what of it, and afterwards what stayed behind.

use std::path::{Path, PathBuf};

use jiff::Span;
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::casus::Wanneer;
use crate::domain::gesprek::{Block, Draft, Effect, Field, FieldFault, FieldKind, Form, Key, Msg, sentence};
use crate::domain::netwerk::uitvoer::{Opdracht, Uitvoerkeuze};
use crate::domain::netwerk::{Netwerk, Netwerkgegevens, Uitvoervorm, genoemd};
use crate::domain::search::fold;
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::kluis::STILL_BUSY;
use crate::ui::widgets::{FormEvent, FormView, KEUZE, Menu, MenuEvent, MenuItem, Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Meegeven,
    Terug,
}

/// Before secret places go along. No key that somebody presses on a form: it is answered on purpose.
pub const GEHEIM: Keymap<Uitgeven, Doet> =
    &[bind(&[Key::Char('j')], Doet::Meegeven, "ja meegeven"), bind(&[Key::Esc, Key::Left], Doet::Terug, "nee")];

/// What can be done when the file is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Daarna {
    NogEen,
    Klaar,
}

/// How far it is.
enum Stap {
    /// Which kind of file.
    Kiezen,
    /// What of the network.
    Invullen,
    /// Secret places go along, when that is really meant.
    Zeker(PathBuf, Opdracht),
    /// The file is there.
    Klaar(Menu<Daarna>),
}

/// The network as a file for others.
pub struct Uitgeven {
    stap: Stap,
    menu: Menu<Uitvoervorm>,
    vorm: Uitvoervorm,
    view: FormView,
    /// Secret places in the network.
    geheim: usize,
    /// Why there is no file yet.
    fout: Option<String>,
}

/// The screen.
pub fn open(cx: &Ctx<'_>) -> Box<dyn Screen> {
    let (vorm, geheim) = (Uitvoervorm::Netwerk, 0);
    let mut screen = Uitgeven {
        stap: Stap::Kiezen,
        menu: Menu::new(Vec::new(), Vec::new()),
        vorm,
        view: FormView::new(form(vorm, geheim), Draft::default()),
        geheim,
        fout: None,
    };
    screen.refresh(cx);
    Box::new(screen)
}

/// The form of a kind of file. Secret places are asked about only where there are any.
fn form(vorm: Uitvoervorm, geheim: usize) -> Form {
    let yes_no = || FieldKind::Choice(vec![("nee".to_owned(), "nee".to_owned()), ("ja".to_owned(), "ja".to_owned())]);
    let mut fields = vec![Field::new(
        "naam",
        "Bestandsnaam",
        "Zonder map komt het bij uw documenten. Een bestaand bestand wordt nooit overschreven.",
        FieldKind::Text,
    )];
    if vorm == Uitvoervorm::Netwerk {
        fields = vec![Field::new(
            "naam",
            "Bestandsnaam, of gedeelde map",
            "Zonder map komt het bij uw documenten. Is het een map die uw regio deelt, dan komt het daar als nieuwste versie.",
            FieldKind::Text,
        )];
        // A network file is always whole: who reads it would take the rest for taken out.
        let help = "De laatste dag waarop een ander erop mag vertrouwen. Leeg: geen laatste dag.";
        fields.push(Field::new("geldig_tot", "Geldig tot en met", help, FieldKind::Text));
    } else {
        let help = "Alleen wat voor deze gemeente werkt. Leeg: alle gemeenten.";
        fields.push(Field::new("gemeente", "Voor gemeente", help, FieldKind::Text));
        fields.push(Field::new("notities", "Notities mee?", "Lees ze na: ze zijn voor uzelf geschreven.", yes_no()));
    }
    if geheim > 0 {
        let help = format!("{} Kies alleen ja voor wie ze mag weten.", staan_er(geheim));
        fields.push(Field::new("geheim", "Geheime plekken mee?", help, yes_no()));
    }
    Form::new(format!("Uitgeven: {}", vorm.text()), fields)
}

fn staan_er(geheim: usize) -> String {
    match geheim {
        1 => "In uw netwerk staat 1 geheime plek.".to_owned(),
        count => format!("In uw netwerk staan {count} geheime plekken."),
    }
}

/// A name of a region as part of a file name: letters and digits, with dashes between the words.
fn woord(regio: &str) -> String {
    let plain: String =
        fold(regio).chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' }).collect();
    plain.split_whitespace().take(6).collect::<Vec<_>>().join("-")
}

/// The proposed name of a file.
fn bestandsnaam(vorm: Uitvoervorm, regio: &str, today: Date, oefening: bool) -> String {
    let mut parts: Vec<String> = if oefening { vec!["oefening".to_owned()] } else { Vec::new() };
    parts.push("netwerk".to_owned());
    parts.push(woord(regio));
    parts.push(today.to_string());
    parts.retain(|part| !part.is_empty());
    format!("{}.{}", parts.join("-"), vorm.extensie())
}

impl Uitgeven {
    fn refresh(&mut self, cx: &Ctx<'_>) {
        let text = |text: &str| Block::Text(text.to_owned());
        let netwerk = Netwerk::new(&cx.kluis.model);
        let (intro, vormen): (Vec<Block>, &[Uitvoervorm]) = if !cx.kluis.state.is_open() {
            (vec![text("Een eigen netwerk staat in de kluis. Maak of open die eerst.")], &[])
        } else if netwerk.is_empty() {
            (vec![text("Uw netwerk is nog leeg: er is niets om uit te geven.")], &[])
        } else {
            let intro = vec![
                text("Als welk soort bestand? Het is leesbaar voor iedereen die het krijgt."),
                Block::Muted("Geheime plekken gaan niet mee, tenzij u daar zelf om vraagt.".to_owned()),
                Block::Gap,
            ];
            (intro, Uitvoervorm::ALL)
        };
        self.menu.intro = intro;
        let items = vormen.iter().map(|vorm| MenuItem { label: sentence(vorm.text()), value: *vorm }).collect();
        self.menu.renew_items(items, cx.body, &cx.look);
        self.geheim = netwerk.alle().filter(|(_, entry)| entry.is_geheim()).count();
    }

    /// The form of a kind of file, with what is proposed in it.
    fn fill_in(&mut self, vorm: Uitvoervorm, cx: &Ctx<'_>) {
        let today = cx.today();
        let regio = Netwerkgegevens::van(&cx.kluis.model).regio;
        let mut draft = Draft::default();
        draft.set("naam", &bestandsnaam(vorm, &regio, today, cx.look.oefening));
        draft.set("notities", "ja");
        draft.set("geheim", "nee");
        if vorm == Uitvoervorm::Netwerk {
            let in_a_year = today.saturating_add(Span::new().years(1));
            draft.set("geldig_tot", &Wanneer::on(in_a_year).typed());
        }
        self.vorm = vorm;
        self.view = FormView::new(form(vorm, self.geheim), draft);
        self.fout = None;
        self.stap = Stap::Invullen;
    }

    /// What the form asks for, and where it comes to stand.
    fn asked(&self, cx: &Ctx<'_>) -> Result<(PathBuf, Opdracht), Vec<FieldFault>> {
        let answers = self.view.answers();
        let mut wrong = Vec::new();
        let path = PathBuf::from(answers.get("naam").trim());
        if path.file_name().is_none() {
            wrong.push(FieldFault::new("naam", "Geef het bestand een naam."));
        }
        let geldig_tot = match Wanneer::read(answers.get("geldig_tot"), cx.today()) {
            Some(when) if when.datum.is_some_and(|day| day < cx.today()) => {
                wrong.push(FieldFault::new("geldig_tot", "Deze dag is al voorbij. Kies een latere dag."));
                None
            }
            Some(when) => when.datum,
            None => {
                wrong.push(FieldFault::new("geldig_tot", "Dit is geen dag. Typ bijvoorbeeld 1 november 2027."));
                None
            }
        };
        let typed = answers.get("gemeente").trim();
        let found = match (typed, cx.reader.gemeenten()) {
            ("", _) => Ok(None),
            (typed, Ok(table)) => genoemd::gemeente(&table.inhoud, typed).map(|known| Some(known.gm_code.clone())),
            (_, Err(fault)) => Err(fault),
        };
        let gemeente = found.unwrap_or_else(|fault| {
            wrong.push(FieldFault::new("gemeente", &format!("{} {}", fault.wat, fault.advies)));
            None
        });
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let whole = self.vorm == Uitvoervorm::Netwerk;
        let keuze = Uitvoerkeuze {
            geheim: answers.get("geheim") == "ja",
            gemeente,
            notities: whole || answers.get("notities") == "ja",
        };
        Ok((path, Opdracht { vorm: self.vorm, keuze, geldig_tot }))
    }

    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        self.fout = None;
        if cx.kluis.busy.is_some() {
            return vec![Effect::Say(STILL_BUSY.to_owned())];
        }
        match self.asked(cx) {
            Ok((path, opdracht)) if opdracht.keuze.geheim => {
                self.stap = Stap::Zeker(path, opdracht);
                Vec::new()
            }
            Ok((path, opdracht)) => vec![Effect::Uitgeven(path, opdracht)],
            Err(faults) => {
                self.view.refuse(faults);
                Vec::new()
            }
        }
    }

    /// The answer to whether secret places are really meant to go along.
    fn sure(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(doet) = action(GEHEIM, self, key) else { return Vec::new() };
        if doet == Doet::Meegeven && cx.kluis.busy.is_some() {
            return vec![Effect::Say(STILL_BUSY.to_owned())];
        }
        match (std::mem::replace(&mut self.stap, Stap::Invullen), doet) {
            (Stap::Zeker(path, opdracht), Doet::Meegeven) => vec![Effect::Uitgeven(path, opdracht)],
            _ => Vec::new(),
        }
    }

    /// The file is there: where, and what its maker has to know. None of that stands in the file.
    fn done(&mut self, path: &Path, lines: &[String]) {
        let mut intro = vec![
            Block::Strong("Het bestand staat er.".to_owned()),
            Block::Text(path.display().to_string()),
            Block::Gap,
        ];
        if self.vorm == Uitvoervorm::Netwerk {
            let kept = "Deze versie is ook in uw kluis bewaard: daarmee vergelijkt het programma wat er terugkomt.";
            intro.extend([Block::Text(kept.to_owned()), Block::Gap]);
        }
        if !lines.is_empty() {
            intro.push(Block::Heading("Dit moet u weten; het staat niet in het bestand".to_owned()));
            intro.extend(lines.iter().map(|line| match line.starts_with("Let op") {
                true => Block::Danger(line.clone()),
                false => Block::Point(line.clone()),
            }));
            intro.push(Block::Gap);
        }
        let items = [("Klaar", Daarna::Klaar), ("Nog een bestand uitgeven", Daarna::NogEen)];
        let items = items.map(|(label, value)| MenuItem { label: label.to_owned(), value }).to_vec();
        self.stap = Stap::Klaar(Menu::new(intro, items));
    }

    fn question(&self) -> Vec<Block> {
        let text = |text: &str| Block::Text(text.to_owned());
        vec![
            Block::Danger("Geheime plekken gaan mee in dit bestand.".to_owned()),
            Block::Gap,
            Block::Text(staan_er(self.geheim)),
            text("Het bestand is niet versleuteld. Wie het krijgt of vindt, kan lezen waar mensen schuilen."),
            text("Geef het alleen aan wie die adressen al mag weten, en verstuur het veilig."),
            Block::Gap,
            text("j: ja, geef ze mee. Esc: nee, terug naar het formulier."),
        ]
    }
}

impl Screen for Uitgeven {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Shown | Msg::Kluis(_) => {
                self.refresh(cx);
                return Vec::new();
            }
            Msg::Uitgegeven(path, lines) => {
                self.done(path, lines);
                return Vec::new();
            }
            Msg::Failed(fault) => {
                self.fout = Some(format!("{} {} {}", fault.wat, fault.waarom, fault.advies));
                return Vec::new();
            }
            _ => {}
        }
        match &mut self.stap {
            Stap::Kiezen => match (self.menu.event(msg, cx), self.menu.value().copied()) {
                (MenuEvent::Taken, Some(vorm)) => self.fill_in(vorm, cx),
                (MenuEvent::Back, _) => return vec![Effect::Close],
                (MenuEvent::Taken | MenuEvent::None, _) => {}
            },
            Stap::Invullen => match self.view.update(msg, cx) {
                FormEvent::Submit => return self.submit(cx),
                FormEvent::Leave if self.view.may_leave() => self.stap = Stap::Kiezen,
                FormEvent::Leave | FormEvent::Changed | FormEvent::FocusMoved | FormEvent::Nothing => {}
            },
            Stap::Zeker(..) => {
                if let Msg::Key(key) = msg {
                    return self.sure(*key, cx);
                }
            }
            Stap::Klaar(menu) => match (menu.event(msg, cx), menu.value()) {
                (MenuEvent::Taken, Some(Daarna::NogEen)) => {
                    self.stap = Stap::Kiezen;
                }
                (MenuEvent::Taken | MenuEvent::Back, _) => return vec![Effect::Close],
                (MenuEvent::None, _) => {}
            },
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        match &self.stap {
            Stap::Kiezen => self.menu.draw(area, buf, look),
            Stap::Invullen => {
                let below: Vec<Block> = self.fout.iter().map(|fault| Block::Danger(fault.clone())).collect();
                self.view.draw_between(&[], &below, area, buf, look);
            }
            Stap::Zeker(..) => {
                Pane::default().draw(&rows(&self.question(), area.width.saturating_sub(2), look), area, buf, look);
            }
            Stap::Klaar(menu) => menu.draw(area, buf, look),
        }
    }

    fn header(&self) -> (String, String) {
        let title = match &self.stap {
            Stap::Kiezen | Stap::Klaar(_) => "Netwerk uitgeven".to_owned(),
            Stap::Invullen | Stap::Zeker(..) => self.view.form().title.to_string(),
        };
        (title, String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        match &self.stap {
            Stap::Kiezen | Stap::Klaar(_) => shown(KEUZE, &()),
            Stap::Invullen => self.view.keys(),
            Stap::Zeker(..) => shown(GEHEIM, self),
        }
    }

    fn typing(&self) -> bool {
        matches!(self.stap, Stap::Invullen) && self.view.typing()
    }

    fn tells_faults(&self) -> bool {
        matches!(self.stap, Stap::Invullen | Stap::Zeker(..))
    }

    fn holds(&self) -> bool {
        matches!(self.stap, Stap::Invullen | Stap::Zeker(..)) && self.view.is_changed()
    }
}
