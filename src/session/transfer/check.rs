//! The check of a foreign record, whole, before a byte of it is stored or believed.
//!
//! Nothing in it is taken on trust: form, hashes, chain, texts, and that it begins with the plan of
//! the session that it is said to be. Must not store anything.

use super::identity::base;
use super::{GoOn, TransferError, Unfit};
use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Event;
use crate::domain::recorded::{RecordError, Recorded, hash_of_line};
use crate::domain::rule::Catalog;
use crate::domain::session;
use crate::session::sanitize;
use crate::store::{PartKind, read_container};
use std::sync::Arc;

/// One session of a bundle or a backup, checked.
#[derive(Debug)]
pub struct Verified<'a> {
    /// The id of its plan.
    pub id: String,
    /// The record; it knows genesis, head, joined fingerprint and the meeting.
    pub ledger: Ledger,
    /// Its lines to the byte, in the order of the file: each after the one that it continues.
    pub lines: Vec<&'a [u8]>,
}

impl Verified<'_> {
    /// The hash of its first line, which names the session for ever.
    pub fn genesis(&self) -> LineHash {
        self.ledger.genesis()
    }
}

/// The sessions of a file, each checked as an import checks it; drafts and loose lines are left out.
pub fn verified<'a>(
    bytes: &'a [u8],
    catalog: &Arc<Catalog>,
) -> Result<Vec<Verified<'a>>, TransferError> {
    let records = read_container(bytes)?.parts.into_iter();
    let records = records.filter(|part| part.what == PartKind::Record);
    records
        .map(|part| {
            let ledger = check(&part.session, &part.lines, catalog)
                .map_err(|why| TransferError::unfit(&part.session, why))?;
            Ok(Verified { id: base(&part.session).to_owned(), ledger, lines: part.lines })
        })
        .collect()
}

/// Reads the lines of a foreign record as the record of `session`.
pub fn check(session: &str, lines: &[&[u8]], catalog: &Arc<Catalog>) -> Result<Ledger, Unfit> {
    check_on(session, lines, catalog, 0, &mut |_| true)
}

/// The same of a record that does not hold all that it was written with: `is_redacted` is given a line
/// and the hash that it states, and says whether that is believed.
pub fn check_redacted(
    session: &str,
    lines: &[&[u8]],
    catalog: &Arc<Catalog>,
    is_redacted: &dyn Fn(&str, LineHash) -> bool,
) -> Result<Ledger, Unfit> {
    let read = |text: &str| match hash_of_line(text) {
        Some(hash) if is_redacted(text, hash) => Recorded::from_redacted_line(text),
        _ => Recorded::from_line(text),
    };
    check_read(session, lines, catalog, &read, 0, &mut |_| true)
}

/// The same on the way through a file: `before` counts the lines of the records that came before.
pub(super) fn check_on(
    session: &str,
    lines: &[&[u8]],
    catalog: &Arc<Catalog>,
    before: u64,
    go_on: GoOn<'_>,
) -> Result<Ledger, Unfit> {
    check_read(session, lines, catalog, &Recorded::from_line, before, go_on)
}

fn check_read(
    session: &str,
    lines: &[&[u8]],
    catalog: &Arc<Catalog>,
    read: &dyn Fn(&str) -> Result<Recorded, RecordError>,
    before: u64,
    go_on: GoOn<'_>,
) -> Result<Ledger, Unfit> {
    let mut records = Vec::with_capacity(lines.len());
    for (n, line) in (1..).zip(lines) {
        if !go_on(before + n - 1) {
            return Err(Unfit::Unread);
        }
        let text = str::from_utf8(line)
            .map_err(|error| Unfit::Line(RecordError::Form(error.to_string())))?;
        let record = read(text).map_err(Unfit::Line)?;
        sanitize::check(text).map_err(|why| Unfit::Text(n, why))?;
        records.push(record);
    }
    let planned = |record: &Recorded| {
        matches!(record.event(), Some(Event::Session(session::Event::Planned(_))))
    };
    if !records.first().is_some_and(planned) {
        return Err(Unfit::NoPlan);
    }
    let ledger = Ledger::replay(Arc::clone(catalog), records).map_err(Unfit::Line)?;
    match ledger.meeting().map(|meeting| &meeting.session.plan.id) {
        Some(id) if id == base(session) => Ok(ledger),
        Some(id) => Err(Unfit::OtherId(id.clone())),
        None => Err(Unfit::NoPlan),
    }
}
