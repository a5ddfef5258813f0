//! What a row of the table of commands says. Each topic owns its rows; `commands` puts them together.

use super::args::Args;
use super::error::ScriptError;
use super::takes::{Form, Key, Takes};
use crate::domain::meeting::Command;

/// The topics of docs/contract.md §2, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    Session,
    Prepare,
    Roll,
    Agenda,
    Floor,
    Minutes,
    Proposal,
    Vote,
    Outcome,
    FollowUp,
    SignOff,
    History,
}

impl Topic {
    /// A row of this topic.
    pub(super) const fn row(
        self,
        word: &'static str,
        usage: &'static str,
        args: &'static [Takes],
        keys: &'static [Key],
        parse: Parse,
    ) -> Syntax {
        Syntax { word, usage, topic: self, args, keys, parse }
    }
}

type Parse = fn(&mut Args<'_>) -> Result<Command, ScriptError>;

/// One command.
#[derive(Debug, Clone, Copy)]
pub struct Syntax {
    /// One word or two, such as `agenda start`.
    pub word: &'static str,
    pub usage: &'static str,
    pub topic: Topic,
    /// What stands without a key, in order, what may be left out included.
    pub args: &'static [Takes],
    pub keys: &'static [Key],
    pub(super) parse: Parse,
}

impl Syntax {
    pub(super) const fn form(&self) -> Form {
        Form { usage: self.usage, keys: self.keys }
    }
}

/// The words of an enum of the domain, in its order.
pub(super) const fn words_of<T: strum::VariantNames>() -> &'static [&'static str] {
    T::VARIANTS
}
