//! The sample meeting by script: what goes in, what must come out.

use super::{Home, SAMPLE, sample};
use serde_json::{Value, json};

fn expected() -> Value {
    serde_json::from_str(include_str!("../../data/expected.json")).unwrap()
}

/// The numbers of a vote that the expectation names.
fn figures(vote: &Value, wanted: &Value) -> Value {
    let mut figures = serde_json::Map::new();
    for key in wanted.as_object().unwrap().keys() {
        if !matches!(key.as_str(), "proposal" | "outcome") {
            figures.insert(key.clone(), vote[key].clone());
        }
    }
    Value::Object(figures)
}

#[test]
fn the_transcript_gives_every_expected_figure() {
    let home = Home::held();
    let (state, expected) = (home.show(), expected());
    let attendance = &state["attendance"];
    for (field, path) in [("expected", "expected"), ("on_leave", "on_leave"), ("absent", "absent")]
    {
        assert_eq!(attendance[path], expected["attendance"][field], "{field}");
    }
    let wanted = &expected["attendance"];
    assert_eq!(attendance["present_at_open"], wanted["present_at_open"]);
    assert_eq!(attendance["counts"][0]["present"], wanted["present_at_first_count"]);
    assert_eq!(attendance["counts"][1]["present"], wanted["present_at_second_count"]);
    assert_eq!(attendance["voters"]["entitled"], wanted["voters_entitled"]);
    assert_eq!(attendance["counts"][1]["voters"], wanted["voters_present_at_second_count"]);
    assert_eq!(attendance["late"], wanted["late"]);
    let late: Vec<&Value> =
        attendance["people"].as_array().unwrap().iter().filter(|p| p["late"] == true).collect();
    assert_eq!(late.len(), 1);

    for wanted in expected["votes"].as_array().unwrap() {
        let no = wanted["proposal"].as_u64().unwrap();
        let proposal = &state["proposals"][usize::try_from(no).unwrap() - 1];
        assert_eq!(proposal["votes"].as_array().unwrap().len(), 1);
        let vote = &proposal["votes"][0];
        let mut told = wanted.clone();
        let fields = told.as_object_mut().unwrap();
        fields.remove("proposal");
        let outcome = fields.remove("outcome").unwrap();
        assert_eq!(figures(vote, wanted), told, "proposal {no}");
        assert_eq!(proposal["outcome"], outcome, "proposal {no}");
        assert_eq!(proposal["suggested"], outcome, "proposal {no}");
        assert_eq!(vote["state"], "announced");
    }

    let floor = &state["floor"];
    for key in ["speeches", "total_s", "overtime", "stopped"] {
        assert_eq!(floor[key], expected["floor"][key], "{key}");
    }
    assert_eq!(state["actions"].as_array().unwrap().len(), 6);
    let mut reservations = Vec::new();
    for proposal in state["proposals"].as_array().unwrap() {
        for one in proposal["reservations"].as_array().unwrap() {
            reservations.push(json!({ "proposal": proposal["no"], "person": one["person"] }));
        }
    }
    assert_eq!(Value::Array(reservations), expected["reservations"]);
    assert_eq!(state["phase"], "adjourned");
    assert_eq!(state["stage"], 5);
}

#[test]
fn the_log_has_each_event_once_in_order_and_prints_back_as_the_script() {
    let home = Home::held();
    let log = home.log();
    let seqs: Vec<u64> = log.iter().map(|event| event["seq"].as_u64().unwrap()).collect();
    let all: Vec<u64> = (1..=log.len() as u64).collect();
    assert_eq!(seqs, all);
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let script = std::fs::read_to_string(sample("transcript.yishi")).unwrap();
    let said: Vec<String> =
        script.lines().filter(|line| !line.starts_with('#')).map(fold).collect();
    let printed: Vec<String> =
        log.iter().skip(1).map(|event| event["command"].as_str().unwrap().to_owned()).collect();
    assert_eq!(printed, said);
}

#[test]
fn two_runs_give_the_same_record_but_for_the_time_of_noting() {
    let journal = || {
        let text = Home::held().ok(&["export", SAMPLE, "journal"]);
        let lines = text.lines().map(|line| {
            let mut value: Value = serde_json::from_str(line).unwrap();
            assert!(value.as_object_mut().unwrap().remove("noted").is_some());
            value.to_string()
        });
        lines.collect::<Vec<String>>()
    };
    assert_eq!(journal(), journal());
}

