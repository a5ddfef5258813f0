//! What the screen says and does when the store cannot keep the record, or has lost some of it.

use super::{Home, SAMPLE, chair, commands, line};
use crate::store::full::{Mounted, fill};

#[test]
fn on_a_full_disk_the_text_stays_the_record_can_be_saved_elsewhere_and_room_is_noticed() {
    let Some(mounted) = Mounted::new("24m") else { return };
    let home = Home::planned_at(mounted.path.join("store"));
    let pty = chair(&home, &["open", SAMPLE]);
    pty.wait_text("空格 签到");
    let ballast = fill(&mounted.path, 0);
    // Until it is full, however much the database had kept for itself.
    let note = format!("note \"{}\"", "很长的一段话".repeat(400));
    let mut tried = 0;
    while !pty.screen().contains("没有存上") {
        tried += 1;
        pty.send("<C-p>");
        pty.wait_text("─ 命令 ─");
        pty.paste(&note);
        pty.send("<Enter>");
        let saved = |shown: &crate::pty::Shown| {
            !shown.contains("─ 命令 ─") && shown.row(0).contains("已存")
        };
        pty.wait(|shown| shown.contains("没有存上") || saved(shown));
    }
    // The banner stays, and so does what was typed.
    pty.wait(|shown| shown.contains("现在只能查看") && shown.contains("很长的一段话"));
    pty.wait_text("未存");
    pty.send("<Esc>");
    pty.wait_text("现在只能查看");
    // Another place takes the record as it is known here.
    let elsewhere = home.store().with_file_name("elsewhere");
    let elsewhere = home.outside().join(elsewhere.file_name().unwrap());
    pty.send("<C-b>");
    pty.wait_text("另存到哪个文件夹");
    pty.send("<C-u>");
    pty.burst(elsewhere.to_str().unwrap());
    pty.send("<Enter>");
    pty.wait_text("已写到");
    let saved = std::fs::read_to_string(elsewhere.join(format!("{SAMPLE}-1/journal.jsonl")));
    let acknowledged = home.log().len();
    assert_eq!(saved.unwrap().lines().count(), acknowledged);
    assert!(elsewhere.join(format!("{SAMPLE}-1/minutes.md")).exists());
    // With room again the screen says so by itself, and goes on.
    std::fs::remove_file(ballast).unwrap();
    pty.wait_text("磁盘又可以写了");
    line(&pty, "note \"有地方了\"");
    pty.wait_gone("现在只能查看");
    drop(pty);
    assert!(tried > 0);
    assert_eq!(home.log().len(), acknowledged + 1);
    home.ok(&["verify"]);
}

#[test]
fn a_store_on_a_read_only_disk_is_shown_and_says_that_it_can_only_be_read() {
    let Some(mounted) = Mounted::new("24m") else { return };
    let home = Home::planned_at(mounted.path.join("store"));
    mounted.remount("ro");
    let pty = chair(&home, &["open", SAMPLE]);
    pty.wait_text("存储只能读");
    pty.wait(|shown| shown.row(0).contains("只读"));
    drop(pty);
    let pty = chair(&home, &[]);
    pty.wait(|shown| shown.contains("存储只能读") && shown.contains(SAMPLE));
    drop(pty);
    for args in [&["list"][..], &["show", SAMPLE], &["log", SAMPLE]] {
        let ran = home.run(args);
        assert!(ran.code == 0 && ran.err.contains("存储现在只能读"), "{args:?}: {}", ran.err);
    }
    let ran = home.run(&["exec", SAMPLE, "--", "note \"x\""]);
    assert!(ran.code != 0 && ran.err.lines().count() == 1, "{}", ran.err);
    assert!(ran.err.contains("这里只能读"), "{}", ran.err);
}

/// The last two lines are gone from both copies; the witness knows.
fn undecided_loss(home: &Home) {
    let journal = home.store().join(format!("journal/{SAMPLE}.jsonl"));
    let text = std::fs::read_to_string(&journal).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    std::fs::write(&journal, lines[..lines.len() - 2].concat()).unwrap();
    std::fs::remove_dir_all(home.store().join("sled")).unwrap();
}

#[test]
fn after_a_loss_nothing_is_written_before_the_chair_has_decided() {
    let home = Home::planned();
    home.ok(&["exec", SAMPLE, "--", "present P02"]);
    home.ok(&["exec", SAMPLE, "--", "present P03"]);
    home.ok(&["exec", SAMPLE, "--", "present P04"]);
    undecided_loss(&home);
    let pty = chair(&home, &["open", SAMPLE]);
    pty.wait_text("记录有丢失");
    pty.wait_text("完整到第 2 条，原有 4 条");
    pty.send("<Enter>");
    pty.wait_gone("只查看");
    // Also what was mended is read once.
    pty.wait_text("存储检查");
    pty.send("<Enter>");
    pty.wait_gone("存储检查");
    pty.wait_text("现在只能查看");
    pty.send("<C-p>");
    pty.wait_text("─ 命令 ─");
    pty.burst("present P05");
    pty.send("<Enter>");
    pty.wait_text("先决定是否继续");
    pty.send("<Esc>");
    pty.wait_gone("─ 命令 ─");
    pty.send("<C-k>");
    pty.wait_text("只查看");
    pty.send("2");
    pty.wait_gone("现在只能查看");
    line(&pty, "present P05");
    drop(pty);
    let said = commands(&home);
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said[1].contains("记录第3至4条因存储损坏丢失，经确认后继续记录"), "{said:?}");
    assert_eq!(said[2], "present P05");
    home.ok(&["verify"]);
}

#[test]
fn a_script_after_a_loss_is_refused_until_that_is_asked_for() {
    let home = Home::planned();
    home.ok(&["exec", SAMPLE, "--", "present P02"]);
    home.ok(&["exec", SAMPLE, "--", "present P03"]);
    undecided_loss(&home);
    let told = home.run(&["show", SAMPLE]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.err.contains("记录有丢失"), "{}", told.err);
    assert_eq!(home.run(&["verify"]).code, 1);
    let refused = home.run(&["exec", SAMPLE, "--", "present P04"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(refused.err.contains("--accept-loss") && refused.out.is_empty(), "{}", refused.err);
    home.run(&["exec", SAMPLE, "--accept-loss", "--", "present P04"]);
    home.ok(&["verify"]);
    assert_eq!(commands(&home).len(), 2);
    let done = home.run(&["show", SAMPLE]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
}
