//! What the office has taken, as its receipts said: the ends of records, in a file of the store's
//! folder. It is no part of any record, and losing it means only that sessions are handed in again.
//! Must not know what a record is.

use super::error::StoreError;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

const NAME: &str = "RECEIPTS";
const WAITING: &str = "RECEIPTS.tmp";

/// The last line's hash in hexadecimal digits, and how many lines there were.
pub(crate) type Receipt = (String, u64);

/// What is known to be taken; None where this store never handed anything in.
pub(crate) fn read(store: &Path) -> Result<Option<BTreeSet<Receipt>>, StoreError> {
    let path = store.join(NAME);
    match fs::read_to_string(&path) {
        // A line that is none is one that is handed in again.
        Ok(text) => Ok(Some(text.lines().filter_map(parse).collect())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io("read", &path, error)),
    }
}

fn parse(line: &str) -> Option<Receipt> {
    let (head, lines) = line.split_once(' ')?;
    Some((head.to_owned(), lines.parse().ok()?))
}

/// Adds to what is known; with nothing to add it marks the store as one that hands in. The file is
/// replaced whole.
pub(crate) fn add(store: &Path, more: impl IntoIterator<Item = Receipt>) -> Result<(), StoreError> {
    let mut all = read(store)?.unwrap_or_default();
    all.extend(more);
    let mut text = String::new();
    for (head, lines) in &all {
        let _ = writeln!(text, "{head} {lines}");
    }
    let (path, waiting) = (store.join(NAME), store.join(WAITING));
    let written = fs::File::create(&waiting).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let renamed = written.and_then(|()| crate::durable::rename(&waiting, &path));
    renamed.map_err(|error| StoreError::io("write", &path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_add_up_and_a_store_that_never_handed_in_has_none() {
        let store = tempfile::tempdir().expect("a folder");
        assert_eq!(read(store.path()).expect("read"), None);
        add(store.path(), []).expect("marked");
        assert_eq!(read(store.path()).expect("read"), Some(BTreeSet::new()));
        add(store.path(), [("aa".to_owned(), 3)]).expect("added");
        add(store.path(), [("aa".to_owned(), 4), ("aa".to_owned(), 3)]).expect("added");
        let both = BTreeSet::from([("aa".to_owned(), 3), ("aa".to_owned(), 4)]);
        assert_eq!(read(store.path()).expect("read"), Some(both));
    }
}
