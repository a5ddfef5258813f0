//! The log on disk: journal and database, each record in both before it is acknowledged.
//!
//! Owns the order of writing and what is undone when a step fails. How the store is opened stands
//! in `connect`, how a session is mended in `mend`. It must not interpret a record.

mod batch;
mod connect;
mod held;
mod list;
mod mend;

pub(super) use batch::{Before, to_take_back, unfinished};
pub use held::{Held, Seen};

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::chain::Chain;
use super::damage::{self, Damage, DamageKind};
use super::draft::{self, Draft};
use super::error::StoreError;
use super::folder::Folder;
use super::heads::{Heads, Mark};
use super::journal::{self, Journal};
use super::memory::check_place;
use super::vault::{Fault, Head, Vault};
use super::{Addition, Listed, Log, Records, attachments, id};

/// The log on disk. Exactly one handle, in one process, may hold a store.
pub struct SledLog {
    // Dropped in this order: the lock in the folder is let go last.
    vault: Option<Vault>,
    doubt: Doubt,
    heads: Heads,
    sessions: BTreeMap<String, Head>,
    /// Sessions that went on, or have another summary, since the store was opened.
    changed: BTreeSet<String>,
    /// The journal last appended to.
    journal: Option<(String, Journal)>,
    /// Sessions of which an append failed half-way: what goes beyond `sessions` is to be cut.
    unsettled: Vec<String>,
    damage: Vec<Damage>,
    /// For reading only: sessions that another process is appending to as one batch, or was when it
    /// ended. They count as far as they went before.
    capped: BTreeMap<String, u64>,
    /// What is lost and nobody has decided about, by session.
    losses: BTreeMap<String, Damage>,
    /// The database was found wrong in places and is to be built anew.
    doubtful: bool,
    read_only: bool,
    /// A batch that did not come to its end was found at the opening and taken back.
    cut_off: bool,
    folder: Folder,
}

fn origin(folder: &Folder, session: &str) -> Option<String> {
    let text = fs::read_to_string(folder.origin(session)).ok()?;
    let text = text.trim_end();
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    digits.then(|| text.to_owned())
}

fn flaw(folder: &Folder, session: &str) -> Option<String> {
    let text = fs::read_to_string(folder.flaw(session)).ok()?;
    Some(text.trim_end().to_owned())
}

/// Whether the database is believed.
enum Doubt {
    None,
    /// It failed, and looking through it at the next opening showed nothing.
    Cleared,
    /// It failed; `again`: right after it had been cleared, so that it is not believed twice.
    Suspect {
        reason: String,
        again: bool,
    },
}

impl std::fmt::Debug for SledLog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SledLog").field("dir", &self.folder.dir()).finish_non_exhaustive()
    }
}

