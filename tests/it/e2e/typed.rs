//! What is typed at the list of sessions outlives the program, and is gone once it is done or put
//! away.

use super::{Home, chair};
use std::time::{Duration, Instant};

/// Waits until this, or nothing, is what is kept of the list of sessions on the disk.
fn wait_kept(home: &Home, text: Option<&str>) {
    let since = Instant::now();
    let kept = || {
        let drafts = std::fs::read_dir(home.store().join("drafts/~")).into_iter().flatten();
        let files = drafts.map(|file| file.unwrap().path());
        let files = files.filter(|path| path.extension().is_some_and(|end| end == "draft"));
        files.filter_map(|path| std::fs::read_to_string(path).ok()).collect::<String>()
    };
    let is_so = |kept: &str| text.map_or(kept.is_empty(), |text| kept.contains(text));
    while !is_so(&kept()) {
        assert!(since.elapsed() < Duration::from_mins(1), "{}", kept());
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_new_session_that_was_being_typed_is_offered_after_a_kill_and_after_the_end_of_the_terminal() {
    let home = Home::planned();
    let mut pty = chair(&home, &[]);
    pty.wait_text("F2");
    pty.send("<F2>");
    pty.wait_text("─ 新建");
    pty.burst("加装电梯第三次议事");
    pty.wait_text("加装电梯第三次议事");
    wait_kept(&home, Some("加装电梯第三次议事"));
    pty.kill9();

    // Offered, typed on, and the terminal is closed over it.
    let mut pty = chair(&home, &[]);
    pty.wait_text("F2");
    pty.send("<F2>");
    pty.wait_text("加装电梯第三次议事");
    pty.wait_text("上次没有填完");
    pty.burst("会");
    pty.wait_text("加装电梯第三次议事会");
    pty.signal(rustix::process::Signal::HUP);
    pty.wait_exit();

    let mut pty = chair(&home, &[]);
    pty.wait_text("F2");
    pty.send("<F2>");
    pty.wait_text("加装电梯第三次议事会");
    // Done, it is offered no more.
    pty.send("<C-s>");
    pty.wait_gone("─ 新建");
    pty.wait_text("加装电梯第三次议事会");
    wait_kept(&home, None);
    pty.kill9();
    let pty = chair(&home, &[]);
    pty.wait_text("加装电梯第三次议事会");
    pty.send("<F2>");
    pty.wait_text("─ 新建");
    assert!(!pty.screen().contains("上次没有填完"), "{}", pty.screen());
}
