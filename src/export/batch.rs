//! Several files of one folder, which appear together or not at all, also where the program was
//! killed on the way: what it left is put right by the next export there.

use super::file::{Existing, FileError, sync_folder, write};
use crate::durable;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The name of the folder in which files wait, around the number of the program.
const BEGINS: &str = ".yishi-";
const ENDS: &str = ".tmp";
/// In it: what is locked, and what stood in the places of the new files.
const LOCK: &str = ".lock";
const OLD: &str = "old";

/// Several files that appear together or not at all.
///
/// They are written to a folder of their own first, on the same disk; then each is put in its place.
/// Where that fails half-way, what was placed is taken away again and what was there before comes
/// back.
#[derive(Debug)]
pub(crate) struct Batch {
    folder: PathBuf,
    /// Where the files wait; gone when this is dropped.
    waiting: PathBuf,
    /// Locked as long as this program lives: by that a later one tells what was left behind.
    lock: Option<File>,
    names: Vec<String>,
    /// The folder was made for this.
    made: bool,
}

impl Batch {
    /// Makes the folder where there is none; its parent must be there. What a killed program left
    /// there is put right.
    pub(crate) fn begin(folder: &Path) -> Result<Self, FileError> {
        let at = |source| FileError::Io { path: folder.to_owned(), source };
        let made = match fs::create_dir(folder) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => false,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(FileError::Exists(folder.to_owned()));
            }
            Err(error) => return Err(at(error)),
        };
        mend(folder);
        let waiting = folder.join(format!("{BEGINS}{}{ENDS}", std::process::id()));
        let mut batch =
            Self { folder: folder.to_owned(), waiting, lock: None, names: Vec::new(), made };
        fs::create_dir(&batch.waiting).map_err(at)?;
        let lock = File::create_new(batch.waiting.join(LOCK)).map_err(at)?;
        // A disk without locks leaves nothing to tell by; then nothing is ever put right there.
        let _ = lock.try_lock();
        batch.lock = Some(lock);
        Ok(batch)
    }

    /// Writes one of the files, not yet in its place.
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), FileError> {
        write(&self.waiting.join(name), bytes, Existing::Keep)?;
        self.names.push(name.to_owned());
        Ok(())
    }

    /// Puts every file in its place. Without `replace` it is refused where one is there already.
    pub(crate) fn finish(mut self, replace: bool) -> Result<(), FileError> {
        let taken = |name: &&String| self.folder.join(name).symlink_metadata().is_ok();
        if let (false, Some(name)) = (replace, self.names.iter().find(taken)) {
            return Err(FileError::Exists(self.folder.join(name)));
        }
        let is_other = |name: &&String| {
            self.folder.join(name).symlink_metadata().is_ok_and(|there| !there.is_file())
        };
        if let Some(name) = self.names.iter().find(is_other) {
            return Err(FileError::NotPlain(self.folder.join(name)));
        }
        let old = self.waiting.join(OLD);
        let at = |source| FileError::Io { path: self.folder.clone(), source };
        fs::create_dir(&old).map_err(at)?;
        for (done, name) in self.names.iter().enumerate() {
            let (new, path) = (self.waiting.join(name), self.folder.join(name));
            let moved = if path.symlink_metadata().is_ok() {
                durable::rename(&path, &old.join(name))
            } else {
                Ok(())
            };
            if let Err(source) = moved.and_then(|()| durable::rename(&new, &path)) {
                self.take_back(done, &old);
                return Err(FileError::Io { path, source });
            }
        }
        sync_folder(&self.folder);
        self.made = false;
        Ok(())
    }

    /// The first `done` files and the one that failed, as they were before.
    fn take_back(&self, done: usize, old: &Path) {
        for name in self.names.iter().take(done) {
            let _ = fs::remove_file(self.folder.join(name));
        }
        for name in self.names.iter().take(done + 1) {
            // There is nothing to bring back where nothing was.
            let _ = durable::rename(&old.join(name), &self.folder.join(name));
        }
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // Some systems do not remove a file that is open.
        self.lock = None;
        // Nothing half-done is left; that the clearing fails as well changes nothing for the user.
        let _ = fs::remove_dir_all(&self.waiting);
        if self.made {
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

/// Clears what programs left that were killed. Where one was killed while it put its files in their
/// places, files that stood there before and have no new ones yet come back.
fn mend(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let waiting = entry.path();
        let left = name.starts_with(BEGINS) && name.ends_with(ENDS) && is_left(&waiting);
        if !left {
            continue;
        }
        for old in fs::read_dir(waiting.join(OLD)).into_iter().flatten().flatten() {
            let place = folder.join(old.file_name());
            if place.symlink_metadata().is_err() {
                let _ = durable::rename(&old.path(), &place);
            }
        }
        // What cannot be cleared stays hidden, as it was.
        let _ = fs::remove_dir_all(&waiting);
    }
}

/// Whether nobody holds the lock any more. Without a lock it is not known, and left alone.
fn is_left(waiting: &Path) -> bool {
    File::open(waiting.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::file::tests::names;

    #[test]
    fn several_files_appear_together() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out");
        let mut batch = Batch::begin(&path).expect("begun");
        batch.add("a", b"1").expect("written");
        batch.add("b", b"2").expect("written");
        assert_eq!(fs::read_dir(&path).expect("a folder").count(), 1, "not in their places yet");
        batch.finish(false).expect("placed");
        assert_eq!(names(&path), ["a", "b"]);
        let mut batch = Batch::begin(&path).expect("begun");
        batch.add("b", b"3").expect("written");
        batch.add("c", b"4").expect("written");
        let error = batch.finish(false).expect_err("b is there");
        assert!(matches!(&error, FileError::Exists(at) if at.ends_with("b")), "{error}");
        assert_eq!(names(&path), ["a", "b"]);
        let mut batch = Batch::begin(&path).expect("begun");
        batch.add("b", b"3").expect("written");
        batch.finish(true).expect("replaced");
        assert_eq!(fs::read(path.join("b")).expect("read"), b"3");
        assert_eq!(names(&path), ["a", "b"]);
    }

    #[test]
    fn a_batch_that_fails_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out");
        drop(Batch::begin(&path).expect("begun"));
        assert_eq!(names(folder.path()), [""; 0], "the folder that was made for it is gone");
        fs::create_dir(&path).expect("made");
        fs::write(path.join("a"), "old").expect("written");
        let mut batch = Batch::begin(&path).expect("begun");
        batch.add("a", b"new").expect("written");
        batch.add("b", b"new").expect("written");
        fs::remove_file(batch.waiting.join("b")).expect("lost on the way");
        batch.finish(true).expect_err("b is lost");
        assert_eq!(fs::read(path.join("a")).expect("read"), b"old");
        assert_eq!(names(&path), ["a"]);
        let error = Batch::begin(&path.join("a")).expect_err("a file");
        assert!(matches!(error, FileError::Exists(_)), "{error}");
    }

    /// What a killed program leaves: nothing is dropped, and its lock is free.
    fn kill(mut batch: Batch) -> PathBuf {
        batch.lock = None;
        let waiting = batch.waiting.clone();
        std::mem::forget(batch);
        waiting
    }

    #[test]
    fn what_a_killed_export_left_is_cleared_by_the_next() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("out");
        let mut batch = Batch::begin(&folder).expect("begun");
        batch.add("a", b"1").expect("written");
        let left = kill(batch);
        fs::rename(&left, folder.join(".yishi-0.tmp")).expect("another program's");
        let mut batch = Batch::begin(&folder).expect("begun");
        batch.add("a", b"2").expect("written");
        batch.finish(false).expect("placed");
        assert_eq!(names(&folder), ["a"]);
        assert_eq!(fs::read(folder.join("a")).expect("read"), b"2");
    }

    #[test]
    fn a_file_comes_back_whose_place_a_killed_export_had_emptied() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("out");
        let mut batch = Batch::begin(&folder).expect("begun");
        batch.add("a", b"new").expect("written");
        batch.add("b", b"new").expect("written");
        let old = batch.waiting.join(OLD);
        fs::create_dir(&old).expect("made");
        fs::write(old.join("a"), "old").expect("put away");
        fs::write(old.join("b"), "old").expect("put away");
        fs::rename(batch.waiting.join("b"), folder.join("b")).expect("placed");
        let left = kill(batch);
        fs::rename(&left, folder.join(".yishi-0.tmp")).expect("another program's");
        drop(Batch::begin(&folder).expect("begun"));
        assert_eq!(names(&folder), ["a", "b"]);
        assert_eq!(fs::read(folder.join("a")).expect("read"), b"old");
        assert_eq!(fs::read(folder.join("b")).expect("read"), b"new");
    }

    #[test]
    fn an_export_that_still_goes_on_is_left_alone() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("out");
        let mut batch = Batch::begin(&folder).expect("begun");
        batch.add("a", b"1").expect("written");
        mend(&folder);
        batch.finish(false).expect("placed");
        assert_eq!(names(&folder), ["a"]);
    }
}