impl SledLog {
    /// Opens the store in `dir`, making it if there is nothing there, and takes its lock.
    ///
    /// Repairs what a crash or damage left; [`Log::damage`] tells of everything but the ordinary
    /// traces of a crash. On a full disk the store opens all the same, reads from the journals, and
    /// every append tries anew.
    ///
    /// # Errors
    /// [`StoreError::InUse`], [`StoreError::Newer`] and [`StoreError::NotAStore`] before anything is
    /// touched; [`StoreError::Permission`] and [`StoreError::ReadOnly`], after which
    /// [`SledLog::open_read_only`] may still do.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        Self::hold(dir)?.open()
    }

    fn of(folder: Folder) -> Result<Self, StoreError> {
        let heads = Heads::open(&folder.heads(), false)?;
        let format_rewritten = folder.format_rewritten;
        let mut log = Self::new(folder, heads, false)?;
        if format_rewritten {
            log.report(None, DamageKind::FormatRewritten, None);
        }
        log.set_replaced_aside()?;
        match log.connect() {
            Ok(()) => {}
            Err(StoreError::Full { .. }) => log.survey()?,
            Err(error) => return Err(error),
        }
        Ok(log)
    }

    /// Opens the store in `dir` for reading, from the journals alone: without the lock, without
    /// sled and without writing a byte, so also beside a process that holds it, from a folder that
    /// cannot be written, and when the database is broken.
    ///
    /// Every change is refused with [`StoreError::ReadOnly`]; summaries are not known; the list is
    /// that of the moment of opening.
    pub fn open_read_only(dir: &Path) -> Result<Self, StoreError> {
        let folder = Folder::open_read_only(dir)?;
        let heads = Heads::open(&folder.heads(), true)?;
        let mut log = Self::new(folder, heads, true)?;
        let note = unfinished(&log.folder)?.unwrap_or_default();
        let note = to_take_back(&log.folder, &log.heads, note)?;
        for (session, path) in log.folder.list_replaced()? {
            log.report(Some(&session), DamageKind::Replaced, Some(path));
        }
        log.survey()?;
        for before in note {
            match before.head() {
                Some(head) => log.sessions.insert(before.session.clone(), head),
                None => log.sessions.remove(&before.session),
            };
            log.capped.insert(before.session, before.n);
        }
        Ok(log)
    }

    /// Whether a restore or an import had been cut off, so that opening took all of it back.
    pub fn was_cut_off(&self) -> bool {
        self.cut_off
    }

    /// Whether other users could enter the folder until it was opened.
    pub fn was_open(&self) -> bool {
        self.folder.was_open
    }

    fn new(folder: Folder, heads: Heads, read_only: bool) -> Result<Self, StoreError> {
        let losses = damage::open_losses(&folder)?;
        Ok(Self {
            vault: None,
            doubt: Doubt::None,
            heads,
            sessions: BTreeMap::new(),
            changed: BTreeSet::new(),
            journal: None,
            unsettled: Vec::new(),
            capped: BTreeMap::new(),
            // A loss is told at every opening until somebody has decided about it.
            damage: losses.values().cloned().collect(),
            losses,
            doubtful: false,
            read_only,
            cut_off: false,
            folder,
        })
    }

    /// Tells of damage once, here and in `DAMAGE.log`; false where it could not be noted there. A
    /// full disk must not keep it from being told on the screen.
    fn report(
        &mut self,
        session: Option<&str>,
        damage_kind: DamageKind,
        original: Option<std::path::PathBuf>,
    ) -> bool {
        let damage = Damage { session: session.map(str::to_owned), damage_kind, original };
        if self
            .damage
            .iter()
            .any(|d| d.session == damage.session && d.damage_kind == damage.damage_kind)
        {
            return true;
        }
        let noted = self.read_only || damage::note(&self.folder, &damage).is_ok();
        if let (Some(session), true) = (session, damage.damage_kind.is_loss()) {
            self.losses.insert(session.to_owned(), damage.clone());
        }
        self.damage.push(damage);
        noted
    }

    /// Nothing is written after a hole before somebody has decided to go on.
    fn refuse_undecided_loss(&self, session: &str) -> Result<(), StoreError> {
        if self.loss(session).is_some() {
            return Err(StoreError::UndecidedLoss { session: session.to_owned() });
        }
        Ok(())
    }

    /// Turns a fault of sled into the error to give, and lets go of the handle: after any fault
    /// sled cannot be trusted until it is opened anew.
    fn lose_vault(&mut self, what: &'static str, fault: Fault) -> StoreError {
        if let Some(vault) = self.vault.take() {
            vault.retire();
        }
        let path = self.folder.sled();
        match fault {
            Fault::Io(error) => StoreError::io(what, &path, error),
            Fault::Locked => {
                StoreError::InUse { dir: self.folder.dir().to_path_buf(), holder: None }
            }
            Fault::Broken(detail) => {
                let again = matches!(self.doubt, Doubt::Cleared);
                self.doubt = Doubt::Suspect { reason: detail.clone(), again };
                StoreError::Damaged { path, detail }
            }
        }
    }

    fn with_vault<T>(
        &mut self,
        what: &'static str,
        work: impl FnOnce(&Vault) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        if self.vault.is_none() {
            self.connect()?;
        }
        let Some(vault) = &self.vault else {
            return Err(StoreError::ReadOnly { path: self.folder.dir().to_path_buf() });
        };
        work(vault).map_err(|fault| self.lose_vault(what, fault))
    }

    fn writable(&self) -> Result<(), StoreError> {
        if self.read_only {
            return Err(StoreError::ReadOnly { path: self.folder.dir().to_path_buf() });
        }
        Ok(())
    }

    /// Writes the lines and syncs them; after an error the journal is as before, unless the session
    /// is among the unsettled.
    fn append_to_journal(
        &mut self,
        session: &str,
        before: u64,
        create: bool,
        lines: &[u8],
    ) -> Result<(), StoreError> {
        let path = self.folder.journal(session);
        let mut journal = match self.journal.take() {
            Some((open, journal)) if open == session => journal,
            _ => Journal::open(&path, create)?,
        };
        match journal.append(&path, lines) {
            Ok(()) => {
                self.journal = Some((session.to_owned(), journal));
                Ok(())
            }
            Err(error) => {
                // A failed sync is told once only: this descriptor is not used again.
                self.take_back(session, journal, before);
                Err(error)
            }
        }
    }

    /// An append that failed is refused for good: noted where no copy of it can win over the note,
    /// or taken out of both copies at once. If neither can be done, nobody knows.
    fn refuse(&mut self, session: &str, first: Mark, cause: StoreError) -> StoreError {
        if !self.unsettled.iter().any(|unsettled| unsettled == session) {
            return cause;
        }
        if self.heads.refuse(session, first).is_ok() || self.connect().is_ok() {
            return cause;
        }
        StoreError::Unsure { session: session.to_owned(), cause: Box::new(cause) }
    }

    /// Takes a journal back after a failed append; if even that fails, the next append does it.
    fn take_back(&mut self, session: &str, mut journal: Journal, before: u64) {
        let path = self.folder.journal(session);
        if journal.set_back(&path, before).is_err() {
            self.unsettled.push(session.to_owned());
            if let Some(vault) = self.vault.take() {
                vault.retire();
            }
        }
    }

    /// The revision of a draft as it is, by its own two copies: typing must not read all others.
    fn revision(&mut self, session: &str, name: &str) -> u64 {
        let in_vault = self.vault.as_ref().map(|vault| vault.draft(session, &draft::key(name)));
        let in_vault = match in_vault.transpose() {
            Ok(blob) => blob.flatten().and_then(|blob| Draft::decode(&blob)),
            Err(fault) => {
                self.lose_vault("read", fault);
                None
            }
        };
        let copies = [draft::in_file(&self.folder, session, name), in_vault];
        copies.iter().flatten().map(|draft| draft.revision).max().unwrap_or(0)
    }

    /// The session's drafts: the later of both copies of each name. A copy that is missing, older
    /// than it can be, or unreadable is written anew, and that is told.
    fn read_drafts(&mut self, session: &str) -> Result<BTreeMap<String, Draft>, StoreError> {
        let of = Some(session).filter(|session| *session != draft::NO_SESSION);
        let (in_files, bad) = draft::list(&self.folder, session)?;
        let in_vault = self.vault.as_ref().map(|vault| vault.drafts(session)).transpose();
        let in_vault = match in_vault {
            Ok(blobs) => blobs,
            Err(fault) => {
                self.lose_vault("read", fault);
                None
            }
        };
        let asked = in_vault.is_some();
        let in_vault = in_vault.iter().flatten().filter_map(|blob| Draft::decode(blob));
        let mut found = draft::Copies::default();
        for draft in in_files {
            found.file(draft);
        }
        for draft in in_vault {
            found.blob(draft);
        }
        for path in bad {
            if found.names().all(|name| path.file_stem() != Some(draft::stem(name).as_os_str())) {
                self.report(of, DamageKind::DraftLost { name: None }, Some(path));
            }
        }
        if asked && !self.read_only {
            for draft in found.one_sided() {
                self.report(of, DamageKind::DraftRepaired, None);
                // A copy that cannot be written is tried again with the next reading.
                let _ = draft::write(&self.folder, session, draft);
                let (key, blob) = (draft::key(&draft.name), draft.encode());
                self.with_open_vault(|vault| vault.put_draft(session, &key, &blob))?;
            }
        }
        Ok(found.latest())
    }
}

