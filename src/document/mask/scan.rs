//! A text as rules look at it: folded, character by character, and what a rule finds in it.
//!
//! Pure. All places are characters of the folded text, which has as many as the text itself. Must not
//! know what is looked for.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a mask takes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Name,
    Phone,
    /// A number of an identity card, a bank card or another one as long.
    Identity,
    Address,
    /// What somebody has added by hand.
    Added,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
}

/// One character as another that means the same: full-width forms as ASCII, every space, dash and
/// middle dot as one of each.
pub(super) const fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(c as u32 - 0xfee0) {
            Some(c) => c,
            None => c,
        },
        '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\t' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{4e28}' => '-',
        '\u{b7}' | '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{30fb}' | '\u{ff65}'
        | '\u{387}' | '\u{16eb}' | '\u{2024}' | '\u{25cf}' | '\u{fe52}' => '\u{b7}',
        '\u{7b2}' => '#',
        '\u{96f6}' => '\u{3007}',
        c => c,
    }
}

/// A text folded, with the place of every character in it.
pub(super) struct Folded {
    pub(super) chars: Vec<char>,
    text: String,
    /// For each byte of `text` the character that begins there.
    at: Vec<usize>,
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().map(fold).collect();
        let text: String = chars.iter().collect();
        let mut at = vec![0; text.len() + 1];
        for (number, (byte, _)) in text.char_indices().enumerate() {
            at[byte] = number;
        }
        at[text.len()] = chars.len();
        Self { chars, text, at }
    }

    pub(super) fn find(&self, rule: &Rule) -> Vec<Range<usize>> {
        if !rule.needs.chars().any(|need| self.chars.contains(&need)) {
            return Vec::new();
        }
        let found = rule.regex.find_iter(&self.text);
        found.map(|m| self.at[m.start()]..self.at[m.end()]).collect()
    }

    pub(super) fn before(&self, at: usize, count: usize) -> String {
        self.chars[at.saturating_sub(count).min(self.chars.len())..at].iter().collect()
    }

    pub(super) fn behind(&self, at: usize, count: usize) -> String {
        self.chars[at..(at + count).min(self.chars.len())].iter().collect()
    }

    pub(super) fn of(&self, range: &Range<usize>) -> String {
        self.chars[range.clone()].iter().collect()
    }
}

/// What is looked for in a text, and the signs of which every text has one in which it is found:
/// most texts have none and need not be searched.
pub(super) struct Rule {
    pub(super) needs: &'static str,
    pub(super) regex: LazyLock<Regex>,
}

/// A pattern by its name, put together from its parts; with the signs that it needs, a rule.
macro_rules! rule {
    ($name:ident, needs $needs:literal, $($part:expr),+ $(,)?) => {
        pub(super) static $name: super::scan::Rule =
            super::scan::Rule { needs: $needs, regex: super::scan::pattern!($($part),+) };
    };
    ($name:ident, $($part:expr),+ $(,)?) => {
        pub(super) static $name: ::std::sync::LazyLock<::regex::Regex> =
            super::scan::pattern!($($part),+);
    };
}
macro_rules! pattern {
    ($($part:expr),+) => {
        ::std::sync::LazyLock::new(|| {
            let pattern = [$($part),+].concat();
            // A test reads every rule; one that cannot be read would find nothing.
            ::regex::Regex::new(&pattern).unwrap_or_else(|_| super::scan::NEVER.clone())
        })
    };
}
pub(super) use {pattern, rule};

#[allow(clippy::unwrap_used, reason = "a constant that is read by every test of this file")]
pub(super) static NEVER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("[^\\x00-\\x{10FFFF}]").unwrap());
