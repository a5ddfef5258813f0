//! Reading a session with every record verified, and mending it when a copy is wrong.
//!
//! Owns what is done to one session's files. It must not overwrite anything it did not put into the
//! quarantine first.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::super::Log;
use super::super::chain::Chain;
use super::super::damage::DamageKind;
use super::super::error::{At, StoreError};
use super::super::folder::{private, sync_dir};
use super::super::heads::Mark;
use super::super::journal::{self, Journal};
use super::super::reconcile::{Condition, Verdict, judge};
use super::super::vault::{Fault, Head, Stored};
use super::{SledLog, length};

/// Fewer records are checked sooner than another thread is begun: a store may hold many short
/// sessions that are read one after another.
const WORTH_A_THREAD: usize = 500;

impl SledLog {
    /// The session's records, compared in both copies.
    pub(super) fn read_verified(&mut self, session: &str) -> Result<Vec<Vec<u8>>, StoreError> {
        if self.vault.is_none() {
            return self.read_journal(session);
        }
        let Some(head) = self.sessions.get(session).copied() else {
            return Err(StoreError::NoSession { session: session.to_owned() });
        };
        let read = match self.read_both(session, head) {
            Ok(Some(records)) => return Ok(records),
            Ok(None) => self.mend_or_reconnect(session),
            Err(fault) => {
                self.lose_vault("read", fault);
                self.mend_or_reconnect(session)
            }
        };
        // What was read is right; if the database cannot be renewed now, the next opening does it.
        let _ = self.renew_database();
        read
    }

    /// Mends; if the database breaks over it, builds it anew; if that cannot be, reads the journal.
    fn mend_or_reconnect(&mut self, session: &str) -> Result<Vec<Vec<u8>>, StoreError> {
        if self.vault.is_some() {
            match self.mend(session, false) {
                Err(StoreError::Damaged { .. } | StoreError::Full { .. }) => {}
                outcome => return outcome,
            }
        }
        if self.vault.is_none() && self.connect().is_ok() {
            let Some(head) = self.sessions.get(session).copied() else {
                return Err(StoreError::NoSession { session: session.to_owned() });
            };
            if let Ok(Some(records)) = self.read_both(session, head) {
                return Ok(records);
            }
        }
        self.read_journal(session)
    }

