//! One table of a TOML file, read key by key: what was never asked for is a fault.
//!
//! Must not know which keys there are; the readers ask for them.

use super::entry::{Entry, Found};
use super::fault::{FaultKind, Wanted, quote};
use super::values;
use crate::text::clean::Form;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table while it is read.
#[derive(Debug)]
pub(super) struct Keys<'t> {
    table: &'t DeTable<'t>,
    /// `quorum`, empty for the file itself; stands before the keys in faults.
    path: String,
    /// Where the table begins: faults of keys that are not there point to it.
    pub(super) at: usize,
    asked: Vec<&'static str>,
}

impl<'t> Keys<'t> {
    pub(super) fn root(tree: &'t Spanned<DeTable<'t>>) -> Self {
        Self { table: tree.get_ref(), path: String::new(), at: 0, asked: Vec::new() }
    }

    /// The value as a table, with its key as the path.
    pub(super) fn of(entry: &Entry<'t>, found: &mut Found) -> Option<Self> {
        let DeValue::Table(table) = entry.value else {
            entry.wrong_type(Wanted::Table, found);
            return None;
        };
        Some(Self { table, path: entry.key.clone(), at: entry.at, asked: Vec::new() })
    }

    fn full(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The value of a key, if it is there.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Entry<'t>> {
        self.asked.push(key);
        let value = self.table.get(key)?;
        Some(Entry { value: value.get_ref(), key: self.full(key), at: value.span().start })
    }

    /// The value of a key that must be there.
    pub(super) fn need(&mut self, key: &'static str, found: &mut Found) -> Option<Entry<'t>> {
        let entry = self.take(key);
        if entry.is_none() {
            found.push(self.at, FaultKind::Missing { key: self.full(key) });
        }
        entry
    }

    /// A text; None where it is absent or faulty.
    pub(super) fn text(
        &mut self,
        key: &'static str,
        form: Form,
        most: usize,
        found: &mut Found,
    ) -> Option<String> {
        values::text(&self.take(key)?, form, most, found)
    }

    /// A text that must be there and not empty.
    pub(super) fn need_text(
        &mut self,
        key: &'static str,
        form: Form,
        most: usize,
        found: &mut Found,
    ) -> Option<String> {
        let entry = self.need(key, found)?;
        let text = values::text(&entry, form, most, found)?;
        if text.is_empty() {
            found.push(entry.at, FaultKind::Empty { key: entry.key });
            return None;
        }
        Some(text)
    }

    /// A whole number in a range, both ends in it.
    pub(super) fn whole(
        &mut self,
        key: &'static str,
        least: u32,
        most: u32,
        found: &mut Found,
    ) -> Option<u32> {
        values::whole(&self.take(key)?, least, most, found)
    }

    pub(super) fn flag(&mut self, key: &'static str, found: &mut Found) -> Option<bool> {
        values::flag(&self.take(key)?, found)
    }

    /// The sub-table of a key.
    pub(super) fn table(&mut self, key: &'static str, found: &mut Found) -> Option<Keys<'t>> {
        let entry = self.take(key)?;
        Self::of(&entry, found)
    }

    /// Tables in a list, `[[agenda]]` or `[{…}, {…}]`; none where the key is absent.
    pub(super) fn tables(&mut self, key: &'static str, found: &mut Found) -> Vec<Keys<'t>> {
        let Some(entry) = self.take(key) else { return Vec::new() };
        let items = values::list(&entry, found).unwrap_or_default();
        items.iter().filter_map(|item| Self::of(item, found)).collect()
    }

    /// What nobody asked for, in the order of the file.
    pub(super) fn others(&self) -> Vec<(&'t str, Entry<'t>)> {
        let mut others: Vec<(usize, &'t str, Entry<'t>)> = self
            .table
            .iter()
            .filter(|(key, _)| !self.asked.contains(&key.get_ref().as_ref()))
            .map(|(key, value)| {
                let name = key.get_ref().as_ref();
                let entry = Entry {
                    value: value.get_ref(),
                    key: self.full(&quote(name)),
                    at: value.span().start,
                };
                (key.span().start, name, entry)
            })
            .collect();
        others.sort_by_key(|(at, ..)| *at);
        others.into_iter().map(|(_, name, entry)| (name, entry)).collect()
    }

    /// Ends the reading: every key that nobody asked for is a fault, against slips of the pen.
    pub(super) fn finish(self, found: &mut Found) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if !self.asked.contains(&name) {
                // Beyond what is kept a fault is only counted, and need not be worked out.
                let near = if found.is_full() { None } else { nearest(name, &self.asked) };
                let nearest = near.map(str::to_owned);
                let key_name = self.full(&quote(name));
                found.push(key.span().start, FaultKind::UnknownKey { key: key_name, nearest });
            }
        }
    }
}

/// The word that was most likely meant; None where none is near.
pub(crate) fn nearest<'w>(word: &str, known: &[&'w str]) -> Option<&'w str> {
    const LIKE: f64 = 0.6;
    // The measure is quadratic, and a word this long is no slip of any key.
    if word.chars().nth(60).is_some() {
        return None;
    }
    let score = |known: &str| strsim::normalized_damerau_levenshtein(word, known);
    let best = known.iter().map(|k| (score(k), *k)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= LIKE).then_some(best.1)
}
