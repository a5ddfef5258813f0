//! A small form with labelled fields that comes to one command.
//!
//! Tab and the arrows go between fields; Enter takes a one-line field and goes on, and submits on
//! the last; F2 and Ctrl-S submit anywhere. What was typed is never lost to a refusal.

use super::Outcome;
use crate::domain::meeting::Command;
use crate::domain::person::PersonId;
use crate::domain::roll::Entry;
use crate::i18n::ui as words;
use crate::i18n::ui::form as text;
use crate::text::when::{self, Length};
use crate::tui::effect::Request;
use crate::tui::field::Field;
use crate::tui::input::{Input, folded};
use crate::tui::key::{Chord, ctrl, f};
use crate::tui::people::{self, Offered};
use crate::tui::ui::Ui;
use crossterm::event::KeyCode;

mod draft;
mod draw;
mod listed;
mod values;
pub use listed::{Entry as ListEntry, Listed};

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
    /// An action of a session by its id, which need not be open.
    Action(String, u32),
}

/// What a filled form comes to.
#[derive(Debug, Clone, Copy)]
pub enum Build {
    Command(fn(&Ui, &Form) -> Result<Command, Fault>),
    Request(fn(&Ui, &Form) -> Result<Request, Fault>),
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
    /// One of many, below headings.
    Listed(Box<Listed>),
}

#[derive(Debug, Clone)]
pub struct FormField {
    /// For `Form::text` and the like.
    pub name: &'static str,
    pub label: String,
    pub hint: String,
    pub value: Value,
    pub reads: Reads,
    /// It is asked for only where another field, a choice, stands at this place.
    only: Option<(&'static str, usize)>,
}

/// What the text of a field is read as; it is shown beside it before it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reads {
    #[default]
    Text,
    Number,
    Duration,
    Date,
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
    pub probe: Option<Box<Command>>,
    pub build: Build,
    pub error: Option<String>,
    /// Under which name the field `text` is kept while it is not submitted.
    pub draft: Option<String>,
    pub live: Option<Live>,
    /// Something was filled in that would be lost.
    touched: bool,
    /// Esc was pressed once over it.
    leaving: bool,
    /// It holds what an earlier run has left, and nobody has looked at it yet.
    restored: bool,
}

impl Form {
    pub fn new(title: String, build: fn(&Ui, &Form) -> Result<Command, Fault>) -> Self {
        Self::with(title, Build::Command(build))
    }

    /// A form for something that is no act of the open session.
    pub fn asking(title: String, build: fn(&Ui, &Form) -> Result<Request, Fault>) -> Self {
        Self::with(title, Build::Request(build))
    }

    /// Whether it comes to something that is no act of the open session.
    pub(in crate::tui) fn is_asking(&self) -> bool {
        matches!(self.build, Build::Request(_))
    }

