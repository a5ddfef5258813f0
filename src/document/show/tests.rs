//! The sample meeting read off its JSON, and what a vote may never show.

use super::{View, show};
use crate::document::session_summary::Summary;
use crate::domain::floor::{SpeechKind, Stance};
use crate::domain::history;
use crate::domain::meeting::Command;
use crate::domain::session::Phase;
use crate::domain::tests::{
    ballot, day, finish, give, hands, huaishuwan, moment, opened, request, terms, vote_on,
};
use crate::domain::vote::{Choice, Method};
use crate::i18n::Lang;
use serde_json::{Value, json};

fn of(given: &crate::domain::tests::Given, view: View) -> Value {
    serde_json::to_value(show(&given.ledger, view).expect("a planned session")).expect("JSON")
}

#[test]
fn the_sample_meeting_gives_every_expected_figure() {
    let given = huaishuwan::held();
    let shown = of(&given, View::now(Lang::Zh));
    assert_eq!(shown["id"], "HSW-2026-004");
    assert_eq!(shown["phase"], "adjourned");
    assert_eq!(shown["stage"], 5);
    let attendance = &shown["attendance"];
    for (field, want) in
        [("expected", 24), ("on_leave", 1), ("absent", 1), ("departed", 1), ("present_at_open", 21)]
    {
        assert_eq!(attendance[field], want, "{field}");
    }
    assert_eq!(attendance["late"], json!(["P13"]));
    assert_eq!(attendance["voters"]["entitled"], 16);
    assert_eq!(attendance["counts"][0]["present"], 21);
    assert_eq!(attendance["counts"][1]["present"], 22);
    assert_eq!(attendance["counts"][1]["voters"], 14);
    let want = [
        json!({"method": "hands", "base": 14, "need": 10, "for": 12, "against": 1, "abstain": 1,
            "rate": "85.7%", "passed": true, "base_name": "present", "issued": null}),
        json!({"method": "secret", "base": 13, "need": 9, "recused": ["P14"], "issued": 13,
            "returned": 13, "invalid": 1, "for": 7, "against": 4, "abstain": 1, "rate": "53.8%",
            "passed": false, "missing": 2}),
        json!({"method": "hands", "base": 13, "need": 9, "for": 3, "against": 8, "abstain": 2,
            "rate": "23.1%", "passed": false, "recused": []}),
    ];
    for (place, want) in want.iter().enumerate() {
        let vote = &shown["proposals"][place]["votes"][0];
        for (field, value) in want.as_object().expect("an object") {
            assert_eq!(vote[field], *value, "vote {} {field}", place + 1);
        }
    }
    let outcomes = ["reached", "continue", "refer"];
    for (place, want) in outcomes.iter().enumerate() {
        assert_eq!(shown["proposals"][place]["outcome"], *want);
        assert_eq!(shown["proposals"][place]["suggested"], *want);
    }
    let floor = &shown["floor"];
    assert_eq!(floor["speeches"], 19);
    assert_eq!(floor["total_s"], 2828);
    assert_eq!(floor["overtime"], json!({"P17": 20}));
    assert_eq!(floor["stopped"], json!(["P12"]));
    assert_eq!(shown["actions"].as_array().map(Vec::len), Some(6));
    assert_eq!(shown["proposals"][0]["reservations"][0]["person"], "P12");
    assert_eq!(shown["signatures"].as_array().map(Vec::len), Some(3));
    assert_eq!(shown["seq"], given.ledger.seq());
    assert_eq!(shown["head"], given.ledger.head().to_string());
}

#[test]
fn every_promised_field_is_there() {
    let shown = of(&huaishuwan::held(), View::now(Lang::En));
    let need = |value: &Value, fields: &str| {
        for field in fields.split(' ') {
            assert!(value.get(field).is_some(), "{field} is missing in {value}");
        }
    };
    need(
        &shown,
        "id title phase stage attendance agenda floor proposals minutes actions notice signatures seq head",
    );
    let attendance = &shown["attendance"];
    need(attendance, "expected present on_leave absent departed not_arrived groups voters quorum");
    need(&attendance["groups"][0], "name expected present");
    need(&attendance["voters"], "entitled present");
    need(&attendance["quorum"], "met need have rule missing_groups");
    need(&attendance["people"][0], "id name group status arrived left late vote");
    need(&shown["agenda"][0], "no title state planned_s spent_s");
    need(&shown["floor"], "open speaking queue stats not_spoken");
    need(&shown["floor"]["stats"][0], "person speeches total_s");
    let proposal = &shown["proposals"][0];
    need(proposal, "no title text frozen votes outcome suggested reservations");
    need(
        &proposal["votes"][0],
        "method state rule base base_name for against abstain invalid not_cast issued returned \
         recused need passed rate tests explain",
    );
    need(
        &proposal["votes"][0]["tests"][0],
        "about measure base_name base value op num den need met",
    );
    need(&proposal["reservations"][0], "person text");
    need(&shown["minutes"][0], "seq at kind person text");
    need(&shown["actions"][0], "no title lead owner due status overdue");
}

