//! Names that outlive a power cut: a rename, and what stands in a folder, on every system.
//!
//! Owns what the systems differ in. Must not know what a file holds, and must not try again what
//! has failed for good.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
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
        let mut file = open(options.clone().write(true).create(true).truncate(true), &tmp)?;
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

/// Opens a file, with patience where something else holds it for a moment.
pub(crate) fn open(options: &OpenOptions, path: &Path) -> io::Result<File> {
    system::open(options, path)
}

/// Opens a file for reading, with the same patience.
pub(crate) fn open_read(path: &Path) -> io::Result<File> {
    open(OpenOptions::new().read(true), path)
}

/// Reads a whole file, with the same patience.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_read(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Takes a file that is open for appending back to `len` bytes, and syncs it.
pub(crate) fn shorten(file: &File, path: &Path, len: u64) -> io::Result<()> {
    system::shorten(file, path, len)
}

/// Makes the names in a folder durable.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    // A relative path's parent is the empty path, which means the current folder.
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    system::sync_folder(path)
}

#[cfg(unix)]
mod system {
    use std::fs::{self, File, OpenOptions};
    use std::io;
    use std::path::Path;

    pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    pub(super) fn open(options: &OpenOptions, path: &Path) -> io::Result<File> {
        options.open(path)
    }

    pub(super) fn shorten(file: &File, _: &Path, len: u64) -> io::Result<()> {
        file.set_len(len)?;
        file.sync_data()
    }

    pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }
}

/// In milliseconds, each twice the last: some two seconds together.
#[cfg(any(windows, test))]
const WAITS: [u64; 8] = [8, 16, 32, 64, 128, 256, 512, 1024];

/// Windows: a virus scanner, the search index or a folder that is copied to a cloud may hold a file
/// that was just closed, for some milliseconds. What fails by one of these numbers of the system is
/// tried again for as long as that takes.
#[cfg(any(windows, test))]
fn patiently<T>(
    held: &[i32],
    wait: &mut dyn FnMut(std::time::Duration),
    act: &mut dyn FnMut() -> io::Result<T>,
) -> io::Result<T> {
    for millis in WAITS {
        match act() {
            Err(error) if error.raw_os_error().is_some_and(|code| held.contains(&code)) => {
                wait(std::time::Duration::from_millis(millis));
            }
            done => return done,
        }
    }
    act()
}

/// Windows flushes a file or a folder through any handle that may write to it, and the names with
/// it.
#[cfg(windows)]
mod system {
    use super::patiently;
    use std::fs::{self, File, OpenOptions};
    use std::io;
    use std::os::windows::fs::OpenOptionsExt as _;
    use std::path::Path;

    /// `FILE_FLAG_BACKUP_SEMANTICS`, without which a folder cannot be opened.
    const OPEN_FOLDER: u32 = 0x0200_0000;
    /// `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`, `ERROR_USER_MAPPED_FILE`.
    const HELD: [i32; 3] = [32, 33, 1224];
    /// A rename is also refused with `ERROR_ACCESS_DENIED` while somebody holds either name; of a
    /// file that is opened that number is the last word.
    const NAME_HELD: [i32; 4] = [5, 32, 33, 1224];

    pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
        patiently(&NAME_HELD, &mut std::thread::sleep, &mut || fs::rename(from, to))?;
        patiently(&HELD, &mut std::thread::sleep, &mut || flush(to))
    }

    pub(super) fn open(options: &OpenOptions, path: &Path) -> io::Result<File> {
        patiently(&HELD, &mut std::thread::sleep, &mut || options.open(path))
    }

    /// What may only append may not shorten.
    pub(super) fn shorten(_: &File, path: &Path, len: u64) -> io::Result<()> {
        let file = open(OpenOptions::new().write(true), path)?;
        file.set_len(len)?;
        file.sync_data()
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

    #[test]
    fn a_journal_is_taken_back_through_its_path() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        let mut file = open(OpenOptions::new().append(true).create(true), &path).unwrap();
        file.write_all(b"kept and torn").unwrap();
        shorten(&file, &path, 4).unwrap();
        file.write_all(b" on").unwrap();
        assert_eq!(read(&path).unwrap(), b"kept on");
    }

    #[test]
    fn what_somebody_holds_is_tried_again_and_what_is_refused_is_not() {
        let tries = |fails: usize, code: i32| {
            let (mut tried, mut waited) = (0, 0);
            let done = patiently(&[32], &mut |wait| waited += wait.as_millis(), &mut || {
                tried += 1;
                if tried > fails { Ok(()) } else { Err(io::Error::from_raw_os_error(code)) }
            });
            (done.is_ok(), tried, waited)
        };
        assert_eq!(tries(0, 32), (true, 1, 0));
        assert_eq!(tries(3, 32), (true, 4, 8 + 16 + 32));
        assert_eq!(tries(3, 5), (false, 1, 0));
        assert_eq!(tries(100, 32), (false, 9, 2040));
    }
}
