//! `list`: the sessions of the store, without reading their records.

use super::environment::Environment;
use super::fail::Fail;
use super::out;
use super::sessions;
use crate::document::draft::Arranged;
use crate::document::register::register;
use crate::document::request::Format;
use crate::document::session_summary::Summary;
use crate::export;
use crate::export::file::{self, Existing};
use crate::i18n::cli as text;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// One JSON value
    #[arg(long)]
    json: bool,
    /// The register of sessions as a file: .xlsx, .csv or .md
    #[arg(short, long, value_name = "FILE", conflicts_with = "json")]
    output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "output")]
    force: bool,
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    if args.json {
        return out::json(&sessions::all(place)?);
    }
    if let Some(path) = &args.output {
        return write(place, &sessions::all(place)?, path, args.force);
    }
    let sessions = sessions::rows(place)?;
    if sessions.is_empty() {
        return out::print(&format!("{}\n", text::no_sessions(place.lang)));
    }
    let mut lines = String::new();
    for s in sessions {
        let phase = crate::i18n::terms::phase(place.lang, s.phase);
        let _ = writeln!(lines, "{}  {}  {phase}  {}", s.id, s.date, s.title);
    }
    out::print(&lines)
}

/// The register, in the format that the ending of the file says.
fn write(place: &Environment, sessions: &[Summary], path: &Path, force: bool) -> Result<(), Fail> {
    let lang = place.lang;
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let formats = [Format::Xlsx, Format::Csv, Format::Md];
    let format = formats.into_iter().find(|format| Some(format.into_str()) == ending.as_deref());
    let Some(format) = format else {
        return Err(Fail::bad_input(text::register_ending(lang, path.display())));
    };
    let doc = register(sessions, lang);
    let arranged = Arranged { doc, parts: Vec::new(), masked: Vec::new(), remarks: Vec::new() };
    let settings = place.papers().settings;
    let bytes = export::write(&arranged, format, &settings);
    let bytes = bytes.map_err(|error| Fail::failed(error.words(lang)))?;
    let existing = Existing::replaced(force);
    file::write(path, &bytes, existing).map_err(|error| Fail::failed(error.words(lang)))
}
