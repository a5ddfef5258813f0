//! The record of one session and the meeting folded from it.
//!
//! Owns the order, the chain and what is undone. Must not store or draw anything.

use crate::domain::hash::LineHash;
use crate::domain::meeting::{Event, Meeting};
use crate::domain::recorded::{RecordError, Recorded};
use crate::domain::rule::Catalog;
use crate::domain::stamp::Moment;
use crate::domain::unknown::Unknown;
use crate::domain::{history, session};
use std::collections::BTreeSet;
use std::sync::Arc;

mod checkpoint;
mod recheck;
mod standing;
mod tails;
mod walk;
use checkpoint::Checkpoints;
pub use recheck::Unruled;
pub use standing::{AsOf, Change};
use tails::Tails;
pub use walk::Walk;

#[derive(Debug, Clone)]
pub struct Ledger {
    catalog: Arc<Catalog>,
    /// Shared, for the host of a session and its screen each have a ledger of the same lines.
    records: Vec<Arc<Recorded>>,
    undone: BTreeSet<u64>,
    unknown: Vec<Unknown>,
    latest: Option<Moment>,
    meeting: Option<Meeting>,
    /// Where folding anew begins, once anything was taken back here.
    checkpoints: Option<Checkpoints>,
    /// The tails, where several places have written; None of a single chain.
    joined: Option<Tails>,
    /// What lines that are written here after the adjournment say of where that was; None in the
    /// place that made the session.
    origin: Option<Arc<str>>,
    /// A line that does not follow from the rules: the record can be read, and not continued.
    barred: Option<u64>,
}

impl Ledger {
    pub fn new(catalog: Arc<Catalog>) -> Self {
        Self {
            catalog,
            records: Vec::new(),
            undone: BTreeSet::new(),
            unknown: Vec::new(),
            latest: None,
            meeting: None,
            checkpoints: None,
            joined: None,
            origin: None,
            barred: None,
        }
    }

    /// Replays stored lines, checking that each continues one that is there. What several places have
    /// written after the adjournment comes into the one order (see `domain::join`).
    pub fn replay(
        catalog: Arc<Catalog>,
        records: impl IntoIterator<Item = impl Into<Arc<Recorded>>>,
    ) -> Result<Self, RecordError> {
        let mut ledger = Self::new(catalog);
        let mut records = records.into_iter().map(Into::into);
        for record in records.by_ref() {
            if !ledger.continues(&record) {
                let lines: Vec<_> =
                    ledger.records.drain(..).chain([record]).chain(records).collect();
                ledger.join(&lines)?;
                break;
            }
            ledger.keep(record);
        }
        ledger.latest = ledger.latest_standing();
        if ledger.seq() >= checkpoint::WORTH_ONE {
            ledger.follow();
        }
        ledger.meeting = ledger.fold(u64::MAX, &ledger.undone);
        Ok(ledger)
    }

    pub fn records(&self) -> &[Arc<Recorded>] {
        &self.records
    }

    /// The records up to the one with a number, all where there are not so many.
    pub fn up_to(&self, seq: u64) -> &[Arc<Recorded>] {
        let count = usize::try_from(seq).unwrap_or(usize::MAX);
        self.records.get(..count).unwrap_or(&self.records)
    }

    /// The records from the one with a number on.
    pub fn since(&self, seq: u64) -> &[Arc<Recorded>] {
        let before = usize::try_from(seq.saturating_sub(1)).unwrap_or(usize::MAX);
        self.records.get(before..).unwrap_or_default()
    }

    /// The record with a number.
    pub fn record(&self, seq: u64) -> Option<&Recorded> {
        let place = usize::try_from(seq.checked_sub(1)?).ok()?;
        self.records.get(place).map(Arc::as_ref)
    }

    /// The meeting as it stands; None before it was planned.
    pub fn meeting(&self) -> Option<&Meeting> {
        self.meeting.as_ref()
    }

    pub fn undone(&self) -> &BTreeSet<u64> {
        &self.undone
    }

    /// The number of the last line; 0 of an empty record.
    pub fn seq(&self) -> u64 {
        self.records.len() as u64
    }

    /// The latest time of anything that happened and was not taken back; None before the plan's own
    /// line has a follower.
    pub fn latest(&self) -> Option<Moment> {
        self.latest
    }

    /// The time of an act that says none: now, but never before what has already happened.
    pub fn not_before(&self, now: Moment) -> Moment {
        self.latest.unwrap_or(now).max(now)
    }

    /// The hash of the last line.
    pub fn head(&self) -> LineHash {
        self.records.last().map_or(LineHash::GENESIS, |r| r.hash)
    }

    /// The same record, of which one line, by its hash, was found not to follow from the rules.
    #[must_use]
    pub fn barred_by(mut self, line: Option<LineHash>) -> Self {
        let found = line.and_then(|line| self.records.iter().find(|record| record.hash == line));
        self.barred = found.map(|record| record.seq);
        self
    }

    /// The line that was found not to follow from the rules, where it is in the record.
    pub fn barred(&self) -> Option<u64> {
        self.barred
    }

    /// Lines that this version does not understand.
    pub fn unknown(&self) -> &[Unknown] {
        &self.unknown
    }

    /// Takes in the next line, after it is safe on disk.
    pub fn push(&mut self, record: impl Into<Arc<Recorded>>) -> Result<(), RecordError> {
        let record = record.into();
        if self.joined.is_some() || !self.continues(&record) {
            return self.push_to_tails(record);
        }
        let history = matches!(record.event(), Some(Event::History(_)));
        let planned = self.meeting.is_none();
        self.keep(record);
        if history || planned {
            self.refold();
        } else if let (Some(meeting), Some(record)) = (&mut self.meeting, self.records.last())
            && let Some(event) = record.event()
        {
            meeting.apply(record.seq, record.at, event);
            if self.checkpoints.is_some() || self.seq() == checkpoint::WORTH_ONE {
                self.follow();
            }
        }
        Ok(())
    }