impl Log for SledLog {
    fn sessions(&self) -> Result<Vec<Listed>, StoreError> {
        Ok(self.listed())
    }

    fn ids(&self) -> Result<Vec<(String, u64)>, StoreError> {
        Ok(self.sessions.iter().map(|(id, head)| (id.clone(), head.n)).collect())
    }

    fn exists(&self, session: &str) -> bool {
        self.sessions.contains_key(session)
    }

    fn len(&self, session: &str) -> u64 {
        self.sessions.get(session).map_or(0, |head| head.n)
    }

    fn append(
        &mut self,
        session: &str,
        first: u64,
        records: &[Vec<u8>],
        summary: Option<&[u8]>,
    ) -> Result<(), StoreError> {
        id::check(session)?;
        self.writable()?;
        self.refuse_undecided_loss(session)?;
        check_place(session, self.len(session), first)?;
        if records.is_empty() {
            return summary.map_or(Ok(()), |summary| self.put_summary(session, summary));
        }
        if self.vault.is_none() {
            self.connect()?;
        }
        if !self.exists(session) {
            // Before its journal is looked after: where case tells nothing that is the other one's.
            id::check_new(session, self.sessions.keys().map(String::as_str))?;
        }
        self.look_after_journal(session)?;
        // Looking after it may have found that records are lost.
        self.refuse_undecided_loss(session)?;
        check_place(session, self.len(session), first)?;
        let known = self.sessions.get(session).copied();
        if known.is_none() {
            // What was left of another one of this name.
            let _ = fs::remove_file(self.folder.origin(session));
            let _ = fs::remove_file(self.folder.flaw(session));
            // The witness knows of the session before anything of it is written, so that a session
            // without one is always damage and never the trace of a kill.
            let start = Chain::start(session);
            self.heads.begin_session(session, start, start.next(1, &records[0]))?;
        }
        let old = known.unwrap_or(Head { n: 0, chain: Chain::start(session), journal_len: 0 });

        let mut lines = Vec::new();
        let mut chained: Vec<(Chain, &[u8])> = Vec::with_capacity(records.len());
        let mut chain = old.chain;
        for (n, record) in (first..).zip(records) {
            let after = chain.next(n, record);
            journal::write_line(&mut lines, n, chain, after, record);
            chained.push((after, record));
            chain = after;
        }
        let head = Head {
            n: old.n + records.len() as u64,
            chain,
            journal_len: old.journal_len + lines.len() as u64,
        };

        let begins = Mark { n: first, chain: chained.first().map_or(chain, |first| first.0) };
        self.heads.begin(session, head.n)?;
        if let Err(error) =
            self.append_to_journal(session, old.journal_len, known.is_none(), &lines)
        {
            return Err(self.refuse(session, begins, error));
        }
        let put = self.with_vault("write", |vault| {
            vault.put(session, &chained, head, summary)?;
            vault.settle()
        });
        if let Err(error) = put {
            self.unsettled.push(session.to_owned());
            if let Some((_, journal)) = self.journal.take() {
                self.take_back(session, journal, old.journal_len);
            }
            return Err(self.refuse(session, begins, error));
        }
        // Both copies are durable. A witness that cannot be written only knows less.
        let _ = self.heads.set(session, Mark { n: head.n, chain });
        self.sessions.insert(session.to_owned(), head);
        self.changed.insert(session.to_owned());
        Ok(())
    }

