//! One file that carries sessions elsewhere: a bundle, a backup, or what a salvage found.
//!
//! Owns the form of that file, which docs/files.md describes: plain lines of text, each part with
//! its size and its SHA-256. Nothing in it is packed, so that it takes no more room when it is read
//! than it has on the disk, and anybody can read and check it without this program. It must not
//! judge a record: what the lines say is checked above the store, before a byte of them is stored.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::{BufRead, Read as _, Write};

use super::chain::hex;
use super::{StoreError, id};
use crate::limits::IdFault;

/// The number of the present form.
const FORMAT: u32 = 1;
/// The longest line that is not a record: all are far shorter.
const HEAD: usize = 4096;
/// The largest file that is written or read part by part, in bytes: some 900,000 sessions.
pub const MOST_BYTES: u64 = 64 << 30;
/// The largest part, in bytes: one session with its whole record.
pub const MOST_PART: u64 = 1 << 30;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContainerKind {
    /// One session, for another machine.
    Bundle,
    /// A whole store.
    Backup,
    /// What could be saved out of a damaged store.
    Salvage,
}

/// What a part of it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// The record of a session from its first line on.
    Record,
    /// Typing that was not part of the record: lines of `{"name":…,"text":…}`.
    Drafts,
    /// Lines of a damaged journal that stand after a gap: for people, never restored.
    Loose,
    /// What is attached to a session: a line of `{"sha256":…,"base64":…}` for each file.
    Files,
}

/// One part: lines without their ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'a> {
    /// What it is.
    pub what: PartKind,
    /// The session it belongs to.
    pub session: String,
    /// Its lines; none is empty, none holds a line end.
    pub lines: Vec<&'a [u8]>,
}

/// A file, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Container<'a> {
    /// What the file is.
    pub kind: ContainerKind,
    /// Its parts; no session has two parts of one kind.
    pub parts: Vec<Part<'a>>,
}

