//! Somebody was speaking when the program, or the whole laptop, stopped: did the speech run on?
//!
//! Only people can know (docs/domain.md §3), so it is asked, and nothing is changed until it is answered.

use super::confirm::draw_text;
use super::{Outcome, Overlay};
use crate::domain::floor;
use crate::domain::meeting::Command;
use crate::domain::stamp::Moment;
use crate::i18n::{Lang, terms, ui as words};
use crate::tui::input::Input;
use crate::tui::pen::Pen;
use crate::tui::ui::Ui;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

#[derive(Debug, Clone)]
pub struct Interrupted {
    name: String,
    /// The last moment of which the record, or this terminal, knows.
    until: Moment,
    /// When it was seen that nothing had been clocked since.
    seen: Moment,
}

impl Interrupted {
    /// None where nobody's clock was running.
    pub fn of(ui: &Ui, until: Moment) -> Option<Self> {
        let speech = ui.meeting()?.floor.current().filter(|speech| !speech.is_paused())?;
        let until = until.max(speech.start);
        Some(Self { name: ui.name(&speech.person), until, seen: ui.now.at })
    }

    pub(super) fn update(&self, input: &Input) -> Outcome {
        let Input::Key(key) = input else { return Outcome::Keep };
        match key.code {
            KeyCode::Enter | KeyCode::Esc | KeyCode::Char('1') => Outcome::Close,
            KeyCode::Char('2') => Outcome::Submit {
                command: Command::Floor(floor::Command::Finish),
                at: Some(self.until),
            },
            _ => Outcome::Keep,
        }
    }

    /// What is asked.
    pub fn text(&self, lang: Lang) -> String {
        let (until, seen) = (terms::time_s(self.until), terms::time_s(self.seen));
        words::interrupted_text(lang, &self.name, until, seen)
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect) {
        let lang = pen.look.lang;
        let text = self.text(lang);
        let hint = words::interrupted_hint(lang);
        draw_text(pen, area, &words::interrupted_title(lang), &text, &hint);
    }
}

impl From<Interrupted> for Overlay {
    fn from(asked: Interrupted) -> Self {
        Self::Interrupted(asked)
    }
}
