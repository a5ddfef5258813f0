//! Opening: the database, the journals and the witness brought to agree.
//!
//! Owns the cheap look at every session and the rebuilding of the database. It must not read a
//! session whose three witnesses agree: that is left to the reading of it.

use crate::durable;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::super::chain::Chain;
use super::super::damage::{DamageKind, gone_is_noted};
use super::super::draft::{self, Draft};
use super::super::error::{At, StoreError};
use super::super::folder::sync_dir;
use super::super::heads::Mark;
use super::super::journal::{self, Journal, Last};
use super::super::listing;
use super::super::reconcile::{Condition, judge};
use super::super::vault::{Fault, Head, Keyed, Stored, Vault, draft_key};
use super::{Doubt, SledLog, length, unfinished};

impl SledLog {
    /// Opens the database, builds it anew if it is broken, and settles every session.
    pub(super) fn connect(&mut self) -> Result<(), StoreError> {
        self.writable()?;
        match self.connect_once() {
            // Damage that shows only while a session is being settled: once more, from journals.
            Err(StoreError::Damaged { .. }) if matches!(self.doubt, Doubt::Suspect { .. }) => {
                self.connect_once()
            }
            outcome => outcome,
        }
        .inspect_err(|_| {
            if let Some(vault) = self.vault.take() {
                vault.retire();
            }
        })
    }

