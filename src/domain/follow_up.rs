//! What is done about the outcomes: actions with lead unit, person and due date, from pending to
//! completed (docs/domain.md §1.9). Goes on after the record is sealed. Must not read today's date.

use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::refusal::{Refusal, need_text};
use crate::domain::stamp::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// A new action, as the command and the event hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub title: String,
    /// 牵头单位.
    pub lead: String,
    /// 责任人.
    pub owner: PersonId,
    #[serde(rename = "with", default, skip_serializing_if = "Option::is_none")]
    pub together_with: Option<String>,
    /// 完成时限.
    pub due: NaiveDate,
    /// The proposal it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Action(Task),
    Adopt(u32),
    Reject { no: u32, reason: String },
    Progress { no: u32, text: String },
    Report { no: u32, text: String },
    Complete(u32),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Assigned {
        no: u32,
        #[serde(flatten)]
        task: Box<Task>,
    },
    Adopted {
        no: u32,
    },
    Rejected {
        no: u32,
        reason: String,
    },
    Progressed {
        no: u32,
        text: String,
    },
    Reported {
        no: u32,
        text: String,
    },
    Completed {
        no: u32,
    },
}

/// 待采纳 → 已采纳 / 不采纳 → 落实中 → 已反馈 → 办结.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum ActionStatus {
    Pending,
    Adopted,
    Rejected,
    InProgress,
    Reported,
    Completed,
}

impl ActionStatus {
    pub const fn is_finished(self) -> bool {
        matches!(self, Self::Rejected | Self::Completed)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    pub no: u32,
    pub seq: u64,
    pub task: Task,
    pub status: ActionStatus,
    /// What was said of it, in order: progress, feedback, the reason of a rejection.
    pub history: Vec<(Moment, ActionStatus, String)>,
}

impl Action {
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        !self.status.is_finished() && self.task.due < today
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    pub actions: Vec<Action>,
}

impl State {
    pub fn get(&self, no: u32) -> Option<&Action> {
        self.actions.iter().find(|action| action.no == no)
    }

    fn next_no(&self) -> u32 {
        self.actions.iter().map(|action| action.no).max().unwrap_or(0).saturating_add(1)
    }
}

pub(super) fn decide(m: &Meeting, command: &Command) -> Result<Event, Refusal> {
    m.need_opened()?;
    let in_state = |no: u32, may: &[ActionStatus]| {
        let action = m.follow_up.get(no).ok_or(Refusal::NoSuchAction(no))?;
        if may.contains(&action.status) {
            Ok(())
        } else {
            Err(Refusal::ActionIs { no, status: action.status })
        }
    };
    match command {
        Command::Action(task) => {
            m.need_unsealed()?;
            need_text(&task.title)?;
            need_text(&task.lead)?;
            m.roll.need_known(&task.owner)?;
            if let Some(no) = task.from {
                m.proposals.need_live(no)?;
            }
            if task.due < m.session.first_day() {
                return Err(Refusal::DateBeforeSession);
            }
            Ok(Event::Assigned { no: m.follow_up.next_no(), task: Box::new(task.clone()) })
        }
        // Where two places decided otherwise, whoever has seen both decides again.
        Command::Adopt(no) => {
            let contested = [ActionStatus::Pending, ActionStatus::Rejected];
            in_state(
                *no,
                contested.get(..1 + usize::from(m.is_contested(*no))).unwrap_or_default(),
            )?;
            Ok(Event::Adopted { no: *no })
        }
        Command::Reject { no, reason } => {
            let contested = [ActionStatus::Pending, ActionStatus::Adopted];
            in_state(
                *no,
                contested.get(..1 + usize::from(m.is_contested(*no))).unwrap_or_default(),
            )?;
            Ok(Event::Rejected { no: *no, reason: need_text(reason)? })
        }
        Command::Progress { no, text } => {
            in_state(
                *no,
                &[ActionStatus::Adopted, ActionStatus::InProgress, ActionStatus::Reported],
            )?;
            Ok(Event::Progressed { no: *no, text: need_text(text)? })
        }
        Command::Report { no, text } => {
            in_state(
                *no,
                &[ActionStatus::Adopted, ActionStatus::InProgress, ActionStatus::Reported],
            )?;
            Ok(Event::Reported { no: *no, text: need_text(text)? })
        }
        Command::Complete(no) => {
            in_state(*no, &[ActionStatus::Reported, ActionStatus::InProgress])?;
            Ok(Event::Completed { no: *no })
        }
    }
}

pub(super) fn apply(m: &mut Meeting, seq: u64, at: Moment, event: &Event) {
    let state = &mut m.follow_up;
    let mut turn = |no: u32, status: ActionStatus, text: &str| {
        if let Some(action) = state.actions.iter_mut().find(|a| a.no == no) {
            action.status = status;
            action.history.push((at, status, text.to_owned()));
        }
    };
    match event {
        Event::Assigned { no, task } => {
            let (no, task, status) = (*no, (**task).clone(), ActionStatus::Pending);
            state.actions.push(Action { no, seq, task, status, history: Vec::new() });
        }
        Event::Adopted { no } => turn(*no, ActionStatus::Adopted, ""),
        Event::Rejected { no, reason } => turn(*no, ActionStatus::Rejected, reason),
        Event::Progressed { no, text } => turn(*no, ActionStatus::InProgress, text),
        Event::Reported { no, text } => turn(*no, ActionStatus::Reported, text),
        Event::Completed { no } => turn(*no, ActionStatus::Completed, ""),
    }
}

/// The command that would make this event again.
pub(super) fn command_of(event: &Event) -> Command {
    match event {
        Event::Assigned { task, .. } => Command::Action((**task).clone()),
        Event::Adopted { no } => Command::Adopt(*no),
        Event::Rejected { no, reason } => Command::Reject { no: *no, reason: reason.clone() },
        Event::Progressed { no, text } => Command::Progress { no: *no, text: text.clone() },
        Event::Reported { no, text } => Command::Report { no: *no, text: text.clone() },
        Event::Completed { no } => Command::Complete(*no),
    }
}
