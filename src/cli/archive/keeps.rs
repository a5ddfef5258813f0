//! The commands about what is kept: the schema, one session, receipts, checks, rights.

use super::{Office, words};
use crate::app::clock;
use crate::archive::{self, Archive, Kept, Scope};
use crate::cli::fail::{FAILED, Fail};
use crate::cli::out;
use crate::cli::progress::Progress;
use crate::cli::transfer::To;
use crate::document::overview;
use crate::document::show::{self, View};
use crate::i18n::archive as text;
use crate::inputs::rules::builtin;
use crate::session::{Content, write_contents};
use crate::store::{ContainerKind, PartKind};
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct ReceiptsArgs {
    /// Of this place and those under it
    #[arg(long, value_name = "CODE")]
    place: Option<String>,
    #[command(flatten)]
    to: To,
}

#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    /// The first digits of the genesis, or an id that one session has
    genesis: String,
    /// One JSON value
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    /// The first digits of the genesis, or an id that one session has
    genesis: String,
    #[command(flatten)]
    to: To,
}

#[derive(Debug, clap::Args)]
pub(super) struct GrantArgs {
    /// The database role
    role: String,
    /// The place
    code: String,
    /// Names, phones and whole records too
    #[arg(long)]
    names: bool,
}

pub(super) fn init(office: &Office) -> Result<(), Fail> {
    let mut archive = Archive::connect(&office.url).map_err(|error| office.fail(&error))?;
    let (steps, version) = archive.init().map_err(|error| office.fail(&error))?;
    out::print(&format!("{}\n", text::made(office.place.lang, steps, version)))
}

/// The first line of a file of receipts.
const FIRST: &str = "{\"yishi\":\"receipts\",\"format\":1}\n";

pub(super) fn receipts(office: &Office, args: &ReceiptsArgs) -> Result<(), Fail> {
    let lang = office.place.lang;
    args.to.check(lang)?;
    let mut archive = office.open()?;
    let scope = Scope { place: args.place.clone(), ..Scope::default() };
    let list = archive::receipts(&mut archive, &scope).map_err(|error| office.fail(&error))?;
    let mut file = FIRST.to_owned();
    for receipt in &list {
        let line = serde_json::to_string(receipt).map_err(|e| Fail::failed(e.to_string()))?;
        file.push_str(&line);
        file.push('\n');
    }
    args.to.write(lang, file.as_bytes())?;
    let said = text::receipts_written(lang, list.len(), args.to.output.display());
    out::print(&format!("{said}\n"))
}

/// Opens one session and notes who did.
fn kept(office: &Office, typed: &str, what: &str) -> Result<Kept, Fail> {
    let mut archive = office.open()?;
    let found = archive::find(&mut archive, typed);
    let kept = found.and_then(|genesis| {
        archive::note(&mut archive, what, &genesis.to_string())?;
        archive::open(&mut archive, genesis, &Arc::new(builtin()))
    });
    kept.map_err(|error| office.fail(&error))
}

pub(super) fn show(office: &Office, args: &ShowArgs) -> Result<(), Fail> {
    let lang = office.place.lang;
    let Kept { ledger, .. } = kept(office, &args.genesis, "show")?;
    let none = || Fail::unplanned(lang);
    if args.json {
        let view = View { today: Some(clock::today()), ..View::now(lang) };
        return out::json(&show::show(&ledger, view).ok_or_else(none)?);
    }
    let mut lines = overview::overview(ledger.meeting().ok_or_else(none)?, lang).join("\n");
    lines.push('\n');
    out::print(&lines)
}

pub(super) fn export(office: &Office, args: &ExportArgs) -> Result<(), Fail> {
    let lang = office.place.lang;
    args.to.check(lang)?;
    let Kept { id, lines, .. } = kept(office, &args.genesis, "export")?;
    let count = lines.len();
    let content: Content = (id.clone(), PartKind::Record, lines);
    let bytes = write_contents(ContainerKind::Bundle, &[content])
        .map_err(|error| Fail::failed(error.to_string()))?;
    args.to.write(lang, &bytes)?;
    out::print(&format!("{}\n", text::exported(lang, id, count, args.to.output.display())))
}

pub(super) fn check(office: &Office) -> Result<(), Fail> {
    let lang = office.place.lang;
    let mut archive = office.open()?;
    let mut progress = Progress::new(lang, text::checking(lang), 0);
    let mut stopped = None;
    let found = archive::check(&mut archive, &Arc::new(builtin()), &mut |done, total| {
        stopped = progress.of(total).at(done).err();
        stopped.is_none()
    });
    drop(progress);
    let (found, count) = found.map_err(|error| office.fail(&error))?;
    let lines: Vec<String> = found.iter().map(|finding| words::finding(lang, finding)).collect();
    match stopped {
        Some(mut stopped) => {
            for line in lines {
                stopped.add(line);
            }
            Err(stopped)
        }
        None if lines.is_empty() => out::print(&format!("{}\n", text::checked(lang, count))),
        None => Err(Fail::said(FAILED, lines)),
    }
}

pub(super) fn reindex(office: &Office) -> Result<(), Fail> {
    let lang = office.place.lang;
    let mut archive = office.open()?;
    let mut progress = Progress::new(lang, text::reindexing(lang), 0);
    let mut stopped = None;
    let done = archive::reindex(&mut archive, &Arc::new(builtin()), &mut |done, total| {
        stopped = progress.of(total).at(done).err();
        stopped.is_none()
    });
    drop(progress);
    let (count, bad) = done.map_err(|error| office.fail(&error))?;
    if let Some(stopped) = stopped {
        return Err(stopped);
    }
    out::print(&format!("{}\n", text::reindexed(lang, count)))?;
    if bad.is_empty() {
        return Ok(());
    }
    Err(Fail::said(FAILED, bad.iter().map(|finding| words::finding(lang, finding)).collect()))
}

pub(super) fn grant(office: &Office, args: &GrantArgs) -> Result<(), Fail> {
    let lang = office.place.lang;
    let GrantArgs { role, code, names } = args;
    let mut archive = office.open()?;
    archive::grant(&mut archive, role, code, *names).map_err(|error| office.fail(&error))?;
    let places = archive::places(&mut archive).map_err(|error| office.fail(&error))?;
    let name = places.iter().find(|place| place.code == *code).map_or("", |place| &place.name);
    out::print(&format!("{}\n", text::granted(lang, role, name, code)))?;
    if !names {
        out::notes(&[text::granted_masked(lang)]);
    }
    Ok(())
}
