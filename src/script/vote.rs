//! `vote` · `recuse` · `ballot` · `tally` · `object` · `admit` · `close` · `announce` · `casting` ·
//! `cancel` · `recount`.

use super::syntax::{Parse, Syntax, Topic, words_of};
use super::takes::{Key, Takes, key};
use super::writer::Writer;
use crate::domain::meeting::Command as Any;
use crate::domain::rule::RuleRef;
use crate::domain::vote::{Choice, Command, Method, Tally};

const fn row(
    word: &'static str,
    usage: &'static str,
    args: &'static [Takes],
    keys: &'static [Key],
    parse: Parse,
) -> Syntax {
    Syntax { word, usage, topic: Topic::Vote, args, keys, parse }
}

const METHODS: &[&str] = words_of!(Method);
const CHOICES: &[&str] = words_of!(Choice);
const RESULTS: &[&str] = &["passed", "failed"];
const SIDES: &[&str] = &["for", "against"];

const VOTE: &str = "vote N method=hands|recorded|secret|voice|acclamation|no-objection [rule=NAME]";
const TALLY: &str =
    "tally for=N against=N abstain=N [invalid=N] [not_cast=N] [issued=N returned=N]";

/// In the order in which a secret vote is counted: papers out, papers back, what is on them.
const TALLY_KEYS: &[Key] = &[
    key("issued", Takes::Number),
    key("returned", Takes::Number),
    key("invalid", Takes::Number),
    key("for", Takes::Number),
    key("against", Takes::Number),
    key("abstain", Takes::Number),
    key("not_cast", Takes::Number),
];

pub(super) const TABLE: &[Syntax] = &[
    row(
        "vote",
        VOTE,
        &[Takes::Proposal],
        &[key("method", Takes::Choice(METHODS)), key("rule", Takes::Rule)],
        |a| {
            let proposal = a.number(Takes::Proposal)?;
            let method = a.key_choice("method", METHODS, &Method::ALL)?;
            let method = a.need("method", method)?;
            let rule = a.key_text("rule")?.map(RuleRef::Named);
            Ok(Any::Vote(Command::Open { proposal, method, rule }))
        },
    ),
    row(
        "recuse",
        "recuse PERSON from=N [\"reason\"]",
        &[Takes::Person, Takes::Text],
        &[key("from", Takes::Proposal)],
        |a| {
            let (person, from) = (a.person()?, a.key_number("from")?);
            let from = a.need("from", from)?;
            Ok(Any::Vote(Command::Recuse { person, from, reason: a.maybe_text()? }))
        },
    ),
    row(
        "ballot",
        "ballot PERSON for|against|abstain|invalid",
        &[Takes::Person, Takes::Choice(CHOICES)],
        &[],
        |a| {
            let person = a.person()?;
            Ok(Any::Vote(Command::Ballot { person, choice: a.choice(CHOICES, &Choice::ALL)? }))
        },
    ),
    row("tally", TALLY, &[], TALLY_KEYS, |a| {
        Ok(Any::Vote(Command::Tally(Tally {
            in_favour: a.key_number("for")?,
            against: a.key_number("against")?,
            abstain: a.key_number("abstain")?,
            invalid: a.key_number("invalid")?,
            not_cast: a.key_number("not_cast")?,
            issued: a.key_number("issued")?,
            returned: a.key_number("returned")?,
        })))
    }),
    row("object", "object PERSON \"reason\"", &[Takes::Person, Takes::Text], &[], |a| {
        Ok(Any::Vote(Command::Object { person: a.person()?, reason: a.maybe_text()? }))
    }),
    row("admit", "admit PERSON", &[Takes::Person], &[], |a| {
        Ok(Any::Vote(Command::Admit(a.person()?)))
    }),
    row(
        "close",
        "close [result=passed|failed]",
        &[],
        &[key("result", Takes::Choice(RESULTS))],
        |a| {
            let judged = a.key_choice("result", RESULTS, &[true, false])?;
            Ok(Any::Vote(Command::Close { judged }))
        },
    ),
    row("announce", "announce", &[], &[], |_| Ok(Any::Vote(Command::Announce))),
    row("casting", "casting for|against", &[Takes::Choice(SIDES)], &[], |a| {
        Ok(Any::Vote(Command::Casting { pass: a.choice(SIDES, &[true, false])? }))
    }),
    row("cancel", "cancel \"reason\"", &[Takes::Text], &[], |a| {
        Ok(Any::Vote(Command::Cancel(a.text()?)))
    }),
    row("recount", "recount", &[], &[], |_| Ok(Any::Vote(Command::Recount))),
];

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        Command::Open { proposal, method, rule } => {
            out.plain("vote").plain(proposal).key("method", method.key());
            match rule {
                Some(rule) => out.key_bare("rule", rule.id()),
                None => out,
            }
        }
        Command::Recuse { person, from, reason } => {
            out.plain("recuse").person(person).key("from", from).maybe_text(reason)
        }
        Command::Ballot { person, choice } => {
            out.plain("ballot").person(person).plain(choice.key())
        }
        Command::Tally(tally) => print_tally(tally, out.plain("tally")),
        Command::Object { person, reason } => out.plain("object").person(person).maybe_text(reason),
        Command::Admit(person) => out.plain("admit").person(person),
        Command::Close { judged } => {
            out.plain("close");
            out.maybe_key("result", judged.map(|passed| if passed { "passed" } else { "failed" }))
        }
        Command::Announce => out.plain("announce"),
        Command::Casting { pass } => {
            out.plain("casting").plain(if *pass { "for" } else { "against" })
        }
        Command::Cancel(reason) => out.plain("cancel").text(reason),
        Command::Recount => out.plain("recount"),
    };
}

fn print_tally<'o, 'p>(tally: &Tally, out: &'o mut Writer<'p>) -> &'o mut Writer<'p> {
    out.maybe_key("issued", tally.issued)
        .maybe_key("returned", tally.returned)
        .maybe_key("invalid", tally.invalid)
        .maybe_key("for", tally.in_favour)
        .maybe_key("against", tally.against)
        .maybe_key("abstain", tally.abstain)
        .maybe_key("not_cast", tally.not_cast)
}
