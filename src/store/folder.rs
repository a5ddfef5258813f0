//! The store's folder: what is in it, who holds it, and how files in it are made.
//!
//! Owns the paths, `FORMAT`, `LOCK`, permissions and the quarantine. It must not touch a folder that
//! holds anything that is not a store's.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::{At, StoreError};
use crate::durable;

/// The number of the present format.
const FORMAT: u32 = 1;

/// Every name a store's folder may hold while it is being made.
const NAMES: [&str; 20] = [
    "FORMAT",
    "FORMAT.tmp",
    "LOCK",
    "HOLDER",
    "HOLDER.tmp",
    "HEADS",
    "LIST",
    "LIST.tmp",
    "PENDING",
    "PENDING.tmp",
    "DAMAGE.log",
    "journal",
    "sled",
    "sled.new",
    "drafts",
    "quarantine",
    "attached",
    "HOST",
    "HOST.tmp",
    "host.sock",
];

/// What was found where the store should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// A store of the present format.
    Store,
    /// Nothing, or a store whose making was interrupted before it held anything.
    Nothing,
    /// A store by its other files, whose `FORMAT` is gone or unreadable.
    NoFormat,
}

/// An open store folder. Holds the lock, unless it is for reading only.
#[derive(Debug)]
pub(super) struct Folder {
    dir: PathBuf,
    /// Whether `FORMAT` had to be written anew.
    pub(super) format_rewritten: bool,
    /// Whether others could enter the folder until now.
    pub(super) was_open: bool,
    lock: Option<File>,
}

