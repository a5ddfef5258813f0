//! The lines of one session that several places have written, as one record.
//!
//! Pure. A record is a set of lines, each of which continues another: a tree that begins with one
//! line. Up to the fence (the seal, or where there is none the adjournment) it has one trunk; what
//! comes after it may branch. The order of the lines depends on the set alone, so whoever has the same
//! lines has the same record; docs/architecture.md has the proof. Must not fold a meeting.

use crate::domain::hash::LineHash;
use crate::domain::meeting::Event;
use crate::domain::recorded::{Payload, Rare, Recorded};
use crate::domain::stamp::Moment;
use crate::domain::{follow_up, history, minutes, session, sign_off};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};
use std::sync::Arc;

mod reference;
pub(super) use reference::{Reference, point, reference};

/// Why lines are not one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// The line with this number continues none that is there.
    Chain(u64),
    /// Two histories before the fence: the line with this number begins the other one.
    Fork(u64),
}

/// Lines in the one order, numbered by their places in it.
#[derive(Debug, Clone)]
pub(super) struct Joined {
    pub(super) records: Vec<Arc<Recorded>>,
    /// How many of them are the trunk, of which nothing changes by joining.
    pub(super) trunk: u64,
    /// For each line after the trunk the place of the one that it continues.
    pub(super) parents: BTreeMap<u64, u64>,
    /// The last lines of all tails, by their places.
    pub(super) leaves: Vec<u64>,
}

/// A line as it was written: its number is that of its own chain.
pub(super) fn original(record: &Arc<Recorded>) -> Arc<Recorded> {
    let placed = record.rare.as_ref().and_then(|rare| rare.placed.as_ref());
    Arc::clone(placed.unwrap_or(record))
}

/// The tree of some lines, by their indices.
struct Tree<'a> {
    lines: &'a [Arc<Recorded>],
    index: HashMap<LineHash, usize>,
    parent: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    fn new(lines: &'a [Arc<Recorded>]) -> Result<Self, Apart> {
        let index: HashMap<LineHash, usize> =
            lines.iter().enumerate().map(|(i, line)| (line.hash, i)).collect();
        let mut parent = Vec::with_capacity(lines.len());
        let mut children = vec![Vec::new(); lines.len()];
        for (i, line) in lines.iter().enumerate() {
            let before = index.get(&line.prev).copied();
            let number = before.and_then(|at| lines.get(at)).map_or(0, |before| before.seq);
            let begins = line.prev == LineHash::GENESIS;
            let twice = index.get(&line.hash) != Some(&i);
            if Some(line.seq) != number.checked_add(1) || (before.is_none() && !begins) || twice {
                return Err(Apart::Chain(line.seq));
            }
            if let Some(of) = before.and_then(|at| children.get_mut(at)) {
                of.push(i);
            }
            parent.push(before);
        }
        let roots = parent.iter().filter(|parent| parent.is_none()).count();
        if roots == 1 { Ok(Self { lines, index, parent, children }) } else { Err(Apart::Fork(1)) }
    }

    fn line(&self, i: usize) -> &Arc<Recorded> {
        &self.lines[i]
    }

    /// From the first line to this one.
    fn path(&self, to: usize) -> Vec<usize> {
        let mut path = vec![to];
        while let Some(before) = path.last().and_then(|at| self.parent[*at]) {
            path.push(before);
        }
        path.reverse();
        path
    }

    /// The first lines, as long as only one follows.
    fn stem(&self) -> Vec<usize> {
        let mut stem: Vec<usize> =
            self.parent.iter().position(Option::is_none).into_iter().collect();
        while let Some([only]) = stem.last().map(|at| self.children[*at].as_slice()) {
            stem.push(*only);
        }
        stem
    }

    fn leaves(&self) -> impl Iterator<Item = usize> {
        (0..self.lines.len()).filter(|i| self.children[*i].is_empty())
    }

    /// The number of the adjournment that stands at the end of a path; 0 where none does.
    fn adjourned(&self, path: &[usize]) -> u64 {
        let (mut adjourned, mut undone) = (Vec::new(), BTreeSet::new());
        for line in path.iter().map(|i| self.line(*i)) {
            match line.event() {
                Some(Event::Session(session::Event::Adjourned { .. })) => adjourned.push(line.seq),
                Some(Event::History(history::Event::Undone { seq, .. })) => {
                    undone.insert(*seq);
                }
                Some(Event::History(history::Event::Redone { seq })) => {
                    undone.remove(seq);
                }
                _ => {}
            }
        }
        adjourned.into_iter().rfind(|seq| !undone.contains(seq)).unwrap_or(0)
    }

    /// The lines that no joining changes, or where there are two histories of them.
    fn trunk(&self) -> Result<Vec<usize>, Apart> {
        let stem = self.stem();
        let seals: Vec<usize> = (0..self.lines.len()).filter(|i| is_seal(self.line(*i))).collect();
        let trunk = match seals.as_slice() {
            [] => stem,
            [seal] => self.path(*seal),
            [one, other, ..] => {
                let (one, other) = (self.path(*one), self.path(*other));
                let begins = leaves_at(&one, &other).unwrap_or_default();
                return Err(Apart::Fork(self.line(begins).seq));
            }
        };
        let sealed = !seals.is_empty();
        let fence = self.adjourned(&trunk);
        for leaf in self.leaves() {
            let path = self.path(leaf);
            let Some(begins) = leaves_at(&trunk, &path) else { continue };
            let begins = self.line(begins).seq;
            let behind = begins > fence && fence > 0 && self.adjourned(&path) == fence;
            // What would have changed what is sealed cannot come in beside the seal.
            let before_seal = sealed && begins <= trunk.len() as u64;
            let mut tail = path.iter().map(|i| self.line(*i)).filter(|line| line.seq >= begins);
            if !behind || (before_seal && !tail.all(|line| is_follow_up(line))) {
                return Err(Apart::Fork(begins));
            }
        }
        Ok(trunk)
    }
}

