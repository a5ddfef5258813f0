//! `attach-file`: a photograph or a paper of the meeting into the store, under its SHA-256, and into the
//! record. The file is kept before the record names it.

use super::environment::Environment;
use super::export::bearing;
use super::fail::Fail;
use super::out;
use crate::app::ordinary;
use crate::domain::meeting::Command;
use crate::domain::paper::{self, Attachment, LARGEST_ATTACHMENT};
use crate::i18n::cli as text;
use crate::i18n::io::io_reason;
use crate::store::attachments;
use crate::text::clean::clean_line;
use std::io::ErrorKind;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The session
    id: String,
    /// The file; at most 64 MB
    file: PathBuf,
    /// What it is
    what: String,
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    let lang = place.lang;
    let id = place.named(&args.id)?;
    let bytes = ordinary::bounded(&args.file, LARGEST_ATTACHMENT).map_err(|error| {
        let path = args.file.display();
        Fail::bad_input(match error.kind() {
            ErrorKind::FileTooLarge => text::attachment_large(lang, path, LARGEST_ATTACHMENT >> 20),
            _ => text::attachment_read(lang, path, io_reason(lang, &error)),
        })
    })?;
    // A session that is not there is told before anything is kept.
    let mut log = place.read()?;
    place.session(&mut *log, &id)?;
    log.close();
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (name, what) = (clean_line(&name), clean_line(&args.what).trim().to_owned());
    let sha256 = attachments::keep(&place.store, &bytes).map_err(Fail::from)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let file = Attachment { name: name.clone(), what: what.clone(), sha256, size };
    let command = Command::Paper(paper::Command::Attach(file));
    bearing::write(place, &id, std::iter::once(command))?;
    out::print(&format!("{}\n", text::attachment_kept(lang, name, what)))
}
