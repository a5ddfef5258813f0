//! What can go wrong in the store, typed by what the person in front of it can do about it.
//!
//! Owns the sorting of I/O errors into those kinds. It must not word them for a screen: the text
//! here is for logs, the fields are for the words.

use crate::limits::IdFault;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Why the store did not do what was asked. Nothing was changed unless the variant says so.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process holds the store.
    #[error("the store {} is in use{}", dir.display(), holder.as_ref().map(|pid| format!(" by process {pid}")).unwrap_or_default())]
    InUse {
        /// The store's folder.
        dir: PathBuf,
        /// The process that holds it, if it could be read.
        holder: Option<u32>,
    },
    /// The store was written by a newer version; this one must not touch it.
    #[error("the store has format {found}, newer than this version knows")]
    Newer {
        /// The format's number.
        found: u32,
    },
    /// The folder holds other things than a store; it was not touched.
    #[error("{} is not a store", dir.display())]
    NotAStore {
        /// The folder.
        dir: PathBuf,
    },
    /// The session is longer or shorter than the caller believed.
    #[error("session {session}: record {found} was given where {expected} is next")]
    Conflict {
        /// The session.
        session: String,
        /// The number the next record has.
        expected: u64,
        /// The number given.
        found: u64,
    },
    /// Records of the session are lost or altered, and nobody has decided yet to go on.
    #[error("the record of {session} is damaged and may only be read")]
    UndecidedLoss {
        /// The session.
        session: String,
    },
    /// The disk failed, and what was written of the act can be neither confirmed nor taken back now:
    /// whether it is in the record shows at the next opening.
    #[error("it is not known whether the record of {session} has it: {cause}")]
    Unsure {
        /// The session.
        session: String,
        /// What failed.
        cause: Box<StoreError>,
    },
    /// There is no such session.
    #[error("there is no session {session}")]
    NoSession {
        /// The session asked for.
        session: String,
    },
    /// The id cannot name a session, since it could not safely name a file.
    #[error("{id:?} cannot be a session id: {fault}")]
    BadId {
        /// The id.
        id: String,
        /// What is wrong with it.
        fault: IdFault,
    },
    /// The disk, or the user's share of it, is full.
    #[error("no room left to {what} {}", path.display())]
    Full {
        /// What was being done.
        what: &'static str,
        /// To which file.
        path: PathBuf,
    },
    /// The file system is read-only, or the log was opened for reading only.
    #[error("{} can only be read", path.display())]
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
    },
    /// The user may not read or write the file.
    #[error("no permission to {what} {}", path.display())]
    Permission {
        /// What was being done.
        what: &'static str,
        /// To which file.
        path: PathBuf,
    },
    /// There is a link among the store's files, which the store makes none of.
    #[error("{} is a link", path.display())]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// There is a pipe or a device among the store's files.
    #[error("{} is no file", path.display())]
    Odd {
        /// What it is.
        path: PathBuf,
    },
    /// The database is damaged and could not be built anew.
    #[error("the database in {} is damaged: {detail}", path.display())]
    Damaged {
        /// The database's folder.
        path: PathBuf,
        /// What it said of itself.
        detail: String,
    },
    /// Any other failure of the disk.
    #[error("could not {what} {}", path.display())]
    Io {
        /// What was being done.
        what: &'static str,
        /// To which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl StoreError {
    /// Sorts an I/O error by what can be done about it.
    pub(super) fn io(what: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full { what, path }
            }
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            ErrorKind::PermissionDenied => Self::Permission { what, path },
            // sled wraps errors and keeps only their text.
            _ if says_full(&source.to_string()) => Self::Full { what, path },
            _ => Self::Io { what, path, source },
        }
    }
}

/// Whether a message of the system or of sled is about a full disk.
pub(super) fn says_full(message: &str) -> bool {
    let signs = [
        "No space left",
        "StorageFull",
        "QuotaExceeded",
        "FileTooLarge",
        "os error 27",
        "os error 28",
        "os error 122",
    ];
    signs.iter().any(|sign| message.contains(sign))
}

/// Adds what was being done, and to which file, to an I/O result.
pub(super) trait At<T> {
    fn at(self, what: &'static str, path: &Path) -> Result<T, StoreError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, what: &'static str, path: &Path) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::io(what, path, source))
    }
}
