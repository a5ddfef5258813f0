//! sled, held so that its faults become values.
//!
//! Owns everything said to sled: its settings, how records are cut into values it can keep safely,
//! and that no panic of it leaves this file. It must not decide what to do about a fault.
//!
//! Trees: `s:<session>` holds the records (key: number, chunk), `meta` one entry a session,
//! `summaries` and `drafts` small blobs.

mod flusher;
mod readable;
mod value;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use sled::{Batch, Tree};

use super::chain::Chain;
use super::error::{StoreError, says_full};
use super::folder::{make_dir, narrow, sync_dir};
use super::panics::caught;
use flusher::Flusher;
pub(super) use value::{Keyed, Stored};

/// What is known of a session without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) n: u64,
    pub(super) chain: Chain,
    /// The journal's length in bytes after record `n`.
    pub(super) journal_len: u64,
}

/// Why sled did not do something.
#[derive(Debug)]
pub(super) enum Fault {
    /// It panicked or found its file damaged: the folder is to be set aside and built anew.
    Broken(String),
    /// The system refused; the folder is as good as before.
    Io(io::Error),
    /// Another handle holds the folder.
    Locked,
}

impl From<sled::Error> for Fault {
    fn from(error: sled::Error) -> Self {
        match error {
            sled::Error::Io(error) if error.to_string().contains("could not acquire lock") => {
                Self::Locked
            }
            // A file shorter than its own index says is damage, not a failing disk.
            sled::Error::Io(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::UnexpectedEof
                        | io::ErrorKind::InvalidData
                        | io::ErrorKind::InvalidInput
                        | io::ErrorKind::NotFound
                ) =>
            {
                Self::Broken(error.to_string())
            }
            sled::Error::Io(error) => Self::Io(plain(error)),
            other => Self::of(other.to_string()),
        }
    }
}

impl Fault {
    /// What a message of sled, or a panic of it, is about: the system refusing, or damage.
    fn of(message: String) -> Self {
        match code_in(&message).map(io::Error::from_raw_os_error) {
            _ if says_full(&message) => Self::Io(io::ErrorKind::StorageFull.into()),
            Some(error) => Self::Io(error),
            None => Self::Broken(message),
        }
    }
}

/// The system's error without what a library says around it.
fn plain(error: io::Error) -> io::Error {
    match code_in(&error.to_string()) {
        Some(code) if error.raw_os_error().is_none() => io::Error::from_raw_os_error(code),
        _ => error,
    }
}

/// The number of the system's error in a text that a library made of it.
fn code_in(message: &str) -> Option<i32> {
    let after = |sign| message.split_once(sign).map(|(_, rest)| rest);
    let rest = after("Os { code: ").or_else(|| after("(os error "))?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Io(match error {
            StoreError::Io { source, .. } => source,
            StoreError::Full { .. } => io::ErrorKind::StorageFull.into(),
            StoreError::ReadOnly { .. } => io::ErrorKind::ReadOnlyFilesystem.into(),
            StoreError::Permission { .. } => io::ErrorKind::PermissionDenied.into(),
            other => io::Error::other(other.to_string()),
        })
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Runs one dealing with sled.
fn guarded<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    match caught(work) {
        Ok(outcome) => outcome,
        Err(message) => Err(Fault::of(message)),
    }
}

/// An open database. Dropped only by [`Vault::retire`].
pub(super) struct Vault {
    db: sled::Db,
    meta: Tree,
    summaries: Tree,
    drafts: Tree,
    /// A descriptor of our own on sled's file: sled's `flush` does not sync it.
    file: File,
    path: PathBuf,
    flusher: Flusher,
}

/// How long a fresh handle waits for the threads of the former one to let go of the file.
const LOCK_TRIES: u32 = 200;
const LOCK_PAUSE: Duration = Duration::from_millis(10);
/// How long closing may take before the handle is left behind: a broken sled can wait for ever.
const CLOSE_LIMIT: Duration = Duration::from_secs(10);
/// What sled and its threads take without asking whether it is there, in bytes.
const ROOM: usize = 32 << 20;
/// Bytes a batch carries before it is applied while a session is written whole.
const BATCH_BYTES: usize = 1 << 20;

