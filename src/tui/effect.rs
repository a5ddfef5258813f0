//! What the screen asks of the app, as data. The app alone has the session, the disk, the clock.

use crate::domain::meeting::Command;
use crate::domain::recorded::Moment;

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
    /// Sends an attached terminal away.
    Dismiss {
        terminal: String,
    },
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
