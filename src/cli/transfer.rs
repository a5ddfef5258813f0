//! What `backup`, `bundle`, `salvage`, `restore` and `import` have in common: the file, being
//! stopped, and the words.

use super::environment::Environment;
use super::fail::{BAD_INPUT, FAILED, Fail};
use super::out;
use super::progress::Progress;
use crate::app::ordinary;
use crate::export::file::{self, Existing};
use crate::i18n::{Lang, transfer as text};
use crate::session::{
    FileSource, Labels, Outcome, Refused, Standing, TransferError, messages, take_in, take_in_one,
};
use crate::store::{ContainerError, ContainerReader, MOST_BYTES, PartKind};
use std::io::{BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

/// Where a file goes.
#[derive(Debug, clap::Args)]
pub(super) struct To {
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    pub(super) force: bool,
}

impl To {
    /// Refuses before any work what the writing would refuse after it.
    pub(super) fn check(&self, lang: Lang) -> Result<(), Fail> {
        let checked = file::may_write(&self.output, self.existing());
        checked.map(|_| ()).map_err(|error| Fail::file(lang, &error))
    }

    /// Writes what comes from `fill`, whole or not at all, for its owner alone to read; an error of
    /// its own comes before what it made of the file.
    pub(super) fn write_as_it_comes<T>(
        &self,
        lang: Lang,
        fill: impl FnOnce(&mut dyn std::io::Write) -> Result<T, Fail>,
    ) -> Result<T, Fail> {
        let (mut fill, mut came) = (Some(fill), None);
        let written = file::write_private_as_it_comes(&self.output, self.existing(), &mut |to| {
            came = fill.take().map(|fill| fill(to));
            match came {
                Some(Ok(_)) => Ok(()),
                _ => Err(std::io::ErrorKind::Interrupted.into()),
            }
        });
        match (came, written) {
            (Some(Err(fail)), _) => Err(fail),
            (Some(Ok(_)) | None, Err(error)) => Err(Fail::file(lang, &error)),
            (Some(Ok(done)), Ok(())) => Ok(done),
            (None, Ok(())) => Err(Fail::failed(String::new())),
        }
    }

    /// The same of what is there already.
    #[cfg(feature = "archive")]
    pub(super) fn write(&self, lang: Lang, bytes: &[u8]) -> Result<(), Fail> {
        let written = file::write_private(&self.output, bytes, self.existing(), &mut |_| false);
        written.map_err(|error| Fail::file(lang, &error))
    }

    fn existing(&self) -> Existing {
        Existing::replaced(self.force)
    }
}

/// A file of sessions on the disk.
pub(super) struct OnDisk<'a>(pub(super) &'a Path);

impl FileSource for OnDisk<'_> {
    fn open(&self) -> Result<ContainerReader<Box<dyn BufRead + '_>>, TransferError> {
        let torn = |_| ContainerError::Torn { part: 1 };
        let file = std::fs::File::open(self.0).map_err(torn)?;
        let file = BufReader::with_capacity(1 << 18, file);
        Ok(ContainerReader::begin(Box::new(file) as Box<dyn BufRead>)?)
    }
}

/// Reads a file to its end, so that it is known to be whole, and counts the lines of its records.
pub(super) fn count(source: &(impl FileSource + ?Sized)) -> Result<u64, TransferError> {
    let (mut reader, mut total) = (source.open()?, 0);
    while let Some(part) = reader.next_part()? {
        total += if part.what == PartKind::Record { part.lines().len() as u64 } else { 0 };
    }
    Ok(total)
}

/// Refuses what is no ordinary file of bearable size, before it is opened.
pub(super) fn ordinary_file(lang: Lang, path: &Path) -> Result<u64, Fail> {
    ordinary::size(path, MOST_BYTES, lang).map_err(Fail::bad_input)
}

/// Takes a file into the store, whole or not at all, and says what became of each session.
pub(super) fn take(place: &Environment, path: &Path) -> Result<(), Fail> {
    let lang = place.lang;
    ordinary_file(lang, path)?;
    let source = OnDisk(path);
    let total = count(&source).map_err(|error| transfer_fail(place, path, error))?;
    let catalog = place.catalog()?;
    let mut log = place.write()?;
    let mut progress = Progress::new(lang, text::taking_in(lang), total);
    let mut stopped = None;
    let taken = take_in(&mut *log, &source, &catalog, &mut |done| {
        stopped = progress.at(done).err();
        stopped.is_none()
    });
    drop(progress);
    log.close();
    match (taken, stopped) {
        (Ok(outcome), _) => tell(lang, &outcome),
        (Err(_), Some(stopped)) => Err(stopped),
        (Err(error), None) => Err(transfer_fail(place, path, error)),
    }
}

