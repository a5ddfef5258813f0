//! What follows the word of a command, read place by place; every fault with its column.
//!
//! Must not know any command: the topics ask for what they need.

use super::error::{ErrorKind, ScriptError};
use super::lexer::Word;
use super::takes::{Form, Takes};
use super::values::{self, YES_NO};
use super::{When, person};
use crate::domain::meeting::Meeting;
use crate::domain::person::{PersonId, group};
use crate::domain::stamp::Moment;
use chrono::NaiveDate;
use std::collections::VecDeque;

type Read<T> = Result<T, ScriptError>;

pub(super) struct Args<'a> {
    pub meeting: &'a Meeting,
    form: Form,
    words: VecDeque<Word>,
    keys: Vec<Word>,
    /// The column behind the last word of the line.
    end: usize,
}

impl<'a> Args<'a> {
    pub(super) fn new(
        meeting: &'a Meeting,
        form: Form,
        words: Vec<Word>,
        end: usize,
    ) -> Read<Self> {
        let mut args = Self { meeting, form, words: VecDeque::new(), keys: Vec::new(), end };
        for mut word in words {
            let Some(key) = word.key.clone() else {
                args.words.push_back(word);
                continue;
            };
            if form.keys.is_empty() && !word.quoted {
                // Without keys, `a=b` is a word like any other.
                word.text.clone_from(&word.raw);
                word.text_column = word.column;
                args.words.push_back(word);
            } else if !form.keys.iter().any(|known| known.name == key) {
                let kind = ErrorKind::BadKey { key, allowed: form.key_names() };
                return Err(args.fail(word.column, kind));
            } else if args.keys.iter().any(|other| other.key == word.key) {
                return Err(args.fail(word.column, ErrorKind::RepeatedKey { key }));
            } else {
                args.keys.push(word);
            }
        }
        Ok(args)
    }

    /// Everything has been taken.
    pub(super) fn done(&mut self) -> Read<()> {
        if let Some(word) = self.words.pop_front() {
            return Err(self.fail(word.column, ErrorKind::Extra { text: word.raw }));
        }
        match self.keys.first() {
            None => Ok(()),
            Some(word) => {
                let key = word.key.clone().unwrap_or_default();
                Err(self.fail(word.column, ErrorKind::BadKey { key, allowed: Vec::new() }))
            }
        }
    }

    pub(super) fn fail(&self, column: usize, kind: ErrorKind) -> ScriptError {
        ScriptError { column, kind, usage: Some(self.form.usage) }
    }

    /// The error of something that is not there.
    pub(super) fn missing(&self, kind: ErrorKind) -> ScriptError {
        self.fail(self.end, kind)
    }

    fn word<T>(
        &mut self,
        what: Takes,
        read: impl FnOnce(&Word) -> Result<T, ErrorKind>,
    ) -> Read<T> {
        let Some(word) = self.words.pop_front() else {
            return Err(self.missing(ErrorKind::Missing { what }));
        };
        read(&word).map_err(|kind| self.fail(word.text_column, kind))
    }

    /// Where the next word's text begins; the end of the line where there is none.
    pub(super) fn next_column(&self) -> usize {
        self.words.front().map_or(self.end, |word| word.text_column)
    }

    pub(super) fn has_word(&self) -> bool {
        !self.words.is_empty()
    }

    pub(super) fn person(&mut self) -> Read<PersonId> {
        let meeting = self.meeting;
        self.word(Takes::Person, |word| person::find(&word.text, meeting))
    }

    /// Who signs: somebody of the roll, else the recorder whom the plan names; the flag says that it
    /// is somebody outside.
    pub(super) fn signer(&mut self) -> Read<(PersonId, bool)> {
        let meeting = self.meeting;
        self.word(Takes::Person, |word| {
            let found = person::find(&word.text, meeting).map(|id| (id, false));
            found.or_else(|error| {
                let recorder = meeting.session.recorder_name();
                let same = |name: &str| person::same(name) == person::same(&word.text);
                let is_recorder = !recorder.is_empty()
                    && (same(recorder) || same(&meeting.session.plan.recorder));
                if is_recorder { Ok((PersonId::new(recorder), true)) } else { Err(error) }
            })
        })
    }

    pub(super) fn maybe_person(&mut self) -> Read<Option<PersonId>> {
        if self.has_word() { self.person().map(Some) } else { Ok(None) }
    }

    /// One or more, to the end of the line.
    pub(super) fn people(&mut self) -> Read<Vec<PersonId>> {
        let mut people = vec![self.person()?];
        while self.has_word() {
            people.push(self.person()?);
        }
        Ok(people)
    }

