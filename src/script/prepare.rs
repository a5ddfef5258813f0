//! `plan` · `checklist` · `person change` · `person remove` · `roster`.

use super::args::{Args, choose, find_group, yes};
use super::error::{ErrorKind, ScriptError};
use super::lexer::{Word, lex};
use super::person;
use super::roll::{ATTENDS, INVITE_KEYS, ROLES, person_of, print_person, role_word};
use super::syntax::{Syntax, Topic, words_of};
use super::takes::{Key, Takes, key};
use super::values::{self, YES_NO};
use super::writer::Writer;
use crate::domain::meeting::{Command as Any, Meeting};
use crate::domain::person::{Person, Weight};
use crate::domain::prepare::{Command, FACTS, Field, Have, PlanEntry};
use crate::script::When;
use crate::text::clean::{clean_line, clean_text};
use strum::VariantArray as _;

const TOPIC: Topic = Topic::Prepare;

pub(super) const TABLE: &[Syntax] = &[
    TOPIC.row("plan", "plan KEY=VALUE\u{2026}", &[], FACT_KEYS, |a| {
        Ok(Any::Prepare(Command::Plan(a.each_key(fact)?)))
    }),
    TOPIC.row("checklist", "checklist KEY=yes|no\u{2026}", &[], CHECK_KEYS, |a| {
        Ok(Any::Prepare(Command::Check(a.each_key(tick)?)))
    }),
    TOPIC.row(
        "person change",
        "person change PERSON KEY=VALUE\u{2026}",
        &[Takes::Person],
        INVITE_KEYS,
        |a| {
            let person = a.person()?;
            Ok(Any::Prepare(Command::Change { person, fields: a.each_key(field)? }))
        },
    ),
    TOPIC.row("person remove", "person remove PERSON", &[Takes::Person], &[], |a| {
        Ok(Any::Prepare(Command::Remove(a.person()?)))
    }),
    TOPIC.row(
        "roster",
        "roster \"ID name=\u{2026} group=\u{2026} \u{2026}\\n\u{2026}\"",
        &[Takes::Text],
        &[],
        |a| {
            let column = a.next_column();
            let text = a.text()?;
            let people = text.lines().filter(|line| !line.trim().is_empty());
            let people = people.map(|line| roster_line(line, a.meeting));
            let people: Result<Vec<Person>, ScriptError> = people.collect();
            // The columns inside the text are not those of the line.
            Ok(Any::Prepare(Command::Roster(people.map_err(|e| a.fail(column, e.kind))?)))
        },
    ),
];

const FACT_KEYS: &[Key] = &[
    key("title", Takes::Text),
    key("date", Takes::Date),
    key("start", Takes::Time),
    key("end", Takes::Time),
    key("round", Takes::Number),
    key("chair", Takes::Person),
    key("recorder", Takes::Text),
    key("next_meeting", Takes::Time),
    key("research_date", Takes::Text),
    key("research_by", Takes::Person),
    key("research", Takes::Text),
    key(FACTS[0], Takes::Text),
    key(FACTS[1], Takes::Text),
    key(FACTS[2], Takes::Text),
    key(FACTS[3], Takes::Text),
    key(FACTS[4], Takes::Text),
    key(FACTS[5], Takes::Text),
    key(FACTS[6], Takes::Text),
    key(FACTS[7], Takes::Text),
    key(FACTS[8], Takes::Text),
    key(FACTS[9], Takes::Text),
    key(FACTS[10], Takes::Text),
    key(FACTS[11], Takes::Text),
    key(FACTS[12], Takes::Text),
    key(FACTS[13], Takes::Text),
];

const CHECK_KEYS: &[Key] = &[
    key(Have::VARIANTS[0].into_str(), Takes::Choice(YES_NO)),
    key(Have::VARIANTS[1].into_str(), Takes::Choice(YES_NO)),
    key(Have::VARIANTS[2].into_str(), Takes::Choice(YES_NO)),
    key(Have::VARIANTS[3].into_str(), Takes::Choice(YES_NO)),
    key(Have::VARIANTS[4].into_str(), Takes::Choice(YES_NO)),
    key(Have::VARIANTS[5].into_str(), Takes::Choice(YES_NO)),
];

/// An empty value takes away what may be absent.
fn given<T>(
    text: &str,
    read: impl FnOnce(&str) -> Result<T, ErrorKind>,
) -> Result<Option<T>, ErrorKind> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

fn fact(key: &str, word: &Word, meeting: &Meeting) -> Result<PlanEntry, ErrorKind> {
    let text = word.text.as_str();
    let bad_time = || ErrorKind::BadTime { text: text.to_owned() };
    let time = |text: &str| match values::when(text)? {
        When::Time(time) => Ok(time),
        When::DateTime(_) => Err(bad_time()),
    };
    let moment = |text: &str| match values::when(text)? {
        When::DateTime(moment) => Ok(moment),
        When::Time(_) => Err(bad_time()),
    };
    let who = |text: &str| person::find(text, meeting);
    Ok(match key {
        "title" => PlanEntry::Title(clean_line(text)),
        "date" => PlanEntry::Date(values::date(text, meeting)?),
        "start" => PlanEntry::Start(given(text, time)?),
        "end" => PlanEntry::End(given(text, time)?),
        "round" => PlanEntry::Round(values::number(text)?),
        "chair" => PlanEntry::Chair(given(text, who)?),
        "recorder" => PlanEntry::Recorder(clean_line(text)),
        "next_meeting" => PlanEntry::NextMeeting(given(text, moment)?),
        "research_date" => PlanEntry::ResearchDate(clean_line(text)),
        "research_by" => PlanEntry::ResearchBy(given(text, who)?),
        "research" => PlanEntry::Research(clean_text(text)),
        _ => PlanEntry::Free { key: key.to_owned(), value: clean_line(text) },
    })
}

