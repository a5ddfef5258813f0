//! `doctor` asks a real terminal, and leaves it as it was.

use super::{Home, chair};
use crate::pty::{Ambiguous, Launch};

#[test]
fn it_tells_what_the_terminal_answered() {
    let home = Home::new();
    let mut pty = chair(&home, &["doctor"]);
    pty.wait_text("窗口 100×30");
    pty.wait_text("引号、破折号等占一格");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(pty.left_on(), [""; 0]);
}

#[test]
fn it_tells_that_quotation_marks_are_wide() {
    let pty = Launch::yishi()
        .args(["doctor", "--lang", "zh-CN"])
        .ambiguous(Ambiguous::Wide)
        .size(70, 60)
        .start();
    pty.wait_text("引号、破折号等占两格");
    pty.wait_text("[注意] 窗口 70×60");
}
