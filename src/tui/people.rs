//! Finding people by what is typed, in letters or in Chinese. The search itself is
//! `domain::names`; here it is kept for the roster of the open session.

use crate::domain::meeting::Meeting;
use crate::domain::names::ListOrder;
use crate::domain::names::{PinyinIndex, PinyinKey};
use crate::domain::person::{Person, PersonId};
use crate::domain::roll::{Entry, Status};
use crate::tui::measure::Names;
use crate::tui::screens::roll;
use crate::tui::ui::Ui;
use std::collections::HashSet;

/// Which people a picker offers.
pub type Offered = fn(&Meeting, &Entry) -> bool;

pub fn is_here(_: &Meeting, entry: &Entry) -> bool {
    entry.status == Status::Present
}

pub fn anybody(_: &Meeting, _: &Entry) -> bool {
    true
}

/// The one person of the roll who is called so, with a mark or without.
pub fn named(m: &Meeting, name: &str) -> Option<PersonId> {
    let is = |p: &Person| p.name == name || p.display() == name;
    let mut found = m.roll.entries.iter().filter(|entry| is(&entry.person));
    match (found.next(), found.next()) {
        (Some(entry), None) => Some(entry.person.id.clone()),
        _ => None,
    }
}

/// The search keys of a roster, worked out when it changes and not with every key.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    index: PinyinIndex,
    /// Places in the user's order of lists.
    ordered: Vec<usize>,
    /// As they are shown, with their marks and without.
    names: Names,
    /// The roll that it was worked out from.
    revision: u64,
}

impl Roster {
    /// Takes in the roster of a meeting, one event after the other: whatever an event or its
    /// undoing changes in the roster, its revision is another one then.
    pub(super) fn follow(&mut self, m: &Meeting, order: ListOrder) {
        let entries = &m.roll.entries;
        if m.roll.revision != self.revision {
            self.revision = m.roll.revision;
            self.index = entries.iter().map(|entry| key(&entry.person)).collect();
            self.ordered = roll::in_order(m, order);
            let people = || entries.iter().map(|entry| &entry.person);
            let shown = people().map(Person::display).chain(people().map(|p| p.name.clone()));
            self.names = shown.filter(|name| name.chars().nth(1).is_some()).collect();
        }
    }

    /// The names that no line is to break.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// Those of some people who are in the roster, in the user's order.
    pub(super) fn in_order(&self, m: &Meeting, people: &[PersonId]) -> Vec<PersonId> {
        let wanted: HashSet<&PersonId> = people.iter().collect();
        let ids = self.ordered.iter().filter_map(|place| m.roll.entries.get(*place));
        let ids = ids.map(|entry| &entry.person.id);
        ids.filter(|id| wanted.contains(id)).cloned().collect()
    }
}

/// What a person is found by.
pub fn key(person: &Person) -> PinyinKey {
    let pinyin = Some(person.pinyin.as_str()).filter(|pinyin| !pinyin.is_empty());
    PinyinKey::new(person.id.as_str(), &person.name, &person.mark, pinyin)
}

/// The places in the roster of all whom the query finds, the best first; none of an empty one.
pub fn places(ui: &Ui, query: &str) -> Vec<usize> {
    ui.roster().index.search(query.trim()).into_iter().map(|(place, _)| place).collect()
}

/// At most `most` people whom the query finds, the best first; all in the user's order of lists
/// where nothing was typed.
pub fn find<'a>(ui: &'a Ui, query: &str, offered: Offered, most: usize) -> Vec<&'a Entry> {
    let Some(m) = ui.meeting() else { return Vec::new() };
    let entries = &m.roll.entries;
    if query.trim().is_empty() {
        let all = ui.roster().ordered.iter().filter_map(|place| entries.get(*place));
        return all.filter(|entry| offered(m, entry)).take(most).collect();
    }
    let found = ui.roster().index.search(query.trim());
    let found = found.into_iter().filter_map(|(place, _)| entries.get(place));
    found.filter(|entry| offered(m, entry)).take(most).collect()
}
