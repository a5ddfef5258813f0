//! Writing an export to disk: whole or not at all, and never over a file that is there already
//! unless that is asked for.

use crate::i18n::io::io_reason;
use crate::i18n::{Lang, cli as text};
use crate::{durable, leftover};
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Why a file was not written. What stood at the path before still stands there.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FileError {
    #[error("{0}: exists already; choose another path or force the export")]
    Exists(PathBuf),
    #[error("{0}: is a folder; name a file in it")]
    Folder(PathBuf),
    #[error("{0}: is no plain file and is not replaced; choose another name")]
    NotPlain(PathBuf),
    #[error("{0}: has no file name")]
    NoName(PathBuf),
    #[error("{path}: {source}")]
    Io { path: PathBuf, source: io::Error },
}

impl FileError {
    /// What happened and what to do, for people.
    pub(crate) fn words(&self, lang: Lang) -> String {
        match self {
            Self::Exists(path) => text::file_exists(lang, path.display()),
            Self::Folder(path) => text::file_is_folder(lang, path.display()),
            Self::NotPlain(path) => text::file_not_plain(lang, path.display()),
            Self::NoName(path) => text::file_no_name(lang, path.display()),
            Self::Io { path, source } => {
                text::file_failed(lang, path.display(), io_reason(lang, source))
            }
        }
    }
}

/// Whether a file that exists may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Existing {
    Keep,
    Replace,
}

impl Existing {
    /// Replaced where that is asked for.
    pub(crate) const fn replaced(asked: bool) -> Self {
        if asked { Self::Replace } else { Self::Keep }
    }
}

/// Writes `bytes` to a temporary file in the same folder, syncs it, and renames it to `path`.
///
/// With `Existing::Keep` the last step fails, rather than replaces, where somebody else has made
/// the file in the meantime.
pub(crate) fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), FileError> {
    write_as(path, bytes, existing, Readers::Usual, &mut |_| false)
}

/// The same for a file that only its owner may read, and that may be long: `stop` is told on the
/// way how many bytes are written, and when it says yes nothing is written and the error is of the kind `Interrupted`.
pub(crate) fn write_private(
    path: &Path,
    bytes: &[u8],
    existing: Existing,
    stop: &mut dyn FnMut(u64) -> bool,
) -> Result<(), FileError> {
    write_as(path, bytes, existing, Readers::Owner, stop)
}

/// The same for a file that is written as it comes, by `fill`. Nothing lies in the folder before there
/// is much to write.
pub(crate) fn write_private_as_it_comes(
    path: &Path,
    existing: Existing,
    fill: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), FileError> {
    let (folder, name) = (folder_of(path), may_write(path, existing)?);
    let late = Late { folder, name, temporary: None };
    let mut file = io::BufWriter::with_capacity(1 << 20, late);
    let filled = fill(&mut file).and_then(|()| file.flush());
    // What is still held is let go where the file is given up.
    let (mut late, _) = file.into_parts();
    let at = |source| FileError::Io { path: path.to_owned(), source };
    match (filled, late.temporary.is_some()) {
        (Err(source), false) => Err(at(source)),
        (filled, _) => {
            let temporary = late.begun().map_err(at)?;
            finish(temporary, path, existing, filled)
        }
    }
}

/// A file that is made when the first bytes come.
struct Late<'a> {
    folder: &'a Path,
    name: &'a OsStr,
    temporary: Option<Temporary>,
}

