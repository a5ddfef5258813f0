//! However the program ends, the terminal is as it was before.

use super::{Home, Launch, SAMPLE, Signal, chair};

#[test]
fn quitting_gives_the_terminal_back() {
    let home = Home::new();
    let mut pty = chair(&home, &[]);
    pty.wait(|shown| shown.alternate_screen() && shown.contains("退出"));
    pty.send("<C-q>");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(pty.left_on(), [""; 0]);
}

#[test]
fn a_signal_saves_restores_and_is_told() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let home = Home::new();
        let mut pty = chair(&home, &["demo"]);
        pty.wait_text("空格 签到");
        pty.signal(signal);
        assert_eq!(pty.wait_exit(), 1, "{signal:?}");
        assert_eq!(pty.left_on(), [""; 0], "{signal:?}");
        assert!(pty.screen().contains("yishi: "), "{}", pty.screen());
    }
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_read_on_it() {
    let home = Home::planned();
    let mut pty = Launch::yishi()
        .args(["open", SAMPLE])
        .env("YISHI_STORE", home.store())
        .env("YISHI_FAULT", "draw")
        .start();
    assert_eq!(pty.wait_exit(), 101);
    assert_eq!(pty.left_on(), [""; 0]);
    assert!(pty.screen().contains("a fault on purpose"), "{}", pty.screen());
    // The store was left in order: it opens again, and nobody holds it.
    home.ok(&["exec", SAMPLE, "--", "present P02"]);
}

#[test]
fn no_escape_of_a_name_reaches_the_terminal() {
    let home = Home::new();
    let roster = home.file("r.csv", "编号,姓名\nP01,王强\n");
    let plan = home.file("p.toml", "[session]\nid = \"S\"\ntitle = \"停车\"\ndate = 2026-11-27\n");
    home.ok(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()]);
    home.ok(&["exec", "S", "--", "note \"前\u{1b}]0;owned\u{7}\u{1b}[31m后\""]);
    let pty = chair(&home, &["open", "S"]);
    pty.wait_text("前");
    let out = String::from_utf8_lossy(&pty.raw_output()).into_owned();
    assert!(!out.contains("owned") && !out.contains("\u{1b}]0;"), "{out}");
}
