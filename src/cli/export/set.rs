//! The whole set of documents into a folder: all of them or none.

use crate::cli::fail::Fail;
use crate::cli::maker::Maker;
use crate::cli::progress::Progress;
use crate::document::matter;
use crate::export::Doc;
use crate::export::batch::Batch;
use crate::export::file::FileError;
use crate::i18n::{Lang, cli as text};
use std::path::Path;

/// Refused where one of the files is there already.
pub(in crate::cli) fn need_free(lang: Lang, folder: &Path) -> Result<(), Fail> {
    let mut paths = Doc::all().map(|doc| folder.join(doc.file_name(lang)));
    match paths.find(|path| path.symlink_metadata().is_ok()) {
        Some(path) => Err(Fail::file(lang, &FileError::Exists(path))),
        None => Ok(()),
    }
}

pub(in crate::cli) fn write(maker: &Maker<'_>, folder: &Path, force: bool) -> Result<(), Fail> {
    let lang = maker.lang;
    let fail = |error| Fail::file(lang, &error);
    // What has nothing to say of this meeting is left out, and said.
    let m = maker.ledger.meeting();
    let has_matter = |doc: &Doc| match doc {
        Doc::Paper(paper, _) => m.is_none_or(|m| matter::has_matter(*paper, m, maker.today)),
        Doc::Journal | Doc::Session => true,
    };
    let (docs, left): (Vec<Doc>, Vec<Doc>) = Doc::all().partition(has_matter);
    if !left.is_empty() {
        let names: Vec<String> = left.iter().map(|doc| doc.file_name(lang)).collect();
        maker.told.borrow_mut().push(text::left_out(lang, crate::i18n::terms::list(lang, &names)));
    }
    let total = u64::try_from(docs.len()).unwrap_or(0);
    let mut progress = Progress::new(lang, text::writing_documents(lang), total);
    // Everything is made before anything is written.
    let mut files = Vec::new();
    for (done, doc) in (1..).zip(docs) {
        files.push((doc.file_name(lang), maker.make(doc)?));
        progress.at(done)?;
    }
    let mut batch = Batch::begin(folder).map_err(fail)?;
    for (name, bytes) in &files {
        batch.add(name, bytes).map_err(fail)?;
        // Until here nothing stands in its place, and what waits goes away with the batch.
        progress.at(total)?;
    }
    batch.finish(force).map_err(fail)
}
