//! Who may vote in a vote, in which way each of them takes part, and how large the bases are.
//!
//! Must not know what anybody chose.

use super::{Event, Meeting, Moment, PersonId, Terms, Totals, Vote, VoteState};
use crate::domain::person::{Person, Weight};
use crate::domain::roll::Status;
use crate::domain::rule::{ChairVotes, Class, RecusalMode, Rule, Silent, TakesPart};
use std::collections::{BTreeMap, BTreeSet};

/// The people of one class that a test counts for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassPeople {
    pub class: Class,
    /// All of the roster, with a voting right or not.
    pub members: BTreeSet<PersonId>,
    pub entitled: Totals,
    pub staying: Totals,
}

/// The classes to which a vote is limited; empty means that it is everybody's.
pub(super) fn part<'r>(rule: &'r Rule, terms: &'r Terms) -> Vec<&'r Class> {
    terms.among.as_ref().map_or_else(|| rule.classes_only(), |class| vec![class])
}

impl Rule {
    /// Whether its tests can only be worked out from everybody's own ballot: a class among others.
    pub fn needs_names(&self, among: &[&Class]) -> bool {
        let only = self.classes_only();
        let part = if among.is_empty() { only.as_slice() } else { among };
        self.tests().filter_map(|test| test.of.as_ref()).any(|of| part != [of])
    }
}

/// Whether a vote on these terms is somebody's at all: they have a voting right, are of the part
/// that votes, and are not a chair who does not vote.
pub(super) fn has_vote(m: &Meeting, rule: &Rule, terms: &Terms, person: &Person) -> bool {
    let part = part(rule, terms);
    let of_part = part.is_empty() || part.iter().any(|class| class.has(person));
    person.vote && of_part && !is_silent_chair(m, rule, &person.id)
}

/// The chair, where the rule has the chair not vote or only decide a tie.
pub(super) fn is_silent_chair(m: &Meeting, rule: &Rule, person: &PersonId) -> bool {
    match rule.chair_votes {
        ChairVotes::Always => false,
        ChairVotes::Tie | ChairVotes::Never => m.session.chair() == Some(person),
    }
}

/// Those who take part now: here, by a proxy, online, in writing, and those whose silence counts.
pub(super) fn voters(
    m: &Meeting,
    rule: &Rule,
    terms: &Terms,
    proposal: u32,
    recused: &[PersonId],
) -> Vec<PersonId> {
    let holders: Vec<PersonId> = m.roll.voters_here().map(|e| e.person.id.clone()).collect();
    let mut voters = if rule.takes(TakesPart::InPerson) { holders.clone() } else { Vec::new() };
    if rule.takes(TakesPart::Proxy) {
        let cap = rule.proxy_cap.map_or(usize::MAX, |cap| cap as usize);
        for holder in &holders {
            voters.extend(m.roll.principals(holder).take(cap).cloned());
        }
    }
    let seen: BTreeSet<PersonId> = voters.iter().cloned().collect();
    let absent = m.roll.entries.iter().filter(|e| e.person.vote && !seen.contains(&e.person.id));
    voters.extend(
        absent
            .filter(|e| absent_way(m, rule, proposal, &e.person.id).is_some())
            .map(|e| e.person.id.clone()),
    );
    voters.retain(|id| {
        let has = m.roll.person(id).is_some_and(|p| has_vote(m, rule, terms, p));
        has && !recused.contains(id)
    });
    voters
}

/// How somebody takes part who is not in the room and has no proxy.
fn absent_way(m: &Meeting, rule: &Rule, proposal: u32, person: &PersonId) -> Option<TakesPart> {
    let online = m.roll.get(person).is_some_and(|e| e.status == Status::Online);
    if online && rule.takes(TakesPart::Online) {
        return Some(TakesPart::Online);
    }
    let submitted = m.votes.handed_in_by(m, person, proposal).filter(|h| rule.takes(h.by));
    if let Some(submitted) = submitted {
        return Some(submitted.by);
    }
    let counts = rule.silent != Silent::NotCast;
    let served = counts && m.votes.served.contains(&(proposal, person.clone()));
    served.then_some(TakesPart::Written)
}

