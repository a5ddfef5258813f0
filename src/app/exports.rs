//! Documents written on a thread of their own: the screen goes on meanwhile.
//!
//! Also the system's file manager. Must not know how a document is made: that is handed in.

use super::App;
use super::beside::{Progress, Waits};
use super::done::Done;
use crate::document::matter;
use crate::domain::ledger::Ledger;
use crate::export::Doc;
use crate::export::batch::Batch;
use crate::export::file::{self, Existing, FileError};
use crate::i18n::Lang;
use crate::i18n::io::io_reason;
use crate::i18n::ui::{export as words, no_thread};
use crate::tui::effect::{Export, Exported};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// A document that was made, and what is to be said of it.
#[derive(Debug)]
pub struct Made {
    pub bytes: Vec<u8>,
    pub remarks: Vec<String>,
}

/// Makes a document of a record; the error is a sentence.
pub type Maker = Arc<dyn Fn(&Ledger, Doc) -> Result<Made, String> + Send + Sync>;

impl App {
    pub(super) fn export(&mut self, wanted: Export) {
        if self.exporting {
            self.ui.warn(words::busy(self.lang));
            return;
        }
        let Some(ledger) = self.ui.ledger().cloned() else { return };
        let (maker, lang) = (Arc::clone(&self.setup.maker), self.lang);
        let failed = wanted.clone();
        let work = move |progress: &Progress| {
            let came = write(&maker, &ledger, &wanted, lang, progress);
            Done::Exported(wanted, came)
        };
        match self.beside.start(Waits::Nobody, work) {
            Ok(()) => self.exporting = true,
            Err(error) => {
                let why = no_thread(lang, io_reason(lang, &error));
                self.ui.exported(&failed, Exported::Failed(why));
            }
        }
    }

    /// An export that was given up is told of only where its files are there all the same.
    pub(super) fn was_exported(&mut self, wanted: &Export, came: Exported, awaited: bool) {
        self.exporting = false;
        if awaited || matches!(came, Exported::Done(_)) {
            self.ui.exported(wanted, came);
        }
    }

    /// Asks the system to show a folder; that it could not is told when it says so.
    pub(super) fn open_folder(&mut self, folder: &Path) {
        let program = if cfg!(windows) {
            "explorer"
        } else if cfg!(target_os = "macos") {
            "open"
        } else {
            "xdg-open"
        };
        let mut command = Command::new(program);
        command.arg(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let shown = folder.display().to_string();
        let lang = self.lang;
        let not_opened = move |why: String| words::not_opened(lang, &shown, why);
        match command.spawn() {
            Err(error) => self.ui.warn(not_opened(format!("{program}: {error}"))),
            Ok(mut child) => {
                let wait = move |_: &Progress| {
                    // The Windows explorer ends with 1 also where it has shown the folder.
                    let failed = child.wait().ok().filter(|status| !status.success());
                    let failed = failed.filter(|_| !cfg!(windows));
                    Done::FolderShown(
                        failed.map(|status| not_opened(format!("{program}: {status}"))),
                    )
                };
                // Without a thread the child is merely not waited for.
                let _ = self.beside.start(Waits::Overlay, wait);
            }
        }
    }
}

/// Makes everything before anything is written; several files come together or not at all.
fn write(
    maker: &Maker,
    ledger: &Ledger,
    wanted: &Export,
    lang: Lang,
    progress: &Progress,
) -> Exported {
    let folder = &wanted.folder;
    // Of a whole set what has nothing to say is left out, as on the command line.
    let today = super::clock::today();
    let has_matter = |doc: &&Doc| match (doc, ledger.meeting()) {
        (Doc::Paper(paper, _), Some(m)) => matter::has_matter(*paper, m, today),
        _ => true,
    };
    let alone = wanted.docs.len() == 1;
    let docs: Vec<Doc> =
        wanted.docs.iter().filter(|doc| alone || has_matter(doc)).copied().collect();
    let names: Vec<String> = docs.iter().map(|doc| doc.file_name(lang)).collect();
    if !wanted.replace {
        let there = names.iter().filter(|name| folder.join(name).symlink_metadata().is_ok());
        let there: Vec<String> = there.cloned().collect();
        if !there.is_empty() {
            return Exported::Exists(there);
        }
    }
    let (mut files, mut remarks) = (Vec::new(), Vec::new());
    for (i, (doc, name)) in docs.iter().zip(names).enumerate() {
        if !progress.step(i + 1, docs.len()) {
            return Exported::GivenUp;
        }
        match maker(ledger, *doc) {
            Ok(made) => {
                remarks.extend(made.remarks);
                files.push((name, made.bytes));
            }
            Err(why) => return Exported::Failed(why),
        }
    }
    if !progress.is_wanted() {
        return Exported::GivenUp;
    }
    match save(folder, &files, wanted.replace) {
        Ok(()) => Exported::Done(remarks),
        Err(error) => Exported::Failed(error.words(lang)),
    }
}

fn save(folder: &Path, files: &[(String, Vec<u8>)], replace: bool) -> Result<(), FileError> {
    let io = |path: &Path, source| FileError::Io { path: path.to_owned(), source };
    if let [(name, bytes)] = files {
        std::fs::create_dir_all(folder).map_err(|source| io(folder, source))?;
        let existing = Existing::replaced(replace);
        return file::write(&folder.join(name), bytes, existing);
    }
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent).map_err(|source| io(parent, source))?;
    }
    let mut batch = Batch::begin(folder)?;
    for (name, bytes) in files {
        batch.add(name, bytes)?;
    }
    batch.finish(replace)
}

#[cfg(test)]
mod tests;