    fn append_all(&mut self, batch: &[Addition], records: Records<'_>) -> Result<(), StoreError> {
        self.append_together(batch, records)
    }

    fn loss(&self, session: &str) -> Option<&Damage> {
        // Where nothing is left there is nothing to go on from: a new beginning is free.
        self.losses.get(session).filter(|_| self.exists(session))
    }

    fn append_after_loss(
        &mut self,
        session: &str,
        first: u64,
        records: &[Vec<u8>],
        summary: Option<&[u8]>,
    ) -> Result<(), StoreError> {
        let loss = self.losses.remove(session);
        let appended = self.append(session, first, records, summary);
        match (&appended, loss) {
            (Ok(()), Some(loss)) => {
                let damage_kind = DamageKind::GoneOn { kept: first.saturating_sub(1) };
                let decided = Damage { session: loss.session, damage_kind, original: None };
                // If it cannot be noted, it is asked once more at the next opening.
                let _ = damage::note(&self.folder, &decided);
            }
            (Err(_), Some(loss)) => {
                self.losses.insert(session.to_owned(), loss);
            }
            (_, None) => {}
        }
        appended
    }

    fn is_read_only(&self) -> bool {
        self.read_only
    }

    fn try_writing(&mut self) -> Result<(), StoreError> {
        self.writable()?;
        if self.vault.is_none() {
            self.connect()?;
        }
        self.folder.write_holder()
    }

