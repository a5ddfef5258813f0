//! A session in one line of a list, and what it leaves to be done: dates and open actions.
//!
//! Kept beside the record by the store, so that a list reads no record. Must not know today's date.

use crate::document::track::{self, ActionDigest, GroupDigest};
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Meeting;
use crate::domain::outcome::Disposition;
use crate::domain::roll::Status;
use crate::domain::session::Phase;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A session in a list of sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub id: String,
    pub title: String,
    pub date: NaiveDate,
    pub phase: Phase,
    pub stage: u8,
    /// Which round of its topic, and the session of the round before.
    pub round: u32,
    pub previous: Option<String>,
    /// Everyone invited.
    pub people: usize,
    pub present: usize,
    /// When it goes on: the next rounds that its outcomes set, else the one its plan names.
    pub next: Vec<NaiveDate>,
    /// Whether it was opened: only then did anybody take part.
    pub held: bool,
    pub groups: Vec<GroupDigest>,
    /// One a proposal whose outcome stands.
    pub outcomes: Vec<Disposition>,
    /// By number, also those that are done or turned down.
    pub actions: Vec<ActionDigest>,
}

/// The line of a session in `list`; None of an empty record.
pub fn summary(ledger: &Ledger) -> Option<Summary> {
    let m = ledger.meeting()?;
    Some(Summary {
        id: m.session.plan.id.clone(),
        title: m.session.plan.title.clone(),
        date: m.session.plan.date,
        phase: m.session.phase,
        stage: m.stage(),
        round: m.session.plan.round,
        previous: m.session.plan.previous.as_ref().map(|previous| previous.id.clone()),
        people: m.roll.entries.len(),
        present: m.roll.count(Status::Present),
        next: next_rounds(m),
        held: m.session.opening.is_some(),
        groups: track::groups(m),
        outcomes: track::outcomes(m),
        actions: track::actions(m),
    })
}

fn next_rounds(m: &Meeting) -> Vec<NaiveDate> {
    let proposals = m.proposals.list.iter();
    let mut dates: Vec<NaiveDate> =
        proposals.filter_map(|proposal| m.outcomes.of(proposal.no)?.next).collect();
    if dates.is_empty() {
        dates.extend(m.session.plan.next_meeting.map(|at| at.date()));
    }
    dates.sort_unstable();
    dates.dedup();
    dates
}
