//! Which lines of the minutes an act may change, so that a long record is not worded anew after
//! each. Must rather name too many: what it leaves out would stand on the screen as it was.
//!
//! A long record is what was written and spoken. Such a line is changed by the acts that name it and by
//! what people are called; everything else an act may touch stands in the other lines, which are few.

use super::speech;
use crate::domain::floor::Event as Floor;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::{Event, Meeting};
use crate::domain::minutes::Event as Written;
use crate::domain::recorded::Recorded;
use crate::domain::{history, prepare, roll, vote};
use std::collections::BTreeSet;

/// The lines, by their events, that may be there, gone or worded otherwise since the line `after`;
/// None where it may be any of them.
pub fn reach(ledger: &Ledger, after: u64) -> Option<BTreeSet<u64>> {
    let m = ledger.meeting()?;
    let mut reached = BTreeSet::new();
    let mut others = false;
    for record in ledger.since(after + 1) {
        match of_one(ledger, m, record)? {
            Reached::Lines(lines) => reached.extend(lines),
            Reached::Others(lines) => {
                reached.extend(lines);
                others = true;
            }
        }
    }
    if others {
        let neither = |record: &&std::sync::Arc<Recorded>| !is_written_or_spoken(record);
        reached.extend(ledger.records().iter().filter(neither).map(|record| record.seq));
    }
    Some(reached)
}

/// What one act reaches.
enum Reached {
    Lines(Vec<u64>),
    /// These, and whatever was neither written nor spoken.
    Others(Vec<u64>),
}

fn is_written_or_spoken(record: &Recorded) -> bool {
    matches!(record.event(), None | Some(Event::Minutes(_) | Event::Floor(_)))
}

fn of_one(ledger: &Ledger, m: &Meeting, record: &Recorded) -> Option<Reached> {
    let seq = record.seq;
    Some(Reached::Lines(match record.event() {
        // Nothing of a vote is in the minutes before its result.
        None | Some(Event::Vote(vote::Event::Cast { .. })) => Vec::new(),
        Some(Event::Minutes(event)) => return written(ledger, m, seq, event),
        Some(Event::Floor(event)) => spoken(m, seq, event),
        Some(Event::History(
            history::Event::Undone { seq, .. } | history::Event::Redone { seq },
        )) => {
            let taken = ledger.record(*seq)?;
            return match taken.event() {
                // Whose clock a later act stopped may be another's now.
                Some(Event::Floor(event)) => {
                    let later = ledger.since(*seq).iter();
                    let later =
                        later.filter(|later| matches!(later.event(), Some(Event::Floor(_))));
                    let later = later.map(|later| later.seq);
                    Some(Reached::Lines(spoken(m, *seq, event).into_iter().chain(later).collect()))
                }
                _ => of_one(ledger, m, taken),
            };
        }
        // What people are called stands in any line.
        Some(
            Event::Prepare(
                prepare::Event::PersonChanged { .. }
                | prepare::Event::PersonRemoved { .. }
                | prepare::Event::RosterTaken { .. },
            )
            | Event::Roll(roll::Event::Invited(_) | roll::Event::WalkedIn(_)),
        ) => return None,
        Some(_) => return Some(Reached::Others(vec![seq])),
    }))
}

fn written(ledger: &Ledger, m: &Meeting, seq: u64, event: &Written) -> Option<Reached> {
    Some(Reached::Lines(match event {
        Written::Noted { .. } | Written::Written { .. } => vec![seq],
        Written::Said { speech, .. } => vec![*speech],
        Written::Corrected { seq: line, .. } | Written::Struck { seq: line, .. } => {
            let entry = ledger.record(*line)?;
            // Those who signed in stand in one line, as long as theirs are not edited.
            if !is_written_or_spoken(entry) {
                return Some(Reached::Others(vec![*line]));
            }
            let speech = m.minutes.entry(*line).and_then(|entry| entry.speech);
            vec![speech.unwrap_or(*line)]
        }
    }))
}

fn spoken(m: &Meeting, seq: u64, event: &Floor) -> Vec<u64> {
    match event {
        Floor::Requested { .. }
        | Floor::Withdrawn { .. }
        | Floor::Bumped { .. }
        | Floor::ListOpened
        | Floor::ListClosed => Vec::new(),
        Floor::NobodyAsked | Floor::Given(_) | Floor::Passed { finished: None, .. } => vec![seq],
        Floor::Passed { finished: Some(speech), .. }
        | Floor::Finished { speech }
        | Floor::Stopped { speech, .. }
        | Floor::Corrected { speech, .. } => vec![*speech, seq],
        Floor::Paused | Floor::Continued | Floor::Extended { .. } => {
            let running = speech::running(m, seq).map(|speech| speech.seq);
            running.into_iter().chain([seq]).collect()
        }
    }
}
