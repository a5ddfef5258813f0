//! The user's folder in the real program: its keys, its words, its theme, and what is wrong in it.

use super::{Home, Launch, SAMPLE};
use crate::pty::Pty;

/// The sample open on a home whose folder holds these files.
fn open(home: &Home, files: &[(&str, &str)], env: &[(&str, &str)]) -> Pty {
    let dir = home.store().parent().unwrap().to_path_buf();
    for (name, text) in files {
        let path = dir.join(".config/yishi").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let launch = Launch::yishi().args(["open", SAMPLE]).home(dir).env("YISHI_STORE", home.store());
    let launch = env.iter().fold(launch, |launch, (name, value)| launch.env(name, value));
    launch.env("YISHI_LANG", "zh-CN").start()
}

#[test]
fn keys_and_words_of_the_folder_are_those_of_the_screen() {
    let home = Home::planned();
    let config = "[keys]\nview.agenda = \"Ctrl-G\"\nstep = \"Alt-s\"\n";
    let words = "take_roll = \"各位请先签到。\"\n";
    let pty = open(&home, &[("config.toml", config), ("words/zh-CN.toml", words)], &[]);
    pty.wait_text("各位请先签到。");
    pty.wait_text("Alt-S 签到");
    pty.send("<C-g>");
    pty.wait_text("偏差");
    // The promised key stays.
    pty.send("1");
    pty.wait_gone("偏差");
    pty.send("2");
    pty.wait_text("偏差");
}

#[test]
fn a_wrong_line_is_told_before_the_screen_and_on_it() {
    let home = Home::planned();
    let words = "take_roll = \"{nobody}\"\n";
    let files = [("config.toml", "bell = true\ntheme = \"drak\"\n"), ("words/zh-CN.toml", words)];
    let pty = open(&home, &files, &[]);
    pty.wait_text("另有1处");
    let shown = String::from_utf8_lossy(&pty.raw_output()).into_owned();
    let before = shown.split("\u{1b}[?1049h").next().unwrap();
    assert!(before.contains("config.toml:2:9)"), "{before}");
    assert!(before.contains("zh-CN.toml:1:13)"), "{before}");
    // The next key clears the notice, and the chair reads the program's own words.
    pty.send("<Down>");
    pty.wait_text("请各位签到");
}

#[test]
fn no_color_goes_before_the_theme() {
    for (env, coloured) in [(&[][..], true), (&[("NO_COLOR", "1")][..], false)] {
        let home = Home::planned();
        let pty = open(&home, &[("config.toml", "theme = \"light\"\n")], env);
        pty.wait_text("请各位签到");
        let raw = String::from_utf8_lossy(&pty.raw_output()).into_owned();
        assert_eq!(raw.contains("48;5;254"), coloured, "{env:?}");
        assert_eq!(raw.contains("\u{1b}[38;5;"), coloured, "{env:?}");
        assert!(!raw.contains("38;2;") && !raw.contains("48;2;"), "true colour: {env:?}");
    }
}
