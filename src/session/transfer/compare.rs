//! How a foreign record stands to the one of the same session that is here.
//!
//! Pure: lines in, what is new of them out. What several places wrote after the adjournment is joined
//! by `domain::join`; before it there is one history.

use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::recorded::{RecordError, Recorded};
use crate::domain::rule::Catalog;
use std::collections::HashSet;
use std::sync::Arc;

/// How a session in a file stands to the one in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The store has no such session.
    New,
    /// Both hold the same.
    Same,
    /// The file goes on where the store's ends, after so many records.
    Longer(u64),
    /// The store goes on where the file's ends; it has so many records.
    Shorter(u64),
    /// Both went on after the adjournment: so many lines are new here.
    Joined(u64),
    /// They differ from the record with this number on, before what is never joined.
    Other(u64),
}

/// What a foreign record brings.
#[derive(Debug)]
pub struct Compared {
    pub standing: Standing,
    /// Its lines that are not here, each after the one that it continues.
    pub missing: Vec<Arc<Recorded>>,
    /// The record of both; the foreign one where nothing else is here, or nothing is joined.
    pub after: Ledger,
}

/// Compares a foreign record with the lines that are here, each as it was read.
pub fn compare(
    ours: &[Arc<Recorded>],
    theirs: Ledger,
    catalog: &Arc<Catalog>,
) -> Result<Compared, RecordError> {
    let here: HashSet<LineHash> = ours.iter().map(|line| line.hash).collect();
    let lines = theirs.lines();
    let there: HashSet<LineHash> = lines.iter().map(|line| line.hash).collect();
    let missing: Vec<Arc<Recorded>> =
        lines.into_iter().filter(|line| !here.contains(&line.hash)).collect();
    let more = ours.iter().any(|line| !there.contains(&line.hash));
    let len = ours.len() as u64;
    let standing = match (missing.is_empty(), more) {
        _ if ours.is_empty() => Standing::New,
        (true, false) => Standing::Same,
        (true, true) => Standing::Shorter(len),
        (false, false) => Standing::Longer(len),
        (false, true) => {
            let both = ours.iter().chain(&missing).cloned();
            return match Ledger::replay(Arc::clone(catalog), both) {
                Ok(after) => {
                    let standing = Standing::Joined(missing.len() as u64);
                    Ok(Compared { standing, missing, after })
                }
                Err(RecordError::Fork(at)) => Ok(Compared {
                    standing: Standing::Other(at),
                    missing: Vec::new(),
                    after: theirs,
                }),
                Err(error) => Err(error),
            };
        }
    };
    Ok(Compared { standing, missing, after: theirs })
}
