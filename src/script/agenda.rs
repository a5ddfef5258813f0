//! `agenda add` · `start` · `next` · `finish` · `defer` · `move` · `time` · `title` · `lead`.

use super::syntax::{Syntax, Topic, words_of};
use super::takes::{Takes, key};
use super::writer::Writer;
use crate::domain::agenda::Command;
use crate::domain::meeting::Command as Any;
use crate::domain::session::ItemKind;
use strum::VariantArray as _;

const TOPIC: Topic = Topic::Agenda;

pub(super) const TABLE: &[Syntax] = &[
    TOPIC.row(
        "agenda add",
        "agenda add \"title\" [DUR] [before=N] [kind=\u{2026}]",
        &[Takes::Text, Takes::Duration],
        &[key("before", Takes::Item), key("kind", Takes::Choice(words_of::<ItemKind>()))],
        |a| {
            let (title, seconds) = (a.text()?, a.maybe_duration()?);
            let kind = a.key_choice("kind", words_of::<ItemKind>(), ItemKind::VARIANTS)?;
            let before = a.key_number("before")?;
            Ok(Any::Agenda(Command::Add { title, seconds, before, kind }))
        },
    ),
    TOPIC.row("agenda remove", "agenda remove N", &[Takes::Item], &[], |a| {
        Ok(Any::Agenda(Command::Remove(a.number(Takes::Item)?)))
    }),
    TOPIC.row("agenda start", "agenda start N", &[Takes::Item], &[], |a| {
        Ok(Any::Agenda(Command::Start(a.number(Takes::Item)?)))
    }),
    TOPIC.row("agenda next", "agenda next", &[], &[], |_| Ok(Any::Agenda(Command::Next))),
    TOPIC.row("agenda finish", "agenda finish", &[], &[], |_| Ok(Any::Agenda(Command::Finish))),
    TOPIC.row("agenda defer", "agenda defer N [\"reason\"]", &[Takes::Item, Takes::Text], &[], |a| {
        let no = a.number(Takes::Item)?;
        Ok(Any::Agenda(Command::Defer { no, reason: a.maybe_text()? }))
    }),
    TOPIC.row(
        "agenda move",
        "agenda move N to M",
        &[Takes::Item, Takes::Word("to"), Takes::Item],
        &[],
        |a| {
            let no = a.number(Takes::Item)?;
            a.literal("to")?;
            Ok(Any::Agenda(Command::Move { no, to: a.number(Takes::Item)? }))
        },
    ),
    TOPIC.row("agenda time", "agenda time N DUR", &[Takes::Item, Takes::Duration], &[], |a| {
        let no = a.number(Takes::Item)?;
        Ok(Any::Agenda(Command::Time { no, seconds: a.duration()? }))
    }),
    TOPIC.row("agenda title", "agenda title N \"title\"", &[Takes::Item, Takes::Text], &[], |a| {
        let no = a.number(Takes::Item)?;
        Ok(Any::Agenda(Command::Title { no, title: a.text()? }))
    }),
    TOPIC.row("agenda lead", "agenda lead N [PERSON]", &[Takes::Item, Takes::Person], &[], |a| {
        let no = a.number(Takes::Item)?;
        Ok(Any::Agenda(Command::Lead { no, person: a.maybe_person()? }))
    }),
    TOPIC.row(
        "agenda kind",
        "agenda kind N [sign-in|rules|briefing|statements|responses|discussion|drafting|voting|results|closing]",
        &[Takes::Item, Takes::Choice(words_of::<ItemKind>())],
        &[],
        |a| {
            let no = a.number(Takes::Item)?;
            let named = a.has_word();
            let kind =
                named.then(|| a.choice(words_of::<ItemKind>(), ItemKind::VARIANTS)).transpose()?;
            Ok(Any::Agenda(Command::Purpose { no, kind }))
        },
    ),
];

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        Command::Add { title, seconds, before, kind } => {
            out.plain("agenda add").text(title);
            if let Some(seconds) = seconds {
                out.duration(*seconds);
            }
            out.maybe_key("before", *before).maybe_key("kind", kind.map(|it| it.into_str()))
        }
        Command::Remove(no) => out.plain("agenda remove").plain(no),
        Command::Start(no) => out.plain("agenda start").plain(no),
        Command::Next => out.plain("agenda next"),
        Command::Finish => out.plain("agenda finish"),
        Command::Defer { no, reason } => out.plain("agenda defer").plain(no).maybe_text(reason),
        Command::Move { no, to } => out.plain("agenda move").plain(no).plain("to").plain(to),
        Command::Time { no, seconds } => out.plain("agenda time").plain(no).duration(*seconds),
        Command::Title { no, title } => out.plain("agenda title").plain(no).text(title),
        Command::Lead { no, person } => {
            out.plain("agenda lead").plain(no);
            match person {
                Some(person) => out.person(person),
                None => out,
            }
        }
        Command::Purpose { no, kind } => {
            let out = out.plain("agenda kind").plain(no);
            match kind {
                Some(kind) => out.plain(kind.into_str()),
                None => out,
            }
        }
    };
}
