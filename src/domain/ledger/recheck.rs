//! A record from elsewhere, decided anew line by line, as undo does: hashes say that its lines
//! belong together, not that anybody's rules made them. Must not refuse anything: the caller does.

use crate::domain::ledger::Ledger;
use crate::domain::meeting::{self, Event};
use crate::domain::recorded::Recorded;
use crate::domain::refusal::Refusal;
use crate::domain::rule::{Catalog, Rule};
use crate::domain::session::{self, Plan};
use crate::domain::vote;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A line that the rules would not have made where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unruled {
    pub seq: u64,
    /// Why it may not be; None where it may, but comes to something else.
    pub why: Option<Box<Refusal>>,
}

/// As many are told; a record with more is no better for it.
const MOST: usize = 20;

/// The first lines after the line `from` that do not hold, in their order. `go_on` hears before each
/// line how many are done; where it says no, None.
pub fn unruled(
    catalog: &Arc<Catalog>,
    records: &[Arc<Recorded>],
    from: u64,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Option<Vec<Unruled>> {
    let mut ledger = Ledger::new(Arc::clone(catalog));
    let mut found = Vec::new();
    for (done, record) in (0..).zip(records) {
        if !go_on(done) {
            return None;
        }
        if record.seq > from && found.len() < MOST {
            found.extend(judge(&ledger, record));
        }
        // The chain was checked by whoever read it.
        if ledger.push(Arc::clone(record)).is_err() {
            break;
        }
    }
    Some(found)
}

/// What is wrong with one line after those before it. A line of a newer version is none of ours.
fn judge(ledger: &Ledger, record: &Recorded) -> Option<Unruled> {
    let event = record.event()?;
    let unruled = |why| Some(Unruled { seq: record.seq, why });
    match ledger.decide(&meeting::command_of(event), &record.stamp()) {
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
