//! `export`: one document of a session, to a file or to standard output; or the whole set of them to
//! a folder.

pub(super) mod bearing;
pub(super) mod set;

use super::environment::Environment;
use super::fail::{Fail, REFUSED};
use super::maker::Maker;
use super::out;
use crate::app::clock;
use crate::document::request::{Format, Names, Paper};
use crate::domain::ledger::AsOf;
use crate::domain::meeting::Command;
use crate::domain::names::ListOrder;
use crate::domain::sign_off;
use crate::export::file::{self, Existing, FileError};
use crate::export::{self, Doc};
use crate::i18n::io::io_reason;
use crate::i18n::{Lang, cli as text};
use std::cell::RefCell;
use std::io::{BufRead as _, IsTerminal as _};
use std::path::PathBuf;
use strum::VariantArray as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The session
    id: String,
    /// A document (minutes, summary, notice, invitation … see docs/documents.md), journal, session or all
    doc: String,
    /// docx, xlsx, pdf, html, md, txt, csv or json, as the document has it; else its first format
    #[arg(long)]
    format: Option<String>,
    /// Where to: a file, a folder for all of them, - for standard output
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// A paper of the meeting as of the event with this number, instead of as it was sealed or signed
    #[arg(long, value_name = "SEQ", conflicts_with = "current")]
    at: Option<u64>,
    /// A paper of the meeting as of now
    #[arg(long)]
    current: bool,
    /// How people are listed: strokes, pinyin, group or listed [else config.toml, else strokes]
    #[arg(long, value_name = "ORDER", hide_possible_values = true,
        value_parser = ["strokes", "pinyin", "group", "listed"])]
    order: Option<String>,
    /// A notice with full names; the reason is recorded
    #[arg(long)]
    unmasked: bool,
    /// Why the names are not masked
    #[arg(long, value_name = "TEXT", requires = "unmasked")]
    reason: Option<String>,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    bearing: bearing::Bearing,
}

/// The name under which `export` writes into the record.
const TERMINAL: &str = "export";

/// What one name of the command line stands for.
pub(super) fn read_doc(lang: Lang, doc: &str, format: Option<&str>) -> Result<Doc, Fail> {
    let only = |known: &str, this| match format {
        None => Ok(this),
        Some(format) if format == known => Ok(this),
        Some(format) => Err(Fail::bad_input(text::no_such_format(lang, doc, format, known))),
    };
    match doc {
        "journal" => return only("jsonl", Doc::Journal),
        "session" => return only("json", Doc::Session),
        _ => {}
    }
    let paper = Paper::VARIANTS.iter().copied().find(|paper| paper.into_str() == doc);
    let paper = paper.ok_or_else(|| {
        let known: Vec<&str> = Paper::VARIANTS.iter().map(Paper::into_str).collect();
        Fail::bad_input(text::no_such_document(lang, doc, known.join(", ")))
    })?;
    let known = || paper.formats().iter().copied().filter(|f| export::has_writer(*f));
    let wanted = match format {
        None => known().next(),
        Some(format) => known().find(|f| f.into_str() == format),
    };
    wanted.map(|format| Doc::Paper(paper, format)).ok_or_else(|| {
        let known: Vec<&str> = known().map(|it| it.into_str()).collect();
        let format = format.unwrap_or_default();
        Fail::bad_input(text::no_such_format(lang, doc, format, known.join(", ")))
    })
}

