//! The part of a record that several places have written: what a line that is written here continues
//! and says, and which acts were in each other's way. The order is that of `join`; must not change it.

use super::Ledger;
use crate::domain::follow_up;
use crate::domain::hash::LineHash;
use crate::domain::join::{self, Apart, Joined, Reference, Subject};
use crate::domain::meeting::{self, Conflict, Event, Meeting};
use crate::domain::recorded::{RecordError, Recorded};
use crate::domain::session::Phase;
use crate::domain::stamp::Stamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The tails of a record, by the places of their lines in the one order.
#[derive(Debug, Clone)]
pub(super) struct Tails {
    trunk: u64,
    parents: BTreeMap<u64, u64>,
    leaves: Vec<u64>,
}

impl From<Apart> for RecordError {
    fn from(apart: Apart) -> Self {
        match apart {
            Apart::Chain(seq) => Self::Chain(seq),
            Apart::Fork(seq) => Self::Fork(seq),
        }
    }
}

impl Ledger {
    /// The same record in a place that did not make it: what is written here after the adjournment
    /// says so.
    #[must_use]
    pub fn at(mut self, origin: Option<&str>) -> Self {
        self.origin = origin.map(Arc::from);
        self
    }

    /// The hash of the first line, which names the session for ever.
    pub fn genesis(&self) -> LineHash {
        self.records.first().map_or(LineHash::GENESIS, |first| first.hash)
    }

    /// The chain over the whole lines: what stands outside their own hashes (when an act was noted,
    /// and by which submission it came) is in it. Each value is the SHA-256 of the one before, as 64
    /// digits, and the line with its end.
    pub fn whole(&self) -> LineHash {
        let mut line = Vec::new();
        self.records.iter().fold(LineHash::GENESIS, |before, record| {
            line.clear();
            // A line that was read can be written.
            let _ = record.encode_into(&mut line);
            LineHash::of(&[&before.digits()[..], &line, b"\n"])
        })
    }

    /// The lines as they were written, each after the one that it continues.
    pub fn lines(&self) -> Vec<Arc<Recorded>> {
        self.records.iter().map(join::original).collect()
    }

    /// How many lines stand before the tails: all, where one chain is all there is.
    pub fn trunk(&self) -> u64 {
        self.joined.as_ref().map_or_else(|| self.seq(), |tails| tails.trunk)
    }

    /// How many tails there are that nothing goes on from.
    pub fn tails(&self) -> usize {
        self.joined.as_ref().map_or(1, |tails| tails.leaves.len())
    }

    /// The fingerprint of all lines that are here: the same wherever the same lines are.
    pub fn joined(&self) -> LineHash {
        match &self.joined {
            None => self.head(),
            Some(tails) => join::fingerprint(
                tails.leaves.iter().filter_map(|seq| self.record(*seq).map(|leaf| leaf.hash)),
            ),
        }
    }

    /// Whether a line stands in the chain that is written here.
    pub(in crate::domain) fn is_of_here(&self, seq: u64) -> bool {
        let Some(tails) = &self.joined else { return true };
        let own = self.own();
        tails.leads_to(seq, own)
    }

    /// Whether the line at `early` is among those that the line at `late` goes on from.
    pub(in crate::domain) fn leads_to(&self, early: u64, late: u64) -> bool {
        self.joined.as_ref().map_or(early <= late, |tails| tails.leads_to(early, late))
    }

    /// The line that the next one continues: the end of what this place has written, else the last of
    /// all.
    fn own(&self) -> u64 {
        let Some(tails) = &self.joined else { return self.seq() };
        let here = self.records.iter().rfind(|record| record.origin() == self.origin.as_deref());
        let here = here.map_or(0, |record| record.seq);
        let mut leaves = tails.leaves.iter().rev().copied();
        leaves.find(|leaf| tails.leads_to(here, *leaf)).unwrap_or_else(|| self.seq())
    }

    /// Makes the next line of an event that was decided.
    pub fn stamp(&self, event: Event, stamp: &Stamp) -> Result<Recorded, RecordError> {
        let phase = self.meeting.as_ref().map(|m| m.session.phase);
        let closed = phase.is_some_and(|phase| phase >= Phase::Adjourned);
        let origin = self.origin.as_deref().filter(|_| closed);
        let Some(last) = self.record(self.own()) else {
            return Recorded::new(1, stamp, event, LineHash::GENESIS);
        };
        let (event, about) = self.meant(event);
        let number = number_of(last) + 1;
        Recorded::new_at(number, stamp, event, last.hash, (origin, about))
    }