impl Vault {
    /// Opens or makes the database in `path`.
    pub(super) fn open(path: &Path) -> Result<Self, Fault> {
        let made = !path.join("db").exists();
        has_room()?;
        make_dir(path)?;
        // A kill inside the first open leaves these, and sled would take them for snapshots.
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with("snap.") && name.ends_with(".generating") {
                fs::remove_file(entry.path())?;
            }
        }
        narrow_files(path);
        // sled takes a segment whose header it could not read for a free one, and writes over it.
        readable::read_through(path)?;
        let mut tries = 0;
        loop {
            match guarded(|| Self::open_once(path, made)) {
                Err(Fault::Locked) if tries < LOCK_TRIES => {
                    tries += 1;
                    std::thread::sleep(LOCK_PAUSE);
                }
                outcome => {
                    narrow_files(path);
                    return outcome;
                }
            }
        }
    }

    /// Reads everything there is, so that damage anywhere in it shows.
    pub(super) fn read_through(&self) -> Result<(), Fault> {
        guarded(|| {
            for name in self.db.tree_names() {
                for entry in &self.db.open_tree(name)? {
                    entry?;
                }
            }
            Ok(())
        })
    }

    fn open_once(path: &Path, made: bool) -> Result<Self, Fault> {
        let db = sled::Config::new()
            .path(path)
            .cache_capacity(16 << 20)
            .mode(sled::Mode::LowSpace)
            .use_compression(false)
            .flush_every_ms(Some(500))
            .open()?;
        let vault = Self {
            meta: db.open_tree("meta")?,
            summaries: db.open_tree("summaries")?,
            drafts: db.open_tree("drafts")?,
            file: fs::OpenOptions::new().read(true).write(true).open(path.join("db"))?,
            path: path.to_path_buf(),
            flusher: Flusher::start()?,
            db,
        };
        if made {
            vault.settle()?;
            for name in ["db", "conf"] {
                narrow(&path.join(name), 0o600);
                // Windows flushes a file only for whom may write to it.
                fs::OpenOptions::new().write(true).open(path.join(name))?.sync_all()?;
            }
            narrow(&path.join("blobs"), 0o700);
            let parent = path.parent().unwrap_or(path);
            for dir in [path, parent] {
                sync_dir(dir)?;
            }
        }
        Ok(vault)
    }

    /// Makes everything put so far durable.
    pub(super) fn settle(&self) -> Result<(), Fault> {
        self.hand_over()?;
        Ok(self.file.sync_data()?)
    }

    /// Hands everything put so far to the system, which survives the end of the process.
    pub(super) fn hand_over(&self) -> Result<(), Fault> {
        self.flusher.flush(&self.db)
    }

    /// What is known of every session; entries that cannot be read are left out.
    pub(super) fn heads(&self) -> Result<BTreeMap<String, Head>, Fault> {
        guarded(|| {
            let mut heads = BTreeMap::new();
            for entry in &self.meta {
                let (key, value) = entry?;
                if let (Ok(session), Some(head)) =
                    (std::str::from_utf8(&key), value::read_head(&value))
                {
                    heads.insert(session.to_owned(), head);
                }
            }
            Ok(heads)
        })
    }

    /// Puts records `head.n - records.len() + 1 ..= head.n`; not durable before [`Self::settle`].
    pub(super) fn put(
        &self,
        session: &str,
        records: &[(Chain, &[u8])],
        head: Head,
        summary: Option<&[u8]>,
    ) -> Result<(), Fault> {
        guarded(|| {
            let tree = self.tree(session)?;
            let first = head.n + 1 - records.len() as u64;
            let mut batch = Batch::default();
            let mut size = 0;
            for (n, (chain, record)) in (first..).zip(records) {
                value::put_chunks(&mut batch, &n.to_be_bytes(), &chain.0, record);
                size += record.len();
                if size > BATCH_BYTES {
                    tree.apply_batch(std::mem::take(&mut batch))?;
                    size = 0;
                }
            }
            tree.apply_batch(batch)?;
            if let Some(summary) = summary {
                value::put_blob(&self.summaries, &blob_key(session, b""), summary)?;
            }
            // Last, so that a meta entry never says more than the tree holds.
            self.meta.insert(session, value::write_head(head))?;
            Ok(())
        })
    }

    /// Corrects what is known of a session whose records are right.
    pub(super) fn put_head(&self, session: &str, head: Head) -> Result<(), Fault> {
        guarded(|| {
            self.meta.insert(session, value::write_head(head))?;
            Ok(())
        })
    }

    /// Everything kept for a session, not yet verified.
    pub(super) fn records(&self, session: &str) -> Result<Stored, Fault> {
        guarded(|| value::read_records(&self.tree(session)?))
    }

    /// The chain after the session's first record, as it stands there.
    pub(super) fn first(&self, session: &str) -> Result<Option<Chain>, Fault> {
        guarded(|| {
            let value = self.tree(session)?.get(value::first_key())?;
            let chain = value.as_deref().and_then(|value| value.first_chunk::<32>());
            Ok(chain.map(|chain| Chain(*chain)))
        })
    }

    /// The raw keys and values of a session, as lines of hexadecimal digits, for the quarantine.
    pub(super) fn dump(&self, session: &str) -> Result<Vec<u8>, Fault> {
        guarded(|| {
            let mut out = Vec::new();
            for entry in &self.tree(session)? {
                let (key, value) = entry?;
                super::chain::push_hex(&mut out, &key);
                out.push(b' ');
                super::chain::push_hex(&mut out, &value);
                out.push(b'\n');
            }
            Ok(out)
        })
    }

    /// Makes `records` the whole of the session.
    pub(super) fn replace(
        &self,
        session: &str,
        records: &[(Chain, Vec<u8>)],
        head: Head,
    ) -> Result<(), Fault> {
        guarded(|| {
            self.meta.remove(session)?;
            Ok(self.tree(session)?.clear()?)
        })?;
        let records: Vec<(Chain, &[u8])> =
            records.iter().map(|(chain, record)| (*chain, &**record)).collect();
        self.put(session, &records, head, None)?;
        self.settle()
    }

    /// Takes away the records after `head.n`: those of an append that failed.
    pub(super) fn cut(&self, session: &str, head: Option<Head>) -> Result<(), Fault> {
        self.cut_from(session, head.map_or(0, |head| head.n) + 1, head)
    }

    /// Takes away the records from `n` on, and what was summed up of them.
    pub(super) fn cut_from(&self, session: &str, n: u64, head: Option<Head>) -> Result<(), Fault> {
        guarded(|| {
            let tree = self.tree(session)?;
            let mut batch = Batch::default();
            for entry in tree.range(n.to_be_bytes()..) {
                batch.remove(entry?.0);
            }
            tree.apply_batch(batch)?;
            value::remove_blob(&self.summaries, &blob_key(session, b""))?;
            match head {
                Some(head) => self.meta.insert(session, value::write_head(head))?,
                None => self.meta.remove(session)?,
            };
            Ok(())
        })?;
        self.settle()
    }

    /// Forgets a session of which nothing is left.
    pub(super) fn forget(&self, session: &str) -> Result<(), Fault> {
        guarded(|| {
            self.meta.remove(session)?;
            self.db.drop_tree(tree_name(session))?;
            value::remove_blob(&self.summaries, &blob_key(session, b""))
        })?;
        self.settle()
    }

    pub(super) fn summary(&self, session: &str) -> Result<Option<Vec<u8>>, Fault> {
        guarded(|| value::blob(&self.summaries, &blob_key(session, b"")))
    }

    /// The summary of every session that has one.
    pub(super) fn all_summaries(&self) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
        let all = guarded(|| value::blobs(&self.summaries, b""))?;
        let by_session = |(mut key, summary): Keyed| {
            key.pop_if(|end| *end == 0)?;
            Some((String::from_utf8(key).ok()?, summary))
        };
        Ok(all.into_iter().filter_map(by_session).collect())
    }

    pub(super) fn put_summary(&self, session: &str, summary: &[u8]) -> Result<(), Fault> {
        guarded(|| value::put_blob(&self.summaries, &blob_key(session, b""), summary))
    }

    /// Puts a draft and hands it to the system; it is not synced, since typing must survive the end
    /// of the process, not a power cut at the same second.
    pub(super) fn put_draft(&self, session: &str, key: &[u8], draft: &[u8]) -> Result<(), Fault> {
        guarded(|| value::put_blob(&self.drafts, &blob_key(session, key), draft))?;
        self.hand_over()
    }

    pub(super) fn draft(&self, session: &str, key: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
        guarded(|| value::blob(&self.drafts, &blob_key(session, key)))
    }

    pub(super) fn drafts(&self, session: &str) -> Result<Vec<Vec<u8>>, Fault> {
        let found = guarded(|| value::blobs(&self.drafts, &blob_key(session, b"")))?;
        Ok(found.into_iter().map(|(_, draft)| draft).collect())
    }

    /// Removes a draft for good: one that came back would count as later than a new one.
    pub(super) fn remove_draft(&self, session: &str, key: &[u8]) -> Result<(), Fault> {
        guarded(|| value::remove_blob(&self.drafts, &blob_key(session, key)))?;
        self.settle()
    }

    /// Every draft of every session, as it was put.
    pub(super) fn all_drafts(&self) -> Result<Vec<Keyed>, Fault> {
        guarded(|| value::blobs(&self.drafts, b""))
    }

    /// Puts a draft under the key that [`Self::all_drafts`] gave.
    pub(super) fn put_draft_as(&self, key: &[u8], draft: &[u8]) -> Result<(), Fault> {
        guarded(|| value::put_blob(&self.drafts, key, draft))
    }

    /// Closes the database, on a thread of its own and with a limit: dropping a broken sled can
    /// panic or wait for ever.
    pub(super) fn retire(self) {
        let (done, closed) = mpsc::channel();
        let path = self.path.clone();
        let _ = caught(|| {
            std::thread::Builder::new().name("store-close".to_owned()).spawn(move || {
                let _ = caught(move || drop(self));
                let _ = done.send(());
            })
        });
        let _ = closed.recv_timeout(CLOSE_LIMIT);
        // Closing makes a new snapshot.
        narrow_files(&path);
    }

    fn tree(&self, session: &str) -> Result<Tree, Fault> {
        Ok(self.db.open_tree(tree_name(session))?)
    }
}

