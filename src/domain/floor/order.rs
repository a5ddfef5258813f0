//! The order of the queue: a suggestion with its reason, never a command (DOMAIN §3).

use super::{Kind, Stance};
use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;

/// Why somebody is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    PointOfOrder,
    /// Placed by the chair, or already on deck.
    Placed,
    /// Has not spoken on this item.
    NotYetSpoken,
    /// Holds another view than the last speaker.
    OtherStance,
    /// Asked before the others.
    AskedFirst,
}

/// Somebody's place in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    pub request: u64,
    pub person: PersonId,
    pub reasons: Vec<Reason>,
}

/// Points of order, then those placed, then by the speech rules, then by time of asking.
///
/// Stances take turns along the whole list, each place against the one before it.
pub(super) fn order(m: &Meeting) -> Vec<Turn> {
    let rules = &m.session.limits;
    let item = m.agenda.active().map(|item| item.plan.no);
    let fresh =
        |person: &PersonId| !m.floor.speeches.iter().any(|s| s.person == *person && s.item == item);
    let queue = &m.floor.queue;
    let mut turns: Vec<Turn> = Vec::with_capacity(queue.len());
    let turn = |i: usize, reasons: Vec<Reason>| {
        queue.get(i).map(|r| Turn { request: r.seq, person: r.person.clone(), reasons })
    };
    let point = |i: &usize| queue.get(*i).is_some_and(|r| r.kind == Kind::PointOfOrder);
    let pinned = |i: &usize| queue.get(*i).is_some_and(|r| r.pinned);
    let all: Vec<usize> = (0..queue.len()).collect();
    turns.extend(
        all.iter().filter(|i| point(i)).filter_map(|&i| turn(i, vec![Reason::PointOfOrder])),
    );
    let mut last = m.floor.speeches.last().filter(|s| s.item == item).map(|s| s.stance);
    for &i in all.iter().filter(|i| !point(i) && pinned(i)) {
        turns.extend(turn(i, vec![Reason::Placed]));
        last = queue.get(i).map(|r| r.stance);
    }
    // Requests in order of asking; each round takes the first of the best class.
    let mut rest: Vec<(usize, bool)> = all
        .iter()
        .filter(|i| !point(i) && !pinned(i))
        .filter_map(|&i| queue.get(i).map(|r| (i, rules.first_time_first && fresh(&r.person))))
        .collect();
    while !rest.is_empty() {
        let differs =
            |i: usize| rules.alternate && queue.get(i).is_some_and(|r| takes_turn(last, r.stance));
        let best = rest
            .iter()
            .enumerate()
            .max_by_key(|(place, (i, fresh))| (*fresh, differs(*i), std::cmp::Reverse(*place)))
            .map_or(0, |(place, _)| place);
        let (i, fresh) = rest.remove(best);
        let mut reasons = Vec::new();
        if fresh {
            reasons.push(Reason::NotYetSpoken);
        }
        if differs(i) {
            reasons.push(Reason::OtherStance);
        }
        if reasons.is_empty() {
            reasons.push(Reason::AskedFirst);
        }
        turns.extend(turn(i, reasons));
        last = queue.get(i).map(|r| r.stance);
    }
    turns
}

/// Whether `next` is a change of voice after `last`: only for and against oppose each other.
fn takes_turn(last: Option<Stance>, next: Stance) -> bool {
    match last {
        Some(Stance::For) => matches!(next, Stance::Against | Stance::Amend),
        Some(Stance::Against) => matches!(next, Stance::For | Stance::Amend),
        Some(Stance::Amend | Stance::Neutral) | None => false,
    }
}