fn tick(key: &str, word: &Word, _: &Meeting) -> Result<(Have, bool), ErrorKind> {
    let words = words_of::<Have>();
    let have = choose(None, key, words, Have::VARIANTS)?;
    Ok((have, yes(have.into_str(), &word.text)?))
}

fn field(key: &str, word: &Word, meeting: &Meeting) -> Result<Field, ErrorKind> {
    let text = clean_line(&word.text);
    Ok(match key {
        "name" => Field::Name(text),
        "mark" => Field::Mark(text),
        "gender" => Field::Gender(text),
        "ethnicity" => Field::Ethnicity(text),
        "group" => Field::Group(find_group("group", &text, meeting)?),
        "tags" => Field::Tags(values::list(&text)),
        "unit" => Field::Unit(text),
        "represents" => Field::Represents(text),
        "role" => Field::Role(choose(Some("role"), &text, ROLES, &ATTENDS)?),
        "vote" => Field::Vote(yes("vote", &text)?),
        "weight" => {
            let weight = Weight::parse(&values::fold(&text));
            Field::Weight(weight.ok_or(ErrorKind::BadWeight { text })?)
        }
        "phone" => Field::Phone(text),
        "note" => Field::Note(text),
        "pinyin" => Field::Pinyin(text),
        _ => {
            let allowed = INVITE_KEYS.iter().map(|key| key.name).collect();
            return Err(ErrorKind::BadKey { key: key.to_owned(), allowed });
        }
    })
}

/// One person of a roster, written as `invite` has it.
fn roster_line(text: &str, meeting: &Meeting) -> Result<Person, ScriptError> {
    let lexed = lex(text);
    if let Some((column, kind)) = lexed.fault {
        return Err(ScriptError::new(column, kind));
    }
    let end = lexed.words.last().map_or(1, |word| word.end);
    let mut args = Args::new(meeting, super::roll::invite_row().form(), lexed.words, end)?;
    let person = person_of(&mut args)?;
    args.done()?;
    Ok(person)
}

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        Command::Plan(facts) => {
            out.plain("plan");
            for fact in facts {
                print_fact(fact, out);
            }
        }
        Command::Check(ticks) => {
            out.plain("checklist");
            for (have, on) in ticks {
                out.key_yes(have.into_str(), *on);
            }
        }
        Command::Change { person, fields } => {
            out.plain("person change").person(person);
            for field in fields {
                print_field(field, out);
            }
        }
        Command::Remove(person) => {
            out.plain("person remove").person(person);
        }
        Command::Roster(people) => {
            let mut lines = Vec::with_capacity(people.len());
            for person in people {
                let mut line = out.another();
                print_person(person, &mut line);
                lines.push(line.finish());
            }
            out.plain("roster").text(&lines.join("\n"));
        }
    }
}

fn print_fact(fact: &PlanEntry, out: &mut Writer<'_>) {
    let time = |time: &Option<chrono::NaiveTime>| {
        time.map_or_else(|| "\"\"".to_owned(), values::clock_text)
    };
    match fact {
        PlanEntry::Title(text) => out.key_text("title", text),
        PlanEntry::Date(date) => out.key("date", date),
        PlanEntry::Start(at) => out.key("start", time(at)),
        PlanEntry::End(at) => out.key("end", time(at)),
        PlanEntry::Round(round) => out.key("round", round),
        PlanEntry::Chair(person) => out.key_person("chair", person.as_ref()),
        PlanEntry::Recorder(name) => out.key_text("recorder", name),
        PlanEntry::NextMeeting(at) => {
            let text = at.map(|at| format!("{}T{}", at.date(), values::clock_text(at.time())));
            out.key("next_meeting", text.unwrap_or_else(|| "\"\"".to_owned()))
        }
        PlanEntry::ResearchDate(text) => out.key_text("research_date", text),
        PlanEntry::ResearchBy(person) => out.key_person("research_by", person.as_ref()),
        PlanEntry::Research(text) => out.key_text("research", text),
        PlanEntry::Free { key, value } => out.key_text(key, value),
    };
}

fn print_field(field: &Field, out: &mut Writer<'_>) {
    match field {
        Field::Name(text) => out.key_text("name", text),
        Field::Mark(text) => out.key_text("mark", text),
        Field::Gender(text) => out.key_text("gender", text),
        Field::Ethnicity(text) => out.key_text("ethnicity", text),
        Field::Group(text) => out.key_text("group", text),
        Field::Tags(tags) => out.key_list("tags", tags),
        Field::Unit(text) => out.key_text("unit", text),
        Field::Represents(text) => out.key_text("represents", text),
        Field::Role(role) => out.key("role", role_word(*role)),
        Field::Vote(vote) => out.key_yes("vote", *vote),
        Field::Weight(weight) => out.key("weight", weight),
        Field::Phone(text) => out.key_text("phone", text),
        Field::Note(text) => out.key_text("note", text),
        Field::Pinyin(text) => out.key_text("pinyin", text),
    };
}
