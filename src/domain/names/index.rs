//! The people of a roster, found by what is typed.

use super::pinyin_key::PinyinKey;
use super::search::{Query, Rank};

/// How well `query` finds a person of this name and no more known. For many names, keep a
/// [`PinyinIndex`].
pub fn matches(query: &str, name: &str) -> Option<Rank> {
    PinyinKey::new("", name, "", None).rank(&Query::new(query))
}

/// The search keys of a roster, in its order.
#[derive(Debug, Clone, Default)]
pub struct PinyinIndex {
    keys: Vec<PinyinKey>,
}

impl PinyinIndex {
    /// Adds a person at the end.
    pub fn push(&mut self, key: PinyinKey) {
        self.keys.push(key);
    }

    /// The places in the roster of all whom the query finds, the best first and equals in the
    /// roster's order. An empty query finds nobody.
    pub fn search(&self, typed: &str) -> Vec<(usize, Rank)> {
        let query = Query::new(typed);
        let mut found: Vec<(usize, Rank)> = self
            .keys
            .iter()
            .enumerate()
            .filter_map(|(index, key)| Some((index, key.rank(&query)?)))
            .collect();
        found.sort_by_key(|&(_, rank)| rank);
        found
    }
}

impl FromIterator<PinyinKey> for PinyinIndex {
    fn from_iter<I: IntoIterator<Item = PinyinKey>>(keys: I) -> Self {
        Self { keys: keys.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests;
