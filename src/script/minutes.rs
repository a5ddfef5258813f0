//! `say` · `note` · `written` · `correct` · `strike`.

use super::syntax::{Syntax, Topic};
use super::takes::{Key, Takes, key};
use super::writer::Writer;
use crate::domain::meeting::Command as Any;
use crate::domain::minutes::Command;

const TOPIC: Topic = Topic::Minutes;

/// The version of the line that the edit began from.
const SEEN: &[Key] = &[key("seen", Takes::Event)];

pub(super) const TABLE: &[Syntax] = &[
    TOPIC.row("say", "say [PERSON] \"summary\"", &[Takes::Person, Takes::Text], &[], |a| {
        let (person, text) = a.maybe_person_and_text()?;
        Ok(Any::Minutes(Command::Say { person, text }))
    }),
    TOPIC.row("note", "note \"text\"", &[Takes::Text], &[], |a| {
        Ok(Any::Minutes(Command::Note(a.text()?)))
    }),
    TOPIC.row("written", "written PERSON \"opinion\"", &[Takes::Person, Takes::Text], &[], |a| {
        Ok(Any::Minutes(Command::Written { person: a.person()?, text: a.text()? }))
    }),
    TOPIC.row(
        "correct",
        "correct SEQ \"new text\" [seen=SEQ]",
        &[Takes::Event, Takes::Text],
        SEEN,
        |a| {
            let (seq, text) = (a.event()?, a.text()?);
            Ok(Any::Minutes(Command::Correct { seq, text, seen: a.key_number("seen")? }))
        },
    ),
    TOPIC.row(
        "strike",
        "strike SEQ \"reason\" [seen=SEQ]",
        &[Takes::Event, Takes::Text],
        SEEN,
        |a| {
            let (seq, reason) = (a.event()?, a.text()?);
            Ok(Any::Minutes(Command::Strike { seq, reason, seen: a.key_number("seen")? }))
        },
    ),
];

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        Command::Say { person: Some(person), text } => out.plain("say").person(person).text(text),
        Command::Say { person: None, text } => out.plain("say").text(text),
        Command::Note(text) => out.plain("note").text(text),
        Command::Written { person, text } => out.plain("written").person(person).text(text),
        Command::Correct { seq, text, seen } => {
            out.plain("correct").plain(seq).text(text).maybe_key("seen", *seen)
        }
        Command::Strike { seq, reason, seen } => {
            out.plain("strike").plain(seq).text(reason).maybe_key("seen", *seen)
        }
    };
}