/// The format that is meant: that of `--format`, else the ending of the file's name, which must say
/// the same.
pub(super) fn read_format(
    lang: Lang,
    output: Option<&PathBuf>,
    asked: Option<&String>,
) -> Result<Option<String>, Fail> {
    // A folder, or no name at all, is told as what it is.
    let named =
        |path: &&PathBuf| path.as_os_str() != "-" && path.file_name().is_some() && !path.is_dir();
    let Some(path) = output.filter(named) else { return Ok(asked.cloned()) };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let known = |ending: &String| {
        ending == "jsonl" || Format::VARIANTS.iter().any(|format| format.into_str() == ending)
    };
    let Some(ending) = ending.filter(known) else {
        return Err(Fail::bad_input(text::no_ending(lang, path.display())));
    };
    match asked {
        Some(format) if *format != ending => {
            Err(Fail::bad_input(text::format_and_ending(lang, path.display(), format, ending)))
        }
        _ => Ok(Some(ending)),
    }
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    let lang = place.lang;
    let id = place.named(&args.id)?;
    let doc = match args.doc.as_str() {
        "all" => None,
        name => {
            let format = read_format(lang, args.output.as_ref(), args.format.as_ref())?;
            Some(read_doc(lang, name, format.as_deref())?)
        }
    };
    let stands_still = match doc {
        None => true,
        Some(Doc::Paper(paper, _)) => paper.stands_still(),
        Some(Doc::Journal | Doc::Session) => false,
    };
    if (args.at.is_some() || args.current) && !stands_still {
        return Err(Fail::bad_input(text::always_of_now(lang, &args.doc)));
    }
    let to_stdout = args.output.as_ref().is_none_or(|path| path.as_os_str() == "-");
    match doc {
        None if to_stdout => return Err(Fail::bad_input(text::all_needs_a_folder(lang))),
        None if args.format.is_some() => {
            return Err(Fail::bad_input(text::all_has_its_formats(lang)));
        }
        // Bytes on a terminal are of no use to anybody and may upset it.
        Some(doc) if !doc.is_text() && args.output.is_none() && std::io::stdout().is_terminal() => {
            return Err(Fail::bad_input(text::binary_needs_a_file(lang, doc.file_name(lang))));
        }
        _ => {}
    }
    let notice = matches!(doc, None | Some(Doc::Paper(Paper::Notice, _)));
    if args.unmasked && !notice {
        return Err(Fail::bad_input(text::only_notice_is_masked(lang)));
    }
    let reason = reason(lang, args)?;
    if let (Some(path), false) = (args.output.as_ref().filter(|_| !to_stdout), args.force) {
        // Before a reason is recorded for a paper that would not be written.
        match doc {
            Some(_) if path.symlink_metadata().is_ok() => {
                return Err(Fail::file(lang, &FileError::Exists(path.clone())));
            }
            None => set::need_free(lang, path)?,
            Some(_) => {}
        }
    }
    args.bearing.record(place, &id, &args.doc)?;
    if let Some(reason) = reason {
        let command = sign_off::Command::Unmask { reason };
        bearing::write(place, &id, std::iter::once(Command::SignOff(command)))?;
    }
    let mut log = place.read()?;
    let host = place.session(&mut *log, &id)?;
    log.close();
    if let Some(seq) = args.at.filter(|seq| *seq == 0 || *seq > host.ledger().seq()) {
        return Err(Fail::bad_input(text::no_such_event(lang, seq, host.ledger().seq())));
    }
    let as_of = match args.at {
        Some(seq) => AsOf::Line(seq),
        None if args.current => AsOf::Now,
        None => AsOf::Standing,
    };
    let papers = place.papers();
    let names = if args.unmasked { Names::Full } else { Names::Masked };
    let order = order(place, args.order.as_deref());
    let told = RefCell::default();
    let ledger = host.ledger();
    if let (Some(Doc::Paper(paper, _)), Some(m)) = (doc, ledger.meeting())
        && paper.is_of_the_end()
        && m.session.opening.is_none()
    {
        let name = crate::i18n::paper::name_of(lang, paper.into_str());
        return Err(Fail::said(REFUSED, vec![text::not_held(lang, name)]));
    }
    let today = clock::today();
    let each = args.bearing.each;
    let maker = Maker { lang, ledger, papers: &papers, order, names, as_of, today, each, told };
    let done = match doc {
        None => set::write(&maker, args.output.as_deref().unwrap_or("".as_ref()), args.force),
        Some(doc) => {
            let bytes = maker.make(doc)?;
            match &args.output {
                Some(path) if !to_stdout => {
                    let existing = Existing::replaced(args.force);
                    file::write(path, &bytes, existing).map_err(|error| Fail::file(lang, &error))
                }
                _ => out::bytes(&bytes),
            }
        }
    };
    out::errors(&maker.told.take());
    done
}

/// Why names are not to be masked: from the arguments, else asked for where somebody is there to
/// answer; None where they are masked.
fn reason(lang: Lang, args: &Args) -> Result<Option<String>, Fail> {
    if !args.unmasked {
        return Ok(None);
    }
    let mut reason = args.reason.clone().unwrap_or_default();
    if reason.trim().is_empty() && std::io::stdin().is_terminal() {
        out::ask(&text::why_unmasked(lang));
        let read = std::io::stdin().lock().read_line(&mut reason);
        read.map_err(|error| Fail::failed(text::cannot_read(lang, "-", io_reason(lang, &error))))?;
    }
    let reason = crate::text::clean::clean_line(&reason).trim().to_owned();
    if reason.is_empty() {
        Err(Fail::bad_input(text::needs_reason(lang)))
    } else {
        Ok(Some(reason))
    }
}

fn order(place: &Environment, asked: Option<&str>) -> ListOrder {
    match asked {
        Some("pinyin") => ListOrder::Pinyin,
        Some("group") => ListOrder::Group,
        Some("listed") => ListOrder::Listed,
        Some(_) => ListOrder::Strokes,
        None => place.list_order(),
    }
}