    /// Takes back lines that could not be stored: nobody has been told of them yet. Not of a record
    /// with several tails, where they may stand among others.
    pub fn truncate(&mut self, seq: u64) {
        let keep = usize::try_from(seq).unwrap_or(usize::MAX);
        if keep >= self.records.len() {
            return;
        }
        let gone = self.records.split_off(keep);
        self.unknown.retain(|unknown| unknown.seq <= seq);
        if gone.iter().any(|record| matches!(record.event(), Some(Event::History(_)))) {
            self.undone.clear();
            self.records.iter().for_each(|record| note_history(&mut self.undone, record));
        }
        self.refold();
    }

    /// The meeting as of the line `seq`, with what was undone by then left out.
    pub fn as_of(&self, seq: u64) -> Option<Meeting> {
        let mut undone = BTreeSet::new();
        for record in self.up_to(seq) {
            note_history(&mut undone, record);
        }
        self.fold(seq, &undone)
    }

    /// Goes through the record from its beginning, for those who look at several lines.
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(self)
    }

    /// Folds the lines up to `seq`, leaving out `undone`.
    pub(super) fn fold(&self, seq: u64, undone: &BTreeSet<u64>) -> Option<Meeting> {
        let near =
            self.checkpoints.as_ref().filter(|checkpoints| checkpoints.leads_to(seq, undone));
        let (done, mut meeting) = near.map_or((0, None), |t| (t.seq(), Some(t.meeting().clone())));
        self.fold_on(&mut meeting, done, seq, undone);
        meeting
    }

    /// Takes the lines after `done` up to `seq` into a meeting.
    fn fold_on(&self, meeting: &mut Option<Meeting>, done: u64, seq: u64, undone: &BTreeSet<u64>) {
        let done = usize::try_from(done).unwrap_or(usize::MAX);
        for record in self.up_to(seq).iter().skip(done) {
            let Some(event) = record.event() else { continue };
            match (&mut *meeting, event) {
                (None, Event::Session(session::Event::Planned(plan))) => {
                    *meeting = Some(Meeting::begin(Arc::clone(&self.catalog), plan));
                }
                (None, _) => {}
                (Some(meeting), event) if undone.contains(&record.seq) => meeting.skip(event),
                (Some(meeting), event) => {
                    if let Some(conflict) = self.conflict(meeting, record, event, undone) {
                        meeting.conflicts.push(conflict);
                    }
                    meeting.apply(record.seq, record.at, event);
                }
            }
        }
    }

    /// A time that was typed wrong and taken back moves no clock, and neither does taking it back.
    fn latest_standing(&self) -> Option<Moment> {
        let near = self.checkpoints.as_ref();
        let near = near.filter(|checkpoints| checkpoints.leads_to(self.seq(), &self.undone));
        let (done, latest) = near.map_or((0, None), |near| (near.seq(), near.latest()));
        latest.max(self.latest_of(done, self.seq()))
    }

    /// The same of the lines after `done` up to `seq` alone.
    fn latest_of(&self, done: u64, seq: u64) -> Option<Moment> {
        let standing = |record: &&Arc<Recorded>| {
            !self.undone.contains(&record.seq) && !matches!(record.event(), Some(Event::History(_)))
        };
        let lines = self.up_to(seq).get(usize::try_from(done.max(1)).unwrap_or(usize::MAX)..);
        lines.unwrap_or_default().iter().filter(standing).map(|record| record.at).max()
    }

    fn refold(&mut self) {
        self.follow();
        self.latest = self.latest_standing();
        self.meeting = self.fold(u64::MAX, &self.undone);
    }

    /// Brings the trail up to its distance behind the last line.
    fn follow(&mut self) {
        let Some(end) = self.seq().checked_sub(checkpoint::BEHIND) else {
            self.checkpoints = None;
            return;
        };
        let checkpoints =
            self.checkpoints.take().filter(|checkpoints| checkpoints.leads_to(end, &self.undone));
        let (done, latest, mut meeting) =
            checkpoints.map_or((0, None, None), |t| (t.seq(), t.latest(), Some(t.into_meeting())));
        self.fold_on(&mut meeting, done, end, &self.undone);
        let latest = latest.max(self.latest_of(done, end));
        self.checkpoints =
            meeting.map(|meeting| Checkpoints::new(end, &self.undone, latest, meeting));
    }

    /// Whether a line is the next one of a single chain.
    fn continues(&self, record: &Recorded) -> bool {
        let last = self.records.last().map_or(LineHash::GENESIS, |last| last.hash);
        record.seq == self.seq() + 1 && record.prev == last
    }

    /// The next line, and what is known of all lines without folding them.
    fn keep(&mut self, record: Arc<Recorded>) {
        note_history(&mut self.undone, &record);
        self.unknown.extend(Unknown::of(&record));
        if !self.records.is_empty() {
            self.latest = self.latest.max(Some(record.at));
        }
        self.records.push(record);
    }
}

fn note_history(undone: &mut BTreeSet<u64>, record: &Recorded) {
    match record.event() {
        Some(Event::History(history::Event::Undone { seq, .. })) => {
            undone.insert(*seq);
        }
        Some(Event::History(history::Event::Redone { seq })) => {
            undone.remove(seq);
        }
        _ => {}
    }
}
