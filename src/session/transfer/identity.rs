//! Which session of a store a foreign record is. A session is its first line: the hash of that line
//! (the genesis) names it for ever, and the id under which a store lists it is a label.
//!
//! Owns how labels are given and found. Must not judge a record.

use crate::domain::hash::LineHash;
use crate::domain::recorded::hash_of_line;
use crate::store::{Log, StoreError};
use std::collections::{BTreeMap, HashMap};

/// What stands between an id that another session has and the digits of the genesis.
pub const MARK: char = '~';
/// How many digits of a genesis name a session at least.
const FEWEST: usize = 4;

/// The labels of a store, by genesis.
#[derive(Debug, Default)]
pub struct Labels {
    by_genesis: HashMap<LineHash, String>,
    /// By what file systems that ignore case make of them.
    taken: BTreeMap<String, Option<LineHash>>,
}

impl Labels {
    /// Reads the first line of every session.
    pub fn of(log: &dyn Log) -> Result<Self, StoreError> {
        let mut labels = Self::default();
        for (id, _) in log.ids()? {
            let first = log.first(&id)?;
            let genesis = first.and_then(|line| hash_of_line(str::from_utf8(&line).ok()?));
            labels.put(&id, genesis);
        }
        Ok(labels)
    }

    fn put(&mut self, label: &str, genesis: Option<LineHash>) {
        self.taken.insert(label.to_lowercase(), genesis);
        if let Some(genesis) = genesis {
            self.by_genesis.entry(genesis).or_insert_with(|| label.to_owned());
        }
    }

    /// The label of a session that is there.
    pub fn find(&self, genesis: LineHash) -> Option<&str> {
        self.by_genesis.get(&genesis).map(String::as_str)
    }

    /// The label of a session: the one it has, else a new one, which is from then on taken.
    pub fn label(&mut self, id: &str, genesis: LineHash) -> String {
        if let Some(label) = self.find(genesis) {
            return label.to_owned();
        }
        let digits = genesis.to_string();
        let longer = (FEWEST..=digits.len()).filter_map(|count| digits.get(..count));
        let marked = longer.map(|digits| format!("{id}{MARK}{digits}"));
        let free = |label: &String| !self.taken.contains_key(&label.to_lowercase());
        let label = std::iter::once(id.to_owned()).chain(marked).find(free);
        let label = label.unwrap_or_else(|| id.to_owned());
        self.put(&label, Some(genesis));
        label
    }

    /// The sessions that are meant by what somebody typed: a label, or `~` and digits of the genesis,
    /// with the id before them or without.
    pub fn meant(&self, typed: &str) -> Vec<String> {
        let Some((id, digits)) = typed.rsplit_once(MARK) else { return vec![typed.to_owned()] };
        if self.by_genesis.values().any(|label| label == typed) {
            return vec![typed.to_owned()];
        }
        let digits = digits.to_lowercase();
        let is_meant = |(genesis, label): &(&LineHash, &String)| {
            digits.len() >= FEWEST
                && genesis.to_string().starts_with(&digits)
                && (id.is_empty() || base(label) == id)
        };
        let mut found: Vec<String> =
            self.by_genesis.iter().filter(is_meant).map(|(_, label)| label.clone()).collect();
        found.sort();
        found
    }
}

/// A label without the digits that were put behind an id that was taken.
pub(super) fn base(label: &str) -> &str {
    label.split_once(MARK).map_or(label, |(id, _)| id)
}
