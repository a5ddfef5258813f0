//! A list of people in the preview: which sheet is read, what is done with what is hidden, and what
//! each column is. Every change reads the file once more; must not decide what a list says.

use super::Outcome;
use crate::i18n::Lang;
use crate::i18n::roster::column_name;
use crate::i18n::ui::prepare as words;
use crate::inputs::{Choice, Column, ColumnSeen, Hidden, Reading};
use crate::tui::effect::{Effect, RosterRequest};
use crate::tui::pen::{Pen, cells, row};
use crate::tui::widgets::list as window;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

#[derive(Debug, Clone)]
pub(super) struct List {
    request: RosterRequest,
    reading: Reading,
    /// The column that is chosen, while columns are.
    pub(super) choosing: Option<usize>,
    /// What was said of the columns before they were chosen, for Esc.
    before: Vec<Choice>,
    pub(super) reading_now: bool,
    /// How many people were read once more.
    pub(super) read: usize,
}

impl List {
    pub(super) const fn new(request: RosterRequest, reading: Reading) -> Self {
        Self { request, reading, choosing: None, before: Vec::new(), reading_now: false, read: 0 }
    }

    /// What a key does here; None where it is for the preview.
    pub(super) fn update(&mut self, code: KeyCode) -> Option<Outcome> {
        if self.reading_now && code != KeyCode::Esc {
            return Some(Outcome::Keep);
        }
        let Some(at) = self.choosing else {
            return match code {
                KeyCode::F(2) if !self.reading.columns.is_empty() => {
                    self.choosing = Some(0);
                    self.before.clone_from(&self.request.choices);
                    Some(Outcome::Keep)
                }
                KeyCode::F(3) if self.reading.sheets.len() > 1 => Some(self.next_sheet()),
                KeyCode::F(4) if self.may_hide() => Some(self.next_hidden()),
                _ => None,
            };
        };
        let last = self.reading.columns.len().saturating_sub(1);
        match code {
            KeyCode::Up => self.choosing = Some(at.saturating_sub(1)),
            KeyCode::Down => self.choosing = Some((at + 1).min(last)),
            KeyCode::Left => self.turn(at, -1),
            KeyCode::Right | KeyCode::Char(' ') => self.turn(at, 1),
            KeyCode::Enter => {
                self.choosing = None;
                return Some(self.again());
            }
            KeyCode::Esc => {
                self.choosing = None;
                self.request.choices.clone_from(&self.before);
            }
            _ => {}
        }
        Some(Outcome::Keep)
    }

    /// A text file hides nothing.
    fn may_hide(&self) -> bool {
        !self.reading.sheets.is_empty()
    }

    /// The keys that do something with this list, and what is chosen now.
    pub(super) fn keys(&self, lang: Lang) -> Vec<String> {
        let sheets = &self.reading.sheets;
        let mut keys = Vec::new();
        if !self.reading.columns.is_empty() {
            keys.push(words::key_columns(lang));
        }
        if sheets.len() > 1 {
            let now = sheets.iter().position(|s| Some(&s.name) == self.reading.sheet.as_ref());
            keys.push(words::key_sheet(lang, now.map_or(0, |now| now + 1), sheets.len()));
        }
        if self.may_hide() {
            keys.push(words::key_hidden(
                lang,
                match self.request.hidden {
                    None => words::hidden_refused(lang),
                    Some(Hidden::Include) => words::hidden_read(lang),
                    Some(Hidden::Skip) => words::hidden_skipped(lang),
                },
            ));
        }
        keys
    }

    fn again(&mut self) -> Outcome {
        (self.reading_now, self.read) = (true, 0);
        self.request.decided = true;
        Outcome::Ask(Effect::ReadRoster(self.request.clone()))
    }

    fn next_sheet(&mut self) -> Outcome {
        let sheets = &self.reading.sheets;
        let now = sheets.iter().position(|s| Some(&s.name) == self.reading.sheet.as_ref());
        let next = now.map_or(0, |now| (now + 1) % sheets.len());
        self.request.sheet = sheets.get(next).map(|sheet| sheet.name.clone());
        self.request.choices.clear();
        self.again()
    }

    fn next_hidden(&mut self) -> Outcome {
        self.request.hidden = match self.request.hidden {
            None => Some(Hidden::Include),
            Some(Hidden::Include) => Some(Hidden::Skip),
            Some(Hidden::Skip) => None,
        };
        self.again()
    }

    /// What a column is to be read as: what was said of it, else as it was read.
    fn is(&self, column: &ColumnSeen) -> Option<Column> {
        let said = self.request.choices.iter().find(|choice| choice.is_of(&column.header));
        said.map_or(column.is, Choice::column)
    }

    /// The next meaning of a column: each that there is, then none.
    fn turn(&mut self, at: usize, by: isize) {
        let Some(column) = self.reading.columns.get(at).filter(|c| !c.header.is_empty()) else {
            return;
        };
        let meanings: Vec<Option<Column>> =
            std::iter::once(None).chain(Column::ALL.iter().copied().map(Some)).collect();
        let now = self.is(column);
        let place = meanings.iter().position(|meaning| *meaning == now).unwrap_or(0);
        let step = place.cast_signed() + by;
        let next = step.rem_euclid(meanings.len().cast_signed()).cast_unsigned();
        let meaning = meanings.get(next).copied().flatten();
        let header = column.header.clone();
        self.request.choices.retain(|choice| !choice.is_of(&header));
        self.request.choices.push(Choice::new(&header, meaning));
    }

    pub(super) fn draw(&self, pen: &mut Pen, inner: Rect) {
        let (lang, theme) = (pen.look.lang, pen.look.theme);
        if inner.height < 2 {
            return;
        }
        let room = usize::from(inner.height - 1);
        let at = self.choosing.unwrap_or_default();
        for (i, place) in window::window(at, self.reading.columns.len(), room).enumerate() {
            let Some(column) = self.reading.columns.get(place) else { continue };
            let line = row(inner, cells(i));
            window::chosen(pen, line, place == at);
            let is = self.is(column);
            let means =
                is.map_or_else(|| words::column_left(lang), |c| column_name(lang, c).to_owned());
            let text = words::column_is(lang, &column.letter, &column.header, means);
            let style = match is {
                _ if place == at => theme.selected,
                Some(_) => theme.text,
                None => theme.muted,
            };
            pen.cut(line.x + 2, line.y, line.width.saturating_sub(2), &text, style);
        }
        let last = row(inner, inner.height - 1);
        pen.cut(last.x, last.y, last.width, &words::columns_hint(lang), theme.muted);
    }
}
