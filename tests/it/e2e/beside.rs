//! Files that keep whoever reads them waiting: the screen goes on, and the program can be ended.

use crate::pty::{Launch, Pty};
use rustix::fs::{CWD, FileType, Mode};
use rustix::process::Signal;
use std::path::Path;

fn list(home: &Path) -> Pty {
    let pty = Launch::yishi().home(home).env("YISHI_LANG", "zh-CN").start();
    pty.wait_text("还没有会次");
    pty
}

/// Where the user's templates are kept.
fn templates(home: &Path) -> std::path::PathBuf {
    let folder = home.join(".config/yishi/templates");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The form of a new session, filled in up to the template, which is the last of the bases.
fn new_from_the_template(pty: &Pty) {
    pty.send("<F2>");
    pty.wait_text("─ 新建会次 ─");
    pty.send("加装电梯协商议事会<Tab><Tab><Tab><Tab>");
    pty.wait_text("▸1 常用议程");
    pty.send("3");
    pty.wait_text("▸3 模板 社区");
    pty.send("<F2>");
}

#[test]
fn a_template_that_is_a_pipe_is_refused_and_holds_nothing_up() {
    let home = tempfile::tempdir().unwrap();
    let pipe = templates(home.path()).join("社区.toml");
    rustix::fs::mknodat(CWD, &pipe, FileType::Fifo, Mode::RWXU, 0).unwrap();
    let mut pty = list(home.path());
    new_from_the_template(&pty);
    pty.wait_text("不是普通文件");
    // The form is there with what was typed, and the program ends when it is told to.
    pty.wait_text("加装电梯协商议事会");
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_exit(), 1);
    assert!(pty.screen().contains("收到结束信号"), "{}", pty.screen());
}
