//! What happens, as it is told: to the screen of this program, and to the server for its terminals.
//!
//! Data only. The same news come from a store of one's own and from a host elsewhere.

use super::error::SessionError;
use super::transfer::{Outcome, TransferError};
use super::wire::{Attached, Denial, Goodbye};
use crate::document::session_summary::Summary;
use crate::domain::ledger::Ledger;
use crate::domain::recorded::{Recorded, SubmissionId};
use crate::domain::rule::Catalog;
use crate::store::{Damage, StoreError};
use std::sync::Arc;

/// Ties an answer to its request; chosen by the client.
pub type Token = u64;

/// What a session tells the screen, in the order in which it happened.
#[derive(Debug)]
pub enum News {
    /// A store that was only held is open: whether it can only be read, what an earlier run typed
    /// outside of sessions and did not submit, and the vote rules.
    Store {
        read_only: bool,
        typed: Vec<(String, String)>,
        catalog: Arc<Catalog>,
    },
    /// It could not be opened; nothing else will be told.
    NoStore(StoreError),
    Sessions(Result<Vec<Summary>, SessionError>),
    /// A long record is being read: so many of its lines are done.
    Opening {
        done: u64,
        total: u64,
    },
    /// The session asked for, whole, with its drafts.
    Opened(Result<Box<Opened>, SessionError>),
    /// A line is on disk; the token is that of an act submitted here.
    Recorded(Option<Token>, Arc<Recorded>),
    Failed(Token, SessionError),
    /// An act of the follow-up is in the record of its session.
    Followed(Token),
    /// What a file of sessions would bring in; nothing is stored.
    LookedIn(Result<Outcome, TransferError>),
    /// It was taken in, whole or not at all.
    TakenIn(Token, Result<Outcome, TransferError>),
    /// Found damaged since the last such news.
    Damage(Vec<Damage>),
    /// The store can be written to again.
    Writable,
    /// A draft could not be kept; the text is still on the screen.
    DraftFailed(SessionError),
    /// Who is attached to the session.
    Terminals(Vec<Attached>),
    /// The wire to the host.
    Link(Link),
    /// Other terminals cannot join: no socket could be made.
    NotServed(std::io::Error),
}

/// How the wire to the host is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    Up,
    /// The host is gone; it is looked for. What is submitted waits.
    Lost,
    /// The host was left by its user; it is looked for.
    HostQuit,
    /// The host has sent this terminal away, for good.
    Ended(Goodbye),
    /// The host does not let this terminal in. The version of its wire and of its program.
    Denied {
        yishi: u32,
        program: String,
        why: Denial,
    },
}

/// A session as it was found.
#[derive(Debug)]
pub struct Opened {
    pub id: String,
    pub ledger: Ledger,
    /// What is lost of it, where nobody has decided to go on yet: until then it may only be read.
    pub loss: Option<Damage>,
    /// Name and text of what was typed and not submitted.
    pub drafts: Vec<(String, String)>,
}

/// What the store's thread tells the server.
#[derive(Debug)]
pub enum Post {
    /// The program's own screen shows this session.
    Opened { session: String },
    /// All lines of a session that the server asked for.
    Served { session: String, lines: Result<Vec<Arc<str>>, SessionError> },
    /// A new line of any session, and the terminal's submission that it is.
    Line { session: String, line: Arc<str>, from: Option<SubmissionId> },
    /// A terminal's act that the record holds already.
    Known { from: SubmissionId },
    /// A terminal's act that did not become one.
    Failed { from: SubmissionId, error: SessionError },
}
