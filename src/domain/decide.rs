//! What a command comes to: the one door through which every act goes.
//!
//! Owns the order of the questions (who may, is there a meeting, what do its rules say). Must not
//! hold a rule of its own.

use crate::domain::ledger::Ledger;
use crate::domain::meeting::{Command, Event};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Stamp;
use crate::domain::{era, roles, session, undo, unknown};

impl Ledger {
    /// Says what a command comes to now, or why it may not be.
    pub fn decide(&self, command: &Command, stamp: &Stamp) -> Result<Event, Refusal> {
        if !era::holds(stamp.at) || !era::holds(stamp.noted) {
            return Err(Refusal::FarTime);
        }
        if let Some(seq) = self.barred() {
            return Err(Refusal::Unruled { seq });
        }
        roles::allow(command, self, &stamp.by)?;
        unknown::allow(self.unknown(), command)?;
        match (command, self.meeting()) {
            (Command::Session(session::Command::Plan(plan)), None) => {
                Ok(Event::Session(session::Event::Planned(plan.clone())))
            }
            (_, None) => Err(Refusal::NotPlanned),
            (Command::History(command), Some(_)) => {
                undo::decide(self, command, stamp).map(Event::History)
            }
            (command, Some(meeting)) => meeting.decide(command, stamp),
        }
    }
}
