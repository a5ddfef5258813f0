//! What is attached to sessions, carried with them: lines of `{"sha256":…,"base64":…}`.
//!
//! A file is taken in only where a record that was taken in names it, and only as that record names it.

use super::{Piece, Source, TransferError, Unfit};
use crate::domain::meeting::Meeting;
use crate::domain::paper::{Attached, LARGEST_ATTACHMENT};
use crate::store::{Log, PartKind, attachments};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileLine {
    sha256: String,
    base64: String,
}

/// Hashes that records name.
pub(super) type Named = BTreeSet<String>;

/// What a meeting has attached, added to what others have.
pub(super) fn names(meeting: &Meeting, named: &mut Named) {
    named.extend(meeting.paper.attachments.iter().map(|a| a.file.sha256.clone()));
}

/// What is attached that is gone, or is not what the record says any more.
pub fn gone(log: &dyn Log, attached: &[Attached]) -> Vec<String> {
    let attached = attached.iter().map(|a| &a.file);
    let gone = attached.filter(|file| log.attachment(&file.sha256).is_none());
    gone.map(|file| file.name.clone()).collect()
}

/// What a session has attached as lines, as `read` finds them by their hash; and what those are that are
/// gone.
pub fn lines(
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
    attached: &[Attached],
) -> (Vec<Vec<u8>>, Vec<String>) {
    let (mut lines, mut gone) = (Vec::new(), Vec::new());
    for attached in attached {
        let sha256 = attached.file.sha256.clone();
        match read(&sha256) {
            Some(bytes) => {
                let line = FileLine { sha256, base64: STANDARD.encode(bytes) };
                lines.push(serde_json::to_vec(&line).unwrap_or_default());
            }
            None => gone.push(attached.file.name.clone()),
        }
    }
    (lines, gone)
}

/// A line as a file that is what it says it is: its SHA-256, and its bytes.
pub fn file(line: &[u8]) -> Result<(String, Vec<u8>), Unfit> {
    let FileLine { sha256, base64 } = serde_json::from_slice(line).map_err(|_| Unfit::Attached)?;
    let bytes = STANDARD.decode(base64).map_err(|_| Unfit::Attached)?;
    let fits = bytes.len() as u64 <= LARGEST_ATTACHMENT && attachments::hash(&bytes) == sha256;
    if fits { Ok((sha256, bytes)) } else { Err(Unfit::Attached) }
}

/// Checks a part; nothing is kept.
pub(super) fn check(part: &Piece) -> Result<(), Unfit> {
    part.lines().into_iter().try_for_each(|line| file(line).map(drop))
}

/// Keeps what is named, one file at a time, before any record says that it is there; how many are
/// there now that were not.
pub(super) fn keep(
    log: &mut dyn Log,
    source: &(impl Source + ?Sized),
    named: &Named,
) -> Result<usize, TransferError> {
    let mut kept = 0;
    if named.is_empty() {
        return Ok(kept);
    }
    let mut reader = source.open()?;
    while let Some(part) = reader.next_part()? {
        if part.what != PartKind::Files {
            continue;
        }
        for line in part.lines() {
            let found = file(line).map_err(|why| TransferError::unfit(&part.session, why))?;
            let (sha256, bytes) = found;
            if named.contains(&sha256) && log.attachment(&sha256).is_none() {
                log.keep_attachment(&bytes)?;
                kept += 1;
            }
        }
    }
    Ok(kept)
}
