//! Sessions carried out into a file and taken in from one: bundles and backups.
//!
//! Owns the check of a foreign record, whole, before a byte of it is stored, and what becomes of a
//! session that the store has already. Must not open a file or word a message.

use super::host::summary;
use super::sanitize;
use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Event;
use crate::domain::recorded::{RecordError, Recorded};
use crate::domain::refusal::Refusal;
use crate::domain::rule::Catalog;
use crate::domain::session::{self, Phase};
use crate::store::{
    Addition, Container, ContainerError, ContainerKind, DamageKind, Log, Part, PartKind,
    StoreError, write_container,
};
use crate::text::clean::{clean_text, is_clean};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Why a foreign record is not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// A line is no line of a record, or does not continue the one before.
    Line(RecordError),
    /// The text of a line is one that no border lets in.
    Text(u64, Refusal),
    /// It does not begin with a plan.
    NoPlan,
    /// It is the record of another session.
    OtherId(String),
    /// A draft is no draft.
    Draft,
    /// It was not read to its end, since the user wants no more.
    Unread,
}

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
    /// They differ from the record with this number on.
    Other(u64),
}

/// One session of a file: what is done with it, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub session: String,
    pub standing: Standing,
    /// How many records the file has of it.
    pub records: u64,
    pub title: String,
    pub date: NaiveDate,
    pub phase: Phase,
    /// The fingerprint of its last record.
    pub head: LineHash,
    /// How many of its lines this version does not understand.
    pub unknown: usize,
}

/// What was done with a file.
#[derive(Debug, Default)]
pub struct Outcome {
    pub sessions: Vec<Taken>,
    /// How many drafts were put.
    pub drafts: usize,
    /// Drafts of which the store has another text, which stays.
    pub drafts_kept: Vec<(String, String)>,
    /// Lines that stand behind a gap and are no record.
    pub loose: usize,
}

/// Why nothing was taken in, or nothing carried out.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    #[error("{session}: {why:?}")]
    Unfit { session: String, why: Box<Unfit> },
    /// Sessions of which the store has another history, each with the first record that differs.
    #[error("another history: {0:?}")]
    Other(Vec<(String, u64)>),
    /// Parts of the store are lost: what is left is to be salvaged.
    #[error("the store is damaged")]
    Damaged,
    /// A session that would be added to is in use at a terminal.
    #[error("{0} is in use")]
    InUse(String),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Container(#[from] ContainerError),
    /// The user wants no more.
    #[error("stopped")]
    Stopped,
}

impl TransferError {
    fn unfit(session: &str, why: Unfit) -> Self {
        if why == Unfit::Unread {
            return Self::Stopped;
        }
        Self::Unfit { session: session.to_owned(), why: Box::new(why) }
    }
}

/// Told before each line of a record, with how many lines of all records are done: false to stop.
pub type GoOn<'a> = &'a mut dyn FnMut(u64) -> bool;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftLine {
    name: String,
    text: String,
}

/// The longest draft and draft's name that are taken in, in bytes.
const LONGEST_DRAFT: usize = 1 << 20;
const LONGEST_DRAFT_NAME: usize = 1 << 10;

/// Reads the lines of a foreign record as the record of `session`. Nothing in it is taken on trust:
/// form, hashes, chain, texts, every event, and that it begins with that session's plan.
pub fn check(session: &str, lines: &[&[u8]], catalog: &Arc<Catalog>) -> Result<Ledger, Unfit> {
    check_on(session, lines, catalog, 0, &mut |_| true)
}

/// The same on the way through a file: `before` counts the lines of the records that came before.
fn check_on(
    session: &str,
    lines: &[&[u8]],
    catalog: &Arc<Catalog>,
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
        let record = Recorded::from_line(text).map_err(Unfit::Line)?;
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
        Some(id) if id == session => Ok(ledger),
        Some(id) => Err(Unfit::OtherId(id.clone())),
        None => Err(Unfit::NoPlan),
    }
}

