//! Taking back and doing again, as commands and events of the record; `undo` decides them.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// The last act of this terminal, or the one named.
    Undo(Option<u64>),
    /// The act this terminal took back last.
    Redo,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Undone {
        seq: u64,
        /// Named in the command, not simply the last.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        named: bool,
    },
    Redone {
        seq: u64,
    },
}

/// The command that would make this event again.
pub(super) fn command_of(event: &Event) -> Command {
    match event {
        Event::Undone { seq, named } => Command::Undo(named.then_some(*seq)),
        Event::Redone { .. } => Command::Redo,
    }
}
