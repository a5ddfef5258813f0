//! The sample session that is shipped, for `demo` and for the home screen.

use super::environment::Environment;
use super::fail::Fail;
use crate::domain::rule::Catalog;
use crate::domain::session::Plan;
use crate::inputs;

/// The sample's plan and roster, as they are shipped.
const PLAN: &str = include_str!("../../assets/sample/huaishuwan/plan.toml");
const ROSTER: &str = include_str!("../../assets/sample/huaishuwan/roster.csv");

/// The sample as a plan, read like any user's files.
pub(super) fn plan(place: &Environment, catalog: &Catalog) -> Result<Plan, Fail> {
    let faults = |found| Fail::faults(place.lang, &found);
    let people = inputs::read_roster(ROSTER.as_bytes(), "roster.csv").map_err(faults)?;
    inputs::read_plan(PLAN.as_bytes(), "plan.toml", catalog, people).map_err(faults)
}
