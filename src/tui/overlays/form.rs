//! A small form with labelled fields that comes to one command.
//!
//! Tab and the arrows go between fields; Enter takes a one-line field and goes on, and submits on
//! the last; F2 and Ctrl-S submit anywhere. What was typed is never lost to a refusal.

use super::{Outcome, middle};
use crate::domain::meeting::Command;
use crate::domain::person::PersonId;
use crate::domain::roll::Entry;
use crate::i18n::ui as words;
use crate::i18n::ui::form as text;
use crate::tui::field::Field;
use crate::tui::input::{Input, folded};
use crate::tui::key::{Chord, ctrl, f};
use crate::tui::measure::wrap;
use crate::tui::pen::{Pen, cells};
use crate::tui::people::{self, Offered};
use crate::tui::ui::Ui;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

mod values;

/// What a form is about, so that its command can name it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum About {
    #[default]
    Nothing,
    /// A proposal, an agenda item or an action.
    No(u32),
    Seq(u64),
    Line(LineSeen),
    Person(PersonId),
}

/// A line of the minutes, and the version of it that was on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineSeen {
    pub seq: u64,
    pub version: u64,
}

#[derive(Debug, Clone)]
pub enum Value {
    Text(Field),
    Choice {
        options: Vec<String>,
        at: usize,
    },
    /// `at` counts the people found, for namesakes: Right goes to the next.
    Person {
        query: Field,
        offered: Offered,
        at: usize,
    },
}

#[derive(Debug, Clone)]
pub struct FormField {
    /// For `Form::text` and the like.
    pub name: &'static str,
    pub label: String,
    pub hint: String,
    pub value: Value,
}

/// A field that cannot be taken as it is, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub field: &'static str,
    pub why: String,
}

/// What a form says of itself while it is filled in: what follows from the numbers, or what is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Good,
    Warning,
    Loud,
}

/// Lines below the fields, worked out from what is typed with every frame.
pub type Live = fn(&Ui, &Form) -> Vec<(Tone, String)>;

#[derive(Debug, Clone)]
pub struct Form {
    pub title: String,
    pub fields: Vec<FormField>,
    pub focus: usize,
    pub about: About,
    /// A command of the same kind: where the rules refuse it, the form need not be opened.
    pub probe: Option<Command>,
    pub build: fn(&Ui, &Form) -> Result<Command, Fault>,
    pub error: Option<String>,
    /// Under which name the field `text` is kept while it is not submitted.
    pub draft: Option<String>,
    pub live: Option<Live>,
}

impl Form {
    pub fn new(title: String, build: fn(&Ui, &Form) -> Result<Command, Fault>) -> Self {
        Self {
            title,
            fields: Vec::new(),
            focus: 0,
            about: About::Nothing,
            probe: None,
            build,
            error: None,
            draft: None,
            live: None,
        }
    }

    /// Keeps the field `text` as a draft, and begins with what was kept.
    #[must_use]
    pub fn draft(mut self, ui: &Ui, name: String) -> Self {
        let kept = ui.drafts.get(&name);
        let field = self.fields.iter_mut().find(|field| field.name == "text");
        if let (Some(kept), Some(FormField { value: Value::Text(field), .. })) = (kept, field) {
            field.set(kept.as_str());
        }
        self.draft = Some(name);
        self
    }

    #[must_use]
    pub fn about(mut self, about: About) -> Self {
        self.about = about;
        self
    }

    #[must_use]
    pub fn probe(mut self, command: Command) -> Self {
        self.probe = Some(command);
        self
    }

    #[must_use]
    pub fn live(mut self, live: Live) -> Self {
        self.live = Some(live);
        self
    }

    #[must_use]
    pub fn field(mut self, name: &'static str, label: String, hint: String, value: Value) -> Self {
        self.fields.push(FormField { name, label, hint, value });
        self
    }

    #[must_use]
    pub fn line(self, name: &'static str, label: String, hint: String, text: &str) -> Self {
        self.field(name, label, hint, Value::Text(Field::line(text)))
    }

    #[must_use]
    pub fn lines(self, name: &'static str, label: String, text: &str) -> Self {
        self.field(name, label, String::new(), Value::Text(Field::lines(text)))
    }

