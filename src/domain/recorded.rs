//! What one line of the record holds: the event with its stamp, and the chain that ties it to the
//! line before. Owns the canonical form that is hashed; must not decide or apply anything.

use crate::domain::hash::LineHash;
use crate::domain::meeting::Event;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A point in time in the session's zone; the record keeps whole seconds.
pub type Moment = DateTime<FixedOffset>;

/// Whole seconds from `start` to `end`, 0 where the end is earlier.
pub fn seconds_between(start: Moment, end: Moment) -> u64 {
    u64::try_from((end - start).num_seconds()).unwrap_or(0)
}

/// Who a terminal acts for; the host enforces what each may submit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Chair,
    Recorder,
    Hall,
    Office,
}

/// The terminal that submitted an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    pub terminal: Arc<str>,
    pub role: Role,
}

impl By {
    pub fn new(terminal: impl Into<Arc<str>>, role: Role) -> Self {
        Self { terminal: terminal.into(), role }
    }
}

/// The submission that an act came from: the terminal's own number for it. With it in the line
/// itself, an act that was handed over twice is known for what it is, also after a restart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SubmissionId {
    /// One run of a terminal's program, by a number drawn at its start.
    pub client: String,
    /// Counts up within it.
    pub id: u64,
}

/// When something happened and who said so; made by the app, which alone reads the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// When it happened.
    pub at: Moment,
    /// When it was recorded.
    pub noted: Moment,
    pub by: By,
}

/// What stands in a line of the record.
#[derive(Debug, Clone)]
pub enum Payload {
    Known(Event),
    /// A kind that a newer version wrote: kept to the byte and reported, never skipped in silence.
    Unknown(Box<RawValue>),
}

/// One line of the record, numbered from 1.
#[derive(Debug, Clone)]
pub struct Recorded {
    pub seq: u64,
    pub at: Moment,
    pub by: By,
    pub fact: Payload,
    /// The hash of the line before; 64 zeros for the first.
    pub prev: LineHash,
    pub noted: Moment,
    /// None for acts that no other terminal handed over. Outside the hash, as `noted` is.
    pub from: Option<Box<SubmissionId>>,
    pub hash: LineHash,
}

/// How the part of a line that is hashed begins; the event as it stands and `prev` follow. `noted`
/// stays outside, so that the same acts at the same times give the same fingerprint.
#[derive(Serialize)]
struct Beginning<'a> {
    v: u32,
    seq: u64,
    at: Moment,
    by: &'a By,
}

#[derive(Serialize, Deserialize)]
struct EncodedRecord<'a> {
    v: u32,
    seq: u64,
    at: Moment,
    by: By,
    #[serde(borrow)]
    event: &'a RawValue,
    prev: LineHash,
    noted: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<Box<SubmissionId>>,
    hash: LineHash,
}

/// The version of the line's form; raised when an event changes its meaning.
pub const VERSION: u32 = 1;

/// Why a stored line is not a line of the record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    #[error("not a record line: {0}")]
    Form(String),
    #[error("record version {0} is newer than this program knows")]
    Newer(u32),
    #[error("the hash of line {0} does not match its text")]
    Hash(u64),
    #[error("line {0} does not continue the line before it")]
    Chain(u64),
}

impl Recorded {
    /// Stamps an event as the line after `prev`.
    pub fn new(seq: u64, stamp: &Stamp, event: Event, prev: LineHash) -> Result<Self, RecordError> {
        let fact = Payload::Known(event);
        let hash = hash_of(seq, stamp.at, &stamp.by, &fact, prev)?;
        let (by, noted) = (stamp.by.clone(), stamp.noted);
        Ok(Self { seq, at: stamp.at, by, fact, prev, noted, from: None, hash })
    }

    /// The event, where this version knows it.
    pub fn event(&self) -> Option<&Event> {
        match &self.fact {
            Payload::Known(event) => Some(event),
            Payload::Unknown(_) => None,
        }
    }

    /// The stamp it was decided with.
    pub fn stamp(&self) -> Stamp {
        Stamp { at: self.at, noted: self.noted, by: self.by.clone() }
    }

    /// The line as it is stored and exported. The hash is the SHA-256 of the same text cut after
    /// `prev` and closed with `}`; docs/events.md shows how to check that with sha256sum.
    pub fn encode(&self) -> Result<String, RecordError> {
        let event = raw(&self.fact)?;
        let (at, by, noted) = (self.at, self.by.clone(), self.noted);
        let (prev, hash) = (self.prev, self.hash);
        let from = self.from.clone();
        let line = EncodedRecord {
            v: VERSION,
            seq: self.seq,
            at,
            by,
            event: &event,
            prev,
            noted,
            from,
            hash,
        };
        serde_json::to_string(&line).map_err(|e| RecordError::Form(e.to_string()))
    }

    /// Reads a stored line and checks its own hash (not its place in the chain).
    pub fn from_line(text: &str) -> Result<Self, RecordError> {
        let line: EncodedRecord =
            serde_json::from_str(text).map_err(|e| RecordError::Form(e.to_string()))?;
        if line.v > VERSION {
            return Err(RecordError::Newer(line.v));
        }
        let fact = match serde_json::from_str::<Event>(line.event.get()) {
            Ok(event) => Payload::Known(event),
            Err(_) => Payload::Unknown(line.event.to_owned()),
        };
        let hash = hash_raw(line.seq, line.at, &line.by, line.event, line.prev)?;
        if hash != line.hash {
            return Err(RecordError::Hash(line.seq));
        }
        let EncodedRecord { seq, at, by, prev, noted, from, hash, .. } = line;
        Ok(Self { seq, at, by, fact, prev, noted, from, hash })
    }
}

fn raw(fact: &Payload) -> Result<Box<RawValue>, RecordError> {
    match fact {
        Payload::Known(event) => {
            serde_json::value::to_raw_value(event).map_err(|e| RecordError::Form(e.to_string()))
        }
        Payload::Unknown(raw) => Ok(raw.clone()),
    }
}

fn hash_of(
    seq: u64,
    at: Moment,
    by: &By,
    fact: &Payload,
    prev: LineHash,
) -> Result<LineHash, RecordError> {
    hash_raw(seq, at, by, &raw(fact)?, prev)
}

fn hash_raw(
    seq: u64,
    at: Moment,
    by: &By,
    event: &RawValue,
    prev: LineHash,
) -> Result<LineHash, RecordError> {
    let form = |e: serde_json::Error| RecordError::Form(e.to_string());
    let beginning = serde_json::to_string(&Beginning { v: VERSION, seq, at, by }).map_err(form)?;
    // Hashed piece by piece: the event is the long part, and a long record is read often.
    let mut hash = Sha256::new();
    let opened = beginning.strip_suffix('}').unwrap_or(&beginning);
    for piece in [opened, ",\"event\":", event.get(), ",\"prev\":\""] {
        hash.update(piece);
    }
    hash.update(prev.digits());
    hash.update("\"}");
    Ok(LineHash::from(<[u8; 32]>::from(hash.finalize())))
}

#[cfg(test)]
mod tests {
    use super::Recorded;

    #[test]
    fn a_line_is_small_whatever_the_largest_event_holds() {
        // A hundred thousand of them are held at once: what is rare and large is boxed.
        assert!(size_of::<Recorded>() <= 240, "{} bytes", size_of::<Recorded>());
    }
}
