//! Text typed into the program in a real terminal: bursts, pastes, and where the cursor stands.
//!
//! The input method's window follows the hardware cursor, and what it commits arrives as one
//! write: all of it must be seen without a further key.

use std::process::Command;

use tempfile::TempDir;

use crate::pty::{Launch, Pty, Shown};

/// The sample at its desk.
fn demo(home: &TempDir, cols: u16, rows: u16) -> Pty {
    let pty = Launch::yishi().args(["demo"]).home(home.path()).size(cols, rows).start();
    pty.wait_text("槐树湾");
    pty.wait_text("议程");
    pty
}

/// At the editor of the minutes, where nothing is written yet.
fn editor(home: &TempDir, cols: u16, rows: u16) -> Pty {
    let pty = demo(home, cols, rows);
    pty.send("6");
    pty.wait_text("在这里写要记下的事");
    pty
}

/// A thousand characters, the last ones unlike the others.
fn thousand() -> String {
    let mut text: String = "居民反映夜间卸货噪声大".chars().cycle().take(996).collect();
    text.push_str("到此为止");
    text
}

/// The texts of the minutes in the store, asked for by the command line.
fn stored(home: &TempDir) -> Vec<String> {
    let out = Command::new(env!("CARGO_BIN_EXE_yishi"))
        .args(["show", "HSW-2026-004", "--json"])
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join(".local/share"))
        .env("XDG_STATE_HOME", home.path().join(".local/state"))
        .env("LANG", "zh_CN.UTF-8")
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let shown: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let lines = shown["minutes"].as_array().unwrap();
    lines.iter().map(|line| line["text"].as_str().unwrap().to_owned()).collect()
}

/// Whether the cursor is shown and stands on the cell after `text`.
fn is_behind(shown: &Shown, text: &str) -> bool {
    let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
    let cells: u16 = text.chars().map(wide).sum();
    let at = shown.find(text).map(|(row, col)| (row, col + cells));
    !shown.cursor_hidden() && at == Some(shown.cursor())
}

#[track_caller]
fn wait_behind(pty: &Pty, text: &str) {
    pty.wait(|shown| is_behind(shown, text));
}

fn save_and_leave(mut pty: Pty) {
    pty.send("<F2>");
    pty.wait_text("在这里写要记下的事");
    pty.send("<C-q>");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn a_burst_of_a_thousand_characters_is_seen_and_stored_whole() {
    let home = TempDir::new().unwrap();
    let pty = editor(&home, 100, 30);
    pty.burst(&thousand());
    wait_behind(&pty, "到此为止");
    pty.wait_text("1000字");
    save_and_leave(pty);
    assert!(stored(&home).iter().any(|text| text.contains(&thousand())), "{:?}", stored(&home));
}

#[test]
fn a_pasted_thousand_characters_in_lines_are_seen_and_stored_whole() {
    let home = TempDir::new().unwrap();
    let pty = editor(&home, 80, 24);
    let text = format!("第一行\n{}", thousand());
    pty.paste(&text);
    wait_behind(&pty, "到此为止");
    pty.wait_text("1003字");
    save_and_leave(pty);
    assert!(stored(&home).iter().any(|line| line.contains(&text)), "{:?}", stored(&home));
}

#[test]
fn the_cursor_is_behind_the_last_character_of_the_editor() {
    let home = TempDir::new().unwrap();
    let pty = editor(&home, 80, 24);
    pty.send("王强说：");
    wait_behind(&pty, "王强说：");
    pty.send("ab");
    wait_behind(&pty, "王强说：ab");
    pty.send("<Enter>另起");
    wait_behind(&pty, "另起");
    // A row is full: the cursor waits in the spare column, then goes on in the next row.
    pty.send("<C-a><BS>");
    pty.wait_text("在这里写要记下的事");
    let full = "满".repeat(38);
    pty.send(&full);
    wait_behind(&pty, &full);
    pty.send("折行");
    wait_behind(&pty, "折行");
    pty.wait(|shown| shown.find("折行").map(|at| at.0) == shown.find(&full).map(|at| at.0 + 1));
}

/// Every other kind of input, each with characters of both widths.
#[test]
fn the_cursor_is_behind_the_last_character_of_every_other_input() {
    let home = TempDir::new().unwrap();
    let pty = demo(&home, 100, 30);
    // The keys to it, what shows that it is there, and the keys back to the desk.
    let inputs = [
        ("3<F3>", "查找", "<Esc>1"),
        ("8<F3>", "筛选", "<Esc>1"),
        ("0<Down><Enter>", "会议安排", "<Esc><Esc>1"),
        ("0<Down><Enter><Tab><Tab><Tab><Tab><C-u>", "会议安排", "<Esc><Esc>1"),
        ("0<F3>", "选择名单文件", "<Esc>1"),
        ("<C-b>", "另存", "<Esc>"),
        ("6<F3>", "查找", ""),
    ];
    for (keys, shows, back) in inputs {
        pty.send(keys);
        pty.wait_text(shows);
        pty.send("满a汉");
        wait_behind(&pty, "满a汉");
        if !back.is_empty() {
            pty.send(back);
            pty.wait(|shown| !shown.contains("满a汉") && shown.contains("▸议程"));
        }
    }
}

#[test]
fn the_cursor_is_behind_the_last_character_of_palette_form_and_picker() {
    let home = TempDir::new().unwrap();
    let pty = demo(&home, 100, 30);
    pty.send("<C-p>签到王");
    wait_behind(&pty, ": 签到王");
    pty.send("<Esc>");
    pty.wait_gone(": 签到王");
    pty.send("<C-n>");
    pty.wait_text("内容");
    pty.send("门口卸货a");
    wait_behind(&pty, "门口卸货a");
    pty.send("<Esc>");
    pty.wait_gone("门口卸货a");
    pty.send("6");
    pty.wait_text("在这里写要记下的事");
    pty.send("@");
    pty.wait_text("插入人名");
    pty.send("赵");
    wait_behind(&pty, "赵");
    pty.send("<Enter>");
    pty.wait_gone("插入人名");
    pty.wait(|shown| is_behind(shown, "赵淑芬") && !shown.contains("@赵"));
}
