//! `gauge` · `reserve` · `outcome`.

use super::syntax::{Syntax, Topic, words_of};
use super::takes::{Key, Takes, key};
use super::writer::Writer;
use crate::domain::meeting::Command as Any;
use crate::domain::outcome::{Command, Disposition, Lean};
use strum::VariantArray as _;

const TOPIC: Topic = Topic::Outcome;

const DISPOSITIONS: &[&str] = words_of::<Disposition>();

const LEANS: &[Key] = &[
    key("support", Takes::Number),
    key("accept", Takes::Number),
    key("reserve", Takes::Number),
    key("neutral", Takes::Number),
    key("block", Takes::Number),
];

pub(super) const TABLE: &[Syntax] = &[
    TOPIC.row(
        "gauge",
        "gauge N [support=N] [accept=N] [reserve=N] [neutral=N] [block=N]",
        &[Takes::Proposal],
        LEANS,
        |a| {
            let no = a.number(Takes::Proposal)?;
            let lean = Lean {
                support: a.key_number("support")?.unwrap_or(0),
                accept: a.key_number("accept")?.unwrap_or(0),
                reserve: a.key_number("reserve")?.unwrap_or(0),
                neutral: a.key_number("neutral")?.unwrap_or(0),
                block: a.key_number("block")?.unwrap_or(0),
            };
            Ok(Any::Outcome(Command::Gauge { no, lean }))
        },
    ),
    TOPIC.row(
        "reserve",
        "reserve PERSON N \"text\"",
        &[Takes::Person, Takes::Proposal, Takes::Text],
        &[],
        |a| {
            let (person, no) = (a.person()?, a.number(Takes::Proposal)?);
            Ok(Any::Outcome(Command::Reserve { person, no, text: a.text()? }))
        },
    ),
    TOPIC.row(
        "outcome",
        "outcome N reached|continue|refer [to=\"\u{2026}\"] [next=DATE] [reason=\"\u{2026}\"]",
        &[Takes::Proposal, Takes::Choice(DISPOSITIONS)],
        &[key("to", Takes::Text), key("next", Takes::Date), key("reason", Takes::Text)],
        |a| {
            let no = a.number(Takes::Proposal)?;
            let disposition = a.choice(DISPOSITIONS, Disposition::VARIANTS)?;
            let (to, next) = (a.key_text("to")?, a.key_date("next")?);
            let reason = a.key_text("reason")?;
            Ok(Any::Outcome(Command::Outcome { no, disposition, to, next, reason }))
        },
    ),
];

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        Command::Gauge { no, lean } => {
            let Lean { support, accept, reserve, neutral, block } = lean;
            out.plain("gauge").plain(no).key("support", support).key("accept", accept);
            out.key("reserve", reserve).key("neutral", neutral).key("block", block)
        }
        Command::Reserve { person, no, text } => {
            out.plain("reserve").person(person).plain(no).text(text)
        }
        Command::Outcome { no, disposition, to, next, reason } => {
            out.plain("outcome").plain(no).plain(disposition.into_str());
            out.maybe_key_text("to", to.as_deref()).maybe_key("next", *next);
            out.maybe_key_text("reason", reason.as_deref())
        }
    };
}