    /// An event with the number that what it means has in its own chain, and that line.
    fn meant(&self, event: Event) -> (Event, Option<LineHash>) {
        let Some(tails) = &self.joined else { return (event, None) };
        let target = match join::reference(&event) {
            Some(Reference::Line(seq)) => self.record(seq),
            Some(Reference::Action(no)) => self.records.iter().map(Arc::as_ref).find(|record| {
                matches!(record.event(), Some(Event::FollowUp(follow_up::Event::Assigned { no: given, .. })) if *given == no)
            }),
            None => None,
        };
        let Some(target) = target.filter(|target| target.seq > tails.trunk) else {
            return (event, None);
        };
        let number = match (join::reference(&event), written(target)) {
            (Some(Reference::Line(_)), _) => Reference::Line(number_of(target)),
            (_, Some(Event::FollowUp(follow_up::Event::Assigned { no, .. }))) => {
                Reference::Action(*no)
            }
            _ => return (event, None),
        };
        (join::point(&event, number), Some(target.hash))
    }

    /// The places of the lines after the trunk, for each end the way to it.
    pub(super) fn tails_after_trunk(&self) -> Vec<Vec<u64>> {
        let Some(tails) = &self.joined else { return Vec::new() };
        let way = |leaf: &u64| {
            let mut way = Vec::new();
            let mut at = *leaf;
            while at > tails.trunk {
                way.push(at);
                at = tails.parents.get(&at).copied().unwrap_or_default();
            }
            way.reverse();
            way
        };
        tails.leaves.iter().map(way).filter(|way| !way.is_empty()).collect()
    }

    /// Puts lines, as they were written, into the one order.
    pub(super) fn join(&mut self, lines: &[Arc<Recorded>]) -> Result<(), RecordError> {
        let Joined { records, trunk, parents, leaves } = join::arrange(lines)?;
        self.records.clear();
        self.undone.clear();
        self.unknown.clear();
        self.latest = None;
        self.checkpoints = None;
        for record in records {
            self.keep(record);
        }
        let several = leaves.len() > 1 || trunk < self.seq();
        self.joined = several.then_some(Tails { trunk, parents, leaves });
        Ok(())
    }

    /// Takes in a line of a record that has several tails, or will have.
    pub(super) fn push_to_tails(&mut self, record: Arc<Recorded>) -> Result<(), RecordError> {
        let known = self.records.iter().any(|line| line.hash == record.prev);
        if !known {
            return Err(RecordError::Chain(record.seq));
        }
        let mut lines: Vec<_> = self.records.iter().map(join::original).collect();
        lines.push(record);
        let mut ledger = Self::new(Arc::clone(&self.catalog));
        ledger.origin.clone_from(&self.origin);
        ledger.barred = self.barred;
        ledger.join(&lines)?;
        ledger.refold();
        *self = ledger;
        Ok(())
    }

    /// What an act of a tail is in the way of, as far as the meeting before it says.
    pub(super) fn conflict(
        &self,
        meeting: &Meeting,
        record: &Recorded,
        event: &Event,
        undone: &BTreeSet<u64>,
    ) -> Option<Conflict> {
        let tails = self.joined.as_ref().filter(|tails| record.seq > tails.trunk)?;
        if matches!(event, Event::History(_)) {
            return None;
        }
        let about = join::subject(event);
        let place = usize::try_from(record.seq - 1).ok()?;
        let trunk = usize::try_from(tails.trunk).ok()?;
        let between = self.records.get(trunk..place).unwrap_or_default();
        let with = between.iter().rfind(|other| {
            let theirs = other.event().and_then(join::subject);
            about.is_some()
                && theirs == about
                && !undone.contains(&other.seq)
                && !tails.leads_to(other.seq, record.seq)
        });
        let same = |decided: &Event| decided == event;
        let stands = meeting
            .decide(&meeting::command_of(event), &record.stamp())
            .is_ok_and(|decided| same(&decided));
        // A later text or notice takes the place of an earlier one without a word.
        let replaces = matches!(about, Some(Subject::Line(_) | Subject::Notice));
        if stands && !(replaces && with.is_some()) {
            return None;
        }
        let action = match about {
            Some(Subject::Action(no)) => Some(no),
            _ => None,
        };
        Some(Conflict { seq: record.seq, with: with.map(|other| other.seq), action })
    }
}

impl Tails {
    pub(super) fn trunk(&self) -> u64 {
        self.trunk
    }

    /// Whether the line at `early` is among those that the line at `late` goes on from.
    fn leads_to(&self, early: u64, late: u64) -> bool {
        let mut at = late;
        while at > early.max(self.trunk) {
            at = self.parents.get(&at).copied().unwrap_or_default();
        }
        at == early || early <= at.min(self.trunk)
    }
}

/// The number of a line in its own chain.
fn number_of(record: &Recorded) -> u64 {
    let placed = record.rare.as_ref().and_then(|rare| rare.placed.as_ref());
    placed.map_or(record.seq, |written| written.seq)
}

/// Its event as it was written.
fn written(record: &Recorded) -> Option<&Event> {
    let placed = record.rare.as_ref().and_then(|rare| rare.placed.as_ref());
    placed.map_or(record, |written| written).event()
}
