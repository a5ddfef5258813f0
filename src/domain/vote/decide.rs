//! What may happen in a vote, and the command behind each of its events.

use super::{
    Choice, Command, Event, Meeting, Method, PersonId, QuorumStamp, Refusal, Rule, RuleRef, Stamp,
    Terms, Vote, VoteState, absent, electorate, tally,
};
use crate::domain::roll::{self, Status};
use crate::domain::rule::{Class, RecusalMode, TakesPart};
use crate::domain::session::Phase;

pub(in crate::domain) fn decide(
    m: &Meeting,
    command: &Command,
    _stamp: &Stamp,
) -> Result<Event, Refusal> {
    match command {
        Command::Recuse { person, from, reason } => return recuse(m, person, *from, reason),
        Command::HandIn { person, proposal, by, choice } => {
            return absent::hand_in(m, person, *proposal, *by, *choice);
        }
        Command::Serve { people, proposal } => return absent::serve(m, people, *proposal),
        _ => m.need_phase(&[Phase::Open])?,
    }
    match command {
        Command::Open { proposal, method, rule, terms } => {
            open(m, *proposal, *method, rule.as_ref(), terms)
        }
        Command::Recuse { .. } | Command::HandIn { .. } | Command::Serve { .. } => {
            Err(Refusal::NoOpenVote)
        }
        Command::Ballot { person, choice } => ballot(m, person, *choice),
        Command::Tally(said) => {
            let vote = need_unfinished(m)?;
            let here = |id: &PersonId| match vote.way_of(id) {
                TakesPart::InPerson | TakesPart::Proxy => m.roll.is_heard(id),
                TakesPart::Written | TakesPart::Online => true,
            };
            let gone = vote.electorate.iter().filter(|(id, _)| !here(id)).count();
            let (counts, derived) = tally::count(vote, said, gone as u64)?;
            need_same_paper(m, vote, &counts)?;
            Ok(Event::Tallied { said: Box::new(*said), counts: Box::new(counts), derived })
        }
        Command::Object { person, reason } => {
            let vote = need_open(m)?;
            m.roll.need_known(person)?;
            if !vote.method.takes_objections() {
                return Err(Refusal::NotNoObjection { method: vote.method });
            }
            need_voter(m, vote, person)?;
            need_heard(m, person)?;
            Ok(Event::Objected { person: person.clone(), reason: reason.clone() })
        }
        Command::Admit(person) => admit(m, person),
        Command::Close { judged } => close(need_open(m)?, *judged),
        Command::Announce => announce(m, None),
        Command::Casting { pass } => casting(m, *pass, None),
        Command::Cancel(reason) => cancel(m, reason, None),
        Command::Recount => recount(m),
        Command::On { proposal, act } => match &**act {
            Command::Announce => announce(m, Some(*proposal)),
            Command::Casting { pass } => casting(m, *pass, Some(*proposal)),
            Command::Cancel(reason) => cancel(m, reason, Some(*proposal)),
            Command::Open { .. }
            | Command::Recuse { .. }
            | Command::Ballot { .. }
            | Command::Tally(_)
            | Command::Object { .. }
            | Command::Admit(_)
            | Command::Close { .. }
            | Command::Recount
            | Command::HandIn { .. }
            | Command::Serve { .. }
            | Command::On { .. } => Err(Refusal::NoOpenVote),
        },
    }
}

fn admit(m: &Meeting, person: &PersonId) -> Result<Event, Refusal> {
    let vote = need_open(m)?;
    let entry = m.roll.need_present(person)?;
    if !entry.person.vote {
        return Err(Refusal::NoVote(person.clone()));
    }
    if vote.may_vote(person) {
        return Err(Refusal::AlreadyAdmitted(person.clone()));
    }
    need_not_recused(m, person, vote.proposal)?;
    need_of_part(m, vote, person)?;
    let way = match entry.status {
        Status::Online => TakesPart::Online,
        Status::Present
        | Status::NotArrived
        | Status::OnLeave
        | Status::Absent
        | Status::Departed => TakesPart::InPerson,
    };
    if !vote.rule.takes(way) {
        return Err(Refusal::WayNotTaken { rule: vote.rule.name.clone(), way });
    }
    need_no_tally(m, vote)?;
    Ok(Event::Admitted { person: person.clone() })
}

