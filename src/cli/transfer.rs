//! What `backup`, `bundle`, `salvage`, `restore` and `import` have in common: the file, being
//! stopped, and the words.

use super::environment::Environment;
use super::fail::{BAD_INPUT, FAILED, Fail};
use super::out;
use super::progress::Progress;
use crate::app::ordinary;
use crate::export::file::{self, Existing};
use crate::i18n::{Lang, transfer as text};
use crate::session::{Outcome, TransferError, messages, take_in};
use crate::store::{ContainerError, ContainerKind, MOST_BYTES, PartKind, read_container};
use std::path::{Path, PathBuf};

/// Where a file goes.
#[derive(Debug, clap::Args)]
pub(super) struct To {
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

impl To {
    /// Refuses before any work what the writing would refuse after it.
    pub(super) fn check(&self, lang: Lang) -> Result<(), Fail> {
        let checked = file::may_write(&self.output, self.existing());
        checked.map(|_| ()).map_err(|error| super::export::file_fail(lang, &error))
    }

    /// Writes the file whole or not at all, for its owner alone to read.
    pub(super) fn write(&self, lang: Lang, bytes: &[u8]) -> Result<(), Fail> {
        let mut progress = Progress::new(lang, text::writing(lang), bytes.len() as u64);
        let mut stopped = None;
        let mut stop = |written| {
            stopped = progress.at(written).err();
            stopped.is_some()
        };
        let written = file::write_private(&self.output, bytes, self.existing(), &mut stop);
        written.map_err(|error| stopped.unwrap_or_else(|| super::export::file_fail(lang, &error)))
    }

    fn existing(&self) -> Existing {
        if self.force { Existing::Replace } else { Existing::Keep }
    }
}

/// Takes a file into the store and says what became of each session.
pub(super) fn take(place: &Environment, path: &Path, bundles_only: bool) -> Result<(), Fail> {
    let lang = place.lang;
    let bytes = ordinary::read(path, MOST_BYTES, lang).map_err(Fail::bad_input)?;
    let container = read_container(&bytes).map_err(|e| container_fail(lang, path, &e))?;
    if bundles_only && container.kind != ContainerKind::Bundle {
        return Err(Fail::bad_input(text::not_a_bundle(lang, path.display())));
    }
    let catalog = place.catalog()?;
    let mut log = place.write()?;
    let total = container.parts.iter().filter(|part| part.what == PartKind::Record);
    let total = total.map(|part| part.lines.len() as u64).sum();
    let mut progress = Progress::new(lang, text::taking_in(lang), total);
    let mut stopped = None;
    let taken = take_in(&mut *log, &container, &catalog, &mut |done| {
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

fn tell(lang: Lang, outcome: &Outcome) -> Result<(), Fail> {
    let mut lines: Vec<String> =
        outcome.sessions.iter().map(|taken| messages::taken_text(lang, taken)).collect();
    if outcome.drafts > 0 {
        lines.push(text::drafts_put(lang, outcome.drafts));
    }
    let mut remarks: Vec<String> = outcome
        .drafts_kept
        .iter()
        .map(|(session, name)| text::draft_kept(lang, session, name))
        .collect();
    if outcome.loose > 0 {
        remarks.push(text::loose_left(lang, outcome.loose));
    }
    out::errors(&remarks);
    lines.push(String::new());
    out::print(&lines.join("\n"))
}

fn container_fail(lang: Lang, path: &Path, error: &ContainerError) -> Fail {
    let code = match error {
        ContainerError::Newer(_)
        | ContainerError::Torn { .. }
        | ContainerError::Damaged { .. }
        | ContainerError::TooMuch
        | ContainerError::NotALine { .. } => FAILED,
        ContainerError::Foreign
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
