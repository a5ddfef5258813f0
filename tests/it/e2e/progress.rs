//! Commands without a screen on a real terminal: a long one says how far it is, and Ctrl-C ends it in
//! order; a workbook is not poured onto the terminal.

use super::{Home, SAMPLE, chair};

#[test]
fn a_long_command_shows_how_far_it_is_and_ctrl_c_ends_it() {
    // Given a check that takes long (on purpose),
    let home = Home::held();
    let mut pty = crate::pty::Launch::yishi()
        .args(["verify"])
        .env("YISHI_STORE", home.store())
        .env("YISHI_FAULT", "slow")
        .start();
    // when the line is there and Ctrl-C is pressed,
    pty.wait_text("核对记录 1/1");
    pty.wait_text("Ctrl-C 停止");
    pty.send("<C-c>");
    // then it ends with an error that says so, and the line is gone.
    pty.wait_text("已按要求停止（核对记录）：");
    assert_eq!(pty.wait_exit(), 1);
    assert!(!pty.screen().contains("1/1"), "{}", pty.screen());
    // Nothing was changed by it.
    let mut again = chair(&home, &["verify"]);
    again.wait_text("完好");
    assert_eq!(again.wait_exit(), 0);
}

#[test]
fn a_workbook_is_not_poured_onto_the_terminal() {
    let home = Home::held();
    let mut pty = chair(&home, &["export", SAMPLE, "signin", "--format", "xlsx"]);
    pty.wait_text("这种格式不能显示在终端上（");
    assert_eq!(pty.wait_exit(), 2);
}

#[test]
fn a_long_record_says_how_far_its_reading_is() {
    let home = Home::planned();
    for n in 1..10 {
        home.ok(&["exec", SAMPLE, "--", &format!("note \"{n}\"")]);
    }
    let pty = crate::pty::Launch::yishi()
        .args(["open", SAMPLE])
        .env("YISHI_STORE", home.store())
        .env("YISHI_LANG", "zh-CN")
        .env("YISHI_FAULT", "slow-reading")
        .start();
    // Half a second late; then the session, and nothing of it is left on the screen.
    pty.wait_text("正在打开：已核对");
    pty.wait(|shown| shown.contains("空格 ") && !shown.contains("正在打开"));
}
