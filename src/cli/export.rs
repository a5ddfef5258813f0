//! `export`: one document of a session, to a file or to standard output.

use super::fail::Fail;
use super::out;
use super::place::Place;
use crate::document::show;
use crate::domain::ledger::Ledger;
use crate::export;
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
            let written = export::file::write(path, document.as_bytes(), args.force);
            written.map_err(|error| Fail::failed(export_error(place.lang, &error)))
        }
        _ => out::print(&document),
    }
}

fn export_error(lang: Lang, error: &export::file::FileError) -> String {
    crate::i18n::export::file_error_text(lang, error)
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
            let model = minutes::minutes(ledger, lang);
            Ok(match format.as_str() {
                "md" => export::md::write(&model),
                "txt" => export::txt::write(&model),
                _ => export::json::write(&model),
            })
        }
        "journal" => {
            known(&["jsonl"])?;
            export::journal::write(ledger).map_err(|e| Fail::failed(e.to_string()))
        }
        "session" => {
            known(&["json"])?;
            let value = show::show(ledger, show::View::now(lang));
            let json = serde_json::to_string_pretty(&value);
            json.map(|text| text + "\n").map_err(|e| Fail::failed(e.to_string()))
        }
        _ => Err(Fail::bad_input(text::no_such_document(lang, doc))),
    }
}