    /// A person, where a text still follows; then the text (`say [PERSON] "summary"`).
    ///
    /// A bare word that names somebody is no summary: the text was forgotten.
    pub(super) fn maybe_person_and_text(&mut self) -> Read<(Option<PersonId>, String)> {
        let person = if self.words.len() > 1 {
            Some(self.person()?)
        } else {
            let alone = self.words.front().filter(|word| !word.quoted);
            let names = |word: &Word| match person::find(&word.text, self.meeting) {
                Ok(_) | Err(ErrorKind::AmbiguousPerson { .. }) => true,
                Err(_) => false,
            };
            if alone.is_some_and(names) {
                return Err(self.missing(ErrorKind::Missing { what: Takes::Text }));
            }
            None
        };
        Ok((person, self.text()?))
    }

    pub(super) fn text(&mut self) -> Read<String> {
        self.word(Takes::Text, |word| Ok(word.text.clone()))
    }

    /// A text that may be left out; then it is empty.
    pub(super) fn maybe_text(&mut self) -> Read<String> {
        if self.has_word() { self.text() } else { Ok(String::new()) }
    }

    /// The id of somebody new: full-width forms as ASCII.
    pub(super) fn id(&mut self) -> Read<PersonId> {
        self.word(Takes::Id, |word| {
            let id = crate::text::clean::clean_line(&word.text);
            let id = if word.quoted { id } else { values::fold(&id) };
            if id.is_empty() {
                return Err(ErrorKind::Missing { what: Takes::Id });
            }
            Ok(PersonId::new(id))
        })
    }

    pub(super) fn number(&mut self, what: Takes) -> Read<u32> {
        self.word(what, |word| values::number(&word.text))
    }

    /// The number of an event.
    pub(super) fn event(&mut self) -> Read<u64> {
        self.word(Takes::Event, |word| values::number(&word.text))
    }

    pub(super) fn duration(&mut self) -> Read<u32> {
        self.word(Takes::Duration, |word| values::duration(&word.text))
    }

    pub(super) fn maybe_duration(&mut self) -> Read<Option<u32>> {
        if self.has_word() { self.duration().map(Some) } else { Ok(None) }
    }

    /// A word that must stand as it is.
    pub(super) fn literal(&mut self, expected: &'static str) -> Read<()> {
        self.word(Takes::Word(expected), |word| {
            if !word.quoted && values::fold(&word.text) == expected {
                return Ok(());
            }
            Err(ErrorKind::Expected { word: expected, text: word.text.clone() })
        })
    }

