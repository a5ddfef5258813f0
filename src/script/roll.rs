//! `present` · `leave` · `absent` · `depart` · `return` · `unmark` · `proxy` · `count` · `invite`.

use super::args::Args;
use super::error::ScriptError;
use super::syntax::{Syntax, Topic};
use super::takes::{Key, Takes, key};
use super::values::YES_NO;
use super::writer::Writer;
use crate::domain::meeting::Command as Any;
use crate::domain::person::{Attends, Person, Weight};
use crate::domain::roll::Command;

const TOPIC: Topic = Topic::Roll;

pub(super) const TABLE: &[Syntax] = &[
    TOPIC.row(
        "present",
        "present PERSON\u{2026} [by=online]",
        &[Takes::People],
        &[key("by", Takes::Choice(BY))],
        |a| {
            let online = a.key_choice("by", BY, &[true])?.unwrap_or_default();
            let people = a.people()?;
            Ok(Any::Roll(if online { Command::Online(people) } else { Command::Present(people) }))
        },
    ),
    TOPIC.row("leave", "leave PERSON [\"reason\"]", &[Takes::Person, Takes::Text], &[], |a| {
        Ok(Any::Roll(Command::Leave { person: a.person()?, reason: a.maybe_text()? }))
    }),
    TOPIC.row("absent", "absent PERSON\u{2026}", &[Takes::People], &[], |a| {
        Ok(Any::Roll(Command::Absent(a.people()?)))
    }),
    TOPIC.row("depart", "depart PERSON", &[Takes::Person], &[], |a| {
        Ok(Any::Roll(Command::Depart(a.person()?)))
    }),
    TOPIC.row("return", "return PERSON", &[Takes::Person], &[], |a| {
        Ok(Any::Roll(Command::Return(a.person()?)))
    }),
    TOPIC.row("unmark", "unmark PERSON", &[Takes::Person], &[], |a| {
        Ok(Any::Roll(Command::Unmark(a.person()?)))
    }),
    TOPIC.row(
        "proxy",
        "proxy PERSON to PERSON",
        &[Takes::Person, Takes::Word("to"), Takes::Person],
        &[],
        |a| {
            let from = a.person()?;
            a.literal("to")?;
            Ok(Any::Roll(Command::Proxy { from, to: a.person()? }))
        },
    ),
    TOPIC.row("count", "count", &[], &[], |_| Ok(Any::Roll(Command::Count))),
    INVITE_ROW,
];

const BY: &[&str] = &["online"];

const INVITE_ROW: Syntax = TOPIC.row("invite", INVITE, &[Takes::Id], WALK_IN_KEYS, |a| {
    let here = a.key_yes("present")?.unwrap_or(false);
    let person = Box::new(person_of(a)?);
    Ok(Any::Roll(if here { Command::WalkIn(person) } else { Command::Invite(person) }))
});

/// How a person is written.
pub(super) const fn invite_row() -> &'static Syntax {
    &INVITE_ROW
}

const INVITE: &str = "invite ID name=\u{2026} group=\u{2026} [mark=\u{2026}] [gender=\u{2026}] \
    [ethnicity=\u{2026}] [tags=A,B] [unit=\u{2026}] [represents=\u{2026}] \
    [role=attending|sitting-in|chair] [vote=yes|no] [weight=N] [phone=\u{2026}] [note=\u{2026}] \
    [pinyin=\u{2026}] [present=yes]";

pub(super) const INVITE_KEYS: &[Key] = &[
    key("name", Takes::Text),
    key("group", Takes::Group),
    key("mark", Takes::Text),
    key("gender", Takes::Text),
    key("ethnicity", Takes::Text),
    key("tags", Takes::List),
    key("unit", Takes::Text),
    key("represents", Takes::Text),
    key("role", Takes::Choice(ROLES)),
    key("vote", Takes::Choice(YES_NO)),
    key("weight", Takes::Weight),
    key("phone", Takes::Text),
    key("note", Takes::Text),
    key("pinyin", Takes::Text),
];