    /// The records if the database verifies up to the known head and the journal holds the same.
    fn read_both(&self, session: &str, head: Head) -> Result<Option<Vec<Vec<u8>>>, Fault> {
        let Some(vault) = &self.vault else {
            return Ok(None);
        };
        let stored = vault.records(session)?;
        if !stored.malformed.is_empty() || stored.values.len() as u64 != head.n {
            return Ok(None);
        }
        if !(1..).zip(&stored.values).all(|(expected, (n, ..))| *n == expected) {
            return Ok(None);
        }
        let (start, path) = (Chain::start(session), self.folder.journal(session));
        let records: Vec<(Chain, Vec<u8>)> =
            stored.values.into_iter().map(|(_, after, record)| (after, record)).collect();
        let verifies = || verify(start, &records) == Some(head.chain);
        let same = || journal::matches(&path, start, &records);
        let (verifies, same) = if records.len() < WORTH_A_THREAD {
            (verifies(), same())
        } else {
            // One core checks the chain, the other that the journal says the same.
            std::thread::scope(|scope| {
                let same = scope.spawn(same);
                let verifies = verifies();
                (verifies, same.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            })
        };
        let same = match same {
            Ok(same) => same,
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Err(error) => return Err(Fault::Io(error)),
        };
        let right = verifies && same;
        Ok(right.then(|| records.into_iter().map(|(_, record)| record).collect()))
    }

    /// The records as far as the journal alone verifies. Writes nothing.
    fn read_journal(&mut self, session: &str) -> Result<Vec<Vec<u8>>, StoreError> {
        let no_session = || StoreError::NoSession { session: session.to_owned() };
        let bytes = journal::read(&self.folder.journal(session))?;
        let witness = self.heads.witness(session);
        if bytes.is_none() && witness.is_none() {
            return Err(no_session());
        }
        let bytes = bytes.unwrap_or_default();
        let parsed = journal::parse(&bytes);
        // The database is not missing, only unread: nothing is said about it.
        let verdict = judge(Chain::start(session), &parsed, &Stored::default(), witness);
        let mut records = verdict.records;
        if verdict.foreign > 0 {
            let path = Some(self.folder.journal(session));
            self.report(Some(session), DamageKind::Foreign { lines: verdict.foreign }, path);
        }
        if let Some((expected, _)) = verdict.lost {
            let damage_kind = DamageKind::JournalShort { kept: records.len() as u64, expected };
            self.report(Some(session), damage_kind, None);
        }
        if let Some(at) = verdict.altered {
            self.report(Some(session), DamageKind::Altered { at }, None);
        }
        if self.read_only && witness.is_none() && !records.is_empty() {
            let kept = records.len() as u64;
            self.report(Some(session), DamageKind::EndUnknown { kept }, None);
        }
        if !self.read_only {
            // A refused line that could not be taken back yet is no record.
            records.truncate(usize::try_from(self.len(session)).unwrap_or(usize::MAX));
        }
        if let Some(n) = self.capped.get(session) {
            records.truncate(usize::try_from(*n).unwrap_or(usize::MAX));
        }
        if records.is_empty() {
            return Err(no_session());
        }
        Ok(records.into_iter().map(|(_, record)| record).collect())
    }

    /// Brings journal, database and witness of a session to what verifies, tells what was wrong,
    /// and returns the records. `rebuilt`: the database was built anew just now, so that what it
    /// lacks has been told.
    pub(super) fn mend(
        &mut self,
        session: &str,
        rebuilt: bool,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        let path = self.folder.journal(session);
        let bytes = journal::read(&path)?;
        let parsed = journal::parse(bytes.as_deref().unwrap_or_default());
        let stored = self.with_open_vault(|vault| vault.records(session))?.unwrap_or_default();
        let witness = self.heads.witness(session);
        let start = Chain::start(session);
        let mut verdict = judge(start, &parsed, &stored, witness);
        if rebuilt {
            verdict.end_known = judge(start, &parsed, &Stored::default(), witness).end_known;
        }
        let witness = witness.map(|witness| witness.mark);
        let undecided_loss = verdict.lost.is_some() || verdict.altered.is_some();

        let mut journal_original = None;
        if bytes.is_some() && (verdict.journal == Condition::Wrong || undecided_loss) {
            // Of a file with nothing of this session in it nothing is to be saved under its name.
            let theirs = verdict.foreign > 0 && verdict.foreign == parsed.lines.len() as u64;
            let ending = if theirs { "foreign" } else { "jsonl" };
            let place = self.folder.quarantine_place(&format!("{session}.{ending}"))?;
            keep(&place, bytes.as_deref().unwrap_or_default())?;
            journal_original = Some(place);
        }
        let mut database_original = None;
        if verdict.database == Condition::Wrong || (undecided_loss && !stored.values.is_empty()) {
            let dump = self.with_open_vault(|vault| vault.dump(session))?.unwrap_or_default();
            let place = self.folder.quarantine_place(&format!("{session}.sled.hex"))?;
            keep(&place, &dump)?;
            database_original = Some(place);
        }

        let mut journal_len = length(&path)?.unwrap_or(0);
        self.journal = None;
        if verdict.journal == Condition::Whole {
            if let Some(torn) = verdict.torn {
                journal_len = torn as u64;
                Journal::open(&path, false)?.set_back(&path, journal_len)?;
            }
        } else {
            journal_len = journal::rewrite(&path, start, &verdict.records)?;
        }
        let Some((chain, _)) = verdict.records.last() else {
            self.with_open_vault(|vault| vault.forget(session))?;
            if self.report_loss(session, &verdict, journal_original) {
                self.heads.remove(session)?;
            }
            self.sessions.remove(session);
            return Ok(Vec::new());
        };
        let head = Head { n: verdict.records.len() as u64, chain: *chain, journal_len };
        self.with_open_vault(|vault| {
            if verdict.database == Condition::Whole {
                vault.put_head(session, head)?;
                vault.settle()
            } else {
                vault.replace(session, &verdict.records, head)
            }
        })?;

        if verdict.journal != Condition::Whole {
            let damage_kind = DamageKind::JournalRepaired { records: verdict.journal_lacks };
            self.report(Some(session), damage_kind, journal_original.clone());
        }
        // A database that lacks only what was not yet acknowledged is the ordinary trace of a kill.
        let behind = verdict.database == Condition::Behind
            && witness.is_some_and(|mark| mark.n <= stored.values.len() as u64);
        if verdict.database != Condition::Whole && !behind && !rebuilt {
            let damage_kind = DamageKind::DatabaseRepaired { records: verdict.database_lacks };
            self.report(Some(session), damage_kind, database_original);
            self.doubtful = true;
        }
        // The witness goes last: until the loss is told, and noted, it must go on accusing.
        if self.report_loss(session, &verdict, journal_original) {
            self.heads.set(session, Mark { n: head.n, chain: head.chain })?;
            if let Some((genesis, _)) = verdict.records.first() {
                self.heads.know_genesis(session, *genesis)?;
            }
        }
        self.sessions.insert(session.to_owned(), head);
        Ok(verdict.records.into_iter().map(|(_, record)| record).collect())
    }

    /// What stands in place of a journal and is no file hurts that session alone: it is moved away as
    /// it is, and the journal is written anew from the database.
    pub(super) fn set_replaced_aside(&mut self) -> Result<(), StoreError> {
        for (session, path) in self.folder.list_replaced()? {
            let place = self.folder.quarantine_place(&format!("{session}.replaced"))?;
            if fs::rename(&path, &place).is_err() {
                return Err(StoreError::Odd { path });
            }
            sync_dir(&self.folder.journals())?;
            self.report(Some(&session), DamageKind::Replaced, Some(place));
        }
        Ok(())
    }

    /// False where a loss could not be noted.
    fn report_loss(&mut self, session: &str, verdict: &Verdict, original: Option<PathBuf>) -> bool {
        let mut noted = true;
        if verdict.foreign > 0 {
            let damage_kind = DamageKind::Foreign { lines: verdict.foreign };
            noted = self.report(Some(session), damage_kind, original.clone());
        }
        if let Some((expected, salvageable)) = verdict.lost {
            let kept = verdict.records.len() as u64;
            let damage_kind = DamageKind::Lost { kept, expected, salvageable };
            noted &= self.report(Some(session), damage_kind, original.clone());
        }
        if let Some(at) = verdict.altered {
            noted &= self.report(Some(session), DamageKind::Altered { at }, original);
        } else if verdict.lost.is_none() && !verdict.end_known {
            let kept = verdict.records.len() as u64;
            noted &= self.report(Some(session), DamageKind::EndUnknown { kept }, original);
        }
        noted
    }

    /// Before an append: a journal that was removed or changed meanwhile is mended first, so that
    /// the new line does not stand after a hole.
    pub(super) fn look_after_journal(&mut self, session: &str) -> Result<(), StoreError> {
        let found = length(&self.folder.journal(session))?;
        match self.sessions.get(session) {
            Some(head) if found != Some(head.journal_len) => {
                self.mend(session, false)?;
            }
            None if found.is_some_and(|length| length > 0) => {
                self.mend(session, false)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// The chain after the last of these records, if it holds from `start` on.
fn verify(start: Chain, records: &[(Chain, Vec<u8>)]) -> Option<Chain> {
    (1..).zip(records).try_fold(start, |before, (n, (after, record))| {
        (before.next(n, record) == *after).then_some(*after)
    })
}

/// Puts a copy of an original where nothing overwrites it.
fn keep(place: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let kept = private()
        .write(true)
        .create_new(true)
        .open(place)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .at("write", place);
    kept.inspect_err(|_| drop(fs::remove_file(place)))
}
