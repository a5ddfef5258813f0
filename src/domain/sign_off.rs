//! Closing the record: the public notice's facts, reading back, signatures, disputes, and that a
//! notice was made with full names.

use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::refusal::{Refusal, need_text};
use crate::domain::stamp::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr, strum::VariantNames)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum SignRole {
    Chair,
    Recorder,
    Witness,
}

/// The period and contact of the public notice (公示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub from: NaiveDate,
    pub to: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(rename = "box", default, skip_serializing_if = "Option::is_none")]
    pub mailbox: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Notice(Notice),
    Readback,
    Sign {
        person: PersonId,
        role: Option<SignRole>,
    },
    Dispute {
        person: PersonId,
        what: String,
    },
    /// A notice is about to be made without masks (脱敏), and why.
    Unmask {
        reason: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Noticed(Notice),
    ReadBack,
    Signed {
        person: PersonId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<SignRole>,
    },
    Disputed {
        person: PersonId,
        what: String,
    },
    /// Paper that has left the house is not taken back, so neither is this.
    Unmasked {
        reason: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub seq: u64,
    pub at: Moment,
    pub person: PersonId,
    pub role: SignRole,
    /// The event that changed what was signed: the signature stands for the text before it.
    pub lapsed: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    pub seq: u64,
    pub at: Moment,
    pub person: PersonId,
    pub what: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    pub notice: Option<Notice>,
    pub read_back: Option<Moment>,
    pub signatures: Vec<Signature>,
    pub disputes: Vec<Dispute>,
}

impl State {
    /// Whether somebody's signature stands for the record as it is.
    pub fn has_signed(&self, person: &PersonId) -> bool {
        self.signatures.iter().any(|s| s.person == *person && s.lapsed.is_none())
    }

    /// A line that had been signed for was changed by an event.
    pub(super) fn lapse(&mut self, line: u64, by: u64) {
        for signature in self.signatures.iter_mut().filter(|s| line < s.seq && s.seq < by) {
            signature.lapsed.get_or_insert(by);
        }
    }
}

pub(super) fn decide(m: &Meeting, command: &Command) -> Result<Event, Refusal> {
    // Papers are made of a record after it is sealed as well, and that must not go unrecorded.
    if !matches!(command, Command::Unmask { .. }) {
        m.need_unsealed()?;
        m.need_opened()?;
    }
    match command {
        Command::Notice(notice) => {
            if notice.to < notice.from {
                return Err(Refusal::NoticeBackwards);
            }
            if notice.from < m.session.first_day() {
                return Err(Refusal::DateBeforeSession);
            }
            if m.sign_off.notice.as_ref() == Some(notice) {
                return Err(Refusal::NothingToChange);
            }
            Ok(Event::Noticed(notice.clone()))
        }
        Command::Readback => Ok(Event::ReadBack),
        Command::Sign { person, role } => {
            // The recorder may be nobody of the list and signs all the same.
            let recorder = m.session.recorder_name();
            let is_recorder = !recorder.is_empty()
                && person.as_str() == recorder
                && role.is_none_or(|role| role == SignRole::Recorder);
            if !is_recorder {
                m.roll.need_known(person)?;
            }
            if m.sign_off.has_signed(person) {
                return Err(Refusal::AlreadySigned(person.clone()));
            }
            // Whoever was never there cannot witness what was said.
            if let Some(entry) = m.roll.get(person).filter(|entry| entry.arrived.is_none()) {
                let (person, status) = (person.clone(), entry.status);
                return Err(Refusal::NotPresent { person, status });
            }
            Ok(Event::Signed { person: person.clone(), role: *role })
        }
        Command::Dispute { person, what } => {
            m.roll.need_known(person)?;
            if what.trim().is_empty() {
                return Err(Refusal::EmptyText);
            }
            Ok(Event::Disputed { person: person.clone(), what: what.clone() })
        }
        Command::Unmask { reason } => Ok(Event::Unmasked { reason: need_text(reason)? }),
    }
}

pub(super) fn apply(m: &mut Meeting, seq: u64, at: Moment, event: &Event) {
    match event {
        Event::Noticed(notice) => m.sign_off.notice = Some(notice.clone()),
        Event::ReadBack => m.sign_off.read_back = Some(at),
        Event::Signed { person, role } => {
            let chairs = m.session.chair() == Some(person);
            let records = m.roll.get(person).is_none();
            let standard = match (chairs, records) {
                (true, _) => SignRole::Chair,
                (_, true) => SignRole::Recorder,
                _ => SignRole::Witness,
            };
            let role = role.unwrap_or(standard);
            let person = person.clone();
            m.sign_off.signatures.push(Signature { seq, at, person, role, lapsed: None });
        }
        Event::Disputed { person, what } => {
            let (person, what) = (person.clone(), what.clone());
            m.sign_off.disputes.push(Dispute { seq, at, person, what });
        }
        // A fact about a paper, not about the meeting.
        Event::Unmasked { .. } => {}
    }
}

/// The command that would make this event again.
pub(super) fn command_of(event: &Event) -> Command {
    match event {
        Event::Noticed(notice) => Command::Notice(notice.clone()),
        Event::ReadBack => Command::Readback,
        Event::Signed { person, role } => Command::Sign { person: person.clone(), role: *role },
        Event::Disputed { person, what } => {
            Command::Dispute { person: person.clone(), what: what.clone() }
        }
        Event::Unmasked { reason } => Command::Unmask { reason: reason.clone() },
    }
}
