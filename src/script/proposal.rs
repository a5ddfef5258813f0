//! `propose` · `amend` · `freeze` · `drop`.

use super::syntax::{Syntax, Topic};
use super::takes::{Takes, key};
use super::writer::Writer;
use crate::domain::meeting::Command as Any;
use crate::domain::proposal::Command;

const TOPIC: Topic = Topic::Proposal;

pub(super) const TABLE: &[Syntax] = &[
    TOPIC.row("propose", "propose \"title\" \"text\"", &[Takes::Text, Takes::Text], &[], |a| {
        Ok(Any::Proposal(Command::Propose { title: a.text()?, text: a.text()? }))
    }),
    TOPIC.row(
        "amend",
        "amend N \"new text\" by=PERSON",
        &[Takes::Proposal, Takes::Text],
        &[key("by", Takes::Person)],
        |a| {
            let (no, text, by) = (a.number(Takes::Proposal)?, a.text()?, a.key_person("by")?);
            Ok(Any::Proposal(Command::Amend { no, text, by: a.need("by", by)? }))
        },
    ),
    TOPIC.row("freeze", "freeze N", &[Takes::Proposal], &[], |a| {
        Ok(Any::Proposal(Command::Freeze(a.number(Takes::Proposal)?)))
    }),
    TOPIC.row("drop", "drop N [\"reason\"]", &[Takes::Proposal, Takes::Text], &[], |a| {
        let no = a.number(Takes::Proposal)?;
        Ok(Any::Proposal(Command::Drop { no, reason: a.maybe_text()? }))
    }),
];

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        Command::Propose { title, text } => out.plain("propose").text(title).text(text),
        Command::Amend { no, text, by } => {
            out.plain("amend").plain(no).text(text).key_bare("by", by.as_str())
        }
        Command::Freeze(no) => out.plain("freeze").plain(no),
        Command::Drop { no, reason } => out.plain("drop").plain(no).maybe_text(reason),
    };
}
