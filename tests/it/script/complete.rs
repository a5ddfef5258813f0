//! What the palette offers.

use super::fixture::meeting;
use yishi::script::{Completion, complete};

fn at_end(line: &str) -> Vec<Completion> {
    complete(line, line.len(), &meeting())
}

fn offered(line: &str) -> Vec<String> {
    at_end(line).into_iter().map(|completion| completion.text).collect()
}

#[test]
fn command_words_and_their_second_words() {
    assert_eq!(offered("ad"), ["adjourn", "admit", "adopt"]);
    assert_eq!(offered("@14:40 reca"), [""; 0]);
    assert_eq!(offered("@14:40 reco"), ["recount"]);
    assert_eq!(offered("list "), ["open", "closed"]);
    assert_eq!(offered("agenda f"), ["finish"]);
    assert!(offered("").contains(&"agenda start".to_owned()));
    assert_eq!(offered("@14:"), [""; 0]);
    assert_eq!(at_end("close")[0].detail, "close [result=passed|failed]");
}

#[test]
fn people_by_id_and_by_the_beginning_of_their_name() {
    assert_eq!(offered("depart 张"), ["P05", "P10"]);
    assert_eq!(at_end("depart 张伟(货")[0].detail, "张伟（货运）");
    assert_eq!(offered("present P01 p1").len(), 10);
    assert_eq!(offered("amend 1 \"x\" by=赵"), ["P02"]);
    assert_eq!(offered("depart P01 "), [""; 0]);
    let one = &at_end("depart 张伟（货")[0];
    assert_eq!(one.range, "depart ".len().."depart 张伟（货".len());
}

#[test]
fn keys_that_are_not_there_yet_and_their_values() {
    assert_eq!(offered("give P02 kind=question "), ["stance=", "on=", "limit="]);
    assert_eq!(offered("give P02 s"), ["stance="]);
    assert_eq!(offered("give P02 stance=a"), ["against", "amend"]);
    assert_eq!(offered("vote 1 method=no"), ["no-objection"]);
    assert_eq!(offered("vote 1 method=hands rule="), ["consultation"]);
    assert_eq!(offered("ballot P02 "), ["for", "against", "abstain", "invalid", "follow"]);
    assert_eq!(offered("bump P02 "), ["to"]);
    assert_eq!(offered("set groups=council-member,利"), ["stakeholder"]);
}

#[test]
fn numbers_with_their_titles() {
    let found = at_end("freeze ");
    assert_eq!(found.len(), 3);
    assert_eq!(found[0].detail, "划设限时停车泊位和货车卸货区");
    assert_eq!(offered("agenda start 1"), ["1", "10"]);
}

#[test]
fn nothing_inside_texts_and_comments() {
    assert_eq!(offered("note \"ope"), [""; 0]);
    assert_eq!(offered("# ope"), [""; 0]);
    assert_eq!(offered("note \"a\""), [""; 0]);
    assert_eq!(complete("张", 1, &meeting()), [], "not between two characters");
}

#[test]
fn only_what_stands_before_the_cursor_counts() {
    let found = complete("depart now", 3, &meeting());
    assert_eq!(found.iter().map(|c| c.text.as_str()).collect::<Vec<_>>(), ["depart"]);
    assert_eq!(found[0].range, 0..3);
}
