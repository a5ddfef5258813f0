//! `backup`: the whole store with its drafts in one file; and `bundle`: one session of it.

use super::environment::Environment;
use super::fail::{FAILED, Fail};
use super::out;
use super::progress::Progress;
use super::transfer::{To, transfer_fail};
use crate::i18n::store::store_error_text;
use crate::i18n::transfer as text;
use crate::session::{Packed, pack};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    to: To,
}

#[derive(Debug, clap::Args)]
pub(super) struct BundleArgs {
    /// The session
    id: String,
    #[command(flatten)]
    to: To,
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    let packed = carry(place, &args.to, None)?;
    told(place, &packed);
    let path = args.to.output.display();
    let said = text::backed_up(place.lang, packed.sessions, packed.records, packed.drafts, path);
    out::print(&format!("{said}\n"))?;
    let left_out = packed.left_out.iter().map(|(session, error)| {
        let why = store_error_text(place.lang, error);
        text::left_out(place.lang, session, why)
    });
    match left_out.collect::<Vec<String>>() {
        left_out if left_out.is_empty() => Ok(()),
        left_out => Err(Fail::said(FAILED, left_out)),
    }
}

pub(super) fn run_bundle(place: &Environment, args: &BundleArgs) -> Result<(), Fail> {
    let id = place.named(&args.id)?;
    let packed = carry(place, &args.to, Some(&id))?;
    told(place, &packed);
    let path = args.to.output.display();
    let said = text::bundled(place.lang, &id, packed.records, path);
    out::print(&format!("{said}\n"))
}

/// What must be known of what is carried, beside what was asked for.
fn told(place: &Environment, packed: &Packed) {
    let newer = packed.newer.iter().map(|session| text::newer_inside(place.lang, session));
    let gone =
        packed.gone.iter().map(|(session, file)| text::attachment_gone(place.lang, session, file));
    out::errors(&newer.chain(gone).collect::<Vec<_>>());
}

fn carry(place: &Environment, to: &To, only: Option<&str>) -> Result<Packed, Fail> {
    to.check(place.lang)?;
    let catalog = place.catalog()?;
    if !place.has_store()? {
        return Err(place.no_store());
    }
    let mut log = place.read()?;
    let sessions = log.ids()?;
    if only.is_none() && sessions.is_empty() && log.draft_sessions()?.is_empty() {
        let said = crate::i18n::cli::nothing_to_back_up(place.lang, place.store.display());
        return Err(Fail::failed(said));
    }
    let packed = sessions.iter().filter(|(listed, _)| only.is_none_or(|id| listed == id));
    let total = packed.map(|(_, records)| records).sum();
    let mut progress = Progress::new(place.lang, text::packing(place.lang), total);
    let mut stopped = None;
    let packed = to.write_as_it_comes(place.lang, |file| {
        let packed = pack(&mut *log, only, &catalog, file, &mut |done| {
            stopped = progress.at(done).err();
            stopped.is_none()
        });
        packed.map_err(|error| {
            stopped.take().unwrap_or_else(|| transfer_fail(place, &to.output, error))
        })
    });
    drop(progress);
    log.close();
    packed
}
