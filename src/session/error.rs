//! What can go wrong with a session, or with the host that has it.
//!
//! Owns the kinds; their sentences stand with the other words.

use super::wire::{Denial, Goodbye};
use crate::domain::recorded::RecordError;
use crate::domain::refusal::Refusal;
use crate::store::StoreError;
use std::io;
use std::sync::Arc;

/// Why a session could not be opened, or an act did not become part of the record.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The rules say no; nothing was written.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The disk says no; nothing was written.
    #[error(transparent)]
    Store(Arc<StoreError>),
    /// A stored line is not a line of this record.
    #[error(transparent)]
    Line(#[from] RecordError),
    #[error("there is already a session {0}")]
    Exists(String),
    /// Longer than what a terminal may hand over to its host.
    #[error("too long to hand over")]
    TooLong,
    /// The host that has the store said so, in the language of this terminal.
    #[error("the host could not store it: {0}")]
    Told(String),
    /// Whoever waits for this session to be read wants it no more; nothing was changed.
    #[error("reading {0} was stopped")]
    Stopped(String),
}

impl From<StoreError> for SessionError {
    fn from(error: StoreError) -> Self {
        Self::Store(Arc::new(error))
    }
}

impl From<Refusal> for SessionError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Why the host could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum AttachError {
    /// Nobody hosts a session in this store.
    #[error("no host")]
    NotHosted,
    #[error("the host does not let us in: {why:?}")]
    Denied { yishi: u32, program: String, why: Denial },
    /// The host ended the connection.
    #[error("the host said goodbye: {0:?}")]
    Ended(Goodbye),
    /// It did not answer in time, or went away.
    #[error("the host does not answer")]
    NoAnswer,
    #[error(transparent)]
    Line(#[from] RecordError),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Why an act did not become part of the record, as far as is known here.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    #[error(transparent)]
    Session(SessionError),
    /// It is not known whether it did: the host went away.
    #[error(transparent)]
    Attach(#[from] AttachError),
}
