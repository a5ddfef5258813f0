//! What the screen asks of the app, as data. The app alone has the session, the disk, the clock.

use crate::domain::meeting::Command;
use crate::domain::recorded::Moment;
use crate::export::Doc;
use std::path::PathBuf;

#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// The app answers with `Ui::accepted`, `Ui::refused` or `Ui::failed` and this token.
    Submit {
        command: Command,
        /// When it happened, where the line said so; else now.
        at: Option<Moment>,
        token: u64,
    },
    /// To be on disk within a second, under this name.
    SaveDraft {
        name: String,
        text: String,
    },
    DropDraft {
        name: String,
    },
    OpenSession(String),
    Demo,
    LeaveSession,
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
}
