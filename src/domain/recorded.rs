//! What one line of the record holds: the event with its stamp, and the chain that ties it to the
//! line before. Owns the canonical form that is hashed; must not decide or apply anything.

use crate::domain::hash::LineHash;
use crate::domain::meeting::Event;
pub use crate::domain::stamp::{By, Moment, Role, Stamp, seconds_between};
use crate::domain::upcast::{self, VERSION};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::sync::Arc;

/// The submission that an act came from: the terminal's own number for it. With it in the line
/// itself, an act that was handed over twice is known for what it is, also after a restart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SubmissionId {
    /// One run of a terminal's program, by a number drawn at its start.
    pub client: String,
    /// Counts up within it.
    pub id: u64,
}

/// What stands in a line of the record.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Payload {
    Known(Event),
    /// What this version cannot read, or would not write back to the byte: kept as it is, named, and
    /// never skipped in silence.
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
    /// What few lines have.
    pub rare: Option<Box<Rare>>,
}

/// What few lines have beside the rest.
#[derive(Debug, Clone, Default)]
pub struct Rare {
    /// The line to the byte, where this version would write it otherwise.
    pub kept: Option<Box<str>>,
    /// The place that wrote it, where that is not the one that made the session.
    pub origin: Option<Box<str>>,
    /// The line that is meant by a number in the event, where another tail has written it.
    pub about: Option<LineHash>,
    /// The line as it was written, where it stands at another place of the record than its number in
    /// its own chain says.
    pub placed: Option<Arc<Recorded>>,
}

/// A line as this version writes it; without what stands outside the hash, the part that is hashed.
#[derive(Serialize)]
struct Written<'a, E> {
    v: u32,
    seq: u64,
    at: Moment,
    by: &'a By,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<LineHash>,
    event: &'a E,
    prev: LineHash,
    #[serde(skip_serializing_if = "Option::is_none")]
    noted: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a SubmissionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<LineHash>,
}

/// The part of a line that is hashed, closed with `}`.
#[derive(Deserialize)]
struct Hashed<'a> {
    v: u32,
    seq: u64,
    at: Moment,
    by: By,
    #[serde(default)]
    origin: Option<Box<str>>,
    #[serde(default)]
    about: Option<LineHash>,
    #[serde(borrow)]
    event: &'a RawValue,
    prev: LineHash,
}

/// What follows it. It stays outside the hash, so that the same acts at the same times give the same
/// fingerprint.
#[derive(Deserialize)]
struct Rest {
    noted: Moment,
    #[serde(default)]
    from: Option<Box<SubmissionId>>,
    hash: LineHash,
}

/// The version of a line that is written here: only a line that says where it was written has a form
/// of its own, so that equal acts in the place that made the session give equal hashes for ever.
const fn written_as(origin: Option<&str>, about: Option<LineHash>) -> u32 {
    if origin.is_some() || about.is_some() { 2 } else { 1 }
}

/// Few lines are longer, in bytes.
const USUAL: usize = 512;

/// Where the part of a line begins that is not hashed.
const NOTED: &str = ",\"noted\":\"";

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
    #[error("line {0} begins another history, before what the meeting closed with")]
    Fork(u64),
}

#[expect(clippy::needless_pass_by_value, reason = "it stands where errors are mapped")]
fn form(error: serde_json::Error) -> RecordError {
    RecordError::Form(error.to_string())
}

impl Recorded {
    /// Stamps an event as the line after `prev`.
    pub fn new(seq: u64, stamp: &Stamp, event: Event, prev: LineHash) -> Result<Self, RecordError> {
        Self::new_at(seq, stamp, event, prev, (None, None))
    }

    /// The same in a place that has not made the session, and of an event that means a line of
    /// another tail by its number.
    pub fn new_at(
        seq: u64,
        stamp: &Stamp,
        event: Event,
        prev: LineHash,
        (origin, about): (Option<&str>, Option<LineHash>),
    ) -> Result<Self, RecordError> {
        let v = written_as(origin, about);
        let rare = (v > 1)
            .then(|| Box::new(Rare { origin: origin.map(Into::into), about, ..Rare::default() }));
        let (at, by, noted) = (stamp.at, stamp.by.clone(), stamp.noted);
        let (fact, hash) = (Payload::Known(event), LineHash::GENESIS);
        let mut record = Self { seq, at, by, fact, prev, noted, from: None, hash, rare };
        let hashed = Written { noted: None, from: None, hash: None, ..record.as_written() };
        record.hash = LineHash::of(&[&serde_json::to_string(&hashed).map_err(form)?]);
        Ok(record)
    }

    /// The place that wrote it; None for the one that made the session.
    pub fn origin(&self) -> Option<&str> {
        self.rare.as_ref()?.origin.as_deref()
    }

