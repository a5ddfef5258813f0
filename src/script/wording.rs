//! An error in words, in either language, out of the messages of `i18n`.
//!
//! The place (file, line, column) is the caller's to say. Must not read a line itself.

use super::error::{Candidate, ErrorKind, ScriptError};
use super::takes::Takes;
use crate::i18n::{Lang, script as say};

/// One sentence or two, and how the command is written.
pub fn script_error_text(lang: Lang, error: &ScriptError) -> String {
    let sentence = sentence(lang, &error.kind);
    match error.usage {
        None => sentence,
        Some(how) => say::both(lang, sentence, say::usage(lang, how)),
    }
}

fn listed<S: AsRef<str>>(lang: Lang, words: &[S]) -> String {
    words.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(&say::between(lang))
}

fn sentence(lang: Lang, kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::UnknownCommand { word, near } => {
            let first = say::unknown_command(lang, word);
            near.map_or_else(
                || first.clone(),
                |near| say::both(lang, &first, say::did_you_mean(lang, near)),
            )
        }
        ErrorKind::MissingCommand { allowed } if allowed.is_empty() => say::missing_command(lang),
        ErrorKind::MissingCommand { allowed } => say::missing_second(lang, listed(lang, allowed)),
        ErrorKind::Missing { what } => say::missing(lang, name_of(lang, *what)),
        ErrorKind::MissingKey { key } => say::missing_key(lang, key),
        ErrorKind::MissingKeys { allowed } => say::missing_keys(lang, listed(lang, allowed)),
        ErrorKind::Extra { text } => say::extra(lang, text),
        ErrorKind::Expected { word, text } => say::expected(lang, word, text),
        ErrorKind::BadNumber { text } => say::bad_number(lang, text),
        ErrorKind::BadDuration { text } => match crate::text::when::length(text) {
            Some(crate::text::when::Length::Bare(number)) => say::bare_duration(lang, number),
            _ => say::bad_duration(lang, text),
        },
        ErrorKind::BadTime { text } => say::bad_time(lang, text),
        ErrorKind::BadDate { text } => say::bad_date(lang, text),
        ErrorKind::BadRatio { text } => say::bad_ratio(lang, text),
        ErrorKind::BadWeight { text } => say::bad_weight(lang, text),
        ErrorKind::BadKey { key, allowed } => {
            let second = if allowed.is_empty() {
                say::no_keys(lang)
            } else {
                say::allowed_keys(lang, listed(lang, allowed))
            };
            say::both(lang, say::bad_key(lang, key), second)
        }
        ErrorKind::RepeatedKey { key } => say::repeated_key(lang, key),
        ErrorKind::BadValue { key: None, text, allowed } => {
            say::bad_value(lang, text, listed(lang, allowed))
        }
        ErrorKind::BadValue { key: Some(key), text, allowed } => {
            say::bad_key_value(lang, key, text, listed(lang, allowed))
        }
        ErrorKind::UnclosedQuote => say::unclosed_quote(lang),
        ErrorKind::StrayQuote => say::stray_quote(lang),
        ErrorKind::NoSpaceAfterQuote => say::no_space_after_quote(lang),
        ErrorKind::BadEscape { found } => say::bad_escape(lang, found),
        ErrorKind::SeveralLines => say::several_lines(lang),
        ErrorKind::UnknownPerson { text } => say::unknown_person(lang, text),
        ErrorKind::AmbiguousPerson { text, candidates } => {
            let each = |c: &Candidate| format!("{} {}", c.id, c.name);
            let candidates: Vec<String> = candidates.iter().map(each).collect();
            say::ambiguous_person(lang, text, listed(lang, &candidates))
        }
    }
}

fn name_of(lang: Lang, what: Takes) -> String {
    match what {
        Takes::Person | Takes::People => say::a_person(lang),
        Takes::Text => say::a_text(lang),
        Takes::Id => say::an_id(lang),
        Takes::Group | Takes::Groups => say::a_group(lang),
        Takes::List => say::a_list(lang),
        Takes::Number => say::a_number(lang),
        Takes::Item => say::an_item(lang),
        Takes::Proposal => say::a_proposal(lang),
        Takes::Action => say::an_action(lang),
        Takes::Event => say::an_event(lang),
        Takes::Duration => say::a_duration(lang),
        Takes::Time => say::a_time(lang),
        Takes::Date => say::a_date(lang),
        Takes::Ratio => say::a_ratio(lang),
        Takes::Weight => say::a_weight(lang),
        Takes::Rule => say::a_rule(lang),
        Takes::Word(word) => say::the_word(lang, word),
        Takes::Choice(words) => say::one_of(lang, listed(lang, words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_what_is_wrong_and_how_it_is_written() {
        let kind = ErrorKind::BadDuration { text: "5".into() };
        let error = ScriptError { column: 8, kind, usage: Some("extend DUR") };
        assert_eq!(
            script_error_text(Lang::Zh, &error),
            "“5”是5分钟还是5秒？请写成 5m 或 5s。写法：extend DUR"
        );
        assert_eq!(
            script_error_text(Lang::En, &error),
            "Is “5” 5 minutes or 5 seconds? Write 5m or 5s. Usage: extend DUR"
        );
    }

    #[test]
    fn a_near_command_is_named_and_candidates_carry_their_marks() {
        let kind = ErrorKind::UnknownCommand { word: "agnda".into(), near: Some("agenda add") };
        let error = ScriptError { column: 1, kind, usage: None };
        assert!(script_error_text(Lang::Zh, &error).contains("是不是要写 agenda add？"));
        let candidate = |id, name: &str| Candidate {
            id: crate::domain::person::PersonId::new(id),
            name: name.into(),
        };
        let candidates = vec![candidate("P05", "张伟（2网格）"), candidate("P10", "张伟（货运）")];
        let kind = ErrorKind::AmbiguousPerson { text: "张伟".into(), candidates };
        let error = ScriptError { column: 6, kind, usage: None };
        let text = script_error_text(Lang::Zh, &error);
        assert!(text.contains("P05 张伟（2网格）、P10 张伟（货运）"), "{text}");
    }
}
