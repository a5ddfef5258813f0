//! Sessions of another machine taken in from the home screen.

use super::{Home, SAMPLE, chair};
use std::path::{Path, PathBuf};

fn bundle(home: &Home, name: &str) -> PathBuf {
    let path = home.store().with_file_name(name);
    home.ok(&["bundle".as_ref(), SAMPLE.as_ref(), "-o".as_ref(), path.as_os_str()]);
    path
}

/// Chooses a file as a file manager gives its path.
fn choose(pty: &crate::pty::Pty, path: &Path) {
    pty.send("<F4>");
    pty.wait_text("选择会次包或备份文件");
    pty.paste(&format!("'{}'\n", path.display()));
    pty.send("<Enter>");
}

#[test]
fn a_session_of_another_machine_is_looked_at_and_taken_in() {
    let (there, here) = (Home::planned(), Home::new());
    let short = bundle(&there, "计划.yishi");
    there.ok(&["exec", SAMPLE, "--", "present P02"]);
    let long = bundle(&there, "签到.yishi");
    let mut pty = chair(&here, &[]);
    pty.wait_text("导入");
    // It is shown what it is before anything is stored.
    choose(&pty, &short);
    pty.wait(|shown| {
        shown.contains("槐树湾农贸市场周边停车秩序整治") && shown.contains("1 条记录，逐条核对无误")
    });
    pty.wait_text("回车存入");
    pty.send("<Esc>");
    pty.wait(|shown| !shown.contains("回车存入"));
    choose(&pty, &short);
    pty.wait_text("将存入");
    pty.send("<Enter>");
    pty.wait(|shown| shown.contains("已存入") && shown.contains("2026-11-27"));
    // It is opened, left, and goes on where the other machine went on.
    pty.send("<Enter>");
    pty.wait_text("空格 签到");
    pty.send("<Esc>");
    pty.wait_text("回到会次列表");
    pty.send("<Enter>");
    pty.wait_text("F4 导入");
    choose(&pty, &long);
    pty.wait_text("将接着补入 1 条");
    pty.send("<Enter>");
    pty.wait_text("接着原有记录补入 1 条");
    pty.send("<Enter>");
    pty.wait_text("应到24 实到1");
    pty.send("<C-q>");
    pty.wait_text("退出");
    pty.send("<Enter>");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(here.ok(&["log", SAMPLE, "--json"]), there.ok(&["log", SAMPLE, "--json"]));
}

#[test]
fn a_file_that_cannot_be_taken_in_says_why_and_changes_nothing() {
    let (there, here) = (Home::planned(), Home::new());
    let path = bundle(&there, "好.yishi");
    let text = std::fs::read_to_string(&path).unwrap();
    let damaged = path.with_file_name("坏.yishi");
    std::fs::write(&damaged, text.replacen("停车", "收费", 1)).unwrap();
    let pty = chair(&here, &[]);
    pty.wait_text("导入");
    choose(&pty, &damaged);
    pty.wait(|shown| shown.contains("文件已损坏（坏.yishi") && shown.contains("没有采用"));
    pty.send("<Esc>");
    choose(&pty, &path.with_file_name("没有.yishi"));
    pty.wait_text("没有.yishi");
    pty.wait_text("没有采用");
    pty.send("<Esc>");
    let foreign = path.with_file_name("别的.txt");
    std::fs::write(&foreign, "你好\n").unwrap();
    choose(&pty, &foreign);
    pty.wait_text("这不是 yishi 的备份或会次包");
    pty.send("<Esc><C-q>");
    drop(pty);
    assert_eq!(here.ok(&["list", "--json"]).trim(), "[]");
}
