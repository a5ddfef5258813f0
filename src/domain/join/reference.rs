//! The numbers by which an event means a line or an action that may stand in a tail.
//!
//! Pure. Owns which events have such a number; everything else that events name is of the trunk.

use crate::domain::meeting::Event;
use crate::domain::{follow_up, history, minutes};

/// What an event means by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain) enum Reference {
    Line(u64),
    Action(u32),
}

/// What an event means; None where it means nothing that could stand in a tail.
pub(in crate::domain) fn reference(event: &Event) -> Option<Reference> {
    match event {
        Event::Minutes(
            minutes::Event::Corrected { seq, .. } | minutes::Event::Struck { seq, .. },
        )
        | Event::History(history::Event::Undone { seq, .. } | history::Event::Redone { seq }) => {
            Some(Reference::Line(*seq))
        }
        Event::FollowUp(
            follow_up::Event::Adopted { no }
            | follow_up::Event::Rejected { no, .. }
            | follow_up::Event::Progressed { no, .. }
            | follow_up::Event::Reported { no, .. }
            | follow_up::Event::Completed { no },
        ) => Some(Reference::Action(*no)),
        _ => None,
    }
}

/// The same event, meaning something else of its kind.
pub(in crate::domain) fn point(event: &Event, to: Reference) -> Event {
    let mut event = event.clone();
    match (&mut event, to) {
        (
            Event::Minutes(
                minutes::Event::Corrected { seq, .. } | minutes::Event::Struck { seq, .. },
            )
            | Event::History(history::Event::Undone { seq, .. } | history::Event::Redone { seq }),
            Reference::Line(to),
        ) => *seq = to,
        (
            Event::FollowUp(
                follow_up::Event::Assigned { no, .. }
                | follow_up::Event::Adopted { no }
                | follow_up::Event::Rejected { no, .. }
                | follow_up::Event::Progressed { no, .. }
                | follow_up::Event::Reported { no, .. }
                | follow_up::Event::Completed { no },
            ),
            Reference::Action(to),
        ) => *no = to,
        _ => {}
    }
    event
}
