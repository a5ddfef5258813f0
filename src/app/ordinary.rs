//! Reading a file that somebody named: an ordinary one of bearable size, or the reason in a sentence.
//!
//! A pipe or a device is refused before it is opened, since it could make the reader wait for ever.

use crate::i18n::{Lang, cli, transfer as text};
use std::io::Read as _;
use std::path::Path;

/// The size of an ordinary file of at most `most` bytes; what is none or larger is refused.
pub fn size(path: &Path, most: u64, lang: Lang) -> Result<u64, String> {
    let meta = std::fs::metadata(path);
    let meta = meta.map_err(|error| cli::cannot_read(lang, path.display(), error))?;
    if !meta.is_file() {
        return Err(text::not_a_file(lang, path.display()));
    }
    if meta.len() > most {
        return Err(text::too_large(lang, path.display(), most / (1 << 20)));
    }
    Ok(meta.len())
}

/// Reads at most `most` bytes; a larger file is refused.
pub fn read(path: &Path, most: u64, lang: Lang) -> Result<Vec<u8>, String> {
    let cannot = |error| cli::cannot_read(lang, path.display(), error);
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