/// How somebody of the electorate takes part, as things stand.
fn way(m: &Meeting, rule: &Rule, proposal: u32, person: &PersonId) -> TakesPart {
    if rule.takes(TakesPart::InPerson) && m.roll.is_in_room(person) {
        return TakesPart::InPerson;
    }
    if rule.takes(TakesPart::Proxy) && m.roll.has_proxy_here(person) {
        return TakesPart::Proxy;
    }
    absent_way(m, rule, proposal, person).unwrap_or(TakesPart::InPerson)
}

fn weight_of(m: &Meeting, person: &PersonId) -> Weight {
    m.roll.person(person).map_or(Weight::ONE, |p| p.weight)
}

/// Those who vote, or would, were it not for a recusal.
fn recused_votes(m: &Meeting, rule: &Rule, person: &PersonId) -> bool {
    if rule.takes(TakesPart::Proxy) { m.roll.is_heard(person) } else { m.roll.is_present(person) }
}

pub(super) fn opened(m: &Meeting, seq: u64, at: Moment, event: &Event) -> Option<Vote> {
    let Event::Opened {
        proposal,
        method,
        rule,
        named,
        text,
        electorate,
        recused,
        quorum,
        recount_of,
        terms,
    } = event
    else {
        return None;
    };
    let stays = rule.recusal == RecusalMode::StaysInBase;
    let of = |e: &Person| has_vote(m, rule, terms, e) && (stays || !recused.contains(&e.id));
    let entitled: Vec<&Person> =
        m.roll.entries.iter().map(|e| &e.person).filter(|p| of(p)).collect();
    let staying: Vec<&Person> = recused
        .iter()
        .filter(|id| stays && recused_votes(m, rule, id))
        .filter_map(|id| m.roll.person(id))
        .filter(|p| has_vote(m, rule, terms, p))
        .collect();
    let totals = |people: &[&Person], class: Option<&Class>| {
        let of_class = people.iter().filter(|p| class.is_none_or(|class| class.has(p)));
        Totals::of(of_class.map(|p| p.weight))
    };
    let mut classes: Vec<ClassPeople> = Vec::new();
    for class in rule.tests().filter_map(|test| test.of.as_ref()) {
        if classes.iter().all(|known| known.class != *class) {
            let members = m.roll.entries.iter().map(|e| &e.person).filter(|p| class.has(p));
            classes.push(ClassPeople {
                class: class.clone(),
                members: members.map(|p| p.id.clone()).collect(),
                entitled: totals(&entitled, Some(class)),
                staying: totals(&staying, Some(class)),
            });
        }
    }
    let mut ways: BTreeMap<PersonId, TakesPart> = BTreeMap::new();
    for id in electorate {
        let way = way(m, rule, *proposal, id);
        if way != TakesPart::InPerson {
            ways.insert(id.clone(), way);
        }
    }
    let mut vote = Vote {
        seq,
        at,
        proposal: *proposal,
        method: *method,
        rule: (**rule).clone(),
        named: *named,
        state: VoteState::Open,
        electorate: electorate.iter().map(|id| (id.clone(), weight_of(m, id))).collect(),
        recused: recused.to_vec(),
        entitled: totals(&entitled, None),
        staying: totals(&staying, None),
        text: *text,
        quorum: (**quorum).clone(),
        recount_of: *recount_of,
        terms: (**terms).clone(),
        ways,
        classes,
        step: m.roll.weight_step(),
        counts: None,
        derived: None,
        ballots: BTreeMap::new(),
        objections: Vec::new(),
        judged: None,
        casting: None,
        cancelled: None,
        closed_at: None,
        announced_at: None,
    };
    let first = m.votes.list.iter().find(|old| terms.same_papers && Some(old.seq) == *recount_of);
    if let Some(first) = first {
        (vote.entitled, vote.staying, vote.step) = (first.entitled, first.staying, first.step);
        vote.ways.clone_from(&first.ways);
        vote.classes.clone_from(&first.classes);
    }
    vote.take_in(m);
    Some(vote)
}

