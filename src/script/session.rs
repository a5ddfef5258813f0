//! `open` · `recess` · `resume` · `adjourn` · `set` · `chair` · `confirm` · `seal`.

use super::args::{choose, find_group, yes};
use super::error::ErrorKind;
use super::lexer::Word;
use super::syntax::{Syntax, Topic};
use super::takes::{Key, Takes, key};
use super::values::{YES_NO, duration, list, number, ratio};
use super::writer::{Writer, bare};
use crate::domain::meeting::{Command as Any, Meeting};
use crate::domain::rule::Tie;
use crate::domain::session::{Command, Setting};

const TOPIC: Topic = Topic::Session;

pub(super) const TABLE: &[Syntax] = &[
    TOPIC.row("open", "open", &[], &[], |_| Ok(Any::Session(Command::Open))),
    TOPIC.row("recess", "recess [DUR]", &[Takes::Duration], &[], |a| {
        Ok(Any::Session(Command::Recess(a.maybe_duration()?)))
    }),
    TOPIC.row("resume", "resume", &[], &[], |_| Ok(Any::Session(Command::Resume))),
    TOPIC.row("adjourn", "adjourn", &[], &[], |_| Ok(Any::Session(Command::Adjourn))),
    TOPIC.row("set", "set KEY=VALUE\u{2026}", &[], SETTINGS, |a| {
        Ok(Any::Session(Command::Set(a.each_key(setting)?)))
    }),
    TOPIC.row("chair", "chair PERSON", &[Takes::Person], &[], |a| {
        Ok(Any::Session(Command::Chair(a.person()?)))
    }),
    TOPIC.row("confirm", "confirm RULE", &[Takes::Rule], &[], |a| {
        Ok(Any::Session(Command::ConfirmRule(a.text()?)))
    }),
    TOPIC.row("seal", "seal", &[], &[], |_| Ok(Any::Session(Command::Seal))),
];

const SETTINGS: &[Key] = &[
    key("rule", Takes::Rule),
    key("quorum", Takes::Ratio),
    key("groups", Takes::Groups),
    key("reached", Takes::Ratio),
    key("hard", Takes::Ratio),
    key("tie", Takes::Choice(TIES)),
    key("statement", Takes::Duration),
    key("response", Takes::Duration),
    key("discussion", Takes::Duration),
    key("question", Takes::Duration),
    key("point-of-order", Takes::Duration),
    key("times", Takes::Number),
    key("warn", Takes::Duration),
    key("alternate", Takes::Choice(YES_NO)),
    key("first-time-first", Takes::Choice(YES_NO)),
    key("recorder", Takes::Text),
    key("venue", Takes::Text),
    key("title", Takes::Text),
];

const TIES: &[&str] = &["fails", "chair-decides"];

fn setting(key: &str, word: &Word, meeting: &Meeting) -> Result<Setting, ErrorKind> {
    let text = word.text.as_str();
    Ok(match key {
        "rule" => Setting::RuleNamed(text.to_owned()),
        "quorum" => Setting::Quorum(ratio(text)?),
        "groups" => {
            let names = list(text).into_iter().map(|name| find_group("groups", &name, meeting));
            Setting::Groups(names.collect::<Result<_, _>>()?)
        }
        "reached" => Setting::Reached(ratio(text)?),
        "hard" => Setting::Hard(ratio(text)?),
        "tie" => Setting::Tie(choose(Some("tie"), text, TIES, &[Tie::Fails, Tie::ChairDecides])?),
        "statement" => Setting::Statement(duration(text)?),
        "response" => Setting::Response(duration(text)?),
        "discussion" => Setting::Discussion(duration(text)?),
        "question" => Setting::Question(duration(text)?),
        "point-of-order" => Setting::PointOfOrder(duration(text)?),
        "times" => Setting::Times(number(text)?),
        "warn" => Setting::Warn(duration(text)?),
        "alternate" => Setting::Alternate(yes("alternate", text)?),
        "first-time-first" => Setting::FirstTimeFirst(yes("first-time-first", text)?),
        "recorder" => Setting::Recorder(text.to_owned()),
        "venue" => Setting::Venue(text.to_owned()),
        "title" => Setting::Title(text.to_owned()),
        _ => {
            let allowed = SETTINGS.iter().map(|key| key.name).collect();
            return Err(ErrorKind::BadKey { key: key.to_owned(), allowed });
        }
    })
}

pub(super) fn print(command: &Command, out: &mut Writer<'_>) {
    match command {
        // No line of the script makes a session: the plan file does.
        Command::Plan(plan) => out.plain("# plan").plain(bare(&plan.id)),
        Command::Open => out.plain("open"),
        Command::Recess(seconds) => {
            out.plain("recess");
            match seconds {
                Some(seconds) => out.duration(*seconds),
                None => out,
            }
        }
        Command::Resume => out.plain("resume"),
        Command::Adjourn => out.plain("adjourn"),
        Command::Set(settings) => {
            out.plain("set");
            for setting in settings {
                print_setting(setting, out);
            }
            out
        }
        Command::Chair(person) => out.plain("chair").person(person),
        Command::Seal => out.plain("seal"),
        Command::ConfirmRule(rule) => out.plain("confirm").plain(bare(rule)),
    };
}

fn print_setting(setting: &Setting, out: &mut Writer<'_>) {
    match setting {
        Setting::RuleNamed(id) => out.key_bare("rule", id),
        Setting::Rule(rule) => out.key_bare("rule", &rule.id),
        Setting::Quorum(ratio) => out.key_ratio("quorum", *ratio),
        Setting::Groups(names) => out.key_list("groups", names),
        Setting::Reached(ratio) => out.key_ratio("reached", *ratio),
        Setting::Hard(ratio) => out.key_ratio("hard", *ratio),
        Setting::Tie(tie) => out.key(
            "tie",
            match tie {
                Tie::Fails => "fails",
                Tie::ChairDecides => "chair-decides",
            },
        ),
        Setting::Statement(s) => out.key_duration("statement", *s),
        Setting::Response(s) => out.key_duration("response", *s),
        Setting::Discussion(s) => out.key_duration("discussion", *s),
        Setting::Question(s) => out.key_duration("question", *s),
        Setting::PointOfOrder(s) => out.key_duration("point-of-order", *s),
        Setting::Times(times) => out.key("times", times),
        Setting::Warn(s) => out.key_duration("warn", *s),
        Setting::Alternate(on) => out.key_yes("alternate", *on),
        Setting::FirstTimeFirst(on) => out.key_yes("first-time-first", *on),
        Setting::Recorder(name) => out.key_text("recorder", name),
        Setting::Venue(venue) => out.key_text("venue", venue),
        Setting::Title(title) => out.key_text("title", title),
    };
}
