//! `list`: the sessions of the store, without reading their records.

use super::environment::Environment;
use super::fail::Fail;
use super::out;
use super::sessions;
use crate::i18n::cli as text;
use std::fmt::Write as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// One JSON value
    #[arg(long)]
    json: bool,
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    let mut log = place.read()?;
    let sessions = sessions::summaries(place, &mut *log)?;
    if args.json {
        return out::json(&sessions);
    }
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
