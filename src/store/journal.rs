//! The journal: one session's records as lines of JSON, in the order they were appended.
//!
//! Owns the line format and the file's handling. It must not judge a chain: it only says which
//! lines could be read.
//!
//! A line is `{"n":1,"p":"…","c":"…","e":{…}}`: number, chain before, chain after, and the record as
//! it is. A record that is not one line of JSON stands as `"h":"…"` in hexadecimal digits instead,
//! so that any bytes can be kept.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::chain::{self, Chain, push_hex, read_hex};
use super::error::{At, StoreError};
use super::folder::{private, regular, replace, sync_dir};
use crate::durable;

/// One line, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JournalLine<'a> {
    pub(super) n: u64,
    pub(super) before: Chain,
    pub(super) after: Chain,
    pub(super) record: Cow<'a, [u8]>,
}

impl JournalLine<'_> {
    /// Whether the line is what was written, whatever stands before it.
    pub(super) fn holds(&self) -> bool {
        self.before.next(self.n, &self.record) == self.after
    }
}

/// Appends one line to `out`.
pub(super) fn write_line(out: &mut Vec<u8>, n: u64, before: Chain, after: Chain, record: &[u8]) {
    if is_one_line_of_json(record) {
        return write_plain(out, n, before, after, record);
    }
    write_chains(out, n, before, after);
    out.extend_from_slice(b"\",\"h\":\"");
    push_hex(out, record);
    out.extend_from_slice(b"\"}\n");
}

/// The line of a record that is one line of JSON.
fn write_plain(out: &mut Vec<u8>, n: u64, before: Chain, after: Chain, record: &[u8]) {
    write_chains(out, n, before, after);
    out.extend_from_slice(b"\",\"e\":");
    out.extend_from_slice(record);
    out.extend_from_slice(b"}\n");
}

fn write_chains(out: &mut Vec<u8>, n: u64, before: Chain, after: Chain) {
    out.extend_from_slice(b"{\"n\":");
    out.extend_from_slice(n.to_string().as_bytes());
    out.extend_from_slice(b",\"p\":\"");
    push_hex(out, &before.0);
    out.extend_from_slice(b"\",\"c\":\"");
    push_hex(out, &after.0);
}

fn is_one_line_of_json(record: &[u8]) -> bool {
    !record.contains(&b'\n')
        && std::str::from_utf8(record)
            .is_ok_and(|text| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok())
}

/// Reads one line, without its end; `None` when it is not one [`write_line`] could have written.
pub(super) fn read_line(line: &[u8]) -> Option<JournalLine<'_>> {
    let rest = line.strip_prefix(b"{\"n\":")?;
    let comma = rest.iter().position(|&c| c == b',')?;
    let (digits, rest) = rest.split_at(comma);
    let n: u64 = std::str::from_utf8(digits).ok()?.parse().ok()?;
    let (before, rest) = read_chain(rest.strip_prefix(b",\"p\":\"")?)?;
    let (after, rest) = read_chain(rest.strip_prefix(b"\",\"c\":\"")?)?;
    let rest = rest.strip_suffix(b"}")?;
    let record = match rest.strip_prefix(b"\",\"e\":") {
        Some(record) => Cow::Borrowed(record),
        None => Cow::Owned(read_hex(rest.strip_prefix(b"\",\"h\":\"")?.strip_suffix(b"\"")?)?),
    };
    Some(JournalLine { n, before, after, record })
}

fn read_chain(text: &[u8]) -> Option<(Chain, &[u8])> {
    let (digits, rest) = text.split_first_chunk::<64>()?;
    Some((chain::read_chain(digits)?, rest))
}

/// A journal's bytes, taken apart.
#[derive(Debug, Default)]
pub(super) struct Parsed<'a> {
    /// The lines that could be read, in the order of the file.
    pub(super) lines: Vec<JournalLine<'a>>,
    /// How many whole lines could not be read.
    pub(super) unreadable: u64,
    /// Where the bytes after the last line end begin, if there are any.
    pub(super) torn: Option<usize>,
}