/// Compares a foreign record with the store's.
pub fn compare(ours: &[Vec<u8>], theirs: &[&[u8]]) -> Standing {
    let both = ours.iter().zip(theirs);
    if let Some(at) = both.clone().position(|(ours, theirs)| ours != theirs) {
        return Standing::Other(at as u64 + 1);
    }
    let len = ours.len() as u64;
    match ours.len().cmp(&theirs.len()) {
        std::cmp::Ordering::Less if ours.is_empty() => Standing::New,
        std::cmp::Ordering::Less => Standing::Longer(len),
        std::cmp::Ordering::Equal => Standing::Same,
        std::cmp::Ordering::Greater => Standing::Shorter(len),
    }
}

/// A file, checked and compared with the store.
struct Weighed<'p> {
    outcome: Outcome,
    batch: Vec<Addition<'p>>,
    drafts: Vec<(&'p String, DraftLine)>,
    /// How many lines all its records have.
    lines: u64,
}

/// Checks a whole file; nothing is stored.
fn weigh<'p>(
    log: &mut dyn Log,
    container: &'p Container<'_>,
    catalog: &Arc<Catalog>,
    go_on: GoOn<'_>,
) -> Result<Weighed<'p>, TransferError> {
    let mut outcome = Outcome::default();
    let (mut batch, mut other, mut drafts) = (Vec::new(), Vec::new(), Vec::new());
    let mut done = 0;
    for part in &container.parts {
        let unfit = |why| TransferError::unfit(&part.session, why);
        match part.what {
            PartKind::Loose => outcome.loose += part.lines.len(),
            PartKind::Drafts => {
                for line in &part.lines {
                    drafts.push((&part.session, draft(line).map_err(unfit)?));
                }
            }
            PartKind::Record => {
                let ledger = check_on(&part.session, &part.lines, catalog, done, go_on);
                let ledger = ledger.map_err(unfit)?;
                done += part.lines.len() as u64;
                let exists = log.exists(&part.session);
                let ours = if exists { log.read(&part.session)? } else { Vec::new() };
                let standing = compare(&ours, &part.lines);
                match standing {
                    Standing::Other(at) => other.push((part.session.clone(), at)),
                    Standing::Same | Standing::Shorter(_) => {}
                    Standing::New | Standing::Longer(_) => batch.push(Addition {
                        session: &part.session,
                        first: ours.len() as u64 + 1,
                        records: part.lines[ours.len()..].iter().map(|l| l.to_vec()).collect(),
                        summary: summary(&ledger),
                    }),
                }
                let meeting = ledger.meeting().ok_or_else(|| unfit(Unfit::NoPlan))?;
                let plan = &meeting.session.plan;
                outcome.sessions.push(Taken {
                    session: part.session.clone(),
                    standing,
                    records: part.lines.len() as u64,
                    title: plan.title.clone(),
                    date: plan.date,
                    phase: meeting.session.phase,
                    head: ledger.head(),
                    unknown: ledger.unknown().len(),
                });
            }
        }
    }
    if !other.is_empty() {
        return Err(TransferError::Other(other));
    }
    Ok(Weighed { outcome, batch, drafts, lines: done })
}

/// What taking a file in would do. Refuses what taking in would refuse.
pub fn look_in(
    log: &mut dyn Log,
    container: &Container<'_>,
    catalog: &Arc<Catalog>,
    go_on: GoOn<'_>,
) -> Result<Outcome, TransferError> {
    weigh(log, container, catalog, go_on).map(|weighed| weighed.outcome)
}

/// Takes the sessions and drafts of a file into the store: all of them, or none.
pub fn take_in(
    log: &mut dyn Log,
    container: &Container<'_>,
    catalog: &Arc<Catalog>,
    go_on: GoOn<'_>,
) -> Result<Outcome, TransferError> {
    let Weighed { mut outcome, batch, drafts, lines } =
        weigh(log, container, catalog, &mut *go_on)?;
    // The last moment to stop: from here on all of it goes in.
    if !go_on(lines) {
        return Err(TransferError::Stopped);
    }
    let mut put = Vec::new();
    let stored = put_drafts(log, drafts, &mut outcome, &mut put)
        .and_then(|()| if batch.is_empty() { Ok(()) } else { log.append_all(&batch) });
    if let Err(error) = stored {
        for (session, name) in put {
            let _ = log.remove_draft(&session, &name);
        }
        return Err(error.into());
    }
    Ok(outcome)
}

