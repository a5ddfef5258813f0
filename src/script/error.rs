//! What can be wrong with a line, as data. `wording` puts them into sentences.

use super::takes::Takes;
use crate::domain::person::PersonId;

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {kind:?}")]
pub struct ScriptError {
    /// In characters, from 1; one behind the last where something is missing.
    pub column: usize,
    pub kind: ErrorKind,
    /// How the command is written, once it is known.
    pub usage: Option<&'static str>,
}

impl ScriptError {
    pub(super) fn new(column: usize, kind: ErrorKind) -> Self {
        Self { column, kind, usage: None }
    }

    /// Whether only the roll of that moment makes the line wrong: an earlier line of the same
    /// script may still invite the person or the group.
    pub fn is_about_people(&self) -> bool {
        use ErrorKind::{AmbiguousPerson, UnknownPerson};
        matches!(self.kind, UnknownPerson { .. } | AmbiguousPerson { .. })
    }
}

/// One of several people that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub id: PersonId,
    /// The name with its mark.
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    UnknownCommand {
        word: String,
        /// A command that is written nearly so.
        near: Option<&'static str>,
    },
    /// A time without a command, or the first word of several commands (then they are listed).
    MissingCommand {
        allowed: Vec<&'static str>,
    },
    Missing {
        what: Takes,
    },
    MissingKey {
        key: &'static str,
    },
    /// `set` without anything to set.
    MissingKeys {
        allowed: Vec<&'static str>,
    },
    Extra {
        text: String,
    },
    /// A word that must stand as it is, such as `to`.
    Expected {
        word: &'static str,
        text: String,
    },
    BadNumber {
        text: String,
    },
    BadDuration {
        text: String,
    },
    BadTime {
        text: String,
    },
    BadDate {
        text: String,
    },
    BadRatio {
        text: String,
    },
    BadWeight {
        text: String,
    },
    BadKey {
        key: String,
        allowed: Vec<&'static str>,
    },
    RepeatedKey {
        key: String,
    },
    BadValue {
        /// None for a word that stands without a key.
        key: Option<&'static str>,
        text: String,
        allowed: Vec<String>,
    },
    UnclosedQuote,
    /// A quote mark inside a bare word.
    StrayQuote,
    NoSpaceAfterQuote,
    BadEscape {
        found: char,
    },
    /// A second line outside quotes.
    SeveralLines,
    UnknownPerson {
        text: String,
    },
    AmbiguousPerson {
        text: String,
        candidates: Vec<Candidate>,
    },
}
