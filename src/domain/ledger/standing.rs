//! The record as papers stand on it: as of a line, and without what is done about the outcomes after
//! the meeting has closed. Pure; must not know which papers there are.

use super::Ledger;
use crate::domain::meeting::Event;
use crate::domain::recorded::Recorded;
use crate::domain::{history, minutes, session, sign_off};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// As of when a paper is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AsOf {
    /// As of the seal; else as it was signed, with what was changed in it since; else now.
    #[default]
    Standing,
    Now,
    /// As of the line with this number.
    Line(u64),
}

/// A change to what had been signed, or to a meeting that had closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The line of the minutes.
    pub line: u64,
    /// The events that changed it since, the first of them first.
    pub edits: Vec<u64>,
}

impl Ledger {
    /// The record as of a moment.
    pub fn as_it_stood(&self, as_of: AsOf) -> Cow<'_, Self> {
        match as_of {
            AsOf::Now => Cow::Borrowed(self),
            AsOf::Line(seq) if seq >= self.seq() => Cow::Borrowed(self),
            AsOf::Line(seq) => Cow::Owned(self.up_to_without(seq, &BTreeSet::new())),
            AsOf::Standing => self.standing(),
        }
    }

    fn standing(&self) -> Cow<'_, Self> {
        let stands = |record: &&Arc<Recorded>| !self.undone.contains(&record.seq);
        let last = |wanted: fn(&Event) -> bool| {
            let found = self.records.iter().rev().filter(stands);
            found.map(Arc::as_ref).find(|r| r.event().is_some_and(wanted)).map(|r| r.seq)
        };
        if let Some(seal) = last(|e| matches!(e, Event::Session(session::Event::Sealed))) {
            return Cow::Owned(self.up_to_without(seal, &BTreeSet::new()));
        }
        let signed = last(|e| matches!(e, Event::SignOff(sign_off::Event::Signed { .. })));
        let Some(signed) = signed else { return Cow::Borrowed(self) };
        // Whoever signs while the meeting still goes on signs for its end as well.
        let closed = last(|e| matches!(e, Event::Session(session::Event::Adjourned { .. })));
        let base = signed.max(closed.unwrap_or_default());
        let mut without = BTreeSet::new();
        let mut end = base;
        for record in self.records.iter().filter(|record| record.seq > base) {
            let passed_over = match record.event() {
                Some(Event::FollowUp(_) | Event::SignOff(sign_off::Event::Unmasked { .. }))
                | None => true,
                Some(Event::History(
                    history::Event::Undone { seq, .. } | history::Event::Redone { seq },
                )) => without.contains(seq),
                Some(_) => false,
            };
            if passed_over {
                without.insert(record.seq);
            } else {
                end = record.seq;
            }
        }
        Cow::Owned(self.up_to_without(end, &without))
    }

    /// The lines up to `seq`, of which some change nothing.
    pub(super) fn up_to_without(&self, seq: u64, without: &BTreeSet<u64>) -> Self {
        let mut stood = Self::new(Arc::clone(&self.catalog));
        for record in self.up_to(seq) {
            stood.keep(Arc::clone(record));
        }
        stood.undone.extend(without.iter().copied().filter(|one| *one <= seq));
        stood.joined = self.joined.clone().filter(|tails| seq > tails.trunk());
        stood.origin.clone_from(&self.origin);
        stood.barred = self.barred;
        stood.meeting = stood.fold(u64::MAX, &stood.undone);
        stood
    }

    /// The lines of the minutes that were changed after somebody had signed or the meeting had closed.
    pub fn changes(&self) -> Vec<Change> {
        let mut closed = false;
        let mut changes: Vec<Change> = Vec::new();
        for record in &self.records {
            match record.event() {
                Some(
                    Event::SignOff(sign_off::Event::Signed { .. })
                    | Event::Session(session::Event::Adjourned { .. }),
                ) => closed = true,
                Some(Event::Minutes(
                    minutes::Event::Corrected { seq: line, .. }
                    | minutes::Event::Struck { seq: line, .. },
                )) if closed && !self.undone.contains(&record.seq) => {
                    match changes.iter_mut().find(|change| change.line == *line) {
                        Some(change) => change.edits.push(record.seq),
                        None => changes.push(Change { line: *line, edits: vec![record.seq] }),
                    }
                }
                _ => {}
            }
        }
        changes
    }
}