const WALK_IN_KEYS: &[Key] = &[
    key("name", Takes::Text),
    key("group", Takes::Group),
    key("mark", Takes::Text),
    key("gender", Takes::Text),
    key("ethnicity", Takes::Text),
    key("tags", Takes::List),
    key("unit", Takes::Text),
    key("represents", Takes::Text),
    key("role", Takes::Choice(ROLES)),
    key("vote", Takes::Choice(YES_NO)),
    key("weight", Takes::Weight),
    key("phone", Takes::Text),
    key("note", Takes::Text),
    key("pinyin", Takes::Text),
    key("present", Takes::Choice(YES_NO)),
];

pub(super) const ROLES: &[&str] = &["attending", "sitting-in", "chair"];
pub(super) const ATTENDS: [Attends; 3] = [Attends::Attending, Attends::SittingIn, Attends::Chair];

/// A person as `invite` writes one: the id, then keys.
pub(super) fn person_of(a: &mut Args<'_>) -> Result<Person, ScriptError> {
    let id = a.id()?;
    let name = a.key_text("name")?;
    let name = crate::text::clean::clean_line(&a.need("name", name)?);
    let group = a.key_group("group")?;
    let group = a.need("group", group)?;
    let attends = a.key_choice("role", ROLES, &ATTENDS)?.unwrap_or(Attends::Attending);
    Ok(Person {
        mark: a.key_line("mark")?,
        gender: a.key_line("gender")?,
        ethnicity: a.key_line("ethnicity")?,
        tags: a.key_list("tags")?,
        unit: a.key_line("unit")?,
        represents: a.key_line("represents")?,
        attends,
        // Those attending vote, unless it is said otherwise.
        vote: a.key_yes("vote")?.unwrap_or(votes(attends)),
        weight: a.key_weight("weight")?.unwrap_or(Weight::ONE),
        phone: a.key_line("phone")?,
        note: a.key_line("note")?,
        pinyin: a.key_line("pinyin")?,
        ..Person::new(id.as_str(), name, group)
    })
}

fn votes(attends: Attends) -> bool {
    attends == Attends::Attending
}

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        Command::Present(people) => out.plain("present").people(people),
        Command::Online(people) => out.plain("present").people(people).key("by", "online"),
        Command::Leave { person, reason } => out.plain("leave").person(person).maybe_text(reason),
        Command::Absent(people) => out.plain("absent").people(people),
        Command::Depart(person) => out.plain("depart").person(person),
        Command::Return(person) => out.plain("return").person(person),
        Command::Unmark(person) => out.plain("unmark").person(person),
        Command::Proxy { from, to } => out.plain("proxy").person(from).plain("to").person(to),
        Command::Count => out.plain("count"),
        Command::Invite(person) => {
            out.plain("invite");
            print_person(person, out);
            out
        }
        Command::WalkIn(person) => {
            out.plain("invite");
            print_person(person, out);
            out.key_yes("present", true)
        }
    };
}

/// The word of a role.
pub(super) fn role_word(attends: Attends) -> &'static str {
    match attends {
        Attends::Attending => "attending",
        Attends::SittingIn => "sitting-in",
        Attends::Chair => "chair",
    }
}

pub(super) fn print_person(person: &Person, out: &mut Writer<'_>) {
    out.person(&person.id);
    out.key_text("name", &person.name).key_text("group", &person.group);
    out.key_line("mark", &person.mark);
    out.key_line("gender", &person.gender).key_line("ethnicity", &person.ethnicity);
    if !person.tags.is_empty() {
        out.key_list("tags", &person.tags);
    }
    out.key_line("unit", &person.unit).key_line("represents", &person.represents);
    if person.attends != Attends::Attending {
        out.key("role", role_word(person.attends));
    }
    if person.vote != votes(person.attends) {
        out.key_yes("vote", person.vote);
    }
    if person.weight != Weight::ONE {
        out.key("weight", person.weight);
    }
    if !person.phone.is_empty() {
        out.key_bare("phone", &person.phone);
    }
    out.key_line("note", &person.note).key_line("pinyin", &person.pinyin);
}
