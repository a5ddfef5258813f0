//! One row of the roster as a person.

use super::super::column::Column;
use super::super::entry::LONG;
use super::super::fault::{FaultKind, quote};
use super::super::values::standard_group;
use super::Position;
use super::{Cell, Found};
use crate::domain::person::{Attends, Person, Weight, group};
use crate::domain::refusal::LONGEST_NAME;
use crate::text::clean::{Form, clean_as, control};

/// A person while the row is read.
pub(super) struct Draft {
    pub(super) person: Person,
    /// As the roster gives it, with its place.
    pub(super) id: Option<(String, Position)>,
    pub(super) name_at: Position,
    /// What the roster says of the voting right; else it follows from the role.
    pub(super) vote: Option<bool>,
    /// The name was there, if perhaps faulty.
    named: bool,
}

impl Draft {
    pub(super) fn new(at: Position) -> Self {
        let person = Person::new("", "", group::COUNCIL);
        Self { person, id: None, name_at: at, vote: None, named: false }
    }

    /// Takes one cell; an empty one leaves the default.
    pub(super) fn set(&mut self, column: Column, cell: &Cell, found: &mut Found) {
        if column == Column::Name {
            self.name_at = cell.at;
        }
        if cell.text.trim().is_empty() {
            return;
        }
        self.named |= column == Column::Name;
        let form = match column {
            Column::Name => Form::Name,
            Column::Id | Column::Weight | Column::Phone => Form::Id,
            Column::Mark
            | Column::Gender
            | Column::Ethnicity
            | Column::Group
            | Column::Tags
            | Column::Unit
            | Column::Represents
            | Column::Role
            | Column::Vote
            | Column::Note
            | Column::Pinyin => Form::Line,
        };
        if let Some(c) = control(&cell.text) {
            let kind = FaultKind::ControlCharacter { at: column.into(), code: u32::from(c) };
            found.push(cell.at, kind);
            return;
        }
        let text = clean_as(&cell.text, form);
        let most = if matches!(column, Column::Name | Column::Id) { LONGEST_NAME } else { LONG };
        if text.chars().nth(most).is_some() {
            found.push(cell.at, FaultKind::TooLong { at: column.into(), most });
            return;
        }
        if let Err(kind) = self.put(column, text, cell.at) {
            found.push(cell.at, kind);
        }
    }

    fn put(&mut self, column: Column, text: String, at: Position) -> Result<(), FaultKind> {
        let person = &mut self.person;
        match column {
            Column::Id => {
                // The id stays, so that a second one like it is still found.
                let bad = text.chars().find(|c| is_barred(*c));
                self.id = Some((text.clone(), at));
                if let Some(bad) = bad {
                    return Err(FaultKind::BadPersonId { id: quote(&text), bad });
                }
            }
            Column::Name => person.name = text,
            Column::Mark => person.mark = text,
            Column::Gender => person.gender = text,
            Column::Ethnicity => person.ethnicity = text,
            Column::Group => {
                let unknown = || FaultKind::UnknownGroup { at: column.into(), name: quote(&text) };
                standard_group(&text).ok_or_else(unknown)?.clone_into(&mut person.group);
            }
            Column::Tags => {
                let tags = text.split(['\u{ff1b}', ';']).map(str::trim);
                person.tags = tags.filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
            }
            Column::Unit => person.unit = text,
            Column::Represents => person.represents = text,
            Column::Role => {
                let role = role(&text);
                person.attends =
                    role.ok_or_else(|| FaultKind::UnknownRole { value: quote(&text) })?;
            }
            Column::Vote => {
                let vote = vote(&text);
                self.vote =
                    Some(vote.ok_or_else(|| FaultKind::UnknownVote { value: quote(&text) })?);
            }
            Column::Weight => {
                let weight = Weight::parse(&text);
                person.weight =
                    weight.ok_or_else(|| FaultKind::BadWeight { value: quote(&text) })?;
            }
            Column::Phone => person.phone = text,
            Column::Note => person.note = text,
            Column::Pinyin => person.pinyin = text,
        }
        Ok(())
    }

    /// The row has ended.
    pub(super) fn end(&self, found: &mut Found) {
        if !self.named {
            found.push(self.name_at, FaultKind::MissingName);
        }
    }
}

/// The person with the voting right: those attending have it, where the roster does not say.
pub(super) fn finished(mut person: Person, vote: Option<bool>) -> Person {
    person.vote = vote.unwrap_or(person.attends == Attends::Attending);
    person
}

/// What would make an id unreadable in the session script.
fn is_barred(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '"' | '\'' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}')
        || matches!(c, '=' | '@' | '#')
}

fn role(text: &str) -> Option<Attends> {
    match text.to_lowercase().as_str() {
        "主持" | "chair" => Some(Attends::Chair),
        "出席" | "attending" => Some(Attends::Attending),
        "列席" | "sitting-in" | "sitting in" => Some(Attends::SittingIn),
        _ => None,
    }
}

fn vote(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "是" | "yes" => Some(true),
        "否" | "no" => Some(false),
        _ => None,
    }
}