/// The vote named, or the one that has waited longest; while one is open, none is announced unless
/// it is named.
fn waiting(m: &Meeting, proposal: Option<u32>) -> Result<&Vote, Refusal> {
    let vote = match proposal {
        Some(no) => m.votes.unfinished_on(no).ok_or(Refusal::NoOpenVote)?,
        None => m.votes.open().or_else(|| m.votes.waiting().next()).ok_or(Refusal::NoOpenVote)?,
    };
    Ok(vote)
}

fn announce(m: &Meeting, proposal: Option<u32>) -> Result<Event, Refusal> {
    let vote = waiting(m, proposal)?;
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
        named: proposal.is_some(),
    })
}

fn casting(m: &Meeting, pass: bool, proposal: Option<u32>) -> Result<Event, Refusal> {
    let vote = waiting(m, proposal)?;
    if vote.state != VoteState::Closed || !vote.chair_decides() {
        return Err(Refusal::NoTie);
    }
    // Where another was opened since, the line must say which vote it decides.
    let named = m.votes.unfinished().is_some_and(|last| last.seq != vote.seq);
    let proposal = proposal.or(named.then_some(vote.proposal));
    Ok(Event::CastingVote { pass, proposal })
}

/// Cancelled is the vote at hand, unless another is named.
fn cancel(m: &Meeting, reason: &str, proposal: Option<u32>) -> Result<Event, Refusal> {
    let vote = match proposal {
        Some(no) => m.votes.unfinished_on(no).ok_or(Refusal::NoOpenVote)?,
        None => need_unfinished(m)?,
    };
    if reason.trim().is_empty() {
        return Err(Refusal::EmptyText);
    }
    let reason = reason.to_owned();
    Ok(Event::Cancelled { proposal: vote.proposal, reason, named: proposal.is_some() })
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
pub(super) fn need_no_tally(m: &Meeting, vote: &Vote) -> Result<(), Refusal> {
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
    need_of_part(m, vote, person)?;
    m.roll.need_present(person)?;
    Err(Refusal::NotAdmitted(person.clone()))
}

fn need_of_part(m: &Meeting, vote: &Vote, person: &PersonId) -> Result<(), Refusal> {
    let entry = m.roll.need_known(person)?;
    if electorate::is_silent_chair(m, &vote.rule, person) {
        return Err(Refusal::ChairIsSilent(person.clone()));
    }
    if !electorate::has_vote(m, &vote.rule, &vote.terms, &entry.person) {
        return Err(Refusal::NotOfPart(person.clone()));
    }
    Ok(())
}

fn open(
    m: &Meeting,
    proposal: u32,
    method: Method,
    rule: Option<&RuleRef>,
    terms: &Terms,
) -> Result<Event, Refusal> {
    let named = rule.is_some();
    let rule = rule.map_or_else(|| Ok(m.session.rule.clone()), |r| m.catalog.resolve(r))?;
    let text = m.proposals.need_live(proposal)?.text_seq();
    // Votes that are counted may wait; only one is ever open.
    if let Some(open) = m.votes.open() {
        return Err(Refusal::VoteOpen { proposal: open.proposal });
    }
    m.votes.need_no_open_vote_on(proposal)?;
    m.floor.need_silence()?;
    if !rule.is_valid() {
        return Err(Refusal::BadSetting);
    }
    if rule.counts_weight() && !method.can_weigh() {
        return Err(Refusal::WeightNeedsRecorded { rule: rule.name, method });
    }
    let among: Vec<&Class> = terms.among.iter().collect();
    if rule.needs_names(&among) && !method.takes_ballots() {
        return Err(Refusal::ClassNeedsRecorded { rule: rule.name, method });
    }
    let submitted = m.votes.handed_in.iter().filter(|h| h.proposal == proposal && h.text == text);
    if method.is_secret() && submitted.clone().any(|h| h.choice.is_some()) {
        return Err(Refusal::HandedInByName { proposal });
    }
    let recused: Vec<PersonId> = m
        .votes
        .recusals
        .iter()
        .filter(|r| r.from == proposal && m.roll.person(&r.person).is_some_and(|p| p.vote))
        .map(|r| r.person.clone())
        .collect();
    let quorum = quorum_for(m, &rule, &recused, proposal);
    if !quorum.met {
        return Err(Refusal::NoQuorum(Box::new(quorum)));
    }
    let electorate = match terms.paper {
        None => electorate::voters(m, &rule, terms, proposal, &recused),
        Some(no) => on_paper(m, no, method, &recused)?,
    };
    if electorate.is_empty() && !rule.takes(TakesPart::Written) {
        return Err(Refusal::NobodyVotes);
    }
    Ok(Event::Opened {
        proposal,
        method,
        rule: Box::new(rule),
        named,
        text,
        electorate,
        recused: recused.into(),
        quorum: Box::new(quorum),
        recount_of: None,
        terms: Box::new(terms.clone()),
    })
}

/// Those who were given the paper on which another proposal stands too: whoever has left since has
/// voted on both, and two counts must not differ by them.
fn on_paper(
    m: &Meeting,
    no: u32,
    method: Method,
    recused: &[PersonId],
) -> Result<Vec<PersonId>, Refusal> {
    let first = m.votes.unfinished_on(no).ok_or(Refusal::NoSuchPaper(no))?;
    if first.method != method {
        return Err(Refusal::NoSuchPaper(no));
    }
    let voters = first.electorate.iter().map(|(id, _)| id);
    Ok(voters.filter(|id| !recused.contains(id)).cloned().collect())
}

/// As many papers went out and came back for every proposal on them.
fn need_same_paper(m: &Meeting, vote: &Vote, counts: &super::Counts) -> Result<(), Refusal> {
    let Some(no) = vote.terms.paper else { return Ok(()) };
    let first = m.votes.list.iter().rev().find(|v| v.proposal == no && v.seq < vote.seq);
    let Some(first) = first.filter(|first| first.electorate.len() == vote.electorate.len()) else {
        return Ok(());
    };
    match first.counts {
        Some(other) if (other.issued, other.returned) != (counts.issued, counts.returned) => {
            Err(Refusal::PapersDiffer { proposal: no })
        }
        _ => Ok(()),
    }
}

/// The rule's own quorum where it has one, else the session's.
fn quorum_for(m: &Meeting, rule: &Rule, recused: &[PersonId], proposal: u32) -> QuorumStamp {
    let leaves = rule.recusal == RecusalMode::LeavesQuorum;
    let quorum = rule.quorum.as_ref().unwrap_or(&m.session.quorum);
    roll::quorum(m, quorum, if leaves { recused } else { &[] }, Some(proposal))
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
    if let Some(vote) = m.votes.unfinished_on(from) {
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
    let quorum = quorum_for(m, &vote.rule, &recused, vote.proposal);
    if quorum.met { Ok(()) } else { Err(Refusal::NoQuorum(Box::new(quorum))) }
}

fn ballot(m: &Meeting, person: &PersonId, choice: Choice) -> Result<Event, Refusal> {
    let vote = need_unfinished(m)?;
    m.roll.need_known(person)?;
    if !vote.method.takes_ballots() {
        return Err(Refusal::NoBallots { method: vote.method });
    }
    vote.rule.need_allowed(choice)?;
    let by = if vote.may_vote(person) { None } else { comes_in(m, vote, person) };
    if by.is_none() {
        need_voter(m, vote, person)?;
    }
    let was = vote.ballots.get(person).copied();
    // After closing a slip may still be put right, but no new ballot comes in.
    if vote.state != VoteState::Open && was.is_none() {
        return Err(Refusal::VoteIs { state: vote.state });
    }
    if was.is_none() && by.is_none() && !may_be_away(m, vote, person) {
        need_heard(m, person)?;
    }
    if was == Some(choice) {
        return Err(Refusal::SameBallot(person.clone()));
    }
    Ok(Event::Cast { person: person.clone(), choice, was, by })
}

/// How the vote of somebody comes in who is not among those who vote: in writing, where the rule
/// takes that, by whoever has a vote and does not take part in another way.
fn comes_in(m: &Meeting, vote: &Vote, person: &PersonId) -> Option<TakesPart> {
    let entry = m.roll.get(person)?;
    let rule = &vote.rule;
    let in_room = entry.status == Status::Present && rule.takes(TakesPart::InPerson);
    let recused = vote.recused.contains(person) || m.votes.is_recused(person, vote.proposal);
    let may = electorate::has_vote(m, rule, &vote.terms, &entry.person) && !recused;
    let open = rule.takes(TakesPart::Written) && !in_room && vote.recount_of.is_none();
    (may && open).then_some(TakesPart::Written)
}

/// Whose vote counts though they are not here now: it was handed in, or it is counted again.
fn may_be_away(m: &Meeting, vote: &Vote, person: &PersonId) -> bool {
    let first = m.votes.list.iter().find(|old| Some(old.seq) == vote.recount_of);
    if first.is_some_and(|old| old.ballots.contains_key(person)) {
        return true;
    }
    match vote.way_of(person) {
        TakesPart::InPerson | TakesPart::Proxy => false,
        TakesPart::Written | TakesPart::Online => true,
    }
}

fn close(vote: &Vote, judged: Option<bool>) -> Result<Event, Refusal> {
    let method = vote.method;
    if judged.is_some() && (!method.is_judged() || vote.counts.is_some()) {
        return Err(Refusal::JudgementNotAsked { method });
    }
    if vote.awaits_tally() {
        return Err(Refusal::TallyMissing);
    }
    if vote.awaits_judgement() && judged.is_none() {
        return Err(Refusal::JudgementMissing);
    }
    Ok(Event::Closed { judged })
}

/// A recount is a new vote on the same text under the same rule, linked to what it repeats. It counts
/// the same papers of the same electorate: who has left since has voted all the same, and a count
/// without them would tell what was on their paper.
fn recount(m: &Meeting) -> Result<Event, Refusal> {
    m.votes.need_no_open_vote()?;
    let last = m.votes.list.iter().filter(|v| v.state == VoteState::Announced);
    let old = last.max_by_key(|v| (v.announced_at, v.seq)).ok_or(Refusal::NothingToRecount)?;
    if m.votes.list.last().is_some_and(|last| last.state == VoteState::Cancelled)
        || m.proposals.need_live(old.proposal)?.text_seq() != old.text
    {
        return Err(Refusal::NothingToRecount);
    }
    m.floor.need_silence()?;
    Ok(Event::Opened {
        proposal: old.proposal,
        method: old.method,
        rule: Box::new(old.rule.clone()),
        named: old.named,
        text: old.text,
        electorate: old.electorate.iter().map(|(id, _)| id.clone()).collect(),
        recused: old.recused.clone().into(),
        quorum: Box::new(old.quorum.clone()),
        recount_of: Some(old.seq),
        terms: Box::new(Terms { paper: None, same_papers: true, ..old.terms.clone() }),
    })
}

/// The command that would make this event again.
pub(in crate::domain) fn command_of(event: &Event) -> Command {
    match event {
        Event::Opened { recount_of: Some(_), .. } => Command::Recount,
        Event::Opened { proposal, method, rule, named, terms, .. } => Command::Open {
            proposal: *proposal,
            method: *method,
            rule: named.then(|| RuleRef::Given(rule.clone())),
            terms: (**terms).clone(),
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
        Event::Announced { proposal, named, .. } => {
            on(named.then_some(*proposal), Command::Announce)
        }
        Event::CastingVote { pass, proposal } => on(*proposal, Command::Casting { pass: *pass }),
        Event::Cancelled { proposal, reason, named } => {
            on(named.then_some(*proposal), Command::Cancel(reason.clone()))
        }
        Event::HandedIn { person, proposal, by, choice } => {
            let (person, proposal, by, choice) = (person.clone(), *proposal, *by, *choice);
            Command::HandIn { person, proposal, by, choice }
        }
        Event::Served { people, proposal } => {
            Command::Serve { people: people.clone(), proposal: *proposal }
        }
    }
}

fn on(proposal: Option<u32>, act: Command) -> Command {
    match proposal {
        None => act,
        Some(proposal) => Command::On { proposal, act: Box::new(act) },
    }
}
