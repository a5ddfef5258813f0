//! `vote` · `recuse` · `ballot` · `handin` · `serve` · `tally` · `object` · `admit` · `close` ·
//! `announce` · `casting` · `cancel` · `recount`.

use super::syntax::{Syntax, Topic, words_of};
use super::takes::{Key, Takes, key};
use super::writer::Writer;
use crate::domain::meeting::Command as Any;
use crate::domain::person::weight_text;
use crate::domain::rule::{Class, RuleRef, TakesPart};
use crate::domain::vote::{Choice, Command, Method, Tally, Terms, Weights};
use strum::VariantArray as _;

const TOPIC: Topic = Topic::Vote;

const METHODS: &[&str] = words_of::<Method>();
const CHOICES: &[&str] = words_of::<Choice>();
const RESULTS: &[&str] = &["passed", "failed"];
const SIDES: &[&str] = &["for", "against"];
const WAYS: &[&str] = &["written", "online"];

const VOTE: &str = "vote N method=hands|recorded|secret|voice|acclamation|no-objection [rule=NAME] \
    [group=\u{2026}|tag=\u{2026}] [paper=N]";
const TALLY: &str = "tally for=N against=N abstain=N [invalid=N] [follow=N] [not_cast=N] \
    [issued=N returned=N] [for_weight=W against_weight=W abstain_weight=W invalid_weight=W follow_weight=W]";
const BALLOT: &str = "ballot PERSON for|against|abstain|invalid|follow";
const HANDIN: &str = "handin PERSON on=N [for|against|abstain|invalid|follow] [by=written|online]";

/// In the order in which a secret vote is counted: papers out, papers back, what is on them.
const TALLY_KEYS: &[Key] = &[
    key("issued", Takes::Number),
    key("returned", Takes::Number),
    key("invalid", Takes::Number),
    key("for", Takes::Number),
    key("against", Takes::Number),
    key("abstain", Takes::Number),
    key("follow", Takes::Number),
    key("not_cast", Takes::Number),
    key("for_weight", Takes::Weight),
    key("against_weight", Takes::Weight),
    key("abstain_weight", Takes::Weight),
    key("invalid_weight", Takes::Weight),
    key("follow_weight", Takes::Weight),
];

