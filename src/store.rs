//! The log on disk: opaque records per session, durable before they are acknowledged.
//!
//! Owns the store folder: the journals, the sled database beside them, the witness of how far each
//! session went, and what is done when one of them is damaged. It knows bytes only: it must not name
//! a meeting, an event or a language, and it never reads the clock.
//!
//! sled alone is not safe enough for evidence (its `flush` is no `fsync`, damage makes it panic, a
//! lost tail is lost in silence). So every record is written twice, to a journal a person can read
//! and to sled, both synced, and every record carries a hash over everything before it. Whichever
//! copy still verifies repairs the other.
//!
//! ```text
//! FORMAT LOCK HOLDER      what this folder is, and who holds it
//! journal/<session>.jsonl one line a record, append and fdatasync
//! sled/                   the same records, for fast reading, and the summaries for lists
//! HEADS                   how far each session went: the third witness
//! LIST                    the summaries once more, for lists that open no database
//! PENDING                 while a backup is being restored: how to take it back
//! drafts/                 typing that is not yet part of the record
//! attached/               the same of terminals that are attached, each its own
//! HOST host.sock          where the running host can be reached
//! RECEIPTS                what the office has taken
//! quarantine/ DAMAGE.log  originals of what was repaired, and a line about each
//! ```

#[cfg(any(windows, test))]
pub(crate) mod acl;
pub(crate) mod address;
pub(crate) mod attachments;
mod chain;
mod container;
mod damage;
mod draft;
mod error;
mod folder;
mod foreign;
mod heads;
mod id;
mod journal;
mod listing;
mod memory;
mod panics;
pub(crate) mod receipts;
mod reconcile;
mod salvage;
mod seat;
mod site;
mod sled_log;
mod vault;

pub use crate::limits::IdFault;
pub use container::{
    Container, ContainerError, ContainerKind, MOST_BYTES, MOST_PART, Part, PartKind, Piece,
    Reader as ContainerReader, Writer as ContainerWriter, is_encrypted, read as read_container,
    write as write_container,
};
pub use damage::{Damage, DamageKind, past_losses};
pub use draft::NO_SESSION;
pub use error::StoreError;
pub use folder::{is_held, is_there};
pub use id::check_given as check_new_id;
pub use listing::glance;
pub use memory::MemoryLog;
pub use panics::quiet_panics;
pub use reconcile::look_at_journal;
pub use salvage::{Salvaged, Saved, salvage};
pub use seat::Seat;
pub use site::{Service, Site, site};
pub use sled_log::{Held, Seen, SledLog};

/// One session as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The session's id, as given to [`Log::append`].
    pub id: String,
    /// How many records it holds.
    pub records: u64,
    /// What the last append gave as its summary. A cache: it may be missing, and may be older than
    /// the records if the store was rebuilt.
    pub summary: Option<Vec<u8>>,
}

/// Records to be appended to one session, as one of several; see [`Log::append_all`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    /// The session's id.
    pub session: String,
    /// The number of the first record, as in [`Log::append`].
    pub first: u64,
    /// How many records.
    pub count: u64,
    /// What replaces the session's summary.
    pub summary: Option<Vec<u8>>,
    /// What a session that is new here is marked with, as one that was not made here; see
    /// [`Log::origin`].
    pub origin: Option<String>,
    /// What was found wrong with the records, in one line; see [`Log::flaw`].
    pub flaw: Option<String>,
}

/// Gives the records of the addition at a place in a batch.
pub type Records<'a> = &'a mut dyn FnMut(usize) -> Option<Vec<Vec<u8>>>;

/// A log of opaque records per session, numbered from 1.
///
/// One owner at a time; the caller puts it on a thread of its own, since every append waits for
/// the disk.
pub trait Log: Send {
    /// Every session, in the order of its id, without reading its records.
    fn sessions(&self) -> Result<Vec<Listed>, StoreError>;

    /// The ids of every session and how many records it has, without their summaries.
    fn ids(&self) -> Result<Vec<(String, u64)>, StoreError> {
        Ok(self.sessions()?.into_iter().map(|listed| (listed.id, listed.records)).collect())
    }

    /// Whether the session has records.
    fn exists(&self, session: &str) -> bool;