fn draft(line: &[u8]) -> Result<DraftLine, Unfit> {
    let draft: DraftLine = serde_json::from_slice(line).map_err(|_| Unfit::Draft)?;
    let fits = is_clean(&draft.name)
        && draft.name.len() <= LONGEST_DRAFT_NAME
        && draft.text.len() <= LONGEST_DRAFT;
    if !fits {
        return Err(Unfit::Draft);
    }
    Ok(DraftLine { text: clean_text(&draft.text), ..draft })
}

/// Puts the drafts that the store does not have: what is being typed here is never replaced.
fn put_drafts(
    log: &mut dyn Log,
    drafts: Vec<(&String, DraftLine)>,
    outcome: &mut Outcome,
    put: &mut Vec<(String, String)>,
) -> Result<(), StoreError> {
    for (session, draft) in drafts {
        let ours = log.drafts(session)?;
        match ours.iter().find(|(name, _)| *name == draft.name) {
            Some((_, text)) if *text == draft.text => {}
            Some(_) => outcome.drafts_kept.push((session.clone(), draft.name)),
            None => {
                log.put_draft(session, &draft.name, &draft.text)?;
                outcome.drafts += 1;
                put.push((session.clone(), draft.name));
            }
        }
    }
    Ok(())
}

/// What is carried out, and what must be said of it.
#[derive(Debug, Default)]
pub struct Packed {
    pub bytes: Vec<u8>,
    pub sessions: usize,
    pub records: usize,
    pub drafts: usize,
    /// Sessions with events of a newer version: they are carried to the byte.
    pub newer: Vec<String>,
}

/// One session with its records, and drafts as lines.
pub type Content = (String, PartKind, Vec<Vec<u8>>);

/// Puts the contents of a store into one file: one session, or all of them with their drafts.
/// A store of which something is lost is refused, since a backup would hide that.
pub fn pack(
    log: &mut dyn Log,
    only: Option<&str>,
    catalog: &Arc<Catalog>,
    go_on: GoOn<'_>,
) -> Result<Packed, TransferError> {
    let sessions = match only {
        Some(id) => vec![id.to_owned()],
        None => log.sessions()?.into_iter().map(|listed| listed.id).collect(),
    };
    let mut packed = Packed { sessions: sessions.len(), ..Packed::default() };
    let mut contents: Vec<Content> = Vec::new();
    for session in &sessions {
        let records = log.read(session)?;
        let lines: Vec<&[u8]> = records.iter().map(Vec::as_slice).collect();
        let ledger = check_on(session, &lines, catalog, packed.records as u64, go_on);
        let ledger = ledger.map_err(|why| TransferError::unfit(session, why))?;
        if !ledger.unknown().is_empty() {
            packed.newer.push(session.clone());
        }
        packed.records += records.len();
        contents.push((session.clone(), PartKind::Record, records));
    }
    if only.is_none() {
        for session in log.draft_sessions()? {
            let lines = draft_lines(log.drafts(&session)?);
            packed.drafts += lines.len();
            contents.push((session, PartKind::Drafts, lines));
        }
    }
    let missing = |damage_kind: &DamageKind| {
        damage_kind.is_loss() || matches!(damage_kind, DamageKind::JournalShort { .. })
    };
    if log.damage().iter().any(|damage| missing(&damage.damage_kind)) {
        return Err(TransferError::Damaged);
    }
    let kind = if only.is_some() { ContainerKind::Bundle } else { ContainerKind::Backup };
    packed.bytes = write(kind, &contents)?;
    Ok(packed)
}

/// Drafts as the lines of a file.
pub fn draft_lines(drafts: Vec<(String, String)>) -> Vec<Vec<u8>> {
    let line = |(name, text)| serde_json::to_vec(&DraftLine { name, text }).unwrap_or_default();
    drafts.into_iter().map(line).collect()
}

/// Puts contents into one file.
pub fn write(kind: ContainerKind, contents: &[Content]) -> Result<Vec<u8>, ContainerError> {
    let parts: Vec<Part<'_>> = contents
        .iter()
        .filter(|(_, _, lines)| !lines.is_empty())
        .map(|(session, what, lines)| Part {
            what: *what,
            session: session.clone(),
            lines: lines.iter().map(Vec::as_slice).collect(),
        })
        .collect();
    write_container(kind, &parts)
}
