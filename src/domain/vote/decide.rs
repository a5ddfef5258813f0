//! What may happen in a vote, and the command behind each of its events.

use super::{
    Choice, Command, Event, Meeting, Method, PersonId, QuorumStamp, Refusal, Rule, RuleRef, Stamp,
    Vote, VoteState, tally,
};
use crate::domain::roll;
use crate::domain::rule::RecusalMode;
use crate::domain::session::Phase;

pub(in crate::domain) fn decide(
    m: &Meeting,
    command: &Command,
    _stamp: &Stamp,
) -> Result<Event, Refusal> {
    if let Command::Recuse { person, from, reason } = command {
        return recuse(m, person, *from, reason);
    }
    m.need_phase(&[Phase::Open])?;
    match command {
        Command::Open { proposal, method, rule } => open(m, *proposal, *method, rule.as_ref()),
        Command::Recuse { person, from, reason } => recuse(m, person, *from, reason),
        Command::Ballot { person, choice } => ballot(m, person, *choice),
        Command::Tally(said) => {
            let vote = need_unfinished(m)?;
            let gone = vote.electorate.iter().filter(|(id, _)| !m.roll.is_heard(id)).count();
            let (counts, derived) = tally::count(vote, said, gone as u64)?;
            Ok(Event::Tallied { said: Box::new(*said), counts: Box::new(counts), derived })
        }
        Command::Object { person, reason } => {
            let vote = need_open(m)?;
            m.roll.need_known(person)?;
            if vote.method != Method::NoObjection {
                return Err(Refusal::NotNoObjection { method: vote.method });
            }
            need_voter(m, vote, person)?;
            need_heard(m, person)?;
            Ok(Event::Objected { person: person.clone(), reason: reason.clone() })
        }
        Command::Admit(person) => {
            let vote = need_open(m)?;
            let entry = m.roll.need_present(person)?;
            if !entry.person.vote {
                return Err(Refusal::NoVote(person.clone()));
            }
            if vote.may_vote(person) {
                return Err(Refusal::AlreadyAdmitted(person.clone()));
            }
            need_not_recused(m, person, vote.proposal)?;
            need_no_tally(m, vote)?;
            Ok(Event::Admitted { person: person.clone() })
        }
        Command::Close { judged } => close(need_open(m)?, *judged),
        Command::Announce => {
            let vote = need_unfinished(m)?;
            if vote.state == VoteState::Open {
                return Err(Refusal::VoteIs { state: vote.state });
            }
            if vote.chair_decides() && vote.casting.is_none() && !vote.is_void() {
                return Err(Refusal::TieUndecided);
            }
            Ok(Event::Announced {
                proposal: vote.proposal,
                passed: vote.passed(),
                void: vote.is_void(),
                counts: vote.counts_now().map(Box::new),
            })
        }
        Command::Casting { pass } => {
            let vote = need_unfinished(m)?;
            if vote.state == VoteState::Closed && vote.chair_decides() {
                Ok(Event::CastingVote { pass: *pass })
            } else {
                Err(Refusal::NoTie)
            }
        }
        Command::Cancel(reason) => {
            let vote = need_unfinished(m)?;
            if reason.trim().is_empty() {
                return Err(Refusal::EmptyText);
            }
            Ok(Event::Cancelled { proposal: vote.proposal, reason: reason.clone() })
        }
        Command::Recount => recount(m),
    }
}

fn need_unfinished(m: &Meeting) -> Result<&Vote, Refusal> {
    m.votes.unfinished().ok_or(Refusal::NoOpenVote)
}

fn need_open(m: &Meeting) -> Result<&Vote, Refusal> {
    let vote = need_unfinished(m)?;
    match vote.state {
        VoteState::Open => Ok(vote),
        state => Err(Refusal::VoteIs { state }),
    }
}

fn need_not_recused(m: &Meeting, person: &PersonId, proposal: u32) -> Result<(), Refusal> {
    if m.votes.is_recused(person, proposal) {
        return Err(Refusal::IsRecused { person: person.clone(), proposal });
    }
    Ok(())
}

