//! What a line that this version does not understand may have changed, and what is therefore not
//! decided here any more.
//!
//! Pure. Nobody can know what such a line says, but its topic stands in it. Must not keep an act from
//! anybody that has nothing to do with it: the meeting goes on.

use crate::domain::meeting::Command;
use crate::domain::minutes;
use crate::domain::recorded::{Payload, Recorded};
use crate::domain::refusal::Refusal;
use crate::domain::{follow_up, session, vote};
use serde_json::Value;

/// A line that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    pub seq: u64,
    /// Its first word, such as `vote`; empty where it has none.
    topic: String,
    /// The action that it names.
    action: Option<u64>,
}

impl Unknown {
    /// What is known of a line; None where it is understood.
    pub fn of(record: &Recorded) -> Option<Self> {
        let Payload::Unknown(raw) = &record.fact else { return None };
        let value: Value = serde_json::from_str(raw.get()).unwrap_or_default();
        let (topic, inside) = first(&value).unwrap_or_default();
        let action = first(inside).and_then(|(_, facts)| facts.get("no")?.as_u64());
        Some(Self { seq: record.seq, topic: topic.to_owned(), action })
    }

    /// Whether what it may have changed has a part in what comes of a command.
    fn bears_on(&self, command: &Command) -> bool {
        let topics: &[&str] = match command {
            // What is sealed is what this program can show.
            Command::Session(session::Command::Seal) => return true,
            Command::Minutes(
                minutes::Command::Correct { seq, .. } | minutes::Command::Strike { seq, .. },
            ) => return *seq == self.seq,
            // Undo looks at every later line itself.
            Command::History(_)
            | Command::FollowUp(follow_up::Command::Action(_))
            | Command::Minutes(_) => return false,
            Command::FollowUp(
                follow_up::Command::Adopt(no)
                | follow_up::Command::Complete(no)
                | follow_up::Command::Reject { no, .. }
                | follow_up::Command::Progress { no, .. }
                | follow_up::Command::Report { no, .. },
            ) => {
                let same = self.action.is_none_or(|named| named == u64::from(*no));
                return self.topic == "follow_up" && same;
            }
            Command::Session(_) => &["session", "prepare", "roll"],
            Command::Prepare(_) => &["session", "prepare", "roll", "agenda", "proposal"],
            Command::Roll(_) => &["session", "prepare", "roll", "vote"],
            Command::Agenda(_) => &["session", "prepare", "agenda"],
            Command::Floor(_) => &["session", "roll", "floor"],
            Command::Proposal(_) => &["session", "proposal", "vote"],
            Command::Vote(vote::Command::Cancel(_)) => &["vote"],
            Command::Vote(_) => &["session", "prepare", "roll", "proposal", "vote"],
            Command::Outcome(_) => &["session", "proposal", "vote", "outcome"],
            Command::SignOff(_) => &["session", "sign_off"],
            Command::Paper(_) => &["paper"],
        };
        topics.contains(&self.topic.as_str())
    }
}

/// Refuses what would depend on one of the lines, naming the first such.
pub(super) fn allow(unknown: &[Unknown], command: &Command) -> Result<(), Refusal> {
    match unknown.iter().find(|line| line.bears_on(command)) {
        Some(line) => Err(Refusal::DependsOnUnknown { seq: line.seq }),
        None => Ok(()),
    }
}

fn first(value: &Value) -> Option<(&str, &Value)> {
    value.as_object()?.iter().next().map(|(key, value)| (key.as_str(), value))
}
