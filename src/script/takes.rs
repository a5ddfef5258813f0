//! What a command takes: what stands at its places and behind its keys.

/// What stands at a place of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Person,
    /// One or more.
    People,
    Text,
    /// The id of somebody new.
    Id,
    /// A group of participants, by its name or by the English word of a standard one.
    Group,
    /// Groups with commas between.
    Groups,
    /// Words with commas between.
    List,
    Number,
    /// An agenda item by its number.
    Item,
    Proposal,
    Action,
    /// The number of an event.
    Event,
    Duration,
    Time,
    Date,
    Ratio,
    Weight,
    /// The id of a rule preset.
    Rule,
    /// A word that must stand as it is.
    Word(&'static str),
    Choice(&'static [&'static str]),
}

/// A `name=value` of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub name: &'static str,
    pub takes: Takes,
}

pub(super) const fn key(name: &'static str, takes: Takes) -> Key {
    Key { name, takes }
}

/// How a command is written, for whatever is said of its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) usage: &'static str,
    pub(super) keys: &'static [Key],
}

impl Form {
    pub(super) fn key_names(self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }
}
