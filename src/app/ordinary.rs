//! Reading a file that somebody named: an ordinary one of bearable size, or the reason in a sentence.
//!
//! A pipe or a device is refused before it is opened, since it could make the reader wait for ever;
//! but for input of a command, which may come through a pipe and is read up to its limit.

use crate::i18n::io::io_reason;
use crate::i18n::{Lang, cli, transfer as text};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// More than the longest plan, roster or script, in bytes: their readers say what is too long.
pub(crate) const INPUT: u64 = 80 << 20;
/// The same of a file of the user's own folder: settings, rules, words, templates.
pub(crate) const OWN: u64 = 5 << 20;

/// Reads a file of the program's own folders: at most `most` bytes, and nothing but a file.
pub(crate) fn bounded(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(ErrorKind::Unsupported.into());
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Reads what a command was given, also through a pipe: at most `most` bytes.
pub(crate) fn input(path: &Path, most: u64, lang: Lang) -> Result<Vec<u8>, String> {
    let cannot = |error: io::Error| cli::cannot_read(lang, path.display(), io_reason(lang, &error));
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(cannot)?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > most {
        return Err(text::too_large(lang, path.display(), most / (1 << 20)));
    }
    Ok(bytes)
}

/// The size of an ordinary file of at most `most` bytes; what is none or larger is refused.
pub(crate) fn size(path: &Path, most: u64, lang: Lang) -> Result<u64, String> {
    let meta = std::fs::metadata(path);
    let meta =
        meta.map_err(|error| cli::cannot_read(lang, path.display(), io_reason(lang, &error)))?;
    if !meta.is_file() {
        return Err(text::not_a_file(lang, path.display()));
    }
    if meta.len() > most {
        return Err(text::too_large(lang, path.display(), most / (1 << 20)));
    }
    Ok(meta.len())
}

/// Reads at most `most` bytes; a larger file is refused.
pub(crate) fn read(path: &Path, most: u64, lang: Lang) -> Result<Vec<u8>, String> {
    let cannot = |error: io::Error| cli::cannot_read(lang, path.display(), io_reason(lang, &error));
    let too_large = || text::too_large(lang, path.display(), most / (1 << 20));
    size(path, most, lang)?;
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(cannot)?;
    // It may have grown since.
    file.take(most + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > most {
        return Err(too_large());
    }
    Ok(bytes)
}
