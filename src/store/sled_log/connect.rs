//! Opening: the database, the journals and the witness brought to agree.
//!
//! Owns the cheap look at every session and the rebuilding of the database. It must not read a
//! session whose three witnesses agree: that is left to the reading of it.

use crate::durable;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::super::chain::Chain;
use super::super::damage::DamageKind;
use super::super::draft::{self, Draft};
use super::super::error::{At, StoreError};
use super::super::folder::sync_dir;
use super::super::heads::Mark;
use super::super::journal::{self, Journal, Last};
use super::super::reconcile::{Condition, judge};
use super::super::vault::{Fault, Head, Keyed, Stored, Vault, draft_key};
use super::{SledLog, length, unfinished};

impl SledLog {
    /// Opens the database, builds it anew if it is broken, and settles every session.
    pub(super) fn connect(&mut self) -> Result<(), StoreError> {
        self.writable()?;
        match self.connect_once() {
            // Damage that shows only while a session is being settled: once more, from journals.
            Err(StoreError::Damaged { .. }) if self.suspect.is_some() => self.connect_once(),
            outcome => outcome,
        }
        .inspect_err(|_| {
            if let Some(vault) = self.vault.take() {
                vault.retire();
            }
        })
    }

    fn connect_once(&mut self) -> Result<(), StoreError> {
        let unfinished = unfinished(&self.folder)?;
        if let Some(before) = &unfinished {
            self.recall(before)?;
            self.cut_off = true;
        }
        self.set_journals_back()?;
        let journals: BTreeMap<String, u64> = self.folder.list_journals()?.into_iter().collect();
        let rebuilt = self.open_vault(&journals)?;
        if let Err(fault) = self.cut_unsettled() {
            return Err(self.lose_vault("write", fault));
        }
        let Some(vault) = &self.vault else {
            return Ok(());
        };
        let metas = match vault.heads() {
            Ok(metas) => metas,
            Err(fault) => return Err(self.lose_vault("read", fault)),
        };
        let names: BTreeSet<String> = journals
            .iter()
            .filter(|(_, length)| **length > 0)
            .map(|(session, _)| session.clone())
            .chain(metas.keys().cloned())
            .chain(self.heads.sessions().map(str::to_owned))
            .collect();
        let marked: BTreeSet<String> = self.heads.sessions().map(str::to_owned).collect();
        self.sessions.clear();
        if unfinished.is_some() {
            self.forget_note()?;
        }
        for session in names {
            let meta = metas.get(&session).copied();
            let length = journals.get(&session).copied();
            if !self.agree(&session, meta, length) && !self.catch_up(&session, meta, length)? {
                self.mend(&session, rebuilt)?;
            }
        }
        let unmarked = self.sessions.keys().any(|session| !marked.contains(session));
        let damaged = self.heads.damaged();
        if damaged {
            self.heads.clear_bad()?;
        }
        if unmarked || (damaged && !self.sessions.is_empty()) {
            self.report(None, DamageKind::WitnessRebuilt, None);
        }
        self.renew_database()
    }

    /// Sets a database aside that was found wrong in places. Before that every journal is made
    /// whole: what only the old database holds must not stay behind in it.
    pub(super) fn renew_database(&mut self) -> Result<(), StoreError> {
        if !std::mem::take(&mut self.doubtful) || self.vault.is_none() {
            return Ok(());
        }
        let sessions: Vec<String> = self.sessions.keys().cloned().collect();
        for session in sessions {
            if !self.journal_is_whole(&session)? {
                self.mend(&session, false)?;
            }
        }
        self.doubtful = false;
        let journals = self.folder.list_journals()?.into_iter().collect();
        self.rebuild(DamageKind::DatabaseRenewed, &journals)
    }

    /// Whether the journal alone verifies up to what is known of the session.
    fn journal_is_whole(&self, session: &str) -> Result<bool, StoreError> {
        let Some(bytes) = journal::read(&self.folder.journal(session))? else { return Ok(false) };
        let parsed = journal::parse(&bytes);
        let verdict =
            judge(Chain::start(session), &parsed, &Stored::default(), self.heads.get(session));
        let known = self.sessions.get(session).map_or(0, |head| head.n);
        Ok(verdict.journal == Condition::Whole
            && verdict.torn.is_none()
            && verdict.records.len() as u64 == known)
    }

    /// After a failed append that could not be undone at once: takes the journals back to what was
    /// acknowledged.
    fn set_journals_back(&mut self) -> Result<(), StoreError> {
        for session in &self.unsettled {
            let path = self.folder.journal(session);
            let right = self.sessions.get(session).map_or(0, |head| head.journal_len);
            if length(&path)?.is_some_and(|found| found > right) {
                Journal::open(&path, false)?.set_back(&path, right)?;
            }
        }
        Ok(())
    }

