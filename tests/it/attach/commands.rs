//! Commands while a session is open in the chair's program: all of them go through it.

use crate::cli::{Home, SAMPLE, sample};
use crate::pty::{Launch, Pty};

fn terminal(home: &Home, args: &[&str]) -> Pty {
    Launch::yishi()
        .args(args.iter().copied())
        .env("YISHI_STORE", home.store())
        .env("YISHI_LANG", "zh-CN")
        .start()
}

#[test]
fn commands_read_and_write_through_the_chairs_program() {
    let home = Home::planned();
    let mut chair = terminal(&home, &["open", SAMPLE]);
    chair.wait_text("空格 签到");
    let script = sample("transcript.yishi");
    home.ok(&["exec".as_ref(), SAMPLE.as_ref(), "-f".as_ref(), script.as_os_str()]);
    chair.wait_text("已散会");
    home.ok(&["exec", SAMPLE, "--", "note 命令补记"]);

    // Names are left in a notice only with a reason, and the reason is the record's: the host's.
    let notice = ["export", SAMPLE, "notice", "--format", "txt"];
    let masked = home.ok(&notice);
    let reason = ["--unmasked", "--reason", "报区里存档"];
    let unmasked = home.ok(&[&notice[..], &reason].concat());
    assert!(!masked.contains("段永祥") && unmasked.contains("段永祥"), "{masked}\n{unmasked}");
    let log = home.log();
    let last = log.last().unwrap();
    assert!(last["command"].as_str().unwrap().ends_with("unmask \"报区里存档\""), "{last}");
    assert_eq!(
        (&last["by"]["terminal"], &last["by"]["role"]),
        (&"export".into(), &"office".into())
    );
    // The chair's screen has it, too.
    chair.send("8");
    chair.wait_text("报区里存档");
    chair.wait_text("办公室（export）");

    // What makes another session is done where the store is: an attached terminal says so.
    let attached = terminal(&home, &["attach", "--as", "chair"]);
    attached.wait_text("已散会");
    attached.send("7<C-l>");
    attached.wait_text("下一轮");
    attached.send("<F2>");
    attached.wait_text("这里是连上来的终端：请在主持人的电脑上做");
    attached.send("<Esc><Esc><Esc>");
    attached.wait_text("断开并关掉本终端？");
    drop(attached);

    // What is read through the program is what lies in the store when it has gone.
    let asked: [&[&str]; 5] = [
        &["show", SAMPLE, "--json"],
        &["show", SAMPLE, "--json", "--at", "30"],
        &["log", SAMPLE, "--json"],
        &["export", SAMPLE, "minutes", "--format", "md"],
        &["export", SAMPLE, "journal"],
    ];
    let through = asked.map(|args| home.ok(args));
    assert!(through[3].contains("命令补记"), "{}", through[3]);
    chair.send("<C-q>");
    assert_eq!(chair.wait_exit(), 0);
    for (args, before) in asked.into_iter().zip(through) {
        assert_eq!(home.ok(args), before, "{args:?}");
    }
}

/// The chair's program is running and shows its list of sessions.
#[test]
fn a_session_that_nobody_has_open_is_reached_through_the_program_as_well() {
    let home = Home::planned();
    let chair = terminal(&home, &[]);
    chair.wait_text("槐树湾");
    home.ok(&["exec", SAMPLE, "--", "present P02"]);
    let cues = ["export", SAMPLE, "cues", "--format", "txt", "--date", "2026-11-20"];
    let done = home.run(&cues);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(home.log().len(), 3);
    // What makes a session is the program's own business just then, and says so.
    let (plan, roster) = (sample("plan.toml"), sample("roster.csv"));
    let refused = home.run(&[
        "new".as_ref(),
        plan.as_os_str(),
        "--roster".as_ref(),
        roster.as_os_str(),
        "--id".as_ref(),
        "HSW-2026-005".as_ref(),
    ]);
    assert_eq!(refused.code, 4, "{}", refused.err);
}