impl Folder {
    /// Opens or makes the folder and takes its lock.
    pub(super) fn open(dir: &Path) -> Result<Self, StoreError> {
        let found = inspect(dir)?;
        if !dir.exists() {
            if let Some(parent) = dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
                fs::create_dir_all(parent).at("create", parent)?;
            }
            make_dir(dir)?;
            sync_dir(dir.parent().unwrap_or(dir))?;
        }
        #[cfg(windows)]
        if found == Found::Nothing {
            super::acl::close(dir);
        }
        // Closed before it is looked through, so that nobody puts a link in behind the look.
        let was_open = narrow(dir, 0o700);
        look_through(dir, dir, was_open)?;
        let lock = lock(dir)?;
        let folder = Self {
            dir: dir.to_path_buf(),
            format_rewritten: found == Found::NoFormat,
            was_open,
            lock: Some(lock),
        };
        for sub in [folder.journals(), folder.drafts(), folder.quarantine()] {
            make_dir(&sub)?;
        }
        for dir in [folder.dir(), &folder.journals(), &folder.drafts()] {
            clear_unfinished(dir);
        }
        // The rest is synced before FORMAT appears, so that a FORMAT means a whole folder.
        if found != Found::Store {
            sync_dir(dir)?;
            replace(&dir.join("FORMAT"), format!("yishi store {FORMAT}\n").as_bytes())?;
            sync_dir(dir)?;
        }
        // A full disk must not keep the store from being read, and nobody needs to wait until a message
        // for others is on it.
        let _ = folder.place_holder(false);
        Ok(folder)
    }

    /// Says who holds the store, for the message of the next process that finds it held. It is
    /// written whole and synced, so that it also shows whether anything can be written.
    pub(super) fn write_holder(&self) -> Result<(), StoreError> {
        self.place_holder(true)
    }

    fn place_holder(&self, synced: bool) -> Result<(), StoreError> {
        let (path, said) = (self.dir.join("HOLDER"), format!("{}\n", std::process::id()));
        durable::put(&private(), &path, said.as_bytes(), synced).at("write", &path)
    }

    /// Opens the folder for reading, without its lock and without writing a byte.
    pub(super) fn open_read_only(dir: &Path) -> Result<Self, StoreError> {
        match inspect(dir)? {
            Found::Nothing => Err(StoreError::NotAStore { dir: dir.to_path_buf() }),
            Found::Store | Found::NoFormat => {
                look_through(dir, dir, false)?;
                let dir = dir.to_path_buf();
                Ok(Self { dir, format_rewritten: false, was_open: false, lock: None })
            }
        }
    }

    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(super) fn journals(&self) -> PathBuf {
        self.dir.join("journal")
    }

    pub(super) fn journal(&self, session: &str) -> PathBuf {
        self.journals().join(format!("{session}.jsonl"))
    }

    /// What a session was marked with that was not made here.
    pub(super) fn origin(&self, session: &str) -> PathBuf {
        self.journals().join(format!("{session}.origin"))
    }

    /// What was found wrong with what was taken in of a session.
    pub(super) fn flaw(&self, session: &str) -> PathBuf {
        self.journals().join(format!("{session}.flaw"))
    }

    pub(super) fn sled(&self) -> PathBuf {
        self.dir.join("sled")
    }

    /// Where a new database is built before it takes the old one's place.
    pub(super) fn sled_new(&self) -> PathBuf {
        self.dir.join("sled.new")
    }

    pub(super) fn heads(&self) -> PathBuf {
        self.dir.join("HEADS")
    }

    pub(super) fn drafts(&self) -> PathBuf {
        self.dir.join("drafts")
    }

    /// The note of several sessions being appended as one.
    pub(super) fn pending(&self) -> PathBuf {
        self.dir.join("PENDING")
    }

    /// What lies in the quarantine, in the order in which it was put there.
    pub(super) fn list_quarantine(&self) -> Result<Vec<PathBuf>, StoreError> {
        let folder = self.quarantine();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::io("list", &folder, error)),
        };
        let mut list = Vec::new();
        for entry in entries {
            list.push(entry.at("list", &folder)?.path());
        }
        list.sort();
        Ok(list)
    }

    pub(super) fn damage_log(&self) -> PathBuf {
        self.dir.join("DAMAGE.log")
    }

    fn quarantine(&self) -> PathBuf {
        self.dir.join("quarantine")
    }

    /// A new name in the quarantine: numbered, so that nothing there is ever overwritten and no
    /// clock is needed.
    pub(super) fn quarantine_place(&self, name: &str) -> Result<PathBuf, StoreError> {
        let folder = self.quarantine();
        make_dir(&folder)?;
        let mut last = 0_u64;
        for entry in fs::read_dir(&folder).at("list", &folder)? {
            let entry = entry.at("list", &folder)?;
            let number = entry
                .file_name()
                .to_str()
                .and_then(|text| text.split('-').next()?.parse::<u64>().ok());
            last = last.max(number.unwrap_or(0));
        }
        Ok(folder.join(format!("{:04}-{name}", last + 1)))
    }

    /// The sessions that have a journal, with its length in bytes. What is no file is told by
    /// [`Self::list_replaced`].
    pub(super) fn list_journals(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let mut list = Vec::new();
        for (session, entry) in self.journal_entries()? {
            let meta = entry.metadata().at("read", &entry.path())?;
            if meta.is_file() {
                list.push((session, meta.len()));
            }
        }
        Ok(list)
    }

    /// The sessions with something else in place of their journal: a folder, a pipe or a device.
    pub(super) fn list_replaced(&self) -> Result<Vec<(String, PathBuf)>, StoreError> {
        let mut list = Vec::new();
        for (session, entry) in self.journal_entries()? {
            let path = entry.path();
            if is_replaced(&path, entry.file_type().at("read", &path)?) {
                list.push((session, path));
            }
        }
        Ok(list)
    }

    /// What has the name of a session's journal, whatever it is.
    fn journal_entries(&self) -> Result<Vec<(String, fs::DirEntry)>, StoreError> {
        let folder = self.journals();
        let mut list = Vec::new();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(list),
            Err(error) => return Err(StoreError::io("list", &folder, error)),
        };
        for entry in entries {
            let entry = entry.at("list", &folder)?;
            let name = entry.file_name();
            let session = name.to_str().and_then(|name| name.strip_suffix(".jsonl"));
            if let Some(session) = session.filter(|session| super::id::check(session).is_ok()) {
                list.push((session.to_owned(), entry));
            }
        }
        Ok(list)
    }
}

