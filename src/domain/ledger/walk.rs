//! Going through a record and seeing the meeting at several of its lines, each as it stood then.
//!
//! Every line is taken in once; only what was undone in between is folded anew.

use super::{Ledger, note_history};
use crate::domain::meeting::{Event, Meeting};
use crate::domain::session;
use std::collections::BTreeSet;
use std::sync::Arc;

#[derive(Debug)]
pub struct Walk<'a> {
    ledger: &'a Ledger,
    undone: BTreeSet<u64>,
    meeting: Option<Meeting>,
    /// The last line that was taken in.
    seq: u64,
}

impl<'a> Walk<'a> {
    pub(super) fn new(ledger: &'a Ledger) -> Self {
        Self { ledger, undone: BTreeSet::new(), meeting: None, seq: 0 }
    }

    /// The meeting after a line, which must not lie before the last one asked for; None before it
    /// was planned.
    pub fn to(&mut self, seq: u64) -> Option<&Meeting> {
        let mut stale = false;
        let done = usize::try_from(self.seq).unwrap_or(usize::MAX);
        for record in self.ledger.up_to(seq).iter().skip(done) {
            self.seq = record.seq;
            match (&mut self.meeting, record.event()) {
                (_, Some(Event::History(_))) => {
                    note_history(&mut self.undone, record);
                    stale = true;
                }
                (None, Some(Event::Session(session::Event::Planned(plan)))) => {
                    self.meeting = Some(Meeting::begin(Arc::clone(&self.ledger.catalog), plan));
                }
                (Some(meeting), Some(event)) if !stale => {
                    meeting.apply(record.seq, record.at, event);
                }
                _ => {}
            }
        }
        if stale {
            self.meeting = self.ledger.fold(self.seq, &self.undone);
        }
        self.meeting.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::history::Command as History;
    use crate::domain::meeting::Command;
    use crate::domain::minutes::Command as Write;
    use crate::domain::tests::{depart, opened};

    #[test]
    fn every_line_is_seen_as_it_stood_then() {
        let mut given = opened();
        given
            .when("14:31", Command::Minutes(Write::Note("一".into())))
            .when("14:32", depart("P2"))
            .when("14:33", Command::History(History::Undo(None)))
            .when("14:34", Command::Minutes(Write::Note("二".into())))
            .when("14:35", Command::History(History::Redo))
            .when("14:36", Command::Minutes(Write::Note("三".into())));
        let mut walk = given.ledger.walk();
        for seq in 1..=given.ledger.seq() {
            assert_eq!(walk.to(seq).cloned(), given.ledger.as_of(seq), "{seq}");
        }
        let mut leaps = given.ledger.walk();
        for seq in [2, 6, given.ledger.seq()] {
            assert_eq!(leaps.to(seq).cloned(), given.ledger.as_of(seq), "{seq}");
        }
    }
}
