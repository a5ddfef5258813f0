//! Attendance in `show --json`: the numbers, the groups, the quorum, every person's line.

use super::votes::amount;
use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::roll::{Entry, Status};
use crate::domain::stamp::Moment;
use crate::i18n::{Lang, terms};
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attendance {
    pub expected: usize,
    pub present: usize,
    pub on_leave: usize,
    pub absent: usize,
    pub departed: usize,
    pub not_arrived: usize,
    /// Taking part from elsewhere; not among those present.
    pub online: usize,
    pub groups: Vec<Group>,
    pub voters: Voters,
    pub quorum: Quorum,
    pub people: Vec<PersonLine>,
    /// Those who first came after the opening.
    pub late: Vec<PersonId>,
    pub present_at_open: Option<u64>,
    /// The counts that were stated for the minutes.
    pub counts: Vec<Count>,
    pub proxies: Vec<Proxy>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    pub name: String,
    pub expected: usize,
    pub present: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voters {
    pub entitled: usize,
    pub present: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quorum {
    pub met: bool,
    /// Of the condition that is short, if one is; a weight is a decimal in a string.
    pub need: Value,
    pub have: Value,
    /// In words, of the language asked for where the session's own rule is not worded.
    pub rule: String,
    pub missing_groups: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonLine {
    pub id: PersonId,
    /// With the mark that tells people of one name apart.
    pub name: String,
    pub group: String,
    pub status: &'static str,
    pub arrived: Option<Moment>,
    pub left: Option<Moment>,
    pub late: bool,
    pub vote: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    pub seq: u64,
    pub at: Moment,
    pub expected: u32,
    pub present: u32,
    pub voters: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proxy {
    pub from: PersonId,
    pub to: PersonId,
}

pub(super) fn attendance(m: &Meeting, lang: Lang) -> Attendance {
    let roll = &m.roll;
    let quorum = m.quorum();
    let of_group = |name: &str, here: bool| {
        let members = roll.entries.iter().filter(|e| e.person.group == name);
        members.filter(|e| !here || e.status == Status::Present).count()
    };
    Attendance {
        expected: roll.entries.len(),
        present: roll.count(Status::Present),
        on_leave: roll.count(Status::OnLeave),
        absent: roll.count(Status::Absent),
        departed: roll.count(Status::Departed),
        not_arrived: roll.count(Status::NotArrived),
        online: roll.count(Status::Online),
        groups: roll
            .groups()
            .into_iter()
            .map(|name| Group {
                name: name.to_owned(),
                expected: of_group(name, false),
                present: of_group(name, true),
            })
            .collect(),
        voters: Voters { entitled: roll.voters_entitled(), present: roll.voters_present() },
        quorum: Quorum {
            met: quorum.met,
            need: amount(quorum.measure(), quorum.need()),
            have: amount(quorum.measure(), quorum.have()),
            rule: terms::quorum_rule(lang, &m.session.quorum),
            missing_groups: quorum.missing_groups,
        },
        people: roll.entries.iter().map(person_line).collect(),
        late: roll.entries.iter().filter(|e| e.late).map(|e| e.person.id.clone()).collect(),
        present_at_open: m.session.opening.as_ref().map(|opening| opening.quorum.present),
        counts: roll
            .counts
            .iter()
            .map(|c| Count {
                seq: c.seq,
                at: c.at,
                expected: c.expected,
                present: c.present,
                voters: c.voters,
            })
            .collect(),
        proxies: roll
            .proxies
            .iter()
            .map(|(from, to)| Proxy { from: from.clone(), to: to.clone() })
            .collect(),
    }
}

fn person_line(entry: &Entry) -> PersonLine {
    PersonLine {
        id: entry.person.id.clone(),
        name: entry.person.display(),
        group: entry.person.group.clone(),
        status: entry.status.into_str(),
        arrived: entry.arrived,
        left: entry.left,
        late: entry.late,
        vote: entry.person.vote,
        reason: entry.reason.clone(),
    }
}