/// Takes away what a kill left of files that were being [replaced](replace). Whoever holds the lock
/// writes no other now.
fn clear_unfinished(dir: &Path) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let inside = entry.file_type().is_ok_and(|kind| kind.is_dir())
            && path.parent().is_some_and(|parent| parent.ends_with("drafts"));
        if inside {
            clear_unfinished(&path);
        } else if path.extension().is_some_and(|ending| ending == "tmp") && path.is_file() {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Whether there is a store in `dir`, found out without making or changing anything.
///
/// # Errors
/// [`StoreError::NotAStore`] where there is something else.
pub fn is_there(dir: &Path) -> Result<bool, StoreError> {
    Ok(inspect(dir)? != Found::Nothing)
}

/// Says what is at `dir` without changing it.
fn inspect(dir: &Path) -> Result<Found, StoreError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(StoreError::NotAStore { dir: dir.to_path_buf() });
        }
        Err(error) => return Err(StoreError::io("open", dir, error)),
    };
    let path = dir.join("FORMAT");
    regular(&path)?;
    match durable::read(&path) {
        Ok(text) => {
            let number = std::str::from_utf8(&text).ok().and_then(|text| {
                text.strip_prefix("yishi store ")?.strip_suffix('\n')?.parse::<u32>().ok()
            });
            match number {
                Some(FORMAT) => return Ok(Found::Store),
                Some(found) if found > FORMAT => return Err(StoreError::Newer { found }),
                Some(_) | None => {}
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(StoreError::io("read", &path, error)),
    }
    // Without a readable FORMAT only a folder with nothing foreign in it is taken for ours.
    let mut held = path.exists();
    for entry in entries {
        let entry = entry.at("list", dir)?;
        let name = entry.file_name();
        if !name.to_str().is_some_and(|name| NAMES.contains(&name)) {
            return Err(StoreError::NotAStore { dir: dir.to_path_buf() });
        }
        if name.to_str() == Some("HEADS") {
            held = held || entry.metadata().at("read", &entry.path())?.len() > 0;
        }
        // The database is made last: where it is, there was a store.
        held = held || (name.to_str() == Some("sled") && entry.path().join("db").exists());
        if matches!(name.to_str(), Some("journal" | "drafts" | "quarantine")) {
            held =
                held || fs::read_dir(entry.path()).is_ok_and(|mut inside| inside.next().is_some());
        }
    }
    // A FORMAT alone that is not ours belongs to something else.
    if path.exists() && !dir.join("journal").is_dir() {
        return Err(StoreError::NotAStore { dir: dir.to_path_buf() });
    }
    Ok(if held { Found::NoFormat } else { Found::Nothing })
}

impl Drop for Folder {
    /// Unlocks by name: merely closing would leave the lock to a child that another thread has
    /// just forked and that has not started its own program yet.
    fn drop(&mut self) {
        if let Some(lock) = &self.lock {
            let _ = lock.unlock();
        }
    }
}

fn lock(dir: &Path) -> Result<File, StoreError> {
    let path = dir.join("LOCK");
    regular(&path)?;
    let mut options = private();
    options.read(true).write(true).create(true).truncate(false);
    let file = durable::open(&options, &path).at("open", &path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse {
            dir: dir.to_path_buf(),
            holder: fs::read_to_string(dir.join("HOLDER"))
                .ok()
                .and_then(|text| text.trim().parse().ok()),
        }),
        Err(TryLockError::Error(error)) => Err(StoreError::io("lock", &path, error)),
    }
}

/// Whether another program has the store: it writes in it, or is about to.
pub fn is_held(dir: &Path) -> bool {
    // A shared lock, so that two who ask do not take each other for a holder.
    let held = |file: File| match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => true,
        Ok(()) | Err(TryLockError::Error(_)) => false,
    };
    let path = dir.join("LOCK");
    regular(&path).is_ok() && File::open(path).is_ok_and(held)
}

/// Options for a file that only its owner may read.
pub(super) fn private() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only unix has file modes"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder that only its owner may enter; it may exist already.
pub(super) fn make_dir(path: &Path) -> Result<(), StoreError> {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only unix has file modes"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists || !path.is_dir() => {
            Err(StoreError::io("create", path, error))
        }
        _ => Ok(()),
    }
}

/// Takes group and others off a file's mode, as far as the system lets us, and says whether they
/// were on it: sled makes its files with the user's mask, and a store that was copied has the mask
/// of the copying.
pub(super) fn narrow(path: &Path, mode: u32) -> bool {
    let open = is_open(path);
    #[cfg(unix)]
    if open {
        use std::os::unix::fs::PermissionsExt;
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = mode;
    open
}

/// Whether group or others are on a file's mode.
pub(super) fn is_open(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// Refuses a store with a link in it: the store makes none, and what is written through one lands
/// where somebody else wants it. With `close`, takes group and others off every file. What stands in
/// place of one journal is left to that session, and what was set aside is neither opened nor written.
fn look_through(root: &Path, dir: &Path, close: bool) -> Result<(), StoreError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        // Whoever holds the store may have removed it just now.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(StoreError::io("list", dir, error)),
    };
    for entry in entries {
        let entry = entry.at("list", dir)?;
        let path = entry.path();
        let kind = entry.file_type().at("read", &path)?;
        let set_aside = dir == root.join("quarantine") && !kind.is_file();
        if set_aside || (dir == root.join("journal") && is_replaced(&path, kind)) {
            continue;
        }
        if kind.is_symlink() {
            return Err(StoreError::Link { path });
        }
        if is_odd(kind) {
            return Err(StoreError::Odd { path });
        }
        if close {
            narrow(&path, if kind.is_dir() { 0o700 } else { 0o600 });
        }
        if kind.is_dir() {
            look_through(root, &path, close)?;
        }
    }
    Ok(())
}

