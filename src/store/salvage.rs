//! What can be saved out of a store, however damaged: read without its lock and without changing a
//! byte of it.
//!
//! Owns the laying together of everything that may hold a record: journal, database, witness, and
//! the originals in the quarantine. The database is opened as a copy, since sled writes into
//! whatever it opens. It must not mend anything: opening the store does that.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::chain::Chain;
use super::damage::{Damage, DamageKind};
use super::draft::{self, Draft};
use super::error::{At, StoreError};
use super::folder::{Folder, make_dir};
use super::foreign::set_apart;
use super::heads::Heads;
use super::id;
use super::journal::{self, JournalLine, Parsed};
use super::listing;
use super::reconcile::judge;
use super::sled_log::{Before, to_take_back, unfinished};
use super::vault::{Stored, Vault};

/// What was found.
#[derive(Debug, Default)]
pub struct Salvaged {
    /// Every session of which anything is left, in the order of their ids.
    pub sessions: Vec<Saved>,
    /// Each session's drafts as (name, text).
    pub drafts: Vec<(String, Vec<(String, String)>)>,
    /// What is damaged or missing; empty when the store is whole.
    pub damage: Vec<Damage>,
}

/// One session as far as it can be saved.
#[derive(Debug)]
pub struct Saved {
    /// Its id.
    pub id: String,
    /// Its records from the first one on, each verified against the chain.
    pub records: Vec<Vec<u8>>,
    /// Lines of a journal behind a gap that verify by themselves, as they stand in the file.
    pub loose: Vec<Vec<u8>>,
}