/// Takes in as many files as there are, each by itself, and says what became of each session. Stops
/// at none; a second time it goes on where it was stopped.
pub(super) fn take_many(place: &Environment, paths: &[PathBuf]) -> Result<(), Fail> {
    let lang = place.lang;
    let mut files = Vec::new();
    let mut refused: Vec<String> = Vec::new();
    for path in paths {
        let found = gather(path);
        if found.is_empty() {
            refused.push(text::no_files(lang, path.display()));
        }
        files.extend(found);
    }
    let catalog = place.catalog()?;
    let mut log = place.write()?;
    let mut labels = Labels::of(&*log)?;
    let mut progress = Progress::new(lang, text::taking_in(lang), files.len() as u64);
    let (mut said, mut remarks, mut stopped) = (Vec::new(), Vec::new(), None);
    let mut failed = refused.len();
    for (done, path) in (0..).zip(&files) {
        let before = refused.len();
        if let Err(fail) = ordinary_file(lang, path) {
            refused.extend(fail.lines(lang));
        } else {
            let taken = take_in_one(
                &mut *log,
                &mut labels,
                &OnDisk(path),
                &catalog,
                Refused::Alone,
                &mut |_| {
                    stopped = progress.at(done).err();
                    stopped.is_none()
                },
            );
            match taken {
                _ if stopped.is_some() => break,
                Ok(outcome) => sort(lang, &outcome, &mut said, &mut remarks, &mut refused),
                Err(error) => refused.extend(transfer_fail(place, path, error).lines(lang)),
            }
        }
        failed += usize::from(refused.len() > before);
    }
    drop(progress);
    log.close();
    out::errors(&remarks);
    said.push(String::new());
    out::print(&said.join("\n"))?;
    if let Some(mut stopped) = stopped {
        for line in refused {
            stopped.add(line);
        }
        return Err(stopped);
    }
    if refused.is_empty() {
        return Ok(());
    }
    if files.len() > 1 {
        refused.push(text::refused_some(lang, failed, files.len().max(failed)));
    }
    Err(Fail::said(FAILED, refused))
}

/// The file itself, or the bundles and backups in a folder and those in it, in the order of their
/// names. What else lies there is passed over.
pub(super) fn gather(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        let hidden = entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let link = entry.is_symlink();
        if entry.is_dir() && !hidden && !link {
            found.extend(gather(&entry));
        } else if entry.is_file() && !hidden && is_ours(&entry) {
            found.push(entry);
        }
    }
    found
}

/// What stands behind the name of an encrypted file.
pub(super) const ENCRYPTED: &str = "age";

/// By its name or its first bytes.
fn is_ours(path: &Path) -> bool {
    const BEGINS: &[u8] = b"{\"yishi\":";
    let stem = if path.extension().is_some_and(|ending| ending == ENCRYPTED) {
        Path::new(path.file_stem().unwrap_or_default())
    } else {
        path
    };
    let named = stem.extension().is_some_and(|ending| ending == "yishi");
    named || {
        let mut first = [0; BEGINS.len()];
        let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut first));
        read.is_ok() && first == BEGINS
    }
}

/// Sorts what became of the sessions of a file into what is said, remarked on and refused.
fn sort(
    lang: Lang,
    outcome: &Outcome,
    said: &mut Vec<String>,
    remarks: &mut Vec<String>,
    refused: &mut Vec<String>,
) {
    for taken in &outcome.sessions {
        let line = messages::taken_text(lang, taken);
        let kept = !matches!(taken.standing, Standing::Other(_));
        if kept {
            said.push(line);
        } else {
            refused.push(line);
        }
        refused.extend(messages::unruled_text(lang, &taken.session, &taken.unruled));
    }
    refused.extend(
        outcome.unfit.iter().map(|(session, why)| messages::unfit_text(lang, session, why)),
    );
    if outcome.drafts > 0 {
        said.push(text::drafts_put(lang, outcome.drafts));
    }
    let kept = outcome.drafts_kept.iter();
    remarks.extend(kept.map(|(session, name)| text::draft_kept(lang, session, name)));
    if outcome.loose > 0 {
        remarks.push(text::loose_left(lang, outcome.loose));
    }
}

fn tell(lang: Lang, outcome: &Outcome) -> Result<(), Fail> {
    let (mut lines, mut remarks, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    sort(lang, outcome, &mut lines, &mut remarks, &mut refused);
    out::errors(&remarks);
    lines.push(String::new());
    out::print(&lines.join("\n"))?;
    if refused.is_empty() { Ok(()) } else { Err(Fail::said(FAILED, refused)) }
}

pub(super) fn container_fail(lang: Lang, path: &Path, error: &ContainerError) -> Fail {
    let code = match error {
        ContainerError::Newer(_)
        | ContainerError::Torn { .. }
        | ContainerError::Damaged { .. }
        | ContainerError::TooMuch
        | ContainerError::Output(_)
        | ContainerError::NotALine { .. } => FAILED,
        ContainerError::Foreign
        | ContainerError::Encrypted
        | ContainerError::Form { .. }
        | ContainerError::BadId { .. }
        | ContainerError::Twice(_) => BAD_INPUT,
    };
    Fail::said(code, vec![text::container_text(lang, path.display(), error)])
}

pub(super) fn transfer_fail(place: &Environment, path: &Path, error: TransferError) -> Fail {
    let lang = place.lang;
    let code = match error {
        TransferError::Store(error) => return error.into(),
        TransferError::Container(error) => return container_fail(lang, path, &error),
        TransferError::Unfit { .. } => BAD_INPUT,
        TransferError::Other(_)
        | TransferError::Damaged
        | TransferError::InUse(_)
        | TransferError::Stopped => FAILED,
    };
    Fail::said(code, messages::transfer_text(lang, path.display(), place.store.display(), &error))
}
