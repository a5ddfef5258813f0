//! Which lines of the minutes an act may change, so that a long record is not worded anew after
//! each. Must rather name too many: what it leaves out would stand on the screen as it was.

use super::{groups_with_others, speech};
use crate::domain::floor::Event as Floor;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::{Event, Meeting};
use crate::domain::minutes::Event as Written;
use crate::domain::recorded::Recorded;
use crate::domain::{history, vote};
use std::collections::BTreeSet;

/// The lines, by their events, that may be there, gone or worded otherwise since the line `after`;
/// None where it may be any of them.
pub fn reach(ledger: &Ledger, after: u64) -> Option<BTreeSet<u64>> {
    let m = ledger.meeting()?;
    let mut reached = BTreeSet::new();
    let after = usize::try_from(after).unwrap_or(usize::MAX);
    for record in ledger.records().iter().skip(after) {
        let lines = of_one(ledger, m, record)?;
        // Whether an edited line has drifted from its event is told by all that went before.
        if lines.iter().any(|line| is_edited_before(m, *line, record.seq)) {
            return None;
        }
        reached.extend(lines);
    }
    Some(reached)
}

/// What is written and spoken, which is nearly everything in a long record; anything else may be in
/// many lines by its name.
fn of_one(ledger: &Ledger, m: &Meeting, record: &Recorded) -> Option<Vec<u64>> {
    let seq = record.seq;
    Some(match record.event() {
        // Nothing of a vote is in the minutes before its result.
        None | Some(Event::Vote(vote::Event::Cast { .. })) => Vec::new(),
        Some(Event::Minutes(event)) => match event {
            Written::Noted { .. } | Written::Written { .. } => vec![seq],
            Written::Said { speech, .. } => vec![*speech],
            Written::Corrected { seq: line, .. } | Written::Struck { seq: line, .. } => {
                if groups_with_others(ledger.record(*line)?) {
                    return None;
                }
                let speech = m.minutes.entry(*line).and_then(|entry| entry.speech);
                vec![speech.unwrap_or(*line)]
            }
        },
        Some(Event::Floor(event)) => match event {
            Floor::Requested { .. }
            | Floor::Withdrawn { .. }
            | Floor::Bumped { .. }
            | Floor::ListOpened
            | Floor::ListClosed => Vec::new(),
            Floor::NobodyAsked | Floor::Given(_) | Floor::Passed { finished: None, .. } => {
                vec![seq]
            }
            Floor::Passed { finished: Some(speech), .. }
            | Floor::Finished { speech }
            | Floor::Stopped { speech, .. }
            | Floor::Corrected { speech, .. } => vec![*speech, seq],
            Floor::Paused | Floor::Continued | Floor::Extended { .. } => {
                let running = speech::running(m, seq).map(|speech| speech.seq);
                running.into_iter().chain([seq]).collect()
            }
        },
        // What was only written stands in one line, whether it is taken back or done again.
        Some(Event::History(
            history::Event::Undone { seq, .. } | history::Event::Redone { seq },
        )) => match ledger.record(*seq)?.event()? {
            Event::Minutes(Written::Noted { .. } | Written::Written { .. }) => vec![*seq],
            Event::Minutes(Written::Said { speech, .. }) => vec![*speech],
            _ => return None,
        },
        Some(_) => return None,
    })
}

/// Whether a line, or a summary in it, was edited by an event other than this one.
fn is_edited_before(m: &Meeting, line: u64, seq: u64) -> bool {
    let other = |line| m.minutes.edits.get(&line).into_iter().flatten().any(|(at, _)| *at != seq);
    other(line) || m.minutes.of_speech(line).any(|entry| other(entry.seq))
}
