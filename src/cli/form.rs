//! What a table is told as: one JSON value, a workbook, or text. Shared by the laptop's `track` and the
//! questions of an archive. Must not know what is in it.

use super::environment::Environment;
use super::fail::Fail;
use crate::document::model::Document;
use crate::export::WriteError;
use crate::export::file::{self, Existing};
use crate::i18n::cli as text;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Form {
    /// One JSON value
    #[arg(long, conflicts_with = "output")]
    pub(super) json: bool,
    /// Write a workbook (.xlsx) instead
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "output")]
    force: bool,
}

impl Form {
    /// Refuses before any work what the writing would refuse after it.
    pub(super) fn check(&self, place: &Environment) -> Result<(), Fail> {
        let Some(path) = &self.output else { return Ok(()) };
        if !path.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx")) {
            return Err(Fail::bad_input(text::not_a_workbook(place.lang, path.display())));
        }
        let checked = file::may_write(path, self.existing());
        checked.map(|_| ()).map_err(|error| Fail::file(place.lang, &error))
    }

    /// Writes the workbook where one is asked for; whether it was.
    pub(super) fn write(
        &self,
        place: &Environment,
        document: impl FnOnce() -> Document,
    ) -> Result<bool, Fail> {
        let Some(path) = &self.output else { return Ok(false) };
        self.check(place)?;
        let font = &place.papers().settings.fonts.plain.name;
        let bytes = crate::export::xlsx::write(&document(), font)
            .map_err(|error| Fail::failed(WriteError::from(error).words(place.lang)))?;
        file::write(path, &bytes, self.existing())
            .map_err(|error| Fail::file(place.lang, &error))?;
        Ok(true)
    }

    const fn existing(&self) -> Existing {
        Existing::replaced(self.force)
    }
}

/// A bar of so many cells at most, as long as its share of the largest value; at least one cell where
/// there is anything.
pub(super) fn bar(value: u64, most: u64, cells: u64, ascii: bool) -> String {
    let long = match (value, most) {
        (0, _) | (_, 0) => 0,
        (value, most) => value.saturating_mul(cells).div_ceil(most),
    };
    let mark = if ascii { "#" } else { "\u{2588}" };
    mark.repeat(usize::try_from(long).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_missing() {
        let cells = |value, most| bar(value, most, 30, true).len();
        assert_eq!((cells(0, 10), cells(5, 10), cells(10, 10)), (0, 15, 30));
        assert_eq!((cells(1, 1_000_000), cells(0, 0)), (1, 0));
    }
}
