//! The order of the queue: a suggestion with its reason, never a command (docs/domain.md §3).

use super::{Request, SpeechKind, Stance};
use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use std::collections::VecDeque;
use strum::VariantArray as _;

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
/// Stances take turns along the whole list, each place against the one before it. Takes time in
/// proportion to the queue: the line for each stance is kept apart.
pub(super) fn order(m: &Meeting) -> Vec<Turn> {
    let rules = &m.session.limits;
    let item = m.agenda.active().map(|item| item.plan.no);
    // A point of order is not a speech on the matter.
    let heard = m.floor.heard.get(&item);
    let has_spoken = |person: &PersonId| heard.is_some_and(|heard| heard.spoken.contains(person));
    let queue = &m.floor.queue;
    let mut turns: Vec<Turn> = Vec::with_capacity(queue.len());
    let turn = |r: &Request, reasons| Turn { request: r.seq, person: r.person.clone(), reasons };
    let (points, others): (Vec<&Request>, Vec<&Request>) =
        queue.iter().partition(|r| r.kind == SpeechKind::PointOfOrder);
    turns.extend(points.into_iter().map(|r| turn(r, vec![Reason::PointOfOrder])));
    let mut last = heard.and_then(|heard| heard.last);
    // Whoever has not spoken on the item, then the others; each a line of asking per stance.
    let (mut fresh, mut again) = (Lines::default(), Lines::default());
    for (place, request) in others.into_iter().enumerate() {
        if request.pinned {
            turns.push(turn(request, vec![Reason::Placed]));
            last = Some(request.stance);
        } else if rules.first_time_first && !has_spoken(&request.person) {
            fresh.push(place, request);
        } else {
            again.push(place, request);
        }
    }
    for (lines, first_time) in [(&mut fresh, true), (&mut again, false)] {
        while let Some((request, differs)) = lines.next(last.filter(|_| rules.alternate)) {
            let mut reasons = Vec::new();
            if first_time {
                reasons.push(Reason::NotYetSpoken);
            }
            if differs {
                reasons.push(Reason::OtherStance);
            }
            if reasons.is_empty() {
                reasons.push(Reason::AskedFirst);
            }
            turns.push(turn(request, reasons));
            last = Some(request.stance);
        }
    }
    turns
}

/// Requests in order of asking, a line for each stance.
#[derive(Default)]
struct Lines<'a>([VecDeque<(usize, &'a Request)>; Stance::VARIANTS.len()]);

impl<'a> Lines<'a> {
    fn push(&mut self, place: usize, request: &'a Request) {
        let line = Stance::VARIANTS.iter().position(|stance| *stance == request.stance);
        if let Some(line) = line.and_then(|i| self.0.get_mut(i)) {
            line.push_back((place, request));
        }
    }

    /// The first who changes the voice after `last`, else the first; and which of the two it was.
    fn next(&mut self, last: Option<Stance>) -> Option<(&'a Request, bool)> {
        let first = |line: &&mut VecDeque<(usize, &'a Request)>| {
            let (place, request) = line.front()?;
            Some((!takes_turn(last, request.stance), *place))
        };
        let lines = self.0.iter_mut().filter(|line| !line.is_empty());
        let line = lines.min_by_key(first)?;
        let (_, request) = line.pop_front()?;
        Some((request, takes_turn(last, request.stance)))
    }
}

/// Whether `next` is a change of voice after `last`: only for and against oppose each other.
fn takes_turn(last: Option<Stance>, next: Stance) -> bool {
    match last {
        Some(Stance::For) => matches!(next, Stance::Against | Stance::Amend),
        Some(Stance::Against) => matches!(next, Stance::For | Stance::Amend),
        Some(Stance::Amend | Stance::Neutral) | None => false,
    }
}
