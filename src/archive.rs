//! The archive of a city: the sessions of many places in PostgreSQL.
//!
//! Owns the schema (`migrations/`), what is derived from a record, how a record is taken in, and the
//! questions of a supervising office. Records are kept whole; all else can be made anew from them. It
//! must not word anything, judge a record by rules of its own, or know the command line.

mod access;
mod check;
mod connect;
mod derive;
mod error;
mod keep;
mod place;
mod put;
mod questions;
mod redaction;
mod schema;
mod take;

pub use access::grant;
pub use check::{Finding, check, reindex};
pub use connect::{Archive, Watch};
pub use error::ArchiveError;
pub use keep::{Kept, find, open};
pub use place::{Level, Place, Places, import as import_places, list as places};
pub use questions::{
    By, Figure, Found, Listed, Missing, Overdue, Receipt, Scope, figures, list, missing, note,
    overdue, receipts, search,
};
pub use redaction::{Forgotten, forget, retain, retention};
pub use take::{Given, Outcome, Taken, take};