    fn with(title: String, build: Build) -> Self {
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
            touched: false,
            leaving: false,
            restored: false,
        }
    }

    /// Keeps the field `text` as a draft, and begins with what was kept.
    #[must_use]
    pub fn draft(mut self, ui: &Ui, name: String) -> Self {
        let kept = ui.drafts.get(&name);
        let field = self.fields.iter_mut().find(|field| field.name == "text");
        if let (Some(kept), Some(FormField { value: Value::Text(field), .. })) = (kept, field) {
            field.set(kept);
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
        self.probe = Some(Box::new(command));
        self
    }

    #[must_use]
    pub fn live(mut self, live: Live) -> Self {
        self.live = Some(live);
        self
    }

    #[must_use]
    pub fn field(mut self, name: &'static str, label: String, hint: String, value: Value) -> Self {
        self.fields.push(FormField { name, label, hint, value, reads: Reads::Text, only: None });
        self
    }

    #[must_use]
    pub fn line(self, name: &'static str, label: String, hint: String, text: &str) -> Self {
        self.field(name, label, hint, Value::Text(Field::filled(text)))
    }

    /// A line for a number.
    #[must_use]
    pub fn count(self, name: &'static str, label: String, hint: String, text: &str) -> Self {
        self.line(name, label, hint, text).read_as(Reads::Number)
    }

    /// The last field is asked for only where a choice stands at a place.
    #[must_use]
    pub fn only(mut self, choice: &'static str, place: usize) -> Self {
        if let Some(field) = self.fields.last_mut() {
            field.only = Some((choice, place));
        }
        self
    }

    /// A line that is read as a duration.
    #[must_use]
    pub fn duration(self, name: &'static str, label: String, hint: String, text: &str) -> Self {
        self.line(name, label, hint, text).read_as(Reads::Duration)
    }

    /// A line that is read as a day.
    #[must_use]
    pub fn day(self, name: &'static str, label: String, hint: String, text: &str) -> Self {
        self.line(name, label, hint, text).read_as(Reads::Date)
    }

    fn read_as(mut self, reads: Reads) -> Self {
        if let Some(field) = self.fields.last_mut() {
            field.reads = reads;
        }
        self
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
    pub fn listed(
        self,
        name: &'static str,
        label: String,
        entries: Vec<ListEntry>,
        at: usize,
    ) -> Self {
        let listed = Value::Listed(Box::new(Listed::new(entries, at)));
        self.field(name, label, String::new(), listed)
    }

    #[must_use]
    pub fn person(self, name: &'static str, label: String, offered: Offered, query: &str) -> Self {
        let query = Field::filled(query);
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
            Value::Choice { .. } | Value::Person { .. } | Value::Listed(_) => None,
        }
    }

    /// The text of a field without blanks at its ends; empty where it has none.
    pub fn text(&self, name: &str) -> &str {
        match self.value(name) {
            Some(Value::Text(field)) => field.text().trim(),
            _ => "",
        }
    }

    /// The same with digits and signs of full width as themselves: ids, phones, hours.
    pub fn ascii(&self, name: &str) -> String {
        values::ascii(self.text(name))
    }

    /// What is typed where a person is looked for.
    pub fn query(&self, name: &str) -> &str {
        match self.value(name) {
            Some(Value::Person { query, .. }) => query.text().trim(),
            _ => "",
        }
    }

    /// The place of the chosen option.
    pub fn chosen(&self, name: &str) -> usize {
        match self.value(name) {
            Some(Value::Choice { at, .. }) => *at,
            Some(Value::Listed(listed)) => listed.at,
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
        matches!(focused, Some(Value::Text(_) | Value::Person { .. } | Value::Listed(_)))
    }

    pub(super) fn update(&mut self, ui: &Ui, input: &Input) -> Outcome {
        if !matches!(input, Input::Mouse(_) | Input::Resize(..) | Input::Tick) {
            self.restored = false;
        }
        let key = match input {
            Input::Key(key) => *key,
            Input::Paste(text) | Input::Burst(text) => {
                if let Some(field) = self.edited() {
                    field.insert(text);
                    self.touched = true;
                }
                self.query_changed();
                self.leaving = false;
                return Outcome::Keep;
            }
            Input::Mouse(_) | Input::Resize(..) | Input::Tick => return Outcome::Ignored,
        };
        let chord = Chord::of(key);
        if chord == f(2) || chord == ctrl('s') {
            return self.submit(ui);
        }
        let many = matches!(self.focused(), Some(Value::Text(field)) if field.many);
        let last = self.is_last();
        if key.code == KeyCode::Esc {
            return self.leave(ui);
        }
        if std::mem::take(&mut self.leaving) {
            self.error = None;
        }
        if self.answer_unit(ui, key.code) {
            return self.submit(ui);
        }
        if let Some(Value::Listed(listed)) = self.focused_mut()
            && listed.go(key.code)
        {
            self.error = None;
            self.touched = true;
            return Outcome::Keep;
        }
        match key.code {
            KeyCode::Tab => self.go(1),
            KeyCode::BackTab => self.go(-1),
            KeyCode::Enter if !many && last => return self.submit(ui),
            KeyCode::Down | KeyCode::Enter if !many => self.go(1),
            KeyCode::Up if !many => self.go(-1),
            _ => {
                if let Some(Value::Choice { options, at }) = self.focused_mut() {
                    let outcome = choose(options.len(), at, folded(key).code);
                    self.touched |= matches!(outcome, Outcome::Keep);
                    return outcome;
                }
                if self.next_found(ui, key.code) {
                    return Outcome::Keep;
                }
                if self.edited().is_some_and(|field| field.key(key)) {
                    self.query_changed();
                    self.error = None;
                    self.touched = true;
                    return Outcome::Keep;
                }
                return Outcome::Ignored;
            }
        }
        Outcome::Keep
    }

    /// What was filled in is not lost by one key; a text that is kept as a draft is not lost at all.
    fn leave(&mut self, ui: &Ui) -> Outcome {
        if self.leaving || !self.touched || (self.draft.is_some() && !self.is_kept_whole()) {
            return Outcome::Close;
        }
        self.leaving = true;
        self.error = Some(text::leave_form(ui.lang()));
        Outcome::Keep
    }

    /// Whether a bare number was just asked about and a key says what it is: 1 minutes, 2 seconds.
    fn answer_unit(&mut self, ui: &Ui, code: KeyCode) -> bool {
        let Some(field) = self.fields.get_mut(self.focus) else { return false };
        let (Reads::Duration, Value::Text(value)) = (field.reads, &mut field.value) else {
            return false;
        };
        let Some(Length::Bare(n)) = when::length(value.text()) else { return false };
        // Typed on, it is another number: only the question is answered.
        if self.error.is_none() {
            return false;
        }
        let lang = ui.lang();
        value.set(match code {
            KeyCode::Char('1') => text::in_minutes(lang, n),
            KeyCode::Char('2') => text::in_seconds(lang, n),
            _ => return false,
        });
        self.error = None;
        true
    }

    fn submit(&mut self, ui: &Ui) -> Outcome {
        let built = match (self.lost(ui), self.build) {
            (Some(fault), _) => Err(fault),
            (None, Build::Command(build)) => {
                build(ui, self).map(|command| Outcome::Submit { command, at: None })
            }
            (None, Build::Request(build)) => build(ui, self).map(Outcome::Request),
        };
        match built {
            Ok(outcome) => outcome,
            Err(fault) => {
                let place = self.fields.iter().position(|field| field.name == fault.field);
                if let Some(place) = place.filter(|place| *place != self.focus) {
                    self.focus = place;
                    self.begin_anew();
                }
                let label = self.fields.get(self.focus).map_or("", |field| field.label.as_str());
                self.error = Some(words::cannot(ui.lang(), label, fault.why));
                Outcome::Keep
            }
        }
    }

    /// What is looked for has changed: the choice begins anew.
    fn query_changed(&mut self) {
        match self.focused_mut() {
            Some(Value::Person { at, .. }) => *at = 0,
            Some(Value::Listed(listed)) => listed.typed(),
            Some(Value::Text(_) | Value::Choice { .. }) | None => {}
        }
    }

    /// A list in which something is looked for that is not there, so that nothing is chosen in it.
    fn lost(&self, ui: &Ui) -> Option<Fault> {
        let lost = |f: &&FormField| matches!(&f.value, Value::Listed(listed) if listed.is_lost());
        let field = self.fields.iter().find(lost)?;
        Some(Fault { field: field.name, why: words::nothing_found(ui.lang()) })
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
            Some(Value::Listed(listed)) => Some(&mut listed.query),
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
        if let Some(Value::Listed(listed)) = self.focused_mut() {
            listed.left();
        }
        let count = self.fields.len().max(1);
        for _ in 0..count {
            self.focus = (self.focus + count).saturating_add_signed(way) % count;
            if self.fields.get(self.focus).is_some_and(|field| self.is_asked(field)) {
                return self.begin_anew();
            }
        }
    }

    /// A number, a duration or a day that one comes back to is written anew; words are written on.
    fn begin_anew(&mut self) {
        let field = self.fields.get_mut(self.focus);
        if let Some(FormField { value: Value::Text(text), reads, .. }) = field
            && *reads != Reads::Text
        {
            text.select();
        }
    }

    fn is_asked(&self, field: &FormField) -> bool {
        field.only.is_none_or(|(choice, place)| self.chosen(choice) == place)
    }

    /// Whether no field that is asked for follows the one that is filled in.
    fn is_last(&self) -> bool {
        let after = self.fields.get(self.focus + 1..).unwrap_or_default();
        !after.iter().any(|field| self.is_asked(field))
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
        // Not Space: a second press of the step must not change how a vote is taken.
        KeyCode::Right => *at = (*at + 1).min(options.saturating_sub(1)),
        KeyCode::Char(c) => match c.to_digit(10).and_then(|n| usize::try_from(n).ok()) {
            Some(n) if n >= 1 && n <= options => *at = n - 1,
            _ => return Outcome::Ignored,
        },
        _ => return Outcome::Ignored,
    }
    Outcome::Keep
}
