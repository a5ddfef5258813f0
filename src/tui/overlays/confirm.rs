//! A question with yes and no: Enter does it, Esc goes back.

use super::{Outcome, middle};
use crate::i18n::ui as words;
use crate::tui::act::Intent;
use crate::tui::input::Input;
use crate::tui::measure::wrap;
use crate::tui::pen::{Pen, cells, row};
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

#[derive(Debug, Clone)]
pub struct Confirm {
    pub title: String,
    pub text: String,
    pub then: Box<Intent>,
    /// Whether any other key means no and does what it always does.
    light: bool,
}

impl Confirm {
    pub fn new(title: String, text: String, then: Intent) -> Self {
        Self { title, text, then: Box::new(then), light: false }
    }

    /// A question that holds no key up: one Esc too many must not make the screen deaf.
    pub fn lightly(title: String, text: String, then: Intent) -> Self {
        Self { light: true, ..Self::new(title, text, then) }
    }

    /// What is asked, and what a yes does.
    pub fn asked(&self) -> (&str, &Intent) {
        (&self.text, &self.then)
    }

    pub(super) fn update(&self, input: &Input) -> Outcome {
        let Input::Key(key) = input else { return Outcome::Ignored };
        match key.code {
            KeyCode::Enter | KeyCode::Char('y') if key.modifiers.is_empty() => {
                Outcome::Then((*self.then).clone())
            }
            KeyCode::Esc | KeyCode::Char('n') if key.modifiers.is_empty() => Outcome::Close,
            _ if self.light => Outcome::Pass,
            _ => Outcome::Keep,
        }
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect) {
        let lang = pen.look.lang;
        draw_text(pen, area, &self.title, &self.text, &words::confirm_hint(lang));
    }
}

/// A box with a text and a hint below it.
pub(super) fn draw_text(pen: &mut Pen, area: Rect, title: &str, text: &str, hint: &str) {
    let width = area.width.saturating_sub(8).clamp(1, 60);
    let lines = wrap(text, usize::from(width.saturating_sub(4)).max(2), pen.look.width);
    let inner = pen.boxed(middle(area, width, cells(lines.len() + 5)), title);
    let theme = pen.look.theme;
    for (i, line) in lines.iter().enumerate() {
        let at = row(inner, cells(i + 1));
        if at.height > 0 {
            pen.cut(at.x, at.y, at.width, line, theme.text);
        }
    }
    if inner.height > 0 {
        pen.cut(inner.x, inner.bottom() - 1, inner.width, hint, theme.muted);
    }
}
