//! Every session in short, for lists: from the store's own list where it is whole, else from the
//! record, and then put back so that the next list need not read it.

use super::environment::Environment;
use super::fail::Fail;
use crate::document::session_summary::{Row, Summary};
use crate::session::Host;
use crate::store::{Log, glance};

/// The sessions of the store, opened only where its list does not do.
pub(super) fn all(place: &Environment) -> Result<Vec<Summary>, Fail> {
    let named = |id, bytes: &[u8]| Some(Summary { id, ..Summary::read(bytes)? });
    match known(place, named) {
        Some(known) => Ok(known),
        None => summaries(place, &mut *place.read()?),
    }
}

/// What a list shows of them; of thousands the rest need not be read.
pub(super) fn rows(place: &Environment) -> Result<Vec<Row>, Fail> {
    let named = |id, bytes: &[u8]| {
        let mut row = Row::read(bytes)?;
        row.id = id;
        Some(row)
    };
    match known(place, named) {
        Some(known) => Ok(known),
        None => Ok(all(place)?.into_iter().map(Row::from).collect()),
    }
}

/// What is read of each session that the list has, where it has all of them.
fn known<T>(place: &Environment, read: impl Fn(String, &[u8]) -> Option<T>) -> Option<Vec<T>> {
    let listed = glance(&place.store)?.into_iter();
    let known: Option<Vec<T>> = listed.map(|one| read(one.id, &one.summary?)).collect();
    known.filter(|known| !known.is_empty())
}

/// The sessions in the order of their ids. A session whose record cannot be read is left out:
/// `verify` says what is wrong with it.
pub(super) fn summaries(place: &Environment, log: &mut dyn Log) -> Result<Vec<Summary>, Fail> {
    let mut sessions = Vec::new();
    for listed in log.sessions()? {
        let known = listed.summary.as_deref().and_then(Summary::read);
        // Lost, or written by an older version that kept less.
        let known = known.map_or_else(|| read(place, log, &listed.id), |known| Ok(Some(known)))?;
        sessions.extend(known.map(|known| Summary { id: listed.id, ..known }));
    }
    Ok(sessions)
}

fn read(place: &Environment, log: &mut dyn Log, id: &str) -> Result<Option<Summary>, Fail> {
    let Ok(host) = Host::open(log, id, place.catalog()?) else { return Ok(None) };
    let summary = Summary::of(host.ledger());
    if let Some(bytes) = summary.as_ref().and_then(Summary::write) {
        // A cache: a store that is only read keeps the old one.
        let _ = log.put_summary(id, &bytes);
    }
    Ok(summary)
}