/// Whether something of this kind stands where a journal should be.
fn is_replaced(path: &Path, kind: fs::FileType) -> bool {
    let is_journal = path.extension().is_some_and(|ending| ending == "jsonl");
    is_journal && !kind.is_file() && !kind.is_symlink()
}

/// Refuses what is there and no file: opening a pipe waits for ever.
pub(super) fn regular(path: &Path) -> Result<(), StoreError> {
    match path.metadata() {
        Ok(meta) if is_odd(meta.file_type()) || meta.is_dir() => {
            Err(StoreError::Odd { path: path.to_path_buf() })
        }
        Ok(_) | Err(_) => Ok(()),
    }
}

/// A pipe or a device: reading it could wait for ever, or never end.
fn is_odd(kind: fs::FileType) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        kind.is_fifo() || kind.is_char_device() || kind.is_block_device()
    }
    #[cfg(not(unix))]
    {
        let _ = kind;
        false
    }
}

/// Makes the names in a folder durable.
pub(super) fn sync_dir(path: &Path) -> Result<(), StoreError> {
    durable::sync_folder(path).at("sync", path)
}

/// Writes a whole file so that after a crash it is either the old one or the new one.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    durable::put(&private(), path, bytes, true).at("write", path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_folder_is_never_touched() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("holiday.jpg"), b"x").unwrap();
        assert!(matches!(Folder::open(dir.path()), Err(StoreError::NotAStore { .. })));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);

        let other = tempfile::tempdir().unwrap();
        fs::write(other.path().join("FORMAT"), b"something else").unwrap();
        assert!(matches!(Folder::open(other.path()), Err(StoreError::NotAStore { .. })));
        assert_eq!(fs::read_dir(other.path()).unwrap().count(), 1);

        let file = other.path().join("FORMAT");
        assert!(matches!(Folder::open(&file), Err(StoreError::NotAStore { .. })));
    }

    #[test]
    fn a_newer_format_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("FORMAT"), b"yishi store 9\n").unwrap();
        assert!(matches!(Folder::open(dir.path()), Err(StoreError::Newer { found: 9 })));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn an_interrupted_creation_is_finished() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("LOCK"), b"").unwrap();
        fs::create_dir(dir.path().join("journal")).unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        assert!(!folder.format_rewritten);
        assert_eq!(fs::read(dir.path().join("FORMAT")).unwrap(), b"yishi store 1\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_store_that_was_open_to_others_is_closed() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let store = dir.path().join("store");
        assert!(!Folder::open(&store).unwrap().was_open, "a new one never was");
        fs::write(store.join("journal/a.jsonl"), b"").unwrap();
        let set = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        set(&store.join("journal/a.jsonl"), 0o644);
        set(&store.join("journal"), 0o777);
        set(&store, 0o755);
        assert!(Folder::open(&store).unwrap().was_open);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&store), 0o700);
        assert_eq!(mode(&store.join("journal")), 0o700);
        assert_eq!(mode(&store.join("journal/a.jsonl")), 0o600);
        assert!(!Folder::open(&store).unwrap().was_open, "it is told once");
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        for name in ["HOLDER", "LOCK", "HEADS", "journal/a.jsonl", "drafts/a", "FORMAT.tmp"] {
            let dir = tempfile::tempdir().unwrap();
            let store = dir.path().join("store");
            drop(Folder::open(&store).unwrap());
            let target = dir.path().join("precious");
            fs::write(&target, b"mine").unwrap();
            let _ = fs::remove_file(store.join(name));
            std::os::unix::fs::symlink(&target, store.join(name)).unwrap();
            let refused = Folder::open(&store);
            assert!(matches!(refused, Err(StoreError::Link { .. })), "{name}");
            assert_eq!(fs::read(&target).unwrap(), b"mine", "{name}");
        }
        // The folder itself may be one: a store on another disk.
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("disk")).unwrap();
        let link = dir.path().join("store");
        std::os::unix::fs::symlink(dir.path().join("disk"), &link).unwrap();
        assert!(Folder::open(&link).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_enter() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let store = dir.path().join("deep/store");
        let _folder = Folder::open(&store).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&store), 0o700);
        assert_eq!(mode(&store.join("journal")), 0o700);
        assert_eq!(mode(&store.join("FORMAT")), 0o600);
        assert_eq!(mode(&store.join("LOCK")), 0o600);
    }
}