/// Reads the store in `dir`. A copy of its database is put into `scratch`, which must not exist,
/// and is removed again. Before each session `go_on` is told how many are done and how many there
/// are; where it says no, nothing is given back.
///
/// # Errors
/// [`StoreError::NotAStore`] and [`StoreError::Newer`], and what keeps the folder from being listed
/// or the copy from being made. A file of the store that cannot be read is told as damage.
pub fn salvage(
    dir: &Path,
    scratch: &Path,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Option<Salvaged>, StoreError> {
    let folder = Folder::open_read_only(dir)?;
    let copy = Scratch::new(scratch)?;
    let mut work = Work { found: Salvaged::default(), vault: None };
    work.open_copy(&folder, &copy)?;
    let heads = Heads::open(&folder.heads(), true).ok();
    let may_lack = heads.as_ref().is_none_or(Heads::may_lack);
    let heads = heads.filter(|heads| !heads.damaged());
    let lists = work.sessions(&folder, heads.as_ref())?;
    let unwitnessed = heads
        .as_ref()
        .is_none_or(|heads| lists.journals.iter().any(|one| heads.get(one).is_none()));
    for (session, expected) in listing::forgotten(&folder, &lists.sessions) {
        let damage_kind = DamageKind::Lost { kept: 0, expected, salvageable: 0 };
        work.tell(Some(&session), damage_kind, None);
    }
    let used = !lists.sessions.is_empty() || listing::was_used(&folder);
    if used && !lists.by_database && (may_lack || unwitnessed || lists.journals.is_empty()) {
        work.tell(None, DamageKind::SessionsUnknown, None);
    }
    let mut before = unfinished(&folder)?.unwrap_or_default();
    if let Some(heads) = &heads {
        before = to_take_back(&folder, heads, before)?;
    }
    let total = lists.sessions.len() as u64;
    for (done, session) in (0..).zip(&lists.sessions) {
        if !go_on(done, total) {
            return Ok(None);
        }
        work.session(&folder, session, heads.as_ref(), &before, lists.originals.get(session));
    }
    work.drafts(&folder)?;
    if let Some(vault) = work.vault.take() {
        vault.retire();
    }
    Ok(Some(work.found))
}

/// The names in a store: its sessions, and each one's journals in the quarantine.
struct Lists {
    /// Those that have a journal.
    journals: BTreeSet<String>,
    /// The database knows sessions.
    by_database: bool,
    sessions: BTreeSet<String>,
    originals: BTreeMap<String, Vec<PathBuf>>,
}

struct Work {
    found: Salvaged,
    vault: Option<Vault>,
}

impl Work {
    fn tell(&mut self, session: Option<&str>, damage_kind: DamageKind, original: Option<PathBuf>) {
        self.found.damage.push(Damage {
            session: session.map(str::to_owned),
            damage_kind,
            original,
        });
    }

    fn open_copy(&mut self, folder: &Folder, copy: &Scratch) -> Result<(), StoreError> {
        let path = folder.sled();
        if !path.join("db").exists() {
            return Ok(());
        }
        let target = copy.0.join("sled");
        let opened = match copy_files(&path, &target) {
            Err(error @ StoreError::Full { .. }) => return Err(error),
            Err(error) => Err(error.to_string()),
            Ok(()) => Vault::open(&target).map_err(|fault| format!("{fault:?}")),
        };
        match opened {
            Ok(vault) => self.vault = Some(vault),
            Err(reason) => self.tell(None, DamageKind::Unreadable { reason }, Some(path)),
        }
        Ok(())
    }

    fn sessions(&mut self, folder: &Folder, heads: Option<&Heads>) -> Result<Lists, StoreError> {
        let journals = folder.list_journals()?.into_iter();
        let journals: BTreeSet<String> =
            journals.filter(|(_, length)| *length > 0).map(|(session, _)| session).collect();
        let mut sessions = journals.clone();
        let known = self.vault.as_ref().map(Vault::heads).transpose();
        let known = known.ok().flatten().unwrap_or_default();
        let by_database = !known.is_empty();
        sessions.extend(known.into_keys());
        sessions.extend(heads.iter().flat_map(|heads| heads.sessions()).map(str::to_owned));
        let mut originals: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for path in folder.list_quarantine()? {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let session = name.split_once('-').and_then(|(_, rest)| rest.strip_suffix(".jsonl"));
            if let Some(session) = session.filter(|session| id::check(session).is_ok()) {
                originals.entry(session.to_owned()).or_default().push(path.clone());
            }
        }
        sessions.extend(originals.keys().cloned());
        Ok(Lists { journals, by_database, sessions, originals })
    }

    fn session(
        &mut self,
        folder: &Folder,
        session: &str,
        heads: Option<&Heads>,
        unfinished: &[Before],
        originals: Option<&Vec<PathBuf>>,
    ) {
        let mut files = vec![folder.journal(session)];
        files.extend(originals.into_iter().flatten().cloned());
        let mut bytes = Vec::with_capacity(files.len());
        for path in files {
            match journal::read(&path) {
                Ok(read) => bytes.push(read.unwrap_or_default()),
                Err(error) => {
                    bytes.push(Vec::new());
                    let reason = error.to_string();
                    self.tell(Some(session), DamageKind::Unreadable { reason }, Some(path));
                }
            }
        }
        let mut journals = bytes.iter().map(|bytes| journal::parse(bytes));
        let Some(journal) = journals.next() else { return };
        let stored = match self.vault.as_ref().map(|vault| vault.records(session)) {
            Some(Ok(stored)) => stored,
            None => Stored::default(),
            Some(Err(fault)) => {
                let reason = format!("{fault:?}");
                self.tell(Some(session), DamageKind::Unreadable { reason }, Some(folder.sled()));
                Stored::default()
            }
        };
        let witness = heads.and_then(|heads| heads.witness(session));
        let start = Chain::start(session);
        let verdict = judge(start, &journal, &stored, witness);
        let expected = verdict.lost.map_or(0, |(expected, _)| expected);
        let altered = verdict.altered;
        if verdict.foreign > 0 {
            let path = Some(folder.journal(session));
            self.tell(Some(session), DamageKind::Foreign { lines: verdict.foreign }, path);
        }
        let end_known = verdict.end_known;
        let mut records = verdict.records;
        // Only where something is missing: the originals may hold what both copies lack.
        let mut pool: Vec<JournalLine<'_>> = Vec::new();
        if expected > records.len() as u64 || altered.is_some() || records.is_empty() {
            pool.extend(journal.lines.iter().cloned());
            pool.extend(journals.flat_map(|parsed| parsed.lines));
            let mut pooled = Parsed { lines: pool, ..Parsed::default() };
            let genesis = witness.and_then(|witness| witness.genesis);
            if let Some(apart) = set_apart(start, &pooled, &Stored::default(), genesis) {
                pooled = apart.journal;
            }
            let more = judge(start, &pooled, &stored, witness).records;
            pool = pooled.lines;
            if more.len() > records.len() {
                records = more;
            }
        }
        if let Some(before) = unfinished.iter().find(|before| before.session == session) {
            records.truncate(usize::try_from(before.n).unwrap_or(usize::MAX));
        }
        let kept = records.len() as u64;
        let mut loose: BTreeMap<u64, Vec<u8>> = BTreeMap::new();
        for line in pool.iter().filter(|line| line.n > kept && line.holds()) {
            let mut text = Vec::new();
            journal::write_line(&mut text, line.n, line.before, line.after, &line.record);
            text.pop();
            loose.entry(line.n).or_insert(text);
        }
        if expected > kept {
            let salvageable = loose.len() as u64;
            self.tell(Some(session), DamageKind::Lost { kept, expected, salvageable }, None);
        }
        if let Some(at) = altered {
            self.tell(Some(session), DamageKind::Altered { at }, None);
        } else if expected <= kept && !end_known {
            self.tell(Some(session), DamageKind::EndUnknown { kept }, None);
        }
        if !records.is_empty() || !loose.is_empty() {
            let records = records.into_iter().map(|(_, record)| record).collect();
            let loose = loose.into_values().collect();
            self.found.sessions.push(Saved { id: session.to_owned(), records, loose });
        }
    }

    fn drafts(&mut self, folder: &Folder) -> Result<(), StoreError> {
        for session in draft::sessions(folder)? {
            let (in_files, bad) = draft::list(folder, &session)?;
            let mut found = draft::Copies::default();
            for draft in in_files {
                found.file(draft);
            }
            if let Some(Ok(blobs)) = self.vault.as_ref().map(|vault| vault.drafts(&session)) {
                for draft in blobs.iter().filter_map(|blob| Draft::decode(blob)) {
                    found.blob(draft);
                }
            }
            for path in bad {
                let of = |name: &str| path.file_stem() == Some(draft::stem(name).as_os_str());
                if !found.names().any(of) {
                    self.tell(Some(&session), DamageKind::DraftLost { name: None }, Some(path));
                }
            }
            let texts: Vec<_> =
                found.latest().into_values().map(|draft| (draft.name, draft.text)).collect();
            if !texts.is_empty() {
                self.found.drafts.push((session, texts));
            }
        }
        Ok(())
    }
}

/// A folder of our own, removed when it is no longer needed.
struct Scratch(PathBuf);

impl Scratch {
    fn new(path: &Path) -> Result<Self, StoreError> {
        if path.symlink_metadata().is_ok() {
            let taken = std::io::Error::from(ErrorKind::AlreadyExists);
            return Err(StoreError::io("create", path, taken));
        }
        make_dir(path)?;
        Ok(Self(path.to_path_buf()))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Copies a folder's files and the files of the folders in it. Links are left out: the store makes
/// none.
fn copy_files(from: &Path, to: &Path) -> Result<(), StoreError> {
    make_dir(to)?;
    for entry in fs::read_dir(from).at("list", from)? {
        let entry = entry.at("list", from)?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type().at("read", &path)?;
        if kind.is_dir() {
            copy_files(&path, &target)?;
        } else if kind.is_file() {
            fs::copy(&path, &target).at("copy", &path)?;
        }
    }
    Ok(())
}