#[test]
fn the_minutes_come_out_in_every_format() {
    let home = Home::held();
    for format in ["md", "txt", "json"] {
        let text = home.ok(&["export", SAMPLE, "minutes", "--format", format]);
        for word in
            ["槐树湾农贸市场周边停车秩序整治协商议事会", "我们凌晨四点多进货", "85.7%", "仇海生"]
        {
            assert!(text.contains(word), "{format}: {word}\n{text}");
        }
        assert!(!text.contains("决议"), "a consultation does not decide");
    }
    let there = home.file("there.md", "mine");
    let args = ["export", SAMPLE, "minutes", "-o", there.to_str().unwrap()];
    assert_eq!(home.run(&args).code, 1);
    assert_eq!(std::fs::read(&there).unwrap(), b"mine");
    home.ok(&[&args[..], &["--force"]].concat());
    assert_ne!(std::fs::read(&there).unwrap(), b"mine");
}

#[test]
fn an_earlier_state_is_shown_as_it_was() {
    let home = Home::held();
    let open = home.log().iter().position(|event| event["command"] == "@14:30 open").unwrap() + 1;
    let at = open.to_string();
    let out = home.ok(&["show", SAMPLE, "--json", "--at", &at]);
    let state: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(state["phase"], "open");
    assert_eq!(state["attendance"]["present"], 21);
    assert_eq!(state["seq"], open);
}

#[test]
fn the_store_is_whole_and_listed() {
    let home = Home::held();
    let out = home.ok(&["verify"]);
    assert!(out.contains(SAMPLE) && out.contains("完好"), "{out}");
    let list: Value = serde_json::from_str(&home.ok(&["list", "--json"])).unwrap();
    assert_eq!(list[0]["id"], SAMPLE);
    assert_eq!(list[0]["phase"], "adjourned");
    let demo = home.ok(&["demo", "--fresh"]);
    assert!(demo.contains("HSW-2026-004-2"), "{demo}");
}

#[test]
fn undo_and_redo_are_events_and_come_back_to_the_same_state() {
    let home = Home::held();
    let before = home.show();
    home.ok(&["exec", SAMPLE, "--", "note", "一条 写错的话"]);
    home.ok(&["exec", SAMPLE, "--", "undo"]);
    let after = home.show();
    for key in ["attendance", "floor", "proposals", "minutes", "actions", "phase"] {
        assert_eq!(before[key], after[key], "{key}");
    }
    home.ok(&["exec", SAMPLE, "--", "redo"]);
    let lines = home.show()["minutes"].as_array().unwrap().clone();
    assert!(lines.iter().any(|line| line["text"].as_str().unwrap().contains("写错的话")));
    let log = home.log();
    assert_eq!(
        log.last().unwrap()["command"].as_str().unwrap().split(' ').next_back(),
        Some("redo")
    );
}

#[test]
fn a_fingerprint_from_a_paper_is_found_in_the_record() {
    let home = Home::held();
    let minutes = home.ok(&["export", SAMPLE, "minutes", "--format", "txt"]);
    let print = minutes.lines().find(|line| line.starts_with("记录指纹")).unwrap();
    let said = home.ok(&["verify", SAMPLE, "--fingerprint", print]);
    assert!(said.contains("指纹相符：是现在的记录"), "{said}");
    let events = home.log().len();
    home.ok(&["exec", SAMPLE, "--", "adopt 1"]);
    let typed = print.replace('-', " ").to_uppercase();
    let said = home.ok(&["verify", "--fingerprint", &typed]);
    assert!(said.contains(&format!("按第 {events} 条")), "{said}");
    let other = home.run(&["verify", SAMPLE, "--fingerprint", "0000-0000-0000-0000"]);
    assert_eq!((other.code, other.out.as_str()), (1, ""));
    assert!(other.err.contains("指纹不相符"), "{}", other.err);
    assert_eq!(home.run(&["verify", "--fingerprint", "你好"]).code, 2);
}