/// The line at which a path leaves another one.
fn leaves_at(trunk: &[usize], path: &[usize]) -> Option<usize> {
    let trunk = trunk.iter().map(Some).chain(std::iter::repeat(None));
    path.iter().zip(trunk).find_map(|(at, on)| (Some(at) != on).then_some(*at))
}

fn is_seal(line: &Recorded) -> bool {
    matches!(line.event(), Some(Event::Session(session::Event::Sealed)))
}

/// Whether an act is one that goes on after the seal.
fn is_follow_up(line: &Recorded) -> bool {
    match &line.fact {
        Payload::Known(Event::FollowUp(event)) => {
            !matches!(event, follow_up::Event::Assigned { .. })
        }
        Payload::Known(event) => {
            matches!(event, Event::SignOff(sign_off::Event::Unmasked { .. }))
        }
        Payload::Unknown(raw) => raw.get().starts_with("{\"follow_up\":"),
    }
}

/// What the order after the trunk goes by: the time, never before that of the line before; then the
/// place that wrote it, the number in its chain, and the hash.
type Key = (Moment, Option<Box<str>>, u64, [u8; 64]);

/// Puts lines into the one order. Each must be as it was written, and none there twice.
pub(super) fn arrange(lines: &[Arc<Recorded>]) -> Result<Joined, Apart> {
    let tree = Tree::new(lines)?;
    let mut order = tree.trunk()?;
    let trunk = order.len() as u64;
    let on_trunk: BTreeSet<usize> = order.iter().copied().collect();
    let since = order.iter().map(|i| tree.line(*i).at).max();
    let key = |i: usize, after: Option<Moment>| -> (Reverse<Key>, usize) {
        let line = tree.line(i);
        let at = after.map_or(line.at, |after| after.max(line.at));
        (Reverse((at, line.origin().map(Into::into), line.seq, line.hash.digits())), i)
    };
    let mut next: BinaryHeap<(Reverse<Key>, usize)> = BinaryHeap::new();
    for i in &order {
        let children = tree.children[*i].iter().filter(|child| !on_trunk.contains(child));
        next.extend(children.map(|child| key(*child, since)));
    }
    while let Some((Reverse((at, ..)), i)) = next.pop() {
        order.push(i);
        next.extend(tree.children[i].iter().map(|child| key(*child, Some(at))));
    }
    Ok(number(&tree, &order, trunk))
}

