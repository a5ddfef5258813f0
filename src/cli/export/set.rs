//! The whole set of documents into a folder: all of them or none.

use super::{Fail, Maker, file_fail};
use crate::export::Doc;
use crate::export::file::{Batch, FileError};
use crate::i18n::Lang;
use std::path::Path;

/// Refused where one of the files is there already.
pub(super) fn need_free(lang: Lang, folder: &Path) -> Result<(), Fail> {
    let mut paths = Doc::all().map(|doc| folder.join(doc.file_name()));
    match paths.find(|path| path.symlink_metadata().is_ok()) {
        Some(path) => Err(file_fail(lang, &FileError::Exists(path))),
        None => Ok(()),
    }
}

pub(super) fn write(maker: &Maker<'_>, folder: &Path, force: bool) -> Result<(), Fail> {
    let lang = maker.lang;
    let fail = |error| file_fail(lang, &error);
    // Everything is made before anything is written.
    let mut files = Vec::new();
    for doc in Doc::all() {
        files.push((doc.file_name(), maker.make(doc)?));
    }
    let mut batch = Batch::begin(folder).map_err(fail)?;
    for (name, bytes) in &files {
        batch.add(name, bytes).map_err(fail)?;
    }
    batch.finish(force).map_err(fail)
}
