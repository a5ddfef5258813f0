//! A session in one line of a list, and what it leaves to be done: dates and open actions.
//!
//! Kept beside the record by the store, so that a list reads no record. Must not know today's date.

use crate::domain::follow_up::{Action, ActionStatus};
use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Meeting;
use crate::domain::outcome::Disposition;
use crate::domain::roll::Status;
use crate::domain::session::Phase;
use chrono::NaiveDate;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// How far its record goes; None where an older version kept it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    /// Numbers that papers of this session bear, by the names of the papers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub numbers: BTreeMap<String, u32>,
}

impl Summary {
    /// The line of a session in `list`; None of an empty record.
    pub fn of(ledger: &Ledger) -> Option<Self> {
        let m = ledger.meeting()?;
        Some(Self {
            id: m.session.plan.id.clone(),
            title: m.session.plan.title.clone(),
            date: m.session.day(),
            phase: m.session.phase,
            stage: m.stage(),
            round: m.session.plan.round,
            previous: m.session.plan.previous.as_ref().map(|previous| previous.id.clone()),
            people: m.roll.entries.len(),
            present: m.roll.count(Status::Present),
            next: next_rounds(m),
            held: m.session.opening.is_some(),
            groups: groups(m),
            outcomes: outcomes(m),
            actions: actions(m),
            end: Some(End { head: ledger.head(), lines: ledger.seq() }),
            numbers: numbers(m),
        })
    }

    /// As the store keeps it beside the record.
    pub fn write(&self) -> Option<Vec<u8>> {
        serde_json::to_vec(self).ok()
    }

    /// What was kept; None where this version would keep another.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|kept: &Self| kept.end.is_some())
    }
}

/// What a list shows at once of a session: a part of its [`Summary`], for whoever has to read many.
#[derive(Debug, Deserialize)]
pub struct Row {
    pub id: String,
    pub title: String,
    pub date: NaiveDate,
    pub phase: Phase,
    pub previous: Option<String>,
    pub next: Vec<NaiveDate>,
    pub actions: Vec<ActionDigest>,
    #[serde(default)]
    end: Option<IgnoredAny>,
}

impl Row {
    /// Read from a whole summary; None where [`Summary::read`] would not take it either.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|kept: &Self| kept.end.is_some())
    }
}

impl From<&Summary> for Row {
    fn from(summary: &Summary) -> Self {
        Self {
            id: summary.id.clone(),
            title: summary.title.clone(),
            date: summary.date,
            phase: summary.phase,
            previous: summary.previous.clone(),
            next: summary.next.clone(),
            actions: summary.actions.clone(),
            end: None,
        }
    }
}

/// How far a record goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// The hash of its last line.
    pub head: LineHash,
    pub lines: u64,
}

/// A group: how many were invited, how many came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupDigest {
    pub name: String,
    pub expected: u32,
    pub came: u32,
}

/// An action in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionDigest {
    pub no: u32,
    pub title: String,
    pub lead: String,
    /// The person in charge, by name.
    pub owner: String,
    pub due: NaiveDate,
    pub status: ActionStatus,
    /// When it was completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed: Option<NaiveDate>,
    /// Several places recorded acts on it that were in each other's way: the later one stands.
    #[serde(default)]
    pub contested: bool,
}

impl ActionDigest {
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        !self.status.is_finished() && self.due < today
    }

    /// Completed, and not after it was due.
    pub fn is_in_time(&self) -> bool {
        self.completed.is_some_and(|day| day <= self.due)
    }
}

fn numbers(m: &Meeting) -> BTreeMap<String, u32> {
    let issued = m.paper.issued.iter();
    issued.filter_map(|(paper, issue)| Some((paper.clone(), issue.number?))).collect()
}

/// The groups, in the order of the roll.
fn groups(m: &Meeting) -> Vec<GroupDigest> {
    let mut groups: Vec<GroupDigest> = Vec::new();
    for name in m.roll.groups() {
        groups.push(GroupDigest { name: name.to_owned(), expected: 0, came: 0 });
    }
    for entry in &m.roll.entries {
        if let Some(group) = groups.iter_mut().find(|group| group.name == entry.person.group) {
            group.expected += 1;
            group.came += u32::from(entry.arrived.is_some());
        }
    }
    groups
}

/// What became of the proposals that are settled.
fn outcomes(m: &Meeting) -> Vec<Disposition> {
    let settled = m.proposals.list.iter().filter_map(|p| m.outcomes.of(p.no));
    settled.map(|settled| settled.disposition).collect()
}

fn actions(m: &Meeting) -> Vec<ActionDigest> {
    m.follow_up.actions.iter().map(|action| of_action(m, action)).collect()
}

fn of_action(m: &Meeting, action: &Action) -> ActionDigest {
    let done = |status: ActionStatus| {
        let mut last = action.history.iter().rev();
        last.find(|(_, reached, _)| *reached == status).map(|(at, ..)| at.date_naive())
    };
    ActionDigest {
        no: action.no,
        title: action.task.title.clone(),
        lead: action.task.lead.clone(),
        owner: m.roll.name(&action.task.owner),
        due: action.task.due,
        status: action.status,
        completed: done(ActionStatus::Completed),
        contested: m.is_contested(action.no),
    }
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
