//! The one table of commands: the parser finds its words here, the palette completes from it, the
//! documentation is written from it.

use super::error::{ErrorKind, ScriptError};
use super::lexer::Word;
use super::syntax::Syntax;
use super::values::fold;
use super::{
    agenda, floor, follow_up, history, minutes, outcome, paper, prepare, proposal, roll, session,
    sign_off, vote,
};

const TOPICS: [&[Syntax]; 13] = [
    session::TABLE,
    prepare::TABLE,
    roll::TABLE,
    agenda::TABLE,
    floor::TABLE,
    minutes::TABLE,
    proposal::TABLE,
    vote::TABLE,
    outcome::TABLE,
    follow_up::TABLE,
    sign_off::TABLE,
    paper::TABLE,
    history::TABLE,
];

/// All commands, by topic in the order of docs/contract.md §2.
pub fn syntax() -> impl Iterator<Item = &'static Syntax> {
    TOPICS.iter().copied().flatten()
}

/// The row of a command word.
pub(super) fn row(word: &str) -> Option<&'static Syntax> {
    syntax().find(|row| row.word == word)
}

/// The second words of the commands that begin with `first`.
pub(super) fn seconds(first: &str) -> Vec<&'static str> {
    let second = |row: &'static Syntax| row.word.strip_prefix(first)?.strip_prefix(' ');
    syntax().filter_map(second).collect()
}

/// Finds the command that words begin with, and how many of them it takes.
pub(super) fn find(words: &[Word]) -> Result<(&'static Syntax, usize), ScriptError> {
    let bare = |word: &&Word| !word.quoted && word.key.is_none();
    let Some(first) = words.first() else {
        return Err(ScriptError::new(1, ErrorKind::MissingCommand { allowed: Vec::new() }));
    };
    let unknown = |word: String| {
        let kind = ErrorKind::UnknownCommand { near: near(&word), word };
        Err(ScriptError::new(first.column, kind))
    };
    if !bare(&first) {
        return unknown(first.raw.clone());
    }
    let word = fold(&first.raw);
    if let Some(row) = row(&word) {
        return Ok((row, 1));
    }
    let allowed = seconds(&word);
    if allowed.is_empty() {
        return unknown(word);
    }
    let Some(second) = words.get(1).filter(bare) else {
        return Err(ScriptError::new(first.end, ErrorKind::MissingCommand { allowed }));
    };
    let both = format!("{word} {}", fold(&second.raw));
    row(&both).map_or_else(|| unknown(both), |row| Ok((row, 2)))
}

/// The command that is written most like a word, where there is one within two slips.
fn near(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    let slips = |row: &&Syntax| strsim::damerau_levenshtein(row.word, &word);
    let nearest = syntax().min_by_key(slips)?;
    let most = 2.min(nearest.word.chars().count() / 2);
    (slips(&nearest) <= most).then_some(nearest.word)
}
