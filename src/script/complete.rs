//! What the palette offers at the cursor: command words, keys, values, persons, numbers.
//!
//! Reads the same table as the parser. Names are matched from their beginning.

use super::args::GROUP_WORDS;
use super::commands::{self, syntax};
use super::error::ErrorKind;
use super::lexer::{Lexed, Word, lex};
use super::person::same;
use super::syntax::Syntax;
use super::takes::Takes;
use super::values::fold;
use super::writer::bare;
use crate::domain::meeting::Meeting;
use crate::domain::person::group;
use std::ops::Range;

/// One way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it replaces, in bytes of the line; ends at the cursor.
    pub range: Range<usize>,
    pub text: String,
    /// A name, a title or how the command is written; may be empty.
    pub detail: String,
}

/// Everything that can stand at `cursor` (in bytes of `text`), in the order of the table and of
/// the meeting's lists. Empty inside a text or a comment.
pub fn complete(text: &str, cursor: usize, meeting: &Meeting) -> Vec<Completion> {
    let Some(before) = text.get(..cursor) else { return Vec::new() };
    let Lexed { mut words, fault, comment } = lex(before);
    let open = matches!(fault, Some((_, ErrorKind::UnclosedQuote)));
    if comment || (fault.is_some() && !open) {
        return Vec::new();
    }
    let behind = before.chars().count() + 1;
    let current = match words.last() {
        Some(word) if word.end == behind && (open || !word.quoted) => words.pop(),
        Some(word) if word.end == behind => return Vec::new(),
        _ => None,
    };
    let start = current.as_ref().map_or(behind, |word| word.text_column);
    let typed = current.as_ref().map_or("", |word| word.text.as_str());
    let start = before.char_indices().nth(start - 1).map_or(before.len(), |(at, _)| at);
    if words.first().is_some_and(is_stamp) {
        words.remove(0);
    } else if words.is_empty() && current.as_ref().is_some_and(is_stamp) {
        return Vec::new();
    }
    let mut found = Found { range: start..before.len(), list: Vec::new() };
    let Some(first) = words.first() else {
        found.commands(typed);
        return found.list;
    };
    match commands::find(&words) {
        Ok((row, used)) => {
            let rest = words.split_off(used);
            found.at_place(row, &rest, current.as_ref(), meeting);
        }
        Err(_) if words.len() == 1 => {
            let first = fold(&first.raw);
            for second in commands::seconds(&first) {
                if second.starts_with(&fold(typed)) {
                    let usage = commands::row(&format!("{first} {second}")).map_or("", |r| r.usage);
                    found.push(second, usage);
                }
            }
        }
        Err(_) => {}
    }
    found.list
}

fn is_stamp(word: &Word) -> bool {
    !word.quoted && word.raw.starts_with(['@', '\u{ff20}'])
}

struct Found {
    range: Range<usize>,
    list: Vec<Completion>,
}

impl Found {
    fn push(&mut self, text: impl Into<String>, detail: impl Into<String>) {
        let (text, detail, range) = (text.into(), detail.into(), self.range.clone());
        self.list.push(Completion { range, text, detail });
    }

    fn commands(&mut self, typed: &str) {
        let typed = fold(typed);
        for row in syntax().filter(|row| row.word.starts_with(&typed)) {
            self.push(row.word, row.usage);
        }
    }

    /// Behind the command word: a value of the key that is being written, else what stands here
    /// and the keys that are not there yet.
    fn at_place(&mut self, row: &Syntax, rest: &[Word], current: Option<&Word>, meeting: &Meeting) {
        let typed = current.map_or("", |word| word.text.as_str());
        if let Some(name) = current.and_then(|word| word.key.as_deref()) {
            if let Some(key) = row.keys.iter().find(|key| key.name == name) {
                self.values(key.takes, typed, meeting);
            }
            return;
        }
        let place = rest.iter().filter(|word| word.key.is_none()).count();
        let takes = match row.args {
            [.., Takes::People] if place >= row.args.len() => Some(&Takes::People),
            args => args.get(place),
        };
        if let Some(takes) = takes {
            self.values(*takes, typed, meeting);
        }
        if current.is_some_and(|word| word.quoted) {
            return;
        }
        let typed = fold(typed).to_ascii_lowercase();
        for key in row.keys.iter().filter(|key| key.name.starts_with(&typed)) {
            if !rest.iter().any(|word| word.key.as_deref() == Some(key.name)) {
                self.push(format!("{}=", key.name), "");
            }
        }
    }

    fn values(&mut self, takes: Takes, typed: &str, meeting: &Meeting) {
        let folded = fold(typed).to_ascii_lowercase();
        let begins = |text: &str| text.to_ascii_lowercase().starts_with(&folded);
        match takes {
            Takes::Person | Takes::People => {
                let wanted = same(typed);
                for person in meeting.roll.entries.iter().map(|entry| &entry.person) {
                    if begins(person.id.as_str()) || same(&person.display()).starts_with(&wanted) {
                        self.push(bare(person.id.as_str()), person.display());
                    }
                }
            }
            Takes::Choice(words) => {
                for word in words.iter().filter(|word| begins(word)) {
                    self.push(*word, "");
                }
            }
            Takes::Word(word) if begins(word) => self.push(word, ""),
            Takes::Item => {
                let items = meeting.agenda.items.iter().map(|i| (i.plan.no, &i.plan.title));
                self.numbered(items, &folded);
            }
            Takes::Proposal => {
                let live = meeting.proposals.list.iter().filter(|p| p.dropped.is_none());
                self.numbered(live.map(|p| (p.no, &p.title)), &folded);
            }
            Takes::Action => {
                let actions = meeting.follow_up.actions.iter();
                self.numbered(actions.map(|a| (a.no, &a.task.title)), &folded);
            }
            Takes::Rule => {
                for rule in meeting.catalog.rules.iter().filter(|rule| begins(&rule.id)) {
                    self.push(bare(&rule.id), "");
                }
            }
            Takes::Group => self.groups(typed, meeting),
            Takes::Groups => {
                // Only the last one of the list is being written.
                let done = typed.rfind([',', '\u{ff0c}', '\u{3001}']);
                let last = done
                    .and_then(|at| typed.get(at..))
                    .map_or(typed, |rest| rest.trim_start_matches([',', '\u{ff0c}', '\u{3001}']));
                self.range.start = self.range.end - last.len();
                self.groups(last, meeting);
            }
            Takes::Word(_)
            | Takes::Text
            | Takes::Id
            | Takes::List
            | Takes::Number
            | Takes::Event
            | Takes::Duration
            | Takes::Time
            | Takes::Date
            | Takes::Ratio
            | Takes::Weight => {}
        }
    }

    fn numbered<'t>(&mut self, rows: impl Iterator<Item = (u32, &'t String)>, typed: &str) {
        for (no, title) in rows {
            let no = no.to_string();
            if no.starts_with(typed) {
                self.push(no, title);
            }
        }
    }

    fn groups(&mut self, typed: &str, meeting: &Meeting) {
        for (word, name) in GROUP_WORDS.iter().zip(group::STANDARD) {
            if word.starts_with(&fold(typed)) || name.starts_with(typed) {
                self.push(*word, name);
            }
        }
        for name in meeting.roll.groups() {
            if !group::STANDARD.contains(&name) && name.starts_with(typed) {
                self.push(bare(name), "");
            }
        }
    }
}
