//! Why the archive could not do something. Must not word it.

use crate::domain::recorded::RecordError;

#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The URL of the database cannot be read.
    #[error("the URL of the database: {0}")]
    Url(String),
    #[error("no connection: {0}")]
    Connect(String),
    #[error("the database: {0}")]
    Database(String),
    /// The role may not do that.
    #[error("not allowed: {0}")]
    Denied(String),
    /// There is no archive in the database.
    #[error("no archive in the database")]
    NotMade,
    /// The archive was made by an older program.
    #[error("schema {0} is older than this program's")]
    Older(i32),
    /// The archive was made by a newer program.
    #[error("schema {0} is newer than this program knows")]
    Newer(i32),
    #[error("no place {0}")]
    NoPlace(String),
    #[error("no session {0}")]
    NoSession(String),
    #[error("{0} means several sessions")]
    Several(String),
    #[error("no role {0}")]
    NoRole(String),
    /// The role sees all anyhow: it owns the archive, or is above row-level security.
    #[error("{0} is above all limits")]
    Above(String),
    /// What is kept of a session cannot be read.
    #[error("the record of {0} is damaged")]
    Damaged(String),
    /// The user wants no more.
    #[error("stopped")]
    Stopped,
    #[error(transparent)]
    Line(#[from] RecordError),
    /// The program's own runtime.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl From<tokio_postgres::Error> for ArchiveError {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState;
        match error.as_db_error() {
            Some(db) if *db.code() == SqlState::INSUFFICIENT_PRIVILEGE => {
                Self::Denied(db.message().to_owned())
            }
            Some(db) => {
                let detail = db.detail().map(|detail| format!(" ({detail})")).unwrap_or_default();
                Self::Database(format!("{}{detail}", db.message()))
            }
            None => Self::Database(source(&error)),
        }
    }
}

/// What lies beneath an error says more than the error itself.
pub(super) fn source(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut beneath = error.source();
    while let Some(cause) = beneath {
        said = format!("{said}: {cause}");
        beneath = cause.source();
    }
    said
}
