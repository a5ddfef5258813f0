//! The contents of a store put into one file as they are read: each session checked as an import checks
//! it, on all cores, and written in the order of the store.
//!
//! Must not open the file.

use super::check::check_on;
use super::{GoOn, Lines, TransferError, Unfit, draft_lines, files, identity};
use crate::domain::ledger::Ledger;
use crate::domain::paper::Attached;
use crate::domain::rule::Catalog;
use crate::session::in_order::{Step, in_order};
use crate::store::{
    ContainerError, ContainerKind, ContainerWriter, DamageKind, Log, Part, PartKind, StoreError,
};
use std::cell::RefCell;
use std::io::Write;
use std::sync::Arc;

/// What is carried out, and what must be said of it.
#[derive(Debug, Default)]
pub struct Packed {
    pub sessions: usize,
    pub records: usize,
    pub drafts: usize,
    /// Sessions with events of a newer version: they are carried to the byte.
    pub newer: Vec<String>,
    /// Attachments that are not there any more, each with its session.
    pub gone: Vec<(String, String)>,
    /// Sessions that could not be read, and are not in the file.
    pub left_out: Vec<(String, StoreError)>,
}

/// A session that may be carried out.
struct Checked {
    records: Lines,
    /// It has events of a newer version.
    newer: bool,
    attached: Vec<Attached>,
}

/// Puts the contents of a store into one file as it is read: one session, or all of them with their
/// drafts. A store of which something is lost is refused, since a backup would hide that.
pub fn pack(
    log: &mut dyn Log,
    only: Option<&str>,
    catalog: &Arc<Catalog>,
    to: &mut dyn Write,
    go_on: GoOn<'_>,
) -> Result<Packed, TransferError> {
    let sessions = match only {
        Some(id) => vec![id.to_owned()],
        None => log.ids()?.into_iter().map(|(id, _)| id).collect(),
    };
    let mut packed = Packed { sessions: sessions.len(), ..Packed::default() };
    let kind = if only.is_some() { ContainerKind::Bundle } else { ContainerKind::Backup };
    let mut file = ContainerWriter::begin(to, kind)?;
    let mut fault = None;
    // The store is read and asked for attachments by turns, on this thread.
    let store = RefCell::new(&mut *log);
    let mut unread = sessions.iter();
    let mut next = || {
        let session: &String = unread.next()?;
        Some((session.clone(), store.borrow_mut().read(session)))
    };
    let work = |(session, records): (String, Result<Lines, StoreError>), step: Step<'_>| {
        let checked =
            records.map(|records| check_one(&session, records, catalog, &mut |_| step(1)));
        (session, checked)
    };
    let mut put = |session: &str, checked: Checked| {
        let Checked { records, newer, attached } = checked;
        if newer {
            packed.newer.push(session.to_owned());
        }
        packed.records += records.len();
        // A bundle goes where the label of this store says nothing.
        let name = if only.is_some() { identity::base(session) } else { session };
        put_part(&mut file, PartKind::Record, name, &records)?;
        let log = store.borrow();
        let (lines, gone) = files::lines(&|sha256| log.attachment(sha256), &attached);
        packed.gone.extend(gone.into_iter().map(|file| (session.to_owned(), file)));
        put_part(&mut file, PartKind::Files, name, &lines)
    };
    let mut left_out = Vec::new();
    let mut take = |(session, checked): (String, Result<Result<Checked, _>, StoreError>)| {
        let put = match checked {
            Ok(checked) => checked.and_then(|checked| Ok(put(&session, checked)?)),
            // The others are worth having all the same; that it is missing is told.
            Err(error) if only.is_none() && sessions.len() > 1 => {
                left_out.push((session, error));
                Ok(())
            }
            Err(error) => Err(error.into()),
        };
        fault = put.err();
        fault.is_none()
    };
    if !in_order(&mut next, &work, &mut take, go_on) {
        return Err(fault.unwrap_or(TransferError::Stopped));
    }
    packed.sessions -= left_out.len();
    packed.left_out = left_out;
    if only.is_none() {
        for session in log.draft_sessions()? {
            let lines = draft_lines(log.drafts(&session)?);
            packed.drafts += lines.len();
            put_part(&mut file, PartKind::Drafts, &session, &lines)?;
        }
    }
    let missing = |damage_kind: &DamageKind| {
        damage_kind.is_loss() || matches!(damage_kind, DamageKind::JournalShort { .. })
    };
    if log.damage().iter().any(|damage| missing(&damage.damage_kind)) {
        return Err(TransferError::Damaged);
    }
    file.finish()?;
    Ok(packed)
}

fn check_one(
    session: &str,
    records: Lines,
    catalog: &Arc<Catalog>,
    go_on: GoOn<'_>,
) -> Result<Checked, TransferError> {
    let lines: Vec<&[u8]> = records.iter().map(Vec::as_slice).collect();
    let ledger = check_on(session, &lines, catalog, 0, go_on);
    let ledger = ledger.map_err(|why| TransferError::unfit(session, why))?;
    let attached = ledger.meeting().map(|meeting| meeting.paper.attachments.clone());
    Ok(Checked {
        newer: !ledger.unknown().is_empty(),
        attached: attached.unwrap_or_default(),
        // The one order, so that whoever has the same lines writes the same file.
        records: if ledger.tails() > 1 { encoded(&ledger, session)? } else { records },
    })
}

/// Puts a part, unless it is empty.
pub(super) fn put_part(
    file: &mut ContainerWriter<&mut dyn Write>,
    what: PartKind,
    session: &str,
    lines: &[Vec<u8>],
) -> Result<(), ContainerError> {
    if lines.is_empty() {
        return Ok(());
    }
    let lines = lines.iter().map(Vec::as_slice).collect();
    file.part(&Part { what, session: session.to_owned(), lines })
}

fn encoded(ledger: &Ledger, session: &str) -> Result<Vec<Vec<u8>>, TransferError> {
    let lines = ledger.records().iter().map(|line| line.encode().map(String::into_bytes));
    let lines: Result<_, _> = lines.collect();
    lines.map_err(|error| TransferError::unfit(session, Unfit::Line(error)))
}
