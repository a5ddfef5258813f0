//! The list of sessions is there before the store is open: what is pressed meanwhile is kept, and what
//! opening has to say is said as if it had come first.

use super::{Home, SAMPLE};
use crate::cli::sample;
use crate::pty::{Launch, Pty};

/// The list of sessions, of a store that takes long to be opened (on purpose).
fn slowly(home: &Home) -> Pty {
    slow(home, &[])
}

fn slow(home: &Home, args: &[&str]) -> Pty {
    let launch = Launch::yishi().args(args.iter().copied()).env("YISHI_STORE", home.store());
    launch.env("YISHI_LANG", "zh-CN").env("YISHI_FAULT", "slow-opening").start()
}

/// A session that was held and one that is planned: in the list the latter stands first.
fn two() -> Home {
    let home = Home::held();
    let plan = std::fs::read_to_string(sample("plan.toml")).unwrap();
    let other = plan.replace(SAMPLE, "OTHER-1").replace("农贸市场", "老菜场");
    let (plan, roster) = (home.file("other.toml", other), sample("roster.csv"));
    home.ok(&["new".as_ref(), plan.as_os_str(), "--roster".as_ref(), roster.as_os_str()]);
    home
}

#[test]
fn what_is_pressed_before_the_store_is_open_is_done_on_the_row_that_was_chosen() {
    // Given the list of a store that is still being opened,
    let home = two();
    let pty = slowly(&home);
    pty.wait(|shown| shown.contains("OTHER-1") && shown.contains(SAMPLE));
    // when the second session is chosen, and a view of it,
    pty.send("<Down><Enter>6");
    // then it is said why nothing happens yet,
    pty.wait_text("正在打开存储");
    // and it is that session's minutes that come, and no other's.
    pty.wait(|shown| shown.row(0).contains("农贸市场") && shown.contains("记录"));
    assert!(!pty.screen().contains("正在打开存储"), "{}", pty.screen());
    pty.wait_text("回车换行");
}

#[test]
fn a_session_is_shown_before_it_is_checked_and_nothing_is_called_saved() {
    // Given a session of a store that is still being opened,
    let home = Home::planned();
    let pty = slow(&home, &["open", SAMPLE]);
    // when it is there to be read, and a line is typed for it,
    pty.wait(|shown| shown.row(0).contains("农贸市场") && shown.row(0).contains("核对"));
    assert!(!pty.screen().contains("已存"), "{}", pty.screen());
    pty.send("6");
    pty.wait_text("正在打开存储");
    assert!(!pty.screen().contains("回车换行"), "{}", pty.screen());
    // then it goes there once both copies were read.
    pty.wait(|shown| shown.row(0).contains("已存") && shown.contains("回车换行"));
    pty.burst("开着门写的一行");
    pty.wait_text("开着门写的一行");
    pty.send("<F2>");
    pty.wait(|shown| shown.contains("在这里写") && shown.row(0).contains("已存"));
    drop(pty);
    assert!(home.log().last().unwrap()["command"].as_str().unwrap().contains("开着门写的一行"));
}

#[test]
fn a_session_that_differs_in_the_database_is_shown_as_the_store_decides() {
    // Given a journal that is whole, and a database that was cut,
    let home = Home::held();
    let database = home.store().join("sled/db");
    let length = std::fs::metadata(&database).unwrap().len();
    std::fs::File::options().write(true).open(&database).unwrap().set_len(length / 2).unwrap();
    let pty = slow(&home, &["open", SAMPLE]);
    pty.wait(|shown| shown.row(0).contains("核对"));
    // when both were compared, then what was mended is told, over the checked record.
    pty.wait(|shown| shown.contains("存储检查") && shown.row(0).contains("已存"));
}

#[test]
fn a_form_waits_for_the_store_and_then_has_what_was_typed_for_it() {
    let home = two();
    let pty = slowly(&home);
    pty.wait_text("OTHER-1");
    pty.send("<F2>");
    pty.wait_text("正在打开存储");
    assert!(!pty.screen().contains("新建会次"), "{}", pty.screen());
    pty.wait(|shown| shown.contains("─ 新建会次") && !shown.contains("正在打开存储"));
}

#[test]
fn whoever_leaves_while_the_store_is_opened_has_left_and_nothing_is_broken() {
    let home = two();
    let mut pty = slowly(&home);
    pty.wait_text("OTHER-1");
    pty.send("<F2><C-q>");
    assert_eq!(pty.wait_exit(), 0);
    assert!(!pty.alternate_screen() && pty.left_on().is_empty(), "{:?}", pty.left_on());
    home.ok(&["verify"]);
}

#[test]
fn a_store_that_cannot_be_opened_after_all_ends_as_it_did_before_a_screen() {
    // Given a store whose database cannot be read by the system, and whose list is whole,
    let home = two();
    let database = home.store().join("sled/db");
    std::fs::remove_file(&database).unwrap();
    std::fs::create_dir(&database).unwrap();
    let ended = |mut pty: Pty| {
        let code = pty.wait_exit();
        assert!(!pty.alternate_screen() && pty.left_on().is_empty(), "{:?}", pty.left_on());
        (code, pty.screen().trim().to_owned())
    };
    // when it is opened behind the list, and where there is no list to be shown,
    let behind = ended(slowly(&home));
    std::fs::remove_file(home.store().join("LIST")).unwrap();
    let first = ended(slowly(&home));
    // then both end with the same code and sentence, on the terminal as it was.
    assert_eq!(behind, first);
    assert!(behind.0 == 1 && !behind.1.is_empty(), "{behind:?}");
}

#[test]
fn what_opening_mends_is_told_on_the_screen_and_after_it() {
    // Given a damaged database behind a list that is whole,
    let home = two();
    let database = home.store().join("sled/db");
    let length = std::fs::metadata(&database).unwrap().len();
    std::fs::File::options().write(true).open(&database).unwrap().set_len(length / 2).unwrap();
    let mut pty = slowly(&home);
    pty.wait_text("OTHER-1");
    // when it is open, then the damage is told over the list,
    pty.wait_text("存储检查");
    pty.send("<Esc>");
    pty.wait_gone("存储检查");
    pty.send("<C-q>");
    assert_eq!(pty.wait_exit(), 0);
    // and stands on the terminal, as for every other command.
    assert!(pty.screen().contains("数据库"), "{}", pty.screen());
    home.ok(&["verify"]);
}
