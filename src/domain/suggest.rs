//! The next step: what `Space` does now, for every state of a meeting.
//!
//! A suggestion holds no rule: what it proposes is still decided by `Meeting::decide`.

use crate::domain::floor::{self, Reason, SpeechKind};
use crate::domain::meeting::{Command, Meeting};
use crate::domain::outcome::Disposition;
use crate::domain::person::PersonId;
use crate::domain::prepare::Have;
use crate::domain::proposal::Proposal;
use crate::domain::session::{ItemKind, Phase};
use crate::domain::sign_off::{self, SignRole};
use crate::domain::vote::{self, Method, Vote, VoteState};
use crate::domain::{agenda, person, proposal, roll, session};

mod owed;
pub use owed::{Open, may_witness, still_open};

/// What comes next. Some steps are a command at once; the others need a form or a view first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Something is still to be prepared; a warning, since the roll may be taken all the same.
    Prepare(Missing),
    /// The roll must be taken until the quorum is there.
    TakeRoll,
    /// Whoever presides has left, or has not come: somebody does so instead.
    AskChair {
        gone: PersonId,
    },
    Open,
    /// State the number present.
    Count,
    NextItem(u32),
    /// An item of speeches begins with nobody asking yet.
    InviteSpeaker {
        kind: SpeechKind,
    },
    /// Somebody spoke; those who were not heard are asked.
    AskWhoElse {
        kind: SpeechKind,
    },
    GiveFloor {
        person: PersonId,
        reasons: Vec<Reason>,
    },
    /// A briefing begins with whoever leads its item.
    AskLead {
        person: PersonId,
    },
    EndSpeech {
        person: PersonId,
    },
    ContinueSpeech {
        person: PersonId,
    },
    /// The item is for a vote, and there is nothing to vote on: somebody proposes, or the meeting goes
    /// on to the item that is named.
    AskProposal {
        next: u32,
    },
    Freeze(u32),
    OpenVote(u32),
    /// A vote is due and the quorum is no longer there.
    QuorumLost,
    CountVotes(u32),
    TakeBallots {
        proposal: u32,
        left: usize,
    },
    JudgeVoice(u32),
    CloseVote {
        proposal: u32,
        method: Method,
    },
    DecideTie(u32),
    Announce(u32),
    /// The announced vote was void: vote again or cancel.
    VoidVote(u32),
    Settle {
        no: u32,
        disposition: Disposition,
    },
    /// A proposal was agreed, and nobody is named to carry it out by a day.
    Assign(u32),
    Notice,
    ReadBack,
    Sign {
        person: PersonId,
        role: SignRole,
    },
    /// Somebody signs for those who attended (代表签字).
    SignWitness,
    FinishItem(u32),
    Adjourn,
    Resume,
    Seal,
    Export,
}

/// What is still to be prepared, in the order in which it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Roster,
    Agenda,
    /// Nobody is named to preside.
    Chair,
    /// One of the six.
    Tick(Have),
}

fn missing(m: &Meeting) -> Option<Missing> {
    if m.roll.entries.is_empty() {
        return Some(Missing::Roster);
    }
    if m.agenda.items.is_empty() {
        return Some(Missing::Agenda);
    }
    if m.session.chair().is_none() {
        return Some(Missing::Chair);
    }
    // Whoever has begun the checklist is led to its end; nobody is made to begin it.
    let begun = m.prepare.checklist.count() > 0;
    m.prepare.checklist.missing().filter(|_| begun).map(Missing::Tick)
}

/// The next step of a meeting.
pub fn next_step(m: &Meeting) -> Step {
    match m.session.phase {
        Phase::Planned | Phase::Roll => {
            // Once somebody has come the roll goes on, whatever was not prepared.
            let unprepared = missing(m).filter(|_| m.session.phase == Phase::Planned);
            if let Some(missing) = unprepared {
                return Step::Prepare(missing);
            }
            // Where no number is asked for, somebody is there all the same.
            if !m.quorum().met || m.roll.count(roll::Status::Present) == 0 {
                return Step::TakeRoll;
            }
            // Nobody opens a meeting that has no chair to sign for it.
            if m.session.chair().is_none() {
                return Step::Prepare(Missing::Chair);
            }
            chair_gone(m).unwrap_or(Step::Open)
        }
        Phase::Recess => Step::Resume,
        Phase::Open => in_session(m),
        Phase::Adjourned => after(m),
        Phase::Sealed => Step::Export,
    }
}

