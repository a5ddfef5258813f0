//! Sessions carried out into a file and taken in from one: bundles and backups.
//!
//! Owns the check of a foreign record, whole, before a byte of it is stored, and what becomes of a
//! session that the store has already. Must not open a file or word a message.

use super::sanitize;
use crate::document::session_summary::Summary;
use crate::domain::hash::LineHash;
use crate::domain::ledger::{Ledger, Unruled};
use crate::domain::recorded::RecordError;
use crate::domain::refusal::Refusal;
use crate::domain::rule::Catalog;
use crate::domain::session::Phase;
use crate::store::{
    Addition, ContainerError, ContainerKind, ContainerReader, Log, Part, PartKind, Piece,
    StoreError, write_container,
};
use crate::text::clean::{clean_text, is_clean};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::io::BufRead;
use std::sync::Arc;

mod check;
mod compare;
mod files;
mod identity;
mod pack;
mod rescue;
use check::check_on;
pub use check::{Verified, check, check_redacted, verified};
pub use compare::{Compared, Standing, compare};
pub use files::{file as read_attached, gone, lines as attached_lines};
pub use identity::{Labels, MARK};
pub use pack::{Packed, pack};
pub use rescue::{Rescued, pack_salvaged};

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
    /// An attachment is not the file that its hash names.
    Attached,
    /// It was not read to its end, since the user wants no more.
    Unread,
}

/// One session of a file: what is done with it, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Under which label the store has it, or will have.
    pub session: String,
    /// Its own id, where another session has that here.
    pub own_id: Option<String>,
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
    /// What of its new lines does not follow from the rules: with any, it can only be read.
    pub unruled: Vec<Unruled>,
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
    /// Sessions that are no record, where the others were taken in all the same.
    pub unfit: Vec<(String, Unfit)>,
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

/// A file, checked and compared with the store.
struct Weighed {
    outcome: Outcome,
    batch: Vec<Addition>,
    /// For each of the batch which part of the file it is, and its records, where they are not all of
    /// the part or may be held.
    from: Vec<(usize, String, Option<Lines>)>,
    drafts: Vec<(String, DraftLine)>,
    /// What its records have attached.
    named: files::Named,
    /// How many lines all its records have.
    lines: u64,
}

type Lines = Vec<Vec<u8>>;

/// A file of sessions that can be read more than once, part by part.
pub trait Source {
    /// Reads it from its beginning.
    fn open(&self) -> Result<ContainerReader<Box<dyn BufRead + '_>>, TransferError>;
}

impl Source for [u8] {
    fn open(&self) -> Result<ContainerReader<Box<dyn BufRead + '_>>, TransferError> {
        Ok(ContainerReader::begin(Box::new(self) as Box<dyn BufRead>)?)
    }
}

/// How many bytes of records are held between checking and storing; what is more is read twice.
const MOST_HELD: usize = 8 << 20;

/// What is done where one session of a file cannot be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Nothing of the file is.
    All,
    /// The others are; it is told.
    Alone,
}