#[test]
fn a_running_speech_is_measured_by_the_line_shown() {
    let mut given = opened();
    given
        .when("14:31", request("P2", terms(SpeechKind::Statement, Stance::For, Some(1))))
        .when("14:32", give("P2"))
        .when("14:33:30", request("P4", terms(SpeechKind::Discussion, Stance::Against, None)));
    let shown = of(&given, View::now(Lang::Zh));
    let speaking = &shown["floor"]["speaking"];
    assert_eq!(speaking["person"], "P2");
    assert_eq!(speaking["used_s"], 90);
    assert_eq!(speaking["since"], json!(moment("14:32")));
    assert_eq!(speaking["paused"], false);
    assert_eq!(
        shown["floor"]["queue"][0],
        json!({"person": "P4", "kind": "discussion", "stance": "against", "on": null})
    );
    let before = View { at: Some(given.ledger.seq() - 1), ..View::now(Lang::Zh) };
    assert_eq!(of(&given, before)["floor"]["speaking"]["used_s"], 0);
    given.when("14:34", finish());
    assert_eq!(of(&given, View::now(Lang::Zh))["floor"]["speaking"], Value::Null);
}

#[test]
fn a_past_state_is_that_of_its_line() {
    let given = huaishuwan::held();
    let opening = given.m().session.opening.as_ref().expect("opened").seq;
    let shown = of(&given, View { at: Some(opening), ..View::now(Lang::Zh) });
    assert_eq!(shown["phase"], "open");
    assert_eq!(shown["attendance"]["present"], 21);
    assert_eq!(shown["seq"], opening);
    assert_eq!(shown["head"], given.ledger.record(opening).expect("a line").hash.to_string());
    for nowhere in [0, given.ledger.seq() + 1] {
        assert!(show(&given.ledger, View { at: Some(nowhere), ..View::now(Lang::Zh) }).is_none());
    }
}

#[test]
fn an_undone_act_is_not_in_the_state() {
    let mut given = opened();
    given.when("14:31", give("P2")).when("14:33", finish());
    let speech = given.ledger.seq() - 1;
    given.when("14:34", Command::History(history::Command::Undo(None)));
    given.when("14:34", Command::History(history::Command::Undo(Some(speech))));
    assert_eq!(of(&given, View::now(Lang::Zh))["floor"]["speeches"], 0);
}

#[test]
fn a_secret_vote_has_no_ballots_and_a_method_without_numbers_none() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Secret));
    let vote = of(&given, View::now(Lang::Zh))["proposals"][0]["votes"][0].clone();
    assert!(vote.get("ballots").is_none(), "not even an empty list");
    assert_eq!(vote["for"], Value::Null);
    assert_eq!(vote["base"], 4);
    assert_eq!(vote["tests"][0]["met"], Value::Null);
    assert_eq!(vote["missing"], Value::Null);
}

#[test]
fn a_recorded_vote_shows_its_ballots_and_a_show_of_hands_none() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Recorded)).when("14:41", ballot("P2", Choice::For));
    let vote = of(&given, View::now(Lang::Zh))["proposals"][0]["votes"][0].clone();
    assert_eq!(vote["ballots"], json!([{"person": "P2", "choice": "for"}]));
    assert_eq!(vote["not_cast"], 3);
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Hands)).when("14:41", hands(2, 1, 1));
    let vote = of(&given, View::now(Lang::Zh))["proposals"][0]["votes"][0].clone();
    assert!(vote.get("ballots").is_none());
    assert_eq!(vote["rate"], "50.0%");
}

#[test]
fn actions_are_overdue_by_the_day_that_is_given() {
    let given = huaishuwan::held();
    let overdue = |view| {
        let shown = of(&given, view);
        let actions = shown["actions"].as_array().expect("actions").clone();
        actions.iter().filter(|a| a["overdue"] == true).count()
    };
    assert_eq!(overdue(View::now(Lang::Zh)), 0);
    let later = |date| View { today: Some(day(date)), ..View::now(Lang::Zh) };
    assert_eq!(overdue(later("2026-12-10")), 1, "due on the day is not yet overdue");
    assert_eq!(overdue(later("2027-04-01")), 6);
}

#[test]
fn the_list_has_the_small_facts() {
    let line = Summary::of(&huaishuwan::held().ledger).expect("a planned session");
    assert_eq!((line.people, line.present, line.phase, line.stage), (24, 21, Phase::Adjourned, 5));
}
