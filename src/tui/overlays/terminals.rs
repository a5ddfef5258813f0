//! Who is attached to the session, and sending a terminal away.

use super::{Confirm, Outcome, middle};
use crate::domain::stamp::Role;
use crate::i18n::ui::{term, terminals as text};
use crate::tui::act::Intent;
use crate::tui::effect::Effect;
use crate::tui::input::Input;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::ui::Ui;
use crate::tui::widgets::list;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

const ROWS: u16 = 10;

/// The place of the choice among the terminals as they are.
#[derive(Debug, Clone, Default)]
pub struct Terminals {
    at: usize,
}

impl Terminals {
    pub(super) fn update(&mut self, ui: &Ui, input: &Input) -> Outcome {
        let Input::Key(key) = input else { return Outcome::Ignored };
        let last = ui.host.terminals.len().saturating_sub(1);
        match key.code {
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char(' ' | '0') => return Outcome::Close,
            KeyCode::Up => self.at = self.at.min(last).saturating_sub(1),
            KeyCode::Down => self.at = (self.at + 1).min(last),
            KeyCode::Delete | KeyCode::F(9) => {
                let Some(chosen) = ui.host.terminals.get(self.at.min(last)) else {
                    return Outcome::Keep;
                };
                let lang = ui.lang();
                if ui.by.role != Role::Chair {
                    return Outcome::Then(Intent::Cannot(text::chair_only(lang)));
                }
                let then = Intent::Effect(Effect::Dismiss { terminal: chosen.name.clone() });
                let ask = text::ask_dismiss(lang, &chosen.name);
                return Outcome::Then(Intent::open(Confirm::new(text::dismiss(lang), ask, then)));
            }
            _ if key.modifiers.is_empty() => {}
            _ => return Outcome::Ignored,
        }
        Outcome::Keep
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect, ui: &Ui) {
        let (lang, theme) = (pen.look.lang, pen.look.theme);
        let inner = pen.boxed(middle(area, 70, ROWS + 4), &text::title(lang));
        if inner.height < 3 {
            return;
        }
        let body = Rect { height: inner.height.saturating_sub(3), ..inner };
        if ui.host.terminals.is_empty() {
            for (i, line) in [text::none(lang), text::how(lang)].iter().enumerate() {
                pen.cut(body.x, body.y + cells(i), body.width, line, theme.muted);
            }
        }
        let at = self.at.min(ui.host.terminals.len().saturating_sub(1));
        for (i, place) in
            list::window(at, ui.host.terminals.len(), usize::from(body.height)).enumerate()
        {
            let Some(terminal) = ui.host.terminals.get(place) else { continue };
            let line = row(body, cells(i));
            list::chosen(pen, line, place == at);
            let style = if place == at { theme.selected } else { theme.text };
            let x = line.x + 2;
            pen.cut(x, line.y, 22, &terminal.name, style);
            pen.cut(x + 24, line.y, 12, term::role(lang, terminal.role), theme.muted);
            if *terminal.name == *ui.by.terminal {
                pen.cut(x + 38, line.y, 10, &text::this_one(lang), theme.muted);
            }
        }
        if let Some(ledger) = ui.present() {
            // The same on every terminal: then all have one record.
            let print = text::fingerprint(lang, ledger.head().fingerprint(), ledger.seq());
            pen.cut(inner.x, inner.bottom() - 2, inner.width, &print, theme.text);
        }
        let chair = ui.by.role == Role::Chair;
        let hint = if chair { text::hint(lang) } else { text::hint_look(lang) };
        pen.cut(inner.x, inner.bottom() - 1, inner.width, &hint, theme.muted);
    }
}
