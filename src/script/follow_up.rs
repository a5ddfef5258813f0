//! `action` · `adopt` · `reject` · `progress` · `report` · `complete`.

use super::syntax::{Syntax, Topic};
use super::takes::{Key, Takes, key};
use super::writer::Writer;
use crate::domain::follow_up::{Command, Task};
use crate::domain::meeting::Command as Any;

const TOPIC: Topic = Topic::FollowUp;

const ACTION: &str = "action \"title\" lead=\"\u{2026}\" owner=PERSON [with=\"\u{2026}\"] due=DATE \
    [from=N]";

const ACTION_KEYS: &[Key] = &[
    key("lead", Takes::Text),
    key("owner", Takes::Person),
    key("with", Takes::Text),
    key("due", Takes::Date),
    key("from", Takes::Proposal),
];

pub(super) const TABLE: &[Syntax] = &[
    TOPIC.row("action", ACTION, &[Takes::Text], ACTION_KEYS, |a| {
        let (title, lead, owner) = (a.text()?, a.key_text("lead")?, a.key_person("owner")?);
        let (due, from) = (a.key_date("due")?, a.key_number("from")?);
        Ok(Any::FollowUp(Command::Action(Task {
            title,
            lead: a.need("lead", lead)?,
            owner: a.need("owner", owner)?,
            together_with: a.key_text("with")?,
            due: a.need("due", due)?,
            from,
        })))
    }),
    TOPIC.row("adopt", "adopt N", &[Takes::Action], &[], |a| {
        Ok(Any::FollowUp(Command::Adopt(a.number(Takes::Action)?)))
    }),
    TOPIC.row("reject", "reject N \"reason\"", &[Takes::Action, Takes::Text], &[], |a| {
        let no = a.number(Takes::Action)?;
        Ok(Any::FollowUp(Command::Reject { no, reason: a.text()? }))
    }),
    TOPIC.row("progress", "progress N \"text\"", &[Takes::Action, Takes::Text], &[], |a| {
        let no = a.number(Takes::Action)?;
        Ok(Any::FollowUp(Command::Progress { no, text: a.text()? }))
    }),
    TOPIC.row("report", "report N \"text\"", &[Takes::Action, Takes::Text], &[], |a| {
        let no = a.number(Takes::Action)?;
        Ok(Any::FollowUp(Command::Report { no, text: a.text()? }))
    }),
    TOPIC.row("complete", "complete N", &[Takes::Action], &[], |a| {
        Ok(Any::FollowUp(Command::Complete(a.number(Takes::Action)?)))
    }),
];

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        Command::Action(task) => {
            let Task { title, lead, owner, together_with, due, from } = task;
            out.plain("action").text(title).key_text("lead", lead);
            out.key_bare("owner", owner.as_str());
            out.maybe_key_text("with", together_with.as_deref());
            out.key("due", due).maybe_key("from", *from)
        }
        Command::Adopt(no) => out.plain("adopt").plain(no),
        Command::Reject { no, reason } => out.plain("reject").plain(no).text(reason),
        Command::Progress { no, text } => out.plain("progress").plain(no).text(text),
        Command::Report { no, text } => out.plain("report").plain(no).text(text),
        Command::Complete(no) => out.plain("complete").plain(no),
    };
}