/// Where memory is short sled breaks in ways that look like damage, or waits for ever.
fn has_room() -> Result<(), Fault> {
    let mut room: Vec<u8> = Vec::new();
    let given = room.try_reserve_exact(ROOM);
    // Otherwise the compiler leaves out what nobody uses.
    std::hint::black_box(&room);
    given.map_err(|_| Fault::Io(io::ErrorKind::OutOfMemory.into()))
}

/// sled makes its files with the user's mask; nobody else is to read them.
fn narrow_files(path: &Path) {
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        if entry.path().is_file() {
            narrow(&entry.path(), 0o600);
        }
    }
}

fn tree_name(session: &str) -> String {
    format!("s:{session}")
}

/// The key of a draft among those of all sessions.
pub(super) fn draft_key(session: &str, name: &str) -> Vec<u8> {
    blob_key(session, &super::draft::key(name))
}

/// A session's blobs start with its id and a NUL, which no id can hold.
fn blob_key(session: &str, rest: &[u8]) -> Vec<u8> {
    [session.as_bytes(), b"\0", rest].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_damage_unless_it_is_about_room() {
        let broken = guarded::<()>(|| panic!("tried to serialize Uninitialized"));
        assert!(matches!(broken, Err(Fault::Broken(said)) if said.contains("Uninitialized")));
        let full = guarded::<()>(|| panic!("Os {{ code: 28, kind: StorageFull }}"));
        assert!(
            matches!(full, Err(Fault::Io(error)) if error.kind() == io::ErrorKind::StorageFull)
        );
        // No thread to be had is no damage either.
        let starved =
            guarded::<()>(|| panic!("Os {{ code: 11, kind: WouldBlock, message: \"x\" }}"));
        assert!(matches!(starved, Err(Fault::Io(error)) if error.raw_os_error() == Some(11)));
    }

    #[test]
    fn no_value_is_longer_than_sled_keeps_safely() {
        let dir = tempfile::tempdir().unwrap();
        let vault = Vault::open(&dir.path().join("sled")).unwrap();
        for length in [0, 3_900, 3_960, 3_961, 4_000, 4_001, 7_960, 7_961, 50_000] {
            let record = vec![7; length];
            let session = format!("s{length}");
            let chain = Chain::start(&session).next(1, &record);
            let head = Head { n: 1, chain, journal_len: 9 };
            vault.put(&session, &[(chain, &record)], head, Some(&record)).unwrap();
            let stored = vault.records(&session).unwrap();
            assert_eq!(stored.values, [(1, chain, record.clone())]);
            assert_eq!(vault.summary(&session).unwrap(), Some(record.clone()));
            assert_eq!(vault.all_summaries().unwrap().remove(&session), Some(record));
            assert_eq!(vault.heads().unwrap()[&session], head);
        }
        for name in vault.db.tree_names() {
            for entry in &vault.db.open_tree(name).unwrap() {
                assert!(entry.unwrap().1.len() <= 4_000);
            }
        }
        vault.retire();
    }

    #[test]
    fn what_was_not_acknowledged_can_be_cut() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sled");
        let vault = Vault::open(&path).unwrap();
        let start = Chain::start("s");
        let one = start.next(1, b"one");
        let two = one.next(2, b"two");
        let first = Head { n: 1, chain: one, journal_len: 10 };
        vault.put("s", &[(one, b"one")], first, None).unwrap();
        let second = Head { n: 2, chain: two, journal_len: 20 };
        vault.put("s", &[(two, b"two")], second, None).unwrap();
        vault.cut("s", Some(first)).unwrap();
        vault.retire();

        let vault = Vault::open(&path).unwrap();
        assert_eq!(vault.records("s").unwrap().values, [(1, one, b"one".to_vec())]);
        assert_eq!(vault.heads().unwrap()["s"], first);
        vault.cut("s", None).unwrap();
        assert!(vault.records("s").unwrap().values.is_empty());
        assert!(vault.heads().unwrap().is_empty());
        vault.retire();
    }
}
