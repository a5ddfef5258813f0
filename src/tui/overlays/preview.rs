//! What a file would bring in, before it is taken: a new roster, or sessions of another machine; or
//! what is wrong with the file.
//!
//! Nothing is taken until Enter is pressed, and nothing at all where the file has a fault.

use super::Outcome;
use super::list::List;
use super::scroll::turned;
use crate::document::line::{field_text, field_value};
use crate::domain::meeting::{Command, Meeting};
use crate::domain::person::{Attends, Person, Weight};
use crate::domain::prepare::{self, Field, RosterDifference, roster_difference};
use crate::domain::session::Phase;
use crate::i18n::ui as shared;
use crate::i18n::ui::prepare as words;
use crate::i18n::ui::term;
use crate::i18n::{Lang, roster};
use crate::inputs::Reading;
use crate::tui::effect::{Request, RosterRequest, RosterSeen};
use crate::tui::input::Input;
use crate::tui::measure::wrap;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::ui::Ui;
use chrono::NaiveDate;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    Added,
    Changed,
    Removed,
    Fault,
    Same,
    Plain,
}

/// What Enter comes to.
#[derive(Debug, Clone)]
enum Take {
    Roster(Vec<Person>),
    /// The sessions of the file, which the app keeps.
    Sessions,
    /// The file has faults.
    Nothing,
    /// The file has nothing new.
    Same,
}

/// A session of a file, as the app found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPreview {
    pub id: String,
    pub title: String,
    pub date: NaiveDate,
    pub phase: Phase,
    /// How many events, and that they were checked.
    pub checked: String,
    /// What is done with it.
    pub fate: String,
    /// Whether that changes anything here.
    pub changes: bool,
}

#[derive(Debug, Clone)]
pub struct Preview {
    title: String,
    lines: Vec<(Tone, String)>,
    top: usize,
    take: Take,
    error: Option<String>,
    /// A list, which can be read in another way.
    list: Option<Box<List>>,
}

impl Preview {
    /// Of a list that was looked at.
    pub fn of(m: &Meeting, lang: Lang, seen: RosterSeen) -> Self {
        let RosterSeen { file, request, reading, people } = seen;
        let mut preview = match people {
            Ok(people) => {
                let weights = m.session.rule.counts_weight();
                let mut lines = roster_lines(m, lang, &file, &reading, &people, weights);
                if let Some(kept) = super::list::kept(lang, &request) {
                    lines.insert(1.min(lines.len()), (Tone::Changed, kept));
                }
                let title = words::title_preview(lang, &file);
                Self { title, lines, top: 0, take: Take::Roster(people), error: None, list: None }
            }
            Err(faults) => {
                let mut preview = Self::faulty(lang, &file, faults);
                if reading.sheets.len() > 1
                    && let Some(sheet) = &reading.sheet
                {
                    let lines = std::iter::once(words::faults_sheet(lang, sheet));
                    let others = roster::other_sheets(lang, &reading, words::key_here(lang));
                    let lines = lines.chain(others).map(|line| (Tone::Plain, line));
                    preview.lines.splice(..0, lines);
                }
                preview
            }
        };
        preview.list = Some(Box::new(List::new(request, reading)));
        preview
    }

    /// Whether the list is being read once more.
    pub fn awaits_roster(&self) -> bool {
        self.list.as_ref().is_some_and(|list| list.reading_now)
    }

    /// How the list was read, where somebody had a hand in it.
    pub(in crate::tui) fn was_decided(&self) -> Option<RosterRequest> {
        self.list.as_ref().and_then(|list| list.decided())
    }

    /// So many people of the list were read once more; false where it is not being read.
    pub(in crate::tui) fn has_read(&mut self, people: usize) -> bool {
        let list = self.list.as_mut().filter(|list| list.reading_now);
        list.map(|list| list.read = people).is_some()
    }

    /// Of a file that cannot be taken: every fault with its place.
    pub fn faulty(lang: Lang, file: &str, faults: Vec<String>) -> Self {
        let mut lines = vec![(Tone::Plain, words::faults_n(lang, faults.len()))];
        lines.extend(faults.into_iter().map(|fault| (Tone::Fault, fault)));
        let title = words::title_preview(lang, file);
        Self { title, lines, top: 0, take: Take::Nothing, error: None, list: None }
    }

