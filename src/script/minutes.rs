//! `say` · `note` · `written` · `correct` · `strike`.

use super::syntax::{Parse, Syntax, Topic};
use super::takes::{Key, Takes, key};
use super::writer::Writer;
use crate::domain::meeting::Command as Any;
use crate::domain::minutes::Command;

const fn row(
    word: &'static str,
    usage: &'static str,
    args: &'static [Takes],
    parse: Parse,
) -> Syntax {
    Syntax { word, usage, topic: Topic::Minutes, args, keys: &[], parse }
}

/// The version of the line that the edit began from.
const SEEN: &[Key] = &[key("seen", Takes::Event)];

pub(super) const TABLE: &[Syntax] = &[
    row("say", "say [PERSON] \"summary\"", &[Takes::Person, Takes::Text], |a| {
        let (person, text) = a.maybe_person_and_text()?;
        Ok(Any::Minutes(Command::Say { person, text }))
    }),
    row("note", "note \"text\"", &[Takes::Text], |a| Ok(Any::Minutes(Command::Note(a.text()?)))),
    row("written", "written PERSON \"opinion\"", &[Takes::Person, Takes::Text], |a| {
        Ok(Any::Minutes(Command::Written { person: a.person()?, text: a.text()? }))
    }),
    Syntax {
        keys: SEEN,
        ..row("correct", "correct SEQ \"new text\" [seen=SEQ]", &[Takes::Event, Takes::Text], |a| {
            let (seq, text) = (a.event()?, a.text()?);
            Ok(Any::Minutes(Command::Correct { seq, text, seen: a.key_number("seen")? }))
        })
    },
    Syntax {
        keys: SEEN,
        ..row("strike", "strike SEQ \"reason\" [seen=SEQ]", &[Takes::Event, Takes::Text], |a| {
            let (seq, reason) = (a.event()?, a.text()?);
            Ok(Any::Minutes(Command::Strike { seq, reason, seen: a.key_number("seen")? }))
        })
    },
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
