//! `demo`: the sample session, planned and ready to open.

use super::environment::Environment;
use super::fail::Fail;
use super::new;
use super::open;
use super::out;
use super::sample;
use crate::i18n::cli as text;
use crate::session::Host;
use crate::store::Log;
use std::io::IsTerminal as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A new copy, where the sample is in the store already
    #[arg(long)]
    fresh: bool,
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    let mut log = place.write()?;
    let id = put(place, &mut *log, args.fresh)?;
    log.close();
    // Without a screen (in a script, or in a check) the session is only made ready.
    if !std::io::stdout().is_terminal() || !std::io::stdin().is_terminal() {
        return out::print(&format!("{}\n", text::demo_ready(place.lang, &id)));
    }
    open::session(place, &id)
}

/// Puts the sample into the store, unless it is there, and gives its id.
fn put(place: &Environment, log: &mut dyn Log, fresh: bool) -> Result<String, Fail> {
    let catalog = place.catalog()?;
    let mut plan = sample::plan(place, &catalog)?;
    if log.exists(&plan.id) {
        if !fresh {
            return Ok(plan.id);
        }
        plan.id = free_id(log, &plan.id);
    }
    let id = plan.id.clone();
    let stamp = new::stamp(&plan);
    Host::create(log, plan, &stamp, catalog).map_err(|error| place.fail(error))?;
    Ok(id)
}

/// The id with the first free number behind it: nothing that was recorded is ever replaced.
fn free_id(log: &dyn Log, id: &str) -> String {
    let mut number = 2;
    while log.exists(&format!("{id}-{number}")) {
        number += 1;
    }
    format!("{id}-{number}")
}
