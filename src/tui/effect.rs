//! What the screen asks of the app, as data. The app alone has the session, the disk, the clock.

use crate::domain::meeting::Command;
use crate::domain::person::Person;
use crate::domain::session::Head;
use crate::domain::session::Plan;
use crate::domain::stamp::Moment;
use crate::export::Doc;
use crate::inputs::{Choice, Hidden, Reading};
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// The app answers with `Ui::accepted`, `Ui::refused` or `Ui::failed` and this token.
    Submit {
        command: Command,
        /// When it happened, where the line said so; else now.
        at: Option<Moment>,
        token: u64,
    },
    /// Something of a form that is no act of the open session: answered with `Ui::granted` or
    /// `Ui::denied` and this token; a new session with `Ui::opened`.
    Request {
        request: Request,
        token: u64,
    },
    /// To be on disk within a second, under this name.
    SaveDraft {
        name: String,
        text: Arc<str>,
    },
    DropDraft {
        name: String,
    },
    OpenSession(String),
    Demo,
    LeaveSession,
    /// A folder to choose a file from; the user's own where none is named. Answered with
    /// `Ui::listed`.
    Browse {
        folder: Option<PathBuf>,
        wanted: Wanted,
    },
    /// Answered with `Ui::roster_read` or `Ui::parcel_read`.
    ReadFile {
        path: PathBuf,
        wanted: Wanted,
    },
    /// The list of a file once more, as the preview asks for it; answered like `ReadFile`.
    ReadRoster(RosterRequest),
    /// How a list was read that was taken, for the next one of its kind.
    KeepRoster(RosterRequest),
    /// Sends an attached terminal away.
    Dismiss {
        terminal: String,
    },
    /// Files to write; the app answers with `Ui::exporting` and `Ui::exported`.
    Export(Export),
    /// Shows a folder in the system's own file manager.
    OpenFolder(PathBuf),
    /// The terminal's bell.
    Ring,
    /// Go on after a loss, which the record is to say; answered like `Submit`.
    GoOn {
        token: u64,
    },
    /// Write the record and what is being typed into this folder.
    Rescue(String),
    /// Back to the shell for a while; the program stops until the shell lets it go on.
    Suspend,
    Quit,
}

/// Which list of a file is to be read, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterRequest {
    pub path: PathBuf,
    pub sheet: Option<String>,
    pub hidden: Option<Hidden>,
    pub choices: Vec<Choice>,
    /// Somebody has said how: it is kept for the next list of this kind once the people are taken.
    /// Else what was kept for one is used.
    pub decided: bool,
    /// The headers of the file as it was read at first, before anybody chose a sheet: its kind.
    pub kind: Vec<String>,
}

/// A list that was looked at: what was seen of it, and its people or every fault in words.
#[derive(Debug, Clone, PartialEq)]
pub struct RosterSeen {
    pub file: String,
    pub request: RosterRequest,
    pub reading: Reading,
    pub people: Result<Vec<Person>, Vec<String>>,
}

/// What a file is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wanted {
    #[default]
    Roster,
    /// Sessions of another machine, or a backup.
    Sessions,
}

/// What a new session is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// The agenda of a usual meeting.
    Usual,
    Empty,
    /// A template of the user's folder.
    Template(String),
    /// An earlier session.
    Copy(String),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    New {
        head: Box<Head>,
        basis: Basis,
    },
    /// A plan that is ready.
    Plan(Box<Plan>),
    /// The open session as a template.
    SaveTemplate {
        name: String,
    },
    /// An act of the follow-up in a session that need not be open.
    Follow {
        session: String,
        command: Box<Command>,
    },
    /// The sessions of the file that was read last, into the store.
    TakeIn,
}

/// Documents of the open session to a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Several are written together or not at all.
    pub docs: Vec<Doc>,
    pub folder: PathBuf,
    /// Whether files that are there may be replaced; that was asked.
    pub replace: bool,
}

/// What an export came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// Written; with what is to be said beside.
    Done(Vec<String>),
    /// These files are there already, and nothing was written.
    Exists(Vec<String>),
    /// Nothing was written; the reason in a sentence.
    Failed(String),
    /// Nothing was written, for nobody wanted it any more.
    GivenUp,
}