    /// The same for the database.
    fn cut_unsettled(&mut self) -> Result<(), Fault> {
        if let Some(vault) = &self.vault {
            for session in &self.unsettled {
                vault.cut(session, self.sessions.get(session).copied())?;
            }
            self.unsettled.clear();
        }
        Ok(())
    }

    /// Opens the database; true when it had to be built anew.
    fn open_vault(&mut self, journals: &BTreeMap<String, u64>) -> Result<bool, StoreError> {
        let path = self.folder.sled();
        let new = self.folder.sled_new();
        if new.exists() {
            fs::remove_dir_all(&new).at("remove", &new)?;
        }
        let acknowledged = |n: Option<Mark>| n.is_some_and(|mark| mark.n > 0);
        let written = journals.values().any(|length| *length > 0);
        let opened = match self.suspect.take() {
            Some(reason) => Err(Fault::Broken(reason)),
            None if written && !path.join("db").exists() => {
                Err(Fault::Broken("the database is missing".to_owned()))
            }
            None => Vault::open(&path).and_then(|vault| {
                // sled takes a file it cannot make sense of for a new one, in silence.
                let heads = vault.heads();
                let expected = journals
                    .iter()
                    .any(|(session, length)| *length > 0 && acknowledged(self.heads.get(session)));
                match heads {
                    Ok(heads) if !heads.is_empty() || !expected => Ok(vault),
                    Ok(_) => {
                        vault.retire();
                        Err(Fault::Broken("the database is empty".to_owned()))
                    }
                    Err(fault) => {
                        vault.retire();
                        Err(fault)
                    }
                }
            }),
        };
        match opened {
            Ok(vault) => {
                self.vault = Some(vault);
                Ok(false)
            }
            Err(Fault::Broken(reason)) => {
                let damage_kind = DamageKind::DatabaseRebuilt { reason: reason.clone() };
                self.rebuild(damage_kind, journals).inspect_err(|_| {
                    // Still broken: the next attempt must not trust it either.
                    self.suspect = Some(reason);
                })?;
                Ok(true)
            }
            Err(fault) => Err(self.lose_vault("open", fault)),
        }
    }

    /// Builds a new database from the journals that are whole; the others are mended afterwards.
    /// The old one is moved only when the new one is complete, so that a full disk changes nothing.
    fn rebuild(
        &mut self,
        damage_kind: DamageKind,
        journals: &BTreeMap<String, u64>,
    ) -> Result<(), StoreError> {
        let (path, new) = (self.folder.sled(), self.folder.sled_new());
        let drafts = self.drafts_to_keep();
        let built = Vault::open(&new).map_err(|fault| self.lose_vault("create", fault));
        let vault = built.inspect_err(|_| drop(fs::remove_dir_all(&new)))?;
        let filled = self.fill(&vault, journals, &drafts);
        vault.retire();
        filled.inspect_err(|_| drop(fs::remove_dir_all(&new)))?;
        if let Some(old) = self.vault.take() {
            old.retire();
        }

        let mut original = None;
        if path.exists() {
            let place = self.folder.quarantine_place("sled")?;
            durable::rename(&path, &place).at("set aside", &path)?;
            original = Some(place);
        }
        durable::rename(&new, &path).at("rename", &new)?;
        sync_dir(self.folder.dir())?;
        let reopened = Vault::open(&path).map_err(|fault| self.lose_vault("open", fault))?;
        self.vault = Some(reopened);
        self.report(None, damage_kind, original);
        Ok(())
    }

    /// The drafts of the old database, as far as it can be read, and of the files.
    fn drafts_to_keep(&self) -> Vec<Keyed> {
        let old = self.vault.as_ref().and_then(|vault| vault.all_drafts().ok()).unwrap_or_default();
        let in_files = draft::all(&self.folder).unwrap_or_default();
        let in_files = in_files
            .iter()
            .map(|(session, draft)| (draft_key(session, &draft.name), draft.encode()));
        // A later revision replaces an earlier one of the same key, whichever copy it is in.
        let mut latest: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
        let revision = |blob: &[u8]| Draft::decode(blob).map_or(0, |draft| draft.revision);
        for (key, blob) in old.into_iter().chain(in_files) {
            if latest.get(&key).is_none_or(|known| revision(known) < revision(&blob)) {
                latest.insert(key, blob);
            }
        }
        latest.into_iter().collect()
    }

