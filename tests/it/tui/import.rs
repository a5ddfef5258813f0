//! Sessions of another machine from a file, on the list of sessions.

use super::given::Desk;
use super::shot;
use std::path::PathBuf;
use yishi::domain::session::Phase;
use yishi::i18n::Lang;
use yishi::tui::Effect;
use yishi::tui::effect::{Request, Wanted};
use yishi::tui::overlays::{FileEntry, ImportPreview, Listing};

fn carried(lang: Lang, changes: bool) -> ImportPreview {
    let (checked, fate) = match (lang, changes) {
        (Lang::Zh, true) => ("195 条记录，逐条核对无误", "这里还没有这个会次，将存入"),
        (Lang::Zh, false) => ("195 条记录，逐条核对无误", "这里已有同样的记录，不会有变化"),
        (Lang::En, true) => ("195 events, each checked", "not here yet: it will be taken in"),
        (Lang::En, false) => ("195 events, each checked", "here already and the same"),
    };
    ImportPreview {
        id: "HSW-2026-004".into(),
        title: "槐树湾农贸市场周边停车秩序整治协商议事会".into(),
        date: "2026-11-27".parse().unwrap(),
        phase: Phase::Sealed,
        checked: checked.into(),
        fate: fate.into(),
        changes,
    }
}

/// A file was chosen, and is being read.
fn chosen(lang: Lang, size: (u16, u16)) -> Desk {
    let mut home = super::home::home(lang, size);
    home.keys("<F4>");
    let wanted = Wanted::Sessions;
    assert_eq!(home.asked.pop(), Some(Effect::Browse { folder: None, wanted }));
    let folder = PathBuf::from("/media/u盘");
    let path = folder.join("停车会.yishi");
    let entry = FileEntry { name: "停车会.yishi".into(), path: path.clone(), is_folder: false };
    home.ui.listed(Listing { folder, entries: vec![entry], fault: None });
    home.keys("<Enter>");
    assert_eq!(home.asked.pop(), Some(Effect::ReadFile { path, wanted }));
    home
}

#[test]
fn what_a_file_holds_is_seen_before_it_is_taken_in() {
    let looked_at = |lang, size| {
        let mut home = chosen(lang, size);
        home.ui.container_read("停车会.yishi", Ok(vec![carried(lang, true)]));
        home
    };
    shot::screen("import", looked_at);
    let mut home = looked_at(Lang::Zh, (80, 24));
    home.keys("<Esc>");
    assert!(home.asked.is_empty(), "nothing is taken");
    let mut home = looked_at(Lang::Zh, (80, 24));
    home.keys("<Enter>");
    let Some(Effect::Request { request: Request::TakeIn, token }) = home.asked.pop() else {
        panic!("{:?}", home.asked)
    };
    // What cannot be done is told where it was asked for, and can be tried again.
    home.ui.denied(token, "磁盘已满");
    home.shows("磁盘已满");
    home.keys("<Enter>");
    let Some(Effect::Request { request: Request::TakeIn, token }) = home.asked.pop() else {
        panic!("{:?}", home.asked)
    };
    home.ui.granted(token, "已存入");
    assert!(home.ui.overlays.is_empty());
    home.shows("已存入");
}

#[test]
fn a_file_with_nothing_new_or_with_a_fault_takes_nothing_in() {
    for read in [Ok(vec![carried(Lang::Zh, false)]), Err(vec!["文件已损坏".to_owned()])] {
        let mut home = chosen(Lang::Zh, (80, 24));
        let told = if read.is_ok() { "没有要存入的" } else { "文件已损坏" };
        home.ui.container_read("停车会.yishi", read);
        home.shows(told);
        home.keys("<Enter>");
        assert!(home.asked.is_empty() && home.ui.overlays.is_empty());
    }
}

/// It was given up while it was being read.
#[test]
fn a_file_that_is_no_longer_waited_for_is_forgotten() {
    let mut home = chosen(Lang::Zh, (80, 24));
    home.keys("<Esc>");
    home.ui.container_read("停车会.yishi", Ok(vec![carried(Lang::Zh, true)]));
    assert!(home.ui.overlays.is_empty());
}
