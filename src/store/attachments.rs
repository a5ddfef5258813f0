//! Files that belong to sessions, each under its SHA-256 in a folder of the store: the same file is
//! there once. Must not know which session names one.

use super::chain::hex;
use super::error::StoreError;
use super::folder::{make_dir, private};
use crate::durable;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The folder in the store's.
const FOLDER: &str = "attachments";

/// The hash of a file in 64 hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Where a file lies.
pub(crate) fn path(store: &Path, sha256: &str) -> PathBuf {
    store.join(FOLDER).join(sha256)
}

/// Keeps a file, written whole and synced before it has its name; its hash. One that is there
/// already is checked and stays.
pub(crate) fn keep(store: &Path, bytes: &[u8]) -> Result<String, StoreError> {
    let sha256 = hash(bytes);
    let (folder, path) = (store.join(FOLDER), path(store, &sha256));
    if fs::read(&path).is_ok_and(|there| hash(&there) == sha256) {
        return Ok(sha256);
    }
    make_dir(&folder)?;
    let waiting = folder.join(format!(".{sha256}.{}", std::process::id()));
    let done = write(&waiting, bytes).and_then(|()| durable::rename(&waiting, &path));
    if let Err(error) = done {
        let _ = fs::remove_file(&waiting);
        return Err(StoreError::io("write", &path, error));
    }
    Ok(sha256)
}

/// A file as it was kept; None where it is gone or is another by now.
pub(crate) fn read(store: &Path, sha256: &str) -> Option<Vec<u8>> {
    let bytes = fs::read(path(store, sha256)).ok()?;
    (hash(&bytes) == sha256).then_some(bytes)
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = private().write(true).create(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_kept_once_and_read_back_whole() {
        let store = tempfile::tempdir().expect("a folder");
        let one = keep(store.path(), b"photo").expect("kept");
        assert_eq!(keep(store.path(), b"photo").expect("kept"), one);
        assert_eq!(read(store.path(), &one).as_deref(), Some(&b"photo"[..]));
        fs::write(path(store.path(), &one), b"other").expect("changed");
        assert_eq!(read(store.path(), &one), None, "what was changed is not handed out");
        keep(store.path(), b"photo").expect("made whole again");
        assert_eq!(read(store.path(), &one).as_deref(), Some(&b"photo"[..]));
        assert_eq!(fs::read_dir(store.path().join(FOLDER)).expect("a folder").count(), 1);
    }
}
