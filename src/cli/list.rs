//! `list`: the sessions of the store, without reading their records.

use super::fail::Fail;
use super::out;
use super::place::Place;
use crate::document::show;
use crate::i18n::cli as text;
use crate::session::Host;
use std::fmt::Write as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// One JSON value
    #[arg(long)]
    json: bool,
}

pub(super) fn run(place: &Place, args: &Args) -> Result<(), Fail> {
    let mut log = place.read()?;
    let mut sessions = Vec::new();
    for listed in log.sessions()? {
        let known = listed.summary.as_deref().and_then(|s| serde_json::from_slice(s).ok());
        // The summary is only a cache: without it the record is read.
        let summary: Option<show::Summary> = if known.is_some() {
            known
        } else {
            let host = Host::open(&mut *log, &listed.id, place.catalog()?);
            host.ok().and_then(|host| show::summary(host.ledger()))
        };
        sessions.extend(summary);
    }
    if args.json {
        let json = serde_json::to_string(&sessions).map_err(|e| Fail::failed(e.to_string()))?;
        return out::print(&format!("{json}\n"));
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
