//! Styles by meaning, and the marks that say the same without colour.
//!
//! Must not know screens. Nothing is ever told by colour alone: a mark or a word goes with it.

use crate::i18n::Lang;
use crate::inputs::config::ThemeName;
use crate::tui::measure::Width;
use ratatui::style::{Color, Modifier, Style};

/// The styles in force. `text` is the terminal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    pub text: Style,
    pub muted: Style,
    pub strong: Style,
    pub accent: Style,
    pub good: Style,
    pub warning: Style,
    pub over: Style,
    /// The chosen row of a list.
    pub selected: Style,
    /// A key in the footer.
    pub key: Style,
    /// The header line.
    pub bar: Style,
    /// A text field.
    pub field: Style,
    /// Selected or found text, over the style of the text.
    pub marked: Style,
    /// What lies beneath a popup.
    pub veil: Style,
}

impl Theme {
    pub fn new(palette: ThemeName) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let coloured = |muted, accent, good, warning, over, ground, veil| Self {
            text: plain,
            muted: plain.fg(muted),
            strong: bold,
            accent: plain.fg(accent),
            good: plain.fg(good),
            warning: bold.fg(warning),
            over: bold.fg(over),
            selected: bold.bg(ground),
            key: bold.fg(accent),
            bar: plain.bg(ground),
            field: plain.bg(ground),
            marked: plain.add_modifier(Modifier::REVERSED),
            veil: plain.fg(veil),
        };
        let indexed = Color::Indexed;
        match palette {
            ThemeName::Dark => coloured(
                indexed(248),
                Color::Cyan,
                Color::Green,
                Color::Yellow,
                indexed(210),
                indexed(236),
                indexed(242),
            ),
            ThemeName::Light => coloured(
                indexed(241),
                Color::Blue,
                indexed(22),
                indexed(94),
                Color::Red,
                indexed(254),
                indexed(247),
            ),
            // Grounds of its own under the alarms: they can be read on a dark and on a light
            // terminal, which this theme cannot know. What is as it should be is no alarm.
            ThemeName::HighContrast => Self {
                text: plain,
                muted: plain,
                strong: bold,
                accent: bold,
                good: bold,
                warning: bold.fg(indexed(16)).bg(indexed(226)),
                over: bold.fg(indexed(231)).bg(indexed(88)),
                selected: bold.add_modifier(Modifier::REVERSED),
                key: bold.add_modifier(Modifier::UNDERLINED),
                bar: bold.add_modifier(Modifier::REVERSED),
                field: plain.add_modifier(Modifier::UNDERLINED),
                marked: plain.add_modifier(Modifier::REVERSED),
                veil: plain.add_modifier(Modifier::DIM),
            },
            ThemeName::Terminal => Self {
                muted: plain.add_modifier(Modifier::DIM),
                selected: plain.add_modifier(Modifier::REVERSED),
                bar: plain.add_modifier(Modifier::REVERSED),
                field: plain.add_modifier(Modifier::UNDERLINED),
                veil: plain.add_modifier(Modifier::DIM),
                ..coloured(
                    Color::Reset,
                    Color::Cyan,
                    Color::Green,
                    Color::Yellow,
                    Color::Red,
                    Color::Reset,
                    Color::Reset,
                )
            },
            ThemeName::Mono => Self {
                text: plain,
                muted: plain.add_modifier(Modifier::DIM),
                strong: bold,
                accent: bold,
                good: plain,
                warning: bold.add_modifier(Modifier::UNDERLINED),
                over: bold.add_modifier(Modifier::REVERSED),
                selected: plain.add_modifier(Modifier::REVERSED),
                key: bold,
                bar: plain.add_modifier(Modifier::REVERSED),
                field: plain.add_modifier(Modifier::UNDERLINED),
                marked: plain.add_modifier(Modifier::REVERSED),
                veil: plain.add_modifier(Modifier::DIM),
            },
        }
    }
}

/// The signs of the interface; ASCII ones where the terminal cannot be trusted with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    pub chosen: &'static str,
    pub done: &'static str,
    pub active: &'static str,
    pub pending: &'static str,
    pub deferred: &'static str,
    pub warn: &'static str,
    pub rule: &'static str,
    pub column: &'static str,
    pub full: &'static str,
    pub empty: &'static str,
    pub dot: &'static str,
    /// Corners of a box: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
}

impl Marks {
    const LINES: Self = Self {
        chosen: "▸",
        done: "√",
        active: "●",
        pending: "○",
        deferred: "→",
        warn: "▲",
        rule: "─",
        column: "│",
        full: "█",
        empty: "░",
        dot: "·",
        corners: ["┌", "┐", "└", "┘"],
    };
    const ASCII: Self = Self {
        chosen: ">",
        done: "+",
        active: "*",
        pending: "-",
        deferred: "~",
        warn: "!",
        rule: "-",
        column: "|",
        full: "#",
        empty: ".",
        dot: "-",
        corners: ["+", "+", "+", "+"],
    };
}

/// All that drawing needs to know of the terminal and the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub lang: Lang,
    pub theme: Theme,
    pub marks: Marks,
    pub width: Width,
    pub ascii: bool,
}

impl Look {
    /// ASCII marks also where ambiguous characters are wide: lines drawn with them would not meet.
    pub fn new(lang: Lang, palette: ThemeName, ascii: bool, wide_ambiguous: bool) -> Self {
        let ascii = ascii || wide_ambiguous;
        let marks = if ascii { Marks::ASCII } else { Marks::LINES };
        let width = Width { wide_ambiguous };
        Self { lang, theme: Theme::new(palette), marks, width, ascii }
    }
}
