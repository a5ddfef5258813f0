//! `retention` and `forget`: how long phones and addresses are kept, and their deletion.

use super::{Office, keeps};
use crate::app::clock;
use crate::archive::{self, ArchiveError};
use crate::cli::fail::Fail;
use crate::cli::out;
use crate::i18n::archive as text;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// From now on so many months after the day of a session
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1200))]
    months: Option<u32>,
    /// One JSON value
    #[arg(long)]
    json: bool,
}

pub(super) fn retention(office: &Office, args: &Args) -> Result<(), Fail> {
    let lang = office.place.lang;
    let months = office.watched(|archive| {
        if let Some(months) = args.months {
            archive::retain(archive, months)?;
            archive::note(archive, "retention", &months.to_string())?;
        }
        archive::retention(archive)
    })?;
    if args.json {
        return out::json(&serde_json::json!({ "months": months }));
    }
    let said = months.map_or_else(|| text::no_retention(lang), |m| text::retention(lang, m));
    out::print(&format!("{said}\n"))
}

pub(super) fn forget(office: &Office) -> Result<(), Fail> {
    let lang = office.place.lang;
    let today = clock::today();
    let (all, stopped) =
        keeps::over_all(office, text::forgetting(lang), |archive, catalog, go_on| {
            let all = archive::forget(archive, today, catalog, go_on)?;
            if let Some(all) = all {
                archive::note(archive, "forget", &all.sessions.to_string())?;
            }
            Ok::<_, ArchiveError>(all)
        })?;
    let Some(all) = all else { return Err(Fail::bad_input(text::no_retention(lang))) };
    out::print(&format!("{}\n", text::forgotten(lang, all.sessions, all.lines)))?;
    stopped.map_or(Ok(()), Err)
}
