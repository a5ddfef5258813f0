//! From the bytes of a TOML file to a tree of values that know where they stand.
//!
//! Must not know what the values mean.

use super::fault::{Collector, FaultKind, Faults, only, quote};
use toml::Spanned;
use toml::de::DeTable;

/// The largest TOML file that is read.
const MOST_MEGABYTES: usize = 4;

/// A file's text, and where its lines begin.
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    file: &'a str,
    /// Byte offset of every line's first character.
    starts: Vec<usize>,
}

impl<'a> Source<'a> {
    /// The text of a file; refused where it is too large or not UTF-8. A BOM is passed over.
    pub(super) fn new(bytes: &'a [u8], file: &'a str) -> Result<Self, Faults> {
        if bytes.len() > MOST_MEGABYTES << 20 {
            return Err(only(file, (1, 1), FaultKind::TooLarge { megabytes: MOST_MEGABYTES }));
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let breaks = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
                let starts = std::iter::once(0).chain(breaks.map(|(i, _)| i + 1)).collect();
                Ok(Self { text, file, starts })
            }
            Err(fault) => {
                let good = bytes.get(..fault.valid_up_to()).unwrap_or_default();
                let at = end_of(&String::from_utf8_lossy(good));
                Err(only(file, at, FaultKind::BadEncoding))
            }
        }
    }

    /// Line and column of a byte.
    pub(super) fn place(&self, at: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..at).unwrap_or_default();
        (count(line), count(before.chars().count() + 1))
    }

    /// The tree of the file. Where the text is no TOML its faults are all that can be said.
    pub(super) fn parse(&self) -> Result<Spanned<DeTable<'a>>, Faults> {
        let (tree, errors) = DeTable::parse_recoverable(self.text);
        let mut faults = Collector::new();
        let mut last_line = 0;
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let line = self.place(at).0;
            // One slip makes several errors on its line; the first is the one that tells.
            if line != last_line {
                faults.push(at, self.syntax(at, error.message()));
                last_line = line;
            }
        }
        self.check(faults).map(|()| tree)
    }

    /// What the parser found; a date or time that is none is told in our own words.
    fn syntax(&self, at: usize, message: &str) -> FaultKind {
        let end = self.text.get(at..).and_then(|rest| rest.find(['\n', ',', ']', '}', '#']));
        let line_start = self.text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
        let word_start = self.text.get(line_start..at).and_then(|t| t.rfind(['=', ',', '[', '{']));
        let from = word_start.map_or(at, |i| line_start + i + 1);
        let to = end.map_or(self.text.len(), |i| at + i);
        let word = self.text.get(from..to).unwrap_or_default().trim();
        let key = self.text.get(line_start..from).unwrap_or_default();
        let key = quote(key.trim_end_matches(['=', '[', '{', ',', ' ']).trim());
        let bytes = word.as_bytes();
        let digits = |n: usize| bytes.iter().take(n).filter(|b| b.is_ascii_digit()).count() == n;
        if digits(4) && bytes.get(4) == Some(&b'-') {
            FaultKind::BadDate { key, text: quote(word) }
        } else if digits(2) && bytes.get(2) == Some(&b':') {
            FaultKind::BadTime { key, text: quote(word) }
        } else {
            FaultKind::Syntax { detail: message.to_owned() }
        }
    }

    /// Done, unless there are faults.
    pub(super) fn check(&self, faults: Collector<usize>) -> Result<(), Faults> {
        faults.into_faults(self.file, |at| self.place(at)).map_or(Ok(()), Err)
    }
}

/// The place just behind a text: where the next character would stand.
pub(super) fn end_of(text: &str) -> (u32, u32) {
    let line = text.matches('\n').count() + 1;
    let tail = text.rsplit('\n').next().unwrap_or_default();
    (count(line), count(tail.chars().count() + 1))
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
