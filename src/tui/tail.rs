//! Lines of the minutes and of the log, for the screens that show their tail.
//!
//! The one place to point at `document::line` once it is merged. Until then the lines are what
//! people wrote, and events by the name they have in the record.

use crate::domain::ledger::Ledger;
use crate::domain::meeting::Meeting;
use crate::domain::minutes::Kind;
use crate::domain::recorded::{Fact, Moment, Recorded};
use crate::i18n::{Lang, ui};

/// One line: when, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub seq: u64,
    pub at: Moment,
    pub text: String,
}

/// The last `n` lines of the minutes, the newest last.
pub fn minutes_tail(_lang: Lang, ledger: &Ledger, meeting: &Meeting, n: usize) -> Vec<Line> {
    let _ = ledger;
    let entries = meeting.minutes.entries.iter().rev();
    let shown = entries.filter_map(|entry| {
        let text = meeting.minutes.text(entry)?;
        let who = entry.person.as_ref().map(|id| meeting.roll.name(id));
        let text = match (entry.kind, who) {
            (Kind::Speech | Kind::Written, Some(name)) => format!("{name}  {text}"),
            _ => text.to_owned(),
        };
        Some(Line { seq: entry.seq, at: entry.at, text })
    });
    let mut lines: Vec<Line> = shown.take(n).collect();
    lines.reverse();
    lines
}

/// An event in words.
pub fn log_line(lang: Lang, record: &Recorded, _meeting: &Meeting) -> String {
    match &record.fact {
        Fact::Known(event) => serde_json::to_string(event).unwrap_or_default(),
        Fact::Unknown(_) => ui::log_unknown(lang),
    }
}
