//! Scripts that come line by line, and answers that nobody reads to their end.

use super::{Home, SAMPLE};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

#[test]
fn lines_are_done_as_they_come_and_each_is_answered() {
    let home = Home::planned();
    let mut child = home
        .command()
        .args(["exec", SAMPLE, "-f", "-", "--json", "--keep-going"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for n in 1..=3 {
        // Nothing more is said before the answer has come.
        writeln!(input, "note \"第{n}句\"").unwrap();
        let answer: serde_json::Value =
            serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["seq"], n + 1);
        writeln!(input, "no such command").unwrap();
    }
    drop(input);
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(said.lines().count(), 3, "{said}");
    assert!(said.contains("-:2:1:") && said.contains("-:6:1:"), "{said}");
}

/// `exec --json | head -1`: the script is the record's, whoever reads along.
#[test]
fn a_script_goes_on_when_its_answers_are_not_read() {
    let home = Home::planned();
    let script = "note \"第一句\"\n".repeat(300);
    let script = home.file("notes.yishi", script);
    let mut child = home
        .command()
        .args([
            "exec".as_ref(),
            SAMPLE.as_ref(),
            "-f".as_ref(),
            script.as_os_str(),
            "--json".as_ref(),
        ])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    answers.next().unwrap().unwrap();
    drop(answers);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(home.log().len(), 301);
}

#[test]
fn very_many_bad_lines_are_told_in_order_without_end() {
    let home = Home::planned();
    let script = home.file("bad.yishi", "bad\n".repeat(60_000));
    let began = std::time::Instant::now();
    let done = home.run(&[
        "exec".as_ref(),
        SAMPLE.as_ref(),
        "-f".as_ref(),
        script.as_os_str(),
        "--keep-going".as_ref(),
    ]);
    assert_eq!(done.code, 2);
    assert_eq!(done.err.lines().count(), 60_000);
    assert!(done.err.lines().last().unwrap().contains("bad.yishi:60000:1:"));
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}

/// A full disk under the output is told in a sentence of ours, by every command that prints.
#[cfg(target_os = "linux")]
#[test]
fn output_to_a_full_device_is_told_without_the_systems_words() {
    let home = Home::planned();
    let args: [&[&str]; 9] = [
        &["--version"],
        &["--help"],
        &["list", "--json"],
        &["show", SAMPLE],
        &["log", SAMPLE],
        &["export", SAMPLE, "cues", "--format", "md"],
        &["verify"],
        &["rules"],
        &["exec", SAMPLE, "--json", "--", "note x"],
    ];
    for args in args {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let done = home.command().args(args).stdout(full).output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(1), "{args:?}: {said}");
        assert!(said.contains("结果没有全部写出（磁盘已满）"), "{args:?}: {said}");
        assert!(!said.contains("os error"), "{args:?}: {said}");
    }
}

/// Too little to begin with: told before anything is done, where a failed allocation would abort.
#[cfg(target_os = "linux")]
#[test]
fn a_limit_on_memory_that_is_too_low_is_told() {
    let home = Home::planned();
    let mut sh = std::process::Command::new("sh");
    sh.args(["-c", "ulimit -v 70000 || exit 99; exec \"$@\"", "sh"]);
    sh.arg(env!("CARGO_BIN_EXE_yishi")).arg("verify").env_clear().env("YISHI_LANG", "zh");
    let done = sh.env("YISHI_STORE", home.store()).env("HOME", home.store()).output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!((done.status.code(), said.lines().count()), (Some(1), 1), "{said}");
    assert!(said.contains("给程序的内存只有 68 MB"), "{said}");
}