impl Vote {
    /// The named votes that were handed in before it was opened.
    fn take_in(&mut self, m: &Meeting) {
        if !self.method.takes_ballots() || self.recount_of.is_some() {
            return;
        }
        for (id, _) in &self.electorate {
            let away = matches!(self.way_of(id), TakesPart::Written | TakesPart::Online);
            let submitted = m.votes.handed_in_by(m, id, self.proposal).filter(|_| away);
            if let Some(choice) = submitted.and_then(|h| h.choice).filter(|c| self.rule.allows(*c))
            {
                self.ballots.insert(id.clone(), choice);
            }
        }
    }

    fn classes_of<'v>(&'v mut self, id: &'v PersonId) -> impl Iterator<Item = &'v mut ClassPeople> {
        self.classes.iter_mut().filter(|class| class.members.contains(id))
    }
}

impl super::State {
    /// Somebody with a voting right was invited: they are entitled in a vote that is open, so that
    /// they can be admitted without the base being too small for those who vote.
    pub(in crate::domain) fn invited(m: &mut Meeting, person: &Person) {
        let open = m.votes.open().map(|vote| (vote.rule.clone(), vote.terms.clone()));
        let Some((rule, terms)) = open else { return };
        if !has_vote(m, &rule, &terms, person) {
            return;
        }
        if let Some(vote) = m.votes.unfinished_mut() {
            vote.entitled.add(person.weight);
            for class in vote.classes.iter_mut().filter(|class| class.class.has(person)) {
                class.members.insert(person.id.clone());
                class.entitled.add(person.weight);
            }
        }
    }
}

/// Somebody joins those who vote while the vote is open.
pub(super) fn join(m: &mut Meeting, person: &PersonId, by: Option<TakesPart>) {
    let weight = weight_of(m, person);
    let online = m.roll.get(person).is_some_and(|e| e.status == Status::Online);
    let by = by.or(online.then_some(TakesPart::Online));
    if let Some(vote) = m.votes.unfinished_mut() {
        if !vote.may_vote(person) {
            vote.electorate.push((person.clone(), weight));
        }
        if let Some(by) = by {
            vote.ways.insert(person.clone(), by);
        }
        vote.casting = None;
    }
}

/// A recusal while the vote is open takes the person out of it at once; somebody who is not here
/// leaves the base of all entitled, as they would have before the opening.
pub(super) fn recuse_now(m: &mut Meeting, person: &PersonId, from: u32) {
    let weight = weight_of(m, person);
    let Some(vote) = m.votes.unfinished_on(from) else { return };
    let counted = m.roll.person(person).is_some_and(|p| has_vote(m, &vote.rule, &vote.terms, p));
    let Some(vote) = m.votes.unfinished_on_mut(from) else { return };
    let place = vote.electorate.iter().position(|(id, _)| id == person);
    vote.recused.push(person.clone());
    if let Some(place) = place {
        vote.electorate.remove(place);
    }
    match vote.rule.recusal {
        RecusalMode::StaysInBase if place.is_some() => {
            vote.staying.add(weight);
            vote.classes_of(person).for_each(|class| class.staying.add(weight));
        }
        RecusalMode::LeavesBase | RecusalMode::LeavesQuorum if counted => {
            vote.entitled.take(weight);
            vote.classes_of(person).for_each(|class| class.entitled.take(weight));
        }
        RecusalMode::StaysInBase | RecusalMode::LeavesBase | RecusalMode::LeavesQuorum => {}
    }
}
