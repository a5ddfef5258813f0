//! The palette's line: a line of the session script read into a command. The app passes the
//! reader in, so that the screen names no parser.

use crate::domain::meeting::{Command, Meeting};
use crate::domain::stamp::Moment;
use crate::i18n::Lang;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub command: Command,
    /// When it happened, where the line says so.
    pub at: Option<Moment>,
}

/// Reads a line; the error is a sentence in the reader's language.
pub type ReadLine = fn(Lang, &str, &Meeting, Moment) -> Result<Said, String>;
