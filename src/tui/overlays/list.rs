//! A list of people in the preview: which sheet is read, what is done with what is hidden, and what
//! each column is. Every change reads the file once more; must not decide what a list says.

use super::Outcome;
use crate::i18n::Lang;
use crate::i18n::roster::column_name;
use crate::i18n::terms;
use crate::i18n::ui::prepare as words;
use crate::inputs::{Choice, Column, ColumnSeen, Hidden, Reading};
use crate::tui::effect::{Effect, RosterRequest};
use crate::tui::measure::wrap;
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

/// What had been chosen for lists of this kind, where nobody has chosen anything for this one yet.
pub(super) fn kept(lang: Lang, request: &RosterRequest) -> Option<String> {
    if request.decided {
        return None;
    }
    let sheet = request.sheet.iter().map(|name| words::sheet_chosen(lang, name));
    let columns = request.choices.iter().map(|choice| {
        let is = choice.column().map(|column| column_name(lang, column).to_owned());
        let is = is.unwrap_or_else(|| words::column_left(lang));
        words::column_now(lang, choice.header(), is)
    });
    let all: Vec<String> = sheet.chain(columns).collect();
    (!all.is_empty()).then(|| words::read_as_before(lang, terms::list(lang, &all)))
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
                    let open = self.reading.columns.iter().position(|c| self.is_open(c));
                    self.choosing = Some(open.unwrap_or_default());
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

    pub(super) fn decided(&self) -> Option<RosterRequest> {
        self.request.decided.then(|| self.request.clone())
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

    /// A column's letter and name, and what it is read as.
    fn named(&self, lang: Lang, column: &ColumnSeen) -> String {
        let is = self.is(column);
        let means = match is {
            Some(column) => column_name(lang, column).to_owned(),
            None if self.is_open(column) => words::column_unclear(lang),
            None => words::column_left(lang),
        };
        words::column_is(lang, &column.letter, &column.header, means)
    }

    /// Whether nobody has said yet what a column is whose name does not tell.
    fn is_open(&self, column: &ColumnSeen) -> bool {
        column.unclear && !self.request.choices.iter().any(|choice| choice.is_of(&column.header))
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
        // To leave it out is the first answer where none was given.
        let by = if self.is_open(column) { by.min(0) } else { by };
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
        // The last rows say what the samples are, and the keys.
        let below = [words::columns_samples(lang), words::columns_hint(lang)];
        let wide = usize::from(inner.width).max(8);
        let below: Vec<String> =
            below.iter().flat_map(|text| wrap(text, wide, pen.look.width)).collect();
        let room = usize::from(inner.height).saturating_sub(below.len()).max(1);
        let wide = |column: &ColumnSeen| pen.look.width.of(&self.named(lang, column));
        let named = self.reading.columns.iter().map(wide).max().unwrap_or_default();
        // Samples stand in one column, which leaves the names at least half of the row.
        let aside = cells(named).saturating_add(2).min(inner.width / 2);
        let at = self.choosing.unwrap_or_default();
        for (i, place) in window::window(at, self.reading.columns.len(), room).enumerate() {
            let Some(column) = self.reading.columns.get(place) else { continue };
            let line = row(inner, cells(i));
            window::chosen(pen, line, place == at);
            let style = match self.is(column) {
                _ if place == at => theme.selected,
                None if self.is_open(column) => theme.warning,
                Some(_) => theme.text,
                None => theme.muted,
            };
            let text = self.named(lang, column);
            let used = pen.cut(line.x + 2, line.y, aside.max(4), &text, style);
            let sample = if column.private {
                words::column_private(lang)
            } else {
                terms::list(lang, &column.samples)
            };
            let from = (used + 2).max(aside) + 2;
            let style = if place == at { theme.selected } else { theme.muted };
            pen.cut(line.x + from, line.y, line.width.saturating_sub(from), &sample, style);
        }
        for (i, text) in below.iter().enumerate() {
            let line = row(inner, cells(room + i));
            pen.cut(line.x, line.y, line.width, text, theme.muted);
        }
    }
}
