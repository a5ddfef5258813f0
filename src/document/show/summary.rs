//! A session in one line of a list, and what it leaves to be done: dates and open actions.
//!
//! Kept beside the record by the store, so that a list reads no record. Must not know today's date.

use crate::domain::ledger::Ledger;
use crate::domain::meeting::Meeting;
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
    /// Everyone invited.
    pub people: usize,
    pub present: usize,
    /// When it goes on: the next rounds that its outcomes set, else the one its plan names.
    pub next: Vec<NaiveDate>,
    /// Actions that are neither done nor turned down, by number.
    pub actions: Vec<OpenAction>,
}

/// An action that somebody still has to carry out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAction {
    pub no: u32,
    pub title: String,
    pub lead: String,
    /// The name of the person in charge.
    pub owner: String,
    pub due: NaiveDate,
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
        people: m.roll.entries.len(),
        present: m.roll.count(Status::Present),
        next: next_rounds(m),
        actions: open_actions(m),
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

fn open_actions(m: &Meeting) -> Vec<OpenAction> {
    let open = m.follow_up.actions.iter().filter(|action| !action.status.is_finished());
    let told = open.map(|action| OpenAction {
        no: action.no,
        title: action.task.title.clone(),
        lead: action.task.lead.clone(),
        owner: m.roll.name(&action.task.owner),
        due: action.task.due,
    });
    told.collect()
}
