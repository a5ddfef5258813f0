//! A record from elsewhere, decided anew line by line, as undo does: hashes say that its lines
//! belong together, not that anybody's rules made them. Must not refuse anything: the caller does.

use super::Ledger;
use crate::domain::hash::LineHash;
use crate::domain::join;
use crate::domain::meeting::{self, Event};
use crate::domain::recorded::Recorded;
use crate::domain::refusal::Refusal;
use crate::domain::rule::Rule;
use crate::domain::session::{self, Plan};
use crate::domain::vote;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A line that the rules would not have made where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unruled {
    pub seq: u64,
    pub hash: LineHash,
    /// Why it may not be; None where it may, but comes to something else.
    pub why: Option<Box<Refusal>>,
}

/// As many are told; a record with more is no better for it.
const MOST: usize = 20;

impl Ledger {
    /// The first lines that the rules would not have made, in the order of the record. What
    /// `is_known` is judged already. `go_on` hears before each line how many are done; where it says
    /// no, None.
    pub fn unruled(
        &self,
        is_known: &dyn Fn(LineHash) -> bool,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Option<Vec<Unruled>> {
        let mut found = Vec::new();
        let mut judged = BTreeSet::new();
        let mut walk = Self::new(Arc::clone(&self.catalog));
        let trunk: Vec<u64> = (1..=self.trunk()).collect();
        let mut tails = self.tails_after_trunk();
        // Without tails, or to where they begin.
        self.judge_on(&mut walk, &trunk, is_known, &mut judged, &mut found, go_on)?;
        if let Some(last) = tails.pop() {
            for tail in tails {
                let mut walk = walk.clone();
                self.judge_on(&mut walk, &tail, is_known, &mut judged, &mut found, go_on)?;
            }
            self.judge_on(&mut walk, &last, is_known, &mut judged, &mut found, go_on)?;
        }
        found.sort_by_key(|line| line.seq);
        found.truncate(MOST);
        Some(found)
    }

    /// Judges the lines at some places, each after those before it in its own chain.
    fn judge_on(
        &self,
        walk: &mut Self,
        places: &[u64],
        is_known: &dyn Fn(LineHash) -> bool,
        judged: &mut BTreeSet<u64>,
        found: &mut Vec<Unruled>,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Option<()> {
        for place in places {
            if !go_on(judged.len() as u64) {
                return None;
            }
            let Some(placed) = self.up_to(*place).last() else { continue };
            let written = join::original(placed);
            if judged.insert(*place) && !is_known(written.hash) && found.len() < MOST {
                let unruled = judge(walk, &written);
                let unruled = unruled.filter(|_| *place <= self.trunk() || !self.fits(placed));
                found.extend(unruled.map(|unruled| Unruled { seq: *place, ..unruled }));
            }
            // The chain was checked by whoever read it.
            if walk.push(written).is_err() {
                break;
            }
        }
        Some(())
    }

    /// Whether a line of a tail that does not follow from its own chain may have been made all the
    /// same: its place knew lines of others, or was in their way, which is told as that.
    fn fits(&self, placed: &Recorded) -> bool {
        let Some(event) = placed.event() else { return true };
        join::subject(event).is_some()
            || placed.about().is_some()
            || judge(&self.up_to_without(placed.seq - 1, &BTreeSet::new()), placed).is_none()
    }
}

/// What is wrong with one line after those before it. A line of a newer version is none of ours.
fn judge(ledger: &Ledger, record: &Recorded) -> Option<Unruled> {
    let event = record.event()?;
    let unruled = |why| Some(Unruled { seq: record.seq, hash: record.hash, why });
    match ledger.decide(&meeting::command_of(event), &record.stamp()) {
        // Nobody can tell what a line of a newer version made possible; it is told as that.
        Err(Refusal::DependsOnUnknown { .. }) => None,
        Err(why) => unruled(Some(Box::new(why))),
        Ok(decided) if !is_usable(event) || !covers(&decided, event) => unruled(None),
        Ok(_) => None,
    }
}

/// A rule stands whole in an event, and a plan comes whole: these are not made by deciding.
fn is_usable(event: &Event) -> bool {
    match event {
        Event::Session(session::Event::Planned(plan)) => is_plan(plan),
        Event::Vote(vote::Event::Opened { rule, .. }) => Rule::is_valid(rule),
        _ => true,
    }
}

fn is_plan(plan: &Plan) -> bool {
    let mut ids = BTreeSet::new();
    plan.rule.is_valid() && plan.people.iter().all(|person| ids.insert(&person.id))
}

/// Whether the event that was decided says all that the recorded one says. A later version may know
/// more of the same event, which an older one did not write down.
fn covers(decided: &Event, recorded: &Event) -> bool {
    if decided == recorded {
        return true;
    }
    match (serde_json::to_value(decided), serde_json::to_value(recorded)) {
        (Ok(decided), Ok(recorded)) => holds(&decided, &recorded),
        _ => false,
    }
}

fn holds(more: &Value, less: &Value) -> bool {
    match (more, less) {
        (Value::Object(more), Value::Object(less)) => {
            less.iter().all(|(key, less)| more.get(key).is_some_and(|more| holds(more, less)))
        }
        (Value::Array(more), Value::Array(less)) => {
            more.len() == less.len() && more.iter().zip(less).all(|(more, less)| holds(more, less))
        }
        _ => more == less,
    }
}
