//! Colours: both set, and far enough apart to read.

use aandacht::domain::gesprek::Thema;
use aandacht::ui::look::Colours;
use aandacht::ui::theme::{Role, contrast, style};
use ratatui::style::{Color, Modifier};

const THEMAS: [(Thema, f64); 4] =
    [(Thema::Donker, 4.5), (Thema::Licht, 4.5), (Thema::Auto, 4.5), (Thema::Contrast, 7.0)];

/// The contrast of two colours after WCAG 2.2, worked out apart from the program.
pub fn ratio(text: Color, ground: Color) -> f64 {
    let light = |color| {
        let Color::Rgb(red, green, blue) = color else { panic!("{color:?} has no known light") };
        let [red, green, blue] = [red, green, blue].map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (text, ground): (f64, f64) = (light(text), light(ground));
    (text.max(ground) + 0.05) / (text.min(ground) + 0.05)
}

#[test]
fn every_role_can_be_read_in_every_theme() {
    for (thema, least) in THEMAS {
        for role in Role::ALL {
            let found = contrast(thema, role);
            assert!(found >= least, "{role:?} in {thema:?}: {found:.2}");
            let style = style(thema, Colours::True, role);
            let (Some(text), Some(ground)) = (style.fg, style.bg) else { panic!("{role:?} sets both colours") };
            assert!((ratio(text, ground) - found).abs() < 0.001, "{role:?} in {thema:?} is drawn as it was measured");
        }
    }
}

#[test]
fn the_measure_is_right_where_the_answer_is_known() {
    assert!((ratio(Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255)) - 21.0).abs() < 0.001);
    assert!((ratio(Color::Rgb(118, 118, 118), Color::Rgb(255, 255, 255)) - 4.54).abs() < 0.01);
    assert!((ratio(Color::Rgb(9, 9, 9), Color::Rgb(9, 9, 9)) - 1.0).abs() < 0.001);
}

#[test]
fn without_true_colour_only_bold_and_reverse_are_used() {
    for (thema, _) in THEMAS {
        for role in Role::ALL {
            for colours in [Colours::Default, Colours::None] {
                let style = style(thema, colours, role);
                assert_eq!((style.fg, style.bg, style.underline_color), (None, None, None), "{role:?}");
                let allowed = Modifier::BOLD | Modifier::REVERSED;
                assert!(allowed.contains(style.add_modifier), "{role:?}: {:?}", style.add_modifier);
            }
        }
    }
}

#[test]
fn what_is_chosen_and_what_is_dangerous_stand_out_without_colour() {
    for role in [Role::Gekozen, Role::Gevaar] {
        assert!(style(Thema::Donker, Colours::None, role).add_modifier.contains(Modifier::REVERSED), "{role:?}");
    }
    assert!(style(Thema::Donker, Colours::None, Role::Vraag).add_modifier.contains(Modifier::BOLD));
    assert!(style(Thema::Donker, Colours::None, Role::Gewoon).add_modifier.is_empty());
}

#[test]
fn nothing_moves_or_blinks() {
    for (thema, _) in THEMAS {
        for role in Role::ALL {
            for colours in [Colours::True, Colours::Default, Colours::None] {
                let blinks = style(thema, colours, role).add_modifier;
                assert!(!blinks.intersects(Modifier::SLOW_BLINK | Modifier::RAPID_BLINK | Modifier::HIDDEN));
            }
        }
    }
}
