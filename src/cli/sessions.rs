//! Every session in short, for lists: from the store's own list where it is whole, else from the
//! record, and then put back so that the next list need not read it.

use super::environment::Environment;
use super::fail::Fail;
use crate::document::session_summary::{Row, Summary};
use crate::session::{Host, in_parts};
use crate::store::{Listed, Log, glance};

/// The sessions of the store, opened only where its list does not do.
pub(super) fn all(place: &Environment) -> Result<Vec<Summary>, Fail> {
    let named = |id, bytes: &[u8]| Some(Summary { id, ..Summary::read(bytes)? });
    match glance(&place.store).and_then(|listed| each(listed, named)) {
        Some(known) => Ok(known),
        None => summaries(place, &mut *place.read()?),
    }
}

/// What a list shows of them; of thousands the rest need not be read.
pub(super) fn rows(place: &Environment) -> Result<Vec<Row>, Fail> {
    match glance(&place.store).and_then(rows_of) {
        Some(rows) => Ok(rows),
        None => Ok(all(place)?.iter().map(Row::from).collect()),
    }
}

/// The same of a list that was read, where it has something of each.
pub(super) fn rows_of(listed: Vec<Listed>) -> Option<Vec<Row>> {
    each(listed, |id, bytes| {
        let mut row = Row::read(bytes)?;
        row.id = id;
        Some(row)
    })
}

/// What is read of each session, on all cores, where there is something to be read of all of them.
fn each<T: Send>(
    listed: Vec<Listed>,
    read: impl Fn(String, &[u8]) -> Option<T> + Sync,
) -> Option<Vec<T>> {
    let read_some = |part: Vec<Listed>| -> Option<Vec<T>> {
        part.into_iter().map(|one| read(one.id, &one.summary?)).collect()
    };
    let parts: Option<Vec<Vec<T>>> = in_parts(listed, read_some, read_some).into_iter().collect();
    let known: Vec<T> = parts?.into_iter().flatten().collect();
    (!known.is_empty()).then_some(known)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// So many sessions, whose summaries are their numbers.
    fn listed(count: usize) -> Vec<Listed> {
        let one = |n: usize| Listed {
            id: format!("S-{n}"),
            records: 1,
            summary: Some(n.to_string().into_bytes()),
        };
        (0..count).map(one).collect()
    }

    #[test]
    fn many_are_read_in_their_order_and_one_that_cannot_be_read_is_enough() {
        let read = |id: String, bytes: &[u8]| Some((id, str::from_utf8(bytes).ok()?.to_owned()));
        for count in [1, 499, 500, 501, 1_703] {
            let read = each(listed(count), read).unwrap();
            let wanted = (0..count).map(|n| (format!("S-{n}"), n.to_string()));
            assert_eq!(read, wanted.collect::<Vec<_>>());
        }
        assert_eq!(each(Vec::new(), read), None);
        for at in [0, 1_702] {
            let mut holed = listed(1_703);
            holed[at].summary = None;
            assert_eq!(each(holed, read), None);
        }
    }
}