    /// Of a file of sessions that was read and checked.
    pub fn carried(lang: Lang, file: &str, sessions: Vec<ImportPreview>) -> Self {
        let take = if sessions.iter().any(|one| one.changes) { Take::Sessions } else { Take::Same };
        let mut lines = Vec::new();
        for one in sessions {
            if !lines.is_empty() {
                lines.push((Tone::Plain, String::new()));
            }
            lines.push((Tone::Plain, words::carried_title(lang, one.id, one.title)));
            let phase = term::phase(lang, one.phase);
            lines.push((Tone::Same, words::carried_state(lang, one.date, phase)));
            lines.push((Tone::Same, one.checked));
            lines.push((if one.changes { Tone::Added } else { Tone::Same }, one.fate));
        }
        Self {
            title: words::title_preview(lang, file),
            lines,
            top: 0,
            take,
            error: None,
            list: None,
        }
    }

    pub(super) fn set_error(&mut self, text: String) {
        self.error = Some(text);
    }

    pub(super) fn update(&mut self, ui: &Ui, input: &Input) -> Outcome {
        let Input::Key(key) = input else { return Outcome::Ignored };
        if let Some(outcome) = self.list.as_mut().and_then(|list| list.update(key.code)) {
            return outcome;
        }
        let page = usize::from(ui.size.1.saturating_sub(10)).max(1);
        let last = self.rows(ui, ui.size.0.saturating_sub(6)).len().saturating_sub(page);
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Enter => {
                return match &self.take {
                    Take::Roster(people) => {
                        let command = prepare::Command::Roster(people.clone());
                        Outcome::Submit { command: Command::Prepare(command), at: None }
                    }
                    Take::Sessions => Outcome::Request(Request::TakeIn),
                    Take::Nothing | Take::Same => Outcome::Close,
                };
            }
            _ => {}
        }
        let turned = turned(self.top, key.code, page);
        if turned.is_none() && !key.modifiers.is_empty() {
            return Outcome::Ignored;
        }
        self.top = turned.unwrap_or(self.top).min(last);
        Outcome::Keep
    }

    /// The lines as they are broken for a width.
    fn rows(&self, ui: &Ui, width: u16) -> Vec<(Tone, String)> {
        let width = usize::from(width).max(8);
        let each = self.lines.iter().flat_map(|(tone, text)| {
            wrap(text, width, ui.look.width).into_iter().map(|row| (*tone, row))
        });
        each.collect()
    }

    pub(super) fn draw(&self, pen: &mut Pen, area: Rect, ui: &Ui) {
        let (lang, theme) = (ui.lang(), pen.look.theme);
        let inner = pen.boxed(area, &self.title);
        if let Some(list) = self.list.as_ref().filter(|list| list.choosing.is_some()) {
            return list.draw(pen, inner);
        }
        let hint = match &self.error {
            Some(error) => wrap(error, usize::from(inner.width).max(8), ui.look.width),
            None => wrap(&self.hint(ui), usize::from(inner.width).max(8), ui.look.width),
        };
        // The row above the keys tells how much more there is.
        let room = inner.height.saturating_sub(1 + cells(hint.len()));
        let rows = self.rows(ui, inner.width);
        let shown = rows.iter().skip(self.top).take(usize::from(room));
        for (i, (tone, text)) in shown.enumerate() {
            let line = row(inner, cells(i));
            let style = match tone {
                Tone::Added => theme.good,
                Tone::Changed => theme.accent,
                Tone::Removed | Tone::Fault => theme.warning,
                Tone::Same => theme.text,
                Tone::Plain => theme.strong,
            };
            pen.cut(line.x, line.y, line.width, text, style);
        }
        let below = rows.len().saturating_sub(self.top + usize::from(room));
        if below > 0 {
            pen.right(row(inner, room), &words::more_below(lang, below), theme.muted);
        }
        let style = if self.error.is_some() { theme.warning } else { theme.muted };
        for (i, text) in hint.iter().enumerate() {
            let line = row(inner, room + 1 + cells(i));
            pen.cut(line.x, line.y, line.width, text, style);
        }
    }

    /// The keys, or that it is being read.
    fn hint(&self, ui: &Ui) -> String {
        let lang = ui.lang();
        let Some(list) = &self.list else {
            return match self.take {
                Take::Roster(_) => words::preview_hint(lang),
                Take::Sessions => words::carried_hint(lang),
                Take::Same => words::carried_same_hint(lang),
                Take::Nothing => words::fault_hint(lang),
            };
        };
        if list.reading_now {
            return match list.read {
                0 => words::reading(lang),
                people => words::reading_at(lang, people),
            };
        }
        let mut keys = list.keys(lang);
        if let Take::Roster(_) = self.take {
            keys.insert(0, words::key_take(lang));
            keys.push(words::key_leave(lang));
        } else {
            keys.push(words::key_back(lang));
        }
        keys.join(&words::between_keys(lang))
    }
}

