//! Records are lost or altered: the session is shown, and nothing is written before a person has
//! decided to go on. The decision is the first line of the record after the loss.

use super::Outcome;
use super::confirm::draw_text;
use crate::i18n::ui as words;
use crate::tui::act::Intent;
use crate::tui::effect::Effect;
use crate::tui::input::Input;
use crate::tui::pen::Pen;
use crate::tui::ui::{Ui, Waiting};
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

#[derive(Debug, Clone)]
pub struct Loss {
    loss: String,
}

impl Loss {
    pub fn new(loss: String) -> Self {
        Self { loss }
    }

    /// What is lost, in a sentence.
    pub fn text(&self) -> &str {
        &self.loss
    }

    pub(super) fn update(input: &Input) -> Outcome {
        let Input::Key(key) = input else { return Outcome::Keep };
        match key.code {
            KeyCode::Enter | KeyCode::Esc | KeyCode::Char('1') => Outcome::Close,
            KeyCode::Char('2') => Outcome::Then(Intent::Do(go_on)),
            _ => Outcome::Keep,
        }
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect) {
        let lang = pen.look.lang;
        let text = format!("{}\n{}", self.loss, words::loss_ask(lang));
        draw_text(pen, area, &words::loss_title(lang), &text, &words::loss_hint(lang));
    }
}

fn go_on(ui: &mut Ui) -> Vec<Effect> {
    if ui.store.undecided_loss.is_none() {
        return Vec::new();
    }
    let token = ui.token();
    ui.asked.waiting.insert(token, Waiting { overlay: None });
    vec![Effect::GoOn { token }]
}
