//! Something to be read, and nothing to be chosen.

use super::Outcome;
use super::confirm::draw_text;
use crate::i18n::ui as words;
use crate::tui::input::Input;
use crate::tui::pen::Pen;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

#[derive(Debug, Clone)]
pub struct Notice {
    pub title: String,
    pub text: String,
}

impl Notice {
    pub(super) fn update(input: &Input) -> Outcome {
        match input {
            Input::Key(key) if matches!(key.code, KeyCode::Esc | KeyCode::Enter) => Outcome::Close,
            Input::Key(key) if key.modifiers.is_empty() && key.code == KeyCode::Char(' ') => {
                Outcome::Close
            }
            Input::Key(key) if !key.modifiers.is_empty() => Outcome::Ignored,
            _ => Outcome::Keep,
        }
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect) {
        let hint = words::notice_hint(pen.look.lang);
        draw_text(pen, area, &self.title, &self.text, &hint);
    }
}
