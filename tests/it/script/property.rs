//! What is printed is read back; nothing that is typed brings the reader down.

use super::commands::MEETING;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use yishi::domain::meeting::Command;
use yishi::script::{complete, parse_line, print, print_at, syntax};

/// Reads back what is printed; the first word must stand in the table.
fn comes_back(command: &Command) -> Result<(), TestCaseError> {
    let text = print(command, &MEETING);
    prop_assert!(!text.contains('\n'), "{text}");
    let line = parse_line(&text, &MEETING);
    let line = line.map_err(|e| TestCaseError::fail(format!("{e}: {text}")))?;
    prop_assert_eq!(line.map(|line| line.command), Some(command.clone()), "{}", text);
    Ok(())
}

macro_rules! round_trips {
    ($($topic:ident),* $(,)?) => {
        proptest! {
            $(
                #[test]
                fn $topic(command in super::super::commands::$topic()) {
                    super::comes_back(&command)?;
                }
            )*
        }
    };
}

mod comes_back {
    use proptest::prelude::*;
    round_trips!(
        session_commands,
        prepare_commands,
        roll_commands,
        agenda_commands,
        floor_commands,
        minutes_commands,
        proposal_commands,
        vote_commands,
        outcome_commands,
        follow_up_commands,
        sign_off_commands,
        paper_commands,
        history_commands,
    );
}

/// Lines that are nearly right: words of the table with all sorts behind them.
fn nearly() -> impl Strategy<Value = String> {
    let words: Vec<&'static str> = syntax().map(|row| row.word).collect();
    let keys: Vec<&'static str> = syntax().flat_map(|row| row.keys).map(|key| key.name).collect();
    let piece = prop_oneof![
        select(keys.clone()).prop_map(|key| format!("{key}=")),
        (select(keys), "[ -~]{0,6}").prop_map(|(key, value)| format!("{key}={value}")),
        "P0[1-9]|张伟|to|[0-9]{1,3}[hms:/-]?[0-9]{0,2}|\"[^\"]{0,5}\"?|“.{0,5}”?",
        ".{0,5}",
    ];
    let stamp = of("@[0-9:T-]{0,8}|＠１４：４０").prop_map(Option::unwrap_or_default);
    (stamp, select(words), vec(piece, 0..5))
        .prop_map(|(stamp, word, pieces)| format!("{stamp} {word} {}", pieces.join(" ")))
}

fn stays_up(line: &str) -> Result<(), TestCaseError> {
    match parse_line(line, &MEETING) {
        Err(error) => {
            let most = line.chars().count() + 1;
            prop_assert!((1..=most).contains(&error.column), "{error} of {most}: {line:?}");
        }
        Ok(None) => {}
        Ok(Some(read)) => {
            // What was read can be printed and read again, with its time.
            let plan = &MEETING.session.plan;
            if let Some(when) = read.at {
                let text = print_at(when.resolve(plan), &read.command, &MEETING);
                let again = parse_line(&text, &MEETING);
                let again = again.map_err(|e| TestCaseError::fail(format!("{e}: {text}")))?;
                let again = again.map(|line| (line.at.map(|at| at.resolve(plan)), line.command));
                prop_assert_eq!(again, Some((Some(when.resolve(plan)), read.command)));
            } else {
                comes_back(&read.command)?;
            }
        }
    }
    for at in 0..=line.len() {
        for completion in complete(line, at, &MEETING) {
            prop_assert!(line.get(completion.range.clone()).is_some(), "{completion:?}");
            prop_assert_eq!(completion.range.end, at);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_text_brings_the_reader_down(line in "(?s).{0,40}") {
        stays_up(&line)?;
    }

    #[test]
    fn no_line_that_is_nearly_right_does(line in nearly()) {
        stays_up(&line)?;
    }
}
