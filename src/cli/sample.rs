//! The sample session that is shipped, for `demo` and for the home screen.

use super::environment::Environment;
use super::fail::Fail;
use crate::app::Demo;
use crate::domain::rule::Catalog;
use crate::domain::session::Plan;
use crate::i18n::Lang;
use crate::inputs;

/// The sample's plan and roster, as they are shipped.
const PLAN: &str = include_str!("../../assets/sample/huaishuwan/plan.toml");
const ROSTER: &str = include_str!("../../assets/sample/huaishuwan/roster.csv");

/// The zone of the sample's times.
pub(super) const ZONE_S: i32 = 8 * 3_600;

/// The sample for the home screen, read when it is asked for.
pub(super) fn demo(lang: Lang) -> Demo {
    Box::new(move |catalog| read(lang, catalog).map_err(|fail| fail.lines(lang)))
}

/// The sample as a plan, read like any user's files.
pub(super) fn plan(place: &Environment, catalog: &Catalog) -> Result<Plan, Fail> {
    read(place.lang, catalog)
}

fn read(lang: Lang, catalog: &Catalog) -> Result<Plan, Fail> {
    let faults = |found| Fail::faults(lang, &found);
    let people = inputs::read_roster(ROSTER.as_bytes(), "roster.csv").map_err(faults)?;
    inputs::read_plan(PLAN.as_bytes(), "plan.toml", catalog, people).map_err(faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::rules::builtin;

    #[test]
    fn the_sample_reads_and_is_in_its_zone() {
        let plan = read(Lang::default(), &builtin()).unwrap();
        assert_eq!(plan.utc_offset_s, ZONE_S);
    }
}
