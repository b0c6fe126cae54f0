//! How an exercise looks: at the left where it is, at the right what there is to see and to do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::super::rijen::{heading, klok};
use super::super::rooster::labels;
use super::super::uitslag;
use super::Lopen;
use crate::domain::gesprek::{Block, StepState};
use crate::domain::oefening::spel::{Beurt, Planronde, Planvraag, Stap, lijst};
use crate::ui::chrome::cut;
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::{Row, rows, wrapped};

/// Columns of the phases and rounds, where there is room for them.
const SIDE: u16 = 17;
/// Narrower than this, they give way.
const WITH_SIDE: u16 = 68;

impl Lopen {
    /// Where the part that goes on stands.
    pub(super) fn main(&self, body: Rect) -> Rect {
        if body.width < WITH_SIDE {
            return body;
        }
        Rect { x: body.x + SIDE + 2, width: body.width - SIDE - 2, ..body }
    }

    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let main = self.main(area);
        if main.x > area.x {
            self.draw_side(Rect { width: SIDE, ..area }, buf, look);
            for y in area.top()..area.bottom() {
                buf.set_line(area.x + SIDE, y, &Line::styled(look.column(), look.style(Role::Rand)), 1);
            }
        }
        match self.vel() {
            Some(vel) if self.stemt().is_some() => {
                let width = main.width.saturating_sub(2);
                let mut head = vec![self.kop(width, look)];
                head.extend(wrapped(&vel.plan.tekst, Role::Vraag, "", width.min(look.width), look));
                self.rooster.draw(&vel, head, main, buf, look);
            }
            _ => self.pane.draw(&self.rows(main.width, look), main, buf, look),
        }
    }

    /// The right of the header: the phase and its clock.
    pub(super) fn waar(&self) -> String {
        let verloop = self.verloop();
        let stil = if verloop.loopt() { "" } else { " stil" };
        format!("fase {} van {} · {}{stil}", verloop.fase() + 1, self.fasen().len(), klok(verloop.rest(self.nu)))
    }

    fn draw_side(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let verloop = self.verloop();
        let mut lines = vec![(Role::Titel, "Fasen".to_owned())];
        for (at, fase) in self.fasen().iter().enumerate() {
            lines.push(step(at, verloop.fase(), &fase.kort, look));
            if at == verloop.fase() {
                let minuten = verloop.fasen().get(at).map_or(0, |fase| fase.minuten);
                lines.push((Role::Titel, format!("  {} van {minuten}", klok(verloop.rest(self.nu)))));
            }
        }
        let here = lines.iter().position(|(role, text)| *role == Role::Titel && text.starts_with("  ")).unwrap_or(0);
        let height = usize::from(area.height);
        let rounds = self.stand.ronden().len();
        // The phases get what the rounds leave, and at least half.
        let most = if rounds == 0 { height } else { height.saturating_sub(rounds + 2).max(height / 2) };
        let mut shown = window(lines, here, most);
        if rounds > 0 && height > shown.len() + 2 {
            let titles = self.plan.ronden.iter().enumerate();
            let lines = titles.map(|(at, ronde)| step(at, self.stand.bij_ronde(), &ronde.titel, look)).collect();
            let room = height - shown.len() - 2;
            shown.push((Role::Gewoon, String::new()));
            shown.push((Role::Titel, "Ronden".to_owned()));
            shown.extend(window(lines, self.stand.bij_ronde(), room));
        }
        for (y, (role, text)) in (area.top()..area.bottom()).zip(shown) {
            let text = cut(&look.text(&text), usize::from(area.width) - 1);
            buf.set_line(area.x, y, &Line::styled(text, look.style(role)), area.width);
        }
    }

    /// The heading of the part that goes on.
    fn kop(&self, width: u16, look: &Look) -> Row {
        let vragen = self.vragen();
        let vraag =
            if vragen > 1 { format!("vraag {} van {vragen} · ", self.rooster.vraag + 1) } else { String::new() };
        let right = match self.stap() {
            Stap::Begin => "begin".to_owned(),
            Stap::Tonen(_) => "bespreken".to_owned(),
            Stap::Stemmen(_, beurt) => format!("{vraag}{}", self.stem(beurt)),
            Stap::Uitslag(ronde, beurt) => {
                let zaal = if self.stand.is_vrij(ronde) { " · zaal ziet dit" } else { "" };
                format!("{vraag}uitslag {}{zaal}", self.stem(beurt))
            }
            Stap::Uitleg(_) => "uitleg".to_owned(),
            Stap::Besluit => "besluit".to_owned(),
            Stap::Nabespreken => "nabespreken".to_owned(),
            Stap::Slot => "slot".to_owned(),
        };
        let left = match self.ronde() {
            Some((at, ronde)) => {
                let count = self.plan.ronden.len();
                if count == 1 { ronde.titel.clone() } else { format!("{} van {count} · {}", at + 1, ronde.titel) }
            }
            None => self.werkvorm.kop.titel.clone(),
        };
        heading(&left, &right, width, look)
    }

    fn stem(&self, beurt: Beurt) -> &'static str {
        match (self.stand.tweede_stem(), beurt) {
            (false, _) => "stemmen",
            (true, Beurt::Eerste) => "eerste stem",
            (true, Beurt::Tweede) => "tweede stem",
        }
    }

    fn ronde(&self) -> Option<(usize, &Planronde)> {
        let at = self.stap().ronde()?;
        Some((at, self.plan.ronden.get(at)?))
    }

    /// The rows of the part that scrolls.
    pub(super) fn rows(&self, width: u16, look: &Look) -> Vec<Row> {
        let width = width.saturating_sub(2);
        let mut found = vec![self.kop(width, look), Row::blank()];
        if let Some(said) = self.said {
            found.extend(wrapped(said, Role::Gelukt, "", width.min(look.width), look));
            found.push(Row::blank());
        }
        if self.fase && self.stap() != Stap::Begin {
            found.extend(rows(&self.fase_blocks(), width, look));
            found.push(Row::blank());
        }
        match self.stap() {
            Stap::Begin => found.extend(rows(&self.begin_blocks(), width, look)),
            Stap::Tonen(at) => found.extend(self.tonen_rows(at, width, look)),
            Stap::Uitslag(at, beurt) => {
                found.extend(uitslag::rows(&self.plan, &self.stand, at, self.rooster.vraag, beurt, width, look));
            }
            Stap::Uitleg(at) => found.extend(self.uitleg_rows(at, width, look)),
            Stap::Besluit => found.extend(rows(&self.besluit_blocks(), width, look)),
            Stap::Nabespreken => found.extend(rows(&self.nabespreken_blocks(), width, look)),
            Stap::Slot => found.extend(rows(&self.beeld(), width, look)),
            Stap::Stemmen(..) => {}
        }
        found
    }

    /// What the phase asks, as it can be read aloud.
    fn fase_blocks(&self) -> Vec<Block> {
        let at = self.verloop().fase();
        let Some(fase) = self.fasen().get(at) else { return Vec::new() };
        let minuten = self.verloop().fasen().get(at).map_or(fase.minuten, |fase| fase.minuten);
        let unit = if minuten == 1 { "minuut" } else { "minuten" };
        let mut blocks = vec![
            Block::Heading(format!("Fase {} van {}: {} ({minuten} {unit})", at + 1, self.fasen().len(), fase.titel)),
            Block::Text(fase.tekst.clone()),
        ];
        for doet in &fase.doet {
            blocks.push(Block::Point(format!("{}: {}", self.werkvorm.inhoud.rolnaam(&doet.rol), doet.tekst)));
        }
        if !fase.leider.is_empty() {
            blocks.push(Block::Muted(format!("Voor u: {}", fase.leider)));
        }
        blocks
    }

    fn begin_blocks(&self) -> Vec<Block> {
        let groepen = self.stand.groepen();
        let grootte = groepen.first().copied().unwrap_or(0);
        let groepjes = if groepen.len() == 1 { "1 groepje".to_owned() } else { format!("{} groepjes", groepen.len()) };
        let mut blocks = vec![
            Block::Strong(self.werkvorm.inhoud.doel.clone()),
            Block::Text(format!("{groepjes} van hoogstens {grootte}.")),
        ];
        blocks.extend(self.stand.te_weinig().map(|text| Block::Danger(text.to_owned())));
        if let Some(casus) = &self.casus {
            blocks.push(Block::Text(format!("{}: {}", casus.kop.titel, casus.inhoud.setting)));
        }
        blocks.push(Block::Gap);
        blocks.extend(self.fase_blocks());
        blocks
    }

    /// What is known, the newest of this round first in sight, and what the groups talk about.
    fn tonen_rows(&self, at: usize, width: u16, look: &Look) -> Vec<Row> {
        let Some(ronde) = self.plan.ronden.get(at) else { return Vec::new() };
        let known: Vec<(usize, &str)> = self.stand.bekend().collect();
        let mut blocks = Vec::new();
        let text = |id: &str| self.plan.feit(id).map(|feit| feit.tekst.clone()).unwrap_or_default();
        for (_, id) in known.iter().filter(|(of, _)| *of == at) {
            blocks.push(Block::Point(text(id)));
        }
        if self.stand.heeft_verborgen(at) {
            let shown = known.iter().filter(|(of, _)| *of == at).count();
            blocks.push(Block::Muted(format!("Feit {shown} van {}. Enter: het volgende.", ronde.feiten.len())));
        }
        if !ronde.praat.is_empty() && !blocks.is_empty() {
            blocks.push(Block::Gap);
        }
        blocks.extend(ronde.praat.iter().map(|text| Block::Strong(text.clone())));
        let mut found = rows(&blocks, width, look);
        found.extend(cards(ronde, width, look));
        let earlier: Vec<String> = known.iter().filter(|(of, _)| *of < at).map(|(_, id)| text(id)).collect();
        found.extend(rows(&lijst("Eerder bekend", &earlier), width, look));
        found
    }

    /// What is defensible, and why.
    fn uitleg_rows(&self, at: usize, width: u16, look: &Look) -> Vec<Row> {
        let Some(ronde) = self.plan.ronden.get(at) else { return Vec::new() };
        let mut blocks = Vec::new();
        for (place, vraag) in ronde.vragen.iter().enumerate() {
            if place > 0 {
                blocks.push(Block::Gap);
            }
            blocks.push(Block::Strong(vraag.tekst.clone()));
            blocks.extend(self.vraag_uitleg(at, place, vraag));
        }
        blocks.extend(lijst("Nu", &ronde.nu));
        let letop: Vec<String> = ronde
            .feiten
            .iter()
            .filter(|feit| !feit.let_op.is_empty())
            .map(|feit| format!("{} {}", feit.tekst, feit.let_op))
            .collect();
        blocks.extend(lijst("Let op", &letop));
        rows(&blocks, width, look)
    }

    fn vraag_uitleg(&self, ronde: usize, place: usize, vraag: &Planvraag) -> Vec<Block> {
        let mut blocks = Vec::new();
        let goed = vraag.goede();
        if !goed.is_empty() {
            blocks.push(Block::Pair(vraag.goed_heet.to_owned(), goed.join(", ")));
        }
        if vraag.meerdere {
            for keuze in &vraag.keuzes {
                blocks.push(Block::Pair(keuze.tekst.clone(), keuze.prijs.clone()));
            }
        }
        if !vraag.uitleg.is_empty() {
            blocks.push(Block::Text(vraag.uitleg.clone()));
        }
        if vraag.ter_oefening {
            let text = "Deze vraag weegt u in het echt samen met Veilig Thuis. Hier is zij om te oefenen.";
            blocks.push(Block::Muted(text.to_owned()));
        }
        let own = self.stand.vraag(ronde, place).and_then(|own| own.omslagfeit());
        let feit = |id: &str| self.plan.feit(id).map(|feit| feit.tekst.clone());
        if let Some(feit) = own.and_then(feit) {
            blocks.push(Block::Text(format!("Doorslag volgens de groep: {feit}")));
        }
        if let Some(feit) = vraag.omslagfeit.as_deref().and_then(feit) {
            blocks.push(Block::Text(format!("Doorslag volgens de casus: {feit}")));
        }
        blocks
    }

    fn besluit_blocks(&self) -> Vec<Block> {
        let Some(besluit) = &self.plan.besluit else { return Vec::new() };
        let mut blocks = vec![Block::Strong("Wat zou u nu besluiten, en waarom?".to_owned())];
        blocks.extend(lijst("Wat hier weegt", &besluit.weegt));
        if !self.stand.verdedigbaar_getoond() {
            blocks.extend([Block::Gap, Block::Muted("Enter: welke besluiten te verdedigen zijn.".to_owned())]);
            return blocks;
        }
        for (kop, found) in
            [("Te verdedigen", &besluit.verdedigbaar), ("Niet te verdedigen", &besluit.niet_verdedigbaar)]
        {
            blocks.extend([Block::Gap, Block::Heading(kop.to_owned())]);
            for (tekst, waarom) in found {
                blocks.push(Block::Point(tekst.clone()));
                blocks.push(Block::Muted(waarom.clone()));
            }
        }
        blocks
    }

    fn nabespreken_blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = self.plan.nabespreken.iter().map(|text| Block::Strong(text.clone())).collect();
        blocks.extend(lijst("Wat blijft hangen", &self.plan.leerpunten));
        blocks.extend(lijst("Wat de groep nu heeft", &self.plan.uitkomst));
        blocks
    }
}