    /// One of `words`, as the element of `all` at the same place.
    pub(super) fn choice<T: Copy>(&mut self, words: &'static [&'static str], all: &[T]) -> Read<T> {
        self.word(Takes::Choice(words), |word| choose(None, &word.text, words, all))
    }

    /// The same, where the words of papers are as good.
    pub(super) fn choice_or<T: Copy>(
        &mut self,
        words: &'static [&'static str],
        others: &[&str],
        all: &[T],
    ) -> Read<T> {
        self.word(Takes::Choice(words), |word| {
            let other = choose(None, &word.text, others, all);
            other.or_else(|_| choose(None, &word.text, words, all))
        })
    }

    /// The value of a key, where the line has it.
    fn key<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&Word) -> Result<T, ErrorKind>,
    ) -> Read<Option<T>> {
        let Some(place) = self.keys.iter().position(|word| word.key.as_deref() == Some(name))
        else {
            return Ok(None);
        };
        let word = self.keys.remove(place);
        read(&word).map(Some).map_err(|kind| self.fail(word.text_column, kind))
    }

    /// The keys that are left, in the order of the line, each read by itself.
    pub(super) fn each_key<T>(
        &mut self,
        read: impl Fn(&str, &Word, &Meeting) -> Result<T, ErrorKind>,
    ) -> Read<Vec<T>> {
        let mut values = Vec::new();
        for word in std::mem::take(&mut self.keys) {
            let value = read(word.key.as_deref().unwrap_or_default(), &word, self.meeting);
            values.push(value.map_err(|kind| self.fail(word.text_column, kind))?);
        }
        if values.is_empty() {
            let allowed = self.form.key_names();
            return Err(self.missing(ErrorKind::MissingKeys { allowed }));
        }
        Ok(values)
    }

    /// A value that must be there.
    pub(super) fn need<T>(&self, key: &'static str, value: Option<T>) -> Read<T> {
        value.ok_or_else(|| self.missing(ErrorKind::MissingKey { key }))
    }

    pub(super) fn key_text(&mut self, name: &str) -> Read<Option<String>> {
        self.key(name, |word| Ok(word.text.clone()))
    }

    /// A text of one line, empty where the line has none.
    pub(super) fn key_line(&mut self, name: &str) -> Read<String> {
        let text = self.key(name, |word| Ok(crate::text::clean::clean_line(&word.text)))?;
        Ok(text.unwrap_or_default())
    }

    pub(super) fn key_list(&mut self, name: &str) -> Read<Vec<String>> {
        let list =
            self.key(name, |word| Ok(values::list(&crate::text::clean::clean_line(&word.text))))?;
        Ok(list.unwrap_or_default())
    }

    pub(super) fn key_number<N: std::str::FromStr>(&mut self, name: &str) -> Read<Option<N>> {
        self.key(name, |word| values::number(&word.text))
    }

    pub(super) fn key_duration(&mut self, name: &str) -> Read<Option<u32>> {
        self.key(name, |word| values::duration(&word.text))
    }

    pub(super) fn key_date(&mut self, name: &str) -> Read<Option<NaiveDate>> {
        let meeting = self.meeting;
        self.key(name, |word| values::date(&word.text, meeting))
    }

    pub(super) fn key_moment(&mut self, name: &str) -> Read<Option<Moment>> {
        let meeting = self.meeting;
        self.key(name, |word| values::when(&word.text).map(|when: When| when.resolve_in(meeting)))
    }

    pub(super) fn key_weight(&mut self, name: &str) -> Read<Option<crate::domain::person::Weight>> {
        self.key(name, |word| {
            let weight = crate::domain::person::Weight::parse(&values::fold(&word.text));
            weight.ok_or_else(|| ErrorKind::BadWeight { text: word.text.clone() })
        })
    }

    /// A weight that may be none, in ten-thousandths.
    pub(super) fn key_weight_or_none(&mut self, name: &str) -> Read<Option<u64>> {
        self.key(name, |word| {
            let text = values::fold(&word.text);
            let none = !text.is_empty() && text.bytes().all(|b| matches!(b, b'0' | b'.'));
            let weight = crate::domain::person::Weight::parse(&text).map(|weight| weight.0);
            let weight = weight.or(none.then_some(0));
            weight.ok_or_else(|| ErrorKind::BadWeight { text: word.text.clone() })
        })
    }

    pub(super) fn key_person(&mut self, name: &str) -> Read<Option<PersonId>> {
        let meeting = self.meeting;
        self.key(name, |word| person::find(&word.text, meeting))
    }

    pub(super) fn key_group(&mut self, name: &'static str) -> Read<Option<String>> {
        let meeting = self.meeting;
        self.key(name, |word| find_group(name, &word.text, meeting))
    }

    pub(super) fn key_choice<T: Copy>(
        &mut self,
        name: &'static str,
        words: &[&str],
        all: &[T],
    ) -> Read<Option<T>> {
        self.key(name, |word| choose(Some(name), &word.text, words, all))
    }

    pub(super) fn key_yes(&mut self, name: &'static str) -> Read<Option<bool>> {
        self.key(name, |word| yes(name, &word.text))
    }
}

pub(super) fn choose<T: Copy>(
    key: Option<&'static str>,
    text: &str,
    words: &[&str],
    all: &[T],
) -> Result<T, ErrorKind> {
    let folded = values::fold(text).to_ascii_lowercase();
    let found = words.iter().zip(all).find(|(word, _)| **word == folded);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let allowed = words.iter().map(|&word| word.to_owned()).collect();
        ErrorKind::BadValue { key, text: text.to_owned(), allowed }
    })
}

pub(super) fn yes(key: &'static str, text: &str) -> Result<bool, ErrorKind> {
    choose(Some(key), text, YES_NO, &[true, false])
}

/// The English words of the standard groups, in their order.
pub(super) const GROUP_WORDS: [&str; 4] =
    ["council-member", "stakeholder", "department", "invitee"];

/// A group by its name, or a standard one by its English word where no group is called so.
pub(super) fn find_group(
    key: &'static str,
    text: &str,
    meeting: &Meeting,
) -> Result<String, ErrorKind> {
    if meeting.roll.has_group(text) {
        return Ok(text.to_owned());
    }
    let standard = choose(Some(key), text, &GROUP_WORDS, &group::STANDARD);
    standard.map(str::to_owned).map_err(|_| {
        let mut allowed: Vec<String> = group::STANDARD.map(str::to_owned).to_vec();
        for name in meeting.roll.groups() {
            if !group::STANDARD.contains(&name) {
                allowed.push(name.to_owned());
            }
        }
        ErrorKind::BadValue { key: Some(key), text: text.to_owned(), allowed }
    })
}
