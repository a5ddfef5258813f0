//! Every session in short, for lists: from the store's own list where it is whole, else from the
//! record, and then put back so that the next list need not read it.

use super::environment::Environment;
use super::fail::Fail;
use crate::document::session_summary::Summary;
use crate::session::Host;
use crate::store::{Listed, Log, glance};

/// The sessions of the store, opened only where its list does not do.
pub(super) fn all(place: &Environment) -> Result<Vec<Summary>, Fail> {
    let listed = glance(&place.store).unwrap_or_default();
    match known(&listed) {
        Some(known) if !known.is_empty() => Ok(known),
        _ => summaries(place, &mut *place.read()?),
    }
}

/// The summaries, where each is kept and reads.
fn known(listed: &[Listed]) -> Option<Vec<Summary>> {
    let known = listed.iter().map(|listed| {
        let known = Summary::read(listed.summary.as_deref()?)?;
        Some(Summary { id: listed.id.clone(), ..known })
    });
    known.collect()
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