    /// The line that is meant by the number in its event, where another tail has it.
    pub fn about(&self) -> Option<LineHash> {
        self.rare.as_ref()?.about
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

    /// The line as it is stored, sent, bundled and exported: the bytes that were read, whichever
    /// version wrote them. The hash is the SHA-256 of the same text cut after `prev` and closed with
    /// `}`; docs/events.md shows how to check that with sha256sum.
    pub fn encode(&self) -> Result<String, RecordError> {
        let mut line = Vec::with_capacity(USUAL);
        self.encode_into(&mut line)?;
        String::from_utf8(line).map_err(|error| RecordError::Form(error.to_string()))
    }

    /// The same, added to what stands in `line`.
    pub(in crate::domain) fn encode_into(&self, line: &mut Vec<u8>) -> Result<(), RecordError> {
        let rare = self.rare.as_deref();
        if let Some(placed) = rare.and_then(|rare| rare.placed.as_ref()) {
            return placed.encode_into(line);
        }
        match rare.and_then(|rare| rare.kept.as_deref()) {
            Some(kept) => line.extend_from_slice(kept.as_bytes()),
            None => serde_json::to_writer(line, &self.as_written()).map_err(form)?,
        }
        Ok(())
    }

    /// Whether the line is what this version writes of it.
    fn writes(&self, text: &str) -> Result<bool, RecordError> {
        let mut line = Vec::with_capacity(text.len() + 1);
        serde_json::to_writer(&mut line, &self.as_written()).map_err(form)?;
        Ok(line == text.as_bytes())
    }

    fn as_written(&self) -> Written<'_, Payload> {
        let (origin, about) = (self.origin(), self.about());
        Written {
            v: written_as(origin, about),
            seq: self.seq,
            at: self.at,
            by: &self.by,
            origin,
            about,
            event: &self.fact,
            prev: self.prev,
            noted: Some(self.noted),
            from: self.from.as_deref(),
            hash: Some(self.hash),
        }
    }

    /// Reads a stored line and checks its own hash (not its place in the chain). What is not to the
    /// byte what this version would write is kept as it stands, and its event is unknown.
    pub fn from_line(text: &str) -> Result<Self, RecordError> {
        Self::read(text, true)
    }

    /// Reads a line from which something was taken out after it was written: it is believed to be the
    /// one whose hash it states, which the line after it holds. Callers know that it is such a line.
    pub fn from_redacted_line(text: &str) -> Result<Self, RecordError> {
        Self::read(text, false)
    }

    fn read(text: &str, is_whole: bool) -> Result<Self, RecordError> {
        let (hashed, rest) = text.rsplit_once(NOTED).ok_or_else(|| newer_or_formless(text))?;
        let closed = [hashed, "}"].concat();
        let line: Hashed<'_> =
            serde_json::from_str(&closed).map_err(|e| newer_or(text, form(e)))?;
        let rest = ["{", NOTED.strip_prefix(',').unwrap_or(NOTED), rest].concat();
        let Rest { noted, from, hash } =
            serde_json::from_str(&rest).map_err(|e| newer_or(text, form(e)))?;
        if is_whole && LineHash::of(&[&closed]) != hash {
            return Err(RecordError::Hash(line.seq));
        }
        let Hashed { v, seq, at, by, origin, about, event, prev } = line;
        let rare = |kept: Option<Box<str>>| {
            (v > 1 || kept.is_some())
                .then(|| Box::new(Rare { kept, origin: origin.clone(), about, placed: None }))
        };
        let fact = upcast::parse(v, event)
            .map_or_else(|| Payload::Unknown(event.to_owned()), Payload::Known);
        let mut record = Self { seq, at, by, fact, prev, noted, from, hash, rare: rare(None) };
        // Nearly every line is what this version would write of it.
        if record.writes(text)? {
            return Ok(record);
        }
        let known = std::mem::replace(&mut record.fact, Payload::Unknown(event.to_owned()));
        // What stands beside the event is as much part of what it says.
        let hashed = Written { v, noted: None, from: None, hash: None, ..record.as_written() };
        let is_ours = v <= VERSION && serde_json::to_string(&hashed).map_err(form)? == closed;
        if is_ours && upcast::read(v, event).is_some() {
            record.fact = known;
        }
        if !record.writes(text)? {
            record.rare = rare(Some(text.into()));
        }
        Ok(record)
    }
}

/// The hash that a stored line states, without reading what it says.
pub fn hash_of_line(text: &str) -> Option<LineHash> {
    let (_, hash) = text.rsplit_once(",\"hash\":\"")?;
    hash.get(..64)?.parse().ok()
}

/// A line of a form that only a newer version knows is told as that.
fn newer_or(text: &str, or: RecordError) -> RecordError {
    #[derive(Deserialize)]
    struct Later {
        v: u32,
    }
    match serde_json::from_str::<Later>(text) {
        Ok(Later { v }) if v > VERSION => RecordError::Newer(v),
        _ => or,
    }
}

fn newer_or_formless(text: &str) -> RecordError {
    newer_or(text, RecordError::Form("no time of noting".to_owned()))
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
