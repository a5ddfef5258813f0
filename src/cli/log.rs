//! `log`: every event once, in order, in words or as JSON.

use super::environment::Environment;
use super::fail::Fail;
use super::out;
use crate::document::line;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::{self, Event};
use crate::domain::recorded::Recorded;
use crate::domain::session;
use crate::i18n::cli as text;
use crate::script;
use std::fmt::Write as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The session
    id: String,
    /// One JSON value a line
    #[arg(long)]
    json: bool,
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    let mut log = place.read()?;
    let host = place.session(&mut *log, &place.named(&args.id)?)?;
    let ledger = host.ledger();
    let mut lines = String::new();
    for record in ledger.records() {
        if args.json {
            let _ = writeln!(lines, "{}", json(ledger, record));
            continue;
        }
        let words = line::log_line(ledger, record, place.lang);
        let undone = if ledger.undone().contains(&record.seq) {
            text::undone_mark(place.lang)
        } else {
            String::new()
        };
        let at = record.at.format("%Y-%m-%d %H:%M:%S");
        let who = match record.origin() {
            Some(origin) => format!("{}@{origin:.4}", record.by.terminal),
            None => record.by.terminal.to_string(),
        };
        let _ = writeln!(lines, "{:>5}  {at}  {who:<8}  {words}{undone}", record.seq);
    }
    out::print(&lines)
}

/// A record as it is stored, with the script line that made it and whether it was undone.
pub(super) fn json(ledger: &Ledger, record: &Recorded) -> String {
    let stored = record.encode().unwrap_or_default();
    let undone = ledger.undone().contains(&record.seq);
    let open = stored.strip_suffix('}').unwrap_or(&stored);
    let command = serde_json::to_string(&script_line(ledger, record)).unwrap_or_default();
    let m = ledger.meeting();
    let conflict = m.and_then(|m| m.conflicts.iter().find(|one| one.seq == record.seq));
    let conflict = conflict.and_then(|conflict| conflict.with);
    let conflict = conflict.map_or_else(String::new, |with| format!(",\"conflict_with\":{with}"));
    let place =
        if ledger.tails() > 1 { format!(",\"place\":{}", record.seq) } else { String::new() };
    format!("{open},\"command\":{command},\"undone\":{undone}{place}{conflict}}}")
}

/// The script line that would make this record again; None for the plan and for unknown events.
pub(super) fn script_line(ledger: &Ledger, record: &Recorded) -> Option<String> {
    let event = record.event()?;
    if matches!(event, Event::Session(session::Event::Planned(_))) {
        return None;
    }
    let meeting = ledger.meeting()?;
    let command = meeting::command_of(event);
    Some(script::print_at(record.at, &command, meeting))
}
