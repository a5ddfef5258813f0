//! Votes of real rule books and public threads, from their files: plan, list, rule, script; what
//! `show` says of them, and that what is met is never called unmet.

use super::Home;
use serde_json::{Value, json};
use std::path::Path;

/// Makes the session of a case and runs its script; gives the session as `show` tells it.
fn held(name: &str) -> (Home, Value) {
    let home = Home::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name);
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap();
        if let Some(rule) = file.strip_prefix("rule-") {
            home.configure(&format!("rules/{rule}"), &std::fs::read_to_string(&path).unwrap());
        }
    }
    let (plan, roster) = (folder.join("plan.toml"), folder.join("roster.csv"));
    home.ok(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()]);
    let script = folder.join("script.yishi");
    home.run(&[
        "exec".as_ref(),
        "T-1".as_ref(),
        "-f".as_ref(),
        script.as_os_str(),
        "--keep-going".as_ref(),
    ]);
    let show = serde_json::from_str(&home.ok(&["show", "T-1", "--json"])).unwrap();
    (home, show)
}

fn vote(show: &Value, proposal: usize) -> &Value {
    let votes = show["proposals"][proposal - 1]["votes"].as_array().unwrap();
    votes.last().unwrap()
}

fn met(vote: &Value) -> Vec<bool> {
    vote["tests"].as_array().unwrap().iter().map(|t| t["met"].as_bool().unwrap()).collect()
}

#[test]
fn objections_of_a_third_at_most_carry() {
    let (_, show) = held("henan_objection_vote");
    let vote = vote(&show, 1);
    assert_eq!((vote["for"].as_u64(), vote["against"].as_u64()), (Some(3), Some(3)));
    assert_eq!(vote["passed"], true, "3 of 10 against are no more than a third");
    assert_eq!(vote["tests"][1]["need"], 3);
}

#[test]
fn two_conditions_of_a_quorum_must_both_hold() {
    let (_, show) = held("shandong_women");
    let quorum = &show["attendance"]["quorum"];
    assert_eq!(quorum["met"], false, "14 of 20, and 2 of 8 women");
    assert_eq!((quorum["have"].as_u64(), quorum["need"].as_u64()), (Some(2), Some(6)));
    assert_eq!(show["phase"], "roll", "so it cannot be opened");
}

#[test]
fn who_follows_or_is_silent_counts_with_the_majority() {
    let (home, show) = held("congzhong");
    let vote = vote(&show, 1);
    let counts = ["for", "against", "abstain", "not_cast"].map(|key| vote[key].as_u64().unwrap());
    assert_eq!(counts, [9, 1, 0, 0]);
    assert_eq!(vote["marked"]["for"], 4, "the papers are told too");
    assert_eq!(vote["marked"]["follow"], 1);
    assert_eq!(vote["passed"], true);
    let told = vote["explain"].to_string();
    assert!(told.contains("从众1票，随多数计入同意"), "{told}");
    assert!(told.contains("未答复4人，按规则计入同意"), "{told}");
    let sheet = home.ok(&["export", "T-1", "tally", "--format", "md", "-o", "t.md"]);
    drop(sheet);
    let sheet = std::fs::read_to_string(home.outside().join("t.md")).unwrap();
    assert!(sheet.contains("计入后同意"), "{sheet}");
}

#[test]
fn each_class_counts_for_itself() {
    let (_, show) = held("cabforum202_two_classes");
    let vote = vote(&show, 1);
    assert_eq!(met(vote), [false, true], "63.2 % of the issuers, all of the browsers");
    assert_eq!(vote["passed"], false);
    assert_eq!(vote["tests"][0]["base"], 19);
    assert_eq!(vote["tests"][0]["of"], "issuer");
}

#[test]
fn what_is_met_is_not_undone_by_an_even_split_in_another_measure() {
    let (home, show) = held("italy");
    let first = vote(&show, 1);
    assert_eq!(met(first), [true, true]);
    assert_eq!(first["passed"], true);
    assert_eq!(first["tied"], false);
    assert_eq!(vote(&show, 2)["passed"], true);
    assert_eq!(vote(&show, 3)["passed"], true, "exactly half of the weight is half");
    home.ok(&["export", "T-1", "tally", "--format", "md", "-o", "t.md"]);
    let sheet = std::fs::read_to_string(home.outside().join("t.md")).unwrap();
    assert!(!sheet.contains("未形成协商意见"), "{sheet}");
}

#[test]
fn the_owners_of_one_house_vote_among_themselves() {
    let (_, show) = held("part_of_owners");
    let vote = vote(&show, 1);
    assert_eq!(vote["passed"], true);
    assert_eq!(met(vote), [true, true, true, true]);
    assert_eq!(vote["recused"], json!([]), "nobody is recused by it");
    assert_eq!(vote["among"], json!(["1幢"]));
    let bases: Vec<&Value> =
        vote["tests"].as_array().unwrap().iter().map(|test| &test["base"]).collect();
    assert_eq!(bases, [&json!("368"), &json!(4), &json!("368"), &json!(4)]);
    let told = vote["explain"].to_string();
    assert!(told.contains("只由“1幢”表决") && !told.contains("回避："), "{told}");
}

#[test]
fn several_votes_are_counted_before_the_first_is_announced() {
    let (_, show) = held("series");
    assert_eq!(vote(&show, 1)["state"], "announced");
    assert_eq!(vote(&show, 1)["passed"], true);
    assert_eq!(vote(&show, 2)["state"], "announced");
    assert_eq!(vote(&show, 2)["passed"], false);
}

#[test]
fn a_written_vote_of_an_absent_member_counts_and_makes_nobody_present() {
    let (home, show) = held("party_written");
    let vote = vote(&show, 1);
    assert_eq!((vote["for"].as_u64(), vote["need"].clone()), (Some(12), json!(12)));
    assert_eq!(vote["passed"], true);
    assert_eq!(vote["written"], json!(["P17"]));
    assert_eq!(show["attendance"]["present"], 16);
    let people = show["attendance"]["people"].as_array().unwrap();
    let away = people.iter().find(|person| person["id"] == "P17").unwrap();
    assert_eq!(away["status"], "on_leave");
    for (doc, file) in [("minutes", "m.md"), ("signin", "s.md")] {
        home.ok(&["export", "T-1", doc, "--format", "md", "-o", file]);
    }
    let minutes = std::fs::read_to_string(home.outside().join("m.md")).unwrap();
    assert!(minutes.contains("实到16人"), "{minutes}");
    assert!(minutes.contains("书面："), "{minutes}");
}
