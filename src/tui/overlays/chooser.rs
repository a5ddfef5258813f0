//! Choosing one of a few named texts, by the arrows or a few typed characters.

use super::{Outcome, middle};
use crate::i18n::ui as words;
use crate::tui::act::Intent;
use crate::tui::field::Field;
use crate::tui::input::Input;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::widgets::list;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

const ROWS: u16 = 12;

#[derive(Debug, Clone)]
pub struct Chooser {
    title: String,
    query: Field,
    at: usize,
    /// Name and text, and what comes of choosing them.
    items: Vec<(String, String, Intent)>,
    /// Few enough to be seen at once: nothing is looked for.
    few: bool,
}

impl Chooser {
    pub fn new(
        title: String,
        items: Vec<(String, String)>,
        then: fn(String, String) -> Intent,
    ) -> Self {
        let with = |(name, text): (String, String)| {
            let comes = then(name.clone(), text.clone());
            ((name, text), comes)
        };
        Self { few: false, ..Self::of(title, items.into_iter().map(with).collect()) }
    }

    /// Items of which something comes that is each one's own.
    pub fn of(title: String, items: Vec<((String, String), Intent)>) -> Self {
        let items = items.into_iter().map(|((name, text), then)| (name, text, then)).collect();
        Self { title, query: Field::default(), at: 0, items, few: true }
    }

    /// Those whose name or text holds what was typed.
    fn found(&self) -> Vec<&(String, String, Intent)> {
        let query = self.query.text().trim().to_lowercase();
        let holds = |text: &str| text.to_lowercase().contains(&query);
        self.items.iter().filter(|(name, text, _)| holds(name) || holds(text)).collect()
    }

    pub(super) fn update(&mut self, input: &Input) -> Outcome {
        let key = match input {
            Input::Key(key) => *key,
            Input::Paste(_) | Input::Burst(_) if self.few => return Outcome::Keep,
            Input::Paste(text) | Input::Burst(text) => {
                self.query.insert(text);
                self.at = 0;
                return Outcome::Keep;
            }
            Input::Mouse(_) | Input::Resize(..) | Input::Tick => return Outcome::Ignored,
        };
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Enter => {
                return match self.found().get(self.at) {
                    Some((_, _, then)) => Outcome::Then(then.clone()),
                    None => Outcome::Keep,
                };
            }
            KeyCode::Down => self.at = (self.at + 1).min(self.found().len().saturating_sub(1)),
            KeyCode::Up => self.at = self.at.saturating_sub(1),
            _ if self.few => return Outcome::Keep,
            _ if self.query.key(key) => self.at = 0,
            _ => return Outcome::Ignored,
        }
        Outcome::Keep
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect) {
        let (lang, theme) = (pen.look.lang, pen.look.theme);
        // As high as its list, which does not shrink while one types.
        let rows = cells(self.items.len()).min(ROWS);
        let inner = pen.boxed(middle(area, 74, rows + if self.few { 3 } else { 4 }), &self.title);
        if inner.height < 3 {
            return;
        }
        let head = if self.few {
            pen.cut(inner.x, inner.y, inner.width, &words::choose_hint(lang), theme.muted);
            1
        } else {
            self.query.draw(pen, row(inner, 0), true);
            pen.cut(inner.x, inner.y + 1, inner.width, &words::chooser_hint(lang), theme.muted);
            2
        };
        let body = Rect { y: inner.y + head, height: inner.height - head, ..inner };
        let found = self.found();
        if found.is_empty() {
            pen.cut(body.x, body.y, body.width, &words::nothing_found(lang), theme.muted);
        }
        let names = found.iter().map(|(name, ..)| cells(pen.look.width.of(name)));
        let column = names.max().unwrap_or(0).min(body.width / 3);
        let window = list::window(self.at, found.len(), usize::from(body.height));
        for (i, at) in window.enumerate() {
            let Some((name, text, _)) = found.get(at) else { continue };
            let line = row(body, cells(i));
            list::chosen(pen, line, at == self.at);
            let (style, quiet) = if at == self.at {
                (theme.selected, theme.selected)
            } else {
                (theme.text, theme.muted)
            };
            pen.cut(line.x + 2, line.y, column, name, style);
            let x = line.x + 2 + column + 2;
            let text = text.replace('\n', " ");
            pen.cut(x, line.y, line.right().saturating_sub(x), &text, quiet);
        }
    }
}