/// Once counts are there, nobody may be added to or taken from those who were counted.
fn need_no_tally(m: &Meeting, vote: &Vote) -> Result<(), Refusal> {
    if m.votes.opened_boxes.contains(&vote.seq) {
        return Err(Refusal::BoxOpened);
    }
    if vote.counts.is_some() { Err(Refusal::TallyStands) } else { Ok(()) }
}

/// Whoever has left votes no more, though they stay in the base until the next vote.
fn need_heard(m: &Meeting, person: &PersonId) -> Result<(), Refusal> {
    if m.roll.is_heard(person) { Ok(()) } else { m.roll.need_present(person).map(|_| ()) }
}

fn need_voter(m: &Meeting, vote: &Vote, person: &PersonId) -> Result<(), Refusal> {
    if vote.may_vote(person) {
        return Ok(());
    }
    need_not_recused(m, person, vote.proposal)?;
    if !m.roll.need_known(person)?.person.vote {
        return Err(Refusal::NoVote(person.clone()));
    }
    m.roll.need_present(person)?;
    Err(Refusal::NotAdmitted(person.clone()))
}

fn open(
    m: &Meeting,
    proposal: u32,
    method: Method,
    rule: Option<&RuleRef>,
) -> Result<Event, Refusal> {
    let named = rule.is_some();
    let rule = rule.map_or_else(|| Ok(m.session.rule.clone()), |r| m.catalog.resolve(r))?;
    opening(m, proposal, method, rule, named, None)
}

/// A vote on the text as it stands, by those who are here now.
fn opening(
    m: &Meeting,
    proposal: u32,
    method: Method,
    rule: Rule,
    named: bool,
    recount_of: Option<u64>,
) -> Result<Event, Refusal> {
    let text = m.proposals.need_live(proposal)?.text_seq();
    m.votes.need_no_open_vote()?;
    m.floor.need_silence()?;
    if !rule.is_valid() {
        return Err(Refusal::BadSetting);
    }
    if rule.counts_weight() && method != Method::Recorded {
        return Err(Refusal::WeightNeedsRecorded { rule: rule.name, method });
    }
    let recused: Vec<PersonId> = m
        .votes
        .recusals
        .iter()
        .filter(|r| r.from == proposal && m.roll.person(&r.person).is_some_and(|p| p.vote))
        .map(|r| r.person.clone())
        .collect();
    let quorum = quorum_for(m, &rule, &recused);
    if !quorum.met {
        return Err(Refusal::NoQuorum(quorum));
    }
    let electorate = electorate(m, &rule, &recused);
    if electorate.is_empty() {
        return Err(Refusal::NobodyVotes);
    }
    let rule = Box::new(rule);
    Ok(Event::Opened {
        proposal,
        method,
        rule,
        named,
        text,
        electorate,
        recused,
        quorum: Box::new(quorum),
        recount_of,
    })
}

/// The rule's own quorum where it has one, else the session's.
fn quorum_for(m: &Meeting, rule: &Rule, recused: &[PersonId]) -> QuorumStamp {
    let leaves = rule.recusal == RecusalMode::LeavesQuorum;
    let quorum = rule.quorum.as_ref().unwrap_or(&m.session.quorum);
    roll::quorum(m, quorum, if leaves { recused } else { &[] })
}

/// Those here who may vote, and, where the rule allows proxies, those they vote for.
fn electorate(m: &Meeting, rule: &Rule, recused: &[PersonId]) -> Vec<PersonId> {
    let mut voters: Vec<PersonId> = m.roll.voters_here().map(|e| e.person.id.clone()).collect();
    if let Some(cap) = rule.proxy_cap {
        let holders = voters.clone();
        for holder in &holders {
            voters.extend(m.roll.principals(holder).take(cap as usize).cloned());
        }
    }
    voters.retain(|id| !recused.contains(id));
    voters
}

fn recuse(m: &Meeting, person: &PersonId, from: u32, reason: &str) -> Result<Event, Refusal> {
    m.need_before_adjourned()?;
    m.proposals.need_live(from)?;
    if !m.roll.need_known(person)?.person.vote {
        return Err(Refusal::NoVote(person.clone()));
    }
    if m.votes.is_recused(person, from) {
        return Err(Refusal::AlreadyRecused { person: person.clone(), proposal: from });
    }
    if let Some(vote) = m.votes.unfinished().filter(|v| v.proposal == from) {
        if vote.state != VoteState::Open {
            return Err(Refusal::VoteIs { state: vote.state });
        }
        if vote.ballots.contains_key(person) {
            return Err(Refusal::HasBallot(person.clone()));
        }
        need_no_tally(m, vote)?;
        need_quorum_without(m, vote, person)?;
    }
    Ok(Event::Recused { person: person.clone(), from, reason: reason.to_owned() })
}

