//! The commands about what is kept: the schema, one session, receipts, checks, rights.

use super::{Office, words};
use crate::app::clock;
use crate::archive::{self, Archive, ArchiveError, Kept, Scope};
use crate::cli::fail::{FAILED, Fail};
use crate::cli::out;
use crate::cli::progress::Progress;
use crate::cli::transfer::To;
use crate::document::overview;
use crate::document::show::{self, View};
use crate::domain::rule::Catalog;
use crate::i18n::archive as text;
use crate::inputs::rules::builtin;
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
    let made = archive.init().map_err(|error| office.fail(&error))?;
    let lang = office.place.lang;
    let mut said = format!("{}\n", text::made(lang, made.steps, made.version));
    if made.stale {
        said.push_str(&text::stale(lang));
        said.push('\n');
    }
    out::print(&said)
}

/// The first line of a file of receipts.
const FIRST: &str = "{\"yishi\":\"receipts\",\"format\":1}\n";

pub(super) fn receipts(office: &Office, args: &ReceiptsArgs) -> Result<(), Fail> {
    let lang = office.place.lang;
    args.to.check(lang)?;
    let scope = Scope { place: args.place.clone(), ..Scope::default() };
    let about = args.place.as_deref().unwrap_or("*");
    let list = office.watched(|archive| {
        // What is noted is on the disk, and with it everything that was taken before.
        archive::note(archive, "receipts", about)?;
        archive::receipts(archive, &scope)
    })?;
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
pub(super) fn kept(office: &Office, typed: &str, what: &str) -> Result<Kept, Fail> {
    office.watched(|archive| {
        let genesis = archive::find(archive, typed)?;
        archive::note(archive, what, &genesis.to_string())?;
        archive::open(archive, genesis, &Arc::new(builtin()))
    })
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

pub(super) fn check(office: &Office) -> Result<(), Fail> {
    let lang = office.place.lang;
    let ((found, count), stopped) = over_all(office, text::checking(lang), archive::check)?;
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
    let ((count, bad), stopped) = over_all(office, text::reindexing(lang), archive::reindex)?;
    if let Some(stopped) = stopped {
        return Err(stopped);
    }
    out::print(&format!("{}\n", text::reindexed(lang, count)))?;
    if bad.is_empty() {
        return Ok(());
    }
    Err(Fail::said(FAILED, bad.iter().map(|finding| words::finding(lang, finding)).collect()))
}

/// Does something with every session, shows how far it is, and says where it was stopped.
pub(super) fn over_all<T>(
    office: &Office,
    what: String,
    work: impl FnOnce(
        &mut Archive,
        &Arc<Catalog>,
        &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<T, ArchiveError>,
) -> Result<(T, Option<Fail>), Fail> {
    let mut archive = office.open()?;
    let mut progress = Progress::new(office.place.lang, what, 0);
    let mut stopped = None;
    let done = work(&mut archive, &Arc::new(builtin()), &mut |done, total| {
        stopped = progress.of(total).at(done).err();
        stopped.is_none()
    });
    drop(progress);
    Ok((done.map_err(|error| office.fail(&error))?, stopped))
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