/// Checks a whole file; nothing is stored.
fn weigh(
    log: &mut dyn Log,
    labels: &mut Labels,
    source: &(impl Source + ?Sized),
    catalog: &Arc<Catalog>,
    refused: Refused,
    go_on: GoOn<'_>,
) -> Result<Weighed, TransferError> {
    let mut here: BTreeMap<String, String> = BTreeMap::new();
    let mut outcome = Outcome::default();
    let (mut batch, mut from, mut other, mut drafts) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut done, mut held, mut bad_draft) = (0, 0, None);
    let mut named = files::Named::new();
    let mut reader = source.open()?;
    let mut place = 0;
    while let Some(part) = reader.next_part()? {
        place += 1;
        let lines = part.lines();
        let unfit = |why| TransferError::unfit(&part.session, why);
        match part.what {
            PartKind::Loose => outcome.loose += lines.len(),
            PartKind::Files => {
                if let (Err(why), None) = (files::check(&part), &bad_draft) {
                    bad_draft = Some(unfit(why));
                }
            }
            PartKind::Drafts => {
                for line in lines {
                    match draft(line) {
                        Ok(draft) => drafts.push((part.session.clone(), draft)),
                        // That the file is whole is known only at its end.
                        Err(why) => drop(bad_draft.get_or_insert_with(|| unfit(why))),
                    }
                }
            }
            PartKind::Record => {
                let ledger = match check_on(&part.session, &lines, catalog, done, go_on) {
                    Ok(ledger) => ledger,
                    Err(why) if refused == Refused::Alone && why != Unfit::Unread => {
                        outcome.unfit.push((part.session.clone(), why));
                        continue;
                    }
                    Err(why) => return Err(unfit(why)),
                };
                done += lines.len() as u64;
                if let Some(meeting) = ledger.meeting() {
                    files::names(meeting, &mut named);
                }
                let (taken, addition) = weigh_one(log, labels, ledger, catalog, done, go_on)?;
                if let Standing::Other(at) = taken.standing {
                    other.push((taken.session.clone(), at));
                }
                here.insert(part.session.clone(), taken.session.clone());
                if let Some((addition, records)) = addition {
                    let whole = addition.count == lines.len() as u64;
                    held += part.body.len();
                    let records = (!whole || held <= MOST_HELD).then_some(records);
                    batch.push(addition);
                    from.push((place, part.sha256.clone(), records));
                }
                outcome.sessions.push(taken);
            }
        }
    }
    if let Some(bad) = bad_draft {
        return Err(bad);
    }
    if !other.is_empty() && refused == Refused::All {
        return Err(TransferError::Other(other));
    }
    let label = |session: String| here.get(&session).cloned().unwrap_or(session);
    let drafts = drafts.into_iter().map(|(session, draft)| (label(session), draft)).collect();
    Ok(Weighed { outcome, batch, from, drafts, named, lines: done })
}

/// What taking in a record that was checked does to the store, and what is to be added for it.
fn weigh_one(
    log: &mut dyn Log,
    labels: &mut Labels,
    theirs: Ledger,
    catalog: &Arc<Catalog>,
    before: u64,
    go_on: GoOn<'_>,
) -> Result<(Taken, Option<(Addition, Lines)>), TransferError> {
    let plan = theirs.meeting().map(|meeting| &meeting.session.plan);
    let plan = plan.ok_or_else(|| TransferError::unfit("", Unfit::NoPlan))?;
    let (id, title, date) = (plan.id.clone(), plan.title.clone(), plan.date);
    let session = labels.label(&id, theirs.genesis());
    let records = theirs.seq();
    let ours = if log.exists(&session) { log.read(&session)? } else { Vec::new() };
    let line = |error| TransferError::unfit(&session, Unfit::Line(error));
    let ours = sanitize::read_all(ours, &mut |_| true).map_err(line)?.unwrap_or_default();
    let first = ours.len() as u64 + 1;
    let Compared { standing, missing, after } = compare(&ours, theirs, catalog).map_err(line)?;
    let encoded = missing.iter().map(|line| line.encode().map(String::into_bytes));
    let encoded: Vec<Vec<u8>> = encoded.collect::<Result<_, _>>().map_err(line)?;
    let known: HashSet<LineHash> = ours.iter().map(|line| line.hash).collect();
    // What is here already was judged when it came, or was decided here.
    let unruled = if missing.is_empty() {
        Some(Vec::new())
    } else {
        after.unruled(&|line| known.contains(&line), &mut |_| go_on(before))
    };
    let unruled = unruled.ok_or(TransferError::Stopped)?;
    let addition = (!encoded.is_empty()).then(|| Addition {
        session: session.clone(),
        first,
        count: encoded.len() as u64,
        summary: Summary::of(&after).as_ref().and_then(Summary::write),
        origin: (standing == Standing::New).then(new_origin),
        flaw: unruled.first().map(|line| line.hash.to_string()),
    });
    let phase = after.meeting().map_or(Phase::Planned, |meeting| meeting.session.phase);
    let taken = Taken {
        own_id: (id != session).then_some(id),
        session,
        standing,
        records,
        title,
        date,
        phase,
        head: after.head(),
        unknown: after.unknown().len(),
        unruled,
    };
    Ok((taken, addition.map(|addition| (addition, encoded))))
}

/// What lines that are written here after the adjournment say of where that was.
fn new_origin() -> String {
    let mut drawn = super::connection::run_number();
    drawn.truncate(8);
    drawn
}

/// What taking a file in would do. Refuses what taking in would refuse.
pub fn look_in(
    log: &mut dyn Log,
    source: &(impl Source + ?Sized),
    catalog: &Arc<Catalog>,
    go_on: GoOn<'_>,
) -> Result<Outcome, TransferError> {
    let mut labels = Labels::of(log)?;
    weigh(log, &mut labels, source, catalog, Refused::All, go_on).map(|weighed| weighed.outcome)
}