/// Takes a journal apart.
pub(super) fn parse(bytes: &[u8]) -> Parsed<'_> {
    let mut parsed = Parsed::default();
    let mut start = 0;
    for line in bytes.split_inclusive(|&c| c == b'\n') {
        match line.strip_suffix(b"\n") {
            None => parsed.torn = Some(start),
            Some(line) => match read_line(line) {
                Some(line) => parsed.lines.push(line),
                None => parsed.unreadable += 1,
            },
        }
        start += line.len();
    }
    parsed
}

/// Where the line with this number and chain begins, if all that follows goes on from it.
pub(super) fn begins(bytes: &[u8], n: u64, after: Chain) -> Option<usize> {
    let mut found = None;
    let mut last = after;
    let mut start = 0;
    for line in bytes.split_inclusive(|&c| c == b'\n') {
        let read = line.strip_suffix(b"\n").and_then(read_line);
        match (found, read) {
            (None, Some(read)) if read.n == n && read.after == after => found = Some(start),
            (Some(_), Some(read)) if read.before == last => last = read.after,
            (Some(_), Some(_)) => return None,
            _ => {}
        }
        start += line.len();
    }
    found
}

/// Reads a journal whole; `None` when there is none.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    regular(path)?;
    match durable::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io("read", path, error)),
    }
}

/// The first record and the chain after it, without reading the rest; None where it cannot be read.
pub(super) fn first(path: &Path) -> Result<Option<(Chain, Vec<u8>)>, StoreError> {
    regular(path)?;
    let file = match durable::open_read(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::io("open", path, error)),
    };
    let mut line = Vec::new();
    BufReader::new(file).read_until(b'\n', &mut line).at("read", path)?;
    let line = line.strip_suffix(b"\n").and_then(read_line).filter(JournalLine::holds);
    Ok(line.map(|line| (line.after, line.record.into_owned())))
}

/// Reads the bytes from `offset` to the end.
pub(super) fn read_from(path: &Path, offset: u64) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    durable::open_read(path)
        .and_then(|mut file| {
            file.seek(SeekFrom::Start(offset))?;
            file.read_to_end(&mut bytes)
        })
        .at("read", path)?;
    Ok(bytes)
}

/// What a journal ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// No whole line at all.
    Nothing,
    /// A whole line that cannot be read.
    Unreadable,
    /// The record with this number, and the chain after it.
    Record(u64, Chain),
}

/// The last whole line before `end`, found from the end without reading the rest.
pub(super) fn last_before(path: &Path, end: u64) -> Result<Last, StoreError> {
    regular(path)?;
    let mut file = durable::open_read(path).at("open", path)?;
    let mut bytes = Vec::new();
    let mut from = end;
    let mut step = 4096;
    loop {
        let start = from.saturating_sub(step);
        let mut piece = vec![0; usize::try_from(from - start).unwrap_or(0)];
        file.seek(SeekFrom::Start(start))
            .and_then(|_| file.read_exact(&mut piece))
            .at("read", path)?;
        piece.append(&mut bytes);
        bytes = piece;
        from = start;
        step *= 8;
        let Some(last_end) = bytes.iter().rposition(|&c| c == b'\n') else {
            if from == 0 {
                return Ok(Last::Nothing);
            }
            continue;
        };
        let line_start = bytes[..last_end].iter().rposition(|&c| c == b'\n').map(|at| at + 1);
        let line_start = match line_start {
            Some(at) => at,
            None if from == 0 => 0,
            None => continue,
        };
        return Ok(match read_line(&bytes[line_start..last_end]) {
            Some(line) => Last::Record(line.n, line.after),
            None => Last::Unreadable,
        });
    }
}

/// Whether the file holds exactly these records in their order, and nothing else.
pub(super) fn matches(path: &Path, start: Chain, records: &[(Chain, Vec<u8>)]) -> io::Result<bool> {
    if regular(path).is_err() {
        return Ok(false);
    }
    let mut reader = BufReader::with_capacity(1 << 16, durable::open_read(path)?);
    let (mut line, mut written) = (Vec::new(), Vec::new());
    let mut before = start;
    for (n, (after, record)) in (1..).zip(records) {
        line.clear();
        reader.read_until(b'\n', &mut line)?;
        written.clear();
        write_plain(&mut written, n, before, *after, record);
        // What is no line of JSON stands in another form.
        if line != written {
            written.clear();
            write_line(&mut written, n, before, *after, record);
        }
        if line != written {
            return Ok(false);
        }
        before = *after;
    }
    Ok(reader.fill_buf()?.is_empty())
}

