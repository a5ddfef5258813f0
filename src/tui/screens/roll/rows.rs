//! The ordered list of the roll, kept from event to event: whom it holds changes only where the
//! roster does, so marking ten thousand people sorts them once.

use crate::domain::meeting::Meeting;
use crate::domain::names::{ListOrder, StrokeKey, stroke_key};
use crate::domain::person::{Person, PersonId};
use crate::text::Width;
use crate::tui::people;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// The order after this one; groups are another choice here, and stand around whichever it is.
pub(super) const fn after(order: ListOrder) -> ListOrder {
    match order {
        ListOrder::Strokes | ListOrder::Group => ListOrder::Pinyin,
        ListOrder::Pinyin => ListOrder::Listed,
        ListOrder::Listed => ListOrder::Strokes,
    }
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// The head of a group, by its place among the roll's groups.
    Head(usize),
    /// Somebody, by the place in the roster.
    Person(usize),
}

#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    pub(super) list: Vec<Row>,
    /// Characters of the longest id.
    pub(super) id_length: usize,
    /// The cells of the longest name.
    pub(super) name_length: usize,
    /// Whose places they are.
    ids: Vec<PersonId>,
    /// What the list was made of: the people, the order, the grouping.
    made_of: Option<u64>,
}

impl Rows {
    /// Brings the list up to date; false where it was.
    pub(super) fn settle(&mut self, m: &Meeting, order: ListOrder, grouped: bool) -> bool {
        let made_of = Some(fingerprint(m, order, grouped));
        if self.made_of == made_of {
            return false;
        }
        let ids = m.roll.entries.iter().map(|e| e.person.id.as_str().chars().count());
        let id_length = ids.max().unwrap_or(0);
        let ids = m.roll.entries.iter().map(|e| e.person.id.clone()).collect();
        // As wide as any terminal draws them.
        let width = Width { wide_ambiguous: true };
        let names = m.roll.entries.iter().map(|e| width.of(&e.person.display()));
        let name_length = names.max().unwrap_or(0);
        *self = Self { list: list(m, order, grouped), id_length, name_length, ids, made_of };
        true
    }

    /// Who stands in a row, as of when the list was made.
    pub(super) fn id(&self, at: usize) -> Option<&PersonId> {
        self.ids.get(self.person(at)?)
    }

    pub(super) fn person(&self, at: usize) -> Option<usize> {
        match self.list.get(at)? {
            Row::Person(place) => Some(*place),
            Row::Head(_) => None,
        }
    }

    /// The row of somebody.
    pub(super) fn of(&self, place: usize) -> Option<usize> {
        self.list.iter().position(|row| *row == Row::Person(place))
    }

    /// The next row with a person `by` rows further; the nearest one where heads are in between.
    pub(super) fn moved(&self, at: usize, by: isize) -> usize {
        let last = self.list.len().saturating_sub(1);
        let to = at.saturating_add_signed(by).min(last);
        let somebody = |at: &usize| self.person(*at).is_some();
        let (up, down) = ((0..=to).rev().find(somebody), (to..=last).find(somebody));
        let found = if by < 0 { up.or(down) } else { down.or(up) };
        found.unwrap_or(0)
    }
}

fn fingerprint(m: &Meeting, order: ListOrder, grouped: bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    (order, grouped, m.roll.entries.len()).hash(&mut hasher);
    for entry in &m.roll.entries {
        let person = &entry.person;
        (&person.id, &person.name, &person.mark, &person.group, &person.pinyin).hash(&mut hasher);
    }
    hasher.finish()
}

/// What somebody is sorted by, worked out once.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Strokes(StrokeKey),
    Spelt(String, String),
    Listed,
}

/// Everybody's place in the roster, in an order of lists.
pub(crate) fn in_order(m: &Meeting, order: ListOrder) -> Vec<usize> {
    let rows = list(m, order, false).into_iter();
    rows.filter_map(|row| if let Row::Person(place) = row { Some(place) } else { None }).collect()
}

fn list(m: &Meeting, order: ListOrder, grouped: bool) -> Vec<Row> {
    let key = |person: &Person| match order {
        ListOrder::Strokes | ListOrder::Group => {
            Key::Strokes(stroke_key(&person.name, &person.mark))
        }
        // Syllable by syllable: 李安 before 黎明, as dictionaries have it.
        ListOrder::Pinyin => {
            Key::Spelt(people::key(person).spelling().join(" "), person.mark.clone())
        }
        ListOrder::Listed => Key::Listed,
    };
    let groups = m.roll.groups();
    let places: HashMap<&str, usize> = groups.iter().enumerate().map(|(i, g)| (*g, i)).collect();
    let group = |person: &Person| places.get(person.group.as_str()).copied().unwrap_or(0);
    let mut people: Vec<(usize, Key, usize)> = m
        .roll
        .entries
        .iter()
        .enumerate()
        .map(|(i, e)| (if grouped { group(&e.person) } else { 0 }, key(&e.person), i))
        .collect();
    // The place in the roster is part of what is compared: equal names keep its order.
    people.sort_unstable();
    let mut rows = Vec::with_capacity(people.len() + groups.len());
    let mut head = None;
    for (group, _, place) in people {
        if grouped && head != Some(group) {
            head = Some(group);
            rows.push(Row::Head(group));
        }
        rows.push(Row::Person(place));
    }
    rows
}
