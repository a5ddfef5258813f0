//! `show`: a session as it stands, or as it stood after an event.

use super::environment::Environment;
use super::fail::Fail;
use super::out;
use crate::document::overview;
use crate::document::show::{self, View};
use crate::i18n::cli as text;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The session
    id: String,
    /// One JSON value
    #[arg(long)]
    json: bool,
    /// As of the event with this number
    #[arg(long, value_name = "SEQ")]
    at: Option<u64>,
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    let mut log = place.read()?;
    let host = place.session(&mut *log, &place.named(&args.id)?)?;
    let ledger = host.ledger();
    let seq = args.at.unwrap_or(ledger.seq());
    let outside = || Fail::bad_input(text::no_such_event(place.lang, seq, ledger.seq()));
    if seq == 0 || seq > ledger.seq() {
        return Err(outside());
    }
    if args.json {
        let value = show::show(ledger, View { lang: place.lang, at: args.at, today: None })
            .ok_or_else(outside)?;
        let json = serde_json::to_string(&value).map_err(|e| Fail::failed(e.to_string()))?;
        return out::print(&format!("{json}\n"));
    }
    let meeting = ledger.as_of(seq).ok_or_else(outside)?;
    let mut lines = overview::overview(&meeting, place.lang).join("\n");
    lines.push('\n');
    out::print(&lines)
}