    #[must_use]
    pub fn choice(
        self,
        name: &'static str,
        label: String,
        options: Vec<String>,
        at: usize,
    ) -> Self {
        self.field(name, label, String::new(), Value::Choice { options, at })
    }

    #[must_use]
    pub fn person(self, name: &'static str, label: String, offered: Offered, query: &str) -> Self {
        let query = Field::line(query);
        self.field(name, label, String::new(), Value::Person { query, offered, at: 0 })
    }

    // What the fields hold, for `build`.

    fn value(&self, name: &str) -> Option<&Value> {
        self.fields.iter().find(|field| field.name == name).map(|field| &field.value)
    }

    /// The text of a field as it was typed.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        match self.value(name)? {
            Value::Text(field) => Some(field.text()),
            Value::Choice { .. } | Value::Person { .. } => None,
        }
    }

    /// The text of a field without blanks at its ends; empty where it has none.
    pub fn text(&self, name: &str) -> &str {
        match self.value(name) {
            Some(Value::Text(field)) => field.text().trim(),
            _ => "",
        }
    }

    /// The place of the chosen option.
    pub fn chosen(&self, name: &str) -> usize {
        match self.value(name) {
            Some(Value::Choice { at, .. }) => *at,
            _ => 0,
        }
    }

    /// The person that a field shows as found.
    pub fn need_person(&self, ui: &Ui, name: &'static str) -> Result<PersonId, Fault> {
        let found = match self.value(name) {
            Some(Value::Person { query, offered, at }) => {
                let found = found(ui, query, *offered);
                found.get(*at).or(found.first()).map(|entry| entry.person.id.clone())
            }
            _ => None,
        };
        found.ok_or(Fault { field: name, why: text::fault_person(ui.lang()) })
    }

    // Input.

    pub(super) fn takes_text(&self) -> bool {
        let focused = self.fields.get(self.focus).map(|field| &field.value);
        matches!(focused, Some(Value::Text(_) | Value::Person { .. }))
    }

    pub(super) fn update(&mut self, ui: &Ui, input: &Input) -> Outcome {
        let key = match input {
            Input::Key(key) => *key,
            Input::Paste(text) | Input::Burst(text) => {
                if let Some(field) = self.edited() {
                    field.insert(text);
                }
                return Outcome::Keep;
            }
            Input::Mouse(_) | Input::Resize(..) | Input::Tick => return Outcome::Ignored,
        };
        let chord = Chord::of(key);
        if chord == f(2) || chord == ctrl('s') {
            return self.submit(ui);
        }
        let many = matches!(self.focused(), Some(Value::Text(field)) if field.many);
        let last = self.focus + 1 >= self.fields.len();
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Tab => self.go(1),
            KeyCode::BackTab => self.go(-1),
            KeyCode::Enter if !many && last => return self.submit(ui),
            KeyCode::Down | KeyCode::Enter if !many => self.go(1),
            KeyCode::Up if !many => self.go(-1),
            _ => {
                if let Some(Value::Choice { options, at }) = self.focused_mut() {
                    return choose(options.len(), at, folded(key).code);
                }
                if self.next_found(ui, key.code) {
                    return Outcome::Keep;
                }
                if self.edited().is_some_and(|field| field.key(key)) {
                    if let Some(Value::Person { at, .. }) = self.focused_mut() {
                        *at = 0;
                    }
                    self.error = None;
                    return Outcome::Keep;
                }
                return Outcome::Ignored;
            }
        }
        Outcome::Keep
    }

    fn submit(&mut self, ui: &Ui) -> Outcome {
        match (self.build)(ui, self) {
            Ok(command) => Outcome::Submit { command, at: None },
            Err(fault) => {
                let place = self.fields.iter().position(|field| field.name == fault.field);
                if let Some(place) = place {
                    self.focus = place;
                }
                let label = self.fields.get(self.focus).map_or("", |field| field.label.as_str());
                self.error = Some(words::cannot(ui.lang(), label, fault.why));
                Outcome::Keep
            }
        }
    }

    fn focused(&self) -> Option<&Value> {
        self.fields.get(self.focus).map(|field| &field.value)
    }

    fn focused_mut(&mut self) -> Option<&mut Value> {
        self.fields.get_mut(self.focus).map(|field| &mut field.value)
    }

    fn edited(&mut self) -> Option<&mut Field> {
        match self.focused_mut() {
            Some(Value::Text(field) | Value::Person { query: field, .. }) => Some(field),
            Some(Value::Choice { .. }) | None => None,
        }
    }

    /// Behind the query, Right goes to the next person found and Left back.
    fn next_found(&mut self, ui: &Ui, code: KeyCode) -> bool {
        let Some(Value::Person { query, offered, at }) = self.focused_mut() else { return false };
        let last = found(ui, query, *offered).len().saturating_sub(1);
        match code {
            KeyCode::Right if query.is_at_end() && *at < last => *at += 1,
            KeyCode::Left if *at > 0 => *at -= 1,
            _ => return false,
        }
        true
    }

    fn go(&mut self, way: isize) {
        let count = self.fields.len().max(1);
        self.focus = (self.focus + count).saturating_add_signed(way) % count;
    }

    // Drawing.

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect, ui: &Ui) {
        let (lang, theme, width) = (pen.look.lang, pen.look.theme, pen.look.width);
        let label = self.fields.iter().map(|f| width.of(&f.label)).max().unwrap_or(0);
        let label = cells(label).min(area.width / 3);
        let box_width = area.width.saturating_sub(4).min(72);
        let value_width = box_width.saturating_sub(4 + label + 2);
        let heights: Vec<u16> =
            self.fields.iter().map(|field| field_height(pen, field, value_width)).collect();
        let errors = match &self.error {
            Some(text) => wrap(text, usize::from(box_width.saturating_sub(4)).max(2), width),
            None => Vec::new(),
        };
        let live = self.live.map(|live| live(ui, self)).unwrap_or_default();
        // Room for three at once, so that the box does not jump while numbers are typed.
        let live_rows = if self.live.is_some() { cells(live.len()).max(3) } else { 0 };
        let rows = heights.iter().sum::<u16>() + 5 + live_rows + cells(errors.len());
        let inner = pen.boxed(middle(area, box_width, rows), &self.title);
        let mut y = inner.y + 1;
        for (i, (field, height)) in self.fields.iter().zip(&heights).enumerate() {
            if y >= inner.bottom() {
                return;
            }
            let focused = i == self.focus;
            let style = if focused { theme.strong } else { theme.muted };
            pen.cut(inner.x, y, label, &field.label, style);
            let value = Rect {
                x: inner.x + label + 2,
                y,
                width: inner.width.saturating_sub(label + 2),
                height: (*height).min(inner.bottom() - y),
            };
            draw_value(pen, value, field, focused, ui);
            y += height;
        }
        for (i, (tone, line)) in live.iter().enumerate() {
            let style = match tone {
                Tone::Plain => theme.muted,
                Tone::Good => theme.good,
                Tone::Warning => theme.warning,
                Tone::Loud => theme.over,
            };
            let at = y + cells(i);
            if at < inner.bottom() {
                let x = inner.x + label + 2;
                pen.cut(x, at, inner.right().saturating_sub(x), line, style);
            }
        }
        let y = y + live_rows;
        for (i, line) in errors.iter().enumerate() {
            let at = y + cells(i);
            if at < inner.bottom() {
                pen.cut(inner.x, at, inner.width, line, theme.warning);
            }
        }
        if inner.height > 0 {
            let last = self.focus + 1 >= self.fields.len()
                && !matches!(self.focused(), Some(Value::Text(f)) if f.many);
            let hint = if last { words::form_hint_last(lang) } else { words::form_hint(lang) };
            pen.cut(inner.x, inner.bottom() - 1, inner.width, &hint, theme.muted);
        }
    }
}

