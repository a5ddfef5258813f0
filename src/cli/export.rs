//! `export`: one document of a session, to a file or to standard output.

use super::fail::Fail;
use super::out;
use super::place::Place;
use crate::document::{minutes, show};
use crate::domain::ledger::Ledger;
use crate::export;
use crate::export::file::{self, Existing, FileError};
use crate::i18n::{Lang, cli as text};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The session
    id: String,
    /// minutes, journal or session
    doc: String,
    /// minutes: md, txt, json; journal: jsonl; session: json
    #[arg(long)]
    format: Option<String>,
    /// Where to; standard output where nothing is named
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

pub(super) fn run(place: &Place, args: &Args) -> Result<(), Fail> {
    let mut log = place.read()?;
    let host = place.session(&mut *log, &args.id)?;
    let document = make(place.lang, host.ledger(), &args.doc, args.format.as_deref())?;
    match &args.output {
        Some(path) if path.as_os_str() != "-" => {
            let existing = if args.force { Existing::Replace } else { Existing::Keep };
            file::write(path, document.as_bytes(), existing)
                .map_err(|error| Fail::failed(file_error(place.lang, &error)))
        }
        _ => out::print(&document),
    }
}

pub(super) fn file_error(lang: Lang, error: &FileError) -> String {
    match error {
        FileError::Exists(path) => text::file_exists(lang, path.display()),
        FileError::Folder(path) => text::file_is_folder(lang, path.display()),
        FileError::NoName(path) => text::file_no_name(lang, path.display()),
        FileError::Io { path, source } => text::file_failed(lang, path.display(), source),
    }
}

/// A record without a plan: nothing can be said of it.
pub(super) fn empty(lang: Lang) -> Fail {
    Fail::failed(crate::i18n::store::line_form(lang, 0))
}

fn make(lang: Lang, ledger: &Ledger, doc: &str, format: Option<&str>) -> Result<String, Fail> {
    let known = |formats: &[&str]| {
        let format = format.unwrap_or(formats.first().copied().unwrap_or_default());
        if formats.contains(&format) {
            return Ok(format.to_owned());
        }
        Err(Fail::bad_input(text::no_such_format(lang, doc, format, formats.join(", "))))
    };
    match doc {
        "minutes" => {
            let format = known(&["md", "txt", "json"])?;
            let model = minutes::minutes(ledger, lang).ok_or_else(|| empty(lang))?;
            Ok(match format.as_str() {
                "md" => export::md::write(&model),
                "txt" => export::txt::write(&model),
                _ => export::json::document(&model).map_err(|e| Fail::failed(e.to_string()))?,
            })
        }
        "journal" => {
            known(&["jsonl"])?;
            export::journal::write(ledger).map_err(|e| Fail::failed(e.to_string()))
        }
        "session" => {
            known(&["json"])?;
            let state = show::show(ledger, show::View::now(lang)).ok_or_else(|| empty(lang))?;
            export::json::state(&state).map_err(|e| Fail::failed(e.to_string()))
        }
        _ => Err(Fail::bad_input(text::no_such_document(lang, doc))),
    }
}
