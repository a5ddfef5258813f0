//! `notice` · `readback` · `sign` · `dispute` · `unmask`.

use super::syntax::{Syntax, Topic, words_of};
use super::takes::{Key, Takes, key};
use super::writer::Writer;
use crate::domain::meeting::Command as Any;
use crate::domain::sign_off::{Command, Notice, SignRole};
use strum::VariantArray as _;

const TOPIC: Topic = Topic::SignOff;

const ROLES: &[&str] = words_of::<SignRole>();

const NOTICE_KEYS: &[Key] = &[
    key("from", Takes::Date),
    key("to", Takes::Date),
    key("phone", Takes::Text),
    key("box", Takes::Text),
];

pub(super) const TABLE: &[Syntax] = &[
    TOPIC.row(
        "notice",
        "notice from=DATE to=DATE [phone=\u{2026}] [box=\"\u{2026}\"]",
        &[],
        NOTICE_KEYS,
        |a| {
            let (from, to) = (a.key_date("from")?, a.key_date("to")?);
            Ok(Any::SignOff(Command::Notice(Notice {
                from: a.need("from", from)?,
                to: a.need("to", to)?,
                phone: a.key_text("phone")?,
                mailbox: a.key_text("box")?,
            })))
        },
    ),
    TOPIC.row("readback", "readback", &[], &[], |_| Ok(Any::SignOff(Command::Readback))),
    TOPIC.row(
        "sign",
        "sign PERSON [role=chair|recorder|witness]",
        &[Takes::Person],
        &[key("role", Takes::Choice(ROLES))],
        |a| {
            let (person, outside) = a.signer()?;
            let role = a.key_choice("role", ROLES, SignRole::VARIANTS)?;
            let role = if outside { role.or(Some(SignRole::Recorder)) } else { role };
            Ok(Any::SignOff(Command::Sign { person, role }))
        },
    ),
    TOPIC.row("dispute", "dispute PERSON \"what\"", &[Takes::Person, Takes::Text], &[], |a| {
        Ok(Any::SignOff(Command::Dispute { person: a.person()?, what: a.text()? }))
    }),
    TOPIC.row("unmask", "unmask \"reason\"", &[Takes::Text], &[], |a| {
        Ok(Any::SignOff(Command::Unmask { reason: a.text()? }))
    }),
];

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        Command::Notice(Notice { from, to, phone, mailbox }) => {
            out.plain("notice").key("from", from).key("to", to);
            if let Some(phone) = phone {
                out.key_bare("phone", phone);
            }
            out.maybe_key_text("box", mailbox.as_deref())
        }
        Command::Readback => out.plain("readback"),
        Command::Sign { person, role } => {
            out.plain("sign").person(person).maybe_key("role", role.map(|it| it.into_str()))
        }
        Command::Dispute { person, what } => out.plain("dispute").person(person).text(what),
        Command::Unmask { reason } => out.plain("unmask").text(reason),
    };
}