fn field_height(pen: &Pen, field: &FormField, width: u16) -> u16 {
    match &field.value {
        Value::Text(field) if field.many => 5,
        Value::Text(_) | Value::Person { .. } => 1,
        Value::Choice { options, .. } => {
            options_at(pen, options, width).last().map_or(1, |(y, _, _)| y + 1)
        }
    }
}

/// Where each option stands: its row, its column, its text. What does not fit goes on below.
fn options_at(pen: &Pen, options: &[String], width: u16) -> Vec<(u16, u16, String)> {
    let (mut y, mut x) = (0, 0);
    let mut places = Vec::with_capacity(options.len());
    for (i, option) in options.iter().enumerate() {
        let text = format!("{} {option} ", i + 1);
        let wide = cells(pen.look.width.of(&text)) + 1;
        if x > 0 && x + wide > width {
            (y, x) = (y + 1, 0);
        }
        places.push((y, x, text));
        x += wide;
    }
    places
}

fn draw_value(pen: &mut Pen, area: Rect, field: &FormField, focused: bool, ui: &Ui) {
    let theme = pen.look.theme;
    match &field.value {
        Value::Text(text) => {
            // A short field leaves room for its hint.
            let hint = cells(pen.look.width.of(&field.hint));
            let short = !field.hint.is_empty() && hint + 14 < area.width;
            let width = if short { area.width - hint - 2 } else { area.width };
            text.draw(pen, Rect { width, ..area }, focused);
            if short {
                pen.right(area, &field.hint, theme.muted);
            }
        }
        Value::Choice { options, at } => {
            for (i, (y, x, text)) in options_at(pen, options, area.width).into_iter().enumerate() {
                if y >= area.height {
                    break;
                }
                let chosen = i == *at;
                let style = match (chosen, focused) {
                    (true, true) => theme.selected,
                    (true, false) => theme.strong,
                    (false, _) => theme.muted,
                };
                let mark = if chosen { pen.look.marks.chosen } else { " " };
                let room = area.width.saturating_sub(x);
                pen.text(area.x + x, area.y + y, room, &format!("{mark}{text}"), style);
            }
        }
        Value::Person { query, offered, at } => {
            let width = area.width.min(16);
            query.draw(pen, Rect { width, ..area }, focused);
            let rest =
                Rect { x: area.x + width + 1, width: area.width.saturating_sub(width + 1), ..area };
            if query.text().trim().is_empty() {
                pen.cut(
                    rest.x,
                    rest.y,
                    rest.width,
                    &words::form_person_hint(ui.lang()),
                    theme.muted,
                );
                return;
            }
            let found = found(ui, query, *offered);
            if found.is_empty() {
                pen.cut(rest.x, rest.y, rest.width, &words::nobody_found(ui.lang()), theme.warning);
            }
            let chosen = (*at).min(found.len().saturating_sub(1));
            let mut used = 0;
            for (i, entry) in found.iter().enumerate().skip(chosen) {
                let (mark, style) = if i == chosen {
                    (pen.look.marks.chosen, theme.strong)
                } else {
                    (" ", theme.muted)
                };
                let text = format!("{mark}{} ", entry.person.display());
                let room = rest.width.saturating_sub(used);
                used += pen.cut(rest.x + used, rest.y, room, &text, style);
            }
        }
    }
}

/// How many namesakes and the like are shown beside a field.
const MOST_FOUND: usize = 6;

/// Nobody is found by an empty query: a form must not name a person by chance.
fn found<'a>(ui: &'a Ui, query: &Field, offered: Offered) -> Vec<&'a Entry> {
    let query = query.text().trim();
    if query.is_empty() { Vec::new() } else { people::find(ui, query, offered, MOST_FOUND) }
}

fn choose(options: usize, at: &mut usize, code: KeyCode) -> Outcome {
    match code {
        KeyCode::Left => *at = at.saturating_sub(1),
        KeyCode::Right | KeyCode::Char(' ') => {
            *at = if code == KeyCode::Right {
                (*at + 1).min(options.saturating_sub(1))
            } else {
                (*at + 1) % options.max(1)
            };
        }
        KeyCode::Char(c) => match c.to_digit(10).and_then(|n| usize::try_from(n).ok()) {
            Some(n) if n >= 1 && n <= options => *at = n - 1,
            _ => return Outcome::Ignored,
        },
        _ => return Outcome::Ignored,
    }
    Outcome::Keep
}
