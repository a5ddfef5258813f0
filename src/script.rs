//! The session script: one line, one command, both ways (text ↔ [`Command`]).
//!
//! The palette, `exec` and the samples speak it. Owns the words and the form of every command.
//! Must not decide whether a command may be, or read a clock. Faults are typed; their sentences
//! stand in `i18n::script`.
//!
//! What is printed is canonical: persons by id, texts in quotes, settings and names as the record
//! writes them; reading it again gives the same command. A rule that an event holds in full is
//! printed by its id, and the plan, which no line can make, as a comment.

use crate::domain::meeting::{Command, Meeting};
use crate::domain::session::Plan;
use crate::domain::stamp::Moment;
use args::Args;
use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _};
use lexer::Word;
use writer::Writer;

mod agenda;
mod args;
mod commands;
mod complete;
mod error;
mod floor;
mod follow_up;
mod history;
mod lexer;
mod minutes;
mod outcome;
mod paper;
mod person;
mod prepare;
mod proposal;
mod roll;
mod session;
mod sign_off;
mod syntax;
mod takes;
mod values;
mod vote;
mod wording;
mod writer;

pub use commands::syntax;
pub use complete::{Completion, complete};
pub use error::{Candidate, ErrorKind, ScriptError};
pub use syntax::{Syntax, Topic};
pub use takes::{Key, Takes};
pub use wording::script_error_text;

/// When a line says that it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// On the day of the session: the plan's until it is opened, then the real one.
    Time(NaiveTime),
    DateTime(NaiveDateTime),
}

impl When {
    /// The moment meant by a plan, before anything happened.
    pub fn resolve(self, plan: &Plan) -> Moment {
        self.on(plan.date, plan.zone())
    }

    /// The moment meant in a meeting, on the day on which it is held.
    pub fn resolve_in(self, meeting: &Meeting) -> Moment {
        self.on(meeting.session.day(), meeting.session.plan.zone())
    }

    fn on(self, day: NaiveDate, zone: FixedOffset) -> Moment {
        let local = match self {
            Self::Time(time) => day.and_time(time),
            Self::DateTime(both) => both,
        };
        // A fixed offset gives every local time exactly one moment; the other arm is for form.
        let found = zone.from_local_datetime(&local).single();
        found.unwrap_or_else(|| zone.from_utc_datetime(&local))
    }
}

/// A line that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptLine {
    /// None: now.
    pub at: Option<When>,
    pub command: Command,
}

impl ScriptLine {
    /// The moment that the line names; None where it means now.
    pub fn moment(&self, meeting: &Meeting) -> Option<Moment> {
        self.at.map(|when| when.resolve_in(meeting))
    }
}

/// Reads one line; None where it is blank or only a comment. The meeting tells persons and groups.
///
/// A line end at the end of the text is left out; the text must not hold a second line, except
/// inside quotes.
pub fn parse_line(text: &str, meeting: &Meeting) -> Result<Option<ScriptLine>, ScriptError> {
    let lexed = lexer::lex(text);
    if let Some((column, kind)) = lexed.fault {
        return Err(ScriptError::new(column, kind));
    }
    let end = lexed.words.last().map_or(1, |word| word.end);
    let mut words = lexed.words;
    let at = match words.first().and_then(stamp_of) {
        Some(stamp) => Some(stamp?),
        None => None,
    };
    if at.is_some() {
        words.remove(0);
    }
    if words.is_empty() {
        return match at {
            None => Ok(None),
            Some(_) => {
                Err(ScriptError::new(end, ErrorKind::MissingCommand { allowed: Vec::new() }))
            }
        };
    }
    let (row, used) = commands::find(&words)?;
    let mut args = Args::new(meeting, row.form(), words.split_off(used), end)?;
    let command = (row.parse)(&mut args)?;
    args.done()?;
    Ok(Some(ScriptLine { at, command }))
}

/// The time in front of a command; None where the word is not one.
fn stamp_of(word: &Word) -> Option<Result<When, ScriptError>> {
    if word.quoted {
        return None;
    }
    let raw = values::fold(&word.raw);
    let text = raw.strip_prefix('@')?;
    Some(values::when(text).map_err(|kind| ScriptError::new(word.column, kind)))
}

/// The canonical text of a command.
pub fn print(command: &Command, meeting: &Meeting) -> String {
    let mut out = Writer::new(meeting);
    match command {
        Command::Session(c) => session::print(c, &mut out),
        Command::Prepare(c) => prepare::print(c, &mut out),
        Command::Roll(c) => roll::print(c, &mut out),
        Command::Agenda(c) => agenda::print(c, &mut out),
        Command::Floor(c) => floor::print(c, &mut out),
        Command::Minutes(c) => minutes::print(c, &mut out),
        Command::Proposal(c) => proposal::print(c, &mut out),
        Command::Vote(c) => vote::print(c, &mut out),
        Command::Outcome(c) => outcome::print(c, &mut out),
        Command::FollowUp(c) => follow_up::print(c, &mut out),
        Command::SignOff(c) => sign_off::print(c, &mut out),
        Command::Paper(c) => paper::print(c, &mut out),
        Command::History(c) => history::print(c, &mut out),
    }
    out.finish()
}

/// The same with its time in front: `@14:40`, with seconds where there are any, and with the date
/// where it is not the session's.
pub fn print_at(at: Moment, command: &Command, meeting: &Meeting) -> String {
    let time = values::moment_text(at, meeting);
    format!("@{time} {}", print(command, meeting))
}
