//! Documents out of the running program: chosen in the outcomes, seen masked, saved, where they went;
//! left before saving; and the whole set on the command line, stopped or killed on the way.

use super::{Home, Launch, Pty, SAMPLE, Signal};
use std::collections::BTreeMap;
use std::path::Path;

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    entries.map(|path| (name(&path), std::fs::read(&path).unwrap_or_default())).collect()
}

#[test]
fn the_set_is_chosen_looked_at_and_saved_from_the_outcomes() {
    // Given a meeting that is over, with its outcomes on the screen,
    let home = Home::held();
    let folder = home.outside().join("office/HSW");
    // on a screen that has room for a whole notice,
    let pty = terminal(&home, &["open", SAMPLE]).size(110, 90).start();
    pty.wait_text("已散会");
    pty.send("7<C-e>");
    pty.wait_text("导出文件");
    // when the notice is looked at, nobody is named in it;
    pty.send("7<F3>");
    pty.wait_text("预览：公示");
    pty.wait_text("公示期和意见反映");
    let shown = pty.screen();
    assert!(shown.contains("达成共识的事项"), "{shown}");
    for name in ["王桂英", "仇海生", "段永祥", "10000000"] {
        assert!(!shown.contains(name), "{shown}");
    }
    pty.send("<Esc>");
    pty.wait_gone("预览：公示");
    // when it is left with a folder typed in, nothing is there;
    pty.send("<Tab><C-u>");
    pty.burst(folder.to_str().unwrap());
    pty.wait_text("office/HSW");
    pty.send("<Esc>");
    pty.wait_gone("导出文件");
    assert!(!folder.exists() && !folder.parent().unwrap().exists());
    // when the whole set is saved, it is said where it went,
    pty.send("<C-e>");
    pty.wait_text("导出文件");
    pty.send("1<Tab><C-u>");
    pty.burst(folder.to_str().unwrap());
    pty.wait_text("office/HSW");
    pty.send("<F2>");
    pty.wait_text("个文件到");
    pty.send("<Esc>");
    // and it is what the command line gives, to the byte.
    let again = home.outside().join("again");
    home.ok(&["export", SAMPLE, "all", "-o", again.to_str().unwrap()]);
    let saved = files(&folder);
    assert!(saved.len() > 18, "{:?}", saved.keys());
    assert!(saved == files(&again), "the same set");
    drop(pty);
}

fn terminal(home: &Home, args: &[&str]) -> Launch {
    Launch::yishi()
        .args(args.iter().copied())
        .env("YISHI_STORE", home.store())
        .env("YISHI_LANG", "zh-CN")
}

/// `export all` that waits at its first step.
fn slow(home: &Home, folder: &Path) -> Pty {
    let args = ["export", SAMPLE, "all", "-o", folder.to_str().unwrap()];
    terminal(home, &args).env("YISHI_FAULT", "slow").start()
}

#[test]
fn a_set_that_is_stopped_leaves_nothing() {
    let home = Home::held();
    let folder = home.outside().join("set");
    let mut pty = slow(&home, &folder);
    pty.wait_text("生成文件 1/");
    pty.wait_text("约剩");
    pty.send("<C-c>");
    pty.wait_text("已按要求停止（生成文件）：");
    assert_eq!(pty.wait_exit(), 1);
    assert!(!folder.exists(), "nothing is left");
}

#[test]
fn a_set_that_is_killed_stands_in_nobodys_way() {
    let home = Home::held();
    let folder = home.outside().join("set");
    let mut pty = slow(&home, &folder);
    pty.wait_text("生成文件 1/");
    pty.signal(Signal::KILL);
    pty.wait_exit();
    home.ok(&["export", SAMPLE, "all", "-o", folder.to_str().unwrap()]);
    assert!(files(&folder).len() > 18);
}
