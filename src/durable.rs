//! Names that outlive a power cut: a rename, and what stands in a folder, on every system.
//!
//! Owns what the systems differ in. Must not know what a file holds, and must not try again what
//! has failed for good.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Puts a whole file in place, made with these options beside it: after a kill it is the old one or
/// the new one, and after a power cut as well where it is `synced`.
pub(crate) fn put(
    options: &OpenOptions,
    path: &Path,
    bytes: &[u8],
    synced: bool,
) -> io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".tmp");
    let tmp = PathBuf::from(name);
    let written = (|| {
        let mut file = options.clone().write(true).create(true).truncate(true).open(&tmp)?;
        file.write_all(bytes)?;
        if synced {
            file.sync_all()?;
        }
        rename(&tmp, path)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&tmp);
    }
    written
}

/// Renames, replacing what has the name already. On Unix the name is durable once its folder is
/// [synced](sync_folder); on Windows it is when this returns.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    system::rename(from, to)
}

/// Makes the names in a folder durable.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    // A relative path's parent is the empty path, which means the current folder.
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    system::sync_folder(path)
}

#[cfg(unix)]
mod system {
    use std::fs::{self, File};
    use std::io;
    use std::path::Path;

    pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }
}

/// Windows flushes a file or a folder through any handle that may write to it, and the names with
/// it. A virus scanner, the search index or a folder that is copied to a cloud may hold a file that
/// was just closed, for some milliseconds: a rename is tried again for as long as that takes.
#[cfg(windows)]
mod system {
    use std::fs::{self, OpenOptions};
    use std::io;
    use std::os::windows::fs::OpenOptionsExt as _;
    use std::path::Path;
    use std::time::Duration;

    /// `FILE_FLAG_BACKUP_SEMANTICS`, without which a folder cannot be opened.
    const OPEN_FOLDER: u32 = 0x0200_0000;
    /// `ERROR_ACCESS_DENIED`, `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`, `ERROR_USER_MAPPED_FILE`.
    const HELD: [i32; 4] = [5, 32, 33, 1224];
    /// In milliseconds, each twice the last: some two seconds together.
    const WAITS: [u64; 8] = [8, 16, 32, 64, 128, 256, 512, 1024];

    pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
        for wait in WAITS {
            match fs::rename(from, to) {
                Err(error) if error.raw_os_error().is_some_and(|code| HELD.contains(&code)) => {
                    std::thread::sleep(Duration::from_millis(wait));
                }
                done => return done.and_then(|()| flush(to)),
            }
        }
        fs::rename(from, to)?;
        flush(to)
    }

    pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
        match flush(path) {
            // Some file systems (FAT, network shares) flush no folder. Their names are written
            // with the files, which are flushed themselves.
            Err(error)
                if matches!(error.raw_os_error(), Some(1 | 5 | 50 | 87)) && path.is_dir() =>
            {
                Ok(())
            }
            done => done,
        }
    }

    fn flush(path: &Path) -> io::Result<()> {
        OpenOptions::new().write(true).custom_flags(OPEN_FOLDER).open(path)?.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_replaced_and_its_folder_synced() {
        let dir = tempfile::tempdir().unwrap();
        let (new, old) = (dir.path().join("new"), dir.path().join("old"));
        std::fs::write(&new, b"new").unwrap();
        std::fs::write(&old, b"old").unwrap();
        rename(&new, &old).unwrap();
        sync_folder(dir.path()).unwrap();
        assert_eq!(std::fs::read(&old).unwrap(), b"new");
        assert!(!new.exists());
        assert!(sync_folder(&new).is_err(), "a folder that is not there is told");
    }

    #[test]
    fn a_folder_is_renamed_like_a_file() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("a")).unwrap();
        rename(&dir.path().join("a"), &dir.path().join("b")).unwrap();
        assert!(dir.path().join("b").is_dir());
    }
}
