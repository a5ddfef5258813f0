//! Taking back and doing again, as new events: nothing is ever deleted.
//!
//! An act may be taken back when every later act would still be exactly what it was; that is found
//! out by deciding them all anew.

pub(crate) use crate::domain::history::{Command, Event};
use crate::domain::ledger::Ledger;
use crate::domain::meeting::{self, Event as Any, Meeting};
use crate::domain::recorded::Recorded;
use crate::domain::refusal::Refusal;
use crate::domain::session::{self, Phase};
use crate::domain::stamp::Stamp;
use crate::domain::vote;
use crate::domain::{agenda, follow_up, proposal, sign_off};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) fn decide(ledger: &Ledger, command: &Command, stamp: &Stamp) -> Result<Event, Refusal> {
    let Some(meeting) = ledger.meeting() else { return Err(Refusal::NotPlanned) };
    if meeting.session.phase == Phase::Sealed {
        return Err(Refusal::Sealed);
    }
    match command {
        Command::Undo(None) => {
            let mine = |r: &&Arc<Recorded>| {
                r.by.terminal == stamp.by.terminal && may_undo(r) && ledger.is_of_here(r.seq)
            };
            let standing = |r: &&Arc<Recorded>| !ledger.undone().contains(&r.seq);
            let last = ledger.records().iter().rev().filter(mine).find(standing);
            let seq = last.ok_or(Refusal::NothingToUndo)?.seq;
            check(ledger, seq, false)?;
            Ok(Event::Undone { seq, named: false })
        }
        Command::Undo(Some(seq)) => {
            let seq = *seq;
            let record = ledger.record(seq).ok_or(Refusal::NoSuchEvent(seq))?;
            if record.event().is_none() {
                return Err(Refusal::DependsOnUnknown { seq });
            }
            if !may_undo(record) {
                return Err(Refusal::CannotUndo(seq));
            }
            if ledger.undone().contains(&seq) {
                return Err(Refusal::AlreadyUndone(seq));
            }
            check(ledger, seq, false)?;
            Ok(Event::Undone { seq, named: true })
        }
        Command::Redo => {
            let seq = last_undone(ledger, &stamp.by.terminal).ok_or(Refusal::NothingToRedo)?;
            check(ledger, seq, true)?;
            Ok(Event::Redone { seq })
        }
    }
}

/// What this terminal took back last and has not done again.
fn last_undone(ledger: &Ledger, terminal: &str) -> Option<u64> {
    let mine = |r: &&Arc<Recorded>| *r.by.terminal == *terminal && ledger.is_of_here(r.seq);
    ledger.records().iter().rev().filter(mine).find_map(|r| match r.event() {
        Some(Any::History(Event::Undone { seq, .. })) if ledger.undone().contains(seq) => {
            Some(*seq)
        }
        _ => None,
    })
}

/// The plan is the ground of everything, a paper that was handed out stays out, and history itself is
/// taken back by its opposite.
fn may_undo(record: &Recorded) -> bool {
    match record.event() {
        Some(
            Any::Session(session::Event::Planned(_))
            | Any::SignOff(sign_off::Event::Unmasked { .. })
            | Any::History(_),
        )
        | None => false,
        Some(_) => true,
    }
}

/// Folds the record without (or again with) `seq` and decides every later act anew.
fn check(ledger: &Ledger, seq: u64, again: bool) -> Result<(), Refusal> {
    // A secret vote whose papers were seen has been held: another count of them, by one voter more
    // or less, would tell what was on that voter's.
    let held = ledger.meeting().is_some_and(|m| m.votes.opened_boxes.contains(&seq));
    if held && !again {
        return Err(Refusal::BoxOpened);
    }
    let mut undone: BTreeSet<u64> = ledger.undone().clone();
    if again {
        undone.remove(&seq);
    } else {
        undone.insert(seq);
    }
    let mut meeting = ledger.fold(seq.saturating_sub(1), &undone);
    let Some(meeting) = meeting.as_mut() else { return Err(Refusal::CannotUndo(seq)) };
    for record in ledger.since(seq) {
        let Some(event) = record.event() else {
            return Err(Refusal::DependsOnUnknown { seq: record.seq });
        };
        if undone.contains(&record.seq) {
            // A secret count that was seen binds who was counted, even after it was undone.
            if record.seq != seq && is_secret_count(meeting, event) {
                need_same(meeting, record, event, seq)?;
            }
            meeting.skip(event);
            continue;
        }
        if matches!(event, Any::History(_)) {
            continue;
        }
        // What another place did without knowing of this was not decided on it.
        let elsewhere = record.seq > ledger.trunk() && !ledger.leads_to(seq, record.seq);
        if !elsewhere {
            need_same(meeting, record, event, seq)?;
        }
        meeting.apply(record.seq, record.at, event);
    }
    Ok(())
}

fn is_secret_count(meeting: &Meeting, event: &Any) -> bool {
    let secret = meeting.votes.unfinished().is_some_and(|vote| vote.method.is_secret());
    secret && matches!(event, Any::Vote(vote::Event::Tallied { .. }))
}

/// Decides an event anew and wants exactly the same.
fn need_same(meeting: &Meeting, record: &Recorded, event: &Any, seq: u64) -> Result<(), Refusal> {
    let later = record.seq;
    match meeting.decide(&meeting::command_of(event), &record.stamp()) {
        Ok(same) if same == *event || (is_free(meeting, event) && renumbered(&same, event)) => {
            Ok(())
        }
        Ok(_) => Err(Refusal::Depends { seq, later, why: None }),
        Err(why) => Err(Refusal::Depends { seq, later, why: Some(Box::new(why)) }),
    }
}

/// Whether two events are the same but for the number that they give out: what was numbered keeps its
/// number though an earlier one has become free.
fn renumbered(decided: &Any, event: &Any) -> bool {
    let mut decided = decided.clone();
    match (&mut decided, event) {
        (
            Any::Agenda(agenda::Event::Added { no, .. }),
            Any::Agenda(agenda::Event::Added { no: given, .. }),
        )
        | (
            Any::Proposal(proposal::Event::Proposed { no, .. }),
            Any::Proposal(proposal::Event::Proposed { no: given, .. }),
        )
        | (
            Any::FollowUp(follow_up::Event::Assigned { no, .. }),
            Any::FollowUp(follow_up::Event::Assigned { no: given, .. }),
        ) => *no = *given,
        _ => return false,
    }
    decided == *event
}

/// Whether nothing has the number that an event gives out.
fn is_free(meeting: &Meeting, event: &Any) -> bool {
    match event {
        Any::Agenda(agenda::Event::Added { no, .. }) => meeting.agenda.get(*no).is_none(),
        Any::Proposal(proposal::Event::Proposed { no, .. }) => meeting.proposals.get(*no).is_none(),
        Any::FollowUp(follow_up::Event::Assigned { no, .. }) => {
            meeting.follow_up.get(*no).is_none()
        }
        _ => false,
    }
}
