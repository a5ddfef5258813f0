//! The palette's line: a line of the session script read into a command. The app passes the
//! reader in, so that the screen names no parser.

use crate::domain::meeting::{Command, Meeting};
use crate::domain::stamp::Moment;
use crate::i18n::{Lang, terms};
use chrono::{NaiveDate, TimeDelta};
use std::ops::Range;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub command: Command,
    /// When it happened, where the line says so.
    pub at: Option<Moment>,
}

/// A time that is later than now by more than this is asked about, for it moves the meeting's clock;
/// one that is earlier by more, unless it is of the meeting's own day: a record may be written later.
const AHEAD: TimeDelta = TimeDelta::minutes(10);
const BACK: TimeDelta = TimeDelta::hours(12);

impl Said {
    /// The time that the line gives, where it is so far from now that it is asked about. `day`: the
    /// meeting's own.
    pub(super) fn far_time(&self, lang: Lang, now: Moment, day: NaiveDate) -> Option<String> {
        let at = self.at?;
        let far = at - now > AHEAD || (now - at > BACK && at.date_naive() != day);
        far.then(|| format!("{} {}", terms::date(lang, at.date_naive()), terms::time(at)))
    }
}

/// One way for a line to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it replaces, in bytes of the line; ends at the cursor.
    pub range: Range<usize>,
    pub text: String,
    /// A name, a title, or how the command is written.
    pub detail: String,
}

/// What can stand at the end of a line.
pub(crate) type Complete = fn(&str, &Meeting) -> Vec<Completion>;

/// Reads a line; the error is a sentence in the reader's language.
pub(crate) type ReadLine = fn(Lang, &str, &Meeting, Moment) -> Result<Said, String>;