/// Takes the sessions and drafts of a file into the store: all of them, or none.
pub fn take_in(
    log: &mut dyn Log,
    source: &(impl Source + ?Sized),
    catalog: &Arc<Catalog>,
    go_on: GoOn<'_>,
) -> Result<Outcome, TransferError> {
    let mut labels = Labels::of(log)?;
    take_in_one(log, &mut labels, source, catalog, Refused::All, go_on)
}

/// The same of one file of many: the labels of the store are known from the one before.
pub fn take_in_one(
    log: &mut dyn Log,
    labels: &mut Labels,
    source: &(impl Source + ?Sized),
    catalog: &Arc<Catalog>,
    refused: Refused,
    go_on: GoOn<'_>,
) -> Result<Outcome, TransferError> {
    let Weighed { mut outcome, batch, mut from, drafts, named, lines } =
        weigh(log, labels, source, catalog, refused, &mut *go_on)?;
    // The last moment to stop: from here on all of it goes in.
    if !go_on(lines) {
        return Err(TransferError::Stopped);
    }
    files::keep(log, source, &named)?;
    let mut put = Vec::new();
    let mut again = Again { source, reader: None, place: 0 };
    let mut fault = None;
    let mut records = |place: usize| {
        let (part, sha256, records) = from.get_mut(place)?;
        let records = match records.take() {
            Some(records) => Ok(records),
            None => again.part(*part, sha256),
        };
        records.map_err(|error| fault = Some(error)).ok()
    };
    let stored = put_drafts(log, drafts, &mut outcome, &mut put).and_then(|()| {
        if batch.is_empty() { Ok(()) } else { log.append_all(&batch, &mut records) }
    });
    if let Err(error) = stored {
        for (session, name) in put {
            let _ = log.remove_draft(&session, &name);
        }
        return Err(fault.unwrap_or(TransferError::Store(error)));
    }
    Ok(outcome)
}

/// The parts of a file, read a second time in their order.
struct Again<'s, S: Source + ?Sized> {
    source: &'s S,
    reader: Option<ContainerReader<Box<dyn BufRead + 's>>>,
    place: usize,
}

impl<S: Source + ?Sized> Again<'_, S> {
    /// The lines of a part, which must be those that were checked.
    fn part(&mut self, wanted: usize, sha256: &str) -> Result<Vec<Vec<u8>>, TransferError> {
        let reader = match &mut self.reader {
            Some(reader) => reader,
            none => none.insert(self.source.open()?),
        };
        while let Some(part) = reader.next_part()? {
            self.place += 1;
            if self.place == wanted {
                let same = part.sha256 == sha256;
                let lines = || part.lines().into_iter().map(<[u8]>::to_vec).collect();
                return if same { Ok(lines()) } else { Err(damaged(wanted)) };
            }
        }
        Err(damaged(wanted))
    }
}

/// The file is another one than the one that was checked.
fn damaged(part: usize) -> TransferError {
    ContainerError::Damaged { part }.into()
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
    drafts: Vec<(String, DraftLine)>,
    outcome: &mut Outcome,
    put: &mut Vec<(String, String)>,
) -> Result<(), StoreError> {
    let mut here: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (session, draft) in drafts {
        let ours = match here.remove(&session) {
            Some(ours) => ours,
            None => log.drafts(&session)?.into_iter().collect(),
        };
        let ours = here.entry(session.clone()).or_insert(ours);
        match ours.get(&draft.name) {
            Some(text) if *text == draft.text => {}
            Some(_) => outcome.drafts_kept.push((session, draft.name)),
            None => {
                log.put_draft(&session, &draft.name, &draft.text)?;
                outcome.drafts += 1;
                put.push((session, draft.name.clone()));
                ours.insert(draft.name, draft.text);
            }
        }
    }
    Ok(())
}

/// Drafts as the lines of a file.
fn draft_lines(drafts: Vec<(String, String)>) -> Vec<Vec<u8>> {
    let line = |(name, text)| serde_json::to_vec(&DraftLine { name, text }).unwrap_or_default();
    drafts.into_iter().map(line).collect()
}

/// One session with its records, and drafts as lines.
pub type Content = (String, PartKind, Vec<Vec<u8>>);

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
