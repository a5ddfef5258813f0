//! What the program asks the terminal at its start, and what becomes of the keys meanwhile.

use super::{Home, Launch};
use crate::pty::{Ambiguous, Pty};

fn start(home: &Home, ambiguous: Ambiguous) -> Pty {
    Launch::yishi()
        .args(["demo"])
        .env("YISHI_STORE", home.store())
        .env("YISHI_LANG", "zh-CN")
        .ambiguous(ambiguous)
        .start()
}

/// How many cells the cursor moves when this is typed into the command line.
fn typed_cells(pty: &Pty, title: &str, text: &str) -> u16 {
    pty.send("<C-p>");
    pty.wait_text(title);
    let (_, before) = pty.cursor();
    pty.burst(text);
    pty.wait(|shown| shown.cursor().1 > before);
    pty.cursor().1 - before
}

#[test]
fn where_ambiguous_characters_are_wide_borders_are_ascii_and_content_is_measured_wide() {
    let home = Home::new();
    let pty = start(&home, Ambiguous::Wide);
    pty.wait_text("空格 签到");
    assert_eq!(typed_cells(&pty, "- 命令 -", "“好”"), 6);
    let screen = pty.screen();
    assert!(!screen.contains(['│', '─', '┌', '▸', '○']), "{screen}");
    assert!(screen.contains("+-"), "{screen}");
}

#[test]
fn where_they_are_narrow_borders_are_lines() {
    let home = Home::new();
    let pty = start(&home, Ambiguous::Narrow);
    pty.wait_text("空格 签到");
    // Nothing is left of the question.
    assert!(!pty.screen().contains('“'), "{}", pty.screen());
    assert_eq!(typed_cells(&pty, "─ 命令 ─", "“好”"), 4);
}

#[test]
fn a_terminal_that_does_not_answer_is_taken_for_narrow_and_a_late_answer_is_no_key() {
    let home = Home::new();
    let mut pty = start(&home, Ambiguous::Untold);
    pty.wait_text("空格 签到");
    pty.send("<C-p>");
    pty.wait_text("─ 命令 ─");
    pty.burst("\x1b[1;3R");
    pty.burst("多停");
    pty.wait_text(": 多停");
    assert!(!pty.screen().contains("3R"), "{}", pty.screen());
    pty.send("<C-q>");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(pty.left_on(), [""; 0]);
}

#[test]
fn keys_typed_before_the_first_frame_are_kept_in_their_order() {
    for ambiguous in [Ambiguous::Narrow, Ambiguous::Untold] {
        let home = Home::new();
        let pty = start(&home, ambiguous);
        pty.send("<C-p>");
        pty.burst("note 多停一会");
        pty.wait_text(": note 多停一会");
    }
}

#[test]
fn the_mouse_is_taken_only_when_asked_for_and_given_back() {
    for (config, taken) in [("", false), ("mouse = true\n", true)] {
        let home = Home::new();
        let folder = tempfile::tempdir().unwrap();
        let config_file = folder.path().join(".config/yishi/config.toml");
        std::fs::create_dir_all(config_file.parent().unwrap()).unwrap();
        std::fs::write(&config_file, config).unwrap();
        let mut pty = Launch::yishi()
            .args(["demo"])
            .env("YISHI_STORE", home.store())
            .env("YISHI_LANG", "zh-CN")
            .home(folder.path())
            .start();
        pty.wait_text("空格 签到");
        assert_eq!(pty.left_on().contains(&"mouse".to_owned()), taken);
        if taken {
            // A click as the terminal reports it, its places counted from 1.
            let (row, col) = pty.look(|shown| shown.find("4 利益相关方陈述")).unwrap();
            pty.burst(&format!("\x1b[<0;{};{}M", col + 1, row + 1));
            pty.wait(|shown| shown.row(row).starts_with(" ▸"));
        }
        pty.send("<C-q>");
        assert_eq!(pty.wait_exit(), 0);
        assert_eq!(pty.left_on(), [""; 0]);
    }
}
