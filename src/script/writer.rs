//! The canonical text of a command, put together piece by piece.

use super::values::{duration_text, list_text, moment_text, ratio_text};
use crate::domain::fraction::Ratio;
use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::stamp::Moment;
use crate::text::clean::{clean_line, clean_text};
use std::fmt::{Display, Write as _};

pub(super) struct Writer<'a> {
    out: String,
    meeting: &'a Meeting,
}

impl<'a> Writer<'a> {
    pub(super) fn new(meeting: &'a Meeting) -> Self {
        Self { out: String::new(), meeting }
    }

    /// An empty one for the same meeting.
    pub(super) fn another(&self) -> Self {
        Self::new(self.meeting)
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn plain(&mut self, piece: impl Display) -> &mut Self {
        if !self.out.is_empty() {
            self.out.push(' ');
        }
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{piece}");
        self
    }

    pub(super) fn person(&mut self, id: &PersonId) -> &mut Self {
        self.plain(bare(id.as_str()))
    }

    pub(super) fn people(&mut self, ids: &[PersonId]) -> &mut Self {
        for id in ids {
            self.person(id);
        }
        self
    }

    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.plain(quote(text))
    }

    /// Left out where it is empty.
    pub(super) fn maybe_text(&mut self, text: &str) -> &mut Self {
        if text.is_empty() { self } else { self.text(text) }
    }

    pub(super) fn duration(&mut self, seconds: u32) -> &mut Self {
        self.plain(duration_text(seconds))
    }

    pub(super) fn key(&mut self, name: &str, value: impl Display) -> &mut Self {
        self.plain(format_args!("{name}={value}"))
    }

    pub(super) fn maybe_key(&mut self, name: &str, value: Option<impl Display>) -> &mut Self {
        match value {
            Some(value) => self.key(name, value),
            None => self,
        }
    }

    pub(super) fn key_text(&mut self, name: &str, text: &str) -> &mut Self {
        self.key(name, quote(text))
    }

    pub(super) fn maybe_key_text(&mut self, name: &str, text: Option<&str>) -> &mut Self {
        self.maybe_key(name, text.map(quote))
    }

    /// Left out where it is empty.
    pub(super) fn key_line(&mut self, name: &str, text: &str) -> &mut Self {
        if text.is_empty() { self } else { self.key_text(name, text) }
    }

    /// An id, a phone number: without quotes where nothing in it needs them.
    pub(super) fn key_bare(&mut self, name: &str, text: &str) -> &mut Self {
        self.key(name, bare(text))
    }

    /// Empty quotes for nobody.
    pub(super) fn key_person(&mut self, name: &str, id: Option<&PersonId>) -> &mut Self {
        self.key_bare(name, id.map_or("", PersonId::as_str))
    }

    pub(super) fn key_list(&mut self, name: &str, items: &[String]) -> &mut Self {
        self.key_text(name, &list_text(items))
    }

    pub(super) fn key_duration(&mut self, name: &str, seconds: u32) -> &mut Self {
        self.key(name, duration_text(seconds))
    }

    pub(super) fn maybe_key_duration(&mut self, name: &str, seconds: Option<u32>) -> &mut Self {
        self.maybe_key(name, seconds.map(duration_text))
    }

    pub(super) fn key_ratio(&mut self, name: &str, ratio: Ratio) -> &mut Self {
        self.key(name, ratio_text(ratio))
    }

    pub(super) fn key_yes(&mut self, name: &str, yes: bool) -> &mut Self {
        self.key(name, if yes { "yes" } else { "no" })
    }

    pub(super) fn maybe_key_moment(&mut self, name: &str, at: Option<Moment>) -> &mut Self {
        let text = at.map(|at| moment_text(at, self.meeting));
        self.maybe_key(name, text)
    }
}

/// A text in quotes, on one line.
fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in clean_text(text).chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A word without quotes where reading it gives the same word again.
pub(super) fn bare(text: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/');
    // What Chinese writes in an id or a group needs no quotes either.
    let letter = |c: char| !c.is_ascii() && c.is_alphanumeric() && !is_full_width(c);
    if !text.is_empty() && text.chars().all(|c| safe(c) || letter(c)) {
        text.to_owned()
    } else {
        quote(&clean_line(text))
    }
}

/// Full-width forms would be folded where an id is new.
fn is_full_width(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}')
}
