//! Proposals (方案): their texts, amendments and the voting text. Must not know how votes go.

use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::refusal::{Refusal, need_text};
use crate::domain::session::{Phase, ProposalPlan};
use crate::domain::stamp::Moment;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Propose {
        title: String,
        text: String,
    },
    Amend {
        no: u32,
        text: String,
        by: PersonId,
    },
    /// Makes the text the voting text (表决稿).
    Freeze(u32),
    Drop {
        no: u32,
        reason: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Proposed {
        no: u32,
        title: String,
        text: String,
    },
    Amended {
        no: u32,
        text: String,
        by: PersonId,
    },
    Frozen {
        no: u32,
    },
    Dropped {
        no: u32,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}

/// A text that a proposal had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The event that made it; 0 for the plan's.
    pub seq: u64,
    pub at: Option<Moment>,
    pub by: Option<PersonId>,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub no: u32,
    pub title: String,
    /// The latest last, never empty.
    pub versions: Vec<Version>,
    pub frozen: bool,
    /// The reason, once it was dropped.
    pub dropped: Option<String>,
    pub legal_vote: bool,
    /// Which round of consultation on this proposal, from 1.
    pub round: u32,
}

impl Proposal {
    /// The line that made the text in force; 0 for the plan's.
    pub fn text_seq(&self) -> u64 {
        self.versions.last().map_or(0, |version| version.seq)
    }

    /// The text in force.
    pub fn text(&self) -> &str {
        self.versions.last().map_or("", |version| version.text.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    pub list: Vec<Proposal>,
}

impl State {
    /// `round` is the session's, for proposals that name none of their own.
    pub fn new(plan: &[ProposalPlan], round: u32) -> Self {
        let list = plan.iter().map(|p| Proposal {
            no: p.no,
            title: p.title.clone(),
            versions: vec![Version { seq: 0, at: None, by: None, text: p.text.clone() }],
            frozen: false,
            dropped: None,
            legal_vote: p.legal_vote,
            round: p.round.unwrap_or(round),
        });
        Self { list: list.collect() }
    }

    pub fn get(&self, no: u32) -> Option<&Proposal> {
        self.list.iter().find(|p| p.no == no)
    }

    fn get_mut(&mut self, no: u32) -> Option<&mut Proposal> {
        self.list.iter_mut().find(|p| p.no == no)
    }

    pub(super) fn need(&self, no: u32) -> Result<&Proposal, Refusal> {
        self.get(no).ok_or(Refusal::NoSuchProposal(no))
    }

    /// A proposal that is still on the table.
    pub(super) fn need_live(&self, no: u32) -> Result<&Proposal, Refusal> {
        let proposal = self.need(no)?;
        if proposal.dropped.is_some() { Err(Refusal::ProposalDropped(no)) } else { Ok(proposal) }
    }

    /// A vote freezes the text it is taken on.
    pub(super) fn freeze(&mut self, no: u32) {
        if let Some(proposal) = self.get_mut(no) {
            proposal.frozen = true;
        }
    }

    fn next_no(&self) -> u32 {
        self.list.iter().map(|p| p.no).max().unwrap_or(0).saturating_add(1)
    }
}

pub(super) fn decide(m: &Meeting, command: &Command) -> Result<Event, Refusal> {
    m.need_unsealed()?;
    if m.session.phase == Phase::Adjourned {
        return Err(Refusal::WrongPhase { now: Phase::Adjourned });
    }
    match command {
        Command::Propose { title, text } => {
            let (title, text) = (need_text(title)?, need_text(text)?);
            Ok(Event::Proposed { no: m.proposals.next_no(), title, text })
        }
        Command::Amend { no, text, by } => {
            let proposal = m.proposals.need_live(*no)?;
            m.roll.need_known(by)?;
            m.votes.need_no_open_vote_on(*no)?;
            m.votes.need_not_carried(*no)?;
            let text = need_text(text)?;
            if proposal.text() == text {
                return Err(Refusal::NothingToChange);
            }
            Ok(Event::Amended { no: *no, text, by: by.clone() })
        }
        Command::Freeze(no) => {
            let proposal = m.proposals.need_live(*no)?;
            if proposal.frozen {
                Err(Refusal::AlreadyFrozen(*no))
            } else {
                Ok(Event::Frozen { no: *no })
            }
        }
        Command::Drop { no, reason } => {
            m.proposals.need_live(*no)?;
            m.votes.need_no_open_vote_on(*no)?;
            m.votes.need_not_carried(*no)?;
            Ok(Event::Dropped { no: *no, reason: reason.clone() })
        }
    }
}

pub(super) fn apply(m: &mut Meeting, seq: u64, at: Moment, event: &Event) {
    let state = &mut m.proposals;
    match event {
        Event::Proposed { no, title, text } => {
            state.list.push(Proposal {
                no: *no,
                title: title.clone(),
                versions: vec![Version { seq, at: Some(at), by: None, text: text.clone() }],
                frozen: false,
                dropped: None,
                legal_vote: false,
                round: 1,
            });
        }
        Event::Amended { no, text, by } => {
            if let Some(proposal) = state.get_mut(*no) {
                let (text, by) = (text.clone(), Some(by.clone()));
                proposal.versions.push(Version { seq, at: Some(at), by, text });
                // The amended text has not been read out yet.
                proposal.frozen = false;
            }
        }
        Event::Frozen { no } => state.freeze(*no),
        Event::Dropped { no, reason } => {
            if let Some(proposal) = state.get_mut(*no) {
                proposal.dropped = Some(reason.clone());
            }
        }
    }
}

/// The command that would make this event again.
pub(super) fn command_of(event: &Event) -> Command {
    match event {
        Event::Proposed { title, text, .. } => {
            Command::Propose { title: title.clone(), text: text.clone() }
        }
        Event::Amended { no, text, by } => {
            Command::Amend { no: *no, text: text.clone(), by: by.clone() }
        }
        Event::Frozen { no } => Command::Freeze(*no),
        Event::Dropped { no, reason } => Command::Drop { no: *no, reason: reason.clone() },
    }
}
