//! What a terminal may submit, by the role it was attached with. One table, asked by the ledger
//! before any other rule, so that host and screens say the same.
//!
//! Must not know terminals, sockets or who is attached.

use crate::domain::ledger::Ledger;
use crate::domain::meeting::Command;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::{By, Role};
use crate::domain::{floor, history, minutes, roll, session};
use strum::VariantArray;

/// A row of the table: acts that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Group {
    /// The plan itself, the first line of a record.
    Plan,
    /// What is made ready before the opening.
    Prepare,
    /// Opening, recess, adjourning, settings, the acting chair, sealing.
    Session,
    /// Who came, left, is on leave.
    Attendance,
    /// Stating the number present, inviting somebody, proxies: who may vote depends on these.
    Entitlement,
    Agenda,
    /// Asking for the floor and withdrawing; putting the times of a speech right.
    Queue,
    /// Giving and taking the floor, its order.
    Floor,
    /// Summaries, notes, written opinions, corrections, strikes.
    Minutes,
    Proposals,
    /// Opening, ballots, counts, closing, announcing, recusals.
    Votes,
    /// Temperature checks, reservations, dispositions.
    Outcomes,
    FollowUp,
    /// Notice, reading back, signatures, what papers bear.
    SignOff,
    /// Undo and redo of one's own acts.
    OwnHistory,
    /// Undo of an act that another terminal did.
    OthersHistory,
}

impl Group {
    /// The row of a command submitted by `by`.
    pub fn of(command: &Command, ledger: &Ledger, by: &By) -> Self {
        match command {
            Command::Session(session::Command::Plan(_)) => Self::Plan,
            Command::Session(
                session::Command::Open
                | session::Command::Recess(_)
                | session::Command::Resume
                | session::Command::Adjourn
                | session::Command::Set(_)
                | session::Command::Chair(_)
                | session::Command::Seal
                | session::Command::ConfirmRule(_),
            ) => Self::Session,
            Command::Prepare(_) => Self::Prepare,
            Command::Roll(
                roll::Command::Present(_)
                | roll::Command::Online(_)
                | roll::Command::Leave { .. }
                | roll::Command::Absent(_)
                | roll::Command::Depart(_)
                | roll::Command::Return(_)
                | roll::Command::Unmark(_),
            ) => Self::Attendance,
            Command::Roll(
                roll::Command::Count
                | roll::Command::Invite(_)
                | roll::Command::WalkIn(_)
                | roll::Command::Proxy { .. },
            ) => Self::Entitlement,
            Command::Agenda(_) => Self::Agenda,
            Command::Floor(
                floor::Command::Request { .. }
                | floor::Command::Withdraw(_)
                | floor::Command::Correct { .. },
            ) => Self::Queue,
            Command::Floor(
                floor::Command::Give { .. }
                | floor::Command::Next
                | floor::Command::Pause
                | floor::Command::Continue
                | floor::Command::Extend(_)
                | floor::Command::Finish
                | floor::Command::Stop(_)
                | floor::Command::Bump { .. }
                | floor::Command::List { .. }
                | floor::Command::Nobody,
            ) => Self::Floor,
            Command::Minutes(
                minutes::Command::Say { .. }
                | minutes::Command::Note(_)
                | minutes::Command::Written { .. }
                | minutes::Command::Correct { .. }
                | minutes::Command::Strike { .. },
            ) => Self::Minutes,
            Command::Proposal(_) => Self::Proposals,
            Command::Vote(_) => Self::Votes,
            Command::Outcome(_) => Self::Outcomes,
            Command::FollowUp(_) => Self::FollowUp,
            Command::SignOff(_) | Command::Paper(_) => Self::SignOff,
            Command::History(history::Command::Undo(None) | history::Command::Redo) => {
                Self::OwnHistory
            }
            Command::History(history::Command::Undo(Some(seq))) => {
                let own = ledger.record(*seq).is_none_or(|r| r.by.terminal == by.terminal);
                if own { Self::OwnHistory } else { Self::OthersHistory }
            }
        }
    }
}

/// The table itself.
pub const fn may(role: Role, group: Group) -> bool {
    match role {
        Role::Chair => true,
        Role::Recorder => {
            matches!(group, Group::Attendance | Group::Queue | Group::Minutes | Group::OwnHistory)
        }
        Role::Hall => false,
        Role::Office => matches!(
            group,
            Group::Plan
                | Group::Prepare
                | Group::Outcomes
                | Group::FollowUp
                | Group::SignOff
                | Group::OwnHistory
        ),
    }
}

/// Whether a terminal may submit a command at all, whatever the meeting says to it.
pub fn allow(command: &Command, ledger: &Ledger, by: &By) -> Result<(), Refusal> {
    let group = Group::of(command, ledger, by);
    if may(by.role, group) {
        return Ok(());
    }
    match command {
        Command::History(history::Command::Undo(Some(seq))) if may(by.role, Group::OwnHistory) => {
            Err(Refusal::OthersAct { seq: *seq, role: by.role })
        }
        _ => Err(Refusal::NotAllowed { role: by.role }),
    }
}
