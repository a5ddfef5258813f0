//! The meeting as it stood a little while ago, from which it is folded anew when an act is taken
//! back: what is taken back is nearly always a late one. It shares with the meeting what is long in it.
//! Owns when it may be used; must not fold.

use crate::domain::meeting::Meeting;
use crate::domain::stamp::Moment;
use std::collections::BTreeSet;

/// How many lines it stands behind the last one: more than anybody takes back in a row, and few to
/// fold.
pub(super) const BEHIND: u64 = 256;

/// A record with fewer lines is folded from its beginning as soon as one is copied.
pub(super) const WORTH_ONE: u64 = 2_000;

#[derive(Debug, Clone)]
pub(super) struct Checkpoints {
    seq: u64,
    /// What was left out of the meeting.
    undone: BTreeSet<u64>,
    /// The latest time of anything up to there that stands.
    latest: Option<Moment>,
    meeting: Meeting,
}

impl Checkpoints {
    /// The meeting after the line `seq`, without those of `undone` that lie before it.
    pub(super) fn new(
        seq: u64,
        undone: &BTreeSet<u64>,
        latest: Option<Moment>,
        meeting: Meeting,
    ) -> Self {
        Self { seq, undone: undone.range(..=seq).copied().collect(), latest, meeting }
    }

    pub(super) fn latest(&self) -> Option<Moment> {
        self.latest
    }

    pub(super) fn seq(&self) -> u64 {
        self.seq
    }

    pub(super) fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    pub(super) fn into_meeting(self) -> Meeting {
        self.meeting
    }

    /// Whether the meeting after `seq` without `undone` can be reached by going on from here.
    pub(super) fn leads_to(&self, seq: u64, undone: &BTreeSet<u64>) -> bool {
        self.seq <= seq && undone.range(..=self.seq).eq(&self.undone)
    }
}

#[cfg(test)]
mod tests {
    use super::BEHIND;
    use crate::domain::history::Command as History;
    use crate::domain::ledger::Ledger;
    use crate::domain::meeting::Command;
    use crate::domain::minutes::Command as Write;
    use crate::domain::tests::opened;
    use std::sync::Arc;

    #[test]
    fn what_is_folded_on_from_it_is_what_is_folded_from_the_beginning() {
        // Given a meeting that has long gone on.
        let mut given = opened();
        for n in 0..BEHIND + 40 {
            given.when("14:31", Command::Minutes(Write::Note(format!("{n}"))));
        }
        let last = given.ledger.seq();
        let undo = |seq| Command::History(History::Undo(Some(seq)));
        // When late and early acts are taken back and done again, near the trail on both sides.
        let near = last - BEHIND;
        let acts = [
            undo(last),
            undo(near),
            undo(near + 1),
            undo(near + 3),
            Command::History(History::Redo),
            Command::Minutes(Write::Note("又".into())),
            undo(20),
            undo(near - 1),
            Command::History(History::Redo),
            Command::History(History::Redo),
            Command::Minutes(Write::Note("完".into())),
        ];
        for act in acts {
            given.when("14:32", act);
            // Then every step is the meeting that the record alone makes.
            let records = given.ledger.records().iter().map(|record| (**record).clone());
            let anew = Ledger::new(Arc::clone(&given.ledger.catalog));
            let mut anew = records.fold(anew, |mut ledger, record| {
                ledger.keep(Arc::new(record));
                ledger
            });
            assert!(anew.checkpoints.is_none());
            anew.meeting = anew.fold(u64::MAX, &anew.undone);
            assert_eq!(given.ledger.meeting(), anew.meeting());
            for seq in [near - 2, near, near + 2, last] {
                assert_eq!(given.ledger.as_of(seq), anew.as_of(seq), "{seq}");
            }
        }
        assert!(given.ledger.checkpoints.is_some());
    }
}