impl Step {
    /// The command that takes the step, where nothing more has to be asked.
    pub fn command(&self) -> Option<Command> {
        let floor = |c| Some(Command::Floor(c));
        let vote = |c| Some(Command::Vote(c));
        match self {
            Self::Open => Some(Command::Session(session::Command::Open)),
            Self::Count => Some(Command::Roll(roll::Command::Count)),
            Self::NextItem(_) => Some(Command::Agenda(agenda::Command::Next)),
            Self::GiveFloor { .. } => floor(floor::Command::Next),
            Self::AskLead { person } => floor(floor::Command::Give {
                person: person.clone(),
                terms: floor::SpeechTerms { kind: Some(SpeechKind::Statement), ..floor::SpeechTerms::default() },
            }),
            Self::EndSpeech { .. } => floor(floor::Command::Finish),
            Self::ContinueSpeech { .. } => floor(floor::Command::Continue),
            Self::Freeze(no) => Some(Command::Proposal(proposal::Command::Freeze(*no))),
            Self::CloseVote { .. } => vote(vote::Command::Close { judged: None }),
            Self::Announce(_) => vote(vote::Command::Announce),
            Self::ReadBack => Some(Command::SignOff(sign_off::Command::Readback)),
            Self::Sign { person, role } => Some(Command::SignOff(sign_off::Command::Sign {
                person: person.clone(),
                role: Some(*role),
            })),
            Self::FinishItem(_) => Some(Command::Agenda(agenda::Command::Finish)),
            Self::Adjourn => Some(Command::Session(session::Command::Adjourn)),
            Self::Resume => Some(Command::Session(session::Command::Resume)),
            // A tick is set where it is looked at, not from afar.
            Self::Prepare(_)
            | Self::TakeRoll
            | Self::AskChair { .. }
            | Self::InviteSpeaker { .. }
            | Self::AskWhoElse { .. }
            | Self::AskProposal { .. }
            | Self::OpenVote(_)
            | Self::QuorumLost
            | Self::CountVotes(_)
            | Self::TakeBallots { .. }
            | Self::JudgeVoice(_)
            | Self::DecideTie(_)
            | Self::VoidVote(_)
            | Self::Settle { .. }
            | Self::Assign(_)
            | Self::SignWitness
            | Self::Notice
            // Sealing cannot be taken back, so it is always asked for by its own form.
            | Self::Seal
            | Self::Export => None,
        }
    }
}

fn in_session(m: &Meeting) -> Step {
    if let Some(vote) = m.votes.unfinished() {
        return in_vote(vote);
    }
    if let Some(speech) = m.floor.current() {
        let person = speech.person.clone();
        return if speech.is_paused() {
            Step::ContinueSpeech { person }
        } else {
            Step::EndSpeech { person }
        };
    }
    if let Some(step) = chair_gone(m) {
        return step;
    }
    if let Some(turn) = floor::upcoming(m).into_iter().next() {
        return Step::GiveFloor { person: turn.person, reasons: turn.reasons };
    }
    let active = m.agenda.active();
    if let Some(step) = active.and_then(|item| of_item(m, item)) {
        return step;
    }
    if let Some(next) = m.agenda.upcoming() {
        return Step::NextItem(next.plan.no);
    }
    // Nothing is left on the agenda, whatever its items were called: the rest of a meeting's duties.
    let end = || active.map_or(Step::Adjourn, |item| Step::FinishItem(item.plan.no));
    owed::before_end(m).unwrap_or_else(end)
}

