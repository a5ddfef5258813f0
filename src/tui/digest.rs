//! What the screens show of a meeting at every moment, worked out once an event and not once a
//! frame: typing must not cost what ten thousand participants cost.

use crate::domain::floor::{self, Turn};
use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::prepare::{self, Interest};
use crate::domain::roll::{QuorumStamp, Status};
use crate::domain::suggest::{self, Step};
use std::collections::HashMap;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupCount {
    pub name: String,
    pub expected: usize,
    pub present: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    pub step: Step,
    pub quorum: QuorumStamp,
    pub groups: Vec<GroupCount>,
    pub expected: usize,
    pub present: usize,
    pub on_leave: usize,
    pub voters_entitled: usize,
    pub voters_present: usize,
    pub upcoming: Vec<Turn>,
    pub not_spoken: Vec<PersonId>,
    /// Interests for which nobody had the floor yet.
    pub unheard: Vec<String>,
    /// Interests of whose people nobody is here, once anybody is.
    pub unseen: Vec<String>,
}

impl Digest {
    pub fn of(m: &Meeting) -> Self {
        let mut groups: Vec<GroupCount> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for name in m.roll.groups() {
            places.insert(name, groups.len());
            groups.push(GroupCount { name: name.to_owned(), expected: 0, present: 0 });
        }
        for entry in &m.roll.entries {
            let place = places.get(entry.person.group.as_str());
            if let Some(group) = place.and_then(|&i| groups.get_mut(i)) {
                group.expected += 1;
                group.present += usize::from(entry.status == Status::Present);
            }
        }
        let interests = prepare::interests(m);
        let present = m.roll.count(Status::Present);
        let named = |of: &dyn Fn(&Interest) -> bool| -> Vec<String> {
            interests.iter().filter(|i| of(i)).map(|i| i.name.clone()).collect()
        };
        Self {
            step: suggest::next_step(m),
            quorum: m.quorum(),
            groups,
            expected: m.roll.entries.len(),
            present,
            on_leave: m.roll.count(Status::OnLeave),
            voters_entitled: m.roll.voters_entitled(),
            voters_present: m.roll.voters_present(),
            upcoming: floor::upcoming(m),
            not_spoken: m.not_spoken().into_iter().cloned().collect(),
            unheard: named(&|interest| !interest.heard),
            unseen: named(&|interest| present > 0 && interest.present == 0),
        }
    }
}