/// The cards of a round: one with its answers, or several with the answers that they share.
fn cards(ronde: &Planronde, width: u16, look: &Look) -> Vec<Row> {
    let mut found = Vec::new();
    for (at, vraag) in ronde.vragen.iter().enumerate() {
        let text = if ronde.praat.contains(&vraag.tekst) { "" } else { vraag.tekst.as_str() };
        let numbered = text.starts_with(|letter: char| letter.is_ascii_digit());
        let lead = match ronde.vragen.len() {
            1 => String::new(),
            _ if numbered => format!("{} ", look.point()),
            _ => format!("{:>2}  ", at + 1),
        };
        if !text.is_empty() {
            if found.is_empty() {
                found.push(Row::blank());
            }
            let role = if ronde.vragen.len() > 1 { Role::Gewoon } else { Role::Vraag };
            found.extend(wrapped(text, role, &lead, width.min(look.width), look));
        }
    }
    if let Some(first) = ronde.vragen.first()
        && ronde.vragen.iter().all(|vraag| vraag.keuzes == first.keuzes)
    {
        found.push(Row::blank());
        found.extend(labels(first, width, look));
    }
    found
}

/// A line of the left side.
fn step(at: usize, here: usize, text: &str, look: &Look) -> (Role, String) {
    let state = match at.cmp(&here) {
        std::cmp::Ordering::Less => StepState::Done,
        std::cmp::Ordering::Equal => StepState::Here,
        std::cmp::Ordering::Greater => StepState::Ahead,
    };
    let role = if state == StepState::Here { Role::Vraag } else { Role::Gedempt };
    (role, format!("{} {text}", look.step(state)))
}

/// As many lines as fit, around the one that counts.
fn window(lines: Vec<(Role, String)>, here: usize, most: usize) -> Vec<(Role, String)> {
    let first = (here + 1).saturating_sub(most.saturating_sub(1)).min(lines.len().saturating_sub(most));
    lines.into_iter().skip(first).take(most).collect()
}
