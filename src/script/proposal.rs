//! `propose` · `amend` · `freeze` · `drop`.

use super::syntax::{Parse, Syntax, Topic};
use super::takes::{Key, Takes, key};
use super::writer::Writer;
use crate::domain::meeting::Command as Any;
use crate::domain::proposal::Command;

const fn row(
    word: &'static str,
    usage: &'static str,
    args: &'static [Takes],
    keys: &'static [Key],
    parse: Parse,
) -> Syntax {
    Syntax { word, usage, topic: Topic::Proposal, args, keys, parse }
}

pub(super) const TABLE: &[Syntax] = &[
    row("propose", "propose \"title\" \"text\"", &[Takes::Text, Takes::Text], &[], |a| {
        Ok(Any::Proposal(Command::Propose { title: a.text()?, text: a.text()? }))
    }),
    row(
        "amend",
        "amend N \"new text\" by=PERSON",
        &[Takes::Proposal, Takes::Text],
        &[key("by", Takes::Person)],
        |a| {
            let (no, text, by) = (a.number(Takes::Proposal)?, a.text()?, a.key_person("by")?);
            Ok(Any::Proposal(Command::Amend { no, text, by: a.need("by", by)? }))
        },
    ),
    row("freeze", "freeze N", &[Takes::Proposal], &[], |a| {
        Ok(Any::Proposal(Command::Freeze(a.number(Takes::Proposal)?)))
    }),
    row("drop", "drop N [\"reason\"]", &[Takes::Proposal, Takes::Text], &[], |a| {
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
