//! Whose interests are represented and whether they have a voice (docs/domain.md §1.2).
//!
//! Before the opening a voice is a seat in the roster, in the meeting it is presence. A warning
//! only; must not decide anything.

use crate::domain::meeting::Meeting;
use crate::domain::roll::Status;
use std::collections::HashSet;

/// An interest that somebody of the roster speaks for (代表对象).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interest {
    pub name: String,
    pub people: usize,
    pub present: usize,
    /// Somebody who speaks for it had the floor.
    pub heard: bool,
}

/// The interests in the order of the roster.
pub fn interests(m: &Meeting) -> Vec<Interest> {
    let spoken: HashSet<_> = m.floor.speeches.iter().map(|speech| &speech.person).collect();
    let mut list: Vec<Interest> = Vec::new();
    let mut places: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    for entry in m.roll.entries.iter().filter(|e| !e.person.represents.is_empty()) {
        let name = entry.person.represents.as_str();
        let place = *places.entry(name).or_insert_with(|| {
            let name = name.to_owned();
            list.push(Interest { name, people: 0, present: 0, heard: false });
            list.len() - 1
        });
        if let Some(interest) = list.get_mut(place) {
            interest.people += 1;
            interest.present += usize::from(entry.status == Status::Present);
            interest.heard |= spoken.contains(&entry.person.id);
        }
    }
    list
}
