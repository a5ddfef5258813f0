//! Which lines edited by hand no longer go with their event: it says something else now than it did
//! when the line was edited. The edit stands; whoever signs is told to look.

use super::{event_text, noted, speech};
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Meeting;
use crate::domain::minutes::Edit;
use crate::domain::recorded::Recorded;
use crate::i18n::Lang;
use std::collections::BTreeSet;

/// The events of those lines, in a meeting that a ledger gives, now or as of an earlier line.
pub fn drifted(ledger: &Ledger, now: &Meeting) -> BTreeSet<u64> {
    among(ledger, now, |_| true)
}

/// The same of some of the lines.
pub(super) fn among(ledger: &Ledger, now: &Meeting, wanted: impl Fn(u64) -> bool) -> BTreeSet<u64> {
    let edits = now.minutes.edits.iter().filter(|(line, _)| wanted(**line));
    let mut edits: Vec<(u64, u64)> = edits
        .filter_map(|(line, edits)| match edits.last()? {
            (at, Edit::Text(_)) => Some((*at, *line)),
            (_, Edit::Struck(_)) => None,
        })
        .collect();
    // To look at the meeting as it was is dear: what was just edited, and what says but its own words,
    // cannot have drifted.
    let may = |line: u64| ledger.record(line).is_some_and(|record| noted(record).is_none());
    edits.retain(|(at, line)| *at < ledger.seq() && may(*line));
    edits.sort_unstable();
    let mut walk = ledger.walk();
    let mut drifted = BTreeSet::new();
    for (at, line) in edits {
        if let (Some(then), Some(record)) = (walk.to(at), ledger.record(line))
            && own_words(then, record) != own_words(now, record)
        {
            drifted.insert(line);
        }
    }
    drifted
}

/// What the event itself says; summaries are added behind an edit and do not count. One language
/// tells as well as the other.
fn own_words(m: &Meeting, record: &Recorded) -> String {
    match speech::find(m, record.seq) {
        Some(speech) => speech::text(m, speech, Lang::Zh, &[]).0,
        None => event_text(m, record, Lang::Zh),
    }
}
