//! Roles and their colours. The only file that knows a colour.

use ratatui::style::{Color, Modifier, Style};

use super::look::Colours;
use crate::domain::gesprek::Thema;

/// What a piece of text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Gewoon,
    /// The line at the top.
    Kop,
    /// Headings.
    Titel,
    /// The question.
    Vraag,
    /// What is chosen now.
    Gekozen,
    /// Sources, hints: present, but not in the way.
    Gedempt,
    /// Danger, the emergency line.
    Gevaar,
    /// Something succeeded.
    Gelukt,
    /// Something is wrong.
    Fout,
    /// A key in the footer.
    Toets,
    /// Lines between parts.
    Rand,
    /// A QR code: black on white, whatever the theme.
    Qr,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 12] = [
        Role::Gewoon,
        Role::Kop,
        Role::Titel,
        Role::Vraag,
        Role::Gekozen,
        Role::Gedempt,
        Role::Gevaar,
        Role::Gelukt,
        Role::Fout,
        Role::Toets,
        Role::Rand,
        Role::Qr,
    ];

    /// Bold, reverse and the like: carries the meaning where there is no colour.
    fn modifier(self) -> Modifier {
        match self {
            Role::Titel | Role::Vraag | Role::Toets | Role::Fout | Role::Gelukt => Modifier::BOLD,
            Role::Gekozen => Modifier::BOLD.union(Modifier::REVERSED),
            Role::Gevaar => Modifier::BOLD,
            Role::Gewoon | Role::Kop | Role::Gedempt | Role::Rand | Role::Qr => Modifier::empty(),
        }
    }
}

type Rgb = (u8, u8, u8);

/// Foreground and background of a role.
type Pair = (Rgb, Rgb);

/// The colours of one theme.
struct Palette {
    ground: Rgb,
    text: Rgb,
    title: Rgb,
    chosen: Pair,
    quiet: Rgb,
    danger: Pair,
    good: Rgb,
    bad: Rgb,
    key: Rgb,
    edge: Rgb,
}

const DONKER: Palette = Palette {
    ground: (22, 24, 29),
    text: (222, 224, 229),
    title: (240, 242, 246),
    chosen: ((16, 20, 26), (156, 196, 226)),
    quiet: (158, 164, 174),
    danger: ((255, 255, 255), (150, 32, 36)),
    good: (140, 208, 150),
    bad: (244, 150, 140),
    key: (156, 196, 226),
    edge: (128, 134, 144),
};

const LICHT: Palette = Palette {
    ground: (250, 249, 246),
    text: (32, 34, 38),
    title: (12, 14, 18),
    chosen: ((255, 255, 255), (24, 84, 130)),
    quiet: (92, 96, 104),
    danger: ((255, 255, 255), (160, 24, 30)),
    good: (20, 98, 44),
    bad: (160, 24, 30),
    key: (24, 84, 130),
    edge: (104, 108, 116),
};

const CONTRAST: Palette = Palette {
    ground: (0, 0, 0),
    text: (255, 255, 255),
    title: (255, 255, 255),
    chosen: ((0, 0, 0), (255, 255, 0)),
    quiet: (210, 210, 210),
    danger: ((255, 255, 255), (128, 0, 0)),
    good: (130, 255, 130),
    bad: (255, 170, 170),
    key: (255, 255, 0),
    edge: (200, 200, 200),
};

impl Palette {
    fn pair(&self, role: Role) -> Pair {
        match role {
            Role::Gewoon | Role::Kop => (self.text, self.ground),
            Role::Titel | Role::Vraag => (self.title, self.ground),
            Role::Gekozen => self.chosen,
            Role::Gedempt => (self.quiet, self.ground),
            Role::Gevaar => self.danger,
            Role::Gelukt => (self.good, self.ground),
            Role::Fout => (self.bad, self.ground),
            Role::Toets => (self.key, self.ground),
            Role::Rand => (self.edge, self.ground),
            Role::Qr => ((0, 0, 0), (255, 255, 255)),
        }
    }
}

fn palette(thema: Thema) -> &'static Palette {
    match thema {
        Thema::Donker | Thema::Auto => &DONKER,
        Thema::Licht => &LICHT,
        Thema::Contrast => &CONTRAST,
    }
}

/// The style of a role. Under true colour only the terminal's own colours, bold and reverse are used.
pub fn style(thema: Thema, colours: Colours, role: Role) -> Style {
    match colours {
        Colours::True => {
            let (text, ground) = palette(thema).pair(role);
            // The chosen row has its own ground; reversing it as well would undo that.
            let modifier = role.modifier().difference(Modifier::REVERSED);
            Style::new().fg(rgb(text)).bg(rgb(ground)).add_modifier(modifier)
        }
        Colours::Default | Colours::None => {
            let modifier = match role {
                Role::Gevaar => Modifier::BOLD.union(Modifier::REVERSED),
                role => role.modifier(),
            };
            Style::new().add_modifier(modifier)
        }
    }
}

fn rgb((red, green, blue): Rgb) -> Color {
    Color::Rgb(red, green, blue)
}

/// The contrast of a role in a theme, after WCAG 2: 1 is none, 21 is black on white.
pub fn contrast(thema: Thema, role: Role) -> f64 {
    let (text, ground) = palette(thema).pair(role);
    let (text, ground) = (luminance(text), luminance(ground));
    (text.max(ground) + 0.05) / (text.min(ground) + 0.05)
}

fn luminance((red, green, blue): Rgb) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
