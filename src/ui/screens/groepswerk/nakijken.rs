//! The anonymity check beside a form: what it found is underlined, and said under it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::anoniem::{Anoniemcontrole, Eigen, Zwaarte, uitleg};
use crate::domain::gesprek::{Block, FieldFault};
use crate::domain::kluis::Model;
use crate::ui::look::Look;
use crate::ui::screen::Ctx;
use crate::ui::widgets::{FormView, Pane, rows};

/// How many findings are said at once; how many there are is said too.
const GETOOND: usize = 2;

/// Below every text in which nothing was found.
const NIETS: &str = "Niets herkend. Dat maakt de tekst niet anoniem: wat zeldzaam is zie ik niet.";

/// The check, and what it found the last time.
pub struct Nakijken {
    controle: Option<Anoniemcontrole>,
    blocks: Vec<Block>,
    moet: Vec<FieldFault>,
}

impl Nakijken {
    /// The check, with what is the user's own while the kluis is open.
    pub fn new(cx: &Ctx<'_>) -> Nakijken {
        let none = Model::default();
        let model = if cx.kluis.state.is_open() { &cx.kluis.model } else { &none };
        let lists = cx.reader.anoniem().ok();
        let controle = lists.map(|lists| Anoniemcontrole::nieuw(&lists.inhoud, &Eigen::van(model)));
        Nakijken { controle, blocks: Vec::new(), moet: Vec::new() }
    }

    /// Looks through these fields.
    pub fn kijk(&mut self, view: &mut FormView, velden: &[&'static str]) {
        let Some(controle) = &self.controle else { return };
        let (mut said, mut typed) = (Vec::new(), false);
        self.moet.clear();
        for veld in velden {
            let tekst = view.draft().get(veld).to_owned();
            typed |= !tekst.trim().is_empty();
            let found = controle.controleer(&tekst);
            if let Some(heavy) = found.iter().find(|one| one.zwaarte == Zwaarte::Moet) {
                let advice =
                    format!("{} Mag het toch blijven? Schrijf bij \"Toch laten staan\" waarom.", uitleg(heavy, &tekst));
                self.moet.push(FieldFault::new(veld, &advice));
            }
            said.extend(found.iter().map(|one| (one.zwaarte, uitleg(one, &tekst))));
            view.mark(veld, found.into_iter().map(|one| one.plaats).collect());
            // Who does it stands alone, where a capital says nothing: in the middle of a sentence it does.
            let who = tekst.lines().filter(|_| *veld == "acties").filter_map(|line| line.split(';').nth(1));
            for who in who.map(|who| format!("door {}", who.trim())) {
                said.extend(controle.controleer(&who).iter().map(|one| (one.zwaarte, uitleg(one, &who))));
            }
        }
        said.sort_by_key(|(zwaarte, _)| *zwaarte != Zwaarte::Moet);
        let more = said.len().saturating_sub(GETOOND);
        self.blocks = said.into_iter().take(GETOOND).map(|(_, text)| Block::Text(text)).collect();
        if more > 0 {
            self.blocks.push(Block::Muted(format!("en nog {more}; ze zijn onderstreept")));
        }
        if self.blocks.is_empty() && typed {
            self.blocks.push(Block::Muted(NIETS.to_owned()));
        }
    }

    /// What is said under the form.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// What has to go before the form is taken, unless a reason is given.
    pub fn moet(&self) -> &[FieldFault] {
        &self.moet
    }
}

/// Draws a form with what was found under it.
pub fn draw_with(view: &FormView, found: &[Block], area: Rect, buf: &mut Buffer, look: &Look) {
    let said = rows(found, area.width.saturating_sub(2), look);
    let height = u16::try_from(said.len()).unwrap_or(0).min(area.height / 3);
    let form = area.height - height;
    view.draw(Rect { height: form, ..area }, buf, look);
    Pane::default().draw(
        &said,
        Rect { x: area.x + 1, y: area.y + form, width: area.width.saturating_sub(1), height },
        buf,
        look,
    );
}
