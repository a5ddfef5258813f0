//! The log in memory, for tests of the layers above.
//!
//! Owns the same answers as the log on disk, without a disk. It must not be used to keep anything.

use std::collections::BTreeMap;

use super::error::StoreError;
use super::{Addition, Damage, Listed, Log, Records, attachments, draft, id};

/// A log that ends with the process.
#[derive(Debug, Default)]
pub struct MemoryLog {
    sessions: BTreeMap<String, Kept>,
    drafts: BTreeMap<(String, String), String>,
    attached: BTreeMap<String, Vec<u8>>,
    full: bool,
}

#[derive(Debug, Clone, Default)]
struct Kept {
    records: Vec<Vec<u8>>,
    summary: Option<Vec<u8>>,
    origin: Option<String>,
    flaw: Option<String>,
}

impl MemoryLog {
    /// An empty log.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes every write fail as on a full disk, until it is called with false.
    pub fn set_full(&mut self, full: bool) {
        self.full = full;
    }

    fn room(&self) -> Result<(), StoreError> {
        if self.full {
            return Err(StoreError::Full { what: "append to", path: "memory".into() });
        }
        Ok(())
    }
}

/// Refuses an append at the wrong place, the same way for every log.
pub(super) fn check_place(session: &str, len: u64, first: u64) -> Result<(), StoreError> {
    if first == len + 1 {
        return Ok(());
    }
    if len == 0 {
        return Err(StoreError::NoSession { session: session.to_owned() });
    }
    Err(StoreError::Conflict { session: session.to_owned(), expected: len + 1, found: first })
}

/// Whoever was to give the records of a session had none.
pub(super) fn no_records(session: &str) -> StoreError {
    let source = std::io::ErrorKind::Interrupted.into();
    StoreError::Io { what: "append to", path: session.into(), source }
}

impl Log for MemoryLog {
    fn sessions(&self) -> Result<Vec<Listed>, StoreError> {
        let listed = |(id, kept): (&String, &Kept)| Listed {
            id: id.clone(),
            records: kept.records.len() as u64,
            summary: kept.summary.clone(),
        };
        Ok(self.sessions.iter().map(listed).collect())
    }

    fn exists(&self, session: &str) -> bool {
        self.sessions.contains_key(session)
    }

    fn len(&self, session: &str) -> u64 {
        self.sessions.get(session).map_or(0, |kept| kept.records.len() as u64)
    }

    fn append(
        &mut self,
        session: &str,
        first: u64,
        records: &[Vec<u8>],
        summary: Option<&[u8]>,
    ) -> Result<(), StoreError> {
        id::check(session)?;
        check_place(session, self.len(session), first)?;
        if !self.exists(session) {
            id::check_new(session, self.sessions.keys().map(String::as_str))?;
        }
        if records.is_empty() {
            return summary.map_or(Ok(()), |summary| self.put_summary(session, summary));
        }
        self.room()?;
        let kept = self.sessions.entry(session.to_owned()).or_default();
        kept.records.extend_from_slice(records);
        if let Some(summary) = summary {
            kept.summary = Some(summary.to_vec());
        }
        Ok(())
    }

    fn append_all(&mut self, batch: &[Addition], records: Records<'_>) -> Result<(), StoreError> {
        let before = self.sessions.clone();
        let done = batch.iter().enumerate().try_for_each(|(place, one)| {
            let records = records(place).ok_or_else(|| no_records(&one.session))?;
            self.append(&one.session, one.first, &records, one.summary.as_deref())?;
            if let Some(kept) = self.sessions.get_mut(&one.session) {
                if one.first == 1 {
                    kept.origin.clone_from(&one.origin);
                }
                if one.flaw.is_some() {
                    kept.flaw.clone_from(&one.flaw);
                }
            }
            Ok(())
        });
        done.inspect_err(|_| self.sessions = before)
    }

    fn first(&self, session: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.sessions.get(session).and_then(|kept| kept.records.first()).cloned())
    }

    fn origin(&self, session: &str) -> Option<String> {
        self.sessions.get(session)?.origin.clone()
    }

    fn flaw(&self, session: &str) -> Option<String> {
        self.sessions.get(session)?.flaw.clone()
    }

    fn put_summary(&mut self, session: &str, summary: &[u8]) -> Result<(), StoreError> {
        self.room()?;
        let kept = self
            .sessions
            .get_mut(session)
            .ok_or_else(|| StoreError::NoSession { session: session.to_owned() })?;
        kept.summary = Some(summary.to_vec());
        Ok(())
    }

    fn read(&mut self, session: &str) -> Result<Vec<Vec<u8>>, StoreError> {
        self.sessions
            .get(session)
            .map(|kept| kept.records.clone())
            .ok_or_else(|| StoreError::NoSession { session: session.to_owned() })
    }

    fn put_draft(&mut self, session: &str, name: &str, text: &str) -> Result<(), StoreError> {
        draft::check_owner(session)?;
        self.room()?;
        self.drafts.insert((session.to_owned(), name.to_owned()), text.to_owned());
        Ok(())
    }

    fn drafts(&mut self, session: &str) -> Result<Vec<(String, String)>, StoreError> {
        draft::check_owner(session)?;
        let of_session = self.drafts.iter().filter(|((id, _), _)| id == session);
        Ok(of_session.map(|((_, name), text)| (name.clone(), text.clone())).collect())
    }

    fn draft_sessions(&self) -> Result<Vec<String>, StoreError> {
        let owners = self.drafts.keys().map(|(id, _)| id).filter(|id| *id != draft::NO_SESSION);
        let mut sessions: Vec<String> = owners.cloned().collect();
        sessions.dedup();
        Ok(sessions)
    }

    fn remove_draft(&mut self, session: &str, name: &str) -> Result<(), StoreError> {
        draft::check_owner(session)?;
        self.drafts.remove(&(session.to_owned(), name.to_owned()));
        Ok(())
    }

    fn attachment(&self, sha256: &str) -> Option<Vec<u8>> {
        self.attached.get(sha256).cloned()
    }

    fn keep_attachment(&mut self, bytes: &[u8]) -> Result<String, StoreError> {
        self.room()?;
        let sha256 = attachments::hash(bytes);
        self.attached.insert(sha256.clone(), bytes.to_vec());
        Ok(sha256)
    }

    fn damage(&self) -> &[Damage] {
        &[]
    }

    fn close(self: Box<Self>) {}
}
