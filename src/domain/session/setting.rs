//! What `set` can change while a session runs; each change is an event (docs/domain.md §1.5).

use super::{Rule, RuleRef, State};
use crate::domain::fraction::Ratio;
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::domain::rule::{Among, Attendance, Condition, Consensus, Limit, Tie};
use crate::limits::LONGEST_TIME_S;
use serde::{Deserialize, Serialize};

/// One `KEY=VALUE` of `set`. Durations are seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// `rule=PRESET`, not yet looked up; never stands in an event.
    RuleNamed(String),
    Rule(Box<Rule>),
    /// `quorum=2/3` of the first way to reach it, with its operator.
    Quorum(Ratio),
    /// `groups=a,b`: groups that must be there.
    Groups(Vec<String>),
    Reached(Ratio),
    Hard(Ratio),
    Tie(Tie),
    Statement(u32),
    Response(u32),
    Discussion(u32),
    Question(u32),
    PointOfOrder(u32),
    /// `times=2`: speeches in discussion a person and item.
    Times(u32),
    Warn(u32),
    Alternate(bool),
    FirstTimeFirst(bool),
    Recorder(String),
    Venue(String),
    Title(String),
}

/// Resolves and checks a setting; what comes back can stand in an event.
fn check(m: &Meeting, setting: &Setting) -> Result<Setting, Refusal> {
    let invalid = || Refusal::BadSetting;
    Ok(match setting {
        Setting::RuleNamed(id) => {
            m.votes.need_no_open_vote()?;
            Setting::Rule(Box::new(m.catalog.resolve(&RuleRef::Named(id.clone()))?))
        }
        Setting::Rule(rule) => {
            m.votes.need_no_open_vote()?;
            if !rule.is_valid() {
                return Err(invalid());
            }
            setting.clone()
        }
        Setting::Quorum(ratio) | Setting::Reached(ratio) | Setting::Hard(ratio) => {
            if !ratio.is_valid() {
                return Err(invalid());
            }
            m.votes.need_no_open_vote()?;
            setting.clone()
        }
        Setting::Groups(groups) => {
            if let Some(name) = groups.iter().find(|g| !m.roll.has_group(g)) {
                return Err(Refusal::NoSuchGroup(name.clone()));
            }
            setting.clone()
        }
        Setting::Statement(s)
        | Setting::Response(s)
        | Setting::Discussion(s)
        | Setting::Question(s)
        | Setting::PointOfOrder(s) => {
            if *s == 0 || *s > LONGEST_TIME_S {
                return Err(invalid());
            }
            setting.clone()
        }
        Setting::Title(text) => {
            if text.trim().is_empty() {
                return Err(Refusal::EmptyText);
            }
            setting.clone()
        }
        Setting::Tie(_)
        | Setting::Times(_)
        | Setting::Warn(_)
        | Setting::Alternate(_)
        | Setting::FirstTimeFirst(_)
        | Setting::Recorder(_)
        | Setting::Venue(_) => setting.clone(),
    })
}

/// Resolves and checks the settings of one command, and that they make sense together.
pub(super) fn check_all(m: &Meeting, settings: &[Setting]) -> Result<Vec<Setting>, Refusal> {
    if settings.is_empty() {
        return Err(Refusal::NothingToChange);
    }
    let checked: Vec<Setting> =
        settings.iter().map(|setting| check(m, setting)).collect::<Result<_, _>>()?;
    let mut after = m.session.clone();
    for setting in &checked {
        apply(&mut after, setting);
    }
    // Where it is unlikely to be reached must not lie above where it is reached.
    let upside_down = |c: Consensus| {
        let (hard, reached) = (c.hard, c.reached);
        u64::from(hard.num) * u64::from(reached.den) > u64::from(reached.num) * u64::from(hard.den)
    };
    if after.rule.consensus.is_some_and(upside_down) {
        return Err(Refusal::BadSetting);
    }
    Ok(checked)
}

pub(super) fn apply(state: &mut State, setting: &Setting) {
    match setting {
        // Never in an event: `check` has turned it into the whole rule.
        Setting::RuleNamed(_) => {}
        Setting::Rule(rule) => {
            // As with a plan's rule, its quorum becomes the session's, where `quorum` and `groups`
            // can change it.
            state.rule = (**rule).clone();
            if let Some(quorum) = state.rule.quorum.take() {
                state.quorum = quorum;
            }
        }
        Setting::Quorum(ratio) => {
            let first = state.quorum.any_of.first().and_then(Condition::way);
            let among = first.map_or(Among::Expected, |first| first.among.clone());
            state.quorum.any_of = vec![Attendance::share(among, *ratio).into()];
            state.quorum.all_of.clear();
            // The worded rule no longer says what holds.
            state.quorum.text.clear();
        }
        Setting::Groups(groups) => {
            state.quorum.require_groups.clone_from(groups);
            state.quorum.text.clear();
        }
        Setting::Reached(ratio) => {
            if let Some(first) = state.rule.pass.first_mut() {
                first.limit = Limit::Ratio(*ratio);
            }
            if let Some(consensus) = &mut state.rule.consensus {
                consensus.reached = *ratio;
            }
        }
        Setting::Hard(ratio) => {
            if let Some(consensus) = &mut state.rule.consensus {
                consensus.hard = *ratio;
            }
        }
        Setting::Tie(tie) => state.rule.tie = *tie,
        Setting::Statement(s) => state.limits.statement_s = *s,
        Setting::Response(s) => state.limits.response_s = *s,
        Setting::Discussion(s) => state.limits.discussion_s = *s,
        Setting::Question(s) => state.limits.question_s = *s,
        Setting::PointOfOrder(s) => state.limits.point_of_order_s = *s,
        Setting::Times(n) => state.limits.discussion_times = *n,
        Setting::Warn(s) => state.limits.warn_s = *s,
        Setting::Alternate(on) => state.limits.alternate = *on,
        Setting::FirstTimeFirst(on) => state.limits.first_time_first = *on,
        Setting::Recorder(name) => state.plan.recorder.clone_from(name),
        Setting::Venue(venue) => set_fact(state, "venue", venue),
        Setting::Title(title) => state.plan.title.clone_from(title),
    }
}

fn set_fact(state: &mut State, key: &str, value: &str) {
    match state.plan.facts.iter_mut().find(|(k, _)| k == key) {
        Some((_, old)) => value.clone_into(old),
        None => state.plan.facts.push((key.to_owned(), value.to_owned())),
    }
}
