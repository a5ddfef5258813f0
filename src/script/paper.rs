//! `mask` · `issue` · `attachment`: what the office decides about papers.

use super::syntax::{Syntax, Topic};
use super::takes::{Key, Takes, key};
use super::writer::Writer;
use crate::domain::meeting::Command as Any;
use crate::domain::paper::{Attachment, Command, Issue, MaskChange};

const TOPIC: Topic = Topic::SignOff;

const WAYS: &[&str] = &["show", "hide"];

const ISSUE_KEYS: &[Key] = &[
    key("number", Takes::Number),
    key("copies", Takes::Text),
    key("date", Takes::Date),
    key("printed", Takes::Date),
    key("to", Takes::Text),
];

const FILE_KEYS: &[Key] = &[key("sha256", Takes::Text), key("size", Takes::Number)];

pub(super) const TABLE: &[Syntax] = &[
    TOPIC.row(
        "mask",
        "mask show|hide \"text\" \"reason\" [show|hide \"text\" \"reason\"\u{2026}]",
        &[Takes::Choice(WAYS), Takes::Text, Takes::Text],
        &[],
        |a| {
            let mut changes = Vec::new();
            loop {
                let hide = a.choice(WAYS, &[false, true])?;
                changes.push(MaskChange { text: a.text()?, hide, reason: a.text()? });
                if !a.has_word() {
                    return Ok(Any::Paper(Command::Mask { changes }));
                }
            }
        },
    ),
    TOPIC.row(
        "issue",
        "issue PAPER [number=N] [copies=\"\u{2026}\"] [date=DATE] [printed=DATE] [to=\"\u{2026}\"]",
        &[Takes::Text],
        ISSUE_KEYS,
        |a| {
            let paper = a.text()?;
            let issue = Issue {
                number: a.key_number("number")?,
                copies: a.key_text("copies")?,
                date: a.key_date("date")?,
                printed: a.key_date("printed")?,
                to: a.key_text("to")?,
            };
            Ok(Any::Paper(Command::Issue { paper, issue }))
        },
    ),
    TOPIC.row(
        "attachment",
        "attachment \"name\" \"what\" sha256=HEX size=BYTES",
        &[Takes::Text, Takes::Text],
        FILE_KEYS,
        |a| {
            let (name, what) = (a.text()?, a.text()?);
            let (sha256, size) = (a.key_text("sha256")?, a.key_number("size")?);
            let (sha256, size) = (a.need("sha256", sha256)?, a.need("size", size)?);
            Ok(Any::Paper(Command::Attach(Attachment { name, what, sha256, size })))
        },
    ),
];

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        Command::Mask { changes } => {
            out.plain("mask");
            for MaskChange { text, hide, reason } in changes {
                out.plain(if *hide { "hide" } else { "show" }).text(text).text(reason);
            }
        }
        Command::Issue { paper, issue } => {
            let Issue { number, copies, date, printed, to } = issue;
            out.plain("issue")
                .text(paper)
                .maybe_key("number", *number)
                .maybe_key_text("copies", copies.as_deref())
                .maybe_key("date", *date)
                .maybe_key("printed", *printed)
                .maybe_key_text("to", to.as_deref());
        }
        Command::Attach(Attachment { name, what, sha256, size }) => {
            out.plain("attachment").text(name).text(what).key("sha256", sha256).key("size", size);
        }
    }
}