/// Numbers lines by their places, and what they say of each other with them.
fn number(tree: &Tree<'_>, order: &[usize], trunk: u64) -> Joined {
    let mut place = vec![0_u64; order.len()];
    for (seq, i) in (1..).zip(order) {
        place[*i] = seq;
    }
    let actions = number_actions(tree, order);
    let mut records = Vec::with_capacity(order.len());
    let mut parents = BTreeMap::new();
    for (seq, i) in (1..).zip(order) {
        let line = tree.line(*i);
        if seq > trunk {
            parents.insert(seq, tree.parent[*i].map_or(0, |parent| place[parent]));
        }
        let event = line.event().and_then(|event| renamed(tree, *i, event, &place, &actions));
        if event.is_none() && line.seq == seq {
            records.push(Arc::clone(line));
            continue;
        }
        let mut placed = Recorded::clone(line);
        placed.seq = seq;
        if let Some(event) = event {
            placed.fact = Payload::Known(event);
        }
        let rare: &mut Rare = placed.rare.get_or_insert_default();
        rare.placed = Some(Arc::clone(line));
        records.push(Arc::new(placed));
    }
    let mut leaves: Vec<u64> = tree.leaves().map(|i| place[i]).collect();
    leaves.sort_unstable();
    Joined { records, trunk, parents, leaves }
}

/// The number of each action that a line gives out: its own, or the next free one where another place
/// gave out the same.
fn number_actions(tree: &Tree<'_>, order: &[usize]) -> HashMap<usize, u32> {
    let (mut actions, mut most) = (HashMap::new(), 0_u32);
    let mut taken = BTreeSet::new();
    for i in order {
        if let Some(Event::FollowUp(follow_up::Event::Assigned { no, .. })) = tree.line(*i).event()
        {
            let no = if taken.contains(no) { most.saturating_add(1) } else { *no };
            most = most.max(no);
            taken.insert(no);
            actions.insert(*i, no);
        }
    }
    actions
}

/// The event of a line with the numbers that hold in the one order; None where they are its own.
fn renamed(
    tree: &Tree<'_>,
    i: usize,
    event: &Event,
    place: &[u64],
    actions: &HashMap<usize, u32>,
) -> Option<Event> {
    if let (Event::FollowUp(follow_up::Event::Assigned { no, .. }), Some(now)) =
        (event, actions.get(&i))
    {
        return (no != now).then(|| point(event, Reference::Action(*now)));
    }
    let meant = reference(event)?;
    let about = tree.line(i).about().and_then(|hash| tree.index.get(&hash).copied());
    let before = std::iter::successors(tree.parent[i], |at| tree.parent[*at]);
    let now = match meant {
        Reference::Line(seq) => {
            let mut before = before;
            let at = about.or_else(|| before.find(|at| tree.line(*at).seq == seq))?;
            Reference::Line(place[at])
        }
        Reference::Action(no) => {
            let gives = |at: &usize| {
                let event = tree.line(*at).event();
                matches!(event, Some(Event::FollowUp(follow_up::Event::Assigned { no: given, .. })) if *given == no)
            };
            let mut before = before;
            let at = about.or_else(|| before.find(gives))?;
            Reference::Action(*actions.get(&at)?)
        }
    };
    (now != meant).then(|| point(event, now))
}

/// What an act is about, so that two of them may be in each other's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject<'a> {
    Action(u32),
    Line(u64),
    Notice,
    Signature(&'a crate::domain::person::PersonId),
}

pub(super) fn subject(event: &Event) -> Option<Subject<'_>> {
    match event {
        Event::FollowUp(
            follow_up::Event::Adopted { no }
            | follow_up::Event::Rejected { no, .. }
            | follow_up::Event::Progressed { no, .. }
            | follow_up::Event::Reported { no, .. }
            | follow_up::Event::Completed { no },
        ) => Some(Subject::Action(*no)),
        Event::Minutes(
            minutes::Event::Corrected { seq, .. } | minutes::Event::Struck { seq, .. },
        ) => Some(Subject::Line(*seq)),
        Event::SignOff(sign_off::Event::Noticed(_)) => Some(Subject::Notice),
        Event::SignOff(sign_off::Event::Signed { person, .. }) => Some(Subject::Signature(person)),
        _ => None,
    }
}

/// The fingerprint of a set of lines by the last lines of its tails: of one tail its head, of several
/// the SHA-256 of their hashes, sorted, each with a line end.
pub(super) fn fingerprint(leaves: impl Iterator<Item = LineHash>) -> LineHash {
    let mut heads: Vec<String> = leaves.map(|hash| hash.to_string()).collect();
    heads.sort_unstable();
    match heads.as_slice() {
        [] => LineHash::GENESIS,
        [one] => one.parse().unwrap_or_default(),
        several => LineHash::of(&[&(several.join("\n") + "\n")]),
    }
}