/// Why bytes are not such a file, or lines cannot stand in one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContainerError {
    /// It is something else.
    #[error("this is no bundle and no backup")]
    Foreign,
    /// It is encrypted, and may be ours.
    #[error("this is encrypted")]
    Encrypted,
    /// A newer version wrote it.
    #[error("the form {0} is newer than this program knows")]
    Newer(u32),
    /// It ends before its end.
    #[error("it is cut off in part {part}")]
    Torn {
        /// Which part, from 1.
        part: usize,
    },
    /// Its bytes are not those that were written.
    #[error("part {part} is damaged")]
    Damaged {
        /// Which part, from 1.
        part: usize,
    },
    /// It is not built as the form says.
    #[error("part {part} is not as the form says")]
    Form {
        /// Which part, from 1.
        part: usize,
    },
    /// A session has an id that cannot name one.
    #[error("{id:?} cannot be a session id: {fault}")]
    BadId {
        /// The id.
        id: String,
        /// What is wrong with it.
        fault: IdFault,
    },
    /// A session has the same part twice, or differs from another one only by case.
    #[error("the session {0} is in it twice")]
    Twice(String),
    /// It could not be written.
    #[error("it cannot be written: {0}")]
    Output(std::io::ErrorKind),
    /// It would be larger than [`MOST_BYTES`], or a part larger than [`MOST_PART`], and nothing could
    /// read it back.
    #[error("it would be larger than any file that is read")]
    TooMuch,
    /// A record cannot stand as one line.
    #[error("record {n} of {session} is not one line of text")]
    NotALine {
        /// The session.
        session: String,
        /// The record's number.
        n: usize,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct First {
    yishi: ContainerKind,
    format: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    part: PartKind,
    session: String,
    lines: u64,
    bytes: u64,
    sha256: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Last {
    parts: usize,
    sha256: String,
}

/// Puts parts together as a file.
pub fn write(kind: ContainerKind, parts: &[Part<'_>]) -> Result<Vec<u8>, ContainerError> {
    let mut writer = Writer::begin(Vec::new(), kind)?;
    for part in parts {
        writer.part(part)?;
    }
    writer.finish()
}

/// A file that is written part by part, so that no more than one part is held.
#[derive(Debug)]
pub struct Writer<W> {
    to: W,
    sum: Sha256,
    bytes: u64,
    parts: usize,
}

impl<W: Write> Writer<W> {
    /// Begins a file.
    pub fn begin(to: W, kind: ContainerKind) -> Result<Self, ContainerError> {
        let mut writer = Self { to, sum: Sha256::new(), bytes: 0, parts: 0 };
        writer.put(&line(&First { yishi: kind, format: FORMAT }))?;
        Ok(writer)
    }

    /// Adds a part; one without lines is left out.
    pub fn part(&mut self, part: &Part<'_>) -> Result<(), ContainerError> {
        if part.lines.is_empty() && part.what != PartKind::Record {
            return Ok(());
        }
        let mut body = Vec::new();
        for (n, text) in (1..).zip(&part.lines) {
            if text.is_empty() || text.contains(&b'\n') {
                return Err(ContainerError::NotALine { session: part.session.clone(), n });
            }
            body.extend_from_slice(text);
            body.push(b'\n');
        }
        if body.len() as u64 > MOST_PART {
            return Err(ContainerError::TooMuch);
        }
        self.put(&line(&Head {
            part: part.what,
            session: part.session.clone(),
            lines: part.lines.len() as u64,
            bytes: body.len() as u64,
            sha256: sum(&body),
        }))?;
        self.parts += 1;
        self.put(&body)
    }

    /// Ends the file and gives back what it was written to.
    pub fn finish(mut self) -> Result<W, ContainerError> {
        let sha256 = hex(&self.sum.clone().finalize());
        self.put(&line(&Last { parts: self.parts, sha256 }))?;
        self.to.flush().map_err(|error| ContainerError::Output(error.kind()))?;
        Ok(self.to)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), ContainerError> {
        self.bytes += bytes.len() as u64;
        fit(self.bytes)?;
        self.sum.update(bytes);
        self.to.write_all(bytes).map_err(|error| ContainerError::Output(error.kind()))
    }
}

/// A file that is read part by part, so that no more than one part is held. What was read is what was
/// written only once the end has been reached.
#[derive(Debug)]
pub struct Reader<R> {
    from: R,
    /// What the file is.
    pub kind: ContainerKind,
    sum: Sha256,
    parts: usize,
    seen: BTreeSet<(PartKind, String)>,
    ended: bool,
}

/// A part that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub what: PartKind,
    /// The session it belongs to.
    pub session: String,
    /// Its lines, each without its end.
    pub body: Vec<u8>,
    /// The SHA-256 of them.
    pub sha256: String,
}

impl Piece {
    /// Its lines.
    pub fn lines(&self) -> Vec<&[u8]> {
        lines(&self.body).unwrap_or_default()
    }
}

impl<R: BufRead> Reader<R> {
    /// Reads the first line of a file.
    pub fn begin(mut from: R) -> Result<Self, ContainerError> {
        let first = head_line(&mut from).ok_or(ContainerError::Foreign)?;
        let text = first.strip_suffix(b"\n").unwrap_or(&first);
        let begun: First = serde_json::from_slice(text).map_err(|_| newer_or_foreign(text))?;
        if begun.format != FORMAT {
            return Err(ContainerError::Newer(begun.format));
        }
        let (kind, sum) = (begun.yishi, Sha256::new().chain_update(&first));
        Ok(Self { from, kind, sum, parts: 0, seen: BTreeSet::new(), ended: false })
    }

    /// The next part, checked as far as it goes; None at the end of a file that is whole.
    pub fn next_part(&mut self) -> Result<Option<Piece>, ContainerError> {
        if self.ended {
            return Ok(None);
        }
        let part = self.parts + 1;
        let head = head_line(&mut self.from).ok_or(ContainerError::Torn { part })?;
        let text = head.strip_suffix(b"\n").ok_or(ContainerError::Torn { part })?;
        if let Ok(last) = serde_json::from_slice::<Last>(text) {
            if hex(&self.sum.clone().finalize()) != last.sha256 || last.parts != self.parts {
                return Err(ContainerError::Damaged { part });
            }
            if !self.from.fill_buf().is_ok_and(<[u8]>::is_empty) {
                return Err(ContainerError::Form { part });
            }
            self.ended = true;
            return Ok(None);
        }
        let found: Head =
            serde_json::from_slice(text).map_err(|_| ContainerError::Form { part })?;
        if found.bytes > MOST_PART {
            return Err(ContainerError::Torn { part });
        }
        let mut body = Vec::new();
        let taken = self.from.by_ref().take(found.bytes).read_to_end(&mut body);
        if taken.is_err() || body.len() as u64 != found.bytes {
            return Err(ContainerError::Torn { part });
        }
        if sum(&body) != found.sha256 {
            return Err(ContainerError::Damaged { part });
        }
        check_session(&found.session, part)?;
        if !self.seen.insert((found.part, found.session.to_lowercase())) {
            return Err(ContainerError::Twice(found.session));
        }
        let whole = lines(&body).is_some_and(|lines| lines.len() as u64 == found.lines);
        if !whole {
            return Err(ContainerError::Form { part });
        }
        self.sum.update(&head);
        self.sum.update(&body);
        self.parts += 1;
        let (what, session, sha256) = (found.part, found.session, found.sha256);
        Ok(Some(Piece { what, session, body, sha256 }))
    }
}

/// A line that is no record, with its end; None where there is none of bearable length.
fn head_line(from: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut line = Vec::new();
    from.by_ref().take(HEAD as u64).read_until(b'\n', &mut line).ok()?;
    line.ends_with(b"\n").then_some(line)
}

fn check_session(session: &str, part: usize) -> Result<(), ContainerError> {
    id::check(session).map_err(|error| match error {
        StoreError::BadId { id, fault } => ContainerError::BadId { id, fault },
        _ => ContainerError::Form { part },
    })
}

/// What is written can be read back.
fn fit(bytes: u64) -> Result<(), ContainerError> {
    if bytes <= MOST_BYTES { Ok(()) } else { Err(ContainerError::TooMuch) }
}

/// Takes a file apart, and checks sizes, sums and ids before anything is made of it.
pub fn read(bytes: &[u8]) -> Result<Container<'_>, ContainerError> {
    let (first, mut rest) = take_line(bytes).ok_or(ContainerError::Foreign)?;
    let first: First = serde_json::from_slice(first).map_err(|_| newer_or_foreign(first))?;
    if first.format != FORMAT {
        return Err(ContainerError::Newer(first.format));
    }
    let mut parts = Vec::new();
    let mut seen = BTreeSet::new();
    loop {
        let part = parts.len() + 1;
        let before = bytes.len() - rest.len();
        let (head, body) = take_line(rest).ok_or(ContainerError::Torn { part })?;
        if let Ok(last) = serde_json::from_slice::<Last>(head) {
            let whole = bytes.get(..before).is_some_and(|told| sum(told) == last.sha256);
            if !whole || last.parts != parts.len() {
                return Err(ContainerError::Damaged { part });
            }
            if !body.is_empty() {
                return Err(ContainerError::Form { part });
            }
            return Ok(Container { kind: first.yishi, parts });
        }
        let head: Head = serde_json::from_slice(head).map_err(|_| ContainerError::Form { part })?;
        let length = usize::try_from(head.bytes).map_err(|_| ContainerError::Torn { part })?;
        let (body, after) = body.split_at_checked(length).ok_or(ContainerError::Torn { part })?;
        if sum(body) != head.sha256 {
            return Err(ContainerError::Damaged { part });
        }
        check_session(&head.session, part)?;
        if !seen.insert((head.part, head.session.to_lowercase())) {
            return Err(ContainerError::Twice(head.session));
        }
        let lines = lines(body).filter(|lines| lines.len() as u64 == head.lines);
        let lines = lines.ok_or(ContainerError::Form { part })?;
        parts.push(Part { what: head.part, session: head.session, lines });
        rest = after;
    }
}

/// A first line that is not ours, unless only its number is.
fn newer_or_foreign(first: &[u8]) -> ContainerError {
    #[derive(Deserialize)]
    struct Later {
        #[allow(dead_code, reason = "that it is there tells that the file is ours")]
        yishi: String,
        format: u32,
    }
    match serde_json::from_slice::<Later>(first) {
        Ok(later) if later.format > FORMAT => ContainerError::Newer(later.format),
        _ if is_encrypted(first) => ContainerError::Encrypted,
        _ => ContainerError::Foreign,
    }
}

/// Whether a file that begins so is encrypted by `age`, in bytes or in letters.
pub fn is_encrypted(begins: &[u8]) -> bool {
    const AGE: [&[u8]; 2] = [b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----"];
    AGE.iter().any(|age| begins.starts_with(age))
}

/// The first line without its end, and what follows it.
fn take_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().take(HEAD).position(|&byte| byte == b'\n')?;
    Some((bytes.get(..end)?, bytes.get(end + 1..)?))
}

/// The lines of a body; `None` where the last has no end or one is empty.
fn lines(body: &[u8]) -> Option<Vec<&[u8]>> {
    let pieces = body.split_inclusive(|&byte| byte == b'\n');
    pieces.map(|piece| piece.strip_suffix(b"\n").filter(|line| !line.is_empty())).collect()
}

fn line(value: &impl Serialize) -> Vec<u8> {
    let mut text = serde_json::to_vec(value).unwrap_or_default();
    text.push(b'\n');
    text
}

fn sum(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Vec<Part<'static>> {
        let part = |what, session: &str, lines: &[&'static str]| Part {
            what,
            session: session.to_owned(),
            lines: lines.iter().map(|line| line.as_bytes()).collect(),
        };
        vec![
            part(PartKind::Record, "槐树湾", &["{\"n\":1}", "{\"n\":\"二\"}"]),
            part(PartKind::Drafts, "槐树湾", &["{\"name\":\"note\",\"text\":\"未完\"}"]),
            part(PartKind::Record, "b", &[]),
        ]
    }

    /// The same file read part by part.
    fn in_pieces(bytes: &[u8]) -> Result<Vec<Piece>, ContainerError> {
        let mut reader = Reader::begin(bytes)?;
        let mut pieces = Vec::new();
        while let Some(piece) = reader.next_part()? {
            pieces.push(piece);
        }
        Ok(pieces)
    }

    #[test]
    fn what_was_written_comes_back() {
        let bytes = write(ContainerKind::Backup, &parts()).unwrap();
        let pieces = in_pieces(&bytes).unwrap();
        assert_eq!(pieces.len(), 3);
        for (piece, part) in pieces.iter().zip(parts()) {
            assert_eq!((piece.what, &piece.session), (part.what, &part.session));
            assert_eq!(piece.lines(), part.lines);
        }
        assert_eq!(read(&bytes), Ok(Container { kind: ContainerKind::Backup, parts: parts() }));
        let empty = write(ContainerKind::Salvage, &[]).unwrap();
        assert_eq!(read(&empty), Ok(Container { kind: ContainerKind::Salvage, parts: Vec::new() }));
    }

    #[test]
    fn every_changed_byte_and_every_cut_is_seen() {
        let bytes = write(ContainerKind::Bundle, &parts()).unwrap();
        for end in 0..bytes.len() {
            assert!(read(&bytes[..end]).is_err(), "cut at {end}");
            assert!(in_pieces(&bytes[..end]).is_err(), "cut at {end}");
        }
        for at in 0..bytes.len() {
            for flip in [1, 0x20, 0x80] {
                let mut bad = bytes.clone();
                bad[at] ^= flip;
                assert!(read(&bad).is_err(), "byte {at} changed by {flip}");
                assert!(in_pieces(&bad).is_err(), "byte {at} changed by {flip}");
            }
        }
        let more = [&bytes[..], b"x"].concat();
        assert!(matches!(read(&more), Err(ContainerError::Form { .. })));
    }

    /// A file whose sums are right, with one text replaced.
    fn forged(from: &str, to: &str) -> Vec<u8> {
        let text = String::from_utf8(write(ContainerKind::Backup, &parts()).unwrap()).unwrap();
        let (body, _) = text.trim_end().rsplit_once('\n').unwrap();
        assert!(body.contains(from), "{from} in {body}");
        let body = format!("{}\n", body.replacen(from, to, 1));
        let last = Last { parts: parts().len(), sha256: sum(body.as_bytes()) };
        [body.as_bytes(), &line(&last)].concat()
    }

    #[test]
    fn what_claims_too_much_is_refused() {
        assert_eq!(read(b""), Err(ContainerError::Foreign));
        assert_eq!(read(b"PK\x03\x04\n"), Err(ContainerError::Foreign));
        assert_eq!(read(b"{\"a\":1}\n"), Err(ContainerError::Foreign));
        assert_eq!(read(b"age-encryption.org/v1\n-> "), Err(ContainerError::Encrypted));
        assert_eq!(read(b"{\"yishi\":\"archive\",\"format\":2}\n"), Err(ContainerError::Newer(2)));
        let newer = forged("\"format\":1", "\"format\":7");
        assert_eq!(read(&newer), Err(ContainerError::Newer(7)));
        let huge = forged("\"bytes\":20", "\"bytes\":18446744073709551615");
        assert_eq!(read(&huge), Err(ContainerError::Torn { part: 1 }));
        let path = forged("\"session\":\"b\"", "\"session\":\"../b\"");
        assert!(matches!(read(&path), Err(ContainerError::BadId { .. })));
        let twice = forged("\"session\":\"b\"", "\"session\":\"槐树湾\"");
        assert_eq!(read(&twice), Err(ContainerError::Twice("槐树湾".to_owned())));
        let lines = forged("\"lines\":2", "\"lines\":3");
        assert_eq!(read(&lines), Err(ContainerError::Form { part: 1 }));
        let more = forged("\"part\":\"record\"", "\"x\":1,\"part\":\"record\"");
        assert_eq!(read(&more), Err(ContainerError::Form { part: 1 }));
    }

    #[test]
    fn nothing_is_written_that_is_too_large_to_be_read_back() {
        assert_eq!(fit(MOST_BYTES), Ok(()));
        assert_eq!(fit(MOST_BYTES + 1), Err(ContainerError::TooMuch));
    }

    #[test]
    fn only_lines_can_stand_in_it() {
        for bad in [&b"two\nlines"[..], b""] {
            let part =
                Part { what: PartKind::Record, session: "a".to_owned(), lines: vec![b"1", bad] };
            let said = ContainerError::NotALine { session: "a".to_owned(), n: 2 };
            assert_eq!(write(ContainerKind::Backup, &[part]), Err(said));
        }
    }
}
