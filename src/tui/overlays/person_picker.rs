//! Choosing one person by a few typed characters.

use super::{Outcome, middle};
use crate::domain::person::PersonId;
use crate::domain::roll::Entry;
use crate::i18n::ui as words;
use crate::i18n::ui::term;
use crate::tui::act::Intent;
use crate::tui::field::Field;
use crate::tui::input::Input;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::people::{self, Offered};
use crate::tui::ui::Ui;
use crate::tui::widgets::list;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

const ROWS: u16 = 8;
/// More would not be read; the query narrows them.
const MOST: usize = 50;

#[derive(Debug, Clone)]
pub struct Picker {
    title: String,
    query: Field,
    at: usize,
    offered: Offered,
    /// Shown before the others where nothing is typed.
    first: Vec<PersonId>,
    /// The first line where nothing is typed: that it is nobody, and what comes of it.
    nobody: Option<Nobody>,
    then: fn(&Ui, &PersonId) -> Intent,
}

/// What the line for nobody says, and what choosing it does.
type Nobody = (String, fn() -> Intent);

impl Picker {
    pub fn new(title: String, offered: Offered, then: fn(&Ui, &PersonId) -> Intent) -> Self {
        let (first, nobody) = (Vec::new(), None);
        Self { title, query: Field::default(), at: 0, offered, first, nobody, then }
    }

    #[must_use]
    pub fn first(mut self, people: Vec<PersonId>) -> Self {
        self.first = people;
        self
    }

    #[must_use]
    pub fn nobody(mut self, label: String, then: fn() -> Intent) -> Self {
        self.nobody = Some((label, then));
        self
    }

    /// The line for nobody, which stands there until somebody is looked for.
    fn offers_nobody(&self) -> Option<&Nobody> {
        self.nobody.as_ref().filter(|_| self.query.text().trim().is_empty())
    }

    fn found<'a>(&self, ui: &'a Ui) -> Vec<&'a Entry> {
        let mut found = people::find(ui, self.query.text(), self.offered, MOST);
        if self.query.text().trim().is_empty() {
            found.sort_by_key(|entry| !self.first.contains(&entry.person.id));
        }
        found
    }

    pub(super) fn update(&mut self, ui: &Ui, input: &Input) -> Outcome {
        let key = match input {
            Input::Key(key) => *key,
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
                let above = usize::from(self.offers_nobody().is_some());
                if let (0, Some((_, then))) = (self.at, self.offers_nobody()) {
                    return Outcome::Then(then());
                }
                return match self.found(ui).get(self.at - above) {
                    Some(entry) => Outcome::Then((self.then)(ui, &entry.person.id)),
                    None => Outcome::Keep,
                };
            }
            KeyCode::Down => {
                let lines = self.found(ui).len() + usize::from(self.offers_nobody().is_some());
                self.at = (self.at + 1).min(lines.saturating_sub(1));
            }
            KeyCode::Up => self.at = self.at.saturating_sub(1),
            _ if self.query.key(key) => self.at = 0,
            _ => return Outcome::Ignored,
        }
        Outcome::Keep
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect, ui: &Ui) {
        let (lang, theme) = (pen.look.lang, pen.look.theme);
        let inner = pen.boxed(middle(area, 58, ROWS + 5), &self.title);
        if inner.height < 3 {
            return;
        }
        self.query.draw(pen, row(inner, 0), true);
        pen.cut(inner.x, inner.y + 1, inner.width, &words::picker_hint(lang), theme.muted);
        let body = Rect { y: inner.y + 2, height: inner.height - 2, ..inner };
        let found = self.found(ui);
        if found.is_empty() {
            pen.cut(body.x, body.y, body.width, &words::nobody_found(lang), theme.muted);
        }
        let above = usize::from(self.offers_nobody().is_some());
        let window = list::window(self.at, found.len() + above, usize::from(body.height));
        for (i, at) in window.enumerate() {
            let line = row(body, cells(i));
            list::chosen(pen, line, at == self.at);
            let style = if at == self.at { theme.selected } else { theme.text };
            let x = line.x + 2;
            if let (0, Some((label, _))) = (at, self.offers_nobody()) {
                pen.cut(x, line.y, line.right().saturating_sub(x), label, style);
                continue;
            }
            let Some(entry) = found.get(at - above) else { continue };
            pen.cut(x, line.y, 6, entry.person.id.as_str(), theme.muted);
            pen.cut(x + 7, line.y, 20, &entry.person.display(), style);
            let group = term::group_name(lang, &entry.person.group);
            pen.cut(x + 28, line.y, 14, group, theme.muted);
            let status = term::status(lang, entry.status);
            pen.cut(x + 43, line.y, line.right().saturating_sub(x + 43), status, theme.muted);
        }
    }
}
