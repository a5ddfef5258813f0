//! The record of a session as it is sent: lines, and frames of them.

use crate::domain::hash::LineHash;
use crate::domain::recorded::Recorded;
use crate::session::wire;
use bytes::Bytes;
use std::sync::Arc;

/// Lines in one frame, and about how many bytes.
const BATCH_LINES: usize = 256;
const BATCH_BYTES: usize = 256 << 10;

/// The frame made last: of which session, after which line, up to which.
pub(super) type Made = Option<(String, u64, u64, Bytes)>;

/// The record of a session as it is sent.
#[derive(Debug, Default)]
pub(super) struct Feed {
    pub(super) lines: Vec<Arc<str>>,
    /// Whether the lines have come from the store's thread.
    pub(super) read: bool,
}

impl Feed {
    /// The next lines after the first `sent`, as many as go into one frame.
    pub(super) fn after(&self, sent: u64) -> &[Arc<str>] {
        let start = usize::try_from(sent).unwrap_or(usize::MAX).min(self.lines.len());
        let rest = self.lines.get(start..).unwrap_or_default();
        let mut bytes = 0;
        let few = rest.iter().take(BATCH_LINES).take_while(|line| {
            let fits = bytes == 0 || bytes + line.len() <= BATCH_BYTES;
            bytes += line.len();
            fits
        });
        rest.get(..few.count()).unwrap_or_default()
    }

    /// Whether the record has this line with this hash.
    pub(super) fn continues(&self, seq: u64, head: LineHash) -> bool {
        if seq == 0 {
            return head == LineHash::GENESIS;
        }
        let line = usize::try_from(seq - 1).ok().and_then(|at| self.lines.get(at));
        line.and_then(|line| Recorded::from_line(line).ok()).is_some_and(|line| line.hash == head)
    }
}

/// The frame of some lines; terminals that are equally far share it.
pub(super) fn frame(made: &mut Made, session: &str, from: u64, lines: &[Arc<str>]) -> Bytes {
    let to = from + lines.len() as u64;
    if let Some((of, start, end, frame)) = made
        && (of.as_str(), *start, *end) == (session, from, to)
    {
        return frame.clone();
    }
    let frame = wire::encode_records(lines);
    *made = Some((session.to_owned(), from, to, frame.clone()));
    frame
}
