//! What an attached terminal keeps for itself: typing that is not in the record, and what it handed
//! over without an answer. So both survive the end of either program.
//!
//! Owns the place of a terminal by its name, one process at a time, and its file. What is in the
//! file is the terminal's business.

use super::error::{At, StoreError};
use super::folder::{make_dir, private, replace};
use super::id;
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Terminals of one kind at one session; more is a mistake.
const MOST: u32 = 200;

/// A terminal's place at a session. Held as long as this lives.
#[derive(Debug)]
pub struct Seat {
    name: String,
    path: PathBuf,
    lock: File,
}

impl Seat {
    /// Takes the first free place of a kind: `recorder`, then `recorder-2` …; `first` is the number
    /// to begin with. A terminal that was killed left its place, and what it kept, to the next.
    pub fn take(dir: &Path, session: &str, kind: &str, first: u32) -> Result<Self, StoreError> {
        id::check(session)?;
        let all = dir.join("attached");
        make_dir(&all)?;
        let folder = all.join(session);
        make_dir(&folder)?;
        for number in first..first + MOST {
            let name = if number == 1 { kind.to_owned() } else { format!("{kind}-{number}") };
            let held = folder.join(format!("{name}.lock"));
            let lock = private().write(true).create(true).truncate(false).open(&held);
            let lock = lock.at("open", &held)?;
            match lock.try_lock() {
                Ok(()) => {
                    let path = folder.join(format!("{name}.json"));
                    return Ok(Self { name, path, lock });
                }
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => {
                    return Err(StoreError::io("lock", &held, error));
                }
            }
        }
        Err(StoreError::InUse { dir: folder, holder: None })
    }

    /// The terminal's name, under which its acts are recorded.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What was kept last; None where there was nothing.
    pub fn read(&self) -> Result<Option<Vec<u8>>, StoreError> {
        match fs::read(&self.path) {
            Ok(kept) => Ok(Some(kept)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::io("read", &self.path, error)),
        }
    }

    /// Keeps this instead, durably; nothing is kept where there is nothing to keep.
    pub fn keep(&self, kept: Option<&[u8]>) -> Result<(), StoreError> {
        match kept {
            Some(kept) => replace(&self.path, kept),
            None => match fs::remove_file(&self.path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    Err(StoreError::io("remove", &self.path, error))
                }
                _ => Ok(()),
            },
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let _ = self.lock.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_one_terminals_and_what_it_kept_is_the_nexts() {
        let dir = tempfile::tempdir().unwrap();
        let take = || Seat::take(dir.path(), "S", "recorder", 1).unwrap();
        let first = take();
        let second = take();
        assert_eq!((first.name(), second.name()), ("recorder", "recorder-2"));
        first.keep(Some("没说完".as_bytes())).unwrap();
        assert_eq!(second.read().unwrap(), None);
        drop(first);
        let again = take();
        assert_eq!(again.name(), "recorder");
        assert_eq!(again.read().unwrap().as_deref(), Some("没说完".as_bytes()));
        again.keep(None).unwrap();
        assert_eq!(again.read().unwrap(), None);
    }
}
