//! The next step: what `Space` does now, for every state of a meeting.
//!
//! A suggestion holds no rule: what it proposes is still decided by `Meeting::decide`.

use crate::domain::floor::{self, Reason, SpeechKind};
use crate::domain::meeting::{Command, Meeting};
use crate::domain::outcome::{self, Disposition};
use crate::domain::person::PersonId;
use crate::domain::prepare::Have;
use crate::domain::session::{ItemKind, Phase};
use crate::domain::sign_off::{self, SignRole};
use crate::domain::vote::{self, Method, Vote, VoteState};
use crate::domain::{agenda, proposal, roll, session};

/// What comes next. Some steps are a command at once; the others need a form or a view first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Something is still to be prepared; a warning, since the roll may be taken all the same.
    Prepare(Missing),
    /// The roll must be taken until the quorum is there.
    TakeRoll,
    Open,
    /// State the number present.
    Count,
    NextItem(u32),
    /// An item of speeches begins with nobody asking yet.
    InviteSpeaker {
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
    Assign,
    Notice,
    ReadBack,
    Sign {
        person: PersonId,
        role: SignRole,
    },
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
            if m.quorum().met { Step::Open } else { Step::TakeRoll }
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
            | Self::InviteSpeaker { .. }
            | Self::OpenVote(_)
            | Self::QuorumLost
            | Self::CountVotes(_)
            | Self::TakeBallots { .. }
            | Self::JudgeVoice(_)
            | Self::DecideTie(_)
            | Self::VoidVote(_)
            | Self::Settle { .. }
            | Self::Assign
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
    if let Some(turn) = floor::upcoming(m).into_iter().next() {
        return Step::GiveFloor { person: turn.person, reasons: turn.reasons };
    }
    let Some(item) = m.agenda.active() else {
        return m.agenda.upcoming().map_or(Step::Adjourn, |item| Step::NextItem(item.plan.no));
    };
    let no = item.plan.no;
    let on = || match m.agenda.upcoming() {
        Some(next) => Step::NextItem(next.plan.no),
        None => Step::FinishItem(no),
    };
    let spoken = m.floor.speeches.iter().any(|s| s.item == Some(no));
    let invite = |kind| if spoken { on() } else { Step::InviteSpeaker { kind } };
    match item.plan.kind {
        Some(ItemKind::SignIn) if !counted_since_change(m) => Step::Count,
        Some(ItemKind::Briefing) => match lead_to_speak(m, item) {
            Some(person) => Step::AskLead { person },
            None => invite(SpeechKind::Statement),
        },
        Some(ItemKind::Statements) => invite(SpeechKind::Statement),
        Some(ItemKind::Responses) => invite(SpeechKind::Response),
        Some(ItemKind::Discussion) => invite(SpeechKind::Discussion),
        Some(ItemKind::Drafting) => unfrozen(m).map_or_else(on, Step::Freeze),
        Some(ItemKind::Voting) => voting(m).unwrap_or_else(on),
        Some(ItemKind::Results) => results(m).unwrap_or_else(on),
        Some(ItemKind::Closing) => closing(m).unwrap_or_else(on),
        Some(ItemKind::SignIn | ItemKind::Rules) | None => on(),
    }
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

fn unfrozen(m: &Meeting) -> Option<u32> {
    m.proposals.list.iter().find(|p| p.dropped.is_none() && !p.frozen).map(|p| p.no)
}

fn voting(m: &Meeting) -> Option<Step> {
    let live = || m.proposals.list.iter().filter(|p| p.dropped.is_none());
    let undecided = live().find(|p| m.votes.deciding(p.no).is_none())?;
    if !m.quorum().met {
        return Some(Step::QuorumLost);
    }
    let void = m.votes.on(undecided.no).next_back().is_some_and(Vote::is_void);
    if void {
        return Some(Step::VoidVote(undecided.no));
    }
    if !undecided.frozen {
        return Some(Step::Freeze(undecided.no));
    }
    if counted_since_change(m) { Some(Step::OpenVote(undecided.no)) } else { Some(Step::Count) }
}

fn results(m: &Meeting) -> Option<Step> {
    let open = m.proposals.list.iter().find_map(|p| {
        let wanted = m.outcomes.of(p.no).is_none();
        outcome::suggested(m, p.no).filter(|_| wanted).map(|disposition| (p.no, disposition))
    });
    if let Some((no, disposition)) = open {
        return Some(Step::Settle { no, disposition });
    }
    if m.follow_up.actions.is_empty() && !m.outcomes.settled.is_empty() {
        return Some(Step::Assign);
    }
    (m.sign_off.notice.is_none() && !m.outcomes.settled.is_empty()).then_some(Step::Notice)
}

fn closing(m: &Meeting) -> Option<Step> {
    if m.sign_off.read_back.is_none() {
        return Some(Step::ReadBack);
    }
    chair_signs(m)
}

fn chair_signs(m: &Meeting) -> Option<Step> {
    let person =
        m.session.chair().filter(|id| m.roll.get(id).is_some_and(|e| e.arrived.is_some()))?;
    let signed = m.sign_off.has_signed(person);
    (!signed).then(|| Step::Sign { person: person.clone(), role: SignRole::Chair })
}

fn after(m: &Meeting) -> Step {
    if m.sign_off.read_back.is_none() {
        return Step::ReadBack;
    }
    results(m).or_else(|| chair_signs(m)).unwrap_or(Step::Seal)
}
