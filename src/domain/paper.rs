//! What the office decides about the papers of one session: masks taken off and added, numbers,
//! dates and addressees, and what is attached.
//!
//! Facts about papers, not about the meeting: they may come after the seal and change nothing of
//! what was sealed. Must not know how a paper looks.

use crate::domain::meeting::Meeting;
use crate::domain::refusal::{Refusal, need_text};
use crate::domain::stamp::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One mask of the notice (脱敏) that somebody has judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaskChange {
    /// What stands in the text.
    pub text: String,
    /// Whether it is hidden; else it is shown as it stands.
    pub hide: bool,
    pub reason: String,
}

/// What one paper of this session bears and no other does. What is left out stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Issue {
    /// The running number of the year, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// 抄送; empty: to nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<String>,
    /// The day of writing (成文日期).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// The day of printing (印发日期).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<NaiveDate>,
    /// To whom it goes (主送).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// A file that belongs to the session, kept by the store under its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub name: String,
    /// What it is, in the office's words.
    pub what: String,
    /// 64 hexadecimal digits.
    pub sha256: String,
    /// In bytes.
    pub size: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// All that was judged at once; a later judgement of the same text stands for the earlier.
    Mask {
        changes: Vec<MaskChange>,
    },
    Issue {
        paper: String,
        issue: Issue,
    },
    Attach(Attachment),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Masked { changes: Vec<MaskChange> },
    Issued { paper: String, issue: Issue },
    Attached(Attachment),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    pub seq: u64,
    pub at: Moment,
    pub file: Attachment,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// By their text.
    pub masks: BTreeMap<String, MaskChange>,
    /// By the name of the paper.
    pub issued: BTreeMap<String, Issue>,
    pub attachments: Vec<Attached>,
}

impl State {
    /// What was set for a paper, nothing where nothing was.
    pub fn of(&self, paper: &str) -> Issue {
        self.issued.get(paper).cloned().unwrap_or_default()
    }
}

/// The most files of one session.
pub const MOST_ATTACHMENTS: usize = 200;
/// The largest file, in bytes.
pub const LARGEST_ATTACHMENT: u64 = 64 * 1024 * 1024;

/// The most bytes of all files of one session: so much is carried in a bundle.
pub const MOST_ATTACHED: u64 = 128 * 1024 * 1024;

pub(super) fn decide(m: &Meeting, command: &Command) -> Result<Event, Refusal> {
    match command {
        Command::Mask { changes } => {
            for change in changes {
                need_text(&change.text)?;
                need_text(&change.reason)?;
            }
            let same = |c: &MaskChange| m.paper.masks.get(&c.text) == Some(c);
            if changes.iter().all(same) {
                return Err(Refusal::NothingToChange);
            }
            Ok(Event::Masked { changes: changes.clone() })
        }
        Command::Issue { paper, issue } => {
            let mut merged = m.paper.of(paper);
            merge(&mut merged, issue);
            if merged == m.paper.of(paper) {
                return Err(Refusal::NothingToChange);
            }
            if issue.number == Some(0) {
                return Err(Refusal::BadSetting);
            }
            Ok(Event::Issued { paper: paper.clone(), issue: issue.clone() })
        }
        Command::Attach(file) => {
            need_text(&file.name)?;
            need_text(&file.what)?;
            let is_hash = file.sha256.len() == 64
                && file.sha256.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            if !is_hash || file.size > LARGEST_ATTACHMENT {
                return Err(Refusal::BadAttachment { most: LARGEST_ATTACHMENT });
            }
            let attached: u64 = m.paper.attachments.iter().map(|a| a.file.size).sum();
            let too_much = attached.saturating_add(file.size) > MOST_ATTACHED;
            if m.paper.attachments.len() >= MOST_ATTACHMENTS || too_much {
                let (most, bytes) = (MOST_ATTACHMENTS, MOST_ATTACHED);
                return Err(Refusal::TooManyAttachments { most, bytes });
            }
            if m.paper.attachments.iter().any(|a| a.file.sha256 == file.sha256) {
                return Err(Refusal::NothingToChange);
            }
            Ok(Event::Attached(file.clone()))
        }
    }
}

fn merge(into: &mut Issue, issue: &Issue) {
    let Issue { number, copies, date, printed, to } = issue.clone();
    into.number = number.or(into.number);
    into.copies = copies.or(into.copies.take());
    into.date = date.or(into.date);
    into.printed = printed.or(into.printed);
    into.to = to.or(into.to.take());
}

pub(super) fn apply(m: &mut Meeting, seq: u64, at: Moment, event: &Event) {
    match event {
        Event::Masked { changes } => {
            for change in changes {
                m.paper.masks.insert(change.text.clone(), change.clone());
            }
        }
        Event::Issued { paper, issue } => {
            merge(m.paper.issued.entry(paper.clone()).or_default(), issue);
        }
        Event::Attached(file) => {
            m.paper.attachments.push(Attached { seq, at, file: file.clone() });
        }
    }
}

/// The command that would make this event again.
pub(super) fn command_of(event: &Event) -> Command {
    match event {
        Event::Masked { changes } => Command::Mask { changes: changes.clone() },
        Event::Issued { paper, issue } => {
            Command::Issue { paper: paper.clone(), issue: issue.clone() }
        }
        Event::Attached(file) => Command::Attach(file.clone()),
    }
}