pub(super) const TABLE: &[Syntax] = &[
    TOPIC.row(
        "vote",
        VOTE,
        &[Takes::Proposal],
        &[
            key("method", Takes::Choice(METHODS)),
            key("rule", Takes::Rule),
            key("group", Takes::Group),
            key("tag", Takes::Text),
            key("paper", Takes::Proposal),
        ],
        |a| {
            let proposal = a.number(Takes::Proposal)?;
            let method = a.key_choice("method", METHODS, Method::VARIANTS)?;
            let method = a.need("method", method)?;
            let rule = a.key_text("rule")?.map(RuleRef::Named);
            let group = a.key_group("group")?.map(Class::Group);
            let among = group.or(a.key_text("tag")?.map(Class::Tag));
            let terms = Terms { among, paper: a.key_number("paper")?, same_papers: false };
            Ok(Any::Vote(Command::Open { proposal, method, rule, terms }))
        },
    ),
    TOPIC.row(
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
    TOPIC.row("ballot", BALLOT, &[Takes::Person, Takes::Choice(CHOICES)], &[], |a| {
        let person = a.person()?;
        let choice = a.choice_or(CHOICES, CHOICES_ZH, Choice::VARIANTS)?;
        Ok(Any::Vote(Command::Ballot { person, choice }))
    }),
    TOPIC.row(
        "handin",
        HANDIN,
        &[Takes::Person, Takes::Choice(CHOICES)],
        &[key("on", Takes::Proposal), key("by", Takes::Choice(WAYS))],
        |a| {
            let (person, proposal) = (a.person()?, a.key_number("on")?);
            let proposal = a.need("on", proposal)?;
            let ways = [TakesPart::Written, TakesPart::Online];
            let by = a.key_choice("by", WAYS, &ways)?.unwrap_or(TakesPart::Written);
            let choice = if a.has_word() {
                Some(a.choice_or(CHOICES, CHOICES_ZH, Choice::VARIANTS)?)
            } else {
                None
            };
            Ok(Any::Vote(Command::HandIn { person, proposal, by, choice }))
        },
    ),
    TOPIC.row(
        "serve",
        "serve PERSON\u{2026} on=N",
        &[Takes::People],
        &[key("on", Takes::Proposal)],
        |a| {
            let proposal = a.key_number("on")?;
            let proposal = a.need("on", proposal)?;
            Ok(Any::Vote(Command::Serve { people: a.people()?, proposal }))
        },
    ),
    TOPIC.row("tally", TALLY, &[], TALLY_KEYS, |a| {
        let given = [
            a.key_weight_or_none("for_weight")?,
            a.key_weight_or_none("against_weight")?,
            a.key_weight_or_none("abstain_weight")?,
            a.key_weight_or_none("invalid_weight")?,
            a.key_weight_or_none("follow_weight")?,
        ];
        let [in_favour, against, abstain, invalid, follow] = given.map(Option::unwrap_or_default);
        let weights = Weights { in_favour, against, abstain, invalid, follow };
        Ok(Any::Vote(Command::Tally(Tally {
            in_favour: a.key_number("for")?,
            against: a.key_number("against")?,
            abstain: a.key_number("abstain")?,
            invalid: a.key_number("invalid")?,
            not_cast: a.key_number("not_cast")?,
            issued: a.key_number("issued")?,
            returned: a.key_number("returned")?,
            follow: a.key_number("follow")?,
            weights: given.iter().any(Option::is_some).then_some(weights),
        })))
    }),
    TOPIC.row("object", "object PERSON \"reason\"", &[Takes::Person, Takes::Text], &[], |a| {
        Ok(Any::Vote(Command::Object { person: a.person()?, reason: a.maybe_text()? }))
    }),
    TOPIC.row("admit", "admit PERSON", &[Takes::Person], &[], |a| {
        Ok(Any::Vote(Command::Admit(a.person()?)))
    }),
    TOPIC.row(
        "close",
        "close [result=passed|failed]",
        &[],
        &[key("result", Takes::Choice(RESULTS))],
        |a| {
            let judged = a.key_choice("result", RESULTS, &[true, false])?;
            Ok(Any::Vote(Command::Close { judged }))
        },
    ),
    TOPIC.row("announce", "announce [on=N]", &[], ON, |a| {
        let proposal = a.key_number("on")?;
        Ok(Any::Vote(on(proposal, Command::Announce)))
    }),
    TOPIC.row("casting", "casting for|against [on=N]", &[Takes::Choice(SIDES)], ON, |a| {
        let proposal = a.key_number("on")?;
        let pass = a.choice(SIDES, &[true, false])?;
        Ok(Any::Vote(on(proposal, Command::Casting { pass })))
    }),
    TOPIC.row("cancel", "cancel \"reason\" [on=N]", &[Takes::Text], ON, |a| {
        let proposal = a.key_number("on")?;
        Ok(Any::Vote(on(proposal, Command::Cancel(a.text()?))))
    }),
    TOPIC.row("recount", "recount", &[], &[], |_| Ok(Any::Vote(Command::Recount))),
];

/// Which vote, where several wait to be announced.
const ON: &[Key] = &[key("on", Takes::Proposal)];

/// A paper's own words are as good as the script's.
const CHOICES_ZH: &[&str] = &[
    "\u{540c}\u{610f}",
    "\u{53cd}\u{5bf9}",
    "\u{5f03}\u{6743}",
    "\u{65e0}\u{6548}",
    "\u{4ece}\u{4f17}",
];

fn on(proposal: Option<u32>, act: Command) -> Command {
    match proposal {
        Some(proposal) => Command::On { proposal, act: Box::new(act) },
        None => act,
    }
}

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        Command::Open { proposal, method, rule, terms } => {
            out.plain("vote").plain(proposal).key("method", method.into_str());
            if let Some(rule) = rule {
                out.key_bare("rule", rule.id());
            }
            match &terms.among {
                Some(Class::Group(name)) => out.key_text("group", name),
                Some(Class::Tag(name)) => out.key_text("tag", name),
                None => out,
            };
            out.maybe_key("paper", terms.paper)
        }
        Command::HandIn { person, proposal, by, choice } => {
            out.plain("handin").person(person).key("on", proposal);
            if let Some(choice) = choice {
                out.plain(choice.into_str());
            }
            out.maybe_key("by", (*by == TakesPart::Online).then_some("online"))
        }
        Command::Serve { people, proposal } => {
            out.plain("serve");
            for person in people {
                out.person(person);
            }
            out.key("on", proposal)
        }
        Command::On { proposal, act } => {
            print(act, out);
            out.key("on", proposal)
        }
        Command::Recuse { person, from, reason } => {
            out.plain("recuse").person(person).key("from", from).maybe_text(reason)
        }
        Command::Ballot { person, choice } => {
            out.plain("ballot").person(person).plain(choice.into_str())
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
        .maybe_key("follow", tally.follow)
        .maybe_key("not_cast", tally.not_cast);
    let Some(weights) = tally.weights else { return out };
    for (key, weight) in [
        ("for_weight", weights.in_favour),
        ("against_weight", weights.against),
        ("abstain_weight", weights.abstain),
        ("invalid_weight", weights.invalid),
        ("follow_weight", weights.follow),
    ] {
        out.maybe_key(key, (weight > 0).then(|| weight_text(weight)));
    }
    out
}
