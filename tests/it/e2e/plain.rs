//! The meeting by lines alone: what a screen reader or a braille display is given.

use crate::cli::{Home, SAMPLE, sample};
use std::io::Write as _;
use std::process::{Child, Command, Stdio};

fn plain(home: &Home, args: &[&str]) -> Child {
    let mut command: Command = home.command();
    command.args(args).env("YISHI_LANG", "zh-CN");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// What comes of lines that are typed, to the end of the input.
fn told(mut child: Child, lines: &str) -> String {
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{out}\n{err}");
    out
}

#[test]
fn the_sample_is_chaired_by_lines_and_the_record_is_the_one_of_the_script() {
    let script = std::fs::read_to_string(sample("transcript.yishi")).unwrap();
    let home = Home::planned();
    let out = told(plain(&home, &["open", "--plain", SAMPLE]), &script);
    // Nothing drives a terminal: every character is text or the end of a line.
    let control = out.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(control, None, "{out}");
    assert!(out.contains("请说：") && out.contains("下一步（回车）：签到"), "{out}");
    assert!(!out.contains("没有做") && !out.contains("不能做"), "{out}");
    let alone = Home::planned();
    let file = sample("transcript.yishi");
    alone.ok(&["exec".as_ref(), SAMPLE.as_ref(), "-f".as_ref(), file.as_os_str()]);
    let commands = |home: &Home| -> Vec<String> {
        home.log().iter().skip(1).map(|line| line["command"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(commands(&home), commands(&alone));
    // Each event is told once, in a line of its own.
    assert_eq!(out.lines().filter(|line| line.ends_with("宣布开会。")).count(), 1, "{out}");
}

#[test]
fn enter_alone_takes_the_step_and_a_question_lists_how_a_line_goes_on() {
    let home = Home::planned();
    let everybody = "present P01 P22 P09 P02 P24 P23 P07 P21 P06 P16 P04 P18 P14 P05 P19 P15\n";
    let lines = format!("\n{everybody}\n\ngi?\ngive 仇?\nadjorn\nagenda defer 99\nquit\n");
    let out = told(plain(&home, &["open", "--plain", SAMPLE]), &lines);
    // Signing in needs names: the step says how it is written.
    assert!(out.contains("“签到”要写明"), "{out}");
    // Opening on another day than planned is asked about.
    assert!(out.contains("再按一次回车"), "{out}");
    assert!(out.contains("P05  张伟（2网格）") && out.contains("give PERSON"), "{out}");
    assert!(out.contains("没有做") && out.contains("不能做") && out.contains("仇海生"), "{out}");
    let state = home.show();
    assert_eq!(state["phase"], "open", "{out}");
}
