//! Files, script lines and arguments from outside: cleaned or refused, and never shown raw.

use super::{HOSTILE, harmless};
use crate::cli::{Home, SAMPLE, sample};
#[cfg(unix)]
use crate::pty::Launch;

/// What hides or reorders, but is no control character: files that people really have hold it.
const SLY: &str = "\u{202a}王\u{200b}强\u{202c}\u{feff}\u{2066}";

fn new(home: &Home, plan: &str, roster: &str) -> crate::cli::Done {
    let plan = home.file("plan.toml", plan);
    let roster = home.file("roster.csv", roster);
    home.run(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()])
}

fn plan(title: &str) -> String {
    format!("schema = 1\n[session]\nid = \"T-1\"\ntitle = \"{title}\"\ndate = 2026-11-27\n")
}

#[test]
fn control_characters_in_a_file_refuse_it_and_are_not_shown() {
    let home = Home::new();
    let roster = format!("姓名,{HOSTILE}\n{HOSTILE},1\n甲,\"{HOSTILE}\"\n");
    for (plan, roster) in [
        (plan("t"), roster.as_str()),
        (plan("t"), "姓名\n\u{1b}[31m甲\n"),
        (plan("t"), "姓名\n甲\u{9b}2J\n"),
        (plan("\\u001b[31m"), "姓名\n甲\n"),
        (plan("\\u009b2J"), "姓名\n甲\n"),
        (plan(HOSTILE), "姓名\n甲\n"),
        (format!("{HOSTILE} = 1\n{}", plan("t")), "姓名\n甲\n"),
    ] {
        let done = new(&home, &plan, roster);
        assert_eq!(done.code, 2, "{plan:?} {roster:?} {}", done.out);
        assert_eq!(done.out, "");
        harmless("the refusal", &done.err);
    }
    assert!(!home.store().join("journal").join("T-1.jsonl").exists());
}

#[test]
fn what_hides_or_reorders_is_taken_out_of_files() {
    let home = Home::new();
    let done = new(
        &home,
        &plan(SLY),
        &format!("编号,姓名,联系电话\n\u{200e}P01,{SLY},\u{202d}138\u{202c}\n"),
    );
    assert_eq!(done.code, 0, "{}", done.err);
    let state: serde_json::Value =
        serde_json::from_str(&home.ok(&["show", "T-1", "--json"])).unwrap();
    assert_eq!(state["title"], "王强");
    assert_eq!(state["attendance"]["people"][0]["name"], "王强");
    assert_eq!(state["attendance"]["people"][0]["id"], "P01");
    // Two that only differ by what cannot be seen are two of one name.
    let twins = new(&Home::new(), &plan("t"), "姓名\n王强\n王\u{200b}强\n");
    assert_eq!(twins.code, 2, "{}", twins.out);
}

#[test]
fn script_lines_are_cleaned_and_what_they_say_is_harmless() {
    let home = Home::planned();
    let script = home.file("s.yishi", format!("present P02\nnote \"甲{HOSTILE}\"\n"));
    home.ok(&["exec".as_ref(), SAMPLE.as_ref(), "-f".as_ref(), script.as_os_str()]);
    let minutes = home.show()["minutes"].to_string();
    assert!(minutes.contains("甲红链翻"), "{minutes}");
    for bad in [
        format!("present {HOSTILE}"),
        HOSTILE.to_owned(),
        format!("present P02 \"{HOSTILE}"),
        format!("invite X{HOSTILE} name=x group={HOSTILE}"),
        format!("set {HOSTILE}=1"),
        format!("@{HOSTILE} open"),
    ] {
        let done = home.run(&["exec", SAMPLE, "--", &bad]);
        assert_ne!(done.code, 0, "{bad:?} {}", done.out);
        harmless("the refusal", &done.err);
    }
    let huge = format!("invite X1 name=\"{}\" group=议事会成员\n", "名".repeat(350_000));
    let script = home.file("huge.yishi", huge);
    let done = home.run(&["exec".as_ref(), SAMPLE.as_ref(), "-f".as_ref(), script.as_os_str()]);
    assert_eq!(done.code, 3, "{}", done.err);
    assert!(done.err.len() < 1_000, "a refusal is one line, not the name: {}", done.err.len());
}

#[test]
fn names_of_files_and_values_of_the_environment_are_shown_harmless() {
    let home = Home::planned();
    let path = format!("no{HOSTILE}.toml").replace('/', "_");
    for args in [
        &["new", &path][..],
        &["exec", SAMPLE, "-f", &path],
        &["show", HOSTILE],
        &["show", "--at", HOSTILE, SAMPLE],
        &["rules", HOSTILE],
        &["export", SAMPLE, HOSTILE],
        &["export", SAMPLE, "minutes", "--format", HOSTILE],
        &["export", SAMPLE, "minutes", "-o", &format!("{path}/x")],
        &["--store", &path, "exec", "x", "--", "open"],
        &[HOSTILE],
        &["--lang", HOSTILE, "list"],
        &["show", HOSTILE, HOSTILE],
    ] {
        let done = home.run(args);
        assert_ne!(done.code, 0, "{args:?}");
        harmless(&format!("{args:?}"), &done.err);
        harmless(&format!("{args:?}"), &done.out);
    }
    let strange = home.file(&format!("s{}.yishi", HOSTILE.replace('/', "_")), "fly\n");
    let done = home.run(&["exec".as_ref(), SAMPLE.as_ref(), "-f".as_ref(), strange.as_os_str()]);
    assert_eq!(done.code, 2);
    harmless("a line's place", &done.err);
}

#[cfg(unix)]
#[test]
fn a_terminal_gets_no_escape_from_outside() {
    let home = Home::new();
    let (plan, roster) = (sample("plan.toml"), sample("roster.csv"));
    let path = format!("no{}.toml", HOSTILE.replace('/', "_"));
    home.ok(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()]);
    let note = format!("note \"{HOSTILE}\"");
    home.ok(&["exec", SAMPLE, "--", &note]);
    for (args, code) in [(&["log", SAMPLE][..], 0), (&["new", &path], 2), (&[HOSTILE], 2)] {
        let mut pty = Launch::yishi()
            .args(args.iter().copied())
            .env("YISHI_STORE", home.store())
            .env("YISHI_LANG", "zh-CN")
            .start();
        assert_eq!(pty.wait_exit(), code);
        let raw = String::from_utf8(pty.raw_output()).unwrap();
        harmless(&format!("{args:?}"), &raw);
        assert!(!raw.is_empty());
    }
}
