//! `salvage`: what can be saved out of a damaged store, which is neither locked nor changed.

use super::environment::Environment;
use super::fail::{FAILED, Fail};
use super::out;
use super::progress::Progress;
use super::transfer::{To, transfer_fail};
use crate::i18n::{store as store_text, transfer as text};
use crate::leftover;
use crate::session::{Rescued, pack_salvaged};
use crate::store::salvage;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    to: To,
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    let lang = place.lang;
    args.to.check(lang)?;
    let (folder, name) = (args.to.output.parent(), args.to.output.file_name());
    if let (Some(folder), Some(name)) = (folder, name) {
        let here = folder.as_os_str().is_empty();
        leftover::clear(if here { Path::new(".") } else { folder }, name);
    }
    // Stopped or not, the copy of the database is gone when this returns.
    let mut progress = Progress::new(lang, text::salvaging(lang), 0);
    let mut stopped = None;
    let found = salvage(&place.store, &scratch(&args.to.output), &mut |done, total| {
        stopped = progress.of(total).at(done).err();
        stopped.is_none()
    })?;
    drop(progress);
    if let Some(stopped) = stopped {
        return Err(stopped);
    }
    let found = found.unwrap_or_default();
    let mut remarks: Vec<String> =
        found.damage.iter().map(|damage| store_text::damage_text(lang, damage)).collect();
    let catalog = place.catalog()?;
    let rescued = args.to.write_as_it_comes(lang, |file| {
        let rescued = pack_salvaged(found, &place.store, &catalog, file);
        rescued.map_err(|error| transfer_fail(place, &args.to.output, error))
    })?;
    let loose = rescued.loose.iter();
    remarks.extend(loose.map(|(id, lines)| text::salvaged_loose(lang, id, *lines)));
    let gone = rescued.gone.iter();
    remarks.extend(gone.map(|(id, file)| text::attachment_gone(lang, id, file)));
    let Rescued { sessions, records, drafts, .. } = rescued;
    let said = text::salvaged(lang, sessions, records, drafts, args.to.output.display());
    if remarks.is_empty() {
        return out::print(&format!("{said}\n{}\n", text::salvage_whole(lang)));
    }
    // The file is written; the damage is what the command has to say.
    remarks.push(said);
    Err(Fail::said(FAILED, remarks))
}

/// A place for the copy of the database: beside the file, where there is room for it.
fn scratch(output: &Path) -> PathBuf {
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    output.with_file_name(format!(".{name}.{}.scratch", std::process::id()))
}