/// What was read, then who gets or loses what is counted, then what was left out, then the rest.
fn roster_lines(
    m: &Meeting,
    lang: Lang,
    file: &str,
    reading: &Reading,
    people: &[Person],
    weights: bool,
) -> Vec<(Tone, String)> {
    let found = roster_difference(m, people);
    let mut lines: Vec<(Tone, String)> = Vec::new();
    if reading.header_row.is_some() {
        lines.push((Tone::Plain, roster::head(lang, file, reading)));
        let others = roster::other_sheets(lang, reading, words::key_here(lang));
        lines.extend(others.into_iter().map(|line| (Tone::Changed, line)));
        let sums = roster::sums(lang, reading, people, weights);
        lines.extend(sums.into_iter().map(|line| (Tone::Plain, line)));
        let remarks = reading.remarks.iter().map(|r| (Tone::Fault, roster::remark_text(lang, r)));
        lines.extend(remarks);
    }
    lines.push((Tone::Plain, totals(lang, &found)));
    let added = |person: &Person| {
        let mut about = vec![term::group_name(lang, &person.group).to_owned()];
        if person.attends != Attends::Attending {
            about.push(term::attends(lang, person.attends).to_owned());
        }
        about.extend(person.vote.then(|| words::with_vote(lang)));
        if weights || person.weight != Weight::ONE {
            about.push(words::with_weight(lang, person.weight));
        }
        let about = about.join(&shared::comma(lang));
        (Tone::Added, words::added(lang, &person.id, person.display(), about))
    };
    let changed = |(old, fields): &(Person, Vec<Field>)| {
        let fields: Vec<String> = fields.iter().map(|f| change(lang, old, f)).collect();
        let fields = fields.join(&words::between(lang));
        (Tone::Changed, words::changed(lang, &old.id, old.display(), fields))
    };
    let removed =
        |person: &Person| (Tone::Removed, words::removed(lang, &person.id, person.display()));
    let counts = |(_, fields): &&(Person, Vec<Field>)| {
        let counted = |f: &Field| matches!(f, Field::Vote(_) | Field::Role(_) | Field::Weight(_));
        fields.iter().any(counted)
    };
    // Against what their role says: that is where a slip would sit. And where there is a roster, who
    // comes to it with a vote.
    let new = m.roll.entries.is_empty();
    let odd = |person: &&Person| {
        person.vote != (person.attends == Attends::Attending) || (!new && person.vote)
    };
    lines.extend(found.changed.iter().filter(counts).map(changed));
    lines.extend(found.removed.iter().filter(|person| person.vote).map(removed));
    lines.extend(found.added.iter().filter(odd).map(added));
    let left = roster::left_out(lang, reading);
    lines.extend(left.into_iter().map(|line| (Tone::Same, line)));
    lines.extend(found.added.iter().filter(|person| !odd(person)).map(added));
    lines.extend(found.changed.iter().filter(|one| !counts(one)).map(changed));
    lines.extend(found.removed.iter().filter(|person| !person.vote).map(removed));
    lines
}

fn totals(lang: Lang, found: &RosterDifference) -> String {
    words::totals(
        lang,
        found.added.len(),
        found.changed.len(),
        found.removed.len(),
        found.unchanged,
    )
}

/// A field: the old value, an arrow, the new one.
fn change(lang: Lang, old: &Person, field: &Field) -> String {
    let was = prepare::difference(&prepare::with(old, field), old);
    let was = was.first().map(|field| field_value(lang, field)).unwrap_or_default();
    if was.is_empty() {
        return field_text(lang, field);
    }
    let now = field_value(lang, field);
    let now = if now.is_empty() { words::nothing(lang) } else { now };
    words::was_now(lang, term::field(lang, field), was, now)
}
