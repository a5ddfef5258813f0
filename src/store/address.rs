//! Where the host of a store can be reached: one small file beside its lock.
//!
//! Owns the file's name and how it is replaced. What is in it is the host's business. Only who
//! holds the lock may write it; what a killed host left is overwritten by the next.

use super::error::StoreError;
use super::folder::replace;
use std::fs;
use std::path::{Path, PathBuf};

fn place(dir: &Path) -> PathBuf {
    dir.join("HOST")
}

/// Says where the host of this store is.
pub(crate) fn announce(dir: &Path, text: &str) -> Result<(), StoreError> {
    replace(&place(dir), text.as_bytes())
}

/// What the last host said. It may be gone.
pub(crate) fn announced(dir: &Path) -> Option<String> {
    fs::read_to_string(place(dir)).ok()
}

/// The host goes.
pub(crate) fn withdraw(dir: &Path) {
    // What is left behind is found stale, and overwritten by the next host.
    let _ = fs::remove_file(place(dir));
}
