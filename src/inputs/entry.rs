//! One value of a TOML file, with its key and its place.

use super::fault::{Collector, FaultKind, Wanted};
use toml::de::DeValue;

pub(super) type Found = Collector<usize>;

/// A value, its full key and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Entry<'t> {
    pub(super) value: &'t DeValue<'t>,
    pub(super) key: String,
    /// Byte offset of the value.
    pub(super) at: usize,
}

impl Entry<'_> {
    pub(super) fn wrong_type(&self, wanted: Wanted, found: &mut Found) {
        found.push(self.at, FaultKind::WrongType { key: self.key.clone(), wanted });
    }
}