/// A recusal that leaves the quorum must not take it away under an open vote: that one has to be
/// cancelled first, and the next will be refused for want of a quorum.
fn need_quorum_without(m: &Meeting, vote: &Vote, person: &PersonId) -> Result<(), Refusal> {
    if vote.rule.recusal != RecusalMode::LeavesQuorum {
        return Ok(());
    }
    let recused: Vec<PersonId> = vote.recused.iter().chain([person]).cloned().collect();
    let quorum = quorum_for(m, &vote.rule, &recused);
    if quorum.met { Ok(()) } else { Err(Refusal::NoQuorum(quorum)) }
}

fn ballot(m: &Meeting, person: &PersonId, choice: Choice) -> Result<Event, Refusal> {
    let vote = need_unfinished(m)?;
    m.roll.need_known(person)?;
    if vote.method != Method::Recorded {
        return Err(Refusal::NoBallots { method: vote.method });
    }
    need_voter(m, vote, person)?;
    let was = vote.ballots.get(person).copied();
    // After closing a slip may still be put right, but no new ballot comes in.
    if vote.state != VoteState::Open && was.is_none() {
        return Err(Refusal::VoteIs { state: vote.state });
    }
    if was.is_none() {
        need_heard(m, person)?;
    }
    if was == Some(choice) {
        return Err(Refusal::SameBallot(person.clone()));
    }
    Ok(Event::Cast { person: person.clone(), choice, was })
}

fn close(vote: &Vote, judged: Option<bool>) -> Result<Event, Refusal> {
    let method = vote.method;
    if judged.is_some() && (method != Method::Voice || vote.counts.is_some()) {
        return Err(Refusal::JudgementNotAsked { method });
    }
    match method {
        Method::Hands | Method::Secret if vote.counts.is_none() => Err(Refusal::TallyMissing),
        Method::Voice if vote.counts.is_none() && judged.is_none() => {
            Err(Refusal::JudgementMissing)
        }
        _ => Ok(Event::Closed { judged }),
    }
}

/// A recount is a new vote on the same text under the same rule, linked to what it repeats. Like
/// any vote it asks those who are here now and needs their quorum: whoever has left since cannot
/// raise a hand, and must not be taken for an abstention.
fn recount(m: &Meeting) -> Result<Event, Refusal> {
    m.votes.need_no_open_vote()?;
    let last = m.votes.list.last().filter(|v| v.state == VoteState::Announced);
    let old = last.ok_or(Refusal::NothingToRecount)?;
    if m.proposals.need_live(old.proposal)?.text_seq() != old.text {
        return Err(Refusal::NothingToRecount);
    }
    opening(m, old.proposal, old.method, old.rule.clone(), old.named, Some(old.seq))
}

/// The command that would make this event again.
pub(in crate::domain) fn command_of(event: &Event) -> Command {
    match event {
        Event::Opened { recount_of: Some(_), .. } => Command::Recount,
        Event::Opened { proposal, method, rule, named, .. } => Command::Open {
            proposal: *proposal,
            method: *method,
            rule: named.then(|| RuleRef::Given(rule.clone())),
        },
        Event::Recused { person, from, reason } => {
            Command::Recuse { person: person.clone(), from: *from, reason: reason.clone() }
        }
        Event::Cast { person, choice, .. } => {
            Command::Ballot { person: person.clone(), choice: *choice }
        }
        Event::Tallied { said, .. } => Command::Tally(**said),
        Event::Objected { person, reason } => {
            Command::Object { person: person.clone(), reason: reason.clone() }
        }
        Event::Admitted { person } => Command::Admit(person.clone()),
        Event::Closed { judged } => Command::Close { judged: *judged },
        Event::Announced { .. } => Command::Announce,
        Event::CastingVote { pass } => Command::Casting { pass: *pass },
        Event::Cancelled { reason, .. } => Command::Cancel(reason.clone()),
    }
}
