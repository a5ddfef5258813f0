//! What is wrong is said in one line with its place, with the right exit code, and the store stays
//! as it was.

use super::{Home, SAMPLE, sample};

/// Every file of the store with its bytes.
fn bytes(home: &Home) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    fn walk(dir: &std::path::Path, all: &mut Vec<(std::path::PathBuf, Vec<u8>)>) {
        let Ok(entries) = std::fs::read_dir(dir) else { return };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, all);
            } else if path.extension().is_some_and(|e| e == "jsonl") {
                // sled rewrites its own files when it is merely opened; the journal is the record.
                all.push((path.clone(), std::fs::read(&path).unwrap()));
            }
        }
    }
    let mut all = Vec::new();
    walk(&home.store(), &mut all);
    all.sort();
    all
}

fn new(home: &Home, plan: &str, roster: &[u8]) -> super::Done {
    let plan = home.file("plan.toml", plan);
    let roster = home.file("roster.csv", roster);
    home.run(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()])
}

/// Replaces one text of a sample file, which must be in it.
fn with(name: &str, from: &str, to: &str) -> String {
    let text = std::fs::read_to_string(sample(name)).unwrap();
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

fn plan() -> String {
    std::fs::read_to_string(sample("plan.toml")).unwrap()
}

fn roster() -> String {
    std::fs::read_to_string(sample("roster.csv")).unwrap()
}

#[test]
fn a_wrong_roster_names_its_place_and_stores_nothing() {
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("no name", with("roster.csv", "P05,张伟,", "P05,,").into_bytes(), "roster.csv:6:"),
        ("same id", with("roster.csv", "P06,曾宪明", "P05,曾宪明").into_bytes(), "roster.csv:7:"),
        (
            "group",
            with("roster.csv", "P09,王桂英,,女,汉族,利益相关方", "P09,王桂英,,女,汉族,路人")
                .into_bytes(),
            "roster.csv:10:",
        ),
        ("encoding", [roster().as_bytes(), b"P25,\xff\xff\xff,\n"].concat(), "roster.csv:26:"),
    ];
    for (what, bytes_in, place) in cases {
        let home = Home::planned();
        let before = bytes(&home);
        let done = new(&home, &plan().replace("HSW-2026-004", "OTHER"), &bytes_in);
        assert_eq!(done.code, 2, "{what}: {}", done.err);
        assert_eq!(done.out, "", "{what}");
        assert!(done.err.starts_with("yishi: "), "{what}: {}", done.err);
        assert!(done.err.contains(place), "{what}: {}", done.err);
        assert_eq!(done.err.lines().count(), 1, "{what}: {}", done.err);
        assert_eq!(bytes(&home), before, "{what}");
    }
}

#[test]
fn a_wrong_plan_names_its_place_and_stores_nothing() {
    let cases = [
        ("syntax", "id = \"HSW", "id = HSW"),
        ("date", "date = 2026-11-27", "date = 2026-13-27"),
        ("preset", "round = 1", "rule = \"no-such-rule\" #"),
    ];
    let cases = cases.map(|(what, from, to)| {
        let text = with("plan.toml", from, to);
        let line = text.lines().position(|line| line.contains(to)).unwrap() + 1;
        (what, text, format!("plan.toml:{line}:"))
    });
    for (what, text, place) in cases {
        let home = Home::new();
        let done = new(&home, &text, roster().as_bytes());
        assert_eq!(done.code, 2, "{what}: {}", done.err);
        assert_eq!(done.out, "", "{what}");
        assert!(done.err.contains(&place), "{what}: {}", done.err);
        assert_eq!(done.err.lines().count(), 1, "{what}: {}", done.err);
        assert!(bytes(&home).is_empty(), "{what}");
    }
}

#[test]
fn a_wrong_script_line_stops_before_anything_is_done() {
    let home = Home::planned();
    let before = bytes(&home);
    let script = home.file("s.yishi", "present P02\npresnt P03\n");
    let done = home.run(&["exec".as_ref(), SAMPLE.as_ref(), "-f".as_ref(), script.as_os_str()]);
    assert_eq!(done.code, 2, "{}", done.err);
    assert!(done.err.contains("s.yishi:2:1:"), "{}", done.err);
    assert_eq!(done.out, "");
    assert_eq!(bytes(&home), before);
}

#[test]
fn a_refused_line_keeps_every_line_before_it() {
    let home = Home::planned();
    let script = home.file("s.yishi", "present P02\nopen\npresent P03\n");
    let args = ["exec".as_ref(), SAMPLE.as_ref(), "-f".as_ref(), script.as_os_str()];
    let done = home.run(&args);
    assert_eq!(done.code, 3, "{}", done.err);
    assert!(done.err.contains("s.yishi:2: "), "{}", done.err);
    assert_eq!(done.err.lines().count(), 1);
    assert_eq!(home.show()["attendance"]["present"], 1);
    let done = home.run(&[&args[..], &["--keep-going".as_ref()]].concat());
    assert_eq!(done.code, 3, "{}", done.err);
    assert_eq!(done.err.lines().count(), 2, "{}", done.err);
    assert_eq!(home.show()["attendance"]["present"], 2);
}

#[test]
fn a_name_that_two_people_have_is_refused_with_both() {
    let home = Home::planned();
    let done = home.run(&["exec", SAMPLE, "--", "present 张伟"]);
    assert_eq!(done.code, 3, "{}", done.err);
    assert!(
        done.err.contains("张伟（2网格）") && done.err.contains("张伟（货运）"),
        "{}",
        done.err
    );
    home.ok(&["exec", SAMPLE, "--", "present 张伟(货运)"]);
}

#[test]
fn what_is_not_there_is_said_with_what_to_do() {
    let home = Home::planned();
    assert_eq!(home.run(&["show", "NO-SUCH"]).code, 2);
    assert_eq!(home.run(&["export", SAMPLE, "novel"]).code, 2);
    assert_eq!(home.run(&["export", SAMPLE, "minutes", "--format", "bmp"]).code, 2);
    assert_eq!(home.run(&["exec", SAMPLE]).code, 2);
    assert_eq!(home.run(&["fly"]).code, 2);
    assert_eq!(home.run(&["show", SAMPLE, "--at", "99"]).code, 2);
    let again = new(&home, &plan(), roster().as_bytes());
    assert_eq!(again.code, 2, "{}", again.err);
    let done = home.run(&["open", SAMPLE]);
    assert_eq!(done.code, 2, "a screen needs a terminal: {}", done.err);
}

#[test]
fn a_store_in_use_gives_exit_code_4_to_writers_and_can_still_be_read() {
    let home = Home::planned();
    let lock = std::fs::File::options().write(true).open(home.store().join("LOCK")).unwrap();
    lock.lock().unwrap();
    let done = home.run(&["exec", SAMPLE, "--", "present P02"]);
    assert_eq!(done.code, 4, "{}", done.err);
    assert!(done.err.starts_with("yishi: "), "{}", done.err);
    assert_eq!(home.show()["phase"], "planned");
}
