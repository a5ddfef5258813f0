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
/// On that day too where it is long before the opening: 3:00 for three in the afternoon.
const AHEAD: TimeDelta = TimeDelta::minutes(10);
const BACK: TimeDelta = TimeDelta::hours(12);
const BEFORE: TimeDelta = TimeDelta::hours(1);

impl Said {
    /// The time that the line gives, where it is so far from now that it is asked about. `day`: the
    /// meeting's own; `opened`: when it was opened.
    pub(super) fn far_time(
        &self,
        lang: Lang,
        now: Moment,
        (day, opened): (NaiveDate, Option<Moment>),
    ) -> Option<String> {
        let at = self.at?;
        let far = at - now > AHEAD
            || (now - at > BACK && at.date_naive() != day)
            || opened.is_some_and(|opened| opened - at > BEFORE);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roll;

    #[test]
    fn a_time_that_was_hardly_meant_is_asked_about() {
        let moment = |text: &str| Moment::parse_from_rfc3339(text).expect("a moment");
        let now = moment("2026-11-29T15:20:00+08:00");
        let opened = Some(moment("2026-11-29T14:30:00+08:00"));
        let asked = |at: &str, opened: Option<Moment>| {
            let command = Command::Roll(roll::Command::Count);
            let said = Said { command, at: Some(moment(at)) };
            said.far_time(Lang::Zh, now, (now.date_naive(), opened)).is_some()
        };
        assert!(!asked("2026-11-29T15:05:00+08:00", opened));
        assert!(!asked("2026-11-29T14:10:00+08:00", opened), "who came before the opening");
        assert!(asked("2026-11-29T03:05:00+08:00", opened), "three in the afternoon was meant");
        assert!(!asked("2026-11-29T03:05:00+08:00", None), "a record that is written later");
        assert!(asked("2026-11-29T16:00:00+08:00", opened));
        assert!(asked("2026-12-05T15:05:00+08:00", opened));
    }
}