    fn fill(
        &mut self,
        vault: &Vault,
        journals: &BTreeMap<String, u64>,
        drafts: &[Keyed],
    ) -> Result<(), StoreError> {
        for (key, blob) in drafts {
            vault.put_draft_as(key, blob).map_err(|fault| self.lose_vault("write", fault))?;
        }
        for session in journals.keys() {
            let Some(bytes) = journal::read(&self.folder.journal(session))? else {
                continue;
            };
            let parsed = journal::parse(&bytes);
            let witness = self.heads.get(session);
            let verdict = judge(Chain::start(session), &parsed, &Stored::default(), witness);
            let whole = verdict.journal == Condition::Whole && verdict.torn.is_none();
            let Some((chain, _)) = verdict
                .records
                .last()
                .filter(|_| whole && verdict.lost.is_none() && verdict.altered.is_none())
            else {
                continue;
            };
            let head = Head {
                n: verdict.records.len() as u64,
                chain: *chain,
                journal_len: bytes.len() as u64,
            };
            let records: Vec<(Chain, &[u8])> =
                verdict.records.iter().map(|(chain, record)| (*chain, &**record)).collect();
            vault
                .put(session, &records, head, None)
                .map_err(|fault| self.lose_vault("write", fault))?;
        }
        vault.settle().map_err(|fault| self.lose_vault("write", fault))
    }

    /// Whether database, journal and witness say the same of a session.
    fn agree(&mut self, session: &str, meta: Option<Head>, length: Option<u64>) -> bool {
        let Some(meta) = meta else { return false };
        let mark = Mark { n: meta.n, chain: meta.chain };
        let same = self.heads.get(session) == Some(mark) && length == Some(meta.journal_len);
        if same {
            self.sessions.insert(session.to_owned(), meta);
        }
        same
    }

    /// After a kill between two steps of an append: the journal, or journal and database, are ahead
    /// and nothing is wrong. False when it is not that.
    fn catch_up(
        &mut self,
        session: &str,
        meta: Option<Head>,
        length: Option<u64>,
    ) -> Result<bool, StoreError> {
        let (Some(meta), Some(length)) = (meta, length) else {
            return Ok(false);
        };
        let witnessed = self
            .heads
            .get(session)
            .is_none_or(|mark| mark.n < meta.n || (mark.n == meta.n && mark.chain == meta.chain));
        let path = self.folder.journal(session);
        if !witnessed
            || length < meta.journal_len
            || journal::last_before(&path, meta.journal_len)? != Last::Record(meta.n, meta.chain)
        {
            return Ok(false);
        }
        let bytes = journal::read_from(&path, meta.journal_len)?;
        let parsed = journal::parse(&bytes);
        let mut head = meta;
        let mut records = Vec::new();
        for line in &parsed.lines {
            if line.n != head.n + 1 || line.before != head.chain || !line.holds() {
                return Ok(false);
            }
            head = Head { n: line.n, chain: line.after, ..head };
            records.push((line.after, &*line.record));
        }
        if parsed.unreadable > 0 {
            return Ok(false);
        }
        head.journal_len = meta.journal_len + parsed.torn.unwrap_or(bytes.len()) as u64;
        if parsed.torn.is_some() {
            Journal::open(&path, false)?.set_back(&path, head.journal_len)?;
        }
        if !records.is_empty() {
            self.with_open_vault(|vault| {
                vault.put(session, &records, head, None)?;
                vault.settle()
            })?;
        }
        self.heads.set(session, Mark { n: head.n, chain: head.chain })?;
        self.sessions.insert(session.to_owned(), head);
        Ok(true)
    }

    /// Deals with the database without trying to open it.
    pub(super) fn with_open_vault<T>(
        &mut self,
        work: impl FnOnce(&Vault) -> Result<T, Fault>,
    ) -> Result<Option<T>, StoreError> {
        match self.vault.as_ref().map(work).transpose() {
            Ok(outcome) => Ok(outcome),
            Err(fault) => Err(self.lose_vault("write", fault)),
        }
    }

    /// The sessions by their journals' last lines, when there is no database to ask.
    pub(super) fn survey(&mut self) -> Result<(), StoreError> {
        for (session, length) in self.folder.list_journals()? {
            let path = self.folder.journal(&session);
            let last = journal::last_before(&path, length)?;
            let head = match last {
                Last::Nothing => continue,
                Last::Record(n, chain) => Head { n, chain, journal_len: length },
                // The last line is damaged: the witness knows the number, reading tells the rest.
                Last::Unreadable => {
                    let (n, chain) = self
                        .heads
                        .get(&session)
                        .map_or((0, Chain::start(&session)), |mark| (mark.n, mark.chain));
                    Head { n, chain, journal_len: length }
                }
            };
            self.sessions.insert(session, head);
        }
        let missing: Vec<(String, Mark)> = self
            .heads
            .sessions()
            .filter(|session| !self.sessions.contains_key(*session))
            .filter_map(|session| Some((session.to_owned(), self.heads.get(session)?)))
            .filter(|(_, mark)| mark.n > 0)
            .collect();
        for (session, mark) in missing {
            let damage_kind = DamageKind::JournalShort { kept: 0, expected: mark.n };
            self.report(Some(&session), damage_kind, None);
        }
        Ok(())
    }
}
