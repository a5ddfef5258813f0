//! The host of one session: the only place where an event becomes part of the record.

use super::error::SessionError;
use super::in_order::{Step, in_order};
use super::sanitize;
use super::trace;
use crate::document::session_summary::Summary;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Command;
use crate::domain::recorded::{Recorded, SubmissionId};
use crate::domain::refusal::Refusal;
use crate::domain::rule::Catalog;
use crate::domain::session::{self, Plan};
use crate::domain::stamp::Stamp;
use crate::store::{Log, Seen};
use std::collections::HashMap;
use std::sync::Arc;

/// Told often while a record is read, with how many of its lines are done and how many there are:
/// false to stop.
pub type Watch<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

#[derive(Debug)]
pub struct Host {
    id: String,
    ledger: Ledger,
    /// The latest submission of each terminal's run that the record holds. Read off the record, so
    /// that it is known as durably as the act itself.
    submitted: HashMap<String, u64>,
}

/// One act as it is handed to the host.
#[derive(Debug, Clone, Copy)]
pub struct ActRequest<'a> {
    pub command: &'a Command,
    pub stamp: &'a Stamp,
    /// The number that another terminal gave it.
    pub from: Option<&'a SubmissionId>,
}

/// A session as it was read from the store, its lines not yet looked at.
#[derive(Debug)]
pub struct Stored {
    id: String,
    lines: Vec<Vec<u8>>,
    origin: Option<String>,
    flaw: Option<String>,
}

impl Stored {
    /// Reads what the store has of a session.
    pub fn read(log: &mut dyn Log, id: &str) -> Result<Self, SessionError> {
        let lines = log.read(id)?;
        Ok(Self { id: id.to_owned(), lines, origin: log.origin(id), flaw: log.flaw(id) })
    }

    /// The same of what was seen before the store was open.
    pub fn seen(id: &str, seen: Seen) -> Self {
        Self { id: id.to_owned(), lines: seen.records, origin: seen.origin, flaw: seen.flaw }
    }

    /// Checks every line and the chain, and folds the meeting. Needs no store: any thread can do it.
    pub fn host(self, catalog: Arc<Catalog>, watch: Watch<'_>) -> Result<Host, SessionError> {
        let Self { id, lines, origin, flaw } = self;
        let total = lines.len() as u64;
        let records = sanitize::read_all(lines, &mut |done| watch(done, total))?;
        let records = records.ok_or_else(|| SessionError::Stopped(id.clone()))?;
        let mut submitted = HashMap::new();
        for from in records.iter().filter_map(|record| record.from.as_ref()) {
            note(&mut submitted, from);
        }
        let ledger = Ledger::replay(catalog, records)?.at(origin.as_deref());
        let ledger = ledger.barred_by(flaw.and_then(|line| line.parse().ok()));
        Ok(Host { id, ledger, submitted })
    }
}

impl Host {
    /// Reads a session and checks its chain.
    pub fn open(log: &mut dyn Log, id: &str, catalog: Arc<Catalog>) -> Result<Self, SessionError> {
        Self::open_watched(log, id, catalog, &mut |_, _| true)
    }

    /// The same of a record that may be long.
    pub fn open_watched(
        log: &mut dyn Log,
        id: &str,
        catalog: Arc<Catalog>,
        watch: Watch<'_>,
    ) -> Result<Self, SessionError> {
        Stored::read(log, id)?.host(catalog, watch)
    }

