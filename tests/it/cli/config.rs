//! The user's folder: settings hold, what is wrong in them is told with its place and costs nothing
//! else.

use super::Home;
use std::process::{Command, Output};

/// `yishi list` with nothing set but the folder; what came out and what was complained of.
fn list(home: &Home, more: &[(&str, &str)]) -> (String, String) {
    let dir = home.store().parent().unwrap().to_path_buf();
    let output: Output = Command::new(env!("CARGO_BIN_EXE_yishi"))
        .env_clear()
        .env("HOME", &dir)
        .env("YISHI_STORE", home.store())
        .envs(more.iter().copied())
        .arg("list")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

#[test]
fn the_language_of_the_file_stands_between_environment_and_locale() {
    let home = Home::new();
    home.configure("config.toml", "language = \"en\"\n");
    let (zh, en) = ("还没有会次", "No sessions yet");
    for (env, shown) in
        [(vec![], en), (vec![("LANG", "zh_CN.UTF-8")], en), (vec![("YISHI_LANG", "zh-CN")], zh)]
    {
        let (out, err) = list(&home, &env);
        assert!(out.contains(shown) && err.is_empty(), "{env:?}: {out}{err}");
    }
}

#[test]
fn each_wrong_line_is_told_and_the_rest_holds() {
    let home = Home::new();
    let text =
        "language = \"en\"\ntheme = \"drak\"\n[keys]\nfloor.stop = \"Ctrl-Z\"\nhelp = \"Alt-h\"\n";
    home.configure("config.toml", text);
    let (out, err) = list(&home, &[]);
    assert!(out.contains("No sessions yet"), "{out}");
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(lines.len(), 2, "{err}");
    assert!(lines[0].contains("config.toml:2:9)") && lines[0].contains("high-contrast"), "{err}");
    assert!(lines[1].contains("config.toml:4:14)") && lines[1].contains("\"undo\""), "{err}");
}

#[test]
fn without_a_folder_nothing_is_said_and_none_is_made() {
    let home = Home::new();
    let (_, err) = list(&home, &[]);
    assert_eq!(err, "");
    assert!(!home.config().exists());
}
