//! `undo` · `redo`.

use super::syntax::{Syntax, Topic};
use super::takes::Takes;
use super::writer::Writer;
use crate::domain::history::Command;
use crate::domain::meeting::Command as Any;

pub(super) const TABLE: &[Syntax] = &[
    Syntax {
        word: "undo",
        usage: "undo [SEQ]",
        topic: Topic::History,
        args: &[Takes::Event],
        keys: &[],
        parse: |a| {
            let seq = if a.has_word() { Some(a.event()?) } else { None };
            Ok(Any::History(Command::Undo(seq)))
        },
    },
    Syntax {
        word: "redo",
        usage: "redo",
        topic: Topic::History,
        args: &[],
        keys: &[],
        parse: |_| Ok(Any::History(Command::Redo)),
    },
];

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        Command::Undo(Some(seq)) => out.plain("undo").plain(seq),
        Command::Undo(None) => out.plain("undo"),
        Command::Redo => out.plain("redo"),
    };
}