    fn connect_once(&mut self) -> Result<(), StoreError> {
        let note = unfinished(&self.folder)?;
        let note = note.map(|note| self.to_take_back(note)).transpose()?;
        if let Some(before) = note.as_deref().filter(|before| !before.is_empty()) {
            self.recall(before)?;
            self.cut_off = true;
        }
        self.set_journals_back()?;
        let mut journals: BTreeMap<String, u64> =
            self.folder.list_journals()?.into_iter().collect();
        let rebuilt = self.open_vault(&journals)?;
        if let Err(fault) = self.cut_unsettled() {
            return Err(self.lose_vault("write", fault));
        }
        let refused = self.heads.all_refused();
        for (session, refused) in &refused {
            self.drop_refused(session, *refused)?;
        }
        if !refused.is_empty() {
            journals = self.folder.list_journals()?.into_iter().collect();
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
        let (by_database, by_witness) = (!rebuilt && !metas.is_empty(), !self.heads.may_lack());
        // A witness that is whole knows whatever the list does.
        let forgotten =
            if by_witness { Vec::new() } else { listing::forgotten(&self.folder, &names) };
        let used = !names.is_empty()
            || (listing::was_used(&self.folder) && !gone_is_noted(self.folder.dir()));
        self.sessions.clear();
        if note.is_some() {
            self.forget_note()?;
        }
        for session in names {
            let meta = metas.get(&session).copied();
            let length = journals.get(&session).copied();
            // A database that was only just built from the journal says nothing of its own.
            let settled = self.agree(&session, meta, length)
                || (!rebuilt && self.catch_up(&session, meta, length)?);
            if !settled {
                self.mend(&session, rebuilt)?;
            }
            self.learn_genesis(&session)?;
        }
        for (session, expected) in forgotten {
            let damage_kind = DamageKind::Lost { kept: 0, expected, salvageable: 0 };
            self.report(Some(&session), damage_kind, None);
        }
        // A database that was wrong in places may have lost a session as well.
        if used && !by_witness && (!by_database || self.doubtful) {
            self.report(None, DamageKind::SessionsUnknown, None);
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
            judge(Chain::start(session), &parsed, &Stored::default(), self.heads.witness(session));
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

    /// Takes an append that was refused out of whatever copy it still lies in, and forgets it.
    fn drop_refused(&mut self, session: &str, refused: Mark) -> Result<(), StoreError> {
        let path = self.folder.journal(session);
        let bytes = journal::read(&path)?.unwrap_or_default();
        if let Some(from) = journal::begins(&bytes, refused.n, refused.chain) {
            Journal::open(&path, false)?.set_back(&path, from as u64)?;
        }
        let before = match length(&path)? {
            Some(journal_len) if refused.n > 1 => match journal::last_before(&path, journal_len)? {
                Last::Record(n, chain) if n + 1 == refused.n => {
                    Some(Head { n, chain, journal_len })
                }
                _ => None,
            },
            _ => None,
        };
        self.with_open_vault(|vault| {
            let stored = vault.records(session)?;
            let another = stored
                .values
                .iter()
                .any(|(n, chain, _)| *n == refused.n && *chain != refused.chain);
            let beyond = stored.values.iter().map(|value| value.0).chain(stored.malformed).max();
            let meta = vault.heads()?.get(session).map_or(0, |head| head.n);
            if !another && beyond.unwrap_or(0).max(meta) >= refused.n {
                vault.cut_from(session, refused.n, before)?;
            }
            Ok(())
        })?;
        match self.heads.get(session) {
            Some(mark) => self.heads.set(session, mark),
            None => Ok(()),
        }
    }

    /// Opens the database and finds out whether it is one.
    fn open_database(
        &mut self,
        path: &Path,
        journals: &BTreeMap<String, u64>,
    ) -> Result<Vault, Fault> {
        let vault = Vault::open(path)?;
        // A session has a mark of no records before its first line is written.
        let expected = journals
            .iter()
            .any(|(one, length)| *length > 0 && self.heads.get(one).is_none_or(|mark| mark.n > 0));
        let sound = vault.heads().and_then(|heads| match &self.doubt {
            // sled takes a file it cannot make sense of for a new one, in silence.
            _ if heads.is_empty() && expected => {
                Err(Fault::Broken("the database is empty".to_owned()))
            }
            // The second time in a row it is not the disk's doing.
            Doubt::Suspect { reason, again: true } => Err(Fault::Broken(reason.clone())),
            Doubt::Suspect { again: false, .. } => vault.read_through(),
            Doubt::Cleared | Doubt::None => Ok(()),
        });
        match sound {
            Ok(()) => {
                self.doubt = match self.doubt {
                    Doubt::Suspect { .. } => Doubt::Cleared,
                    Doubt::Cleared | Doubt::None => Doubt::None,
                };
                Ok(vault)
            }
            Err(fault) => {
                vault.retire();
                Err(fault)
            }
        }
    }

    /// Opens the database; true when it had to be built anew.
    fn open_vault(&mut self, journals: &BTreeMap<String, u64>) -> Result<bool, StoreError> {
        let path = self.folder.sled();
        let new = self.folder.sled_new();
        if new.exists() {
            fs::remove_dir_all(&new).at("remove", &new)?;
        }
        let written = journals.values().any(|length| *length > 0);
        let opened = if written && !path.join("db").exists() {
            Err(Fault::Broken("the database is missing".to_owned()))
        } else {
            match self.open_database(&path, journals) {
                // sled takes any call that failed for damage: it gets another try.
                Err(Fault::Broken(_)) => self.open_database(&path, journals),
                opened => opened,
            }
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
                    self.doubt = Doubt::Suspect { reason, again: true };
                })?;
                self.doubt = Doubt::None;
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
            let witness = self.heads.witness(session);
            let verdict = judge(Chain::start(session), &parsed, &Stored::default(), witness);
            let whole = verdict.journal == Condition::Whole && verdict.torn.is_none();
            if whole && verdict.lost.is_none() && verdict.altered.is_none() && !verdict.end_known {
                // Noted before the new database can pass for a second copy.
                let damage_kind = DamageKind::EndUnknown { kept: verdict.records.len() as u64 };
                if !self.report(Some(session), damage_kind, None) {
                    return Err(StoreError::Full { what: "write", path: self.folder.damage_log() });
                }
            }
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
        // Without a witness it may as well be a database that lost its end.
        let witnessed = self
            .heads
            .get(session)
            .is_some_and(|mark| mark.n < meta.n || (mark.n == meta.n && mark.chain == meta.chain));
        let path = self.folder.journal(session);
        let genesis = self.heads.witness(session).and_then(|witness| witness.genesis);
        let first = self.with_open_vault(|vault| vault.first(session))?.flatten();
        if !witnessed
            || genesis.is_some_and(|genesis| first != Some(genesis))
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

    /// The witness of an older version learns with which record a session began, where both copies
    /// say the same.
    fn learn_genesis(&mut self, session: &str) -> Result<(), StoreError> {
        if self.heads.witness(session).is_none_or(|witness| witness.genesis.is_some()) {
            return Ok(());
        }
        let first = journal::first(&self.folder.journal(session))?.map(|(chain, _)| chain);
        let stored = self.with_open_vault(|vault| vault.first(session))?.flatten();
        match first {
            Some(genesis) if stored == first => self.heads.know_genesis(session, genesis),
            _ => Ok(()),
        }
    }

    /// Whether a journal begins with another record than the session did; then how many lines of
    /// that it has, if its end is not what the witness saw.
    fn is_foreign(&self, session: &str, last: Last) -> Result<Option<u64>, StoreError> {
        let Some(witness) = self.heads.witness(session) else { return Ok(None) };
        if last == Last::Record(witness.mark.n, witness.mark.chain) {
            return Ok(None);
        }
        let path = self.folder.journal(session);
        let first = journal::first(&path)?.map(|(chain, _)| chain);
        if first.is_none() || first == witness.genesis {
            return Ok(None);
        }
        let bytes = journal::read(&path)?.unwrap_or_default();
        let parsed = journal::parse(&bytes);
        let verdict = judge(Chain::start(session), &parsed, &Stored::default(), Some(witness));
        Ok((verdict.foreign > 0 && verdict.records.is_empty()).then_some(verdict.foreign))
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
            if let Some(lines) = self.is_foreign(&session, last)? {
                self.report(Some(&session), DamageKind::Foreign { lines }, Some(path));
                continue;
            }
            let refused = self.heads.refused(&session);
            let head = match last {
                Last::Nothing => continue,
                // What was refused could not be taken out of the file yet.
                Last::Record(n, _) if refused.is_some_and(|refused| n >= refused.n) => {
                    let bytes = journal::read(&path)?.unwrap_or_default();
                    let witness = self.heads.witness(&session);
                    let parsed = journal::parse(&bytes);
                    let verdict =
                        judge(Chain::start(&session), &parsed, &Stored::default(), witness);
                    let Some((chain, _)) = verdict.records.last() else { continue };
                    let n = verdict.records.len() as u64;
                    Head { n, chain: *chain, journal_len: length }
                }
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