/// Nobody gives the floor, takes votes or signs for a meeting from outside the room.
fn chair_gone(m: &Meeting) -> Option<Step> {
    let gone = m.session.chair().filter(|chair| !m.roll.is_present(chair))?;
    Some(Step::AskChair { gone: gone.clone() })
}

/// What an item is for. One that does not say it is for whoever wants to speak.
fn of_item(m: &Meeting, item: &agenda::Item) -> Option<Step> {
    match item.plan.kind {
        Some(ItemKind::SignIn) => (!counted_since_change(m)).then_some(Step::Count),
        Some(ItemKind::Briefing) => lead_to_speak(m, item)
            .map(|person| Step::AskLead { person })
            .or_else(|| speakers(m, item, SpeechKind::Statement)),
        Some(ItemKind::Statements) => speakers(m, item, SpeechKind::Statement),
        Some(ItemKind::Responses) => speakers(m, item, SpeechKind::Response),
        Some(ItemKind::Discussion) | None => speakers(m, item, SpeechKind::Discussion),
        Some(ItemKind::Drafting) => nothing_proposed(m).or_else(|| unfrozen(m).map(Step::Freeze)),
        Some(ItemKind::Voting) => nothing_proposed(m).or_else(|| voting(m)),
        // Results of what is voted on later are not asked for yet.
        Some(ItemKind::Results) if awaits(m, ItemKind::Voting) => results(m),
        Some(ItemKind::Results) => voting(m).or_else(|| results(m)),
        // Its duties are those of the end, and are asked for there.
        Some(ItemKind::Rules | ItemKind::Closing) => None,
    }
}

/// Whether an item of a kind is still to come.
fn awaits(m: &Meeting, kind: ItemKind) -> bool {
    let pending = |item: &&agenda::Item| item.state == agenda::ItemState::Pending;
    m.agenda.items.iter().filter(pending).any(|item| item.plan.kind == Some(kind))
}

fn is_for_speaking(item: &agenda::Item) -> bool {
    match item.plan.kind {
        Some(ItemKind::Statements | ItemKind::Responses | ItemKind::Discussion) | None => true,
        Some(
            ItemKind::SignIn
            | ItemKind::Rules
            | ItemKind::Briefing
            | ItemKind::Drafting
            | ItemKind::Voting
            | ItemKind::Results
            | ItemKind::Closing,
        ) => false,
    }
}

/// Somebody is invited until nobody else wants to speak: first anybody, then those by name who have
/// not been heard.
fn speakers(m: &Meeting, item: &agenda::Item, kind: SpeechKind) -> Option<Step> {
    let no = Some(item.plan.no);
    if m.floor.is_quiet(no) {
        return None;
    }
    if !m.floor.speeches.iter().any(|s| s.item == no) {
        return Some(Step::InviteSpeaker { kind });
    }
    // A briefing is given by who was named for it.
    let heard = item.plan.kind == Some(ItemKind::Briefing) || unheard(m, kind).is_empty();
    (!heard).then_some(Step::AskWhoElse { kind })
}

/// Those here whose turn an item of speeches is, and who have not spoken in the meeting: of statements
/// the stakeholders, of responses the departments, else everybody who attends. Not the chair, who
/// leads.
pub fn unheard(m: &Meeting, kind: SpeechKind) -> Vec<&PersonId> {
    let group = match kind {
        SpeechKind::Statement => Some(person::group::STAKEHOLDER),
        SpeechKind::Response => Some(person::group::DEPARTMENT),
        SpeechKind::Discussion | SpeechKind::Question | SpeechKind::PointOfOrder => None,
    };
    let group = group.filter(|group| m.roll.entries.iter().any(|e| e.person.group == *group));
    let called = |entry: &&roll::Entry| match group {
        Some(group) => entry.person.group == group,
        None => entry.person.attends == person::Attends::Attending,
    };
    let here = m.roll.entries.iter().filter(|e| e.status == roll::Status::Present).filter(called);
    let silent = here.map(|e| &e.person.id).filter(|id| m.session.chair() != Some(id));
    silent.filter(|id| !m.floor.has_spoken(id)).collect()
}

