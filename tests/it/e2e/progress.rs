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
    pty.wait_text("核对记录 0/");
    pty.wait_text("Ctrl-C 停止");
    pty.send("<C-c>");
    // then it ends with an error that says so, and the line is gone.
    pty.wait_text("已按要求停止（核对记录）：");
    assert_eq!(pty.wait_exit(), 1);
    assert!(!pty.screen().contains("核对记录 0/"), "{}", pty.screen());
    // Nothing was changed by it.
    let mut again = chair(&home, &["verify"]);
    again.wait_text("完好");
    assert_eq!(again.wait_exit(), 0);
}

/// A command that is slow on purpose.
fn slow(home: &Home, args: &[&std::ffi::OsStr]) -> crate::pty::Pty {
    crate::pty::Launch::yishi()
        .args(args.iter().copied())
        .env("YISHI_STORE", home.store())
        .env("YISHI_LANG", "zh-CN")
        .env("YISHI_FAULT", "slow")
        .start()
}

#[test]
fn whatever_takes_long_can_be_stopped_or_killed_and_nothing_half_done_is_left() {
    let home = Home::held();
    let (backup, bundle) = (home.backup("all.yishi"), home.bundle("one.yishi"));
    let other = Home::new();
    other.ok(&["demo", "--fresh"]);
    let fresh = other.ok(&["verify"]);
    let new = |name: &str| home.path(name);
    // The command, the store it works on, and what its line says.
    let cases: [(&str, &Home, std::path::PathBuf, &str); 5] = [
        ("backup", &home, new("new.yishi"), "读取会次 0/"),
        ("bundle", &home, new("new.yishi"), "读取会次 0/"),
        ("salvage", &home, new("new.yishi"), "读取损坏的存储 0/"),
        ("restore", &other, backup, "核对会次 0/"),
        ("import", &other, bundle, "核对会次 0/"),
    ];
    for (command, home, file, line) in cases {
        let args: Vec<&std::ffi::OsStr> = match command {
            "backup" | "salvage" => vec![command.as_ref(), "-o".as_ref(), file.as_os_str()],
            "bundle" => vec!["bundle".as_ref(), SAMPLE.as_ref(), "-o".as_ref(), file.as_os_str()],
            _ => vec![command.as_ref(), file.as_os_str()],
        };
        let before = (home.names(), home.ok(&["verify"]));
        let left = || (home.names(), home.ok(&["verify"]));
        // Stopped with Ctrl-C,
        let mut pty = slow(home, &args);
        pty.wait_text(line);
        pty.send("<C-c>");
        pty.wait_text("已按要求停止（");
        assert_eq!(pty.wait_exit(), 1, "{command}");
        assert_eq!(left(), before, "{command}");
        // and killed; what salvage copies to work on is the only thing that then lies about.
        let mut pty = slow(home, &args);
        pty.wait_text(line);
        pty.kill9();
        let mut after = left();
        after.0.retain(|name| !name.ends_with(".scratch"));
        assert_eq!(after, before, "{command}");
    }
    assert_eq!(other.ok(&["verify"]), fresh);
}

#[test]
fn a_restore_that_was_killed_while_it_wrote_is_taken_back_and_that_is_said() {
    use yishi::store::{Log, SledLog};
    // Given a store in which a restore was killed between two sessions, as its note says.
    let home = Home::held();
    let before = home.ok(&["verify"]);
    let note = format!(
        "[{{\"session\":\"B\",\"n\":0,\"journal_len\":0,\"chain\":\"{}\"}}]",
        "0".repeat(64)
    );
    SledLog::open(&home.store()).unwrap().append("B", 1, &[b"{}".to_vec()], None).unwrap();
    let sum = crc32fast::hash(note.as_bytes());
    std::fs::write(home.store().join("PENDING"), format!("{sum:08x}\n{note}\n")).unwrap();
    // When the store is opened next,
    let done = home.run(&["list"]);
    // then that is said once, with what to do, and nothing of it is there.
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("上次恢复或导入没有做完，已全部撤回"), "{}", done.err);
    assert!(done.err.trim_end().ends_with("请再做一次"), "{}", done.err);
    assert!(!done.out.contains("\"B\"") && !done.out.contains("B "), "{}", done.out);
    assert_eq!(home.ok(&["verify"]), before);
    assert_eq!(home.run(&["list"]).err, "");
}

#[test]
fn a_workbook_is_not_poured_onto_the_terminal() {
    let home = Home::held();
    let mut pty = chair(&home, &["export", SAMPLE, "signin", "--format", "xlsx"]);
    pty.wait_text("这种格式不能显示在终端上（");
    assert_eq!(pty.wait_exit(), 2);
}

/// The sample's screen, opened where every line takes a tenth of a second to be read.
fn long(home: &Home) -> crate::pty::Pty {
    crate::pty::Launch::yishi()
        .args(["open", SAMPLE])
        .env("YISHI_STORE", home.store())
        .env("YISHI_LANG", "zh-CN")
        .env("YISHI_FAULT", "slow-reading")
        .start()
}

#[test]
fn a_long_record_says_how_far_its_reading_is() {
    let home = Home::planned();
    for n in 1..10 {
        home.ok(&["exec", SAMPLE, "--", &format!("note \"{n}\"")]);
    }
    let pty = long(&home);
    // Half a second late, with the time left; then the session, and nothing of it is left on the screen.
    pty.wait_text("/10 · 约剩1秒 · Esc 取消，Ctrl-Q 退出");
    pty.wait(|shown| shown.contains("空格 ") && !shown.contains("正在读取记录"));
}

#[test]
fn a_long_record_need_not_be_read_to_its_end() {
    let home = Home::held();
    let before = home.ok(&["verify"]);
    // Out of the program,
    let mut pty = long(&home);
    pty.wait_text("正在读取记录");
    pty.send("<C-q>");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(pty.left_on(), [""; 0]);
    // or back to the list, where it can be opened again; what was pressed before Esc does nothing.
    let mut pty = long(&home);
    pty.wait_text("正在读取记录");
    pty.send("<Esc>");
    pty.wait_gone("正在读取记录");
    pty.wait_text("已散会");
    pty.send("<Enter>");
    pty.wait_text("正在读取记录");
    pty.send("<C-q>");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(home.ok(&["verify"]), before);
}