    /// Stores a planned session as the first line of a new record.
    pub fn create(
        log: &mut dyn Log,
        plan: Plan,
        stamp: &Stamp,
        catalog: Arc<Catalog>,
    ) -> Result<Self, SessionError> {
        if log.exists(&plan.id) {
            return Err(SessionError::Exists(plan.id));
        }
        let id = plan.id.clone();
        let mut host = Self { id, ledger: Ledger::new(catalog), submitted: HashMap::new() };
        let command = Command::Session(session::Command::Plan(Box::new(plan)));
        host.submit(log, &command, stamp)?;
        Ok(host)
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Whether the record holds a submission already, or a later one of the same terminal.
    pub fn has(&self, from: &SubmissionId) -> bool {
        self.submitted.get(&from.client).is_some_and(|last| *last >= from.id)
    }

    /// One act: decided, stored, then part of the record.
    pub fn submit(
        &mut self,
        log: &mut dyn Log,
        command: &Command,
        stamp: &Stamp,
    ) -> Result<Arc<Recorded>, SessionError> {
        let mut results = self.submit_all(log, [ActRequest { command, stamp, from: None }]);
        results.pop().unwrap_or(Err(SessionError::Refused(Refusal::NothingToChange)))
    }

    /// Several acts with one flush. Each is decided on the state that the ones before it make; if
    /// the disk fails, none of them has happened.
    pub fn submit_all<'a>(
        &mut self,
        log: &mut dyn Log,
        acts: impl IntoIterator<Item = ActRequest<'a>>,
    ) -> Vec<Result<Arc<Recorded>, SessionError>> {
        let (before, tails) = (self.ledger.seq(), self.before_tails());
        let mut lines = Vec::new();
        let mut results: Vec<Result<Arc<Recorded>, SessionError>> = acts
            .into_iter()
            .map(|act| {
                let (record, line) = self.stage(act)?;
                lines.push(line.into_bytes());
                Ok(record)
            })
            .collect();
        if lines.is_empty() {
            trace::tell(&results);
            return results;
        }
        let summary = Summary::of(&self.ledger).as_ref().and_then(Summary::write);
        if let Err(error) = log.append(&self.id, before + 1, &lines, summary.as_deref()) {
            self.take_back(before, tails);
            let error = Arc::new(error);
            for result in results.iter_mut().filter(|result| result.is_ok()) {
                *result = Err(SessionError::Store(Arc::clone(&error)));
            }
        }
        for from in results.iter().flatten().filter_map(|record| record.from.as_ref()) {
            note(&mut self.submitted, from);
        }
        trace::tell(&results);
        results
    }

    /// Goes on after a loss that a person was shown: this act, which says so, is the first after it.
    pub fn go_on(
        &mut self,
        log: &mut dyn Log,
        command: &Command,
        stamp: &Stamp,
    ) -> Result<Arc<Recorded>, SessionError> {
        let (before, tails) = (self.ledger.seq(), self.before_tails());
        let (record, line) = self.stage(ActRequest { command, stamp, from: None })?;
        let summary = Summary::of(&self.ledger).as_ref().and_then(Summary::write);
        log.append_after_loss(&self.id, before + 1, &[line.into_bytes()], summary.as_deref())
            .inspect_err(|_| self.take_back(before, tails))?;
        Ok(record)
    }

    /// A record of several tails as it is now: its lines do not stay in the order in which they come.
    fn before_tails(&self) -> Option<Box<Ledger>> {
        (self.ledger.tails() > 1).then(|| Box::new(self.ledger.clone()))
    }

    /// The record as it was before lines that could not be stored.
    fn take_back(&mut self, before: u64, tails: Option<Box<Ledger>>) {
        match tails {
            Some(ledger) => self.ledger = *ledger,
            None => self.ledger.truncate(before),
        }
    }

    fn stage(&mut self, act: ActRequest<'_>) -> Result<(Arc<Recorded>, String), SessionError> {
        let event = self.ledger.decide(act.command, act.stamp)?;
        let mut record = self.ledger.stamp(event, act.stamp)?;
        record.from = act.from.cloned().map(Box::new);
        let line = record.encode()?;
        sanitize::check(&line)?;
        let record = Arc::new(record);
        self.ledger.push(Arc::clone(&record))?;
        Ok((record, line))
    }
}

fn note(submitted: &mut HashMap<String, u64>, from: &SubmissionId) {
    let last = submitted.entry(from.client.clone()).or_default();
    *last = from.id.max(*last);
}

/// Opens sessions one after another, of which each is looked at before the next but one is read: the
/// store's thread reads, the other cores check and fold. `read` gives the next session, `look` is
/// asked on any thread, `take` is given what it found, in the order of the reading, and `go_on` hears
/// how many lines are done. False where `go_on` wanted no more.
pub fn open_each<T: Send>(
    read: &mut dyn FnMut() -> Option<Result<Stored, SessionError>>,
    catalog: &Arc<Catalog>,
    look: &(dyn Fn(&Host) -> T + Sync),
    take: &mut dyn FnMut(Result<T, SessionError>) -> bool,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> bool {
    let work = |stored: Result<Stored, SessionError>, step: Step<'_>| {
        let mut before = 0;
        let host = stored?.host(Arc::clone(catalog), &mut |now, _| {
            let more = now - before;
            before = now;
            step(more)
        });
        host.map(|host| look(&host))
    };
    in_order(read, &work, take, go_on)
}