    /// How many records the session has; 0 when there is no such session.
    fn len(&self, session: &str) -> u64;

    /// Appends `records` as numbers `first`, `first + 1`, …, and returns only when they are durable.
    ///
    /// `first` must be one more than [`Log::len`], else [`StoreError::Conflict`]; 1 creates the
    /// session. `summary` replaces the session's summary. After any error none of the records is
    /// saved, and the same call may be tried again.
    fn append(
        &mut self,
        session: &str,
        first: u64,
        records: &[Vec<u8>],
        summary: Option<&[u8]>,
    ) -> Result<(), StoreError>;

    /// Appends to several sessions: all of it is durable when this returns, and after an error, or
    /// when the process ends before, none of it is. No session may be named twice.
    ///
    /// `records` is asked for those of each in turn, so that no more than one session's are held;
    /// where it has none, nothing is appended at all.
    fn append_all(&mut self, batch: &[Addition], records: Records<'_>) -> Result<(), StoreError>;

    /// The session's first record, read without the others and not verified; None where there is
    /// none that can be read.
    fn first(&self, session: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// What the session was marked with when it was taken in; None of one that was made here. It is
    /// no part of the record, and losing it harms nothing.
    fn origin(&self, _session: &str) -> Option<String> {
        None
    }

    /// What was found wrong with what was taken in of the session, as given in [`Addition::flaw`]. It
    /// is no part of the record.
    fn flaw(&self, _session: &str) -> Option<String> {
        None
    }

    /// What of the session is lost or altered, and nobody has decided about: until somebody does,
    /// [`Log::append`] is refused with [`StoreError::UndecidedLoss`].
    fn loss(&self, _session: &str) -> Option<&Damage> {
        None
    }

    /// Appends to a session with a loss, for a person who was shown it and decided to go on; the
    /// records should say so. From then on it is like any other.
    fn append_after_loss(
        &mut self,
        session: &str,
        first: u64,
        records: &[Vec<u8>],
        summary: Option<&[u8]>,
    ) -> Result<(), StoreError> {
        self.append(session, first, records, summary)
    }

    /// Whether it was opened for reading only, so that every change is refused.
    fn is_read_only(&self) -> bool {
        false
    }

    /// Whether the store can be written to just now, found out by writing to it.
    fn try_writing(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    /// Replaces the summary alone, for a list that found it missing. Not waited for: it is a cache.
    fn put_summary(&mut self, session: &str, summary: &[u8]) -> Result<(), StoreError>;

    /// All records of the session, each verified against the chain.
    ///
    /// Damage found here is repaired from the other copy and told by [`Log::damage`]; if both
    /// copies are damaged, the records before the first one lost are returned, and the loss is told
    /// there too. [`StoreError::NoSession`] when there is none.
    fn read(&mut self, session: &str) -> Result<Vec<Vec<u8>>, StoreError>;

    /// Keeps typing that is not yet part of the record, so that it survives the end of the process.
    /// The session need not exist yet, or is [`NO_SESSION`]; `name` is any text, such as the name of a field.
    fn put_draft(&mut self, session: &str, name: &str, text: &str) -> Result<(), StoreError>;

    /// The session's drafts as (name, text), in the order of their names.
    fn drafts(&mut self, session: &str) -> Result<Vec<(String, String)>, StoreError>;

    /// The sessions that have drafts, whether or not they have records; not [`NO_SESSION`].
    fn draft_sessions(&self) -> Result<Vec<String>, StoreError>;

    /// Forgets one draft; it is no error if there is none.
    fn remove_draft(&mut self, session: &str, name: &str) -> Result<(), StoreError>;

    /// A file that a session has attached, by its SHA-256; None where it is gone, or is another by now.
    fn attachment(&self, _sha256: &str) -> Option<Vec<u8>> {
        None
    }

    /// Keeps a file that a session has attached, under its SHA-256, which it gives back.
    fn keep_attachment(&mut self, bytes: &[u8]) -> Result<String, StoreError>;

    /// What was found damaged since this log was opened, in the order it was found.
    fn damage(&self) -> &[Damage];

    /// Closes the log and releases its lock. Dropping it does the same.
    fn close(self: Box<Self>);
}