/// Whoever leads the item, is here and has not spoken on it; the chair leads the meeting, not a
/// briefing.
fn lead_to_speak(m: &Meeting, item: &agenda::Item) -> Option<PersonId> {
    let lead = item.plan.lead.as_ref().filter(|lead| m.session.chair() != Some(lead))?;
    let here = m.roll.get(lead).is_some_and(|entry| entry.status == roll::Status::Present);
    let spoke = |s: &floor::Speech| s.item == Some(item.plan.no) && s.person == *lead;
    (here && !m.floor.speeches.iter().any(spoke)).then(|| lead.clone())
}

fn in_vote(vote: &Vote) -> Step {
    let proposal = vote.proposal;
    if vote.state == VoteState::Closed {
        let ask = vote.chair_decides() && vote.casting.is_none() && !vote.is_void();
        return if ask { Step::DecideTie(proposal) } else { Step::Announce(proposal) };
    }
    let close = Step::CloseVote { proposal, method: vote.method };
    match vote.method {
        Method::Hands | Method::Secret if vote.counts.is_none() => Step::CountVotes(proposal),
        Method::Voice if vote.counts.is_none() => Step::JudgeVoice(proposal),
        Method::Recorded => {
            let left = vote.electorate.len().saturating_sub(vote.ballots.len());
            if left > 0 { Step::TakeBallots { proposal, left } } else { close }
        }
        Method::Hands
        | Method::Secret
        | Method::Voice
        | Method::Acclamation
        | Method::NoObjection => close,
    }
}

/// Whether the number present was stated after the last change of presence.
fn counted_since_change(m: &Meeting) -> bool {
    let present = m.roll.count(roll::Status::Present);
    m.roll.counts.last().is_some_and(|count| count.present as usize == present)
}

/// Without a proposal an item that is for one would pass unheard. At the end nothing is asked: what is
/// owed before it comes first.
fn nothing_proposed(m: &Meeting) -> Option<Step> {
    let none = m.proposals.list.iter().all(|p| p.dropped.is_some());
    let next = m.agenda.upcoming().filter(|_| none)?;
    Some(Step::AskProposal { next: next.plan.no })
}

fn unfrozen(m: &Meeting) -> Option<u32> {
    m.proposals.list.iter().find(|p| p.dropped.is_none() && !p.frozen).map(|p| p.no)
}

/// The first proposal on the table that has neither a vote nor an outcome.
pub fn undecided(m: &Meeting) -> Option<&Proposal> {
    m.proposals.list.iter().find(|p| owed::is_undecided(m, p))
}

fn voting(m: &Meeting) -> Option<Step> {
    let undecided = undecided(m)?;
    if !m.quorum().met {
        return Some(Step::QuorumLost);
    }
    let void = m.votes.on(undecided.no).next_back().is_some_and(Vote::is_void);
    if void {
        return Some(Step::VoidVote(undecided.no));
    }
    // Nobody votes on what nobody was asked about, unless the agenda has its own items for that.
    if !m.floor.was_opened() && !m.agenda.items.iter().any(is_for_speaking) {
        return Some(Step::InviteSpeaker { kind: SpeechKind::Discussion });
    }
    if !undecided.frozen {
        return Some(Step::Freeze(undecided.no));
    }
    if counted_since_change(m) { Some(Step::OpenVote(undecided.no)) } else { Some(Step::Count) }
}

fn results(m: &Meeting) -> Option<Step> {
    if let Some(step) = owed::settling(m) {
        return Some(step);
    }
    (m.sign_off.notice.is_none() && !m.outcomes.settled.is_empty()).then_some(Step::Notice)
}

fn after(m: &Meeting) -> Step {
    if m.sign_off.read_back.is_none() {
        return Step::ReadBack;
    }
    results(m).or_else(|| owed::signing(m)).unwrap_or(Step::Seal)
}
