//! Lines of the minutes and of the log, for the screens that show their tail.

use crate::document::line;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Meeting;
use crate::domain::recorded::Recorded;
use crate::domain::stamp::Moment;
use crate::i18n::Lang;

/// One line: when, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TailLine {
    pub seq: u64,
    pub at: Moment,
    pub text: String,
}

/// The last `n` lines of the minutes, the newest last. Only as much of the record is worded as is
/// shown.
pub(crate) fn minutes_tail(
    lang: Lang,
    ledger: &Ledger,
    meeting: &Meeting,
    n: usize,
) -> Vec<TailLine> {
    let standing = ledger.records().iter().rev().filter(|r| !ledger.undone().contains(&r.seq));
    let worded = standing.filter_map(|record| line::minutes_line(meeting, record, lang));
    let mut lines: Vec<TailLine> =
        worded.take(n).map(|l| TailLine { seq: l.seq, at: l.at, text: l.text }).collect();
    lines.reverse();
    lines
}

/// An event in words.
pub(crate) fn log_line(lang: Lang, ledger: &Ledger, record: &Recorded) -> String {
    line::log_line(ledger, record, lang)
}