/// Writes the whole journal anew; returns its length.
pub(super) fn rewrite(
    path: &Path,
    start: Chain,
    records: &[(Chain, Vec<u8>)],
) -> Result<u64, StoreError> {
    let mut bytes = Vec::new();
    let mut before = start;
    for (n, (after, record)) in (1..).zip(records) {
        write_line(&mut bytes, n, before, *after, record);
        before = *after;
    }
    replace(path, &bytes)?;
    sync_dir(path.parent().unwrap_or(path))?;
    Ok(bytes.len() as u64)
}

/// An open journal, at its end.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
}

impl Journal {
    /// Opens the journal for appending, making it if `create`.
    pub(super) fn open(path: &Path, create: bool) -> Result<Self, StoreError> {
        regular(path)?;
        let file = durable::open(private().append(true).create(create), path).at("open", path)?;
        if create {
            sync_dir(path.parent().unwrap_or(path))?;
        }
        Ok(Self { file })
    }

    /// Writes and syncs; after an error the file may hold part of `bytes` until [`Self::set_back`].
    pub(super) fn append(&mut self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        self.file.write_all(bytes).and_then(|()| self.file.sync_data()).at("append to", path)
    }

    /// Takes the file back to `len` bytes.
    pub(super) fn set_back(&mut self, path: &Path, len: u64) -> Result<(), StoreError> {
        durable::shorten(&self.file, path, len).at("shorten", path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn line(n: u64, record: &[u8]) -> Vec<u8> {
        let before = Chain::start("s");
        let mut out = Vec::new();
        write_line(&mut out, n, before, before.next(n, record), record);
        out
    }

    #[test]
    fn any_bytes_come_back() {
        for record in [
            &b"{\"a\":\"\xe8\xae\xae\"}"[..],
            b"",
            b"\xff\x00",
            b"two\nlines",
            b"{\"a\":1}\n",
            b" 1 ",
            b"1}",
            b"not json",
        ] {
            let bytes = line(7, record);
            let parsed = parse(&bytes);
            assert_eq!((parsed.lines.len(), parsed.unreadable, parsed.torn), (1, 0, None));
            assert_eq!(&*parsed.lines[0].record, record);
            assert!(parsed.lines[0].holds());
        }
    }

    #[test]
    fn json_stands_as_it_is() {
        let bytes = line(1, br#"{"say":"hi"}"#);
        assert!(bytes.ends_with(b",\"e\":{\"say\":\"hi\"}}\n"));
        assert!(serde_json::from_slice::<serde_json::Value>(&bytes).is_ok());
    }

    #[test]
    fn every_changed_bit_is_seen() {
        let bytes = line(12, br#"{"say":"hi"}"#);
        for at in 0..bytes.len() - 1 {
            for bit in 0..8 {
                let mut bad = bytes.clone();
                bad[at] ^= 1 << bit;
                let parsed = parse(&bad);
                assert!(!parsed.lines.iter().any(JournalLine::holds), "byte {at} bit {bit}");
            }
        }
    }

    #[test]
    fn the_last_line_is_found_from_the_end() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("s.jsonl");
        let long = format!("\"{}\"", "x".repeat(100_000));
        for records in [vec!["1"], vec!["1", "2"], vec!["1", &long], vec![&long, "2"]] {
            let mut bytes = Vec::new();
            for (n, record) in (1..).zip(&records) {
                bytes.extend(line(n, record.as_bytes()));
            }
            let end = bytes.len() as u64;
            let parsed = parse(&bytes);
            let line = parsed.lines.last().unwrap();
            let last = Last::Record(line.n, line.after);
            drop(parsed);
            bytes.extend_from_slice(b"{\"n\":");
            fs::write(&path, &bytes).unwrap();
            assert_eq!(last_before(&path, end).unwrap(), last);
            assert_eq!(last_before(&path, bytes.len() as u64).unwrap(), last);
        }
        fs::write(&path, b"").unwrap();
        assert_eq!(last_before(&path, 0).unwrap(), Last::Nothing);
        fs::write(&path, b"rubbish\n").unwrap();
        assert_eq!(last_before(&path, 8).unwrap(), Last::Unreadable);
    }
}