    fn first(&self, session: &str) -> Result<Option<Vec<u8>>, StoreError> {
        if !self.exists(session) {
            return Ok(None);
        }
        let first = journal::first(&self.folder.journal(session))?;
        let genesis = self.heads.witness(session).and_then(|witness| witness.genesis);
        let own = first.filter(|(chain, _)| genesis.is_none_or(|genesis| genesis == *chain));
        Ok(own.map(|(_, record)| record))
    }

    fn origin(&self, session: &str) -> Option<String> {
        origin(&self.folder, session)
    }

    fn flaw(&self, session: &str) -> Option<String> {
        flaw(&self.folder, session)
    }

    fn put_summary(&mut self, session: &str, summary: &[u8]) -> Result<(), StoreError> {
        self.writable()?;
        if !self.exists(session) {
            return Err(StoreError::NoSession { session: session.to_owned() });
        }
        self.with_vault("write", |vault| vault.put_summary(session, summary))?;
        self.changed.insert(session.to_owned());
        Ok(())
    }

    fn read(&mut self, session: &str) -> Result<Vec<Vec<u8>>, StoreError> {
        self.read_verified(session)
    }

    fn put_draft(&mut self, session: &str, name: &str, text: &str) -> Result<(), StoreError> {
        draft::check_owner(session)?;
        self.writable()?;
        let revision = self.revision(session, name);
        let draft = Draft { name: name.to_owned(), revision: revision + 1, text: text.to_owned() };
        let in_file = draft::write(&self.folder, session, &draft);
        let in_vault = self.with_vault("write", |vault| {
            vault.put_draft(session, &draft::key(name), &draft.encode())
        });
        // One copy is enough to survive the end of the process.
        in_file.or(in_vault)
    }

    fn drafts(&mut self, session: &str) -> Result<Vec<(String, String)>, StoreError> {
        draft::check_owner(session)?;
        let drafts = self.read_drafts(session)?;
        Ok(drafts.into_values().map(|draft| (draft.name, draft.text)).collect())
    }

    fn draft_sessions(&self) -> Result<Vec<String>, StoreError> {
        // Every draft has a file; the database's copy is the second one.
        draft::sessions(&self.folder)
    }

    fn remove_draft(&mut self, session: &str, name: &str) -> Result<(), StoreError> {
        draft::check_owner(session)?;
        self.writable()?;
        self.with_vault("write", |vault| vault.remove_draft(session, &draft::key(name)))?;
        draft::remove(&self.folder, session, name)
    }

    fn attachment(&self, sha256: &str) -> Option<Vec<u8>> {
        attachments::read(self.folder.dir(), sha256)
    }

    fn keep_attachment(&mut self, bytes: &[u8]) -> Result<String, StoreError> {
        attachments::keep(self.folder.dir(), bytes)
    }

    fn damage(&self) -> &[Damage] {
        &self.damage
    }

    fn close(self: Box<Self>) {
        drop(self);
    }
}

impl Drop for SledLog {
    fn drop(&mut self) {
        let _ = self.heads.sync();
        if let Some(vault) = self.vault.take() {
            self.list_changed(&vault);
            let _ = vault.settle();
            vault.retire();
        }
    }
}

/// The file's length, or `None` when there is no file.
fn length(path: &Path) -> Result<Option<u64>, StoreError> {
    match fs::metadata(path) {
        Ok(meta) => Ok(Some(meta.len())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io("read", path, error)),
    }
}
