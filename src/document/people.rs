//! People as lists on paper have them: in which order, and written how.

use crate::domain::meeting::Meeting;
use crate::domain::names::{ListOrder, PinyinKey, official, stroke_key};
use crate::domain::person::Person;
use crate::domain::roll::{Entry, Status};
use std::collections::HashMap;

/// Everybody in the order that is asked for.
pub(crate) fn ordered(m: &Meeting, order: ListOrder) -> Vec<&Entry> {
    let mut entries: Vec<&Entry> = m.roll.entries.iter().collect();
    let strokes = |e: &&Entry| stroke_key(&e.person.name, &e.person.mark);
    match order {
        ListOrder::Listed => {}
        ListOrder::Strokes => entries.sort_by_cached_key(strokes),
        ListOrder::Pinyin => entries.sort_by_cached_key(|e| {
            let Person { id, name, mark, pinyin, .. } = &e.person;
            let key = PinyinKey::new(id.as_str(), name, mark, Some(pinyin));
            // Syllable by syllable: 李安 before 黎明, as dictionaries have it.
            (key.spelling().join(" "), strokes(e))
        }),
        ListOrder::Group => {
            let groups: HashMap<&str, usize> =
                m.roll.groups().into_iter().enumerate().map(|(i, name)| (name, i)).collect();
            let group = |e: &&Entry| groups.get(e.person.group.as_str()).copied();
            entries.sort_by_cached_key(|e| (group(e), strokes(e)));
        }
    }
    entries
}

/// Whoever left early was there.
pub(crate) fn came(entry: &Entry) -> bool {
    entry.came && matches!(entry.status, Status::Present | Status::Departed)
}

/// A name as official lists print it, two characters spaced to three (王　强), with its mark.
pub(crate) fn listed(person: &Person) -> String {
    crate::domain::names::display(&official(&person.name), &person.mark)
}
