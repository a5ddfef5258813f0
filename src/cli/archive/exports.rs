//! `export`: a session back as its bundle, or one of its papers.

use super::{Office, keeps};
use crate::app::clock;
use crate::archive::Kept;
use crate::cli::export::{read_doc, read_format, set};
use crate::cli::fail::{Fail, REFUSED};
use crate::cli::maker::Maker;
use crate::cli::out;
use crate::cli::transfer::To;
use crate::document::request::Names;
use crate::domain::ledger::AsOf;
use crate::export::Doc;
use crate::i18n::archive as text;
use crate::session::{Content, write_contents};
use crate::store::{ContainerKind, PartKind};
use std::cell::RefCell;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The first digits of the genesis, or an id that one session has
    genesis: String,
    /// A document (minutes, summary … see docs/documents.md) or all; without it the bundle
    doc: Option<String>,
    /// docx, xlsx, pdf, html, md, txt, csv or json, as the document has it; else its first format
    #[arg(long, requires = "doc")]
    format: Option<String>,
    #[command(flatten)]
    to: To,
}

pub(super) fn run(office: &Office, args: &Args) -> Result<(), Fail> {
    let lang = office.place.lang;
    let Some(doc) = &args.doc else { return bundle(office, args) };
    let doc = match doc.as_str() {
        "all" => None,
        name => {
            let format = read_format(lang, Some(&args.to.output), args.format.as_ref())?;
            Some(read_doc(lang, name, format.as_deref())?)
        }
    };
    match doc {
        Some(_) => args.to.check(lang)?,
        None if args.to.force => {}
        None => set::need_free(lang, &args.to.output)?,
    }
    let Kept { ledger, .. } = keeps::kept(office, &args.genesis, "export")?;
    if let (Some(Doc::Paper(paper, _)), Some(m)) = (doc, ledger.meeting())
        && paper.is_of_the_end()
        && m.session.opening.is_none()
    {
        let name = crate::i18n::paper::name_of(lang, paper.into_str());
        return Err(Fail::said(REFUSED, vec![crate::i18n::cli::not_held(lang, name)]));
    }
    let papers = office.place.papers();
    let maker = Maker {
        lang,
        ledger: &ledger,
        papers: &papers,
        order: office.place.list_order(),
        names: Names::Masked,
        as_of: AsOf::Standing,
        today: clock::today(),
        each: false,
        told: RefCell::default(),
    };
    let done = match doc {
        Some(doc) => maker.make(doc).and_then(|bytes| args.to.write(lang, &bytes)),
        None => set::write(&maker, &args.to.output, args.to.force),
    };
    out::errors(&maker.told.take());
    done
}

/// The bundle, as the laptop's store would write it.
fn bundle(office: &Office, args: &Args) -> Result<(), Fail> {
    let lang = office.place.lang;
    args.to.check(lang)?;
    let Kept { id, genesis, lines, files, redacted, .. } =
        keeps::kept(office, &args.genesis, "export")?;
    if redacted > 0 {
        return Err(Fail::failed(text::not_whole(lang, id, genesis.short(), redacted)));
    }
    let count = lines.len();
    let contents: [Content; 2] =
        [(id.clone(), PartKind::Record, lines), (id.clone(), PartKind::Files, files)];
    let bytes = write_contents(ContainerKind::Bundle, &contents)
        .map_err(|error| Fail::failed(error.to_string()))?;
    args.to.write(lang, &bytes)?;
    out::print(&format!("{}\n", text::exported(lang, id, count, args.to.output.display())))
}
