//! The whole sample: every line is read, carried out, and printed back as it was written.

use super::fixture::{self, TRANSCRIPT, at};
use serde_json::Value;
use yishi::domain::ledger::Ledger;
use yishi::domain::meeting::{Command, command_of};
use yishi::domain::roll::Status;
use yishi::domain::session;
use yishi::domain::stamp::{By, Role, Stamp};
use yishi::script::{When, parse_line, print, print_at};

/// A line without its comment, with one space between words, by other means than the parser's.
fn normal(line: &str) -> String {
    let mut parts: Vec<String> = line.split('"').map(str::to_owned).collect();
    for part in parts.iter_mut().step_by(2) {
        let bare = part.split('#').next().unwrap();
        let mut folded = bare.split_whitespace().collect::<Vec<_>>().join(" ");
        if bare.starts_with(' ') {
            folded.insert(0, ' ');
        }
        if bare.ends_with(' ') && folded != " " {
            folded.push(' ');
        }
        *part = folded;
    }
    parts.join("\"").trim().to_owned()
}

struct Run {
    ledger: Ledger,
    /// How many were present when the meeting was opened.
    at_open: usize,
}

fn run() -> Run {
    let plan = fixture::plan();
    let mut ledger = Ledger::new(fixture::catalog());
    let by = By::new("test", Role::Chair);
    let start = at("2026-11-27T14:00:00+08:00");
    let stamp = Stamp { at: start, noted: start, by: by.clone() };
    let command = Command::Session(session::Command::Plan(Box::new(plan.clone())));
    let event = ledger.decide(&command, &stamp).unwrap();
    ledger.push(ledger.stamp(event, &stamp).unwrap()).unwrap();
    let mut at_open = 0;
    for (n, text) in TRANSCRIPT.lines().enumerate() {
        let n = n + 1;
        let meeting = ledger.meeting().unwrap();
        let line = parse_line(text, meeting).unwrap_or_else(|e| panic!("{n}: {e}: {text}"));
        let Some(line) = line else {
            assert_eq!(normal(text), "", "line {n} is not blank");
            continue;
        };
        let at = line.at.map(|when: When| when.resolve(&plan)).unwrap();
        let stamp = Stamp { at, noted: at, by: by.clone() };
        let event = ledger.decide(&line.command, &stamp);
        let event = event.unwrap_or_else(|why| panic!("{n}: {why:?}: {text}"));
        if line.command == Command::Session(session::Command::Open) {
            at_open = meeting.roll.count(Status::Present);
        }
        let record = ledger.stamp(event, &stamp).unwrap();
        let again = command_of(record.event().unwrap());
        assert_eq!(print_at(record.at, &again, meeting), normal(text), "line {n}");
        ledger.push(record).unwrap();
    }
    Run { ledger, at_open }
}

#[test]
fn the_sample_is_read_carried_out_and_printed_back() {
    let run = run();
    let lines = TRANSCRIPT.lines().filter(|line| line.starts_with('@')).count();
    assert_eq!(run.ledger.seq(), lines as u64 + 1, "the plan and every line");
}

#[test]
fn the_sample_comes_to_what_is_expected() {
    let run = run();
    let expected: Value = serde_json::from_str(include_str!("../../data/expected.json")).unwrap();
    let meeting = run.ledger.meeting().unwrap();
    let number = |value: &Value| value.as_u64().unwrap();
    let attendance = &expected["attendance"];
    assert_eq!(run.at_open as u64, number(&attendance["present_at_open"]));
    let counts: Vec<u64> = meeting.roll.counts.iter().map(|c| u64::from(c.present)).collect();
    let first = number(&attendance["present_at_first_count"]);
    assert_eq!(counts, [first, number(&attendance["present_at_second_count"])]);
    let status = |status| meeting.roll.count(status) as u64;
    assert_eq!(status(Status::OnLeave), number(&attendance["on_leave"]));
    for want in expected["votes"].as_array().unwrap() {
        let no = u32::try_from(number(&want["proposal"])).unwrap();
        let vote = meeting.votes.deciding(no).unwrap();
        let counts = vote.counts.unwrap();
        assert_eq!(vote.method.into_str(), want["method"].as_str().unwrap());
        assert_eq!(vote.electorate.len() as u64, number(&want["base"]));
        assert_eq!(counts.in_favour, number(&want["for"]));
        assert_eq!(counts.against, number(&want["against"]));
        assert_eq!(counts.abstain, number(&want["abstain"]));
        let settled = meeting.outcomes.of(no).map(|settled| settled.disposition);
        let key = settled.map(|it| it.into_str());
        assert_eq!(key, want["outcome"].as_str());
    }
    let floor = &expected["floor"];
    assert_eq!(meeting.floor.speeches.len() as u64, number(&floor["speeches"]));
    let end = at("2026-11-27T16:50:00+08:00");
    let total: u64 = meeting.floor.speeches.iter().map(|speech| speech.used_s(end)).sum();
    assert_eq!(total, number(&floor["total_s"]));
    assert_eq!(meeting.follow_up.actions.len() as u64, number(&expected["actions"]));
}

#[test]
fn the_plan_prints_as_a_comment() {
    let meeting = fixture::meeting();
    let plan = Command::Session(session::Command::Plan(Box::new(fixture::plan())));
    let text = print(&plan, &meeting);
    assert_eq!(text, "# plan HSW-2026-004");
    assert_eq!(parse_line(&text, &meeting), Ok(None));
}
