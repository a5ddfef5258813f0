//! Where to write the record when the store cannot be written to: one line, a folder.

use super::{Outcome, middle};
use crate::i18n::ui as words;
use crate::tui::act::Intent;
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::input::Input;
use crate::tui::pen::{Pen, row};
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

#[derive(Debug, Clone)]
pub struct Rescue {
    folder: Field,
}

impl Default for Rescue {
    fn default() -> Self {
        Self { folder: Field::line("~/yishi") }
    }
}

impl Rescue {
    pub(super) fn update(&mut self, input: &Input) -> Outcome {
        match input {
            Input::Key(key) if key.code == KeyCode::Esc => return Outcome::Close,
            Input::Key(key) if matches!(key.code, KeyCode::Enter | KeyCode::F(2)) => {
                let folder = self.folder.text().trim().to_owned();
                if folder.is_empty() {
                    return Outcome::Keep;
                }
                return Outcome::Then(Intent::Effect(Effect::Rescue(folder)));
            }
            Input::Key(key) => {
                self.folder.key(*key);
            }
            Input::Burst(text) | Input::Paste(text) => self.folder.insert(text),
            Input::Resize(..) | Input::Tick | Input::Mouse(_) => {}
        }
        Outcome::Keep
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect) {
        let (lang, theme) = (pen.look.lang, pen.look.theme);
        let width = area.width.saturating_sub(8).clamp(1, 64);
        let inner = pen.boxed(middle(area, width, 6), &words::rescue_title(lang));
        self.folder.draw(pen, row(inner, 1), true);
        pen.cut(
            inner.x,
            inner.bottom().saturating_sub(1),
            inner.width,
            &words::rescue_hint(lang),
            theme.muted,
        );
    }
}
