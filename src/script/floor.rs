//! `request` · `withdraw` · `give` · `next` · `pause` · `continue` · `extend` · `finish` · `stop` ·
//! `bump` · `list` · `nobody` · `speech` (puts times right afterwards).

use super::args::Args;
use super::error::ScriptError;
use super::syntax::{Syntax, Topic, words_of};
use super::takes::{Key, Takes, key};
use super::writer::Writer;
use crate::domain::floor::{Command, SpeechKind, SpeechTerms, Stance};
use crate::domain::meeting::Command as Any;
use strum::VariantArray as _;

const TOPIC: Topic = Topic::Floor;

const KINDS: &[&str] = words_of::<SpeechKind>();
const STANCES: &[&str] = words_of::<Stance>();

const TERMS: &[Key] = &[
    key("kind", Takes::Choice(KINDS)),
    key("stance", Takes::Choice(STANCES)),
    key("on", Takes::Proposal),
    key("limit", Takes::Duration),
];

const REQUEST: &str = "request PERSON [kind=statement|response|discussion|question|point-of-order] \
    [stance=for|against|amend|neutral] [on=PROPOSAL] [limit=DUR]";
const GIVE: &str = "give PERSON [kind=statement|response|discussion|question|point-of-order] \
    [stance=for|against|amend|neutral] [on=PROPOSAL] [limit=DUR]";

pub(super) const TABLE: &[Syntax] = &[
    TOPIC.row("request", REQUEST, &[Takes::Person], TERMS, |a| {
        Ok(Any::Floor(Command::Request { person: a.person()?, terms: terms(a)? }))
    }),
    TOPIC.row("withdraw", "withdraw PERSON", &[Takes::Person], &[], |a| {
        Ok(Any::Floor(Command::Withdraw(a.person()?)))
    }),
    TOPIC.row("give", GIVE, &[Takes::Person], TERMS, |a| {
        Ok(Any::Floor(Command::Give { person: a.person()?, terms: terms(a)? }))
    }),
    TOPIC.row("next", "next", &[], &[], |_| Ok(Any::Floor(Command::Next))),
    TOPIC.row("pause", "pause", &[], &[], |_| Ok(Any::Floor(Command::Pause))),
    TOPIC.row("continue", "continue", &[], &[], |_| Ok(Any::Floor(Command::Continue))),
    TOPIC.row("extend", "extend DUR", &[Takes::Duration], &[], |a| {
        Ok(Any::Floor(Command::Extend(a.duration()?)))
    }),
    TOPIC.row("finish", "finish", &[], &[], |_| Ok(Any::Floor(Command::Finish))),
    TOPIC.row("stop", "stop \"reason\"", &[Takes::Text], &[], |a| {
        Ok(Any::Floor(Command::Stop(a.text()?)))
    }),
    TOPIC.row(
        "bump",
        "bump PERSON to N",
        &[Takes::Person, Takes::Word("to"), Takes::Number],
        &[],
        |a| {
            let person = a.person()?;
            a.literal("to")?;
            Ok(Any::Floor(Command::Bump { person, to: a.number(Takes::Number)? }))
        },
    ),
    TOPIC.row("list open", "list open|closed", &[], &[], |_| {
        Ok(Any::Floor(Command::List { open: true }))
    }),
    TOPIC.row("list closed", "list open|closed", &[], &[], |_| {
        Ok(Any::Floor(Command::List { open: false }))
    }),
    TOPIC.row("nobody", "nobody", &[], &[], |_| Ok(Any::Floor(Command::Nobody))),
    TOPIC.row(
        "speech",
        "speech SEQ [start=TIME] [end=TIME]",
        &[Takes::Event],
        &[key("start", Takes::Time), key("end", Takes::Time)],
        |a| {
            let (speech, start) = (a.event()?, a.key_moment("start")?);
            Ok(Any::Floor(Command::Correct { speech, start, end: a.key_moment("end")? }))
        },
    ),
];

fn terms(a: &mut Args<'_>) -> Result<SpeechTerms, ScriptError> {
    Ok(SpeechTerms {
        kind: a.key_choice("kind", KINDS, SpeechKind::VARIANTS)?,
        stance: a.key_choice("stance", STANCES, Stance::VARIANTS)?,
        on: a.key_number("on")?,
        limit_s: a.key_duration("limit")?,
    })
}

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        Command::Request { person, terms } => {
            print_terms(*terms, out.plain("request").person(person))
        }
        Command::Withdraw(person) => out.plain("withdraw").person(person),
        Command::Give { person, terms } => print_terms(*terms, out.plain("give").person(person)),
        Command::Next => out.plain("next"),
        Command::Pause => out.plain("pause"),
        Command::Continue => out.plain("continue"),
        Command::Extend(seconds) => out.plain("extend").duration(*seconds),
        Command::Finish => out.plain("finish"),
        Command::Stop(reason) => out.plain("stop").text(reason),
        Command::Bump { person, to } => out.plain("bump").person(person).plain("to").plain(to),
        Command::List { open } => out.plain("list").plain(if *open { "open" } else { "closed" }),
        Command::Nobody => out.plain("nobody"),
        Command::Correct { speech, start, end } => {
            out.plain("speech").plain(speech);
            out.maybe_key_moment("start", *start).maybe_key_moment("end", *end)
        }
    };
}

fn print_terms<'o, 'p>(terms: SpeechTerms, out: &'o mut Writer<'p>) -> &'o mut Writer<'p> {
    out.maybe_key("kind", terms.kind.map(|it| it.into_str()))
        .maybe_key("stance", terms.stance.map(|it| it.into_str()))
        .maybe_key("on", terms.on)
        .maybe_key_duration("limit", terms.limit_s)
}
