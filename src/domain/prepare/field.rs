//! The fields of a person that may be changed, one by one.

use crate::domain::meeting::Meeting;
use crate::domain::person::{Attends, Person, Weight};
use crate::domain::refusal::{Refusal, need_text};
use serde::{Deserialize, Serialize};

/// One `KEY=VALUE` of `person change`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name(String),
    Mark(String),
    Gender(String),
    Ethnicity(String),
    Group(String),
    Tags(Vec<String>),
    Unit(String),
    Represents(String),
    Role(Attends),
    Vote(bool),
    Weight(Weight),
    Phone(String),
    Note(String),
    Pinyin(String),
}

impl Field {
    /// Whether a quorum, an electorate or a count by group may hang on it.
    pub const fn counts(&self) -> bool {
        match self {
            Self::Group(_) | Self::Tags(_) | Self::Role(_) | Self::Vote(_) | Self::Weight(_) => {
                true
            }
            Self::Name(_)
            | Self::Mark(_)
            | Self::Gender(_)
            | Self::Ethnicity(_)
            | Self::Unit(_)
            | Self::Represents(_)
            | Self::Phone(_)
            | Self::Note(_)
            | Self::Pinyin(_) => false,
        }
    }

    pub(super) fn apply(&self, person: &mut Person) {
        match self {
            Self::Name(text) => person.name.clone_from(text),
            Self::Mark(text) => person.mark.clone_from(text),
            Self::Gender(text) => person.gender.clone_from(text),
            Self::Ethnicity(text) => person.ethnicity.clone_from(text),
            Self::Group(text) => person.group.clone_from(text),
            Self::Tags(tags) => person.tags.clone_from(tags),
            Self::Unit(text) => person.unit.clone_from(text),
            Self::Represents(text) => person.represents.clone_from(text),
            Self::Role(role) => person.attends = *role,
            Self::Vote(vote) => person.vote = *vote,
            Self::Weight(weight) => person.weight = *weight,
            Self::Phone(text) => person.phone.clone_from(text),
            Self::Note(text) => person.note.clone_from(text),
            Self::Pinyin(text) => person.pinyin.clone_from(text),
        }
    }

    /// The field of a person, with the person's value.
    fn all_of(person: &Person) -> [Self; 14] {
        let p = person.clone();
        [
            Self::Name(p.name),
            Self::Mark(p.mark),
            Self::Gender(p.gender),
            Self::Ethnicity(p.ethnicity),
            Self::Group(p.group),
            Self::Tags(p.tags),
            Self::Unit(p.unit),
            Self::Represents(p.represents),
            Self::Role(p.attends),
            Self::Vote(p.vote),
            Self::Weight(p.weight),
            Self::Phone(p.phone),
            Self::Note(p.note),
            Self::Pinyin(p.pinyin),
        ]
    }
}

/// The fields in which two differ, with the values of the second.
pub fn difference(old: &Person, new: &Person) -> Vec<Field> {
    let pairs = Field::all_of(old).into_iter().zip(Field::all_of(new));
    pairs.filter(|(old, new)| old != new).map(|(_, new)| new).collect()
}

/// The person with one field as it is to be.
pub fn with(person: &Person, field: &Field) -> Person {
    let mut changed = person.clone();
    field.apply(&mut changed);
    changed
}

pub(super) fn check(m: &Meeting, field: &Field) -> Result<(), Refusal> {
    match field {
        Field::Name(name) => need_text(name).map(|_| ()),
        Field::Group(name) if !m.roll.has_group(name) => Err(Refusal::NoSuchGroup(name.clone())),
        Field::Group(_)
        | Field::Mark(_)
        | Field::Gender(_)
        | Field::Ethnicity(_)
        | Field::Tags(_)
        | Field::Unit(_)
        | Field::Represents(_)
        | Field::Role(_)
        | Field::Vote(_)
        | Field::Weight(_)
        | Field::Phone(_)
        | Field::Note(_)
        | Field::Pinyin(_) => Ok(()),
    }
}