impl Late<'_> {
    fn begun(&mut self) -> io::Result<&Temporary> {
        if self.temporary.is_none() {
            self.temporary = Some(temporary(self.folder, self.name, Readers::Owner)?);
        }
        self.temporary.as_ref().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl io::Write for Late<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (&self.begun()?.file).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Says before the work what the writing would say after it: no name, a folder, a file that stays.
pub(crate) fn may_write(path: &Path, existing: Existing) -> Result<&OsStr, FileError> {
    let name = path.file_name().ok_or_else(|| FileError::NoName(path.to_owned()))?;
    if path.is_dir() {
        return Err(FileError::Folder(path.to_owned()));
    }
    if let Ok(there) = path.symlink_metadata() {
        if existing == Existing::Keep {
            return Err(FileError::Exists(path.to_owned()));
        }
        // A link, a pipe or a device stands for something else, which a file would take away.
        if !there.is_file() {
            return Err(FileError::NotPlain(path.to_owned()));
        }
    }
    Ok(name)
}

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Readers {
    /// Whoever the user's mask lets.
    Usual,
    Owner,
}

fn write_as(
    path: &Path,
    bytes: &[u8],
    existing: Existing,
    readers: Readers,
    stop: &mut dyn FnMut(u64) -> bool,
) -> Result<(), FileError> {
    let name = may_write(path, existing)?;
    let folder = folder_of(path);
    let temporary = temporary(folder, name, readers)
        .map_err(|source| FileError::Io { path: folder.to_owned(), source })?;
    finish(&temporary, path, existing, fill(&temporary.file, bytes, stop))
}

/// Puts a file that was filled in its place, or takes it away.
fn finish(
    temporary: &Temporary,
    path: &Path,
    existing: Existing,
    filled: io::Result<()>,
) -> Result<(), FileError> {
    let done = filled
        .and_then(|()| temporary.file.sync_all())
        .and_then(|()| place(temporary, path, existing));
    if let Err(source) = done {
        // Nothing half-done is left; that the clearing fails as well changes nothing for the user.
        let _ = fs::remove_file(&temporary.path);
        return Err(match source.kind() {
            io::ErrorKind::AlreadyExists => FileError::Exists(path.to_owned()),
            _ => FileError::Io { path: path.to_owned(), source },
        });
    }
    sync_folder(folder_of(path));
    Ok(())
}

struct Temporary {
    path: PathBuf,
    file: File,
}

/// A new file beside the one to come; a name that is taken is passed over, never written to.
fn temporary(folder: &Path, name: &OsStr, readers: Readers) -> io::Result<Temporary> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = readers;
    leftover::clear(folder, name);
    for attempt in 0..1000 {
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{attempt}.tmp", std::process::id()));
        let path = folder.join(hidden);
        match options.open(&path) {
            Ok(file) => return Ok(Temporary { path, file }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "no name left for a temporary file"))
}

fn fill(mut file: &File, bytes: &[u8], stop: &mut dyn FnMut(u64) -> bool) -> io::Result<()> {
    /// Bytes between two looks at `stop`.
    const PIECE: usize = 1 << 20;
    for (done, piece) in bytes.chunks(PIECE).enumerate() {
        if stop((done * PIECE) as u64) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        file.write_all(piece)?;
    }
    Ok(())
}

fn place(temporary: &Temporary, path: &Path, existing: Existing) -> io::Result<()> {
    match existing {
        Existing::Replace => durable::rename(&temporary.path, path),
        // A rename replaces in silence; a link does not.
        Existing::Keep => match fs::hard_link(&temporary.path, path) {
            Ok(()) => fs::remove_file(&temporary.path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // Some file systems (FAT on a stick) have no links.
            Err(_) if path.symlink_metadata().is_err() => durable::rename(&temporary.path, path),
            Err(error) => Err(error),
        },
    }
}

/// Makes the new name last through a power cut where the system can; the file itself is synced.
pub(super) fn sync_folder(folder: &Path) {
    let _ = durable::sync_folder(folder);
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// What lies in a folder, in order.
    pub(in crate::export) fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_file_is_whole_and_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("会议记录.md");
        write(&path, "散会。".as_bytes(), Existing::Keep).expect("written");
        assert_eq!(fs::read_to_string(&path).expect("read"), "散会。");
        assert_eq!(names(folder.path()), ["会议记录.md"]);
    }

    #[test]
    fn an_existing_file_stays_unless_forced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "old").expect("written");
        let error = write(&path, b"new", Existing::Keep).expect_err("refused");
        assert!(matches!(&error, FileError::Exists(at) if *at == path), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("read"), "old");
        write(&path, b"new", Existing::Replace).expect("written");
        assert_eq!(fs::read_to_string(&path).expect("read"), "new");
        assert_eq!(names(folder.path()), ["a.md"]);
    }

    #[test]
    fn a_file_that_comes_in_between_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        let temporary =
            temporary(folder.path(), "a.md".as_ref(), Readers::Usual).expect("a temporary file");
        fill(&temporary.file, b"new", &mut |_| false).expect("filled");
        fs::write(&path, "theirs").expect("written");
        let error = place(&temporary, &path, Existing::Keep).expect_err("refused");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).expect("read"), "theirs");
    }

    #[test]
    fn a_missing_folder_or_a_folder_itself_is_an_error_that_names_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let missing = folder.path().join("none").join("a.md");
        let error = write(&missing, b"x", Existing::Keep).expect_err("no such folder");
        assert!(error.to_string().contains("none"), "{error}");
        let error = write(folder.path(), b"x", Existing::Replace).expect_err("a folder");
        assert!(matches!(error, FileError::Folder(_)), "{error}");
        let error = write(Path::new("/"), b"x", Existing::Replace).expect_err("no name");
        assert!(matches!(error, FileError::NoName(_)), "{error}");
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn another_ones_temporary_file_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let taken =
            temporary(folder.path(), "a.md".as_ref(), Readers::Usual).expect("a temporary file");
        fs::write(&taken.path, "theirs").expect("written");
        let path = folder.path().join("a.md");
        write(&path, b"x", Existing::Keep).expect("written");
        assert_eq!(fs::read_to_string(&taken.path).expect("read"), "theirs");
        assert_eq!(fs::read_to_string(&path).expect("read"), "x");
    }
}
