//! `new`: a plan and a roster in, a planned session stored, its id out.

use super::environment::Environment;
use super::fail::Fail;
use super::out;
use super::roster::{self, List};
use crate::app::clock;
use crate::domain::rule::Catalog;
use crate::domain::session::Plan;
use crate::domain::stamp::{By, Role, Stamp};
use crate::i18n::site;
use crate::inputs;
use crate::session::Host;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The plan
    plan: PathBuf,
    #[command(flatten)]
    list: roster::Args,
    /// The session's id, instead of the plan's
    #[arg(long)]
    id: Option<String>,
}

/// The terminal that plans are stored by.
const TERMINAL: &str = "office";

/// The stamp of planning.
pub(super) fn stamp(plan: &Plan) -> Stamp {
    clock::planned(plan, By::new(TERMINAL, Role::Office))
}

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    let plan_bytes = roster::bytes(place, &args.plan)?;
    let catalog = place.whole_catalog()?;
    // Both files are read before either is refused, so that every fault is named at once.
    let (list, people) = roster::read(place, &args.list)?;
    let name = args.plan.display().to_string();
    let mut plan = match people {
        Ok(people) => inputs::read_plan(&plan_bytes, &name, &catalog, people),
        Err(faults) => Err(faults),
    }
    .map_err(|found| Fail::faults(place.lang, &found))?;
    if let Some(id) = &args.id {
        plan.id.clone_from(id);
    }
    crate::store::check_new_id(&plan.id)?;
    store(place, plan, catalog, &list, &args.list)
}

/// Stores a plan, prints its id and says what was read of its list.
pub(super) fn store(
    place: &Environment,
    plan: Plan,
    catalog: Arc<Catalog>,
    list: &List,
    args: &roster::Args,
) -> Result<(), Fail> {
    if let Some(found) = list.without_weight(&plan) {
        return Err(Fail::faults(place.lang, &found));
    }
    let (stamp, people, weights) = (stamp(&plan), plan.people.clone(), plan.rule.counts_weight());
    let mut log = place.write()?;
    let host = Host::create(&mut *log, plan, &stamp, catalog).map_err(|e| place.fail(e))?;
    let id = host.id().to_owned();
    log.close();
    if let Some(found) = crate::store::site(&place.store) {
        let said = site::site_text(place.lang, found, place.store.display());
        out::errors(&[site::with_advice(place.lang, said, site::site_do(place.lang))]);
    }
    list.say(place, args, &id, &people, weights)
}
