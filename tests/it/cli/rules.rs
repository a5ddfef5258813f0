//! Rule presets at the command line: the program's own, and the user's beside them.

use super::{Home, SAMPLE};

const MINE: &str = r#"
id = "street-office"
name = { zh = "街道规程", en = "Street office rules" }
citation = { zh = "街道〔2026〕3号", en = "Street office 2026/3" }
pass = [{ measure = "heads", base = "present", ratio = "3/5" }]
"#;

fn with_rule(home: &Home, name: &str, text: &str) {
    let folder = home.store().parent().unwrap().join(".config/yishi/rules");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), text).unwrap();
}

#[test]
fn every_preset_is_listed_and_read_out_with_its_source() {
    let home = Home::new();
    let list = home.ok(&["rules"]);
    assert_eq!(list.lines().count(), 28, "{list}");
    for line in list.lines() {
        let id = line.split_whitespace().next().unwrap();
        let text = home.ok(&["rules", id]);
        assert!(text.contains("通过要求") && text.contains("依据"), "{id}: {text}");
        let english = home.ok(&["--lang", "en", "rules", id]);
        assert!(english.contains("passes with") && english.contains("source"), "{id}: {english}");
    }
    let done = home.run(&["rules", "no-such"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("consultation"), "{}", done.err);
}

#[test]
fn a_rule_of_the_users_own_serves_a_vote_and_stays_in_the_record() {
    let home = Home::held();
    with_rule(&home, "mine.toml", MINE);
    assert!(home.ok(&["rules"]).contains("street-office"));
    let other = home.ok(&["demo", "--fresh"]);
    assert!(other.contains("HSW-2026-004-2"));
    let id = "HSW-2026-004-2";
    let people: Vec<String> = (1..=20).map(|n| format!("P{n:02}")).collect();
    home.ok(&["exec", id, "--", &format!("present {}", people.join(" "))]);
    home.ok(&["exec", id, "--", "open"]);
    home.ok(&["exec", id, "--", "vote 1 method=hands rule=street-office"]);
    home.ok(&["exec", id, "--", "tally for=10 against=6 abstain=0"]);
    home.ok(&["exec", id, "--", "close"]);
    home.ok(&["exec", id, "--", "announce"]);
    // The record keeps the rule whole: it does not change when the file does.
    with_rule(&home, "mine.toml", &MINE.replace("3/5", "1/1"));
    let state: serde_json::Value = serde_json::from_str(&home.ok(&["show", id, "--json"])).unwrap();
    let vote = &state["proposals"][0]["votes"][0];
    assert_eq!((vote["rule"].as_str(), vote["need"].as_u64()), (Some("street-office"), Some(10)));
    assert_eq!(vote["passed"], true);
    home.ok(&["verify"]);
}

#[test]
fn a_wrong_rule_file_is_named_with_its_place_and_does_not_stop_a_meeting() {
    let home = Home::planned();
    with_rule(&home, "bad.toml", &MINE.replace("3/5", "five"));
    let done = home.run(&["rules"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""), "{}", done.err);
    assert!(done.err.contains("bad.toml:5:"), "{}", done.err);
    let done = home.run(&["exec", SAMPLE, "--", "present P02"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("bad.toml:5:"), "{}", done.err);
    let done = home.run(&["exec", SAMPLE, "--", "set rule=street-office"]);
    assert_eq!(done.code, 3, "{}", done.err);
}

/// What lies in the folder of rules and cannot be read is named, in words of ours.
#[cfg(unix)]
#[test]
fn a_rule_file_that_cannot_be_read_is_named_and_does_not_stop_a_meeting() {
    let home = Home::planned();
    let folder = home.store().parent().unwrap().join(".config/yishi/rules");
    std::fs::create_dir_all(folder.join("a.toml")).unwrap();
    for (args, code) in [(&["rules"][..], 1), (&["exec", SAMPLE, "--", "present P02"], 0)] {
        let done = home.run(args);
        assert_eq!(done.code, code, "{}", done.err);
        assert!(done.err.contains("rules/a.toml：这不是普通文件）"), "{}", done.err);
    }
    let none = home.run(&["rules", "check", "no-such.toml"]);
    assert!(none.code == 2 && none.err.contains("没有这个文件"), "{}", none.err);
    let folder = home.run(&["rules", "check", folder.to_str().unwrap()]);
    assert!(folder.code == 2 && folder.err.contains("这是文件夹"), "{}", folder.err);
}
